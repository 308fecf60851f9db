"""A letter as plain text: what a clerk pastes into the EBYS."""

from __future__ import annotations

import pytest
from letter_samples import answer, distributed, enclosures, every_kind, kept, letter, olur, references

from data.evrak.letter import Addressee
from data.evrak.rules.values import LetterKind
from exports.letter_text import plain_text


def test_parts_follow_each_other_with_an_empty_line_between() -> None:
    text = plain_text(letter(references=references(2), enclosures=enclosures(2)))
    parts = text.rstrip("\n").split("\n\n")
    assert parts[0] == (
        "Sayı: E-68103562-823.02-138739\nTarih: 21.11.2026\nKonu: Yazılım Lisanslarının Yenilenmesi"
    )
    assert parts[1] == "DESTEK HİZMETLERİ DAİRESİ BAŞKANLIĞINA\n(Satın Alma Şube Müdürlüğü)"
    assert parts[2].splitlines() == [
        "İlgi: a) 01.10.2026 tarihli ve E-41515602-902.02-1001 sayılı yazınız.",
        "b) 02.10.2026 tarihli ve E-41515602-902.02-1002 sayılı yazınız.",
    ]
    assert parts[3].endswith("\nBilgilerinizi ve gereğini arz ederim.")
    assert parts[4:] == [
        "Mehmet DEMİRÖZ\nBilgi İşlem Dairesi Başkanı",
        "Ek:\n1- 1. Bölge Lisans Listesi (1 Sayfa)\n2- 2. Bölge Lisans Listesi (2 Sayfa)",
    ]


def test_dagitim_names_who_acts_and_who_is_to_know() -> None:
    end = plain_text(distributed(2, 1)).rstrip("\n").split("\n\n")[-1]
    assert end == ("Dağıtım:\nGereği:\n1. Bölge Müdürlüğüne\n2. Bölge Müdürlüğüne\nBilgi:\n3. Bölge Müdürlüğüne")
    assert "Gereği:" not in plain_text(distributed(2))
    assert "Bilgi:" in plain_text(distributed(0, 2))
    assert "Dağıtım" not in plain_text(letter())


def test_an_olur_keeps_its_layers() -> None:
    parts = plain_text(olur()).split("\n\n")
    assert parts[4].splitlines() == [
        "Mehmet DEMİRÖZ", "Bilgi İşlem Dairesi Başkanı", "Uygun görüşle arz ederim.", "Ali Rıza KOÇ",
        "Genel Sekreter", "OLUR", "Zeynep ÖZTÜRK", "Belediye Başkan V.",
    ]  # fmt: skip


def test_an_address_is_one_line_each() -> None:
    assert plain_text(answer()).split("\n\n")[1].splitlines() == [
        "Sayın Ayşe Nur YILMAZ", "Yeni Mahalle, Gül Sokak No: 5/2", "Merkez/ÖRNEK",
    ]  # fmt: skip


@pytest.mark.parametrize("kind", tuple(LetterKind))
def test_nothing_of_the_page_is_in_it(kind: LetterKind) -> None:
    text = plain_text(every_kind()[kind])
    assert "T.C." not in text and "Bilgi için" not in text and "  " not in text and "\n\n\n" not in text
    assert text == text.strip("\n") + "\n" and all(line == line.strip() for line in text.splitlines())


def test_paraf_and_marks_stay_on_paper() -> None:
    text = plain_text(kept())
    assert "Paraf" not in text and "GİZLİ" not in text and "GÜNLÜDÜR" not in text


def test_signs_that_cannot_be_seen_do_not_reach_the_clipboard() -> None:
    text = plain_text(letter(subject="Konu\u202e\x00", body=("bir\x1b[31m iki",), addressees=(Addressee("A\tB"),)))
    assert "Konu: Konu\n" in text and "bir[31m iki" in text and "A B" in text
    assert all(sign.isprintable() or sign == "\n" for sign in text)
