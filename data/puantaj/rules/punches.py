"""From passes at the door clock to the presence of a day.

Nothing is ever invented: a day whose passes do not pair up whole has no minutes and waits for an answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, time
from typing import NamedTuple

from data.core.reasons import Reason, Ref
from data.puantaj.rules.person import Ordered, PunchTime
from data.puantaj.rules.readers import one_holds_all, united
from data.puantaj.rules.settings import PuantajSettings
from data.puantaj.rules.shifts import DAY_MINUTES, Clockwork, Shift

WHOLE = "X"
"""Status of a day whose passes pair up."""
CONTROL = "KONTROL"
"""Status of a day with a missing pass: not valued."""
LONG = "UZUN"
"""Status of a day whose in and out lie too far apart to be a pair: not valued either."""

_IN, _OUT, _UNKNOWN = 0, 1, 2
_WAYS = {"G": _IN, "C": _OUT}
_WAY_BITS = 2
_WAY_MASK = 3
_HANDING_OVER = 3 * 60
"""Minutes by which a duty round the clock may be longer than a day."""
_TRUST_FROM = 4
"""A device that wrote this many passes of one person in one direction only does not know directions."""
_CLOCK = tuple(time(minute // 60, minute % 60) for minute in range(DAY_MINUTES))
_MISSING = "Giriş ya da çıkış hareketi eksik: süre hesaplanmadı, gün denetlenmeli."
_TOO_LONG = "Giriş ile çıkış arası {hours} saati aşıyor: aradaki hareketler eksik, süre hesaplanmadı."


class PunchDay(NamedTuple):
    """One day's passes, counted.

    Attributes:
        pairs: In/out pairs, one with a missing half counted too.
        worked: Net minutes, the break or the measured gaps taken off, whichever is more.
        extra: Net minutes of presence inside the hours that an olur orders, outside the shift of a work day.
        extra_night: Of ``extra``, minutes of the night.
        status: :data:`WHOLE`, :data:`CONTROL` or :data:`LONG`.
        reasons: Why it is not whole, with the passes; empty for a whole day.
    """

    day: date
    pairs: int
    late: int
    early: int
    worked: int
    night: int
    first_in: time | None
    last_out: time | None
    status: str
    reasons: tuple[Reason, ...] = ()
    extra: int = 0
    extra_night: int = 0


def shift_days(
    punches: Iterable[PunchTime],
    shifts: Mapping[int, Shift],
    settings: PuantajSettings,
    orders: Mapping[int, Sequence[Ordered]] | None = None,
) -> tuple[dict[int, PunchDay], int]:
    """Presence of each day that has passes, and how many passes were dropped as repeats.

    A pass belongs to the day whose shift it falls into, so a night shift ends on the next date. Seconds are
    not looked at. The order of ``punches`` does not matter.

    Args:
        shifts: The shift of each day by the day's ordinal; passes of other days are left out. One day more
            than wanted at the end catches the end of a last night shift.
        orders: Ordered hours by the day's ordinal.
    """
    punches = tuple(punches)
    coded = _coded(punches)
    kept = _without_repeats(coded, settings.duplicate_minutes)
    if _one_way(kept):
        coded, kept = _undirected(coded), _undirected(kept)
    clockwork = settings.clockwork
    readers = tuple(dict.fromkeys(punch.device for punch in punches))
    days: dict[int, PunchDay] = {}
    for ordinal, bucket in _by_shift(kept, shifts):
        midnight, shift = ordinal * DAY_MINUTES, shifts[ordinal]
        # A duty round the clock is longer than any pair may otherwise be.
        longest = settings.pair_hours * 60 if not shift.duty else DAY_MINUTES + _HANDING_OVER
        minutes = _paired(bucket, midnight, longest)
        if len(readers) > 1 and (minutes is None or any(code & _WAY_MASK == _UNKNOWN for code in bucket)):
            seen = _span(ordinal, shifts), readers, coded, punches
            minutes = _by_reader(bucket, minutes, midnight, longest, settings.duplicate_minutes, *seen)
        if minutes is None:
            days[ordinal] = _control(ordinal, bucket, _refs(bucket, coded, punches), settings)
        else:
            day = _whole(ordinal, minutes, shift, settings, clockwork)
            if shift.duty and day.worked > settings.duty_minutes:
                day = day._replace(worked=settings.duty_minutes)
            ordered = orders.get(ordinal) if orders else None
            days[ordinal] = _with_orders(day, minutes, shift, ordered, clockwork) if ordered else day
    return days, len(punches) - len(kept)


def _by_shift(kept: list[int], shifts: Mapping[int, Shift]) -> list[tuple[int, list[int]]]:
    """The sorted passes day by day; a day runs from where its shift opens to where the next one opens."""
    days: list[tuple[int, list[int]]] = []
    bucket: list[int] = []
    limit = ordinal = -1
    for code in kept:
        if code >= limit:
            following = ordinal + 1
            ordinal = (code >> _WAY_BITS) // DAY_MINUTES
            # At the following day's limit it is certain; only after a gap must it be looked up.
            if ordinal != following and code < _opens(ordinal, shifts):
                ordinal -= 1
            limit = _opens(ordinal + 1, shifts)
            bucket = []
            if ordinal in shifts:
                days.append((ordinal, bucket))
        bucket.append(code)
    return days


def _span(ordinal: int, shifts: Mapping[int, Shift]) -> range:
    """The coded passes that belong to a day."""
    return range(_opens(ordinal, shifts), _opens(ordinal + 1, shifts))


def passes_of(punches: Iterable[PunchTime], day: date, shifts: Mapping[int, Shift]) -> tuple[PunchTime, ...]:
    """The passes that belong to one day, repeats among them, by the hour."""
    punches = tuple(punches)
    span = _span(day.toordinal(), shifts)
    return tuple(
        sorted(
            (punch for punch, code in zip(punches, _coded(punches), strict=True) if code in span),
            key=lambda punch: (punch.at, punch.id),
        )
    )


def _opens(ordinal: int, shifts: Mapping[int, Shift]) -> int:
    """The first coded pass that belongs to that day; a day without a shift takes its neighbour's hour.

    Whoever comes off a duty round the clock still belongs to the day before for a while.
    """
    before = shifts.get(ordinal - 1)
    if before is not None and before.duty:
        return (ordinal * DAY_MINUTES + before.end - DAY_MINUTES + _HANDING_OVER) << _WAY_BITS
    shift = shifts.get(ordinal) or shifts.get(ordinal - 1) or shifts.get(ordinal + 1)
    return (ordinal * DAY_MINUTES + (shift.opens if shift is not None else 0)) << _WAY_BITS


def _coded(punches: tuple[PunchTime, ...]) -> list[int]:
    """Each pass as a whole number, minute and direction, which sorts and compares fast."""
    ways = _WAYS
    coded = []
    for punch in punches:
        at = punch.at
        minute = at.toordinal() * DAY_MINUTES + at.hour * 60 + at.minute
        coded.append(minute << _WAY_BITS | ways.get(punch.direction, _UNKNOWN))
    return coded


def _without_repeats(coded: list[int], window: int) -> list[int]:
    """The passes sorted, repeats folded onto the first."""
    kept: list[int] = []
    last = -DAY_MINUTES
    surely_later = (window << _WAY_BITS) + _WAY_MASK
    for code in sorted(coded):
        if code - last > surely_later or not _repeats(last, code, window):
            kept.append(code)
        last = code
    return kept


def _one_way(kept: list[int]) -> bool:
    """Whether every pass is told to go the same way, so that the device's directions mean nothing."""
    if len(kept) < _TRUST_FROM:
        return False
    way = kept[0] & _WAY_MASK
    return way != _UNKNOWN and all(code & _WAY_MASK == way for code in kept)


def _undirected(coded: list[int]) -> list[int]:
    return [code & ~_WAY_MASK | _UNKNOWN for code in coded]


def _repeats(first: int, second: int, window: int) -> bool:
    """Whether the second pass repeats the first: within the window, and not told to go the other way."""
    ways = first & _WAY_MASK, second & _WAY_MASK
    near = (second >> _WAY_BITS) - (first >> _WAY_BITS) <= window
    return near and (ways[0] == ways[1] or _UNKNOWN in ways)


def _paired(bucket: list[int], midnight: int, longest: int) -> list[int] | None:
    """Minutes of that day in, out, in, out …; ``None`` if they do not pair up whole."""
    count = len(bucket)
    if count & 1:
        return None
    ways = [code & _WAY_MASK for code in bucket]
    wanted = [_IN, _OUT] * (count >> 1)
    if ways != wanted and any(way not in (due, _UNKNOWN) for way, due in zip(ways, wanted, strict=True)):
        return None
    minutes = [(code >> _WAY_BITS) - midnight for code in bucket]
    if minutes[-1] - minutes[0] > longest and any(
        leave - enter > longest for enter, leave in zip(minutes[::2], minutes[1::2], strict=True)
    ):
        return None
    return minutes


def _by_reader(
    bucket: list[int], minutes: list[int] | None, midnight: int, longest: int, window: int,
    span: range, readers: Sequence[str], coded: list[int], punches: tuple[PunchTime, ...],
) -> list[int] | None:  # fmt: skip
    """The day as several readers saw it, an overlap counted once; what it was before where that tells no more."""
    by_reader = []
    for reader in readers:
        own = [code for code, punch in zip(coded, punches, strict=True) if code in span and punch.device == reader]
        if own:
            by_reader.append(_paired(_without_repeats(own, window), midnight, longest))
    joined = united(by_reader)
    if joined is None or len(by_reader) == 1:
        return minutes
    directed = all(code & _WAY_MASK != _UNKNOWN for code in bucket)
    return joined if directed or one_holds_all(joined, by_reader) else minutes


def _with_orders(
    day: PunchDay, minutes: list[int], shift: Shift, ordered: Sequence[Ordered], clockwork: Clockwork
) -> PunchDay:
    """The day with what of the ordered hours the passes prove; inside the shift they are no extra work."""
    extra = night = 0
    for order in ordered:
        if order.start is None or order.end is None:
            continue
        proven = 0
        for enter, leave in zip(minutes[::2], minutes[1::2], strict=True):
            for low, high in outside_shift(shift, order.start, order.end):
                begin, finish = max(enter, low), min(leave, high)
                if begin < finish:
                    proven += finish - begin
                    night += clockwork.night_minutes(begin, finish)
        extra += max(0, proven - order.break_minutes)
    return day._replace(extra=extra, extra_night=min(night, extra))


def outside_shift(shift: Shift, low: int, high: int) -> tuple[tuple[int, int], ...]:
    """The stretches of ordered hours that are not the shift itself, some empty; on a free day all of it."""
    if not shift.work:
        return ((low, high),)
    return (low, min(high, shift.start)), (max(low, shift.end), high)


def _whole(
    ordinal: int, minutes: list[int], shift: Shift, settings: PuantajSettings, clockwork: Clockwork
) -> PunchDay:
    """The day of whole pairs: presence cut to the shift on a work day, all of it on a free day."""
    first, last, tolerance = minutes[0], minutes[-1], settings.tolerance_minutes
    late = early = 0
    if shift.work:
        start, end = shift.start, shift.end
        if first > start + tolerance:
            late = min(first, end) - start
        if last < end - tolerance:
            early = end - max(last, start)
        low = start if not late else first
        high = end if not early else last
    else:
        low, high = first, last
    worked, night = _presence(minutes, low, high, shift, clockwork, measured=settings.measure_gaps)
    return PunchDay(
        date.fromordinal(ordinal), len(minutes) // 2, late, early, worked, night,
        _CLOCK[first % DAY_MINUTES], _CLOCK[last % DAY_MINUTES], WHOLE,
    )  # fmt: skip


def _presence(
    minutes: list[int], low: int, high: int, shift: Shift, clockwork: Clockwork, *, measured: bool
) -> tuple[int, int]:
    """Net minutes and night minutes of the pairs between ``low`` and ``high``.

    The first pair begins at ``low``, the last one ends at ``high``: inside the tolerance the shift's edge counts.
    """
    dawn, dusk = clockwork.day
    if dawn <= low < high <= dusk and minutes[1] >= low and minutes[-2] <= high:
        # The usual day: every gap lies inside and nothing of it in the night.
        gaps = sum(minutes[2:-1:2]) - sum(minutes[1:-2:2])
        return _net(high - low, gaps if measured else 0, shift, clockwork), 0
    presence = night = 0
    begun, ended = high, low
    count = len(minutes)
    for place in range(0, count, 2):
        enter = minutes[place] if place else low
        leave = minutes[place + 1] if place + 2 < count else high
        if enter < low:
            enter = low
        if leave > high:
            leave = high
        if enter < leave:
            presence += leave - enter
            if enter < dawn or leave > dusk:
                night += clockwork.night_minutes(enter, leave)
            if enter < begun:
                begun = enter
            ended = leave
    span = ended - begun
    if span <= 0:
        return 0, 0
    return _net(span, span - presence if measured else 0, shift, clockwork), night


def _net(span: int, gaps: int, shift: Shift, clockwork: Clockwork) -> int:
    """Minutes of work in a span: measured gaps and the break are not both taken off, whichever is more."""
    pause = shift.pause(span, clockwork)
    if gaps > pause:
        pause = gaps
    return span - pause if span > pause else 0


def _refs(bucket: list[int], coded: list[int], punches: tuple[PunchTime, ...]) -> tuple[Ref, ...]:
    """The records behind the passes of a day; of exact repeats the lowest number."""
    refs = []
    for code in bucket:
        if coded.count(code) == 1:
            found = punches[coded.index(code)].id
        else:
            found = min(punch.id for punch, each in zip(punches, coded, strict=True) if each == code)
        refs.append(Ref("punch", found) if found > 0 else Ref("punch_fix", -found))
    return tuple(refs)


def _control(ordinal: int, bucket: list[int], refs: tuple[Ref, ...], settings: PuantajSettings) -> PunchDay:
    """A day that is not valued; its passes are named so that somebody can look at them."""
    midnight = ordinal * DAY_MINUTES
    pairs = 0
    open_pair = False
    first_in = last_out = None
    for code in bucket:
        way = code & _WAY_MASK
        leaving = way == _OUT or (way == _UNKNOWN and open_pair)
        if leaving:
            last_out = (code >> _WAY_BITS) - midnight
            pairs += not open_pair
        else:
            first_in = (code >> _WAY_BITS) - midnight if first_in is None else first_in
            pairs += 1
        open_pair = not leaving
    too_long = len(bucket) % 2 == 0 and _paired(bucket, midnight, 2 * DAY_MINUTES) is not None
    text = _TOO_LONG.format(hours=settings.pair_hours) if too_long else _MISSING
    reason = Reason(text, refs=refs)
    return PunchDay(
        date.fromordinal(ordinal), pairs, 0, 0, 0, 0,
        None if first_in is None else _CLOCK[first_in % DAY_MINUTES],
        None if last_out is None else _CLOCK[last_out % DAY_MINUTES],
        LONG if too_long else CONTROL, (reason,),
    )  # fmt: skip
