"""What screens ask about requests: their ledger, and the card of one with what followed from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlmodel import col

from data.core import filters
from data.core.calendar import format_date
from data.core.models import User
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.store import Look
from data.core.text import fold
from data.core.windows import window
from data.tasinir import lookup
from data.tasinir.hand_lookup import lines_of, prepared, request_row
from data.tasinir.hand_views import number_filter
from data.tasinir.item_views import Names
from data.tasinir.item_words import number_of
from data.tasinir.lookup import AREA, DELIVERY_KIND, VIF_KIND
from data.tasinir.models import Ambar, IstekBirimi, Tasinir
from data.tasinir.models_items import TasinirIstek, TasinirIstekSatir, TasinirTeslim
from data.tasinir.models_vouchers import Vif
from data.tasinir.rules.values import DeliveryKind, RequestState, VoucherState

_FIELDS = frozenset({"no", "tarih", "birim", "ambar", "tasinir"})


@dataclass(frozen=True, slots=True)
class RequestRow:
    """A request in the ledger."""

    id: int
    no: str
    day: date
    asking: str
    asked_by: str
    ambar: str
    lines: int
    state: RequestState
    version: int


@dataclass(frozen=True, slots=True)
class RequestLine:
    """A line of a request; quantities are thousandths.

    Attributes:
        prepared: On exit vouchers that wait for approval.
    """

    id: int
    line_no: int
    goods_id: int
    code: str
    name: str
    unit: str
    durable: bool
    wanted: int
    met: int
    prepared: int
    note: str

    @property
    def missing(self) -> int:
        """What can still be given."""
        return max(0, self.wanted - self.met - self.prepared)


@dataclass(frozen=True, slots=True)
class LinkedPaper:
    """A voucher or a delivery that a request or a receipt led to.

    Attributes:
        waits: It is a draft that waits for the kayıt yetkilisi.
    """

    kind: str
    id: int
    words: str
    waits: bool = False


@dataclass(frozen=True, slots=True)
class RequestCard:
    """A request with its lines and what followed."""

    row: RequestRow
    unit: str
    asked_title: str
    head: str
    head_title: str
    personel_id: int | None
    person: str
    reason: str
    note: str
    made_by: str
    made_at: datetime
    lines: tuple[RequestLine, ...]
    papers: tuple[LinkedPaper, ...]


def request_window(
    look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None = None
) -> Window[RequestRow]:
    """Requests to the harcama birimi in sight, newest first.

    Views: empty for those that wait for something, ``karsilanan``, ``red`` for those refused or withdrawn,
    ``tumu``. The filter line takes words of the asking person or unit and ``no:``, ``tarih:``, ``birim:``,
    ``ambar:``, ``taşınır:``.

    Raises:
        NotAllowed: no permission.
        BadInput: a date in the filter cannot be read.
    """
    look.actor.require(AREA, Verb.VIEW)
    state = col(TasinirIstek.state)
    views = {
        "karsilanan": (RequestState.KARSILANDI,),
        "red": (RequestState.RED, RequestState.IPTAL),
        "tumu": tuple(RequestState),
    }
    shown = views.get(query.view, (RequestState.ACIK, RequestState.KISMEN))
    conditions = [
        *lookup.in_sight(look, col(TasinirIstek.harcama_birimi_id)),
        state.in_([one.value for one in shown]),
    ]
    typed = filters.parse(query.text, _FIELDS)
    for name, value in (*typed.pairs, *((name, fold(value)) for name, value in query.fields)):
        conditions.append(_request_pair(name, value))
    for word in typed.words.split():
        conditions.append(or_(filters.holds(TasinirIstek.asked_by, word), _request_pair("birim", word)))
    return window(
        look,
        _REQUESTS.where(*conditions),
        (col(TasinirIstek.id),),
        _request,
        start=start,
        limit=limit,
        anchor=anchor,
        descending=True,
    )


def _request_pair(name: str, value: str) -> ColumnElement[bool]:
    match name:
        case "birim":
            units = select(col(IstekBirimi.id)).where(filters.holds(IstekBirimi.name, value))
            return col(TasinirIstek.istek_birimi_id).in_(units)
        case "tasinir":
            return exists().where(
                col(TasinirIstekSatir.istek_id) == col(TasinirIstek.id),
                col(TasinirIstekSatir.tasinir_id).in_(goods_named(value)),
            )
        case _:
            return paper_pair(TasinirIstek, name, value)


def paper_pair(model: Any, name: str, value: str) -> ColumnElement[bool]:
    """Number, day and ambar of a request or a receipt."""
    if name == "no":
        return number_filter(value, model.year, model.number)
    if name == "tarih":
        first, after = filters.span(value)
        return and_(col(model.day) >= first, col(model.day) < after)
    named = or_(filters.holds(Ambar.name, value), filters.holds(Ambar.code, value))
    return col(model.ambar_id).in_(select(col(Ambar.id)).where(named))


def goods_named(value: str) -> Any:
    """Keys of the kinds of goods that typed text means by name or code."""
    named = or_(col(Tasinir.arama).contains(value, autoescape=True), col(Tasinir.code).startswith(value))
    return select(col(Tasinir.id)).where(named)


_REQUESTS: Any = select(
    TasinirIstek,
    select(col(IstekBirimi.name))
    .where(col(IstekBirimi.id) == col(TasinirIstek.istek_birimi_id))
    .scalar_subquery(),
    select(col(Ambar.name)).where(col(Ambar.id) == col(TasinirIstek.ambar_id)).scalar_subquery(),
    select(func.count()).where(col(TasinirIstekSatir.istek_id) == col(TasinirIstek.id)).scalar_subquery(),
)
"""Requests with what their ledger says of them, asked with them and not once for each."""


def _request(found: Any) -> RequestRow:
    row, asking, ambar, lines = found[:4]
    return RequestRow(
        id=row.id or 0,
        no=number_of(row),
        day=row.day,
        asking=asking,
        asked_by=row.asked_by,
        ambar=ambar,
        lines=lines,
        state=RequestState(row.state),
        version=row.version,
    )


def request_card(look: Look, istek_id: int) -> RequestCard:
    """A request with its lines in the order of the paper, and the vouchers and deliveries that it led to.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such request.
    """
    look.actor.require(AREA, Verb.VIEW)
    row, unit = request_row(look, istek_id)
    asking = look.session.get_one(IstekBirimi, row.istek_birimi_id)
    return RequestCard(
        row=_request(look.session.execute(_REQUESTS.where(col(TasinirIstek.id) == istek_id)).one()),
        unit=unit.name,
        asked_title=row.asked_title,
        head=asking.head_name,
        head_title=asking.head_title,
        personel_id=row.personel_id,
        person=Names(look).person(row.personel_id) if row.personel_id else "",
        reason=row.reason,
        note=row.note,
        made_by=maker_name(look, row.made_by),
        made_at=row.made_at,
        lines=request_lines(look, istek_id),
        papers=(*_vouchers(look, col(Vif.istek_id) == istek_id), *_deliveries(look, istek_id)),
    )


def request_lines(look: Look, istek_id: int) -> tuple[RequestLine, ...]:
    """The lines of a request with what was given and what is on its way; the caller has seen to sight."""
    on_the_way = prepared(look, istek_id)
    lines = lines_of(look, istek_id)
    kinds = {line.tasinir_id for line in lines}
    by_key = {
        one.id: one for one in look.session.execute(select(Tasinir).where(col(Tasinir.id).in_(kinds))).scalars()
    }
    found = []
    for line in lines:
        goods = by_key[line.tasinir_id]
        found.append(
            RequestLine(
                id=line.id or 0,
                line_no=line.line_no,
                goods_id=line.tasinir_id,
                code=goods.code,
                name=goods.name,
                unit=goods.unit,
                durable=goods.durable,
                wanted=line.wanted,
                met=line.met,
                prepared=on_the_way.get(line.tasinir_id, 0),
                note=line.note,
            )
        )
    return tuple(found)


def maker_name(look: Look, user_id: int) -> str:
    """Name of the user who wrote a paper."""
    maker = look.session.get(User, user_id)
    return maker.full_name if maker else ""


def _vouchers(look: Look, wanted: ColumnElement[bool]) -> list[LinkedPaper]:
    rows = look.session.execute(select(Vif).where(wanted).order_by(col(Vif.id))).scalars()
    found = []
    for vif in rows:
        state = VoucherState(vif.state)
        no = f"{vif.year}/{vif.number}, " if vif.number else ""
        words = f"Fiş {no}{format_date(vif.day)} ({state.label})"
        found.append(LinkedPaper(VIF_KIND, vif.id or 0, words, state is VoucherState.TASLAK))
    return found


def _deliveries(look: Look, istek_id: int) -> list[LinkedPaper]:
    statement = select(TasinirTeslim).where(col(TasinirTeslim.istek_id) == istek_id)
    rows: Sequence[TasinirTeslim] = look.session.execute(statement.order_by(col(TasinirTeslim.id))).scalars().all()
    return [
        LinkedPaper(
            DELIVERY_KIND,
            made.id or 0,
            f"{DeliveryKind(made.kind).label} {number_of(made)}, {format_date(made.day)}",
        )
        for made in rows
    ]
