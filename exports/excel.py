"""The ground all Excel files are written on: text that stays text, shared styles, equal bytes for equal input."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from data.core.text import fold

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell.cell import Cell
    from openpyxl.styles.cell_style import StyleArray

FACE = "Arial"
"""Every office computer has it, the rules of official writing name it, and our own Liberation Sans is as wide."""
LONGEST = 32_767
"""Most characters Excel keeps in a cell."""
_RISKY = ("=", "+", "-", "@")


class Style:
    """One look of cells, made once and shared by all of them."""

    __slots__ = ("_guarded", "_plain")

    def __init__(self, cell: Cell, **looks: Any) -> None:
        """Takes the look from any cell of the workbook, which is given back as it was."""
        for name, look in looks.items():
            setattr(cell, name, look)
        self._plain: StyleArray = cell._style
        cell.quotePrefix = False
        self._guarded: StyleArray = type(self._plain)(self._plain)
        self._guarded.quotePrefix = 1
        cell._style = type(self._plain)()

    def text(self, cell: Cell, text: str) -> None:
        """Writes a text that no program ever takes for a formula, not even when somebody edits the cell.

        Args:
            text: Already without control characters.
        """
        cell._value = text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
        cell.data_type = "s"
        cell._style = self._guarded if text.startswith(_RISKY) else self._plain

    def number(self, cell: Cell, value: object) -> None:
        """Writes a number or an instant as such."""
        cell.value = value
        cell._style = self._plain

    def blank(self, cell: Cell) -> None:
        """Only the look."""
        cell._style = self._plain


def new_workbook(title: str, printed_at: datetime, *, size: float, write_only: bool = False) -> Workbook:
    """A workbook in our face, stamped with the clock time of printing.

    Args:
        size: Type size in points of cells that have no style of their own; column widths count its digits.
    """
    from openpyxl import Workbook
    from openpyxl.styles import Font

    workbook = Workbook(write_only=write_only)
    workbook._named_styles["Normal"].font = Font(name=FACE, size=size)
    workbook._fonts[0] = Font(name=FACE, size=size)
    workbook.properties.title = title
    workbook.properties.creator = "İdari Masa"
    workbook.properties.created = workbook.properties.modified = printed_at
    return workbook


def save(workbook: Workbook, path: Path, printed_at: datetime) -> None:
    """Writes the file; equal content with an equal ``printed_at`` gives equal bytes."""
    from openpyxl.writer.excel import ExcelWriter

    with _Archive(path, printed_at) as archive:
        ExcelWriter(workbook, archive).write_data()


def lines(text: str, width: float, most: int) -> int:
    """How many lines a text needs in a column that wide, at most ``most``: rows get their height beforehand."""
    letters = int(width * 1.1)  # column widths count digits; letters are a little narrower
    if len(text) <= letters:
        return 1
    return min(most, len(wrap(text[: letters * most + 1], letters)))


def sheet_title(text: str) -> str:
    """A name for the sheet's tab: at most 31 signs, none that Excel refuses."""
    plain = "".join(" " if sign in "[]:*?/\\" else sign for sign in text)
    plain = " ".join(plain.split())[:31].strip("' ")
    return "Sayfa1" if not plain or fold(plain) == "history" else plain


def footer(sheet: Any, left: str, right: str, above: str = "", mark: str = "") -> None:
    """Page x/y in the middle, the given texts beside and above it, on every printed page.

    Args:
        mark: Secrecy in capitals, in red at the head of every page and above its number.
    """
    parts = ((sheet.oddFooter.left, left), (sheet.oddFooter.center, ""), (sheet.oddFooter.right, right))
    for part, text in parts:
        part.font, part.size = FACE, 7
        # A lone & would start a field code.
        part.text = text.replace("&", "&&")[:80]
    pages = "Sayfa &P / &N"
    below = "\n".join(one for one in (mark, pages) if one)
    sheet.oddFooter.center.text = f"{above.replace('&', '&&')}\n\n{below}" if above else below
    if mark:
        head = sheet.oddHeader.center
        head.font, head.size, head.color, head.text = FACE, 10, "CC0000", mark


class _Archive(ZipFile):
    """A zip whose entries all carry one given time instead of the moment of writing."""

    def __init__(self, path: Path, moment: datetime) -> None:
        super().__init__(path, "w", ZIP_DEFLATED)
        self._stamp = (max(moment.year, 1980), *moment.timetuple()[1:6])

    def writestr(self, zinfo_or_arcname: Any, data: Any, *_args: Any, **_options: Any) -> None:
        """As the zip module's, with our time."""
        super().writestr(self._entry(zinfo_or_arcname), data)

    def write(self, filename: Any, arcname: Any = None, *_args: Any, **_options: Any) -> None:
        """As the zip module's, with our time."""
        # Sizes beyond 4 GB need the long form, which must be announced before the first byte.
        large = Path(filename).stat().st_size > 1 << 31
        with (
            Path(filename).open("rb") as source,
            self.open(self._entry(arcname), "w", force_zip64=large) as target,
        ):
            shutil.copyfileobj(source, target, 1 << 20)

    def _entry(self, name: str) -> ZipInfo:
        entry = ZipInfo(name, self._stamp)
        entry.compress_type = ZIP_DEFLATED
        entry.create_system = 3
        entry.external_attr = 0o600 << 16
        return entry
