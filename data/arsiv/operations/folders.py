"""Folders: opened by code, year and unit, corrected, closed with the year or the case, opened again."""

from __future__ import annotations

from datetime import date
from typing import Final

from sqlalchemy import func, select
from sqlmodel import col

from data.arsiv import lookup
from data.arsiv.folder_drafts import (
    CloseDraft,
    CloseYearDraft,
    FolderDraft,
    FolderTextDraft,
    ReasonDraft,
    SecretFolderDraft,
)
from data.arsiv.folder_texts import FolderTexts, put_texts, texts_of
from data.arsiv.keeping import retention_for
from data.arsiv.lookup import AREA, FOLDER_KIND
from data.arsiv.models import Klasor, KlasorOlay
from data.arsiv.operations.events import Event, happen, name_of, told_of, told_with
from data.arsiv.rules.retention import due_day
from data.arsiv.rules.values import EventKind, FolderStage, law
from data.core import engine_sealing, numbers, search, trail
from data.core.calendar import format_date
from data.core.drafts import check, require_reason
from data.core.errors import RuleBroken
from data.core.models import Birim
from data.core.permissions import Verb
from data.core.secrecy import Secrecy
from data.core.store import Look, Work
from data.core.text import clean_line, fold
from data.evrak.sight import top_level
from data.sdp.lookup import code_row, code_state
from data.sdp.models import SdpKod, SdpSurum
from data.sdp.rules import unusable_because

_DECEMBER: Final = 12
_LABELS: Final = {"title": "Konusu", "special": "Özel bilgi", "case_no": "Vaka no", "old_no": "Eski no"}


def open_folder(work: Work, draft: FolderDraft) -> int:
    """Opens a folder under the next number of its unit and year and returns its key.

    A second folder of the same code, year and unit is its next part. One that is secret from its first day has a
    number and a part of its level's own series, so that the others show no gap; once given they stay, whatever
    becomes of its level.

    Raises:
        NotAllowed: no permission, the unit or place is out of sight, or it is secret and the vault is closed.
        BadInput: no such unit, code or place.
        BadFields: something is missing, or the code cannot be filed under on that day.
    """
    work.actor.require(AREA, Verb.PREPARE)
    code = code_row(work, draft.kod_id)
    check(draft, _wrong(work, draft))
    if draft.yer_id is not None:
        lookup.place_row(work, draft.yer_id)
    level = Secrecy(int(draft.secrecy)) if isinstance(draft, SecretFolderDraft) else Secrecy.YOK
    year = draft.opened_on.year
    row = Klasor(
        birim_id=draft.birim_id,
        opened_year=year,
        series=level.series,
        number=numbers.next_number(work, book_of(draft.birim_id, level), year),
        kod_id=draft.kod_id,
        code=code.code,
        part=_next_part(work, draft.birim_id, code.code, year, level),
        case=draft.case,
        opened_on=draft.opened_on,
        stage=FolderStage.ACIK.value,
        secrecy=int(level),
        yer_id=draft.yer_id,
    )
    work.session.add(row)
    work.session.flush()
    texts = FolderTexts(clean_line(draft.title), clean_line(draft.special or ""), clean_line(draft.case_no or ""))
    put_texts(work, row, texts)
    code.uses += not level
    happen(work, row, Event(kind=EventKind.ACILDI, day=draft.opened_on, to_yer_id=draft.yer_id, moves=True))
    index_folder(work, row)
    _tell(work, "arsiv.open", f"Klasör açıldı: {name_of(row)}", row)
    return row.id or 0


def book_of(birim_id: int, level: Secrecy) -> str:
    """The book of numbers of a unit's folders of a level."""
    return f"klasor.{birim_id}{'.' + level.series if level else ''}"


def amend_folder(work: Work, klasor_id: int, draft: FolderTextDraft, version: int) -> None:
    """Corrects what the label of a folder says.

    Raises:
        NotAllowed: no permission, or its vault is closed.
        BadInput: no such folder, or none for this actor.
        BadFields: something is missing.
        RuleBroken: it is no longer here.
        Conflict: another desk changed it after it was seen.
    """
    work.actor.require(AREA, Verb.PREPARE)
    row = lookup.folder_row(work, klasor_id)
    check(draft)
    old = texts_of(work, row)
    typed = (draft.title, draft.special, draft.case_no, draft.old_no)
    new = FolderTexts(*(clean_line(one or "") for one in typed))
    if new == old:
        return
    changes = [
        trail.Change(label, getattr(old, name), getattr(new, name))
        for name, label in _LABELS.items()
        if getattr(old, name) != getattr(new, name)
    ]
    _require_seen(row, version, changes)
    if not FolderStage(row.stage).here:
        raise RuleBroken(f"{name_of(row)} artık kurumda değil; künyesi değişmez.", "Kaydı olduğu gibi bırakın.")
    put_texts(work, row, new)
    happen(work, row, Event(kind=EventKind.DEGISTI, day=work.today))
    index_folder(work, row)
    # What a secret folder said is not said again by the trail.
    told = [] if row.secrecy else changes
    _tell(work, "arsiv.amend", f"Klasör düzeltildi: {name_of(row)}", row, told)


def close_folder(work: Work, klasor_id: int, draft: CloseDraft, version: int) -> date | None:
    """Closes a folder; its retention is kept with it. Returns the first day on which it is over, if ever.

    Raises:
        NotAllowed: no permission.
        BadInput: no such folder, or a day before its last event.
        RuleBroken: it is closed already.
        Conflict: another desk changed it after it was seen.
    """
    work.actor.require(AREA, Verb.PREPARE)
    row = lookup.folder_row(work, klasor_id)
    check(draft)
    _require_seen(row, version, [])
    _close(work, row, draft.day)
    due = f", süresi {format_date(row.due_on)} gününde dolar" if row.due_on else ""
    _tell(work, "arsiv.close", f"Klasör kapandı: {name_of(row)}{due}", row)
    return row.due_on


def close_year(work: Work, draft: CloseYearDraft) -> tuple[int, int]:
    """Closes all subject files of a unit and year on 31 Aralık; returns how many closed and how many cases go on.

    Raises:
        NotAllowed: no permission, or the unit is out of sight.
        BadFields: the year is not over.
    """
    work.actor.require(AREA, Verb.PREPARE)
    last = date(draft.year, _DECEMBER, 31) if 1 <= draft.year <= work.today.year else None
    over = last is not None and last <= work.today
    check(draft, {} if over else {"year": f"{draft.year} yılı bitmedi; dosyalar 31 Aralık'ta kapanır."})
    work.actor.require_sight(work.session.get_one(Birim, draft.birim_id).path)
    rows = work.session.execute(
        select(Klasor).where(
            col(Klasor.birim_id) == draft.birim_id,
            col(Klasor.opened_year) <= draft.year,
            col(Klasor.stage) == FolderStage.ACIK.value,
            lookup.in_sight(work),
        )
    ).scalars()
    found = list(rows)
    closed, cases = [row for row in found if not row.case], [row for row in found if row.case]
    for row in closed:
        day = last or work.today
        _close(work, row, day, _told_on(work, row, day))
    told, level = told_of(closed)
    going_on = len(cases) if level else sum(not row.secrecy for row in cases)
    unit = work.session.get_one(Birim, draft.birim_id)
    words = f"{draft.year} yılı dosyaları kapandı: {unit.name}, {len(told)} klasör; süren vaka dosyası {going_on}"
    if closed:
        kind, key = told_with("birim", draft.birim_id, told, level)
        trail.record(work, "arsiv.close_year", words, kind=kind, record_id=key, secrecy=level)
    return len(closed), len(cases)


def reopen(work: Work, klasor_id: int, draft: ReasonDraft, version: int) -> None:
    """Opens a closed folder again while the unit still has it; its period begins anew with its next closing.

    Raises:
        NotAllowed: no permission.
        BadInput: no such folder, no reason, or a day before its last event.
        RuleBroken: it went on to the archive, or is on loan.
        Conflict: another desk changed it after it was seen.
    """
    work.actor.require(AREA, Verb.CHECK)
    row = lookup.folder_row(work, klasor_id)
    check(draft)
    require_reason(draft.reason, "Yeniden açmanın gerekçesi yazılmalıdır.")
    _require_seen(row, version, [])
    if row.loan_id is not None:
        raise RuleBroken(f"{name_of(row)} ödünçte.", "Önce ödünç dönüşünü yazın.", law=law("8"))
    happen(work, row, Event(kind=EventKind.YENIDEN, day=draft.day, to_stage=FolderStage.ACIK, text=draft.reason))
    row.closed_on = row.closed_year = row.due_on = None
    row.period = row.outcome = row.kept_by = ""
    row.birim_yil = row.kurum_yil = None
    work.session.flush()
    # That of a secret folder lies sealed with what happened to it.
    reason = "" if row.secrecy else f". Gerekçe: {clean_line(draft.reason)}"
    _tell(work, "arsiv.reopen", f"Klasör yeniden açıldı: {name_of(row)}{reason}", row)


def index_folder(work: Work, row: Klasor) -> None:
    """Makes an ordinary folder known to the search, and a secret one forgotten; part of another operation."""
    texts, found_before = FolderTexts() if row.secrecy else texts_of(work, row), bool(row.arama)
    row.arama = "" if row.secrecy else fold(f"{row.code} {row.opened_year} {row.number} {texts.words}")
    work.session.flush()
    if row.secrecy:
        search.forget(work, FOLDER_KIND, row.id or 0)
        if found_before:
            engine_sealing.drop_removed_words(work.connection, "klasor")
        return
    unit = work.session.get_one(Birim, row.birim_id)
    search.index(
        work,
        kind=FOLDER_KIND,
        record_id=row.id or 0,
        area=AREA,
        birim_id=row.birim_id,
        title=f"{row.code} {texts.title}",
        subtitle=f"{row.no} klasörü · {unit.name}",
        words=f"{texts.special} {texts.case_no} {texts.old_no}",
    )


def _close(work: Work, row: Klasor, day: date, told_on: date | None = None) -> None:
    kept = retention_for(work, row.kod_id, row.birim_id, day).value
    happen(work, row, Event(kind=EventKind.KAPANDI, day=told_on or day, to_stage=FolderStage.KAPALI))
    row.closed_on, row.closed_year = day, day.year
    row.period, row.outcome = kept.period, kept.outcome
    row.birim_yil, row.kurum_yil, row.kept_by = kept.birim_yil, kept.kurum_yil, kept.source
    row.due_on = due_day(kept, day.year).value
    work.session.flush()


def _told_on(look: Look, row: Klasor, day: date) -> date:
    """The day on which a closing by the calendar is told: a folder that was moved since closes all the same."""
    last = select(func.max(col(KlasorOlay.day))).where(col(KlasorOlay.klasor_id) == row.id)
    return max(day, look.session.execute(last).scalar_one() or day)


def _wrong(look: Look, draft: FolderDraft) -> dict[str, str]:
    wrong = {}
    unit = look.session.get(Birim, draft.birim_id)
    if unit is None:
        wrong["birim_id"] = "Birim bulunamadı; listeden yeniden seçin."
    else:
        look.actor.require_sight(unit.path)
    if draft.opened_on > look.today:
        wrong["opened_on"] = "Açılış tarihi bugünden sonra olamaz."
    problem = unusable_because(code_state(look, draft.kod_id), _plan_day(look, draft))
    if problem is not None:
        wrong["kod_id"] = problem.text
    if isinstance(draft, SecretFolderDraft) and draft.secrecy.isdigit() and int(draft.secrecy) > top_level(look):
        wrong["secrecy"] = "Bu derecede klasör açma yetkiniz yok ya da kasa kapalı."
    if draft.case and not clean_line(draft.case_no or ""):
        wrong["case_no"] = "Vaka dosyasının numarası yazılmalıdır."
    return wrong


def _plan_day(look: Look, draft: FolderDraft) -> date:
    """The day on whose plan a folder is filed: its own, unless it is older than every plan that has its code.

    Then it is the first day of those: the plan of its own time was never entered here.
    """
    code = code_row(look, draft.kod_id).code
    first = (
        select(func.min(col(SdpSurum.first_day)))
        .join(SdpKod, col(SdpKod.surum_id) == col(SdpSurum.id))
        .where(col(SdpKod.code) == code)
    )
    return max(draft.opened_on, look.session.execute(first).scalar_one() or draft.opened_on)


def _next_part(look: Look, birim_id: int, code: str, year: int, level: Secrecy) -> int:
    same = select(func.coalesce(func.max(col(Klasor.part)), 0)).where(
        col(Klasor.birim_id) == birim_id,
        col(Klasor.code) == code,
        col(Klasor.opened_year) == year,
        col(Klasor.series) == level.series,
    )
    return int(look.session.execute(same).scalar_one()) + 1


def _require_seen(row: Klasor, version: int, changes: list[trail.Change]) -> None:
    if row.version != version:
        raise trail.changed_elsewhere(name_of(row), changes)


def _tell(work: Work, action: str, words: str, row: Klasor, changes: list[trail.Change] | None = None) -> None:
    trail.record(
        work,
        action,
        words,
        kind=FOLDER_KIND,
        record_id=row.id or 0,
        changes=changes or [],
        secrecy=Secrecy(row.secrecy),
    )
