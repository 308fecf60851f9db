"""The total columns of a row (Decimal days, because a half holiday is half worked, half holiday)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, NamedTuple

from data.personel.rules import StaffKind
from data.puantaj.rules import codes as keys
from data.puantaj.rules.codes import CodeGroup, Codes, Counts, DayCode
from data.puantaj.rules.settings import PuantajSettings

_ZERO: Final = Decimal(0)
_HALF: Final = Decimal("0.5")
_ONE: Final = Decimal(1)

_COLUMN_OF_KEY: Final = {
    keys.HAFTA_TATILI: "rest",
    keys.AKDI_TATIL: "contract_free",
    keys.HAFTA_SONU: "weekend",
    keys.GENEL_TATIL: "holiday",
    keys.IDARI_IZIN: "administrative",
    keys.DEVAMSIZ: "absent",
    keys.HT_KESIK: "rest_cut",
    keys.DOGUM: "maternity",
    keys.GT_CALISMA: "holiday_worked",
    keys.HT_CALISMA: "rest_worked",
    keys.AT_CALISMA: "free_worked",
    "YILLIK_ISCI": "annual",
    "YILLIK_MEMUR": "annual",
    "YOL_MEMUR": "road_leave",
    "YOL_ISCI": "unpaid",
}
_EXCUSES: Final = frozenset({"EVLILIK", "OLUM", "BABALIK", "EVLAT", "ENGELLI_COCUK", "MAZERET", "MAZERET_ISCI"})


class DayEntry(NamedTuple):
    """One employed day as it enters the totals and prim günü.

    ``kind`` is ``None`` on a day without a known pattern; ``half`` means that only half the day is the code and
    the other half a holiday; ``sgk`` is set where the eksik gün code is not the code's own; ``minutes`` are the
    net minutes of the shift on a day of the pattern's work, for part-time staff; ``arife`` is a half holiday on
    whose free half somebody worked on.
    """

    code: str
    kind: StaffKind | None
    half: bool = False
    sgk: str = ""
    minutes: int = 0
    arife: bool = False


@dataclass(frozen=True, slots=True)
class Totals:
    """Days of one row by column. Not all columns are apart: the worked-holiday columns are inside ``worked``.

    Attributes:
        by_code: (key, days) of every code that occurs, in the order of the code list; a half holiday is half
            CALISTI, half GENEL_TATIL. The days add up to ``employed``.
        worked: Çalışılan gün, with worked rest days and holidays, duty and training.
        rest: Hafta tatili (HT); ``rest_cut`` those not earned (HTK).
        report_paid: Of ``report`` and ``maternity``, the days that the employer pays.
        unpaid: Ücretsiz without ``absent`` and ``rest_cut``.
        paid_days: Employed days less every unpaid one; for a stajyer the attended days.
    """

    by_code: tuple[tuple[str, Decimal], ...] = ()
    employed: Decimal = _ZERO
    worked: Decimal = _ZERO
    rest: Decimal = _ZERO
    contract_free: Decimal = _ZERO
    weekend: Decimal = _ZERO
    holiday: Decimal = _ZERO
    administrative: Decimal = _ZERO
    annual: Decimal = _ZERO
    excuse: Decimal = _ZERO
    road_leave: Decimal = _ZERO
    other_leave: Decimal = _ZERO
    report: Decimal = _ZERO
    report_paid: Decimal = _ZERO
    maternity: Decimal = _ZERO
    unpaid: Decimal = _ZERO
    absent: Decimal = _ZERO
    rest_cut: Decimal = _ZERO
    holiday_worked: Decimal = _ZERO
    rest_worked: Decimal = _ZERO
    free_worked: Decimal = _ZERO
    meal: Decimal = _ZERO
    road: Decimal = _ZERO
    paid_days: Decimal = _ZERO

    def of(self, key: str) -> Decimal:
        """Days of one code."""
        return dict(self.by_code).get(key, _ZERO)


def totals_of(entries: Iterable[DayEntry], codes: Codes, settings: PuantajSettings) -> Totals:
    """Totals of the employed days."""
    shares: dict[str, Decimal] = {}
    columns: dict[str, Decimal] = {}

    def add(column: str, days: Decimal) -> None:
        columns[column] = columns.get(column, _ZERO) + days

    for entry, count in Counter(entries).items():
        for key, part in shares_of(entry):
            days = part * count
            code = codes.by_key(key)
            shares[key] = shares.get(key, _ZERO) + days
            add("employed", days)
            if code.work:
                add("worked", days * code.work)
            column = _column(code)
            if column:
                add(column, days * settings.arife_mesai if entry.arife else days)
            if code.group is CodeGroup.rapor and entry.kind in settings.report_paid:
                add("report_paid", days)
            if is_paid(code, entry.kind, settings):
                add("paid_days", days)
        whole = codes.by_key(entry.code)
        meal, road = gives(whole, settings)
        if meal:
            add("meal", Decimal(count))
        if road:
            add("road", Decimal(count))
    by_code = tuple((code.key, shares[code.key]) for code in codes if code.key in shares)
    return Totals(by_code, **columns)


def shares_of(entry: DayEntry) -> tuple[tuple[str, Decimal], ...]:
    """The code or the two halves of a day."""
    if entry.code == keys.YARIM_TATIL:
        return (keys.CALISTI, _HALF), (keys.GENEL_TATIL, _HALF)
    if entry.half:
        return (entry.code, _HALF), (keys.GENEL_TATIL, _HALF)
    return ((entry.code, _ONE),)


def is_paid(code: DayCode, kind: StaffKind | None, settings: PuantajSettings) -> bool:
    """Whether the employer pays such a day of a person of that kind."""
    if kind is StaffKind.STAJYER:
        return bool(code.work)
    if code.paid is Counts.BY_SETTING:
        return kind in settings.report_paid
    return code.paid is Counts.YES


def gives(code: DayCode, settings: PuantajSettings) -> tuple[bool, bool]:
    """Whether a day of that code gives a meal, and whether it gives a yol günü."""
    return (
        _given(code, code.meal, settings.training_meal, settings),
        _given(code, code.road, settings.training_road, settings),
    )


def _given(code: DayCode, counts: Counts, training: bool, settings: PuantajSettings) -> bool:
    if counts is Counts.BY_SETTING:
        return settings.half_day_meal if code.key == keys.YARIM_TATIL else training
    return counts is Counts.YES


def _column(code: DayCode) -> str:
    """The column a code is counted in; the office's own codes go by their group."""
    found = _COLUMN_OF_KEY.get(code.key)
    if found is not None:
        return found
    if code.key in _EXCUSES:
        return "excuse"
    return {CodeGroup.izin: "other_leave", CodeGroup.rapor: "report", CodeGroup.ucretsiz: "unpaid"}.get(
        code.group, ""
    )
