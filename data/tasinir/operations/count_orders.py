"""A count is ordered with its board in one form: who sits in it is typed a line each (m.32/2)."""

from __future__ import annotations

from datetime import date

from data.core.errors import BadFields
from data.core.store import Look, Work
from data.core.text import clean_line
from data.tasinir.boards import SeatDraft
from data.tasinir.count_drafts import CountDraft, CountOrderDraft
from data.tasinir.officer_views import OfficeHolder, officers_on
from data.tasinir.operations.counts import open_count
from data.tasinir.rules.values import BoardSeat, OfficeRole

_MEMBERS = ("uye_1", "uye_2", "uye_3")


def order_count(work: Work, draft: CountOrderDraft) -> int:
    """Opens a count with the board that was typed; returns its key.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadFields: as :func:`open_count`; what is wrong with the board stands under its first member.
        RuleBroken: another count of the unit is not over.
    """
    ordered = CountDraft(
        harcama_birimi_id=draft.harcama_birimi_id, kind=draft.kind, day=draft.day, order_no=draft.order_no
    )
    try:
        return open_count(work, ordered, seats_of(draft))
    except BadFields as refusal:
        wrong = dict(refusal.problems)
        if "members" in wrong:
            wrong["uye_1" if clean_line(draft.kayit) else "kayit"] = wrong.pop("members")
        raise BadFields(wrong) from refusal


def seats_of(draft: CountOrderDraft) -> tuple[SeatDraft, ...]:
    """The board as typed, the chair first; empty lines are nobody."""
    lines = [(draft.baskan, BoardSeat.BASKAN), (draft.kayit, BoardSeat.KAYIT_YETKILISI)]
    lines += [(getattr(draft, name), BoardSeat.UYE) for name in _MEMBERS]
    return tuple(_seat(text, seat) for text, seat in lines if text and clean_line(text))


def _seat(text: str, seat: BoardSeat) -> SeatDraft:
    name, _, title = clean_line(text).partition(",")
    return SeatDraft(name=name.strip(), title=title.strip() or None, seat=seat.value)


def usual_board(look: Look, harcama_birimi_id: int, day: date) -> dict[str, str]:
    """What the form starts with: the harcama yetkilisi as chair, the kayıt yetkilisi as member."""
    found = {}
    for field, role in (("baskan", OfficeRole.HARCAMA_YETKILISI), ("kayit", OfficeRole.KAYIT_YETKILISI)):
        if holders := officers_on(look, harcama_birimi_id, role, day):
            found[field] = _line(holders[0])
    return found


def _line(holder: OfficeHolder) -> str:
    return f"{holder.name}, {holder.title}" if holder.title else holder.name
