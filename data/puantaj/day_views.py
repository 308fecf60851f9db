"""A day of a month, the questions about it, and what a correction changed; answers are frozen rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from sqlalchemy import select
from sqlmodel import col

from data.core.errors import BadInput
from data.core.permissions import Verb
from data.core.reasons import Explained, Reason, Ref
from data.core.store import Look
from data.puantaj.leave_names import shown_code
from data.puantaj.leave_views import partial_leave_text
from data.puantaj.lookup import month_row
from data.puantaj.models import Puantaj, PuantajDay, PuantajRow, QuestionRow, Why
from data.puantaj.rules.codes import Codes
from data.puantaj.rules.sgk import PrimGunu
from data.puantaj.rules.values import Severity, Source
from data.puantaj.setup import codes_of
from data.puantaj.stored import reasons_of

AREA = "puantaj"


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """A question or a failed check."""

    id: int
    personel_id: int | None
    name: str
    day: date | None
    kind: str
    severity: Severity
    text: str
    law: str


@dataclass(frozen=True, slots=True)
class DayView:
    """A person's day with everything the detail pane shows."""

    name: str
    day: date
    letter: str
    code_name: str
    source: Source
    worked_minutes: int
    late_minutes: int
    early_minutes: int
    night_minutes: int
    normal_minutes: int
    fm_minutes: int
    fsc_minutes: int
    gt_minutes: int
    ht_minutes: int
    meal: bool
    road: bool
    halves: tuple[str, str]
    document: str
    note: str
    first_in: time | None
    last_out: time | None
    reasons: tuple[Reason, ...]
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """A day that differs between two revisions of a month."""

    name: str
    day: date
    old: str
    new: str


def day_detail(look: Look, puantaj_id: int, personel_id: int, day: date) -> DayView:
    """Everything about one cell, with its reasons.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such cell.
    """
    look.actor.require(AREA, Verb.VIEW)
    month, _ = month_row(look, puantaj_id)
    cell = look.session.get(PuantajDay, (puantaj_id, personel_id, day))
    if cell is None:
        raise BadInput("Bu hücre hesaplanmamış.", "F5 ile yenileyin.")
    name = look.session.execute(
        select(col(PuantajRow.name)).where(
            col(PuantajRow.puantaj_id) == puantaj_id, col(PuantajRow.personel_id) == personel_id
        )
    ).scalar_one()
    codes = codes_of(look, month)
    code = shown_code(codes.by_key(cell.code), look.actor)
    # The reasons and questions of a day that may not be named would name it.
    hidden = code.name != codes.by_key(cell.code).name
    questions = look.session.execute(
        select(col(QuestionRow.text)).where(
            col(QuestionRow.puantaj_id) == puantaj_id,
            col(QuestionRow.personel_id) == personel_id,
            col(QuestionRow.day) == day,
        )
    ).scalars()
    return DayView(
        name=name,
        day=day,
        letter=code.letter,
        code_name=code.name,
        source=Source(cell.source),
        worked_minutes=cell.worked_minutes,
        late_minutes=cell.late_minutes,
        early_minutes=cell.early_minutes,
        night_minutes=cell.night_minutes,
        normal_minutes=cell.normal_minutes,
        fm_minutes=cell.fm_minutes,
        fsc_minutes=cell.fsc_minutes,
        gt_minutes=cell.gt_minutes,
        ht_minutes=cell.ht_minutes,
        meal=cell.meal,
        road=cell.road,
        halves=(codes.by_key(cell.half_am).name, codes.by_key(cell.half_pm).name) if cell.half_am else ("", ""),
        document=cell.document,
        note="; ".join(text for text in (cell.note, partial_leave_text(look, personel_id, day)) if text),
        first_in=cell.first_in,
        last_out=cell.last_out,
        reasons=(Reason("İzin kaydı."),) if hidden else reasons_of(look.session.get_one(Why, cell.why_id).body),
        questions=() if hidden else tuple(questions),
    )


def prim_detail(look: Look, puantaj_id: int, personel_id: int) -> Explained[PrimGunu]:
    """A person's prim günü of the month with its reasons.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such row.
    """
    look.actor.require(AREA, Verb.VIEW)
    month_row(look, puantaj_id)
    row = look.session.execute(
        select(PuantajRow).where(
            col(PuantajRow.puantaj_id) == puantaj_id, col(PuantajRow.personel_id) == personel_id
        )
    ).scalar()
    if row is None:
        raise BadInput("Bu kişi bu puantajda yok.", "F5 ile yenileyin.")
    return Explained(
        PrimGunu(row.prim_days, row.missing_days, row.missing_code),
        reasons_of(look.session.get_one(Why, row.why_id).body),
    )


_WEIGHT = {Severity.RED: 0, Severity.AMBER: 1, Severity.GREY: 2}


def questions(look: Look, puantaj_id: int) -> tuple[QuestionLine, ...]:
    """The questions and failed checks of a month, the weightiest first.

    Raises:
        NotAllowed: no permission, or out of sight.
    """
    look.actor.require(AREA, Verb.VIEW)
    month_row(look, puantaj_id)
    rows = look.session.execute(
        select(QuestionRow, col(PuantajRow.name), col(PuantajRow.sira))
        .join(
            PuantajRow,
            (col(PuantajRow.puantaj_id) == col(QuestionRow.puantaj_id))
            & (col(PuantajRow.personel_id) == col(QuestionRow.personel_id)),
            isouter=True,
        )
        .where(col(QuestionRow.puantaj_id) == puantaj_id)
    ).all()
    ordered = sorted(
        rows, key=lambda r: (_WEIGHT[Severity(r[0].severity)], r[2] or "", r[0].day or date.min, r[0].id)
    )
    return tuple(
        QuestionLine(
            row.id, row.personel_id, name or "", row.day, row.kind, Severity(row.severity), row.text, row.law
        )
        for row, name, _ in ordered
    )


def differences(look: Look, puantaj_id: int) -> tuple[Difference, ...]:
    """The days in which a correction differs from the revision it corrects, also of who came or went.

    Raises:
        NotAllowed: no permission, or out of sight.
    """
    look.actor.require(AREA, Verb.VIEW)
    row, _ = month_row(look, puantaj_id)
    if row.corrects_id is None:
        return ()
    old_codes = codes_of(look, look.session.get_one(Puantaj, row.corrects_id))
    new_codes = codes_of(look, row)
    old = dict(_codes_of(look, row.corrects_id))
    names = dict(
        look.session.execute(
            select(col(PuantajRow.personel_id), col(PuantajRow.name)).where(
                col(PuantajRow.puantaj_id).in_((puantaj_id, row.corrects_id))
            )
        ).all()
    )
    new = dict(_codes_of(look, puantaj_id))

    def letter(codes: Codes, found: dict[tuple[int, date], str], cell: tuple[int, date]) -> str:
        return codes.by_key(found[cell]).letter if cell in found else "—"

    return tuple(
        Difference(names[cell[0]], cell[1], letter(old_codes, old, cell), letter(new_codes, new, cell))
        for cell in sorted(old.keys() | new.keys())
        if old.get(cell) != new.get(cell)
    )


def _codes_of(look: Look, puantaj_id: int) -> list[tuple[tuple[int, date], str]]:
    rows = look.session.execute(
        select(col(PuantajDay.personel_id), col(PuantajDay.day), col(PuantajDay.code))
        .where(col(PuantajDay.puantaj_id) == puantaj_id)
        .order_by(col(PuantajDay.personel_id), col(PuantajDay.day))
    )
    return [((owner, day), code) for owner, day, code in rows]


def worked_hours(minutes: int) -> str:
    """``7:30``."""
    return f"{minutes // 60}:{minutes % 60:02d}"


_REF_NAMES = {
    "izin": "izin kaydı",
    "mark": "elle yazılan kod",
    "punch": "kapı saati hareketi",
    "punch_fix": "elle yazılan hareket",
    "personel": "personel kartı",
    "holiday": "tatil takvimi",
    "fazla_mesai": "fazla mesai oluru",
}


def ref_name(ref: Ref) -> str:
    """What a record behind a reason is called on screen."""
    return f"{_REF_NAMES.get(ref.kind, 'kayıt')} no {ref.id}"
