"""With which unit a form of the archive starts."""

from __future__ import annotations

from data.arsiv import pick_views
from screens.view import View


async def own_unit(view: View) -> int | None:
    """Key of the unit whose folders the user works with; nothing where there is none."""
    return await view.ask(pick_views.own_unit) or None
