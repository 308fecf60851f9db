"""Which days of a trainee count, what is left, and when the staj ends."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.core.errors import BadInput
from data.personel.rules import StaffKind
from data.puantaj.rules.period import Period
from data.puantaj.rules.values import Seen, Severity, Source
from data.staj.rules import (
    Ending,
    Terms,
    Use,
    attendance,
    expected_end,
    findings,
    last_day,
    read_weekdays,
    use_of,
    weekdays_text,
)
from tests.puantaj.rules_office import CODES, DEFAULTS, TWO_REST_DAYS, calendar, compute, mark, person

WORK_DAYS = "XXXXX--"
FEBRUARY = Period.of_month(2026, 2)
TERMS = Terms(20, date(2026, 2, 1), date(2026, 2, 28), WORK_DAYS)


def seen(day: date, letter: str, source: Source = Source.TAKVIM) -> Seen:
    return Seen(day, CODES.typed(letter, StaffKind.STAJYER), source)


def computed(period: Period, *absent: date) -> list[Seen]:
    """The month of a trainee of five days as the puantaj computes it."""
    marks = tuple(mark("DEVAMSIZ", day, number) for number, day in enumerate(absent, 1))
    result = compute(person(StaffKind.STAJYER, TWO_REST_DAYS, marks=marks), period)
    return [Seen(day.day, CODES.by_key(day.code), day.source) for day in result.days]


def test_example_25_only_attended_work_days_count() -> None:
    days = computed(FEBRUARY, date(2026, 2, 5), date(2026, 2, 6))
    found = attendance(TERMS, days, FEBRUARY.end, DEFAULTS)
    value = found.value
    assert (value.attended, value.free, value.unexcused, value.excused) == (18, 8, 2, 0)
    assert value.remaining(20) == 2
    assert value.absences == (date(2026, 2, 5), date(2026, 2, 6))
    text = " ".join(reason.text for reason in found.reasons)
    assert "katıldığı gün 18" in text and "05.02.2026–06.02.2026" in text
    assert found.reasons[0].law == "3308 s. K."


def test_missed_days_move_the_end_over_weekends_and_holidays() -> None:
    days = computed(FEBRUARY, date(2026, 2, 5), date(2026, 2, 6))
    found = attendance(TERMS, days, FEBRUARY.end, DEFAULTS).value
    assert expected_end(TERMS, found, calendar(), DEFAULTS).value == date(2026, 3, 3), "Monday and Tuesday"
    terms = Terms(3, date(2026, 4, 22), date(2026, 4, 30), WORK_DAYS)
    end = last_day(terms, Decimal(3), date(2026, 4, 22), calendar(), DEFAULTS)
    assert end.value == date(2026, 4, 27), "23 Nisan and the weekend do not count"
    assert any("23.04.2026" in reason.text and reason.law == "2429 s. K." for reason in end.reasons)


@pytest.mark.parametrize(("weekdays", "end"), [("XXXXX--", date(2026, 6, 10)), ("XXXXXX-", date(2026, 6, 4))])
def test_a_school_that_counts_saturdays_ends_earlier(weekdays: str, end: date) -> None:
    """1 and 19 May and Kurban (27-30) are free, the arife on the 26th is attended."""
    terms = Terms(24, date(2026, 5, 1), date(2026, 6, 30), weekdays)
    assert last_day(terms, Decimal(24), date(2026, 5, 1), calendar(), DEFAULTS).value == end


def test_days_at_school_and_days_that_the_staj_does_not_have_are_not_attended() -> None:
    terms = Terms(10, date(2026, 2, 2), date(2026, 2, 28), "XXX----")
    days = [
        seen(date(2026, 2, 2), "X"),
        seen(date(2026, 2, 3), "OK"),
        seen(date(2026, 2, 5), "X"),
        seen(date(2026, 2, 6), "X", Source.ELLE),
    ]
    found = attendance(terms, days, date(2026, 2, 8), DEFAULTS).value
    assert (found.attended, found.school) == (1, 3)
    assert found.unasked == (date(2026, 2, 6),), "typed work on a day of the school is told"
    assert found.gaps == (date(2026, 2, 4),), "the weekend is no day of the staj"


def test_a_work_accident_is_excused_and_still_made_up() -> None:
    days = [seen(date(2026, 2, 2), "X"), seen(date(2026, 2, 3), "İK"), seen(date(2026, 2, 4), "D")]
    terms = Terms(3, date(2026, 2, 2), date(2026, 2, 28), WORK_DAYS)
    found = attendance(terms, days, date(2026, 2, 4), DEFAULTS).value
    assert (found.attended, found.excused, found.unexcused, found.remaining(3)) == (1, 1, 1, 2)


def test_an_attended_half_holiday_counts_by_the_schools_own_rule() -> None:
    day = seen(date(2026, 10, 28), "YG")
    terms = Terms(1, day.day, day.day, WORK_DAYS)
    whole = attendance(terms, [day], day.day, DEFAULTS).value
    half = attendance(terms, [day], day.day, replace(DEFAULTS, staj_yarim_gun=Decimal("0.5"))).value
    assert (whole.attended, whole.free) == (1, 0)
    assert (half.attended, half.free) == (Decimal("0.5"), Decimal("0.5"))


def test_days_outside_the_staj_and_days_to_come_count_for_nothing() -> None:
    days = [seen(date(2026, 2, 2) + timedelta(days=place), "X") for place in range(5)]
    terms = Terms(5, date(2026, 2, 3), date(2026, 2, 4), WORK_DAYS)
    assert attendance(terms, days, date(2026, 2, 27), DEFAULTS).value.attended == 2
    assert attendance(terms, days, date(2026, 2, 3), DEFAULTS).value.attended == 1
    assert attendance(terms, days, date(2026, 1, 30), DEFAULTS).value.attended == 0


def asked(over: Ending | None = None, today: date = date(2026, 2, 20), exit_day: date | None = None) -> list[str]:
    days = computed(FEBRUARY, date(2026, 2, 5), date(2026, 2, 6))
    found = attendance(TERMS, days, today, DEFAULTS).value
    end = expected_end(TERMS, found, calendar(), DEFAULTS).value
    january = Period.of_month(2026, 1)
    return [
        f"{one.severity.value} {one.text}"
        for one in findings(
            TERMS,
            found,
            end,
            today=today,
            exit_day=exit_day,
            over=over,
            open_months=[january],
            sheets_due=[(january, date(2026, 2, 7))],
        )
    ]


def test_everything_that_a_clerk_should_look_at_is_asked() -> None:
    lines = asked()
    assert "kirmizi Ocak 2026 çizelgesi okula gönderilmedi; son gün 07.02.2026." in lines
    assert "sari Ocak 2026 puantajı kesinleşmedi; katılım değişebilir." in lines
    assert "sari Zorunlu gün 28.02.2026 bitişine yetişmiyor; öngörülen bitiş 03.03.2026." in lines
    assert lines == sorted(lines, key=lambda line: list(Severity).index(Severity(line.split()[0])))
    assert any("Bitiş 28.02.2026 geçti, 2 gün kaldı" in line for line in asked(today=date(2026, 3, 10)))
    assert any("gün dolmadan bitiyor" in line for line in asked(exit_day=date(2026, 2, 25)))
    assert any("hâlâ çalışıyor" in line for line in asked(Ending.SONLANDI))
    assert not any("hâlâ çalışıyor" in line for line in asked(Ending.SONLANDI, exit_day=date(2026, 2, 19)))
    assert any("Tamamlandı yazılmış, 7 gün eksik" in line for line in asked(Ending.TAMAMLANDI))


def test_a_staj_day_that_the_weekly_pattern_has_as_weekend_is_told() -> None:
    terms = replace(TERMS, weekdays="XXXXXX-", required=1)
    found = attendance(terms, computed(FEBRUARY), date(2026, 2, 8), DEFAULTS).value
    assert found.idle == (date(2026, 2, 7),)
    lines = findings(
        terms, found, FEBRUARY.end, today=date(2026, 2, 8), exit_day=None, over=None, open_months=(), sheets_due=()
    )
    assert [line.severity for line in lines] == [Severity.RED, Severity.GREY]
    assert "haftalık düzene bakın: 07.02.2026" in lines[1].text


def test_a_full_staj_that_goes_on_is_asked_about() -> None:
    terms = replace(TERMS, required=5)
    found = attendance(terms, computed(FEBRUARY), date(2026, 2, 20), DEFAULTS).value
    end = expected_end(terms, found, calendar(), DEFAULTS)
    (line,) = findings(
        terms, found, end.value, today=date(2026, 2, 20), exit_day=None, over=None, open_months=(), sheets_due=()
    )
    assert line.severity is Severity.RED and "P ile tamamlayın" in line.text


@pytest.mark.parametrize("typed", ["", "XXXXX", "-------", "XXXXXAT", "XXXXX---"])
def test_weekdays_that_cannot_be_read_are_refused(typed: str) -> None:
    with pytest.raises(BadInput, match="yedi işaret"):
        read_weekdays(typed)
    assert read_weekdays(" xxxxx-– ") == WORK_DAYS
    assert (weekdays_text(WORK_DAYS), weekdays_text("X-X----")) == ("Pazartesi–Cuma", "Pazartesi, Çarşamba")


def test_a_staj_that_no_calendar_completes_is_refused() -> None:
    with pytest.raises(BadInput, match="üç yılda"):
        last_day(replace(TERMS, weekdays="X------"), Decimal(366), date(2026, 2, 2), calendar(), DEFAULTS)


weeks = st.text(alphabet="X-", min_size=7, max_size=7).filter(lambda signs: "X" in signs)
letters = st.sampled_from(["X", "D", "HS", "GT", "OK", "İK", "YG", "İİ", "EĞ", ""])


@settings(max_examples=150)
@given(weeks, st.lists(letters, min_size=1, max_size=60), st.integers(0, 80), st.randoms(use_true_random=False))
def test_every_day_is_in_one_sum_and_the_order_of_days_does_not_matter(
    weekdays: str, row: list[str], until: int, order: random.Random
) -> None:
    start = date(2026, 2, 2)
    terms = Terms(30, start, start + timedelta(days=50), weekdays)
    days = [seen(start + timedelta(days=place), letter) for place, letter in enumerate(row) if letter]
    last = start + timedelta(days=until)
    halves = replace(DEFAULTS, staj_yarim_gun=Decimal("0.5"))
    found = attendance(terms, days, last, halves).value
    looked_at = (min(last, terms.end) - start).days + 1
    sums = found.attended + found.excused + found.unexcused + found.school + found.free + found.outside
    assert sums + len(found.gaps) == looked_at
    assert all(use_of(one, terms) is not Use.ATTENDED for one in days if not terms.counts(one.day))
    order.shuffle(days)
    assert attendance(terms, days, last, halves).value == found


@settings(max_examples=100)
@given(weeks, st.integers(1, 60), st.dates(date(2026, 1, 1), date(2026, 12, 31)))
def test_attending_every_day_until_the_expected_end_completes_the_staj(
    weekdays: str, required: int, start: date
) -> None:
    terms = Terms(required, start, date(2028, 12, 31), weekdays)
    end = last_day(terms, Decimal(required), start, calendar(), DEFAULTS).value
    days = []
    for day in Period(start, end).days:
        free = calendar().holiday(day)
        letter = "YG" if free and free.half else "GT" if free else "X" if terms.counts(day) else "HS"
        days.append(seen(day, letter))
    before, after = (attendance(terms, days, one, DEFAULTS).value for one in (end - timedelta(days=1), end))
    assert after.attended == required
    assert before.attended < required
