"""The first frame: painted before the store and its libraries are loaded; login, or the first start.

Nothing heavy may be imported here: a test proves it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from screens.widgets.key_line import KeyLine
from screens.widgets.line_input import LineInput

if TYPE_CHECKING:
    from data.core.store import Store


class LoginScreen(Screen[None]):
    """Asks who sits here."""

    DEFAULT_CSS = """
    LoginScreen { align: center middle; }
    LoginScreen > Vertical { width: 78; max-width: 100%; height: auto; border: round $border; padding: 0 2; }
    LoginScreen .login--title { text-style: bold; height: 1; margin-bottom: 1; }
    LoginScreen .login--label { height: 1; color: $text-muted; }
    LoginScreen .login--say { height: auto; min-height: 1; margin-top: 1; }
    LoginScreen .login--users { height: auto; color: $text-muted; margin-top: 1; }
    LoginScreen KeyLine { dock: bottom; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        # With priority, so that a password typed right behind Enter is not caught by the name's line.
        Binding("enter", "next", "Giriş", key_display="Enter", priority=True),
        Binding("ctrl+q", "app.exit", "Çıkış", key_display="Ctrl+Q"),
    ]

    @dataclass
    class Entered(Message):
        """Name and password were typed."""

        username: str
        password: str

    def __init__(self, users: Sequence[tuple[str, str, str]] = ()) -> None:
        super().__init__()
        self._users = tuple(users)
        self._who = LineInput()
        self._password = LineInput(password=True)
        self._say = Static("Veritabanı açılıyor…", classes="login--say", markup=False)

    def compose(self) -> ComposeResult:
        """Two lines to type in, and in a demo who can be tried."""
        with Vertical():
            yield Static("İdari Masa", classes="login--title", markup=False)
            yield Static("Kullanıcı adı", classes="login--label", markup=False)
            yield self._who
            yield Static("Parola", classes="login--label", markup=False)
            yield self._password
            yield self._say
            if self._users:
                text = f"Deneme ofisi, parola: {self._users[0][2]}\n" + "\n".join(_in_pairs(self._users))
                yield Static(text, classes="login--users", markup=False)
        yield KeyLine()

    def on_mount(self) -> None:
        """Ready for typing at once."""
        self._who.focus()

    def say(self, words: str) -> None:
        """Shows what is going on or wrong."""
        self._say.update(words)

    def refuse(self, words: str) -> None:
        """Wrong name or password: both stay visible as far as they may, the password is typed again."""
        self.say(words)
        self._password.value = ""
        self._password.focus()

    def action_next(self) -> None:
        """Enter: from the name to the password, from the password into the desk."""
        if self.focused is self._who:
            self.set_focus(self._password)
        else:
            # Letters that are still on their way to the line come first.
            self._password.call_later(self._submit)

    def _submit(self) -> None:
        if self._who.value and self._password.value:
            self.say("Denetleniyor…")
            self.post_message(LoginScreen.Entered(self._who.value, self._password.value))
        else:
            self.say("Kullanıcı adını ve parolayı yazın.")
            self.set_focus(self._password if self._who.value else self._who)


def _in_pairs(users: Sequence[tuple[str, str, str]]) -> list[str]:
    """Names with their roles, two to a line."""
    cells = [f"{name:<9} {role:<26}" for name, role, _ in users]
    return ["".join(cells[place : place + 2]).rstrip() for place in range(0, len(cells), 2)]


def needs_founding(store: Store) -> bool:
    """Whether this store has no office yet; runs in a thread."""
    from data.core.actors import office
    from data.core.permissions import PROGRAM

    with store.look(PROGRAM) as look:
        return office(look) is None
