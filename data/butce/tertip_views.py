"""A tertip as it is corrected: what its form starts with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from data.butce import lookup
from data.butce.lookup import AREA
from data.core.permissions import Verb
from data.core.store import Look


@dataclass(frozen=True, slots=True)
class TertipCard:
    """A tertip with the values of its form."""

    id: int
    yil_id: int
    kod: str
    name: str
    active: bool
    version: int
    values: Mapping[str, object]


def tertip_card(look: Look, tertip_id: int) -> TertipCard:
    """One tertip.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: there is none.
    """
    look.actor.require(AREA, Verb.VIEW)
    row = lookup.tertip_row(look, tertip_id)
    typed = {
        "kod": row.kod, "name": row.name, "proje": row.proje, "proje_bitti": row.proje_bitti, "yasak": row.yasak,
    }  # fmt: skip
    values = {name: value or None for name, value in typed.items()}
    return TertipCard(row.id or 0, row.yil_id, row.kod, row.name, row.active, row.version, values)
