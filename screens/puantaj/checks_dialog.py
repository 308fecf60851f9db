"""The questions and checks of a month, the weightiest first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget

from data.core.calendar import format_date
from data.puantaj.day_views import QuestionLine
from data.puantaj.rules.values import Severity
from screens.widgets.dialog import Dialog, DialogList
from screens.widgets.item_list import Item, ItemList

_SIGNS = {Severity.RED: "!!", Severity.AMBER: "! ", Severity.GREY: "· "}


class GoOn:
    """The list was read; the step may follow."""


class ChecksDialog(Dialog[QuestionLine | GoOn | None]):
    """Answers with the line to go to, with :class:`GoOn`, or with ``None``.

    Args:
        title: The step that F7 goes on to (``Onaya sun``), or what the list is about.
        goes_on: A step follows; off for a list that is only read.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", "Güne git", key_display="Enter"),
        Binding("f7,o,O", "go_on", "Devam et", key_display="F7"),
        Binding("escape", "leave", "Kapat", key_display="Esc"),
    ]

    def __init__(self, title: str, lines: Sequence[QuestionLine], *, goes_on: bool = True) -> None:
        red = sum(1 for line in lines if line.severity is Severity.RED)
        what = f"{len(lines)} kayıt, {red} kırmızı" if lines else "kontrol temiz"
        super().__init__(f"{title}: {what}")
        self._lines = tuple(lines)
        self._goes_on = goes_on
        self._list = DialogList([_item(line) for line in lines], wraps=True, empty="Soru ve uyarı yok.")

    def body(self) -> Iterable[Widget]:
        """The list."""
        yield self._list

    def on_mount(self) -> None:
        """Ready to walk through."""
        self._list.focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """F7 only where a step follows."""
        return self._goes_on if action == "go_on" else True

    def on_item_list_taken(self, event: ItemList.Taken) -> None:
        """A click."""
        event.stop()
        self.dismiss(self._lines[event.index])

    def action_take(self) -> None:
        """Enter."""
        if self._lines:
            self.dismiss(self._lines[self._list.cursor])

    def action_go_on(self) -> None:
        """F7."""
        self.dismiss(GoOn())


def _item(line: QuestionLine) -> Item:
    day = f" · {format_date(line.day)}" if line.day else ""
    who = f"{line.name}{day}: " if line.name else ""
    law = f" ({line.law})" if line.law else ""
    return Item(f"{_SIGNS[line.severity]} {who}{line.text}{law}")
