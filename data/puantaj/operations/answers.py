"""Answers to what the months ask: codes with their reason and paper, for one row or for many at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import col, select

from data.core import trail
from data.core.calendar import format_date
from data.core.drafts import require_reason
from data.core.errors import BadInput, Conflict, RuleBroken
from data.core.permissions import Verb
from data.core.store import Look, Work
from data.personel.rules import StaffKind
from data.puantaj.lookup import month_row, title_of
from data.puantaj.models import Mark, PuantajDay, PuantajRow, QuestionRow
from data.puantaj.operations.marking import MarkedDay, TypedDay, mark_days, require_open
from data.puantaj.rules.answers import Answer, Fix, code_for, kind_of, paper_wanted
from data.puantaj.rules.codes import Codes, DayCode
from data.puantaj.setup import codes_in_use

AREA = "puantaj"
KIND = "puantaj"


@dataclass(frozen=True, slots=True)
class Asked:
    """A row of the list as it was seen: whose problem, in which month, on which days."""

    puantaj_id: int
    personel_id: int
    name: str
    kind: str
    days: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class Reply:
    """What is answered.

    Attributes:
        letter: The code that was typed, with :attr:`Answer.KOD`.
    """

    answer: Answer
    reason: str
    document: str = ""
    letter: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """What was written, and what stood in those cells before, for taking it back."""

    people: int
    days: int
    before: tuple[tuple[int, MarkedDay], ...]


def answer_questions(work: Work, asked: Sequence[Asked], reply: Reply) -> Answered:
    """Answers some problems with one reply, all of them or none.

    Leaves one entry in the trail of each month concerned.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no reason, the code is unknown, or its paper is missing; names the row.
        RuleBroken: the answer does not fit one of the rows, named by the message; a month is handed on or closed.
        Conflict: one of the questions was answered or changed at another desk.
    """
    work.actor.require(AREA, Verb.PREPARE)
    require_reason(reply.reason, "Yanıtın gerekçesi yazılmalıdır.")
    codes = codes_in_use(work)
    by_month: dict[int, list[Asked]] = defaultdict(list)
    for one in asked:
        by_month[one.puantaj_id].append(one)
    before: list[tuple[int, MarkedDay]] = []
    for puantaj_id, rows in by_month.items():
        month, group = month_row(work, puantaj_id)
        require_open(month, group)
        # A day that two of the rows are about is written once.
        marked = list(dict.fromkeys(cell for one in rows for cell in _cells(work, codes, one, reply)))
        before += [(puantaj_id, _standing(work, codes, one.cell)) for one in marked]
        changes = mark_days(work, month, group, marked)
        words = f"{title_of(month, group)}: {len(rows)} soru yanıtlandı ({reply.answer.label})"
        words += f". Gerekçe: {reply.reason.strip()}"
        trail.record(work, "puantaj.answer", words, kind=KIND, record_id=puantaj_id, changes=changes)
    return Answered(len({one.personel_id for one in asked}), len(before), tuple(before))


def take_back(work: Work, before: Sequence[tuple[int, MarkedDay]]) -> int:
    """Puts back what stood in the cells before an answer; returns how many days.

    Raises:
        NotAllowed, RuleBroken: as for answering.
    """
    work.actor.require(AREA, Verb.PREPARE)
    by_month: dict[int, list[MarkedDay]] = defaultdict(list)
    for puantaj_id, one in before:
        by_month[puantaj_id].append(one)
    for puantaj_id, marked in by_month.items():
        month, group = month_row(work, puantaj_id)
        changes = mark_days(work, month, group, marked)
        words = f"{title_of(month, group)}: {len(marked)} günün yanıtı geri alındı"
        trail.record(work, "puantaj.answer_back", words, kind=KIND, record_id=puantaj_id, changes=changes)
    return len(before)


def withdraw_codes(work: Work, asked: Sequence[Asked], reason: str) -> int:
    """Takes back the codes typed by hand on the days of some problems, all or none; returns how many days.

    Raises:
        NotAllowed, BadInput, RuleBroken, Conflict: as for answering.
    """
    work.actor.require(AREA, Verb.PREPARE)
    require_reason(reason, "Geri alma gerekçesi yazılmalıdır.")
    by_month: dict[int, list[Asked]] = defaultdict(list)
    for one in asked:
        _require_fix(one, Fix.ISARET)
        _require_asked(work, one)
        by_month[one.puantaj_id].append(one)
    done = 0
    for puantaj_id, rows in by_month.items():
        month, group = month_row(work, puantaj_id)
        marked = [MarkedDay(TypedDay(one.personel_id, day), "") for one in rows for day in one.days]
        changes = mark_days(work, month, group, marked)
        done += len(changes)
        words = f"{title_of(month, group)}: {len(changes)} günden elle yazılan kod kaldırıldı. "
        words += f"Gerekçe: {reason.strip()}"
        trail.record(work, "puantaj.type", words, kind=KIND, record_id=puantaj_id, changes=changes)
    return done


def _cells(look: Look, codes: Codes, one: Asked, reply: Reply) -> list[MarkedDay]:
    """The days of one problem with the code that the reply means there."""
    kind = kind_of(one.kind)
    if reply.answer not in kind.answers or not one.days:
        raise RuleBroken(
            f"{one.name}: “{kind.title}” bu yanıtla kapanmaz.", "Bu satırı seçimden çıkarın ya da F2 ile düzeltin."
        )
    _require_asked(look, one)
    staff = _staff(look, one)
    marked = []
    for day in one.days:
        cell = look.session.get_one(PuantajDay, (one.puantaj_id, one.personel_id, day))
        code = _code(codes, one, day, cell, staff, reply)
        document = reply.document.strip() or (cell.document if code.key == cell.code else "")
        if (paper := paper_wanted(code)) and not document:
            raise BadInput(
                f"{one.name}, {format_date(day)}: {code.letter} için {paper} yazılmalıdır.", field="document"
            )
        marked.append(MarkedDay(TypedDay(one.personel_id, day), code.letter, reply.reason.strip(), document))
    return marked


def _staff(look: Look, one: Asked) -> StaffKind:
    found = look.session.exec(
        select(PuantajRow.kind).where(
            PuantajRow.puantaj_id == one.puantaj_id, PuantajRow.personel_id == one.personel_id
        )
    ).one()
    return StaffKind(found)


def _code(codes: Codes, one: Asked, day: date, cell: PuantajDay, staff: StaffKind, reply: Reply) -> DayCode:
    if reply.answer is Answer.KOD:
        try:
            return codes.typed(reply.letter, staff)
        except BadInput as problem:
            raise BadInput(f"{one.name}: {problem.message}", problem.remedy, field="letter") from None
    key = code_for(reply.answer, cell.code)
    code = codes.by_key(key) if key is not None else None
    if code is None or staff not in code.kinds:
        raise RuleBroken(
            f"{one.name}, {format_date(day)}: “{reply.answer.label}” {staff.label} için "
            f"{codes.by_key(cell.code).letter} gününe yazılamaz.",
            "Bu satırı seçimden çıkarın ya da başka bir kod yazın.",
        )
    return code


def _require_fix(one: Asked, fix: Fix) -> None:
    kind = kind_of(one.kind)
    if fix not in kind.fixes:
        raise RuleBroken(f"{one.name}: “{kind.title}” böyle düzeltilmez.", "Bu satırı seçimden çıkarın.")


def _require_asked(look: Look, one: Asked) -> None:
    """Lets only questions pass that still stand as they were seen.

    Raises:
        NotAllowed, BadInput: no such month in sight.
        Conflict: answered or changed in the meantime.
    """
    month, group = month_row(look, one.puantaj_id)
    rows = look.session.exec(
        select(QuestionRow).where(
            QuestionRow.puantaj_id == one.puantaj_id,
            QuestionRow.personel_id == one.personel_id,
            QuestionRow.kind == one.kind,
        )
    )
    standing = {row.day for row in rows}
    if not standing.issuperset(one.days):
        raise Conflict(
            f"{one.name}: “{kind_of(one.kind).title}” sorusu bu sırada başka bir masada yanıtlandı ya da değişti.",
            "F5 ile yenileyip kalanlara bakın; hiçbir yanıt yazılmadı.",
            theirs=f"{title_of(month, group)}: {len(standing)} gün kaldı",
        )


def _standing(look: Look, codes: Codes, cell: TypedDay) -> MarkedDay:
    """What a cell holds by hand, to be put back."""
    mark = look.session.exec(
        select(Mark)
        .where(Mark.personel_id == cell.personel_id, Mark.day == cell.day, col(Mark.withdrawn_at).is_(None))
        .order_by(col(Mark.id).desc())
    ).first()
    if mark is None:
        return MarkedDay(cell, "")
    return MarkedDay(cell, codes.by_key(mark.code).letter, mark.reason, mark.document)
