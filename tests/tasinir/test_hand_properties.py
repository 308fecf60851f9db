"""Whatever is tried in whatever order, an item is in exactly one place, and any day answers as it was then."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlmodel import col

from data.core.errors import MasaError
from data.core.permissions import PROGRAM
from data.core.store import Look, Store
from data.tasinir.hand_drafts import GiveDraft, PlaceDraft, ReturnDraft, Seen
from data.tasinir.holding_views import person_holds, place_holds
from data.tasinir.item_events import Event, events_of, value_on, whereabouts
from data.tasinir.models import TasinirYer
from data.tasinir.models_items import Demirbas, TasinirTeslimSatir
from data.tasinir.operations import deliveries
from data.tasinir.rules.values import ItemEvent, ItemState
from tests.puantaj.puantaj_office import NOW, Desk
from tests.tasinir.hand_office import ENTERED, MEMUR, TODAY, WORKER

_PEOPLE = (MEMUR, WORKER, "202")
_ROOMS = ("204", "205")
_DAYS = tuple(ENTERED + timedelta(days=days) for days in (0, 1, 40, 41, 200, 319))

Place = tuple[str, int | None, int | None]

_steps = st.lists(
    st.tuples(
        st.sampled_from(("give", "place", "back", "hand_over", "move")),
        st.lists(st.integers(0, 6), min_size=1, max_size=3),
        st.integers(0, 2),
        st.integers(0, len(_DAYS) - 1),
        st.sampled_from((False, False, False, True)),
    ),
    min_size=4,
    max_size=14,
)
_histories = st.one_of(_steps, _steps.map(lambda steps: sorted(steps, key=lambda step: step[3])))


def _try(desk: Desk, ids: list[int], step: tuple[str, list[int], int, int, bool]) -> bool:
    """One attempt, often one that is refused; with ``stale`` the first item was seen before its last move."""
    verb, chosen, to, at, stale = step
    day = _DAYS[at]
    with desk.store.look(PROGRAM) as look:
        seen = [Seen(ids[one], look.session.get_one(Demirbas, ids[one]).version) for one in chosen]
        rooms = list(look.session.execute(select(col(TasinirYer.id)).order_by(col(TasinirYer.id))).scalars())
    if stale:
        seen[0] = Seen(seen[0].id, seen[0].version - 1)
    person = GiveDraft(personel_id=desk.person(_PEOPLE[to]), day=day)
    room = PlaceDraft(yer_id=rooms[to % 2] or 0, day=day)
    try:
        with desk.work() as work:
            match verb:
                case "give":
                    deliveries.give_to_person(work, seen, person)
                case "place":
                    deliveries.give_to_place(work, seen, room)
                case "back":
                    deliveries.take_back(work, seen, ReturnDraft(day=day))
                case "hand_over":
                    deliveries.hand_over(work, seen, person)
                case _:
                    deliveries.move_place(work, seen, room)
    except MasaError:
        return False
    assert not stale
    return True


def _places(look: Look) -> dict[int, Place]:
    rows = look.session.execute(select(Demirbas)).scalars()
    return {row.id or 0: (row.state, row.personel_id, row.yer_id) for row in rows}


def _in_one_place(look: Look) -> None:
    lives = events_of(look, _places(look))
    for row in look.session.execute(select(Demirbas)).scalars():
        out = {"ambarda": (False, False), "kiside": (True, False), "yerde": (False, True)}[row.state]
        assert (row.personel_id is not None, row.yer_id is not None) == out
        open_lines = select(func.count()).where(
            col(TasinirTeslimSatir.demirbas_id) == row.id, col(TasinirTeslimSatir.returned_on).is_(None)
        )
        assert look.session.execute(open_lines).scalar_one() == (1 if any(out) else 0)
        found = whereabouts(lives[row.id or 0])
        assert found is not None
        assert (found.state.value, found.ambar_id, found.personel_id, found.yer_id, found.since) == (
            row.state,
            row.ambar_id,
            row.personel_id,
            row.yer_id,
            row.since,
        )


def _as_it_was(desk: Desk, look: Look, day: date, then: dict[int, Place]) -> None:
    """People and rooms together have on that day what they had when it ended, each item once."""
    held: Counter[int] = Counter()
    for sicil in _PEOPLE:
        key = desk.person(sicil)
        rows = {row.id for row in person_holds(look, key, day).rows}
        assert rows == {one for one, (_, person, _) in then.items() if person == key}
        held.update(rows)
    for key in look.session.execute(select(col(TasinirYer.id)).where(col(TasinirYer.code).in_(_ROOMS))).scalars():
        rows = {row.id for row in place_holds(look, key, day).rows}
        assert rows == {one for one, (_, _, room) in then.items() if room == key}
        held.update(rows)
    assert set(held) == {one for one, (state, _, _) in then.items() if state != "ambarda"}
    assert all(count == 1 for count in held.values())


@settings(max_examples=15, deadline=None)
@given(steps=_histories)
def test_any_history_keeps_each_item_in_one_place_and_remembers_every_day(
    hand_file: Path, steps: list[tuple[str, list[int], int, int, bool]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "masa.db"
        shutil.copyfile(hand_file, path)
        with Store.open(path, clock=lambda: NOW) as store:
            desk = Desk(store, path.parent)
            with store.look(PROGRAM) as look:
                ids = sorted(_places(look))[:7]
                remembered = {ENTERED: _places(look)}
            for step in steps:
                with store.look(PROGRAM) as look:
                    before = _places(look)
                done = _try(desk, ids, step)
                with store.look(PROGRAM) as look:
                    _in_one_place(look)
                    now = _places(look)
                    if not done:
                        assert now == before
                        continue
                    # Items that were not touched may have later days already; each is remembered from its day on.
                    for one in ids:
                        if now[one] != before[one]:
                            for day in [key for key in remembered if key >= _DAYS[step[3]]]:
                                remembered[day][one] = now[one]
                    if _DAYS[step[3]] not in remembered:
                        earlier = max(key for key in remembered if key < _DAYS[step[3]])
                        remembered[_DAYS[step[3]]] = dict(remembered[earlier])
                        for one in ids:
                            if now[one] != before[one]:
                                remembered[_DAYS[step[3]]][one] = now[one]
            with store.look(PROGRAM) as look:
                for day, then in remembered.items():
                    _as_it_was(desk, look, day, then)


# ---------------------------------------------------------------- playing events again

_events = st.lists(
    st.tuples(
        st.sampled_from((ItemEvent.TESLIM, ItemEvent.IADE, ItemEvent.AMBAR, ItemEvent.DEGER, ItemEvent.CIKIS)),
        st.integers(0, 5),
        st.booleans(),
        st.integers(-500, 500),
    ),
    max_size=12,
)


def _life(drawn: list[tuple[ItemEvent, int, bool, int]]) -> list[Event]:
    found = [Event(1, ENTERED, ItemEvent.GIRIS, ambar_id=1, kurus=1_000)]
    for number, (what, later, person, kurus) in enumerate(drawn, 2):
        day = ENTERED + timedelta(days=later)
        given = what is ItemEvent.TESLIM
        found.append(
            Event(
                number,
                day,
                what,
                ambar_id=None if what in (ItemEvent.CIKIS, ItemEvent.DEGER) else number,
                personel_id=7 if given and person else None,
                yer_id=8 if given and not person else None,
                kurus=kurus if what is ItemEvent.DEGER else 0,
            )
        )
    return found


@given(_events)
def test_the_place_of_a_day_is_that_of_the_last_placing_event_up_to_it(
    drawn: list[tuple[ItemEvent, int, bool, int]],
) -> None:
    life = _life(drawn)
    for days in range(-1, 7):
        day = ENTERED + timedelta(days=days)
        found = whereabouts(life, day)
        last = max(
            (one for one in life if one.day <= day and one.what is not ItemEvent.DEGER),
            key=lambda one: (one.day, one.id),
            default=None,
        )
        if last is None:
            assert found is None
            continue
        assert found is not None
        assert found.since == last.day
        assert (found.personel_id, found.yer_id) == (last.personel_id, last.yer_id)
        assert (found.state is ItemState.DUSTU) == (last.what is ItemEvent.CIKIS)
        assert (found.ambar_id is None) == (last.what is ItemEvent.CIKIS)
        assert value_on(life, day) == sum(one.kurus for one in life if one.day <= day)


@given(_events, st.randoms())
def test_the_order_in_which_events_are_read_does_not_matter(
    drawn: list[tuple[ItemEvent, int, bool, int]], random: Random
) -> None:
    life = _life(drawn)
    mixed = list(life)
    random.shuffle(mixed)
    assert whereabouts(mixed, TODAY) == whereabouts(life, TODAY)


def test_a_reversed_entry_puts_the_item_out_and_a_reversed_exit_back_into_its_ambar() -> None:
    entry = Event(1, ENTERED, ItemEvent.GIRIS, ambar_id=1, kurus=1_000)
    out = whereabouts([entry, Event(2, TODAY, ItemEvent.TERS)])
    again = whereabouts([entry, Event(2, TODAY, ItemEvent.CIKIS), Event(3, TODAY, ItemEvent.TERS, ambar_id=1)])
    assert out is not None
    assert (out.state, out.ambar_id) == (ItemState.DUSTU, None)
    assert again is not None
    assert (again.state, again.ambar_id) == (ItemState.AMBARDA, 1)
