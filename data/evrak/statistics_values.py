"""What statistics of documents are made of: tables of numbers, each with the question of the ledger behind it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Final

from sqlmodel import col

from data.core.calendar import MONTHS, format_date
from data.core.errors import BadInput
from data.core.paper import CellKind, Plot
from data.core.store import Look
from data.evrak.models import Evrak
from data.evrak.rules.values import Book
from data.evrak.sight import in_sight

EARLIEST: Final = 1990
LATEST: Final = 2100
"""Years that statistics are asked for."""
_TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Drill:
    """The documents behind a number: a book (``None`` for all), a view of its ledger and values by field."""

    book: Book | None = None
    view: str = ""
    fields: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Number:
    """One number; ``None`` where there is nothing to say.

    Attributes:
        drill: The documents that it counts; ``None`` where no question of the ledger means just these.
    """

    value: int | Decimal | None
    drill: Drill | None = None


@dataclass(frozen=True, slots=True)
class StatRow:
    """One line of a table; of each column a number."""

    label: str
    numbers: tuple[Number, ...]


@dataclass(frozen=True, slots=True)
class StatTable:
    """One table of statistics.

    Attributes:
        head: Title of the first column.
        columns: Title and kind of the columns of numbers.
        total: The last line; ``None`` for none.
        notes: What the numbers mean, for under the table.
        plot: The same numbers as a picture; ``None`` where a picture says nothing.
    """

    key: str
    title: str
    head: str
    columns: tuple[tuple[str, CellKind], ...]
    rows: tuple[StatRow, ...]
    total: StatRow | None = None
    notes: tuple[str, ...] = ()
    plot: Plot | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """The time that statistics are made of: a year, or one month of it.

    Attributes:
        month: 1 to 12; 0 for the whole year.
        secret: Records with a secrecy level count too, for those who may see them.

    Raises:
        BadInput: no such year or month; the field is ``year`` or ``month``.
    """

    year: int
    month: int = 0
    secret: bool = False

    def __post_init__(self) -> None:
        if not EARLIEST <= self.year <= LATEST:
            raise BadInput("Yıl dört rakamla yazılır.", "Örneğin 2026 yazın.", field="year")
        if not 0 <= self.month <= 12:
            raise BadInput("Ay 1 ile 12 arasındadır.", "Bütün yıl için boş bırakın.", field="month")

    @property
    def start(self) -> date:
        """First day."""
        return date(self.year, self.month or 1, 1)

    @property
    def end(self) -> date:
        """Last day."""
        if self.month in (0, 12):
            return date(self.year, 12, 31)
        return date(self.year, self.month + 1, 1) - timedelta(days=1)

    @property
    def filter(self) -> str:
        """As the ledger's ``tarih:`` takes it."""
        return f"{self.year}-{self.month:02d}" if self.month else str(self.year)

    @property
    def words(self) -> str:
        """``2026`` or ``Ekim 2026``."""
        return f"{MONTHS[self.month - 1]} {self.year}" if self.month else str(self.year)

    @property
    def instants(self) -> tuple[datetime, datetime]:
        """The first instant and the one after the last, on the office's clock."""
        after = self.end + timedelta(days=1)
        return _midnight(self.start), _midnight(after)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time()).astimezone()


def in_span(span: Span) -> tuple[Any, Any]:
    """Conditions on ``Evrak``: registered in that time."""
    return col(Evrak.registered_on) >= span.start, col(Evrak.registered_on) <= span.end


def counted(look: Look, *, secret: bool) -> tuple[Any, ...]:
    """Conditions on ``Evrak``: what the actor may see, without records of a secrecy level unless asked for."""
    return (in_sight(look),) if secret else (in_sight(look), col(Evrak.secrecy) == 0)


def tenth(value: Decimal) -> Decimal:
    """Rounded to one place."""
    return value.quantize(_TENTH)


def share(part: int, whole: int) -> Decimal | None:
    """Per cent with one place; nothing of nothing."""
    return tenth(Decimal(part) * 100 / whole) if whole else None


def change(now: int, before: int) -> Decimal | None:
    """By how many per cent a number grew; nothing where there was none before."""
    return share(now - before, before)


def plain(values: Iterable[int | Decimal | None]) -> tuple[Number, ...]:
    """Numbers without documents behind them."""
    return tuple(Number(value) for value in values)


def as_of(day: date) -> str:
    """The remark under tables of what is waited for now."""
    return f"Bekleyen ve geciken sayıları {format_date(day)} günündeki durumdur."
