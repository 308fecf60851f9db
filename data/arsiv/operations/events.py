"""What happens to a folder is written in one way: the event, its new stage and place, guarded together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlmodel import col

from data.arsiv.lookup import FOLDER_KIND
from data.arsiv.models import Klasor, KlasorOlay
from data.arsiv.notes import kept_or_left
from data.arsiv.rules.stages import may_go
from data.arsiv.rules.values import EventKind, FolderStage, law
from data.core.calendar import format_date
from data.core.errors import BadInput, RuleBroken
from data.core.secrecy import Secrecy
from data.core.store import Work
from data.core.text import clean_line, lower


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happens to a folder.

    Attributes:
        to_stage: Where it leads; nothing where the stage stays.
        to_yer_id: Its new place; with ``moves`` and nothing here it has none any more.
        moves: Its place changes.
        paper: Record kind and key of the paper behind it.
        text: Lies sealed if the folder is secret.
    """

    kind: EventKind
    day: date
    to_stage: FolderStage | None = None
    to_yer_id: int | None = None
    moves: bool = False
    paper: tuple[str, int] = ("", 0)
    text: str = ""


def happen(work: Work, row: Klasor, event: Event) -> KlasorOlay:
    """Writes an event and what it changes; part of another operation, which records the trail.

    Raises:
        BadInput: its day is before the folder's last event or after today.
        RuleBroken: its stage does not lead there.
    """
    before = FolderStage(row.stage)
    after = event.to_stage or before
    if event.to_stage is not None and not may_go(event.kind, before, after):
        raise RuleBroken(
            f"{name_of(row)} şu anda “{lower(before.label)}”; “{lower(after.label)}” olamaz.",
            "Listeyi yenileyip klasörün geçmişine bakın.",
            law=law("13-21"),
        )
    last_number, last_day = work.session.execute(
        select(func.coalesce(func.max(col(KlasorOlay.number)), 0), func.max(col(KlasorOlay.day))).where(
            col(KlasorOlay.klasor_id) == row.id
        )
    ).one()
    _require_order(row, event.day, last_day, work.today)
    made = KlasorOlay(
        klasor_id=row.id or 0,
        number=last_number + 1,
        kind=event.kind.value,
        day=event.day,
        from_stage=before.value if last_number else "",
        to_stage=after.value,
        from_yer_id=row.yer_id,
        to_yer_id=event.to_yer_id if event.moves else row.yer_id,
        paper_kind=event.paper[0],
        paper_id=event.paper[1] or None,
        text=kept_or_left(work, row, clean_line(event.text)),
        made_by=work.actor.user_id,
        made_at=work.now,
    )
    row.stage = after.value
    if event.moves:
        row.yer_id = event.to_yer_id
    row.version += 1
    work.session.add(made)
    work.session.flush()
    return made


def name_of(row: Klasor) -> str:
    """A folder as messages and the trail call it: its code, year and number, never a word of its subject."""
    return f"{row.code} / {row.no} klasörü"


def told_of(rows: Sequence[Klasor]) -> tuple[Sequence[Klasor], Secrecy]:
    """Of which folders of one step its trail entry speaks, and at which level.

    The ordinary ones, so that their history is whole for everybody and counts no secret one; if all are secret, of
    these for those cleared.
    """
    plain = [row for row in rows if not row.secrecy]
    return (plain, Secrecy.YOK) if plain or not rows else (rows, Secrecy(max(row.secrecy for row in rows)))


def told_with(kind: str, key: int, told: Sequence[Klasor], level: Secrecy) -> tuple[str, int]:
    """Record kind and key under which an entry of :func:`told_of` stands.

    What is Gizli or above stands with a folder of its own: the history of a place, a list or a unit is read by
    people who are cleared but need not know of it.
    """
    return (FOLDER_KIND, told[0].id or 0) if level >= Secrecy.GIZLI else (kind, key)


def _require_order(row: Klasor, day: date, last: date | None, today: date) -> None:
    if day > today:
        raise BadInput(f"{format_date(day)} henüz gelmedi.", "Tarihi düzeltin.", field="day")
    if last is not None and day < last:
        raise BadInput(
            f"{name_of(row)} için son işlem {format_date(last)} günü yapılmış; ondan önceye işlem yazılmaz.",
            "Tarihi düzeltin ya da klasörün geçmişine bakın.",
            field="day",
        )
