"""What screens ask about the stock: what each ambar holds on any day, its lots, what moved, what runs short."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import func, or_, select, text
from sqlmodel import col

from data.core import engine as engines
from data.core import filters
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.store import Look
from data.core.text import fold
from data.core.windows import window
from data.tasinir import lookup
from data.tasinir.lookup import AREA, number_of
from data.tasinir.models import Ambar, Tasinir
from data.tasinir.models_items import Demirbas
from data.tasinir.models_vouchers import TasinirHareket, TasinirLot, Vif
from data.tasinir.rules.amounts import ONE
from data.tasinir.rules.codes import second_level
from data.tasinir.rules.values import ItemState, VoucherKind

_FIELDS: Final = frozenset({"kod", "ambar"})
_AMBARS: Final = 100_000
"""More ambars than any store has: goods and ambar make one key of a row."""


@dataclass(frozen=True, slots=True)
class StockRow:
    """What an ambar holds of a kind of goods on a day; the ambar is empty where all in sight are taken together.

    Attributes:
        quantity: Thousandths; durables that a person or a room has are in it, they stay in the ambar's books.
        kurus: Recorded value.
    """

    id: int
    tasinir_id: int
    ambar_id: int
    code: str
    name: str
    unit: str
    durable: bool
    ambar: str
    quantity: int
    kurus: int
    min_quantity: int

    @property
    def short(self) -> bool:
        """Below its least quantity (m.6/4-f)."""
        return self.quantity < self.min_quantity


@dataclass(frozen=True, slots=True)
class LotRow:
    """A lot with what is left of it."""

    id: int
    day: date
    voucher: str
    quantity: int
    left_quantity: int
    left_kurus: int
    expires_on: date | None


@dataclass(frozen=True, slots=True)
class MovementRow:
    """One movement of a kind of goods, with the balance after it."""

    id: int
    vif_id: int
    day: date
    voucher: str
    kind: VoucherKind
    ambar: str
    quantity: int
    kurus: int
    balance: int
    balance_kurus: int


@dataclass(frozen=True, slots=True)
class LevelRow:
    """What is held of a II. düzey code."""

    code: str
    quantity: int
    kurus: int


def stock_window(
    look: Look,
    query: LedgerQuery,
    start: int,
    limit: int,
    anchor: Anchor | None = None,
    *,
    day: date | None = None,
) -> Window[StockRow]:
    """What the ambars in sight hold at the end of a day, by name of the goods.

    Views: empty for all, ``tuketim``, ``dayanikli``, ``azalan`` for goods below their least quantity in all ambars
    together, those that there are none of among them. The filter line takes words, ``kod:`` and ``ambar:``. Sort
    keys: ``kod``, ``miktar``, ``deger``.

    Args:
        day: Today if it is not given.

    Raises:
        NotAllowed: no permission.
    """
    look.actor.require(AREA, Verb.VIEW)
    typed = filters.parse(query.text, _FIELDS)
    pairs = (*typed.pairs, *((name, fold(value)) for name, value in query.fields))
    words = engines.word_query(typed.words)
    low = query.view == "azalan"
    held = _held(look, day or look.today, pairs, whole=low)
    quantity, kurus = func.coalesce(held.c.quantity, 0), func.coalesce(held.c.kurus, 0)
    ambar = held.c.ambar_id if not low else func.coalesce(held.c.ambar_id, 0)
    columns = select(Tasinir, ambar, quantity, kurus)
    statement: Any = (
        columns.select_from(Tasinir).join(held, held.c.tasinir_id == col(Tasinir.id), isouter=low)
        .where(*_of_view(query.view, quantity), *(_code(value) for name, value in pairs if name == "kod"))
    )  # fmt: skip
    if words:
        statement = statement.where(text(engines.word_match("tasinir")).bindparams(words=words))
    names = _ambar_names(look)
    sorts: dict[str, Any] = {"kod": col(Tasinir.code), "miktar": quantity, "deger": kurus}
    order = (sorts.get(query.sort, col(Tasinir.sira)), col(Tasinir.id), ambar)

    def build(found: Any) -> StockRow:
        return _row(found[0], int(found[1]), int(found[2]), int(found[3]), names)

    if start == 0 < limit and anchor is None:
        return _first_page(look, statement, order, limit, query.descending, build)
    return window(
        look, statement, order, build, start=start, limit=limit, anchor=anchor, descending=query.descending
    )


def _first_page(
    look: Look,
    statement: Any,
    order: tuple[Any, ...],
    limit: int,
    descending: bool,
    build: Callable[[Any], StockRow],
) -> Window[StockRow]:
    """The first rows with the number of all: what is held is summed once for both, not once for each."""
    sorted_by = (one.desc() if descending else one.asc() for one in order)
    asked = statement.add_columns(*order, func.count().over()).order_by(*sorted_by).limit(limit)
    found = look.session.execute(asked).all()
    keys = tuple(tuple(row[-len(order) - 1 : -1]) for row in found)
    return Window(0, tuple(map(build, found)), keys, int(found[0][-1]) if found else 0)


def _held(look: Look, day: date, pairs: tuple[tuple[str, str], ...], *, whole: bool) -> Any:
    ambars = select(col(Ambar.id)).where(*lookup.in_sight(look, col(Ambar.harcama_birimi_id)))
    for name, value in pairs:
        if name == "ambar":
            ambars = ambars.where(
                filters.holds(Ambar.name, value) | col(Ambar.code).startswith(value, autoescape=True)
            )
    parts = (_standing(ambars) if day >= look.today else _moved(ambars, day)).subquery()
    quantity, kurus = func.sum(parts.c.quantity), func.sum(parts.c.kurus)
    key = func.min(parts.c.ambar_id) * 0 if whole else parts.c.ambar_id
    statement = (
        select(parts.c.tasinir_id, key.label("ambar_id"), quantity.label("quantity"), kurus.label("kurus"))
        .group_by(parts.c.tasinir_id, *(() if whole else (parts.c.ambar_id,)))
        .having(or_(quantity != 0, kurus != 0))
    )
    return statement.subquery()


def _moved(ambars: Any, day: date) -> Any:
    """The sum of all movements up to a day, by goods and ambar."""
    move = TasinirHareket
    goods, ambar = col(move.tasinir_id), col(move.ambar_id)
    sums = func.sum(col(move.quantity)).label("quantity"), func.sum(col(move.kurus)).label("kurus")
    return select(goods, ambar, *sums).where(ambar.in_(ambars), col(move.day) <= day).group_by(goods, ambar)


def _standing(ambars: Any) -> Any:
    """What is left of lots, and the items in the books: no voucher is dated after today, so it is today's balance.

    It comes to the same as all movements, which are a hundred times as many.
    """
    lot, item = TasinirLot, Demirbas
    goods, ambar = col(lot.tasinir_id), col(lot.ambar_id)
    sums = func.sum(col(lot.left_quantity)).label("quantity"), func.sum(col(lot.left_kurus)).label("kurus")
    lots = select(goods, ambar, *sums).where(ambar.in_(ambars), col(lot.left_quantity) > 0).group_by(goods, ambar)
    goods, ambar, count = col(item.tasinir_id), col(item.ambar_id), func.count() * ONE
    sums = count.label("quantity"), func.sum(col(item.value_kurus)).label("kurus")
    held = col(item.state).in_([state.value for state in ItemState if state.in_books])
    return lots.union_all(select(goods, ambar, *sums).where(ambar.in_(ambars), held).group_by(goods, ambar))


def _of_view(view: str, quantity: Any) -> list[Any]:
    match view:
        case "tuketim":
            return [col(Tasinir.durable).is_(False)]
        case "dayanikli":
            return [col(Tasinir.durable)]
        case "azalan":
            return [col(Tasinir.active), col(Tasinir.min_quantity) > 0, quantity < col(Tasinir.min_quantity)]
        case _:
            return []


def _code(value: str) -> Any:
    return col(Tasinir.code).startswith(value, autoescape=True)


def _ambar_names(look: Look) -> dict[int, str]:
    statement = select(col(Ambar.id), col(Ambar.code), col(Ambar.name))
    return {key: f"{code} {name}" for key, code, name in look.session.execute(statement)}


def _row(goods: Tasinir, ambar_id: int, quantity: int, kurus: int, names: dict[int, str]) -> StockRow:
    return StockRow(
        id=(goods.id or 0) * _AMBARS + ambar_id,
        tasinir_id=goods.id or 0,
        ambar_id=ambar_id,
        code=goods.code,
        name=goods.name,
        unit=goods.unit,
        durable=goods.durable,
        ambar=names.get(ambar_id, ""),
        quantity=quantity,
        kurus=kurus,
        min_quantity=goods.min_quantity,
    )


def count_short(look: Look) -> int:
    """Kinds of goods below their least quantity in the ambars in sight."""
    return stock_window(look, LedgerQuery(view="azalan"), 0, 0).total


# ---------------------------------------------------------------- one kind of goods


def lots_left(look: Look, tasinir_id: int, ambar_id: int | None = None) -> tuple[LotRow, ...]:
    """The lots of a kind of goods that have something left, in the order in which they leave (m.22/4).

    Raises:
        NotAllowed: no permission.
    """
    look.actor.require(AREA, Verb.VIEW)
    statement = (
        select(TasinirLot, Vif)
        .join(TasinirHareket, col(TasinirHareket.satir_id) == col(TasinirLot.satir_id))
        .join(Vif, col(Vif.id) == col(TasinirHareket.vif_id))
        .where(
            col(TasinirLot.tasinir_id) == tasinir_id,
            col(TasinirLot.left_quantity) > 0,
            *lookup.in_sight(look, col(Vif.harcama_birimi_id)),
        )
        .order_by(col(TasinirLot.day), col(TasinirLot.id))
    )
    if ambar_id:
        statement = statement.where(col(TasinirLot.ambar_id) == ambar_id)
    return tuple(
        LotRow(
            id=lot.id or 0,
            day=lot.day,
            voucher=number_of(entry),
            quantity=lot.quantity,
            left_quantity=lot.left_quantity,
            left_kurus=lot.left_kurus,
            expires_on=lot.expires_on,
        )
        for lot, entry in look.session.execute(statement)
    )


def goods_movements(
    look: Look,
    tasinir_id: int,
    first: date,
    last: date,
    ambar_id: int | None = None,
    *,
    harcama_birimi_id: int | None = None,
) -> tuple[MovementRow, ...]:
    """What moved of a kind of goods from one day to another, with the balance after each; the items of one voucher
    line count as one movement.

    Raises:
        NotAllowed: no permission.
    """
    look.actor.require(AREA, Verb.VIEW)
    move = TasinirHareket
    seen = [col(move.tasinir_id) == tasinir_id, *lookup.in_sight(look, col(Vif.harcama_birimi_id))]
    if ambar_id:
        seen.append(col(move.ambar_id) == ambar_id)
    if harcama_birimi_id:
        seen.append(col(Vif.harcama_birimi_id) == harcama_birimi_id)
    quantity, kurus = func.sum(col(move.quantity)), func.sum(col(move.kurus))
    joined = col(Vif.id) == col(move.vif_id)
    before = select(quantity, kurus).join(Vif, joined).where(*seen, col(move.day) < first)
    held, worth = look.session.execute(before).one()
    balance, value = int(held or 0), int(worth or 0)
    statement = (
        select(func.min(col(move.id)), Vif, col(move.ambar_id), quantity, kurus)
        .join(Vif, joined)
        .where(*seen, col(move.day) >= first, col(move.day) <= last)
        .group_by(col(Vif.id), col(move.satir_id), col(move.ambar_id))
        .order_by(col(Vif.day), func.min(col(move.id)))
    )
    names = _ambar_names(look)
    found = []
    for key, row, ambar, change, amount in look.session.execute(statement):
        balance, value = balance + int(change), value + int(amount)
        found.append(
            MovementRow(
                key, row.id, row.day, number_of(row), VoucherKind(row.kind), names.get(ambar, ""), int(change),
                int(amount), balance, value,
            )
        )  # fmt: skip
    return tuple(found)


def by_second_level(look: Look, harcama_birimi_id: int, day: date) -> tuple[LevelRow, ...]:
    """What a harcama birimi holds on a day of each II. düzey code, to agree with muhasebe (m.30/4).

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: there is no such harcama birimi.
    """
    look.actor.require(AREA, Verb.VIEW)
    lookup.unit_row(look, harcama_birimi_id)
    ambars = select(col(Ambar.id)).where(col(Ambar.harcama_birimi_id) == harcama_birimi_id)
    held = _moved(ambars, day).subquery()
    statement = select(col(Tasinir.code), held.c.quantity, held.c.kurus).join(
        held, held.c.tasinir_id == col(Tasinir.id)
    )
    found: dict[str, list[int]] = {}
    for code, held, value in look.session.execute(statement):
        row = found.setdefault(second_level(code), [0, 0])
        row[0] += int(held)
        row[1] += int(value)
    return tuple(LevelRow(code, *found[code]) for code in sorted(found) if any(found[code]))
