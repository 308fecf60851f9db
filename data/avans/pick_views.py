"""What pickers of advances find: units, tertips and works of the budget, people, advances that may be renewed.

Who works with advances alone (a mutemet) sees neither the budget's nor the personnel's own ledgers, but picks.
"""

from __future__ import annotations

from sqlalchemy import or_, select, text
from sqlmodel import col

from data.avans.lookup import AREA, avans_row, name_of, no_of
from data.avans.models import Avans
from data.avans.rules.values import AvansKind
from data.butce import pick_views as budget
from data.butce.pick_views import BudgetChoice
from data.core import engine as engines
from data.core.models import Birim
from data.core.money import format_kurus
from data.core.permissions import Verb
from data.core.store import Look
from data.core.text import fold
from data.core.units import in_scope, of_units_in_sight
from data.personel.models import Personel
from data.personel.views import PickRow


def find_tertips(look: Look, typed: str, limit: int) -> tuple[BudgetChoice, ...]:
    """Tertips that take movements, as the budget's own picker finds them.

    Raises:
        NotAllowed: no permission for advances.
    """
    return budget.find_tertips(look, typed, limit, area=AREA)


def tertip_choice(look: Look, key: int) -> BudgetChoice | None:
    """The picker's line of one tertip."""
    return budget.tertip_choice(look, key, area=AREA)


def find_units(look: Look, typed: str, limit: int) -> tuple[BudgetChoice, ...]:
    """Harcama birimleri in use.

    Raises:
        NotAllowed: no permission for advances.
    """
    return budget.find_units(look, typed, limit, area=AREA)


def unit_choice(look: Look, key: int) -> BudgetChoice | None:
    """The picker's line of one harcama birimi."""
    return budget.unit_choice(look, key, area=AREA)


def find_works(look: Look, typed: str, limit: int) -> tuple[BudgetChoice, ...]:
    """Works whose block an advance may use.

    Raises:
        NotAllowed: no permission for advances.
    """
    return budget.find_works(look, typed, limit, area=AREA)


def work_choice(look: Look, key: int) -> BudgetChoice | None:
    """The picker's line of one work."""
    return budget.work_choice(look, key, area=AREA)


def find_people(look: Look, typed: str, limit: int) -> tuple[PickRow, ...]:
    """People in sight who work here today, by first letters of name or number.

    Raises:
        NotAllowed: no permission for advances.
    """
    look.actor.require(AREA, Verb.VIEW)
    statement = (
        select(Personel, col(Birim.name))
        .join(Birim, col(Birim.id) == col(Personel.birim_id))
        .where(in_scope(look), or_(col(Personel.exit).is_(None), col(Personel.exit) >= look.today))
        .order_by(col(Personel.sira), col(Personel.id))
    )
    if words := engines.word_query(fold(typed)):
        statement = statement.where(text(engines.word_match("personel")).bindparams(words=words))
    return tuple(
        PickRow(row.id or 0, name_of(row), f"{row.sicil} · {birim}")
        for row, birim in look.session.execute(statement.limit(limit))
    )


def find_renewable(look: Look, typed: str, limit: int) -> tuple[PickRow, ...]:
    """Work advances whose documents may be renewed, the last one first: given, and their time not over.

    Raises:
        NotAllowed: no permission.
    """
    look.actor.require(AREA, Verb.VIEW)
    kinds = [kind.value for kind in AvansKind if kind.by_mutemet]
    statement = (
        select(Avans, Personel)
        .join(Personel, col(Personel.id) == col(Avans.personel_id))
        .where(
            *of_units_in_sight(look, col(Avans.harcama_birimi_id)),
            col(Avans.kind).in_(kinds),
            col(Avans.given) > 0,
            or_(col(Avans.deadline).is_(None), col(Avans.deadline) >= look.today),
        )
        .order_by(col(Avans.id).desc())
    )
    if words := engines.word_query(fold(typed)):
        statement = statement.where(text(engines.word_match("avans")).bindparams(words=words))
    return tuple(_renewable(row, person) for row, person in look.session.execute(statement.limit(limit)))


def renewable_choice(look: Look, key: int) -> PickRow | None:
    """The picker's line of one advance."""
    row, _ = avans_row(look, key)
    return _renewable(row, look.session.get_one(Personel, row.personel_id))


def _renewable(row: Avans, person: Personel) -> PickRow:
    return PickRow(row.id or 0, f"{no_of(row)} {row.subject}", f"{name_of(person)} · {format_kurus(row.given)}")
