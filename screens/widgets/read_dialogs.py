"""Dialogs for reading: why a value is what it is, the history of a record, the progress of long work."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Static

from data.core.money import format_int
from data.core.reasons import Reason, Ref
from screens.widgets.dialog import Dialog, DialogList, TextBlock
from screens.widgets.item_list import Item, ItemList
from screens.widgets.literal import literal

_EVERY = 0.1
"""Seconds between two paintings of the progress."""


class WhyDialog(Dialog[Ref | None]):
    """Neden? The value, then its reasons with their law, each with the records behind it.

    Args:
        value: The value in words.
        name_of: What a record is called on screen; without it the records are only counted.

    Answers with the record to go to, or ``None``.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", "Kayda git", key_display="Enter"),
        Binding("escape", "leave", "Kapat", key_display="Esc"),
    ]

    def __init__(
        self,
        title: str,
        value: str,
        reasons: Sequence[Reason],
        name_of: Callable[[Ref], str] | None = None,
    ) -> None:
        super().__init__(title)
        self._value = value
        self._refs: list[Ref | None] = []
        items = []
        for number, reason in enumerate(reasons, 1):
            law = f" (Dayanak: {reason.law})" if reason.law else ""
            items.append(Item(f"{number}. {reason.text}{law}", fixed=bool(not reason.refs)))
            self._refs.append(reason.refs[0] if reason.refs else None)
            for place, ref in enumerate(reason.refs, 1):
                name = name_of(ref) if name_of is not None else f"{place}. kayıt"
                items.append(Item(f"   → {name}"))
                self._refs.append(ref)
        self._list = DialogList(items, wraps=True, empty="Gerekçe kaydedilmemiş")

    def body(self) -> Iterable[Widget]:
        """The value and its reasons."""
        yield TextBlock(self._value)
        yield self._list

    def on_mount(self) -> None:
        """The reasons are ready for keys."""
        self._list.focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is somewhere to go only if a reason names a record."""
        return any(self._refs) if action == "take" else True

    def on_item_list_taken(self, event: ItemList.Taken) -> None:
        """A click on a reason."""
        event.stop()
        self.action_take()

    def action_take(self) -> None:
        """Answers with the record under the cursor."""
        if self._list.cursor >= 0:
            self.dismiss(self._refs[self._list.cursor])


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One entry of a record's history, in words. ``changes`` are (field label, old, new)."""

    at: str
    who: str
    what: str
    changes: tuple[tuple[str, str, str], ...] = ()


class HistoryDialog(Dialog[None]):
    """Who changed what, when, from what to what; in the order given."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,down", "nothing", "Kaydır", key_display="↑ ↓"),
        Binding("enter,escape", "leave", "Kapat", key_display="Esc"),
    ]

    def __init__(self, title: str, entries: Sequence[HistoryLine]) -> None:
        super().__init__(title)
        items = []
        for entry in entries:
            items.append(Item(f"{entry.at}  {entry.who}: {entry.what}", fixed=True))
            items += [
                Item(f"   {label}: {old or '(boş)'} → {new or '(boş)'}", fixed=True)
                for label, old, new in entry.changes
            ]
        self._list = DialogList(items, wraps=True, empty="Bu kaydın geçmişi boş")

    def body(self) -> Iterable[Widget]:
        """The entries."""
        yield self._list

    def on_mount(self) -> None:
        """Arrows scroll."""
        self._list.focus()


class ProgressDialog(Dialog[None]):
    """Long work with its count and remaining time. Whoever does the work dismisses it; Esc asks the work to stop.

    Attributes:
        cancelled: Set by Esc; the work looks at it between two steps.
    """

    DEFAULT_CSS = """
    ProgressDialog .progress--bar {
        height: 1;
        padding: 0 1;
        color: $text-accent;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "İptal", key_display="Esc")]

    def __init__(self, title: str, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(title)
        self.cancelled = False
        self._clock = clock
        self._began = clock()
        self._now = self._began
        self._step: tuple[int, int, str] = (0, 0, "")
        self._ui_thread = 0
        self._text = Static("Başlıyor…", markup=False)
        self._bar = Static("", classes="progress--bar", markup=False)
        self._count = Static("", markup=False)

    def body(self) -> Iterable[Widget]:
        """What is being done, the bar, the count."""
        for line in (self._text, self._count):
            line.styles.padding = (0, 1)
        yield self._text
        yield self._bar
        yield self._count

    def on_mount(self) -> None:
        """Paints what the work has told, a few times a second."""
        self._ui_thread = threading.get_ident()
        self.set_interval(_EVERY, self._paint)
        self._paint()

    def advance(self, done: int, total: int, text: str = "") -> None:
        """To be called by the work, from any thread, as often as it likes; it never waits.

        Args:
            done: Steps done.
            total: Steps in all; 0 if nobody knows.
            text: What is being done now.
        """
        self._step = (done, total, text)
        self._now = self._clock()
        if threading.get_ident() == self._ui_thread:
            self._paint()

    def _paint(self) -> None:
        done, total, text = self._step
        self._text.update(literal("İptal ediliyor…" if self.cancelled else text or "Çalışıyor…"))
        if not total:
            self._count.update(literal(f"{format_int(done)} tamamlandı" if done else ""))
            return
        width = max(self._bar.size.width - 2, 10)
        filled = width * min(done, total) // total
        self._bar.update(literal("█" * filled + "░" * (width - filled)))
        percent = 100 * min(done, total) // total
        left = self._remaining(done, total)
        self._count.update(literal(f"{format_int(done)} / {format_int(total)} · %{percent}{left}"))

    def _remaining(self, done: int, total: int) -> str:
        spent = self._now - self._began
        if not done or done >= total or spent <= 0:
            return ""
        minutes, seconds = divmod(round(spent / done * (total - done)), 60)
        return f" · kalan {f'{minutes} dk ' if minutes else ''}{seconds} sn"

    def action_leave(self) -> None:
        """Esc asks the work to stop; the dialog stays until it has."""
        self.cancelled = True
        self._paint()
