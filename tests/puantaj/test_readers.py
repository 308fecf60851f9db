"""Table 5.2, rule by rule: repeats, directions, several readers, breaks, gaps, what must hold for any passes."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from rules_office import DEFAULTS, FIVE_DAYS

from data.personel.rules import WeekPattern
from data.puantaj.rules.person import PunchTime
from data.puantaj.rules.punches import CONTROL, LONG, WHOLE, PunchDay, passes_of, shift_days
from data.puantaj.rules.readers import one_holds_all, united
from data.puantaj.rules.settings import PuantajSettings
from data.puantaj.rules.shifts import Shift

DAY = date(2026, 4, 8)
SHIFTS = {(DAY + timedelta(days=n)).toordinal(): Shift.of(FIVE_DAYS, work=True) for n in range(-2, 4)}


def passes(*lines: str) -> tuple[PunchTime, ...]:
    """``08:00 G A``: clock, direction, reader."""
    found = []
    for number, line in enumerate(lines, 1):
        clock, way, *reader = line.split()
        at = datetime.combine(DAY, time.fromisoformat(clock))
        found.append(PunchTime(number, at, way, reader[0] if reader else ""))
    return tuple(found)


def counted(
    punches: tuple[PunchTime, ...], settings: PuantajSettings = DEFAULTS, shift: Shift | None = None
) -> PunchDay:
    shifts = SHIFTS if shift is None else SHIFTS | {DAY.toordinal(): shift}
    return shift_days(punches, shifts, settings)[0][DAY.toordinal()]


def test_two_doors_one_inside_the_other_are_one_presence() -> None:
    day = counted(passes("08:00 G A", "08:05 G B", "16:50 C B", "17:00 C A"))
    assert (day.status, day.worked, day.first_in, day.last_out) == (WHOLE, 480, time(8), time(17))
    undirected = counted(passes("08:00 ? A", "08:05 ? B", "16:50 ? B", "17:00 ? A"))
    assert (undirected.status, undirected.worked) == (WHOLE, 480)


def test_a_repeat_at_another_door_does_not_break_the_pair_of_either() -> None:
    day = counted(passes("08:00 G A", "08:02 G B", "16:50 C B", "17:00 C A"))
    assert (day.status, day.worked) == (WHOLE, 480)


def test_stays_at_two_doors_that_overlap_are_counted_once() -> None:
    # Went over to the other building and passed in there before the way out here was written.
    day = counted(passes("08:00 G A", "11:50 G B", "12:00 C A", "17:00 C B"))
    assert (day.status, day.worked) == (WHOLE, 480)


def test_a_gate_with_a_reader_for_each_way_is_read_in_turn() -> None:
    told = passes("08:00 G in", "12:00 C out", "14:00 G in", "17:00 C out")
    assert counted(told).worked == 420
    silent = tuple(one._replace(direction="?") for one in told)
    # Taken reader by reader, the two hours outside would be presence.
    assert counted(silent).worked == 420


def test_another_door_does_not_hide_a_missing_pass() -> None:
    day = counted(passes("08:00 G A", "08:05 G B", "17:00 C A"))
    assert (day.status, day.worked) == (CONTROL, 0)
    assert counted(passes("08:00 G A", "09:00 G A", "16:00 C A", "17:00 C A")).status == CONTROL


def test_united_joins_what_touches_and_keeps_what_does_not() -> None:
    assert united([[480, 720], [700, 1020]]) == [480, 1020]
    assert united([[480, 720], [780, 1020]]) == [480, 720, 780, 1020]
    assert united([[480, 720], None]) is None
    assert one_holds_all([480, 1020], [[480, 1020], [500, 600]])
    assert not one_holds_all([480, 1020], [[480, 720], [700, 1020]])


def test_measured_gaps_are_taken_off_or_not_as_the_office_decided() -> None:
    out_for_two_hours = passes("08:00 G", "10:00 C", "12:00 G", "17:00 C")
    assert counted(out_for_two_hours).worked == 420
    first_to_last = replace(DEFAULTS, measure_gaps=False)
    assert counted(out_for_two_hours, first_to_last).worked == 480


def test_the_break_is_the_shifts_own_and_the_laws_where_it_has_none() -> None:
    whole = passes("08:00 G", "17:00 C")
    longer = WeekPattern.from_letters("XXXXXAT", start=time(8), end=time(17), break_minutes=90)
    assert counted(whole, shift=Shift.of(longer, work=True)).worked == 450
    none = WeekPattern.from_letters("XXXXXAT", start=time(8), end=time(17), break_minutes=0)
    assert counted(whole, shift=Shift.of(none, work=True)).worked == 480
    # A short presence loses no more than the law's least break (4857 s. K. m.68).
    short = passes("08:00 G", "11:00 C")
    assert counted(short, shift=Shift.of(longer, work=True)).worked == 165
    half = Shift.of(FIVE_DAYS, work=True, ends_at=time(13))
    assert counted(passes("08:00 G", "13:00 C"), shift=half).worked == 270


def test_a_stay_too_long_for_a_pair_is_told_apart_from_a_missing_pass() -> None:
    late = PunchTime(2, datetime.combine(DAY + timedelta(days=1), time(3)), "C")
    assert counted((*passes("08:00 G"), late)).status == LONG
    assert counted(passes("08:00 G")).status == CONTROL


def test_a_forgotten_way_out_does_not_turn_the_next_day_around() -> None:
    next_day = tuple(
        one._replace(id=one.id + 10, at=one.at + timedelta(days=1)) for one in passes("08:00 ?", "17:00 ?")
    )
    days, _ = shift_days((*passes("08:00 ?"), *next_day), SHIFTS, DEFAULTS)
    assert days[DAY.toordinal()].status == CONTROL
    assert (days[DAY.toordinal() + 1].status, days[DAY.toordinal() + 1].worked) == (WHOLE, 480)


def test_the_passes_of_a_day_are_those_of_its_shift() -> None:
    night = Shift.of(WeekPattern.from_letters("XXXXXAT", start=time(22), end=time(6)), work=True)
    shifts = dict.fromkeys(SHIFTS, night)
    end = PunchTime(2, datetime.combine(DAY + timedelta(days=1), time(6, 5)), "C")
    punches = (end, *passes("21:55 G"))
    assert [one.id for one in passes_of(punches, DAY, shifts)] == [1, 2]
    assert passes_of(punches, DAY + timedelta(days=1), shifts) == ()


# ---------------------------------------------------------------- whatever passed

_clock = st.times(min_value=time(0), max_value=time(23, 59))


@st.composite
def clock_files(draw: st.DrawFn) -> list[tuple[PunchTime, ...]]:
    """Passes of one person in some files, each file of one or several readers."""
    files, number = [], 0
    for _ in range(draw(st.integers(1, 3))):
        lines = []
        for _ in range(draw(st.integers(0, 6))):
            number += 1
            at = datetime.combine(DAY + timedelta(days=draw(st.integers(-1, 1))), draw(_clock))
            lines.append(PunchTime(number, at, draw(st.sampled_from("GC?")), draw(st.sampled_from("AB"))))
        files.append(tuple(lines))
    return files


def _days(punches: tuple[PunchTime, ...]) -> dict[int, PunchDay]:
    return shift_days(punches, SHIFTS, DEFAULTS)[0]


def _joined(files: list[tuple[PunchTime, ...]]) -> tuple[PunchTime, ...]:
    return tuple(one for file in files for one in file)


@settings(deadline=None)
@given(clock_files(), st.randoms())
def test_the_order_of_files_and_of_their_lines_does_not_matter(
    files: list[tuple[PunchTime, ...]], dice: random.Random
) -> None:
    shuffled = list(_joined(files))
    dice.shuffle(shuffled)
    assert _days(tuple(shuffled)) == _days(_joined(files)) == _days(_joined(files[::-1]))


@settings(deadline=None)
@given(clock_files())
def test_two_readers_in_two_files_are_as_one_file_with_both(files: list[tuple[PunchTime, ...]]) -> None:
    every = _joined(files)
    by_reader = [tuple(one for one in every if one.device == reader) for reader in "AB"]
    assert _days(_joined(by_reader)) == _days(every)


@settings(deadline=None)
@given(clock_files())
def test_rows_that_come_twice_change_nothing(files: list[tuple[PunchTime, ...]]) -> None:
    every = _joined(files)
    again = tuple(one._replace(id=one.id + 1000) for one in every)
    assert _days((*every, *again)) == _days(every)


@settings(deadline=None)
@given(clock_files())
def test_presence_never_exceeds_the_day_and_only_whole_days_have_any(files: list[tuple[PunchTime, ...]]) -> None:
    for day in _days(_joined(files)).values():
        assert 0 <= day.worked <= 9 * 60
        assert day.status == WHOLE or (day.worked, day.night, day.late, day.early) == (0, 0, 0, 0)
