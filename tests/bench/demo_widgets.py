"""Small programs that ``bench_widgets.py`` drives: ``floor``, ``ledger ROWS``, ``grid PEOPLE``."""

from __future__ import annotations

import sys

from rich.segment import Segment
from rich.style import Style
from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tests.screens.ledger_office import LedgerApp, Register
from tests.screens.month_office import MonthApp


class BareList(ScrollView, can_focus=True):
    """The least that shows a list with a cursor: the floor of a key press."""

    BINDINGS = [Binding("down", "down"), Binding("pagedown", "page")]  # noqa: RUF012

    def on_mount(self) -> None:
        self.at = 0
        self.virtual_size = Size(self.size.width, 1_000_000)

    def action_down(self) -> None:
        before, self.at = self.at, (self.at + 1) % 40
        for y in (before, self.at):
            self.refresh(Region(0, y, self.size.width, 1))

    def action_page(self) -> None:
        self.scroll_to(y=self.scroll_offset.y + self.size.height, animate=False)

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        text = f"Satır {self.scroll_offset.y + y} ".ljust(width, "." if y % 2 else "-")[:width]
        return Strip([Segment(text, Style(reverse=y == self.at))], width)


class Floor(App[None]):
    """The bare list alone."""

    def compose(self) -> ComposeResult:
        yield BareList()


def main() -> None:
    """Run the program that is named."""
    what, *count = sys.argv[1:]
    if what == "floor":
        Floor().run()
    elif what == "ledger":
        LedgerApp(Register(int(count[0]))).run()
    else:
        MonthApp(int(count[0])).run()


if __name__ == "__main__":
    main()
