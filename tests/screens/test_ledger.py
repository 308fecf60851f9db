"""The ledger as a clerk uses it, over registers from nothing to a million records."""

from __future__ import annotations

import threading

import pytest
from textual.geometry import Region
from textual.strip import Strip

from data.core.errors import BadInput
from data.core.pages import Anchor, LedgerQuery, Window
from screens.widgets.cells import fit
from screens.widgets.ledger import Ledger
from screens.widgets.ledger_columns import Column, number_needs, parse_layout, place
from tests.screens.ledger_office import Kayit, LedgerApp, Register
from tests.screens.pilot import press_fast, press_only, screen_text, settle, until

SMALL = (80, 24)
LARGE = (160, 45)


def _cursor_line(app: LedgerApp) -> str:
    (line,) = [line for line in screen_text(app).splitlines() if line.startswith("▸")]
    return line


async def test_a_million_records_open_with_one_question() -> None:
    app = LedgerApp(Register(1_000_000))
    async with app.run_test(size=LARGE) as pilot:
        await settle(pilot)
        assert "Konu 0000043" in screen_text(app)
        assert app.ledger.total == 1_000_000
        assert len(app.register.asked) == 1


async def test_the_end_of_a_million_is_reached_by_a_few_questions_that_go_on_from_a_known_row() -> None:
    app = LedgerApp(Register(1_000_000))
    async with app.run_test(size=LARGE) as pilot:
        await settle(pilot)
        await press_fast(pilot, "end")
        assert app.ledger.current == Kayit(1_000_000, "Konu 0999999", "999999,00")
        assert _cursor_line(app).split()[1:] == ["1000000", "Konu", "0999999", "999999,00"]
        await press_fast(pilot, "pageup", "pageup", "pageup")
        assert app.ledger.cursor == 999_999 - 3 * 44
        assert len(app.register.asked) <= 4
        (_, _, anchor), *_ = [ask for ask in app.register.asked if ask[0] == 999_600]
        assert anchor is not None and anchor.index >= 999_800 and anchor.key == (anchor.index + 1,)


async def test_paging_asks_before_the_edge_and_holds_few_rows() -> None:
    app = LedgerApp(Register(1_000_000))
    async with app.run_test(size=SMALL) as pilot:
        for _ in range(20):
            await press_fast(pilot, *["pagedown"] * 20)
            assert "…" not in screen_text(app)
        assert app.ledger.cursor == 400 * 23
        assert len(app.register.asked) <= 400 * 23 // 200 + 2
        assert len(app.ledger._feed.held) <= 3000


async def test_rows_that_have_not_come_are_drawn_as_dots_and_enter_waits_for_them() -> None:
    app = LedgerApp(Register(5_000))
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        gate = app.register.hold[""] = threading.Event()
        await press_only(pilot, "end", "enter")
        assert "…" in screen_text(app)
        assert not [told for told in app.told if isinstance(told, Ledger.Opened)]
        gate.set()
        await settle(pilot)
        (opened,) = [told for told in app.told if isinstance(told, Ledger.Opened)]
        assert opened.row.id == 5_000


async def test_a_late_answer_to_an_old_filter_is_not_shown() -> None:
    app = LedgerApp(Register(300))
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        gate = app.register.hold["lis"] = threading.Event()
        app.ledger.ledger_query = LedgerQuery(text="lis")
        await pilot.pause()
        assert "Konu 0000003" in screen_text(app), "the old rows stay until new ones come"
        assert app.ledger.current is None, "Enter must not open a row of the old answer"
        app.ledger.ledger_query = LedgerQuery(text="lisans")
        await pilot.pause()
        gate.set()
        await settle(pilot)
        assert "lisans Konu 0000003" in screen_text(app)
        assert "lis Konu" not in screen_text(app)


async def test_the_cursor_stays_on_its_record_after_somebody_wrote() -> None:
    app = LedgerApp(Register(1_000))
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await press_fast(pilot, *["down"] * 30)
        line_before = screen_text(app).splitlines().index(_cursor_line(app))
        app.register.new = [Kayit(5000 + n, "Yeni") for n in range(3)]
        app.ledger.refresh_rows()
        await settle(pilot)
        assert app.ledger.current == Kayit(31, "Konu 0000030", "30,00")
        assert app.ledger.cursor == 33
        assert screen_text(app).splitlines().index(_cursor_line(app)) == line_before
        assert app.ledger.total == 1_003


@pytest.mark.parametrize("came", [2, 30])
async def test_at_the_top_new_records_are_seen_as_far_as_the_cursor_stays_in_view(came: int) -> None:
    app = LedgerApp(Register(1_000))
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        app.register.new = [Kayit(5000 + n, "Yeni") for n in range(came)]
        app.ledger.refresh_rows()
        await settle(pilot)
        assert app.ledger.current is not None and app.ledger.current.id == 1
        assert app.ledger.cursor == came
        assert "Konu 0000000" in screen_text(app)
        assert "Yeni" in screen_text(app)


async def test_a_removed_record_leaves_the_cursor_at_its_place() -> None:
    app = LedgerApp(Register(50))
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await press_fast(pilot, "end")
        app.register.gone = {50}
        app.ledger.refresh_rows()
        await settle(pilot)
        assert app.ledger.current is not None and app.ledger.current.id == 49


async def test_a_filter_keeps_the_cursor_on_the_record_that_is_still_there() -> None:
    app = LedgerApp(Register(1_000))
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await press_fast(pilot, *["down"] * 60)
        app.ledger.ledger_query = LedgerQuery(text="x")
        await settle(pilot)
        assert app.ledger.current is not None and app.ledger.current.id == 61
        await press_fast(pilot, "home")
        app.ledger.ledger_query = LedgerQuery(text="yok")
        await settle(pilot)
        assert "Süzgece uyan kayıt yok. Esc süzgeci temizler." in screen_text(app)
        assert app.ledger.current is None
        assert isinstance(app.told[-1], Ledger.Highlighted) and app.told[-1].row is None


async def test_space_and_shift_select_with_a_sign() -> None:
    app = LedgerApp(Register(100))
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await press_fast(pilot, "space", "space", "down", "shift+down", "shift+down", "shift+up")
        assert app.ledger.selected_ids == {1, 2, 4, 5}
        marked = [line for line in screen_text(app).splitlines() if "✓" in line]
        assert len(marked) == 4
        assert app.ledger.visible_text(selected=True).splitlines() == [
            "Kayıt no\tKonu", "1\tKonu 0000000", "2\tKonu 0000001", "4\tKonu 0000003", "5\tKonu 0000004",
        ]  # fmt: skip


async def test_select_all_takes_rows_out_of_view_and_stops_at_ten_thousand() -> None:
    app = LedgerApp(Register(2_500))
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await press_fast(pilot, "ctrl+a")
        assert app.ledger.selected_ids == frozenset(range(1, 2_501))
        app.register.total = 1_000_000
        app.ledger.refresh_rows()
        await settle(pilot)
        await press_fast(pilot, "ctrl+a")
        assert len(app.ledger.selected_ids) == 10_000
        assert ["10.000" in note.message for note in app._notifications] == [True]


async def test_sorting_shows_its_sign_and_tells_the_screen() -> None:
    app = LedgerApp(Register(100))
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        app.ledger.sort_by("konu")
        await settle(pilot)
        assert "Konu▲" in screen_text(app)
        await pilot.click("#evrak", offset=(15, 0))
        await settle(pilot)
        assert "Konu▼" in screen_text(app)
        assert app.ledger.ledger_query == LedgerQuery(sort="konu", descending=True)
        assert app.ledger.current is not None and app.ledger.current.id == 1, "the cursor follows its record"
        app.ledger.sort_by("tutar")
        assert app.ledger.ledger_query.sort == "konu", "this column does not sort"


async def test_the_mouse_moves_opens_and_selects() -> None:
    app = LedgerApp(Register(100))
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await pilot.click("#evrak", offset=(10, 5))
        assert app.ledger.cursor == 4
        await pilot.click("#evrak", offset=(10, 8), shift=True)
        assert app.ledger.selected_ids == {5, 6, 7, 8}
        await pilot.double_click("#evrak", offset=(10, 3))
        opened = [told for told in app.told if isinstance(told, Ledger.Opened)]
        assert [message.row.id for message in opened] == [3]


async def test_hostile_and_wide_text_stays_in_its_column() -> None:
    texts = ["[red]kalın[/red]", "a\x1b[2Jb\nc\td", "\u202eters\u202c", "漢字" * 60, "e\u0301" * 100, "=1+1"]
    texts.append("ş" * 500)
    app = LedgerApp(Register(len(texts), subject=lambda number: texts[number]))
    async with app.run_test(size=LARGE) as pilot:
        await settle(pilot)
        lines = screen_text(app).splitlines()
        assert "[red]kalın[/red]" in lines[1]
        assert "a·[2Jb·c·d" in lines[2]
        assert "·ters·" in lines[3]
        assert "漢字" in lines[4] and "…" in lines[4]
        assert lines[7].count("ş") < 160 and "ş…" in lines[7]
        strips = app.screen._compositor.render_strips()
        assert {strip.cell_length for strip in strips} == {160}
        assert [line[-6:].strip().split()[-1] for line in lines[1:8]] == [f"{n},00" for n in range(7)]
        assert "\t'=1+1\t" in app.ledger.visible_text(selected=False)


def test_a_number_that_is_too_long_may_keep_its_end() -> None:
    assert fit("255.02.01.01.01.03-26-00010", 12, "tail") == "…03-26-00010"
    assert fit("kısa", 6, "tail") == "kısa  "
    assert fit("日本語本", 5, "tail") == "…語本"
    assert fit("abc", 1, "tail") == "…"


def test_a_column_of_numbers_is_as_wide_as_its_numbers_and_texts_give_way() -> None:
    numbers: Column[Kayit] = Column("tutar", "Tutar", 6, lambda row: row.tutar, align="right")
    text: Column[Kayit] = Column("konu", "Konu", 30, lambda row: row.konu, grows=True)
    more: Column[Kayit] = Column("ek", "Ek", 9, lambda row: "ek")
    columns, rows = (text, numbers, more), [Kayit(1, "Konu", "11.000.000,00"), Kayit(2, "Konu", "1,00")]
    needs = number_needs(columns, rows)
    assert needs == {"tutar": 13}

    def widths(width: int, layout: str = "") -> list[tuple[str, int]]:
        placed = place(columns, parse_layout(layout, columns), width, needs)
        assert placed[-1].x + placed[-1].width <= width
        return [(one.column.key, one.width) for one in placed]

    assert widths(60) == [("konu", 36), ("tutar", 13), ("ek", 9)]
    assert widths(47) == [("konu", 23), ("tutar", 13), ("ek", 9)], "all are there, the text is shorter"
    assert widths(38) == [("konu", 24), ("tutar", 13)], "no text is less than half of what it needs"
    assert widths(60, "konu tutar=8") == [("konu", 36), ("tutar", 13), ("ek", 9)]
    assert widths(9, "tutar") == [("tutar", 9)]


async def test_no_amount_is_cut_however_long_and_one_without_room_shows_no_digit() -> None:
    register = Register(900)
    app = LedgerApp(register)
    async with app.run_test(size=LARGE) as pilot:
        await settle(pilot)
        register.new = [Kayit(5000, "Yeni", "123.456.789.012.345,67 TL")]
        app.ledger.refresh_rows()
        await settle(pilot)
        assert "123.456.789.012.345,67 TL" in screen_text(app)
        app.ledger.set_layout("tutar=5 konu=100")
        await settle(pilot)
        assert "123.456.789.012.345,67 TL" in screen_text(app), "a chosen width cuts no amount"
        register.new = []
        app.ledger.ledger_query = LedgerQuery(text="x")
        await settle(pilot)
        assert screen_text(app).splitlines()[0].startswith("    Tutar Konu"), "another answer, its own widths"

    register.new = [Kayit(5000, "Yeni", "9" * 200)]
    app = LedgerApp(register)
    async with app.run_test(size=LARGE) as pilot:
        app.ledger.set_layout("tutar -no -konu")
        await settle(pilot)
        line = screen_text(app).splitlines()[1]
        assert "#" * 100 in line and "9" not in line


async def test_resizing_keeps_the_cursor_in_view_and_brings_wider_columns() -> None:
    app = LedgerApp(Register(1_000))
    async with app.run_test(size=LARGE) as pilot:
        await settle(pilot)
        await press_fast(pilot, *["down"] * 43)
        assert "Tutar" in screen_text(app)
        await pilot.resize_terminal(*SMALL)
        await until(pilot, lambda: "Tutar" not in screen_text(app) and "Konu 0000043" in _cursor_line(app))
        await pilot.resize_terminal(*LARGE)
        await until(pilot, lambda: "Tutar" in screen_text(app) and "Konu 0000043" in _cursor_line(app))


async def test_chosen_columns_are_remembered_and_forgive_old_names() -> None:
    app = LedgerApp(Register(10))
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        assert app.ledger.get_layout() == "no konu tutar -ek"
        app.ledger.set_layout("ek=6 silinmis=9 -no konu")
        await settle(pilot)
        assert app.ledger.get_layout() == "ek=6 -no konu tutar"
        assert screen_text(app).splitlines()[0].split() == ["Ek", "Konu"]


async def test_a_filter_that_cannot_be_read_says_so_and_the_next_one_works() -> None:
    register = Register(10)
    app = LedgerApp(register)

    def fetch(query: LedgerQuery, start: int, limit: int, anchor: Anchor | None) -> Window[Kayit]:
        if query.text == "tarih:xx":
            raise BadInput("Tarih anlaşılmadı.", "Örneğin tarih:2026-10 yazın.")
        return Register.fetch(register, query, start, limit, anchor)

    register.fetch = fetch  # type: ignore[method-assign]
    async with app.run_test(size=SMALL) as pilot:
        app.ledger.ledger_query = LedgerQuery(text="tarih:xx")
        await settle(pilot)
        assert "Tarih anlaşılmadı. Örneğin tarih:2026-10 yazın." in screen_text(app)
        app.ledger.ledger_query = LedgerQuery(text="tarih")
        await settle(pilot)
        assert "tarih Konu 0000003" in screen_text(app)


async def test_the_status_line_learns_the_count_and_the_totals() -> None:
    app = LedgerApp(Register(1_284))
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        (loaded,) = [told for told in app.told if isinstance(told, Ledger.Loaded)]
        assert (loaded.total, loaded.summary) == (1_284, "toplam 1284")


async def test_another_filter_ends_the_selection_but_sorting_keeps_it() -> None:
    app = LedgerApp(Register(100))
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await press_fast(pilot, "space")
        app.ledger.sort_by("no")
        await settle(pilot)
        assert app.ledger.selected_ids == {1}
        app.ledger.ledger_query = LedgerQuery(text="x")
        await settle(pilot)
        assert app.ledger.selected_ids == frozenset()
        assert "✓" not in screen_text(app)


async def test_a_cursor_move_draws_two_lines_and_asks_for_no_layout() -> None:
    app = LedgerApp(Register(1_000_000))
    async with app.run_test(size=LARGE) as pilot:
        await settle(pilot)
        drawn: list[int] = []
        laid_out = app.ledger._layout_updates
        render_line = app.ledger.render_line

        def counted(y: int) -> Strip:
            drawn.append(y)
            return render_line(y)

        app.ledger.render_line = counted  # type: ignore[method-assign]
        await press_fast(pilot, "down")
        assert sorted(drawn) == [1, 2]
        assert app.ledger._layout_updates == laid_out


@pytest.mark.parametrize("theme", ["textual-dark", "textual-light", "ansi-dark"])
async def test_the_cursor_is_inverse_in_every_theme(theme: str) -> None:
    app = LedgerApp(Register(10))
    async with app.run_test(size=SMALL) as pilot:
        app.theme = theme
        await settle(pilot)
        lines = app.screen._compositor.render_strips()
        assert all(segment.style and segment.style.reverse for segment in lines[1] if segment.text[:1] == "▸")
        assert not any(segment.style and segment.style.reverse for segment in lines[2])


async def test_a_ledger_that_was_taken_off_before_it_was_painted_paints_nothing() -> None:
    app = LedgerApp(Register(10))
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        ledger = app.ledger
        await ledger.remove()
        ledger._painter = None
        assert [strip.text.strip() for strip in ledger.render_lines(Region(0, 0, 80, 3))] == ["", "", ""]
