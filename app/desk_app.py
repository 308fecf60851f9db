"""The Textual application: first frame, opening the store, login, idle lock, crash."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import events, on, work
from textual.app import App
from textual.binding import Binding, BindingType
from textual.theme import Theme
from textual.widgets import Input
from textual.worker import WorkerFailed

from app.key_order import KeyOrder
from app.memory import give_back, share_one_heap
from screens.actions import accepted_keys, shown_key
from screens.login import LoginScreen

if TYPE_CHECKING:
    from app.settings import Settings
    from data.core.actors import OfficeDraft, OfficeRow
    from data.core.permissions import Actor
    from data.core.store import Store
    from screens.desk import Desk

_log = logging.getLogger("masa")
EX_DEFECT = 70
"""Exit code after a defect of the program (``EX_SOFTWARE``)."""

DARK = Theme(
    name="masa-dark",
    primary="#2f6f8f",
    secondary="#3f5f6f",
    accent="#e0a030",
    warning="#e0a030",
    error="#d05050",
    success="#60a060",
    background="#10161a",
    surface="#151d22",
    panel="#22303a",
    foreground="#d8dee2",
    dark=True,
)
LIGHT = Theme(
    name="masa-light",
    primary="#1f5f80",
    secondary="#55707f",
    accent="#8a5a00",
    warning="#8a5a00",
    error="#a02020",
    success="#2f6f2f",
    background="#f4f6f7",
    surface="#ffffff",
    panel="#dde5ea",
    foreground="#1a2226",
    dark=False,
)


class DeskApp(App[int]):
    """The desk. One store, one user at a time."""

    TITLE = "İdari Masa"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "exit", "Çıkış", show=False, priority=False),
        Binding("ctrl+c", "copy_selection", "Kopyala", show=False, priority=True),
    ]

    def __init__(
        self, settings: Settings, *, notice: str = "", demo_users: Sequence[tuple[str, str, str]] = ()
    ) -> None:
        super().__init__()
        self.animation_level = "none"  # What is asked for is there at once; nothing glides.
        self.settings = settings
        self._notice = notice
        self._demo_users = tuple(demo_users)
        self._store: Store | None = None
        self._desk: Desk | None = None
        self._last_key = time.monotonic()
        self._keys = KeyOrder(self, super().on_event)
        self.crashed: BaseException | None = None

    def on_mount(self) -> None:
        """Paints the login frame; everything heavy comes behind it."""
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        self.theme = DARK.name
        accepted, refused = accepted_keys(self.settings.keys)
        self.set_keymap(accepted)
        self._notice = " ".join([self._notice, *refused]).strip()
        login = LoginScreen(self._demo_users)
        self.push_screen(login)
        self.call_after_refresh(self._open_store, login)

    def action_exit(self) -> None:
        """Leaves without asking; only where nothing can be lost."""
        self.exit(0)

    def action_copy_selection(self) -> None:
        """Ctrl+C: what was marked with the mouse or in a line. It never ends the desk."""
        from screens.frame import Frame

        focused = self.focused
        typed = getattr(focused, "selected_text", "")
        text = typed or self.screen.get_selected_text() or ""
        if text and not (isinstance(focused, Input) and focused.password):
            self.copy_to_clipboard(text)
        if isinstance(self.screen, Frame):
            self.screen.say("Seçilen metin panoya kopyalandı." if text else "Seçili metin yok; satırı Y kopyalar.")

    def get_key_display(self, binding: Binding) -> str:
        """A key as people call it, for bindings that do not say it themselves."""
        return binding.key_display or shown_key(binding.key)

    # ------------------------------------------------------------ the store

    @work(exclusive=True, group="store")
    async def _open_store(self, login: LoginScreen) -> None:
        try:
            store, empty = await asyncio.to_thread(self._load_store)
        except Exception as error:
            from data.core.errors import MasaError

            if not isinstance(error, MasaError):
                raise
            login.say(str(error))
            return
        self._store = store
        login.say(" ".join([self._notice, *store.notices]).strip() or "Adınızı ve parolanızı yazın.")
        if empty:
            await self._found_office(login, store)

    def _load_store(self) -> tuple[Store, bool]:
        from data.core.store import Store
        from screens.login import needs_founding

        store = Store.open(self.settings.database)
        return store, needs_founding(store)

    async def _found_office(self, login: LoginScreen, store: Store) -> None:
        from data.core.actors import OfficeDraft
        from data.core.calendar import WorkCalendar
        from screens.widgets.record_form import RecordForm

        async def save(draft: OfficeDraft, _reason: str) -> str | None:
            await asyncio.to_thread(partial(_found, store, draft))
            return None

        form = RecordForm(
            "İlk kurulum: kurum ve ilk yönetici",
            OfficeDraft,
            values={},
            save=save,
            lookups={},
            today=store.clock().astimezone().date(),
            calendar=WorkCalendar(),
            box=None,
            key="kurulum",
        )
        draft = await self.push_screen_wait(form)
        if draft is None:
            login.say("Kurum bilgileri girilmeden masa açılmaz. Çıkmak için Ctrl+Q; yeniden başlatınca sorulur.")
            return
        await self._enter(login, draft.username, draft.password)

    @on(LoginScreen.Entered)
    def _entered(self, event: LoginScreen.Entered) -> None:
        event.stop()
        login = self.screen
        if isinstance(login, LoginScreen) and self._store is not None:
            self._log_in(login, event.username, event.password)
        elif isinstance(login, LoginScreen):
            login.refuse("Veritabanı henüz açılmadı; biraz bekleyip yeniden deneyin.")

    @work(exclusive=True, group="login")
    async def _log_in(self, login: LoginScreen, username: str, password: str) -> None:
        await self._enter(login, username, password)

    async def _enter(self, login: LoginScreen, username: str, password: str) -> None:
        from data.core.bulk import keep_what_is_loaded
        from data.core.errors import MasaError
        from screens.desk import Desk
        from screens.draft_box import FileDraftBox
        from screens.frame import Frame

        store = self._store
        assert store is not None
        store.vault = None  # whoever sat here before had it open
        try:
            actor, office = await asyncio.to_thread(_check, store, username, password)
        except MasaError as problem:
            login.refuse(str(problem))
            return
        box = FileDraftBox(self.settings.drafts / str(actor.user_id))
        desk = Desk(store, actor, office, exports=self.settings.exports, box=box)
        await desk.load_settings()
        if desk.setting("theme") in (DARK.name, LIGHT.name):
            self.theme = desk.setting("theme")
        self._desk = desk
        await self.push_screen(Frame(desk))
        self.set_interval(15, self._lock_when_idle)
        self.call_after_refresh(keep_what_is_loaded)
        self._daily_backup(store)

    @work(exclusive=True, group="backup")
    async def _daily_backup(self, store: Store) -> None:
        """Once a day at the first start, behind the person's work."""
        from data.core import backup
        from data.core.errors import MasaError
        from screens.frame import Frame

        def run() -> str:
            due = backup.daily_backup_due(store)
            said = f"Günlük yedek alındı: {backup.back_up(store).path.name}" if due else ""
            give_back()  # opening the desk and the backup needed more than working does
            return said

        try:
            words, failed = await asyncio.to_thread(run), False
        except MasaError as problem:
            failed = True
            words = f"Günlük yedek alınamadı: {problem}"
        # Good news waits its turn: what the person's own work has just been answered must not be written over.
        if words and isinstance(self.screen, Frame) and (failed or not self.screen.said):
            self.screen.say(words)

    # ------------------------------------------------------------ idle, crash, end

    async def on_event(self, event: events.Event) -> None:
        """Any key or click keeps the desk open."""
        if isinstance(event, (events.Key, events.MouseDown, events.Paste)):
            self._last_key = time.monotonic()
        if isinstance(event, events.Key) and event.key.startswith("alt+"):
            # A terminal sends Alt with a letter as that letter behind an escape: it is a command, nobody types it.
            event.character = None
        if isinstance(event, events.Key) and not event.is_forwarded and self.screen_stack:
            await self._keys.take(event)
        else:
            await super().on_event(event)

    def _lock_when_idle(self) -> None:
        from screens.frame import Frame

        idle = time.monotonic() - self._last_key
        frame = next((screen for screen in self.screen_stack if isinstance(screen, Frame)), None)
        if frame is not None and self.settings.idle_minutes and idle >= self.settings.idle_minutes * 60:
            frame.action_lock()

    def _handle_exception(self, error: Exception) -> None:
        """A defect of the program: to the log, never as a traceback to the person. Unfinished forms are kept."""
        if isinstance(error, WorkerFailed):
            error = error.error if isinstance(error.error, Exception) else error
        _log.error("Beklenmeyen hata", exc_info=error)
        if self.crashed is not None:
            return
        self.crashed = error
        if self.is_headless:
            super()._handle_exception(error)
            return
        self._keep_forms()
        self.exit(EX_DEFECT)
        # Nobody can answer a dialog or wait for a worker any more.
        self._close_messages_no_wait()

    def _keep_forms(self) -> None:
        """What is being typed at this moment, before everything is torn down."""
        from screens.widgets.record_form import RecordForm

        for screen in self.screen_stack:
            if isinstance(screen, RecordForm):
                try:
                    screen.keep_now()
                except Exception as second:  # the form itself may be what failed
                    _log.error("Yarım form saklanamadı", exc_info=second)

    async def on_unmount(self) -> None:
        """Lets go of the store."""
        if self._desk is not None:
            self._desk.close()
        if self._store is not None:
            await asyncio.to_thread(self._store.close)


def _found(store: Store, draft: OfficeDraft) -> None:
    from data.core.permissions import PROGRAM
    from data.founding import found

    with store.work(PROGRAM) as transaction:
        found(transaction, draft)


def _check(store: Store, username: str, password: str) -> tuple[Actor, OfficeRow]:
    from data.core import actors
    from data.core.login import log_in

    actor = log_in(store, username, password)
    with store.look(actor) as look:
        office = actors.office(look)
    assert office is not None
    return actor, office


def run_desk(settings: Settings, *, notice: str = "", demo_users: Sequence[tuple[str, str, str]] = ()) -> int:
    """Opens the desk and returns the exit code; after a crash says so on a screen of its own and opens again."""
    share_one_heap()
    while True:
        app = DeskApp(settings, notice=notice, demo_users=demo_users)
        code = app.run()
        if app.crashed is None:
            return code or 0
        from app.crash_screen import ask_after_crash

        if not ask_after_crash(settings):
            return EX_DEFECT
        notice = "Masa yeniden açıldı; yarım kalan formlar duruyor."
