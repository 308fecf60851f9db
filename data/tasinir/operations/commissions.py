"""The commission of a write-off, typed in one form; the last one of its kind is offered again."""

from __future__ import annotations

from sqlmodel import col, select

from data.core.drafts import check
from data.core.store import Look, Work
from data.core.text import clean_line
from data.tasinir.boards import SeatDraft, line_of_member, member_of, seats_of
from data.tasinir.ending_drafts import CommissionDraft
from data.tasinir.ending_lookup import write_off_row
from data.tasinir.models import KurulUye
from data.tasinir.models_counts import KayittanDusme
from data.tasinir.operations.write_offs import amend, board_kind, head_of
from data.tasinir.rules.values import BoardSeat

_SEATS = {
    "baskan": BoardSeat.BASKAN,
    "uye_1": BoardSeat.UYE,
    "uye_2": BoardSeat.UYE,
    "uye_3": BoardSeat.UYE,
    "uzman": BoardSeat.UZMAN,
}


def set_commission(work: Work, dusme_id: int, draft: CommissionDraft, version: int) -> int:
    """Writes the commission of a proposal in the place of the one it had; returns how many sit in it.

    Whether it may sit is asked when the paper is presented (m.10/1-e, m.28/1).

    Raises:
        NotAllowed: no permission, or out of sight.
        BadFields: nobody is named.
        Conflict: another desk changed the paper meanwhile.
        RuleBroken: it is on its way or over.
    """
    check(draft)
    typed = [(getattr(draft, field), seat) for field, seat in _SEATS.items()]
    seats = tuple(member_of(line, seat) for line, seat in typed if line and clean_line(line))
    amend(work, dusme_id, head_of(work, dusme_id), version, seats=seats)
    return len(seats)


def usual_commission(look: Look, dusme_id: int) -> dict[str, str]:
    """What the form starts with: the paper's own commission, else the last one of its kind in the harcama birimi.

    Raises:
        NotAllowed: out of sight.
        BadInput: no such paper.
    """
    row, unit = write_off_row(look, dusme_id)
    kind = board_kind(row.reason_kind)
    seats = seats_of(look, kind, dusme_id)
    if not seats:
        last = look.session.exec(
            select(KayittanDusme.id)
            .join(KurulUye, col(KurulUye.record_id) == col(KayittanDusme.id))
            .where(KurulUye.kind == kind.value, KayittanDusme.harcama_birimi_id == unit.id)
            .order_by(col(KayittanDusme.id).desc())
        ).first()
        seats = seats_of(look, kind, last) if last else ()
    return _typed(seats)


def _typed(seats: tuple[SeatDraft, ...]) -> dict[str, str]:
    found: dict[str, str] = {}
    for one in seats:
        seat = BoardSeat(one.seat)
        free = (field for field, wanted in _SEATS.items() if field not in found and wanted is seat)
        field = next(free, None) or next((name for name in ("uye_1", "uye_2", "uye_3") if name not in found), None)
        if field:
            found[field] = line_of_member(one)
    return found
