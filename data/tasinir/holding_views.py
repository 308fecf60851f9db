"""Everything that a person or a room has, today or on any day, and what a leaver still owes (ilişik kesme)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import or_, select
from sqlmodel import col

from data.core.calendar import format_date
from data.core.errors import BadInput
from data.core.models import Birim, HarcamaBirimi
from data.core.money import format_int, format_kurus
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.reasons import Reason, Ref
from data.core.store import Look
from data.core.text import fold, mask_tckn
from data.personel.models import Personel
from data.tasinir import lookup
from data.tasinir.held_rows import HeldRow as HeldRow
from data.tasinir.held_rows import Holder, held_figures, held_rows, held_value, held_window
from data.tasinir.lookup import AREA, ITEM_KIND
from data.tasinir.models import Ambar, TasinirGorevli
from data.tasinir.models_counts import AmbarDevir
from data.tasinir.rules.values import OfficeRole, law


@dataclass(frozen=True, slots=True)
class Holding:
    """What is in one hand or one room at the end of a day.

    Attributes:
        id: Key of the person or room.
        name: As it is called now.
        title: Of the person, or of who answers for the room.
        detail: Sicil and masked identity number of a person; the keeper of a room.
        unit: The unit of the person, the harcama birimi of the room.
        items: How many there are in sight; ``total_kurus`` is their recorded value.
        rows: They by registry number; the first of them where no more were asked for.
        hidden: Items of units out of the actor's sight; only their number is told.
        leaves_on: Last day in service of a person, where it is known.
        room: It is a room's, not a person's.
    """

    id: int
    name: str
    title: str
    detail: str
    unit: str
    day: date
    items: int
    total_kurus: int
    rows: tuple[HeldRow, ...]
    hidden: int = 0
    leaves_on: date | None = None
    room: bool = False


def person_holds(look: Look, personel_id: int, day: date | None = None, *, most: int | None = None) -> Holding:
    """What a person had at the end of a day.

    Who went to another unit with items of ours is seen as long as they are out.

    Args:
        day: Today if none is given.
        most: No more rows than this; all if none is given.

    Raises:
        NotAllowed: no permission, or the person is out of sight and has nothing of ours.
        BadInput: no such person.
    """
    look.actor.require(AREA, Verb.VIEW)
    person, unit = _person(look, personel_id)
    wanted = day or look.today
    holder = Holder(personel_id)
    items, kurus, hidden = held_figures(look, holder, wanted)
    if not items:
        look.actor.require_sight(unit.path)
    number = f" · {mask_tckn(person.tckn)}" if person.tckn else ""
    return Holding(
        id=personel_id,
        name=f"{person.ad} {person.soyad}",
        title=person.unvan or person.gorev,
        detail=f"{person.sicil}{number}",
        unit=unit.name,
        day=wanted,
        items=items,
        total_kurus=kurus,
        rows=held_rows(look, holder, wanted, most=most) if items else (),
        hidden=hidden,
        leaves_on=person.exit,
    )


def place_holds(look: Look, yer_id: int, day: date | None = None, *, most: int | None = None) -> Holding:
    """What stood in a room at the end of a day.

    Args:
        day: Today if none is given.
        most: No more rows than this; all if none is given.

    Raises:
        NotAllowed: no permission, or the room is out of sight.
        BadInput: no such room.
    """
    look.actor.require(AREA, Verb.VIEW)
    place = lookup.place_row(look, yer_id)
    unit = lookup.unit_row(look, place.harcama_birimi_id)
    wanted = day or look.today
    holder = Holder(yer_id, room=True)
    items, kurus, hidden = held_figures(look, holder, wanted)
    return Holding(
        id=yer_id,
        name=f"{place.code} {place.name}",
        title=place.keeper_title,
        detail=place.keeper_name,
        unit=unit.name,
        day=wanted,
        items=items,
        total_kurus=kurus,
        rows=held_rows(look, holder, wanted, most=most) if items else (),
        hidden=hidden,
        room=True,
    )


def holding_window(
    look: Look, holding: Holding, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None = None
) -> Window[HeldRow]:
    """A page of what a holding has, narrowed by the filter line: words of the item, the number of its paper.

    Args:
        holding: Asked for by the same look: who may not see it has none.
    """
    holder = Holder(holding.id, holding.room)
    found = held_window(look, holder, holding.day, query.text, start, limit, anchor)
    kurus = holding.total_kurus
    if query.text.strip():
        kurus = held_value(look, holder, holding.day, query.text)
    hidden = f" · {format_int(holding.hidden)} taşınır başka birimin kaydında" if holding.hidden else ""
    return replace(found, summary=f"toplam {format_kurus(kurus)}{hidden}")


def _person(look: Look, personel_id: int) -> tuple[Personel, Birim]:
    person = look.session.get(Personel, personel_id)
    if person is None:
        raise BadInput("Personel bulunamadı.", "Listeyi yenileyin.")
    return person, look.session.get_one(Birim, person.birim_id)


# ---------------------------------------------------------------- leaving


@dataclass(frozen=True, slots=True)
class LeaverCheck:
    """Whether a leaver may be let go as far as movable property is concerned.

    Attributes:
        holding: What is to be returned first (m.5/4); its rows name as many as were asked for.
        duties: Ambars to be handed over first (m.33/1), each in a sentence.
    """

    holding: Holding
    duties: tuple[Reason, ...]

    @property
    def clear(self) -> bool:
        """Nothing is owed."""
        return not (self.holding.items or self.holding.hidden or self.duties)

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Why ilişik is not cut, or that nothing stands in the way."""
        found = []
        count = self.holding.items + self.holding.hidden
        if count:
            refs = tuple(Ref(ITEM_KIND, row.id) for row in self.holding.rows)
            text = f"Üzerinde {format_int(count)} taşınır var; ambara iade etmeden ilişiği kesilmez."
            found.append(Reason(text, law("5/4"), refs))
        found += self.duties
        return tuple(found) or (Reason("Üzerinde taşınır ve devredilecek ambar yok.", law("5/4")),)


def leaver_check(look: Look, personel_id: int, *, most: int | None = None) -> LeaverCheck:
    """What a person who leaves must return (m.5/4), and which ambars a kayıt yetkilisi must hand over (m.33/1).

    Items of units out of the actor's sight count too, so that nobody is cleared by who sees only a part.

    Args:
        most: No more items than this are named; all if none is given.

    Raises:
        NotAllowed: no permission, or the person is out of sight.
        BadInput: no such person.
    """
    holding = person_holds(look, personel_id, most=most)
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
