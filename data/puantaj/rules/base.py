"""The base of a day: what the calendar, the weekly pattern and the staff kind alone make of it.

The bases of one period are the same for everybody of one kind and pattern, so they are made once and shared.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from data.core.calendar import ONE_DAY, Holiday, HolidayKind, WorkCalendar, days_between
from data.core.reasons import Reason
from data.core.text import lower
from data.personel.rules import DayPlan, StaffKind, WeekPattern
from data.puantaj.rules import codes as keys
from data.puantaj.rules.codes import Codes
from data.puantaj.rules.period import Period
from data.puantaj.rules.settings import PuantajSettings
from data.puantaj.rules.shifts import Shift
from data.puantaj.rules.totals import DayEntry, gives
from data.puantaj.rules.values import Day, Question, Severity, Source

LOOKBACK = 6
"""Days before a rest day that decide whether it is earned (4857 s. K. m.46)."""

_WORK_LAW = {
    StaffKind.MEMUR: "657 s. K. m.99",
    StaffKind.ZABITA: "657 s. K. m.101; 5393 s. K. m.51-52",
    StaffKind.SOZLESMELI: "5393 s. K. m.49; 657 s. K. m.99",
    StaffKind.KISMI_SOZLESMELI: "5393 s. K. m.49",
    StaffKind.ISCI: "4857 s. K. m.63",
    StaffKind.SIRKET: "4857 s. K. m.63",
    StaffKind.GECICI_ISCI: "4857 s. K. m.63",
    StaffKind.STAJYER: "3308 s. K.",
}
_PUNCHED = Reason("Kapı saatinde giriş ve çıkış hareketleri tam; süreler vardiyaya göre sayıldı.")
_LATE = Reason("Vardiya başından sonra giriş yapıldı; gecikme vardiya başından sayıldı.")
_EARLY = Reason("Vardiya bitmeden çıkış yapıldı; eksik süre vardiya sonundan sayıldı.")


@dataclass(frozen=True, slots=True)
class Base:
    """One day before leave, marks and punches.

    Attributes:
        kind: ``None`` where the person has no staff kind that day.
        work: A day of work, whole or half.
        rest: The weekly rest day that 4857 s. K. m.46 is about.
        minutes: Net minutes of a whole shift of that day; 0 on a free day.
        night: More than half of the shift lies in the night.
        meal: The base's code gives a meal, ``road`` a yol günü.
        entry: The day as the totals count it.
        plain: The finished day if nothing else happens.
        unpunched: The finished day if the person is on the clock but has no pass.
        punched: Reasons of a day with whole passes: in time, late, early, both.
    """

    day: date
    kind: StaffKind | None
    week: WeekPattern | None
    code: str
    reasons: tuple[Reason, ...]
    work: bool
    rest: bool
    shift: Shift
    minutes: int
    night: bool
    meal: bool
    road: bool
    entry: DayEntry
    plain: Day
    unpunched: Day
    punched: tuple[tuple[Reason, ...], ...]


def base_code(
    day: date, kind: StaffKind, week: WeekPattern, calendar: WorkCalendar, settings: PuantajSettings
) -> tuple[str, Reason]:
    """Key of the base code of one day, and why."""
    plan = week.plan(day)
    holiday = calendar.holiday(day)
    if holiday is not None and not (holiday.half and plan is not DayPlan.WORK):
        found = _holiday_code(day, holiday, kind, week, settings)
        if found is not None:
            return found
    if settings.cuma_cumartesi and plan is DayPlan.WORK and day.weekday() == 5:
        friday = calendar.holiday(day - ONE_DAY)
        if friday is not None and not friday.half and friday.kind is HolidayKind.RESMI and holiday is None:
            return keys.GENEL_TATIL, Reason(
                f"{friday.name} cuma akşamı bitti; izleyen cumartesi günü de tatildir.", "2429 s. K. m.2"
            )
    return _plan_code(plan, kind)


def _plan_code(plan: DayPlan, kind: StaffKind) -> tuple[str, Reason]:
    if plan is DayPlan.WORK:
        return keys.CALISTI, Reason("Haftalık çalışma düzeninde iş günü.", _WORK_LAW[kind])
    if not kind.under_4857:
        return keys.HAFTA_SONU, Reason("Haftalık çalışma düzeninde hafta sonu.", _WORK_LAW[kind])
    if plan is DayPlan.REST:
        return keys.HAFTA_TATILI, Reason("Haftalık çalışma düzeninde hafta tatili.", "4857 s. K. m.46")
    return keys.AKDI_TATIL, Reason(
        "Haftalık çalışma düzeninde akdi tatil: çalışılmaz, ücreti ödenir.", "İş sözleşmesi / TİS"
    )


def _holiday_code(
    day: date, holiday: Holiday, kind: StaffKind, week: WeekPattern, settings: PuantajSettings
) -> tuple[str, Reason] | None:
    """The code a holiday gives the day; ``None`` where the weekly pattern goes before it."""
    plan = week.plan(day)
    if plan is DayPlan.REST and is_weekly_rest(day, week):
        if not settings.gt_pazar:
            return None
    elif plan is not DayPlan.WORK and not settings.gt_cumartesi:
        return None
    if holiday.kind is not HolidayKind.RESMI:
        return _administrative(holiday, kind, plan, settings)
    if holiday.half:
        return keys.YARIM_TATIL, Reason(
            f"{holiday.name}: {settings.half_holiday_from:%H:%M} itibarıyla yarım gün genel tatil.",
            "2429 s. K. m.1, m.2",
        )
    law = "2429 s. K.; 4857 s. K. m.47" if kind.under_4857 else "2429 s. K."
    return keys.GENEL_TATIL, Reason(f"{holiday.name}: genel tatil.", law)


def _administrative(
    holiday: Holiday, kind: StaffKind, plan: DayPlan, settings: PuantajSettings
) -> tuple[str, Reason] | None:
    if kind not in settings.idari_izin_kinds or plan is not DayPlan.WORK:
        return None
    law = "Cumhurbaşkanlığı yazısı" if holiday.kind is HolidayKind.IDARI else "Yerel karar"
    if holiday.half:
        # No law halves a day of idari izin: the day is worked, only the shift ends early.
        return keys.CALISTI, Reason(f"{holiday.name}: öğleden sonra izinli, gün çalışılmış sayılır.", law)
    return keys.IDARI_IZIN, Reason(f"{holiday.name}: {lower(holiday.kind.label)}.", law)


def is_weekly_rest(day: date, week: WeekPattern) -> bool:
    """Whether it is the one weekly rest day of the pattern.

    Where two days are rest days (a contract that calls Saturday hafta tatili too), the law's own is the
    Sunday, else the last of them; the other is treated as a free day by contract for holidays and for m.46.
    """
    rest = [weekday for weekday, plan in enumerate(week.days) if plan is DayPlan.REST]
    return bool(rest) and rest[-1] == day.weekday()


class BaseRow:
    """The bases of all the days of a table for one person, or for all people of one kind and pattern."""

    __slots__ = ("bases", "entries", "heavy", "shifts")

    def __init__(self, bases: tuple[Base, ...], *, heavy: bool) -> None:
        self.bases = bases
        self.heavy = heavy
        """The pattern alone may pass a limit of the day, the night or the week."""
        self.shifts = {base.day.toordinal(): base.shift for base in bases}
        self.entries = tuple(base.entry for base in bases[LOOKBACK:-1] if base.code != keys.YOK)
        """The employed days of the period."""


class MonthTable:
    """The bases of one period for every staff kind and weekly pattern met so far."""

    def __init__(self, period: Period, calendar: WorkCalendar, codes: Codes, settings: PuantajSettings) -> None:
        self.first = period.start - timedelta(days=LOOKBACK)
        self.days = tuple(days_between(self.first, period.end + ONE_DAY))
        """From six days before the period to one day after it: a night shift ends there."""
        self.calendar = calendar
        self.codes = codes
        self.settings = settings
        self._rows: dict[tuple[StaffKind, WeekPattern], BaseRow] = {}
        self._voids: dict[tuple[str, WeekPattern | None], tuple[Base, ...]] = {}

    def row(self, kind: StaffKind, week: WeekPattern) -> BaseRow:
        """The bases of all the days of :attr:`days`."""
        found = self._rows.get((kind, week))
        if found is None:
            found = BaseRow(tuple(self._base(day, kind, week) for day in self.days), heavy=self._heavy(kind, week))
            self._rows[kind, week] = found
        return found

    def _heavy(self, kind: StaffKind, week: WeekPattern) -> bool:
        if not kind.under_4857:
            return False
        shift = Shift.of(week, work=True)
        minutes, limits = shift.net_minutes(self.settings.clockwork), self.settings
        longest = limits.night_limit_minutes if shift.is_night(limits.clockwork) else limits.daily_limit_minutes
        return minutes > longest or minutes * week.days.count(DayPlan.WORK) > limits.weekly_limit_minutes

    def voids(self, code: str, week: WeekPattern | None) -> tuple[Base, ...]:
        """The bases of days without a staff kind: not employed, or no pattern known.

        Args:
            week: The neighbouring pattern, whose shift tells to which day a pass belongs.
        """
        found = self._voids.get((code, week))
        if found is None:
            found = tuple(_void(day, code, week) for day in self.days)
            self._voids[code, week] = found
        return found

    def _base(self, day: date, kind: StaffKind, week: WeekPattern) -> Base:
        code, reason = base_code(day, kind, week, self.calendar, self.settings)
        holiday = self.calendar.holiday(day)
        work = code in (keys.CALISTI, keys.YARIM_TATIL)
        halved = work and holiday is not None and holiday.half
        if halved and holiday is not None and holiday.kind is not HolidayKind.RESMI:
            halved = kind in self.settings.idari_izin_kinds
        reasons = (reason,)
        asked = Question(
            day, "hareket_yok", Severity.AMBER, "İş günü ama kapı saatinde hareket yok: geldi mi, izinli mi?"
        )
        shift = Shift.of(week, work=work, ends_at=self.settings.half_holiday_from if halved else None)
        clockwork = self.settings.clockwork
        minutes = shift.net_minutes(clockwork) if work else 0
        if shift.duty:
            minutes = min(minutes, self.settings.duty_minutes)
        meal, road = gives(self.codes.by_key(code), self.settings)
        half_am, half_pm = (keys.CALISTI, keys.GENEL_TATIL) if code == keys.YARIM_TATIL else ("", "")
        plain = Day(
            day, code, Source.TAKVIM, reasons, normal_minutes=minutes, meal=meal, road=road,
            half_am=half_am, half_pm=half_pm,
        )  # fmt: skip
        return Base(
            day, kind, week, code, reasons, work, code == keys.HAFTA_TATILI and is_weekly_rest(day, week),
            shift, minutes, work and shift.is_night(clockwork), meal, road,
            DayEntry(code, kind, minutes=week.net_minutes if week.plan(day) is DayPlan.WORK else 0),
            plain, plain._replace(questions=(asked,), normal_minutes=0),
            tuple((reason, _PUNCHED, *more) for more in ((), (_LATE,), (_EARLY,), (_LATE, _EARLY))),
        )  # fmt: skip


def _void(day: date, code: str, week: WeekPattern | None) -> Base:
    questions: tuple[Question, ...] = ()
    if code == keys.YOK:
        reasons = (Reason("Bu gün kurumda değil: girişten önce, çıkıştan sonra ya da ayrık."),)
    else:
        reasons = (Reason("Bu gün için statü ve çalışma düzeni girilmemiş."),)
        text = "Çalışma düzeni yok: personel kaydına bu gün için ekleyin."
        questions = (Question(day, "desen_yok", Severity.RED, text),)
    plain = Day(day, code, Source.TAKVIM, reasons, questions=questions)
    shift = Shift.of(week or WeekPattern.from_letters("XXXXXAT"), work=False)
    return Base(
        day, None, week, code, reasons, False, False, shift, 0, False, False, False,
        DayEntry(code, None), plain, plain, (reasons,) * 4,
    )  # fmt: skip


@lru_cache(maxsize=16)
def month_table(period: Period, calendar: WorkCalendar, codes: Codes, settings: PuantajSettings) -> MonthTable:
    """The table of that period; kept for the people that follow."""
    return MonthTable(period, calendar, codes, settings)
