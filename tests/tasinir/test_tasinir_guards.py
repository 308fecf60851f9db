"""What the actor finds of movable property, and what holds up its movements."""

from __future__ import annotations

from datetime import date

import pytest

from data.core import trail
from data.core.errors import BadInput, NotAllowed, RuleBroken
from data.core.models import HarcamaBirimi
from data.core.store import Work
from data.tasinir import lookup
from data.tasinir.guards import closed_year, frozen_by, require_open
from data.tasinir.models_counts import Sayim, TasinirYil
from tests.tasinir import tasinir_office as office
from tests.tasinir.tasinir_office import Desk

DAY = date(2026, 11, 20)


def _count(work: Work, unit: int, *, frozen: bool = True, state: str = "sayiliyor") -> Sayim:
    row = Sayim(
        harcama_birimi_id=unit, year=2026, number=3, kind="yil_sonu", day=DAY, frozen=frozen, state=state,
        made_by=work.actor.user_id, made_at=work.now,
    )  # fmt: skip
    work.session.add(row)
    trail.record(work, "tasinir.test", "Deneme sayımı")
    return row


def _closed(work: Work, unit: int, year: int) -> TasinirYil:
    row = TasinirYil(
        harcama_birimi_id=unit, year=year, last_number=9, closed_by=work.actor.user_id, closed_at=work.now
    )
    work.session.add(row)
    trail.record(work, "tasinir.test", "Deneme kapanışı")
    return row


def test_a_desk_without_counts_and_closed_years_is_open(desk: Desk) -> None:
    with desk.look("kayit") as look:
        require_open(look, office.unit(desk), DAY)


@pytest.mark.parametrize("state", ["sayiliyor", "ikinci"])
def test_a_frozen_count_holds_up_movements_and_is_named(desk: Desk, state: str) -> None:
    unit = office.unit(desk)
    with desk.work("kayit") as work:
        _count(work, unit, state=state)
    with desk.look("kayit") as look:
        with pytest.raises(RuleBroken, match=r"2026/3 sayılı yıl sonu sayımı \(20\.11\.2026\)") as refused:
            require_open(look, unit, DAY)
        assert refused.value.law == "Taşınır Mal Y. m.32/3"
        require_open(look, unit, DAY, by_count=True)
        require_open(look, unit + 1, DAY)


@pytest.mark.parametrize(("frozen", "state"), [(False, "sayiliyor"), (True, "hazirlik"), (True, "bitti")])
def test_a_count_that_is_not_frozen_or_not_going_on_holds_up_nothing(desk: Desk, frozen: bool, state: str) -> None:
    unit = office.unit(desk)
    with desk.work("kayit") as work:
        _count(work, unit, frozen=frozen, state=state)
    with desk.look("kayit") as look:
        assert frozen_by(look, unit) is None
        require_open(look, unit, DAY)


def test_a_closed_year_refuses_its_days_and_those_before_also_to_a_count(desk: Desk) -> None:
    unit = office.unit(desk)
    with desk.work("kayit") as work:
        _closed(work, unit, 2025)
    with desk.look("kayit") as look:
        for day in (date(2025, 12, 31), date(2024, 3, 1)):
            with pytest.raises(RuleBroken, match="2025 yılının taşınır hesabı kapatıldı"):
                require_open(look, unit, day, by_count=True)
        require_open(look, unit, date(2026, 1, 1))
        assert closed_year(look, unit, date(2026, 1, 1)) == 0


def test_a_year_that_was_reopened_is_open_unless_a_later_one_is_closed(desk: Desk) -> None:
    unit = office.unit(desk)
    with desk.work("kayit") as work:
        _closed(work, unit, 2024)
        work.session.flush()
        _closed(work, unit, 2025).reopened_at = work.now
    with desk.look("kayit") as look:
        require_open(look, unit, date(2025, 5, 5))
        assert closed_year(look, unit, date(2024, 5, 5)) == 2024


def test_rows_out_of_sight_and_rows_that_are_not_there_are_refused(desk: Desk) -> None:
    unit, ambar, room = office.unit(desk), office.ambar(desk), office.room(desk)
    with desk.look("kadir") as look:
        for ask, key in (
            (lookup.unit_row, unit),
            (lookup.ambar_row, ambar),
            (lookup.place_row, room),
            (lookup.asking_unit_row, office.asking(desk)),
        ):
            with pytest.raises(NotAllowed):
                ask(look, key)
        assert lookup.units_in_sight(look) == ()
        assert lookup.home_unit(look) == 0
    with desk.look("clerk") as look:
        assert lookup.ambar_row(look, ambar).code == "01"
        assert lookup.goods_row(look, office.goods(desk)).name == "A4 kâğıt"
        for ask in (
            lookup.unit_row, lookup.ambar_row, lookup.place_row, lookup.asking_unit_row, lookup.officer_row,
            lookup.kod_row, lookup.goods_row, lookup.vif_row, lookup.item_row,
        ):  # fmt: skip
            for nothing in (None, 0, 999_999):
                with pytest.raises(BadInput):
                    ask(look, nothing)


def test_the_home_unit_is_the_officers_own_and_the_first_in_sight_for_others(desk: Desk) -> None:
    with desk.work("yonetici") as work:
        work.session.add(HarcamaBirimi(birim_id=1, code="00.00", name="Başka birim"))
        trail.record(work, "tasinir.test", "Deneme birimi")
    with desk.look("kayit") as look:
        assert lookup.home_unit(look) == office.unit(desk)
        assert [row.code for row in lookup.units_in_sight(look)] == ["00.00", office.UNIT_CODE]
