"""Work beyond the contract: the worked examples, the limits of day, night, week and year, what always holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rules_office import CODES, DEFAULTS, FIVE_DAYS, calendar, month, person, punches

from data.personel.rules import StaffKind, WeekPattern
from data.puantaj.rules.days import PersonMonth, month_of
from data.puantaj.rules.overtime import (
    FreeDay,
    Week,
    WorkedDay,
    overtime_leave,
    week_of,
    weeks_of,
    year_overtime,
)
from data.puantaj.rules.period import Period
from data.puantaj.rules.person import Even, Leave, Ordered, Part, Person
from data.puantaj.rules.settings import PuantajSettings
from data.puantaj.rules.values import Severity

MONDAY = date(2026, 4, 13)
NINE_HOURS = WeekPattern.from_letters("XXXXXAT", start=time(8), end=time(18), break_minutes=60)
PLAIN = replace(DEFAULTS, fm_rounding=False)


def week(*hours: float, contract: float = 9, night: bool = False) -> list[WorkedDay]:
    return [
        WorkedDay(
            MONDAY + timedelta(days=place), StaffKind.ISCI, round(each * 60), round(contract * 60), night=night
        )
        for place, each in enumerate(hours)
    ]


def counted(days: list[WorkedDay], settings: PuantajSettings = DEFAULTS) -> Week:
    return week_of(days, settings).value


def order(
    day: date, start: str = "", end: str = "", *, minutes: int = 0, as_time: bool = False, number: int = 1
) -> Ordered:
    begin = int(start[:2]) * 60 + int(start[3:]) if start else None
    finish = int(end[:2]) * 60 + int(end[3:]) if end else None
    if begin is not None and finish is not None:
        minutes = finish - begin
    return Ordered(number, day, begin, finish, 0, minutes, "Olur 2026/7", as_time=as_time)


def with_orders(*orders: Ordered, kind: StaffKind = StaffKind.ISCI, pattern: WeekPattern = FIVE_DAYS) -> Person:
    return replace(person(kind, pattern), orders=orders)


def computed(who: Person, period: Period, settings: PuantajSettings = DEFAULTS) -> PersonMonth:
    return month_of(who, period, calendar(), CODES, settings)


# ---------------------------------------------------------------- worked examples


def test_example_17_weekly_overtime_of_a_45_hour_contract() -> None:
    days = [*week(9, 10, 9, 11, 9), WorkedDay(MONDAY + timedelta(days=5), StaffKind.ISCI, 0, 0)]
    found = week_of(days, DEFAULTS)
    assert (found.value.fsc, found.value.fm) == (0, 180)
    assert "48 saat" in found.reasons[0].text and found.reasons[0].law == "4857 s. K. m.41, m.63"


def test_example_19_nights_above_seven_and_a_half_hours_though_the_week_is_short() -> None:
    found = week_of(week(10.5, 10.5, 10.5, 10.5, contract=10.5, night=True), DEFAULTS)
    assert (found.value.fsc, found.value.fm, found.value.minutes) == (0, 12 * 60, 42 * 60)
    assert all(reason.law == "4857 s. K. m.69" for reason in found.reasons[:4])
    exempt = replace(DEFAULTS, night_exempt_kinds=frozenset({StaffKind.ISCI}))
    assert counted(week(10.5, 10.5, 10.5, 10.5, contract=10.5, night=True), exempt).fm == 0


def test_example_19_from_the_door_clock() -> None:
    night = WeekPattern.from_letters("XXXXAAT", start=time(20), end=time(8), break_minutes=90)
    passes = punches(
        *(line for day in range(13, 17) for line in (f"2026-04-{day} 20:00 G", f"2026-04-{day + 1} 08:00 C"))
    )
    found = computed(person(week=night, punches=passes), month(2026, 4)).weeks
    (value,) = [one.value for one in found if one.value.start == MONDAY]
    assert (value.minutes, value.fm) == (42 * 60, 12 * 60)


def test_example_21_extra_work_of_a_memur_becomes_leave() -> None:
    found = overtime_leave(20 * 60, DEFAULTS)
    assert (found.value.days, found.value.carried) == (2, 4 * 60)
    assert found.reasons[0].law == "657 s. K. m.178/B"
    days = [date(2026, 5, 4), date(2026, 5, 5), date(2026, 5, 6), date(2026, 5, 7), date(2026, 5, 9)]
    orders = [order(day, minutes=240, number=place) for place, day in enumerate(days)]
    result = computed(with_orders(*orders, kind=StaffKind.MEMUR), month(2026, 5))
    assert (result.minutes.fm, result.minutes.time) == (0, 20 * 60)
    assert sum(day.fm_minutes for day in result.days) == 20 * 60


def test_example_29_the_year_passes_270_hours() -> None:
    found = year_overtime(round(262.5 * 60), [6 * 60, 330], DEFAULTS)
    assert (found.value.total / 60, found.value.over / 60) == (274.0, 4.0)
    assert found.reasons[0].law == "4857 s. K. m.41"


# ---------------------------------------------------------------- limits and headings


def test_a_contract_below_45_hours_has_fazla_sureli_first() -> None:
    found = counted(week(9, 9, 9, 9, 10, contract=8))
    assert (found.fsc, found.fm) == (5 * 60, 60)
    assert [share.fsc for _, share in found.shares] == [0, 0, 0, 0, 300]


def test_a_day_above_eleven_hours_is_overtime_in_a_short_week() -> None:
    found = counted(week(13, 8, 0, 0, 0))
    assert (found.fm, found.fsc) == (120, 0)


def test_half_hours_are_rounded_on_the_sum_of_the_week() -> None:
    assert counted(week(9, 9, 9, 9, 9 + 10 / 60)).fm == 30
    assert counted(week(9, 9, 9, 9, 9 + 40 / 60)).fm == 60
    assert counted(week(9, 9, 9, 9, 9 + 10 / 60), PLAIN).fm == 10


def test_holidays_and_leave_do_not_fill_the_week() -> None:
    days = week(9, 0, 9, 9, 9)
    days[1] = replace(days[1], minutes=600, free=FreeDay.HOLIDAY)
    found = counted(days)
    assert (found.minutes, found.gt, found.fm) == (36 * 60, 450, 150)
    assert counted(days, replace(DEFAULTS, free_day_minutes=0)).fm == 0


def test_an_order_on_a_work_day_adds_what_the_clock_proves() -> None:
    passes = punches("2026-04-14 08:00 G", "2026-04-14 19:00 C")
    who = replace(with_orders(order(date(2026, 4, 14), "17:00", "20:00")), punches=passes)
    day = computed(who, month(2026, 4)).days[13]
    assert (day.code, day.normal_minutes + day.fsc_minutes + day.fm_minutes) == ("CALISTI", 480 + 120)
    assert [question.kind for question in day.questions] == ["fm_eksik"]
    assert any("Olur 2026/7" in reason.text for reason in day.reasons)


def test_hours_ordered_inside_the_shift_are_no_extra_work() -> None:
    inside = computed(with_orders(order(date(2026, 4, 14), "09:00", "15:00")), month(2026, 4)).days[13]
    assert (inside.normal_minutes, [one.kind for one in inside.questions]) == (480, ["fm_vardiyada"])
    partly = computed(with_orders(order(date(2026, 4, 14), "16:00", "19:00")), month(2026, 4)).days[13]
    assert partly.normal_minutes + partly.fsc_minutes == 480 + 120


def test_staying_on_without_an_olur_is_no_overtime() -> None:
    passes = punches("2026-04-14 06:00 G", "2026-04-14 21:00 C")
    day = computed(person(week=FIVE_DAYS, punches=passes), month(2026, 4)).days[13]
    assert (day.normal_minutes, day.fm_minutes, day.fsc_minutes) == (480, 0, 0)


@pytest.mark.parametrize(
    ("day", "code", "heading"),
    [
        (date(2026, 4, 19), "HT_CALISMA", "ht_minutes"),
        (date(2026, 4, 23), "GT_CALISMA", "gt_minutes"),
    ],
)
def test_an_order_makes_a_free_day_a_worked_one(day: date, code: str, heading: str) -> None:
    result = computed(with_orders(order(day, "09:00", "15:00")), month(2026, 4))
    found = result.days[day.day - 1]
    assert (found.code, getattr(found, heading), found.document) == (code, 360, "Olur 2026/7")
    assert result.totals.rest_worked + result.totals.holiday_worked == 1


def test_a_worked_free_saturday_joins_the_week_unless_the_tis_says_otherwise() -> None:
    who = with_orders(order(date(2026, 4, 18), "09:00", "15:00"))
    joined = computed(who, month(2026, 4))
    assert (joined.minutes.fsc, joined.minutes.fm, joined.minutes.ht) == (300, 60, 0)
    apart = computed(who, month(2026, 4), replace(DEFAULTS, atc_weekly=False))
    assert (apart.minutes.fsc, apart.minutes.fm, apart.minutes.ht) == (0, 0, 360)


def test_arife_worked_on_after_its_hour_is_one_day_or_half_a_day() -> None:
    who = with_orders(order(date(2026, 3, 19), "13:00", "17:00"))
    whole = computed(who, month(2026, 3))
    assert (whole.days[18].code, whole.days[18].gt_minutes) == ("GT_CALISMA", 240)
    assert (whole.totals.holiday_worked, whole.minutes.gt) == (1, 240)
    half = computed(who, month(2026, 3), replace(DEFAULTS, arife_mesai=DEFAULTS.arife_mesai / 2))
    assert half.totals.holiday_worked == DEFAULTS.arife_mesai / 2


def test_a_leave_stays_under_an_order_and_asks() -> None:
    away = Leave(1, "YILLIK_ISCI", date(2026, 4, 13), date(2026, 4, 17), "2026/1")
    who = replace(with_orders(order(date(2026, 4, 14), minutes=120)), leaves=(away,))
    day = computed(who, month(2026, 4)).days[13]
    assert (day.code, day.normal_minutes + day.fm_minutes) == ("YILLIK_ISCI", 0)
    assert [question.kind for question in day.questions] == ["izinde_fm"]


def test_free_time_instead_of_pay_has_its_rate() -> None:
    who = with_orders(order(date(2026, 4, 18), "09:00", "15:00", as_time=True))
    result = computed(who, month(2026, 4))
    assert (result.minutes.fm, result.minutes.fsc) == (0, 0)
    assert result.minutes.time == 60 * 90 // 60 + 300 * 75 // 60
    assert result.weeks[2].value.counted == 60


def test_overtime_stands_on_the_day_of_its_olur_and_is_turned_into_time_there() -> None:
    who = with_orders(order(date(2026, 4, 15), "17:00", "20:00", as_time=True))
    result = computed(who, month(2026, 4))
    assert [day.day.day for day in result.days if day.fsc_minutes] == [15]
    assert (result.minutes.fsc, result.minutes.time) == (0, 180 * 75 // 60)


def test_part_time_staff_may_not_be_ordered_beyond_their_hours() -> None:
    who = with_orders(order(date(2026, 4, 14), minutes=120), kind=StaffKind.KISMI_SOZLESMELI)
    assert "fm_yasak" in [question.kind for question in computed(who, month(2026, 4)).questions]


def test_the_year_is_warned_of_in_two_steps() -> None:
    def severity(before: int) -> list[Severity]:
        who = replace(with_orders(order(date(2026, 4, 18), "09:00", "15:00")), year_minutes=((2026, before * 60),))
        return [check.severity for check in computed(who, month(2026, 4)).checks if "270" in check.text]

    assert severity(200) == []
    assert severity(245) == [Severity.GREY]
    assert severity(270) == [Severity.AMBER]


def test_a_duty_round_the_clock_counts_fourteen_hours() -> None:
    duty = WeekPattern.from_letters("XAAXAAT", start=time(8), end=time(8), break_minutes=0)
    passes = punches("2026-04-13 07:58 G", "2026-04-14 08:05 C")
    day = computed(person(week=duty, punches=passes), month(2026, 4)).days[12]
    assert (day.worked_minutes, day.questions) == (14 * 60, ())


# ---------------------------------------------------------------- weeks across periods, denkleştirme


def test_a_week_belongs_to_the_period_in_which_its_sunday_falls() -> None:
    who = with_orders(*(order(date(2026, 4, day), minutes=120, number=day) for day in (27, 28, 29, 30)))
    april, may = (computed(who, Period.of_month(2026, number)) for number in (4, 5))
    assert (april.minutes.fsc, april.minutes.fm) == (0, 0)
    assert all(day.fm_minutes == day.fsc_minutes == 0 for day in april.days[26:])
    # 27–30 April: 4 × 10 hours, 1 May is a holiday.
    assert (may.weeks[0].value.start, may.weeks[0].value.minutes, may.minutes.fm) == (date(2026, 4, 27), 2400, 0)


def test_whoever_leaves_in_midweek_is_counted_where_it_ends() -> None:
    who = with_orders(*(order(date(2026, 4, day), minutes=200, number=day) for day in (27, 28, 29)))
    april = computed(replace(who, exit=date(2026, 4, 29)), month(2026, 4))
    assert april.weeks[-1].value.end == date(2026, 4, 29)
    assert april.weeks[-1].value.minutes == 3 * 680


def test_a_change_of_kind_cuts_the_week_under_each_law() -> None:
    parts = (
        Part(date(2020, 1, 1), date(2026, 4, 14), StaffKind.ISCI, FIVE_DAYS),
        Part(date(2026, 4, 15), None, StaffKind.MEMUR, FIVE_DAYS),
    )
    orders = tuple(order(date(2026, 4, day), minutes=240, number=day) for day in (14, 16))
    result = computed(Person(1, date(2020, 1, 1), None, parts, orders=orders), month(2026, 4))
    spans = [(one.value.start.day, one.value.end.day, one.value.kind) for one in result.weeks]
    assert (13, 14, StaffKind.ISCI) in spans and (15, 19, StaffKind.MEMUR) in spans
    assert result.minutes.time == 240


def test_an_agreement_evens_out_its_weeks_and_its_last_one_balances() -> None:
    even = Even(MONDAY, MONDAY + timedelta(days=13), "Anlaşma 2026/3")
    first = week_of(week(11, 11, 11, 11, 11), DEFAULTS, [even])
    assert (first.value.fm, first.value.fsc, first.value.within) == (0, 0, 55 * 60)
    second = [replace(day, day=day.day + timedelta(days=7)) for day in week(7, 7, 7, 7, 8, 0, 0)]
    last = week_of(second, DEFAULTS, [even], earlier=55 * 60).value
    assert last.fm == 60  # 55 + 36 = 91, two weeks of 45 are 90
    assert week_of(second, DEFAULTS, [even], earlier=50 * 60).value.fm == 0


# ---------------------------------------------------------------- properties

minutes = st.integers(0, 16 * 60)
weeks = st.lists(minutes, min_size=1, max_size=7)


@given(weeks, st.integers(0, 9 * 60), st.booleans())
def test_the_headings_of_a_week_add_up_to_the_work(worked: list[int], contract: int, night: bool) -> None:
    days = [
        WorkedDay(MONDAY + timedelta(days=place), StaffKind.SIRKET, each, contract, night=night)
        for place, each in enumerate(worked)
    ]
    found = week_of(days, PLAIN).value
    shares = [share for _, share in found.shares]
    assert [share.normal + share.fm + share.fsc for share in shares] == worked
    assert sum(share.fm for share in shares) == found.fm and sum(share.fsc for share in shares) == found.fsc
    assert all(min(share.normal, share.fm, share.fsc) >= 0 for share in shares)
    assert sum(share.normal + share.fsc for share in shares) <= PLAIN.weekly_limit_minutes


@given(weeks, st.integers(0, 6), st.integers(1, 300))
def test_more_work_never_means_less_overtime(worked: list[int], place: int, more: int) -> None:
    def total(each: list[int]) -> int:
        days = [
            WorkedDay(MONDAY + timedelta(days=at), StaffKind.ISCI, value, 480) for at, value in enumerate(each)
        ]
        value = week_of(days, PLAIN).value
        return value.fm + value.fsc

    longer = list(worked)
    longer[place % len(worked)] += more
    assert total(longer) >= total(worked)


@given(st.integers(0, 400 * 60), st.lists(st.integers(0, 1500), max_size=6))
def test_the_year_is_the_sum_of_its_weeks(before: int, added: list[int]) -> None:
    found = year_overtime(before, added, DEFAULTS).value
    assert found.total == before + sum(added)
    assert found.over == max(0, found.total - 270 * 60)


def test_the_reason_of_a_memurs_leave_names_the_hours_that_the_settings_ask() -> None:
    day = WorkedDay(MONDAY, StaffKind.MEMUR, 660, 540, extra=120)
    for minutes, words in ((480, "her 8 saat bir gün"), (450, "her 7,5 saat bir gün")):
        (reason,) = week_of([day], replace(DEFAULTS, fm_leave_day_minutes=minutes)).reasons
        assert words in reason.text


@given(st.integers(0, 5000))
def test_leave_days_and_what_is_carried_are_the_extra_work(extra: int) -> None:
    found = overtime_leave(extra, DEFAULTS).value
    assert found.days * 480 + found.carried == extra and 0 <= found.carried < 480


@given(
    st.lists(st.tuples(st.integers(0, 60), st.integers(30, 400)), max_size=12, unique_by=lambda each: each[0]),
    st.integers(1, 59),
)
def test_cutting_the_period_anywhere_gives_the_same_weeks(orders: list[tuple[int, int]], cut: int) -> None:
    first = date(2026, 3, 2)
    who = with_orders(
        *(
            order(first + timedelta(days=place), minutes=each, number=number)
            for number, (place, each) in enumerate(orders)
        )
    )
    end = first + timedelta(days=62)
    whole = computed(who, Period(first, end))
    left = computed(who, Period(first, first + timedelta(days=cut)))
    right = computed(who, Period(first + timedelta(days=cut + 1), end))
    if orders:
        assert [one.value for one in whole.weeks] == [one.value for one in (*left.weeks, *right.weeks)]
    for heading in ("fm", "fsc", "time"):
        total = getattr(left.minutes, heading) + getattr(right.minutes, heading)
        assert getattr(whole.minutes, heading) == total


def test_no_week_is_lost_or_counted_twice() -> None:
    days: list[WorkedDay | None] = [
        WorkedDay(date(2026, 4, 1) + timedelta(days=place), StaffKind.ISCI, 480, 480) for place in range(30)
    ]
    days[9] = None
    found = weeks_of(days, StaffKind.ISCI)
    assert sum(len(stretch) for stretch, _ in found) == 29
    assert [over for _, over in found].count(False) == 1 and not found[-1][1]
