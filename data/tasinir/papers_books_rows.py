"""Rows of the two defterler, read some hundred at a time while the file is written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlmodel import col

from data.core.paper import Heading
from data.core.store import Look
from data.tasinir.item_events import Event, events_of, ordered, value_on, whereabouts
from data.tasinir.item_views import Names
from data.tasinir.item_words import number_of as delivery_number
from data.tasinir.lookup import number_of
from data.tasinir.models import Tasinir
from data.tasinir.models_counts import KayittanDusme
from data.tasinir.models_items import Demirbas, DemirbasHareket, TasinirTeslim
from data.tasinir.models_vouchers import LotHareket, Vif, VifSatir
from data.tasinir.rules.amounts import unit_price_of
from data.tasinir.rules.values import Direction, ItemEvent, ItemState, VoucherKind, WriteOffReason

Ask = Callable[[Callable[[Look], Any]], Any]
"""Puts a question to the store, each in a reading of its own."""
Cells = tuple[object, ...]
_GOODS_CHUNK: Final = 100
_ITEM_CHUNK: Final = 500
_LEAVING: Final = frozenset({ItemEvent.CIKIS, ItemEvent.TERS})
_PLACING: Final = frozenset({ItemEvent.IADE, ItemEvent.TESLIM, ItemEvent.CIKIS, ItemEvent.TERS})


@dataclass(frozen=True, slots=True)
class Period:
    """From day to day, both within."""

    start: date
    end: date


@dataclass(frozen=True, slots=True)
class ItemScope:
    """Which items a book lists: of these ambars, over a period, under these codes or under any."""

    ambars: Sequence[int]
    period: Period
    codes: tuple[str, ...] = ()


def under(codes: Collection[str]) -> list[ColumnElement[bool]]:
    """The conditions on the code of goods; none for all."""
    code = col(Tasinir.code)
    heads = [or_(code == head, code.startswith(f"{head}.", autoescape=True)) for head in codes]
    return [or_(*heads)] if heads else []


@dataclass(frozen=True, slots=True)
class BookSums:
    """Kuruş of a book of consumables: what entered, what left, what remains at its end."""

    entered: int
    left: int
    closing: int


class _Rows(Collection[Cells]):
    """Rows that are counted once and read anew for each file."""

    def __init__(self, count: int) -> None:
        self._count = count

    def __len__(self) -> int:
        return self._count

    def __contains__(self, row: object) -> bool:
        return any(row == one for one in self)


# ---------------------------------------------------------------- consumables


class GoodsRows(_Rows):
    """Tüketim Malzemeleri Defteri of an ambar: a heading, what was carried in, then lot by lot what moved."""

    def __init__(self, ask: Ask, ambar_id: int, period: Period, count: int, keys: Sequence[int], sums: BookSums):
        super().__init__(count)
        self._ask, self._ambar_id, self._period, self._keys = ask, ambar_id, period, keys
        self.sums = sums

    def __iter__(self) -> Iterator[Cells]:
        place = 0
        for first in range(0, len(self._keys), _GOODS_CHUNK):
            keys = self._keys[first : first + _GOODS_CHUNK]
            for cells in self._ask(lambda look: self._read(look, keys)):  # noqa: B023 - asked at once
                if cells[0] is None:
                    yield cells
                else:
                    place += 1
                    yield (place, *cells[1:])

    def _read(self, look: Look, keys: Sequence[int]) -> list[Cells]:
        named = look.session.execute(select(Tasinir).where(col(Tasinir.id).in_(keys))).scalars()
        goods = {one.id: one for one in named}
        carried = _carried(look, self._ambar_id, self._period.start, keys)
        moved = _moved(look, self._ambar_id, self._period, keys)
        found: list[Cells] = []
        for key in keys:
            one = goods[key]
            quantity, kurus = carried.get(key, (0, 0))
            found.append(Heading(_wide(None, None, "", f"{one.code} {one.name} · {one.unit}")))
            if quantity or kurus:
                found.append((*_wide(None, self._period.start, "", "Devir")[:10], quantity, kurus))
            for row in moved.get(key, ()):
                quantity, kurus = quantity + row.quantity, kurus + row.kurus
                found.append((*_movement(row), quantity, kurus))
        return found


def _wide(*cells: object) -> Cells:
    return (*cells, *[None] * (12 - len(cells)))


def _movement(row: Any) -> Cells:
    """An entry stands left, an exit right; a counter-voucher on the side to which it moves."""
    voucher: Vif = row.Vif
    price = unit_price_of(abs(row.kurus), abs(row.quantity)) if row.quantity else None
    side = (abs(row.quantity), price, abs(row.kurus))
    empty = (None, None, None)
    sides = (*side, *empty) if row.quantity >= 0 else (*empty, *side)
    return (0, voucher.day, number_of(voucher), _party(voucher), *sides)


def _party(voucher: Vif) -> str:
    kind = VoucherKind(voucher.kind).label
    if voucher.direction == Direction.GIRIS.value:
        other = voucher.from_text
    else:
        other = voucher.to_place or voucher.to_person or voucher.other_text
    reverses = " (ters kayıt)" if voucher.reverses_id else ""
    return f"{kind}{reverses}: {other}" if other else f"{kind}{reverses}"


def goods_rows(look: Look, ambar_id: int, period: Period, ask: Ask) -> GoodsRows:
    """Rows of an ambar; what neither moved nor was carried in is left out."""
    moved = LotHareket
    within = col(moved.day) >= period.start
    part = func.sum(case((within, 1), else_=0))
    before = func.sum(case((within, 0), else_=col(moved.quantity)))
    before_kurus = func.sum(case((within, 0), else_=col(moved.kurus)))
    entered = func.sum(case((and_(within, col(moved.quantity) >= 0), col(moved.kurus)), else_=0))
    statement = (
        select(col(moved.tasinir_id), part, before, before_kurus, entered, func.sum(col(moved.kurus)))
        .join(Tasinir, col(Tasinir.id) == col(moved.tasinir_id))
        .where(col(moved.ambar_id) == ambar_id, col(moved.day) <= period.end)
        .group_by(col(moved.tasinir_id), col(Tasinir.code), col(Tasinir.sira))
        .having(or_(part > 0, before != 0, before_kurus != 0))
        .order_by(col(Tasinir.code), col(Tasinir.sira), col(moved.tasinir_id))
    )
    rows = look.session.execute(statement).all()
    count = sum(int(row[1]) + 1 + (1 if row[2] or row[3] else 0) for row in rows)
    opening, into = sum(int(row[3]) for row in rows), sum(int(row[4]) for row in rows)
    closing = sum(int(row[5]) for row in rows)
    return GoodsRows(
        ask, ambar_id, period, count, [row[0] for row in rows], BookSums(into, opening + into - closing, closing)
    )


def _carried(look: Look, ambar_id: int, start: date, keys: Sequence[int]) -> Mapping[int, tuple[int, int]]:
    moved = LotHareket
    statement = (
        select(col(moved.tasinir_id), func.sum(col(moved.quantity)), func.sum(col(moved.kurus)))
        .where(col(moved.tasinir_id).in_(keys), col(moved.ambar_id) == ambar_id, col(moved.day) < start)
        .group_by(col(moved.tasinir_id))
    )
    return {key: (int(quantity), int(kurus)) for key, quantity, kurus in look.session.execute(statement)}


def _moved(look: Look, ambar_id: int, period: Period, keys: Sequence[int]) -> Mapping[int, list[Any]]:
    moved = LotHareket
    statement = (
        select(col(moved.tasinir_id), col(moved.quantity), col(moved.kurus), Vif)
        .join(VifSatir, col(VifSatir.id) == col(moved.satir_id))
        .join(Vif, col(Vif.id) == col(VifSatir.vif_id))
        .where(
            col(moved.tasinir_id).in_(keys),
            col(moved.ambar_id) == ambar_id,
            col(moved.day).between(period.start, period.end),
        )
        .order_by(col(moved.tasinir_id), col(moved.day), col(moved.id))
    )
    found: dict[int, list[Any]] = defaultdict(list)
    for row in look.session.execute(statement):
        found[row.tasinir_id].append(row)
    return found


# ---------------------------------------------------------------- durables


class ItemRows(_Rows):
    """Dayanıklı Taşınırlar Defteri: an item with its entry and exit, and a row for each time it was given."""

    def __init__(self, ask: Ask, scope: ItemScope, count: int) -> None:
        super().__init__(count)
        self._ask, self._scope = ask, scope

    def __iter__(self) -> Iterator[Cells]:
        keys = self._ask(lambda look: list(look.session.execute(_item_keys(self._scope)).scalars()))
        for first in range(0, len(keys), _ITEM_CHUNK):
            part = keys[first : first + _ITEM_CHUNK]
            for place, lines in enumerate(self._ask(lambda look: self._read(look, part)), first + 1):  # noqa: B023
                yield (place, *lines[0])
                for line in lines[1:]:
                    yield (None, *line)

    def _read(self, look: Look, keys: Sequence[int]) -> list[list[Cells]]:
        rows = {
            row.id: (row, goods)
            for row, goods in look.session.execute(
                select(Demirbas, Tasinir)
                .join(Tasinir, col(Tasinir.id) == col(Demirbas.tasinir_id))
                .where(col(Demirbas.id).in_(keys))
            )
        }
        lives = events_of(look, keys)
        wanted = {one.satir_id for life in lives.values() for one in life if one.satir_id}
        papers = _Papers(look, wanted, {one.teslim_id for life in lives.values() for one in life if one.teslim_id})
        return [_item_lines(*rows[key], lives[key], self._scope.period.end, papers) for key in keys]


class _Papers:
    """Vouchers and deliveries behind the events of some items, and the names of who has them."""

    def __init__(self, look: Look, lines: Collection[int], deliveries: Collection[int]) -> None:
        self._look, self.names = look, Names(look)
        self.vouchers: dict[int, Vif] = {}
        for some in _parts(lines):
            statement = select(col(VifSatir.id), Vif).join(Vif, col(Vif.id) == col(VifSatir.vif_id))
            self.vouchers |= dict(look.session.execute(statement.where(col(VifSatir.id).in_(some))).all())
        self.deliveries: dict[int, str] = {}
        for some in _parts(deliveries):
            found = look.session.execute(select(TasinirTeslim).where(col(TasinirTeslim.id).in_(some))).scalars()
            self.deliveries |= {row.id or 0: delivery_number(row) for row in found}

    def why(self, voucher: Vif) -> str:
        """Why items left: the reason of the write-off, else the kind of the voucher."""
        if voucher.dusme_id is not None:
            paper = self._look.session.get_one(KayittanDusme, voucher.dusme_id)
            return WriteOffReason(paper.reason_kind).label
        return VoucherKind(voucher.kind).label

    def voucher(self, event: Event | None) -> Vif | None:
        """The voucher of an event."""
        return self.vouchers.get(event.satir_id) if event is not None and event.satir_id else None


def _parts(keys: Collection[int]) -> Iterator[list[int]]:
    ordered_keys = sorted(keys)
    for first in range(0, len(ordered_keys), _ITEM_CHUNK):
        yield ordered_keys[first : first + _ITEM_CHUNK]


def _item_lines(row: Demirbas, goods: Tasinir, life: Sequence[Event], end: date, papers: _Papers) -> list[Cells]:
    known = [one for one in ordered(life) if one.day <= end]
    entered = papers.voucher(next((one for one in known if one.what is ItemEvent.GIRIS), None))
    gone = known[-1] if known and known[-1].what in _LEAVING and _left(known) else None
    exit_voucher = papers.voucher(gone)
    value = value_on([one for one in known if one is not gone]) if gone else value_on(known)
    head: Cells = (
        row.sicil_no,
        f"{goods.code} {goods.name}",
        " ".join(part for part in (row.brand, row.model, row.serial) if part),
        row.entered_on,
        number_of(entered) if entered else "",
        VoucherKind(entered.kind).label if entered else "",
        value,
    )
    left: Cells = (None, "")
    if gone is not None:
        said = f"{number_of(exit_voucher)} {papers.why(exit_voucher)}" if exit_voucher else gone.note
        left = (gone.day, said)
    given = [_given(place, known, papers) for place, one in enumerate(known) if one.what is ItemEvent.TESLIM]
    if not given:
        given = [(None, "", "", None)]
    blank: Cells = ("", "", "", None, "", "", None)
    return [
        (*(head if place == 0 else blank), *one, *(left if place == len(given) - 1 else (None, "")))
        for place, one in enumerate(given)
    ]


def _left(known: Sequence[Event]) -> bool:
    found = whereabouts(known)
    return found is not None and found.state is ItemState.DUSTU


def _given(place: int, known: Sequence[Event], papers: _Papers) -> Cells:
    one = known[place]
    back = next((later.day for later in known[place + 1 :] if later.what in _PLACING), None)
    holder = papers.names.holder(one.personel_id, one.yer_id)
    number = papers.deliveries.get(one.teslim_id, "") if one.teslim_id else ""
    return (one.day, holder, number, back)


def _item_conditions(scope: ItemScope) -> list[Any]:
    return [
        col(Demirbas.ambar_id).in_(scope.ambars),
        col(Demirbas.entered_on) <= scope.period.end,
        or_(col(Demirbas.left_on).is_(None), col(Demirbas.left_on) >= scope.period.start),
        *under(scope.codes),
    ]


def _item_keys(scope: ItemScope) -> Any:
    return (
        select(col(Demirbas.id))
        .join(Tasinir, col(Tasinir.id) == col(Demirbas.tasinir_id))
        .where(*_item_conditions(scope))
        .order_by(col(Tasinir.code), col(Tasinir.sira), col(Demirbas.sicil_no), col(Demirbas.id))
    )


def item_rows(look: Look, scope: ItemScope, ask: Ask) -> ItemRows:
    """Rows of the items that were in the books at some time of a period."""
    conditions = _item_conditions(scope)
    goods = col(Tasinir.id) == col(Demirbas.tasinir_id)
    statement = select(func.count()).select_from(Demirbas).join(Tasinir, goods).where(*conditions)
    items = int(look.session.execute(statement).scalar_one())
    given = (
        select(func.count(), func.count(col(DemirbasHareket.demirbas_id).distinct()))
        .join(Demirbas, col(Demirbas.id) == col(DemirbasHareket.demirbas_id))
        .join(Tasinir, goods)
        .where(
            col(DemirbasHareket.what) == ItemEvent.TESLIM.value,
            col(DemirbasHareket.day) <= scope.period.end,
            *conditions,
        )
    )
    times, once = look.session.execute(given).one()
    return ItemRows(ask, scope, items + int(times) - int(once))
