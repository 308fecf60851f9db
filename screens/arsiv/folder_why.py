"""Neden? of a folder: why its period is over on that day, when it goes over, what bars it."""

from __future__ import annotations

from data.arsiv import control_views, folder_card
from data.arsiv.rules.values import EventKind, FolderStage, law
from data.core.calendar import format_date
from data.core.reasons import Reason
from data.core.store import Look
from screens.arsiv.folder_words import day_of, name_of, record_word
from screens.view import View
from screens.widgets.read_dialogs import WhyDialog


async def why_folder(view: View, klasor_id: int) -> None:
    """F4: reasons in the order in which they came to the day, then what bars it today."""
    card = await view.ask(lambda look: folder_card.folder_card(look, klasor_id))
    if card is None:
        return
    due = day_of(card.due.value)
    value = f"Süresi dolar: {due or '—'}"
    reasons = list(dict.fromkeys((*card.retention.reasons, *card.due.reasons)))
    reasons += await _taken_over(view, card)
    if card.row.stage.here:
        reasons += [Reason(f"Kurum arşivine: {one.text}", one.law, one.refs) for one in card.hand_over.reasons]
    reasons += [Reason(f"Komisyona alınmaz: {one.text}", one.law, one.refs) for one in card.barred]
    if not card.barred:
        value += " · komisyona alınabilir"
    reasons += await _checked(view, klasor_id, card.row.stage)
    dialog = WhyDialog(name_of(card.row), value, reasons, record_word)
    if (chosen := await view.app.push_screen_wait(dialog)) is not None:
        view.frame.go_to_record(chosen.kind, chosen.id)


async def _taken_over(view: View, card: folder_card.FolderCard) -> list[Reason]:
    """Of a folder that was there before this desk: from which list its days are, and how its closing is known."""
    if card.row.closed_on is None:
        return []
    events = await view.ask(lambda look: folder_card.folder_events(look, card.row.id)) or ()
    # The last word on its closing: once it is closed anew at this desk, the list has nothing to say of that.
    last = next((one for one in events if one.kind in (EventKind.ALINDI, EventKind.KAPANDI)), None)
    if last is None or last.kind is not EventKind.ALINDI:
        return []
    # What a secret folder says is read where it is open.
    source = "" if card.row.secrecy else f": {last.text}"
    closed = f"Kapanış {day_of(card.row.closed_on)}"
    return [Reason(f"{closed}; klasör {format_date(last.day)} gününde listeden alındı{source}")]


async def _checked(view: View, klasor_id: int, stage: FolderStage) -> list[Reason]:
    """What its last uygunluk kontrolü found, and what speaks against it while it waits for one."""

    def told(look: Look) -> list[Reason]:
        found = []
        for last in control_views.controls_of(look, klasor_id)[:1]:
            head = f"Uygunluk kontrolü {format_date(last.day)} ({last.manager})"
            found += [Reason(f"{head}: {one.text}", one.law) for one in last.reasons]
            if last.note:
                found.append(Reason(f"Kontrol notu: {last.note}", law("13/1")))
        if stage is FolderStage.KAPALI:
            doubts = control_views.doubts_about(look, klasor_id)
            found += [Reason(f"Kontrolde bakılacak: {words}", law("13/1")) for words in doubts]
        return found

    return await view.ask(told) or []
