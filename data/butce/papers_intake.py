"""What a cetvel or a file of movements would bring, on paper: its totals to be agreed, or its refused rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from data.butce import cetvel_columns, lookup, past_rows
from data.butce.cetvel_drafts import CetvelReading
from data.butce.lookup import AREA, UNIT_KIND
from data.butce.past_drafts import PastReading
from data.core import trail
from data.core.calendar import format_date
from data.core.intake.mapping import RowError
from data.core.money import format_int
from data.core.paper import Block, CellKind, Fields, Paper, PaperColumn, Signature, Signatures, Table
from data.core.permissions import Verb
from data.core.stamps import office_lines, wall_clock
from data.core.store import Look, Work

_SUMS: Final = (
    PaperColumn("Ekonomik kod", width=14, key="kod"),
    PaperColumn("Adı", width=60, key="adi"),
    PaperColumn("Tertip", CellKind.INT, 8, key="tertip"),
    PaperColumn("I. düzey", CellKind.MONEY, 18, key="birinci"),
    PaperColumn("II. düzey", CellKind.MONEY, 18, key="ikinci"),
)
_KINDS: Final = (
    PaperColumn("Hareket türü", width=44, key="tur"),
    PaperColumn("Satır", CellKind.INT, 8, key="satir"),
    PaperColumn("Tutar", CellKind.MONEY, 18, key="tutar"),
)
_REFUSED: Final = (
    PaperColumn("Satır", CellKind.INT, 8, key="satir"),
    PaperColumn("Sütun", CellKind.INT, 7, key="sutun"),
    PaperColumn("Bilgi", width=24, key="bilgi"),
    PaperColumn("Neden alınmıyor", width=70, key="neden"),
)
_SIGNERS: Final = (Signature("Düzenleyen", key="duzenleyen"), Signature("Kontrol eden", key="kontrol"))


def cetvel_for_export(work: Work, reading: CetvelReading) -> tuple[Paper, ...]:
    """Totals of a cetvel that is not taken yet, or its refused rows if it has any; the export is in the trail.

    Raises:
        NotAllowed: no permission to export, or out of sight.
    """
    if reading.errors:
        columns = {column: cetvel_columns.label_of(field) for field, column in reading.columns}
        return _exported(work, _refused(work, reading.name, reading.errors, columns), reading)
    draft = reading.draft
    rows = tuple(
        (one.kod, one.name, one.lines, *((one.kurus, None) if one.level == 1 else (None, one.kurus)))
        for one in reading.sums
    )
    total = ("TOPLAM", "", len(reading.lines), reading.kurus, reading.kurus)
    decision = f"{draft.belge} {format_date(draft.karar_day)} · {draft.karar_no}"
    head = Fields.keyed("kunye", (("dosya", "Dosya", reading.name), ("karar", "Dayanağı", decision)))
    blocks = (head, Table(_SUMS, rows, total=total, key="duzeyler"), Signatures(_SIGNERS, key="imza"))
    return _exported(
        work, _agreement(work, reading, f"{draft.year} ÖDENEK CETVELİ MUTABAKAT LİSTESİ", blocks), reading
    )


def past_for_export(work: Work, reading: PastReading) -> tuple[Paper, ...]:
    """Totals of a file of movements that is not taken yet, or its refused rows; the export is in the trail.

    Raises:
        NotAllowed: no permission to export, or out of sight.
    """
    if reading.errors:
        columns = {column: past_rows.label_of(field) for field, column in reading.columns}
        return _exported(work, _refused(work, reading.name, reading.errors, columns), reading)
    rows = tuple((one.kind.label, one.lines, one.kurus) for one in reading.sums)
    head = Fields.keyed("kunye", (("dosya", "Dosya", reading.name),
                                  ("isler", "Açılacak harcama işi", format_int(reading.new_works))))  # fmt: skip
    blocks = (head, Table(_KINDS, rows, key="turler"), Signatures(_SIGNERS, key="imza"))
    title = f"{reading.draft.year} HAREKETLERİ MUTABAKAT LİSTESİ"
    return _exported(work, _agreement(work, reading, title, blocks), reading)


def _agreement(look: Look, reading: CetvelReading | PastReading, title: str, blocks: tuple[Block, ...]) -> Paper:
    unit = lookup.unit_row(look, reading.draft.harcama_birimi_id)
    return Paper(
        name="bütçe dosyası mutabakatı",
        office_lines=office_lines(look),
        title=title,
        subtitle=f"{unit.code} {unit.name}",
        number="TASLAK",
        blocks=blocks,
        printed_at=wall_clock(look.now),
        draft=True,
        notes=reading.notes,
    )


def _refused(look: Look, name: str, errors: Sequence[RowError], columns: Mapping[int, str]) -> Paper:
    wrong = len({one.row for one in errors})
    rows = tuple((one.row or None, one.column or None, columns.get(one.column, ""), one.message) for one in errors)
    title = f"{format_int(wrong)} satırda hata var; hiçbir kayıt yazılmadı."
    return Paper(
        name="bütçe dosyasının alınmayan satırları",
        office_lines=office_lines(look),
        title="DOSYANIN ALINMAYAN SATIRLARI",
        subtitle=name,
        blocks=(Table(_REFUSED, rows, title, key="satirlar"),),
        printed_at=wall_clock(look.now),
    )


def _exported(work: Work, paper: Paper, reading: CetvelReading | PastReading) -> tuple[Paper, ...]:
    work.actor.require(AREA, Verb.EXPORT)
    words = f"Bütçe dosyasının listesi dışa aktarıldı: {paper.name}, {reading.name}"
    trail.record(work, "butce.export", words, kind=UNIT_KIND, record_id=reading.draft.harcama_birimi_id)
    return (paper,)
