"""One person's row before punches: bases, then leave and reports, then marks, then the rest-day test.

The order is the law's: a holiday inside a worker's annual leave stays a holiday, a report outweighs a leave,
and whether a rest day is earned can only be told when the six days before it are known.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from data.core.calendar import days_between, format_date
from data.core.reasons import Reason, Ref
from data.puantaj.rules import codes as keys
from data.puantaj.rules.base import LOOKBACK, Base, BaseRow, MonthTable
from data.puantaj.rules.codes import CodeGroup, Codes, Counts, Coverage, DayCode
from data.puantaj.rules.cover import Cover
from data.puantaj.rules.orders import lay_orders
from data.puantaj.rules.person import Leave, Part, Person
from data.puantaj.rules.settings import PuantajSettings
from data.puantaj.rules.values import Question, Severity, Source

_COVERED = {
    Coverage.TAKVIM: Reason("Takvim günüyle sayılır: aradaki hafta sonu ve tatiller de bu koda girer."),
    Coverage.ISGUNU: Reason(
        "İş günüyle sayılır: hafta tatili ve genel tatil günleri izinden düşülmez.", "4857 s. K. m.56"
    ),
    Coverage.GUN: Reason("Yalnız iş günlerinde sayılır."),
    Coverage.TEMEL: Reason("Kayıtla işlendi."),
}
_REPORT_OVER_LEAVE = Reason("Rapor günü izinden sayılmaz; izin bu gün için kesildi.", "4857 s. K. m.56")
_HALF_LEAVE = Reason("Arife: günün yarısı izinden, yarısı genel tatilden sayıldı.", "4857 s. K. m.56")
_CUT = Reason(
    "Önceki altı günde çalışılmış sayılmayan gün var: hafta tatiline hak kazanılmadı, ücreti ödenmez.",
    "4857 s. K. m.46",
)
_WEEK_UNPAID = Reason(
    "Hafta tatilinden önceki bütün iş günleri ücretsiz izinli: hafta tatili de ücretsiz izne girer.",
    "4857 s. K. m.46",
)
_EARNED = Reason(
    "Önceki altı gündeki izin ya da rapor bir haftayı aşmadığından çalışılmış sayıldı; hafta tatili hak edildi.",
    "4857 s. K. m.46/c",
)


@dataclass(frozen=True, slots=True)
class Row:
    """Bases of all the table's days and what replaces some of them, by position in them."""

    base_row: BaseRow
    covers: dict[int, Cover]


def row_of(person: Person, table: MonthTable, codes: Codes) -> Row:
    """The row of one person over the days of ``table``."""
    base_row = _base_row(person, table)
    covers: dict[int, Cover] = {}
    if not person.leaves and not person.marks and not person.orders:
        return Row(base_row, covers)
    bases = base_row.bases
    _lay_leaves(person, bases, covers, table, codes)
    lay_orders(person, bases, covers, table, codes)
    _lay_marks(person, bases, covers, table, codes)
    if covers:
        _test_rest_days(bases, covers, codes, table.settings)
    return Row(base_row, covers)


def employed(person: Person, day: date) -> bool:
    """Whether the person is employed that day; the exit day is (5510 s. K. m.9)."""
    if (person.hire is not None and day < person.hire) or (person.exit is not None and day > person.exit):
        return False
    return person.hire is not None or any(_holds(part, day) for part in person.parts)


def _holds(part: Part, day: date) -> bool:
    return part.start <= day and (part.end is None or day <= part.end)


def _base_row(person: Person, table: MonthTable) -> BaseRow:
    first, last = table.days[0], table.days[-1]
    if len(person.parts) == 1:
        part = person.parts[0]
        starts = part.start <= first and (person.hire is None or person.hire <= first)
        ends = (part.end is None or part.end >= last) and (person.exit is None or person.exit >= last)
        if starts and ends:
            return table.row(part.kind, part.week)
    parts = sorted(person.parts, key=lambda part: part.start)
    week = parts[0].week if parts else None
    bases, heavy = [], False
    for place, day in enumerate(table.days):
        # Of two overlapping parts the later one holds, as with every dated row.
        part_of_day = next((part for part in reversed(parts) if _holds(part, day)), None)
        if part_of_day is not None:
            week = part_of_day.week
        if not employed(person, day):
            bases.append(table.voids(keys.YOK, week)[place])
        elif part_of_day is None:
            bases.append(table.voids(keys.BOS, week)[place])
        else:
            row = table.row(part_of_day.kind, part_of_day.week)
            heavy = heavy or row.heavy
            bases.append(row.bases[place])
    return BaseRow(tuple(bases), heavy=heavy)


def leave_takes(code: DayCode, base: Base, settings: PuantajSettings) -> bool:
    """Whether a leave of that code takes a day with that base."""
    if base.kind is None:
        return False
    if code.coverage is Coverage.TAKVIM:
        return True
    if base.work:
        return True
    return code.coverage is Coverage.ISGUNU and base.code == keys.AKDI_TATIL and settings.cumartesi_izin


def _lay_leaves(
    person: Person, bases: tuple[Base, ...], covers: dict[int, Cover], table: MonthTable, codes: Codes
) -> None:
    first, last = table.days[0], table.days[-1]

    def weight(leave: Leave) -> tuple[bool, int]:
        report = codes.by_key(leave.code).group is CodeGroup.rapor and table.settings.rapor_izin_keser
        return (not report, leave.id)

    for leave in sorted(person.leaves, key=weight):
        if leave.end < first or leave.start > last:
            continue
        code = codes.by_key(leave.code)
        text = f"{code.name}: {format_date(leave.start)}–{format_date(leave.end)} tarihli kayıt."
        reasons = (Reason(text, code.law, (Ref("izin", leave.id),)), _COVERED[code.coverage])
        for day in days_between(max(first, leave.start), min(last, leave.end)):
            place = (day - first).days
            base = bases[place]
            if not leave_takes(code, base, table.settings):
                continue
            present = covers.get(place)
            if present is not None:
                covers[place] = _overlapped(present, code, codes)
                continue
            half = (
                code.coverage is Coverage.ISGUNU
                and base.code == keys.YARIM_TATIL
                and table.settings.arife_izin < 1
            )
            covers[place] = Cover(
                code.key,
                Source.IZIN,
                (*reasons, _HALF_LEAVE, *base.reasons) if half else reasons,
                leave,
                half=half,
                document=leave.document,
            )


def _overlapped(present: Cover, code: DayCode, codes: Codes) -> Cover:
    """The cover that holds where a second record takes the same day; a report says that it cut a leave."""
    cuts = codes.by_key(present.code).group is CodeGroup.rapor and code.group is not CodeGroup.rapor
    if not cuts or _REPORT_OVER_LEAVE in present.reasons:
        return present
    return replace(present, reasons=(*present.reasons, _REPORT_OVER_LEAVE))


def _lay_marks(
    person: Person, bases: tuple[Base, ...], covers: dict[int, Cover], table: MonthTable, codes: Codes
) -> None:
    """Marks by the order they were made, so that of two on one day the later one holds.

    An approved leave stays under a mark unless the mark names a paper (the olur that recalls the person);
    then the mark holds and a check says so.
    """
    for mark in sorted(person.marks, key=lambda mark: mark.id):
        place = (mark.day - table.first).days
        if not 0 <= place < len(bases) or bases[place].kind is None:
            continue
        code = codes.by_key(mark.code)
        present = covers.get(place)
        leave = present.leave if present is not None else None
        if present is not None and leave is not None and not mark.document:
            asked = Question(
                mark.day, "izinde_elle", Severity.AMBER,
                f"İzinli güne elle {code.letter} yazılmış; izin geçerli. Çağrıldıysa olur numarasını girin.",
            )  # fmt: skip
            covers[place] = replace(present, questions=(asked,))
            continue
        text = f"Elle işlendi: {code.name}." + (f" {mark.reason}" if mark.reason else "")
        refs = (Ref("mark", mark.id),) if leave is None else (Ref("mark", mark.id), Ref("izin", leave.id))
        if mark.document:
            text += f" Belge: {mark.document}."
        covers[place] = Cover(
            code.key, Source.ELLE, (Reason(text, code.law, refs),), leave, mark, document=mark.document
        )


def _test_rest_days(
    bases: tuple[Base, ...], covers: dict[int, Cover], codes: Codes, settings: PuantajSettings
) -> None:
    """4857 s. K. m.46 over each weekly rest day: earned, cut, or part of a week of unpaid leave.

    Looks only at the days as they are before the test, so the answer is the same wherever a period is cut.
    """
    found: dict[int, Cover] = {}
    for place in range(LOOKBACK, len(bases)):
        if not bases[place].rest or place in covers:
            continue
        cover = _rest_cover(place, bases, covers, codes, settings)
        if cover is not None:
            found[place] = cover
    covers.update(found)


def _rest_cover(
    place: int, bases: tuple[Base, ...], covers: dict[int, Cover], codes: Codes, settings: PuantajSettings
) -> Cover | None:
    before = [(bases[each], covers.get(each)) for each in range(place - LOOKBACK, place)]
    present = [(base, cover, codes.by_key(cover.code)) for base, cover in before if cover is not None]
    if not present:
        return None
    base_reasons = bases[place].reasons
    cause = next((each for each in present if each[2].rest_day is Counts.NO), None)
    if cause is not None and settings.d_cancels_rest and cause[1] is not None:
        return Cover(keys.HT_KESIK, Source.TAKVIM, (*base_reasons, _CUT, *cause[1].reasons), sgk=cause[2].sgk)
    worked_days = [(base, cover) for base, cover in before if base.work]
    whole_week = bool(worked_days) and all(base.kind is not None for base, _ in before)
    if whole_week and all(
        cover is not None and codes.by_key(cover.code).rest_day is Counts.BY_SETTING for _, cover in worked_days
    ):
        last = present[-1]
        return Cover(
            keys.UCRETSIZ, Source.TAKVIM, (*base_reasons, _WEEK_UNPAID, *(last[1].reasons if last[1] else ()))
        )
    if any(code.group in (CodeGroup.rapor, CodeGroup.ucretsiz) for _, _, code in present):
        return Cover(keys.HAFTA_TATILI, Source.TAKVIM, (*base_reasons, _EARNED))
    return None
