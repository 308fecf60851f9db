"""Writes down that something was done which the archive's calendar asks and no other record shows."""

from __future__ import annotations

from sqlalchemy import select
from sqlmodel import col

from data.arsiv.duty_drafts import DoneDraft
from data.arsiv.lookup import AREA
from data.arsiv.models_papers import ArsivIs
from data.arsiv.rules.duties import ArchiveDuty
from data.core import trail
from data.core.calendar import MONTHS, format_date
from data.core.drafts import check
from data.core.errors import BadInput, RuleBroken
from data.core.models import Birim
from data.core.permissions import Verb
from data.core.store import Work
from data.core.text import clean_line


def mark_done(work: Work, kind: ArchiveDuty, birim_id: int, year: int, month: int, draft: DoneDraft) -> int:
    """Writes that a unit did what was asked for a month, or a year with month 0; returns its key.

    Raises:
        NotAllowed: no permission, or the unit is out of sight.
        BadInput, BadFields: no such unit, a duty that its own records show, or a day to come.
        RuleBroken: it was written already.
    """
    work.actor.require(AREA, Verb.PREPARE)
    unit = work.session.get(Birim, birim_id)
    if unit is None or not kind.marked:
        raise BadInput("Bu iş elle işaretlenmez.", "Kendi ekranında yapın.", field="kind")
    work.actor.require_sight(unit.path)
    late = f"{format_date(draft.done_on)} henüz gelmedi."
    check(draft, {"done_on": late} if draft.done_on > work.today else {})
    about = f"{MONTHS[month - 1]} {year}" if month else str(year)
    same = select(ArsivIs).where(
        col(ArsivIs.kind) == kind.value,
        col(ArsivIs.birim_id) == birim_id,
        col(ArsivIs.year) == year,
        col(ArsivIs.month) == month,
    )
    if work.session.execute(same).first() is not None:
        raise RuleBroken(f"{about} için yapıldığı yazılmış.", "Listeyi yenileyin.", law=kind.law)
    row = ArsivIs(
        kind=kind.value, birim_id=birim_id, year=year, month=month, done_on=draft.done_on,
        paper=clean_line(draft.paper or ""), note=clean_line(draft.note or ""), made_by=work.actor.user_id,
        made_at=work.now,
    )  # fmt: skip
    work.session.add(row)
    work.session.flush()
    words = f"{kind.label}: {unit.name}, {about}, {format_date(draft.done_on)}"
    trail.record(work, "arsiv.done", words, kind="birim", record_id=birim_id)
    return row.id or 0
