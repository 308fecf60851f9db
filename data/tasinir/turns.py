"""Whose turn it is on the approval path of a write-off and of a year's account, as lists of waiting work ask."""

from __future__ import annotations

from typing import Final

from data.core.approval_hands import Turn
from data.core.approval_stages import Stage, Step
from data.core.approvals import state
from data.core.permissions import Verb
from data.core.store import Look
from data.tasinir.lookup import YEAR_KIND
from data.tasinir.models_counts import KayittanDusme, TasinirYil
from data.tasinir.officer_views import holds_both

_CONFORMITY: Final = Step(Stage.KONTROL_EDILDI, Verb.PREPARE, "Muhasebe onayını yaz")


def of_write_off(look: Look, dusme_id: int) -> Turn:
    """Who takes the next step of a paper: one person may check and approve where there is no other (m.6/2)."""
    return Turn(holds_both(look, look.session.get_one(KayittanDusme, dusme_id).harcama_birimi_id))


def of_year(look: Look, yil_id: int) -> Turn:
    """Who takes the next step of a year's account.

    One person may check and approve where there is no other manager (m.6/2); the muhasebe yetkilisi's approval is
    written down before the harcama yetkilisi's (m.34/3-b).
    """
    row = look.session.get_one(TasinirYil, yil_id)
    checked = state(look, YEAR_KIND, yil_id).stage is Stage.KONTROL_EDILDI
    before = _CONFORMITY if checked and row.muhasebe_on is None else None
    return Turn(holds_both(look, row.harcama_birimi_id), before)
