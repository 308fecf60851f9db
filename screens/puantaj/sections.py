"""The ledgers of the area, in the order in which B offers them."""

from __future__ import annotations

from screens.sections import Section

SECTIONS = (
    Section("Puantajlar", "screens.puantaj.area:PuantajArea"),
    Section("İzin ve raporlar", "screens.puantaj.leaves:LeaveLedger"),
    Section("Fazla mesai", "screens.puantaj.overtime:OvertimeLedger"),
    Section("Denkleştirme", "screens.puantaj.overtime:BalancingLedger"),
    Section("Raporlar", "screens.puantaj.reports:ReportLedger"),
    Section("PDKS dosyaları", "screens.puantaj.punch_files:PunchFiles"),
)
