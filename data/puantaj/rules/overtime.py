"""Work beyond the contract, week by week (4857 s. K. m.41, m.63, m.69), and a memur's leave for it (657 m.178).

A week runs from Monday to Sunday and is counted whole across the end of a period; it belongs to the period in
which it ends. Whoever comes, leaves or changes kind in its midst has a shorter week under each law.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from data.core.calendar import format_date
from data.core.reasons import Explained, Reason
from data.personel.rules import StaffKind
from data.puantaj.rules.person import Even
from data.puantaj.rules.settings import PuantajSettings

_LAW = "4857 s. K. m.41, m.63"
_SUNDAY = 6


class FreeDay(StrEnum):
    """Of what kind a worked free day is; its minutes stay apart from the week's sum."""

    NONE = ""
    HOLIDAY = "gt"
    REST = "ht"


@dataclass(frozen=True, slots=True)
class WorkedDay:
    """One day as the week counts it, all in minutes.

    Attributes:
        minutes: Net work of the day, ordered extra work with it.
        extra: Of ``minutes``, the ordered work beyond the shift.
        apart: Beside ``minutes``, work on the free half of a half holiday.
        contract: What the weekly pattern asks of the day.
        night: More than half of it lies in the night.
        as_time: Work beyond the contract of this day is turned into free time.
    """

    day: date
    kind: StaffKind
    minutes: int
    contract: int
    extra: int = 0
    apart: int = 0
    night: bool = False
    free: FreeDay = FreeDay.NONE
    as_time: bool = False


@dataclass(frozen=True, slots=True)
class DayShare:
    """What of a day is what, in minutes; together they are the day's work."""

    normal: int
    fm: int = 0
    fsc: int = 0
    gt: int = 0
    ht: int = 0


@dataclass(frozen=True, slots=True)
class Week:
    """One counted week, all in minutes.

    Attributes:
        minutes: Work on ordinary days; holidays and leave do not fill it.
        within: Of ``minutes``, what neither the day's nor the night's limit took out: what an agreement balances.
        contract: What the pattern asks of its days.
        fm: Fazla çalışma to be paid with the raised wage (%50 by law), rounded as the settings say.
        fsc: Fazla sürelerle çalışma to be paid (%25 by law), between the contract and the weekly limit.
        time_minutes: Free time earned instead, already at its rate.
        counted: All fazla çalışma, also what was turned into free time: for the limit of the year.
        gt: Work on holidays, ``ht`` on rest days, up to the limit of such days.
        shares: The days, each split; unrounded.
    """

    start: date
    end: date
    kind: StaffKind
    minutes: int
    within: int
    contract: int
    fm: int
    fsc: int
    time_minutes: int
    counted: int
    gt: int
    ht: int
    shares: tuple[tuple[date, DayShare], ...]


def weeks_of(
    days: Sequence[WorkedDay | None], after: StaffKind | None
) -> tuple[tuple[tuple[WorkedDay, ...], bool], ...]:
    """The days cut into weeks of one kind, each with whether it is over.

    Args:
        days: Days without a gap in the calendar, ``None`` where the person is not employed.
        after: The kind on the day behind the last one; a week that goes on there is not over.
    """
    found: list[tuple[tuple[WorkedDay, ...], bool]] = []
    current: list[WorkedDay] = []
    for place, day in enumerate(days):
        if current and (day is None or day.kind is not current[-1].kind or day.day.weekday() == 0):
            found.append((tuple(current), True))
            current = []
        if day is not None:
            current.append(day)
            if place == len(days) - 1:
                found.append((tuple(current), day.day.weekday() == _SUNDAY or after is not day.kind))
    return tuple(found)


def week_of(
    days: Sequence[WorkedDay], settings: PuantajSettings, evens: Sequence[Even] = (), earlier: int = 0
) -> Explained[Week]:
    """Counts one week of one kind.

    A day's work above eleven hours, or a night's above seven and a half, is fazla çalışma by itself; of the rest
    what passes 45 hours is, and what lies between the contract and 45 hours is fazla sürelerle çalışma. In weeks
    that an agreement evens out only the limits of the day and of the night hold; its last week balances them all.

    Args:
        days: At least one day, all of one kind, within Monday to Sunday.
        evens: Agreements that hold for the person.
        earlier: Minutes of ordinary days in earlier weeks of the agreement that ends with this week.
    """
    kind = days[0].kind
    if not kind.under_4857:
        return _without_pay(days, settings)
    shares, reasons = _limits(days, settings)
    within = sum(share.normal for share in shares)
    ordinary = [place for place, day in enumerate(days) if day.free is FreeDay.NONE]
    total, contract = sum(days[place].minutes for place in ordinary), sum(day.contract for day in days)
    first, last = days[0].day, days[-1].day
    even = next((one for one in evens if one.start <= first and last <= one.end), None)
    if even is None:
        over = _split(days, shares, ordinary, settings.weekly_limit_minutes, contract)
        reasons += _sum_reasons(over, shares, contract, settings)
    else:
        reasons.append(_even_reason(even))
        if last == even.end:
            weeks = ((even.end - even.start).days + 1) // 7
            over = earlier + within - weeks * settings.weekly_limit_minutes
            _take_from_end(days, shares, ordinary, max(0, over))
            reasons.append(_balance_reason(earlier, weeks, over, settings))
    fm, fsc = sum(share.fm for share in shares), sum(share.fsc for share in shares)
    as_time = [place for place, day in enumerate(days) if day.as_time]
    fm_time = sum(shares[place].fm for place in as_time)
    fsc_time = sum(shares[place].fsc for place in as_time)
    due = fm - fm_time, fsc - fsc_time
    paid = tuple(_rounded(minutes, settings) for minutes in due)
    if paid != due:
        reasons.append(_rounding_reason(due, paid))
    time_minutes = fm_time * settings.fm_time_minutes // 60 + fsc_time * settings.fsc_time_minutes // 60
    if time_minutes:
        reasons.append(_time_reason(fm_time, fsc_time, time_minutes, settings))
    week = Week(
        first, last, kind, total, within, contract, paid[0], paid[1], time_minutes, paid[0] + fm_time,
        sum(share.gt for share in shares), sum(share.ht for share in shares),
        tuple((day.day, share) for day, share in zip(days, shares, strict=True)),
    )  # fmt: skip
    return Explained(week, tuple(reasons))


def _limits(days: Sequence[WorkedDay], settings: PuantajSettings) -> tuple[list[DayShare], list[Reason]]:
    """Each day by itself: worked free days, and what passes the limit of a day or of a night."""
    shares: list[DayShare] = []
    reasons: list[Reason] = []
    for day in days:
        if day.free is not FreeDay.NONE:
            limit = settings.free_day_minutes or day.minutes
            inside = min(day.minutes, limit)
            over = day.minutes - inside
            holiday = day.free is FreeDay.HOLIDAY
            shares.append(DayShare(0, fm=over, gt=inside if holiday else 0, ht=0 if holiday else inside))
            if day.minutes:
                reasons.append(_free_reason(day, inside, over))
            continue
        night = day.night and day.kind not in settings.night_exempt_kinds
        limit = min(settings.night_limit_minutes if night else day.minutes, settings.daily_limit_minutes)
        over = max(0, day.minutes - limit)
        shares.append(DayShare(day.minutes - over, fm=over, gt=day.apart))
        if over:
            reasons.append(_limit_reason(day, limit, over, night))
    return shares, reasons


def _split(
    days: Sequence[WorkedDay], shares: list[DayShare], ordinary: Sequence[int], limit: int, contract: int
) -> int:
    """Turns what passes the contract and the limit into fsc and fm.

    It falls on the days on which extra work was ordered, from the week's end backwards, then on any day: so it
    stands where the olur is, and free time asked for on that day is counted from it.

    Returns:
        The minutes above the limit.
    """
    total = sum(shares[place].normal for place in ordinary)
    above = max(0, total - limit)
    between = max(0, min(total, limit) - contract)
    for heading, minutes in (("fm", above), ("fsc", between)):
        left = _put(days, shares, ordinary, minutes, heading, ordered=True)
        _put(days, shares, ordinary, left, heading, ordered=False)
    return above


def _put(
    days: Sequence[WorkedDay], shares: list[DayShare], ordinary: Sequence[int], minutes: int, heading: str,
    *, ordered: bool,
) -> int:  # fmt: skip
    """Moves minutes of the days under a heading, from the last day backwards; returns what found no room."""
    for place in reversed(ordinary):
        share = shares[place]
        room = share.normal
        if ordered:
            room = min(room, max(0, days[place].extra - share.fm - share.fsc))
        taken = min(minutes, room)
        if taken:
            moved = {heading: getattr(share, heading) + taken}
            shares[place] = replace(share, normal=share.normal - taken, **moved)
            minutes -= taken
    return minutes


def _take_from_end(
    days: Sequence[WorkedDay], shares: list[DayShare], ordinary: Sequence[int], minutes: int
) -> None:
    """Marks so many minutes as fazla çalışma, from the last day backwards."""
    left = _put(days, shares, ordinary, minutes, "fm", ordered=False)
    if left and ordinary:  # earned in the agreement's earlier weeks
        place = ordinary[0]
        shares[place] = replace(shares[place], fm=shares[place].fm + left)


def _rounded(minutes: int, settings: PuantajSettings) -> int:
    """A rest under thirty minutes is half an hour, above it an hour (Fazla Çalışma Yönetmeliği m.5)."""
    return -(-minutes // 30) * 30 if settings.fm_rounding else minutes


def _without_pay(days: Sequence[WorkedDay], settings: PuantajSettings) -> Explained[Week]:
    """A week outside the labour law: ordered extra work is leave for a memur, and nothing is paid for it."""
    kind = days[0].kind
    extra = sum(day.extra for day in days)
    leave = extra if kind in settings.fm_leave_kinds else 0
    reasons = []
    if leave:
        text = f"Olurla yapılan {hours_text(extra)} saat fazla çalışma izne döner: "
        text += f"her {hours_text(settings.fm_leave_day_minutes)} saat bir gün."
        reasons.append(Reason(text, "657 s. K. m.178/B"))
    elif extra:
        text = f"{hours_text(extra)} saat fazla çalışma gösterildi; {kind.label} için bu cetvelde ödenmez."
        reasons.append(Reason(text, kind.law))
    shares = tuple((day.day, DayShare(day.minutes - day.extra, fm=day.extra)) for day in days)
    total = sum(day.minutes for day in days)
    week = Week(
        days[0].day, days[-1].day, kind, total, total, sum(day.contract for day in days),
        0, 0, leave, 0, 0, 0, shares,
    )  # fmt: skip
    return Explained(week, tuple(reasons))


@dataclass(frozen=True, slots=True)
class OvertimeLeave:
    """Leave that a memur earned by extra work: whole days, and the minutes carried on."""

    days: int
    carried: int


def overtime_leave(minutes: int, settings: PuantajSettings) -> Explained[OvertimeLeave]:
    """Each eight hours of ordered extra work are a day of leave, the rest is carried (657 s. K. m.178/B)."""
    days, carried = divmod(minutes, settings.fm_leave_day_minutes)
    text = f"{hours_text(minutes)} saat ÷ {hours_text(settings.fm_leave_day_minutes)} saat = {days} gün izin"
    text += f", {hours_text(carried)} saat devreder." if carried else "."
    return Explained(OvertimeLeave(days, carried), (Reason(text, "657 s. K. m.178/B"),))


@dataclass(frozen=True, slots=True)
class YearOvertime:
    """Fazla çalışma of a calendar year in minutes, and what of it lies above the limit."""

    total: int
    over: int


def year_overtime(before: int, weeks: Iterable[int], settings: PuantajSettings) -> Explained[YearOvertime]:
    """The year's sum against 270 hours; hours above it are still shown and due (4857 s. K. m.41).

    Args:
        before: Minutes of the year up to here; ``weeks`` those that are added.
    """
    total = before + sum(weeks)
    limit = settings.year_limit_hours * 60
    over = max(0, total - limit)
    text = f"Yıl içinde {hours_text(total)} saat fazla çalışma; sınır {settings.year_limit_hours} saat"
    text += f", {hours_text(over)} saat aşıldı." if over else "."
    return Explained(YearOvertime(total, over), (Reason(text, "4857 s. K. m.41"),))


def hours_text(minutes: int) -> str:
    """``3``, ``2,5`` or ``2,17``: hours as a sheet writes them."""
    whole, rest = divmod(minutes, 60)
    if not rest:
        return str(whole)
    return f"{minutes / 60:.2f}".rstrip("0").replace(".", ",")


# ---------------------------------------------------------------- in words


def _sum_reasons(over: int, shares: Sequence[DayShare], contract: int, settings: PuantajSettings) -> list[Reason]:
    fsc = sum(share.fsc for share in shares)
    left = sum(share.normal for share in shares) + fsc + over
    reasons = []
    if over:
        limit = hours_text(settings.weekly_limit_minutes)
        text = f"Hafta toplamı {hours_text(left)} saat, haftalık sınır {limit} saat"
        reasons.append(Reason(f"{text}: {hours_text(over)} saat fazla çalışma.", _LAW))
    if fsc:
        text = f"Sözleşme haftası {hours_text(contract)} saat; {hours_text(fsc)} saat fazla sürelerle çalışma."
        reasons.append(Reason(text, _LAW))
    if left and not over and not fsc:
        reasons.append(Reason(f"Hafta toplamı {hours_text(left)} saat; haftalık sınır aşılmadı.", _LAW))
    return reasons


def _limit_reason(day: WorkedDay, limit: int, over: int, night: bool) -> Reason:
    which, law = ("gecesi", "4857 s. K. m.69") if night else ("günü", "4857 s. K. m.63")
    text = f"{format_date(day.day)} {which} {hours_text(day.minutes)} saat; sınır {hours_text(limit)} saat"
    return Reason(f"{text}: {hours_text(over)} saat fazla çalışma.", law)


def _free_reason(day: WorkedDay, inside: int, over: int) -> Reason:
    holiday = day.free is FreeDay.HOLIDAY
    name, law = ("genel tatil", "4857 s. K. m.47") if holiday else ("hafta tatili", "4857 s. K. m.46")
    text = f"{format_date(day.day)}: {name} çalışması {hours_text(inside)} saat, haftaya katılmaz"
    return Reason(text + (f"; {hours_text(over)} saati fazla çalışma." if over else "."), law)


def _even_reason(even: Even) -> Reason:
    text = f"Denkleştirme dönemi {format_date(even.start)}–{format_date(even.end)} ({even.document}): "
    return Reason(text + "haftalık sınır ortalamaya uygulanır.", "4857 s. K. m.63")


def _balance_reason(earlier: int, weeks: int, over: int, settings: PuantajSettings) -> Reason:
    limit = hours_text(weeks * settings.weekly_limit_minutes)
    text = f"{weeks} haftanın sınırı {limit} saat, önceki haftalar {hours_text(earlier)} saat: "
    return Reason(
        text + (f"ortalamayı aşan {hours_text(over)} saat fazla çalışma." if over > 0 else "ortalama aşılmadı."),
        "4857 s. K. m.63",
    )


def _rounding_reason(due: tuple[int, ...], paid: tuple[int, ...]) -> Reason:
    pairs = [
        f"{name} {hours_text(raw)} → {hours_text(whole)} saat"
        for name, raw, whole in zip(("fazla çalışma", "fazla süreli"), due, paid, strict=True)
        if raw != whole
    ]
    return Reason(f"Yarım saate yuvarlandı: {', '.join(pairs)}.", "Fazla Çalışma Yönetmeliği m.5")


def _time_reason(fm: int, fsc: int, earned: int, settings: PuantajSettings) -> Reason:
    parts = []
    if fm:
        parts.append(f"{hours_text(fm)} saat × {settings.fm_time_minutes} dakika")
    if fsc:
        parts.append(f"{hours_text(fsc)} saat × {settings.fsc_time_minutes} dakika")
    return Reason(
        f"Ücret yerine serbest zaman: {' + '.join(parts)} = {hours_text(earned)} saat.", "4857 s. K. m.41"
    )
