"""The rows that an opening writes, many at once: lines, lots, items, movements, and who has which item.

What a line becomes is what its approval on an ordinary entry voucher would make of it; only the way is another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlmodel import SQLModel, col

from data.core import engine as engines
from data.core import numbers
from data.core.models import HarcamaBirimi
from data.core.store import Work
from data.core.text import fold
from data.tasinir.item_words import index_items, item_arama
from data.tasinir.models import Tasinir
from data.tasinir.models_items import Demirbas, DemirbasHareket
from data.tasinir.models_vouchers import LotHareket, TasinirHareket, TasinirLot, Vif, VifSatir
from data.tasinir.opening_drafts import OpeningDraft, OpeningLine, first_entry_note
from data.tasinir.operations import handing
from data.tasinir.operations.handing import Items, Receiver
from data.tasinir.operations.items import BARCODES, Books, next_sicil
from data.tasinir.rules.amounts import ONE, item_values
from data.tasinir.rules.codes import barcode
from data.tasinir.rules.values import ItemEvent, ItemState
from data.tasinir.settings import settings_on

Progress = Callable[[int, str], None]
"""Told how many lines are done, and of what; stops everything by raising."""
_GIVEN = "Açılış: önceki teslim belgesi ve listelerden"


@dataclass(frozen=True, slots=True)
class Booked:
    """A voucher that was booked, and of durable lines the keys of their items."""

    row: Vif
    lines: tuple[OpeningLine, ...]
    items: tuple[tuple[OpeningLine, int], ...] = ()


def book(
    work: Work, row: Vif, lines: Sequence[OpeningLine], goods: Mapping[int, Tasinir], unit: HarcamaBirimi
) -> Booked:
    """Writes the lines of an approved voucher and what they bring into its ambar."""
    _write(work, VifSatir, _LINE, (_line(row, place, one) for place, one in enumerate(lines, 1)))
    statement = select(col(VifSatir.id)).where(col(VifSatir.vif_id) == row.id).order_by(col(VifSatir.line_no))
    keyed = list(zip(work.session.execute(statement).scalars(), lines, strict=True))
    if goods[lines[0].tasinir_id].durable:
        return Booked(row, tuple(lines), tuple(_items(work, row, keyed, goods, unit)))
    _lots(work, row, keyed)
    return Booked(row, tuple(lines))


_LINE = (
    "vif_id", "line_no", "tasinir_id", "quantity", "unit_price", "price_kurus", "kdv_permille", "kdv_kurus",
    "share_kurus", "total_kurus", "brand", "model", "features", "serials", "expires_on", "note",
)  # fmt: skip


def _line(row: Vif, place: int, one: OpeningLine) -> tuple[Any, ...]:
    return (
        row.id, place, one.tasinir_id, one.quantity, one.unit_price, one.kurus, 0, 0, 0, one.kurus, one.brand,
        one.model, one.features, "\n".join(one.serials), one.expires,
        first_entry_note(one.entered, row.day),
    )  # fmt: skip


def _write(work: Work, model: type[SQLModel], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    table = SQLModel.metadata.tables[str(model.__tablename__)]
    engines.insert_many(work.connection, table, list(rows), columns)
    work.touched = True


# ---------------------------------------------------------------- consumables


def _lots(work: Work, row: Vif, keyed: Sequence[tuple[int, OpeningLine]]) -> None:
    """A lot of each line, in the books from the opening day on."""
    _write(
        work, TasinirLot,
        ("satir_id", "tasinir_id", "ambar_id", "day", "quantity", "value_kurus", "left_quantity", "left_kurus",
         "expires_on"),
        ((key, one.tasinir_id, row.ambar_id, row.day, *((one.quantity, one.kurus) * 2), one.expires)
         for key, one in keyed),
    )  # fmt: skip
    statement = (
        select(col(TasinirLot.satir_id), col(TasinirLot.id))
        .join(VifSatir, col(VifSatir.id) == col(TasinirLot.satir_id))
        .where(col(VifSatir.vif_id) == row.id)
    )
    lots = {line: lot for line, lot in work.session.execute(statement)}  # noqa: C416 - a result is no mapping
    _write(
        work, LotHareket, ("lot_id", "satir_id", "tasinir_id", "ambar_id", "day", "quantity", "kurus"),
        ((lots[key], key, one.tasinir_id, row.ambar_id, row.day, one.quantity, one.kurus) for key, one in keyed),
    )  # fmt: skip
    _write(
        work, TasinirHareket, _MOVE,
        ((one.tasinir_id, row.ambar_id, key, row.id, None, row.day, one.quantity, one.kurus)
         for key, one in keyed),
    )  # fmt: skip


_MOVE = ("tasinir_id", "ambar_id", "satir_id", "vif_id", "demirbas_id", "day", "quantity", "kurus")


# ---------------------------------------------------------------- durables

_ITEM = (
    "tasinir_id", "sicil_no", "barcode", "brand", "model", "serial", "features", "ambar_id", "state", "since",
    "entered_on", "satir_id", "value_kurus", "arama", "version",
)  # fmt: skip


def _items(
    work: Work,
    row: Vif,
    keyed: Sequence[tuple[int, OpeningLine]],
    goods: Mapping[int, Tasinir],
    unit: HarcamaBirimi,
) -> Iterable[tuple[OpeningLine, int]]:
    books = Books(unit, settings_on(work, row.day))
    made = [item for key, one in keyed for item in _made_of(work, row, key, one, goods[one.tasinir_id], books)]
    _write(work, Demirbas, _ITEM, ([getattr(item, name) for name in _ITEM] for item, _ in made))
    statement = (
        select(col(Demirbas.sicil_no), col(Demirbas.id))
        .join(VifSatir, col(VifSatir.id) == col(Demirbas.satir_id))
        .where(col(VifSatir.vif_id) == row.id)
    )
    keys = {sicil: key for sicil, key in work.session.execute(statement)}  # noqa: C416 - a result is no mapping
    for item, _ in made:
        item.id = keys[item.sicil_no]
    _write(
        work, DemirbasHareket,
        ("demirbas_id", "day", "what", "ambar_id", "satir_id", "kurus", "note", "made_by", "made_at"),
        ((item.id, row.day, ItemEvent.GIRIS.value, row.ambar_id, item.satir_id, item.value_kurus,
          f"Eski sicil no: {one.old_sicil}" if one.old_sicil else "", work.actor.user_id, work.now)
         for item, one in made),
    )  # fmt: skip
    _write(
        work, TasinirHareket, _MOVE,
        ((item.tasinir_id, row.ambar_id, item.satir_id, row.id, item.id, row.day, ONE, item.value_kurus)
         for item, _ in made),
    )  # fmt: skip
    index_items(work, [(item, goods[item.tasinir_id]) for item, _ in made], unit)
    return [(one, item.id or 0) for item, one in made]


def _made_of(
    work: Work, row: Vif, key: int, one: OpeningLine, goods: Tasinir, books: Books
) -> Iterable[tuple[Demirbas, OpeningLine]]:
    """The items of a line, each with its part of the value; none of them known to the session."""
    count = one.quantity // ONE
    for place, value in enumerate(item_values(one.kurus, count)):
        item = Demirbas(
            tasinir_id=one.tasinir_id,
            sicil_no=one.sicil or next_sicil(work, one.entered.year, goods, books),
            barcode=barcode(numbers.next_number(work, BARCODES, 0)),
            brand=one.brand,
            model=one.model,
            serial=one.serials[place] if place < len(one.serials) else "",
            features=one.features,
            ambar_id=row.ambar_id,
            state=ItemState.AMBARDA.value,
            since=row.day,
            entered_on=one.entered,
            satir_id=key,
            value_kurus=value,
        )
        item.arama = f"{item_arama(item, goods)} {fold(one.old_sicil)}".rstrip()
        yield item, one


# ---------------------------------------------------------------- who has them


def hand_out(
    work: Work, unit: HarcamaBirimi, made: Sequence[Booked], draft: OpeningDraft, progress: Progress | None
) -> int:
    """Writes the papers of who has items, each of no more than one paper holds; returns how many.

    Raises:
        BadFields, RuleBroken: a person or room that cannot receive items.
    """
    wanted: dict[tuple[int, int], list[int]] = defaultdict(list)
    for booked in made:
        for line, key in booked.items:
            if line.personel_id or line.yer_id:
                wanted[line.personel_id, line.yer_id].append(key)
    papers, done = 0, 0
    for (person, room), keys in sorted(wanted.items()):
        to = _receiver(work, unit, draft, person, room)
        for first in range(0, len(keys), handing.MOST):
            _given(work, unit, keys[first : first + handing.MOST], to, draft)
            papers += 1
        done += len(keys)
        if progress is not None:
            progress(done, "Teslim belgeleri yazılıyor")
    return papers


def _receiver(work: Work, unit: HarcamaBirimi, draft: OpeningDraft, person: int, room: int) -> Receiver:
    if person:
        return handing.person_receiver(work, person, draft.day)
    return handing.place_receiver(work, room, unit.id or 0)


def _given(work: Work, unit: HarcamaBirimi, keys: Sequence[int], to: Receiver, draft: OpeningDraft) -> None:
    statement = (
        select(Demirbas, Tasinir)
        .join(Tasinir, col(Tasinir.id) == col(Demirbas.tasinir_id))
        .where(col(Demirbas.id).in_(keys))
        .order_by(col(Demirbas.id))
    )
    rows = tuple((item, goods) for item, goods in work.session.execute(statement))
    handing.write_delivery(work, Items(unit, rows), to, draft.day, _GIVEN)
    for item, _ in rows:
        # Written and not needed any more: a whole store of items would stay in memory.
        work.session.expunge(item)
