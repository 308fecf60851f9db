"""What a clerk notices when Turkish letters go wrong: not found, wrongly sorted, wrongly cased."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.core import text

TURKISH = st.text(alphabet="abcçdefgğhıijklmnoöprsştuüvyzABCÇDEFGĞHIİJKLMNOÖPRSŞTUÜVYZâîûÂÎÛqwxQWX 0123456789.-/'")
ORDER = [
    "", "1", "2", "aba", "âbâd", "Acar", "bal", "cam", "çam", "dağ", "eda", "fa", "gaz", "ğ", "ha",
    "ılgaz", "Isparta", "Işık", "ibrahim", "İzmir", "jale", "kar", "lale", "mum", "nur", "ok", "öz", "pul",
    "ray", "su", "şu", "tan", "un", "ün", "van", "yaz", "zar",
]  # fmt: skip


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("ISPARTA", "isparta"),
        ("Isparta", "isparta"),
        ("ısparta", "isparta"),
        ("İZMİR", "izmir"),
        ("Şube Müdürlüğü", "sube mudurlugu"),
        ("kâğıt HÂLÂ", "kagit hala"),
        ("I\u0307zmir", "izmir"),
        ("s\u0327ube", "sube"),
        ("ﬁkret", "fikret"),
        ("Müdür\u0308", "mudur"),
    ],
)
def test_every_spelling_of_a_word_folds_to_the_same(written: str, folded: str) -> None:
    assert text.fold(written) == folded


@given(st.text())
def test_folding_twice_changes_nothing(typed: str) -> None:
    assert text.fold(text.fold(typed)) == text.fold(typed)


@given(TURKISH)
def test_capitals_and_small_letters_fold_alike(typed: str) -> None:
    assert text.fold(text.upper(typed)) == text.fold(text.lower(typed)) == text.fold(typed)
    assert text.fold(typed).isascii()


@given(TURKISH)
def test_decomposed_letters_from_another_computer_are_the_same_letters(typed: str) -> None:
    decomposed = unicodedata.normalize("NFD", typed)
    for change in (text.fold, text.lower, text.upper, text.title, text.sort_key, text.clean_line):
        assert change(decomposed) == change(typed)


@given(TURKISH)
def test_casing_goes_both_ways(typed: str) -> None:
    assert text.lower(text.upper(typed)) == text.lower(typed)
    assert text.upper(text.lower(typed)) == text.upper(typed)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("ayşe IŞIK", "Ayşe Işık"),
        ("İBRAHİM ılgaz", "İbrahim Ilgaz"),
        ("ANKARA'DA", "Ankara'da"),
        ("ANKARA’NIN", "Ankara’nın"),
        ("çelik-öz", "Çelik-Öz"),
        ("2.ŞUBE", "2.Şube"),
    ],
)
def test_names_get_their_capitals(typed: str, shown: str) -> None:
    assert text.title(typed) == shown


def test_lists_are_in_the_order_of_the_turkish_alphabet() -> None:
    typed = ORDER[::-1]
    assert sorted(typed, key=text.sort_key) == ORDER
    keys = [text.sort_key(word).encode() for word in ORDER]
    assert keys == sorted(keys), "the store sorts by bytes"


def test_capitals_do_not_change_the_order() -> None:
    assert text.sort_key("IĞDIR") == text.sort_key("ığdır")
    assert text.sort_key("İZMİR") == text.sort_key("izmir")


@given(st.text())
def test_stored_lines_hold_nothing_invisible(typed: str) -> None:
    clean = text.clean_line(typed)
    assert not any(unicodedata.category(sign) in ("Cc", "Cs", "Co", "Cn", "Zl", "Zp") for sign in clean)
    assert not set(clean) & set("\u200b\u200e\u200f\u202a\u202e\u2066\u2069\ufeff\u00ad")
    assert unicodedata.is_normalized("NFC", clean)
    assert clean == clean.strip()
    assert text.clean_line(clean) == clean


def test_pasted_text_keeps_its_words_apart_and_its_lines() -> None:
    assert text.clean_line(" bir\x0ciki\tüç\r\ndört\u2028beş ") == "bir iki üç dört beş"
    assert text.clean_block("bir\r\niki\x00\rüç\u202e") == "bir\niki\nüç"
    assert text.clean_block("s\u200b\u0327") == "ş"


def test_hidden_signs_show_on_screen() -> None:
    assert text.visible("a\u202eb\nc") == "a·b·c"


def test_a_kimlik_no_is_shown_masked() -> None:
    assert text.mask_tckn("12345678901") == "123******01"
    assert text.mask_tckn("1234") == "****"
