"""What screens ask about leave records and clock files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlmodel import col

from data.core import filters
from data.core.models import Birim, TakenFile
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.store import Look
from data.core.windows import window
from data.personel.models import Personel
from data.puantaj.models import Group, Izin, Puantaj
from data.puantaj.setup import codes_in_use

AREA = "puantaj"


@dataclass(frozen=True, slots=True)
class LeaveRow:
    """A leave or report; ``cancelled`` holds the reason of a cancelled one."""

    id: int
    personel_id: int
    name: str
    letter: str
    code_name: str
    start: date
    end: date
    document: str
    note: str
    cancelled: str


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

    Views: empty for running and coming, ``gecmis``, ``iptal``, ``tumu``. ``only`` shows one record.
    """
    look.actor.require(AREA, Verb.VIEW)
    statement: Any = (
        select(Izin, Personel)
        .join(Personel, col(Personel.id) == col(Izin.personel_id))
        .join(Birim, col(Birim.id) == col(Personel.birim_id))
        .where(col(Birim.path).startswith(look.actor.scope))
    )
    if only:
        statement = statement.where(col(Izin.id) == only)
    elif query.view == "":
        statement = statement.where(col(Izin.cancelled_at).is_(None), col(Izin.end) >= look.today)
    elif query.view == "gecmis":
        statement = statement.where(col(Izin.cancelled_at).is_(None), col(Izin.end) < look.today)
    elif query.view == "iptal":
        statement = statement.where(col(Izin.cancelled_at).is_not(None))
    for word in filters.parse(query.text, frozenset()).words.split():
        statement = statement.where(col(Personel.arama).contains(word, autoescape=True))
    codes = {code.key: code for code in codes_in_use(look)}

    def build(found: Any) -> LeaveRow:
        row, person = found[0], found[1]
        code = codes[row.code]
        return LeaveRow(
            id=row.id,
            personel_id=row.personel_id,
            name=f"{person.ad} {person.soyad}",
            letter=code.letter,
            code_name=code.name,
            start=row.start,
            end=row.end,
            document=row.document,
            note=row.note,
            cancelled=row.cancelled_reason,
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


def open_questions(look: Look) -> int:
    """Questions of the open months in sight."""
    return int(
        look.session.execute(
            select(func.coalesce(func.sum(col(Puantaj.questions)), 0))
            .join(Group, col(Group.id) == col(Puantaj.group_id))
            .join(Birim, col(Birim.id) == col(Group.birim_id))
            .where(
                col(Puantaj.closed).is_(False),
                col(Puantaj.locked).is_(False),
                col(Birim.path).startswith(look.actor.scope),
            )
        ).scalar_one()
    )
