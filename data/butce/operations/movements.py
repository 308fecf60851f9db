"""Movements that a person writes: of the ödenek itself, and spending that belongs to no work; reversing either."""

from __future__ import annotations

from datetime import date

from data.butce import lookup
from data.butce.drafts import MovementDraft, ReverseDraft, UseDraft
from data.butce.lookup import AREA, MOVEMENT_KIND
from data.butce.models import Tertip
from data.butce.operations.carrying import require_carried
from data.butce.operations.posting import Posted, Posting, post, reverse_row
from data.butce.rules.values import MovementKind
from data.core import trail
from data.core.calendar import format_date
from data.core.drafts import check, require_reason
from data.core.errors import RuleBroken
from data.core.money import format_kurus
from data.core.permissions import Verb
from data.core.store import Work
from data.core.text import title

PAYMENT = "Ödeme emri belgesi"
"""What a spending rests on."""
REFUND = "Alındı / banka dekontu"
"""What a refund rests on."""


def record_movement(work: Work, draft: MovementDraft) -> Posted:
    """Writes a movement of the ödenek itself with its document.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput, BadFields: something is missing or wrong.
        RuleBroken: the year is closed, or less than nothing would be left on some day.
    """
    work.actor.require(AREA, Verb.PREPARE)
    tertip = usable_tertip(work, draft.tertip_id)
    check(draft, _wrong(draft))
    kind = MovementKind(draft.kind)
    if kind is MovementKind.DEVREDEN:
        require_carried(work, tertip, draft.amount)
    done = post(
        work,
        [
            Posting(
                tertip_id=draft.tertip_id,
                kind=kind,
                amount=draft.amount,
                day=draft.day,
                belge=draft.belge,
                belge_day=draft.belge_day,
                belge_no=draft.belge_no,
                decider=draft.decider or "",
                text=draft.text or "",
            )
        ],
    )
    tell(work, done.ids[0], kind, tertip, draft.amount, draft.day)
    return done


def spend(work: Work, draft: UseDraft) -> Posted:
    """Writes a spending that belongs to no work: an ödeme emri alone.

    Raises:
        NotAllowed, BadInput, BadFields, RuleBroken: as for :func:`record_movement`.
    """
    return _use(work, draft, MovementKind.HARCAMA, PAYMENT)


def refund(work: Work, draft: UseDraft) -> Posted:
    """Writes that money of a spending of this year, which belongs to no work, came back.

    Raises:
        NotAllowed, BadInput, BadFields: as for :func:`record_movement`.
        RuleBroken: more than was spent, or the year is closed.
    """
    return _use(work, draft, MovementKind.HARCAMA_IADE, REFUND)


def reverse(work: Work, hareket_id: int, draft: ReverseDraft) -> int:
    """Reverses a movement with a reason and returns the key of its counter-row.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such movement, no reason, or a day that cannot be.
        RuleBroken: it belongs to a transfer or an advance, or cannot be reversed any more.
    """
    work.actor.require(AREA, Verb.PREPARE)
    row = lookup.movement_row(work, hareket_id)
    check(draft)
    require_reason(draft.reason, "Ters kaydın gerekçesi yazılmalıdır.")
    for key, whose in ((row.aktarma_id, "aktarmanın"), (row.avans_id, "avansın")):
        if key is not None:
            raise RuleBroken(
                f"{row.number} sıra no.lu hareket bir {whose} parçasıdır; tek başına geri alınmaz.",
                f"{title(whose)} kendisini açıp oradan geri alın.",
            )
    counter = reverse_row(work, row, draft.day, draft.reason.strip())
    words = f"Ödenek hareketi geri alındı: {row.number} → {counter.number}. Gerekçe: {draft.reason.strip()}"
    trail.record(work, "butce.reverse", words, kind=MOVEMENT_KIND, record_id=hareket_id)
    return counter.id or 0


def usable_tertip(work: Work, tertip_id: int | None) -> Tertip:
    """A tertip that may be written on.

    Raises:
        BadInput: there is none.
        NotAllowed: out of sight.
        RuleBroken: it is out of use.
    """
    row = lookup.tertip_row(work, tertip_id)
    if not row.active:
        raise RuleBroken(f"{row.kod} kullanımdan kaldırılmış.", "Başka bir tertip seçin ya da yeniden açın.")
    return row


def tell(work: Work, hareket_id: int, kind: MovementKind, tertip: Tertip, amount: int, day: date) -> None:
    """The entry in the trail of one movement; part of another operation."""
    words = f"{kind.label}: {tertip.kod}, {format_kurus(amount)}, {format_date(day)}"
    trail.record(work, "butce.movement", words, kind=MOVEMENT_KIND, record_id=hareket_id)


def _use(work: Work, draft: UseDraft, kind: MovementKind, belge: str) -> Posted:
    work.actor.require(AREA, Verb.PREPARE)
    tertip = usable_tertip(work, draft.tertip_id)
    check(draft, wrong_days(draft))
    done = post(work, [posting_of(draft, kind, belge)])
    tell(work, done.ids[0], kind, tertip, draft.amount, draft.day)
    return done


def posting_of(draft: UseDraft, kind: MovementKind, belge: str, is_id: int | None = None) -> Posting:
    """A use as it is posted."""
    return Posting(
        tertip_id=draft.tertip_id,
        kind=kind,
        amount=draft.amount,
        day=draft.day,
        belge=belge,
        belge_day=draft.belge_day,
        belge_no=draft.belge_no or "",
        text=draft.text or "",
        is_id=is_id,
    )


def wrong_days(draft: UseDraft) -> dict[str, str]:
    """A document may not be younger than what rests on it."""
    if draft.belge_day and draft.belge_day > draft.day:
        return {"belge_day": "Belge tarihi hareketin tarihinden sonra olamaz."}
    return {}


def _wrong(draft: MovementDraft) -> dict[str, str]:
    wrong = {}
    # A release or a first allotment rests on a decision of before; a cut may be told of some days later.
    if draft.belge_day > draft.day and draft.kind != MovementKind.IPTAL.value:
        wrong["belge_day"] = "Belge tarihi hareketin tarihinden sonra olamaz."
    return wrong
