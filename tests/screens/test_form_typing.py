"""What a clerk may type for a date, a time, a number or an amount."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.core.calendar import Holiday, WorkCalendar, format_date
from data.core.errors import BadInput
from data.core.money import Money
from screens.widgets.typing import read_date, read_int, read_money, read_time, show_money, show_time

TODAY = date(2026, 11, 21)
CALENDAR = WorkCalendar([Holiday(date(2026, 11, 24), "Yerel gün")])
DATES = st.dates(date(1900, 1, 1), date(2199, 12, 31))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("20", date(2026, 11, 20)),
        ("5", date(2026, 11, 5)),
        ("20.11", date(2026, 11, 20)),
        ("2003", date(2026, 3, 20)),
        ("201126", date(2026, 11, 20)),
        ("20112026", date(2026, 11, 20)),
        ("20/11/26", date(2026, 11, 20)),
        ("20-11-2026", date(2026, 11, 20)),
        ("20 11 2026", date(2026, 11, 20)),
        ("2026-11-20", date(2026, 11, 20)),
        (" 1.2.65 ", date(1965, 2, 1)),
        ("bugün", TODAY),
        ("BUGÜN", TODAY),
        ("bugun", TODAY),
        ("YARIN", TODAY + timedelta(days=1)),
        ("dün", TODAY - timedelta(days=1)),
        ("+15", TODAY + timedelta(days=15)),
        ("-3", TODAY - timedelta(days=3)),
        ("29.2.28", date(2028, 2, 29)),
    ],
)
def test_a_date_may_be_typed_in_many_ways(typed: str, meant: date) -> None:
    assert read_date(typed, TODAY, CALENDAR) == meant


@pytest.mark.parametrize("typed", ["+2ig", "+2İG", "+2 ıg", "+2 iş günü", "+2 İŞ GÜNÜ"])
def test_working_days_skip_the_weekend_and_the_holiday(typed: str) -> None:
    assert read_date(typed, TODAY, CALENDAR) == date(2026, 11, 25)


def test_working_days_count_backwards_too() -> None:
    assert read_date("-1ig", date(2026, 11, 25), CALENDAR) == date(2026, 11, 23)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("31.02.2026", "02.2026 ayında 31. gün yoktur. Günü 1–28 arasında yazın."),
        ("29.02.2027", "Günü 1–28"),
        ("41.99.2026", "99. ay yoktur"),
        ("01.01.0026", "26 yılı kabul edilmez"),
        ("0", "0. gün yoktur"),
        ("31", "Günü 1–30"),
        ("20112", "“20112” bir tarih değil. Tarihi 20.11.2026"),
        ("", "bir tarih değil"),
        ("yarin sabah", "bir tarih değil"),
        ("٢٠", "bir tarih değil"),
        ("+99999", "bir tarih değil"),
        ("9" * 10_000, "bir tarih değil"),
        ("\u202e20", "“·20”"),
    ],
)
def test_a_wrong_date_is_refused_in_words(typed: str, words: str) -> None:
    with pytest.raises(BadInput) as caught:
        read_date(typed, TODAY, CALENDAR, field="tarih")
    assert words in str(caught.value)
    assert caught.value.field == "tarih"


@given(DATES, DATES)
def test_a_shown_date_is_read_back_on_any_day(day: date, today: date) -> None:
    assert read_date(format_date(day), today, CALENDAR) == day
    assert read_date(f"{day:%d%m}{day.year:04d}", today, CALENDAR) == day


@given(st.text(max_size=12), DATES)
def test_any_text_gives_a_date_or_a_turkish_refusal(typed: str, today: date) -> None:
    try:
        assert isinstance(read_date(typed, today, CALENDAR), date)
    except BadInput as refused:
        assert refused.remedy


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("8", time(8)),
        ("830", time(8, 30)),
        ("0830", time(8, 30)),
        ("08:30", time(8, 30)),
        ("8.30", time(8, 30)),
        ("8,05", time(8, 5)),
        ("23:59", time(23, 59)),
        ("0", time(0)),
    ],
)
def test_a_time_may_be_typed_in_many_ways(typed: str, meant: time) -> None:
    assert read_time(typed) == meant


@pytest.mark.parametrize("typed", ["24:00", "8:60", "", "860", "sekiz", "8:30:00", "٨"])
def test_a_wrong_time_is_refused(typed: str) -> None:
    with pytest.raises(BadInput, match=r"bir saat değil\. Saati 08:30"):
        read_time(typed)


@given(st.times().map(lambda moment: moment.replace(second=0, microsecond=0)))
def test_a_shown_time_is_read_back(moment: time) -> None:
    assert read_time(show_time(moment)) == moment
    assert read_time(show_time(moment).replace(":", "")) == moment


@pytest.mark.parametrize(("typed", "meant"), [("1234", 1234), ("1.234", 1234), ("-5", -5), (" 007 ", 7)])
def test_a_number_may_have_points_between_thousands(typed: str, meant: int) -> None:
    assert read_int(typed) == meant


@pytest.mark.parametrize("typed", ["1,5", "1.23", "12.34.567", "", "on", "9" * 10_000, "1 000", "--1"])
def test_a_wrong_number_is_refused(typed: str) -> None:
    with pytest.raises(BadInput, match=r"bir tam sayı değil\. Yalnız rakam"):
        read_int(typed)


@given(st.integers(-(10**15) + 1, 10**15 - 1))
def test_an_amount_shown_is_read_back(kurus: int) -> None:
    assert read_money(show_money(Money(kurus))) == Money(kurus)


@pytest.mark.parametrize("typed", ["9" * 10_000, "1.2", "12,345", "bin"])
def test_a_wrong_amount_is_refused(typed: str) -> None:
    with pytest.raises(BadInput, match="tutar"):
        read_money(typed, field="tutar")
