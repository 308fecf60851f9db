"""The ayıklama ve imha work of a year: its start, its commission with days and vekâlet, a step back, giving up."""

from __future__ import annotations

from datetime import date
from typing import Final

from sqlmodel import col, select

from data.arsiv.disposal_drafts import BackDraft, DisposalDraft, SeatDraft, SeatEndDraft
from data.arsiv.lookup import AREA, DISPOSAL_KIND
from data.arsiv.models_papers import Imha, ImhaUye
from data.arsiv.operations.disposal_parts import lines_of, on_word, seats_of, seen_work, tell, work_no
from data.arsiv.operations.disposal_signing import list_changed, made_anew
from data.arsiv.operations.events import happen
from data.arsiv.rules.disposal import sitting, starts_early
from data.arsiv.rules.values import Decision, DisposalState, FolderStage, SeatRole, law
from data.arsiv.settings import settings_on
from data.core import approvals, numbers, trail
from data.core.approvals import Stage
from data.core.calendar import format_date
from data.core.drafts import check, require_reason
from data.core.errors import BadInput, RuleBroken
from data.core.models import Approval, Birim
from data.core.permissions import Verb
from data.core.store import Work
from data.core.text import clean_line, fold

S: Final = DisposalState
OPEN: Final = tuple(one for one in DisposalState if not one.over)
_UNDER_REVIEW: Final = (Stage.SUNULDU.value, Stage.KONTROL_EDILDI.value)
_BEFORE: Final = {S.LISTE: S.KOMISYON, S.GORUS: S.LISTE, S.ONAY: S.GORUS, S.ONAYLI: S.ONAY}


def start(work: Work, draft: DisposalDraft) -> int:
    """Starts a work for the records of a unit under the next number of the year; returns its key.

    Raises:
        NotAllowed: no permission, or the unit is out of sight.
        BadFields: something is missing, a day that cannot be, or an early start without a reason.
        RuleBroken: another work on folders of the unit is not over.
    """
    work.actor.require(AREA, Verb.PREPARE)
    check(draft, _wrong(work, draft))
    work.actor.require_sight(work.session.get_one(Birim, draft.birim_id).path)
    _require_alone(work, draft)
    year = draft.started_on.year
    row = Imha(
        year=year,
        number=numbers.next_number(work, DISPOSAL_KIND, year),
        birim_id=draft.birim_id,
        started_on=draft.started_on,
        appointed=clean_line(draft.appointed),
        small=draft.small,
        below=draft.below,
        state=S.KOMISYON.value,
        made_by=work.actor.user_id,
        made_at=work.now,
    )
    work.session.add(row)
    work.session.flush()
    early = clean_line(draft.early_reason or "")
    more = f"; erken başlama gerekçesi: {early}" if early else ""
    whose = "alt birimleriyle" if row.below else "alt birimleri olmadan"
    tell(work, "imha_start", f"çalışma başladı ({whose}), komisyon {row.appointed}{more}", row)
    return row.id or 0


def _require_alone(work: Work, draft: DisposalDraft) -> None:
    """A folder is before one commission at a time: no other open work has folders of these units."""
    path = work.session.get_one(Birim, draft.birim_id).path
    wanted = (
        select(Imha, Birim)
        .join(Birim, col(Birim.id) == col(Imha.birim_id))
        .where(col(Imha.state).in_([one.value for one in OPEN]))
    )
    for other, unit in work.session.exec(wanted):
        above = other.below and path.startswith(unit.path)
        if unit.path == path or above or (draft.below and unit.path.startswith(path)):
            raise RuleBroken(
                f"{unit.name} için {work_no(other)} sayılı çalışma sürüyor.",
                "Önce onu bitirin ya da vazgeçin.",
                law=law("20"),
            )


def _wrong(work: Work, draft: DisposalDraft) -> dict[str, str]:
    wrong = {}
    if work.session.get(Birim, draft.birim_id) is None:
        wrong["birim_id"] = "Birim bulunamadı; listeden yeniden seçin."
    if draft.started_on > work.today:
        wrong["started_on"] = f"{format_date(draft.started_on)} henüz gelmedi."
    month = settings_on(work, draft.started_on).imha_ay
    if starts_early(draft.started_on, month) and not clean_line(draft.early_reason or ""):
        wrong["early_reason"] = (
            f"Komisyon çalışmaya 01.{month:02d}.{draft.started_on.year} gününde başlar (m.20); "
            "daha önce başlanacaksa gerekçesini yazın."
        )
    return wrong


# ---------------------------------------------------------------- commission


def seat(work: Work, imha_id: int, draft: SeatDraft, version: int) -> int:
    """Gives a seat of the commission to somebody from a day on, or for some days in another's place.

    Raises:
        NotAllowed: no permission.
        BadInput, BadFields: no such work, something is missing, or the person or the days do not fit.
        RuleBroken: the work is past its commission's list.
        Conflict: another desk changed it after it was seen.
    """
    row = seen_work(work, imha_id, version, Verb.PREPARE, S.KOMISYON, S.LISTE)
    check(draft, _wrong_seat(work, imha_id, draft))
    made = ImhaUye(
        imha_id=imha_id,
        role=draft.role,
        name=clean_line(draft.name),
        title=clean_line(draft.title or ""),
        stands_for=clean_line(draft.stands_for or ""),
        first_day=draft.first_day,
        last_day=draft.last_day,
    )
    work.session.add(made)
    row.version += 1
    work.session.flush()
    stead = f", {made.stands_for} yerine" if made.stands_for else ""
    tell(work, "imha_seat", f"{made.name}, {SeatRole(made.role).label}, {format_date(made.first_day)}{stead}", row)
    return made.id or 0


def _wrong_seat(work: Work, imha_id: int, draft: SeatDraft) -> dict[str, str]:
    wrong = {}
    seats = seats_of(work, imha_id)
    held = [one for one in seats if one.role.votes and one.held_on(draft.first_day)]
    if any(fold(one.name) == fold(clean_line(draft.name)) for one in held):
        wrong["name"] = "Bu kişi o gün komisyonda."
    if draft.last_day is not None and draft.last_day < draft.first_day:
        wrong["last_day"] = "Başlangıcından önce olamaz."
    if draft.stands_for:
        name = fold(clean_line(draft.stands_for))
        member = next((one for one in sitting(seats, draft.first_day) if fold(one.name) == name), None)
        if member is None:
            wrong["stands_for"] = "O gün komisyonda böyle bir üye yok."
        elif member.role.value != draft.role:
            wrong["role"] = f"Vekil, yerine baktığı üyenin görevindedir: {member.role.label} (m.19)."
        if draft.last_day is None:
            wrong["last_day"] = "Vekâletin son günü yazılmalıdır."
    return wrong


def end_seat(work: Work, imha_id: int, uye_id: int, draft: SeatEndDraft, version: int) -> None:
    """Ends a seat; the row stays with its days.

    Raises:
        NotAllowed: no permission.
        BadInput, BadFields: no such work or seat, no reason, or a day before it began.
        RuleBroken: the work is past its commission's list, or the seat ended already.
        Conflict: another desk changed it after it was seen.
    """
    row = seen_work(work, imha_id, version, Verb.PREPARE, S.KOMISYON, S.LISTE)
    made = work.session.get(ImhaUye, uye_id)
    if made is None or made.imha_id != imha_id:
        raise BadInput("Komisyonda böyle bir üye yok.", "Listeyi yenileyin.", field="uye_id")
    check(draft, {} if draft.last_day >= made.first_day else {"last_day": "Görev başlangıcından önce olamaz."})
    if made.last_day is not None and made.last_day <= draft.last_day:
        raise RuleBroken(
            f"{made.name} üyeliği {format_date(made.last_day)} günü bitiyor.", "Listeye bakın.", law=law("19")
        )
    made.last_day = draft.last_day
    row.version += 1
    words = f"{made.name} üyeliği {format_date(draft.last_day)} günü bitti. Gerekçe: {clean_line(draft.reason)}"
    tell(work, "imha_seat_end", words, row)


# ---------------------------------------------------------------- back


def step_back(work: Work, imha_id: int, draft: BackDraft, version: int) -> DisposalState:
    """Takes a work one step back; what was written at the step is cleared and stays in the trail.

    Back from the list the folders on it are before the commission again. What waits for a reviewer on the approval
    path goes back to its preparer there, by that reviewer, and stays at its approval; back from the approval it
    waits for nobody on the path until the opinion is written anew.

    Raises:
        NotAllowed: no permission.
        BadInput: no such work, or no reason.
        RuleBroken: there is no step to go back.
        Conflict: another desk changed it after it was seen.
    """
    row = seen_work(work, imha_id, version, Verb.VIEW, *_BEFORE)
    require_reason(draft.reason, "Geri dönmenin gerekçesi yazılmalıdır.")
    path = _path(work, imha_id)
    if row.state == S.ONAY.value and path is not None and not path.withdrawn and path.stage in _UNDER_REVIEW:
        approvals.send_back(work, DISPOSAL_KIND, imha_id, expected=Stage(path.stage), reason=draft.reason)
        row.version += 1
        return S.ONAY
    work.actor.require(AREA, Verb.CHECK)
    state, reason = S(row.state), clean_line(draft.reason)
    changes = [trail.Change("Durum", state.label, _BEFORE[state].label)]
    if state is S.LISTE:
        changes.append(made_anew(work, row, reason, None))
        for _, folder in lines_of(work, imha_id, Decision.IMHA):
            happen(work, folder, on_word(imha_id, FolderStage.DEGERLENDIRMEDE, work.today, reason))
    if state is S.GORUS:
        row.sent_on = None
        if list_changed(work, row):
            changes.append(made_anew(work, row, "Görüşteyken listeden klasör çıktı", work.today))
    if state is S.ONAY:
        leave_path(work, imha_id, reason)
        changes.append(trail.Change("Görüş", f"{_day(row.opinion_day)} {row.opinion_no}", ""))
        row.opinion_day, row.opinion_no = None, ""
    if state is S.ONAYLI:
        changes.append(trail.Change("Onay", f"{_day(row.approval_day)} {row.approval_no} {row.approved_by}", ""))
        row.approval_day, row.approval_no, row.approved_by, row.method = None, "", "", ""
    row.state = _BEFORE[state].value
    row.version += 1
    tell(work, "imha_back", f"bir adım geri alındı. Gerekçe: {reason}", row, changes)
    return _BEFORE[state]


def give_up(work: Work, imha_id: int, draft: BackDraft, version: int) -> int:
    """Ends a work before anything was destroyed; its folders go back to the kurum arşivi. Returns how many did.

    Raises:
        NotAllowed: no permission.
        BadInput: no such work, or no reason.
        RuleBroken: it is over.
        Conflict: another desk changed it after it was seen.
    """
    row = seen_work(work, imha_id, version, Verb.CHECK, *OPEN)
    require_reason(draft.reason, "Vazgeçmenin gerekçesi yazılmalıdır.")
    reason, back = clean_line(draft.reason), 0
    for _, folder in lines_of(work, imha_id):
        # Another open work has none of the unit's folders, so those on their way are this one's.
        if FolderStage(folder.stage) in (FolderStage.DEGERLENDIRMEDE, FolderStage.IMHA_LISTESI):
            happen(work, folder, on_word(imha_id, FolderStage.KURUM_ARSIVI, work.today, reason))
            back += 1
    leave_path(work, imha_id, reason)
    row.state, row.reason = S.IPTAL.value, reason
    row.version += 1
    tell(work, "imha_give_up", f"vazgeçildi, {back} klasör kurum arşivine döndü. Gerekçe: {reason}", row)
    return back


def leave_path(work: Work, imha_id: int, reason: str) -> None:
    """Takes a work off the approval path if it is on it; part of another operation."""
    path = _path(work, imha_id)
    if path is not None and not path.withdrawn and path.stage != path.ends:
        approvals.withdraw(work, DISPOSAL_KIND, imha_id, reason=reason)


def put_on_path(work: Work, row: Imha) -> None:
    """Puts a work on the approval path with its opinion; once more where it was there before."""
    key = row.id or 0
    if _path(work, key) is None:
        approvals.start(
            work,
            kind=DISPOSAL_KIND,
            record_id=key,
            area=AREA,
            title=f"İmha listesi {work_no(row)}",
            birim_id=row.birim_id or 0,
            ends=Stage.ONAYLANDI,
        )
    else:
        approvals.begin_again(work, DISPOSAL_KIND, key, reason=f"Yeni görüş: {row.opinion_no}")


def _path(work: Work, imha_id: int) -> Approval | None:
    wanted = select(Approval).where(Approval.kind == DISPOSAL_KIND, Approval.record_id == imha_id)
    return work.session.exec(wanted).first()


def _day(day: date | None) -> str:
    return format_date(day) if day else ""
