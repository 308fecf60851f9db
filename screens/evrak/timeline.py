"""Enter on a list of work: the document behind the row, with its whole way."""

from __future__ import annotations

from data.evrak.views import one_row
from screens.evrak.documents import show_document
from screens.view import View


async def show_timeline(view: View, evrak_id: int) -> None:
    """The document over the list; of a secret one the look is in the trail."""
    row = await view.ask(lambda look: one_row(look, evrak_id))
    if row is not None:
        await show_document(view, row)
