"""Institutions, firms and persons of the metadata; both schemas write them alike."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from data.core.text import clean_line
from data.evrak.eyazisma.values import PackageContact, PackageParty, PackageSigner
from data.evrak.eyazisma.xml_reading import Warn, child, children, moment, said
from data.evrak.rules.values import PartyKind

DETSIS = "DETSİS"
TCKN = "TCKN"


def party_of(holder: Element | None) -> PackageParty | None:
    """The one party that an element holds; ``None`` if it holds none."""
    institution = child(holder, "KurumKurulus")
    if institution is not None:
        code = said(institution, "KKK")
        return PackageParty(
            PartyKind.KURUM,
            said(institution, "Adi"),
            code,
            DETSIS if code else "",
            unit_code=said(institution, "BirimKKK"),
            contact=_contact(institution),
        )
    firm = child(holder, "TuzelSahis")
    if firm is not None:
        registry = child(firm, "Id")
        code = said(firm, "Id")
        scheme = clean_line(registry.get("schemeID", "")[:40]) if registry is not None and code else ""
        return PackageParty(PartyKind.OZEL, said(firm, "Adi"), code, scheme, contact=_contact(firm))
    person = child(holder, "GercekSahis")
    if person is not None:
        code = said(person, "TCKN")
        return PackageParty(
            PartyKind.KISI,
            person_name(person),
            code,
            TCKN if code else "",
            duty=said(person, "Gorev"),
            contact=_contact(person),
        )
    return None


def parties_of(listed: Element | None, name: str) -> tuple[PackageParty, ...]:
    """Every readable party of a list."""
    return tuple(party for item in children(listed, name) if (party := party_of(item)))


def person_name(person: Element | None) -> str:
    """``OnEk Unvan İlkAdı İkinciAdı Soyadı`` of a GercekSahis, what is missing left out."""
    parts = (said(person, "Kisi", name) for name in ("OnEk", "Unvan", "IlkAdi", "IkinciAdi", "Soyadi"))
    return " ".join(part for part in parts if part)


def signers_of(listed: Element | None, warn: Warn) -> tuple[PackageSigner, ...]:
    """İmza and paraf lines of a list, as they are ordered."""
    return tuple(_signer(item, warn) for item in children(listed, "Imza"))


def _signer(item: Element, warn: Warn) -> PackageSigner:
    person = child(item, "Imzalayan")
    names = (said(person, "Kisi", name) for name in ("OnEk", "IlkAdi", "IkinciAdi", "Soyadi"))
    return PackageSigner(
        name=" ".join(name for name in names if name),
        title=said(person, "Gorev") or said(person, "Kisi", "Unvan"),
        office=said(item, "Makam"),
        purpose=said(item, "Amac"),
        note=said(item, "Aciklama"),
        delegated_by=person_name(child(item, "YetkiDevreden")),
        stood_in_for=person_name(child(item, "VekaletVeren")),
        at=moment(said(item, "Tarih"), "İmza tarihi", warn),
    )


def _contact(party: Element) -> PackageContact:
    holder = child(party, "IletisimBilgisi")
    return PackageContact(
        phone=said(holder, "Telefon"),
        other_phone=said(holder, "TelefonDiger"),
        email=said(holder, "EPosta"),
        kep=said(holder, "KepAdresi"),
        fax=said(holder, "Faks"),
        web=said(holder, "WebAdresi"),
        address=said(holder, "Adres"),
        district=said(holder, "Ilce"),
        province=said(holder, "Il"),
        country=said(holder, "Ulke"),
    )
