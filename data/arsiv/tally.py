"""How many folders in sight are what they are, without counting them one by one.

The store keeps the numbers (``models_tally``) by unit and level. Folders of Gizli and above, few and seen by those
alone who need to know of them, are counted one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Date, Integer, Select, and_, func, literal_column, select, union_all
from sqlmodel import col

from data.arsiv.lookup import in_sight, units_in_sight
from data.arsiv.models import ArsivBloke, Klasor
from data.arsiv.models_tally import KlasorAdet, YerAdet
from data.arsiv.rules.values import FolderStage
from data.core.secrecy import Secrecy
from data.core.store import Look
from data.evrak.sight import top_level

Wanted = Callable[[Any], Sequence[ColumnElement[bool]]]
"""Conditions on the columns of :class:`KlasorAdet`, of which it is given the visible part."""

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


def folders_seen(look: Look) -> Any:
    """The columns of :class:`KlasorAdet`, of folders in sight alone."""
    return _seen(look, KlasorAdet)


def shelves_seen(look: Look) -> Any:
    """The columns of :class:`YerAdet`, of folders in sight alone."""
    return _seen(look, YerAdet)


def candidates(look: Look) -> dict[int, int]:
    """How many folders may come before a commission today, by the key of their unit.

    As :func:`disposal_views.candidate_window` lists them: due in the kurum arşivi, and barred by nothing.
    """

    def may(one: Any) -> list[ColumnElement[bool]]:
        return [
            one.stage == FolderStage.KURUM_ARSIVI.value, one.due_on <= look.today, one.secrecy == 0,
            one.lent.is_(False), one.keep_until < look.today.year,
        ]  # fmt: skip

    found = by_unit(look, may)
    for unit, total in _held(look):
        found[unit] -= total
    return {unit: total for unit, total in found.items() if total}


def _held(look: Look) -> Any:
    """Of the same folders those that a hold is on, by unit; read from the holds that stand."""
    standing = select(col(ArsivBloke.klasor_id)).where(col(ArsivBloke.lifted_on).is_(None))
    statement = (
        select(col(Klasor.birim_id), func.count())
        .where(
            col(Klasor.id).in_(standing),
            col(Klasor.stage).concat("") == FolderStage.KURUM_ARSIVI.value,
            col(Klasor.due_on) <= look.today,
            col(Klasor.secrecy) + 0 == 0,
            col(Klasor.loan_id).is_(None),
            func.coalesce(col(Klasor.keep_until), 0) < look.today.year,
            in_sight(look, walk=True),
        )
        .group_by(col(Klasor.birim_id))
    )
    return look.session.execute(statement)


def _seen(look: Look, counts: Any) -> Any:
    level, columns = top_level(look), counts.__table__.c
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
