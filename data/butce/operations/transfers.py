"""Aktarma: the balanced form, its approval in the office, and giving it up (MİBMY m.36).

The office's approval sends the form to who decides: meclis, encümen or üst yönetici. What only re-labels below the
budgeted level needs nobody and is carried out from the draft (m.36/2).
"""

from __future__ import annotations

from collections.abc import Sequence

from data.butce import lookup
from data.butce.lookup import AREA, TRANSFER_KIND
from data.butce.models import Aktarma, ButceYil
from data.butce.operations.transfer_rows import (
    ends_at,
    index_transfer,
    line_draft,
    lines_words,
    name_of,
    put_lines,
    summary_of,
    title_of,
)
from data.butce.rules.transfers import Verdict
from data.butce.rules.values import LAW_TRANSFER, Decider, MovementKind, TransferState
from data.butce.transfer_drafts import TransferDraft, TransferLineDraft
from data.butce.transfer_facts import judged, line_facts, verdict_of
from data.core import approvals, numbers, trail
from data.core.approvals import Stage
from data.core.calendar import format_date
from data.core.drafts import check, require_reason
from data.core.errors import RuleBroken
from data.core.permissions import Verb
from data.core.store import Look, Work
from data.core.text import clean_block, clean_line

OPEN = (TransferState.TASLAK, TransferState.ONAYDA, TransferState.ONAYLI)
"""Forms that are not carried out or given up yet."""


def prepare(work: Work, yil_id: int, draft: TransferDraft, lines: Sequence[TransferLineDraft] = ()) -> int:
    """Writes a form with the year's next number and returns its key; lines may follow.

    What is wrong with it is told on its card, and refused when it is handed on.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput, BadFields: something is missing or wrong; a line is named.
        RuleBroken: the year is closed, or a tertip is out of use.
    """
    work.actor.require(AREA, Verb.PREPARE)
    year = lookup.year_row(work, yil_id)
    lookup.require_year(year, MovementKind.AKTARMA_GIREN)
    check(draft, _wrong(draft, year))
    row = Aktarma(
        yil_id=yil_id,
        number=numbers.next_number(work, f"aktarma.{year.harcama_birimi_id}", year.year),
        day=draft.day,
        reason=clean_block(draft.reason),
        decider=Decider.YOK.value,
        state=TransferState.TASLAK.value,
        made_by=work.actor.user_id,
        made_at=work.now,
    )
    work.session.add(row)
    work.session.flush()
    put_lines(work, row, lines)
    _decide(work, row)
    unit = lookup.unit_row(work, year.harcama_birimi_id)
    approvals.start(
        work,
        kind=TRANSFER_KIND,
        record_id=row.id or 0,
        area=AREA,
        title=title_of(work, row, year),
        birim_id=unit.birim_id,
        ends=ends_at(Decider(row.decider)),
    )
    index_transfer(work, row, year)
    words = f"Aktarma formu yazıldı: {name_of(row, year)}; {summary_of(line_facts(work, row))}"
    trail.record(work, "butce.transfer", words, kind=TRANSFER_KIND, record_id=row.id or 0)
    return row.id or 0


def amend(
    work: Work,
    aktarma_id: int,
    draft: TransferDraft,
    version: int,
    lines: Sequence[TransferLineDraft] | None = None,
) -> None:
    """Changes a form that is a draft, or was returned.

    Args:
        lines: In the place of those that it has; ``None`` leaves them.

    Raises:
        NotAllowed, BadInput, BadFields: as for writing it.
        Conflict: another desk changed it after it was seen.
        RuleBroken: it is on its way or over, or the year is closed.
    """
    work.actor.require(AREA, Verb.PREPARE)
    row, year = open_form(work, aktarma_id, TransferState.TASLAK)
    check(draft, _wrong(draft, year))
    known = [line_draft(one) for one in line_facts(work, row)]
    old = _said(work, row)
    if (row.day, row.reason) == (draft.day, clean_block(draft.reason)) and lines in (None, known):
        return
    row.day, row.reason = draft.day, clean_block(draft.reason)
    put_lines(work, row, known if lines is None else lines)
    _decide(work, row)
    new = _said(work, row)
    changes = [trail.Change(name, old[name], new[name]) for name in old if old[name] != new[name]]
    require_seen(row, year, version, changes)
    row.version += 1
    ends = ends_at(Decider(row.decider))
    approvals.rename(work, TRANSFER_KIND, aktarma_id, title_of(work, row, year), ends)
    index_transfer(work, row, year)
    words = f"Aktarma formu düzeltildi: {name_of(row, year)}; {summary_of(line_facts(work, row))}"
    trail.record(work, "butce.transfer_amend", words, kind=TRANSFER_KIND, record_id=aktarma_id, changes=changes)


def _said(look: Look, row: Aktarma) -> dict[str, str]:
    """A form in words, for its history."""
    return {
        "Form tarihi": format_date(row.day),
        "Gerekçe": row.reason,
        "Satırlar": lines_words(line_facts(look, row)),
        "Karar yeri": Decider(row.decider).label,
    }


def lines_of(look: Look, aktarma_id: int) -> list[TransferLineDraft]:
    """The lines of a form as they would be typed.

    Raises:
        NotAllowed: out of sight.
        BadInput: no such form.
    """
    return [line_draft(one) for one in line_facts(look, lookup.transfer_row(look, aktarma_id))]


def head_of(look: Look, aktarma_id: int) -> TransferDraft:
    """The head of a form as it would be typed.

    Raises:
        NotAllowed: out of sight.
        BadInput: no such form.
    """
    row = lookup.transfer_row(look, aktarma_id)
    return TransferDraft(day=row.day, reason=row.reason)


def version_of(look: Look, aktarma_id: int) -> int:
    """The version of a form as it stands now.

    Raises:
        NotAllowed: out of sight.
        BadInput: no such form.
    """
    return lookup.transfer_row(look, aktarma_id).version


def _wrong(draft: TransferDraft, year: ButceYil) -> dict[str, str]:
    if draft.day and draft.day.year != year.year:
        return {"day": f"Form tarihi {year.year} yılında olmalıdır."}
    return {}


def _decide(work: Work, row: Aktarma) -> Verdict:
    """Works out who decides and writes it on the form."""
    verdict = judged(work, row, line_facts(work, row))
    row.decider = verdict.decider.value.value
    work.session.flush()
    return verdict


def open_form(work: Work, aktarma_id: int, *states: TransferState) -> tuple[Aktarma, ButceYil]:
    """A form in one of these states, of a year that is open; part of an operation.

    Raises:
        BadInput: no such form.
        NotAllowed: out of sight.
        RuleBroken: it stands in another state, or the year is closed.
    """
    row = lookup.transfer_row(work, aktarma_id)
    year = lookup.year_row(work, row.yil_id)
    state = TransferState(row.state)
    if state not in states:
        raise RuleBroken(
            f"{name_of(row, year)} aktarması “{state.label}” durumunda; bu işlem yapılamaz.",
            "Listeyi yenileyin.",
            law=LAW_TRANSFER,
        )
    lookup.require_year(year, MovementKind.AKTARMA_GIREN)
    return row, year


def require_seen(row: Aktarma, year: ButceYil, version: int, changes: Sequence[trail.Change]) -> None:
    """Lets only a change pass of the form as it was seen.

    Raises:
        Conflict: another desk changed it meanwhile; both sides are told.
    """
    if row.version != version:
        raise trail.changed_elsewhere(f"{name_of(row, year)} aktarması", changes)


def require_sound(verdict: Verdict) -> None:
    """Lets only a form pass that nothing forbids.

    Raises:
        RuleBroken: says all that does, with the first article.
    """
    if verdict.blocking:
        first = verdict.blocking[0]
        words = " ".join(one.message for one in verdict.blocking)
        raise RuleBroken(words, first.remedy, law=first.law)


# ---------------------------------------------------------------- the way


def advance(work: Work, aktarma_id: int, *, expected: Stage) -> Stage:
    """One step on the approval path: hand on, check, approve. Returns the stage reached.

    Raises:
        NotAllowed: no permission, out of sight, or duties that must be kept apart.
        Conflict: it moved since it was seen.
        RuleBroken: something forbids it, it needs nobody, or it is over.
    """
    row, _ = open_form(work, aktarma_id, TransferState.TASLAK, TransferState.ONAYDA)
    if expected is Stage.TASLAK:
        require_sound(verdict_of(work, row))
        _decide(work, row)
        if row.decider == Decider.YOK.value:
            raise RuleBroken(
                "Bu aktarma onay gerektirmez.", "Doğrudan işleyin.", law=f"{LAW_TRANSFER}/2"
            )  # fmt: skip
    stage = approvals.advance(work, TRANSFER_KIND, aktarma_id, expected=expected)
    approved = stage is Stage.ONAYLANDI
    row.state = (TransferState.ONAYLI if approved else TransferState.ONAYDA).value
    row.version += 1
    work.session.flush()
    return stage


def send_back(work: Work, aktarma_id: int, *, expected: Stage, reason: str) -> None:
    """Returns a form to its preparer with a reason; it can be changed again.

    Raises:
        NotAllowed, Conflict, BadInput, RuleBroken: as for the approval path.
    """
    row, _ = open_form(work, aktarma_id, TransferState.ONAYDA)
    approvals.send_back(work, TRANSFER_KIND, aktarma_id, expected=expected, reason=reason)
    row.state = TransferState.TASLAK.value
    row.version += 1
    work.session.flush()


def give_up(work: Work, aktarma_id: int, reason: str) -> None:
    """Gives a form up that is not carried out, or that was refused by who decides; its number stays taken.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no reason.
        RuleBroken: it is over.
    """
    work.actor.require(AREA, Verb.PREPARE)
    row, year = open_form(work, aktarma_id, *OPEN)
    require_reason(reason, "Vazgeçme gerekçesi yazılmalıdır.")
    if approvals.state(work, TRANSFER_KIND, aktarma_id).over:
        words = f"Aktarmadan vazgeçildi: {name_of(row, year)}. Gerekçe: {clean_line(reason)}"
        trail.record(work, "butce.transfer_end", words, kind=TRANSFER_KIND, record_id=aktarma_id)
    else:
        approvals.withdraw(work, TRANSFER_KIND, aktarma_id, reason=reason)
    row.state = TransferState.IPTAL.value
    row.version += 1
    work.session.flush()
