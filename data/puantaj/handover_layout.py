"""The stated layout of the files for payroll programs: every column once, with its meaning and its value."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from data.core.flat import FlatColumn, FlatKind, FlatList, FlatTable
from data.personel.rules import StaffKind
from data.puantaj.handover import DRAFT, ReadyMonth
from data.puantaj.rules.codes import Codes, DayCode
from data.puantaj.rules.settings import PuantajSettings
from data.puantaj.rules.totals import Totals
from data.puantaj.rules.values import Source

VERSION: Final = 1
"""Of the layout; a column that is added, moved or read otherwise raises it."""
_SHARE = "günün payı, yuvarlanmamış"
_ENDED = "dönemde biten haftalardan, yuvarlanmış"
DAYS, TOTALS, DIFFERENCES = "puantaj_gunler", "puantaj_toplam", "fark_listesi"


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A person on a sheet: the stored row, and T.C. kimlik no where it may be shown."""

    month: ReadyMonth
    row: Any
    tckn: str
    totals: Totals


@dataclass(frozen=True, slots=True)
class DayLine:
    """A day of a person: the stored day with its code as the month prints it."""

    person: PersonLine
    day: Any
    code: DayCode


@dataclass(frozen=True, slots=True)
class Spec:
    """A column with its value; ``measured`` is what a correction is compared by."""

    column: FlatColumn
    value: Callable[[Any], object]
    measured: bool = False


def _spec(
    name: str, kind: FlatKind, meaning: str, value: Callable[[Any], object], unit: str = "", measured: bool = False
) -> Spec:
    return Spec(FlatColumn(name, kind, meaning, unit), value, measured)


def _text(name: str, meaning: str, value: Callable[[Any], object]) -> Spec:
    return _spec(name, FlatKind.TEXT, meaning, value, measured=True)


def _flag(name: str, meaning: str, value: Callable[[Any], object]) -> Spec:
    return _spec(name, FlatKind.FLAG, meaning, lambda line: bool(value(line)), measured=True)


def _minutes(name: str, meaning: str, value: Callable[[Any], object]) -> Spec:
    return _spec(name, FlatKind.INT, meaning, value, "dakika", measured=True)


def _days(name: str, meaning: str, value: Callable[[Totals], Decimal]) -> Spec:
    return _spec(name, FlatKind.DAYS, meaning, lambda line: value(line.totals), "gün", measured=True)


def _head(of: Callable[[Any], PersonLine]) -> tuple[Spec, ...]:
    """What every line of a person begins with."""
    return (
        _spec("sicil", FlatKind.TEXT, "Sicil no", lambda line: of(line).row.sicil),
        _spec("tckn", FlatKind.TEXT, "T.C. kimlik no", lambda line: of(line).tckn),
        _spec("ad_soyad", FlatKind.TEXT, "Kesinleşme günündeki adı ve soyadı", lambda line: of(line).row.name),
        _spec("statu", FlatKind.TEXT, "Statü, anahtar olarak", lambda line: of(line).row.kind),
        _spec("grup", FlatKind.TEXT, "Puantaj grubu", lambda line: of(line).month.group),
        _spec("donem_bas", FlatKind.DATE, "Dönemin ilk günü", lambda line: of(line).month.period.start),
        _spec("donem_bit", FlatKind.DATE, "Dönemin son günü", lambda line: of(line).month.period.end),
        _spec(
            "belge_no",
            FlatKind.TEXT,
            "Puantajın belge numarası; kesinleşmemişse TASLAK",
            lambda line: of(line).month.number or DRAFT,
        ),
        _spec("surum", FlatKind.INT, "1; her düzeltmede bir artar", lambda line: of(line).month.revision),
    )


DAY_SPECS: Final[tuple[Spec, ...]] = (
    *_head(lambda line: line.person),
    _spec("gun", FlatKind.DATE, "Gün", lambda line: line.day.day),
    _spec("kod", FlatKind.TEXT, "Gün kodu; değişmeyen anahtarıyla", lambda line: line.day.code, measured=True),
    _spec("harf", FlatKind.TEXT, "Kodun cetvelde basılan harfi", lambda line: line.code.letter),
    _text("kod_sabah", "Sabahın kodu; yalnız iki yarısı ayrı olan günde", lambda line: line.day.half_am),
    _text("kod_ogle", "Öğleden sonranın kodu; yalnız iki yarısı ayrı olan günde", lambda line: line.day.half_pm),
    _minutes(
        "calisma_dk", "Çalışma; kapı saatine göre, ara dinlenme düşülmüş", lambda line: line.day.worked_minutes
    ),
    _minutes("gec_dk", "Geç gelme", lambda line: line.day.late_minutes),
    _minutes("erken_dk", "Erken çıkma", lambda line: line.day.early_minutes),
    _minutes("normal_dk", "Normal çalışma", lambda line: line.day.normal_minutes),
    _minutes("fm_dk", f"Fazla çalışma; {_SHARE}", lambda line: line.day.fm_minutes),
    _minutes("fsc_dk", f"Fazla sürelerle çalışma; {_SHARE}", lambda line: line.day.fsc_minutes),
    _minutes("gece_dk", "Gece çalışması; öteki sürelerin içinde", lambda line: line.day.night_minutes),
    _minutes("gt_dk", "Genel tatil çalışması", lambda line: line.day.gt_minutes),
    _minutes("ht_dk", "Hafta tatili çalışması", lambda line: line.day.ht_minutes),
    _flag("yemek", "Yemek verilir", lambda line: line.day.meal),
    _flag("yol", "Yol verilir", lambda line: line.day.road),
    _spec("kaynak", FlatKind.TEXT, "Kodun nereden geldiği, anahtar olarak", lambda line: line.day.source),
    _text("belge", "Günün dayandığı belge", lambda line: line.day.document),
    _text("aciklama", "Açıklama", lambda line: line.day.note),
)

TOTAL_SPECS: Final[tuple[Spec, ...]] = (
    *_head(lambda line: line),
    _days("istihdam", "İstihdam edilen gün; bütün kodların toplamı", lambda t: t.employed),
    _days("calisilan", "Çalışılan gün; tatil mesaisi, görev ve eğitim içinde", lambda t: t.worked),
    _days("ht", "Hafta tatili", lambda t: t.rest),
    _days("at", "Akdi tatil", lambda t: t.contract_free),
    _days("hs", "Hafta sonu; memur, sözleşmeli ve stajyer", lambda t: t.weekend),
    _days("gt", "Genel tatil", lambda t: t.holiday),
    _days("idari_izin", "İdari izin", lambda t: t.administrative),
    _days("yillik_izin", "Yıllık izin", lambda t: t.annual),
    _days("mazeret", "Mazeret izinleri; evlilik, ölüm ve babalık içinde", lambda t: t.excuse),
    _days("yol_izni", "Ücretli yol izni", lambda t: t.road_leave),
    _days("diger_izin", "Öteki ücretli izinler", lambda t: t.other_leave),
    _days("rapor", "Rapor; istirahat ve iş kazası", lambda t: t.report),
    _days("rapor_ucretli", "Ücretli rapor günü; analık içinde", lambda t: t.report_paid),
    _days("analik", "Analık izni", lambda t: t.maternity),
    _days("ucretsiz", "Ücretsiz gün; devamsızlık ve kesik hafta tatili ayrıdır", lambda t: t.unpaid),
    _days("devamsiz", "Devamsızlık", lambda t: t.absent),
    _days("kesik_ht", "Hak edilmeyen hafta tatili", lambda t: t.rest_cut),
    _days("gt_mesai", "Genel tatilde çalışılan gün", lambda t: t.holiday_worked),
    _days("ht_mesai", "Hafta tatilinde çalışılan gün", lambda t: t.rest_worked),
    _days("at_mesai", "Akdi tatilde çalışılan gün", lambda t: t.free_worked),
    _days("yemek", "Yemek günü", lambda t: t.meal),
    _days("yol", "Yol günü", lambda t: t.road),
    _days("ucretli_gun", "Ücreti ödenen gün", lambda t: t.paid_days),
    _minutes("normal_dk", "Normal çalışma; günlerin toplamı", lambda line: line.row.normal_minutes),
    _minutes("fm_dk", f"Fazla çalışma; {_ENDED}", lambda line: line.row.fm_minutes),
    _minutes("fsc_dk", f"Fazla sürelerle çalışma; {_ENDED}", lambda line: line.row.fsc_minutes),
    _minutes("gece_dk", "Gece çalışması", lambda line: line.row.night_minutes),
    _minutes("gt_dk", "Genel tatil çalışması", lambda line: line.row.gt_minutes),
    _minutes("ht_dk", "Hafta tatili çalışması", lambda line: line.row.ht_minutes),
    _minutes("serbest_dk", "Serbest zaman; ücret yerine doğan süre", lambda line: line.row.time_minutes),
    _spec("prim_gunu", FlatKind.INT, "SGK prim günü; memur ve stajyerde boş", lambda line: line.row.prim_days,
          "gün", measured=True),
    _spec("eksik_gun", FlatKind.INT, "SGK eksik gün", lambda line: line.row.missing_days, "gün", measured=True),
    _spec("eksik_neden", FlatKind.TEXT, "SGK eksik gün nedeni; iki rakam", lambda line: line.row.missing_code,
          measured=True),
)  # fmt: skip

DIFFERENCE_COLUMNS: Final = (
    FlatColumn("grup", FlatKind.TEXT, "Puantaj grubu"),
    FlatColumn("donem_bas", FlatKind.DATE, "Dönemin ilk günü"),
    FlatColumn("donem_bit", FlatKind.DATE, "Dönemin son günü"),
    FlatColumn("eski_surum", FlatKind.INT, "Daha önce teslim edilen sürüm"),
    FlatColumn("surum", FlatKind.INT, "Bu teslimdeki sürüm"),
    FlatColumn("sicil", FlatKind.TEXT, "Sicil no"),
    FlatColumn("ad_soyad", FlatKind.TEXT, "Adı soyadı"),
    FlatColumn("gun", FlatKind.DATE, "Gün; dönem toplamında boş"),
    FlatColumn("alan", FlatKind.TEXT, f"{DAYS} ya da {TOTALS} dosyasındaki sütunun adı"),
    FlatColumn("eski", FlatKind.VALUE, "Önceki değer; kişi önceki sürümde yoksa boş"),
    FlatColumn("yeni", FlatKind.VALUE, "Yeni değer; kişi bu sürümde yoksa boş"),
)


def shown(specs: Iterable[Spec], with_tckn: bool) -> tuple[Spec, ...]:
    """The columns of a package: T.C. kimlik no only where it was asked for (KVKK 6698 m.4)."""
    return tuple(spec for spec in specs if with_tckn or spec.column.name != "tckn")


def day_table(lines: Iterable[DayLine], with_tckn: bool, settings: PuantajSettings) -> FlatTable:
    """``puantaj_gunler``: a line for each person and day."""
    meaning = "Her kişi ve her gün için bir satır; işe girişten önceki ve çıkıştan sonraki günler YOK kodludur"
    return _table(DAYS, meaning, shown(DAY_SPECS, with_tckn), lines, settings)


def total_table(lines: Iterable[PersonLine], with_tckn: bool, settings: PuantajSettings) -> FlatTable:
    """``puantaj_toplam``: a line for each person."""
    return _table(TOTALS, "Her kişi için bir satır", shown(TOTAL_SPECS, with_tckn), lines, settings)


def _table(
    stem: str, meaning: str, specs: tuple[Spec, ...], lines: Iterable[Any], settings: PuantajSettings
) -> FlatTable:
    return FlatTable(
        stem,
        meaning,
        tuple(spec.column for spec in specs),
        tuple(tuple(spec.value(line) for spec in specs) for line in lines),
        decimal_comma=settings.csv_virgul,
        iso_dates=settings.csv_iso_tarih,
    )


def key_lists(codes: Codes) -> tuple[FlatList, ...]:
    """What the keys in the files mean."""
    return (
        FlatList("kod", tuple((code.key, f"{code.letter or '(boş)'}  {code.name}") for code in codes)),
        FlatList("statu", tuple((kind.value, kind.label) for kind in StaffKind)),
        FlatList("kaynak", tuple((source.value, source.label) for source in Source)),
    )
