"""Where a counter may stand, the labels that say so, how far a place is, and what is typed in an order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, func, or_, select
from sqlmodel import col

from data.core.models import HarcamaBirimi
from data.core.permissions import Verb
from data.core.scans import readings
from data.core.store import Look
from data.core.text import fold
from data.tasinir.count_drafts import CountPlace
from data.tasinir.count_tally import uncounted_ambars
from data.tasinir.ending_lookup import count_row
from data.tasinir.lookup import AREA
from data.tasinir.models import Ambar, TasinirYer
from data.tasinir.models_counts import Sayim, SayimGiris, SayimSatir
from data.tasinir.rules.values import CountAnswer


@dataclass(frozen=True, slots=True)
class Stand:
    """A place where the count counts; ``label`` is what its karekod and Code 128 say."""

    where: CountPlace
    label: str
    code: str
    name: str

    @property
    def title(self) -> str:
        """``01 Merkez Ambarı``."""
        return f"{self.code} {self.name}"


class Stands:
    """All places of a count, ambars first, by code."""

    def __init__(self, places: Iterable[Stand]) -> None:
        self.all = tuple(places)
        self._labels = {fold(one.code): one for one in self.all if one.where.ambar_id}
        self._labels |= {fold(one.label): one for one in self.all}

    def at(self, where: CountPlace) -> Stand | None:
        """One of them."""
        return next((one for one in self.all if one.where == where), None)

    def labelled(self, typed: str) -> Stand | None:
        """The place whose label was scanned; a person may type an ambar's own two signs too."""
        return next((self._labels[key] for one in readings(typed) if (key := fold(one)) in self._labels), None)


def stands(look: Look, sayim_id: int) -> Stands:
    """Where a count counts: ambars that are not taken from the records, and rooms in use or with items.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such count.
    """
    look.actor.require(AREA, Verb.VIEW)
    row, unit = count_row(look, sayim_id)
    return Stands([*_ambars(look, row, unit), *_rooms(look, row)])


def _ambars(look: Look, row: Sayim, unit: HarcamaBirimi) -> list[Stand]:
    by_record = uncounted_ambars(look, row)
    held = select(col(SayimSatir.ambar_id)).where(col(SayimSatir.sayim_id) == row.id)
    statement = (
        select(Ambar)
        .where(
            col(Ambar.harcama_birimi_id) == row.harcama_birimi_id,
            or_(col(Ambar.active), col(Ambar.id).in_(held)),
        )
        .order_by(col(Ambar.code))
    )
    return [
        Stand(CountPlace(ambar_id=one.id), f"{unit.code}.{one.code}", one.code, one.name)
        for one in look.session.execute(statement).scalars()
        if one.id not in by_record
    ]


def _rooms(look: Look, row: Sayim) -> list[Stand]:
    held = select(col(SayimSatir.yer_id)).where(
        col(SayimSatir.sayim_id) == row.id, col(SayimSatir.yer_id).is_not(None)
    )
    statement = (
        select(TasinirYer)
        .where(
            col(TasinirYer.harcama_birimi_id) == row.harcama_birimi_id,
            or_(col(TasinirYer.active), col(TasinirYer.id).in_(held)),
        )
        .order_by(col(TasinirYer.code))
    )
    return [
        Stand(CountPlace(yer_id=one.id), one.code, one.code, one.name)
        for one in look.session.execute(statement).scalars()
    ]


def written_since(look: Look, sayim_id: int, entry_id: int) -> tuple[str, ...]:
    """What the actor's own entries after that one say, the oldest first, as it was typed.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such count.
    """
    look.actor.require(AREA, Verb.VIEW)
    count_row(look, sayim_id)
    statement = (
        select(col(SayimGiris.typed))
        .where(
            col(SayimGiris.sayim_id) == sayim_id,
            col(SayimGiris.counted_by) == look.actor.user_id,
            col(SayimGiris.id) > entry_id,
        )
        .order_by(col(SayimGiris.id))
    )
    return tuple(look.session.execute(statement).scalars())


@dataclass(frozen=True, slots=True)
class StandCount:
    """How far one place is.

    Attributes:
        rows: Items and kinds of goods to be counted there.
        counted: Of them found, there or elsewhere, or typed.
        visitors: Scans of items that are recorded elsewhere.
        unknown: Scans that named nothing.
    """

    rows: int = 0
    counted: int = 0
    visitors: int = 0
    unknown: int = 0


def stand_count(look: Look, sayim_id: int, where: CountPlace) -> StandCount:
    """How far a place is, by everybody's entries; asks only for that place.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such count.
    """
    look.actor.require(AREA, Verb.VIEW)
    row, _ = count_row(look, sayim_id)
    found = _found(row)
    conditions: list[Any] = [col(SayimSatir.sayim_id) == sayim_id, col(SayimSatir.personel_id).is_(None)]
    conditions += _here(SayimSatir, where)
    if row.round > 1:
        conditions.append(col(SayimSatir.second))
    rows, counted = look.session.execute(
        select(func.count(), func.count().filter(found)).select_from(SayimSatir).where(*conditions)
    ).one()
    statement = (
        select(col(SayimGiris.answer), func.count().label("times"))
        .where(
            col(SayimGiris.sayim_id) == sayim_id,
            col(SayimGiris.round) == row.round,
            col(SayimGiris.taken_back_at).is_(None),
            *_here(SayimGiris, where),
        )
        .group_by(col(SayimGiris.answer))
    )
    answers = {one.answer: one.times for one in look.session.execute(statement)}
    return StandCount(
        rows, counted, answers.get(CountAnswer.BASKA_YER.value, 0), answers.get(CountAnswer.BILINMIYOR.value, 0)
    )


def _here(table: Any, where: CountPlace) -> list[Any]:
    if where.yer_id:
        return [col(table.yer_id) == where.yer_id]
    return [col(table.ambar_id) == where.ambar_id, col(table.yer_id).is_(None)]


def _found(row: Sayim) -> Any:
    """An item is found wherever it was scanned, in either round; goods once a quantity of this round was typed."""
    standing = (col(SayimGiris.sayim_id) == row.id, col(SayimGiris.taken_back_at).is_(None))
    item = and_(
        *standing, col(SayimGiris.demirbas_id) == col(SayimSatir.demirbas_id), col(SayimGiris.quantity) > 0
    )
    goods = and_(
        *standing,
        col(SayimGiris.round) == row.round,
        col(SayimGiris.demirbas_id).is_(None),
        col(SayimGiris.tasinir_id) == col(SayimSatir.tasinir_id),
        col(SayimGiris.ambar_id) == col(SayimSatir.ambar_id),
    )
    return or_(
        and_(col(SayimSatir.demirbas_id).is_not(None), select(col(SayimGiris.id)).where(item).exists()),
        and_(col(SayimSatir.demirbas_id).is_(None), select(col(SayimGiris.id)).where(goods).exists()),
    )
