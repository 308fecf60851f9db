"""Finding a month that the actor may see."""

from __future__ import annotations

from data.core.errors import BadInput
from data.core.models import Birim
from data.core.store import Look
from data.puantaj.models import Group, Puantaj
from data.puantaj.rules.period import Period


def month_row(look: Look, puantaj_id: int) -> tuple[Puantaj, Group]:
    """A month with its group, if the actor may see it.

    Raises:
        BadInput: no such month.
        NotAllowed: out of sight.
    """
    row = look.session.get(Puantaj, puantaj_id)
    if row is None:
        raise BadInput("Puantaj bulunamadı.", "Listeyi yenileyin.")
    group = look.session.get_one(Group, row.group_id)
    look.actor.require_sight(look.session.get_one(Birim, group.birim_id).path)
    return row, group


def title_of(row: Puantaj, group: Group) -> str:
    """``Şirket personeli · Ekim 2026``, with the revision of a correction."""
    again = f" · {row.revision}. sürüm" if row.revision > 1 else ""
    return f"{group.name} · {Period(row.start, row.end).label}{again}"
