"""What screens ask about people; answers are frozen rows, a window at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, time
from typing import Any

from sqlalchemy import ColumnElement, text
from sqlmodel import col, or_, select

from data.core import engine as engines
from data.core import filters
from data.core.errors import BadInput
from data.core.models import Birim
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.store import Look
from data.core.text import fold, mask_tckn, sort_key
from data.core.units import in_scope
from data.core.windows import window
from data.personel.models import Card, Part, Pattern, Personel
from data.personel.rules import DayPlan, StaffKind

_FIELDS = frozenset({"birim", "statu", "sicil", "gorev"})


@dataclass(frozen=True, slots=True)
class PersonelRow:
    """A person in the ledger; the identity number is masked."""

    id: int
    sicil: str
    name: str
    tckn: str
    gorev: str
    birim: str
    kind: StaffKind
    hire: date
    exit: date | None
    version: int


@dataclass(frozen=True, slots=True)
class PartRow:
    """From a day on: unit, kind, pattern."""

    valid_from: date
    birim_id: int
    birim: str
    kind: StaffKind
    pattern_id: int
    pattern: str


@dataclass(frozen=True, slots=True)
class CardRow:
    """A card and when it was held."""

    card_no: str
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class PersonelCard:
    """All that the detail pane shows of a person."""

    id: int
    sicil: str
    tckn: str
    ad: str
    soyad: str
    unvan: str
    gorev: str
    hire: date
    exit: date | None
    kidem_date: date
    birth_date: date | None
    underground: bool
    version: int
    parts: tuple[PartRow, ...]
    cards: tuple[CardRow, ...]


@dataclass(frozen=True, slots=True)
class PatternRow:
    """A weekly pattern."""

    id: int
    name: str
    days: tuple[DayPlan, ...]
    start: time
    end: time
    break_minutes: int


@dataclass(frozen=True, slots=True)
class PickRow:
    """One choice of a picker."""

    id: int
    title: str
    subtitle: str


def personel_window(
    look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None = None, *, only: int = 0
) -> Window[PersonelRow]:
    """People in sight, in Turkish order of surname unless sorted otherwise.

    Views: empty for those employed today, ``ayrilan`` for leavers, ``tumu`` for all.

    Args:
        only: This person alone, employed or not; 0 for all.
    """
    look.actor.require("personel", Verb.VIEW)
    statement = _people(look, replace(query, view="tumu") if only else query)
    if only:
        statement = statement.where(Personel.id == only)
    order = _ORDERS.get(query.sort, (col(Personel.sira), col(Personel.id)))
    return window(
        look, statement, order, _row, start=start, limit=limit, anchor=anchor, descending=query.descending
    )


_ORDERS: dict[str, tuple[Any, ...]] = {
    "sicil": (col(Personel.sicil), col(Personel.id)),
    "birim": (col(Birim.sira), col(Personel.sira), col(Personel.id)),
    "kind": (col(Personel.kind), col(Personel.sira), col(Personel.id)),
    "hire": (col(Personel.hire), col(Personel.id)),
}


def _people(look: Look, query: LedgerQuery) -> Any:
    statement: Any = select(Personel, Birim.name).join(Birim, col(Birim.id) == col(Personel.birim_id))
    if not look.actor.sees_all:
        statement = statement.where(in_scope(look))
    if query.view == "":
        statement = statement.where(or_(col(Personel.exit).is_(None), col(Personel.exit) >= look.today))
    elif query.view == "ayrilan":
        statement = statement.where(col(Personel.exit) < look.today)
    typed = filters.parse(query.text, _FIELDS)
    pairs = typed.pairs + tuple((name, fold(value)) for name, value in query.fields)
    for name, value in pairs:
        statement = statement.where(_pair(name, value))
    if words := engines.word_query(typed.words):
        statement = statement.where(text(engines.word_match("personel")).bindparams(words=words))
    return statement


def _pair(name: str, value: str) -> ColumnElement[bool]:
    if name == "birim":
        return col(Birim.arama).contains(value, autoescape=True)
    if name in ("statu", "kind"):
        kinds = [kind.value for kind in StaffKind if value in fold(kind.label) or value == kind.value]
        return col(Personel.kind).in_(kinds)
    if name == "sicil":
        return col(Personel.sicil).startswith(value, autoescape=True)
    return col(Personel.arama).contains(value, autoescape=True)


def _row(found: Any) -> PersonelRow:
    person, birim = found[0], found[1]
    return PersonelRow(
        id=person.id,
        sicil=person.sicil,
        name=f"{person.ad} {person.soyad}",
        tckn=mask_tckn(person.tckn or ""),
        gorev=person.gorev,
        birim=birim,
        kind=StaffKind(person.kind),
        hire=person.hire,
        exit=person.exit,
        version=person.version,
    )


def person(look: Look, personel_id: int) -> PersonelCard:
    """A person with dated parts and cards, newest first.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such person.
    """
    look.actor.require("personel", Verb.VIEW)
    row = look.session.get(Personel, personel_id)
    unit = look.session.get(Birim, row.birim_id) if row else None
    if row is None or unit is None:
        raise BadInput("Personel bulunamadı.", "Listeyi yenileyin.")
    look.actor.require_sight(unit.path)
    parts = look.session.exec(
        select(Part, Birim.name, Pattern.name)
        .join(Birim, col(Birim.id) == col(Part.birim_id))
        .join(Pattern, col(Pattern.id) == col(Part.pattern_id))
        .where(Part.personel_id == personel_id, col(Part.withdrawn_at).is_(None))
        .order_by(col(Part.valid_from).desc())
    )
    cards = look.session.exec(
        select(Card).where(Card.personel_id == personel_id).order_by(col(Card.valid_from).desc())
    )
    return PersonelCard(
        id=personel_id,
        sicil=row.sicil,
        tckn=mask_tckn(row.tckn or ""),
        ad=row.ad,
        soyad=row.soyad,
        unvan=row.unvan,
        gorev=row.gorev,
        hire=row.hire,
        exit=row.exit,
        kidem_date=row.kidem_date,
        birth_date=row.birth_date,
        underground=row.underground,
        version=row.version,
        parts=tuple(
            PartRow(part.valid_from, part.birim_id, birim, StaffKind(part.kind), part.pattern_id, pattern)
            for part, birim, pattern in parts
        ),
        cards=tuple(CardRow(card.card_no, card.valid_from, card.valid_to) for card in cards),
    )


def find_people(look: Look, typed: str, limit: int) -> tuple[PickRow, ...]:
    """Choices of the person picker: by first letters of name or number."""
    found = personel_window(look, LedgerQuery(text=typed), 0, limit)
    return tuple(PickRow(row.id, row.name, f"{row.sicil} · {row.birim}") for row in found.rows)


def find_units(look: Look, typed: str, limit: int) -> tuple[PickRow, ...]:
    """Choices of the unit picker: every word somewhere in the name."""
    statement = select(Birim).where(Birim.active, in_scope(look))
    for word in fold(typed).split():
        statement = statement.where(col(Birim.arama).contains(word, autoescape=True))
    rows = look.session.exec(statement.order_by(col(Birim.sira)).limit(limit))
    return tuple(PickRow(row.id or 0, row.name, "") for row in rows)


def find_patterns(look: Look, typed: str, limit: int) -> tuple[PickRow, ...]:
    """Choices of the pattern picker."""
    wanted = fold(typed)
    found = [
        PickRow(row.id, row.name, f"{row.start:%H:%M}–{row.end:%H:%M}")
        for row in patterns(look)
        if wanted in fold(row.name)
    ]
    return tuple(found[:limit])


def patterns(look: Look) -> Sequence[PatternRow]:
    """The weekly patterns in use."""
    rows = look.session.exec(select(Pattern).where(Pattern.active).order_by(col(Pattern.id)))
    return [
        PatternRow(
            row.id or 0,
            row.name,
            tuple(DayPlan(letter) for letter in row.days),
            row.start,
            row.end,
            row.break_minutes,
        )
        for row in rows
    ]


def pattern_window(look: Look, query: LedgerQuery, start: int, limit: int) -> Window[PatternRow]:
    """The weekly patterns in use, in Turkish order, filtered by words of the name; an office has a handful."""
    look.actor.require("personel", Verb.VIEW)
    words = fold(query.text).split()
    found = [row for row in patterns(look) if all(word in fold(row.name) for word in words)]
    found.sort(key=lambda row: (sort_key(row.name), row.id), reverse=query.descending)
    rows = tuple(found[start : start + limit])
    return Window(start, rows, tuple((sort_key(row.name), row.id) for row in rows), len(found))


def unit_choice(look: Look, birim_id: int) -> PickRow | None:
    """The picker's line of one unit."""
    row = look.session.get(Birim, birim_id)
    return PickRow(birim_id, row.name, "") if row else None


def person_choice(look: Look, personel_id: int) -> PickRow | None:
    """The picker's line of one person."""
    row = look.session.get(Personel, personel_id)
    return PickRow(personel_id, f"{row.ad} {row.soyad}", row.sicil) if row else None


def pattern_choice(look: Look, pattern_id: int) -> PickRow | None:
    """The picker's line of one pattern."""
    row = look.session.get(Pattern, pattern_id)
    return PickRow(pattern_id, row.name, f"{row.start:%H:%M}–{row.end:%H:%M}") if row else None
