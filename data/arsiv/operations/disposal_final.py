"""From the signed list to the tutanak: opinion, approval, destruction; only what is recorded counts (m.21)."""

from __future__ import annotations

from dataclasses import dataclass

from data.arsiv import lookup
from data.arsiv.disposal_drafts import ApprovalDraft, DestroyDraft, OpinionDraft
from data.arsiv.lookup import DISPOSAL_KIND
from data.arsiv.models import Klasor
from data.arsiv.models_papers import Imha, ImhaSatir, ImhaUye
from data.arsiv.operations.disposal import leave_path, put_on_path
from data.arsiv.operations.disposal_parts import keep, lines_of, require_day, seen_work, tell, work_no
from data.arsiv.operations.disposal_signing import last_signed, require_signed
from data.arsiv.operations.events import Event, happen
from data.arsiv.rules.retention import barred_from_destroying
from data.arsiv.rules.values import Decision, DisposalMethod, DisposalState, EventKind, FolderStage, SeatRole, law
from data.arsiv.settings import settings_on
from data.core import approvals
from data.core.approvals import Stage
from data.core.calendar import format_date
from data.core.drafts import check
from data.core.errors import RuleBroken
from data.core.permissions import Verb
from data.core.store import Work
from data.core.text import clean_line


def record_opinion(work: Work, imha_id: int, draft: OpinionDraft, version: int) -> None:
    """Writes the favourable opinion; the work goes to its approval, on the approval path as on paper.

    Raises:
        NotAllowed: no permission.
        BadInput, BadFields: no such work, something is missing, or a day that cannot be.
        RuleBroken: the list is not with the opinion, or a signature is missing.
        Conflict: another desk changed it after it was seen.
    """
    row = seen_work(work, imha_id, version, Verb.PREPARE, DisposalState.GORUS)
    check(draft)
    require_day(draft.day, last_signed(work, row), work.today)
    require_signed(work, row)
    row.opinion_day, row.opinion_no = draft.day, clean_line(draft.no)
    row.state = DisposalState.ONAY.value
    row.version += 1
    put_on_path(work, row)
    tell(work, "imha_opinion", f"uygun görüş {format_date(draft.day)} {row.opinion_no}", row)


def advance(work: Work, imha_id: int, *, expected: Stage) -> Stage:
    """One step on the approval path; its number, day and approver are written by :func:`record_approval`.

    Raises:
        NotAllowed: no permission, out of sight, or duties that must be kept apart.
        BadInput: no such work.
        Conflict: it moved since it was seen.
        RuleBroken: it is not at its approval, or the path is over.
    """
    row = lookup.disposal_row(work, imha_id)
    if row.state != DisposalState.ONAY.value:
        raise RuleBroken(f"{work_no(row)} sayılı çalışma onayda değil.", "Listeyi yenileyin.", law=law("21/3"))
    stage = approvals.advance(work, DISPOSAL_KIND, imha_id, expected=expected)
    row.version += 1
    return stage


def record_approval(work: Work, imha_id: int, draft: ApprovalDraft, version: int) -> None:
    """Writes the approval with its number, its day, who gave it, and the method that it names.

    It was given on the approval path, or on paper: then what waits on the path waits no more.

    Raises:
        NotAllowed: no permission.
        BadInput, BadFields: no such work, something is missing, or a day before the opinion.
        RuleBroken: the work is not at its approval.
        Conflict: another desk changed it after it was seen.
    """
    row = seen_work(work, imha_id, version, Verb.CHECK, DisposalState.ONAY)
    check(draft)
    require_day(draft.day, row.opinion_day or row.started_on, work.today)
    row.approval_day, row.approval_no = draft.day, clean_line(draft.no)
    row.approved_by, row.method = clean_line(draft.approved_by), draft.method
    leave_path(work, imha_id, f"Onay kâğıtla verildi: {format_date(draft.day)} {row.approval_no}")
    row.state = DisposalState.ONAYLI.value
    row.version += 1
    words = f"onaylandı {format_date(draft.day)} {row.approval_no}, {row.approved_by}"
    tell(work, "imha_approval", f"{words}; usulü: {DisposalMethod(draft.method).label}", row)


# ---------------------------------------------------------------- the act


@dataclass(frozen=True, slots=True)
class Destroyed:
    """How many folders were destroyed, and how many came off the list at the last moment."""

    count: int
    taken_off: int


def destroy(work: Work, imha_id: int, draft: DestroyDraft, version: int) -> Destroyed:
    """Writes the destruction as its tutanak has it; every folder is asked once more, what is barred stays.

    The folders' rows, lines and history stay for ever, without a place.

    Raises:
        NotAllowed: no permission.
        BadInput, BadFields: no such work, something is missing, too few were there, or a day that cannot be.
        RuleBroken: not approved, a signature is missing, or nothing of the list may be destroyed any more.
        Conflict: another desk changed it after it was seen.
    """
    row = seen_work(work, imha_id, version, Verb.CHECK, DisposalState.ONAYLI)
    people = witnesses_of(draft.witnesses)
    least = settings_on(work, draft.day).imha_hazir
    check(draft, {} if len(people) >= least else {"witnesses": f"En az {least} kişi hazır bulunur (m.21/6)."})
    require_day(draft.day, row.approval_day or row.started_on, work.today)
    _require_papers(work, row)
    row.tutanak_day, row.tutanak_no = draft.day, clean_line(draft.tutanak_no)
    done = off = 0
    for line, folder in lines_of(work, imha_id, Decision.IMHA):
        if why := barred_from_destroying(lookup.facts_of(work, folder), draft.day):
            if folder.stage == FolderStage.IMHA_LISTESI.value:
                keep(work, line, folder, work.today, row.year, "; ".join(one.text for one in why))
            off += 1
            continue
        _destroy(work, row, line, folder)
        done += 1
    if not done:
        raise RuleBroken(
            "Listede imha edilebilecek klasör kalmadı.", "Klasörlerin “Neden?” açıklamasına bakın.", law=law("18")
        )
    for name, title in people:
        work.session.add(
            ImhaUye(
                imha_id=imha_id, role=SeatRole.SAHIT.value, name=name, title=title, first_day=draft.day,
                last_day=draft.day,
            )
        )  # fmt: skip
    row.state = DisposalState.IMHA.value
    row.version += 1
    words = f"{done} klasör imha edildi, tutanak {format_date(draft.day)} {row.tutanak_no}"
    tell(work, "imha_destroy", words + (f"; {off} klasör listeden çıkarıldı" if off else ""), row)
    return Destroyed(done, off)


def _destroy(work: Work, row: Imha, line: ImhaSatir, folder: Klasor) -> None:
    event = Event(
        kind=EventKind.IMHA,
        day=row.tutanak_day or work.today,
        to_stage=FolderStage.IMHA,
        moves=True,
        paper=(DISPOSAL_KIND, line.imha_id),
        text=f"Tutanak {row.tutanak_no}; onay {row.approval_no}",
    )
    happen(work, folder, event)
    folder.ordering = 0


def _require_papers(work: Work, row: Imha) -> None:
    require_signed(work, row)
    if not (row.opinion_day and row.opinion_no and row.approval_day and row.approval_no and row.approved_by):
        raise RuleBroken(
            "Görüşün ya da onayın tarihi ve sayısı yok.", "Önce görüşü ve onayı yazın.", law=law("21/3")
        )


def witnesses_of(typed: str) -> tuple[tuple[str, str], ...]:
    """Names and titles of who was there, one a line: ``Adı Soyadı, Unvanı``."""
    found: dict[str, str] = {}
    for line in typed.splitlines():
        name, _, title = line.partition(",")
        if clean_line(name):
            found.setdefault(clean_line(name), clean_line(title))
    return tuple(found.items())
