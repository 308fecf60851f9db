"""What operations and views of the filing plan ask alike: rows by key, the day's versions, the actor's unit."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ColumnElement, bindparam, select
from sqlmodel import col

from data.core.errors import BadInput
from data.core.store import Look
from data.sdp.models import SdpKod, SdpSurum
from data.sdp.rules import CodeState, Use

AREA = "evrak"
"""The filing plan stands under the permissions of the document desk."""
KIND = "sdp_kod"
VERSION_KIND = "sdp_surum"
_STATE = (
    select(
        col(SdpKod.code),
        col(SdpKod.title),
        col(SdpKod.use),
        col(SdpKod.active),
        col(SdpSurum.name),
        col(SdpSurum.first_day),
        col(SdpSurum.last_day),
    )
    .join(SdpSurum, col(SdpSurum.id) == col(SdpKod.surum_id))
    .where(col(SdpKod.id) == bindparam("key"))
)


def code_row(look: Look, kod_id: int | None) -> SdpKod:
    """A code.

    Raises:
        BadInput: there is none.
    """
    row = look.session.get(SdpKod, kod_id) if kod_id else None
    if row is None:
        raise BadInput("Dosya kodu bulunamadı.", "Kodu listeden yeniden seçin.", field="sdp_id")
    return row


def version_row(look: Look, surum_id: int | None) -> SdpSurum:
    """A version of the plan.

    Raises:
        BadInput: there is none.
    """
    row = look.session.get(SdpSurum, surum_id) if surum_id else None
    if row is None:
        raise BadInput("Plan sürümü bulunamadı.", "Sürümü listeden yeniden seçin.", field="surum_id")
    return row


def state_of(code: SdpKod, plan: SdpSurum) -> CodeState:
    """A code and its version as the rule takes them."""
    return CodeState(
        code=code.code,
        title=code.title,
        use=Use(code.use),
        active=code.active,
        plan=plan.name,
        first_day=plan.first_day,
        last_day=plan.last_day,
    )


def code_state(look: Look, kod_id: int) -> CodeState:
    """A code as the rule takes it, by its key.

    Raises:
        BadInput: there is none.
    """
    row = look.connection.execute(_STATE, {"key": kod_id}).first()
    if row is None:
        raise BadInput("Dosya kodu bulunamadı.", "Kodu listeden yeniden seçin.", field="sdp_id")
    return CodeState(
        code=row.code,
        title=row.title,
        use=Use(row.use),
        active=row.active,
        plan=row.name,
        first_day=row.first_day,
        last_day=row.last_day,
    )


def in_use_on(day: date) -> ColumnElement[bool]:
    """Condition on ``SdpSurum``: records of that day are filed by it."""
    return (col(SdpSurum.first_day) <= day) & (col(SdpSurum.last_day).is_(None) | (col(SdpSurum.last_day) >= day))
