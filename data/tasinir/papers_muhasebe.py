"""Our account beside the books of muhasebe on paper, whole or only where the two differ (kuruş farkları)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from data.core import trail
from data.core.calendar import format_date
from data.core.errors import BadInput
from data.core.paper import CellKind, Paper, PaperColumn, Table, Text
from data.core.permissions import Verb
from data.core.stamps import office_lines, wall_clock
from data.core.store import Look, Work
from data.tasinir.lookup import AREA, UNIT_KIND, unit_row
from data.tasinir.muhasebe_views import comparison
from data.tasinir.papers_count import UNNAMED
from data.tasinir.papers_parts import finished, form_key, hands, officer, owners, said
from data.tasinir.rules.values import OfficeRole, law

_COLUMNS = (
    PaperColumn("Sıra no", CellKind.INT, 5, key="sira"),
    PaperColumn("II. düzey kodu", width=12, key="kod"),
    PaperColumn("Adı", width=36, key="ad"),
    PaperColumn("Taşınır kayıtları", CellKind.MONEY, 16, key="tasinir"),
    PaperColumn("Muhasebe kayıtları", CellKind.MONEY, 16, key="muhasebe"),
    PaperColumn("Fark", CellKind.MONEY, 13, key="fark"),
)
COMPARED = Table(_COLUMNS, (), "", ("TOPLAM",), key="duzeyler")
RESULT = Text("Karşılaştırma: <sonuç>.", key="sonuc")
SIGNERS = (OfficeRole.KAYIT_YETKILISI, OfficeRole.MUHASEBE_YETKILISI)
COMPARED_NOTE = f"{law('8/2')}, {law('30/4')}: muhasebe defterleri II. düzeyde tutulur."
WHOLE_TITLE, DIFFERING_TITLE = "TAŞINIR – MUHASEBE KARŞILAŞTIRMA CETVELİ", "KURUŞ FARKLARI CETVELİ"


def comparison_for_export(
    work: Work, harcama_birimi_id: int, day: date, *, differing: bool = False
) -> tuple[Paper, ...]:
    """The comparison for a file; the export is written to the trail.

    Raises:
        NotAllowed: no permission to export, or out of sight.
        BadInput: no such harcama birimi, no figure of muhasebe was written, or nothing differs.
    """
    work.actor.require(AREA, Verb.EXPORT)
    paper = comparison_paper(work, harcama_birimi_id, day, differing=differing)
    words = f"{paper.name} dışa aktarıldı: {paper.subtitle}"
    trail.record(work, "tasinir.export", words, kind=UNIT_KIND, record_id=harcama_birimi_id)
    return (paper,)


def comparison_paper(look: Look, harcama_birimi_id: int, day: date, *, differing: bool = False) -> Paper:
    """Both books of a day, II. düzey by II. düzey.

    Args:
        differing: Only codes whose two figures are not the same.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such harcama birimi, no figure of muhasebe was written, or nothing differs.
    """
    look.actor.require(AREA, Verb.VIEW)
    unit = unit_row(look, harcama_birimi_id)
    found = comparison(look, harcama_birimi_id, day)
    if not found.written:
        raise BadInput("Muhasebe tutarı yazılmadı.", "Tutarları yazın ya da dosyadan alın.")
    shown = found.differing if differing else found.rows
    if not shown:
        raise BadInput("Fark yok.", "Karşılaştırmanın tamamını yazdırın.")
    rows = tuple(
        (place, row.code, row.name or UNNAMED, row.ours, row.theirs, row.difference)
        for place, row in enumerate(shown, 1)
    )
    total = (
        "TOPLAM", "", "", sum(row.ours for row in shown), sum(row.theirs or 0 for row in shown),
        sum(row.difference or 0 for row in shown),
    )  # fmt: skip
    slots = (
        ("cetvel", DIFFERING_TITLE if differing else WHOLE_TITLE), ("birim", f"{unit.code} {unit.name}"),
        ("tarih", format_date(day)), ("sonuç", found.words.lstrip("✓! ")),
    )  # fmt: skip
    paper = Paper(
        name="kuruş farkları cetveli" if differing else "muhasebe karşılaştırma cetveli",
        office_lines=office_lines(look),
        title=DIFFERING_TITLE if differing else WHOLE_TITLE,
        subtitle=f"{unit.code} {unit.name} · {format_date(day)}",
        blocks=(
            owners(unit),
            replace(COMPARED, rows=rows, total=total),
            said(RESULT, slots),
            hands("imza", (officer(look, harcama_birimi_id, role, day) for role in SIGNERS)),
        ),
        printed_at=wall_clock(look.now),
        notes=(COMPARED_NOTE,),
        form=form_key("muhasebe"),
        slots=slots,
    )
    return finished(look, paper, day)
