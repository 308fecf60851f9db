"""What is done with an advance that was given: documents, mahsup, refund, 140, year's end, journey, reversal."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final

from data.avans.card import AvansCard, DocumentRow, StepRow, zam_if_paid
from data.avans.drafts import (
    CarryDraft,
    ChargeDraft,
    DocumentDraft,
    JourneyDraft,
    MoneyBackDraft,
    ReportDraft,
    SettleDraft,
)
from data.avans.lookup import AREA, AVANS_KIND
from data.avans.operations import documents, giving, refunds, requests, reversing, settling, year_end
from data.avans.operations.steps import Written
from data.avans.rules.values import CARRIED_ACCOUNT, PARTIES_ACCOUNT, AvansState, DocumentState
from data.butce.drafts import ReverseDraft
from data.butce.rules.closing import year_end as last_day_of
from data.core.drafts import specs
from data.core.money import format_kurus
from data.core.permissions import Verb
from data.core.store import Look, Work
from data.core.text import lower
from screens.avans.asking import open_previewed
from screens.avans.signs import name_of
from screens.butce.asking import show_warnings
from screens.forms import open_form
from screens.view import View
from screens.widgets.ask_dialogs import ChooseDialog, ConfirmDialog, ReasonDialog

_DECEMBER: Final = 12
MoneyBack = Callable[[Work, int, MoneyBackDraft, int], Written]
TAKES: Final = (AvansState.VERILDI, AvansState.KISMI, AvansState.DEVIR)
"""States in which documents and money may come in."""


def allowed(view: View, card: AvansCard, action: str) -> bool:
    """Whether a step makes sense now and this user may take it."""
    row, can, today = card.row, view.desk.actor.can, view.desk.today
    prepares, checks = can(AREA, Verb.PREPARE), can(AREA, Verb.CHECK)
    takes, running = row.state in TAKES, row.state.running
    over = row.state is AvansState.DEVIR or (row.deadline is not None and row.deadline <= today)
    year = row.given_day.year if row.given_day is not None else today.year
    handed = any(one.state is not DocumentState.RET for one in card.documents)
    return {
        "settle": checks and takes and bool(card.waiting),
        "refuse_paper": checks and takes and bool(card.waiting),
        "refund": prepares and takes,
        "charge": checks and takes and over,
        "collect": prepares and row.held.owed > 0,
        "carry": (prepares or checks) and running and today >= date(year, _DECEMBER, 1),
        "journey": prepares and running and row.kind.travels,
        "renew": prepares and running and row.kind.by_mutemet and handed and not _late(row.deadline, today),
    }[action]


def _late(deadline: date | None, today: date) -> bool:
    return deadline is not None and deadline < today


# ---------------------------------------------------------------- documents


async def hand_in(view: View, card: AvansCard) -> None:
    """Documents one after the other until Esc; what does not fit is refused in the form with its law."""
    row = card.row
    tertip = await view.ask(lambda look: _tertip(look, row.id))
    await open_form(
        view,
        f"Belge: {name_of(row)}, açık {format_kurus(row.held.acik + row.held.devir)}",
        DocumentDraft,
        lambda job, draft: documents.hand_in(job, row.id, draft),
        "Belge alındı",
        key=f"{AVANS_KIND}.belge:{row.id}",
        values={"handed_day": view.desk.today, "kdv_percent": 20, "kind": "fatura", "tertip_id": tertip},
        next_record=True,
    )


def _tertip(look: Look, avans_id: int) -> int:
    return requests.draft_of(look, avans_id).tertip_id


async def amend_document(view: View, one: DocumentRow) -> None:
    """A document that waits, corrected."""
    if one.state is not DocumentState.BEKLIYOR:
        view.say(f"{one.kind.label} {one.no}: {one.state.label}; düzeltilemez.")
        return
    old = await view.ask(lambda look: documents.draft_of_document(look, one.id))
    if old is None:
        return
    await open_form(
        view,
        f"Düzelt: {one.kind.label} {one.no}",
        DocumentDraft,
        lambda job, draft: documents.amend_document(job, one.id, draft, one.version),
        f"{one.kind.label} {one.no} düzeltildi",
        key=f"{AVANS_KIND}.belge-duzelt:{one.id}",
        values={name: value for name in specs(DocumentDraft) if (value := getattr(old, name)) is not None},
    )


async def refuse_document(view: View, one: DocumentRow) -> None:
    """F8: a document that cannot be accepted; it stays with its reason."""
    if one.state is not DocumentState.BEKLIYOR:
        view.say(f"{one.kind.label} {one.no}: {one.state.label}; reddedilemez.")
        return
    question = f"{one.kind.label} {one.no}, {one.seller}, {format_kurus(one.total)}: neden kabul edilmiyor?"
    reason = await view.app.push_screen_wait(ReasonDialog("Belge ret", question))
    if reason is not None:
        await view.do(
            lambda job: documents.refuse_document(job, one.id, reason, one.version),
            f"{one.kind.label} {one.no} reddedildi",
        )


# ---------------------------------------------------------------- mahsup


async def settle(view: View, card: AvansCard) -> None:
    """M: chooses documents, shows what they come to and why, and writes the ödeme emri."""
    row, chosen = card.row, await _choose_documents(view, card)
    if not chosen:
        return
    found = await view.ask(lambda look: settling.preview(look, row.id, chosen))
    if found is None:
        return
    late = f"\n! {found.late_days} gün geç; gecikme zammı {format_kurus(found.zam)}" if found.zam else ""
    told = "\n".join(f"{_mark(reason.text)} {reason.text}" for reason in found.reasons)
    dialog = ConfirmDialog(
        f"Mahsup: {name_of(row)}", told + late, (("evet", "Ödeme emrini yaz"), ("hayir", "Vazgeç")), "evet"
    )
    if await view.app.push_screen_wait(dialog) != "evet":
        return
    written: list[Written] = []
    await open_form(
        view,
        f"Mahsup: {len(chosen)} belge, {format_kurus(found.settlement.closes)}",
        SettleDraft,
        lambda job, draft: written.append(settling.settle_documents(job, row.id, chosen, draft, row.version)),
        f"{name_of(row)}: {format_kurus(found.settlement.closes)} mahsup edildi",
        key=f"{AVANS_KIND}.mahsup:{row.id}",
        values={"day": view.desk.today},
    )
    if written:
        seen = {reason.text for reason in found.reasons}
        await show_warnings(view, tuple(one for one in written[-1].warnings if one not in seen))


async def _choose_documents(view: View, card: AvansCard) -> list[int]:
    found = card.waiting
    if len(found) == 1:
        return [found[0].id]
    options = [
        (str(one.id), f"{one.kind.label} {one.no} · {one.seller} · {format_kurus(one.total)}") for one in found
    ]
    title = f"Hangi belgeler mahsup edilsin? Açık {format_kurus(card.row.held.acik + card.row.held.devir)}"
    every = [key for key, _ in options]
    chosen = await view.app.push_screen_wait(ChooseDialog(title, options, multi=True, chosen=every))
    return [int(key) for key in chosen or ()]


def _mark(text: str) -> str:
    return "!" if text.startswith("Avansı aşan") else "•"


# ---------------------------------------------------------------- money


async def refund(view: View, card: AvansCard) -> None:
    """İ: what the holder gives back; after the last day its zam is shown before it is written."""
    row = card.row
    handed = sum(one.total for one in card.waiting)
    left = row.held.acik or row.held.devir
    await _money_back(view, card, "Para iadesi", refunds.refund, max(left - handed, 0) or left, debt=False)


async def collect(view: View, card: AvansCard) -> None:
    """T: what is collected of a debt in 140, with its zam."""
    await _money_back(view, card, "140'tan tahsilat", refunds.collect, card.row.held.owed, debt=True)


async def _money_back(
    view: View, card: AvansCard, what: str, operation: MoneyBack, amount: int, *, debt: bool
) -> None:
    row = card.row

    def preview(look: Look, draft: MoneyBackDraft) -> str:
        found = zam_if_paid(look, row.id, draft.amount, draft.day, debt=debt)
        if not found.value.days:
            return ""
        whole = format_kurus(draft.amount + found.value.zam)
        lines = [f"• {reason.text}" for reason in found.reasons]
        return "\n".join([*lines, f"Tahsil edilecek: {whole}"])

    written = await open_previewed(
        view,
        f"{what}: {name_of(row)}, {row.holder}",
        MoneyBackDraft,
        lambda job, draft: operation(job, row.id, draft, row.version),
        lambda _: f"{name_of(row)}: {lower(what)} yazıldı",
        preview=preview,
        key=f"{AVANS_KIND}.{'tahsil' if debt else 'iade'}:{row.id}",
        values={"day": view.desk.today, "amount": amount},
    )
    if written is not None:
        await show_warnings(view, written.warnings)


async def charge(view: View, card: AvansCard) -> None:
    """K: all that is open becomes the holder's debt."""
    row = card.row
    left = format_kurus(row.held.acik or row.held.devir)
    await open_form(
        view,
        f"140'a al: {name_of(row)}, {row.holder}, {left}",
        ChargeDraft,
        lambda job, draft: refunds.charge(job, row.id, draft, row.version),
        f"{name_of(row)}: {left} {PARTIES_ACCOUNT} hesabına alındı",
        key=f"{AVANS_KIND}.140:{row.id}",
        values={"day": _day_in_year(view, card)},
    )


def _day_in_year(view: View, card: AvansCard) -> date:
    """Today; once the year is over its last day, on which what is open had to be closed."""
    given = card.row.given_day
    if given is None or card.row.state is AvansState.DEVIR:
        return view.desk.today
    return min(view.desk.today, last_day_of(given.year))


# ---------------------------------------------------------------- year's end, journey, reversal


async def carry(view: View, card: AvansCard) -> None:
    """P: the written report to muhasebe, or the way over into the mahsup dönemi."""
    can = view.desk.actor.can
    ways: list[tuple[str, str]] = []
    if can(AREA, Verb.PREPARE):
        ways.append(("yazi", "Bildirim yazısı: belgeleri mahsup döneminde gelecek"))
    if can(AREA, Verb.CHECK):
        ways.append(("devir", f"Mahsup dönemine devir ({CARRIED_ACCOUNT})"))
    start = (ways[-1][0],) if card.report_day is not None else ()
    chosen = await view.app.push_screen_wait(ChooseDialog("Yıl sonu", ways, chosen=start))
    if chosen and chosen[0] == "yazi":
        await _report(view, card)
    elif chosen:
        await _carry_over(view, card)


async def _report(view: View, card: AvansCard) -> None:
    row = card.row
    values = {"report_day": card.report_day or _day_in_year(view, card), "report_no": card.report_no or None}
    await open_form(
        view,
        f"Muhasebeye bildirim: {name_of(row)}",
        ReportDraft,
        lambda job, draft: year_end.report(job, row.id, draft, row.version),
        f"{name_of(row)}: bildirim yazısı kaydedildi",
        key=f"{AVANS_KIND}.bildirim:{row.id}",
        values={name: value for name, value in values.items() if value},
    )


async def _carry_over(view: View, card: AvansCard) -> None:
    row = card.row
    most = row.held.acik if card.report_day else min(row.held.acik, sum(one.total for one in card.waiting))
    await open_form(
        view,
        f"Mahsup dönemine devir: {name_of(row)}, açık {format_kurus(row.held.acik)}",
        CarryDraft,
        lambda job, draft: year_end.carry(job, row.id, draft, row.version),
        f"{name_of(row)} mahsup dönemine devretti",
        key=f"{AVANS_KIND}.devir:{row.id}",
        values={"day": _day_in_year(view, card), "amount": most or None},
    )


async def journey(view: View, card: AvansCard) -> None:
    """G: when a journey began and ended; the month runs from its end."""
    row = card.row
    values = {"departure_day": card.departure_day, "return_day": card.return_day}
    await open_form(
        view,
        f"Yolculuk: {name_of(row)}, {row.holder}",
        JourneyDraft,
        lambda job, draft: giving.note_journey(job, row.id, draft, row.version),
        f"{name_of(row)}: yolculuk günleri yazıldı",
        key=f"{AVANS_KIND}.yolculuk:{row.id}",
        values={name: value for name, value in values.items() if value},
    )


async def reverse(view: View, card: AvansCard, step: StepRow) -> None:
    """Del: takes the last step back by a counter-step with a reason."""
    if step.reverses or step.reversed_by:
        view.say(f"{step.number}. işlem geri alınmış ya da kendisi bir ters kayıt.")
        return
    await open_form(
        view,
        f"Ters kayıt: {step.number}. işlem, {step.kind.label} {format_kurus(step.amount)}",
        ReverseDraft,
        lambda job, draft: reversing.reverse(job, step.id, draft),
        f"{name_of(card.row)}: {step.number}. işlem geri alındı",
        key=f"{AVANS_KIND}.ters:{step.id}",
        values={"day": view.desk.today},
    )
