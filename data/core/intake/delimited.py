"""Text tables: csv, tsv, txt, dat. Quoting by RFC 4180, the delimiter by what keeps the rows equally wide."""

from __future__ import annotations

import csv
import io
from collections import Counter

from data.core.errors import BadInput
from data.core.intake.cells import MAX_CELL_TEXT, Grid

_CANDIDATES = ("\t", ";", "|", ",")
"""In the order of trust: a comma is also the Turkish decimal sign."""
_LEAST_SHARE = 0.4
"""Below it the sign is punctuation inside one column of text."""
_SAMPLE_ROWS = 200
_SAMPLE_SIGNS = 64 * 1024


def read_delimited(text: str, max_rows: int) -> tuple[list[tuple[str, ...]], str]:
    """Rows and the delimiter (empty if there is one column); row ``n`` is the ``n``-th record, blank lines count.

    Raises:
        BadInput: a quote is never closed, or a ceiling is passed.
    """
    text = text.rstrip("\x1a")  # DOS programs end a text file with it
    named, body = _named_delimiter(text)
    lines = io.StringIO(body, newline="").readlines()
    delimiter = named or guess_delimiter(body)
    reader = csv.reader(lines, delimiter=delimiter or "\x1f", doublequote=True)
    grid = Grid(max_rows)
    start = 0
    row = 0
    try:
        for row, cells in enumerate(reader, 1):
            if reader.line_num < len(lines):
                start = reader.line_num
            grid.add_texts(row, cells)
    except csv.Error as error:
        raise _unclosed(row + 1) from error
    _check_closed(lines[start:], delimiter, row)
    return grid.finish(), delimiter


def guess_delimiter(text: str) -> str:
    """The sign that splits the rows most evenly; empty if none splits them."""
    sample = text[:_SAMPLE_SIGNS]
    if len(sample) < len(text):
        sample = sample[: max(sample.rfind("\n"), sample.rfind("\r"), 0) or len(sample)]
    best, best_share = "", 0.0
    for candidate in _CANDIDATES:
        share = _evenness(sample, candidate)
        if share > best_share + (0.1 if best else 0.0):
            best, best_share = candidate, share
    return best if best_share >= _LEAST_SHARE else ""


def _evenness(sample: str, candidate: str) -> float:
    """Share of the rows that have the most usual width, counting only widths above one."""
    if candidate not in sample:
        return 0.0
    widths: Counter[int] = Counter()
    try:
        for cells in csv.reader(io.StringIO(sample, newline=""), delimiter=candidate):
            if any(cells):
                widths[len(cells)] += 1
            if widths.total() >= _SAMPLE_ROWS:
                break
    except csv.Error:
        return 0.0
    split = {width: count for width, count in widths.items() if width > 1}
    return max(split.values()) / widths.total() if split else 0.0


def _named_delimiter(text: str) -> tuple[str, str]:
    """Excel's own first line ``sep=;``, which it does not show, and the rest."""
    head = text[:16].splitlines()[0] if text else ""
    if len(head) == 5 and head.startswith(("sep=", "SEP=")) and head[4] in _CANDIDATES:
        rest = text[5:]
        return head[4], rest.removeprefix("\r").removeprefix("\n")
    return "", text


def _check_closed(last_record: list[str], delimiter: str, row: int) -> None:
    try:
        for _ in csv.reader(last_record, delimiter=delimiter or "\x1f", strict=True):
            pass
    except csv.Error as error:
        if "unexpected end" in str(error):
            raise _unclosed(row) from error


def _unclosed(row: int) -> BadInput:
    return BadInput(
        f"Kapanmamış tırnak işareti var ya da bir hücre {MAX_CELL_TEXT} karakterden uzun.",
        "Dosyayı düzeltip yeniden seçin.",
        row=row,
    )
