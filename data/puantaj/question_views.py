"""Sorulacaklar: what the months ask, one row for each person and problem with its days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from zlib import crc32

from sqlalchemy import and_, case, func, or_, select
from sqlmodel import col

from data.core import filters
from data.core.models import Birim
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.store import Look
from data.core.text import fold, lower
from data.core.units import in_scope
from data.core.windows import window
from data.personel.models import Personel
from data.puantaj.lookup import month_row
from data.puantaj.models import Group, Puantaj, PuantajRow, QuestionRow
from data.puantaj.rules.answers import KINDS, ProblemKind, days_words, kind_of
from data.puantaj.rules.codes import DEFAULT_CODES
from data.puantaj.rules.period import Period
from data.puantaj.rules.values import Severity
from data.puantaj.setup import codes_in_use

AREA = "puantaj"
FIELDS = (("kisi", "Kişi"), ("birim", "Birim"), ("sorun", "Sorun"), ("donem", "Dönem (2026-10)"), ("grup", "Grup"))
"""(field, label) that the list can be filtered by."""
_VIEWS = {"kirmizi": Severity.RED, "sari": Severity.AMBER, "gri": Severity.GREY}
_WEIGHT = case(
    (col(QuestionRow.severity) == Severity.RED.value, 0),
    (col(QuestionRow.severity) == Severity.AMBER.value, 1),
    else_=2,
)


@dataclass(frozen=True, slots=True)
class AskedRow:
    """One person's problem of one month.

    Attributes:
        id: The same as long as the problem stands, whatever is computed again.
        personel_id: ``None`` where the question is about a card that is nobody's.
        days: The days it is about; empty where the whole row is meant.
        texts: What is said about them, each sentence once.
        subject: The number of the card.
        open: The month is with its preparer and can be changed.
    """

    id: int
    puantaj_id: int
    group: str
    period: Period
    personel_id: int | None
    name: str
    kind: ProblemKind
    severity: Severity
    days: tuple[date, ...]
    texts: tuple[str, ...]
    law: str
    subject: str
    open: bool

    @property
    def days_text(self) -> str:
        """``3, 7, 12–14 Eki``."""
        return days_words(self.days)


def question_window(
    look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None = None, *, only: int = 0
) -> Window[AskedRow]:
    """The problems of the open months in sight, the weightiest first.

    Views: empty for all, ``kirmizi``, ``sari``, ``gri``. The filter line takes words of names and problems, card
    numbers, and the fields of :data:`FIELDS`.

    Args:
        only: This month alone, whatever its stage.

    Raises:
        NotAllowed: no permission, or that month is out of sight.
        BadInput: no such month.
    """
    look.actor.require(AREA, Verb.VIEW)
    if only:
        month_row(look, only)
    grouped = _grouped(look, query.view, only)
    sira = func.coalesce(col(Personel.sira), "")
    statement: Any = (
        select(grouped, Puantaj, Group, PuantajRow.name, Personel.ad, Personel.soyad)  # type: ignore[call-overload]
        .join(Puantaj, col(Puantaj.id) == grouped.c.puantaj_id)
        .join(Group, col(Group.id) == col(Puantaj.group_id))
        .outerjoin(Personel, col(Personel.id) == grouped.c.personel_id)
        .outerjoin(
            PuantajRow,
            and_(
                col(PuantajRow.puantaj_id) == grouped.c.puantaj_id,
                col(PuantajRow.personel_id) == grouped.c.personel_id,
            ),
        )
    )
    found = window(
        look,
        _filtered(statement, grouped, query),
        (grouped.c.weight, col(Puantaj.start), sira, grouped.c.kind, grouped.c.first),
        _row,
        start=start,
        limit=limit,
        anchor=anchor,
        descending=query.descending,
    )
    return replace(found, rows=_with_days(look, found.rows), summary=_summary(look, grouped))


def _grouped(look: Look, view: str, only: int) -> Any:
    """The question rows of the wanted months, one for each person and problem."""
    parts = (QuestionRow.puantaj_id, QuestionRow.personel_id, QuestionRow.kind, QuestionRow.subject)
    columns = (*(col(part) for part in parts), col(QuestionRow.severity))
    weight, first = func.min(_WEIGHT).label("weight"), func.min(col(QuestionRow.id)).label("first")
    statement = _of_months(look, select(*columns, weight, first), only)
    if not only:
        # A card that is nobody's is asked about on every sheet of the period; in the list it stands once.
        once = _of_months(look, select(func.min(col(QuestionRow.id))), only)
        once = once.group_by(col(QuestionRow.subject), col(Puantaj.start))
        statement = statement.where(or_(col(QuestionRow.subject) == "", col(QuestionRow.id).in_(once)))
    if (severity := _VIEWS.get(view)) is not None:
        statement = statement.where(col(QuestionRow.severity) == severity.value)
    return statement.group_by(*columns).subquery()


def _of_months(look: Look, statement: Any, only: int) -> Any:
    """The question rows of one month, or of all open ones in sight."""
    statement = (
        statement.select_from(QuestionRow)
        .join(Puantaj, col(Puantaj.id) == col(QuestionRow.puantaj_id))
        .join(Group, col(Group.id) == col(Puantaj.group_id))
        .join(Birim, col(Birim.id) == col(Group.birim_id))
        .where(in_scope(look))
    )
    if only:
        return statement.where(col(QuestionRow.puantaj_id) == only)
    # A correction is opened of a closed month, so what is open is the newest revision.
    return statement.where(col(Puantaj.closed).is_(False), col(Puantaj.locked).is_(False))


def _filtered(statement: Any, grouped: Any, query: LedgerQuery) -> Any:
    typed = filters.parse(query.text, frozenset(name for name, _ in FIELDS))
    for name, value in (*typed.pairs, *((name, fold(value)) for name, value in query.fields)):
        statement = statement.where(_pair(name, value, grouped))
    for word in typed.words.split():
        named = col(Personel.arama).contains(word, autoescape=True)
        card = grouped.c.subject.contains(word, autoescape=True)
        statement = statement.where(or_(named, card, _problem(word, grouped)))
    return statement


def _problem(word: str, grouped: Any) -> Any:
    return grouped.c.kind.in_([kind.key for kind in KINDS if word in fold(kind.title) or word == kind.key])


def _pair(name: str, value: str, grouped: Any) -> Any:
    match name:
        case "kisi":
            return col(Personel.arama).contains(value, autoescape=True)
        case "birim":
            units = select(col(Birim.id)).where(col(Birim.arama).contains(value, autoescape=True))
            return col(Personel.birim_id).in_(units)
        case "sorun":
            return _problem(value, grouped)
        case _:  # a month is found by its group's name, its period and ``2026-10``
            return col(Puantaj.arama).contains(value, autoescape=True)


def _row(found: Any) -> AskedRow:
    month, group = found.Puantaj, found.Group
    name = found.name or (f"{found.ad} {found.soyad}" if found.ad else f"{found.subject} no.lu kart")
    whom = found.personel_id if found.personel_id is not None else crc32(found.subject.encode()) + (1 << 32)
    known = next((place for place, kind in enumerate(KINDS) if kind.key == found.kind), len(KINDS))
    return AskedRow(
        id=(month.id << 48) + (whom << 10) + (known << 2) + int(found.weight),
        puantaj_id=month.id,
        group=group.name,
        period=Period(month.start, month.end),
        personel_id=found.personel_id,
        name=name,
        kind=kind_of(found.kind),
        severity=Severity(found.severity),
        days=(),
        texts=(),
        law="",
        subject=found.subject,
        open=not month.locked and not month.closed,
    )


_Key = tuple[int, int | None, str, str, str]


def _with_days(look: Look, rows: Sequence[AskedRow]) -> tuple[AskedRow, ...]:
    """The rows of a page with their days and sentences, read at once."""
    if not rows:
        return ()
    people = {row.personel_id for row in rows if row.personel_id is not None}
    cards = {row.subject for row in rows if row.personel_id is None}
    statement = (
        select(QuestionRow)
        .where(
            col(QuestionRow.puantaj_id).in_({row.puantaj_id for row in rows}),
            or_(
                col(QuestionRow.personel_id).in_(people),
                and_(col(QuestionRow.personel_id).is_(None), col(QuestionRow.subject).in_(cards)),
            ),
        )
        .order_by(col(QuestionRow.day), col(QuestionRow.id))
    )
    found: dict[_Key, list[QuestionRow]] = defaultdict(list)
    for one in look.session.execute(statement).scalars():
        found[one.puantaj_id, one.personel_id, one.kind, one.subject, one.severity].append(one)
    hidden = _hidden_letter(look)
    filled = []
    for row in rows:
        key = (row.puantaj_id, row.personel_id, row.kind.key, row.subject, row.severity.value)
        own = found.get(key, [])
        filled.append(
            replace(
                row,
                days=tuple(sorted({one.day for one in own if one.day is not None})),
                texts=tuple(dict.fromkeys(_shown(one.text, hidden) for one in own)),
                law=next((one.law for one in own if one.law), ""),
            )
        )
    return tuple(filled)


def _hidden_letter(look: Look) -> str:
    """The letter of union leave for those who only read: it tells of a membership (KVKK 6698 m.6)."""
    if any(look.actor.can(AREA, verb) for verb in (Verb.PREPARE, Verb.CHECK, Verb.APPROVE)):
        return ""
    key = next(code.key for code in DEFAULT_CODES if code.balance == "SENDIKA")
    return codes_in_use(look).by_key(key).letter


def _shown(text: str, hidden: str) -> str:
    return text.replace(f"({hidden})", "(izin)").replace(f"{hidden} ", "izin ") if hidden else text


def _summary(look: Look, grouped: Any) -> str:
    statement = select(grouped.c.severity, func.count()).group_by(grouped.c.severity)
    counts = {severity: int(count) for severity, count in look.session.execute(statement)}
    return ", ".join(f"{counts[one.value]} {lower(one.label)}" for one in Severity if counts.get(one.value))


def asked_days(rows: Iterable[AskedRow]) -> int:
    """How many days some problems are about; one about a whole row counts as one."""
    return sum(len(row.days) or 1 for row in rows)
