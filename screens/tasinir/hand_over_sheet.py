"""An ambar that changes hands: what the records say beside what is found, until the tutanak is written.

Nothing of it is a record before that; it is kept in the box of unfinished forms after every step.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from data.core.calendar import format_date
from data.core.money import format_int
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.reasons import Reason
from data.core.store import Look
from data.core.text import fold
from data.tasinir import setup_views
from data.tasinir.ending_drafts import HandOverDraft
from data.tasinir.ending_views import HandOverLine
from data.tasinir.hand_over_sheet import (
    FoundDraft,
    FoundGoodsDraft,
    HandOverBegun,
    HandOverBoardDraft,
    read_found,
    sheet,
)
from data.tasinir.operations.handovers import hand_over
from data.tasinir.rules.amounts import format_quantity
from data.tasinir.rules.values import law
from screens.actions import keys, quiet_keys
from screens.forms import ask_draft
from screens.frame import Frame
from screens.ledger_view import LedgerView
from screens.unfinished import Unfinished, ask_leaving
from screens.view import View
from screens.widgets.ask_dialogs import ChooseDialog, ConfirmDialog
from screens.widgets.ledger import Ledger
from screens.widgets.ledger_columns import Column
from screens.widgets.literal import facts_line
from screens.widgets.read_dialogs import WhyDialog
from screens.widgets.tones import Tone

RULES = (
    Reason("Kayıt yetkilisi, ambarı devir ve teslim etmeden görevinden ayrılamaz.", law("33/1")),
    Reason(
        "Devredemiyor ya da devretmiyorsa en az üç kişilik kurul devreder; başkanını harcama yetkilisi belirler, "
        "yeni kayıt yetkilisi kurulun üyesidir.",
        law("33/2"),
    ),
    Reason("Tutanak taşınır kodu düzeyindedir: kayıttaki, bulunan, fazla ve noksan. Üç nüshadır.", law("10/1-f")),
    Reason(
        "Tutanak kayıtları değiştirmez; fazla ve noksan, sayım ve kayıttan düşme yoluyla kaydedilir.", law("32/7")
    ),
)
_NEW = "yeni"


async def begin_hand_over(view: View) -> None:
    """N: asks who hands over to whom, then shows what the ambar holds; what was left unfinished goes on."""
    kept: Unfinished[dict[int, HandOverBegun]] = Unfinished(
        view.desk, "ambar-devir-sayim", dict[int, HandOverBegun]
    )
    left = await kept.load() or {}
    if left:
        chosen = await _choose(view, left)
        if chosen is None:
            return
        if chosen:
            await view.frame.push(HandOverSheet(view.frame, left[chosen], kept))
            return
    begun = await _ask_head(view, None)
    if begun is not None:
        before = left.get(begun.draft.ambar_id)
        # What was found in this ambar before stays found, whoever takes it over.
        begun = replace(begun, found=before.found) if before is not None else begun
        await view.frame.push(HandOverSheet(view.frame, begun, kept))


async def _choose(view: View, left: Mapping[int, HandOverBegun]) -> int | None:
    """The ambar whose unfinished hand-over goes on, 0 for a new one; ``None`` after Esc."""

    def names(look: Look) -> dict[int, str]:
        found = {key: setup_views.ambar_choice(look, key) for key in left}
        return {key: one.title for key, one in found.items() if one is not None}

    named = await view.ask(names)
    if not named:
        return None if named is None else 0
    options = [
        (
            str(key),
            f"{name} · {format_date(left[key].draft.day)} · "
            f"{format_int(len(left[key].found))} kalemde bulunan yazılmış",
        )
        for key, name in named.items()
    ]
    text = "Yarım kalan devir var; kaldığı yerden sürdürülebilir."
    dialog = ChooseDialog("Ambar devri", [*options, (_NEW, "Yeni devir başlat")], text=text)
    chosen = await view.app.push_screen_wait(dialog)
    if not chosen:
        return None
    return 0 if chosen[0] == _NEW else int(chosen[0])


async def _ask_head(view: View, before: HandOverBegun | None) -> HandOverBegun | None:
    """The head and, where a board hands over, the board; filled with what stood there."""
    values: dict[str, object] = {"day": view.desk.today}
    if before is not None:
        values = {name: value for name, value in asdict(before.draft).items() if value is not None}
    draft = await ask_draft(view, "Ambar devri", HandOverDraft, key="ambar-devir", values=values)
    if draft is None:
        return None
    found = before.found if before is not None else {}
    if not draft.by_board:
        return HandOverBegun(draft, None, found)
    seats: dict[str, object] = {"kayit": ", ".join(part for part in (draft.to_name, draft.to_title) if part)}
    if before is not None and before.board is not None:
        seats = {name: value for name, value in asdict(before.board).items() if value is not None}
    board = await ask_draft(
        view, "Devir kurulu (m.33/2)", HandOverBoardDraft, key="ambar-devir-kurul", values=seats
    )
    return HandOverBegun(draft, board, found) if board is not None else None


class HandOverSheet(LedgerView[HandOverLine]):
    """The tutanak before it is written; nothing of it is in the store yet."""

    KEY = "ambar_devir_sayim"
    HELP = (
        "Ambarda kayda göre olanlar. Sayılanla kayıt tutuyorsa bir şey yazılmaz; tutmayanda Enter ya da F2 "
        "bulunan miktarı sorar, kayıtta hiç olmayanı N ekler, Del yazılanı geri alır, K başlığı yeniden sorar. F7 "
        "Ambar Devir ve Teslim Tutanağı'nı numarasıyla yazar; kayıtlar değişmez. F4 kuralları söyler. Yazılanlar "
        "her adımda saklanır: Esc ya da elektriğin kesilmesi bir şey kaybettirmez; Ambar devri listesinde N "
        "kaldığı yerden sürdürür."
    )
    EMPTY = "Ambarda kayda göre taşınır yok. N ile bulunanı ekleyin ya da F7 ile tutanağı yazın."
    COLUMNS = (
        Column("sign", "", 1, lambda row: "±" if row.surplus or row.shortage else ""),
        Column("code", "Kod", 16, lambda row: row.code),
        Column("name", "Taşınır", 18, lambda row: row.name, grows=True),
        Column("recorded", "Kayıtta", 10, lambda row: format_quantity(row.recorded), align="right"),
        Column("handed", "Bulunan", 10, lambda row: format_quantity(row.handed), align="right",
               tone=lambda row: Tone.WARN if row.surplus or row.shortage else Tone.NORMAL),
        Column("unit", "Birim", 6, lambda row: row.unit),
    )  # fmt: skip
    DEFAULT_CSS = """
    HandOverSheet > .hand-over--head { height: auto; max-height: 4; padding: 0 1; background: $surface; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *keys("new", "edit", "hand_on", "head", "why", "cancel_record"),
        *quiet_keys("refresh"),
    ]

    def __init__(self, frame: Frame, begun: HandOverBegun, kept: Unfinished[dict[int, HandOverBegun]]) -> None:
        super().__init__(frame)
        self._begun = begun
        self._found: dict[int, str] = dict(begun.found)
        self._kept = kept
        self._ambar = ""
        self._head = Static("", markup=False, classes="hand-over--head")

    def compose(self) -> ComposeResult:
        """The head above the lines."""
        yield self._head
        yield from super().compose()

    def on_mount(self) -> None:
        """The head was typed already: kept from here on."""
        self.run_worker(self._keep())

    async def _keep(self, ambar_before: int = 0) -> None:
        """Keeps all that was typed, beside other ambars' unfinished hand-overs."""
        self._begun = replace(self._begun, found=dict(self._found))
        left = await self._kept.load() or {}
        left.pop(ambar_before, None)
        await self._kept.keep({**left, self._begun.draft.ambar_id: self._begun})

    async def _forget(self) -> None:
        left = await self._kept.load() or {}
        left.pop(self._begun.draft.ambar_id, None)
        await (self._kept.keep(left) if left else self._kept.drop())

    def title(self) -> str:
        """Which ambar changes hands."""
        return f"Ambar devri: {self._ambar}" if self._ambar else "Ambar devri"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is nothing to export before it is written."""
        if action in ("export", "save_view"):
            return False
        return super().check_action(action, parameters)

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[HandOverLine]:
        """What the records say, with what was found so far."""
        choice = setup_views.ambar_choice(look, self._begun.draft.ambar_id)
        self._ambar = choice.title if choice is not None else ""
        lines = sheet(look, self._begun.draft, self._found)
        words = fold(query.text).split()
        rows = [row for row in lines if all(word in fold(f"{row.code} {row.name}") for word in words)]
        part = tuple(rows[start : start + limit])
        differing = sum(1 for row in lines if row.surplus or row.shortage)
        summary = f"{differing} kalemde fark" if differing else "fark yok"
        return Window(start, part, tuple((row.id,) for row in part), len(rows), summary)

    @on(Ledger.Loaded)
    def _read(self, event: Ledger.Loaded) -> None:
        facts = (
            ("Ambar", self._ambar),
            ("Devir tarihi", format_date(self._begun.draft.day)),
            ("Devralan", self._begun.draft.to_name or ""),
            ("Kurul", ", ".join(one.name for one in self._begun.seats)),
        )
        self._head.update(facts_line(facts))
        self.frame.refresh_bindings()

    async def opened(self, row: HandOverLine) -> None:
        """Enter: what was found."""
        await self._ask_found(row)

    @work
    async def action_edit(self) -> None:
        """F2: what was found of the goods under the cursor."""
        if self.current is not None:
            await self._ask_found(self.current)

    async def _ask_found(self, row: HandOverLine) -> None:
        async def taken(draft: FoundDraft) -> None:
            await self._put(row.id, draft.quantity)

        await ask_draft(
            self,
            f"{row.name}: kayıtta {format_quantity(row.recorded)} {row.unit}",
            FoundDraft,
            key=f"ambar-devir-miktar:{self._begun.draft.ambar_id}:{row.id}",
            values={"quantity": self._found[row.id]} if row.id in self._found else None,
            taken=taken,
        )

    @work
    async def action_new(self) -> None:
        """N: goods that the records of the ambar do not know."""

        async def taken(draft: FoundGoodsDraft) -> None:
            await self._put(draft.tasinir_id, draft.quantity)

        await ask_draft(self, "Kayıtta olmayan taşınır", FoundGoodsDraft, key="ambar-devir-yeni", taken=taken)

    async def _put(self, tasinir_id: int, typed: str) -> None:
        read_found(typed)
        self._found[tasinir_id] = typed
        await self._keep()
        self.reload()

    @work
    async def action_cancel_record(self) -> None:
        """Del: what was typed of these goods does not count."""
        if self.current is not None and self._found.pop(self.current.id, None) is not None:
            await self._keep()
            self.reload()

    @work
    async def action_head(self) -> None:
        """K: who hands over to whom, anew; what was found stays."""
        before = self._begun.draft.ambar_id
        begun = await _ask_head(self, self._begun)
        if begun is not None:
            self._begun = begun
            await self._keep(before)
            self.reload()

    @work
    async def action_why(self) -> None:
        """F4: what the Yönetmelik asks of it."""
        await self.app.push_screen_wait(WhyDialog(self.title(), "Kurallar", RULES))

    @work
    async def action_hand_on(self) -> None:
        """F7: writes the tutanak."""
        draft, found, seats = self._begun.draft, dict(self._found), self._begun.seats
        text = f"{self._ambar} · {format_date(draft.day)}\n"
        text += (
            f"{format_int(len(found))} kalemde bulunan miktar yazıldı." if found else "Bulunanlar kayda uyuyor."
        )
        choices = (("yaz", "Tutanağı yaz"), ("vazgec", "Vazgeç"))
        if await self.app.push_screen_wait(ConfirmDialog("Ambar devri", text, choices, "yaz")) != "yaz":
            return
        made = await self.do(lambda work: hand_over(work, draft, found, seats))
        if made is not None:
            await self._forget()
            # The frame takes this view off with everything that runs in it, so the rest runs in the frame.
            self.frame.run_worker(self._written(made), group="views")

    async def _written(self, devir_id: int) -> None:
        from data.tasinir.lookup import HAND_OVER_KIND

        await self.frame.pop()
        await self.frame.open_record(HAND_OVER_KIND, devir_id)
        if (view := self.frame.view) is not None:
            view.say("Ambar devir ve teslim tutanağı yazıldı; F6 yazdırır")

    def action_leave(self) -> None:
        """Esc: what was typed is kept, or given up knowingly."""
        self.run_worker(self._leave())

    async def _leave(self) -> None:
        text = f"Tutanak yazılmadı; {format_int(len(self._found))} kalemde bulunan miktar yazıldı."
        answer = await ask_leaving(self.app, "Ambar devri", text, kept=self.desk.box is not None)
        if answer == "sil":
            await self._forget()
        if answer:
            self.frame.go_back()
