"""The search over all areas: Turkish letters both ways, any keyboard noise, only what one may see."""

from __future__ import annotations

import pytest
from office_people import admin, person

from data.core import search, trail, units
from data.core.permissions import Actor, Role
from data.core.store import Store


def put(
    store: Store, record_id: int, title: str, *, area: str = "evrak", birim_id: int | None = None, words: str = ""
) -> None:
    with store.work(admin(store)) as work:
        search.index(
            work,
            kind="belge",
            record_id=record_id,
            area=area,
            birim_id=birim_id,
            title=title,
            subtitle="",
            words=words,
        )
        trail.record(work, "belge.add", "Eklendi")


@pytest.fixture
def reader(store: Store) -> Actor:
    return person(store, "okuyan", Role.OKUYAN)


def found(store: Store, actor: Actor, typed: str, limit: int = 50) -> list[int]:
    with store.look(actor) as look:
        return [hit.record_id for hit in search.find(look, typed, limit)]


@pytest.mark.parametrize(
    "typed",
    ["ISPARTA", "ısparta", "isparta", "Isparta", "İSPARTA", "ispar", "ISP imar", "İMAR ıspa", "kagit", "KÂĞIT"],
)
def test_any_spelling_finds_the_record(store: Store, reader: Actor, typed: str) -> None:
    put(store, 1, "Isparta İmar Planı", words="kâğıt")
    put(store, 2, "Çevre")
    assert found(store, reader, typed) == [1]


@pytest.mark.parametrize(
    ("typed", "hits"),
    [
        ("imar AND", []),
        ("imar OR cevre", []),
        ("imar NOT plan", []),
        ('"', []),
        ('imar"', [1]),
        ('"imar plan', [1]),
        ("arama:imar", []),
        ("col:x", []),
        ("-a", []),
        ("-imar", [1]),
        ("*", []),
        ("imar*", [1]),
        ("imar -- plan", [1]),
        ("^imar", [1]),
        ("(imar", [1]),
        ("NEAR(imar plan)", []),
        ("imar\x00plan", [1]),
        ("\x00", []),
        ("", []),
        ("   ", []),
        ("a", []),
        ("{imar}", [1]),
        ("imar+plan", [1]),
        ("'; DROP TABLE x;--", []),
        ("\u202eimar", [1]),
        ("2026/145", [1]),
        ("2026/14", [1]),
        ("7", [1]),
        ("😀", []),
        ("x" * 5_000, []),
    ],
)
def test_nothing_typed_is_a_command(store: Store, reader: Actor, typed: str, hits: list[int]) -> None:
    put(store, 1, "İmar planı 2026/145", words="7")
    put(store, 2, "Çevre")
    assert found(store, reader, typed) == hits


def test_a_renewed_record_is_found_by_its_new_words_only(store: Store, reader: Actor) -> None:
    put(store, 1, "Eski konu")
    put(store, 1, "Yeni konu")
    assert found(store, reader, "eski") == []
    assert found(store, reader, "yeni konu") == [1]


def test_the_newest_come_first_and_no_more_than_wanted(store: Store, reader: Actor) -> None:
    for record_id in range(1, 8):
        put(store, record_id, f"İmar {record_id}")
    assert found(store, reader, "imar", limit=3) == [7, 6, 5]


def test_only_what_one_may_see_is_found(store: Store, reader: Actor) -> None:
    boss = admin(store)
    with store.work(boss) as work:
        other = units.add_birim(work, units.BirimDraft(name="Çevre", kind="mudurluk", parent_id=1))
    put(store, 1, "İmar", birim_id=2)
    put(store, 2, "İmar", birim_id=other)
    put(store, 3, "İmar", area="avans")
    put(store, 4, "İmar", area="denetim")
    mutemet = person(store, "mutemet", Role.MUTEMET)
    local = person(store, "yerel", Role.OKUYAN, scope_id=2)
    assert found(store, reader, "imar") == [3, 2, 1]
    assert found(store, mutemet, "imar") == [3]
    assert found(store, local, "imar") == [3, 1]
    assert found(store, person(store, "hic"), "imar") == []
    assert found(store, local, "imar", limit=1) == [3], "the limit counts what may be seen"
