"""Holds: a folder that a lawsuit or an audit needs stays where it is until the paper that lifts it (m.18)."""

from __future__ import annotations

from data.arsiv import lookup
from data.arsiv.lookup import AREA, HOLD_KIND
from data.arsiv.models import ArsivBloke
from data.arsiv.notes import kept
from data.arsiv.operations.events import Event, happen, name_of
from data.arsiv.rules.values import EventKind, FolderStage, HoldKind, law
from data.arsiv.use_drafts import HoldDraft, LiftDraft
from data.core import trail
from data.core.drafts import check
from data.core.errors import BadInput, RuleBroken
from data.core.permissions import Verb
from data.core.secrecy import Secrecy
from data.core.store import Work
from data.core.text import clean_line


def hold(work: Work, klasor_id: int, draft: HoldDraft) -> int:
    """Puts a hold on a folder and returns its key; several may be on it at once.

    Raises:
        NotAllowed: no permission.
        BadInput, BadFields: no such folder, something is missing, or a day that cannot be.
        RuleBroken: the folder is no longer here.
    """
    work.actor.require(AREA, Verb.PREPARE)
    row = lookup.folder_row(work, klasor_id)
    check(draft)
    if not FolderStage(row.stage).here:
        raise RuleBroken(f"{name_of(row)} artık kurumda değil.", "Kaydına bakın.", law=law("18"))
    made = ArsivBloke(
        klasor_id=klasor_id,
        kind=draft.kind,
        reason=kept(work, row, clean_line(draft.reason)),
        paper=clean_line(draft.paper),
        first_day=draft.day,
        made_by=work.actor.user_id,
        made_at=work.now,
    )
    work.session.add(made)
    work.session.flush()
    label = HoldKind(draft.kind).label
    event = Event(
        kind=EventKind.BLOKE, day=draft.day, paper=(HOLD_KIND, made.id or 0), text=f"{label}: {made.paper}"
    )
    happen(work, row, event)
    words = f"Klasör bloke edildi: {name_of(row)}, {label}, {made.paper}"
    trail.record(
        work, "arsiv.hold", words, kind=lookup.FOLDER_KIND, record_id=klasor_id, secrecy=Secrecy(row.secrecy)
    )
    return made.id or 0


def lift(work: Work, bloke_id: int, draft: LiftDraft, version: int) -> None:
    """Lifts one hold by its own paper; the others stay.

    Raises:
        NotAllowed: no permission.
        BadInput, BadFields: no such hold, something is missing, or a day that cannot be.
        RuleBroken: it is lifted already.
        Conflict: another desk changed it after it was seen.
    """
    work.actor.require(AREA, Verb.CHECK)
    made = work.session.get(ArsivBloke, bloke_id)
    if made is None:
        raise BadInput("Bloke kaydı bulunamadı.", "Listeyi yenileyip yeniden seçin.", field="bloke_id")
    row = lookup.folder_row(work, made.klasor_id)
    check(draft, {} if draft.day >= made.first_day else {"day": "Bloke konduğu günden önce kalkamaz."})
    if made.lifted_on is not None:
        raise RuleBroken("Bu bloke kalkmış.", "Listeyi yenileyin.")
    if made.version != version:
        raise trail.changed_elsewhere("Bloke kaydı", [])
    made.lifted_on, made.lifted_paper = draft.day, clean_line(draft.paper)
    made.version += 1
    label = HoldKind(made.kind).label
    text = f"{label}: {made.lifted_paper}"
    happen(work, row, Event(kind=EventKind.BLOKE_KALKTI, day=draft.day, paper=(HOLD_KIND, bloke_id), text=text))
    words = f"Klasörün blokesi kalktı: {name_of(row)}, {label}, {made.lifted_paper}"
    trail.record(
        work, "arsiv.lift", words, kind=lookup.FOLDER_KIND, record_id=row.id or 0, secrecy=Secrecy(row.secrecy)
    )
