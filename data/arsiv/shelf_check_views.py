"""What screens ask about shelf checks: the checks, what one says of each folder, what is still missing."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import Select, func, or_, select
from sqlmodel import col

from data.arsiv import lookup
from data.arsiv.folder_views import FolderRow, folder_builder
from data.arsiv.lookup import AREA, in_sight
from data.arsiv.models import ArsivYer, Klasor
from data.arsiv.models_shelf import RafDenetimi, RafDenetimiSatir
from data.arsiv.place_views import places_in_sight
from data.arsiv.rules.scan_codes import ShelfGroup, ShelfWord
from data.core.calendar import format_date
from data.core.errors import BadInput
from data.core.models import User
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.store import Look
from data.core.text import fold
from data.core.windows import window

STILL: Final = "eksik"
"""View of checks: those that missed a folder which was neither found nor explained since."""


@dataclass(frozen=True, slots=True)
class CheckRow:
    """A check of a place.

    Attributes:
        counts: Folders that the actor sees, by group.
        still: Of those that it missed first, neither found nor explained by now.
    """

    id: int
    no: str
    day: date
    yer_id: int
    place: str
    who: str
    counts: dict[ShelfGroup, int]
    still: int


@dataclass(frozen=True, slots=True)
class CheckLine:
    """What a check says of one folder, or of a label that is not known.

    Attributes:
        folder: As it is now; nothing for an unknown label.
        typed: That label.
        recorded: Whole code of the place that the records had then.
        before: The check that had missed it first, with its day; empty for none.
        missing: It is still neither found nor explained.
    """

    id: int
    folder: FolderRow | None
    typed: str
    word: ShelfWord
    recorded: str
    before: str
    missing: bool


def check_window(
    look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None = None
) -> Window[CheckRow]:
    """Checks of places in sight, the last first.

    Views: empty for all, ``eksik`` for those of which something is still missing. Words of the filter stand in the
    place's code or name, or are a year.

    Raises:
        NotAllowed: no permission.
    """
    look.actor.require(AREA, Verb.VIEW)
    statement: Any = _checks().where(*places_in_sight(look))
    if query.view == STILL:
        checks = _missing(look).with_only_columns(col(RafDenetimiSatir.denetim_id))
        statement = statement.where(col(RafDenetimi.id).in_(checks))
    for word in fold(query.text).split():
        named = col(ArsivYer.arama).contains(word, autoescape=True)
        year = col(RafDenetimi.year) == int(word) if word.isascii() and word.isdigit() and len(word) == 4 else None
        statement = statement.where(named if year is None else or_(named, year))
    return window(
        look, statement, (col(RafDenetimi.id),), lambda found: _check(look, found), start=start, limit=limit,
        anchor=anchor, descending=not query.descending,
    )  # fmt: skip


def check_card(look: Look, denetim_id: int) -> CheckRow:
    """One check.

    Raises:
        NotAllowed: no permission, or the place is out of sight.
        BadInput: no such check.
    """
    look.actor.require(AREA, Verb.VIEW)
    found = look.session.execute(_checks().where(col(RafDenetimi.id) == denetim_id)).one_or_none()
    if found is None:
        raise BadInput("Raf denetimi bulunamadı.", "Listeyi yenileyip yeniden seçin.", field="denetim_id")
    lookup.place_row(look, found[0].yer_id)
    return _check(look, found)


def line_window(
    look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None = None, *, denetim_id: int
) -> Window[CheckLine]:
    """What a check says, in its order; of folders that the actor sees.

    Views: empty for what was not simply found in its place, the value of a :class:`ShelfGroup`, ``tumu`` for all.

    Raises:
        NotAllowed: no permission, or the place is out of sight.
        BadInput: no such check.
    """
    check_card(look, denetim_id)
    statement = lines_of(look, denetim_id)
    if query.view != "tumu":
        statement = statement.where(_of_group(query.view))
    for word in fold(query.text).split():
        statement = statement.where(col(Klasor.arama).contains(word, autoescape=True))
    build = folder_builder(look)
    return window(
        look, statement, (col(RafDenetimiSatir.id),),
        lambda found: _line(look, found[0], build(found[1]) if found[1] is not None else None),
        start=start, limit=limit, anchor=anchor, descending=query.descending,
    )  # fmt: skip


def lines_on_paper(look: Look, denetim_id: int) -> list[CheckLine]:
    """What a check says of all that was not simply found, for its tutanak; of folders in sight."""
    build = folder_builder(look)
    statement = lines_of(look, denetim_id).where(_of_group("")).order_by(col(RafDenetimiSatir.id))
    return [
        _line(look, line, build(folder) if folder is not None else None)
        for line, folder in look.session.execute(statement).all()
    ]


def lines_of(look: Look, denetim_id: int) -> Any:
    """The lines of a check with their folders, those in sight."""
    return (
        select(RafDenetimiSatir, Klasor)
        .join(Klasor, col(Klasor.id) == col(RafDenetimiSatir.klasor_id), isouter=True)
        .where(
            col(RafDenetimiSatir.denetim_id) == denetim_id,
            or_(col(RafDenetimiSatir.klasor_id).is_(None), in_sight(look)),
        )
    )


def missed_on(look: Look, yer_id: int) -> dict[int, str]:
    """Folders that the records have on a place and a check missed, by key, each with that check."""
    statement = (
        select(col(Klasor.id), RafDenetimi)
        .join(RafDenetimiSatir, col(RafDenetimiSatir.id) == col(Klasor.missing_id))
        .join(RafDenetimi, col(RafDenetimi.id) == col(RafDenetimiSatir.denetim_id))
        .where(col(Klasor.yer_id) == yer_id, col(Klasor.missing_id).is_not(None), in_sight(look))
    )
    return {key or 0: _called(check) for key, check in look.session.execute(statement)}


def _checks() -> Any:
    return (
        select(RafDenetimi, ArsivYer, col(User.full_name))
        .join(ArsivYer, col(ArsivYer.id) == col(RafDenetimi.yer_id))
        .join(User, col(User.id) == col(RafDenetimi.made_by))
    )


def _missing(look: Look) -> Select[Any]:
    """Lines that missed a folder first which is still missing; they are few, and found by their own index."""
    return (
        select(RafDenetimiSatir)
        .join(Klasor, col(Klasor.missing_id) == col(RafDenetimiSatir.id))
        .where(col(Klasor.missing_id).is_not(None), in_sight(look))
    )


def _of_group(view: str) -> Any:
    words = [one.value for one in ShelfWord if one.group.value == view]
    word = col(RafDenetimiSatir.word)
    return word.in_(words) if view else word != ShelfWord.BULUNDU.value


def _check(look: Look, found: Any) -> CheckRow:
    row, place, who = found[:3]
    mine = col(RafDenetimiSatir.denetim_id) == row.id
    counted = (
        select(col(RafDenetimiSatir.word), func.count())
        .join(Klasor, col(Klasor.id) == col(RafDenetimiSatir.klasor_id), isouter=True)
        .where(mine, or_(col(RafDenetimiSatir.klasor_id).is_(None), in_sight(look)))
        .group_by(col(RafDenetimiSatir.word))
    )
    counts: Counter[ShelfGroup] = Counter()
    for word, count in look.session.execute(counted):
        counts[ShelfWord(word).group] += count
    still = select(func.count()).select_from(_missing(look).where(mine).subquery())
    return CheckRow(
        id=row.id,
        no=f"{row.year}/{row.number}",
        day=row.day,
        yer_id=row.yer_id,
        place=f"{place.full_code} {place.name}".strip(),
        who=who,
        counts=dict(counts),
        still=int(look.session.execute(still).scalar_one()),
    )


def _line(look: Look, line: RafDenetimiSatir, folder: FolderRow | None) -> CheckLine:
    before = ""
    if line.before_id is not None:
        earlier = look.session.get_one(RafDenetimiSatir, line.before_id)
        before = _called(look.session.get_one(RafDenetimi, earlier.denetim_id))
    return CheckLine(
        id=line.id or 0,
        folder=folder,
        typed=line.typed,
        word=ShelfWord(line.word),
        recorded=line.recorded,
        before=before,
        missing=folder is not None and folder.missing_id in (line.id or 0, line.before_id or line.id),
    )


def _called(check: RafDenetimi) -> str:
    return f"{check.year}/{check.number}, {format_date(check.day)}"
