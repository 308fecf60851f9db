"""Choices of the picker for places of the archive."""

from __future__ import annotations

from data.arsiv.place_views import PlaceRow, place_card, place_window
from data.core.errors import BadInput, NotAllowed
from data.core.pages import LedgerQuery
from data.core.store import Look
from data.personel.views import PickRow


def find_places(look: Look, typed: str, limit: int) -> tuple[PickRow, ...]:
    """Places in use and in sight, by code or name."""
    return tuple(_choice(row) for row in place_window(look, LedgerQuery(text=typed), 0, limit).rows)


def place_choice(look: Look, yer_id: int) -> PickRow | None:
    """The picker's line of one place; nothing for one out of sight."""
    try:
        return _choice(place_card(look, yer_id))
    except (BadInput, NotAllowed):
        return None


def _choice(row: PlaceRow) -> PickRow:
    room = f"{row.folders}/{row.capacity} klasör" if row.capacity else ""
    more = (row.kind.label, row.level.label, row.unit, room)
    return PickRow(row.id, f"{row.full_code} {row.name}".strip(), " · ".join(one for one in more if one))
