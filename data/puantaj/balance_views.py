"""What screens ask about balances of leave and about the rights behind them; answers are frozen rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlmodel import col, or_

from data.core import filters, parameters
from data.core.calendar import format_date
from data.core.errors import BadInput
from data.core.models import Birim
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.parameters import ParameterRow
from data.core.permissions import Verb
from data.core.reasons import Explained
from data.core.store import Look
from data.core.text import fold
from data.core.units import in_scope
from data.core.windows import window
from data.personel.models import Personel
from data.personel.rules import StaffKind
from data.puantaj.leave_facts import LeaveFacts, account_of, amount_text, day_text, read_facts, rights_of
from data.puantaj.rules.balance import Account, BalanceKey, EntryKind, YearLine, year_reasons
from data.puantaj.rules.entitlement_table import ENTITLEMENTS
from data.puantaj.rules.entitlements import Entitlement
from data.puantaj.rules.leave_checks import lapse_lines
from data.puantaj.rules.rights import Rights, read_amount

AREA = "puantaj"
_FIELDS = frozenset({"birim", "sicil", "statu"})


@dataclass(frozen=True, slots=True)
class BalanceRow:
    """A person's balance today, this year's line of it; days of the person's own counting, or hours.

    Attributes:
        planned: Leave that counts already and lies ahead.
        left: What is left today, before that.
        short: Leave was taken in advance.
    """

    id: int
    name: str
    sicil: str
    birim: str
    kind: StaffKind
    carried: str
    earned: str
    used: str
    lapsed: str
    left: str
    planned: str
    short: bool


@dataclass(frozen=True, slots=True)
class EntryLine:
    """A manual entry that holds."""

    id: int
    words: str
    version: int


@dataclass(frozen=True, slots=True)
class BalanceDetail:
    """A person's balance year by year with the entries and what will lapse."""

    id: int
    name: str
    title: str
    left: str
    years: tuple[tuple[int, tuple[str, str, str, str, str]], ...]
    entries: tuple[EntryLine, ...]
    lapses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Person:
    id: int
    birim: str
    kind: StaffKind


def balance_window(
    look: Look, key: BalanceKey, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None = None
) -> Window[BalanceRow]:
    """Balances of the people in sight who have one, in Turkish order; only those of the window are computed."""
    look.actor.require(AREA, Verb.VIEW)
    kinds = [kind.value for kind in StaffKind if key.holds_for(kind)]
    statement: Any = (
        select(Personel, col(Birim.name))
        .join(Birim, col(Birim.id) == col(Personel.birim_id))
        .where(
            in_scope(look),
            col(Personel.kind).in_(kinds),
            or_(col(Personel.exit).is_(None), col(Personel.exit) >= look.today),
        )
    )
    statement = _filtered(statement, query)
    found = window(
        look,
        statement,
        (col(Personel.sira), col(Personel.id)),
        lambda one: _Person(one[0].id, one[1], StaffKind(one[0].kind)),
        start=start,
        limit=limit,
        anchor=anchor,
        descending=query.descending,
    )
    facts = read_facts(look, [one.id for one in found.rows])
    rights = rights_of(look)
    rows = tuple(
        _row(facts[one.id], one.birim, one.kind, key, rights, look.today) for one in found.rows if one.id in facts
    )
    return Window(found.start, rows, found.keys, found.total)


def _filtered(statement: Any, query: LedgerQuery) -> Any:
    typed = filters.parse(query.text, _FIELDS)
    for name, value in typed.pairs + tuple((name, fold(value)) for name, value in query.fields):
        if name == "birim":
            statement = statement.where(col(Birim.arama).contains(value, autoescape=True))
        elif name == "sicil":
            statement = statement.where(col(Personel.sicil).startswith(value, autoescape=True))
        elif name == "statu":
            kinds = [kind.value for kind in StaffKind if value in fold(kind.label)]
            statement = statement.where(col(Personel.kind).in_(kinds))
    for word in typed.words.split():
        statement = statement.where(col(Personel.arama).contains(word, autoescape=True))
    return statement


def _row(
    facts: LeaveFacts, birim: str, kind: StaffKind, key: BalanceKey, rights: Rights, today: date
) -> BalanceRow:
    code = facts.annual_code(today)
    show = day_text if key is BalanceKey.YILLIK else amount_text(key)
    account = account_of(facts, key, code, rights, today)
    line = _year_line(account, today.year)
    last = max((leave.end for leave in facts.leaves), default=today)
    planned = account_of(facts, key, code, rights, last).used - account.used if last > today else 0
    return BalanceRow(
        id=facts.id,
        name=facts.name,
        sicil=facts.sicil,
        birim=birim,
        kind=kind,
        carried=show(line.carried),
        earned=show(line.earned),
        used=show(line.used),
        lapsed=show(line.lapsed) if line.lapsed else "",
        left=show(account.left),
        planned=show(planned) if planned else "",
        short=account.left < 0,
    )


def _year_line(account: Account, year: int) -> YearLine:
    return next((line for line in account.years if line.year == year), YearLine(year, 0, 0, 0, 0, 0))


def balance_detail(look: Look, key: BalanceKey, personel_id: int) -> Explained[BalanceDetail]:
    """One person's balance year by year, with the reasons of every right and use.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such person, or no balance of that kind.
    """
    look.actor.require(AREA, Verb.VIEW)
    facts = facts_in_sight(look, personel_id)
    code = facts.annual_code(look.today)
    show = amount_text(key, code)
    account = account_of(facts, key, code, rights_of(look), look.today)
    years = tuple((line.year, _amounts(line, show)) for line in reversed(account.years))
    entries = tuple(
        EntryLine(
            one.id or 0,
            f"{format_date(one.day)} {EntryKind(one.kind).label}, {one.year}: {show(one.amount)}. {one.reason}"
            + (f" ({one.document})" if one.document else ""),
            one.version,
        )
        for one in facts.entries
        if one.balance == key.value
    )
    title = f"{facts.name} · {key.label}"
    detail = BalanceDetail(
        personel_id, facts.name, title, show(account.left), years, entries, lapse_lines(account, show)
    )
    return Explained(detail, year_reasons(account, show))


def _amounts(line: YearLine, show: Callable[[int], str]) -> tuple[str, str, str, str, str]:
    return show(line.carried), show(line.earned), show(line.used), show(line.lapsed), show(line.left)


def facts_in_sight(look: Look, personel_id: int) -> LeaveFacts:
    """The leave facts of one person whom the actor may see.

    Raises:
        NotAllowed: out of sight.
        BadInput: no such person, or one who was never assigned.
    """
    person = look.session.get(Personel, personel_id)
    if person is None:
        raise BadInput("Personel bulunamadı.", "Listeyi yenileyin.")
    look.actor.require_sight(look.session.get_one(Birim, person.birim_id).path)
    facts = read_facts(look, [personel_id]).get(personel_id)
    if facts is None:
        raise BadInput("Kişinin statüsü ve haftalık düzeni yok.", "Personel alanında görevini yazın.")
    return facts


# ---------------------------------------------------------------- rights


@dataclass(frozen=True, slots=True)
class RightRow:
    """A right with what holds today and everything that was ever set over the law's value, newest first."""

    id: int
    right: Entitlement
    amount: Decimal
    source: str
    past: tuple[ParameterRow, ...]


def right_rows(look: Look) -> tuple[RightRow, ...]:
    """Every right of every staff kind as it stands today; an office reads them as one list."""
    by_name: dict[str, list[ParameterRow]] = {}
    for row in parameters.rows(look):
        by_name.setdefault(row.name, []).append(row)
    found = []
    for place, right in enumerate(ENTITLEMENTS, 1):
        past = tuple(by_name.get(right.name, ()))
        now = next((row for row in past if row.valid_from <= look.today), None)
        amount, source = (read_amount(now.value), now.source) if now else (right.amount, right.law)
        found.append(RightRow(place, right, amount, source, past))
    return tuple(found)
