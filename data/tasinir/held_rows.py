"""The items in one hand or one room: a page of them, or all, today or at the end of an earlier day.

Today's are read from the items themselves. Those of an earlier day are the items whose last placing event up to
that day put them there, worth what was written of them until then.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, exists, func, or_, select, tuple_
from sqlalchemy.orm import aliased
from sqlmodel import col

from data.core.models import HarcamaBirimi
from data.core.pages import Anchor, Window
from data.core.store import Look
from data.core.text import fold
from data.core.windows import window
from data.tasinir import lookup
from data.tasinir.item_words import delivery_names
from data.tasinir.models import Ambar, Tasinir
from data.tasinir.models_items import Demirbas, DemirbasHareket, TasinirTeslim, TasinirTeslimSatir
from data.tasinir.rules.values import ItemEvent, ItemState

_GIVEN = (ItemEvent.TESLIM.value, ItemEvent.TERS.value)
"""Events that may put an item into a hand or a room."""


@dataclass(frozen=True, slots=True)
class HeldRow:
    """An item that somebody or some room has; ``value_kurus`` is its recorded value of that day.

    Attributes:
        unit, unit_id: The harcama birimi in whose books it stands.
    """

    id: int
    sicil_no: str
    code: str
    name: str
    brand: str
    model: str
    serial: str
    features: str
    unit: str
    unit_id: int
    since: date
    teslim_id: int | None
    paper: str
    value_kurus: int
    version: int


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose items: a person's, or those of a room.

    Attributes:
        id: Key of the person; of a room where ``room``.
    """

    id: int
    room: bool = False


def held_window(
    look: Look, holder: Holder, day: date, typed: str, start: int, limit: int, anchor: Anchor | None = None
) -> Window[HeldRow]:
    """A page of the items in sight that a holder had at the end of a day, by registry number.

    Who may see the holder is not asked here, nor below.

    Args:
        typed: Words of the items, or the number of their paper: ``2026/14``.
    """
    statement = _asked(look, _There.of(holder, day, look.today), typed)
    found = window(look, statement, _ORDER, _row, start=start, limit=limit, anchor=anchor)
    return replace(found, rows=_with_papers(look, found.rows))


def held_value(look: Look, holder: Holder, day: date, typed: str) -> int:
    """Kuruş of all items that such a page is of."""
    there = _There.of(holder, day, look.today)
    return _counted(look, _asked(look, there, typed), there)[1]


def held_rows(look: Look, holder: Holder, day: date, *, most: int | None = None) -> tuple[HeldRow, ...]:
    """The same items without a filter, the first ``most`` of them or all."""
    statement = _There.of(holder, day, look.today).rows(look).order_by(*_ORDER)
    found = look.session.execute(statement if most is None else statement.limit(most))
    return _with_papers(look, [_row(one) for one in found])


def held_figures(look: Look, holder: Holder, day: date) -> tuple[int, int, int]:
    """How many of them there are, their recorded value in kuruş, and how many more are out of sight."""
    there = _There.of(holder, day, look.today)
    items, kurus = _counted(look, there.rows(look), there)
    if look.actor.sees_all:
        return items, kurus, 0
    whole = look.session.execute(select(func.count()).select_from(there.source).where(*there.conditions))
    return items, kurus, int(whole.scalar_one()) - items


# ---------------------------------------------------------------- where they are


@dataclass(frozen=True, slots=True)
class _There:
    """How the items of a day are found: from where, under which conditions, and what that day says of them."""

    source: Any
    conditions: tuple[ColumnElement[bool], ...]
    since: Any
    teslim_id: Any
    kurus: Any

    @classmethod
    def of(cls, holder: Holder, day: date, today: date) -> _There:
        return cls._now(holder) if day >= today else cls._then(holder, day)

    @classmethod
    def _now(cls, holder: Holder) -> _There:
        place, state = (
            (Demirbas.yer_id, ItemState.YERDE) if holder.room else (Demirbas.personel_id, ItemState.KISIDE)
        )
        paper = (
            select(func.max(col(TasinirTeslimSatir.teslim_id)))
            .where(
                col(TasinirTeslimSatir.demirbas_id) == col(Demirbas.id),
                col(TasinirTeslimSatir.returned_on).is_(None),
            )
            .correlate(Demirbas)
        )
        return cls(
            Demirbas,
            (col(place) == holder.id, col(Demirbas.state) == state.value),
            col(Demirbas.since),
            paper.scalar_subquery(),
            col(Demirbas.value_kurus),
        )

    @classmethod
    def _then(cls, holder: Holder, day: date) -> _There:
        put, later, written = DemirbasHareket, aliased(DemirbasHareket), aliased(DemirbasHareket)
        place = put.yer_id if holder.room else put.personel_id
        moved_on = exists().where(
            col(later.demirbas_id) == col(put.demirbas_id),
            col(later.what) != ItemEvent.DEGER.value,
            col(later.day) <= day,
            tuple_(col(later.day), col(later.id)) > tuple_(col(put.day), col(put.id)),
        )
        worth = (
            select(func.sum(col(written.kurus)))
            .where(col(written.demirbas_id) == col(put.demirbas_id), col(written.day) <= day)
            .correlate(put)
        )
        joined: Any = Demirbas.__table__.join(  # type: ignore[attr-defined]
            put.__table__,  # type: ignore[attr-defined]
            col(put.demirbas_id) == col(Demirbas.id),
        )
        return cls(
            joined,
            (col(place) == holder.id, col(put.what).in_(_GIVEN), col(put.day) <= day, ~moved_on),
            col(put.day),
            col(put.teslim_id),
            worth.scalar_subquery(),
        )

    def rows(self, look: Look) -> Any:
        """The question for the items in sight."""
        item = Demirbas
        return (
            select(
                col(item.id), col(item.sicil_no), col(Tasinir.code), col(Tasinir.name), col(item.brand),
                col(item.model), col(item.serial), col(item.features), col(HarcamaBirimi.name),
                col(HarcamaBirimi.id), self.since, self.teslim_id, self.kurus, col(item.version),
            )
            .select_from(self.source)
            .join(Tasinir, col(Tasinir.id) == col(item.tasinir_id))
            .join(Ambar, col(Ambar.id) == col(item.ambar_id))
            .join(HarcamaBirimi, col(HarcamaBirimi.id) == col(Ambar.harcama_birimi_id))
            .where(*self.conditions, *lookup.items_in_sight(look))
        )  # fmt: skip


_ORDER = (col(Demirbas.sicil_no), col(Demirbas.id))


def _asked(look: Look, there: _There, typed: str) -> Any:
    statement = there.rows(look)
    for word in fold(typed).split():
        fits: ColumnElement[bool] = col(Demirbas.arama).contains(word, autoescape=True)
        year, _, number = word.partition("/")
        if all(part.isascii() and part.isdigit() and len(part) < 10 for part in (year, number)):
            papers = select(col(TasinirTeslim.id)).where(
                col(TasinirTeslim.year) == int(year), col(TasinirTeslim.number) == int(number)
            )
            fits = or_(fits, there.teslim_id.in_(papers))
        statement = statement.where(fits)
    return statement


def _counted(look: Look, statement: Any, there: _There) -> tuple[int, int]:
    figures = statement.with_only_columns(func.count(), func.sum(there.kurus), maintain_column_froms=True)
    items, kurus = look.session.execute(figures).one()
    return int(items), int(kurus or 0)


# ---------------------------------------------------------------- rows


def _row(found: Any) -> HeldRow:
    (key, sicil_no, code, name, brand, model, serial, features, unit, unit_id, since, teslim_id, kurus,
     version) = found[:14]  # fmt: skip
    return HeldRow(
        key, sicil_no, code, name, brand, model, serial, features, unit, unit_id, since, teslim_id, "", kurus,
        version,
    )  # fmt: skip


def _with_papers(look: Look, rows: Sequence[HeldRow]) -> tuple[HeldRow, ...]:
    names = delivery_names(look, {row.teslim_id for row in rows if row.teslim_id})
    return tuple(replace(row, paper=names[row.teslim_id]) if row.teslim_id else row for row in rows)
