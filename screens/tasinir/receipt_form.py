"""Provisional receipts: how they are written, accepted and refused."""

from __future__ import annotations

from collections.abc import Sequence

from data.core.money import format_int
from data.core.store import Work
from data.tasinir import receipt_views
from data.tasinir.hand_drafts import ReceiptDraft, ReceiptRefusalDraft, Seen
from data.tasinir.hand_lookup import receipt_lines_of, receipt_row
from data.tasinir.operations import amending, receipts, taking_in
from data.tasinir.receipt_views import ReceiptRow
from data.tasinir.voucher_drafts import VoucherDraft
from screens.forms import open_form
from screens.tasinir.goods_paper import GoodsPaper
from screens.tasinir.voucher_view import VoucherView
from screens.view import View
from screens.widgets.ask_dialogs import ChooseDialog

_KEY, _NEW = "tasinir.alindi", "yeni"
PAPER = GoodsPaper(
    key=_KEY,
    form=ReceiptDraft,
    called="Geçici alındı",
    new="Yeni geçici alındı",
    of_lines=lambda head: f"Alındının kalemleri: {head.from_name}",
    measure="quantity",
    columns=("ambar_id", "day", "from_name", "from_title", "dayanak_day", "dayanak_no", "note"),
    checked=receipts.checked_head,
    open=receipts.open_receipt,
    row=receipt_row,
    lines=receipt_lines_of,
    put_lines=amending.put_receipt_lines,
    amend=amending.amend_receipt,
)


def name_of(row: ReceiptRow) -> str:
    """What a receipt is called in a question."""
    return f"Alındı {row.no} {row.from_name}"


async def accept(view: View, rows: Sequence[ReceiptRow]) -> None:
    """K: the goods were accepted: a new entry voucher is prepared, or they go onto one that is there."""
    rows = sorted(rows, key=lambda row: row.id)
    seen = tuple(Seen(row.id, row.version) for row in rows)
    name = name_of(rows[0]) if len(rows) == 1 else f"{format_int(len(rows))} geçici alındı"
    last = max(rows, key=lambda row: row.day).id
    known = await view.ask(lambda look: receipt_views.entry_choices(look, last))
    if known is None:
        return
    options = (
        (_NEW, "Yeni giriş fişi taslağı"),
        *((str(one.id), f"{one.title} · {one.subtitle}") for one in known),
    )
    chosen = (_NEW,)
    if known:
        asked = await view.app.push_screen_wait(ChooseDialog(f"Kabul: {name}", options))
        if not asked:
            return
        chosen = (asked[0],)
    if chosen[0] == _NEW:
        await _new_voucher(view, seen, name)
        return
    vif_id = int(chosen[0])
    await view.do(lambda work: _put_on(work, seen, vif_id), f"{name} fişe bağlandı")


def _put_on(work: Work, seen: Sequence[Seen], vif_id: int) -> None:
    for one in seen:
        receipts.accept(work, one.id, vif_id, one.version)


async def _new_voucher(view: View, seen: tuple[Seen, ...], name: str) -> None:
    values = await view.ask(lambda look: taking_in.head_of(look, seen))
    if values is None:
        return
    made: list[int] = []
    await open_form(
        view,
        f"Giriş fişi: {name}",
        VoucherDraft,
        lambda work, draft: made.append(taking_in.take_in(work, seen, draft)),
        "Giriş fişi taslağı hazırlandı; fiyatları yazın",
        key=f"{_KEY}-fis:{seen[0].id}",
        values={key: value for key, value in values.items() if value is not None},
    )
    if made:
        view.reload()
        await view.frame.push(VoucherView(view.frame, made[-1]))


async def refuse(view: View, row: ReceiptRow) -> None:
    """F8: the goods were not accepted; whether the deliverer's copy came back is asked (m.10/1-d)."""
    await open_form(
        view,
        f"Ret: {name_of(row)}",
        ReceiptRefusalDraft,
        lambda work, draft: receipts.refuse(work, row.id, draft, row.version),
        f"{row.no} reddedildi",
        key=f"{_KEY}-ret:{row.id}",
    )
