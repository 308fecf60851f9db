"""Filing codes: their shape, whether they are filed under, how long papers are kept."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.sdp import rules
from data.sdp.first_codes import FIRST_CODES
from data.sdp.rules import CodeState, CodeValues, Use, ancestors, code_prefix, kept_for, parent, unusable_because
from tests.sdp.plans import values

DAY = date(2026, 11, 20)
CODES = st.builds(
    lambda main, subs: ".".join([f"{main:03d}", *(f"{sub:02d}" for sub in subs)]),
    st.integers(0, 999),
    st.lists(st.integers(0, 99), max_size=3),
)


def state(use: Use = Use.ASIL, **more: object) -> CodeState:
    known: dict[str, object] = {
        "code": "903.05", "title": "Personel İzin İşleri", "use": use, "active": True, "plan": "SSDP 2024 V.4",
        "first_day": date(2024, 1, 2), "last_day": None,
    }  # fmt: skip
    return CodeState(**(known | more))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("use", "main", "second"),
    [
        (Use.ASIL, True, True),
        (Use.YALNIZ_IKINCIL, False, True),
        (Use.UST_BASLIK, False, False),
        (Use.BOLUM_BASLIGI, False, False),
    ],
)
def test_heads_are_never_filed_under_and_020_only_as_second_code(use: Use, main: bool, second: bool) -> None:
    assert (unusable_because(state(use), DAY) is None) is main
    assert (unusable_because(state(use), DAY, second=True) is None) is second


def test_a_code_switched_off_is_refused_with_its_name() -> None:
    found = unusable_because(state(active=False), DAY)
    assert found is not None
    assert "903.05 Personel İzin İşleri pasife alınmış" in found.text


@given(st.dates(date(2000, 1, 1), date(2050, 1, 1)), st.integers(0, 4000), st.dates(date(2000, 1, 1)))
def test_a_version_holds_from_its_first_day_to_its_last(first: date, length: int, day: date) -> None:
    last = first + timedelta(days=length)
    inside = first <= day <= last
    assert (unusable_because(state(first_day=first, last_day=last), day) is None) is inside
    assert (unusable_because(state(first_day=first), day) is None) is (day >= first)


@pytest.mark.parametrize(
    ("period", "outcome", "words"),
    [
        ("15", "C", "15 yıl, sonra değerlendirme"),
        ("10", "D", "10 yıl, sonra imha"),
        ("15", "A", "15 yıl, sonra Devlet Arşivlerine devir"),
        ("15", "A3", "15 yıl, sonra özelliği olanların seçimi"),
        ("30", "", "30 yıl"),
        ("B", "A", "süresiz"),
        ("B", "D", "süresiz"),
        ("", "", "süre verilmemiş"),
    ],
)
def test_period_and_outcome_in_words(period: str, outcome: str, words: str) -> None:
    assert kept_for(period, outcome).value == words


def test_a_lasting_paper_marked_for_destruction_is_kept_and_says_that_the_plan_does_not_explain_it() -> None:
    texts = [reason.text for reason in kept_for("B", "D").reasons]
    assert any("kurum arşivine sorulur" in text for text in texts)
    assert not any("imha listesine girer" in text for text in texts)


def test_the_clock_starts_in_the_year_after_the_folder_was_closed() -> None:
    texts = [reason.text for reason in kept_for("10", "D").reasons]
    assert any("izleyen yıldan" in text for text in texts)
    assert any("komisyon kararı ve onayla" in text for text in texts)


@given(CODES)
def test_every_code_can_be_typed_without_its_dots(code: str) -> None:
    assert code_prefix(code) == code
    assert code_prefix(code.replace(".", "")) == code


@given(CODES, st.integers(1, 12))
def test_the_first_digits_of_a_code_find_it(code: str, length: int) -> None:
    typed = code.replace(".", "")[:length]
    assert code.startswith(code_prefix(typed))


@pytest.mark.parametrize("typed", ["", "izin", "9a", "٣٤", "1234567890", "90 3"])
def test_other_text_is_no_code(typed: str) -> None:
    assert code_prefix(typed) == ""


@given(CODES)
def test_the_codes_above_get_shorter_up_to_the_main_code(code: str) -> None:
    above = ancestors(code)
    assert len(above) == code.count(".")
    assert all(code.startswith(one + ".") for one in above)
    assert parent(code) == (above[0] if above else "")


@given(CODES)
def test_every_code_of_the_printed_shape_may_be_written(code: str) -> None:
    assert "code" not in rules.value_faults(values(code))


@pytest.mark.parametrize(
    "code",
    ["", "9", "90", "903.5", "903.1", "10.03", "903.05.", "903,05", "9030.05", "903.05.01.02.03", "٩٠٣", "903\n"],
)
def test_another_shape_is_refused(code: str) -> None:
    assert "dosya kodu değil" in rules.value_faults(values(code))["code"]


@pytest.mark.parametrize("period", ["", "1", "15", "100", "B"])
def test_periods_as_printed(period: str) -> None:
    assert rules.value_faults(values("903", period=period)) == {}


@pytest.mark.parametrize("period", ["0", "015", "101", "A", "-5", "1.5", "9" * 5000, "²"])
def test_other_periods_are_refused(period: str) -> None:
    assert set(rules.value_faults(values("903", period=period))) == {"period"}


@pytest.mark.parametrize("outcome", ["E", "A4", "B C", "imha"])
def test_an_unknown_outcome_is_refused_with_the_known_ones(outcome: str) -> None:
    found = rules.value_faults(values("903", outcome=outcome))
    assert "A, A1, A2, A3, B, C, D" in found["outcome"]


@given(st.text(max_size=60), st.text(max_size=20), st.text(max_size=20), st.text(max_size=20))
def test_whatever_stands_in_a_file_is_judged_not_broken(code: str, period: str, outcome: str, use: str) -> None:
    found = CodeValues(
        code=code,
        title="Deneme",
        use=rules.use_of(use),
        period=rules.plain_period(period),
        outcome=rules.plain_outcome(outcome),
    )
    assert all(message for message in rules.value_faults(found).values())


@pytest.mark.parametrize(("typed", "stored"), [("15 yıl", "15"), ("15.0", "15"), ("b", "B"), (" 20 ", "20")])
def test_periods_are_read_as_people_type_them(typed: str, stored: str) -> None:
    assert rules.plain_period(typed) == stored


@pytest.mark.parametrize(
    ("code", "title", "period", "children", "use"),
    [
        ("900", "PERSONEL İŞLERİ (900-929)", "", True, Use.BOLUM_BASLIGI),
        ("903", "Personel Özlük İşleri", "", True, Use.UST_BASLIK),
        ("903.05", "Personel İzin İşleri", "B", False, Use.ASIL),
        ("020", "Olurlar", "15", False, Use.YALNIZ_IKINCIL),
        ("030.04", "Şartnameler", "10", False, Use.YALNIZ_IKINCIL),
        ("030", "Anlaşma ve Protokol İşleri", "", True, Use.UST_BASLIK),
        ("710", "E-Uygulama İşleri", "20", True, Use.ASIL),
    ],
)
def test_what_a_code_is_taken_for_when_the_file_does_not_say(
    code: str, title: str, period: str, children: bool, use: Use
) -> None:
    found = CodeValues(code=code, title=title, use="", period=period)
    assert rules.usual_use(found, has_children=children) is use


def test_a_use_is_read_by_its_value_or_label() -> None:
    assert [rules.use_of(text) for text in ("YALNIZ İKİNCİ KOD", "ust_baslik", " Dosyalanır ", "", "bilmem")] == [
        "yalniz_ikincil", "ust_baslik", "asil", "", "bilmem",
    ]  # fmt: skip


def test_only_the_100_to_599_are_the_institution_s_own() -> None:
    own = [code for code in ("000", "099", "100", "115.02", "599.99", "600", "903.05") if rules.is_own(code)]
    assert own == ["100", "115.02", "599.99"]


def test_the_first_selection_can_all_be_written_and_every_sub_code_has_its_head() -> None:
    codes = {one.code for one in FIRST_CODES}
    assert len(codes) == len(FIRST_CODES)
    for one in FIRST_CODES:
        assert rules.value_faults(one) == {}
        assert set(ancestors(one.code)) <= codes
        assert (one.use == Use.UST_BASLIK) is (not one.period)
