"""Checking a shelf by scanner: what each scan says of the records, what is not there, what was missed before."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import select
from sqlmodel import col

from data.arsiv import lookup
from data.arsiv.lookup import AREA, in_sight
from data.arsiv.models import ArsivYer, Klasor
from data.arsiv.operations.events import name_of
from data.arsiv.place_views import scanned_folder
from data.arsiv.rules.scan_codes import ShelfWord
from data.arsiv.rules.values import FolderStage
from data.core.permissions import Verb
from data.core.store import Look
from data.core.text import visible


@dataclass(frozen=True, slots=True)
class ShelfScan:
    """What one scan on a shelf says.

    Attributes:
        klasor_id: Of the folder; 0 for one that is not known.
        name: As the desk calls it, or what was typed.
        recorded: Whole code of the place that the records have; empty for none.
        can_move: It may be moved here with one key.
        before_id: The line of the check that missed it, if it was neither found nor explained since.
    """

    klasor_id: int
    name: str
    word: ShelfWord
    recorded: str
    can_move: bool
    before_id: int | None = None


def scan_on_shelf(look: Look, yer_id: int, typed: str) -> ShelfScan:
    """What the records say of a folder that was scanned on a place. One out of sight is not known.

    Raises:
        NotAllowed: no permission, or a place out of sight.
        BadInput: no such place.
    """
    look.actor.require(AREA, Verb.VIEW)
    lookup.place_row(look, yer_id)
    row = scanned_folder(look, typed)
    if row is None:
        return ShelfScan(0, visible(typed[:40]), ShelfWord.BILINMIYOR, "", can_move=False)
    place = look.session.get(ArsivYer, row.yer_id) if row.yer_id else None
    word = _word(row, yer_id)
    can_move = word in (ShelfWord.BASKA_YER, ShelfWord.YERSIZ)
    code = place.full_code if place else ""
    return ShelfScan(row.id or 0, name_of(row), word, code, can_move=can_move, before_id=row.missing_id)


def scans_on_shelf(look: Look, yer_id: int, labels: Iterable[str]) -> Iterator[ShelfScan]:
    """As :func:`scan_on_shelf`, for all labels of a check in the order in which they were read."""
    return (scan_on_shelf(look, yer_id, typed) for typed in labels)


def not_found(look: Look, yer_id: int, seen: Collection[int]) -> tuple[ShelfScan, ...]:
    """Folders that the records have on a place and nobody scanned there, in the order of the shelf.

    Those on loan are told apart: they need not be there.

    Raises:
        NotAllowed: no permission, or a place out of sight.
        BadInput: no such place.
    """
    look.actor.require(AREA, Verb.VIEW)
    place = lookup.place_row(look, yer_id)
    statement = (
        select(Klasor)
        .where(col(Klasor.yer_id) == yer_id, in_sight(look))
        .order_by(col(Klasor.ordering), col(Klasor.id))
    )
    missing = [row for row in look.session.execute(statement).scalars() if row.id not in seen]
    return tuple(
        ShelfScan(
            row.id or 0,
            name_of(row),
            ShelfWord.DISARIDA if row.loan_id else ShelfWord.YOK,
            place.full_code,
            can_move=False,
            before_id=row.missing_id,
        )
        for row in missing
    )


def _word(row: Klasor, yer_id: int) -> ShelfWord:
    stage = FolderStage(row.stage)
    if stage is FolderStage.IMHA:
        return ShelfWord.IMHA_EDILMIS
    if stage is FolderStage.DEVLET_ARSIVI:
        return ShelfWord.DEVREDILMIS
    if row.loan_id is not None:
        return ShelfWord.ODUNCTE
    if row.yer_id is None:
        return ShelfWord.YERSIZ
    return ShelfWord.BULUNDU if row.yer_id == yer_id else ShelfWord.BASKA_YER
