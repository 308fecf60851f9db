"""A form with made-up values in an office's layout, to be held beside the official sample before it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Final

from data.core.paper import Block, CellKind, Fields, Paper, PaperColumn, Signatures, Table, Text
from data.core.paper_layout import UNSEEN, UNSEEN_WORDS, Layout, arranged, filled, path_of
from data.core.paper_layout_parts import PaperForm

_ROWS: Final = 4
_DAY: Final = date(2026, 1, 15)
_NOTE: Final = "Biçim örneğidir: içindeki bilgiler gerçek değildir."
_CELLS: Final[Mapping[CellKind, object]] = {
    CellKind.INT: 1, CellKind.DAYS: 1, CellKind.DECIMAL: 12, CellKind.MINUTES: 450, CellKind.MONEY: 1_234_56,
    CellKind.QUANTITY: 2_500, CellKind.PRICE: 493_824_000, CellKind.DATE: _DAY, CellKind.CENTRED: "X",
}  # fmt: skip


def specimen(
    form: PaperForm, layout: Layout, office_lines: tuple[str, ...], printed_at: datetime
) -> tuple[Paper, ...]:
    """The form in every case in which it looks different, arranged by the layout."""
    unseen = not form.seen and not layout.hides(UNSEEN)
    notes = [f"Örnek No: {form.number}"] if form.number else []
    notes += [UNSEEN_WORDS, _NOTE] if unseen else [_NOTE]
    found = []
    for place, blank in enumerate(form.blanks, 1):
        filled_in = replace(
            blank,
            name=f"{form.label} biçim örneği",
            office_lines=office_lines,
            title=filled(blank.title, form.slots),
            subtitle=filled(blank.subtitle, form.slots),
            number="ÖRNEK",
            blocks=tuple(_filled(form, block) for block in blank.blocks),
            printed_at=printed_at,
            notes=tuple(filled(note, form.slots) for note in blank.notes),
            tab=f"Örnek {place}",
            form=form.key,
            slots=form.slots,
        )
        made = arranged(filled_in, layout)
        found.append(replace(made, notes=(*made.notes, *notes)))
    return tuple(found)


def _filled(form: PaperForm, block: Block) -> Block:
    if isinstance(block, Text):
        return replace(block, text=filled(block.text, form.slots))
    if isinstance(block, Fields):
        rows = zip(block.keys, block.rows, strict=True)
        return replace(block, rows=tuple((label, _sample(form, block.key, key)) for key, (label, _) in rows))
    if isinstance(block, Signatures):
        return replace(
            block, blocks=tuple(replace(one, name="Adı SOYADI", title="Unvanı") for one in block.blocks)
        )
    if isinstance(block, Table):
        rows_made = tuple(
            tuple(_cell(form, block.key, place, column) for column in block.columns)
            for place in range(1, _ROWS + 1)
        )
        return replace(block, rows=rows_made, total=_total(block))
    return block


def _sample(form: PaperForm, block: str, key: str) -> str:
    return form.samples.get(path_of(block, key), form.samples.get(key, "…"))


def _cell(form: PaperForm, block: str, place: int, column: PaperColumn) -> object:
    if column.kind is CellKind.TEXT:
        return _sample(form, block, column.key)
    return place if column.kind is CellKind.INT else _CELLS[column.kind]


def _total(block: Table) -> tuple[object, ...] | None:
    """The label of the blank, and the sums of what is money."""
    if block.total is None:
        return None
    money = [_ROWS * 1_234_56 if column.kind is CellKind.MONEY else "" for column in block.columns]
    return (block.total[0], *money[1:])
