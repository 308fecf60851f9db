"""What pickers of the budget find: tertips that may be written on, works that run, units with their own ödenek."""

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
from data.butce.models import ButceYil, HarcamaIsi, Tertip
from data.butce.rules.balance import available
from data.butce.rules.codes import economic_key
from data.butce.rules.values import ReleaseControl, WorkState, YearState
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


def find_tertips(look: Look, typed: str, limit: int, *, area: str = AREA) -> tuple[BudgetChoice, ...]:
    """Tertips in use of years that take movements, by code or name; the newest year and the most used first.

    Args:
        area: Whose work the picker belongs to: who may see that area may pick.

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
    return _tertip_choices(look, islice(_seen(look, statement, area), limit))


def tertip_choice(look: Look, key: int, *, area: str = AREA) -> BudgetChoice | None:
    """The picker's line of one tertip, also of one out of use."""
    return next(iter(_tertip_choices(look, _seen(look, _tertips().where(col(Tertip.id) == key), area))), None)


def find_units(look: Look, typed: str, limit: int, *, area: str = AREA) -> tuple[BudgetChoice, ...]:
    """Harcama birimleri in use, by code or name.

    Raises:
        NotAllowed: no permission.
    """
    words = fold(typed).split()
    rows = _seen(look, _units().where(col(HarcamaBirimi.active).is_(True)), area)
    found = (_unit(row) for row, _ in rows if all(word in fold(f"{row.code} {row.name}") for word in words))
    return tuple(islice(found, limit))


def unit_choice(look: Look, key: int, *, area: str = AREA) -> BudgetChoice | None:
    """The picker's line of one harcama birimi, also of one out of use."""
    return next((_unit(row) for row, _ in _seen(look, _units().where(col(HarcamaBirimi.id) == key), area)), None)


def find_works(look: Look, typed: str, limit: int, *, area: str = AREA) -> tuple[BudgetChoice, ...]:
    """Works that are not over, the newest first, by number, subject or firm.

    Raises:
        NotAllowed: no permission.
    """
    words = fold(typed).split()
    rows = _seen(look, _works().where(col(HarcamaIsi.state) == WorkState.ACIK.value), area)
    found = (_work(row, year) for row, year, _ in rows if all(word in row.arama for word in words))
    return tuple(islice(found, limit))


def work_choice(look: Look, key: int, *, area: str = AREA) -> BudgetChoice | None:
    """The picker's line of one work, also of one that is over."""
    rows = _seen(look, _works().where(col(HarcamaIsi.id) == key), area)
    return next((_work(row, year) for row, year, _ in rows), None)


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


def _works() -> Any:
    return (
        select(HarcamaIsi, col(ButceYil.year), col(Birim.path))
        .join(ButceYil, col(ButceYil.id) == col(HarcamaIsi.yil_id))
        .join(HarcamaBirimi, col(HarcamaBirimi.id) == col(ButceYil.harcama_birimi_id))
        .join(Birim, col(Birim.id) == col(HarcamaBirimi.birim_id))
        .order_by(col(HarcamaIsi.id).desc())
    )


def _seen(look: Look, statement: Any, area: str) -> Iterator[Any]:
    """Rows whose unit, the last column's path, is in sight."""
    look.actor.require(area, Verb.VIEW)
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


def _work(row: HarcamaIsi, year: int) -> BudgetChoice:
    return BudgetChoice(
        row.id or 0, f"{row.number} {row.subject}", " · ".join(filter(None, (str(year), row.firm)))
    )


def _unit(row: HarcamaBirimi) -> BudgetChoice:
    return BudgetChoice(row.id or 0, f"{row.code} {row.name}".strip(), "")
