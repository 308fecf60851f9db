"""Counting at the prompt: a scanner types and presses Enter, the desk says what each scan means (m.32/4-5)."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Sequence
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from data.core.errors import MasaError
from data.core.money import format_int
from data.core.reasons import Reason
from data.core.store import Look, Work
from data.core.text import clean_line
from data.tasinir.count_drafts import CountPlace, QuantityDraft
from data.tasinir.count_stand import Stand, StandCount, Stands, stand_count, stands
from data.tasinir.count_views import CountRow, EntryRow, count_card, entries
from data.tasinir.operations import counting
from data.tasinir.operations.count_entries import Scanned
from data.tasinir.operations.counting import Typed
from data.tasinir.rules.amounts import ONE, format_quantity
from data.tasinir.rules.counts import said
from data.tasinir.rules.scans import code_and_quantity
from data.tasinir.rules.values import CountAnswer
from screens.actions import keys, quiet_keys
from screens.forms import open_form
from screens.frame import Frame
from screens.problems import show_problem
from screens.tasinir.scan_dialogs import choose_stand, choose_unknown, kept_scans, may_leave, name_unknown
from screens.tasinir.scan_line import ScanLine
from screens.tasinir.scan_paint import Shown, Waiting, big, line, of_entry, place_line, state_line
from screens.tasinir.scan_queue import ScanQueue
from screens.view import View
from screens.widgets.read_dialogs import WhyDialog

_BELL = "tasinir.sayim.ses"
_SHOWN = 60
_REST = 0.04
"""Seconds between two paintings of the answers."""
_EVERY = 2.0
"""Seconds between two readings of what other counters did here."""


class ScanView(View):
    """The prompt of one counter."""

    HELP = (
        "Sayım okutması. Önce yer seçilir: F3, ya da ambarın, odanın etiketi okutulur; sonra taşınırlar art arda "
        "okutulur: etiketin karekodu ya da çizgi kodu, sicil no ya da kısa numara. Elle yazıp Enter da olur. Her "
        "okutmanın kendi sözü vardır: ✓ bulundu, = sayılmıştı, ↔ başka yerde kayıtlı, ? bilinmiyor, × kayıttan "
        "düşülmüş, – sayım dışı. Etiketsiz olan ya da miktarla sayılan: taşınır kodu, boşluk, miktar "
        "(150.01.03.01 12,5); kodu bilinmiyorsa F2. F12 bilinmeyen okutmanın ne olduğunu yazar; yazılan sayımla "
        "saklanır ve basılır, taşınırı seçilirse burada sayılır. Ctrl+Z son okutmayı geri alır, F4 son sözün "
        "nedenini açar. F10 yalnız ✓ olmayanlarda ses verir. Okutmalar hemen kaydedilir; bırakıp sonra ya da "
        "başka bir masada sürdürülür."
    )
    DEFAULT_CSS = """
    ScanView { layout: vertical; }
    ScanView > .scan--head { height: 2; padding: 0 1; background: $surface; text-wrap: nowrap; }
    ScanView > .scan--answer { height: 4; padding: 0 1; text-wrap: nowrap; }
    ScanView > .scan--list { height: 1fr; padding: 0 1; text-wrap: nowrap; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *keys("count_quantity", "count_place", "count_note", "why", "count_bell", "undo"),
        *quiet_keys("leave"),
    ]

    def __init__(self, frame: Frame, sayim_id: int, where: CountPlace | None = None) -> None:
        super().__init__(frame)
        self.sayim_id = sayim_id
        self._where = where
        self._row: CountRow | None = None
        self._stands = Stands(())
        self._stand: Stand | None = None
        self._count = StandCount()
        self._list: deque[Shown] = deque(maxlen=_SHOWN)
        self._mine: list[int] = []
        self._reasons: tuple[Reason, ...] = ()
        self._answer = Shown(0, "", "", "", "")
        self._drawing = False
        self._drawn = 0.0
        self._queue = ScanQueue(self.desk, sayim_id, self._answered, self._stopped, self._draw_head)
        self._line = ScanLine(self.take)
        self._head, self._big, self._rows = (
            Static("", markup=False, classes=f"scan--{name}") for name in ("head", "answer", "list")
        )

    def compose(self) -> ComposeResult:
        """Place, the last answer, the line, the scans."""
        yield self._head
        yield self._big
        yield self._line
        yield self._rows

    def title(self) -> str:
        """Which count."""
        return f"Okutma {self._row.no}" if self._row else "Okutma"

    def start(self) -> None:
        """The line is ready for the scanner."""
        self._line.focus()

    async def on_mount(self) -> None:
        """Reads the places, and what an earlier sitting could not write."""
        self.set_interval(_EVERY, self._look_again)
        self.set_interval(_EVERY / 4, self._keep_if_slow)
        self._open()

    @work
    async def _open(self) -> None:
        found = await self.ask(lambda look: (count_card(look, self.sayim_id)[0], stands(look, self.sayim_id)))
        if found is None:
            self.frame.go_back()
            return
        self._row, self._stands = found
        mine = await self.ask(self._own)
        self._mine = [one.id for one in reversed(mine or ())]
        self._queue.start_after(self._mine[-1] if self._mine else 0)
        self._stand = self._stands.at(self._where) if self._where else None
        for one in await kept_scans(self, self._queue):
            self._put(one)
        if self._stand is None:
            await self._choose_place()
        await self._read()
        self.post_message(View.Status(self, ""))

    def _own(self, look: Look) -> tuple[EntryRow, ...]:
        round_now = self._row.round if self._row else 1
        return tuple(
            one
            for one in entries(look, self.sayim_id, _SHOWN)
            if one.own and not one.taken_back and one.round == round_now
        )

    # ------------------------------------------------------------ scans

    @property
    def answered(self) -> Sequence[int]:
        """Keys of this counter's entries that stand and may be taken back, the last one last."""
        return self._mine

    def take(self, text: str) -> None:
        """One line: a place's label, a code with a quantity, or what is counted."""
        if (stand := self._stands.labelled(text)) is not None:
            self._go_to(stand)
            return
        if self._stand is None:
            self._refuse(text, "Önce yer seçin: F3, ya da ambarın, odanın etiketini okutun.")
            return
        code, quantity = code_and_quantity(text) or (text, "")
        self._put(Typed(self._stand.where, code, quantity))

    def _put(self, one: Typed) -> None:
        if self._queue.put(one):
            self.run_worker(self._queue.write(), group="scan")
        if len(self._queue) > 1:
            # One alone is answered before its waiting could be read.
            self._draw_soon()

    def _answered(self, some: Sequence[tuple[Typed, Scanned | MasaError]]) -> None:
        now = f"{self.desk.store.clock().astimezone():%H:%M:%S}"
        ring = False
        for typed, made in some:
            if isinstance(made, MasaError):
                self._refuse(typed.text, str(made))
                ring = True
                continue
            sign, word = said(made.answer, item=made.demirbas_id is not None, quantity=made.quantity)
            name = made.name
            if made.demirbas_id is None and made.tasinir_id is not None:
                name = f"{format_quantity(made.quantity)} {made.name}"
            self._answer = Shown(made.id, now, sign, word, name)
            self._reasons = made.reasons
            self._list.appendleft(self._answer)
            self._mine.append(made.id)
            self._count = _counted(self._count, made)
            ring = ring or made.answer is not CountAnswer.BULUNDU
        if ring and self.desk.setting(_BELL) == "1":
            self.app.bell()
        self._draw_soon()

    def _refuse(self, text: str, why: str) -> None:
        now = f"{self.desk.store.clock().astimezone():%H:%M:%S}"
        self._answer = Shown(0, now, "!", "Alınmadı", clean_line(text))
        self._reasons = (Reason(why),)
        self._list.appendleft(self._answer)
        self._draw_soon()

    def _stopped(self, problem: MasaError) -> None:
        self._draw_head()
        self.run_worker(self._tell_stopped(problem))

    async def _tell_stopped(self, problem: MasaError) -> None:
        await show_problem(self.app, problem)
        self.say(f"{format_int(len(self._queue))} okutma yazılamadı; saklandı.")

    # ------------------------------------------------------------ places

    def _go_to(self, stand: Stand) -> None:
        self._stand, self._count = stand, StandCount()
        self._answer = Shown(0, "", "→", "Yer", stand.title)
        self._reasons = (Reason("Bundan sonraki okutmalar burada sayılır."),)
        self._draw()
        self.run_worker(self._read(), group="read", exclusive=True)

    async def _choose_place(self) -> None:
        stand = await choose_stand(self, self.sayim_id, self._stands.all, self._stand)
        if stand is not None:
            self._go_to(stand)

    @work
    async def action_count_place(self) -> None:
        """F3."""
        await self._choose_place()

    # ------------------------------------------------------------ what else can be done

    @work
    async def action_count_quantity(self) -> None:
        """F2: goods by name, and how much of them is here; one after the other."""
        if (stand := self._stand) is None:
            self.say("Önce yer seçin: F3.")
            return
        made: list[tuple[Typed, Scanned]] = []

        def write(job: Work, draft: QuantityDraft) -> str:
            found = counting.type_quantity(job, self.sayim_id, stand.where, draft.tasinir_id, draft.quantity)
            made.append((Typed(stand.where, draft.quantity), found))
            return f"{format_quantity(found.quantity)} {found.name}"

        await self._drained()
        await open_form(
            self,
            f"Miktar: {stand.title}",
            QuantityDraft,
            write,
            lambda words: f"{words} sayıldı",
            key=f"sayim-miktar:{self.sayim_id}",
            next_record=True,
        )
        if made:
            self._answered(made)
        await self._read()

    @work
    async def action_count_note(self) -> None:
        """F12: what an unknown scan was; goods that are chosen for it are counted in its place."""
        if (stand := self._stand) is None:
            self.say("Önce yer seçin: F3.")
            return
        await self._drained()
        entry = await choose_unknown(self, self.sayim_id, stand.where)
        if entry is None:
            return
        written, counted = await name_unknown(self, entry.id, entry.typed, entry.note)
        if counted is not None:
            self._mine = [one for one in self._mine if one != entry.id]
            self._answered([(Typed(stand.where, entry.typed), counted)])
        if written:
            await self._read()

    @work
    async def action_undo(self) -> None:
        """Ctrl+Z: takes the counter's own last standing entry back; its row stays, marked."""
        await self._drained()
        if not self._mine:
            self.say("Geri alınacak okutma yok.")
            return
        key = self._mine[-1]
        await self.do(lambda job: counting.take_back(job, key, "Sayıcı son okutmayı geri aldı"), "Geri alındı")
        self._mine.pop()
        shown = next((one for one in self._list if one.id == key), None)
        name = shown.name if shown else ""
        if shown is not None:
            self._list.remove(shown)
        if not len(self._queue):
            self._answer = Shown(0, "", "↶", "Geri alındı", name)
            self._reasons = (Reason("Bu okutma sayılmaz; kaydı geri alındı işaretiyle durur."),)
        await self._read()

    async def _drained(self) -> None:
        while len(self._queue) and not self._queue.busy:
            await asyncio.sleep(0.01)

    @work
    async def action_why(self) -> None:
        """F4: why the last scan was answered so."""
        if self._answer.sign:
            shown = f"{self._answer.sign} {self._answer.word}"
            await self.app.push_screen_wait(WhyDialog(self._answer.name, shown, self._reasons))

    @work
    async def action_count_bell(self) -> None:
        """F10: a sound for every answer but ✓, for a counter who looks at the shelf."""
        on = self.desk.setting(_BELL) != "1"
        await self.desk.remember(_BELL, "1" if on else "0")
        self.say("Ses açık: ✓ olmayan her okutmada." if on else "Ses kapalı.")

    @work
    async def action_leave(self) -> None:
        """Esc: back to the count, once all is written or at least kept."""
        if self._line.value:
            self._line.put("")
            return
        for _ in range(50):
            if not len(self._queue) or self._queue.busy:
                break
            await asyncio.sleep(0.01)
        if not await may_leave(self, self._queue):
            return
        self.frame.go_back()

    # ------------------------------------------------------------ what others did

    def reload(self) -> None:
        """Another view was taken off."""
        self.run_worker(self._read(), group="read", exclusive=True)

    def _look_again(self) -> None:
        if self.display and self._stand is not None and self.frame.view is self:
            self.run_worker(self._read(), group="read", exclusive=True)

    def _keep_if_slow(self) -> None:
        if len(self._queue):
            self._draw_head()
            self.run_worker(self._queue.keep_if_slow(), group="keep", exclusive=True)

    async def _read(self) -> None:
        """Counts and entries of the place as everybody made them; refusals of this sitting stay until then."""
        if (stand := self._stand) is None:
            self._draw()
            return

        def ask(look: Look) -> tuple[CountRow, StandCount, tuple[EntryRow, ...]]:
            return (
                count_card(look, self.sayim_id)[0],
                stand_count(look, self.sayim_id, stand.where),
                entries(look, self.sayim_id, _SHOWN, where=stand.where),
            )

        try:
            self._row, count, found = await self.desk.look(ask)
        except MasaError:
            return
        if stand is not self._stand or len(self._queue):
            return
        self._count = count
        refused = [one for one in self._list if not one.id]
        shown = [of_entry(one) for one in found if not one.taken_back]
        self._list = deque(sorted([*refused, *shown], key=lambda one: one.at, reverse=True), maxlen=_SHOWN)
        self._draw()

    # ------------------------------------------------------------ painting

    def on_resize(self) -> None:
        """More scans where there is room."""
        self._draw()

    def _draw_soon(self) -> None:
        """At once, or a moment later where a burst of scans would only be painted over."""
        now = time.monotonic()
        if now - self._drawn >= _REST:
            self._draw()
        elif not self._drawing:
            self._drawing = True
            self.set_timer(_REST, self._draw)

    def _draw(self) -> None:
        self._drawing, self._drawn = False, time.monotonic()
        self._draw_head()
        width = max(self.size.width - 2, 20)
        self._big.update(big(self._answer, self._reasons, width), layout=False)
        lines = [line(one, width) for one in list(self._list)[: max(self._rows.size.height, 1)]]
        self._rows.update(Content("\n").join(lines), layout=False)

    def _draw_head(self) -> None:
        width = max(self.size.width - 2, 20)
        waiting = Waiting(len(self._queue), self._queue.busy, self._queue.why)
        bell = self.desk.setting(_BELL) == "1"
        lines = (
            place_line(self._stand, self._count, width),
            state_line(waiting, self._row, self._count, bell, width),
        )
        self._head.update(Content("\n").join(lines), layout=False)


def _counted(count: StandCount, made: Scanned) -> StandCount:
    """The counts of the place after one more scan of an item; goods and others' scans are read a little later."""
    found = made.demirbas_id is not None and made.quantity == ONE and made.answer is CountAnswer.BULUNDU
    visitor = made.answer is CountAnswer.BASKA_YER
    unknown = made.answer is CountAnswer.BILINMIYOR
    return StandCount(count.rows, count.counted + found, count.visitors + visitor, count.unknown + unknown)
