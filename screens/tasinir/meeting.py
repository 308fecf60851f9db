"""Meeting a request: how much of each line, which items, when and to whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from data.core.drafts import FieldKind, FieldSpec, entry
from data.core.errors import BadInput
from data.core.money import format_int
from data.core.permissions import Verb
from data.core.store import Work
from data.tasinir import meeting_views
from data.tasinir.hand_drafts import MeetDraft, MeetLine, Seen
from data.tasinir.item_views import ItemRow
from data.tasinir.lookup import AREA
from data.tasinir.meeting_views import MOST_ITEMS, MeetingLine
from data.tasinir.operations.handing import caution_for
from data.tasinir.operations.meeting import Met, meet
from data.tasinir.request_views import RequestCard
from data.tasinir.rules.amounts import ONE, format_quantity, parse_quantity
from screens.forms import open_warned_form
from screens.problems import show_problem
from screens.tasinir.request_form import name_of
from screens.view import View
from screens.widgets.ask_dialogs import ChooseDialog, ConfirmDialog, ReasonDialog

_NARROW_FROM = 40
"""Free items from which on words are asked for before they are listed."""
_NONE = "hicbiri"
_NOTE = FieldSpec("Açıklama", FieldKind.NOTE, required=False, length=400)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsumeDraft:
    """When consumables leave."""

    day: date = entry(FieldSpec("Tarih", FieldKind.DATE, help="İstek tarihinden önce, bugünden sonra olamaz"))
    note: str | None = entry(_NOTE)


@dataclass(frozen=True, slots=True, kw_only=True)
class HandDraft:
    """When durables are given, and to whom or where."""

    day: date = entry(FieldSpec("Tarih", FieldKind.DATE, help="İstek tarihinden önce, bugünden sonra olamaz"))
    personel_id: int | None = entry(
        FieldSpec(
            "Teslim alan", FieldKind.PICK, required=False, lookup="tasinir_kisi", help="Ortak alana ise boş kalır"
        )
    )
    yer_id: int | None = entry(
        FieldSpec("Ortak alan / oda", FieldKind.PICK, required=False, lookup="tasinir_yer", help="Kişi yoksa")
    )
    note: str | None = entry(_NOTE)


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is given of one line now."""

    quantity: int
    items: tuple[Seen, ...] = ()


# ---------------------------------------------------------------- one line


async def ask_line(view: View, istek_id: int, at: MeetingLine, before: Sequence[Seen]) -> Chosen | None:
    """Asks how much of a consumable, or which items of a durable, are given now; ``None`` after Esc."""
    if at.line.durable:
        return await _ask_items(view, istek_id, at, before)
    text = (
        f"İstenen {format_quantity(at.line.wanted)}, verilen {format_quantity(at.line.met)}, "
        f"ambarda {format_quantity(at.free)} {at.line.unit}.\nVerilmeyecekse 0 yazın."
    )
    if at.least:
        text += f"\nEn az miktar {format_quantity(at.least)}; bütün ambarlarda {format_quantity(at.everywhere)}."
    while True:
        typed = await view.app.push_screen_wait(ReasonDialog(at.line.name, text, 1, label="Şimdi verilecek"))
        if typed is None:
            return None
        try:
            return Chosen(0 if typed.strip() == "0" else parse_quantity(typed))
        except BadInput as problem:
            await show_problem(view.app, problem)


async def _ask_items(view: View, istek_id: int, at: MeetingLine, before: Sequence[Seen]) -> Chosen | None:
    words = ""
    if at.held > _NARROW_FROM * ONE:
        text = f"Ambarda {format_quantity(at.held)} tane var. Sicil no, barkod, seri no, marka ya da model yazın."
        typed = await view.app.push_screen_wait(ReasonDialog(at.line.name, text, 1, label="Aranan"))
        if typed is None:
            return None
        words = typed
    found = await view.ask(lambda look: meeting_views.free_items(look, istek_id, at.line.goods_id, words))
    if found is None:
        return None
    if not found:
        view.say(f"{at.line.name}: ambarda boşta taşınır yok.")
        return None
    return await _choose_items(view, at, found, before)


async def _choose_items(
    view: View, at: MeetingLine, found: Sequence[ItemRow], before: Sequence[Seen]
) -> Chosen | None:
    more = f" İlk {MOST_ITEMS} taşınır gösteriliyor." if len(found) == MOST_ITEMS else ""
    listed = {one.id for one in found}
    others = tuple(one for one in before if one.id not in listed)
    if others:
        more += f" Bu listede olmayan {format_int(len(others))} taşınır seçili kalır."
    dialog = ChooseDialog(
        at.line.name,
        (*(((_NONE, "Hiçbiri verilmeyecek"),) if before else ()), *((str(one.id), _item(one)) for one in found)),
        multi=True,
        text=f"{format_quantity(at.line.missing)} tane kaldı; verilecekleri Boşluk ile işaretleyin.{more}",
        chosen=tuple(str(one.id) for one in before),
    )
    chosen = await view.app.push_screen_wait(dialog)
    if chosen is None:
        return None
    items = () if _NONE in chosen else (*others, *(one.seen for one in found if str(one.id) in chosen))
    return Chosen(len(items) * ONE, items)


def _item(row: ItemRow) -> str:
    made = " ".join(part for part in (row.brand, row.model, row.serial) if part)
    return " · ".join(part for part in (row.sicil_no, made) if part)


# ---------------------------------------------------------------- the whole


async def meet_request(
    view: View, card: RequestCard, wanted: Sequence[tuple[MeetingLine, int, tuple[Seen, ...]]]
) -> bool:
    """Gives what is wanted of each line after day and receiver were asked; whether something was given."""
    given = [one for one in wanted if one[1]]
    if not given:
        view.say("Verilecek bir şey yok: Enter ile miktar yazın ya da taşınır seçin.")
        return False
    remarks = [
        f"! {at.line.name}: {format_quantity(max(0, at.everywhere - quantity))} {at.line.unit} kalır, en az "
        f"{format_quantity(at.least)} (m.6/4-f)"
        for at, quantity, _ in given
        if at.runs_short(quantity)
    ]
    remarks += [f"○ {at.line.name}: taşınır seçilmedi, şimdi verilmeyecek" for at, quantity, _ in wanted
                if at.waits_for_choice and not quantity]  # fmt: skip
    if remarks and not await _goes_on(view, remarks):
        return False
    lines = tuple(
        MeetLine(at.line.line_no, "" if items else format_quantity(quantity), items)
        for at, quantity, items in given
    )
    return await _ask_and_meet(view, card, lines) is not None


async def _goes_on(view: View, remarks: Sequence[str]) -> bool:
    choices = (("ver", "Yine de ver"), ("vazgec", "Vazgeç"))
    dialog = ConfirmDialog("Vermeden önce", "\n".join(remarks), choices, "ver")
    return await view.app.push_screen_wait(dialog) == "ver"


async def _ask_and_meet(view: View, card: RequestCard, lines: tuple[MeetLine, ...]) -> Met | None:
    row = card.row
    title, key = f"Karşıla: {name_of(row)}", f"tasinir.karsila:{row.id}"
    first = max(row.day, view.desk.today)

    def words(made: Met) -> str:
        items = sum(len(line.items) for line in lines)
        parts = [f"{format_int(items)} taşınır teslim edildi"] if items else []
        # Who may not approve only waits for it.
        way = "F7 onaylar" if view.desk.actor.can(AREA, Verb.CLOSE) else "onay bekliyor"
        return "; ".join([*parts, *([f"Fiş taslağı hazır: {way}, G açar"] if made.vif_id else [])])

    def give(work: Work, draft: ConsumeDraft | HandDraft, reason: str) -> Met:
        to = (draft.personel_id, draft.yer_id) if isinstance(draft, HandDraft) else (None, None)
        asked = MeetDraft(day=draft.day, personel_id=to[0], yer_id=to[1], note=draft.note, reason=reason or None)
        return meet(work, row.id, asked, lines, row.version)

    if any(line.items for line in lines):
        return await open_warned_form(
            view,
            title,
            HandDraft,
            give,
            words,
            key=key,
            warn=lambda look, draft: tuple(filter(None, (caution_for(look, draft.personel_id),))),
            values={"day": first, "personel_id": card.personel_id},
        )
    return await open_warned_form(
        view,
        title,
        ConsumeDraft,
        give,
        words,
        key=key,
        warn=lambda _look, _draft: (),
        values={"day": first},
    )
