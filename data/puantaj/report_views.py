"""The numbers behind the papers of the area: newest revisions of the months in sight, as frozen rows.

A correction stands for what it corrects from its opening on; while it is open, its papers are drafts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlmodel import col

from data.core import filters
from data.core.models import Birim
from data.core.permissions import Verb
from data.core.store import Look
from data.core.units import in_scope
from data.personel.models import Part
from data.personel.rules import StaffKind
from data.puantaj.leave_names import shown_code
from data.puantaj.lookup import month_row, title_of
from data.puantaj.models import Group, Puantaj, PuantajDay, PuantajRow
from data.puantaj.rules.codes import YOK, Codes
from data.puantaj.rules.period import Period
from data.puantaj.rules.totals import Totals
from data.puantaj.rules.values import Minutes
from data.puantaj.setup import codes_in_use, codes_of
from data.puantaj.stored import minutes_of, totals_of

AREA = "puantaj"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A month of a group in the revision that counts."""

    id: int
    group: str
    title: str
    kinds: tuple[StaffKind, ...]
    period: Period
    revision: int
    number: str
    closed: bool
    people: int


@dataclass(frozen=True, slots=True)
class MonthChoice:
    """A month in a picker."""

    id: int
    title: str
    subtitle: str


@dataclass(frozen=True, slots=True)
class PersonMonth:
    """One person's row of a month."""

    sheet: Sheet
    personel_id: int
    sira: str
    sicil: str
    name: str
    gorev: str
    kind: StaffKind
    totals: Totals
    minutes: Minutes
    prim_days: int | None
    missing_days: int
    missing_code: str


@dataclass(frozen=True, slots=True)
class UnitCodes:
    """How many days of each code the people of a unit had."""

    unit: str
    people: int
    days: tuple[tuple[str, int], ...]
    """(letter, days)."""


def sheet_of(look: Look, puantaj_id: int) -> Sheet:
    """One month.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such month.
    """
    look.actor.require(AREA, Verb.VIEW)
    return _sheet(*month_row(look, puantaj_id))


def sheets_ending(look: Look, first: date, last: date) -> tuple[Sheet, ...]:
    """The months in sight that end in the span, by group: a week and a payroll belong to where they end."""
    return _sheets(look, col(Puantaj.end) >= first, col(Puantaj.end) <= last)


def sheets_touching(look: Look, first: date, last: date) -> tuple[Sheet, ...]:
    """The months in sight with a day in the span."""
    return _sheets(look, col(Puantaj.end) >= first, col(Puantaj.start) <= last)


def _sheets(look: Look, *conditions: Any) -> tuple[Sheet, ...]:
    look.actor.require(AREA, Verb.VIEW)
    newest = select(func.max(col(Puantaj.id))).group_by(col(Puantaj.group_id), col(Puantaj.start))
    rows = look.session.execute(
        select(Puantaj, Group)
        .join(Group, col(Group.id) == col(Puantaj.group_id))
        .join(Birim, col(Birim.id) == col(Group.birim_id))
        .where(col(Puantaj.id).in_(newest), in_scope(look), *conditions)
        .order_by(col(Group.id), col(Puantaj.start))
    )
    return tuple(_sheet(month, group) for month, group in rows)


def _sheet(month: Puantaj, group: Group) -> Sheet:
    return Sheet(
        id=month.id or 0,
        group=group.name,
        title=group.title,
        kinds=tuple(StaffKind(kind) for kind in group.kinds.split(",")),
        period=Period(month.start, month.end),
        revision=month.revision,
        number=month.number,
        closed=month.closed,
        people=month.people,
    )


def find_months(look: Look, text: str, limit: int) -> tuple[MonthChoice, ...]:
    """Choices of the month picker, the newest first."""
    newest = select(func.max(col(Puantaj.id))).group_by(col(Puantaj.group_id), col(Puantaj.start))
    statement = (
        select(Puantaj, Group)
        .join(Group, col(Group.id) == col(Puantaj.group_id))
        .join(Birim, col(Birim.id) == col(Group.birim_id))
        .where(col(Puantaj.id).in_(newest), in_scope(look))
    )
    for word in filters.parse(text, frozenset()).words.split():
        statement = statement.where(col(Puantaj.arama).contains(word, autoescape=True))
    rows = look.session.execute(
        statement.order_by(col(Puantaj.start).desc(), col(Group.name), col(Puantaj.id)).limit(limit)
    )
    return tuple(_choice(month, group) for month, group in rows)


def month_choice(look: Look, puantaj_id: int) -> MonthChoice | None:
    """The picker's line of one month."""
    row = look.session.get(Puantaj, puantaj_id)
    return _choice(row, look.session.get_one(Group, row.group_id)) if row else None


def _choice(month: Puantaj, group: Group) -> MonthChoice:
    return MonthChoice(month.id or 0, title_of(month, group), month.number or "kesinleşmedi")


def person_months(look: Look, sheets: Sequence[Sheet], personel_id: int = 0) -> tuple[PersonMonth, ...]:
    """The rows of these months in Turkish order of names, or one person's alone by period."""
    by_id = {sheet.id: sheet for sheet in sheets}
    statement = select(PuantajRow).where(col(PuantajRow.puantaj_id).in_(by_id))
    if personel_id:
        statement = statement.where(col(PuantajRow.personel_id) == personel_id)
    rows = look.session.execute(
        statement.order_by(col(PuantajRow.sira), col(PuantajRow.personel_id), col(PuantajRow.puantaj_id))
    ).scalars()
    found = [
        PersonMonth(
            by_id[row.puantaj_id],
            row.personel_id,
            row.sira,
            row.sicil,
            row.name,
            row.gorev,
            StaffKind(row.kind),
            totals_of(row.totals),
            minutes_of(row),
            row.prim_days,
            row.missing_days,
            row.missing_code,
        )
        for row in rows
    ]
    if personel_id:
        found.sort(key=lambda row: row.sheet.period)
    return tuple(found)


def sheet_codes(look: Look, sheet: Sheet) -> Codes:
    """The codes a month is printed with."""
    return codes_of(look, look.session.get_one(Puantaj, sheet.id))


def unit_codes(look: Look, sheets: Sequence[Sheet]) -> tuple[UnitCodes, ...]:
    """Days by unit and letter; a person counts where he or she is on the period's last day."""
    counts: dict[tuple[str, str], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    people: dict[tuple[str, str], set[int]] = defaultdict(set)
    for sheet in sheets:
        codes, homes = sheet_codes(look, sheet), _homes(look, sheet)
        rows = look.session.execute(
            select(col(PuantajDay.personel_id), col(PuantajDay.code), func.count())
            .where(col(PuantajDay.puantaj_id) == sheet.id, col(PuantajDay.code) != YOK)
            .group_by(col(PuantajDay.personel_id), col(PuantajDay.code))
        )
        for owner, key, days in rows:
            letter = shown_code(codes.by_key(key), look.actor).letter or "?"
            counts[homes[owner]][letter] += days
            people[homes[owner]].add(owner)
    return tuple(UnitCodes(home[1], len(people[home]), tuple(counts[home].items())) for home in sorted(counts))


def _homes(look: Look, sheet: Sheet) -> dict[int, tuple[str, str]]:
    """Sort key and name of each person's unit on the last day."""
    inside = select(col(PuantajRow.personel_id)).where(col(PuantajRow.puantaj_id) == sheet.id)
    rows = look.session.execute(
        select(col(Part.personel_id), col(Birim.sira), col(Birim.name))
        .join(Birim, col(Birim.id) == col(Part.birim_id))
        .where(
            col(Part.personel_id).in_(inside),
            col(Part.withdrawn_at).is_(None),
            col(Part.valid_from) <= sheet.period.end,
        )
        .order_by(col(Part.valid_from), col(Part.id))
    )
    return {owner: (sira, name) for owner, sira, name in rows}


def letters_in_order(look: Look) -> tuple[str, ...]:
    """Every letter once, in the order of the office's code list."""
    return tuple(dict.fromkeys(shown_code(code, look.actor).letter for code in codes_in_use(look)))
