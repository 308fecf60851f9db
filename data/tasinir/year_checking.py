"""The equalities of the year's account, read from the books, each with its reasons (m.10, m.32, m.34)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, literal, select
from sqlmodel import col

from data.core.calendar import format_date
from data.core.permissions import Verb
from data.core.reasons import Reason, Ref
from data.core.store import Look
from data.tasinir.books import ambar_ids, held_on
from data.tasinir.count_tally import found_by_goods, tallies
from data.tasinir.duty_views import open_vouchers
from data.tasinir.ending_lookup import count_name
from data.tasinir.lookup import AREA, COUNT_KIND, GOODS_KIND, VIF_KIND, YEAR_KIND, unit_row
from data.tasinir.models import Ambar, Tasinir
from data.tasinir.models_counts import Sayim, TasinirDevir, TasinirYil
from data.tasinir.models_vouchers import TasinirHareket, Vif
from data.tasinir.rules.codes import second_level
from data.tasinir.rules.fifo import Movement
from data.tasinir.rules.values import CountKind, CountState, VoucherKind, VoucherState, law
from data.tasinir.rules.year_checks import (
    Amount,
    CheckKind,
    CheckResult,
    check_balances,
    check_count,
    check_days,
    check_never_negative,
    check_numbers,
    check_opening,
    check_sent,
)
from data.tasinir.year_views import AccountRow, account, rows_of

_BOOKED = (VoucherState.ONAYLI.value, VoucherState.TERS.value)


def checks(look: Look, harcama_birimi_id: int, year: int) -> tuple[CheckResult, ...]:
    """Every equality of a year's account with whether it holds.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such harcama birimi.
    """
    look.actor.require(AREA, Verb.VIEW)
    unit_row(look, harcama_birimi_id)
    rows = rows_of(account(look, harcama_birimi_id, year))
    codes = {key: second_level(code) for key, code in _codes(look).items()}
    unsent = [one for one in open_vouchers(look, harcama_birimi_id, year) if one.unsent]
    return (
        _opening(look, harcama_birimi_id, year, codes),
        check_balances([row.year_row for row in rows]),
        _count(look, harcama_birimi_id, year, codes, rows),
        _negative(look, harcama_birimi_id, year),
        check_numbers(_numbers(look, harcama_birimi_id, year)),
        _days(look, harcama_birimi_id, year),
        check_sent([one.name for one in unsent], {one.name: Ref(VIF_KIND, one.id) for one in unsent}),
    )


def closed_year_row(look: Look, harcama_birimi_id: int, year: int) -> TasinirYil | None:
    """The account that closed a year, if it was not reopened."""
    statement = (
        select(TasinirYil)
        .where(
            col(TasinirYil.harcama_birimi_id) == harcama_birimi_id,
            col(TasinirYil.year) == year,
            col(TasinirYil.closed_at).is_not(None),
            col(TasinirYil.reopened_at).is_(None),
        )
        .limit(1)
    )
    found: TasinirYil | None = look.session.execute(statement).scalar()
    return found


def year_end_count(look: Look, harcama_birimi_id: int, year: int) -> Sayim | None:
    """The last finished year-end count of a year."""
    statement = (
        select(Sayim)
        .where(
            col(Sayim.harcama_birimi_id) == harcama_birimi_id,
            col(Sayim.year) == year,
            col(Sayim.kind) == CountKind.YIL_SONU.value,
            col(Sayim.state) == CountState.BITTI.value,
        )
        .order_by(col(Sayim.day).desc(), col(Sayim.id).desc())
        .limit(1)
    )
    found: Sayim | None = look.session.execute(statement).scalar()
    return found


def _codes(look: Look) -> Mapping[int, str]:
    return {row.id: row.code for row in look.session.execute(select(col(Tasinir.id), col(Tasinir.code)))}


def _opening(look: Look, unit_id: int, year: int, codes: Mapping[int, str]) -> CheckResult:
    """Against what the last closed year carried; a unit's first year carries nothing but its opening voucher."""
    last: dict[str, Amount] = defaultdict(Amount)
    before = closed_year_row(look, unit_id, year - 1)
    if before is not None:
        statement = select(TasinirDevir).where(col(TasinirDevir.yil_id) == before.id)
        for row in look.session.execute(statement).scalars():
            last[codes[row.tasinir_id]] += Amount(row.quantity, row.kurus)
    opening: dict[str, Amount] = defaultdict(Amount)
    for (_, goods), amount in held_on(look, unit_id, date(year - 1, 12, 31)).items():
        opening[codes[goods]] += amount
    found = check_opening(last, opening)
    if before is not None and not found.holds:
        carried = Reason(f"{year - 1} yılının kapanan hesabıyla karşılaştırıldı.", law("12/2-a"),
                         (Ref(YEAR_KIND, before.id or 0),))  # fmt: skip
        return CheckResult(CheckKind.ACILIS, False, (*found.reasons, carried))
    if before is None and not found.holds:
        text = f"{year - 1} yılının hesabı kapatılmamış; önce onu kapatın."
        return CheckResult(CheckKind.ACILIS, False, (Reason(text, law("34/1")), *found.reasons))
    return found


def _count(
    look: Look, unit_id: int, year: int, codes: Mapping[int, str], rows: tuple[AccountRow, ...]
) -> CheckResult:
    """What was found, with what moved between the count's day and the year's end, is what is carried on."""
    sayim = year_end_count(look, unit_id, year)
    if sayim is None:
        text = f"{year} yılının yıl sonu sayımı bitirilmedi."
        return CheckResult(CheckKind.SAYIM, False, (Reason(text, law("32/1")),))
    found: dict[str, int] = defaultdict(int)
    for goods, quantity in found_by_goods(tallies(look, sayim)).items():
        found[codes[goods]] += quantity
    later = 0
    for goods, quantity in _moved_after(look, unit_id, sayim.day, year).items():
        found[codes[goods]] += quantity
        later += 1
    closing = {row.code: row.closing.quantity for row in rows}
    made = check_count({code: held for code, held in found.items() if held or code in closing}, closing)
    said = f"Karşılaştırılan: {count_name(sayim)} ({format_date(sayim.day)})"
    if later:
        said += f"; sayımdan sonra {later} taşınırın hareketi hesaba katıldı"
    reason = Reason(f"{said}.", law("10/1-ğ"), (Ref(COUNT_KIND, sayim.id or 0),))
    return CheckResult(made.kind, made.holds, (*made.reasons, reason))


def _moved_after(look: Look, unit_id: int, day: date, year: int) -> Mapping[int, int]:
    """Kind of goods to what moved after a day of the year; moves between ambars of the unit come to nothing."""
    quantity = func.sum(col(TasinirHareket.quantity))
    statement = (
        select(col(TasinirHareket.tasinir_id), quantity)
        .where(
            col(TasinirHareket.ambar_id).in_(ambar_ids(look, unit_id)),
            col(TasinirHareket.day) > day,
            col(TasinirHareket.day) <= date(year, 12, 31),
        )
        .group_by(col(TasinirHareket.tasinir_id))
        .having(quantity != 0)
    )
    return {goods: int(moved) for goods, moved in look.session.execute(statement)}


def _negative(look: Look, unit_id: int, year: int) -> CheckResult:
    """All goods are looked at by the database; only of those that ever were below zero the days are read.

    A year that was closed was looked at then, and nothing is written into it since: its end is where this begins.
    """
    own = select(col(Ambar.id), col(Ambar.code)).where(col(Ambar.harcama_birimi_id) == unit_id)
    ambars = {row.id: row.code for row in look.session.execute(own)}
    lowest = _lowest(look, ambars, _end_of_closed(look, unit_id, year), date(year, 12, 31))
    kinds = select(col(Tasinir.id), col(Tasinir.code), col(Tasinir.name))
    goods = {row.id: row for row in look.session.execute(kinds)}
    named: dict[str, list[Movement]] = {}
    values: dict[str, list[Movement]] = {}
    refs: dict[str, Ref] = {}
    for key, ambar in sorted(lowest, key=lambda pair: (ambars[pair[1]], goods[pair[0]].code, pair[0])):
        name = f"{ambars[ambar]} ambarı, {goods[key].code} {goods[key].name}"
        said = name if name not in named else f"{name} ({key})"
        days = _days_of(look, key, ambar, year) if min(lowest[key, ambar]) < 0 else []
        named[said] = [Movement(day, quantity) for day, quantity, _ in days]
        values[said] = [Movement(day, kurus) for day, _, kurus in days]
        refs[said] = Ref(GOODS_KIND, key)
    return check_never_negative(named, refs, values)


def _daily(*wanted: ColumnElement[bool]) -> Any:
    """What each kind of goods of an ambar changed by on a day; in the order of the index of sums."""
    moved = TasinirHareket
    return (
        select(
            col(moved.tasinir_id), col(moved.ambar_id), col(moved.day),
            func.sum(col(moved.quantity)).label("quantity"), func.sum(col(moved.kurus)).label("kurus"),
        )
        .where(*wanted)
        .group_by(col(moved.tasinir_id), col(moved.ambar_id), col(moved.day))
    )  # fmt: skip


def _end_of_closed(look: Look, unit_id: int, year: int) -> date:
    """The last day of the last year before this one that is closed; the first day of all where none is."""
    statement = select(func.max(col(TasinirYil.year))).where(
        col(TasinirYil.harcama_birimi_id) == unit_id,
        col(TasinirYil.year) < year,
        col(TasinirYil.closed_at).is_not(None),
        col(TasinirYil.reopened_at).is_(None),
    )
    closed = look.session.execute(statement).scalar()
    return date(int(closed), 12, 31) if closed is not None else date.min


def _lowest(
    look: Look, ambars: Iterable[int], begin: date, end: date
) -> Mapping[tuple[int, int], tuple[int, int]]:
    """(kind of goods, ambar) to the least quantity and the least value at the end of any day of these."""
    moved = TasinirHareket
    mine = col(moved.ambar_id).in_(list(ambars))
    left = (
        select(
            col(moved.tasinir_id), col(moved.ambar_id), literal(begin).label("day"),
            func.sum(col(moved.quantity)).label("quantity"), func.sum(col(moved.kurus)).label("kurus"),
        )
        .where(mine, col(moved.day) <= begin)
        .group_by(col(moved.tasinir_id), col(moved.ambar_id))
    )  # fmt: skip
    daily = left.union_all(_daily(mine, col(moved.day) > begin, col(moved.day) <= end)).subquery()
    pair = (daily.c.tasinir_id, daily.c.ambar_id)
    running = select(
        *pair,
        func.sum(daily.c.quantity).over(partition_by=pair, order_by=daily.c.day).label("quantity"),
        func.sum(daily.c.kurus).over(partition_by=pair, order_by=daily.c.day).label("kurus"),
    ).subquery()
    statement = select(
        running.c.tasinir_id, running.c.ambar_id, func.min(running.c.quantity), func.min(running.c.kurus)
    ).group_by(running.c.tasinir_id, running.c.ambar_id)
    return {
        (goods, ambar): (int(quantity), int(kurus))
        for goods, ambar, quantity, kurus in look.session.execute(statement)
    }


def _days_of(look: Look, goods: int, ambar: int, year: int) -> list[tuple[date, int, int]]:
    moved = TasinirHareket
    statement = _daily(
        col(moved.tasinir_id) == goods, col(moved.ambar_id) == ambar, col(moved.day) <= date(year, 12, 31)
    )
    return [(row.day, int(row.quantity), int(row.kurus)) for row in look.session.execute(statement)]


def _numbers(look: Look, unit_id: int, year: int) -> list[int]:
    statement = select(col(Vif.number)).where(
        col(Vif.harcama_birimi_id) == unit_id, col(Vif.year) == year, col(Vif.number).is_not(None)
    )
    return [number for number in look.session.execute(statement).scalars() if number is not None]


def _days(look: Look, unit_id: int, year: int) -> CheckResult:
    statement = (
        select(col(Vif.id), col(Vif.number), col(Vif.kind), col(Vif.day), col(Vif.dayanak_day))
        .where(col(Vif.harcama_birimi_id) == unit_id, col(Vif.year) == year, col(Vif.state).in_(_BOOKED))
        .order_by(col(Vif.number))
    )
    looked, refs = [], {}
    for row in look.session.execute(statement):
        name = f"{year}/{row.number} {VoucherKind(row.kind).label}"
        looked.append((name, row.day, row.dayanak_day))
        refs[name] = Ref(VIF_KIND, row.id)
    return check_days(looked, refs)
