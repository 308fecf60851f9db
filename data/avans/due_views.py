"""What about advances needs somebody soon: last days and 7, 3, 1 days before; and what an audit would fault."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlmodel import col

from data.avans import books, lookup
from data.avans.lookup import AREA, AVANS_KIND, no_of
from data.avans.models import Avans, AvansBelge
from data.avans.operations.giving import deadline_of
from data.avans.operations.refunds import period_end
from data.avans.rules.deadlines import days_before
from data.avans.rules.requests import under
from data.avans.rules.values import (
    LAW_ACCOUNTS,
    LAW_TIME,
    LAW_YEAR_END,
    LAW_ZAM,
    PARTIES_ACCOUNT,
    AvansKind,
    AvansState,
    DocumentState,
)
from data.avans.settings import settings_on
from data.avans.views import AvansRow, open_rows
from data.butce.models import Tertip
from data.butce.rules.closing import year_end
from data.core import holidays
from data.core.calendar import WorkCalendar, format_date
from data.core.lights import days_left
from data.core.money import format_kurus
from data.core.permissions import Verb
from data.core.reasons import Reason, Ref
from data.core.reminders import Reminder
from data.core.store import Look
from data.core.units import of_units_in_sight

_DECEMBER: Final = 12


@dataclass(frozen=True, slots=True)
class DueRow:
    """An advance whose last day is near or over; ``id`` is the advance's.

    Attributes:
        mark: 7, 3 or 1 days before, 0 on the day, below zero so many days late.
        safe: The working day by which it is safe.
        sign, left: The same as a sign and in words.
    """

    id: int
    no: str
    subject: str
    holder: str
    unit: str
    amount: int
    what: str
    last_day: date
    safe: date
    mark: int
    sign: str
    left: str
    reasons: tuple[Reason, ...]


def due(look: Look) -> tuple[DueRow, ...]:
    """Advances in sight that must be seen to now, the most urgent first.

    Raises:
        NotAllowed: no permission.
    """
    calendar = holidays.calendar(look)
    found = [row for one in open_rows(look) for row in _due(look, one, calendar)]
    return tuple(sorted(found, key=lambda row: (row.last_day, row.id)))


def count_waiting(look: Look) -> int:
    """How many advances need somebody now: their last day is near, they may be given, or documents wait.

    Giving is counted for who prepares, documents that wait to be settled for who checks.
    """
    prepares, checks = look.actor.can(AREA, Verb.PREPARE), look.actor.can(AREA, Verb.CHECK)
    if not (prepares or checks):
        return 0
    found = {one.id for one in due(look)}
    seen = of_units_in_sight(look, col(Avans.harcama_birimi_id))
    if prepares:
        approved = select(col(Avans.id)).where(col(Avans.state) == AvansState.ONAYLI.value, *seen)
        found.update(key for key in look.session.execute(approved).scalars() if key)
    if checks:
        handed = select(col(AvansBelge.avans_id)).join(Avans, col(Avans.id) == col(AvansBelge.avans_id))
        waiting = handed.where(col(AvansBelge.state) == DocumentState.BEKLIYOR.value, *seen)
        found.update(look.session.execute(waiting).scalars())
    return len(found)


def reminders(look: Look) -> tuple[Reminder, ...]:
    """Last days that are near or over, for whoever prepares or checks advances."""
    if not (look.actor.can(AREA, Verb.PREPARE) or look.actor.can(AREA, Verb.CHECK)):
        return ()
    return tuple(
        Reminder(
            kind=AVANS_KIND, id=one.id, title=f"{one.no} avansı, {one.subject}: {format_kurus(one.amount)}",
            step=one.what, last_day=one.last_day, sign=one.sign, left=one.left, who=one.holder, unit=one.unit,
        )
        for one in due(look)
    )  # fmt: skip


def _due(look: Look, one: AvansRow, calendar: WorkCalendar) -> Iterator[DueRow]:
    if one.state.running and one.deadline is not None:
        last, safe, amount = one.deadline, one.safe or one.deadline, one.held.acik
    elif one.state is AvansState.DEVIR:
        last = safe = period_end(look, lookup.avans_row(look, one.id)[0])
        amount = one.held.devir
    else:
        return
    mark = days_before(safe, look.today)
    if mark is None:
        return
    what, reasons = _about(look, one, last, calendar)
    late = (last - look.today).days
    mark = min(late, 0) if late <= 0 else max(mark, 0)
    sign = "!" if mark < 0 else "●" if mark <= 1 else "○"
    left = days_left(last, look.today, calendar, working_days=False)
    yield DueRow(
        id=one.id, no=one.no, subject=one.subject, holder=one.holder, unit=one.unit, amount=amount, what=what,
        last_day=last, safe=safe, mark=mark, sign=sign, left=left, reasons=reasons,
    )  # fmt: skip


def _about(look: Look, one: AvansRow, last: date, calendar: WorkCalendar) -> tuple[str, tuple[Reason, ...]]:
    """What has to be done by the last day, and why it is that day."""
    if one.state is AvansState.DEVIR:
        ends = Reason(f"Mahsup dönemi {format_date(last)} gününde biter.", LAW_YEAR_END)
        return "Mahsup dönemi", (ends,)
    avans, _ = lookup.avans_row(look, one.id)
    what = "Yola çıkış" if one.kind.travels and avans.return_day is None else "Mahsup"
    return what, deadline_of(look, avans, calendar).reasons


# ---------------------------------------------------------------- findings


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that an audit would fault; ``id`` is the advance's."""

    id: int
    no: str
    text: str
    law: str

    @property
    def reason(self) -> Reason:
        """As a step of an argument, with a jump to the advance."""
        return Reason(f"{self.no}: {self.text}", self.law, (Ref(AVANS_KIND, self.id),))


def findings(look: Look) -> tuple[Finding, ...]:
    """What Sayıştay faults about advances, as far as the records show it: late and not in 140, several with one
    person, the year's end, a journey on 160, disagreement with the ödenek.

    Raises:
        NotAllowed: no permission.
    """
    rows = open_rows(look)
    found = [*_late(look, rows), *_several(rows), *_year_end(look, rows), *_travel(look)]
    for one in books.disagreements(look):
        words = (
            f"Açık tutar {format_kurus(one.acik + one.devir)}, ödenekte saklı tutar "
            f"{format_kurus(one.sakli + one.devir_sakli)}; kayıtlar tutmuyor."
        )
        found.append(Finding(one.avans_id, one.no, words, "5018 s. K."))
    return tuple(found)


def _late(look: Look, rows: tuple[AvansRow, ...]) -> Iterator[Finding]:
    for one in rows:
        if one.state.running and one.deadline is not None and one.deadline < look.today:
            days = (look.today - one.deadline).days
            words = (
                f"Süresi {days} gün önce doldu; {format_kurus(one.held.acik)} kapanmadı, gecikme zammı işliyor, "
                f"{PARTIES_ACCOUNT} hesabına alınmadı."
            )
            yield Finding(one.id, one.no, words, f"{LAW_TIME}; {LAW_ZAM}")


def _several(rows: tuple[AvansRow, ...]) -> Iterator[Finding]:
    by_holder: dict[tuple[str, str], list[AvansRow]] = defaultdict(list)
    for one in rows:
        by_holder[one.holder, one.unit].append(one)
    for (holder, _), group in by_holder.items():
        if len(group) > 1:
            numbers = ", ".join(one.no for one in group)
            yield Finding(
                group[-1].id, group[-1].no, f"{holder} üzerinde birden çok açık avans: {numbers}.", LAW_TIME
            )


def _year_end(look: Look, rows: tuple[AvansRow, ...]) -> Iterator[Finding]:
    for one in rows:
        if not one.state.running or one.given_day is None:
            continue
        avans, _ = lookup.avans_row(look, one.id)
        last = year_end(avans.year)
        if look.today.month == _DECEMBER and look.today.year == avans.year and avans.report_day is None:
            words = f"Yıl bitiyor: {format_date(last)} gününe kadar kapatın ya da yazıyla bildirin."
            yield Finding(one.id, one.no, words, LAW_YEAR_END)
        elif look.today > last:
            words = (
                f"{avans.year} yılı bitti; mahsup dönemine devredilmedi, {PARTIES_ACCOUNT} hesabına da alınmadı."
            )
            yield Finding(one.id, one.no, words, LAW_YEAR_END)


def _travel(look: Look) -> Iterator[Finding]:
    """Work advances on a travel tertip: the setting of these codes may be younger than the advance."""
    codes = settings_on(look, look.today).yolluk_kodlari
    used = select(col(Avans.tertip_id)).where(col(Avans.year) == look.today.year)
    tertips = look.session.execute(select(Tertip).where(col(Tertip.id).in_(used))).scalars()
    wrong = [tertip.id for tertip in tertips if under(tertip.ekonomik, codes)]
    statement = select(Avans).where(
        *of_units_in_sight(look, col(Avans.harcama_birimi_id)),
        col(Avans.tertip_id).in_(wrong),
        col(Avans.kind).in_([kind.value for kind in AvansKind if kind.by_mutemet]),
        col(Avans.state) != AvansState.IPTAL.value,
    )
    for row in look.session.execute(statement).scalars():
        yield Finding(row.id or 0, no_of(row), "Yolluk avansı 160 hesabına yazılmış.", LAW_ACCOUNTS)
