"""The yearly table of the archive's activity, for the return of January (m.26).

Devlet Arşivleri has a format of its own, which was not seen; the numbers are here, and the table can be arranged.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from decimal import Decimal
from typing import Final

from data.arsiv.lookup import AREA
from data.arsiv.papers_parts import MANAGER, PREPARED, blank_hands, finished, form_key, manager_hands, told
from data.arsiv.settings import settings_on
from data.arsiv.year_views import YearRow, year_in_numbers
from data.core.drafts import FieldKind, FieldSpec, check, entry
from data.core.paper import CellKind, Paper, PaperColumn, Table
from data.core.permissions import Verb
from data.core.stamps import office_lines, wall_clock
from data.core.store import Work

_INT: Final = CellKind.INT
_NUMBERS: Final = (
    ("opened", "acilan", "Açılan", 8), ("closed", "kapanan", "Kapanan", 9),
    ("controls", "kontrol", "Uygunluk kontrolü", 10), ("unfit", "uygunsuz", "Uygun bulunmayan", 12),
    ("handed", "devredilen", "Kurum arşivine devredilen", 11), ("returned", "iade", "Devirden iade", 9),
    ("loans", "odunc", "Yararlanma", 11), ("copies", "yerinde", "Yerinde / kopya", 9),
    ("late", "geciken", "Geciken ödünç", 9), ("due_a", "sure_a", "Süresi dolan A", 8),
    ("due_c", "sure_c", "Süresi dolan C", 8), ("due_d", "sure_d", "Süresi dolan D", 8),
    ("destroyed", "imha", "İmha edilen", 8), ("to_state", "devlet", "Devlet Arşivlerine", 11),
    ("kept", "mevcut", "Yıl sonunda mevcut", 9),
)  # fmt: skip
"""Attribute of a row, key of the column, its heading, letters of the longest word in it."""
YEAR: Final = Table(
    (
        PaperColumn("Birim", width=28, key="birim"),
        *(PaperColumn(title, _INT, width, key=key) for _, key, title, width in _NUMBERS),
        PaperColumn("Raf (m)", CellKind.DECIMAL, 8, key="raf"),
    ),
    (),
    "",
    ("TOPLAM",),
    key="birimler",
)
SIGNERS: Final = blank_hands(PREPARED, MANAGER)
NOTE: Final = "Raf uzunluğu, ayardaki ortalama klasör kalınlığıyla hesaplanmıştır."
_MM: Final = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class YearDraft:
    """Which year."""

    year: int = entry(FieldSpec("Yıl", FieldKind.INT, length=4))


def year_for_export(work: Work, draft: YearDraft) -> Paper:
    """The yearly table of the units in sight for a file; told to the trail.

    Raises:
        NotAllowed: no permission to export.
        BadFields: a year that cannot be.
    """
    work.actor.require(AREA, Verb.EXPORT)
    begun = 1900 < draft.year <= work.today.year
    check(draft, {} if begun else {"year": "Başlamış bir yıl yazın."})
    rows = year_in_numbers(work, draft.year)
    thick = settings_on(work, work.today).klasor_mm
    names = [field.name for field in fields(YearRow) if field.name not in ("birim_id", "birim")]
    whole = YearRow(0, "TOPLAM", **{name: sum(getattr(row, name) for row in rows) for name in names})
    table = replace(YEAR, rows=tuple(_cells(row, thick) for row in rows), total=_cells(whole, thick))
    # Only where they are of one unit is it known whose belge yöneticisi signs.
    signers = manager_hands(work, rows[0].birim_id) if len(rows) == 1 else SIGNERS
    paper = Paper(
        name=f"Arşiv faaliyet tablosu {draft.year}",
        office_lines=office_lines(work),
        title="ARŞİV FAALİYET TABLOSU",
        subtitle=f"{draft.year} yılı",
        blocks=(table, signers),
        printed_at=wall_clock(work.now),
        landscape=True,
        notes=(NOTE,),
        form=form_key("faaliyet"),
        slots=(("yıl", str(draft.year)),),
    )
    return told(work, finished(work, paper, work.today), "", 0)


def _cells(row: YearRow, thick: int) -> tuple[object, ...]:
    metres = Decimal(row.kept * thick) / _MM
    return (row.birim, *(getattr(row, name) for name, *_ in _NUMBERS), metres.quantize(Decimal("0.1")))
