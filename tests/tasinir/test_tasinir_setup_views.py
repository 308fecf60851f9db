"""Ledgers and pickers of the places of movable property."""

from __future__ import annotations

from dataclasses import replace

import pytest

from data.core.errors import NotAllowed
from data.core.pages import LedgerQuery
from data.tasinir import setup_views as views
from data.tasinir.operations import setup
from data.tasinir.setup_drafts import AmbarDraft, UnitDraft
from tests.tasinir import tasinir_office as office
from tests.tasinir.tasinir_office import Desk


def test_the_ledgers_show_the_places_with_what_papers_need(desk: Desk) -> None:
    with desk.look("kayit") as look:
        unit = views.unit_window(look, LedgerQuery(), 0, 9).rows[0]
        ambars = views.ambar_window(look, LedgerQuery(), 0, 9).rows
        asking = views.asking_unit_window(look, LedgerQuery(), 0, 9).rows
        rooms = views.room_window(look, LedgerQuery(descending=True), 1, 1)
    assert (unit.code, unit.birim, unit.muhasebe_code) == (office.UNIT_CODE, office.OWN_UNIT, "34250")
    assert [(row.full_code, row.kind.label) for row in ambars] == [
        ("46.34.12.05.01", "Fiziksel"), ("46.34.12.05.02", "Fiziksel"), ("46.34.12.05.99", "Sanal"),
    ]  # fmt: skip
    assert [row.head_name for row in asking] == ["Mehmet Kaya", "Hülya Aydın"]
    assert (rooms.total, [(row.code, row.asking) for row in rooms.rows]) == (3, [("102", "İdari İşler Servisi")])


def test_the_filter_line_finds_by_every_word_and_the_view_shows_what_is_closed(desk: Desk) -> None:
    with desk.work("clerk") as work:
        setup.switch_room(work, office.room(desk, "102"), False, "Arşiv taşındı", 1)
    with desk.look("clerk") as look:
        found = views.room_window(look, LedgerQuery(text="OSMAN yazilim"), 0, 9).rows
        closed = views.room_window(look, LedgerQuery(view="pasif"), 0, 9).rows
        offered = [one.title for one in views.find_rooms(look, "", 9)]
        kept = views.room_choice(look, office.room(desk, "102"))
    assert [row.code for row in found] == ["201"]
    assert [row.code for row in closed] == ["102"]
    assert offered == ["101 Toplantı odası", "201 Yazılım odası"]
    assert kept is not None
    assert kept.title == "102 Arşiv"


def test_pickers_find_by_first_letters_and_offer_the_actors_own_unit_first(desk: Desk) -> None:
    with desk.work("yonetici") as work:
        other = setup.add_unit(work, UnitDraft(birim_id=1, code="01.01", name="Başka Daire"))
        setup.add_ambar(work, AmbarDraft(harcama_birimi_id=other, code="01", name="Uzak Ambar"))
    with desk.look("kayit") as look:
        everything = [one.title for one in views.find_ambars(look, "", 9)]
        by_letters = [one.title for one in views.find_ambars(look, "am bil", 9)]
        inside = views.find_ambars(look, "kez", 9)
        units = [one.title for one in views.find_units(look, "", 1)]
        asking = [one.title for one in views.find_asking_units(look, "hülya", 9)]
        lost = (views.unit_choice(look, 999), views.ambar_choice(look, 999), views.asking_unit_choice(look, 999))
    assert everything == ["01 Merkez Ambarı", "02 Bilişim Ambarı", "99 Tesisler", "01 Uzak Ambar"]
    assert by_letters == ["02 Bilişim Ambarı"]
    assert inside == ()
    assert units == [f"{office.UNIT_CODE} {office.OWN_UNIT}"]
    assert asking == ["Yazılım Servisi"]
    assert lost == (None, None, None)


def test_out_of_sight_nothing_is_shown_and_an_administrator_sees_what_is_to_be_set_up(desk: Desk) -> None:
    with desk.look("kadir") as look:
        assert views.unit_window(look, LedgerQuery(), 0, 9).total == 0
        assert views.find_rooms(look, "", 9) == ()
    with desk.look("yonetici") as look:
        assert views.ambar_window(look, LedgerQuery(), 0, 9).total == 3


def test_without_a_permission_nothing_is_read(desk: Desk) -> None:
    with desk.look("clerk") as look, pytest.raises(NotAllowed):
        look.actor = replace(look.actor, roles=frozenset())
        views.unit_window(look, LedgerQuery(), 0, 9)
