"""An ambar that changes hands: what the records say beside what is found, until the tutanak is written."""

from __future__ import annotations

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from data.core.calendar import format_date
from data.core.errors import BadFields
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.store import Look
from data.core.text import fold
from data.tasinir import setup_views
from data.tasinir.boards import SeatDraft
from data.tasinir.ending_drafts import HandOverDraft
from data.tasinir.ending_views import HandOverLine
from data.tasinir.hand_over_sheet import (
    FoundDraft,
    FoundGoodsDraft,
    HandOverBoardDraft,
    read_found,
    seats_of_board,
    sheet,
)
from data.tasinir.operations.handovers import hand_over
from data.tasinir.rules.amounts import format_quantity
from screens.actions import keys, quiet_keys
from screens.forms import ask_draft
from screens.ledger_view import LedgerView
from screens.view import View
from screens.widgets.ask_dialogs import ConfirmDialog, MessageDialog
from screens.widgets.ledger import Ledger
from screens.widgets.ledger_columns import Column
from screens.widgets.literal import facts_line
from screens.widgets.tones import Tone


async def begin_hand_over(view: View) -> None:
    """N: asks who hands over to whom, then shows what the ambar holds."""
    draft = await ask_draft(view, "Ambar devri", HandOverDraft, key="ambar-devir", values={"day": view.desk.today})
    if draft is None:
        return
    seats: tuple[SeatDraft, ...] = ()
    if draft.by_board:
        board = await ask_draft(
            view,
            "Devir kurulu (m.33/2)",
            HandOverBoardDraft,
            key="ambar-devir-kurul",
            values={"kayit": ", ".join(part for part in (draft.to_name, draft.to_title) if part)},
        )
        if board is None:
            return
        seats = seats_of_board(board, draft.user_id)
    await view.frame.push(HandOverSheet(view, draft, seats))


class HandOverSheet(LedgerView[HandOverLine]):
    """The tutanak before it is written; nothing of it is in the store yet."""

    KEY = "ambar_devir_sayim"
    HELP = (
        "Ambarda kayda göre olanlar. Sayılanla kayıt tutuyorsa bir şey yazılmaz; tutmayanda Enter ya da F2 "
        "bulunan miktarı sorar, kayıtta hiç olmayanı N ekler, Del yazılanı geri alır. F7 Ambar Devir ve Teslim "
        "Tutanağı'nı numarasıyla yazar; kayıtlar değişmez. Esc sorarak vazgeçer."
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
        *keys("new", "edit", "hand_on", "cancel_record"),
        *quiet_keys("refresh"),
    ]

    def __init__(self, opener: View, draft: HandOverDraft, seats: tuple[SeatDraft, ...]) -> None:
        super().__init__(opener.frame)
        self._opener = opener
        self._draft, self._seats = draft, seats
        self._found: dict[int, str] = {}
        self._ambar = ""
        self._head = Static("", markup=False, classes="hand-over--head")

    def compose(self) -> ComposeResult:
        """The head above the lines."""
        yield self._head
        yield from super().compose()

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
        choice = setup_views.ambar_choice(look, self._draft.ambar_id)
        self._ambar = choice.title if choice is not None else ""
        lines = sheet(look, self._draft, self._found)
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
            ("Devir tarihi", format_date(self._draft.day)),
            ("Devralan", self._draft.to_name or ""),
            ("Kurul", ", ".join(one.name for one in self._seats)),
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
        found = await ask_draft(
            self,
            f"{row.name}: kayıtta {format_quantity(row.recorded)} {row.unit}",
            FoundDraft,
            key="ambar-devir-miktar",
            values={"quantity": format_quantity(row.handed)},
        )
        if found is not None:
            await self._put(row.id, found.quantity)

    @work
    async def action_new(self) -> None:
        """N: goods that the records of the ambar do not know."""
        found = await ask_draft(self, "Kayıtta olmayan taşınır", FoundGoodsDraft, key="ambar-devir-yeni")
        if found is not None:
            await self._put(found.tasinir_id, found.quantity)

    async def _put(self, tasinir_id: int, typed: str) -> None:
        try:
            read_found(typed)
        except BadFields as problem:
            await self.app.push_screen_wait(MessageDialog("Miktar okunamadı", " ".join(problem.problems.values())))
            return
        self._found[tasinir_id] = typed
        self.reload()

    def action_cancel_record(self) -> None:
        """Del: what was typed of these goods does not count."""
        if self.current is not None and self._found.pop(self.current.id, None) is not None:
            self.reload()

    @work
    async def action_hand_on(self) -> None:
        """F7: writes the tutanak."""
        draft, found, seats = self._draft, dict(self._found), self._seats
        text = f"{self._ambar} · {format_date(draft.day)}\n"
        text += f"{len(found)} kalemde bulunan miktar yazıldı." if found else "Bulunanlar kayda uyuyor."
        choices = (("yaz", "Tutanağı yaz"), ("vazgec", "Vazgeç"))
        if await self.app.push_screen_wait(ConfirmDialog("Ambar devri", text, choices, "yaz")) != "yaz":
            return
        made = await self.do(lambda work: hand_over(work, draft, found, seats))
        if made is not None:
            # The frame takes this view off with everything that runs in it, so the rest runs in the frame.
            self.frame.run_worker(self._written(made), group="views")

    async def _written(self, devir_id: int) -> None:
        from data.tasinir.lookup import HAND_OVER_KIND

        await self.frame.pop()
        await self.frame.open_record(HAND_OVER_KIND, devir_id)
        if (view := self.frame.view) is not None:
            view.say("Ambar devir ve teslim tutanağı yazıldı; F6 yazdırır")

    def action_leave(self) -> None:
        """Esc: asks first where something would be lost."""
        if self._found:
            self.run_worker(self._leave_asked())
        else:
            self.frame.go_back()

    async def _leave_asked(self) -> None:
        choices = (("kal", "Devre dön"), ("birak", "Vazgeç: tutanak yazılmaz"))
        dialog = ConfirmDialog("Ambar devri", "Yazdığınız miktarlar kaydedilmedi.", choices, "kal")
        if await self.app.push_screen_wait(dialog) == "birak":
            self.frame.go_back()
