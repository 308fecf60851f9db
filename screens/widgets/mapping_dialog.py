"""Asks which column of a table is which field, with the table's own first rows in sight."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Static

from data.core.intake.mapping import ColumnMapping, sources
from data.core.intake.tables import Sheet
from screens.widgets.ask_dialogs import ChooseDialog
from screens.widgets.dialog import Dialog, DialogList
from screens.widgets.item_list import Item, ItemList
from screens.widgets.literal import literal, one_line

_NO_COLUMN = "—"
_MOST_HEADER_ROWS = 30
_SHOWN_ROWS = 4
_SAMPLES = 3
_LABEL = 25


def _led(label: str) -> str:
    """The label and a dotted way to its column; blanks in a row would be drawn as one."""
    return f"{label} {'.' * max(_LABEL - len(label), 2)}"


class MappingDialog(Dialog[ColumnMapping | None]):
    """One line a field: arrows right and left go through the columns, Space lists them all.

    Args:
        sheet: The whole table.
        fields: (field, label) pairs in the order of asking.
        start: What is known or guessed of the columns.
        missing: Says in words what the chosen fields still lack; empty if they suffice.

    Answers with the mapping, named by the table's headings, or ``None``.
    """

    DEFAULT_CSS = """
    MappingDialog > .dialog--box { width: 100; }
    MappingDialog .mapping--rows { height: auto; padding: 0 1; color: $text-muted; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "next", "Sonraki", key_display="Enter"),
        Binding("left", "change(-1)", "Sütunu değiştir", key_display="← →"),
        Binding("right", "change(1)", "Sütunu değiştir", show=False),
        Binding("space", "choose", "Sütunlar", key_display="Boşluk"),
        Binding("delete,backspace", "clear", "Sütun yok", key_display="Del"),
        Binding("ctrl+s", "take", "Devam", key_display="Ctrl+S"),
    ]

    def __init__(
        self,
        title: str,
        sheet: Sheet,
        fields: Sequence[tuple[str, str]],
        start: ColumnMapping,
        missing: Callable[[frozenset[str]], str],
    ) -> None:
        super().__init__(title)
        self._sheet = sheet
        self._fields = tuple(fields)
        self._missing = missing
        self._header = start.header_row
        self._columns = dict(start.columns)
        self._width = max(map(len, sheet.rows), default=0)
        self._rows = Static("", classes="mapping--rows", markup=False)
        self._list = DialogList()

    def body(self) -> Iterable[Widget]:
        """The first rows, then a line for the heading and one for each field."""
        yield self._rows
        yield self._list

    def on_mount(self) -> None:
        """The first field is in hand."""
        self._draw(1)
        self._list.focus()

    def on_resize(self) -> None:
        """The first rows are cut to the new width."""
        super().on_resize()
        self._draw(self._list.cursor)

    # What is shown

    def _draw(self, cursor: int) -> None:
        first = max(self._header - 1, 0)
        shown = list(enumerate(self._sheet.rows[first : first + _SHOWN_ROWS], first + 1))
        width = max(min(self.size.width, 100) - 4, 20)
        lines = [one_line(f"{row}. satır: {' | '.join(cells)}", width).rstrip() for row, cells in shown]
        self._rows.update(literal("\n".join(lines)))
        self._list.set_items(
            [Item(f"{_led('Başlık satırı')} ‹ {self._header_words()} ›"), *map(self._item, self._fields)],
            cursor=max(cursor, 0),
        )
        self.complain("")

    def _header_words(self) -> str:
        return f"{self._header + 1}. satır" if self._header >= 0 else "başlık yok"

    def _item(self, field: tuple[str, str]) -> Item:
        name, label = field
        column = self._columns.get(name)
        if column is None:
            return Item(f"{_led(label)} ‹ {_NO_COLUMN} ›")
        return Item(f"{_led(label)} ‹ {self._column_words(column)} ›", note=self._samples(column))

    def _column_words(self, column: int) -> str:
        heading = self._cell(self._header, column) if self._header >= 0 else ""
        return f"{column + 1}. {heading}" if heading else f"{column + 1}. sütun"

    def _cell(self, row: int, column: int) -> str:
        cells = self._sheet.rows[row] if row < len(self._sheet.rows) else ()
        return " ".join(cells[column].split()) if column < len(cells) else ""

    def _samples(self, column: int) -> str:
        first = self._header + 1
        cells = (self._cell(row, column) for row in range(first, first + _SAMPLES))
        return ", ".join(cell for cell in cells if cell)

    # What is changed

    def action_change(self, step: int) -> None:
        """Another heading row, or another column for the field in hand."""
        place = self._list.cursor
        if place == 0:
            rows = min(len(self._sheet.rows), _MOST_HEADER_ROWS) + 1
            self._header = (self._header + 1 + step) % rows - 1
        else:
            name = self._fields[place - 1][0]
            column = (self._columns.get(name, -1) + 1 + step) % (self._width + 1) - 1
            self._put(name, column)
        self._draw(place)

    def _put(self, name: str, column: int) -> None:
        if column < 0:
            self._columns.pop(name, None)
        else:
            self._columns[name] = column

    def action_clear(self) -> None:
        """No column for the field in hand."""
        if self._list.cursor > 0:
            self._put(self._fields[self._list.cursor - 1][0], -1)
            self._draw(self._list.cursor)

    @work
    async def action_choose(self) -> None:
        """All columns to choose from, with what stands in them."""
        place = self._list.cursor
        if place < 1:
            self.action_change(1)
            return
        name, label = self._fields[place - 1]
        options = [("-1", _NO_COLUMN)]
        for column in range(self._width):
            options.append((str(column), f"{self._column_words(column)}   {self._samples(column)}"))
        present = str(self._columns.get(name, -1))
        chosen = await self.app.push_screen_wait(ChooseDialog(f"{label}: sütun", options, chosen=(present,)))
        if chosen:
            self._put(name, int(chosen[0]))
            self._draw(place)

    # Answering

    def on_item_list_taken(self, event: ItemList.Taken) -> None:
        """A click on a line."""
        event.stop()
        self.action_choose()

    def action_next(self) -> None:
        """Enter: to the next field, from the last one on."""
        if self._list.cursor < len(self._fields):
            self._list.action_move(1)
        else:
            self.action_take()

    def action_take(self) -> None:
        """Answers if the fields suffice."""
        lacking = self._missing(frozenset(self._columns))
        if lacking:
            self.complain(lacking)
            return
        columns = tuple((name, self._columns[name]) for name, _ in self._fields if name in self._columns)
        self.dismiss(ColumnMapping(sources(self._sheet)[self._header], self._header, columns))
