"""What screens ask about movements and works: their ledgers, a work whole, a tertip's course through the year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, func, select, text
from sqlalchemy.orm import aliased
from sqlmodel import col

from data.butce import course, lookup
from data.butce.lookup import AREA
from data.butce.models import HarcamaIsi, OdenekHareket, Tertip
from data.butce.operations.works import held_by
from data.butce.rules.states import NOTHING, PARTS, Amounts
from data.butce.rules.values import MovementKind, WorkKind, WorkState
from data.core import engine as engines
from data.core import filters
from data.core.models import User
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.store import Look
from data.core.text import fold
from data.core.windows import window

_FIELDS: Final = frozenset({"tur", "tarih", "no", "tertip"})
_MONTHS: Final = 12
_VIEWS: Final = {
    "odenek": ("baslangic", "ek", "yedek_giren", "yedek_cikan", "aktarma_giren", "aktarma_cikan", "devreden",
               "gelen", "gonderilen", "tenkis", "iptal"),
    "serbest": ("serbest", "serbest_kisma"),
    "bloke": ("bloke", "bloke_cozme", "taahhut", "taahhut_cozme"),
    "harcama": ("harcama", "harcama_iade"),
    "avans": ("avans", "avans_mahsup", "avans_iade", "avans_alacak", "avans_cikan", "avans_giren", "mahsup_devri",
              "devir_cikan", "devir_giren", "devir_mahsup", "devir_iade", "devir_tenkis"),
    "ters": ("ters",),
}  # fmt: skip
"""Kinds of a view of the ledger."""


@dataclass(frozen=True, slots=True)
class MovementRow:
    """A movement in the ledger; ``reversed_by`` is the number of its counter-row, 0 for none."""

    id: int
    number: int
    day: date
    kind: MovementKind
    kod: str
    name: str
    amount: int
    changed: Amounts
    belge: str
    belge_day: date | None
    belge_no: str
    decider: str
    text: str
    who: str
    yil_id: int
    tertip_id: int
    is_id: int | None
    aktarma_id: int | None
    avans_id: int | None
    reverses_id: int | None
    reversed_by: int


@dataclass(frozen=True, slots=True)
class WorkRow:
    """A harcama işi with what it holds over all its tertips."""

    id: int
    number: int
    kind: WorkKind
    subject: str
    firm: str
    onay_day: date | None
    onay_no: str
    state: WorkState
    reason: str
    held: Amounts
    version: int


@dataclass(frozen=True, slots=True)
class WorkTertip:
    """A tertip that a work has movements on, with what the work holds there."""

    id: int
    kod: str
    ekonomik: str
    name: str
    held: Amounts


@dataclass(frozen=True, slots=True)
class WorkCard:
    """A work whole: what it holds by tertip and its movements, the oldest first."""

    row: WorkRow
    yil_id: int
    year: int
    tertips: tuple[WorkTertip, ...]
    movements: tuple[MovementRow, ...]


@dataclass(frozen=True, slots=True)
class MonthPoint:
    """What was held by the end of a month; ``None`` for one that is still to come."""

    month: int
    held: Amounts | None


def movement_window(
    look: Look,
    query: LedgerQuery,
    start: int,
    limit: int,
    anchor: Anchor | None = None,
    *,
    yil_id: int,
    tertip_ids: tuple[int, ...] = (),
) -> Window[MovementRow]:
    """Movements of a year, newest first, or only those of some tertips.

    Views: empty for all, or one of ``odenek``, ``serbest``, ``bloke``, ``harcama``, ``avans``, ``ters``. The
    filter line takes words, ``tur:``, ``tertip:``, ``no:`` and ``tarih:``. Sort keys: ``tarih``, ``tutar``.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such year, or a date that is none.
    """
    look.actor.require(AREA, Verb.VIEW)
    lookup.year_row(look, yil_id)
    typed = filters.parse(query.text, _FIELDS)
    statement = _movements().where(_of(yil_id, tertip_ids))
    if query.view:
        statement = statement.where(col(OdenekHareket.kind).in_(_VIEWS[query.view]))
    for name, value in (*typed.pairs, *((name, fold(value)) for name, value in query.fields)):
        statement = statement.where(_condition(name, value))
    if words := engines.word_query(typed.words):
        statement = statement.where(text(engines.word_match("odenek_hareket")).bindparams(words=words))
    sorts: dict[str, Any] = {"tarih": col(OdenekHareket.day), "tutar": col(OdenekHareket.amount)}
    first = sorts.get(query.sort, col(OdenekHareket.day))
    return window(
        look,
        statement,
        (first, col(OdenekHareket.id)),
        _movement,
        start=start,
        limit=limit,
        anchor=anchor,
        descending=query.descending if query.sort else not query.descending,
    )


def movement(look: Look, hareket_id: int) -> MovementRow:
    """One movement.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: there is none.
    """
    look.actor.require(AREA, Verb.VIEW)
    lookup.movement_row(look, hareket_id)
    found = look.session.execute(_movements().where(col(OdenekHareket.id) == hareket_id)).one()
    return _movement(found)


def movement_pair(look: Look, hareket_id: int) -> tuple[MovementRow, ...]:
    """A movement, and behind it the one that it reverses or that reverses it.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: there is none.
    """
    row = movement(look, hareket_id)
    if row.reverses_id is not None:
        return row, movement(look, row.reverses_id)
    counter = select(col(OdenekHareket.id)).where(col(OdenekHareket.reverses_id) == hareket_id)
    key = look.session.execute(counter).scalar_one_or_none()
    return (row,) if key is None else (row, movement(look, key))


def work_window(
    look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None = None, *, yil_id: int
) -> Window[WorkRow]:
    """Works of a year, newest first. Views: empty for all, ``acik``, ``bitti``, ``iptal``.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such year.
    """
    look.actor.require(AREA, Verb.VIEW)
    lookup.year_row(look, yil_id)
    statement = _works().where(col(HarcamaIsi.yil_id) == yil_id)
    if query.view:
        statement = statement.where(col(HarcamaIsi.state) == query.view)
    if words := engines.word_query(fold(query.text)):
        statement = statement.where(text(engines.word_match("harcama_isi")).bindparams(words=words))
    return window(
        look,
        statement,
        (col(HarcamaIsi.number), col(HarcamaIsi.id)),
        _work,
        start=start,
        limit=limit,
        anchor=anchor,
        descending=not query.descending,
    )


def work_card(look: Look, is_id: int) -> WorkCard:
    """A work with all that was written for it.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: there is none.
    """
    look.actor.require(AREA, Verb.VIEW)
    row = lookup.work_row(look, is_id)
    year = lookup.year_row(look, row.yil_id)
    found = look.session.execute(_works().where(col(HarcamaIsi.id) == is_id)).one()
    moves = look.session.execute(
        _movements()
        .where(col(OdenekHareket.is_id) == is_id)
        .order_by(col(OdenekHareket.day), col(OdenekHareket.id))
    )
    held = held_by(look, is_id)
    tertips = look.session.execute(select(Tertip).where(col(Tertip.id).in_(held)).order_by(col(Tertip.anahtar)))
    return WorkCard(
        row=_work(found),
        yil_id=row.yil_id,
        year=year.year,
        tertips=tuple(
            WorkTertip(one.id or 0, one.kod, one.ekonomik, one.name, held[one.id or 0])
            for one in tertips.scalars()
        ),
        movements=tuple(_movement(move) for move in moves),
    )


def month_course(look: Look, yil_id: int, tertip_ids: tuple[int, ...] = ()) -> tuple[MonthPoint, ...]:
    """What was held by the end of each month of a year, of some tertips or of all: for the course plot.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such year.
    """
    look.actor.require(AREA, Verb.VIEW)
    year = lookup.year_row(look, yil_id)
    changed = sorted(course.changes(look, course.of_tertips(yil_id, tertip_ids)), key=lambda one: one[0])
    points, running, place = [], NOTHING, 0
    for month in range(1, _MONTHS + 1):
        last = date(year.year + month // _MONTHS, month % _MONTHS + 1, 1) - timedelta(days=1)
        while place < len(changed) and (changed[place][0] <= last or month == _MONTHS):
            running += changed[place][1]
            place += 1
        ahead = date(year.year, month, 1) > look.today
        points.append(MonthPoint(month, None if ahead else running))
    return tuple(points)


def _of(yil_id: int, tertip_ids: tuple[int, ...]) -> ColumnElement[bool]:
    """Movements of some tertips, which are of one year anyway, or of a whole year: one index answers either."""
    return col(OdenekHareket.tertip_id).in_(tertip_ids) if tertip_ids else col(OdenekHareket.yil_id) == yil_id


def _movements() -> Any:
    """Movements with what stands beside them asked row by row: counting them joins nothing."""
    counter = aliased(OdenekHareket)
    return select(
        OdenekHareket,
        select(col(Tertip.kod)).where(col(Tertip.id) == col(OdenekHareket.tertip_id)).scalar_subquery(),
        select(col(Tertip.name)).where(col(Tertip.id) == col(OdenekHareket.tertip_id)).scalar_subquery(),
        select(col(User.full_name)).where(col(User.id) == col(OdenekHareket.made_by)).scalar_subquery(),
        select(col(counter.number)).where(col(counter.reverses_id) == col(OdenekHareket.id)).scalar_subquery(),
    ).select_from(OdenekHareket)


def _movement(found: Any) -> MovementRow:
    row, kod, name, who, counter = found[:5]
    return MovementRow(
        id=row.id,
        number=row.number,
        day=row.day,
        kind=MovementKind(row.kind),
        kod=kod,
        name=name,
        amount=row.amount,
        changed=Amounts(**{part: getattr(row, part) for part in PARTS}),
        belge=row.belge,
        belge_day=row.belge_day,
        belge_no=row.belge_no,
        decider=row.decider,
        text=row.text,
        who=who or "",
        yil_id=row.yil_id,
        tertip_id=row.tertip_id,
        is_id=row.is_id,
        aktarma_id=row.aktarma_id,
        avans_id=row.avans_id,
        reverses_id=row.reverses_id,
        reversed_by=counter or 0,
    )


def _condition(name: str, value: str) -> Any:
    if name == "tarih":
        first, after = filters.span(value)
        return (col(OdenekHareket.day) >= first) & (col(OdenekHareket.day) < after)
    if name == "no":
        return col(OdenekHareket.number) == (int(value) if value.isdigit() else -1)
    if name == "tertip":
        named = select(col(Tertip.id)).where(col(Tertip.kod).contains(value, autoescape=True))
        return col(OdenekHareket.tertip_id).in_(named)
    kinds = [
        kind.value for kind in MovementKind if fold(kind.label).startswith(value) or kind.value.startswith(value)
    ]
    return col(OdenekHareket.kind).in_(kinds)


def _works() -> Any:
    sums = (
        select(
            col(OdenekHareket.is_id), *(func.sum(col(getattr(OdenekHareket, part))).label(part) for part in PARTS)
        )
        .where(col(OdenekHareket.is_id).is_not(None))
        .group_by(col(OdenekHareket.is_id))
        .subquery()
    )
    parts = (func.coalesce(sums.c[part], 0) for part in PARTS)
    return select(HarcamaIsi, *parts).join(sums, sums.c.is_id == col(HarcamaIsi.id), isouter=True)


def _work(found: Any) -> WorkRow:
    row = found[0]
    return WorkRow(
        id=row.id,
        number=row.number,
        kind=WorkKind(row.kind),
        subject=row.subject,
        firm=row.firm,
        onay_day=row.onay_day,
        onay_no=row.onay_no,
        state=WorkState(row.state),
        reason=row.reason,
        held=course.amounts_of(found[1 : 1 + len(PARTS)]),
        version=row.version,
    )
