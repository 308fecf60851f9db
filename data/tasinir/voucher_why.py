"""Why a line of a voucher has the value that it has (m.12, m.13, m.22/4, m.39)."""

from __future__ import annotations

from sqlalchemy import select
from sqlmodel import col

from data.core.calendar import format_date
from data.core.money import format_kurus
from data.core.permissions import Verb
from data.core.reasons import Explained, Reason, Ref
from data.core.store import Look
from data.tasinir import lookup
from data.tasinir.lookup import AREA, number_of
from data.tasinir.models_vouchers import LotHareket, TasinirLot, Vif, VifSatir
from data.tasinir.operations.vouchers import line_rows
from data.tasinir.rules.amounts import LineInput, format_quantity, line_values
from data.tasinir.rules.fifo import FIFO_LAW
from data.tasinir.rules.values import Direction, VoucherKind, law
from data.tasinir.rules.voucher_kinds import rule_of


def why_line(look: Look, vif_id: int, line_no: int) -> Explained[int] | None:
    """The value that the books took of a line, kuruş, and how it was found; ``None`` where there is no such line.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: there is no such voucher.
    """
    look.actor.require(AREA, Verb.VIEW)
    row = lookup.vif_row(look, vif_id)
    rows = line_rows(look, vif_id)
    place = next((at for at, one in enumerate(rows) if one.line_no == line_no), None)
    if place is None:
        return None
    line = rows[place]
    if row.reverses_id:
        said = Reason(f"Ters kayıt: {format_kurus(line.total_kurus)}, asıl fişteki değer.", law("39"))
        return Explained(line.total_kurus, (said,))
    parts = _lot_parts(look, line) if row.direction == Direction.CIKIS.value else ()
    if line.lot_id:
        why = line.note or row.reason or row.note
        parts = (Reason(f"Lot sıra dışı, elle seçildi. Gerekçe: {why or 'yazılmamış'}.", FIFO_LAW), *parts)
    if parts:
        return Explained(line.total_kurus, parts)
    if line.demirbas_id and row.kind != VoucherKind.DEGER_ARTISI.value:
        said = Reason(f"Kayıtlı değer: {format_kurus(line.total_kurus)}.", law("13/2-b"))
        return Explained(line.total_kurus, (said,))
    rule = rule_of(VoucherKind(row.kind))
    if not line.price_kurus:
        return Explained(line.total_kurus, rule.reasons)
    inputs = [LineInput(one.quantity, one.unit_price, one.kdv_permille) for one in rows]
    values = line_values(inputs, joint_kurus=row.joint_kurus, kdv_included=row.kdv_included)
    if values[place].value.total != line.total_kurus:
        said = Reason(f"Önceki kayıtlardaki tutarıyla alındı: {format_kurus(line.total_kurus)}.", law("12/2"))
        return Explained(line.total_kurus, (said,))
    reasons = values[place].reasons
    if not (rule.value.takes_costs or line.kdv_kurus or line.share_kurus):
        reasons = (*reasons, Reason("Kayıtlı değerle girdi; KDV ve gider eklenmedi.", law("13/2-b")))
    return Explained(line.total_kurus, reasons)


def _lot_parts(look: Look, line: VifSatir) -> tuple[Reason, ...]:
    statement = (
        select(LotHareket, TasinirLot, Vif)
        .join(TasinirLot, col(TasinirLot.id) == col(LotHareket.lot_id))
        .join(VifSatir, col(VifSatir.id) == col(TasinirLot.satir_id))
        .join(Vif, col(Vif.id) == col(VifSatir.vif_id))
        .where(col(LotHareket.satir_id) == line.id, col(LotHareket.quantity) < 0)
        .order_by(col(LotHareket.id))
    )
    return tuple(
        Reason(
            f"{number_of(entry)} girişinden ({format_date(lot.day)}) {format_quantity(-part.quantity)}: "
            f"{format_kurus(-part.kurus)}.",
            FIFO_LAW,
            (Ref("vif", entry.id or 0),),
        )
        for part, lot, entry in look.session.execute(statement)
    )
