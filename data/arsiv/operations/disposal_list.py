"""The destruction list: made of what the commission decided, signed and sent for its opinion (m.21/1-2)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from data.arsiv import lookup
from data.arsiv.disposal_drafts import BackDraft, ListDraft
from data.arsiv.models import Klasor
from data.arsiv.models_papers import ImhaSatir
from data.arsiv.notes import read_if_open
from data.arsiv.operations.disposal_parts import (
    because,
    keep,
    line_of,
    lines_of,
    on_word,
    require_day,
    seen_work,
    tell,
    tell_of_folder,
    work_no,
)
from data.arsiv.operations.disposal_signing import made_anew, require_signed
from data.arsiv.operations.events import happen, name_of
from data.arsiv.rules.retention import always_barred
from data.arsiv.rules.values import Decision, DisposalState, FolderStage, law
from data.core.drafts import require_reason
from data.core.errors import RuleBroken
from data.core.permissions import Verb
from data.core.store import Work
from data.core.text import clean_line

_STAGES = {Decision.IMHA: FolderStage.IMHA_LISTESI, Decision.DEVLET: FolderStage.DEVLET_LISTESI}


@dataclass(frozen=True, slots=True)
class Listed:
    """What became of the decisions.

    Attributes:
        taken_off: Of those to be destroyed, kept after all because of what came meanwhile.
    """

    destroy: int
    kept: int
    handed: int
    taken_off: int


def make_list(work: Work, imha_id: int, draft: ListDraft, version: int) -> Listed:
    """Carries out the commission's decisions: the list, what stays and until when, what goes to Devlet Arşivleri.

    What is held, lent or secret by now is kept with its reason. With nothing to be destroyed the work ends here.

    Raises:
        NotAllowed: no permission.
        BadInput, BadFields: no such work, or a day that cannot be.
        RuleBroken: a folder waits for its decision, or nothing is before the commission.
        Conflict: another desk changed it after it was seen.
    """
    row = seen_work(work, imha_id, version, Verb.CHECK, DisposalState.KOMISYON)
    found = [pair for pair in lines_of(work, imha_id) if pair[1].stage == FolderStage.DEGERLENDIRMEDE.value]
    barred = {
        line.id: "; ".join(one.text for one in always_barred(lookup.facts_of(work, folder)))
        for line, folder in found
        if line.decision != Decision.SAKLA.value
    }
    _require_decided(found, barred)
    last = max((line.decided_on for line, _ in found if line.decided_on), default=row.started_on)
    require_day(draft.day, last, work.today)
    kept = off = 0
    for line, folder in found:
        if line.decision == Decision.SAKLA.value:
            why = read_if_open(work, folder, line.reason)
            keep(work, line, folder, draft.day, line.keep_until or row.year, why)
            kept += 1
        elif barred[line.id]:
            keep(work, line, folder, draft.day, row.year, barred[line.id])
            off += 1
        else:
            _list(work, line, folder, draft.day)
    made = Listed(
        destroy=_count(found, Decision.IMHA), kept=kept, handed=_count(found, Decision.DEVLET), taken_off=off
    )
    row.state = (DisposalState.LISTE if made.destroy else DisposalState.KAPANDI).value
    row.listed_on = draft.day
    row.version += 1
    words = f"liste yapıldı: {made.destroy} imha, {made.kept} saklama, {made.handed} Devlet Arşivlerine devir"
    tell(work, "imha_list", words + (f"; {off} klasör listeye alınamadı" if off else ""), row)
    return made


def _require_decided(found: list[tuple[ImhaSatir, Klasor]], barred: Mapping[int | None, str]) -> None:
    """What is barred needs no decision, it is kept; those who do not see it cannot decide on it either."""
    if not found:
        raise RuleBroken("Komisyonun önünde klasör yok.", "Önce adayları değerlendirmeye alın.", law=law("21/1"))
    waiting = [
        folder for line, folder in found if line.decision == Decision.BEKLIYOR.value and not barred[line.id]
    ]
    if waiting:
        raise RuleBroken(
            f"{len(waiting)} klasör karar bekliyor; ilki {name_of(waiting[0])}.",
            "Hepsini karara bağlayın ya da komisyondan alın.",
            law=law("20"),
        )


def _list(work: Work, line: ImhaSatir, folder: Klasor, day: date) -> None:
    decision = Decision(line.decision)
    text = ": ".join(filter(None, (decision.label, read_if_open(work, folder, line.reason))))
    happen(work, folder, on_word(line.imha_id, _STAGES[decision], day, text))


def _count(found: list[tuple[ImhaSatir, Klasor]], decision: Decision) -> int:
    return sum(1 for line, _ in found if line.decision == decision.value)


def hand_in(work: Work, imha_id: int, version: int) -> None:
    """Sends the list, signed on every page by every member, for its opinion.

    Raises:
        NotAllowed: no permission.
        BadInput: no such work.
        RuleBroken: a signature is missing, or the list is not made.
        Conflict: another desk changed it after it was seen.
    """
    row = seen_work(work, imha_id, version, Verb.CHECK, DisposalState.LISTE)
    if not lines_of(work, imha_id, Decision.IMHA):
        raise RuleBroken("Listede klasör kalmadı.", "Komisyona dönün ya da vazgeçin.", law=law("21/1"))
    require_signed(work, row)
    row.state, row.sent_on = DisposalState.GORUS.value, work.today
    row.version += 1
    tell(work, "imha_hand_in", f"imzası tam liste ({row.pages} sayfa) görüşe gönderildi", row)


def take_off(work: Work, imha_id: int, satir_id: int, draft: BackDraft, version: int) -> None:
    """Takes a folder off the list at any step before the destruction: the opinion or the approval leaves it out.

    While the list is being signed it must be printed and signed anew.

    Raises:
        NotAllowed: no permission.
        BadInput: no such work or line, or no reason.
        RuleBroken: the folder is not on the list.
        Conflict: another desk changed the line after it was seen.
    """
    seen = lookup.disposal_row(work, imha_id).version
    on_list = (DisposalState.LISTE, DisposalState.GORUS, DisposalState.ONAY, DisposalState.ONAYLI)
    row = seen_work(work, imha_id, seen, Verb.CHECK, *on_list)
    line, folder = line_of(work, imha_id, satir_id, version)
    require_reason(draft.reason, "Listeden çıkarmanın gerekçesi yazılmalıdır.")
    if folder.stage != FolderStage.IMHA_LISTESI.value:
        raise RuleBroken(f"{name_of(folder)} imha listesinde değil.", "Listeyi yenileyin.", law=law("21"))
    reason = clean_line(draft.reason)
    keep(work, line, folder, work.today, row.year, reason)
    if row.state == DisposalState.LISTE.value:
        made_anew(work, row, f"{name_of(folder)} listeden çıkarıldı", work.today)
    row.version += 1
    again = "; liste yeniden imzalanır" if row.state == DisposalState.LISTE.value else ""
    words = f"Ayıklama ve imha {work_no(row)}: {name_of(folder)} listeden çıkarıldı{again}"
    tell_of_folder(work, "imha_take_off", words + because(folder, reason), folder)
