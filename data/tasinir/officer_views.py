"""Who holds which office of movable property on a day, and the ledger of appointments."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, or_, select
from sqlmodel import col

from data.core.calendar import format_date
from data.core.models import HarcamaBirimi
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.store import Look
from data.core.text import fold
from data.core.windows import window
from data.tasinir.lookup import in_sight
from data.tasinir.models import Ambar, TasinirGorevli
from data.tasinir.rules.officers import Holding, Person
from data.tasinir.rules.values import OfficeRole
from data.tasinir.setup_views import PlaceChoice, require_view


@dataclass(frozen=True, slots=True)
class OfficeHolder:
    """Who holds an office, as papers of the day name him or her."""

    id: int
    name: str
    title: str
    user_id: int | None
    personel_id: int | None
    ambar_id: int | None

    @property
    def person(self) -> Person:
        """As the rules compare people."""
        return Person(self.name, personel_id=self.personel_id, user_id=self.user_id)


@dataclass(frozen=True, slots=True)
class OfficerRow:
    """An appointment in the ledger.

    Attributes:
        state: As of today, in words: still to begin, going on, ended, cancelled.
    """

    id: int
    unit_id: int
    unit: str
    role: OfficeRole
    name: str
    title: str
    ambar: str
    first_day: date
    last_day: date | None
    source: str
    state: str
    cancelled_reason: str
    version: int


def officers_on(
    look: Look, harcama_birimi_id: int, role: OfficeRole, day: date, ambar_id: int | None = None
) -> tuple[OfficeHolder, ...]:
    """Who holds an office of a harcama birimi on a day: those of that ambar alone first, then the longest in it.

    Args:
        ambar_id: For the kayıt yetkilisi of an ambar; those of other ambars are left out.
    """
    conditions: list[ColumnElement[bool]] = [
        col(TasinirGorevli.harcama_birimi_id) == harcama_birimi_id,
        col(TasinirGorevli.role) == role.value,
        *standing_on(day),
    ]
    if ambar_id is not None:
        conditions.append(or_(col(TasinirGorevli.ambar_id) == ambar_id, col(TasinirGorevli.ambar_id).is_(None)))
    statement = (
        select(TasinirGorevli)
        .where(*conditions)
        .order_by(
            col(TasinirGorevli.ambar_id).is_(None).is_(ambar_id is not None),
            col(TasinirGorevli.first_day),
            col(TasinirGorevli.id),
        )
    )
    return tuple(
        OfficeHolder(row.id or 0, row.name, row.title, row.user_id, row.personel_id, row.ambar_id)
        for row in look.session.execute(statement).scalars()
    )


def office_on(
    look: Look, harcama_birimi_id: int, role: OfficeRole, day: date, ambar_id: int | None = None
) -> OfficeHolder | None:
    """The first of :func:`officers_on`, as a paper's signer; nothing where nobody is appointed."""
    return next(iter(officers_on(look, harcama_birimi_id, role, day, ambar_id)), None)


def holds_both(look: Look, harcama_birimi_id: int) -> bool:
    """Whether the actor is today both harcama yetkilisi and kontrol yetkilisi of a unit without another manager.

    Then one person checks and approves (m.6/2); the kayıt yetkilisi is never that person (m.6/3).
    """
    spending = office_on(look, harcama_birimi_id, OfficeRole.HARCAMA_YETKILISI, look.today)
    checking = office_on(look, harcama_birimi_id, OfficeRole.KONTROL_YETKILISI, look.today)
    return (
        spending is not None
        and checking is not None
        and spending.user_id is not None
        and spending.user_id == checking.user_id == look.actor.user_id
    )


def standing_on(day: date) -> tuple[ColumnElement[bool], ...]:
    """Conditions on ``TasinirGorevli``: appointments that hold on a day."""
    return (
        col(TasinirGorevli.cancelled_at).is_(None),
        col(TasinirGorevli.first_day) <= day,
        or_(col(TasinirGorevli.last_day).is_(None), col(TasinirGorevli.last_day) >= day),
    )


def holdings(look: Look, harcama_birimi_id: int) -> list[TasinirGorevli]:
    """Appointments of a harcama birimi that were not cancelled, whenever they hold."""
    statement = (
        select(TasinirGorevli)
        .where(
            col(TasinirGorevli.harcama_birimi_id) == harcama_birimi_id, col(TasinirGorevli.cancelled_at).is_(None)
        )
        .order_by(col(TasinirGorevli.first_day), col(TasinirGorevli.id))
    )
    return list(look.session.execute(statement).scalars())


def holding_of(row: TasinirGorevli) -> Holding:
    """An appointment as the rules take it."""
    person = Person(row.name, personel_id=row.personel_id, user_id=row.user_id)
    return Holding(OfficeRole(row.role), person, row.first_day, row.last_day)


def officer_window(
    look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None = None
) -> Window[OfficerRow]:
    """Appointments in sight, the last begun first.

    Views: empty for those that hold today or later, ``tumu`` for all that were ever written.

    Raises:
        NotAllowed: no permission.
    """
    require_view(look)
    statement: Any = (
        select(TasinirGorevli, HarcamaBirimi, Ambar)
        .join(HarcamaBirimi, col(HarcamaBirimi.id) == col(TasinirGorevli.harcama_birimi_id))
        .join(Ambar, col(Ambar.id) == col(TasinirGorevli.ambar_id), isouter=True)
        .where(*in_sight(look, col(TasinirGorevli.harcama_birimi_id)))
    )
    if query.view != "tumu":
        statement = statement.where(
            col(TasinirGorevli.cancelled_at).is_(None),
            or_(col(TasinirGorevli.last_day).is_(None), col(TasinirGorevli.last_day) >= look.today),
        )
    words = fold(query.text).split()
    if words:
        wanted = [key for key, said in _searched(look) if all(word in said for word in words)]
        statement = statement.where(col(TasinirGorevli.id).in_(wanted))
    return window(
        look,
        statement,
        (col(TasinirGorevli.first_day), col(TasinirGorevli.id)),
        lambda found: _row(look, found),
        start=start,
        limit=limit,
        anchor=anchor,
        descending=not query.descending,
    )


def _searched(look: Look) -> list[tuple[int, str]]:
    """Folded words of each appointment; there are a few dozen in a unit's life."""
    rows = look.session.execute(
        select(
            col(TasinirGorevli.id), col(TasinirGorevli.name), col(TasinirGorevli.title), col(TasinirGorevli.role),
            col(HarcamaBirimi.name),
        ).join(HarcamaBirimi, col(HarcamaBirimi.id) == col(TasinirGorevli.harcama_birimi_id))
    )  # fmt: skip
    return [
        (key, fold(f"{name} {title} {OfficeRole(role).label} {unit}")) for key, name, title, role, unit in rows
    ]


def _row(look: Look, found: Any) -> OfficerRow:
    row, unit, ambar = found[0], found[1], found[2]
    return OfficerRow(
        id=row.id,
        unit_id=unit.id,
        unit=unit.name,
        role=OfficeRole(row.role),
        name=row.name,
        title=row.title,
        ambar=f"{ambar.code} {ambar.name}" if ambar else "",
        first_day=row.first_day,
        last_day=row.last_day,
        source=row.source,
        state=_state(row, look.today),
        cancelled_reason=row.cancelled_reason,
        version=row.version,
    )


def _state(row: TasinirGorevli, today: date) -> str:
    if row.cancelled_at is not None:
        return "iptal"
    if row.first_day > today:
        return f"{format_date(row.first_day)} başlıyor"
    return "bitti" if row.last_day is not None and row.last_day < today else "sürüyor"


def find_keepers(look: Look, typed: str, limit: int) -> tuple[PlaceChoice, ...]:
    """Choices of the picker for a kayıt yetkilisi's appointment, the one that began last first."""
    statement = (
        select(TasinirGorevli, col(HarcamaBirimi.name))
        .join(HarcamaBirimi, col(HarcamaBirimi.id) == col(TasinirGorevli.harcama_birimi_id))
        .where(
            col(TasinirGorevli.role) == OfficeRole.KAYIT_YETKILISI.value,
            col(TasinirGorevli.cancelled_at).is_(None),
            *in_sight(look, col(TasinirGorevli.harcama_birimi_id)),
        )
        .order_by(col(TasinirGorevli.first_day).desc(), col(TasinirGorevli.id).desc())
    )
    words = fold(typed).split()
    found = (_keeper(row, unit) for row, unit in look.session.execute(statement))
    fitting = (one for one in found if all(word in fold(f"{one.title} {one.subtitle}") for word in words))
    return tuple(one for one, _ in zip(fitting, range(limit), strict=False))


def keeper_choice(look: Look, key: int) -> PlaceChoice | None:
    """The picker's line of one appointment, also of one that is over."""
    return next((one for one in find_keepers(look, "", 10_000) if one.id == key), None)


def _keeper(row: TasinirGorevli, unit: str) -> PlaceChoice:
    until = format_date(row.last_day) if row.last_day else "sürüyor"
    return PlaceChoice(row.id or 0, row.name, f"{unit} · {format_date(row.first_day)} – {until}")
