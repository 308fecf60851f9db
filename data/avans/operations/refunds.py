"""Money that comes back: refunds within and after the time, what becomes the holder's debt, and its collection."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from data.avans import books
from data.avans.drafts import ChargeDraft, MoneyBackDraft
from data.avans.lookup import AREA, AVANS_KIND, avans_row, no_of, require_seen, require_state, title_of
from data.avans.models import Avans
from data.avans.operations.steps import MIF, Step, Written, require_own_year, write_step
from data.avans.rules.values import LAW_TIME, LAW_YEAR_END, AvansState, StepKind
from data.avans.rules.zam import Late, Span, late_fee, late_start
from data.avans.settings import settings_on, zam_rates
from data.butce.rules.closing import mahsup_end, year_end
from data.butce.rules.values import MovementKind
from data.butce.settings import settings_on as budget_settings
from data.core import trail
from data.core.calendar import format_date
from data.core.drafts import check
from data.core.errors import RuleBroken
from data.core.money import format_kurus
from data.core.permissions import Verb
from data.core.reasons import Explained, Reason
from data.core.store import Look, Work
from data.core.text import clean_line


def refund(work: Work, avans_id: int, draft: MoneyBackDraft, version: int) -> Written:
    """Writes that the holder gave money back; after the last day it comes with gecikme zammı.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadFields, BadInput: something is missing, more than is open, or the day cannot be.
        Conflict: another desk changed it after it was seen.
        RuleBroken: nothing is open, or the year is over.
    """
    work.actor.require(AREA, Verb.PREPARE)
    row, _ = avans_row(work, avans_id)
    state = require_state(row, AvansState.VERILDI, AvansState.KISMI, AvansState.DEVIR)
    require_seen(row, version)
    held = books.balances_of(work, avans_id)
    carried = state is AvansState.DEVIR
    check(draft, _wrong(draft, held.devir if carried else held.acik, "açık"))
    if not carried:
        require_own_year(row, draft.day)
    on_time = row.deadline or draft.day
    late = zam_of(work, row, draft.amount, on_time if carried else draft.day).value
    move = MovementKind.DEVIR_IADE if carried else MovementKind.AVANS_IADE
    step = Step(
        kind=StepKind.DEVIR_IADE if carried else StepKind.IADE, day=draft.day, amount=draft.amount,
        belge=clean_line(draft.belge), belge_no=draft.belge_no, late_days=late.days, zam=late.zam,
        moves=((move, row.tertip_id, draft.amount),),
    )  # fmt: skip
    written = write_step(work, row, step)
    words = f"Avans iadesi alındı: {title_of(row)}, {format_kurus(draft.amount)}{_fee(late)}"
    trail.record(work, "avans.refund", words, kind=AVANS_KIND, record_id=avans_id)
    return written


def _wrong(draft: MoneyBackDraft, most: int, what: str) -> dict[str, str]:
    if draft.amount is not None and not 0 < draft.amount <= most:
        return {"amount": f"Avansın {what} tutarı {format_kurus(most)}; sıfırdan büyük, en çok bu kadar olabilir."}
    return {}


def _fee(late: Late) -> str:
    return f", {late.days} gün gecikme, gecikme zammı {format_kurus(late.zam)}" if late.days else ""


def zam_of(look: Look, row: Avans, amount: int, day: date) -> Explained[Late]:
    """What it costs if so much of an advance comes back on a day, with its reasons; nothing within its time."""
    if row.deadline is None or row.given_day is None or day <= row.deadline:
        return late_fee(amount, day, day, ())
    since = settings_on(look, row.given_day).zam_baslangic
    return late_fee(amount, late_start(row.deadline, row.given_day, since), day, zam_rates(look))


def charge(work: Work, avans_id: int, draft: ChargeDraft, version: int) -> Written:
    """Takes all that is open to 140: after its last day, at the year's end, or at the end of the mahsup dönemi.

    In the mahsup dönemi the ödenek that was kept for it is cut (tenkis).

    Raises:
        NotAllowed: no permission to check, or out of sight.
        BadFields, BadInput: something is missing, or the day cannot be.
        Conflict: another desk changed it after it was seen.
        RuleBroken: its time is not over, or nothing is open.
    """
    work.actor.require(AREA, Verb.CHECK)
    row, _ = avans_row(work, avans_id)
    state = require_state(row, AvansState.VERILDI, AvansState.KISMI, AvansState.DEVIR)
    require_seen(row, version)
    check(draft)
    held = books.balances_of(work, avans_id)
    carried = state is AvansState.DEVIR
    if not carried:
        require_own_year(row, draft.day)
    last = period_end(work, row) if carried else min(row.deadline or year_end(row.year), year_end(row.year))
    if draft.day < last or (draft.day == last != year_end(row.year) and not carried):
        raise RuleBroken(
            f"{no_of(row)} avansının süresi {format_date(last)} gününde doluyor; önce 140'a alınmaz.",
            "Sürenin dolmasını bekleyin.",
            law=LAW_YEAR_END if carried else LAW_TIME,
        )
    amount = held.devir if carried else held.acik
    move = MovementKind.DEVIR_TENKIS if carried else MovementKind.AVANS_ALACAK
    step = Step(
        kind=StepKind.DEVIR_ALACAK if carried else StepKind.ALACAK, day=draft.day, amount=amount, belge=MIF,
        belge_no=draft.belge_no, late_days=(draft.day - last).days, text=draft.text or "",
        moves=((move, row.tertip_id, amount),),
    )  # fmt: skip
    written = write_step(work, row, step)
    words = f"Kapanmayan avans 140 kişilerden alacaklara alındı: {title_of(row)}, {format_kurus(amount)}"
    trail.record(work, "avans.charge", words, kind=AVANS_KIND, record_id=avans_id)
    return written


def period_end(look: Look, row: Avans) -> date:
    """The last day of the mahsup dönemi that follows an advance's year."""
    return mahsup_end(row.year, budget_settings(look, year_end(row.year)).mahsup_ay)


def collect(work: Work, avans_id: int, draft: MoneyBackDraft, version: int) -> Written:
    """Writes what was collected of a debt, with the gecikme zammı of that part up to its day.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadFields, BadInput: something is missing, more than is owed, or the day cannot be.
        Conflict: another desk changed it after it was seen.
        RuleBroken: nothing is owed.
    """
    work.actor.require(AREA, Verb.PREPARE)
    row, _ = avans_row(work, avans_id)
    require_state(row, AvansState.ALACAK, AvansState.VERILDI, AvansState.KISMI, AvansState.DEVIR)
    require_seen(row, version)
    held = books.balances_of(work, avans_id)
    check(draft, _wrong(draft, held.owed, "140'taki"))
    late = debt_zam(work, row, draft.amount, draft.day).value
    step = Step(
        kind=StepKind.TAHSIL, day=draft.day, amount=draft.amount, belge=clean_line(draft.belge),
        belge_no=draft.belge_no, late_days=late.days, zam=late.zam,
    )  # fmt: skip
    written = write_step(work, row, step)
    words = f"140'tan tahsil edildi: {title_of(row)}, {format_kurus(draft.amount)}{_fee(late)}"
    trail.record(work, "avans.collect", words, kind=AVANS_KIND, record_id=avans_id)
    return written


def debt_zam(look: Look, row: Avans, amount: int, day: date) -> Explained[Late]:
    """What it costs if so much of a debt is paid on a day: the oldest part of it is paid first.

    A debt of the mahsup dönemi is late from the end of that period on.
    """
    steps = books.steps_of(look, row.id or 0)
    paid = sum(step.amount for step in steps if step.kind == StepKind.TAHSIL.value)
    days, zam, exact = 0, 0, Fraction(0)
    spans: list[Span] = []
    reasons: list[Reason] = []
    for step in steps:
        if step.kind not in (StepKind.ALACAK.value, StepKind.DEVIR_ALACAK.value):
            continue
        part = min(max(step.amount - paid, 0), amount)
        paid, amount = max(paid - step.amount, 0), amount - part
        if not part:
            continue
        if step.kind == StepKind.ALACAK.value:
            found = zam_of(look, row, part, day)
        else:
            found = late_fee(part, period_end(look, row), day, zam_rates(look))
        days, zam, exact = max(days, found.value.days), zam + found.value.zam, exact + found.value.exact
        spans += found.value.spans
        reasons += found.reasons
    return Explained(Late(days, zam, exact, tuple(spans)), tuple(reasons))
