"""What was decided of fault and compensation for a written-off loss, as screens and papers show it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlmodel import col

from data.core.calendar import format_date
from data.core.money import format_kurus
from data.core.store import Look
from data.tasinir.models_counts import DusmeKusur
from data.tasinir.rules.values import FaultDecision, WriteOffReason, WriteOffState


@dataclass(frozen=True, slots=True)
class FaultRow:
    """The decision that stands.

    Attributes:
        charged: Who pays; empty where nobody does.
        kurus: Gerçeğe uygun değer.
    """

    decision: FaultDecision
    day: date
    paper: str
    charged: str
    kurus: int | None
    note: str

    @property
    def words(self) -> str:
        """In one line, as the paper prints it."""
        said = f"{self.decision.label} ({self.decision.article})"
        if self.kurus is not None:
            said += f": {self.charged}, {format_kurus(self.kurus)}"
        said += f"; {format_date(self.day)} tarihli, {self.paper} sayılı karar"
        return said + (f"; {' '.join(self.note.split())}" if self.note else "")


def decision_of(look: Look, dusme_id: int) -> FaultRow | None:
    """The last decision of a paper; nothing before one was written."""
    statement = (
        select(DusmeKusur).where(col(DusmeKusur.dusme_id) == dusme_id).order_by(col(DusmeKusur.id).desc()).limit(1)
    )
    row = look.session.execute(statement).scalar()
    if row is None:
        return None
    return FaultRow(FaultDecision(row.decision), row.day, row.paper, row.charged, row.kurus, row.note)


def takes_decision(reason: WriteOffReason, state: WriteOffState) -> bool:
    """Whether fault is judged: of a loss (m.27), once it was presented; scrap is nobody's fault."""
    return reason.group == 1 and state in (WriteOffState.ONAYDA, WriteOffState.ONAYLI)
