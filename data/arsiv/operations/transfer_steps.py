"""Devir: handed over, looked through, taken onto new places or given back, signed by both sides (m.14-16)."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlmodel import col

from data.arsiv import lookup
from data.arsiv.folder_drafts import ReasonDraft
from data.arsiv.lookup import AREA, TRANSFER_KIND
from data.arsiv.models import ArsivYer, Klasor
from data.arsiv.models_papers import ArsivDevir, ArsivDevirSatir
from data.arsiv.notes import kept, read
from data.arsiv.operations.events import Event, happen, name_of, told_of
from data.arsiv.operations.moves import chosen, require_fits, require_room, settle
from data.arsiv.operations.transfers import (
    called,
    drafted,
    give_back,
    lines_of,
    put_back,
    some_of,
    tell,
    why,
)
from data.arsiv.rules.values import ArchiveLevel, EventKind, FolderStage, TransferKind, TransferState, law
from data.arsiv.transfer_drafts import TAKEN, HandDraft, LineDraft, ReceiveDraft
from data.core.calendar import format_date
from data.core.drafts import check, is_reason, require_reason
from data.core.errors import BadInput, RuleBroken
from data.core.permissions import Verb
from data.core.store import Work
from data.core.text import clean_line, fold


def hand_over(work: Work, devir_id: int, draft: HandDraft, version: int) -> None:
    """Hands a list over to the archive: from now on it decides.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput, BadFields: no such list, something is missing, or printed matter is said to be among it.
        RuleBroken: nothing is on it, one of its folders is on loan by now, or it was handed over already.
        Conflict: another desk changed it after it was seen.
    """
    work.actor.require(AREA, Verb.PREPARE)
    devir = drafted(work, devir_id, version)
    prints = "Bağımsız basılı malzemeyi ayırıp işaretleyin; ek olmayanlar devredilmez (m.14/2)."
    check(draft, {} if draft.no_prints else {"no_prints": prints})
    rows = _folders(work, lines_of(work, devir))
    if not rows:
        raise RuleBroken(f"{called(devir)} boş.", "Önce klasörleri listeye alın.", law=law("14/1"))
    _require_at_hand(rows)
    devir.state = TransferState.SUNULDU.value
    devir.giver_name, devir.giver_title = clean_line(draft.giver_name), clean_line(draft.giver_title)
    devir.version += 1
    told = told_of(rows)[0]
    words = f"{called(devir)} sunuldu: {len(told)} klasör, teslim eden {devir.giver_name}"
    tell(work, "arsiv.hand_over", words, devir, rows)


def decide(work: Work, devir_id: int, klasor_ids: Sequence[int], draft: LineDraft, version: int) -> int:
    """Writes what becomes of folders of a list that was handed over; returns of how many.

    Raises:
        NotAllowed: no permission, or a list or place out of sight.
        BadInput, BadFields: no such list or place, a folder that is not on it, no place, or no reason.
        RuleBroken: the list is not with the archive, or the place is full or of another archive.
        Conflict: another desk changed it after it was seen.
    """
    work.actor.require(AREA, Verb.PREPARE)
    devir = drafted(work, devir_id, version, TransferState.SUNULDU)
    taken = draft.answer == TAKEN
    to_archive = taken and devir.kind == TransferKind.KURUM.value
    wrong = {}
    if to_archive and draft.yer_id is None:
        wrong["yer_id"] = "Kurum arşivindeki yerini seçin."
    if not taken and not is_reason(draft.reason or ""):
        wrong["reason"] = "İade gerekçesi yazılmalıdır."
    check(draft, wrong)
    rows = [lookup.folder_row(work, one) for one in chosen(klasor_ids)]
    place = lookup.place_row(work, draft.yer_id) if to_archive else None
    lines = {line.klasor_id: line for line in lines_of(work, devir)}
    for row in rows:
        if row.id not in lines:
            raise BadInput(f"{name_of(row)} bu listede değil.", "Listeyi yenileyin.", field="klasor_id")
        if place is not None:
            require_fits(work, row, place, level=ArchiveLevel.KURUM)
        line = lines[row.id]
        line.taken, line.yer_id = taken, place.id if place else None
        line.reason = "" if taken else kept(work, row, clean_line(draft.reason or ""))
    work.session.flush()
    if place is not None:
        require_room(work, place, _coming(work, place), over=draft.over)
    devir.version += 1
    said = f"teslim alınacak{f' ({place.full_code})' if place else ''}" if taken else "iade edilecek"
    told = told_of(rows)[0]
    tell(work, "arsiv.transfer", f"{called(devir)}: {some_of(told)} {said}", devir, rows)
    return len(rows)


def receive(work: Work, devir_id: int, draft: ReceiveDraft, version: int) -> tuple[int, int]:
    """Signs for what was taken: those folders move, the others go back. Returns how many of each.

    What the kurum arşivi returns is closed at its unit again, to be mended and looked through anew.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput, BadFields: no such list, something is missing, or a day that cannot be.
        RuleBroken: a folder is undecided, on loan or held, or one person signs for both.
        Conflict: another desk changed it after it was seen.
    """
    work.actor.require(AREA, Verb.CHECK)
    devir = drafted(work, devir_id, version, TransferState.SUNULDU)
    lines = lines_of(work, devir)
    check(draft, _wrong(work, devir, draft))
    if any(line.taken is None for line in lines):
        raise RuleBroken(
            f"{called(devir)} içinde karar bekleyen klasör var.", "Her klasör için karar yazın.", law=law("14/1")
        )
    rows = {row.id or 0: row for row in _folders(work, lines)}
    _require_at_hand([rows[line.klasor_id] for line in lines if line.taken])
    home = FolderStage.KAPALI if devir.kind == TransferKind.KURUM.value else FolderStage.KURUM_ARSIVI
    for line in lines:
        row = rows[line.klasor_id]
        if line.taken:
            _take(work, devir, line, row, draft)
        else:
            give_back(work, devir, row, home, draft.taken_on, read(work, row, line.reason))
    devir.state = TransferState.TAMAM.value
    devir.taker_name, devir.taker_title = clean_line(draft.taker_name), clean_line(draft.taker_title)
    devir.taken_on = draft.taken_on
    devir.paper = clean_line(draft.paper or "") or devir.paper
    devir.version += 1
    taken = {line.klasor_id for line in lines if line.taken}
    told = told_of(list(rows.values()))[0]
    count = sum(row.id in taken for row in told)
    words = f"{called(devir)} teslim alındı: {count} klasör, iade {len(told) - count}; {devir.taker_name}"
    tell(work, "arsiv.receive", words, devir, list(rows.values()))
    return len(taken), len(lines) - len(taken)


def cancel(work: Work, devir_id: int, draft: ReasonDraft, version: int) -> None:
    """Gives a list up before it is signed for; its folders are where they were.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such list, no reason, or a day that cannot be.
        RuleBroken: it was signed for, or given up already.
        Conflict: another desk changed it after it was seen.
    """
    work.actor.require(AREA, Verb.CHECK)
    devir = drafted(work, devir_id, version, TransferState.TASLAK, TransferState.SUNULDU)
    check(draft)
    require_reason(draft.reason, "Vazgeçme gerekçesi yazılmalıdır.")
    rows = _folders(work, lines_of(work, devir))
    for row in rows:
        put_back(work, devir, row, draft.day, draft.reason)
    devir.state = TransferState.IPTAL.value
    devir.version += 1
    words = f"{called(devir)} için vazgeçildi{why(rows, draft.reason)}"
    tell(work, "arsiv.cancel_transfer", words, devir, rows)


def _wrong(work: Work, devir: ArsivDevir, draft: ReceiveDraft) -> dict[str, str]:
    wrong = {}
    if draft.taken_on > work.today:
        wrong["taken_on"] = f"{format_date(draft.taken_on)} henüz gelmedi."
    if fold(draft.taker_name) == fold(devir.giver_name):
        wrong["taker_name"] = "Teslim eden ile teslim alan aynı kişi olamaz."
    if devir.kind == TransferKind.DEVLET.value and not clean_line(draft.paper or ""):
        wrong["paper"] = "Devlet Arşivlerinin kabul yazısı yazılmalıdır."
    return wrong


def _take(work: Work, devir: ArsivDevir, line: ArsivDevirSatir, row: Klasor, draft: ReceiveDraft) -> None:
    paper = (TRANSFER_KIND, devir.id or 0)
    if devir.kind == TransferKind.DEVLET.value:
        for _, hold in lookup.facts_of(work, row).holds:
            raise RuleBroken(f"{name_of(row)} bloke: {hold}.", "Bloke kalkmadan kurumdan çıkmaz; iade edin.",
                             law=law("18"))  # fmt: skip
        away = Event(
            kind=EventKind.DEVLET, day=draft.taken_on, to_stage=FolderStage.DEVLET_ARSIVI, moves=True,
            paper=paper, text=called(devir),
        )  # fmt: skip
        happen(work, row, away)
        row.ordering = 0
        return
    place = lookup.place_row(work, line.yer_id)
    require_fits(work, row, place, level=ArchiveLevel.KURUM)
    settle(work, row, place)
    here = Event(
        kind=EventKind.DEVREDILDI, day=draft.taken_on, to_stage=FolderStage.KURUM_ARSIVI, to_yer_id=place.id,
        moves=True, paper=paper, text=called(devir),
    )  # fmt: skip
    happen(work, row, here)


def _folders(work: Work, lines: Sequence[ArsivDevirSatir]) -> list[Klasor]:
    """The folders of lines; whoever signs has to see them all."""
    return [lookup.folder_row(work, line.klasor_id) for line in lines]


def _require_at_hand(rows: Sequence[Klasor]) -> None:
    for row in rows:
        if row.loan_id is not None:
            raise RuleBroken(f"{name_of(row)} ödünçte.", "Önce dönüşünü yazın.", law=law("8"))


def _coming(work: Work, place: ArsivYer) -> int:
    """How many folders of open lists were promised to a place."""
    statement = (
        select(func.count())
        .select_from(ArsivDevirSatir)
        .join(ArsivDevir, col(ArsivDevir.id) == col(ArsivDevirSatir.devir_id))
        .where(
            col(ArsivDevirSatir.yer_id) == place.id,
            col(ArsivDevirSatir.taken).is_(True),
            col(ArsivDevir.state) == TransferState.SUNULDU.value,
        )
    )
    return int(work.session.execute(statement).scalar_one())
