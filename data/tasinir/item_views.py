"""What screens ask about durable items: their ledger, and the picker of one of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, false, or_, select, text
from sqlmodel import col

from data.core import engine as engines
from data.core import filters
from data.core.errors import BadInput
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.store import Look
from data.core.text import fold
from data.core.windows import by_words, window
from data.personel.models import Personel
from data.personel.views import PickRow
from data.tasinir import lookup
from data.tasinir.hand_drafts import Seen
from data.tasinir.lookup import AREA
from data.tasinir.models import Ambar, Tasinir, TasinirYer
from data.tasinir.models_items import Demirbas
from data.tasinir.rules.codes import own_number
from data.tasinir.rules.values import ItemState

_FIELDS = frozenset({"kod", "ad", "sicil", "barkod", "marka", "model", "seri", "kisi", "yer", "durum", "ambar"})
_TEXTS = {"marka": Demirbas.brand, "model": Demirbas.model, "seri": Demirbas.serial}
_MOST = 10_000
"""Matches of typed words that are counted; nobody pages through more."""
_CHUNK = 500
"""Keys in one question; an engine takes no more than some thousand."""
_IN_BOOKS = tuple(state.value for state in ItemState if state.in_books)


@dataclass(frozen=True, slots=True)
class ItemRow:
    """A durable item in a ledger.

    Attributes:
        holder: Person or place that has it; empty in the ambar.
        value_kurus: Recorded value now.
        since: Since when it is where it is.
    """

    id: int
    sicil_no: str
    barcode: str
    code: str
    name: str
    brand: str
    model: str
    serial: str
    ambar: str
    state: ItemState
    holder: str
    since: date
    entered_on: date
    left_on: date | None
    value_kurus: int
    version: int

    @property
    def seen(self) -> Seen:
        """The item as it was seen here, for the operations that move it."""
        return Seen(self.id, self.version)

    @property
    def where(self) -> str:
        """In words."""
        return self.holder or (self.ambar if self.state is ItemState.AMBARDA else self.state.label)


def item_window(
    look: Look,
    query: LedgerQuery,
    start: int,
    limit: int,
    anchor: Anchor | None = None,
    *,
    wanted: tuple[Any, ...] = (),
) -> Window[ItemRow]:
    """Items of the ambars in sight, the last entered first.

    Views: empty for all that are in the books, ``ambarda``, ``kiside``, ``yerde``, ``dusen``, ``tumu``. The filter
    line takes words and ``kod:``, ``ad:``, ``sicil:``, ``barkod:``, ``marka:``, ``model:``, ``seri:``, ``kişi:``,
    ``yer:``, ``durum:`` and ``ambar:``. Sort keys: ``sicil``, ``deger``, ``tarih`` (since when it is there).

    Args:
        wanted: Further conditions on ``Demirbas``.

    Raises:
        NotAllowed: no permission.
    """
    look.actor.require(AREA, Verb.VIEW)
    typed = filters.parse(query.text, _FIELDS)
    conditions = [*lookup.items_in_sight(look), *_of_view(query.view), *wanted]
    for name, value in (*typed.pairs, *((name, fold(value)) for name, value in query.fields)):
        conditions.append(_pair(name, value))
    order, descending = _order(query)
    statement: Any = select(Demirbas)
    if words := engines.word_query(typed.words):
        # Joined where rows come by key, so that a flood of matches is read in order and no further than needed.
        statement, key = by_words(statement, col(Demirbas.id), words, joined=len(order) == 1)
        order = (*order[:-1], key)
    statement = statement.where(*conditions)
    found: Window[Any] = window(
        look,
        statement,
        order,
        lambda row: row[0],
        start=start,
        limit=limit,
        anchor=anchor,
        descending=descending,
        most=_MOST if (typed.words or typed.pairs or query.fields) and not query.whole else 0,
    )
    return replace(found, rows=item_rows(look, found.rows))


def _order(query: LedgerQuery) -> tuple[tuple[Any, ...], bool]:
    key = col(Demirbas.id)
    columns: dict[str, Any] = {
        "sicil": Demirbas.sicil_no,
        "deger": Demirbas.value_kurus,
        "tarih": Demirbas.since,
    }
    if query.sort in columns:
        return (col(columns[query.sort]), key), query.descending
    return (key,), not query.descending if query.sort else True


def _of_view(view: str) -> list[ColumnElement[bool]]:
    state = col(Demirbas.state)
    match view:
        case "ambarda" | "kiside" | "yerde":
            return [state == view]
        case "dusen":
            return [state == ItemState.DUSTU.value]
        case "tumu":
            return []
        case _:
            return [state.in_(_IN_BOOKS)]


def _pair(name: str, value: str) -> ColumnElement[bool]:
    held: ColumnElement[bool]
    match name:
        case "kod":
            goods = select(col(Tasinir.id)).where(col(Tasinir.code).startswith(value, autoescape=True))
            return col(Demirbas.tasinir_id).in_(goods)
        case "ad":
            goods = select(col(Tasinir.id)).where(col(Tasinir.arama).contains(value, autoescape=True))
            return col(Demirbas.tasinir_id).in_(goods)
        case "sicil":
            return col(Demirbas.sicil_no).contains(value, autoescape=True)
        case "barkod":
            return col(Demirbas.barcode) == value
        case "kisi":
            people = select(col(Personel.id)).where(col(Personel.arama).contains(value, autoescape=True))
            return col(Demirbas.personel_id).in_(people)
        case "yer":
            by_code = filters.holds(TasinirYer.code, value)
            places = select(col(TasinirYer.id)).where(or_(filters.holds(TasinirYer.name, value), by_code))
            return col(Demirbas.yer_id).in_(places)
        case "durum":
            fitting = [one.value for one in ItemState if value in fold(one.label)]
            return col(Demirbas.state).in_(fitting) if fitting else false()
        case "ambar":
            by_code = filters.holds(Ambar.code, value)
            ambars = select(col(Ambar.id)).where(or_(filters.holds(Ambar.name, value), by_code))
            return col(Demirbas.ambar_id).in_(ambars)
        case _:
            held = filters.holds(_TEXTS[name], value)
            # Narrowed by the word index, then looked for in the column itself.
            if words := engines.word_query(value):
                return and_(text(engines.word_match("demirbas")).bindparams(words=words), held)
            return held


# ---------------------------------------------------------------- rows


def item_rows(look: Look, items: Sequence[Demirbas]) -> tuple[ItemRow, ...]:
    """Ledger rows of items; what they name is asked for once for all of them."""
    goods = _known(
        look, (col(Tasinir.id), col(Tasinir.code), col(Tasinir.name)), {row.tasinir_id for row in items}
    )
    ambars = _known(look, (col(Ambar.id), col(Ambar.name)), {row.ambar_id for row in items})
    names = Names(look)
    names.learn({row.personel_id for row in items}, {row.yer_id for row in items})
    return tuple(
        ItemRow(
            id=row.id or 0,
            sicil_no=row.sicil_no,
            barcode=row.barcode,
            code=goods[row.tasinir_id][0],
            name=goods[row.tasinir_id][1],
            brand=row.brand,
            model=row.model,
            serial=row.serial,
            ambar=ambars[row.ambar_id][0],
            state=ItemState(row.state),
            holder=names.holder(row.personel_id, row.yer_id),
            since=row.since,
            entered_on=row.entered_on,
            left_on=row.left_on,
            value_kurus=row.value_kurus,
            version=row.version,
        )
        for row in items
    )


def _known(look: Look, columns: tuple[Any, ...], keys: Iterable[int | None]) -> dict[int, tuple[Any, ...]]:
    """Columns of rows by the key that stands first among them."""
    wanted = sorted({key for key in keys if key})
    found: dict[int, tuple[Any, ...]] = {}
    for first in range(0, len(wanted), _CHUNK):
        asked = select(*columns).where(columns[0].in_(wanted[first : first + _CHUNK]))
        found |= {row[0]: tuple(row[1:]) for row in look.session.execute(asked)}
    return found


class Names:
    """Names of persons and places, each asked for once."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._people: dict[int, str] = {}
        self._places: dict[int, str] = {}

    def learn(self, people: Iterable[int | None], places: Iterable[int | None]) -> None:
        """Asks for those that are not known yet, all together."""
        person, place = Personel, TasinirYer
        asked: tuple[Any, ...] = (col(person.id), col(person.ad), col(person.soyad), col(person.sicil))
        for key, (ad, soyad, sicil) in _known(self._look, asked, set(people) - self._people.keys()).items():
            self._people[key] = f"{ad} {soyad} ({sicil})"
        asked = (col(place.id), col(place.code), col(place.name))
        for key, (code, name) in _known(self._look, asked, set(places) - self._places.keys()).items():
            self._places[key] = f"{code} {name}"

    def person(self, key: int) -> str:
        """Name and sicil of a person; never the identity number."""
        if key not in self._people:
            self.learn((key,), ())
        return self._people.setdefault(key, "")

    def place(self, key: int) -> str:
        """Code and name of a room."""
        if key not in self._places:
            self.learn((), (key,))
        return self._places.setdefault(key, "")

    def holder(self, personel_id: int | None, yer_id: int | None) -> str:
        """Who or what has an item; empty for the ambar."""
        if personel_id:
            return self.person(personel_id)
        return self.place(yer_id) if yer_id else ""


def item_row(look: Look, item_id: int) -> ItemRow:
    """One item as the ledger shows it.

    Raises:
        NotAllowed: no permission.
        BadInput: there is none for this actor.
    """
    rows = item_window(look, LedgerQuery(view="tumu"), 0, 1, wanted=(col(Demirbas.id) == item_id,)).rows
    if not rows:
        raise BadInput("Taşınır bulunamadı.", "Listeyi yenileyin.")
    return rows[0]


# ---------------------------------------------------------------- picker


def find_items(look: Look, typed: str, limit: int, *, state: ItemState | None = None) -> tuple[PickRow, ...]:
    """Choices of the item picker by barcode, registry number or words; a barcode that is whole stands first.

    Args:
        state: Items of this state alone; else all that are in the books.
    """
    if not look.actor.can(AREA, Verb.VIEW):
        return ()
    wanted = [col(Demirbas.state) == state.value] if state else [col(Demirbas.state).in_(_IN_BOOKS)]
    statement: Any = select(Demirbas).where(*lookup.items_in_sight(look), *wanted)
    whole = or_(col(Demirbas.barcode) == typed.strip(), col(Demirbas.sicil_no) == typed.strip())
    found = list(look.session.execute(statement.where(whole).limit(limit)).scalars())
    rest, key = statement, col(Demirbas.id)
    if words := engines.word_query(fold(typed)):
        rest, key = by_words(statement, key, words, joined=True)
    more = look.session.execute(rest.order_by(key.desc()).limit(limit)).scalars()
    found += [row for row in more if row not in found]
    return tuple(map(_choice, item_rows(look, found[:limit])))


def item_choice(look: Look, item_id: int) -> PickRow | None:
    """The picker's line of one item."""
    row = look.session.get(Demirbas, item_id)
    return _choice(item_rows(look, (row,))[0]) if row else None


def _choice(row: ItemRow) -> PickRow:
    """What tells an item from the next one stands first; its code says no more than its name."""
    number = own_number(row.sicil_no, row.code)
    name = " ".join(part for part in (number, row.name, row.brand, row.model) if part)
    return PickRow(row.id, name, row.where)
