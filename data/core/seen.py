"""What changed on a record since this person last looked at it."""

from __future__ import annotations

from sqlmodel import col, func, select

from data.core import trail
from data.core.models import Seen, TrailEntry
from data.core.store import Look, Work


def changes_since(look: Look, kind: str, record_id: int) -> tuple[trail.Entry, ...]:
    """Entries of the record's history that are newer than this person's last look, newest first.

    A record never looked at has all of its history.
    """
    row = look.session.get(Seen, (look.actor.user_id, kind, record_id))
    return trail.history(look, kind, record_id, after=row.trail_id if row else 0, limit=20)


def mark_seen(work: Work, kind: str, record_id: int) -> None:
    """Remembers that this person has seen the record as it is now; like every note of one's own desk, it leaves
    no entry in the trail."""
    last = work.session.exec(
        select(func.max(col(TrailEntry.id))).where(TrailEntry.kind == kind, TrailEntry.record_id == record_id)
    ).one()
    work.session.merge(Seen(user_id=work.actor.user_id, kind=kind, record_id=record_id, trail_id=last or 0))
    work.session.flush()
    work.recorded += 1
