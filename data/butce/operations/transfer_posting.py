"""Carrying a transfer out with its decision, its muhasebe işlem fişi, and taking the whole of it back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from sqlalchemy import select
from sqlmodel import col

from data.butce import lookup
from data.butce.drafts import ReverseDraft
from data.butce.lookup import AREA, TRANSFER_KIND
from data.butce.models import AhpPlan, Aktarma, AktarmaSatir, ButceYil, OdenekHareket, Tertip
from data.butce.operations.posting import Posted, Posting, post, reverse_row
from data.butce.operations.tertips import write_tertip
from data.butce.operations.transfer_rows import index_transfer, name_of, summary_of
from data.butce.operations.transfers import open_form, require_seen, require_sound
from data.butce.rules.codes import tertip_key
from data.butce.rules.transfers import Verdict
from data.butce.rules.values import LAW_TRANSFER, Decider, MovementKind, TransferState
from data.butce.transfer_drafts import DecisionDraft, SlipDraft
from data.butce.transfer_facts import LineFacts, judged, late, line_facts
from data.core import trail
from data.core.calendar import format_date
from data.core.drafts import check, require_reason
from data.core.errors import RuleBroken
from data.core.permissions import Verb
from data.core.store import Look, Work
from data.core.text import clean_line

_STATES = {Decider.YOK: TransferState.TASLAK}
"""From which state a form is carried out, where it is not the approved one."""


def carry_out(work: Work, aktarma_id: int, draft: DecisionDraft, version: int) -> Posted:
    """Writes the movements of a form with the decision it rests on; a tertip that it opens is opened first.

    The ödenek moves on the day of the muhasebe işlem fişi, else of the decision, else of the form.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadFields: the decision is missing, or a day cannot be.
        Conflict: another desk changed it after it was seen.
        RuleBroken: it is not approved, something forbids it by now, or the ödenek is not there any more.
    """
    work.actor.require(AREA, Verb.PREPARE)
    decider = Decider(lookup.transfer_row(work, aktarma_id).decider)
    row, year = open_form(work, aktarma_id, _STATES.get(decider, TransferState.ONAYLI))
    check(draft, _wrong(work, row, decider, draft))
    change = trail.Change("Durumu", TransferState(row.state).label, TransferState.ISLENDI.label)
    require_seen(row, year, version, [change])
    lines = line_facts(work, row)
    _require_same(judged(work, row, lines), decider)
    row.karar_day, row.karar_no = draft.karar_day, clean_line(draft.karar_no or "")
    row.mif_day, row.mif_no = draft.mif_day, clean_line(draft.mif_no or "")
    day = row.mif_day or row.karar_day or row.day
    told = [one.message for one in late(work, lines, day)]
    told += _planned(work, lines)
    _open_tertips(work, year, lines)
    done = post(work, list(_postings(row, line_facts(work, row), day)))
    row.state = TransferState.ISLENDI.value
    row.version += 1
    index_transfer(work, row, year)
    decision = f"{decider.label} {row.karar_no}".strip()
    words = f"Aktarma işlendi: {name_of(row, year)}, {decision}; {summary_of(lines)}, {format_date(day)}"
    trail.record(work, "butce.transfer_post", words, kind=TRANSFER_KIND, record_id=aktarma_id, changes=[change])
    return Posted(done.ids, (*told, *done.warnings))


def _require_same(verdict: Verdict, decider: Decider) -> None:
    """Nothing forbids the form by now, and who decided is still who decides."""
    require_sound(verdict)
    if verdict.decider.value is not decider:
        raise RuleBroken(
            f"Karar yeri değişti: {decider.label} yerine {verdict.decider.value.label}.",
            "Vazgeçip formu yeniden düzenleyin.",
            law=LAW_TRANSFER,
        )


def _wrong(look: Look, row: Aktarma, decider: Decider, draft: DecisionDraft) -> dict[str, str]:
    wrong = {}
    if decider is not Decider.YOK:
        if draft.karar_day is None:
            wrong["karar_day"] = f"{decider.label} tarihi boş bırakılamaz."
        if not clean_line(draft.karar_no or ""):
            wrong["karar_no"] = f"{decider.label} sayısı boş bırakılamaz."
    if draft.karar_day and not row.day <= draft.karar_day <= look.today:
        wrong["karar_day"] = f"Karar tarihi form tarihi ({format_date(row.day)}) ile bugün arasında olmalıdır."
    earliest = draft.karar_day or row.day
    if draft.mif_day and not earliest <= draft.mif_day <= look.today:
        wrong["mif_day"] = f"MİF tarihi {format_date(earliest)} ile bugün arasında olmalıdır."
    if (draft.mif_day is None) != (not clean_line(draft.mif_no or "")):
        wrong["mif_no"] = "MİF tarihini ve sayısını birlikte yazın."
    return wrong


def _planned(look: Look, lines: Iterable[LineFacts]) -> list[str]:
    """Tertips whose quarters are planned: with the transfer they are no longer their ödenek (Örnek-27)."""
    kods = {one.tertip.id: one.kod for one in lines if one.tertip is not None}
    planned = select(col(AhpPlan.tertip_id)).where(col(AhpPlan.tertip_id).in_(kods)).distinct()
    names = [kods[key] for key in look.session.execute(planned).scalars()]
    return [f"Harcama programı yeni ödeneğe uydurulmalı: {', '.join(names)}."] if names else []


def _open_tertips(work: Work, year: ButceYil, lines: Iterable[LineFacts]) -> None:
    """Tertips that the form opens; one that was opened meanwhile is taken as it is."""
    for one in lines:
        if not one.row.yeni or one.tertip is not None:
            continue
        same = select(Tertip).where(col(Tertip.yil_id) == year.id, col(Tertip.anahtar) == tertip_key(one.segments))
        tertip = work.session.execute(same).scalar() or write_tertip(work, year, one.segments, one.name)
        line = work.session.get_one(AktarmaSatir, one.row.id)
        line.tertip_id = tertip.id
    work.session.flush()


def _postings(row: Aktarma, lines: Iterable[LineFacts], day: date) -> Iterator[Posting]:
    """What is written on the tertips of the books; a line whose books are elsewhere is booked there."""
    known = list(lines)
    decider = Decider(row.decider)
    reserve = any(one.gives and one.reserve for one in known)
    giving, getting = (
        (MovementKind.YEDEK_CIKAN, MovementKind.YEDEK_GIREN)
        if reserve
        else (MovementKind.AKTARMA_CIKAN, MovementKind.AKTARMA_GIREN)
    )
    for one in known:
        if one.tertip is None:
            continue
        yield Posting(
            tertip_id=one.tertip.id or 0,
            kind=giving if one.gives else getting,
            amount=one.row.amount,
            day=day,
            belge=decider.label if decider is not Decider.YOK else "Aktarma formu",
            belge_day=row.karar_day or row.day,
            belge_no=row.karar_no or str(row.number),
            decider=decider.label,
            text=one.row.note or row.reason.partition("\n")[0][:200],
            aktarma_id=row.id,
        )


def record_slip(work: Work, aktarma_id: int, draft: SlipDraft, version: int) -> None:
    """Writes the muhasebe işlem fişi that came after a transfer was carried out; the movements keep their day.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadFields: something is missing, or the day cannot be.
        Conflict: another desk changed it after it was seen.
        RuleBroken: it is not carried out.
    """
    work.actor.require(AREA, Verb.PREPARE)
    row, year = open_form(work, aktarma_id, TransferState.ISLENDI)
    earliest = row.karar_day or row.day
    fits = draft.mif_day is None or earliest <= draft.mif_day <= work.today
    check(draft, {} if fits else {"mif_day": f"MİF tarihi {format_date(earliest)} ile bugün arasında olmalıdır."})
    old = (format_date(row.mif_day) if row.mif_day else "", row.mif_no)
    new = (format_date(draft.mif_day), clean_line(draft.mif_no))
    changes = [
        trail.Change(label, *pair)
        for label, pair in zip(("MİF tarihi", "MİF no"), zip(old, new, strict=True), strict=True)
        if pair[0] != pair[1]
    ]
    if not changes:
        return
    require_seen(row, year, version, changes)
    row.mif_day, row.mif_no = draft.mif_day, new[1]
    row.version += 1
    index_transfer(work, row, year)
    words = f"Aktarmanın muhasebe işlem fişi yazıldı: {name_of(row, year)}, {new[0]} {new[1]}"
    trail.record(work, "butce.transfer_slip", words, kind=TRANSFER_KIND, record_id=aktarma_id, changes=changes)


def take_back(work: Work, aktarma_id: int, draft: ReverseDraft, version: int) -> tuple[int, ...]:
    """Reverses all movements of a transfer with a reason and returns the keys of the counter-rows.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no reason, or a day that cannot be.
        Conflict: another desk changed it after it was seen.
        RuleBroken: it is not carried out, or what it gave was used since.
    """
    work.actor.require(AREA, Verb.PREPARE)
    row, year = open_form(work, aktarma_id, TransferState.ISLENDI)
    check(draft)
    require_reason(draft.reason, "Geri alma gerekçesi yazılmalıdır.")
    change = trail.Change("Durumu", TransferState.ISLENDI.label, TransferState.TERS.label)
    require_seen(row, year, version, [change])
    reason = clean_line(draft.reason)
    # What gave gets back first: no level is short only because its other side has not been reversed yet.
    statement = (
        select(OdenekHareket)
        .where(col(OdenekHareket.aktarma_id) == aktarma_id)
        .order_by(col(OdenekHareket.odenek), col(OdenekHareket.id))
    )
    rows = list(work.session.execute(statement).scalars())
    keys = tuple(reverse_row(work, one, draft.day, reason).id or 0 for one in rows)
    row.state = TransferState.TERS.value
    row.version += 1
    work.session.flush()
    words = f"Aktarma geri alındı: {name_of(row, year)}, {format_date(draft.day)}. Gerekçe: {reason}"
    trail.record(work, "butce.transfer_back", words, kind=TRANSFER_KIND, record_id=aktarma_id, changes=[change])
    return keys
