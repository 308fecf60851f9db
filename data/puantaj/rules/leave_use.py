"""What leave records and typed days take, day by day: the one place that turns records into used leave."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta

from data.core.calendar import WorkCalendar, days_between, format_date
from data.core.reasons import Reason, Ref
from data.personel.rules import StaffKind
from data.puantaj.rules.annual import Service
from data.puantaj.rules.balance import Lot, Use
from data.puantaj.rules.codes import CodeGroup, Codes
from data.puantaj.rules.entitlements import ANNUAL
from data.puantaj.rules.leaves import LeavePart, counted_as, day_cost, weekend_edges
from data.puantaj.rules.person import Leave, Mark, Part
from data.puantaj.rules.rights import Rights
from data.puantaj.rules.settings import PuantajSettings


@dataclass(frozen=True, slots=True)
class Taken:
    """One day of leave as it is used up.

    Attributes:
        halves: Half days of the leave's own counting: 2 for a whole day, 1 for half a day, 0 for minutes.
        minutes: Working minutes that it takes.
        leave_id: The record; 0 for a code that was typed into the day.
    """

    day: date
    code: str
    kind: StaffKind
    halves: int
    minutes: int
    leave_id: int


@dataclass(frozen=True, slots=True)
class Counting:
    """What counting needs besides the records: the person's parts, the office's codes, calendar and settings."""

    parts: tuple[Part, ...]
    codes: Codes
    calendar: WorkCalendar
    settings: PuantajSettings

    def part_on(self, day: date) -> Part | None:
        """Kind and weekly pattern of a day; of two overlapping parts the later one."""
        found = None
        for part in self.parts:
            if part.start <= day and (part.end is None or day <= part.end):
                found = part
        return found


def taken_days(leaves: Iterable[Leave], marks: Iterable[Mark], counting: Counting) -> tuple[Taken, ...]:
    """Every day that leave takes, by day.

    A report inside a leave gives its days back (4857 s. K. m.56; ``rapor_izin_keser``). A code typed into a day
    counts like a record of that day; over a record it holds only with a paper, as in the month itself.
    """
    records = tuple(leaves)
    sick = _sick_days(records, counting)
    typed = {mark.day: mark for mark in sorted(marks, key=lambda one: one.id)}
    found: list[Taken] = []
    covered: set[date] = set()
    for leave in sorted(records, key=lambda one: (one.start, one.id)):
        for one in _of_leave(leave, counting):
            mark = typed.get(one.day)
            if mark is not None and mark.document and one.halves == 2:
                continue
            covered.add(one.day)
            if one.day not in sick or counting.codes.by_key(one.code).group is CodeGroup.rapor:
                found.append(one)
    found += _of_marks(typed.values(), covered, counting)
    return tuple(sorted(found, key=lambda one: (one.day, one.leave_id, one.code)))


def _sick_days(leaves: Sequence[Leave], counting: Counting) -> frozenset[date]:
    if not counting.settings.rapor_izin_keser:
        return frozenset()
    return frozenset(
        day
        for leave in leaves
        if counting.codes.by_key(leave.code).group is CodeGroup.rapor
        for day in days_between(leave.start, leave.end)
    )


def _of_leave(leave: Leave, counting: Counting) -> Iterator[Taken]:
    code = counting.codes.by_key(leave.code)
    for day in days_between(leave.start, leave.end):
        part = counting.part_on(day)
        if part is None:
            continue
        plain = counted_as(code, part.kind, counting.settings)
        if day in weekend_edges(leave.start, leave.end, part.kind, plain, part.week, counting.settings):
            continue
        cost, _ = day_cost(day, part.kind, plain, part.week, counting.calendar, counting.settings)
        if not cost:
            continue
        if leave.minutes:
            yield Taken(day, leave.code, part.kind, 0, leave.minutes, leave.id)
            continue
        halves = int(cost * 2)
        if leave.part != LeavePart.WHOLE:
            halves = max(1, halves // 2)
        yield Taken(day, leave.code, part.kind, halves, part.week.net_minutes * halves // 2, leave.id)


def _of_marks(marks: Iterable[Mark], covered: set[date], counting: Counting) -> Iterator[Taken]:
    for mark in marks:
        part = counting.part_on(mark.day)
        if part is None or mark.day in covered:
            continue
        code = counting.codes.by_key(mark.code)
        if code.balance or code.group is CodeGroup.rapor:
            yield Taken(mark.day, mark.code, part.kind, 2, part.week.net_minutes, 0)


def annual_uses(taken: Iterable[Taken], rights: Rights, code: str) -> tuple[Use, ...]:
    """What takes from annual leave: its own days, and for a memur the excuse days beyond the yearly ten.

    The second ten days of excuse leave are deducted from annual leave (657 s. K. m.104/C).
    """
    uses, excused = [], dict[int, int]()
    for one in taken:
        if one.code == code:
            uses.append(Use(one.day, one.halves, one.leave_id))
        elif one.code == "MAZERET" and code == "YILLIK_MEMUR":
            found = rights.of(one.kind, "MAZERET", one.day)
            free = int(found[0] * 2) if found else 0
            before = excused.get(one.day.year, 0)
            excused[one.day.year] = before + one.halves
            beyond = min(one.halves, max(0, before + one.halves - free))
            uses.append(Use(one.day, beyond, one.leave_id))
    return tuple(use for use in uses if use.amount)


def minute_uses(taken: Iterable[Taken], code: str, day_minutes: int = 0) -> tuple[Use, ...]:
    """What takes from a balance of hours.

    Args:
        day_minutes: What a whole day costs; 0 for the net minutes of the person's own shift.
    """
    return tuple(
        Use(one.day, one.halves * day_minutes // 2 if day_minutes and one.halves else one.minutes, one.leave_id)
        for one in taken
        if one.code == code
    )


@dataclass(frozen=True, slots=True)
class EarnedMinutes:
    """Free time that a counted week gave instead of pay, already at its rate.

    Attributes:
        day: The week's last day.
        puantaj_id: The month that counted it.
    """

    day: date
    minutes: int
    puantaj_id: int = 0


def time_lots(earned: Iterable[EarnedMinutes], service: Service, rights: Rights) -> tuple[Lot, ...]:
    """Overtime as time that can be taken: a memur's within the year (657 s. K. m.178/B), a worker's free time
    within six months (4857 s. K. m.41)."""
    lots = []
    for one in earned:
        kind = service.kind_on(one.day)
        months = rights.of(kind, "SERBEST.sure", one.day) if kind is not None else None
        if months is not None:
            expires, law = one.day + relativedelta(months=int(months[0])), months[1].law
        else:
            expires, law = date(one.day.year, 12, 31), "657 s. K. m.178/B"
        text = (
            f"{format_date(one.day)} gününde biten haftanın fazla çalışması; {format_date(expires)} gününe kadar."
        )
        refs = (Ref("puantaj", one.puantaj_id),) if one.puantaj_id else ()
        lots.append(Lot(one.day, one.day.year, one.minutes, expires, (Reason(text, law, refs),)))
    return tuple(lots)


def joined_days(taken: Sequence[Taken], year: int) -> int:
    """Half days of overtime leave that stand directly beside annual leave in a year."""
    annual = {one.day for one in taken if one.code in ANNUAL}
    total, run, touches = 0, 0, False
    days = sorted({(one.day, one.halves) for one in taken if one.code == "FM_IZNI" and one.day.year == year})
    for place, (day, halves) in enumerate(days):
        neighbours = {date.fromordinal(day.toordinal() + step) for step in (-3, -2, -1, 1, 2, 3)}
        run, touches = run + halves, touches or bool(neighbours & annual)
        ends = place + 1 == len(days) or (days[place + 1][0] - day).days > 3
        if ends:
            total += run if touches else 0
            run, touches = 0, False
    return total
