"""What screens ask about the versions of the filing plan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlmodel import col

from data.core import filters
from data.core.calendar import format_date
from data.core.models import User
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.store import Look
from data.core.text import fold
from data.core.windows import window
from data.sdp.lookup import in_use_on
from data.sdp.models import SdpKod, SdpSurum
from data.sdp.versions import clashes
from data.sdp.views import CodeChoice, require_sight

_USES: Any = func.sum(SdpKod.uses)


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A version in the ledger.

    Attributes:
        codes: How many codes it has.
        uses: How many records were filed under them here.
        state: Where it stands today, in a word or two.
    """

    id: int
    name: str
    first_day: date
    last_day: date | None
    source: str
    made_by: str
    codes: int
    uses: int
    state: str
    version: int


def versions_window(
    look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None = None
) -> Window[VersionRow]:
    """Versions, the newest first.

    Views: empty for all, ``kullanimda`` for those of today, ``biten`` for those that have ended.

    Raises:
        NotAllowed: no permission.
    """
    require_sight(look)
    numbers: Any = select(col(SdpKod.surum_id).label("plan"), func.count().label("codes"), _USES.label("uses"))
    of = numbers.group_by(col(SdpKod.surum_id)).subquery()
    codes: Any = func.coalesce(of.c.codes, 0)
    uses: Any = func.coalesce(of.c.uses, 0)
    statement: Any = (
        select(SdpSurum, col(User.full_name), codes, uses)
        .join(User, col(User.id) == col(SdpSurum.made_by))
        .join(of, of.c.plan == col(SdpSurum.id), isouter=True)
    )
    if query.view == "kullanimda":
        statement = statement.where(in_use_on(look.today))
    elif query.view == "biten":
        statement = statement.where(col(SdpSurum.last_day) < look.today)
    for word in fold(query.text).split():
        statement = statement.where(filters.holds(SdpSurum.name, word))
    return window(
        look,
        statement,
        (col(SdpSurum.first_day), col(SdpSurum.id)),
        lambda found: _row(look, found),
        start=start,
        limit=limit,
        anchor=anchor,
        descending=not query.descending,
    )


def _row(look: Look, found: Any) -> VersionRow:
    plan: SdpSurum = found[0]
    return VersionRow(
        id=plan.id or 0,
        name=plan.name,
        first_day=plan.first_day,
        last_day=plan.last_day,
        source=plan.source,
        made_by=found[1],
        codes=int(found[2]),
        uses=int(found[3]),
        state=_state(plan, look.today),
        version=plan.version,
    )


def _state(plan: SdpSurum, today: date) -> str:
    if plan.last_day is not None and plan.last_day < plan.first_day:
        return "kullanılmadı"
    if today < plan.first_day:
        return "başlayacak"
    if plan.last_day is not None and plan.last_day < today:
        return "sona erdi"
    return "kullanımda"


def find_versions(look: Look, typed: str, limit: int) -> tuple[CodeChoice, ...]:
    """Choices of the picker: versions that have not ended, the newest first."""
    require_sight(look)
    rows = look.session.execute(
        select(SdpSurum)
        .where(col(SdpSurum.last_day).is_(None) | (col(SdpSurum.last_day) >= look.today))
        .order_by(col(SdpSurum.first_day).desc(), col(SdpSurum.id).desc())
    ).scalars()
    words = fold(typed).split()
    return tuple(_choice(row) for row in rows if all(word in fold(row.name) for word in words))[:limit]


def version_choice(look: Look, surum_id: int) -> CodeChoice | None:
    """The picker's line of one version."""
    row = look.session.get(SdpSurum, surum_id)
    return _choice(row) if row else None


def _choice(row: SdpSurum) -> CodeChoice:
    ends = f" – {format_date(row.last_day)}" if row.last_day else " – sürüyor"
    return CodeChoice(row.id or 0, row.name, f"{format_date(row.first_day)}{ends}")


def replaced_by(look: Look, codes: frozenset[str]) -> int | None:
    """The version that a plan with these codes would take the place of: the only one in use that has some of them.

    Nothing if there is none, or more than one: then a person decides.
    """
    names = set(clashes(look, codes, look.today, None).values())
    if len(names) != 1:
        return None
    statement = select(col(SdpSurum.id)).where(col(SdpSurum.name) == names.pop())
    return look.session.execute(statement).scalar()
