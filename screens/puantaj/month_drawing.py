"""How a month's people, days and the day under the cursor are drawn."""

from __future__ import annotations

from data.core.calendar import format_date
from data.puantaj import day_views
from data.puantaj.day_views import DayView
from data.puantaj.fix_views import PassLine
from data.puantaj.rules.codes import CodeGroup
from data.puantaj.rules.values import Source
from data.puantaj.views import CellRow, DayHead, PersonRow
from screens.widgets.detail import Detail
from screens.widgets.month_grid_model import GridCell, GridRow, Shade
from screens.widgets.tones import Tone

_TONES = {
    CodeGroup.calisma: Tone.NORMAL,
    CodeGroup.tatil: Tone.REST,
    CodeGroup.izin: Tone.LEAVE,
    CodeGroup.rapor: Tone.WARN,
    CodeGroup.ucretsiz: Tone.BAD,
    CodeGroup.saat: Tone.NORMAL,
    CodeGroup.disi: Tone.DIM,
    CodeGroup.eksik: Tone.BAD,
}


def grid_row(person: PersonRow) -> GridRow:
    """A person's row of the grid."""
    return GridRow(
        id=person.personel_id,
        title=person.name,
        subtitle=person.sicil,
        cells=tuple(_cell(cell) for cell in person.cells),
        totals=person.totals,
        questions=person.questions,
    )


def day_name(head: DayHead) -> str:
    """A day for the status line: ``29.10.2026 Pe · Cumhuriyet Bayramı``."""
    half = " (yarım gün)" if head.shade.value == Shade.HALF.value else ""
    return f"{format_date(head.day)} {head.weekday}" + (f" · {head.name}{half}" if head.name else "")


def _cell(cell: CellRow) -> GridCell:
    return GridCell(cell.letter, _TONES[cell.group], question=cell.question, manual=cell.source is Source.ELLE)


def day_detail(found: DayView, passed: tuple[PassLine, ...]) -> Detail:
    """The day under the cursor, with its passes and what was written about them by hand."""
    lines = [("Kod", f"{found.letter} {found.code_name}"), ("Kaynak", found.source.label)]
    if found.first_in and found.last_out:
        lines.append(("Kapı saati", f"{found.first_in:%H:%M}–{found.last_out:%H:%M}"))
        lines.append(("Süre", day_views.worked_hours(found.worked_minutes)))
    headings = (
        ("Normal", found.normal_minutes), ("Fazla çalışma", found.fm_minutes), ("Fazla süreli", found.fsc_minutes),
        ("Genel tatil", found.gt_minutes), ("Hafta tatili", found.ht_minutes), ("Gece", found.night_minutes),
    )  # fmt: skip
    lines += [(label, day_views.worked_hours(minutes)) for label, minutes in headings if minutes]
    if found.halves[0]:
        lines.append(("Öğleden önce", found.halves[0]))
        lines.append(("Öğleden sonra", found.halves[1]))
    if found.document:
        lines.append(("Belge", found.document))
    if found.note:
        lines.append(("Açıklama", found.note))
    if found.late_minutes:
        lines.append(("Geç kalma", f"{found.late_minutes} dakika"))
    if found.early_minutes:
        lines.append(("Erken çıkma", f"{found.early_minutes} dakika"))
    if passed:
        lines += [("", "Hareketler"), *(("•", line.words) for line in passed)]
    if found.questions:
        lines += [("", "Sorular"), *(("•", text) for text in found.questions)]
    lines.append(("", "Neden?"))
    lines += [("•", f"{one.text}" + (f" ({one.law})" if one.law else "")) for one in found.reasons]
    return Detail(f"{found.name} · {format_date(found.day)}", tuple(lines))
