"""The record form: built from a draft type, loses nothing that was typed."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping
from datetime import date
from typing import ClassVar, Generic, TypeVar

from textual import events, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Static

from data.core.calendar import WorkCalendar, format_date
from data.core.drafts import specs
from data.core.errors import BadFields, BadInput, Conflict, MasaError, RuleBroken
from screens.draft_box import DraftBox
from screens.widgets.ask_dialogs import ConfirmDialog, ReasonDialog
from screens.widgets.draft_fields import collect, field_for, start_values
from screens.widgets.fields import Field
from screens.widgets.form_keeper import FormKeeper
from screens.widgets.key_line import KeyLine
from screens.widgets.line_input import LineInput
from screens.widgets.literal import literal
from screens.widgets.picker import Lookup, PickField
from screens.widgets.shown_fields import AskedBy, ShownFields
from screens.widgets.typing import show_time

DraftT = TypeVar("DraftT")

_KEEP_AFTER = 0.5
"""Seconds from the first unkept letter to its being kept."""
_BUSY = "Kaydediliyor…"
_UNEXPECTED = (
    "Beklenmeyen bir hata oldu; ayrıntısı günlük dosyasına yazıldı. Yazdıklarınız duruyor, yeniden deneyin."
)
_log = logging.getLogger(__name__)


class RecordForm(ModalScreen[DraftT | None], Generic[DraftT]):
    """Asks for a draft and runs the operation that takes it.

    Args:
        draft_type: The frozen dataclass whose fields carry specs.
        values: What stands in the fields at first, by field name; also the draft's fields without a spec.
        save: Runs the operation in a thread of its own and returns the line to show after success, if any.
            Gets the reason that was typed for going on in spite of warnings, else an empty text.
        lookups: Picker sources by the name in the spec.
        box: Where the unfinished form is kept; nowhere if ``None``.
        key: The form's name in that box, with the record's id when a record is edited.
        next_record: After success start the next record, with the repeating fields filled, instead of closing.
        warn: What speaks against the draft without forbidding it; a reason is asked for if there is anything.
        fill: What other fields start with once a record was picked in the named field; only fields in which
            nothing was typed take it.
        asked: Which fields are asked for, where that hangs on one of them; all if ``None``.

    Answers with the last draft that was saved, or ``None``.
    """

    DEFAULT_CSS = """
    RecordForm {
        align: center middle;
        background: $background 60%;
    }
    RecordForm > .form--box {
        width: 100;
        max-width: 100%;
        height: auto;
        max-height: 100%;
        background: $surface;
        border: round $border;
        border-title-color: $text-accent;
        border-title-style: bold;
    }
    RecordForm .form--line {
        display: none;
        height: auto;
        width: 100%;
        padding: 0 1;
    }
    RecordForm .form--line.-filled {
        display: block;
    }
    RecordForm .form--offer {
        color: $text-warning;
    }
    RecordForm .form--error {
        color: $text-error;
    }
    RecordForm .form--status {
        color: $text-success;
    }
    RecordForm .form--fields {
        height: auto;
        scrollbar-size-vertical: 1;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "next", "Sonraki alan", key_display="Enter", id="form.next"),
        Binding("ctrl+s", "save", "Kaydet", key_display="Ctrl+S", id="form.save", priority=True),
        Binding("f9,ctrl+g", "restore", "Geri getir", key_display="F9 / Ctrl+G", id="form.restore"),
        Binding("ctrl+z", "nothing", "Geri al", key_display="Ctrl+Z", id="form.undo"),
        Binding("escape", "leave", "Kapat", key_display="Esc", id="form.leave"),
    ]
    AUTO_FOCUS = None

    def __init__(
        self,
        title: str,
        draft_type: type[DraftT],
        *,
        values: Mapping[str, object],
        save: Callable[[DraftT, str], Awaitable[str | None]],
        lookups: Mapping[str, Lookup],
        today: date,
        calendar: WorkCalendar,
        box: DraftBox | None,
        key: str,
        next_record: bool = False,
        warn: Callable[[DraftT], Awaitable[tuple[str, ...]]] | None = None,
        fill: Callable[[str, object], Awaitable[Mapping[str, object]]] | None = None,
        asked: AskedBy | None = None,
    ) -> None:
        super().__init__()
        self.heading = literal(" ".join(title.split()))
        self._draft_type = draft_type
        self._save_draft = save
        self._warn = warn
        self._keeper = FormKeeper(box, key)
        self._key = key
        self._next_record = next_record
        self._fill_more = fill
        self._start = start_values(draft_type, values)
        self._fields = {
            name: field_for(name, spec, lookups=lookups, today=today, calendar=calendar)
            for name, spec in specs(draft_type).items()
        }
        self._shown = ShownFields(self._fields, asked)
        self._offer = Static("", classes="form--line form--offer", markup=False)
        self._error = Static("", classes="form--line form--error", markup=False)
        self._status = Static("", classes="form--line form--status", markup=False)
        self._scroll = VerticalScroll(*self._fields.values(), classes="form--fields", can_focus=False)
        self._clean: dict[str, str] = {}
        self._last: DraftT | None = None
        self._busy = False
        self._timer: Timer | None = None

    def compose(self) -> ComposeResult:
        """Messages, fields, keys."""
        with Vertical(classes="form--box") as box:
            yield self._offer
            yield self._error
            yield self._scroll
            yield self._status
            yield KeyLine()
        box.border_title = self.heading

    def on_mount(self) -> None:
        """Fills the fields and asks, off this thread, for an unfinished form."""
        self._shown.start(start_values(self._draft_type, {}))
        self._fill(self._start)
        if self._keeper.keeps:
            self._look_for_kept()

    def _fill(self, values: Mapping[str, object]) -> None:
        for name, field in self._fields.items():
            field.complain("")
            field.show(values.get(name))
        self._shown.follow()
        self._clean = self._typed()
        next(iter(self._fields.values())).control.focus()

    def _typed(self) -> dict[str, str]:
        return {name: field.keep() for name, field in self._fields.items()}

    @property
    def dirty(self) -> bool:
        """Whether something typed would be lost."""
        return self._typed() != self._clean

    # Room: the fields scroll so that the messages above and the keys below always stay in view.

    def on_resize(self) -> None:
        """Fits the fields into the new size."""
        self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        # A form that was saved and closed may still be asked to fit.
        others = (self._offer, self._error, self._status, *self.query(KeyLine))
        taken = sum(part.outer_size.height for part in others if part.display)
        self._scroll.styles.max_height = max(self.size.height - taken - 2, 3)
        self.call_after_refresh(self._show_focused)

    def on_descendant_focus(self, _event: events.DescendantFocus) -> None:
        """The field being typed in is seen whole, with its help and its error."""
        self.call_after_refresh(self._show_focused)

    def _focused_field(self) -> Field | None:
        if self.focused is None:
            return None
        return next((node for node in self.focused.ancestors if isinstance(node, Field)), None)

    def _show_focused(self) -> None:
        field = self._focused_field()
        if field is not None:
            field.scroll_visible(animate=False)

    def _say(self, line: Static, text: str) -> None:
        line.update(literal(text))
        line.set_class(bool(text), "-filled")
        self.call_after_refresh(self._fit)

    # Moving and leaving

    def on_field_done(self, event: Field.Done) -> None:
        """Enter: to the next field, from the last one save; a field that cannot be read is not left by Enter."""
        event.stop()
        event.field.complain("")
        event.field.tidy()
        if event.field.complaint:
            self._show_focused()
            return
        if self._fill_more is not None and isinstance(event.field, PickField):
            self._fill_others(event.field.key, event.field.read())
        following = self._shown.after(event.field)
        if following is not None:
            following.control.focus()
        else:
            self.action_save()

    @work(group="doldur")
    async def _fill_others(self, picked: str, key: object) -> None:
        """What usually goes with the picked record, into the fields that nobody has typed in."""
        if self._fill_more is None or key is None:
            return
        for name, value in (await self._fill_more(picked, key)).items():
            field = self._fields.get(name)
            if field is not None and name != picked and field.keep() == self._clean.get(name):
                field.show(value)
                self._clean[name] = field.keep()

    def action_next(self) -> None:
        """Enter while no field has the focus."""
        if self.focused is None and not self._busy:
            next(iter(self._fields.values())).control.focus()

    def action_nothing(self) -> None:
        """Undoing is the field's own; this stands only in the key line."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is something to bring back only when a form was left unfinished."""
        return self._keeper.kept is not None if action == "restore" else True

    def action_leave(self) -> None:
        """Esc: closes an open list, else the form; asks only if something typed would be lost."""
        field = self._focused_field()
        if field is not None and field.close_list():
            return
        if self._busy:
            return
        if self.dirty:
            self._ask_and_leave()
        else:
            self._leave_unasked()

    @work(group="çık", exclusive=True)
    async def _ask_and_leave(self) -> None:
        choices = [("drop", "Sil"), ("back", "Forma dön")]
        text = "Yazdıklarınız kaydedilmedi."
        if self._keeper.keeps:
            choices.insert(0, ("keep", "Vazgeç ve sakla"))
            text += " Saklarsanız bu form yeniden açıldığında geri getirebilirsiniz."
        default = "keep" if self._keeper.keeps else "back"
        answer = await self.app.push_screen_wait(ConfirmDialog("Form kapatılıyor", text, choices, default))
        if answer == "keep":
            await self._store(self._keeper.filling)
            self.dismiss(self._last)
        elif answer == "drop":
            await self._forget()
            self.dismiss(self._last)

    @work(group="çık", exclusive=True)
    async def _leave_unasked(self) -> None:
        self._stop_timer()
        await self._keeper.leave_clean()
        self.dismiss(self._last)

    # The unfinished form

    @work(group="yarım")
    async def _look_for_kept(self) -> None:
        kept = await self._keeper.look()
        if kept is None or not any(name in self._fields for name in kept.typed):
            return
        self._keeper.kept = kept
        at = f"{format_date(kept.at.date())} {show_time(kept.at.time())}"
        self._say(
            self._offer,
            f"Yarım kalan kayıt var ({at}). F9 geri getirir; yazmaya başlarsanız yenisi onun yerine saklanır.",
        )
        self.refresh_bindings()

    def action_restore(self) -> None:
        """Brings the unfinished form back into the fields."""
        if self._keeper.kept is None:
            return
        for name, text in self._keeper.kept.typed.items():
            if name in self._fields and not self._fields[name].secret:
                self._fields[name].bring_back(text)
        self._shown.follow()
        self._keeper.kept = None
        self._say(self._offer, "")
        self.refresh_bindings()

    def on_field_changed(self, event: Field.Changed) -> None:
        """Keeps what is typed, a moment later and off this thread."""
        event.stop()
        self._shown.follow(event.field.key)
        # Emptying the fields for the next record is no typing: the number just given stays to be read.
        if self._status.has_class("-filled") and not self._busy and self.dirty:
            self._say(self._status, "")
        if self._keeper.keeps and self._timer is None and self.dirty:
            self._timer = self.set_timer(_KEEP_AFTER, self._keep_soon)

    def _keep_soon(self) -> None:
        self._timer = None
        # Said here and not by the worker: the form may be written before that begins.
        self.run_worker(self._store(self._keeper.filling), group="sakla")

    async def _store(self, filling: int) -> None:
        if self.dirty:
            await self._keeper.store(self._open_texts(), filling)

    def _open_texts(self) -> dict[str, str]:
        return {name: text for name, text in self._typed().items() if not self._fields[name].secret}

    def keep_now(self) -> None:
        """Keeps what is typed without waiting for a thread; only for a program that is about to end."""
        if self.dirty:
            self._keeper.keep_now(self._open_texts())

    async def _forget(self) -> None:
        self._stop_timer()
        await self._keeper.forget()

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    # Saving

    def action_save(self) -> None:
        """Ctrl+S, or Enter in the last field."""
        if not self._busy:
            self._busy = True
            for field in self._fields.values():
                field.close_list()
            self._save()

    @work(group="kaydet")
    async def _save(self) -> None:
        self._say(self._error, "")
        self._say(self._status, _BUSY)
        focused = self.focused
        saved, problem = None, None
        try:
            saved = await self._attempt()
        except Exception as caught:
            problem = caught
        self._scroll.disabled = False
        self._say(self._status, "")
        if problem is not None:
            self._show_problem(problem, focused)
        elif saved is not None:
            await self._finish(*saved)
        else:
            _focus(focused, focused)
        self._busy = False

    async def _attempt(self) -> tuple[DraftT, str] | None:
        """The saved draft and the line to show; ``None`` if the person went back at a warning."""
        draft = collect(self._draft_type, self._fields, self._start)
        reason = ""
        warnings = await self._warn(draft) if self._warn is not None else ()
        if warnings:
            text = "\n".join(f"• {warning}" for warning in warnings)
            answer = await self.app.push_screen_wait(
                ReasonDialog("Uyarı", f"{text}\n\nYine de kaydetmek için gerekçe yazın; Esc forma döner.")
            )
            if answer is None:
                return None
            reason = answer
        self._scroll.disabled = True
        return draft, await self._save_draft(draft, reason) or ""

    def _show_problem(self, problem: Exception, focused: Widget | None) -> None:
        """Under the fields that are meant, else above them; the focus goes to the first, nothing typed changes."""
        by_field: Mapping[str, str] = {}
        if isinstance(problem, BadFields):
            by_field = problem.problems
        elif isinstance(problem, BadInput | RuleBroken):
            by_field = {problem.field: str(problem)}
        elif not isinstance(problem, MasaError):
            _log.error("saving the form %s failed", self._key, exc_info=problem)
        above = [message for name, message in by_field.items() if name not in self._fields]
        if not by_field:
            above = [_in_words(problem)]
        self._say(self._error, "\n".join(f"! {message}" for message in above))
        self._shown.name(by_field)
        wrong = [field for name, field in self._fields.items() if name in by_field]
        for field in wrong:
            field.complain(by_field[field.key])
        _focus(wrong[0].control if wrong else focused, focused)

    async def _finish(self, draft: DraftT, message: str) -> None:
        await self._forget()
        self._last = draft
        self._say(self._offer, "")
        if not self._next_record:
            if message:
                self.app.notify(message, markup=False)
            self.dismiss(draft)
            return
        repeated = {name: getattr(draft, name) for name, spec in specs(self._draft_type).items() if spec.repeats}
        self._fill(self._start | repeated)
        self.refresh_bindings()
        self._say(self._status, f"✓ {message or 'Kaydedildi.'}")


def _focus(target: Widget | None, before: Widget | None) -> None:
    """Focuses the target; if the person was typing in it, the cursor comes back to its place."""
    if target is before and isinstance(target, LineInput):
        target.focus_again()
    elif target is not None:
        target.focus()


def _in_words(problem: Exception) -> str:
    if isinstance(problem, Conflict):
        lines = [str(problem)]
        if problem.mine or problem.theirs:
            lines += [f"Sizin yazdığınız: {problem.mine}", f"Kayıttaki: {problem.theirs}"]
        return "\n".join(lines)
    return str(problem) if isinstance(problem, MasaError) else _UNEXPECTED
