"""Days, weeks, overtime orders and leave behind the papers of the area, as frozen rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from sqlalchemy import func, select
from sqlmodel import col

from data.core.models import Birim
from data.core.permissions import Verb
from data.core.store import Look
from data.core.text import lower
from data.core.units import in_scope
from data.personel.models import Personel
from data.personel.rules import StaffKind
from data.puantaj.leave_names import shown_code
from data.puantaj.models import Izin, Overtime, Puantaj, PuantajDay, PuantajRow, PuantajWeek, QuestionRow
from data.puantaj.report_views import AREA, Sheet, sheet_codes
from data.puantaj.rules.codes import DayCode
from data.puantaj.rules.leaves import LeavePart
from data.puantaj.setup import codes_in_use


@dataclass(frozen=True, slots=True)
class PersonDay:
    """One person's day of a month, in the letters of that month as this actor may read them."""

    personel_id: int
    sira: str
    sicil: str
    name: str
    kind: StaffKind
    day: date
    code: DayCode
    first_in: time | None
    last_out: time | None
    late: int
    early: int
    night: int
    fm: int
    fsc: int
    gt: int
    ht: int
    document: str


@dataclass(frozen=True, slots=True)
class PersonWeek:
    """A counted week, all in minutes."""

    personel_id: int
    start: date
    end: date
    minutes: int
    contract: int
    fm: int
    fsc: int
    time: int
    gt: int
    ht: int


@dataclass(frozen=True, slots=True)
class Order:
    """A standing overtime order."""

    personel_id: int
    sicil: str
    name: str
    day: date
    start: time | None
    end: time | None
    break_minutes: int
    minutes: int
    work: str
    document: str
    as_time: bool


@dataclass(frozen=True, slots=True)
class LeaveLine:
    """A leave or report that was not cancelled."""

    personel_id: int
    sicil: str
    name: str
    code: DayCode
    start: date
    end: date
    document: str
    part: LeavePart
    minutes: int

    @property
    def whole(self) -> bool:
        """Whole days, neither a half nor hours."""
        return self.part is LeavePart.WHOLE and not self.minutes

    @property
    def length(self) -> str:
        """``5 gün``, ``½ gün (öğleden önce)``, ``1 saat 30 dakika`` of each day."""
        if self.minutes:
            hours, rest = divmod(self.minutes, 60)
            return " ".join(
                words for words in (f"{hours} saat" if hours else "", f"{rest} dakika" if rest else "") if words
            )
        if self.part is not LeavePart.WHOLE:
            return f"½ gün ({lower(self.part.label)})"
        return f"{(self.end - self.start).days + 1} gün"


@dataclass(frozen=True, slots=True)
class AskedDay:
    """A day about which the computation asks."""

    sicil: str
    name: str
    sira: str
    day: date
    text: str
    first_in: time | None
    last_out: time | None


def person_days(
    look: Look, sheets: Sequence[Sheet], *conditions: Any, first: date | None = None, last: date | None = None
) -> tuple[PersonDay, ...]:
    """Days of these months that fulfil all conditions, by name and day.

    Args:
        conditions: On columns of :class:`PuantajDay`.
    """
    codes = {sheet.id: sheet_codes(look, sheet) for sheet in sheets}
    statement: Any = (
        select(PuantajDay, PuantajRow)
        .join(
            PuantajRow,
            (col(PuantajRow.puantaj_id) == col(PuantajDay.puantaj_id))
            & (col(PuantajRow.personel_id) == col(PuantajDay.personel_id)),
        )
        .where(col(PuantajDay.puantaj_id).in_(codes), *conditions)
    )
    if first is not None:
        statement = statement.where(col(PuantajDay.day) >= first)
    if last is not None:
        statement = statement.where(col(PuantajDay.day) <= last)
    rows = look.session.execute(
        statement.order_by(col(PuantajRow.sira), col(PuantajRow.personel_id), col(PuantajDay.day))
    )
    return tuple(
        PersonDay(
            row.personel_id, row.sira, row.sicil, row.name, StaffKind(row.kind), day.day,
            shown_code(codes[day.puantaj_id].by_key(day.code), look.actor), day.first_in, day.last_out,
            day.late_minutes, day.early_minutes, day.night_minutes, day.fm_minutes, day.fsc_minutes,
            day.gt_minutes, day.ht_minutes, day.document,
        )
        for day, row in rows
    )  # fmt: skip


def sheet_weeks(look: Look, sheet: Sheet) -> tuple[PersonWeek, ...]:
    """The counted weeks that end in a month, by name and week."""
    rows = look.session.execute(
        select(PuantajWeek)
        .join(
            PuantajRow,
            (col(PuantajRow.puantaj_id) == col(PuantajWeek.puantaj_id))
            & (col(PuantajRow.personel_id) == col(PuantajWeek.personel_id)),
        )
        .where(col(PuantajWeek.puantaj_id) == sheet.id)
        .order_by(col(PuantajRow.sira), col(PuantajRow.personel_id), col(PuantajWeek.start))
    ).scalars()
    return tuple(
        PersonWeek(
            row.personel_id, row.start, row.end, row.minutes, row.contract, row.fm, row.fsc, row.time_minutes,
            row.gt, row.ht,
        )
        for row in rows
    )  # fmt: skip


def year_overtime(look: Look, year: int, until: date) -> dict[int, int]:
    """Minutes of fazla çalışma by person that count for the year's limit (4857 s. K. m.41).

    Counted from all sheets, also those out of sight, as the month's own warning counts them: the limit is one for
    the person wherever the work was done.
    """
    newest = select(func.max(col(Puantaj.id))).group_by(col(Puantaj.group_id), col(Puantaj.start))
    rows = look.session.execute(
        select(col(PuantajWeek.personel_id), func.sum(col(PuantajWeek.counted)))
        .where(
            col(PuantajWeek.puantaj_id).in_(newest),
            col(PuantajWeek.end) >= date(year, 1, 1),
            col(PuantajWeek.end) <= min(until, date(year, 12, 31)),
        )
        .group_by(col(PuantajWeek.personel_id))
    )
    return {key: int(total) for key, total in rows}


def orders(look: Look, first: date, last: date, *, puantaj_id: int = 0, personel_id: int = 0) -> tuple[Order, ...]:
    """Standing orders of the people of a month, or of one person, by name and day."""
    statement: Any = (
        select(Overtime, Personel)
        .join(Personel, col(Personel.id) == col(Overtime.personel_id))
        .where(col(Overtime.cancelled_at).is_(None), col(Overtime.day) >= first, col(Overtime.day) <= last)
    )
    if puantaj_id:
        inside = select(col(PuantajRow.personel_id)).where(col(PuantajRow.puantaj_id) == puantaj_id)
        statement = statement.where(col(Overtime.personel_id).in_(inside))
    if personel_id:
        statement = statement.where(col(Overtime.personel_id) == personel_id)
    rows = look.session.execute(
        statement.order_by(
            col(Personel.sira), col(Personel.id), col(Overtime.day), col(Overtime.start), col(Overtime.id)
        )
    )
    return tuple(
        Order(
            row.personel_id, person.sicil, f"{person.ad} {person.soyad}", row.day, row.start, row.end,
            row.break_minutes, row.minutes, row.work, row.document, row.as_time,
        )
        for row, person in rows
    )  # fmt: skip


def leaves(look: Look, first: date, last: date, personel_id: int = 0) -> tuple[LeaveLine, ...]:
    """Leave and reports in sight that count and have a day in the span, by name and start; no open request."""
    look.actor.require(AREA, Verb.VIEW)
    statement: Any = (
        select(Izin, Personel)
        .join(Personel, col(Personel.id) == col(Izin.personel_id))
        .join(Birim, col(Birim.id) == col(Personel.birim_id))
        .where(
            in_scope(look),
            col(Izin.cancelled_at).is_(None),
            col(Izin.effective),
            col(Izin.start) <= last,
            col(Izin.end) >= first,
        )
    )
    if personel_id:
        statement = statement.where(col(Izin.personel_id) == personel_id)
    codes = {code.key: shown_code(code, look.actor) for code in codes_in_use(look)}
    rows = look.session.execute(
        statement.order_by(col(Personel.sira), col(Personel.id), col(Izin.start), col(Izin.id))
    )
    return tuple(
        LeaveLine(
            row.personel_id, person.sicil, f"{person.ad} {person.soyad}", codes[row.code], row.start, row.end,
            row.document, LeavePart(row.part), row.minutes,
        )
        for row, person in rows
    )  # fmt: skip


def asked_days(
    look: Look, sheets: Sequence[Sheet], kinds: Sequence[str], first: date, last: date
) -> tuple[AskedDay, ...]:
    """Days of these months about which a question of one of these kinds is open, by name and day."""
    rows = look.session.execute(
        select(QuestionRow, PuantajRow, PuantajDay)
        .join(
            PuantajRow,
            (col(PuantajRow.puantaj_id) == col(QuestionRow.puantaj_id))
            & (col(PuantajRow.personel_id) == col(QuestionRow.personel_id)),
        )
        .join(
            PuantajDay,
            (col(PuantajDay.puantaj_id) == col(QuestionRow.puantaj_id))
            & (col(PuantajDay.personel_id) == col(QuestionRow.personel_id))
            & (col(PuantajDay.day) == col(QuestionRow.day)),
        )
        .where(
            col(QuestionRow.puantaj_id).in_([sheet.id for sheet in sheets]),
            col(QuestionRow.kind).in_(kinds),
            col(QuestionRow.day) >= first,
            col(QuestionRow.day) <= last,
        )
        .order_by(col(PuantajRow.sira), col(PuantajRow.personel_id), col(QuestionRow.day), col(QuestionRow.id))
    )
    return tuple(
        AskedDay(row.sicil, row.name, row.sira, question.day, question.text, day.first_in, day.last_out)
        for question, row, day in rows
    )
