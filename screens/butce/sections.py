"""The ledgers of the area, in the order in which B offers them."""

from __future__ import annotations

from screens.sections import Section

SECTIONS: tuple[Section, ...] = (
    Section("Ödenek", "screens.butce.odenek:OdenekLedger"),
    Section("Hareketler", "screens.butce.movements:MovementLedger"),
    Section("Harcama işleri", "screens.butce.works:WorkLedger"),
    Section("Aktarmalar", "screens.butce.transfers:TransferLedger"),
    Section("Ayrıntılı harcama programı", "screens.butce.releases:ReleaseLedger"),
    Section("Yıl sonu", "screens.butce.closing:ClosingLedger"),
    Section("Bütçe teklifleri", "screens.butce.proposals:ProposalLedger"),
    Section("Yıllar arası karşılıklar", "screens.butce.continuing:ContinuingLedger"),
    Section("Yapılacaklar", "screens.butce.duties:DutyLedger"),
)
