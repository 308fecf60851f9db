"""The first start: the office, its calendar, and what each area needs before its first record."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from data.core import actors, holidays
from data.core.actors import OfficeDraft
from data.core.store import Work
from data.personel.operations import set_up as set_up_personel
from data.puantaj.operations.first_groups import set_up_groups
from data.puantaj.operations.groups import set_up as set_up_puantaj
from data.sdp.operations import set_up as set_up_sdp
from data.tasinir.operations.codes import set_up as set_up_tasinir

AREAS: Final[tuple[Callable[[Work], None], ...]] = (
    set_up_personel,
    set_up_puantaj,
    set_up_groups,
    set_up_sdp,
    set_up_tasinir,
)
"""What each area writes at the first start; a new area adds its line."""


def found(work: Work, draft: OfficeDraft) -> int:
    """Writes everything of the first start in one transaction and returns the administrator's key.

    Raises:
        Conflict: the office exists already.
        BadFields: something is missing or wrong.
    """
    user_id = actors.found_office(work, draft)
    holidays.fill_years(work, work.today.year - 1, work.today.year + 1)
    for set_up in AREAS:
        set_up(work)
    return user_id
