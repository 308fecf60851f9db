"""Naming the harcama yetkilisi mutemedi by a signed letter, one at a time for a harcama birimi (reference A2)."""

from __future__ import annotations

from typing import Final

from sqlalchemy import or_, select
from sqlmodel import col

from data.avans import lookup
from data.avans.drafts import EndMutemetDraft, MutemetDraft
from data.avans.lookup import AREA, MUTEMET_KIND
from data.avans.models import Avans, Mutemet
from data.avans.rules.values import LAW_HOLDER, AvansState, Scope
from data.butce import lookup as budget
from data.core import trail
from data.core.calendar import format_date
from data.core.drafts import check, require_reason
from data.core.errors import RuleBroken
from data.core.permissions import Verb
from data.core.store import Work
from data.core.text import clean_line

_OWED: Final = tuple(state.value for state in AvansState if state.unfinished)


def appoint(work: Work, draft: MutemetDraft) -> int:
    """Writes who is the mutemet of a harcama birimi from a day on and returns the appointment's key.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such harcama birimi.
        BadFields: something is missing, or the unit has a mutemet then.
    """
    work.actor.require(AREA, Verb.PREPARE)
    unit = budget.unit_row(work, draft.harcama_birimi_id)
    check(draft, _wrong(work, draft))
    person = lookup.person_row(work, draft.personel_id)
    title = clean_line(draft.title or "") or person.unvan or person.gorev
    row = Mutemet(
        harcama_birimi_id=unit.id or 0,
        personel_id=person.id or 0,
        title=title,
        scope=draft.scope,
        scope_text=clean_line(draft.scope_text or ""),
        first_day=draft.first_day,
        letter_day=draft.letter_day,
        letter_no=clean_line(draft.letter_no),
        made_by=work.actor.user_id,
        made_at=work.now,
    )
    work.session.add(row)
    work.session.flush()
    words = (
        f"Mutemet görevlendirildi: {lookup.name_of(person)}, {unit.name}, {format_date(row.first_day)} gününden"
    )
    trail.record(work, "avans.mutemet", words, kind=MUTEMET_KIND, record_id=row.id or 0)
    return row.id or 0


def _wrong(work: Work, draft: MutemetDraft) -> dict[str, str]:
    wrong = {}
    person = lookup.person_in_sight(work, draft.personel_id) if draft.personel_id else None
    if person is not None and person.exit is not None and draft.first_day and person.exit < draft.first_day:
        wrong["personel_id"] = f"{lookup.name_of(person)} {format_date(person.exit)} gününde ayrılmış."
    if draft.scope == Scope.IS.value and not (draft.scope_text or "").strip():
        wrong["scope_text"] = "Bir iş için görevlendirmede iş yazılmalıdır."
    if draft.letter_day and draft.letter_day > work.today:
        wrong["letter_day"] = "Yazının tarihi bugünden sonra olamaz."
    if draft.first_day and draft.letter_day and draft.first_day < draft.letter_day:
        wrong["first_day"] = "Görev, yazısından önce başlayamaz."
    elif draft.first_day:
        other = _overlapping(work, draft)
        if other is not None:
            name = lookup.name_of(lookup.person_row(work, other.personel_id))
            until = f"{format_date(other.last_day)} gününe kadar" if other.last_day else "hâlen"
            wrong["first_day"] = f"{name} {until} mutemet; her harcama biriminde bir mutemet olur ({LAW_HOLDER})."
    return wrong


def _overlapping(work: Work, draft: MutemetDraft) -> Mutemet | None:
    """Nothing that was written ends later than the new one begins: an appointment has no end at first."""
    statement = select(Mutemet).where(
        col(Mutemet.harcama_birimi_id) == draft.harcama_birimi_id,
        col(Mutemet.cancelled_at).is_(None),
        or_(col(Mutemet.last_day).is_(None), col(Mutemet.last_day) >= draft.first_day),
    )
    return work.session.execute(statement.limit(1)).scalar_one_or_none()


def end_office(work: Work, mutemet_id: int, draft: EndMutemetDraft, version: int) -> None:
    """Writes the last day of an appointment and the letter that says so.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadFields: something is missing, or the day is before the first one.
        RuleBroken: it was cancelled or ended, or an advance of the mutemet is not closed.
        Conflict: another desk changed it after it was seen.
    """
    work.actor.require(AREA, Verb.PREPARE)
    row, unit = lookup.mutemet_row(work, mutemet_id)
    early = draft.last_day is not None and draft.last_day < row.first_day
    check(draft, {"last_day": f"Görev {format_date(row.first_day)} gününde başladı."} if early else None)
    name = _require_standing(work, row, version, draft)
    open_one = work.session.execute(
        select(Avans).where(col(Avans.mutemet_id) == mutemet_id, col(Avans.state).in_(_OWED)).limit(1)
    ).scalar_one_or_none()
    if open_one is not None:
        raise RuleBroken(
            f"{name} üzerindeki {lookup.no_of(open_one)} avansı kapanmamış.",
            "Önce avansı mahsup edin, iade alın ya da 140'a alıp tahsil edin.",
            law=LAW_HOLDER,
        )
    row.last_day, row.end_letter = draft.last_day, clean_line(draft.end_letter)
    row.version += 1
    words = f"Mutemedin görevi {format_date(draft.last_day)} gününde bitiyor: {name}, {unit.name}"
    trail.record(work, "avans.mutemet_end", words, kind=MUTEMET_KIND, record_id=mutemet_id)


def cancel_appointment(work: Work, mutemet_id: int, reason: str, version: int) -> None:
    """Takes back an appointment that was written by mistake; no advance may have been given on it.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no reason.
        RuleBroken: it was cancelled or ended, or advances rest on it.
        Conflict: another desk changed it after it was seen.
    """
    work.actor.require(AREA, Verb.PREPARE)
    row, unit = lookup.mutemet_row(work, mutemet_id)
    require_reason(reason, "Gerekçe yazılmalıdır.")
    name = _require_standing(work, row, version, None)
    used = select(col(Avans.id)).where(col(Avans.mutemet_id) == mutemet_id).limit(1)
    if work.session.execute(used).scalar_one_or_none() is not None:
        raise RuleBroken(f"{name} bu görevlendirmeyle avans istemiş.", "Görevi bitiş yazısıyla sona erdirin.")
    row.cancelled_at, row.cancelled_reason = work.now, clean_line(reason)
    row.version += 1
    words = f"Mutemet görevlendirmesi iptal edildi: {name}, {unit.name}. Gerekçe: {row.cancelled_reason}"
    trail.record(work, "avans.mutemet_cancel", words, kind=MUTEMET_KIND, record_id=mutemet_id)


def _require_standing(work: Work, row: Mutemet, version: int, draft: EndMutemetDraft | None) -> str:
    name = lookup.name_of(lookup.person_row(work, row.personel_id))
    if row.cancelled_at is not None or row.last_day is not None:
        raise RuleBroken(f"{name} görevlendirmesi sona ermiş ya da iptal edilmiş.", "Listeyi yenileyin.")
    if row.version != version:
        new = format_date(draft.last_day) if draft is not None else "iptal"
        raise trail.changed_elsewhere(f"{name} görevlendirmesi", [trail.Change("Görevin bitişi", "—", new)])
    return name
