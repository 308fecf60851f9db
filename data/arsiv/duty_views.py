"""What the archive's calendar asks today: what is ready for it, what is missing, where it is done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import select
from sqlmodel import col

from data.arsiv.disposal_duties import DisposalDutyRow, disposal_duties
from data.arsiv.duty_counts import (
    OPEN_LISTS,
    LoansDue,
    folder_counts,
    holds_standing,
    lines_by_answer,
    loans_due,
)
from data.arsiv.lookup import AREA, DISPOSAL_KIND, LOAN_KIND, TRANSFER_KIND
from data.arsiv.models_papers import ArsivDevir, ArsivIs
from data.arsiv.rules.duties import ArchiveDuty, Asked, asked_on, month_end, year_after
from data.arsiv.rules.values import TransferKind, TransferState
from data.arsiv.settings import Settings, settings_on
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

DUTY_KIND: Final = "arsiv_gorev"
"""Under what Bugün opens the calendar in which a duty stands."""
UNIT_KIND: Final = "birim"
"""Where no record stands behind a duty, it names its unit."""
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
        verb: What who does it must be allowed.
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
    verb: Verb
    ref: Ref
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    """All that the duties of a day are told from, asked for once for all units."""

    look: Look
    calendar: WorkCalendar
    settings: Settings
    asked: tuple[Asked, ...]
    folders: dict[int, Counter[str]]
    loans: dict[int, LoansDue]
    holds: dict[int, int]
    done: frozenset[tuple[str, int, int, int]]


def duties(look: Look) -> tuple[ArchiveDutyRow, ...]:
    """All that is asked of units in sight today and not done yet, the earliest last day first.

    Raises:
        NotAllowed: no permission.
    """
    look.actor.require(AREA, Verb.VIEW)
    found = _found(look)
    seen = look.session.execute(select(Birim).where(in_scope(look))).scalars()
    units = {unit.id or 0: unit for unit in seen}
    rows = [row for key in found.folders if key in units for row in _of_unit(found, units[key])]
    rows += _of_lists(found, units)
    rows += [_of_disposal(one, found) for one in disposal_duties(look, found.folders)]
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


def _found(look: Look) -> _Found:
    kept = settings_on(look, look.today)
    months = {
        ArchiveDuty.KONTROL: kept.kontrol_ay, ArchiveDuty.FAALIYET: kept.faaliyet_ay,
        ArchiveDuty.DEVIR: kept.devir_ay, ArchiveDuty.PLAN_YIL: kept.plan_ay,
        ArchiveDuty.PLAN_AY: int(kept.plan_aylik), ArchiveDuty.BLOKE: kept.bloke_ay,
    }  # fmt: skip
    asked, last_year = asked_on(look.today, months), look.today.year - 1
    done = select(col(ArsivIs.kind), col(ArsivIs.birim_id), col(ArsivIs.year), col(ArsivIs.month)).where(
        col(ArsivIs.year) >= last_year
    )
    return _Found(
        look=look,
        calendar=holidays.calendar(look),
        settings=kept,
        asked=asked,
        folders=folder_counts(look, [one.year for one in asked if one.kind is ArchiveDuty.KAPANIS]),
        loans=loans_due(look),
        holds=holds_standing(look, last_year) if any(one.kind is ArchiveDuty.BLOKE for one in asked) else {},
        done=frozenset((row[0], row[1], row[2], row[3]) for row in look.session.execute(done)),
    )


def _of_unit(found: _Found, unit: Birim) -> Iterator[ArchiveDutyRow]:
    for one in found.asked:
        left = _left(found, unit.id or 0, one)
        if left is not None:
            yield _row(found, unit, one, *left)
    loans = found.loans.get(unit.id or 0)
    if loans is not None:
        due = Asked(ArchiveDuty.ODUNC, loans.first.year, 0, loans.first, loans.first)
        told = (_folders(loans.late, "gecikti"), _folders(loans.today, "bugün dönmeli"))
        about, ref = f"{loans.late + loans.today} klasör", Ref(LOAN_KIND, loans.odunc_id)
        yield _row(found, unit, due, "", ", ".join(word for word in told if word), about=about, ref=ref)


def _left(found: _Found, unit: int, one: Asked) -> tuple[str, str] | None:
    """What is ready for a duty and what is missing, in words; nothing where it is done."""
    counts = found.folders[unit]
    waits, ready = counts["waits"], counts["ready"]
    match one.kind:
        case ArchiveDuty.KAPANIS:
            count = counts[f"open{one.year}"]
            return ("", f"{count} konu dosyası açık") if count else None
        case ArchiveDuty.KONTROL:
            return (_folders(counts["fit"], "uygun"), _folders(waits, "kontrol bekliyor")) if waits else None
        case ArchiveDuty.DEVIR:
            missing = _folders(waits, "uygunluk kontrolünden geçmedi")
            return (_folders(ready, "devre hazır"), missing) if ready else None
    if (one.kind.value, unit, one.year, one.month) in found.done:
        return None
    if one.kind is not ArchiveDuty.BLOKE:
        return "", "yapıldığı yazılmadı"
    held = found.holds.get(unit, 0)
    return (f"{held} bloke sürüyor", "bakıldığı yazılmadı") if held else None


def _of_lists(found: _Found, units: dict[int, Birim]) -> Iterator[ArchiveDutyRow]:
    """Hand-overs that go on: what a unit handed in is taken over, those to Devlet Arşivleri end within a year."""
    statement = select(ArsivDevir).where(col(ArsivDevir.state).in_(OPEN_LISTS))
    for row in found.look.session.execute(statement).scalars():
        unit, handed = units.get(row.birim_id), row.state == TransferState.SUNULDU.value
        if unit is None:
            continue
        if row.kind == TransferKind.DEVLET.value:
            one = Asked(ArchiveDuty.DEVLET, row.year, 0, row.day, year_after(row.day))
            yield _of_list(found, unit, row, one, "liste sunuldu" if handed else "", "teslim edilmedi")
        elif handed:
            last = max(month_end(row.day.year, row.day.month), month_end(row.day.year, found.settings.devir_ay))
            one = Asked(ArchiveDuty.TESLIM, row.year, 0, row.day, last)
            answers = lines_by_answer(found.look, row.id or 0)
            written = _folders(answers[True] + answers[False], "için karar yazıldı")
            waits = _folders(answers[None], "karar bekliyor")
            verb = Verb.PREPARE if waits else Verb.CHECK
            yield _of_list(found, unit, row, one, written, waits or "teslim imzası bekliyor", verb)


def _of_list(
    found: _Found,
    unit: Birim,
    row: ArsivDevir,
    one: Asked,
    at_hand: str,
    missing: str,
    verb: Verb = Verb.PREPARE,
) -> ArchiveDutyRow:
    ref, about = Ref(TRANSFER_KIND, row.id or 0), f"{row.year}/{row.number} sayılı devir"
    key = (_PLACES[one.kind] + 1) * _APART**2 + (row.id or 0)
    return _row(found, unit, one, at_hand, missing, id=key, about=about, ref=ref, verb=verb)


def _row(found: _Found, unit: Birim, one: Asked, at_hand: str, missing: str, **more: Any) -> ArchiveDutyRow:
    today, calendar = found.look.today, found.calendar
    reasons = [Reason(f"{one.kind.label}: en geç {format_date(one.last_day)}", one.kind.law)]
    reasons += [Reason(words) for words in (at_hand, missing) if words]
    values: dict[str, Any] = {
        "id": (_PLACES[one.kind] + 1) * _APART**2 + (unit.id or 0) * _APART + one.month * 10_000 + one.year,
        "about": one.about, "ref": Ref(UNIT_KIND, unit.id or 0), "verb": Verb.PREPARE, **more
    }  # fmt: skip
    return ArchiveDutyRow(
        kind=one.kind,
        title=one.kind.label,
        birim_id=unit.id or 0,
        birim=unit.name,
        year=one.year,
        month=one.month,
        start=one.start,
        last_day=one.last_day,
        light=light(one.last_day, one.start, today, calendar),
        left=days_left(one.last_day, today, calendar, working_days=False),
        ready=at_hand,
        missing=missing,
        marked=one.kind.marked,
        reasons=tuple(reasons),
        **values,
    )


def _of_disposal(one: DisposalDutyRow, found: _Found) -> ArchiveDutyRow:
    """A step of ayıklama ve imha among the other duties; the Yönetmelik gives it no last day but the year's."""
    today, calendar = found.look.today, found.calendar
    last = max(date(today.year, 12, 31), one.since)
    ref = Ref(DISPOSAL_KIND, one.imha_id) if one.imha_id else Ref(UNIT_KIND, one.birim_id)
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
        light=light(last, one.since, today, calendar),
        left=days_left(last, today, calendar, working_days=False),
        ready=one.what,
        missing=one.missing,
        marked=False,
        verb=one.kind.verb,
        ref=ref,
        reasons=one.reasons,
    )


def _folders(count: int, words: str) -> str:
    return f"{count} klasör {words}" if count else ""
