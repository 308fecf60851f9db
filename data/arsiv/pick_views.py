"""Choices of the pickers for places of the archive and for the units whose folders it keeps."""

from __future__ import annotations

from sqlalchemy import select
from sqlmodel import col

from data.arsiv.place_views import PlaceRow, place_card, place_window
from data.arsiv.tally import by_unit
from data.core.errors import BadInput, NotAllowed
from data.core.models import Birim
from data.core.pages import LedgerQuery
from data.core.store import Look
from data.core.text import fold
from data.core.units import BirimKind, in_scope
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


# ---------------------------------------------------------------- units


def own_unit(look: Look) -> int:
    """The unit whose folders the actor works with: the top one of the own sight, or the müdürlük there that keeps
    the most folders; 0 for none.
    """
    top = select(Birim).where(col(Birim.path) == look.actor.scope)
    row = look.session.execute(top).scalar_one_or_none() if look.actor.scope else None
    if row is not None and row.kind != BirimKind.DAIRE.value:
        return row.id or 0
    wanted = select(col(Birim.id)).where(
        in_scope(look), col(Birim.active), col(Birim.kind) == BirimKind.MUDURLUK.value
    )
    kept = by_unit(look, lambda _seen: ())
    keys = (key or 0 for key in look.session.execute(wanted).scalars())
    return min(keys, key=lambda one: (-kept.get(one, 0), one), default=0)


def find_units(look: Look, typed: str, limit: int) -> tuple[PickRow, ...]:
    """Units in sight: the actor's own first, then müdürlükler before what is in them; every word in the name."""
    statement = select(Birim).where(col(Birim.active), in_scope(look))
    for word in fold(typed).split():
        statement = statement.where(col(Birim.arama).contains(word, autoescape=True))
    order = (
        (col(Birim.id) == own_unit(look)).desc(),
        (col(Birim.kind) == BirimKind.MUDURLUK.value).desc(),
        col(Birim.sira),
    )
    rows = look.session.execute(statement.order_by(*order).limit(limit)).scalars()
    return tuple(PickRow(row.id or 0, row.name, BirimKind(row.kind).label) for row in rows)
