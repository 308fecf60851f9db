"""What screens ask about the places of movable property: harcama birimi, ambar, istek birimi, room."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from sqlalchemy import select
from sqlmodel import col

from data.core.models import Birim, HarcamaBirimi
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.store import Look
from data.core.text import fold, sort_key
from data.tasinir import lookup
from data.tasinir.lookup import AREA, in_sight
from data.tasinir.models import Ambar, IstekBirimi, TasinirYer
from data.tasinir.rules.values import AmbarKind

_OFFICE: Final = "yonetim"
_OFF: Final = "pasif"


def require_view(look: Look) -> None:
    """Lets those pass who see movable property, and administrators, who set it up.

    Raises:
        NotAllowed: neither.
    """
    if not look.actor.can(_OFFICE, Verb.ADMIN):
        look.actor.require(AREA, Verb.VIEW)


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A harcama birimi in the ledger."""

    id: int
    code: str
    name: str
    birim_id: int
    birim: str
    place_name: str
    place_code: str
    muhasebe_name: str
    muhasebe_code: str
    active: bool
    version: int


@dataclass(frozen=True, slots=True)
class AmbarRow:
    """An ambar in the ledger.

    Attributes:
        full_code: Its code behind the unit's, as papers carry it (m.38/1-b).
    """

    id: int
    unit_id: int
    unit: str
    code: str
    full_code: str
    name: str
    kind: AmbarKind
    active: bool
    version: int


@dataclass(frozen=True, slots=True)
class AskingUnitRow:
    """A unit that asks for goods, in the ledger."""

    id: int
    unit_id: int
    unit: str
    name: str
    head_name: str
    head_title: str
    active: bool
    version: int


@dataclass(frozen=True, slots=True)
class RoomRow:
    """A room or common area in the ledger."""

    id: int
    unit_id: int
    unit: str
    code: str
    name: str
    asking_id: int | None
    asking: str
    keeper_name: str
    keeper_title: str
    active: bool
    version: int


@dataclass(frozen=True, slots=True)
class PlaceChoice:
    """One line of a picker."""

    id: int
    title: str
    subtitle: str


PlaceT = TypeVar("PlaceT", UnitRow, AmbarRow, AskingUnitRow, RoomRow)


# ---------------------------------------------------------------- ledgers


def unit_window(
    look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None = None
) -> Window[UnitRow]:
    """The harcama birimleri in sight by code. Views: empty for those in use, ``pasif`` for the others."""
    return _window(look, unit_rows(look), query, start, limit)


def ambar_window(
    look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None = None
) -> Window[AmbarRow]:
    """The ambars in sight by unit and code. Views: as for harcama birimi."""
    return _window(look, ambar_rows(look), query, start, limit)


def asking_unit_window(
    look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None = None
) -> Window[AskingUnitRow]:
    """The units that ask for goods, by name. Views: as for harcama birimi."""
    return _window(look, asking_unit_rows(look), query, start, limit)


def room_window(
    look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None = None
) -> Window[RoomRow]:
    """Rooms and common areas by code. Views: as for harcama birimi."""
    return _window(look, room_rows(look), query, start, limit)


def _window(look: Look, rows: Sequence[PlaceT], query: LedgerQuery, start: int, limit: int) -> Window[PlaceT]:
    """A few hundred rows at most: read at once, filtered and sliced."""
    words = fold(query.text).split()
    kept = [row for row in rows if row.active == (query.view != _OFF) and all(one in _words(row) for one in words)]
    if query.descending:
        kept.reverse()
    part = tuple(kept[start : start + limit])
    return Window(start, part, tuple((row.id,) for row in part), len(kept))


def _words(row: Any) -> str:
    return fold(" ".join(str(getattr(row, name)) for name in type(row).__dataclass_fields__))


# ---------------------------------------------------------------- all rows


def unit_rows(look: Look) -> tuple[UnitRow, ...]:
    """Every harcama birimi in sight by code, those out of use too.

    Raises:
        NotAllowed: no permission.
    """
    require_view(look)
    statement = (
        select(HarcamaBirimi, col(Birim.name))
        .join(Birim, col(Birim.id) == col(HarcamaBirimi.birim_id))
        .where(*in_sight(look, col(HarcamaBirimi.id)))
        .order_by(col(HarcamaBirimi.code), col(HarcamaBirimi.id))
    )
    return tuple(
        UnitRow(
            id=row.id or 0, code=row.code, name=row.name, birim_id=row.birim_id, birim=birim,
            place_name=row.place_name, place_code=row.place_code, muhasebe_name=row.muhasebe_name,
            muhasebe_code=row.muhasebe_code, active=row.active, version=row.version,
        )
        for row, birim in look.session.execute(statement)
    )  # fmt: skip


def ambar_rows(look: Look, harcama_birimi_id: int | None = None) -> tuple[AmbarRow, ...]:
    """Every ambar in sight, or of one harcama birimi, by unit and code.

    Raises:
        NotAllowed: no permission.
    """
    return tuple(
        AmbarRow(
            id=row.id or 0, unit_id=unit.id or 0, unit=unit.name, code=row.code,
            full_code=f"{unit.code}.{row.code}", name=row.name, kind=AmbarKind(row.kind), active=row.active,
            version=row.version,
        )
        for row, unit in _of_units(look, Ambar, col(Ambar.code), harcama_birimi_id)
    )  # fmt: skip


def asking_unit_rows(look: Look, harcama_birimi_id: int | None = None) -> tuple[AskingUnitRow, ...]:
    """Every unit in sight that asks for goods, or of one harcama birimi, by name.

    Raises:
        NotAllowed: no permission.
    """
    return tuple(
        AskingUnitRow(
            id=row.id or 0, unit_id=unit.id or 0, unit=unit.name, name=row.name, head_name=row.head_name,
            head_title=row.head_title, active=row.active, version=row.version,
        )
        for row, unit in sorted(
            _of_units(look, IstekBirimi, col(IstekBirimi.id), harcama_birimi_id),
            key=lambda found: (found[1].code, sort_key(found[0].name)),
        )
    )  # fmt: skip


def room_rows(look: Look, harcama_birimi_id: int | None = None) -> tuple[RoomRow, ...]:
    """Every room in sight, or of one harcama birimi, by code.

    Raises:
        NotAllowed: no permission.
    """
    found = list(_of_units(look, TasinirYer, col(TasinirYer.code), harcama_birimi_id))
    asking = dict(look.session.execute(select(col(IstekBirimi.id), col(IstekBirimi.name))).all())
    return tuple(
        RoomRow(
            id=row.id or 0, unit_id=unit.id or 0, unit=unit.name, code=row.code, name=row.name,
            asking_id=row.istek_birimi_id, asking=asking.get(row.istek_birimi_id, ""),
            keeper_name=row.keeper_name, keeper_title=row.keeper_title, active=row.active, version=row.version,
        )
        for row, unit in found
    )  # fmt: skip


def _of_units(look: Look, model: Any, order: Any, harcama_birimi_id: int | None) -> Iterable[Any]:
    require_view(look)
    column = col(model.harcama_birimi_id)
    statement = (
        select(model, HarcamaBirimi)
        .join(HarcamaBirimi, col(HarcamaBirimi.id) == column)
        .where(*in_sight(look, column))
        .order_by(col(HarcamaBirimi.code), order, col(model.id))
    )
    if harcama_birimi_id is not None:
        statement = statement.where(column == harcama_birimi_id)
    return look.session.execute(statement)


# ---------------------------------------------------------------- pickers


def find_units(look: Look, typed: str, limit: int) -> tuple[PlaceChoice, ...]:
    """Choices of the picker for a harcama birimi by first letters, the actor's own first."""
    home = lookup.home_unit(look)
    return _find(unit_rows(look), lambda row: row.id == home, typed, limit)


def find_ambars(look: Look, typed: str, limit: int) -> tuple[PlaceChoice, ...]:
    """Choices of the picker for an ambar, those of the actor's own harcama birimi first."""
    return _find(ambar_rows(look), _at_home(look), typed, limit)


def find_asking_units(look: Look, typed: str, limit: int) -> tuple[PlaceChoice, ...]:
    """Choices of the picker for a unit that asks, those of the actor's own harcama birimi first."""
    return _find(asking_unit_rows(look), _at_home(look), typed, limit)


def find_rooms(look: Look, typed: str, limit: int) -> tuple[PlaceChoice, ...]:
    """Choices of the picker for a room, those of the actor's own harcama birimi first."""
    return _find(room_rows(look), _at_home(look), typed, limit)


def unit_choice(look: Look, key: int) -> PlaceChoice | None:
    """The picker's line of one harcama birimi, also of one out of use."""
    return _one(unit_rows(look), key)


def ambar_choice(look: Look, key: int) -> PlaceChoice | None:
    """The picker's line of one ambar, also of one out of use."""
    return _one(ambar_rows(look), key)


def asking_unit_choice(look: Look, key: int) -> PlaceChoice | None:
    """The picker's line of one unit that asks, also of one out of use."""
    return _one(asking_unit_rows(look), key)


def room_choice(look: Look, key: int) -> PlaceChoice | None:
    """The picker's line of one room, also of one out of use."""
    return _one(room_rows(look), key)


def _at_home(look: Look) -> Callable[[Any], bool]:
    home = lookup.home_unit(look)
    return lambda row: bool(row.unit_id == home)


def _find(
    rows: Iterable[PlaceT], first: Callable[[PlaceT], bool], typed: str, limit: int
) -> tuple[PlaceChoice, ...]:
    """The rows in use whose words begin with what was typed, those that ``first`` is true of before the others."""
    wanted = fold(typed).split()
    found = []
    for row in sorted((row for row in rows if row.active), key=lambda row: not first(row)):
        choice = _choice(row)
        words = fold(f"{choice.title} {choice.subtitle}").split()
        if all(any(word.startswith(one) for word in words) for one in wanted):
            found.append(choice)
    return tuple(found[:limit])


def _one(rows: Iterable[PlaceT], key: int) -> PlaceChoice | None:
    return next((_choice(row) for row in rows if row.id == key), None)


def _choice(row: PlaceT) -> PlaceChoice:
    match row:
        case UnitRow():
            return PlaceChoice(row.id, f"{row.code} {row.name}", row.birim)
        case AmbarRow():
            return PlaceChoice(row.id, f"{row.code} {row.name}", f"{row.unit} · {row.kind.label}")
        case RoomRow():
            keeper = f" · {row.keeper_name}" if row.keeper_name else ""
            return PlaceChoice(row.id, f"{row.code} {row.name}", f"{row.asking or row.unit}{keeper}")
    return PlaceChoice(row.id, row.name, f"{row.unit} · {row.head_name}" if row.head_name else row.unit)
