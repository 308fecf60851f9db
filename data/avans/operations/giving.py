"""Paying an advance out, and the days of a journey from which its time runs."""

from __future__ import annotations

from datetime import date

from data.avans import lookup
from data.avans.drafts import GiveDraft, JourneyDraft
from data.avans.judging import require_unforbidden
from data.avans.lookup import AREA, AVANS_KIND, avans_row, no_of, require_seen, require_state, title_of
from data.avans.models import Avans
from data.avans.operations.requests import draft_of
from data.avans.operations.steps import MIF, Step, Written, write_step
from data.avans.rules.deadlines import Deadline, deadline, must_leave_by
from data.avans.rules.values import LAW_HOLDER, LAW_TRAVEL, AvansKind, AvansState, StepKind
from data.avans.settings import settings_on
from data.butce.rules.values import MovementKind
from data.core import approvals, holidays, trail
from data.core.approvals import Stage
from data.core.calendar import WorkCalendar, format_date
from data.core.drafts import check
from data.core.errors import RuleBroken
from data.core.money import format_kurus
from data.core.permissions import Verb
from data.core.reasons import Explained
from data.core.store import Look, Work
from data.core.text import clean_line, fold


def give(work: Work, avans_id: int, draft: GiveDraft, version: int) -> Written:
    """Writes that muhasebe paid an approved advance: its ödenek is kept (saklı) and its time begins.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadFields: something is missing or wrong.
        Conflict: another desk changed it after it was seen.
        RuleBroken: it is not approved, the mutemet's office is over, something forbids it, or ödenek is missing.
    """
    work.actor.require(AREA, Verb.PREPARE)
    row, _ = avans_row(work, avans_id)
    require_state(row, AvansState.ONAYLI)
    require_seen(row, version)
    amount = row.requested if draft.amount is None else draft.amount
    check(draft, _wrong(work, row, draft, amount))
    _require_mutemet(work, row, draft.day)
    require_unforbidden(work, draft_of(work, avans_id), avans_id, draft.day, amount)
    row.given, row.given_day, row.mif_no = amount, draft.day, clean_line(draft.mif_no)
    row.deadline = _last_day(deadline_of(work, row))
    row.arama = f"{row.arama} {fold(row.mif_no)}"
    step = Step(
        kind=StepKind.VERME, day=draft.day, amount=amount, belge=MIF, belge_no=row.mif_no,
        moves=((MovementKind.AVANS, row.tertip_id, amount),),
    )  # fmt: skip
    written = write_step(work, row, step)
    far = _far_departure(work, row)
    until = f", son mahsup günü {format_date(row.deadline)}" if row.deadline else ""
    words = f"Avans verildi: {title_of(row)}, {format_kurus(amount)}{until}"
    trail.record(work, "avans.give", words, kind=AVANS_KIND, record_id=avans_id)
    return Written(written.id, (*far, *written.warnings))


def _far_departure(look: Look, row: Avans) -> tuple[str, ...]:
    """An advance that is taken long before the journey has to be given back (6245 s. K. m.59)."""
    assert row.given_day is not None
    last = must_leave_by(row.given_day, settings_on(look, row.given_day).terms)
    if not AvansKind(row.kind).travels or (row.departure_day is not None and row.departure_day <= last):
        return ()
    return (f"Gidiş {format_date(last)} gününden sonra; bu güne kadar yola çıkılmazsa avans geri verilir.",)


def _wrong(work: Work, row: Avans, draft: GiveDraft, amount: int) -> dict[str, str]:
    wrong = {}
    if draft.day and not row.request_day <= draft.day <= work.today:
        wrong["day"] = f"Veriliş, istek günü {format_date(row.request_day)} ile bugün arasında olmalıdır."
    elif draft.day and draft.day < (approved := _approved_on(work, row)):
        wrong["day"] = f"Avans {format_date(approved)} gününde onaylandı; daha önce verilemez."
    if not 0 < amount <= row.requested:
        wrong["amount"] = f"Onaylanan tutar {format_kurus(row.requested)}; fazlası verilemez."
    return wrong


def _approved_on(look: Look, row: Avans) -> date:
    steps = approvals.state(look, AVANS_KIND, row.id or 0).steps
    at = next(step.at for step in reversed(steps) if step.to_stage is Stage.ONAYLANDI)
    return at.astimezone().date()


def _require_mutemet(look: Look, row: Avans, day: date) -> None:
    if not AvansKind(row.kind).by_mutemet:
        return
    now = lookup.mutemet_on(look, row.harcama_birimi_id, day)
    if now is None or now.id != row.mutemet_id:
        name = lookup.name_of(lookup.person_row(look, row.personel_id))
        raise RuleBroken(
            f"{name} {format_date(day)} gününde harcama biriminin mutemedi değil; avans ona verilemez.",
            "Avanstan vazgeçip yeni mutemet için isteyin.",
            law=LAW_HOLDER,
        )


def deadline_of(look: Look, row: Avans, calendar: WorkCalendar | None = None) -> Explained[Deadline | None]:
    """The last day of an advance that was given, with its reasons; counted again from what the records say.

    Args:
        calendar: The office's, if it was read before.
    """
    assert row.given_day is not None
    terms = settings_on(look, row.given_day).terms
    calendar = calendar or holidays.calendar(look)
    return deadline(
        AvansKind(row.kind), row.given_day, terms, calendar, departed=row.departure_day, returned=row.return_day
    )


def _last_day(found: Explained[Deadline | None]) -> date | None:
    return found.value.day if found.value else None


def note_journey(work: Work, avans_id: int, draft: JourneyDraft, version: int) -> None:
    """Writes when a journey began and ended; the time to settle runs from its end (6245 s. K. m.59).

    Raises:
        NotAllowed: no permission, or out of sight.
        BadFields: something is missing or wrong.
        RuleBroken: it is no travel advance, or is closed.
        Conflict: another desk changed it after it was seen.
    """
    work.actor.require(AREA, Verb.PREPARE)
    row, _ = avans_row(work, avans_id)
    if not AvansKind(row.kind).travels:
        raise RuleBroken(f"{no_of(row)} yolluk avansı değil.", "Yolluk avansını seçin.", law=LAW_TRAVEL)
    require_state(row, AvansState.VERILDI, AvansState.KISMI)
    early = draft.return_day is not None and draft.departure_day and draft.return_day < draft.departure_day
    check(draft, {"return_day": "Dönüş, gidişten önce olamaz."} if early else None)
    pairs = (("departure_day", "Gidiş"), ("return_day", "Dönüş"))
    changes = [
        trail.Change(label, _day(getattr(row, name)), _day(getattr(draft, name)))
        for name, label in pairs
        if getattr(row, name) != getattr(draft, name)
    ]
    if row.version != version:
        raise trail.changed_elsewhere(f"{no_of(row)} avansı", changes)
    row.departure_day, row.return_day = draft.departure_day, draft.return_day
    row.deadline = _last_day(deadline_of(work, row))
    row.version += 1
    words = f"Yolculuğun günleri yazıldı: {title_of(row)}, son mahsup günü {_day(row.deadline)}"
    trail.record(work, "avans.journey", words, kind=AVANS_KIND, record_id=avans_id, changes=changes)


def _day(day: date | None) -> str:
    return format_date(day) if day else "—"
