"""What a vehicle's month adds up to, and the fuel it used for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from data.arac.rules.values import DayEntry, DayState, Measure, VehicleFacts, decimal_text, hours_text, litres_text
from data.core.calendar import WorkCalendar
from data.core.reasons import Explained, Reason
from data.puantaj.rules.period import Period

_TENTH = Decimal("0.1")
_HUNDRED = 100


@dataclass(frozen=True, slots=True)
class VehicleTotals:
    """A month's sums: days by state, kilometres, minutes, millilitres.

    Attributes:
        worked: Days at work, those out of town among them.
        resting: Days without an entry that are nobody's work days (weekend, holiday), taken for T.
        missing: Work days without an entry that have passed.
        ahead: Days of the month that have not come yet and have no entry.
        usage: Litres a hundred kilometres, or an hour; ``None`` where nothing was used or measured.
    """

    worked: int
    idle: int
    broken: int
    in_service: int
    holiday: int
    away: int
    resting: int
    missing: tuple[date, ...]
    ahead: int
    km: int
    minutes: int
    fuel_ml: int
    trips: int
    usage: Decimal | None

    @property
    def days(self) -> int:
        """Every day of the month on which the vehicle was in the office's use."""
        written = self.worked + self.idle + self.broken + self.in_service + self.holiday
        return written + self.resting + len(self.missing) + self.ahead


def usage_of(measure: Measure, km: int, minutes: int, fuel_ml: int) -> Decimal | None:
    """Litres for a hundred kilometres, or for an hour of an iş makinesi; one place, half up."""
    work = Decimal(km) / _HUNDRED if measure is Measure.KM else Decimal(minutes) / 60
    if not work or not fuel_ml:
        return None
    return (Decimal(fuel_ml) / 1000 / work).quantize(_TENTH, ROUND_HALF_UP)


def usage_text(measure: Measure, usage: Decimal | None) -> str:
    """``8,4 L/100 km``; nothing where it is not known."""
    if usage is None:
        return ""
    return f"{decimal_text(usage)} {'L/100 km' if measure is Measure.KM else 'L/saat'}"


def totals(
    vehicle: VehicleFacts, period: Period, entries: Iterable[DayEntry], calendar: WorkCalendar, until: date
) -> Explained[VehicleTotals]:
    """The sums of a vehicle's month, with what they rest on.

    Args:
        entries: Those that stand, in any order; others than the period's are left out.
        until: Today: later work days without an entry are not missing yet.
    """
    mine = [entry for entry in entries if entry.day in period]
    written = {entry.day for entry in mine}
    count = {state: sum(1 for entry in mine if entry.state is state) for state in DayState}
    bare = [day for day in period.days if day not in written and vehicle.here(day)]
    missing = tuple(day for day in bare if day <= until and calendar.is_working_day(day))
    ahead = sum(1 for day in bare if day > until)
    km, minutes = sum(entry.km for entry in mine), sum(entry.minutes for entry in mine)
    fuel = sum(entry.fuel_ml for entry in mine)
    found = VehicleTotals(
        worked=count[DayState.CALISTI] + count[DayState.SEHIR_DISI],
        idle=count[DayState.YATTI],
        broken=count[DayState.ARIZALI],
        in_service=count[DayState.BAKIMDA],
        holiday=count[DayState.TATIL],
        away=count[DayState.SEHIR_DISI],
        resting=len(bare) - len(missing) - ahead,
        missing=missing,
        ahead=ahead,
        km=km,
        minutes=minutes,
        fuel_ml=fuel,
        trips=sum(entry.trips for entry in mine),
        usage=usage_of(vehicle.measure, km, minutes, fuel),
    )
    return Explained(found, tuple(_reasons(vehicle, found, mine)))


def _reasons(vehicle: VehicleFacts, found: VehicleTotals, mine: list[DayEntry]) -> Iterable[Reason]:
    yield Reason(f"{len(mine)} gün yazılmış: çalıştı {found.worked}, yattı {found.idle}, arızalı {found.broken}, "
                 f"bakımda {found.in_service}, tatil {found.holiday}.")  # fmt: skip
    if found.resting:
        yield Reason(f"Yazılmamış {found.resting} hafta sonu ve tatil günü T sayıldı.", "2429 s. K.")
    if found.missing:
        yield Reason(f"{len(found.missing)} iş günü yazılmamış.")
    if found.km:
        yield Reason(f"Kilometre: günlerin bitiş − başlangıç farklarının toplamı {found.km}.")
    if found.minutes:
        yield Reason(f"Çalışma: günlerin toplamı {hours_text(found.minutes)} saat.")
    if found.usage is not None:
        work = f"{found.km} km" if vehicle.measure is Measure.KM else f"{hours_text(found.minutes)} saat"
        usage = usage_text(vehicle.measure, found.usage)
        yield Reason(f"Tüketim: {litres_text(found.fuel_ml)} L, {work} için {usage}.")
