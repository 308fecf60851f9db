"""Forms of the archive start with the own unit, which the picker offers first; a hold is found by its key."""

from __future__ import annotations

import pytest

from data.arsiv.pick_views import find_units, own_unit
from data.arsiv.use_views import hold_card
from data.core import units
from data.core.errors import BadInput
from tests.arsiv.archive_office import OTHER_UNIT, UNIT, Desk, unit_id
from tests.arsiv.test_disposal import held
from tests.arsiv.test_folders import opened


def found(desk: Desk, typed: str = "", who: str = "ayse", limit: int = 9) -> list[str]:
    with desk.look(who) as look:
        return [row.title for row in find_units(look, typed, limit)]


def test_the_mudurluk_that_keeps_folders_is_the_own_one_and_comes_first(desk: Desk) -> None:
    with desk.work("yonetici") as work:
        draft = units.BirimDraft(name="Arşiv Servisi", kind="servis", parent_id=unit_id(desk))
        units.add_birim(work, draft)
    opened(desk)
    with desk.look() as look:
        assert own_unit(look) == unit_id(desk)
    names = found(desk)
    assert (names[0], names[1]) == (UNIT, OTHER_UNIT)
    assert names.index("Arşiv Servisi") > 1
    assert found(desk, "arşiv serv") == ["Arşiv Servisi"]
    assert found(desk, limit=1) == [UNIT]
    assert found(desk, who="kadir") == [OTHER_UNIT]


def test_who_sees_one_unit_alone_works_with_that_one(desk: Desk) -> None:
    with desk.look("kadir") as look:
        own = own_unit(look)
        assert next(row.name for row in units.tree(look) if row.id == own) == OTHER_UNIT


def test_a_hold_is_read_alone_by_those_who_see_its_folder(desk: Desk) -> None:
    first, second = opened(desk), opened(desk)
    held(desk, first)
    key = held(desk, second)
    with desk.look() as look:
        row = hold_card(look, key)
        assert (row.id, row.klasor_id, row.reason) == (key, second, "2026/9 E.")
        with pytest.raises(BadInput, match="bulunamadı"):
            hold_card(look, 99)
    with desk.look("kadir") as look, pytest.raises(BadInput, match="bulunamadı"):
        hold_card(look, key)
