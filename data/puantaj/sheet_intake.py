"""Reads a filled puantaj sheet of another office into plain rows; nothing is guessed, what is refused says why."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from data.core.calendar import format_date
from data.core.errors import BadInput
from data.core.intake.formats import load
from data.core.intake.mapping import ColumnMapping, RowError
from data.core.intake.tables import TabularFile, table_of
from data.core.text import clean_line, fold
from data.puantaj.rules.period import Period
from data.puantaj.sheet_cells import CellText, LetterUse, decimal_of, minutes_of, parse_cell
from data.puantaj.sheet_columns import (
    DECLARED_HEADINGS,
    FULL_NAME,
    Layout,
    dated,
    stale_weekday,
    weekday_row,
)

Told = Callable[[int, int], None]
"""Told how many of how many rows are done; may raise to stop."""

_FOOT = frozenset(
    ("toplam", "genel toplam", "ara toplam", "yekun", "sayfa toplami", "sayfa", "duzenleyen", "hazirlayan",
     "kontrol eden", "onaylayan", "tasdik", "tasdik eden", "imza", "aciklama", "aciklamalar", "kodlar", "lejant",
     "puantor")
)  # fmt: skip
"""First words of the rows that stand under the people."""
_DECLARED = re.compile(r"(\d{1,3}(?:[.,]\d{1,2})?|\d{1,3}:[0-5]\d)(?:\s*[/(].*)?")
_NUMBER_IN_TITLE = re.compile(r"(?:belge|evrak|sayi|puantaj)\s*(?:no|numarasi)?\s*[:.]+\s*(\S.{0,39})")
_MOST_HOURS = Decimal(16)
_TOLD_EVERY = 50


class SheetCell(NamedTuple):
    """A person's day as the sheet has it; ``column`` is 1-based."""

    day: date
    column: int
    text: str
    value: CellText


@dataclass(frozen=True, slots=True)
class SheetPerson:
    """A person's row.

    Attributes:
        row: 1-based row of the file.
        cells: One a day of the period that the sheet has a column for; ``extra`` has the second line's hours.
        declared: (field, value) of the total columns that the sheet uses.
    """

    row: int
    sicil: str
    tckn: str
    name: str
    cells: tuple[SheetCell, ...]
    declared: tuple[tuple[str, Decimal], ...]


@dataclass(frozen=True, slots=True)
class SheetReading:
    """A filled sheet as plain values.

    Attributes:
        source: What its columns and letters are remembered under.
        number: The belge no that a title row names; empty if none.
        notes: What does not fit the period, in words: a heading left from another month.
        letters: Every letter that occurs, the most frequent first.
    """

    file: str
    sha256: str
    mapping: ColumnMapping
    period: Period
    number: str
    people: tuple[SheetPerson, ...]
    errors: tuple[RowError, ...]
    notes: tuple[str, ...]
    letters: tuple[LetterUse, ...]

    @property
    def source(self) -> str:
        """What its columns and letters are remembered under."""
        return self.mapping.source


def open_file(path: Path) -> tuple[TabularFile, bytes]:
    """The file as text cells, and its bytes.

    Raises:
        BadInput: no table, damaged, locked or too large.
    """
    content = load(path)
    try:
        return table_of(content, path.name), content
    except BadInput as error:
        error.file = path.name
        raise


def read_sheet(
    table: TabularFile, layout: Layout, mapping: ColumnMapping, period: Period, told: Told | None = None
) -> SheetReading:
    """Reads one sheet by its columns.

    Args:
        layout: Of the sheet that is read; ``mapping`` speaks of the columns of its ``plain``.

    Raises:
        BadInput: the sheet is of another period, or holds nobody.
    """
    reader = _Reader(layout, mapping, period)
    try:
        days = dated(layout, mapping, period)
    except BadInput as error:
        error.file = table.name
        raise
    rows = reader.rows(days, told)
    if not rows and not reader.errors:
        raise BadInput("Cetvelde personel satırı yok.", "Sayfayı ve sütunları denetleyin.", file=table.name)
    return SheetReading(
        file=table.name,
        sha256=table.sha256,
        mapping=mapping,
        period=period,
        number=_number(layout, mapping),
        people=_declared_in_use(rows),
        errors=tuple(sorted(reader.errors, key=lambda error: (error.row, error.column))),
        notes=_notes(layout, days, period),
        letters=_letters(rows),
    )


class _Reader:
    """Goes through the rows under the headings; a person may have a second row with hours."""

    def __init__(self, layout: Layout, mapping: ColumnMapping, period: Period) -> None:
        self.errors: list[RowError] = []
        self._rows = layout.plain.rows
        self._whole = layout
        self._first = max(mapping.header_row, layout.bottom) + 1
        fields = dict(mapping.columns)
        self._person = {name: fields[name] for name in fields if name not in DECLARED_HEADINGS}
        self._declared = tuple((name, fields[name]) for name in fields if name in DECLARED_HEADINGS)
        self._headings = self._heading_words()
        self._numbers = self._heading_days()
        self._foot = False

    def rows(self, days: Sequence[tuple[int, date | None]], told: Told | None) -> list[SheetPerson]:
        """The people of the sheet, in its order."""
        found: list[SheetPerson] = []
        total = len(self._rows)
        for place in range(self._first, total):
            if told is not None and (place - self._first) % _TOLD_EVERY == 0:
                told(place, total)
            row = place + 1
            whole, plain = self._whole.cells[place], self._rows[place]
            texts = [(column + 1, day, whole[column] if column < len(whole) else "") for column, day in days]
            filled = [one for one in texts if one[2].strip()]
            who = self._who(plain)
            if self._furniture(plain, who, [text for _, _, text in filled]):
                continue
            if filled and found and self._second_line(who, found[-1], filled):
                found[-1] = self._with_hours(found[-1], row, filled)
            elif any(who.values()):
                found.append(self._person_of(row, plain, who, texts))
            elif filled:
                self.errors.append(RowError(row, 0, "Satırda kişi yok. Sicil ya da ad soyad yazın."))
        return found

    def _heading_words(self) -> frozenset[str]:
        layout, names = self._whole, ("sicil", "tckn", FULL_NAME, "ad")
        rows = layout.cells[max(layout.top, 0) : self._first]
        columns = [layout.columns[self._person[name]] for name in names if name in self._person]
        return frozenset(_run_together(row[c]) for row in rows for c in columns if c < len(row) and row[c].strip())

    def _heading_days(self) -> frozenset[tuple[str, ...]]:
        """What stands above the days, to know it again on a second page."""
        layout = self._whole
        return frozenset(
            tuple(row[day.column] for day in layout.days if day.column < len(row) and row[day.column].strip())
            for row in layout.cells[max(layout.top, 0) : self._first]
        )

    def _who(self, plain: Sequence[str]) -> dict[str, str]:
        def text(name: str) -> str:
            column = self._person.get(name, -1)
            return clean_line(plain[column]) if 0 <= column < len(plain) else ""

        name = text(FULL_NAME) or f"{text('ad')} {text('soyad')}".strip()
        return {"sicil": _plain_number(text("sicil")), "tckn": _plain_number(text("tckn")), "name": name}

    def _furniture(self, plain: Sequence[str], who: Mapping[str, str], filled: Sequence[str]) -> bool:
        """Whether the row is no person's: empty, a repeated heading, weekdays, a sum, signatures, a legend."""
        first = next((fold(cell).strip(" .:") for cell in plain if cell.strip()), "")
        if not filled and not first:
            return True
        identities = {fold(text) for text in who.values() if text}
        if identities and {_run_together(text) for text in identities} <= self._headings:
            return True
        if not any(who.values()) and (weekday_row(filled) or tuple(filled) in self._numbers):
            return True
        if any(word.partition(":")[0].strip() in _FOOT for word in (first, *identities)):
            self._foot = True
            return True
        numbered = bool(who["sicil"] or who["tckn"])
        if self._foot and not numbered and len(filled) * 2 < len(self._whole.days):
            return True  # names and titles under the signatures may stand below the days too
        if filled and not any(self._is_cell(text) for text in filled):
            self._foot = self._foot or not who["sicil"]
            return not who["sicil"].isdigit()
        if filled:
            return False
        # A row without days is a person only where a number says so: names stand under signatures too.
        return self._foot or not (who["sicil"].isdigit() and who["name"])

    @staticmethod
    def _is_cell(text: str) -> bool:
        try:
            parse_cell(text)
        except BadInput:
            return len(text) <= 8
        return True

    @staticmethod
    def _second_line(
        who: Mapping[str, str], before: SheetPerson, filled: Sequence[tuple[int, date | None, str]]
    ) -> bool:
        same = who["sicil"] == before.sicil and who["tckn"] == before.tckn and who["name"] == before.name
        if any(who.values()) and not same:
            return False
        numbers = all(_DECLARED.fullmatch(text.strip()) for _, _, text in filled)
        return numbers and any(cell.value.letter and cell.value.number is None for cell in before.cells)

    def _with_hours(
        self, before: SheetPerson, row: int, filled: Sequence[tuple[int, date | None, str]]
    ) -> SheetPerson:
        hours: dict[date, int] = {}
        for column, day, text in filled:
            value = decimal_of(text.strip())
            if day is None or value > _MOST_HOURS:
                words = "Bu dönemde böyle bir gün yok." if day is None else "Fazla saat 16 saatten çok. Düzeltin."
                self.errors.append(RowError(row, column, f"{before.name}: “{text.strip()}”. {words}"))
            elif value:
                hours[day] = minutes_of(value)
        cells = tuple(
            cell._replace(
                text=f"{cell.text}+{hours[cell.day] / 60:g}".replace(".", ","),
                value=cell.value._replace(extra=cell.value.extra + hours[cell.day]),
            )
            if cell.day in hours
            else cell
            for cell in before.cells
        )
        return SheetPerson(before.row, before.sicil, before.tckn, before.name, cells, before.declared)

    def _person_of(
        self, row: int, plain: Sequence[str], who: Mapping[str, str], texts: Sequence[tuple[int, date | None, str]]
    ) -> SheetPerson:
        name = who["name"] or who["sicil"] or "T.C. kimlik no ile yazılan kişi"
        cells = []
        for column, day, text in texts:
            try:
                value = parse_cell(text)
            except BadInput as problem:
                when = f", {format_date(day)}" if day else ""
                self.errors.append(RowError(row, column, f"{name}{when}: {problem.message} {problem.remedy}"))
                continue
            if day is not None:
                cells.append(SheetCell(day, column, text.strip(), value))
            elif value.letter not in ("", "-"):
                said = "Dönemde böyle bir gün yok; hücreyi boşaltın."
                self.errors.append(RowError(row, column, f"{name}: “{text.strip()}”. {said}"))
        return SheetPerson(
            row, who["sicil"], who["tckn"], who["name"],
            tuple(cells), self._declared_of(row, name, plain),
        )  # fmt: skip

    def _declared_of(self, row: int, name: str, plain: Sequence[str]) -> tuple[tuple[str, Decimal], ...]:
        found = []
        for field, column in self._declared:
            text = plain[column].strip() if column < len(plain) else ""
            number = _DECLARED.fullmatch(text)
            if number:
                found.append((field, decimal_of(number[1])))
            elif text in ("", "-"):
                found.append((field, Decimal(0)))
            else:
                words = f"{name}: toplam sütunundaki “{text[:20]}” sayı değil. Sayıyı yazın."
                self.errors.append(RowError(row, self._whole.columns[column] + 1, words))
        return tuple(found)


def _run_together(text: str) -> str:
    return "".join(fold(text).split())


def _plain_number(text: str) -> str:
    text = text.lstrip("'").replace(" ", "")
    return text[:-2] if text.endswith((".0", ",0")) and text[:-2].isdigit() else text


def _declared_in_use(people: Sequence[SheetPerson]) -> tuple[SheetPerson, ...]:
    """Without the total columns that nobody filled: an empty column declares nothing, an empty cell nought."""
    used = {field for one in people for field, value in one.declared if value}
    return tuple(
        SheetPerson(
            one.row, one.sicil, one.tckn, one.name, one.cells,
            tuple((field, value) for field, value in one.declared if field in used),
        )
        for one in people
    )  # fmt: skip


def _letters(people: Sequence[SheetPerson]) -> tuple[LetterUse, ...]:
    counts: Counter[str] = Counter()
    first: dict[str, tuple[str, int, int]] = {}
    for one in people:
        for cell in one.cells:
            counts[cell.value.letter] += 1
            if cell.value.letter not in first:
                first[cell.value.letter] = (cell.text, one.row, cell.column)
    return tuple(LetterUse(key, first[key][0], count, *first[key][1:]) for key, count in counts.most_common())


def _number(layout: Layout, mapping: ColumnMapping) -> str:
    """The belge no of the sheet, from the rows above its headings."""
    for row in layout.cells[: max(layout.top, mapping.header_row, 0)]:
        for place, cell in enumerate(row):
            text = clean_line(cell)[:200]
            found = _NUMBER_IN_TITLE.search(fold(text))
            if found:
                return text[found.start(1) : found.end(1)].strip() if len(fold(text)) == len(text) else found[1]
            if fold(text).strip(" :.") in ("belge no", "evrak no", "sayi"):
                beside = [clean_line(other) for other in row[place + 1 :] if other.strip()]
                if beside:
                    return beside[0][:40]
    return ""


def _notes(layout: Layout, days: Sequence[tuple[int, date | None]], period: Period) -> tuple[str, ...]:
    notes = []
    if layout.hint is not None and layout.hint != period:
        notes.append(f"Cetvelin başlığı {layout.hint.label} diyor, seçilen dönem {period.label}.")
    stale = stale_weekday(layout, days)
    if stale is not None:
        day, name = stale
        notes.append(f"Cetvelde {format_date(day)} {name} görünüyor: gün adları başka aydan kalmış olabilir.")
    return tuple(notes)
