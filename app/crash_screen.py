"""What a person sees after a defect of the program: plain words, and the way back to the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Static

from screens.widgets.key_line import KeyLine
from screens.widgets.literal import literal

if TYPE_CHECKING:
    from app.settings import Settings


class CrashScreen(Screen[None]):
    """The words and the two keys."""

    DEFAULT_CSS = """
    CrashScreen { layout: vertical; }
    CrashScreen > VerticalScroll { height: 1fr; padding: 1 2; }
    CrashScreen > VerticalScroll > Static { height: auto; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "answer(True)", "Yeniden aç", key_display="Enter"),
        Binding("escape,ctrl+q", "answer(False)", "Kapat", key_display="Esc"),
        Binding("ctrl+c", "nothing", show=False),
    ]

    def __init__(self, log_file: str) -> None:
        super().__init__()
        self._log_file = log_file

    def compose(self) -> ComposeResult:
        """What happened, what is kept, what to do."""
        yield VerticalScroll(
            Static(
                literal(
                    "Masa beklenmeyen bir hata yüzünden kapandı.\n\n"
                    "Kaydettikleriniz duruyor. Yarım kalan formlar saklandı; "
                    "aynı form açılınca yeniden sunulur.\n\n"
                    f"Hatanın ayrıntısı bu dosyaya yazıldı:\n{self._log_file}\n\n"
                    "Hata yinelenirse bu dosyayı sistem yöneticisine verin.\n\n"
                    "Enter masayı yeniden açar, Esc kapatır."
                ),
                markup=False,
            ),
            can_focus=False,
        )
        yield KeyLine()

    def action_answer(self, again: bool) -> None:
        """Enter or Esc."""
        self.app.exit(again)

    def action_nothing(self) -> None:
        """Ctrl+C copies elsewhere and never ends anything; here there is nothing to copy."""


class CrashApp(App[bool]):
    """Stands alone: nothing of the desk that failed is used."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(self, log_file: str) -> None:
        super().__init__()
        self._log_file = log_file

    def on_mount(self) -> None:
        """Only one screen."""
        self.push_screen(CrashScreen(self._log_file))


def ask_after_crash(settings: Settings) -> bool:
    """Says what happened and asks whether to open the desk again."""
    return bool(CrashApp(str(settings.log_file)).run())
