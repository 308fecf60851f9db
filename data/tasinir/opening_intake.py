"""What a file of stock or of items says, before the store is asked: its rows, how they are written, its totals.

An office that comes from a spreadsheet or another program brings what its ambars hold (m.12/2-a). Two kinds of
file are known: consumables (150), a row a lot, and durables (253, 254, 255), a row an item or several alike.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from data.core.errors import BadInput
from data.core.intake.column_styles import StyleQuestion, Styles, styles_of
from data.core.intake.mapping import ColumnMapping, RowError, take
from data.core.intake.notation import read_number
from data.core.intake.tables import Sheet
from data.core.money import format_int, format_kurus
from data.core.text import clean_line, fold
from data.tasinir.rules.amounts import MAX_KURUS, ONE, format_quantity

TEMPLATE_HINT: Final = (
    "Taşınır kodu ile birim fiyat ya da tutar (tüketimde miktar da) doldurulur; kalanı boş kalabilir. "
    "Tutar, kayıtlı değerdir."
)
"""Over the headings of a file that is to be filled in."""
MOST_ROWS: Final = 100_000
"""Rows of one file; larger stores come in several."""
LONGEST: Final = 400
_TOTAL_WORDS: Final = frozenset(
    {"toplam", "toplami", "genel toplam", "genel toplami", "ara toplam", "yekun", "total", "grand total"}
)
_LOOKED_AT: Final = 500
"""First rows by whose codes a file's kind is guessed."""
_CODE_LIKE: Final = re.compile(r"(?:150|25[345])\s*[.,]?\s*\d", re.ASCII)
NUMBERS: Final = ("quantity", "price", "amount")
DAYS: Final = ("entered", "expires")


class OpeningKind(StrEnum):
    """What a file brings."""

    TUKETIM = "tuketim"
    DAYANIKLI = "dayanikli"

    @property
    def label(self) -> str:
        """As it is asked for."""
        return {
            "tuketim": "Tüketim malzemeleri (150)",
            "dayanikli": "Dayanıklı taşınırlar (253, 254, 255)",
        }[self.value]

    @property
    def target(self) -> str:
        """Under which its column mappings and its files are remembered."""
        return f"tasinir_acilis.{self.value}"


_BOTH: Final = {
    "code": ("tasinir kodu", "tasinir kod", "tasinir kod no", "malzeme kodu", "demirbas kodu", "kod", "kodu",
             "code", "category", "kategori"),
    "name": ("tasinir adi", "tasinirin adi", "malzeme adi", "malzemenin adi", "demirbas adi", "cinsi", "adi", "ad",
             "name", "item name", "aciklama", "tanim"),
    "unit": ("olcu birimi", "birim", "birimi", "olcu", "brm", "unit"),
    "quantity": ("miktar", "miktari", "stok miktari", "mevcut", "mevcut miktar", "kalan miktar", "kalan", "adet",
                 "adedi", "quantity", "qty"),
    "price": ("birim fiyat", "birim fiyati", "b fiyat", "fiyat", "fiyati", "birim maliyet", "unit price"),
    "amount": ("tutar", "tutari", "toplam tutar", "toplam tutari", "deger", "degeri", "kayitli deger",
               "toplam deger", "bedel", "bedeli", "edinme degeri", "maliyet bedeli", "purchase cost", "cost"),
    "entered": ("giris tarihi", "ambara giris tarihi", "alim tarihi", "alis tarihi", "edinme tarihi", "tarih",
                "tarihi", "fis tarihi", "tif tarihi", "purchase date"),
    "ambar": ("ambar", "ambari", "ambar kodu", "ambar adi", "tasinir ambari", "depo", "depo adi"),
}  # fmt: skip
_TUKETIM: Final = {
    "expires": ("son kullanma tarihi", "son kullanim tarihi", "skt", "miadi", "miat", "expiry", "expiry date"),
}
_DAYANIKLI: Final = {
    "sicil": ("sicil no", "sicil", "sicil numarasi", "tasinir sicil no", "demirbas no", "demirbas numarasi",
              "asset tag", "inventory number"),
    "brand": ("marka", "markasi", "manufacturer", "brand"),
    "model": ("model", "modeli", "model name"),
    "serial": ("seri no", "seri", "seri numarasi", "serial", "serial number", "model number"),
    "features": ("ozellik", "ozellikleri", "ozelligi", "teknik ozellik", "model notes"),
    "person": ("zimmetli kisi", "zimmetli", "zimmet alan", "zimmet sahibi", "kullanan", "kullanici", "personel",
               "personel sicil no", "adi soyadi", "ad soyad", "checked out to first name", "full name"),
    "surname": ("personel soyadi", "soyadi", "soyad", "checked out to last name"),
    "room": ("oda", "oda no", "oda kodu", "oda adi", "bulundugu yer", "yeri", "yer", "ortak alan", "location",
             "checked out to location"),
}  # fmt: skip
_LABELS: Final = {
    "code": "Taşınır kodu", "name": "Adı", "unit": "Ölçü birimi", "quantity": "Miktarı", "price": "Birim fiyatı",
    "amount": "Tutarı (değeri)", "entered": "Giriş tarihi", "ambar": "Ambarı", "expires": "Son kullanma tarihi",
    "sicil": "Eski sicil no", "brand": "Markası", "model": "Modeli", "serial": "Seri no",
    "features": "Özellikleri", "person": "Zimmetli kişi", "surname": "Soyadı (ayrıysa)", "room": "Odası, yeri",
}  # fmt: skip


def headings(kind: OpeningKind) -> Mapping[str, tuple[str, ...]]:
    """Field to the headings that name it, the likelier first."""
    return _BOTH | (_TUKETIM if kind is OpeningKind.TUKETIM else _DAYANIKLI)


def column_labels(kind: OpeningKind) -> tuple[tuple[str, str], ...]:
    """(field, label) of everything that a column can be mapped to."""
    return tuple((name, _LABELS[name]) for name in headings(kind))


def label_of(field: str) -> str:
    """What a field is called."""
    return _LABELS[field]


def missing_columns(kind: OpeningKind, fields: frozenset[str]) -> str:
    """What a mapping still lacks before a file can be read, in words; empty if nothing."""
    if "code" not in fields:
        return "Taşınır kodu sütununu seçin; kod yoksa koda çevrilecek sütunu."
    if kind is OpeningKind.TUKETIM and "quantity" not in fields:
        return "Miktar sütununu seçin."
    return "" if fields & {"price", "amount"} else "Birim fiyat ya da tutar sütununu seçin."


def guess_kind(sheet: Sheet) -> OpeningKind:
    """What a table looks like: by most of its codes, else by headings that only items have."""
    codes = Counter(cell[:2] for row in sheet.rows[:_LOOKED_AT] for cell in row if _CODE_LIKE.match(cell))
    if codes:
        return OpeningKind.DAYANIKLI if codes["25"] > codes["15"] else OpeningKind.TUKETIM
    words = {" ".join(fold(cell).replace(".", " ").split()) for row in sheet.rows[:30] for cell in row[:60]}
    marks = {name for field in ("sicil", "brand", "serial", "person") for name in _DAYANIKLI[field]}
    return OpeningKind.DAYANIKLI if words & marks else OpeningKind.TUKETIM


# ---------------------------------------------------------------- scanning


@dataclass(frozen=True, slots=True)
class RawRow:
    """A row with its mapped cells, one line of text each; absent ones are empty."""

    row: int
    cells: Mapping[str, str]

    def text(self, field: str) -> str:
        """A cell."""
        return self.cells.get(field, "")


@dataclass(frozen=True, slots=True)
class Scan:
    """The rows of a file, sorted out.

    Attributes:
        rows: What is to be taken.
        totals: Rows of totals, which are checked and not taken.
        notes: How the columns are written, in words.
        errors: Rows that hold too much text.
    """

    kind: OpeningKind
    name: str
    sha256: str
    rows: tuple[RawRow, ...]
    totals: tuple[RawRow, ...]
    styles: Styles
    questions: tuple[StyleQuestion, ...]
    notes: tuple[str, ...]
    errors: tuple[RowError, ...]
    columns: Mapping[str, int]
    """Field to 1-based column."""


def scan(
    kind: OpeningKind, name: str, sha256: str, sheet: Sheet, mapping: ColumnMapping, *, spreadsheet: bool
) -> Scan:
    """Sorts out the rows of a table; asks nothing of the store.

    Args:
        spreadsheet: Its numbers come with a dot from cells that hold numbers, whatever stands in cells of text.

    Raises:
        ColumnsNotFound: the table has none of the mapped columns.
        BadInput: it holds no row, or too many.
    """
    found = take(sheet, mapping, _cells, file=name)
    if not found.items:
        raise BadInput("Dosyada taşınır satırı yok.", "Başlık satırını ve sütunları denetleyin.", file=name)
    if len(found.items) > MOST_ROWS:
        said = f"Dosyada {format_int(len(found.items))} satır var; en çok {format_int(MOST_ROWS)} alınır."
        raise BadInput(said, "Dosyayı bölüp parça parça alın.", file=name)
    rows = [RawRow(row, cells) for row, cells in found.items]
    totals = [row for row in rows if _is_total(row, sheet)]
    places = {row.row for row in totals}
    kept = [row for row in rows if row.row not in places]
    columns = dict(mapping.columns)
    told = styles_of(
        lambda field: (row.text(field) for row in kept if row.text(field)),
        [field for field in NUMBERS if field in columns], [field for field in DAYS if field in columns],
        _LABELS, spreadsheet=spreadsheet,
    )  # fmt: skip
    return Scan(
        kind, name, sha256, tuple(kept), tuple(totals), told.styles, told.questions, told.notes, found.errors,
        {field: column + 1 for field, column in mapping.columns},
    )  # fmt: skip


def _cells(texts: Mapping[str, str]) -> Mapping[str, str]:
    long = {name: f"{_LABELS[name]} en çok {LONGEST} harf olabilir." for name, text in texts.items()
            if len(text) > LONGEST}  # fmt: skip
    if long:
        first = next(iter(long))
        raise BadInput(long[first], "Hücreyi kısaltın.", field=first)
    return {name: clean_line(text) for name, text in texts.items() if text}


def _is_total(row: RawRow, sheet: Sheet) -> bool:
    """A row that adds up others: it says so, and names no goods of its own."""
    code = row.text("code")
    if (code and not _says_total(code)) or row.text("sicil"):
        return False
    return any(_says_total(cell) for cell in sheet.rows[row.row - 1] if cell)


def _says_total(cell: str) -> bool:
    words = " ".join(fold(cell[:60]).split()).strip(" :.")
    return words in _TOTAL_WORDS or words.startswith(("genel toplam", "ara toplam", "toplam "))


# ---------------------------------------------------------------- amounts


def kurus_of(number: Decimal, *, field: str) -> tuple[int, bool]:
    """Whole kuruş of a lira amount, and whether something was rounded off.

    Raises:
        BadInput: negative, or too large for one line.
    """
    if number < 0:
        raise BadInput(
            f"{_LABELS[field]} eksi olamaz.", "Açılış kaydına yalnız eldeki taşınır girer.", field=field
        )
    exact = number * 100
    kurus = int(exact.to_integral_value("ROUND_HALF_UP"))
    if kurus > MAX_KURUS:
        raise BadInput(f"{format_kurus(kurus)} bir satır için çok büyük.", "Tutarı denetleyin.", field=field)
    return kurus, exact != kurus


def check_totals(
    scanned: Scan, styles: Styles, lines: Iterable[tuple[int, int, int]]
) -> tuple[tuple[str, ...], tuple[RowError, ...]]:
    """What the file's own rows of totals say against its lines: each adds up all above it or since the last.

    Args:
        lines: (row, thousandths, kuruş) in the order of rows.

    Returns:
        Totals that agree, in words; and one error for each that does not.
    """
    told: list[str] = []
    wrong: list[RowError] = []
    values = sorted(lines)
    since = 0
    for total in scanned.totals:
        for field, place in (("amount", 2), ("quantity", 1)):
            if not total.text(field):
                continue
            said, whole = _total_of(total, field, styles), 100 if field == "amount" else ONE
            above = [one for one in values if one[0] < total.row]
            sums = (sum(one[place] for one in above), sum(one[place] for one in above if one[0] > since))
            if said is not None and said * whole in sums:
                told.append(f"✓ {total.row}. satırdaki toplam satırlarla aynı: {_said(field, said)}")
            else:
                found = _said(field, Decimal(sums[0]) / whole)
                text = f"Toplam satırı “{total.text(field)[:30]}”, satırların toplamı {found}."
                wrong.append(RowError(total.row, scanned.columns.get(field, 0), f"{text} Dosyayı denetleyin."))
        since = total.row
    return tuple(told), tuple(wrong)


def _total_of(total: RawRow, field: str, styles: Styles) -> Decimal | None:
    try:
        number = read_number(total.text(field), styles.numbers.get(field))
    except BadInput:
        return None
    # A spreadsheet's own sum of its cells may carry what binary fractions leave behind.
    return round(number, 2 if field == "amount" else 3)


def _said(field: str, number: Decimal) -> str:
    if field == "amount":
        return format_kurus(int(number * 100))
    return format_quantity(int(number * ONE))
