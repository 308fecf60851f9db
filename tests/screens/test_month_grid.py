"""The month grid as a clerk uses it: codes, ranges, questions, at both screen sizes."""

from __future__ import annotations

from datetime import date

import pytest
from textual.strip import Strip

from screens.widgets.month_grid import MonthGrid
from screens.widgets.month_grid_model import GridCell, GridRow, resolve
from tests.screens.month_office import ISCI, MonthApp, month_rows
from tests.screens.pilot import press_fast, screen_text, settle

SMALL = (80, 24)
LARGE = (160, 45)


def _oct(day: int) -> date:
    return date(2026, 10, day)


def _typed(app: MonthApp) -> list[tuple[tuple[tuple[int, date], ...], str]]:
    return [(told.cells, told.letter) for told in app.told if isinstance(told, MonthGrid.CodeTyped)]


def _refusals(app: MonthApp) -> list[str]:
    return [told.text for told in app.told if isinstance(told, MonthGrid.CodeRefused)]


@pytest.mark.parametrize(
    ("text", "exact", "complete"),
    [
        ("yi", "Yİ", True), ("YI", "Yİ", True), ("Yİ", "Yİ", True), ("yı", "Yİ", True), ("ÖL", "ÖL", True),
        ("ol", "ÖL", True), ("ui", "Üİ", True), ("iK", "İK", True), ("İi", "İİ", True), ("gt", "GT", False),
        ("gtc", "GTÇ", True), ("gtç", "GTÇ", True), ("d", "D", False), ("h", None, False), ("-", "-", True),
    ],
)  # fmt: skip
def test_codes_are_understood_however_the_letters_come(text: str, exact: str | None, complete: bool) -> None:
    typed = resolve(text, ISCI)
    assert (typed.exact, typed.complete) == (exact, complete)


async def test_the_whole_month_and_its_totals_fit_a_large_screen() -> None:
    app = MonthApp(50)
    async with app.run_test(size=LARGE) as pilot:
        await settle(pilot)
        lines = screen_text(app).splitlines()
        assert "01 02 03 04▪05" in lines[0] and lines[0].rstrip().endswith("27 28½29*30 31")
        assert lines[1].split()[-6:] == ["Çalış", "HT", "GT", "Yİ", "R", "Prim"]
        assert lines[2].startswith("▸Kişi 0001") and lines[2].split()[-6:] == ["26", "4", "1", "0", "0", "30"]
        assert "?1" in lines[4] and "X? " in lines[4]


async def test_on_a_small_screen_days_scroll_names_stay_and_totals_are_reached() -> None:
    app = MonthApp(50)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        assert "Prim" not in screen_text(app)
        await press_fast(pilot, "end")
        lines = screen_text(app).splitlines()
        assert app.grid.cursor == (1, _oct(31))
        assert lines[2].startswith("▸Kişi 0001") and "31" in lines[0] and " 01" not in lines[0]
        await press_fast(pilot, "right")
        lines = screen_text(app).splitlines()
        assert lines[1].split()[-1] == "Prim" and lines[2].split()[-6:] == ["26", "4", "1", "0", "0", "30"]
        assert lines[2].startswith("▸Kişi 0001")
        await press_fast(pilot, "home")
        assert " 01" in screen_text(app).splitlines()[0]
        strips = app.screen._compositor.render_strips()
        assert {strip.cell_length for strip in strips} == {80}


async def test_a_typed_code_shows_at_once_is_told_and_the_next_day_follows() -> None:
    app = MonthApp(4)
    async with app.run_test(size=LARGE) as pilot:
        await settle(pilot)
        await press_fast(pilot, "y", "i", "Y", "İ", "x")
        assert _typed(app) == [(((1, _oct(n)),), code) for n, code in ((1, "Yİ"), (2, "Yİ"), (3, "X"))]
        assert app.grid.cursor == (1, _oct(4))
        assert "Yİ·Yİ·X· HT" in screen_text(app).splitlines()[2]


async def test_a_code_that_could_grow_waits_for_enter_or_an_arrow() -> None:
    app = MonthApp(4)
    async with app.run_test(size=LARGE) as pilot:
        await settle(pilot)
        await press_fast(pilot, "g", "t")
        assert _typed(app) == []
        assert "GT_" in screen_text(app).splitlines()[2]
        await press_fast(pilot, "enter")
        assert app.grid.cursor == (1, _oct(2))
        await press_fast(pilot, "g", "t", "c")
        await press_fast(pilot, "d", "down")
        assert app.grid.cursor == (2, _oct(3))
        assert _typed(app) == [
            (((1, _oct(1)),), "GT"), (((1, _oct(2)),), "GTÇ"), (((1, _oct(3)),), "D"),
        ]  # fmt: skip


async def test_a_wrong_code_changes_nothing_and_says_why() -> None:
    app = MonthApp(4)
    async with app.run_test(size=LARGE) as pilot:
        await settle(pilot)
        before = screen_text(app)
        await press_fast(pilot, "z")
        await press_fast(pilot, "h", "z")
        await press_fast(pilot, "h", "down", "up")
        assert _typed(app) == []
        assert _refusals(app) == [
            "“z” bu personelde kullanılan bir gün kodu değildir.",
            "“hz” bu personelde kullanılan bir gün kodu değildir.",
            "“h” eksik kaldı; şunlardan biri olabilir: HT, HTK, HTÇ.",
        ]
        assert screen_text(app) == before


async def test_a_range_is_filled_by_one_code_and_told_once() -> None:
    app = MonthApp(6)
    async with app.run_test(size=LARGE) as pilot:
        await settle(pilot)
        await press_fast(pilot, "down", "right", "shift+down", "shift+right", "shift+right", "y", "i")
        cells = tuple((person, _oct(day)) for person in (2, 3) for day in (2, 3, 4))
        assert _typed(app) == [(cells, "Yİ")]
        lines = screen_text(app).splitlines()
        assert "X  Yİ·Yİ·Yİ·X" in lines[3] and "X  Yİ·Yİ·Yİ·X" in lines[4] and "Yİ" not in lines[2] + lines[5]
        await press_fast(pilot, "h", "t", "k")
        assert _refusals(app) == ["“h” bu aralıkta kullanılan bir gün kodu değildir.",
                                  "“t” bu aralıkta kullanılan bir gün kodu değildir.",
                                  "“k” bu aralıkta kullanılan bir gün kodu değildir."]  # fmt: skip
        await press_fast(pilot, "delete")
        assert _typed(app)[-1] == (cells, "")
        await press_fast(pilot, "escape")
        assert app.grid.selected == (app.grid.cursor,)


async def test_questions_are_jumped_to_around_the_end() -> None:
    app = MonthApp(100)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        assert app.grid.next_question()
        assert app.grid.cursor == (3, _oct(6))
        app.grid.next_question()
        assert app.grid.cursor == (6, _oct(6))
        app.grid.previous_question()
        app.grid.previous_question()
        await settle(pilot)
        assert app.grid.cursor == (99, _oct(6))
        assert any(line.startswith("▸Kişi 0099") for line in screen_text(app).splitlines())
        await press_fast(pilot, "enter")
        (asked,) = [told for told in app.told if isinstance(told, MonthGrid.QuestionAsked)]
        assert (asked.person_id, asked.day) == (99, _oct(6))
        await press_fast(pilot, "right", "enter")
        assert isinstance(app.told[-1], MonthGrid.WhyAsked)


async def test_a_closed_month_takes_no_code() -> None:
    app = MonthApp(4, read_only=True)
    async with app.run_test(size=LARGE) as pilot:
        await settle(pilot)
        before = screen_text(app)
        await press_fast(pilot, "x", "delete")
        assert _typed(app) == []
        assert _refusals(app) == ["Bu puantaj kapalıdır; kodlar buradan değiştirilemez."] * 2
        assert screen_text(app) == before and "kapalı" in before


async def test_the_stores_answer_replaces_a_persons_line() -> None:
    app = MonthApp(4)
    async with app.run_test(size=LARGE) as pilot:
        await settle(pilot)
        row = month_rows(4)[1]
        answer = GridRow(
            2, row.title, "", (GridCell("Mİ", manual=True), *row.cells[1:]), ("25", *row.totals[1:]), 2
        )
        app.grid.replace_row(answer)
        app.grid.replace_row(GridRow(999, "Başka", "", row.cells, row.totals))
        await settle(pilot)
        line = screen_text(app).splitlines()[3]
        assert "?2 " in line and "Mİ·X" in line and line.split()[-6] == "25"


async def test_ctrl_z_drops_what_is_typed_then_asks_for_undo() -> None:
    app = MonthApp(4)
    async with app.run_test(size=LARGE) as pilot:
        await settle(pilot)
        await press_fast(pilot, "g", "ctrl+z")
        assert not any(isinstance(told, MonthGrid.UndoAsked) for told in app.told)
        await press_fast(pilot, "ctrl+z")
        assert isinstance(app.told[-1], MonthGrid.UndoAsked)


async def test_resizing_keeps_the_cell_in_view() -> None:
    app = MonthApp(200)
    async with app.run_test(size=LARGE) as pilot:
        await settle(pilot)
        await press_fast(pilot, *["down"] * 40, *["right"] * 29)
        for size in (SMALL, LARGE):
            await pilot.resize_terminal(*size)
            await settle(pilot)
            assert app.grid.cursor == (41, _oct(30))
            lines = screen_text(app).splitlines()
            assert any(line.startswith("▸Kişi 0041") for line in lines) and "30" in lines[0]


async def test_the_mouse_finds_the_cell_under_it() -> None:
    app = MonthApp(50)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await press_fast(pilot, "end")
        head = screen_text(app).splitlines()[0]
        await pilot.click("#ay", offset=(head.index("25"), 6))
        assert app.grid.cursor == (5, _oct(25))
        await pilot.click("#ay", offset=(head.index("27") + 1, 7), shift=True)
        assert len(app.grid.selected) == 6


async def test_showing_the_month_again_keeps_the_cursor_and_other_keys_reach_the_screen() -> None:
    app = MonthApp(50)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await press_fast(pilot, "down", "down", "right")
        app.on_mount()
        await settle(pilot)
        assert app.grid.cursor == (3, _oct(2))
        app.told.clear()
        await press_fast(pilot, "?", "1", "f4")
        assert app.told == []


async def test_a_typed_code_draws_one_line_only_and_asks_for_no_layout() -> None:
    app = MonthApp(2_000)
    async with app.run_test(size=LARGE) as pilot:
        await settle(pilot)
        drawn: list[int] = []
        laid_out = app.grid._layout_updates
        render_line = app.grid.render_line

        def counted(y: int) -> Strip:
            drawn.append(y)
            return render_line(y)

        app.grid.render_line = counted  # type: ignore[method-assign]
        await press_fast(pilot, "x")
        assert drawn == [2]
        assert app.grid._layout_updates == laid_out


async def test_a_cell_full_of_letters_shows_its_question_without_colour() -> None:
    app = MonthApp(2)
    async with app.run_test(size=LARGE) as pilot:
        await settle(pilot)
        row = month_rows(2)[0]
        cells = (*row.cells[:9], GridCell("GTÇ", question=True), GridCell("GTÇ"), *row.cells[11:])
        app.grid.replace_row(GridRow(1, row.title, "", cells, row.totals, 1))
        await settle(pilot)
        line = app.screen._compositor.render_strips()[2]
        inverse = [bool(part.style and part.style.reverse) for part in line if part.text.startswith("GTÇ")]
        assert inverse == [True, False]


async def test_hostile_names_stay_in_their_column() -> None:
    app = MonthApp(2)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        row = month_rows(2)[0]
        app.grid.replace_row(GridRow(1, "[b]\x1b[2J\u202e" + "漢" * 40, "", row.cells, row.totals, 1))
        await settle(pilot)
        strips = app.screen._compositor.render_strips()
        assert strips[2].text.startswith("▸[b]·[2J·漢") and "…" in strips[2].text
        assert {strip.cell_length for strip in strips} == {80}


async def test_an_empty_grid_says_so_and_takes_no_key() -> None:
    app = MonthApp(0)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await press_fast(pilot, "x", "down", "end", "delete", "enter", "shift+right", "pagedown")
        assert "Bu puantajda personel yok." in screen_text(app)
        assert app.grid.cursor is None and app.told == []
