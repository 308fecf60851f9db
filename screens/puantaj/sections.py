"""The ledgers of the area, in the order in which B offers them."""

from __future__ import annotations

from screens.sections import Section

SECTIONS = (
    Section("Puantajlar", "screens.puantaj.area:PuantajArea"),
    Section("Sorulacaklar", "screens.puantaj.questions:QuestionLedger"),
    Section("Kontrol", "screens.puantaj.control:ControlLedger"),
    Section("İzin ve raporlar", "screens.puantaj.leaves:LeaveLedger"),
    Section("İzin bakiyeleri", "screens.puantaj.balances:BalanceLedger"),
    Section("İzin takvimi", "screens.puantaj.leave_calendar:LeaveCalendarView"),
    Section("Asgari kadro", "screens.puantaj.staffing:MinimumLedger"),
    Section("Fazla mesai", "screens.puantaj.overtime:OvertimeLedger"),
    Section("Denkleştirme", "screens.puantaj.overtime:BalancingLedger"),
    Section("Teslimler", "screens.puantaj.handovers:HandoverLedger"),
    Section("Raporlar", "screens.puantaj.reports:ReportLedger"),
    Section("PDKS dosyaları", "screens.puantaj.punch_files:PunchFiles"),
    Section("Stajyerler", "screens.staj.ledger:StajLedger"),
    Section("Araçlar", "screens.arac.vehicles:VehicleLedger"),
    Section("Araç puantajları", "screens.arac.months:VehicleMonthLedger"),
)
