"""The last day of a leave from its first day and its number of days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from data.core.calendar import ONE_DAY, WorkCalendar, format_date
from data.core.errors import BadInput
from data.core.reasons import Explained, Reason
from data.personel.rules import StaffKind, WeekPattern
from data.puantaj.rules import codes as keys
from data.puantaj.rules.base import base_code
from data.puantaj.rules.codes import Coverage, DayCode
from data.puantaj.rules.settings import PuantajSettings

_LONGEST = timedelta(days=3 * 366)


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
        base, reason = base_code(day, kind, week, calendar, settings)
        cost = _cost(base, code, settings)
        if cost:
            left -= cost
            end = day
        else:
            skipped.append((day, reason))
        day += ONE_DAY
    return Explained(end, (Reason(f"İş günüyle sayılır: {count} gün.", code.law), *_skips(skipped, end)))


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
