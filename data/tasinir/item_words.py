"""What the search knows of items and deliveries, and how they are called in sentences."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlmodel import col

from data.core import search
from data.core.calendar import format_date
from data.core.models import HarcamaBirimi
from data.core.money import format_int
from data.core.store import Look, Work
from data.core.text import fold
from data.tasinir.lookup import AREA, DELIVERY_KIND, ITEM_KIND
from data.tasinir.models import Tasinir
from data.tasinir.models_items import Demirbas, TasinirIstek, TasinirTeslim
from data.tasinir.models_vouchers import GeciciAlindi
from data.tasinir.rules.values import DeliveryKind

_CHUNK = 500
"""Keys in one question; an engine takes no more than some thousand."""


def item_title(row: Demirbas, goods: Tasinir) -> str:
    """``255.02.01.01.02-26-00001 Dizüstü bilgisayar Örnek X1``: the number first, for a list cuts what is long."""
    return " ".join(part for part in (row.sicil_no, goods.name, row.brand, row.model) if part)


def item_arama(row: Demirbas, goods: Tasinir) -> str:
    """The folded words by which an item is found in its ledger."""
    parts = (row.sicil_no, row.barcode, goods.name, goods.code, row.brand, row.model, row.serial, row.features)
    return fold(" ".join(part for part in parts if part))


def index_items(work: Work, rows: Sequence[tuple[Demirbas, Tasinir]], unit: HarcamaBirimi) -> None:
    """Makes new items known to the search; who has them is asked of their ledger."""
    search.index_new(
        work,
        [
            search.Indexed(
                kind=ITEM_KIND,
                record_id=row.id or 0,
                area=AREA,
                birim_id=unit.birim_id,
                title=item_title(row, goods),
                subtitle=unit.name,
                words=_item_words(row, goods),
            )
            for row, goods in rows
        ],
    )


def index_item(work: Work, row: Demirbas, goods: Tasinir, unit: HarcamaBirimi) -> None:
    """Makes the search know an item as its card says now."""
    search.index(
        work,
        kind=ITEM_KIND,
        record_id=row.id or 0,
        area=AREA,
        birim_id=unit.birim_id,
        title=item_title(row, goods),
        subtitle=unit.name,
        words=_item_words(row, goods),
    )


def _item_words(row: Demirbas, goods: Tasinir) -> str:
    return f"{goods.code} {row.barcode} {row.serial} {row.features}"


def index_delivery(
    work: Work, made: TasinirTeslim, rows: Sequence[tuple[Demirbas, Tasinir]], unit: HarcamaBirimi
) -> None:
    """Makes a delivery known to the search, by its number, its receiver and what was given."""
    search.index(
        work,
        kind=DELIVERY_KIND,
        record_id=made.id or 0,
        area=AREA,
        birim_id=unit.birim_id,
        title=f"{DeliveryKind(made.kind).label} {number_of(made)}",
        subtitle=f"{made.receiver_name} · {format_int(len(rows))} taşınır · {format_date(made.day)}",
        words=" ".join(dict.fromkeys(f"{row.sicil_no} {goods.name}" for row, goods in rows)),
    )


def number_of(made: TasinirTeslim | TasinirIstek | GeciciAlindi) -> str:
    """``2026/14``."""
    return f"{made.year}/{made.number}"


def delivery_names(look: Look, keys: Collection[int]) -> dict[int, str]:
    """``Taşınır Teslim Belgesi 2026/14`` by key of the delivery; one question for some hundreds of them."""
    found: dict[int, str] = {}
    wanted = sorted(keys)
    for first in range(0, len(wanted), _CHUNK):
        made = TasinirTeslim
        statement = select(col(made.id), col(made.kind), col(made.year), col(made.number))
        for key, kind, year, number in look.session.execute(
            statement.where(col(made.id).in_(wanted[first : first + _CHUNK]))
        ):
            found[key] = f"{DeliveryKind(kind).label} {year}/{number}"
    return found
