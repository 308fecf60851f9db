"""By when the law wants an answer, counted on the office's calendar, with every day that was passed over.

Day 0 is the day of registration or arrival; counting begins on the day after it. Nothing here knows today unless
told, so every deadline can be counted again as it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from data.core.calendar import ONE_DAY, WEEKDAYS, WorkCalendar, days_between, format_date
from data.core.drafts import is_reason
from data.core.errors import BadInput
from data.core.reasons import Explained, Reason
from data.core.text import clean_line
from data.evrak.rules.given import Given, parse_given
from data.evrak.rules.lights import Light, days_left, light
from data.evrak.rules.terms import STANDARD, Term, Terms, Unit
from data.evrak.rules.values import Basis

__all__ = [
    "STANDARD",
    "Deadline",
    "Given",
    "Light",
    "NamedDay",
    "Pause",
    "Term",
    "Terms",
    "Unit",
    "compute",
    "count_again",
    "days_left",
    "extension_problem",
    "fee_due",
    "given_day_problem",
    "light",
    "parse_given",
]

Pause = tuple[date, date | None]
"""Day of a fee notice and day of its payment; ``None`` while it is unpaid."""
_FARTHEST = timedelta(days=3653)
"""A later day is a slip of the hand."""
_BY_HAND = (Basis.GUNLU, Basis.SERBEST)
_APPLICATIONS = (Basis.BE15, Basis.BE30)
_NOTES = {
    Basis.RY33_BELGE: "Özel kanunlardaki süreler saklıdır.",
    Basis.RY33_BILGI: "Özel kanunlardaki süreler saklıdır.",
    Basis.PAKET: "Süre son iş gününün mesai bitiminde dolar; reddedilmeyen paket kabul edilmiş sayılır.",
    Basis.DILEKCE: "Sonuç ya da süren işlemin durumu dilekçe sahibine gerekçesiyle bildirilir.",
    Basis.CIMER: "Bilgi edinme niteliğindeki CİMER başvurusunda bilgi edinme süresi uygulanır.",
    Basis.IYUK10: "Cevap verilmezse istek reddedilmiş sayılır ve dava süresi işlemeye başlar; kesin olmayan "
    "cevapta en çok dört ay beklenir.",
    Basis.IYUK11: "Başvuru dava süresini durdurur; cevap verilmezse istek reddedilmiş sayılır.",
    Basis.ACELE: "ACELE yazı hemen cevaplanır; son gün yalnız masanın hatırlatmasıdır.",
}


@dataclass(frozen=True, slots=True)
class NamedDay:
    """A day with what it is: ``Cumartesi``, ``Cumhuriyet Bayramı``."""

    day: date
    name: str

    def __str__(self) -> str:
        return f"{format_date(self.day)} {self.name}"


@dataclass(frozen=True, slots=True)
class Deadline:
    """A last day and how it was found.

    Attributes:
        start: Day 0.
        length: In ``unit``; 0 where a date was given.
        skipped: Days after the start up to the last day that were not counted, in order.
        half_days: Half holidays that were counted as working days.
        notice: Of the written notice that an extension rests on (4982 m.11).
        pauses: Fee notices that stopped the clock.
    """

    basis: Basis
    start: date
    unit: Unit
    length: int
    last_day: date
    reasons: tuple[Reason, ...]
    skipped: tuple[NamedDay, ...] = ()
    half_days: tuple[NamedDay, ...] = ()
    notice: date | None = None
    pauses: tuple[Pause, ...] = ()

    @property
    def explained(self) -> Explained[date]:
        """The last day with its reasons, for ``Neden?``."""
        return Explained(self.last_day, self.reasons)


def compute(
    basis: Basis,
    start: date,
    calendar: WorkCalendar,
    terms: Terms = STANDARD,
    *,
    given: Given | date | None = None,
    notice: date | None = None,
    reason: str = "",
    pauses: Sequence[Pause] = (),
    today: date | None = None,
) -> Deadline:
    """The last day of a basis whose clock starts on a day.

    Args:
        given: Of GÜNLÜDÜR the date or period, of a date by hand the date; nothing else has one.
        notice: Of an extension, the day on which it and its reason were written to the applicant (4982 m.11).
        reason: Of a date by hand, why.
        pauses: Fee notices of a bilgi edinme application, each with its payment.
        today: The day on which an extension is chosen; ``None`` where one that stands is counted again.

    Raises:
        BadInput: what the basis needs is missing or wrong, or something is given that it does not take; the
            field is ``given``, ``notice_on``, ``reason`` or ``pauses``.
    """
    wanted = Given(given) if isinstance(given, date) else given
    _refuse_unfit(basis, wanted, notice, pauses)
    term = terms.term(basis, start)
    if basis in _BY_HAND:
        if wanted is None or (basis is Basis.SERBEST and wanted.day is None):
            mark = "GÜNLÜDÜR yazıda gün ya da süre" if basis is Basis.GUNLU else "Elle verilen sürede son gün"
            raise BadInput(f"{mark} yazılmalıdır{_cited(term.law)}.", "Tarihi yazın.", field="given")
        if wanted.day is not None:
            return _dated(term, start, wanted.day, calendar, reason)
        term = replace(term, length=wanted.length, unit=wanted.unit)
    _refuse_pauses(term, start, calendar, terms, pauses)
    found = count_again(term, start, calendar, terms, pauses)
    if basis is not Basis.BE30:
        return found
    problem = extension_problem(start, notice, calendar, terms, pauses=pauses, today=today)
    if problem:
        raise BadInput(problem, "Uzatmanın başvurana yazıldığı tarihi düzeltin.", field="notice_on")
    said = Reason(f"Uzatma ve gerekçesi başvurana yazıldı: {format_date(notice or start)}.", term.law)
    return replace(found, notice=notice, reasons=(found.reasons[0], said, *found.reasons[1:]))


def extension_problem(
    start: date,
    notice: date | None,
    calendar: WorkCalendar,
    terms: Terms = STANDARD,
    *,
    pauses: Sequence[Pause] = (),
    today: date | None = None,
) -> str:
    """Why a bilgi edinme application cannot be extended; empty if it can (4982 s. K. m.11).

    The extension and its reason are written to the applicant before the first term runs out, and it can be chosen
    only until then.
    """
    last = compute(Basis.BE15, start, calendar, terms, pauses=pauses).last_day
    law = "4982 s. K. m.11"
    until = format_date(last)
    if today is not None and today > last:
        return f"{terms.be15} iş günlük süre {until} tarihinde doldu; uzatma artık seçilemez ({law})."
    if notice is None:
        return f"Uzatma ve gerekçesi başvurana en geç {until} tarihinde yazılmalıdır; yazının tarihi boş ({law})."
    if notice < start:
        return f"Uzatma yazısı başvurudan ({format_date(start)}) önceki bir tarihi taşıyor ({law})."
    if notice > last:
        return f"Uzatma yazısı {format_date(notice)} tarihli; en geç {until} tarihinde yazılmalıydı ({law})."
    if today is not None and notice > today:
        return f"Uzatma yazısının tarihi ({format_date(notice)}) bugünden sonra olamaz ({law})."
    return ""


def count_again(
    term: Term, start: date, calendar: WorkCalendar, terms: Terms, pauses: Sequence[Pause] = ()
) -> Deadline:
    """The last day of a term whose length is known; takes what it is given as it is."""
    stops = _stops(calendar, terms, pauses)
    return replace(_counted(term, start, calendar, terms, stops), pauses=tuple(pauses))


def fee_due(notice: date, calendar: WorkCalendar, terms: Terms = STANDARD) -> date:
    """By when an applicant pays after a fee notice; unpaid, the application counts as withdrawn (4982 s. K.)."""
    return calendar.add_working_days(notice, terms.ucret_gun)


def given_day_problem(day: date, start: date) -> str:
    """What is wrong with a day that a letter or a person gives; empty if nothing."""
    if day - start > _FARTHEST:
        return f"Verilen gün ({format_date(day)}) on yıldan uzak; tarihin yılını kontrol edin (RY m.26)."
    return ""


# ---------------------------------------------------------------- what a basis takes


def _refuse_unfit(basis: Basis, given: Given | None, notice: date | None, pauses: Sequence[Pause]) -> None:
    if given is not None and basis is Basis.ACELE:
        raise BadInput(
            "ACELE yazıda tarih ya da süre verilmez (RY m.26, KLV 23).",
            "Tarih gerekiyorsa GÜNLÜDÜR seçin.",
            field="given",
        )
    if given is not None and basis not in _BY_HAND:
        raise BadInput(
            f"{basis.label} süresi kanundan hesaplanır; tarih verilmez.",
            "Yazıda tarih varsa dayanak olarak GÜNLÜDÜR seçin.",
            field="given",
        )
    if notice is not None and basis is not Basis.BE30:
        raise BadInput(
            "Uzatma yazısı yalnız uzatılmış bilgi edinme süresinde olur (4982 s. K. m.11).",
            "Tarihi silin ya da uzatılmış süreyi seçin.",
            field="notice_on",
        )
    if pauses and basis not in _APPLICATIONS:
        raise BadInput(
            "Ücret bildirimi yalnız bilgi edinme başvurusunda süreyi durdurur (4982 s. K.).",
            "Bildirimi silin.",
            field="pauses",
        )


def _refuse_pauses(term: Term, start: date, calendar: WorkCalendar, terms: Terms, pauses: Sequence[Pause]) -> None:
    """Each fee notice must lie in the time that still ran, be paid after it, and not reach into the next."""
    stops = _stops(calendar, terms, pauses)
    for place, (notice, end) in enumerate(stops):
        last = _counted(term, start, calendar, terms, stops[:place]).last_day
        if notice < start or notice > last:
            wrong = f"Ücret bildirimi {format_date(start)} ile {format_date(last)} arasında olmalıdır"
        elif end < notice:
            wrong = "Ücret, bildiriminden önce ödenmiş olamaz"
        elif place and notice < stops[place - 1][1]:
            wrong = "Ücret bildirimleri birbirinin içine giriyor"
        else:
            continue
        raise BadInput(f"{wrong} (4982 s. K.).", "Bildirimin tarihlerini düzeltin.", field="pauses")


def _stops(calendar: WorkCalendar, terms: Terms, pauses: Sequence[Pause]) -> tuple[tuple[date, date], ...]:
    """Spans in which the clock stands, in order: after the notice up to and with the payment."""
    if not terms.ucret_durdurur:
        return ()
    ordered = sorted(pauses, key=lambda pause: pause[0])
    return tuple((notice, paid or fee_due(notice, calendar, terms)) for notice, paid in ordered)


# ---------------------------------------------------------------- counting


def _counted(
    term: Term, start: date, calendar: WorkCalendar, terms: Terms, stops: Sequence[tuple[date, date]]
) -> Deadline:
    skipped: list[NamedDay] = []
    halves: list[NamedDay] = []
    day, left = start, term.length
    while left:
        day += ONE_DAY
        name = _closed(day, calendar, terms) if term.unit is Unit.IS_GUNU else ""
        if any(stop < day <= end for stop, end in stops):
            skipped.append(NamedDay(day, "ücret bildirimi nedeniyle süre durdu"))
        elif name:
            skipped.append(NamedDay(day, name))
        else:
            left -= 1
            holiday = calendar.holiday(day)
            if term.unit is Unit.IS_GUNU and holiday is not None and holiday.half:
                halves.append(NamedDay(day, holiday.name))
    last = calendar.next_working_day(day) if term.moves else day
    skipped += [NamedDay(free, _free(free, calendar)) for free in days_between(day, last - ONE_DAY)]
    reasons = [
        *_beginnings(term, start),
        *_passed_over(term, skipped, halves),
        *_stop_reasons(stops, terms),
        *_endings(term, start, day, last, calendar),
    ]
    return Deadline(term.basis, start, term.unit, term.length, last, tuple(reasons), tuple(skipped), tuple(halves))


def _dated(term: Term, start: date, day: date, calendar: WorkCalendar, reason: str) -> Deadline:
    problem = given_day_problem(day, start)
    if not problem and term.basis is Basis.SERBEST and day < start:
        problem = f"Son gün kayıt tarihinden ({format_date(start)}) önce olamaz."
    if problem:
        raise BadInput(problem, "Tarihi düzeltin.", field="given")
    if term.basis is Basis.SERBEST:
        if not is_reason(reason):
            raise BadInput(
                "Elle verilen tarihin gerekçesi yazılmalıdır.", "Kısa bir gerekçe yazın.", field="reason"
            )
        first = Reason(f"Son gün elle verildi: {clean_line(reason)}")
    else:
        first = Reason("Yazıda son gün verilmiş (GÜNLÜDÜR).", term.law)
    reasons = [first, *_endings(term, start, day, day, calendar)]
    if day < start:
        reasons.append(Reason("Verilen gün, yazı kaydedilmeden önce geçmiş.", term.law))
    return Deadline(term.basis, start, Unit.TARIH, 0, day, tuple(reasons))


def _closed(day: date, calendar: WorkCalendar, terms: Terms) -> str:
    """Why a day is no working day; empty if it is one."""
    holiday = calendar.holiday(day)
    if not calendar.is_working_day(day):
        return _free(day, calendar)
    if holiday is not None and not terms.yarim_gun_sayilir:
        return f"{holiday.name} (yarım gün)"
    return ""


def _free(day: date, calendar: WorkCalendar) -> str:
    holiday = calendar.holiday(day)
    return holiday.name if holiday is not None and not holiday.half else WEEKDAYS[day.weekday()]


# ---------------------------------------------------------------- reasons


def _beginnings(term: Term, start: date) -> Iterable[Reason]:
    label = term.basis.label.split(" (")[0]
    yield Reason(f"{label}: {term.words}.", term.law)
    yield Reason(f"Gün 0: {format_date(start)} ({term.begins}); ertesi günden sayılır.", term.law)


def _passed_over(term: Term, skipped: Sequence[NamedDay], halves: Sequence[NamedDay]) -> Iterable[Reason]:
    if term.unit is Unit.GUN:
        yield Reason("Takvim günüyle sayılır; hafta sonu ve tatiller de sayıldı.", term.law)
    elif skipped:
        days = "; ".join(str(day) for day in skipped)  # names of holidays have commas
        yield Reason(f"Sayılmayan {len(skipped)} gün: {days}.", "2429 s. K.; kurum takvimi")
    for half in halves:
        yield Reason(f"{half}: yarım gün, iş günü sayıldı.", "Kurum uygulaması")


def _stop_reasons(stops: Sequence[tuple[date, date]], terms: Terms) -> Iterable[Reason]:
    for notice, end in stops:
        yield Reason(
            f"Ücret bildirimi {format_date(notice)}: süre {format_date(end)} gününe kadar durdu; ödenmemişse bu "
            f"gün {terms.ucret_gun} iş günlük ödeme süresinin sonudur.",
            "4982 s. K.",
        )


def _endings(term: Term, start: date, day: date, last: date, calendar: WorkCalendar) -> Iterable[Reason]:
    yield Reason(f"Son gün: {format_date(last)} {WEEKDAYS[last.weekday()]}.", term.law)
    if last != day:
        yield Reason(f"Son gün {NamedDay(day, _free(day, calendar))} günüydü; izleyen iş gününe geçti.", term.law)
    elif not calendar.is_working_day(last):
        before = last
        while not calendar.is_working_day(before):
            before -= ONE_DAY
        yield Reason(
            f"Son gün çalışılmayan güne rastlıyor ({_free(last, calendar)}) ve uzamaz; önceki iş günü "
            f"{format_date(before)}.",
            term.law,
        )
    elif (half := calendar.holiday(last)) is not None:
        yield Reason(f"Son gün yarım gündür ({half.name}); mesai 13.00'te biter.", "2429 s. K.")
    if note := _NOTES.get(term.basis):
        yield Reason(note, term.law)
    known = {holiday.day.year for holiday in calendar}
    unknown = [year for year in range(start.year, last.year + 1) if year not in known]
    if unknown and term.unit is not Unit.TARIH:
        years = ", ".join(str(year) for year in unknown)
        yield Reason(f"{years} tatilleri takvimde yok; yalnız hafta sonları bilindi.", "Kurum takvimi")


def _cited(law: str) -> str:
    return f" ({law})" if law else ""
