"""The lock: covers the desk as it stands until its user types the password again."""

from __future__ import annotations

from textual import work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from data.core.errors import MasaError
from screens.desk import Desk
from screens.widgets.line_input import LineInput


class LockScreen(ModalScreen[None]):
    """Nothing beneath can be read; only the same user opens it."""

    DEFAULT_CSS = """
    LockScreen { align: center middle; background: $background; }
    LockScreen > Vertical { width: 60; max-width: 100%; height: auto; border: round $border; padding: 1 2; }
    LockScreen .lock--error { color: $text-error; height: auto; }
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._error = Static("", classes="lock--error", markup=False)

    def compose(self) -> ComposeResult:
        """The password line."""
        with Vertical():
            yield Static(f"Masa kilitli · {self._desk.actor.name}", markup=False)
            yield Static("Yazdıklarınız duruyor. Açmak için parolanızı yazıp Enter'a basın.", markup=False)
            yield LineInput(password=True)
            yield self._error

    def on_mount(self) -> None:
        """Ready for the password."""
        self.query_one(LineInput).focus()

    @work(exclusive=True)
    async def on_input_submitted(self, event: LineInput.Submitted) -> None:
        """Tries the password; waiting times after wrong ones are the same as at login."""
        from data.core.login import log_in_again

        event.stop()
        typed = event.value
        try:
            await self._desk.thread(lambda: log_in_again(self._desk.store, self._desk.actor, typed))
        except MasaError as problem:
            self._error.update(str(problem))
            self.query_one(LineInput).value = ""
            return
        self.dismiss(None)
