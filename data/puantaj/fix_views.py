"""What stands behind a question: the passes of a day, the leave and orders on it, cards that are ignored."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlmodel import col

from data.core import holidays
from data.core.models import Birim, User
from data.core.permissions import Verb
from data.core.store import Look
from data.personel.models import Personel
from data.puantaj.inputs import read_inputs
from data.puantaj.lookup import month_row
from data.puantaj.models import IgnoredCard, Izin, Overtime, Punch, PunchFix
from data.puantaj.rules.base import month_table
from data.puantaj.rules.period import Period
from data.puantaj.rules.punches import passes_of
from data.puantaj.rules.row import row_of
from data.puantaj.setup import codes_in_use, settings_on

AREA = "puantaj"
_WAYS = {"G": "giriş", "C": "çıkış"}


@dataclass(frozen=True, slots=True)
class PassLine:
    """One pass of a day.

    Attributes:
        punch_id: The clock's record; ``None`` of a pass written by hand.
        fix_id: What was written about it by hand; 0 if nothing was.
        counted: It is not set aside.
        note: Who wrote what about it, and why.
    """

    at: datetime
    direction: str
    reader: str
    punch_id: int | None
    fix_id: int
    counted: bool
    note: str

    @property
    def words(self) -> str:
        """``08:01 giriş · Ana kapı``."""
        parts = [f"{self.at:%H:%M} {_WAYS.get(self.direction, 'yönsüz')}", self.reader, self.note]
        return " · ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class LeaveOn:
    """A leave that stands on the days of a question."""

    id: int
    label: str
    start: date
    end: date
    document: str
    version: int


@dataclass(frozen=True, slots=True)
class OrderOn:
    """An overtime order that stands on the days of a question."""

    id: int
    day: date
    document: str


@dataclass(frozen=True, slots=True)
class IgnoredRow:
    """A card that is nobody's on purpose."""

    id: int
    card_no: str
    start: date
    end: date
    reason: str
    who: str


def day_passes(look: Look, puantaj_id: int, personel_id: int, day: date) -> tuple[PassLine, ...]:
    """The passes that count for one day of a month and those set aside there, by the hour.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such month.
    """
    look.actor.require(AREA, Verb.VIEW)
    month, group = month_row(look, puantaj_id)
    period, codes = Period(month.start, month.end), codes_in_use(look)
    members = read_inputs(look, group, period, {personel_id}).members
    fixes = _fixes(look, personel_id)
    lines = [_aside(look, row, who) for row, who in fixes.values() if row.punch_id is not None]
    found = [line for line in lines if line.at.date() - timedelta(days=1) <= day <= line.at.date()]
    for member in members:
        table = month_table(period, holidays.calendar(look), codes, settings_on(look, period.end))
        shifts = row_of(member.person, table, codes).base_row.shifts
        for one in passes_of(member.person.punches, day, shifts):
            row, who = fixes.get(-one.id, (None, ""))
            note = f"elle: {row.reason} ({who})" if row is not None else ""
            punch_id = one.id if one.id > 0 else None
            fix_id = -one.id if one.id < 0 else 0
            found.append(PassLine(one.at, one.direction, one.device, punch_id, fix_id, counted=True, note=note))
    return tuple(sorted(found, key=lambda line: (line.at, not line.counted)))


def _fixes(look: Look, personel_id: int) -> dict[int, tuple[PunchFix, str]]:
    rows = look.session.execute(
        select(PunchFix, col(User.full_name))
        .outerjoin(User, col(User.id) == col(PunchFix.made_by))
        .where(col(PunchFix.personel_id) == personel_id, col(PunchFix.withdrawn_at).is_(None))
    )
    return {row.id or 0: (row, who or "") for row, who in rows}


def _aside(look: Look, row: PunchFix, who: str) -> PassLine:
    old = look.session.get_one(Punch, row.punch_id)
    instead = f"yerine {row.at[11:16]} yazıldı" if row.at else "sayılmadı"
    note = f"{instead}: {row.reason} ({who})"
    at = datetime.fromisoformat(old.at)
    return PassLine(at, old.direction, old.device, None, row.id or 0, counted=False, note=note)


def leaves_on(look: Look, personel_id: int, days: Collection[date]) -> tuple[LeaveOn, ...]:
    """The standing leave of a person that touches any of the days, by start.

    Raises:
        NotAllowed: no permission, or out of sight.
    """
    _require_person(look, personel_id)
    names = {code.key: f"{code.letter} {code.name}" for code in codes_in_use(look)}
    rows = look.session.execute(
        select(Izin)
        .where(
            col(Izin.personel_id) == personel_id,
            col(Izin.cancelled_at).is_(None),
            col(Izin.effective),
            col(Izin.start) <= max(days),
            col(Izin.end) >= min(days),
        )
        .order_by(col(Izin.start), col(Izin.id))
    ).scalars()
    return tuple(
        LeaveOn(row.id or 0, names[row.code], row.start, row.end, row.document, row.version) for row in rows
    )


def orders_on(look: Look, personel_id: int, days: Collection[date]) -> tuple[OrderOn, ...]:
    """The standing overtime orders of a person on the days.

    Raises:
        NotAllowed: no permission, or out of sight.
    """
    _require_person(look, personel_id)
    rows = look.session.execute(
        select(Overtime)
        .where(
            col(Overtime.personel_id) == personel_id,
            col(Overtime.cancelled_at).is_(None),
            col(Overtime.day).in_(list(days)),
        )
        .order_by(col(Overtime.day), col(Overtime.id))
    ).scalars()
    return tuple(OrderOn(row.id or 0, row.day, row.document) for row in rows)


def ignored_in(look: Look, start: date, end: date) -> tuple[IgnoredRow, ...]:
    """The cards that are ignored on days of the span, by number."""
    look.actor.require(AREA, Verb.VIEW)
    rows = look.session.execute(
        select(IgnoredCard, col(User.full_name))
        .outerjoin(User, col(User.id) == col(IgnoredCard.made_by))
        .where(
            col(IgnoredCard.withdrawn_at).is_(None), col(IgnoredCard.start) <= end, col(IgnoredCard.end) >= start
        )
        .order_by(col(IgnoredCard.card_no), col(IgnoredCard.id))
    )
    return tuple(
        IgnoredRow(row.id or 0, row.card_no, row.start, row.end, row.reason, who or "") for row, who in rows
    )


def _require_person(look: Look, personel_id: int) -> None:
    look.actor.require(AREA, Verb.VIEW)
    unit = look.session.execute(
        select(col(Birim.path))
        .join(Personel, col(Personel.birim_id) == col(Birim.id))
        .where(col(Personel.id) == personel_id)
    ).scalar()
    look.actor.require_sight(unit or "")
