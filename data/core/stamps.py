"""What every paper gets from the office: the head, the moment of printing and the names of those who signed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from data.core import actors
from data.core.approvals import Stage, StepRow
from data.core.paper import Signature
from data.core.store import Look


def office_lines(look: Look) -> tuple[str, ...]:
    """Head of a paper from ``T.C.`` down; nothing before the first start."""
    office = actors.office(look)
    return office.lines if office else ()


def wall_clock(moment: datetime) -> datetime:
    """An instant as the clock on the office's wall shows it: local, without a zone, in whole seconds."""
    return moment.astimezone().replace(tzinfo=None, microsecond=0)


def signatures(steps: Iterable[StepRow], roles: Mapping[Stage, str]) -> tuple[Signature, ...]:
    """Who took each step, in the order of ``roles``; a return takes all names away, what is to come is empty."""
    empty = {stage: Signature(role) for stage, role in roles.items()}
    signed = dict(empty)
    for step in steps:
        if step.to_stage is Stage.TASLAK:
            signed = dict(empty)
        elif step.to_stage in signed:
            signed[step.to_stage] = Signature(
                roles[step.to_stage], step.who, step.title, step.at.astimezone().date()
            )
    return tuple(signed.values())
