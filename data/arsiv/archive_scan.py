"""A list of folders before the store is asked: its columns, its rows, how its days are written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from data.arsiv.archive_drafts import MOST
from data.arsiv.archive_facts import plain
from data.core.errors import BadInput
from data.core.intake.column_styles import StyleQuestion, Styles, styles_of
from data.core.intake.mapping import ColumnMapping, take
from data.core.intake.tables import Sheet, TabularFile
from data.core.money import format_int
from data.core.text import clean_line

HEADINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "code": ("dosya kodu", "sdp kodu", "sdp", "standart dosya plani kodu", "standart dosya kodu", "konu kodu",
             "desimal kod", "desimal no", "kodu", "kod", "dosya no"),
    "title": ("konusu", "konu", "klasor adi", "dosya adi", "konu adi", "klasor konusu", "dosya konusu",
              "dosyanin konusu", "klasorun konusu", "icerigi", "icerik", "adi"),
    "year": ("yili", "yil", "dosya yili", "klasor yili", "ait oldugu yil", "islem yili"),
    "opened": ("acilis tarihi", "acilis", "baslangic tarihi", "acildigi tarih", "acildi", "ilk tarih"),
    "closed": ("kapanis tarihi", "kapanis yili", "kapanis", "bitis tarihi", "kapandigi tarih", "kapandi",
               "son tarih"),
    "due": ("dolar", "doldugu gun", "sure sonu", "saklama sonu", "saklama suresi sonu", "suresi dolar",
            "imha yili", "imha tarihi"),
    "kept": ("sure", "saklama suresi", "saklama kodu", "saklama"),
    "case_no": ("vaka no", "vaka", "vaka numarasi", "esas no", "ihale no", "proje no", "dosya sahibi"),
    "special": ("ozel bilgi", "ozel kod", "ozel bilgi kod", "ozel", "ek bilgi"),
    "part": ("cilt no", "cilt", "cilt sira", "parca no", "parca", "kacinci klasor", "klasor sirasi"),
    "old_no": ("eski no", "eski numara", "eski numarasi", "arsiv no", "arsiv numarasi", "envanter no", "kayit no"),
    "no": ("yil no", "klasor no", "klasor numarasi"),
    "secrecy": ("gizlilik derecesi", "gizlilik", "derece", "derecesi"),
    "stage": ("durumu", "durum", "asamasi", "asama", "klasor durumu", "dosya durumu"),
    "place": ("yeri", "yer", "arsiv yeri", "arsiv yer no", "yer no", "yer kodu", "raf yeri", "bulundugu yer",
              "konum"),
    "depo": ("depo", "depo no", "depo kodu"), "dolap": ("dolap", "dolap no", "unite", "unite no"),
    "yuz": ("yuz", "yuzu"), "bolum": ("bolum", "bolum no"), "raf": ("raf", "raf no"),
    "kutu": ("kutu", "kutu no"),
    "unit": ("birim", "birimi", "birim adi", "mudurluk", "mudurlugu", "servis", "ait oldugu birim"),
    "pages": ("sayfa", "sayfa sayisi", "sayfa adedi", "yaprak", "yaprak sayisi"),
    "documents": ("belge sayisi", "belge adedi", "belge", "evrak sayisi", "evrak adedi", "adedi", "adet"),
    "note": ("aciklama", "aciklamalar", "dusunceler", "not", "notlar"),
}  # fmt: skip
"""Field to the headings that name it, the likelier first."""
LABELS: Final[Mapping[str, str]] = {
    "code": "Dosya kodu", "title": "Konusu", "year": "Yılı", "opened": "Açılış tarihi", "closed": "Kapanış tarihi",
    "due": "Dolduğu gün", "kept": "Saklama süresi", "case_no": "Vaka no", "special": "Özel bilgi",
    "part": "Cilt no", "old_no": "Eski no", "no": "Yıl-No (2019-17)",
    "secrecy": "Gizlilik derecesi", "stage": "Durumu", "place": "Yeri, tek sütunda", "depo": "Yeri: depo",
    "dolap": "Yeri: dolap", "yuz": "Yeri: yüz", "bolum": "Yeri: bölüm", "raf": "Yeri: raf", "kutu": "Yeri: kutu",
    "unit": "Birimi", "pages": "Sayfa", "documents": "Belge adedi", "note": "Açıklama",
}  # fmt: skip
PLACE_PARTS: Final = ("depo", "dolap", "yuz", "bolum", "raf", "kutu")
DAYS: Final = ("opened", "closed", "due")
_TOTALS: Final = ("toplam", "genel toplam", "ara toplam", "yekun")
_FORMULA: Final = ("=", "+", "-", "@")
_NOTHING: Final = frozenset({"", "-", "—"})
_ASIDE: Final = 10
"""Rows taken for no folder that are told one by one."""


@dataclass(frozen=True, slots=True)
class RawRow:
    """A row with its filled mapped cells, one line of text each."""

    row: int
    cells: Mapping[str, str]

    def text(self, field: str) -> str:
        """A cell; empty where it is absent."""
        return self.cells.get(field, "")


@dataclass(frozen=True, slots=True)
class Scan:
    """The rows of a list.

    Attributes:
        questions: Columns of days that can be read in two ways.
        notes: What was taken for no folder, and how the columns are written, in words.
        columns: Field to 1-based column.
    """

    name: str
    sha256: str
    rows: tuple[RawRow, ...]
    styles: Styles
    questions: tuple[StyleQuestion, ...]
    notes: tuple[str, ...]
    columns: Mapping[str, int]


def missing_columns(fields: frozenset[str]) -> str:
    """What a mapping still lacks before a list can be read, in words; empty if nothing."""
    for name in ("code", "title"):
        if name not in fields:
            return f"{LABELS[name]} sütununu seçin."
    if not fields & {"year", "opened", "closed", "no"}:
        return "Yıl, açılış ya da kapanış tarihi sütunundan birini seçin."
    return ""


def column_labels() -> tuple[tuple[str, str], ...]:
    """(field, label) of everything that a column can be mapped to."""
    return tuple(LABELS.items())


def scan(table: TabularFile, sheet: Sheet, mapping: ColumnMapping) -> Scan:
    """Sorts out the rows of a list; asks nothing of the store.

    Headings between the rows, a cell alone in its row and rows of totals are no folders; they are told, not taken.

    Raises:
        ColumnsNotFound: the table has none of the mapped columns.
        BadInput: it holds no folder, or too many.
    """
    found = take(sheet, mapping, _cells, file=table.name)
    rows = [RawRow(row, cells) for row, cells in found.items if _is_folder(sheet.rows[row - 1], cells)]
    if not rows:
        raise BadInput("Dosyada klasör yok.", "Başlık satırını ve sütunları kontrol edin.", file=table.name)
    if len(rows) > MOST:
        raise BadInput(
            f"Dosyada {format_int(len(rows))} klasör var; bir kerede en çok {format_int(MOST)} alınır.",
            "Dosyayı yıllara ya da birimlere bölün.",
            file=table.name,
        )
    columns = dict(mapping.columns)
    told = styles_of(
        lambda field: (row.text(field) for row in rows if row.text(field)),
        (),
        [field for field in DAYS if field in columns],
        LABELS,
        spreadsheet=table.format != "metin",
    )
    kept = {row.row for row in rows}
    aside = [row for row, _ in found.items if row not in kept]
    return Scan(
        table.name, table.sha256, tuple(rows), told.styles, told.questions, (*_aside(aside), *told.notes),
        {field: column + 1 for field, column in columns.items()},
    )  # fmt: skip


def _cells(texts: Mapping[str, str]) -> Mapping[str, str]:
    return {name: _cell(text) for name, text in texts.items() if text not in _NOTHING}


def _cell(text: str) -> str:
    """One line; the sign that lists of this desk have before what could be a formula is off."""
    if text[:1] == "'" and text[1:2] in _FORMULA:
        text = text[1:]
    # A cell of a table is storable already; only what a hand-made one brings is not.
    return " ".join(text.split()) if text.isprintable() else clean_line(text)


def _is_folder(row: Sequence[str], cells: Mapping[str, str]) -> bool:
    if sum(1 for cell in row if cell.strip()) < 2:
        return False
    return "code" in cells or not any(plain(cell[:40]).rstrip(" :.").startswith(_TOTALS) for cell in row if cell)


def _aside(rows: Sequence[int]) -> tuple[str, ...]:
    if not rows:
        return ()
    some = ", ".join(f"{row}." for row in rows[:_ASIDE])
    more = f" ve {format_int(len(rows) - _ASIDE)} satır daha" if len(rows) > _ASIDE else " satır"
    return (f"Klasör olmadığı için alınmayan (başlık, toplam): {some}{more}",)
