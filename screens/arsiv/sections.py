"""The ledgers of the area, in the order in which B offers them."""

from __future__ import annotations

from screens.sections import Section

SECTIONS: tuple[Section, ...] = (
    Section("Klasörler", "screens.arsiv.folders:FolderLedger"),
    Section("Yıl: yapılacaklar", "screens.arsiv.duties:DutyLedger"),
    Section("Devirler", "screens.arsiv.transfers:TransferLedger"),
    Section("Ödünç", "screens.arsiv.loans:LoanLedger"),
    Section("Blokeler", "screens.arsiv.holds:HoldLedger"),
    Section("Ayıklama ve imha", "screens.arsiv.disposals:DisposalLedger"),
    Section("Yerleşim", "screens.arsiv.places:PlaceLedger"),
    Section("Raf denetimleri", "screens.arsiv.shelf_checks:CheckLedger"),
    Section("Saklama planı", "screens.arsiv.retention:RetentionLedger"),
    Section("Saklama planı farkları", "screens.arsiv.retention:DisagreementLedger"),
    Section("Görevliler", "screens.arsiv.officers:OfficerLedger"),
)
