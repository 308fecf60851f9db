"""Evrak hareket istatistikleri on paper: every table with its plot, of a year or a month."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from data.core.calendar import MONTHS
from data.core.drafts import FieldKind, FieldSpec, check, entry
from data.core.paper import Block, Paper, PaperColumn, Signature, Signatures, Table
from data.core.stamps import office_lines, wall_clock
from data.core.store import Look
from data.evrak.statistics import TABLES, table_of
from data.evrak.statistics_values import Span, StatRow, StatTable

ALL: Final = "hepsi"
_WHOLE_YEAR = "0"
_HEAD_WIDTH, _NUMBER_WIDTH = 34, 9


@dataclass(frozen=True, slots=True, kw_only=True)
class StatisticsDraft:
    """Of which time, and which tables."""

    year: int = entry(FieldSpec("Yıl", FieldKind.INT, length=4))
    month: str = entry(
        FieldSpec(
            "Ay",
            FieldKind.CHOICE,
            choices=((_WHOLE_YEAR, "Bütün yıl"), *((str(place), name) for place, name in enumerate(MONTHS, 1))),
            help="İcmal, tekit, bilgi edinme ve zimmet tabloları her zaman yılındır",
        ),
        default=_WHOLE_YEAR,
    )
    table: str = entry(
        FieldSpec(
            "Tablo",
            FieldKind.CHOICE,
            choices=((ALL, "Bütün tablolar"), *((key, title) for key, title, _ in TABLES)),
        ),
        default=ALL,
    )
    secret: bool = entry(
        FieldSpec(
            "Gizlilik dereceli kayıtlar da sayılsın",
            FieldKind.CHECK,
            required=False,
            help="Yalnız yetkiniz olanlar",
        ),
        default=False,
    )


def span_of(draft: StatisticsDraft) -> Span:
    """The time that a draft means.

    Raises:
        BadInput: no such year.
    """
    return Span(draft.year, int(draft.month), draft.secret)


def statistics_paper(look: Look, draft: StatisticsDraft) -> Paper:
    """The tables as they are asked for; an office without a document gets zeros, not an error.

    Raises:
        BadFields, BadInput: the draft is incomplete, or there is no such year.
    """
    check(draft)
    span = span_of(draft)
    keys = [key for key, _, _ in TABLES] if draft.table == ALL else [draft.table]
    tables = [table_of(look, key, span) for key in keys]
    blocks: list[Block] = []
    for table in tables:
        blocks += _blocks(table)
    blocks.append(Signatures((Signature("Düzenleyen"), Signature("Kontrol eden"), Signature("Onaylayan"))))
    notes = [note for table in tables for note in table.notes]
    if look.actor.scope:
        notes.append("Yalnız biriminizin gördüğü kayıtlar sayılmıştır.")
    return Paper(
        name="evrak hareket istatistikleri",
        office_lines=office_lines(look),
        title="EVRAK HAREKET İSTATİSTİKLERİ" if draft.table == ALL else tables[0].title,
        subtitle=span.words,
        blocks=tuple(blocks),
        printed_at=wall_clock(look.now),
        landscape=True,
        notes=tuple(dict.fromkeys((*notes, "Tabloların resmî bir kalıbı yoktur; sütunlar masanındır."))),
    )


def _blocks(table: StatTable) -> list[Block]:
    columns = (
        PaperColumn(table.head, width=_HEAD_WIDTH),
        *(PaperColumn(title, kind, _NUMBER_WIDTH) for title, kind in table.columns),
    )
    blocks: list[Block] = [
        Table(
            columns,
            tuple(_line(row) for row in table.rows),
            title=table.title,
            total=_line(table.total) if table.total else None,
            pen=any(all(number.value is None for number in row.numbers) for row in table.rows) and not table.total,
        )
    ]
    if table.plot is not None:
        blocks.append(table.plot)
    return blocks


def _line(row: StatRow) -> tuple[object, ...]:
    return (row.label, *(number.value for number in row.numbers))
