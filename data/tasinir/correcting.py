"""What the correction of a voucher starts from: the head and the lines of the wrong one (m.39)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from data.core.errors import RuleBroken
from data.core.permissions import Verb
from data.core.store import Look
from data.tasinir import lookup
from data.tasinir.lookup import AREA, number_of
from data.tasinir.models_vouchers import Vif
from data.tasinir.operations.vouchers import lines_of
from data.tasinir.rules.amounts import LineInput, line_values
from data.tasinir.rules.values import Direction, VoucherKind, VoucherState, law
from data.tasinir.voucher_drafts import Line, VoucherDraft

_WRITTEN_BY_DESK = (VoucherKind.DUZELTME_GIRIS, VoucherKind.DUZELTME_CIKIS)


@dataclass(frozen=True, slots=True)
class Correction:
    """What stood on the wrong voucher, to be put right.

    Attributes:
        vif_id: The voucher that is taken back; of a move between ambars its exit.
        number: Of that voucher.
    """

    vif_id: int
    number: str
    direction: Direction
    head: VoucherDraft
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class CorrectionLine:
    """A line of the right voucher as it is shown.

    Attributes:
        id: Its place, from 1.
        total_kurus: What an entry comes to; 0 for an exit, whose value is found when it is booked.
    """

    id: int
    line: Line
    code: str
    name: str
    unit: str
    sicil_no: str
    total_kurus: int


def correction_of(look: Look, vif_id: int) -> Correction:
    """Where the correction of a voucher starts; its day is today's.

    Raises:
        NotAllowed: not the harcama yetkilisi, or out of sight.
        BadInput: there is no such voucher.
        RuleBroken: it is no approved voucher, was taken back, or takes another back itself.
    """
    look.actor.require(AREA, Verb.APPROVE)
    row = lookup.vif_row(look, vif_id)
    if row.kind == VoucherKind.AMBAR_GIRIS.value and row.pair_id:
        row = lookup.vif_row(look, row.pair_id)
    if row.state != VoucherState.ONAYLI.value or row.reverses_id is not None:
        raise RuleBroken(
            "Yalnız onaylı ve ters kaydı yapılmamış fiş düzeltilir.",
            "Ters kaydın kendisi düzeltilmez; doğru fişi yeniden yazın.",
            law=law("39/1"),
        )
    head = VoucherDraft(
        ambar_id=row.ambar_id,
        kind=_first_kind(look, row).value,
        day=look.today,
        dayanak_day=row.dayanak_day,
        dayanak_no=row.dayanak_no or None,
        muayene_day=row.muayene_day,
        muayene_no=row.muayene_no or None,
        from_text=row.from_text or None,
        to_person=row.to_person or None,
        to_place=row.to_place or None,
        istek_birimi_id=row.istek_birimi_id,
        other_ambar_id=row.other_ambar_id,
        other_text=row.other_text or None,
        kdv_included=row.kdv_included,
        joint_kurus=row.joint_kurus or None,
        note=row.note or None,
    )
    return Correction(row.id or 0, number_of(row), Direction(row.direction), head, lines_of(look, row.id or 0))


def _first_kind(look: Look, row: Vif) -> VoucherKind:
    """The kind under which it was first written; a correction names the voucher in whose place it stands."""
    seen = {row.id}
    while VoucherKind(row.kind) in _WRITTEN_BY_DESK and row.pair_id not in seen:
        before = look.session.get(Vif, row.pair_id)
        if before is None:
            break
        seen.add(before.id)
        row = before
    return VoucherKind(row.kind)


def correction_lines(look: Look, draft: VoucherDraft, lines: Sequence[Line]) -> tuple[CorrectionLine, ...]:
    """The lines of the right voucher with their names and, of an entry, what each comes to."""
    entry = VoucherKind(draft.kind).direction is Direction.GIRIS
    inputs = [LineInput(one.quantity, one.unit_price, one.kdv_permille) for one in lines] if entry else []
    values = (
        line_values(inputs, joint_kurus=draft.joint_kurus or 0, kdv_included=draft.kdv_included) if inputs else ()
    )
    found = []
    for place, one in enumerate(lines):
        goods = lookup.goods_row(look, one.tasinir_id)
        item = lookup.item_row(look, one.demirbas_id) if one.demirbas_id else None
        found.append(
            CorrectionLine(
                id=place + 1,
                line=one,
                code=goods.code,
                name=goods.name,
                unit=goods.unit,
                sicil_no=item.sicil_no if item else "",
                total_kurus=values[place].value.total if values else 0,
            )
        )
    return tuple(found)
