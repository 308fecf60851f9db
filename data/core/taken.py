"""Files that were imported: refused a second time, and how their columns were mapped."""

from __future__ import annotations

from sqlmodel import select

from data.core.calendar import format_date
from data.core.errors import BadInput
from data.core.models import SavedMapping, TakenFile
from data.core.store import Look, Work


def refuse_second_time(look: Look, target: str, sha256: str, name: str) -> None:
    """Lets only content pass that was not imported before, whatever the file is called.

    Raises:
        BadInput: the same content was imported; says when and by whom.
    """
    row = look.session.exec(
        select(TakenFile).where(TakenFile.target == target, TakenFile.sha256 == sha256)
    ).first()
    if row is not None:
        when = format_date(row.taken_at.astimezone().date())
        raise BadInput(
            f"Bu dosya {when} tarihinde {row.taken_by_name} tarafından alınmış ({row.name}).",
            "Yeni bir dosya seçin; aynı içerik ikinci kez alınmaz.",
            file=name,
        )


def note_taken(work: Work, target: str, sha256: str, name: str, rows: int) -> int:
    """Remembers an imported file and returns its key.

    Raises:
        BadInput: the same content was imported before.
    """
    refuse_second_time(work, target, sha256, name)
    row = TakenFile(
        target=target,
        sha256=sha256,
        name=name,
        rows=rows,
        taken_at=work.now,
        taken_by=work.actor.user_id,
        taken_by_name=work.actor.name,
    )
    work.session.add(row)
    work.session.flush()
    return row.id or 0


def save_mapping(work: Work, target: str, source: str, body: str) -> None:
    """Remembers how a source's columns map; part of an import's own transaction."""
    work.session.merge(SavedMapping(target=target, source=source, body=body))
    work.session.flush()


def saved_mapping(look: Look, target: str, source: str) -> str | None:
    """The remembered mapping of a source, or ``None``."""
    row = look.session.get(SavedMapping, (target, source))
    return row.body if row else None
