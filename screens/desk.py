"""What every screen works with: the open store, who sits here, and the way there that never holds up the keys."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from data.core.actors import OfficeRow
    from data.core.calendar import WorkCalendar
    from data.core.permissions import Actor
    from data.core.store import Look, Store, Work
    from screens.draft_box import DraftBox

T = TypeVar("T")


class Desk:
    """One user at one store.

    Args:
        exports: The folder that exported files go to unless another one is chosen.
    """

    def __init__(
        self, store: Store, actor: Actor, office: OfficeRow, *, exports: Path, box: DraftBox | None = None
    ) -> None:
        self.store = store
        self.actor = actor
        self.office = office
        self.exports = exports
        self.box = box
        self.folder = Path.home()
        """Where the last file of this sitting was picked; kept nowhere, its name may tell of a secret one."""
        self._threads = ThreadPoolExecutor(max_workers=4, thread_name_prefix="masa")
        self._settings: dict[str, str] = {}
        self._day = self.today

    @property
    def today(self) -> date:
        """The office's date now."""
        return self.store.clock().astimezone().date()

    def look_here(self, ask: Callable[[Look], T]) -> T:
        """Asks the store in the present thread; for code that runs in a worker thread already."""
        with self.store.look(self._actor_today()) as look:
            return ask(look)

    def work_here(self, do: Callable[[Work], T]) -> T:
        """Runs an operation in the present thread; for code that runs in a worker thread already."""
        with self.store.work(self._actor_today()) as work:
            return do(work)

    def _actor_today(self) -> Actor:
        """Who sits here, a vekâlet that is over left out: before anything is done with what it allows."""
        if self.actor.stands_in_for or self.today != self._day:
            self._renew()
        return self.actor

    def _renew(self) -> None:
        from data.core.actors import renewed

        day = self.today
        with self.store.look(self.actor) as look:
            found = renewed(look, self.actor)
        if found != self.actor:
            # Only what was read: the rest may have been set by others in the meantime.
            self.actor = replace(self.actor, clearance=found.clearance, stands_in_for=found.stands_in_for)
        self._day = day

    async def renew(self) -> None:
        """Notices a vekâlet that another desk wrote or cancelled, and a clearance that it took back."""
        await self.thread(self._renew)

    async def look(self, ask: Callable[[Look], T]) -> T:
        """Asks the store in a thread."""
        return await self.thread(lambda: self.look_here(ask))

    async def work(self, do: Callable[[Work], T]) -> T:
        """Runs an operation, one transaction, in a thread."""
        return await self.thread(lambda: self.work_here(do))

    async def thread(self, run: Callable[[], T]) -> T:
        """Runs anything slow in a thread: reading a file, writing a form."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, run)

    async def export_folder(self) -> Path:
        """The folder that exports go to, made if it is not there yet; the home folder where that fails."""

        def make() -> Path:
            try:
                self.exports.mkdir(parents=True, exist_ok=True)
            except OSError:
                return Path.home()
            return self.exports

        return await self.thread(make)

    async def calendar(self) -> WorkCalendar:
        """The office's calendar as it is now."""
        from data.core.holidays import calendar

        return await self.look(calendar)

    # ------------------------------------------------------------ what the desk remembers for this user

    async def load_settings(self) -> None:
        """Reads what the desk remembers for this user."""
        from data.core.actors import remembered

        self._settings = await self.look(remembered)

    def setting(self, key: str) -> str:
        """A remembered value; empty if there is none."""
        return self._settings.get(key, "")

    async def remember(self, key: str, value: str) -> None:
        """Remembers a value for this user."""
        from data.core.actors import remember

        if self._settings.get(key) != value:
            self._settings[key] = value
            await self.work(lambda work: remember(work, key, value))

    def close(self) -> None:
        """Lets the threads finish."""
        self._threads.shutdown(wait=False, cancel_futures=True)
