"""Appointing the officers of movable property, ending their offices and cancelling what was written by mistake."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sqlalchemy import func, select
from sqlmodel import col

from data.core import trail
from data.core.calendar import format_date
from data.core.drafts import check, is_reason, require_reason
from data.core.errors import RuleBroken
from data.core.models import HarcamaBirimi, User
from data.core.problem import Problem
from data.core.store import Look, Work
from data.core.text import clean_line, fold
from data.personel.models import Personel
from data.tasinir import lookup
from data.tasinir.lookup import OFFICER_KIND
from data.tasinir.models import Ambar, TasinirGorevli
from data.tasinir.models_counts import AmbarDevir
from data.tasinir.models_vouchers import TasinirHareket
from data.tasinir.officer_views import holding_of, holdings
from data.tasinir.operations.setup import require_head
from data.tasinir.rules.officers import appointment_problems, leaving_problems
from data.tasinir.rules.values import OfficeRole, law
from data.tasinir.settings import settings_on
from data.tasinir.setup_drafts import EndOfficeDraft, OfficerDraft, tidy


def appoint(work: Work, draft: OfficerDraft) -> int:
    """Writes who holds an office of a harcama birimi from a day on and returns the appointment's key.

    Raises:
        NotAllowed: no permission, or the harcama birimi is out of sight.
        BadFields: something is missing or wrong, a separation of m.6 stands in the way, or there is a warning and
            no reason.
    """
    require_head(work)
    draft = tidy(draft)
    wrong = _wrong(work, draft)
    check(draft, wrong)
    unit = lookup.unit_row(work, draft.harcama_birimi_id)
    row = _row(work, draft)
    check(draft, _refused(work, draft, row))
    work.session.add(row)
    work.session.flush()
    words = f"{_spoken(unit, row)} {format_date(row.first_day)} gününden itibaren görevlendirildi ({row.source})"
    if draft.reason:
        words += f". Gerekçe: {draft.reason}"
    trail.record(work, "tasinir_gorevli.add", words, kind=OFFICER_KIND, record_id=row.id or 0)
    return row.id or 0


def end_office(work: Work, gorevli_id: int, draft: EndOfficeDraft, version: int) -> None:
    """Writes the last day of an office; papers up to that day carry the name.

    A kayıt yetkilisi does not leave before the ambar is handed over (m.33/1).

    Raises:
        NotAllowed: no permission, or out of sight.
        BadFields: something is missing, or the day lies before the office began.
        RuleBroken: the appointment was cancelled, or an ambar that holds something was not handed over.
        Conflict: another desk changed it after it was seen.
    """
    require_head(work)
    draft = tidy(draft)
    row = lookup.officer_row(work, gorevli_id)
    _require_standing(row)
    wrong = {}
    if draft.last_day and draft.last_day < row.first_day:
        wrong["last_day"] = f"Görev {format_date(row.first_day)} gününde başladı; bitişi daha önce olamaz."
    elif draft.last_day and row.last_day and draft.last_day > row.last_day:
        wrong["last_day"] = _lengthened(work, row, draft.last_day)
    check(draft, {name: said for name, said in wrong.items() if said})
    require_reason(draft.reason, "Gerekçe yazılmalıdır.")
    old = format_date(row.last_day) if row.last_day else "—"
    change = trail.Change("Görevin bitişi", old, format_date(draft.last_day))
    if row.version != version:
        raise trail.changed_elsewhere(f"{row.name} görevlendirmesi", [change])
    for problem in leaving_problems(row.name, _not_handed_over(work, row, draft.last_day), ()):
        raise RuleBroken(problem.message, problem.remedy, law=problem.law)
    row.last_day = draft.last_day
    row.version += 1
    unit = lookup.unit_row(work, row.harcama_birimi_id)
    words = f"{_spoken(unit, row)} görevi {format_date(draft.last_day)} gününde bitiyor. Gerekçe: {draft.reason}"
    trail.record(work, "tasinir_gorevli.end", words, kind=OFFICER_KIND, record_id=gorevli_id, changes=[change])


def cancel_office(work: Work, gorevli_id: int, reason: str, version: int) -> None:
    """Takes an appointment back that was written by mistake; the entry stays, marked.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no reason.
        RuleBroken: it was cancelled already.
        Conflict: another desk changed it after it was seen.
    """
    require_head(work)
    row = lookup.officer_row(work, gorevli_id)
    _require_standing(row)
    require_reason(reason, "Gerekçe yazılmalıdır.")
    change = trail.Change("Durumu", "geçerli", "iptal")
    if row.version != version:
        raise trail.changed_elsewhere(f"{row.name} görevlendirmesi", [change])
    row.cancelled_at, row.cancelled_reason = work.now, clean_line(reason)
    row.version += 1
    unit = lookup.unit_row(work, row.harcama_birimi_id)
    words = f"Görevlendirme iptal edildi: {_spoken(unit, row)}. Gerekçe: {row.cancelled_reason}"
    trail.record(work, "tasinir_gorevli.cancel", words, kind=OFFICER_KIND, record_id=gorevli_id, changes=[change])


def _require_standing(row: TasinirGorevli) -> None:
    if row.cancelled_at is not None:
        raise RuleBroken(f"{row.name} görevlendirmesi iptal edilmiş.", "Listeyi yenileyin.")


def _wrong(work: Work, draft: OfficerDraft) -> dict[str, str]:
    wrong = {}
    unit = work.session.get(HarcamaBirimi, draft.harcama_birimi_id) if draft.harcama_birimi_id else None
    if unit is None:
        wrong["harcama_birimi_id"] = "Harcama birimi listeden seçilmelidir."
    elif not lookup.unit_row(work, unit.id).active:
        wrong["harcama_birimi_id"] = f"{unit.name} kullanımda değil."
    user = work.session.get(User, draft.user_id) if draft.user_id else None
    if draft.user_id and user is None:
        wrong["user_id"] = "Kullanıcı listeden seçilmelidir."
    elif user is not None and not user.active:
        wrong["user_id"] = f"{user.full_name} kapalı bir kullanıcı."
    if draft.personel_id and work.session.get(Personel, draft.personel_id) is None:
        wrong["personel_id"] = "Personel listeden seçilmelidir."
    if not (draft.user_id or draft.personel_id or draft.name):
        wrong["name"] = "Kullanıcı ya da personel seçin, değilse adını yazın."
    if draft.ambar_id:
        ambar = work.session.get(Ambar, draft.ambar_id)
        if draft.role != OfficeRole.KAYIT_YETKILISI.value:
            wrong["ambar_id"] = "Ambar yalnız kayıt yetkilisinde seçilir."
        elif ambar is None or ambar.harcama_birimi_id != draft.harcama_birimi_id:
            wrong["ambar_id"] = "Ambar aynı harcama biriminin listesinden seçilmelidir."
    return wrong


def _row(work: Work, draft: OfficerDraft) -> TasinirGorevli:
    """The appointment, with name and title as they stand that day; what was typed goes before what is known."""
    user = work.session.get(User, draft.user_id) if draft.user_id else None
    person = work.session.get(Personel, draft.personel_id) if draft.personel_id else None
    known = f"{person.ad} {person.soyad}" if person else user.full_name if user else ""
    title = person.unvan or person.gorev if person else user.job_title if user else ""
    return TasinirGorevli(
        harcama_birimi_id=draft.harcama_birimi_id,
        ambar_id=draft.ambar_id,
        role=draft.role,
        user_id=draft.user_id,
        personel_id=draft.personel_id,
        name=draft.name or known,
        title=draft.title or title or "",
        first_day=draft.first_day,
        last_day=draft.last_day,
        source=draft.source,
        made_by=work.actor.user_id,
        made_at=work.now,
    )


def _refused(work: Work, draft: OfficerDraft, row: TasinirGorevli) -> dict[str, str]:
    """Field to message for what the Yönetmelik has against it, and for a warning that no reason answers."""
    new = holding_of(row)
    held = holdings(work, row.harcama_birimi_id)
    found = list(
        appointment_problems(
            new,
            [holding_of(one) for one in held],
            other_managers=bool(draft.other_managers),
            apart_from_accounts=settings_on(work, row.first_day).muhasebe_ayri,
        )
    )
    found += [_twice(one) for one in held if _is_twice(row, one)]
    wrong: dict[str, str] = {}
    for one in (one for one in found if one.blocking):
        said = f"{one.reason.text} ({one.law})"
        wrong[one.field] = f"{wrong[one.field]} {said}" if one.field in wrong else said
    warned = [one for one in found if not one.blocking]
    if warned and not wrong and not is_reason(draft.reason or ""):
        said = " ".join(one.message for one in warned)
        wrong["reason"] = f"{said} Yine de görevlendirilecekse gerekçesini yazın."
    return wrong


def _lengthened(look: Look, row: TasinirGorevli, last_day: date) -> str:
    """What stands against an office that shall last longer than was written; empty for nothing."""
    new = replace(holding_of(row), last_day=last_day)
    held = [holding_of(one) for one in holdings(look, row.harcama_birimi_id) if one.id != row.id]
    apart = settings_on(look, row.first_day).muhasebe_ayri
    found = appointment_problems(new, held, other_managers=True, apart_from_accounts=apart)
    return " ".join(f"{one.reason.text} ({one.law})" for one in found if one.blocking)


def _is_twice(row: TasinirGorevli, other: TasinirGorevli) -> bool:
    new, held = holding_of(row), holding_of(other)
    same_place = row.ambar_id == other.ambar_id or other.ambar_id is None
    return row.role == other.role and same_place and new.person.same(held.person) and new.meets(held)


def _twice(other: TasinirGorevli) -> Problem:
    text = f"{other.name} {format_date(other.first_day)} tarihinden beri zaten {OfficeRole(other.role).label}."
    return Problem("first_day", text, "Önce eski görevin bitişini yazın.", law("6"))


def _not_handed_over(look: Look, row: TasinirGorevli, last_day: date) -> list[str]:
    """Ambars of a kayıt yetkilisi that hold something on the last day and that he or she has not handed over."""
    if row.role != OfficeRole.KAYIT_YETKILISI.value:
        return []
    kept = col(Ambar.id) == row.ambar_id if row.ambar_id else col(Ambar.harcama_birimi_id) == row.harcama_birimi_id
    handed = look.session.execute(
        select(col(AmbarDevir.ambar_id), col(AmbarDevir.from_name)).where(
            col(AmbarDevir.harcama_birimi_id) == row.harcama_birimi_id, col(AmbarDevir.day) >= row.first_day
        )
    )
    done = {ambar_id for ambar_id, name in handed if fold(name) == fold(row.name)}
    ambars = look.session.execute(select(Ambar).where(kept).order_by(col(Ambar.code))).scalars()
    return [
        f"{one.code} {one.name}"
        for one in ambars
        if one.id not in done and _holds_goods(look, one.id or 0, last_day)
    ]


def _holds_goods(look: Look, ambar_id: int, day: date) -> bool:
    statement = (
        select(col(TasinirHareket.tasinir_id))
        .where(col(TasinirHareket.ambar_id) == ambar_id, col(TasinirHareket.day) <= day)
        .group_by(col(TasinirHareket.tasinir_id))
        .having(func.sum(col(TasinirHareket.quantity)) != 0)
        .limit(1)
    )
    return look.session.execute(statement).first() is not None


def _spoken(unit: HarcamaBirimi, row: TasinirGorevli) -> str:
    return f"{unit.name}, {row.name} {OfficeRole(row.role).label}"
