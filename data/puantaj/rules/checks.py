"""What must be looked at before a month is handed on: faults of one person's row, each with its law."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from data.core.calendar import format_date
from data.personel.rules import DayPlan, StaffKind
from data.puantaj.rules import codes as keys
from data.puantaj.rules.base import LOOKBACK, Base, MonthTable
from data.puantaj.rules.codes import CodeGroup, Codes, DayCode
from data.puantaj.rules.period import Period
from data.puantaj.rules.person import Leave, Mark, Person
from data.puantaj.rules.row import Row, leave_takes
from data.puantaj.rules.totals import Totals
from data.puantaj.rules.values import Day, Severity, Source

_WORKED_FREE = {
    keys.GT_CALISMA: keys.GENEL_TATIL,
    keys.HT_CALISMA: keys.HAFTA_TATILI,
    keys.AT_CALISMA: keys.AKDI_TATIL,
}


PLAIN_CHECK = "satir_kontrolu"
"""Kind of a check that no fix is known for."""


@dataclass(frozen=True, slots=True)
class Check:
    """A fault or a warning of one row; ``day`` is ``None`` where the whole row is meant.

    ``kind`` is a fixed word, as of a question; its fix is found by it.
    """

    severity: Severity
    text: str
    law: str
    day: date | None
    person_id: int
    kind: str = PLAIN_CHECK


def checks_of(
    person: Person,
    period: Period,
    row: Row,
    days: tuple[Day, ...],
    totals: Totals,
    codes: Codes,
    table: MonthTable,
) -> tuple[Check, ...]:
    """Everything wrong or noteworthy in one computed row, by weight and then by day."""
    found: list[Check] = []
    total = sum((share for _, share in totals.by_code), Decimal(0))
    present = sum(day.code != keys.YOK for day in days)
    if total != present:
        text = f"Kodların toplamı {total} gün, istihdam {present} gün: satır yeniden hesaplanmalı."
        found.append(Check(Severity.RED, text, "", None, person.id, "toplam_tutmuyor"))
    if totals.of(keys.BOS):
        empty = next(day.day for day in days if day.code == keys.BOS)
        text = f"{totals.of(keys.BOS)} gün işlenmemiş: bu günler için statü ve çalışma düzeni girin."
        found.append(Check(Severity.RED, text, "", empty, person.id, "desen_yok"))
    found.extend(_part_time(person, period, table))
    if not person.leaves and not person.marks:
        return tuple(found)
    bases = {base.day: base for base in row.base_row.bases[LOOKBACK:-1]}
    by_day = {day.day: day for day in days}
    for leave in person.leaves:
        if leave.start <= period.end and leave.end >= period.start:
            found.extend(_of_leave(person, leave, bases, codes))
    for mark in person.marks:
        if mark.day in period:
            cover = row.covers.get((mark.day - table.first).days)
            holds = cover is not None and cover.mark == mark
            found.extend(_of_mark(person, mark, holds, bases[mark.day], by_day[mark.day], codes))
    found.extend(_overlaps(person, period, bases, codes, table))
    found.extend(_sick_and_present(person, days, codes))
    weights = list(Severity)
    found.sort(key=lambda check: (weights.index(check.severity), check.day or date.min, check.text))
    return tuple(found)


def _part_time(person: Person, period: Period, table: MonthTable) -> Iterator[Check]:
    """Part time is less than two thirds of a full week; longer weeks lose the part-time rule of prim günü."""
    longest = table.settings.weekly_limit_minutes * 2 // 3
    for part in person.parts:
        minutes = part.week.net_minutes * part.week.days.count(DayPlan.WORK)
        here = part.start <= period.end and (part.end is None or part.end >= period.start)
        if here and part.kind is StaffKind.KISMI_SOZLESMELI and minutes >= longest:
            text = f"Haftası {minutes // 60} saat; kısmi süreli çalışma {longest // 60} saatten az olmalıdır."
            yield Check(Severity.AMBER, text, "4857 s. K. m.13", None, person.id, "kismi_sure")


def _of_leave(person: Person, leave: Leave, bases: dict[date, Base], codes: Codes) -> Iterator[Check]:
    code = codes.by_key(leave.code)
    inside = [base for day, base in bases.items() if leave.start <= day <= leave.end]
    if code.group is CodeGroup.rapor and not leave.document:
        yield Check(
            Severity.RED, f"{code.letter} kaydının belge numarası yok: rapor numarasını girin.",
            "5510 s. K. m.86", inside[0].day, person.id, "belge_yok",
        )  # fmt: skip
    outside = [base.day for base in inside if base.code == keys.YOK]
    if outside:
        text = f"{code.letter} kaydı kurumda olunmayan güne taşıyor: {_dates(outside)}."
        yield Check(Severity.RED, text, "", outside[0], person.id, "izin_disarida")
    foreign = [base for base in inside if base.kind is not None and base.kind not in code.kinds]
    if foreign:
        yield _not_for_kind(person, foreign[0], code)


def _of_mark(person: Person, mark: Mark, holds: bool, base: Base, day: Day, codes: Codes) -> Iterator[Check]:
    code = codes.by_key(mark.code)
    if base.code == keys.YOK:
        text = f"Kurumda olunmayan güne {code.letter} yazılmış; işaret sayılmadı."
        yield Check(Severity.RED, text, "", mark.day, person.id, "isaret_disarida")
        return
    if not holds:
        return
    if base.kind is not None and base.kind not in code.kinds:
        yield _not_for_kind(person, base, code)
    if code.key == keys.DEVAMSIZ and not mark.document:
        text = "Devamsızlık tutanağının tarih ve sayısı girilmemiş."
        yield Check(Severity.RED, text, "4857 s. K. m.25/II-g", mark.day, person.id, "tutanak_yok")
    if code.group is CodeGroup.rapor and not mark.document:
        text = f"{code.letter} işaretinin belge numarası yok: rapor numarasını girin."
        yield Check(Severity.RED, text, "5510 s. K. m.86", mark.day, person.id, "belge_yok")
    free = _WORKED_FREE.get(code.key)
    if free is not None and base.code != free:
        text = f"{code.letter} yalnız {codes.by_key(free).letter} gününe yazılır; bu gün {_letter(base, codes)}."
        yield Check(Severity.AMBER, text, code.law, mark.day, person.id, "tatil_kodu")
    if free is not None and not (mark.document and day.worked_minutes):
        text = f"{code.letter} için çalışma oluru ya da kapı saati süresi yok."
        yield Check(Severity.AMBER, text, code.law, mark.day, person.id, "olur_yok")


def _overlaps(
    person: Person, period: Period, bases: dict[date, Base], codes: Codes, table: MonthTable
) -> Iterator[Check]:
    """Two records on one day: a report inside a leave is lawful, anything else is a fault."""
    told: set[tuple[int, int]] = set()
    for day, base in bases.items():
        taken = [
            leave
            for leave in person.leaves
            if leave.start <= day <= leave.end and leave_takes(codes.by_key(leave.code), base, table.settings)
        ]
        pair = tuple(sorted(leave.id for leave in taken))[:2]
        if len(taken) < 2 or pair in told:
            continue
        told.add((pair[0], pair[1]))
        reports = [leave for leave in taken if codes.by_key(leave.code).group is CodeGroup.rapor]
        if len(reports) == 1 and table.settings.rapor_izin_keser:
            text = "Rapor izinle çakışıyor: rapor günleri izinden sayılmadı, izni uzatın ya da bakiyeye ekleyin."
            yield Check(Severity.GREY, text, "4857 s. K. m.56", day, person.id, "rapor_izin")
        else:
            letters = " ve ".join(codes.by_key(leave.code).letter for leave in taken[:2])
            text = f"Aynı günde iki kayıt var ({letters}): birini düzeltin ya da iptal edin."
            yield Check(Severity.RED, text, "", day, person.id, "cift_kayit")
    for mark in person.marks:
        if mark.day in period and mark.document and _on_leave(person, mark, bases, codes, table):
            text = (
                f"İzinli güne belgeyle ({mark.document}) {codes.by_key(mark.code).letter} yazıldı; izin kesildi."
            )
            yield Check(Severity.AMBER, text, "", mark.day, person.id, "izin_kesildi")


def _on_leave(person: Person, mark: Mark, bases: dict[date, Base], codes: Codes, table: MonthTable) -> bool:
    base = bases[mark.day]
    return any(
        leave.start <= mark.day <= leave.end and leave_takes(codes.by_key(leave.code), base, table.settings)
        for leave in person.leaves
    )


def _sick_and_present(person: Person, days: tuple[Day, ...], codes: Codes) -> Iterator[Check]:
    for day in days:
        if day.first_in is None and day.last_out is None:
            continue
        if codes.by_key(day.code).group is CodeGroup.rapor and day.source is not Source.TAKVIM:
            text = "Raporlu günde kapı saatinde hareket var; SGK'ya çalışmadığı bildirilecek."
            yield Check(Severity.RED, text, "5510 s. K. m.18", day.day, person.id, "raporda_hareket")


def _not_for_kind(person: Person, base: Base, code: DayCode) -> Check:
    kind = base.kind.label if base.kind is not None else ""
    text = f"{code.letter} ({code.name}) {kind} için kullanılmaz."
    return Check(Severity.RED, text, code.law, base.day, person.id, "statu_disi")


def _letter(base: Base, codes: Codes) -> str:
    return codes.by_key(base.code).letter


def _dates(days: list[date]) -> str:
    first, last = format_date(days[0]), format_date(days[-1])
    return first if len(days) == 1 else f"{first}–{last}"
