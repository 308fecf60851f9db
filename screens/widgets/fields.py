"""One compact widget for each kind of draft field: label, one line to type in, help, and the error in words.

A field is read with :meth:`Field.read` and shown with :meth:`Field.show`; what it holds between two sittings goes
through :meth:`Field.keep` and :meth:`Field.bring_back` as plain text.
"""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass
from datetime import date, time

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from data.core.calendar import WEEKDAYS, WorkCalendar, format_date
from data.core.drafts import FieldSpec
from data.core.errors import BadInput
from data.core.money import Money
from screens.widgets.line_input import LineInput
from screens.widgets.literal import literal
from screens.widgets.typing import read_date, read_int, read_money, read_time, show_money, show_time


class Field(Widget):
    """The common part of all fields. ``name`` is the draft's field name."""

    DEFAULT_CSS = """
    Field {
        height: auto;
        width: 100%;
        padding: 0 1;
    }
    Field > .field--line {
        height: auto;
    }
    Field .field--label {
        width: 24;
        height: auto;
        padding-right: 1;
    }
    Field.-active .field--label {
        text-style: bold;
        color: $text-accent;
    }
    Field > .field--help, Field > .field--error {
        display: none;
        height: auto;
        width: 1fr;
        margin-left: 24;
    }
    Field > .field--help {
        color: $text-muted;
    }
    Field.-active > .field--help.-filled {
        display: block;
    }
    Field.-wrong > .field--error {
        display: block;
        color: $text-error;
    }
    """

    @dataclass
    class Changed(Message):
        """The person changed what the field holds."""

        field: Field

    @dataclass
    class Done(Message):
        """Enter: the person is through with this field."""

        field: Field

    secret = False
    """A secret field is never kept between two sittings."""

    def __init__(self, name: str, spec: FieldSpec) -> None:
        super().__init__(id=f"alan-{name}", classes="field")
        self.key = name
        self.spec = spec
        self._error = Static("", classes="field--error", markup=False)
        self._help = Static("", classes="field--help", markup=False)
        self._hinted = ""

    def compose(self) -> ComposeResult:
        """Label and control on one line, help and error under the control."""
        star = " *" if self.spec.required and not self.always_filled else ""
        with Horizontal(classes="field--line"):
            yield Static(literal(self.spec.label + star), classes="field--label", markup=False)
            yield self.control
        yield from self.below()
        yield self._help
        yield self._error
        self.hint(self.spec.help)

    always_filled = False
    """A tick is never empty, so its field carries no required mark."""

    @property
    @abstractmethod
    def control(self) -> Widget:
        """The part that takes the focus."""

    def below(self) -> ComposeResult:
        """Further parts between the control and the help line."""
        yield from ()

    @abstractmethod
    def read(self) -> object:
        """The typed value; ``None`` if nothing is typed.

        Raises:
            BadInput: what stands there cannot be read; carries the field's name.
        """

    @abstractmethod
    def show(self, value: object) -> None:
        """Puts a value into the field as it is shown to a person."""

    @abstractmethod
    def keep(self) -> str:
        """What the field holds, as text for the unfinished draft."""

    @abstractmethod
    def bring_back(self, kept: str) -> None:
        """Puts back what :meth:`keep` gave."""

    def hint(self, text: str) -> None:
        """Sets the help line, seen while the field has the focus."""
        if text != self._hinted:
            self._hinted = text
            self._help.update(literal(text))
            self._help.set_class(bool(text), "-filled")

    def complain(self, message: str) -> None:
        """Shows the error under the field; an empty message takes it away."""
        if message or self.complaint:
            self.set_class(bool(message), "-wrong")
            self._error.update(literal(f"! {message}" if message else ""))

    @property
    def complaint(self) -> bool:
        """Whether an error stands under the field."""
        return self.has_class("-wrong")

    def touched(self) -> None:
        """To be called by a field when its content was changed by the person."""
        self.complain("")
        self.post_message(self.Changed(self))

    def on_descendant_focus(self) -> None:
        """The field in hand shows its help line."""
        self.add_class("-active")

    def on_descendant_blur(self) -> None:
        """Leaving the field shows its value in full, or says at once why it cannot be read."""
        self.remove_class("-active")
        self.tidy()

    def close_list(self) -> bool:
        """Closes what the field has opened over its neighbours; whether there was anything."""
        return False

    def tidy(self) -> None:
        """Rewrites what was typed in its full form (``20`` becomes ``20.11.2026``) or complains."""
        try:
            value = self.read()
        except BadInput as problem:
            self.complain(str(problem))
        else:
            if value is not None:
                self.show(value)


class LineField(Field):
    """A field of one typed line. Kinds differ in how they read and show it."""

    password = False

    def __init__(self, name: str, spec: FieldSpec) -> None:
        super().__init__(name, spec)
        self._line = LineInput(password=self.password)
        self._shown: str | None = None

    @property
    def control(self) -> LineInput:
        """The line."""
        return self._line

    def read(self) -> object:
        """The value of the line; blank is ``None``."""
        text = self._line.value
        return self.parse(text) if text.strip() else None

    def show(self, value: object) -> None:
        """The value in its full form."""
        text = "" if value is None else self.format(value)
        if text != self._line.value:
            self._shown = text
            self._line.put(text)

    @abstractmethod
    def parse(self, text: str) -> object:
        """Reads a line that is not blank."""

    @abstractmethod
    def format(self, value: object) -> str:
        """Writes a value."""

    def keep(self) -> str:
        """The line as typed."""
        return self._line.value

    def bring_back(self, kept: str) -> None:
        """The line as it was typed."""
        self._line.put(kept)

    def on_input_changed(self, event: LineInput.Changed) -> None:
        """Typing takes an old error away; text that the program itself put there is not typing."""
        event.stop()
        shown, self._shown = self._shown, None
        if event.value != shown:
            self.touched()

    def on_input_submitted(self, event: LineInput.Submitted) -> None:
        """Enter."""
        event.stop()
        self.post_message(self.Done(self))


class TextField(LineField):
    """One line of text."""

    def parse(self, text: str) -> str:
        """The text as typed."""
        return text

    def format(self, value: object) -> str:
        """The text."""
        return str(value)


class SecretField(TextField):
    """A password: dots on the screen, never kept."""

    password = True
    secret = True


class DateField(LineField):
    """A date, with its weekday under it."""

    def __init__(self, name: str, spec: FieldSpec, today: date, calendar: WorkCalendar) -> None:
        super().__init__(name, spec)
        self._today = today
        self._calendar = calendar

    def parse(self, text: str) -> date:
        """See :func:`screens.widgets.typing.read_date`."""
        return read_date(text, self._today, self._calendar, field=self.key)

    def format(self, value: object) -> str:
        """``20.11.2026``."""
        assert isinstance(value, date)
        return format_date(value)

    def touched(self) -> None:
        """Says under the line which day the typed text means, before it is left."""
        super().touched()
        self._say_day()

    def show(self, value: object) -> None:
        """The date in full, its weekday under it."""
        super().show(value)
        self._say_day()

    def _say_day(self) -> None:
        try:
            day = self.read()
        except BadInput:
            day = None
        meant = f"{format_date(day)} {WEEKDAYS[day.weekday()]}" if isinstance(day, date) else ""
        self.hint(" · ".join(part for part in (meant, self.spec.help) if part))


class TimeField(LineField):
    """A clock time."""

    def parse(self, text: str) -> time:
        """See :func:`screens.widgets.typing.read_time`."""
        return read_time(text, field=self.key)

    def format(self, value: object) -> str:
        """``08:30``."""
        assert isinstance(value, time)
        return show_time(value)


class IntField(LineField):
    """A whole number; shown without points, because years and numbers of registers are typed here too."""

    def parse(self, text: str) -> int:
        """See :func:`screens.widgets.typing.read_int`."""
        return read_int(text, field=self.key)

    def format(self, value: object) -> str:
        """``1234``."""
        return str(value)


class MoneyField(LineField):
    """An amount in lira."""

    def parse(self, text: str) -> Money:
        """See :func:`screens.widgets.typing.read_money`."""
        return read_money(text, field=self.key)

    def format(self, value: object) -> str:
        """``1.234,50``, also of whole kuruş."""
        amount = Money(value) if isinstance(value, int) else value
        assert isinstance(amount, Money)
        return show_money(amount)
