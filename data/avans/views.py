"""What screens and papers ask about advances: their ledger, the card of one, who the mutemets are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, false, func, select, text
from sqlmodel import col

from data.avans import books
from data.avans.lookup import AREA, name_of, no_of
from data.avans.models import Avans, AvansIslem, Mutemet
from data.avans.rules.balances import CLOSING, Balances
from data.avans.rules.deadlines import REMINDERS, safe_day
from data.avans.rules.values import AvansKind, AvansState, Scope, StepKind
from data.butce.models import Tertip
from data.core import engine as engines
from data.core import filters, holidays
from data.core.calendar import WorkCalendar
from data.core.lights import Light, days_left, light
from data.core.models import Birim, HarcamaBirimi
from data.core.money import format_kurus
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.store import Look
from data.core.text import fold, mask_tckn
from data.core.units import in_scope, of_units_in_sight
from data.core.windows import window
from data.personel.models import Personel

_FIELDS: Final = frozenset({"no", "tur", "kisi", "tertip", "tarih", "birim", "durum"})
_RUNNING: Final = tuple(state.value for state in AvansState if state.running)
_OPEN: Final = tuple(state.value for state in AvansState if state.unfinished)
_ASKED: Final = (AvansState.TASLAK.value, AvansState.ONAYDA.value, AvansState.ONAYLI.value)
_NEVER: Final = date(9999, 12, 31)
_DONE: Final = (AvansState.KAPANDI.value, AvansState.TAHSIL.value)
_SOON: Final = timedelta(days=max(REMINDERS))


@dataclass(frozen=True, slots=True)
class AvansRow:
    """An advance in the ledger; amounts in kuruş.

    Attributes:
        safe: The working day by which it is safe, where the last legal day is none.
        light: How near the last day is; ``None`` for one whose time does not run.
        left: The same in words.
    """

    id: int
    no: str
    kind: AvansKind
    holder: str
    subject: str
    unit: str
    kod: str
    request_day: date
    given_day: date | None
    requested: int
    held: Balances
    deadline: date | None
    safe: date | None
    light: Light | None
    left: str
    state: AvansState
    version: int


@dataclass(frozen=True, slots=True)
class MutemetRow:
    """An appointment; the identity number is masked."""

    id: int
    unit: str
    name: str
    tckn: str
    title: str
    scope: Scope
    scope_text: str
    first_day: date
    last_day: date | None
    letter_day: date
    letter_no: str
    end_letter: str
    cancelled_at: datetime | None
    cancelled_reason: str
    version: int


def avans_window(
    look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None = None
) -> Window[AvansRow]:
    """Advances in sight, the last one first.

    Views: empty for those that are open, ``istek`` for those not given yet, ``yaklasan`` for those whose last day
    comes within a week and ``geciken`` (both by their last day), ``devir`` for those in the mahsup dönemi,
    ``alacak`` for those in 140, ``kapanan``, ``tumu``. The filter line takes words and ``no:``, ``tür:``,
    ``kişi:``, ``tertip:``, ``tarih:`` (of the giving), ``birim:``, ``durum:``. Sort keys: ``deadline``,
    ``given``, ``holder``.

    Raises:
        NotAllowed: no permission.
        BadInput: a date in the filter cannot be read.
    """
    look.actor.require(AREA, Verb.VIEW)
    statement = _advances().where(*of_units_in_sight(look, col(Avans.harcama_birimi_id)), *_view(look, query.view))
    typed = filters.parse(query.text, _FIELDS)
    for name, value in (*typed.pairs, *((name, fold(value)) for name, value in query.fields)):
        statement = statement.where(_pair(name, value))
    if words := engines.word_query(typed.words):
        statement = statement.where(text(engines.word_match("avans")).bindparams(words=words))
    calendar = holidays.calendar(look)
    sort = query.sort or ("deadline" if query.view in ("yaklasan", "geciken") else "")
    found = window(
        look,
        statement,
        _ORDERS.get(sort, (col(Avans.id),)),
        lambda row: row,
        start=start,
        limit=limit,
        anchor=anchor,
        descending=query.descending if sort else not query.descending,
    )
    held = books.balances_for(look, [row[0].id for row in found.rows])
    rows = tuple(_row(look, row, held, calendar) for row in found.rows)
    return Window(found.start, rows, found.keys, found.total, _summary(look, statement))


_ORDERS: Final[dict[str, tuple[Any, ...]]] = {
    "deadline": (func.coalesce(col(Avans.deadline), _NEVER), col(Avans.id)),
    "given": (col(Avans.given), col(Avans.id)),
    "holder": (col(Personel.sira), col(Avans.id)),
}


def _advances() -> Any:
    return (
        select(Avans, Personel, col(HarcamaBirimi.name), col(Tertip.kod))
        .join(Personel, col(Personel.id) == col(Avans.personel_id))
        .join(HarcamaBirimi, col(HarcamaBirimi.id) == col(Avans.harcama_birimi_id))
        .join(Tertip, col(Tertip.id) == col(Avans.tertip_id))
    )


def _view(look: Look, view: str) -> list[ColumnElement[bool]]:
    if view == "geciken":
        return [col(Avans.state).in_(_RUNNING), col(Avans.deadline) < look.today]
    if view == "yaklasan":
        return [col(Avans.state).in_(_RUNNING), col(Avans.deadline).between(look.today, look.today + _SOON)]
    states = {
        "": _OPEN, "istek": _ASKED, "devir": (AvansState.DEVIR.value,), "alacak": (AvansState.ALACAK.value,),
        "kapanan": _DONE,
    }.get(view)  # fmt: skip
    return [col(Avans.state).in_(states)] if states else []


def _pair(name: str, value: str) -> ColumnElement[bool]:
    if name == "no":
        year, slash, number = value.partition("/")
        if not slash:
            return col(Avans.number) == (int(value) if value.isdigit() else -1)
        if not (year.isdigit() and number.isdigit()):
            return false()
        return and_(col(Avans.year) == int(year), col(Avans.number) == int(number))
    if name == "tarih":
        first, after = filters.span(value)
        return and_(col(Avans.given_day) >= first, col(Avans.given_day) < after)
    if name == "kisi":
        return col(Personel.arama).contains(value, autoescape=True)
    if name == "tertip":
        return col(Tertip.kod).contains(value, autoescape=True)
    if name == "birim":
        named = select(col(HarcamaBirimi.id)).where(filters.holds(HarcamaBirimi.name, value))
        return col(Avans.harcama_birimi_id).in_(named)
    kinds: Iterable[AvansKind | AvansState] = AvansKind if name == "tur" else AvansState
    wanted = [one.value for one in kinds if value in fold(one.label) or one.value == value]
    return col(Avans.kind if name == "tur" else Avans.state).in_(wanted)


def _row(look: Look, found: Any, held: dict[int, Balances], calendar: WorkCalendar) -> AvansRow:
    row, person, unit, kod = found[:4]
    state = AvansState(row.state)
    runs = state.running and row.deadline is not None and row.given_day is not None
    return AvansRow(
        id=row.id,
        no=no_of(row),
        kind=AvansKind(row.kind),
        holder=name_of(person),
        subject=row.subject,
        unit=unit,
        kod=kod,
        request_day=row.request_day,
        given_day=row.given_day,
        requested=row.requested,
        held=held[row.id],
        deadline=row.deadline,
        safe=safe_day(row.deadline, row.given_day, calendar) if row.deadline and row.given_day else None,
        light=light(row.deadline, row.given_day, look.today, calendar) if runs else None,
        left=days_left(row.deadline, look.today, calendar, working_days=False) if runs else "",
        state=state,
        version=row.version,
    )


def _summary(look: Look, statement: Any) -> str:
    """What is open of all that is listed, and how many are late."""
    running = statement.where(col(Avans.state).in_(_RUNNING))
    ids = running.with_only_columns(col(Avans.id), maintain_column_froms=True)
    given = func.sum(col(AvansIslem.amount)).filter(col(AvansIslem.kind) == StepKind.VERME.value)
    gone = func.sum(col(AvansIslem.amount)).filter(col(AvansIslem.kind).in_([kind.value for kind in CLOSING]))
    sums = select(func.coalesce(given, 0) - func.coalesce(gone, 0)).where(
        col(AvansIslem.avans_id).in_(ids), *books.standing()
    )
    late = select(func.count()).where(col(Avans.id).in_(ids), *_view(look, "geciken"))
    left, count = look.session.execute(sums).scalar_one(), look.session.execute(late).scalar_one()
    return f"açık toplam {format_kurus(int(left))}" + (f" · {count} geciken" if count else "")


def avans_rows(look: Look, avans_ids: Iterable[int]) -> tuple[AvansRow, ...]:
    """Ledger rows of these advances in the order of their keys; whether they are in sight was asked before."""
    keys = list(avans_ids)
    statement = _advances().where(col(Avans.id).in_(keys)).order_by(col(Avans.id))
    calendar = holidays.calendar(look)
    held = books.balances_for(look, keys)
    return tuple(_row(look, found, held, calendar) for found in look.session.execute(statement))


def open_rows(look: Look, harcama_birimi_id: int | None = None) -> tuple[AvansRow, ...]:
    """Every open advance in sight, those with the nearest last day first.

    Args:
        harcama_birimi_id: Of this unit alone.

    Raises:
        NotAllowed: no permission.
    """
    look.actor.require(AREA, Verb.VIEW)
    conditions = [col(Avans.state).in_(_OPEN), *of_units_in_sight(look, col(Avans.harcama_birimi_id))]
    if harcama_birimi_id is not None:
        conditions.append(col(Avans.harcama_birimi_id) == harcama_birimi_id)
    ids = look.session.execute(select(col(Avans.id)).where(*conditions)).scalars()
    rows = avans_rows(look, [key for key in ids if key is not None])
    return tuple(sorted(rows, key=lambda row: (row.deadline or _NEVER, row.id)))


# ---------------------------------------------------------------- mutemets


def mutemets(look: Look) -> tuple[MutemetRow, ...]:
    """Every appointment in sight, those in office first, then the latest.

    Raises:
        NotAllowed: no permission.
    """
    look.actor.require(AREA, Verb.VIEW)
    statement = (
        select(Mutemet, Personel, col(HarcamaBirimi.name))
        .join(Personel, col(Personel.id) == col(Mutemet.personel_id))
        .join(HarcamaBirimi, col(HarcamaBirimi.id) == col(Mutemet.harcama_birimi_id))
        .join(Birim, col(Birim.id) == col(HarcamaBirimi.birim_id))
        .where(in_scope(look))
        .order_by(col(Mutemet.first_day).desc(), col(Mutemet.id).desc())
    )
    rows = [_mutemet(*found) for found in look.session.execute(statement)]
    return tuple(sorted(rows, key=lambda row: not in_office(row, look.today)))


def in_office(row: MutemetRow, day: date) -> bool:
    """Whether an appointment holds on a day."""
    return row.cancelled_at is None and row.first_day <= day and (row.last_day is None or row.last_day >= day)


def _mutemet(row: Mutemet, person: Personel, unit: str) -> MutemetRow:
    return MutemetRow(
        id=row.id or 0,
        unit=unit,
        name=name_of(person),
        tckn=mask_tckn(person.tckn or ""),
        title=row.title,
        scope=Scope(row.scope),
        scope_text=row.scope_text,
        first_day=row.first_day,
        last_day=row.last_day,
        letter_day=row.letter_day,
        letter_no=row.letter_no,
        end_letter=row.end_letter,
        cancelled_at=row.cancelled_at,
        cancelled_reason=row.cancelled_reason,
        version=row.version,
    )
