"""What every delivery and return rests on: the items as they were seen, who receives them, the rows of both.

An item goes from the ambar to a person or a place and from there back to the ambar, never from hand to hand
(Taşınır Mal Y. m.5/4). A delivery is no exit: the item stays in the books of its ambar (m.23).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlmodel import col

from data.core import numbers, trail
from data.core.calendar import format_date
from data.core.errors import BadFields, BadInput, Conflict, RuleBroken
from data.core.models import Birim, HarcamaBirimi
from data.core.money import format_int
from data.core.store import Look, Work
from data.core.text import clean_line
from data.personel.models import Personel
from data.personel.rules import StaffKind
from data.tasinir import lookup
from data.tasinir.guards import require_open
from data.tasinir.hand_drafts import Seen
from data.tasinir.hand_views import room_signer
from data.tasinir.item_words import index_delivery, number_of
from data.tasinir.models import Tasinir, TasinirYer
from data.tasinir.models_items import Demirbas, DemirbasHareket, TasinirTeslim, TasinirTeslimSatir
from data.tasinir.rules.values import DeliveryKind, ItemEvent, ItemState, law
from data.tasinir.settings import settings_on

MOST = 500
"""Items on one paper; more belong on several that can be signed one by one."""
NOT_OFFICERS = (StaffKind.SIRKET, StaffKind.STAJYER)
"""Who is no public officer: goods for them go to the common use of the unit that they work with (m.23/7)."""


@dataclass(frozen=True, slots=True)
class Receiver:
    """Who takes items, as the paper of that day names him, her or it."""

    kind: DeliveryKind
    name: str
    title: str = ""
    personel_id: int | None = None
    yer_id: int | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Items:
    """Items of one harcama birimi, as they stand now."""

    unit: HarcamaBirimi
    rows: tuple[tuple[Demirbas, Tasinir], ...]


# ---------------------------------------------------------------- items


def items_for(work: Work, seen: Sequence[Seen], day: date) -> Items:
    """The items that a person chose, if nothing happened to them since, and their books are open on that day.

    Raises:
        NotAllowed: one is out of sight.
        BadInput: none, too many, or one that is not there.
        BadFields: the day is after today, or before the last event of one of them.
        Conflict: another desk moved one of them meanwhile.
        RuleBroken: they belong to several harcama birimi, a count or a closed year forbids it.
    """
    chosen = list(dict.fromkeys(seen))
    if not chosen:
        raise BadInput("Taşınır seçilmedi.", "Listeden en az bir taşınır seçin.")
    if len(chosen) > MOST:
        raise BadInput(
            f"Bir belgeye en çok {format_int(MOST)} taşınır girer; {format_int(len(chosen))} seçildi.",
            "Birkaç belge yapın.",
        )
    rows = [_as_seen(work, one) for one in chosen]
    units = {lookup.ambar_row(work, row.ambar_id).harcama_birimi_id for row, _ in rows}
    if len(units) > 1:
        raise RuleBroken(
            "Seçilenler birden çok harcama biriminin kayıtlarında.",
            "Her harcama birimi için ayrı belge düzenleyin.",
            law=law("12/1"),
        )
    unit = lookup.unit_row(work, units.pop())
    _require_day(rows, day, work.today)
    require_open(work, unit.id or 0, day)
    return Items(unit, tuple(rows))


def _as_seen(work: Work, seen: Seen) -> tuple[Demirbas, Tasinir]:
    row = lookup.item_row(work, seen.id)
    if row.version != seen.version:
        raise Conflict(
            f"{row.sicil_no} sicil numaralı taşınır bu sırada başka bir masada değişti.",
            "Listeyi yenileyip yeniden seçin.",
            theirs=place_words(work, row),
        )
    return row, work.session.get_one(Tasinir, row.tasinir_id)


def _require_day(rows: Iterable[tuple[Demirbas, Tasinir]], day: date, today: date) -> None:
    if day > today:
        raise BadFields({"day": "Tarih bugünden sonra olamaz."})
    last = max((row for row, _ in rows), key=lambda row: row.since)
    if day < last.since:
        raise BadFields(
            {
                "day": f"{last.sicil_no} sicil numaralı taşınırın son hareketi {format_date(last.since)}; "
                "tarih bundan önce olamaz."
            }
        )


def require_state(look: Look, items: Items, *states: ItemState, remedy: str) -> None:
    """Lets only items pass that are where they must be for it.

    Raises:
        RuleBroken: one is with a person (m.5/4) or in a place (m.23/6), has left the books, or is in the ambar.
    """
    for row, _ in items.rows:
        state = ItemState(row.state)
        if state in states:
            continue
        article = {ItemState.KISIDE: "5/4", ItemState.YERDE: "23/6", ItemState.DUSTU: "10/1-e"}.get(state, "18/3")
        raise RuleBroken(
            f"{row.sicil_no} sicil numaralı taşınır {place_words(look, row)}.",
            "Kayıtlardan çıkmış taşınır verilmez, iade alınmaz." if state is ItemState.DUSTU else remedy,
            law=law(article),
        )


def needs_approval(look: Look, seen: Sequence[Seen]) -> bool:
    """Whether one of the items is a taşıt or an iş makinesi, given on approval alone (m.23/2)."""
    kept = settings_on(look, look.today)
    codes = (look.session.get_one(Tasinir, lookup.item_row(look, one.id).tasinir_id).code for one in seen)
    return any(kept.needs_approval(code) for code in codes)


def require_approval(look: Look, items: Items, kind: DeliveryKind, day: date, approval: str) -> str:
    """The approval as the paper notes it; empty where the items are none that need it.

    Raises:
        BadFields: one is a taşıt or an iş makinesi and no approval of the competent authority is named (m.23/2).
        RuleBroken: such items and others would stand on one Taşınır Teslim Belgesi, whose form is another.
    """
    kept = settings_on(look, day)
    special = [(row, goods) for row, goods in items.rows if kept.needs_approval(goods.code)]
    if not special:
        return ""
    if kind is DeliveryKind.BELGE and len(special) < len(items.rows):
        row, goods = special[0]
        raise RuleBroken(
            f"{row.sicil_no} {goods.name}: taşıt ve iş makinesi diğer taşınırlarla aynı belgede teslim edilmez.",
            "Taşıt ve iş makineleri için ayrı belge düzenleyin.",
            law=law("23/2"),
        )
    if not clean_line(approval):
        name = special[0][1].name
        raise BadFields({"approval": f"{name} yetkili makamın onayıyla teslim edilir; yazın ({law('23/2')})."})
    return f"Yetkili makam onayı: {clean_line(approval)}"


def place_words(look: Look, row: Demirbas) -> str:
    """Where an item is, as the end of a sentence: ``Ali Çınar üzerinde``."""
    state = ItemState(row.state)
    if state is ItemState.KISIDE:
        person = look.session.get_one(Personel, row.personel_id)
        return f"{person.ad} {person.soyad} üzerinde"
    if state is ItemState.YERDE:
        return f"{look.session.get_one(TasinirYer, row.yer_id).name} listesinde"
    return "kayıtlardan çıkmış" if state is ItemState.DUSTU else "ambarda"


# ---------------------------------------------------------------- receivers


def person_receiver(look: Look, personel_id: int | None, day: date) -> Receiver:
    """Who takes items over with a Taşınır Teslim Belgesi (m.10/1-b).

    Raises:
        BadFields: no such person, or not in service on that day.
        NotAllowed: out of sight.
    """
    person = look.session.get(Personel, personel_id) if personel_id else None
    if person is None:
        raise BadFields({"personel_id": "Teslim alan personel listeden seçilmelidir."})
    look.actor.require_sight(look.session.get_one(Birim, person.birim_id).path)
    name = f"{person.ad} {person.soyad}"
    if day < person.hire or (person.exit is not None and day > person.exit):
        ended = person.exit is not None and day > person.exit
        when = f"{format_date(person.exit)} günü ayrılmış" if ended and person.exit else "o gün görevde değildi"
        raise BadFields({"personel_id": f"{name} {when}; üzerine taşınır verilmez ({law('5/4')})."})
    return Receiver(DeliveryKind.BELGE, name, person.unvan or person.gorev, personel_id=person.id, words=name)


def place_receiver(look: Look, yer_id: int | None, unit_id: int) -> Receiver:
    """The place that items stand in with a Dayanıklı Taşınırlar Listesi, signed by who answers for it (m.10/1-ç).

    Raises:
        BadFields: no such place in this harcama birimi, or not in use.
        RuleBroken: nobody is there to sign.
    """
    place = look.session.get(TasinirYer, yer_id) if yer_id else None
    if place is None or place.harcama_birimi_id != unit_id:
        raise BadFields({"yer_id": "Ortak alan, taşınırların harcama biriminden seçilmelidir."})
    if not place.active:
        raise BadFields({"yer_id": f"{place.name} kullanımda değil; başka bir yer seçin."})
    name, title = room_signer(look, place)
    if not name:
        raise RuleBroken(
            f"{place.name} için listeyi imzalayacak sorumlu yok.",
            "Yerin sorumlusunu ya da istek biriminin yöneticisini yazın.",
            law=law("23/6"),
        )
    return Receiver(DeliveryKind.LISTE, name, title, yer_id=place.id, words=f"{place.name} ({name})")


def caution_for(look: Look, personel_id: int | None) -> str:
    """What speaks against giving items to a person without forbidding it; empty for nothing."""
    person = look.session.get(Personel, personel_id) if personel_id else None
    if person is None or StaffKind(person.kind) not in NOT_OFFICERS:
        return ""
    return (
        f"{person.ad} {person.soyad} kamu görevlisi değil ({StaffKind(person.kind).label}); taşınır, birlikte "
        f"çalıştığı birimin ortak kullanımına verilip tutanakla teslim edilir ({law('23/7')})."
    )


# ---------------------------------------------------------------- rows


@dataclass(frozen=True, slots=True)
class Given:
    """A delivery that was written; ``changes`` say of each item where it was and where it is."""

    made: TasinirTeslim
    changes: tuple[trail.Change, ...]

    @property
    def no(self) -> str:
        """``2026/14``."""
        return number_of(self.made)


def write_delivery(
    work: Work, items: Items, to: Receiver, day: date, note: str, *, istek_id: int | None = None
) -> Given:
    """Numbers a delivery, writes its lines and events, and puts the items where it says; no entry in the trail."""
    unit_id = items.unit.id or 0
    made = TasinirTeslim(
        harcama_birimi_id=unit_id,
        kind=to.kind.value,
        year=day.year,
        number=numbers.next_number(work, f"tasinir.{to.kind.value}.{unit_id}", day.year),
        day=day,
        personel_id=to.personel_id,
        yer_id=to.yer_id,
        receiver_name=to.name,
        receiver_title=to.title,
        istek_id=istek_id,
        note=note,
        made_by=work.actor.user_id,
        made_at=work.now,
    )
    work.session.add(made)
    work.session.flush()
    state = ItemState.KISIDE if to.personel_id else ItemState.YERDE
    changes = []
    for row, goods in items.rows:
        changes.append(trail.Change(f"{row.sicil_no} {goods.name}", place_words(work, row), to.words))
        work.session.add(TasinirTeslimSatir(teslim_id=made.id or 0, demirbas_id=row.id or 0))
        _place(work, row, state, ItemEvent.TESLIM, day, made.id, note, to)
    work.session.flush()
    index_delivery(work, made, items.rows, items.unit)
    return Given(made, tuple(changes))


@dataclass(frozen=True, slots=True)
class TakenBack:
    """Returns that were written, and the lines of the deliveries that they end."""

    lines: tuple[TasinirTeslimSatir, ...]
    changes: tuple[trail.Change, ...]


def write_returns(work: Work, items: Items, day: date, note: str) -> TakenBack:
    """Signs the return part of the deliveries that the items are out on and puts them into their ambar (m.18/3).

    No voucher is written and no entry in the trail.

    Raises:
        RuleBroken: an item is out without an open delivery.
    """
    lines, changes = [], []
    for row, goods in items.rows:
        line = _open_line(work, row)
        line.returned_on, line.returned_at, line.returned_by = day, work.now, work.actor.user_id
        line.return_note = note
        lines.append(line)
        changes.append(trail.Change(f"{row.sicil_no} {goods.name}", place_words(work, row), "ambarda"))
        _place(work, row, ItemState.AMBARDA, ItemEvent.IADE, day, line.teslim_id, note)
    work.session.flush()
    return TakenBack(tuple(lines), tuple(changes))


def belgeler(look: Look, back: TakenBack) -> tuple[TasinirTeslim, ...]:
    """The Taşınır Teslim Belgeleri that returns are of; a room's list has no return part."""
    keys = dict.fromkeys(line.teslim_id for line in back.lines)
    found = (look.session.get_one(TasinirTeslim, key) for key in keys)
    return tuple(one for one in found if one.kind == DeliveryKind.BELGE.value)


def _open_line(look: Look, row: Demirbas) -> TasinirTeslimSatir:
    line: TasinirTeslimSatir | None = (
        look.session.execute(
            select(TasinirTeslimSatir)
            .where(
                col(TasinirTeslimSatir.demirbas_id) == row.id,
                col(TasinirTeslimSatir.returned_on).is_(None),
            )
            .order_by(col(TasinirTeslimSatir.id).desc())
            .limit(1)
        )
        .scalars()
        .first()
    )
    if line is None:
        raise RuleBroken(
            f"{row.sicil_no} sicil numaralı taşınırın açık bir teslim belgesi yok.",
            "Kaydı taşınır kayıt yetkilisiyle denetleyin.",
            law=law("18/3"),
        )
    return line


def _place(
    work: Work,
    row: Demirbas,
    state: ItemState,
    what: ItemEvent,
    day: date,
    teslim_id: int | None,
    note: str,
    to: Receiver | None = None,
) -> None:
    row.state, row.since = state.value, day
    row.personel_id = to.personel_id if to else None
    row.yer_id = to.yer_id if to else None
    row.version += 1
    work.session.add(
        DemirbasHareket(
            demirbas_id=row.id or 0,
            day=day,
            what=what.value,
            ambar_id=row.ambar_id,
            personel_id=row.personel_id,
            yer_id=row.yer_id,
            teslim_id=teslim_id,
            note=note,
            made_by=work.actor.user_id,
            made_at=work.now,
        )
    )
