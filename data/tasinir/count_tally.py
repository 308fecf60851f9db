"""What a count comes to so far: recorded and found, by kind of goods and ambar (m.32/4-6)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import func, select
from sqlmodel import col

from data.core.store import Look
from data.tasinir.models import Ambar
from data.tasinir.models_counts import Sayim, SayimGiris, SayimSatir
from data.tasinir.rules.amounts import ONE
from data.tasinir.rules.counts import CountedGoods, CountResult, result
from data.tasinir.rules.values import AmbarKind
from data.tasinir.settings import settings_on

Pair = tuple[int, int]
"""An ambar and a kind of goods in its books."""


@dataclass(slots=True)
class Tally:
    """One kind of goods in the books of one ambar; quantities in thousandths.

    Attributes:
        kurus: Recorded value.
        store, common, people: Recorded in the ambar, in common areas, with people.
        found_store, found_common: Items that were scanned, quantities that were typed.
        loose: Part of what was found: pieces without an item's number, all of it for consumables.
        missing: Items that nobody found.
        second: Counted once more.
        recounted: It has an entry of the second round.
    """

    ambar_id: int
    tasinir_id: int
    kurus: int = 0
    store: int = 0
    common: int = 0
    people: int = 0
    found_store: int = 0
    found_common: int = 0
    loose: int = 0
    missing: list[int] = field(default_factory=list)
    items: int = 0
    second: bool = False
    counted: bool = False
    recounted: bool = False

    @property
    def goods(self) -> CountedGoods:
        """As the rules take it."""
        return CountedGoods(
            self.tasinir_id, self.store, self.common, self.people, self.found_store, self.found_common
        )

    @property
    def result(self) -> CountResult:
        """Recorded, found, surplus, shortage."""
        return result(self.goods).value


@dataclass(frozen=True, slots=True)
class Sighting:
    """Where an item was found last."""

    ambar_id: int | None
    yer_id: int | None


def tallies(look: Look, sayim: Sayim) -> Mapping[Pair, Tally]:
    """Every kind of goods that is recorded or was found, by ambar.

    An item counts as found wherever it was scanned, in either round. Quantities are those of the second round for
    goods that are counted once more, else of the first. What people have and what stands in a sanal ambar that is
    not counted is taken from the records.
    """
    found: dict[Pair, Tally] = {}
    seen, by_record = sightings(look, sayim.id or 0), uncounted_ambars(look, sayim)
    for row in _recorded(look, sayim.id or 0):
        one = found.setdefault((row.ambar_id, row.tasinir_id), Tally(row.ambar_id, row.tasinir_id))
        one.kurus += row.kurus
        one.second = one.second or row.second
        _add_recorded(one, row, seen, from_records=row.ambar_id in by_record)
    for ambar_id, tasinir_id, yer_id, in_round, quantity in _typed(look, sayim.id or 0):
        one = found.setdefault((ambar_id, tasinir_id), Tally(ambar_id, tasinir_id))
        one.counted = True
        one.recounted = one.recounted or in_round > 1
        if in_round != (2 if one.second else 1):
            continue
        one.loose += quantity
        if yer_id is None:
            one.found_store += quantity
        else:
            one.found_common += quantity
    return found


def _add_recorded(one: Tally, row: Any, seen: Mapping[int, Sighting], *, from_records: bool) -> None:
    if row.personel_id is not None:
        one.people += row.quantity
    elif row.yer_id is not None:
        one.common += row.quantity
    else:
        one.store += row.quantity
    if row.demirbas_id is None:
        one.found_store += row.quantity if from_records else 0
        return
    one.items += 1
    if row.personel_id is not None:
        return
    where = Sighting(row.ambar_id, row.yer_id) if from_records else seen.get(row.demirbas_id)
    if where is None:
        one.missing.append(row.demirbas_id)
    elif where.yer_id is not None:
        one.found_common += ONE
    else:
        one.found_store += ONE


def _recorded(look: Look, sayim_id: int) -> Any:
    row = SayimSatir
    statement = (
        select(
            col(row.ambar_id), col(row.tasinir_id), col(row.demirbas_id), col(row.personel_id), col(row.yer_id),
            col(row.quantity), col(row.kurus), col(row.second),
        )
        .where(col(row.sayim_id) == sayim_id)
        .order_by(col(row.id))
    )  # fmt: skip
    return look.session.execute(statement)


def _typed(look: Look, sayim_id: int) -> Any:
    """Standing quantities by ambar of the books, goods, room and round."""
    row = SayimGiris
    keys = (col(row.ambar_id), col(row.tasinir_id), col(row.yer_id), col(row.round))
    statement = (
        select(*keys, func.sum(col(row.quantity)))
        .where(
            col(row.sayim_id) == sayim_id,
            col(row.demirbas_id).is_(None),
            col(row.tasinir_id).is_not(None),
            col(row.ambar_id).is_not(None),
            col(row.taken_back_at).is_(None),
        )
        .group_by(*keys)
    )
    return look.session.execute(statement)


def sightings(look: Look, sayim_id: int) -> Mapping[int, Sighting]:
    """Item to where it was found last; items that nobody found are absent."""
    row = SayimGiris
    statement = (
        select(col(row.demirbas_id), col(row.ambar_id), col(row.yer_id))
        .where(
            col(row.sayim_id) == sayim_id,
            col(row.demirbas_id).is_not(None),
            col(row.quantity) > 0,
            col(row.taken_back_at).is_(None),
        )
        .order_by(col(row.id))
    )
    return {key: Sighting(ambar_id, yer_id) for key, ambar_id, yer_id in look.session.execute(statement)}


def uncounted_ambars(look: Look, sayim: Sayim) -> frozenset[int]:
    """Sanal ambars of the unit, unless the office counts them too; their goods are taken from the records."""
    if settings_on(look, sayim.day).sanal_sayilir:
        return frozenset()
    statement = select(col(Ambar.id)).where(
        col(Ambar.harcama_birimi_id) == sayim.harcama_birimi_id, col(Ambar.kind) == AmbarKind.SANAL.value
    )
    return frozenset(look.session.execute(statement).scalars())


def found_by_goods(found: Mapping[Pair, Tally]) -> Mapping[int, int]:
    """Kind of goods to what was found of it in all ambars, thousandths."""
    sums: dict[int, int] = defaultdict(int)
    for one in found.values():
        sums[one.tasinir_id] += one.result.found
    return sums
