"""The outside of an encrypted package: to whom it goes and who made it; the letter itself stays closed here."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from data.core.errors import BadInput
from data.core.text import clean_line
from data.evrak.eyazisma.parties import DETSIS, parties_of
from data.evrak.eyazisma.parts import Parts, Relation
from data.evrak.eyazisma.values import PackageParty, PackageRecipient, Presence
from data.evrak.eyazisma.xml_reading import child, parse_xml, said
from data.evrak.rules.values import PartyKind

ENCRYPTED = "Şifreli paket: içeriği bu programda açılamaz; önce EBYS'de açın, üst yazıyı ve ekleri oradan alın."
UNCHECKED = "Gönderen ve alıcılar paketin dışında yazılıdır; özetle denetlenemez."

_CONTENT = "sifreliicerik"
_RECIPIENTS = ("belgehedef", "belgehedef/belgehedef.xml")
_SUMMARY = ("nihaiozet", "nihaiozet/nihaiozet.xml")
_CORE = ("core", "")
_CREATOR = re.compile(r"(.+)/([0-9]{6,10})")


def is_encrypted(parts: Parts, relations: tuple[Relation, ...]) -> bool:
    """Whether the letter lies inside an encrypted part."""
    return any(relation.kind == _CONTENT for relation in relations) or bool(parts.under(_CONTENT))


def read_outside(parts: Parts, relations: tuple[Relation, ...], warn: Callable[[str], object]) -> dict[str, Any]:
    """Fields of the package that stand outside; nothing is guessed about the rest.

    Raises:
        BadInput: an outer part is no XML, or there is no encrypted content.
    """
    if not _content(parts, relations):
        raise BadInput("Şifreli paketin içeriği yok.", "Paketi gönderenden ya da EBYS'den yeniden alın.")
    warn(ENCRYPTED)
    warn(UNCHECKED)
    core = _root(parts, relations, _CORE)
    summary = _root(parts, relations, _SUMMARY)
    targets = _root(parts, relations, _RECIPIENTS)
    return {
        "schema": "1.x" if said(core, "version").startswith("1") else "2.x",
        "encrypted": True,
        "id": clean_line(summary.get("Id", "")[:100]) if summary is not None else "",
        "sender": _sender(said(core, "creator")),
        "recipients": tuple(
            PackageRecipient(party) for party in parties_of(child(targets, "HedefListesi"), "Hedef")
        ),
        "signature": Presence.GORULMEDI,
        "seal": Presence.GORULMEDI,
    }


def _content(parts: Parts, relations: tuple[Relation, ...]) -> bytes:
    related = [relation.target for relation in relations if relation.kind == _CONTENT]
    keys = [key for key in (*related, *parts.under(_CONTENT)) if key in parts.contents]
    return parts.contents[keys[0]] if keys else b""


def _root(parts: Parts, relations: tuple[Relation, ...], place: tuple[str, str]) -> Any:
    kind, usual = place
    related = next((relation.target for relation in relations if relation.kind == kind), usual)
    return parse_xml(parts.contents[related], related) if related in parts.contents else None


def _sender(creator: str) -> PackageParty | None:
    """The core part writes the maker as ``name/DETSİS number``."""
    found = _CREATOR.fullmatch(creator)
    if found:
        return PackageParty(PartyKind.KURUM, found[1], found[2], DETSIS)
    return PackageParty(PartyKind.KURUM, creator) if creator else None
