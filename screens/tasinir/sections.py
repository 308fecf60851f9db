"""The ledgers of the area, in the order in which B offers them."""

from __future__ import annotations

from screens.sections import Section

SECTIONS = (
    Section("Ambar durumu", "screens.tasinir.stock:StockLedger"),
    Section("İşlem fişleri", "screens.tasinir.vouchers:VoucherLedger"),
)
