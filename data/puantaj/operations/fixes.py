"""Mends the records behind a question, and computes the person again in the same transaction."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import TypeVar

from sqlmodel import col, select

from data.core import trail
from data.core.calendar import format_date
from data.core.drafts import check
from data.core.errors import BadFields, BadInput, Conflict
from data.core.models import Birim
from data.core.permissions import Verb
from data.core.store import Work
from data.personel.models import Personel
from data.puantaj.drafts import LastDayDraft
from data.puantaj.lookup import month_row, title_of
from data.puantaj.models import Izin, Mark, PuantajDay
from data.puantaj.operations.answers import Asked
from data.puantaj.operations.guards import require_open_days
from data.puantaj.operations.marking import MarkedDay, TypedDay, mark_days
from data.puantaj.operations.refresh import compute_people
from data.puantaj.rules.values import Source
from data.puantaj.setup import codes_in_use

AREA = "puantaj"
T = TypeVar("T")


def then_compute(work: Work, operation: Callable[[Work], T], personel_id: int, start: date, end: date) -> T:
    """Runs an operation on a person's records and computes the open months of those days again."""
    result = operation(work)
    # A rest day looks six days back, and a week is counted where it ends.
    compute_people(work, {personel_id}, start, end + timedelta(days=6))
    return result


def shorten_leave(work: Work, izin_id: int, draft: LastDayDraft, version: int) -> int:
    """Ends a leave earlier: the old record is cancelled with the reason, a new one holds; returns its key.

    Raises:
        NotAllowed: no permission, or the person is out of sight.
        BadFields: the new end is missing or not before the old one.
        Conflict: the record was changed or cancelled at another desk.
        RuleBroken: a month of the days that are given back is handed on or closed.
    """
    work.actor.require(AREA, Verb.PREPARE)
    row = work.session.get(Izin, izin_id)
    if row is None or row.cancelled_at is not None or row.version != version:
        raise Conflict("İzin kaydı bu sırada başka bir masada değiştirildi.", "Listeyi yenileyip yeniden açın.")
    person = work.session.get_one(Personel, row.personel_id)
    work.actor.require_sight(work.session.get_one(Birim, person.birim_id).path)
    wrong = {}
    if draft.end and not row.start <= draft.end < row.end:
        wrong["end"] = (
            f"{format_date(row.start)} ile {format_date(row.end - timedelta(days=1))} arasında olmalıdır."
        )
    check(draft, wrong)
    require_open_days(work, row.personel_id, draft.end + timedelta(days=1), row.end)
    kept = row.model_dump(exclude={"id", "end", "made_by", "made_at", "version"})
    row.cancelled_at, row.cancelled_reason = work.now, draft.reason.strip()
    row.version += 1
    fresh = Izin(**kept, end=draft.end, made_by=work.actor.user_id, made_at=work.now)
    # The approval stays with the record that was approved; this one rests on it and on the reason.
    fresh.requested = False
    work.session.add(fresh)
    work.session.flush()
    compute_people(work, {row.personel_id}, row.start, row.end + timedelta(days=6))
    change = trail.Change("Bitiş", format_date(row.end), format_date(draft.end))
    words = f"{person.ad} {person.soyad}: izin kısaltıldı. Gerekçe: {draft.reason.strip()}"
    trail.record(work, "izin.shorten", words, kind="izin", record_id=fresh.id or 0, changes=[change])
    return fresh.id or 0


def write_document(work: Work, asked: Asked, document: str) -> None:
    """Writes the missing number of a paper: on the leave of those days, or on the codes typed there.

    A number that stands is not written over. Leaves one entry in the trail.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadFields: nothing was typed.
        BadInput: there is nothing on those days that lacks a paper.
        RuleBroken: the month is handed on or closed.
    """
    work.actor.require(AREA, Verb.PREPARE)
    if not document.strip():
        raise BadFields({"document": "Belge numarası yazılmalıdır."})
    month, group = month_row(work, asked.puantaj_id)
    require_open_days(work, asked.personel_id, min(asked.days), max(asked.days))
    changes = []
    for row in _leaves_without(work, asked):
        row.document = document.strip()
        row.version += 1
        span = f"{format_date(row.start)}–{format_date(row.end)}"
        changes.append(trail.Change(f"Belge no, {span}", "—", row.document))
    if changes:
        compute_people(work, {asked.personel_id}, month.start, month.end)
    else:
        marked = _marks_without(work, asked, document.strip())
        if not marked:
            raise BadInput("Bu günlerde belgesi eksik bir kayıt kalmamış.", "F5 ile yenileyin.")
        mark_days(work, month, group, marked)
        days = (format_date(one.cell.day) for one in marked)
        changes = [trail.Change(f"Belge no, {day}", "—", document.strip()) for day in days]
    words = f"{title_of(month, group)}: {asked.name} için belge no yazıldı"
    trail.record(work, "puantaj.document", words, kind="puantaj", record_id=asked.puantaj_id, changes=changes)


def _leaves_without(work: Work, asked: Asked) -> list[Izin]:
    """Standing leaves of those days without a paper; not where a typed code is what lacks one."""
    rows = work.session.exec(
        select(Izin).where(
            Izin.personel_id == asked.personel_id,
            col(Izin.cancelled_at).is_(None),
            Izin.document == "",
            Izin.start <= max(asked.days),
            Izin.end >= min(asked.days),
        )
    ).all()
    by_hand = any(
        (cell := work.session.get(PuantajDay, (asked.puantaj_id, asked.personel_id, day))) is not None
        and cell.source == Source.ELLE.value
        for day in asked.days
    )
    return [] if by_hand or asked.kind == "izinde_elle" else list(rows)


def _marks_without(work: Work, asked: Asked, document: str) -> list[MarkedDay]:
    codes = codes_in_use(work)
    return [
        MarkedDay(TypedDay(row.personel_id, row.day), codes.by_key(row.code).letter, row.reason, document)
        for row in work.session.exec(
            select(Mark)
            .where(
                Mark.personel_id == asked.personel_id,
                col(Mark.day).in_(asked.days),
                col(Mark.withdrawn_at).is_(None),
                Mark.document == "",
            )
            .order_by(col(Mark.id))
        )
    ]
