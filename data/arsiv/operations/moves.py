"""Folders on their places: moved one by one or many at once, put in order on the shelf (m.15)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sqlalchemy import func, select
from sqlmodel import col

from data.arsiv import lookup
from data.arsiv.lookup import AREA, PLACE_KIND
from data.arsiv.models import ArsivYer, Klasor
from data.arsiv.operations.events import Event, happen, name_of, told_of, told_with
from data.arsiv.place_drafts import MoveDraft
from data.arsiv.rules.places import level_of
from data.arsiv.rules.values import ArchiveLevel, EventKind, FolderStage, law
from data.core import trail
from data.core.drafts import check
from data.core.errors import BadInput, RuleBroken
from data.core.models import Birim
from data.core.permissions import Verb
from data.core.store import Look, Work
from data.core.text import lower

SHELF_ORDER: Final = (
    col(Klasor.code), col(Klasor.opened_year), col(Klasor.part), col(Klasor.series), col(Klasor.number),
    col(Klasor.id),
)  # fmt: skip
"""Small codes first, then by year, part and number (m.15/6); beside each other the ordinary before the secret."""
MOST: Final = 2_000
"""Most folders of one step: the others wait for its two seconds."""


def move(work: Work, klasor_ids: Sequence[int], draft: MoveDraft) -> int:
    """Puts folders on a place; returns how many moved, those that stand there already not among them.

    Raises:
        NotAllowed: no permission, or a place out of sight.
        BadInput, BadFields: nothing chosen, a folder out of sight, or a day that cannot be.
        RuleBroken: one is on loan or gone, the place is another archive's or closed, or has no room.
    """
    work.actor.require(AREA, Verb.PREPARE)
    place = lookup.place_row(work, draft.yer_id)
    check(draft)
    rows = [lookup.folder_row(work, one) for one in chosen(klasor_ids)]
    going = [row for row in rows if row.yer_id != place.id or _into_archive(row, draft)]
    require_room(work, place, sum(row.yer_id != place.id for row in going), over=draft.over)
    last = _last_order(work, place)
    for number, row in enumerate(going, last + 1):
        require_fits(work, row, place)
        if row.loan_id is not None:
            raise RuleBroken(f"{name_of(row)} ödünçte.", "Önce ödünç dönüşünü yazın.", law=law("8"))
        into = FolderStage.BIRIM_ARSIVI if _into_archive(row, draft) else None
        stays = row.yer_id == place.id
        event = Event(
            kind=EventKind.TASINDI, day=draft.day, to_stage=into, to_yer_id=place.id, moves=True,
            text=place.full_code,
        )  # fmt: skip
        happen(work, row, event)
        row.ordering = row.ordering if stays else number
    work.session.flush()
    if going:
        _tell(work, going, f"{place.full_code} yerine taşındı", place)
    return len(going)


def order_shelf(work: Work, yer_id: int) -> int:
    """Puts the folders of a place in order, small codes first, then by year and number (m.15/6); returns how many.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such place.
    """
    work.actor.require(AREA, Verb.PREPARE)
    place = lookup.place_row(work, yer_id)
    wanted = select(Klasor).where(col(Klasor.yer_id) == yer_id).order_by(*SHELF_ORDER)
    rows = list(work.session.execute(wanted).scalars())
    moved = [(row, place) for place, row in enumerate(rows, 1) if row.ordering != place]
    for row, number in moved:
        row.ordering = number
    if moved:
        words = f"Raf sıraya kondu: {place.full_code}"
        told, level = told_of([row for row, _ in moved])
        kind, key = told_with(PLACE_KIND, yer_id, told, level)
        trail.record(work, "arsiv.order", words, kind=kind, record_id=key, secrecy=level)
    return len(moved)


def settle(work: Work, row: Klasor, place: ArsivYer) -> None:
    """Puts a folder that has just come to a place behind those that stand there; part of another operation."""
    row.ordering = _last_order(work, place) + 1
    work.session.flush()


def require_fits(look: Look, row: Klasor, place: ArsivYer, *, level: ArchiveLevel | None = None) -> None:
    """Lets a folder stand only in the archive that has it at its stage, and not in another unit's.

    Args:
        level: The archive that it comes to, where it is just being handed over.

    Raises:
        RuleBroken: it cannot stand there.
    """
    stage = FolderStage(row.stage)
    if not stage.here:
        raise RuleBroken(f"{name_of(row)}: {lower(stage.label)}.", "Kaydına bakın.", law=law("15"))
    if not place.active:
        raise RuleBroken(f"{place.full_code} kapalı.", "Kullanımda olan bir yer seçin.", law=law("15"))
    wanted = level or level_of(stage)
    if place.level != wanted.value:
        whose = lower(ArchiveLevel(place.level).label)
        raise RuleBroken(
            f"{name_of(row)} “{lower(stage.label)}”; {place.full_code} ise {whose}.",
            "Kurum arşivine devirle geçilir." if wanted is ArchiveLevel.BIRIM else "Kurum arşivinden yer seçin.",
            law=law("14-15"),
        )
    own = place.birim_id in (None, row.birim_id)
    if not own and not _unit_of(look, row.birim_id).startswith(_unit_of(look, place.birim_id or 0)):
        raise RuleBroken(
            f"{place.full_code} başka birimin arşivi.", "Klasörün kendi biriminden yer seçin.", law=law("15")
        )


def require_room(look: Look, place: ArsivYer, coming: int, *, over: bool) -> None:
    """Lets folders come only as far as the place has room, or where somebody says that they fit all the same.

    Raises:
        RuleBroken: more than its capacity.
    """
    if over or not place.capacity or not coming:
        return
    here = select(func.count()).select_from(Klasor).where(col(Klasor.yer_id) == place.id)
    if int(look.session.execute(here).scalar_one()) + coming > place.capacity:
        raise RuleBroken(
            f"{place.full_code} en çok {place.capacity} klasör alır; seçilenler sığmıyor.",
            "Başka yer seçin ya da “Yer dolu olsa da koy” deyin.",
            law=law("15"),
        )


def chosen(keys: Sequence[int]) -> tuple[int, ...]:
    """Keys of chosen folders, each once.

    Raises:
        BadInput: none, or more than one form can take.
    """
    found = tuple(dict.fromkeys(keys))
    if not found:
        raise BadInput("Klasör seçilmedi.", "Klasörleri boşluk tuşuyla seçin.", field="klasor_id")
    if len(found) > MOST:
        raise BadInput(f"Bir kerede en çok {MOST} klasör.", "Daha azını seçin.", field="klasor_id")
    return found


def _into_archive(row: Klasor, draft: MoveDraft) -> bool:
    return draft.archive and row.stage != FolderStage.BIRIM_ARSIVI.value


def _unit_of(look: Look, birim_id: int) -> str:
    return look.session.get_one(Birim, birim_id).path


def _last_order(look: Look, place: ArsivYer) -> int:
    last = select(func.coalesce(func.max(col(Klasor.ordering)), 0)).where(col(Klasor.yer_id) == place.id)
    return int(look.session.execute(last).scalar_one())


def _tell(work: Work, rows: Sequence[Klasor], done: str, place: ArsivYer) -> None:
    told, level = told_of(rows)
    what = name_of(told[0]) if len(told) == 1 else f"{len(told)} klasör"
    one = len(told) == 1
    kind, key = (lookup.FOLDER_KIND, told[0].id or 0) if one else told_with(PLACE_KIND, place.id or 0, told, level)
    trail.record(work, "arsiv.move", f"{what} {done}", kind=kind, record_id=key, secrecy=level)
