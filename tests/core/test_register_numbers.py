"""Register numbers: no gap, no double, none lost, however many desks and however rude the power cut."""

from __future__ import annotations

import pytest
from desk_child import register
from office_people import desk, line
from sqlmodel import select

from data.core import backup, numbers, trail
from data.core.models import Counter, SearchEntry
from data.core.permissions import PROGRAM
from data.core.store import Store


def written(store: Store) -> list[int]:
    with store.look(PROGRAM) as look:
        return sorted(look.session.exec(select(SearchEntry.record_id).where(SearchEntry.kind == "deneme")))


def test_eight_desks_at_once_get_numbers_without_gap_or_double(store: Store) -> None:
    assert store.path is not None
    desks = [desk("number", store.path, 50) for _ in range(8)]
    for child in desks:
        assert child.stdin is not None
        child.stdin.write("go\n")
        child.stdin.flush()
    given = [int(number) for child in desks for number in child.communicate()[0].split()]
    assert all(child.returncode == 0 for child in desks)
    assert sorted(given) == list(range(1, 401))
    assert written(store) == list(range(1, 401))
    with store.look(PROGRAM) as look:
        assert backup.audit(look).clean


def test_a_number_whose_record_was_not_written_is_given_again(store: Store) -> None:
    assert register(store) == 1
    with pytest.raises(RuntimeError), store.work(PROGRAM) as work:
        assert numbers.next_number(work, "deneme", 2026) == 2
        raise RuntimeError
    assert register(store) == 2


def test_every_book_and_every_year_begins_with_one(store: Store) -> None:
    with store.work(PROGRAM) as work:
        given = [
            numbers.next_number(work, book, year)
            for book, year in (("gelen", 2026), ("gelen", 2026), ("gelen", 2027), ("giden", 2026), ("gelen", 2026))
        ]
        trail.record(work, "deneme", "numaralar")
    assert given == [1, 2, 1, 1, 3]


def test_what_was_acknowledged_survives_a_killed_desk(store: Store) -> None:
    assert store.path is not None
    last = 0
    for cut in (1, 7, 20):
        child = desk("forever", store.path)
        for _ in range(cut):
            last = int(line(child))
        child.kill()
        rest = child.communicate()[0].split("\n")
        last = max([last, *(int(number) for number in rest[:-1] if number)])
        found = written(store)
        assert found == list(range(1, len(found) + 1))
        assert len(found) >= last
        with store.look(PROGRAM) as look:
            counter = look.session.get(Counter, ("deneme", 2026))
            assert counter is not None and counter.last == len(found)
            assert backup.audit(look).clean
    assert last >= 28
