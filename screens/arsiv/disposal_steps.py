"""The steps of an ayıklama ve imha work: its commission, its decisions, and its way to the tutanak."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from data.arsiv.disposal_drafts import (
    ApprovalDraft,
    BackDraft,
    DecisionDraft,
    DestroyDraft,
    ListDraft,
    OpinionDraft,
    SeatDraft,
    SeatEndDraft,
)
from data.arsiv.disposal_lines import DisposalLine
from data.arsiv.disposal_views import DisposalCard
from data.arsiv.lookup import AREA, DISPOSAL_KIND
from data.arsiv.operations import disposal, disposal_final, disposal_judging, disposal_list
from data.arsiv.rules.values import DisposalState
from data.core.approvals import Stage, next_step_name
from data.core.calendar import format_date
from data.core.permissions import Verb
from data.core.store import Work
from screens.approval_steps import step_confirmed
from screens.arsiv.folder_words import name_of
from screens.arsiv.signing import mark_signatures
from screens.forms import open_form
from screens.view import View
from screens.widgets.ask_dialogs import ChooseDialog

S = DisposalState
_VERBS: Final = {Stage.TASLAK: Verb.PREPARE, Stage.SUNULDU: Verb.CHECK, Stage.KONTROL_EDILDI: Verb.APPROVE}
_NEEDS: Final = {
    S.KOMISYON: Verb.CHECK, S.LISTE: Verb.PREPARE, S.GORUS: Verb.PREPARE, S.ONAYLI: Verb.CHECK,
}  # fmt: skip


def called(card: DisposalCard) -> str:
    """A work in a form's title."""
    return f"Ayıklama ve imha {card.row.no}"


def may_hand_on(view: View, card: DisposalCard) -> bool:
    """Whether the next step of the work is this user's."""
    can = view.desk.actor.can
    if card.row.state is S.ONAY:
        return can(AREA, Verb.CHECK) or _path_step(view, card)
    # Who prepares has the list signed; a şef sends the signed one for its opinion.
    verb = Verb.CHECK if card.all_signed and card.row.state is S.LISTE else _NEEDS.get(card.row.state)
    return verb is not None and can(AREA, verb)


def may_step_back(view: View, card: DisposalCard) -> bool:
    """Whether this user may take the work a step back: a şef, on the approval path also whose step is next."""
    if card.row.state.over or card.row.state is S.KOMISYON:
        return False
    return view.desk.actor.can(AREA, Verb.CHECK) or (card.row.state is S.ONAY and _path_step(view, card))


def _path_step(view: View, card: DisposalCard) -> bool:
    """The next step on the approval path is this user's."""
    path = card.approval
    if path is None or path.over or path.stage not in _VERBS:
        return False
    return view.desk.actor.can(AREA, _VERBS[path.stage])


# ---------------------------------------------------------------- the commission


async def commission(view: View, card: DisposalCard) -> None:
    """K: who sits, from when to when; one more, or the end of a seat."""
    seats = [one for one in card.seats if one.role.votes]
    options = [("yeni", "Yeni üye ya da vekil")]
    for one in seats:
        until = f" – {format_date(one.last_day)}" if one.last_day else ""
        stead = f", {one.stands_for} yerine" if one.stands_for else ""
        words = f"{one.role.label}: {one.name}{stead} · {format_date(one.first_day)}{until}"
        options.append((str(one.id), words))
    lacking = "\n".join(f"! {one.message}" for one in card.problems)
    text = lacking or f"Bugün {len(card.sitting)} üye toplanır. Enter üyenin görev sonunu yazar."
    chosen = await view.app.push_screen_wait(ChooseDialog("Komisyon", options, text=text))
    if not chosen:
        return
    if chosen[0] == "yeni":
        await _new_seat(view, card)
        return
    seat = next(one for one in seats if str(one.id) == chosen[0])
    await open_form(
        view,
        f"Görev sonu: {seat.name}",
        SeatEndDraft,
        lambda job, draft: disposal.end_seat(job, card.row.id, seat.id, draft, card.row.version),
        f"{seat.name}: görevin son günü yazıldı",
        key=f"{DISPOSAL_KIND}-uye:{seat.id}",
        values={"last_day": view.desk.today},
    )


async def _new_seat(view: View, card: DisposalCard) -> None:
    """Members one after the other: each form starts from the work as it then stands."""
    version = card.row.version

    def write(job: Work, draft: SeatDraft) -> int:
        nonlocal version
        key = disposal.seat(job, card.row.id, draft, version)
        version += 1
        return key

    await open_form(
        view,
        f"Komisyon üyesi: {called(card)}",
        SeatDraft,
        write,
        "Üye yazıldı",
        key=f"{DISPOSAL_KIND}-uye-yeni:{card.row.id}",
        values={"first_day": card.row.started_on},
        next_record=True,
    )


# ---------------------------------------------------------------- decisions


async def judge(view: View, card: DisposalCard, lines: Sequence[DisposalLine]) -> bool:
    """T: what the commission decides of the chosen folders, with its vote; doubt keeps."""
    what = _called_all(lines)
    done = await open_form(
        view,
        f"Karar: {what}",
        DecisionDraft,
        lambda job, draft: disposal_judging.decide(
            job, card.row.id, draft, {one.id: one.version for one in lines}
        ),
        lambda decision: f"{what}: {decision.label}",
        key=f"{DISPOSAL_KIND}-karar:{card.row.id}",
        values={"day": view.desk.today, "votes_for": len(card.sitting) or None, "votes_against": 0},
    )
    return done is not None


async def pick(view: View, card: DisposalCard, lines: Sequence[DisposalLine]) -> bool:
    """Ö: samples, or those for their speciality, kept or handed on; a picked one goes back among the others."""
    if len(lines) == 1 and lines[0].sample:
        line = lines[0]
        await view.do(
            lambda job: disposal_judging.unpick(job, card.row.id, line.id, line.version),
            f"{name_of(line.folder)} örneklerden çıkarıldı",
        )
        return True
    what = _called_all(lines)
    done = await open_form(
        view,
        f"Örnek: {what}",
        DecisionDraft,
        lambda job, draft: disposal_judging.pick(job, card.row.id, draft, {one.id: one.version for one in lines}),
        lambda decision: f"{what} örnek seçildi: {decision.label}",
        key=f"{DISPOSAL_KIND}-ornek:{card.row.id}",
        values={"day": view.desk.today, "decision": "devlet", "votes_for": len(card.sitting) or None},
    )
    return done is not None


def _called_all(lines: Sequence[DisposalLine]) -> str:
    return name_of(lines[0].folder) if len(lines) == 1 else f"{len(lines)} klasör"


async def take_off(view: View, card: DisposalCard, line: DisposalLine) -> None:
    """Del: from before the commission, or off the list, with a reason."""
    judging = card.row.state is S.KOMISYON
    operation = disposal_judging.take_back if judging else disposal_list.take_off
    await open_form(
        view,
        f"{'Komisyondan al' if judging else 'Listeden çıkar'}: {name_of(line.folder)}",
        BackDraft,
        lambda job, draft: operation(job, card.row.id, line.id, draft, line.version),
        f"{name_of(line.folder)} kurum arşivinde kaldı",
        key=f"{DISPOSAL_KIND}-satir:{line.id}",
        kept=not line.folder.secrecy,
    )


# ---------------------------------------------------------------- its way


async def hand_on(view: View, card: DisposalCard) -> None:
    """F7: the next step of the work as it stands."""
    match card.row.state:
        case S.KOMISYON:
            await _make_list(view, card)
        case S.LISTE if card.all_signed:
            await _hand_in(view, card)
        case S.LISTE:
            await mark_signatures(view, card)
        case S.GORUS:
            await _opinion(view, card)
        case S.ONAY:
            await _approval(view, card)
        case S.ONAYLI:
            await _destroy(view, card)


async def step_back(view: View, card: DisposalCard) -> None:
    """F8: a step back, with a reason."""
    await open_form(
        view,
        f"Bir adım geri: {called(card)}, {card.row.state.label}",
        BackDraft,
        lambda job, draft: disposal.step_back(job, card.row.id, draft, card.row.version),
        lambda state: f"{called(card)}: {state.label}",
        key=f"{DISPOSAL_KIND}-geri:{card.row.id}",
    )


async def _make_list(view: View, card: DisposalCard) -> None:
    await open_form(
        view,
        f"Kararları uygula, listeyi çıkar: {called(card)}",
        ListDraft,
        lambda job, draft: disposal_list.make_list(job, card.row.id, draft, card.row.version),
        lambda done: f"{done.destroy} klasör imha listesinde, {done.kept} saklanıyor, {done.handed} devre ayrıldı",
        key=f"{DISPOSAL_KIND}-liste:{card.row.id}",
        values={"day": view.desk.today},
    )


async def _hand_in(view: View, card: DisposalCard) -> None:
    signed = f"Listenin {card.pages} sayfasını {len(card.hands)} üye de imzaladı."
    text = f"{signed} {card.on_list} klasör için görüş istenecek."
    if await step_confirmed(view, "Görüşe gönder", text):
        await view.do(
            lambda job: disposal_list.hand_in(job, card.row.id, card.row.version),
            f"{called(card)}: {S.GORUS.label}",
        )


async def _opinion(view: View, card: DisposalCard) -> None:
    await open_form(
        view,
        f"Uygun görüş: {called(card)}",
        OpinionDraft,
        lambda job, draft: disposal_final.record_opinion(job, card.row.id, draft, card.row.version),
        f"{called(card)}: {S.ONAY.label}",
        key=f"{DISPOSAL_KIND}-gorus:{card.row.id}",
    )


async def _approval(view: View, card: DisposalCard) -> None:
    ways = []
    if card.approval is not None and _path_step(view, card):
        ways.append(("yol", f"Onay yolunda: {next_step_name(card.approval.stage)}"))
    if view.desk.actor.can(AREA, Verb.CHECK):
        ways.append(("onay", "Verilen onayı yaz: tarihi, sayısı, onaylayanı, usulü"))
    chosen = ways[0][0] if len(ways) == 1 else ""
    if len(ways) > 1:
        answer = await view.app.push_screen_wait(ChooseDialog("Onay", ways))
        chosen = answer[0] if answer else ""
    if chosen == "onay":
        await open_form(
            view,
            f"Onay: {called(card)}, {card.on_list} klasör",
            ApprovalDraft,
            lambda job, draft: disposal_final.record_approval(job, card.row.id, draft, card.row.version),
            f"{called(card)}: {S.ONAYLI.label}",
            key=f"{DISPOSAL_KIND}-onay:{card.row.id}",
        )
    elif chosen and card.approval is not None:
        stage = card.approval.stage
        text = f"{called(card)} · {card.row.birim}\n{card.on_list} klasör imha edilecek."
        if await step_confirmed(view, next_step_name(stage), text):
            await view.do(
                lambda job: disposal_final.advance(job, card.row.id, expected=stage),
                lambda reached: f"{called(card)}: {reached.label}",
            )


async def _destroy(view: View, card: DisposalCard) -> None:
    await open_form(
        view,
        f"İmha edildi: {called(card)}, {card.on_list} klasör",
        DestroyDraft,
        lambda job, draft: disposal_final.destroy(job, card.row.id, draft, card.row.version),
        lambda done: (
            f"{done.count} klasörün imhası tutanağıyla yazıldı"
            + (f"; {done.taken_off} klasör listeden çıktı" if done.taken_off else "")
        ),
        key=f"{DISPOSAL_KIND}-imha:{card.row.id}",
    )
