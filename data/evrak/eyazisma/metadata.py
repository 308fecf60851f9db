"""Üstveri: what both schemas write alike — subject, secrecy, dağıtım, ilgiler, sender."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from xml.etree.ElementTree import Element

from data.core.text import fold
from data.evrak.eyazisma.codes import purpose_of, secrecy_of, urgency_of
from data.evrak.eyazisma.enclosures import id_of, number_of
from data.evrak.eyazisma.parties import parties_of, party_of
from data.evrak.eyazisma.parts import small
from data.evrak.eyazisma.values import PackageRecipient, PackageReference
from data.evrak.eyazisma.xml_reading import Warn, child, children, day, period, said
from data.evrak.rules.values import Urgency

_STRICTNESS = (Urgency.YOK, Urgency.ACELE, Urgency.GUNLU)


@dataclass(frozen=True, slots=True)
class _Due:
    """The strictest süre markı of a dağıtım, with its miat."""

    urgency: Urgency = Urgency.YOK
    miat: str = ""
    on: date | None = None


def shared_fields(ustveri: Element, warn: Warn) -> dict[str, Any]:
    """Fields of :class:`~data.evrak.eyazisma.values.Package` that stand in the Üstveri of either schema."""
    secrecy, words, personal = secrecy_of(said(ustveri, "GuvenlikKodu"), warn)
    recipients = _recipients(ustveri, warn)
    due = _strictest(recipients, warn)
    sender = party_of(child(ustveri, "Olusturan"))
    subject = said(ustveri, "Konu")
    if sender is None or not sender.name:
        warn("Gönderenin adı yazılmamış; üst yazıdan bakın.")
    if not subject:
        warn("Konu yazılmamış; üst yazıdan bakın.")
    if not recipients:
        warn("Dağıtım yazılmamış.")
    return {
        "id": said(ustveri, "BelgeId"),
        "subject": subject,
        "sender": sender,
        "secrecy": secrecy,
        "secrecy_text": words,
        "secrecy_until": day(said(ustveri, "GuvenlikKoduGecerlilikTarihi"), "Gizlilik derecesinin son günü", warn),
        "personal": personal,
        "urgency": due.urgency,
        "miat": due.miat,
        "miat_on": due.on,
        "recipients": recipients,
        "references": _references(ustveri, warn),
        "contacts": parties_of(child(ustveri, "IlgiliListesi"), "Ilgili"),
        "language": said(ustveri, "Dil"),
    }


def _recipients(ustveri: Element, warn: Warn) -> tuple[PackageRecipient, ...]:
    numbers = _enclosure_numbers(ustveri)
    found = []
    for place, line in enumerate(children(child(ustveri, "DagitimListesi"), "Dagitim"), 1):
        party = party_of(line)
        if party is None:
            warn(f"Dağıtımın {place}. satırında alıcı yazılmamış; satır alınmadı.")
            continue
        code = said(line, "Ivedilik")
        urgency = urgency_of(code, warn)
        miat, on = period(said(line, "Miat"), f"Dağıtımın {place}. satırındaki miat", warn)
        if urgency is Urgency.GUNLU and not miat:
            warn(f"Dağıtımın {place}. satırı GÜNLÜDÜR ama miadı yazılmamış; metinden bakın (RY m.26/1).")
        found.append(
            PackageRecipient(
                party=party,
                purpose=purpose_of(said(line, "DagitimTuru"), warn),
                urgency=urgency,
                urgency_code=code,
                miat=miat,
                miat_on=on,
                unsent=_unsent(line, numbers, warn),
            )
        )
    return tuple(found)


def _enclosure_numbers(ustveri: Element) -> dict[str, int]:
    """``SiraNo`` of each ek by its GUID in small letters."""
    listed = enumerate(children(child(ustveri, "Ekler"), "Ek"), 1)
    return {small(id_of(item)): number_of(item, place) for place, item in listed if id_of(item)}


def _unsent(line: Element, numbers: dict[str, int], warn: Warn) -> tuple[int, ...]:
    found = []
    for item in children(child(line, "KonulmamisEkListesi"), "KonulmamisEk"):
        number = numbers.get(small(said(item, "EkId")))
        if number is None:
            warn("Konulmadığı yazılan bir ek, ek listesinde yok.")
        else:
            found.append(number)
    return tuple(sorted(found))


def _strictest(recipients: tuple[PackageRecipient, ...], warn: Warn) -> _Due:
    if not recipients:
        return _Due()
    marks = {(one.urgency, one.miat) for one in recipients}
    if len(marks) > 1:
        warn("Süre işareti ya da miat alıcılara göre değişiyor; en sıkısı alındı, kendi satırınıza bakın.")
    first = max(recipients, key=lambda one: (_STRICTNESS.index(one.urgency), bool(one.miat)))
    return _Due(first.urgency, first.miat, first.miat_on)


def _references(ustveri: Element, warn: Warn) -> tuple[PackageReference, ...]:
    numbers = _enclosure_numbers(ustveri)
    found = []
    for item in children(child(ustveri, "Ilgiler"), "Ilgi"):
        letter = said(item, "Etiket").rstrip(").")
        found.append(
            PackageReference(
                letter=letter,
                number=said(item, "BelgeNo"),
                on=day(said(item, "Tarih"), f"İlgi {fold(letter[:3])} tarihi", warn),
                name=said(item, "Ad"),
                description=said(item, "Aciklama"),
                enclosure=numbers.get(small(said(item, "EkId")), 0),
            )
        )
    return tuple(found)
