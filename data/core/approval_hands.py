"""Who may take a step on the approval path: by own right or in somebody's place, and whom the law keeps apart."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import col, select

from data.core.approval_stages import Stage, Step
from data.core.errors import NotAllowed
from data.core.models import Approval, ApprovalStep, Birim
from data.core.permissions import StandIn, Verb
from data.core.store import Look


@dataclass(frozen=True, slots=True)
class Hand:
    """How the actor may take a step: by own right or in a place; ``barred`` says why he may not after all."""

    place_of: StandIn | None
    barred: NotAllowed | None


@dataclass(frozen=True, slots=True)
class Turn:
    """What an area's own law says of the next step of one of its records.

    Attributes:
        both_offices: As for :func:`hand_for`.
        before: A step of the area's own that comes first; the record stays at its stage with it.
    """

    both_offices: bool = False
    before: Step | None = None


def hand_for(look: Look, row: Approval, step: Step, *, both_offices: bool = False) -> Hand:
    """By which right the actor takes a step: the own one first, then that of who is stood in for.

    Roles and units belong together: a deputy takes the principal's steps in the principal's units only.

    Args:
        both_offices: The law lets the one who approves check this record too; the area has seen that the actor
            holds both offices. Who prepared or presented it is kept apart all the same.

    Raises:
        NotAllowed: no role, own or stood in for, grants the step in that unit.
    """
    actor = look.actor
    wanted = Verb.APPROVE if both_offices and step.verb is Verb.CHECK else step.verb
    unit = look.session.get(Birim, row.birim_id) if row.birim_id else None
    path = unit.path if unit is not None else ""
    rights: list[StandIn | None] = []
    if actor.can_by_right(row.area, wanted) and (not path or path.startswith(actor.scope)):
        rights.append(None)
    rights += [
        one
        for one in actor.stands_in_for
        if one.can(row.area, wanted) and (not path or path.startswith(one.scope))
    ]
    if not rights:
        actor.require(row.area, wanted)
        raise NotAllowed("Bu kayıt sizin biriminizin dışında.", "Kendi biriminizin kayıtlarını seçin.")
    hands = [Hand(one, _kept_apart(look, row, step, one, both_offices)) for one in rights]
    return next((hand for hand in hands if hand.barred is None), hands[0])


def _kept_apart(
    look: Look, row: Approval, step: Step, place_of: StandIn | None, both_offices: bool
) -> NotAllowed | None:
    """Why the law keeps the actor from a step; who stands in and the one stood in for count as one person."""
    if step.to not in (Stage.KONTROL_EDILDI, Stage.ONAYLANDI):
        return None
    persons = {look.actor.user_id, *((place_of.principal_id,) if place_of else ())}
    if persons & {row.prepared_by, *_takers(look, row, Stage.SUNULDU)}:
        return NotAllowed(
            "Kaydı hazırlayan kişi onu kontrol edemez ve onaylayamaz.", "Bu adımı başka bir yetkili atmalıdır."
        )
    if both_offices:
        return None
    if step.to is Stage.ONAYLANDI and persons & _takers(look, row, Stage.KONTROL_EDILDI, last=True):
        return NotAllowed("Kontrol eden kişi aynı kaydı onaylayamaz.", "Onayı başka bir yetkili vermelidir.")
    return None


def _takers(look: Look, row: Approval, to: Stage, *, last: bool = False) -> set[int]:
    """Who took the steps to a stage, with those in whose place it was done; all of them, or the last one alone.

    A colleague may present what another prepared: everybody who ever handed a record on counts.
    """
    steps = look.session.exec(
        select(ApprovalStep.actor_id, ApprovalStep.for_id)
        .where(ApprovalStep.approval_id == row.id, ApprovalStep.to_stage == to.value)
        .order_by(col(ApprovalStep.id).desc())
    ).all()
    return {key for step in (steps[:1] if last else steps) for key in step if key is not None}
