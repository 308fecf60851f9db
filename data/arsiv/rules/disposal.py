"""Ayıklama ve imha: who may sit, what a vote comes to, what may be decided of a folder (m.19-21)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from data.arsiv.rules.retention import PLAN_LAW, Retention, outcome_words
from data.arsiv.rules.values import Decision, Outcome, SeatRole, law
from data.core.problem import Problem
from data.core.reasons import Explained, Reason
from data.core.text import fold

FULL, SMALL = 5, 3
"""Members of a commission, and of one of the taşra with few people (m.19)."""
FROM_UNIT: Final = 2
"""Members that the chief of the unit names whose records are judged."""
PROOF_YEARS: Final = 10
"""For which lists, tutanak and papers of a destruction are kept (m.21/7)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """A seat of the commission, from when to when, and in whose place."""

    id: int
    role: SeatRole
    name: str
    title: str = ""
    stands_for: str = ""
    first_day: date
    last_day: date | None = None

    def held_on(self, day: date) -> bool:
        """Whether it is held on a day."""
        return self.first_day <= day and (self.last_day is None or day <= self.last_day)


def sitting(seats: Sequence[Seat], day: date) -> tuple[Seat, ...]:
    """Who sits and votes on a day: one whose place another takes (vekâlet) does not."""
    held = [one for one in seats if one.role.votes and one.held_on(day)]
    replaced = {fold(one.stands_for) for one in held if one.stands_for}
    return tuple(one for one in held if fold(one.name) not in replaced)


def member_of(seats: Sequence[Seat], seat: Seat) -> Seat:
    """Whose place a seat is: its own, or that of the member in whose stead it was given (vekâlet)."""
    found, passed = seat, {seat.id}
    while found.stands_for:
        name, day = fold(found.stands_for), found.first_day
        above = next(
            (one for one in seats if one.id not in passed and fold(one.name) == name and one.held_on(day)), None
        )
        if above is None:
            break
        passed.add(above.id)
        found = above
    return found


@dataclass(frozen=True, slots=True)
class PageHand:
    """A member whose signature every page of the list wants, and who gave it (m.21/2).

    Attributes:
        seat: The member's own seat.
        now: The seat that signs for it on the day that was asked for: the own one or a deputy's.
        by: The seat that signed; nothing as long as none did.
        day: When; nothing also where only that all had signed was kept.
    """

    seat: Seat
    now: Seat
    by: Seat | None = None
    day: date | None = None


def page_hands(seats: Sequence[Seat], signed: Mapping[int, date | None], day: date) -> tuple[PageHand, ...]:
    """The members of a day, each with the signature on the list: the own one or that of who stood in then.

    Args:
        signed: Key of the seat that signed, with its day.
    """
    at_table = sitting(seats, day)
    found = []
    for seat in seats:
        if not seat.role.votes or seat.stands_for or not seat.held_on(day):
            continue
        name = fold(seat.name)
        by = next((one for one in seats if one.id in signed and fold(member_of(seats, one).name) == name), None)
        now = next((one for one in at_table if fold(member_of(seats, one).name) == name), seat)
        found.append(PageHand(seat, now, by, signed[by.id] if by else None))
    return tuple(found)


def commission_problems(seats: Sequence[Seat], day: date, *, small: bool) -> tuple[Problem, ...]:
    """What a commission lacks on a day to meet in full (m.19, m.20)."""
    found = sitting(seats, day)
    count = Counter(one.role for one in found)
    least = SMALL if small else FULL
    words = []
    if len(found) < least:
        words.append(f"Komisyon en az {least} kişidir; o gün {len(found)} üye var.")
    if count[SeatRole.BASKAN] != 1:
        words.append("Komisyonun bir başkanı olur (sorumlu birim amiri ya da belge yöneticisi).")
    if not small and not count[SeatRole.ARSIV]:
        words.append("Komisyonda arşiv görevlisi bulunur.")
    if not small and count[SeatRole.BIRIM] < FROM_UNIT:
        words.append(f"Belgesi ayıklanan birimin amiri konuyu bilen {FROM_UNIT} kişi görevlendirir.")
    return tuple(Problem("day", one, "Üyeleri tamamlayın.", law("19")) for one in words)


@dataclass(frozen=True, slots=True)
class Vote:
    """How the commission, which meets in full, voted on a proposal.

    Attributes:
        doubt: A member has a doubt of it, whatever the majority says.
    """

    votes_for: int
    votes_against: int
    doubt: bool = False


def outcome_of(proposed: Decision, vote: Vote) -> Explained[Decision]:
    """What a vote comes to: the majority decides, a tie or a doubt keeps (m.20)."""
    told = Reason(f"Oylama: {vote.votes_for} kabul, {vote.votes_against} ret", law("20"))
    if proposed is Decision.SAKLA:
        return Explained(Decision.SAKLA, (told,))
    if vote.doubt:
        return Explained(Decision.SAKLA, (told, Reason("Bir üyenin kuşkusu var; kuşkuda saklanır", law("20"))))
    if vote.votes_for == vote.votes_against:
        return Explained(Decision.SAKLA, (told, Reason("Oylar eşit; kuşkuda saklanır", law("20"))))
    if vote.votes_for < vote.votes_against:
        return Explained(Decision.SAKLA, (told, Reason("Öneri çoğunluk bulmadı; saklanır", law("20"))))
    return Explained(proposed, (told, Reason("Çoğunlukla karar verildi", law("20"))))


def wrong_decision(retention: Retention, decision: Decision, *, reason: str) -> Problem | None:
    """Why a folder of that outcome cannot be decided of so; nothing if it can."""
    if decision is not Decision.IMHA:
        return None
    if retention.lasting or retention.outcome == Outcome.A.value:
        words = f"İmha edilemez: {outcome_words(retention.outcome)}."
        return Problem("decision", words, "Devir ya da saklama seçin.", PLAN_LAW)
    if retention.outcome in set(Outcome) and Outcome(retention.outcome).picks and not reason:
        return Problem(
            "reason",
            f"{retention.outcome}: {outcome_words(retention.outcome)}; seçilmeyenin gerekçesi yazılmalıdır.",
            "Önce örnekleri seçin; kalanların neden seçilmediğini yazın.",
            PLAN_LAW,
        )
    return None


def starts_early(day: date, month: int) -> bool:
    """Whether a work starts before its time of the year, the beginning of March (m.20/1)."""
    return day < date(day.year, month, 1)


def proof_until(tutanak_day: date) -> date:
    """Last day on which the papers of a destruction must be there: ten full years after its year."""
    return date(tutanak_day.year + PROOF_YEARS, 12, 31)
