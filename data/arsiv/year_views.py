"""The year of the archive in numbers, a line a unit: what the yearly return of January asks (m.26)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import case, func, select, text
from sqlmodel import col

from data.arsiv.lookup import AREA, in_sight
from data.arsiv.models import Klasor, KlasorKontrol, KlasorOlay, Odunc
from data.arsiv.rules.values import EventKind, FolderStage, LoanKind
from data.arsiv.tally import by_unit, folders_seen
from data.core.models import Birim
from data.core.permissions import Verb
from data.core.store import Look
from data.core.units import in_scope

_UNIT: Final = col(Klasor.birim_id) + 0
"""Not by its index: what happened in a year is gathered by its day, and the folders looked up."""
_LEFT: Final = text("klasor_olay.kind IN ('imha', 'devlet')")
"""Word for word as the index has it, so that it serves."""
_GONE: Final = tuple(stage.value for stage in FolderStage if not stage.here)
_COUNTED: Final = {
    EventKind.ACILDI: "opened", EventKind.KAPANDI: "closed", EventKind.DEVREDILDI: "handed",
    EventKind.DEVIR_IADE: "returned", EventKind.IMHA: "destroyed", EventKind.DEVLET: "to_state",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class YearRow:
    """A unit's year, counted over the folders that the actor may see.

    Attributes:
        controls: Controls of the year, ``unfit`` those that found something wrong.
        loans: Uses of the year, ``copies`` those of them on the spot or as a copy, ``late`` those brought back
            late or out over their day.
        due_a: Folders whose period was over in the year, by outcome.
        kept: Folders still here at the year's end.
    """

    birim_id: int
    birim: str
    opened: int = 0
    closed: int = 0
    controls: int = 0
    unfit: int = 0
    handed: int = 0
    returned: int = 0
    loans: int = 0
    copies: int = 0
    late: int = 0
    due_a: int = 0
    due_c: int = 0
    due_d: int = 0
    destroyed: int = 0
    to_state: int = 0
    kept: int = 0


def year_in_numbers(look: Look, year: int) -> tuple[YearRow, ...]:
    """A line for each unit in sight that has folders, in their order.

    Raises:
        NotAllowed: no permission.
    """
    look.actor.require(AREA, Verb.VIEW)
    first, after = date(year, 1, 1), date(year + 1, 1, 1)
    found: Counter[tuple[int, str]] = Counter()
    for question in (_events, _controls, _loans, _due, _kept):
        question(look, first, after, found)
    keys = {unit for unit, _ in found}
    units = select(Birim).where(in_scope(look), col(Birim.id).in_(keys)).order_by(col(Birim.sira))
    return tuple(
        YearRow(unit.id or 0, unit.name, **{name: count for (key, name), count in found.items() if key == unit.id})
        for unit in look.session.execute(units).scalars()
    )


def _events(look: Look, first: date, after: date, found: Counter[tuple[int, str]]) -> None:
    statement = (
        select(_UNIT, col(KlasorOlay.kind), func.count())
        .select_from(KlasorOlay)
        .join(Klasor, col(Klasor.id) == col(KlasorOlay.klasor_id))
        .where(
            col(KlasorOlay.day) >= first,
            col(KlasorOlay.day) < after,
            col(KlasorOlay.kind).in_([kind.value for kind in _COUNTED]),
            in_sight(look, walk=True),
        )
        .group_by(_UNIT, col(KlasorOlay.kind))
    )
    for unit, kind, count in look.session.execute(statement):
        found[unit, _COUNTED[EventKind(kind)]] += count


def _controls(look: Look, first: date, after: date, found: Counter[tuple[int, str]]) -> None:
    statement = (
        select(_UNIT, func.count(), func.sum(case((col(KlasorKontrol.fit), 0), else_=1)))
        .select_from(KlasorKontrol)
        .join(Klasor, col(Klasor.id) == col(KlasorKontrol.klasor_id))
        .where(col(KlasorKontrol.day) >= first, col(KlasorKontrol.day) < after, in_sight(look, walk=True))
        .group_by(_UNIT)
    )
    for unit, count, unfit in look.session.execute(statement):
        found[unit, "controls"], found[unit, "unfit"] = count, int(unfit)


def _loans(look: Look, first: date, after: date, found: Counter[tuple[int, str]]) -> None:
    until = func.coalesce(col(Odunc.returned_on), look.today)
    statement = (
        select(
            _UNIT,
            func.count(),
            func.sum(case((col(Odunc.kind) == LoanKind.ASIL.value, 0), else_=1)),
            func.sum(case((until > col(Odunc.due_on), 1), else_=0)),
        )
        .select_from(Odunc)
        .join(Klasor, col(Klasor.id) == col(Odunc.klasor_id))
        .where(col(Odunc.given_on) >= first, col(Odunc.given_on) < after, in_sight(look, walk=True))
        .group_by(_UNIT)
    )
    for unit, count, copies, late in look.session.execute(statement):
        found[unit, "loans"], found[unit, "copies"], found[unit, "late"] = count, int(copies), int(late)


def _due(look: Look, first: date, after: date, found: Counter[tuple[int, str]]) -> None:
    seen = folders_seen(look)
    letter = func.substr(seen.outcome, 1, 1)
    statement = (
        select(seen.birim_id, letter, func.sum(seen.total))
        # The day is the first after the period: one that ended on 31 Aralık is of the year before.
        .where(seen.due_on > first, seen.due_on <= after)
        .group_by(seen.birim_id, letter)
    )
    names = {"A": "due_a", "C": "due_c", "D": "due_d"}
    for unit, outcome, count in look.session.execute(statement):
        if outcome in names:
            found[unit, names[outcome]] += int(count)


def _kept(look: Look, first: date, after: date, found: Counter[tuple[int, str]]) -> None:
    """Opened by the year's end and neither destroyed nor handed to Devlet Arşivleri by then."""
    for unit, count in by_unit(look, lambda one: (one.opened_year <= first.year,)).items():
        found[unit, "kept"] += count
    gone = (
        select(_UNIT, func.count(col(Klasor.id).distinct()))
        .select_from(KlasorOlay)
        .join(Klasor, col(Klasor.id) == col(KlasorOlay.klasor_id))
        .where(
            _LEFT,
            col(KlasorOlay.day) < after,
            col(Klasor.stage).concat("").in_(_GONE),
            in_sight(look, walk=True),
        )
        .group_by(_UNIT)
    )
    for unit, count in look.session.execute(gone):
        found[unit, "kept"] -= count
