"""The rights to leave as the laws grant them: one row a right, for all staff kinds that it holds for."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from data.personel.rules import StaffKind
from data.puantaj.rules.entitlements import Carry, Entitlement, Per, Unit

_M = (StaffKind.MEMUR, StaffKind.ZABITA)
_S = (StaffKind.SOZLESMELI, StaffKind.KISMI_SOZLESMELI)
_K = (StaffKind.ISCI, StaffKind.SIRKET, StaffKind.GECICI_ISCI)
_657_102, _657_104B, _657_105 = "657 s. K. m.102, m.103", "657 s. K. m.104/B", "657 s. K. m.105"
_4B, _4857_53, _EK2 = "4/B Esasları m.9", "4857 s. K. m.53", "4857 s. K. Ek m.2"
_PUBLIC_REPORT = "657 s. K. m.105; Hastalık Raporları Yönetmeliği"
_SGK_REPORT = "5510 s. K. m.18; Sosyal Sigorta İşlemleri Yönetmeliği"

_YEAR, _CAL, _EVENT, _REPORT = Per.SERVICE_YEAR, Per.CALENDAR_YEAR, Per.EVENT, Per.REPORT
_WD, _CD, _WK, _MO, _MIN = Unit.WORK_DAYS, Unit.CALENDAR_DAYS, Unit.WEEKS, Unit.MONTHS, Unit.MINUTES
_NO, _NEXT, _KEPT = Carry.NONE, Carry.NEXT_YEAR, Carry.KEPT

_Row = tuple[
    tuple[StaffKind, ...], str, str, Per, Unit, str, str, Carry, str, dict[str, int | bool]
]  # kinds, slot, condition, per, unit, amount, paid, carry, law, limits
_BILL_16 = {"bill": 24}

_ROWS: Final[tuple[_Row, ...]] = (
    # Memur
    (_M, "YILLIK_MEMUR.0", "Hizmet 1 yıldan az",
     _YEAR, _CD, "0", "E", _NO, "657 s. K. m.102", {"from_years": 0, "to_years": 1}),
    (_M, "YILLIK_MEMUR.1", "1 yıldan 10 yıla kadar (10 dahil)",
     _YEAR, _CD, "20", "E", _NEXT, _657_102, {"from_years": 1, "to_years": 10, "to_included": True}),
    (_M, "YILLIK_MEMUR.10+", "10 yıldan fazla",
     _YEAR, _CD, "30", "E", _NEXT, _657_102, {"from_years": 10}),
    (_M, "YOL_MEMUR", "Gidiş 2 + dönüş 2 gün, zorunlu hâlde",
     _CAL, _CD, "4", "E", _NO, "657 s. K. m.102; DMK Tebliği 62", {}),
    (_M, "MAZERET", "Amirin takdiriyle",
     _CAL, _CD, "10", "E", _NO, "657 s. K. m.104/C", {}),
    (_M, "MAZERET.ek", "İkinci kez; yıllık izinden düşülür",
     _CAL, _CD, "10", "E", _NO, "657 s. K. m.104/C", {}),
    (_M, "EVLILIK", "Kendisinin veya çocuğunun evlenmesi",
     _EVENT, _CD, "7", "E", _NO, _657_104B, {}),
    (_M, "OLUM", "Eş, çocuk, kendisinin veya eşinin ana, baba ve kardeşi",
     _EVENT, _CD, "7", "E", _NO, _657_104B, {}),
    (_M, "BABALIK", "Eşinin doğum yapması",
     _EVENT, _CD, "10", "E", _NO, _657_104B, {}),
    (_M, "DOGUM", "Doğumdan önce 8, sonra 8 hafta",
     _EVENT, _WK, "16", "E", _NO, "657 s. K. m.104/A", _BILL_16),
    (_M, "DOGUM.cogul", "Çoğul gebelikte eklenir",
     _EVENT, _WK, "2", "E", _NO, "657 s. K. m.104/A", {}),
    (_M, "EVLAT", "3 yaşını doldurmamış çocuk",
     _EVENT, _WK, "8", "E", _NO, "657 s. K. m.104/A", {}),
    (_M, "ENGELLI_COCUK", "En az %70 engelli veya süreğen hasta çocuk, raporla",
     _CAL, _CD, "10", "E", _NO, "657 s. K. m.104/E", {}),
    (_M, "SUT.ilk", "Doğum izninden sonra ilk 6 ay",
     Per.DAY, _MIN, "180", "E", _NO, "657 s. K. m.104/D", {}),
    (_M, "SUT", "İkinci 6 ay",
     Per.DAY, _MIN, "90", "E", _NO, "657 s. K. m.104/D", {}),
    (_M, "RAPOR.uzun", "Kanser, verem, akıl hastalığı gibi uzun süren hastalık",
     _EVENT, _MO, "18", "E", _NO, _657_105, {}),
    (_M, "RAPOR", "Diğer hastalıklar",
     _EVENT, _MO, "12", "E", _NO, _657_105, {}),
    (_M, "RAPOR.tek_hekim", "Tek hekim, bir defada",
     _REPORT, _CD, "10", "E", _NO, _PUBLIC_REPORT, {}),
    (_M, "RAPOR.kontrol", "Tek hekim, kontrolden sonra eklenir",
     _REPORT, _CD, "10", "E", _NO, _PUBLIC_REPORT, {}),
    (_M, "RAPOR.tek_hekim_yil", "Tek hekim raporlarının toplamı",
     _CAL, _CD, "40", "E", _NO, _PUBLIC_REPORT, {}),
    (_M, "REFAKAT", "Sağlık kurulu raporuyla",
     _EVENT, _MO, "3", "E", _NO, "657 s. K. m.105; Yönetmelik m.10", {}),
    (_M, "REFAKAT.uzatma", "Bir kat uzatma",
     _EVENT, _MO, "3", "E", _NO, "657 s. K. m.105; Yönetmelik m.10", {}),
    (_M, "FM_IZNI.birlesen", "Yıllık izinle birleşen",
     _CAL, _CD, "10", "E", _NO, "657 s. K. m.178/B", {}),
    # Sözleşmeli
    (_S, "YILLIK_MEMUR.0", "Hizmet 1 yıldan az",
     _YEAR, _CD, "0", "E", _NO, _4B, {"from_years": 0, "to_years": 1}),
    (_S, "YILLIK_MEMUR.1", "1 yıldan 10 yıla kadar (10 dahil)",
     _YEAR, _CD, "20", "E", _NEXT, _4B, {"from_years": 1, "to_years": 10, "to_included": True}),
    (_S, "YILLIK_MEMUR.10+", "10 yıldan fazla",
     _YEAR, _CD, "30", "E", _NEXT, _4B, {"from_years": 10}),
    (_S, "MAZERET", "Amirin takdiriyle, memur gibi",
     _CAL, _CD, "10", "E", _NO, _4B, {}),
    (_S, "MAZERET.ek", "İkinci kez; yıllık izinden düşülür",
     _CAL, _CD, "10", "E", _NO, _4B, {}),
    (_S, "EVLILIK", "Kendisinin veya çocuğunun evlenmesi",
     _EVENT, _CD, "7", "E", _NO, _4B, {}),
    (_S, "OLUM", "Eş, çocuk, kendisinin veya eşinin ana, baba ve kardeşi",
     _EVENT, _CD, "7", "E", _NO, _4B, {}),
    (_S, "BABALIK", "Eşinin doğum yapması",
     _EVENT, _CD, "10", "E", _NO, _4B, {}),
    (_S, "DOGUM", "8 + 8 hafta; SGK ödeneği ücretten düşülür",
     _EVENT, _WK, "16", "E", _NO, _4B, _BILL_16),
    (_S, "DOGUM.cogul", "Çoğul gebelikte eklenir",
     _EVENT, _WK, "2", "E", _NO, _4B, {}),
    (_S, "SUT", "Çocuk 1 yaşına kadar",
     Per.DAY, _MIN, "90", "E", _NO, _4B, {}),
    (_S, "RAPOR.ucretli", "Ücretli hastalık izni",
     _CAL, _CD, "30", "E", _NO, _4B, {}),
    (_S, "RAPOR.tek_hekim", "Tek hekim, bir defada",
     _REPORT, _CD, "10", "P", _NO, _SGK_REPORT, {}),
    (_S, "RAPOR.kontrol", "Tek hekim, kontrolden sonra eklenir",
     _REPORT, _CD, "10", "P", _NO, _SGK_REPORT, {}),
    (_S, "RAPOR.isyeri", "İşyeri hekimi",
     _REPORT, _CD, "2", "P", _NO, _SGK_REPORT, {}),
    # İşçi
    (_K, "YILLIK_ISCI.0", "Hizmet 1 yıldan az",
     _YEAR, _WD, "0", "E", _NO, _4857_53, {"from_years": 0, "to_years": 1}),
    (_K, "YILLIK_ISCI.1", "1 yıldan 5 yıla kadar (5 dahil)",
     _YEAR, _WD, "14", "E", _KEPT, _4857_53, {"from_years": 1, "to_years": 5, "to_included": True}),
    (_K, "YILLIK_ISCI.5+", "5 yıldan fazla, 15 yıldan az",
     _YEAR, _WD, "20", "E", _KEPT, _4857_53, {"from_years": 5, "to_years": 15}),
    (_K, "YILLIK_ISCI.15", "15 yıl (dahil) ve fazlası",
     _YEAR, _WD, "26", "E", _KEPT, _4857_53, {"from_years": 15}),
    (_K, "YILLIK_ISCI.genc", "18 ve daha küçük yaşta en az",
     _YEAR, _WD, "20", "E", _KEPT, _4857_53, {"from_years": 1, "to_age": 18}),
    (_K, "YILLIK_ISCI.yas", "50 ve daha yukarı yaşta en az",
     _YEAR, _WD, "20", "E", _KEPT, _4857_53, {"from_years": 1, "from_age": 50}),
    (_K, "YILLIK_ISCI.yeralti", "Yer altı işlerinde eklenir",
     _YEAR, _WD, "4", "E", _KEPT, _4857_53, {"from_years": 1}),
    (_K, "YILLIK_ISCI.parca", "Bölünen iznin bir parçası en az",
     _YEAR, _WD, "10", "E", _NO, "4857 s. K. m.56", {}),
    (_K, "YOL_ISCI", "İzin başka yerde geçecekse, istek ve belgeyle",
     _CAL, _CD, "4", "H", _NO, "4857 s. K. m.56", {}),
    (_K, "EVLILIK", "Kendisinin evlenmesi",
     _EVENT, _CD, "3", "E", _NO, _EK2, {}),
    (_K, "EVLAT", "Evlat edinme",
     _EVENT, _CD, "3", "E", _NO, _EK2, {}),
    (_K, "OLUM", "Ana, baba, eş, kardeş, çocuk",
     _EVENT, _CD, "3", "E", _NO, _EK2, {}),
    (_K, "BABALIK", "Eşinin doğum yapması",
     _EVENT, _CD, "5", "E", _NO, _EK2, {"bill": 10}),
    (_K, "ENGELLI_COCUK", "En az %70 engelli veya süreğen hasta çocuk, raporla",
     _CAL, _CD, "10", "E", _NO, _EK2, {}),
    (_K, "DOGUM", "8 + 8 hafta; SGK geçici iş göremezlik öder",
     _EVENT, _WK, "16", "P", _NO, "4857 s. K. m.74", _BILL_16),
    (_K, "DOGUM.cogul", "Çoğul gebelikte eklenir",
     _EVENT, _WK, "2", "P", _NO, "4857 s. K. m.74", {}),
    (_K, "SUT", "Çocuk 1 yaşına kadar",
     Per.DAY, _MIN, "90", "E", _NO, "4857 s. K. m.74", {}),
    (_K, "RAPOR.tek_hekim", "Tek hekim, bir defada",
     _REPORT, _CD, "10", "P", _NO, _SGK_REPORT, {}),
    (_K, "RAPOR.kontrol", "Tek hekim, kontrolden sonra eklenir",
     _REPORT, _CD, "10", "P", _NO, _SGK_REPORT, {}),
    (_K, "RAPOR.isyeri", "İşyeri hekimi",
     _REPORT, _CD, "2", "P", _NO, _SGK_REPORT, {}),
    (_K, "SERBEST.sure", "Kullanma süresi",
     _EVENT, _MO, "6", "E", _NO, "4857 s. K. m.41", {}),
)  # fmt: skip


def _entitlements(row: _Row) -> Iterable[Entitlement]:
    kinds, slot, condition, per, unit, amount, paid, carry, law, limits = row
    for kind in kinds:
        yield Entitlement(
            kind, slot, slot.partition(".")[0], condition, per, unit, Decimal(amount), paid, carry, law,
            from_years=_limit(limits, "from_years"), to_years=_limit(limits, "to_years"),
            to_included=bool(limits.get("to_included")),
            from_age=_limit(limits, "from_age"), to_age=_limit(limits, "to_age"),
            bill=Decimal(limits["bill"]) if "bill" in limits else None,
        )  # fmt: skip


def _limit(limits: dict[str, int | bool], name: str) -> int | None:
    return int(limits[name]) if name in limits else None


ENTITLEMENTS: Final[tuple[Entitlement, ...]] = tuple(
    sorted(
        (one for row in _ROWS for one in _entitlements(row)),
        key=lambda one: list(StaffKind).index(one.kind),
    )
)
"""Every right of every staff kind, with the law's own value."""
