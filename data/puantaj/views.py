"""What screens ask about groups and months: the list and the grid; answers are frozen rows."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlmodel import col

from data.core import approvals, filters, holidays
from data.core.approvals import Stage
from data.core.calendar import WEEKDAYS_SHORT, WorkCalendar
from data.core.models import Approval, Birim
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.store import Look
from data.core.units import in_scope
from data.core.windows import window
from data.personel.rules import StaffKind
from data.puantaj.columns import Figures, TotalColumn, columns_for, days_text, missing_text
from data.puantaj.leave_names import shown_code
from data.puantaj.lookup import month_row, title_of
from data.puantaj.models import Group, Puantaj, PuantajDay, PuantajRow
from data.puantaj.rules.codes import CodeGroup
from data.puantaj.rules.period import Period
from data.puantaj.rules.sgk import PrimGunu
from data.puantaj.rules.values import Source
from data.puantaj.setup import codes_of
from data.puantaj.sheet import Shade
from data.puantaj.stored import minutes_of, totals_of

AREA = "puantaj"


@dataclass(frozen=True, slots=True)
class MonthRow:
    """A month in the ledger."""

    id: int
    title: str
    group: str
    period: Period
    revision: int
    stage: Stage
    number: str
    people: int
    questions: int
    computed_at: datetime | None


@dataclass(frozen=True, slots=True)
class DayHead:
    """A column of the month: date, weekday in two letters, shade and the holiday's name."""

    day: date
    weekday: str
    shade: Shade
    name: str


@dataclass(frozen=True, slots=True)
class CellRow:
    """A day of a person."""

    letter: str
    group: CodeGroup
    source: Source
    question: bool


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person's row of the month."""

    personel_id: int
    sicil: str
    name: str
    gorev: str
    kind: StaffKind
    cells: tuple[CellRow, ...]
    totals: tuple[str, ...]
    questions: int


@dataclass(frozen=True, slots=True)
class MonthView:
    """A whole month as the grid shows it."""

    id: int
    title: str
    period: Period
    revision: int
    stage: Stage
    prepared_by: int
    open: bool
    closed: bool
    questions: int
    days: tuple[DayHead, ...]
    total_titles: tuple[str, ...]
    rows: tuple[PersonRow, ...]
    letters: tuple[tuple[StaffKind, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A group of people whose months are kept on one sheet."""

    id: int
    name: str
    kinds: tuple[StaffKind, ...]
    first_day: int


def groups(look: Look) -> tuple[GroupRow, ...]:
    """The groups in sight."""
    rows = look.session.execute(
        select(Group)
        .join(Birim, col(Birim.id) == col(Group.birim_id))
        .where(col(Group.active), in_scope(look))
        .order_by(col(Group.id))
    ).scalars()
    return tuple(
        GroupRow(row.id or 0, row.name, tuple(StaffKind(kind) for kind in row.kinds.split(",")), row.first_day)
        for row in rows
    )


def month_window(
    look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None = None
) -> Window[MonthRow]:
    """Months in sight, newest first.

    Views: empty for all, ``acik`` for those not closed, ``bekleyen`` for handed on, ``kesin`` for closed.
    """
    look.actor.require(AREA, Verb.VIEW)
    statement: Any = (
        select(Puantaj, Group, col(Approval.stage))
        .join(Group, col(Group.id) == col(Puantaj.group_id))
        .join(Birim, col(Birim.id) == col(Group.birim_id))
        .join(Approval, (col(Approval.record_id) == col(Puantaj.id)) & (col(Approval.kind) == "puantaj"))
        .where(in_scope(look))
    )
    if query.view == "acik":
        statement = statement.where(col(Puantaj.closed).is_(False))
    elif query.view == "kesin":
        statement = statement.where(col(Puantaj.closed))
    elif query.view == "bekleyen":
        statement = statement.where(col(Puantaj.closed).is_(False), col(Puantaj.locked))
    for word in filters.parse(query.text, frozenset()).words.split():
        statement = statement.where(col(Puantaj.arama).contains(word, autoescape=True))
    return window(
        look,
        statement,
        (col(Puantaj.start), col(Group.name), col(Puantaj.revision), col(Puantaj.id)),
        _month,
        start=start,
        limit=limit,
        anchor=anchor,
        descending=not query.descending,
    )


def _month(found: Any) -> MonthRow:
    row, group, stage = found[0], found[1], found[2]
    return MonthRow(
        id=row.id,
        title=title_of(row, group),
        group=group.name,
        period=Period(row.start, row.end),
        revision=row.revision,
        stage=Stage(stage),
        number=row.number,
        people=row.people,
        questions=row.questions,
        computed_at=row.computed_at,
    )


def newest_month(look: Look, group_id: int, start: date) -> int | None:
    """The key of the newest revision of a group's period, if it was opened."""
    return look.session.execute(
        select(col(Puantaj.id))
        .where(col(Puantaj.group_id) == group_id, col(Puantaj.start) == start)
        .order_by(col(Puantaj.revision).desc())
        .limit(1)
    ).scalar()


def day_heads(period: Period, calendar: WorkCalendar) -> tuple[DayHead, ...]:
    """The columns of a period."""
    heads = []
    for day in period.days:
        holiday = calendar.holiday(day)
        shade = Shade.REST if day.weekday() == 6 else Shade.NONE
        if holiday is not None:
            shade = Shade.HALF if holiday.half else Shade.HOLIDAY
        heads.append(DayHead(day, WEEKDAYS_SHORT[day.weekday()], shade, holiday.name if holiday else ""))
    return tuple(heads)


def month(look: Look, puantaj_id: int) -> MonthView:
    """A whole month for the grid.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such month.
    """
    look.actor.require(AREA, Verb.VIEW)
    row, group = month_row(look, puantaj_id)
    state = approvals.state(look, "puantaj", puantaj_id)
    period, codes = Period(row.start, row.end), codes_of(look, row)
    kinds = tuple(StaffKind(kind) for kind in group.kinds.split(","))
    titles = [column.title for column in columns_for(kinds)]
    if any(kind.has_prim_gunu for kind in kinds):
        titles[1:1] = ["Prim", "Eksik"]
    return MonthView(
        id=puantaj_id,
        title=title_of(row, group),
        period=period,
        revision=row.revision,
        stage=state.stage,
        prepared_by=state.prepared_by,
        open=not row.locked and not row.closed,
        closed=row.closed,
        questions=row.questions,
        days=day_heads(period, holidays.calendar(look)),
        total_titles=tuple(titles),
        rows=people_rows(look, puantaj_id, kinds),
        letters=tuple((kind, codes.letters(kind)) for kind in kinds),
    )


def people_rows(
    look: Look, puantaj_id: int, kinds: tuple[StaffKind, ...], personel_id: int | None = None
) -> tuple[PersonRow, ...]:
    """The rows of a month, or one person's row alone."""
    codes = codes_of(look, look.session.get_one(Puantaj, puantaj_id))
    known = {code.key: (shown_code(code, look.actor).letter, code.group) for code in codes}
    table = PuantajDay.__table__  # type: ignore[attr-defined]
    statement = (
        select(table.c.personel_id, table.c.code, table.c.source, table.c.question)
        .where(table.c.puantaj_id == puantaj_id)
        .order_by(table.c.personel_id, table.c.day)
    )
    people = select(PuantajRow).where(col(PuantajRow.puantaj_id) == puantaj_id)
    if personel_id is not None:
        statement = statement.where(table.c.personel_id == personel_id)
        people = people.where(col(PuantajRow.personel_id) == personel_id)
    shared: dict[tuple[Any, ...], CellRow] = {}
    cells: dict[int, list[CellRow]] = defaultdict(list)
    for owner, code, source, question in look.session.execute(statement):
        cell = shared.get((code, source, question))
        if cell is None:
            letter, group = known[code]
            cell = shared[(code, source, question)] = CellRow(letter, group, Source(source), bool(question))
        cells[owner].append(cell)
    columns = columns_for(kinds)
    with_prim = any(kind.has_prim_gunu for kind in kinds)
    found = look.session.execute(people.order_by(col(PuantajRow.sira), col(PuantajRow.personel_id))).scalars()
    return tuple(
        PersonRow(
            personel_id=row.personel_id,
            sicil=row.sicil,
            name=row.name,
            gorev=row.gorev,
            kind=StaffKind(row.kind),
            cells=tuple(cells[row.personel_id]),
            totals=_totals(row, columns, with_prim),
            questions=row.questions,
        )
        for row in found
    )


def _totals(row: PuantajRow, columns: tuple[TotalColumn, ...], with_prim: bool) -> tuple[str, ...]:
    figures = Figures(totals_of(row.totals), minutes_of(row))
    texts = [days_text(column.value(figures)) for column in columns]
    if with_prim:
        prim = PrimGunu(row.prim_days, row.missing_days, row.missing_code)
        # Beside the worked days: what the office checks first must be seen without scrolling.
        texts[1:1] = ["" if prim.days is None else str(prim.days), missing_text(prim)]
    return tuple(texts)


def sum_text(rows: tuple[PersonRow, ...], column: int) -> str:
    """A total column added up over people; nothing for zero."""
    return days_text(sum((Decimal(row.totals[column].replace(",", ".") or 0) for row in rows), Decimal(0)))


def question_count(look: Look, puantaj_id: int) -> int:
    """How many questions of a month are open."""
    return month_row(look, puantaj_id)[0].questions
