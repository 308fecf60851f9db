"""Durables one by one: what an entry makes of them, what an exit, a move and a gain in value write (m.36)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import func, select
from sqlmodel import col

from data.core import numbers
from data.core.calendar import format_date
from data.core.errors import RuleBroken
from data.core.models import HarcamaBirimi
from data.core.store import Look, Work
from data.tasinir import lookup
from data.tasinir.item_words import index_items, item_arama
from data.tasinir.models import Tasinir
from data.tasinir.models_items import Demirbas, DemirbasHareket
from data.tasinir.models_vouchers import TasinirHareket, Vif, VifSatir
from data.tasinir.rules.amounts import ONE, item_values
from data.tasinir.rules.codes import barcode, sicil_counter, sicil_no
from data.tasinir.rules.values import ItemEvent, ItemState, law
from data.tasinir.settings import Settings

BARCODES = "tasinir.barkod"
"""Counter of the short numbers on labels; it never restarts."""
_BOOKING: Final = (ItemEvent.GIRIS, ItemEvent.AMBAR, ItemEvent.CIKIS, ItemEvent.TERS)
"""What brings an item into the books of an ambar or out of them."""


@dataclass(frozen=True, slots=True)
class Books:
    """Whose books an item enters, and how the office keeps them on that day."""

    unit: HarcamaBirimi
    settings: Settings


def bring_in(work: Work, row: Vif, line: VifSatir, goods: Tasinir, books: Books) -> None:
    """One item for each piece of an entry line, each with its own registry number and its part of the value."""
    count = line.quantity // ONE
    serials = [one.strip() for one in line.serials.splitlines() if one.strip()]
    made = []
    for place, value in enumerate(item_values(line.total_kurus, count)):
        item = Demirbas(
            tasinir_id=goods.id or 0,
            sicil_no=next_sicil(work, row.day.year, goods, books),
            barcode=barcode(numbers.next_number(work, BARCODES, 0)),
            brand=line.brand,
            model=line.model,
            serial=serials[place] if place < len(serials) else "",
            features=line.features,
            ambar_id=row.ambar_id,
            state=ItemState.AMBARDA.value,
            since=row.day,
            entered_on=row.day,
            satir_id=line.id or 0,
            value_kurus=value,
        )
        item.arama = item_arama(item, goods)
        made.append(item)
    work.session.add_all(made)
    work.session.flush()
    for item in made:
        _event(work, row, line, item, ItemEvent.GIRIS, ambar_id=row.ambar_id, kurus=item.value_kurus)
        _booked(work, row, line, item, ONE, item.value_kurus)
    work.session.flush()
    index_items(work, [(item, goods) for item in made], books.unit)


def let_go(work: Work, row: Vif, line: VifSatir) -> None:
    """An item leaves the books at its recorded value.

    Raises:
        RuleBroken: a person or a room has it, it has left already, or something happened to it after that day.
    """
    item = free_item(work, row, line)
    item.state, item.left_on, item.since = ItemState.DUSTU.value, row.day, row.day
    item.version += 1
    line.total_kurus = item.value_kurus
    _event(work, row, line, item, ItemEvent.CIKIS)
    _booked(work, row, line, item, -ONE, -item.value_kurus)
    work.session.flush()


def move(work: Work, row: Vif, line: VifSatir, entry: Vif, entry_line: VifSatir) -> None:
    """An item goes into the books of another ambar of the same harcama birimi.

    Raises:
        RuleBroken: as :func:`let_go`.
    """
    item = free_item(work, row, line)
    line.total_kurus = entry_line.total_kurus = item.value_kurus
    _booked(work, row, line, item, -ONE, -item.value_kurus)
    item.ambar_id, item.since = entry.ambar_id, row.day
    item.version += 1
    _event(work, entry, entry_line, item, ItemEvent.AMBAR, ambar_id=entry.ambar_id)
    _booked(work, entry, entry_line, item, ONE, item.value_kurus)
    work.session.flush()


def add_value(work: Work, row: Vif, line: VifSatir) -> None:
    """A spending adds to an item's recorded value; its cost before that stays in its history (m.14).

    Raises:
        RuleBroken: the item is not in the books of the voucher's ambar from that day on.
    """
    item = lookup.item_row(work, line.demirbas_id)
    _require_standing(work, row, item)
    _change_value(work, row, line, item, line.total_kurus)


# ---------------------------------------------------------------- reversed


def take_back(work: Work, counter: Vif, line: VifSatir, old: VifSatir, goods: Tasinir) -> None:
    """Takes the items of an entry line out again.

    Raises:
        RuleBroken: one of them is elsewhere, is worth more than it was, or something happened to it later.
    """
    statement = select(Demirbas).where(col(Demirbas.satir_id) == old.id).order_by(col(Demirbas.id))
    for item in list(work.session.execute(statement).scalars()):
        if item.state != ItemState.AMBARDA.value or item.ambar_id != counter.ambar_id:
            raise RuleBroken(
                f"{goods.name} {item.sicil_no} girişinden sonra {_place_words(item)}.",
                "Önce o işlemi geri alın.",
                law=law("39"),
            )
        if item.value_kurus != _cost(work, item):
            raise RuleBroken(
                f"{goods.name} {item.sicil_no} girişinden sonra değer kazanmış.",
                "Önce değer artışının ters kaydını yapın.",
                law=law("39"),
            )
        _require_last(work, counter, item)
        item.state, item.left_on, item.since = ItemState.DUSTU.value, counter.day, counter.day
        item.version += 1
        _event(work, counter, line, item, ItemEvent.TERS)
        _booked(work, counter, line, item, -ONE, -item.value_kurus)
    work.session.flush()


def put_back(work: Work, counter: Vif, line: VifSatir, old: VifSatir) -> None:
    """An item that had left stands in its ambar's books again, at the value that it left with."""
    item = lookup.item_row(work, old.demirbas_id)
    item.state, item.left_on, item.since = ItemState.AMBARDA.value, None, counter.day
    item.version += 1
    _event(work, counter, line, item, ItemEvent.TERS, ambar_id=item.ambar_id)
    _booked(work, counter, line, item, ONE, line.total_kurus)
    work.session.flush()


def move_back(work: Work, entry: Vif, line: VifSatir, exit_side: Vif, exit_line: VifSatir) -> None:
    """An item that had gone to another ambar comes back to the first one.

    Args:
        entry: The counter-voucher that takes it out of the second ambar.
        exit_side: The counter-voucher that brings it into the first one again.

    Raises:
        RuleBroken: it is not in that ambar any more, is worth something else by now, or something happened to it
            after that day.
    """
    item = lookup.item_row(work, line.demirbas_id)
    if item.state != ItemState.AMBARDA.value or item.ambar_id != entry.ambar_id:
        raise RuleBroken(f"{item.sicil_no} {_place_words(item)}.", "Önce o işlemi geri alın.", law=law("39"))
    if item.value_kurus != line.total_kurus:
        raise RuleBroken(
            f"{item.sicil_no} taşındıktan sonra değeri değişmiş.",
            "Önce değer artışının ters kaydını yapın.",
            law=law("39"),
        )
    _require_last(work, entry, item)
    _booked(work, entry, line, item, -ONE, -line.total_kurus)
    item.ambar_id, item.since = exit_side.ambar_id, entry.day
    item.version += 1
    _event(work, exit_side, exit_line, item, ItemEvent.TERS, ambar_id=exit_side.ambar_id)
    _booked(work, exit_side, exit_line, item, ONE, exit_line.total_kurus)
    work.session.flush()


def lose_value(work: Work, counter: Vif, line: VifSatir, old: VifSatir) -> None:
    """What a spending had added to an item's value is taken off again.

    Raises:
        RuleBroken: the item left the books, or those of that ambar, with that value.
    """
    item = lookup.item_row(work, old.demirbas_id)
    if not ItemState(item.state).in_books:
        raise RuleBroken(f"{item.sicil_no} bu değerle kayıttan düşmüş.", "Önce çıkışın ters kaydını yapın.",
                         law=law("39"))  # fmt: skip
    _require_standing(work, counter, item)
    _change_value(work, counter, line, item, -line.total_kurus)


# ---------------------------------------------------------------- rows


def free_item(look: Look, row: Vif, line: VifSatir) -> Demirbas:
    """The item of an exit line, if it stands free in the voucher's ambar on that day.

    Raises:
        RuleBroken: it does not.
    """
    item = lookup.item_row(look, line.demirbas_id)
    if item.state != ItemState.AMBARDA.value or item.ambar_id != row.ambar_id:
        raise RuleBroken(
            f"{item.sicil_no} {_place_words(item)}; ambarda olmayan taşınırın çıkışı yapılmaz.",
            "Önce iadesini alın.",
            law=law("18/3"),
        )
    _require_last(look, row, item)
    return item


def _require_last(look: Look, row: Vif, item: Demirbas) -> None:
    """Lets only a day pass after which nothing is written of the item: it leaves with the value that it has then.

    Raises:
        RuleBroken: something happened to it later, a gain in value too.
    """
    last = _last_day(look, item)
    if row.day < last:
        raise RuleBroken(
            f"{item.sicil_no} üzerinde {format_date(last)} günü de işlem yapılmış.",
            f"Fişin tarihini {format_date(last)} ya da sonrası yapın.",
            law=law("10/1-a"),
        )


def _require_standing(look: Look, row: Vif, item: Demirbas) -> None:
    """Lets only a change of value pass whose ambar has had the item in its books from that day on without a break.

    Raises:
        RuleBroken: it has not.
    """
    since = _last_day(look, item, _BOOKING)
    if not ItemState(item.state).in_books or item.ambar_id != row.ambar_id or row.day < since:
        where = f"{format_date(row.day)} gününden beri bu ambarın kayıtlarında değil"
        raise RuleBroken(f"{item.sicil_no} {where}.", "Tarihi ve ambarı düzeltin.", law=law("14"))


def _place_words(item: Demirbas) -> str:
    return {
        ItemState.KISIDE: "bir kişide",
        ItemState.YERDE: "bir ortak alanda",
        ItemState.DUSTU: "kayıttan düşmüş",
        ItemState.AMBARDA: "başka bir ambara geçmiş",
    }[ItemState(item.state)]


def next_sicil(work: Work, entry_year: int, goods: Tasinir, books: Books) -> str:
    """The next number that nobody has: a scope changed during the year may come to one that is given.

    Args:
        entry_year: When the item first came in; its last two digits are in the number (m.36/1).
    """
    scope, width = books.settings.sicil_sirasi, books.settings.sicil_genislik
    counter, year = sicil_counter(scope, goods.code, books.unit.code, entry_year)
    while True:
        sequence = numbers.next_number(work, counter, year)
        found = sicil_no(
            scope, goods.code, entry_year, sequence, width=width, unit_code=books.unit.code,
            separator=books.settings.sicil_ayraci,
        ).value  # fmt: skip
        taken = select(col(Demirbas.id)).where(col(Demirbas.sicil_no) == found).limit(1)
        if work.session.execute(taken).first() is None:
            return found


def _last_day(look: Look, item: Demirbas, kinds: Collection[ItemEvent] = tuple(ItemEvent)) -> date:
    """The day of the last event of such kinds in an item's life."""
    statement = select(func.max(col(DemirbasHareket.day))).where(
        col(DemirbasHareket.demirbas_id) == item.id,
        col(DemirbasHareket.what).in_([one.value for one in kinds]),
    )
    return look.session.execute(statement).scalar() or item.since


def _cost(look: Look, item: Demirbas) -> int:
    """Kuruş that it entered with."""
    statement = select(func.sum(col(DemirbasHareket.kurus))).where(
        col(DemirbasHareket.demirbas_id) == item.id, col(DemirbasHareket.what) == ItemEvent.GIRIS.value
    )
    return int(look.session.execute(statement).scalar() or 0)


def _change_value(work: Work, row: Vif, line: VifSatir, item: Demirbas, kurus: int) -> None:
    item.value_kurus += kurus
    item.version += 1
    _event(work, row, line, item, ItemEvent.DEGER, kurus=kurus)
    _booked(work, row, line, item, 0, kurus)
    work.session.flush()


def _event(
    work: Work,
    row: Vif,
    line: VifSatir,
    item: Demirbas,
    what: ItemEvent,
    *,
    ambar_id: int | None = None,
    kurus: int = 0,
) -> None:
    work.session.add(
        DemirbasHareket(
            demirbas_id=item.id or 0,
            day=row.day,
            what=what.value,
            ambar_id=ambar_id,
            satir_id=line.id,
            kurus=kurus,
            made_by=work.actor.user_id,
            made_at=work.now,
        )
    )


def _booked(work: Work, row: Vif, line: VifSatir, item: Demirbas, quantity: int, kurus: int) -> None:
    """Always in the books of the voucher's own ambar."""
    work.session.add(
        TasinirHareket(
            tasinir_id=item.tasinir_id,
            ambar_id=row.ambar_id,
            satir_id=line.id or 0,
            vif_id=row.id or 0,
            demirbas_id=item.id,
            day=row.day,
            quantity=quantity,
            kurus=kurus,
        )
    )
