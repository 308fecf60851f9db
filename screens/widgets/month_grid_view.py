"""The seeing half of the month grid: draws a month, keeps a cursor and a range in view."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from rich.style import Style
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip

from screens.widgets.line_view import LineView
from screens.widgets.month_grid_model import Box, GridDay, GridModel, GridRow, Letters, Shade, Spot
from screens.widgets.month_grid_paint import HEAD_LINES, GridLook, GridPainter, measure
from screens.widgets.tones import TONE_CLASSES, tone_css, tone_styles

_NO_LETTERS: tuple[str, ...] = ()


class MonthGridView(LineView):
    """A month of many people, to be looked at."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "month-grid--header",
        "month-grid--name",
        "month-grid--none",
        "month-grid--rest",
        "month-grid--holiday",
        "month-grid--half",
        *TONE_CLASSES,
    }

    DEFAULT_CSS = """
    MonthGridView {
        height: 1fr;
        overflow-x: auto;
        overflow-y: scroll;
        scrollbar-size: 1 1;
        background: $surface;
    }
    MonthGridView > .month-grid--header { text-style: bold; background: $panel; color: $foreground; }
    MonthGridView > .month-grid--name { text-style: bold; }
    MonthGridView > .month-grid--none { background: $surface; }
    MonthGridView > .month-grid--rest { background: $panel; }
    MonthGridView > .month-grid--holiday { background: $primary-muted; }
    MonthGridView > .month-grid--half { background: $secondary-muted; }
    """ + tone_css("MonthGridView")

    @dataclass
    class CellHighlighted(Message, namespace="month_grid"):
        """The cursor came to a cell."""

        person_id: int
        day: date

    def __init__(self, *, id: str | None = None, empty: str = "Bu puantajda personel yok.") -> None:  # noqa: A002
        super().__init__(id=id)
        self._empty = empty
        self._model = GridModel((), (), (), lambda _: _NO_LETTERS, read_only=True)
        self._painter: GridPainter | None = None
        self._painted_for = (0, 0)
        self._pending = ""

    # What the screen says and reads

    def show(
        self,
        days: Sequence[GridDay],
        rows: Sequence[GridRow],
        total_titles: Sequence[str],
        *,
        read_only: bool,
        letters: Letters,
    ) -> None:
        """Show a month; the cursor stays on its person and day if they are there."""
        before = self.cursor
        self._model = GridModel(days, rows, total_titles, letters, read_only=read_only)
        self._pending = ""
        if before is not None:
            self._model.cursor = self._model.spot(*before) or Spot(0, 0)
        self._fit()
        self._tell()

    def replace_row(self, row: GridRow) -> None:
        """Show what the store answered for a person; others are passed over."""
        place = self._model.replace_row(row)
        if place is not None:
            self._refresh_box(Box(place, 0, place, 0), whole_lines=True)

    @property
    def cursor(self) -> tuple[int, date] | None:
        """Person and day under the cursor; none while the grid is empty."""
        return self._model.name(self._model.cursor) if self._model else None

    @property
    def selected(self) -> tuple[tuple[int, date], ...]:
        """Every cell of the range, or the one under the cursor."""
        return tuple(self._model.name(spot) for spot in self._model.box.spots()) if self._model else ()

    def go_to(self, person_id: int, day: date) -> bool:
        """Put the cursor on a person's day; false if it is not in this grid."""
        spot = self._model.spot(person_id, day)
        if spot is not None:
            self._move(spot)
        return spot is not None

    def next_question(self) -> bool:
        """Go to the next cell that waits for an answer; false if there is none."""
        return self._go_to_question(1)

    def previous_question(self) -> bool:
        """Go to the cell before that waits for an answer; false if there is none."""
        return self._go_to_question(-1)

    def _go_to_question(self, step: int) -> bool:
        spot = self._model.find_question(step) if self._model else None
        if spot is not None:
            self._move(spot)
        return spot is not None

    # Moving

    def _move(self, to: Spot, extend: bool = False) -> None:
        model = self._model
        if not model:
            return
        box_before, before = model.box, model.cursor
        model.corner = (model.corner or before) if extend else None
        model.cursor = model.clamp(to.row, to.column)
        self._pending = ""
        if not self._into_view():
            self._refresh_box(box_before)
            self._refresh_box(model.box)
            if before.row != model.cursor.row:
                self._refresh_names(before.row, model.cursor.row)
        if model.cursor != before:
            self._tell()

    def _tell(self) -> None:
        here = self.cursor
        if here is not None:
            self.post_message(self.CellHighlighted(*here))

    # Painting

    def render_lines(self, crop: Region) -> list[Strip]:
        """Lines of the screen; a new width is noticed here, once for all of them."""
        if self._painted_for != (self.size.width, self._body.width):
            self._painter = None
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        painter, scroll = self._paint(), self.scroll_offset
        if not self._model:
            return painter.message(self._empty) if y == HEAD_LINES else painter.blank
        if y < HEAD_LINES:
            return painter.head(y, scroll.x)
        place = scroll.y + y - HEAD_LINES
        if place >= len(self._model.rows):
            return painter.blank
        return painter.row(place, scroll.x, self._pending, self.has_focus)

    @property
    def _body(self) -> Size:
        return self.scrollable_content_region.size

    @property
    def _page(self) -> int:
        return max(1, self._body.height - HEAD_LINES)

    def _paint(self) -> GridPainter:
        if self._painter is None:
            look = GridLook(
                base=self.rich_style,
                header=self.get_component_rich_style("month-grid--header"),
                name=self.get_component_rich_style("month-grid--name"),
                shades={
                    shade: Style(bgcolor=self.get_component_rich_style(f"month-grid--{shade.value}").bgcolor)
                    for shade in Shade
                },
                tones=tone_styles(self),
            )
            self._painted_for = (self.size.width, self._body.width)
            whole, width = self._painted_for
            self._painter = GridPainter(self._model, measure(self._model, width), whole, look)
        return self._painter

    def _fit(self) -> None:
        """New contents or a new width: measure again and keep the cursor in view."""
        self._painter = None
        geometry = self._paint().geometry
        self.virtual_size = Size(geometry.frozen + geometry.offsets[-1], len(self._model.rows) + HEAD_LINES)
        self._into_view()
        self.refresh()

    def _into_view(self) -> bool:
        """Scroll so that the cursor shows; true if everything is repainted because of it."""
        if not self._model:
            return False
        here, before = self._model.cursor, self.scroll_offset
        x = self._paint().geometry.scroll_for(here.column, before.x)
        y = min(max(before.y, here.row - self._page + 1), here.row)
        if (x, y) != before:
            self.scroll_to(x=x, y=y, animate=False, force=True)
        return self.scroll_offset != before

    def _refresh_cell(self, spot: Spot) -> None:
        self._refresh_box(Box(spot.row, spot.column, spot.row, spot.column))

    def _refresh_box(self, box: Box, whole_lines: bool = False) -> None:
        """Repaint only these cells."""
        geometry, scroll = self._paint().geometry, self.scroll_offset
        top = max(box.top - scroll.y, 0) + HEAD_LINES
        height = box.bottom - scroll.y + HEAD_LINES - top + 1
        if height <= 0:
            return
        if whole_lines:
            self.refresh(Region(0, top, geometry.width, height))
            return
        start = geometry.offsets[min(geometry.first(scroll.x), len(geometry.offsets) - 1)]
        left = max(geometry.offsets[box.left] - start, 0) + geometry.frozen
        right = min(geometry.offsets[box.right + 1] - start + geometry.frozen, geometry.width)
        if right > left:
            self.refresh(Region(left, top, right - left, height))

    def _refresh_names(self, *places: int) -> None:
        """Repaint the names of these people, where the cursor sign stands."""
        for place in places:
            y = place - self.scroll_offset.y + HEAD_LINES
            if y >= HEAD_LINES:
                self.refresh(Region(0, y, self._paint().geometry.frozen, 1))

    def notify_style_update(self) -> None:
        """The theme changed: every line is drawn anew."""
        super().notify_style_update()
        self._painter = None

    def on_resize(self) -> None:
        """Days and names share the new width; the cursor stays in view."""
        self._fit()

    def on_focus(self) -> None:
        """The cursor shows whether keys arrive here."""
        if self._model:
            self._refresh_cell(self._model.cursor)

    def on_blur(self) -> None:
        """As on focus."""
        self.on_focus()
