"""Attached files give their text for searching, and nothing at all where they cannot be read."""

from __future__ import annotations

import io
import logging
import time
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter
from reportlab.pdfgen.canvas import Canvas

from data.evrak.file_text import MOST_PAGES, text_of
from exports.pdf import font
from tests.evrak.eyazisma_packages import zipped

WORDS = "Şişli’de ığdır ÇÖĞÜŞ İzin"
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def pdf(*pages: str) -> bytes:
    """A PDF with one line of text on each page."""
    packed = io.BytesIO()
    canvas = Canvas(packed)
    face = font("LiberationSerif").name
    for text in pages:
        canvas.setFont(face, 12)
        canvas.drawString(50, 700, text)
        canvas.showPage()
    canvas.save()
    return packed.getvalue()


def docx(body: str, head: str = "") -> bytes:
    """A Word file with this body."""
    document = f"{head}<w:document {_W}><w:body>{body}</w:body></w:document>"
    return zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": document.encode()})


def paragraph(*runs: str) -> str:
    """A paragraph of runs."""
    return f"<w:p>{''.join(f'<w:r><w:t>{run}</w:t></w:r>' for run in runs)}</w:p>"


def test_the_text_of_a_pdf_keeps_turkish_letters_and_every_page() -> None:
    assert text_of("YAZI.PDF", pdf(WORDS, "ikinci sayfa")).split("\n\n") == [WORDS, "ikinci sayfa"]


def test_a_word_split_into_runs_stays_one_word_and_paragraphs_part() -> None:
    content = docx(paragraph("Lis", "ans") + paragraph("Yenileme"))
    assert text_of("yazi.docx", content) == "Lisans\nYenileme"


def test_an_odt_of_another_program_gives_its_words(samples: Path) -> None:
    paths = sorted((samples / "forms").glob("*.odt"))
    assert paths
    texts = [text_of(path.name, path.read_bytes()) for path in paths]
    assert all(len(text.split()) > 20 for text in texts)
    assert any("MUAYENE VE KABUL KOMİSYONU TUTANAĞI" in text for text in texts)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1254"])
@pytest.mark.parametrize("name", ["not.txt", "Liste.CSV", "C:\\belge\\not.txt"])
def test_text_files_of_every_turkish_encoding(encoding: str, name: str) -> None:
    assert text_of(name, f"{WORDS}\r\nikinci satır".encode(encoding)) == f"{WORDS}\nikinci satır"


@pytest.mark.parametrize("name", ["resim.png", "tablo.xlsx", "adsız", "yazi.pdf.exe", "", ".pdf"])
def test_other_kinds_of_file_give_nothing(name: str) -> None:
    assert text_of(name, pdf("a")) == ""


@pytest.mark.parametrize("name", ["a.pdf", "a.docx", "a.odt"])
@pytest.mark.parametrize(
    "content", [b"", b"%PDF-1.4", b"PK\x03\x04", b"\0" * 2000, b"\x89PNG\r\n\x1a\n" + b"\0" * 99]
)
def test_damaged_files_give_nothing(name: str, content: bytes) -> None:
    assert text_of(name, content) == ""


def test_no_more_than_the_limit_is_kept() -> None:
    assert text_of("a.txt", b"abc " * 100_000, limit=1000) == ("abc " * 250).strip()
    assert len(text_of("a.txt", "ş".encode() * 500_000)) == 200_000
    assert text_of("a.pdf", pdf("a" * 60, "b" * 60), limit=10) == "a" * 10


def test_control_and_direction_marks_are_taken_out() -> None:
    assert (
        text_of("a.txt", ("sa\u202ekl\u200bı\x07 " + "yazı " * 20).encode()) == ("saklı " + "yazı " * 20).strip()
    )
    assert text_of("a.txt", bytes(range(256)) * 4) == ""


def test_pages_after_the_ceiling_are_left() -> None:
    text = text_of("a.pdf", pdf(*(f"s{n}." for n in range(MOST_PAGES + 2))))
    assert f"s{MOST_PAGES - 1}." in text
    assert f"s{MOST_PAGES}." not in text


def test_a_damaged_page_does_not_cost_the_others() -> None:
    content = pdf("birinci", "ikinci")
    reader = PdfReader(io.BytesIO(content))
    stream = reader.pages[0]["/Contents"].get_object()
    raw: bytes = stream._data  # type: ignore[attr-defined]
    assert text_of("a.pdf", content.replace(raw, b"x" * len(raw))) == "ikinci"


def test_a_pdf_with_a_password_gives_nothing() -> None:
    writer = PdfWriter(clone_from=io.BytesIO(pdf("gizli")))
    writer.encrypt("parola", algorithm="RC4-128")
    packed = io.BytesIO()
    writer.write(packed)
    assert text_of("a.pdf", packed.getvalue()) == ""


def _raw_pdf(*objects: bytes) -> bytes:
    body = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return body + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
        % (size, table, size, len(body))
    )


@pytest.mark.parametrize(
    "stream",
    [bytes(200 * 1024 * 1024), b"BT (a) Tj ET " * 400_000, b"[" * 1_000_000, b"q " * 3_000_000],
    ids=["zeros", "operators", "nested", "saves"],
)
def test_a_pdf_bomb_costs_no_more_than_a_moment(stream: bytes) -> None:
    packed = zlib.compress(stream, 9)
    content = _raw_pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>",
        b"<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(packed), packed),
    )
    begun = time.perf_counter()
    text_of("bomba.pdf", content)
    assert time.perf_counter() - begun < 8


def test_pages_that_lead_in_a_circle_give_nothing() -> None:
    content = _raw_pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 9999999>>",
    )
    assert text_of("a.pdf", content) == ""


def test_word_files_that_declare_entities_or_lie_give_nothing() -> None:
    assert text_of("a.docx", docx("&b;", '<!DOCTYPE a [<!ENTITY b "saldırı">]>')) == ""
    assert text_of("a.docx", docx(paragraph("a")) + b"x" * 70_000) == ""
    assert text_of("a.docx", zipped({"word/document.xml": bytes(30 * 1024 * 1024)})) == ""
    assert text_of("a.docx", zipped({"baska.xml": b"<a/>"})) == ""


def test_nothing_of_a_file_is_written_to_the_log(caplog: pytest.LogCaptureFixture) -> None:
    damaged = pdf("kelime").replace(b"startxref\n", b"startxref\n9")
    with caplog.at_level(logging.DEBUG):
        assert text_of("a.pdf", damaged) == "kelime"
    assert caplog.records == []
    with caplog.at_level(logging.DEBUG, logger="pypdf"):
        text_of("a.pdf", damaged)
    assert caplog.records  # the library does speak of this file


@given(place=st.integers(min_value=0), bit=st.integers(0, 7), name=st.sampled_from(["a.pdf", "a.docx", "a.odt"]))
@settings(deadline=None, max_examples=150)
def test_no_flipped_bit_raises(place: int, bit: int, name: str) -> None:
    content = bytearray(_SMALL_PDF if name == "a.pdf" else _SMALL_DOCX)
    content[place % len(content)] ^= 1 << bit
    assert isinstance(text_of(name, bytes(content)), str)


_SMALL_PDF = pdf("Merhaba")
_SMALL_DOCX = docx(paragraph("Merhaba"))
