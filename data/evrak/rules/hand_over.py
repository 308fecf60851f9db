"""Where a document stands while it goes from hand to hand, and which way a letter may leave: pure functions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from data.core.calendar import format_date
from data.core.secrecy import Secrecy
from data.evrak.rules.values import Dispatch, HandOver, Purpose, State

_ON_ITS_WAY = frozenset({State.KAYITLI, State.HAVALE, State.ISLEMDE})
"""States that a havale decides; one at the signature or ended is left as it is."""
_PAPERLESS = frozenset({Dispatch.EBYS, Dispatch.KEP, Dispatch.EPOSTA})


@dataclass(frozen=True, slots=True)
class Hand:
    """One havale of a document: what it is for and what became of it."""

    purpose: Purpose
    state: HandOver

    @property
    def open(self) -> bool:
        """Still with its receiver, or on the way there."""
        return self.state in (HandOver.BEKLIYOR, HandOver.ALINDI)


def state_after(present: State, hands: Iterable[Hand], rest: State = State.KAYITLI) -> State:
    """The state of a document after one of its havale changed.

    Work has begun as soon as one who is to act has received it; who is only to know begins no work.

    Args:
        rest: Where it stands with nobody having it: registered, or for a sent letter waiting for its answer.
    """
    if present not in _ON_ITS_WAY:
        return present
    still = [hand for hand in hands if hand.open]
    acting = [hand.state for hand in still if hand.purpose is Purpose.GEREGI]
    if HandOver.ALINDI in acting:
        return State.ISLEMDE
    if acting or (still and rest is State.KAYITLI):
        return State.HAVALE
    return rest


def day_problem(due_on: date | None, today: date) -> str:
    """What is wrong with the day by which a director wants a document; empty if nothing."""
    if due_on is not None and due_on < today:
        return "İstenen gün geçmiş olamaz."
    return ""


def day_caution(due_on: date | None, last_day: date | None) -> str:
    """What speaks against a director's own day: the law's deadline ends earlier (RY m.26, m.33)."""
    if due_on is None or last_day is None or due_on <= last_day:
        return ""
    return f"İstenen gün {format_date(due_on)}, evrakın yasal son gününden ({format_date(last_day)}) sonradır."


def way_problem(way: Dispatch, level: Secrecy) -> str:
    """Why a letter may not leave this way; empty if it may.

    Above Hizmete Özel a letter goes on paper, with security measures (RY m.25/2, m.31/2-3).
    """
    if level > Secrecy.HIZMETE_OZEL and way in _PAPERLESS:
        return f"{level.label} belge {way.label} ile gönderilmez; güvenlik önlemleriyle kâğıt olarak gider."
    return ""


def sent_on_problem(sent_on: date | None, letter_date: date | None, today: date) -> str:
    """What is wrong with the day on which a letter is said to have left; empty if nothing."""
    if sent_on is None:
        return ""
    if sent_on > today:
        return "Gönderim tarihi bugünden sonra olamaz."
    if letter_date is not None and sent_on < letter_date:
        return f"Yazının tarihi {format_date(letter_date)}; ondan önce gönderilmiş olamaz."
    return ""
