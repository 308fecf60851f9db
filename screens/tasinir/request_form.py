"""Requests: how they are written, and how one ends."""

from __future__ import annotations

from data.core.store import Look
from data.tasinir.hand_drafts import RequestDraft
from data.tasinir.hand_lookup import lines_of, request_row
from data.tasinir.operations import amending, requests
from data.tasinir.request_views import RequestRow, request_card
from data.tasinir.rules.values import RequestState
from screens.tasinir.goods_paper import GoodsPaper
from screens.view import View
from screens.widgets.ask_dialogs import ChooseDialog, ReasonDialog

_CANCEL, _REFUSE = "iptal", "ret"
PAPER = GoodsPaper(
    key="tasinir.istek",
    form=RequestDraft,
    called="İstek belgesi",
    new="Yeni istek belgesi",
    of_lines=lambda head: f"İstek belgesinin kalemleri: {head.asked_by}",
    measure="wanted",
    columns=("istek_birimi_id", "ambar_id", "day", "asked_by", "asked_title", "personel_id", "note"),
    checked=requests.checked_head,
    open=requests.open_request,
    row=request_row,
    lines=lines_of,
    put_lines=amending.put_request_lines,
    amend=amending.amend_request,
)


def name_of(row: RequestRow) -> str:
    """What a request is called in a question."""
    return f"İstek {row.no} {row.asking}"


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
