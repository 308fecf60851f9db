"""What the archive's calendar asks today: what is ready for it, what is missing, where it is done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, exists, func, select
from sqlmodel import col

from data.arsiv.disposal_duties import DisposalDutyRow, disposal_duties
from data.arsiv.lookup import AREA, DISPOSAL_KIND, LOAN_KIND, TRANSFER_KIND, in_sight
from data.arsiv.models import Klasor, Odunc
from data.arsiv.models_papers import ArsivDevir, ArsivIs
from data.arsiv.operations.transfers import OPEN, called, ready
from data.arsiv.rules.duties import ArchiveDuty, Asked, asked_on, year_after
from data.arsiv.rules.values import FolderStage, TransferKind
from data.arsiv.settings import settings_on
from data.core import holidays
from data.core.calendar import WorkCalendar, format_date
from data.core.lights import Light, days_left, light
from data.core.models import Birim
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.reasons import Reason, Ref
from data.core.store import Look
from data.core.text import fold
from data.core.units import in_scope

_UNIT_KIND: Final = "birim"
_PLACES: Final = {kind: place for place, kind in enumerate(ArchiveDuty)}
_APART: Final = 1_000_000
"""Between the keys of two kinds of duties, which have none of their own."""


@dataclass(frozen=True, slots=True)
class ArchiveDutyRow:
    """Something to be done in a unit by a last day; ``id`` tells it from every other one.

    Attributes:
        kind: Of the calendar; nothing for a step of ayıklama ve imha.
        about: The year or month, or the record that it is about.
        ready: What is ready for it, in words; ``missing`` what is not.
        marked: A person says that it was done (:func:`operations.duties.mark_done`).
        ref: Where it is done.
    """

    id: int
    kind: ArchiveDuty | None
    title: str
    birim_id: int
    birim: str
    year: int
    month: int
    about: str
    start: date
    last_day: date
    light: Light
    left: str
    ready: str
    missing: str
    marked: bool
    ref: Ref
    reasons: tuple[Reason, ...]


def duties(look: Look) -> tuple[ArchiveDutyRow, ...]:
    """All that is asked of units in sight today and not done yet, the earliest last day first.

    Raises:
        NotAllowed: no permission.
    """
    look.actor.require(AREA, Verb.VIEW)
    kept = settings_on(look, look.today)
    months = {
        ArchiveDuty.KONTROL: kept.kontrol_ay, ArchiveDuty.FAALIYET: kept.faaliyet_ay,
        ArchiveDuty.DEVIR: kept.devir_ay, ArchiveDuty.PLAN_YIL: kept.plan_ay,
        ArchiveDuty.PLAN_AY: int(kept.plan_aylik),
    }  # fmt: skip
    asked, calendar = asked_on(look.today, months), holidays.calendar(look)
    late = {one.year: _open_by_unit(look, one.year) for one in asked if one.kind is ArchiveDuty.KAPANIS}
    rows = [row for unit in _units(look) for row in _of_unit(look, unit, asked, calendar, late)]
    rows += [_of_disposal(one, look, calendar) for one in disposal_duties(look)]
    return tuple(sorted(rows, key=lambda row: (row.last_day, row.birim, row.id)))


def duty_window(
    look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None = None
) -> Window[ArchiveDutyRow]:
    """A part of :func:`duties`; they are few, so they are read at once.

    Views: empty for all, ``geciken``. The filter's words stand in what is to be done or in the unit.

    Raises:
        NotAllowed: no permission.
    """
    words = fold(query.text).split()
    rows = [
        one
        for one in duties(look)
        if (query.view != "geciken" or one.light is Light.GECIKTI)
        and all(word in fold(f"{one.title} {one.birim} {one.about}") for word in words)
    ]
    late = sum(1 for one in rows if one.light is Light.GECIKTI)
    part = tuple(rows[start : start + limit])
    return Window(start, part, tuple((one.id,) for one in part), len(rows), f"{late} geciken" if late else "")


def _units(look: Look) -> tuple[Birim, ...]:
    """Units in sight that have folders."""
    folders = exists().where(col(Klasor.birim_id) == col(Birim.id))
    statement = select(Birim).where(in_scope(look), folders).order_by(col(Birim.sira))
    return tuple(look.session.execute(statement).scalars())


def _of_unit(
    look: Look,
    unit: Birim,
    asked: tuple[Asked, ...],
    calendar: WorkCalendar,
    late: Mapping[int, Mapping[int, int]],
) -> Iterator[ArchiveDutyRow]:
    for one in asked:
        left = _left(look, unit, one, late)
        if left is not None:
            yield _row(look, unit, one, calendar, *left)
    yield from _overdue(look, unit, calendar)
    yield from _to_state(look, unit, calendar)


def _left(look: Look, unit: Birim, one: Asked, late: Mapping[int, Mapping[int, int]]) -> tuple[str, str] | None:
    """What is ready for a duty and what is missing, in words; nothing where it is done."""
    stage = col(Klasor.stage)
    match one.kind:
        case ArchiveDuty.KAPANIS:
            count = late[one.year].get(unit.id or 0, 0)
            return ("", f"{count} konu dosyası açık") if count else None
        case ArchiveDuty.KONTROL:
            closed = col(Klasor.closed_year) <= one.year
            count = _count(look, unit, stage == FolderStage.KAPALI.value, closed)
            fit = _count(look, unit, stage == FolderStage.DEVRE_HAZIR.value, closed)
            return (_folders(fit, "uygun"), _folders(count, "kontrol bekliyor")) if count else None
        case ArchiveDuty.DEVIR:
            closed = col(Klasor.closed_year) <= one.year
            count = _count_ready(look, unit)
            waits = _count(look, unit, stage == FolderStage.KAPALI.value, closed)
            missing = _folders(waits, "uygunluk kontrolünden geçmedi")
            return (_folders(count, "devre hazır"), missing) if count else None
        case _:
            done = exists().where(
                col(ArsivIs.kind) == one.kind.value,
                col(ArsivIs.birim_id) == unit.id,
                col(ArsivIs.year) == one.year,
                col(ArsivIs.month) == one.month,
            )
            return None if look.session.execute(select(done)).scalar_one() else ("", "yapıldığı yazılmadı")


def _open_by_unit(look: Look, year: int) -> dict[int, int]:
    """Subject files up to a year that are still open, by unit: read from an index alone, once for all units."""
    statement = (
        select(col(Klasor.birim_id), func.count())
        .where(
            col(Klasor.stage) == FolderStage.ACIK.value,
            col(Klasor.case).is_(False),
            col(Klasor.opened_year) <= year,
            in_sight(look, walk=True),
        )
        .group_by(col(Klasor.birim_id))
    )
    return {unit: int(count) for unit, count in look.session.execute(statement)}


def _count(look: Look, unit: Birim, *conditions: ColumnElement[bool]) -> int:
    statement = (
        select(func.count())
        .select_from(Klasor)
        .where(col(Klasor.birim_id) == unit.id, in_sight(look), *conditions)
    )
    return int(look.session.execute(statement).scalar_one())


def _count_ready(look: Look, unit: Birim) -> int:
    found = ready(look, TransferKind.KURUM, unit.id or 0, look.today).order_by(None)
    counted = found.with_only_columns(func.count(), maintain_column_froms=True)
    return int(look.session.execute(counted).scalar_one())


def _overdue(look: Look, unit: Birim, calendar: WorkCalendar) -> Iterator[ArchiveDutyRow]:
    statement = (
        select(func.count(), func.min(col(Odunc.due_on)), func.min(col(Odunc.id)))
        .select_from(Odunc)
        .join(Klasor, col(Klasor.id) == col(Odunc.klasor_id))
        .where(
            col(Odunc.returned_on).is_(None), col(Odunc.due_on) < look.today, col(Klasor.birim_id) == unit.id,
            in_sight(look),
        )
    )  # fmt: skip
    count, first, key = look.session.execute(statement).one()
    if count:
        one = Asked(ArchiveDuty.ODUNC, first.year, 0, first, first)
        ref = Ref(LOAN_KIND, key)
        yield _row(look, unit, one, calendar, "", _folders(count, "gecikti"), about=f"{count} klasör", ref=ref)


def _to_state(look: Look, unit: Birim, calendar: WorkCalendar) -> Iterator[ArchiveDutyRow]:
    """Agreed hand-overs to Devlet Arşivleri are carried out within a year (m.16/6)."""
    statement = select(ArsivDevir).where(
        col(ArsivDevir.birim_id) == unit.id,
        col(ArsivDevir.kind) == TransferKind.DEVLET.value,
        col(ArsivDevir.state).in_(OPEN),
    )
    for row in look.session.execute(statement).scalars():
        one = Asked(ArchiveDuty.DEVLET, row.year, row.number, row.day, year_after(row.day))
        ref = Ref(TRANSFER_KIND, row.id or 0)
        yield _row(look, unit, one, calendar, "", "teslim edilmedi", about=called(row), ref=ref)


def _row(
    look: Look, unit: Birim, one: Asked, calendar: WorkCalendar, at_hand: str, missing: str, **more: Any
) -> ArchiveDutyRow:
    reasons = [Reason(f"{one.kind.label}: en geç {format_date(one.last_day)}", one.kind.law)]
    reasons += [Reason(words) for words in (at_hand, missing) if words]
    values: dict[str, Any] = {"about": one.about, "ref": Ref(_UNIT_KIND, unit.id or 0), **more}
    return ArchiveDutyRow(
        id=(_PLACES[one.kind] + 1) * _APART**2 + (unit.id or 0) * _APART + one.month * 10_000 + one.year,
        kind=one.kind,
        title=one.kind.label,
        birim_id=unit.id or 0,
        birim=unit.name,
        year=one.year,
        month=one.month,
        start=one.start,
        last_day=one.last_day,
        light=light(one.last_day, one.start, look.today, calendar),
        left=days_left(one.last_day, look.today, calendar, working_days=False),
        ready=at_hand,
        missing=missing,
        marked=one.kind.marked,
        reasons=tuple(reasons),
        **values,
    )


def _of_disposal(one: DisposalDutyRow, look: Look, calendar: WorkCalendar) -> ArchiveDutyRow:
    """A step of ayıklama ve imha among the other duties; the Yönetmelik gives it no last day but the year's."""
    last = max(date(look.today.year, 12, 31), one.since)
    ref = Ref(DISPOSAL_KIND, one.imha_id) if one.imha_id else Ref(_UNIT_KIND, one.birim_id)
    return ArchiveDutyRow(
        id=-one.id,
        kind=None,
        title=one.kind.label,
        birim_id=one.birim_id,
        birim=one.birim,
        year=one.since.year,
        month=0,
        about=one.what,
        start=one.since,
        last_day=last,
        light=light(last, one.since, look.today, calendar),
        left=days_left(last, look.today, calendar, working_days=False),
        ready=one.what,
        missing="",
        marked=False,
        ref=ref,
        reasons=one.reasons,
    )


def _folders(count: int, words: str) -> str:
    return f"{count} klasör {words}" if count else ""
