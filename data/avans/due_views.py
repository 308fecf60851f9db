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
from data.avans.models import Avans
from data.avans.operations.giving import deadline_of
from data.avans.operations.refunds import period_end
from data.avans.rules.deadlines import days_before, must_leave_by, year_end
from data.avans.rules.requests import under
from data.avans.rules.values import (
    LAW_ACCOUNTS,
    LAW_TIME,
    LAW_TRAVEL,
    LAW_YEAR_END,
    LAW_ZAM,
    PARTIES_ACCOUNT,
    AvansState,
)
from data.avans.settings import settings_on
from data.avans.views import AvansRow, open_rows
from data.butce.models import Tertip
from data.core import holidays
from data.core.calendar import format_date
from data.core.lights import days_left
from data.core.money import format_kurus
from data.core.permissions import Verb
from data.core.reasons import Reason, Ref
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
    found = [row for one in open_rows(look) for row in _due(look, one)]
    return tuple(sorted(found, key=lambda row: (row.last_day, row.id)))


def count_waiting(look: Look) -> int:
    """How many advances need somebody now, for whoever prepares or checks them."""
    if not (look.actor.can(AREA, Verb.PREPARE) or look.actor.can(AREA, Verb.CHECK)):
        return 0
    return len(due(look))


def _due(look: Look, one: AvansRow) -> Iterator[DueRow]:
    avans, _ = lookup.avans_row(look, one.id)
    if one.state is AvansState.DEVIR:
        last = period_end(look, avans)
        law = Reason(f"Mahsup dönemi {format_date(last)} gününde biter.", LAW_YEAR_END)
        yield from _row(look, one, "Mahsup dönemi", last, last, one.held.devir, (law,))
    elif one.state.running and one.deadline is not None:
        reasons = deadline_of(look, avans).reasons
        yield from _row(look, one, "Mahsup", one.deadline, one.safe or one.deadline, one.held.acik, reasons)
    elif one.state.running and one.kind.travels and one.given_day is not None:
        last = must_leave_by(one.given_day, settings_on(look, one.given_day).terms)
        if avans.departure_day is None or avans.departure_day > look.today:
            words = f"Yola çıkılmazsa avans {format_date(last)} gününde geri verilir."
            yield from _row(look, one, "Yola çıkış", last, last, one.held.acik, (Reason(words, LAW_TRAVEL),))


def _row(
    look: Look, one: AvansRow, what: str, last: date, safe: date, amount: int, reasons: tuple[Reason, ...]
) -> Iterator[DueRow]:
    mark = days_before(safe, look.today)
    if mark is None:
        return
    late = (last - look.today).days
    mark = min(late, 0) if late <= 0 else max(mark, 0)
    sign = "!" if mark < 0 else "●" if mark <= 1 else "○"
    left = days_left(last, look.today, holidays.calendar(look), working_days=False)
    yield DueRow(
        id=one.id, no=one.no, subject=one.subject, holder=one.holder, amount=amount, what=what, last_day=last,
        safe=safe, mark=mark, sign=sign, left=left, reasons=reasons,
    )  # fmt: skip


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
    statement = (
        select(Avans, Tertip)
        .join(Tertip, col(Tertip.id) == col(Avans.tertip_id))
        .where(*of_units_in_sight(look, col(Avans.harcama_birimi_id)), col(Avans.kind).in_(("is", "kredi")))
        .where(col(Avans.state) != AvansState.IPTAL.value, col(Avans.year) == look.today.year)
    )
    codes = settings_on(look, look.today).yolluk_kodlari
    for row, tertip in look.session.execute(statement):
        if under(tertip.ekonomik, codes):
            yield Finding(row.id or 0, no_of(row), "Yolluk avansı 160 hesabına yazılmış.", LAW_ACCOUNTS)
