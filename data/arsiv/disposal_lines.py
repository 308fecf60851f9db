"""The folders of an ayıklama ve imha work as screens and papers ask for them: what was decided, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import select, text
from sqlmodel import col

from data.arsiv import lookup
from data.arsiv.folder_views import FolderRow, folder_builder
from data.arsiv.lookup import AREA, in_sight
from data.arsiv.models import Klasor
from data.arsiv.models_papers import ImhaSatir
from data.arsiv.notes import in_list
from data.arsiv.rules.disposal import Vote, outcome_of
from data.arsiv.rules.retention import always_barred, barred_from_destroying, outcome_words
from data.arsiv.rules.values import Decision, FolderStage, Outcome, law
from data.core import engine as engines
from data.core import filters
from data.core.calendar import format_date
from data.core.errors import BadInput
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.reasons import Explained, Reason, Ref
from data.core.store import Look
from data.core.text import upper
from data.core.windows import window

_FIELDS: Final = frozenset({"kod", "yil", "sonuc"})
SAMPLES: Final = "ornek"
"""View of lines: those picked as a sample or for their speciality."""
TO_PICK: Final = "secilecek"
"""View of lines that wait and of whose kind samples or special ones are picked (A1–A3)."""
_PICKED_FROM: Final = tuple(one.value for one in Outcome if one.picks)


@dataclass(frozen=True, slots=True)
class DisposalLine:
    """A folder before the commission.

    Attributes:
        code: What its retention says: ``A1``.
        outcome: The same in words.
        keep_until: Year until whose end it is kept.
        sample: Picked as a sample or for its speciality (A1–A3).
    """

    id: int
    folder: FolderRow
    code: str
    outcome: str
    decision: Decision
    reason: str
    keep_until: int | None
    sample: bool
    decided_on: date | None
    votes_for: int
    votes_against: int
    version: int


def line_window(
    look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None = None, *, imha_id: int
) -> Window[DisposalLine]:
    """The folders of a work that the actor sees, the older ones first.

    Views: empty for all, the value of a :class:`Decision` (``bekliyor``, ``imha``, ``sakla``, ``devlet``) and
    ``ornek``, ``secilecek``. The filter line takes words, ``kod:``, ``yıl:`` and ``sonuç:A1``.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such work.
    """
    look.actor.require(AREA, Verb.VIEW)
    lookup.disposal_row(look, imha_id)
    statement = _lines(look, imha_id)
    if query.view == SAMPLES:
        statement = statement.where(col(ImhaSatir.sample))
    elif query.view == TO_PICK:
        waits = col(ImhaSatir.decision) == Decision.BEKLIYOR.value
        statement = statement.where(waits, col(Klasor.outcome).in_(_PICKED_FROM))
    elif query.view:
        statement = statement.where(col(ImhaSatir.decision) == query.view)
    typed = filters.parse(query.text, _FIELDS)
    for name, value in typed.pairs:
        if name == "kod":
            statement = statement.where(col(Klasor.code).startswith(value, autoescape=True))
        elif name == "sonuc":
            statement = statement.where(col(Klasor.outcome) == upper(value))
        else:
            statement = statement.where(col(Klasor.opened_year) == (int(value) if value.isdigit() else 0))
    if words := engines.word_query(typed.words):
        statement = statement.where(text(engines.word_match("klasor")).bindparams(words=words))
    build = folder_builder(look)
    return window(
        look,
        statement,
        (col(Klasor.due_on), col(ImhaSatir.id)),
        lambda found: _line(found[0], found[1], build(found[1])),
        start=start,
        limit=limit,
        anchor=anchor,
        descending=query.descending,
    )


def lines_on_paper(look: Look, imha_id: int, *decisions: Decision) -> Iterator[DisposalLine]:
    """The lines of a work for its papers, those in sight, the older ones first."""
    statement = _lines(look, imha_id).order_by(col(Klasor.due_on), col(ImhaSatir.id))
    if decisions:
        statement = statement.where(col(ImhaSatir.decision).in_([one.value for one in decisions]))
    build = folder_builder(look)
    for line, folder in look.session.execute(statement).all():
        yield _line(line, folder, build(folder))


def _lines(look: Look, imha_id: int) -> Any:
    return (
        select(ImhaSatir, Klasor)
        .join(Klasor, col(Klasor.id) == col(ImhaSatir.klasor_id))
        .where(col(ImhaSatir.imha_id) == imha_id, in_sight(look))
    )


def _line(line: ImhaSatir, row: Klasor, folder: FolderRow) -> DisposalLine:
    code = folder.kept.rpartition("/")[2]
    return DisposalLine(
        id=line.id or 0,
        folder=folder,
        code=code,
        outcome=outcome_words(code),
        decision=Decision(line.decision),
        reason=in_list(row, line.reason),
        keep_until=line.keep_until,
        sample=line.sample,
        decided_on=line.decided_on,
        votes_for=line.votes_for,
        votes_against=line.votes_against,
        version=line.version,
    )


def why_line(look: Look, imha_id: int, satir_id: int) -> Explained[Decision]:
    """Why a folder stands in a work as it does: the vote, its retention, what bars it now.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such work or line, or none for this actor.
    """
    look.actor.require(AREA, Verb.VIEW)
    lookup.disposal_row(look, imha_id)
    found = look.session.execute(_lines(look, imha_id).where(col(ImhaSatir.id) == satir_id)).first()
    if found is None:
        raise BadInput("Çalışmada böyle bir satır yok.", "Listeyi yenileyin.", field="satir_id")
    line, folder = found
    facts, decision = lookup.facts_of(look, folder), Decision(line.decision)
    refs = (Ref("klasor", folder.id or 0),)
    kept = lookup.retention_of(folder)
    due = f", {format_date(folder.due_on)} gününde doldu" if folder.due_on else ""
    reasons = [Reason(f"Saklama süresi {kept.period}, {outcome_words(kept.outcome)}{due}", law("18"), refs)]
    if line.decided_on:
        vote = Vote(line.votes_for, line.votes_against)
        told = outcome_of(Decision.SAKLA, vote).reasons
        reasons.append(Reason(f"Komisyon {format_date(line.decided_on)}: {decision.label}", law("20")))
        reasons += told
    if line.sample:
        reasons.append(Reason("Örnek ya da özelliği olan olarak seçildi", law("21/1")))
    if line.reason:
        reasons.append(Reason(in_list(folder, line.reason)))
    if folder.stage == FolderStage.IMHA_LISTESI.value:
        reasons += barred_from_destroying(facts, look.today)
    elif folder.stage == FolderStage.DEGERLENDIRMEDE.value:
        reasons += always_barred(facts)
    return Explained(decision, tuple(reasons))
