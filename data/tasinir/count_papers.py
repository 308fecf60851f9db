"""What a count comes to on paper: the Sayım Tutanağı by II. düzey, the differences, what stands elsewhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlmodel import col

from data.core.permissions import Verb
from data.core.reasons import Explained
from data.core.store import Look
from data.tasinir.count_tally import Tally, sightings, tallies
from data.tasinir.ending_lookup import count_row
from data.tasinir.item_views import Names
from data.tasinir.lookup import AREA
from data.tasinir.models import Ambar, Tasinir, TasinirKod
from data.tasinir.models_counts import SayimSatir
from data.tasinir.models_items import Demirbas
from data.tasinir.rules.codes import second_level
from data.tasinir.rules.counts import CountResult, result

_CHUNK = 500
"""Keys in one question; an engine takes no more than some thousand."""


@dataclass(frozen=True, slots=True)
class TutanakRow:
    """A row of the Sayım Tutanağı (m.10/1-ğ), in thousandths; ``id`` is the kind of goods.

    Attributes:
        store, found_store: Recorded and found in the ambar.
        common, found_common: Recorded and found in common areas.
        people: With people, from the records.
        result: Recorded, found, surplus, shortage; ``explained`` says why.
        second: It was counted twice.
    """

    id: int
    ambar_id: int
    ambar: str
    code: str
    name: str
    unit: str
    store: int
    found_store: int
    common: int
    found_common: int
    people: int
    result: CountResult
    explained: Explained[CountResult]
    kurus: int
    second: bool
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TutanakGroup:
    """The rows of one II. düzey code."""

    code: str
    name: str
    rows: tuple[TutanakRow, ...]


def tutanak(look: Look, sayim_id: int, ambar_id: int | None = None) -> tuple[TutanakGroup, ...]:
    """The rows of the Sayım Tutanağı by II. düzey (m.10/1-g, ğ), of one ambar or of all.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such count.
    """
    look.actor.require(AREA, Verb.VIEW)
    row, _ = count_row(look, sayim_id)
    rows = _rows(look, [one for one in tallies(look, row).values() if ambar_id in (None, one.ambar_id)])
    grouped: dict[str, list[TutanakRow]] = defaultdict(list)
    for one in rows:
        grouped[second_level(one.code)].append(one)
    names = code_names(look, grouped)
    return tuple(TutanakGroup(code, names.get(code, ""), tuple(grouped[code])) for code in sorted(grouped))


def differences(look: Look, sayim_id: int) -> tuple[TutanakRow, ...]:
    """Goods whose found quantity is not the recorded one, with the numbers of the items that nobody found.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such count.
    """
    look.actor.require(AREA, Verb.VIEW)
    row, _ = count_row(look, sayim_id)
    return tuple(_rows(look, [one for one in tallies(look, row).values() if one.result.differs]))


def _rows(look: Look, found: Sequence[Tally]) -> list[TutanakRow]:
    goods = {one.id: one for one in look.session.execute(select(Tasinir)).scalars()}
    ambars = {one.id: one for one in look.session.execute(select(Ambar)).scalars()}
    numbers = _numbers(look, {key for one in found for key in one.missing})
    rows = [_tutanak_row(one, goods[one.tasinir_id], ambars[one.ambar_id], numbers) for one in found]
    return sorted(rows, key=lambda one: (one.code, goods[one.id].sira, one.ambar))


def _numbers(look: Look, items: Collection[int]) -> Mapping[int, str]:
    """Item to sicil no."""
    found: dict[int, str] = {}
    keys = sorted(items)
    for first in range(0, len(keys), _CHUNK):
        statement = select(col(Demirbas.id), col(Demirbas.sicil_no)).where(
            col(Demirbas.id).in_(keys[first : first + _CHUNK])
        )
        found.update((key, number) for key, number in look.session.execute(statement))
    return found


def _tutanak_row(one: Tally, goods: Tasinir, ambar: Ambar, numbers: Mapping[int, str]) -> TutanakRow:
    explained = result(one.goods)
    return TutanakRow(
        id=one.tasinir_id,
        ambar_id=one.ambar_id,
        ambar=f"{ambar.code} {ambar.name}",
        code=goods.code,
        name=goods.name,
        unit=goods.unit,
        store=one.store,
        found_store=one.found_store,
        common=one.common,
        found_common=one.found_common,
        people=one.people,
        result=explained.value,
        explained=explained,
        kurus=one.kurus,
        second=one.second,
        missing=tuple(numbers[key] for key in one.missing),
    )


def code_names(look: Look, codes: Iterable[str]) -> Mapping[str, str]:
    """Code to its name in the Taşınır Kod Listesi."""
    statement = select(col(TasinirKod.code), col(TasinirKod.name)).where(col(TasinirKod.code).in_(list(codes)))
    return {row.code: row.name for row in look.session.execute(statement)}


@dataclass(frozen=True, slots=True)
class MisplacedRow:
    """An item that was found where it is not recorded: its place is to be set right."""

    id: int
    sicil_no: str
    name: str
    recorded: str
    found: str


def misplaced(look: Look, sayim_id: int) -> tuple[MisplacedRow, ...]:
    """Items of a count that were found in another ambar or room, or with nobody, by sicil no.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such count.
    """
    look.actor.require(AREA, Verb.VIEW)
    count_row(look, sayim_id)
    names = Names(look)
    seen = sightings(look, sayim_id)
    ambars = {one.id: f"{one.code} {one.name}" for one in look.session.execute(select(Ambar)).scalars()}
    row = SayimSatir
    statement = (
        select(
            col(row.personel_id), col(row.yer_id), col(row.ambar_id), col(Demirbas.id), col(Demirbas.sicil_no),
            col(Tasinir.name),
        )
        .join(Demirbas, col(Demirbas.id) == col(SayimSatir.demirbas_id))
        .join(Tasinir, col(Tasinir.id) == col(SayimSatir.tasinir_id))
        .where(col(SayimSatir.sayim_id) == sayim_id)
        .order_by(col(Demirbas.sicil_no))
    )  # fmt: skip
    found = []
    for person, yer_id, ambar_id, item_id, number, name in look.session.execute(statement):
        there = seen.get(item_id)
        if there is None:
            continue
        at_place = there.yer_id == yer_id and (there.yer_id is not None or there.ambar_id == ambar_id)
        if at_place and person is None:
            continue
        recorded = names.holder(person, yer_id) or ambars[ambar_id]
        place = names.place(there.yer_id) if there.yer_id else ambars.get(there.ambar_id, "")
        found.append(MisplacedRow(item_id, number, name, recorded, place))
    return tuple(found)
