"""Reads from closed months what goes into a package: sheets, lines for other programs, differences."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from sqlalchemy import select
from sqlmodel import col

from data.core.errors import BadInput
from data.core.flat import FlatTable
from data.core.store import Look
from data.core.text import fold
from data.personel.models import Personel
from data.puantaj import handover_layout as layout
from data.puantaj.handover import Contents, ReadyMonth
from data.puantaj.handover_differences import Figures, MonthDifferences, compare, figures
from data.puantaj.handover_layout import DayLine, PersonLine
from data.puantaj.models import Puantaj, PuantajDay, PuantajRow
from data.puantaj.papers import sheet_of
from data.puantaj.rules.codes import Codes
from data.puantaj.rules.settings import PuantajSettings
from data.puantaj.setup import codes_of
from data.puantaj.sheet import PuantajSheet
from data.puantaj.stored import totals_of

_DAYS = PuantajDay.__table__  # type: ignore[attr-defined]
_ROWS = PuantajRow.__table__  # type: ignore[attr-defined]
_CHUNK = 500


def sheets(look: Look, contents: Contents) -> tuple[tuple[str, PuantajSheet], ...]:
    """The cetvel of each month by the stem of its file; all carry the package's moment, in a draft its mark."""
    taken: set[str] = set()
    found = []
    for month in contents.months:
        sheet = sheet_of(look, month.puantaj_id)
        draft = sheet.draft or contents.order.draft
        found.append((_stem(month, taken), replace(sheet, printed_at=contents.moment, draft=draft)))
    return tuple(found)


def _stem(month: ReadyMonth, taken: set[str]) -> str:
    """``puantaj_sirket-personeli``: of a group, never of a person (KVKK 6698 m.12)."""
    plain = "-".join("".join(sign if sign.isalnum() else " " for sign in fold(month.group)).split())[:60]
    stem = f"puantaj_{plain or 'grup'}"
    if stem in taken:
        stem = f"{stem}_{month.puantaj_id}"  # two names may differ in signs alone
    taken.add(stem)
    return stem


def people_lines(look: Look, month: ReadyMonth, with_tckn: bool = False) -> tuple[PersonLine, ...]:
    """The people of a month in the order of the sheet."""
    rows = look.session.execute(
        select(_ROWS).where(_ROWS.c.puantaj_id == month.puantaj_id).order_by(_ROWS.c.sira, _ROWS.c.personel_id)
    ).all()
    numbers = _identity_numbers(look, [row.personel_id for row in rows]) if with_tckn else {}
    return tuple(PersonLine(month, row, numbers.get(row.personel_id, ""), totals_of(row.totals)) for row in rows)


def _identity_numbers(look: Look, people: Collection[int]) -> dict[int, str]:
    wanted, found = list(people), {}
    for place in range(0, len(wanted), _CHUNK):
        part = select(col(Personel.id), col(Personel.tckn)).where(
            col(Personel.id).in_(wanted[place : place + _CHUNK])
        )
        found.update({key: number or "" for key, number in look.session.execute(part)})
    return found


def day_lines(look: Look, people: Collection[PersonLine]) -> Iterator[DayLine]:
    """The days of people of one month, person by person in their order."""
    if not people:
        return
    month = next(iter(people)).month
    codes: Codes = codes_of(look, look.session.get_one(Puantaj, month.puantaj_id))
    days: dict[int, list[object]] = {}
    for row in look.session.execute(
        select(_DAYS).where(_DAYS.c.puantaj_id == month.puantaj_id).order_by(_DAYS.c.personel_id, _DAYS.c.day)
    ):
        days.setdefault(row.personel_id, []).append(row)
    for person in people:
        for day in days.get(person.row.personel_id, ()):
            yield DayLine(person, day, codes.by_key(day.code))  # type: ignore[attr-defined]


def tables(look: Look, contents: Contents, settings: PuantajSettings) -> tuple[FlatTable, ...]:
    """The two files for payroll programs; those of a draft say it by their names, for they bear no mark."""
    with_tckn = contents.order.with_tckn
    people: list[PersonLine] = []
    days: list[DayLine] = []
    for month in contents.months:
        found = people_lines(look, month, with_tckn)
        people += found
        days += day_lines(look, found)
    both = layout.day_table(days, with_tckn, settings), layout.total_table(people, with_tckn, settings)
    if contents.order.draft:
        return tuple(replace(table, stem=f"taslak_{table.stem}") for table in both)
    return both


def differences(look: Look, contents: Contents) -> tuple[MonthDifferences, ...]:
    """What the package's corrections change in what went before."""
    return tuple(
        MonthDifferences(month, month.corrects, compare(_before(look, month), _figures(look, month)))
        for month in contents.months
        if month.corrects is not None
    )


def _figures(look: Look, month: ReadyMonth) -> Figures:
    people = people_lines(look, month)
    return figures(people, day_lines(look, people))


def _before(look: Look, month: ReadyMonth) -> Figures:
    if month.corrects is None:
        raise BadInput("Bu puantaj bir düzeltme değil.", "Listeyi yenileyin.")
    return _figures(look, replace(month, puantaj_id=month.corrects.puantaj_id, revision=month.corrects.revision))
