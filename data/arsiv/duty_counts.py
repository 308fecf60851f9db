"""How many folders, loans, holds and hand-overs the archive's calendar finds in each unit, of those in sight.

Folders are told by the kept numbers; what these do not know (holds, open lists) is counted from its own few rows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, case, func, select
from sqlmodel import col

from data.arsiv.lookup import in_sight
from data.arsiv.models import ArsivBloke, Klasor, Odunc
from data.arsiv.models_papers import ArsivDevir, ArsivDevirSatir
from data.arsiv.rules.values import FolderStage, TransferState
from data.arsiv.tally import sums_by_unit
from data.core.store import Look

_FEBRUARY: Final = 2
_AT_UNIT: Final = (FolderStage.DEVRE_HAZIR.value, FolderStage.BIRIM_ARSIVI.value)
_UNIT: Final = col(Klasor.birim_id) + 0
"""Not by its index: few folders are gathered and looked up, not all walked over by their units."""
OPEN_LISTS: Final = (TransferState.TASLAK.value, TransferState.SUNULDU.value)
"""States in which a hand-over still holds its folders."""


@dataclass(frozen=True, slots=True)
class LoansDue:
    """Loans of a unit's folders: ``late`` ones, those that are due ``today``, the first day and key of all."""

    late: int
    today: int
    first: date
    odunc_id: int


def folder_counts(look: Look, open_years: Collection[int] = ()) -> dict[int, Counter[str]]:
    """Of each unit that has folders in sight, by name of the count.

    ``waits``: closed by the end of last year and not checked; ``fit``: likewise and found fit; ``ready`` to be
    handed over today (:func:`operations.transfers.ready`); ``candidates`` for a commission today
    (:func:`disposal_views.candidate_window`); ``open2025``: subject files up to that year that are still open.
    """
    found = sums_by_unit(look, lambda one: _counted(one, look.today, open_years))
    for name, question in (("ready", _on_lists), ("candidates", _barred)):
        for unit, total in look.session.execute(question(look)):
            found[unit][name] -= total
    return found


def loans_due(look: Look) -> dict[int, LoansDue]:
    """Loans that should be back by today, by the unit of the folder."""
    statement = (
        select(
            _UNIT,
            func.sum(case((col(Odunc.due_on) < look.today, 1), else_=0)),
            func.sum(case((col(Odunc.due_on) == look.today, 1), else_=0)),
            func.min(col(Odunc.due_on)),
            func.min(col(Odunc.id)),
        )
        .select_from(Odunc)
        .join(Klasor, col(Klasor.id) == col(Odunc.klasor_id))
        .where(col(Odunc.returned_on).is_(None), col(Odunc.due_on) <= look.today, in_sight(look, walk=True))
        .group_by(_UNIT)
    )
    return {row[0]: LoansDue(int(row[1]), int(row[2]), row[3], row[4]) for row in look.session.execute(statement)}


def holds_standing(look: Look, year: int) -> dict[int, int]:
    """Holds that stand and began by the end of a year, by the unit of the folder."""
    statement = (
        select(_UNIT, func.count())
        .select_from(ArsivBloke)
        .join(Klasor, col(Klasor.id) == col(ArsivBloke.klasor_id))
        .where(
            col(ArsivBloke.lifted_on).is_(None),
            col(ArsivBloke.first_day) < date(year + 1, 1, 1),
            in_sight(look, walk=True),
        )
        .group_by(_UNIT)
    )
    return {unit: int(total) for unit, total in look.session.execute(statement)}


def lines_by_answer(look: Look, devir_id: int) -> Counter[bool | None]:
    """Folders of a hand-over in sight: taken, given back, undecided."""
    statement = (
        select(col(ArsivDevirSatir.taken), func.count())
        .join(Klasor, col(Klasor.id) == col(ArsivDevirSatir.klasor_id))
        .where(col(ArsivDevirSatir.devir_id) == devir_id, in_sight(look, walk=True))
        .group_by(col(ArsivDevirSatir.taken))
    )
    return Counter({answer: int(total) for answer, total in look.session.execute(statement)})


def _counted(one: Any, today: date, open_years: Collection[int]) -> dict[str, ColumnElement[bool]]:
    closed = and_(one.closed_year > 0, one.closed_year < today.year)
    left_open = and_(one.stage == FolderStage.ACIK.value, one.case.is_(False))
    return {
        "waits": and_(one.stage == FolderStage.KAPALI.value, closed),
        "fit": and_(one.stage == FolderStage.DEVRE_HAZIR.value, closed),
        "ready": and_(
            one.stage.in_(_AT_UNIT), one.lent.is_(False), one.closed_year > 0, one.unit_until < _over(today)
        ),
        "candidates": and_(
            one.stage == FolderStage.KURUM_ARSIVI.value, one.due_on <= today, one.secrecy == 0,
            one.lent.is_(False), one.keep_until < today.year,
        ),
        **{f"open{year}": and_(left_open, one.opened_year <= year) for year in open_years},
    }  # fmt: skip


def _over(today: date) -> int:
    """Folders whose time in the unit ended before this year go over; in January those of a year earlier."""
    return today.year - (today.month < _FEBRUARY)


def _on_lists(look: Look) -> Any:
    """Folders that would be ready, were they not on a list that goes on."""
    return (
        select(_UNIT, func.count(col(Klasor.id).distinct()))
        .select_from(ArsivDevir)
        .join(ArsivDevirSatir, col(ArsivDevirSatir.devir_id) == col(ArsivDevir.id))
        .join(Klasor, col(Klasor.id) == col(ArsivDevirSatir.klasor_id))
        .where(
            col(ArsivDevir.state).in_(OPEN_LISTS),
            col(Klasor.stage).concat("").in_(_AT_UNIT),
            col(Klasor.loan_id).is_(None),
            col(Klasor.closed_year) + func.coalesce(col(Klasor.birim_yil), 0) < _over(look.today),
            in_sight(look, walk=True),
        )
        .group_by(_UNIT)
    )


def _barred(look: Look) -> Any:
    """Folders that would be candidates, were no hold on them and were they found on their shelf."""
    standing = select(col(ArsivBloke.klasor_id)).where(col(ArsivBloke.lifted_on).is_(None))
    missed = select(col(Klasor.id)).where(col(Klasor.missing_id).is_not(None))
    return (
        select(_UNIT, func.count())
        .where(
            col(Klasor.id).in_(standing.union(missed)),
            col(Klasor.stage).concat("") == FolderStage.KURUM_ARSIVI.value,
            func.coalesce(col(Klasor.due_on), date.max) <= look.today,
            col(Klasor.secrecy) + 0 == 0,
            col(Klasor.loan_id).is_(None),
            func.coalesce(col(Klasor.keep_until), 0) < look.today.year,
            in_sight(look, walk=True),
        )
        .group_by(_UNIT)
    )
