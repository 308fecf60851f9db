"""One entry of a count: what was scanned or typed, where it is recorded, and the row that keeps it (m.32/4-5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, bindparam, func, insert, select
from sqlmodel import SQLModel, col

from data.core.errors import BadInput
from data.core.reasons import Reason
from data.core.scans import LONGEST, readings
from data.core.store import Look, Work
from data.core.text import clean_line, fold
from data.personel.models import Personel
from data.tasinir.count_drafts import CountPlace
from data.tasinir.count_tally import uncounted_ambars
from data.tasinir.models import Ambar, Tasinir, TasinirYer
from data.tasinir.models_counts import Sayim, SayimGiris, SayimSatir
from data.tasinir.models_items import Demirbas
from data.tasinir.operations.counts import require_round
from data.tasinir.rules.amounts import ONE, format_quantity, is_whole, parse_quantity
from data.tasinir.rules.codes import read_barcode, repair
from data.tasinir.rules.counts import Place, ScannedItem, classify, said
from data.tasinir.rules.scans import NOTHING
from data.tasinir.rules.values import AmbarKind, CountAnswer, ItemState, law

_WRITE = insert(SQLModel.metadata.tables[str(SayimGiris.__tablename__)])


def _item_by(column: Any) -> Any:
    """Built once: a counter's scanner types two numbers a second."""
    counted = (
        select(col(SayimGiris.id))
        .where(
            col(SayimGiris.demirbas_id) == col(Demirbas.id),
            col(SayimGiris.sayim_id) == bindparam("sayim"),
            col(SayimGiris.round) == bindparam("round"),
            col(SayimGiris.quantity) > 0,
            col(SayimGiris.taken_back_at).is_(None),
        )
        .exists()
    )
    here = and_(col(SayimSatir.sayim_id) == bindparam("sayim"), col(SayimSatir.demirbas_id) == col(Demirbas.id))
    statement: Any = select(
        col(Demirbas.id), col(Demirbas.sicil_no), col(Demirbas.state), col(Demirbas.tasinir_id),
        col(Tasinir.name), col(SayimSatir.id).label("satir_id"), col(SayimSatir.ambar_id),
        col(SayimSatir.yer_id), col(SayimSatir.personel_id), counted.label("counted"),
    )  # fmt: skip
    return (
        statement.join(Tasinir, col(Tasinir.id) == col(Demirbas.tasinir_id))
        .join(SayimSatir, here, isouter=True)
        .where(column == bindparam("number"))
    )


_BY_BARCODE = _item_by(col(Demirbas.barcode))
_BY_SICIL = _item_by(col(Demirbas.sicil_no))


@dataclass(frozen=True, slots=True)
class Scanned:
    """What the desk says to one entry; ``reasons`` say why (Neden?)."""

    id: int
    answer: CountAnswer
    name: str
    reasons: tuple[Reason, ...]
    demirbas_id: int | None = None
    tasinir_id: int | None = None
    quantity: int = 0

    @property
    def words(self) -> str:
        """One line with its sign: ``✓ Bulundu: Dizüstü bilgisayar (255.02…)``."""
        sign, word = said(self.answer, item=self.demirbas_id is not None, quantity=self.quantity)
        return f"{sign} {word}: {self.name}"


def typed_text(typed: str) -> str:
    """What was scanned or typed, made storable.

    Raises:
        BadInput: nothing, or more than a label holds.
    """
    text = clean_line(typed[: 2 * LONGEST])
    if not text:
        raise BadInput("Barkod ya da sicil numarası okunmadı.", "Yeniden okutun.", field="typed")
    if len(typed) > LONGEST:
        raise BadInput(f"Okunan metin çok uzun: {text[:20]}…", "Tek bir barkod okutun.", field="typed")
    return text


def stand_at(work: Work, row: Sayim, where: CountPlace) -> Place:
    """Where the counter stands, if the count counts there.

    Raises:
        BadInput: not exactly one place, another unit's, or a sanal ambar that is taken from the records.
    """
    if (where.ambar_id is None) == (where.yer_id is None):
        raise BadInput("Nerede sayıldığı seçilmedi.", "Bir ambar ya da bir oda seçin.", field="where")
    # Whoever sees the count sees the places of its unit.
    place: Ambar | TasinirYer | None
    if where.ambar_id is not None:
        place = work.session.get(Ambar, where.ambar_id)
    else:
        place = work.session.get(TasinirYer, where.yer_id)
    if place is None or place.harcama_birimi_id != row.harcama_birimi_id:
        raise BadInput("Seçilen yer bu sayımın harcama biriminde değil.", "Başka bir yer seçin.", field="where")
    if (
        isinstance(place, Ambar)
        and place.kind == AmbarKind.SANAL.value
        and place.id in uncounted_ambars(work, row)
    ):
        raise BadInput(f"{place.name} sanal ambar; kayıtlardan alınır.", "Başka bir yer seçin.", field="where")
    return Place(where.ambar_id, where.yer_id, f"{place.code} {place.name}")


def scanned(work: Work, row: Sayim, stand: Place, text: str) -> Scanned:
    """Writes one scan: an item by its number, else one piece of the goods of that code, else an unknown one."""
    item = item_of(work, row, text)
    if item is not None:
        return _scanned_item(work, row, stand, text, item)
    goods = _goods_of(work, text)
    if len(goods) == 1:
        return typed_goods(work, row, stand, goods[0], ONE, text)
    if goods:
        said = f"{text} kodunda {len(goods)} taşınır var; adıyla seçip miktarını yazın."
        return _add(work, row, stand, text, CountAnswer.BILINMIYOR, text, (Reason(said, law("32/4")),))
    found = classify(None, stand, counted=False)
    return _add(work, row, stand, text, found.value, text, found.reasons)


def item_of(look: Look, row: Sayim, text: str) -> Any:
    """The item with that barcode or sicil no, and what the count has of it; a scan asks the store only once."""
    known = {"sayim": row.id, "round": row.round}
    for meant in readings(text):
        for statement, number in ((_BY_BARCODE, read_barcode(meant) or meant), (_BY_SICIL, meant)):
            found = look.connection.execute(statement, known | {"number": number}).first()
            if found is not None:
                return found
    return None


def _goods_of(look: Look, text: str) -> Sequence[Tasinir]:
    for meant in readings(text):
        try:
            code = repair(meant).value
        except BadInput:
            continue
        statement = select(Tasinir).where(col(Tasinir.code) == code, col(Tasinir.active)).order_by(col(Tasinir.id))
        if found := look.session.execute(statement).scalars().all():
            return found
    return ()


def goods_named(look: Look, code: str, name: str) -> Tasinir:
    """The kind of goods with that code, told apart by its name where several share the code.

    Raises:
        BadInput: none, or not one.
    """
    found = _goods_of(look, typed_text(code))
    wanted = fold(clean_line(name))
    if wanted and len(found) > 1:
        found = [one for one in found if fold(one.name) == wanted]
    if len(found) != 1:
        raise BadInput(f"“{clean_line(code)[:30]} {clean_line(name)[:40]}” bir taşınırı göstermiyor.",
                       "Kodu ve adı sayfada olduğu gibi bırakın.")  # fmt: skip
    return found[0]


def _scanned_item(work: Work, row: Sayim, stand: Place, text: str, item: Any) -> Scanned:
    name = f"{item.name} ({item.sicil_no})"
    in_count = item.satir_id is not None
    seen = ScannedItem(
        item.id,
        name,
        _recorded_place(work, item, stand) if in_count else None,
        _person(work, item.personel_id),
        in_count=in_count,
        left=not in_count and item.state == ItemState.DUSTU.value,
    )
    found = classify(seen, stand, counted=item.counted)
    counts = in_count and found.value in (CountAnswer.BULUNDU, CountAnswer.BASKA_YER)
    return _add(
        work, row, stand, text, found.value, name, found.reasons,
        demirbas_id=item.id, tasinir_id=item.tasinir_id, quantity=ONE if counts else 0,
    )  # fmt: skip


def _recorded_place(look: Look, item: Any, stand: Place) -> Place | None:
    if item.personel_id is not None:
        return None
    ambar_id = None if item.yer_id else item.ambar_id
    if stand.same(Place(ambar_id, item.yer_id, "")):
        return stand
    found: Ambar | TasinirYer
    found = look.session.get_one(TasinirYer, item.yer_id) if item.yer_id else look.session.get_one(Ambar, ambar_id)
    return Place(ambar_id, item.yer_id, f"{found.code} {found.name}")


def _person(look: Look, personel_id: int | None) -> str:
    person = look.session.get(Personel, personel_id) if personel_id else None
    return f"{person.ad} {person.soyad}" if person else ""


def quantity_of(typed: str, goods: Tasinir) -> int:
    """Thousandths as typed; none at all is an answer too.

    Raises:
        BadInput: no quantity, or pieces of a durable.
    """
    if clean_line(typed) == NOTHING:
        return 0
    found = parse_quantity(typed)
    if goods.durable and not is_whole(found):
        raise BadInput(f"{goods.name} tane ile sayılır.", "Tam sayı yazın.", field="quantity")
    return found


def typed_goods(
    work: Work, row: Sayim, stand: Place, goods: Tasinir, quantity: int, typed: str, note: str = ""
) -> Scanned:
    """Writes a counted quantity of goods, for the ambar in whose books they stand.

    Raises:
        BadInput: consumables in a room.
        BadFields: in the second round, goods without a difference.
    """
    if stand.yer_id is not None and not goods.durable:
        raise BadInput(
            f"{goods.name} tüketim malzemesi; odada değil ambarda sayılır.", "Bir ambar seçin.", field="tasinir_id"
        )
    held = _ambars_holding(work, row, goods.id or 0)
    ambar_id = stand.ambar_id or next(iter(held), None) or _first_ambar(work, row)
    require_round(work, row, ambar_id, goods.id or 0, goods.name)
    if ambar_id in held:
        answer, said = CountAnswer.BULUNDU, f"{goods.name} burada kayıtlı."
    elif held:
        other = work.session.get_one(Ambar, next(iter(held)))
        answer, said = CountAnswer.BASKA_YER, f"{goods.name} kayıtlarda {other.code} {other.name} içinde."
    else:
        answer, said = CountAnswer.BILINMIYOR, f"{goods.name} bu sayımın kayıtlarında yok; bulunduysa fazladır."
    said += f" Sayılan: {format_quantity(quantity)} {goods.unit}."
    return _add(
        work, row, stand, typed_text(typed), answer, goods.name, (Reason(said, law("32/4")),),
        ambar_id=ambar_id, tasinir_id=goods.id, quantity=quantity, note=note,
    )  # fmt: skip


def _ambars_holding(look: Look, row: Sayim, tasinir_id: int) -> Sequence[int]:
    """Ambars in whose books the goods stand in the snapshot, the one with most first."""
    held = func.sum(col(SayimSatir.quantity))
    statement = (
        select(col(SayimSatir.ambar_id))
        .where(col(SayimSatir.sayim_id) == row.id, col(SayimSatir.tasinir_id) == tasinir_id)
        .group_by(col(SayimSatir.ambar_id))
        .having(held > 0)
        .order_by(held.desc(), col(SayimSatir.ambar_id))
    )
    return look.session.execute(statement).scalars().all()


def _first_ambar(look: Look, row: Sayim) -> int:
    statement = (
        select(col(Ambar.id))
        .where(
            col(Ambar.harcama_birimi_id) == row.harcama_birimi_id,
            col(Ambar.kind) == AmbarKind.FIZIKSEL.value,
            col(Ambar.active),
        )
        .order_by(col(Ambar.code))
        .limit(1)
    )
    found: int | None = look.session.execute(statement).scalar()
    if found is None:
        raise BadInput("Harcama biriminin fiziksel ambarı yok.", "Önce ambarı tanımlayın.", field="where")
    return found


def _add(
    work: Work,
    row: Sayim,
    stand: Place,
    typed: str,
    answer: CountAnswer,
    name: str,
    reasons: tuple[Reason, ...],
    *,
    ambar_id: int | None = None,
    demirbas_id: int | None = None,
    tasinir_id: int | None = None,
    quantity: int = 0,
    note: str = "",
) -> Scanned:
    made = {
        "sayim_id": row.id,
        "round": row.round,
        "ambar_id": ambar_id or stand.ambar_id,
        "yer_id": stand.yer_id,
        "typed": typed,
        "tasinir_id": tasinir_id,
        "demirbas_id": demirbas_id,
        "quantity": quantity,
        "answer": answer.value,
        "note": note,
        "counted_by": work.actor.user_id,
        "counted_at": work.now,
    }
    work.touched = True
    (key,) = work.connection.execute(_WRITE, made).inserted_primary_key or (0,)
    return Scanned(int(key), answer, name, reasons, demirbas_id, tasinir_id, quantity)
