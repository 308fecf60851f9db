"""What screens and papers ask about ödenek: a line a tertip or a level, what is left of it and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import reduce
from operator import or_
from typing import Final

from sqlalchemy import func, select
from sqlmodel import col

from data.butce import course, lookup, refusal
from data.butce.level_names import LevelNames, level_names
from data.butce.lookup import AREA
from data.butce.models import ButceYil, OdenekHareket, Tertip
from data.butce.rules.balance import available, explain_available, spent_percent
from data.butce.rules.codes import LABELS, control_levels, economic_key, head
from data.butce.rules.forecast import Pace, pace, projected, should_be
from data.butce.rules.states import NOTHING, Amounts
from data.butce.rules.values import ReleaseControl, YearState
from data.butce.settings import settings_on
from data.butce.year_before import YearBefore, years_before
from data.core import filters
from data.core.models import Birim, HarcamaBirimi
from data.core.money import format_kurus
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.reasons import Explained, Reason
from data.core.store import Look
from data.core.text import fold, lower

_FIELDS: Final = frozenset({"kod", "ad", "ekonomik"})
_WHOLE: Final = 9
"""Level of a segment that is taken whole."""
LEVELS: Final = (
    ("", "Tertip"),
    ("ekonomik1", "Ekonomik I"),
    ("ekonomik2", "Ekonomik II"),
    ("ekonomik3", "Ekonomik III"),
    ("ekonomik4", "Ekonomik IV"),
    ("fonksiyonel1", "Fonksiyonel I"),
    ("fonksiyonel4", "Fonksiyonel IV"),
    ("kurumsal4", "Kurumsal IV"),
    ("program9", "Program"),
    ("faaliyet9", "Faaliyet"),
)
"""What lines may be taken together by: segment and level, with its label."""


@dataclass(frozen=True, slots=True)
class YearRow:
    """A budget year of a unit in sight."""

    id: int
    harcama_birimi_id: int
    unit: str
    year: int
    state: YearState
    version: int


@dataclass(frozen=True, slots=True)
class OdenekRow:
    """A tertip, or several taken together, with what it holds at the end of a day.

    Attributes:
        id: Of the tertip; a running number for several.
        short: The economic code of a tertip; the same as ``kod`` for several.
        control: What may still be used at the level at which spending is checked, kuruş.
        free: The same of this line alone: information, not what is checked.
        expected: How much would be spent by now in an even course.
        projected: What comes to be spent by the year's end; ``None`` where there is nothing to go by.
        before: What the tertips that these go on from came to last year; ``None`` where none is linked.
    """

    id: int
    tertip_ids: tuple[int, ...]
    kod: str
    short: str
    name: str
    held: Amounts
    control: int
    free: int
    percent: Decimal | None
    expected: int
    projected: int | None
    active: bool
    warned: bool
    before: YearBefore | None
    version: int

    @property
    def pace(self) -> Pace:
        """Whether more or less was spent than should be by now."""
        return pace(self.held, self.expected)


def years(look: Look) -> tuple[YearRow, ...]:
    """Budget years of all units in sight, the newest first.

    Raises:
        NotAllowed: no permission.
    """
    look.actor.require(AREA, Verb.VIEW)
    statement = (
        select(ButceYil, col(HarcamaBirimi.name), col(Birim.path))
        .join(HarcamaBirimi, col(HarcamaBirimi.id) == col(ButceYil.harcama_birimi_id))
        .join(Birim, col(Birim.id) == col(HarcamaBirimi.birim_id))
        .order_by(col(ButceYil.year).desc(), col(HarcamaBirimi.name))
    )
    return tuple(
        YearRow(row.id or 0, row.harcama_birimi_id, name, row.year, YearState(row.state), row.version)
        for row, name, path in look.session.execute(statement)
        if look.actor.sees(path)
    )


def current_year(look: Look) -> YearRow | None:
    """The year that a desk opens with: this year's, or else the newest; nothing where none was opened."""
    found = years(look)
    this = [row for row in found if row.year == look.today.year]
    return next(iter(this or found), None)


def odenek_window(
    look: Look,
    query: LedgerQuery,
    start: int,
    limit: int,
    anchor: Anchor | None = None,
    *,
    yil_id: int,
    day: date | None = None,
    level: str = "",
    only: tuple[int, ...] = (),
) -> Window[OdenekRow]:
    """Tertips of a year, or levels of them, with what they hold at the end of a day.

    Views: empty for all, ``uyari`` for those whose ödenek is nearly or wholly used, ``bloke``, ``avans``,
    ``hareketsiz`` for those that nothing was ever used of. The filter line takes words, ``kod:`` and
    ``ekonomik:``. Sort keys: ``odenek``, ``harcanan``, ``kullanilabilir``, ``oran``.

    Args:
        only: Keys of the tertips that are shown; empty for all.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such year.
    """
    wanted = set(only)
    rows = [
        row
        for row in odenek_rows(look, yil_id, day, level)
        if (not wanted or not wanted.isdisjoint(row.tertip_ids)) and _fits(row, query)
    ]
    if query.sort:
        rows.sort(key=lambda row: _sort_value(row, query.sort), reverse=query.descending)
    elif query.descending:
        rows.reverse()
    part = tuple(rows[start : start + limit])
    keys = tuple((row.id,) for row in part)
    return Window(start, part, keys, len(rows), _summary(rows))


def odenek_rows(look: Look, yil_id: int, day: date | None = None, level: str = "") -> list[OdenekRow]:
    """All lines of a year in the order of their codes; arguments as for :func:`odenek_window`.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such year.
    """
    look.actor.require(AREA, Verb.VIEW)
    year = lookup.year_row(look, yil_id)
    day = day or day_of(look, year.year)
    held = sums(look, yil_id, day)
    tertips = look.session.execute(
        select(Tertip).where(col(Tertip.yil_id) == yil_id).order_by(col(Tertip.anahtar))
    ).scalars()
    known = list(tertips)
    past = years_before(look, known, day)
    names = level_names(look, yil_id)
    by_control: dict[str, Amounts] = {}
    for row in known:
        by_control[row.kontrol] = by_control.get(row.kontrol, NOTHING) + held.get(row.id or 0, NOTHING)
    groups: dict[str, list[Tertip]] = {}
    for row in known:
        groups.setdefault(_group(row, level), []).append(row)
    limit = settings_on(look, date(year.year, 1, 1)).uyari_yuzde
    return [
        _row(place, code, group, level, held, by_control, past, names, year, day, limit)
        for place, (code, group) in enumerate(groups.items(), 1)
    ]


def day_of(look: Look, year: int) -> date:
    """As of which day a year is shown unless another is asked for: today, or its first day before it begins."""
    return max(look.today, date(year, 1, 1))


def sums(look: Look, yil_id: int, day: date) -> dict[int, Amounts]:
    """What each tertip of a year holds at the end of a day; one that nothing was written on is absent."""
    mine = select(col(Tertip.id)).where(col(Tertip.yil_id) == yil_id)
    statement = (
        select(col(OdenekHareket.tertip_id), *course.SUMS)
        .where(col(OdenekHareket.tertip_id).in_(mine), col(OdenekHareket.day) <= day)
        .group_by(col(OdenekHareket.tertip_id))
    )
    return {row[0]: course.amounts_of(row[1:]) for row in look.session.execute(statement)}


def why_available(look: Look, tertip_id: int, day: date | None = None) -> Explained[int]:
    """Neden?: what may still be used of a tertip's control level, with the rows that hold its ödenek.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such tertip.
    """
    look.actor.require(AREA, Verb.VIEW)
    row = lookup.tertip_row(look, tertip_id)
    year = lookup.year_row(look, row.yil_id)
    day = day or day_of(look, year.year)
    where = course.of_control(row.yil_id, row.kontrol)
    same = select(func.count()).where(col(Tertip.yil_id) == row.yil_id, col(Tertip.kontrol) == row.kontrol)
    count = look.session.execute(same).scalar_one()
    levels = control_levels(year.control)
    told = ", ".join(
        f"{lower(LABELS[name])}{f' {level}. düzey' if level < _WHOLE else ''}" for name, level in levels
    )
    alone = (
        f"{row.kod} tek başına denetlenir"
        if count == 1
        else f"{row.kod} ile {count - 1} tertip birlikte denetlenir"
    )
    head_reason = Reason(f"{alone} (denetim düzeyi: {told})", "MİBMY m.36/2")
    explained = explain_available(
        course.held(look, where, day),
        ReleaseControl(year.release),
        course.by_kind(look, where, day),
        refusal.open_rows(look, where, day, limit=20),
    )
    return Explained(explained.value, (head_reason, *explained.reasons))


def _group(row: Tertip, level: str) -> str:
    if not level:
        return row.kod
    name, depth = level[:-1], int(level[-1])
    return head(name, lookup.segments_of(row).part(name), depth)


def _row(
    place: int,
    code: str,
    group: Sequence[Tertip],
    level: str,
    held: dict[int, Amounts],
    by_control: dict[str, Amounts],
    past: dict[int, YearBefore],
    names: LevelNames,
    year: ButceYil,
    day: date,
    limit: int,
) -> OdenekRow:
    control = ReleaseControl(year.release)
    own = _sum(held.get(row.id or 0, NOTHING) for row in group)
    checked = _sum(by_control[kontrol] for kontrol in dict.fromkeys(row.kontrol for row in group))
    gone = [past[row.id or 0] for row in group if (row.id or 0) in past]
    before = reduce(or_, gone) if gone else None
    last = (before.by_then, before.spent) if before and len(gone) == len(group) else None
    first = group[0]
    return OdenekRow(
        id=(first.id or 0) if not level else place,
        tertip_ids=tuple(row.id or 0 for row in group),
        kod=code,
        short=first.ekonomik if not level else code,
        name=first.name if not level else names.of(level[:-1], code),
        held=own,
        control=available(checked, control),
        free=available(own, control),
        percent=spent_percent(own),
        expected=should_be(own, day, year.year, released=control is not ReleaseControl.YOK).value,
        projected=projected(own, day, year.year, last_year=last).value,
        active=any(row.active for row in group),
        warned=checked.used > 0 and checked.used * 100 >= checked.odenek * limit,
        before=before,
        version=first.version,
    )


def _sum(amounts: Iterable[Amounts]) -> Amounts:
    total = NOTHING
    for one in amounts:
        total += one
    return total


def _fits(row: OdenekRow, query: LedgerQuery) -> bool:
    typed = filters.parse(query.text, _FIELDS)
    pairs = (*typed.pairs, *((name, fold(value)) for name, value in query.fields))
    words = fold(f"{row.kod} {row.name}")
    return (
        all(word in words for word in typed.words.split())
        and all(_field_fits(row, name, value) for name, value in pairs)
        and _view_fits(row, query.view)
    )


def _field_fits(row: OdenekRow, name: str, value: str) -> bool:
    if name == "ad":
        return value in fold(row.name)
    if name == "ekonomik":
        return economic_key(row.kod.rpartition("-")[2]).startswith(economic_key(value))
    return value in row.kod


def _view_fits(row: OdenekRow, view: str) -> bool:
    held = row.held
    match view:
        case "uyari":
            return row.warned
        case "bloke":
            return held.reserved > 0
        case "avans":
            return held.avans + held.devir > 0
        case "hareketsiz":
            return not held.used
        case _:
            return True


def _sort_value(row: OdenekRow, sort: str) -> tuple[Decimal, str]:
    values = {
        "odenek": Decimal(row.held.odenek),
        "harcanan": Decimal(row.held.harcanan),
        "kullanilabilir": Decimal(row.control),
        "oran": row.percent or Decimal(0),
    }
    return values.get(sort, Decimal(0)), row.kod


def _summary(rows: Sequence[OdenekRow]) -> str:
    total = _sum(row.held for row in rows)
    left = format_kurus(sum(row.free for row in rows))
    return f"kalan {left} · ödenek {format_kurus(total.odenek)} · harcanan {format_kurus(total.harcanan)}"
