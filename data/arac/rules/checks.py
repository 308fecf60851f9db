"""What is asked about a vehicle's month before it is handed on (237 s. K.: who drove what, when and how far)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from data.arac.rules.totals import VehicleTotals, usage_text
from data.arac.rules.values import LAW, DayEntry, DayState, Measure, Ownership, VehicleFacts, in_order
from data.core.calendar import WorkCalendar, format_date
from data.core.money import format_int
from data.core.reasons import Reason, Ref
from data.puantaj.rules.period import Period
from data.puantaj.rules.settings import PuantajSettings
from data.puantaj.rules.values import Severity

_SUNDAY = 6
_SHOWN = 8
_WITHOUT_KM = (DayState.YATTI, DayState.ARIZALI)


class CheckKind(StrEnum):
    """What a finding is about; a fixed word for counting and for tests."""

    BACKWARDS = "ters"
    CHAIN = "zincir"
    IDLE_KM = "yatan_km"
    NO_WORK = "calisma_yok"
    DRIVER_AWAY = "surucu_izinli"
    DRIVER_GONE = "surucu_yok_kurumda"
    NO_DRIVER = "surucu_yok"
    FUEL_ONLY = "yakit_km_yok"
    USAGE = "sapma"
    MISSING = "eksik_gun"
    FREE_DAY = "tatil_belgesiz"
    OUTSIDE = "arac_disi"
    NOT_OVER = "ay_bitmedi"


@dataclass(frozen=True, slots=True)
class VehicleFinding:
    """A question or fault of a vehicle's month; ``day`` is ``None`` where the whole month is meant."""

    kind: CheckKind
    severity: Severity
    text: str
    law: str = ""
    day: date | None = None
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Drivers:
    """What the months and leaves say of drivers.

    Attributes:
        names: Of the drivers, by their key.
        away: (driver, day) to what kept him or her away, in words.
        gone: Days on which a driver is not employed.
    """

    names: Mapping[int, str] = field(default_factory=dict)
    away: Mapping[tuple[int, date], str] = field(default_factory=dict)
    gone: frozenset[tuple[int, date]] = frozenset()


@dataclass(frozen=True, slots=True)
class Past:
    """What is known of a vehicle before the month: its last entry, and its own average use of fuel."""

    last: DayEntry | None = None
    average: Decimal | None = None


def check_vehicle(
    vehicle: VehicleFacts,
    period: Period,
    entries: Iterable[DayEntry],
    totals: VehicleTotals,
    past: Past,
    drivers: Drivers,
    calendar: WorkCalendar,
    settings: PuantajSettings,
    today: date,
) -> tuple[VehicleFinding, ...]:
    """Everything to look at in one vehicle's month, by weight and then by day.

    Args:
        entries: Those that stand, in any order.
    """
    mine = in_order(entry for entry in entries if entry.day in period)
    found: list[VehicleFinding] = []
    last = past.last
    for entry in mine:
        found += _of_km(vehicle, entry, last)
        found += _of_work(vehicle, entry)
        found += _of_driver(vehicle, entry, drivers)
        found += _of_day(vehicle, entry, calendar)
        last = entry if entry.last_km is not None else last
    found += _of_month(vehicle, period, totals, past, settings, today)
    order = list(Severity)
    return tuple(sorted(found, key=lambda one: (order.index(one.severity), one.day or date.min, one.text)))


def _of_km(vehicle: VehicleFacts, entry: DayEntry, last: DayEntry | None) -> Iterator[VehicleFinding]:
    """The odometer runs on: a day starts where the one before ended."""
    start, end = entry.start_km, entry.end_km
    if start is not None and end is not None and end < start:
        text = f"Bitiş km ({format_int(end)}) başlangıçtan ({format_int(start)}) küçük."
        yield VehicleFinding(CheckKind.BACKWARDS, Severity.RED, text, LAW, entry.day, _sides(entry, None))
    if last is None or start is None or last.last_km is None or start == last.last_km:
        return
    gap = start - last.last_km
    before = f"{format_date(last.day)} bitişi {format_int(last.last_km)} km"
    if gap > 0:
        text = f"Başlangıç {format_int(start)} km, {before}: arada yazılmamış {format_int(gap)} km var."
        severity = Severity.AMBER
    else:
        text = f"Başlangıç {format_int(start)} km, {before}: sayaç geri gitmiş."
        # A note tells why, for example that the odometer was changed.
        severity = Severity.AMBER if entry.note else Severity.RED
    yield VehicleFinding(CheckKind.CHAIN, severity, text, LAW, entry.day, _sides(entry, last))


def _sides(entry: DayEntry, last: DayEntry | None) -> tuple[Reason, ...]:
    found = []
    if last is not None and last.last_km is not None:
        found.append(Reason(f"Önceki kayıt {format_date(last.day)}: bitiş {format_int(last.last_km)} km."))
    start = "—" if entry.start_km is None else format_int(entry.start_km)
    end = "—" if entry.end_km is None else format_int(entry.end_km)
    found.append(Reason(f"Bu kayıt {format_date(entry.day)}: başlangıç {start}, bitiş {end} km."))
    return tuple(found)


def _of_work(vehicle: VehicleFacts, entry: DayEntry) -> Iterator[VehicleFinding]:
    done = entry.km if vehicle.measure is Measure.KM else entry.minutes
    unit = f"{format_int(entry.km)} km" if entry.km else f"{entry.minutes} dakika"
    if entry.state in _WITHOUT_KM and (entry.km or entry.minutes):
        text = f"{entry.state.label} yazılan günde {unit} var."
        yield VehicleFinding(CheckKind.IDLE_KM, Severity.AMBER, text, LAW, entry.day)
    if entry.state.worked and not done:
        text = "Çalıştı yazılan günde " + ("kilometre yok." if vehicle.measure is Measure.KM else "saat yok.")
        yield VehicleFinding(CheckKind.NO_WORK, Severity.AMBER, text, "", entry.day)
    if entry.fuel_ml and not done:
        text = "Yakıt alınmış, kilometre yok." if vehicle.measure is Measure.KM else "Yakıt alınmış, saat yok."
        yield VehicleFinding(CheckKind.FUEL_ONLY, Severity.AMBER, text, "Akaryakıt tesellüm fişi", entry.day)


def _of_driver(vehicle: VehicleFacts, entry: DayEntry, drivers: Drivers) -> Iterator[VehicleFinding]:
    if entry.driver_id is None:
        if entry.state.worked and not entry.driver_name:
            own = vehicle.ownership is Ownership.BELEDIYE
            severity = Severity.RED if own else Severity.AMBER
            yield VehicleFinding(CheckKind.NO_DRIVER, severity, "Çalışılan günün sürücüsü yok.", LAW, entry.day)
        return
    if not (entry.state.worked or entry.km or entry.minutes):
        return
    name = drivers.names.get(entry.driver_id, "Sürücü")
    who = Ref("personel", entry.driver_id)
    if (entry.driver_id, entry.day) in drivers.gone:
        text = f"{name} bu tarihte kurumda çalışmıyor."
        reasons = (Reason(text, "", (who,)),)
        yield VehicleFinding(CheckKind.DRIVER_GONE, Severity.RED, text, LAW, entry.day, reasons)
    elif (why := drivers.away.get((entry.driver_id, entry.day))) is not None:
        text = f"{name} bu gün izinli görünüyor ({why})."
        reasons = (Reason(f"Puantaj ya da izin kaydı: {why}.", "", (who,)),)
        yield VehicleFinding(CheckKind.DRIVER_AWAY, Severity.AMBER, text, LAW, entry.day, reasons)


def _of_day(vehicle: VehicleFacts, entry: DayEntry, calendar: WorkCalendar) -> Iterator[VehicleFinding]:
    if not vehicle.here(entry.day):
        text = f"{vehicle.plate} bu gün kurumun kullanımında değil."
        yield VehicleFinding(CheckKind.OUTSIDE, Severity.RED, text, "", entry.day)
    holiday = calendar.holiday(entry.day)
    free = holiday.name if holiday is not None and not holiday.half else ""
    if not free and entry.day.weekday() == _SUNDAY:
        free = "pazar"
    if free and entry.state.worked and not entry.order_no:
        text = f"Tatilde ({free}) çalışma yazılmış, görev emri yok."
        yield VehicleFinding(CheckKind.FREE_DAY, Severity.AMBER, text, "2429 s. K. m.2, m.3", entry.day)


def _of_month(
    vehicle: VehicleFacts,
    period: Period,
    totals: VehicleTotals,
    past: Past,
    settings: PuantajSettings,
    today: date,
) -> Iterator[VehicleFinding]:
    if totals.missing:
        more = f" ve {len(totals.missing) - _SHOWN} gün daha" if len(totals.missing) > _SHOWN else ""
        days = ", ".join(f"{day:%d.%m}" for day in totals.missing[:_SHOWN]) + more
        text = f"{len(totals.missing)} iş günü yazılmamış: {days}."
        yield VehicleFinding(CheckKind.MISSING, Severity.RED, text, "", totals.missing[0])
    if today <= period.end and vehicle.here(period.end):
        text = f"Ay {format_date(period.end)} günü bitiyor; bitmeden sunulmaz."
        yield VehicleFinding(CheckKind.NOT_OVER, Severity.RED, text)
    if totals.usage is None or not past.average:
        return
    apart = abs(totals.usage - past.average) / past.average * 100
    if apart > settings.arac_sapma_yuzde:
        now, usual = usage_text(vehicle.measure, totals.usage), usage_text(vehicle.measure, past.average)
        text = f"Tüketim {now}; aracın kendi ortalaması {usual}, sapma %{int(apart)}."
        limit = f"{settings.arac_sapma_yuzde.normalize():f}".replace(".", ",")
        reasons = (
            Reason(f"Önceki {settings.arac_ortalama_gun} günün ortalaması {usual}."),
            Reason(f"Bu ay {now}. Sorulan sapma sınırı %{limit}.", "Kurum kararı"),
        )
        yield VehicleFinding(CheckKind.USAGE, Severity.AMBER, text, "", None, reasons)
