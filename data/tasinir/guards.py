"""What holds up every movement of a harcama birimi: a count that froze it, a year that is closed."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlmodel import col

from data.core.calendar import format_date
from data.core.errors import RuleBroken
from data.core.store import Look
from data.core.text import lower
from data.tasinir.models import Ambar
from data.tasinir.models_counts import Sayim, TasinirYil
from data.tasinir.rules.values import CountKind, CountState, law

_COUNTING = tuple(state.value for state in CountState if state.counting)


def require_open(look: Look, harcama_birimi_id: int, day: date, *, by_count: bool = False) -> None:
    """Lets only a movement pass that nothing holds up.

    Args:
        day: The day that the movement is dated.
        by_count: The count itself orders it, as it does with what it found too many or too few (m.32/7).

    Raises:
        RuleBroken: the year of that day, or a later one, is closed (m.34), or a count has stopped the movements
            (m.32/3); names the year or the count.
    """
    closed = closed_year(look, harcama_birimi_id, day)
    if closed:
        raise RuleBroken(
            f"{closed} yılının taşınır hesabı kapatıldı; {format_date(day)} tarihli işlem yapılamaz.",
            f"İşlemi {closed + 1} yılında bir günle yapın; geçmiş yılın hatası cari yılda düzeltilir.",
            law=law("39/2"),
        )
    frozen = None if by_count else frozen_by(look, harcama_birimi_id)
    if frozen is not None:
        raise RuleBroken(
            f"{_named(frozen)} sürüyor; sayım bitinceye kadar taşınır giriş ve çıkışı durduruldu.",
            "Sayım bittikten sonra yeniden deneyin; zorunluysa sayımda hareketlerin durdurulması kaldırılır.",
            law=law("32/3"),
        )


def require_in_use(look: Look, ambar_id: int | None) -> None:
    """Lets nothing into an ambar that is closed: its books were brought to nothing before.

    Raises:
        RuleBroken: it is not in use; names it.
    """
    row = look.session.get(Ambar, ambar_id) if ambar_id else None
    if row is not None and not row.active:
        raise RuleBroken(
            f"{row.code} {row.name} kullanımda değil; taşınır girişi yapılmaz.",
            "Ambarı kullanıma açın ya da başka bir ambar seçin.",
            law=law("12/1"),
        )


def closed_year(look: Look, harcama_birimi_id: int, day: date) -> int:
    """The closed year that a day lies in or before, 0 for none: what it carried on stands on all days before."""
    statement = (
        select(col(TasinirYil.year))
        .where(
            col(TasinirYil.harcama_birimi_id) == harcama_birimi_id,
            col(TasinirYil.year) >= day.year,
            col(TasinirYil.closed_at).is_not(None),
            col(TasinirYil.reopened_at).is_(None),
        )
        .order_by(col(TasinirYil.year).desc())
        .limit(1)
    )
    return look.session.execute(statement).scalar() or 0


def frozen_by(look: Look, harcama_birimi_id: int) -> Sayim | None:
    """The count that has stopped the movements of a harcama birimi now, if any."""
    statement = (
        select(Sayim)
        .where(
            col(Sayim.harcama_birimi_id) == harcama_birimi_id,
            col(Sayim.frozen),
            col(Sayim.state).in_(_COUNTING),
        )
        .order_by(col(Sayim.id))
        .limit(1)
    )
    return look.session.execute(statement).scalar_one_or_none()


def _named(row: Sayim) -> str:
    """``2026/3 sayılı yıl sonu sayımı (31.12.2026)``."""
    return f"{row.year}/{row.number} sayılı {lower(CountKind(row.kind).label)} ({format_date(row.day)})"
