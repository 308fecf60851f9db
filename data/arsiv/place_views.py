"""Places as a ledger and as choices, with how full they are; counted are the folders that the actor may see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import col

from data.arsiv import lookup
from data.arsiv.lookup import AREA, in_sight
from data.arsiv.models import ArsivYer, Klasor
from data.arsiv.rules.places import end_of
from data.arsiv.rules.scan_codes import folder_marks, place_marks
from data.arsiv.rules.values import ArchiveLevel, PlaceKind
from data.arsiv.tally import shelves_seen
from data.core import engine as engines
from data.core.errors import BadInput
from data.core.models import Birim
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.store import Look
from data.core.text import fold, visible
from data.core.units import in_scope
from data.core.windows import by_words, window


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place in the ledger.

    Attributes:
        depth: Steps below its depo.
        own_capacity: Folders that fit on it itself; 0 where nobody said.
        capacity: The same with all below it.
        folders: Those that stand on it and below, as far as the actor sees them.
    """

    id: int
    parent_id: int | None
    depth: int
    code: str
    full_code: str
    kind: PlaceKind
    level: ArchiveLevel
    unit: str
    name: str
    own_capacity: int
    capacity: int
    folders: int
    active: bool
    version: int

    @property
    def percent(self) -> int | None:
        """How full it is; nothing where nobody said how many fit."""
        return self.folders * 100 // self.capacity if self.capacity else None

    @property
    def full(self) -> bool:
        """No room is left."""
        return bool(self.capacity) and self.folders >= self.capacity


def place_window(
    look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None = None
) -> Window[PlaceRow]:
    """Places in sight, each depo followed by what is in it.

    Views: empty for those in use, ``depo`` for stores alone, ``raf`` for those on which folders stand or fit,
    ``kapali`` for closed ones. Words of the filter stand in code or name.

    Raises:
        NotAllowed: no permission.
    """
    look.actor.require(AREA, Verb.VIEW)
    conditions = [*places_in_sight(look), col(ArsivYer.active).is_(query.view != "kapali")]
    if query.view == "depo":
        conditions.append(col(ArsivYer.kind) == PlaceKind.DEPO.value)
    elif query.view == "raf":
        conditions.append(
            or_(
                col(ArsivYer.capacity) > 0,
                col(ArsivYer.id).in_(select(shelves_seen(look).yer_id)),
            )
        )
    statement: Any = select(ArsivYer).where(*conditions)
    words = engines.word_query(fold(query.text))
    if words:
        statement, _ = by_words(statement, col(ArsivYer.id), words, joined=False)
    order = (col(ArsivYer.full_code), col(ArsivYer.id))
    found = window(
        look, statement, order, lambda one: one[0], start=start, limit=limit, anchor=anchor,
        descending=query.descending,
    )  # fmt: skip
    return Window(found.start, _rows_of(look, found.rows), found.keys, found.total, found.summary)


def _rows_of(look: Look, places: Sequence[ArsivYer]) -> tuple[PlaceRow, ...]:
    """Places with how full they are, all of them and of what is below them in one question."""
    keys = [row.id or 0 for row in places]
    room, standing = _room(look, keys), _standing(look, keys)
    names = {unit.id: unit.name for unit in look.session.execute(select(Birim)).scalars()}
    return tuple(
        PlaceRow(
            id=row.id or 0,
            parent_id=row.parent_id,
            depth=row.path.count("/") - 2,
            code=row.code,
            full_code=row.full_code,
            kind=PlaceKind(row.kind),
            level=ArchiveLevel(row.level),
            unit=names.get(row.birim_id, ""),
            name=row.name,
            own_capacity=row.capacity,
            capacity=room.get(row.id or 0, 0),
            folders=standing.get(row.id or 0, 0),
            active=row.active,
            version=row.version,
        )
        for row in places
    )


def _room(look: Look, keys: Sequence[int]) -> dict[int, int]:
    """Folders that fit on each of some places and on what is in use below them."""
    below = aliased(ArsivYer)
    statement = (
        select(col(ArsivYer.id), func.sum(below.capacity))
        .join(below, _within(below))
        .where(col(ArsivYer.id).in_(keys), col(below.active))
        .group_by(col(ArsivYer.id))
    )
    return {key: int(total) for key, total in look.session.execute(statement)}


def _standing(look: Look, keys: Sequence[int]) -> dict[int, int]:
    """Folders in sight that stand on each of some places and on all below them."""
    below, shelves = aliased(ArsivYer), shelves_seen(look)
    statement = (
        select(col(ArsivYer.id), func.sum(shelves.total))
        .join(below, _within(below))
        .join(shelves.yer_id.table, shelves.yer_id == below.id)
        .where(col(ArsivYer.id).in_(keys))
        .group_by(col(ArsivYer.id))
    )
    return {key: int(total) for key, total in look.session.execute(statement)}


def _within(below: Any) -> ColumnElement[bool]:
    """The place itself and all below it, as :func:`end_of` says."""
    path = col(ArsivYer.path)
    return and_(below.path >= path, below.path < func.substr(path, 1, func.length(path) - 1).concat("0"))


def row_of(look: Look, row: ArsivYer) -> PlaceRow:
    """A place with how full it is."""
    return _rows_of(look, (row,))[0]


def place_card(look: Look, yer_id: int) -> PlaceRow:
    """One place.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such place.
    """
    look.actor.require(AREA, Verb.VIEW)
    return row_of(look, lookup.place_row(look, yer_id))


def on_place(look: Look, yer_id: int) -> ColumnElement[bool]:
    """Condition on ``Klasor``: it stands on a place or on one below it.

    Raises:
        NotAllowed: out of sight.
        BadInput: no such place.
    """
    row = lookup.place_row(look, yer_id)
    below = select(col(ArsivYer.id)).where(col(ArsivYer.path) >= row.path, col(ArsivYer.path) < end_of(row.path))
    return col(Klasor.yer_id).in_(below)


def places_in_sight(look: Look) -> list[ColumnElement[bool]]:
    """Conditions on ``ArsivYer``: the kurum arşivi, and the archives of units in sight."""
    if look.actor.sees_all:
        return []
    units = select(col(Birim.id)).where(in_scope(look))
    return [or_(col(ArsivYer.birim_id).is_(None), col(ArsivYer.birim_id).in_(units))]


def scanned_place(look: Look, typed: str) -> PlaceRow | None:
    """The place whose label was scanned; nothing if it was none."""
    look.actor.require(AREA, Verb.VIEW)
    for code in place_marks(typed):
        wanted = select(ArsivYer).where(col(ArsivYer.full_code) == code, *places_in_sight(look)).limit(1)
        row = look.session.execute(wanted).scalar_one_or_none()
        if row is not None:
            return row_of(look, row)
    return None


def scanned_folder(look: Look, typed: str) -> Klasor | None:
    """The folder in sight whose label was scanned; nothing if it was none."""
    look.actor.require(AREA, Verb.VIEW)
    wanted = select(Klasor).where(col(Klasor.id).in_(folder_marks(typed)), in_sight(look)).limit(1)
    return look.session.execute(wanted).scalar_one_or_none()


def scanned(look: Look, typed: str) -> tuple[str, int]:
    """Record kind and key of what was scanned at the prompt, a folder or a place.

    Raises:
        NotAllowed: no permission.
        BadInput: neither, or out of sight.
    """
    folder = scanned_folder(look, typed)
    if folder is not None:
        return lookup.FOLDER_KIND, folder.id or 0
    place = scanned_place(look, typed)
    if place is not None:
        return lookup.PLACE_KIND, place.id
    raise BadInput(f"“{visible(typed[:40])}” kayıtlarda yok.", "Etiketi yeniden okutun ya da numarasını yazın.")
