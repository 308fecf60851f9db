"""One item's card: its life from entry to exit, who had it on any day, and why it is worth what it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlmodel import col

from data.core.calendar import format_date
from data.core.models import User
from data.core.money import format_kurus
from data.core.permissions import Verb
from data.core.reasons import Explained, Reason, Ref
from data.core.store import Look
from data.tasinir import lookup
from data.tasinir.item_events import Event, Whereabouts, event_of, value_on, whereabouts
from data.tasinir.item_views import ItemRow, Names, item_rows
from data.tasinir.item_words import number_of
from data.tasinir.lookup import AREA, DELIVERY_KIND, VIF_KIND
from data.tasinir.models import Ambar, Tasinir
from data.tasinir.models_items import DemirbasHareket, TasinirTeslim
from data.tasinir.models_vouchers import Vif, VifSatir
from data.tasinir.rules.amounts import format_quantity
from data.tasinir.rules.values import DeliveryKind, ItemEvent, ItemState, VoucherKind, law

_VALUE_LAW = {ItemEvent.GIRIS: law("13/2"), ItemEvent.DEGER: law("14"), ItemEvent.TERS: law("39")}


@dataclass(frozen=True, slots=True)
class LifeRow:
    """One event of an item's life.

    Attributes:
        where: The person, room or ambar that it went to; empty where it stayed.
        paper: Voucher or delivery behind it, with ``ref`` its record.
        value_kurus: What the item was worth after it.
    """

    id: int
    day: date
    what: ItemEvent
    where: str
    paper: str
    ref: Ref | None
    kurus: int
    value_kurus: int
    note: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ItemCard:
    """All that is shown of an item; ``value`` says why it is worth that (Neden?)."""

    row: ItemRow
    features: str
    unit: str
    goods_id: int
    ambar_id: int
    value: Explained[int]
    life: tuple[LifeRow, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """Where an item was at the end of a day.

    Attributes:
        state: ``None`` before its entry.
        where: Person, room or ambar in words.
        value_kurus: Recorded value of that day.
    """

    state: ItemState | None
    where: str
    since: date | None = None
    personel_id: int | None = None
    yer_id: int | None = None
    ambar_id: int | None = None
    teslim_id: int | None = None
    paper: str = ""
    value_kurus: int = 0


def item_card(look: Look, item_id: int) -> ItemCard:
    """An item with its whole life, first event first.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such item.
    """
    look.actor.require(AREA, Verb.VIEW)
    row = lookup.item_row(look, item_id)
    goods = look.session.get_one(Tasinir, row.tasinir_id)
    ambar = look.session.get_one(Ambar, row.ambar_id)
    events = _rows(look, item_id)
    return ItemCard(
        row=item_rows(look, (row,))[0],
        features=row.features,
        unit=lookup.unit_row(look, ambar.harcama_birimi_id).name,
        goods_id=goods.id or 0,
        ambar_id=row.ambar_id,
        value=_value(look, [event_of(one) for one in events]),
        life=tuple(_life(look, events)),
    )


def held_on(look: Look, item_id: int, day: date) -> Held:
    """Who or what had an item at the end of a day, by playing its events again.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such item.
    """
    look.actor.require(AREA, Verb.VIEW)
    lookup.item_row(look, item_id)
    events = [event_of(one) for one in _rows(look, item_id)]
    found = whereabouts(events, day)
    if found is None:
        return Held(None, "Henüz kayıtlarda değildi")
    paper = _paper(look, None, found.teslim_id)
    return Held(
        found.state,
        _where(look, Names(look), found),
        found.since,
        found.personel_id,
        found.yer_id,
        found.ambar_id,
        found.teslim_id,
        paper[0] if paper else "",
        value_on(events, day),
    )


def _where(look: Look, names: Names, found: Whereabouts) -> str:
    if holder := names.holder(found.personel_id, found.yer_id):
        return holder
    if found.ambar_id is None:
        return found.state.label
    return look.session.get_one(Ambar, found.ambar_id).name


def _rows(look: Look, item_id: int) -> Sequence[DemirbasHareket]:
    return (
        look.session.execute(
            select(DemirbasHareket)
            .where(col(DemirbasHareket.demirbas_id) == item_id)
            .order_by(col(DemirbasHareket.day), col(DemirbasHareket.id))
        )
        .scalars()
        .all()
    )


def _life(look: Look, rows: Iterable[DemirbasHareket]) -> Iterable[LifeRow]:
    names = Names(look)
    so_far: list[Event] = []
    for row in rows:
        event = event_of(row)
        so_far.append(event)
        found = whereabouts(so_far) if event.places else None
        paper = _paper(look, row.satir_id, row.teslim_id)
        maker = look.session.get(User, row.made_by)
        yield LifeRow(
            id=row.id or 0,
            day=row.day,
            what=event.what,
            where=_where(look, names, found) if found else "",
            paper=paper[0] if paper else "",
            ref=paper[1] if paper else None,
            kurus=row.kurus,
            value_kurus=value_on(so_far),
            note=row.note,
            by=maker.full_name if maker else "",
            at=row.made_at,
        )


def _paper(look: Look, satir_id: int | None, teslim_id: int | None) -> tuple[str, Ref] | None:
    """The paper behind an event, in words and as a record to jump to."""
    if teslim_id:
        made = look.session.get_one(TasinirTeslim, teslim_id)
        return f"{DeliveryKind(made.kind).label} {number_of(made)}", Ref(DELIVERY_KIND, teslim_id)
    if satir_id:
        vif = look.session.get_one(Vif, look.session.get_one(VifSatir, satir_id).vif_id)
        return f"{VoucherKind(vif.kind).label} fişi {vif.year}/{vif.number}", Ref(VIF_KIND, vif.id or 0)
    return None


# ---------------------------------------------------------------- value


def _value(look: Look, events: Sequence[Event]) -> Explained[int]:
    reasons = [_value_reason(look, one) for one in events if one.kurus or one.what is ItemEvent.GIRIS]
    total = value_on(events)
    if len(reasons) > 1:
        reasons.append(Reason(f"Kayıtlı değer: {format_kurus(total)}.", law("12/2")))
    return Explained(total, tuple(reasons))


def _value_reason(look: Look, one: Event) -> Reason:
    paper = _paper(look, one.satir_id, None)
    on = f"{format_date(one.day)}, {paper[0] if paper else one.what.label}"
    refs = (paper[1],) if paper else ()
    if one.what is ItemEvent.GIRIS and one.satir_id:
        return Reason(f"{on}: {_cost(look, one.satir_id, one.kurus)}", _VALUE_LAW[ItemEvent.GIRIS], refs)
    added = "eklendi" if one.kurus >= 0 else "düşüldü"
    return Reason(f"{on}: {format_kurus(abs(one.kurus))} {added}.", _VALUE_LAW.get(one.what, law("12/2")), refs)


def _cost(look: Look, satir_id: int, kurus: int) -> str:
    line = look.session.get_one(VifSatir, satir_id)
    parts = [f"bedel {format_kurus(line.price_kurus)}"]
    if line.kdv_kurus:
        parts.append(f"KDV {format_kurus(line.kdv_kurus)}")
    if line.share_kurus:
        parts.append(f"ortak gider payı {format_kurus(line.share_kurus)}")
    return (
        f"{line.line_no}. kalem {format_quantity(line.quantity)} adet, kayda alınan "
        f"{format_kurus(line.total_kurus)} ({', '.join(parts)}); bu taşınıra {format_kurus(kurus)} düştü."
    )
