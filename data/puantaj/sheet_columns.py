"""Where a filled sheet has its days, its people and its declared totals; sheets of other offices never agree.

The day columns are found by what stands above them. Without them a month of 28 and one of 31 days have the same
columns, so what is kept of a source is kept for the sheet without its days.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from data.core.calendar import MONTHS, WEEKDAYS, WEEKDAYS_SHORT, format_date
from data.core.errors import BadInput
from data.core.intake.mapping import ColumnMapping, guess_mapping, parse_date, sources
from data.core.intake.tables import Sheet, TabularFile
from data.core.text import fold
from data.puantaj.rules.period import Period
from data.puantaj.rules.sheet_values import LABELS

FULL_NAME = "full_name"
FIRST_DAY = "ilk_gun"
"""The column of the first day, asked for where no row numbers the days."""

PERSON_HEADINGS: Mapping[str, tuple[str, ...]] = {
    "sicil": ("sicil no", "sicil", "sicil numarasi", "kurum sicil no", "personel no"),
    "tckn": ("t c kimlik no", "tc kimlik no", "t c kimlik numarasi", "tc kimlik numarasi", "tckn", "t c no",
             "tc no", "kimlik no", "tc", "t c"),
    FULL_NAME: ("adi soyadi", "ad soyad", "adi ve soyadi", "isim soyisim", "personel adi soyadi", "personel",
                "personelin adi soyadi", "calisanin adi soyadi", "isci adi soyadi"),
    "ad": ("adi", "ad", "isim"),
    "soyad": ("soyadi", "soyad", "soyisim"),
    "gorev": ("gorevi", "gorev", "unvani", "unvan", "meslegi"),
}  # fmt: skip
DECLARED_HEADINGS: Mapping[str, tuple[str, ...]] = {
    "holiday_worked": ("gt mesaisi", "genel tatil mesaisi", "genel tatil calismasi", "resmi tatil mesaisi", "gtc"),
    "rest_worked": ("ht mesaisi", "hafta tatili mesaisi", "hafta tatili calismasi", "pazar mesaisi", "htc"),
    "fm": ("fm 50", "fazla mesai 50", "fazla calisma 50", "fazla mesai saati", "fazla mesai", "fazla calisma",
           "fm", "mesai saati", "mesai"),
    "fsc": ("fsc 25", "fsc", "fazla surelerle calisma 25", "fazla surelerle calisma", "fazla sureli calisma"),
    "missing": ("eksik gun kod", "eksik gun", "eksik gun sayisi", "eksik"),
    "prim": ("prim gunu", "sgk prim gunu", "sgk gunu", "sgk gun", "prim odeme gun sayisi", "prim"),
    "worked": ("calisilan gun", "calisilan", "calistigi gun", "calisma gunu", "fiili calisma", "calisti", "cal"),
    "rest": ("hafta tatili", "ht", "h t"),
    "contract_free": ("akdi tatil", "at"),
    "weekend": ("hafta sonu", "hs"),
    "holiday": ("genel tatil", "resmi tatil", "bayram tatili", "ubgt", "gt", "rt"),
    "annual": ("yillik izin", "yillik ucretli izin", "yi"),
    "excuse": ("mazeret izni", "mazeret", "mzr"),
    "report": ("raporlu", "rapor", "rap", "r"),
    "unpaid": ("ucretsiz izin", "ucretsiz", "ui", "uzi"),
    "absent": ("devamsiz", "devamsizlik", "dev", "d"),
    "night": ("gece calismasi", "gece saati", "gece"),
    "meal": ("yemek gunu", "yemek", "ymk"),
    "road": ("yol gunu", "yol"),
}  # fmt: skip
"""The more particular first: ``GT mesaisi`` is no ``GT``."""
HEADINGS: Mapping[str, tuple[str, ...]] = {**PERSON_HEADINGS, **DECLARED_HEADINGS}
_PERSON_LABELS = (
    ("sicil", "Sicil no"),
    ("tckn", "T.C. kimlik no"),
    (FULL_NAME, "Adı soyadı (tek sütun)"),
    ("ad", "Adı"),
    ("soyad", "Soyadı"),
)
_HEADER_ROWS = 29
"""As far down as what is remembered of a source can be found again."""
_FEWEST_DAYS = 10
"""A shorter run of rising numbers is anything, but not a month."""
_TITLE_WORDS = frozenset(("t c", "tc"))
"""Above a sheet they are the republic, not a number."""
_MONTH_ENDS = (28, 29, 30, 31)
_WEEKDAY_WORDS: Mapping[str, int] = {
    fold(word): place
    for place, words in enumerate(
        (("pt", "pzt", "pts"), ("sa", "sal"), ("ça", "çar", "çrş"), ("pe", "per", "prş"), ("cu", "cum"),
         ("ct", "cmt", "cts"), ("pz", "paz", "pzr"))
    )
    for word in (*words, WEEKDAYS[place], WEEKDAYS_SHORT[place])
}  # fmt: skip
_MONTH_WORDS = frozenset(word for name in MONTHS for word in (fold(name), fold(name)[:3]))
_WEEKDAY_LETTERS = frozenset("psc")
"""The first letters of the weekdays; they tell that a row names weekdays, not which."""
_NUMBERED = re.compile(r"0?(?P<day>[1-9]|[12]\d|3[01])(?:[.,]0)?(?:[\s./-]*(?P<word>[^\W\d_]{2,10})\.?)?")
_TITLE_MONTH = re.compile(rf"({'|'.join(fold(name) for name in MONTHS)})\W+(20\d\d)")
_TITLE_DATES = re.compile(r"(\d{1,2}[./]\d{1,2}[./]20\d\d)\s*(?:-|–|—|/|ile|,)\s*(\d{1,2}[./]\d{1,2}[./]20\d\d)")


@dataclass(frozen=True, slots=True)
class DayColumn:
    """A column that is a day; ``column`` is 0-based, ``day`` is known where the heading is a whole date."""

    column: int
    number: int
    day: date | None


@dataclass(frozen=True, slots=True)
class Layout:
    """How a filled sheet is laid out.

    Attributes:
        days: The day columns from left to right; empty if none were found.
        top: 0-based first row of the headings, ``bottom`` the last one.
        cells: The rows of the whole sheet.
        plain: The sheet without its day columns and with its headings in one row, the ``bottom`` one: what columns
            are mapped on.
        columns: The sheet's column of each column of ``plain``, 0-based.
        weekdays: (column, weekday) as the sheet names them, for finding a heading of another month.
        hint: The period that a title row names.
    """

    days: tuple[DayColumn, ...]
    top: int
    bottom: int
    cells: tuple[tuple[str, ...], ...]
    plain: Sheet
    columns: tuple[int, ...]
    weekdays: tuple[tuple[int, int], ...]
    hint: Period | None


def sheets_of(table: TabularFile) -> tuple[tuple[Sheet, Layout], ...]:
    """The sheets of a file that look like a filled sheet, or the fullest one where none does."""
    found = [(sheet, layout) for sheet in table.sheets if (layout := layout_of(sheet)).days]
    if found:
        return tuple(found)
    fullest = max(table.sheets, key=lambda one: sum(map(len, one.rows)))
    return ((fullest, layout_of(fullest)),)


def layout_of(sheet: Sheet) -> Layout:
    """Finds the days and what lies around them."""
    row, days = _day_row(sheet)
    hint = _title_period(sheet, row if days else _HEADER_ROWS)
    if not days:
        width = max(map(len, sheet.rows), default=0)
        return Layout((), -1, -1, sheet.rows, sheet, tuple(range(width)), (), hint)
    top, bottom = _block(sheet, row, days)
    taken = {day.column for day in days}
    width = max(map(len, sheet.rows), default=0)
    columns = tuple(column for column in range(width) if column not in taken)
    rows = [tuple(cells[c] for c in columns if c < len(cells)) for cells in sheet.rows]
    rows[top : bottom + 1] = [*[()] * (bottom - top), _joined(rows[top : bottom + 1])]
    plain = Sheet(sheet.name, tuple(rows))
    return Layout(days, top, bottom, sheet.rows, plain, columns, _weekdays(sheet, top, bottom, days), hint)


def guessed(layout: Layout) -> ColumnMapping:
    """What the headings suggest."""
    plain = layout.plain
    if layout.days:
        heading = Sheet(plain.name, (plain.rows[layout.bottom],))
        return ColumnMapping(
            sources(plain)[layout.bottom], layout.bottom, guess_mapping(heading, HEADINGS).columns
        )
    guess = guess_mapping(plain, HEADINGS)
    return ColumnMapping(sources(plain)[guess.header_row], guess.header_row, guess.columns)


def _joined(block: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """Headings of several rows as one, read from the top down."""
    width = max(map(len, block), default=0)
    return tuple(
        " ".join(cells[column].strip() for cells in block if column < len(cells) and cells[column].strip())
        for column in range(width)
    )


def column_labels(layout: Layout) -> tuple[tuple[str, str], ...]:
    """(field, label) of everything that a column can be mapped to."""
    first = () if layout.days else ((FIRST_DAY, "İlk günün sütunu"),)
    return (*_PERSON_LABELS, *first, *LABELS.items())


def missing_columns(layout: Layout, fields: frozenset[str]) -> str:
    """What a mapping still lacks, in words; empty if nothing."""
    if not ({"sicil", "tckn", FULL_NAME} & fields or fields >= {"ad", "soyad"}):
        return "Sicil no, T.C. kimlik no ya da adı soyadı sütununu seçin."
    if not layout.days and FIRST_DAY not in fields:
        return "Dönemin ilk gününün sütununu seçin."
    return ""


def dated(layout: Layout, mapping: ColumnMapping, period: Period) -> tuple[tuple[int, date | None], ...]:
    """The day columns with the date of the period that each is; ``None`` for a day that the period lacks.

    Raises:
        BadInput: the sheet is of another period.
    """
    if not layout.days:
        first = dict(mapping.columns)[FIRST_DAY]
        return tuple((first + place, day) for place, day in enumerate(period.days))
    own = f"{period.label} dönemi {format_date(period.start)} ile başlar"
    foreign = next((one.day for one in layout.days if one.day is not None and one.day not in period), None)
    if foreign is not None:
        raise BadInput(f"Cetvelde {format_date(foreign)} günü var; {own}.", "Cetvelin dönemini seçin.")
    first_number = layout.days[0].number
    if layout.days[0].day is None and first_number != period.start.day:
        raise BadInput(f"Cetvel ayın {first_number}. günüyle başlıyor; {own}.", "Cetvelin dönemini seçin.")
    by_number = {day.day: day for day in period.days}
    return tuple((one.column, one.day or by_number.get(one.number)) for one in layout.days)


def stale_weekday(layout: Layout, days: Sequence[tuple[int, date | None]]) -> tuple[date, str] | None:
    """The first day whose weekday the sheet names wrongly, with the name it gives: a heading of another month."""
    named = dict(layout.weekdays)
    for column, day in days:
        if day is not None and column in named and named[column] != day.weekday():
            return day, WEEKDAYS[named[column]]
    return None


def weekday_row(cells: Sequence[str]) -> bool:
    """Whether the filled cells are nothing but names of weekdays."""
    words = [fold(cell).strip(" .") for cell in cells if cell.strip()]
    return bool(words) and all(word in _WEEKDAY_WORDS or word in _WEEKDAY_LETTERS for word in words)


# ---------------------------------------------------------------- finding


def _day_row(sheet: Sheet) -> tuple[int, tuple[DayColumn, ...]]:
    best_row = -1
    best: tuple[DayColumn, ...] = ()
    for row, cells in enumerate(sheet.rows[:_HEADER_ROWS]):
        run = _longest_run(cells)
        if len(run) > len(best):
            best_row, best = row, run
    return (best_row, best) if len(best) >= _FEWEST_DAYS else (-1, ())


def _longest_run(cells: Sequence[str]) -> tuple[DayColumn, ...]:
    """The longest row of days one after another; columns of sums may stand between weeks."""
    best: list[DayColumn] = []
    run: list[DayColumn] = []
    for column, cell in enumerate(cells):
        found = _day(column, cell)
        if found is None:
            continue
        if run and not _follows(run[-1], found):
            run = []
        run.append(found)
        if len(run) > len(best):
            best = list(run)
    return tuple(best)


def _follows(before: DayColumn, found: DayColumn) -> bool:
    if before.day is not None and found.day is not None:
        return found.day - before.day == timedelta(days=1)
    return found.number == before.number + 1 or (found.number == 1 and before.number in _MONTH_ENDS)


def _day(column: int, cell: str) -> DayColumn | None:
    text = " ".join(cell.split())
    if not text or len(text) > 24:
        return None
    if len(text) >= 8:
        try:
            day = parse_date(text)
        except BadInput:
            pass
        else:
            return DayColumn(column, day.day, day)
    found = _NUMBERED.fullmatch(text)
    if found is None:
        return None
    word = fold(found["word"] or "")
    if word and word not in _WEEKDAY_WORDS and word not in _MONTH_WORDS:
        return None
    return DayColumn(column, int(found["day"]), None)


def _block(sheet: Sheet, row: int, days: Sequence[DayColumn]) -> tuple[int, int]:
    """First and last row of the headings around the row that numbers the days."""
    taken = {day.column for day in days}
    top = bottom = row
    for above in range(max(row - 3, 0), row):
        if _names_people(sheet.rows[above], taken):
            top = above
            break
        if top == row and above == row - 1 and _is_weekdays(sheet.rows[above], days):
            top = above
    for below in range(row + 1, min(row + 3, len(sheet.rows), _HEADER_ROWS)):
        cells = sheet.rows[below]
        if _is_weekdays(cells, days) or _names_people(cells, taken):
            bottom = below
    return top, bottom


def _names_people(cells: Sequence[str], taken: set[int]) -> bool:
    left = Sheet("", (tuple(cell for column, cell in enumerate(cells) if column not in taken),))
    equal = {name for names in PERSON_HEADINGS.values() for name in names} - _TITLE_WORDS
    found = guess_mapping(left, PERSON_HEADINGS).columns
    return any(" ".join(re.findall("[a-z0-9]+", fold(left.rows[0][place]))) in equal for _, place in found)


def _is_weekdays(cells: Sequence[str], days: Sequence[DayColumn]) -> bool:
    return weekday_row([cells[day.column] if day.column < len(cells) else "" for day in days])


def _weekdays(sheet: Sheet, top: int, bottom: int, days: Sequence[DayColumn]) -> tuple[tuple[int, int], ...]:
    found: dict[int, int] = {}
    for row in sheet.rows[top : bottom + 1]:
        for day in days:
            cell = row[day.column] if day.column < len(row) else ""
            numbered = _NUMBERED.fullmatch(" ".join(cell.split()))
            word = fold((numbered["word"] or "") if numbered else cell).strip(" .")
            if word in _WEEKDAY_WORDS:
                found[day.column] = _WEEKDAY_WORDS[word]
    return tuple(found.items())


def _title_period(sheet: Sheet, before: int) -> Period | None:
    """The period that the rows above the headings name: two dates, or a month."""
    titles = [" ".join(cell.split()) for row in sheet.rows[: max(before, 0)] for cell in row if len(cell) <= 200]
    for text in titles:
        found = _TITLE_DATES.search(text)
        if found:
            try:
                return Period(parse_date(found[1].replace("/", ".")), parse_date(found[2].replace("/", ".")))
            except BadInput:
                continue
    for text in titles:
        month = _TITLE_MONTH.search(fold(text))
        if month:
            names = [fold(name) for name in MONTHS]
            return Period.of_month(int(month[2]), names.index(month[1]) + 1)
    return None
