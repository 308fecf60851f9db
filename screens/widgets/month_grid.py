"""The month grid: people down, days across, totals right; a code is typed where the cursor stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from screens.widgets.month_grid_model import Box, GridDay, GridModel, GridRow, Letters, Shade, Spot, resolve
from screens.widgets.month_grid_paint import HEAD_LINES, GridLook, GridPainter, measure
from screens.widgets.tones import TONE_CLASSES, tone_css, tone_styles

_FAR = 1_000_000
_NO_LETTERS: tuple[str, ...] = ()


class MonthGrid(ScrollView):
    """A month of many people.

    Typed signs gather in the cell until they are one code and no longer one starts alike; then the grid shows the
    code, says :class:`CodeTyped` and goes to the next day. With a range the code fills the range.
    """

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
    MonthGrid {
        height: 1fr;
        overflow-x: auto;
        overflow-y: scroll;
        scrollbar-size: 1 1;
        background: $surface;
    }
    MonthGrid > .month-grid--header { text-style: bold; background: $panel; color: $foreground; }
    MonthGrid > .month-grid--name { text-style: bold; }
    MonthGrid > .month-grid--none { background: $surface; }
    MonthGrid > .month-grid--rest { background: $panel; }
    MonthGrid > .month-grid--holiday { background: $primary-muted; }
    MonthGrid > .month-grid--half { background: $secondary-muted; }
    """ + tone_css("MonthGrid")

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1, 0)", "Önceki kişi", show=False),
        Binding("down", "move(1, 0)", "Sonraki kişi", show=False),
        Binding("left", "move(0, -1)", "Önceki gün", show=False),
        Binding("right", "move(0, 1)", "Sonraki gün", show=False),
        Binding("pageup", "page(-1)", "Önceki sayfa", show=False),
        Binding("pagedown", "page(1)", "Sonraki sayfa", show=False),
        Binding("home", "edge(0, -1)", "İlk gün", show=False),
        Binding("end", "edge(0, 1)", "Son gün", show=False),
        Binding("ctrl+home", "edge(-1, 0)", "İlk kişi", show=False),
        Binding("ctrl+end", "edge(1, 0)", "Son kişi", show=False),
        Binding("shift+up", "move(-1, 0, True)", "Aralığı yukarı genişlet", show=False),
        Binding("shift+down", "move(1, 0, True)", "Aralığı aşağı genişlet", show=False),
        Binding("shift+left", "move(0, -1, True)", "Aralığı sola genişlet", show=False),
        Binding("shift+right", "move(0, 1, True)", "Aralığı sağa genişlet", show=False),
        Binding("shift+pageup", "page(-1, True)", "Aralığı bir sayfa yukarı genişlet", show=False),
        Binding("shift+pagedown", "page(1, True)", "Aralığı bir sayfa aşağı genişlet", show=False),
        Binding("shift+home", "edge(0, -1, True)", "Aralığı ilk güne genişlet", show=False),
        Binding("shift+end", "edge(0, 1, True)", "Aralığı son güne genişlet", show=False),
        Binding("enter", "accept(True)", "Kodu kabul et / günü aç", show=False),
        Binding("space", "accept", "Kodu kabul et", show=False),
        Binding("delete", "erase", "Elle girilen kodu kaldır", show=False),
        Binding("backspace", "rub_out", "Son harfi sil", show=False),
        Binding("ctrl+z", "undo", "Geri al", show=False),
    ]

    @dataclass
    class CodeTyped(Message):
        """A code was typed for these cells, or taken away (``letter`` empty); the grid shows it already."""

        cells: tuple[tuple[int, date], ...]
        letter: str

    @dataclass
    class CodeRefused(Message):
        """What was typed cannot be a code here; ``text`` is the sentence to show."""

        text: str

    @dataclass
    class CellHighlighted(Message):
        """The cursor came to a cell."""

        person_id: int
        day: date

    @dataclass
    class UndoAsked(Message):
        """Take back the last typed code."""

    @dataclass
    class WhyAsked(Message):
        """Why does the cell say what it says."""

        person_id: int
        day: date

    @dataclass
    class QuestionAsked(Message):
        """Open what waits for an answer in this cell."""

        person_id: int
        day: date

    def __init__(self, *, id: str | None = None, empty: str = "Bu puantajda personel yok.") -> None:  # noqa: A002
        super().__init__(id=id)
        self._empty = empty
        self._model = GridModel((), (), (), lambda _: _NO_LETTERS, read_only=True)
        self._painter: GridPainter | None = None
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

    def action_move(self, rows: int, columns: int, extend: bool = False) -> None:
        """By cells; right of the last day the totals come into view."""
        self._accept_pending()
        here = self._model.cursor
        if columns > 0 and not extend and self._model and here.column == len(self._model.days) - 1:
            further = self.scroll_offset.x + self._paint().geometry.body
            self.scroll_to(x=further, animate=False, force=True)
            return
        self._move(Spot(here.row + rows, here.column + columns), extend)

    def action_page(self, pages: int, extend: bool = False) -> None:
        """Up or down by screens."""
        self._accept_pending()
        here, rows = self._model.cursor, pages * self._page
        self.scroll_to(y=self.scroll_offset.y + rows, animate=False, force=True)
        self._move(Spot(here.row + rows, here.column), extend)

    def action_edge(self, rows: int, columns: int, extend: bool = False) -> None:
        """To the first or last day or person."""
        self._accept_pending()
        here = self._model.cursor
        self._move(Spot(here.row + rows * _FAR, here.column + columns * _FAR), extend)

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

    # Typing

    async def on_key(self, event: events.Key) -> None:
        """Letters, and signs that codes are made of, are codes here; everything else goes on to the screen.

        The grid's own keys are carried out at once and not by way of the app: in a burst of keys over a slow line
        a letter would otherwise overtake the arrow before it and land in the wrong day.
        """
        own = self._bindings.key_to_bindings.get(event.key)
        if own:
            event.stop()
            event.prevent_default()
            await self.run_action(own[0].action)
            return
        sign = event.character
        if sign is None or not sign.isprintable() or sign.isspace() or not self._model:
            return
        if sign.isalpha() or any(sign in letter for letter in self._letters()):
            event.stop()
            event.prevent_default()
            self._type(sign)
        elif self._pending:
            self._set_pending("")

    def _letters(self) -> tuple[str, ...]:
        """Codes that every person of the range may have."""
        model, box = self._model, self._model.box
        sets = list(dict.fromkeys(model.letters(row.id) for row in model.rows[box.top : box.bottom + 1]))
        return tuple(letter for letter in sets[0] if all(letter in each for each in sets[1:]))

    def _type(self, sign: str) -> None:
        if self._refused_read_only():
            return
        self._into_view()
        typed = resolve(self._pending + sign, self._letters())
        if not typed.candidates:
            self._set_pending("")
            whom = "bu aralıkta" if self._model.corner else "bu personelde"
            self.post_message(self.CodeRefused(f"“{typed.text}” {whom} kullanılan bir gün kodu değildir."))
        elif typed.complete and typed.exact is not None:
            self._write(typed.exact)
        else:
            self._set_pending(typed.text)

    def _accept_pending(self) -> bool:
        """Write the code that is typed so far, if it is one; true if something was pending."""
        if not self._pending:
            return False
        typed = resolve(self._pending, self._letters())
        if typed.exact is not None:
            self._write(typed.exact, stay=True)
        else:
            self._set_pending("")
            choice = ", ".join(typed.candidates)
            self.post_message(self.CodeRefused(f"“{typed.text}” eksik kaldı; şunlardan biri olabilir: {choice}."))
        return True

    def _write(self, letter: str, stay: bool = False) -> None:
        model, box = self._model, self._model.box
        cells = self.selected
        model.write(box, letter)
        self._set_pending("")
        self._refresh_box(box)
        self.post_message(self.CodeTyped(cells, letter))
        if model.corner is None and not stay:
            self._move(Spot(model.cursor.row, model.cursor.column + 1))

    def _refused_read_only(self) -> bool:
        if self._model.read_only:
            self.post_message(self.CodeRefused("Bu puantaj kapalıdır; kodlar buradan değiştirilemez."))
        return self._model.read_only

    def _set_pending(self, text: str) -> None:
        if text != self._pending:
            self._pending = text
            self._refresh_cell(self._model.cursor)

    def action_accept(self, opens: bool = False) -> None:
        """Take the typed code and go on; with nothing typed Enter opens the question or the reasons of the day."""
        if self._accept_pending():
            if self._model.corner is None:
                self._move(Spot(self._model.cursor.row, self._model.cursor.column + 1))
        elif opens and (here := self.cursor) is not None:
            question = self._model.cell(self._model.cursor).question
            self.post_message(self.QuestionAsked(*here) if question else self.WhyAsked(*here))

    def action_erase(self) -> None:
        """Take away what a person typed, in the cell or the range; the computation decides again."""
        self._set_pending("")
        if self._model and not self._refused_read_only():
            self._write("", stay=True)

    def action_rub_out(self) -> None:
        """The last typed sign goes; with nothing typed as Delete."""
        if self._pending:
            self._set_pending(self._pending[:-1])
        else:
            self.action_erase()

    def action_undo(self) -> None:
        """Drop what is being typed, or ask for the last code to be taken back."""
        if self._pending:
            self._set_pending("")
        else:
            self.post_message(self.UndoAsked())

    def key_escape(self, event: events.Key) -> None:
        """Drop what is being typed, then the range; then Escape belongs to the screen."""
        if self._pending or self._model.corner is not None:
            event.stop()
            if self._pending:
                self._set_pending("")
            else:
                self._move(self._model.cursor)

    # Mouse

    def on_click(self, event: events.Click) -> None:
        """A click moves the cursor, with Shift it makes a range, a double click is Enter."""
        at = event.get_content_offset(self)
        painter = self._paint()
        if at is None or at.y < HEAD_LINES or at.x < painter.geometry.frozen or not self._model:
            return
        geometry, scroll = painter.geometry, self.scroll_offset.x
        x = at.x - geometry.frozen + geometry.offsets[geometry.first(scroll)]
        row, column = self.scroll_offset.y + at.y - HEAD_LINES, x // geometry.cell
        if row < len(self._model.rows) and column < len(self._model.days):
            self._accept_pending()
            self._move(Spot(row, column), extend=event.shift)
            if event.chain == 2:
                self.action_accept(opens=True)

    # Painting

    def render_lines(self, crop: Region) -> list[Strip]:
        """Lines of the screen; a new width is noticed here, once for all of them."""
        if self._painter is not None and self._painter.geometry.width != self._body.width:
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
            self._painter = GridPainter(self._model, measure(self._model, self._body.width), look)
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
