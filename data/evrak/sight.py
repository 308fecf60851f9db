"""Who sees which document, and what it says.

Three things decide: the unit (one's own, or one that the document was sent to), the clearance, and for Gizli
and Çok Gizli the need to know (``evrak_okur``). A record out of sight is answered like one that does not exist.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select
from sqlmodel import col

from data.core.errors import BadInput
from data.core.models import Birim
from data.core.secrecy import Secrecy
from data.core.store import Look
from data.core.units import in_scope
from data.core.vault import opened
from data.evrak.models import Evrak, EvrakOkur, Havale
from data.evrak.rules.values import HandOver

AREA = "evrak"
KIND = "evrak"
EK_KIND = "evrak_ek"
"""Under which the search knows the text of attached files."""


@dataclass(frozen=True, slots=True)
class Texts:
    """All of a document that can be read, whether it lies open or sealed."""

    muhatap: str
    letter_no: str = ""
    subject: str = ""
    enclosures: str = ""
    note: str = ""
    reason: str = ""
    letter_date: date | None = None


def persons(look: Look) -> frozenset[int]:
    """The actor, and everybody for whom he or she stands in today."""
    return frozenset({look.actor.user_id, *(one.principal_id for one in look.actor.stands_in_for)})


def top_level(look: Look) -> Secrecy:
    """The strictest level that can be read at this moment: none while the desk's vault is closed."""
    return look.actor.clearance if look.vault is not None else Secrecy.YOK


def cleared_condition(look: Look) -> ColumnElement[bool]:
    """Condition on ``Evrak``: clearance and need to know."""
    level = top_level(look)
    plain = col(Evrak.secrecy) == 0
    if level is Secrecy.YOK:
        return plain
    if level is Secrecy.HIZMETE_OZEL:
        return col(Evrak.secrecy) <= 1
    known = select(col(EvrakOkur.evrak_id)).where(
        col(EvrakOkur.user_id) == look.actor.user_id, col(EvrakOkur.ended_at).is_(None)
    )
    guarded = and_(col(Evrak.secrecy) <= int(level), col(Evrak.id).in_(known))
    return or_(col(Evrak.secrecy) <= 1, guarded)


def unit_condition(look: Look) -> ColumnElement[bool] | None:
    """Condition on ``Evrak``: the actor's units, what was sent to them, and what the actor, or who is stood in
    for, has in hand.

    What was taken back before anybody received it was never sent.
    """
    if look.actor.sees_all:
        return None
    units = select(col(Birim.id)).where(in_scope(look))
    sent = select(col(Havale.evrak_id)).where(
        or_(col(Havale.to_birim_id).in_(units), col(Havale.to_user_id).in_(persons(look))),
        col(Havale.state) != HandOver.GERI_ALINDI.value,
    )
    return or_(
        col(Evrak.birim_id).in_(units),
        col(Evrak.responsible_id).in_(persons(look)),
        col(Evrak.id).in_(sent),
    )


def in_sight(look: Look) -> ColumnElement[bool]:
    """The whole condition on ``Evrak`` for lists, counts and statistics."""
    cleared, unit = cleared_condition(look), unit_condition(look)
    return cleared if unit is None else and_(cleared, unit)


def evrak_row(look: Look, evrak_id: int | None) -> Evrak:
    """A document that the actor may see.

    Raises:
        BadInput: there is none, or none for this actor.
    """
    row: Evrak | None = None
    if evrak_id:
        row = look.session.execute(
            select(Evrak).where(col(Evrak.id) == evrak_id, in_sight(look))
        ).scalar_one_or_none()
    if row is None:
        raise BadInput("Evrak bulunamadı.", "Listeyi yenileyin.")
    return row


def texts_of(look: Look, row: Evrak) -> Texts:
    """What a document says; a secret one is opened with the desk's vault.

    Raises:
        NotAllowed: the vault is closed.
    """
    if not row.secrecy:
        return Texts(
            row.muhatap_name,
            row.letter_no,
            row.subject,
            row.enclosures,
            row.note,
            row.reason,
            row.letter_date,
        )
    if row.sealed is None:
        return Texts("")
    held = json.loads(opened(look).unseal("evrak", row.id or 0, "sealed", row.sealed))
    day = held.pop("letter_date", None)
    return Texts(**held, letter_date=date.fromisoformat(day) if day else None)


def put_texts(look: Look, row: Evrak, texts: Texts) -> None:
    """Writes what a document says into its row: open columns, or sealed; the row must have its key already.

    Raises:
        NotAllowed: it is secret and the vault is closed.
    """
    if row.secrecy:
        held: dict[str, Any] = asdict(texts)
        held["letter_date"] = texts.letter_date.isoformat() if texts.letter_date else None
        row.sealed = opened(look).seal("evrak", row.id or 0, "sealed", json.dumps(held, ensure_ascii=False))
        return
    row.muhatap_name, row.letter_no, row.subject = texts.muhatap, texts.letter_no, texts.subject
    row.enclosures, row.note, row.reason = texts.enclosures, texts.note, texts.reason
    row.letter_date = texts.letter_date


def spoken(row: Evrak) -> str:
    """The document's name in the trail and in lists of work: never a word of what a secret one says."""
    if row.secrecy:
        return row.kayit_no
    return f"{row.kayit_no} {row.subject or 'Kişiye özel'}"


def level_of(row: Evrak) -> Secrecy:
    """The secrecy level as the fixed list knows it."""
    return Secrecy(row.secrecy)
