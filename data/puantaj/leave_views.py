"""What screens ask about leave records and clock files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import and_, func, or_, select
from sqlmodel import col

from data.core import filters
from data.core.approvals import Stage
from data.core.models import Approval, Birim, TakenFile
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.store import Look
from data.core.text import fold
from data.core.units import in_scope
from data.core.windows import window
from data.personel.models import Personel
from data.puantaj.leave_names import shown_code
from data.puantaj.models import Izin
from data.puantaj.rules.codes import DayCode
from data.puantaj.rules.leaves import LeavePart
from data.puantaj.setup import codes_in_use

AREA = "puantaj"
_FIELDS = frozenset({"tur", "birim", "sicil"})


@dataclass(frozen=True, slots=True)
class LeaveRow:
    """A leave or report; ``cancelled`` holds the reason of a cancelled one, ``state`` says where it stands."""

    id: int
    personel_id: int
    name: str
    sicil: str
    letter: str
    code_name: str
    start: date
    end: date
    part: LeavePart
    minutes: int
    document: str
    note: str
    cancelled: str
    effective: bool
    requested: bool
    state: str


@dataclass(frozen=True, slots=True)
class PunchFileRow:
    """A clock file that was taken."""

    id: int
    name: str
    rows: int
    span: str
    taken_at: datetime
    taken_by: str


def leave_window(
    look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None = None, *, only: int = 0
) -> Window[LeaveRow]:
    """Leave and reports in sight, latest start first.

    Views: empty for running and coming, ``bekleyen`` for requests on their way, ``gecmis``, ``iptal``, ``tumu``.
    ``only`` shows one record.
    """
    look.actor.require(AREA, Verb.VIEW)
    statement: Any = (
        select(Izin, Personel, col(Approval.stage))
        .join(Personel, col(Personel.id) == col(Izin.personel_id))
        .join(Birim, col(Birim.id) == col(Personel.birim_id))
        .outerjoin(
            Approval,
            and_(
                col(Approval.kind) == "izin",
                col(Approval.record_id) == func.coalesce(col(Izin.joined_id), col(Izin.id)),
            ),
        )
        .where(in_scope(look))
    )
    codes = {code.key: shown_code(code, look.actor) for code in codes_in_use(look)}
    statement = statement.where(col(Izin.id) == only) if only else _in_view(look, statement, query)
    statement = _filtered(statement, query, codes)

    def build(found: Any) -> LeaveRow:
        row, person, stage = found[0], found[1], found[2]
        code = codes[row.code]
        return LeaveRow(
            id=row.id,
            personel_id=row.personel_id,
            name=f"{person.ad} {person.soyad}",
            sicil=person.sicil,
            letter=code.letter,
            code_name=code.name,
            start=row.start,
            end=row.end,
            part=LeavePart(row.part),
            minutes=row.minutes,
            document=row.document,
            note=row.note,
            cancelled=row.cancelled_reason,
            effective=row.effective,
            requested=row.requested,
            state=_state(row, stage),
        )

    column = col(Izin.end) if query.sort == "end" else col(Izin.start)
    return window(
        look,
        statement,
        (column, col(Izin.id)),
        build,
        start=start,
        limit=limit,
        anchor=anchor,
        descending=not query.descending,
    )


def _state(row: Izin, stage: str | None) -> str:
    if row.cancelled_at is not None:
        return "İptal" if row.effective else "Geri çekildi"
    if row.effective:
        return "Geçerli"
    return Stage(stage or Stage.TASLAK).label


def partial_leave_text(look: Look, personel_id: int, day: date) -> str:
    """Leave of that day that takes hours or a half only: it stands in the day's note, not in its code."""
    rows = look.session.execute(
        select(Izin)
        .where(
            col(Izin.personel_id) == personel_id,
            col(Izin.cancelled_at).is_(None),
            col(Izin.effective),
            col(Izin.start) <= day,
            col(Izin.end) >= day,
            or_(col(Izin.minutes) > 0, col(Izin.part) != LeavePart.WHOLE.value),
        )
        .order_by(col(Izin.id))
    ).scalars()
    codes = codes_in_use(look)
    return "; ".join(
        f"{shown_code(codes.by_key(row.code), look.actor).name}, "
        + (f"{row.minutes} dakika" if row.minutes else LeavePart(row.part).label)
        for row in rows
    )


def _in_view(look: Look, statement: Any, query: LedgerQuery) -> Any:
    live = col(Izin.cancelled_at).is_(None)
    if query.view == "":
        return statement.where(live, col(Izin.effective), col(Izin.end) >= look.today)
    if query.view == "bekleyen":
        return statement.where(live, col(Izin.effective).is_(False))
    if query.view == "gecmis":
        return statement.where(live, col(Izin.effective), col(Izin.end) < look.today)
    return statement.where(col(Izin.cancelled_at).is_not(None)) if query.view == "iptal" else statement


def _filtered(statement: Any, query: LedgerQuery, codes: Mapping[str, DayCode]) -> Any:
    """Narrowed by words of the name, ``tur:`` (letter or name of the kind), ``birim:`` and ``sicil:``."""
    typed = filters.parse(query.text, _FIELDS)
    for name, value in typed.pairs + tuple((name, fold(value)) for name, value in query.fields):
        if name == "tur":
            kinds = [key for key, code in codes.items() if fold(code.letter) == value]
            kinds = kinds or [key for key, code in codes.items() if value in fold(code.name)]
            statement = statement.where(col(Izin.code).in_(kinds))
        elif name == "birim":
            statement = statement.where(col(Birim.arama).contains(value, autoescape=True))
        elif name == "sicil":
            statement = statement.where(col(Personel.sicil).startswith(value, autoescape=True))
    for word in typed.words.split():
        statement = statement.where(col(Personel.arama).contains(word, autoescape=True))
    return statement


def punch_files(
    look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None = None
) -> Window[PunchFileRow]:
    """Clock files, the latest first."""
    look.actor.require(AREA, Verb.VIEW)
    statement: Any = select(TakenFile).where(col(TakenFile.target) == "punch")

    def build(found: Any) -> PunchFileRow:
        row = found[0]
        return PunchFileRow(row.id, row.name, row.rows, row.span, row.taken_at, row.taken_by_name)

    return window(
        look, statement, (col(TakenFile.id),), build, start=start, limit=limit, anchor=anchor, descending=True
    )
