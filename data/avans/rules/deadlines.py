"""By when an advance must be settled; both days where the legal one is no working day (reference A4, A5, A8)."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from data.avans.rules.values import LAW_TIME, LAW_TRAVEL, LAW_YEAR_END, AvansKind
from data.butce.rules.closing import year_end
from data.core.calendar import ONE_DAY, WEEKDAYS, WorkCalendar, format_date
from data.core.reasons import Explained, Reason

REMINDERS: Final = (7, 3, 1)
"""Days before the last day on which the desk reminds."""


@dataclass(frozen=True, slots=True)
class Terms:
    """How long each kind has, as the office's settings say; months and days."""

    work_months: int = 1
    credit_months: int = 3
    travel_months: int = 1
    departure_days: int = 15
    travel_year_end: bool = True


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last legal day, and the working day by which it is safe."""

    day: date
    safe: date


def add_months(day: date, months: int) -> date:
    """The same day number so many months on; the last day of a month that has no such day (A4)."""
    place = day.year * 12 + day.month - 1 + months
    year, month = divmod(place, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def deadline(
    kind: AvansKind,
    given: date,
    terms: Terms,
    calendar: WorkCalendar,
    *,
    departed: date | None = None,
    returned: date | None = None,
) -> Explained[Deadline | None]:
    """The last day for an advance's settlement; nothing as long as a journey's end is not known.

    Args:
        departed: Beginning of a journey: who does not leave within the days of the law gives the money back.
        returned: End of the journey, or the pay day from which a pay advance is cut.
    """
    if kind is AvansKind.MAAS or kind.travels:
        if returned is None and kind.travels and (departed is None or departed > must_leave_by(given, terms)):
            return _not_left(given, terms, calendar)
        if returned is None:
            what = "Maaş günü" if kind is AvansKind.MAAS else "Dönüş günü"
            return Explained(None, (Reason(f"{what} yazılmadı; süre ondan sayılır.", LAW_TRAVEL),))
        months = terms.travel_months if kind.travels else 0
        law = LAW_TRAVEL if kind.travels else "5018 s. K. m.35"
        start, word = returned, "Dönüş" if kind.travels else "Maaş günü"
    else:
        months = terms.credit_months if kind is AvansKind.KREDI else terms.work_months
        law, start, word = LAW_TIME, given, "Veriliş"
    last = max(add_months(start, months), given)
    reasons = [Reason(_counted(word, start, months, last), law)]
    closes = kind.by_mutemet or terms.travel_year_end
    if closes and last > year_end(given.year):
        last = year_end(given.year)
        reasons.append(
            Reason(
                f"Süre dolmasa da avans yıl sonunda kapanır: {format_date(last)}. Belgesi mahsup döneminde "
                "gelecek olan, yıl bitmeden yazıyla bildirilir.",
                LAW_YEAR_END,
            )
        )
    safe = safe_day(last, given, calendar)
    reasons += _holiday(last, safe, calendar)
    return Explained(Deadline(last, safe), tuple(reasons))


def _not_left(given: date, terms: Terms, calendar: WorkCalendar) -> Explained[Deadline | None]:
    last = must_leave_by(given, terms)
    safe = safe_day(last, given, calendar)
    words = (
        f"Avans alan {terms.departure_days} gün içinde, {format_date(last)} gününe kadar yola çıkmazsa avansı "
        "hemen geri verir; yola çıkışı yazılmadı."
    )
    return Explained(Deadline(last, safe), (Reason(words, LAW_TRAVEL), *_holiday(last, safe, calendar)))


def _counted(word: str, start: date, months: int, last: date) -> str:
    if not months:
        return f"{word} {format_date(start)}; o gün mahsup edilir."
    shortened = f"; o ayda {start.day}. gün yok, ayın son günü alınır" if last.day != start.day else ""
    return f"{word} {format_date(start)}, süre {months} ay{shortened}: son gün {format_date(last)}, mesai bitimi."


def safe_day(last: date, given: date, calendar: WorkCalendar) -> date:
    """The legal day itself if offices work, else the working day before it, but not before the giving."""
    day = last
    while day > given and not calendar.is_working_day(day):
        day -= ONE_DAY
    return day


def _holiday(last: date, safe: date, calendar: WorkCalendar) -> Sequence[Reason]:
    if safe == last:
        return ()
    holiday = calendar.holiday(last)
    name = holiday.name if holiday and not holiday.half else WEEKDAYS[last.weekday()]
    return (
        Reason(
            f"{format_date(last)} iş günü değil ({name}). Tatilin süreyi uzattığına dair hüküm görülmedi; "
            f"{format_date(safe)} gününe kadar getirin.",
            LAW_TIME,
        ),
    )


def must_leave_by(given: date, terms: Terms) -> date:
    """The last day of departure; who has not left by then for a reason of his own gives the money back (A12)."""
    return given + timedelta(days=terms.departure_days)


def days_before(last: date, today: date) -> int | None:
    """Which reminder is due: 7, 3 or 1 days before, 0 on the day, below zero when late; nothing earlier.

    Between two reminders the earlier one stands.
    """
    left = (last - today).days
    if left <= 0:
        return left
    due = [mark for mark in REMINDERS if left <= mark]
    return min(due) if due else None
