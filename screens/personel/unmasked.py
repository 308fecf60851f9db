"""An identity number that was asked for; it does not stay on a screen that somebody left."""

from __future__ import annotations

from screens.widgets.ask_dialogs import MessageDialog

_SECONDS = 30


class UnmaskedDialog(MessageDialog):
    """Shows the number until a key is pressed, at most half a minute."""

    def __init__(self, name: str, tckn: str) -> None:
        super().__init__(
            name,
            f"T.C. kimlik no: {tckn}\n\nBu bakış denetim izine yazıldı. {_SECONDS} saniye sonra kapanır.",
        )

    def on_mount(self) -> None:
        """Closes itself."""
        self.set_timer(_SECONDS, self.action_leave)
