"""The office's worked examples: the row, its totals and its SGK line, and that the reasons name the law."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from rules_office import (
    CODES,
    DEFAULTS,
    FIVE_DAYS,
    SIX_DAYS,
    TWO_REST_DAYS,
    by_letter,
    calendar,
    compute,
    days,
    laws,
    leave,
    letters,
    mark,
    month,
    person,
    prim,
    punches,
)

from data.personel.rules import StaffKind, WeekPattern
from data.puantaj.rules.leaves import leave_end
from data.puantaj.rules.period import Period
from data.puantaj.rules.punches import shift_days
from data.puantaj.rules.shifts import Shift


def test_example_1_full_february_is_thirty_prim_days() -> None:
    result = compute(person(), month(2026, 2))
    assert by_letter(result) == days(X="24", HT="4")
    assert prim(result) == (30, 0, "")
    assert result.prim.reasons[0].law == "5510 s. K. m.80"
    assert laws(result, date(2026, 2, 1)) == "4857 s. K. m.46"
    assert laws(result, date(2026, 2, 2)) == "4857 s. K. m.63"


def test_example_3_one_sick_day_in_a_month_of_31_costs_nothing_but_is_missing() -> None:
    sick = leave("RAPOR", date(2026, 1, 14), date(2026, 1, 14))
    result = compute(person(leaves=(sick,)), month(2026, 1))
    assert by_letter(result) == days(X="25", HT="4", GT="1", R="1")
    assert prim(result) == (30, 1, "01")
    assert "4857 s. K. m.46/c" in laws(result, date(2026, 1, 14))
    assert "2429 s. K." in laws(result, date(2026, 1, 1))


def test_example_5_a_report_takes_the_weekend_inside_it() -> None:
    sick = leave("RAPOR", date(2026, 3, 6), date(2026, 3, 9))
    result = compute(person(week=FIVE_DAYS, leaves=(sick,)), month(2026, 3))
    assert letters(result) == (
        "HT X X X X R R R R X X X X AT HT X "
        "X X YG GT GT HT X X X X X AT HT X X"
    )  # fmt: skip
    assert by_letter(result) == days(X="18.5", HT="4", AT="2", GT="2.5", R="4")
    assert prim(result) == (27, 4, "01")
    assert "2429 s. K. m.1, m.2" in laws(result, date(2026, 3, 19))


def test_example_7_two_reasons_are_code_12_and_the_rest_day_stays_earned() -> None:
    unpaid = leave("UCRETSIZ", date(2026, 4, 6), date(2026, 4, 7), 1)
    sick = leave("RAPOR", date(2026, 4, 15), date(2026, 4, 15), 2)
    result = compute(person(leaves=(unpaid, sick)), month(2026, 4))
    assert by_letter(result) == days(X="22", HT="4", GT="1", R="1", Üİ="2")
    assert prim(result) == (27, 3, "12")
    assert "01, 21" in result.prim.reasons[1].text
    assert "4857 s. K. m.46/c" in laws(result, date(2026, 4, 12))


def test_example_9_the_exit_day_is_insured() -> None:
    result = compute(person(week=FIVE_DAYS, leaves_on=date(2026, 2, 25)), month(2026, 2))
    assert by_letter(result) == days(X="18", HT="4", AT="3")
    assert prim(result) == (25, 0, "")
    assert letters(result).endswith("X - - -")


def test_example_11_a_contract_with_two_rest_days_counts_neither_as_leave() -> None:
    annual = CODES.by_key("YILLIK_ISCI")
    end = leave_end(date(2026, 5, 11), 10, StaffKind.ISCI, annual, TWO_REST_DAYS, calendar(), DEFAULTS)
    assert end.value == date(2026, 5, 25)
    assert "4857 s. K. m.53, m.56" in end.reasons[0].law
    assert any("19.05.2026" in reason.text and "2429" in reason.law for reason in end.reasons)
    result = compute(
        person(week=TWO_REST_DAYS, leaves=(leave("YILLIK_ISCI", date(2026, 5, 11), end.value),)), month(2026, 5)
    )
    assert by_letter(result) == days(X="5.5", HT="9", GT="6.5", Yİ="10")
    assert prim(result) == (30, 0, "")
    assert result.totals.annual == 10


def test_the_same_leave_with_an_akdi_tatil_saturday_ends_earlier() -> None:
    annual = CODES.by_key("YILLIK_ISCI")
    end = leave_end(date(2026, 5, 11), 10, StaffKind.ISCI, annual, FIVE_DAYS, calendar(), DEFAULTS).value
    assert end == date(2026, 5, 22)
    taken = leave("YILLIK_ISCI", date(2026, 5, 11), end)
    result = compute(person(week=FIVE_DAYS, leaves=(taken,)), month(2026, 5))
    assert by_letter(result)["Yİ"] == 10
    assert letters(result).split()[15] == "Yİ"


def test_example_13_death_leave_runs_on_calendar_days_and_is_paid() -> None:
    mourning = leave("OLUM", date(2026, 4, 10), date(2026, 4, 12))
    result = compute(person(week=FIVE_DAYS, leaves=(mourning,)), month(2026, 4))
    assert by_letter(result) == days(X="20", HT="3", AT="3", GT="1", ÖL="3")
    assert prim(result) == (30, 0, "")
    assert "4857 s. K. Ek m.2" in laws(result, date(2026, 4, 12))
    assert result.totals.paid_days == 30


def test_example_15_the_period_from_15_to_14_is_the_unit() -> None:
    sick = leave("RAPOR", date(2026, 3, 3), date(2026, 3, 4))
    result = compute(person(week=FIVE_DAYS, leaves=(sick,)), Period(date(2026, 2, 15), date(2026, 3, 14)))
    assert letters(result) == (
        "HT X X X X X AT HT X X X X X AT HT X "
        "R R X X AT HT X X X X X AT"
    )  # fmt: skip
    assert by_letter(result) == days(X="18", HT="4", AT="4", R="2")
    assert prim(result) == (26, 2, "01")
    whole = compute(person(week=FIVE_DAYS), Period(date(2026, 2, 15), date(2026, 3, 14)))
    assert prim(whole) == (30, 0, "")


def test_example_23_a_week_of_the_door_clock() -> None:
    week = punches(
        "2026-04-13 07:52 G", "2026-04-13 07:53 G", "2026-04-13 17:04 C",
        "2026-04-14 08:04 G", "2026-04-14 17:01 C",
        "2026-04-15 08:17 G", "2026-04-15 16:20 C",
        "2026-04-16 07:58 G",
        "2026-04-17 07:59 G", "2026-04-17 12:05 C", "2026-04-17 13:01 G", "2026-04-17 17:00 C",
    )  # fmt: skip
    shift = Shift.of(FIVE_DAYS, work=True)
    shifts = {date(2026, 4, day).toordinal(): shift for day in range(13, 18)}
    present, dropped = shift_days(week, shifts, DEFAULTS)
    rows = [(day.day.day, day.pairs, day.late, day.early, day.status) for day in present.values()]
    assert rows == [
        (13, 1, 0, 0, "X"), (14, 1, 0, 0, "X"), (15, 1, 17, 40, "X"), (16, 1, 0, 0, "KONTROL"), (17, 2, 0, 0, "X"),
    ]  # fmt: skip
    assert dropped == 1
    assert [day.worked for day in present.values()] == [480, 480, 423, 0, 480]

    result = compute(person(week=FIVE_DAYS, punches=week), month(2026, 4))
    sixteenth = result.days[15]
    assert (sixteenth.code, sixteenth.worked_minutes) == ("CALISTI", 0)
    assert [(ask.kind, ask.severity.label) for ask in sixteenth.questions] == [("kontrol", "Kırmızı")]
    assert [ref.kind for reason in sixteenth.reasons for ref in reason.refs] == ["punch"]


def test_example_25_only_attended_days_of_a_stajyer_count() -> None:
    absences = (mark("DEVAMSIZ", date(2026, 2, 5), 1), mark("DEVAMSIZ", date(2026, 2, 6), 2))
    result = compute(person(StaffKind.STAJYER, FIVE_DAYS, marks=absences), month(2026, 2))
    assert by_letter(result) == days(X="18", HS="8", D="2")
    assert prim(result) == (None, 0, "")
    assert "5510 s. K. m.5/b, m.87/e" in result.prim.reasons[0].law
    assert (result.totals.worked, result.totals.paid_days) == (18, 18)


def test_sgk_days_of_the_sources() -> None:
    def sick(first: date, last: date) -> tuple[int | None, int, str]:
        return prim(compute(person(leaves=(leave("RAPOR", first, last),)), month(first.year, first.month)))

    assert sick(date(2024, 2, 5), date(2024, 2, 6)) == (27, 2, "01")
    assert sick(date(2026, 2, 3), date(2026, 2, 5)) == (25, 3, "01")
    assert sick(date(2026, 3, 4), date(2026, 3, 4)) == (30, 1, "01")
    assert sick(date(2026, 2, 1), date(2026, 2, 28)) == (0, 28, "01")
    assert prim(compute(person(hire=date(2026, 2, 11)), month(2026, 2))) == (18, 0, "")
    assert prim(compute(person(leaves_on=date(2026, 2, 25)), month(2026, 2))) == (25, 0, "")
    assert prim(compute(person(hire=date(2026, 2, 1)), month(2026, 2))) == (30, 0, "")
    assert prim(compute(person(leaves_on=date(2026, 2, 28)), month(2026, 2))) == (30, 0, "")


def test_a_paid_report_of_the_tis_is_no_missing_day() -> None:
    settings = replace(DEFAULTS, report_paid=DEFAULTS.report_paid | {StaffKind.ISCI})
    sick = leave("RAPOR", date(2026, 2, 3), date(2026, 2, 5))
    result = compute(person(week=SIX_DAYS, leaves=(sick,)), month(2026, 2), settings)
    assert prim(result) == (30, 0, "")
    assert (result.totals.report, result.totals.report_paid, result.totals.paid_days) == (3, 3, Decimal(28))


def test_part_time_hours_become_days_rounded_up() -> None:
    two_days = WeekPattern.from_letters("XXAAAAT")
    result = compute(person(StaffKind.KISMI_SOZLESMELI, two_days), month(2026, 2))
    # 8 Mondays and Tuesdays of 8 hours: 64 / 7.5 = 8.53.
    assert prim(result) == (9, 19, "06")
    assert "4857 s. K. m.13" in result.prim.reasons[0].law


def test_part_time_that_reaches_two_thirds_of_a_week_is_pointed_out() -> None:
    long = compute(person(StaffKind.KISMI_SOZLESMELI, WeekPattern.from_letters("XXXXAAT")), month(2026, 2))
    assert [check.law for check in long.checks] == ["4857 s. K. m.13"]
    short = compute(person(StaffKind.KISMI_SOZLESMELI, WeekPattern.from_letters("XXXAAAT")), month(2026, 2))
    assert short.checks == ()
