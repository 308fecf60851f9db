"""Reads whose a pass is, and what clerks decided: passes by hand, and cards that are nobody's on purpose."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlmodel import col

from data.core.store import Look
from data.personel.models import Card, Personel
from data.personel.writing import plain_card
from data.puantaj.models import IgnoredCard, Punch, PunchFix
from data.puantaj.rules.person import PunchTime

_FEW = 500


@dataclass(frozen=True, slots=True)
class HandWork:
    """What stands beside the clock's own passes.

    Attributes:
        aside: Keys of the clock's passes that are not counted: set aside, or another stands in their place.
        added: The passes written by hand, by person; their keys are below zero.
    """

    aside: frozenset[int]
    added: dict[int, tuple[PunchTime, ...]]


def hand_work(look: Look, ids: Collection[int]) -> HandWork:
    """The standing corrections of these people's passes."""
    statement = select(PunchFix).where(col(PunchFix.withdrawn_at).is_(None)).order_by(col(PunchFix.id))
    if len(ids) <= _FEW:
        statement = statement.where(col(PunchFix.personel_id).in_(list(ids)))
    wanted, aside, added = set(ids), set(), defaultdict(list)
    for row in look.session.execute(statement).scalars():
        if row.personel_id not in wanted:
            continue
        if row.punch_id is not None:
            aside.add(row.punch_id)
        if row.at:
            added[row.personel_id].append(PunchTime(-(row.id or 0), datetime.fromisoformat(row.at), row.direction))
    return HandWork(frozenset(aside), {key: tuple(passes) for key, passes in added.items()})


def ignored_cards(look: Look, start: date, end: date) -> dict[str, list[tuple[date, date]]]:
    """Cards that are nobody's on purpose, with the days of that, as far as they touch the span."""
    found: dict[str, list[tuple[date, date]]] = defaultdict(list)
    for row in look.session.execute(
        select(IgnoredCard).where(
            col(IgnoredCard.withdrawn_at).is_(None), col(IgnoredCard.start) <= end, col(IgnoredCard.end) >= start
        )
    ).scalars():
        found[row.card_no].append((row.start, row.end))
    return found


@dataclass(frozen=True, slots=True)
class Owners:
    """Whose the numbers are that clocks write.

    Attributes:
        held: (first day, last day, person) of each card.
        settled: Numbers that are one person's over the whole span; nearly all of them.
    """

    held: dict[str, list[tuple[date, date | None, int]]]
    settled: dict[str, int]
    numbers: list[str] = field(default_factory=list)

    def on(self, card_no: str, at: str) -> int | None:
        """The person whose card it is at that time; ``None`` if it is nobody's."""
        rows = self.held.get(card_no)
        if rows is None:
            return self.settled.get(card_no)
        day = date.fromisoformat(at[:10])
        for first, last, owner in rows:
            if first <= day and (last is None or day <= last):
                return owner
        return None


def owners(look: Look, ids: list[int] | None, start: date) -> Owners:
    """The owners of all numbers, or of these people's alone.

    Args:
        start: First day of the passes that are read.
    """
    held: dict[str, list[tuple[date, date | None, int]]] = defaultdict(list)
    for card in _cards(look, ids):
        held[card.card_no].append((card.valid_from, card.valid_to, card.personel_id))
    settled = {
        card: rows[0][2]
        for card, rows in held.items()
        if len(rows) == 1 and rows[0][0] <= start and not rows[0][1]
    }
    settled |= _by_number(look, ids, held)
    return Owners(held, settled, list({*held, *settled}))


def _cards(look: Look, ids: list[int] | None) -> Iterator[Any]:
    if ids is None:
        yield from look.session.execute(select(Card)).scalars()
        return
    for place in range(0, len(ids), _FEW):
        part = ids[place : place + _FEW]
        yield from look.session.execute(select(Card).where(col(Card.personel_id).in_(part))).scalars()


def _by_number(look: Look, ids: list[int] | None, held: Collection[str]) -> dict[str, int]:
    """Numbers that are exactly one person's sicil or T.C. kimlik no and were never a card.

    Some clocks know people by sicil, some lists by identity number; a card goes before both.
    """
    statement = select(col(Personel.sicil), col(Personel.id))
    by_tckn = select(col(Personel.tckn), col(Personel.id)).where(col(Personel.tckn).is_not(None))
    cards = set(held)
    if ids is not None:
        by_tckn = by_tckn.where(col(Personel.id).in_(ids))
        own = [sicil for sicil, _ in _owned(look, statement.where(col(Personel.id).in_(ids)))]
        cards.update(look.session.execute(select(col(Card.card_no)).where(col(Card.card_no).in_(own))).scalars())
        statement = statement.where(func.ltrim(col(Personel.sicil), "0").in_([sicil.lstrip("0") for sicil in own]))
    found: dict[str, list[int]] = defaultdict(list)
    for number, owner in (*_owned(look, statement), *_owned(look, by_tckn)):
        found[number].append(owner)
    return {number: keys[0] for number, keys in found.items() if len(keys) == 1 and number not in cards}


def _owned(look: Look, statement: Any) -> list[tuple[str, int]]:
    return [(plain_card(number), key) for number, key in look.session.execute(statement)]


@dataclass(frozen=True, slots=True)
class UnknownCard:
    """A number that passed and is nobody's: how often, on which days, at which readers."""

    card_no: str
    count: int
    first: date
    last: date
    readers: str


def unknown_cards(look: Look, start: date, end: date, card_no: str = "") -> tuple[UnknownCard, ...]:
    """The numbers that passed in the span and are nobody's card, sicil or T.C. kimlik no, by number.

    Args:
        card_no: This number alone.
    """
    whose, ignored = owners(look, None, start), ignored_cards(look, start, end)
    table = Punch.__table__  # type: ignore[attr-defined]
    day = func.substr(table.c.at, 1, 10)
    statement = (
        select(table.c.card_no, day, table.c.device, func.count())
        .where(table.c.at >= f"{start}", table.c.at < f"{end + timedelta(days=1)}")
        .group_by(table.c.card_no, day, table.c.device)
        .order_by(table.c.card_no, day)
    )
    if card_no:
        statement = statement.where(table.c.card_no == card_no)
    found: dict[str, list[tuple[date, str, int]]] = defaultdict(list)
    for number, at, reader, count in look.session.execute(statement):
        if number in whose.settled or whose.on(number, at) is not None:
            continue
        passed = date.fromisoformat(at)
        if not any(first <= passed <= last for first, last in ignored.get(number, ())):
            found[number].append((passed, reader, count))
    return tuple(
        UnknownCard(
            number,
            sum(count for _, _, count in rows),
            rows[0][0],
            rows[-1][0],
            ", ".join(sorted({reader for _, reader, _ in rows if reader})),
        )
        for number, rows in sorted(found.items())
    )
