"""The list of open advances of a harcama birimi (the office's own paper)."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from data.avans.lookup import AREA, UNIT_KIND
from data.avans.papers_parts import APPROVER, PREPARED, form_key, told
from data.avans.views import open_rows
from data.butce import lookup as budget
from data.butce.papers_parts import finished
from data.core.calendar import format_date
from data.core.paper import CellKind, Paper, PaperColumn, Signature, Signatures, Table, Text
from data.core.permissions import Verb
from data.core.stamps import office_lines, wall_clock
from data.core.store import Look, Work

_INT, _DAY, _MONEY = CellKind.INT, CellKind.DATE, CellKind.MONEY
OPEN: Final = Table(
    (
        PaperColumn("Sıra", _INT, 5, key="sira"),
        PaperColumn("No", width=9, key="no"),
        PaperColumn("Türü", width=16, key="tur"),
        PaperColumn("Avansı alan", width=20, key="alan"),
        PaperColumn("Konusu", width=24, key="konu"),
        PaperColumn("Tertip", width=24, key="tertip"),
        PaperColumn("Veriliş", _DAY, 11, key="verilis"),
        PaperColumn("Verilen", _MONEY, 13, key="verilen"),
        PaperColumn("Mahsup", _MONEY, 13, key="mahsup"),
        PaperColumn("İade", _MONEY, 12, key="iade"),
        PaperColumn("Açık", _MONEY, 13, key="acik"),
        PaperColumn("Son gün", _DAY, 11, key="son"),
        PaperColumn("Durumu", width=16, key="durum"),
    ),
    (),
    "",
    ("TOPLAM",),
    key="avanslar",
)
NONE_OPEN: Final = Text("Açık avans yoktur.", key="yok")


def open_for_export(work: Work, harcama_birimi_id: int) -> Paper:
    """The list of open advances for a file; the export is written to the trail.

    Raises:
        NotAllowed: no permission to export, or out of sight.
        BadInput: no such harcama birimi.
    """
    return told(work, open_paper(work, harcama_birimi_id), UNIT_KIND, harcama_birimi_id)


def open_paper(look: Look, harcama_birimi_id: int) -> Paper:
    """The open advances of a harcama birimi as they stand today, those with the nearest last day first.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such harcama birimi.
    """
    look.actor.require(AREA, Verb.VIEW)
    unit = budget.unit_row(look, harcama_birimi_id)
    found = open_rows(look, harcama_birimi_id)
    lines = tuple(
        (
            place, one.no, one.kind.label, one.holder, one.subject, one.kod, one.given_day, one.held.verilen,
            one.held.mahsup, one.held.iade, one.held.acik + one.held.devir + one.held.owed, one.deadline,
            one.left or one.state.label,
        )
        for place, one in enumerate(found, 1)
    )  # fmt: skip
    sums = [sum(int(str(line[place])) for line in lines) for place in (7, 8, 9, 10)]
    day = format_date(look.today)
    slots = (("birim", unit.name), ("tarih", day))
    paper = Paper(
        name=f"Açık avanslar {day}",
        office_lines=office_lines(look),
        title="AÇIK AVANSLAR LİSTESİ",
        subtitle=f"{unit.name} · {day}",
        blocks=(
            replace(OPEN, rows=lines, total=("TOPLAM", *[""] * 5, None, *sums, None, "")) if lines else NONE_OPEN,
            Signatures((Signature(PREPARED[1], key=PREPARED[0]), Signature(APPROVER[1], key=APPROVER[0])), "imza"),
        ),
        printed_at=wall_clock(look.now),
        landscape=True,
        form=form_key("acik"),
        slots=slots,
    )
    return finished(look, paper, look.today)
