"""Ödenek Cetveli (A), Örnek-14, as a year was opened: tertips under heads, each code level in its own column.

What is printed here can be read back by :mod:`data.butce.cetvel_rows`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlmodel import col

from data.butce.level_names import level_names
from data.butce.lookup import YEAR_KIND, segments_of
from data.butce.models import Tertip
from data.butce.operations.opening import opened_tertips
from data.butce.papers_parts import blank_signers, finished, told, year_and_unit, year_slots
from data.butce.rules.cetvel_lines import CetvelPrintLine, Item, Names, blocks_of, cetvel_lines
from data.core.errors import BadInput
from data.core.money import format_kurus
from data.core.paper import CellKind, Paper, PaperColumn, Table
from data.core.stamps import office_lines, wall_clock
from data.core.store import Look, Work

CETVEL_FORM = "butce.cetvel"
_ROMAN: Final = ("I", "II", "III", "IV")
_SHORT: Final = {
    "program": ("Prog.",),
    "alt_program": ("Alt prog.",),
    "faaliyet": ("Faal.",),
    "kurumsal": tuple(f"Kur. {level}" for level in _ROMAN),
    "fonksiyonel": tuple(f"Fonk. {level}" for level in _ROMAN),
    "finansman": ("Fin.",),
    "ekonomik": tuple(f"Eko. {level}" for level in _ROMAN),
}
_COLUMNS: Final = {
    name: tuple(
        PaperColumn(title, CellKind.CENTRED, 8, key=name if level == 1 else f"{name}{level}")
        for level, title in enumerate(titles, 1)
    )
    for name, titles in _SHORT.items()
}
_LAST: Final = (
    PaperColumn("Açıklama", width=44, key="aciklama"),
    PaperColumn("Ödenek", CellKind.MONEY, 18, key="odenek"),
)
CETVEL: Final = Table(
    (*(column for columns in _COLUMNS.values() for column in columns), *_LAST), (), "", ("TOPLAM",), key="cetvel"
)
CETVEL_NOTE: Final = "Örnek-14. Üst düzey satırları altlarındaki tertiplerin toplamıdır."


def cetvel_for_export(work: Work, yil_id: int) -> tuple[Paper, ...]:
    """Ödenek Cetveli (A) of a year for a file; the export is written to the trail.

    Raises:
        NotAllowed: no permission to export, or out of sight.
        BadInput: no such year, or it has no tertip.
    """
    return told(work, cetvel_paper(work, yil_id), YEAR_KIND, yil_id)


def cetvel_paper(look: Look, yil_id: int) -> Paper:
    """The cetvel as the year was opened; what was added or moved since is not in it.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such year, or it has no tertip.
    """
    year, unit = year_and_unit(look, yil_id)
    opened = opened_tertips(look, year)
    rows = look.session.execute(select(Tertip).where(col(Tertip.yil_id) == yil_id)).scalars()
    items = [Item(segments_of(row), row.name, (opened[row.anahtar][1],)) for row in rows]
    if not items:
        raise BadInput(f"{year.year} yılında tertip yok.", "Cetveli alın ya da tertip açın.")
    table = cetvel_table(items, level_names(look, yil_id).of)
    total = sum(item.values[0] for item in items)
    return finished(
        look,
        Paper(
            name=f"ödenek cetveli {year.year}",
            office_lines=office_lines(look),
            title="ÖDENEK CETVELİ (A)",
            subtitle=f"{unit.code} {unit.name} · {year.year} mali yılı",
            blocks=(table, blank_signers()),
            printed_at=wall_clock(look.now),
            landscape=True,
            notes=(CETVEL_NOTE,),
            form=CETVEL_FORM,
            slots=(*year_slots(year, unit), ("toplam", format_kurus(total))),
        ),
        date(year.year, 1, 1),
    )


def cetvel_table(items: Sequence[Item], names: Names) -> Table:
    """The cetvel's table: heads and tertips with the first of their amounts; columns of blocks that no code has
    are left out."""
    blocks = blocks_of(items)
    columns = (*(column for name in blocks for column in _COLUMNS[name]), *_LAST)
    rows = tuple(_row(line, blocks) for line in cetvel_lines(items, names))
    total = sum(item.values[0] for item in items)
    return replace(CETVEL, columns=columns, rows=rows, total=("TOPLAM", *("",) * (len(columns) - 2), total))


def _row(line: CetvelPrintLine, blocks: tuple[str, ...]) -> tuple[object, ...]:
    return (*(level for name in blocks for level in line.columns(name)), line.name, line.values[0])
