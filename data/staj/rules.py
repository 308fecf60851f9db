"""Rules of a staj: which days count, how many are left, when it ends, and what is asked about it.

Only attended work days count (3308 s. K.; 5510 s. K. m.87/e: the school insures and wants the sheet), whatever
kept the trainee away; missed days are made up. All pure: days, calendar and settings come in as plain values.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal
from enum import StrEnum
from typing import Final

from data.core.calendar import ONE_DAY, WEEKDAYS, WorkCalendar, days_between, format_date
from data.core.errors import BadInput
from data.core.reasons import Explained, Reason
from data.puantaj.columns import days_text
from data.puantaj.rules import codes as keys
from data.puantaj.rules.codes import CodeGroup
from data.puantaj.rules.period import Period
from data.puantaj.rules.settings import PuantajSettings
from data.puantaj.rules.values import Seen, Severity, Source

LAW: Final = "3308 s. K."
_INSURED: Final = "5510 s. K. m.87/e"
_ZERO, _ONE = Decimal(0), Decimal(1)
_LONGEST = timedelta(days=3 * 366)
_AT_OFFICE, _ELSEWHERE = "X", "-"
_SCHOOL_DAY: Final = "OKUL"
_SHOWN = 8
"""Stretches of days that one sentence names."""


class SchoolKind(StrEnum):
    """What school a trainee comes from."""

    LISE = "lise"
    UNIVERSITE = "universite"

    @property
    def label(self) -> str:
        """As shown on screen and paper."""
        return {"lise": "Lise", "universite": "Üniversite"}[self.value]


class Ending(StrEnum):
    """How a staj came to its end."""

    TAMAMLANDI = "tamamlandi"
    SONLANDI = "sonlandi"

    @property
    def label(self) -> str:
        """As shown on screen."""
        return {"tamamlandi": "Tamamlandı", "sonlandi": "Sonlandı"}[self.value]


class Use(StrEnum):
    """What a day was for the staj."""

    ATTENDED = "katildi"
    EXCUSED = "mazeretli"
    UNEXCUSED = "mazeretsiz"
    SCHOOL = "okul"
    FREE = "tatil"
    OUTSIDE = "disi"
    UNKNOWN = "bilinmiyor"


@dataclass(frozen=True, slots=True)
class Terms:
    """What was agreed: how many days, from when to when, on which weekdays (seven signs from Monday on)."""

    required: int
    start: date
    end: date
    weekdays: str

    def counts(self, day: date) -> bool:
        """Whether that weekday is one at the office."""
        return self.weekdays[day.weekday()] == _AT_OFFICE


@dataclass(frozen=True, slots=True)
class Attendance:
    """What became of the days; every looked-at day is in exactly one of the sums, a half holiday in two.

    Attributes:
        until: Last day that was looked at; before ``start`` if none was.
        gaps: Days on a weekday of the staj that no puantaj knows yet.
        unasked: Days worked on a weekday that the staj does not have; not counted.
        idle: Days of the staj that the weekly pattern of the person has as weekend.
    """

    until: date
    attended: Decimal
    excused: Decimal
    unexcused: Decimal
    school: Decimal
    free: Decimal
    outside: Decimal
    gaps: tuple[date, ...]
    absences: tuple[date, ...]
    unasked: tuple[date, ...]
    idle: tuple[date, ...]

    def remaining(self, required: int) -> Decimal:
        """Days still to attend; never negative."""
        return max(_ZERO, required - self.attended)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to look at in a staj."""

    severity: Severity
    text: str
    law: str = ""
    day: date | None = None


def read_weekdays(typed: str) -> str:
    """Seven signs from Monday on from what was typed (``xxxxx--``).

    Raises:
        BadInput: not seven signs, others than X and -, or no day at all.
    """
    signs = typed.strip().replace("x", _AT_OFFICE).replace("–", _ELSEWHERE)
    if len(signs) != 7 or set(signs) - {_AT_OFFICE, _ELSEWHERE} or _AT_OFFICE not in signs:
        raise BadInput(
            "Staj günleri okunamadı.",
            "Pazartesiden başlayarak yedi işaret yazın: X staj günü, - değil; örneğin XXXXX--.",
            field="weekdays",
        )
    return signs


def weekdays_text(weekdays: str) -> str:
    """``Pazartesi, Salı``; whole weeks shorter: ``Pazartesi–Cuma``."""
    places = [place for place, sign in enumerate(weekdays) if sign == _AT_OFFICE]
    if len(places) > 2 and places == list(range(places[0], places[-1] + 1)):
        return f"{WEEKDAYS[places[0]]}–{WEEKDAYS[places[-1]]}"
    return ", ".join(WEEKDAYS[place] for place in places)


def use_of(seen: Seen, terms: Terms) -> Use:
    """What one day was for the staj (puantaj code, weekday, dates of the staj)."""
    code = seen.code
    if not terms.start <= seen.day or code.key == keys.YOK:
        return Use.OUTSIDE
    if code.key == keys.BOS:
        return Use.UNKNOWN
    if code.key == _SCHOOL_DAY:
        return Use.SCHOOL
    if code.group is CodeGroup.tatil:
        # A half holiday is a work day until 13:00 (2429 s. K. m.1, m.2).
        half = code.key == keys.YARIM_TATIL
        return Use.ATTENDED if half and terms.counts(seen.day) else Use.FREE
    if not terms.counts(seen.day):
        return Use.SCHOOL
    if code.group is CodeGroup.calisma or code.group is CodeGroup.saat:
        return Use.ATTENDED
    return Use.UNEXCUSED if code.key == keys.DEVAMSIZ else Use.EXCUSED


def attendance(
    terms: Terms, days: Iterable[Seen], until: date, settings: PuantajSettings
) -> Explained[Attendance]:
    """What was attended and missed from the staj's first day to ``until`` (3308 s. K.; the school's own rules).

    Args:
        days: As the puantaj has them, in any order, of one revision each; others than the staj's own do no harm.
        until: Last day that has passed; days after it are a forecast and count for nothing, nor do days after
            the staj's own last day.
    """
    until = min(until, terms.end)
    sums = dict.fromkeys(Use, _ZERO)
    absences, gaps, unasked, idle, halves = [], [], [], [], 0
    known = {one.day: one for one in days}
    for day in days_between(terms.start, until):
        seen = known.get(day)
        use = use_of(seen, terms) if seen is not None else Use.UNKNOWN
        if seen is None or use is Use.UNKNOWN:
            if terms.counts(day):
                gaps.append(day)
            else:
                sums[Use.FREE] += _ONE
            continue
        share = _ONE
        if use is Use.ATTENDED and seen.code.key == keys.YARIM_TATIL:
            share, halves = settings.staj_yarim_gun, halves + 1
            sums[Use.FREE] += _ONE - share
        sums[use] += share
        if use in (Use.EXCUSED, Use.UNEXCUSED):
            absences.append(day)
        elif use is Use.SCHOOL and seen.code.group is CodeGroup.calisma and seen.source is not Source.TAKVIM:
            unasked.append(day)
        elif seen.code.key == keys.HAFTA_SONU and terms.counts(day):
            idle.append(day)
    found = Attendance(
        until=until,
        attended=sums[Use.ATTENDED],
        excused=sums[Use.EXCUSED],
        unexcused=sums[Use.UNEXCUSED],
        school=sums[Use.SCHOOL],
        free=sums[Use.FREE],
        outside=sums[Use.OUTSIDE],
        gaps=tuple(gaps),
        absences=tuple(absences),
        unasked=tuple(unasked),
        idle=tuple(idle),
    )
    return Explained(found, tuple(_reasons(terms, found, halves, settings)))


def _reasons(terms: Terms, found: Attendance, halves: int, settings: PuantajSettings) -> Iterable[Reason]:
    yield Reason(f"Zorunlu staj {terms.required} gün; yalnız katılınan iş günleri staj günü sayılır.", LAW)
    if found.until < terms.start:
        yield Reason(f"Staj {format_date(terms.start)} tarihinde başlıyor; sayılacak gün yok.")
        return
    yield Reason(
        f"{format_date(terms.start)}–{format_date(found.until)} puantajında katıldığı gün "
        f"{days_text(found.attended) or '0'}, kalan {days_text(found.remaining(terms.required)) or '0'}."
    )
    if found.absences:
        yield Reason(f"Devamsızlık (telafi edilir): {_dates(found.absences)}.", "Okulun yönergesi")
    if halves:
        share = days_text(settings.staj_yarim_gun)
        yield Reason(f"{halves} yarım gün tatilde katılım {share} gün sayıldı.", "2429 s. K. m.1")
    if found.unasked:
        yield Reason(f"Staj günü olmayan günde çalışma sayılmadı: {_dates(found.unasked)}.")
    if found.gaps:
        yield Reason(f"Puantajı olmayan {len(found.gaps)} gün sayılmadı: {_dates(found.gaps)}.")


def _dates(days: Sequence[date]) -> str:
    """Days with neighbours taken together: ``02.11.2026–06.11.2026, 09.11.2026``."""
    runs: list[list[date]] = []
    for day in days:
        if runs and day - runs[-1][1] == ONE_DAY:
            runs[-1][1] = day
        else:
            runs.append([day, day])
    parts = [format_date(a) if a == b else f"{format_date(a)}–{format_date(b)}" for a, b in runs[:_SHOWN]]
    return ", ".join(parts) + (" …" if len(runs) > _SHOWN else "")


def last_day(
    terms: Terms, left: Decimal, first: date, calendar: WorkCalendar, settings: PuantajSettings
) -> Explained[date]:
    """The day on which ``left`` days are attended if none is missed from ``first`` on.

    Weekdays that the staj does not have and full holidays are passed over (2429 s. K.), a half holiday counts by
    the setting. Nothing left ends on the day before ``first``.

    Raises:
        BadInput: the weekdays and holidays leave too few days within three years.
    """
    need, day, end = left, first, first - ONE_DAY
    skipped: list[Reason] = []
    while need > 0:
        if day - first > _LONGEST:
            raise BadInput(
                "Staj bu günlerle üç yılda bitmiyor.",
                "Zorunlu günü ve staj günlerini denetleyin.",
                field="weekdays",
            )
        holiday = calendar.holiday(day)
        if terms.counts(day):
            if holiday is None:
                need, end = need - 1, day
            elif holiday.half:
                need, end = need - settings.staj_yarim_gun, day
            else:
                skipped.append(Reason(f"{format_date(day)} {holiday.name}, sayılmadı.", "2429 s. K."))
        day += ONE_DAY
    count = int(left.to_integral_value(ROUND_CEILING))
    text = (
        f"{format_date(first)} gününden başlayarak {weekdays_text(terms.weekdays)} günleriyle {count} gün sayıldı."
    )
    return Explained(end, (Reason(text, "Okulun yönergesi"), *skipped))


def expected_end(
    terms: Terms, found: Attendance, calendar: WorkCalendar, settings: PuantajSettings
) -> Explained[date]:
    """When the staj will be complete: what is left, laid on the days after the last one looked at."""
    left = found.remaining(terms.required)
    first = max(terms.start, found.until + ONE_DAY)
    if not left:
        text = f"{days_text(found.attended)} gün ile zorunlu {terms.required} gün tamamlandı."
        return Explained(min(found.until, terms.end), (Reason(text, LAW),))
    return last_day(terms, left, first, calendar, settings).because(
        Reason(f"Kalan {days_text(left)} gün, katılınmayan günlerin telafisini de içerir.", LAW)
    )


def findings(
    terms: Terms,
    found: Attendance,
    end: date,
    *,
    today: date,
    exit_day: date | None,
    over: Ending | None,
    open_months: Sequence[Period],
    sheets_due: Sequence[tuple[Period, date]],
) -> tuple[Finding, ...]:
    """Everything to look at in one staj, the weightiest first.

    Args:
        end: When it will be complete (:func:`expected_end`).
        exit_day: Last day of employment, if it is known.
        over: How it ended, ``None`` while it goes on.
        open_months: Months of the staj that have passed but are not closed.
        sheets_due: Months whose sheet was not made for the school, with the last day for it.
    """
    rows: list[Finding] = []
    left = found.remaining(terms.required)
    if over is None:
        rows += _of_running(terms, left, end, today, exit_day)
    elif over is Ending.TAMAMLANDI and left:
        rows.append(Finding(Severity.RED, f"Tamamlandı yazılmış, {days_text(left)} gün eksik.", LAW))
    if over is not None and (exit_day is None or exit_day >= today):
        text = f"Staj bitti ({over.label}), kişi hâlâ çalışıyor görünüyor; Personel alanında işten çıkışını yazın."
        rows.append(Finding(Severity.AMBER, text, _INSURED))
    for period, due in sheets_due:
        late = today > due
        text = f"{period.label} çizelgesi okula gönderilmedi; son gün {format_date(due)}."
        rows.append(Finding(Severity.RED if late else Severity.AMBER, text, _INSURED, due))
    rows += [
        Finding(Severity.AMBER, f"{period.label} puantajı kesinleşmedi; katılım değişebilir.", "", period.end)
        for period in open_months
    ]
    if found.gaps:
        text = f"{len(found.gaps)} staj gününün puantajı yok: {_dates(found.gaps)}."
        rows.append(Finding(Severity.AMBER, text, "", found.gaps[0]))
    if found.unasked:
        text = f"Staj günü olmayan günde çalışma yazılmış: {_dates(found.unasked)}."
        rows.append(Finding(Severity.GREY, text, "", found.unasked[0]))
    if found.idle:
        text = f"Staj günü olan {len(found.idle)} gün puantajda hafta sonu; haftalık düzene bakın: "
        rows.append(Finding(Severity.GREY, text + _dates(found.idle) + ".", "", found.idle[0]))
    order = list(Severity)
    return tuple(sorted(rows, key=lambda row: order.index(row.severity)))


def _of_running(terms: Terms, left: Decimal, end: date, today: date, exit_day: date | None) -> Iterable[Finding]:
    if not left:
        yield Finding(Severity.RED, "Zorunlu gün doldu, staj hâlâ sürüyor; P ile tamamlayın.", LAW, today)
        return
    if exit_day is not None and exit_day < end:
        text = f"Kurumdan ayrılış {format_date(exit_day)}; {days_text(left)} gün dolmadan bitiyor."
        yield Finding(Severity.RED, text, LAW, exit_day)
    if today > terms.end:
        text = (
            f"Bitiş {format_date(terms.end)} geçti, {days_text(left)} gün kaldı; öngörülen bitiş "
            f"{format_date(end)}. F2 ile uzatın ya da P ile sonlandırın."
        )
        yield Finding(Severity.RED, text, LAW, terms.end)
    elif end > terms.end:
        text = f"Zorunlu gün {format_date(terms.end)} bitişine yetişmiyor; öngörülen bitiş {format_date(end)}."
        yield Finding(Severity.AMBER, text, LAW, end)
