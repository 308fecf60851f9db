"""Keys in the order they were pressed, however fast they come.

Textual hands each key to the widget in focus and goes on; what the key does (a binding, a submitted line, a change
of focus) comes about some messages later. In a burst, as a slow line or a scanner delivers it, the next key would
still go to the widget that the one before is just leaving: half a password would stand in the user name. So a key
waits until the one before has been through the widget, its parents and the application three times: for the key,
for the message that it caused, and for the one by which a form's field hands that on. A line that deals with most
keys by itself at once, and never moves the focus by them, says so with ``take_plain``: those go the short way,
as a count's scanner needs it. A picker whose Enter waits for what its search finds says so with ``answering``: the
keys after it belong to the next field; a screen that has not come to its first view says ``opening``. An action
that asks the store before it opens its form is waited for too: what is typed behind N belongs into the form, where
``P`` is a letter, not to the list, where it closes a record.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any
from weakref import WeakSet

from textual import events
from textual.app import App
from textual.message_pump import MessagePump
from textual.screen import ModalScreen
from textual.worker import Worker

_ROUNDS = 3
_LOOK_AFTER = 0.1
"""Seconds after which it is looked whether the widget of the key before is gone and will never answer."""
_ASK_AGAIN = 0.02
"""Seconds after which a line that still looks for what Enter takes, or an action at work, is asked again."""
_LONGEST = 3.0
"""Seconds after which the next key goes on all the same: a desk that hangs must still hear Ctrl+Q."""


class KeyOrder:
    """The queue of keys of one application.

    Args:
        handle: What the application does with a key event.
    """

    def __init__(self, app: App[Any], handle: Callable[[events.Key], Awaitable[None]]) -> None:
        self._app = app
        self._handle = handle
        self._waiting: deque[events.Key] = deque()
        self._turn = 0
        self._under_way = False
        self._where: MessagePump = app
        self._ends = 0.0
        self._waited_for_action = False
        self._given_up: WeakSet[Worker[Any]] = WeakSet()

    async def take(self, event: events.Key) -> None:
        """Handles a key now, or when those before it are done."""
        if self._under_way:
            self._waiting.append(event)
        elif self._opening:
            self._waiting.append(event)
            self._under_way = True
            self._turn += 1
            self._ends = time.monotonic() + _LONGEST
            await self._done(self._turn)
        elif not self._taken_plainly(event):
            await self._start(event)

    @property
    def _opening(self) -> bool:
        """Whether the screen on top has not come to its first view yet."""
        return bool(self._app.screen_stack and getattr(self._app.screen, "opening", False))

    def _taken_plainly(self, event: events.Key) -> bool:
        take = getattr(self._app.focused, "take_plain", None)
        return take is not None and bool(take(event))

    @property
    def at_rest(self) -> bool:
        """Whether every key has done its work."""
        return not self._under_way

    async def _start(self, event: events.Key) -> None:
        self._under_way = True
        self._turn += 1
        turn = self._turn
        origin: MessagePump = self._app.focused or self._app.screen
        await self._handle(event)
        self._ends = time.monotonic() + _LONGEST
        self._look_after(turn, self._ends)
        self._climb(origin, origin, turn, _ROUNDS)

    def _climb(self, origin: MessagePump, node: MessagePump, turn: int, rounds: int) -> None:
        """Follows the key's way up: whatever was queued before this callback is handled when it runs."""
        self._where = node
        if not node.call_later(self._arrived, origin, node, turn, rounds):
            # What is closing takes no more messages: its own are dealt with.
            self._app.call_later(self._done, turn)

    async def _arrived(self, origin: MessagePump, node: MessagePump, turn: int, rounds: int) -> None:
        if turn != self._turn:
            return
        parent = node._parent
        if node is not self._app and parent is not None:
            self._climb(origin, parent, turn, rounds)
        elif rounds > 1:
            self._climb(origin, origin, turn, rounds - 1)
        else:
            await self._done(turn)

    def _look_after(self, turn: int, ends: float) -> None:
        async def look() -> None:
            if turn != self._turn or not self._under_way:
                return
            # A machine that is busy answers late; going on then would hand the key to the wrong widget.
            if self._where.is_attached and time.monotonic() < ends:
                self._look_after(turn, ends)
            else:
                await self._done(turn)

        self._app.set_timer(_LOOK_AFTER, look)

    async def _done(self, turn: int) -> None:
        if turn != self._turn or not self._under_way:
            return
        unready = self._opening or getattr(self._app.focused, "answering", False)
        if unready and time.monotonic() < self._ends:
            self._app.set_timer(_ASK_AGAIN, lambda: self._done(turn))
            return
        if acting := self._acting():
            if time.monotonic() < self._ends:
                self._waited_for_action = True
                self._app.set_timer(_ASK_AGAIN, lambda: self._done(turn))
                return
            self._given_up.update(acting)
        elif self._waited_for_action:
            # The dialog that it opened is there, but may not have come to its first field yet.
            self._waited_for_action = False
            self._climb(self._app.screen, self._app.screen, turn, _ROUNDS)
            return
        self._under_way = False
        if not self._app.screen_stack:
            self._waiting.clear()  # The desk is being closed.
        while self._waiting:
            event = self._waiting.popleft()
            if not self._taken_plainly(event):
                await self._start(event)
                return

    def _acting(self) -> list[Worker[Any]]:
        """Actions at work with no dialog open; those that once took too long are not waited for again."""
        if not self._app.screen_stack or isinstance(self._app.screen, ModalScreen):
            return []
        return [
            one
            for one in self._app.workers
            if one.name.startswith("action_") and not one.is_finished and one not in self._given_up
        ]
