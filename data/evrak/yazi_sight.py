"""Who sees which letter of the office before and after its signature, and what it says.

The unit decides, for those who sign it their name on it, and for a secret one the clearance; a Gizli one is seen
only by those who have a part in it. What is out of sight is answered like what does not exist.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select
from sqlmodel import col

from data.core.errors import BadInput
from data.core.models import Approval, ApprovalStep, Birim
from data.core.permissions import Verb
from data.core.secrecy import Secrecy
from data.core.store import Look, Work
from data.core.units import in_scope
from data.core.vault import opened
from data.evrak.models import ImzaYetkilisi, Muhatap, Yazi, YaziDagitim, YaziIlgi
from data.evrak.rules.values import LetterKind, PartyKind, Purpose, Relation
from data.evrak.sight import AREA, persons, top_level

KIND = "yazi"


@dataclass(frozen=True, slots=True)
class To:
    """To whom a letter goes, as far as the letter needs it."""

    name: str
    kind: PartyKind
    relation: Relation
    purpose: Purpose
    unit: str = ""
    address: str = ""
    without: tuple[int, ...] = ()
    muhatap_id: int | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """One ilgi: a registered document by its key, or another's letter in words."""

    evrak_id: int | None = None
    text: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Contents:
    """All of a letter that can be read, whether it lies open or sealed.

    Attributes:
        kept: The signed letter as text; empty before the signature.
        reason: Why it was cancelled.
        returned: Why a secret one was returned last; an open one's reason stands on its way.
    """

    subject: str = ""
    body: str = ""
    closing: str = ""
    enclosures: str = ""
    case_code: str = ""
    recipients: tuple[To, ...] = ()
    references: tuple[Named, ...] = ()
    kept: str = ""
    reason: str = ""
    returned: str = ""


# ---------------------------------------------------------------- sight


def in_sight(look: Look) -> ColumnElement[bool]:
    """The whole condition on ``Yazi`` for lists and counts."""
    cleared = _cleared(look)
    if look.actor.sees_all:
        return cleared
    units = select(col(Birim.id)).where(in_scope(look))
    mine = or_(col(Yazi.prepared_by) == look.actor.user_id, _signed_by(persons(look)))
    return and_(cleared, or_(col(Yazi.birim_id).in_(units), mine))


def _signed_by(users: Iterable[int]) -> ColumnElement[bool]:
    """Condition on ``Yazi``: one of these users signs it, gives the olur or the uygun görüş."""
    names = select(col(ImzaYetkilisi.id)).where(col(ImzaYetkilisi.user_id).in_(users))
    return or_(col(Yazi.signer_id).in_(names), col(Yazi.approver_id).in_(names), col(Yazi.opinion_id).in_(names))


def _cleared(look: Look) -> ColumnElement[bool]:
    level = top_level(look)
    open_to_all = col(Yazi.secrecy) <= min(int(level), int(Secrecy.HIZMETE_OZEL))
    if level < Secrecy.GIZLI:
        return open_to_all
    stepped = (
        select(col(Approval.record_id))
        .join(ApprovalStep, col(ApprovalStep.approval_id) == col(Approval.id))
        .where(col(Approval.kind) == KIND, col(ApprovalStep.actor_id) == look.actor.user_id)
    )
    me, on_its_way = look.actor.user_id, and_(col(Yazi.locked), col(Yazi.evrak_id).is_(None))
    knows = or_(col(Yazi.prepared_by) == me, _signed_by([me]), col(Yazi.id).in_(stepped))
    # Whoever has to check it, or to sign it in another's place, needs to know it, but only while it is on its way.
    knows = or_(
        knows, on_its_way if look.actor.can(AREA, Verb.CHECK) else and_(on_its_way, _signed_by(persons(look)))
    )
    return or_(open_to_all, and_(col(Yazi.secrecy) <= int(level), knows))


def yazi_row(look: Look, yazi_id: int | None) -> Yazi:
    """A letter that the actor may see.

    Raises:
        BadInput: there is none, or none for this actor.
    """
    row: Yazi | None = None
    if yazi_id:
        row = look.session.execute(
            select(Yazi).where(col(Yazi.id) == yazi_id, in_sight(look))
        ).scalar_one_or_none()
    if row is None:
        raise BadInput("Yazı bulunamadı.", "Listeyi yenileyin.")
    return row


def level_of(row: Yazi) -> Secrecy:
    """The secrecy level as the fixed list knows it."""
    return Secrecy(row.secrecy)


def spoken(row: Yazi) -> str:
    """The letter's name in the trail and in lists of work: never a word of what a secret one says."""
    label = LetterKind(row.kind).label
    if row.secrecy:
        return f"{label} ({Secrecy(row.secrecy).label})"
    return f"{label}: {row.subject}" if row.subject else label


# ---------------------------------------------------------------- what it says


def contents_of(look: Look, row: Yazi) -> Contents:
    """What a letter says; a secret one is opened with the desk's vault.

    Raises:
        NotAllowed: the vault is closed.
    """
    if row.secrecy:
        if row.sealed is None:
            return Contents()
        return _from_text(opened(look).unseal(KIND, row.id or 0, "sealed", row.sealed))
    return Contents(
        row.subject,
        row.body,
        row.closing,
        row.enclosures,
        row.case_code,
        _recipients(look, row),
        _references(look, row),
        row.kept,
        row.cancelled_reason,
    )


def put_contents(work: Work, row: Yazi, contents: Contents) -> None:
    """Writes what a letter says: open columns and rows, or sealed; the row must have its key already.

    Raises:
        NotAllowed: it is secret and the vault is closed.
    """
    if row.secrecy:
        text = json.dumps(asdict(contents), ensure_ascii=False, default=lambda value: value.isoformat())
        row.sealed = opened(work).seal(KIND, row.id or 0, "sealed", text)
        return
    row.subject, row.body, row.closing = contents.subject, contents.body, contents.closing
    row.enclosures, row.case_code = contents.enclosures, contents.case_code
    row.kept, row.cancelled_reason = contents.kept, contents.reason
    for old in work.session.execute(select(YaziDagitim).where(col(YaziDagitim.yazi_id) == row.id)).scalars():
        work.session.delete(old)
    for line in work.session.execute(select(YaziIlgi).where(col(YaziIlgi.yazi_id) == row.id)).scalars():
        work.session.delete(line)
    work.session.flush()
    for place, one in enumerate(contents.recipients):
        work.session.add(
            YaziDagitim(
                yazi_id=row.id or 0,
                place=place,
                muhatap_id=one.muhatap_id or 0,
                purpose=one.purpose.value,
                without=",".join(map(str, one.without)),
            )
        )
    for place, named in enumerate(contents.references):
        work.session.add(
            YaziIlgi(yazi_id=row.id or 0, place=place, evrak_id=named.evrak_id, text=named.text, on=named.on)
        )
    work.session.flush()


def to_party(party: Muhatap, purpose: Purpose, without: tuple[int, ...] = ()) -> To:
    """A known recipient as a letter takes it."""
    return To(
        party.name, PartyKind(party.kind), Relation(party.relation), purpose,
        party.unit, party.address, without, party.id,
    )  # fmt: skip


def _recipients(look: Look, row: Yazi) -> tuple[To, ...]:
    statement = (
        select(YaziDagitim, Muhatap)
        .join(Muhatap, col(Muhatap.id) == col(YaziDagitim.muhatap_id))
        .where(col(YaziDagitim.yazi_id) == row.id)
        .order_by(col(YaziDagitim.place))
    )
    return tuple(
        to_party(party, Purpose(one.purpose), tuple(int(number) for number in one.without.split(",") if number))
        for one, party in look.session.execute(statement)
    )


def _references(look: Look, row: Yazi) -> tuple[Named, ...]:
    rows = look.session.execute(
        select(YaziIlgi).where(col(YaziIlgi.yazi_id) == row.id).order_by(col(YaziIlgi.place))
    ).scalars()
    return tuple(Named(one.evrak_id, one.text, one.on) for one in rows)


def _from_text(text: str) -> Contents:
    held: dict[str, Any] = json.loads(text)
    recipients = tuple(
        To(
            **one
            | {
                "kind": PartyKind(one["kind"]),
                "relation": Relation(one["relation"]),
                "purpose": Purpose(one["purpose"]),
                "without": tuple(one["without"]),
            }
        )
        for one in held.pop("recipients")
    )
    references = tuple(
        Named(one["evrak_id"], one["text"], date.fromisoformat(one["on"]) if one["on"] else None)
        for one in held.pop("references")
    )
    return Contents(**held, recipients=recipients, references=references)
