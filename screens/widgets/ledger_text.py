"""Rows of a ledger as text for the clipboard."""

from __future__ import annotations

import re
from collections.abc import Sequence

from data.core.text import visible
from screens.widgets.ledger_columns import Column, RowT

_PLAIN_NUMBER = re.compile(r"[+-][\d., ]*( TL)?")


def tab_separated(columns: Sequence[Column[RowT]], rows: Sequence[RowT]) -> str:
    """One line a row, a tab between columns; several rows get a line of titles."""
    lines = ["\t".join(_plain(column.text(row)) for column in columns) for row in rows]
    if len(lines) > 1:
        lines.insert(0, "\t".join(_plain(column.title) for column in columns))
    return "\n".join(lines)


def _plain(text: str) -> str:
    """A cell on one line that never becomes a formula when it is pasted into a spreadsheet."""
    text = visible(text.replace("\t", " ").replace("\n", " "))
    guarded = text[:1] in ("=", "@") or (text[:1] in ("+", "-") and not _PLAIN_NUMBER.fullmatch(text))
    return f"'{text}" if guarded else text
