"""Leave and reports with their dates."""

from __future__ import annotations

from datetime import date

from sqlmodel import col, select

from data.core import holidays, trail
from data.core.calendar import format_date
from data.core.drafts import check
from data.core.errors import BadFields, BadInput, RuleBroken
from data.core.models import Birim
from data.core.permissions import Verb
from data.core.store import Look, Work
from data.personel.models import Part, Pattern, Personel
from data.personel.rules import StaffKind, WeekPattern
from data.puantaj.drafts import LeaveDraft
from data.puantaj.models import Izin
from data.puantaj.operations.guards import require_open_days
from data.puantaj.rules.codes import CodeGroup, DayCode
from data.puantaj.rules.leaves import leave_end
from data.puantaj.setup import codes_in_use, settings_on

AREA = "puantaj"


def record_leave(work: Work, draft: LeaveDraft) -> int:
    """Records a leave or report and returns its key; without an end the kind's own counting gives it.

    Raises:
        NotAllowed: no permission, or the person is out of sight.
        BadFields: a field is missing or wrong.
        RuleBroken: it overlaps another leave, or touches a month that is handed on or closed.
    """
    work.actor.require(AREA, Verb.PREPARE)
    person = work.session.get(Personel, draft.personel_id) if draft.personel_id else None
    if person is None:
        raise BadFields({"personel_id": "Personel listeden seçilmelidir."})
    unit = work.session.get(Birim, person.birim_id)
    work.actor.require_sight(unit.path if unit else "")
    code = codes_in_use(work).by_key(draft.code) if draft.code else None
    check(draft, _wrong(work, draft, person, code))
    assert code is not None
    end = draft.end or _counted_end(work, draft, code, person)
    require_open_days(work, person.id or 0, draft.start, end)
    row = Izin(
        personel_id=person.id or 0,
        code=code.key,
        start=draft.start,
        end=end,
        document=draft.document or "",
        note=draft.note or "",
        made_by=work.actor.user_id,
        made_at=work.now,
    )
    _refuse_overlap(work, row, code)
    work.session.add(row)
    work.session.flush()
    words = f"{person.ad} {person.soyad}: {code.name}, {format_date(row.start)}–{format_date(row.end)}"
    trail.record(work, "izin.add", words, kind="izin", record_id=row.id or 0)
    return row.id or 0


def _wrong(look: Look, draft: LeaveDraft, person: Personel, code: DayCode | None) -> dict[str, str]:
    wrong: dict[str, str] = {}
    if draft.start and draft.end and draft.end < draft.start:
        wrong["end"] = "Bitiş, başlangıçtan önce olamaz."
    if not draft.end and not draft.count:
        wrong["end"] = "Bitiş tarihini ya da gün sayısını yazın."
    if draft.count is not None and not 0 < draft.count <= 730:
        wrong["count"] = "Gün sayısı 1 ile 730 arasında olmalıdır."
    if draft.start and draft.start < person.hire:
        wrong["start"] = f"İşe giriş {format_date(person.hire)}; izin daha önce başlayamaz."
    last = draft.end or draft.start
    if person.exit and last and last > person.exit:
        wrong["end"] = _past_exit(person.exit)
    if code is not None and draft.start:
        kind, _ = _part_on(look, person.id or 0, draft.start)
        if kind is not None and kind not in code.kinds:
            wrong["code"] = f"{code.name}, {kind.label} için kullanılmaz."
    if code is not None and code.group is CodeGroup.rapor and not draft.document:
        wrong["document"] = "Rapor için belge no yazılmalıdır."
    return wrong


def _part_on(look: Look, personel_id: int, day: date) -> tuple[StaffKind | None, WeekPattern | None]:
    row = look.session.exec(
        select(Part, Pattern)
        .join(Pattern, col(Pattern.id) == col(Part.pattern_id))
        .where(Part.personel_id == personel_id, Part.valid_from <= day, col(Part.withdrawn_at).is_(None))
        .order_by(col(Part.valid_from).desc())
    ).first()
    if row is None:
        return None, None
    part, pattern = row
    week = WeekPattern.from_letters(
        pattern.days, start=pattern.start, end=pattern.end, break_minutes=pattern.break_minutes
    )
    return StaffKind(part.kind), week


def _counted_end(work: Work, draft: LeaveDraft, code: DayCode, person: Personel) -> date:
    kind, week = _part_on(work, draft.personel_id, draft.start)
    if kind is None or week is None or draft.count is None:
        raise BadFields({"end": "Bu tarihte haftalık düzen yok; bitiş tarihini yazın."})
    settings = settings_on(work, draft.start)
    try:
        end = leave_end(draft.start, draft.count, kind, code, week, holidays.calendar(work), settings).value
    except BadInput as problem:
        raise BadFields({"count": str(problem)}) from None
    if person.exit and end > person.exit:
        raise BadFields({"count": _past_exit(person.exit)})
    return end


def _past_exit(day: date) -> str:
    return f"İşten çıkış {format_date(day)}; izin sonrasına taşamaz."


def _refuse_overlap(work: Work, new: Izin, code: DayCode) -> None:
    """Two leaves on one day are refused; a report inside a leave is not: it interrupts it (4857 s. K. m.56)."""
    codes = codes_in_use(work)
    for other in work.session.exec(
        select(Izin).where(
            Izin.personel_id == new.personel_id,
            col(Izin.cancelled_at).is_(None),
            Izin.start <= new.end,
            Izin.end >= new.start,
        )
    ):
        present = codes.by_key(other.code)
        if (code.group is CodeGroup.rapor) != (present.group is CodeGroup.rapor):
            continue
        raise RuleBroken(
            f"Bu günlerde {present.name} kaydı var ({format_date(other.start)}–{format_date(other.end)}).",
            "Tarihleri düzeltin ya da önce o kaydı iptal edin.",
        )


def cancel_leave(work: Work, izin_id: int, reason: str) -> None:
    """Cancels a leave with a reason; the row stays.

    Raises:
        NotAllowed: no permission, or the person is out of sight.
        BadInput: no reason, or it is cancelled already.
        RuleBroken: it touches a month that is handed on or closed.
    """
    work.actor.require(AREA, Verb.PREPARE)
    row = work.session.get(Izin, izin_id)
    if row is None or row.cancelled_at is not None:
        raise BadInput("İzin kaydı bulunamadı ya da zaten iptal edilmiş.", "Listeyi yenileyin.")
    if len(reason.strip()) < 3:
        raise BadInput("İptal gerekçesi yazılmalıdır.", "Kısa bir gerekçe yazın.", field="reason")
    person = work.session.get(Personel, row.personel_id)
    assert person is not None
    unit = work.session.get(Birim, person.birim_id)
    work.actor.require_sight(unit.path if unit else "")
    require_open_days(work, row.personel_id, row.start, row.end)
    row.cancelled_at, row.cancelled_reason = work.now, reason.strip()
    row.version += 1
    words = f"{person.ad} {person.soyad}: izin iptal edildi ({format_date(row.start)}). Gerekçe: {reason.strip()}"
    trail.record(work, "izin.cancel", words, kind="izin", record_id=izin_id)
