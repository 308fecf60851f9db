"""What must hold for every month, whatever was entered."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from rules_office import CODES, DEFAULTS, FIVE_DAYS, SIX_DAYS, TWO_REST_DAYS, calendar, compute, month

from data.personel.rules import StaffKind, WeekPattern
from data.puantaj.rules.days import PersonMonth
from data.puantaj.rules.period import Period
from data.puantaj.rules.person import Leave, Mark, Part, Person, PunchTime
from data.puantaj.rules.totals import Totals

FIRST, LAST = date(2026, 1, 1), date(2026, 6, 30)
NIGHT = WeekPattern.from_letters("XXXXXXT", start=time(20), end=time(6))
UNPAID = ("UCRETSIZ", "RAPOR", "DISIPLIN", "TUTUKLU", "YOL_ISCI")
LEAVES = (*UNPAID, "YILLIK_ISCI", "OLUM", "DOGUM", "GOREVLI", "ENGELLI_COCUK")
MARKS = ("DEVAMSIZ", "GT_CALISMA", "HT_CALISMA", "CALISTI", "SERBEST", "SUT")

dates = st.dates(FIRST, LAST)
kinds = st.sampled_from([StaffKind.ISCI, StaffKind.SIRKET, StaffKind.MEMUR, StaffKind.SOZLESMELI])
weeks = st.sampled_from([SIX_DAYS, FIVE_DAYS, TWO_REST_DAYS, NIGHT])


@st.composite
def leaves(draw: st.DrawFn) -> tuple[Leave, ...]:
    taken = []
    for number in range(draw(st.integers(0, 3))):
        start = draw(dates)
        end = start + timedelta(days=draw(st.integers(0, 20)))
        taken.append(Leave(number, draw(st.sampled_from(LEAVES)), start, end, "B"))
    return tuple(taken)


@st.composite
def marks(draw: st.DrawFn) -> tuple[Mark, ...]:
    count = draw(st.integers(0, 4))
    return tuple(
        Mark(number, draw(dates), draw(st.sampled_from(MARKS)), "", draw(st.sampled_from(["", "T"])))
        for number in range(count)
    )


@st.composite
def punches(draw: st.DrawFn) -> tuple[PunchTime, ...]:
    passes = []
    for number in range(draw(st.integers(0, 25))):
        day = date(2026, 3, 1) + timedelta(days=draw(st.integers(0, 12)))
        at = datetime.combine(day, time(draw(st.integers(0, 23)), draw(st.integers(0, 59))))
        passes.append(PunchTime(number, at, draw(st.sampled_from("GC?"))))
    return tuple(passes)


@st.composite
def people(draw: st.DrawFn) -> Person:
    parts = [Part(date(2020, 1, 1), None, draw(kinds), draw(weeks))]
    if draw(st.booleans()):
        changed = draw(dates)
        parts = [
            replace(parts[0], end=changed - timedelta(days=1)),
            Part(changed, None, draw(kinds), draw(weeks)),
        ]
    hire = draw(st.one_of(st.just(date(2020, 1, 1)), dates))
    exit_day = draw(st.one_of(st.none(), dates.filter(lambda day: day >= hire)))
    return Person(1, hire, exit_day, tuple(parts), draw(leaves()), draw(marks()), draw(punches()))


periods = st.one_of(
    st.integers(2, 5).map(lambda number: month(2026, number)),
    st.integers(2, 5).map(lambda number: Period.of_month(2026, number, 15)),
)


def _numbers(totals: Totals) -> dict[str, Decimal]:
    columns = {name: getattr(totals, name) for name in Totals.__slots__ if name != "by_code"}
    return columns | dict(totals.by_code)


def _cells(result: PersonMonth) -> list[tuple[object, ...]]:
    return [
        (day.day, day.code, day.source, day.reasons, day.worked_minutes, day.late_minutes, day.night_minutes)
        for day in result.days
    ]


@settings(deadline=None)
@given(people(), periods)
def test_the_codes_add_up_to_the_days_employed(person: Person, period: Period) -> None:
    result = compute(person, period)
    employed = sum(
        person.hire <= day and (person.exit is None or day <= person.exit)
        for day in period.days
        if person.hire is not None
    )
    assert sum(days for _, days in result.totals.by_code) == result.totals.employed == employed
    assert [day.day for day in result.days] == list(period.days)
    assert all(day.reasons for day in result.days)


@settings(deadline=None)
@given(people(), periods)
def test_prim_days_stay_between_0_and_30(person: Person, period: Period) -> None:
    prim = compute(person, period).prim.value
    assert prim.days is None or 0 <= prim.days <= 30
    assert 0 <= prim.missing <= len(period)
    assert bool(prim.missing) == bool(prim.reason_code)


@settings(deadline=None)
@given(people(), periods, st.integers(1, 25))
def test_a_period_cut_in_two_has_the_same_days_and_totals(person: Person, period: Period, place: int) -> None:
    cut = period.start + timedelta(days=place)
    whole = compute(person, period)
    left = compute(person, Period(period.start, cut - timedelta(days=1)))
    right = compute(person, Period(cut, period.end))
    assert _cells(left) + _cells(right) == _cells(whole)
    parts = _numbers(left.totals), _numbers(right.totals)
    summed = {key: parts[0].get(key, 0) + parts[1].get(key, 0) for key in parts[0] | parts[1]}
    assert summed == _numbers(whole.totals)


@settings(deadline=None)
@given(people(), periods, st.randoms())
def test_the_answer_is_the_same_again_and_in_any_order(
    person: Person, period: Period, dice: random.Random
) -> None:
    shuffled = list(person.punches)
    dice.shuffle(shuffled)
    assert compute(replace(person, punches=tuple(shuffled)), period) == compute(person, period)


@settings(deadline=None)
@given(people(), periods)
def test_repeated_passes_change_nothing(person: Person, period: Period) -> None:
    again = tuple(punch._replace(id=punch.id + 100) for punch in person.punches)
    assert compute(replace(person, punches=(*person.punches, *again)), period) == compute(person, period)


@settings(deadline=None)
@given(people(), periods, st.sampled_from(UNPAID), dates)
def test_an_unpaid_day_more_never_raises_prim(person: Person, period: Period, code: str, day: date) -> None:
    # On a day that is unpaid already it would be no day more: a leave takes the place of an absence there.
    assume(all(mark.day != day for mark in person.marks))
    assume(all(not leave.start <= day <= leave.end for leave in person.leaves))
    before = compute(person, period).prim.value
    unpaid = Leave(99, code, day, day, "B")
    after = compute(replace(person, leaves=(*person.leaves, unpaid)), period).prim.value
    assert (after.days is None) == (before.days is None)
    if before.days is not None and after.days is not None:
        assert after.days <= before.days


@settings(deadline=None)
@given(st.dates(date(2026, 3, 3), date(2026, 3, 30)), st.times(), st.sampled_from("GC?"), kinds, weeks)
def test_a_single_pass_never_gives_minutes(
    day: date, clock: time, way: str, kind: StaffKind, week: WeekPattern
) -> None:
    part = Part(date(2020, 1, 1), None, kind, week)
    passed = PunchTime(1, datetime.combine(day, clock), way)
    result = compute(Person(1, part.start, None, (part,), punches=(passed,)), month(2026, 3))
    assert sum(day.worked_minutes for day in result.days) == result.minutes.night == 0
    assert all(each.late_minutes == each.early_minutes == 0 for each in result.days)
    asked = [question.kind for question in result.questions if question.kind != "hareket_yok"]
    assert asked in (["kontrol"], ["tatilde_hareket"])


@settings(deadline=None)
@given(people(), periods)
def test_minutes_stand_only_on_worked_days(person: Person, period: Period) -> None:
    for day in compute(person, period, DEFAULTS).days:
        if day.worked_minutes or day.late_minutes or day.early_minutes or day.night_minutes:
            assert CODES.by_key(day.code).work
        assert 0 <= day.worked_minutes <= 24 * 60 + 16 * 60


def test_the_calendar_of_the_tests_has_both_kinds_of_holiday() -> None:
    assert {holiday.half for holiday in calendar()} == {True, False}
