"""What every paper of the area begins with: the office's head, the moment of printing, who signs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from data.core.calendar import format_date
from data.core.paper import Block, CellKind, Paper, PaperColumn, Signature, Signatures
from data.core.permissions import Verb
from data.core.stamps import office_lines, wall_clock
from data.core.store import Look
from data.puantaj.report_views import AREA, Sheet
from data.puantaj.rules.period import Period

TEXT, INT, DAYS, MINUTES, DATE, CENTRED = (
    CellKind.TEXT, CellKind.INT, CellKind.DAYS, CellKind.MINUTES, CellKind.DATE, CellKind.CENTRED,
)  # fmt: skip
NUMBER = PaperColumn("Sıra", INT, 4)
SICIL = PaperColumn("Sicil no", TEXT, 8)
NAME = PaperColumn("Adı soyadı", TEXT, 22)
NOT_FINAL = "Kesinleşmemiştir; ücret hesabına esas alınmaz."


def paper(look: Look, name: str, title: str, blocks: Sequence[Block], **more: Any) -> Paper:
    """A paper under the office's head, stamped with this moment."""
    return Paper(
        name=name,
        office_lines=office_lines(look),
        title=title,
        blocks=tuple(blocks),
        printed_at=wall_clock(look.now),
        **more,
    )


def span_text(period: Period) -> str:
    """``Dönem: Ekim 2026 / 01.10.2026–31.10.2026``."""
    dates = f"{format_date(period.start)}–{format_date(period.end)}"
    return f"Dönem: {dates}" if period.label == dates else f"Dönem: {period.label} / {dates}"


def sheet_text(sheet: Sheet) -> str:
    """Period, group and revision of a month, for under a title."""
    again = f" · Sürüm: {sheet.revision} (düzeltme)" if sheet.revision > 1 else ""
    return f"{span_text(sheet.period)} · Grup: {sheet.group}{again}"


def maker(look: Look) -> Signature:
    """Whoever prepares months signs as the one who drew the paper up; else that is left to the pen."""
    actor = look.actor
    if actor.can(AREA, Verb.PREPARE):
        return Signature("Düzenleyen", actor.name, actor.title)
    return Signature("Düzenleyen")


def signed(look: Look, *roles: str) -> Signatures:
    """The sign blocks: who drew it up, then these roles."""
    return Signatures((maker(look), *(Signature(role) for role in roles)))


def open_notes(sheets: Sequence[Sheet]) -> tuple[str, ...]:
    """Says which of the months behind a paper are not final yet."""
    waiting = [f"{sheet.group} {sheet.period.label}" for sheet in sheets if not sheet.closed]
    if not waiting:
        return ()
    shown = ", ".join(waiting[:12]) + (" …" if len(waiting) > 12 else "")
    return (f"Kesinleşmemiş puantajlar: {shown}.", NOT_FINAL)


def numbered(rows: Sequence[tuple[object, ...]]) -> tuple[tuple[object, ...], ...]:
    """The rows with sıra no before them."""
    return tuple((number, *row) for number, row in enumerate(rows, 1))
