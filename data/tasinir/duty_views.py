"""What has to reach muhasebe and the other idare by when, and the monthly II. düzey list (m.19/3, m.30)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import col

from data.core import holidays
from data.core.calendar import MONTHS, WorkCalendar, format_date
from data.core.lights import Light, days_left, light
from data.core.models import HarcamaBirimi
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.reasons import Explained, Reason, Ref
from data.core.store import Look
from data.core.text import fold
from data.tasinir.books import ambar_ids
from data.tasinir.guards import closed_year
from data.tasinir.lookup import AREA, VIF_KIND, in_sight, unit_row, units_in_sight
from data.tasinir.models import Tasinir
from data.tasinir.models_counts import AylikListe
from data.tasinir.models_vouchers import TasinirHareket, Vif
from data.tasinir.rules.duties import (
    Duty,
    DutyKind,
    Limits,
    ListRow,
    Use,
    list_duty,
    monthly_list,
    sending_of,
    voucher_duties,
)
from data.tasinir.rules.values import VoucherKind, VoucherState
from data.tasinir.rules.voucher_kinds import RULES, Sending
from data.tasinir.settings import settings_on

_BOOKED = (VoucherState.ONAYLI.value, VoucherState.TERS.value)
_DECEMBER = 12
_MONTHS_APART = 1_000_000
"""Between the keys of two units' monthly lists, which have none of their own."""
_PLACES = {kind: place for place, kind in enumerate(DutyKind)}
_ACCOUNTS = "Muhasebe birimi"
_WITH_DUTY = frozenset(
    kind.value for kind, rule in RULES.items() if rule.sending is Sending.ON_GUN or rule.awaited
)
_AWAITED = frozenset(kind.value for kind, rule in RULES.items() if rule.awaited)


@dataclass(frozen=True, slots=True)
class DutyRow:
    """Something to be given by a last day; ``id`` tells it from every other duty.

    Attributes:
        vif_id: Its voucher, or 0 for a monthly list.
        other: Who gets it, or who still has to give it.
        subject: The voucher or the list, in words.
        month: First day of a list's month.
        left: How many days are left or how late it is, in words.
    """

    id: int
    kind: DutyKind
    vif_id: int
    unit_id: int
    unit: str
    other: str
    subject: str
    month: date | None
    start: date
    last_day: date
    light: Light
    left: str
    reasons: tuple[Reason, ...]


def duties(look: Look, harcama_birimi_id: int | None = None) -> tuple[DutyRow, ...]:
    """All that still has to be given, the earliest last day first.

    Args:
        harcama_birimi_id: Of this unit alone, else of all in sight.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such harcama birimi.
    """
    look.actor.require(AREA, Verb.VIEW)
    units = (unit_row(look, harcama_birimi_id),) if harcama_birimi_id else units_in_sight(look)
    calendar = holidays.calendar(look)
    names = {one.id or 0: one.name for one in units}
    found = [*_of_vouchers(look, names, calendar), *_of_lists(look, units, calendar)]
    return tuple(sorted(found, key=lambda one: (one.last_day, one.start, one.vif_id, one.id)))


def duty_window(
    look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None = None
) -> Window[DutyRow]:
    """A part of :func:`duties`; they are never more than an office can do in a year, so they are read at once.

    Views: empty for all, ``geciken``, ``muhasebe`` for vouchers and lists, ``idare`` for what goes to or comes
    from another idare. The filter's words stand in the subject, the kind, the unit or the other side.

    Raises:
        NotAllowed: no permission.
    """
    words = fold(query.text).split()
    rows = [
        one
        for one in duties(look)
        if _in_view(one, query.view)
        and all(word in fold(f"{one.subject} {one.kind.label} {one.unit} {one.other}") for word in words)
    ]
    late = sum(1 for one in rows if one.light is Light.GECIKTI)
    part = tuple(rows[start : start + limit])
    return Window(start, part, tuple((one.id,) for one in part), len(rows), f"{late} geciken" if late else "")


def _in_view(one: DutyRow, view: str) -> bool:
    if view == "geciken":
        return one.light is Light.GECIKTI
    between = one.kind in (DutyKind.DEVREDENE, DutyKind.ALANDAN)
    return {"muhasebe": not between, "idare": between}.get(view, True)


def _row(duty: Duty, look: Look, calendar: WorkCalendar, **more: Any) -> DutyRow:
    return DutyRow(
        kind=duty.kind,
        start=duty.start,
        last_day=duty.last_day,
        light=light(duty.last_day, duty.start, look.today, calendar),
        left=days_left(duty.last_day, look.today, calendar, working_days=False),
        **more,
    )


# ---------------------------------------------------------------- vouchers


@dataclass(frozen=True, slots=True)
class OpenVoucher:
    """A booked voucher that something is still to be done with."""

    id: int
    unit_id: int
    name: str
    other: str
    kind: VoucherKind
    reverses: VoucherKind | None
    day: date
    unsent: bool
    unanswered: bool


def open_vouchers(look: Look, harcama_birimi_id: int | None = None, year: int | None = None) -> list[OpenVoucher]:
    """Booked vouchers in sight that muhasebe did not get or whose copy is awaited, the oldest first.

    Args:
        harcama_birimi_id: Of this unit alone.
        year: Of this year alone.
    """
    old = aliased(Vif)
    awaited = col(Vif.kind).in_(_AWAITED) & col(Vif.answered_on).is_(None)
    conditions: list[Any] = [
        col(Vif.state).in_(_BOOKED),
        col(Vif.kind).in_(_WITH_DUTY),
        or_(col(Vif.sent_on).is_(None), awaited),
        *in_sight(look, col(Vif.harcama_birimi_id)),
    ]
    if harcama_birimi_id is not None:
        conditions.append(col(Vif.harcama_birimi_id) == harcama_birimi_id)
    if year is not None:
        conditions.append(col(Vif.year) == year)
    statement: Any = (
        select(Vif, col(old.kind))
        .join(old, col(old.id) == col(Vif.reverses_id), isouter=True)
        .where(*conditions)
        .order_by(col(Vif.day), col(Vif.id))
    )
    found = []
    for row, reversed_kind in look.session.execute(statement):
        reverses = VoucherKind(reversed_kind) if reversed_kind else None
        kind = VoucherKind(row.kind)
        unsent = row.sent_on is None and sending_of(kind, reverses) is Sending.ON_GUN
        unanswered = row.answered_on is None and row.kind in _AWAITED and reverses is None
        if unsent or unanswered:
            name = f"{row.year}/{row.number} {kind.label}"
            found.append(
                OpenVoucher(
                    row.id,
                    row.harcama_birimi_id,
                    name,
                    row.other_text,
                    kind,
                    reverses,
                    row.day,
                    unsent,
                    unanswered,
                )
            )
    return found


def _of_vouchers(look: Look, names: dict[int, str], calendar: WorkCalendar) -> Iterator[DutyRow]:
    @cache
    def limits(day: date) -> Limits:
        return settings_on(look, day).limits

    only = next(iter(names)) if len(names) == 1 else None
    for one in open_vouchers(look, only):
        if one.unit_id not in names:
            continue
        for duty in voucher_duties(one.kind, one.day, calendar, limits(one.day), one.reverses):
            waits = one.unsent if duty.kind is DutyKind.MUHASEBE else one.unanswered
            if waits:
                reasons = (*duty.reasons, Reason(f"Fiş: {one.name}.", refs=(Ref(VIF_KIND, one.id),)))
                yield _row(
                    duty, look, calendar, id=one.id * len(DutyKind) + _PLACES[duty.kind], vif_id=one.id,
                    unit_id=one.unit_id, unit=names[one.unit_id],
                    other=_ACCOUNTS if duty.kind is DutyKind.MUHASEBE else one.other,
                    subject=f"{one.name} ({format_date(one.day)})", month=None, reasons=reasons,
                )  # fmt: skip


# ---------------------------------------------------------------- monthly lists


@dataclass(frozen=True, slots=True)
class MonthlyList:
    """The II. düzey list of a month's consumption.

    Attributes:
        given: What the last given list came to, kuruş; ``None`` where none was given.
        given_on: When.
    """

    rows: Explained[tuple[ListRow, ...]]
    given: int | None
    given_on: date | None

    @property
    def total(self) -> int:
        """Kuruş of all rows."""
        return sum(row.kurus for row in self.rows.value)

    @property
    def changed(self) -> bool:
        """A voucher came after the list was given: muhasebe has to get it anew."""
        return self.given is not None and self.given != self.total


def month_list(look: Look, harcama_birimi_id: int, year: int, month: int) -> MonthlyList:
    """What a harcama birimi consumed in a month by II. düzey code (m.30/3), and whether it was given.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such harcama birimi, or goods under a code above II. düzey.
    """
    look.actor.require(AREA, Verb.VIEW)
    unit_row(look, harcama_birimi_id)
    first = date(year, month, 1)
    after = date(year + (month == _DECEMBER), month % _DECEMBER + 1, 1)
    uses = _uses(look, harcama_birimi_id, first, after)
    given = _given(look, harcama_birimi_id).get((year, month))
    return MonthlyList(monthly_list(uses, year, month), *(given or (None, None)))


def _uses(look: Look, harcama_birimi_id: int, first: date, after: date) -> list[Use]:
    """Consumption of a unit by day and code, from a day to before another; counter-vouchers against it."""
    moved, old = TasinirHareket, aliased(Vif)
    kind = func.coalesce(col(old.kind), col(Vif.kind))
    statement = (
        select(col(moved.day), col(Tasinir.code), func.sum(-col(moved.kurus)))
        .join(Tasinir, col(Tasinir.id) == col(moved.tasinir_id))
        .join(Vif, col(Vif.id) == col(moved.vif_id))
        .join(old, col(old.id) == col(Vif.reverses_id), isouter=True)
        .where(
            col(moved.ambar_id).in_(ambar_ids(look, harcama_birimi_id)),
            col(moved.day) >= first,
            col(moved.day) < after,
            kind == VoucherKind.TUKETIM.value,
        )
        .group_by(col(moved.day), col(Tasinir.code))
    )
    return [Use(day, code, int(kurus)) for day, code, kurus in look.session.execute(statement)]


def _given(look: Look, harcama_birimi_id: int) -> dict[tuple[int, int], tuple[int, date]]:
    """(year, month) to total and day of the last list that was given."""
    statement = (
        select(AylikListe)
        .where(col(AylikListe.harcama_birimi_id) == harcama_birimi_id)
        .order_by(col(AylikListe.id))
    )
    rows = look.session.execute(statement).scalars()
    return {(row.year, row.month): (row.kurus, row.sent_on) for row in rows}


def _of_lists(look: Look, units: Iterable[HarcamaBirimi], calendar: WorkCalendar) -> Iterator[DutyRow]:
    for unit in units:
        key = unit.id or 0
        # A closed year's account is signed, its lists with it.
        opened = date(closed_year(look, key, date.min) + 1, 1, 1)
        totals, given = _totals(look, key, opened), _given(look, key)
        for year, month in _months(totals, look.today):
            total, last = totals[year, month], given.get((year, month))
            if last is not None and last[0] == total:
                continue
            if last is None and not total and not month_list(look, key, year, month).rows.value:
                continue
            duty = list_duty(year, month, calendar)
            again = "; verilen liste değişti" if last is not None else ""
            yield _row(
                duty, look, calendar, id=-(key * _MONTHS_APART + year * _DECEMBER + month), vif_id=0,
                unit_id=key, unit=unit.name, other=_ACCOUNTS,
                subject=f"{MONTHS[month - 1]} {year} tüketim listesi{again}", month=date(year, month, 1),
                reasons=duty.reasons,
            )  # fmt: skip


def _totals(look: Look, harcama_birimi_id: int, first: date) -> dict[tuple[int, int], int]:
    """(year, month) to kuruş consumed from a day on: what its list comes to, which only codes divide.

    Vouchers carry the sum of what they moved, of which there is ten times as much.
    """
    old = aliased(Vif)
    mine = (
        col(Vif.harcama_birimi_id) == harcama_birimi_id,
        col(Vif.state).in_(_BOOKED),
        col(Vif.day) >= first,
    )
    used = select(col(Vif.day), func.sum(col(Vif.total_kurus))).group_by(col(Vif.day))
    taken_back = used.join(old, col(old.id) == col(Vif.reverses_id))
    found: dict[tuple[int, int], int] = defaultdict(int)
    for sign, statement in (
        (1, used.where(*mine, col(Vif.kind) == VoucherKind.TUKETIM.value, col(Vif.reverses_id).is_(None))),
        (-1, taken_back.where(*mine, col(old.kind) == VoucherKind.TUKETIM.value)),
    ):
        for day, kurus in look.session.execute(statement):
            found[day.year, day.month] += sign * int(kurus)
    return found


def _months(uses: Iterable[tuple[int, int]], today: date) -> list[tuple[int, int]]:
    """Months that are over, or the year's last one, which is due before it is."""
    return [one for one in sorted(uses) if one < (today.year, today.month) or one == (today.year, _DECEMBER)]
