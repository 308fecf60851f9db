"""One leave on its own screen: what it is, what speaks against it, and its way to the approval."""

from __future__ import annotations

from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from data.core.approvals import Stage, next_step_name
from data.core.permissions import Verb
from data.core.reasons import Reason
from data.core.store import Look
from data.puantaj import day_views, leave_papers
from data.puantaj.leave_detail import LeaveDetail, account_reasons, detail_lines, leave_detail
from data.puantaj.operations import leave_requests
from screens.actions import keys, quiet_keys
from screens.approval_steps import send_back, step_confirmed
from screens.frame import Frame
from screens.history import show_history
from screens.paper_export import export_paper
from screens.puantaj.leave_asking import amend_leave, ask_cancel
from screens.view import View
from screens.widgets.ask_dialogs import ReasonDialog
from screens.widgets.detail import Detail, as_content
from screens.widgets.read_dialogs import WhyDialog


def open_leave(frame: Frame, record_id: int) -> View:
    """The view of a leave, for the registry."""
    return LeaveView(frame, record_id)


def sum_up(look: Look, record_id: int) -> tuple[tuple[str, str], ...]:
    """What a reviewer reads of a leave before opening it."""
    return detail_lines(leave_detail(look, record_id))


def _state(one: LeaveDetail) -> str:
    if one.cancelled:
        return "İptal" if one.effective else "Geri çekildi"
    if one.effective:
        return "✓ Geçerli"
    return f"{one.approval.stage.sign} {one.approval.stage.label}" if one.approval else ""


class LeaveView(View):
    """One leave."""

    HELP = (
        "Bir izin: kim, ne kadar, hangi haktan, önceki ve sonraki bakiye, aynı günlerde izinli olanlar. "
        "F7 bir sonraki adımı atar: onaya sunar, kontrol eder, onaylar; onaylanan izin hemen geçerli olur. F8 "
        "gerekçesiyle iade eder, F2 taslağı düzeltir, F4 bakiyeyi yıl yıl açıklar, F6 izin formunu yazar."
    )
    DEFAULT_CSS = """
    LeaveView { layout: vertical; }
    LeaveView > VerticalScroll { height: 1fr; padding: 0 2; background: $surface; }
    LeaveView > VerticalScroll > Static { height: auto; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *keys("hand_on", "send_back", "edit", "why", "export", "cancel_record", "history"),
        *quiet_keys("refresh"),
        *keys("leave"),
    ]

    def __init__(self, frame: Frame, izin_id: int) -> None:
        super().__init__(frame)
        self.izin_id = izin_id
        self.one: LeaveDetail | None = None
        self._text = Static("", markup=False)

    def compose(self) -> ComposeResult:
        """The lines; arrows scroll them."""
        yield VerticalScroll(self._text, can_focus=True)

    def on_mount(self) -> None:
        """Reads the leave."""
        self.reload()

    def start(self) -> None:
        """Arrows scroll at once."""
        self.query_one(VerticalScroll).focus()
        self._tell()

    def title(self) -> str:
        """Whose leave, and where it stands."""
        return f"{self.one.name} · {_state(self.one)}" if self.one else "İzin"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only the keys that can do something now."""
        one, actor = self.one, self.desk.actor
        if one is None:
            return action in ("leave", "refresh")
        on_way = one.approval is not None and not one.approval.over
        draft = on_way and one.approval is not None and one.approval.stage is Stage.TASLAK
        if action == "hand_on":
            return on_way
        if action == "send_back":
            return on_way and not draft
        if action == "edit":
            return draft and actor.can("puantaj", Verb.PREPARE)
        if action == "why":
            return one.judgement.after is not None
        if action == "cancel_record":
            return not one.cancelled and actor.can("puantaj", Verb.PREPARE)
        return actor.can("puantaj", Verb.EXPORT) if action == "export" else True

    def reload(self) -> None:
        """From the store, judged anew."""
        self._read()

    @work(exclusive=True, group="leave")
    async def _read(self) -> None:
        one = await self.ask(lambda look: leave_detail(look, self.izin_id))
        if one is None:
            return
        self.one = one
        lines = detail_lines(one)
        if one.approval is not None:
            steps = tuple(
                (
                    f"{step.at.astimezone():%d.%m.%Y %H:%M}",
                    f"{step.from_stage.label} → {step.to_stage.label}, {step.who}"
                    + (f". Gerekçe: {step.reason}" if step.reason else ""),
                )
                for step in one.approval.steps
            )
            lines += (("", "Adımlar"), *(steps or (("•", "henüz sunulmadı"),)))
        self._text.update(as_content(Detail(f"{one.name} · {_state(one)}", lines)))
        self._tell()
        self.frame.refresh_bindings()

    def _tell(self) -> None:
        if self.one is None:
            return
        errors = sum(1 for found in self.one.fresh if found.error)
        warnings = len(self.one.fresh) - errors
        words = [_state(self.one)]
        if not self.one.effective and not self.one.cancelled:
            words += [f"{errors} engel"] if errors else []
            words += [f"{warnings} uyarı"] if warnings else []
        self.say(" · ".join(words))

    # ------------------------------------------------------------ its way

    @work
    async def action_hand_on(self) -> None:
        """F7: the next step; new warnings want a reason, a plain step only a yes."""
        one = self.one
        if one is None or one.approval is None:
            return
        stage, step = one.approval.stage, next_step_name(one.approval.stage)
        fresh = [found.line for found in one.fresh if not found.error]
        reason = ""
        if fresh:
            text = "\n".join(f"• {line}" for line in fresh)
            typed = await self.app.push_screen_wait(
                ReasonDialog(step, f"{text}\n\nYine de sürdürmek için gerekçe yazın; Esc vazgeçer.")
            )
            if typed is None:
                return
            reason = typed
        elif not await step_confirmed(self, step, self._question(one)):
            return
        await self.do(
            lambda work: leave_requests.advance_leave(work, one.id, expected=stage, reason=reason),
            lambda reached: f"{one.name}: {reached.label}",
        )
        self.reload()

    @staticmethod
    def _question(one: LeaveDetail) -> str:
        after = one.judgement.after
        left = f"\nİzinden sonra kalan: {one.judgement.show(after.left)}" if after is not None else ""
        return f"{one.name}\n{one.code.name}, {one.start:%d.%m.%Y}–{one.end:%d.%m.%Y}{left}"

    @work
    async def action_send_back(self) -> None:
        """F8: back to the preparer."""
        one = self.one
        if one is None or one.approval is None:
            return
        stage = one.approval.stage
        await send_back(
            self,
            f"{one.name}:",
            lambda work, why: leave_requests.return_leave(work, one.id, expected=stage, reason=why),
        )

    @work
    async def action_edit(self) -> None:
        """F2: the draft."""
        if self.one is not None:
            await amend_leave(self, self.one)
            self.reload()

    @work
    async def action_cancel_record(self) -> None:
        """Del: cancels the leave, or withdraws the request."""
        one = self.one
        if one is not None:
            await ask_cancel(self, one.id, f"{one.name}, {one.code.name}", pending=not one.effective)
            self.reload()

    # ------------------------------------------------------------ reading it

    @work
    async def action_why(self) -> None:
        """F4: the balance year by year, with the days that do not count."""
        one = self.one
        if one is None or one.judgement.after is None:
            return
        reasons: tuple[Reason, ...] = (*one.judgement.counted.reasons, *account_reasons(one.judgement))
        value = f"İzinden sonra kalan: {one.judgement.show(one.judgement.after.left)}"
        ref = await self.app.push_screen_wait(WhyDialog(one.name, value, reasons, day_views.ref_name))
        if ref is not None:
            self.frame.go_to_record(ref.kind, ref.id)

    @work
    async def action_export(self) -> None:
        """F6: the izin formu."""
        one = self.one
        if one is not None:
            await export_paper(
                self, "İzin formu", lambda work: leave_papers.leave_form_for_export(work, one.id), one.sicil
            )

    def action_history(self) -> None:
        """H."""
        if self.one is not None:
            show_history(self, "izin", self.izin_id, self.one.name)

    def action_refresh(self) -> None:
        """F5."""
        self.reload()

    def action_leave(self) -> None:
        """Esc."""
        self.frame.go_back()
