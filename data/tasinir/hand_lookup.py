"""Finding requests and provisional receipts that the actor may see, and what was given on a request."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlmodel import col

from data.core.errors import BadInput
from data.core.models import HarcamaBirimi
from data.core.store import Look
from data.tasinir import lookup
from data.tasinir.models_items import TasinirIstek, TasinirIstekSatir
from data.tasinir.models_vouchers import GeciciAlindi, GeciciAlindiSatir, Vif, VifSatir
from data.tasinir.rules.values import Direction, VoucherState


def request_row(look: Look, istek_id: int) -> tuple[TasinirIstek, HarcamaBirimi]:
    """A request with its harcama birimi, if the actor may see it.

    Raises:
        BadInput: no such request.
        NotAllowed: out of sight.
    """
    row = look.session.get(TasinirIstek, istek_id)
    if row is None:
        raise BadInput("İstek belgesi bulunamadı.", "Listeyi yenileyin.")
    return row, lookup.unit_row(look, row.harcama_birimi_id)


def receipt_row(look: Look, alindi_id: int) -> tuple[GeciciAlindi, HarcamaBirimi]:
    """A provisional receipt with its harcama birimi, if the actor may see it.

    Raises:
        BadInput: no such receipt.
        NotAllowed: out of sight.
    """
    row = look.session.get(GeciciAlindi, alindi_id)
    if row is None:
        raise BadInput("Geçici alındı bulunamadı.", "Listeyi yenileyin.")
    return row, lookup.unit_row(look, row.harcama_birimi_id)


def lines_of(look: Look, istek_id: int) -> list[TasinirIstekSatir]:
    """The lines of a request in their order."""
    statement = select(TasinirIstekSatir).where(col(TasinirIstekSatir.istek_id) == istek_id)
    return list(look.session.execute(statement.order_by(col(TasinirIstekSatir.line_no))).scalars())


def receipt_lines_of(look: Look, alindi_id: int) -> list[GeciciAlindiSatir]:
    """The lines of a provisional receipt in their order."""
    statement = select(GeciciAlindiSatir).where(col(GeciciAlindiSatir.alindi_id) == alindi_id)
    return list(look.session.execute(statement.order_by(col(GeciciAlindiSatir.line_no))).scalars())


def prepared(look: Look, istek_id: int) -> dict[int, int]:
    """Thousandths by kind of goods that stand on exit vouchers of a request which wait for approval."""
    return on_vouchers(look, istek_id, VoucherState.TASLAK)


def on_vouchers(look: Look, istek_id: int, state: VoucherState) -> dict[int, int]:
    """Thousandths by kind of goods on exit vouchers of a request in one state; counter-vouchers are none."""
    rows = look.session.execute(
        select(col(VifSatir.tasinir_id), func.sum(col(VifSatir.quantity)))
        .join(Vif, col(Vif.id) == col(VifSatir.vif_id))
        .where(
            col(Vif.istek_id) == istek_id,
            col(Vif.direction) == Direction.CIKIS.value,
            col(Vif.reverses_id).is_(None),
            col(Vif.state) == state.value,
        )
        .group_by(col(VifSatir.tasinir_id))
    )
    return {key: int(total) for key, total in rows}
