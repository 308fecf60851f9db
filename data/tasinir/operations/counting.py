"""Entries of a count: a scan or a typed quantity each, from several counters at once, or from a filled-in sheet.

Each entry is one short transaction with a row of its own, so nothing is lost when a desk or the power goes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import update
from sqlmodel import col

from data.core import trail
from data.core.drafts import require_reason
from data.core.errors import BadFields, BadInput, MasaError, NotAllowed, RuleBroken
from data.core.permissions import Verb
from data.core.store import Work
from data.core.text import clean_line
from data.tasinir import lookup
from data.tasinir.count_drafts import CountPlace, SheetRow
from data.tasinir.ending_lookup import count_name
from data.tasinir.lookup import AREA, COUNT_KIND
from data.tasinir.models_counts import Sayim, SayimGiris
from data.tasinir.operations.count_entries import (
    Scanned,
    goods_named,
    item_of,
    quantity_of,
    scanned,
    stand_at,
    typed_goods,
    typed_text,
)
from data.tasinir.operations.counts import counting_row
from data.tasinir.rules.amounts import format_quantity
from data.tasinir.rules.counts import Place
from data.tasinir.rules.scans import NOTHING
from data.tasinir.rules.values import CountAnswer, law

_MOST_REFUSALS = 200


@dataclass(frozen=True, slots=True)
class SheetTaken:
    """What came of a filled-in sheet; ``refused`` rows with what is wrong with each, the first two hundred."""

    items: int
    quantities: int
    replaced: int
    blank: int
    refused: tuple[tuple[int, str], ...]
    refused_count: int

    @property
    def words(self) -> str:
        """The quiet line afterwards."""
        return (
            f"{self.items} taşınır, {self.quantities} miktar alındı"
            + (f" ({self.replaced} eski miktarın yerine)" if self.replaced else "")
            + (f"; {self.refused_count} satır alınmadı" if self.refused_count else "")
        )


def scan(work: Work, sayim_id: int, where: CountPlace, typed: str) -> Scanned:
    """One scan: the barcode of a label, a sicil no, or the code of goods, of which one piece is counted.

    Law: m.32/4-5. An unknown number is kept too; it counts as nothing until somebody says what it is.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: nothing was typed, or the place is not one of the count's.
        RuleBroken: nothing is being counted.
    """
    work.actor.require(AREA, Verb.PREPARE)
    row = counting_row(work, sayim_id)
    stand = stand_at(work, row, where)
    text = typed_text(typed)
    made = scanned(work, row, stand, text)
    words = f"{count_name(row)}, {stand.name}: {text} {made.answer.label}"
    trail.record(work, "tasinir.scan", words, kind=COUNT_KIND, record_id=sayim_id)
    return made


@dataclass(frozen=True, slots=True)
class Typed:
    """What a counter typed or scanned, and where; a quantity beside it is of the goods with that code."""

    where: CountPlace
    text: str
    quantity: str = ""


def scan_all(work: Work, sayim_id: int, some: Sequence[Typed]) -> tuple[Scanned | MasaError, ...]:
    """Scans in their order, as many as came while the last ones were written; each has its own trail entry.

    Answers with a refusal in the place of a scan that cannot be taken; the others are written nevertheless.

    Raises:
        NotAllowed: no permission, or out of sight.
        RuleBroken: nothing is being counted.
    """
    work.actor.require(AREA, Verb.PREPARE)
    counting_row(work, sayim_id)
    return tuple(_one_of_all(work, sayim_id, one) for one in some)


def _one_of_all(work: Work, sayim_id: int, one: Typed) -> Scanned | MasaError:
    try:
        if not one.quantity:
            return scan(work, sayim_id, one.where, one.text)
        goods = goods_named(work, one.text, "")
        return type_quantity(work, sayim_id, one.where, goods.id or 0, one.quantity)
    except BadInput as refusal:
        # Nothing of it was written: it is refused before its row is made.
        return refusal


def type_quantity(work: Work, sayim_id: int, where: CountPlace, tasinir_id: int, quantity: str) -> Scanned:
    """A counted quantity of a kind of goods; several entries of the same goods add up, ``0`` says there is none.

    In a room only durables are typed: pieces without a readable label. They belong to the ambar whose books hold
    most of their kind.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no quantity, or not such goods in such a place.
        BadFields: in the second round, goods without a difference.
        RuleBroken: nothing is being counted.
    """
    work.actor.require(AREA, Verb.PREPARE)
    row = counting_row(work, sayim_id)
    stand = stand_at(work, row, where)
    goods = lookup.goods_row(work, tasinir_id)
    made = typed_goods(work, row, stand, goods, quantity_of(quantity, goods), quantity)
    words = f"{count_name(row)}, {stand.name}: {goods.name} {format_quantity(made.quantity)} {goods.unit}"
    trail.record(work, "tasinir.count_quantity", words, kind=COUNT_KIND, record_id=sayim_id)
    return made


def take_back(work: Work, giris_id: int, reason: str) -> None:
    """Takes an entry back; the row stays, marked, and counts no more.

    Raises:
        NotAllowed: no permission, out of sight, or another counter's entry.
        BadInput: no such entry, or no reason.
        RuleBroken: it was taken back already, or belongs to a round that is over.
    """
    work.actor.require(AREA, Verb.PREPARE)
    entry = work.session.get(SayimGiris, giris_id)
    if entry is None:
        raise BadInput("Sayım girişi bulunamadı.", "Listeyi yenileyin.")
    row = counting_row(work, entry.sayim_id)
    if entry.counted_by != work.actor.user_id and not work.actor.can(AREA, Verb.CLOSE):
        raise NotAllowed("Bu girişi başka bir sayıcı yaptı.", "Onu yapan ya da kayıt yetkilisi geri alır.")
    require_reason(reason, "Geri alma gerekçesi yazılmalıdır.")
    if entry.taken_back_at is not None or entry.round != row.round:
        raise RuleBroken(
            "Bu giriş geri alınamaz: ya geri alınmış ya da turu bitmiş.", "Listeyi yenileyin.", law=law("32/6")
        )
    entry.taken_back_at = work.now
    words = f"Sayım girişi geri alındı: {count_name(row)}, {entry.typed}. Gerekçe: {clean_line(reason)}"
    trail.record(work, "tasinir.count_back", words, kind=COUNT_KIND, record_id=entry.sayim_id)


def from_sheet(work: Work, sayim_id: int, where: CountPlace, rows: Sequence[SheetRow]) -> SheetTaken:
    """Takes the rows of a filled-in sheet of one place.

    A quantity stands in the place of what was typed for the goods there before in this round, so a sheet can be
    taken again. An item is found where its row has any quantity but ``0``. Rows that cannot be taken are left out
    and named.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no rows, or the place is not one of the count's.
        RuleBroken: nothing is being counted.
    """
    work.actor.require(AREA, Verb.PREPARE)
    row = counting_row(work, sayim_id)
    stand = stand_at(work, row, where)
    if not rows:
        raise BadInput("Sayfada satır yok.", "Programın verdiği sayım sayfasını doldurup seçin.")
    reading = _Sheet(work, row, stand)
    for one in rows:
        reading.take(one)
    made = reading.taken
    words = f"Sayım sayfası alındı: {count_name(row)}, {stand.name}; {made.words}"
    trail.record(work, "tasinir.count_sheet", words, kind=COUNT_KIND, record_id=sayim_id)
    return made


class _Sheet:
    """Takes one row after the other and remembers what came of each."""

    def __init__(self, work: Work, row: Sayim, stand: Place) -> None:
        self._work, self._row, self._stand = work, row, stand
        self._items = self._quantities = self._replaced = self._blank = self._refused_count = 0
        self._refused: list[tuple[int, str]] = []
        self._cleared: set[int] = set()

    @property
    def taken(self) -> SheetTaken:
        return SheetTaken(
            self._items, self._quantities, self._replaced, self._blank, tuple(self._refused), self._refused_count
        )

    def take(self, one: SheetRow) -> None:
        """Takes a row, or notes why not."""
        quantity = clean_line(one.quantity)
        if not quantity:
            self._blank += 1
            return
        try:
            if clean_line(one.number):
                self._item(one, quantity)
            else:
                self._goods(one, quantity)
        except BadFields as problem:
            self._refuse(one.row, " ".join(problem.problems.values()))
        except MasaError as problem:
            self._refuse(one.row, str(problem))

    def _item(self, one: SheetRow, quantity: str) -> None:
        if quantity == NOTHING:
            self._blank += 1
            return
        number = typed_text(one.number)
        if item_of(self._work, self._row, number) is None:
            self._refuse(one.row, f"“{number}” sicil numaralı taşınır yok.")
            return
        made = scanned(self._work, self._row, self._stand, number)
        self._items += made.answer is not CountAnswer.SAYILMISTI

    def _goods(self, one: SheetRow, quantity: str) -> None:
        goods = goods_named(self._work, one.code, one.name)
        if goods.id not in self._cleared:
            self._cleared.add(goods.id or 0)
            self._replaced += _clear(self._work, self._row, self._stand, goods.id or 0)
        typed_goods(self._work, self._row, self._stand, goods, quantity_of(quantity, goods), quantity)
        self._quantities += 1

    def _refuse(self, row: int, why: str) -> None:
        self._refused_count += 1
        if len(self._refused) < _MOST_REFUSALS:
            self._refused.append((row, why))


def _clear(work: Work, row: Sayim, stand: Place, tasinir_id: int) -> int:
    """Takes back what was typed of goods at a place in this round; returns how many entries."""
    here = col(SayimGiris.yer_id) == stand.yer_id if stand.yer_id else col(SayimGiris.yer_id).is_(None)
    conditions = [
        col(SayimGiris.sayim_id) == row.id,
        col(SayimGiris.round) == row.round,
        col(SayimGiris.tasinir_id) == tasinir_id,
        col(SayimGiris.demirbas_id).is_(None),
        col(SayimGiris.taken_back_at).is_(None),
        here,
    ]
    if not stand.yer_id:
        conditions.append(col(SayimGiris.ambar_id) == stand.ambar_id)
    done: Any = work.session.execute(update(SayimGiris).where(*conditions).values(taken_back_at=work.now))
    return int(done.rowcount)
