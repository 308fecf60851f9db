"""Places are made in one form, folders move between them by hand and by scanner, and no shelf takes too many."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from data.arsiv.folder_drafts import CloseDraft
from data.arsiv.models import Klasor
from data.arsiv.operations import folders, moves, places
from data.arsiv.place_drafts import ManyPlacesDraft, MoveDraft, PlaceDraft, PlaceTextDraft
from data.arsiv.place_views import PlaceRow, place_card, place_window, scanned
from data.arsiv.rules.scan_codes import ShelfWord, folder_mark
from data.arsiv.shelf_views import not_found, scan_on_shelf
from data.core import search
from data.core.errors import BadFields, BadInput, Conflict, NotAllowed, RuleBroken
from data.core.pages import LedgerQuery
from tests.arsiv.archive_office import Desk, place_id, unit_id
from tests.arsiv.test_folders import opened, row
from tests.arsiv.test_holds_and_loans import lent

DAY = date(2026, 6, 1)


def made(desk: Desk, **values: Any) -> int:
    draft = PlaceDraft(**{"kind": "depo", "code": "D2", "level": "birim", "birim_id": unit_id(desk), **values})
    with desk.work() as work:
        return places.add_place(work, draft)


def moved(desk: Desk, keys: list[int], place: str, user: str = "ayse", **more: Any) -> int:
    with desk.work(user) as work:
        return moves.move(work, keys, MoveDraft(yer_id=place_id(desk, place), day=DAY, **more))


def listed(desk: Desk, view: str = "", text: str = "", user: str = "ayse") -> list[PlaceRow]:
    with desk.look(user) as look:
        return list(place_window(look, LedgerQuery(view=view, text=text), 0, 100).rows)


def test_a_store_is_set_up_in_one_form_and_grows_behind_what_is_there(desk: Desk) -> None:
    depo = made(desk, name="Zemin kat")
    draft = ManyPlacesDraft(parent_id=depo, dolap=4, yuz=2, raf=6, capacity=30)
    with desk.work() as work:
        assert places.add_places(work, draft) == 4 + 8 + 48
    with desk.work() as work:
        places.add_places(work, ManyPlacesDraft(parent_id=depo, dolap=1))
    codes = [one.full_code for one in listed(desk) if one.full_code.startswith("D2")]
    assert (codes[0], codes[1], codes[3], codes[-1], len(codes)) == ("D2", "D2-01", "D2-01-A-1", "D2-05", 62)
    with desk.look() as look:
        whole = place_card(look, depo)
        assert (whole.capacity, whole.folders, whole.percent, whole.depth) == (48 * 30, 0, 0, 0)
        assert [one.title for one in search.find(look, "D2-04-B-6")] == ["D2-04-B-6"]
    assert [one.full_code for one in listed(desk, text="zemin")] == ["D2"]


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"code": "Ş1"}, "code"),
        ({"code": "B1"}, "code"),
        ({"kind": "raf"}, "kind"),
        ({"level": None}, "level"),
        ({"birim_id": None}, "birim_id"),
        ({"level": "kurum"}, "birim_id"),
        ({"capacity": -1}, "capacity"),
    ],
)
def test_a_place_that_cannot_be_names_its_field(desk: Desk, more: dict[str, Any], field: str) -> None:
    with pytest.raises(BadFields) as refused:
        made(desk, **more)
    assert field in refused.value.problems


def test_too_many_at_once_and_a_shelf_in_a_shelf_are_refused(desk: Desk) -> None:
    for draft, field in (
        (ManyPlacesDraft(parent_id=place_id(desk, "B1"), dolap=99, yuz=9, raf=9), "raf"),
        (ManyPlacesDraft(parent_id=place_id(desk, "B1-01"), dolap=2), "dolap"),
        (ManyPlacesDraft(parent_id=place_id(desk, "B1")), "dolap"),
    ):
        with desk.work() as work, pytest.raises(BadFields) as refused:
            places.add_places(work, draft)
        assert field in refused.value.problems


def test_a_place_closes_only_empty_and_takes_nothing_while_closed(desk: Desk) -> None:
    key = opened(desk, yer_id=place_id(desk, "B1-01"))
    depo = place_id(desk, "B1")
    with desk.work("mehmet") as work, pytest.raises(RuleBroken, match="boş değil"):
        places.switch_place(work, depo, "Taşınıyoruz", 1, active=False)
    made(desk, capacity=5)
    moved(desk, [key], "D2")
    with desk.work("ayse") as work, pytest.raises(NotAllowed):
        places.switch_place(work, depo, "Taşınıyoruz", 1, active=False)
    with desk.work("mehmet") as work:
        places.switch_place(work, depo, "Taşınıyoruz", 1, active=False)
    with pytest.raises(RuleBroken, match="B1-01 kapalı"):
        moved(desk, [key], "B1-01")
    with desk.work("mehmet") as work, pytest.raises(RuleBroken, match="B1 kapalı"):
        places.switch_place(work, place_id(desk, "B1-01"), "Açılsın", 2, active=True)
    assert [one.full_code for one in listed(desk, "kapali")] == ["B1", "B1-01"]


def test_a_corrected_place_keeps_its_code_and_a_stale_desk_is_told(desk: Desk) -> None:
    key = place_id(desk, "B1-01")
    with desk.work() as work:
        places.amend_place(work, key, PlaceTextDraft(name="Pencere yanı", capacity=50), 1)
    with desk.work() as work, pytest.raises(Conflict):
        places.amend_place(work, key, PlaceTextDraft(name="Kapı yanı", capacity=50), 1)
    with desk.look() as look:
        assert [one.title for one in search.find(look, "pencere")] == ["B1-01 Pencere yanı"]


def test_folders_move_together_and_a_full_shelf_says_so(desk: Desk) -> None:
    keys = [opened(desk) for _ in range(3)]
    made(desk, capacity=2)
    with pytest.raises(RuleBroken, match="en çok 2 klasör"):
        moved(desk, keys, "D2")
    assert moved(desk, keys, "D2", over=True) == 3
    assert moved(desk, keys, "D2") == 0
    assert [row(desk, key).ordering for key in keys] == [1, 2, 3]
    found = next(one for one in listed(desk, "raf") if one.full_code == "D2")
    assert (found.folders, found.percent, found.full) == (3, 150, True)


def test_a_folder_of_the_unit_never_stands_in_the_institutions_store_without_a_hand_over(desk: Desk) -> None:
    key = opened(desk)
    with pytest.raises(RuleBroken, match="kurum arşivi"):
        moved(desk, [key], "K1-01")
    lent(desk, key)
    with pytest.raises(RuleBroken, match="ödünçte"):
        moved(desk, [key], "B1-01")


def test_a_shelf_is_put_in_order_by_code_year_and_number(desk: Desk) -> None:
    shelf = place_id(desk, "B1-01")
    keys = [opened(desk, code, yer_id=shelf) for code in ("934.01", "040", "622.01")]
    with desk.work() as work:
        assert moves.order_shelf(work, shelf) == 3
    assert [row(desk, key).ordering for key in keys] == [3, 1, 2]


def test_what_was_scanned_is_a_folder_or_a_place_whatever_the_keyboards_are(desk: Desk) -> None:
    key = opened(desk)
    with desk.look() as look:
        for typed in (f"KL.{key}", f"kl.{key}", f"KLç{key}", f"]Q3KL.{key}"):
            assert scanned(look, typed) == ("klasor", key)
        assert scanned(look, "b1*01") == ("arsiv_yer", place_id(desk, "B1-01"))
        with pytest.raises(BadInput, match="kayıtlarda yok"):
            scanned(look, "KL.9999")
    with desk.look("kadir") as look, pytest.raises(BadInput):
        scanned(look, folder_mark(key))


def test_a_shelf_is_checked_scan_by_scan(desk: Desk) -> None:
    shelf = place_id(desk, "B1-01")
    here, out, elsewhere, nowhere = (opened(desk, yer_id=shelf) for _ in range(4))
    made(desk)
    moved(desk, [elsewhere], "D2")
    lent(desk, out, given_on=DAY)
    with desk.work() as work:
        bare = work.session.get_one(Klasor, nowhere)
        folders.close_folder(work, nowhere, CloseDraft(day=DAY), bare.version)
    with desk.look() as look:
        words = {
            key: scan_on_shelf(look, shelf, folder_mark(key)).word for key in (here, out, elsewhere, nowhere, 99)
        }
        assert list(words.values()) == [
            ShelfWord.BULUNDU, ShelfWord.ODUNCTE, ShelfWord.BASKA_YER, ShelfWord.BULUNDU, ShelfWord.BILINMIYOR
        ]  # fmt: skip
        assert scan_on_shelf(look, shelf, folder_mark(elsewhere)).recorded == "D2"
        missing = not_found(look, shelf, {here})
        assert [(one.klasor_id, one.word) for one in missing] == [
            (out, ShelfWord.DISARIDA),
            (nowhere, ShelfWord.YOK),
        ]
