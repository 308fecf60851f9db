"""The ledgers of the area, in the order in which B offers them."""

from __future__ import annotations

from screens.sections import Section

SECTIONS: tuple[Section, ...] = (
    Section("Ambar durumu", "screens.tasinir.stock:StockLedger"),
    Section("İşlem fişleri", "screens.tasinir.vouchers:VoucherLedger"),
    Section("İstek belgeleri", "screens.tasinir.requests:RequestLedger"),
    Section("Geçici alındılar", "screens.tasinir.receipts:ReceiptLedger"),
    Section("Yapılacaklar", "screens.tasinir.duties:DutyLedger"),
    Section("Dayanıklı taşınırlar", "screens.tasinir.items:ItemLedger"),
    Section("Kimde ne var", "screens.tasinir.holders:HolderLedger"),
    Section("Teslim belgeleri", "screens.tasinir.deliveries:DeliveryLedger"),
    Section("Kayıttan düşme", "screens.tasinir.write_offs:WriteOffLedger"),
    Section("Ambar devri", "screens.tasinir.handovers:HandOverLedger"),
    Section("Sayımlar", "screens.tasinir.counts:CountLedger"),
    Section("Yönetim hesabı", "screens.tasinir.years:YearLedger"),
    Section("Taşınır kartları", "screens.tasinir.goods:GoodsLedger"),
    Section("Taşınır kodları", "screens.tasinir.codes:CodeLedger"),
    Section("Odalar ve ortak alanlar", "screens.tasinir.places:RoomLedger"),
    Section("İstek birimleri", "screens.tasinir.places:AskingUnitLedger"),
    Section("Ambarlar", "screens.tasinir.places:AmbarLedger"),
    Section("Harcama birimleri", "screens.tasinir.places:UnitLedger"),
    Section("Taşınır görevlileri", "screens.tasinir.officers:OfficerLedger"),
)
