"""A folder carries the highest level of what is in it: filing raises it, only paper lowers it (m.7, m.13/2)."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlmodel import col

from data.arsiv import lookup
from data.arsiv.filing_drafts import LowerDraft
from data.arsiv.folder_texts import line_texts_of, put_line_texts, put_texts, texts_of
from data.arsiv.lookup import AREA, FOLDER_KIND, LINE_KIND
from data.arsiv.models import Klasor, KlasorBelge
from data.arsiv.notes import keep_again, remarks_of
from data.arsiv.operations.events import Event, happen, name_of
from data.arsiv.operations.folders import index_folder
from data.arsiv.rules.values import EventKind, FolderStage, law
from data.core import taken, trail
from data.core.drafts import check
from data.core.errors import BadFields, RuleBroken
from data.core.permissions import Verb
from data.core.secrecy import Secrecy
from data.core.store import Look, Work
from data.core.text import clean_line


def raise_to(work: Work, row: Klasor, level: Secrecy) -> None:
    """Gives a folder the level of what is put into it, if that is higher; part of another operation.

    From then on nothing that the folder or its lines say lies open, nor what was typed about it before. What the
    trail told of it while it was open stays there: the trail is never changed.

    Raises:
        NotAllowed: the vault is closed.
    """
    if level <= Secrecy(row.secrecy):
        return
    before = Secrecy(row.secrecy)
    _relabel(work, row, level)
    work.empties_journal = True
    taken.forget_names(work, lines_target(row.id or 0))
    words = f"{before.label or 'Derecesiz'} → {level.label}"
    happen(work, row, Event(kind=EventKind.GIZLILIK, day=work.today, text=words))
    index_folder(work, row)


def lower_secrecy(work: Work, klasor_id: int, draft: LowerDraft, version: int) -> None:
    """Lowers a folder's level by the paper that lifts it; its paper lines follow, the words that lay sealed open.

    Documents of the register keep theirs: while one of them is higher, the folder stays as it is.

    Raises:
        NotAllowed: no permission, or the vault is closed.
        BadInput: no such folder, or a day before its last event.
        BadFields: something is missing, or the level is not a lower one.
        RuleBroken: a document of the register in it has a higher level, or the folder is no longer here.
        Conflict: another desk changed it after it was seen.
    """
    work.actor.require(AREA, Verb.CHECK)
    row = lookup.folder_row(work, klasor_id)
    check(draft)
    level, before = Secrecy(int(draft.level)), Secrecy(row.secrecy)
    if level >= before:
        raise BadFields({"level": f"Klasör şu anda “{before.label or 'derecesiz'}”; daha düşük bir derece seçin."})
    change = trail.Change("Gizlilik derecesi", before.label, level.label or "Yok")
    if row.version != version:
        raise trail.changed_elsewhere(name_of(row), [change])
    if not FolderStage(row.stage).here:
        raise RuleBroken(f"{name_of(row)} artık kurumda değil.", "Kaydı olduğu gibi bırakın.")
    lines = _lines(work, row)
    if any(line.evrak_id and line.withdrawn_at is None and line.secrecy > level for line in lines):
        raise RuleBroken(
            f"{name_of(row)} içinde daha yüksek dereceli evrak var.",
            "Önce o evrakı başka klasöre taşıyın; evrakın derecesi kaydında durur.",
            law=law("7"),
        )
    paper = clean_line(draft.paper)
    _relabel(work, row, level, paper=paper)
    words = f"{before.label} → {level.label or 'derecesiz'}, {paper}"
    # What still is secret is told by number alone.
    basis = "" if level else f". Dayanağı: {paper}"
    happen(work, row, Event(kind=EventKind.GIZLILIK, day=draft.day, text=words))
    index_folder(work, row)
    trail.record(
        work,
        "arsiv.secrecy",
        f"Gizlilik derecesi indirildi: {name_of(row)}{basis}",
        kind=FOLDER_KIND,
        record_id=klasor_id,
        changes=[change],
        secrecy=before,
    )


def _relabel(work: Work, row: Klasor, level: Secrecy, *, paper: str = "") -> None:
    """Writes the words of a folder and of all its lines anew, as its new level has them."""
    texts = texts_of(work, row)
    lines = [(line, line_texts_of(work, line)) for line in _lines(work, row)]
    remarks = remarks_of(work, row)
    row.secrecy = int(level)
    put_texts(work, row, texts)
    keep_again(work, row, remarks)
    for line, said in lines:
        # A line that was taken out may still be higher; its words stay sealed, the folder no longer has it.
        if paper and line.evrak_id is None and line.withdrawn_at is None:
            line.secrecy = min(line.secrecy, int(level))
        put_line_texts(work, line, said, secret=bool(level) or line.secrecy > 0)
    work.session.flush()


def lines_target(klasor_id: int) -> str:
    """Under which the files of one folder are remembered."""
    return f"{LINE_KIND}.{klasor_id}"


def _lines(look: Look, row: Klasor) -> Sequence[KlasorBelge]:
    statement = select(KlasorBelge).where(col(KlasorBelge.klasor_id) == row.id)
    return look.session.execute(statement).scalars().all()
