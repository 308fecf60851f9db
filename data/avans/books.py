"""What became of advances, summed from their steps; and whether that agrees with the ödenek kept for them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, case, func, or_, select
from sqlmodel import col

from data.avans import lookup
from data.avans.models import Avans, AvansIslem
from data.avans.rules.balances import CLOSING, CLOSING_CARRIED, Balances, balances
from data.avans.rules.values import StepKind
from data.butce.models import OdenekHareket
from data.core import units
from data.core.store import Look


def standing() -> list[ColumnElement[bool]]:
    """Conditions on steps: neither reversed nor a reversal."""
    reversed_ids = select(col(AvansIslem.reverses_id)).where(col(AvansIslem.reverses_id).is_not(None))
    return [col(AvansIslem.reverses_id).is_(None), col(AvansIslem.id).not_in(reversed_ids)]


def steps_of(look: Look, avans_id: int) -> Sequence[AvansIslem]:
    """The standing steps of an advance in order."""
    statement = (
        select(AvansIslem)
        .where(col(AvansIslem.avans_id) == avans_id, *standing())
        .order_by(col(AvansIslem.number))
    )
    return look.session.execute(statement).scalars().all()


def balances_of(look: Look, avans_id: int) -> Balances:
    """Where each lira of an advance is now."""
    return balances_for(look, (avans_id,))[avans_id]


def balances_for(look: Look, avans_ids: Iterable[int]) -> dict[int, Balances]:
    """The same of several advances, one question for all."""
    wanted = list(avans_ids)
    statement = (
        select(col(AvansIslem.avans_id), col(AvansIslem.kind), func.sum(col(AvansIslem.amount)))
        .where(col(AvansIslem.avans_id).in_(wanted), *standing())
        .group_by(col(AvansIslem.avans_id), col(AvansIslem.kind))
    )
    steps: dict[int, list[tuple[StepKind, int]]] = defaultdict(list)
    for avans_id, kind, amount in look.session.execute(statement):
        steps[avans_id].append((StepKind(kind), int(amount)))
    return {key: balances(steps[key]) for key in wanted}


def open_before(look: Look, row: Avans) -> list[tuple[Avans, int]]:
    """What the same person still had open by the day of a request, kuruş; it stays so whenever it is asked."""
    statement = (
        select(Avans)
        .where(
            col(Avans.personel_id) == row.personel_id,
            col(Avans.harcama_birimi_id) == row.harcama_birimi_id,
            col(Avans.id) != row.id,
            col(Avans.given_day) <= row.request_day,
        )
        .order_by(col(Avans.id))
    )
    found = []
    for other in look.session.execute(statement).scalars():
        steps = [step for step in steps_of(look, other.id or 0) if step.day <= row.request_day]
        held = balances((StepKind(step.kind), step.amount) for step in steps)
        amount = held.acik + held.devir + held.owed
        found += [(other, amount)] if amount else []
    return found


@dataclass(frozen=True, slots=True)
class Disagreement:
    """An advance whose open amounts are not what the ödenek keeps for it (kuruş)."""

    avans_id: int
    no: str
    acik: int
    sakli: int
    devir: int
    devir_sakli: int


def disagreements(look: Look) -> tuple[Disagreement, ...]:
    """Advances in sight whose open amount is not the ödenek's saklı amount; there should never be one."""
    kind, amount = col(AvansIslem.kind), col(AvansIslem.amount)
    open_part = case((kind == StepKind.VERME.value, amount), (kind.in_(_values(CLOSING)), -amount), else_=0)
    carried = case((kind == StepKind.DEVIR.value, amount), (kind.in_(_values(CLOSING_CARRIED)), -amount), else_=0)
    ours = (
        select(col(AvansIslem.avans_id), func.sum(open_part).label("acik"), func.sum(carried).label("devir"))
        .where(*standing())
        .group_by(col(AvansIslem.avans_id))
        .subquery()
    )
    move = OdenekHareket
    kept = (
        select(
            col(move.avans_id), func.sum(col(move.avans)).label("acik"), func.sum(col(move.devir)).label("devir")
        )
        .where(col(move.avans_id).is_not(None))
        .group_by(col(move.avans_id))
        .subquery()
    )
    sums = [func.coalesce(one, 0) for one in (ours.c.acik, kept.c.acik, ours.c.devir, kept.c.devir)]
    statement = (
        select(Avans, *sums)
        .join(ours, ours.c.avans_id == col(Avans.id), isouter=True)
        .join(kept, kept.c.avans_id == col(Avans.id), isouter=True)
        .where(
            *units.of_units_in_sight(look, col(Avans.harcama_birimi_id)),
            or_(sums[0] != sums[1], sums[2] != sums[3]),
        )
    )
    found = look.session.execute(statement)
    return tuple(Disagreement(row.id or 0, lookup.no_of(row), *map(int, parts)) for row, *parts in found)


def _values(kinds: Iterable[StepKind]) -> list[str]:
    return [kind.value for kind in kinds]
