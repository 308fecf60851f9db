"""What screens ask about hand-over lists and about letters that are to leave the office."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, or_, select, text
from sqlmodel import col

from data.core import engine as engines
from data.core import filters
from data.core.models import Birim, TrailEntry, User
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.secrecy import Secrecy
from data.core.store import Look
from data.core.text import fold
from data.core.units import in_scope
from data.core.windows import window
from data.evrak.hands import ZIMMET, list_row, number_of
from data.evrak.havale_views import LOCKED, MOST_COUNTED
from data.evrak.models import Evrak, EvrakDagitim, Havale, Zimmet
from data.evrak.rules.values import Book, Dispatch, HandOver, Purpose, State
from data.evrak.sight import AREA, in_sight, texts_of, top_level


@dataclass(frozen=True, slots=True)
class ZimmetRow:
    """A hand-over list.

    Attributes:
        waiting: How many of its documents nobody has received yet.
    """

    id: int
    no: str
    receiver: str
    birim: str
    made_at: datetime
    made_by: str
    documents: int
    waiting: int
    signed_on: date | None
    signed_by: str
    cancelled: bool
    reason: str
    version: int

    @property
    def state(self) -> str:
        """In a word."""
        return "İptal" if self.cancelled else "İmzalı" if self.signed_on else "İmza bekliyor"


def zimmet_window(
    look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None = None
) -> Window[ZimmetRow]:
    """Hand-over lists of documents in sight, newest first.

    Views: empty for those to be signed, ``imzali``, ``iptal``, ``tumu``. The filter line takes a number or words
    of the receiver. A list of secret documents is there only for those who may see them.

    Raises:
        NotAllowed: no permission.
    """
    look.actor.require(AREA, Verb.VIEW)
    statement: Any = select(Zimmet).where(*_list_view(query.view), _list_in_sight(look))
    for word in fold(query.text).split():
        statement = statement.where(col(Zimmet.arama).contains(word, autoescape=True))
    return window(
        look,
        statement,
        (col(Zimmet.id),),
        lambda found: _list(look, found[0]),
        start=start,
        limit=limit,
        anchor=anchor,
        descending=True,
    )


def _list_in_sight(look: Look) -> ColumnElement[bool]:
    on_it = col(Havale.zimmet_id) == col(Zimmet.id)
    seen = exists(
        select(col(Havale.id)).join(Evrak, col(Evrak.id) == col(Havale.evrak_id)).where(on_it, in_sight(look))
    )
    # The documents of a cancelled list may stand on a later one; then its own entry says who may know of it.
    level, own = int(top_level(look)), col(Zimmet.made_by) == look.actor.user_id
    known = or_(col(TrailEntry.secrecy) < int(Secrecy.GIZLI), own)
    told = exists(
        select(col(TrailEntry.id)).where(
            col(TrailEntry.kind) == ZIMMET,
            col(TrailEntry.record_id) == col(Zimmet.id),
            col(TrailEntry.secrecy) <= level,
            known,
        )
    )
    empty = and_(~exists(select(col(Havale.id)).where(on_it)), told)
    if not look.actor.sees_all:
        units = select(col(Birim.id)).where(in_scope(look))
        empty = and_(empty, col(Zimmet.birim_id).in_(units))
    return or_(seen, empty)


def _list_view(view: str) -> list[ColumnElement[bool]]:
    standing = col(Zimmet.cancelled_at).is_(None)
    match view:
        case "imzali":
            return [standing, col(Zimmet.signed_on).is_not(None)]
        case "iptal":
            return [col(Zimmet.cancelled_at).is_not(None)]
        case "tumu":
            return []
        case _:
            return [standing, col(Zimmet.signed_on).is_(None)]


def _list(look: Look, made: Zimmet) -> ZimmetRow:
    on_it = look.session.execute(
        select(col(Havale.state), func.count())
        .join(Evrak, col(Evrak.id) == col(Havale.evrak_id))
        .where(col(Havale.zimmet_id) == made.id, in_sight(look))
        .group_by(col(Havale.state))
    )
    counts: dict[str, int] = {state: count for state, count in on_it.all()}  # noqa: C416
    maker = look.session.get(User, made.made_by)
    return ZimmetRow(
        id=made.id or 0,
        no=number_of(made),
        receiver=made.receiver,
        birim=look.session.get_one(Birim, made.birim_id).name,
        made_at=made.made_at,
        made_by=maker.full_name if maker else "",
        documents=sum(counts.values()),
        waiting=counts.get(HandOver.BEKLIYOR.value, 0),
        signed_on=made.signed_on,
        signed_by=made.signed_by,
        cancelled=made.cancelled_at is not None,
        reason=made.cancelled_reason,
        version=made.version,
    )


@dataclass(frozen=True, slots=True)
class ListedRow:
    """A document on a hand-over list; a secret one says number, day and level alone."""

    name: str
    registered_on: date
    letter: str
    subject: str
    enclosures: str
    state: HandOver
    received_at: datetime | None


def zimmet_list(look: Look, zimmet_id: int) -> tuple[ZimmetRow, tuple[ListedRow, ...]]:
    """A hand-over list with its documents in the order of the paper.

    Raises:
        NotAllowed: no permission.
        BadInput: there is none for this actor.
    """
    look.actor.require(AREA, Verb.VIEW)
    made, pairs = list_row(look, zimmet_id)
    return _list(look, made), tuple(_listed(one, row) for one, row in pairs)


def _listed(one: Havale, row: Evrak) -> ListedRow:
    letter = ""
    if not row.secrecy:
        day = f"{row.letter_date:%d.%m.%Y}" if row.letter_date else ""
        letter = " · ".join(part for part in (day, row.letter_no) if part)
    return ListedRow(
        name=f"{Book(row.book).label} {row.kayit_no}",
        registered_on=row.registered_on,
        letter=letter,
        subject=Secrecy(row.secrecy).mark if row.secrecy else row.subject or "Kişiye özel",
        enclosures="" if row.secrecy else "; ".join(row.enclosures.splitlines()),
        state=HandOver(one.state),
        received_at=one.received_at,
    )


@dataclass(frozen=True, slots=True)
class ReceiverRow:
    """Somebody for whom documents wait that are on no list yet, or are on none that stands."""

    name: str
    secret: bool
    havale_ids: tuple[int, ...]


def receivers_waiting(look: Look) -> tuple[ReceiverRow, ...]:
    """For whom a list can be made now, the one with the most documents first.

    Raises:
        NotAllowed: no permission.
    """
    look.actor.require(AREA, Verb.VIEW)
    rows = look.session.execute(
        select(
            col(Havale.id),
            col(Havale.to_user_id),
            col(Havale.to_birim_id),
            col(Havale.to_name),
            col(Evrak.secrecy),
        )
        .join(Evrak, col(Evrak.id) == col(Havale.evrak_id))
        .join(Zimmet, col(Zimmet.id) == col(Havale.zimmet_id), isouter=True)
        .where(
            col(Havale.state) == HandOver.BEKLIYOR.value,
            or_(col(Havale.to_user_id).is_not(None), col(Havale.to_birim_id).is_not(None)),
            or_(col(Zimmet.id).is_(None), col(Zimmet.cancelled_at).is_not(None)),
            in_sight(look),
        )
        .order_by(col(Havale.id))
    )
    groups: dict[tuple[Any, ...], list[int]] = {}
    names: dict[tuple[Any, ...], str] = {}
    for key, user_id, unit_id, name, secrecy in rows:
        group = (user_id, unit_id, secrecy > 0)
        groups.setdefault(group, []).append(key)
        names[group] = name
    found = [ReceiverRow(names[group], group[2], tuple(keys)) for group, keys in groups.items()]
    return tuple(sorted(found, key=lambda one: -len(one.havale_ids)))


# ---------------------------------------------------------------- to be sent


@dataclass(frozen=True, slots=True)
class SendingRow:
    """One recipient of a letter, and whether it has left; ``id`` is the recipient's."""

    id: int
    evrak_id: int
    name: str
    letter_no: str
    letter_date: date | None
    subject: str
    secrecy: Secrecy
    recipient: str
    purpose: Purpose
    dispatch: str
    tracking: str
    sent_on: date | None
    registered_on: date
    version: int

    @property
    def way(self) -> str:
        """Gönderim şekli in words."""
        return Dispatch(self.dispatch).label if self.dispatch else ""


def sending_window(
    look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None = None
) -> Window[SendingRow]:
    """Recipients of documents in sight: empty view for those not sent to, oldest first; ``bugun`` for those sent
    to today, ``gonderilen`` for all sent, newest first.

    The filter line takes words of the document, but for ``gonderilen`` of the recipient too, ``yol:`` and ``no:``.

    Raises:
        NotAllowed: no permission.
    """
    look.actor.require(AREA, Verb.VIEW)
    statement: Any = (
        select(EvrakDagitim, Evrak)
        .join(Evrak, col(Evrak.id) == col(EvrakDagitim.evrak_id))
        .where(in_sight(look), *_sending_view(look, query.view), *_sending_text(query))
    )
    return window(
        look,
        statement,
        (col(EvrakDagitim.id),),
        lambda found: _sending(look, found[0], found[1]),
        start=start,
        limit=limit,
        anchor=anchor,
        descending=bool(query.view),
        most=MOST_COUNTED if query.view == "gonderilen" and not query.whole else 0,
    )


def _sending_view(look: Look, view: str) -> list[ColumnElement[bool]]:
    match view:
        case "bugun":
            return [col(EvrakDagitim.sent_on) == look.today]
        case "gonderilen":
            return [col(EvrakDagitim.sent_on).is_not(None)]
        case _:
            return [col(EvrakDagitim.sent_on).is_(None), col(Evrak.state) != State.IPTAL.value]


def _sending_text(query: LedgerQuery) -> list[Any]:
    typed = filters.parse(query.text, frozenset({"yol", "no"}))
    found: list[Any] = []
    for name, value in (*typed.pairs, *((name, fold(value)) for name, value in query.fields)):
        if name == "no":
            found.append(col(Evrak.kayit_no).endswith(value.upper(), autoescape=True))
        else:
            ways = [way.value for way in Dispatch if value in fold(way.label)]
            found.append(col(EvrakDagitim.dispatch).in_(ways))
    if words := engines.word_query(typed.words):
        matching = text(engines.word_match("evrak")).bindparams(words=words)
        # Names of recipients are in no index; of those long sent to there are too many to read.
        by_name = filters.holds(EvrakDagitim.name, typed.words)
        found.append(matching if query.view == "gonderilen" else or_(matching, by_name))
    return found


def _sending(look: Look, one: EvrakDagitim, row: Evrak) -> SendingRow:
    texts = None if row.secrecy else texts_of(look, row)
    return SendingRow(
        id=one.id or 0,
        evrak_id=row.id or 0,
        name=f"{Book(row.book).label} {row.kayit_no}",
        letter_no=texts.letter_no if texts else "",
        letter_date=texts.letter_date if texts else None,
        subject=texts.subject if texts else LOCKED,
        secrecy=Secrecy(row.secrecy),
        recipient=one.name,
        purpose=Purpose(one.purpose),
        dispatch=one.dispatch,
        tracking=one.tracking,
        sent_on=one.sent_on,
        registered_on=row.registered_on,
        version=one.version,
    )
