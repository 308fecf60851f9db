"""Everything that a person or a room has, today or on any day, and what a leaver still owes (ilişik kesme)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import or_, select
from sqlmodel import col

from data.core.calendar import format_date
from data.core.errors import BadInput
from data.core.models import Birim, HarcamaBirimi
from data.core.permissions import Verb
from data.core.reasons import Reason, Ref
from data.core.store import Look
from data.core.text import fold, mask_tckn
from data.personel.models import Personel
from data.tasinir import lookup
from data.tasinir.item_events import events_of, value_on, whereabouts
from data.tasinir.item_words import number_of
from data.tasinir.lookup import AREA, ITEM_KIND
from data.tasinir.models import Ambar, Tasinir, TasinirGorevli
from data.tasinir.models_counts import AmbarDevir
from data.tasinir.models_items import Demirbas, DemirbasHareket, TasinirTeslim
from data.tasinir.rules.values import DeliveryKind, OfficeRole, law

_CHUNK = 500


@dataclass(frozen=True, slots=True)
class HeldRow:
    """An item that somebody or some room has; ``value_kurus`` is its recorded value of that day.

    Attributes:
        unit, unit_id: The harcama birimi in whose books it stands.
    """

    id: int
    sicil_no: str
    code: str
    name: str
    brand: str
    model: str
    serial: str
    features: str
    unit: str
    unit_id: int
    since: date
    teslim_id: int | None
    paper: str
    value_kurus: int
    version: int


@dataclass(frozen=True, slots=True)
class Holding:
    """Everything in one hand or one room at the end of a day, by registry number.

    Attributes:
        id: Key of the person or room.
        name: As it is called now.
        title: Of the person, or of who answers for the room.
        detail: Sicil and masked identity number of a person; the keeper of a room.
        unit: The unit of the person, the harcama birimi of the room.
        hidden: Items of units out of the actor's sight; only their number is told.
        leaves_on: Last day in service of a person, where it is known.
    """

    id: int
    name: str
    title: str
    detail: str
    unit: str
    day: date
    rows: tuple[HeldRow, ...]
    hidden: int = 0
    leaves_on: date | None = None

    @property
    def total_kurus(self) -> int:
        """Recorded value of all that is shown."""
        return sum(row.value_kurus for row in self.rows)


def person_holds(look: Look, personel_id: int, day: date | None = None) -> Holding:
    """Everything that a person had at the end of a day.

    Who went to another unit with items of ours is seen as long as they are out.

    Args:
        day: Today if none is given.

    Raises:
        NotAllowed: no permission, or the person is out of sight and has nothing of ours.
        BadInput: no such person.
    """
    look.actor.require(AREA, Verb.VIEW)
    person, unit = _person(look, personel_id)
    wanted = day or look.today
    rows, hidden = _held(look, DemirbasHareket.personel_id, personel_id, wanted)
    if not rows:
        look.actor.require_sight(unit.path)
    number = f" · {mask_tckn(person.tckn)}" if person.tckn else ""
    return Holding(
        personel_id,
        f"{person.ad} {person.soyad}",
        person.unvan or person.gorev,
        f"{person.sicil}{number}",
        unit.name,
        wanted,
        rows,
        hidden,
        person.exit,
    )


def place_holds(look: Look, yer_id: int, day: date | None = None) -> Holding:
    """Everything that stood in a room at the end of a day.

    Args:
        day: Today if none is given.

    Raises:
        NotAllowed: no permission, or the room is out of sight.
        BadInput: no such room.
    """
    look.actor.require(AREA, Verb.VIEW)
    place = lookup.place_row(look, yer_id)
    unit = lookup.unit_row(look, place.harcama_birimi_id)
    wanted = day or look.today
    rows, hidden = _held(look, DemirbasHareket.yer_id, yer_id, wanted)
    name = f"{place.code} {place.name}"
    return Holding(yer_id, name, place.keeper_title, place.keeper_name, unit.name, wanted, rows, hidden)


def _person(look: Look, personel_id: int) -> tuple[Personel, Birim]:
    person = look.session.get(Personel, personel_id)
    if person is None:
        raise BadInput("Personel bulunamadı.", "Listeyi yenileyin.")
    return person, look.session.get_one(Birim, person.birim_id)


def _held(look: Look, column: Any, key: int, day: date) -> tuple[tuple[HeldRow, ...], int]:
    """Items that were ever given there and were there on that day; and how many of them are out of sight."""
    ever = select(col(DemirbasHareket.demirbas_id)).where(col(column) == key, col(DemirbasHareket.day) <= day)
    keys = list(look.session.execute(ever.distinct()).scalars())
    lives = events_of(look, keys)
    field = column.key
    there: dict[int, tuple[date, int | None, int]] = {}
    for item_id, events in lives.items():
        found = whereabouts(events, day)
        if found is not None and getattr(found, field) == key:
            there[item_id] = (found.since, found.teslim_id, value_on(events, day))
    rows = sorted(_rows(look, there), key=lambda row: (row.sicil_no, row.id))
    return tuple(rows), len(there) - len(rows)


def _rows(look: Look, there: dict[int, tuple[date, int | None, int]]) -> Iterator[HeldRow]:
    keys = list(there)
    for first in range(0, len(keys), _CHUNK):
        statement = (
            select(Demirbas, Tasinir, col(HarcamaBirimi.name), col(HarcamaBirimi.id))
            .join(Tasinir, col(Tasinir.id) == col(Demirbas.tasinir_id))
            .join(Ambar, col(Ambar.id) == col(Demirbas.ambar_id))
            .join(HarcamaBirimi, col(HarcamaBirimi.id) == col(Ambar.harcama_birimi_id))
            .where(col(Demirbas.id).in_(keys[first : first + _CHUNK]), *lookup.items_in_sight(look))
        )
        for row, goods, unit, unit_id in look.session.execute(statement):
            since, teslim_id, kurus = there[row.id]
            made = look.session.get(TasinirTeslim, teslim_id) if teslim_id else None
            yield HeldRow(
                id=row.id,
                sicil_no=row.sicil_no,
                code=goods.code,
                name=goods.name,
                brand=row.brand,
                model=row.model,
                serial=row.serial,
                features=row.features,
                unit=unit,
                unit_id=unit_id,
                since=since,
                teslim_id=teslim_id,
                paper=f"{DeliveryKind(made.kind).label} {number_of(made)}" if made else "",
                value_kurus=kurus,
                version=row.version,
            )


# ---------------------------------------------------------------- leaving


@dataclass(frozen=True, slots=True)
class LeaverCheck:
    """Whether a leaver may be let go as far as movable property is concerned.

    Attributes:
        holding: What is to be returned first (m.5/4).
        duties: Ambars to be handed over first (m.33/1), each in a sentence.
    """

    holding: Holding
    duties: tuple[Reason, ...]

    @property
    def clear(self) -> bool:
        """Nothing is owed."""
        return not (self.holding.rows or self.holding.hidden or self.duties)

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Why ilişik is not cut, or that nothing stands in the way."""
        found = []
        count = len(self.holding.rows) + self.holding.hidden
        if count:
            refs = tuple(Ref(ITEM_KIND, row.id) for row in self.holding.rows)
            text = f"Üzerinde {count} taşınır var; ambara iade etmeden ilişiği kesilmez."
            found.append(Reason(text, law("5/4"), refs))
        found += self.duties
        return tuple(found) or (Reason("Üzerinde taşınır ve devredilecek ambar yok.", law("5/4")),)


def leaver_check(look: Look, personel_id: int) -> LeaverCheck:
    """What a person who leaves must return (m.5/4), and which ambars a kayıt yetkilisi must hand over (m.33/1).

    Items of units out of the actor's sight count too, so that nobody is cleared by who sees only a part.

    Raises:
        NotAllowed: no permission, or the person is out of sight.
        BadInput: no such person.
    """
    holding = person_holds(look, personel_id)
    person, _ = _person(look, personel_id)
    duties = [_duty(look, one, ambar) for one in _offices(look, person) for ambar in _not_handed(look, one)]
    return LeaverCheck(holding, tuple(duties))


def _offices(look: Look, person: Personel) -> Sequence[TasinirGorevli]:
    """The times as kayıt yetkilisi, by the person's key, or by name where no key was written."""
    rows = look.session.execute(
        select(TasinirGorevli)
        .where(
            col(TasinirGorevli.role) == OfficeRole.KAYIT_YETKILISI.value,
            col(TasinirGorevli.cancelled_at).is_(None),
            col(TasinirGorevli.first_day) <= look.today,
            or_(col(TasinirGorevli.personel_id) == person.id, col(TasinirGorevli.personel_id).is_(None)),
        )
        .order_by(col(TasinirGorevli.id))
    ).scalars()
    name = fold(f"{person.ad} {person.soyad}")
    return [row for row in rows if row.personel_id == person.id or fold(row.name) == name]


def _not_handed(look: Look, office: TasinirGorevli) -> list[Ambar]:
    """Ambars of an office that its holder has not handed over since it began."""
    wanted = [col(Ambar.harcama_birimi_id) == office.harcama_birimi_id, col(Ambar.active)]
    if office.ambar_id:
        wanted = [col(Ambar.id) == office.ambar_id]
    papers = look.session.execute(
        select(col(AmbarDevir.ambar_id), col(AmbarDevir.from_name)).where(
            col(AmbarDevir.harcama_birimi_id) == office.harcama_birimi_id, col(AmbarDevir.day) >= office.first_day
        )
    )
    name = fold(office.name)
    handed = {ambar_id for ambar_id, from_name in papers if fold(from_name) == name}
    ambars = look.session.execute(select(Ambar).where(*wanted).order_by(col(Ambar.code))).scalars()
    return [one for one in ambars if one.id not in handed]


def _duty(look: Look, office: TasinirGorevli, ambar: Ambar) -> Reason:
    unit = look.session.get_one(HarcamaBirimi, office.harcama_birimi_id)
    ended = office.last_day is not None and office.last_day < look.today
    until = f"{format_date(office.last_day)} gününe kadar" if ended and office.last_day else "hâlen"
    text = (
        f"{unit.name}, {ambar.code} {ambar.name}: {until} taşınır kayıt yetkilisi; Ambar Devir ve Teslim "
        "Tutanağı ile devretmeden görevinden ayrılamaz."
    )
    return Reason(text, law("33/1"))
