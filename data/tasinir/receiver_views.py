"""The picker of the people who are given movable property: name, sicil and unit, for those who write its papers.

A kayıt yetkilisi has no right in the area of personel, yet has to name who gets an item; no more of a person is
told than the paper needs.
"""

from __future__ import annotations

from sqlalchemy import or_, select
from sqlmodel import col

from data.core.models import Birim
from data.core.permissions import Verb
from data.core.store import Look
from data.core.text import fold
from data.core.units import in_scope
from data.personel.models import Personel
from data.personel.views import PickRow
from data.tasinir.lookup import AREA


def find_receivers(look: Look, typed: str, limit: int) -> tuple[PickRow, ...]:
    """People of the units in sight who are employed today, by words of name or number in Turkish order of surname.

    Raises:
        NotAllowed: no permission to write papers of movable property.
    """
    look.actor.require(AREA, Verb.PREPARE)
    statement = (
        select(Personel, col(Birim.name))
        .join(Birim, col(Birim.id) == col(Personel.birim_id))
        .where(in_scope(look), or_(col(Personel.exit).is_(None), col(Personel.exit) >= look.today))
    )
    for word in fold(typed).split():
        by_number = col(Personel.sicil).startswith(word, autoescape=True)
        statement = statement.where(or_(col(Personel.arama).contains(word, autoescape=True), by_number))
    found = look.session.execute(statement.order_by(col(Personel.sira), col(Personel.id)).limit(limit))
    return tuple(PickRow(row.id, f"{row.ad} {row.soyad}", f"{row.sicil} · {unit}") for row, unit in found)


def receiver_choice(look: Look, personel_id: int) -> PickRow | None:
    """The picker's line of one person."""
    row = look.session.get(Personel, personel_id)
    return PickRow(row.id, f"{row.ad} {row.soyad}", row.sicil) if row is not None and row.id else None
