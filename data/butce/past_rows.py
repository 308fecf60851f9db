"""A file of movements that an office kept in its own Excel: its columns, its rows, how they are written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from data.butce.rules.values import MovementKind
from data.core.errors import BadInput
from data.core.intake.column_styles import StyleQuestion, Styles, styles_of
from data.core.intake.mapping import ColumnMapping, RowError, take
from data.core.intake.tables import Sheet
from data.core.money import format_int
from data.core.text import clean_line, fold

TARGET: Final = "butce_hareket"
"""Under which column mappings of such files are remembered."""
MOST_ROWS: Final = 20_000
_LONGEST: Final = 400
HEADINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "day": ("tarih", "tarihi", "islem tarihi", "hareket tarihi", "odeme tarihi"),
    "kod": ("tertip", "butce tertibi", "butce kodu", "gider kodu", "ekonomik kod", "ekonomik kodu", "kod", "kodu",
            "hesap kodu"),
    "kind": ("hareket turu", "turu", "tur", "islem turu", "islem", "hareket"),
    "amount": ("tutar", "tutari", "bedel", "bedeli", "odenen", "odenen tutar", "harcama", "harcanan"),
    "belge": ("belge", "belge turu", "dayanak"),
    "belge_no": ("belge no", "belge numarasi", "oeb no", "odeme emri no", "evrak no", "fatura no", "karar no",
                 "yevmiye no"),
    "belge_day": ("belge tarihi", "fatura tarihi", "karar tarihi"),
    "decider": ("karar veren", "onaylayan"),
    "work": ("is", "isin adi", "isin konusu", "konusu", "konu", "dosya", "alim"),
    "firm": ("firma", "yuklenici", "ilgili", "alacakli", "hak sahibi"),
    "text": ("aciklama", "aciklamasi", "not"),
}  # fmt: skip
"""Field to the folded headings that name it, the likelier first."""
_LABELS: Final = {
    "day": "Tarih", "kod": "Tertip (tümü ya da ekonomik)", "kind": "Hareket türü", "amount": "Tutar",
    "belge": "Belge", "belge_no": "Belge no", "belge_day": "Belge tarihi", "decider": "Karar veren",
    "work": "İşin konusu", "firm": "Firma / ilgili", "text": "Açıklama",
}  # fmt: skip
_KIND_WORDS: Final[Mapping[MovementKind, tuple[str, ...]]] = {
    MovementKind.HARCAMA: ("harcama", "odeme", "odeme emri", "odeme emri belgesi", "tahakkuk", "gider", "fatura"),
    MovementKind.HARCAMA_IADE: ("iade", "harcama iadesi", "harcama iade"),
    MovementKind.BLOKE: ("on izin", "onay belgesi", "ihtiyac talebi", "blokaj", "harcama talimati"),
    MovementKind.TAAHHUT: ("sozlesme", "siparis"),
    MovementKind.EK: ("ek butce",),
    MovementKind.YEDEK_GIREN: ("yedekten", "yedek odenekten", "yedek odenekten aktarma"),
    MovementKind.AKTARMA_GIREN: (
        "aktarma giren",
        "aktarma eklenen",
        "aktarma +",
        "aktarma gelen",
        "giren aktarma",
    ),
    MovementKind.AKTARMA_CIKAN: ("aktarma cikan", "aktarma dusulen", "aktarma -", "cikan aktarma"),
    MovementKind.DEVREDEN: ("devreden", "devreden odenek"),
    MovementKind.GELEN: ("gelen odenek", "odenek gonderme gelen"),
    MovementKind.GONDERILEN: ("gonderilen odenek", "odenek gonderme"),
    MovementKind.SERBEST: ("serbest", "serbest birakma", "ahp"),
}
_TOTAL_WORDS: Final = ("toplam", "genel toplam", "yekun", "ara toplam")
_WORD: Final = re.compile(r"[a-z0-9]+|[+\-]")


def label_of(field: str) -> str:
    """What a field is called."""
    return _LABELS[field]


def column_labels() -> tuple[tuple[str, str], ...]:
    """(field, label) of everything that a column can be mapped to."""
    return tuple(_LABELS.items())


def missing_columns(fields: frozenset[str]) -> str:
    """What a mapping still lacks before a file can be read, in words; empty if nothing."""
    for field in ("day", "kod", "amount"):
        if field not in fields:
            return f"{_LABELS[field]} sütununu seçin."
    return ""


def _plain(text: str) -> str:
    return " ".join(_WORD.findall(fold(text.replace("−", "-").replace("–", "-"))))


_KINDS: Final = {
    **{word: kind for kind, words in _KIND_WORDS.items() for word in words},
    **{_plain(kind.label): kind for kind in MovementKind},
}


def kind_of(text: str) -> MovementKind | None:
    """The kind of movement that a cell names; nothing where it names none."""
    return _KINDS.get(_plain(text))


@dataclass(frozen=True, slots=True)
class PastRow:
    """A row with its mapped cells, one line of text each; absent ones are empty."""

    row: int
    cells: Mapping[str, str]

    def text(self, field: str) -> str:
        """A cell."""
        return self.cells.get(field, "")


@dataclass(frozen=True, slots=True)
class PastScan:
    """The rows of a file, sorted out; totals are told and not taken."""

    name: str
    sha256: str
    rows: tuple[PastRow, ...]
    totals: tuple[int, ...]
    styles: Styles
    questions: tuple[StyleQuestion, ...]
    notes: tuple[str, ...]
    errors: tuple[RowError, ...]
    columns: Mapping[str, int]
    """Field to 1-based column."""


def scan(name: str, sha256: str, sheet: Sheet, mapping: ColumnMapping, *, spreadsheet: bool) -> PastScan:
    """Sorts out the rows of a table; asks nothing of the store.

    Args:
        spreadsheet: Its numbers come with a dot from cells that hold numbers, whatever stands in cells of text.

    Raises:
        ColumnsNotFound: the table has none of the mapped columns.
        BadInput: it holds no row, or too many.
    """
    found = take(sheet, mapping, _cells, file=name)
    rows = [PastRow(row, cells) for row, cells in found.items]
    totals = [one.row for one in rows if not one.text("kod") and _says_total(sheet.rows[one.row - 1])]
    kept = [one for one in rows if one.row not in set(totals)]
    if not kept and not found.errors:
        raise BadInput("Dosyada hareket satırı yok.", "Başlık satırını ve sütunları denetleyin.", file=name)
    if len(kept) > MOST_ROWS:
        said = f"Dosyada {format_int(len(kept))} satır var; en çok {format_int(MOST_ROWS)} alınır."
        raise BadInput(said, "Dosyayı aylara bölüp parça parça alın.", file=name)
    columns = dict(mapping.columns)
    told = styles_of(
        lambda field: (one.text(field) for one in kept if one.text(field)),
        ["amount"],
        [field for field in ("day", "belge_day") if field in columns],
        _LABELS,
        spreadsheet=spreadsheet,
    )
    return PastScan(
        name,
        sha256,
        tuple(kept),
        tuple(totals),
        told.styles,
        told.questions,
        told.notes,
        found.errors,
        {field: column + 1 for field, column in columns.items()},
    )


def _cells(texts: Mapping[str, str]) -> Mapping[str, str]:
    for field, text in texts.items():
        if len(text) > _LONGEST:
            said = f"{_LABELS[field]} en çok {_LONGEST} harf olabilir."
            raise BadInput(said, "Hücreyi kısaltın.", field=field)
    return {field: clean_line(text) for field, text in texts.items() if text}


def _says_total(cells: tuple[str, ...]) -> bool:
    return any(" ".join(fold(cell[:60]).split()).strip(" :.") in _TOTAL_WORDS for cell in cells)
