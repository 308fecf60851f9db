"""Reading an içerik listesi: any table with mapped columns, as lines of a folder, errors with row and column."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from data.arsiv.filing_drafts import PaperLineDraft
from data.arsiv.operations.filing import paper_faults
from data.arsiv.operations.secrecy import lines_target
from data.core import taken
from data.core.calendar import format_date
from data.core.drafts import problems
from data.core.errors import BadFields, BadInput
from data.core.intake.mapping import ColumnMapping, RowError, take
from data.core.intake.notation import DayOrder, days_in, read_day
from data.core.intake.tables import Sheet, TabularFile
from data.core.money import format_int
from data.core.secrecy import Secrecy
from data.core.store import Look
from data.core.text import clean_line, fold, visible

HEADINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "day": ("tarih", "tarihi", "belge tarihi", "belgenin tarihi", "evrak tarihi"),
    "no": ("sayi", "sayisi", "belge sayisi", "belgenin sayisi", "belge no", "evrak no", "no"),
    "subject": ("konu", "konusu", "belgenin konusu", "icerik", "belge adi", "ozet"),
    "party": ("gonderen alici", "gonderen", "alici", "kimden kime", "muhatap", "kurum"),
    "pages": ("sayfa", "sayfa sayisi", "sayfa adedi", "yaprak", "adet", "adedi"),
    "enclosures": ("ek", "ekler", "ek sayisi", "ek adedi"),
    "secrecy": ("gizlilik", "gizlilik derecesi", "derece"),
    "note": ("aciklama", "aciklamalar", "dusunceler", "not"),
}  # fmt: skip
_LABELS: Final = {
    "day": "Tarihi", "no": "Sayısı", "subject": "Konusu", "party": "Gönderen / alıcı", "pages": "Sayfa",
    "enclosures": "Ek", "secrecy": "Gizlilik derecesi", "note": "Açıklama",
}  # fmt: skip
_OPEN: Final = frozenset({"", "yok", "-", "normal", "tasnif disi"})
MOST: Final = 5_000
"""Documents of one folder's list."""


@dataclass(frozen=True, slots=True)
class LinesReading:
    """Documents ready to be listed, and every row that is not; nothing is written while there is one.

    Attributes:
        rows: (1-based row, line), in the order of the file.
        lines: What a person reads before taking the file.
    """

    name: str
    sha256: str
    rows: tuple[tuple[int, PaperLineDraft], ...]
    lines: tuple[str, ...]
    errors: tuple[RowError, ...]

    @property
    def drafts(self) -> tuple[PaperLineDraft, ...]:
        """The lines alone."""
        return tuple(draft for _, draft in self.rows)


def missing_columns(fields: frozenset[str]) -> str:
    """What a mapping still lacks before a list can be read, in words; empty if nothing."""
    for name in ("day", "subject"):
        if name not in fields:
            return f"{_LABELS[name]} sütununu seçin."
    return ""


def column_labels() -> tuple[tuple[str, str], ...]:
    """(field, label) of everything that a column can be mapped to."""
    return tuple(_LABELS.items())


def read_lines(
    look: Look, table: TabularFile, sheet: Sheet, mapping: ColumnMapping, klasor_id: int
) -> LinesReading:
    """Reads a list and checks every row; writes nothing.

    Raises:
        ColumnsNotFound: the table has none of the mapped columns.
        BadInput: the file was taken into the folder before, holds no document or too many, or its days may be
            read in two ways.
    """
    taken.refuse_second_time(look, lines_target(klasor_id), table.sha256, table.name)
    order = _day_order(sheet, mapping, table.name)
    found = take(sheet, mapping, lambda texts: _draft(look, texts, order), file=table.name)
    if not found.items and not found.errors:
        raise BadInput("Dosyada belge yok.", "Başlık satırını ve dosyayı kontrol edin.", file=table.name)
    if len(found.items) > MOST:
        raise BadInput(
            f"Dosyada {format_int(len(found.items))} belge var; bir klasöre en çok {format_int(MOST)} alınır.",
            "Listeyi klasörlere bölün.",
            file=table.name,
        )
    places = {name: column + 1 for name, column in mapping.columns}
    errors = list(found.errors)
    for number, draft in found.items:
        wrong = paper_faults(look, draft) | problems(draft)
        errors += [RowError(number, places.get(field, 0), said) for field, said in wrong.items()]
    errors.sort(key=lambda one: (one.row, one.column))
    pages = sum(draft.pages or 0 for _, draft in found.items)
    lines = [f"{format_int(len(found.items))} belge, {format_int(pages)} sayfa"]
    lines += [f"+ {format_date(draft.day)} · {draft.no or '—'} · {draft.subject}" for _, draft in found.items]
    return LinesReading(table.name, table.sha256, found.items, tuple(lines), tuple(errors))


def _day_order(sheet: Sheet, mapping: ColumnMapping, name: str) -> DayOrder | None:
    place = dict(mapping.columns).get("day", -1)
    rows = sheet.rows[mapping.header_row + 1 :]
    shown = days_in(row[place] for row in rows if 0 <= place < len(row) and row[place])
    if shown.order is None and shown.unsure:
        said = f"Tarihler iki türlü okunabilir: “{visible(shown.unsure[0][:20])}”."
        raise BadInput(said, "Dosyada tarihleri gg.aa.yyyy biçiminde yazın.", file=name)
    return shown.order


def _draft(look: Look, texts: Mapping[str, str], order: DayOrder | None) -> PaperLineDraft:
    wrong: dict[str, str] = {}
    counts: dict[str, int | None] = {}
    for name in ("pages", "enclosures"):
        typed = clean_line(texts.get(name, "")).removesuffix(".0")
        counts[name] = int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= 5 else None
        if typed not in ("", "-", "—") and counts[name] is None:
            wrong[name] = f"“{visible(typed[:20])}” sayı değil."
    level = _level(texts.get("secrecy", ""))
    if level is None:
        known = ", ".join(one.label for one in Secrecy if one)
        wrong["secrecy"] = f"“{visible(texts['secrecy'][:20])}” bilinen bir derece değil: {known}."
    if wrong:
        raise BadFields(wrong)
    return PaperLineDraft(
        day=read_day(texts.get("day", ""), order, look.today, field="day"),
        no=clean_line(texts.get("no", "")) or None,
        subject=clean_line(texts.get("subject", "")),
        party=clean_line(texts.get("party", "")) or None,
        pages=counts["pages"],
        enclosures=counts["enclosures"],
        secrecy=str(int(level or 0)),
        note=clean_line(texts.get("note", "")) or None,
    )


def _level(typed: str) -> Secrecy | None:
    wanted = fold(clean_line(typed))
    if wanted in _OPEN:
        return Secrecy.YOK
    return next((one for one in Secrecy if one and fold(one.label) == wanted), None)
