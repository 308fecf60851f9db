"""An approved voucher is never changed: a counter-voucher takes it back to the kuruş (m.39)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from sqlmodel import col, select

from data.core import trail
from data.core.calendar import format_date
from data.core.drafts import require_reason
from data.core.errors import BadFields, BadInput, RuleBroken
from data.core.money import format_kurus
from data.core.permissions import Verb
from data.core.store import Work
from data.core.text import clean_line
from data.tasinir import lookup
from data.tasinir.guards import require_in_use, require_open
from data.tasinir.lookup import AREA, VIF_KIND, number_of
from data.tasinir.models_vouchers import Vif, VifSatir
from data.tasinir.operations import items, lots, receipts
from data.tasinir.operations.approving import Approved, give_number, index_voucher, post
from data.tasinir.operations.meeting import follow_voucher
from data.tasinir.operations.vouchers import line_rows, write_draft
from data.tasinir.rules.values import Direction, VoucherKind, VoucherState, law
from data.tasinir.voucher_drafts import Line, VoucherDraft

_WHOLE: Final = (VoucherKind.AMBAR_CIKIS, VoucherKind.DEGER_ARTISI)
"""Kinds that move more than the voucher's own ambar, or no quantity: one of another kind cannot stand for them."""
_ENDED = "Fişin ters kaydı yapılamaz."


def reverse(work: Work, vif_id: int, day: date, reason: str, approval: str = "") -> Approved:
    """Takes an approved voucher back by a counter-voucher of its own number.

    A move between ambars is taken back as a whole: both sides get their counter-voucher.

    Args:
        approval: Day and number of the harcama yetkilisi's approval, on which a record error is put right
            (m.39/1); who gives that approval himself needs none.

    Raises:
        NotAllowed: not a kayıt yetkilisi, or out of sight.
        BadInput: no reason.
        BadFields: no approval, or the day is before the voucher's, or after today.
        RuleBroken: it is no approved voucher, a count or a closed year forbids it, or something used since what it
            brought; names what did.
    """
    work.actor.require(AREA, Verb.CLOSE)
    approval = clean_line(approval)
    if not approval and not work.actor.can(AREA, Verb.APPROVE):
        raise BadFields(
            {"approval": f"Harcama yetkilisinin onayı, tarihi ve sayısıyla yazılmalıdır ({law('39/1')})."}
        )
    return _reverse(work, vif_id, day, reason, approval)


def correct(
    work: Work, vif_id: int, draft: VoucherDraft, lines: Sequence[Line], day: date, reason: str
) -> Approved:
    """Corrects a record error: the wrong voucher is taken back and the right one is booked (m.39/1).

    Args:
        draft: Head of the right voucher; its kind gives way to that of a correction of the same direction, but a
            move between ambars and a gain in value stay what they are.

    Raises:
        NotAllowed: not the harcama yetkilisi, whose approval a correction needs, or out of sight.
        BadFields: a kind that cannot correct the wrong one, and as :func:`reverse` and approval.
        BadInput, RuleBroken: as :func:`reverse` and approval; then nothing is written.
    """
    work.actor.require(AREA, Verb.APPROVE)
    wrong = lookup.vif_row(work, vif_id)
    kind = _right_kind(VoucherKind(wrong.kind), draft.kind)
    _reverse(work, vif_id, day, reason, "")
    return _book_right(work, replace(draft, day=day), lines, kind, wrong, reason)


def _right_kind(wrong: VoucherKind, typed: str) -> VoucherKind:
    """Raises BadFields where the typed kind cannot stand in the place of the wrong one."""
    whole = VoucherKind.AMBAR_CIKIS if wrong is VoucherKind.AMBAR_GIRIS else wrong
    right = next((one for one in VoucherKind if one.value == typed), None)
    same = right is whole if whole in _WHOLE or right in _WHOLE else right and right.direction is wrong.direction
    if not same:
        raise BadFields({"kind": f"{wrong.label} fişi başka çeşit bir işlemle düzeltilmez; ters kaydını yapıp "
                                 "doğru fişi ayrıca yazın."})  # fmt: skip
    if whole in _WHOLE:
        return whole
    return VoucherKind.DUZELTME_GIRIS if wrong.direction is Direction.GIRIS else VoucherKind.DUZELTME_CIKIS


def _book_right(
    work: Work, draft: VoucherDraft, lines: Sequence[Line], kind: VoucherKind, wrong: Vif, reason: str
) -> Approved:
    key = write_draft(work, draft, lines)
    row = lookup.vif_row(work, key)
    row.kind, row.direction, row.reason, row.pair_id = kind.value, kind.direction.value, reason.strip(), wrong.id
    row.istek_id, row.dusme_id, row.sayim_id = wrong.istek_id, wrong.dusme_id, wrong.sayim_id
    receipts.pass_on(work, wrong, row)
    if not row.dayanak_no:
        row.dayanak_day, row.dayanak_no = wrong.day, f"Düzeltilen fiş {number_of(wrong)}"
    work.session.flush()
    return post(work, row)


def _reverse(work: Work, vif_id: int, day: date, reason: str, approval: str) -> Approved:
    row = lookup.vif_row(work, vif_id)
    require_reason(reason, "Ters kaydın gerekçesi yazılmalıdır.")
    if row.state != VoucherState.ONAYLI.value or row.number is None:
        raise RuleBroken(_ENDED, "Yalnız onaylı ve ters kaydı yapılmamış fiş seçin.", law=law("39"))
    if row.reverses_id is not None:
        raise RuleBroken(_ENDED, "Ters kaydın kendisi ters kaydedilmez; doğru fişi yeniden yazın.", law=law("39"))
    if day < row.day or day > work.today:
        raise BadFields({"day": f"Gün, fişin günü ({format_date(row.day)}) ile bugün arasında olmalıdır."})
    require_open(work, row.harcama_birimi_id, day)
    if row.direction == Direction.CIKIS.value:
        require_in_use(work, row.ambar_id)
    elif _moves(row):
        require_in_use(work, row.other_ambar_id)
    entry = work.session.get_one(Vif, row.pair_id) if row.pair_id and _moves(row) else None
    if entry is not None and row.kind == VoucherKind.AMBAR_GIRIS.value:
        row, entry = entry, row
    made = _take_move_back(work, row, entry, day, reason) if entry else _take_back(work, row, day, reason)
    if approval:
        for counter in work.session.exec(
            select(Vif).where(col(Vif.reverses_id).in_([row.id, entry and entry.id]))
        ):
            counter.note = f"Harcama yetkilisinin onayı: {approval}"
    words = f"Ters kayıt: {number_of(row)} → {made.number}, {format_kurus(made.total_kurus)}. "
    trail.record(
        work, "tasinir.reverse", f"{words}Gerekçe: {reason.strip()}", kind=VIF_KIND, record_id=row.id or 0
    )
    return made


def _moves(row: Vif) -> bool:
    return row.kind in (VoucherKind.AMBAR_CIKIS.value, VoucherKind.AMBAR_GIRIS.value)


def _take_back(work: Work, row: Vif, day: date, reason: str) -> Approved:
    counter = _counter(work, row, day, reason)
    for old in line_rows(work, row.id or 0):
        line = _opposite(work, counter, old)
        goods = lookup.goods_row(work, old.tasinir_id)
        if row.kind == VoucherKind.DEGER_ARTISI.value:
            items.lose_value(work, counter, line, old)
        elif row.direction == Direction.GIRIS.value:
            if goods.durable:
                items.take_back(work, counter, line, old, goods)
            else:
                lots.take_back(work, counter, line, old, goods)
        elif goods.durable:
            items.put_back(work, counter, line, old)
        else:
            lots.put_back(work, counter, line, old)
    return _ended(work, row, counter)


def _take_move_back(work: Work, row: Vif, entry: Vif, day: date, reason: str) -> Approved:
    """The second ambar gives back what it got, and the first one takes it in its own lots again."""
    out, back = _counter(work, entry, day, reason), _counter(work, row, day, reason)
    out.pair_id, back.pair_id = back.id, out.id
    olds = zip(line_rows(work, row.id or 0), line_rows(work, entry.id or 0), strict=True)
    for old, old_entry in olds:
        line_out, line_back = _opposite(work, out, old_entry), _opposite(work, back, old)
        goods = lookup.goods_row(work, old.tasinir_id)
        if goods.durable:
            items.move_back(work, out, line_out, back, line_back)
        else:
            lots.take_back(work, out, line_out, old_entry, goods)
            lots.put_back(work, back, line_back, old)
    _ended(work, entry, out)
    return _ended(work, row, back)


def _counter(work: Work, row: Vif, day: date, reason: str) -> Vif:
    kind = VoucherKind(row.kind).counter
    counter = Vif(
        harcama_birimi_id=row.harcama_birimi_id,
        ambar_id=row.ambar_id,
        other_ambar_id=row.other_ambar_id,
        direction=kind.direction.value,
        kind=kind.value,
        state=VoucherState.TASLAK.value,
        day=day,
        dayanak_day=row.day,
        dayanak_no=f"Ters kaydı yapılan fiş {number_of(row)}",
        from_text=row.from_text,
        to_person=row.to_person,
        to_place=row.to_place,
        other_text=row.other_text,
        reverses_id=row.id,
        reason=reason.strip(),
        arama=row.arama,
        made_by=work.actor.user_id,
        made_at=work.now,
    )
    work.session.add(counter)
    work.session.flush()
    give_number(work, counter)
    return counter


def _opposite(work: Work, counter: Vif, old: VifSatir) -> VifSatir:
    line = VifSatir(
        vif_id=counter.id or 0,
        line_no=old.line_no,
        tasinir_id=old.tasinir_id,
        quantity=old.quantity,
        unit_price=old.unit_price,
        total_kurus=old.total_kurus,
        demirbas_id=old.demirbas_id,
        note=old.note,
    )
    work.session.add(line)
    work.session.flush()
    return line


def _ended(work: Work, row: Vif, counter: Vif) -> Approved:
    lines = line_rows(work, counter.id or 0)
    if not lines:
        raise BadInput("Fişte kalem yok.", "Listeyi yenileyin.")
    counter.total_kurus = sum(line.total_kurus for line in lines)
    row.state = VoucherState.TERS.value
    row.version += 1
    work.session.flush()
    index_voucher(work, counter)
    follow_voucher(work, row)
    return Approved(counter.id or 0, number_of(counter), counter.total_kurus)
