"""Labels at the scanner: folders go to the place that is scanned after them, a shelf is checked scan by scan."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Static

from data.arsiv import folder_views, place_views, shelf_views
from data.arsiv import shelf_check_views as check_views
from data.arsiv.folder_views import FolderRow
from data.arsiv.lookup import FOLDER_KIND
from data.arsiv.operations import moves, shelf_checks
from data.arsiv.place_drafts import MoveDraft
from data.arsiv.place_views import PlaceRow
from data.arsiv.rules.scan_codes import ShelfGroup, ShelfWord
from data.arsiv.shelf_views import ShelfScan
from data.core.errors import MasaError
from data.core.text import clean_line, lower
from screens.arsiv.folder_words import name_of, stage_of
from screens.view import View
from screens.widgets.dialog import Dialog, DialogList
from screens.widgets.item_list import Item
from screens.widgets.line_input import LineInput


async def scan_folders(view: View) -> None:
    """Folders are gathered by their labels and move together to the place that is scanned next."""
    await view.app.push_screen_wait(MoveDialog(view))
    view.post_message(View.Changed())


async def check_shelf(view: View, place: PlaceRow) -> None:
    """The folders that stand on a place are scanned; what was not found there is told, and the check is kept."""
    await view.app.push_screen_wait(ShelfDialog(view, place))


class _ScanDialog(Dialog[None]):
    """A line that is free for the next label at once; what was scanned is looked up in its order."""

    DEFAULT_CSS = """
    _ScanDialog .scan--last { height: 1; padding: 0 1; color: $text-success; }
    _ScanDialog DialogList { height: 12; }
    """
    WORDS: ClassVar[str]
    EMPTY: ClassVar[str]

    def __init__(self, view: View, title: str) -> None:
        super().__init__(title)
        self.view = view
        self._in_turn = asyncio.Lock()
        self._line = LineInput()
        self._last = Static("", classes="scan--last", markup=False)
        self._list = DialogList(empty=self.EMPTY)

    def body(self) -> Iterable[Widget]:
        """The line for the label, what was scanned last, and all that was gathered."""
        yield Static(self.WORDS, classes="dialog--label", markup=False)
        yield self._line
        yield self._last
        yield self._list

    def on_mount(self) -> None:
        """The line is ready for the scanner."""
        self._line.focus()

    def on_input_changed(self, event: LineInput.Changed) -> None:
        """The line is only read at Enter."""
        event.stop()

    def on_input_submitted(self, event: LineInput.Submitted) -> None:
        """Enter: the line is free for the next label at once."""
        event.stop()
        typed = clean_line(event.value)
        self._line.value = ""
        if typed:
            self.run_worker(self._take(typed))

    async def _take(self, typed: str) -> None:
        async with self._in_turn:
            try:
                self.complain("")
                await self.taken(typed)
            except MasaError as problem:
                self.complain(str(problem))

    async def taken(self, typed: str) -> None:
        """What one label does."""
        raise NotImplementedError

    def show(self, last: str, items: Iterable[Item]) -> None:
        """What was done last, and the list."""
        self._last.update(last)
        self._list.set_items(list(items))


class MoveDialog(_ScanDialog):
    """Gathers folders; the label of a place moves them there, all or none."""

    WORDS = "Önce klasörleri, sonra gidecekleri yerin etiketini okutun:"
    EMPTY = "Henüz klasör okutulmadı"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "nothing", "Okut", key_display="Enter"),
        Binding("ctrl+z", "undo", "Sonuncuyu çıkar", key_display="Ctrl+Z", priority=True),
    ]

    def __init__(self, view: View) -> None:
        super().__init__(view, "Okutarak taşı")
        self._rows: list[FolderRow] = []
        self._leaving = False

    async def taken(self, typed: str) -> None:
        """A folder is gathered; a place takes what was gathered."""
        self._leaving = False
        kind, key = await self.view.desk.look(lambda look: place_views.scanned(look, typed))
        if kind == FOLDER_KIND:
            await self._gather(key)
        elif self._rows:
            await self._move(key)
        else:
            self.complain("Önce klasörleri okutun.")

    async def _gather(self, key: int) -> None:
        row = await self.view.desk.look(lambda look: folder_views.one_folder(look, key))
        if any(one.id == row.id for one in self._rows):
            self.complain(f"{name_of(row)} zaten listede.")
        else:
            self._rows.append(row)
            self._tell(f"✓ {name_of(row)} · {len(self._rows)} klasör")

    async def _move(self, yer_id: int) -> None:
        draft = MoveDraft(yer_id=yer_id, day=self.view.desk.today)
        keys = [row.id for row in self._rows]
        count = await self.view.desk.work(lambda job: moves.move(job, keys, draft))
        place = await self.view.desk.look(lambda look: place_views.place_card(look, yer_id))
        self._rows.clear()
        self._tell(f"✓ {count} klasör {place.full_code} yerine taşındı")

    def _tell(self, last: str) -> None:
        items = (Item(f"{name_of(row)} {row.title}", row.place or stage_of(row), fixed=True) for row in self._rows)
        self.show(last, reversed(list(items)))

    def action_undo(self) -> None:
        """Takes the last one off the list."""
        if self._rows:
            self._rows.pop()
            self._tell("")

    def action_leave(self) -> None:
        """Esc: at once while nothing is gathered, else when it is pressed again."""
        if self._rows and not self._leaving:
            self._leaving = True
            self.complain(f"{len(self._rows)} klasör okutuldu, taşınmadı. Vazgeçmek için Esc'e yeniden basın.")
            return
        super().action_leave()


class ShelfDialog(_ScanDialog):
    """Checks a place: what each label says of the records, then what was not found, then the check is kept."""

    WORDS = "Raftaki klasörlerin etiketlerini okutun:"
    EMPTY = "Henüz klasör okutulmadı"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "nothing", "Okut", key_display="Enter"),
        Binding("f2,alt+e", "move_here", "Sonuncuyu buraya taşı", key_display="F2", priority=True),
        Binding("ctrl+s", "finish", "Bitir", key_display="Ctrl+S", priority=True),
    ]

    def __init__(self, view: View, place: PlaceRow) -> None:
        super().__init__(view, f"Raf denetimi: {place.full_code}")
        self.place = place
        self._scans: list[ShelfScan] = []
        self._labels: dict[int | str, str] = {}
        """What was read, each folder once."""
        self._missed: dict[int, str] = {}
        """What an earlier check missed here, with that check."""
        self._told = False
        """What was not found stands in the list; the next Ctrl+S keeps the check."""
        self._leaving = False

    def on_mount(self) -> None:
        """The line is ready; what was missed before is told first."""
        super().on_mount()
        self.run_worker(self._read_missed())

    async def _read_missed(self) -> None:
        async with self._in_turn:
            self._missed = await self.view.desk.look(lambda look: check_views.missed_on(look, self.place.id))
            if self._missed and not self._scans:
                count = len(self._missed)
                missing = await self._not_found()
                self.show(
                    f"! Önceki denetimde bulunamayan {count} klasör var",
                    (_item(one, self._missed) for one in missing if one.klasor_id in self._missed),
                )

    async def _not_found(self) -> tuple[ShelfScan, ...]:
        seen = {one.klasor_id for one in self._scans}
        return await self.view.desk.look(lambda look: shelf_views.not_found(look, self.place.id, seen))

    async def taken(self, typed: str) -> None:
        """A label: what the records say of it, the last on top."""
        self._told = self._leaving = False
        scan = await self.view.desk.look(lambda look: shelf_views.scan_on_shelf(look, self.place.id, typed))
        self._scans = [one for one in self._scans if not (scan.klasor_id and one.klasor_id == scan.klasor_id)]
        self._scans.append(scan)
        self._labels[scan.klasor_id or scan.name] = typed
        self._tell(scan)

    def _tell(self, last: ShelfScan) -> None:
        sign = "✓" if last.word is ShelfWord.BULUNDU else "!"
        more = " · F2 buraya taşır" if last.can_move else ""
        items = (_item(one, self._missed) for one in reversed(self._scans))
        self.show(f"{sign} {last.name}: {last.word.label}{more}", items)

    async def action_move_here(self) -> None:
        """F2: the last one that stands elsewhere in the records is moved here in them."""
        async with self._in_turn:
            last = self._scans[-1] if self._scans else None
            if last is None or not last.can_move:
                self.complain("Son okutulanın kaydı burada; taşınacak bir şey yok.")
                return
            draft = MoveDraft(yer_id=self.place.id, day=self.view.desk.today)
            try:
                await self.view.desk.work(lambda job: moves.move(job, [last.klasor_id], draft))
            except MasaError as problem:
                self.complain(str(problem))
                return
            here = replace(last, word=ShelfWord.BULUNDU, recorded=self.place.full_code, can_move=False)
            self._scans[-1] = here
            self._tell(here)
            self.view.post_message(View.Changed())

    async def action_finish(self) -> None:
        """Ctrl+S: what the records have here and nobody scanned; pressed again it keeps the check."""
        async with self._in_turn:
            if not self._scans:
                self.complain("Henüz klasör okutulmadı.")
            elif self._told:
                await self._keep()
            else:
                missing = await self._not_found()
                gone = sum(one.word is ShelfWord.YOK for one in missing)
                last = f"! {gone} klasör bulunamadı" if gone else "✓ Kayıttaki bütün klasörler bulundu"
                self.show(f"{last} · Ctrl+S denetimi kaydeder", (_item(one, self._missed) for one in missing))
                self._told = True

    async def _keep(self) -> None:
        labels = list(self._labels.values())
        try:
            done = await self.view.desk.work(lambda job: shelf_checks.record_check(job, self.place.id, labels))
        except MasaError as problem:
            self.complain(str(problem))
            return
        back = f", {done.came_back} klasör yeniden bulundu" if done.came_back else ""
        self.view.say(f"Raf denetimi {done.no}: {counts_told(done.counts)}{back}")
        self.view.post_message(View.Changed())
        self.dismiss(None)

    def action_leave(self) -> None:
        """Esc: at once while nothing was scanned, else when it is pressed again."""
        if self._scans and not self._leaving:
            self._leaving = True
            self.complain("Denetim kaydedilmedi; Ctrl+S kaydeder. Vazgeçmek için Esc'e yeniden basın.")
            return
        super().action_leave()


def counts_told(counts: Mapping[ShelfGroup, int]) -> str:
    """How many folders a check found, missed and wondered at: ``12 bulunan, 1 bulunamayan``."""
    return ", ".join(f"{counts[one]} {lower(one.label)}" for one in ShelfGroup if counts.get(one))


def _item(scan: ShelfScan, missed: Mapping[int, str]) -> Item:
    sign = {ShelfWord.BULUNDU: "✓", ShelfWord.DISARIDA: "↗"}.get(scan.word, "!")
    where = f" ({scan.recorded})" if scan.recorded and scan.word is ShelfWord.BASKA_YER else ""
    note = f"{scan.word.label}{where}"
    if scan.klasor_id in missed:
        before = missed[scan.klasor_id].partition(",")[0]
        note = f"{before} denetiminden beri yok" if scan.word is ShelfWord.YOK else f"{note}, yoktu"
    return Item(f"{sign} {scan.name}", note, fixed=True)
