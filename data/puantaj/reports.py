"""Every report of the area: what it asks for, how it is made, and its one way to a file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import partial
from typing import Any, Final

from sqlalchemy import select
from sqlmodel import col

from data.core import trail
from data.core.calendar import format_date
from data.core.drafts import FieldKind, FieldSpec, check, entry
from data.core.errors import BadInput
from data.core.models import TrailEntry
from data.core.pages import LedgerQuery, Window
from data.core.paper import Paper, Table
from data.core.permissions import Verb
from data.core.store import Look, Work
from data.core.text import fold
from data.personel.models import Personel
from data.puantaj import list_papers, month_papers, person_papers, report_views, summary_papers
from data.puantaj.report_views import AREA
from data.puantaj.rules.period import Period

ADDRESSEE: Final = "İnsan Kaynakları ve Eğitim Dairesi Başkanlığına"
LONGEST_SPAN: Final = 366
"""Most days of a list; a longer one is asked for in parts."""
MOST_PEOPLE: Final = 500
"""Most person cards in one file."""
_EVENT = "rapor."


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthAsked:
    """One month of a group."""

    puantaj_id: int = entry(FieldSpec("Puantaj", FieldKind.PICK, lookup="puantaj", help="Grup ve dönem"))


@dataclass(frozen=True, slots=True, kw_only=True)
class AbsenceAsked:
    """The absences of a month; without a person and a day all of them."""

    puantaj_id: int = entry(FieldSpec("Puantaj", FieldKind.PICK, lookup="puantaj", help="Grup ve dönem"))
    personel_id: int | None = entry(
        FieldSpec("Personel", FieldKind.PICK, required=False, lookup="personel", help="Boşsa bütün devamsızlar")
    )
    day: date | None = entry(FieldSpec("Gün", FieldKind.DATE, required=False, help="Boşsa bütün D günleri"))
    hour: time | None = entry(
        FieldSpec("Saat", FieldKind.TIME, required=False, help="Boşsa vardiyanın başladığı saat")
    )
    first_witness: str | None = entry(FieldSpec("Birinci tanık", required=False, length=80))
    second_witness: str | None = entry(FieldSpec("İkinci tanık", required=False, length=80))
    chief: str | None = entry(FieldSpec("Birim amiri", required=False, length=80))


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarMonthAsked:
    """A calendar month in which periods end."""

    month: str = entry(FieldSpec("Ay", length=7, help="Dönemlerin bittiği ay, 2026-10 gibi"))


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterAsked:
    """The letter on top of the final sheets of a month."""

    month: str = entry(FieldSpec("Ay", length=7, help="Dönemlerin bittiği ay, 2026-10 gibi"))
    addressee: str = entry(FieldSpec("Muhatap", length=160), default=ADDRESSEE)
    extras: str | None = entry(
        FieldSpec("Öteki ekler", required=False, length=300, help="Noktalı virgülle ayırın")
    )
    signer: str | None = entry(FieldSpec("İmzalayan", required=False, length=80))
    signer_title: str | None = entry(FieldSpec("Unvanı", required=False, length=80))


@dataclass(frozen=True, slots=True, kw_only=True)
class YearAsked:
    """A calendar year."""

    year: int = entry(FieldSpec("Yıl", FieldKind.INT, length=4))


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonAsked:
    """A person's year."""

    personel_id: int = entry(FieldSpec("Personel", FieldKind.PICK, lookup="personel"))
    year: int = entry(FieldSpec("Yıl", FieldKind.INT, length=4))


@dataclass(frozen=True, slots=True, kw_only=True)
class SpanAsked:
    """First and last day."""

    start: date = entry(FieldSpec("İlk gün", FieldKind.DATE))
    end: date = entry(FieldSpec("Son gün", FieldKind.DATE))


@dataclass(frozen=True, slots=True, kw_only=True)
class DayAsked:
    """A day, of one unit or of all in sight."""

    day: date = entry(FieldSpec("Gün", FieldKind.DATE))
    birim_id: int | None = entry(
        FieldSpec("Birim", FieldKind.PICK, required=False, lookup="birim", help="Boşsa bütün birimler")
    )


@dataclass(frozen=True, slots=True)
class Printout:
    """Papers for one file.

    Attributes:
        parts: Words for the file's name, without personal data.
        words: What the trail says of it.
        record: (kind, key) under which the trail files it.
    """

    papers: tuple[Paper, ...]
    parts: tuple[str, ...]
    words: str
    record: tuple[str, int] = ("", 0)

    @property
    def rows(self) -> int:
        """Table rows of all papers, for showing progress."""
        return sum(len(block.rows) for paper in self.papers for block in paper.blocks if isinstance(block, Table))


@dataclass(frozen=True, slots=True)
class Report:
    """One report.

    Attributes:
        asks: Draft type that a small form fills.
        of_month: Can be made of a month that is on the screen.
    """

    number: int
    key: str
    title: str
    asks: type[Any]
    build: Callable[[Look, Any], Printout]
    of_month: bool = False


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report in the ledger, with its last export."""

    id: int
    key: str
    title: str
    needs: str
    last_at: datetime | None
    last_by: str


class NothingToPrint(BadInput):
    """What was asked for holds no record."""

    def __init__(self) -> None:
        super().__init__("Yazdırılacak kayıt yok.", "Seçimi değiştirip yeniden deneyin.")


def report_of(key: str) -> Report:
    """The report with that key.

    Raises:
        BadInput: no such report; lists the known ones.
    """
    for report in REPORTS:
        if report.key == key:
            return report
    raise BadInput(f"“{key[:30]}” adlı form yok.", f"Formlar: {', '.join(report.key for report in REPORTS)}.")


def papers_for_export(work: Work, key: str, asked: Any) -> Printout:
    """The papers of a report for a file; the export is written to the trail.

    Raises:
        NotAllowed: no permission to export, or something asked for is out of sight.
        BadFields, BadInput: the draft is incomplete.
        NothingToPrint: no record.
    """
    work.actor.require(AREA, Verb.EXPORT)
    check(asked)
    report = report_of(key)
    printout = report.build(work, asked)
    kind, record_id = printout.record
    summary = f"{report.title} dışa aktarıldı: {printout.words}"
    trail.record(work, f"{_EVENT}{key}", summary, kind=kind, record_id=record_id)
    return printout


def cards_for_export(work: Work, people: Sequence[int], year: int) -> Printout:
    """Person cards of several people for one file; one entry in the trail.

    Raises:
        NotAllowed: no permission to export, or somebody is out of sight.
        BadInput: nobody, or too many at once.
    """
    work.actor.require(AREA, Verb.EXPORT)
    work.actor.require("personel", Verb.EXPORT)
    if not people or len(people) > MOST_PEOPLE:
        raise BadInput(f"Bir dosyaya 1–{MOST_PEOPLE} kişinin kartı yazılır.", "Daha az kişi seçin.")
    ordered = work.session.execute(
        select(col(Personel.id)).where(col(Personel.id).in_(people)).order_by(col(Personel.sira), col(Personel.id))
    ).scalars()
    papers = tuple(person_papers.person_card(work, personel_id or 0, year) for personel_id in ordered)
    words = f"{year}, {len(people)} kişi"
    record = ("personel", people[0]) if len(people) == 1 else ("", 0)
    trail.record(
        work, f"{_EVENT}kisi-karti", f"Kişi kartı dışa aktarıldı: {words}", kind=record[0], record_id=record[1]
    )
    return Printout(papers, (str(year),), words, record)


def report_window(look: Look, query: LedgerQuery, start: int, limit: int) -> Window[ReportRow]:
    """The reports with their last export, filtered by words of the title."""
    look.actor.require(AREA, Verb.VIEW)
    rows = look.session.execute(
        select(TrailEntry).where(col(TrailEntry.action).startswith(_EVENT)).order_by(col(TrailEntry.id))
    ).scalars()
    last = {row.action.removeprefix(_EVENT): row for row in rows}
    words = fold(query.text).split()
    found = [
        ReportRow(
            report.number,
            report.key,
            report.title,
            _NEEDS[report.asks],
            last[report.key].at if report.key in last else None,
            last[report.key].actor_name if report.key in last else "",
        )
        for report in REPORTS
        if all(word in fold(report.title) for word in words)
    ]
    part = tuple(found[start : start + limit])
    return Window(start, part, tuple((row.id,) for row in part), len(found))


# ---------------------------------------------------------------- the reports


def _of_sheet(make: Callable[[Look, int], Paper | None], look: Look, asked: MonthAsked) -> Printout:
    paper = make(look, asked.puantaj_id)
    if paper is None:
        raise NothingToPrint
    return _month_printout(look, asked.puantaj_id, (paper,))


def _absences(look: Look, asked: AbsenceAsked) -> Printout:
    papers = month_papers.absence_papers(
        look,
        asked.puantaj_id,
        personel_id=asked.personel_id or 0,
        day=asked.day,
        hour=asked.hour,
        witnesses=(asked.first_witness or "", asked.second_witness or ""),
        chief=asked.chief or "",
    )
    if not papers:
        raise NothingToPrint
    return _month_printout(look, asked.puantaj_id, papers)


def _month_printout(look: Look, puantaj_id: int, papers: tuple[Paper, ...]) -> Printout:
    sheet = report_views.sheet_of(look, puantaj_id)
    again = (f"surum {sheet.revision}",) if sheet.revision > 1 else ()
    parts = (f"{sheet.period.start:%Y-%m}", sheet.group, *again)
    return Printout(papers, parts, f"{sheet.group} · {sheet.period.label}", ("puantaj", puantaj_id))


def _month_of(text: str) -> Period:
    try:
        return Period.parse(text)
    except BadInput as problem:
        raise BadInput(problem.message, problem.remedy, field="month") from None


def _month_summary(look: Look, asked: CalendarMonthAsked) -> Printout:
    month = _month_of(asked.month)
    return Printout((summary_papers.month_summary(look, month),), (f"{month.start:%Y-%m}",), month.label)


def _letter(look: Look, asked: LetterAsked) -> Printout:
    month = _month_of(asked.month)
    extras = tuple(part.strip() for part in (asked.extras or "").split(";") if part.strip())
    letter = summary_papers.cover_letter(
        look,
        month,
        addressee=asked.addressee,
        extras=extras,
        signer=asked.signer or "",
        title=asked.signer_title or "",
    )
    return Printout((letter,), (f"{month.start:%Y-%m}",), month.label)


def _of_year(make: Callable[[Look, int], Paper], look: Look, asked: YearAsked) -> Printout:
    return Printout((make(look, _year(asked.year)),), (str(asked.year),), str(asked.year))


def _year(year: int) -> int:
    if not 1990 <= year <= 2100:
        raise BadInput("Yıl dört rakamla yazılır.", "Örneğin 2026 yazın.", field="year")
    return year


def _card(look: Look, asked: PersonAsked) -> Printout:
    paper = person_papers.person_card(look, asked.personel_id, _year(asked.year))
    return Printout((paper,), (str(asked.year),), f"{asked.year}, 1 kişi", ("personel", asked.personel_id))


def _listed(make: Callable[[Look, Period], Paper | None], look: Look, asked: SpanAsked) -> Printout:
    span = Period(asked.start, asked.end)
    if len(span) > LONGEST_SPAN:
        raise BadInput(f"Liste en çok {LONGEST_SPAN} gün için yazılır.", "Daha kısa bir süre seçin.", field="end")
    paper = make(look, span)
    if paper is None:
        raise NothingToPrint
    words = f"{format_date(span.start)}–{format_date(span.end)}"
    return Printout((paper,), (f"{span.start:%Y-%m-%d}", f"{span.end:%Y-%m-%d}"), words)


def _attendance(look: Look, asked: DayAsked) -> Printout:
    paper = list_papers.attendance_sheet(look, asked.day, asked.birim_id or 0)
    if paper is None:
        raise NothingToPrint
    return Printout((paper,), (f"{asked.day:%Y-%m-%d}",), format_date(asked.day))


_NEEDS: Final[dict[type[Any], str]] = {
    MonthAsked: "Puantaj",
    AbsenceAsked: "Puantaj, tanıklar",
    CalendarMonthAsked: "Ay",
    LetterAsked: "Ay, muhatap",
    YearAsked: "Yıl",
    PersonAsked: "Personel, yıl",
    SpanAsked: "İlk ve son gün",
    DayAsked: "Gün, birim",
}

_Form = tuple[str, str, type[Any], Callable[[Look, Any], Printout]]

_MONTH_FORMS: tuple[_Form, ...] = (
    ("fazla-mesai", "Fazla mesai çizelgesi", MonthAsked, partial(_of_sheet, month_papers.overtime_paper)),
    ("eksik-gun", "Eksik gün dökümü", MonthAsked, partial(_of_sheet, month_papers.missing_days_paper)),
    ("devamsizlik", "Devamsızlık tutanağı", AbsenceAsked, _absences),
)
_OTHER_FORMS: tuple[_Form, ...] = (
    ("aylik-ozet", "Aylık özet (birim, kod)", CalendarMonthAsked, _month_summary),
    ("yillik-ozet", "Yıllık özet (kişi, ay)", YearAsked, partial(_of_year, summary_papers.year_summary)),
    ("yillik-fm", "Yıllık fazla çalışma listesi", YearAsked, partial(_of_year, summary_papers.year_limit)),
    ("kisi-karti", "Kişi kartı", PersonAsked, _card),
    ("icmal", "İcmal üst yazısı", LetterAsked, _letter),
    *((key, title, SpanAsked, partial(_listed, make)) for key, title, make in list_papers.LISTS),
    ("imza-foyu", "Günlük imza föyü", DayAsked, _attendance),
)

REPORTS: Final[tuple[Report, ...]] = tuple(
    Report(number, *form, of_month=number <= len(_MONTH_FORMS))
    for number, form in enumerate((*_MONTH_FORMS, *_OTHER_FORMS), 1)
)
"""Every report in the order in which it is offered; those of one month first."""
