"""What a request can be met with: the stock beside each line, the items that are free, and why it stands so."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlmodel import col

from data.core.calendar import format_date
from data.core.pages import LedgerQuery
from data.core.permissions import Verb
from data.core.reasons import Explained, Reason, Ref
from data.core.store import Look
from data.tasinir.hand_lookup import request_row
from data.tasinir.item_views import ItemRow, item_window
from data.tasinir.item_words import number_of
from data.tasinir.lookup import AREA
from data.tasinir.models import Ambar, Tasinir
from data.tasinir.models_items import Demirbas
from data.tasinir.models_vouchers import TasinirHareket, Vif, VifSatir
from data.tasinir.request_views import RequestCard, RequestLine, request_card, request_lines
from data.tasinir.rules.amounts import ONE, format_quantity
from data.tasinir.rules.values import Direction, ItemState, VoucherState, law

MOST_ITEMS = 200
"""Free items that are offered at once; typed words find the others."""


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """A line of a request with what the ambar holds of it; quantities are thousandths.

    Attributes:
        held: In the ambar's books now; of durables those that nobody has.
        promised: On exit vouchers of the ambar that wait for approval, those of this request among them.
        least: Its least quantity, 0 for none (m.6/4-f).
        everywhere: In all ambars of the harcama birimi together, to compare with the least quantity.
    """

    line: RequestLine
    held: int
    promised: int
    least: int
    everywhere: int

    @property
    def id(self) -> int:
        """Key of the line."""
        return self.line.id

    @property
    def free(self) -> int:
        """What nobody was promised yet."""
        return max(0, self.held - self.promised)

    @property
    def offered(self) -> int:
        """What is given now if nothing else is typed; durables are picked one by one."""
        return 0 if self.line.durable else min(self.line.missing, self.free)

    @property
    def waits_for_choice(self) -> bool:
        """A durable of which something is missing and something is free: which items, a person says."""
        return self.line.durable and bool(self.line.missing) and bool(self.free)

    def runs_short(self, given: int) -> bool:
        """Whether giving so much leaves less than the least quantity."""
        return bool(self.least) and self.everywhere - given < self.least


def meeting_lines(look: Look, istek_id: int) -> tuple[MeetingLine, ...]:
    """The lines of a request with the stock of its ambar.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such request.
    """
    look.actor.require(AREA, Verb.VIEW)
    row, unit = request_row(look, istek_id)
    lines = request_lines(look, istek_id)
    keys = [one.goods_id for one in lines]
    booked = _booked(look, keys, unit.id or 0)
    items, promised = _items(look, keys, row.ambar_id), _promised(look, keys, row.ambar_id)
    least = _least(look, keys)
    found = []
    for one in lines:
        by_ambar = booked.get(one.goods_id, {})
        held = items.get(one.goods_id, 0) * ONE if one.durable else by_ambar.get(row.ambar_id, 0)
        found.append(
            MeetingLine(
                line=one,
                held=held,
                promised=promised.get(one.goods_id, 0),
                least=least.get(one.goods_id, 0),
                everywhere=sum(by_ambar.values()),
            )
        )
    return tuple(found)


def _least(look: Look, keys: list[int]) -> dict[int, int]:
    statement = select(col(Tasinir.id), col(Tasinir.min_quantity)).where(col(Tasinir.id).in_(keys))
    return {key: int(least) for key, least in look.session.execute(statement)}


def _booked(look: Look, keys: list[int], unit_id: int) -> dict[int, dict[int, int]]:
    move = TasinirHareket
    statement = (
        select(col(move.tasinir_id), col(move.ambar_id), func.sum(col(move.quantity)))
        .join(Ambar, col(Ambar.id) == col(move.ambar_id))
        .where(col(move.tasinir_id).in_(keys), col(Ambar.harcama_birimi_id) == unit_id)
        .group_by(col(move.tasinir_id), col(move.ambar_id))
    )
    found: dict[int, dict[int, int]] = {}
    for goods, ambar, quantity in look.session.execute(statement):
        found.setdefault(goods, {})[ambar] = int(quantity)
    return found


def _items(look: Look, keys: list[int], ambar_id: int) -> dict[int, int]:
    statement = (
        select(col(Demirbas.tasinir_id), func.count())
        .where(
            col(Demirbas.tasinir_id).in_(keys),
            col(Demirbas.ambar_id) == ambar_id,
            col(Demirbas.state) == ItemState.AMBARDA.value,
        )
        .group_by(col(Demirbas.tasinir_id))
    )
    return {key: int(count) for key, count in look.session.execute(statement)}


def _promised(look: Look, keys: list[int], ambar_id: int) -> dict[int, int]:
    statement = (
        select(col(VifSatir.tasinir_id), func.sum(col(VifSatir.quantity)))
        .join(Vif, col(Vif.id) == col(VifSatir.vif_id))
        .where(
            col(VifSatir.tasinir_id).in_(keys),
            col(Vif.ambar_id) == ambar_id,
            col(Vif.direction) == Direction.CIKIS.value,
            col(Vif.state) == VoucherState.TASLAK.value,
        )
        .group_by(col(VifSatir.tasinir_id))
    )
    return {key: int(quantity) for key, quantity in look.session.execute(statement)}


def free_items(look: Look, istek_id: int, goods_id: int, words: str = "") -> tuple[ItemRow, ...]:
    """Items of the request's ambar that nobody has, the first entered first; at most :data:`MOST_ITEMS`.

    Args:
        words: Part of a registry number, a barcode, a serial number or words of the item.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such request.
    """
    row, _ = request_row(look, istek_id)
    here = (col(Demirbas.tasinir_id) == goods_id, col(Demirbas.ambar_id) == row.ambar_id)
    found = item_window(look, LedgerQuery(text=words, view="ambarda"), 0, MOST_ITEMS, wanted=here).rows
    return tuple(sorted(found, key=lambda one: (one.entered_on, one.id)))


# ---------------------------------------------------------------- why


def why_request(look: Look, istek_id: int) -> Explained[str]:
    """Why a request stands where it stands: what was given on which paper, what waits, what is missing.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such request.
    """
    card = request_card(look, istek_id)
    row = card.row
    reasons = [
        Reason(f"{format_date(row.day)} günü {row.asking} adına {row.asked_by} istedi.", law("10/1-c")),
        *(Reason(f"Belgesi: {paper.words}.", refs=(Ref(paper.kind, paper.id),)) for paper in card.papers),
        *_of_lines(card),
    ]
    if card.reason:
        reasons.append(Reason(f"{row.state.label}. Gerekçe: {card.reason}"))
    return Explained(f"{number_of(request_row(look, istek_id)[0])}: {row.state.label}", tuple(reasons))


def _of_lines(card: RequestCard) -> list[Reason]:
    found = []
    for line in card.lines:
        parts = [f"istenen {format_quantity(line.wanted)}", f"verilen {format_quantity(line.met)}"]
        if line.prepared:
            parts.append(f"onay bekleyen fişte {format_quantity(line.prepared)}")
        if line.missing and not card.row.state.over:
            parts.append(f"kalan {format_quantity(line.missing)}")
        cited = law("23/1") if line.durable else law("22/3")
        found.append(Reason(f"{line.name}: {', '.join(parts)} {line.unit}.", cited))
    return found
