"""What screens ask about vehicles and their months; answers are frozen rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlmodel import col

from data.arac.lookup import AREA, MONTH_KIND, month_row, month_title, vehicle_row
from data.arac.models import Vehicle, VehicleMonth
from data.arac.reading import VehicleSheet, read_month
from data.arac.rules.checks import VehicleFinding
from data.arac.rules.totals import VehicleTotals
from data.arac.rules.values import DayEntry, DayState, Measure, Ownership
from data.core import approvals, filters, holidays
from data.core.approvals import Stage
from data.core.calendar import WEEKDAYS_SHORT
from data.core.errors import BadInput
from data.core.models import Approval, Birim
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.reasons import Explained, Reason
from data.core.store import Look
from data.core.text import fold
from data.core.units import in_scope
from data.core.windows import window
from data.personel.models import Personel
from data.puantaj.day_views import QuestionLine
from data.puantaj.rules.period import Period
from data.puantaj.rules.values import Severity
from data.puantaj.setup import settings_on

_FIELDS = frozenset({"birim", "firma", "cins"})


@dataclass(frozen=True, slots=True)
class VehicleRow:
    """A vehicle in the ledger."""

    id: int
    plate: str
    kind: str
    model: str
    ownership: Ownership
    firm: str
    birim_id: int
    birim: str
    driver_id: int | None
    driver: str
    measure: Measure
    first_day: date
    last_day: date | None
    note: str
    version: int


@dataclass(frozen=True, slots=True)
class VehicleMonthRow:
    """A unit's month in the ledger."""

    id: int
    title: str
    birim: str
    period: Period
    revision: int
    stage: Stage
    number: str


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A vehicle in its unit's month; ``id`` is the vehicle's key."""

    id: int
    plate: str
    kind: str
    measure: Measure
    driver: str
    written: int
    totals: VehicleTotals
    findings: tuple[VehicleFinding, ...]

    @property
    def severity(self) -> Severity | None:
        """Of its weightiest finding."""
        return self.findings[0].severity if self.findings else None


@dataclass(frozen=True, slots=True)
class VehicleMonthHead:
    """What a unit's month is called and where it stands."""

    id: int
    title: str
    period: Period
    revision: int
    reason: str
    stage: Stage
    open: bool
    closed: bool


@dataclass(frozen=True, slots=True)
class VehicleMonthView:
    """A unit's month with its vehicles by plate."""

    head: VehicleMonthHead
    rows: tuple[SheetRow, ...]

    @property
    def red(self) -> int:
        """How many findings keep it from being handed on."""
        return sum(1 for row in self.rows for one in row.findings if one.severity is Severity.RED)


@dataclass(frozen=True, slots=True)
class VehicleDayRow:
    """A day of a vehicle; ``id`` is the day of the month, ``entry`` ``None`` where nothing is written."""

    id: int
    day: date
    weekday: str
    free: str
    """Holiday or weekend in words; empty for a work day."""
    entry: DayEntry | None
    driver: str
    findings: tuple[VehicleFinding, ...]


@dataclass(frozen=True, slots=True)
class VehicleDaysView:
    """All days of a vehicle in its unit's month."""

    sheet: SheetRow
    days: tuple[VehicleDayRow, ...]
    totals: Explained[VehicleTotals]
    driver_id: int | None
    last_km: int | None
    """The last reading of the odometer before the month."""


# ---------------------------------------------------------------- vehicles


def vehicle_window(
    look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None = None, *, only: int = 0
) -> Window[VehicleRow]:
    """Vehicles in sight by plate.

    Views: empty for those in use today, ``cikan`` for those given back, ``tumu``. The filter line takes words of
    plate, kind, model and firm, and ``birim:``, ``firma:``, ``cins:``.
    """
    look.actor.require(AREA, Verb.VIEW)
    statement: Any = (
        select(Vehicle, col(Birim.name), Personel)
        .join(Birim, col(Birim.id) == col(Vehicle.birim_id))
        .outerjoin(Personel, col(Personel.id) == col(Vehicle.driver_id))
        .where(in_scope(look))
    )
    last = col(Vehicle.last_day)
    if only:
        statement = statement.where(col(Vehicle.id) == only)
    elif query.view == "":
        statement = statement.where(last.is_(None) | (last >= look.today))
    elif query.view == "cikan":
        statement = statement.where(last < look.today)
    typed = filters.parse(query.text, _FIELDS)
    for name, value in (*typed.pairs, *((name, fold(text)) for name, text in query.fields)):
        column = Birim.arama if name == "birim" else Vehicle.arama
        statement = statement.where(col(column).contains(value, autoescape=True))
    for word in typed.words.split():
        statement = statement.where(col(Vehicle.arama).contains(word, autoescape=True))
    order = (col(Birim.sira), col(Vehicle.plate), col(Vehicle.id)) if query.sort == "birim" else None
    return window(
        look,
        statement,
        order or (col(Vehicle.plate), col(Vehicle.id)),
        _vehicle,
        start=start,
        limit=limit,
        anchor=anchor,
        descending=query.descending,
    )


def _vehicle(found: Any) -> VehicleRow:
    row, birim, driver = found[0], found[1], found[2]
    return VehicleRow(
        id=row.id,
        plate=row.plate,
        kind=row.kind,
        model=row.model,
        ownership=Ownership(row.ownership),
        firm=row.firm,
        birim_id=row.birim_id,
        birim=birim,
        driver_id=row.driver_id,
        driver=f"{driver.ad} {driver.soyad}" if driver is not None else "",
        measure=Measure(row.measure),
        first_day=row.first_day,
        last_day=row.last_day,
        note=row.note,
        version=row.version,
    )


def factors(look: Look, vehicle_id: int) -> tuple[tuple[str, str], ...]:
    """The multipliers of a rented vehicle's contract as they stand today, for information; nothing for others.

    Raises:
        NotAllowed, BadInput: out of sight, or no such vehicle.
    """
    row, _ = vehicle_row(look, vehicle_id)
    if row.ownership == Ownership.BELEDIYE.value:
        return ()
    settings = settings_on(look, look.today)
    return (
        ("Pazar katsayısı", f"{settings.arac_pazar_katsayi}".replace(".", ",")),
        ("Fazla mesai katsayısı", f"{settings.arac_mesai_katsayi}".replace(".", ",")),
    )


# ---------------------------------------------------------------- months


def month_window(
    look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None = None
) -> Window[VehicleMonthRow]:
    """Months of units in sight, newest first.

    Views: empty for all, ``acik`` for those not closed, ``kesin`` for closed.
    """
    look.actor.require(AREA, Verb.VIEW)
    statement: Any = (
        select(VehicleMonth, Birim, col(Approval.stage))
        .join(Birim, col(Birim.id) == col(VehicleMonth.birim_id))
        .join(Approval, (col(Approval.record_id) == col(VehicleMonth.id)) & (col(Approval.kind) == MONTH_KIND))
        .where(in_scope(look))
    )
    if query.view in ("acik", "kesin"):
        statement = statement.where(col(VehicleMonth.closed).is_(query.view == "kesin"))
    for word in filters.parse(query.text, frozenset()).words.split():
        statement = statement.where(col(VehicleMonth.arama).contains(word, autoescape=True))

    def build(found: Any) -> VehicleMonthRow:
        row, unit = found[0], found[1]
        return VehicleMonthRow(
            id=row.id,
            title=month_title(row, unit),
            birim=unit.name,
            period=Period(row.start, row.end),
            revision=row.revision,
            stage=Stage(found[2]),
            number=row.number,
        )

    return window(
        look,
        statement,
        (col(VehicleMonth.start), col(Birim.sira), col(VehicleMonth.revision), col(VehicleMonth.id)),
        build,
        start=start,
        limit=limit,
        anchor=anchor,
        descending=not query.descending,
    )


def month_head(look: Look, month_id: int) -> VehicleMonthHead:
    """What a month is called and where it stands, without its vehicles.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such month.
    """
    look.actor.require(AREA, Verb.VIEW)
    row, unit = month_row(look, month_id)
    return VehicleMonthHead(
        id=month_id,
        title=month_title(row, unit),
        period=Period(row.start, row.end),
        revision=row.revision,
        reason=row.reason,
        stage=approvals.state(look, MONTH_KIND, month_id).stage,
        open=not (row.locked or row.closed),
        closed=row.closed,
    )


def month(look: Look, month_id: int) -> VehicleMonthView:
    """A unit's month with its vehicles.

    Raises:
        NotAllowed, BadInput: as for its head.
    """
    head = month_head(look, month_id)
    found = read_month(look, month_row(look, month_id)[0])
    return VehicleMonthView(
        head,
        tuple(_sheet_row(sheet, found.names.get(sheet.vehicle.driver_id or 0, "")) for sheet in found.sheets),
    )


def _sheet_row(sheet: VehicleSheet, driver: str) -> SheetRow:
    return SheetRow(
        id=sheet.vehicle.id,
        plate=sheet.vehicle.facts.plate,
        kind=sheet.vehicle.kind,
        measure=sheet.vehicle.facts.measure,
        driver=driver,
        written=len(sheet.entries),
        totals=sheet.totals.value,
        findings=sheet.findings,
    )


def month_questions(view: VehicleMonthView) -> tuple[QuestionLine, ...]:
    """What is asked about the vehicles of a month, the weightiest first; a line's ``id`` is the vehicle's key."""
    lines = [
        QuestionLine(row.id, None, row.plate, one.day, one.kind.value, one.severity, one.text, one.law)
        for row in view.rows
        for one in row.findings
    ]
    order = list(Severity)
    return tuple(sorted(lines, key=lambda line: order.index(line.severity)))


def vehicle_days(look: Look, month_id: int, vehicle_id: int) -> VehicleDaysView:
    """Every day of a vehicle in its unit's month, written or not.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such month, or the vehicle is not in it.
    """
    look.actor.require(AREA, Verb.VIEW)
    row, _ = month_row(look, month_id)
    found = read_month(look, row, vehicle_id)
    if not found.sheets:
        raise BadInput("Araç bu ayda yok.", "Listeyi yenileyin.")
    (sheet,) = found.sheets
    return VehicleDaysView(
        sheet=_sheet_row(sheet, found.names.get(sheet.vehicle.driver_id or 0, "")),
        days=tuple(_days(look, sheet, found.period, found.names)),
        totals=sheet.totals,
        driver_id=sheet.vehicle.driver_id,
        last_km=sheet.past.last.last_km if sheet.past.last is not None else None,
    )


def _days(look: Look, sheet: VehicleSheet, period: Period, names: Any) -> Iterable[VehicleDayRow]:
    calendar = holidays.calendar(look)
    written = {entry.day: entry for entry in sheet.entries}
    for day in period.days:
        if not sheet.vehicle.facts.here(day) and day not in written:
            continue
        entry, holiday = written.get(day), calendar.holiday(day)
        free = "" if calendar.is_working_day(day) else (holiday.name if holiday else "Hafta sonu")
        driver = "" if entry is None else entry.driver_name or names.get(entry.driver_id or 0, "")
        yield VehicleDayRow(
            id=day.day,
            day=day,
            weekday=WEEKDAYS_SHORT[day.weekday()],
            free=free,
            entry=entry,
            driver=driver,
            findings=tuple(one for one in sheet.findings if one.day == day),
        )


def day_reasons(row: VehicleDayRow) -> tuple[Reason, ...]:
    """Why a day is shown as it is, and what is asked about it."""
    if row.entry is None:
        text = f"{row.free}: yazılmadığı için T sayılır." if row.free else "Bu iş günü için kayıt yok."
        reasons = [Reason(text, "2429 s. K." if row.free else "")]
    else:
        state: DayState = row.entry.state
        reasons = [Reason(f"Durum {state.letter} {state.label}; elle yazıldı ya da dosyadan alındı.")]
    for one in row.findings:
        reasons += [Reason(f"{one.severity.label}: {one.text}", one.law), *one.reasons]
    return tuple(reasons)
