"""The end of a document's way, whatever brings it about: its deadline stops and nobody has it in hand any more."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select
from sqlmodel import col

from data.core.errors import RuleBroken
from data.core.store import Work
from data.evrak.models import Evrak, Havale
from data.evrak.operations.deadlines import end
from data.evrak.rules.values import HandOver, State
from data.evrak.sight import put_texts, spoken, texts_of

_OPEN = (HandOver.BEKLIYOR.value, HandOver.ALINDI.value)


def finish(work: Work, row: Evrak, state: State, reason: str) -> None:
    """Ends a document as part of an operation, which writes the entry in the trail.

    Args:
        state: How it ended; one that is over.
        reason: In words; of a secret one it lies sealed with the rest.

    Raises:
        RuleBroken: it has ended already.
    """
    require_running(row)
    row.state, row.closed_at = state.value, work.now
    put_texts(work, row, replace(texts_of(work, row), reason=reason))
    row.version += 1
    end(work, row, "" if row.secrecy else reason or state.label)
    waiting = select(Havale).where(col(Havale.evrak_id) == row.id, col(Havale.state).in_(_OPEN))
    for one in work.session.execute(waiting).scalars():
        one.state, one.ended_at = HandOver.BITTI.value, work.now
        one.version += 1
    work.session.flush()


def require_running(row: Evrak) -> None:
    """Lets only a document pass that has not ended.

    Raises:
        RuleBroken: it has.
    """
    state = State(row.state)
    if state.over:
        raise RuleBroken(
            f"{spoken(row)} kaydının işi bitmiş ({state.label}).",
            "Yeni bir işlem için ilgi vererek yeni kayıt açın.",
        )
