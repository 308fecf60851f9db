"""What screens ask about folders: their ledger, the picker of an open one, what waits here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Date,
    Integer,
    Select,
    and_,
    false,
    func,
    literal,
    literal_column,
    or_,
    select,
    text,
)
from sqlmodel import col

from data.arsiv.folder_texts import FolderTexts, texts_of
from data.arsiv.lookup import AREA, in_sight, units_in_sight
from data.arsiv.models import ArsivBloke, ArsivYer, Klasor, Odunc
from data.arsiv.rules.values import FolderStage
from data.core import engine as engines
from data.core import filters
from data.core.errors import BadInput
from data.core.models import Birim
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.secrecy import Secrecy
from data.core.store import Look
from data.core.text import fold
from data.core.windows import window
from data.evrak.sight import top_level
from data.personel.views import PickRow

_FIELDS: Final = frozenset({"kod", "konu", "yil", "birim", "no", "asama", "yer", "vaka", "eski", "dolar"})
_TEXTS: Final[dict[str, Any]] = {"konu": Klasor.title, "vaka": Klasor.case_no, "eski": Klasor.old_no}
_BY_DUE: Final = literal_column("coalesce(klasor.due_on, '9999-12-31')", Date())
_BY_PLACE: Final = literal_column("coalesce(klasor.yer_id, 0)", Integer())
"""Word for word as the indexes have them, so that these serve."""
_MOST: Final = 10_000
"""Matches of typed words that are counted; nobody pages through more."""
_FEW: Final = 3_000
"""Folders that are gathered and sorted faster than found by walking over all."""
_LOCKED: Final = FolderTexts("Enter ile açılır")
"""A secret folder in a list, even for those cleared: reading it is a step of its own, and in the trail."""
_GONE: Final = tuple(stage.value for stage in FolderStage if not stage.here)
_AT_UNIT: Final = (FolderStage.KAPALI.value, FolderStage.DEVRE_HAZIR.value, FolderStage.BIRIM_ARSIVI.value)


@dataclass(frozen=True, slots=True)
class FolderRow:
    """A folder in a ledger.

    Attributes:
        no: Year and number in its unit: ``2026-17``.
        place: Whole code of its place; empty where it has none.
        kept: Period and outcome as it keeps them; empty while it is open.
        lent: It is out on a loan.
        held: A hold is on it.
        missing_id: The line of the shelf check that missed it, while it is neither found nor explained; else 0.
    """

    id: int
    code: str
    year: int
    no: str
    part: int
    case: bool
    case_no: str
    title: str
    special: str
    old_no: str
    birim: str
    stage: FolderStage
    secrecy: Secrecy
    opened_on: date
    closed_on: date | None
    due_on: date | None
    kept: str
    place: str
    pages: int
    lent: bool
    held: bool
    missing_id: int
    version: int


def folder_window(
    look: Look,
    query: LedgerQuery,
    start: int,
    limit: int,
    anchor: Anchor | None = None,
    *,
    wanted: tuple[Any, ...] = (),
) -> Window[FolderRow]:
    """Folders in sight, the last opened first.

    Views: empty for all that are here, ``acik``, ``bekleyen`` (see :func:`count_waiting`), ``birim`` (closed and
    at the unit), ``kurum``, ``dolan`` (in the kurum arşivi and due), ``odunc``, ``bloke``, ``kayip`` (missed by a
    shelf check), ``giden`` (destroyed or handed to Devlet Arşivleri), ``tumu``. The filter line takes words and
    ``kod:``, ``konu:``, ``yıl:``, ``birim:``, ``no:``, ``aşama:``, ``yer:``, ``vaka:``, ``eski:`` and
    ``dolar:2027`` (when it is due). Sort keys: ``kod``, ``dolar``, ``yer``.

    Args:
        wanted: Further conditions on ``Klasor``.

    Raises:
        NotAllowed: no permission.
        BadInput: a date in the filter cannot be read.
    """
    look.actor.require(AREA, Verb.VIEW)
    typed = filters.parse(query.text, _FIELDS)
    conditions = [_seen(look), *_of_view(look, query.view), *wanted]
    for name, value in (*typed.pairs, *((name, fold(value)) for name, value in query.fields)):
        conditions.append(_pair(look, name, value))
    statement: Any = select(Klasor)
    key: Any = col(Klasor.id)
    words = engines.word_query(typed.words)
    if words:
        sealed = _sealed(look, lambda row, texts: _has_words(row, texts, typed.words))
        if sealed or query.sort:
            matching = text(engines.word_match("klasor")).bindparams(words=words)
            conditions.append(or_(matching, key.in_(sealed)))
        else:
            # Joined where rows come by key, so that a flood of matches is read no further than needed.
            index = engines.words_of("klasor")
            statement = statement.select_from(index).join(Klasor, key == index.c.rowid)
            conditions.append(text(engines.word_matching("klasor")).bindparams(words=words))
            key = index.c.rowid
    order, descending = _order(query, key)
    build = folder_builder(look)
    return window(
        look,
        statement.where(*conditions),
        order,
        lambda found: build(found[0]),
        start=start,
        limit=limit,
        anchor=anchor,
        descending=descending,
        most=_MOST if (words or typed.pairs or query.fields) and not query.whole else 0,
    )


def one_folder(look: Look, klasor_id: int) -> FolderRow:
    """One folder as the ledger shows it.

    Raises:
        NotAllowed: no permission.
        BadInput: there is none for this actor.
    """
    rows = folder_window(look, LedgerQuery(view="tumu"), 0, 1, wanted=(col(Klasor.id) == klasor_id,)).rows
    if not rows:
        raise BadInput("Klasör bulunamadı.", "Listeyi yenileyip yeniden seçin.", field="klasor_id")
    return rows[0]


def count_waiting(look: Look) -> int:
    """How many folders wait here: subject files open though their year is over, closed ones to be checked."""
    if not look.actor.can(AREA, Verb.PREPARE):
        return 0
    statement = select(func.count()).select_from(Klasor).where(_seen(look), *_of_view(look, "bekleyen"))
    return int(look.session.execute(statement).scalar_one())


def _seen(look: Look) -> ColumnElement[bool]:
    """What the actor sees, so asked that the folders of a large unit are not all gathered for a page of them."""
    few = not look.actor.sees_all and _few(look, col(Klasor.birim_id).in_(units_in_sight(look)))
    return in_sight(look, walk=not few)


def _few(look: Look, condition: ColumnElement[bool]) -> bool:
    """Whether so few folders meet a condition that gathering them by its index costs nothing."""
    ones = select(literal(1)).select_from(Klasor).where(condition).limit(_FEW + 1)
    return int(look.session.execute(select(func.count()).select_from(ones.subquery())).scalar_one()) <= _FEW


def _order(query: LedgerQuery, key: Any) -> tuple[tuple[Any, ...], bool]:
    match query.sort:
        case "kod":
            return (col(Klasor.code), col(Klasor.opened_year), col(Klasor.part), key), query.descending
        case "yer":
            return (_BY_PLACE, col(Klasor.ordering), key), query.descending
        case "dolar":
            return (_BY_DUE, key), query.descending
        case _ if not query.sort and query.view == "dolan":
            return (col(Klasor.due_on), key), query.descending
        case _:
            return (key,), not query.descending if query.sort else True


def _of_view(look: Look, view: str) -> list[ColumnElement[bool]]:
    stage = col(Klasor.stage)
    match view:
        case "acik":
            return [stage == FolderStage.ACIK.value]
        case "bekleyen":
            over = and_(col(Klasor.case).is_(False), col(Klasor.opened_year) + 0 < look.today.year)
            waiting = (FolderStage.ACIK.value, FolderStage.KAPALI.value)
            return [_stages(look, waiting), or_(stage.concat("") == FolderStage.KAPALI.value, over)]
        case "birim":
            return [_stages(look, _AT_UNIT)]
        case "kurum":
            return [stage == FolderStage.KURUM_ARSIVI.value]
        case "dolan":
            return [stage == FolderStage.KURUM_ARSIVI.value, col(Klasor.due_on) <= look.today]
        case "odunc":
            lent = select(col(Odunc.klasor_id)).where(col(Odunc.returned_on).is_(None))
            return [col(Klasor.loan_id).is_not(None), col(Klasor.id).in_(lent)]
        case "bloke":
            held = select(col(ArsivBloke.klasor_id)).where(col(ArsivBloke.lifted_on).is_(None))
            return [col(Klasor.id).in_(held)]
        case "kayip":
            return [col(Klasor.missing_id).is_not(None)]
        case "giden":
            return [_stages(look, _GONE)]
        case "tumu":
            return []
        case _:
            # Not by their names: the folders come in the order of their keys, not of their stages.
            return [stage.not_in(_GONE)]


def _stages(look: Look, names: Sequence[str]) -> ColumnElement[bool]:
    """Any of some stages: by the index where few folders are in them or it is one, else in the order of keys."""
    stage = col(Klasor.stage)
    if len(names) == 1:
        return stage == names[0]
    held = stage.in_(names)
    return held if _few(look, held) else stage.concat("").in_(names)


def _among(look: Look, column: Any, keys: Select[Any]) -> ColumnElement[bool]:
    """A key of others, likewise."""
    held: ColumnElement[bool] = column.in_(keys)
    return held if _few(look, held) else (column + 0).in_(keys)


def _pair(look: Look, name: str, value: str) -> ColumnElement[bool]:
    match name:
        case "kod":
            code = col(Klasor.code)
            by_index = and_(code >= value, code < f"{value}:")
            return by_index if _few(look, by_index) else code.startswith(value, autoescape=True)
        case "yil":
            return (
                col(Klasor.opened_year) == int(value)
                if value.isascii() and value.isdigit() and len(value) == 4
                else false()
            )
        case "no":
            return _number(value)
        case "birim":
            units = select(col(Birim.id)).where(col(Birim.arama).contains(value, autoescape=True))
            return _among(look, col(Klasor.birim_id), units)
        case "yer":
            # A place and all below it.
            places = select(col(ArsivYer.id)).where(filters.holds(ArsivYer.full_code, value))
            return _among(look, col(Klasor.yer_id), places)
        case "asama":
            fitting = [one.value for one in FolderStage if value in fold(one.label)]
            return _stages(look, fitting) if fitting else false()
        case "dolar":
            first, after = filters.span(value)
            return and_(col(Klasor.due_on) >= first, col(Klasor.due_on) < after)
        case _:
            return _text_pair(look, name, value)


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
    sealed = _sealed(look, lambda _row, texts: value in fold(getattr(texts, place)))
    return or_(held, col(Klasor.id).in_(sealed)) if sealed else held


# ---------------------------------------------------------------- secret folders


def _sealed(look: Look, fits: Callable[[Klasor, FolderTexts], bool]) -> list[int]:
    """Keys of the secret folders in sight whose opened texts fit; they are in no index."""
    if top_level(look) is Secrecy.YOK:
        return []
    statement = select(Klasor).where(col(Klasor.secrecy) > 0, in_sight(look))
    rows = look.session.execute(statement).scalars()
    return [row.id or 0 for row in rows if fits(row, texts_of(look, row))]


def _has_words(row: Klasor, texts: FolderTexts, words: str) -> bool:
    held = fold(f"{row.code} {row.opened_year} {row.number} {texts.words}")
    starts = held.replace("/", " ").replace("-", " ").replace(".", " ").split()
    return all(any(start.startswith(word) for start in starts) or word in held for word in words.split())


# ---------------------------------------------------------------- rows


def folder_builder(look: Look) -> Callable[[Klasor], FolderRow]:
    """Makes ledger rows; each name is asked for once."""

    @cache
    def unit(key: int) -> str:
        return look.session.get_one(Birim, key).name

    @cache
    def place(key: int | None) -> str:
        return look.session.get_one(ArsivYer, key).full_code if key else ""

    def held(key: int | None) -> bool:
        open_ones = select(col(ArsivBloke.id)).where(
            col(ArsivBloke.klasor_id) == key, col(ArsivBloke.lifted_on).is_(None)
        )
        return look.session.execute(open_ones.limit(1)).first() is not None

    def build(row: Klasor) -> FolderRow:
        texts = _LOCKED if row.secrecy else texts_of(look, row)
        return FolderRow(
            id=row.id or 0,
            code=row.code,
            year=row.opened_year,
            no=row.no,
            part=row.part,
            case=row.case,
            case_no=texts.case_no,
            title=texts.title,
            special=texts.special,
            old_no=texts.old_no,
            birim=unit(row.birim_id),
            stage=FolderStage(row.stage),
            secrecy=Secrecy(row.secrecy),
            opened_on=row.opened_on,
            closed_on=row.closed_on,
            due_on=row.due_on,
            kept=f"{row.period}/{row.outcome}" if row.period or row.outcome else "",
            place=place(row.yer_id),
            pages=row.pages,
            lent=row.loan_id is not None,
            held=held(row.id),
            missing_id=row.missing_id or 0,
            version=row.version,
        )

    return build


# ---------------------------------------------------------------- the picker


def find_open_folders(look: Look, typed: str, limit: int) -> tuple[PickRow, ...]:
    """Open folders for the picker, by code, number or words of the subject; the last opened first."""
    found = folder_window(look, LedgerQuery(text=typed, view="acik"), 0, limit)
    return tuple(_choice(row) for row in found.rows)


def folder_choice(look: Look, klasor_id: int) -> PickRow | None:
    """The picker's line of one folder, also of one that is closed."""
    rows = folder_window(look, LedgerQuery(view="tumu"), 0, 1, wanted=(col(Klasor.id) == klasor_id,)).rows
    return _choice(rows[0]) if rows else None


def _choice(row: FolderRow) -> PickRow:
    more = [
        row.no,
        row.birim,
        row.case_no,
        row.secrecy.label,
        "" if row.stage is FolderStage.ACIK else row.stage.label,
    ]
    return PickRow(row.id, f"{row.code} {row.title}", " · ".join(one for one in more if one))
