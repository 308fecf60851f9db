"""Files that were imported: refused a second time, and how their columns were mapped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy import update
from sqlmodel import col, select

from data.core.calendar import format_date
from data.core.errors import BadInput
from data.core.intake.mapping import ColumnMapping, guess_mapping, sources
from data.core.intake.tables import Sheet
from data.core.models import SavedMapping, TakenFile
from data.core.store import Look, Work

_FEWEST_COLUMNS = 2
"""Columns that a row must name before it is taken for the heading."""


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


def note_taken(work: Work, target: str, sha256: str, name: str, rows: int, span: str = "") -> int:
    """Remembers an imported file and returns its key.

    Args:
        span: What its rows reach over, in words.

    Raises:
        BadInput: the same content was imported before.
    """
    refuse_second_time(work, target, sha256, name)
    row = TakenFile(
        target=target,
        sha256=sha256,
        name=name,
        rows=rows,
        span=span,
        taken_at=work.now,
        taken_by=work.actor.user_id,
        taken_by_name=work.actor.name,
    )
    work.session.add(row)
    work.session.flush()
    return row.id or 0


def forget_names(work: Work, target: str) -> None:
    """Blots the names of files that were imported into what became secret; their content is known all the same."""
    work.session.execute(update(TakenFile).where(col(TakenFile.target) == target).values(name="—"))
    work.touched = True


def save_mapping(work: Work, target: str, source: str, body: str) -> None:
    """Remembers how a source's columns map; part of an import's own transaction."""
    work.session.merge(SavedMapping(target=target, source=source, body=body))
    work.session.flush()


def saved_body(look: Look, target: str, source: str) -> str:
    """What is remembered of a source, as :func:`save_mapping` got it; empty if nothing."""
    row = look.session.get(SavedMapping, (target, source))
    return row.body if row is not None else ""


def saved_mapping(look: Look, target: str, sheet: Sheet) -> ColumnMapping | None:
    """The remembered mapping of a table with these headings, wherever they stand now, or ``None``."""
    names = sources(sheet)
    rows = look.session.exec(
        select(SavedMapping).where(SavedMapping.target == target, col(SavedMapping.source).in_(set(names)))
    )
    kept = {row.source: row.body for row in rows}
    for place, name in enumerate(names):
        if name in kept:
            header_row = place if place < len(names) - 1 else -1
            return replace(ColumnMapping.from_json(kept[name]), source=name, header_row=header_row)
    return None


def mapping_for(look: Look, target: str, sheet: Sheet, wanted: Mapping[str, Sequence[str]]) -> ColumnMapping:
    """How a table's columns map: as remembered, else as its headings suggest."""
    kept = saved_mapping(look, target, sheet)
    if kept is not None:
        return kept
    guess = guess_mapping(sheet, wanted)
    if len(guess.columns) < _FEWEST_COLUMNS:
        # One likely word may stand in any row; the first row of several cells is the likelier heading.
        row = next((place for place, cells in enumerate(sheet.rows) if sum(map(bool, cells)) > 1), 0)
        guess = ColumnMapping("", row, ())
    return replace(guess, source=sources(sheet)[guess.header_row])
