"""By when vouchers and lists have to reach muhasebe and the giver (m.19/3, m.30)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from data.core.calendar import MONTHS, ONE_DAY, WorkCalendar, format_date
from data.core.money import format_kurus
from data.core.reasons import Explained, Reason
from data.tasinir.rules.codes import second_level
from data.tasinir.rules.values import Direction, VoucherKind, law
from data.tasinir.rules.voucher_kinds import Sending, rule_of

_SEND_LAW: Final = law("30/1")
_LIST_LAW: Final = law("30/3")
_GIVER_LAW: Final = law("19/3")
_DECEMBER: Final = 12


class DutyKind(StrEnum):
    """What has to be done."""

    MUHASEBE = "muhasebe"
    DEVREDENE = "devredene"
    ALANDAN = "alandan"
    AYLIK_LISTE = "aylik_liste"

    @property
    def label(self) -> str:
        """As shown in the list of duties."""
        return {
            "muhasebe": "Fişin nüshası muhasebe birimine",
            "devredene": "Giriş fişinin nüshası devreden idareye",
            "alandan": "Alan idarenin giriş fişi beklenir",
            "aylik_liste": "Tüketim malzemesi II. düzey listesi muhasebeye",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Limits:
    """Days of the Yönetmelik, which an office may hold as dated settings."""

    accounts_days: int = 10
    giver_days: int = 7


@dataclass(frozen=True, slots=True)
class Duty:
    """Something to be done by a last day.

    Attributes:
        start: The day that it is counted from; for a list, the last day of its month.
        skipped: Days passed over because offices were closed, each with its name.
    """

    kind: DutyKind
    start: date
    last_day: date
    skipped: tuple[tuple[date, str], ...]
    reasons: tuple[Reason, ...]

    @property
    def explained(self) -> Explained[date]:
        """The last day with its reasons, for ``Neden?``."""
        return Explained(self.last_day, self.reasons)


def sending_of(kind: VoucherKind, reverses: VoucherKind | None = None) -> Sending:
    """How muhasebe hears of a voucher; a counter-voucher goes the way of what it reverses.

    A reversed purchase has no ödeme emri of its own, so its counter-voucher is sent like any other.
    """
    sending = rule_of(kind if reverses is None else reverses).sending
    return Sending.ON_GUN if reverses is not None and sending is Sending.ODEME_EMRI else sending


def voucher_duties(
    kind: VoucherKind,
    day: date,
    calendar: WorkCalendar,
    limits: Limits = Limits(),
    reverses: VoucherKind | None = None,
) -> tuple[Duty, ...]:
    """What an approved voucher of that day obliges to.

    Args:
        day: Of the voucher.
        reverses: Kind of the voucher that it reverses.
    """
    found = []
    if sending_of(kind, reverses) is Sending.ON_GUN:
        found.append(_counted(DutyKind.MUHASEBE, day, limits.accounts_days, calendar, _SEND_LAW, in_year=True))
    if rule_of(kind).awaited and reverses is None:
        which = DutyKind.DEVREDENE if kind.direction is Direction.GIRIS else DutyKind.ALANDAN
        found.append(_counted(which, day, limits.giver_days, calendar, _GIVER_LAW, in_year=False))
    return tuple(found)


def _counted(kind: DutyKind, day: date, days: int, calendar: WorkCalendar, cited: str, *, in_year: bool) -> Duty:
    nominal = day + timedelta(days=days)
    last = calendar.next_working_day(nominal)
    skipped = calendar.skipped_days(nominal - ONE_DAY, last)
    reasons = [Reason(f"Fiş tarihi {format_date(day)} + {days} gün = {format_date(nominal)}.", cited)]
    if in_year and last.year > day.year:
        end = last_working_day(day.year, calendar)
        # A voucher of the year's last days, when offices are closed already, is due at once.
        last = max(day, end)
        skipped = calendar.skipped_days(last, date(day.year, _DECEMBER, 31))
        reasons.append(Reason(f"Mali yıl bitmeden gönderilir: {format_date(last)}.", cited))
    elif skipped:
        reasons.append(Reason(f"Son gün tatile geldiğinden ilk iş günü: {format_date(last)}.", cited))
    reasons += [Reason(f"{format_date(on)} {name}: sayılmadı.", cited) for on, name in skipped]
    return Duty(kind, day, last, skipped, tuple(reasons))


def last_working_day(year: int, calendar: WorkCalendar, month: int = _DECEMBER) -> date:
    """The last day of a month on which offices work."""
    day = _month_end(year, month)
    while not calendar.is_working_day(day):
        day -= ONE_DAY
    return day


def _month_end(year: int, month: int) -> date:
    return date(year, _DECEMBER, 31) if month == _DECEMBER else date(year, month + 1, 1) - ONE_DAY


def list_duty(year: int, month: int, calendar: WorkCalendar) -> Duty:
    """By when the list of a month's consumption is given: in the following month; the year's last one within it.

    Law: m.30/3: the last list by close of the last working day of the year.
    """
    end = _month_end(year, month)
    due_month = min(month + 1, _DECEMBER)
    last = last_working_day(year, calendar, due_month)
    skipped = calendar.skipped_days(last, _month_end(year, due_month))
    name = f"{MONTHS[month - 1]} {year}"
    if month == _DECEMBER:
        text = f"{name} yılın son listesi: yılın son iş günü mesai bitimine kadar, {format_date(last)}."
    else:
        text = f"{name} listesi izleyen dönem içinde verilir: {format_date(last)}."
    reasons = [Reason(text, _LIST_LAW)]
    reasons += [Reason(f"{format_date(on)} {why}: sayılmadı.", _LIST_LAW) for on, why in skipped]
    return Duty(DutyKind.AYLIK_LISTE, end, last, skipped, tuple(reasons))


@dataclass(frozen=True, slots=True)
class Use:
    """Consumables that left for use on a day, in kuruş; negative where that was reversed."""

    day: date
    code: str
    kurus: int


@dataclass(frozen=True, slots=True)
class ListRow:
    """A row of the monthly list: a II. düzey code and its kuruş."""

    code: str
    kurus: int


def monthly_list(uses: Iterable[Use], year: int, month: int) -> Explained[tuple[ListRow, ...]]:
    """What was consumed in a month, by II. düzey code; codes that come to nothing are left out (m.30/3).

    Args:
        uses: In any order; other months' are passed over.

    Raises:
        BadInput: goods under a code above II. düzey.
    """
    sums: dict[str, int] = {}
    count = 0
    for use in uses:
        if (use.day.year, use.day.month) == (year, month):
            code = second_level(use.code)
            sums[code] = sums.get(code, 0) + use.kurus
            count += 1
    rows = tuple(ListRow(code, kurus) for code, kurus in sorted(sums.items()) if kurus)
    total = format_kurus(sum(row.kurus for row in rows))
    text = f"{MONTHS[month - 1]} {year}: {count} tüketim hareketi, {len(rows)} II. düzey kod, toplam {total}."
    return Explained(rows, (Reason(text, _LIST_LAW),))
