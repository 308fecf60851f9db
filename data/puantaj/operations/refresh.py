"""Computes again, in the same transaction, what the change of a record touches in open months."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlmodel import col, select

from data.core.models import Birim
from data.core.store import Work
from data.core.units import in_scope
from data.puantaj.models import Group, Puantaj
from data.puantaj.operations.compute import compute_rows, write_unknown_cards


def _open_months(work: Work, start: date, end: date) -> list[tuple[Puantaj, Group]]:
    statement = (
        select(Puantaj, Group)
        .join(Group, col(Group.id) == col(Puantaj.group_id))
        .join(Birim, col(Birim.id) == col(Group.birim_id))
        .where(
            Puantaj.start <= end,
            Puantaj.end >= start,
            col(Puantaj.closed).is_(False),
            col(Puantaj.locked).is_(False),
            in_scope(work),
        )
        .order_by(col(Puantaj.id))
    )
    return [(month, group) for month, group in work.session.exec(statement)]


def compute_people(work: Work, ids: Collection[int], start: date, end: date) -> None:
    """Computes some people again in every open month in sight with a day of the span."""
    work.session.flush()
    for month, group in _open_months(work, start, end):
        compute_rows(work, month, group, only=ids)
        month.version += 1


def ask_about_card(work: Work, card_no: str, start: date, end: date) -> None:
    """Asks anew about one number in every open month in sight with a day of the span."""
    work.session.flush()
    for month, _ in _open_months(work, start, end):
        write_unknown_cards(work, month, card_no)
        month.version += 1
