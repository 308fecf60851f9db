"""Whether clock files cover a period: the verdict, thin days, days drawn as digits."""

from __future__ import annotations

from datetime import date, timedelta

from rules_office import calendar, month

from data.core.calendar import days_between
from data.puantaj.rules.answers import days_words
from data.puantaj.rules.coverage import low_days, spark, verdict
from data.puantaj.rules.values import Severity

OCTOBER = month(2026, 10)
AFTER = date(2026, 11, 20)


def passed(first: date, last: date, count: int = 100) -> dict[date, int]:
    """So many passes on every day of work."""
    return {day: count for day in days_between(first, last) if day.weekday() < 5}


def test_files_of_the_whole_period_are_enough_although_it_ends_on_a_saturday() -> None:
    found = verdict(OCTOBER, passed(date(2026, 10, 1), date(2026, 10, 30)), calendar(), AFTER)
    assert (found.severity, found.text) == (
        Severity.GREY, "Dosyalar dönemin bütün iş günlerini kapsıyor; son günü 30.10.2026.",
    )  # fmt: skip


def test_a_late_beginning_and_an_early_end_are_both_told() -> None:
    found = verdict(OCTOBER, passed(date(2026, 10, 5), date(2026, 10, 16)), calendar(), AFTER)
    assert found.severity is Severity.RED
    assert found.short == "05.10–16.10; dönem 01.10–31.10"
    assert "ilk günü 05.10.2026" in found.text and "son günü 16.10.2026" in found.text


def test_passes_outside_the_period_cover_nothing() -> None:
    found = verdict(OCTOBER, passed(date(2026, 9, 1), date(2026, 9, 30)), calendar(), AFTER)
    assert (found.severity, found.short) == (Severity.RED, "Dosya yok")


def test_days_that_are_not_over_lack_nothing_yet() -> None:
    counts = passed(date(2026, 10, 1), date(2026, 10, 15))
    assert verdict(OCTOBER, counts, calendar(), date(2026, 10, 16)).severity is Severity.GREY
    assert verdict(OCTOBER, counts, calendar(), date(2026, 10, 17)).severity is Severity.RED


def test_a_work_day_with_far_fewer_passes_is_pointed_out_a_holiday_is_not() -> None:
    counts = passed(date(2026, 10, 1), date(2026, 10, 30)) | {date(2026, 10, 14): 49, date(2026, 10, 15): 50}
    counts |= {date(2026, 10, 29): 3, date(2026, 10, 18): 2}
    del counts[date(2026, 10, 20)]
    assert low_days(OCTOBER, counts, calendar()) == (
        (date(2026, 10, 14), 49, 100), (date(2026, 10, 20), 0, 100),
    )  # fmt: skip


def test_days_are_drawn_as_digits() -> None:
    assert spark([0, 1, 50, 100]) == "·149"
    assert spark([]) == ""
    assert spark([0, 0]) == "··"


def test_days_are_said_in_runs_month_by_month() -> None:
    third = date(2026, 10, 3)
    assert days_words([third, *(third + timedelta(days=n) for n in (4, 9, 10, 11))]) == "3, 7, 12–14 Eki"
    assert days_words([date(2026, 11, 1), date(2026, 10, 31), date(2026, 10, 31)]) == "31 Eki · 1 Kas"
    assert days_words([date(2026, 10, 5), date(2026, 10, 6)]) == "5, 6 Eki"
    assert days_words([]) == ""
