"""From a request or a receipt to the papers that followed from it, and to the reasons why it stands so."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from data.core.reasons import Explained, Ref
from data.core.store import Look
from data.tasinir.lookup import DELIVERY_KIND, RECEIPT_KIND, REQUEST_KIND, VIF_KIND
from data.tasinir.request_views import LinkedPaper
from screens.view import View
from screens.widgets.ask_dialogs import ChooseDialog
from screens.widgets.read_dialogs import WhyDialog

_NAMES = {
    VIF_KIND: "fiş",
    DELIVERY_KIND: "teslim belgesi",
    REQUEST_KIND: "istek belgesi",
    RECEIPT_KIND: "geçici alındı",
}


async def choose_paper(view: View, papers: Sequence[LinkedPaper], none: str) -> None:
    """Opens the paper, or asks which one; says ``none`` where there is none."""
    if not papers:
        view.say(none)
        return
    place = 0
    if len(papers) > 1:
        options = tuple((str(at), one.words) for at, one in enumerate(papers))
        chosen = await view.app.push_screen_wait(ChooseDialog("Hangi belge?", options))
        if not chosen:
            return
        place = int(chosen[0])
    view.frame.go_to_record(papers[place].kind, papers[place].id)


async def show_why(view: View, title: str, question: Callable[[Look], Explained[str]]) -> None:
    """Shows a value in words with its reasons, and goes to the record that is chosen there."""
    found = await view.ask(question)
    if found is None:
        return
    dialog = WhyDialog(title, found.value, found.reasons, lambda ref: _name(ref))
    if (chosen := await view.app.push_screen_wait(dialog)) is not None:
        view.frame.go_to_record(chosen.kind, chosen.id)


def _name(ref: Ref) -> str:
    return _NAMES.get(ref.kind, "kayıt")
