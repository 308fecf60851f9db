"""How many folders in sight are what they are, without counting them one by one.

The store keeps the numbers (``models_tally``) by unit and level. Folders of Gizli and above, few and seen by those
alone who need to know of them, are counted one by one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Date, Integer, Select, and_, func, literal_column, select, union_all
from sqlmodel import col

from data.arsiv.lookup import in_sight, units_in_sight
from data.arsiv.models import Klasor
from data.arsiv.models_tally import KLASOR_ADET, YER_ADET
from data.core.secrecy import Secrecy
from data.core.store import Look
from data.evrak.sight import top_level

Wanted = Callable[[Any], Sequence[ColumnElement[bool]]]
"""Conditions on the columns of :data:`KLASOR_ADET`, of which it is given the visible part."""

_OPEN_ENDED = literal_column("coalesce(klasor.due_on, '9999-12-31')", Date())
_CLOSED = func.coalesce(col(Klasor.closed_year), 0)
_OF_FOLDER: dict[str, Any] = {
    "closed_year": _CLOSED,
    "unit_until": _CLOSED + func.coalesce(col(Klasor.birim_yil), 0),
    "due_on": _OPEN_ENDED,
    "keep_until": func.coalesce(col(Klasor.keep_until), 0),
    "lent": col(Klasor.loan_id).is_not(None),
    "yer_id": func.coalesce(col(Klasor.yer_id), 0),
}
"""As the schema step has them; the other columns have the names and values of the folder's own."""


def count_folders(look: Look, wanted: Wanted) -> int:
    """How many folders in sight meet conditions."""
    seen = folders_seen(look)
    statement = select(func.coalesce(func.sum(seen.total), 0)).where(*wanted(seen))
    return int(look.session.execute(statement).scalar_one())


def by_unit(look: Look, wanted: Wanted) -> dict[int, int]:
    """How many folders in sight meet conditions, by the key of their unit; no unit has none."""
    seen = folders_seen(look)
    statement = select(seen.birim_id, func.sum(seen.total)).where(*wanted(seen)).group_by(seen.birim_id)
    return {unit: int(total) for unit, total in look.session.execute(statement)}


def sums_by_unit(
    look: Look, wanted: Callable[[Any], Mapping[str, ColumnElement[bool]]]
) -> dict[int, Counter[str]]:
    """How many folders in sight meet each of several conditions, by the key of their unit, in one question."""
    seen = folders_seen(look)
    asked = wanted(seen)
    sums = (func.sum(seen.total).filter(condition) for condition in asked.values())
    statement = select(seen.birim_id, *sums).group_by(seen.birim_id)
    return {
        row[0]: Counter({name: int(total) for name, total in zip(asked, row[1:], strict=True) if total})
        for row in look.session.execute(statement)
    }


def folders_seen(look: Look) -> Any:
    """The columns of :data:`KLASOR_ADET`, of folders in sight alone."""
    return _seen(look, KLASOR_ADET.c)


def shelves_seen(look: Look) -> Any:
    """The columns of :data:`YER_ADET`, of folders in sight alone."""
    return _seen(look, YER_ADET.c)


def _seen(look: Look, columns: Any) -> Any:
    level = top_level(look)
    kept = select(*columns).where(columns.secrecy <= min(int(level), int(Secrecy.HIZMETE_OZEL)))
    if not look.actor.sees_all:
        kept = kept.where(columns.birim_id.in_(units_in_sight(look)))
    if level < Secrecy.GIZLI:
        return kept.subquery("seen").c
    return union_all(kept, _guarded(look, columns)).subquery("seen").c


def _guarded(look: Look, columns: Any) -> Select[Any]:
    """Folders that need to be known of, one by one, with the columns of the counts."""
    own: list[Any] = [
        _OF_FOLDER[one.name] if one.name in _OF_FOLDER else getattr(Klasor, one.name)
        for one in columns
        if one.name != "total"
    ]
    one = literal_column("1", Integer()).label("total")
    return select(*own, one).where(and_(col(Klasor.secrecy) >= int(Secrecy.GIZLI), in_sight(look)))
