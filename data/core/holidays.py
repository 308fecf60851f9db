"""The table of holidays: filled from the ``holidays`` package, then edited by the office, then read by rules."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlmodel import col, select

from data.core import trail
from data.core.calendar import Holiday, HolidayKind, WorkCalendar, format_date
from data.core.drafts import FieldKind, FieldSpec, check, entry
from data.core.errors import BadInput, Conflict
from data.core.models import HolidayRow
from data.core.permissions import Verb
from data.core.store import Look, Work

_LAW = "2429 s. K."
_HALF = " (saat 13.00'ten)"
_IN_FORCE = select(col(HolidayRow.day), col(HolidayRow.name), col(HolidayRow.half), col(HolidayRow.kind)).where(
    col(HolidayRow.withdrawn_at).is_(None)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class HolidayDraft:
    """A free day that the office adds: an administrative leave or a local day."""

    day: date = entry(FieldSpec("Tarih", FieldKind.DATE))
    name: str = entry(FieldSpec("Adı", length=80))
    kind: str = entry(FieldSpec("Türü", FieldKind.CHOICE, choices=tuple((k.value, k.label) for k in HolidayKind)))
    half: bool = entry(FieldSpec("Yarım gün (13.00'ten sonra)", FieldKind.CHECK, required=False), default=False)
    source: str = entry(FieldSpec("Dayanak", length=160, help="Yazının tarihi ve sayısı"))


@dataclass(frozen=True, slots=True)
class HolidayLine:
    """A free day as the list shows it."""

    id: int
    day: date
    name: str
    half: bool
    kind: HolidayKind
    source: str


def package_holidays(year: int) -> tuple[Holiday, ...]:
    """The official holidays of a year as the ``holidays`` package knows them, with Turkish names."""
    import holidays as package

    found: list[Holiday] = []
    for category, half in ((package.HALF_DAY, True), (package.PUBLIC, False)):
        table = package.country_holidays("TR", years=year, categories=category, language="tr")
        for day, name in table.items():
            plain = name.replace(_HALF, " arifesi").replace("; ", ", ")
            found.append(Holiday(day, plain, half))
    return tuple(sorted(found, key=lambda holiday: holiday.day))


def fill_years(work: Work, first: int, last: int) -> int:
    """Fills the table for the years that it does not hold yet; returns how many days were added.

    Raises:
        NotAllowed: not an administrator.
    """
    work.actor.require("yonetim", Verb.ADMIN)
    added = 0
    for year in range(first, last + 1):
        statement = select(HolidayRow.id).where(
            HolidayRow.day >= date(year, 1, 1),
            HolidayRow.day <= date(year, 12, 31),
            HolidayRow.kind == HolidayKind.RESMI.value,
        )
        if work.session.exec(statement.limit(1)).first() is not None:
            continue
        for holiday in package_holidays(year):
            work.session.add(
                HolidayRow(
                    day=holiday.day, name=holiday.name, half=holiday.half, kind=holiday.kind.value, source=_LAW
                )
            )
            added += 1
    if added:
        trail.record(work, "holiday.fill", f"Tatil takvimi dolduruldu: {first}–{last}, {added} gün")
    return added


def add_holiday(work: Work, draft: HolidayDraft) -> int:
    """Adds one free day and returns its key.

    Raises:
        NotAllowed: not an administrator.
        BadFields: the draft is incomplete.
        Conflict: the day already has a free day of that kind.
    """
    work.actor.require("yonetim", Verb.ADMIN)
    check(draft)
    same = select(HolidayRow).where(
        HolidayRow.day == draft.day, HolidayRow.kind == draft.kind, col(HolidayRow.withdrawn_at).is_(None)
    )
    if (present := work.session.exec(same).first()) is not None:
        raise Conflict(
            f"{format_date(draft.day)} için bu türde bir kayıt var.",
            "Var olan kaydı geri çekip yenisini ekleyin.",
            mine=draft.name,
            theirs=present.name,
        )
    row = HolidayRow(day=draft.day, name=draft.name, half=draft.half, kind=draft.kind, source=draft.source)
    work.session.add(row)
    work.session.flush()
    summary = f"Takvime eklendi: {format_date(draft.day)} {draft.name} ({draft.source})"
    trail.record(work, "holiday.add", summary, kind="holiday", record_id=row.id or 0)
    return row.id or 0


def withdraw_holiday(work: Work, holiday_id: int, reason: str) -> None:
    """Takes a day off the calendar; the row stays with the reason.

    Raises:
        NotAllowed: not an administrator.
        BadInput: no reason, or the day is already withdrawn.
    """
    work.actor.require("yonetim", Verb.ADMIN)
    row = work.session.get(HolidayRow, holiday_id)
    if row is None or row.withdrawn_at is not None:
        raise BadInput("Bu gün takvimde yok.", "Listeyi yenileyin.")
    if not reason.strip():
        raise BadInput("Gerekçe yazılmalıdır.", "Kısa bir gerekçe yazın.", field="reason")
    row.withdrawn_at, row.withdrawn_reason = work.now, reason
    summary = f"Takvimden çekildi: {format_date(row.day)} {row.name}. Gerekçe: {reason}"
    trail.record(work, "holiday.withdraw", summary, kind="holiday", record_id=holiday_id)


def holiday_lines(look: Look, year: int) -> tuple[HolidayLine, ...]:
    """The free days of a year that hold, in order."""
    rows = look.session.exec(
        select(HolidayRow)
        .where(
            HolidayRow.day >= date(year, 1, 1),
            HolidayRow.day <= date(year, 12, 31),
            col(HolidayRow.withdrawn_at).is_(None),
        )
        .order_by(col(HolidayRow.day), col(HolidayRow.id))
    )
    return tuple(
        HolidayLine(row.id or 0, row.day, row.name, row.half, HolidayKind(row.kind), row.source) for row in rows
    )


def calendar(look: Look) -> WorkCalendar:
    """The office's calendar, all years that the table holds."""
    rows = look.connection.execute(_IN_FORCE)
    return WorkCalendar(Holiday(day, name, half, HolidayKind(kind)) for day, name, half, kind in rows)
