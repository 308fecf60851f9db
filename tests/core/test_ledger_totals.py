"""How many rows a ledger has: counted once while nobody writes, and always right."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import event
from sqlmodel import col, select

from data.core import trail
from data.core.models import Counter
from data.core.permissions import PROGRAM
from data.core.store import Look, Store
from data.core.windows import window


def _asked(look: Look, book: str = "deneme") -> int:
    statement: Any = select(Counter).where(col(Counter.book) == book)
    asked: Any = window(look, statement, (col(Counter.year),), lambda found: found[0], start=0, limit=5)
    return int(asked.total)


def _total(store: Store, book: str = "deneme") -> int:
    with store.look(PROGRAM) as look:
        return _asked(look, book)


def _write(store: Store, year: int, book: str = "deneme") -> None:
    with store.work(PROGRAM) as work:
        work.session.add(Counter(book=book, year=year, last=1))
        trail.record(work, "deneme", "sayaç")


def test_turning_pages_does_not_count_again(store: Store) -> None:
    _write(store, 2026)
    assert _total(store) == 1
    counted = []
    event.listen(store._engine, "before_cursor_execute", lambda *asked: counted.append(asked[2]))
    assert [_total(store), _total(store, "başka"), _total(store), _total(store, "başka")] == [1, 0, 1, 0]
    assert sum("count(*)" in words for words in counted) == 1


def test_what_any_desk_wrote_is_counted(store: Store) -> None:
    assert store.path is not None
    with Store.open(store.path) as other:
        for year in (2020, 2021, 2022):
            before = _total(store), _total(other)
            _write(store if year % 2 else other, year)
            assert (_total(store), _total(other)) == (before[0] + 1, before[1] + 1)


def test_what_was_rolled_back_is_not_counted(store: Store) -> None:
    _write(store, 2020)
    for way in (store.work, store.look):
        with pytest.raises(KeyError), way(PROGRAM) as one:
            assert _asked(one) == 1
            one.session.add(Counter(book="deneme", year=2021, last=1))
            one.session.flush()
            assert _asked(one) == 2
            raise KeyError
        assert _total(store) == 1
