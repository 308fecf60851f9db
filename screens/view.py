"""A view: what fills the desk between the rail and the status line. Views lie on each other, Esc takes one off."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual.message import Message
from textual.widget import Widget

from data.core.errors import MasaError
from screens.desk import Desk
from screens.problems import show_problem

if TYPE_CHECKING:
    from data.core.store import Look, Work
    from screens.frame import Frame

T = TypeVar("T")


class View(Widget):
    """Base of all views."""

    HELP: ClassVar[str | None] = ""
    """What this screen is for, in a few Turkish sentences."""

    DEFAULT_CSS = """
    View { height: 1fr; width: 1fr; }
    """

    @dataclass
    class Status(Message):
        """The view has a new line for the desk's status line."""

        view: View
        text: str

    @dataclass
    class Changed(Message):
        """The view changed records: waiting counts may be different now."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self.frame = frame
        self.desk: Desk = frame.desk

    def title(self) -> str:
        """What the frame's first line says while this view is on top."""
        return ""

    def start(self) -> None:
        """Puts the focus where work begins; called when the view comes on top."""

    def reload(self) -> None:
        """Asks the store again; called when a view above was taken off or another desk may have written."""

    async def ask(self, question: Callable[[Look], T]) -> T | None:
        """Asks the store; a refusal is shown and answered with ``None``."""
        try:
            return await self.desk.look(question)
        except MasaError as problem:
            await show_problem(self.app, problem)
            return None

    async def do(self, operation: Callable[[Work], T], success: Callable[[T], str] | str = "") -> T | None:
        """Runs an operation; success is one quiet line, a refusal is shown until it is read."""
        try:
            result = await self.desk.work(operation)
        except MasaError as problem:
            await show_problem(self.app, problem)
            return None
        words = success(result) if callable(success) else success
        if words:
            self.say(words)
        self.post_message(View.Changed())
        return result

    async def choose_file(self, title: str, endings: Sequence[str] = ()) -> Path | None:
        """A file that the person picks, first offered where the last one of this sitting was; ``None`` after Esc.

        Args:
            endings: Those that are offered; all if none.
        """
        from screens.widgets.file_dialogs import FileDialog

        path = await self.app.push_screen_wait(FileDialog(title, self.desk.folder, tuple(endings)))
        if path is not None:
            self.desk.folder = path.parent
        return path

    def say(self, words: str) -> None:
        """One quiet line in the status line."""
        self.post_message(View.Status(self, words))
