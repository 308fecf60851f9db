"""What screens ask about deliveries: their ledger and the card of one, with what came back of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import col

from data.core import filters
from data.core.errors import BadInput
from data.core.models import HarcamaBirimi, User
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.store import Look
from data.core.text import fold, mask_tckn
from data.core.windows import window
from data.personel.models import Personel
from data.tasinir import lookup
from data.tasinir.hand_drafts import Seen
from data.tasinir.item_events import events_of, value_on
from data.tasinir.item_words import number_of
from data.tasinir.lookup import AREA
from data.tasinir.models import IstekBirimi, Tasinir, TasinirYer
from data.tasinir.models_items import Demirbas, TasinirIstek, TasinirTeslim, TasinirTeslimSatir
from data.tasinir.rules.values import DeliveryKind

_FIELDS = frozenset({"no", "tarih", "kisi", "yer", "sicil"})
_ITEMS: Any = (
    select(func.count()).where(col(TasinirTeslimSatir.teslim_id) == col(TasinirTeslim.id)).correlate(TasinirTeslim)
)
_UNIT: Any = (
    select(col(HarcamaBirimi.name))
    .where(col(HarcamaBirimi.id) == col(TasinirTeslim.harcama_birimi_id))
    .correlate(TasinirTeslim)
)
_PERSON: Any = (
    select(col(Personel.ad) + " " + col(Personel.soyad) + " (" + col(Personel.sicil) + ")")
    .where(col(Personel.id) == col(TasinirTeslim.personel_id))
    .correlate(TasinirTeslim)
)
_ROOM: Any = (
    select(col(TasinirYer.code) + " " + col(TasinirYer.name))
    .where(col(TasinirYer.id) == col(TasinirTeslim.yer_id))
    .correlate(TasinirTeslim)
)
_HOLDER: Any = func.coalesce(_PERSON.scalar_subquery(), _ROOM.scalar_subquery(), "")
"""Of the deliveries of a page: asked with them, not once for each."""


@dataclass(frozen=True, slots=True)
class DeliveryRow:
    """A delivery in the ledger.

    Attributes:
        holder: Person or room; ``receiver`` is who signed, as the paper has it.
        out: How many of its items have not come back.
    """

    id: int
    kind: DeliveryKind
    no: str
    day: date
    holder: str
    receiver: str
    unit: str
    items: int
    out: int

    @property
    def state(self) -> str:
        """In a word."""
        if not self.out:
            return "İade alındı"
        return "Açık" if self.out == self.items else "Kısmen iade"


@dataclass(frozen=True, slots=True)
class DeliveryLine:
    """An item of a delivery; ``value_kurus`` is its recorded value on the day it was given.

    Attributes:
        seen: For taking it back; ``None`` once it has come back.
        next_no: The delivery that it went into at once, where it changed hands; empty for none.
    """

    id: int
    item_id: int
    sicil_no: str
    code: str
    name: str
    brand: str
    model: str
    serial: str
    features: str
    value_kurus: int
    returned_on: date | None
    returned_by: str
    return_note: str
    next_no: str
    next_id: int | None
    seen: Seen | None


@dataclass(frozen=True, slots=True)
class DeliveryCard:
    """A delivery with its items in the order of the paper.

    Attributes:
        detail: Sicil and masked identity number of the person; empty for a room.
    """

    row: DeliveryRow
    receiver_title: str
    detail: str
    personel_id: int | None
    yer_id: int | None
    istek_no: str
    istek_id: int | None
    note: str
    made_by: str
    made_at: datetime
    lines: tuple[DeliveryLine, ...]


def delivery_window(
    look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None = None, *, only: int = 0
) -> Window[DeliveryRow]:
    """Deliveries of the harcama birimi in sight, newest first.

    Views: empty for those with something still out, ``belge``, ``liste``, ``iade`` for those wholly back,
    ``tumu``. The filter line takes words of the receiver and ``no:``, ``tarih:``, ``kişi:``, ``yer:``, ``sicil:``.

    Args:
        only: This delivery alone.

    Raises:
        NotAllowed: no permission.
        BadInput: a date in the filter cannot be read.
    """
    look.actor.require(AREA, Verb.VIEW)
    conditions = [*lookup.in_sight(look, col(TasinirTeslim.harcama_birimi_id))]
    if only:
        conditions.append(col(TasinirTeslim.id) == only)
    else:
        conditions += _of_view(query.view)
    typed = filters.parse(query.text, _FIELDS)
    for name, value in (*typed.pairs, *((name, fold(value)) for name, value in query.fields)):
        conditions.append(_pair(name, value))
    conditions += [filters.holds(TasinirTeslim.receiver_name, word) for word in typed.words.split()]
    out = _ITEMS.where(col(TasinirTeslimSatir.returned_on).is_(None))
    parts = (_HOLDER, _UNIT.scalar_subquery(), _ITEMS.scalar_subquery(), out.scalar_subquery())
    statement: Any = select(TasinirTeslim, *parts).where(*conditions)
    return window(
        look,
        statement,
        (col(TasinirTeslim.id),),
        lambda found: _row(found[0], *found[1:5]),
        start=start,
        limit=limit,
        anchor=anchor,
        descending=True,
    )


def number_filter(value: str, year: Any, number: Any) -> ColumnElement[bool]:
    """Condition for ``2026/14`` or ``14``; nothing fits what is neither."""
    parts = value.split("/")
    if not 1 <= len(parts) <= 2 or not all(part.isascii() and part.isdigit() and len(part) < 10 for part in parts):
        return col(number) == -1
    if len(parts) == 1:
        return col(number) == int(parts[0])
    return and_(col(year) == int(parts[0]), col(number) == int(parts[1]))


def _of_view(view: str) -> list[ColumnElement[bool]]:
    still_out = exists().where(
        col(TasinirTeslimSatir.teslim_id) == col(TasinirTeslim.id), col(TasinirTeslimSatir.returned_on).is_(None)
    )
    match view:
        case "belge" | "liste":
            return [col(TasinirTeslim.kind) == view]
        case "iade":
            return [~still_out]
        case "tumu":
            return []
        case _:
            return [still_out]


def _pair(name: str, value: str) -> ColumnElement[bool]:
    match name:
        case "no":
            return number_filter(value, TasinirTeslim.year, TasinirTeslim.number)
        case "tarih":
            first, after = filters.span(value)
            return and_(col(TasinirTeslim.day) >= first, col(TasinirTeslim.day) < after)
        case "kisi":
            people = select(col(Personel.id)).where(col(Personel.arama).contains(value, autoescape=True))
            return col(TasinirTeslim.personel_id).in_(people)
        case "yer":
            return col(TasinirTeslim.yer_id).in_(_places(value))
        case _:
            items = (
                select(col(TasinirTeslimSatir.teslim_id))
                .join(Demirbas, col(Demirbas.id) == col(TasinirTeslimSatir.demirbas_id))
                .where(or_(col(Demirbas.sicil_no) == value, col(Demirbas.barcode) == value))
            )
            return col(TasinirTeslim.id).in_(items)


def _places(value: str) -> Any:
    named = or_(filters.holds(TasinirYer.name, value), filters.holds(TasinirYer.code, value))
    return select(col(TasinirYer.id)).where(named)


def _row(made: TasinirTeslim, holder: str, unit: str, items: int, out: int) -> DeliveryRow:
    return DeliveryRow(
        id=made.id or 0,
        kind=DeliveryKind(made.kind),
        no=number_of(made),
        day=made.day,
        holder=holder,
        receiver=made.receiver_name,
        unit=unit,
        items=items,
        out=out,
    )


def delivery_card(look: Look, teslim_id: int) -> DeliveryCard:
    """A delivery with its items.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such delivery.
    """
    look.actor.require(AREA, Verb.VIEW)
    made = _delivery(look, teslim_id)
    istek = look.session.get(TasinirIstek, made.istek_id) if made.istek_id else None
    person = look.session.get(Personel, made.personel_id) if made.personel_id else None
    parts = (person.sicil, mask_tckn(person.tckn or "")) if person else ()
    maker = look.session.get(User, made.made_by)
    return DeliveryCard(
        row=delivery_window(look, LedgerQuery(), 0, 1, only=teslim_id).rows[0],
        receiver_title=made.receiver_title,
        detail=" · ".join(part for part in parts if part),
        personel_id=made.personel_id,
        yer_id=made.yer_id,
        istek_no=number_of(istek) if istek else "",
        istek_id=made.istek_id,
        note=made.note,
        made_by=maker.full_name if maker else "",
        made_at=made.made_at,
        lines=_lines(look, made),
    )


def delivery_name(look: Look, teslim_id: int) -> str:
    """Kind and number of a delivery: ``Taşınır Teslim Belgesi 2026/14``.

    Raises:
        NotAllowed: out of sight.
        BadInput: no such delivery.
    """
    made = _delivery(look, teslim_id)
    return f"{DeliveryKind(made.kind).label} {number_of(made)}"


def _delivery(look: Look, teslim_id: int) -> TasinirTeslim:
    made = look.session.get(TasinirTeslim, teslim_id)
    if made is None:
        raise BadInput("Teslim belgesi bulunamadı.", "Listeyi yenileyin.")
    lookup.unit_row(look, made.harcama_birimi_id)
    return made


def _lines(look: Look, made: TasinirTeslim) -> tuple[DeliveryLine, ...]:
    later = aliased(TasinirTeslim)
    found = look.session.execute(
        select(TasinirTeslimSatir, Demirbas, Tasinir, col(User.full_name), later)
        .join(Demirbas, col(Demirbas.id) == col(TasinirTeslimSatir.demirbas_id))
        .join(Tasinir, col(Tasinir.id) == col(Demirbas.tasinir_id))
        .join(User, col(User.id) == col(TasinirTeslimSatir.returned_by), isouter=True)
        .join(later, col(later.id) == col(TasinirTeslimSatir.next_id), isouter=True)
        .where(col(TasinirTeslimSatir.teslim_id) == made.id)
        .order_by(col(TasinirTeslimSatir.id))
    ).all()
    lives = events_of(look, [row[1].id or 0 for row in found])
    return tuple(
        _line(line, item, goods, taker or "", following, value_on(lives[item.id], made.day))
        for line, item, goods, taker, following in found
    )


def _line(
    line: TasinirTeslimSatir, item: Demirbas, goods: Tasinir, taker: str, later: TasinirTeslim | None, kurus: int
) -> DeliveryLine:
    return DeliveryLine(
        id=line.id or 0,
        item_id=item.id or 0,
        sicil_no=item.sicil_no,
        code=goods.code,
        name=goods.name,
        brand=item.brand,
        model=item.model,
        serial=item.serial,
        features=item.features,
        value_kurus=kurus,
        returned_on=line.returned_on,
        returned_by=taker,
        return_note=line.return_note,
        next_no=number_of(later) if later else "",
        next_id=line.next_id,
        seen=Seen(item.id or 0, item.version) if line.returned_on is None else None,
    )


def room_signer(look: Look, place: TasinirYer) -> tuple[str, str]:
    """Name and title of who answers for a room: its keeper, else the head of its istek birimi (m.23/6)."""
    if place.keeper_name or not place.istek_birimi_id:
        return place.keeper_name, place.keeper_title
    unit = look.session.get_one(IstekBirimi, place.istek_birimi_id)
    return unit.head_name, unit.head_title
