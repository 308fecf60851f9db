"""The month of one person: days, weeks, totals, prim günü and checks from the inputs, without any store."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache

from data.core.calendar import WorkCalendar
from data.core.reasons import Explained
from data.puantaj.rules import codes as keys
from data.puantaj.rules.base import LOOKBACK, Base, month_table
from data.puantaj.rules.checks import Check, checks_of
from data.puantaj.rules.codes import CodeGroup, Codes, DayCode
from data.puantaj.rules.cover import Cover
from data.puantaj.rules.orders import FREE_WORK, extra_minutes, in_free_work, with_extra
from data.puantaj.rules.overtime import Week
from data.puantaj.rules.overtime_checks import overtime_checks
from data.puantaj.rules.period import Period
from data.puantaj.rules.person import Ordered, Person
from data.puantaj.rules.punches import LONG, WHOLE, PunchDay, shift_days
from data.puantaj.rules.row import Row, row_of
from data.puantaj.rules.settings import PuantajSettings
from data.puantaj.rules.sgk import PrimGunu, prim_gunu
from data.puantaj.rules.totals import DayEntry, Totals, gives, totals_of
from data.puantaj.rules.values import Day, Minutes, Question, Severity, Source
from data.puantaj.rules.weeks import counted_weeks

__all__ = ["Check", "Day", "PersonMonth", "Question", "Severity", "Source", "month_of"]

_AFTERNOON = keys.GENEL_TATIL


@dataclass(frozen=True, slots=True)
class PersonMonth:
    """One person's computed period.

    Attributes:
        weeks: The weeks that end in the period, of whoever may have worked beyond the contract.
        minutes: The period's minutes by heading.
    """

    person_id: int
    period: Period
    days: tuple[Day, ...]
    totals: Totals
    prim: Explained[PrimGunu]
    checks: tuple[Check, ...]
    weeks: tuple[Explained[Week], ...]
    minutes: Minutes

    @property
    def questions(self) -> tuple[Question, ...]:
        """Everything asked about its days, in their order."""
        return tuple(question for day in self.days for question in day.questions)


def month_of(
    person: Person,
    period: Period,
    calendar: WorkCalendar,
    codes: Codes,
    settings: PuantajSettings,
    *,
    covered_until: date | None = None,
) -> PersonMonth:
    """Computes one person's period.

    The same inputs give the same codes and minutes wherever a period is cut, and always the same answer.

    Args:
        covered_until: Last day for which punch files were taken; later days are not asked about for having no
            pass. Unknown means that the whole period is covered.

    Raises:
        BadInput: a leave or mark carries a code that the office does not know.
    """
    table = month_table(period, calendar, codes, settings)
    row = row_of(person, table, codes)
    orders = _orders(person)
    present = _presence(person, row, orders, settings)
    heavy = bool(person.orders or person.evens) or row.base_row.heavy or _works_free(row)
    counting = _Counting(row, present, orders, period, codes, settings, covered_until)
    days, extras = counting.days(0 if heavy else LOOKBACK)
    weeks: tuple[Explained[Week], ...] = ()
    if heavy:
        days, weeks = counted_weeks(days, row.base_row.bases, period, person, extras, settings)
        days = days[LOOKBACK:]
    entries = _entries(row) if row.covers else row.base_row.entries
    totals, prim = _counted(entries, period, codes, settings)
    if settings.meal_from_minutes:
        totals = replace(totals, meal=Decimal(sum(day.meal for day in days)))
    checks = checks_of(person, period, row, days, totals, codes, table)
    if heavy:
        checks = (*checks, *overtime_checks(person, days, weeks, settings))
    return PersonMonth(person.id, period, days, totals, prim, checks, weeks, _minutes(days, weeks))


@lru_cache(maxsize=1024)
def _counted(
    entries: tuple[DayEntry, ...], period: Period, codes: Codes, settings: PuantajSettings
) -> tuple[Totals, Explained[PrimGunu]]:
    # Most people of one pattern have the same month, so the columns are summed once for all of them.
    return totals_of(entries, codes, settings), prim_gunu(entries, period, codes, settings)


def _minutes(days: tuple[Day, ...], weeks: tuple[Explained[Week], ...]) -> Minutes:
    """The headings of the row: days as they lie in the period, overtime as its weeks end in it."""
    normal = night = gt = ht = 0
    for day in days:
        normal += day.normal_minutes
        night += day.night_minutes
        gt += day.gt_minutes
        ht += day.ht_minutes
    found = [week.value for week in weeks]
    return Minutes(
        normal, sum(week.fm for week in found), sum(week.fsc for week in found), night, gt, ht,
        sum(week.time_minutes for week in found),
    )  # fmt: skip


def _entries(row: Row) -> tuple[DayEntry, ...]:
    entries = []
    bases = row.base_row.bases
    for place in range(LOOKBACK, len(bases) - 1):
        base, cover = bases[place], row.covers.get(place)
        if cover is not None:
            arife = cover.code == keys.GT_CALISMA and base.code == keys.YARIM_TATIL
            entries.append(base.entry._replace(code=cover.code, half=cover.half, sgk=cover.sgk, arife=arife))
        elif base.code != keys.YOK:
            entries.append(base.entry)
    return tuple(entries)


def _orders(person: Person) -> dict[int, tuple[Ordered, ...]]:
    found: dict[int, list[Ordered]] = defaultdict(list)
    for order in sorted(person.orders, key=lambda order: order.id):
        found[order.day.toordinal()].append(order)
    return {ordinal: tuple(orders) for ordinal, orders in found.items()}


def _presence(
    person: Person, row: Row, orders: dict[int, tuple[Ordered, ...]], settings: PuantajSettings
) -> dict[int, PunchDay]:
    if not person.punches:
        return {}
    return shift_days(person.punches, row.base_row.shifts, settings, orders)[0]


def _works_free(row: Row) -> bool:
    return any(cover.code in FREE_WORK for cover in row.covers.values())


@dataclass(frozen=True, slots=True)
class _Counting:
    """Turns bases, covers and passes into days."""

    row: Row
    present: dict[int, PunchDay]
    orders: dict[int, tuple[Ordered, ...]]
    period: Period
    codes: Codes
    settings: PuantajSettings
    covered_until: date | None

    def days(self, from_place: int) -> tuple[tuple[Day, ...], dict[date, int]]:
        """The days from that place of the table to the period's end, and the ordered minutes in them."""
        bases, covers, present = self.row.base_row.bases, self.row.covers, self.present
        first, last = self.period.start.toordinal(), self.period.end.toordinal()
        clocked = any(first <= ordinal <= last for ordinal in present)
        asked_until = last if self.covered_until is None else self.covered_until.toordinal()
        days = []
        extras: dict[date, int] = {}
        for ordinal, place in zip(
            range(first + from_place - LOOKBACK, last + 1), range(from_place, len(bases) - 1), strict=True
        ):
            base, cover, punch = bases[place], covers.get(place), present.get(ordinal)
            if punch is None and cover is None:
                asked = clocked and base.work and ordinal <= asked_until
                day = base.unpunched if asked else base.plain
            elif cover is None and punch is not None and base.work and punch.worked:
                day = self._worked(base, punch)
            else:
                day = self._judged(base, cover, punch)
            ordered = self.orders.get(ordinal)
            if ordered is not None and base.kind is not None:
                extra, asked_more = extra_minutes(base, cover, punch, ordered, clocked=clocked)
                if extra or asked_more:
                    day = with_extra(day, base, punch, ordered, extra, asked_more, self.settings)
                    extras[base.day] = extra
            days.append(day)
        return tuple(days), extras

    def _worked(self, base: Base, punch: PunchDay) -> Day:
        late, early, worked = punch.late, punch.early, punch.worked
        plain = base.plain
        return Day(
            base.day, base.code, Source.PDKS, base.punched[(late > 0) + 2 * (early > 0)],
            worked, late, early, punch.night, punch.first_in, punch.last_out, (), worked, 0, 0, 0, 0,
            base.meal and worked >= self.settings.meal_from_minutes, base.road, plain.half_am, plain.half_pm,
        )  # fmt: skip

    def _judged(self, base: Base, cover: Cover | None, punch: PunchDay | None) -> Day:
        """A day that is not simply worked or free: minutes only where the code is work and passes are whole."""
        if cover is None:
            day = base.plain._replace(normal_minutes=0 if punch is not None else base.plain.normal_minutes)
        else:
            day = self._covered(base, cover)
        if punch is None:
            return day
        question = _question(base, cover, punch, self.codes)
        if question is not None:
            day = day._replace(questions=(*day.questions, question))
        code = self.codes.by_key(day.code)
        day = day._replace(first_in=punch.first_in, last_out=punch.last_out)
        if code.work and punch.status == WHOLE:
            day = day._replace(
                worked_minutes=punch.worked, late_minutes=punch.late, early_minutes=punch.early,
                night_minutes=punch.night, meal=day.meal and punch.worked >= self.settings.meal_from_minutes,
            )  # fmt: skip
            if code.key in FREE_WORK and not base.work:
                return in_free_work(day, punch.worked, self.settings)
            return day._replace(normal_minutes=punch.worked)
        if base.work and cover is None:
            day = day._replace(reasons=(*day.reasons, *punch.reasons))
        return day

    def _covered(self, base: Base, cover: Cover) -> Day:
        code = self.codes.by_key(cover.code)
        meal, road = gives(code, self.settings)
        halves = (code.key, _AFTERNOON) if cover.half else ("", "")
        if code.key == keys.GT_CALISMA and base.code == keys.YARIM_TATIL:
            halves = (keys.CALISTI, keys.GT_CALISMA)
        return Day(
            base.day, cover.code, cover.source, cover.reasons, questions=cover.questions,
            normal_minutes=base.minutes if code.work else 0, meal=meal, road=road,
            half_am=halves[0], half_pm=halves[1], document=cover.document,
            note=cover.mark.reason if cover.mark is not None else "",
        )  # fmt: skip


def _question(base: Base, cover: Cover | None, punch: PunchDay, codes: Codes) -> Question | None:
    """What passes on such a day ask; nothing where a mark or an olur already answers."""
    code = codes.by_key(base.code if cover is None else cover.code)
    if base.kind is None:
        return Question(
            base.day, "disarida_hareket", Severity.AMBER,
            "Kurumda görünmediği günde kapı saatinde hareket var: giriş, çıkış tarihini ya da kartı denetleyin.",
        )  # fmt: skip
    if cover is not None and cover.source is Source.OLUR:
        return None if punch.status == WHOLE else _control(base.day, punch)
    if cover is not None and cover.mark is not None:
        if code.work or cover.mark.reason:
            # A reason is the clerk's answer; a bare code over passes may be a slip of the finger.
            return None
        text = f"Elle {code.letter} yazılmış ama kapı saatinde hareket var."
        return Question(base.day, "elle_hareket", Severity.AMBER, text, code.law)
    if cover is not None and cover.leave is not None:
        return _leave_question(base.day, code)
    if not base.work:
        return Question(
            base.day, "tatilde_hareket", Severity.AMBER,
            "Çalışılmayan günde kapı saatinde hareket var: olurla mı çalıştı, uğradı mı?", code.law,
        )  # fmt: skip
    if punch.status == WHOLE:
        text = "Hareketler vardiya saatleri içinde sayılacak süre vermiyor: gün denetlenmeli."
        return Question(base.day, "sure_yok", Severity.AMBER, text)
    return _control(base.day, punch)


def _control(day: date, punch: PunchDay) -> Question:
    if punch.status == LONG:
        text = "Giriş ile çıkış arası bir vardiya için çok uzun: aradaki hareketler eksik. Günü elle onaylayın."
        return Question(day, "uzun_aralik", Severity.RED, text)
    text = "KONTROL: giriş ya da çıkış hareketi eksik, süre hesaplanmadı. Günün kodunu elle onaylayın."
    return Question(day, "kontrol", Severity.RED, text)


def _leave_question(day: date, code: DayCode) -> Question | None:
    """What passes on a day of leave ask: nothing on duty elsewhere, most on a report."""
    if code.work:
        return None
    if code.group is CodeGroup.rapor:
        text = "Raporlu günde kapı saatinde hareket var; SGK'ya çalışmadığı bildirilir. Rapor geçerli kaldı."
        return Question(day, "raporda_hareket", Severity.RED, text, "5510 s. K. m.18")
    text = f"İzinli günde ({code.letter}) kapı saatinde hareket var; izin geçerli kaldı."
    return Question(day, "izinde_hareket", Severity.AMBER, text, code.law)
