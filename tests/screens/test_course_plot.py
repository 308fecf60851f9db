"""The plot of a year's course in signs: bars, the line, the top and the end stand where their amounts are."""

from __future__ import annotations

from screens.widgets.course_plot import Plot, PlotMonth, plot_rows, short_amount

MONTHS = ["Oca", "Şub", "Mar", "Nis", "May", "Haz", "Tem", "Ağu", "Eyl", "Eki", "Kas", "Ara"]


def plot(done: list[int | None], kept: int, top: int, ahead: int | None) -> Plot:
    months = tuple(
        PlotMonth(label, one, kept if one is not None else None, top * place // 12)
        for place, (label, one) in enumerate(zip(MONTHS, done, strict=True), 1)
    )
    return Plot(months, top, ahead, ())


def test_bars_grow_to_what_was_done_and_the_line_to_the_top() -> None:
    done: list[int | None] = [100 * month for month in range(1, 7)] + [None] * 6
    rows = plot_rows(plot(done, 0, 1200, 900), 69, 6)
    assert all(len(row) == 69 for row in rows)
    assert rows[-1].startswith("      0 └Oca  Şub  Mar")
    assert rows[0].endswith("──────────") and rows[0][9] == "┄"
    assert [row.count("███") for row in rows[:6]] == [0, 0, 0, 1, 3, 5]
    assert [row.count("▄▄▄") for row in rows[:6]] == [0, 0, 0, 1, 1, 1]
    assert ["○" in row for row in rows[:6]] == [False, True, False, False, False, False]


def test_what_is_kept_stands_on_what_is_done_and_nothing_at_all_is_still_drawn() -> None:
    half: list[int | None] = [300] + [None] * 11
    rows = plot_rows(plot(half, 300, 1200, None), 69, 4)
    assert [row[9] for row in rows[:4]] == ["┄", " ", "▒", "█"]
    empty = plot_rows(plot([0] * 12, 0, 0, None), 69, 3)
    assert "█" not in "".join(empty) and empty[0].strip() == "│"


def test_amounts_of_the_axis_are_short_and_rounded() -> None:
    assert [short_amount(one) for one in (0, 99_00, 480_000_00, 5_780_000_00, 12_345_678_901_00)] == [
        "0", "99", "480 bin", "5,8 mn", "12,3 mr"
    ]  # fmt: skip
