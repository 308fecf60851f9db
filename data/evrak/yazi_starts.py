"""What a new letter starts with: from what it answers, from what it reminds of, from an earlier one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlmodel import col

from data.core.errors import RuleBroken
from data.core.permissions import Verb
from data.core.secrecy import Secrecy
from data.core.store import Look
from data.core.text import lower
from data.evrak.authority_views import find_authorities
from data.evrak.drafts import NEW_PARTY
from data.evrak.models import Evrak, EvrakDagitim, Muhatap, Yazi
from data.evrak.operations.yazi_checks import require_waiting
from data.evrak.rules.clocks import tekit_due
from data.evrak.rules.letter_draft import recipient_text
from data.evrak.rules.letters import Skeleton, skeleton
from data.evrak.rules.values import Book, DocKind, LetterKind, Purpose, Relation, State
from data.evrak.sight import AREA, evrak_row, texts_of
from data.evrak.yazi_sight import Contents, To, contents_of, to_party, yazi_row
from data.sdp.models import SdpKod

_FROM_PERSONS = frozenset({DocKind.DILEKCE, DocKind.BILGI_EDINME, DocKind.SIKAYET, DocKind.CIMER})
_REMINDER = "Tekit Yazısı"


@dataclass(frozen=True, slots=True)
class Start:
    """The first values of a draft, by field.

    Attributes:
        code: The filing code of what is answered, as it is shown; only offered, the answer's is chosen anew
            (DAH m.10/3).
    """

    kind: LetterKind
    secrecy: Secrecy
    values: dict[str, Any] = field(default_factory=dict)
    code_id: int | None = None
    code: str = ""


def fresh(look: Look, kind: LetterKind) -> Start:
    """An empty letter with the first words of its kind."""
    look.actor.require(AREA, Verb.PREPARE)
    known = Skeleton(references=1 if kind in (LetterKind.CEVAP, LetterKind.TEKIT) else 0)
    return Start(kind, Secrecy.YOK, {"kind": kind.value, "body": _body(kind, known)})


def answer_to(look: Look, evrak_id: int) -> Start:
    """An answer to an incoming document, to whoever sent it.

    Raises:
        NotAllowed: no permission, or it is secret and the desk's vault is closed.
        BadInput: there is none for this actor.
        RuleBroken: it is not an incoming one, or it is cancelled or answered.
    """
    look.actor.require(AREA, Verb.PREPARE)
    row = evrak_row(look, evrak_id)
    if row.book != Book.GELEN.value:
        raise RuleBroken("Cevap yalnız gelen evraka yazılır.", "Kendi yazınız için tekit hazırlayın.")
    if row.state in (State.IPTAL.value, State.CEVAPLANDI.value):
        raise RuleBroken(
            f"{row.kayit_no} kaydı {lower(State(row.state).label)}.", "Yeni bir üst yazıda ilgi olarak gösterin."
        )
    texts = texts_of(look, row)
    party = look.session.get(Muhatap, row.muhatap_id) if row.muhatap_id else None
    relation = Relation(party.relation) if party else Relation.AYNI
    person = DocKind(row.doc_kind) in _FROM_PERSONS
    known = Skeleton(references=1, relations=(relation,), petition=person)
    code = look.session.get(SdpKod, row.sdp_id) if row.sdp_id else None
    return Start(
        LetterKind.CEVAP,
        Secrecy(row.secrecy),
        {
            "kind": LetterKind.CEVAP.value,
            "muhatap": party.id if party else f"{NEW_PARTY}{texts.muhatap}",
            "answers_id": evrak_id,
            "subject": texts.subject or None,
            "birim_id": row.birim_id,
            "body": _body(LetterKind.CEVAP, known),
            **_secrecy(row.secrecy),
        },
        row.sdp_id,
        f"{code.code} {code.title}" if code else "",
    )


def sole_signer(look: Look) -> int | None:
    """The key of the one who signs today, where there is one only: nobody is asked what has one answer."""
    found = find_authorities(look, "", 2)
    return found[0].id if len(found) == 1 else None


def tekit_of(look: Look, evrak_id: int) -> Start:
    """A reminder of an own letter, to those of its recipients who may be reminded (RY m.34, KLV 30).

    Raises:
        NotAllowed: no permission, or it is secret and the desk's vault is closed.
        BadInput: there is none for this actor.
        RuleBroken: it waits for no answer, its time has not run out, or it went upward only.
    """
    look.actor.require(AREA, Verb.PREPARE)
    row = evrak_row(look, evrak_id)
    require_waiting(row)
    recipients = _sent_to(look, row)
    judged = [(one, tekit_due(row.due_on, look.today, one.relation)) for one in recipients]
    reminded = tuple(one for one, verdict in judged if verdict.value)
    if not reminded:
        why = judged[0][1].reasons[-1] if judged else None
        text = why.text if why else "Yazının muhatabı bilinmiyor."
        raise RuleBroken(text, "Süresini bekleyin ya da telefonla sorun.", law=why.law if why else "RY m.34")
    known = Skeleton(references=1, relations=tuple(one.relation for one in reminded))
    return Start(
        LetterKind.TEKIT,
        Secrecy(row.secrecy),
        {
            "kind": LetterKind.TEKIT.value,
            **_addressed(reminded),
            "reminds_id": evrak_id,
            "subject": _REMINDER,
            "sdp_id": row.sdp_id,
            "birim_id": row.birim_id,
            "book": row.book,
            "body": _body(LetterKind.TEKIT, known),
            **_secrecy(row.secrecy),
        },
    )


def copy_of(look: Look, yazi_id: int) -> Start:
    """A new draft with the words of an earlier letter; what that one answered or reminded of is asked for anew.

    Raises:
        NotAllowed: no permission, or it is secret and the desk's vault is closed.
        BadInput: there is none for this actor.
    """
    look.actor.require(AREA, Verb.PREPARE)
    row = yazi_row(look, yazi_id)
    values = values_of(row, contents_of(look, row)) | {"answers_id": None, "reminds_id": None, "due_on": None}
    return Start(LetterKind(row.kind), Secrecy(row.secrecy), values)


def values_of(row: Yazi, contents: Contents) -> dict[str, Any]:
    """A letter as its form takes it."""
    special = (row.answers_id, row.reminds_id)
    known = (one.evrak_id for one in contents.references if one.evrak_id not in special)
    picked = [*(key for key in known if key), None, None, None]
    return {
        "kind": row.kind,
        **_addressed(contents.recipients),
        "subject": contents.subject or None,
        "sdp_id": row.sdp_id,
        "sdp2_id": row.sdp2_id,
        "answers_id": row.answers_id,
        "reminds_id": row.reminds_id,
        "ilgi_first": picked[0],
        "ilgi_second": picked[1],
        "ilgi_third": picked[2],
        "more_ilgi": "\n".join(one.text for one in contents.references if not one.evrak_id) or None,
        "body": contents.body,
        "closing": contents.closing or None,
        "enclosures": contents.enclosures or None,
        "urgency": row.urgency,
        "due_on": row.due_on,
        "reply_needed": row.reply_needed,
        "signer_id": row.signer_id,
        "approver_id": row.approver_id,
        "opinion_id": row.opinion_id,
        "birim_id": row.birim_id,
        "book": row.book,
        "prefix": row.prefix,
        "case_code": contents.case_code or None,
        "personal": row.personal,
        **_secrecy(row.secrecy),
    }


def body_for(look: Look, kind: LetterKind, picked: object) -> str:
    """First words of a letter once its recipient is known."""
    party = look.session.get(Muhatap, picked) if isinstance(picked, int) else None
    relations = (Relation(party.relation),) if party else ()
    references = 1 if kind in (LetterKind.CEVAP, LetterKind.TEKIT) else 0
    return _body(kind, Skeleton(references=references, relations=relations))


def _body(kind: LetterKind, known: Skeleton) -> str:
    return "\n".join(skeleton(kind, known))


def _secrecy(level: int) -> dict[str, str]:
    return {"secrecy": str(level)} if level else {}


def _addressed(recipients: tuple[To, ...]) -> dict[str, Any]:
    """The first who is to act stands in the picker, all others in their lines."""
    first = next((one for one in recipients if one.purpose is Purpose.GEREGI and not one.without), None)
    lines = [
        recipient_text(one.name, one.kind, one.purpose, one.without) for one in recipients if one is not first
    ]
    picked: int | str | None = None
    if first is not None:
        picked = first.muhatap_id or f"{NEW_PARTY}{first.name}"
    return {"muhatap": picked, "more": "\n".join(lines) or None}


def _sent_to(look: Look, row: Evrak) -> tuple[To, ...]:
    """To whom an own letter went; of a letter written here as it stands there, else as it was registered."""
    written = look.session.execute(select(Yazi).where(col(Yazi.evrak_id) == row.id)).scalar_one_or_none()
    if written is not None:
        return contents_of(look, written).recipients
    statement = (
        select(EvrakDagitim, Muhatap)
        .join(Muhatap, col(Muhatap.id) == col(EvrakDagitim.muhatap_id))
        .where(col(EvrakDagitim.evrak_id) == row.id)
        .order_by(col(EvrakDagitim.id))
    )
    return tuple(to_party(party, Purpose(one.purpose)) for one, party in look.session.execute(statement))
