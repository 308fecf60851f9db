"""Ambar durumu: what each ambar holds, on any day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import ClassVar

from textual import work
from textual.binding import BindingType

from data.core.calendar import format_date
from data.core.drafts import FieldKind, FieldSpec, entry
from data.core.money import format_kurus
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.store import Look
from data.tasinir import stock_views
from data.tasinir.lookup import AREA
from data.tasinir.rules.amounts import format_quantity
from data.tasinir.stock_views import LotRow, MovementRow, StockRow
from screens.actions import keys
from screens.forms import ask_draft
from screens.frame import Frame
from screens.sections import SectionView
from screens.tasinir.rights import may_import
from screens.tasinir.sections import SECTIONS
from screens.widgets.detail import Detail
from screens.widgets.ledger_columns import Column
from screens.widgets.tones import Tone

_YEAR = timedelta(days=365)
_SHOWN_MOVES = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class StockDayDraft:
    """The day whose end is shown."""

    day: date | None = entry(FieldSpec("Tarih", FieldKind.DATE, required=False, help="Boşsa bugün"))


def _sign(row: StockRow) -> str:
    return "!" if row.short else ""


def _tone(row: StockRow) -> Tone:
    return Tone.WARN if row.short else Tone.NORMAL


class StockLedger(SectionView[StockRow]):
    """Goods by ambar."""

    KEY = "tasinir_stok"
    SECTIONS = SECTIONS
    HELP = (
        "Ambarların kayıtlı taşınırı: miktarı ve değeri. ! işareti, en az miktarının altına düşeni gösterir; "
        "Azalan görünümü bunları bütün ambarlarda birlikte, hiç kalmayanlarla sayar. Enter eldeki lotları ve "
        "bir yılın hareketlerini açar. G ambarı geçmiş bir günün sonundaki haliyle gösterir. N yeni fiş yazar. "
        "A başka bir programdaki ya da Excel'deki mevcudu açılış kaydı olarak alır. F6 seçilen günün "
        "mevcudunu, lotlarını, demirbaşlarını, II. düzey toplamlarını ve taşınırın hareketlerini yazar. Kişide "
        "ya da odada olan demirbaş ambarın kaydında kalır. Süzgeç: kağıt kod:150.01 ambar:01."
    )
    EMPTY = "Bu görünümde taşınır yok. N giriş fişi yazar; kayıt yetkilisi A ile eldeki mevcudu dosyadan alır."
    VIEWS = (("", "Tümü"), ("tuketim", "Tüketim"), ("dayanikli", "Dayanıklı"), ("azalan", "Azalan"))
    FILTER_FIELDS = (("kod", "Taşınır kodu"), ("ambar", "Ambar"))
    COLUMNS = (
        Column("sign", "", 1, _sign, tone=_tone),
        Column("name", "Taşınır", 18, lambda row: row.name, grows=True),
        Column("ambar", "Ambar", 16, lambda row: row.ambar or "Tümü", grows=True),
        Column("miktar", "Miktar", 10, lambda row: format_quantity(row.quantity), align="right", sortable=True,
               tone=_tone),
        Column("unit", "Birim", 7, lambda row: row.unit),
        Column("deger", "Değer", 14, lambda row: format_kurus(row.kurus), align="right", sortable=True),
        Column("least", "En az", 8, lambda row: format_quantity(row.min_quantity) if row.min_quantity else "",
               align="right", min_screen=96),
        Column("kod", "Kod", 16, lambda row: row.code, sortable=True, min_screen=110),
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = [*keys("new", "as_of", "import_file", "section")]

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._day: date | None = None

    def title(self) -> str:
        """With the day, where it is not today."""
        return f"Ambar durumu · {format_date(self._day)}" if self._day else "Ambar durumu"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Writing and exporting only by those who may."""
        if action == "new":
            return self.desk.actor.can(AREA, Verb.PREPARE)
        if action == "import_file":
            return may_import(self)
        if action == "export":
            return self.desk.actor.can(AREA, Verb.EXPORT)
        return super().check_action(action, parameters)

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[StockRow]:
        """From the store."""
        found = stock_views.stock_window(look, query, start, limit, anchor, day=self._day)
        return replace(found, summary=f"{format_date(self._day)} sonu") if self._day else found

    def detail(self, look: Look, row: StockRow) -> Detail:
        """What there is of it, what it consists of, and what moved in the year before."""
        day, ambar = self._day or look.today, row.ambar_id or None
        moves = stock_views.goods_movements(look, row.tasinir_id, day - _YEAR, day, ambar)
        lots = () if self._day else stock_views.lots_left(look, row.tasinir_id, ambar)
        least = f" · en az {format_quantity(row.min_quantity)}" if row.min_quantity else ""
        return Detail(
            row.name,
            (
                ("Kod", row.code),
                ("Ambar", row.ambar or "Tümü"),
                ("Eldeki", f"{format_quantity(row.quantity)} {row.unit}{least}"),
                ("Kayıtlı değeri", format_kurus(row.kurus)),
                *((("", "Eldeki lotlar, çıkış sırasıyla"),) if lots else ()),
                *(_lot_line(lot) for lot in lots),
                ("", "Son bir yılın hareketleri, yenisi üstte"),
                *(_move_line(move) for move in reversed(moves[-_SHOWN_MOVES:])),
            ),
        )

    @work
    async def action_new(self) -> None:
        """N: a new voucher."""
        from screens.tasinir.voucher_form import new_voucher
        from screens.tasinir.voucher_view import VoucherView

        made = await new_voucher(self)
        if made is not None:
            await self.frame.push(VoucherView(self.frame, made, adding=True))

    @work
    async def action_export(self) -> None:
        """F6: the list that is seen, or what was held on any day."""
        from screens.tasinir.stock_lists import export_lists

        row = self.current
        await export_lists(
            self,
            day=self._day,
            tasinir_id=row.tasinir_id if row else 0,
            ambar_id=row.ambar_id if row else 0,
        )

    @work
    async def action_import_file(self) -> None:
        """A: what ambars hold already, from a file."""
        from screens.tasinir.opening import import_opening

        await import_opening(self)

    @work
    async def action_as_of(self) -> None:
        """G: the stock at the end of a day."""
        chosen = await ask_draft(
            self, "Hangi günün sonu?", StockDayDraft, key="stok-gun", values={"day": self._day or self.desk.today}
        )
        if chosen is not None:
            self._day = chosen.day if chosen.day != self.desk.today else None
            self.reload()


def _lot_line(lot: LotRow) -> tuple[str, str]:
    left = f"{format_quantity(lot.left_quantity)} / {format_quantity(lot.quantity)}"
    ends = f" · son kullanma {format_date(lot.expires_on)}" if lot.expires_on else ""
    return f"{format_date(lot.day)} {lot.voucher}", f"{left} · {format_kurus(lot.left_kurus)}{ends}"


def _move_line(move: MovementRow) -> tuple[str, str]:
    sign = "+" if move.quantity > 0 else "−" if move.quantity < 0 else ""
    moved = f"{sign}{format_quantity(abs(move.quantity))} → {format_quantity(move.balance)}"
    return f"{format_date(move.day)} {move.voucher}", f"{moved} · {format_kurus(move.kurus)} · {move.kind.label}"
