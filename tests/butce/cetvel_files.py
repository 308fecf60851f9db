"""Cetvels in one line each: written as offices print them, mapped as they are guessed, read and taken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from io import BytesIO
from typing import Any

import openpyxl
from sqlalchemy import select
from sqlmodel import col

from data.butce import cetvel_columns, cetvel_rows
from data.butce.cetvel_drafts import CetvelDraft, CetvelReading
from data.butce.cetvel_reading import read_cetvel
from data.butce.operations.cetvel import TakenCetvel, import_cetvel
from data.core.intake.column_styles import answered
from data.core.intake.mapping import ColumnMapping
from data.core.intake.tables import TabularFile, table_of
from data.core.models import HarcamaBirimi
from data.core.store import Look
from tests.butce.butce_office import UNIT, Desk

ROMAN = ("I", "II", "III", "IV")
GROUPS = ("KURUMSAL", "", "", "", "FONKSİYONEL", "", "", "", "FİN.", "EKONOMİK", "", "", "", "AÇIKLAMA", "TUTAR")
LEVELS = (*ROMAN, *ROMAN, "I", *ROMAN, "", "")
OFFICE = ("46", "34", "12", "05", "01", "3", "9", "00", "5")
BLANK = ("",) * 9
PRINTED: tuple[tuple[str, ...], ...] = (
    ("T.C. ÖRNEK BÜYÜKŞEHİR BELEDİYESİ",),
    ("2027 YILI ÖDENEK CETVELİ (A)",),
    GROUPS,
    LEVELS,
    ("46", "34", "12", "05", "", "", "", "", "", "", "", "", "", "Yazılım Şube Müdürlüğü", "1.000.000,00"),
    ("", "", "", "", "01", "3", "9", "00", "5", "", "", "", "", "Genel hizmetler", ""),
    (*BLANK, "03", "", "", "", "Mal ve hizmet alım giderleri", "600.000,50"),
    (*BLANK, "", "2", "", "", "Tüketime yönelik mal ve malzeme", "400.000,50"),
    (*BLANK, "", "", "1", "", "Kırtasiye ve büro malzemesi", "400.000,50"),
    (*BLANK, "", "", "", "01", "Kırtasiye alımları", "250.000,25"),
    (*BLANK, "", "", "", "05", "Baskı ve cilt giderleri", "150.000,25"),
    (*BLANK, "", "5", "", "", "Hizmet alımları", "200.000,00"),
    (*BLANK, "", "", "2", "02", "Telefon", "200.000,00"),
    (*BLANK, "06", "1", "2", "01", "Büro makineleri", "399.999,50"),
    ("", "", "", "", "", "", "", "", "", "", "", "", "", "GENEL TOPLAM", "1.000.000,00"),
)
"""As municipalities print it: a code written once, in heads, with what they come to."""


def csv(rows: Sequence[Sequence[str]], name: str = "cetvel.csv", encoding: str = "utf-8-sig") -> TabularFile:
    """A file with these rows, as a Turkish Excel saves it."""
    lines = [";".join(f'"{cell}"' for cell in row) for row in rows]
    return table_of("\n".join(lines).encode(encoding), name)


def xlsx(rows: Sequence[Sequence[Any]], name: str = "cetvel.xlsx") -> TabularFile:
    """The same as a spreadsheet; what is given as a number stands there as one."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append([None if cell == "" else cell for cell in row])
    held = BytesIO()
    book.save(held)
    return table_of(held.getvalue(), name)


def unit_id(desk: Desk) -> int:
    """Key of the harcama birimi of the office."""
    with desk.look() as look:
        return (
            look.session.execute(select(col(HarcamaBirimi.id)).where(col(HarcamaBirimi.name) == UNIT)).scalar_one()
            or 0
        )


def draft(desk: Desk, **more: Any) -> CetvelDraft:
    """The cetvel of the coming year, voted in November."""
    values: dict[str, Any] = {
        "harcama_birimi_id": unit_id(desk),
        "year": 2027,
        "karar_day": date(2026, 11, 18),
        "karar_no": "2026/511",
    }
    return CetvelDraft(**(values | more))


def mapped(look: Look, file: TabularFile) -> ColumnMapping:
    """The columns that the headings suggest."""
    return cetvel_columns.mapping_for(look, file.sheets[0])


def scanned(look: Look, file: TabularFile) -> cetvel_rows.Scan:
    """Its rows sorted out."""
    return cetvel_rows.scan(
        file.name, file.sha256, file.sheets[0], mapped(look, file), spreadsheet=file.format != "metin"
    )


def read(
    desk: Desk, file: TabularFile, styles: Mapping[str, str] | None = None, who: str = "ayse", **more: Any
) -> CetvelReading:
    """The file held against the store."""
    typed = draft(desk, **more)
    with desk.look(who) as look:
        found = scanned(look, file)
        return read_cetvel(look, found, typed, answered(found.styles, found.questions, styles or {}))


def take(desk: Desk, file: TabularFile, who: str = "ayse", **more: Any) -> TakenCetvel:
    """The file read and taken."""
    reading = read(desk, file, who=who, **more)
    with desk.look(who) as look:
        mapping = mapped(look, file)
    with desk.work(who) as work:
        return import_cetvel(work, reading, mapping)
