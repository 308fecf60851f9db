"""A unit's budget proposal: begun from this year's tertips, approved in the office, given up."""

from __future__ import annotations

from sqlalchemy import select
from sqlmodel import col

from data.butce import lookup
from data.butce.lookup import AREA, PROPOSAL_KIND
from data.butce.models import ButceTeklif
from data.butce.operations.proposal_lines import begin_lines
from data.butce.operations.years import wrong_year
from data.butce.proposal_drafts import NoteDraft, ProposalDraft
from data.butce.proposal_facts import Facts, facts_of
from data.butce.rules.proposals import LAW, CeilingControl
from data.butce.rules.values import ProposalState
from data.core import approvals, numbers, search, trail
from data.core.approvals import Stage
from data.core.drafts import check, is_reason, require_reason
from data.core.errors import RuleBroken
from data.core.models import HarcamaBirimi
from data.core.money import format_kurus
from data.core.permissions import Verb
from data.core.store import Look, Work
from data.core.text import clean_block

OPEN = (ProposalState.TASLAK, ProposalState.ONAYDA, ProposalState.ONAYLI)
"""Proposals that are neither a budget yet nor given up."""
_NAMED = 3


def start_proposal(work: Work, draft: ProposalDraft) -> int:
    """Begins a proposal for a coming year with a line for each of this year's tertips in use; returns its key.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput, BadFields: something is missing or wrong.
        RuleBroken: another proposal of the unit for that year is not over.
    """
    work.actor.require(AREA, Verb.PREPARE)
    unit = lookup.unit_row(work, draft.harcama_birimi_id)
    wrong = wrong_year(work, draft.year)
    if draft.day and draft.day > work.today:
        wrong["day"] = "Teklif tarihi bugünden sonra olamaz."
    check(draft, wrong)
    _require_none(work, unit, draft.year)
    row = ButceTeklif(
        harcama_birimi_id=draft.harcama_birimi_id,
        year=draft.year,
        number=numbers.next_number(work, f"butce_teklif.{draft.harcama_birimi_id}", draft.year),
        day=draft.day,
        note=clean_block(draft.note or ""),
        state=ProposalState.TASLAK.value,
        made_by=work.actor.user_id,
        made_at=work.now,
    )
    work.session.add(row)
    work.session.flush()
    count = begin_lines(work, row, draft)
    title = title_of(row, unit)
    approvals.start(
        work, kind=PROPOSAL_KIND, record_id=row.id or 0, area=AREA, title=title, birim_id=unit.birim_id,
        ends=Stage.ONAYLANDI,
    )  # fmt: skip
    search.index(
        work, kind=PROPOSAL_KIND, record_id=row.id or 0, area=AREA, birim_id=unit.birim_id, title=title,
        subtitle="Bütçe teklifi", words=str(row.year),
    )  # fmt: skip
    words = f"Bütçe teklifi başlatıldı: {title}, {count} satır"
    trail.record(work, "butce.proposal_start", words, kind=PROPOSAL_KIND, record_id=row.id or 0)
    return row.id or 0


def title_of(row: ButceTeklif, unit: HarcamaBirimi) -> str:
    """As lists of work show it."""
    return f"{row.year} bütçe teklifi {row.number}, {unit.name}"


def _require_none(look: Look, unit: HarcamaBirimi, year: int) -> None:
    statement = select(col(ButceTeklif.number)).where(
        col(ButceTeklif.harcama_birimi_id) == unit.id,
        col(ButceTeklif.year) == year,
        col(ButceTeklif.state).in_([state.value for state in OPEN]),
    )
    number = look.session.execute(statement).scalars().first()
    if number is not None:
        raise RuleBroken(
            f"{unit.name} için {year} yılının {number} sayılı teklifi sürüyor.",
            "Onu düzeltin ya da vazgeçip yenisini başlatın.",
        )


def amend_note(work: Work, teklif_id: int, draft: NoteDraft, version: int) -> None:
    """Corrects the day and the general reason of a draft.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput, BadFields: something is missing or wrong.
        RuleBroken: it is on its way already.
        Conflict: another desk changed it after it was seen.
    """
    work.actor.require(AREA, Verb.PREPARE)
    row = require_state(work, teklif_id, ProposalState.TASLAK)
    late = draft.day and draft.day > work.today
    check(draft, {"day": "Teklif tarihi bugünden sonra olamaz."} if late else {})
    note = clean_block(draft.note or "")
    changes = [trail.Change("Genel gerekçe", row.note, note)] if note != row.note else []
    if draft.day != row.day:
        changes.append(trail.Change("Teklif tarihi", f"{row.day:%d.%m.%Y}", f"{draft.day:%d.%m.%Y}"))
    if not changes:
        return
    if row.version != version:
        raise trail.changed_elsewhere(f"{row.year} bütçe teklifi", changes)
    row.note, row.day = note, draft.day
    row.version += 1
    words = f"Bütçe teklifi düzeltildi: {row.year}/{row.number}"
    trail.record(work, "butce.proposal_amend", words, kind=PROPOSAL_KIND, record_id=teklif_id, changes=changes)


def require_state(look: Look, teklif_id: int, *states: ProposalState) -> ButceTeklif:
    """A proposal in sight that stands where the step needs it.

    Raises:
        NotAllowed: out of sight.
        BadInput: no such proposal.
        RuleBroken: it stands elsewhere.
    """
    row = lookup.proposal_row(look, teklif_id)
    state = ProposalState(row.state)
    if state not in states:
        raise RuleBroken(
            f"{row.year}/{row.number} bütçe teklifi “{state.label}” durumunda; bu işlem yapılamaz.",
            "Listeyi yenileyip durumuna bakın.",
        )
    return row


# ---------------------------------------------------------------- the way to its approval


def advance(work: Work, teklif_id: int, *, expected: Stage) -> Stage:
    """One step on the approval path: hand on, check, approve. Returns the stage reached.

    Raises:
        NotAllowed: no permission, out of sight, or duties that must be kept apart.
        Conflict: it moved since it was seen.
        RuleBroken: nothing is asked, reasons are missing, or a ceiling is passed.
    """
    row = require_state(work, teklif_id, ProposalState.TASLAK, ProposalState.ONAYDA)
    if expected is Stage.TASLAK:
        require_sound(facts_of(work, row))
    stage = approvals.advance(work, PROPOSAL_KIND, teklif_id, expected=expected)
    approved = stage is Stage.ONAYLANDI
    row.state = (ProposalState.ONAYLI if approved else ProposalState.ONAYDA).value
    row.version += 1
    work.session.flush()
    return stage


def require_sound(facts: Facts) -> None:
    """Lets only a proposal pass that asks something, says why, and keeps its ceilings or says why not.

    Raises:
        RuleBroken: names the lines or the ceilings.
    """
    if not facts.total.first:
        raise RuleBroken(f"{facts.row.year} teklifinde ödenek istenen satır yok.", "Tutarları yazın.", law=LAW)
    silent = [one.row for one in facts.lines if one.unreasoned]
    if silent:
        some = ", ".join(f"{row.kod} ({format_kurus(row.first)})" for row in silent[:_NAMED])
        more = f" ve {len(silent) - _NAMED} satır daha" if len(silent) > _NAMED else ""
        raise RuleBroken(f"Gerekçesi yazılmamış satırlar var: {some}{more}.", "Her birinin gerekçesini yazın.",
                         law=LAW)  # fmt: skip
    if not facts.passed:
        return
    said = "; ".join(facts.passed[:_NAMED])
    if facts.settings.tavan_asimi is CeilingControl.ENGELLE:
        raise RuleBroken(f"{said}.", "Satırları tavana indirin.", law=LAW)
    if not is_reason(facts.row.note):
        raise RuleBroken(f"{said}.", "Satırları düşürün ya da teklifin genel gerekçesine nedenini yazın.", law=LAW)


def send_back(work: Work, teklif_id: int, *, expected: Stage, reason: str) -> None:
    """Returns a proposal to its preparer with a reason; it can be changed again.

    Raises:
        NotAllowed, Conflict, BadInput, RuleBroken: as for the approval path.
    """
    row = require_state(work, teklif_id, ProposalState.ONAYDA)
    approvals.send_back(work, PROPOSAL_KIND, teklif_id, expected=expected, reason=reason)
    row.state = ProposalState.TASLAK.value
    row.version += 1
    work.session.flush()


def give_up(work: Work, teklif_id: int, reason: str) -> None:
    """Gives a proposal up that is no budget yet; its number stays taken.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no reason.
        RuleBroken: it is a budget, or given up already.
    """
    work.actor.require(AREA, Verb.PREPARE)
    row = require_state(work, teklif_id, *OPEN)
    require_reason(reason, "Vazgeçme gerekçesi yazılmalıdır.")
    if approvals.state(work, PROPOSAL_KIND, teklif_id).over:
        words = f"Bütçe teklifinden vazgeçildi: {row.year}/{row.number}. Gerekçe: {reason.strip()}"
        trail.record(work, "butce.proposal_end", words, kind=PROPOSAL_KIND, record_id=teklif_id)
    else:
        approvals.withdraw(work, PROPOSAL_KIND, teklif_id, reason=reason)
    row.state = ProposalState.IPTAL.value
    row.version += 1
    work.session.flush()
