"""F6 on what a person or a room has: its page, its labels, or the list that is seen."""

from __future__ import annotations

from datetime import date
from typing import Any

from data.tasinir import papers_holding
from screens.ledger_view import LedgerView
from screens.paper_export import export_paper
from screens.widgets.ask_dialogs import ChooseDialog

_SEEN, _PAGE, _LEAVER = "liste", "sayfa", "ilisik"


async def export_holding(
    view: LedgerView[Any],
    name: str,
    *,
    personel_id: int | None = None,
    yer_id: int | None = None,
    day: date | None = None,
) -> None:
    """Asks what to write of the person or the room.

    Args:
        name: Of the person or room.
        day: The day whose end is printed; today if none.
    """
    page = "Kişinin üzerindeki taşınırlar" if personel_id else "Dayanıklı Taşınırlar Listesi"
    options = [(_PAGE, f"{page}: {name}"), (_SEEN, "Görünen liste")]
    if personel_id:
        options.insert(1, (_LEAVER, "İlişik kesme belgesi"))
    chosen = await view.app.push_screen_wait(ChooseDialog("Ne aktarılsın?", options))
    if not chosen:
        return
    if chosen[0] == _SEEN:
        await view.export_list()
    elif chosen[0] == _LEAVER and personel_id:
        await export_leaver(view, personel_id)
    elif personel_id:
        person = personel_id
        await export_paper(view, page, lambda work: papers_holding.person_for_export(work, person, day))
    elif yer_id:
        room = yer_id
        await export_paper(view, page, lambda work: papers_holding.room_for_export(work, room, day))


async def export_leaver(view: LedgerView[Any], personel_id: int) -> None:
    """The paper that says what a leaver must return first, or that nothing stands in the way."""
    await export_paper(
        view, "İlişik kesme belgesi", lambda work: papers_holding.leaver_for_export(work, personel_id)
    )
