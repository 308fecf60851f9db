"""The rows of an ödenek cetveli before the store is asked: tertips, the rows that add them up, titles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from data.butce.cetvel_codes import Codes, Levels, Path, path_of
from data.butce.cetvel_columns import BLOCKS, label_of
from data.core.errors import BadInput
from data.core.intake.column_styles import StyleQuestion, Styles, styles_of
from data.core.intake.mapping import ColumnMapping, RowError, take
from data.core.intake.notation import read_number
from data.core.intake.tables import Sheet
from data.core.money import format_int
from data.core.text import clean_line, fold

MOST_ROWS: Final = 20_000
"""Rows of one cetvel; a whole municipality's has some thousands."""
MAX_KURUS: Final = 10**15
"""Ten thousand billion lira in one row are a slip of the hand."""
_LONGEST: Final = 400
_NUMBERED: Final = 4
"""Cells that a row must have to be one that numbers the columns."""
_TOTAL_WORDS: Final = ("toplam", "genel toplam", "yekun", "genel yekun", "ara toplam", "butce toplami")
_CODE_FIELDS: Final = frozenset({"kod", *(field for fields in BLOCKS.values() for field in fields)})


@dataclass(frozen=True, slots=True)
class CetvelRow:
    """A row with a code, or a total without one (then ``levels`` is empty); amounts are text as yet."""

    row: int
    levels: Levels
    path: Path
    name: str
    amount: str
    kr: str


@dataclass(frozen=True, slots=True)
class Scan:
    """The rows of a cetvel, sorted out.

    Attributes:
        rows: With a code, in the order of the file: tertips and heads.
        totals: Without a code, adding up what stands above.
        titles: How many rows were passed over because they hold words alone.
        questions: Columns whose amounts can be read in two ways.
        errors: Rows that cannot be taken.
        columns: Field to 1-based column.
    """

    name: str
    sha256: str
    rows: tuple[CetvelRow, ...]
    totals: tuple[CetvelRow, ...]
    titles: int
    styles: Styles
    questions: tuple[StyleQuestion, ...]
    notes: tuple[str, ...]
    errors: tuple[RowError, ...]
    columns: Mapping[str, int]


def scan(name: str, sha256: str, sheet: Sheet, mapping: ColumnMapping, *, spreadsheet: bool) -> Scan:
    """Sorts out the rows of a cetvel; asks nothing of the store.

    Args:
        spreadsheet: Its numbers come with a dot from cells that hold numbers, whatever stands in cells of text.

    Raises:
        ColumnsNotFound: the table has none of the mapped columns.
        BadInput: it holds no row, or too many.
    """
    counts: Counter[str] = Counter()
    reader = _Reader(counts, {field: column + 1 for field, column in mapping.columns})
    found = take(sheet, mapping, _cells, file=name)
    for row, cells in found.items:
        reader.take(row, cells, sheet.rows[row - 1])
    if not reader.rows and not reader.errors:
        raise BadInput("Dosyada tertip satırı yok.", "Başlık satırını ve sütunları denetleyin.", file=name)
    if len(reader.rows) > MOST_ROWS:
        said = f"Dosyada {format_int(len(reader.rows))} satır var; en çok {format_int(MOST_ROWS)} alınır."
        raise BadInput(said, "Doğru dosyayı seçtiğinizi denetleyin.", file=name)
    told = styles_of(
        lambda _: (one.amount for one in (*reader.rows, *reader.totals) if one.amount),
        ["amount"],
        [],
        {"amount": label_of("amount")},
        spreadsheet=spreadsheet,
    )
    return Scan(
        name,
        sha256,
        tuple(reader.rows),
        tuple(reader.totals),
        counts["titles"],
        told.styles,
        told.questions,
        (*told.notes, *_completed(counts)),
        (*found.errors, *reader.errors),
        {field: column + 1 for field, column in mapping.columns},
    )


def _cells(texts: Mapping[str, str]) -> Mapping[str, str]:
    for field, text in texts.items():
        if len(text) > _LONGEST:
            said = f"{label_of(field)} en çok {_LONGEST} harf olabilir."
            raise BadInput(said, "Hücreyi kısaltın.", field=field)
    return {field: clean_line(text) for field, text in texts.items() if text}


class _Reader:
    """Goes through the rows in their order."""

    def __init__(self, counts: Counter[str], columns: Mapping[str, int]) -> None:
        self._counts = counts
        self._columns = columns
        self._codes = Codes(counts)
        self.rows: list[CetvelRow] = []
        self.totals: list[CetvelRow] = []
        self.errors: list[RowError] = []

    def take(self, row: int, cells: Mapping[str, str], whole: tuple[str, ...]) -> None:
        name, amount, kr = (cells.get(field, "") for field in ("name", "amount", "kr"))
        written = {field: text for field, text in cells.items() if field in _CODE_FIELDS}
        if not any(sign.isdigit() for sign in amount):
            amount = ""
        wordy = _is_wordy(amount)
        if _is_numbering(whole):
            self._counts["titles"] += 1
            return
        total = any(_says_total(cell) for cell in whole if cell)
        try:
            levels = {} if total and not _has_digits(written) else self._codes.read(written)
        except BadInput as problem:
            if amount and not wordy and not total:
                column = self._columns.get(problem.field, 0)
                self.errors.append(RowError(row, column, f"{problem.message} {problem.remedy}"))
            else:
                self._counts["titles"] += 1
            return
        found = CetvelRow(row, levels, path_of(levels), name, amount, kr)
        if levels:
            self.rows.append(found)
        elif total and amount:
            self.totals.append(found)
        elif amount and not wordy and not _is_zero(amount):
            self.errors.append(
                RowError(row, self._columns.get("amount", 0), "Satırda tutar var, kod yok. Kodu yazın.")
            )
        else:
            self._counts["titles"] += 1


def _has_digits(written: Mapping[str, str]) -> bool:
    return any(text[:1].isdigit() for text in written.values())


def _says_total(cell: str) -> bool:
    words = " ".join(fold(cell[:60]).split()).strip(" :.")
    return words in _TOTAL_WORDS or words.startswith(("genel toplam", "toplam "))


def _is_wordy(text: str) -> bool:
    """Words with a figure in them, as a heading that a page repeats: ``2026 YILI ÖDENEĞİ``."""
    return any(sign.isalpha() for sign in fold(text).replace("tl", "").replace("try", ""))


def _is_numbering(whole: tuple[str, ...]) -> bool:
    """A row that numbers the columns: 1, 2, 3 …"""
    filled = [cell.strip() for cell in whole if cell.strip()]
    return len(filled) >= _NUMBERED and filled == [str(place) for place in range(1, len(filled) + 1)]


def _is_zero(text: str) -> bool:
    return not any(sign in "123456789" for sign in text)


def _completed(counts: Counter[str]) -> list[str]:
    """What was completed on the way, in words."""
    parts = (
        ("inherited", "{} kod bölümü üst satırlardaki başlıktan tamamlandı"),
        ("padded", "{} satırda kodun düşen sıfırı tamamlandı"),
        ("titles", "Başlık olduğu için geçilen: {} satır"),
    )
    return [words.format(format_int(counts[key])) for key, words in parts if counts[key]]


# ---------------------------------------------------------------- amounts


def kurus_of(one: CetvelRow, styles: Styles) -> int:
    """Whole kuruş of a row; 0 where it has no amount.

    Raises:
        BadInput: no number, below zero, parts of a kuruş, or too large.
    """
    number = read_number(one.amount, styles.numbers.get("amount"), field="amount") if one.amount else Decimal(0)
    if one.kr:
        number += Decimal(_kurus_cell(one, number)) / 100
    if number < 0:
        raise BadInput("Ödenek eksi olamaz.", "Tutarı düzeltin.", field="amount")
    kurus = number * 100
    if kurus != int(kurus):
        raise BadInput("Tutarda kuruşun altı var.", "Tutarı kuruşa yuvarlayın.", field="amount")
    if kurus > MAX_KURUS:
        raise BadInput("Tutar bir satır için çok büyük.", "Tutarı denetleyin.", field="amount")
    return int(kurus)


def _kurus_cell(one: CetvelRow, lira: Decimal) -> int:
    if not (one.kr.isascii() and one.kr.isdigit() and len(one.kr) <= 2) or lira != int(lira):
        raise BadInput("Kuruş sütunu okunamadı.", "Kuruşu iki rakamla yazın.", field="kr")
    return int(one.kr)
