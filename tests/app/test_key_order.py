"""Keys do their work in the order they came, also on a machine that is slow to answer."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from textual import events, work
from textual.app import App, ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Input

from app.key_order import KeyOrder
from tests.screens.pilot import press_only, until


class _Question(ModalScreen[str]):
    def compose(self) -> ComposeResult:
        yield Input(id="question")

    def on_input_submitted(self) -> None:
        self.dismiss("")


class _Desk(App[None]):
    """Keys in their order."""

    def __init__(self) -> None:
        super().__init__()
        self._keys = KeyOrder(self, super().on_event)

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.Key) and not event.is_forwarded:
            await self._keys.take(event)
        else:
            await super().on_event(event)


class _Form(_Desk):
    """Two lines; Enter in the first moves on once the office's machine gets to it."""

    def __init__(self) -> None:
        super().__init__()
        self.may_go_on = asyncio.Event()

    def compose(self) -> ComposeResult:
        yield Input(id="first")
        yield Input(id="second")

    async def on_input_submitted(self, event: Input.Submitted) -> None:
        if event.input.id == "first":
            await self.may_go_on.wait()
            self.screen.set_focus(self.query_one("#second", Input))


async def _reached(holds: Callable[[], bool]) -> None:
    """Waits without asking the application whether it is at rest: it is not meant to be."""
    ends = asyncio.get_running_loop().time() + 10
    while not holds():
        assert asyncio.get_running_loop().time() < ends
        await asyncio.sleep(0.01)


async def test_a_letter_after_enter_waits_for_the_next_line_however_long_that_takes() -> None:
    app = _Form()
    async with app.run_test():
        first, second = app.query_one("#first", Input), app.query_one("#second", Input)
        app.screen.set_focus(first)
        driver = app._driver
        assert driver is not None
        for key, sign in (("a", "a"), ("enter", "\r"), ("b", "b")):
            driver.send_message(events.Key(key, sign))
        await _reached(lambda: first.value == "a" and len(app._keys._waiting) == 1)
        # Longer than the desk waits before it looks whether the line is still there.
        started = asyncio.get_running_loop().time()
        await _reached(lambda: asyncio.get_running_loop().time() - started > 0.3)
        assert (first.value, second.value) == ("a", "")
        app.may_go_on.set()
        await _reached(lambda: second.value == "b")
        assert first.value == "a"


class _Field(Vertical):
    """A line whose end is told by another message, as a form's field does."""

    @dataclass
    class Done(Message):
        pass

    def compose(self) -> ComposeResult:
        yield Input()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Done())


class _Fields(_Form):
    def compose(self) -> ComposeResult:
        yield _Field()
        yield Vertical(Vertical(_Field()))

    def on__field_done(self) -> None:
        self.query(Input).last().focus()


async def test_letters_behind_enter_in_a_field_go_to_the_next_one() -> None:
    app = _Fields()
    async with app.run_test() as pilot:
        first, second = app.query(Input).first(), app.query(Input).last()
        first.focus()
        await press_only(pilot, *"27.11", "enter", *"O-7")
        await until(pilot, lambda: second.value == "O-7", seconds=2)
        assert first.value == "27.11"


async def test_a_key_that_closes_its_own_dialog_does_not_hold_up_the_next() -> None:
    app = _Form()
    async with app.run_test() as pilot:
        first = app.query_one("#first", Input)
        first.focus()
        await app.push_screen(_Question())
        await until(pilot, lambda: app.screen.focused is not None)
        await press_only(pilot, "x", "enter", "b")
        await until(pilot, lambda: first.value == "b", seconds=1)


class _Slow(Input):
    """A line whose Enter waits for what a search finds."""

    answering = False


class _Picking(_Desk):
    """Two lines, the first a picker."""

    def compose(self) -> ComposeResult:
        yield _Slow(id="first")
        yield Input(id="second")

    async def on_input_submitted(self, event: Input.Submitted) -> None:
        if isinstance(event.input, _Slow):
            event.input.answering = True


async def test_a_letter_after_a_pickers_enter_waits_for_what_the_search_finds() -> None:
    app = _Picking()
    async with app.run_test():
        first, second = app.query_one("#first", _Slow), app.query_one("#second", Input)
        app.screen.set_focus(first)
        driver = app._driver
        assert driver is not None
        for key, sign in (("a", "a"), ("enter", "\r"), ("b", "b")):
            driver.send_message(events.Key(key, sign))
        await _reached(lambda: first.answering and len(app._keys._waiting) == 1)
        app.screen.set_focus(second)
        first.answering = False
        await _reached(lambda: app._keys.at_rest)
        assert (first.value, second.value) == ("a", "b")


class _Opening(_Desk):
    """A list whose N asks the store before it opens its form, and whose other letters do something at once."""

    BINDINGS = [("n", "new", "Yeni"), ("a", "strike", "")]  # noqa: RUF012

    def __init__(self) -> None:
        super().__init__()
        self.may_open = asyncio.Event()
        self.struck = 0

    @work
    async def action_new(self) -> None:
        await self.may_open.wait()
        await self.push_screen_wait(_Question())

    def action_strike(self) -> None:
        self.struck += 1


async def test_what_is_typed_behind_an_action_goes_into_the_form_that_it_opens() -> None:
    app = _Opening()
    async with app.run_test() as pilot:
        driver = app._driver
        assert driver is not None
        for sign in "naba":
            driver.send_message(events.Key(sign, sign))
        await _reached(lambda: len(app._keys._waiting) == 3)
        started = asyncio.get_running_loop().time()
        await _reached(lambda: asyncio.get_running_loop().time() - started > 0.3)
        assert app.struck == 0
        app.may_open.set()
        await until(pilot, lambda: isinstance(app.screen, _Question))
        line = app.screen.query_one(Input)
        await _reached(lambda: line.value == "aba")
        assert app.struck == 0


async def test_an_action_that_never_ends_holds_up_the_keys_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.key_order._LONGEST", 0.2)
    app = _Opening()
    async with app.run_test():
        driver = app._driver
        assert driver is not None
        for sign in "na":
            driver.send_message(events.Key(sign, sign))
        await _reached(lambda: app.struck == 1)
        monkeypatch.setattr("app.key_order._LONGEST", 60.0)
        driver.send_message(events.Key("a", "a"))
        await _reached(lambda: app.struck == 2)
        await _reached(lambda: app._keys.at_rest)


class _Late(_Desk):
    """A desk whose first view is not there yet."""

    def compose(self) -> ComposeResult:
        yield Input(id="first")


async def test_keys_wait_for_a_screen_that_is_still_opening() -> None:
    app = _Late()
    async with app.run_test() as pilot:
        first = app.query_one("#first", Input)
        first.focus()
        await pilot.pause()
        app.screen.opening = True  # type: ignore[attr-defined]
        driver = app._driver
        assert driver is not None
        for sign in "ab":
            driver.send_message(events.Key(sign, sign))
        await _reached(lambda: len(app._keys._waiting) == 2)
        assert first.value == ""
        app.screen.opening = False  # type: ignore[attr-defined]
        await _reached(lambda: first.value == "ab")
