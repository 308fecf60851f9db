"""Where a folder was on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from data.arsiv import folder_card
from data.arsiv.folder_views import FolderRow
from data.core.calendar import format_date
from data.core.drafts import FieldKind, FieldSpec, entry
from screens.arsiv.folder_words import event_words, name_of
from screens.forms import ask_draft
from screens.view import View
from screens.widgets.ask_dialogs import MessageDialog


@dataclass(frozen=True, slots=True, kw_only=True)
class DayDraft:
    """By the end of which day."""

    day: date = entry(FieldSpec("Gün", FieldKind.DATE))


async def ask_past(view: View, row: FolderRow) -> None:
    """G: asks for a day and says where the folder was at its end."""
    asked = await ask_draft(
        view, f"Hangi günün sonunda: {name_of(row)}", DayDraft, key="klasor-gun", values={"day": view.desk.today}
    )
    if asked is None:
        return
    found = await view.ask(lambda look: (folder_card.where_on(look, row.id, asked.day),))
    if found is None:
        return
    past = found[0]
    title = f"{name_of(row)}, {format_date(asked.day)}"
    if past is None and row.opened_on <= asked.day:
        words = "Klasör bu masaya sonradan, ofisin kendi listesinden alındı; listede o günün bilgisi yok."
    elif past is None:
        words = f"Klasör {format_date(asked.day)} gününde henüz açılmamıştı."
    else:
        out = " · ödünçte" if past.lent else ""
        words = (
            f"Durum: {past.stage.label}{out}\nYeri: {past.place or '—'}\n"
            f"Son işlem: {format_date(past.last.day)} {event_words(past.last)} ({past.last.who})"
        )
    await view.app.push_screen_wait(MessageDialog(title, words))
