"""Taşınır Geçici Alındısı (m.10/1-d): goods that are here before they are accepted."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlmodel import col

from data.core import numbers, search, trail
from data.core.calendar import format_date
from data.core.drafts import check
from data.core.errors import RuleBroken
from data.core.models import HarcamaBirimi
from data.core.money import format_int
from data.core.permissions import Verb
from data.core.store import Look, Work
from data.core.text import clean_block, clean_line, lower
from data.tasinir import lookup
from data.tasinir.guards import require_open
from data.tasinir.hand_drafts import GoodsLineDraft, ReceiptDraft, ReceiptRefusalDraft
from data.tasinir.hand_lookup import receipt_row
from data.tasinir.item_words import number_of
from data.tasinir.lookup import AREA, RECEIPT_KIND
from data.tasinir.models_vouchers import GeciciAlindi, GeciciAlindiSatir, Vif
from data.tasinir.operations.requests import GoodsLine, Opened, goods_lines
from data.tasinir.rules.values import Direction, ReceiptState, VoucherState, law

LAW = law("10/1-d")


def open_receipt(work: Work, draft: ReceiptDraft, lines: Sequence[GoodsLineDraft]) -> Opened:
    """Writes a provisional receipt under the next number of its harcama birimi; the books stay as they are.

    Raises:
        NotAllowed: no permission, or the ambar is out of sight.
        BadFields: the draft cannot be.
        BadInput: no lines, or a line that cannot be.
        RuleBroken: the year is closed.
    """
    unit = checked_head(work, draft)
    taken = goods_lines(work, lines)
    row = GeciciAlindi(
        harcama_birimi_id=unit.id or 0,
        ambar_id=draft.ambar_id,
        year=draft.day.year,
        number=numbers.next_number(work, f"tasinir.alindi.{unit.id}", draft.day.year),
        day=draft.day,
        from_name=clean_line(draft.from_name),
        from_title=clean_line(draft.from_title or ""),
        dayanak_day=draft.dayanak_day,
        dayanak_no=clean_line(draft.dayanak_no or ""),
        state=ReceiptState.BEKLIYOR.value,
        note=clean_block(draft.note or ""),
        made_by=work.actor.user_id,
        made_at=work.now,
    )
    work.session.add(row)
    work.session.flush()
    write_lines(work, row, taken)
    index_receipt(work, row, unit, [line.goods.name for line in taken])
    words = f"Taşınır Geçici Alındısı {number_of(row)}: {row.from_name}, {format_int(len(taken))} kalem"
    trail.record(work, "tasinir.receipt", words, kind=RECEIPT_KIND, record_id=row.id or 0)
    return Opened(row.id or 0, number_of(row), len(taken))


def checked_head(look: Look, draft: ReceiptDraft) -> HarcamaBirimi:
    """The harcama birimi of a head that can stand.

    Raises:
        NotAllowed: no permission, or the ambar is out of sight.
        BadFields: the draft cannot be.
        RuleBroken: the year is closed.
    """
    look.actor.require(AREA, Verb.PREPARE)
    ambar = lookup.ambar_row(look, draft.ambar_id)
    unit = lookup.unit_row(look, ambar.harcama_birimi_id)
    check(draft, head_problems(look, draft))
    # A receipt moves nothing: what arrives during a count is taken in with one. Only a closed year is in the way.
    require_open(look, unit.id or 0, draft.day, by_count=True)
    return unit


def head_problems(look: Look, draft: ReceiptDraft) -> dict[str, str]:
    """What is wrong with the head of a provisional receipt, by field."""
    wrong = {}
    if draft.day > look.today:
        wrong["day"] = "Tarih bugünden sonra olamaz."
    if draft.dayanak_day and draft.dayanak_day > draft.day:
        wrong["dayanak_day"] = "Sözleşme veya irsaliye, alındıdan sonra olamaz."
    return wrong


def write_lines(work: Work, row: GeciciAlindi, taken: Sequence[GoodsLine], known: Collection[int] = ()) -> None:
    """The lines of a provisional receipt in their order; part of another operation.

    Args:
        known: Goods that stood on it before; they did not come once more.
    """
    for place, line in enumerate(taken, 1):
        work.session.add(
            GeciciAlindiSatir(
                alindi_id=row.id or 0,
                line_no=place,
                tasinir_id=line.goods.id or 0,
                quantity=line.quantity,
                note=line.note,
            )
        )
        line.goods.uses += line.goods.id not in known


def index_receipt(work: Work, row: GeciciAlindi, unit: HarcamaBirimi, goods: Sequence[str]) -> None:
    """Makes a provisional receipt known to the search; part of another operation."""
    search.index(
        work,
        kind=RECEIPT_KIND,
        record_id=row.id or 0,
        area=AREA,
        birim_id=unit.birim_id,
        title=f"Taşınır Geçici Alındısı {number_of(row)}",
        subtitle=f"{row.from_name} · {format_date(row.day)}",
        words=" ".join([row.dayanak_no, *goods]),
    )


def accept(work: Work, alindi_id: int, vif_id: int, version: int) -> None:
    """Puts the entry voucher on the receipt: what it took in was accepted (m.10/1-d).

    A draft is only noted, for a voucher may rest on the receipt; with its approval the receipt is accepted and
    carries its date and number. One voucher may take in what came with several receipts.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such receipt or voucher.
        RuleBroken: it is accepted or refused already, or the voucher is none of this harcama birimi, is no
            entry, was given up or reversed, or is dated before the receipt.
        Conflict: another desk changed it meanwhile.
    """
    work.actor.require(AREA, Verb.PREPARE)
    row = _waiting(work, alindi_id, version)
    vif = lookup.vif_row(work, vif_id)
    _require_fitting(row, vif)
    row.vif_id = vif.id
    row.version += 1
    work.session.flush()
    follow(work, vif)
    done = "kabul edildi" if vif.number else "giriş fişi taslağına bağlandı"
    paper = f"{format_date(vif.day)} tarih ve {vif.year}/{vif.number} sayılı fiş" if vif.number else "fiş taslağı"
    words = f"Taşınır Geçici Alındısı {done}: {number_of(row)} → {paper}"
    trail.record(work, "tasinir.receipt_accept", words, kind=RECEIPT_KIND, record_id=alindi_id)


def _require_fitting(row: GeciciAlindi, vif: Vif) -> None:
    problem = remedy = ""
    if vif.harcama_birimi_id != row.harcama_birimi_id:
        problem, remedy = "başka bir harcama biriminin", "Alındının harcama biriminin giriş fişini seçin."
    elif vif.direction != Direction.GIRIS.value or vif.reverses_id is not None:
        problem, remedy = "bir giriş fişi değil", "Malın giriş fişini seçin."
    elif vif.state not in (VoucherState.TASLAK.value, VoucherState.ONAYLI.value):
        problem, remedy = lower(VoucherState(vif.state).label), "Geçerli giriş fişini seçin."
    elif vif.day < row.day:
        problem, remedy = "alındıdan önceki bir tarihli", "Alındıdan sonraki giriş fişini seçin."
    if problem:
        name = f"{vif.year}/{vif.number} sayılı fiş" if vif.number else "Fiş"
        raise RuleBroken(f"{name} {problem}.", remedy, law=LAW)


def follow(work: Work, vif: Vif) -> None:
    """Brings the receipts of a voucher to where it stands: accepted when it is approved, waiting when reversed.

    Part of the operation that approves, reverses or links the voucher.
    """
    rows = work.session.execute(select(GeciciAlindi).where(col(GeciciAlindi.vif_id) == vif.id)).scalars()
    booked = vif.state == VoucherState.ONAYLI.value
    for row in rows:
        if row.state != ReceiptState.RED.value:
            row.state = (ReceiptState.KABUL if booked else ReceiptState.BEKLIYOR).value
            row.version += 1
    work.session.flush()


def pass_on(work: Work, wrong: Vif, right: Vif) -> None:
    """Puts the receipts of a wrong voucher on the one in its place; part of its correction."""
    rows = work.session.execute(select(GeciciAlindi).where(col(GeciciAlindi.vif_id) == wrong.id)).scalars()
    for row in rows:
        row.vif_id = right.id
    work.session.flush()


def refuse(work: Work, alindi_id: int, draft: ReceiptRefusalDraft, version: int) -> None:
    """Writes that the goods were not accepted, and whether the deliverer's copy came back (m.10/1-d).

    Raises:
        NotAllowed: no permission, or out of sight.
        BadFields: no reason; without the copy it stands as the note on the filed copy.
        BadInput: no such receipt.
        RuleBroken: it is accepted or refused already.
        Conflict: another desk changed it meanwhile.
    """
    work.actor.require(AREA, Verb.PREPARE)
    row = _waiting(work, alindi_id, version)
    check(draft)
    row.state, row.copy_back, row.vif_id = ReceiptState.RED.value, draft.copy_back, None
    row.reason = clean_block(draft.reason).strip()
    row.version += 1
    copy = "teslim edenin nüshası geri alındı" if draft.copy_back else "teslim edenin nüshası geri alınamadı"
    words = f"Taşınır Geçici Alındısı reddedildi: {number_of(row)}, {copy}. Gerekçe: {row.reason}"
    trail.record(work, "tasinir.receipt_refuse", words, kind=RECEIPT_KIND, record_id=alindi_id)


def free_receipt(look: Look, alindi_id: int, version: int) -> tuple[GeciciAlindi, HarcamaBirimi]:
    """A receipt that waits and stands on no voucher that counts, as it was seen.

    Raises:
        NotAllowed: out of sight.
        BadInput: there is none.
        RuleBroken: it is accepted, refused, or on a draft.
        Conflict: another desk changed it meanwhile.
    """
    row = _waiting(look, alindi_id, version)
    vif = look.session.get(Vif, row.vif_id) if row.vif_id else None
    if vif is not None and vif.state == VoucherState.TASLAK.value:
        raise RuleBroken(
            f"{number_of(row)} sayılı alındının giriş fişi hazırlanıyor; alındı değişmez.",
            "Düzeltmeyi fiş taslağında yapın ya da taslaktan vazgeçin.",
            law=LAW,
        )
    return receipt_row(look, alindi_id)


def _waiting(look: Look, alindi_id: int, version: int) -> GeciciAlindi:
    row, _ = receipt_row(look, alindi_id)
    if row.version != version:
        raise trail.changed_elsewhere(f"{number_of(row)} sayılı geçici alındı", [])
    state = ReceiptState(row.state)
    if state is not ReceiptState.BEKLIYOR:
        raise RuleBroken(f"{number_of(row)} sayılı alındı {lower(state.label)}.", "Listeyi yenileyin.", law=LAW)
    return row
