"""One document with all that is known of it. Looking at a secret one is an operation: it is in the trail."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import or_, select
from sqlmodel import col

from data.core import attachments, trail
from data.core.attachments import AttachmentRow
from data.core.errors import NotAllowed
from data.core.models import Birim, User
from data.core.permissions import Verb
from data.core.secrecy import Secrecy
from data.core.store import Look, Work
from data.evrak.models import Evrak, EvrakIlgi, EvrakOkur, EvrakSure
from data.evrak.rules.values import Book, DocKind, Purpose, State, Tie, Urgency
from data.evrak.sight import AREA, KIND, Texts, evrak_row, in_sight, level_of, texts_of
from data.evrak.views import RecipientRow, recipients
from data.sdp.models import SdpKod


@dataclass(frozen=True, slots=True)
class TieRow:
    """How a document stands to another one, seen from it.

    Attributes:
        back: The other one names this one, not the other way round.
        other_id: 0 for a letter that is not registered here.
    """

    id: int
    tie: Tie
    back: bool
    other_id: int
    words: str


@dataclass(frozen=True, slots=True)
class Running:
    """A deadline of a document."""

    id: int
    basis: str
    start: date
    last_day: date
    given: str
    notice_on: date | None
    reason: str
    ended: bool


@dataclass(frozen=True, slots=True)
class Card:
    """All of a document."""

    id: int
    book: Book
    kayit_no: str
    registered_at: datetime
    registered_by: str
    texts: Texts
    muhatap_id: int | None
    doc_kind: DocKind
    way: str
    pages: int
    secrecy: Secrecy
    personal: bool
    urgency: Urgency
    purpose: Purpose
    reply_needed: bool
    due_on: date | None
    sdp_id: int | None
    sdp2_id: int | None
    code: str
    code2: str
    birim_id: int
    birim: str
    responsible: str
    state: State
    closed_at: datetime | None
    readers: tuple[str, ...]
    ties: tuple[TieRow, ...]
    deadlines: tuple[Running, ...]
    recipients: tuple[RecipientRow, ...]
    files: tuple[AttachmentRow, ...]
    version: int

    @property
    def name(self) -> str:
        """``Gelen 2026/1284``."""
        return f"{self.book.label} {self.kayit_no}"


def card(look: Look, evrak_id: int) -> Card:
    """One open document.

    Raises:
        NotAllowed: no permission, or it is secret (:func:`open_card` reads those).
        BadInput: there is none for this actor.
    """
    look.actor.require(AREA, Verb.VIEW)
    row = evrak_row(look, evrak_id)
    if row.secrecy:
        raise NotAllowed(
            "Gizlilik dereceli kayıt listeden açılmaz.", "Enter ile açın; bakış denetim izine yazılır."
        )
    return _card(look, row)


def open_card(work: Work, evrak_id: int) -> Card:
    """One document, secret or not; every look at a secret one is in the trail.

    Raises:
        NotAllowed: no permission, or the desk's vault is closed.
        BadInput: there is none for this actor.
    """
    work.actor.require(AREA, Verb.VIEW)
    row = evrak_row(work, evrak_id)
    found = _card(work, row)
    words = f"Gizlilik dereceli kayda bakıldı: {found.name}" if row.secrecy else f"Kayda bakıldı: {found.name}"
    trail.record(work, "evrak.look", words, kind=KIND, record_id=evrak_id, secrecy=level_of(row))
    return found


def _card(look: Look, row: Evrak) -> Card:
    key = row.id or 0
    session = look.session
    registrar = session.get(User, row.registered_by)
    person = session.get(User, row.responsible_id) if row.responsible_id else None
    return Card(
        id=key,
        book=Book(row.book),
        kayit_no=row.kayit_no,
        registered_at=row.registered_at,
        registered_by=registrar.full_name if registrar else "",
        texts=texts_of(look, row),
        muhatap_id=row.muhatap_id,
        doc_kind=DocKind(row.doc_kind),
        way=row.way,
        pages=row.pages,
        secrecy=Secrecy(row.secrecy),
        personal=row.personal,
        urgency=Urgency(row.urgency),
        purpose=Purpose(row.purpose),
        reply_needed=row.reply_needed,
        due_on=row.due_on,
        sdp_id=row.sdp_id,
        sdp2_id=row.sdp2_id,
        code=_code(look, row.sdp_id),
        code2=_code(look, row.sdp2_id),
        birim_id=row.birim_id,
        birim=session.get_one(Birim, row.birim_id).name,
        responsible=person.full_name if person else "",
        state=State(row.state),
        closed_at=row.closed_at,
        readers=_readers(look, key),
        ties=ties(look, key),
        deadlines=_deadlines(look, key),
        recipients=recipients(look, key),
        files=attachments.attached(look, KIND, key),
        version=row.version,
    )


def _code(look: Look, sdp_id: int | None) -> str:
    row = look.session.get(SdpKod, sdp_id) if sdp_id else None
    return f"{row.code} {row.title}" if row else ""


def _readers(look: Look, evrak_id: int) -> tuple[str, ...]:
    statement = (
        select(col(User.full_name), col(EvrakOkur.why))
        .join(User, col(User.id) == col(EvrakOkur.user_id))
        .where(col(EvrakOkur.evrak_id) == evrak_id, col(EvrakOkur.ended_at).is_(None))
        .order_by(col(EvrakOkur.added_at))
    )
    return tuple(f"{name} ({why})" for name, why in look.session.execute(statement))


def ties(look: Look, evrak_id: int) -> tuple[TieRow, ...]:
    """What a document names and what names it; only what is in sight, and no word of a secret one."""
    statement = (
        select(EvrakIlgi)
        .where(
            or_(col(EvrakIlgi.evrak_id) == evrak_id, col(EvrakIlgi.other_id) == evrak_id),
            col(EvrakIlgi.removed_at).is_(None),
        )
        .order_by(col(EvrakIlgi.id))
    )
    found = []
    for tie in look.session.execute(statement).scalars():
        back = tie.other_id == evrak_id
        other = tie.evrak_id if back else tie.other_id
        words = _words(look, other) if other else tie.text
        if words:
            found.append(TieRow(tie.id or 0, Tie(tie.tie), back, other or 0, words))
    return tuple(found)


def _words(look: Look, evrak_id: int) -> str:
    row = look.session.execute(select(Evrak).where(col(Evrak.id) == evrak_id, in_sight(look))).scalar_one_or_none()
    if row is None:
        return ""
    name = f"{Book(row.book).label} {row.kayit_no}"
    return name if row.secrecy else f"{name} {row.subject} ({row.muhatap_name})"


def _deadlines(look: Look, evrak_id: int) -> tuple[Running, ...]:
    rows = look.session.execute(
        select(EvrakSure).where(col(EvrakSure.evrak_id) == evrak_id).order_by(col(EvrakSure.id).desc())
    ).scalars()
    return tuple(
        Running(
            row.id or 0, row.basis, row.start, row.last_day, row.given, row.notice_on, row.reason,
            row.ended_at is not None,
        )
        for row in rows
    )  # fmt: skip
