"""What screens ask about hand-overs: their ledger, one with its lines, what is ready for a list, and why not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import case, func, select
from sqlmodel import col

from data.arsiv import lookup
from data.arsiv.folder_views import FolderRow, folder_builder
from data.arsiv.lookup import AREA, in_sight
from data.arsiv.models import ArsivYer, Klasor
from data.arsiv.models_papers import ArsivDevir, ArsivDevirSatir
from data.arsiv.notes import in_list
from data.arsiv.operations.transfers import OPEN, barred, ready
from data.arsiv.rules.retention import hand_over_day
from data.arsiv.rules.values import TransferKind, TransferState
from data.core.models import Birim
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.reasons import Reason
from data.core.store import Look
from data.core.text import fold
from data.core.units import in_scope
from data.core.windows import window


@dataclass(frozen=True, slots=True)
class TransferRow:
    """A hand-over; counted are the folders that the actor may see.

    Attributes:
        no: Year and number: ``2026/3``.
        taken: How many lines say taken; ``returned`` given back; the rest waits.
    """

    id: int
    no: str
    kind: TransferKind
    birim_id: int
    birim: str
    day: date
    state: TransferState
    folders: int
    taken: int
    returned: int
    giver: str
    taker: str
    taken_on: date | None
    paper: str
    note: str
    version: int


@dataclass(frozen=True, slots=True)
class TransferLine:
    """A folder of a hand-over; ``id`` is the folder's key. ``taken`` is empty while nobody decided."""

    id: int
    line_no: int
    folder: FolderRow
    taken: bool | None
    reason: str
    new_place: str


def transfer_window(
    look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None = None
) -> Window[TransferRow]:
    """Hand-overs of units in sight, the last begun first.

    Views: empty for those that still go on, ``tamam``, ``iptal``, ``tumu``. Words stand in unit, number or paper.

    Raises:
        NotAllowed: no permission.
    """
    look.actor.require(AREA, Verb.VIEW)
    statement: Any = select(ArsivDevir, col(Birim.name)).join(Birim, col(Birim.id) == col(ArsivDevir.birim_id))
    if not look.actor.sees_all:
        statement = statement.where(in_scope(look))
    if query.view in ("tamam", "iptal"):
        statement = statement.where(col(ArsivDevir.state) == query.view)
    elif query.view != "tumu":
        statement = statement.where(col(ArsivDevir.state).in_(OPEN))
    words = fold(query.text).split()
    if words:
        # A municipality has some hundred in a year.
        said = [
            (row.id, fold(f"{row.year}/{row.number} {unit} {row.paper} {TransferKind(row.kind).label}"))
            for row, unit in look.session.execute(statement)
        ]
        keys = [key for key, text in said if all(word in text for word in words)]
        statement = statement.where(col(ArsivDevir.id).in_(keys))
    return window(
        look, statement, (col(ArsivDevir.id),), lambda one: _row(look, one[0], one[1]), start=start, limit=limit,
        anchor=anchor, descending=not query.descending,
    )  # fmt: skip


def transfer_card(look: Look, devir_id: int) -> TransferRow:
    """One hand-over of a unit in sight.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: there is none.
    """
    look.actor.require(AREA, Verb.VIEW)
    row = lookup.transfer_row(look, devir_id)
    return _row(look, row, look.session.get_one(Birim, row.birim_id).name)


def transfer_lines(
    look: Look, devir_id: int, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None = None
) -> Window[TransferLine]:
    """The folders of a hand-over in sight, in its order. Views: empty for all, ``bekleyen``, ``teslim``, ``iade``.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: there is none.
    """
    look.actor.require(AREA, Verb.VIEW)
    lookup.transfer_row(look, devir_id)
    statement: Any = (
        select(ArsivDevirSatir, Klasor, col(ArsivYer.full_code))
        .join(Klasor, col(Klasor.id) == col(ArsivDevirSatir.klasor_id))
        .join(ArsivYer, col(ArsivYer.id) == col(ArsivDevirSatir.yer_id), isouter=True)
        .where(col(ArsivDevirSatir.devir_id) == devir_id, in_sight(look))
    )
    wanted = {"bekleyen": None, "teslim": True, "iade": False}
    if query.view in wanted:
        statement = statement.where(col(ArsivDevirSatir.taken).is_(wanted[query.view]))
    for word in fold(query.text).split():
        statement = statement.where(col(Klasor.arama).contains(word, autoescape=True))
    build = folder_builder(look)

    def line(found: Any) -> TransferLine:
        row, folder, place = found[0], found[1], found[2]
        return TransferLine(
            folder.id, row.line_no, build(folder), row.taken, in_list(folder, row.reason), place or ""
        )

    order = (col(ArsivDevirSatir.line_no), col(ArsivDevirSatir.id))
    return window(
        look, statement, order, line, start=start, limit=limit, anchor=anchor, descending=query.descending
    )


def ready_window(
    look: Look, devir_id: int, _query: LedgerQuery, start: int, limit: int, anchor: Anchor | None = None
) -> Window[FolderRow]:
    """Folders in sight that are ready and due for a list and on none yet, in the order that it would have.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: there is no such list.
    """
    look.actor.require(AREA, Verb.VIEW)
    row = lookup.transfer_row(look, devir_id)
    statement = ready(look, TransferKind(row.kind), row.birim_id, row.day).order_by(None)
    order = (col(Klasor.code), col(Klasor.opened_year), col(Klasor.part), col(Klasor.number), col(Klasor.id))
    build = folder_builder(look)
    return window(look, statement, order, lambda one: build(one[0]), start=start, limit=limit, anchor=anchor)


def why_not(look: Look, devir_id: int, klasor_id: int) -> tuple[Reason, ...]:
    """When a folder is due at the archive, and why it may not go on a list if it may not (Neden?).

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: there is no such list or folder for this actor.
    """
    look.actor.require(AREA, Verb.VIEW)
    devir = lookup.transfer_row(look, devir_id)
    row = lookup.folder_row(look, klasor_id)
    due = hand_over_day(lookup.retention_of(row), row.closed_year)
    return (*barred(look, devir, row), *due.reasons)


def _row(look: Look, row: ArsivDevir, unit: str) -> TransferRow:
    statement = (
        select(
            func.count(),
            func.coalesce(func.sum(case((col(ArsivDevirSatir.taken).is_(True), 1), else_=0)), 0),
            func.coalesce(func.sum(case((col(ArsivDevirSatir.taken).is_(False), 1), else_=0)), 0),
        )
        .select_from(ArsivDevirSatir)
        .join(Klasor, col(Klasor.id) == col(ArsivDevirSatir.klasor_id))
        .where(col(ArsivDevirSatir.devir_id) == row.id, in_sight(look))
    )
    folders, taken, returned = look.session.execute(statement).one()
    return TransferRow(
        id=row.id or 0,
        no=f"{row.year}/{row.number}",
        kind=TransferKind(row.kind),
        birim_id=row.birim_id,
        birim=unit,
        day=row.day,
        state=TransferState(row.state),
        folders=int(folders),
        taken=int(taken),
        returned=int(returned),
        giver=f"{row.giver_name}, {row.giver_title}".strip(", "),
        taker=f"{row.taker_name}, {row.taker_title}".strip(", "),
        taken_on=row.taken_on,
        paper=row.paper,
        note=row.note,
        version=row.version,
    )
