"""The frame that is the same on every screen: who and where, the areas, the view, the status, the keys."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, ClassVar

from rich.cells import cell_len
from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from data.core.errors import MasaError
from data.core.permissions import Verb
from data.core.text import visible
from data.core.titles import stand_in_title
from screens.actions import keys, quiet_keys
from screens.areas import AREAS, EVERYBODYS, Area, count_waiting, load, make_view, opener
from screens.desk import Desk
from screens.rail import Rail
from screens.view import View
from screens.widgets.ask_dialogs import ConfirmDialog
from screens.widgets.key_line import KeyLine
from screens.widgets.literal import one_line

_VAULT_OPEN = "Kasa açık"
_USUAL = "alanlar"
"""Under which the desk remembers the areas that a person opened, each with its day."""
_LATELY = timedelta(days=14)
_COUNTED_AFTER = 0.3
"""Seconds after a view came up until what waits is counted again: its own rows come first."""


def _fitting(lefts: list[str], rights: list[str], width: int) -> tuple[str, str]:
    """The fullest of each that fit side by side; nothing is cut inside a word but a name longer than the line."""
    for right in rights:
        for left in lefts:
            if cell_len(left) + cell_len(right) + 2 <= width:
                return left, right
    return one_line(lefts[-1], width), ""


def _fitting_status(words: str, width: int) -> str:
    """A status in one line: parts that do not fit are left out from the end; the first is elided, never cut."""
    parts = visible(words).split(" · ")
    while len(parts) > 1 and cell_len(" · ".join(parts)) > width:
        parts.pop()
    return one_line(" · ".join(parts), width).rstrip()


class Frame(Screen[None]):
    """The desk after login."""

    DEFAULT_CSS = """
    Frame { layout: vertical; }
    Frame > #head { height: 1; background: $primary; color: $text; padding: 0 1; text-wrap: nowrap; }
    Frame > #body { height: 1fr; }
    Frame > #status { height: 1; background: $panel; color: $foreground; padding: 0 1; text-wrap: nowrap; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        *quiet_keys("search", "password", "stand_ins", "theme", "open_vault", "close_vault", "lock", "quit"),
        *keys("help", "palette"),
        *(Binding(area.number, f"area('{area.name}')", area.title, show=False) for area in AREAS),
    ]
    AUTO_FOCUS = None

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._stacks: dict[str, list[View]] = {}
        self._open = ""
        self._waiting: dict[str, int] = {}
        self._said = ""

    def compose(self) -> ComposeResult:
        """Five bands, the view in the middle."""
        yield Static("", id="head", markup=False)
        yield Rail()
        yield Container(id="body")
        yield Static("", id="status", markup=False)
        yield KeyLine(deep=True)

    async def on_mount(self) -> None:
        """Opens the first area."""
        await self.open_area(self.areas[0].name)
        self.set_interval(60, self.refresh_waiting)
        self.call_after_refresh(self._bring_in_areas)

    @work(thread=True)
    def _bring_in_areas(self) -> None:
        """Reads the code of the areas that this person works in, so that opening one later is only painting.

        The others are read when they are first opened: all of them at once are 40 MB that most never need.
        """
        for area in self.areas:
            if area.name in self._usual:
                load(area.view)

    @property
    def _usual(self) -> dict[str, str]:
        """Areas opened lately, with the day."""
        found = dict(part.split(":") for part in self.desk.setting(_USUAL).split())
        return {name: day for name, day in found.items() if day >= str(self.desk.today - _LATELY)}

    @work(group="usual")
    async def _note_use(self, name: str) -> None:
        usual = {**self._usual, name: str(self.desk.today)}
        await self.desk.remember(_USUAL, " ".join(f"{area}:{day}" for area, day in sorted(usual.items())))

    # ------------------------------------------------------------ areas and views

    @property
    def areas(self) -> tuple[Area, ...]:
        """The areas that this user may see."""
        return tuple(
            area for area in AREAS if area.name in EVERYBODYS or self.desk.actor.can(area.name, Verb.VIEW)
        )

    @property
    def opening(self) -> bool:
        """Whether the first area is not up yet; keys wait for it."""
        return self._open == ""

    @property
    def view(self) -> View | None:
        """The view on top."""
        stack = self._stacks.get(self._open)
        return stack[-1] if stack else None

    @property
    def stacks(self) -> tuple[View, ...]:
        """All views of the open area, the lowest first."""
        return tuple(self._stacks.get(self._open, ()))

    async def action_area(self, name: str) -> None:
        """A number key, or a click on the rail."""
        if any(area.name == name for area in self.areas):
            await self.open_area(name)

    async def open_area(self, name: str) -> None:
        """Brings an area up as it was left; the same area again takes it back to its first view."""
        if name == self._open:
            while len(self._stacks[name]) > 1:
                await self._take_off()
            self._show_top()
            return
        area = next(area for area in self.areas if area.name == name)
        fresh = None
        if name not in self._stacks:
            await self.desk.thread(lambda: load(area.view))
            fresh = make_view(area, self)
            self._stacks[name] = [fresh]
        self._open = name
        await self._bring_up(fresh)
        if self._usual.get(name) != str(self.desk.today):
            self._note_use(name)

    async def push(self, view: View) -> None:
        """Lays a view over the present one."""
        self._stacks[self._open].append(view)
        await self._bring_up(view)

    async def _bring_up(self, fresh: View | None) -> None:
        """Shows the top view, a fresh one mounted first; nothing is painted while both stand side by side."""
        with self.app.batch_update():
            if fresh is not None:
                await self.query_one("#body").mount(fresh)
            self._show_top()

    async def pop(self) -> None:
        """Takes the top view off; the first view of an area stays."""
        if len(self._stacks[self._open]) > 1:
            await self._take_off()
            self._show_top()
            if (view := self.view) is not None:
                view.reload()

    async def replace(self, view: View) -> None:
        """Puts another view in the place of everything in the open area."""
        while self._stacks[self._open]:
            await self._take_off()
        await self.push(view)

    async def _take_off(self) -> None:
        await self._stacks[self._open].pop().remove()

    def _show_top(self) -> None:
        top = self.view
        for view in self.query(View):
            view.display = view is top
        self.say("")
        if top is not None:
            top.start()
        self._draw()
        self.set_timer(_COUNTED_AFTER, self.refresh_waiting)
        self.refresh_bindings()

    async def open_record(self, kind: str, record_id: int) -> None:
        """Lays a record found by search, review or Neden? over the present view, so that Esc comes back here."""
        make = opener(kind)
        if make is None:
            self.say("Bu kaydın kendi ekranı yok.")
            return
        await self.push(make(self, record_id))

    # Views call these from their own workers, which would wait for themselves if they awaited their own removal.

    def go_back(self) -> None:
        """Takes the top view off, soon."""
        self.run_worker(self.pop(), group="views")

    def swap(self, view: View) -> None:
        """Puts another view in the place of everything in the open area, soon."""
        self.run_worker(self.replace(view), group="views")

    def go_to_record(self, kind: str, record_id: int, *, instead: bool = False) -> None:
        """Opens a record over the present view, or in its place, soon."""

        async def run() -> None:
            if instead:
                await self.pop()
            await self.open_record(kind, record_id)

        self.run_worker(run(), group="views")

    # ------------------------------------------------------------ lines

    def _draw(self) -> None:
        # A view may speak while the desk is being closed and its lines are gone.
        if not self.query("#head"):
            return
        actor, office = self.desk.actor, self.desk.office
        places = sorted({stand_in_title(one.title) for one in actor.stands_in_for if one.title})
        role = ", ".join([*sorted(role.label for role in actor.roles), *places])
        title = visible(self.view.title()) if self.view else ""
        lefts = [" · ".join(part for part in ("İdari Masa", visible(office.mudurluk), title) if part)]
        lefts += [f"İdari Masa · {title}", title] if title else ["İdari Masa"]
        name = visible(actor.name)
        sign = _VAULT_OPEN if self.desk.store.vault is not None else ""
        rights = [f"{self.desk.today.year} mali yılı · {name} ({role})", f"{name} ({role})", name, ""]
        rights = [" · ".join(part for part in (sign, right) if part) for right in rights]
        left, right = _fitting(lefts, rights, max(self.size.width - 2, 20))
        gap = max(self.size.width - 2 - cell_len(left) - cell_len(right), 0)
        self.query_one("#head", Static).update(Content(f"{left}{' ' * gap}{right}"), layout=False)
        self.query_one(Rail).show(self.areas, self._open, self._waiting)

    def on_resize(self) -> None:
        """Fits the head line and the status line to the width."""
        self._draw()
        self.say(self._said)

    def say(self, words: str) -> None:
        """Writes the status line; only the line itself is drawn anew, so that it may follow a cursor."""
        self._said = words
        # The desk may speak before its lines are there; the first fitting to the width then says it.
        for line in self.query("#status").results(Static):
            line.update(Content(_fitting_status(words, max(self.size.width - 2, 20))), layout=False)

    @property
    def said(self) -> str:
        """What stands in the status line."""
        return self._said

    def on_view_status(self, event: View.Status) -> None:
        """A view has something to say; one that lies under another keeps it to itself."""
        event.stop()
        if event.view is not self.view:
            return
        self.say(event.text)
        self._draw()

    def on_view_changed(self, event: View.Changed) -> None:
        """Records changed: count anew."""
        event.stop()
        self.refresh_waiting()

    @work(exclusive=True, group="waiting")
    async def refresh_waiting(self) -> None:
        """Counts what waits in each area, off the keys' way."""
        try:
            await self.desk.renew()
            areas = self.areas
            self._waiting = await self.desk.look(
                lambda look: {area.name: count_waiting(area, look) for area in areas if area.waiting}
            )
        except MasaError as problem:
            self.say(str(problem))
        self._draw()

    # ------------------------------------------------------------ actions of the frame itself

    def action_help(self) -> None:
        """F1."""
        from screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self))

    @work
    async def action_palette(self) -> None:
        """Ctrl+P."""
        await self._find(records_only=False)

    @work
    async def action_search(self) -> None:
        """Ctrl+K."""
        await self._find(records_only=True)

    async def _find(self, *, records_only: bool) -> None:
        from screens.palette import Palette

        found = await self.app.push_screen_wait(Palette(self, records_only=records_only))
        if found is None:
            return
        if found.area:
            await self.open_area(found.area)
        elif found.kind:
            await self.open_record(found.kind, found.record_id)
        elif found.action and found.node is not None:
            await self.app.run_action(found.action, found.node)

    @work
    async def action_password(self) -> None:
        """U."""
        from screens.password import ask_new_password

        if self.view is not None:
            await ask_new_password(self.view)

    async def action_stand_ins(self) -> None:
        """Ctrl+E: for whom one stands in, and who stands in for oneself."""
        from screens.yonetim.stand_ins import OwnStandIns

        if not isinstance(self.view, OwnStandIns):
            await self.push(OwnStandIns(self))

    @work
    async def action_theme(self) -> None:
        """F9."""
        self.app.theme = "masa-light" if self.app.theme == "masa-dark" else "masa-dark"
        await self.desk.remember("theme", self.app.theme)

    @work
    async def action_lock(self) -> None:
        """Ctrl+L: closes the vault too; who comes back is asked for its passphrase, whatever lies open beneath."""
        from screens.lock import LockScreen
        from screens.yonetim.vault import ensure_open

        if any(isinstance(screen, LockScreen) for screen in self.app.screen_stack):
            return
        was_open = self.desk.store.vault is not None
        self.desk.store.vault = None
        self._draw()
        await self.app.push_screen_wait(LockScreen(self.desk))
        if was_open and self.view is not None and not await ensure_open(self.view):
            await self.close_vault()

    # ------------------------------------------------------------ the vault of secret records

    @work
    async def action_open_vault(self) -> None:
        """Ctrl+O while it is closed."""
        from screens.yonetim.vault import ensure_open

        if self.view is not None:
            await ensure_open(self.view)

    @work
    async def action_close_vault(self) -> None:
        """Ctrl+O while it is open."""
        await self.close_vault()

    async def close_vault(self) -> None:
        """Closes the vault, every dialog and every view over an area's first: they may show what is secret."""
        self.desk.store.vault = None
        leaving = []
        while self.app.screen is not self:
            leaving.append(self.app.screen.dismiss(None))
        for view in (view for stack in self._stacks.values() for view in stack):
            self.workers.cancel_node(view)  # Who waited for the dialog's answer would ask on.
        for gone in leaving:
            await gone
        for stack in self._stacks.values():
            while len(stack) > 1:
                await stack.pop().remove()
        self._show_top()
        self.vault_changed("Gizli kasa kapatıldı.")

    def vault_changed(self, words: str) -> None:
        """The vault was opened or closed: what may be seen is asked for anew."""
        for stack in filter(None, self._stacks.values()):
            stack[-1].reload()
        self.refresh_waiting()
        self.refresh_bindings()
        self.say(words)
        self._draw()

    @work
    async def action_quit(self) -> None:
        """Ctrl+Q."""
        answer = await self.app.push_screen_wait(
            ConfirmDialog("Çıkış", "Masadan çıkılsın mı?", (("evet", "Çık"), ("hayir", "Masada kal")), "evet")
        )
        if answer == "evet":
            from data.core.login import log_out

            self.desk.store.vault = None
            try:
                await self.desk.work(log_out)
            finally:
                self.app.exit()

    def check_action(self, action: str, parameters: tuple[Any, ...]) -> bool | None:
        """Area keys only for areas this user has; the vault is open or closed."""
        if action == "area" and parameters:
            return any(area.name == parameters[0] for area in self.areas)
        if action in ("open_vault", "close_vault"):
            return (action == "close_vault") is (self.desk.store.vault is not None)
        return True
