"""What an ambar that changes hands holds, before the tutanak is written: recorded beside what is found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlmodel import col

from data.core.drafts import FieldKind, FieldSpec, entry
from data.core.errors import BadFields, BadInput
from data.core.permissions import Verb
from data.core.store import Look
from data.tasinir import lookup
from data.tasinir.boards import SeatDraft, member_of
from data.tasinir.books import held_on
from data.tasinir.ending_drafts import HandOverDraft
from data.tasinir.ending_views import HandOverLine
from data.tasinir.lookup import AREA
from data.tasinir.models import Tasinir
from data.tasinir.rules.amounts import parse_quantity
from data.tasinir.rules.values import BoardSeat

_MEMBER = "Adı soyadı, unvanı"


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDraft:
    """What was found of one kind of goods."""

    quantity: str = entry(FieldSpec("Bulunan miktar", length=20, help="2 ya da 2,5; hiç yoksa 0"))


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundGoodsDraft:
    """Goods that are in the ambar though its records know none."""

    tasinir_id: int = entry(FieldSpec("Taşınır", FieldKind.PICK, lookup="tasinir"))
    quantity: str = entry(FieldSpec("Bulunan miktar", length=20, help="2 ya da 2,5"))


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverBoardDraft:
    """The board that hands over where the leaving one cannot or does not (m.33/2), each member in one line."""

    baskan: str = entry(FieldSpec("Başkan", length=160, help=_MEMBER))
    kayit: str = entry(FieldSpec("Yeni kayıt yetkilisi", length=160, help=_MEMBER))
    uye_1: str = entry(FieldSpec("Üye", length=160, help=_MEMBER))
    uye_2: str | None = entry(FieldSpec("Üye", required=False, length=160, help="Kurul en az üç kişidir"))


def seats_of_board(draft: HandOverBoardDraft, taker_id: int | None) -> tuple[SeatDraft, ...]:
    """The board as it is kept, the chair first; the new kayıt yetkilisi by the account that was chosen."""
    new = member_of(draft.kayit, BoardSeat.KAYIT_YETKILISI)
    typed = [(draft.baskan, BoardSeat.BASKAN), (draft.uye_1, BoardSeat.UYE), (draft.uye_2 or "", BoardSeat.UYE)]
    others = [member_of(line, seat) for line, seat in typed if line.strip()]
    keeper = SeatDraft(name=new.name, title=new.title, seat=new.seat, user_id=taker_id)
    return (others[0], keeper, *others[1:])


@dataclass(frozen=True, slots=True)
class HandOverBegun:
    """A hand-over that is not written yet.

    Attributes:
        found: Kind of goods to the quantity as it was typed; what is not in it counts as recorded.
    """

    draft: HandOverDraft
    board: HandOverBoardDraft | None = None
    found: Mapping[int, str] = field(default_factory=dict)

    @property
    def seats(self) -> tuple[SeatDraft, ...]:
        """The board as it is kept; none where the leaving one hands over."""
        return seats_of_board(self.board, self.draft.user_id) if self.board is not None else ()


def sheet(look: Look, draft: HandOverDraft, found: Mapping[int, str]) -> tuple[HandOverLine, ...]:
    """What the records say at the end of the day, in the order of codes, with what was found so far.

    Args:
        found: Kind of goods to the quantity as it was typed; what is not in it counts as recorded.

    Raises:
        NotAllowed: no permission, or the ambar is out of sight.
        BadInput: no such ambar.
    """
    look.actor.require(AREA, Verb.VIEW)
    ambar = lookup.ambar_row(look, draft.ambar_id)
    lookup.unit_row(look, ambar.harcama_birimi_id)
    held = held_on(look, ambar.harcama_birimi_id, draft.day, draft.ambar_id)
    amounts = {goods: amount for (_, goods), amount in held.items()}
    statement = (
        select(Tasinir)
        .where(col(Tasinir.id).in_({*amounts, *found}))
        .order_by(col(Tasinir.code), col(Tasinir.sira), col(Tasinir.id))
    )
    lines = []
    for goods in look.session.execute(statement).scalars():
        key = goods.id or 0
        amount = amounts.get(key)
        recorded, kurus = (amount.quantity, amount.kurus) if amount else (0, 0)
        handed = read_found(found[key]) if key in found else recorded
        lines.append(HandOverLine(key, goods.code, goods.name, goods.unit, recorded, handed, kurus))
    return tuple(lines)


def read_found(typed: str) -> int:
    """A found quantity as it is typed, in thousandths; nothing found is 0.

    Raises:
        BadFields: it cannot be read.
    """
    if typed.strip() == "0":
        return 0
    try:
        return parse_quantity(typed)
    except BadInput as problem:
        raise BadFields({"quantity": f"{problem.message} {problem.remedy}"}) from None
