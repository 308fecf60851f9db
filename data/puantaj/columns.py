"""The total columns of a month, for screen and paper alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from data.personel.rules import StaffKind
from data.puantaj.rules.sgk import PrimGunu
from data.puantaj.rules.totals import Totals
from data.puantaj.rules.values import Minutes


class Figures(NamedTuple):
    """What a row adds up to: its days, and its minutes by heading."""

    totals: Totals
    minutes: Minutes


def hours(minutes: int) -> Decimal:
    """Minutes as hours with at most two places, as payroll takes them."""
    return (Decimal(minutes) / 60).quantize(Decimal("0.01")) if minutes % 60 else Decimal(minutes // 60)


@dataclass(frozen=True, slots=True)
class TotalColumn:
    """One total column: short heading for the grid, full heading for paper."""

    title: str
    full_title: str
    value: Callable[[Figures], Decimal]


_WORKED = TotalColumn("Çal", "Çalışılan", lambda f: f.totals.worked)
_REST = TotalColumn("HT", "HT", lambda f: f.totals.rest)
_FREE = TotalColumn("AT", "AT", lambda f: f.totals.contract_free)
_WEEKEND = TotalColumn("HS", "HS", lambda f: f.totals.weekend)
_HOLIDAY = TotalColumn("GT", "GT", lambda f: f.totals.holiday + f.totals.administrative)
_ANNUAL = TotalColumn("Yİ", "Yıllık izin", lambda f: f.totals.annual)
_EXCUSE = TotalColumn("Mzr", "Mazeret", lambda f: f.totals.excuse + f.totals.road_leave + f.totals.other_leave)
_REPORT = TotalColumn("Rap", "Rapor", lambda f: f.totals.report + f.totals.maternity)
_UNPAID = TotalColumn("Üİ", "Ücretsiz", lambda f: f.totals.unpaid)
_ABSENT = TotalColumn("Dev", "Devamsız", lambda f: f.totals.absent + f.totals.rest_cut)
_FM = TotalColumn("FM", "FM %50 (saat)", lambda f: hours(f.minutes.fm))
_FSC = TotalColumn("FSÇ", "FSÇ %25 (saat)", lambda f: hours(f.minutes.fsc))
_NIGHT = TotalColumn("Gec", "Gece (saat)", lambda f: hours(f.minutes.night))
_TIME = TotalColumn("FMİ", "İzne dönen (saat)", lambda f: hours(f.minutes.time))
_HOLIDAY_WORK = TotalColumn("GTÇ", "GT mesaisi", lambda f: f.totals.holiday_worked)
_REST_WORK = TotalColumn("HTÇ", "HT mesaisi", lambda f: f.totals.rest_worked + f.totals.free_worked)
_MEAL = TotalColumn("Ymk", "Yemek", lambda f: f.totals.meal)
_ROAD = TotalColumn("Yol", "Yol", lambda f: f.totals.road)

_WORKERS = (
    _WORKED, _REST, _FREE, _HOLIDAY, _ANNUAL, _EXCUSE, _REPORT, _UNPAID, _ABSENT,
    _FM, _FSC, _NIGHT, _HOLIDAY_WORK, _REST_WORK, _MEAL, _ROAD,
)  # fmt: skip
_OTHERS = (_WORKED, _WEEKEND, _HOLIDAY, _ANNUAL, _EXCUSE, _REPORT, _UNPAID, _ABSENT, _TIME, _MEAL)


def columns_for(kinds: Iterable[StaffKind]) -> tuple[TotalColumn, ...]:
    """The total columns of a sheet of these staff kinds."""
    return _WORKERS if any(kind.under_4857 for kind in kinds) else _OTHERS


def days_text(days: Decimal) -> str:
    """``18,5``; nothing for zero, so that a sheet shows only what happened."""
    return f"{days.normalize():f}".replace(".", ",") if days else ""


def missing_text(prim: PrimGunu) -> str:
    """``4/01``: missing days and their reason code; nothing where none is missing."""
    return f"{prim.missing}/{prim.reason_code}" if prim.missing else ""
