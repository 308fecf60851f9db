"""A broken or hostile package gives one plain Turkish sentence that names the file, and nothing else."""

from __future__ import annotations

import io
import struct
import time
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from data.core.errors import BadInput
from data.evrak.eyazisma import parts as zip_side
from data.evrak.eyazisma.reading import read_package
from tests.evrak.eyazisma_packages import PDF, SHA256, SHA512, Recipe, enclosure, rels, ustveri, zipped

EK = "AAAAAAAA-0000-0000-0000-000000000001"


def refused(content: bytes, name: str = "gelen.eyp") -> BadInput:
    """The refusal of a package; it names the file and says what to do."""
    with pytest.raises(BadInput) as caught:
        read_package(name, content)
    assert caught.value.file == name
    assert caught.value.message
    assert caught.value.remedy
    assert str(caught.value).startswith(f"{name}: ")
    return caught.value


def changed(change: Callable[[dict[str, bytes]], object], **recipe: object) -> bytes:
    """A true package whose parts were changed after they were hashed."""
    return Recipe(after=change, **recipe).build()  # type: ignore[arg-type]


def renamed(content: bytes, old: str, new: str) -> bytes:
    """A zip in which a stored name is written anew, of the same length, in both places."""
    assert len(old) == len(new)
    assert content.count(old.encode()) >= 2
    return content.replace(old.encode(), new.encode())


@pytest.mark.parametrize("content", [b"", b"not a zip", b"%PDF-1.4", b"PK\x05\x06" + b"\0" * 18, b"PK\x03\x04"])
def test_a_file_that_is_no_package(content: bytes) -> None:
    refused(content)


def test_a_zip_that_is_no_package() -> None:
    assert "Üstveri yok" in refused(zipped({"a.txt": b"a"})).message


def test_every_truncated_package_is_refused() -> None:
    content = Recipe().build()
    for end in range(0, len(content) - 1, 37):
        refused(content[:end])


def test_a_package_of_more_than_50_mb_is_refused_before_it_is_opened() -> None:
    begun = time.perf_counter()
    assert "50 MB" in refused(b"PK\x03\x04" + bytes(zip_side.LARGEST)).message
    assert time.perf_counter() - begun < 1


@pytest.mark.parametrize("size", [40 * 1024 * 1024, 201 * 1024 * 1024])
def test_a_zip_bomb_is_refused_at_once(size: int) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in Recipe().parts().items():
            package.writestr(name, content)
        with package.open("Ekler/bomba.bin", "w") as bomb:
            for _ in range(size // (1024 * 1024)):
                bomb.write(bytes(1024 * 1024))
    begun = time.perf_counter()
    assert "katını geçiyor" in refused(packed.getvalue()).message
    assert time.perf_counter() - begun < 0.5


def test_a_bomb_whose_headers_lie_is_refused_without_being_unpacked() -> None:
    content = bytes(40 * 1024 * 1024)
    packed = zipped({"Ekler/bomba.bin": content})
    lying = packed.replace(struct.pack("<L", len(content)), struct.pack("<L", 1000))
    assert lying.count(struct.pack("<L", 1000)) >= 2
    tracemalloc.start()
    assert "bozuk" in refused(lying).message
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < len(content) / 4


def test_more_than_two_thousand_parts_are_refused() -> None:
    many = {f"Ekler/{n}.txt": b"x" for n in range(zip_side.MOST_PARTS)}
    assert "2000 parçadan fazlası" in refused(zipped(Recipe().parts() | many)).message


def test_a_list_of_a_hundred_thousand_parts_is_refused_without_reading_it() -> None:
    content = zipped({f"{n:040}": b"" for n in range(100_000)})
    begun = time.perf_counter()
    assert "2000 parçadan fazlası" in refused(content).message
    assert time.perf_counter() - begun < 0.2


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd.",
        "Ekler/../../kötü",
        "/etc/passwd.txt..",
        "C:/Windows/x.exe",
        "..\\..\\Windows\\x",
        "Ekler\\a.pdf",
        "Ekler/./a.pdf",
        "Ekler//a.pdf",
        "Ekler/%2e%2e/%2e%2e/x",
        "Ekler/a%00.pdf",
        "Ekler/a%0d%0a.pdf",
        "Ekler/../",
        "Ekler/" + "a" * 400,
    ],
)
def test_part_names_that_lead_elsewhere_are_refused(name: str) -> None:
    assert "güvenli olmayan" in refused(zipped(Recipe().parts() | {name: b"x"})).message


def test_a_name_with_a_nul_inside_is_refused() -> None:
    content = renamed(zipped(Recipe().parts() | {"Ekler/ab.pdf": b"x"}), "Ekler/ab.pdf", "Ekler/a\0.pdf")
    assert "güvenli olmayan" in refused(content).message


@pytest.mark.parametrize("other", ["Ekler/A.PDF", "Ekler/%61.pdf"])
def test_two_parts_of_one_name_are_refused_in_any_spelling(other: str) -> None:
    content = zipped(Recipe().parts() | {"Ekler/a.pdf": b"1", other: b"2"})
    assert "aynı adlı iki parça" in refused(content).message


def test_the_same_name_twice_is_refused() -> None:
    content = zipped(Recipe().parts() | {"Ekler/a.pdf": b"1", "Ekler/b.pdf": b"2"})
    assert "aynı adlı iki parça" in refused(renamed(content, "Ekler/b.pdf", "Ekler/a.pdf")).message


def test_a_part_with_a_password_is_refused() -> None:
    content = bytearray(Recipe().build())
    for place, sign in ((6, b"PK\x03\x04"), (8, b"PK\x01\x02")):
        content[content.find(sign) + place] |= 1
    assert "parola korumalı" in refused(bytes(content)).message


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_other_ways_of_packing_are_refused(method: int) -> None:
    assert "sıkıştırma yöntemi" in refused(zipped(Recipe().parts(), method)).message


def test_a_list_of_parts_that_points_out_of_the_package_is_refused() -> None:
    def away(parts: dict[str, bytes]) -> None:
        parts["_rels/.rels"] = rels([("ustveri", "../../Ustveri/Ustveri.xml", "IdUstveri")])

    assert "güvenli olmayan" in refused(changed(away)).message


@pytest.mark.parametrize(
    "declaration",
    [
        '<!DOCTYPE a [<!ENTITY b "c">]>',
        '<!DOCTYPE a SYSTEM "file:///etc/passwd">',
        '<!DOCTYPE a [<!ENTITY % p SYSTEM "http://127.0.0.1/x"> %p;]>',
        "<!DOCTYPE a>",
        '<!DOCTYPE a [<!ENTITY a0 "x"><!ENTITY a1 "&a0;&a0;"><!ENTITY a2 "&a1;&a1;">]>',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_xml_that_declares_anything_is_refused(declaration: str, encoding: str) -> None:
    metadata = ustveri(declaration=declaration)

    def declare(parts: dict[str, bytes]) -> None:
        parts["Ustveri/Ustveri.xml"] = metadata.encode(encoding)

    assert "Üstveri: güvenli olmayan XML" in refused(Recipe(before=declare).build()).message


@pytest.mark.parametrize(
    "xml",
    [
        "",
        "<UstVeri",
        "<a>" * 100_000,
        "<a>" * 100 + "</a>" * 100,
        "<a>&bilinmez;</a>",
        '<?xml version="1.0" encoding="yok-boyle"?><a/>',
        '<?xml version="1.0" encoding="utf-7"?><a/>',
        "<a>\ud800</a>",
        "<a b='1' b='2'/>",
        "<a>\x01</a>",
        "<a>" + "<b/>" * 200_001 + "</a>",
    ],
)
def test_xml_that_cannot_be_read_is_refused(xml: str) -> None:
    def put(parts: dict[str, bytes]) -> None:
        parts["Ustveri/Ustveri.xml"] = xml.encode("utf-8", "surrogatepass")

    assert "Üstveri: " in refused(zipped(Recipe(before=put).parts(), zipfile.ZIP_STORED)).message


def test_metadata_of_many_megabytes_is_refused() -> None:
    recipe = Recipe(ustveri(more="<x/>" + " " * (9 * 1024 * 1024)))
    assert "Üstveri: 8 MB" in refused(zipped(recipe.parts(), zipfile.ZIP_STORED)).message
    assert "Konu alanı" in refused(zipped(Recipe(ustveri(subject="a" * 20_001)).parts())).message


@pytest.mark.parametrize("schema", [3, 22])
def test_an_unknown_schema_is_named(schema: int) -> None:
    assert f"Ustveri-{schema}" in refused(Recipe(ustveri(schema=schema)).build()).message


@pytest.mark.parametrize(
    ("part", "word"),
    [
        ("Ustveri/Ustveri.xml", "Üstveri"),
        ("UstYazi/yazi.pdf", "Üst yazı"),
        ("PaketOzeti/PaketOzeti.xml", "PaketÖzeti"),
        ("NihaiOzet/NihaiOzet.xml", "NihaiÖzet"),
        ("NihaiUstveri/NihaiUstveri.xml", "NihaiÜstveri"),
        ("Ekler/a.pdf", "Ek"),
    ],
)
def test_a_missing_part_is_named(part: str, word: str) -> None:
    recipe = Recipe(
        ustveri(enclosures=enclosure(EK, 1, "Liste", file="a.pdf")),
        files=[(EK, "Ekler/a.pdf", b"1")],
        after=lambda parts: parts.pop(part),
    )
    assert f"{word} pakette yok" in refused(recipe.build()).message


@pytest.mark.parametrize("part", ["UstYazi/yazi.pdf", "PaketOzeti/PaketOzeti.xml", "Ustveri/Ustveri.xml"])
def test_a_part_that_neither_a_relationship_nor_its_place_gives_is_missing(part: str) -> None:
    def without(parts: dict[str, bytes]) -> None:
        parts["_rels/.rels"] = rels([])
        del parts[part]

    assert "yok" in refused(changed(without)).message


def test_an_empty_letter_is_none() -> None:
    assert "üst yazı yok" in refused(Recipe(letter=b"").build()).message


def test_two_letters_are_refused() -> None:
    def second(parts: dict[str, bytes]) -> None:
        parts["UstYazi/iki.pdf"] = PDF
        more = rels([("ustyazi", "/UstYazi/iki.pdf", "Id2")]).split(b">", 1)[1].removesuffix(b"</Relationships>")
        parts["_rels/.rels"] = parts["_rels/.rels"].replace(b"</Relationships>", more + b"</Relationships>")

    assert "birden çok Üst yazı" in refused(changed(second)).message


def test_a_listed_enclosure_that_is_not_inside_is_refused() -> None:
    metadata = ustveri(enclosures=enclosure(EK, 4, "Liste", file="yok.pdf"))
    assert "Ek-4 pakette yok: yok.pdf" in refused(Recipe(metadata).build()).message


@pytest.mark.parametrize("part", ["UstYazi/yazi.pdf", "Ustveri/Ustveri.xml", "NihaiUstveri/NihaiUstveri.xml"])
@pytest.mark.parametrize("algorithms", [(SHA256,), (SHA256, SHA512), ("urn:yeni-ozet", SHA512)])
def test_a_changed_part_is_refused_by_name(part: str, algorithms: tuple[str, ...]) -> None:
    def change(parts: dict[str, bytes]) -> None:
        parts[part] = parts[part] + b" "

    message = refused(changed(change, algorithms=algorithms)).message
    assert message == f"Parça değiştirilmiş ya da bozulmuş, özeti tutmuyor: {part}"


def test_one_wrong_hash_of_two_is_enough() -> None:
    def spoil(parts: dict[str, bytes]) -> None:
        listed = parts["NihaiOzet/NihaiOzet.xml"]
        start = listed.rindex(b"<DigestValue>") + 13
        parts["NihaiOzet/NihaiOzet.xml"] = listed[:start] + b"AAAA" + listed[start + 4 :]

    assert "özeti tutmuyor" in refused(changed(spoil)).message


@pytest.mark.parametrize("value", [b"", b"%%%", b"AAAA"])
def test_a_hash_that_is_none_is_refused(value: bytes) -> None:
    def spoil(parts: dict[str, bytes]) -> None:
        listed = parts["PaketOzeti/PaketOzeti.xml"]
        head, _, rest = listed.partition(b"<DigestValue>")
        parts["PaketOzeti/PaketOzeti.xml"] = (
            head + b"<DigestValue>" + value + rest[rest.index(b"</DigestValue>") :]
        )

    assert "özeti" in refused(changed(spoil)).message


@pytest.mark.parametrize(
    "part", ["UstYazi/yazi.pdf", "Ustveri/Ustveri.xml", "NihaiUstveri/NihaiUstveri.xml", "Ekler/a.pdf"]
)
def test_a_part_without_a_hash_is_refused_by_name(part: str) -> None:
    recipe = Recipe(
        ustveri(enclosures=enclosure(EK, 1, "Liste", file="a.pdf")),
        files=[(EK, "Ekler/a.pdf", b"1")],
        unlisted=(part,),
    )
    message = refused(recipe.build()).message
    assert "özeti yok" in message
    assert message.endswith(part)


@pytest.mark.parametrize(
    ("listed", "said", "part"),
    [
        ("PaketOzeti", "PaketÖzeti", "UstYazi/yazi.pdf"),
        ("PaketOzeti", "PaketÖzeti", "Ustveri/Ustveri.xml"),
        ("PaketOzeti", "PaketÖzeti", "Ekler/a.pdf"),
        ("NihaiOzet", "NihaiÖzet", "UstYazi/yazi.pdf"),
        ("NihaiOzet", "NihaiÖzet", "Ustveri/Ustveri.xml"),
        ("NihaiOzet", "NihaiÖzet", "PaketOzeti/PaketOzeti.xml"),
    ],
)
def test_what_is_signed_and_sealed_must_stand_in_both_lists(listed: str, said: str, part: str) -> None:
    recipe = Recipe(
        ustveri(enclosures=enclosure(EK, 1, "Liste", file="a.pdf")),
        files=[(EK, "Ekler/a.pdf", b"1")],
        not_in={listed: (part,)},
    )
    assert refused(recipe.build()).message == f"{said} içinde özeti yok: {part}"


def test_two_hashes_of_one_part_are_refused() -> None:
    def twice(parts: dict[str, bytes]) -> None:
        listed = parts["NihaiOzet/NihaiOzet.xml"]
        first = listed[listed.index(b"<Reference") : listed.index(b"</Reference>") + 12]
        other = first.replace(b"/UstYazi/", b"/ustyazi/").replace(b"<DigestValue>", b"<DigestValue>AAAA")
        parts["NihaiOzet/NihaiOzet.xml"] = listed.replace(first, other + first)

    assert "iki ayrı özet" in refused(changed(twice)).message


def test_a_reference_without_any_hash_is_refused() -> None:
    def strip(parts: dict[str, bytes]) -> None:
        parts["NihaiOzet/NihaiOzet.xml"] = parts["NihaiOzet/NihaiOzet.xml"].replace(
            b"</NihaiOzet>", b'<Reference URI="/UstYazi/yazi.pdf"/></NihaiOzet>'
        )

    assert "NihaiÖzet içinde özeti olmayan parça var: /UstYazi/yazi.pdf" in refused(changed(strip)).message


def test_an_update_package_is_named_as_such() -> None:
    def update(parts: dict[str, bytes]) -> None:
        parts["_rels/.rels"] = rels([("guncellemebilgisi", "/GuncellemeBilgisi/GuncellemeBilgisi.xml", "Id")])

    assert "güncelleme paketi" in refused(changed(update)).message


def test_an_encrypted_package_without_content_is_refused() -> None:
    def locked(parts: dict[str, bytes]) -> None:
        parts["_rels/.rels"] = rels([("sifreliicerik", "/SifreliIcerik/yok", "Id")])

    assert "içeriği yok" in refused(changed(locked)).message


def test_a_damaged_stream_inside_is_refused() -> None:
    content = bytearray(Recipe().build())
    start = content.find(b"UstYazi/yazi.pdf") + len("UstYazi/yazi.pdf")
    content[start : start + 8] = b"\xff" * 8
    with pytest.raises((zlib.error, zipfile.BadZipFile)):  # what the library itself says
        zipfile.ZipFile(io.BytesIO(bytes(content))).read("UstYazi/yazi.pdf")
    assert "bozuk" in refused(bytes(content)).message


def test_the_name_of_the_file_is_shown_without_folders_and_marks() -> None:
    with pytest.raises(BadInput) as caught:
        read_package("C:\\Belgeler\\\u202egelen\n.eyp", b"x")
    assert caught.value.file == "gelen .eyp"


def test_the_samples_with_another_letter_are_refused(samples: Path) -> None:
    for name in ("paketv1x.eyp", "paketv2x.eyp"):
        with zipfile.ZipFile(samples / "eyazisma" / name) as package:
            inside = {info.filename: package.read(info) for info in package.infolist()}
        inside["UstYazi/ustyazi.pdf"] = inside["Ekler/ek1.pdf"]
        assert "UstYazi/ustyazi.pdf" in refused(zipped(inside), name).message
