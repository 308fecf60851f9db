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
    and_,
    literal_column,
    or_,
    select,
    text,
)
from sqlmodel import col

from data.arsiv.folder_filters import FEW, FIELDS, has_words, in_stages, of_pair, sealed
from data.arsiv.folder_texts import FolderTexts, texts_of
from data.arsiv.folder_totals import AT_UNIT, GONE, known_total
from data.arsiv.lookup import AREA, in_sight
from data.arsiv.models import ArsivBloke, ArsivYer, Klasor, Odunc
from data.arsiv.rules.values import FolderStage
from data.arsiv.tally import by_unit
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
from data.personel.views import PickRow

_BY_DUE: Final = literal_column("coalesce(klasor.due_on, '9999-12-31')", Date())
_BY_PLACE: Final = literal_column("coalesce(klasor.yer_id, 0)", Integer())
"""Word for word as the indexes have them, so that these serve."""
_MOST: Final = 10_000
"""Matches of typed words that are counted; nobody pages through more."""
_LOCKED: Final = FolderTexts("Enter ile açılır")
"""A secret folder in a list, even for those cleared: reading it is a step of its own, and in the trail."""


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


@dataclass(frozen=True, slots=True)
class _Key:
    id: int


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

    Views: empty for all that are here, ``acik``, ``bekleyen`` (see :func:`folder_totals.waiting`), ``birim``
    (closed and at the unit), ``kurum``, ``dolan`` (in the kurum arşivi and due), ``odunc``, ``bloke``, ``kayip``
    (missed by a shelf check), ``giden`` (destroyed or handed to Devlet Arşivleri), ``tumu``. The filter line takes
    words and ``kod:``, ``konu:``, ``yıl:``, ``birim:``, ``no:``, ``aşama:``, ``yer:``, ``vaka:``, ``eski:`` and
    ``dolar:2027`` (when it is due). Sort keys: ``kod``, ``dolar``, ``yer``.

    Args:
        wanted: Further conditions on ``Klasor``.

    Raises:
        NotAllowed: no permission.
        BadInput: a date in the filter cannot be read.
    """
    look.actor.require(AREA, Verb.VIEW)
    typed = filters.parse(query.text, FIELDS)
    conditions = [_seen(look), *_of_view(look, query.view), *wanted]
    pairs = (*typed.pairs, *((name, fold(value)) for name, value in query.fields))
    conditions += [of_pair(look, name, value) for name, value in pairs]
    statement: Any = select(Klasor)
    key: Any = col(Klasor.id)
    words = engines.word_query(typed.words)
    if words:
        secret = sealed(look, lambda row, texts: has_words(row, texts, typed.words))
        if secret or query.sort or query.view == "dolan":
            matching = text(engines.word_match("klasor")).bindparams(words=words)
            conditions.append(or_(matching, key.in_(secret)))
        else:
            # Joined where rows come by key, so that a flood of matches is read no further than needed.
            index = engines.words_of("klasor")
            statement = statement.select_from(index).join(Klasor, key == index.c.rowid)
            conditions.append(text(engines.word_matching("klasor")).bindparams(words=words))
            key = index.c.rowid
    order, descending = _order(query, key)
    # Their keys first: what finds and orders them stands in indexes, a twentieth of the folders' size.
    found = window(
        look,
        statement.with_only_columns(key, maintain_column_froms=True).where(*conditions),
        order,
        lambda one: _Key(int(one[0])),
        start=start,
        limit=limit,
        anchor=anchor,
        descending=descending,
        most=_MOST if (words or pairs) and not query.whole else 0,
        total=None if words or wanted else known_total(look, query.view, pairs),
    )
    return Window(found.start, _rows(look, [one.id for one in found.rows]), found.keys, found.total, found.summary)


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


def _seen(look: Look) -> ColumnElement[bool]:
    """What the actor sees, so asked that the folders of a large unit are not all gathered for a page of them."""
    if look.actor.sees_all:
        return in_sight(look, walk=True)
    units = by_unit(look, lambda _: ())
    if len(units) == 1:
        # One unit's come from an index in the order of their keys.
        return and_(col(Klasor.birim_id) == next(iter(units)), in_sight(look, walk=True))
    return in_sight(look, walk=sum(units.values()) > FEW)


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
            return [in_stages(look, (FolderStage.ACIK.value, FolderStage.KAPALI.value)), _waiting(look)]
        case "birim":
            return [in_stages(look, AT_UNIT)]
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
            return [in_stages(look, GONE)]
        case "tumu":
            return []
        case _:
            # Not by their names: the folders come in the order of their keys, not of their stages.
            return [stage.not_in(GONE)]


def _waiting(look: Look) -> ColumnElement[bool]:
    over = and_(col(Klasor.case).is_(False), col(Klasor.opened_year) + 0 < look.today.year)
    return or_(col(Klasor.stage).concat("") == FolderStage.KAPALI.value, over)


# ---------------------------------------------------------------- rows


def _rows(look: Look, keys: Sequence[int]) -> tuple[FolderRow, ...]:
    found = {row.id: row for row in look.session.execute(select(Klasor).where(col(Klasor.id).in_(keys))).scalars()}
    standing = select(col(ArsivBloke.klasor_id)).where(
        col(ArsivBloke.klasor_id).in_(keys), col(ArsivBloke.lifted_on).is_(None)
    )
    build = folder_builder(look, frozenset(look.session.execute(standing).scalars()))
    return tuple(build(found[key]) for key in keys)


def folder_builder(look: Look, held: frozenset[int] | None = None) -> Callable[[Klasor], FolderRow]:
    """Makes ledger rows; each name is asked for once.

    Args:
        held: Keys of those of the rows that a hold is on, if they were asked for already.
    """

    @cache
    def unit(key: int) -> str:
        return look.session.get_one(Birim, key).name

    @cache
    def place(key: int | None) -> str:
        return look.session.get_one(ArsivYer, key).full_code if key else ""

    def is_held(key: int) -> bool:
        if held is not None:
            return key in held
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
            held=is_held(row.id or 0),
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
