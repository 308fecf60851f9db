"""What screens ask about stajs; answers are frozen rows, a window at a time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import exists, or_, select
from sqlmodel import col

from data.core import filters
from data.core.errors import BadInput
from data.core.models import Birim
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.reasons import Explained, Reason, Ref
from data.core.store import Look
from data.core.text import fold
from data.core.units import in_scope
from data.core.windows import window
from data.personel.models import Personel
from data.personel.rules import StaffKind
from data.puantaj.day_views import QuestionLine
from data.puantaj.rules.values import Severity
from data.staj.models import Staj, StajSheet
from data.staj.reading import StajFacts, read_facts
from data.staj.rules import Attendance, Finding, SchoolKind

AREA = "puantaj"
_FIELDS = frozenset({"okul", "bolum", "birim", "sicil"})
_ASKED = 500
"""Stajs whose findings one list tells; an office has a few dozen at a time."""


@dataclass(frozen=True, slots=True)
class StajRow:
    """A staj in the ledger, with what its months say."""

    id: int
    personel_id: int
    name: str
    sicil: str
    birim: str
    school: str
    program: str
    start: date
    planned_end: date
    end: date
    """The last day of one that is over, else the day on which its days will be full."""
    required: int
    attended: Decimal
    absent: Decimal
    remaining: Decimal
    state: str
    warnings: int
    severity: Severity | None
    running: bool
    version: int


@dataclass(frozen=True, slots=True)
class StajView:
    """All of a staj."""

    row: StajRow
    school_kind: SchoolKind
    class_name: str
    student_no: str
    weekdays: str
    supervisor_id: int | None
    supervisor: str
    teacher: str
    document: str
    attendance: Explained[Attendance]
    expected_end: Explained[date]
    findings: tuple[Finding, ...]
    ended_reason: str
    cancelled: str
    sheets: tuple[date, ...]
    """First days of the months whose sheet was made for the school."""

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Why so many days are left and the end is what it is, with the record of the person behind it."""
        person = Reason("Katılım Stajyerler puantajından gelir.", "", (Ref("personel", self.row.personel_id),))
        asked = tuple(Reason(f"{one.severity.label}: {one.text}", one.law) for one in self.findings)
        return (person, *self.attendance.reasons, *self.expected_end.reasons, *asked)


def staj_window(
    look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None = None, *, only: int = 0
) -> Window[StajRow]:
    """Stajs in sight, in Turkish order of surname unless sorted otherwise.

    Views: empty for those that go on, ``biten``, ``iptal``, ``tumu``. The filter line takes words of the trainee,
    the school and the program, and ``okul:``, ``bölüm:``, ``birim:``, ``sicil:``.
    """
    look.actor.require(AREA, Verb.VIEW)
    statement: Any = (
        select(Staj)
        .join(Personel, col(Personel.id) == col(Staj.personel_id))
        .join(Birim, col(Birim.id) == col(Personel.birim_id))
        .where(in_scope(look))
    )
    statement = statement.where(col(Staj.id) == only) if only else _of_view(statement, query.view)
    typed = filters.parse(query.text, _FIELDS)
    for name, value in (*typed.pairs, *((name, fold(text)) for name, text in query.fields)):
        statement = statement.where(_pair(name, value))
    for word in typed.words.split():
        statement = statement.where(
            or_(
                col(Personel.arama).contains(word, autoescape=True),
                col(Staj.arama).contains(word, autoescape=True),
            )
        )
    found: Window[Any] = window(
        look,
        statement,
        _ORDERS.get(query.sort, (col(Personel.sira), col(Staj.id))),
        lambda one: one[0],
        start=start,
        limit=limit,
        anchor=anchor,
        descending=query.descending,
    )
    rows = tuple(_row(facts) for facts in read_facts(look, found.rows))
    return Window(found.start, rows, found.keys, found.total)


_ORDERS: dict[str, tuple[Any, ...]] = {
    "school": (col(Staj.arama), col(Staj.id)),
    "start": (col(Staj.start), col(Staj.id)),
    "end": (col(Staj.end), col(Staj.id)),
}


def _of_view(statement: Any, view: str) -> Any:
    if view == "iptal":
        return statement.where(col(Staj.cancelled_at).is_not(None))
    if view == "tumu":
        return statement
    statement = statement.where(col(Staj.cancelled_at).is_(None))
    return statement.where(col(Staj.ended_as) != "" if view == "biten" else col(Staj.ended_as) == "")


def _pair(name: str, value: str) -> Any:
    if name == "birim":
        return col(Birim.arama).contains(value, autoescape=True)
    if name == "sicil":
        return col(Personel.sicil).startswith(value, autoescape=True)
    return col(Staj.arama).contains(value, autoescape=True)


def _row(facts: StajFacts) -> StajRow:
    staj, found = facts.staj, facts.attendance.value
    return StajRow(
        id=staj.id or 0,
        personel_id=staj.personel_id,
        name=facts.name,
        sicil=facts.person.sicil,
        birim=facts.birim,
        school=staj.school,
        program=staj.program,
        start=staj.start,
        planned_end=staj.end,
        end=staj.ended_on or facts.end.value,
        required=staj.required_days,
        attended=found.attended,
        absent=found.excused + found.unexcused,
        remaining=found.remaining(staj.required_days),
        state="İptal" if staj.cancelled_at else facts.over.label if facts.over else "Sürüyor",
        warnings=len(facts.findings),
        severity=facts.findings[0].severity if facts.findings else None,
        running=not staj.ended_as and staj.cancelled_at is None,
        version=staj.version,
    )


def facts_in_sight(look: Look, staj_id: int) -> StajFacts:
    """A staj with what follows from the months.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such staj.
    """
    look.actor.require(AREA, Verb.VIEW)
    row = look.session.get(Staj, staj_id)
    if row is None:
        raise BadInput("Staj kaydı bulunamadı.", "Listeyi yenileyin.")
    (facts,) = read_facts(look, [row])
    look.actor.require_sight(look.session.get_one(Birim, facts.person.birim_id).path)
    return facts


def staj(look: Look, staj_id: int) -> StajView:
    """All of a staj.

    Raises:
        NotAllowed, BadInput: as for :func:`facts_in_sight`.
    """
    facts = facts_in_sight(look, staj_id)
    row = facts.staj
    sheets = look.session.execute(
        select(col(StajSheet.start))
        .where(col(StajSheet.staj_id) == staj_id)
        .order_by(col(StajSheet.start))
        .distinct()
    ).scalars()
    return StajView(
        row=_row(facts),
        school_kind=SchoolKind(row.school_kind),
        class_name=row.class_name,
        student_no=row.student_no,
        weekdays=row.weekdays,
        supervisor_id=row.supervisor_id,
        supervisor=facts.supervisor,
        teacher=row.teacher,
        document=row.document,
        attendance=facts.attendance,
        expected_end=facts.end,
        findings=facts.findings,
        ended_reason=row.ended_reason,
        cancelled=row.cancelled_reason,
        sheets=tuple(sheets),
    )


def staj_questions(look: Look) -> tuple[QuestionLine, ...]:
    """What is asked about the stajs in sight that go on or ended this year, and trainees without a staj.

    A line's ``id`` is the staj's key, 0 where there is none.
    """
    look.actor.require(AREA, Verb.VIEW)
    rows = look.session.execute(
        select(Staj)
        .join(Personel, col(Personel.id) == col(Staj.personel_id))
        .join(Birim, col(Birim.id) == col(Personel.birim_id))
        .where(
            in_scope(look),
            col(Staj.cancelled_at).is_(None),
            or_(col(Staj.ended_as) == "", col(Staj.ended_on) >= date(look.today.year, 1, 1)),
        )
        .order_by(col(Personel.sira), col(Staj.id))
        .limit(_ASKED)
    ).scalars()
    lines = [
        QuestionLine(
            facts.staj.id or 0,
            facts.staj.personel_id,
            facts.name,
            one.day,
            "staj",
            one.severity,
            one.text,
            one.law,
        )
        for facts in read_facts(look, list(rows))
        for one in facts.findings
    ]
    lines += _without_staj(look)
    order = list(Severity)
    return tuple(sorted(lines, key=lambda line: order.index(line.severity)))


def _without_staj(look: Look) -> Iterable[QuestionLine]:
    """Trainees at work today on whom no staj is written."""
    people = look.session.execute(
        select(Personel)
        .join(Birim, col(Birim.id) == col(Personel.birim_id))
        .where(
            in_scope(look),
            col(Personel.kind) == StaffKind.STAJYER.value,
            col(Personel.hire) <= look.today,
            or_(col(Personel.exit).is_(None), col(Personel.exit) >= look.today),
            ~exists().where(col(Staj.personel_id) == col(Personel.id), col(Staj.cancelled_at).is_(None)),
        )
        .order_by(col(Personel.sira))
        .limit(_ASKED)
    ).scalars()
    for person in people:
        text = "Stajyerin staj kaydı yok; N ile okulunu ve zorunlu gününü yazın."
        name = f"{person.ad} {person.soyad}"
        yield QuestionLine(0, person.id, name, None, "staj", Severity.RED, text, "3308 s. K.")
