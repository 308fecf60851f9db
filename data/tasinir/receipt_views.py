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
from data.core.reasons import Explained, Reason, Ref
from data.core.store import Look
from data.core.text import fold
from data.core.windows import window
from data.personel.views import PickRow
from data.tasinir import lookup
from data.tasinir.hand_lookup import receipt_row
from data.tasinir.item_words import number_of
from data.tasinir.lookup import AREA, VIF_KIND
from data.tasinir.models import Ambar, Tasinir
from data.tasinir.models_vouchers import GeciciAlindi, GeciciAlindiSatir, Vif
from data.tasinir.request_views import goods_named, maker_name, paper_pair
from data.tasinir.rules.values import Direction, ReceiptState, VoucherKind, VoucherState, law

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
        on_draft: That voucher waits for approval.
        copy_back: After a refusal: the deliverer's copy came back.
    """

    row: ReceiptRow
    unit: str
    from_title: str
    vif_id: int | None
    on_draft: bool
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
    return window(
        look,
        _RECEIPTS.where(*conditions),
        (col(GeciciAlindi.id),),
        _receipt,
        start=start,
        limit=limit,
        anchor=anchor,
        descending=True,
    )


_RECEIPTS: Any = select(
    GeciciAlindi,
    Vif,
    select(col(Ambar.name)).where(col(Ambar.id) == col(GeciciAlindi.ambar_id)).scalar_subquery(),
    select(func.count()).where(col(GeciciAlindiSatir.alindi_id) == col(GeciciAlindi.id)).scalar_subquery(),
).join(Vif, col(Vif.id) == col(GeciciAlindi.vif_id), isouter=True)
"""Receipts with their vouchers and what their ledger says of them, asked together."""


def _receipt(found: Any) -> ReceiptRow:
    row, vif, ambar, lines = found[:4]
    day = format_date(row.dayanak_day) if row.dayanak_day else ""
    return ReceiptRow(
        id=row.id or 0,
        no=number_of(row),
        day=row.day,
        from_name=row.from_name,
        ambar=ambar,
        dayanak=" · ".join(part for part in (day, row.dayanak_no) if part),
        lines=lines,
        state=ReceiptState(row.state),
        vif=_vif_words(vif),
        version=row.version,
    )


def _vif_words(vif: Vif | None) -> str:
    """As it stands on the filed copy; a draft has no number yet, and one that was given up counts no more."""
    if vif is None or vif.state == VoucherState.IPTAL.value:
        return ""
    return f"{format_date(vif.day)} · {vif.year}/{vif.number}" if vif.number else "Taslak"


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
    whole = look.session.execute(_RECEIPTS.where(col(GeciciAlindi.id) == alindi_id)).one()
    vif = whole[1]
    dropped = vif is not None and vif.state == VoucherState.IPTAL.value
    return ReceiptCard(
        row=_receipt(whole),
        unit=unit.name,
        from_title=row.from_title,
        vif_id=None if dropped else row.vif_id,
        on_draft=vif is not None and vif.state == VoucherState.TASLAK.value,
        copy_back=row.copy_back,
        reason=row.reason,
        note=row.note,
        made_by=maker_name(look, row.made_by),
        made_at=row.made_at,
        lines=lines,
    )


_LAW = law("10/1-d")
_MOST_VOUCHERS = 50


def entry_choices(look: Look, alindi_id: int) -> tuple[PickRow, ...]:
    """Entry vouchers that what came with a receipt can stand on: drafts first, then the latest approved ones.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such receipt.
    """
    look.actor.require(AREA, Verb.VIEW)
    row, _ = receipt_row(look, alindi_id)
    statement = (
        select(Vif)
        .where(
            col(Vif.harcama_birimi_id) == row.harcama_birimi_id,
            col(Vif.ambar_id) == row.ambar_id,
            col(Vif.direction) == Direction.GIRIS.value,
            col(Vif.reverses_id).is_(None),
            col(Vif.state).in_([VoucherState.TASLAK.value, VoucherState.ONAYLI.value]),
            col(Vif.day) >= row.day,
        )
        .order_by(col(Vif.state).desc(), col(Vif.id).desc())
        .limit(_MOST_VOUCHERS)
    )
    return tuple(
        PickRow(
            vif.id,
            f"{vif.year}/{vif.number}" if vif.number else "Taslak",
            " · ".join(
                part for part in (format_date(vif.day), VoucherKind(vif.kind).label, vif.from_text) if part
            ),
        )
        for vif in look.session.execute(statement).scalars()
    )


def why_receipt(look: Look, alindi_id: int) -> Explained[str]:
    """Why a receipt stands where it stands, and what has to follow (m.10/1-d).

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such receipt.
    """
    card = receipt_card(look, alindi_id)
    row = card.row
    reasons = [
        Reason(
            f"{format_date(row.day)} günü {row.from_name} teslim etti; muayene ve kabulden önce geçici alındı "
            "verilir, bir nüshası teslim edende kalır.",
            _LAW,
        )
    ]
    if row.state is ReceiptState.RED:
        copy = "alındıya eklendi" if card.copy_back else "alınamadı; dosyadaki nüshaya yazılır"
        reasons.append(Reason(f"Kabul edilmedi: {card.reason}. Teslim edenin nüshası geri {copy}.", _LAW))
    elif row.state is ReceiptState.KABUL and card.vif_id:
        text = f"Kabul edildi; giriş fişinin tarihi ve sayısı alındıya yazıldı: {row.vif}."
        reasons.append(Reason(text, _LAW, (Ref(VIF_KIND, card.vif_id),)))
    elif card.on_draft and card.vif_id:
        text = "Giriş fişi hazırlandı; kayıt yetkilisi onaylayınca alındı kabul edilmiş olur."
        reasons.append(Reason(text, law("10/1-a"), (Ref(VIF_KIND, card.vif_id),)))
    else:
        text = "Kabul edilince giriş fişi düzenlenir; edilmezse gerekçesiyle geri verilir. Ambar kaydına girmedi."
        reasons.append(Reason(text, _LAW))
    return Explained(f"{row.no}: {row.state.label}", tuple(reasons))
