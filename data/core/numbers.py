"""Register numbers: per register and year, without gaps, never reused."""

from __future__ import annotations

from data.core import engine as engines
from data.core.models import Counter
from data.core.store import Look, Work


def next_number(work: Work, book: str, year: int) -> int:
    """The next number of a register book in a year.

    It is part of the transaction: if the record that takes it is not written, the number was never given. The
    transaction holds the write lock from its start, so two desks cannot get the same number.

    Args:
        book: Name of the register (``puantaj``, ``gelen`` …).
    """
    work.touched = True
    return engines.next_in_counter(work.connection, book, year)


def next_numbers(work: Work, book: str, year: int, count: int) -> range:
    """As :func:`next_number`, for many records at once."""
    work.touched = True
    last = engines.next_in_counter(work.connection, book, year, count)
    return range(last - count + 1, last + 1)


def coming_number(look: Look, book: str, year: int) -> int:
    """The number that :func:`next_number` would give now, for a paper that carries it before it is recorded."""
    row = look.session.get(Counter, (book, year))
    return (row.last if row else 0) + 1
