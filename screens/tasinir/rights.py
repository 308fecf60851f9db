"""What several ledgers of the area ask about the user, without loading what it opens."""

from __future__ import annotations

from data.core.permissions import Verb
from data.tasinir.lookup import AREA
from screens.view import View


def may_import(view: View) -> bool:
    """Whether the user may take an opening: it approves what it writes."""
    return view.desk.actor.can(AREA, Verb.IMPORT) and view.desk.actor.can(AREA, Verb.CLOSE)
