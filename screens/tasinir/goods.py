"""Taşınır kartları: the kinds of goods that the office keeps."""

from __future__ import annotations

from textual import work

from data.core.calendar import format_date
from data.core.money import format_int
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.store import Look
from data.tasinir import goods_views, lookup
from data.tasinir.goods_views import GoodsRow
from data.tasinir.operations import goods
from data.tasinir.rules.amounts import format_quantity
from data.tasinir.setup_drafts import GoodsDraft, StockDraft
from screens.actions import keys
from screens.forms import open_form
from screens.history import show_history
from screens.sections import SectionView
from screens.tasinir.sections import SECTIONS
from screens.widgets.detail import Detail
from screens.widgets.ledger_columns import Column
from screens.widgets.tones import Tone

_WRITING = frozenset({"new", "edit", "switch"})


def _tone(row: GoodsRow) -> Tone:
    return Tone.WARN if row.withdrawn_on else Tone.NORMAL


def _kdv(row: GoodsRow) -> str:
    return "" if row.kdv_permille is None else f"{row.kdv_permille / 10:g}".replace(".", ",")


def _least(row: GoodsRow) -> str:
    return format_quantity(row.min_quantity) if row.min_quantity else ""


class GoodsLedger(SectionView[GoodsRow]):
    """Kinds of goods."""

    KEY = "tasinir_kart"
    SECTIONS = SECTIONS
    HELP = (
        "Ambarda tutulan taşınırların kartları. Kodu türünü belirler: 150 tüketim malzemesi, 253-255 tek tek "
        "izlenen dayanıklı taşınırdır. F2 düzeltir; belgede geçen taşınırın yalnız en az stoku ve KDV oranı "
        "değişir. En az stokun altına düşen uyarılır. P gerekçesiyle pasife alır; ambarda kalan varsa alınmaz. "
        "Kalkan görünümü, kodu listeden kaldırılmış olanlardır. Süzgeç: kağıt kod:150.01 birim:paket."
    )
    EMPTY = "Bu görünümde taşınır yok. N ile ekleyin."
    VIEWS = (
        ("", "Tümü"), ("tuketim", "Tüketim"), ("dayanikli", "Dayanıklı"), ("kalkan", "Kalkan"), ("pasif", "Pasif")
    )  # fmt: skip
    FILTER_FIELDS = (("kod", "Taşınır kodu"), ("birim", "Ölçü birimi"))
    COLUMNS = (
        Column("name", "Adı", 26, lambda row: row.name, tone=_tone, sortable=True, grows=True),
        Column("code", "Kod", 17, lambda row: row.code, tone=_tone, sortable=True),
        Column("unit", "Birim", 9, lambda row: row.unit),
        Column("least", "En az", 8, _least, align="right"),
        Column("uses", "Kayıt", 6, lambda row: format_int(row.uses), align="right", sortable=True),
        Column("kdv", "KDV %", 6, _kdv, align="right", min_screen=90),
        Column("kod_name", "Kodun adı", 26, lambda row: row.kod_name, grows=True, min_screen=120),
    )
    BINDINGS = keys("new", "edit", "switch", "history", "section")

    def title(self) -> str:
        """For the frame."""
        return "Taşınır kartları"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Writing and exporting only by those who may."""
        if action in _WRITING:
            return self.desk.actor.can(lookup.AREA, Verb.PREPARE)
        if action == "export":
            return self.desk.actor.can(lookup.AREA, Verb.EXPORT)
        return super().check_action(action, parameters)

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[GoodsRow]:
        """From the store."""
        return goods_views.goods_window(look, query, start, limit, anchor)

    def detail(self, look: Look, row: GoodsRow) -> Detail:
        """All of it, with the names above its code."""
        above = goods_views.code_detail(look, row.kod_id).above
        gone = f"{format_date(row.withdrawn_on)} gününden beri listede yok" if row.withdrawn_on else ""
        lines = (
            *(("Üstünde", one) for one in above),
            ("Taşınır kodu", f"{row.code} {row.kod_name}"),
            ("Kodu kalktı", gone),
            ("İzlenmesi", "dayanıklı; sicil numarasıyla tek tek" if row.durable else "tüketim; miktarla"),
            ("Ölçü birimi", row.unit),
            ("En az stok", _least(row)),
            ("KDV oranı", f"%{_kdv(row)}" if _kdv(row) else "birimin alışılmış oranı"),
            ("Durumu", "kullanımda" if row.active else "pasif"),
            ("Kayıt", format_int(row.uses)),
        )
        return Detail(row.name, tuple(line for line in lines if line[1]))

    @work
    async def action_new(self) -> None:
        """N: one after the other."""
        await open_form(
            self,
            "Yeni taşınır",
            GoodsDraft,
            goods.add_goods,
            "Taşınır eklendi",
            key=lookup.GOODS_KIND,
            next_record=True,
        )
        self.reload()

    @work
    async def action_edit(self) -> None:
        """F2: what of it may still change."""
        row = self.current
        used = await self.ask(lambda look: goods.is_used(look, row.id)) if row is not None else None
        if row is None or used is None:
            return
        stock: dict[str, object] = {"least": _least(row) or None, "kdv": _kdv(row) or None}
        if used:
            await open_form(
                self,
                f"En az stok ve KDV: {row.name}",
                StockDraft,
                lambda job, draft: goods.set_stock(job, row.id, draft, row.version),
                "Taşınır düzeltildi",
                key=f"{lookup.GOODS_KIND}.stok:{row.id}",
                values=stock,
            )
        else:
            await open_form(
                self,
                f"Taşınır: {row.name}",
                GoodsDraft,
                lambda job, draft: goods.amend_goods(job, row.id, draft, row.version),
                "Taşınır düzeltildi",
                key=f"{lookup.GOODS_KIND}:{row.id}",
                values={"kod_id": row.kod_id, "name": row.name, "unit": row.unit} | stock,
            )
        self.reload()

    @work
    async def action_switch(self) -> None:
        """P: off the pickers, or back."""
        row = self.current
        if row is not None:
            what = "pasife alınıyor" if row.active else "yeniden kullanıma açılıyor"
            await self.withdraw_asked(
                "Taşınır",
                f"{row.name} neden {what}?",
                lambda job, reason: goods.switch_goods(job, row.id, not row.active, reason, row.version),
                f"{row.name} {'pasife alındı' if row.active else 'kullanıma açıldı'}",
            )

    def action_history(self) -> None:
        """H."""
        if self.current is not None:
            show_history(self, lookup.GOODS_KIND, self.current.id, self.current.name)
