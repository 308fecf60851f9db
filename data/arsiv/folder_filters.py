"""What the folder ledger's view and typed filters ask, so put that the fitting index answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, false, func, literal, or_, select, text
from sqlmodel import col

from data.arsiv.folder_texts import FolderTexts, texts_of
from data.arsiv.folder_totals import is_year, stages_called
from data.arsiv.lookup import in_sight
from data.arsiv.models import ArsivYer, Klasor
from data.arsiv.tally import by_unit, shelves_seen
from data.core import engine as engines
from data.core import filters
from data.core.models import Birim
from data.core.secrecy import Secrecy
from data.core.store import Look
from data.core.text import fold
from data.evrak.sight import top_level

FIELDS: Final = frozenset({"kod", "konu", "yil", "birim", "no", "asama", "yer", "vaka", "eski", "dolar"})
"""Names of the filters."""
FEW: Final = 3_000
"""Folders that are gathered and sorted faster than found by walking over all."""
_ON_SHELVES: Final = 100_000
"""Likewise where their index has all that the question needs."""
_TEXTS: Final[dict[str, Any]] = {"konu": Klasor.title, "vaka": Klasor.case_no, "eski": Klasor.old_no}


def few(look: Look, condition: ColumnElement[bool]) -> bool:
    """Whether so few folders meet a condition that gathering them by its index costs nothing."""
    ones = select(literal(1)).select_from(Klasor).where(condition).limit(FEW + 1)
    return int(look.session.execute(select(func.count()).select_from(ones.subquery())).scalar_one()) <= FEW


def in_stages(look: Look, names: Sequence[str]) -> ColumnElement[bool]:
    """Any of some stages: by the index where few folders are in them or it is one, else in the order of keys."""
    stage = col(Klasor.stage)
    if len(names) == 1:
        return stage == names[0]
    held = stage.in_(names)
    return held if few(look, held) else stage.concat("").in_(names)


def of_pair(look: Look, name: str, value: str) -> ColumnElement[bool]:
    """The folders that a filter leaves; its value is folded.

    Raises:
        BadInput: a date cannot be read.
    """
    match name:
        case "kod":
            code = col(Klasor.code)
            by_index = and_(code >= value, code < f"{value}:")
            return by_index if few(look, by_index) else code.startswith(value, autoescape=True)
        case "yil":
            return col(Klasor.opened_year) == int(value) if is_year(value) else false()
        case "no":
            return _number(value)
        case "birim":
            return _of_units(look, value)
        case "yer":
            return _on_places(look, value)
        case "asama":
            fitting = stages_called(value)
            return in_stages(look, fitting) if fitting else false()
        case "dolar":
            first, after = filters.span(value)
            return and_(col(Klasor.due_on) >= first, col(Klasor.due_on) < after)
        case _:
            return _text_pair(look, name, value)


def _of_units(look: Look, value: str) -> ColumnElement[bool]:
    named = select(col(Birim.id)).where(col(Birim.arama).contains(value, autoescape=True))
    found = by_unit(look, lambda one: (one.birim_id.in_(named),))
    if len(found) == 1:
        return col(Klasor.birim_id) == next(iter(found))
    few_ones = sum(found.values()) <= FEW
    return (col(Klasor.birim_id) if few_ones else col(Klasor.birim_id) + 0).in_(tuple(found))


def _on_places(look: Look, value: str) -> ColumnElement[bool]:
    """On a place and on all below it."""
    places = select(col(ArsivYer.id)).where(filters.holds(ArsivYer.full_code, value))
    shelves = shelves_seen(look)
    standing = select(func.coalesce(func.sum(shelves.total), 0)).where(shelves.yer_id.in_(places))
    gathered = int(look.session.execute(standing).scalar_one()) <= _ON_SHELVES
    return (col(Klasor.yer_id) if gathered else col(Klasor.yer_id) + 0).in_(places)


def _number(value: str) -> ColumnElement[bool]:
    """``17`` of any year, ``2026-17``, or ``G-2026-1``."""
    before, _, number = value.rpartition("-")
    prefix, _, year = before.rpartition("-")
    if not (number.isascii() and number.isdigit()) or (year and not (year.isascii() and year.isdigit())):
        return false()
    same = col(Klasor.number) == int(number[:9])
    if not year:
        return same
    series = [one.series for one in Secrecy if fold(one.series) == prefix or not prefix]
    # Numbers are a unit's own and a series': with these named, the index has them at once.
    return and_(
        same,
        col(Klasor.opened_year) == int(year[:4]),
        col(Klasor.birim_id).in_(select(col(Birim.id))),
        col(Klasor.series).in_(series),
    )


def _text_pair(look: Look, name: str, value: str) -> ColumnElement[bool]:
    """A word of one text column: narrowed by the word index, then looked for in the column itself."""
    held = filters.holds(_TEXTS[name], value)
    if words := engines.word_query(value):
        held = and_(text(engines.word_match("klasor")).bindparams(words=words), held)
    place = {"konu": "title", "vaka": "case_no", "eski": "old_no"}[name]
    found = sealed(look, lambda _row, texts: value in fold(getattr(texts, place)))
    return or_(held, col(Klasor.id).in_(found)) if found else held


# ---------------------------------------------------------------- secret folders


def sealed(look: Look, fits: Callable[[Klasor, FolderTexts], bool]) -> list[int]:
    """Keys of the secret folders in sight whose opened texts fit; they are in no index."""
    if top_level(look) is Secrecy.YOK:
        return []
    statement = select(Klasor).where(col(Klasor.secrecy) > 0, in_sight(look))
    rows = look.session.execute(statement).scalars()
    return [row.id or 0 for row in rows if fits(row, texts_of(look, row))]


def has_words(row: Klasor, texts: FolderTexts, words: str) -> bool:
    """Whether all words of a folded filter begin something in a folder's texts, or stand in them."""
    held = fold(f"{row.code} {row.opened_year} {row.number} {texts.words}")
    starts = held.replace("/", " ").replace("-", " ").replace(".", " ").split()
    return all(any(start.startswith(word) for start in starts) or word in held for word in words.split())
