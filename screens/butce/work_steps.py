"""What is asked before a step of a harcama işi: block, commit, spend, refund, let go, finish, give up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from data.butce.drafts import UseDraft, WorkDraft
from data.butce.movement_views import WorkCard, WorkRow, WorkTertip
from data.butce.operations import works
from data.butce.rules.states import Amounts
from data.butce.rules.values import MovementKind, WorkState
from data.core.drafts import FieldKind, FieldSpec, entry
from data.core.money import format_kurus
from data.core.text import lower
from screens.butce.asking import write_movement
from screens.forms import ask_draft, open_form
from screens.view import View
from screens.widgets.ask_dialogs import ChooseDialog


@dataclass(frozen=True, slots=True, kw_only=True)
class EndDraft:
    """The day on which a work is over."""

    day: date = entry(FieldSpec("Tarih", FieldKind.DATE))


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveUpDraft:
    """The day on which a work is given up, and why."""

    day: date = entry(FieldSpec("Tarih", FieldKind.DATE))
    reason: str = entry(FieldSpec("Gerekçe", length=300))


STEPS: Final[tuple[tuple[MovementKind, str], ...]] = (
    (MovementKind.BLOKE, "Bloke (onay belgesi)"),
    (MovementKind.TAAHHUT, "Taahhüt (sözleşme, sipariş)"),
    (MovementKind.HARCAMA, "Ödeme (ödeme emri belgesi)"),
    (MovementKind.HARCAMA_IADE, "Ödemeden geri gelen"),
    (MovementKind.BLOKE_COZME, "Blokeyi çöz"),
    (MovementKind.TAAHHUT_COZME, "Taahhüdü çöz"),
)
"""What may be written for a work, as it is offered."""


def name_of(row: WorkRow) -> str:
    """A work in words."""
    return f"{row.number} no.lu iş, {row.subject}"


def left_for(kind: MovementKind, held: Amounts) -> int:
    """What a step has before it on a tertip, kuruş: the amount that is offered."""
    return {
        MovementKind.TAAHHUT: held.bloke,
        MovementKind.HARCAMA: held.reserved,
        MovementKind.HARCAMA_IADE: held.harcanan,
        MovementKind.BLOKE_COZME: held.bloke,
        MovementKind.TAAHHUT_COZME: held.taahhut,
    }.get(kind, 0)


def works_on(card: WorkCard, kind: MovementKind) -> tuple[WorkTertip, ...]:
    """The tertips of a work on which a step has something before it."""
    return tuple(one for one in card.tertips if left_for(kind, one.held))


async def choose_step(view: View, card: WorkCard) -> None:
    """Asks which step is written, with what is left for each, and writes it."""
    ended = card.row.state is not WorkState.ACIK
    steps = [one for one in STEPS if not ended or one[0] is MovementKind.HARCAMA_IADE]
    options = []
    for kind, label in steps:
        left = sum(left_for(kind, one.held) for one in card.tertips)
        options.append((kind.value, f"{label} · {format_kurus(left)}" if left else label))
    chosen = await view.app.push_screen_wait(ChooseDialog("Ne yazılsın?", options))
    if chosen:
        await write_step(view, card, (MovementKind(chosen[0]),))


async def write_step(view: View, card: WorkCard, kinds: Sequence[MovementKind]) -> None:
    """Writes a step of a work; where it may be on several tertips, or of several kinds, asks which."""
    ways = [(kind, one) for kind in kinds for one in works_on(card, kind)]
    place = 0
    if len(ways) > 1:
        options = tuple(
            (str(at), f"{kind.label}: {one.ekonomik} {one.name} · {format_kurus(left_for(kind, one.held))}")
            for at, (kind, one) in enumerate(ways)
        )
        chosen = await view.app.push_screen_wait(ChooseDialog("Hangisi?", options))
        if not chosen:
            return
        place = int(chosen[0])
    kind, tertip = ways[place] if ways else (kinds[0], next(iter(card.tertips), None))
    amount = left_for(kind, tertip.held) if tertip else 0
    await write_movement(
        view,
        f"{kind.label}: {name_of(card.row)}",
        UseDraft,
        lambda job, draft: works.use(job, card.row.id, kind, draft),
        key=f"harcama_isi:{card.row.id}:{kind.value}",
        values={"tertip_id": tertip.id if tertip else None, "amount": amount},
    )


async def new_work(view: View, yil_id: int) -> int | None:
    """Asks for a work and opens it; answers with its key."""
    made: list[int] = []
    await open_form(
        view,
        "Yeni harcama işi",
        WorkDraft,
        lambda job, draft: made.append(works.open_work(job, yil_id, draft)),
        "Harcama işi açıldı",
        key="harcama_isi",
    )
    return made[-1] if made else None


async def amend_work(view: View, row: WorkRow) -> None:
    """Corrects what a work is called and rests on."""
    await open_form(
        view,
        f"Düzelt: {name_of(row)}",
        WorkDraft,
        lambda job, draft: works.amend_work(job, row.id, draft, row.version),
        "Harcama işi düzeltildi",
        key=f"harcama_isi:{row.id}",
        values={
            "kind": row.kind.value,
            "subject": row.subject,
            "firm": row.firm or None,
            "onay_day": row.onay_day,
            "onay_no": row.onay_no or None,
        },
    )


async def finish_work(view: View, row: WorkRow) -> None:
    """İş bitti: what is still blocked and committed is let go."""
    title = f"İş bitti: {row.subject}; çözülecek {format_kurus(row.held.reserved)}"
    asked = await ask_draft(view, title, EndDraft, key="is-bitti", values={"day": view.desk.today})
    if asked is not None:
        await view.do(
            lambda job: works.finish(job, row.id, asked.day, row.version),
            lambda freed: f"{row.number} no.lu iş bitti; {format_kurus(freed)} çözüldü",
        )


async def give_up_work(view: View, row: WorkRow) -> None:
    """Gives a work up with a reason; what it holds is let go."""
    title = f"Vazgeç: {row.subject}; çözülecek {format_kurus(row.held.reserved)}"
    asked = await ask_draft(view, title, GiveUpDraft, key="is-vazgec", values={"day": view.desk.today})
    if asked is not None:
        await view.do(
            lambda job: works.give_up(job, row.id, asked.day, asked.reason, row.version),
            lambda freed: f"{row.number} no.lu işten vazgeçildi; {format_kurus(freed)} çözüldü",
        )


def over_words(row: WorkRow) -> str:
    """Why nothing more is written for a work."""
    return f"{row.number} no.lu iş kapandı ({lower(row.state.label)})."
