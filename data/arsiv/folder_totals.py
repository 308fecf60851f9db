"""How many folders a ledger has, where the kept numbers tell it; asked for with every page, so never counted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, false, or_, select
from sqlmodel import col

from data.arsiv.models_tally import NEVER
from data.arsiv.rules.values import FolderStage
from data.arsiv.tally import count_folders
from data.core import filters
from data.core.models import Birim
from data.core.store import Look
from data.core.text import fold

GONE: Final = tuple(stage.value for stage in FolderStage if not stage.here)
"""Stages of what is no longer in the institution."""
AT_UNIT: Final = (FolderStage.KAPALI.value, FolderStage.DEVRE_HAZIR.value, FolderStage.BIRIM_ARSIVI.value)
"""Stages of what is closed and still at the unit."""
_Conditions = Callable[[Any, date], ColumnElement[bool]]
_VIEWS: Final[dict[str, _Conditions]] = {
    "": lambda one, _: one.stage.not_in(GONE),
    "acik": lambda one, _: one.stage == FolderStage.ACIK.value,
    "bekleyen": lambda one, today: waiting(one, today),
    "birim": lambda one, _: one.stage.in_(AT_UNIT),
    "kurum": lambda one, _: one.stage == FolderStage.KURUM_ARSIVI.value,
    "dolan": lambda one, today: and_(one.stage == FolderStage.KURUM_ARSIVI.value, one.due_on <= today),
    "giden": lambda one, _: one.stage.in_(GONE),
    "tumu": lambda one, _: one.total > 0,
}
_PAIRS: Final[dict[str, Callable[[Any, str], ColumnElement[bool]]]] = {
    "yil": lambda one, value: one.opened_year == int(value) if is_year(value) else false(),
    "birim": lambda one, value: one.birim_id.in_(
        select(col(Birim.id)).where(col(Birim.arama).contains(value, autoescape=True))
    ),
    "asama": lambda one, value: one.stage.in_(stages_called(value)),
    "dolar": lambda one, value: _due_in(one, *filters.span(value)),
}


def known_total(look: Look, view: str, pairs: Sequence[tuple[str, str]]) -> int | None:
    """How many folders in sight a view of the ledger has under filters; nothing where they have to be counted.

    Args:
        view, pairs: As :func:`folder_views.folder_window` reads them.

    Raises:
        BadInput: a date in the filter cannot be read.
    """
    of_view = _VIEWS.get(view)
    if of_view is None or any(name not in _PAIRS for name, _ in pairs):
        return None
    return count_folders(
        look, lambda one: (of_view(one, look.today), *(_PAIRS[name](one, value) for name, value in pairs))
    )


def waiting(one: Any, today: date) -> ColumnElement[bool]:
    """A folder that waits for something: open though its year is over, or closed and to be checked."""
    late = and_(one.stage == FolderStage.ACIK.value, one.case.is_(False), one.opened_year < today.year)
    return or_(one.stage == FolderStage.KAPALI.value, late)


def is_year(value: str) -> bool:
    """Four digits."""
    return value.isascii() and value.isdigit() and len(value) == 4


def stages_called(value: str) -> list[str]:
    """Stages in whose names folded text stands."""
    return [one.value for one in FolderStage if value in fold(one.label)]


def _due_in(one: Any, first: date, after: date) -> ColumnElement[bool]:
    return and_(one.due_on >= first, one.due_on < after, one.due_on < NEVER)
