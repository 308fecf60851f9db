"""The totals that a sheet declares beside those that its own cells give."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from data.puantaj.rules import codes as keys
from data.puantaj.rules.base import Base
from data.puantaj.rules.days import PersonMonth
from data.puantaj.rules.sgk import prim_gunu
from data.puantaj.rules.sheet_values import HOURS, LABELS, Books, Compared, Said
from data.puantaj.rules.totals import DayEntry, Totals, totals_of

_HALF = Decimal("0.5")


def compare(
    said: Sequence[tuple[Said, Base]], declared: Mapping[str, Decimal], after: PersonMonth, books: Books
) -> tuple[Compared, ...]:
    """Each declared total beside what the cells give.

    Overtime is taken from the weeks that end in the period with the sheet's hours in them (4857 s. K. m.41); where
    the law of the person knows none, from the sum of the hours. What nobody can recompute (night hours) is left
    out.
    """
    if not declared:
        return ()
    here = [(one, base) for one, base in said if base.kind is not None and one.code != keys.YOK]
    whole = [_entry(one, base) for one, base in here if not _is_half(one, base)]
    halves = [_entry(one, base) for one, base in here if _is_half(one, base)]
    days, parts = (totals_of(entries, books.codes, books.settings) for entries in (whole, halves))
    prim = prim_gunu([*whole, *halves], books.period, books.codes, books.settings).value
    found = []
    for field, value in declared.items():
        if field == "prim" and prim.days is None:
            continue
        if field in ("prim", "missing"):
            computed = Decimal((prim.days or 0) if field == "prim" else prim.missing)
        elif field in HOURS:
            computed = _overtime(field, said, after)
        elif field == "night":
            continue
        else:
            computed = _days(field, days) + _days(field, parts) * _HALF
        found.append(Compared(field, value, computed))
    if "fm" in declared and "fsc" not in declared and (short := _overtime("fsc", said, after)):
        found.append(Compared("fsc", Decimal(0), short))
    order = list(LABELS)
    return tuple(sorted(found, key=lambda one: order.index(one.field)))


def _is_half(one: Said, base: Base) -> bool:
    return one.half and base.code != keys.YARIM_TATIL


def _entry(one: Said, base: Base) -> DayEntry:
    code = keys.YARIM_TATIL if one.half and base.code == keys.YARIM_TATIL else one.code
    return DayEntry(code, base.kind, minutes=base.entry.minutes)


def _days(field: str, totals: Totals) -> Decimal:
    match field:
        case "holiday":
            return totals.holiday + totals.administrative
        case "excuse":
            return totals.excuse + totals.road_leave + totals.other_leave
        case "report":
            return totals.report + totals.maternity
        case "absent":
            return totals.absent + totals.rest_cut
        case "rest_worked":
            return totals.rest_worked + totals.free_worked
    found: Decimal = getattr(totals, field)
    return found


def _overtime(field: str, said: Sequence[tuple[Said, Base]], after: PersonMonth) -> Decimal:
    if any(base.kind is not None and base.kind.under_4857 for _, base in said):
        minutes = after.minutes.fm if field == "fm" else after.minutes.fsc
    else:
        minutes = sum(one.extra for one, _ in said) if field == "fm" else 0
    return (Decimal(minutes) / 60).quantize(Decimal("0.01")).normalize()
