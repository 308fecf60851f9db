"""What a file would bring, before anything is written: its records, or every row that is refused."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget

from data.core.intake.mapping import RowError
from data.core.money import format_int
from screens.widgets.dialog import Dialog, DialogList, TextBlock
from screens.widgets.item_list import Item

_SHOWN = 500
"""Lines of a list that a person reads before deciding; the count above it is of all."""


class IntakeDialog(Dialog[bool | None]):
    """Shows the records of a file, or its errors; Enter takes the file only if it has none.

    Args:
        text: The file and how much it holds.
        lines: One line a record.
        errors: Refused rows.
        label_of: Column (1-based) to what the person mapped it to.
    """

    DEFAULT_CSS = """
    IntakeDialog > .dialog--box { width: 100; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", "Al", key_display="Enter"),
        Binding("up,down", "nothing", "Listede gez", key_display="↑ ↓"),
    ]

    def __init__(
        self, title: str, text: str, lines: Sequence[str], errors: Sequence[RowError], label_of: dict[int, str]
    ) -> None:
        super().__init__(title)
        self._text = text
        self._refused = bool(errors)
        if errors:
            items = [Item(_words(error, label_of), fixed=True) for error in errors[:_SHOWN]]
            self._text += (
                f"\n{format_int(len(errors))} hata var; hiçbir kayıt yazılmadı. Dosyayı düzeltip yeniden alın."
            )
        else:
            items = [Item(line, fixed=True) for line in lines[:_SHOWN]]
        more = max(len(errors or lines) - _SHOWN, 0)
        if more:
            items.append(Item(f"… ve {format_int(more)} satır daha", fixed=True))
        self._list = DialogList(items, wraps=True)

    def body(self) -> Iterable[Widget]:
        """The counts and the list."""
        yield TextBlock(self._text)
        yield self._list

    def on_mount(self) -> None:
        """Arrows scroll."""
        self._list.focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A file with errors cannot be taken."""
        return not self._refused if action == "take" else True

    def action_take(self) -> None:
        """Enter."""
        self.dismiss(True)


def _words(error: RowError, label_of: dict[int, str]) -> str:
    column = f", {error.column}. sütun" if error.column else ""
    label = f" ({label_of[error.column]})" if error.column in label_of else ""
    return f"{error.row}. satır{column}{label}: {error.message}"
