"""Puts a month together as the paper prints it."""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy import select
from sqlmodel import col

from data.core import approvals, holidays, trail
from data.core.approvals import Stage
from data.core.paper import Signature
from data.core.permissions import Verb
from data.core.stamps import office_lines, signatures, wall_clock
from data.core.store import Look, Work
from data.core.text import mask_tckn
from data.personel.models import Personel
from data.personel.rules import StaffKind
from data.puantaj.columns import Figures, TotalColumn, columns_for, missing_text
from data.puantaj.lookup import month_row, title_of
from data.puantaj.models import Puantaj, PuantajDay, PuantajRow
from data.puantaj.rules.period import Period
from data.puantaj.rules.sgk import PrimGunu
from data.puantaj.setup import codes_of, settings_on
from data.puantaj.sheet import PuantajSheet, SheetDay, SheetRow
from data.puantaj.stored import minutes_of, totals_of
from data.puantaj.views import day_heads

AREA = "puantaj"
_ROLES = {
    Stage.SUNULDU: "Düzenleyen",
    Stage.KONTROL_EDILDI: "Kontrol eden",
    Stage.ONAYLANDI: "Onaylayan",
}


def sheet_for_export(work: Work, puantaj_id: int, *, with_tckn: bool = False) -> PuantajSheet:
    """The sheet for a file; the export, and whether identity numbers are open in it, is written to the trail.

    Raises:
        NotAllowed: no permission to export, or to see identity numbers.
    """
    work.actor.require(AREA, Verb.EXPORT)
    if with_tckn:
        work.actor.require("personel", Verb.UNMASK)
    sheet = sheet_of(work, puantaj_id, with_tckn=with_tckn)
    row, group = month_row(work, puantaj_id)
    words = f"Puantaj dışa aktarıldı: {title_of(row, group)}" + (", T.C. kimlik no açık" if with_tckn else "")
    trail.record(work, "puantaj.export", words, kind="puantaj", record_id=puantaj_id)
    return sheet


def sheet_of(look: Look, puantaj_id: int, *, with_tckn: bool = False) -> PuantajSheet:
    """The sheet of a month as it stands, for looking at it before it is printed."""
    look.actor.require(AREA, Verb.VIEW)
    row, group = month_row(look, puantaj_id)
    period, codes = Period(row.start, row.end), codes_of(look, row)
    kinds = tuple(StaffKind(kind) for kind in group.kinds.split(","))
    columns = columns_for(kinds)
    with_prim = any(kind.has_prim_gunu for kind in kinds)
    used, cells = _cells(look, puantaj_id)
    letters = {code.key: code.letter for code in codes}
    titles = [column.full_title for column in columns] + (["Prim günü", "Eksik gün/kod"] if with_prim else [])
    return PuantajSheet(
        office_lines=office_lines(look),
        title=group.title,
        period=period,
        group=group.name,
        number=row.number or "TASLAK",
        version=row.revision,
        draft=not row.closed,
        days=tuple(
            SheetDay(head.day, head.shade, head.weekday) for head in day_heads(period, holidays.calendar(look))
        ),
        total_titles=tuple(titles),
        rows=_rows(look, puantaj_id, columns, with_prim, cells, letters, with_tckn),
        legend=codes.legend(used),
        signatures=signatures_of(look, puantaj_id),
        notes=_notes(look, row, period),
        printed_at=wall_clock(look.now),
    )


def _cells(look: Look, puantaj_id: int) -> tuple[set[str], dict[int, list[str]]]:
    used: set[str] = set()
    cells: dict[int, list[str]] = {}
    for owner, code in look.session.execute(
        select(col(PuantajDay.personel_id), col(PuantajDay.code))
        .where(col(PuantajDay.puantaj_id) == puantaj_id)
        .order_by(col(PuantajDay.personel_id), col(PuantajDay.day))
    ):
        used.add(code)
        cells.setdefault(owner, []).append(code)
    return used, cells


def _rows(
    look: Look,
    puantaj_id: int,
    columns: tuple[TotalColumn, ...],
    with_prim: bool,
    cells: dict[int, list[str]],
    letters: dict[str, str],
    with_tckn: bool,
) -> tuple[SheetRow, ...]:
    found = look.session.execute(
        select(PuantajRow, col(Personel.tckn))
        .join(Personel, col(Personel.id) == col(PuantajRow.personel_id))
        .where(col(PuantajRow.puantaj_id) == puantaj_id)
        .order_by(col(PuantajRow.sira), col(PuantajRow.personel_id))
    ).all()
    rows = []
    for number, (row, tckn) in enumerate(found, 1):
        figures = Figures(totals_of(row.totals), minutes_of(row))
        values: list[Decimal | int | str] = [column.value(figures) for column in columns]
        if with_prim:
            prim = PrimGunu(row.prim_days, row.missing_days, row.missing_code)
            values += [row.prim_days if row.prim_days is not None else "", missing_text(prim)]
        rows.append(
            SheetRow(
                number=number,
                sicil=row.sicil,
                tckn=(tckn or "") if with_tckn else mask_tckn(tckn or ""),
                name=row.name,
                duty=row.gorev,
                group="",
                cells=tuple(letters[code] for code in cells[row.personel_id]),
                totals=tuple(values),
            )
        )
    return tuple(rows)


def signatures_of(look: Look, puantaj_id: int) -> tuple[Signature, ...]:
    """Who prepared, checked and approved a month, in that order; steps not taken yet are left to the pen."""
    return signatures(approvals.state(look, "puantaj", puantaj_id).steps, _ROLES)


def _notes(look: Look, row: Puantaj, period: Period) -> tuple[str, ...]:
    settings = settings_on(look, period.end)
    notes = [
        f"Saat kuralı: giriş ve çıkışta {settings.tolerance_minutes} dakika tolerans; "
        f"{settings.duplicate_minutes} dakika içindeki tekrar basmalar sayılmaz."
    ]
    if row.revision > 1:
        notes.append(f"{row.revision}. sürüm. Düzeltme gerekçesi: {row.reason}")
    if not row.closed:
        notes.append("Kesinleşmemiştir; ücret hesabına esas alınmaz.")
    return tuple(notes)
