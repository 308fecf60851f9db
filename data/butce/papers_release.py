"""Papers of the harcama programı: Örnek-27 as it was planned, and its course beside what was released and used."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from data.butce.lookup import YEAR_KIND
from data.butce.papers_parts import SIDE, blank_signers, finished, told, year_and_unit, year_slots
from data.butce.release_views import ReleaseRow, release_rows, released_quarters
from data.butce.rules.release import LABELS, MONTHS, QUARTERS
from data.core.calendar import format_date
from data.core.errors import BadInput
from data.core.money import format_kurus
from data.core.paper import CellKind, Paper, PaperColumn, Table
from data.core.stamps import office_lines, wall_clock
from data.core.store import Look, Work

_MONEY = CellKind.MONEY
PLAN_FORM, COURSE_FORM = "butce.ahp", "butce.ahp_gerceklesme"
PLANNED: Final = Table(
    (
        *SIDE,
        PaperColumn("Yıllık ödenek", _MONEY, 16, key="odenek"),
        *(PaperColumn(f"{LABELS[one]} ({MONTHS[one]})", _MONEY, 15, key=f"donem_{one}") for one in QUARTERS),
        PaperColumn("Toplam", _MONEY, 16, key="toplam"),
    ),
    (),
    "",
    ("TOPLAM",),
    key="tertipler",
)
RELEASED: Final = Table(
    (
        *SIDE,
        PaperColumn("Yıllık ödenek", _MONEY, 16, key="odenek"),
        PaperColumn("Programa göre", _MONEY, 16, key="plan"),
        PaperColumn("Serbest bırakılan", _MONEY, 16, key="serbest"),
        PaperColumn("Kullanılan", _MONEY, 16, key="kullanilan"),
        PaperColumn("Serbestten kalan", _MONEY, 16, key="kalan"),
    ),
    (),
    "",
    ("TOPLAM",),
    key="tertipler",
)
PLAN_NOTE: Final = "Örnek-27. Dönemlerin toplamı yıllık ödeneğe eşittir."
COURSE_NOTE: Final = "Programa göre: serbest bırakılmış dönemlerin programdaki toplamı."


def plan_for_export(work: Work, yil_id: int) -> tuple[Paper, ...]:
    """Ayrıntılı harcama programı (Örnek-27) for a file; the export is written to the trail.

    Raises:
        NotAllowed: no permission to export, or out of sight.
        BadInput: no such year, or nothing is planned.
    """
    return told(work, plan_paper(work, yil_id), YEAR_KIND, yil_id)


def plan_paper(look: Look, yil_id: int) -> Paper:
    """The quarters of every tertip with its ödenek; a tertip whose plan is not its ödenek is named.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such year, or nothing is planned.
    """
    rows = _planned(look, yil_id)
    lines = [
        (place, one.kod, one.name, one.held.odenek, *_parts(one), one.plan.total if one.plan else 0)
        for place, one in enumerate(rows, 1)
    ]
    return _program(
        look,
        yil_id,
        ("ayrıntılı harcama programı", "AYRINTILI HARCAMA PROGRAMI", PLAN_FORM),
        replace(PLANNED, rows=tuple(lines), total=_totals(lines)),
        (PLAN_NOTE, *_unequal(rows)),
    )


def course_for_export(work: Work, yil_id: int) -> tuple[Paper, ...]:
    """AHP gerçekleşmesi for a file; the export is written to the trail.

    Raises:
        NotAllowed: no permission to export, or out of sight.
        BadInput: no such year, or nothing is planned.
    """
    return told(work, course_paper(work, yil_id), YEAR_KIND, yil_id)


def course_paper(look: Look, yil_id: int) -> Paper:
    """Plan × released × used by tertip, with all that is written so far.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such year, or nothing is planned.
    """
    rows = _planned(look, yil_id)
    done = released_quarters(look, yil_id)
    last = done[-1].quarter if done else 0
    lines = [
        (
            place, one.kod, one.name, one.held.odenek, one.plan.until(last) if one.plan else 0, one.released.total,
            one.held.used, one.left,
        )
        for place, one in enumerate(rows, 1)
    ]  # fmt: skip
    until = f"{LABELS[last]} dahil serbest bırakıldı." if last else "Hiçbir dönem serbest bırakılmadı."
    return _program(
        look,
        yil_id,
        ("harcama programı gerçekleşmesi", "AYRINTILI HARCAMA PROGRAMI GERÇEKLEŞMESİ", COURSE_FORM),
        replace(RELEASED, rows=tuple(lines), total=_totals(lines)),
        (until, COURSE_NOTE, *_unequal(rows)),
    )


def _planned(look: Look, yil_id: int) -> list[ReleaseRow]:
    rows = [one for one in release_rows(look, yil_id) if one.plan is not None or one.held.odenek]
    if not any(one.plan for one in rows):
        raise BadInput("Harcama programı yazılmamış.", "Önce dönemleri yazın.")
    return rows


def _program(look: Look, yil_id: int, words: tuple[str, str, str], table: Table, notes: tuple[str, ...]) -> Paper:
    year, unit = year_and_unit(look, yil_id)
    name, title, form = words
    return finished(
        look,
        Paper(
            name=f"{name} {year.year}",
            office_lines=office_lines(look),
            title=title,
            subtitle=f"{unit.code} {unit.name} · {year.year} mali yılı · {format_date(look.today)}",
            blocks=(table, blank_signers()),
            printed_at=wall_clock(look.now),
            landscape=True,
            notes=notes,
            form=form,
            slots=(*year_slots(year, unit), ("tarih", format_date(look.today))),
        ),
        look.today,
    )


def _parts(one: ReleaseRow) -> tuple[int | None, ...]:
    return one.plan.parts if one.plan else (None,) * len(QUARTERS)


def _totals(lines: Sequence[tuple[object, ...]]) -> tuple[object, ...]:
    sums = [sum(value for value in column if isinstance(value, int)) for column in zip(*lines, strict=True)]
    return ("TOPLAM", "", "", *sums[len(SIDE) :])


def _unequal(rows: Iterable[ReleaseRow]) -> tuple[str, ...]:
    wrong = [f"{one.kod} ({format_kurus(one.difference)})" for one in rows if one.state]
    return (f"Programı ödeneğine eşit olmayan tertipler: {', '.join(wrong)}.",) if wrong else ()
