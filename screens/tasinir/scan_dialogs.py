"""What the prompt of a count asks: the place, scans that wait, what an unknown scan was."""

from __future__ import annotations

from collections.abc import Sequence

from data.core.money import format_int
from data.core.permissions import Verb
from data.core.store import Look, Work
from data.core.text import visible
from data.tasinir.count_drafts import CountPlace, UnknownDraft
from data.tasinir.count_stand import Stand, stand_count
from data.tasinir.count_views import EntryRow, entries
from data.tasinir.lookup import AREA
from data.tasinir.operations.count_entries import Scanned
from data.tasinir.operations.count_unknown import say_what
from data.tasinir.operations.counting import Typed
from data.tasinir.rules.amounts import format_quantity
from data.tasinir.rules.values import CountAnswer
from screens.forms import open_form
from screens.tasinir.scan_queue import ScanQueue
from screens.view import View
from screens.widgets.ask_dialogs import ChooseDialog, ConfirmDialog

_MOST = 500
"""Unknown scans of one place that are offered."""


async def choose_stand(view: View, sayim_id: int, stands: Sequence[Stand], now: Stand | None) -> Stand | None:
    """Where is counted, those with something to count first."""

    def counted(look: Look) -> list[tuple[str, str]]:
        found = [(one, stand_count(look, sayim_id, one.where)) for one in stands]
        return [
            (one.label, f"{one.title} · {format_int(count.counted)} / {format_int(count.rows)}")
            for one, count in sorted(found, key=lambda pair: pair[1].rows == 0)
        ]

    options = await view.ask(counted)
    if options is None:
        return None
    dialog = ChooseDialog(
        "Nerede sayılıyor?",
        options,
        chosen=(now.label,) if now else (),
        text="Yerin etiketi okutularak da geçilir. Sayılan / kayıtlı:",
    )
    chosen = await view.app.push_screen_wait(dialog)
    return next((one for one in stands if chosen and one.label == chosen[0]), None)


async def kept_scans(view: View, queue: ScanQueue) -> tuple[Typed, ...]:
    """What an earlier sitting could not write, if it is to be written now."""
    kept = await queue.load()
    if not kept:
        return ()
    named = ", ".join(one.text for one in kept[:5]) + (" …" if len(kept) > 5 else "")
    text = f"Önceki oturumda {format_int(len(kept))} okutma yazılamadı: {visible(named)}"
    choices = (("yaz", "Şimdi yaz"), ("birak", "Bırak; bu okutmalar sayılmaz"))
    if await view.app.push_screen_wait(ConfirmDialog("Bekleyen okutmalar", text, choices, "yaz")) == "birak":
        await queue.forget()
        return ()
    return kept


async def may_leave(view: View, queue: ScanQueue) -> bool:
    """Whether the prompt may be left: nothing waits, or it is kept for the next sitting."""
    if not len(queue):
        return True
    text = f"{format_int(len(queue))} okutma henüz yazılmadı. {queue.why or 'Veritabanı meşgul.'}"
    choices = (("bekle", "Bekle"), ("sakla", "Sakla; sayıma dönüldüğünde yazılır"))
    answer = await view.app.push_screen_wait(ConfirmDialog("Okutmalar bekliyor", text, choices, "bekle"))
    if answer != "sakla" and len(queue):
        return False
    await queue.keep()
    return True


# ---------------------------------------------------------------- unknown scans


async def choose_unknown(view: View, sayim_id: int, where: CountPlace) -> EntryRow | None:
    """An unknown scan of this place, of either round, that this counter may name: one of several is chosen."""
    every = view.desk.actor.can(AREA, Verb.CLOSE)

    def unclear(look: Look) -> list[EntryRow]:
        found = entries(look, sayim_id, _MOST, where=where, answer=CountAnswer.BILINMIYOR)
        mine = [one for one in found if one.unclear and (one.own or every)]
        return sorted(mine, key=lambda one: bool(one.note))

    found = await view.ask(unclear)
    if found is None:
        return None
    if not found:
        view.say("Bu yerde ne olduğu yazılacak bilinmeyen okutma yok.")
        return None
    if len(found) == 1:
        return found[0]
    options = [(str(one.id), f"{one.at.astimezone():%H:%M:%S} {one.shown}") for one in found]
    chosen = await view.app.push_screen_wait(ChooseDialog("Hangi okutma?", options))
    return next((one for one in found if chosen and str(one.id) == chosen[0]), None)


async def name_unknown(view: View, entry_id: int, typed: str, note: str = "") -> tuple[bool, Scanned | None]:
    """Asks what an unknown scan was: whether that was written, and the entry that counts the goods it was.

    Args:
        note: What was said of it before.
    """
    made: list[Scanned | None] = []

    def write(work: Work, draft: UnknownDraft) -> str:
        counted = say_what(work, entry_id, draft)
        made.append(counted)
        if counted is None:
            return f"{visible(typed)} için yazıldı: {draft.note}"
        return f"{format_quantity(counted.quantity)} {counted.name} olarak sayıldı"

    await open_form(
        view,
        f"Bilinmeyen: {visible(typed)}",
        UnknownDraft,
        write,
        lambda words: words,
        key=f"sayim-bilinmeyen:{entry_id}",
        values={"note": note} if note else None,
    )
    return bool(made), made[-1] if made else None
