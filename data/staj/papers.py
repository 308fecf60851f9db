"""The papers of a staj: the stajyer devam çizelgesi of a month, and the letter that goes to the school with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select
from sqlmodel import col

from data.core import actors, holidays, trail
from data.core.calendar import days_between, format_date
from data.core.errors import BadInput
from data.core.models import Birim
from data.core.paper import (
    Block,
    CellKind,
    Fields,
    Paper,
    PaperColumn,
    Signature,
    Signatures,
    Table,
    Text,
)
from data.core.permissions import Verb
from data.core.stamps import office_lines, wall_clock
from data.core.store import Look, Work
from data.core.text import fold, upper
from data.core.units import in_scope
from data.personel.models import Personel
from data.personel.rules import StaffKind
from data.puantaj.rules.codes import CodeGroup
from data.puantaj.rules.period import Period
from data.puantaj.setup import codes_in_use, settings_on
from data.staj import rules
from data.staj.models import Staj, StajSheet
from data.staj.operations import AREA, KIND
from data.staj.reading import StajFacts, months_of, read_facts
from data.staj.rules import Attendance, Terms, Use
from data.staj.views import facts_in_sight

_INSURED = "5510 s. K. m.5/b, m.87/e"


@dataclass(frozen=True, slots=True)
class _Line:
    """A trainee's month: its letters, and what it adds up to."""

    facts: StajFacts
    letters: tuple[str, ...]
    month: Attendance
    left: Decimal
    closed: bool


def sheet_months(look: Look, staj_id: int) -> tuple[Period, ...]:
    """The months of which a staj can have a sheet, newest first.

    Raises:
        NotAllowed, BadInput: as for looking at the staj.
    """
    facts = facts_in_sight(look, staj_id)
    return months_of(facts.terms, look.today)[::-1]


def sheet_for_export(work: Work, staj_id: int, month: Period, *, whole_school: bool) -> Paper:
    """The çizelge for a file. The trail has it; one of a closed month is noted as made for the school.

    Raises:
        NotAllowed: no permission to export, or out of sight.
        BadInput: the staj has no day in that month.
    """
    work.actor.require(AREA, Verb.EXPORT)
    lines = _lines(work, staj_id, month, whole_school=whole_school)
    paper = _sheet(work, lines, month)
    if not paper.draft:
        for line in lines:
            work.session.add(
                StajSheet(
                    staj_id=line.facts.staj.id or 0,
                    start=month.start,
                    made_by=work.actor.user_id,
                    made_at=work.now,
                )
            )
    whose = lines[0].facts.name if len(lines) == 1 else f"{lines[0].facts.staj.school}, {len(lines)} stajyer"
    state = " (taslak)" if paper.draft else ""
    words = f"Stajyer devam çizelgesi dışa aktarıldı{state}: {whose}, {month.label}"
    trail.record(work, "staj.export", words, kind=KIND, record_id=staj_id)
    return paper


def staj_sheet(look: Look, staj_id: int, month: Period, *, whole_school: bool) -> Paper:
    """The stajyer devam çizelgesi of one trainee, or of all of the same school, as it stands.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: the staj has no day in that month.
    """
    return _sheet(look, _lines(look, staj_id, month, whole_school=whole_school), month)


def letter_for_export(work: Work, staj_id: int, month: Period) -> Paper:
    """The letter to the school for a file; the export is written to the trail.

    Raises:
        NotAllowed, BadInput: as for the çizelge.
    """
    work.actor.require(AREA, Verb.EXPORT)
    paper = school_letter(work, staj_id, month)
    words = f"Okula üst yazı dışa aktarıldı: {month.label}"
    trail.record(work, "staj.export", words, kind=KIND, record_id=staj_id)
    return paper


# ---------------------------------------------------------------- what stands on them


def _lines(look: Look, staj_id: int, month: Period, *, whole_school: bool) -> tuple[_Line, ...]:
    own = facts_in_sight(look, staj_id)
    found = _of_school(look, own, month) if whole_school else (own,)
    lines = tuple(
        _line(look, facts, month)
        for facts in found
        if facts.terms.start <= month.end and facts.terms.end >= month.start
    )
    if not lines:
        raise BadInput(f"{own.name} stajının {month.label} içinde günü yok.", "Başka bir ay seçin.")
    return lines


def _of_school(look: Look, own: StajFacts, month: Period) -> tuple[StajFacts, ...]:
    rows = look.session.execute(
        select(Staj)
        .join(Personel, col(Personel.id) == col(Staj.personel_id))
        .join(Birim, col(Birim.id) == col(Personel.birim_id))
        .where(
            in_scope(look),
            col(Staj.cancelled_at).is_(None),
            col(Staj.start) <= month.end,
        )
        .order_by(col(Personel.sira), col(Staj.id))
    ).scalars()
    school = fold(own.staj.school)
    return read_facts(look, [row for row in rows if fold(row.school) == school])


def _line(look: Look, facts: StajFacts, month: Period) -> _Line:
    terms, known, today = facts.terms, facts.known.days, look.today
    settings = settings_on(look, month.end)
    until = min(month.end, today)
    part = Terms(terms.required, max(terms.start, month.start), min(terms.end, month.end), terms.weekdays)
    total = rules.attendance(terms, known.values(), until, settings).value
    school_day = codes_in_use(look).by_key("OKUL").letter
    letters = []
    for day in month.days:
        seen = known.get(day)
        if seen is None or not part.start <= day <= min(part.end, today):
            letters.append("")
        elif rules.use_of(seen, terms) is Use.SCHOOL and seen.code.group is CodeGroup.calisma:
            letters.append(school_day)
        else:
            letters.append(seen.code.letter)
    states = [one for one in facts.known.months if one.period.start <= month.end and one.period.end >= month.start]
    return _Line(
        facts=facts,
        letters=tuple(letters),
        month=rules.attendance(part, known.values(), until, settings).value,
        left=total.remaining(terms.required),
        closed=month.end < today and bool(states) and all(one.closed for one in states),
    )


def _sheet(look: Look, lines: Sequence[_Line], month: Period) -> Paper:
    draft = not all(line.closed for line in lines)
    notes = [_legend(look, lines), f"Yalnız katılınan iş günleri staj günü sayılır. Sigorta: okul ({_INSURED})."]
    if draft:
        notes.append("Ay puantajı kesinleşmemiştir; okula gönderilmez.")
    return Paper(
        name="stajyer devam çizelgesi",
        office_lines=office_lines(look),
        title="STAJYER DEVAM ÇİZELGESİ",
        subtitle=month.label,
        blocks=(
            Fields(_fields(look, lines, month)),
            _table(look, lines, month),
            Signatures(
                (
                    Signature("Birim sorumlusu", _one([line.facts.supervisor for line in lines])),
                    Signature("Kurum yetkilisi (kaşe)"),
                )
            ),
        ),
        printed_at=wall_clock(look.now),
        draft=draft,
        landscape=True,
        notes=tuple(notes),
    )


def _fields(look: Look, lines: Sequence[_Line], month: Period) -> tuple[tuple[str, str], ...]:
    stajs = [line.facts.staj for line in lines]
    office = actors.office(look)
    return (
        ("Kurum", office.kurum if office else ""),
        ("Okul", stajs[0].school),
        ("Birim", _all([line.facts.birim for line in lines])),
        ("Bölüm / program", _all([staj.program for staj in stajs])),
        ("Staj sorumlusu", _all([line.facts.supervisor for line in lines])),
        ("Okuldaki ilgili", _all([staj.teacher for staj in stajs])),
        ("Dönem", f"{format_date(month.start)}–{format_date(month.end)}"),
        ("Zorunlu staj günü", _all([str(staj.required_days) for staj in stajs])),
    )


def _all(texts: Sequence[str]) -> str:
    return ", ".join(dict.fromkeys(text for text in texts if text))


def _one(texts: Sequence[str]) -> str:
    found = set(texts)
    return found.pop() if len(found) == 1 else ""


def _table(look: Look, lines: Sequence[_Line], month: Period) -> Table:
    calendar = holidays.calendar(look)
    mixed = len({line.facts.staj.required_days for line in lines}) > 1
    days = tuple(
        PaperColumn(f"{day.day:02d}", CellKind.CENTRED, 3, shaded=not calendar.is_working_day(day))
        for day in days_between(month.start, month.end)
    )
    return Table(
        (
            PaperColumn("Öğrenci no", width=10),
            PaperColumn("Adı soyadı", width=18),
            PaperColumn("Sınıf", CellKind.CENTRED, 5),
            *days,
            PaperColumn("Katıldığı", CellKind.DAYS, 7),
            PaperColumn("Mazeretli", CellKind.DAYS, 8),
            PaperColumn("Mazeretsiz", CellKind.DAYS, 9),
            *((PaperColumn("Zorunlu", CellKind.INT, 6),) if mixed else ()),
            PaperColumn("Kalan", CellKind.DAYS, 5),
            PaperColumn("İmza", width=10),
        ),
        tuple(
            (
                line.facts.staj.student_no,
                line.facts.name,
                line.facts.staj.class_name,
                *line.letters,
                line.month.attended,
                line.month.excused,
                line.month.unexcused,
                *((line.facts.staj.required_days,) if mixed else ()),
                line.left,
                "",
            )
            for line in lines
        ),
        pen=True,
    )


def _legend(look: Look, lines: Sequence[_Line]) -> str:
    used = {letter for line in lines for letter in line.letters if letter}
    named = {code.letter: code.name for code in codes_in_use(look) if StaffKind.STAJYER in code.kinds}
    return " · ".join(f"{letter} {name}" for letter, name in named.items() if letter in used)


# ---------------------------------------------------------------- the letter


def school_letter(look: Look, staj_id: int, month: Period) -> Paper:
    """The letter to the school: whose sheets are enclosed, and how many days each attended.

    Raises:
        NotAllowed, BadInput: as for the çizelge.
    """
    lines = _lines(look, staj_id, month, whole_school=True)
    stajs = [line.facts.staj for line in lines]
    blocks: list[Block] = [
        Fields((("Tarih", ""), ("Sayı", ""), ("Konu", f"Stajyer devam çizelgesi, {month.label}")), columns=1),
        Text(upper(stajs[0].school), heading=True, centred=True),
        Text(
            f"Kurumumuzda zorunlu stajını yapan {len(lines)} öğrencinizin {month.label} dönemine ait devam durumu "
            "aşağıda, günlük devam çizelgesi ektedir.",
            indent=True,
        ),
        _letter_table(lines),
        Text("Bilgilerinize sunulur.", indent=True),
        Signatures((Signature("Kurum yetkilisi (kaşe)"),)),
        Text("Ek: Stajyer devam çizelgesi"),
    ]
    return Paper(
        name="stajyer üst yazısı",
        office_lines=office_lines(look),
        title="STAJYER DEVAM YAZISI",
        blocks=tuple(blocks),
        printed_at=wall_clock(look.now),
        draft=not all(line.closed for line in lines),
        landscape=False,
    )


def _letter_table(lines: Sequence[_Line]) -> Table:
    return Table(
        (
            PaperColumn("Sıra", CellKind.INT, 5),
            PaperColumn("Öğrenci no", width=12),
            PaperColumn("Adı soyadı", width=24),
            PaperColumn("Bölüm / program", width=24),
            PaperColumn("Katıldığı gün", CellKind.DAYS, 9),
            PaperColumn("Devamsız", CellKind.DAYS, 9),
            PaperColumn("Kalan gün", CellKind.DAYS, 8),
        ),
        tuple(
            (
                place,
                line.facts.staj.student_no,
                line.facts.name,
                line.facts.staj.program,
                line.month.attended,
                line.month.excused + line.month.unexcused,
                line.left,
            )
            for place, line in enumerate(lines, 1)
        ),
    )
