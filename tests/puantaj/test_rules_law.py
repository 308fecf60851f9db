"""Rest days, holidays, leave overlaps, marks, punches and questions, one rule a test."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from decimal import Decimal

from rules_office import (
    CODES,
    DEFAULTS,
    FIVE_DAYS,
    LONG_AGO,
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
    questions,
)

from data.core.calendar import Holiday, HolidayKind, WorkCalendar
from data.personel.rules import StaffKind, WeekPattern
from data.puantaj.rules.days import month_of
from data.puantaj.rules.leaves import leave_end
from data.puantaj.rules.period import Period
from data.puantaj.rules.person import Part, Person
from data.puantaj.rules.values import Severity, Source


def test_an_absence_costs_the_rest_day_of_its_week() -> None:
    result = compute(person(marks=(mark("DEVAMSIZ", date(2026, 4, 8)),)), month(2026, 4))
    assert by_letter(result) == days(X="24", HT="3", HTK="1", GT="1", D="1")
    assert prim(result) == (28, 2, "15")
    assert result.days[11].code == "HT_KESIK"
    assert "4857 s. K. m.46" in laws(result, date(2026, 4, 12))
    spared = compute(
        person(marks=(mark("DEVAMSIZ", date(2026, 4, 8)),)),
        month(2026, 4),
        replace(DEFAULTS, d_cancels_rest=False),
    )
    assert prim(spared) == (29, 1, "15")


def test_an_absence_of_last_month_costs_the_first_rest_day_of_this_one() -> None:
    # Friday 27 February, rest day on Sunday 1 March.
    result = compute(person(marks=(mark("DEVAMSIZ", date(2026, 2, 27)),)), month(2026, 3))
    assert result.days[0].code == "HT_KESIK"
    assert prim(result) == (30, 1, "15")


def test_an_absence_reaches_six_days_back_and_no_further() -> None:
    # Sunday 1 March: Monday 23 February is in its week, Saturday 21 February in the week before.
    monday = compute(person(marks=(mark("DEVAMSIZ", date(2026, 2, 23)),)), month(2026, 3))
    assert monday.days[0].code == "HT_KESIK"
    saturday = compute(person(marks=(mark("DEVAMSIZ", date(2026, 2, 21)),)), month(2026, 3))
    assert saturday.days[0].code == "HAFTA_TATILI"
    assert prim(saturday) == (30, 0, "")


def test_a_cut_rest_day_follows_the_code_of_its_cause() -> None:
    punished = leave("DISIPLIN", date(2026, 4, 8), date(2026, 4, 8))
    assert prim(compute(person(leaves=(punished,)), month(2026, 4))) == (28, 2, "03")


def test_two_rest_days_by_contract_lose_only_the_one_of_the_law() -> None:
    result = compute(person(week=TWO_REST_DAYS, marks=(mark("DEVAMSIZ", date(2026, 4, 8)),)), month(2026, 4))
    assert (result.days[10].code, result.days[11].code) == ("HAFTA_TATILI", "HT_KESIK")


def test_a_whole_week_of_unpaid_leave_takes_the_rest_day_too() -> None:
    result = compute(person(leaves=(leave("UCRETSIZ", date(2026, 4, 6), date(2026, 4, 11)),)), month(2026, 4))
    assert by_letter(result)["Üİ"] == 7
    assert "4857 s. K. m.46" in laws(result, date(2026, 4, 12))


def test_a_memur_has_no_cut_rest_day_and_no_prim() -> None:
    result = compute(
        person(StaffKind.MEMUR, FIVE_DAYS, marks=(mark("DEVAMSIZ", date(2026, 4, 8)),)), month(2026, 4)
    )
    assert by_letter(result) == days(X="20", HS="8", GT="1", D="1")
    assert prim(result) == (None, 0, "")


def test_a_memur_leave_runs_on_calendar_days() -> None:
    annual = CODES.by_key("YILLIK_MEMUR")
    end = leave_end(date(2026, 4, 20), 10, StaffKind.MEMUR, annual, FIVE_DAYS, calendar(), DEFAULTS)
    assert end.value == date(2026, 4, 29)
    assert "657 s. K. m.102" in end.reasons[0].law


def test_arife_in_a_workers_leave_costs_a_day_or_half() -> None:
    annual = CODES.by_key("YILLIK_ISCI")
    half = replace(DEFAULTS, arife_izin=Decimal("0.5"))
    arguments = (date(2026, 5, 25), 2, StaffKind.ISCI, annual, SIX_DAYS, calendar())
    assert leave_end(*arguments, DEFAULTS).value == date(2026, 5, 26)
    assert leave_end(*arguments, half).value == date(2026, 6, 1)
    taken = leave("YILLIK_ISCI", date(2026, 5, 25), date(2026, 5, 26))
    assert by_letter(compute(person(leaves=(taken,)), month(2026, 5)))["Yİ"] == 2
    result = compute(person(leaves=(taken,)), month(2026, 5), half)
    assert by_letter(result)["Yİ"] == Decimal("1.5")
    assert by_letter(result)["GT"] == Decimal("6.5")


def test_a_report_inside_annual_leave_takes_its_days_back() -> None:
    annual = leave("YILLIK_ISCI", date(2026, 4, 6), date(2026, 4, 11), 1)
    sick = leave("RAPOR", date(2026, 4, 8), date(2026, 4, 9), 2)
    result = compute(person(leaves=(annual, sick)), month(2026, 4))
    assert letters(result).split()[5:11] == ["Yİ", "Yİ", "R", "R", "Yİ", "Yİ"]
    assert "4857 s. K. m.56" in laws(result, date(2026, 4, 8))
    assert [(check.severity, check.law) for check in result.checks] == [(Severity.GREY, "4857 s. K. m.56")]


def test_two_leaves_on_one_day_are_a_fault() -> None:
    both = (
        leave("YILLIK_ISCI", date(2026, 4, 6), date(2026, 4, 8), 1),
        leave("EVLILIK", date(2026, 4, 8), date(2026, 4, 10), 2),
    )
    checks = compute(person(leaves=both), month(2026, 4)).checks
    assert [(check.severity, check.day) for check in checks] == [(Severity.RED, date(2026, 4, 8))]


def test_holidays_on_rest_days_and_saturdays_follow_the_settings() -> None:
    # 30 August 2026 is a Sunday, 30 May a Saturday, 1 May a Friday.
    assert compute(person(), month(2026, 8)).days[29].code == "HAFTA_TATILI"
    assert compute(person(), month(2026, 8), replace(DEFAULTS, gt_pazar=True)).days[29].code == "GENEL_TATIL"
    saturday = compute(person(week=FIVE_DAYS), month(2026, 5), replace(DEFAULTS, gt_cumartesi=False))
    assert saturday.days[29].code == "AKDI_TATIL"
    assert compute(person(), month(2026, 5)).days[1].code == "CALISTI"
    joined = compute(person(), month(2026, 5), replace(DEFAULTS, cuma_cumartesi=True))
    assert joined.days[1].code == "GENEL_TATIL"
    assert laws(joined, date(2026, 5, 2)) == "2429 s. K. m.2"


def test_idari_izin_goes_by_staff_kind() -> None:
    days_off = WorkCalendar([Holiday(date(2026, 4, 24), "Köprü günü", kind=HolidayKind.IDARI)])
    memur = month_of(person(StaffKind.MEMUR, FIVE_DAYS), month(2026, 4), days_off, CODES, DEFAULTS)
    worker = month_of(person(week=FIVE_DAYS), month(2026, 4), days_off, CODES, DEFAULTS)
    assert (memur.days[23].code, worker.days[23].code) == ("IDARI_IZIN", "CALISTI")
    assert memur.totals.administrative == 1


def test_a_mark_leaves_an_approved_leave_alone_unless_it_names_its_paper() -> None:
    taken = leave("YILLIK_ISCI", date(2026, 4, 6), date(2026, 4, 11))
    bare = mark("CALISTI", date(2026, 4, 8), document="")
    plain = compute(person(leaves=(taken,), marks=(bare,)), month(2026, 4))
    assert plain.days[7].code == "YILLIK_ISCI"
    assert questions(plain) == [(8, "izinde_elle")]
    called = compute(person(leaves=(taken,), marks=(mark("CALISTI", date(2026, 4, 8)),)), month(2026, 4))
    assert (called.days[7].code, called.days[7].source) == ("CALISTI", Source.ELLE)
    assert [ref.kind for reason in called.days[7].reasons for ref in reason.refs] == ["mark", "izin"]
    assert any("izin kesildi" in check.text for check in called.checks)


def test_the_later_of_two_marks_on_a_day_holds() -> None:
    first, second = mark("DEVAMSIZ", date(2026, 4, 8), 1), mark("SERBEST", date(2026, 4, 8), 2)
    result = compute(person(marks=(second, first)), month(2026, 4))
    assert result.days[7].code == "SERBEST"


def test_a_worked_holiday_counts_as_worked_and_wants_its_olur() -> None:
    marked = mark("GT_CALISMA", date(2026, 4, 23), document="")
    result = compute(person(marks=(marked,)), month(2026, 4))
    assert (result.totals.worked, result.totals.holiday, result.totals.holiday_worked) == (26, 0, 1)
    assert [(check.severity, check.law) for check in result.checks] == [(Severity.AMBER, "4857 s. K. m.47")]
    clocked = person(marks=(mark("GT_CALISMA", date(2026, 4, 23)),), punches=punches(
        "2026-04-23 10:00 G", "2026-04-23 14:00 C"
    ))  # fmt: skip
    answered = compute(clocked, month(2026, 4))
    assert answered.days[22].worked_minutes == 225
    assert not answered.checks
    assert (23, "tatilde_hareket") not in questions(answered)


def test_papers_that_the_law_wants_are_asked_for() -> None:
    sick = leave("RAPOR", date(2026, 4, 6), date(2026, 4, 7), document="")
    absent = mark("DEVAMSIZ", date(2026, 4, 15), document="")
    checks = compute(person(leaves=(sick,), marks=(absent,)), month(2026, 4)).checks
    assert {(check.severity, check.law) for check in checks} == {
        (Severity.RED, "5510 s. K. m.86"),
        (Severity.RED, "4857 s. K. m.25/II-g"),
    }


def test_codes_outside_employment_or_of_another_law_are_faults() -> None:
    late = leave("YILLIK_ISCI", date(2026, 4, 27), date(2026, 4, 30))
    texts = [
        check.text for check in compute(person(leaves=(late,), leaves_on=date(2026, 4, 28)), month(2026, 4)).checks
    ]
    assert texts == ["Yİ kaydı kurumda olunmayan güne taşıyor: 29.04.2026–30.04.2026."]
    foreign = leave("YILLIK_MEMUR", date(2026, 4, 27), date(2026, 4, 28))
    assert "Daimi işçi için kullanılmaz" in compute(person(leaves=(foreign,)), month(2026, 4)).checks[0].text


def test_a_day_without_a_pattern_is_empty_and_asked_about() -> None:
    who = Person(1, LONG_AGO, None, (Part(date(2026, 4, 10), None, StaffKind.ISCI, SIX_DAYS),))
    result = compute(who, month(2026, 4))
    assert result.days[0].code == "BOS"
    assert questions(result) == [(day, "desen_yok") for day in range(1, 10)]
    assert result.checks[0].severity is Severity.RED
    unknown_hire = compute(replace(who, hire=None), month(2026, 4))
    assert unknown_hire.days[0].code == "YOK"
    assert unknown_hire.totals.employed == 21


def test_each_day_follows_the_law_of_its_part() -> None:
    parts = (
        Part(LONG_AGO, date(2026, 4, 14), StaffKind.ISCI, FIVE_DAYS),
        Part(date(2026, 4, 15), None, StaffKind.MEMUR, FIVE_DAYS),
    )
    result = compute(Person(1, LONG_AGO, None, parts), month(2026, 4))
    assert (result.days[4].code, result.days[18].code) == ("HAFTA_TATILI", "HAFTA_SONU")
    assert prim(result) == (14, 0, "")


def test_a_sick_day_with_passes_is_a_red_question_and_the_report_stays() -> None:
    sick = leave("RAPOR", date(2026, 4, 8), date(2026, 4, 8))
    clocked = punches("2026-04-08 08:00 G", "2026-04-08 17:00 C")
    result = compute(person(leaves=(sick,), punches=clocked), month(2026, 4))
    day = result.days[7]
    assert (day.code, day.worked_minutes, day.first_in) == ("RAPOR", 0, time(8))
    assert [(ask.kind, ask.severity) for ask in day.questions] == [("raporda_hareket", Severity.RED)]
    assert [check.severity for check in result.checks] == [Severity.RED]


def test_passes_on_leave_and_on_rest_days_are_asked_about() -> None:
    taken = leave("EVLILIK", date(2026, 4, 8), date(2026, 4, 8))
    clocked = punches("2026-04-08 08:00 G", "2026-04-08 17:00 C", "2026-04-12 09:00 G", "2026-04-12 11:00 C")
    result = compute(person(leaves=(taken,), punches=clocked), month(2026, 4))
    asked = [each for each in questions(result) if each[1] != "hareket_yok"]
    assert asked == [(8, "izinde_hareket"), (12, "tatilde_hareket")]
    assert result.days[11].code == "HAFTA_TATILI"


def test_a_silent_work_day_is_asked_about_only_if_the_clock_is_used_and_read_so_far() -> None:
    clocked = punches("2026-04-01 08:00 G", "2026-04-01 17:00 C")
    who = person(week=FIVE_DAYS, punches=clocked)
    assert len(questions(compute(who, month(2026, 4)))) == 20
    read = month_of(who, month(2026, 4), calendar(), CODES, DEFAULTS, covered_until=date(2026, 4, 3))
    assert questions(read) == [(2, "hareket_yok"), (3, "hareket_yok")]
    assert questions(compute(person(week=FIVE_DAYS), month(2026, 4))) == []
    marked = replace(who, marks=(mark("DEVAMSIZ", date(2026, 4, 2)),))
    assert (2, "hareket_yok") not in questions(compute(marked, month(2026, 4)))


def test_a_night_shift_belongs_to_the_day_it_begins() -> None:
    night = WeekPattern.from_letters("XXXXXXT", start=time(20), end=time(8), break_minutes=90)
    clocked = punches("2026-04-30 19:55 G", "2026-05-01 08:02 C")
    april = compute(person(week=night, punches=clocked), month(2026, 4)).days[29]
    assert (april.worked_minutes, april.night_minutes, april.late_minutes) == (630, 600, 0)
    assert (april.first_in, april.last_out) == (time(19, 55), time(8, 2))
    may = compute(person(week=night, punches=clocked), month(2026, 5)).days[0]
    assert (may.code, may.worked_minutes, may.questions) == ("GENEL_TATIL", 0, ())


def test_a_half_holiday_ends_the_shift_at_13() -> None:
    clocked = punches("2026-03-19 08:00 G", "2026-03-19 13:00 C")
    day = compute(person(punches=clocked), month(2026, 3)).days[18]
    assert (day.code, day.early_minutes, day.worked_minutes) == ("YARIM_TATIL", 0, 270)


def test_directions_are_inferred_where_the_device_knows_none() -> None:
    lines = [f"2026-04-{day:02d} {at} {{}}" for day in (6, 7, 8) for at in ("08:00", "17:00")]
    for way in "?G":
        result = compute(person(punches=punches(*(line.format(way) for line in lines))), month(2026, 4))
        assert [result.days[place].worked_minutes for place in (5, 6, 7)] == [480, 480, 480]


def test_a_stay_of_more_than_16_hours_is_a_missing_pass() -> None:
    clocked = punches("2026-04-08 08:00 G", "2026-04-09 03:00 C")
    day = compute(person(punches=clocked), month(2026, 4)).days[7]
    assert day.worked_minutes == 0
    assert "16 saati aşıyor" in day.reasons[-1].text


def test_a_mark_answers_a_missing_pass() -> None:
    clocked = punches("2026-04-08 08:00 G")
    who = person(punches=clocked, marks=(mark("CALISTI", date(2026, 4, 8)),))
    assert (8, "kontrol") not in questions(compute(who, month(2026, 4)))


def test_equal_causes_share_their_reasons() -> None:
    one = compute(person(), month(2026, 4))
    other = compute(replace(person(), id=8), month(2026, 4))
    assert all(a.reasons is b.reasons for a, b in zip(one.days, other.days, strict=True))


def test_meal_and_road_days() -> None:
    result = compute(person(week=FIVE_DAYS), month(2026, 3))
    assert (result.totals.meal, result.totals.road) == (20, 21)
    fed = compute(person(week=FIVE_DAYS), month(2026, 3), replace(DEFAULTS, half_day_meal=True))
    assert fed.totals.meal == 21


def test_a_period_of_another_length_counts_its_own_days() -> None:
    assert len(compute(person(), Period(date(2026, 4, 6), date(2026, 4, 12))).days) == 7


def test_passes_outside_the_shift_give_no_minutes_and_are_asked_about() -> None:
    clocked = punches("2026-04-08 18:00 G", "2026-04-08 21:00 C")
    result = compute(person(punches=clocked), month(2026, 4))
    assert result.days[7].worked_minutes == 0
    assert (8, "sure_yok") in questions(result)


def test_an_arife_on_the_free_saturday_halves_nothing() -> None:
    # 29 March 2025 is a Saturday.
    assert compute(person(week=FIVE_DAYS), month(2025, 3)).days[28].code == "AKDI_TATIL"
    assert compute(person(), month(2025, 3)).days[28].code == "YARIM_TATIL"


def test_a_single_unpaid_day_after_hire_is_not_a_week() -> None:
    new = person(hire=date(2026, 4, 11), leaves=(leave("UCRETSIZ", date(2026, 4, 11), date(2026, 4, 11)),))
    assert compute(new, month(2026, 4)).days[11].code == "HAFTA_TATILI"


def test_a_worked_holiday_with_an_olur_but_without_hours_is_still_warned_about() -> None:
    result = compute(person(marks=(mark("GT_CALISMA", date(2026, 4, 23)),)), month(2026, 4))
    assert [check.severity for check in result.checks] == [Severity.AMBER]


def test_half_a_day_of_idari_izin_is_a_worked_day_with_a_short_shift() -> None:
    half = WorkCalendar([Holiday(date(2026, 4, 8), "İdari izin", half=True, kind=HolidayKind.IDARI)])
    clocked = punches("2026-04-08 08:00 G", "2026-04-08 13:00 C")
    who = person(StaffKind.MEMUR, FIVE_DAYS, punches=clocked)
    memur = month_of(who, month(2026, 4), half, CODES, DEFAULTS).days[7]
    assert (memur.code, memur.early_minutes) == ("CALISTI", 0)
    worker = month_of(person(week=FIVE_DAYS, punches=clocked), month(2026, 4), half, CODES, DEFAULTS).days[7]
    assert (worker.code, worker.early_minutes) == ("CALISTI", 240)
