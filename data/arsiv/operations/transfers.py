"""Devir: the list that a unit and the archive agree on, before it is handed over (m.14, m.16)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import Select, func, select
from sqlmodel import col

from data.arsiv import lookup
from data.arsiv.folder_drafts import ReasonDraft
from data.arsiv.lookup import AREA, HOLD_KIND, TRANSFER_KIND
from data.arsiv.models import Klasor, KlasorOlay
from data.arsiv.models_papers import ArsivDevir, ArsivDevirSatir
from data.arsiv.operations.controls import last_control
from data.arsiv.operations.events import Event, happen, name_of, told_of, told_with
from data.arsiv.operations.moves import MOST, SHELF_ORDER, chosen
from data.arsiv.rules.transfers import barred_from_transfer
from data.arsiv.rules.values import EventKind, FolderStage, Outcome, TransferKind, TransferState, law
from data.arsiv.transfer_drafts import TransferDraft
from data.core import numbers, trail
from data.core.drafts import check, require_reason
from data.core.errors import BadInput, RuleBroken
from data.core.models import Birim
from data.core.permissions import Verb
from data.core.reasons import Reason
from data.core.store import Look, Work
from data.core.text import clean_line, lower

OPEN: Final = (TransferState.TASLAK.value, TransferState.SUNULDU.value)
"""States in which a hand-over still holds its folders."""
_BOOK: Final = "arsiv_devir"
_FEBRUARY: Final = 2


def start(work: Work, draft: TransferDraft) -> int:
    """Begins a list of devir under the year's next number and returns its key.

    Raises:
        NotAllowed: no permission, or the unit is out of sight.
        BadFields: something is missing.
    """
    work.actor.require(AREA, Verb.PREPARE)
    unit = work.session.get(Birim, draft.birim_id)
    check(draft, {} if unit else {"birim_id": "Birim bulunamadı; listeden yeniden seçin."})
    work.actor.require_sight(work.session.get_one(Birim, draft.birim_id).path)
    row = ArsivDevir(
        year=draft.day.year,
        number=numbers.next_number(work, _BOOK, draft.day.year),
        kind=draft.kind,
        birim_id=draft.birim_id,
        day=draft.day,
        state=TransferState.TASLAK.value,
        paper=clean_line(draft.paper or ""),
        note=clean_line(draft.note or ""),
        made_by=work.actor.user_id,
        made_at=work.now,
    )
    work.session.add(row)
    work.session.flush()
    tell(work, "arsiv.transfer", f"{called(row)} başladı: {TransferKind(row.kind).label}", row)
    return row.id or 0


def take_in(work: Work, devir_id: int, klasor_ids: Sequence[int], version: int) -> int:
    """Puts folders on a list; returns how many.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such list, nothing chosen, or a folder out of sight.
        RuleBroken: the list was handed over, or one of the folders may not go (m.8, m.13, m.14, m.18).
        Conflict: another desk changed the list after it was seen.
    """
    work.actor.require(AREA, Verb.PREPARE)
    devir = drafted(work, devir_id, version)
    rows = [lookup.folder_row(work, one) for one in chosen(klasor_ids)]
    for row in rows:
        _require_may_go(work, devir, row)
    return _put(work, devir, rows)


def fill(work: Work, devir_id: int, version: int) -> int:
    """Puts all on a list that is ready and due on its day, as far as it is in sight; returns how many.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such list.
        RuleBroken: the list was handed over.
        Conflict: another desk changed the list after it was seen.
    """
    work.actor.require(AREA, Verb.PREPARE)
    devir = drafted(work, devir_id, version)
    wanted = ready(work, TransferKind(devir.kind), devir.birim_id, devir.day).limit(MOST)
    rows = [row for row in work.session.execute(wanted).scalars() if not barred(work, devir, row)]
    return _put(work, devir, rows) if rows else 0


def take_out(work: Work, devir_id: int, klasor_ids: Sequence[int], draft: ReasonDraft, version: int) -> int:
    """Takes folders off a list again before it is handed over; they are where they were. Returns how many.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such list, no reason, or a folder that is not on it.
        RuleBroken: the list was handed over.
        Conflict: another desk changed the list after it was seen.
    """
    work.actor.require(AREA, Verb.PREPARE)
    devir = drafted(work, devir_id, version)
    check(draft)
    require_reason(draft.reason, "Listeden çıkarma gerekçesi yazılmalıdır.")
    rows = [lookup.folder_row(work, one) for one in chosen(klasor_ids)]
    lines = {line.klasor_id: line for line in lines_of(work, devir)}
    for row in rows:
        line = lines.get(row.id or 0)
        if line is None:
            raise BadInput(f"{name_of(row)} bu listede değil.", "Listeyi yenileyin.", field="klasor_id")
        put_back(work, devir, row, draft.day, draft.reason)
        work.session.delete(line)
    work.session.flush()
    renumber(work, devir)
    devir.version += 1
    told = told_of(rows)[0]
    words = f"{called(devir)}: {some_of(told)} çıkarıldı{why(rows, draft.reason)}"
    tell(work, "arsiv.transfer", words, devir, rows)
    return len(rows)


def ready(look: Look, kind: TransferKind, birim_id: int, day: date) -> Select[Any]:
    """Folders of a unit in sight that are ready and due to be handed over on a day, by code, year and number."""
    here = (col(Klasor.loan_id).is_(None), col(Klasor.missing_id).is_(None))
    statement = select(Klasor).where(col(Klasor.birim_id) == birim_id, *here, lookup.in_sight(look))
    if kind is TransferKind.KURUM:
        over = day.year - (day.month < _FEBRUARY)
        statement = statement.where(
            col(Klasor.stage).in_((FolderStage.DEVRE_HAZIR.value, FolderStage.BIRIM_ARSIVI.value)),
            col(Klasor.closed_year) + func.coalesce(col(Klasor.birim_yil), 0) < over,
        )
    else:
        waiting = (col(Klasor.stage) == FolderStage.KURUM_ARSIVI.value) & (col(Klasor.outcome) == Outcome.A.value)
        due = waiting & (col(Klasor.due_on) <= day)
        statement = statement.where(due | (col(Klasor.stage) == FolderStage.DEVLET_LISTESI.value))
    return statement.where(col(Klasor.id).not_in(_on_a_list())).order_by(*SHELF_ORDER)


def barred(look: Look, devir: ArsivDevir, row: Klasor) -> tuple[Reason, ...]:
    """Why a folder may not go on a list; nothing if it may."""
    last = last_control(look, row.id or 0)
    facts = lookup.facts_of(look, row)
    return barred_from_transfer(
        facts, TransferKind(devir.kind), devir.day, fit=last is not None and last.fit, hold_kind=HOLD_KIND
    )


# ---------------------------------------------------------------- parts of the steps that follow


def drafted(work: Work, devir_id: int, version: int, *states: TransferState) -> ArsivDevir:
    """A list in one of the states, as the desk saw it.

    Args:
        states: None for one that is still being made.

    Raises:
        NotAllowed: out of sight.
        BadInput: no such list.
        RuleBroken: in another state.
        Conflict: another desk changed it after it was seen.
    """
    row = lookup.transfer_row(work, devir_id)
    if TransferState(row.state) not in (states or (TransferState.TASLAK,)):
        raise RuleBroken(f"{called(row)}: {lower(TransferState(row.state).label)}.", "Listeyi yenileyin.",
                         law=law("14"))  # fmt: skip
    if row.version != version:
        raise trail.changed_elsewhere(called(row), [])
    return row


def lines_of(look: Look, devir: ArsivDevir) -> list[ArsivDevirSatir]:
    """All lines of a list in their order."""
    statement = (
        select(ArsivDevirSatir)
        .where(col(ArsivDevirSatir.devir_id) == devir.id)
        .order_by(col(ArsivDevirSatir.line_no), col(ArsivDevirSatir.id))
    )
    return list(look.session.execute(statement).scalars())


def put_back(work: Work, devir: ArsivDevir, row: Klasor, day: date, reason: str) -> None:
    """Brings a folder of a list back to the stage from which it came."""
    statement = (
        select(col(KlasorOlay.from_stage))
        .where(
            col(KlasorOlay.klasor_id) == row.id,
            col(KlasorOlay.kind) == EventKind.DEVRE.value,
            col(KlasorOlay.paper_kind) == TRANSFER_KIND,
            col(KlasorOlay.paper_id) == devir.id,
        )
        .order_by(col(KlasorOlay.number).desc())
        .limit(1)
    )
    before = FolderStage(work.session.execute(statement).scalar_one())
    give_back(work, devir, row, before, day, reason)


def give_back(work: Work, devir: ArsivDevir, row: Klasor, stage: FolderStage, day: date, reason: str) -> None:
    """Takes a folder of a list back to a stage; one that the commission took to itself meanwhile stays there."""
    listed = row.stage in (FolderStage.DEVIRDE.value, FolderStage.DEVLET_LISTESI.value)
    event = Event(
        kind=EventKind.DEVIR_IADE, day=day, to_stage=stage if listed and stage.value != row.stage else None,
        paper=(TRANSFER_KIND, devir.id or 0), text=reason,
    )  # fmt: skip
    happen(work, row, event)


def renumber(work: Work, devir: ArsivDevir) -> None:
    """Lines in the order of codes, years and numbers, without a gap (m.15/6).

    Secret folders come behind the others, whose numbers so show no gap to those who do not see them.
    """
    statement = (
        select(ArsivDevirSatir)
        .join(Klasor, col(Klasor.id) == col(ArsivDevirSatir.klasor_id))
        .where(col(ArsivDevirSatir.devir_id) == devir.id)
        .order_by(col(Klasor.secrecy) > 0, *SHELF_ORDER)
    )
    for number, line in enumerate(work.session.execute(statement).scalars(), 1):
        line.line_no = number
    work.session.flush()


def called(row: ArsivDevir) -> str:
    """A list as messages and the trail call it."""
    return f"{row.year}/{row.number} sayılı devir"


def tell(work: Work, action: str, words: str, row: ArsivDevir, rows: Sequence[Klasor] = ()) -> None:
    """The trail's entry of a step of a list.

    Args:
        rows: The folders that it is about.
    """
    told, level = told_of(rows)
    kind, key = told_with(TRANSFER_KIND, row.id or 0, told, level)
    trail.record(work, action, words, kind=kind, record_id=key, secrecy=level)


def some_of(rows: Sequence[Klasor]) -> str:
    """Folders of a step in words."""
    return name_of(rows[0]) if len(rows) == 1 else f"{len(rows)} klasör"


def why(rows: Sequence[Klasor], reason: str) -> str:
    """The reason of a step as the trail keeps it; that of a secret folder lies sealed with what happened to it."""
    return "" if any(row.secrecy for row in rows) else f". Gerekçe: {clean_line(reason)}"


def _on_a_list() -> Select[Any]:
    return (
        select(col(ArsivDevirSatir.klasor_id))
        .join(ArsivDevir, col(ArsivDevir.id) == col(ArsivDevirSatir.devir_id))
        .where(col(ArsivDevir.state).in_(OPEN))
    )


def _require_may_go(work: Work, devir: ArsivDevir, row: Klasor) -> None:
    if row.birim_id != devir.birim_id:
        raise RuleBroken(f"{name_of(row)} başka birimin.", "O birim için ayrı liste açın.", law=law("14"))
    listed = _on_a_list().where(col(ArsivDevirSatir.klasor_id) == row.id)
    if work.session.execute(listed).first() is not None:
        raise RuleBroken(f"{name_of(row)} bir devir listesinde.", "Listeyi yenileyin.", law=law("14"))
    for reason in barred(work, devir, row):
        raise RuleBroken(f"{name_of(row)}: {reason.text}.", "Klasörün kaydına bakın.", law=reason.law)


def _put(work: Work, devir: ArsivDevir, rows: Sequence[Klasor]) -> int:
    into = FolderStage.DEVIRDE if devir.kind == TransferKind.KURUM.value else FolderStage.DEVLET_LISTESI
    for row in rows:
        event = Event(
            kind=EventKind.DEVRE, day=work.today, to_stage=None if row.stage == into.value else into,
            paper=(TRANSFER_KIND, devir.id or 0), text=called(devir),
        )  # fmt: skip
        happen(work, row, event)
        work.session.add(ArsivDevirSatir(devir_id=devir.id or 0, klasor_id=row.id or 0, line_no=0))
    work.session.flush()
    renumber(work, devir)
    devir.version += 1
    told = told_of(rows)[0]
    tell(work, "arsiv.transfer", f"{called(devir)}: {some_of(told)} listeye alındı", devir, rows)
    return len(rows)
