"""The papers of vehicles: the araç puantaj cetveli of one, and the list of all of a unit's month."""

from __future__ import annotations

from decimal import Decimal

from data.arac.lookup import AREA, MONTH_KIND, month_row, month_title
from data.arac.models import VehicleMonth
from data.arac.reading import MonthSheets, VehicleSheet, read_month
from data.arac.rules.totals import usage_text
from data.arac.rules.values import DayEntry, DayState, Measure, Ownership
from data.core import approvals, holidays, trail
from data.core.approvals import Stage
from data.core.calendar import WEEKDAYS_SHORT, format_date
from data.core.errors import BadInput
from data.core.models import Birim
from data.core.paper import CellKind, Fields, Paper, PaperColumn, Signature, Signatures, Table
from data.core.permissions import Verb
from data.core.stamps import office_lines, signatures, wall_clock
from data.core.store import Look, Work

_LEGEND = " · ".join(f"{state.letter} {state.label}" for state in DayState)


def sheet_for_export(work: Work, month_id: int, vehicle_id: int) -> Paper:
    """The cetvel for a file; the export is written to the trail.

    Raises:
        NotAllowed: no permission to export, or out of sight.
        BadInput: the vehicle is not in that month.
    """
    work.actor.require(AREA, Verb.EXPORT)
    paper = vehicle_sheet(work, month_id, vehicle_id)
    words = f"Araç puantaj cetveli dışa aktarıldı: {paper.subtitle}"
    trail.record(work, "arac.export", words, kind=MONTH_KIND, record_id=month_id)
    return paper


def list_for_export(work: Work, month_id: int) -> Paper:
    """The list of all vehicles for a file; the export is written to the trail.

    Raises:
        NotAllowed: no permission to export, or out of sight.
    """
    work.actor.require(AREA, Verb.EXPORT)
    paper = vehicle_list(work, month_id)
    words = f"Aylık araç listesi dışa aktarıldı: {paper.subtitle}"
    trail.record(work, "arac.export", words, kind=MONTH_KIND, record_id=month_id)
    return paper


# ---------------------------------------------------------------- one vehicle


def vehicle_sheet(look: Look, month_id: int, vehicle_id: int) -> Paper:
    """The araç puantaj cetveli of one vehicle's month as it stands.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: the vehicle is not in that month.
    """
    look.actor.require(AREA, Verb.VIEW)
    row, unit = month_row(look, month_id)
    found = read_month(look, row, vehicle_id)
    if not found.sheets:
        raise BadInput("Araç bu ayda yok.", "Listeyi yenileyin.")
    (sheet,) = found.sheets
    driver = found.names.get(sheet.vehicle.driver_id or 0, "")
    return Paper(
        name="araç puantaj cetveli",
        office_lines=office_lines(look),
        title="ARAÇ PUANTAJ CETVELİ",
        subtitle=f"{sheet.vehicle.facts.plate} · {found.period.label}",
        number=row.number or "TASLAK",
        blocks=(
            Fields(_vehicle_fields(sheet, found, unit, driver)),
            _days_table(look, sheet, found),
            Signatures((Signature("Sürücü", driver), *_signatures(look, month_id))),
        ),
        printed_at=wall_clock(look.now),
        draft=not row.closed,
        landscape=True,
        notes=_notes(row, sheet),
    )


def _vehicle_fields(
    sheet: VehicleSheet, found: MonthSheets, unit: Birim, driver: str
) -> tuple[tuple[str, str], ...]:
    vehicle = sheet.vehicle
    return (
        ("Plaka", vehicle.facts.plate),
        ("Dönem", f"{format_date(found.period.start)}–{format_date(found.period.end)}"),
        ("Cinsi, markası", ", ".join(part for part in (vehicle.kind, vehicle.model) if part)),
        ("Birim", unit.name),
        ("Mülkiyeti", vehicle.facts.ownership.label + (f", {vehicle.firm}" if vehicle.firm else "")),
        ("Asıl sürücü", driver),
        ("Ölçüsü", vehicle.facts.measure.label),
        ("Tüketim", usage_text(vehicle.facts.measure, sheet.totals.value.usage)),
    )


def _days_table(look: Look, sheet: VehicleSheet, found: MonthSheets) -> Table:
    calendar, sums = holidays.calendar(look), sheet.totals.value
    written = {entry.day: entry for entry in sheet.entries}
    rows: list[tuple[object, ...]] = []
    for day in found.period.days:
        entry = written.get(day)
        name = f"{format_date(day)} {WEEKDAYS_SHORT[day.weekday()]}"
        if entry is None:
            rest = sheet.vehicle.facts.here(day) and not calendar.is_working_day(day) and day <= look.today
            rows.append((name, "T" if rest else "", *(None,) * 6, "", "", ""))
        else:
            rows.append((name, *_cells(entry, found)))
    return Table(
        (
            PaperColumn("Tarih", width=12),
            PaperColumn("Durum", CellKind.CENTRED, 6),
            PaperColumn("Başlangıç km", CellKind.INT, 9),
            PaperColumn("Bitiş km", CellKind.INT, 9),
            PaperColumn("Fark km", CellKind.INT, 7),
            PaperColumn("Çalışma saati", CellKind.MINUTES, 8),
            PaperColumn("Yakıt (L)", CellKind.DAYS, 8),
            PaperColumn("Sefer", CellKind.INT, 5),
            PaperColumn("Sürücü", width=22),
            PaperColumn("Görev emri", width=12),
            PaperColumn("Not", width=20),
        ),
        tuple(rows),
        total=(
            f"Çalışılan gün {sums.worked}",
            None,
            None,
            None,
            sums.km or None,
            sums.minutes,
            _litres(sums.fuel_ml),
            sums.trips or None,
            usage_text(sheet.vehicle.facts.measure, sums.usage),
            "",
            "",
        ),
    )


def _cells(entry: DayEntry, found: MonthSheets) -> tuple[object, ...]:
    return (
        entry.state.letter,
        entry.start_km,
        entry.end_km,
        entry.km or None,
        entry.minutes,
        _litres(entry.fuel_ml),
        entry.trips or None,
        entry.driver_name or found.names.get(entry.driver_id or 0, ""),
        entry.order_no,
        entry.note,
    )


def _litres(millilitres: int) -> Decimal:
    return Decimal(millilitres) / 1000


def _notes(row: VehicleMonth, sheet: VehicleSheet) -> tuple[str, ...]:
    notes = [_LEGEND, "Yazılmamış hafta sonu ve tatil günleri T gösterilmiştir."]
    if sheet.vehicle.facts.ownership is not Ownership.BELEDIYE:
        notes.append("Kiralık araçta hakedişe esas katsayılar sözleşmededir.")
    if row.revision > 1:
        notes.append(f"{row.revision}. sürüm. Düzeltme gerekçesi: {row.reason}")
    if not row.closed:
        notes.append("Kesinleşmemiştir; hakedişe ve akaryakıt hesabına esas alınmaz.")
    return tuple(notes)


# ---------------------------------------------------------------- all of a unit


def vehicle_list(look: Look, month_id: int) -> Paper:
    """Every vehicle of a unit's month with its sums.

    Raises:
        NotAllowed: no permission, or out of sight.
    """
    look.actor.require(AREA, Verb.VIEW)
    row, unit = month_row(look, month_id)
    found = read_month(look, row)
    return Paper(
        name="aylık araç listesi",
        office_lines=office_lines(look),
        title="AYLIK ARAÇ PUANTAJ LİSTESİ",
        subtitle=month_title(row, unit),
        number=row.number or "TASLAK",
        blocks=(_list_table(found), Signatures(_signatures(look, month_id))),
        printed_at=wall_clock(look.now),
        draft=not row.closed,
        landscape=True,
        notes=(f"{row.revision}. sürüm. Düzeltme gerekçesi: {row.reason}",) if row.revision > 1 else (),
    )


def _list_table(found: MonthSheets) -> Table:
    sums = [sheet.totals.value for sheet in found.sheets]
    return Table(
        (
            PaperColumn("Sıra", CellKind.INT, 4),
            PaperColumn("Plaka", width=11),
            PaperColumn("Cinsi, markası", width=20),
            PaperColumn("Mülkiyeti", width=14),
            PaperColumn("Asıl sürücü", width=18),
            PaperColumn("Çalıştı", CellKind.INT, 6),
            PaperColumn("Şehir dışı", CellKind.INT, 6),
            PaperColumn("Yattı", CellKind.INT, 6),
            PaperColumn("Arızalı", CellKind.INT, 6),
            PaperColumn("Bakımda", CellKind.INT, 7),
            PaperColumn("Tatil", CellKind.INT, 6),
            PaperColumn("Km", CellKind.INT, 8),
            PaperColumn("Saat", CellKind.MINUTES, 8),
            PaperColumn("Yakıt (L)", CellKind.DAYS, 9),
            PaperColumn("Tüketim", CellKind.CENTRED, 13),
        ),
        tuple(_list_row(place, sheet, found) for place, sheet in enumerate(found.sheets, 1)),
        total=(
            None,
            "Toplam",
            None,
            None,
            None,
            sum(one.worked for one in sums),
            sum(one.away for one in sums) or None,
            sum(one.idle for one in sums) or None,
            sum(one.broken for one in sums) or None,
            sum(one.in_service for one in sums) or None,
            sum(one.holiday + one.resting for one in sums) or None,
            sum(one.km for one in sums) or None,
            sum(one.minutes for one in sums),
            _litres(sum(one.fuel_ml for one in sums)),
            None,
        ),
    )


def _list_row(place: int, sheet: VehicleSheet, found: MonthSheets) -> tuple[object, ...]:
    vehicle, sums = sheet.vehicle, sheet.totals.value
    measured = vehicle.facts.measure is Measure.KM
    return (
        place,
        vehicle.facts.plate,
        ", ".join(part for part in (vehicle.kind, vehicle.model) if part),
        vehicle.firm or vehicle.facts.ownership.label,
        found.names.get(vehicle.driver_id or 0, ""),
        sums.worked,
        sums.away or None,
        sums.idle or None,
        sums.broken or None,
        sums.in_service or None,
        (sums.holiday + sums.resting) or None,
        sums.km if measured else sums.km or None,
        sums.minutes,
        _litres(sums.fuel_ml),
        usage_text(vehicle.facts.measure, sums.usage),
    )


def _signatures(look: Look, month_id: int) -> tuple[Signature, ...]:
    """Araç sorumlusu handed it on, birim amiri approved it; a return takes both names away."""
    roles = {Stage.SUNULDU: "Araç sorumlusu", Stage.ONAYLANDI: "Birim amiri"}
    return signatures(approvals.state(look, MONTH_KIND, month_id).steps, roles)
