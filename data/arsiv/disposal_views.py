"""What screens ask about ayıklama ve imha: the works, one whole, the candidates of its unit."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, func, or_, select
from sqlmodel import col

from data.arsiv import lookup
from data.arsiv.folder_views import FolderRow, folder_window
from data.arsiv.lookup import AREA, DISPOSAL_KIND, in_sight
from data.arsiv.models import ArsivBloke, Klasor
from data.arsiv.models_papers import Imha, ImhaSatir
from data.arsiv.operations.disposal_parts import hands_of, seats_of, work_no
from data.arsiv.rules.disposal import PageHand, Seat, commission_problems, proof_until, sitting
from data.arsiv.rules.retention import barred_from_judging
from data.arsiv.rules.values import Decision, DisposalMethod, DisposalState, FolderStage, law
from data.core import approvals
from data.core.approvals import ApprovalState
from data.core.calendar import format_date
from data.core.errors import BadInput
from data.core.models import Approval, Birim
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.problem import Problem
from data.core.reasons import Explained, Reason, Ref
from data.core.store import Look
from data.core.text import fold
from data.core.units import in_scope
from data.core.windows import window

_OPEN: Final = tuple(state.value for state in DisposalState if not state.over)
BARRED: Final = "engelli"
"""View of candidates: due, but kept from the commission by a hold, a loan, secrecy, a check or a decision."""


@dataclass(frozen=True, slots=True)
class DisposalRow:
    """A work in the ledger."""

    id: int
    no: str
    birim: str
    started_on: date
    state: DisposalState
    tutanak_day: date | None
    tutanak_no: str
    version: int


@dataclass(frozen=True, slots=True)
class DisposalCard:
    """A work whole.

    Attributes:
        seats: All that ever sat, and who was there at the destruction.
        sitting: Who sits and votes today.
        problems: What the commission lacks today; nothing once it has judged.
        counts: Folders by decision, those in sight.
        on_list: Folders that stand on the destruction list now.
        hands: Whose signature the printed list wants, and who signed every page when; nobody's before it is made.
        approval: Where it stands on the approval path, if it ever was on it.
        proof_until: Last day on which its papers must be there; none before the destruction.
    """

    row: DisposalRow
    birim_id: int
    appointed: str
    small: bool
    below: bool
    seats: tuple[Seat, ...]
    sitting: tuple[Seat, ...]
    problems: tuple[Problem, ...]
    counts: dict[Decision, int]
    samples: int
    on_list: int
    pages: int
    hands: tuple[PageHand, ...]
    opinion: tuple[date | None, str]
    approval_paper: tuple[date | None, str, str]
    method: DisposalMethod | None
    reason: str
    approval: ApprovalState | None
    proof_until: date | None

    @property
    def unsigned(self) -> tuple[str, ...]:
        """Names of those whose signature is still missing."""
        return tuple(one.seat.name for one in self.hands if one.by is None)

    @property
    def all_signed(self) -> bool:
        """Every page of the printed list is signed by all."""
        return bool(self.pages and self.hands and not self.unsigned)


def disposal_window(
    look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None = None
) -> Window[DisposalRow]:
    """Works of units in sight, the last started first.

    Views: empty for all, ``suren`` for those not over, ``imha`` for those that ended with a destruction. The
    filter's words stand in the unit's name or are a year.

    Raises:
        NotAllowed: no permission.
    """
    look.actor.require(AREA, Verb.VIEW)
    statement: Any = select(Imha, col(Birim.name)).join(Birim, col(Birim.id) == col(Imha.birim_id))
    statement = statement.where(in_scope(look))
    if query.view == "suren":
        statement = statement.where(col(Imha.state).in_(_OPEN))
    elif query.view == "imha":
        statement = statement.where(col(Imha.state) == DisposalState.IMHA.value)
    for word in fold(query.text).split():
        year = col(Imha.year) == int(word) if word.isdigit() and len(word) == 4 else None
        named = col(Birim.arama).contains(word, autoescape=True)
        statement = statement.where(named if year is None else or_(named, year))
    return window(
        look,
        statement,
        (col(Imha.id),),
        lambda found: _row(found[0], found[1]),
        start=start,
        limit=limit,
        anchor=anchor,
        descending=query.descending if query.sort else not query.descending,
    )


def _row(row: Imha, unit: str) -> DisposalRow:
    return DisposalRow(
        id=row.id or 0,
        no=work_no(row),
        birim=unit,
        started_on=row.started_on,
        state=DisposalState(row.state),
        tutanak_day=row.tutanak_day,
        tutanak_no=row.tutanak_no,
        version=row.version,
    )


def disposal_card(look: Look, imha_id: int) -> DisposalCard:
    """A work with its commission, what was decided, and its papers.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such work.
    """
    look.actor.require(AREA, Verb.VIEW)
    row = lookup.disposal_row(look, imha_id)
    seats, day = seats_of(look, imha_id), max(look.today, row.started_on)
    judging = row.state == DisposalState.KOMISYON.value
    counts, samples, on_list = _counts(look, imha_id)
    return DisposalCard(
        row=_row(row, look.session.get_one(Birim, row.birim_id).name),
        birim_id=row.birim_id or 0,
        appointed=row.appointed,
        small=row.small,
        below=row.below,
        seats=seats,
        sitting=sitting(seats, day),
        problems=commission_problems(seats, day, small=row.small) if judging else (),
        counts=counts,
        samples=samples,
        on_list=on_list,
        pages=row.pages,
        hands=() if judging else hands_of(look, row, seats),
        opinion=(row.opinion_day, row.opinion_no),
        approval_paper=(row.approval_day, row.approval_no, row.approved_by),
        method=DisposalMethod(row.method) if row.method else None,
        reason=row.reason,
        approval=_approval(look, imha_id),
        proof_until=proof_until(row.tutanak_day) if row.tutanak_day else None,
    )


def _counts(look: Look, imha_id: int) -> tuple[dict[Decision, int], int, int]:
    statement = (
        select(col(ImhaSatir.decision), col(ImhaSatir.sample), col(Klasor.stage), func.count())
        .join(Klasor, col(Klasor.id) == col(ImhaSatir.klasor_id))
        .where(col(ImhaSatir.imha_id) == imha_id, in_sight(look))
        .group_by(col(ImhaSatir.decision), col(ImhaSatir.sample), col(Klasor.stage))
    )
    found: Counter[Decision] = Counter()
    samples = on_list = 0
    for decision, sample, stage, count in look.session.execute(statement):
        found[Decision(decision)] += count
        samples += count if sample else 0
        on_list += count if stage == FolderStage.IMHA_LISTESI.value else 0
    return dict(found), samples, on_list


def _approval(look: Look, imha_id: int) -> ApprovalState | None:
    wanted = select(col(Approval.id)).where(
        col(Approval.kind) == DISPOSAL_KIND, col(Approval.record_id) == imha_id
    )
    there = look.session.execute(wanted).first() is not None
    return approvals.state(look, DISPOSAL_KIND, imha_id) if there else None


def sum_up(look: Look, imha_id: int) -> tuple[tuple[str, str], ...]:
    """What a reviewer reads of a work before opening it.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such work.
    """
    card = disposal_card(look, imha_id)
    opinion, (day, no, by) = card.opinion, card.approval_paper
    kept = "; ".join(f"{one.label}: {count}" for one, count in card.counts.items())
    lines = (
        ("Birim", f"{card.row.birim}, alt birimleriyle" if card.below else card.row.birim),
        ("Komisyon", f"{card.appointed}; {len(card.sitting)} üye"),
        ("Durum", card.row.state.label),
        ("Kararlar", f"{kept}; örnek seçilen {card.samples}" if card.samples else kept),
        ("İmha listesi", f"{card.on_list} klasör" if card.on_list else ""),
        ("İmzalar", signatures_told(card)),
        ("Görüş", f"{format_date(opinion[0])} {opinion[1]}" if opinion[0] else ""),
        ("Onay", f"{format_date(day)} {no}, {by}" if day else ""),
        ("Usul", card.method.label if card.method else ""),
        ("Tutanak", f"{format_date(card.row.tutanak_day)} {card.row.tutanak_no}" if card.row.tutanak_day else ""),
        ("Kanıtların saklanması", f"{format_date(card.proof_until)} sonuna kadar" if card.proof_until else ""),
        ("Gerekçe", card.reason),
    )
    return tuple(line for line in lines if line[1])


def signatures_told(card: DisposalCard) -> str:
    """How far the printed list is signed: ``4 sayfa, 3/5 üye imzaladı``; empty before it is printed."""
    if not card.pages:
        return ""
    lacking = ", ".join(card.unsigned)
    done = f"{len(card.hands) - len(card.unsigned)}/{len(card.hands)} üye imzaladı"
    return f"{card.pages} sayfa, {done}" + (f"; eksik: {lacking}" if lacking else "")


# ---------------------------------------------------------------- candidates


def candidate_window(
    look: Look,
    query: LedgerQuery,
    start: int,
    limit: int,
    anchor: Anchor | None = None,
    *,
    birim_id: int,
    below: bool = False,
) -> Window[FolderRow]:
    """Folders of a unit in the kurum arşivi whose period is over, the older ones first (m.17/2).

    Views: empty for those that may come before the commission today, ``engelli`` for those that something bars.
    The filter line is that of :func:`folder_window`.

    Args:
        below: Those of the units below it too.

    Raises:
        NotAllowed: no permission, or the unit is out of sight.
        BadInput: no such unit, or a date in the filter cannot be read.
    """
    unit = look.session.get(Birim, birim_id)
    if unit is None:
        raise BadInput("Birim bulunamadı.", "Listeden seçin.", field="birim_id")
    look.actor.require_sight(unit.path)
    units = lookup.units_from(look, birim_id, below=below)
    # One unit's come from an index of its own; those of several are met in the order of their due days.
    mine = col(Klasor.birim_id) == birim_id if len(units) == 1 else (col(Klasor.birim_id) + 0).in_(units)
    barred = _barred(look)
    wanted = (mine, barred if query.view == BARRED else ~barred)
    return folder_window(look, replace(query, view="dolan"), start, limit, anchor, wanted=wanted)


def _barred(look: Look) -> ColumnElement[bool]:
    """As :func:`barred_from_judging` says of a folder that lies in the kurum arşivi and is due."""
    held = select(col(ArsivBloke.klasor_id)).where(col(ArsivBloke.lifted_on).is_(None))
    return or_(
        col(Klasor.secrecy) > 0,
        col(Klasor.loan_id).is_not(None),
        col(Klasor.missing_id).is_not(None),
        func.coalesce(col(Klasor.keep_until), 0) >= look.today.year,
        col(Klasor.id).in_(held),
    )


def why_candidate(look: Look, klasor_id: int, day: date) -> Explained[bool]:
    """Whether a folder may come before the commission on a day, and why or why not.

    Raises:
        NotAllowed: no permission.
        BadInput: no such folder, or none for this actor.
    """
    look.actor.require(AREA, Verb.VIEW)
    facts = lookup.facts_of(look, lookup.folder_row(look, klasor_id))
    if barred := barred_from_judging(facts, day):
        return Explained(False, barred)
    due = f"Saklama süresi {format_date(facts.due)} gününde doldu" if facts.due else ""
    free = Reason("Blokesi, ödüncü, gizliliği yok; kurum arşivinde", law("17-18"), (Ref("klasor", klasor_id),))
    return Explained(True, (Reason(due, law("18")), free))


def judgeable_ids(look: Look, birim_id: int, limit: int, *, below: bool = False) -> tuple[int, ...]:
    """Keys of the oldest folders of a unit, if wanted of those below too, that may come before a commission today.

    Raises:
        NotAllowed: no permission, or the unit is out of sight.
        BadInput: no such unit.
    """
    found = candidate_window(look, LedgerQuery(), 0, limit, birim_id=birim_id, below=below)
    return tuple(row.id for row in found.rows)
