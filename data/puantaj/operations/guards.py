"""What keeps a month that was handed on from changing behind its readers' backs."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import exists
from sqlmodel import col, select

from data.core.errors import RuleBroken
from data.core.store import Look
from data.puantaj.models import Group, Puantaj, PuantajDay
from data.puantaj.rules.codes import YOK
from data.puantaj.rules.period import Period


def require_open_days(look: Look, personel_id: int | Collection[int], start: date, end: date) -> None:
    """Lets a change of leave, marks or parts pass only on days whose month is open.

    The newest revision counts: an open correction opens the days of the closed month it corrects. A sheet on
    which the person is not on those days (another kind or unit) does not hold them.

    Raises:
        RuleBroken: the month is handed on, or closed.
    """
    people = [personel_id] if isinstance(personel_id, int) else list(personel_id)
    rows = look.session.exec(
        select(Puantaj, Group.name)
        .join(Group, col(Group.id) == col(Puantaj.group_id))
        .where(
            Puantaj.start <= end,
            Puantaj.end >= start,
            exists().where(
                col(PuantajDay.puantaj_id) == col(Puantaj.id),
                col(PuantajDay.personel_id).in_(people),
                col(PuantajDay.day) >= start,
                col(PuantajDay.day) <= end,
                col(PuantajDay.code) != YOK,
            ),
        )
        .order_by(col(Puantaj.revision))
    ).all()
    newest = {(row.group_id, row.start): (row, name) for row, name in rows}
    for row, name in newest.values():
        period = Period(row.start, row.end)
        if row.closed:
            raise RuleBroken(
                f"{name} {period.label} puantajı kesinleşmiş.",
                "Önce gerekçesiyle düzeltme açın; eski sürüm de kalır.",
            )
        if row.locked:
            raise RuleBroken(
                f"{name} {period.label} puantajı onaya sunulmuş.", "Değişiklik için iade edilmesini isteyin."
            )
