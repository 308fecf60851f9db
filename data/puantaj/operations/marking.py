"""Codes written into days by hand, for one cell as for a list of answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import col, select

from data.core import trail
from data.core.calendar import format_date
from data.core.errors import BadInput, RuleBroken
from data.core.store import Look, Work
from data.puantaj.inputs import Member, read_inputs
from data.puantaj.lookup import title_of
from data.puantaj.models import Group, Mark, Puantaj
from data.puantaj.operations.compute import compute_rows
from data.puantaj.operations.guards import require_open_days
from data.puantaj.rules.codes import CodeGroup, Codes, DayCode
from data.puantaj.rules.period import Period
from data.puantaj.rules.row import employed
from data.puantaj.setup import codes_in_use


@dataclass(frozen=True, slots=True)
class TypedDay:
    """One cell that was typed: whose, which day."""

    personel_id: int
    day: date


@dataclass(frozen=True, slots=True)
class MarkedDay:
    """What is written into one cell; an empty letter takes back what was typed there."""

    cell: TypedDay
    letter: str
    reason: str = ""
    document: str = ""


def require_open(row: Puantaj, group: Group) -> None:
    """Lets a change pass only while the month is with its preparer.

    Raises:
        RuleBroken: the month is handed on or closed.
    """
    if row.closed:
        raise RuleBroken(f"{title_of(row, group)} kesinleşmiş.", "Değişiklik için gerekçesiyle düzeltme açın.")
    if row.locked:
        raise RuleBroken(f"{title_of(row, group)} onaya sunulmuş.", "Değişiklik için iade edilmesini isteyin.")


def mark_days(work: Work, row: Puantaj, group: Group, marked: Sequence[MarkedDay]) -> list[trail.Change]:
    """Writes codes into days of an open month and computes the people concerned again.

    Every earlier mark of these days is withdrawn, none deleted.

    Returns:
        The cells with the code typed there before and now; taking back where nothing was typed is not among them.

    Raises:
        BadInput: a letter is no code of that staff kind, or a person is not on this sheet that day.
        RuleBroken: the month is handed on or closed.
    """
    require_open(row, group)
    period, codes = Period(row.start, row.end), codes_in_use(work)
    members = read_inputs(work, group, period, {one.cell.personel_id for one in marked}).members
    people = {member.person.id: member for member in members}
    changes = []
    for one in marked:
        cell, member = one.cell, people.get(one.cell.personel_id)
        if cell.day not in period or member is None:
            raise BadInput(f"{format_date(cell.day)} bu puantajın dışında.", "Dönem içinde bir gün seçin.")
        code = _typed(work, codes, one.letter, member, cell.day)
        old = _withdraw(work, cell)
        if code is None and not old:
            continue
        if code is not None:
            work.session.add(
                Mark(
                    personel_id=cell.personel_id,
                    day=cell.day,
                    code=code.key,
                    reason=one.reason,
                    document=one.document,
                    made_by=work.actor.user_id,
                    made_at=work.now,
                )
            )
        before = codes.by_key(old).letter if old else "—"
        changes.append(
            trail.Change(f"{member.name}, {format_date(cell.day)}", before, code.letter if code else "—")
        )
    if changes:
        work.session.flush()
        compute_rows(work, row, group, only=set(people))
        row.version += 1
    return changes


def _typed(look: Look, codes: Codes, letter: str, member: Member, day: date) -> DayCode | None:
    """The code that the letter means for the person on that day; ``None`` for taking a typed code back."""
    person = member.person
    kind = next((part.kind for part in person.parts if part.start <= day <= (part.end or day)), None)
    here = kind is not None and employed(person, day)
    if not letter:
        if not here:
            require_open_days(look, person.id, day, day)  # it may be a day of another sheet
        return None
    if kind is None or not here:
        raise BadInput(
            f"{member.name}, {format_date(day)} günü bu cetvelde değil.",
            "Personelin giriş, çıkış ve statü tarihlerine bakın.",
        )
    code = codes.typed(letter, kind)
    if code.group is CodeGroup.saat:
        raise BadInput(f"{code.name} saatle tutulur, güne yazılmaz.", "Günün kodunu olduğu gibi bırakın.")
    return code


def _withdraw(work: Work, cell: TypedDay) -> str:
    last = ""
    for mark in work.session.exec(
        select(Mark).where(
            Mark.personel_id == cell.personel_id, Mark.day == cell.day, col(Mark.withdrawn_at).is_(None)
        )
    ):
        mark.withdrawn_at, last = work.now, mark.code
    return last
