"""Letters over several pages, drafts and kept copies, other faces, and texts that would break a page."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from letter_reading import LINE, MARGIN, MIDDLE, MM, SHEET, find, flat, printed, runs_of, text_of, words_of
from letter_samples import BODY, LONG_BODY, answer, kept, letter, olur, record, references, reminder

from data.core.errors import RuleBroken
from data.core.secrecy import Secrecy
from data.evrak.letter import Addressee, Contact, Enclosure, Signer
from exports.letter_ink import Ink, LetterFace, LetterStyle

# ---------------------------------------------------------------- several pages


@pytest.mark.parametrize("paragraphs", range(1, 29))
def test_signatures_keep_two_lines_of_the_text(tmp_path: Path, paragraphs: int) -> None:
    body = tuple(
        f"{number}. satır uzunca bir metindir ve bir satıra sığar." for number in range(1, paragraphs + 14)
    )
    reader = printed(letter(body=body), tmp_path)
    last = reader.pages[-1].extract_text()
    assert "Mehmet DEMİRÖZ" in last and last.count("satır uzunca") >= 2
    assert flat(text_of(reader)).count("satır uzunca") == len(body)


@pytest.mark.parametrize("words_more", range(0, 60, 4))
def test_no_page_holds_a_signature_and_a_single_line(tmp_path: Path, words_more: int) -> None:
    body = (*LONG_BODY[:7], "sözcük " * (150 + words_more))
    reader = printed(letter(body=body, closing=""), tmp_path)
    if len(reader.pages) > 1:
        words = words_of(reader, 1)
        name = find(words, "Mehmet DEMİRÖZ")
        assert sum(word.y > name.y for word in words) >= 2


def test_a_short_text_goes_along_when_many_ilgi_leave_no_room(tmp_path: Path) -> None:
    one = letter(references=references(31), body=("İlgi yazılar incelenmiştir.", "Gereğini"))
    pages = [page.extract_text() for page in printed(one, tmp_path).pages]
    assert "31.10.2026 tarihli" in pages[-2]
    assert pages[-1].startswith("İlgi yazılar incelenmiştir.\nGereğini arz ederim.\nMehmet DEMİRÖZ")


def test_head_is_on_the_first_page_alone_and_the_end_on_the_last(tmp_path: Path) -> None:
    reader = printed(letter(body=(*LONG_BODY, *LONG_BODY, *BODY), references=references(2)), tmp_path)
    pages = [page.extract_text() for page in reader.pages]
    assert len(pages) == 3
    for part in ("T.C.", "Sayı :", "Konu :", "DESTEK HİZMETLERİ", "İlgi : a)"):
        assert [part in page for page in pages] == [True, False, False]
    for part in ("Mehmet DEMİRÖZ", "Ek: Lisans Listesi"):
        assert [part in page for page in pages] == [False, False, True]
    assert all("KEP Adresi" in page for page in pages)
    for number in range(len(pages)):
        words = words_of(reader, number)
        count = find(words, f"{number + 1} / 3")
        assert count.y < find(words, "KEP Adresi").y
        assert (count.x + count.end) / 2 == pytest.approx(MIDDLE, abs=0.5)


def test_a_letter_of_one_page_bears_no_page_number(tmp_path: Path) -> None:
    assert "1 / 1" not in text_of(printed(letter(), tmp_path))


# ---------------------------------------------------------------- drafts, kept copy, other kinds


def test_a_draft_says_so_across_every_page_and_leaves_number_and_day_empty(tmp_path: Path) -> None:
    reader = printed(letter(draft=True, number="", on=None, body=(*LONG_BODY, *BODY)), tmp_path)
    assert all("TASLAK" in page.extract_text() for page in reader.pages)
    assert "TASLAK" not in text_of(printed(letter(), tmp_path))
    words = words_of(reader)
    assert [word.text for word in words if word.y == find(words, "Sayı").y] == ["Sayı", ":"]


def test_paraf_and_koordinasyon_are_on_the_kept_copy_only(tmp_path: Path) -> None:
    words = words_of(printed(kept(), tmp_path))
    lowest, highest, shared = find(words, ": Ali VURAL"), find(words, ": Elif ŞAHİN"), find(words, "Koordinasyon")
    other, street = find(words, ": Can ERDEM (Paraf)"), find(words, "Cumhuriyet Mah")
    assert lowest.y > highest.y > shared.y > other.y > street.y
    assert shared.x == pytest.approx(MARGIN, abs=0.1) and other.y - street.y < 4 * LINE
    assert "Paraf" not in text_of(printed(letter(paraf=kept().paraf), tmp_path))


def test_an_answer_to_a_person_bears_address_and_greeting(tmp_path: Path) -> None:
    words = words_of(printed(answer(), tmp_path))
    assert find(words, "Sayın Ayşe Nur YILMAZ").y > find(words, "Yeni Mahalle").y > find(words, "Merkez/ÖRNEK").y
    assert find(words, "Saygılarımla.").x == pytest.approx(MARGIN + 12.5 * MM, abs=0.1)


def test_a_tutanak_is_named_dated_at_its_end_and_signed_by_all(tmp_path: Path) -> None:
    words = words_of(printed(record(), tmp_path))
    text = [word.text for word in words]
    assert "TUTANAK" in text and "Sayı" not in text
    assert find(words, "21.11.2026").y < find(words, "İşbu tutanak").y
    assert {f"Görevli {name}" for name in ("AKIN", "BULUT", "CEYLAN", "ÇINAR")} <= set(text)
    assert find(words, "Görevli AKIN").x < find(words, "Görevli CEYLAN").x
    assert find(words, "Görevli ÇINAR").y < find(words, "Görevli AKIN").y


def test_the_desk_claims_no_electronic_signature(tmp_path: Path) -> None:
    for one in (letter(), olur(), reminder()):
        text = text_of(printed(one, tmp_path))
        assert "elektronik imza" not in text and "Doğrulama" not in text


# ---------------------------------------------------------------- faces and hostile text


def test_the_other_face_and_smaller_sizes_may_be_asked_for(tmp_path: Path) -> None:
    sans = printed(letter(), tmp_path, style=LetterStyle(LetterFace.SANS))
    fonts = [used.get_object()["/BaseFont"] for used in sans.pages[0]["/Resources"]["/Font"].values()]  # type: ignore[index]
    assert any("LiberationSans" in name for name in fonts) and find(words_of(sans), "T.C.").size == 11
    small = words_of(printed(letter(), tmp_path, style=LetterStyle(size=9)))
    assert find(small, "T.C.").size == 9 and find(small, "KEP Adresi").size == 8
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
    assert flat(text_of(printed(one, tmp_path))).count(text) == 11


def test_letters_without_end_wrap_and_none_is_lost(tmp_path: Path) -> None:
    signs = "Ğ" * 10_000
    one = letter(
        subject="K" * 10_000, body=(signs, signs), addressees=(Addressee("M" * 10_000),),
        signers=(Signer("İ" * 10_000, "Ü" * 10_000),), contact=Contact(("Ş" * 10_000,), ("Ç" * 10_000,)),
    )  # fmt: skip
    reader = printed(one, tmp_path)
    text = text_of(reader)
    assert text.count("Ğ") == 20_000 + text.count("BAŞKANLIĞI") and text.count("K" * 20) >= 300
    assert text.count("İ") >= 10_000 and text.count("Ü") >= 10_000
    for words in runs_of(reader):
        assert max(word.end for word in words) <= SHEET[0] - MARGIN + 0.1
        assert min(word.y for word in words) >= MARGIN


def test_direction_marks_go_and_unknown_signs_show_as_boxes(tmp_path: Path) -> None:
    text = text_of(printed(letter(body=("tutar 5 ₺ \u202eters\u202c ☐ 漢 \x00\x07son",), closing=""), tmp_path))
    assert "tutar 5 ₺ ters ☐ □ son" in flat(text)


def test_a_letter_with_nothing_in_it_is_still_a_page(tmp_path: Path) -> None:
    empty = letter(
        heading=(), subject="", addressees=(), body=(), signers=(), contact=Contact((), ()), references=(),
        enclosures=(), number="", on=None, closing="",
    )  # fmt: skip
    assert len(printed(empty, tmp_path).pages) == 1


def test_a_long_institution_name_does_not_run_into_the_urgency_mark(tmp_path: Path) -> None:
    heading = ("T.C.", "ÇOK UZUN ADLI ÖRNEK BÜYÜKŞEHİR BELEDİYE BAŞKANLIĞI VE BAĞLI İDARESİ", "Birim")
    words = words_of(printed(kept(heading=heading, secrecy=Secrecy.YOK), tmp_path))
    mark, name = find(words, "GÜNLÜDÜR"), find(words, "ÇOK UZUN")
    assert name.y < mark.y or name.end < mark.x


def test_day_without_a_letter_day_is_left_to_the_pen(tmp_path: Path) -> None:
    text = text_of(printed(olur(number="", on=None), tmp_path))
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
