"""A closed month keeps the letters it was printed with, whatever the office calls its codes afterwards."""

from __future__ import annotations

from datetime import date

from data.core.approvals import Stage
from data.personel.rules import StaffKind
from data.puantaj import day_views, papers, views
from data.puantaj.operations.groups import rename_code
from data.puantaj.operations.months import TypedDay, advance, open_correction, open_month, type_days
from tests.puantaj.puantaj_office import OCTOBER, Desk

_DAY = date(2026, 10, 6)
_OTHER_DAY = date(2026, 10, 7)


def _closed_month(desk: Desk) -> int:
    with desk.work() as work:
        key = open_month(work, desk.group(StaffKind.SIRKET), OCTOBER)
        type_days(work, key, [TypedDay(desk.person("101"), day) for day in (_DAY, _OTHER_DAY)], "UZ")
    for who, seen in (
        ("ayse", Stage.TASLAK),
        ("mehmet", Stage.SUNULDU),
        ("zeynep", Stage.KONTROL_EDILDI),
        ("mehmet", Stage.ONAYLANDI),
    ):
        with desk.work(who) as work:
            advance(work, key, expected=seen)
    return key


def _rename(desk: Desk) -> None:
    with desk.work("yonetici") as work:
        rename_code(work, "UZAKTAN", "EVÇ", "Evden çalışma")
        rename_code(work, "CALISTI", "Ç", "Çalışıldı")


def _shown(desk: Desk, key: int) -> tuple[object, ...]:
    with desk.look() as look:
        return (
            views.month(look, key),
            papers.sheet_of(look, key),
            day_views.day_detail(look, key, desk.person("101"), _DAY),
        )


def test_a_closed_month_keeps_its_letters_on_grid_paper_and_day(desk: Desk) -> None:
    key = _closed_month(desk)
    before = _shown(desk, key)
    _rename(desk)
    assert _shown(desk, key) == before
    with desk.look() as look:
        assert ("UZ", "Uzaktan çalışma") in papers.sheet_of(look, key).legend
        found = day_views.day_detail(look, key, desk.person("101"), _DAY)
    assert (found.letter, found.code_name) == ("UZ", "Uzaktan çalışma")


def test_an_open_month_follows_the_new_letters_at_once(desk: Desk) -> None:
    with desk.work() as work:
        key = open_month(work, desk.group(StaffKind.SIRKET), OCTOBER)
        type_days(work, key, [TypedDay(desk.person("101"), _DAY)], "UZ")
    _rename(desk)
    with desk.look() as look:
        ali = next(row for row in views.month(look, key).rows if row.sicil == "101")
        assert ali.cells[_DAY.day - 1].letter == "EVÇ"
        assert ("EVÇ", "Evden çalışma") in papers.sheet_of(look, key).legend


def test_a_correction_takes_the_new_letters_and_differs_only_where_days_differ(desk: Desk) -> None:
    key = _closed_month(desk)
    _rename(desk)
    with desk.work() as work:
        again = open_correction(work, key, "7 Ekim izinliydi")
        type_days(work, again, [TypedDay(desk.person("101"), _OTHER_DAY)], "R")
    with desk.look() as look:
        ali = next(row for row in views.month(look, again).rows if row.sicil == "101")
        assert ali.cells[_DAY.day - 1].letter == "EVÇ"
        found = day_views.differences(look, again)
    assert [(one.day, one.old, one.new) for one in found] == [(_OTHER_DAY, "UZ", "R")]
