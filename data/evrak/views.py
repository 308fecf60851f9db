"""What screens ask about documents; answers are frozen rows, a window at a time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, and_, false, func, or_, select, text, union
from sqlalchemy.orm import aliased
from sqlmodel import col

from data.core import engine as engines
from data.core import filters, holidays
from data.core.errors import BadInput
from data.core.models import Birim, SearchEntry, User
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.secrecy import Secrecy
from data.core.store import Look
from data.core.text import fold
from data.core.windows import window
from data.evrak.models import Evrak, EvrakDagitim, Havale, Muhatap
from data.evrak.rules.deadlines import Light, light
from data.evrak.rules.values import Book, DocKind, HandOver, Purpose, State, Urgency
from data.evrak.sight import AREA, EK_KIND, Texts, in_sight, persons, texts_of, top_level
from data.sdp.models import SdpKod

OPEN = tuple(state.value for state in State if not state.over)
"""States in which something is waited for; named one by one, so that the index of open documents serves."""

_FIELDS = frozenset(
    {"konu", "gonderen", "sayi", "no", "tarih", "birim", "defter", "durum", "kod", "kimde", "tur", "ek"}
)
_TEXT_FIELDS = {"konu": Evrak.subject, "gonderen": Evrak.muhatap_name, "sayi": Evrak.letter_no}
_NEVER = date(9999, 12, 31)
_NEAR = timedelta(days=14)
"""Longer than two working days with any holiday between them."""
_MOST = 10_000
"""Matches of typed words that are counted; nobody pages through more."""
_LOCKED = Texts("", subject="Enter ile açılır")
"""A secret document in a list, even for those cleared: reading it is a step of its own, and in the trail."""
_HELD_OPEN = (HandOver.BEKLIYOR.value, HandOver.ALINDI.value)


@dataclass(frozen=True, slots=True)
class EvrakRow:
    """A document in the ledger."""

    id: int
    book: Book
    kayit_no: str
    registered_at: datetime
    muhatap: str
    letter_no: str
    letter_date: date | None
    subject: str
    doc_kind: DocKind
    state: State
    urgency: Urgency
    purpose: Purpose
    due_on: date | None
    basis: str
    light: Light | None
    secrecy: Secrecy
    personal: bool
    birim: str
    responsible: str
    code: str
    version: int

    @property
    def over(self) -> bool:
        """Nothing is waited for any more."""
        return self.state.over


def evrak_window(
    look: Look,
    query: LedgerQuery,
    start: int,
    limit: int,
    anchor: Anchor | None = None,
    *,
    book: Book | None = None,
    only: int = 0,
) -> Window[EvrakRow]:
    """Documents in sight, the newest first; those with a deadline by their last day.

    Views: empty for all, ``bende`` what the actor has in hand, ``yakin`` what of it ends soon or is late,
    ``bekleyen`` what is not over, ``bugun`` what ends today, ``geciken`` what is late. The filter line takes words
    and ``konu:``, ``gönderen:``, ``sayı:``, ``no:``, ``tarih:2026-10``, ``birim:``, ``defter:``, ``durum:``,
    ``kod:``, ``kimde:``, ``tür:`` and ``ek:`` (words of attached files).

    Args:
        book: This register alone.
        only: This document alone.

    Raises:
        NotAllowed: no permission.
        BadInput: a date in the filter cannot be read.
    """
    look.actor.require(AREA, Verb.VIEW)
    found = conditions(look, query, book=book, only=only)
    statement: Any = select(Evrak)
    key: Any = col(Evrak.id)
    if found.joined:
        index = engines.words_of("evrak")
        statement = statement.select_from(index).join(Evrak, key == index.c.rowid)
        key = index.c.rowid
    statement = statement.where(*found.wanted)
    order, descending = _order(query, key)
    calendar = holidays.calendar(look)
    build = _builder(look, lambda due, begun: light(due, begun, look.today, calendar))
    return window(
        look,
        statement,
        order,
        build,
        start=start,
        limit=limit,
        anchor=anchor,
        descending=descending,
        most=_MOST if found.words and not query.whole else 0,
    )


def _order(query: LedgerQuery, key: Any) -> tuple[tuple[Any, ...], bool]:
    due = func.coalesce(col(Evrak.due_on), _NEVER)
    if query.sort == "due" or (not query.sort and query.view in ("bugun", "geciken")):
        return (due, key), query.descending
    return (key,), not query.descending if query.sort else True


@dataclass(frozen=True, slots=True)
class Conditions:
    """What a question of the ledger means.

    Attributes:
        wanted: Conditions on ``Evrak``.
        words: It asks for words, so a flood of rows may match.
        joined: The words are conditions on the word index itself, which is to be joined.
    """

    wanted: tuple[Any, ...]
    words: bool = False
    joined: bool = False


def conditions(
    look: Look, query: LedgerQuery, *, book: Book | None = None, only: int = 0, join: bool = True
) -> Conditions:
    """The conditions on ``Evrak`` that a question of the ledger means; lists, papers and counts share them.

    Args:
        join: Off for a caller that does not join the word index.
    """
    found: list[Any] = [in_sight(look)]
    if only:
        return Conditions((*found, col(Evrak.id) == only))
    if book is not None:
        found.append(col(Evrak.book) == book.value)
    found += _of_view(look, query.view)
    typed = filters.parse(query.text, _FIELDS)
    for name, value in (*typed.pairs, *((name, fold(value)) for name, value in query.fields)):
        found.append(_pair(look, name, value))
    words = engines.word_query(typed.words)
    if not words:
        return Conditions(tuple(found))
    sealed = sealed_ids(look, lambda row, texts: has_words(row, texts, typed.words))
    joined = join and not sealed
    if joined:
        found.append(text(engines.word_matching("evrak")).bindparams(words=words))
    else:
        matching = text(engines.word_match("evrak")).bindparams(words=words)
        found.append(or_(matching, col(Evrak.id).in_(sealed)))
    return Conditions(tuple(found), words=True, joined=joined)


def _of_view(look: Look, view: str) -> list[Any]:
    waiting = col(Evrak.state).in_(OPEN)
    match view:
        case "bende":
            sent = select(col(Havale.evrak_id)).where(
                col(Havale.to_user_id).in_(persons(look)), col(Havale.state).in_(_HELD_OPEN)
            )
            other = aliased(Evrak)
            held = select(col(other.id)).where(
                col(other.responsible_id).in_(persons(look)), col(other.state).in_(OPEN)
            )
            # One list of keys: two conditions with OR would read every row.
            return [waiting, col(Evrak.id).in_(union(held, sent))]
        case "yakin":
            return [*_of_view(look, "bende"), col(Evrak.due_on) <= look.today + _NEAR]
        case "bekleyen":
            return [waiting]
        case "bugun":
            return [waiting, col(Evrak.due_on) == look.today]
        case "geciken":
            return [waiting, col(Evrak.due_on) < look.today]
        case _:
            return []


def _pair(look: Look, name: str, value: str) -> ColumnElement[bool]:
    match name:
        case "konu" | "gonderen" | "sayi":
            return _text_pair(look, name, value)
        case "no":
            return col(Evrak.kayit_no).endswith(value.upper(), autoescape=True)
        case "tarih":
            first, after = filters.span(value)
            return and_(col(Evrak.registered_on) >= first, col(Evrak.registered_on) < after)
        case "birim":
            units = select(col(Birim.id)).where(col(Birim.arama).contains(value, autoescape=True))
            return col(Evrak.birim_id).in_(units)
        case "kod":
            codes = select(col(SdpKod.id)).where(col(SdpKod.code).startswith(value, autoescape=True))
            return col(Evrak.sdp_id).in_(codes)
        case "kimde":
            people = select(col(User.id)).where(filters.holds(User.full_name, value))
            return col(Evrak.responsible_id).in_(people)
        case "ek":
            return col(Evrak.id).in_(_with_text(look, value))
        case _:
            column, members = {
                "defter": (Evrak.book, Book),
                "durum": (Evrak.state, State),
                "tur": (Evrak.doc_kind, DocKind),
            }[name]
            fitting = [one.value for one in members if value in fold(one.label)]
            return col(column).in_(fitting) if fitting else false()


def _text_pair(look: Look, name: str, value: str) -> ColumnElement[bool]:
    """A word of one text column: narrowed by the word index, then looked for in the column itself."""
    place = {"konu": "subject", "gonderen": "muhatap", "sayi": "letter_no"}[name]
    held = filters.holds(_TEXT_FIELDS[name], value)
    if words := engines.word_query(value):
        held = and_(text(engines.word_match("evrak")).bindparams(words=words), held)
    sealed = sealed_ids(look, lambda _row, texts: value in fold(getattr(texts, place)))
    return or_(held, col(Evrak.id).in_(sealed)) if sealed else held


def _with_text(look: Look, value: str) -> Any:
    words = engines.word_query(value)
    if not words:
        return select(col(Evrak.id)).where(false())
    return select(col(SearchEntry.record_id)).where(
        col(SearchEntry.kind) == EK_KIND, text(engines.word_match("search_entry")).bindparams(words=words)
    )


# ---------------------------------------------------------------- secret records


def sealed_ids(look: Look, fits: Callable[[Evrak, Texts], bool]) -> list[int]:
    """Keys of the secret documents in sight whose opened texts fit; they are in no index.

    Reads all of them: a unit has far below ten thousand (40 ms).
    """
    if top_level(look) is Secrecy.YOK:
        return []
    statement = select(Evrak).where(col(Evrak.secrecy) > 0, in_sight(look))
    rows = look.session.execute(statement).scalars()
    return [row.id or 0 for row in rows if fits(row, texts_of(look, row))]


def has_words(row: Evrak, texts: Texts, words: str) -> bool:
    """Whether an opened secret document has every one of these folded words as a word's beginning, or in it."""
    held = fold(f"{row.kayit_no} {texts.muhatap} {texts.letter_no} {texts.subject} {texts.enclosures}")
    starts = held.replace("/", " ").replace("-", " ").replace(".", " ").split()
    return all(any(start.startswith(word) for start in starts) or word in held for word in words.split())


# ---------------------------------------------------------------- rows


def _builder(look: Look, lit: Callable[[date, date], Light]) -> Callable[[Any], EvrakRow]:
    @cache
    def unit(key: int) -> str:
        row = look.session.get(Birim, key)
        return row.name if row else ""

    @cache
    def person(key: int | None) -> str:
        row = look.session.get(User, key) if key else None
        return row.full_name if row else ""

    @cache
    def code(key: int | None) -> str:
        row = look.session.get(SdpKod, key) if key else None
        return row.code if row else ""

    def build(found: Any) -> EvrakRow:
        # Each name is asked for once a window: counting a million rows joins nothing.
        row: Evrak = found[0]
        texts = _LOCKED if row.secrecy else texts_of(look, row)
        state = State(row.state)
        return EvrakRow(
            id=row.id or 0,
            book=Book(row.book),
            kayit_no=row.kayit_no,
            registered_at=row.registered_at,
            muhatap=texts.muhatap,
            letter_no=texts.letter_no,
            letter_date=texts.letter_date,
            subject=texts.subject or ("Kişiye özel" if row.personal else ""),
            doc_kind=DocKind(row.doc_kind),
            state=state,
            urgency=Urgency(row.urgency),
            purpose=Purpose(row.purpose),
            due_on=row.due_on,
            basis=row.basis,
            light=lit(row.due_on, row.registered_on) if row.due_on and not state.over else None,
            secrecy=Secrecy(row.secrecy),
            personal=row.personal,
            birim=unit(row.birim_id),
            responsible=person(row.responsible_id),
            code=code(row.sdp_id),
            version=row.version,
        )

    return build


def one_row(look: Look, evrak_id: int) -> EvrakRow:
    """One document as the ledger shows it.

    Raises:
        NotAllowed: no permission.
        BadInput: there is none for this actor.
    """
    rows = evrak_window(look, LedgerQuery(), 0, 1, only=evrak_id).rows
    if not rows:
        raise BadInput("Evrak bulunamadı.", "Listeyi yenileyin.")
    return rows[0]


def count_waiting(look: Look) -> int:
    """How many documents wait for this person: in hand, or sent to him or her, and not over."""
    if not look.actor.can(AREA, Verb.VIEW):
        return 0
    statement = select(func.count()).select_from(Evrak).where(in_sight(look), *_of_view(look, "bende"))
    return int(look.session.execute(statement).scalar_one())


# ---------------------------------------------------------------- recipients


@dataclass(frozen=True, slots=True)
class RecipientRow:
    """One recipient of a document, and how it went there."""

    id: int
    name: str
    purpose: Purpose
    dispatch: str
    tracking: str
    sent_on: date | None
    version: int


def recipients(look: Look, evrak_id: int) -> tuple[RecipientRow, ...]:
    """The dağıtım of a document, those who act first; the caller has checked that it is in sight."""
    statement = (
        select(EvrakDagitim, col(Muhatap.unit))
        .join(Muhatap, col(Muhatap.id) == col(EvrakDagitim.muhatap_id), isouter=True)
        .where(col(EvrakDagitim.evrak_id) == evrak_id)
        .order_by(col(EvrakDagitim.purpose).desc(), col(EvrakDagitim.id))
    )
    return tuple(
        RecipientRow(
            id=row.id or 0,
            name=f"{row.name} ({unit})" if unit else row.name,
            purpose=Purpose(row.purpose),
            dispatch=row.dispatch,
            tracking=row.tracking,
            sent_on=row.sent_on,
            version=row.version,
        )
        for row, unit in look.session.execute(statement)
    )
