"""The count: what a scan means, what the two rounds come to, which goods are counted once more (m.32)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from data.core.money import format_int
from data.core.reasons import Explained, Reason, Ref
from data.tasinir.rules.amounts import format_quantity
from data.tasinir.rules.values import CountAnswer, law

_SHEET_LAW: Final = law("10/1-ğ")
_STORE_LAW: Final = law("32/4")
_PLACE_LAW: Final = law("32/5")
_AGAIN_LAW: Final = law("32/6")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a counter stands or an item is recorded: an ambar, or a room of it; the name is for the answer."""

    ambar_id: int | None
    yer_id: int | None
    name: str

    def same(self, other: Place) -> bool:
        """Whether it is the same room, or the same ambar where neither is a room."""
        if self.yer_id is not None or other.yer_id is not None:
            return self.yer_id == other.yer_id
        return self.ambar_id is not None and self.ambar_id == other.ambar_id


@dataclass(frozen=True, slots=True)
class ScannedItem:
    """What the snapshot says of the item that a scan named.

    Attributes:
        place: Where it is recorded; ``None`` while a person has it.
        person: Who has it.
        in_count: It is among what this count counts.
        left: It left the books before.
    """

    id: int
    name: str
    place: Place | None
    person: str = ""
    in_count: bool = True
    left: bool = False


def classify(item: ScannedItem | None, stand: Place, *, counted: bool) -> Explained[CountAnswer]:
    """What a scan means: found here, recorded elsewhere, unknown, or counted before in this round.

    An item that is recorded elsewhere is counted nevertheless: it is there. One that is not in the books is
    unknown, and becomes a surplus if nobody finds its papers.

    Args:
        item: ``None`` where the typed text names no item.
        counted: A scan of it in this round stands already.
    """
    if item is None:
        return Explained(CountAnswer.BILINMIYOR, (Reason("Bu numarada kayıtlı bir taşınır yok.", _STORE_LAW),))
    refs = (Ref("demirbas", item.id),)
    if item.left:
        text = f"{item.name} kayıtlardan düşülmüş; sayımda bulunduysa fazladır."
        return Explained(CountAnswer.BILINMIYOR, (Reason(text, _STORE_LAW, refs),))
    if not item.in_count:
        text = f"{item.name} bu sayımın kapsamında değil."
        return Explained(CountAnswer.BASKA_YER, (Reason(text, _STORE_LAW, refs),))
    if counted:
        text = f"{item.name} bu turda sayılmıştı."
        return Explained(CountAnswer.SAYILMISTI, (Reason(text, _STORE_LAW, refs),))
    if item.place is not None and item.place.same(stand):
        text = f"{item.name} kayıtlı olduğu yerde: {stand.name}."
        return Explained(CountAnswer.BULUNDU, (Reason(text, _PLACE_LAW if stand.yer_id else _STORE_LAW, refs),))
    if item.place is None:
        text = f"{item.name} kayıtlarda {item.person or 'bir kişi'} üzerinde, {stand.name} içinde bulundu."
    else:
        text = f"{item.name} kayıtlarda {item.place.name} içinde, {stand.name} içinde bulundu."
    return Explained(CountAnswer.BASKA_YER, (Reason(text, _PLACE_LAW, refs),))


def said(answer: CountAnswer, *, item: bool, quantity: int) -> tuple[str, str]:
    """Sign and word of an answer, each of its own: also of an item that left the books, or that entered later.

    Args:
        item: The entry names an item.
        quantity: Thousandths that the entry counts.
    """
    if item and answer is CountAnswer.BILINMIYOR:
        return "×", "Kayıttan düşülmüş"
    if item and answer is CountAnswer.BASKA_YER and not quantity:
        return "–", "Sayım dışı"
    return answer.sign, answer.label


@dataclass(frozen=True, slots=True)
class CountedGoods:
    """A kind of goods in a count, in thousandths.

    Attributes:
        store, common, people: Recorded in the ambar, in common areas, with people.
        found_store, found_common: Counted. What people have is taken from the records.
    """

    tasinir_id: int
    store: int = 0
    common: int = 0
    people: int = 0
    found_store: int = 0
    found_common: int = 0


@dataclass(frozen=True, slots=True)
class CountResult:
    """What a row of the Sayım Tutanağı says (m.10/1-ğ), in thousandths."""

    recorded: int
    found: int
    surplus: int
    shortage: int

    @property
    def differs(self) -> bool:
        """It has to be counted once more, or a document has to follow."""
        return self.recorded != self.found


def result(goods: CountedGoods) -> Explained[CountResult]:
    """Recorded, found, surplus and shortage of a kind of goods (m.10/1-ğ, m.32/4-6)."""
    recorded = goods.store + goods.common + goods.people
    found = goods.found_store + goods.found_common + goods.people
    row = CountResult(recorded, found, max(0, found - recorded), max(0, recorded - found))
    quantity = format_quantity
    sides = (quantity(goods.store), quantity(goods.common), quantity(goods.people))
    counted = (quantity(goods.found_store), quantity(goods.found_common), quantity(goods.people))
    reasons = [
        Reason(f"Kayıtlı: ambarda {sides[0]} + ortak alanda {sides[1]} + kişilerde {sides[2]} = "
               f"{quantity(recorded)}.", _SHEET_LAW),
        Reason(f"Bulunan: ambarda {counted[0]} + ortak alanda {counted[1]} + kişilerde kayda göre {counted[2]} = "
               f"{quantity(found)}.", _SHEET_LAW),
    ]  # fmt: skip
    if goods.people:
        reasons.append(Reason("Kişilere verilenler sayılmaz, kayıtlardan alınır.", _PLACE_LAW))
    if row.surplus:
        reasons.append(
            Reason(f"Fazla: {quantity(found)} − {quantity(recorded)} = {quantity(row.surplus)}.", law("17"))
        )
    if row.shortage:
        text = f"Noksan: {quantity(recorded)} − {quantity(found)} = {quantity(row.shortage)}."
        reasons.append(Reason(text, law("27")))
    return Explained(row, tuple(reasons))


def to_count_again(goods: Iterable[CountedGoods]) -> Explained[tuple[int, ...]]:
    """Kinds of goods that are counted once more: each with a difference (m.32/6)."""
    found = tuple(one.tasinir_id for one in goods if result(one).value.differs)
    text = (
        f"{format_int(len(found))} taşınırda fark var; farklı çıkanlar bir kez daha sayılır."
        if found
        else "Fark yok."
    )
    return Explained(found, (Reason(text, _AGAIN_LAW, tuple(Ref("tasinir", key) for key in found)),))
