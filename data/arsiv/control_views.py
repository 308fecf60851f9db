"""What was ticked at a folder's controls, and what waits for one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlmodel import col

from data.arsiv import lookup
from data.arsiv.lookup import AREA
from data.arsiv.models import KlasorKontrol
from data.arsiv.notes import read_if_open
from data.arsiv.operations.controls import doubts
from data.arsiv.rules.controls import QUESTIONS, Answer, judged
from data.core.models import User
from data.core.permissions import Verb
from data.core.reasons import Reason
from data.core.store import Look


@dataclass(frozen=True, slots=True)
class ControlRow:
    """A control of a folder.

    Attributes:
        answers: Words of each question with what was ticked.
        note: Empty while the folder is secret and its vault closed.
        manager: The birim belge yöneticisi who was there.
    """

    id: int
    day: date
    fit: bool
    answers: tuple[tuple[str, Answer], ...]
    note: str
    manager: str
    who: str
    reasons: tuple[Reason, ...]


def controls_of(look: Look, klasor_id: int) -> tuple[ControlRow, ...]:
    """All controls of a folder in sight, the last first.

    Raises:
        NotAllowed: no permission.
        BadInput: there is no such folder for this actor.
    """
    look.actor.require(AREA, Verb.VIEW)
    folder = lookup.folder_row(look, klasor_id)
    statement: Any = (
        select(KlasorKontrol, col(User.full_name))
        .join(User, col(User.id) == col(KlasorKontrol.made_by))
        .where(col(KlasorKontrol.klasor_id) == klasor_id)
        .order_by(col(KlasorKontrol.id).desc())
    )
    return tuple(
        ControlRow(
            id=row.id,
            day=row.day,
            fit=row.fit,
            answers=tuple((words, Answer(one)) for (_, words), one in zip(QUESTIONS, row.answers, strict=True)),
            note=read_if_open(look, folder, row.note),
            manager=read_if_open(look, folder, row.manager),
            who=who,
            reasons=judged(row.answers).reasons,
        )
        for row, who in look.session.execute(statement)
    )


def doubts_about(look: Look, klasor_id: int) -> tuple[str, ...]:
    """What the records themselves speak against a folder's fitness, shown beside its checklist.

    Raises:
        NotAllowed: no permission.
        BadInput: there is no such folder for this actor.
    """
    look.actor.require(AREA, Verb.VIEW)
    return doubts(look, lookup.folder_row(look, klasor_id))
