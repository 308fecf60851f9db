"""The printed letter: read back by another library, its parts in the places of the Yönetmelik."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from letter_samples import (
    BODY,
    CHIEF,
    LONG_BODY,
    answer,
    distributed,
    enclosures,
    every_kind,
    kept,
    letter,
    olur,
    record,
    references,
    reminder,
)
from pypdf import PdfReader

from data.core.errors import RuleBroken
from data.core.secrecy import Secrecy
from data.evrak.letter import Addressee, Contact, Enclosure, Letter, Recipient, Signer
from data.evrak.rules.values import LetterKind, Prefix, Purpose
from exports.letter import letter_pdf
from exports.letter_ink import Ink, LetterFace, LetterStyle
from exports.pdf import font

MM = 72 / 25.4
SHEET = (210 * MM, 297 * MM)
MARGIN = 15 * MM
MIDDLE = SHEET[0] / 2
LINE = 12 * 1.15
KINDS = tuple(LetterKind)
USUAL = LetterStyle()


@dataclass(frozen=True)
class Word:
    """A run of text as it stands on the page."""

    text: str
    x: float
    y: float
    size: float

    @property
    def end(self) -> float:
        return self.x + font("LiberationSerif").width(self.text, self.size)


def _print(one: Letter, tmp_path: Path, name: str = "y.pdf", style: LetterStyle = USUAL) -> PdfReader:
    return PdfReader(letter_pdf(one, tmp_path / name, style))


def _words(reader: PdfReader, page: int = 0) -> list[Word]:
    found: list[Word] = []

    def keep(text: str, _cm: object, matrix: list[float], _font: object, size: float) -> None:
        if text.strip() and abs(matrix[1]) < 1e-6:
            found.append(Word(text.strip("\n"), matrix[4], matrix[5], size))

    reader.pages[page].extract_text(visitor_text=keep)
    return found


def _red(reader: PdfReader, page: int = 0) -> set[float]:
    """Baselines of everything drawn in red."""
    colours: list[tuple[float, ...]] = [(0, 0, 0)]
    lines: set[float] = set()

    def see(operator: bytes, operands: list[object], _cm: object, matrix: list[float]) -> None:
        if operator == b"rg":
            colours[0] = tuple(float(str(part)) for part in operands)
        if operator == b"Tj" and colours[0][0] > 0.5 > colours[0][1]:
            lines.add(round(matrix[5], 1))

    reader.pages[page].extract_text(visitor_operand_before=see)
    return lines


def _at(words: list[Word], text: str) -> Word:
    """The run that is, or begins with, that text."""
    return next(word for word in words if word.text.startswith(text))


def _text(reader: PdfReader) -> str:
    return "\n".join(page.extract_text() for page in reader.pages)


def _flat(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def _runs(reader: PdfReader) -> Iterator[tuple[int, list[Word]]]:
    for page in range(len(reader.pages)):
        yield page, _words(reader, page)


# ---------------------------------------------------------------- every kind


@pytest.mark.parametrize("kind", KINDS)
def test_every_word_of_a_letter_is_on_the_paper_in_its_order(tmp_path: Path, kind: LetterKind) -> None:
    one = every_kind()[kind]
    text = _flat(_text(_print(one, tmp_path)))
    parts = [
        *one.heading, one.number, one.subject, *(to.line for to in one.addressees),
        *(ilgi.text for ilgi in one.references), *one.body, *(word for by in one.signers for word in (by.name,)),
        *(by.name for by in one.opinions), one.approver.name if one.approver else "",
        *(f"{ek.name} ({ek.amount})" for ek in one.enclosures), *one.contact.left[-1:],
    ]  # fmt: skip
    places = [text.index(_flat(part)) for part in parts if part]
    assert places == sorted(places)


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_stands_in_the_margins(tmp_path: Path, kind: LetterKind) -> None:
    for _page, words in _runs(_print(every_kind()[kind], tmp_path)):
        assert min(word.x for word in words) >= MARGIN - 0.1
        assert max(word.end for word in words) <= SHEET[0] - MARGIN + 0.1
        assert max(word.y + word.size * 0.7 for word in words) <= SHEET[1] - MARGIN
        assert min(word.y for word in words) >= MARGIN


@pytest.mark.parametrize("kind", KINDS)
def test_equal_letters_give_equal_bytes_with_their_fonts_inside(tmp_path: Path, kind: LetterKind) -> None:
    one = every_kind()[kind]
    first, second = letter_pdf(one, tmp_path / "1.pdf"), letter_pdf(one, tmp_path / "2.pdf")
    assert first.read_bytes() == second.read_bytes()
    page = PdfReader(first).pages[0]
    assert [round(float(side), 1) for side in page.mediabox[2:]] == [595.3, 841.9]
    for used in page["/Resources"]["/Font"].values():  # type: ignore[index]
        described = used.get_object()
        if described["/BaseFont"] != "/Helvetica":
            assert "LiberationSerif" in described["/BaseFont"] and "/FontFile2" in described["/FontDescriptor"]


# ---------------------------------------------------------------- places


def test_heading_number_subject_and_muhatap_stand_where_their_articles_say(tmp_path: Path) -> None:
    words = _words(_print(letter(subject="Yazılım Lisanslarının Yenilenmesi ve Bakım Sözleşmesinin "
                                 "Süresinin Uzatılması"), tmp_path))  # fmt: skip
    republic, unit = _at(words, "T.C."), _at(words, "Bilgi İşlem Dairesi Başkanlığı")
    number, day = _at(words, "E-68103562"), _at(words, "21.11.2026")
    muhatap, place = _at(words, "DESTEK HİZMETLERİ DAİRESİ BAŞKANLIĞINA"), _at(words, "(Satın Alma")
    for centred in (republic, unit, muhatap, place):
        assert (centred.x + centred.end) / 2 == pytest.approx(MIDDLE, abs=0.5)
    assert number.y == day.y and day.end == pytest.approx(SHEET[0] - MARGIN, abs=0.5)
    assert unit.y - number.y == pytest.approx(3 * LINE, abs=0.1)
    subject = [
        word for word in words if muhatap.y < word.y < number.y and word.x > MARGIN + 20 and word.text != ":"
    ]
    assert len(subject) == 2 and {word.x for word in subject} == {number.x}
    assert max(word.end for word in subject) <= MIDDLE
    assert subject[1].y - muhatap.y == pytest.approx(3 * LINE, abs=0.1)
    assert muhatap.y - place.y == pytest.approx(LINE, abs=0.1)
    assert len({word.x for word in words if word.text == ":"}) == 1


def test_text_begins_one_line_under_the_ilgi_and_two_under_the_muhatap(tmp_path: Path) -> None:
    words = _words(_print(letter(), tmp_path))
    ilgi, first = _at(words, "01.10.2026 tarihli"), _at(words, "İlgi yazınız ile")
    assert ilgi.y - first.y == pytest.approx(2 * LINE, abs=0.1)
    assert first.x == pytest.approx(MARGIN + 12.5 * MM, abs=0.1)
    words = _words(_print(letter(references=(), body=("Metin", "gereğini")), tmp_path))
    assert _at(words, "(Satın Alma").y - _at(words, "Metin").y == pytest.approx(3 * LINE, abs=0.1)
    assert _at(words, "Metin").y - _at(words, "gereğini arz ederim.").y == pytest.approx(LINE, abs=0.1)


def test_full_lines_of_the_text_reach_the_right_margin(tmp_path: Path) -> None:
    reader = _print(letter(), tmp_path)
    spreads: dict[float, float] = {}
    now = [0.0]

    def see(operator: bytes, operands: list[object], _cm: object, matrix: list[float]) -> None:
        if operator == b"Tw":
            now[0] = float(str(operands[0]))
        if operator == b"Tj":
            spreads[matrix[5]] = now[0]

    reader.pages[0].extract_text(visitor_operand_before=see)
    words = _words(reader)
    for start in ("İlgi yazınız ile", "31.12.2026 tarihinde dolacak"):
        line = _at(words, start)
        assert line.end + spreads[line.y] * line.text.count(" ") == pytest.approx(SHEET[0] - MARGIN, abs=0.1)
    assert spreads[_at(words, "hesaplanmıştır.").y] == 0
    assert _at(words, "hesaplanmıştır.").end < MIDDLE


def test_twelve_ilgi_bear_turkish_letters_and_hang(tmp_path: Path) -> None:
    long = references(12)
    words = _words(_print(letter(references=long), tmp_path))
    letters = [word for word in words if re.fullmatch(r"[a-zçğı]\)", word.text)]
    assert [word.text for word in letters] == [f"{sign})" for sign in "abcçdefgğhıi"]
    texts = [word for word in words if re.match(r"\d\d\.10\.2026 tarihli", word.text)]
    assert len({word.x for word in letters}) == 1 and len({word.x for word in texts}) == 1
    assert texts[0].x > letters[0].end


def test_signature_is_centred_on_itself_at_the_far_right(tmp_path: Path) -> None:
    words = _words(_print(letter(), tmp_path))
    name, title = _at(words, "Mehmet DEMİRÖZ"), _at(words, "Bilgi İşlem Dairesi Başkanı")
    title = next(word for word in words if word.text == "Bilgi İşlem Dairesi Başkanı")
    assert (name.x + name.end) / 2 == pytest.approx((title.x + title.end) / 2, abs=0.5)
    assert name.x > MIDDLE and title.end > SHEET[0] - MARGIN - 20
    assert name.y - title.y == pytest.approx(LINE, abs=0.1)
    gap = (_at(words, "Bilgilerinizi ve gereğini").y - name.y) / LINE - 1
    assert 2 <= round(gap) <= 4


def test_of_two_signers_the_higher_is_right_of_three_left(tmp_path: Path) -> None:
    others = (Signer("Elif ŞAHİN", "Yazılım Şube Müdürü", "Belediye Başkanı a."), Signer("Can ERDEM", "Şef"))
    two = _words(_print(letter(signers=(CHIEF, others[0])), tmp_path))
    assert _at(two, "Mehmet DEMİRÖZ").x > _at(two, "Elif ŞAHİN").x
    assert _at(two, "Mehmet DEMİRÖZ").y == _at(two, "Elif ŞAHİN").y
    assert _at(two, "Elif ŞAHİN").y > _at(two, "Belediye Başkanı a.").y > _at(two, "Yazılım Şube Müdürü").y
    three = _words(_print(letter(signers=(CHIEF, *others)), tmp_path))
    assert _at(three, "Mehmet DEMİRÖZ").x < _at(three, "Elif ŞAHİN").x < _at(three, "Can ERDEM").x


def test_olur_stands_in_the_middle_under_the_uygun_gorus_at_the_left(tmp_path: Path) -> None:
    words = _words(_print(olur(), tmp_path))
    proposer, view = _at(words, "Mehmet DEMİRÖZ"), _at(words, "Uygun görüşle arz ederim.")
    mark, giver = next(word for word in words if word.text == "OLUR"), _at(words, "Zeynep ÖZTÜRK")
    title, ek = _at(words, "Belediye Başkan V."), _at(words, "Ek: Davet Mektubu")
    assert proposer.y > view.y > mark.y > giver.y > title.y > ek.y
    assert view.end < MIDDLE < proposer.x
    for one in (mark, giver, title):
        assert (one.x + one.end) / 2 == pytest.approx(MIDDLE, abs=0.5)


def test_a_paper_olur_has_days_to_write_and_an_electronic_one_has_none(tmp_path: Path) -> None:
    assert _text(_print(olur(), tmp_path)).count("…./…./20….") == 2
    electronic = _print(olur(prefix=Prefix.E, number="E-68103562-903.07-4757"), tmp_path)
    assert "20…." not in _text(electronic)
    words = _words(electronic)
    mark = next(word for word in words if word.text == "OLUR")
    assert mark.y - _at(words, "Zeynep ÖZTÜRK").y == pytest.approx(LINE, abs=0.1)


def test_marks_are_red_and_in_their_corners(tmp_path: Path) -> None:
    reader = _print(kept(body=(*LONG_BODY, *BODY)), tmp_path)
    first, last = _words(reader, 0), _words(reader, len(reader.pages) - 1)
    urgent, personal = _at(first, "GÜNLÜDÜR"), _at(first, "KİŞİYE ÖZEL")
    assert urgent.end == pytest.approx(SHEET[0] - MARGIN, abs=0.5) and personal.y > urgent.y
    secret = [word for word in first if word.text == "GİZLİ"]
    assert [round(word.y, 1) for word in secret] == [
        max(round(w.y, 1) for w in first),
        min(round(w.y, 1) for w in first),
    ]
    assert all((word.x + word.end) / 2 == pytest.approx(MIDDLE, abs=0.5) for word in secret)
    assert _red(reader) == {round(word.y, 1) for word in (*secret, urgent, personal)}
    assert [word.text for word in last if word.text in ("GİZLİ", "GÜNLÜDÜR", "KİŞİYE ÖZEL")] == ["GİZLİ", "GİZLİ"]


def test_contact_lines_are_the_last_ones_under_a_rule(tmp_path: Path) -> None:
    words = _words(_print(letter(), tmp_path))
    street, kep, asked = _at(words, "Cumhuriyet Mah"), _at(words, "KEP Adresi"), _at(words, "Bilgi için:")
    assert min(word.y for word in words) == kep.y and street.x == pytest.approx(MARGIN, abs=0.1)
    assert asked.y == street.y and asked.x > MIDDLE and street.size == 9


# ---------------------------------------------------------------- ek and dağıtım


def test_one_ek_stands_on_its_line_and_several_are_numbered(tmp_path: Path) -> None:
    assert "Ek: Lisans Listesi (2 Sayfa)" in _text(_print(letter(), tmp_path))
    several = (*enclosures(2), Enclosure("Harita", "1 Adet", left_out=True))
    text = _text(_print(letter(enclosures=several), tmp_path))
    assert "Ek:\n1- 1. Bölge Lisans Listesi (1 Sayfa)\n2- " in text
    assert "3- Harita (1 Adet) (Ek-3 konulmadı)" in text


def test_geregi_and_bilgi_stand_side_by_side(tmp_path: Path) -> None:
    reader = _print(distributed(3, 2, enclosures=enclosures(2)), tmp_path)
    words = _words(reader)
    act, know = _at(words, "Gereği:"), _at(words, "Bilgi:")
    assert act.y == know.y < _at(words, "Dağıtım:").y < _at(words, "Ek:").y
    assert act.x == pytest.approx(MARGIN, abs=0.1) and know.x == pytest.approx(MIDDLE, abs=0.1)
    assert _at(words, "1. Bölge Müdürlüğüne").x == act.x and _at(words, "4. Bölge Müdürlüğüne").x == know.x
    alone = _text(_print(distributed(3), tmp_path))
    assert "Gereği:" not in alone and "Dağıtım:\n1. Bölge Müdürlüğüne" in alone


def test_a_recipient_without_an_ek_bears_the_note(tmp_path: Path) -> None:
    some = (
        Recipient("Hukuk Müşavirliği", Purpose.GEREGI, (2,)),
        Recipient("Zabıta Dairesi Başkanlığı", Purpose.GEREGI, (1, 2)),
    )
    text = _text(_print(distributed(2, enclosures=enclosures(2)), tmp_path)) + _text(
        _print(letter(recipients=some, enclosures=enclosures(2)), tmp_path)
    )
    assert "Hukuk Müşavirliğine (Ek-2 konulmadı)" in text
    assert "Zabıta Dairesi Başkanlığına (Ekler konulmadı)" in text


def test_lists_that_do_not_fit_get_pages_of_their_own(tmp_path: Path) -> None:
    reader = _print(distributed(30, 10, enclosures=enclosures(30)), tmp_path)
    first, second, third = (page.extract_text() for page in reader.pages)
    assert "Ek: Ek Listesi (30 Adet)" in first and "Dağıtım Listesi (40 Muhatap)" in first
    assert "Mehmet DEMİRÖZ" in first
    assert second.startswith("EK LİSTESİ") and "30- 30. Bölge Lisans Listesi (30 Sayfa)" in second
    assert third.startswith("DAĞITIM LİSTESİ") and "40. Bölge Müdürlüğüne" in third
    assert [f"{number} / 3" in page for number, page in enumerate((first, second, third), 1)] == [True] * 3


def test_a_list_longer_than_a_page_goes_on_with_everybody_in_it(tmp_path: Path) -> None:
    text = _text(_print(distributed(150), tmp_path))
    found = re.findall(r"^(\d+)\. Bölge Müdürlüğüne$", text, re.MULTILINE)
    assert [int(number) for number in found] == list(range(1, 151))


# ---------------------------------------------------------------- several pages


@pytest.mark.parametrize("paragraphs", range(1, 29))
def test_signatures_keep_two_lines_of_the_text(tmp_path: Path, paragraphs: int) -> None:
    body = tuple(
        f"{number}. satır uzunca bir metindir ve bir satıra sığar." for number in range(1, paragraphs + 14)
    )
    reader = _print(letter(body=body), tmp_path)
    last = reader.pages[-1].extract_text()
    assert "Mehmet DEMİRÖZ" in last and last.count("satır uzunca") >= 2
    assert _flat(_text(reader)).count("satır uzunca") == len(body)


@pytest.mark.parametrize("words_more", range(0, 60, 4))
def test_no_page_holds_a_signature_and_a_single_line(tmp_path: Path, words_more: int) -> None:
    body = (*LONG_BODY[:7], "sözcük " * (150 + words_more))
    reader = _print(letter(body=body, closing=""), tmp_path)
    if len(reader.pages) > 1:
        words = _words(reader, 1)
        name = _at(words, "Mehmet DEMİRÖZ")
        assert sum(word.y > name.y for word in words) >= 2


def test_a_short_text_goes_along_when_many_ilgi_leave_no_room(tmp_path: Path) -> None:
    one = letter(references=references(31), body=("İlgi yazılar incelenmiştir.", "Gereğini"))
    pages = [page.extract_text() for page in _print(one, tmp_path).pages]
    assert "31.10.2026 tarihli" in pages[-2]
    assert pages[-1].startswith("İlgi yazılar incelenmiştir.\nGereğini arz ederim.\nMehmet DEMİRÖZ")


def test_head_is_on_the_first_page_alone_and_the_end_on_the_last(tmp_path: Path) -> None:
    reader = _print(letter(body=(*LONG_BODY, *LONG_BODY, *BODY), references=references(2)), tmp_path)
    pages = [page.extract_text() for page in reader.pages]
    assert len(pages) == 3
    for part in ("T.C.", "Sayı :", "Konu :", "DESTEK HİZMETLERİ", "İlgi : a)"):
        assert [part in page for page in pages] == [True, False, False]
    for part in ("Mehmet DEMİRÖZ", "Ek: Lisans Listesi"):
        assert [part in page for page in pages] == [False, False, True]
    assert all("KEP Adresi" in page for page in pages)
    for number in range(len(pages)):
        words = _words(reader, number)
        count = _at(words, f"{number + 1} / 3")
        assert count.y < _at(words, "KEP Adresi").y
        assert (count.x + count.end) / 2 == pytest.approx(MIDDLE, abs=0.5)


def test_a_letter_of_one_page_bears_no_page_number(tmp_path: Path) -> None:
    assert "1 / 1" not in _text(_print(letter(), tmp_path))


# ---------------------------------------------------------------- drafts, kept copy, other kinds


def test_a_draft_says_so_across_every_page_and_leaves_number_and_day_empty(tmp_path: Path) -> None:
    reader = _print(letter(draft=True, number="", on=None, body=(*LONG_BODY, *BODY)), tmp_path)
    assert all("TASLAK" in page.extract_text() for page in reader.pages)
    assert "TASLAK" not in _text(_print(letter(), tmp_path))
    words = _words(reader)
    assert [word.text for word in words if word.y == _at(words, "Sayı").y] == ["Sayı", ":"]


def test_paraf_and_koordinasyon_are_on_the_kept_copy_only(tmp_path: Path) -> None:
    words = _words(_print(kept(), tmp_path))
    lowest, highest, shared = _at(words, ": Ali VURAL"), _at(words, ": Elif ŞAHİN"), _at(words, "Koordinasyon")
    other, street = _at(words, ": Can ERDEM (Paraf)"), _at(words, "Cumhuriyet Mah")
    assert lowest.y > highest.y > shared.y > other.y > street.y
    assert shared.x == pytest.approx(MARGIN, abs=0.1) and other.y - street.y < 4 * LINE
    assert "Paraf" not in _text(_print(letter(paraf=kept().paraf), tmp_path))


def test_an_answer_to_a_person_bears_address_and_greeting(tmp_path: Path) -> None:
    words = _words(_print(answer(), tmp_path))
    assert _at(words, "Sayın Ayşe Nur YILMAZ").y > _at(words, "Yeni Mahalle").y > _at(words, "Merkez/ÖRNEK").y
    assert _at(words, "Saygılarımla.").x == pytest.approx(MARGIN + 12.5 * MM, abs=0.1)


def test_a_tutanak_is_named_dated_at_its_end_and_signed_by_all(tmp_path: Path) -> None:
    words = _words(_print(record(), tmp_path))
    text = [word.text for word in words]
    assert "TUTANAK" in text and "Sayı" not in text
    assert _at(words, "21.11.2026").y < _at(words, "İşbu tutanak").y
    assert {f"Görevli {name}" for name in ("AKIN", "BULUT", "CEYLAN", "ÇINAR")} <= set(text)
    assert _at(words, "Görevli AKIN").x < _at(words, "Görevli CEYLAN").x
    assert _at(words, "Görevli ÇINAR").y < _at(words, "Görevli AKIN").y


def test_the_desk_claims_no_electronic_signature(tmp_path: Path) -> None:
    for one in (letter(), olur(), reminder()):
        text = _text(_print(one, tmp_path))
        assert "elektronik imza" not in text and "Doğrulama" not in text


# ---------------------------------------------------------------- faces and hostile text


def test_the_other_face_and_smaller_sizes_may_be_asked_for(tmp_path: Path) -> None:
    sans = _print(letter(), tmp_path, style=LetterStyle(LetterFace.SANS))
    fonts = [used.get_object()["/BaseFont"] for used in sans.pages[0]["/Resources"]["/Font"].values()]  # type: ignore[index]
    assert any("LiberationSans" in name for name in fonts) and _at(_words(sans), "T.C.").size == 11
    small = _words(_print(letter(), tmp_path, style=LetterStyle(size=9)))
    assert _at(small, "T.C.").size == 9 and _at(small, "KEP Adresi").size == 8
    for size in (8.5, 13):
        with pytest.raises(RuleBroken, match=r"RY m\.7"):
            LetterStyle(size=size)


HOSTILE = (
    "<b>kalın</b>", "</para>", "AT&T &amp; &lt;", "Ömer <omer@ornek.bel.tr>", "<img src='/etc/passwd'>",
    "a\\(b)%(c)s", "=1+1", "(Tj) ET",
)  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_markup_is_shown_and_not_obeyed(tmp_path: Path, text: str) -> None:
    one = letter(
        subject=text, body=(text, text), addressees=(Addressee(text, text, text),), closing="",
        signers=(Signer(text, text),), enclosures=(Enclosure(text),), contact=Contact((text,), (text,)),
    )  # fmt: skip
    assert _flat(_text(_print(one, tmp_path))).count(text) == 11


def test_letters_without_end_wrap_and_none_is_lost(tmp_path: Path) -> None:
    signs = "Ğ" * 10_000
    one = letter(
        subject="K" * 10_000, body=(signs, signs), addressees=(Addressee("M" * 10_000),),
        signers=(Signer("İ" * 10_000, "Ü" * 10_000),), contact=Contact(("Ş" * 10_000,), ("Ç" * 10_000,)),
    )  # fmt: skip
    reader = _print(one, tmp_path)
    text = _text(reader)
    assert text.count("Ğ") == 20_000 + text.count("BAŞKANLIĞI") and text.count("K" * 20) >= 300
    assert text.count("İ") >= 10_000 and text.count("Ü") >= 10_000
    for _page, words in _runs(reader):
        assert max(word.end for word in words) <= SHEET[0] - MARGIN + 0.1
        assert min(word.y for word in words) >= MARGIN


def test_direction_marks_go_and_unknown_signs_show_as_boxes(tmp_path: Path) -> None:
    text = _text(_print(letter(body=("tutar 5 ₺ \u202eters\u202c ☐ 漢 \x00\x07son",), closing=""), tmp_path))
    assert "tutar 5 ₺ ters ☐ □ son" in _flat(text)


def test_a_letter_with_nothing_in_it_is_still_a_page(tmp_path: Path) -> None:
    empty = letter(
        heading=(), subject="", addressees=(), body=(), signers=(), contact=Contact((), ()), references=(),
        enclosures=(), number="", on=None, closing="",
    )  # fmt: skip
    assert len(_print(empty, tmp_path).pages) == 1


def test_a_long_institution_name_does_not_run_into_the_urgency_mark(tmp_path: Path) -> None:
    heading = ("T.C.", "ÇOK UZUN ADLI ÖRNEK BÜYÜKŞEHİR BELEDİYE BAŞKANLIĞI VE BAĞLI İDARESİ", "Birim")
    words = _words(_print(kept(heading=heading, secrecy=Secrecy.YOK), tmp_path))
    mark, name = _at(words, "GÜNLÜDÜR"), _at(words, "ÇOK UZUN")
    assert name.y < mark.y or name.end < mark.x


def test_day_without_a_letter_day_is_left_to_the_pen(tmp_path: Path) -> None:
    text = _text(_print(olur(number="", on=None), tmp_path))
    assert text.count("…./…./20….") == 3
    assert date.today().strftime("%d.%m.%Y") not in text  # noqa: DTZ011 - whichever day the test runs


def test_the_desk_starts_without_the_library_that_draws() -> None:
    program = "import sys, exports.letter, exports.letter_text; print('reportlab' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_lines_are_never_wider_than_asked() -> None:
    ink = Ink(LetterFace.SERIF, 12)
    for text in ("kısa " * 50 + "U" * 400 + " son", "a" * 3 + " " + "b" * 300):
        lines = ink.lines(text, 200, 150)
        assert ink.width(lines[0]) <= 150 and all(ink.width(line) <= 200 for line in lines[1:])
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")
