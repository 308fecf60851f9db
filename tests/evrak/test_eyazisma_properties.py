"""Whatever bytes come, a package is read or refused; a changed part is always refused."""

from __future__ import annotations

import zipfile
from datetime import date
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from data.core.errors import BadInput
from data.evrak.eyazisma.reading import read_package
from data.evrak.eyazisma.values import Package
from data.evrak.eyazisma.xml_reading import period
from data.evrak.rules.values import Urgency
from tests.evrak.eyazisma_packages import Recipe, enclosure, ustveri, zipped

EK = "AAAAAAAA-0000-0000-0000-000000000001"


@cache
def true_parts() -> dict[str, bytes]:
    """The parts of a package with an ek; nothing in it is wrong."""
    metadata = ustveri(enclosures=enclosure(EK, 1, "Liste (2 Sayfa)", file="a.pdf"))
    return Recipe(metadata, files=[(EK, "Ekler/a.pdf", b"%PDF-ek " * 20)]).parts()


@cache
def true_package() -> bytes:
    """The same as a zip without compression, so that a flip lands in the parts themselves."""
    return zipped(true_parts(), zipfile.ZIP_STORED)


HASHED = sorted(
    name
    for name in true_parts()
    if not name.endswith(".rels")
    and name not in ("[Content_Types].xml", "NihaiOzet/NihaiOzet.xml", "Muhur/MuhurCades.imz")
)


def try_to_read(content: bytes) -> Package | None:
    """The package, or ``None`` if it is refused in words; anything else is a failure of the test."""
    try:
        return read_package("gelen.eyp", content)
    except BadInput as refusal:
        assert refusal.file == "gelen.eyp"
        assert refusal.message
        assert refusal.remedy
        return None


@given(place=st.integers(min_value=0), bit=st.integers(0, 7))
@settings(deadline=None, max_examples=400)
def test_a_flipped_bit_anywhere_is_refused_or_changes_nothing_that_is_read(place: int, bit: int) -> None:
    content = bytearray(true_package())
    content[place % len(content)] ^= 1 << bit
    package = try_to_read(bytes(content))
    if package is not None:
        whole = read_package("gelen.eyp", true_package())
        assert (package.subject, package.number, package.on, package.sender) == (
            whole.subject, whole.number, whole.on, whole.sender,
        )  # fmt: skip
        assert package.document is not None
        assert whole.document is not None
        assert package.document.content == whole.document.content


@given(name=st.sampled_from(HASHED), place=st.integers(min_value=0), bit=st.integers(0, 7))
@settings(deadline=None, max_examples=400)
def test_a_flipped_bit_in_a_hashed_part_is_always_refused(name: str, place: int, bit: int) -> None:
    changed = bytearray(true_parts()[name])
    changed[place % len(changed)] ^= 1 << bit
    assert try_to_read(zipped(true_parts() | {name: bytes(changed)}, zipfile.ZIP_STORED)) is None


@given(name=st.sampled_from(sorted(true_parts())), place=st.integers(min_value=0), bit=st.integers(0, 7))
@settings(deadline=None, max_examples=400)
def test_a_flipped_bit_in_any_part_raises_nothing_but_a_refusal(name: str, place: int, bit: int) -> None:
    changed = bytearray(true_parts()[name])
    changed[place % len(changed)] ^= 1 << bit
    try_to_read(zipped(true_parts() | {name: bytes(changed)}, zipfile.ZIP_STORED))


@given(name=st.sampled_from(sorted(true_parts())), content=st.binary(max_size=200))
@settings(deadline=None, max_examples=200)
def test_any_bytes_in_place_of_a_part_raise_nothing_but_a_refusal(name: str, content: bytes) -> None:
    package = try_to_read(zipped(true_parts() | {name: content}, zipfile.ZIP_STORED))
    if name in HASHED:
        assert package is None or content == true_parts()[name]


@given(start=st.integers(min_value=0), removed=st.integers(0, 40), put=st.binary(max_size=40))
@settings(deadline=None, max_examples=300)
def test_cut_and_stuffed_packages_raise_nothing_but_a_refusal(start: int, removed: int, put: bytes) -> None:
    content = true_package()
    place = start % len(content)
    try_to_read(content[:place] + put + content[place + removed :])


_TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="<>&\ufffe\uffff"), max_size=60)


@given(subject=_TEXT, code=_TEXT, urgency=_TEXT, miat=_TEXT, name=_TEXT)
@settings(deadline=None, max_examples=200)
def test_any_words_in_the_metadata_are_read_as_words(
    subject: str, code: str, urgency: str, miat: str, name: str
) -> None:
    line = (
        f"<Dagitim><TuzelSahis><Id>1</Id><Adi>{name}</Adi></TuzelSahis><Ivedilik>{urgency}</Ivedilik>"
        f"<DagitimTuru>GRG</DagitimTuru><Miat>{miat}</Miat></Dagitim>"
    )
    package = try_to_read(Recipe(ustveri(subject=subject, secrecy=code, recipients=line)).build())
    assert package is not None
    assert package.secrecy is not None
    assert package.urgency in Urgency
    for text in (package.subject, package.miat, package.recipients[0].party.name, *package.warnings):
        assert text == " ".join(text.split())


@given(days=st.integers(1, 9999))
def test_a_period_of_days_is_the_same_in_both_ways_of_writing(days: int) -> None:
    def quiet(_: str) -> None: ...

    assert period(f"P{days}D", "miat", quiet) == (f"{days} gün", None)
    assert period(str(days * 864_000_000_000), "miat", quiet) == (f"{days} gün", None)


@given(on=st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_a_written_day_is_that_day(on: date) -> None:
    warned: list[str] = []
    assert period(on.isoformat(), "miat", warned.append) == (f"{on:%d.%m.}{on.year:04}", on)
    assert warned == []
