"""One count: its places, II. düzey codes, differences, entries and papers, and the way to the prompt (m.32)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from data.core.calendar import format_date
from data.core.money import format_int
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.store import Look
from data.core.text import fold, visible
from data.tasinir.boards import SeatRow
from data.tasinir.count_lines import (
    DIFFERING,
    ELSEWHERE,
    ENTRIES,
    LEVELS,
    PAPERS,
    PLACES,
    Counter,
    CountLine,
    clock,
    count_lines,
    counters,
)
from data.tasinir.count_stand import Stands, stands
from data.tasinir.count_views import CountRow, PlaceProgress, count_card, progress
from data.tasinir.lookup import AREA, COUNT_KIND
from data.tasinir.operations import counting
from data.tasinir.rules.values import CountState
from screens.actions import keys, quiet_keys
from screens.areas import opener
from screens.frame import Frame
from screens.history import show_history
from screens.ledger_view import LedgerView
from screens.tasinir import count_steps
from screens.tasinir.count_paper import export_count
from screens.tasinir.count_sheets import import_sheet
from screens.tasinir.scan_dialogs import name_unknown
from screens.tasinir.scan_view import ScanView
from screens.widgets.ask_dialogs import ReasonDialog
from screens.widgets.detail import Detail
from screens.widgets.ledger_columns import Column
from screens.widgets.literal import one_line
from screens.widgets.read_dialogs import WhyDialog
from screens.widgets.tones import Tone

_TONES = {"✓": Tone.GOOD, "±": Tone.WARN, "↔": Tone.WARN, "?": Tone.BAD, "●": Tone.ACCENT, "×": Tone.DIM}
_COUNTERS = 4
_WIDE = 118
_EVERY = 5.0
"""Seconds between two readings of what counters at other desks did."""


def _tone(line: CountLine) -> Tone:
    return _TONES.get(line.sign, Tone.NORMAL)


@dataclass(frozen=True, slots=True)
class _Kept:
    """What the head says."""

    row: CountRow
    board: tuple[SeatRow, ...]
    places: tuple[PlaceProgress, ...]
    counters: tuple[Counter, ...]
    stands: Stands


class CountView(LedgerView[CountLine]):
    """A count."""

    KEY = "sayim"
    HELP = (
        "Bir sayım (m.32). V görünümleri değiştirir: yerler (sayılan / kayıtlı ve kim sayıyor), II. düzeyler, "
        "farklar, başka yerde bulunanlar, girişler, doğan belgeler. T ya da yerde Enter okutmayı açar; farkta "
        "Enter ya da F4 nedenini, belgede Enter fişi ya da teklifi açar. A doldurulmuş sayım sayfasını alır, F6 "
        "sayfaları ve Sayım Tutanağını yazar. Girişte Ctrl+Z gerekçesiyle geri alır, F12 bilinmeyenin ne olduğunu "
        "yazar. F7 sıradaki adımdır, P hareketleri durdurur ya da açar, Del sayımı iptal eder."
    )
    EMPTY = "Burada bir şey yok. V öteki görünüme geçer."
    VIEWS = (
        (PLACES, "Yer"), (LEVELS, "Düzey"), (DIFFERING, "Fark"), (ELSEWHERE, "Başka yer"), (ENTRIES, "Giriş"),
        (PAPERS, "Belge"),
    )  # fmt: skip
    COLUMNS = (
        Column("sign", "", 1, lambda line: line.sign, tone=_tone),
        Column("code", "Kod", 15, lambda line: line.code),
        Column("name", "Adı", 12, lambda line: line.name, grows=True),
        Column("recorded", "Kayıt", 6, lambda line: line.recorded, align="right"),
        Column("counted", "Sayılan", 7, lambda line: line.counted, align="right"),
        Column("difference", "Fark", 6, lambda line: line.difference, align="right", tone=_tone),
        Column("said", "Açıklama", 12, lambda line: line.said, grows=True),
    )
    DEFAULT_CSS = """
    CountView > .count--head {
        height: auto; max-height: 5; padding: 0 1; background: $surface; text-wrap: nowrap;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *keys("count_scan", "hand_on", "why", "import_file", "count_freeze", "cancel_record"),
        *quiet_keys("history", "undo", "count_note"),
    ]

    class Read(Message):
        """The head was read anew."""

    def __init__(self, frame: Frame, sayim_id: int) -> None:
        super().__init__(frame)
        self.sayim_id = sayim_id
        self._kept: _Kept | None = None
        self._head = Static("", markup=False, classes="count--head")

    def compose(self) -> ComposeResult:
        """The head above the rows."""
        yield self._head
        yield from super().compose()

    def on_mount(self) -> None:
        """Follows the counters of other desks."""
        super().on_mount()
        self.set_interval(_EVERY, self._look_again)

    def _look_again(self) -> None:
        if self.frame.view is self and self.app.screen is self.frame and self._row and self._row.state.counting:
            self.reload()

    @property
    def _row(self) -> CountRow | None:
        return self._kept.row if self._kept else None

    def title(self) -> str:
        """Which count."""
        return f"Sayım {self._row.no}" if self._row else "Sayım"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what this user may do with the count as it stands."""
        row, actor = self._row, self.desk.actor
        if action in ("count_scan", "import_file", "undo", "count_note"):
            return row is not None and row.state.counting and actor.can(AREA, Verb.PREPARE)
        if action in ("hand_on", "cancel_record", "count_freeze"):
            over = row is None or row.state in (CountState.BITTI, CountState.IPTAL)
            if over or not actor.can(AREA, Verb.CLOSE):
                return False
            return row is not None and (action != "count_freeze" or row.state.counting)
        if action == "export":
            return actor.can(AREA, Verb.EXPORT)
        return super().check_action(action, parameters)

    # ------------------------------------------------------------ rows

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[CountLine]:
        """From the store: one of the lists."""
        row, board = count_card(look, self.sayim_id)
        self._kept = _Kept(
            row, board, progress(look, self.sayim_id), counters(look, self.sayim_id), stands(look, self.sayim_id)
        )
        words = fold(query.text).split()
        lines = [
            one
            for one in count_lines(look, self.sayim_id, query.view)
            if all(word in fold(one.text) for word in words)
        ]
        part = tuple(lines[start : start + limit])
        self.post_message(self.Read())
        return Window(start, part, tuple((one.id,) for one in part), len(lines), "")

    def on_count_view_read(self, event: Read) -> None:
        """The head says what the rows say."""
        event.stop()
        self._draw_head()
        self.frame.refresh_bindings()

    def on_resize(self) -> None:
        """The head has more words where there is room."""
        super().on_resize()
        self._draw_head()

    def _draw_head(self) -> None:
        if self._kept is not None:
            self._head.update(_head(self._kept, max(self.size.width - 2, 20)))

    def detail(self, look: Look, row: CountLine) -> Detail:
        """All of a line."""
        facts = [("Kayıt", row.recorded), ("Sayılan", row.counted), ("Fark", row.difference), ("", row.said)]
        return Detail(
            f"{row.code} {row.name}",
            (
                *((label, text) for label, text in facts if text),
                *((reason.law, reason.text) for reason in row.reasons[:20]),
            ),
        )

    async def opened(self, row: CountLine) -> None:
        """Enter: the prompt at a place, the reasons of a difference, a paper."""
        if row.record is not None:
            kind, key = row.record
            if opener(kind) is None:
                self.say(f"{row.name} {row.code}: kendi ekranı yok.")
            else:
                self.frame.go_to_record(kind, key)
        elif row.where is not None and self.check_action("count_scan", ()):
            await self._scan(row)
        elif row.reasons:
            await self._why(row)
        else:
            await super().opened(row)

    async def _scan(self, line: CountLine | None) -> None:
        where = line.where if line else None
        if where is not None and self._kept and self._kept.stands.at(where) is None:
            self.say(f"{line.code} {line.name} sayılmaz; kayıtlardan alınır." if line else "")
            return
        await self.frame.push(ScanView(self.frame, self.sayim_id, where))

    @work
    async def action_count_scan(self) -> None:
        """T: the prompt, at the place under the cursor if there is one."""
        await self._scan(self.current)

    async def _why(self, line: CountLine) -> None:
        shown = f"Kayıt {line.recorded} · sayılan {line.counted} · fark {line.difference or 'yok'}"
        chosen = await self.app.push_screen_wait(WhyDialog(f"{line.code} {line.name}", shown, line.reasons))
        if chosen is not None:
            self.frame.go_to_record(chosen.kind, chosen.id)

    @work
    async def action_why(self) -> None:
        """F4: why the numbers of the line are so, else where the count stands and what comes next."""
        if (line := self.current) is not None and line.reasons:
            await self._why(line)
        elif (row := self._row) is not None:
            await count_steps.show_state(self, row)

    # ------------------------------------------------------------ its way

    @work
    async def action_hand_on(self) -> None:
        """F7: the step whose turn it is."""
        if (row := self._row) is None:
            return
        await count_steps.hand_on(self, row)
        self.reload()

    @work
    async def action_count_freeze(self) -> None:
        """P: movements stop, or go on."""
        if (row := self._row) is not None:
            await count_steps.set_frozen(self, row)
            self.reload()

    @work
    async def action_cancel_record(self) -> None:
        """Del: with a reason."""
        if (row := self._row) is not None:
            await count_steps.cancel(self, row)
            self.reload()

    @work
    async def action_undo(self) -> None:
        """Ctrl+Z on an entry: taken back, with a reason; it stays in the list."""
        line = self.current
        if line is None or not line.entry_id:
            self.say("Geri alınacak giriş, Giriş görünümünde seçilir.")
            return
        dialog = ReasonDialog("Girişi geri al", f"{line.name}: neden geri alınıyor?")
        reason = await self.app.push_screen_wait(dialog)
        if reason is not None:
            await self.do(lambda job: counting.take_back(job, line.entry_id, reason), "Giriş geri alındı")
            self.reload()

    @work
    async def action_count_note(self) -> None:
        """F12 on an unknown entry: what it was."""
        line = self.current
        if line is None or line.note is None:
            self.say("Bilinmeyen okutma, Giriş görünümünde seçilir.")
            return
        await name_unknown(self, line.entry_id, line.name, line.note)
        self.reload()

    # ------------------------------------------------------------ files

    @work
    async def action_import_file(self) -> None:
        """A: a count sheet that was filled in."""
        await import_sheet(self, self.sayim_id)
        self.reload()

    @work
    async def action_export(self) -> None:
        """F6: count sheets, the Sayım Tutanağı, or the list."""
        if (row := self._row) is not None and self._kept is not None:
            line = self.current
            await export_count(self, row, self._kept.stands, line.where if line else None)

    def action_history(self) -> None:
        """H."""
        if (row := self._row) is not None:
            show_history(self, COUNT_KIND, row.id, f"{row.no} {row.kind.label}")


def _head(kept: _Kept, width: int) -> Content:
    row = kept.row
    first = [f"{row.no} {row.kind.label}", format_date(row.day), row.state.label]
    first += ["hareketler durdu"] if row.frozen else []
    chair = ", ".join(seat.name for seat in kept.board)
    to_count = [one for one in kept.places if not one.from_records]
    rows, counted = sum(one.rows for one in to_count), sum(one.counted for one in to_count)
    done = sum(1 for one in to_count if one.done)
    lines = [Content.styled(one_line(" · ".join(first), width), "bold")]
    lines.append(Content.styled(one_line(f"Kurul: {chair}", width), "$text-muted"))
    if row.state is not CountState.HAZIRLIK:
        again = "İkinci sayım" if row.round > 1 else "Sayılan"
        said = f"{again}: {format_int(counted)} / {format_int(rows)}"
        said += f" · biten yer {format_int(done)} / {format_int(len(to_count))}"
        lines.append(Content(one_line(said, width)))
    if kept.counters and row.state.counting:
        named = [
            f"{one.name} {stand.code if (stand := kept.stands.at(one.where)) else ''} {clock(one.last)}"
            for one in kept.counters[:_COUNTERS]
        ]
        lines.append(Content(one_line(f"Sayanlar: {visible(' · '.join(named))}", width)))
    lines.append(Content.styled(count_steps.next_words(row, long=width >= _WIDE), "$text-accent"))
    return Content("\n").join(lines)
