"""Ordered work beyond the shift: what an olur makes of the day, and what of it is proven.

On a rest day, a holiday or a free Saturday the olur makes the day a worked one; on a work day it only adds
minutes. An approved leave stays under it. Where the door clock knows the day only the proven minutes count; where
it does not, the olur's own minutes count and a question says so.
"""

from __future__ import annotations

from dataclasses import replace

from data.core.reasons import Reason, Ref
from data.puantaj.rules import codes as keys
from data.puantaj.rules.base import Base, MonthTable
from data.puantaj.rules.codes import Codes
from data.puantaj.rules.cover import Cover
from data.puantaj.rules.person import Ordered, Person
from data.puantaj.rules.punches import WHOLE, PunchDay, outside_shift
from data.puantaj.rules.settings import PuantajSettings
from data.puantaj.rules.values import Day, Question, Severity, Source

_WORKED = {
    keys.GENEL_TATIL: keys.GT_CALISMA,
    keys.YARIM_TATIL: keys.GT_CALISMA,
    keys.HAFTA_TATILI: keys.HT_CALISMA,
    keys.AKDI_TATIL: keys.AT_CALISMA,
}
FREE_WORK = frozenset(_WORKED.values())
"""Codes of worked rest days and holidays."""


def lay_orders(
    person: Person, bases: tuple[Base, ...], covers: dict[int, Cover], table: MonthTable, codes: Codes
) -> None:
    """Puts the code of a worked free day on the free days that an olur names."""
    for order in person.orders:
        place = (order.day - table.first).days
        if not 0 <= place < len(bases) or bases[place].kind is None:
            continue
        base, present = bases[place], covers.get(place)
        if present is not None and present.leave is not None:
            if not codes.by_key(present.code).work:
                covers[place] = replace(present, questions=(*present.questions, _on_leave(order)))
            continue
        key = _WORKED.get(base.code)
        if key is None or base.kind not in codes.by_key(key).kinds:
            continue
        if base.code == keys.YARIM_TATIL and not _after(order, table.settings):
            continue
        law = codes.by_key(key).law
        reason = Reason(f"Fazla mesai oluru: {order.document}.", law, (Ref("fazla_mesai", order.id),))
        covers[place] = Cover(key, Source.OLUR, (*base.reasons, reason), document=order.document)


def _after(order: Ordered, settings: PuantajSettings) -> bool:
    """Whether the order reaches into the free half of a half holiday; bare minutes are taken for it."""
    free_from = settings.half_holiday_from.hour * 60 + settings.half_holiday_from.minute
    return order.end is None or order.end > free_from


def _on_leave(order: Ordered) -> Question:
    text = f"İzinli güne fazla mesai oluru var ({order.document}); izin geçerli kaldı, süre sayılmadı."
    return Question(order.day, "izinde_fm", Severity.AMBER, text)


def extra_minutes(
    base: Base, cover: Cover | None, punch: PunchDay | None, ordered: tuple[Ordered, ...], *, clocked: bool
) -> tuple[int, tuple[Question, ...]]:
    """The ordered minutes that count on a day, and what is asked about them.

    Args:
        clocked: The person passes a door clock in this period, so that a day without passes is remarkable.
    """
    if base.kind is None or (cover is not None and cover.leave is not None):
        return 0, ()
    wanted = sum(_beyond(order, base) for order in ordered)
    bare = sum(order.minutes for order in ordered if order.start is None)
    inside: tuple[Question, ...] = ()
    if wanted < sum(order.minutes for order in ordered):
        text = "Olurdaki saatler vardiyanın içine düşüyor; yalnız vardiya dışındaki süre sayıldı."
        inside = (Question(base.day, "fm_vardiyada", Severity.AMBER, text),)
    if punch is not None and punch.status == WHOLE:
        proven = punch.extra + bare
        if proven < wanted:
            text = f"Olurdaki {wanted} dakikanın {proven} dakikası kapı saatinde görünüyor; görünen süre sayıldı."
            return proven, (*inside, Question(base.day, "fm_eksik", Severity.GREY, text))
        return proven, inside
    if clocked and wanted > bare:
        text = "Fazla mesai oluru var ama kapı saatinde hareket tam değil: olurdaki süre sayıldı, denetleyin."
        return wanted, (*inside, Question(base.day, "fm_hareket_yok", Severity.AMBER, text))
    return wanted, inside


def _beyond(order: Ordered, base: Base) -> int:
    """The net minutes of an order that do not lie in the shift anyway."""
    if order.start is None or order.end is None or not base.work:
        return order.minutes
    outside = sum(max(0, high - low) for low, high in outside_shift(base.shift, order.start, order.end))
    return max(0, min(order.minutes, outside - order.break_minutes))


def with_extra(
    day: Day, base: Base, punch: PunchDay | None, ordered: tuple[Ordered, ...], extra: int,
    asked: tuple[Question, ...], settings: PuantajSettings,
) -> Day:  # fmt: skip
    """The day with its ordered minutes: on a free day they are its work, on a work day they come on top."""
    reasons = day.reasons
    if extra:
        papers = ", ".join(dict.fromkeys(order.document for order in ordered))
        refs = tuple(Ref("fazla_mesai", order.id) for order in ordered)
        reasons = (*reasons, Reason(f"Olurla fazla mesai: {extra} dakika ({papers}).", "4857 s. K. m.41", refs))
    barred = _barred(base, ordered, settings)
    day = day._replace(
        reasons=reasons,
        questions=(*(one for one in day.questions if one.kind != "tatilde_hareket"), *asked, *barred),
        document=day.document or ordered[0].document,
        night_minutes=day.night_minutes + (punch.extra_night if punch is not None else 0),
    )
    worked = day.worked_minutes + extra if punch is not None and punch.status == WHOLE else 0
    if day.code in FREE_WORK and not base.work:
        return in_free_work(day, extra, settings)
    if day.code == keys.GT_CALISMA:  # the free half of a half holiday
        return day._replace(gt_minutes=extra, worked_minutes=worked)
    return day._replace(normal_minutes=day.normal_minutes + extra, worked_minutes=worked)


def in_free_work(day: Day, minutes: int, settings: PuantajSettings) -> Day:
    """A worked free day of so many minutes, under the heading its code asks for."""
    if day.code == keys.GT_CALISMA:
        return day._replace(gt_minutes=minutes, normal_minutes=0, worked_minutes=minutes)
    if day.code == keys.AT_CALISMA and settings.atc_weekly:
        return day._replace(normal_minutes=minutes, worked_minutes=minutes)
    return day._replace(ht_minutes=minutes, normal_minutes=0, worked_minutes=minutes)


def _barred(base: Base, ordered: tuple[Ordered, ...], settings: PuantajSettings) -> tuple[Question, ...]:
    if base.kind not in settings.fm_barred_kinds:
        return ()
    text = f"{base.kind.label} fazla çalıştırılamaz; oluru ({ordered[0].document}) denetleyin."
    return (Question(base.day, "fm_yasak", Severity.AMBER, text, "Fazla Çalışma Yönetmeliği m.8"),)
