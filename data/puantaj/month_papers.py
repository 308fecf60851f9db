"""Papers of one month besides the cetvel: fazla mesai çizelgesi, eksik gün dökümü, devamsızlık tutanağı."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time
from itertools import groupby

from sqlalchemy import select
from sqlmodel import col

from data.core.calendar import WEEKDAYS, format_date
from data.core.paper import Paper, PaperColumn, Signature, Signatures, Table, Text
from data.core.store import Look
from data.personel.models import Part, Pattern
from data.puantaj import report_lines, report_views
from data.puantaj.models import PuantajDay
from data.puantaj.paper_parts import (
    CENTRED,
    DATE,
    INT,
    MINUTES,
    NAME,
    NOT_FINAL,
    NUMBER,
    SICIL,
    TEXT,
    numbered,
    paper,
    sheet_text,
    signed,
)
from data.puantaj.report_lines import Order, PersonDay, PersonWeek
from data.puantaj.report_views import PersonMonth, Sheet
from data.puantaj.rules import codes as keys
from data.puantaj.rules.sgk import REASON_NAMES, is_missing
from data.puantaj.setup import settings_on

_FREE = {
    keys.GENEL_TATIL: "GT", keys.GT_CALISMA: "GT", keys.YARIM_TATIL: "Yarım gün GT", keys.HAFTA_TATILI: "HT",
    keys.HT_CALISMA: "HT", keys.HT_KESIK: "HT", keys.AKDI_TATIL: "AT", keys.AT_CALISMA: "AT",
    keys.HAFTA_SONU: "HS", keys.IDARI_IZIN: "İdari izin",
}  # fmt: skip
_WORKDAY = "İş günü"
_KEPT = "Eksik güne ilişkin belgeler on yıl saklanır; istendiğinde Kuruma gösterilir (5510 s. K. m.86)."


# ---------------------------------------------------------------- fazla mesai çizelgesi


@dataclass(frozen=True, slots=True)
class OvertimeLine:
    """A day with ordered or counted work beyond the usual; ``day`` holds its minutes on the first line only."""

    personel_id: int
    sicil: str
    name: str
    on: date
    day_kind: str
    order: Order | None
    day: PersonDay | None


def overtime_lines(look: Look, sheet: Sheet) -> tuple[OvertimeLine, ...]:
    """Every order of the month's people, and every day on which the month counted more than the usual work."""
    first, last = sheet.period.start, sheet.period.end
    days = {(day.personel_id, day.day): day for day in report_lines.person_days(look, [sheet])}
    orders: dict[tuple[int, date], list[Order]] = defaultdict(list)
    for order in report_lines.orders(look, first, last, puantaj_id=sheet.id):
        orders[order.personel_id, order.day].append(order)
    lines = []
    for place, day in days.items():
        ordered = orders.get(place, [])
        if not ordered and not (day.fm or day.fsc or day.gt or day.ht):
            continue
        kind = _FREE.get(day.code.key, _WORKDAY)
        for number in range(max(1, len(ordered))):
            one = ordered[number] if ordered else None
            shown = day if number == 0 else None
            lines.append(OvertimeLine(day.personel_id, day.sicil, day.name, day.day, kind, one, shown))
    return tuple(lines)


def overtime_paper(look: Look, puantaj_id: int) -> Paper | None:
    """Fazla mesai çizelgesi of a month; ``None`` where nobody worked beyond the usual.

    Days stand as they were counted; what is paid is the week's sum with its rounding, in the second table
    (4857 s. K. m.41, m.63).

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such month.
    """
    sheet = report_views.sheet_of(look, puantaj_id)
    lines = overtime_lines(look, sheet)
    weeks = [
        week
        for week in report_lines.sheet_weeks(look, sheet)
        if week.fm or week.fsc or week.time or week.gt or week.ht
    ]
    if not lines and not weeks:
        return None
    year = sheet.period.end.year
    totals = report_lines.year_overtime(look, year, sheet.period.end)
    people = {row.personel_id: row for row in report_views.person_months(look, [sheet])}
    documents = dict.fromkeys(line.order.document for line in lines if line.order and line.order.document)
    settings = settings_on(look, sheet.period.end)
    return paper(
        look,
        "fazla mesai çizelgesi",
        "FAZLA MESAİ ÇİZELGESİ",
        (
            *((Text(f"Olur tarih ve sayısı: {'; '.join(documents)}"),) if documents else ()),
            _days_table(lines, totals, year),
            *((_weeks_table(weeks, people),) if weeks else ()),
            signed(look, "Birim amiri", "Onay"),
        ),
        subtitle=sheet_text(sheet),
        number=sheet.number or "TASLAK",
        draft=not sheet.closed,
        landscape=True,
        notes=(
            f"Haftalık {settings.weekly_limit_minutes // 60} saati aşan çalışma %50, sözleşme süresi ile bu süre "
            "arasındaki çalışma %25 artırımlı ödenir; yıllık sınır "
            f"{settings.year_limit_hours} saattir (4857 s. K. m.41).",
            "Ücrete esas süreler haftalık hesaptakilerdir; hafta, son gününün bulunduğu döneme aittir.",
            *((NOT_FINAL,) if not sheet.closed else ()),
        ),
    )


def _days_table(lines: Sequence[OvertimeLine], totals: dict[int, int], year: int) -> Table:
    columns = (
        NUMBER,
        SICIL,
        PaperColumn("Adı soyadı", TEXT, 18),
        PaperColumn("Tarih", DATE, 10),
        PaperColumn("Gün türü", TEXT, 8),
        PaperColumn("Başlangıç", CENTRED, 8),
        PaperColumn("Bitiş", CENTRED, 6),
        PaperColumn("Ara dinlenme", MINUTES, 8),
        PaperColumn("Net saat", MINUTES, 6),
        PaperColumn("Gece", MINUTES, 6),
        PaperColumn("Yapılan iş", TEXT, 22),
        PaperColumn("FSÇ %25", MINUTES, 6),
        PaperColumn("FM %50", MINUTES, 6),
        PaperColumn("GT", MINUTES, 6),
        PaperColumn("HT", MINUTES, 6),
        PaperColumn(f"{year} toplamı", MINUTES, 8),
        PaperColumn("İmza", TEXT, 10),
    )
    rows: list[tuple[object, ...]] = []
    for owner, found in groupby(lines, key=lambda line: line.personel_id):
        own = tuple(found)
        for place, line in enumerate(own):
            of_year = totals.get(owner, 0) if place == len(own) - 1 else None
            rows.append((*_line_values(line), of_year, ""))
    sums = [sum(_whole(row[place]) for row in rows) for place in range(len(columns) - 1)]
    total = (
        "TOPLAM", *(None,) * 7, sums[7], sums[8], None, sums[10], sums[11], sums[12], sums[13], None, None,
    )  # fmt: skip
    return Table(columns, numbered(rows), "Günler", total, pen=True)


def _line_values(line: OvertimeLine) -> tuple[object, ...]:
    order, day = line.order, line.day
    work = order.work + (" (serbest zaman)" if order.as_time else "") if order else ""
    return (
        line.sicil,
        line.name,
        line.on,
        line.day_kind,
        f"{order.start:%H:%M}" if order and order.start else "",
        f"{order.end:%H:%M}" if order and order.end else "",
        order.break_minutes if order else 0,
        order.minutes if order else 0,
        day.night if day else 0,
        work,
        day.fsc if day else 0,
        day.fm if day else 0,
        day.gt if day else 0,
        day.ht if day else 0,
    )


def _whole(value: object) -> int:
    return value if isinstance(value, int) else 0


def _weeks_table(weeks: Sequence[PersonWeek], people: dict[int, PersonMonth]) -> Table:
    columns = (
        NUMBER,
        SICIL,
        NAME,
        PaperColumn("Hafta", TEXT, 22),
        PaperColumn("Sözleşme süresi", MINUTES, 10),
        PaperColumn("Çalışılan", MINUTES, 9),
        PaperColumn("FSÇ %25", MINUTES, 8),
        PaperColumn("FM %50", MINUTES, 8),
        PaperColumn("İzne dönen", MINUTES, 9),
        PaperColumn("GT", MINUTES, 7),
        PaperColumn("HT", MINUTES, 7),
    )
    rows = [
        (
            people[week.personel_id].sicil,
            people[week.personel_id].name,
            f"{format_date(week.start)}–{format_date(week.end)}",
            week.contract,
            week.minutes,
            week.fsc,
            week.fm,
            week.time,
            week.gt,
            week.ht,
        )
        for week in weeks
    ]
    sums = tuple(sum(_whole(row[place]) for row in rows) for place in range(5, 10))
    return Table(columns, numbered(rows), "Haftalık hesap", ("TOPLAM", *(None,) * 5, *sums))


# ---------------------------------------------------------------- eksik gün dökümü


@dataclass(frozen=True, slots=True)
class MissingLine:
    """A person with missing days; ``dates`` are the unpaid days with their letters, ``documents`` their papers."""

    sicil: str
    name: str
    prim: int | None
    missing: int
    code: str
    dates: str
    documents: str


def missing_lines(look: Look, sheet: Sheet) -> tuple[MissingLine, ...]:
    """Everybody of a month who has missing days, with the days behind them (5510 s. K. m.86)."""
    settings = settings_on(look, sheet.period.end)
    rows = [row for row in report_views.person_months(look, [sheet]) if row.missing_days]
    owners = [row.personel_id for row in rows]
    days: dict[int, list[PersonDay]] = defaultdict(list)
    for day in report_lines.person_days(look, [sheet], col(PuantajDay.personel_id).in_(owners)):
        if is_missing(day.code, day.kind, settings):
            days[day.personel_id].append(day)
    return tuple(
        MissingLine(
            row.sicil,
            row.name,
            row.prim_days,
            row.missing_days,
            row.missing_code,
            spans_text(days[row.personel_id]),
            "; ".join(dict.fromkeys(day.document for day in days[row.personel_id] if day.document)),
        )
        for row in rows
    )


def spans_text(days: Iterable[PersonDay]) -> str:
    """``06.10.2026–09.10.2026 R; 12.10.2026 D``: days in a row with the same letter as one span."""
    spans: list[tuple[date, date, str]] = []
    for day in days:
        if spans and spans[-1][2] == day.code.letter and (day.day - spans[-1][1]).days == 1:
            spans[-1] = (spans[-1][0], day.day, day.code.letter)
        else:
            spans.append((day.day, day.day, day.code.letter))
    return "; ".join(
        f"{format_date(start)}{f'–{format_date(end)}' if end > start else ''} {letter}"
        for start, end, letter in spans
    )


def missing_days_paper(look: Look, puantaj_id: int) -> Paper | None:
    """Eksik gün dökümü of a month for SGK (5510 s. K. m.86); ``None`` where nobody has missing days.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such month.
    """
    sheet = report_views.sheet_of(look, puantaj_id)
    lines = missing_lines(look, sheet)
    if not lines:
        return None
    columns = (
        NUMBER,
        SICIL,
        NAME,
        PaperColumn("Prim günü", INT, 6),
        PaperColumn("Eksik gün", INT, 6),
        PaperColumn("Kod", CENTRED, 5),
        PaperColumn("Eksik gün nedeni", TEXT, 18),
        PaperColumn("Günler", TEXT, 34),
        PaperColumn("Dayanak belge", TEXT, 22),
    )
    rows = [
        (
            line.sicil, line.name, line.prim, line.missing, line.code, REASON_NAMES.get(line.code, ""),
            line.dates, line.documents,
        )
        for line in lines
    ]  # fmt: skip
    total = ("TOPLAM", None, None, None, sum(line.missing for line in lines), *(None,) * 4)
    return paper(
        look,
        "eksik gün dökümü",
        "EKSİK GÜN DÖKÜMÜ",
        (Table(columns, numbered(rows), total=total), signed(look, "Kontrol eden", "Onaylayan")),
        subtitle=sheet_text(sheet),
        number=sheet.number or "TASLAK",
        draft=not sheet.closed,
        landscape=True,
        notes=(_KEPT, *((NOT_FINAL,) if not sheet.closed else ())),
    )


# ---------------------------------------------------------------- devamsızlık tutanağı


def absence_papers(
    look: Look,
    puantaj_id: int,
    *,
    personel_id: int = 0,
    day: date | None = None,
    hour: time | None = None,
    witnesses: tuple[str, str] = ("", ""),
    chief: str = "",
) -> tuple[Paper, ...]:
    """A tutanak for every absence (D) of a month, or those of one person or one day, to be signed.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such month.
    """
    sheet = report_views.sheet_of(look, puantaj_id)
    conditions = [col(PuantajDay.code) == keys.DEVAMSIZ]
    if personel_id:
        conditions.append(col(PuantajDay.personel_id) == personel_id)
    days = report_lines.person_days(look, [sheet], *conditions, first=day, last=day)
    rows = {row.personel_id: row for row in report_views.person_months(look, [sheet])}
    return tuple(_absence(look, sheet, rows[one.personel_id], one, hour, witnesses, chief) for one in days)


def _absence(
    look: Look,
    sheet: Sheet,
    row: PersonMonth,
    day: PersonDay,
    hour: time | None,
    witnesses: tuple[str, str],
    chief: str,
) -> Paper:
    begins = hour or _shift_start(look, row.personel_id, day.day)
    clock = f" saat {begins:%H:%M} itibarıyla" if begins else ""
    duty = f" {row.gorev} olarak görevli" if row.gorev else ""
    words = (
        f"Kurumumuzda{duty} {row.sicil} sicil numaralı {row.name}, {format_date(day.day)} "
        f"{WEEKDAYS[day.day.weekday()]} günü{clock} işyerine gelmemiş, bu konuda önceden bilgi vermemiş ve izin "
        "almamıştır.",
        "İşbu tutanak tarafımızca düzenlenerek birlikte imza altına alınmıştır.",
    )
    return paper(
        look,
        "devamsızlık tutanağı",
        "DEVAMSIZLIK TUTANAĞI",
        (
            Text("Tutanak tarihi: …./…./20….     Saat: ….:…."),
            *(Text(line, indent=True) for line in words),
            Signatures((Signature("Tanık", witnesses[0]), Signature("Tanık", witnesses[1]))),
            Signatures((Signature("Birim amiri", chief),)),
        ),
        subtitle=f"{sheet.group} · {format_date(day.day)}",
        landscape=False,
    )


def _shift_start(look: Look, personel_id: int, day: date) -> time | None:
    return look.session.execute(
        select(col(Pattern.start))
        .join(Part, col(Part.pattern_id) == col(Pattern.id))
        .where(col(Part.personel_id) == personel_id, col(Part.withdrawn_at).is_(None), col(Part.valid_from) <= day)
        .order_by(col(Part.valid_from).desc(), col(Part.id).desc())
        .limit(1)
    ).scalar()
