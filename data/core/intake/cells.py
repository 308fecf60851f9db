"""Cells as the text that a person would see, gathered under ceilings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from data.core.errors import BadInput
from data.core.text import clean_block

MAX_ROWS = 200_000
MAX_COLUMNS = 512
MAX_CELL_TEXT = 32_767
"""Excel's own limit of one cell."""
MAX_CELLS = 5_000_000
"""Of all sheets of a file, empty cells before a filled one included: what 300 MB of memory hold."""

_ERRORS = frozenset(
    ("#N/A", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#NULL!", "#GETTING_DATA", "#SPILL!", "#CALC!")
)
_MIDNIGHT = time()
_LAST_SECOND = time(23, 59, 59)


class Grid:
    """The rows of one sheet while they are read; row ``n`` of the file is ``rows[n-1]``.

    Args:
        max_rows: Last row that may hold anything.
        room: Cells that the file may still fill.
    """

    def __init__(self, max_rows: int, room: int = MAX_CELLS) -> None:
        self.rows: list[tuple[str, ...]] = []
        self.cells = 0
        self._max_rows = max_rows
        self._room = room
        self._cleaned: dict[str, str] = {}
        self._midnights: list[tuple[int, int]] = []
        self._timed: set[int] = set()

    def add(self, row: int, values: Sequence[object]) -> None:
        """Takes the values of one row (1-based); rows left out before it become empty ones.

        Raises:
            BadInput: a ceiling is passed; names row and column.
        """
        texts = [self._text(value, row, place) for place, value in enumerate(values)]
        while texts and not texts[-1]:
            texts.pop()
        if not texts:
            return
        self._check(row, len(texts))
        if row - 1 > len(self.rows):
            self.rows.extend([()] * (row - 1 - len(self.rows)))
        self.rows.append(tuple(texts))

    def add_texts(self, row: int, texts: list[str]) -> None:
        """Takes one row of plain text whose empty cells and place are already right."""
        self._check(row, len(texts))
        joined = "".join(texts)
        if not (joined.isascii() and joined.isprintable()):
            texts = [self._clean(text) for text in texts]
        if len(joined) > MAX_CELL_TEXT:
            for place, text in enumerate(texts):
                _check_length(text, row, place)
        self.rows.append(tuple(texts))

    def finish(self) -> list[tuple[str, ...]]:
        """The rows, with midnight written out in columns whose other cells carry a clock time.

        A spreadsheet stores 5 October and 5 October 00:00 alike; only the neighbours tell them apart.
        """
        for row, place in self._midnights:
            if place in self._timed:
                cells = list(self.rows[row - 1])
                cells[place] += " 00:00:00"
                self.rows[row - 1] = tuple(cells)
        return self.rows

    def _check(self, row: int, width: int) -> None:
        if row > self._max_rows:
            raise BadInput(
                f"Tabloda {self._max_rows} satırdan fazlası var.", "Dosyayı dönemlere bölüp yeniden alın.", row=row
            )
        if width > MAX_COLUMNS:
            raise BadInput(
                f"Tabloda {MAX_COLUMNS} sütundan fazlası var.", "Gereksiz sütunları silip kaydedin.", row=row
            )
        self.cells += width
        if self.cells > self._room:
            raise BadInput("Tablo çok büyük.", "Gereksiz satır ve sütunları silip kaydedin.", row=row)

    def _clean(self, text: str) -> str:
        known = self._cleaned.get(text)
        if known is None:
            known = text if text.isascii() and text.isprintable() else clean_block(text)
            if len(text) <= 64:
                self._cleaned[text] = known
        return known

    def _text(self, value: object, row: int, place: int) -> str:
        if value is None:
            return ""
        if type(value) is str:
            return self._said(value, row, place)
        if type(value) is int:
            return str(value)
        if type(value) is datetime:
            return self._moment(value, row, place)
        return _rarer(value)

    def _said(self, text: str, row: int, place: int) -> str:
        if text.isascii() and text.isprintable():
            if text[:1] == "#" and text in _ERRORS:
                return ""
        else:
            text = self._clean(text)
        if len(text) > MAX_CELL_TEXT:
            _check_length(text, row, place)
        return text

    def _moment(self, moment: datetime, row: int, place: int) -> str:
        if moment.microsecond:  # a day fraction cannot hold a second exactly
            moment = (moment + timedelta(microseconds=500_000)).replace(microsecond=0)
        if moment.time() == _MIDNIGHT:
            self._midnights.append((row, place))
            return moment.date().isoformat()
        self._timed.add(place)
        return moment.isoformat(" ")


def _check_length(text: str, row: int, place: int) -> None:
    if len(text) > MAX_CELL_TEXT:
        raise BadInput(
            f"Bir hücrede {MAX_CELL_TEXT} karakterden uzun metin var.",
            "Kapanmamış bir tırnak işareti olabilir; hücreyi düzeltip kaydedin.",
            row=row,
            column=place + 1,
        )


def _rarer(value: object) -> str:
    if isinstance(value, bool):
        return "EVET" if value else "HAYIR"
    if isinstance(value, float):
        return number_text(value)
    if isinstance(value, time):
        if value.microsecond >= 500_000 and value < _LAST_SECOND:
            value = (datetime.combine(date.min, value) + timedelta(seconds=1)).time()
        return value.isoformat("seconds")
    if isinstance(value, timedelta):
        seconds = round(value.total_seconds())
        sign, seconds = ("-", -seconds) if seconds < 0 else ("", seconds)
        return f"{sign}{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    if isinstance(value, date):
        return value.isoformat()
    return ""


def number_text(value: float) -> str:
    """A number with the 15 digits that a spreadsheet keeps, ``.`` before decimals, never an exponent."""
    if value != value or value in (float("inf"), float("-inf")):
        return ""
    if value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    text = f"{value:.15g}"
    return f"{Decimal(text):f}" if "e" in text else text


def filled(rows: Iterable[Sequence[str]]) -> int:
    """How many cells are not empty."""
    return sum(1 for row in rows for cell in row if cell)
