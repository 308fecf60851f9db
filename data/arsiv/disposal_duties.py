"""What ayıklama ve imha asks of the desk today: the start in March, the next step of each work, its proof."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import Final

from sqlalchemy import select
from sqlmodel import col

from data.arsiv.disposal_views import count_candidates, open_works
from data.arsiv.lookup import AREA, DISPOSAL_KIND, in_sight
from data.arsiv.models import Klasor
from data.arsiv.models_papers import Imha
from data.arsiv.operations.disposal_parts import hands_of, work_no
from data.arsiv.rules.disposal import PROOF_YEARS, proof_until
from data.arsiv.rules.values import DisposalState, FolderStage, law
from data.arsiv.settings import settings_on
from data.core.calendar import format_date
from data.core.models import Birim
from data.core.permissions import Verb
from data.core.reasons import Reason, Ref
from data.core.store import Look
from data.core.units import in_scope

_UNITS: Final = 1_000_000
"""Between the keys of two kinds of duties."""


class DisposalDuty(IntEnum):
    """What is to be done; the number orders them."""

    BASLA = 1
    KARAR = 2
    IMZA = 3
    GORUS = 4
    ONAY = 5
    IMHA = 6
    KANIT = 7

    @property
    def label(self) -> str:
        """In words."""
        return {
            1: "Ayıklama ve imhaya başla", 2: "Komisyon kararlarını yaz", 3: "Listeyi imzalat",
            4: "Görüş bekleniyor", 5: "Onay bekleniyor", 6: "İmhayı yap, tutanağı yaz",
            7: "İmha kanıtlarının süresi doldu",
        }[self.value]  # fmt: skip


_STEP: Final = {
    DisposalState.KOMISYON: DisposalDuty.KARAR, DisposalState.LISTE: DisposalDuty.IMZA,
    DisposalState.GORUS: DisposalDuty.GORUS, DisposalState.ONAY: DisposalDuty.ONAY,
    DisposalState.ONAYLI: DisposalDuty.IMHA,
}  # fmt: skip
_LAWS: Final = {
    DisposalDuty.BASLA: "20/1", DisposalDuty.KARAR: "20", DisposalDuty.IMZA: "21/2", DisposalDuty.GORUS: "21/3",
    DisposalDuty.ONAY: "21/3", DisposalDuty.IMHA: "21/6", DisposalDuty.KANIT: "21/7",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class DisposalDutyRow:
    """A duty of a unit; ``id`` tells it from every other one.

    Attributes:
        since: From which day on it is to be done.
        what: How much is ready, in words.
        imha_id: The work that it is about; 0 for one that is to be started.
    """

    id: int
    kind: DisposalDuty
    birim_id: int
    birim: str
    since: date
    what: str
    imha_id: int
    reasons: tuple[Reason, ...]


def disposal_duties(look: Look) -> tuple[DisposalDutyRow, ...]:
    """All that is to be done today in units in sight, in the order of the year.

    Raises:
        NotAllowed: no permission.
    """
    look.actor.require(AREA, Verb.VIEW)
    rows = [*_to_start(look), *_running(look), *_proofs(look)]
    return tuple(sorted(rows, key=lambda one: (one.kind, one.birim, one.id)))


def _to_start(look: Look) -> list[DisposalDutyRow]:
    first = date(look.today.year, settings_on(look, look.today).imha_ay, 1)
    if look.today < first:
        return []
    begun = select(col(Imha.birim_id)).where(col(Imha.year) == look.today.year)
    due = (
        select(col(Klasor.birim_id))
        .where(
            col(Klasor.stage) == FolderStage.KURUM_ARSIVI.value, col(Klasor.due_on) <= look.today, in_sight(look)
        )
        .distinct()
    )
    found = []
    units = select(Birim).where(col(Birim.id).in_(due), col(Birim.id).not_in(begun))
    running = {row.birim for row in open_works(look)}
    for unit in look.session.execute(units).scalars():
        count = count_candidates(look, unit.id or 0)
        if count and unit.name not in running:
            what = f"süresi dolmuş {count} klasör"
            found.append(_duty(DisposalDuty.BASLA, unit.id or 0, unit.name, first, what))
    return found


def _running(look: Look) -> list[DisposalDutyRow]:
    found = []
    for row in open_works(look):
        work = look.session.get_one(Imha, row.id)
        listed = row.state is DisposalState.LISTE and work.pages
        hands = hands_of(look, work) if listed else ()
        signed = f", {sum(one.by is not None for one in hands)}/{len(hands)} üye imzaladı" if listed else ""
        since = work.approval_day or work.opinion_day or work.started_on
        found.append(_duty(_STEP[row.state], work.birim_id or 0, row.birim, since, f"{row.no}{signed}", row.id))
    return found


def _proofs(look: Look) -> list[DisposalDutyRow]:
    """Works whose papers were kept ten years; what is done with them is decided as of any other folder."""
    statement = (
        select(Imha, col(Birim.name))
        .join(Birim, col(Birim.id) == col(Imha.birim_id))
        .where(col(Imha.tutanak_day) < date(look.today.year - PROOF_YEARS, 1, 1), in_scope(look))
    )
    found = []
    for row, unit in look.session.execute(statement):
        until = proof_until(row.tutanak_day or look.today)
        what = f"{work_no(row)}, {format_date(until)} gününe kadar saklandı"
        found.append(_duty(DisposalDuty.KANIT, row.birim_id or 0, unit, until, what, row.id or 0))
    return found


def _duty(
    kind: DisposalDuty, birim_id: int, unit: str, since: date, what: str, imha_id: int = 0
) -> DisposalDutyRow:
    refs = (Ref(DISPOSAL_KIND, imha_id),) if imha_id else (Ref("birim", birim_id),)
    reason = Reason(f"{kind.label}: {what}", law(_LAWS[kind]), refs)
    return DisposalDutyRow(
        id=kind.value * _UNITS + (imha_id or birim_id),
        kind=kind,
        birim_id=birim_id,
        birim=unit,
        since=since,
        what=what,
        imha_id=imha_id,
        reasons=(reason,),
    )
