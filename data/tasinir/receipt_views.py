"""What screens ask about provisional receipts: their ledger and the card of one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import exists, func, select
from sqlmodel import col

from data.core import filters
from data.core.calendar import format_date
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.store import Look
from data.core.text import fold
from data.core.windows import window
from data.tasinir import lookup
from data.tasinir.hand_lookup import receipt_row
from data.tasinir.item_words import number_of
from data.tasinir.lookup import AREA
from data.tasinir.models import Ambar, Tasinir
from data.tasinir.models_vouchers import GeciciAlindi, GeciciAlindiSatir, Vif
from data.tasinir.request_views import goods_named, maker_name, paper_pair
from data.tasinir.rules.values import ReceiptState

_FIELDS = frozenset({"no", "tarih", "ambar", "tasinir"})


@dataclass(frozen=True, slots=True)
class ReceiptRow:
    """A provisional receipt in the ledger."""

    id: int
    no: str
    day: date
    from_name: str
    ambar: str
    dayanak: str
    lines: int
    state: ReceiptState
    vif: str
    version: int


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """A line of a provisional receipt; the quantity is thousandths."""

    id: int
    line_no: int
    goods_id: int
    code: str
    name: str
    unit: str
    quantity: int
    note: str


@dataclass(frozen=True, slots=True)
class ReceiptCard:
    """A provisional receipt with its lines.

    Attributes:
        vif_id: The voucher whose date and number stand on the filed copy.
        copy_back: After a refusal: the deliverer's copy came back.
    """

    row: ReceiptRow
    unit: str
    from_title: str
    vif_id: int | None
    copy_back: bool
    reason: str
    note: str
    made_by: str
    made_at: datetime
    lines: tuple[ReceiptLine, ...]


def receipt_window(
    look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None = None
) -> Window[ReceiptRow]:
    """Provisional receipts of the harcama birimi in sight, newest first.

    Views: empty for those that wait for acceptance, ``kabul``, ``red``, ``tumu``. The filter line takes words of
    the deliverer and ``no:``, ``tarih:``, ``ambar:``, ``taşınır:``.

    Raises:
        NotAllowed: no permission.
        BadInput: a date in the filter cannot be read.
    """
    look.actor.require(AREA, Verb.VIEW)
    conditions = [*lookup.in_sight(look, col(GeciciAlindi.harcama_birimi_id))]
    if query.view != "tumu":
        wanted = query.view if query.view in ("kabul", "red") else ReceiptState.BEKLIYOR.value
        conditions.append(col(GeciciAlindi.state) == wanted)
    typed = filters.parse(query.text, _FIELDS)
    for name, value in (*typed.pairs, *((name, fold(value)) for name, value in query.fields)):
        if name == "tasinir":
            on_it = col(GeciciAlindiSatir.alindi_id) == col(GeciciAlindi.id)
            conditions.append(exists().where(on_it, col(GeciciAlindiSatir.tasinir_id).in_(goods_named(value))))
        else:
            conditions.append(paper_pair(GeciciAlindi, name, value))
    conditions += [filters.holds(GeciciAlindi.from_name, word) for word in typed.words.split()]
    statement: Any = select(GeciciAlindi).where(*conditions)
    return window(
        look,
        statement,
        (col(GeciciAlindi.id),),
        lambda found: _receipt(look, found[0]),
        start=start,
        limit=limit,
        anchor=anchor,
        descending=True,
    )


def _receipt(look: Look, row: GeciciAlindi) -> ReceiptRow:
    count = select(func.count()).where(col(GeciciAlindiSatir.alindi_id) == row.id)
    vif = look.session.get(Vif, row.vif_id) if row.vif_id else None
    day = format_date(row.dayanak_day) if row.dayanak_day else ""
    return ReceiptRow(
        id=row.id or 0,
        no=number_of(row),
        day=row.day,
        from_name=row.from_name,
        ambar=look.session.get_one(Ambar, row.ambar_id).name,
        dayanak=" · ".join(part for part in (day, row.dayanak_no) if part),
        lines=look.session.execute(count).scalar_one(),
        state=ReceiptState(row.state),
        vif=f"{format_date(vif.day)} · {vif.year}/{vif.number}" if vif else "",
        version=row.version,
    )


def receipt_card(look: Look, alindi_id: int) -> ReceiptCard:
    """A provisional receipt with its lines in the order of the paper.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such receipt.
    """
    look.actor.require(AREA, Verb.VIEW)
    row, unit = receipt_row(look, alindi_id)
    found = look.session.execute(
        select(GeciciAlindiSatir, Tasinir)
        .join(Tasinir, col(Tasinir.id) == col(GeciciAlindiSatir.tasinir_id))
        .where(col(GeciciAlindiSatir.alindi_id) == alindi_id)
        .order_by(col(GeciciAlindiSatir.line_no))
    )
    lines = tuple(
        ReceiptLine(line.id, line.line_no, goods.id, goods.code, goods.name, goods.unit, line.quantity, line.note)
        for line, goods in found
    )
    return ReceiptCard(
        row=_receipt(look, row),
        unit=unit.name,
        from_title=row.from_title,
        vif_id=row.vif_id,
        copy_back=row.copy_back,
        reason=row.reason,
        note=row.note,
        made_by=maker_name(look, row.made_by),
        made_at=row.made_at,
        lines=lines,
    )
