"""What a person sees and types, for tests of screens: the screen as text, and keys without waiting for each."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from textual import _wait, events
from textual.app import App
from textual.keys import _character_to_key
from textual.pilot import Pilot

# How often the pilot looks whether the program has come to rest after a key; its own 20 ms were half of all time.
_wait.SLEEP_GRANULARITY = 1 / 200
_wait.SLEEP_IDLE = _wait.SLEEP_GRANULARITY / 20

_MOST_WAITED = 1.0
"""Seconds in which the store answers a key, also on a busy machine."""
_SIGNS = {"space": " ", "enter": "\r", "tab": "\t"}


def screen_text(app: App[Any]) -> str:
    """The whole screen as lines of text, blanks at the right end left out."""
    strips = app.screen._compositor.render_strips()
    return "\n".join(strip.text.replace("\u00a0", " ").rstrip() for strip in strips)


async def press_fast(pilot: Pilot[Any], *keys: str) -> None:
    """Type keys as fast as they can be sent, then wait once until the screen is still.

    A key is a Textual key name (``down``, ``shift+up``, ``enter``) or a single sign (``ş``, ``İ``, ``?``).
    """
    await press_only(pilot, *keys)
    await settle(pilot)


async def press_only(pilot: Pilot[Any], *keys: str) -> None:
    """As :func:`press_fast`, but does not wait for workers that the keys start."""
    driver = pilot.app._driver
    assert driver is not None
    for key in keys:
        name = _character_to_key(key) if len(key) == 1 else key
        # A terminal sends Alt with a letter as that letter behind an escape.
        sign = key[-1] if len(key) == 1 or key.startswith("alt+") else _SIGNS.get(key)
        driver.send_message(events.Key(name, sign))
    await _rest(pilot)


async def _rest(pilot: Pilot[Any]) -> None:
    """Wait until the keys are handled and no thread asks or writes the store for them any more.

    A thread that a test holds back on purpose is not waited for.
    """
    ends = asyncio.get_running_loop().time() + _MOST_WAITED
    await pilot.pause()
    while (_threads_at_work(pilot.app) or _keys_under_way(pilot.app)) and asyncio.get_running_loop().time() < ends:
        await pilot.pause()


def _threads_at_work(app: App[Any]) -> bool:
    desk = getattr(app, "_desk", None)
    pools = (getattr(asyncio.get_running_loop(), "_default_executor", None), desk and desk._threads)
    return any(len(pool._threads) > pool._idle_semaphore._value for pool in pools if pool is not None)


def _keys_under_way(app: App[Any]) -> bool:
    keys = getattr(app, "_keys", None)
    return keys is not None and not keys.at_rest


async def settle(pilot: Pilot[Any]) -> None:
    """Wait until keys are handled, workers have answered and the screen is painted."""
    await pilot.pause()
    while pilot.app.workers:
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()


async def until(pilot: Pilot[Any], reached: Callable[[], object], seconds: float = 40) -> None:
    """Wait until something is so, also while a dialog is open; fails with the screen if it never is."""
    ends = asyncio.get_running_loop().time() + seconds
    while not reached():
        if asyncio.get_running_loop().time() > ends:
            raise AssertionError(f"it never came to that; the screen shows:\n{screen_text(pilot.app)}")
        await pilot.pause()


async def until_shown(pilot: Pilot[Any], *texts: str) -> None:
    """Wait until all of these stand on the screen."""

    def shown() -> bool:
        now = screen_text(pilot.app)
        return all(text in now for text in texts)

    await until(pilot, shown)
