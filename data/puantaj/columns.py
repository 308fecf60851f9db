"""The total columns of a month, for screen and paper alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from data.personel.rules import StaffKind
from data.puantaj.rules.sgk import PrimGunu
from data.puantaj.rules.totals import Totals


@dataclass(frozen=True, slots=True)
class TotalColumn:
    """One total column: short heading for the grid, full heading for paper."""

    title: str
    full_title: str
    value: Callable[[Totals], Decimal]


_WORKED = TotalColumn("Çal", "Çalışılan", lambda t: t.worked)
_REST = TotalColumn("HT", "HT", lambda t: t.rest)
_FREE = TotalColumn("AT", "AT", lambda t: t.contract_free)
_WEEKEND = TotalColumn("HS", "HS", lambda t: t.weekend)
_HOLIDAY = TotalColumn("GT", "GT", lambda t: t.holiday + t.administrative)
_ANNUAL = TotalColumn("Yİ", "Yıllık izin", lambda t: t.annual)
_EXCUSE = TotalColumn("Mzr", "Mazeret", lambda t: t.excuse + t.road_leave + t.other_leave)
_REPORT = TotalColumn("Rap", "Rapor", lambda t: t.report + t.maternity)
_UNPAID = TotalColumn("Üİ", "Ücretsiz", lambda t: t.unpaid)
_ABSENT = TotalColumn("Dev", "Devamsız", lambda t: t.absent + t.rest_cut)
_HOLIDAY_WORK = TotalColumn("GTÇ", "GT mesaisi", lambda t: t.holiday_worked)
_REST_WORK = TotalColumn("HTÇ", "HT mesaisi", lambda t: t.rest_worked + t.free_worked)
_MEAL = TotalColumn("Ymk", "Yemek", lambda t: t.meal)
_ROAD = TotalColumn("Yol", "Yol", lambda t: t.road)

_WORKERS = (
    _WORKED, _REST, _FREE, _HOLIDAY, _ANNUAL, _EXCUSE, _REPORT, _UNPAID, _ABSENT,
    _HOLIDAY_WORK, _REST_WORK, _MEAL, _ROAD,
)  # fmt: skip
_OTHERS = (_WORKED, _WEEKEND, _HOLIDAY, _ANNUAL, _EXCUSE, _REPORT, _UNPAID, _ABSENT, _MEAL)


def columns_for(kinds: Iterable[StaffKind]) -> tuple[TotalColumn, ...]:
    """The total columns of a sheet of these staff kinds."""
    return _WORKERS if any(kind.under_4857 for kind in kinds) else _OTHERS


def days_text(days: Decimal) -> str:
    """``18,5``; nothing for zero, so that a sheet shows only what happened."""
    return f"{days.normalize():f}".replace(".", ",") if days else ""


def missing_text(prim: PrimGunu) -> str:
    """``4/01``: missing days and their reason code; nothing where none is missing."""
    return f"{prim.missing}/{prim.reason_code}" if prim.missing else ""
