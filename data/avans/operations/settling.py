"""Settling documents, wholly or in part, in the year or in the mahsup dönemi (reference A7, A9)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from data.avans import books
from data.avans.drafts import SettleDraft
from data.avans.lookup import AREA, AVANS_KIND, avans_row, no_of, require_seen, require_state, title_of
from data.avans.models import Avans, AvansBelge
from data.avans.operations.documents import document_of, ground_of, waiting_documents
from data.avans.operations.steps import PAYMENT_ORDER, Step, Written, require_own_year, write_step
from data.avans.rules.documents import Settlement, document_problems, settle, shares
from data.avans.rules.values import LAW, LAW_YEAR_END, AvansKind, AvansState, DocumentState, StepKind
from data.avans.rules.zam import late_fee, late_start
from data.avans.settings import settings_on, zam_rates
from data.butce.rules.values import MovementKind
from data.core import trail
from data.core.drafts import check
from data.core.errors import BadInput, RuleBroken
from data.core.money import format_kurus
from data.core.permissions import Verb
from data.core.reasons import Reason
from data.core.store import Look, Work

Move = tuple[MovementKind, int, int]
_OWN = (MovementKind.AVANS_CIKAN, MovementKind.AVANS_GIREN, MovementKind.AVANS_MAHSUP)
_CARRIED = (MovementKind.DEVIR_CIKAN, MovementKind.DEVIR_GIREN, MovementKind.DEVIR_MAHSUP)
"""Going over to the document's tertip (out, in), and the settlement there."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What settling some documents would do, for looking at it before.

    Attributes:
        late_days, zam: How late the latest of them was handed in, and the gecikme zammı of all.
    """

    settlement: Settlement
    late_days: int
    zam: int
    reasons: tuple[Reason, ...]


def settle_documents(
    work: Work, avans_id: int, belge_ids: Sequence[int], draft: SettleDraft, version: int
) -> Written:
    """Settles documents that wait from what is open; all that wait where none is named.

    What they come to beyond the advance is told, and for a journey paid as a spending of its own.

    Raises:
        NotAllowed: no permission to check, or out of sight.
        BadFields, BadInput: something is missing, no document waits, or the day cannot be.
        Conflict: another desk changed the advance after it was seen.
        RuleBroken: nothing is open, a document does not fit, or the year is over.
    """
    work.actor.require(AREA, Verb.CHECK)
    row, _ = avans_row(work, avans_id)
    state = require_state(row, AvansState.VERILDI, AvansState.KISMI, AvansState.DEVIR)
    require_seen(row, version)
    check(draft)
    carried = state is AvansState.DEVIR
    if not carried:
        require_own_year(row, draft.day)
    documents = _chosen(work, row, belge_ids, draft)
    found = _preview(work, row, documents, carried)
    step = Step(
        kind=StepKind.DEVIR_MAHSUP if carried else StepKind.MAHSUP,
        day=draft.day, amount=found.settlement.closes, belge=PAYMENT_ORDER, belge_no=draft.belge_no,
        late_days=found.late_days, zam=found.zam, text=draft.text or "",
        moves=tuple(_moves(row, documents, found.settlement, carried)),
    )  # fmt: skip
    written = write_step(work, row, step)
    for one in documents:
        one.state, one.islem_id = DocumentState.MAHSUP.value, written.id
        one.version += 1
    words = f"Avans mahsup edildi: {title_of(row)}, {len(documents)} belge, {format_kurus(step.amount)}"
    trail.record(work, "avans.settle", words, kind=AVANS_KIND, record_id=avans_id)
    return Written(written.id, (*_told(found), *written.warnings))


def preview(look: Look, avans_id: int, belge_ids: Sequence[int]) -> Preview:
    """What settling these documents would do; all that wait where none is named.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no document waits.
        RuleBroken: the advance takes no documents now.
    """
    look.actor.require(AREA, Verb.VIEW)
    row, _ = avans_row(look, avans_id)
    state = require_state(row, AvansState.VERILDI, AvansState.KISMI, AvansState.DEVIR)
    return _preview(look, row, _named(look, row, belge_ids), state is AvansState.DEVIR)


def _named(look: Look, row: Avans, belge_ids: Sequence[int]) -> list[AvansBelge]:
    waiting = waiting_documents(look, row.id or 0)
    found = [one for one in waiting if not belge_ids or one.id in belge_ids]
    if not found or len(found) < len(set(belge_ids)):
        raise BadInput(
            f"{no_of(row)} avansının mahsup edilecek belgesi yok ya da seçilenlerden biri bu arada incelenmiş.",
            "Listeyi yenileyin ya da önce belge ekleyin.",
            field="belge_id",
        )
    return found


def _chosen(work: Work, row: Avans, belge_ids: Sequence[int], draft: SettleDraft) -> list[AvansBelge]:
    documents = _named(work, row, belge_ids)
    ground = ground_of(work, row)
    for one in documents:
        for problem in document_problems(document_of(work, one), ground, one.handed_day):
            raise RuleBroken(f"{one.seller} {one.no}: {problem.message}", problem.remedy, law=problem.law)
        if one.handed_day > draft.day:
            raise BadInput("Mahsup, belgenin verildiği günden önce olamaz.", "Tarihi düzeltin.", field="day")
    return documents


def _preview(look: Look, row: Avans, documents: Sequence[AvansBelge], carried: bool) -> Preview:
    held = books.balances_of(look, row.id or 0)
    kind = AvansKind(row.kind)
    found = settle(kind, held.devir if carried else held.acik, [one.total for one in documents])
    days, zam, more = (0, 0, ()) if carried else _late(look, row, documents, found.value)
    return Preview(found.value, days, zam, (*found.reasons, *more))


def _late(
    look: Look, row: Avans, documents: Sequence[AvansBelge], found: Settlement
) -> tuple[int, int, tuple[Reason, ...]]:
    """Gecikme zammı of documents that were handed in after the last day, where the office counts it."""
    assert row.given_day is not None
    settings = settings_on(look, row.given_day)
    if row.deadline is None or not settings.gec_belge_zam:
        return 0, 0, ()
    start, rates = late_start(row.deadline, row.given_day, settings.zam_baslangic), zam_rates(look)
    days, zam = 0, 0
    reasons: list[Reason] = []
    for one, share in zip(documents, shares(found.closes, [each.total for each in documents]), strict=True):
        if one.handed_day > row.deadline and share:
            late = late_fee(share, start, one.handed_day, rates)
            days, zam = max(days, late.value.days), zam + late.value.zam
            reasons += late.reasons
    return days, zam, tuple(reasons)


def _moves(row: Avans, documents: Sequence[AvansBelge], found: Settlement, carried: bool) -> Iterator[Move]:
    """Each document is spent on its own tertip; what the advance keeps elsewhere goes over there first."""
    out, into, settled = _CARRIED if carried else _OWN
    totals = [one.total for one in documents]
    for tertip_id, amount in _by_tertip(documents, shares(found.closes, totals)):
        if tertip_id != row.tertip_id:
            yield out, row.tertip_id, amount
            yield into, tertip_id, amount
        yield settled, tertip_id, amount
    beyond = [one.deduction for one in documents]
    if AvansKind(row.kind).travels and found.over:
        left = shares(found.closes, totals)
        beyond = [more + total - share for more, total, share in zip(beyond, totals, left, strict=True)]
    if carried and any(beyond):
        raise RuleBroken(
            "Kesintili ya da avansı aşan belge mahsup döneminde mahsup edilemez: geçen yılın ödeneğinden yeni "
            "harcama yazılmaz.",
            "Kesintiyi ya da aşan tutarı bu yılın bütçesinden ödeyin; belgeyi kalan tutarıyla verin.",
            law=f"{LAW}; {LAW_YEAR_END}",
        )
    for tertip_id, amount in _by_tertip(documents, beyond):
        yield MovementKind.HARCAMA, tertip_id, amount


def _by_tertip(documents: Sequence[AvansBelge], amounts: Iterable[int]) -> list[tuple[int, int]]:
    sums: dict[int, int] = {}
    for one, amount in zip(documents, amounts, strict=True):
        if amount:
            sums[one.tertip_id] = sums.get(one.tertip_id, 0) + amount
    return list(sums.items())


def _told(found: Preview) -> tuple[str, ...]:
    """What the person should do next."""
    warnings = [reason.text for reason in found.reasons if reason.text.startswith(("Avansı aşan", "Kalan"))]
    if found.zam:
        warnings.append(f"Geç verilen belge için {format_kurus(found.zam)} gecikme zammı tahsil edilir.")
    return tuple(warnings)
