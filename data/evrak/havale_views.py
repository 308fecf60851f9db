"""What screens ask about havale: what waits for whom, what one document went through, whom to send to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select, text
from sqlmodel import col

from data.core import engine as engines
from data.core import filters
from data.core.models import Birim, User, UserRole
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Actor, Role, Verb
from data.core.secrecy import Secrecy
from data.core.store import Look
from data.core.text import fold
from data.core.units import in_scope
from data.core.windows import window
from data.evrak.hand_over_drafts import UNIT_KEY, USER_KEY
from data.evrak.hands import OPEN, is_for, number_of
from data.evrak.havale_texts import Notes, notes_of
from data.evrak.models import Evrak, Havale, Zimmet
from data.evrak.rules.values import Book, HandOver, Purpose
from data.evrak.sight import AREA, evrak_row, in_sight, persons

LOCKED = "Enter ile açılır"
"""In place of the subject of a secret document in a list: reading it is a step of its own, and in the trail."""
MOST_COUNTED = 10_000
"""Rows that are counted of all that ever was; nobody pages through more."""
_FIELDS = frozenset({"kime", "kimden", "no"})
_RECENT = 5_000
"""Havale among which a sender's most used receivers are looked for; a month of the busiest office."""


@dataclass(frozen=True, slots=True)
class HavaleRow:
    """A havale in a list, or on a document's card.

    Attributes:
        last_day: The law's deadline of the document, beside the director's own ``due_on``.
        for_me: It was sent to the actor, to who is stood in for, or to a unit in sight.
        by_me: The actor, or who is stood in for, sent it.
        zimmet: Number of the hand-over list that it stands on.
    """

    id: int
    evrak_id: int
    name: str
    muhatap: str
    subject: str
    secrecy: Secrecy
    sender: str
    sender_title: str
    receiver: str
    purpose: Purpose
    instruction: str
    due_on: date | None
    last_day: date | None
    at: datetime
    state: HandOver
    received_at: datetime | None
    received_by: str
    ended_at: datetime | None
    reason: str
    zimmet: str
    for_me: bool
    by_me: bool


def havale_window(
    look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None = None
) -> Window[HavaleRow]:
    """Havale of documents in sight, the longest waiting first.

    Views: empty for what waits for the actor to receive, ``gonderdigim`` what others have not received from him
    or her, ``bekleyen`` all that waits, ``tumu`` everything, the newest first. The filter line takes words of the
    document, ``kime:``, ``kimden:`` and ``no:``.

    Raises:
        NotAllowed: no permission.
    """
    look.actor.require(AREA, Verb.VIEW)
    statement: Any = (
        select(Havale, Evrak)
        .join(Evrak, col(Evrak.id) == col(Havale.evrak_id))
        .where(in_sight(look), *_of_view(look, query.view), *_of_text(query))
    )
    return window(
        look,
        statement,
        (col(Havale.id),),
        lambda found: _row(look, found[0], found[1], listed=True),
        start=start,
        limit=limit,
        anchor=anchor,
        descending=query.view == "tumu",
        most=MOST_COUNTED if query.view == "tumu" and not query.whole else 0,
    )


def _of_view(look: Look, view: str) -> list[ColumnElement[bool]]:
    waiting = col(Havale.state) == HandOver.BEKLIYOR.value
    match view:
        case "gonderdigim":
            return [waiting, col(Havale.from_id).in_(persons(look))]
        case "bekleyen":
            return [waiting]
        case "tumu":
            return []
        case _:
            return [waiting, addressed(look)]


def addressed(look: Look) -> ColumnElement[bool]:
    """Condition on ``Havale``: sent to the actor, to who is stood in for, or by another to a unit in sight."""
    units = select(col(Birim.id)).where(in_scope(look))
    return or_(
        col(Havale.to_user_id).in_(persons(look)),
        and_(
            col(Havale.to_user_id).is_(None),
            col(Havale.to_birim_id).in_(units),
            col(Havale.from_id) != look.actor.user_id,
        ),
    )


def _of_text(query: LedgerQuery) -> list[Any]:
    typed = filters.parse(query.text, _FIELDS)
    found: list[Any] = []
    for name, value in (*typed.pairs, *((name, fold(value)) for name, value in query.fields)):
        if name == "no":
            found.append(col(Evrak.kayit_no).endswith(value.upper(), autoescape=True))
        else:
            found.append(filters.holds(Havale.to_name if name == "kime" else Havale.from_name, value))
    if words := engines.word_query(typed.words):
        matching = text(engines.word_match("evrak")).bindparams(words=words)
        found.append(matching)
    return found


def _row(look: Look, one: Havale, row: Evrak, *, listed: bool) -> HavaleRow:
    hidden = listed and row.secrecy > 0
    notes = Notes() if hidden else notes_of(look, one, row)
    made = look.session.get(Zimmet, one.zimmet_id) if one.zimmet_id else None
    return HavaleRow(
        id=one.id or 0,
        evrak_id=one.evrak_id,
        name=f"{Book(row.book).label} {row.kayit_no}",
        muhatap="" if row.secrecy else row.muhatap_name,
        subject=LOCKED if row.secrecy else row.subject or ("Kişiye özel" if row.personal else ""),
        secrecy=Secrecy(row.secrecy),
        sender=one.from_name,
        sender_title=one.from_title,
        receiver=one.to_name,
        purpose=Purpose(one.purpose),
        instruction=notes.instruction,
        due_on=one.due_on,
        last_day=row.due_on,
        at=one.at,
        state=HandOver(one.state),
        received_at=one.received_at,
        received_by=one.received_name,
        ended_at=one.ended_at,
        reason=notes.reason,
        zimmet=number_of(made) if made and made.cancelled_at is None else "",
        for_me=is_for(look, one),
        by_me=one.from_id in persons(look),
    )


def of_document(look: Look, evrak_id: int) -> tuple[HavaleRow, ...]:
    """Every havale of one document, oldest first, with its talimat; of a secret one the caller notes the look.

    Raises:
        NotAllowed: no permission, or the desk's vault is closed.
        BadInput: there is no such document for this actor.
    """
    look.actor.require(AREA, Verb.VIEW)
    row = evrak_row(look, evrak_id)
    rows = look.session.execute(
        select(Havale).where(col(Havale.evrak_id) == evrak_id).order_by(col(Havale.id))
    ).scalars()
    return tuple(_row(look, one, row, listed=False) for one in rows)


def to_receive(look: Look, evrak_ids: Iterable[int]) -> tuple[int, ...]:
    """Keys of the havale of these documents that wait for the actor to receive them.

    Whoever was named in person takes only that: a unit's own copy stays for its hand-over list.
    """
    look.actor.require(AREA, Verb.VIEW)
    rows = look.session.execute(
        select(col(Havale.id), col(Havale.evrak_id), col(Havale.to_user_id))
        .join(Evrak, col(Evrak.id) == col(Havale.evrak_id))
        .where(
            col(Havale.evrak_id).in_(list(evrak_ids)),
            col(Havale.state) == HandOver.BEKLIYOR.value,
            addressed(look),
            in_sight(look),
        )
        .order_by(col(Havale.id))
    ).all()
    named = {evrak_id for _, evrak_id, person in rows if person is not None}
    return tuple(key for key, evrak_id, person in rows if key and (person is not None or evrak_id not in named))


def returnable(look: Look, evrak_id: int) -> HavaleRow | None:
    """The havale by which the actor has a document, the latest first; ``None`` if it was not sent here."""
    look.actor.require(AREA, Verb.VIEW)
    row = evrak_row(look, evrak_id)
    one = look.session.execute(
        select(Havale)
        .where(col(Havale.evrak_id) == evrak_id, col(Havale.state).in_(OPEN), addressed(look))
        .order_by((col(Havale.purpose) == Purpose.GEREGI.value).desc(), col(Havale.id).desc())
        .limit(1)
    ).scalar_one_or_none()
    return _row(look, one, row, listed=True) if one is not None else None


def any_secret(look: Look, evrak_ids: Iterable[int]) -> bool:
    """Whether one of these documents is secret: then nothing typed about them may be kept half-done."""
    return any(evrak_row(look, key).secrecy for key in evrak_ids)


# ---------------------------------------------------------------- whom to send to


@dataclass(frozen=True, slots=True)
class ReceiverChoice:
    """One line of the receivers' picker: a user or a unit."""

    id: str
    title: str
    subtitle: str


def find_recipients(look: Look, typed: str, limit: int) -> tuple[ReceiverChoice, ...]:
    """Users who may see documents and units in sight, by any part of the name; the most used first.

    A name that begins with what is typed comes before one that holds it elsewhere.
    """
    look.actor.require(AREA, Verb.VIEW)
    words = fold(typed).split()
    used = _used(look)
    found = [
        (choice, place)
        for place, choice in enumerate((*_users(look), *_units(look)))
        if all(word in fold(f"{choice.title} {choice.subtitle}") for word in words)
    ]
    found.sort(key=lambda pair: (not _begins(pair[0].title, words), -used[pair[0].id], pair[1]))
    return tuple(choice for choice, _ in found[:limit])


def _begins(title: str, words: Iterable[str]) -> bool:
    """Whether every typed word begins one of the name; such a name comes before one that only holds it."""
    parts = fold(title).split()
    return all(any(part.startswith(word) for part in parts) for word in words)


def recipient_choice(look: Look, key: str | int) -> ReceiverChoice | None:
    """The picker's line of one receiver."""
    kind, plain = str(key)[:2], str(key)[2:]
    if not plain.isdigit():
        return None
    if kind == USER_KEY:
        user = look.session.get(User, int(plain))
        return ReceiverChoice(str(key), user.full_name, user.job_title) if user else None
    unit = look.session.get(Birim, int(plain))
    return ReceiverChoice(str(key), unit.name, "Birim") if unit else None


def _users(look: Look) -> list[ReceiverChoice]:
    roles: dict[int, set[Role]] = {}
    for user_id, role in look.session.execute(select(col(UserRole.user_id), col(UserRole.role))):
        roles.setdefault(user_id, set()).add(Role(role))
    rows = look.session.execute(select(User).where(col(User.active)).order_by(col(User.sira), col(User.id)))
    return [
        ReceiverChoice(f"{USER_KEY}{user.id}", user.full_name, user.job_title)
        for user in rows.scalars()
        if Actor(0, "", roles=frozenset(roles.get(user.id or 0, ()))).can(AREA, Verb.VIEW)
    ]


def _units(look: Look) -> list[ReceiverChoice]:
    rows = look.session.execute(
        select(Birim).where(col(Birim.active), in_scope(look)).order_by(col(Birim.sira), col(Birim.id))
    )
    return [ReceiverChoice(f"{UNIT_KEY}{unit.id}", unit.name, "Birim") for unit in rows.scalars()]


def _used(look: Look) -> Counter[str]:
    newest = look.session.execute(select(func.max(col(Havale.id)))).scalar_one() or 0
    # Counted here: for a GROUP BY the store reads the whole table along another index.
    rows = look.session.execute(
        select(col(Havale.to_user_id), col(Havale.to_birim_id)).where(
            col(Havale.id) > newest - _RECENT, col(Havale.from_id) == look.actor.user_id
        )
    )
    return Counter(f"{USER_KEY}{user}" if user else f"{UNIT_KEY}{unit}" for user, unit in rows)
