"""Correcting an approved voucher: the wrong one beside what is right, booked at once (m.39/1)."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from data.core.calendar import format_date
from data.core.money import format_int, format_kurus
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.reasons import Reason
from data.core.store import Look
from data.tasinir import correcting
from data.tasinir.correcting import Correction, CorrectionLine
from data.tasinir.operations import reversing
from data.tasinir.rules.amounts import format_price, format_quantity
from data.tasinir.rules.values import Direction, VoucherKind, law
from data.tasinir.voucher_drafts import AnyLineDraft, Line, VoucherDraft, line_form
from screens.actions import keys, quiet_keys
from screens.forms import ask_draft
from screens.ledger_view import LedgerView
from screens.tasinir import voucher_form
from screens.unfinished import Unfinished, ask_going_on, ask_leaving
from screens.view import View
from screens.widgets.ask_dialogs import ReasonDialog
from screens.widgets.ledger import Ledger
from screens.widgets.ledger_columns import Column
from screens.widgets.literal import facts_line
from screens.widgets.read_dialogs import WhyDialog

_RULES = (
    Reason("Kayıt hatası harcama yetkilisinin onayıyla düzeltilir; onaylı fiş silinmez ve değişmez.", law("39/1")),
    Reason(
        "Yanlış kayıt karşı fişle geri alınır, doğrusu yeni fişle kaydedilir; ikisi birlikte yapılır.", law("39/1")
    ),
    Reason(
        "Mahsup dönemi bitmeden bulunan hata o yıla, sonra bulunan içinde bulunulan yıla yazılır.", law("39/2")
    ),
)


@dataclass(frozen=True, slots=True)
class Begun:
    """What was put right so far."""

    head: VoucherDraft
    lines: tuple[Line, ...]


async def open_correction(view: View, vif_id: int) -> None:
    """F12: asks for the right head, then shows the lines to be put right; what was left unfinished goes on."""
    start = await view.ask(lambda look: correcting.correction_of(look, vif_id))
    if start is None:
        return
    kept: Unfinished[Begun] = Unfinished(view.desk, f"vif-duzeltme:{start.vif_id}", Begun)
    begun = await kept.load()
    if begun is not None:
        text = f"{start.number} fişinin düzeltmesi yarım kalmış: {format_int(len(begun.lines))} kalem."
        answer = await ask_going_on(view.app, "Düzeltme", text)
        if not answer:
            return
        if answer == "sil":
            await kept.drop()
            begun = None
    if begun is None:
        head = await _ask_head(view, start, start.head)
        begun = Begun(head, start.lines) if head is not None else None
    if begun is not None:
        await view.frame.push(CorrectionView(view, start, begun, kept))


async def _ask_head(view: View, start: Correction, head: VoucherDraft) -> VoucherDraft | None:
    values = {name: value for name, value in asdict(head).items() if value is not None}
    return await ask_draft(
        view,
        f"Doğru fiş: {start.number} yerine",
        VoucherDraft,
        key=f"vif-duzelt:{start.vif_id}",
        values=values,
        asked=voucher_form.HEAD_FIELDS,
    )


class CorrectionView(LedgerView[CorrectionLine]):
    """The right voucher before it is booked; until then it is kept in the box of unfinished forms."""

    KEY = "vif_duzeltme"
    HELP = (
        "Onaylı bir fişin kayıt hatası düzeltilir (m.39/1). Kalemler yanlış fiştekilerle dolu gelir: N ekler, F2 "
        "imleçtekini düzeltir, Del çıkarır, K başlığı yeniden sorar. F7 harcama yetkilisinin onayıdır: yanlış fiş "
        "karşı fişle geri alınır, doğrusu yeni numarayla kaydedilir; biri olmazsa öteki de olmaz. Yazılanlar her "
        "adımda saklanır; bırakılan düzeltmeyi F12 kaldığı yerden sürdürür. Esc sorarak vazgeçer."
    )
    EMPTY = "Doğru fişte kalem yok. N ile ekleyin."
    COLUMNS = (
        Column("place", "No", 3, lambda row: format_int(row.id), align="right"),
        Column("name", "Taşınır", 18, lambda row: row.name, grows=True),
        Column("quantity", "Miktar", 9, lambda row: format_quantity(row.line.quantity), align="right"),
        Column("unit", "Birim", 6, lambda row: row.unit),
        Column("price", "Birim fiyat", 12,
               lambda row: format_price(row.line.unit_price) if row.line.unit_price else "", align="right"),
        Column("total", "Tutar", 14, lambda row: format_kurus(row.total_kurus) if row.total_kurus else "",
               align="right"),
        Column("code", "Kod", 16, lambda row: row.code, min_screen=100),
        Column("sicil", "Sicil no", 20, lambda row: row.sicil_no, align="tail", min_screen=130),
    )  # fmt: skip
    DEFAULT_CSS = """
    CorrectionView > .correction--head { height: auto; max-height: 6; padding: 0 1; background: $surface; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *keys("new", "edit", "hand_on", "head", "why", "cancel_record"),
        *quiet_keys("refresh"),
    ]

    def __init__(self, opener: View, start: Correction, begun: Begun, kept: Unfinished[Begun]) -> None:
        super().__init__(opener.frame)
        self._opener = opener
        self._start, self._right = start, begun.head
        self._lines: list[Line] = list(begun.lines)
        self._kept = kept
        self._head = Static("", markup=False, classes="correction--head")

    def compose(self) -> ComposeResult:
        """The head above the lines."""
        yield self._head
        yield from super().compose()

    def on_mount(self) -> None:
        """What the head says differently was typed already: kept from here on."""
        self.run_worker(self._keep())

    async def _keep(self) -> None:
        if self._changed:
            await self._kept.keep(Begun(self._right, tuple(self._lines)))
        else:
            await self._kept.drop()

    def title(self) -> str:
        """Which voucher is corrected."""
        return f"Düzeltme: {self._start.number}"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is no list to export before it is booked."""
        if action in ("export", "filter", "filter_fields", "save_view"):
            return False
        return super().check_action(action, parameters)

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[CorrectionLine]:
        """The lines as they stand here, with names from the store."""
        rows = correcting.correction_lines(look, self._right, self._lines)
        part = rows[start : start + limit]
        total = sum(row.total_kurus for row in rows)
        words = f"toplam {format_kurus(total)}" if total else ""
        return Window(start, part, tuple((row.id,) for row in part), len(rows), words)

    @on(Ledger.Loaded)
    def _read(self, event: Ledger.Loaded) -> None:
        head = self._right
        kind = VoucherKind(head.kind)
        dated = format_date(head.dayanak_day) if head.dayanak_day else ""
        facts = (
            ("Yerine", self._start.number),
            ("İşlem çeşidi", f"{kind.direction.label}: {kind.label}"),
            ("Tarih", format_date(head.day)),
            ("Dayanak", " ".join(part for part in (dated, head.dayanak_no) if part)),
            ("Nereden", head.from_text or ""),
            ("Kime", head.to_person or ""),
            ("Nereye", head.to_place or ""),
        )  # fmt: skip
        self._head.update(facts_line(facts))

    @property
    def _changed(self) -> bool:
        return self._lines != list(self._start.lines) or self._right != self._start.head

    # ------------------------------------------------------------ lines

    @work
    async def action_new(self) -> None:
        """N: another line."""
        await self._ask_line("Kalem ekle", None)

    @work
    async def action_edit(self) -> None:
        """F2: the line under the cursor."""
        if self.current is not None:
            await self._ask_line(f"{self.current.id}. kalem", self.current.id - 1)

    async def _ask_line(self, title: str, place: int | None) -> None:
        before = self._lines[place] if place is not None else None
        values = voucher_form.line_values(before) if before is not None else {}

        async def taken(draft: AnyLineDraft) -> None:
            day = self._right.day
            line = await self.desk.look(lambda look: voucher_form.as_line(look, day, draft, before))
            if place is None:
                self._lines.append(line)
            else:
                self._lines[place] = line
            await self._keep()
            self.reload()

        await ask_draft(
            self,
            f"{title}: {self.title()}",
            line_form(VoucherKind(self._right.kind)),
            key=f"vif-duzelt-kalem:{self._start.vif_id}:{place}",
            values=values,
            taken=taken,
        )

    @work
    async def action_cancel_record(self) -> None:
        """Del: the line is not on the right voucher."""
        if self.current is not None:
            del self._lines[self.current.id - 1]
            await self._keep()
            self.reload()

    @work
    async def action_head(self) -> None:
        """K: the head anew."""
        head = await _ask_head(self, self._start, self._right)
        if head is not None:
            self._right = head
            await self._keep()
            self.reload()

    # ------------------------------------------------------------ its way

    @work
    async def action_hand_on(self) -> None:
        """F7: approves the correction and books both vouchers."""
        start, head, lines = self._start, self._right, tuple(self._lines)
        if not self._changed:
            self.say("Başlık da kalemler de yanlış fiştekiyle aynı: F2 kalemi, K başlığı düzeltir.")
            return
        text = (
            f"{start.number} sayılı fiş karşı fişle geri alınacak, doğrusu {format_date(head.day)} tarihiyle "
            f"{format_int(len(lines))} kalem olarak kaydedilecek. Düzeltme gerekçesini yazın."
        )
        reason = await self.app.push_screen_wait(ReasonDialog("Düzeltmeyi onayla", text, 3))
        if reason is None:
            return
        made = await self.do(lambda work: reversing.correct(work, start.vif_id, head, lines, head.day, reason))
        if made is not None:
            await self._kept.drop()
            words = f"{start.number} düzeltildi: doğrusu {made.number} · {format_kurus(made.total_kurus)}"
            # The frame takes this view off with everything that runs in it, so the rest runs in the frame.
            self.frame.run_worker(self._back(words), group="views")

    async def _back(self, words: str) -> None:
        await self.frame.pop()
        self._opener.say(words)

    @work
    async def action_why(self) -> None:
        """F4: what the Yönetmelik says of corrections."""
        way = "Giriş hatası" if self._start.direction is Direction.GIRIS else "Çıkış hatası"
        await self.app.push_screen_wait(WhyDialog(self.title(), way, _RULES))

    def action_leave(self) -> None:
        """Esc: at once where nothing was changed; else it is kept, or given up knowingly."""
        self.run_worker(self._leave())

    async def _leave(self) -> None:
        if self._changed:
            kept = self.desk.box is not None
            answer = await ask_leaving(
                self.app, "Düzeltme", "Düzeltme kaydedilmedi; fiş olduğu gibi kalır.", kept=kept
            )
            if not answer:
                return
            if answer == "sil":
                await self._kept.drop()
        self.frame.go_back()
