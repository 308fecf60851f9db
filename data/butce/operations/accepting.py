"""An approved proposal becomes next year's budget once the meclis decides, with what it changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from data.butce import lookup
from data.butce.lookup import AREA, PROPOSAL_KIND, segments_of
from data.butce.models import ButceTeklifSatir, ButceYil
from data.butce.operations.opening import Decision, Opening, open_with, opened_tertips
from data.butce.operations.proposals import require_state
from data.butce.operations.years import write_year
from data.butce.proposal_drafts import AcceptDraft
from data.butce.proposal_facts import lines_of
from data.butce.rules.values import ProposalState, YearState
from data.core import trail
from data.core.calendar import format_date
from data.core.drafts import check
from data.core.errors import BadInput, RuleBroken
from data.core.money import format_int, format_kurus
from data.core.permissions import Verb
from data.core.store import Look, Work
from data.core.text import clean_line


@dataclass(frozen=True, slots=True)
class Accepted:
    """What a decision made of a proposal; ``changed`` lines were voted otherwise than proposed."""

    yil_id: int
    year: int
    tertips: int
    kurus: int
    changed: int

    @property
    def words(self) -> str:
        """The quiet line afterwards."""
        other = f" · {format_int(self.changed)} satır farklı kabul edildi" if self.changed else ""
        return (
            f"{self.year} bütçesi açıldı · {format_int(self.tertips)} tertip · {format_kurus(self.kurus)}{other}"
        )


def accept(
    work: Work, teklif_id: int, draft: AcceptDraft, version: int, decided: Mapping[int, int] | None = None
) -> Accepted:
    """Opens the year's tertips with what the meclis voted; opens the year too if it is not open yet.

    Args:
        decided: Line to kuruş where the meclis voted another amount than was proposed; 0 strikes a line.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput, BadFields: something is missing or wrong.
        RuleBroken: the proposal is not approved, or the year has its opening ödenek already.
        Conflict: another desk changed it after it was seen.
    """
    work.actor.require(AREA, Verb.PREPARE)
    row = require_state(work, teklif_id, ProposalState.ONAYLI)
    late = draft.karar_day and draft.karar_day > work.today
    check(draft, {"karar_day": "Karar tarihi bugünden sonra olamaz."} if late else {})
    unit = lookup.unit_row(work, row.harcama_birimi_id)
    lines = lines_of(work, teklif_id)
    voted = _voted(lines, decided or {})
    if row.version != version:
        raise trail.changed_elsewhere(f"{row.year}/{row.number} bütçe teklifi", _changes(lines, voted))
    year = _year(work, row.harcama_birimi_id, row.year)
    wanted = _wanted(work, year, lines, voted)
    open_with(work, year, Decision(clean_line(draft.belge), draft.karar_day, clean_line(draft.karar_no)), wanted)
    row.state = ProposalState.BUTCE.value
    row.version += 1
    changes = _changes(lines, voted)
    done = Accepted(year.id or 0, year.year, len(wanted), sum(one.kurus for one in wanted), len(changes))
    words = (
        f"Bütçe teklifi bütçe oldu: {unit.name}, {draft.karar_no}, {format_date(draft.karar_day)}; {done.words}"
    )
    trail.record(work, "butce.proposal_accept", words, kind=PROPOSAL_KIND, record_id=teklif_id, changes=changes)
    return done


def _voted(lines: Sequence[ButceTeklifSatir], decided: Mapping[int, int]) -> dict[int, int]:
    """Line to kuruş that was voted."""
    known = {line.id or 0: line.first for line in lines}
    if not decided.keys() <= known.keys():
        raise BadInput("Karardaki satır bu teklifte yok.", "Listeyi yenileyip yeniden yazın.")
    if any(amount < 0 for amount in decided.values()):
        raise BadInput("Kabul edilen ödenek eksi olamaz.", "Tutarı düzeltin.", field="amount")
    voted = known | dict(decided)
    if not any(voted.values()):
        raise BadInput("Kabul edilen ödenek yok.", "Tutarları yazın.", field="amount")
    return voted


def _changes(lines: Sequence[ButceTeklifSatir], voted: Mapping[int, int]) -> list[trail.Change]:
    return [
        trail.Change(f"{line.kod} {line.name}", format_kurus(line.first), format_kurus(voted[line.id or 0]))
        for line in lines
        if line.first != voted[line.id or 0]
    ]


def _year(work: Work, harcama_birimi_id: int, number: int) -> ButceYil:
    year = lookup.year_of(work, harcama_birimi_id, number)
    if year is None:
        return write_year(work, harcama_birimi_id, number)
    if year.state != YearState.ACIK.value:
        raise RuleBroken(f"{number} bütçe yılı kapandı.", "Listeyi yenileyin.", law="5018 s. K.")
    return year


def _wanted(
    look: Look, year: ButceYil, lines: Sequence[ButceTeklifSatir], voted: Mapping[int, int]
) -> list[Opening]:
    known = opened_tertips(look, year)
    if any(kurus for _, kurus in known.values()):
        raise RuleBroken(
            f"{year.year} yılının başlangıç ödeneği yazılmış.",
            "Bütçe cetvelden alındıysa teklifle karşılaştırın; yeniden açılmaz.",
        )
    return [
        Opening(
            segments_of(line), line.name, voted[line.id or 0], known.get(line.anahtar, (0, 0))[0], line.onceki_id
        )
        for line in lines
        if voted[line.id or 0]
    ]
