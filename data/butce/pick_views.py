"""What pickers of the budget find: tertips that may be written on, and units that have ödenek of their own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy import select
from sqlmodel import col

from data.butce import course
from data.butce.lookup import AREA
from data.butce.models import ButceYil, Tertip
from data.butce.rules.balance import available
from data.butce.rules.codes import economic_key
from data.butce.rules.values import ReleaseControl, YearState
from data.core.models import Birim, HarcamaBirimi
from data.core.money import format_kurus
from data.core.permissions import Verb
from data.core.store import Look
from data.core.text import fold


@dataclass(frozen=True, slots=True)
class BudgetChoice:
    """One line of a picker."""

    id: int
    title: str
    subtitle: str


def find_tertips(look: Look, typed: str, limit: int) -> tuple[BudgetChoice, ...]:
    """Tertips in use of years that take movements, by code or name; the newest year and the most used first.

    Raises:
        NotAllowed: no permission.
    """
    statement = (
        _tertips()
        .where(col(ButceYil.state) != YearState.KAPALI.value, col(Tertip.active).is_(True))
        .order_by(col(ButceYil.year).desc(), col(Tertip.uses).desc(), col(Tertip.anahtar))
    )
    for word in fold(typed).split():
        key = economic_key(word) if word[0].isdigit() else word
        statement = statement.where(
            col(Tertip.arama).contains(word, autoescape=True) | col(Tertip.anahtar).contains(key, autoescape=True)
        )
    return _tertip_choices(look, islice(_seen(look, statement), limit))


def tertip_choice(look: Look, key: int) -> BudgetChoice | None:
    """The picker's line of one tertip, also of one out of use."""
    return next(iter(_tertip_choices(look, _seen(look, _tertips().where(col(Tertip.id) == key)))), None)


def find_units(look: Look, typed: str, limit: int) -> tuple[BudgetChoice, ...]:
    """Harcama birimleri in use, by code or name.

    Raises:
        NotAllowed: no permission.
    """
    words = fold(typed).split()
    rows = _seen(look, _units().where(col(HarcamaBirimi.active).is_(True)))
    found = (_unit(row) for row, _ in rows if all(word in fold(f"{row.code} {row.name}") for word in words))
    return tuple(islice(found, limit))


def unit_choice(look: Look, key: int) -> BudgetChoice | None:
    """The picker's line of one harcama birimi, also of one out of use."""
    return next((_unit(row) for row, _ in _seen(look, _units().where(col(HarcamaBirimi.id) == key))), None)


def _tertips() -> Any:
    return (
        select(Tertip, ButceYil, col(Birim.path))
        .join(ButceYil, col(ButceYil.id) == col(Tertip.yil_id))
        .join(HarcamaBirimi, col(HarcamaBirimi.id) == col(ButceYil.harcama_birimi_id))
        .join(Birim, col(Birim.id) == col(HarcamaBirimi.birim_id))
    )


def _units() -> Any:
    return (
        select(HarcamaBirimi, col(Birim.path))
        .join(Birim, col(Birim.id) == col(HarcamaBirimi.birim_id))
        .order_by(col(HarcamaBirimi.code), col(HarcamaBirimi.id))
    )


def _seen(look: Look, statement: Any) -> Iterator[Any]:
    """Rows whose unit, the last column's path, is in sight."""
    look.actor.require(AREA, Verb.VIEW)
    return (row for row in look.session.execute(statement).all() if look.actor.sees(row[-1]))


def _tertip_choices(look: Look, rows: Iterable[Any]) -> tuple[BudgetChoice, ...]:
    """The economic code and the name; what stands before them is told only where that is not enough."""
    rows = list(rows)
    same_code = Counter((row.yil_id, row.ekonomik) for row, *_ in rows)
    left: dict[tuple[int, str], str] = {}
    found = []
    for row, year, *_ in rows:
        same = (row.yil_id, row.kontrol)
        if same not in left:
            held = course.held(look, course.of_control(*same))
            left[same] = format_kurus(available(held, ReleaseControl(year.release)))
        where = f"{year.year} · kalan {left[same]}"
        if same_code[row.yil_id, row.ekonomik] > 1:
            where += f" · {row.kod.removesuffix(row.ekonomik).strip('-')}"
        found.append(BudgetChoice(row.id or 0, f"{row.ekonomik} {row.name}", where))
    return tuple(found)


def _unit(row: HarcamaBirimi) -> BudgetChoice:
    return BudgetChoice(row.id or 0, f"{row.code} {row.name}".strip(), "")
