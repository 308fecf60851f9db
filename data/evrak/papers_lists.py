"""Lists of what waits and of what is late: for a person, a service or the director."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import func, select
from sqlmodel import col

from data.core import holidays
from data.core.calendar import WorkCalendar, format_date
from data.core.drafts import FieldKind, FieldSpec, check, entry
from data.core.errors import BadInput
from data.core.models import Birim, User
from data.core.money import format_int
from data.core.pages import LedgerQuery
from data.core.paper import Block, CellKind, Paper, PaperColumn, Table
from data.core.secrecy import Secrecy
from data.core.stamps import office_lines, wall_clock
from data.core.store import Look
from data.core.text import sort_key
from data.evrak.models import Evrak, EvrakSure
from data.evrak.papers_book_lines import Names
from data.evrak.rules.lights import Light, days_left, light
from data.evrak.rules.terms import Unit
from data.evrak.rules.values import Basis, Book, State
from data.evrak.sight import Texts, texts_of
from data.evrak.statistics_values import counted
from data.evrak.views import conditions

WAITING: Final = "bekleyen"
LATE: Final = "geciken"
MOST: Final = 20_000
"""Most documents of one list; more is asked for by unit or person."""
_BY_PERSON, _BY_UNIT, _TOGETHER = "sorumlu", "birim", "tek"
_NEVER = date(9999, 12, 31)
_NOBODY = "Sorumlusu yok"
_LOCKED = "—"
"""In place of what a record of a secrecy level says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingDraft:
    """Whose documents the list holds, and how it is parted."""

    parted: str = entry(
        FieldSpec(
            "Bölümleme",
            FieldKind.CHOICE,
            choices=((_BY_PERSON, "Sorumluya göre"), (_BY_UNIT, "Birime göre"), (_TOGETHER, "Tek liste")),
        ),
        default=_BY_PERSON,
    )
    user_id: int | None = entry(
        FieldSpec("Sorumlu", FieldKind.PICK, required=False, lookup="kullanici", help="Boşsa herkes")
    )
    birim_id: int | None = entry(
        FieldSpec("Birim", FieldKind.PICK, required=False, lookup="birim", help="Boşsa bütün birimler")
    )
    secret: bool = entry(
        FieldSpec(
            "Gizlilik dereceli kayıtlar da",
            FieldKind.CHECK,
            required=False,
            help="Yalnız yetkiniz olanlar; konu ve gönderen yazılmaz",
        ),
        default=False,
    )


_COLUMNS: Final = (
    PaperColumn("Sıra", CellKind.INT, 4),
    PaperColumn("Kayıt no", width=16),
    PaperColumn("Kayıt tarihi", CellKind.DATE, 10),
    PaperColumn("Gönderen / muhatap", width=26),
    PaperColumn("Konu", width=32),
    PaperColumn("Süre dayanağı", width=20),
    PaperColumn("Son gün", CellKind.DATE, 10),
    PaperColumn("Kalan / gecikme", width=16),
    PaperColumn("Işık", width=15),
    PaperColumn("Durum", width=13),
    PaperColumn("Birim", width=20),
    PaperColumn("Sorumlu", width=17),
)


@dataclass(frozen=True, slots=True)
class _Listed:
    """A document of the list with its place in it."""

    row: Evrak
    texts: Texts
    unit: str
    person: str
    light: Light | None
    left: str


def waiting_paper(look: Look, draft: WaitingDraft, which: str) -> tuple[Paper, Secrecy]:
    """What waits or what is late, what ends first on top, with basis, last day and traffic light in words.

    Args:
        which: :data:`WAITING` or :data:`LATE`, the views of the ledger.

    Returns:
        The paper, and the strictest level of the records on it.

    Raises:
        BadFields: the draft is incomplete.
        BadInput: nothing waits, or more than one list holds.
    """
    check(draft)
    found = _found(look, draft, which)
    if not found:
        raise BadInput(f"{'Geciken' if which == LATE else 'Bekleyen'} evrak yok.", "Seçimi değiştirin.")
    late = which == LATE
    tables = _parted(found, draft.parted)
    blocks: list[Block] = []
    if len(tables) > 1:
        blocks.append(_summary(tables, draft.parted, look.today))
    blocks += [Table(_COLUMNS, _cells(rows), title=f"{name} · {len(rows)} evrak") for name, rows in tables]
    paper = Paper(
        name=f"{which} evrak listesi",
        office_lines=office_lines(look),
        title="GECİKEN EVRAK LİSTESİ" if late else "BEKLEYEN EVRAK LİSTESİ",
        subtitle=" · ".join((format_date(look.today), *_whose(look, draft))),
        blocks=tuple(blocks),
        printed_at=wall_clock(look.now),
        landscape=True,
        notes=(
            f"Listede {format_int(len(found))} evrak vardır; {format_int(_late(found, look.today))} evrakın "
            "süresi geçmiştir.",
            "Işık: süresinde, sürenin yarısı geçti, süre bitmek üzere (en çok iki iş günü), gecikti.",
        ),
    )
    return paper, max(Secrecy(one.row.secrecy) for one in found)


def _whose(look: Look, draft: WaitingDraft) -> tuple[str, ...]:
    person = look.session.get(User, draft.user_id) if draft.user_id else None
    unit = look.session.get(Birim, draft.birim_id) if draft.birim_id else None
    return tuple(one for one in (unit.name if unit else "", person.full_name if person else "") if one)


def _found(look: Look, draft: WaitingDraft, which: str) -> list[_Listed]:
    wanted: list[Any] = [
        *conditions(look, LedgerQuery(view=which)).wanted,
        *counted(look, secret=draft.secret),
    ]
    if draft.user_id:
        wanted.append(col(Evrak.responsible_id) == draft.user_id)
    if draft.birim_id:
        unit = look.session.get(Birim, draft.birim_id)
        inside = select(col(Birim.id)).where(
            col(Birim.path).startswith(unit.path if unit else "?", autoescape=True)
        )
        wanted.append(col(Evrak.birim_id).in_(inside))
    rows = (
        look.session.execute(
            select(Evrak)
            .where(*wanted)
            .order_by(func.coalesce(col(Evrak.due_on), _NEVER), col(Evrak.id))
            .limit(MOST + 1)
        )
        .scalars()
        .all()
    )
    if len(rows) > MOST:
        raise BadInput(
            f"Listede {format_int(MOST)} evraktan çok var.", "Birim ya da sorumlu seçin.", field="birim_id"
        )
    units = _units(look)
    calendar, names = holidays.calendar(look), Names.of(look)
    return [_listed(look, row, units, calendar, names) for row in rows]


def _units(look: Look) -> dict[tuple[int, str], Unit]:
    """In what each running deadline was counted, by document and basis."""
    rows = look.session.execute(
        select(col(EvrakSure.evrak_id), col(EvrakSure.basis), col(EvrakSure.unit)).where(
            col(EvrakSure.ended_at).is_(None)
        )
    )
    return {(key, basis): Unit(unit) for key, basis, unit in rows}


def _listed(
    look: Look, row: Evrak, units: dict[tuple[int, str], Unit], calendar: WorkCalendar, names: Names
) -> _Listed:
    texts = Texts(_LOCKED, subject=f"[{Secrecy(row.secrecy).label}]") if row.secrecy else texts_of(look, row)
    unit, person = names.whose(row)
    if row.due_on is None:
        return _Listed(row, texts, unit, person, None, "")
    counted_in = units.get((row.id or 0, row.basis), Unit.IS_GUNU)
    lit = light(row.due_on, row.registered_on, look.today, calendar)
    return _Listed(row, texts, unit, person, lit, days_left(row.due_on, look.today, calendar, counted_in))


def _parted(found: Sequence[_Listed], parted: str) -> list[tuple[str, list[_Listed]]]:
    if parted == _TOGETHER:
        return [("Bütün evrak", list(found))]
    groups: dict[str, list[_Listed]] = defaultdict(list)
    for one in found:
        groups[one.person if parted == _BY_PERSON else one.unit].append(one)
    ordered = sorted(groups.items(), key=lambda group: (not group[0], sort_key(group[0])))
    return [(name or _NOBODY, rows) for name, rows in ordered]


def _summary(tables: list[tuple[str, list[_Listed]]], parted: str, today: date) -> Table:
    columns = (
        PaperColumn("Sorumlu" if parted == _BY_PERSON else "Birim", width=40),
        PaperColumn("Bekleyen", CellKind.INT, 12),
        PaperColumn("Bugün dolan", CellKind.INT, 12),
        PaperColumn("Geciken", CellKind.INT, 12),
    )
    rows = tuple(
        (name, len(group), sum(one.row.due_on == today for one in group), _late(group, today))
        for name, group in tables
    )
    total = ("Toplam", *(sum(row[place] for row in rows) for place in (1, 2, 3)))  # type: ignore[misc]
    return Table(columns, rows, title="ÖZET", total=total)


def _late(found: Sequence[_Listed], today: date) -> int:
    return sum(one.row.due_on is not None and one.row.due_on < today for one in found)


def _cells(rows: Sequence[_Listed]) -> tuple[tuple[object, ...], ...]:
    return tuple(
        (
            place,
            f"{Book(one.row.book).label} {one.row.kayit_no}",
            one.row.registered_on,
            one.texts.muhatap,
            one.texts.subject or ("Kişiye özel" if one.row.personal else ""),
            Basis(one.row.basis).label if one.row.basis else "",
            one.row.due_on,
            one.left,
            one.light.label if one.light else "",
            State(one.row.state).label,
            one.unit,
            one.person,
        )
        for place, one in enumerate(rows, 1)
    )
