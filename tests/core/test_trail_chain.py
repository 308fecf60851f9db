"""The trail: nothing in it can be changed, removed or slipped in without being noticed at its place."""

from __future__ import annotations

import sqlite3
import tracemalloc
from contextlib import closing

import pytest
from sqlalchemy import insert

from data.core import trail
from data.core.models import TrailEntry
from data.core.permissions import PROGRAM
from data.core.store import Store


def write(store: Store, count: int) -> None:
    with store.work(PROGRAM) as work:
        for number in range(count):
            trail.record(
                work,
                "deneme.add",
                f"{number}. Şube kaydı",
                kind="deneme",
                record_id=number,
                changes=[trail.Change("Konu", "", "İmar")],
            )


def walked(store: Store) -> trail.ChainState:
    with store.look(PROGRAM) as look:
        return trail.walk(look)


def raw(store: Store, *statements: str, guarded: bool = False) -> None:
    """What a person with direct SQL could do."""
    assert store.path is not None
    with closing(sqlite3.connect(store.path)) as plain:
        if not guarded:
            plain.execute("DROP TRIGGER guard_trail_entry_update")
            plain.execute("DROP TRIGGER guard_trail_entry_delete")
        for statement in statements:
            plain.execute(statement)
        plain.commit()


def test_an_untouched_trail_is_whole(store: Store) -> None:
    before = walked(store)
    write(store, 5)
    assert walked(store) == trail.ChainState(before.entries + 5, None, "")


@pytest.mark.parametrize(
    "statement", ["UPDATE trail_entry SET summary = 'x' WHERE id = 2", "DELETE FROM trail_entry"]
)
def test_direct_sql_cannot_change_the_trail(store: Store, statement: str) -> None:
    write(store, 5)
    with pytest.raises(sqlite3.IntegrityError, match="trail_entry"):
        raw(store, statement, guarded=True)
    assert walked(store).broken_id is None


@pytest.mark.parametrize(
    ("statement", "broken"),
    [
        ("UPDATE trail_entry SET summary = 'başka' WHERE id = 4", 4),
        ("UPDATE trail_entry SET actor_name = 'Başkası' WHERE id = 4", 4),
        ("UPDATE trail_entry SET actor_id = 9 WHERE id = 4", 4),
        ("UPDATE trail_entry SET at = '2020-01-01 00:00:00.000000' WHERE id = 4", 4),
        ("UPDATE trail_entry SET changes = '[]' WHERE id = 4", 4),
        ("UPDATE trail_entry SET record_id = 77 WHERE id = 4", 4),
        ("UPDATE trail_entry SET hash = previous_hash WHERE id = 4", 4),
        ("UPDATE trail_entry SET previous_hash = hash WHERE id = 4", 4),
        ("DELETE FROM trail_entry WHERE id = 4", 4),
        ("DELETE FROM trail_entry WHERE id = 1", 1),
        ("DELETE FROM trail_entry WHERE id > 4", 5),
        ("DELETE FROM trail_entry", 1),
        (
            "INSERT INTO trail_entry (at, actor_id, actor_name, action, kind, record_id, summary, changes, "
            "previous_hash, hash) SELECT at, actor_id, actor_name, action, kind, record_id, 'uydurma', changes, "
            "hash, hash FROM trail_entry WHERE id = 6",
            7,
        ),
    ],
)
def test_every_kind_of_tampering_is_found_at_its_place(store: Store, statement: str, broken: int) -> None:
    write(store, 5)
    with store.look(PROGRAM) as look:
        assert trail.walk(look).entries == 6, "one entry of the first start, five of ours"
    raw(store, statement)
    state = walked(store)
    assert state.broken_id == broken
    assert str(broken) in state.fault


def test_an_entry_slipped_in_between_breaks_the_chain_there(store: Store) -> None:
    write(store, 5)
    raw(
        store,
        "UPDATE trail_entry SET id = id + 1000 WHERE id >= 4",
        "UPDATE trail_entry SET id = id - 999 WHERE id > 1000",
        "INSERT INTO trail_entry SELECT 4, at, actor_id, actor_name, action, kind, record_id, 'uydurma', changes, "
        "hash, previous_hash, secrecy FROM trail_entry WHERE id = 3",
    )
    assert walked(store).broken_id == 4


def test_a_rolled_back_operation_leaves_no_gap(store: Store) -> None:
    with pytest.raises(RuntimeError), store.work(PROGRAM) as work:
        trail.record(work, "deneme", "olmayacak")
        raise RuntimeError
    write(store, 2)
    assert walked(store).broken_id is None


def test_history_of_a_record_is_newest_first(store: Store) -> None:
    with store.work(PROGRAM) as work:
        first = trail.record(work, "deneme.add", "Eklendi", kind="deneme", record_id=7)
        second = trail.record(
            work, "deneme.set", "Değişti", kind="deneme", record_id=7, changes=[trail.Change("Ad", "I", "ı")]
        )
    with store.look(PROGRAM) as look:
        found = trail.history(look, "deneme", 7)
        assert [entry.id for entry in found] == [second, first]
        assert found[0].changes == (trail.Change("Ad", "I", "ı"),)
        assert found[0].at.tzinfo is not None
        assert [entry.id for entry in trail.history(look, "deneme", 7, after=first)] == [second]
        assert len(trail.history(look, "deneme", 7, limit=1)) == 1


def test_a_long_trail_is_walked_in_little_memory(store: Store) -> None:
    with store.work(PROGRAM) as work:
        base = trail.record(work, "deneme", "ilk")
        previous = trail._last_hash(work)
        rows = []
        for number in range(20_000):
            row = TrailEntry(
                id=base + 1 + number,
                at=work.now,
                actor_id=0,
                actor_name="Program",
                action="deneme",
                summary=f"{number}. kayıt",
                previous_hash=previous,
                hash="",
            )
            row.hash = previous = trail._digest(row)
            rows.append(row.model_dump())
        work.connection.execute(insert(TrailEntry), rows)
        del rows
    tracemalloc.start()
    try:
        state = walked(store)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert state == trail.ChainState(base + 20_000, None, "")
    assert peak < 12 * 1024 * 1024, f"a chunk of entries, not all of them: {peak}"
