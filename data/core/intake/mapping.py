"""Which column is which field, and rows turned into drafts with errors that name row and column."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Generic, TypeVar

from data.core.errors import BadFields, BadInput
from data.core.intake.tables import Sheet
from data.core.text import fold

T = TypeVar("T")

_HEADER_ROWS = 30
"""A heading stands below at most this many rows of titles."""
_LONGEST_SOURCE = 400
_WORDS = re.compile(r"[a-z0-9]+")
_DAY = (
    r"(?:(?P<d>\d{1,2})(?P<s>[./-])(?P<m>\d{1,2})(?P=s)(?P<y>\d{4})|(?P<y2>\d{4})-(?P<m2>\d{1,2})-(?P<d2>\d{1,2}))"
)
_CLOCK = r"(?P<h>\d{1,2}(?=:)|(?:[1-9]|\d\d)(?=\.))[:.](?P<i>\d{2})(?:[:.](?P<n>\d{2})(?:\.0+)?)?"
_DATE = re.compile(rf"{_DAY}(?:[ T]+0?0:00(?::00(?:\.0+)?)?)?", re.ASCII)
_TIME = re.compile(_CLOCK, re.ASCII)
_MOMENT = re.compile(rf"{_DAY}[ T]+{_CLOCK}", re.ASCII)


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """How one source lays out its table.

    Attributes:
        source: Name under which the mapping is kept; a guess carries the sheet's name.
        header_row: 0-based row of the headings; -1 if there is none and rows start at once.
        columns: (draft field, 0-based column).
    """

    source: str
    header_row: int
    columns: tuple[tuple[str, int], ...]

    def to_json(self) -> str:
        """The mapping as it is kept."""
        return json.dumps(
            {"source": self.source, "header_row": self.header_row, "columns": self.columns}, ensure_ascii=False
        )

    @classmethod
    def from_json(cls, text: str) -> ColumnMapping:
        """A kept mapping.

        Raises:
            BadInput: the text is no mapping.
        """
        try:
            kept = json.loads(text)
            columns = tuple((str(field), int(column)) for field, column in kept["columns"])
            mapping = cls(str(kept["source"]), int(kept["header_row"]), columns)
        except (ValueError, TypeError, KeyError) as error:
            raise BadInput("Saklanan sütun eşlemesi bozuk.", "Sütunları yeniden eşleyin.") from error
        if mapping.header_row < -1 or any(column < 0 for _, column in columns):
            raise BadInput("Saklanan sütun eşlemesi bozuk.", "Sütunları yeniden eşleyin.")
        return mapping


class ColumnsNotFound(BadInput):
    """The table has no column, or not enough of them, that can be recognised; a person must map them."""


@dataclass(frozen=True, slots=True)
class RowError:
    """Why one row is not usable; row and column are 1-based as the person sees them, column 0 is the whole row."""

    row: int
    column: int
    message: str


@dataclass(frozen=True, slots=True)
class Intake(Generic[T]):
    """Rows that could be built, each with its 1-based row, and the errors of the others."""

    items: tuple[tuple[int, T], ...]
    errors: tuple[RowError, ...]


def guess_mapping(sheet: Sheet, wanted: Mapping[str, Sequence[str]]) -> ColumnMapping:
    """Finds the heading row and the columns of the wanted fields.

    Args:
        wanted: Field to folded heading synonyms (``sicil no``), the likelier first.

    Returns:
        The mapping of the row that names most fields; without any column and with ``header_row`` -1 if none does.
    """
    best = ColumnMapping(sheet.name, -1, ())
    best_worth = 0
    for place, row in enumerate(sheet.rows[:_HEADER_ROWS]):
        columns, worth = _match([_heading(cell) for cell in row], wanted)
        if worth > best_worth:
            best, best_worth = ColumnMapping(sheet.name, place, columns), worth
    return best


def sources(sheet: Sheet) -> tuple[str, ...]:
    """Names under which this table's mapping may be kept: one for each row that can be its heading, last for none.

    Tables of one program have the same headings whatever the file is called and however many title rows it has.
    """
    rows = tuple(" | ".join(map(_heading, row))[:_LONGEST_SOURCE] for row in sheet.rows[:_HEADER_ROWS])
    return (*rows, f"başlıksız, {max(map(len, sheet.rows), default=0)} sütun")


def _heading(cell: str) -> str:
    return " ".join(_WORDS.findall(fold(cell[:200])))


def _match(headings: list[str], wanted: Mapping[str, Sequence[str]]) -> tuple[tuple[tuple[str, int], ...], int]:
    """Columns by equal heading first, then by a heading that holds the synonym as whole words."""
    found: dict[str, int] = {}
    worth = 0
    plain = {field: [_heading(name) for name in names] for field, names in wanted.items()}
    for points, fits in ((3, _equals), (2, _holds)):
        for field, names in plain.items():
            if field in found:
                continue
            taken = set(found.values())
            place = next(
                (at for name in names for at, head in enumerate(headings) if at not in taken and fits(head, name)),
                -1,
            )
            if place >= 0:
                found[field] = place
                worth += points
    return tuple((field, found[field]) for field in wanted if field in found), worth


def _equals(heading: str, name: str) -> bool:
    return heading == name


def _holds(heading: str, name: str) -> bool:
    return len(heading) <= 60 and f" {name} " in f" {heading} "


def take(sheet: Sheet, mapping: ColumnMapping, build: Callable[[Mapping[str, str]], T], *, file: str) -> Intake[T]:
    """Builds one item from each filled row under the heading; a bad row becomes errors and the rest still reads.

    Args:
        build: Gets field to trimmed text (empty where the row is shorter); raises ``BadInput`` or ``BadFields``.
        file: The file's name for an error of the whole table.

    Raises:
        ColumnsNotFound: no column is mapped, or the table has none of the mapped columns.
    """
    width = max(map(len, sheet.rows), default=0)
    if not any(column < width for _, column in mapping.columns):
        raise ColumnsNotFound(
            "Başlık satırı ya da eşlenen sütunlar bu dosyada bulunamadı.",
            "Sütunları elle eşleyin.",
            file=file,
        )
    places = dict(mapping.columns)
    items: list[tuple[int, T]] = []
    errors: list[RowError] = []
    for row, cells in enumerate(sheet.rows[mapping.header_row + 1 :], mapping.header_row + 2):
        here = len(cells)
        values = {field: cells[place].strip() if place < here else "" for field, place in mapping.columns}
        if not any(values.values()) and not any(cell.strip() for cell in cells):
            continue
        try:
            items.append((row, build(values)))
        except BadFields as error:
            errors.extend(RowError(row, places.get(name, -1) + 1, said) for name, said in error.problems.items())
        except BadInput as error:
            said = f"{error.message} {error.remedy}".rstrip()
            errors.append(RowError(row, error.column or places.get(error.field, -1) + 1, said))
    return Intake(tuple(items), tuple(errors))


def parse_date(text: str, *, field: str = "") -> date:
    """A day from ``05.10.2026``, ``5/10/2026``, ``05-10-2026`` or ``2026-10-05``; a midnight behind it is dropped.

    Raises:
        BadInput: another shape (two-digit years, month first, bare numbers are not guessed), or no such day.
    """
    text = text.strip()
    found = _DATE.fullmatch(text)
    try:
        if found:
            return _day(found, text)
    except BadInput as problem:
        raise BadInput(problem.message, problem.remedy, field=field) from None
    raise BadInput(f"“{text[:40]}” tarih olarak okunamadı.", "gg.aa.yyyy biçiminde yazın.", field=field)


def parse_datetime(text: str) -> datetime:
    """A day and a clock time, office local; a missing clock time is refused, never filled in.

    Raises:
        BadInput: as :func:`parse_date` and :func:`parse_time`.
    """
    text = text.strip()
    if len(text) == 19 and text[7] == "-" and text[10] == " " and text[16] == ":":
        try:
            return datetime.fromisoformat(text)
        except ValueError:
            pass  # the general way below finds the words for it
    found = _MOMENT.fullmatch(text)
    if not found:
        raise BadInput(f"“{text[:40]}” tarih ve saat olarak okunamadı.", "gg.aa.yyyy ss:dd biçiminde yazın.")
    return datetime.combine(_day(found, text), _clock(found, text))


def parse_time(text: str) -> time:
    """A clock time from ``8:05``, ``08:05:30``, ``08.05`` or ``8.05``; ``0.35`` may be a part of a day.

    Raises:
        BadInput: another shape, or no such time.
    """
    text = text.strip()
    found = _TIME.fullmatch(text)
    if not found:
        raise BadInput(f"“{text[:40]}” saat olarak okunamadı.", "ss:dd biçiminde yazın.")
    return _clock(found, text)


def _day(found: re.Match[str], text: str) -> date:
    year, month, day = (found[name] or found[f"{name}2"] for name in ("y", "m", "d"))
    try:
        return date(int(year), int(month), int(day))
    except ValueError as error:
        raise BadInput(f"“{text[:40]}” takvimde olmayan bir gün.", "Tarihi düzeltin.") from error


def _clock(found: re.Match[str], text: str) -> time:
    try:
        return time(int(found["h"]), int(found["i"]), int(found["n"] or 0))
    except ValueError as error:
        raise BadInput(f"“{text[:40]}” geçerli bir saat değil.", "00:00 ile 23:59 arasında yazın.") from error
