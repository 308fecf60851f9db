"""A shelf check is kept with all that it says; what it did not find stays marked until found or explained."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from data.arsiv import lookup, shelf_views
from data.arsiv.lookup import AREA, CHECK_KIND, FOLDER_KIND
from data.arsiv.models import Klasor
from data.arsiv.models_shelf import RafDenetimi, RafDenetimiSatir
from data.arsiv.operations.events import Event, happen, name_of
from data.arsiv.rules.scan_codes import ShelfGroup, ShelfWord
from data.arsiv.rules.values import EventKind, FolderStage, law
from data.arsiv.shelf_drafts import EXPLAINED, MissingDraft
from data.arsiv.shelf_views import ShelfScan
from data.core import numbers, trail
from data.core.drafts import check
from data.core.errors import RuleBroken
from data.core.permissions import Verb
from data.core.secrecy import Secrecy
from data.core.store import Work
from data.core.text import clean_line


@dataclass(frozen=True, slots=True)
class Checked:
    """A check as it was kept, with how many folders of each group the actor sees in it.

    Attributes:
        came_back: Of those found, missed by an earlier check.
    """

    id: int
    no: str
    counts: dict[ShelfGroup, int]
    came_back: int


def record_check(work: Work, yer_id: int, scans: Sequence[str]) -> Checked:
    """Keeps the check of a place: every label that was read there, and every folder that was not.

    Args:
        scans: What was read, as often as it was read.

    Raises:
        NotAllowed: no permission, or a place out of sight.
        BadInput: no such place.
        RuleBroken: no label was read.
    """
    work.actor.require(AREA, Verb.PREPARE)
    place = lookup.place_row(work, yer_id)
    if not scans:
        raise RuleBroken("Hiçbir etiket okutulmadı.", "Raftaki klasörlerin etiketlerini okutun.", law=law("15"))
    read = {one.klasor_id or one.name: one for one in shelf_views.scans_on_shelf(work, yer_id, scans)}
    seen = {one.klasor_id for one in read.values() if one.klasor_id}
    year = work.today.year
    row = RafDenetimi(
        year=year,
        number=numbers.next_number(work, CHECK_KIND, year),
        yer_id=yer_id,
        day=work.today,
        made_by=work.actor.user_id,
        made_at=work.now,
    )
    work.session.add(row)
    work.session.flush()
    no, back = f"{row.year}/{row.number}", 0
    said = [*read.values(), *shelf_views.not_found(work, yer_id, seen)]
    for one in said:
        back += _keep(work, row, one)
    # Not how many: secret folders would be counted in it.
    trail.record(
        work, "arsiv.shelf_check", f"Raf denetimi {no}: {place.full_code}", kind=CHECK_KIND, record_id=row.id or 0
    )
    return Checked(row.id or 0, no, dict(Counter(one.word.group for one in said)), back)


def _keep(work: Work, row: RafDenetimi, said: ShelfScan) -> bool:
    """A line with what follows from it for its folder; answers whether a missed one came back."""
    known = said.klasor_id != 0
    line = RafDenetimiSatir(
        denetim_id=row.id or 0,
        klasor_id=said.klasor_id or None,
        word=said.word.value,
        typed="" if known else said.name,
        recorded=said.recorded,
        before_id=said.before_id,
    )
    work.session.add(line)
    work.session.flush()
    if not known or said.word is ShelfWord.DISARIDA:
        return False
    folder = work.session.get_one(Klasor, said.klasor_id)
    text, paper = f"Raf denetimi {row.year}/{row.number}", (CHECK_KIND, row.id or 0)
    if said.word is ShelfWord.YOK:
        if folder.missing_id is None:
            happen(work, folder, Event(kind=EventKind.KAYIP, day=row.day, paper=paper, text=text))
            folder.missing_id = line.id
        return False
    if folder.missing_id is None or not FolderStage(folder.stage).here:
        return False
    happen(work, folder, Event(kind=EventKind.BULUNDU, day=row.day, paper=paper, text=text))
    folder.missing_id = None
    return True


def settle_missing(work: Work, klasor_id: int, draft: MissingDraft, version: int) -> None:
    """A folder that a check did not find was found, or a şef says why it is not there.

    Raises:
        NotAllowed: no permission.
        BadInput, BadFields: no such folder for this desk, something is missing, or a day before its last event.
        RuleBroken: no check misses it.
        Conflict: another desk changed it after it was seen.
    """
    explained = draft.way == EXPLAINED
    work.actor.require(AREA, Verb.CHECK if explained else Verb.PREPARE)
    row = lookup.folder_row(work, klasor_id)
    check(draft)
    if row.missing_id is None:
        raise RuleBroken(f"{name_of(row)} bulunamayanlar arasında değil.", "Listeyi yenileyin.", law=law("15"))
    if row.version != version:
        raise trail.changed_elsewhere(name_of(row), [])
    line = work.session.get_one(RafDenetimiSatir, row.missing_id)
    kind = EventKind.ACIKLANDI if explained else EventKind.BULUNDU
    paper = (CHECK_KIND, line.denetim_id)
    happen(work, row, Event(kind=kind, day=draft.day, paper=paper, text=clean_line(draft.reason)))
    row.missing_id = None
    trail.record(
        work,
        "arsiv.settle_missing",
        f"{name_of(row)}: {kind.label}",
        kind=FOLDER_KIND,
        record_id=klasor_id,
        secrecy=Secrecy(row.secrecy),
    )
