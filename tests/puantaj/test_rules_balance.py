"""Balances year by year: nothing is lost or made, order and splitting do not matter, no lapsed year is used."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given, settings
from hypothesis import strategies as st

from data.core.calendar import days_between
from data.core.reasons import Ref
from data.personel.rules import StaffKind, WeekPattern
from data.puantaj.rules.annual import KindSpan, Service
from data.puantaj.rules.balance import Account, Lot, Use, settle, spans_of, year_reasons
from data.puantaj.rules.leave_checks import Asked, ReportBy, Standing, judge, lapse_lines
from data.puantaj.rules.leave_use import (
    Counting,
    EarnedMinutes,
    Taken,
    annual_uses,
    joined_days,
    minute_uses,
    taken_days,
    time_lots,
)
from data.puantaj.rules.leaves import leave_days, leave_end
from data.puantaj.rules.person import Leave, Mark, Part
from data.puantaj.rules.rights import Rights
from data.puantaj.rules.settings import PuantajSettings
from tests.puantaj.rules_office import CODES, DEFAULTS, FIVE_DAYS, SIX_DAYS, TWO_REST_DAYS, calendar

MEMUR, ISCI = StaffKind.MEMUR, StaffKind.ISCI
FIRST = date(2024, 1, 1)
TODAY = date(2026, 12, 31)
LAW = Rights()


def official_lots(first: int = 2024, last: int = 2026) -> list[Lot]:
    return [Lot(date(year, 1, 1), year, 40, date(year + 1, 12, 31)) for year in range(first, last + 1)]


def worker_lots() -> list[Lot]:
    return [Lot(date(year, 6, 1), year, 28, None) for year in (2024, 2025, 2026)]


def counting(kind: StaffKind, week: WeekPattern = FIVE_DAYS, switches: PuantajSettings = DEFAULTS) -> Counting:
    return Counting((Part(date(2019, 1, 1), None, kind, week),), CODES, calendar(), switches)


def taken(kind: StaffKind, *leaves: Leave, marks: tuple[Mark, ...] = (), **more: object) -> tuple[Taken, ...]:
    return taken_days(leaves, marks, counting(kind, **more))  # type: ignore[arg-type]


def record(number: int, code: str, start: date, end: date, **more: object) -> Leave:
    return Leave(number, code, start, end, "", **more)  # type: ignore[arg-type]


def year(account: Account, wanted: int) -> tuple[int, int, int, int, int]:
    one = next(line for line in account.years if line.year == wanted)
    return one.carried, one.earned, one.used, one.lapsed, one.left


# ---------------------------------------------------------------- the ledger


def test_an_official_carries_one_year_and_the_older_one_lapses() -> None:
    account = settle(official_lots(), [Use(date(2025, 7, day), 2, 5) for day in range(1, 11)], TODAY)
    assert year(account, 2024) == (0, 40, 0, 0, 40)
    assert year(account, 2025) == (40, 40, 20, 20, 40), "the oldest is used first, the rest of 2024 is gone"
    assert year(account, 2026) == (40, 40, 0, 0, 80)
    assert account.left == 80
    assert settle(official_lots(), [], date(2027, 1, 1)).left == 40


def test_a_workers_right_never_lapses_during_employment() -> None:
    account = settle(worker_lots(), [Use(date(2026, 7, 1), 2)], date(2040, 1, 1))
    assert (account.lapsed, account.left, account.earned) == (0, 82, 84)


def test_what_older_books_left_is_carried_and_no_right_of_its_year() -> None:
    lots = [Lot(date(2026, 1, 1), 2025, 24, date(2026, 12, 31), brought=True), *official_lots(2026, 2026)]
    account = settle(lots, [Use(date(2026, 3, 2), 4)], TODAY)
    assert year(account, 2026) == (24, 40, 4, 0, 60)


def test_leave_taken_in_advance_is_paid_by_the_next_right() -> None:
    uses = [Use(date(2025, 3, day), 2, 9) for day in range(1, 31)]
    early = settle(official_lots(2025, 2025), uses, date(2025, 12, 31))
    assert (early.owed, early.left) == (20, -20)
    later = settle(official_lots(2025, 2026), uses, date(2026, 1, 1))
    assert (later.owed, later.left) == (0, 20)
    assert later.drawn_years(9) == (2025, 2026)
    reasons = year_reasons(early, lambda amount: f"{amount / 2:g} gün")
    assert any("önceden kullanıldı" in one.text for one in reasons)


def test_the_explanation_has_a_sentence_for_each_year_and_what_lapsed() -> None:
    account = settle(official_lots(), [], TODAY)
    lines = [one.text for one in year_reasons(account, lambda amount: f"{amount // 2} gün")]
    assert lines[1] == "2025: devreden 20 gün, hak 20 gün, kullanılan 0 gün, yanan 20 gün, kalan 20 gün."
    assert "2024 hakkından 20 gün, 31.12.2025 sonunda düştü." in lines
    assert lapse_lines(settle(official_lots(), [], TODAY), str) == (
        "40 31.12.2026 gününe kadar kullanılmazsa düşer",
        "40 31.12.2027 gününe kadar kullanılmazsa düşer",
    )


uses_of_days = st.lists(
    st.builds(
        Use,
        st.dates(FIRST, TODAY),
        st.integers(1, 4),
        st.integers(0, 6),
    ),
    max_size=60,
)
lots_of_years = st.lists(
    st.builds(
        lambda day, amount, years: Lot(
            day, day.year, amount, date(day.year + years, 12, 31) if years < 2 else None
        ),
        st.dates(FIRST, TODAY),
        st.integers(0, 60),
        st.sampled_from([0, 1, 2]),
    ),
    max_size=6,
)


@given(lots_of_years, uses_of_days, st.dates(FIRST, date(2028, 1, 1)))
def test_what_was_earned_is_used_left_or_lapsed(lots: list[Lot], uses: list[Use], on: date) -> None:
    account = settle(lots, uses, on)
    assert account.earned == sum(lot.amount for lot in lots if lot.on <= on)
    assert account.used == sum(use.amount for use in uses if use.day <= on)
    assert account.earned == account.used + account.lapsed + account.left
    for line in account.lots:
        assert line.lot.amount == line.used_amount + line.lapsed + line.left
        assert min(line.used_amount, line.lapsed, line.left) >= 0
    for one in account.years:
        assert one.left == one.carried + one.earned - one.used - one.lapsed
    if account.years:
        assert account.years[-1].left == account.left


@given(lots_of_years, uses_of_days, st.randoms(use_true_random=False))
def test_the_order_of_records_does_not_matter(lots: list[Lot], uses: list[Use], random: object) -> None:
    shuffled_lots, shuffled = list(lots), list(uses)
    random.shuffle(shuffled_lots)  # type: ignore[attr-defined]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    one, other = settle(lots, uses, TODAY), settle(shuffled_lots, shuffled, TODAY)
    assert (one.left, one.owed, one.lapsed, one.years) == (other.left, other.owed, other.lapsed, other.years)


@given(lots_of_years, uses_of_days)
def test_a_lapsed_year_is_never_used(lots: list[Lot], uses: list[Use]) -> None:
    for line in settle(lots, uses, TODAY).lots:
        if line.lot.expires is not None:
            assert all(use.day <= line.lot.expires for use in line.used)


@settings(deadline=None)
@given(st.dates(FIRST, date(2026, 10, 1)), st.integers(2, 30), st.data(), st.sampled_from([MEMUR, ISCI]))
def test_a_leave_split_in_two_costs_what_the_whole_does(
    start: date, length: int, data: st.DataObject, kind: StaffKind
) -> None:
    code = "YILLIK_ISCI" if kind is ISCI else "YILLIK_MEMUR"
    end = start + timedelta(days=length - 1)
    cut = start + timedelta(days=data.draw(st.integers(0, length - 2)))
    whole = taken(kind, record(1, code, start, end))
    parts = taken(kind, record(1, code, start, cut), record(2, code, cut + timedelta(days=1), end))
    lots = official_lots() if kind is MEMUR else worker_lots()
    one, other = (settle(lots, annual_uses(days, LAW, code), TODAY) for days in (whole, parts))
    assert (one.left, one.lapsed, one.owed, one.years) == (other.left, other.lapsed, other.owed, other.years)


# ---------------------------------------------------------------- counting


@settings(deadline=None)
@given(
    st.dates(date(2024, 1, 1), date(2026, 11, 1)),
    st.integers(1, 40),
    st.sampled_from([(ISCI, "YILLIK_ISCI"), (MEMUR, "YILLIK_MEMUR"), (ISCI, "OLUM")]),
    st.sampled_from([SIX_DAYS, FIVE_DAYS, TWO_REST_DAYS]),
)
def test_counting_back_from_the_last_day_gives_the_days_asked_for(
    start: date, count: int, kind_code: tuple[StaffKind, str], week: WeekPattern
) -> None:
    kind, key = kind_code
    code = CODES.by_key(key)
    end = leave_end(start, count, kind, code, week, calendar(), DEFAULTS).value
    counted = leave_days(start, end, kind, code, week, calendar(), DEFAULTS)
    assert counted.value == count
    assert len(taken(kind, record(1, key, start, end), week=week)) == count


def test_a_days_cost_says_why_it_is_not_counted() -> None:
    code = CODES.by_key("YILLIK_ISCI")
    counted = leave_days(date(2026, 10, 26), date(2026, 11, 1), ISCI, code, FIVE_DAYS, calendar(), DEFAULTS)
    assert counted.value == 5  # the free Saturday counts, the arife a whole day, 29 October and Sunday do not
    words = [one.text for one in counted.reasons]
    assert any("29.10.2026 sayılmadı" in one and "Cumhuriyet" in one for one in words)
    assert any("01.11.2026 sayılmadı" in one for one in words)


def test_an_officials_weekend_at_the_edge_is_spared_only_by_setting_and_never_in_the_middle() -> None:
    code, spared = CODES.by_key("YILLIK_MEMUR"), replace(DEFAULTS, kenar_hafta_sonu=True)
    start, end = date(2026, 10, 10), date(2026, 10, 25)  # Saturday to Sunday two weeks on
    assert leave_days(start, end, MEMUR, code, FIVE_DAYS, calendar(), DEFAULTS).value == 16
    assert leave_days(start, end, MEMUR, code, FIVE_DAYS, calendar(), spared).value == 12
    assert leave_days(start, date(2026, 10, 11), MEMUR, code, FIVE_DAYS, calendar(), spared).value == 2


def test_event_leave_runs_on_calendar_days_unless_the_office_counts_work_days() -> None:
    code, friday = CODES.by_key("OLUM"), date(2026, 10, 9)
    assert leave_end(friday, 3, ISCI, code, FIVE_DAYS, calendar(), DEFAULTS).value == date(2026, 10, 11)
    by_work = replace(DEFAULTS, olay_izni_isgunu=True)
    assert leave_end(friday, 3, ISCI, code, FIVE_DAYS, calendar(), by_work).value == date(2026, 10, 13)
    assert leave_end(friday, 3, MEMUR, code, FIVE_DAYS, calendar(), by_work).value == date(2026, 10, 11)


def test_a_report_gives_the_days_of_the_leave_back() -> None:
    leave = record(1, "YILLIK_ISCI", date(2026, 10, 5), date(2026, 10, 9))
    sick = record(2, "RAPOR", date(2026, 10, 7), date(2026, 10, 8))
    assert sum(use.amount for use in annual_uses(taken(ISCI, leave, sick), LAW, "YILLIK_ISCI")) == 6
    kept = taken(ISCI, leave, sick, switches=replace(DEFAULTS, rapor_izin_keser=False))
    assert sum(use.amount for use in annual_uses(kept, LAW, "YILLIK_ISCI")) == 10


def test_half_days_cost_half_and_hours_no_day_at_all() -> None:
    day = date(2026, 10, 5)
    half = taken(ISCI, record(1, "YILLIK_ISCI", day, day, part="once"))
    assert [(one.halves, one.minutes) for one in half] == [(1, 240)]
    hours = taken(ISCI, record(1, "SUT", day, date(2026, 10, 11), minutes=90))
    assert [(one.halves, one.minutes) for one in hours] == [(0, 90)] * 5
    assert annual_uses(hours, LAW, "YILLIK_ISCI") == ()


def test_a_typed_code_counts_like_a_record_and_over_one_only_with_a_paper() -> None:
    day = date(2026, 10, 6)
    typed = Mark(4, day, "YILLIK_ISCI", "dilekçe", "")
    assert annual_uses(taken(ISCI, marks=(typed,)), LAW, "YILLIK_ISCI") == (Use(day, 2),)
    leave = record(1, "YILLIK_ISCI", date(2026, 10, 5), date(2026, 10, 7))
    recalled = Mark(5, day, "CALISTI", "çağrıldı", "Olur 12")
    slip = Mark(6, day, "CALISTI", "", "")
    for mark, cost in ((recalled, 4), (slip, 6)):
        days = taken(ISCI, leave, marks=(mark,))
        assert sum(use.amount for use in annual_uses(days, LAW, "YILLIK_ISCI")) == cost


def test_the_second_ten_days_of_excuse_come_from_annual_leave() -> None:
    days = taken(MEMUR, record(1, "MAZERET", date(2026, 3, 2), date(2026, 3, 13)))
    assert len(days) == 12
    assert annual_uses(days, LAW, "YILLIK_MEMUR") == (Use(date(2026, 3, 12), 2, 1), Use(date(2026, 3, 13), 2, 1))


def test_days_of_one_record_are_one_span_over_a_weekend() -> None:
    uses = [Use(date(2026, 10, day), 2, 1) for day in (8, 9, 12)] + [Use(date(2026, 10, 20), 1, 0)]
    assert spans_of(uses) == (
        (date(2026, 10, 8), date(2026, 10, 12), 6, 1),
        (date(2026, 10, 20), date(2026, 10, 20), 1, 0),
    )


# ---------------------------------------------------------------- free time


def employed(kind: StaffKind) -> Service:
    return Service(
        date(2019, 1, 1), date(2019, 1, 1), None, None, False, (KindSpan(date(2019, 1, 1), None, kind),)
    )


def test_a_workers_free_time_is_used_within_six_months() -> None:
    lots = time_lots(
        [EarnedMinutes(date(2026, 1, 11), 180), EarnedMinutes(date(2026, 1, 11), 75)], employed(ISCI), LAW
    )
    assert {lot.expires for lot in lots} == {date(2026, 7, 11)}
    hour = taken(ISCI, record(1, "SERBEST", date(2026, 7, 10), date(2026, 7, 10), minutes=200))
    late = taken(ISCI, record(1, "SERBEST", date(2026, 7, 13), date(2026, 7, 13)))
    account = settle(lots, minute_uses(hour, "SERBEST"), date(2026, 7, 12))
    assert (account.left, account.lapsed, account.owed) == (0, 55, 0)
    assert settle(lots, minute_uses(late, "SERBEST"), date(2026, 7, 13)).owed == 480


def test_an_officials_eight_hours_are_a_day_and_the_rest_is_carried_within_the_year() -> None:
    lots = time_lots([EarnedMinutes(date(2026, 5, 17), 20 * 60, 4)], employed(MEMUR), LAW)
    account = settle(lots, [], date(2026, 5, 31))
    assert divmod(account.left, DEFAULTS.fm_leave_day_minutes) == (2, 240)
    days = taken(MEMUR, record(1, "FM_IZNI", date(2026, 6, 1), date(2026, 6, 2)))
    assert settle(lots, minute_uses(days, "FM_IZNI", 480), date(2026, 6, 2)).left == 240
    assert settle(lots, [], date(2027, 1, 1)).lapsed == 1200
    assert lots[0].reasons[0].refs == (Ref("puantaj", 4),)


def test_only_overtime_leave_beside_annual_leave_is_joined_to_it() -> None:
    joined = taken(
        MEMUR,
        record(1, "YILLIK_MEMUR", date(2026, 6, 1), date(2026, 6, 5)),
        record(2, "FM_IZNI", date(2026, 6, 8), date(2026, 6, 9)),
        record(3, "FM_IZNI", date(2026, 9, 1), date(2026, 9, 1)),
    )
    assert joined_days(joined, 2026) == 4


# ---------------------------------------------------------------- what speaks against a leave


def asked(kind: StaffKind, code: str, start: date, end: date, **more: object) -> tuple[Asked, tuple[Taken, ...]]:
    days = taken(kind, record(9, code, start, end))
    halves = sum(one.halves for one in days)
    return Asked(9, CODES.by_key(code), kind, start, end, Decimal(halves) / 2, **more), days  # type: ignore[arg-type]


def findings(kind: StaffKind, code: str, start: date, count: int, before: tuple[Leave, ...] = (), **more: object):  # type: ignore[no-untyped-def]
    end = start + timedelta(days=count - 1)
    one, _ = asked(kind, code, start, end, **more)
    return judge(one, Standing(taken(kind, *before, record(9, code, start, end)), LAW))


@pytest.mark.parametrize(
    ("kind", "code", "fits"),
    [
        (MEMUR, "EVLILIK", 7), (MEMUR, "OLUM", 7), (MEMUR, "BABALIK", 10), (ISCI, "EVLILIK", 3), (ISCI, "OLUM", 3),
        (ISCI, "BABALIK", 5), (ISCI, "EVLAT", 3), (MEMUR, "EVLAT", 56), (StaffKind.SOZLESMELI, "BABALIK", 10),
        (MEMUR, "YOL_MEMUR", 4), (ISCI, "YOL_ISCI", 4),
    ],
)  # fmt: skip
def test_a_leave_may_be_as_long_as_its_limit_and_no_longer(kind: StaffKind, code: str, fits: int) -> None:
    assert findings(kind, code, date(2026, 2, 2), fits) == ()
    (found,) = findings(kind, code, date(2026, 2, 2), fits + 1)
    assert found.error and found.law and "sınır" in found.text


def test_two_records_in_a_row_are_one_leave_for_the_limit() -> None:
    first = record(1, "EVLILIK", date(2026, 2, 2), date(2026, 2, 4))
    assert findings(ISCI, "EVLILIK", date(2026, 2, 5), 2, (first,))[0].error
    assert findings(ISCI, "EVLILIK", date(2026, 9, 7), 3, (first,)) == ()


@pytest.mark.parametrize(
    ("code", "plain", "extended"), [("MAZERET", 10, 20), ("DOGUM", 112, 126), ("REFAKAT", 90, 180)]
)
def test_beyond_the_plain_length_is_a_warning_and_beyond_the_extension_an_error(
    code: str, plain: int, extended: int
) -> None:
    start = date(2026, 1, 5)
    if code == "REFAKAT":
        plain = (start + relativedelta(months=3) - start).days
        extended = (start + relativedelta(months=6) - start).days
    assert findings(MEMUR, code, start, plain) == ()
    (found,) = findings(MEMUR, code, start, plain + 1)
    assert not found.error
    (found,) = findings(MEMUR, code, start, extended + 1)
    assert found.error


def test_limits_of_reports_by_who_wrote_them() -> None:
    start = date(2026, 3, 2)
    single, board = ReportBy.SINGLE, ReportBy.BOARD
    assert findings(MEMUR, "RAPOR", start, 10, report_by=single) == ()
    assert "Tek hekim" in findings(MEMUR, "RAPOR", start, 11, report_by=single)[0].text
    assert findings(MEMUR, "RAPOR", start, 20, report_by=single, controlled=True) == ()
    assert findings(MEMUR, "RAPOR", start, 60, report_by=board) == ()
    assert "İşyeri hekimi" in findings(ISCI, "RAPOR", start, 3, report_by=ReportBy.WORKPLACE)[0].text
    assert findings(ISCI, "RAPOR", start, 2, report_by=ReportBy.WORKPLACE) == ()


def test_the_year_of_single_doctors_is_forty_days_and_a_boards_report_does_not_count() -> None:
    earlier = tuple(
        record(number, "RAPOR", date(2026, number, 2), date(2026, number, 11)) for number in (1, 2, 3, 4)
    )
    start = date(2026, 6, 1)
    (found,) = findings(MEMUR, "RAPOR", start, 1, earlier, report_by=ReportBy.SINGLE)
    assert "41 gün" in found.text and not found.error
    one, _ = asked(MEMUR, "RAPOR", start, start, report_by=ReportBy.SINGLE)
    days = taken(MEMUR, *earlier, record(9, "RAPOR", start, start))
    assert judge(one, Standing(days, LAW, board=frozenset({1}))) == ()
    (paid,) = findings(StaffKind.SOZLESMELI, "RAPOR", date(2026, 6, 1), 31, report_by=ReportBy.BOARD)
    assert "ücretli olan 30" in paid.text


def balance_with(kind: StaffKind, code: str, lots: list[Lot], start: date, end: date, *before: Leave):  # type: ignore[no-untyped-def]
    one, _ = asked(kind, code, start, end)
    days = taken(kind, *before, record(9, code, start, end))
    without = settle(lots, annual_uses(taken(kind, *before), LAW, code), end)
    return judge(one, Standing(days, LAW, frozenset(), without, settle(lots, annual_uses(days, LAW, code), end)))


def test_a_balance_that_does_not_suffice_warns_once_with_what_is_short() -> None:
    lots = [Lot(date(2026, 1, 1), 2026, 8, date(2027, 12, 31))]
    assert balance_with(MEMUR, "YILLIK_MEMUR", lots, date(2026, 3, 2), date(2026, 3, 5)) == ()
    (found,) = balance_with(MEMUR, "YILLIK_MEMUR", lots, date(2026, 3, 2), date(2026, 3, 6))
    assert not found.error and "2 karşılıksız" in found.text


def test_a_workers_right_in_pieces_keeps_one_of_ten_days() -> None:
    lots = [Lot(date(2026, 1, 1), 2026, 28, None)]
    first = record(1, "YILLIK_ISCI", date(2026, 2, 2), date(2026, 2, 4))
    assert balance_with(ISCI, "YILLIK_ISCI", lots, date(2026, 3, 2), date(2026, 3, 12), first) == ()
    (found,) = balance_with(ISCI, "YILLIK_ISCI", lots, date(2026, 3, 2), date(2026, 3, 4), first)
    assert "hiçbir parçası 10 iş gününü" in found.text and not found.error


def test_milk_leave_is_no_longer_than_its_hours() -> None:
    one = Asked(9, CODES.by_key("SUT"), ISCI, date(2026, 3, 2), date(2026, 3, 31), Decimal(0), minutes=120)
    (found,) = judge(one, Standing((), LAW))
    assert found.error and "90 dakika" in found.text
    assert judge(replace(one, kind=MEMUR), Standing((), LAW)) == ()
    assert len(list(days_between(one.start, one.end))) == 30
