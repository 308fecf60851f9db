"""A fictional register of any length for tests of the ledger: it counts what it is asked."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from textual.app import App, ComposeResult

from data.core.pages import Anchor, LedgerQuery, Window
from screens.widgets.ledger import Ledger
from screens.widgets.ledger_columns import Column
from screens.widgets.tones import Tone


@dataclass(frozen=True, slots=True)
class Kayit:
    id: int
    konu: str
    tutar: str = "0,00"


@dataclass
class Register:
    """Rows made up on the spot; ``hold`` keeps answers to a filter back until the test lets them go."""

    total: int
    subject: Callable[[int], str] = lambda number: f"Konu {number:07d}"
    asked: list[tuple[int, int, Anchor | None]] = field(default_factory=list)
    hold: dict[str, threading.Event] = field(default_factory=dict)
    gone: set[int] = field(default_factory=set)
    new: list[Kayit] = field(default_factory=list)

    def fetch(self, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None) -> Window[Kayit]:
        self.asked.append((start, limit, anchor))
        if query.text in self.hold:
            assert self.hold[query.text].wait(10)
        if query.text == "yok":
            return Window(start, (), (), 0)
        total = self.total + len(self.new) - len(self.gone)
        if self.new or self.gone:
            every = [*self.new, *(self._row(n, query) for n in range(self.total) if n + 1 not in self.gone)]
            rows = tuple(every[start : start + limit])
        else:
            last = self.total - 1
            numbers = range(start, min(start + limit, total))
            rows = tuple(self._row(last - n if query.descending else n, query) for n in numbers)
        return Window(start, rows, tuple((row.id,) for row in rows), total, f"toplam {total}")

    def _row(self, number: int, query: LedgerQuery) -> Kayit:
        prefix = f"{query.text} " if query.text else ""
        return Kayit(number + 1, prefix + self.subject(number), f"{number},00")


COLUMNS: tuple[Column[Kayit], ...] = (
    Column("no", "Kayıt no", 9, lambda row: str(row.id), align="right", sortable=True),
    Column("konu", "Konu", 20, lambda row: row.konu, grows=True, sortable=True),
    Column("tutar", "Tutar", 14, lambda row: row.tutar, align="right", min_screen=100, tone=lambda _: Tone.WARN),
    Column("ek", "Ek", 4, lambda row: "ek", optional=True),
)


class LedgerApp(App[None]):
    """One ledger on the whole screen; keeps what it was told."""

    def __init__(self, register: Register) -> None:
        super().__init__()
        self.register = register
        self.told: list[object] = []

    def compose(self) -> ComposeResult:
        yield Ledger(COLUMNS, self.register.fetch, id="evrak", empty="Bu listede kayıt yok. N ile başlayın.")

    def on_mount(self) -> None:
        self.ledger.focus()

    @property
    def ledger(self) -> Ledger[Kayit]:
        return self.query_one("#evrak", Ledger)

    def on_ledger_opened(self, message: Ledger.Opened) -> None:
        self.told.append(message)

    def on_ledger_highlighted(self, message: Ledger.Highlighted) -> None:
        self.told.append(message)

    def on_ledger_selection_changed(self, message: Ledger.SelectionChanged) -> None:
        self.told.append(message)

    def on_ledger_loaded(self, message: Ledger.Loaded) -> None:
        self.told.append(message)

    def on_ledger_sort_changed(self, message: Ledger.SortChanged) -> None:
        self.told.append(message)
