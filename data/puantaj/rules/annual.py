"""When a person's right to annual leave arises, how long it is and until when it can be used."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dateutil.relativedelta import relativedelta

from data.core.calendar import ONE_DAY, format_date
from data.core.reasons import Explained, Reason
from data.personel.rules import StaffKind
from data.puantaj.rules.entitlements import Carry, Entitlement
from data.puantaj.rules.rights import Rights, bracket
from data.puantaj.rules.settings import PuantajSettings


@dataclass(frozen=True, slots=True)
class KindSpan:
    """Days under one staff kind; an open end is ``None``."""

    start: date
    end: date | None
    kind: StaffKind


@dataclass(frozen=True, slots=True)
class Service:
    """What annual rights are computed from.

    Attributes:
        kidem: Where the service that counts for leave begins; may precede ``hire``.
        birth: Unknown means that age changes nothing.
        underground: Works under ground (4857 s. K. m.53).
        spans: Staff kinds by date, oldest first, without overlap.
    """

    kidem: date
    hire: date
    exit: date | None
    birth: date | None
    underground: bool
    spans: tuple[KindSpan, ...]

    def kind_on(self, day: date) -> StaffKind | None:
        """The staff kind of a day on which the person is employed."""
        if day < self.hire or (self.exit is not None and day > self.exit):
            return None
        return next(
            (one.kind for one in self.spans if one.start <= day and (one.end is None or day <= one.end)), None
        )


@dataclass(frozen=True, slots=True)
class Grant:
    """A right that arose.

    Attributes:
        code: The day code that it is used with.
        year: Hak yılı: the calendar year in which it arose.
        expires: Last day on which it can be used; ``None`` while the person stays.
    """

    code: str
    kind: StaffKind
    on: date
    year: int
    days: Decimal
    expires: date | None


def annual_grants(
    service: Service, rights: Rights, settings: PuantajSettings, until: date
) -> tuple[Explained[Grant], ...]:
    """Every annual right that arose up to and with ``until``, oldest first.

    A worker's arises on each anniversary of the seniority date with the age of that day (4857 s. K. m.53, m.54);
    a memur's and a sözleşmeli's with the calendar year once one year of service is complete (657 s. K. m.102;
    4/B Esasları m.9). Each follows the law under which the person stands on that day.
    """
    found = [*_of_workers(service, rights, until), *_of_officials(service, rights, settings, until)]
    kept = [one for one in found if one.value.on >= settings.izin_baslangic]
    return tuple(sorted(kept, key=lambda one: (one.value.on, one.value.code)))


def _of_workers(service: Service, rights: Rights, until: date) -> Iterator[Explained[Grant]]:
    years = 1
    while (day := service.kidem + relativedelta(years=years)) <= until:
        kind = service.kind_on(day)
        if kind is not None and kind.under_4857:
            yield _worker_right(service, rights, kind, day, years)
        years += 1


def _worker_right(service: Service, rights: Rights, kind: StaffKind, day: date, years: int) -> Explained[Grant]:
    row = bracket(kind, "YILLIK_ISCI", service.kidem, day)
    days = rights.amount(row, day)
    reasons = [
        Reason(
            f"İzin kıdemi {format_date(service.kidem)} tarihinden başlar; {format_date(day)} günü {years} yıl "
            f"doldu ({row.condition}): {_plain(days)} iş günü.",
            row.law,
        )
    ]
    for slot, holds, why in _age_rows(service, day):
        found = rights.of(kind, slot, day)
        if found is not None and holds and found[0] > days:
            days = found[0]
            reasons.append(Reason(f"{why}: izin {_plain(days)} iş gününden az olamaz.", found[1].law))
    if service.underground and (more := rights.of(kind, "YILLIK_ISCI.yeralti", day)) is not None and more[0]:
        days += more[0]
        reasons.append(Reason(f"Yer altı işinde çalıştığı için {_plain(more[0])} gün eklendi.", more[1].law))
    grant = Grant("YILLIK_ISCI", kind, day, day.year, days, _end_of_contract(service, day))
    return Explained(grant, tuple(reasons))


def _age_rows(service: Service, day: date) -> Iterator[tuple[str, bool, str]]:
    if service.birth is None:
        return
    age = relativedelta(day, service.birth).years
    yield "YILLIK_ISCI.genc", age <= 18, f"Hakkın doğduğu gün {age} yaşında (18 ve altı)"
    yield "YILLIK_ISCI.yas", age >= 50, f"Hakkın doğduğu gün {age} yaşında (50 ve üstü)"


def _end_of_contract(service: Service, day: date) -> date | None:
    """The last day before the person leaves the labour law for another one: what is left is paid then (m.59)."""
    place = next(
        place
        for place, one in enumerate(service.spans)
        if one.start <= day and (one.end is None or day <= one.end)
    )
    for span in service.spans[place:]:
        if not span.kind.under_4857:
            return span.start - ONE_DAY
    return None


def _of_officials(
    service: Service, rights: Rights, settings: PuantajSettings, until: date
) -> Iterator[Explained[Grant]]:
    complete = service.kidem + relativedelta(years=1)
    last = min(until, service.exit or until)
    for year in range(service.hire.year, last.year + 1):
        day = _official_day(service, year, complete)
        if day is None or day > last:
            continue
        kind = service.kind_on(day)
        assert kind is not None
        row = bracket(kind, "YILLIK_MEMUR", service.kidem, day)
        days = rights.amount(row, day)
        text = (
            f"{year} yılının hakkı {format_date(day)} günü doğdu; kıdem {format_date(service.kidem)} tarihinden "
            f"({row.condition}): {_plain(days)} gün."
        )
        yield Explained(_official_grant(row, kind, day, days), (Reason(text, row.law),))
        rise = _rise(service, rights, row, kind, day, days) if settings.memur_hak_yil_ici else None
        if rise is not None and rise.value.on <= last:
            yield rise


def _official_day(service: Service, year: int, complete: date) -> date | None:
    """The day of a year on which an official's right arises; ``None`` if none does."""
    first, last = max(date(year, 1, 1), complete, service.hire), date(year, 12, 31)
    for span in service.spans:
        official = not span.kind.under_4857 and span.kind is not StaffKind.STAJYER
        start = max(first, span.start)
        if official and start <= last and (span.end is None or span.end >= start):
            return start
    return None


def _official_grant(row: Entitlement, kind: StaffKind, day: date, days: Decimal) -> Grant:
    expires = date(day.year + 1, 12, 31) if row.carry is Carry.NEXT_YEAR else date(day.year, 12, 31)
    return Grant("YILLIK_MEMUR", kind, day, day.year, days, expires)


def _rise(
    service: Service, rights: Rights, row: Entitlement, kind: StaffKind, first: date, days: Decimal
) -> Explained[Grant] | None:
    """The difference that an official gets on passing ten years within the year."""
    if row.to_years is None:
        return None
    day = service.kidem + relativedelta(years=row.to_years) + ONE_DAY
    if day.year != first.year or day <= first or service.kind_on(day) is not kind:
        return None
    higher = bracket(kind, "YILLIK_MEMUR", service.kidem, day)
    more = rights.amount(higher, day) - days
    if more <= 0:
        return None
    text = f"{format_date(day)} günü {row.to_years} yıl aşıldı ({higher.condition}): {_plain(more)} gün eklendi."
    return Explained(_official_grant(higher, kind, day, more), (Reason(text, higher.law),))


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}".replace(".", ",")
