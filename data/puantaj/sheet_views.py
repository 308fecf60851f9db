"""A filled sheet against a month: who is on it, what is refused and found, what taking it would write."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlmodel import col, select

from data.core import holidays, taken
from data.core.calendar import format_date
from data.core.errors import BadInput
from data.core.intake.mapping import RowError
from data.core.models import Birim, SavedMapping
from data.core.permissions import Verb
from data.core.store import Look
from data.core.text import sort_key
from data.core.units import in_scope
from data.personel.rules import StaffKind
from data.puantaj.inputs import Member, read_inputs
from data.puantaj.lookup import month_row, title_of
from data.puantaj.models import Group, Puantaj
from data.puantaj.rules.period import Period
from data.puantaj.rules.person import Part
from data.puantaj.rules.sheet_audit import audit_person
from data.puantaj.rules.sheet_values import Books, Compared, Finding, Said
from data.puantaj.rules.values import Severity
from data.puantaj.setup import codes_in_use, settings_on
from data.puantaj.sheet_cells import code_for, letters_of, meaning_of
from data.puantaj.sheet_intake import SheetCell, SheetPerson, SheetReading, Told
from data.puantaj.sheet_people import Match, Register

AREA = "puantaj"
TARGET = "puantaj_cetveli"
LETTERS = "puantaj_harfleri"
"""Targets under which taken sheets, their columns and their letters are remembered."""
_NAMED = " » "
_TOLD_EVERY = 20
_ORDER = {severity: place for place, severity in enumerate(Severity)}


@dataclass(frozen=True, slots=True)
class PersonPlan:
    """What taking the sheet would write for one person.

    Attributes:
        by_name: Only the name says who it is.
        marks: (day, code's key, code's key until now).
        orders: (day, minutes of overtime).
    """

    personel_id: int
    name: str
    by_name: bool
    marks: tuple[tuple[date, str, str], ...]
    orders: tuple[tuple[date, int], ...]


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """A declared total of one person beside the recomputed one."""

    row: int
    name: str
    total: Compared


@dataclass(frozen=True, slots=True)
class SheetAudit:
    """Everything about a sheet before it is taken; ``version`` is that of the month it was held against."""

    puantaj_id: int
    title: str
    version: int
    refused: tuple[RowError, ...]
    findings: tuple[Finding, ...]
    compared: tuple[ComparedRow, ...]
    plans: tuple[PersonPlan, ...]

    @property
    def named(self) -> tuple[PersonPlan, ...]:
        """Whom only the name identifies."""
        return tuple(plan for plan in self.plans if plan.by_name)


@dataclass(frozen=True, slots=True)
class SheetMonth:
    """A month that a sheet can be held against.

    Attributes:
        open: It can still be changed; else the sheet can only be audited.
    """

    id: int
    title: str
    period: Period
    kinds: tuple[StaffKind, ...]
    open: bool


def months_for_sheets(look: Look, only: int | None = None) -> tuple[SheetMonth, ...]:
    """The newest revisions of the months in sight, the newest first, or one month alone.

    Raises:
        NotAllowed: no permission.
    """
    look.actor.require(AREA, Verb.PREPARE)
    statement = (
        select(Puantaj, Group)
        .join(Group, col(Group.id) == col(Puantaj.group_id))
        .join(Birim, col(Birim.id) == col(Group.birim_id))
        .where(in_scope(look))
        .order_by(col(Puantaj.start).desc(), col(Group.name), col(Puantaj.revision).desc())
    )
    if only is not None:
        statement = statement.where(col(Puantaj.id) == only)
    found: dict[tuple[int, date], SheetMonth] = {}
    for row, group in look.session.exec(statement):
        kinds = tuple(StaffKind(kind) for kind in group.kinds.split(","))
        month = SheetMonth(
            row.id or 0, title_of(row, group), Period(row.start, row.end), kinds, not (row.locked or row.closed)
        )
        found.setdefault((row.group_id, row.start), month)
    return tuple(found.values())


def named_source(source: str, name: str) -> str:
    """Under what a source's letters are remembered: its headings, and the name that a clerk gave it, if any."""
    return f"{source}{_NAMED}{name}" if name else source


def source_names(look: Look, source: str) -> tuple[str, ...]:
    """The names that clerks gave to offices that send sheets with these very headings."""
    first = named_source(source, " ")[:-1]
    found = look.session.exec(
        select(SavedMapping.source).where(
            SavedMapping.target == LETTERS, col(SavedMapping.source).startswith(first, autoescape=True)
        )
    )
    return tuple(sorted((one.removeprefix(first) for one in found), key=sort_key))


def kept_letters(look: Look, source: str, name: str = "") -> dict[str, str]:
    """What the letters of a source mean, as a clerk once said; empty for an unknown source."""
    return letters_of(taken.saved_body(look, LETTERS, named_source(source, name)), codes_in_use(look))


def audit_sheet(
    look: Look, puantaj_id: int, reading: SheetReading, letters: Mapping[str, str], told: Told | None = None
) -> SheetAudit:
    """Holds a sheet against a month; writes nothing.

    Args:
        letters: What each letter means: a code's key, or one of the words of :mod:`data.puantaj.sheet_cells`.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: the sheet was read for another period.
    """
    look.actor.require(AREA, Verb.PREPARE)
    month, group = month_row(look, puantaj_id)
    period = Period(month.start, month.end)
    if period != reading.period:
        raise BadInput("Cetvel başka bir dönem için okunmuş.", "Dosyayı bu dönem için yeniden seçin.")
    inputs = read_inputs(look, group, period)
    books = Books(
        period, holidays.calendar(look), codes_in_use(look), settings_on(look, period.end), inputs.covered_until
    )
    audit = _Auditing(look, books, inputs.members, reading, letters)
    audit.run(told)
    return SheetAudit(
        puantaj_id,
        title_of(month, group),
        month.version,
        tuple(sorted((*reading.errors, *audit.refused), key=lambda error: (error.row, error.column))),
        tuple(sorted(audit.findings, key=lambda one: (_ORDER[one.severity], one.row, one.days[:1], one.text))),
        tuple(audit.compared),
        tuple(audit.plans),
    )


class _Auditing:
    """One pass over the people of a sheet."""

    def __init__(
        self,
        look: Look,
        books: Books,
        members: Iterable[Member],
        reading: SheetReading,
        letters: Mapping[str, str],
    ) -> None:
        self._books = books
        self._members = {member.person.id: member for member in members}
        self._reading = reading
        self._letters = letters
        self._register = Register(look, self._members)
        self.refused: list[RowError] = []
        self.findings: list[Finding] = []
        self.compared: list[ComparedRow] = []
        self.plans: list[PersonPlan] = []

    def run(self, told: Told | None) -> None:
        """Everybody on the sheet, then who is not on it."""
        for note in self._reading.notes:
            self._find(Severity.AMBER, "baska_donem", None, "", 0, note)
        rows: dict[int, list[tuple[SheetPerson, Match]]] = defaultdict(list)
        total = len(self._reading.people)
        for place, row in enumerate(self._reading.people):
            match = self._register.match(row)
            if match.personel_id is None:
                self._find(Severity.RED, "kayitta_yok", None, _called(row), row.row, match.fault)
            elif match.personel_id not in self._members:
                text = "Bu puantajda yok: başka bir grubun ya da dönemin personeli."
                self._find(Severity.RED, "puantajda_yok", match.personel_id, _called(row), row.row, text)
            else:
                rows[match.personel_id].append((row, match))
            if told is not None and place % _TOLD_EVERY == 0:
                told(place, total * 2)
        for place, (personel_id, found) in enumerate(rows.items()):
            self._person(self._members[personel_id], found)
            if told is not None and place % _TOLD_EVERY == 0:
                told(total + place, total * 2)
        for personel_id, member in self._members.items():
            if personel_id not in rows:
                text = "Puantajda var, cetvelde yok."
                self._find(Severity.AMBER, "cetvelde_yok", personel_id, member.name, 0, text)

    def _find(
        self, severity: Severity, kind: str, personel_id: int | None, name: str, row: int, text: str
    ) -> None:
        self.findings.append(Finding(severity, kind, personel_id, name, row, (), text))

    def _person(self, member: Member, found: list[tuple[SheetPerson, Match]]) -> None:
        row, match = found[0]
        key, name = member.person.id, member.name
        if len(found) > 1:
            numbers = ", ".join(str(one.row) for one, _ in found)
            self._find(
                Severity.RED,
                "mukerrer",
                key,
                name,
                row.row,
                f"Aynı kişi {numbers}. satırlarda; satırı teke indirin.",
            )
            if any(_plain_days(one) != _plain_days(row) for one, _ in found[1:]):
                return
        if match.by_name:
            text = "Yalnız adıyla eşleşti: cetvelde sicil no ve T.C. kimlik no yok."
            self._find(Severity.AMBER, "adla_eslesti", key, name, row.row, text)
        if match.doubt:
            self._find(Severity.AMBER, "kimlik_farki", key, name, row.row, match.doubt)
        said = [one for one in (self._said(member, row, cell) for cell in row.cells) if one is not None]
        audit = audit_person(member.person, name, row.row, said, dict(row.declared), self._books)
        self.findings += audit.findings
        self.compared += [ComparedRow(row.row, name, total) for total in audit.compared]
        if audit.marks or audit.orders:
            self.plans.append(PersonPlan(key, name, match.by_name, audit.marks, audit.orders))

    def _said(self, member: Member, row: SheetPerson, cell: SheetCell) -> Said | None:
        try:
            meaning = meaning_of(cell.value, self._letters)
        except BadInput as problem:
            words = f"{member.name}, {format_date(cell.day)}: “{cell.text}”. {problem.message} {problem.remedy}"
            self.refused.append(RowError(row.row, cell.column, words))
            return None
        code = meaning.code
        if code:
            kind = _kind_on(member.person.parts, cell.day)
            code = code_for(code, kind, self._books.codes).key if kind is not None else code
        return Said(cell.day, code, meaning.half, cell.value.extra, meaning.hours, cell.text)


def _kind_on(parts: Iterable[Part], day: date) -> StaffKind | None:
    found = [part.kind for part in parts if part.start <= day and (part.end is None or day <= part.end)]
    return found[-1] if found else None


def _called(row: SheetPerson) -> str:
    """What a row that is nobody's is called: never by its T.C. kimlik no."""
    return row.name or row.sicil or f"{row.row}. satır"


def _plain_days(row: SheetPerson) -> tuple[object, ...]:
    return tuple((cell.day, cell.value) for cell in row.cells)
