"""The steps of an aktarma: written, handed on, approved, carried out with its decision, taken back."""

from __future__ import annotations

from data.butce.drafts import ReverseDraft
from data.butce.lookup import AREA, MOVEMENT_KIND, TRANSFER_KIND
from data.butce.operations import transfer_posting, transfers
from data.butce.operations.posting import Posted
from data.butce.rules.values import Decider, TransferState
from data.butce.transfer_drafts import DecisionDraft, SlipDraft, TransferDraft, TransferLineDraft
from data.butce.transfer_views import TransferCard, TransferLine, TransferRow, transfer_card, why_transfer
from data.core.approvals import Stage, next_step_name
from data.core.money import format_int, format_kurus
from data.core.permissions import Verb
from data.core.store import Work
from screens.approval_steps import send_back, step_confirmed
from screens.butce.asking import show_warnings
from screens.forms import open_form
from screens.view import View
from screens.widgets.ask_dialogs import ReasonDialog
from screens.widgets.read_dialogs import WhyDialog

_VERBS = {Stage.TASLAK: Verb.PREPARE, Stage.SUNULDU: Verb.CHECK, Stage.KONTROL_EDILDI: Verb.APPROVE}
_OPEN = (TransferState.TASLAK, TransferState.ONAYDA, TransferState.ONAYLI)


def name_of(row: TransferRow) -> str:
    """What a form is called in a question."""
    return f"{row.number} aktarması"


def waits_for_decision(card: TransferCard) -> bool:
    """Whether the next step is to carry it out."""
    row = card.row
    return row.state is TransferState.ONAYLI or (row.state is TransferState.TASLAK and row.decider is Decider.YOK)


def may_hand_on(view: View, card: TransferCard) -> bool:
    """Whether the next step is this user's: on the approval path, carrying out, or its muhasebe işlem fişi."""
    row = card.row
    if waits_for_decision(card) or (row.state is TransferState.ISLENDI and row.mif_day is None):
        return view.desk.actor.can(AREA, Verb.PREPARE)
    if row.state not in _OPEN or card.approval.stage not in _VERBS:
        return False
    return view.desk.actor.can(AREA, _VERBS[card.approval.stage])


def may_return(view: View, card: TransferCard) -> bool:
    """Whether this user may send it back: whose step is next."""
    return card.row.state is TransferState.ONAYDA and may_hand_on(view, card)


# ---------------------------------------------------------------- writing


async def new_transfer(view: View, yil_id: int) -> int | None:
    """Asks for the head and writes the form; answers with its key."""
    made: list[int] = []
    await open_form(
        view,
        "Yeni aktarma formu",
        TransferDraft,
        lambda job, draft: made.append(transfers.prepare(job, yil_id, draft)),
        "Aktarma formu yazıldı",
        key=TRANSFER_KIND,
        values={"day": view.desk.today},
    )
    return made[-1] if made else None


async def amend_head(view: View, row: TransferRow) -> None:
    """Day and reason of a draft anew."""
    await open_form(
        view,
        f"Aktarma formu {row.number}",
        TransferDraft,
        lambda job, draft: transfers.amend(job, row.id, draft, row.version),
        "Form düzeltildi",
        key=f"{TRANSFER_KIND}:{row.id}",
        values={"day": row.day, "reason": row.reason},
    )


async def add_lines(view: View, card: TransferCard) -> None:
    """Lines one after the other until Esc; the side stays as it was typed last."""
    await open_form(
        view,
        f"Satır ekle: {name_of(card.row)}",
        TransferLineDraft,
        lambda job, draft: _add(job, card.row.id, draft),
        lambda said: said,
        key=f"{TRANSFER_KIND}.satir:{card.row.id}",
        values={"side": "eklenen" if card.out_total > card.in_total else "dusulen"},
        next_record=True,
    )


def _add(job: Work, aktarma_id: int, draft: TransferLineDraft) -> str:
    lines = [*transfers.lines_of(job, aktarma_id), draft]
    _put(job, aktarma_id, lines)
    out, into = (sum(one.amount for one in lines if one.side == side) for side in ("dusulen", "eklenen"))
    return f"{format_int(len(lines))} satır · düşülen {format_kurus(out)} · eklenen {format_kurus(into)}"


def _put(job: Work, aktarma_id: int, lines: list[TransferLineDraft], version: int | None = None) -> None:
    seen = transfers.version_of(job, aktarma_id) if version is None else version
    transfers.amend(job, aktarma_id, transfers.head_of(job, aktarma_id), seen, lines)


async def amend_line(view: View, row: TransferRow, line: TransferLine) -> None:
    """One line anew."""
    lines = await view.ask(lambda look: transfers.lines_of(look, row.id))
    if lines is None or line.line_no > len(lines):
        return
    place, old = line.line_no - 1, lines[line.line_no - 1]
    names = ("side", "tertip_id", "amount", "dis_kod", "dis_ad", "yeni", "note")
    await open_form(
        view,
        f"{line.line_no}. satır: {name_of(row)}",
        TransferLineDraft,
        lambda job, draft: _put(job, row.id, [*lines[:place], draft, *lines[place + 1 :]], row.version),
        f"{line.line_no}. satır düzeltildi",
        key=f"{TRANSFER_KIND}.satir:{row.id}:{line.line_no}",
        values={name: value for name in names if (value := getattr(old, name)) is not None},
    )


async def take_line_off(view: View, row: TransferRow, line: TransferLine) -> None:
    """Takes a line off a draft."""

    def put(job: Work) -> None:
        lines = transfers.lines_of(job, row.id)
        del lines[line.line_no - 1 : line.line_no]
        _put(job, row.id, lines, row.version)

    await view.do(put, f"{line.line_no}. satır çıkarıldı: {line.name}")


# ---------------------------------------------------------------- its way


async def hand_on(view: View, card: TransferCard) -> None:
    """F7: presents, checks, approves, carries out with the decision, or writes the muhasebe işlem fişi."""
    row, stage = card.row, card.approval.stage
    if not may_hand_on(view, card):
        view.say(f"{name_of(row)}: {row.state.label}; sizin atacağınız adım yok.")
    elif waits_for_decision(card):
        await _carry_out(view, card)
    elif row.state is TransferState.ISLENDI:
        await _slip(view, row)
    else:
        text = f"{name_of(row)} · {format_kurus(row.amount)}\nKarar yeri: {row.decider.label}"
        text += "".join(f"\n! {one.message}" for one in card.problems)
        if await step_confirmed(view, next_step_name(stage), text):
            await view.do(
                lambda job: transfers.advance(job, row.id, expected=stage),
                lambda reached: f"{name_of(row)}: {reached.label}",
            )


async def _carry_out(view: View, card: TransferCard) -> None:
    row = card.row
    written: list[Posted] = []
    await open_form(
        view,
        f"{row.decider.label}: {name_of(row)} işlenecek",
        DecisionDraft,
        lambda job, draft: written.append(transfer_posting.carry_out(job, row.id, draft, row.version)),
        f"{name_of(row)} işlendi",
        key=f"{TRANSFER_KIND}.karar:{row.id}",
    )
    if written:
        await show_warnings(view, written[-1].warnings)


async def _slip(view: View, row: TransferRow) -> None:
    await open_form(
        view,
        f"Muhasebe işlem fişi: {name_of(row)}",
        SlipDraft,
        lambda job, draft: transfer_posting.record_slip(job, row.id, draft, row.version),
        f"{name_of(row)}: muhasebe işlem fişi yazıldı",
        key=f"{TRANSFER_KIND}.mif:{row.id}",
    )


async def give_back(view: View, card: TransferCard) -> None:
    """F8: back to its preparer with a reason."""
    row, stage = card.row, card.approval.stage
    if not may_return(view, card):
        view.say(f"{name_of(row)}: {row.state.label}; iade edilemez.")
        return
    await send_back(
        view,
        name_of(row),
        lambda job, reason: transfers.send_back(job, row.id, expected=stage, reason=reason),
    )


async def end(view: View, row: TransferRow) -> None:
    """Del: gives a form up that is not carried out; reverses one that is."""
    if row.state is TransferState.ISLENDI:
        await open_form(
            view,
            f"Geri al: {name_of(row)}, {format_kurus(row.amount)}",
            ReverseDraft,
            lambda job, draft: transfer_posting.take_back(job, row.id, draft, row.version),
            f"{name_of(row)} geri alındı",
            key=f"{TRANSFER_KIND}.geri:{row.id}",
            values={"day": view.desk.today},
        )
    elif row.state in _OPEN:
        question = f"{name_of(row)} neden işlenmeyecek? Numarası kalır."
        reason = await view.app.push_screen_wait(ReasonDialog("Aktarmadan vazgeç", question))
        if reason is not None:
            await view.do(lambda job: transfers.give_up(job, row.id, reason), f"{name_of(row)}: vazgeçildi")
    else:
        view.say(f"{name_of(row)}: {row.state.label}.")


async def explain(view: View, row: TransferRow) -> None:
    """F4: who decides and by which codes, what forbids it, and the movements behind it."""
    card = await view.ask(lambda look: transfer_card(look, row.id))
    if card is None:
        return
    dialog = WhyDialog(
        name_of(row),
        f"{row.state.label} · karar yeri: {row.decider.label}",
        why_transfer(card),
        lambda ref: "hareket" if ref.kind == MOVEMENT_KIND else "kayıt",
    )
    if (chosen := await view.app.push_screen_wait(dialog)) is not None:
        view.frame.go_to_record(chosen.kind, chosen.id)
