"""The steps of a write-off: written, presented, approved, returned, refused, and what became of scrap."""

from __future__ import annotations

from collections.abc import Sequence

from data.core.approvals import Stage, next_step_name
from data.core.calendar import format_date
from data.core.money import Money, format_int, format_kurus
from data.core.permissions import Verb
from data.core.store import Work
from data.tasinir.ending_drafts import CommissionDraft, FaultDraft, OutcomeDraft, WriteOffDraft, WriteOffLineDraft
from data.tasinir.ending_lookup import ambar_of_items
from data.tasinir.ending_summaries import commission_words, why_write_off
from data.tasinir.ending_views import WriteOffCard, WriteOffLineRow, WriteOffRow
from data.tasinir.lookup import AREA, WRITE_OFF_KIND
from data.tasinir.operations import commissions, compensation, scrap, write_offs
from data.tasinir.rules.values import BoardKind, VoucherKind, WriteOffState
from screens.approval_steps import send_back, step_confirmed
from screens.forms import open_form
from screens.tasinir.voucher_form import new_voucher
from screens.tasinir.voucher_view import VoucherView
from screens.view import View
from screens.widgets.ask_dialogs import ChooseDialog, ReasonDialog
from screens.widgets.read_dialogs import WhyDialog

_VERBS = {Stage.TASLAK: Verb.PREPARE, Stage.SUNULDU: Verb.CHECK, Stage.KONTROL_EDILDI: Verb.APPROVE}


def name_of(row: WriteOffRow) -> str:
    """What a paper is called in a question."""
    return f"{row.no} {row.reason_kind.label}"


def is_scrap(row: WriteOffRow) -> bool:
    """Whether it needs the scrap commission, and an outcome later."""
    return write_offs.board_kind(row.reason_kind) is BoardKind.HURDA


def may_hand_on(view: View, card: WriteOffCard) -> bool:
    """Whether the next step is this user's."""
    if card.approval.over:
        return False
    wanted = _VERBS[card.approval.stage]
    return view.desk.actor.can(AREA, Verb.APPROVE if wanted is Verb.CHECK and card.both_offices else wanted)


def may_return(view: View, card: WriteOffCard) -> bool:
    """Whether this user may send it back: whose step is next."""
    return card.approval.stage is not Stage.TASLAK and may_hand_on(view, card)


def may_cancel(view: View, row: WriteOffRow) -> bool:
    """Whether this user may give it up."""
    return row.state not in (WriteOffState.RED, WriteOffState.IPTAL) and view.desk.actor.can(AREA, Verb.PREPARE)


# ---------------------------------------------------------------- writing


async def new_paper(view: View, item_ids: Sequence[int] = ()) -> int | None:
    """Asks for the head and writes the draft, with items that were chosen before as its lines; its key."""
    values: dict[str, object] = {"day": view.desk.today}
    if item_ids:
        ambar_id = await view.ask(lambda look: ambar_of_items(look, item_ids))
        if ambar_id is None:
            return None
        values["ambar_id"] = ambar_id
    lines = [WriteOffLineDraft(demirbas_id=one) for one in item_ids]
    made: list[int] = []
    await open_form(
        view,
        f"Kayıttan düşme teklifi: {format_int(len(lines))} taşınır" if lines else "Kayıttan düşme teklifi",
        WriteOffDraft,
        lambda work, draft: made.append(write_offs.propose(work, draft, lines)),
        "Teklif yazıldı",
        key=f"{WRITE_OFF_KIND}.secilen" if lines else WRITE_OFF_KIND,
        values=values,
    )
    return made[-1] if made else None


async def amend_head(view: View, row: WriteOffRow) -> None:
    """The head of a draft anew, filled with what stands there."""
    old = await view.ask(lambda look: write_offs.head_of(look, row.id))
    if old is None:
        return
    names = ("ambar_id", "day", "reason_kind", "reason", "proof", "proof_day")
    await open_form(
        view,
        f"Teklif: {name_of(row)}",
        WriteOffDraft,
        lambda work, draft: write_offs.amend(work, row.id, draft, row.version),
        "Teklif düzeltildi",
        key=f"{WRITE_OFF_KIND}:{row.id}",
        values={name: value for name in names if (value := getattr(old, name)) is not None},
    )


async def add_lines(view: View, row: WriteOffRow) -> None:
    """Lines one after the other until Esc."""
    await open_form(
        view,
        f"Kalem ekle: {name_of(row)}",
        WriteOffLineDraft,
        lambda work, draft: _add(work, row.id, draft),
        lambda count: f"{format_int(count)} kalem",
        key=f"{WRITE_OFF_KIND}.kalem:{row.id}",
        next_record=True,
    )


def _add(work: Work, dusme_id: int, draft: WriteOffLineDraft) -> int:
    lines = [*write_offs.lines_of(work, dusme_id), draft]
    _put(work, dusme_id, lines)
    return len(lines)


def _put(work: Work, dusme_id: int, lines: list[WriteOffLineDraft], version: int | None = None) -> None:
    seen = write_offs.version_of(work, dusme_id) if version is None else version
    write_offs.amend(work, dusme_id, write_offs.head_of(work, dusme_id), seen, lines=lines)


async def amend_line(view: View, row: WriteOffRow, line: WriteOffLineRow) -> None:
    """One line anew."""
    lines = await view.ask(lambda look: write_offs.lines_of(look, row.id))
    if lines is None or line.line_no > len(lines):
        return
    place, old = line.line_no - 1, lines[line.line_no - 1]

    def put(work: Work, draft: WriteOffLineDraft) -> None:
        _put(work, row.id, [*lines[:place], draft, *lines[place + 1 :]], row.version)

    values: dict[str, object] = {"quantity": old.quantity, "note": old.note}
    values |= {"demirbas_id": old.demirbas_id} if old.demirbas_id else {"tasinir_id": old.tasinir_id}
    await open_form(
        view,
        f"{line.line_no}. kalem: {name_of(row)}",
        WriteOffLineDraft,
        put,
        f"{line.line_no}. kalem düzeltildi",
        key=f"{WRITE_OFF_KIND}.kalem:{row.id}:{line.line_no}",
        values={name: value for name, value in values.items() if value},
    )


async def take_line_off(view: View, row: WriteOffRow, line: WriteOffLineRow) -> None:
    """Takes a line off a draft."""

    def put(work: Work) -> None:
        lines = write_offs.lines_of(work, row.id)
        del lines[line.line_no - 1 : line.line_no]
        _put(work, row.id, lines, row.version)

    await view.do(put, f"{line.line_no}. kalem çıkarıldı: {line.name}")


async def write_commission(view: View, row: WriteOffRow) -> None:
    """K: the commission in one form; the last one of its kind stands there already."""
    usual = await view.ask(lambda look: commissions.usual_commission(look, row.id))
    if usual is not None:
        await open_form(
            view,
            f"{write_offs.board_kind(row.reason_kind).label}: {row.no}",
            CommissionDraft,
            lambda work, draft: commissions.set_commission(work, row.id, draft, row.version),
            lambda count: f"Komisyon yazıldı: {count} kişi",
            key=f"{WRITE_OFF_KIND}.komisyon:{row.id}",
            values=usual,
        )


# ---------------------------------------------------------------- its way


async def hand_on(view: View, card: WriteOffCard) -> None:
    """F7: presents, checks or approves after a yes."""
    row, stage = card.row, card.approval.stage
    if not may_hand_on(view, card):
        view.say(f"{name_of(row)}: {row.state.label}; sizin atacağınız adım yok.")
        return
    text = f"{name_of(row)} · {format_date(row.day)} · {row.ambar}\n"
    text += f"{format_int(row.lines)} kalem · {format_kurus(row.kurus)}"
    if not card.board and not card.by_count:
        text += f"\nKomisyon {commission_words(card)}."
    if stage is Stage.KONTROL_EDILDI:
        text += "\nOnayla birlikte çıkış fişinin taslağı hazırlanır; fişi kayıt yetkilisi onaylar."
    if await step_confirmed(view, next_step_name(stage), text):
        await view.do(lambda work: write_offs.advance(work, row.id, expected=stage), lambda made: made.words)


async def give_back(view: View, card: WriteOffCard) -> None:
    """F8: back to the preparer; the harcama yetkilisi may also refuse it for good."""
    row, stage = card.row, card.approval.stage
    if not may_return(view, card):
        view.say(f"{name_of(row)}: {row.state.label}; iade edilemez.")
        return
    chosen = "iade"
    if stage is Stage.KONTROL_EDILDI:
        options = (("iade", "İade et: düzeltilip yeniden sunulur"), ("ret", "Reddet: taşınırlar kayıtta kalır"))
        found = await view.app.push_screen_wait(ChooseDialog(name_of(row), options))
        if not found:
            return
        chosen = found[0]
    if chosen == "iade":
        await send_back(
            view,
            f"{row.no} tutanağı",
            lambda work, reason: write_offs.send_back(work, row.id, expected=stage, reason=reason),
        )
        return
    reason = await view.app.push_screen_wait(ReasonDialog("Reddet", f"{name_of(row)} neden reddediliyor?", 3))
    if reason is not None:
        await view.do(lambda work: write_offs.refuse(work, row.id, reason), f"{row.no} reddedildi")


async def cancel(view: View, row: WriteOffRow) -> None:
    """Del: gives it up with a reason; its number stays taken."""
    reason = await view.app.push_screen_wait(
        ReasonDialog("Teklifi iptal et", f"{name_of(row)} neden iptal ediliyor? Numarası kalır.", 3)
    )
    if reason is not None:
        await view.do(lambda work: write_offs.cancel(work, row.id, reason), f"{row.no} iptal edildi")


async def explain(view: View, card: WriteOffCard) -> None:
    """F4: the rules of the paper, and its voucher."""
    dialog = WhyDialog(name_of(card.row), card.row.state.label, why_write_off(card), lambda _ref: "çıkış fişi")
    if (chosen := await view.app.push_screen_wait(dialog)) is not None:
        view.frame.go_to_record(chosen.kind, chosen.id)


async def write_decision(view: View, card: WriteOffCard) -> None:
    """Z: what was decided of fault and compensation, filled with the decision that stands."""
    row, old = card.row, card.fault
    values: dict[str, object] = {"day": view.desk.today}
    if old is not None:
        values = {
            "decision": old.decision.value, "day": old.day, "paper": old.paper, "charged": old.charged,
            "amount": Money(old.kurus) if old.kurus is not None else None, "note": old.note,
        }  # fmt: skip
    await open_form(
        view,
        f"Kusur ve tazmin: {name_of(row)}",
        FaultDraft,
        lambda work, draft: compensation.record_decision(work, row.id, draft, row.version),
        f"{row.no}: kusur ve tazmin kararı yazıldı",
        key=f"{WRITE_OFF_KIND}.kusur:{row.id}",
        values={name: value for name, value in values.items() if value},
    )


# ---------------------------------------------------------------- after scrap


async def write_outcome(view: View, row: WriteOffRow) -> None:
    """P: sold, destroyed with a tutanak, or given to MKE."""
    await open_form(
        view,
        f"Hurda sonucu: {name_of(row)}",
        OutcomeDraft,
        lambda work, draft: scrap.record_outcome(work, row.id, draft, row.version),
        f"{row.no}: hurda sonucu yazıldı",
        key=f"{WRITE_OFF_KIND}.sonuc:{row.id}",
        values={"outcome_on": view.desk.today},
    )


async def enter_parts(view: View, row: WriteOffRow) -> None:
    """T: the entry voucher of usable parts, resting on the paper (m.21/1-e)."""
    found = await view.ask(lambda look: write_offs.head_of(look, row.id))
    if found is None:
        return
    values: dict[str, object] = {
        "ambar_id": found.ambar_id,
        "kind": VoucherKind.IC_URETIM.value,
        "day": view.desk.today,
        "dayanak_day": row.day,
        "dayanak_no": f"Kayıttan Düşme Tutanağı {row.no}",
        "from_text": "Hurdadan çıkan işe yarar parça",
    }
    made = await new_voucher(view, values)
    if made is not None:
        await view.frame.push(VoucherView(view.frame, made, adding=True))
