"""Fields of the register one by one: sayı, konu, ek, süre mark, dağıtım, likely duplicates."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.core.errors import BadInput
from data.core.secrecy import Secrecy
from data.core.text import clean_block, clean_line
from data.evrak.drafts import IncomingDraft
from data.evrak.letter import Enclosure
from data.evrak.rules import register as rules
from data.evrak.rules.letter_lines import ilgi_letter
from data.evrak.rules.values import Prefix, Purpose, Urgency

TODAY = date(2026, 11, 20)
INCOMING = IncomingDraft(
    muhatap=1, letter_date=date(2026, 11, 18), letter_no="E-68103562-823.02-138739",
    subject="Yazılım Lisanslarının Yenilenmesi", birim_id=1,
)  # fmt: skip
HOSTILE = [
    "=HYPERLINK(1)",
    "[bold]x[/bold]",
    "a\u202eb",
    "x\x00y",
    "İ" * 10_000,
    "'; DROP TABLE evrak;--",
    "\u0661",
]


# ---------------------------------------------------------------- sayı


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("E-68103562-823.02-138739", ("E", "68103562", "823.02", "", "138739")),
        ("Z-123456-020-1", ("Z", "123456", "020", "", "1")),
        ("O-1234567890-903.07.01.02-9", ("O", "1234567890", "903.07.01.02", "", "9")),
        ("E-68103562-641.04[2026-KRV/15]-7", ("E", "68103562", "641.04", "2026-KRV/15", "7")),
        ("  E-68103562-823.02-138739\n", ("E", "68103562", "823.02", "", "138739")),
    ],
)
def test_a_sayi_is_read_into_its_parts(text: str, parts: tuple[str, ...]) -> None:
    found = rules.parse_sayi(text)
    assert found is not None
    assert (found.prefix.value, found.detsis, found.sdp, found.case, found.number) == parts
    assert rules.sayi_fault(text) == ""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("B-68103562-823.02-1", "Önek E, Z ya da O"),
        ("e-68103562-823.02-1", "Önek E, Z ya da O"),
        ("E-12345-823.02-1", "DETSİS"),
        ("E-12345678901-823.02-1", "DETSİS"),
        ("E-68103562-823.2-1", "dosya kodu"),
        ("E-68103562-82302-1", "dosya kodu"),
        ("E-68103562-823.02.01.01.01-1", "dosya kodu"),
        ("E-68103562-823.02[]-1", "dosya kodu"),
        ("E-68103562-823.02-12a", "yalnız rakam"),
        ("E-68103562-823.02-", "yalnız rakam"),
        ("E-68103562-823.02", "3 parça"),
        ("68103562-823.02-1", "3 parça"),
        ("E-68103562-823.02-1/2", "eğik çizgi"),
        ("E - 68103562 - 823.02 - 1", "boşluk"),
        ("B.02.0.PPG.0.12", "1 parça"),
        ("E-68103562-823.02-\u0661", "yalnız rakam"),
        *((text, "RY m.11") for text in HOSTILE),
    ],
)
def test_what_is_wrong_with_a_sayi_is_told_in_words_with_its_article(text: str, words: str) -> None:
    assert rules.parse_sayi(text) is None
    told = rules.sayi_fault(text)
    assert words in told and "RY m.11" in told
    assert len(told) < 200


def test_an_own_sayi_carries_the_filing_code_of_the_letter() -> None:
    assert rules.own_sayi_fault("E-68103562-823.02-1", "823.02") == ""
    assert rules.own_sayi_fault("E-68103562-823.02[V1]-1", "823.02") == ""
    assert "(823.02) dosya kodundan (823)" in rules.own_sayi_fault("E-68103562-823.02-1", "823")


def test_a_sayi_is_composed_from_parts_that_fit() -> None:
    assert rules.compose_sayi(Prefix.E, "68103562", "823.02", 138739) == "E-68103562-823.02-138739"
    assert rules.compose_sayi(Prefix.Z, "68103562", "641.04", 7, "KRV-15") == "Z-68103562-641.04[KRV-15]-7"


@pytest.mark.parametrize(
    ("detsis", "sdp", "number", "case", "field"),
    [
        ("", "823.02", 1, "", "detsis"),
        ("12345", "823.02", 1, "", "detsis"),
        ("68103562", "", 1, "", "sdp"),
        ("68103562", "823.2", 1, "", "sdp"),
        ("68103562", "823.02", 0, "", "number"),
        ("68103562", "823.02", 1, "a]b", "case"),
        ("68103562", "823.02", 1, "\u200b", "case"),
    ],
)
def test_a_sayi_is_not_composed_from_wrong_parts(
    detsis: str, sdp: str, number: int, case: str, field: str
) -> None:
    with pytest.raises(BadInput) as refused:
        rules.compose_sayi(Prefix.E, detsis, sdp, number, case)
    assert refused.value.field == field


@given(
    st.sampled_from(list(Prefix)),
    st.from_regex(r"[0-9]{6,10}", fullmatch=True).filter(str.isascii),
    st.from_regex(r"[1-9][0-9]{2}(\.[0-9]{2}){0,3}", fullmatch=True),
    st.integers(1, 10**9),
    st.text(st.characters(categories=["L", "N"], include_characters="-/."), max_size=12).map(clean_line),
)
def test_a_composed_sayi_reads_back(prefix: Prefix, detsis: str, sdp: str, number: int, case: str) -> None:
    found = rules.parse_sayi(rules.compose_sayi(prefix, detsis, sdp, number, case))
    assert found == rules.Sayi(prefix, detsis, sdp, case, str(number))


def test_ilgi_letters_follow_the_turkish_alphabet_and_then_double() -> None:
    letters = [ilgi_letter(place) for place in range(60)]
    assert "".join(letters[:29]) == "abcçdefgğhıijklmnoöprsştuüvyz"
    assert letters[29:33] == ["aa", "ab", "ac", "aç"]
    assert letters[57:60] == ["az", "ba", "bb"]
    assert len(set(letters)) == 60


# ---------------------------------------------------------------- konu


@pytest.mark.parametrize(
    ("text", "better"),
    [
        ("yazılım lisanslarının yenilenmesi.", "Yazılım Lisanslarının Yenilenmesi"),
        ("ısıtma ve iklimlendirme için ihale", "Isıtma ve İklimlendirme için İhale"),
        ("BELGE VE BİLGİ TALEBİ", "Belge ve Bilgi Talebi"),
        ("PDKS VE KVKK İŞLERİ", "PDKS ve KVKK İşleri"),
        ("EBYS kurulumu", "EBYS Kurulumu"),
        ("EBYS", "EBYS"),
        ("ankara'daki e-devlet işleri", "Ankara'daki e-Devlet İşleri"),
        ("Ve İle Başlayan", "Ve ile Başlayan"),
        ("2026 yılı (ikinci dönem) bütçesi !?", "2026 Yılı (İkinci Dönem) Bütçesi"),
    ],
)
def test_a_konu_is_suggested_with_turkish_capitals(text: str, better: str) -> None:
    assert rules.title_case(text) == better
    assert [str(one) for one in rules.subject_findings(better)] == []


WORDS = st.text(st.sampled_from("abcçdegğhıijkoöşuüzABCÇDEGĞHIİJKOÖŞUÜZâ'’-"), min_size=2, max_size=9)


@settings(deadline=None)
@given(st.lists(WORDS | st.sampled_from(["ve", "VE", "için", "2026", "(EBYS)", "e-Devlet", "."]), max_size=6))
def test_a_suggested_konu_needs_no_better_one(words: list[str]) -> None:
    text = " ".join(words)
    once = rules.title_case(text)
    assert rules.title_case(once) == once


@pytest.mark.parametrize(
    ("subject", "words", "law"),
    [
        ("Belge Talebi.", "noktalama", "RY m.13"),
        ("Belge Talebi…", "noktalama", "RY m.13"),
        ("belge Talebi", "Belge Talebi", "RY m.13"),
        ("BELGE talepleri", "dosya planındaki başlığın aynısı", "KLV 10"),
        ("Ali Kurt 12345678901 Dilekçesi", "123******01", "KLV 10"),
        ("Şikâyet 0532 123 45 67", "telefon", "KLV 10"),
        ("İade TR33 0006 1005 1978 6457 8413 26", "IBAN", "KLV 10"),
        ("Şikâyet ali@ornek.com", "e-posta", "KLV 10"),
    ],
)
def test_what_speaks_against_a_konu_is_a_warning_with_its_article(subject: str, words: str, law: str) -> None:
    found = rules.subject_findings(subject, "Belge Talepleri")
    assert any(words in one.text and law in one.law and not one.error for one in found)
    assert "12345678901" not in " ".join(map(str, found))


@pytest.mark.parametrize(
    "subject",
    [
        "Dilekçe (Ali KURT 12345678901)",
        "Barkod 1234567890123",
        "Dosya 02345678901",
        "E-68103562-823.02-138739 Yazı",
    ],
)
def test_what_is_no_open_personal_data_is_not_called_so(subject: str) -> None:
    assert rules.subject_findings(subject) == ()


@pytest.mark.parametrize("subject", ["", "  ", "\u200b\u202e"])
def test_an_empty_konu_is_an_error(subject: str) -> None:
    (found,) = rules.subject_findings(subject)
    assert found.error and found.law == "RY m.13"


# ---------------------------------------------------------------- ek


def test_an_ek_list_is_read_into_names_amounts_levels_and_what_was_left_out() -> None:
    typed = "1- Liste (2 Sayfa)\nEk-2: Rapor (Gizli) (1 Adet)\nKroki, plan (Ek konulmadı)\nTaslak (ilk) (3 Sayfa)."
    assert rules.parse_enclosures(typed) == (
        Enclosure("Liste", "2 Sayfa"),
        Enclosure("Rapor", "1 Adet", secrecy=Secrecy.GIZLI),
        Enclosure("Kroki, plan", left_out=True),
        Enclosure("Taslak (ilk)", "3 Sayfa"),
    )


def test_amounts_alone_are_parted_by_commas_and_semicolons() -> None:
    amounts = [one.amount for one in rules.parse_enclosures("2 Sayfa, 1 CD; 10 Kişi")]
    assert amounts == ["2 Sayfa", "1 CD", "10 Kişi"]
    assert rules.parse_enclosures(" ;, \n") == ()


@given(st.text(max_size=200))
def test_any_typed_ek_list_is_read_without_losing_a_line(text: str) -> None:
    found = rules.parse_enclosures(text)
    assert len(found) >= sum(1 for line in clean_lines(text) if any(sign.isalnum() for sign in line))
    assert all(one.name or one.amount or one.left_out or one.secrecy for one in found)


def clean_lines(text: str) -> list[str]:
    return [clean_line(line) for line in clean_block(text).split("\n")]


def test_a_letter_is_not_less_secret_than_its_enclosures() -> None:
    listed = rules.parse_enclosures("Rapor (Gizli) (2 Sayfa)")
    (found,) = rules.enclosure_findings(listed, Secrecy.HIZMETE_OZEL)
    assert found.error and found.law == "KLV 15"
    assert rules.enclosure_findings(listed, Secrecy.GIZLI) == ()
    assert "enclosures" in rules.incoming_problems(replace(INCOMING, enclosures="Rapor (Gizli) (2 Sayfa)"), TODAY)


def test_a_missing_amount_only_warns() -> None:
    (found,) = rules.enclosure_findings(rules.parse_enclosures("Liste"))
    assert not found.error and found.law == "RY m.18"


# ---------------------------------------------------------------- süre mark


@pytest.mark.parametrize(
    ("typed", "mark", "warned"),
    [
        ("", Urgency.YOK, False), ("Normal", Urgency.YOK, False), ("NRM", Urgency.YOK, False),
        ("ACELE", Urgency.ACELE, False), ("GÜNLÜDÜR", Urgency.GUNLU, False), ("günlü", Urgency.GUNLU, False),
        ("GNL", Urgency.GUNLU, False), ("İVEDİ", Urgency.ACELE, True), ("çok ivedi", Urgency.ACELE, True),
        ("ÇOK ACELE", Urgency.ACELE, True), ("ACİL", Urgency.ACELE, True), ("YILDIRIM", Urgency.ACELE, True),
        ("SÜRELİDİR", Urgency.GUNLU, True), ("ıvedı", Urgency.ACELE, True), ("yarına", Urgency.YOK, True),
    ],
)  # fmt: skip
def test_old_marks_are_read_as_todays_with_a_warning(typed: str, mark: Urgency, warned: bool) -> None:
    found, warning = rules.urgency_of(typed)
    assert (found, bool(warning)) == (mark, warned)
    assert not warned or "RY m.26" in warning


@pytest.mark.parametrize(
    ("mark", "typed", "olur", "fields"),
    [
        (Urgency.GUNLU, "05.12.2026", False, set()),
        (Urgency.GUNLU, "10 iş günü", False, set()),
        (Urgency.GUNLU, " ", False, {"given"}),
        (Urgency.GUNLU, "yakında", False, {"given"}),
        (Urgency.ACELE, "", False, set()),
        (Urgency.ACELE, "05.12.2026", False, {"given"}),
        (Urgency.YOK, "05.12.2026", False, {"given"}),
        (Urgency.YOK, "", True, set()),
        (Urgency.ACELE, "", True, {"urgency"}),
        (Urgency.GUNLU, "05.12.2026", True, {"urgency", "given"}),
    ],
)
def test_mark_and_date_fit_each_other(mark: Urgency, typed: str, olur: bool, fields: set[str]) -> None:
    found = rules.urgency_findings(mark, typed, olur=olur)
    assert {one.field for one in found} == fields
    assert all("26" in str(one) or "KLV 23" in str(one) for one in found)


# ---------------------------------------------------------------- dağıtım, duplicates


def test_each_recipient_has_one_role() -> None:
    assert rules.recipients_fault([("Örnek Valiliği", Purpose.GEREGI), ("Başka Kurum", Purpose.BILGI)]) == ""
    twice = rules.recipients_fault([("Örnek Valiliği", Purpose.GEREGI), ("ÖRNEK  VALİLİĞİ", Purpose.BILGI)])
    assert "hem gereği hem bilgi" in twice and "RY m.19" in twice
    assert "iki kez" in rules.recipients_fault([("A Kurumu", Purpose.BILGI), ("A Kurumu", Purpose.BILGI)])


def test_the_same_letter_has_the_same_key_however_it_is_typed() -> None:
    key = rules.same_key("Iğdır İl Özel İdaresi", "E-68103562-823.02-1", TODAY)
    assert key == rules.same_key("T.C. ığdır il özel idaresi ", "e 68103562 – 823.02 – 1", TODAY)
    assert key != rules.same_key("Iğdır İl Özel İdaresi", "E-68103562-823.02-11", TODAY)
    assert key != rules.same_key("Iğdır İl Özel İdaresi", "E-68103562-823.02-1", date(2026, 11, 19))
    assert rules.same_key("Ali Kurt", "1-11", TODAY) != rules.same_key("Ali Kurt", "11-1", TODAY)


@pytest.mark.parametrize("number", ["", "  ", "-"])
def test_a_letter_without_sayi_is_nobodys_duplicate(number: str) -> None:
    assert rules.same_key("Ali Kurt", number, TODAY) == ""
