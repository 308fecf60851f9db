"""The ledgers of the area, in the order in which B offers them."""

from __future__ import annotations

from screens.sections import Section

SECTIONS = (
    Section("Evrak", "screens.evrak.ledger:EvrakLedger"),
    Section("Gelen evrak", "screens.evrak.ledger:IncomingLedger"),
    Section("Giden evrak", "screens.evrak.ledger:OutgoingLedger"),
    Section("Kurum içi evrak", "screens.evrak.ledger:InternalLedger"),
    Section("Olurlar", "screens.evrak.ledger:OlurLedger"),
    Section("Teslim bekleyen", "screens.evrak.havale:HavaleLedger"),
    Section("Zimmet listeleri", "screens.evrak.zimmet:ZimmetView"),
    Section("Gönderilecek", "screens.evrak.dispatch:DispatchView"),
    Section("Takvimle oynayacak süreler", "screens.evrak.deadlines:MovedLedger"),
    Section("Yazılar", "screens.evrak.letters:LettersView"),
    Section("İmza yetkilileri", "screens.evrak.authorities:AuthorityLedger"),
    Section("Evrak raporları", "screens.evrak.reports:ReportView"),
    Section("Evrak istatistikleri", "screens.evrak.statistics:StatisticsView"),
    Section("Muhataplar", "screens.evrak.parties:PartyLedger"),
    Section("Dosya planı", "screens.evrak.sdp:SdpView"),
    Section("Dosya planı sürümleri", "screens.evrak.sdp_versions:SdpVersionView"),
)
