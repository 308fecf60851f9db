"""What screens ask about vouchers: their ledger, one of them whole, and why a line has its value."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Final

from sqlalchemy import func, select
from sqlmodel import col

from data.core import engine as engines
from data.core import filters
from data.core.calendar import format_date
from data.core.money import format_int, format_kurus
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.reasons import Reason
from data.core.store import Look
from data.core.text import fold
from data.core.windows import by_words, window
from data.tasinir import lookup
from data.tasinir.lookup import AREA, number_of
from data.tasinir.models import Ambar, IstekBirimi, Tasinir
from data.tasinir.models_items import Demirbas
from data.tasinir.models_vouchers import TasinirLot, Vif, VifSatir
from data.tasinir.operations.approving import facts_of
from data.tasinir.operations.vouchers import line_rows
from data.tasinir.rules.codes import own_number
from data.tasinir.rules.values import Direction, VoucherKind, VoucherState
from data.tasinir.rules.voucher_kinds import RULES, Sending, rule_of
from data.tasinir.rules.vouchers import missing

_FIELDS: Final = frozenset({"no", "cesit", "tarih", "ambar", "durum"})
_MOST: Final = 10_000
"""Matches of typed words that are counted; nobody pages through more."""
_LINES: Final = select(func.count()).where(col(VifSatir.vif_id) == col(Vif.id)).correlate(Vif).scalar_subquery()
"""How many lines a voucher of a page has: asked with it, not once for each."""
_TO_SEND: Final = tuple(
    kind.value for kind, rule in RULES.items() if rule.sending in (Sending.ODEME_EMRI, Sending.ON_GUN)
)


@dataclass(frozen=True, slots=True)
class VoucherRow:
    """A voucher in the ledger.

    Attributes:
        number: ``2026/14``; ``Taslak`` for a draft.
        unit_id: Its harcama birimi.
        other: Where it came from or went to, in words.
        counter: A counter-voucher, which is itself never taken back (m.39).
        sent_on: Given to muhasebe; ``None`` where it was not, or need not be.
    """

    id: int
    unit_id: int
    number: str
    day: date
    direction: Direction
    kind: VoucherKind
    state: VoucherState
    ambar: str
    other: str
    dayanak: str
    lines: int
    total_kurus: int
    counter: bool
    sent_on: date | None
    version: int

    @property
    def is_draft(self) -> bool:
        """Whether it can still be changed."""
        return self.state is VoucherState.TASLAK


@dataclass(frozen=True, slots=True)
class VoucherLine:
    """One line of a voucher as it is shown."""

    id: int
    line_no: int
    tasinir_id: int
    code: str
    name: str
    unit: str
    quantity: int
    unit_price: int
    price_kurus: int
    kdv_permille: int
    kdv_kurus: int
    share_kurus: int
    total_kurus: int
    sicil_no: str
    """Of the item that leaves or gains value; of new items how many there are."""
    brand: str
    model: str
    note: str
    durable: bool
    item: bool
    """It is of one item that was there before."""
    lot: str
    """The entry that it was chosen to leave from, in words; empty for the order of m.22/4."""

    @property
    def named(self) -> str:
        """The goods; first what tells their item from others, for a list cuts what is long."""
        return f"{own_number(self.sicil_no, self.code)} {self.name}" if self.item else self.name


@dataclass(frozen=True, slots=True)
class VoucherCard:
    """One voucher whole: head in words, lines, what it is tied to, and the Yönetmelik's rule of its kind."""

    row: VoucherRow
    head: tuple[tuple[str, str], ...]
    lines: tuple[VoucherLine, ...]
    reasons: tuple[Reason, ...]


def voucher_window(
    look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None = None
) -> Window[VoucherRow]:
    """Vouchers of the harcama birimleri in sight, the last written first.

    Views: empty for all, ``taslak``, ``giris``, ``cikis``, ``gonderilecek`` for those that muhasebe has to get,
    ``yil`` for this year's. The filter line takes words and ``no:``, ``çeşit:``, ``tarih:``, ``ambar:`` and
    ``durum:``. Sort keys: ``tarih``, ``tutar``.

    Raises:
        NotAllowed: no permission.
    """
    look.actor.require(AREA, Verb.VIEW)
    typed = filters.parse(query.text, _FIELDS)
    conditions = [*lookup.in_sight(look, col(Vif.harcama_birimi_id)), *_of_view(look, query.view)]
    for name, value in (*typed.pairs, *((name, fold(value)) for name, value in query.fields)):
        conditions.append(_pair(name, value))
    columns: dict[str, Any] = {"tarih": Vif.day, "tutar": Vif.total_kurus}
    sort = (col(columns[query.sort]),) if query.sort in columns else ()
    statement: Any = select(Vif, _LINES)
    key: Any = col(Vif.id)
    if words := engines.word_query(typed.words):
        # Joined where rows come by key, so that a flood of matches is read in order and no further than needed.
        statement, key = by_words(statement, key, words, joined=not sort)
    ambar = _ambar_names(look)
    return window(
        look,
        statement.where(*conditions),
        (*sort, key),
        lambda found: _row(ambar, found[0], int(found[1])),
        start=start,
        limit=limit,
        anchor=anchor,
        descending=query.descending if query.sort else not query.descending,
        most=_MOST if words and not query.whole else 0,
    )


def _of_view(look: Look, view: str) -> list[Any]:
    match view:
        case "taslak":
            return [col(Vif.state) == VoucherState.TASLAK.value]
        case "giris" | "cikis":
            return [col(Vif.direction) == view, col(Vif.number).is_not(None)]
        case "gonderilecek":
            waiting = (col(Vif.number).is_not(None), col(Vif.sent_on).is_(None))
            return [*waiting, col(Vif.kind).in_(_TO_SEND), col(Vif.state) == VoucherState.ONAYLI.value]
        case "yil":
            return [col(Vif.year) == look.today.year]
        case _:
            return []


def _pair(name: str, value: str) -> Any:
    if name == "tarih":
        first, after = filters.span(value)
        return col(Vif.day).between(first, after) & (col(Vif.day) < after)
    if name == "no":
        year, slash, number = value.rpartition("/")
        if not number.isdigit() or (slash and not year.isdigit()):
            return col(Vif.id) < 0
        found = col(Vif.number) == int(number)
        return found & (col(Vif.year) == int(year)) if slash else found
    if name == "cesit":
        return col(Vif.kind).in_([kind.value for kind in VoucherKind if value in fold(kind.label)])
    if name == "durum":
        return col(Vif.state).in_([state.value for state in VoucherState if value in fold(state.label)])
    named = select(col(Ambar.id)).where(
        filters.holds(Ambar.name, value) | col(Ambar.code).startswith(value, autoescape=True)
    )
    return col(Vif.ambar_id).in_(named)


def voucher_row(look: Look, vif_id: int) -> VoucherRow:
    """One voucher as the ledger shows it.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: there is none.
    """
    look.actor.require(AREA, Verb.VIEW)
    return _whole(look, lookup.vif_row(look, vif_id))


def _whole(look: Look, row: Vif) -> VoucherRow:
    lines = select(func.count()).where(col(VifSatir.vif_id) == row.id)
    return _row(_ambar_names(look), row, int(look.session.execute(lines).scalar_one()))


def _ambar_names(look: Look) -> Callable[[int], str]:
    """Code and name of an ambar, each asked for once: a session forgets what nobody holds any more."""

    @cache
    def name(key: int) -> str:
        row = look.session.get_one(Ambar, key)
        return f"{row.code} {row.name}"

    return name


def _row(name: Callable[[int], str], row: Vif, lines: int) -> VoucherRow:
    return VoucherRow(
        id=row.id or 0,
        unit_id=row.harcama_birimi_id,
        number=number_of(row),
        day=row.day,
        direction=Direction(row.direction),
        kind=VoucherKind(row.kind),
        state=VoucherState(row.state),
        ambar=name(row.ambar_id),
        other=_other(name, row),
        dayanak=_dated(row.dayanak_day, row.dayanak_no),
        lines=lines,
        total_kurus=row.total_kurus,
        counter=row.reverses_id is not None,
        sent_on=row.sent_on,
        version=row.version,
    )


def _other(name: Callable[[int], str], row: Vif) -> str:
    if row.other_ambar_id:
        return name(row.other_ambar_id)
    if row.direction == Direction.GIRIS.value:
        return row.from_text or row.other_text
    return row.to_place or row.to_person or row.other_text


def _dated(day: date | None, number: str) -> str:
    return " · ".join(part for part in (format_date(day) if day else "", number) if part)


# ---------------------------------------------------------------- one of them


def voucher_card(look: Look, vif_id: int) -> VoucherCard:
    """A voucher with its lines.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: there is none.
    """
    look.actor.require(AREA, Verb.VIEW)
    row = lookup.vif_row(look, vif_id)
    kind = VoucherKind(row.kind)
    return VoucherCard(_whole(look, row), _head(look, row), voucher_lines(look, vif_id), rule_of(kind).reasons)


def voucher_lines(look: Look, vif_id: int) -> tuple[VoucherLine, ...]:
    """The lines of a voucher in their order."""
    rows = line_rows(look, vif_id)
    keys = {row.tasinir_id for row in rows}
    goods = {
        one.id: one for one in look.session.execute(select(Tasinir).where(col(Tasinir.id).in_(keys))).scalars()
    }
    numbers, lots = _sicil_numbers(look, rows), _chosen_lots(look, rows)
    return tuple(
        VoucherLine(
            id=row.id or 0,
            line_no=row.line_no,
            tasinir_id=row.tasinir_id,
            code=goods[row.tasinir_id].code,
            name=goods[row.tasinir_id].name,
            unit=goods[row.tasinir_id].unit,
            quantity=row.quantity,
            unit_price=row.unit_price,
            price_kurus=row.price_kurus,
            kdv_permille=row.kdv_permille,
            kdv_kurus=row.kdv_kurus,
            share_kurus=row.share_kurus,
            total_kurus=row.total_kurus,
            sicil_no=numbers.get(row.id or 0, ""),
            brand=row.brand,
            model=row.model,
            note=row.note,
            durable=goods[row.tasinir_id].durable,
            item=row.demirbas_id is not None,
            lot=lots.get(row.lot_id or 0, ""),
        )
        for row in rows
    )


def _chosen_lots(look: Look, rows: list[VifSatir]) -> dict[int, str]:
    """Lots that were chosen by hand, by key: the day and the number of the entry."""
    keys = [row.lot_id for row in rows if row.lot_id]
    if not keys:
        return {}
    statement = (
        select(col(TasinirLot.id), col(TasinirLot.day), Vif)
        .join(VifSatir, col(VifSatir.id) == col(TasinirLot.satir_id))
        .join(Vif, col(Vif.id) == col(VifSatir.vif_id))
        .where(col(TasinirLot.id).in_(keys))
    )
    return {key: f"{number_of(vif)}, {format_date(day)}" for key, day, vif in look.session.execute(statement)}


def _sicil_numbers(look: Look, rows: list[VifSatir]) -> dict[int, str]:
    """The number of the item of a line, or the first of those that it brought and how many more there are."""
    found: dict[int, list[str]] = {}
    keys = [row.id for row in rows]
    entered = select(col(Demirbas.satir_id), col(Demirbas.sicil_no)).where(col(Demirbas.satir_id).in_(keys))
    for line, number in look.session.execute(entered.order_by(col(Demirbas.id))):
        found.setdefault(line, []).append(number)
    items = [row.demirbas_id for row in rows if row.demirbas_id]
    moved = select(col(Demirbas.id), col(Demirbas.sicil_no)).where(col(Demirbas.id).in_(items))
    named = {key: str(number) for key, number in look.session.execute(moved)}
    for row in rows:
        if row.demirbas_id:
            found[row.id or 0] = [named.get(row.demirbas_id, "")]
    return {
        line: numbers[0] + (f" ve {format_int(len(numbers) - 1)} tane daha" if len(numbers) > 1 else "")
        for line, numbers in found.items()
    }


def _head(look: Look, row: Vif) -> tuple[tuple[str, str], ...]:
    asking = look.session.get(IstekBirimi, row.istek_birimi_id) if row.istek_birimi_id else None
    reverses = look.session.get(Vif, row.reverses_id) if row.reverses_id else None
    pair = look.session.get(Vif, row.pair_id) if row.pair_id else None
    counter = look.session.execute(select(Vif).where(col(Vif.reverses_id) == row.id)).scalar()
    lacking = missing(VoucherKind(row.kind), facts_of(look, row)) if row.state == VoucherState.TASLAK.value else ()
    fields = (
        ("İşlem çeşidi", f"{Direction(row.direction).label}: {VoucherKind(row.kind).label}"),
        ("Durum", VoucherState(row.state).label),
        ("Onay için eksik", "; ".join(lacking)),
        ("Dayanak", _dated(row.dayanak_day, row.dayanak_no)),
        ("Muayene ve kabul", _dated(row.muayene_day, row.muayene_no)),
        ("Nereden", row.from_text),
        ("Kime", row.to_person),
        ("Nereye", row.to_place),
        ("İstek birimi", asking.name if asking else ""),
        ("Karşı birim ya da ambar", _other(_ambar_names(look), row) if row.other_ambar_id else row.other_text),
        ("Ortak gider", format_kurus(row.joint_kurus) if row.joint_kurus else ""),
        ("Toplam", format_kurus(row.total_kurus)),
        ("Ters kaydı yapılan fiş", number_of(reverses) if reverses else ""),
        ("Ters kaydı", number_of(counter) if counter else ""),
        ("Karşı fiş", number_of(pair) if pair else ""),
        ("Muhasebeye verildi", _dated(row.sent_on, row.sent_no)),
        ("Gerekçe", row.reason),
        ("Açıklama", row.note),
    )
    return tuple((label, value) for label, value in fields if value)
