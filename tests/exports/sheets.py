"""Sheets for the tests of the puantaj papers: realistic, fictional, any number of people."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from data.core.calendar import WEEKDAYS_SHORT
from data.core.paper import Signature
from data.core.text import mask_tckn
from data.puantaj.rules.period import Period
from data.puantaj.sheet import PuantajSheet, Shade, SheetDay, SheetRow

TITLES = (
    "Çalışılan gün", "Hafta tatili", "Akdi tatil", "Genel tatil", "Yıllık izin", "Mazeret", "Rapor",
    "Ücretsiz izin", "Devamsız", "FM %50 (saat)", "FSÇ %25 (saat)", "Gece (saat)", "GT mesaisi (gün)",
    "HT mesaisi (gün)", "Yemek", "Yol", "Prim günü", "Eksik gün / kod",
)  # fmt: skip
LEGEND = (
    ("X", "Çalıştı"), ("YG", "Yarım gün genel tatil"), ("HT", "Hafta tatili"),
    ("HTK", "Hafta tatili hak edilmedi"),
    ("AT", "Akdi tatil"), ("GT", "Ulusal bayram / genel tatil"), ("GTÇ", "Genel tatilde çalıştı"),
    ("Yİ", "Yıllık ücretli izin"), ("R", "Raporlu"), ("D", "Devamsız"), ("Üİ", "Ücretsiz izin"),
    ("-", "Kurumda değil"),
)  # fmt: skip
NAMES = (
    "Ayşe Yılmaz", "Mehmet Işık", "Şükrü Çağlayan", "İbrahim Öztürk", "Gülşen Iğdırlı", "Ömer Faruk Karaoğlanoğlu",
    "Zeynep Şahin", "Uğur Güneş", "Çiğdem Üstünsoy", "Hüseyin Avni Kılıç",
)  # fmt: skip
DUTIES = ("Yazılım destek elemanı", "Büro işçisi", "Şoför", "Teknisyen", "Temizlik görevlisi")
LONG_NAME = "Muhammed Abdurrahman Şehabettin Çelebioğullarındanzade Öztürk"


def sheet(
    people: int = 3,
    period: Period | None = None,
    *,
    draft: bool = False,
    tckn: bool = True,
    group: str = "",
) -> PuantajSheet:
    """A cetvel with that many people over that period (October 2026 if not told)."""
    period = period or Period.of_month(2026, 10)
    days = tuple(SheetDay(day, _shade(day), WEEKDAYS_SHORT[day.weekday()]) for day in period.days)
    return PuantajSheet(
        office_lines=(
            "T.C.",
            "ÖRNEK BÜYÜKŞEHİR BELEDİYE BAŞKANLIĞI",
            "Bilgi İşlem Dairesi Başkanlığı",
            "Yazılım Şube Müdürlüğü",
        ),
        title="İŞÇİ PUANTAJ CETVELİ",
        period=period,
        group="Şirket personeli",
        number="TASLAK" if draft else "2026/17",
        version=1,
        draft=draft,
        days=days,
        total_titles=TITLES,
        rows=tuple(_row(number, days, tckn, group) for number in range(1, people + 1)),
        legend=LEGEND,
        signatures=(
            Signature("Düzenleyen", "Fatma Şimşek", "Puantör", date(2026, 11, 2)),
            Signature("Kontrol eden", "Ali Yılmaz", "Servis Şefi", date(2026, 11, 3)),
            Signature("Onaylayan", "İnci Ağaoğlu", "Şube Müdürü"),
        ),
        notes=("Haftalık çalışma süresi 45 saattir; hafta tatili pazar günüdür (4857 s. K. m.46, m.63).",)
        + (("Kesinleşmemiştir.",) if draft else ()),
        printed_at=datetime(2026, 11, 3, 9, 5, 7),  # noqa: DTZ001 - the wall clock of the office
    )


def with_first_row(base: PuantajSheet, **fields: object) -> PuantajSheet:
    """The sheet with some fields of its first row replaced."""
    first, *others = base.rows
    return replace(base, rows=(replace(first, **fields), *others))


def _shade(day: date) -> Shade:
    if (day.month, day.day) in {(10, 29), (1, 1), (4, 23)}:
        return Shade.HOLIDAY
    if (day.month, day.day) == (10, 28):
        return Shade.HALF
    return Shade.REST if day.weekday() >= 5 else Shade.NONE


def _row(number: int, days: tuple[SheetDay, ...], tckn: bool, group: str) -> SheetRow:
    letters = []
    for place, day in enumerate(days):
        if day.shade is Shade.HOLIDAY:
            letters.append("GTÇ" if number % 7 == 0 else "GT")
        elif day.shade is Shade.HALF:
            letters.append("YG")
        elif day.shade is Shade.REST:
            letters.append("AT" if day.day.weekday() == 5 else ("HTK" if number % 11 == 0 else "HT"))
        else:
            letters.append(("Yİ" if number % 3 == 0 else "R") if (place + number) % 17 == 0 else "X")
    worked = Decimal(letters.count("X")) + Decimal(letters.count("YG")) / 2
    return SheetRow(
        number=number,
        sicil=f"{10230 + number}",
        tckn=mask_tckn(f"{10000000000 + number * 7919}") if tckn else "",
        name=NAMES[number % len(NAMES)],
        duty=DUTIES[number % len(DUTIES)],
        group=group,
        cells=tuple(letters),
        totals=(
            worked, letters.count("HT"), letters.count("AT"), Decimal("1.5"), letters.count("Yİ"), 0,
            letters.count("R"), 0, 0, Decimal(number % 4) * Decimal("1.5"), 0, 0, 0, 0, 20, 20, 30,
            "1/01" if "R" in letters else "",
        ),
        remark="Rapor belgesi ektedir." if "R" in letters else "",
    )  # fmt: skip
