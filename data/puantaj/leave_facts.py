"""Reads what a person's leave is judged and balanced by, in bulk, and puts the balances together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlmodel import col

from data.core import holidays
from data.core.calendar import format_date
from data.core.models import Parameter
from data.core.reasons import Reason
from data.core.store import Look
from data.personel.models import Part, Pattern, Personel
from data.personel.rules import StaffKind, WeekPattern
from data.puantaj.models import BalanceEntry, Izin, Mark, Puantaj, PuantajWeek
from data.puantaj.rules import person as plain
from data.puantaj.rules.annual import KindSpan, Service, annual_grants
from data.puantaj.rules.balance import Account, BalanceKey, EntryKind, Lot, Use, settle
from data.puantaj.rules.entitlements import PREFIX
from data.puantaj.rules.leave_checks import ReportBy
from data.puantaj.rules.leave_use import (
    Counting,
    EarnedMinutes,
    Taken,
    annual_uses,
    minute_uses,
    taken_days,
    time_lots,
)
from data.puantaj.rules.overtime import hours_text
from data.puantaj.rules.rights import Rights, read_amount
from data.puantaj.setup import codes_in_use, settings_on

_CHUNK = 500


@dataclass(frozen=True, slots=True)
class LeaveFacts:
    """Everything about one person's leave.

    Attributes:
        leaves: Those that count, by start.
        pending: Requests on their way, each with its own key.
        board: Keys of the reports that no single doctor wrote.
    """

    id: int
    name: str
    sicil: str
    service: Service
    counting: Counting
    leaves: tuple[plain.Leave, ...]
    pending: tuple[plain.Leave, ...]
    marks: tuple[plain.Mark, ...]
    entries: tuple[BalanceEntry, ...]
    earned: tuple[EarnedMinutes, ...]
    board: frozenset[int]

    def taken(self, more: Iterable[plain.Leave] = ()) -> tuple[Taken, ...]:
        """Every day of leave, with further records as if they counted."""
        return taken_days((*self.leaves, *more), self.marks, self.counting)

    def annual_code(self, day: date) -> str:
        """The code with which the person takes annual leave on a day; empty without a right to any."""
        kind = self.service.kind_on(day) or (self.service.spans[-1].kind if self.service.spans else None)
        if kind is None or kind is StaffKind.STAJYER:
            return ""
        return "YILLIK_ISCI" if kind.under_4857 else "YILLIK_MEMUR"


def rights_of(look: Look) -> Rights:
    """The rights to leave as the office has them."""
    rows = look.session.execute(
        select(col(Parameter.name), col(Parameter.valid_from), col(Parameter.value))
        .where(col(Parameter.name).startswith(PREFIX))
        .order_by(col(Parameter.valid_from), col(Parameter.id))
    )
    return Rights((name, day, read_amount(value)) for name, day, value in rows)


def account_of(
    facts: LeaveFacts, key: BalanceKey, code: str, rights: Rights, on: date, more: Iterable[plain.Leave] = ()
) -> Account:
    """A balance at the end of a day.

    Args:
        code: Of annual leave the code that takes from it (each law has its own), else ignored.
        more: Further leave as if it counted.
    """
    taken = facts.taken(more)
    if key is BalanceKey.YILLIK:
        grants = annual_grants(facts.service, rights, facts.counting.settings, on)
        lots = [
            Lot(one.value.on, one.value.year, int(one.value.days * 2), one.value.expires, one.reasons)
            for one in grants
            if one.value.code == code
        ]
        uses = annual_uses(taken, rights, code)
    else:
        lots = list(time_lots(facts.earned, facts.service, rights))
        kinds = (StaffKind.MEMUR, StaffKind.ZABITA)
        lots = [lot for lot in lots if (facts.service.kind_on(lot.on) in kinds) == (key is BalanceKey.FM)]
        day = facts.counting.settings.fm_leave_day_minutes if key is BalanceKey.FM else 0
        uses = minute_uses(taken, "FM_IZNI" if key is BalanceKey.FM else "SERBEST", day)
    return settle(*_with_entries(facts, key, code, lots, uses, rights), on)


def _with_entries(
    facts: LeaveFacts, key: BalanceKey, code: str, lots: Sequence[Lot], uses: Sequence[Use], rights: Rights
) -> tuple[list[Lot], list[Use]]:
    """Rights and uses with what the office wrote; an opening entry stands for everything before its day."""
    own = [
        one
        for one in facts.entries
        if one.balance == key.value and (key is not BalanceKey.YILLIK or facts.annual_code(one.day) == code)
    ]
    opening = max((one.day for one in own if one.kind == EntryKind.OPENING), default=date.min)
    kept = [lot for lot in lots if lot.on >= opening]
    used = [use for use in uses if use.day >= opening]
    for one in own:
        if one.day < opening:
            continue
        if one.kind == EntryKind.LESS:
            used.append(Use(one.day, one.amount))
        else:
            kept.append(_entry_lot(one, key, code, facts, rights))
    return kept, used


def _entry_lot(entry: BalanceEntry, key: BalanceKey, code: str, facts: LeaveFacts, rights: Rights) -> Lot:
    words = f"{EntryKind(entry.kind).label}, {format_date(entry.day)}: {amount_text(key, code)(entry.amount)}"
    reason = Reason(f"{words}. {entry.reason}" + (f" Belge: {entry.document}." if entry.document else ""))
    if key is BalanceKey.YILLIK:
        expires = date(entry.year + 1, 12, 31) if code == "YILLIK_MEMUR" else None
    else:
        (timed,) = time_lots([EarnedMinutes(entry.day, entry.amount)], facts.service, rights)
        expires = timed.expires
    brought = entry.kind == EntryKind.OPENING
    return Lot(entry.day, entry.year, entry.amount, expires, (reason,), brought=brought)


def amount_text(key: BalanceKey, code: str = "") -> Callable[[int], str]:
    """How an amount of a balance is written: ``12,5 gün``, ``14 iş günü``, ``4:30 saat``."""
    if key is not BalanceKey.YILLIK:
        return lambda amount: f"{'-' if amount < 0 else ''}{hours_text(abs(amount))} saat"
    unit = "iş günü" if code == "YILLIK_ISCI" else "gün"
    return lambda amount: f"{day_text(amount)} {unit}"


def day_text(halves: int) -> str:
    """Half days as days: ``12,5``."""
    whole, half = divmod(abs(halves), 2)
    return f"{'-' if halves < 0 else ''}{whole}{',5' if half else ''}"


# ---------------------------------------------------------------- reading


def read_facts(look: Look, ids: Collection[int]) -> dict[int, LeaveFacts]:
    """The facts of these people; those without a part are left out."""
    wanted = sorted(ids)
    people = {row.id: row for row in _chunked(look, Personel, Personel.id, wanted)}
    parts = _parts(look, wanted)
    leaves: dict[int, list[Izin]] = defaultdict(list)
    for row in _chunked(look, Izin, Izin.personel_id, wanted):
        if row.cancelled_at is None:
            leaves[row.personel_id].append(row)
    marks: dict[int, list[plain.Mark]] = defaultdict(list)
    for mark in _chunked(look, Mark, Mark.personel_id, wanted):
        if mark.withdrawn_at is None:
            marks[mark.personel_id].append(plain.Mark(mark.id, mark.day, mark.code, mark.reason, mark.document))
    entries: dict[int, list[BalanceEntry]] = defaultdict(list)
    for entry in _chunked(look, BalanceEntry, BalanceEntry.personel_id, wanted):
        if entry.withdrawn_at is None:
            entries[entry.personel_id].append(entry)
    earned = earned_minutes(look, wanted)
    codes, calendar, settings = codes_in_use(look), holidays.calendar(look), settings_on(look, look.today)
    found = {}
    for key in wanted:
        person, own = people.get(key), parts.get(key, ())
        if person is None or not own:
            continue
        rows = sorted(leaves[key], key=lambda row: (row.start, row.id or 0))
        found[key] = LeaveFacts(
            id=key,
            name=f"{person.ad} {person.soyad}",
            sicil=person.sicil,
            service=_service(person, own),
            counting=Counting(own, codes, calendar, settings),
            leaves=tuple(plain_leave(row) for row in rows if row.effective),
            pending=tuple(plain_leave(row) for row in rows if not row.effective),
            marks=tuple(marks[key]),
            entries=tuple(entries[key]),
            earned=tuple(earned.get(key, ())),
            board=frozenset(
                row.id or 0 for row in rows if row.report_by in (ReportBy.BOARD.value, ReportBy.WORKPLACE.value)
            ),
        )
    return found


def plain_leave(row: Izin) -> plain.Leave:
    """A leave as the rules take it."""
    return plain.Leave(row.id or 0, row.code, row.start, row.end, row.document, row.part, row.minutes)


def _chunked(look: Look, model: Any, column: Any, ids: Sequence[int]) -> Iterable[Any]:
    for place in range(0, len(ids), _CHUNK):
        statement = select(model).where(col(column).in_(ids[place : place + _CHUNK]))
        yield from look.session.execute(statement).scalars()


def _service(person: Personel, parts: Sequence[plain.Part]) -> Service:
    spans: list[KindSpan] = []
    for part in parts:
        if spans and spans[-1].kind is part.kind:
            spans[-1] = replace(spans[-1], end=part.end)
        else:
            spans.append(KindSpan(part.start, part.end, part.kind))
    return Service(
        person.kidem_date, person.hire, person.exit, person.birth_date, person.underground, tuple(spans)
    )


def _parts(look: Look, ids: Sequence[int]) -> dict[int, tuple[plain.Part, ...]]:
    dated: dict[int, list[tuple[date, StaffKind, WeekPattern]]] = defaultdict(list)
    weeks: dict[int, WeekPattern] = {}
    for place in range(0, len(ids), _CHUNK):
        statement = (
            select(Part, Pattern)
            .join(Pattern, col(Pattern.id) == col(Part.pattern_id))
            .where(col(Part.withdrawn_at).is_(None), col(Part.personel_id).in_(ids[place : place + _CHUNK]))
            .order_by(col(Part.personel_id), col(Part.valid_from))
        )
        for part, pattern in look.session.execute(statement):
            week = weeks.setdefault(
                pattern.id,
                WeekPattern.from_letters(
                    pattern.days, start=pattern.start, end=pattern.end, break_minutes=pattern.break_minutes
                ),
            )
            dated[part.personel_id].append((part.valid_from, StaffKind(part.kind), week))
    found = {}
    for key, rows in dated.items():
        ends = [*(first - timedelta(days=1) for first, _, _ in rows[1:]), None]
        found[key] = tuple(
            plain.Part(first, last, kind, week) for (first, kind, week), last in zip(rows, ends, strict=True)
        )
    return found


def earned_minutes(look: Look, ids: Collection[int]) -> dict[int, list[EarnedMinutes]]:
    """Free time that counted weeks gave these people; of a corrected month the newest revision counts."""
    newest = (
        select(func.max(col(Puantaj.id))).group_by(col(Puantaj.group_id), col(Puantaj.start)).scalar_subquery()
    )
    statement = select(
        col(PuantajWeek.personel_id),
        col(PuantajWeek.end),
        col(PuantajWeek.time_minutes),
        col(PuantajWeek.puantaj_id),
    ).where(col(PuantajWeek.time_minutes) > 0, col(PuantajWeek.puantaj_id).in_(newest))
    if len(ids) <= _CHUNK:
        statement = statement.where(col(PuantajWeek.personel_id).in_(list(ids)))
    wanted, found = set(ids), defaultdict(list)
    for key, end, minutes, month in look.session.execute(statement):
        if key in wanted:
            found[key].append(EarnedMinutes(end, minutes, month))
    return found
