"""Opens the record form on a draft type and runs the operation that takes it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, TypeVar

from data.core.store import Look, Work
from screens.desk import Desk
from screens.view import View
from screens.widgets.picker import Choice, Lookup
from screens.widgets.record_form import RecordForm
from screens.widgets.shown_fields import AskedBy

DraftT = TypeVar("DraftT")
T = TypeVar("T")


class StoreLookup:
    """A picker source over a view function ``(look, typed, limit) -> rows with id, title, subtitle``."""

    def __init__(self, desk: Desk, find: Callable[[Look, str, int], Any], get: Callable[[Look, Any], Any]) -> None:
        self._desk = desk
        self._find = find
        self._get = get

    def search(self, text: str, limit: int) -> tuple[Choice, ...]:
        """Choices for typed text; runs in a worker thread."""
        rows = self._desk.look_here(lambda look: self._find(look, text, limit))
        return tuple(Choice(row.id, row.title, row.subtitle) for row in rows)

    def get(self, id: int | str) -> Choice | None:  # noqa: A002 - the record's key is its id everywhere
        """The choice of a key."""
        row = self._desk.look_here(lambda look: self._get(look, id))
        return Choice(row.id, row.title, row.subtitle) if row is not None else None


def lookups(desk: Desk) -> Mapping[str, Lookup]:
    """Every picker source of the desk by the name that drafts use."""
    from data.arsiv import folder_views as klasor
    from data.arsiv import pick_views as arsiv
    from data.avans import pick_views as avans
    from data.butce import pick_views as butce
    from data.core import stand_ins
    from data.evrak import authority_views, havale_views, party_views, pick_views
    from data.personel import views
    from data.puantaj import overtime_views, report_views
    from data.sdp import version_views as sdp_versions
    from data.sdp import views as sdp
    from data.tasinir import goods_views, item_views, officer_views, receiver_views
    from data.tasinir import setup_views as tasinir

    return {
        "tertip": StoreLookup(desk, butce.find_tertips, butce.tertip_choice),
        "butce_birimi": StoreLookup(desk, butce.find_units, butce.unit_choice),
        "avans": StoreLookup(desk, avans.find_renewable, avans.renewable_choice),
        "avans_birimi": StoreLookup(desk, avans.find_units, avans.unit_choice),
        "avans_tertip": StoreLookup(desk, avans.find_tertips, avans.tertip_choice),
        "avans_isi": StoreLookup(desk, avans.find_works, avans.work_choice),
        "avans_kisi": StoreLookup(desk, avans.find_people, views.person_choice),
        "birim": StoreLookup(desk, views.find_units, views.unit_choice),
        "personel": StoreLookup(desk, views.find_people, views.person_choice),
        "pattern": StoreLookup(desk, views.find_patterns, views.pattern_choice),
        "puantaj": StoreLookup(desk, report_views.find_months, report_views.month_choice),
        "group": StoreLookup(desk, overtime_views.find_groups, overtime_views.group_choice),
        "muhatap": StoreLookup(desk, party_views.find_parties, party_views.party_choice),
        "evrak": StoreLookup(desk, pick_views.find_documents, pick_views.document_choice),
        "kullanici": StoreLookup(desk, stand_ins.find_users, stand_ins.user_choice),
        "sdp": StoreLookup(desk, sdp.find_main_codes, sdp.code_choice),
        "sdp_ikincil": StoreLookup(desk, sdp.find_second_codes, sdp.code_choice),
        "sdp_surum": StoreLookup(desk, sdp_versions.find_versions, sdp_versions.version_choice),
        "imza": StoreLookup(desk, authority_views.find_authorities, authority_views.authority_choice),
        "olur_veren": StoreLookup(desk, authority_views.find_olur_givers, authority_views.authority_choice),
        "havale": StoreLookup(desk, havale_views.find_recipients, havale_views.recipient_choice),
        "harcama_birimi": StoreLookup(desk, tasinir.find_units, tasinir.unit_choice),
        "ambar": StoreLookup(desk, tasinir.find_ambars, tasinir.ambar_choice),
        "istek_birimi": StoreLookup(desk, tasinir.find_asking_units, tasinir.asking_unit_choice),
        "tasinir": StoreLookup(desk, goods_views.find_goods, goods_views.goods_choice),
        "demirbas": StoreLookup(desk, item_views.find_items, item_views.item_choice),
        "tasinir_kod": StoreLookup(desk, goods_views.find_codes, goods_views.code_choice),
        "tasinir_kisi": StoreLookup(desk, receiver_views.find_receivers, receiver_views.receiver_choice),
        "tasinir_gorevli": StoreLookup(desk, officer_views.find_keepers, officer_views.keeper_choice),
        "tasinir_yer": StoreLookup(desk, tasinir.find_rooms, tasinir.room_choice),
        "klasor": StoreLookup(desk, klasor.find_open_folders, klasor.folder_choice),
        "arsiv_birimi": StoreLookup(desk, arsiv.find_units, views.unit_choice),
        "arsiv_yer": StoreLookup(desk, arsiv.find_places, arsiv.place_choice),
    }


async def open_form(
    view: View,
    title: str,
    draft_type: type[DraftT],
    operation: Callable[[Work, DraftT], T],
    success: str | Callable[[T], str],
    *,
    key: str,
    values: Mapping[str, object] | None = None,
    next_record: bool = False,
    kept: bool = True,
    fill: Callable[[Look, str, object], Mapping[str, object]] | None = None,
    asked: AskedBy | None = None,
) -> DraftT | None:
    """Asks for a draft and writes it; answers with the last draft that was written.

    Args:
        success: The quiet line after writing.
        key: The form's name in the box of unfinished forms.
        next_record: Go on with the next record after each one.
        kept: Off for a form whose words may not lie readable in a file: a secret one is never kept half-typed.
        fill: What other fields start with once a record was picked in the named field.
        asked: Which fields are asked for, where that hangs on one of them.
    """

    async def save(draft: DraftT, _reason: str) -> str | None:
        result = await view.desk.work(lambda work: operation(work, draft))
        words = success(result) if callable(success) else success
        view.say(words)
        view.post_message(View.Changed())
        return words if next_record else None

    more = _filler(view, fill)
    return await _show_form(
        view, title, draft_type, save, key, values, next_record, kept=kept, fill=more, asked=asked
    )


async def open_warned_form(
    view: View,
    title: str,
    draft_type: type[DraftT],
    operation: Callable[[Work, DraftT, str], T],
    success: str | Callable[[T], str],
    *,
    key: str,
    warn: Callable[[Look, DraftT], tuple[str, ...]],
    values: Mapping[str, object] | None = None,
    next_record: bool = False,
    kept: bool = True,
    fill: Callable[[Look, str, object], Mapping[str, object]] | None = None,
) -> T | None:
    """As :func:`open_form`, for an operation that takes the reason for going on in spite of warnings.

    Args:
        warn: What speaks against the draft without forbidding it; the form asks for a reason if there is anything.
        fill: What other fields start with once a record was picked in the named field.

    Answers with the operation's result, or ``None`` if nothing was written.
    """
    results: list[T] = []

    async def save(draft: DraftT, reason: str) -> str | None:
        result = await view.desk.work(lambda work: operation(work, draft, reason))
        results.append(result)
        words = success(result) if callable(success) else success
        view.say(words)
        view.post_message(View.Changed())
        return words if next_record else None

    async def ask(draft: DraftT) -> tuple[str, ...]:
        return await view.desk.look(lambda look: warn(look, draft))

    more = _filler(view, fill)
    await _show_form(view, title, draft_type, save, key, values, next_record, warn=ask, kept=kept, fill=more)
    return results[-1] if results else None


def _filler(
    view: View, fill: Callable[[Look, str, object], Mapping[str, object]] | None
) -> Callable[[str, object], Awaitable[Mapping[str, object]]] | None:
    if fill is None:
        return None

    async def more(picked: str, chosen: object) -> Mapping[str, object]:
        return await view.desk.look(lambda look: fill(look, picked, chosen))

    return more


async def ask_draft(
    view: View,
    title: str,
    draft_type: type[DraftT],
    *,
    key: str,
    values: Mapping[str, object] | None = None,
    taken: Callable[[DraftT], Awaitable[None]] | None = None,
    asked: AskedBy | None = None,
) -> DraftT | None:
    """Asks for a draft that only steers what follows; writes nothing.

    Args:
        taken: Gets the draft while the form still holds it: what it refuses is said in the form, and what was
            typed is not let go of before it has kept it.
        asked: Which fields are asked for, where that hangs on one of them.
    """

    async def keep(draft: DraftT, _reason: str) -> str | None:
        if taken is not None:
            await taken(draft)
        return None

    return await _show_form(view, title, draft_type, keep, key, values, next_record=False, asked=asked)


async def _show_form(
    view: View,
    title: str,
    draft_type: type[DraftT],
    save: Callable[[DraftT, str], Awaitable[str | None]],
    key: str,
    values: Mapping[str, object] | None,
    next_record: bool,
    warn: Callable[[DraftT], Awaitable[tuple[str, ...]]] | None = None,
    kept: bool = True,
    fill: Callable[[str, object], Awaitable[Mapping[str, object]]] | None = None,
    asked: AskedBy | None = None,
) -> DraftT | None:
    if not kept and view.desk.box is not None:
        # From before its record became a secret one.
        await asyncio.to_thread(view.desk.box.drop, key)
    form = RecordForm(
        title,
        draft_type,
        values=values or {},
        save=save,
        lookups=lookups(view.desk),
        today=view.desk.today,
        calendar=await view.desk.calendar(),
        box=view.desk.box if kept else None,
        key=key,
        next_record=next_record,
        warn=warn,
        fill=fill,
        asked=asked,
    )
    return await view.app.push_screen_wait(form)
