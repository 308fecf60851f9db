"""What the papers of the budget have in common: first columns, who signs, and the office's layout."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from data.butce import lookup
from data.butce.lookup import AREA
from data.butce.models import ButceYil
from data.core import trail
from data.core.models import HarcamaBirimi
from data.core.paper import CellKind, Paper, PaperColumn, Signature, Signatures
from data.core.paper_layout import UNSEEN, UNSEEN_WORDS, arranged
from data.core.paper_layout_rows import layout_on
from data.core.permissions import Verb
from data.core.store import Look, Work

SIDE: Final = (
    PaperColumn("Sıra", CellKind.INT, 5, key="sira"),
    PaperColumn("Tertip", width=32, key="tertip"),
    PaperColumn("Açıklama", width=24, key="aciklama"),
)
"""The columns that every table of tertips begins with."""
SIGNERS: Final = (("hazirlayan", "Hazırlayan"), ("kontrol", "Kontrol eden"), ("onaylayan", "Onaylayan"))


def year_and_unit(look: Look, yil_id: int) -> tuple[ButceYil, HarcamaBirimi]:
    """A budget year with its harcama birimi.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such year.
    """
    look.actor.require(AREA, Verb.VIEW)
    year = lookup.year_row(look, yil_id)
    return year, lookup.unit_row(look, year.harcama_birimi_id)


def year_slots(year: ButceYil, unit: HarcamaBirimi) -> tuple[tuple[str, str], ...]:
    """What an office's own wording of any form may name."""
    return (("birim", f"{unit.code} {unit.name}"), ("yıl", str(year.year)))


def blank_signers() -> Signatures:
    """Sign blocks to be filled in by hand."""
    return Signatures(tuple(Signature(label, key=key) for key, label in SIGNERS), key="imza")


def finished(look: Look, paper: Paper, day: date) -> Paper:
    """The paper in the office's layout of its own day; that no official layout was seen stands at its foot."""
    layout = layout_on(look, paper.form, day)
    made = arranged(paper, layout)
    return made if layout.hides(UNSEEN) else replace(made, notes=(*made.notes, UNSEEN_WORDS))


def told(work: Work, paper: Paper, kind: str, record_id: int) -> tuple[Paper, ...]:
    """A paper for a file; the export is written to the trail.

    Raises:
        NotAllowed: no permission to export.
    """
    work.actor.require(AREA, Verb.EXPORT)
    trail.record(work, "butce.export", f"Dışa aktarıldı: {paper.name}", kind=kind, record_id=record_id)
    return (paper,)
