"""The vault of secret records at the desk: opening, closing, setting up, its passphrase and its recovery key."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Static

from data.core import vault
from data.core.drafts import FieldKind, FieldSpec, check, entry
from data.core.errors import MasaError
from data.core.store import Work
from data.core.vault import FEWEST_LETTERS
from screens.forms import open_form
from screens.listing import written
from screens.problems import show_problem
from screens.view import View
from screens.widgets.ask_dialogs import ChooseDialog, ConfirmDialog
from screens.widgets.dialog import Dialog, TextBlock
from screens.widgets.file_dialogs import ExportDialog
from screens.widgets.line_input import LineInput

_BY_WORD, _BY_KEY, _OPEN = "soz", "anahtar", "acik"


class KeyDialog(Dialog[str | None]):
    """Asks for the passphrase or the recovery key until one opens the vault; what is typed is kept nowhere.

    Args:
        unlock: Opens the vault with what was typed.
        by_recovery: It asks for the recovery key, which is read off a paper and so stands open on the screen.

    Answers with ``acik``, with ``anahtar`` or ``soz`` if the other one is to be asked for, or ``None``.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", "Aç", key_display="Enter"),
        Binding("f3,alt+k", "other", "Kurtarma anahtarı / kasa sözü", key_display="F3"),
    ]

    def __init__(self, unlock: Callable[[str], Awaitable[None]], *, by_recovery: bool) -> None:
        super().__init__("Gizli kasa")
        self._unlock = unlock
        self._by_recovery = by_recovery
        self._line = LineInput(password=not by_recovery)
        self._busy = False

    def body(self) -> Iterable[Widget]:
        """What is asked for, and the line."""
        if self._by_recovery:
            yield TextBlock("Kurtarma anahtarını kâğıttan yazın: sekiz grup, her grup beş işaret.")
            yield Static("Kurtarma anahtarı:", classes="dialog--label", markup=False)
        else:
            yield TextBlock(
                "Gizlilik dereceli kayıtlar kasa sözüyle açılır; masa kilitlenince ya da çıkılınca yine kapanır."
            )
            yield Static("Kasa sözü:", classes="dialog--label", markup=False)
        yield self._line

    def on_mount(self) -> None:
        """Ready for typing."""
        self._line.focus()

    def on_input_changed(self, event: LineInput.Changed) -> None:
        """Typing takes the complaint away."""
        event.stop()
        if event.value:
            self.complain("")

    def on_input_submitted(self, event: LineInput.Submitted) -> None:
        """Enter in the line."""
        event.stop()
        self.action_take()

    def action_other(self) -> None:
        """F3: the recovery key instead of the passphrase, or the other way round."""
        if not self._busy:
            self.dismiss(_BY_WORD if self._by_recovery else _BY_KEY)

    def action_leave(self) -> None:
        """Esc; not while a try is on its way, which would open the vault behind a closed dialog."""
        if not self._busy:
            self.dismiss(None)

    def action_take(self) -> None:
        """Tries what is typed."""
        if self._line.value and not self._busy:
            self._busy = True
            self.complain("")
            self._try(self._line.value)

    @work
    async def _try(self, typed: str) -> None:
        try:
            await self._unlock(typed)
        except MasaError as problem:
            self._busy = False
            if not self._by_recovery:
                self._line.value = ""
            self._line.focus()
            self.complain(str(problem))
            return
        self.dismiss(_OPEN)


async def ensure_open(view: View) -> bool:
    """Whether the vault is open at this desk, after asking for its passphrase if it was not."""
    if view.desk.store.vault is not None:
        return True
    return await _ask_to_open(view, _BY_WORD) is not None


async def _ask_to_open(view: View, how: str) -> str | None:
    """Asks until the vault opens; answers with what opened it, ``None`` if it stays as it is."""
    desk = view.desk
    try:
        await desk.look(vault.require_use)
    except MasaError as problem:
        await show_problem(view.app, problem)
        return None
    while True:
        by_recovery = how == _BY_KEY

        async def unlock(typed: str, by_recovery: bool = by_recovery) -> None:
            await desk.thread(lambda: vault.unlock(desk.store, desk.actor, typed, by_recovery=by_recovery))

        answer = await view.app.push_screen_wait(KeyDialog(unlock, by_recovery=by_recovery))
        if answer is None:
            return None
        if answer == _OPEN:
            view.frame.vault_changed("Gizli kasa açıldı.")
            return how
        how = answer


# ---------------------------------------------------------------- keeping it


async def keep_vault(view: View) -> None:
    """K of the administrator: sets the vault up, opens it, or gives it another passphrase."""
    exists = await view.ask(vault.exists)
    if exists is None:
        return
    if not exists:
        await _set_up(view)
        return
    options = [("soz_degis", "Kasa sözünü değiştir"), ("kurtar", "Kurtarma anahtarıyla aç, yeni söz ver")]
    if view.desk.store.vault is None:
        options.insert(0, ("ac", "Kasayı aç"))
    else:
        options.insert(0, ("kapat", "Kasayı kapat"))
    chosen = await view.app.push_screen_wait(ChooseDialog("Gizli kasa", options))
    match chosen:
        case ("ac",):
            await ensure_open(view)
        case ("kapat",):
            await view.frame.close_vault()
        case ("soz_degis",):
            await _change(view, _BY_WORD)
        case ("kurtar",):
            await _change(view, _BY_KEY)


@dataclass(frozen=True, slots=True, kw_only=True)
class _PhraseDraft:
    """A new passphrase, twice."""

    new: str = entry(
        FieldSpec(
            "Kasa sözü", FieldKind.SECRET, length=200, help=f"En az {FEWEST_LETTERS} karakter; birkaç sözcük"
        )
    )
    again: str = entry(FieldSpec("Kasa sözü (yeniden)", FieldKind.SECRET, length=200))


def _checked(draft: _PhraseDraft) -> str:
    check(draft, {"again": "İki söz aynı değil; yeniden yazın."} if draft.new != draft.again else None)
    return draft.new


async def _change(view: View, how: str) -> None:
    """The old one, or the recovery key, is asked for even while the vault is open: a desk may be left alone."""
    if await _ask_to_open(view, how) is None:
        return

    def change(work: Work, draft: _PhraseDraft) -> None:
        vault.change_passphrase(work, vault.opened(work), _checked(draft))

    await open_form(view, "Yeni kasa sözü", _PhraseDraft, change, "Kasa sözü değişti", key="kasa", kept=False)


async def _set_up(view: View) -> None:
    words = (
        "Gizlilik dereceli kayıtların konusu, içeriği ve dosyaları bir kasada şifreli tutulur. Kasa kurulunca "
        "kurtarma anahtarı bir kez gösterilir; söz unutulursa kasa yalnız onunla açılır."
    )
    choices = (("kur", "Kasayı kur"), ("hayir", "Vazgeç"))
    if await view.app.push_screen_wait(ConfirmDialog("Gizli kasa", words, choices, "kur")) != "kur":
        return
    made: list[str] = []

    def create(work: Work, draft: _PhraseDraft) -> None:
        made.append(vault.create(work, _checked(draft)))

    await open_form(view, "Gizli kasanın sözü", _PhraseDraft, create, "Gizli kasa kuruldu", key="kasa", kept=False)
    if made:
        await _show_recovery(view, made[-1])


async def _show_recovery(view: View, key: str) -> None:
    """The key, until the person says that it is on paper; Esc does not make it vanish."""
    groups = key.split("-")
    half = len(groups) // 2
    words = (
        f"{' '.join(groups[:half])}\n{' '.join(groups[half:])}\n\n"
        "Bu anahtar bir daha gösterilmez ve hiçbir yerde saklanmaz. Yazdırın ya da elle yazın, kapalı zarfta "
        "çelik kasaya koyun."
    )
    choices = (("pdf", "PDF olarak yaz"), ("tamam", "Anahtar kâğıtta, kapat"))
    default = "pdf"
    while True:
        answer = await view.app.push_screen_wait(ConfirmDialog("Kurtarma anahtarı", words, choices, default))
        if answer == "tamam":
            return
        if answer == "pdf" and await _write_recovery(view, key):
            default = "tamam"


async def _write_recovery(view: View, key: str) -> bool:
    folder = await view.desk.export_folder()
    dialog = ExportDialog("Kurtarma anahtarı", (("form", "Kurtarma anahtarı"),), (("pdf", "PDF"),), folder)
    choice = await view.app.push_screen_wait(dialog)
    if choice is None:
        return False
    try:
        path = await view.desk.thread(lambda: _written(view, key, choice.folder))
    except MasaError as problem:
        await show_problem(view.app, problem)
        return False
    await written(view, path)
    return True


def _written(view: View, key: str, folder: Path) -> Path:
    from data.core.vault_papers import recovery_paper
    from exports.document import document_pdf
    from exports.files import safe_name

    paper = view.desk.work_here(lambda work: recovery_paper(work, key))
    return document_pdf(paper, folder / safe_name(paper.name, suffix=".pdf"))
