"""What of an ödenek goes over into the next year: only as much as was cancelled, and only with its document."""

from __future__ import annotations

from sqlalchemy import ColumnElement, select
from sqlmodel import col

from data.butce import lookup
from data.butce.models import OdenekHareket, Tertip
from data.butce.rules.closing import LAW_CANCEL
from data.butce.rules.values import MovementKind, YearState
from data.core.errors import RuleBroken
from data.core.money import format_kurus
from data.core.store import Look


def require_carried(look: Look, tertip: Tertip, amount: int) -> None:
    """Lets only as much go over into a tertip as was cancelled of the one it goes on from (şartlı bağış, proje).

    Of a unit whose last year is not in the program nothing can be held against it.

    Raises:
        RuleBroken: the year before is not closed, the tertip goes on from none, or it is more than was cancelled.
    """
    year = lookup.year_row(look, tertip.yil_id)
    before = lookup.year_of(look, year.harcama_birimi_id, year.year - 1)
    if before is None:
        return
    if before.state == YearState.ACIK.value:
        raise RuleBroken(
            f"{before.year} bütçe yılı kapanmadı; ödeneği devredemez.", "Önce o yılı kapatın.", law=LAW_CANCEL
        )
    if tertip.onceki_id is None:
        raise RuleBroken(
            f"{tertip.kod} tertibinin {before.year} yılındaki karşılığı yazılmamış.",
            "Yıllar arası eşleştirmede karşılığını seçin.",
            law=LAW_CANCEL,
        )
    mine = col(OdenekHareket.tertip_id) == tertip.onceki_id
    cancelled = sum(row.amount for row in standing(look, MovementKind.IPTAL, mine))
    left = cancelled - carried_over(look, col(Tertip.id) == tertip.onceki_id)
    if amount > left:
        raise RuleBroken(
            f"{tertip.kod}: geçen yıl iptal edilenden devredebilecek {format_kurus(left)}; {format_kurus(amount)} "
            "yazıldı.",
            "Tutarı düzeltin.",
            law=LAW_CANCEL,
        )


def carried_over(look: Look, of: ColumnElement[bool]) -> int:
    """What went over from tertips of the year before and was not taken back, kuruş."""
    old = select(col(Tertip.id)).where(of)
    here = select(col(Tertip.id)).where(col(Tertip.onceki_id).in_(old))
    rows = standing(look, MovementKind.DEVREDEN, col(OdenekHareket.tertip_id).in_(here))
    return sum(row.amount for row in rows)


def standing(look: Look, kind: MovementKind, where: ColumnElement[bool]) -> list[OdenekHareket]:
    """Movements of a kind that were not taken back."""
    undone = select(col(OdenekHareket.reverses_id)).where(where, col(OdenekHareket.reverses_id).is_not(None))
    statement = (
        select(OdenekHareket)
        .where(where, col(OdenekHareket.kind) == kind.value, col(OdenekHareket.id).not_in(undone))
        .order_by(col(OdenekHareket.id))
    )
    return list(look.session.execute(statement).scalars())
