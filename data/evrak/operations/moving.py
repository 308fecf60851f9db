"""What every step of a document from hand to hand does alike: received, ended, its state brought in line."""

from __future__ import annotations

from sqlalchemy import select, update
from sqlmodel import col

from data.core.errors import Conflict, NotAllowed
from data.core.models import SearchEntry
from data.core.stamps import wall_clock
from data.core.store import Look, Work
from data.evrak.hands import is_for, open_hands, unsent
from data.evrak.havale_texts import Notes, notes_of, put_notes
from data.evrak.models import Evrak, EvrakOkur, Havale
from data.evrak.rules.hand_over import Hand, state_after
from data.evrak.rules.values import Book, HandOver, Purpose, State
from data.evrak.sight import EK_KIND, KIND, spoken

READER = "Havale"
"""Why somebody reads a guarded record to whom it was sent."""


def require_receiver(look: Look, one: Havale) -> None:
    """Lets only the addressee pass.

    Raises:
        NotAllowed: it was sent to somebody else.
    """
    if not is_for(look, one):
        raise NotAllowed(
            "Bu evrak size havale edilmemiş.", "Alıcısı ya da vekili teslim alır ve iade eder; listeyi yenileyin."
        )


def require_state(one: Havale, row: Evrak, *wanted: HandOver) -> None:
    """Lets only a havale pass that still stands as it was seen.

    Raises:
        Conflict: another desk was quicker; says who and when.
    """
    state = HandOver(one.state)
    if state in wanted:
        return
    moment = one.ended_at or one.received_at
    when = f"{wall_clock(moment):%d.%m.%Y %H:%M}" if moment else ""
    who = one.received_name if state is HandOver.ALINDI else ""
    raise Conflict(
        f"{spoken(row)} bu sırada başka bir masada işlem gördü: {state.label}.",
        "Listeyi yenileyin.",
        theirs=", ".join(part for part in (state.label, who, when) if part),
    )


def mark_received(work: Work, one: Havale, name: str = "") -> None:
    """Writes who received a document, at this instant.

    Args:
        name: Who signed for it on paper; the actor if empty.
    """
    one.state, one.received_at = HandOver.ALINDI.value, work.now
    one.received_by = None if name else work.actor.user_id
    one.received_name = name or work.actor.name
    one.version += 1
    work.session.flush()


def end(work: Work, one: Havale, row: Evrak, state: HandOver, reason: str) -> None:
    """Ends one havale; who is let go of a guarded record reads it no longer unless there is another ground."""
    kept = notes_of(work, one, row)
    one.state, one.ended_at = state.value, work.now
    put_notes(work, one, row, Notes(kept.instruction, reason))
    one.version += 1
    work.session.flush()
    if state not in (HandOver.IADE, HandOver.GERI_ALINDI) or one.to_user_id is None:
        return
    if all(other.to_user_id != one.to_user_id for other in open_hands(work, row)):
        known = work.session.get(EvrakOkur, (row.id, one.to_user_id))
        if known is not None and known.why == READER:
            known.ended_at = work.now
            work.session.flush()


def settle(work: Work, row: Evrak) -> None:
    """Brings the document's state in line with its havale; mere deliveries outside the desk do not count."""
    statement = select(Havale).where(
        col(Havale.evrak_id) == row.id,
        col(Havale.to_user_id).is_not(None) | col(Havale.to_birim_id).is_not(None),
    )
    hands = [Hand(Purpose(one.purpose), HandOver(one.state)) for one in work.session.execute(statement).scalars()]
    row.state = state_after(State(row.state), hands, _rest(work, row)).value
    row.version += 1
    work.session.flush()


def _rest(look: Look, row: Evrak) -> State:
    """A sent letter that waits for its answer is at work; anything else that nobody has is just registered."""
    if row.book == Book.GELEN.value or not row.reply_needed or unsent(look, row):
        return State.KAYITLI
    return State.ISLEMDE


def move_to_unit(work: Work, row: Evrak, birim_id: int) -> None:
    """Makes a unit the one that acts, for the lists and for the search alike."""
    if row.birim_id == birim_id:
        return
    row.birim_id = birim_id
    work.session.flush()
    work.session.execute(
        update(SearchEntry)
        .where(col(SearchEntry.kind).in_((KIND, EK_KIND)), col(SearchEntry.record_id) == row.id)
        .values(birim_id=birim_id)
    )
