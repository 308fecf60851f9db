"""Taking a step of an advance back: the last one first, with a reason; its movements of ödenek go with it."""

from __future__ import annotations

from sqlalchemy import select
from sqlmodel import col

from data.avans import books
from data.avans.lookup import AREA, AVANS_KIND, no_of, step_row, title_of
from data.avans.models import Avans, AvansBelge, AvansIslem, AvansIslemHareket
from data.avans.operations.documents import waiting_documents
from data.avans.operations.steps import Step, link, write_step
from data.avans.rules.values import DocumentState, StepKind
from data.butce.drafts import ReverseDraft
from data.butce.models import OdenekHareket
from data.butce.operations.posting import reverse_row
from data.core import trail
from data.core.drafts import check, require_reason
from data.core.errors import RuleBroken
from data.core.money import format_kurus
from data.core.permissions import Verb
from data.core.store import Work


def reverse(work: Work, islem_id: int, draft: ReverseDraft) -> int:
    """Reverses the last standing step and returns the key of its counter-step; settled documents wait again.

    Raises:
        NotAllowed: no permission to check, or out of sight.
        BadInput, BadFields: no such step, no reason, or a day that cannot be.
        RuleBroken: it is not the last one, documents rest on the giving, or its ödenek was used since.
    """
    work.actor.require(AREA, Verb.CHECK)
    step, row = step_row(work, islem_id)
    check(draft)
    require_reason(draft.reason, "Ters kaydın gerekçesi yazılmalıdır.")
    _require_last(work, row, step)
    kind = StepKind(step.kind)
    if kind is StepKind.VERME and waiting_documents(work, row.id or 0):
        raise RuleBroken(f"{no_of(row)} avansına belge verilmiş.", "Önce belgeleri gerekçesiyle reddedin.")
    for one in work.session.execute(select(AvansBelge).where(col(AvansBelge.islem_id) == islem_id)).scalars():
        one.state, one.islem_id = DocumentState.BEKLIYOR.value, None
        one.version += 1
    if kind is StepKind.VERME:
        row.given, row.given_day, row.deadline, row.mif_no = 0, None, None, ""
    counter = Step(
        kind=StepKind.TERS, day=draft.day, amount=step.amount, belge=step.belge, belge_no=step.belge_no,
        belge_day=step.belge_day, text=draft.reason.strip(), reverses_id=islem_id,
    )  # fmt: skip
    written = write_step(work, row, counter)
    counter_row = work.session.get_one(AvansIslem, written.id)
    link(work, counter_row, [_counter(work, key, draft) for key in _movements(work, islem_id)])
    words = f"Avans işlemi geri alındı: {title_of(row)}, {kind.label} {format_kurus(step.amount)}"
    reason = f"{words}. Gerekçe: {draft.reason.strip()}"
    trail.record(work, "avans.reverse", reason, kind=AVANS_KIND, record_id=row.id or 0)
    return written.id


def _require_last(work: Work, row: Avans, step: AvansIslem) -> None:
    steps = books.steps_of(work, row.id or 0)
    if step.id not in {one.id for one in steps}:
        raise RuleBroken("Bu işlem geri alınmış ya da kendisi bir ters kayıt.", "Listeyi yenileyin.")
    if steps[-1].id != step.id:
        last = steps[-1]
        raise RuleBroken(
            f"Bu işlemden sonra {StepKind(last.kind).label} işlemi ({format_kurus(last.amount)}) yapılmış.",
            "Önce sonraki işlemleri sırayla geri alın.",
        )


def _movements(work: Work, islem_id: int) -> list[int]:
    """The movements of a step, the last one first."""
    statement = (
        select(col(AvansIslemHareket.hareket_id))
        .where(col(AvansIslemHareket.islem_id) == islem_id)
        .order_by(col(AvansIslemHareket.hareket_id).desc())
    )
    return list(work.session.execute(statement).scalars())


def _counter(work: Work, hareket_id: int, draft: ReverseDraft) -> int:
    counter = reverse_row(work, work.session.get_one(OdenekHareket, hareket_id), draft.day, draft.reason.strip())
    return counter.id or 0
