"""Consumables in lots: what an entry brings, what an exit takes at entry prices, what a reversal puts back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Select, func, select
from sqlmodel import col

from data.core.calendar import format_date
from data.core.errors import RuleBroken
from data.core.money import format_int
from data.core.store import Look, Work
from data.tasinir.models import Tasinir
from data.tasinir.models_vouchers import LotHareket, TasinirHareket, TasinirLot, Vif, VifSatir
from data.tasinir.rules.amounts import format_quantity
from data.tasinir.rules.fifo import FIFO_LAW, Allocation, Held, Lot, Movement, first_short_day, lowest_from, take
from data.tasinir.rules.values import law

_CHUNK = 500
"""Lots in one question; an engine takes no more than some thousand."""
_PAGE = 20
"""Lots that are read at once until there are enough; most exits need one or two."""
_NAMED = 3
"""Vouchers that a refusal names; more are counted."""


def bring_in(work: Work, row: Vif, line: VifSatir) -> None:
    """A new lot of an entry line."""
    _new_lot(work, row, line, line.quantity, line.total_kurus, line.expires_on)
    _booked(work, row, line, line.quantity, line.total_kurus)


def carry(work: Work, row: Vif, line: VifSatir, entry: Vif, entry_line: VifSatir, goods: Tasinir) -> None:
    """A move to another ambar: each lot that it takes from is a lot there too, at its price and with its expiry.

    Raises:
        RuleBroken: as :func:`take_out`.
    """
    taken = take_out(work, row, line, goods)
    entry_line.total_kurus = line.total_kurus
    for lot, part in taken:
        _new_lot(work, entry, entry_line, part.quantity, part.kurus, lot.expires_on)
    _booked(work, entry, entry_line, entry_line.quantity, entry_line.total_kurus)


def take_out(work: Work, row: Vif, line: VifSatir, goods: Tasinir) -> list[tuple[TasinirLot, Allocation]]:
    """Takes an exit line from the lots, oldest first, and writes the value that it comes to.

    Returns:
        What it took of each lot.

    Raises:
        RuleBroken: the ambar does not hold it on that day, or would hold less than nothing on a later one; or what
            had entered by that day was used by later vouchers, which are named.
    """
    lots, values = _enough(work, row, line)
    fitting = sum(one.free for one in values)
    if line.lot_id is None and fitting < line.quantity:
        work.session.flush()
        require_balance(work, row, line.tasinir_id, line.quantity, goods.name)
        raise _used_later(work, row, line, goods, fitting)
    chosen = [line.lot_id] if line.lot_id is not None else None
    taken = take(values, line.quantity, row.day, chosen, line.note or row.reason or row.note)
    by_key = {one.id: one for one in lots}
    for part in taken.value:
        lot = by_key[part.lot_id]
        lot.left_quantity -= part.quantity
        lot.left_kurus -= part.kurus
        _moved(work, row, line, lot, -part.quantity, -part.kurus)
    line.total_kurus = sum(part.kurus for part in taken.value)
    _booked(work, row, line, -line.quantity, -line.total_kurus)
    return [(by_key[part.lot_id], part) for part in taken.value]


def put_back(work: Work, counter: Vif, line: VifSatir, old: VifSatir) -> None:
    """Puts into their lots what an exit line had taken, to the kuruş."""
    for lot, quantity, kurus in _parts(work, old):
        lot.left_quantity -= quantity
        lot.left_kurus -= kurus
        _moved(work, counter, line, lot, -quantity, -kurus)
    _booked(work, counter, line, line.quantity, line.total_kurus)


def take_back(work: Work, counter: Vif, line: VifSatir, old: VifSatir, goods: Tasinir) -> None:
    """Takes a whole entry line out again.

    Raises:
        RuleBroken: something of it is used, which names the vouchers, or was on that day.
    """
    for lot, quantity, kurus in _parts(work, old):
        if lot.left_quantity != lot.quantity:
            used = format_quantity(lot.quantity - lot.left_quantity)
            raise RuleBroken(
                f"{goods.name}: bu girişten {used} çıkılmış ({_named_exits(work, lot, old)}).",
                "Önce o çıkışların ters kaydını yapın.",
                law=law("39"),
            )
        _require_whole(work, goods, lot, counter.day)
        lot.left_quantity, lot.left_kurus = 0, 0
        _moved(work, counter, line, lot, -quantity, -kurus)
    _booked(work, counter, line, -line.quantity, -line.total_kurus)


# ---------------------------------------------------------------- what is asked


def lots_of(look: Look, tasinir_id: int, ambar_id: int) -> list[TasinirLot]:
    """The lots of a kind of goods in an ambar that have something left, oldest first."""
    return list(look.session.execute(_in_order(tasinir_id, ambar_id)).scalars())


def _in_order(tasinir_id: int, ambar_id: int) -> Select[Any]:
    return (
        select(TasinirLot)
        .where(
            col(TasinirLot.tasinir_id) == tasinir_id,
            col(TasinirLot.ambar_id) == ambar_id,
            col(TasinirLot.left_quantity) > 0,
        )
        .order_by(col(TasinirLot.day), col(TasinirLot.id))
    )


def _enough(look: Look, row: Vif, line: VifSatir) -> tuple[list[TasinirLot], list[Lot]]:
    """The oldest lots that together hold what a line takes, or all; the chosen one alone where one is chosen.

    Lots stand for the balance: what each of them has on every day together is never more than the ambar has.
    """
    if line.lot_id is not None:
        found = look.session.get(TasinirLot, line.lot_id)
        chosen = [found] if found is not None else []
        return chosen, as_of(look, chosen, row.day)
    rows: list[TasinirLot] = []
    values: list[Lot] = []
    while sum(one.free for one in values) < line.quantity:
        statement = _in_order(line.tasinir_id, row.ambar_id).where(col(TasinirLot.day) <= row.day)
        more = list(look.session.execute(statement.offset(len(rows)).limit(_PAGE)).scalars())
        if not more:
            break
        rows += more
        values += as_of(look, more, row.day)
    return rows, values


def as_of(look: Look, lots: Sequence[TasinirLot], day: date) -> list[Lot]:
    """Lots as the rules know them, each with what it held on a day and on every later one on which it changed."""
    after: dict[int, list[tuple[date, int, int]]] = defaultdict(list)
    move, on = LotHareket, col(LotHareket.day)
    keys = [one.id or 0 for one in lots if one.day <= day]
    for first in range(0, len(keys), _CHUNK):
        statement = (
            select(col(move.lot_id), on, func.sum(col(move.quantity)), func.sum(col(move.kurus)))
            .where(col(move.lot_id).in_(keys[first : first + _CHUNK]), on > day)
            .group_by(col(move.lot_id), on)
            .order_by(col(move.lot_id), on.desc())
        )
        for key, moved_on, quantity, kurus in look.session.execute(statement):
            after[key].append((moved_on, int(quantity), int(kurus)))
    return [_lot(one, after[one.id or 0], day) for one in lots]


def _lot(row: TasinirLot, after: Iterable[tuple[date, int, int]], day: date) -> Lot:
    """Counts back from what is left: the last day first."""
    quantity, kurus = row.left_quantity, row.left_kurus
    days = []
    for on, moved, worth in after:
        days.append(Held(on, quantity, kurus))
        quantity, kurus = quantity - moved, kurus - worth
    days = [Held(day, quantity, kurus), *reversed(days)] if days else []
    return Lot(row.id or 0, row.day, row.left_quantity, row.left_kurus, row.expires_on, tuple(days))


def _require_whole(look: Look, goods: Tasinir, row: TasinirLot, day: date) -> None:
    """What was used and put back later was not there before that day."""
    (lot,) = as_of(look, [row], day)
    if lot.free < row.quantity:
        last = lot.days[-1].day
        raise RuleBroken(
            f"{goods.name}: bu girişten çıkılan miktar {format_date(last)} gününde geri konmuş.",
            f"Ters kaydı {format_date(last)} ya da sonraki bir günle yapın.",
            law=law("39"),
        )


def require_balance(look: Look, row: Vif, tasinir_id: int, quantity: int, name: str) -> None:
    """Lets only an exit pass after which no balance is below zero, on its day and on every later one.

    Raises:
        RuleBroken: names the first day on which it would be.
    """
    moves = movements(look, tasinir_id, row.ambar_id)
    short = first_short_day(moves, row.day, quantity)
    if short is None:
        return
    held = lowest_from(moves, row.day)
    when = f"{format_date(short)} gününde" if short != row.day else f"{format_date(row.day)} gününde"
    raise RuleBroken(
        f"{name}: {when} ambarda {format_quantity(max(held, 0))} var, {format_quantity(quantity)} çıkılamaz.",
        "Miktarı azaltın, tarihi düzeltin ya da eksik girişi kaydedin.",
        law=law("12/1"),
    )


def movements(look: Look, tasinir_id: int, ambar_id: int) -> tuple[Movement, ...]:
    """What changed in an ambar's balance of a kind of goods, a day at a time."""
    day, quantity = col(TasinirHareket.day), func.sum(col(TasinirHareket.quantity))
    statement = (
        select(day, quantity)
        .where(col(TasinirHareket.tasinir_id) == tasinir_id, col(TasinirHareket.ambar_id) == ambar_id)
        .group_by(day)
        .order_by(day)
    )
    return tuple(Movement(on, int(change)) for on, change in look.session.execute(statement))


# ---------------------------------------------------------------- rows


def _new_lot(work: Work, row: Vif, line: VifSatir, quantity: int, kurus: int, expires_on: date | None) -> None:
    lot = TasinirLot(
        satir_id=line.id or 0,
        tasinir_id=line.tasinir_id,
        ambar_id=row.ambar_id,
        day=row.day,
        quantity=quantity,
        value_kurus=kurus,
        left_quantity=quantity,
        left_kurus=kurus,
        expires_on=expires_on,
    )
    work.session.add(lot)
    work.session.flush()
    _moved(work, row, line, lot, quantity, kurus)


def _moved(work: Work, row: Vif, line: VifSatir, lot: TasinirLot, quantity: int, kurus: int) -> None:
    work.session.add(
        LotHareket(
            lot_id=lot.id or 0,
            satir_id=line.id or 0,
            tasinir_id=lot.tasinir_id,
            ambar_id=lot.ambar_id,
            day=row.day,
            quantity=quantity,
            kurus=kurus,
        )
    )


def _booked(work: Work, row: Vif, line: VifSatir, quantity: int, kurus: int) -> None:
    work.session.add(
        TasinirHareket(
            tasinir_id=line.tasinir_id,
            ambar_id=row.ambar_id,
            satir_id=line.id or 0,
            vif_id=row.id or 0,
            day=row.day,
            quantity=quantity,
            kurus=kurus,
        )
    )


def _parts(work: Work, line: VifSatir) -> Iterable[tuple[TasinirLot, int, int]]:
    statement = select(LotHareket).where(col(LotHareket.satir_id) == line.id).order_by(col(LotHareket.id))
    for part in list(work.session.execute(statement).scalars()):
        yield work.session.get_one(TasinirLot, part.lot_id), part.quantity, part.kurus


def _used_later(look: Look, row: Vif, line: VifSatir, goods: Tasinir, fitting: int) -> RuleBroken:
    named = _named(_later_exits(look, row, line.tasinir_id))
    return RuleBroken(
        f"{goods.name}: {format_date(row.day)} gününe dek girenlerden {format_quantity(fitting)} kaldı; "
        f"gerisi sonraki fişlerde kullanıldı ({named}).",
        "Çıkışı o fişlerden sonraki bir günle yapın.",
        law=FIFO_LAW,
    )


def _later_exits(look: Look, row: Vif, tasinir_id: int) -> list[tuple[int | None, int | None, date]]:
    statement = (
        select(col(Vif.year), col(Vif.number), col(Vif.day))
        .join(TasinirHareket, col(TasinirHareket.vif_id) == col(Vif.id))
        .where(
            col(TasinirHareket.tasinir_id) == tasinir_id,
            col(TasinirHareket.ambar_id) == row.ambar_id,
            col(TasinirHareket.quantity) < 0,
            col(TasinirHareket.day) > row.day,
        )
        .order_by(col(Vif.day), col(Vif.id))
        .distinct()
    )
    return [(year, number, day) for year, number, day in look.session.execute(statement)]


def _named_exits(look: Look, lot: TasinirLot, entry: VifSatir) -> str:
    statement = (
        select(col(Vif.year), col(Vif.number), col(Vif.day))
        .join(VifSatir, col(VifSatir.vif_id) == col(Vif.id))
        .join(LotHareket, col(LotHareket.satir_id) == col(VifSatir.id))
        .where(col(LotHareket.lot_id) == lot.id, col(VifSatir.id) != entry.id, col(LotHareket.quantity) < 0)
        .order_by(col(Vif.day), col(Vif.id))
        .distinct()
    )
    return _named([(year, number, day) for year, number, day in look.session.execute(statement)])


def _named(found: list[tuple[int | None, int | None, date]]) -> str:
    words = ", ".join(f"{year}/{number} · {format_date(day)}" for year, number, day in found[:_NAMED])
    return words + (f" ve {format_int(len(found) - _NAMED)} fiş daha" if len(found) > _NAMED else "")
