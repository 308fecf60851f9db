"""The packages of other programs, field by field."""

from __future__ import annotations

import hashlib
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from data.core.secrecy import Secrecy
from data.evrak.eyazisma.reading import read_package
from data.evrak.eyazisma.values import (
    EnclosureKind,
    Package,
    PackageContact,
    PackageParty,
    PackageRecipient,
    PackageSigner,
    Presence,
)
from data.evrak.rules.values import PartyKind, Purpose, Urgency
from tests.evrak.eyazisma_packages import zipped

SENDER = PackageParty(
    PartyKind.KURUM,
    "BİLGİ İŞLEM DAİRESİ BAŞKANLIĞI",
    "61648174",
    "DETSİS",
    contact=PackageContact(
        phone="+90 422 46 00",
        email="bilgiislemdairesibaskanligi@icisleri.gov.tr",
        fax="+90 312 417 49 66",
        web="https://www.icisleribilgiislem.gov.tr",
        address="İNÖNÜ BULVARI NO:4 BAKANLIKLAR",
        district="ÇANKAYA",
        province="ANKARA",
        country="TÜRKİYE",
    ),
)
PERSON = PackageParty(
    PartyKind.KISI,
    "HÜSEYİN KARTAL",
    "11111111110",
    "TCKN",
    contact=PackageContact(
        phone="+90 555 555 55 55",
        email="huseyin@huseyinkartal.com",
        web="http://www.huseyinkartal.com",
        address="MAH. CD. NO: 5/5",
        district="ALTINDAĞ",
        province="ANKARA",
        country="TÜRKİYE",
    ),
)
BANK = PackageParty(
    PartyKind.OZEL,
    "TÜRKİYE VAKIFLAR BANKASI TÜRK ANONİM ORTAKLIĞI-KIZILAY ŞUBESİ",
    "0922003497008217",
    "MERSIS",
    contact=PackageContact(
        address="KIZILAY MAHALLESİ İZMİR 1 CAD. NO: 2 A",
        district="ÇANKAYA",
        province="ANKARA",
        country="TÜRKİYE",
    ),
)
OFFICE = PackageParty(
    PartyKind.KURUM,
    "BİLGİ İŞLEM BAŞKANLIĞI",
    "28119270",
    "DETSİS",
    contact=PackageContact(
        phone="+90 312 420 75 59",
        email="yavuz.beyribey@tbmm.gov.tr",
        fax="+90 312 420 75 59",
        web="https://www.tbmm.gov.tr",
        address="TBMM BİLGİ İŞLEM BAŞKANLIĞI BAKANLIKLAR",
        district="ÇANKAYA",
        province="ANKARA",
        country="TÜRKİYE",
    ),
)
RECIPIENTS = (
    PackageRecipient(PERSON, Purpose.BILGI, Urgency.YOK, "NRM"),
    PackageRecipient(BANK, Purpose.GEREGI, Urgency.YOK, "NRM"),
    PackageRecipient(OFFICE, Purpose.BILGI, Urgency.YOK, "NRM"),
)
SIZES = {"ustyazi.pdf": 35_097, "ek1.pdf": 32_553, "ek2.pdf": 32_866}


def _read(samples: Path, name: str) -> Package:
    return read_package(name, (samples / "eyazisma" / name).read_bytes())


@pytest.fixture(scope="module")
def first(samples: Path) -> Package:
    """The package of schema 1.x."""
    return _read(samples, "paketv1x.eyp")


@pytest.fixture(scope="module")
def second(samples: Path) -> Package:
    """The package of schema 2.x."""
    return _read(samples, "paketv2x.eyp")


@pytest.fixture(scope="module")
def locked(samples: Path) -> Package:
    """The encrypted package."""
    return _read(samples, "sifrelipaketv2x.eyps")


def test_the_package_of_schema_1_is_read_field_by_field(first: Package) -> None:
    assert first.schema == "1.x"
    assert first.id == "737B9A9F-C88A-4258-B9BC-AEAF7908094E"
    assert first.subject == "Olustur Versiyon 1X"
    assert first.secrecy_text == "TSD Tasnif dışı"
    assert first.verification == ""
    assert first.signers == (
        PackageSigner("Ali İhsan TOKDEMİR", at=datetime(2021, 2, 15, 9, 39, 31, 573_717, tzinfo=UTC)),
    )
    assert [one.id for one in first.enclosures] == [
        "5BF36615-D99C-49EC-A96B-6D2E17B5D495",
        "8AC88885-4283-4487-9BAD-F115213F4332",
    ]
    assert [[digest.algorithm for digest in one.digests] for one in first.enclosures] == [["SHA-256"]] * 2


def test_the_package_of_schema_2_is_read_field_by_field(second: Package) -> None:
    assert second.schema == "2.x"
    assert second.id == "B586D8E7-ADE1-4B08-B2B8-57250B22F8DC"
    assert second.subject == "Olustur Versiyon 2X"
    assert second.secrecy_text == "YOK Yok"
    assert second.verification == ""
    assert second.signers == (
        PackageSigner("Ali İhsan TOKDEMİR", at=datetime(2021, 2, 15, 9, 39, 32, 136_771, tzinfo=UTC)),
    )
    assert [one.id for one in second.enclosures] == [
        "82BEA7CB-30DD-49AE-9C90-0C000EFB9203",
        "9483F31C-3734-41FA-A449-2FE4E962CB3B",
    ]
    assert [[digest.algorithm for digest in one.digests] for one in second.enclosures] == [
        ["SHA-384", "SHA-512"]
    ] * 2


@pytest.mark.parametrize("name", ["first", "second"])
def test_what_both_packages_say_alike(name: str, request: pytest.FixtureRequest) -> None:
    package: Package = request.getfixturevalue(name)
    assert not package.encrypted
    assert package.number == "E-24312041-702.03-1"
    assert package.on == date(2021, 2, 15)
    assert package.sender == SENDER
    assert package.secrecy is Secrecy.YOK
    assert package.secrecy_until is None
    assert not package.personal
    assert package.urgency is Urgency.YOK
    assert (package.miat, package.miat_on) == ("", None)
    assert package.recipients == RECIPIENTS
    assert package.references == ()
    assert (package.main_sdp, package.other_sdp) == (None, ())
    assert package.contacts == ()
    assert package.language == "tur"
    assert package.signature is Presence.VAR
    assert package.seal is Presence.VAR
    assert package.warnings == ()


@pytest.mark.parametrize("name", ["first", "second"])
def test_both_packages_give_their_files(name: str, request: pytest.FixtureRequest, samples: Path) -> None:
    package: Package = request.getfixturevalue(name)
    assert package.document is not None
    files = [package.document, *(one.file for one in package.enclosures if one.file)]
    assert {file.name: len(file.content) for file in files} == SIZES
    assert all(file.content.startswith(b"%PDF-") for file in files)
    listed = {one.file_name: one for one in package.enclosures}
    assert {key: (one.number, one.name, one.kind, one.mime, one.signed) for key, one in listed.items()} == {
        "ek1.pdf": (1, "Ek 1", EnclosureKind.DED, "application/pdf", True),
        "ek2.pdf": (2, "Ek 2", EnclosureKind.DED, "application/pdf", True),
    }
    known = {"ek1.pdf": "ae167adb159aba97", "ek2.pdf": "b02b143f0ff86a49"}
    for name, start in known.items():
        enclosed = listed[name].file
        assert enclosed is not None
        assert hashlib.sha256(enclosed.content).hexdigest().startswith(start)


def test_an_encrypted_package_says_so_and_shows_only_its_outside(locked: Package) -> None:
    assert locked.encrypted
    assert locked.schema == "2.x"
    assert locked.id == "E6927802-A3DA-4CDE-9B88-AAA26DAF6DB8"
    assert locked.sender == PackageParty(PartyKind.KURUM, SENDER.name, SENDER.code, "DETSİS")
    assert [one.party for one in locked.recipients] == [PERSON, BANK, OFFICE]
    assert {one.purpose for one in locked.recipients} == {None}
    assert locked.secrecy is None
    assert (locked.subject, locked.number, locked.on, locked.document) == ("", "", None, None)
    assert locked.enclosures == ()
    assert locked.signature is Presence.GORULMEDI
    assert locked.seal is Presence.GORULMEDI
    assert locked.warnings[0].startswith("Şifreli paket: ")


def test_a_package_never_shows_its_bytes_when_it_is_printed(second: Package) -> None:
    assert len(repr(second)) < 10_000
    assert "%PDF" not in repr(second)


@pytest.mark.parametrize("gone", [("Paraflar/",), ("Paraflar/", "ParafOzeti/")])
def test_a_package_whose_initials_the_sender_took_out_is_read(samples: Path, gone: tuple[str, ...]) -> None:
    with zipfile.ZipFile(samples / "eyazisma" / "paketv2x.eyp") as package:
        inside = {name: package.read(name) for name in package.namelist() if not name.startswith(gone)}
    if "ParafOzeti/" in gone:
        inside["_rels/.rels"] = inside["_rels/.rels"].replace(b"iliskiler/parafozeti", b"iliskiler/baska")
    read = read_package("paketv2x.eyp", zipped(inside))
    assert read.number == "E-24312041-702.03-1"
    assert read.warnings
    assert all("bu pakete konulmamış" in said for said in read.warnings)
