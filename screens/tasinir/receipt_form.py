"""Writing provisional receipts: the head, the lines one after the other, acceptance and refusal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from functools import partial

from data.core.store import Look, Work
from data.tasinir import receipt_views
from data.tasinir.hand_drafts import GoodsLineDraft, ReceiptDraft, ReceiptRefusalDraft, Seen
from data.tasinir.hand_lookup import receipt_lines_of, receipt_row
from data.tasinir.operations import amending, receipts, taking_in
from data.tasinir.operations.requests import Opened
from data.tasinir.receipt_views import ReceiptLine, ReceiptRow
from data.tasinir.rules.amounts import format_quantity
from data.tasinir.voucher_drafts import VoucherDraft
from screens.forms import ask_draft, open_form
from screens.tasinir.voucher_view import VoucherView
from screens.view import View
from screens.widgets.ask_dialogs import ChooseDialog

_HEAD = ("ambar_id", "day", "from_name", "from_title", "dayanak_day", "dayanak_no", "note")
_KEY, _NEW = "tasinir.alindi", "yeni"


def name_of(row: ReceiptRow) -> str:
    """What a receipt is called in a question."""
    return f"Alındı {row.no} {row.from_name}"


# ---------------------------------------------------------------- writing


async def new_receipt(view: View) -> int | None:
    """Asks for the head, then for lines until Esc; the first line opens the receipt under its number.

    Esc before the first line goes back to the head as it was typed. Answers with the receipt's key.
    """
    values: dict[str, object] = {"day": view.desk.today}
    while (head := await ask_draft(view, "Yeni geçici alındı", ReceiptDraft, key=_KEY, values=values)) is not None:
        values = asdict(head)
        if await view.ask(partial(receipts.checked_head, draft=head)) is not None:
            made = await _first_lines(view, head)
            if made is not None:
                return made
    return None


async def _first_lines(view: View, head: ReceiptDraft) -> int | None:
    made: list[Opened] = []

    def write(work: Work, draft: GoodsLineDraft) -> str:
        if not made:
            made.append(receipts.open_receipt(work, head, [draft]))
            return f"Geçici alındı {made[0].no}: 1 kalem"
        return f"Geçici alındı {made[0].no}: {_append(work, made[0].id, draft)} kalem"

    title = f"Alındının kalemleri: {head.from_name}"
    await open_form(view, title, GoodsLineDraft, write, str, key=f"{_KEY}-kalem", next_record=True)
    return made[0].id if made else None


async def add_lines(view: View, row: ReceiptRow) -> None:
    """Asks for further lines until Esc."""
    await open_form(
        view,
        f"Kalem ekle: {name_of(row)}",
        GoodsLineDraft,
        lambda work, draft: _append(work, row.id, draft),
        lambda count: f"{count} kalem",
        key=f"{_KEY}-kalem:{row.id}",
        next_record=True,
    )


def _append(work: Work, alindi_id: int, draft: GoodsLineDraft) -> int:
    row, _ = receipt_row(work, alindi_id)
    return amending.put_receipt_lines(work, alindi_id, (*_drafts(work, alindi_id), draft), row.version)


def _drafts(look: Look, alindi_id: int) -> tuple[GoodsLineDraft, ...]:
    return tuple(
        GoodsLineDraft(tasinir_id=one.tasinir_id, quantity=format_quantity(one.quantity), note=one.note or None)
        for one in receipt_lines_of(look, alindi_id)
    )


async def amend_line(view: View, row: ReceiptRow, line: ReceiptLine) -> None:
    """Asks for one line anew, filled with what stands there."""

    def put(work: Work, draft: GoodsLineDraft) -> None:
        lines = [*_drafts(work, row.id)]
        lines[line.line_no - 1] = draft
        amending.put_receipt_lines(work, row.id, lines, row.version)

    await open_form(
        view,
        f"{line.line_no}. kalem: {name_of(row)}",
        GoodsLineDraft,
        put,
        f"{line.line_no}. kalem düzeltildi",
        key=f"{_KEY}-kalem:{row.id}:{line.line_no}",
        values={
            "tasinir_id": line.goods_id,
            "quantity": format_quantity(line.quantity),
            "note": line.note or None,
        },
    )


def take_line_off(work: Work, row: ReceiptRow, line_no: int) -> None:
    """Takes a line off a receipt as it was seen."""
    lines = [*_drafts(work, row.id)]
    del lines[line_no - 1 : line_no]
    amending.put_receipt_lines(work, row.id, lines, row.version)


async def amend_head(view: View, row: ReceiptRow) -> None:
    """Asks for the head anew, filled with what stands there."""
    values = await view.ask(lambda look: _head_values(look, row.id))
    if values is not None:
        await open_form(
            view,
            f"Düzeltme: {name_of(row)}",
            ReceiptDraft,
            lambda work, draft: amending.amend_receipt(work, row.id, draft, row.version),
            f"{row.no} düzeltildi",
            key=f"{_KEY}:{row.id}",
            values=values,
        )


def _head_values(look: Look, alindi_id: int) -> dict[str, object]:
    row, _ = receipt_row(look, alindi_id)
    return {name: value for name in _HEAD if (value := getattr(row, name)) not in ("", None)}


# ---------------------------------------------------------------- acceptance


async def accept(view: View, rows: Sequence[ReceiptRow]) -> None:
    """K: the goods were accepted: a new entry voucher is prepared, or they go onto one that is there."""
    rows = sorted(rows, key=lambda row: row.id)
    seen = tuple(Seen(row.id, row.version) for row in rows)
    name = name_of(rows[0]) if len(rows) == 1 else f"{len(rows)} geçici alındı"
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
