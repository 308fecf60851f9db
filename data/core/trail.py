"""Denetim izi: the append-only history of every change and of every look at guarded data.

Each entry's hash covers its own content and the hash of the entry before it, so a changed, removed or inserted
entry breaks the chain at its place. Triggers refuse UPDATE and DELETE even to a person with direct SQL.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, insert
from sqlmodel import SQLModel, col, select

from data.core import engine as engines
from data.core.errors import Conflict
from data.core.models import TrailEntry
from data.core.permissions import Actor
from data.core.secrecy import Secrecy
from data.core.store import Look, Work

_FIRST = "0" * 64
_CHUNK = 2_000
_WRITE = insert(SQLModel.metadata.tables[str(TrailEntry.__tablename__)])
_LAST_HASH = select(TrailEntry.hash).order_by(col(TrailEntry.id).desc()).limit(1)


@dataclass(frozen=True, slots=True)
class Change:
    """One field of a record, in words: what it was, what it is."""

    field: str
    old: str
    new: str


def changed_elsewhere(what: str, changes: Sequence[Change]) -> Conflict:
    """The refusal of changes to a record that another desk changed after it was seen; says both sides.

    Args:
        what: The record, as the subject of a sentence.
    """
    return Conflict(
        f"{what} bu sırada başka bir masada değiştirildi.",
        "Kaydı yeniden açın; yazdıklarınız taslakta duruyor.",
        mine=", ".join(f"{change.field}: {change.new}" for change in changes),
        theirs=", ".join(f"{change.field}: {change.old}" for change in changes),
    )


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the trail as a person reads it."""

    id: int
    at: datetime
    who: str
    action: str
    kind: str
    record_id: int
    summary: str
    changes: tuple[Change, ...]


def record(
    work: Work,
    action: str,
    summary: str,
    *,
    kind: str = "",
    record_id: int = 0,
    changes: Sequence[Change] = (),
    actor: Actor | None = None,
    secrecy: Secrecy = Secrecy.YOK,
) -> int:
    """Writes one entry in the present transaction and returns its key.

    Args:
        action: What was done, ``area.verb`` (``puantaj.submit``).
        summary: One Turkish sentence; personal numbers masked, no content of secret records.
        kind: Registry name of the record, with ``record_id`` its key.
        actor: Who did it, if not the actor of the transaction.
        secrecy: Level of the record; those not cleared never read the entry.
    """
    work.session.flush()
    who = actor or work.actor
    entry = TrailEntry(
        at=work.now.astimezone(UTC),
        actor_id=who.user_id,
        actor_name=who.name,
        action=action,
        kind=kind,
        record_id=record_id,
        summary=summary,
        changes=json.dumps([[c.field, c.old, c.new] for c in changes], ensure_ascii=False),
        secrecy=int(secrecy),
        previous_hash=_last_hash(work),
        hash="",
    )
    entry.hash = _digest(entry)
    (given,) = work.connection.execute(_WRITE, entry.model_dump(exclude={"id"})).inserted_primary_key or (0,)
    work.recorded += 1
    return int(given)


def _last_hash(look: Look) -> str:
    return look.connection.execute(_LAST_HASH).scalar() or _FIRST


def _digest(entry: TrailEntry) -> str:
    parts = [
        entry.previous_hash,
        entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        entry.actor_id,
        entry.actor_name,
        entry.action,
        entry.kind,
        entry.record_id,
        entry.summary,
        entry.changes,
    ]
    if entry.secrecy:  # only then, so that chains written before there were levels stay proved
        parts.append(entry.secrecy)
    content = json.dumps(parts, ensure_ascii=False)
    return hashlib.sha256(content.encode()).hexdigest()


def entry_of(row: TrailEntry) -> Entry:
    """An entry of the table as a person reads it."""
    return Entry(
        id=row.id or 0,
        at=row.at,
        who=row.actor_name,
        action=row.action,
        kind=row.kind,
        record_id=row.record_id,
        summary=row.summary,
        changes=tuple(Change(*change) for change in json.loads(row.changes)),
    )


def history(look: Look, kind: str, record_id: int, *, after: int = 0, limit: int = 200) -> tuple[Entry, ...]:
    """What happened to a record, newest first; only entries later than ``after`` if that is given."""
    rows = look.session.exec(
        select(TrailEntry)
        .where(
            TrailEntry.kind == kind,
            TrailEntry.record_id == record_id,
            col(TrailEntry.id) > after,
            readable(look),
        )
        .order_by(col(TrailEntry.id).desc())
        .limit(limit)
    )
    return tuple(entry_of(row) for row in rows)


def readable(look: Look) -> ColumnElement[bool]:
    """Condition on the trail: entries of records that the actor is cleared for."""
    return col(TrailEntry.secrecy) <= int(look.actor.clearance)


@dataclass(frozen=True, slots=True)
class ChainState:
    """What walking the whole chain found: how many entries, and the first one that is not as it was written."""

    entries: int
    broken_id: int | None
    fault: str


def walk(look: Look, told: Callable[[int], None] | None = None) -> ChainState:
    """Proves the whole chain, streaming; memory does not grow with its length.

    Args:
        told: Hears now and then how many entries are proved; what it raises ends the walk.
    """
    expected, seen, last_id = _FIRST, 0, 0
    for row in _stream(look):
        if told is not None and seen % _CHUNK == 0:
            told(seen)
        row_id = row.id or 0
        seen += 1
        if row_id != last_id + 1:
            return ChainState(seen, last_id + 1, f"{last_id + 1}. kayıt eksik")
        if row.previous_hash != expected:
            return ChainState(seen, row_id, f"{row_id}. kayıt bir öncekine bağlanmıyor")
        if _digest(row) != row.hash:
            return ChainState(seen, row_id, f"{row_id}. kaydın içeriği değiştirilmiş")
        expected, last_id = row.hash, row_id
    given = engines.last_given_id(look.connection, "trail_entry")
    if given > last_id:
        return ChainState(seen, last_id + 1, f"{last_id + 1}. ve sonraki kayıtlar silinmiş")
    return ChainState(seen, None, "")


def _stream(look: Look) -> Iterator[TrailEntry]:
    last = 0
    while True:
        rows = look.session.exec(
            select(TrailEntry).where(col(TrailEntry.id) > last).order_by(col(TrailEntry.id)).limit(_CHUNK)
        ).all()
        if not rows:
            return
        yield from rows
        last = rows[-1].id or 0
        look.session.expunge_all()
