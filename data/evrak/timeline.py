"""Everything that happened to one document, on one line of time, from the tables and the trail."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select
from sqlmodel import col

from data.core import trail
from data.core.calendar import format_date
from data.core.models import AttachmentLink, User
from data.core.permissions import Verb
from data.core.secrecy import Secrecy
from data.core.store import Look
from data.evrak.hands import number_of
from data.evrak.havale_texts import notes_of
from data.evrak.models import Evrak, EvrakDagitim, EvrakIlgi, EvrakSure, Havale, Yazi, Zimmet
from data.evrak.rules.values import Basis, Book, Dispatch, HandOver, LetterKind, Purpose, State, Tie
from data.evrak.sight import AREA, KIND, evrak_row, in_sight, texts_of, top_level

_FROM_TRAIL = frozenset(
    {
        "evrak.correct", "evrak.close", "evrak.return", "evrak.cancel", "evrak.unlink", "evrak.look",
        "evrak.correct_sending", "attachment.remove",
    }
)  # fmt: skip
"""Steps that leave no row of their own; every other step is told by the row that it wrote."""
_ENDS = {"evrak.close": State.KAPANDI, "evrak.return": State.IADE, "evrak.cancel": State.IPTAL}
_MOST = 1_000


@dataclass(frozen=True, slots=True)
class Event:
    """One step: when (an instant), who, and what in words. Nobody stands where the program or a paper did it."""

    at: datetime
    who: str
    words: str


def timeline(look: Look, evrak_id: int) -> tuple[Event, ...]:
    """The way of a document, oldest first; of other documents only those in sight are named.

    Of a secret one it says everything, so the caller makes the look an operation (see ``data.evrak.card``).

    Raises:
        NotAllowed: no permission, or it is secret and the desk's vault is closed.
        BadInput: there is none for this actor.
    """
    look.actor.require(AREA, Verb.VIEW)
    row = evrak_row(look, evrak_id)
    names = _Names(look)
    steps = [
        Event(
            row.registered_at, names(row.registered_by), f"{Book(row.book).label} {row.kayit_no} olarak kaydedildi"
        ),
        *_files(look, row, names),
        *_deadlines(look, row, names),
        *_ties(look, row, names),
        *_havale(look, row),
        *_letters(look, row, names),
        *_sendings(look, row, names),
        *_from_trail(look, row),
        *_ending(row, texts_of(look, row).reason),
    ]
    return tuple(sorted(steps, key=lambda step: step.at))


class _Names:
    """Full names by user key, each read once."""

    def __init__(self, look: Look) -> None:
        self._look = look

    def __call__(self, user_id: int | None) -> str:
        user = self._look.session.get(User, user_id) if user_id else None
        return user.full_name if user else ""


def _said(words: str, more: str) -> str:
    return f"{words}: {more}" if more else words


# ---------------------------------------------------------------- from hand to hand


def _havale(look: Look, row: Evrak) -> Iterator[Event]:
    rows = look.session.execute(select(Havale).where(col(Havale.evrak_id) == row.id).order_by(col(Havale.id)))
    for one in rows.scalars():
        notes, state = notes_of(look, one, row), HandOver(one.state)
        delivery = one.to_user_id is None and one.to_birim_id is None
        made = look.session.get(Zimmet, one.zimmet_id) if one.zimmet_id else None
        if delivery:
            yield Event(one.at, one.from_name, f"Zimmetle teslime çıktı → {one.to_name}")
        else:
            wanted = f", istenen gün {format_date(one.due_on)}" if one.due_on else ""
            sent = f"Havale edildi → {one.to_name} ({Purpose(one.purpose).label}{wanted})"
            yield Event(
                one.at,
                ", ".join(part for part in (one.from_name, one.from_title) if part),
                _said(sent, notes.instruction),
            )
        if made is not None:
            yield Event(made.made_at, "", f"Zimmet listesi {number_of(made)}: {made.receiver}")
        if one.received_at is not None:
            paper = f"Zimmet {number_of(made)} imzalandı" if made and one.received_by is None else "Teslim alındı"
            yield Event(one.received_at, one.received_name, paper)
        if one.ended_at is not None and state in (HandOver.IADE, HandOver.GERI_ALINDI):
            who = one.from_name if state is HandOver.GERI_ALINDI else one.received_name or one.to_name
            yield Event(one.ended_at, who, _said(f"Havale {_ENDED[state]} ({one.to_name})", notes.reason))


_ENDED = {HandOver.IADE: "iade edildi", HandOver.GERI_ALINDI: "geri alındı"}


def _sendings(look: Look, row: Evrak, names: _Names) -> Iterator[Event]:
    rows = look.session.execute(
        select(EvrakDagitim).where(col(EvrakDagitim.evrak_id) == row.id, col(EvrakDagitim.sent_at).is_not(None))
    )
    for one in rows.scalars():
        if one.sent_at is not None and one.sent_on is not None:
            way = Dispatch(one.dispatch).label if one.dispatch else ""
            parts = ", ".join(part for part in (way, format_date(one.sent_on), one.tracking) if part)
            yield Event(one.sent_at, names(one.sent_by), f"Gönderildi → {one.name} ({parts})")


# ---------------------------------------------------------------- deadlines, ties, letters, files


def _deadlines(look: Look, row: Evrak, names: _Names) -> Iterator[Event]:
    rows = look.session.execute(
        select(EvrakSure).where(col(EvrakSure.evrak_id) == row.id).order_by(col(EvrakSure.id))
    )
    for one in rows.scalars():
        words = f"Süre verildi: son gün {format_date(one.last_day)}, {Basis(one.basis).label}"
        yield Event(one.made_at, names(one.made_by), f"{words}. {one.reason}" if one.reason else words)
        if one.ended_at is not None:
            ended = f"Süre bitti ({format_date(one.last_day)})"
            yield Event(one.ended_at, "", _said(ended, one.ended_reason))


def _ties(look: Look, row: Evrak, names: _Names) -> Iterator[Event]:
    rows = look.session.execute(
        select(EvrakIlgi)
        .where(or_(col(EvrakIlgi.evrak_id) == row.id, col(EvrakIlgi.other_id) == row.id))
        .order_by(col(EvrakIlgi.id))
    )
    for one in rows.scalars():
        back = one.other_id == row.id
        other = one.evrak_id if back else one.other_id
        name = _name_of(look, other) if other else one.text
        if not name:
            continue
        words = _BACK[Tie(one.tie)] if back else Tie(one.tie).label
        yield Event(one.added_at, names(one.added_by), f"{words}: {name}")
        if one.removed_at is not None:
            yield Event(one.removed_at, "", _said(f"{words} kaldırıldı ({name})", one.removed_reason))


_BACK = {Tie.ILGI: "İlgi tutan", Tie.CEVAP: "Cevabı geldi", Tie.TEKIT: "Tekit edildi"}
"""How a tie reads from the document that the other one names."""


def _name_of(look: Look, evrak_id: int) -> str:
    row = look.session.execute(select(Evrak).where(col(Evrak.id) == evrak_id, in_sight(look))).scalar_one_or_none()
    return f"{Book(row.book).label} {row.kayit_no}" if row else ""


def _letters(look: Look, row: Evrak, names: _Names) -> Iterator[Event]:
    rows = look.session.execute(
        select(Yazi)
        .where(
            or_(col(Yazi.answers_id) == row.id, col(Yazi.reminds_id) == row.id, col(Yazi.evrak_id) == row.id),
            col(Yazi.secrecy) <= int(top_level(look)),
        )
        .order_by(col(Yazi.id))
    )
    for one in rows.scalars():
        made = _name_of(look, one.evrak_id) if one.evrak_id else ""
        if one.secrecy >= Secrecy.GIZLI and not made and one.prepared_by != look.actor.user_id:
            continue
        label = LetterKind(one.kind).label
        yield Event(one.prepared_at, names(one.prepared_by), f"Taslak hazırlandı: {label}")
        if one.cancelled_at is not None:
            reason = "" if one.secrecy else one.cancelled_reason
            yield Event(one.cancelled_at, "", _said(f"Taslaktan vazgeçildi ({label})", reason))
        if made and one.evrak_id != row.id:
            signed = look.session.get_one(Evrak, one.evrak_id)
            yield Event(signed.registered_at, names(signed.registered_by), f"{label} imzalandı: {made}")


def _files(look: Look, row: Evrak, names: _Names) -> Iterator[Event]:
    rows = look.session.execute(
        select(AttachmentLink)
        .where(col(AttachmentLink.kind) == KIND, col(AttachmentLink.record_id) == row.id)
        .order_by(col(AttachmentLink.id))
    )
    for one in rows.scalars():
        yield Event(one.added_at, names(one.added_by), _said("Dosya eklendi", one.name))


# ---------------------------------------------------------------- the trail


def _from_trail(look: Look, row: Evrak) -> Iterator[Event]:
    for entry in trail.history(look, KIND, row.id or 0, limit=_MOST):
        if entry.action not in _FROM_TRAIL or (entry.action == "evrak.look" and not row.secrecy):
            continue
        changes = "; ".join(f"{one.field}: {one.old} → {one.new}" for one in entry.changes)
        yield Event(entry.at, entry.who, f"{entry.summary} ({changes})" if changes else entry.summary)


def _ending(row: Evrak, reason: str) -> Iterator[Event]:
    """The end as the row has it; the trail says it of an open document, but no word of a secret one's reason."""
    state = State(row.state)
    if row.closed_at is None or not state.over:
        return
    if row.secrecy or state not in _ENDS.values():
        yield Event(row.closed_at, "", _said(state.label, reason))
