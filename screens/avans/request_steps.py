"""The way of a request: written with its lines, handed on, approved, given, sent back, given up, renewed."""

from __future__ import annotations

from typing import Any, Final

from data.avans.card import AvansCard, avans_card, why
from data.avans.drafts import GiveDraft, RequestDraft, RequestLineDraft
from data.avans.lookup import AREA, AVANS_KIND, avans_row
from data.avans.operations import giving, requests
from data.avans.operations.steps import Written
from data.avans.pick_views import find_units
from data.avans.rules.values import AvansKind, AvansState, DocumentState
from data.avans.views import AvansRow
from data.butce.lookup import MOVEMENT_KIND, TERTIP_KIND
from data.core.approvals import Stage, next_step_name
from data.core.drafts import specs
from data.core.money import format_int, format_kurus
from data.core.permissions import Verb
from data.core.reasons import Ref
from data.core.store import Look, Work
from screens.approval_steps import send_back, step_confirmed
from screens.avans.signs import last_days, name_of
from screens.butce.asking import show_warnings
from screens.forms import open_form
from screens.view import View
from screens.widgets.ask_dialogs import ReasonDialog
from screens.widgets.read_dialogs import WhyDialog

_VERBS: Final = {Stage.TASLAK: Verb.PREPARE, Stage.SUNULDU: Verb.CHECK, Stage.KONTROL_EDILDI: Verb.APPROVE}
_BEFORE: Final = (AvansState.TASLAK, AvansState.ONAYDA, AvansState.ONAYLI)
_PLACES: Final = {MOVEMENT_KIND: "ödenek hareketi", TERTIP_KIND: "tertip", AVANS_KIND: "avans"}


def can_hand_on(view: View, card: AvansCard) -> bool:
    """Whether the next step is this user's: on the approval path, or giving what was approved."""
    can = view.desk.actor.can
    if card.row.state is AvansState.ONAYLI:
        return can(AREA, Verb.PREPARE)
    if card.row.state not in _BEFORE or card.approval.stage not in _VERBS:
        return False
    return can(AREA, _VERBS[card.approval.stage])


def can_return(view: View, card: AvansCard) -> bool:
    """Whether this user may send it back: whose step is next."""
    return card.row.state is AvansState.ONAYDA and can_hand_on(view, card)


# ---------------------------------------------------------------- writing


async def new_request(view: View, values: dict[str, object] | None = None) -> int | None:
    """Asks for a request and writes it; answers with its key.

    Args:
        values: What the form starts with, besides the day and the only unit there is.
    """
    units = await view.ask(lambda look: find_units(look, "", 2))
    if units is None:
        return None
    start = {"request_day": view.desk.today, "kind": AvansKind.IS.value}
    if len(units) == 1:
        start["harcama_birimi_id"] = units[0].id
    made: list[Written] = []
    await open_form(
        view,
        "Avans isteği",
        RequestDraft,
        lambda job, draft: made.append(requests.request(job, draft)),
        "Avans isteği yazıldı",
        key=AVANS_KIND if values is None else f"{AVANS_KIND}.yenile:{values['renews_id']}",
        values=start | (values or {}),
    )
    if not made:
        return None
    await show_warnings(view, made[-1].warnings)
    return made[-1].id


async def renew(view: View, card: AvansCard) -> int | None:
    """A new advance for the same job, up to what the documents of this one come to."""
    row = card.row
    old = await view.ask(lambda look: requests.draft_of(look, row.id))
    if old is None:
        return None
    names = ("kind", "harcama_birimi_id", "tertip_id", "subject", "urgency", "limit_row", "is_id")
    values = {name: value for name in names if (value := getattr(old, name)) is not None}
    handed = sum(one.total for one in card.documents if one.state is not DocumentState.RET)
    return await new_request(view, values | {"requested": handed, "renews_id": row.id})


async def amend_head(view: View, row: AvansRow) -> None:
    """The request anew, as long as it is a draft."""
    old = await view.ask(lambda look: requests.draft_of(look, row.id))
    if old is None:
        return
    await _written(
        view,
        f"Düzelt: {name_of(row)}",
        RequestDraft,
        lambda job, draft: requests.amend(job, row.id, draft, row.version),
        f"{name_of(row)} düzeltildi",
        key=f"{AVANS_KIND}:{row.id}",
        values={name: value for name in specs(RequestDraft) if (value := getattr(old, name)) is not None},
    )


async def add_lines(view: View, card: AvansCard) -> None:
    """Lines of what is asked for, one after the other until Esc."""
    await open_form(
        view,
        f"İstenenler: {name_of(card.row)}, {format_kurus(card.row.requested)}",
        RequestLineDraft,
        lambda job, draft: _add(job, card.row.id, draft),
        lambda said: said,
        key=f"{AVANS_KIND}.kalem:{card.row.id}",
        next_record=True,
    )


def _add(job: Work, avans_id: int, draft: RequestLineDraft) -> str:
    lines = [*requests.lines_of(job, avans_id), draft]
    _put(job, avans_id, lines, avans_row(job, avans_id)[0].version)
    total = sum(one.amount or 0 for one in lines)
    return f"{format_int(len(lines))} kalem" + (f" · {format_kurus(total)}" if total else "")


def _put(job: Work, avans_id: int, lines: list[RequestLineDraft], version: int) -> None:
    requests.amend(job, avans_id, requests.draft_of(job, avans_id), version, lines)


async def amend_line(view: View, card: AvansCard, place: int) -> None:
    """One line anew."""
    lines, row = list(card.lines), card.row
    values = {
        name: value for name in specs(RequestLineDraft) if (value := getattr(lines[place], name)) is not None
    }
    await open_form(
        view,
        f"{place + 1}. kalem: {name_of(row)}",
        RequestLineDraft,
        lambda job, draft: _put(job, row.id, [*lines[:place], draft, *lines[place + 1 :]], row.version),
        f"{place + 1}. kalem düzeltildi",
        key=f"{AVANS_KIND}.kalem:{row.id}:{place}",
        values=values,
    )


async def take_line_off(view: View, card: AvansCard, place: int) -> None:
    """Takes a line off a draft."""
    lines = [one for at, one in enumerate(card.lines) if at != place]
    said = f"Kalem çıkarıldı: {card.lines[place].name}"
    await view.do(lambda job: _put(job, card.row.id, lines, card.row.version), said)


# ---------------------------------------------------------------- its way


async def hand_on(view: View, card: AvansCard) -> None:
    """F7: presents, checks, approves; gives what was approved."""
    row, stage = card.row, card.approval.stage
    if not can_hand_on(view, card):
        view.say(f"{name_of(row)}: {row.state.label}; sizin atacağınız adım yok.")
    elif row.state is AvansState.ONAYLI:
        await _give(view, card)
    else:
        text = f"{name_of(row)} · {row.holder} · {format_kurus(row.requested)}\n{row.subject}"
        text += "".join(f"\n{'✗' if one.blocking else '!'} {one.message}" for one in card.problems)
        if await step_confirmed(view, next_step_name(stage), text):
            await view.do(
                lambda job: requests.advance(job, row.id, expected=stage),
                lambda reached: f"{name_of(row)}: {reached.label}",
            )


async def _give(view: View, card: AvansCard) -> None:
    row = card.row
    done = await _written(
        view,
        f"Ver: {name_of(row)}, {row.holder}",
        GiveDraft,
        lambda job, draft: giving.give(job, row.id, draft, row.version),
        f"{name_of(row)} verildi",
        key=f"{AVANS_KIND}.ver:{row.id}",
        values={"day": view.desk.today, "amount": row.requested},
    )
    if done:
        now = await view.ask(lambda look: avans_card(look, row.id).row)
        if now is not None and now.deadline is not None:
            view.say(f"{name_of(row)} verildi; son mahsup günü {last_days(now)}")


async def _written(
    view: View,
    title: str,
    draft_type: type[Any],
    operation: Any,
    success: str,
    *,
    key: str,
    values: dict[str, Any],
) -> bool:
    """A form whose operation may tell warnings; whether it was written."""
    done: list[Written] = []
    await open_form(
        view,
        title,
        draft_type,
        lambda job, draft: done.append(operation(job, draft)),
        success,
        key=key,
        values=values,
    )
    if done:
        await show_warnings(view, done[-1].warnings)
    return bool(done)


async def give_back(view: View, card: AvansCard) -> None:
    """F8: back to its preparer with a reason."""
    row, stage = card.row, card.approval.stage
    if not can_return(view, card):
        view.say(f"{name_of(row)}: {row.state.label}; iade edilemez.")
        return
    await send_back(
        view,
        name_of(row),
        lambda job, reason: requests.send_back(job, row.id, expected=stage, reason=reason),
    )


async def give_up(view: View, row: AvansRow) -> None:
    """Del: a request that was not given, with a reason."""
    if row.state not in _BEFORE:
        view.say(f"{name_of(row)}: {row.state.label}. Enter ile açın; işlemleri orada Del ile geri alınır.")
        return
    question = f"{name_of(row)} neden verilmeyecek? Numarası kalır."
    reason = await view.app.push_screen_wait(ReasonDialog("Avanstan vazgeç", question))
    if reason is not None:
        await view.do(lambda job: requests.cancel(job, row.id, reason), f"{name_of(row)}: vazgeçildi")


async def explain(view: View, avans_id: int) -> None:
    """F4: account, limit, what speaks against it, the last day, where each lira is, what lateness costs."""

    def asked(look: Look) -> tuple[AvansCard, Any]:
        card = avans_card(look, avans_id)
        return card, why(look, card)

    found = await view.ask(asked)
    if found is None:
        return
    card, reasons = found
    row = card.row
    value = row.state.label
    if row.held.verilen:
        value += f" · açık {format_kurus(row.held.acik)}"
    if row.deadline is not None:
        value += f" · son gün {last_days(row)}"
    dialog = WhyDialog(name_of(row), value, reasons, _name_of_ref)
    if (chosen := await view.app.push_screen_wait(dialog)) is not None:
        view.frame.go_to_record(chosen.kind, chosen.id)


def _name_of_ref(ref: Ref) -> str:
    return _PLACES.get(ref.kind, "kayıt")
