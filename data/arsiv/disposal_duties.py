"""What ayıklama ve imha asks of the desk today: the start in March, the next step of each work, its proof."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import Final

from sqlalchemy import func, or_, select
from sqlmodel import col

from data.arsiv.duty_counts import folder_counts
from data.arsiv.lookup import AREA, DISPOSAL_KIND, in_sight
from data.arsiv.models import Klasor
from data.arsiv.models_papers import Imha, ImhaSatir
from data.arsiv.rules.disposal import PROOF_YEARS, proof_until
from data.arsiv.rules.values import Decision, DisposalState, law
from data.arsiv.settings import settings_on
from data.core.calendar import format_date
from data.core.models import Birim
from data.core.permissions import Verb
from data.core.reasons import Reason, Ref
from data.core.store import Look
from data.core.units import in_scope

_OPEN: Final = tuple(state.value for state in DisposalState if not state.over)
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

    @property
    def verb(self) -> Verb:
        """What who does it must be allowed."""
        return Verb.CHECK if self in (DisposalDuty.ONAY, DisposalDuty.IMHA) else Verb.PREPARE


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
        what: How much is ready, in words; ``missing`` what is not.
        imha_id: The work that it is about; 0 for one that is to be started.
    """

    id: int
    kind: DisposalDuty
    birim_id: int
    birim: str
    since: date
    what: str
    missing: str
    imha_id: int
    reasons: tuple[Reason, ...]


def disposal_duties(look: Look, counts: Mapping[int, Counter[str]] | None = None) -> tuple[DisposalDutyRow, ...]:
    """All that is to be done today in units in sight, in the order of the year.

    Args:
        counts: Of :func:`folder_counts`, where they were asked for already.

    Raises:
        NotAllowed: no permission.
    """
    look.actor.require(AREA, Verb.VIEW)
    counted = folder_counts(look) if counts is None else counts
    rows = [*_to_start(look, counted), *_running(look), *_proofs(look)]
    return tuple(sorted(rows, key=lambda one: (one.kind, one.birim, one.id)))


def _to_start(look: Look, counts: Mapping[int, Counter[str]]) -> list[DisposalDutyRow]:
    first = date(look.today.year, settings_on(look, look.today).imha_ay, 1)
    due = {unit: count["candidates"] for unit, count in counts.items() if count["candidates"]}
    if look.today < first or not due:
        return []
    covered = _covered(look)
    units = look.session.execute(select(Birim).where(col(Birim.id).in_(due))).scalars()
    return [
        _duty(DisposalDuty.BASLA, unit.id or 0, unit.name, first, f"süresi dolmuş {due[unit.id or 0]} klasör")
        for unit in units
        if unit.path not in covered[0] and not unit.path.startswith(covered[1])
    ]


def _covered(look: Look) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Paths of units that a work of this year or a running one judges, and of those with all units below them."""
    begun = col(Imha.year) == look.today.year
    statement = (
        select(col(Birim.path), col(Imha.below))
        .join(Birim, col(Birim.id) == col(Imha.birim_id))
        .where(or_(begun & (col(Imha.state) != DisposalState.IPTAL.value), col(Imha.state).in_(_OPEN)))
    )
    works = list(look.session.execute(statement))
    return tuple(path for path, _ in works), tuple(path for path, below in works if below)


def _running(look: Look) -> list[DisposalDutyRow]:
    statement = (
        select(Imha, col(Birim.name))
        .join(Birim, col(Birim.id) == col(Imha.birim_id))
        .where(in_scope(look), col(Imha.state).in_(_OPEN))
    )
    found = []
    for work, unit in look.session.execute(statement):
        kind, since = _STEP[DisposalState(work.state)], work.approval_day or work.opinion_day or work.started_on
        more, missing = _standing(look, work, kind)
        what = f"{work.year}/{work.number}{more}"
        found.append(_duty(kind, work.birim_id or 0, unit, since, what, work.id or 0, missing))
    return found


def _standing(look: Look, work: Imha, kind: DisposalDuty) -> tuple[str, str]:
    """What a work has of its next step, and what that step still wants."""
    match kind:
        case DisposalDuty.KARAR:
            waits = _undecided(look, work.id or 0)
            return "", f"{waits} klasör karar bekliyor" if waits else ""
        case DisposalDuty.IMZA:
            # Loaded where a list is signed, not at every start of the desk.
            from data.arsiv.operations.disposal_parts import hands_of

            hands = hands_of(look, work) if work.pages else ()
            signed = sum(one.by is not None for one in hands)
            missing = f"{len(hands) - signed} üyenin imzası eksik" if len(hands) > signed else ""
            return (f", {signed}/{len(hands)} üye imzaladı" if hands else ""), missing
        case DisposalDuty.GORUS:
            sent = f", {format_date(work.sent_on)} gününde gönderildi" if work.sent_on else ""
            return sent, "görüş yazısı bekleniyor"
        case DisposalDuty.ONAY:
            return "", "onay yazısı bekleniyor"
        case _:
            return "", "imha tutanağı yazılmadı"


def _undecided(look: Look, imha_id: int) -> int:
    statement = (
        select(func.count())
        .select_from(ImhaSatir)
        .join(Klasor, col(Klasor.id) == col(ImhaSatir.klasor_id))
        .where(
            col(ImhaSatir.imha_id) == imha_id,
            col(ImhaSatir.decision) == Decision.BEKLIYOR.value,
            in_sight(look, walk=True),
        )
    )
    return int(look.session.execute(statement).scalar_one())


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
        what = f"{row.year}/{row.number}, {format_date(until)} gününe kadar saklandı"
        found.append(_duty(DisposalDuty.KANIT, row.birim_id or 0, unit, until, what, row.id or 0))
    return found


def _duty(
    kind: DisposalDuty, birim_id: int, unit: str, since: date, what: str, imha_id: int = 0, missing: str = ""
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
        missing=missing,
        imha_id=imha_id,
        reasons=(reason,),
    )
