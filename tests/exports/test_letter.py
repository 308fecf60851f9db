"""The printed letter: read back by another library, its parts in the places of the Yönetmelik."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from letter_reading import (
    LINE,
    MARGIN,
    MIDDLE,
    MM,
    SHEET,
    find,
    flat,
    printed,
    red_lines,
    runs_of,
    text_of,
    words_of,
)
from letter_samples import (
    BODY,
    CHIEF,
    LONG_BODY,
    distributed,
    enclosures,
    every_kind,
    kept,
    letter,
    olur,
    references,
)
from pypdf import PdfReader

from data.evrak.letter import Enclosure, Recipient, Signer
from data.evrak.rules.values import LetterKind, Prefix, Purpose
from exports.letter import letter_pdf

KINDS = tuple(LetterKind)


# ---------------------------------------------------------------- every kind


@pytest.mark.parametrize("kind", KINDS)
def test_every_word_of_a_letter_is_on_the_paper_in_its_order(tmp_path: Path, kind: LetterKind) -> None:
    one = every_kind()[kind]
    text = flat(text_of(printed(one, tmp_path)))
    parts = [
        *one.heading, one.number, one.subject, *(to.line for to in one.addressees),
        *(ilgi.text for ilgi in one.references), *one.body, *(word for by in one.signers for word in (by.name,)),
        *(by.name for by in one.opinions), one.approver.name if one.approver else "",
        *(f"{ek.name} ({ek.amount})" for ek in one.enclosures), *one.contact.left[-1:],
    ]  # fmt: skip
    places = [text.index(flat(part)) for part in parts if part]
    assert places == sorted(places)


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_stands_in_the_margins(tmp_path: Path, kind: LetterKind) -> None:
    for words in runs_of(printed(every_kind()[kind], tmp_path)):
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
    words = words_of(printed(letter(subject="Yazılım Lisanslarının Yenilenmesi ve Bakım Sözleşmesinin "
                                 "Süresinin Uzatılması"), tmp_path))  # fmt: skip
    republic, unit = find(words, "T.C."), find(words, "Bilgi İşlem Dairesi Başkanlığı")
    number, day = find(words, "E-68103562"), find(words, "21.11.2026")
    muhatap, place = find(words, "DESTEK HİZMETLERİ DAİRESİ BAŞKANLIĞINA"), find(words, "(Satın Alma")
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
    words = words_of(printed(letter(), tmp_path))
    ilgi, first = find(words, "01.10.2026 tarihli"), find(words, "İlgi yazınız ile")
    assert ilgi.y - first.y == pytest.approx(2 * LINE, abs=0.1)
    assert first.x == pytest.approx(MARGIN + 12.5 * MM, abs=0.1)
    words = words_of(printed(letter(references=(), body=("Metin", "gereğini")), tmp_path))
    assert find(words, "(Satın Alma").y - find(words, "Metin").y == pytest.approx(3 * LINE, abs=0.1)
    assert find(words, "Metin").y - find(words, "gereğini arz ederim.").y == pytest.approx(LINE, abs=0.1)


def test_full_lines_of_the_text_reach_the_right_margin(tmp_path: Path) -> None:
    reader = printed(letter(), tmp_path)
    spreads: dict[float, float] = {}
    now = [0.0]

    def see(operator: bytes, operands: list[object], _cm: object, matrix: list[float]) -> None:
        if operator == b"Tw":
            now[0] = float(str(operands[0]))
        if operator == b"Tj":
            spreads[matrix[5]] = now[0]

    reader.pages[0].extract_text(visitor_operand_before=see)
    words = words_of(reader)
    for start in ("İlgi yazınız ile", "31.12.2026 tarihinde dolacak"):
        line = find(words, start)
        assert line.end + spreads[line.y] * line.text.count(" ") == pytest.approx(SHEET[0] - MARGIN, abs=0.1)
    assert spreads[find(words, "hesaplanmıştır.").y] == 0
    assert find(words, "hesaplanmıştır.").end < MIDDLE


def test_twelve_ilgi_bear_turkish_letters_and_hang(tmp_path: Path) -> None:
    long = references(12)
    words = words_of(printed(letter(references=long), tmp_path))
    letters = [word for word in words if re.fullmatch(r"[a-zçğı]\)", word.text)]
    assert [word.text for word in letters] == [f"{sign})" for sign in "abcçdefgğhıi"]
    texts = [word for word in words if re.match(r"\d\d\.10\.2026 tarihli", word.text)]
    assert len({word.x for word in letters}) == 1 and len({word.x for word in texts}) == 1
    assert texts[0].x > letters[0].end


def test_signature_is_centred_on_itself_at_the_far_right(tmp_path: Path) -> None:
    words = words_of(printed(letter(), tmp_path))
    name, title = find(words, "Mehmet DEMİRÖZ"), find(words, "Bilgi İşlem Dairesi Başkanı")
    title = next(word for word in words if word.text == "Bilgi İşlem Dairesi Başkanı")
    assert (name.x + name.end) / 2 == pytest.approx((title.x + title.end) / 2, abs=0.5)
    assert name.x > MIDDLE and title.end > SHEET[0] - MARGIN - 20
    assert name.y - title.y == pytest.approx(LINE, abs=0.1)
    gap = (find(words, "Bilgilerinizi ve gereğini").y - name.y) / LINE - 1
    assert 2 <= round(gap) <= 4


def test_of_two_signers_the_higher_is_right_of_three_left(tmp_path: Path) -> None:
    others = (Signer("Elif ŞAHİN", "Yazılım Şube Müdürü", "Belediye Başkanı a."), Signer("Can ERDEM", "Şef"))
    two = words_of(printed(letter(signers=(CHIEF, others[0])), tmp_path))
    assert find(two, "Mehmet DEMİRÖZ").x > find(two, "Elif ŞAHİN").x
    assert find(two, "Mehmet DEMİRÖZ").y == find(two, "Elif ŞAHİN").y
    assert find(two, "Elif ŞAHİN").y > find(two, "Belediye Başkanı a.").y > find(two, "Yazılım Şube Müdürü").y
    three = words_of(printed(letter(signers=(CHIEF, *others)), tmp_path))
    assert find(three, "Mehmet DEMİRÖZ").x < find(three, "Elif ŞAHİN").x < find(three, "Can ERDEM").x


def test_olur_stands_in_the_middle_under_the_uygun_gorus_at_the_left(tmp_path: Path) -> None:
    words = words_of(printed(olur(), tmp_path))
    proposer, view = find(words, "Mehmet DEMİRÖZ"), find(words, "Uygun görüşle arz ederim.")
    mark, giver = next(word for word in words if word.text == "OLUR"), find(words, "Zeynep ÖZTÜRK")
    title, ek = find(words, "Belediye Başkan V."), find(words, "Ek: Davet Mektubu")
    assert proposer.y > view.y > mark.y > giver.y > title.y > ek.y
    assert view.end < MIDDLE < proposer.x
    for one in (mark, giver, title):
        assert (one.x + one.end) / 2 == pytest.approx(MIDDLE, abs=0.5)


def test_a_paper_olur_has_days_to_write_and_an_electronic_one_has_none(tmp_path: Path) -> None:
    assert text_of(printed(olur(), tmp_path)).count("…./…./20….") == 2
    electronic = printed(olur(prefix=Prefix.E, number="E-68103562-903.07-4757"), tmp_path)
    assert "20…." not in text_of(electronic)
    words = words_of(electronic)
    mark = next(word for word in words if word.text == "OLUR")
    assert mark.y - find(words, "Zeynep ÖZTÜRK").y == pytest.approx(LINE, abs=0.1)


def test_marks_are_red_and_in_their_corners(tmp_path: Path) -> None:
    reader = printed(kept(body=(*LONG_BODY, *BODY)), tmp_path)
    first, last = words_of(reader, 0), words_of(reader, len(reader.pages) - 1)
    urgent, personal = find(first, "GÜNLÜDÜR"), find(first, "KİŞİYE ÖZEL")
    assert urgent.end == pytest.approx(SHEET[0] - MARGIN, abs=0.5) and personal.y > urgent.y
    secret = [word for word in first if word.text == "GİZLİ"]
    assert [round(word.y, 1) for word in secret] == [
        max(round(w.y, 1) for w in first),
        min(round(w.y, 1) for w in first),
    ]
    assert all((word.x + word.end) / 2 == pytest.approx(MIDDLE, abs=0.5) for word in secret)
    assert red_lines(reader) == {round(word.y, 1) for word in (*secret, urgent, personal)}
    assert [word.text for word in last if word.text in ("GİZLİ", "GÜNLÜDÜR", "KİŞİYE ÖZEL")] == ["GİZLİ", "GİZLİ"]


def test_contact_lines_are_the_last_ones_under_a_rule(tmp_path: Path) -> None:
    words = words_of(printed(letter(), tmp_path))
    street, kep, asked = find(words, "Cumhuriyet Mah"), find(words, "KEP Adresi"), find(words, "Bilgi için:")
    assert min(word.y for word in words) == kep.y and street.x == pytest.approx(MARGIN, abs=0.1)
    assert asked.y == street.y and asked.x > MIDDLE and street.size == 9


# ---------------------------------------------------------------- ek and dağıtım


def test_one_ek_stands_on_its_line_and_several_are_numbered(tmp_path: Path) -> None:
    assert "Ek: Lisans Listesi (2 Sayfa)" in text_of(printed(letter(), tmp_path))
    several = (*enclosures(2), Enclosure("Harita", "1 Adet", left_out=True))
    text = text_of(printed(letter(enclosures=several), tmp_path))
    assert "Ek:\n1- 1. Bölge Lisans Listesi (1 Sayfa)\n2- " in text
    assert "3- Harita (1 Adet) (Ek-3 konulmadı)" in text


def test_geregi_and_bilgi_stand_side_by_side(tmp_path: Path) -> None:
    reader = printed(distributed(3, 2, enclosures=enclosures(2)), tmp_path)
    words = words_of(reader)
    act, know = find(words, "Gereği:"), find(words, "Bilgi:")
    assert act.y == know.y < find(words, "Dağıtım:").y < find(words, "Ek:").y
    assert act.x == pytest.approx(MARGIN, abs=0.1) and know.x == pytest.approx(MIDDLE, abs=0.1)
    assert find(words, "1. Bölge Müdürlüğüne").x == act.x and find(words, "4. Bölge Müdürlüğüne").x == know.x
    alone = text_of(printed(distributed(3), tmp_path))
    assert "Gereği:" not in alone and "Dağıtım:\n1. Bölge Müdürlüğüne" in alone


def test_a_recipient_without_an_ek_bears_the_note(tmp_path: Path) -> None:
    some = (
        Recipient("Hukuk Müşavirliği", Purpose.GEREGI, (2,)),
        Recipient("Zabıta Dairesi Başkanlığı", Purpose.GEREGI, (1, 2)),
    )
    text = text_of(printed(distributed(2, enclosures=enclosures(2)), tmp_path)) + text_of(
        printed(letter(recipients=some, enclosures=enclosures(2)), tmp_path)
    )
    assert "Hukuk Müşavirliğine (Ek-2 konulmadı)" in text
    assert "Zabıta Dairesi Başkanlığına (Ekler konulmadı)" in text


def test_lists_that_do_not_fit_get_pages_of_their_own(tmp_path: Path) -> None:
    reader = printed(distributed(30, 10, enclosures=enclosures(30)), tmp_path)
    first, second, third = (page.extract_text() for page in reader.pages)
    assert "Ek: Ek Listesi (30 Adet)" in first and "Dağıtım Listesi (40 Muhatap)" in first
    assert "Mehmet DEMİRÖZ" in first
    assert second.startswith("EK LİSTESİ") and "30- 30. Bölge Lisans Listesi (30 Sayfa)" in second
    assert third.startswith("DAĞITIM LİSTESİ") and "40. Bölge Müdürlüğüne" in third
    assert [f"{number} / 3" in page for number, page in enumerate((first, second, third), 1)] == [True] * 3


def test_a_list_longer_than_a_page_goes_on_with_everybody_in_it(tmp_path: Path) -> None:
    text = text_of(printed(distributed(150), tmp_path))
    found = re.findall(r"^(\d+)\. Bölge Müdürlüğüne$", text, re.MULTILINE)
    assert [int(number) for number in found] == list(range(1, 151))
