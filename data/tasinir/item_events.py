"""Where an item is and what it is worth on any day, by playing the events of its life again.

Every event that places an item says the whole place: the person, or the room, or the ambar in whose books it
stands. So the last such event up to a day is the answer of that day, and an item is never in two places.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlmodel import col

from data.core.store import Look
from data.tasinir.models_items import DemirbasHareket
from data.tasinir.rules.values import ItemEvent, ItemState

_CHUNK = 500
"""Keys in one question; an engine takes no more than some thousand."""


@dataclass(frozen=True, slots=True)
class Event:
    """One event of an item's life.

    Attributes:
        kurus: What it added to the value.
    """

    id: int
    day: date
    what: ItemEvent
    ambar_id: int | None = None
    personel_id: int | None = None
    yer_id: int | None = None
    satir_id: int | None = None
    teslim_id: int | None = None
    kurus: int = 0
    note: str = ""

    @property
    def places(self) -> bool:
        """Says where the item is from then on; a change of its value, also one taken back, does not."""
        return self.what is not ItemEvent.DEGER


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where an item is on a day, in exactly one place.

    Attributes:
        ambar_id: The ambar in whose books it stands; ``None`` once it has left them.
        since: The day of the event that put it there.
    """

    state: ItemState
    ambar_id: int | None
    personel_id: int | None
    yer_id: int | None
    since: date
    teslim_id: int | None = None


def ordered(events: Iterable[Event]) -> list[Event]:
    """Events as they happened: by day, those of one day as they were written."""
    return sorted(events, key=lambda one: (one.day, one.id))


def whereabouts(events: Iterable[Event], day: date | None = None) -> Whereabouts | None:
    """Where an item is at the end of a day; ``None`` before its entry.

    Args:
        day: ``None`` for after everything that is written.
    """
    found: Whereabouts | None = None
    ambar_id: int | None = None
    for one in ordered(events):
        if day is not None and one.day > day:
            break
        if not one.places:
            continue
        ambar_id = one.ambar_id or (ambar_id if one.personel_id or one.yer_id else None)
        state = _state(one, ambar_id)
        if state is ItemState.DUSTU:
            ambar_id = None
        held = one if state in (ItemState.KISIDE, ItemState.YERDE) else None
        found = Whereabouts(
            state,
            ambar_id,
            held.personel_id if held else None,
            held.yer_id if held else None,
            one.day,
            held.teslim_id if held else None,
        )
    return found


def _state(one: Event, ambar_id: int | None) -> ItemState:
    if one.what is ItemEvent.CIKIS:
        return ItemState.DUSTU
    if one.what in (ItemEvent.TESLIM, ItemEvent.TERS) and one.personel_id:
        return ItemState.KISIDE
    if one.what in (ItemEvent.TESLIM, ItemEvent.TERS) and one.yer_id:
        return ItemState.YERDE
    return ItemState.AMBARDA if ambar_id else ItemState.DUSTU


def value_on(events: Iterable[Event], day: date | None = None) -> int:
    """Kuruş of an item at the end of a day, what was added to its cost among them."""
    return sum(one.kurus for one in events if day is None or one.day <= day)


def event_of(row: DemirbasHareket) -> Event:
    """An event of the table as a value."""
    return Event(
        id=row.id or 0,
        day=row.day,
        what=ItemEvent(row.what),
        ambar_id=row.ambar_id,
        personel_id=row.personel_id,
        yer_id=row.yer_id,
        satir_id=row.satir_id,
        teslim_id=row.teslim_id,
        kurus=row.kurus,
        note=row.note,
    )


def events_of(look: Look, items: Collection[int]) -> Mapping[int, Sequence[Event]]:
    """The whole lives of items, each in its order."""
    found: dict[int, list[Event]] = defaultdict(list)
    keys = list(items)
    for first in range(0, len(keys), _CHUNK):
        statement = (
            select(DemirbasHareket)
            .where(col(DemirbasHareket.demirbas_id).in_(keys[first : first + _CHUNK]))
            .order_by(col(DemirbasHareket.demirbas_id), col(DemirbasHareket.day), col(DemirbasHareket.id))
        )
        for row in look.session.execute(statement).scalars():
            found[row.demirbas_id].append(event_of(row))
    return found
