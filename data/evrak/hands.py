"""In whose hands a document is: the rows of havale and hand-over lists, by who may see them."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlmodel import col

from data.core.errors import BadInput
from data.core.models import Birim
from data.core.store import Look
from data.evrak.models import Evrak, EvrakDagitim, Havale, Zimmet
from data.evrak.rules.values import HandOver, Purpose
from data.evrak.sight import evrak_row, in_sight, persons

ZIMMET = "zimmet"
"""Registry name of a hand-over list."""
OPEN = (HandOver.BEKLIYOR.value, HandOver.ALINDI.value)
"""States of a havale that is with its receiver, or on the way there."""


def is_for(look: Look, one: Havale) -> bool:
    """Whether a havale was sent to the actor, to who is stood in for, or to a unit within his or her sight."""
    if one.to_user_id is not None:
        return one.to_user_id in persons(look)
    if one.to_birim_id is None:
        return False
    return look.actor.sees(look.session.get_one(Birim, one.to_birim_id).path)


def havale_row(look: Look, havale_id: int) -> tuple[Havale, Evrak]:
    """A havale with its document; one whose document is out of sight is answered like one that is not there.

    Raises:
        BadInput: there is none for this actor.
    """
    one = look.session.get(Havale, havale_id)
    if one is None:
        raise BadInput("Havale bulunamadı.", "Listeyi yenileyin.")
    return one, evrak_row(look, one.evrak_id)


def open_hands(look: Look, row: Evrak) -> Sequence[Havale]:
    """The havale of a document that have not ended, oldest first."""
    statement = (
        select(Havale).where(col(Havale.evrak_id) == row.id, col(Havale.state).in_(OPEN)).order_by(col(Havale.id))
    )
    return look.session.execute(statement).scalars().all()


def may_hand_on(look: Look, row: Evrak) -> bool:
    """Whether the actor may let others act: it is his or her unit's, in hand, or was sent there to act on."""
    if look.actor.sees(look.session.get_one(Birim, row.birim_id).path) or row.responsible_id in persons(look):
        return True
    return any(one.purpose == Purpose.GEREGI.value and is_for(look, one) for one in open_hands(look, row))


def unsent(look: Look, row: Evrak) -> int:
    """How many recipients of a document have not been sent it yet."""
    statement = (
        select(func.count())
        .select_from(EvrakDagitim)
        .where(col(EvrakDagitim.evrak_id) == row.id, col(EvrakDagitim.sent_on).is_(None))
    )
    return int(look.session.execute(statement).scalar_one())


def number_of(made: Zimmet) -> str:
    """A hand-over list's number as printed: ``2026/17``."""
    return f"{made.year}/{made.number}"


def list_row(look: Look, zimmet_id: int) -> tuple[Zimmet, list[tuple[Havale, Evrak]]]:
    """A hand-over list with what the actor sees of it; one of which nothing is in sight is not there.

    Raises:
        BadInput: there is none for this actor.
    """
    made = look.session.get(Zimmet, zimmet_id)
    found = look.session.execute(
        select(Havale, Evrak)
        .join(Evrak, col(Evrak.id) == col(Havale.evrak_id))
        .where(col(Havale.zimmet_id) == zimmet_id, in_sight(look))
        .order_by(col(Havale.id))
    )
    pairs = [(one, row) for one, row in found]
    if made is None or not pairs:
        raise BadInput("Zimmet listesi bulunamadı.", "Listeyi yenileyin.")
    return made, pairs
