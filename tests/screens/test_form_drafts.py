"""A form that was left unfinished: by Esc, by a crash, by a second thought."""

from __future__ import annotations

import json
import stat
from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from data.tasinir.ending_drafts import HandOverDraft
from data.tasinir.hand_over_sheet import HandOverBegun
from screens.draft_box import FileDraftBox, KeptDraft
from screens.unfinished import Unfinished
from screens.widgets.form_keeper import FormKeeper
from tests.screens.form_office import SMALL, Desk, Kayit, Masa, Not, form_for, shows, type_keys, until, words_on

AT = datetime(2026, 11, 21, 14, 5, tzinfo=timezone(timedelta(hours=3)))
KEY = "kayit:yeni"


@pytest.fixture
def box(tmp_path: Path) -> FileDraftBox:
    return FileDraftBox(tmp_path / "yarim", now=lambda: AT)


async def test_a_half_typed_form_survives_a_crash_and_comes_back_with_one_key(
    box: FileDraftBox, tmp_path: Path
) -> None:
    desk = Desk()
    app = Masa(form_for(Kayit, desk, box=box, values={"tur": "memur"}))
    async with app.run_test(size=SMALL) as pilot:
        await type_keys(pilot, "İhale", "enter")
        await type_keys(pilot, "31.02", "tab")
        app.screen.query_one("#alan-kisi").control.focus()
        await type_keys(pilot, "ibr")
        await shows(pilot, "▸ İbrahim Şen")
        await pilot.press("enter", "x")
        app.screen.query_one("#alan-sifre").control.focus()
        await type_keys(pilot, "CokGizli")
        await until(pilot, lambda: (kept := box.load(KEY)) is not None and kept.typed["acele"] == "x")
        # The app ends here without the form being asked: power cut, closed terminal.
    assert all("CokGizli" not in path.read_text("utf-8") for path in (tmp_path / "yarim").iterdir())

    again = Masa(form_for(Kayit, desk, box=box, values={"tur": "memur"}))
    async with again.run_test(size=SMALL) as pilot:
        shown = await shows(pilot, "Yarım kalan kayıt var (21.11.2026 14:05).", "F9 / Ctrl+G Geri getir")
        assert "İhale" not in shown
        await pilot.press("f9")
        shown = await shows(pilot, "İhale", "31.02", "İbrahim Şen", "[x] Evet")
        assert "Yarım kalan" not in shown
        again.screen.query_one("#alan-gun").control.focus()
        await type_keys(pilot, "20", "ctrl+s")
        await until(pilot, lambda: again.answers)
    assert desk.saved[0].kisi == 3
    assert desk.saved[0].sifre is None
    assert box.load(KEY) is None


@pytest.mark.parametrize(
    ("letter", "kept", "open_"),
    [("", True, False), ("s", False, False), ("F", None, True), ("escape", None, True)],
)
async def test_esc_asks_only_when_something_typed_would_be_lost(
    box: FileDraftBox, letter: str, kept: bool | None, open_: bool
) -> None:
    app = Masa(form_for(Not, Desk(), box=box))
    async with app.run_test(size=SMALL) as pilot:
        await type_keys(pilot, "yarım", "escape")
        await shows(pilot, "Form kapatılıyor", "▸ Vazgeç ve sakla", "Sil", "Forma dön")
        if letter == "escape":
            await pilot.press("escape")
        else:
            await type_keys(pilot, letter, "enter")
        if open_:
            await shows(pilot, "Yeni kayıt", "yarım")
            assert app.answers == []
            return
        await until(pilot, lambda: app.answers)
    assert app.answers == [None]
    assert (box.load(KEY) is not None) is kept


async def test_esc_closes_an_untouched_form_at_once_and_leaves_the_kept_one_alone(box: FileDraftBox) -> None:
    box.store(KEY, {"konu": "eski"})
    app = Masa(form_for(Not, Desk(), box=box))
    async with app.run_test(size=SMALL) as pilot:
        await shows(pilot, "Yarım kalan kayıt var")
        await pilot.press("escape")
        await until(pilot, lambda: app.answers)
    assert box.load(KEY) == KeptDraft(AT, {"konu": "eski"})


async def test_a_letter_typed_and_deleted_does_not_cost_the_kept_form(box: FileDraftBox) -> None:
    box.store(KEY, {"konu": "eski"})
    app = Masa(form_for(Not, Desk(), box=box))
    async with app.run_test(size=SMALL) as pilot:
        await shows(pilot, "Yarım kalan kayıt var")
        await type_keys(pilot, "x")
        await until(pilot, lambda: (kept := box.load(KEY)) is not None and kept.typed["konu"] == "x")
        await pilot.press("backspace", "escape")
        await until(pilot, lambda: app.answers)
    assert box.load(KEY) == KeptDraft(AT, {"konu": "eski"})


async def test_without_a_box_esc_offers_no_keeping() -> None:
    app = Masa(form_for(Not, Desk()))
    async with app.run_test(size=SMALL) as pilot:
        await type_keys(pilot, "a", "escape")
        shown = await shows(pilot, "▸ Forma dön", "Sil")
        assert "sakla" not in shown


async def test_a_saved_form_is_not_offered_again(box: FileDraftBox) -> None:
    app = Masa(form_for(Not, Desk(), box=box, values={"gun": date(2026, 1, 2)}))
    async with app.run_test(size=SMALL) as pilot:
        await type_keys(pilot, "a")
        await until(pilot, lambda: box.load(KEY))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.answers)
    assert box.load(KEY) is None


async def test_a_damaged_kept_form_is_passed_over(box: FileDraftBox, tmp_path: Path) -> None:
    box.store(KEY, {"konu": "eski"})
    (file,) = (tmp_path / "yarim").iterdir()
    for damage in (
        "",
        "{",
        "[]",
        '{"at": 5, "typed": {}}',
        '{"at": "2026-01-01T00:00:00", "typed": 3}',
        "[" * 9999,
    ):
        file.write_text(damage, "utf-8")
        app = Masa(form_for(Not, Desk(), box=box))
        async with app.run_test(size=SMALL) as pilot:
            await shows(pilot, "Konu *")
            assert "Yarım kalan" not in words_on(pilot)


async def test_work_of_several_forms_comes_back_whole_and_what_cannot_be_read_is_passed_over(
    box: FileDraftBox,
) -> None:
    class Sitting:
        def __init__(self, box: FileDraftBox | None) -> None:
            self.box = box

        async def thread(self, run: Callable[[], Any]) -> Any:
            return run()

    kept: Unfinished[dict[int, HandOverBegun]] = Unfinished(Sitting(box), KEY, dict[int, HandOverBegun])  # type: ignore[arg-type]
    head = HandOverDraft(ambar_id=1, day=date(2026, 11, 21), gorevli_id=3, user_id=None, to_name="Nermin Yeni")
    begun = {1: HandOverBegun(head, None, {7: "98,5"})}
    assert await kept.load() is None
    await kept.keep(begun)
    assert await kept.load() == begun
    for damage in ("", "{", '{"1": {"draft": {"ambar_id": 1}}}', "[]"):
        box.store(KEY, {"tamami": damage})
        assert await kept.load() is None
    await kept.drop()
    assert box.load(KEY) is None
    nowhere: Unfinished[dict[int, HandOverBegun]] = Unfinished(Sitting(None), KEY, dict[int, HandOverBegun])  # type: ignore[arg-type]
    await nowhere.keep(begun)
    assert await nowhere.load() is None


def test_a_kept_form_is_readable_by_its_owner_only(box: FileDraftBox, tmp_path: Path) -> None:
    box.store(KEY, {"konu": "ğüşiöç"})
    box.store(KEY, {"konu": "ikinci"})
    (file,) = (tmp_path / "yarim").iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert json.loads(file.read_text("utf-8"))["typed"] == {"konu": "ikinci"}
    box.drop(KEY)
    box.drop(KEY)
    assert box.load(KEY) is None


def test_a_folder_that_cannot_be_written_costs_only_the_kept_form(tmp_path: Path) -> None:
    (tmp_path / "dosya").write_text("", "utf-8")
    box = FileDraftBox(tmp_path / "dosya" / "alt")
    box.store(KEY, {"konu": "a"})
    assert box.load(KEY) is None
    box.drop(KEY)


async def test_a_keeping_that_begins_after_the_form_was_written_brings_nothing_back(box: FileDraftBox) -> None:
    keeper = FormKeeper(box, KEY)
    before = keeper.filling
    await keeper.store({"konu": "İhale"}, before)
    assert box.load(KEY) is not None
    await keeper.forget()
    await keeper.store({"konu": "İhale"}, before)
    assert box.load(KEY) is None
    await keeper.store({"konu": "Sonraki"}, keeper.filling)
    assert (kept := box.load(KEY)) is not None and kept.typed == {"konu": "Sonraki"}
