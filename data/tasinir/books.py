"""What the books of ambars hold on a day: the sum of all movements up to it, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlalchemy import func, or_, select
from sqlmodel import col

from data.core.store import Look
from data.tasinir.models import Ambar
from data.tasinir.models_vouchers import TasinirHareket
from data.tasinir.rules.year_checks import Amount


def ambar_ids(look: Look, harcama_birimi_id: int) -> tuple[int, ...]:
    """The ambars of a harcama birimi by code, those no longer in use among them."""
    statement = (
        select(col(Ambar.id)).where(col(Ambar.harcama_birimi_id) == harcama_birimi_id).order_by(col(Ambar.code))
    )
    return tuple(look.session.execute(statement).scalars())


def held_on(
    look: Look, harcama_birimi_id: int, day: date, ambar_id: int | None = None
) -> Mapping[tuple[int, int], Amount]:
    """(ambar, kind of goods) to quantity and value at the end of a day; what comes to nothing is left out.

    Args:
        ambar_id: Of this ambar alone.
    """
    ambars = (ambar_id,) if ambar_id else ambar_ids(look, harcama_birimi_id)
    quantity, kurus = func.sum(col(TasinirHareket.quantity)), func.sum(col(TasinirHareket.kurus))
    statement = (
        select(col(TasinirHareket.ambar_id), col(TasinirHareket.tasinir_id), quantity, kurus)
        .where(col(TasinirHareket.ambar_id).in_(ambars), col(TasinirHareket.day) <= day)
        .group_by(col(TasinirHareket.ambar_id), col(TasinirHareket.tasinir_id))
        .having(or_(quantity != 0, kurus != 0))
    )
    return {
        (ambar, goods): Amount(int(held), int(value))
        for ambar, goods, held, value in look.session.execute(statement)
    }
