"""Kimde ne var: everybody and every room that has durable items, with how many and what they are worth."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import func, select
from sqlmodel import col

from data.core import filters
from data.core.calendar import format_date
from data.core.models import Birim, HarcamaBirimi
from data.core.money import format_int, format_kurus
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.store import Look
from data.core.text import fold, sort_key
from data.personel.models import Personel
from data.tasinir import lookup
from data.tasinir.lookup import AREA
from data.tasinir.models import TasinirYer
from data.tasinir.models_items import Demirbas
from data.tasinir.rules.values import ItemState

_FIELDS = frozenset({"sicil", "birim"})
_SOON = timedelta(days=30)
"""Who leaves within it is shown among the leavers, so that the items come back in time."""


@dataclass(frozen=True, slots=True)
class HolderRow:
    """A person or a room in the ledger of holders.

    Attributes:
        id: Key of the person; of a room its key below zero, so that both stand in one ledger.
        number: Sicil of the person, code of the room.
        keeper: Who answers for the room; the title of the person.
        unit: Unit of the person, harcama birimi of the room.
        since: The day of the last delivery that is still out.
        leaves_on: Last day in service of a person who left, or who leaves within a month.
        gone: That day is over.
    """

    id: int
    number: str
    name: str
    keeper: str
    unit: str
    items: int
    kurus: int
    since: date
    leaves_on: date | None
    gone: bool

    @property
    def is_room(self) -> bool:
        """A room or common area."""
        return self.id < 0

    @property
    def personel_id(self) -> int | None:
        """Key of the person; ``None`` for a room."""
        return None if self.is_room else self.id

    @property
    def yer_id(self) -> int | None:
        """Key of the room; ``None`` for a person."""
        return -self.id if self.is_room else None

    @property
    def note(self) -> str:
        """What wants attention, in words; empty for nothing."""
        if self.leaves_on is None:
            return ""
        return f"{format_date(self.leaves_on)} ayrıl{'dı' if self.gone else 'acak'}"


def holder_window(
    look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None = None
) -> Window[HolderRow]:
    """Persons and rooms with items of the ambars in sight, by name; leavers first.

    Views: empty for all, ``kisi``, ``oda``, ``ayrilan`` for those who left or leave within a month. The filter
    line takes words of the name, the sicil or code and ``sicil:``, ``birim:``. Sort keys: ``adet``, ``deger``.

    Raises:
        NotAllowed: no permission.
    """
    look.actor.require(AREA, Verb.VIEW)
    rows = [row for row in _rows(look, query.view) if _fits(row, query)]
    rows.sort(key=_ORDERS.get(query.sort, _by_name), reverse=query.descending and query.sort in _ORDERS)
    part = tuple(rows[start : start + limit])
    told = f"{format_int(sum(row.items for row in rows))} taşınır · {format_kurus(sum(row.kurus for row in rows))}"
    return Window(start, part, tuple((row.id,) for row in part), len(rows), told if rows else "")


def _by_name(row: HolderRow) -> tuple[bool, bool, str, int]:
    return (row.leaves_on is None, row.is_room, sort_key(row.name), row.id)


def _by_items(row: HolderRow) -> tuple[int, int]:
    return (row.items, row.id)


def _by_value(row: HolderRow) -> tuple[int, int]:
    return (row.kurus, row.id)


_ORDERS: Final[Mapping[str, Callable[[HolderRow], Any]]] = {"adet": _by_items, "deger": _by_value}


def _rows(look: Look, view: str) -> Iterator[HolderRow]:
    if view != "oda":
        for row in _people(look):
            if view != "ayrilan" or row.leaves_on:
                yield row
    if view in ("", "oda"):
        yield from _rooms(look)


def _held(look: Look, column: Any, state: ItemState) -> Any:
    """How much each holder has, as a question to join with."""
    return (
        select(
            column.label("holder"),
            func.count().label("items"),
            func.sum(col(Demirbas.value_kurus)).label("kurus"),
            func.max(col(Demirbas.since)).label("since"),
        )
        .where(col(Demirbas.state) == state.value, *lookup.items_in_sight(look))
        .group_by(column)
        .subquery()
    )


def _people(look: Look) -> Iterator[HolderRow]:
    held = _held(look, col(Demirbas.personel_id), ItemState.KISIDE)
    found = look.session.execute(
        select(Personel, col(Birim.name), held.c["items"], held.c.kurus, held.c.since)
        .join(held, held.c.holder == col(Personel.id))
        .join(Birim, col(Birim.id) == col(Personel.birim_id))
    )
    for person, unit, items, kurus, since in found:
        leaves = person.exit if person.exit and person.exit <= look.today + _SOON else None
        yield HolderRow(
            id=person.id,
            number=person.sicil,
            name=f"{person.ad} {person.soyad}",
            keeper=person.unvan or person.gorev,
            unit=unit,
            items=items,
            kurus=int(kurus),
            since=since,
            leaves_on=leaves,
            gone=leaves is not None and leaves < look.today,
        )


def _rooms(look: Look) -> Iterator[HolderRow]:
    held = _held(look, col(Demirbas.yer_id), ItemState.YERDE)
    found = look.session.execute(
        select(TasinirYer, col(HarcamaBirimi.name), held.c["items"], held.c.kurus, held.c.since)
        .join(held, held.c.holder == col(TasinirYer.id))
        .join(HarcamaBirimi, col(HarcamaBirimi.id) == col(TasinirYer.harcama_birimi_id))
        .where(*lookup.in_sight(look, col(TasinirYer.harcama_birimi_id)))
    )
    for room, unit, items, kurus, since in found:
        yield HolderRow(
            id=-room.id,
            number=room.code,
            name=room.name,
            keeper=room.keeper_name,
            unit=unit,
            items=items,
            kurus=int(kurus),
            since=since,
            leaves_on=None,
            gone=False,
        )


def _fits(row: HolderRow, query: LedgerQuery) -> bool:
    typed = filters.parse(query.text, _FIELDS)
    for name, value in (*typed.pairs, *((name, fold(value)) for name, value in query.fields)):
        if value not in fold(row.number if name == "sicil" else row.unit):
            return False
    words = fold(f"{row.number} {row.name} {row.keeper}")
    return all(word in words for word in typed.words.split())
