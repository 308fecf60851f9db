"""The ledger of people: order, windows, filter, scope, masks."""

from __future__ import annotations

import random
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.core import trail
from data.core.models import Birim
from data.core.pages import Anchor, LedgerQuery
from data.core.permissions import PROGRAM, Actor, Role
from data.core.store import Store
from data.core.text import sort_key
from data.personel import views
from data.personel.drafts import PersonelDraft
from data.personel.writing import write_people
from tests.personel.people_office import furnish

NAMES = ("Çiğdem", "Ceren", "Ilgaz", "İlker", "Şule", "Sude", "Ömer", "Oya", "Ülkü", "Umut", "Ğ", "Ahmet", "ahmet")
SIZE = 60


def _names(look_store: Store, text: str, view: str = "") -> list[str]:
    with look_store.look(PROGRAM) as look:
        found = views.personel_window(look, LedgerQuery(text=text, view=view), 0, 100)
    assert found.total == len(found.rows)
    return [row.name for row in found.rows]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["Ayla ÇETİN", "Işıl IĞDIR", "Çağla İNCE"]),
        ("cetin", ["Ayla ÇETİN"]),
        ("ÇETİN ayla", ["Ayla ÇETİN"]),
        ("ıgd", ["Işıl IĞDIR"]),
        ("IGDIR", ["Işıl IĞDIR"]),
        ("birim:destek", ["Ayla ÇETİN", "Çağla İNCE"]),
        ("birim:destek statü:işçi", ["Ayla ÇETİN"]),
        ("BİRİM:ŞUBE", ["Işıl IĞDIR"]),
        ("statü:memur", ["Işıl IĞDIR"]),
        ("sicil:1003", ["Çağla İNCE"]),
        ("birim:destek yok", []),
        ("bilinmeyen:destek", []),
        ("' OR 1=1 --", []),
        ('"', ["Ayla ÇETİN", "Işıl IĞDIR", "Çağla İNCE"]),
        ("birim:%", []),
    ],
)
def test_the_filter_line_finds_words_and_fields_in_turkish(store: Store, text: str, expected: list[str]) -> None:
    furnish(store)
    assert _names(store, text) == expected


def test_leavers_stand_in_their_own_view(store: Store) -> None:
    furnish(store)
    assert _names(store, "", "ayrilan") == ["Zeki ÖZ"]
    assert _names(store, "", "tumu") == ["Ayla ÇETİN", "Işıl IĞDIR", "Çağla İNCE", "Zeki ÖZ"]


def test_one_person_alone_is_shown_although_gone(store: Store) -> None:
    keys = furnish(store)
    with store.look(PROGRAM) as look:
        found = views.personel_window(look, LedgerQuery(), 0, 10, only=keys["1004"])
    assert [row.name for row in found.rows] == ["Zeki ÖZ"]


def test_numbers_are_masked_in_every_answer(store: Store) -> None:
    keys = furnish(store)
    with store.look(PROGRAM) as look:
        (row,) = views.personel_window(look, LedgerQuery(text="ayla"), 0, 10).rows
        assert row.tckn == views.person(look, keys["1001"]).tckn == "100******46"
        assert views.personel_window(look, LedgerQuery(text="10000000146"), 0, 10).total == 0


def test_a_clerk_sees_only_the_people_below_the_own_unit(store: Store) -> None:
    keys = furnish(store)
    with store.look(PROGRAM) as look:
        unit = look.session.get(Birim, keys["sube"])
        assert unit is not None
        actor = Actor(7, "Şef", roles=frozenset({Role.SEF}), scope=unit.path)
    with store.look(actor) as look:
        assert [row.name for row in views.personel_window(look, LedgerQuery(), 0, 10).rows] == ["Işıl IĞDIR"]
        assert [pick.title for pick in views.find_units(look, "", 10)] == ["Şube Yazılım Servisi"]
        assert [pick.title for pick in views.find_people(look, "ayla", 10)] == []


@pytest.fixture
def crowd(store: Store) -> tuple[Store, list[str]]:
    """Sixty people with awkward names; their names in the order that a person expects."""
    keys = furnish(store)
    rng = random.Random(7)
    drafts = [
        PersonelDraft(
            sicil=f"9{number:03d}",
            ad=rng.choice(NAMES),
            soyad=rng.choice(NAMES),
            birim_id=keys["destek"],
            kind=rng.choice(("isci", "memur")),
            pattern_id=keys["pattern"],
            hire=_some_day(rng),
        )
        for number in range(SIZE)
    ]
    with store.work(PROGRAM) as work:
        write_people(work, drafts)
        trail.record(work, "deneme", "Deneme kişileri")
    with store.look(PROGRAM) as look:
        rows = views.personel_window(look, LedgerQuery(view="tumu"), 0, 1000).rows
    plain = sorted(rows, key=lambda row: (sort_key(f"{row.name.split()[-1]} {row.name.split()[0]}"), row.id))
    return store, [row.sicil for row in plain]


def _some_day(rng: random.Random) -> date:

    return date(2020, 1, 1 + rng.randrange(5))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    start=st.integers(0, SIZE + 10),
    limit=st.integers(0, 30),
    place=st.integers(0, SIZE + 3),
    descending=st.booleans(),
)
def test_any_window_from_any_anchor_is_a_slice_of_the_turkish_order(
    crowd: tuple[Store, list[str]], start: int, limit: int, place: int, descending: bool
) -> None:
    store, plain = crowd
    order = plain[::-1] if descending else plain
    query = LedgerQuery(view="tumu", descending=descending)
    with store.look(PROGRAM) as look:
        (key,) = views.personel_window(look, query, place, 1).keys
        found = views.personel_window(look, query, start, limit, Anchor(place, key))
    assert [row.sicil for row in found.rows] == order[start : start + limit]
    assert found.total == len(plain)


@pytest.mark.parametrize("sort", ["sicil", "birim", "kind", "hire"])
def test_paging_by_any_column_shows_everybody_once(crowd: tuple[Store, list[str]], sort: str) -> None:
    store, plain = crowd
    seen: list[str] = []
    anchor = None
    with store.look(PROGRAM) as look:
        while True:
            found = views.personel_window(look, LedgerQuery(view="tumu", sort=sort), len(seen), 7, anchor)
            seen += [row.sicil for row in found.rows]
            if not found.rows or len(seen) == found.total:
                break
            anchor = Anchor(len(seen) - 1, found.keys[-1])
    assert sorted(seen) == sorted(plain)


def test_patterns_are_found_by_a_word_of_their_name(store: Store) -> None:
    furnish(store)
    with store.look(PROGRAM) as look:
        assert [row.name for row in views.pattern_window(look, LedgerQuery(text="GUNLUK"), 0, 10).rows] == [
            "5 günlük düzen"
        ]
        assert views.pattern_window(look, LedgerQuery(text="gece"), 0, 10).total == 0
