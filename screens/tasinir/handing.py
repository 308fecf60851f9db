"""Giving items out, taking them back and passing them on: one key each, from whatever list they were chosen in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from data.core.drafts import FieldKind, FieldSpec, entry
from data.core.money import format_int
from data.core.permissions import Verb
from data.core.store import Look, Work
from data.tasinir import item_life, papers_hands
from data.tasinir.hand_drafts import GiveDraft, PlaceDraft, ReturnDraft, Seen
from data.tasinir.lookup import AREA
from data.tasinir.operations import deliveries, handing
from data.tasinir.operations.deliveries import Delivered
from screens.forms import open_form, open_warned_form
from screens.ledger_view import LedgerView
from screens.paper_export import export_papers
from screens.widgets.ask_dialogs import ChooseDialog, ConfirmDialog

PERSON, ROOM = "kisi", "oda"
_NOTE = FieldSpec("Açıklama", FieldKind.NOTE, required=False, length=400)
_DAY = FieldSpec("Teslim tarihi", FieldKind.DATE)
_APPROVAL = FieldSpec("Yetkili makam onayı", length=120, help="Taşıt ve iş makinesi için: onayın tarihi ve sayısı")


@dataclass(frozen=True, slots=True)
class Chosen:
    """Items that a person chose in a list, as the list showed them.

    Attributes:
        inside: How many of them are in the ambar.
    """

    seen: tuple[Seen, ...]
    inside: int

    @property
    def words(self) -> str:
        """``1 taşınır``."""
        return f"{format_int(len(self.seen))} taşınır"


@dataclass(frozen=True, slots=True, kw_only=True)
class ToPersonDraft:
    """To whom items go."""

    personel_id: int = entry(FieldSpec("Teslim alan", FieldKind.PICK, lookup="tasinir_kisi"))
    day: date = entry(_DAY)
    note: str | None = entry(_NOTE)


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovedToPersonDraft:
    """As :class:`ToPersonDraft`, with the approval that a taşıt or iş makinesi needs."""

    personel_id: int = entry(FieldSpec("Teslim alan", FieldKind.PICK, lookup="tasinir_kisi"))
    day: date = entry(_DAY)
    approval: str = entry(_APPROVAL)
    note: str | None = entry(_NOTE)


@dataclass(frozen=True, slots=True, kw_only=True)
class ToRoomDraft:
    """Which room or common area items go into."""

    yer_id: int = entry(FieldSpec("Ortak alan / oda", FieldKind.PICK, lookup="tasinir_yer"))
    day: date = entry(_DAY)
    note: str | None = entry(_NOTE)


# ---------------------------------------------------------------- giving


async def hand_out(
    view: LedgerView[Any], chosen: Chosen, *, to: str = "", holder_id: int | None = None
) -> Delivered | None:
    """Gives items of the ambar, or passes on what is out by way of the ambar (m.5/4); offers the paper afterwards.

    Args:
        to: ``kisi`` or ``oda`` where it is known already; otherwise it is asked.
        holder_id: The person or room that the form starts with.
    """
    if not chosen.seen:
        view.say("Taşınır seçilmedi.")
        return None
    if chosen.inside not in (0, len(chosen.seen)):
        outside = len(chosen.seen) - chosen.inside
        view.say(f"Seçilenlerin {chosen.inside} tanesi ambarda, {outside} tanesi dışarıda; ayrı ayrı seçin.")
        return None
    passing = not chosen.inside
    where = to or await _ask_where(view, passing)
    if not where:
        return None
    special = await view.ask(lambda look: handing.needs_approval(look, chosen.seen))
    if special is None:
        return None
    title = f"{'Devret' if passing else 'Teslim et'}: {chosen.words}"
    done = await (
        _to_person(view, title, chosen.seen, passing, special, holder_id)
        if where == PERSON
        else _to_room(view, title, chosen.seen, passing, special, holder_id)
    )
    if done is not None:
        view.rows.clear_selection()
        view.reload()
        await offer_paper(view, done)
    return done


async def _ask_where(view: LedgerView[Any], passing: bool) -> str:
    words = "İade ve yeni teslim birlikte yazılır; iade bölümü imzalanır (m.5/4, m.18/3)." if passing else ""
    chosen = await view.app.push_screen_wait(
        ChooseDialog(
            "Kime devredilecek?" if passing else "Kime teslim edilecek?",
            (
                (PERSON, "Kişiye: Taşınır Teslim Belgesi"),
                (ROOM, "Odaya, ortak alana: Dayanıklı Taşınırlar Listesi"),
            ),
            text=words,
        )
    )
    return chosen[0] if chosen else ""


async def _to_person(
    view: LedgerView[Any], title: str, seen: Sequence[Seen], passing: bool, special: bool, holder_id: int | None
) -> Delivered | None:
    operation = deliveries.hand_over if passing else deliveries.give_to_person

    def draft_of(typed: Any, reason: str | None = None) -> GiveDraft:
        approval = typed.approval if special else None
        return GiveDraft(
            personel_id=typed.personel_id, day=typed.day, approval=approval, note=typed.note, reason=reason
        )

    def write(work: Work, typed: Any, reason: str) -> Delivered:
        return operation(work, seen, draft_of(typed, reason))

    def warn(look: Look, typed: Any) -> tuple[str, ...]:
        return deliveries.give_warnings(look, draft_of(typed))

    draft_type: type[Any] = ApprovedToPersonDraft if special else ToPersonDraft
    return await open_warned_form(
        view,
        title,
        draft_type,
        write,
        lambda done: done.words,
        key="tasinir.teslim.kisi",
        warn=warn,
        values={"day": view.desk.today} | ({"personel_id": holder_id} if holder_id else {}),
    )


async def _to_room(
    view: LedgerView[Any], title: str, seen: Sequence[Seen], passing: bool, special: bool, holder_id: int | None
) -> Delivered | None:
    operation = deliveries.move_place if passing else deliveries.give_to_place
    made: list[Delivered] = []

    def write(work: Work, typed: Any) -> Delivered:
        approval = typed.approval if special else None
        draft = PlaceDraft(yer_id=typed.yer_id, day=typed.day, approval=approval, note=typed.note)
        made.append(operation(work, seen, draft))
        return made[-1]

    draft_type: type[Any] = PlaceDraft if special else ToRoomDraft
    await open_form(
        view,
        title,
        draft_type,
        write,
        lambda done: done.words,
        key="tasinir.teslim.oda",
        values={"day": view.desk.today} | ({"yer_id": holder_id} if holder_id else {}),
    )
    return made[-1] if made else None


async def offer_paper(view: LedgerView[Any], done: Delivered) -> None:
    """The paper that is signed now: two copies of the belge (m.10/1-b), one list for the room (m.10/1-ç)."""
    if not view.desk.actor.can(AREA, Verb.EXPORT):
        return
    copies = "İki nüsha imzalanır." if done.kind.value == "belge" else "Alanın sorumlusu imzalar."
    choices = [("yaz", "Belgeyi yaz"), ("sonra", "Sonra")]
    if done.ended:
        copies += f" {format_int(len(done.ended))} eski belgenin iade bölümü imzalanır."
        choices.insert(1, ("hepsi", "Belgeyi ve iade bölümlerini yaz"))
    answer = await view.app.push_screen_wait(
        ConfirmDialog(
            f"{done.kind.label} {done.no}",
            f"{format_int(done.items)} taşınır: {done.receiver}\n{copies}",
            choices,
            "yaz",
        )
    )
    if answer in ("yaz", "hepsi"):
        keys = (done.id, *(done.ended if answer == "hepsi" else ()))
        await print_deliveries(view, keys, f"{done.kind.label} {done.no}")
        view.reload()


async def print_deliveries(view: LedgerView[Any], teslim_ids: Sequence[int], title: str) -> None:
    """The Taşınır Teslim Belgesi or the Dayanıklı Taşınırlar Listesi of each delivery."""
    makes = [partial(papers_hands.delivery_for_export, teslim_id=key) for key in teslim_ids]
    await export_papers(view, title, makes)


# ---------------------------------------------------------------- taking back


async def take_back(view: LedgerView[Any], chosen: Chosen) -> bool:
    """Takes items back into their ambar (m.18/3); says whether it was done."""
    if not chosen.seen:
        view.say("İade alınacak taşınır yok.")
        return False
    if chosen.inside:
        view.say(f"Seçilenlerin {chosen.inside} tanesi ambarda; yalnız kişide ya da odada olan iade alınır.")
        return False
    done = await open_form(
        view,
        f"İade al: {chosen.words}",
        ReturnDraft,
        lambda work, draft: deliveries.take_back(work, chosen.seen, draft),
        lambda result: result.told,
        key="tasinir.iade",
        values={"day": view.desk.today},
    )
    if done is None:
        return False
    view.rows.clear_selection()
    view.reload()
    return True


# ---------------------------------------------------------------- who has it


async def open_holder(view: LedgerView[Any], item_id: int) -> None:
    """Everything that the person or the room has where an item is."""
    from screens.tasinir.holding_view import HoldingView

    found = await view.ask(lambda look: item_life.held_on(look, item_id, look.today))
    if found is None:
        return
    if found.personel_id:
        await view.frame.push(HoldingView(view.frame, personel_id=found.personel_id))
    elif found.yer_id:
        await view.frame.push(HoldingView(view.frame, yer_id=found.yer_id))
    else:
        view.say(f"Taşınır kimsede ya da bir odada değil: {found.where}.")
