"""The ledgers of the area, in the order of the list that B shows."""

from __future__ import annotations

from screens.sections import Section

SECTIONS = (
    Section("Kullanıcılar", "screens.yonetim.area:YonetimArea"),
    Section("Vekâletler", "screens.yonetim.stand_ins:StandInLedger"),
    Section("Birimler", "screens.yonetim.units:UnitLedger"),
    Section("Tatil takvimi", "screens.yonetim.holidays:HolidayLedger"),
    Section("Ayarlar", "screens.yonetim.settings:SettingLedger"),
    Section("İzin hakları", "screens.yonetim.leave_rights:RightLedger"),
    Section("Puantaj grupları", "screens.yonetim.puantaj_setup:GroupLedger"),
    Section("Gün kodları", "screens.yonetim.puantaj_setup:CodeLedger"),
    Section("Denetim izi", "screens.yonetim.trail:TrailLedger"),
    Section("Yedekler", "screens.yonetim.backups:BackupLedger"),
    Section("Harcama birimleri", "screens.yonetim.tasinir_setup:SpendingUnitLedger"),
    Section("Ambarlar", "screens.yonetim.tasinir_setup:AmbarLedger"),
    Section("Taşınır görevlileri", "screens.yonetim.tasinir_setup:OfficerLedger"),
    Section("Taşınır kodları", "screens.yonetim.tasinir_setup:KodLedger"),
    Section("Form biçimleri", "screens.yonetim.paper_forms:FormLedger"),
)
