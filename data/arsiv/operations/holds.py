"""Holds: a folder that a lawsuit or an audit needs stays where it is until the paper that lifts it (m.18)."""

from __future__ import annotations

from sqlalchemy import select
from sqlmodel import col

from data.arsiv import lookup
from data.arsiv.lookup import AREA, HOLD_KIND
from data.arsiv.models import ArsivBloke, Klasor
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
        paper=kept(work, row, clean_line(draft.paper)),
        first_day=draft.day,
        made_by=work.actor.user_id,
        made_at=work.now,
    )
    work.session.add(made)
    work.session.flush()
    label, paper = HoldKind(draft.kind).label, clean_line(draft.paper)
    event = Event(kind=EventKind.BLOKE, day=draft.day, paper=(HOLD_KIND, made.id or 0), text=f"{label}: {paper}")
    happen(work, row, event)
    _tell(work, "arsiv.hold", f"Klasör bloke edildi: {name_of(row)}, {label}", paper, row)
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
    made, row = _held(work, bloke_id)
    check(draft, {} if draft.day >= made.first_day else {"day": "Bloke konduğu günden önce kalkamaz."})
    if made.lifted_on is not None:
        raise RuleBroken("Bu bloke kalkmış.", "Listeyi yenileyin.")
    if made.version != version:
        raise trail.changed_elsewhere("Bloke kaydı", [])
    label, paper = HoldKind(made.kind).label, clean_line(draft.paper)
    made.lifted_on, made.lifted_paper = draft.day, kept(work, row, paper)
    made.version += 1
    text = f"{label}: {paper}"
    happen(work, row, Event(kind=EventKind.BLOKE_KALKTI, day=draft.day, paper=(HOLD_KIND, bloke_id), text=text))
    _tell(work, "arsiv.lift", f"Klasörün blokesi kalktı: {name_of(row)}, {label}", paper, row)


def _held(work: Work, bloke_id: int) -> tuple[ArsivBloke, Klasor]:
    """A hold on a folder in sight; one on another folder is answered like one that does not exist."""
    found = work.session.execute(
        select(ArsivBloke, Klasor)
        .join(Klasor, col(Klasor.id) == col(ArsivBloke.klasor_id))
        .where(col(ArsivBloke.id) == bloke_id, lookup.in_sight(work))
    ).first()
    if found is None:
        raise BadInput("Bloke kaydı bulunamadı.", "Listeyi yenileyip yeniden seçin.", field="bloke_id")
    return found[0], found[1]


def _tell(work: Work, action: str, words: str, paper: str, row: Klasor) -> None:
    """The trail's entry; on whose word a secret folder is held lies sealed with the hold."""
    said = words if row.secrecy else f"{words}, {paper}"
    level = Secrecy(row.secrecy)
    trail.record(work, action, said, kind=lookup.FOLDER_KIND, record_id=row.id or 0, secrecy=level)
