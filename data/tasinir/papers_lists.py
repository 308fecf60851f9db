"""What is held on any day as lists for a file: stock, lots, items with their places, the movements of one kind.

A list is read while it is written, so that a store of a hundred thousand items needs no more memory than a small
one; whoever writes it keeps the look open meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final

from sqlalchemy import ColumnElement, func, select
from sqlmodel import col

from data.core import trail
from data.core.calendar import format_date
from data.core.errors import BadFields, BadInput
from data.core.models import HarcamaBirimi
from data.core.money import format_int, format_kurus
from data.core.paper import CellKind, Paper, PaperColumn, Table
from data.core.paper_layout import arranged
from data.core.paper_layout_rows import layout_on
from data.core.permissions import Verb
from data.core.stamps import wall_clock
from data.core.store import Look, Work
from data.tasinir import lookup
from data.tasinir.books import held_on
from data.tasinir.item_events import Whereabouts, events_of, value_on, whereabouts
from data.tasinir.item_views import Names
from data.tasinir.lookup import AREA, UNIT_KIND, number_of
from data.tasinir.models import Ambar, Tasinir
from data.tasinir.models_items import Demirbas
from data.tasinir.models_vouchers import LotHareket, TasinirHareket, TasinirLot, Vif, VifSatir
from data.tasinir.opening_drafts import first_entry
from data.tasinir.papers_parts import form_key
from data.tasinir.rules.amounts import format_quantity
from data.tasinir.rules.values import ItemState, VoucherKind
from data.tasinir.stock_views import goods_movements

_CHUNK: Final = 500
_MONEY, _COUNT, _DAY = CellKind.MONEY, CellKind.QUANTITY, CellKind.DATE


class ListKind(StrEnum):
    """The lists that can be asked for."""

    MEVCUT = "mevcut"
    LOTLAR = "lotlar"
    DEMIRBAS = "demirbas"
    HAREKET = "hareket"

    @property
    def label(self) -> str:
        """As offered and as its title."""
        return {
            "mevcut": "Ambar mevcudu",
            "lotlar": "Tüketim malzemesi lotları",
            "demirbas": "Dayanıklı taşınırlar, yerleri ve değerleri",
            "hareket": "Taşınır hareketleri",
        }[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListOrder:
    """Which list, of what.

    Attributes:
        ambar_id: Of this ambar alone; 0 for all of the harcama birimi.
        day: At the end of this day; of movements the last one.
        first: Of movements the first day.
        tasinir_id: Of movements the kind of goods.
    """

    kind: ListKind
    harcama_birimi_id: int
    day: date
    ambar_id: int = 0
    first: date | None = None
    tasinir_id: int = 0


@dataclass(frozen=True, slots=True)
class StockList:
    """A list that is ready to be written.

    Attributes:
        name: For the file.
        rows: Read once, while the look is open; amounts in kuruş, quantities in thousandths.
        total: How many rows there are at most, for the progress.
    """

    name: str
    title: str
    subtitle: str
    columns: tuple[PaperColumn, ...]
    rows: Iterable[tuple[object, ...]]
    total: int
    summary: str


_STOCK = (
    PaperColumn("Ambar", width=20, key="ambar"),
    PaperColumn("Taşınır kodu", width=18, key="kod"),
    PaperColumn("Adı", width=34, key="ad"),
    PaperColumn("Ölçü birimi", width=10, key="olcu"),
    PaperColumn("Miktarı", _COUNT, 12, key="miktar"),
    PaperColumn("Tutarı", _MONEY, 16, key="tutar"),
)
_LOTS = (
    PaperColumn("Ambar", width=18, key="ambar"),
    PaperColumn("Taşınır kodu", width=17, key="kod"),
    PaperColumn("Adı", width=34, key="ad"),
    PaperColumn("Ölçü birimi", width=9, key="olcu"),
    PaperColumn("Giriş", _DAY, 10, key="giris"),
    PaperColumn("Fiş no", width=10, key="fis"),
    PaperColumn("İlk girişi", _DAY, 10, key="ilk_giris"),
    PaperColumn("Giren", _COUNT, 10, key="giren"),
    PaperColumn("Kalan", _COUNT, 10, key="kalan"),
    PaperColumn("Kalan tutar", _MONEY, 14, key="kalan_tutar"),
    PaperColumn("Son kullanma", _DAY, 11, key="son_kullanma"),
)
_ITEMS = (
    PaperColumn("Taşınır kodu", width=18, key="kod"),
    PaperColumn("Sicil no", width=24, key="sicil"),
    PaperColumn("Adı", width=26, key="ad"),
    PaperColumn("Markası, modeli", width=22, key="marka"),
    PaperColumn("Seri no", width=15, key="seri"),
    PaperColumn("Girişi", _DAY, 10, key="giris"),
    PaperColumn("Ambar", width=16, key="ambar"),
    PaperColumn("Yeri", width=26, key="yeri"),
    PaperColumn("Oradaki ilk günü", _DAY, 10, key="ilk_gun"),
    PaperColumn("Değeri", _MONEY, 14, key="deger"),
)
_MOVES = (
    PaperColumn("Tarih", _DAY, 10, key="tarih"),
    PaperColumn("Fiş no", width=10, key="fis"),
    PaperColumn("İşlem çeşidi", width=28, key="islem"),
    PaperColumn("Ambar", width=20, key="ambar"),
    PaperColumn("Giren", _COUNT, 11, key="giren"),
    PaperColumn("Çıkan", _COUNT, 11, key="cikan"),
    PaperColumn("Tutarı", _MONEY, 14, key="tutar"),
    PaperColumn("Kalan", _COUNT, 11, key="kalan"),
    PaperColumn("Kalan tutar", _MONEY, 15, key="kalan_tutar"),
)
COLUMNS: Final = {
    ListKind.MEVCUT: _STOCK,
    ListKind.LOTLAR: _LOTS,
    ListKind.DEMIRBAS: _ITEMS,
    ListKind.HAREKET: _MOVES,
}
"""Of each list, as a program reads them."""
ROWS: Final = "satirlar"
SCOPE: Final = "kapsam"


def list_form(kind: ListKind) -> str:
    """Of which form's layout a list is."""
    return form_key(f"liste_{kind}")


def list_for(look: Look, order: ListOrder) -> StockList:
    """A list as it is ordered; its rows are read while the look is open.

    Raises:
        NotAllowed: no permission to export, or out of sight.
        BadFields: the ambar is another unit's, or the days are the wrong way round.
        BadInput: there is nothing to list.
    """
    look.actor.require(AREA, Verb.EXPORT)
    unit = lookup.unit_row(look, order.harcama_birimi_id)
    ambar = _ambar_of(look, order)
    if order.day > look.today:
        raise BadFields({"day": "Bugünden sonraki bir gün listelenmez."})
    made = _MAKERS[order.kind](look, order)
    if not made.total:
        raise BadInput(f"{format_date(order.day)} gününe kadar listelenecek kayıt yok.", "Günü değiştirin.")
    where = f"{unit.code} {unit.name}" + (f" · {ambar.code} {ambar.name}" if ambar else "")
    when = f"{format_date(order.day)} sonu"
    if order.kind is ListKind.HAREKET:
        when = f"{format_date(_first(order))} - {format_date(order.day)}"
    subtitle = " · ".join(part for part in (where, made.subtitle, when) if part)
    return StockList(
        f"{made.name} {order.day.isoformat()}",
        made.title,
        subtitle,
        made.columns,
        made.rows,
        made.total,
        made.summary,
    )


def as_arranged(look: Look, order: ListOrder, made: StockList) -> StockList:
    """The list for people to read, in the office's layout of its day; programs read it as it is."""
    whole = Table(made.columns, (), key=ROWS)
    slots = ((SCOPE, made.subtitle),)
    paper = Paper(
        made.name,
        (),
        made.title,
        (whole,),
        wall_clock(look.now),
        made.subtitle,
        form=list_form(order.kind),
        slots=slots,
    )
    done = arranged(paper, layout_on(look, paper.form, order.day))
    columns = next((block.columns for block in done.blocks if isinstance(block, Table)), made.columns)
    places = {column.key: place for place, column in enumerate(made.columns)}
    chosen = [places.get(column.key) for column in columns]
    rows = (tuple("" if place is None else row[place] for place in chosen) for row in made.rows)
    return replace(made, title=done.title, subtitle=done.subtitle, columns=columns, rows=rows)


def note_list(work: Work, order: ListOrder, title: str) -> None:
    """Writes to the trail that a list was written.

    Raises:
        NotAllowed: no permission to export, or out of sight.
    """
    work.actor.require(AREA, Verb.EXPORT)
    unit = lookup.unit_row(work, order.harcama_birimi_id)
    words = f"Liste dışa aktarıldı: {title}, {unit.name}, {format_date(order.day)}"
    trail.record(work, "tasinir.export", words, kind=UNIT_KIND, record_id=unit.id or 0)


def _ambar_of(look: Look, order: ListOrder) -> Ambar | None:
    if not order.ambar_id:
        return None
    row = lookup.ambar_row(look, order.ambar_id)
    if row.harcama_birimi_id != order.harcama_birimi_id:
        raise BadFields({"ambar_id": "Ambar, seçilen harcama biriminin değil."})
    return row


def _ambars(look: Look, order: ListOrder) -> dict[int, str]:
    """The ambars of the order by key, with code and name, in the order of their codes."""
    statement = (
        select(col(Ambar.id), col(Ambar.code), col(Ambar.name))
        .join(HarcamaBirimi, col(HarcamaBirimi.id) == col(Ambar.harcama_birimi_id))
        .where(col(HarcamaBirimi.id) == order.harcama_birimi_id)
        .order_by(col(Ambar.code))
    )
    rows = look.session.execute(statement)
    return {key: f"{code} {name}" for key, code, name in rows if order.ambar_id in (0, key)}


# ---------------------------------------------------------------- stock


def _stock(look: Look, order: ListOrder) -> StockList:
    held = held_on(look, order.harcama_birimi_id, order.day, order.ambar_id or None)
    ambars = _ambars(look, order)
    goods = {row.id: row for row in look.session.execute(select(Tasinir)).scalars()}
    places = {key: place for place, key in enumerate(ambars)}
    ordered = sorted(
        held.items(), key=lambda one: (places[one[0][0]], goods[one[0][1]].code, goods[one[0][1]].sira)
    )

    def rows() -> Iterator[tuple[object, ...]]:
        for (ambar, key), amount in ordered:
            row = goods[key]
            yield (ambars[ambar], row.code, row.name, row.unit, amount.quantity, amount.kurus)

    worth = sum(amount.kurus for amount in held.values())
    return _list(
        order.kind, _STOCK, rows(), len(held), f"{format_int(len(held))} satır · toplam {format_kurus(worth)}"
    )


def _list(
    kind: ListKind, columns: tuple[PaperColumn, ...], rows: Iterable[tuple[object, ...]], total: int, summary: str,
    subtitle: str = "",
) -> StockList:  # fmt: skip
    return StockList(kind.label, kind.label, subtitle, columns, rows, total, summary)


# ---------------------------------------------------------------- lots


def _lots(look: Look, order: ListOrder) -> StockList:
    ambars = _ambars(look, order)
    left = func.sum(col(LotHareket.quantity)).label("left")
    worth = func.sum(col(LotHareket.kurus)).label("worth")
    sums = (
        select(col(LotHareket.lot_id), left, worth)
        .where(col(LotHareket.ambar_id).in_(ambars), col(LotHareket.day) <= order.day)
        .group_by(col(LotHareket.lot_id))
        .having(left != 0)
        .subquery()
    )
    statement = (
        select(TasinirLot, Tasinir, Vif, col(VifSatir.note), sums.c.left, sums.c.worth)
        .join(sums, sums.c.lot_id == col(TasinirLot.id))
        .join(Tasinir, col(Tasinir.id) == col(TasinirLot.tasinir_id))
        .join(VifSatir, col(VifSatir.id) == col(TasinirLot.satir_id))
        .join(Vif, col(Vif.id) == col(VifSatir.vif_id))
        .order_by(
            col(Tasinir.code), col(Tasinir.sira), col(TasinirLot.ambar_id), col(TasinirLot.day), col(TasinirLot.id)
        )
    )
    count, total = look.session.execute(select(func.count(), func.sum(sums.c.worth)).select_from(sums)).one()

    def rows() -> Iterator[tuple[object, ...]]:
        found = look.session.execute(statement.execution_options(yield_per=_CHUNK))
        for lot, goods, vif, note, held, value in found:
            first = first_entry(note) if vif.kind == VoucherKind.ACILIS.value else None
            yield (
                ambars[lot.ambar_id], goods.code, goods.name, goods.unit, lot.day, number_of(vif), first,
                lot.quantity, int(held), int(value), lot.expires_on,
            )  # fmt: skip

    said = f"{format_int(int(count))} lot · toplam {format_kurus(int(total or 0))}"
    return _list(order.kind, _LOTS, rows(), int(count), said)


# ---------------------------------------------------------------- items


def _items(look: Look, order: ListOrder) -> StockList:
    ambars = _ambars(look, order)
    # Items never leave their harcama birimi but by an exit; which of its ambars had them, their events say.
    every = _ambars(look, ListOrder(kind=order.kind, harcama_birimi_id=order.harcama_birimi_id, day=order.day))
    moved = (col(TasinirHareket.ambar_id).in_(ambars), col(TasinirHareket.day) <= order.day)
    durable: tuple[ColumnElement[bool], ...] = (col(TasinirHareket.demirbas_id).is_not(None), *moved)
    sums = select(func.sum(col(TasinirHareket.quantity)), func.sum(col(TasinirHareket.kurus))).where(*durable)
    count, worth = look.session.execute(sums).one()
    items = int(count or 0) // 1000
    said = f"{format_int(items)} taşınır · toplam {format_kurus(int(worth or 0))}"
    return _list(order.kind, _ITEMS, _item_rows(look, order, ambars, every), items, said)


def _item_rows(
    look: Look, order: ListOrder, ambars: dict[int, str], every: dict[int, str]
) -> Iterator[tuple[object, ...]]:
    names = Names(look)
    statement = (
        select(col(Demirbas.id), col(Tasinir.code), col(Tasinir.name), Demirbas)
        .join(Tasinir, col(Tasinir.id) == col(Demirbas.tasinir_id))
        .where(col(Demirbas.ambar_id).in_(every))
        .order_by(col(Tasinir.code), col(Tasinir.sira), col(Demirbas.sicil_no), col(Demirbas.id))
    )
    for some in look.session.execute(statement.execution_options(yield_per=_CHUNK)).partitions(_CHUNK):
        # An item itself says where it is and what it is worth now; of an earlier day its events have to say it.
        now = order.day >= look.today
        lives = {} if now else events_of(look, [row[0] for row in some])
        for key, code, name, item in some:
            found = _stands(item) if now else whereabouts(lives[key], order.day)
            if found is None or found.state is ItemState.DUSTU or found.ambar_id not in ambars:
                continue
            place = names.holder(found.personel_id, found.yer_id) or ItemState.AMBARDA.label
            made_by = " ".join(part for part in (item.brand, item.model) if part)
            yield (
                code, item.sicil_no, name, made_by, item.serial, item.entered_on, ambars[found.ambar_id], place,
                found.since, item.value_kurus if now else value_on(lives[key], order.day),
            )  # fmt: skip


def _stands(item: Demirbas) -> Whereabouts:
    return Whereabouts(ItemState(item.state), item.ambar_id, item.personel_id, item.yer_id, item.since)


# ---------------------------------------------------------------- movements


def _first(order: ListOrder) -> date:
    return order.first or date(order.day.year, 1, 1)


def _moves(look: Look, order: ListOrder) -> StockList:
    goods = lookup.goods_row(look, order.tasinir_id)
    first = _first(order)
    if first > order.day:
        raise BadFields({"first": "İlk gün, son günden sonra olamaz."})
    moves = goods_movements(
        look, goods.id or 0, first, order.day, order.ambar_id or None, harcama_birimi_id=order.harcama_birimi_id
    )

    def rows() -> Iterator[tuple[object, ...]]:
        for one in moves:
            entered, left = max(one.quantity, 0) or None, max(-one.quantity, 0) or None
            yield (one.day, one.voucher, one.kind.label, one.ambar, entered, left, one.kurus, one.balance,
                   one.balance_kurus)  # fmt: skip

    entered = sum(max(one.quantity, 0) for one in moves)
    left = sum(max(-one.quantity, 0) for one in moves)
    said = f"Giren {format_quantity(entered)} · çıkan {format_quantity(left)} {goods.unit}"
    return _list(order.kind, _MOVES, rows(), len(moves), said, f"{goods.code} {goods.name}")


_MAKERS: Final[dict[ListKind, Callable[[Look, ListOrder], StockList]]] = {
    ListKind.MEVCUT: _stock,
    ListKind.LOTLAR: _lots,
    ListKind.DEMIRBAS: _items,
    ListKind.HAREKET: _moves,
}
