"""The year's end of an advance: the written report, what goes over into the mahsup dönemi (reference A8, A9)."""

from __future__ import annotations

from data.avans import books
from data.avans.drafts import CarryDraft, ReportDraft
from data.avans.lookup import AREA, AVANS_KIND, avans_row, no_of, require_seen, require_state, title_of
from data.avans.models import Avans
from data.avans.operations.documents import waiting_documents
from data.avans.operations.steps import MIF, Step, Written, require_own_year, write_step
from data.avans.rules.values import LAW_YEAR_END, AvansState, StepKind
from data.butce.rules.closing import year_end
from data.butce.rules.values import MovementKind
from data.core import trail
from data.core.calendar import format_date
from data.core.drafts import check
from data.core.errors import RuleBroken
from data.core.money import format_kurus
from data.core.permissions import Verb
from data.core.store import Look, Work
from data.core.text import clean_line

_DECEMBER = 12


def report(work: Work, avans_id: int, draft: ReportDraft, version: int) -> None:
    """Writes down the letter to muhasebe that the documents of an advance come in the mahsup dönemi.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadFields: something is missing, or the letter is not of before the year's end.
        RuleBroken: nothing of it is open in its year.
        Conflict: another desk changed it after it was seen.
    """
    work.actor.require(AREA, Verb.PREPARE)
    row, _ = avans_row(work, avans_id)
    require_state(row, AvansState.VERILDI, AvansState.KISMI)
    last = year_end(row.year)
    wrong = {}
    if draft.report_day and not (row.given_day or last) <= draft.report_day <= min(last, work.today):
        wrong["report_day"] = f"Yazı, avanstan sonra, en geç {format_date(last)} tarihli olur ({LAW_YEAR_END})."
    check(draft, wrong)
    changes = [
        trail.Change("Bildirim yazısı", row.report_no or "—", draft.report_no),
        trail.Change("Tarihi", _day(row), format_date(draft.report_day)),
    ]
    if row.version != version:
        raise trail.changed_elsewhere(f"{no_of(row)} avansı", changes)
    row.report_day, row.report_no = draft.report_day, clean_line(draft.report_no)
    row.version += 1
    words = f"Belgelerin mahsup döneminde geleceği bildirildi: {title_of(row)}, {row.report_no}"
    trail.record(work, "avans.report", words, kind=AVANS_KIND, record_id=avans_id, changes=changes)


def _day(row: Avans) -> str:
    return format_date(row.report_day) if row.report_day else "—"


def carriable(look: Look, row: Avans) -> int:
    """How much of an advance may go over: all that is open if it was reported, else what documents wait for."""
    held = books.balances_of(look, row.id or 0)
    if row.report_day is not None:
        return held.acik
    return min(held.acik, sum(one.total for one in waiting_documents(look, row.id or 0)))


def carry(work: Work, avans_id: int, draft: CarryDraft, version: int) -> Written:
    """Takes what is open over into the mahsup dönemi with its ödenek (160 → 165); the holder pays the rest.

    Raises:
        NotAllowed: no permission to check, or out of sight.
        BadFields, BadInput: something is missing, too much, or the day is not in December of its year.
        Conflict: another desk changed it after it was seen.
        RuleBroken: nothing is open, or neither were documents handed in nor was it reported in writing.
    """
    work.actor.require(AREA, Verb.CHECK)
    row, _ = avans_row(work, avans_id)
    require_state(row, AvansState.VERILDI, AvansState.KISMI)
    require_seen(row, version)
    most = carriable(work, row)
    if not most:
        raise RuleBroken(
            f"{no_of(row)} avansının incelenmemiş belgesi yok, yıl bitmeden yazıyla da bildirilmemiş; "
            "mahsup dönemine devretmez.",
            f"Bildirim yazısını kaydedin ya da {format_date(year_end(row.year))} tarihiyle 140'a alın.",
            law=LAW_YEAR_END,
        )
    amount = most if draft.amount is None else draft.amount
    wrong = {}
    if draft.day and (draft.day.year, draft.day.month) != (row.year, _DECEMBER) and draft.day.year <= row.year:
        wrong["day"] = f"Devir yıl sonunda, {row.year} aralık ayında yapılır."
    if not 0 < amount <= most:
        wrong["amount"] = f"En çok {format_kurus(most)} devredebilir."
    check(draft, wrong)
    require_own_year(row, draft.day)
    step = Step(
        kind=StepKind.DEVIR, day=draft.day, amount=amount, belge=MIF, belge_no=draft.belge_no,
        text=row.report_no, moves=((MovementKind.MAHSUP_DEVRI, row.tertip_id, amount),),
    )  # fmt: skip
    written = write_step(work, row, step)
    words = f"Avans mahsup dönemine devretti: {title_of(row)}, {format_kurus(amount)}"
    trail.record(work, "avans.carry", words, kind=AVANS_KIND, record_id=avans_id)
    return written
