"""Evrak hareket istatistikleri: every table by its key, and the same numbers one by one for the screen.

The numbers come from the database already grouped; what the actor may not see is in none of them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from data.core.errors import BadInput
from data.core.pages import LedgerQuery, Window
from data.core.paper import CellKind
from data.core.permissions import Verb
from data.core.store import Look
from data.core.text import fold
from data.evrak import statistics_books, statistics_work
from data.evrak.sight import AREA
from data.evrak.statistics_values import Drill, Span, StatTable

TABLES: Final[tuple[tuple[str, str, Callable[[Look, Span], StatTable]], ...]] = (
    ("aylik", "Aylık icmal", statistics_books.monthly),
    ("yillik", "Yıllık icmal", statistics_books.yearly),
    ("birim", "Birim dağılımı", statistics_work.by_unit),
    ("kimde", "Personel dağılımı", statistics_work.by_person),
    ("cevap", "Cevap süreleri", statistics_work.answer_times),
    ("yas", "Bekleyenin yaşı", statistics_work.ages),
    ("sekil", "Geliş ve gönderim şekli", statistics_books.ways),
    ("konu", "Konu dağılımı", statistics_books.subjects),
    ("tekit", "Tekit", statistics_books.reminders),
    ("bilgi", "Bilgi edinme", statistics_work.information_requests),
    ("zimmet", "Zimmet", statistics_work.hand_overs),
)
"""Key, title and maker of each table, in the order in which they stand on paper."""


@dataclass(frozen=True, slots=True)
class NumberRow:
    """One number of a table, for a ledger of numbers."""

    id: int
    label: str
    column: str
    value: int | Decimal | None
    kind: CellKind
    drill: Drill | None


def table_of(look: Look, key: str, span: Span) -> StatTable:
    """One table.

    Raises:
        NotAllowed: no permission.
        BadInput: no such table.
    """
    look.actor.require(AREA, Verb.VIEW)
    for known, _, make in TABLES:
        if known == key:
            return make(look, span)
    raise BadInput(f"“{key[:30]}” adlı tablo yok.", f"Tablolar: {', '.join(known for known, _, _ in TABLES)}.")


def number_window(look: Look, query: LedgerQuery, start: int, limit: int) -> Window[NumberRow]:
    """The numbers of the table that ``query.view`` names; words of the filter look in line and column.

    A word of four digits is the year; without one it is the present year.

    Raises:
        NotAllowed: no permission.
        BadInput: no such table, or no such year.
    """
    words = fold(query.text).split()
    years = [word for word in words if len(word) == 4 and word.isascii() and word.isdigit()]
    span = Span(int(years[-1]) if years else look.today.year, secret=True)
    wanted = [word for word in words if word not in years]
    table = table_of(look, query.view or TABLES[0][0], span)
    lines = (*table.rows, *((table.total,) if table.total else ()))
    numbers = [
        NumberRow(0, line.label, title, number.value, kind, number.drill)
        for line in lines
        for (title, kind), number in zip(table.columns, line.numbers, strict=True)
        if all(word in fold(f"{line.label} {title}") for word in wanted)
    ]
    rows = tuple(
        NumberRow(place, one.label, one.column, one.value, one.kind, one.drill)
        for place, one in enumerate(numbers[start : start + limit], start + 1)
    )
    return Window(start, rows, tuple((row.id,) for row in rows), len(numbers), table.title)
