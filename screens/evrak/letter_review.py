"""One letter on its own screen: as it will print, what the checks say, and its way to the signature."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from data.core.approvals import Stage
from data.core.errors import MasaError
from data.core.permissions import Verb
from data.evrak import yazi_detail
from data.evrak.operations import signing, yazi
from data.evrak.sight import AREA
from data.evrak.yazi_detail import YaziDetail, summary_lines, why_lines
from data.evrak.yazi_drafts import SignatureDraft
from data.evrak.yazi_sight import KIND
from screens.actions import keys, quiet_keys
from screens.approval_steps import step_confirmed
from screens.evrak.letter_form import amend, vault_open
from screens.evrak.letter_sheet import WIDTH, sheet_lines
from screens.forms import ask_draft
from screens.frame import Frame
from screens.history import show_history
from screens.listing import written
from screens.problems import show_problem
from screens.view import View
from screens.widgets.ask_dialogs import ReasonDialog
from screens.widgets.file_dialogs import ExportDialog
from screens.widgets.literal import literal
from screens.widgets.read_dialogs import WhyDialog

_KEPT = "dosya"
_COPIES = (("giden", "Giden nüsha (PDF)"), (_KEPT, "Dosya nüshası, paraf listesiyle (PDF)"))


async def read_letter(view: View, yazi_id: int) -> YaziDetail | None:
    """A letter with all that is known of it; a look at a secret one is in the trail."""
    guarded = await view.ask(lambda look: yazi_detail.is_guarded(look, yazi_id))
    if guarded is None or (guarded and not await vault_open(view)):
        return None
    if guarded:
        return await view.do(lambda job: yazi_detail.open_detail(job, yazi_id))
    return await view.ask(lambda look: yazi_detail.detail(look, yazi_id))


async def hand_on(view: View, found: YaziDetail) -> None:
    """The next step after a yes: the paraf, or the signature with its number."""
    if not found.step:
        view.say(f"{found.name}: {found.state}; atılacak adım yok.")
        return
    stage = found.approval.stage
    signed_on = None
    if stage is Stage.KONTROL_EDILDI and found.signs_on_paper:
        given = await ask_draft(
            view,
            f"İmzalandı: {found.name}",
            SignatureDraft,
            key="yazi.imza",
            values={"signed_on": view.desk.today},
        )
        if given is None:
            return
        signed_on = given.signed_on
    elif not await step_confirmed(view, found.step, _question(found)):
        return
    await view.do(
        lambda job: signing.advance(job, found.id, expected=stage, signed_on=signed_on), lambda done: done.words
    )


def _question(found: YaziDetail) -> str:
    lines = [found.name, *(f"{label}: {value}" for label, value in summary_lines(found) if label != "Konu")]
    lines += [f"! {one.label}: {one}" for one in found.findings]
    return "\n".join(lines)


async def give_back(view: View, found: YaziDetail) -> None:
    """Back to the preparer with a reason."""
    stage = found.approval.stage
    reason = await view.app.push_screen_wait(ReasonDialog("İade", f"{found.name} neden iade ediliyor?"))
    if reason is not None:
        await view.do(
            lambda job: signing.send_back(job, found.id, expected=stage, reason=reason),
            f"{found.name} iade edildi",
        )


async def give_up(view: View, found: YaziDetail) -> None:
    """Gives a letter up before its signature."""
    reason = await view.app.push_screen_wait(ReasonDialog("Yazıdan vazgeç", f"{found.name}: neden vazgeçiliyor?"))
    if reason is not None:
        await view.do(lambda job: yazi.cancel_letter(job, found.id, reason), f"{found.name}: vazgeçildi")


async def export(view: View, found: YaziDetail) -> None:
    """Asks which copy and where, writes the PDF in a thread and says where it went."""
    formats = (("pdf", "PDF"),)
    choice = await view.app.push_screen_wait(
        ExportDialog("Yazıyı aktar", _COPIES, formats, await view.desk.export_folder())
    )
    if choice is None:
        return
    kept = choice.form == _KEPT

    def write() -> Path:
        from exports.files import safe_name
        from exports.letter import letter_pdf

        letter = view.desk.work_here(lambda job: yazi_detail.letter_for_export(job, found.id, kept_copy=kept))
        name = found.kayit_no.replace("/", "-") or "taslak"
        path = choice.folder / safe_name("yazi", name, str(found.id), choice.form, suffix=".pdf")
        return letter_pdf(letter, path)

    try:
        path = await view.desk.thread(write)
    except MasaError as problem:
        await show_problem(view.app, problem)
        return
    await written(view, path)


async def copy_text(view: View, found: YaziDetail) -> None:
    """The words of the letter to the clipboard, for an EBYS."""
    from exports.letter_text import plain_text

    letter = await view.do(lambda job: yazi_detail.letter_for_export(job, found.id))
    if letter is not None:
        view.app.copy_to_clipboard(plain_text(letter))
        view.say("Yazının metni panoya kopyalandı; EBYS'ye yapıştırabilirsiniz.")


async def explain(view: View, found: YaziDetail) -> None:
    """What the checks found with their articles, and why it closes as it does."""
    await view.app.push_screen_wait(WhyDialog(found.name, found.state, why_lines(found)))


class LetterView(View):
    """One letter as it will print."""

    HELP = (
        "Yazı basılacağı yerleşimle görünür. O/F7 sıradaki adımı atar: parafa sunar, paraf eder, imzalar; sayı "
        "ve tarih imzada verilir. F8 gerekçesiyle iade eder, F2 taslağı düzeltir, F4 kontrolleri maddeleriyle "
        "söyler. F6 PDF yazar, Y metni EBYS'ye yapıştırmak için kopyalar, Del imzalanmamış yazıdan vazgeçer."
    )
    DEFAULT_CSS = """
    LetterView { layout: vertical; }
    LetterView > VerticalScroll { height: 1fr; background: $surface; align-horizontal: center; }
    LetterView > VerticalScroll > Static { height: auto; width: auto; min-width: 78; padding: 0 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *keys("hand_on", "send_back", "edit", "why", "export", "copy", "cancel_record", "history"),
        *quiet_keys("refresh"),
        *keys("leave"),
    ]

    def __init__(self, frame: Frame, yazi_id: int) -> None:
        super().__init__(frame)
        self.yazi_id = yazi_id
        self.found: YaziDetail | None = None
        self._text = Static("", markup=False)

    def compose(self) -> ComposeResult:
        """The sheet; arrows scroll it."""
        yield VerticalScroll(self._text, can_focus=True)

    def on_mount(self) -> None:
        """Reads the letter."""
        self.reload()

    def start(self) -> None:
        """Arrows scroll at once."""
        self.query_one(VerticalScroll).focus()
        self._tell()

    def title(self) -> str:
        """What it is and where it stands."""
        return f"{self.found.kind.label} · {self.found.state}" if self.found else "Yazı"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only the keys that can do something now."""
        found, actor = self.found, self.desk.actor
        if found is None:
            return action in ("leave", "refresh")
        if action == "hand_on":
            return bool(found.step)
        if action == "send_back":
            return not found.over and not found.draft
        if action == "edit":
            return found.draft and actor.can(AREA, Verb.PREPARE)
        if action == "cancel_record":
            return not found.over and actor.can(AREA, Verb.PREPARE)
        return actor.can(AREA, Verb.EXPORT) if action in ("export", "copy") else True

    def reload(self) -> None:
        """From the store, checked anew."""
        self._read()

    @work(exclusive=True, group="letter")
    async def _read(self) -> None:
        found = await read_letter(self, self.yazi_id)
        if found is None:
            return
        self.found = found
        width = min(WIDTH, max(self.size.width - 4, 40)) if self.size.width else WIDTH
        self._text.update(literal("\n".join(sheet_lines(found.letter, width))))
        self._tell()
        self.frame.refresh_bindings()

    def _tell(self) -> None:
        found = self.found
        if found is None:
            return
        errors = sum(1 for one in found.findings if one.error)
        words = [found.state, found.letter.number]
        words += [f"{errors} hata"] if errors else []
        words += [f"{len(found.findings) - errors} uyarı"] if len(found.findings) > errors else []
        words += [f"iade: {found.returned}"] if found.returned else []
        words += [f"vazgeçildi: {found.reason}"] if found.cancelled else []
        self.say(" · ".join(word for word in words if word))

    # ------------------------------------------------------------ its way

    @work
    async def action_hand_on(self) -> None:
        """F7: the next step."""
        if self.found is not None:
            await hand_on(self, self.found)
            self.reload()

    @work
    async def action_send_back(self) -> None:
        """F8: back to the preparer."""
        if self.found is not None:
            await give_back(self, self.found)
            self.reload()

    @work
    async def action_edit(self) -> None:
        """F2: the draft."""
        if self.found is not None:
            await amend(self, self.found)
            self.reload()

    @work
    async def action_cancel_record(self) -> None:
        """Del: gives it up."""
        if self.found is not None:
            await give_up(self, self.found)
            self.reload()

    # ------------------------------------------------------------ reading it

    @work
    async def action_why(self) -> None:
        """F4: the checks and the closing."""
        if self.found is not None:
            await explain(self, self.found)

    @work
    async def action_export(self) -> None:
        """F6: as PDF."""
        if self.found is not None:
            await export(self, self.found)

    @work
    async def action_copy(self) -> None:
        """Y: the text for an EBYS."""
        if self.found is not None:
            await copy_text(self, self.found)

    def action_history(self) -> None:
        """H."""
        if self.found is not None:
            show_history(self, KIND, self.yazi_id, self.found.name)

    def action_refresh(self) -> None:
        """F5."""
        self.reload()

    def action_leave(self) -> None:
        """Esc."""
        self.frame.go_back()
