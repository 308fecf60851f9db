"""Papers over several months: aylık özet, yıllık özet, 270 saat listesi, icmal üst yazısı."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlmodel import col

from data.core.calendar import MONTHS, format_date
from data.core.errors import BadInput
from data.core.models import Birim
from data.core.paper import Block, CellKind, Paper, PaperColumn, Signature, Signatures, Table, Text
from data.core.permissions import Verb
from data.core.store import Look
from data.core.text import upper
from data.core.units import in_scope
from data.personel.models import Personel
from data.puantaj import report_lines, report_views
from data.puantaj.paper_parts import (
    DAYS,
    INT,
    MINUTES,
    NAME,
    NUMBER,
    SICIL,
    TEXT,
    numbered,
    open_notes,
    paper,
    signed,
    span_text,
)
from data.puantaj.report_views import AREA, PersonMonth, Sheet
from data.puantaj.rules.period import Period
from data.puantaj.setup import settings_on

_SHORT = tuple(month[:3] for month in MONTHS)
_BY_END = "Dönemler bittikleri ayda gösterilir."


def _ending_in(look: Look, month: Period) -> tuple[Sheet, ...]:
    sheets = report_views.sheets_ending(look, month.start, month.end)
    if not sheets:
        raise BadInput(f"{month.label} içinde biten puantaj yok.", "Başka bir ay yazın.", field="month")
    return sheets


# ---------------------------------------------------------------- aylık özet


def month_summary(look: Look, month: Period) -> Paper:
    """Aylık özet: days of each code by unit, over the months that end in that calendar month.

    Raises:
        NotAllowed: no permission.
        BadInput: no month ends in it.
    """
    sheets = _ending_in(look, month)
    units = report_views.unit_codes(look, sheets)
    found = {letter for unit in units for letter, _ in unit.days}
    known = [letter for letter in report_views.letters_in_order(look) if letter in found]
    letters = known + sorted(found - set(known))
    columns = (
        NUMBER,
        PaperColumn("Birim", TEXT, 30),
        PaperColumn("Kişi", INT, 6),
        *(PaperColumn(letter, INT, 6) for letter in letters),
        PaperColumn("Toplam", INT, 8),
    )
    rows: list[tuple[object, ...]] = []
    sums = [0] * (len(letters) + 2)
    for unit in units:
        days = dict(unit.days)
        counts = (unit.people, *(days.get(letter, 0) for letter in letters), sum(days.values()))
        sums = [before + count for before, count in zip(sums, counts, strict=True)]
        rows.append((unit.unit, *(count or None for count in counts)))
    total = ("TOPLAM", None, *sums)
    return paper(
        look,
        "aylık özet",
        "AYLIK PUANTAJ ÖZETİ",
        (Table(columns, numbered(rows), total=total), signed(look, "Kontrol eden", "Onaylayan")),
        subtitle=f"{month.label} · birimlere göre gün sayıları",
        draft=not all(sheet.closed for sheet in sheets),
        notes=(f"{_BY_END} Kişi, dönemin son gününde bulunduğu birimde sayılır.", *open_notes(sheets)),
    )


# ---------------------------------------------------------------- yıllık özet


@dataclass(frozen=True, slots=True)
class Measure:
    """What a table of the year counts."""

    title: str
    kind: CellKind
    of: Callable[[PersonMonth], Decimal | int]


MEASURES = (
    Measure("Çalışılan gün", DAYS, lambda row: row.totals.worked),
    Measure(
        "İzinli gün",
        DAYS,
        lambda row: row.totals.annual + row.totals.excuse + row.totals.road_leave + row.totals.other_leave,
    ),
    Measure("Raporlu gün", DAYS, lambda row: row.totals.report + row.totals.maternity),
    Measure(
        "Ücretsiz ve devamsız gün",
        DAYS,
        lambda row: row.totals.unpaid + row.totals.absent + row.totals.rest_cut,
    ),
    Measure("Fazla çalışma (saat)", MINUTES, lambda row: row.minutes.fm + row.minutes.fsc),
)


def year_summary(look: Look, year: int) -> Paper:
    """Yıllık özet: a table a measure, a row a person, a column a month.

    Raises:
        NotAllowed: no permission.
        BadInput: no month ends in that year.
    """
    sheets = report_views.sheets_ending(look, date(year, 1, 1), date(year, 12, 31))
    if not sheets:
        raise BadInput(f"{year} yılında biten puantaj yok.", "Başka bir yıl yazın.", field="year")
    rows = report_views.person_months(look, sheets)
    people: dict[int, list[PersonMonth]] = defaultdict(list)
    for row in rows:
        people[row.personel_id].append(row)
    return paper(
        look,
        "yıllık özet",
        "YILLIK PUANTAJ ÖZETİ",
        (*(_year_table(measure, people) for measure in MEASURES), signed(look, "Kontrol eden", "Onaylayan")),
        subtitle=f"{year} yılı · kişi ve aylara göre",
        draft=not all(sheet.closed for sheet in sheets),
        landscape=True,
        notes=(_BY_END, *open_notes(sheets)),
    )


def _year_table(measure: Measure, people: dict[int, list[PersonMonth]]) -> Table:
    columns = (
        NUMBER,
        SICIL,
        NAME,
        *(PaperColumn(month, measure.kind, 7) for month in _SHORT),
        PaperColumn("Toplam", measure.kind, 8),
    )
    rows: list[tuple[object, ...]] = []
    sums: list[Decimal | int] = [0] * 13
    for months in people.values():
        values: list[Decimal | int] = [0] * 13
        for row in months:
            found = measure.of(row)
            for place in (row.sheet.period.end.month - 1, 12):
                values[place] += found
                sums[place] += found
        rows.append((months[-1].sicil, months[-1].name, *values))
    return Table(columns, numbered(rows), measure.title, ("TOPLAM", None, None, *sums))


# ---------------------------------------------------------------- 270 saat listesi


@dataclass(frozen=True, slots=True)
class YearLine:
    """A person's fazla çalışma of the year in minutes; ``state`` says which line it passed."""

    sicil: str
    name: str
    unit: str
    minutes: int
    rest: int
    excess: int
    state: str


def year_lines(look: Look, year: int) -> tuple[YearLine, ...]:
    """Everybody in sight with fazla çalışma in that year, the most first (4857 s. K. m.41)."""
    look.actor.require(AREA, Verb.VIEW)
    last = date(year, 12, 31)
    totals = report_lines.year_overtime(look, year, last)
    settings = settings_on(look, min(last, look.today))
    limit = settings.year_limit_hours * 60
    people = look.session.execute(
        select(col(Personel.id), col(Personel.sicil), col(Personel.ad), col(Personel.soyad), col(Birim.name))
        .join(Birim, col(Birim.id) == col(Personel.birim_id))
        .where(in_scope(look))
        .order_by(col(Personel.sira), col(Personel.id))
    )
    lines = []
    for key, sicil, ad, soyad, unit in people:
        minutes = totals.get(key, 0)
        if not minutes:
            continue
        state = ""
        if minutes > limit:
            state = "Sınır aşıldı"
        elif minutes >= settings.year_alarm_hours * 60:
            state = f"{settings.year_alarm_hours} saati geçti"
        elif minutes >= settings.year_warning_hours * 60:
            state = f"{settings.year_warning_hours} saati geçti"
        rest, excess = max(0, limit - minutes), max(0, minutes - limit)
        lines.append(YearLine(sicil, f"{ad} {soyad}", unit, minutes, rest, excess, state))
    return tuple(sorted(lines, key=lambda line: -line.minutes))


def year_limit(look: Look, year: int) -> Paper:
    """The list of the year's fazla çalışma against its limit.

    Raises:
        NotAllowed: no permission.
        BadInput: nobody in sight has any.
    """
    lines = year_lines(look, year)
    if not lines:
        raise BadInput(f"{year} yılında fazla çalışma yok.", "Başka bir yıl yazın.", field="year")
    settings = settings_on(look, min(date(year, 12, 31), look.today))
    columns = (
        NUMBER,
        SICIL,
        NAME,
        PaperColumn("Birim", TEXT, 22),
        PaperColumn(f"{year} toplamı", MINUTES, 9),
        PaperColumn("Kalan", MINUTES, 8),
        PaperColumn("Aşan", MINUTES, 8),
        PaperColumn("Durum", TEXT, 16),
    )
    rows = [(line.sicil, line.name, line.unit, line.minutes, line.rest, line.excess, line.state) for line in lines]
    sums = sum(line.minutes for line in lines), None, sum(line.excess for line in lines)
    sheets = report_views.sheets_ending(look, date(year, 1, 1), date(year, 12, 31))
    return paper(
        look,
        "yıllık fazla çalışma listesi",
        "YILLIK FAZLA ÇALIŞMA LİSTESİ",
        (
            Table(columns, numbered(rows), total=("TOPLAM", None, None, None, *sums, None)),
            signed(look, "Birim amiri"),
        ),
        subtitle=f"{year} yılı · sınır {settings.year_limit_hours} saat",
        draft=not all(sheet.closed for sheet in sheets),
        notes=(
            f"Fazla çalışma yılda {settings.year_limit_hours} saati aşamaz; uyarı "
            f"{settings.year_warning_hours} ve {settings.year_alarm_hours} saatte verilir. Sınırı aşan süreler de "
            "kayıtta kalır (4857 s. K. m.41).",
            *open_notes(sheets),
        ),
    )


# ---------------------------------------------------------------- icmal üst yazısı


def cover_letter(
    look: Look, month: Period, *, addressee: str, extras: Sequence[str] = (), signer: str = "", title: str = ""
) -> Paper:
    """The letter on top of the final sheets that end in a calendar month.

    Args:
        extras: Enclosures besides the cetvels, one line each.

    Raises:
        NotAllowed: no permission.
        BadInput: none of them is final yet.
    """
    sheets = tuple(sheet for sheet in _ending_in(look, month) if sheet.closed)
    if not sheets:
        raise BadInput(
            f"{month.label} içinde biten puantajlardan hiçbiri kesinleşmedi.",
            "Üst yazı kesinleşen puantajlar için yazılır.",
            field="month",
        )
    columns = (
        NUMBER,
        PaperColumn("Grup", TEXT, 26),
        PaperColumn("Dönem", TEXT, 24),
        PaperColumn("Belge no", TEXT, 10),
        PaperColumn("Sürüm", INT, 6),
        PaperColumn("Kişi", INT, 6),
    )
    rows = [
        (sheet.group, span_text(sheet.period).partition(": ")[2], sheet.number, sheet.revision, sheet.people)
        for sheet in sheets
    ]
    enclosed = (f"Puantaj cetveli ({len(sheets)} adet)", *extras)
    blocks: tuple[Block, ...] = (
        Text(f"Sayı : \nTarih : {format_date(look.today)}\nKonu : {month.label} puantaj cetvelleri"),
        Text(upper(addressee), heading=True, centred=True),
        Text(
            f"Müdürlüğümüz personelinin dönemi {month.label} içinde biten ve aşağıda dökümü yapılan puantaj "
            "cetvelleri kesinleşmiş olup ekte gönderilmiştir.\nGereğini arz ederim.",
            indent=True,
        ),
        Table(columns, numbered(rows), total=("TOPLAM", *(None,) * 4, sum(sheet.people for sheet in sheets))),
        Signatures((Signature("Birim amiri", signer, title),)),
        Text("Ekler:\n" + "\n".join(f"{place}- {words}" for place, words in enumerate(enclosed, 1))),
    )
    return paper(look, "icmal üst yazısı", "", blocks, landscape=False)
