"""Gönderim: how outgoing documents leave the office, recipient by recipient."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlmodel import col

from data.core import trail
from data.core.calendar import format_date
from data.core.drafts import check
from data.core.errors import BadFields, BadInput, Conflict, RuleBroken
from data.core.permissions import Verb
from data.core.store import Look, Work
from data.core.text import clean_line
from data.evrak.hand_over_drafts import SendingCorrection, SendingDraft
from data.evrak.hands import unsent
from data.evrak.models import Evrak, EvrakDagitim
from data.evrak.operations import deadlines, moving
from data.evrak.operations.ending import finish
from data.evrak.rules import hand_over as rules
from data.evrak.rules.values import Book, Dispatch, State
from data.evrak.sight import AREA, KIND, evrak_row, level_of, spoken, texts_of

_WAITING = frozenset({State.KAYITLI, State.HAVALE, State.ISLEMDE, State.IMZADA})


def send(work: Work, dagitim_ids: Sequence[int], draft: SendingDraft) -> int:
    """Writes that letters left for these recipients; returns how many documents have gone to all of theirs.

    A document of which nobody waits any more is sent, one that wants an answer waits for it. Each document gets
    its own entry in the trail.

    Raises:
        NotAllowed: no permission.
        BadFields: no way, a way that its secrecy forbids (RY m.31), or a day that cannot be.
        BadInput: a recipient is not there for this actor.
        Conflict: it was sent meanwhile.
        RuleBroken: the document is cancelled.
    """
    work.actor.require(AREA, Verb.PREPARE)
    if not dagitim_ids:
        raise BadInput("Gönderilecek muhatap seçilmedi.", "Listeden seçin.")
    found: dict[int, tuple[Evrak, list[EvrakDagitim]]] = {}
    for key in dict.fromkeys(dagitim_ids):
        one, row = recipient_row(work, key)
        found.setdefault(row.id or 0, (row, []))[1].append(one)
    _check(work, draft, [row for row, _ in found.values()])
    return sum(_send_one(work, row, recipients, draft) for row, recipients in found.values())


def recipient_row(look: Look, dagitim_id: int) -> tuple[EvrakDagitim, Evrak]:
    """One recipient with its document.

    Raises:
        BadInput: there is none for this actor.
    """
    one = look.session.get(EvrakDagitim, dagitim_id)
    if one is None:
        raise BadInput("Muhatap bulunamadı.", "Listeyi yenileyin.")
    return one, evrak_row(look, one.evrak_id)


def _check(look: Look, draft: SendingDraft | SendingCorrection, rows: Sequence[Evrak]) -> None:
    wrong: dict[str, str] = {}
    known = draft.dispatch in {way.value for way in Dispatch}
    for row in rows:
        name = f"{Book(row.book).label} {row.kayit_no}: "
        if known and (problem := rules.way_problem(Dispatch(draft.dispatch), level_of(row))):
            wrong.setdefault("dispatch", name + problem)
        day = texts_of(look, row).letter_date
        if problem := rules.sent_on_problem(draft.sent_on, day, look.today):
            wrong.setdefault("sent_on", name + problem)
    check(draft, wrong)


def _send_one(work: Work, row: Evrak, recipients: Sequence[EvrakDagitim], draft: SendingDraft) -> bool:
    if row.state == State.IPTAL.value:
        raise RuleBroken(f"{spoken(row)} iptal edilmiş; gönderilmez.", "Listeyi yenileyin.")
    for one in recipients:
        if one.sent_on is not None:
            raise Conflict(
                f"{spoken(row)} bu sırada başka bir masada gönderildi.",
                "Listeyi yenileyin.",
                theirs=f"{Dispatch(one.dispatch).label} {format_date(one.sent_on)} {one.tracking}".strip(),
            )
        one.dispatch, one.tracking = draft.dispatch, clean_line(draft.tracking or "")
        one.sent_on, one.sent_at, one.sent_by = draft.sent_on, work.now, work.actor.user_id
        one.version += 1
    work.session.flush()
    all_gone = not unsent(work, row)
    if all_gone:
        _gone(work, row)
    words = f"Gönderildi: {Book(row.book).label} {spoken(row)}"
    if not row.secrecy:
        names = ", ".join(one.name for one in recipients)
        words += f" → {names}, {Dispatch(draft.dispatch).label}, {format_date(draft.sent_on)}"
    trail.record(work, "evrak.send", words, kind=KIND, record_id=row.id or 0, secrecy=level_of(row))
    return all_gone


def _gone(work: Work, row: Evrak) -> None:
    if State(row.state) not in _WAITING:
        return
    if row.reply_needed:
        row.state = State.ISLEMDE.value
        row.version += 1
        work.session.flush()
    else:
        finish(work, row, State.GONDERILDI, "")


def correct_sending(work: Work, dagitim_id: int, draft: SendingCorrection, version: int) -> None:
    """Corrects how a letter left, or that it never did, with a reason; old and new stand in the trail.

    A document that was over because it had gone to all runs again once one of them has not got it.

    Raises:
        NotAllowed: no permission.
        BadFields: something is missing or wrong.
        BadInput: no such recipient for this actor.
        Conflict: another desk changed it meanwhile.
        RuleBroken: it has not been sent.
    """
    work.actor.require(AREA, Verb.PREPARE)
    one, row = recipient_row(work, dagitim_id)
    _check(work, draft, [row])
    if one.sent_on is None:
        raise RuleBroken(f"{one.name} için gönderim yazılmamış.", "Gönderimi yazın; düzeltilecek bir şey yok.")
    new = (draft.dispatch, clean_line(draft.tracking or "") if draft.sent_on else "", draft.sent_on)
    changes = _changes((one.dispatch, one.tracking, one.sent_on), new)
    if not changes:
        raise BadFields({"dispatch": "Değişen bir şey yok."})
    if one.version != version:
        raise trail.changed_elsewhere("Gönderim", [] if row.secrecy else changes)
    one.dispatch, one.tracking, one.sent_on = new
    one.version += 1
    if draft.sent_on is None:
        one.sent_at, one.sent_by = None, None
        _runs_again(work, row)
    work.session.flush()
    words = f"Gönderim düzeltildi: {Book(row.book).label} {spoken(row)}"
    if not row.secrecy:
        words += f", {one.name}. Gerekçe: {draft.why.strip()}"
    trail.record(
        work, "evrak.correct_sending", words, kind=KIND, record_id=row.id or 0,
        changes=() if row.secrecy else changes, secrecy=level_of(row),
    )  # fmt: skip


def _changes(old: tuple[str, str, object], new: tuple[str, str, object]) -> list[trail.Change]:
    def shown(values: tuple[str, str, object]) -> tuple[str, ...]:
        way, tracking, day = values
        return (
            Dispatch(way).label if way else "",
            tracking,
            f"{day:%d.%m.%Y}" if day is not None else "gönderilmedi",
        )

    labels = ("Gönderim şekli", "Gönderi no", "Gönderim tarihi")
    return [
        trail.Change(label, was or "—", now or "—")
        for label, was, now in zip(labels, shown(old), shown(new), strict=True)
        if was != now
    ]


def _runs_again(work: Work, row: Evrak) -> None:
    if row.state == State.GONDERILDI.value:
        row.state, row.closed_at = State.KAYITLI.value, None
        row.version += 1
        deadlines.revive(work, row)
    elif row.state == State.ISLEMDE.value:
        work.session.flush()
        moving.settle(work, row)


def same_way(look: Look, dagitim_ids: Sequence[int]) -> str:
    """The way on which all these recipients are to be sent to; empty if they differ or none was planned."""
    ways = look.session.execute(
        select(col(EvrakDagitim.dispatch)).where(col(EvrakDagitim.id).in_(list(dagitim_ids))).distinct()
    ).scalars()
    found = list(ways)
    return found[0] if len(found) == 1 else ""
