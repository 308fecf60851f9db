"""Writing requests: the head, the lines one after the other, and how a request ends."""

from __future__ import annotations

from dataclasses import asdict
from functools import partial

from data.core.store import Look, Work
from data.tasinir.hand_drafts import GoodsLineDraft, RequestDraft
from data.tasinir.hand_lookup import lines_of, request_row
from data.tasinir.operations import amending, requests
from data.tasinir.operations.requests import Opened
from data.tasinir.request_views import RequestLine, RequestRow, request_card
from data.tasinir.rules.amounts import format_quantity
from data.tasinir.rules.values import RequestState
from screens.forms import ask_draft, open_form
from screens.view import View
from screens.widgets.ask_dialogs import ChooseDialog, ReasonDialog

_HEAD = ("istek_birimi_id", "ambar_id", "day", "asked_by", "asked_title", "personel_id", "note")
_CANCEL, _REFUSE = "iptal", "ret"
_KEY = "tasinir.istek"


def name_of(row: RequestRow) -> str:
    """What a request is called in a question."""
    return f"İstek {row.no} {row.asking}"


# ---------------------------------------------------------------- writing


async def new_request(view: View) -> int | None:
    """Asks for the head, then for lines until Esc; the first line opens the request under its number.

    Esc before the first line goes back to the head as it was typed. Answers with the request's key.
    """
    values: dict[str, object] = {"day": view.desk.today}
    while (head := await ask_draft(view, "Yeni istek belgesi", RequestDraft, key=_KEY, values=values)) is not None:
        values = asdict(head)
        if await view.ask(partial(requests.checked_head, draft=head)) is not None:
            made = await _first_lines(view, head)
            if made is not None:
                return made
    return None


async def _first_lines(view: View, head: RequestDraft) -> int | None:
    made: list[Opened] = []

    def write(work: Work, draft: GoodsLineDraft) -> str:
        if not made:
            made.append(requests.open_request(work, head, [draft]))
            return f"İstek belgesi {made[0].no}: 1 kalem"
        return f"İstek belgesi {made[0].no}: {_append(work, made[0].id, draft)} kalem"

    title = f"İstek belgesinin kalemleri: {head.asked_by}"
    await open_form(view, title, GoodsLineDraft, write, str, key=f"{_KEY}-kalem", next_record=True)
    return made[0].id if made else None


async def add_lines(view: View, row: RequestRow) -> None:
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


def _append(work: Work, istek_id: int, draft: GoodsLineDraft) -> int:
    row, _ = request_row(work, istek_id)
    return amending.put_request_lines(work, istek_id, (*_drafts(work, istek_id), draft), row.version)


def _drafts(look: Look, istek_id: int) -> tuple[GoodsLineDraft, ...]:
    return tuple(
        GoodsLineDraft(tasinir_id=one.tasinir_id, quantity=format_quantity(one.wanted), note=one.note or None)
        for one in lines_of(look, istek_id)
    )


async def amend_line(view: View, row: RequestRow, line: RequestLine) -> None:
    """Asks for one line anew, filled with what stands there."""

    def put(work: Work, draft: GoodsLineDraft) -> None:
        lines = [*_drafts(work, row.id)]
        lines[line.line_no - 1] = draft
        amending.put_request_lines(work, row.id, lines, row.version)

    await open_form(
        view,
        f"{line.line_no}. kalem: {name_of(row)}",
        GoodsLineDraft,
        put,
        f"{line.line_no}. kalem düzeltildi",
        key=f"{_KEY}-kalem:{row.id}:{line.line_no}",
        values={"tasinir_id": line.goods_id, "quantity": format_quantity(line.wanted), "note": line.note or None},
    )


def take_line_off(work: Work, row: RequestRow, line_no: int) -> None:
    """Takes a line off a request as it was seen."""
    lines = [*_drafts(work, row.id)]
    del lines[line_no - 1 : line_no]
    amending.put_request_lines(work, row.id, lines, row.version)


async def amend_head(view: View, row: RequestRow) -> None:
    """Asks for the head anew, filled with what stands there."""
    values = await view.ask(lambda look: _head_values(look, row.id))
    if values is not None:
        await open_form(
            view,
            f"Düzeltme: {name_of(row)}",
            RequestDraft,
            lambda work, draft: amending.amend_request(work, row.id, draft, row.version),
            f"{row.no} düzeltildi",
            key=f"{_KEY}:{row.id}",
            values=values,
        )


def _head_values(look: Look, istek_id: int) -> dict[str, object]:
    row, _ = request_row(look, istek_id)
    return {name: value for name in _HEAD if (value := getattr(row, name)) not in ("", None)}


# ---------------------------------------------------------------- ends


async def end_request(view: View, row: RequestRow) -> None:
    """Del: the asking unit gave it up, or the ambar does not meet it or the rest of it; with a reason."""
    ends = [
        (_REFUSE, "Karşılanmayacak: kalanı reddet" if row.state is RequestState.KISMEN else "Karşılanmayacak: ret")
    ]
    if row.state is RequestState.ACIK:
        ends.insert(0, (_CANCEL, "İsteyen birim vazgeçti: iptal"))
    chosen = await view.app.push_screen_wait(ChooseDialog(f"{name_of(row)}: nasıl bitiyor?", ends))
    if not chosen:
        return
    cancelled = chosen[0] == _CANCEL
    question = f"{row.no} sayılı istek neden {'iptal ediliyor' if cancelled else 'karşılanmıyor'}?"
    reason = await view.app.push_screen_wait(ReasonDialog("İstek belgesi", question, 3))
    if reason is not None:
        end = requests.cancel if cancelled else requests.refuse
        done = f"{row.no} {'iptal edildi' if cancelled else 'reddedildi'}; numarası kalır"
        await view.do(lambda work: end(work, row.id, reason, row.version), done)


def may_change(look: Look, istek_id: int) -> bool:
    """Whether nothing was given or prepared yet, so that the request can still be put right."""
    card = request_card(look, istek_id)
    return card.row.state is RequestState.ACIK and not any(line.prepared for line in card.lines)
