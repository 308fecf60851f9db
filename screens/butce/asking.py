"""What the screens of the budget ask before they write: movements, single spendings, reversals, tertips."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from data.butce import movement_views, tertip_views
from data.butce.drafts import MovementDraft, ReverseDraft, TertipDraft, UseDraft
from data.butce.lookup import TRANSFER_KIND, WORK_KIND
from data.butce.movement_views import MovementRow
from data.butce.operations import movements, tertips
from data.butce.operations.posting import Posted
from data.butce.refusal import AVANS_KIND
from data.core.money import format_kurus
from data.core.store import Work
from screens.forms import open_form
from screens.view import View
from screens.widgets.ask_dialogs import ChooseDialog, MessageDialog, ReasonDialog

DraftT = TypeVar("DraftT")


async def write_movement(
    view: View,
    title: str,
    draft_type: type[DraftT],
    operation: Callable[[Work, DraftT], Posted],
    *,
    key: str,
    values: dict[str, object],
) -> bool:
    """Asks for a movement and writes it; what the law or the office wants known stays until it is read."""
    written: list[Posted] = []

    def write(job: Work, draft: DraftT) -> None:
        written.append(operation(job, draft))

    values = {"day": view.desk.today} | {name: value for name, value in values.items() if value}
    await open_form(view, title, draft_type, write, "Hareket yazıldı", key=key, values=values)
    if not written:
        return False
    done = written[-1]
    row = await view.ask(lambda look: movement_views.movement(look, done.ids[0]))
    if row is not None:
        view.say(f"{row.number} sıra no ile yazıldı: {row.kind.label} {format_kurus(row.amount)}")
    await show_warnings(view, done.warnings)
    return True


async def show_warnings(view: View, warnings: tuple[str, ...]) -> None:
    """What was let through, but has to be known; stays until it is read."""
    if warnings:
        words = "\n\n".join(f"! {warning}" for warning in warnings)
        await view.app.push_screen_wait(MessageDialog("Yazıldı; dikkat edilecekler", words))


async def ask_movement(view: View, tertip_id: int | None = None) -> bool:
    """A movement of the ödenek itself: opening, addition, release, cut."""
    return await write_movement(
        view,
        "Ödenek hareketi",
        MovementDraft,
        movements.record_movement,
        key="odenek_hareket",
        values={"tertip_id": tertip_id},
    )


async def ask_spending(view: View, tertip_id: int | None = None) -> bool:
    """An ödeme emri that belongs to no work."""
    return await write_movement(
        view,
        "Harcama (ödeme emri, bir işe bağlı olmadan)",
        UseDraft,
        movements.spend,
        key="odenek_harcama",
        values={"tertip_id": tertip_id},
    )


async def ask_refund(view: View, tertip_id: int | None = None) -> bool:
    """What came back of a spending that belongs to no work."""
    return await write_movement(
        view,
        "Harcamanın iadesi (bir işe bağlı olmadan)",
        UseDraft,
        movements.refund,
        key="odenek_iade",
        values={"tertip_id": tertip_id},
    )


async def ask_new(view: View, tertip_id: int | None, more: tuple[tuple[str, str], ...] = ()) -> str:
    """Asks which movement to write, and writes it.

    Args:
        more: Further things that may be begun, as (key, label).

    Answers with the key of one of those if it was chosen, else with an empty text.
    """
    ways = {"hareket": ask_movement, "harcama": ask_spending, "iade": ask_refund}
    options = (
        ("hareket", "Ödenek hareketi: başlangıç, ek, serbest bırakma, gönderme, tenkis…"),
        ("harcama", "Harcama: ödeme emri, bir işe bağlı olmadan"),
        ("iade", "Harcamanın iadesi, bir işe bağlı olmadan"),
        *more,
    )
    chosen = await view.app.push_screen_wait(ChooseDialog("Ne yazılsın?", options))
    if not chosen:
        return ""
    if chosen[0] not in ways:
        return chosen[0]
    await ways[chosen[0]](view, tertip_id)
    return ""


async def reverse_movement(view: View, row: MovementRow) -> None:
    """Reverses a movement by a counter-row, with a reason."""
    if row.reversed_by:
        view.say(f"{row.number} sıra no.lu hareket {row.reversed_by} ile geri alınmış.")
        return
    await open_form(
        view,
        f"Ters kayıt: {row.number}, {row.kind.label} {format_kurus(row.amount)}",
        ReverseDraft,
        lambda job, draft: movements.reverse(job, row.id, draft),
        f"{row.number} sıra no.lu hareket geri alındı",
        key=f"odenek_ters:{row.id}",
        values={"day": view.desk.today},
    )


def go_to_source(view: View, row: MovementRow) -> None:
    """Opens the work, transfer or advance that a movement belongs to."""
    sources = ((WORK_KIND, row.is_id), (TRANSFER_KIND, row.aktarma_id), (AVANS_KIND, row.avans_id))
    kind, key = next(((kind, key) for kind, key in sources if key is not None), ("", 0))
    if kind:
        view.frame.go_to_record(kind, key or 0)
    else:
        view.say(f"{row.number} sıra no.lu hareket bir işe, aktarmaya ya da avansa bağlı değil.")


async def new_tertip(view: View, yil_id: int, beginning: str = "") -> None:
    """Tertips of a year, one after the other.

    Args:
        beginning: What their codes likely begin with.
    """
    await open_form(
        view,
        "Yeni tertip",
        TertipDraft,
        lambda job, draft: tertips.add_tertip(job, yil_id, draft),
        "Tertip açıldı",
        key="tertip",
        values={"kod": beginning or None},
        next_record=True,
    )


async def amend_tertip(view: View, tertip_id: int) -> None:
    """Corrects a tertip as it stands at this moment."""
    card = await view.ask(lambda look: tertip_views.tertip_card(look, tertip_id))
    if card is not None:
        await open_form(
            view,
            f"Tertip: {card.kod}",
            TertipDraft,
            lambda job, draft: tertips.amend_tertip(job, tertip_id, draft, card.version),
            "Tertip düzeltildi",
            key=f"tertip:{tertip_id}",
            values=card.values,
        )


async def switch_tertip(view: View, tertip_id: int) -> None:
    """Takes a tertip out of use, or back, with a reason."""
    card = await view.ask(lambda look: tertip_views.tertip_card(look, tertip_id))
    if card is None:
        return
    what, done = ("kapatılıyor", "kapatıldı") if card.active else ("yeniden açılıyor", "kullanıma açıldı")
    reason = await view.app.push_screen_wait(ReasonDialog("Tertip", f"{card.kod} {card.name} neden {what}?"))
    if reason is not None:
        await view.do(
            lambda job: tertips.switch_tertip(job, tertip_id, not card.active, reason, card.version),
            f"{card.kod} {done}",
        )
