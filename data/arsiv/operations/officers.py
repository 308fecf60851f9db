"""Offices of records and archive: given and ended, with their days (m.6)."""

from __future__ import annotations

from sqlalchemy import or_, select
from sqlmodel import col

from data.arsiv.lookup import AREA
from data.arsiv.models import ArsivGorevli
from data.arsiv.officer_drafts import ArchiveOfficerDraft, EndArchiveOfficeDraft
from data.arsiv.rules.values import OfficeRole
from data.core import trail
from data.core.calendar import format_date
from data.core.drafts import check, require_reason
from data.core.errors import BadInput
from data.core.models import Birim, User
from data.core.permissions import Verb
from data.core.store import Work
from data.core.text import clean_line, fold

OFFICER_KIND = "arsiv_gorevli"


def appoint(work: Work, draft: ArchiveOfficerDraft) -> int:
    """Writes who holds an office from a day on and returns its key.

    Raises:
        NotAllowed: no permission, or the unit is out of sight.
        BadFields: something is missing, or the person holds that office on one of those days already.
    """
    work.actor.require(AREA, Verb.CHECK)
    user = work.session.get(User, draft.user_id) if draft.user_id else None
    name = clean_line(draft.name or "") or (user.full_name if user else "")
    check(draft, _wrong(work, draft, name))
    row = ArsivGorevli(
        role=draft.role,
        birim_id=draft.birim_id,
        user_id=draft.user_id,
        name=name,
        title=clean_line(draft.title or "") or (user.job_title if user else ""),
        first_day=draft.first_day,
        last_day=draft.last_day,
        source=clean_line(draft.source),
        made_by=work.actor.user_id,
        made_at=work.now,
    )
    work.session.add(row)
    work.session.flush()
    words = f"{_spoken(work, row)} {format_date(row.first_day)} gününden itibaren görevlendirildi ({row.source})"
    trail.record(work, "arsiv_gorevli.add", words, kind=OFFICER_KIND, record_id=row.id or 0)
    return row.id or 0


def end_office(work: Work, gorevli_id: int, draft: EndArchiveOfficeDraft, version: int) -> None:
    """Writes the last day of an office; papers up to that day carry the name.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput, BadFields: no such office, no reason, or a day before it began.
        Conflict: another desk changed it after it was seen.
    """
    work.actor.require(AREA, Verb.CHECK)
    row = work.session.get(ArsivGorevli, gorevli_id)
    if row is None:
        raise BadInput("Görevlendirme bulunamadı.", "Listeyi yenileyip yeniden seçin.", field="gorevli_id")
    if row.birim_id is not None:
        work.actor.require_sight(work.session.get_one(Birim, row.birim_id).path)
    early = f"Görev {format_date(row.first_day)} gününde başladı; daha önce bitmez."
    check(draft, {} if draft.last_day >= row.first_day else {"last_day": early})
    require_reason(draft.reason, "Gerekçe yazılmalıdır.")
    old = format_date(row.last_day) if row.last_day else "—"
    change = trail.Change("Görevin bitişi", old, format_date(draft.last_day))
    if row.version != version:
        raise trail.changed_elsewhere(f"{row.name} görevlendirmesi", [change])
    row.last_day = draft.last_day
    row.version += 1
    words = f"{_spoken(work, row)} görevi bitiyor. Gerekçe: {clean_line(draft.reason)}"
    trail.record(work, "arsiv_gorevli.end", words, kind=OFFICER_KIND, record_id=gorevli_id, changes=[change])


def _wrong(work: Work, draft: ArchiveOfficerDraft, name: str) -> dict[str, str]:
    wrong = {}
    unit = work.session.get(Birim, draft.birim_id) if draft.birim_id else None
    if draft.birim_id and unit is None:
        wrong["birim_id"] = "Birim bulunamadı; listeden yeniden seçin."
    elif unit is not None:
        work.actor.require_sight(unit.path)
    if draft.role == OfficeRole.BIRIM_BELGE.value and unit is None:
        wrong["birim_id"] = "Birim belge yöneticisinin birimi seçilmelidir."
    elif draft.role == OfficeRole.KURUM_BELGE.value and unit is not None:
        wrong["birim_id"] = "Kurum belge yöneticisi bir birimin değildir; boş bırakın."
    if not name:
        wrong["name"] = "Kullanıcı seçin ya da adını yazın."
    if draft.last_day is not None and draft.last_day < draft.first_day:
        wrong["last_day"] = "Bitişi başlangıcından önce olamaz."
    elif name and _holds_already(work, draft, name):
        wrong["name"] = f"{name} bu günlerde bu görevde zaten yazılı."
    return wrong


def _holds_already(work: Work, draft: ArchiveOfficerDraft, name: str) -> bool:
    unit = col(ArsivGorevli.birim_id)
    statement = select(col(ArsivGorevli.name)).where(
        col(ArsivGorevli.role) == draft.role,
        unit.is_(None) if draft.birim_id is None else unit == draft.birim_id,
        or_(col(ArsivGorevli.last_day).is_(None), col(ArsivGorevli.last_day) >= draft.first_day),
    )
    if draft.last_day is not None:
        statement = statement.where(col(ArsivGorevli.first_day) <= draft.last_day)
    return fold(name) in {fold(one) for one in work.session.execute(statement).scalars()}


def _spoken(work: Work, row: ArsivGorevli) -> str:
    unit = f" ({work.session.get_one(Birim, row.birim_id).name})" if row.birim_id else ""
    return f"{row.name}, {OfficeRole(row.role).label}{unit}"
