"""The month grid: people down, days across, totals right; a code is typed where the cursor stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from screens.widgets.month_grid_model import Spot, resolve
from screens.widgets.month_grid_paint import HEAD_LINES
from screens.widgets.month_grid_view import MonthGridView

_FAR = 1_000_000


class MonthGrid(MonthGridView):
    """A month of many people, typed by keys or reached by mouse.

    Typed signs gather in the cell until they are one code and no longer one starts alike; then the grid shows the
    code, says :class:`CodeTyped` and goes to the next day. With a range the code fills the range.
    """

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
        Binding("f10,ctrl+n", "ask_next", "Sonraki soru", show=False),
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

    def action_ask_next(self) -> None:
        """To the next day that waits for an answer; a key of the grid itself, so that Enter may follow at once."""
        self._accept_pending()
        if not self.next_question():
            self.post_message(self.CodeRefused("Yanıt bekleyen soru yok."))

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
