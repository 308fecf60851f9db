"""Counting a leave: its last day from its number of days, its number of days from its dates, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Final

from data.core.calendar import ONE_DAY, WorkCalendar, days_between, format_date
from data.core.errors import BadInput
from data.core.reasons import Explained, Reason
from data.personel.rules import DayPlan, StaffKind, WeekPattern
from data.puantaj.rules import codes as keys
from data.puantaj.rules.base import base_code
from data.puantaj.rules.codes import Coverage, DayCode
from data.puantaj.rules.settings import PuantajSettings

_LONGEST = timedelta(days=3 * 366)
_EVENTS: Final = frozenset({"EVLILIK", "OLUM", "BABALIK", "EVLAT"})
"""Paid leave for an event in a worker's life (4857 s. K. Ek m.2)."""
_EDGE = Reason("İzin başındaki ya da sonundaki hafta sonu izinden sayılmaz.", "Kurum uygulaması")


class LeavePart(StrEnum):
    """How much of a day a leave takes; a leave in minutes takes none."""

    WHOLE = "tam"
    MORNING = "once"
    AFTERNOON = "sonra"

    @property
    def label(self) -> str:
        """As shown on screen and paper."""
        return {"tam": "Tam gün", "once": "Öğleden önce", "sonra": "Öğleden sonra"}[self.value]


def counted_as(code: DayCode, kind: StaffKind, settings: PuantajSettings) -> DayCode:
    """The code with the coverage by which this person's days are counted.

    A worker's event leave runs on calendar days from the event (4857 s. K. Ek m.2) unless the office or its TİS
    counts work days.
    """
    if settings.olay_izni_isgunu and kind.under_4857 and code.key in _EVENTS:
        return replace(code, coverage=Coverage.GUN)
    return code


def leave_end(
    start: date,
    count: Decimal | int,
    kind: StaffKind,
    code: DayCode,
    week: WeekPattern,
    calendar: WorkCalendar,
    settings: PuantajSettings,
) -> Explained[date]:
    """The last day of a leave.

    Calendar-day codes run ``count`` dates on end; work-day codes (a worker's annual leave, 4857 s. K. m.56)
    skip rest days and holidays until ``count`` days are used up, a free Saturday and arife by the settings.

    Args:
        count: Days asked for, more than 0; a half day only for work-day codes.

    Raises:
        BadInput: the count is not usable, or the pattern has too few work days to use it up.
    """
    code = counted_as(code, kind, settings)
    if count <= 0 or (code.coverage is not Coverage.ISGUNU and count != int(count)):
        raise BadInput("İzin gün sayısı uygun değil.", "Sıfırdan büyük bir gün sayısı yazın.", field="gun")
    if code.coverage is Coverage.TAKVIM:
        if count > _LONGEST.days:
            raise _too_long()
        end = start + timedelta(days=int(count) - 1)
        text = f"Takvim günüyle sayılır: {format_date(start)} ve izleyen günler, toplam {int(count)} gün."
        return Explained(end, (Reason(text, code.law),))
    left, day, end = Decimal(count), start, start
    skipped: list[tuple[date, Reason]] = []
    while left > 0:
        if day - start > _LONGEST:
            raise _too_long()
        cost, reason = day_cost(day, kind, code, week, calendar, settings)
        if cost:
            left -= cost
            end = day
        else:
            skipped.append((day, reason))
        day += ONE_DAY
    return Explained(end, (Reason(f"İş günüyle sayılır: {count} gün.", code.law), *_skips(skipped, end)))


def leave_days(
    start: date,
    end: date,
    kind: StaffKind,
    code: DayCode,
    week: WeekPattern,
    calendar: WorkCalendar,
    settings: PuantajSettings,
) -> Explained[Decimal]:
    """How many days a leave from ``start`` to ``end`` (both included) costs, and which days it does not and why.

    The reverse of :func:`leave_end`: a worker's annual leave leaves out rest days and holidays (4857 s. K. m.56),
    a memur's runs on calendar days, the weekend at its edges by the office's setting.
    """
    code = counted_as(code, kind, settings)
    edges = weekend_edges(start, end, kind, code, week, settings)
    total, skipped = Decimal(0), []
    for day in days_between(start, end):
        cost, reason = day_cost(day, kind, code, week, calendar, settings)
        if day in edges:
            cost, reason = Decimal(0), _EDGE
        total += cost
        if not cost:
            skipped.append((day, reason))
    if code.coverage is Coverage.TAKVIM:
        text = f"Takvim günüyle sayılır: {format_date(start)}–{format_date(end)}."
    else:
        text = f"İş günüyle sayılır: {format_date(start)}–{format_date(end)}."
    return Explained(total, (Reason(text, code.law), *_skips(skipped, end + ONE_DAY)))


def weekend_edges(
    start: date, end: date, kind: StaffKind, code: DayCode, week: WeekPattern, settings: PuantajSettings
) -> frozenset[date]:
    """The rest days at the very beginning and end of a memur's calendar-day leave, where the office spares them.

    A leave of nothing but rest days keeps them: it was asked for so.
    """
    counts_all = kind.under_4857 or code.coverage is not Coverage.TAKVIM or not code.balance
    if counts_all or not settings.kenar_hafta_sonu:
        return frozenset()
    first, last = start, end
    while first <= end and week.plan(first) is not DayPlan.WORK:
        first += ONE_DAY
    if first > end:
        return frozenset()
    while week.plan(last) is not DayPlan.WORK:
        last -= ONE_DAY
    return frozenset((*days_between(start, first - ONE_DAY), *days_between(last + ONE_DAY, end)))


def day_cost(
    day: date,
    kind: StaffKind,
    code: DayCode,
    week: WeekPattern,
    calendar: WorkCalendar,
    settings: PuantajSettings,
) -> tuple[Decimal, Reason]:
    """What one day inside a leave costs, and the reason of the day's own base."""
    base, reason = base_code(day, kind, week, calendar, settings)
    if code.coverage is Coverage.TAKVIM:
        return Decimal(1), reason
    return _cost(base, code, settings), reason


def _cost(base: str, code: DayCode, settings: PuantajSettings) -> Decimal:
    if base == keys.CALISTI:
        return Decimal(1)
    if base == keys.YARIM_TATIL:
        return settings.arife_izin if code.coverage is Coverage.ISGUNU else Decimal(1)
    free_counts = code.coverage is Coverage.ISGUNU and settings.cumartesi_izin
    return Decimal(int(base == keys.AKDI_TATIL and free_counts))


def _skips(skipped: Sequence[tuple[date, Reason]], end: date) -> tuple[Reason, ...]:
    return tuple(
        Reason(f"{format_date(day)} sayılmadı. {reason.text}", reason.law) for day, reason in skipped if day < end
    )


def _too_long() -> BadInput:
    return BadInput(
        "İzin bu çalışma düzeniyle bitirilemiyor.", "Gün sayısını ve çalışma düzenini denetleyin.", field="gun"
    )
