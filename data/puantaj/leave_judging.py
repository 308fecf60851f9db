"""A leave as it is judged: how it counts, what speaks against it, its balance before and after, who else is away.

One judgement serves the form's warnings, the operation that writes, the one that approves, and the reviewer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from sqlmodel import col, select

from data.core import holidays
from data.core.calendar import ONE_DAY, format_date
from data.core.errors import BadFields, BadInput
from data.core.models import Birim
from data.core.reasons import Explained
from data.core.store import Look
from data.personel.models import Part, Pattern, Personel
from data.personel.rules import StaffKind, WeekPattern
from data.puantaj.drafts import LeaveDraft, LeaveRequestDraft
from data.puantaj.leave_facts import LeaveFacts, account_of, amount_text, read_facts, rights_of
from data.puantaj.models import Izin
from data.puantaj.presence import WORKED, Attendance, attendance, minimums, shortages
from data.puantaj.rules import person as plain
from data.puantaj.rules.balance import Account, BalanceKey
from data.puantaj.rules.base import base_code
from data.puantaj.rules.codes import CodeGroup, DayCode
from data.puantaj.rules.entitlements import ANNUAL
from data.puantaj.rules.leave_checks import Asked, Finding, ReportBy, Standing, judge
from data.puantaj.rules.leaves import LeavePart, leave_days, leave_end
from data.puantaj.rules.rights import Rights
from data.puantaj.setup import codes_in_use, settings_on

_LONGEST_REST = 30
"""Days after a leave within which a work day is looked for."""
_NEW = 2**31
"""Stands for the key of a leave that is not written yet: later than every other."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A leave in question; ``id`` is 0 while it is not written."""

    personel_id: int
    code: DayCode
    start: date
    end: date
    part: str = "tam"
    minutes: int = 0
    report_by: ReportBy | None = None
    controlled: bool = False
    id: int = 0

    @property
    def plain(self) -> plain.Leave:
        """As the rules take it."""
        return plain.Leave(self.id or _NEW, self.code.key, self.start, self.end, "", self.part, self.minutes)

    @property
    def whole_days(self) -> bool:
        """Whether it takes the days themselves and not only hours or a half."""
        return self.part == "tam" and not self.minutes


@dataclass(frozen=True, slots=True)
class Away:
    """A colleague of the same unit who is away on some of the days."""

    name: str
    code: DayCode
    start: date
    end: date
    pending: bool


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is known of a leave in question.

    Attributes:
        counted: Its days by the kind's own counting, with the days that do not count and why.
        before, after: The balance it is taken from, without it and with it; ``None`` for leave without one.
        years: Hak yılları that it takes.
        show: How that balance is written.
    """

    kind: StaffKind
    counted: Explained[Decimal]
    findings: tuple[Finding, ...]
    before: Account | None
    after: Account | None
    years: tuple[int, ...]
    show: Callable[[int], str]
    away: tuple[Away, ...]

    @property
    def errors(self) -> tuple[Finding, ...]:
        """What forbids it."""
        return tuple(one for one in self.findings if one.error)

    @property
    def warnings(self) -> tuple[str, ...]:
        """What speaks against it without forbidding it."""
        return tuple(one.line for one in self.findings if not one.error)


def judge_leave(look: Look, wanted: Wanted) -> Judgement:
    """Judges a leave on the office's present records.

    Raises:
        BadFields: the person has no staff kind or weekly pattern on its first day.
    """
    facts = read_facts(look, [wanted.personel_id]).get(wanted.personel_id)
    part = facts.counting.part_on(wanted.start) if facts is not None else None
    if facts is None or part is None:
        raise BadFields({"start": "Bu tarihte kişinin statüsü ve haftalık düzeni yok."})
    counted = leave_days(
        wanted.start,
        wanted.end,
        part.kind,
        wanted.code,
        part.week,
        facts.counting.calendar,
        facts.counting.settings,
    )
    if wanted.part != "tam":
        counted = Explained(counted.value / 2, counted.reasons)
    rights = rights_of(look)
    before, after, show = _accounts(facts, wanted, rights)
    asked = Asked(
        wanted.id or _NEW, wanted.code, part.kind, wanted.start, wanted.end, counted.value, wanted.minutes,
        wanted.report_by, wanted.controlled,
    )  # fmt: skip
    others = tuple(one for one in facts.leaves if one.id != wanted.id)
    board = facts.board
    if wanted.report_by in (ReportBy.BOARD, ReportBy.WORKPLACE):
        board |= {wanted.id or _NEW}
    taken = _without(facts, others).taken((wanted.plain,))
    findings = judge(asked, Standing(taken, rights, board, before, after, show))
    staff, away = _staffing(look, wanted)
    years = after.drawn_years(wanted.id or _NEW) if after is not None else ()
    return Judgement(part.kind, counted, (*findings, *staff), before, after, years, show, away)


def _without(facts: LeaveFacts, leaves: tuple[plain.Leave, ...]) -> LeaveFacts:
    return replace(facts, leaves=leaves)


def balance_key(code: DayCode) -> BalanceKey | None:
    """The balance that a code is taken from; ``None`` where none is kept."""
    return BalanceKey(code.balance) if code.balance in set(BalanceKey) else None


def _accounts(
    facts: LeaveFacts, wanted: Wanted, rights: Rights
) -> tuple[Account | None, Account | None, Callable[[int], str]]:
    """The balance without and with the leave, at the end of the last leave there is: a later one may lose its
    right to this one. Excuse leave shows the annual balance only where it takes from it."""
    key, code = balance_key(wanted.code), wanted.code.key
    excuse = code == "MAZERET"
    if excuse:
        key, code = BalanceKey.YILLIK, "YILLIK_MEMUR"
    if key is None or (wanted.minutes and key is BalanceKey.YILLIK):
        return None, None, str
    others = _without(facts, tuple(one for one in facts.leaves if one.id != wanted.id))
    until = max([wanted.end, *(one.end for one in others.leaves if one.code in ANNUAL | {code})])
    before = account_of(others, key, code, rights, until)
    after = account_of(others, key, code, rights, until, (wanted.plain,))
    if excuse and before.used == after.used:
        return None, None, str
    return before, after, amount_text(key, code)


def _staffing(look: Look, wanted: Wanted) -> tuple[tuple[Finding, ...], tuple[Away, ...]]:
    """Minimum staffing of the person's unit and those above it, and the colleagues who are away meanwhile."""
    person = look.session.get_one(Personel, wanted.personel_id)
    unit = look.session.get_one(Birim, person.birim_id)
    rows = [row for row in minimums(look) if unit.path.startswith(row.path)]
    top = min((row.path for row in rows), key=len, default=unit.path)
    present = attendance(look, top, wanted.start, wanted.end)
    away = tuple(_away(look, present, unit.path, wanted))
    if not wanted.whole_days or wanted.code.group is CodeGroup.rapor:
        return (), away
    short = shortages(present, rows, wanted.personel_id, (wanted.start, wanted.end))
    by_unit: dict[tuple[str, int], list[str]] = {}
    for one in short:
        by_unit.setdefault((one.unit, one.minimum), []).append(f"{format_date(one.day)} ({one.present})")
    findings = tuple(
        Finding(False, f"{name}: asgari {least} kişinin altına düşüyor: {', '.join(days[:6])}"
                + (f" ve {len(days) - 6} gün daha." if len(days) > 6 else "."))
        for (name, least), days in by_unit.items()
    )  # fmt: skip
    return findings, away


def _away(look: Look, present: Attendance, path: str, wanted: Wanted) -> Iterator[Away]:
    codes = codes_in_use(look)
    for person in present.people:
        if person.id == wanted.personel_id or not person.path.startswith(path):
            continue
        days: dict[int, list[date]] = {}
        states = {}
        for day, state in zip(present.days, person.days, strict=True):
            if state.leave_id and not state.partial:
                days.setdefault(state.leave_id, []).append(day)
                states[state.leave_id] = state
        for key, own in days.items():
            yield Away(person.name, codes.by_key(states[key].code), own[0], own[-1], states[key].pending)


# ---------------------------------------------------------------- days


def past_exit(day: date) -> str:
    """Why a leave cannot end then."""
    return f"İşten çıkış {format_date(day)}; izin sonrasına taşamaz."


def part_on(look: Look, personel_id: int, day: date) -> tuple[StaffKind | None, WeekPattern | None]:
    """Staff kind and weekly pattern of a person on a day."""
    row = look.session.exec(
        select(Part, Pattern)
        .join(Pattern, col(Pattern.id) == col(Part.pattern_id))
        .where(Part.personel_id == personel_id, Part.valid_from <= day, col(Part.withdrawn_at).is_(None))
        .order_by(col(Part.valid_from).desc())
    ).first()
    if row is None:
        return None, None
    part, pattern = row
    week = WeekPattern.from_letters(
        pattern.days, start=pattern.start, end=pattern.end, break_minutes=pattern.break_minutes
    )
    return StaffKind(part.kind), week


def last_day(look: Look, draft: LeaveDraft | LeaveRequestDraft, code: DayCode, person: Personel) -> date:
    """The last day of a draft: as typed, or by the kind's own counting.

    Raises:
        BadFields: it cannot be counted, or lies behind the exit.
    """
    if draft.end:
        return draft.end
    if draft.part != LeavePart.WHOLE:
        return draft.start
    kind, week = part_on(look, draft.personel_id, draft.start)
    if kind is None or week is None or draft.count is None:
        raise BadFields({"end": "Bu tarihte haftalık düzen yok; bitiş tarihini yazın."})
    settings = settings_on(look, draft.start)
    try:
        end = leave_end(draft.start, draft.count, kind, code, week, holidays.calendar(look), settings).value
    except BadInput as problem:
        raise BadFields({"count": str(problem)}) from None
    if person.exit and end > person.exit:
        raise BadFields({"count": past_exit(person.exit)})
    return end


def wanted_of(look: Look, row: Izin) -> Wanted:
    """A row as it is judged."""
    return Wanted(
        row.personel_id,
        codes_in_use(look).by_key(row.code),
        row.start,
        row.end,
        row.part,
        row.minutes,
        ReportBy(row.report_by) if row.report_by else None,
        row.control_date is not None,
        row.id or 0,
    )


def return_day(look: Look, personel_id: int, last: date) -> date:
    """The first day after ``last`` on which the person works; the next date where no pattern tells."""
    calendar, day = holidays.calendar(look), last + ONE_DAY
    settings = settings_on(look, last)
    for _ in range(_LONGEST_REST):
        kind, week = part_on(look, personel_id, day)
        if kind is None or week is None:
            break
        if base_code(day, kind, week, calendar, settings)[0] in WORKED:
            return day
        day += ONE_DAY
    return last + ONE_DAY
