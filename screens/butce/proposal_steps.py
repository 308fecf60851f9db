"""The steps of a budget proposal: begun, filled, written, handed on, and what the meclis made of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from data.butce import pick_views
from data.butce.lookup import AREA, PROPOSAL_KIND
from data.butce.operations import accepting, ceilings, proposal_lines, proposals
from data.butce.proposal_drafts import (
    AcceptDraft,
    CeilingDraft,
    FillDraft,
    NoteDraft,
    ProposalDraft,
    ProposalLineDraft,
)
from data.butce.proposal_views import CeilingRow, ProposalCard, ProposalLine, ProposalRow
from data.butce.rules.values import ProposalState
from data.core.approvals import Stage, next_step_name
from data.core.drafts import FieldKind, FieldSpec, entry
from data.core.money import format_kurus
from data.core.permissions import Verb
from screens.approval_steps import send_back, step_confirmed
from screens.butce.year import remember_year
from screens.forms import ask_draft, open_form
from screens.view import View
from screens.widgets.ask_dialogs import ReasonDialog

_VERBS = {Stage.TASLAK: Verb.PREPARE, Stage.SUNULDU: Verb.CHECK, Stage.KONTROL_EDILDI: Verb.APPROVE}
_OVER = (ProposalState.BUTCE, ProposalState.IPTAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class VotedDraft:
    """What the meclis voted for a line."""

    amount: int = entry(FieldSpec("Kabul edilen", FieldKind.MONEY, help="0 satırı düşürür"))


def name_of(row: ProposalRow) -> str:
    """What a proposal is called in a question."""
    return f"{row.no} bütçe teklifi"


def may_hand_on(view: View, card: ProposalCard) -> bool:
    """Whether the next step is this user's: on the approval path, or making it the budget."""
    can = view.desk.actor.can
    if card.row.state is ProposalState.ONAYLI:
        return can(AREA, Verb.PREPARE)
    if card.row.state in _OVER or card.approval.stage not in _VERBS:
        return False
    return can(AREA, _VERBS[card.approval.stage])


def may_return(view: View, card: ProposalCard) -> bool:
    """Whether this user may send it back: whose step is next."""
    return card.row.state is ProposalState.ONAYDA and may_hand_on(view, card)


def may_end(view: View, row: ProposalRow) -> bool:
    """Whether this user may give it up."""
    return row.state not in _OVER and view.desk.actor.can(AREA, Verb.PREPARE)


# ---------------------------------------------------------------- writing


async def new_proposal(view: View) -> int | None:
    """Asks for unit, year and what its lines start from; answers with the key."""
    units = await view.ask(lambda look: pick_views.find_units(look, "", 2))
    if units is None:
        return None
    made: list[int] = []
    await open_form(
        view,
        "Yeni bütçe teklifi",
        ProposalDraft,
        lambda job, draft: made.append(proposals.start_proposal(job, draft)),
        "Bütçe teklifi başlatıldı",
        key=PROPOSAL_KIND,
        values={
            "harcama_birimi_id": units[0].id if len(units) == 1 else None,
            "year": view.desk.today.year + 1,
            "day": view.desk.today,
        },
    )
    return made[-1] if made else None


async def amend_head(view: View, card: ProposalCard) -> None:
    """Day and general reason of a draft anew."""
    row = card.row
    await open_form(
        view,
        f"Bütçe teklifi {row.no}",
        NoteDraft,
        lambda job, draft: proposals.amend_note(job, row.id, draft, row.version),
        "Teklif düzeltildi",
        key=f"{PROPOSAL_KIND}:{row.id}",
        values={"day": row.day, "note": card.note or None},
    )


async def fill(view: View, row: ProposalRow) -> None:
    """Writes the years of all lines anew from this year's course."""
    await open_form(
        view,
        f"Satırları doldur: {name_of(row)}",
        FillDraft,
        lambda job, draft: proposal_lines.fill_lines(job, row.id, draft, row.version),
        lambda count: f"{count} satır yeniden dolduruldu",
        key=f"{PROPOSAL_KIND}.doldur:{row.id}",
    )


async def add_line(view: View, row: ProposalRow) -> None:
    """A line for a tertip that this year does not have."""
    await open_form(
        view,
        f"Satır ekle: {name_of(row)}",
        ProposalLineDraft,
        lambda job, draft: proposal_lines.add_line(job, row.id, draft, row.version),
        "Satır eklendi",
        key=f"{PROPOSAL_KIND}.satir:{row.id}",
    )


async def amend_line(view: View, row: ProposalRow, line: ProposalLine) -> None:
    """What a line asks, and why."""
    await open_form(
        view,
        f"{line.ekonomik} {line.name}",
        ProposalLineDraft,
        lambda job, draft: proposal_lines.amend_line(job, line.id, draft, row.version),
        f"{line.ekonomik} yazıldı",
        key=f"{PROPOSAL_KIND}.satir:{row.id}:{line.id}",
        values={
            "kod": line.kod,
            "name": line.name,
            "first": line.years.first,
            "second": line.years.second,
            "third": line.years.third,
            "reason": line.reason or None,
        },
    )


async def remove_line(view: View, row: ProposalRow, line: ProposalLine) -> None:
    """Takes a line out of a draft."""
    await view.do(
        lambda job: proposal_lines.remove_line(job, line.id, row.version),
        f"Satır çıkarıldı: {line.ekonomik} {line.name}",
    )


# ---------------------------------------------------------------- its way


async def hand_on(view: View, card: ProposalCard, voted: Mapping[int, int] | None = None) -> bool:
    """F7: presents, checks, approves, or makes it the budget; whether that was done.

    Args:
        voted: Line to kuruş where the meclis voted another amount.
    """
    row, stage = card.row, card.approval.stage
    if not may_hand_on(view, card):
        view.say(f"{name_of(row)}: {row.state.label}; sizin atacağınız adım yok.")
        return False
    if row.state is ProposalState.ONAYLI:
        return await _accept(view, row, voted or {})
    text = f"{name_of(row)} · {row.unit}\n{row.lines} satır · {row.year} yılı {format_kurus(row.total.first)}"
    text += "".join(f"\n! {one}" for one in card.problems)
    if not await step_confirmed(view, next_step_name(stage), text):
        return False
    done = await view.do(
        lambda job: proposals.advance(job, row.id, expected=stage),
        lambda reached: f"{name_of(row)}: {reached.label}",
    )
    return done is not None


async def _accept(view: View, row: ProposalRow, voted: Mapping[int, int]) -> bool:
    done: list[Any] = []
    changed = f", {len(voted)} satır değişti" if voted else ""
    await open_form(
        view,
        f"{row.year} bütçesi kabul edildi{changed}",
        AcceptDraft,
        lambda job, draft: done.append(accepting.accept(job, row.id, draft, row.version, voted)),
        lambda _: f"{row.year} bütçe yılı tekliften açıldı",
        key=f"{PROPOSAL_KIND}.kabul:{row.id}",
    )
    if done:
        await remember_year(view, done[-1].yil_id)
    return bool(done)


async def ask_voted(view: View, line: ProposalLine, now: int) -> int | None:
    """What the meclis voted for a line, kuruş; kept by the view until the decision is written."""
    asked = await ask_draft(
        view,
        f"Kabul edilen: {line.ekonomik} {line.name}",
        VotedDraft,
        key=f"{PROPOSAL_KIND}.oy:{line.id}",
        values={"amount": now},
    )
    return asked.amount if asked is not None else None


async def give_back(view: View, card: ProposalCard) -> None:
    """F8: back to its preparer with a reason."""
    row, stage = card.row, card.approval.stage
    if not may_return(view, card):
        view.say(f"{name_of(row)}: {row.state.label}; iade edilemez.")
        return
    await send_back(
        view,
        name_of(row),
        lambda job, reason: proposals.send_back(job, row.id, expected=stage, reason=reason),
    )


async def end(view: View, row: ProposalRow) -> None:
    """Del: gives it up with a reason; its number stays taken."""
    if not may_end(view, row):
        view.say(f"{name_of(row)}: {row.state.label}.")
        return
    question = f"{name_of(row)} neden geri çekiliyor? Numarası kalır."
    reason = await view.app.push_screen_wait(ReasonDialog("Tekliften vazgeç", question))
    if reason is not None:
        await view.do(lambda job: proposals.give_up(job, row.id, reason), f"{name_of(row)}: vazgeçildi")


# ---------------------------------------------------------------- ceilings


async def write_ceiling(view: View, unit_id: int, year: int, row: CeilingRow | None = None) -> None:
    """A ceiling of a unit's proposal; of the same code the last one stands."""
    values: dict[str, object] = {"harcama_birimi_id": unit_id, "year": year}
    if row is not None:
        known = {
            "ekonomik": row.ekonomik, "first": row.first, "second": row.second, "third": row.third,
            "source": row.source,
        }  # fmt: skip
        values |= {name: value for name, value in known.items() if value not in ("", None)}
    await open_form(
        view,
        "Bütçe tavanı",
        CeilingDraft,
        ceilings.set_ceiling,
        "Tavan yazıldı",
        key="butce_tavan" if row is None else f"butce_tavan:{row.id}",
        values=values,
    )


async def remove_ceiling(view: View, row: CeilingRow) -> None:
    """Takes a ceiling away with a reason."""
    what = row.ekonomik or "Teklifin tümü"
    reason = await view.app.push_screen_wait(ReasonDialog("Tavanı kaldır", f"{what} tavanı neden kaldırılıyor?"))
    if reason is not None:
        await view.do(
            lambda job: ceilings.remove_ceiling(job, row.id, reason, row.version), f"{what}: tavan kaldırıldı"
        )
