"""What screens ask about senders and recipients."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select, text
from sqlmodel import col

from data.core import engine as engines
from data.core import filters
from data.core.models import Birim
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.store import Look
from data.core.text import clean_line, fold
from data.core.windows import window
from data.evrak.drafts import NEW_PARTY
from data.evrak.models import Muhatap
from data.evrak.rules.values import DocKind, PartyKind, Relation
from data.evrak.sight import AREA
from data.sdp.models import SdpKod
from data.sdp.operations import unusable

_FIELDS = frozenset({"tur", "detsis"})


@dataclass(frozen=True, slots=True)
class PartyRow:
    """A sender or recipient in the ledger."""

    id: int
    name: str
    kind: PartyKind
    relation: Relation
    detsis: str
    unit: str
    address: str
    kep: str
    usual_kind: str
    usual_sdp_id: int | None
    usual_birim_id: int | None
    usual_purpose: str
    usual_basis: str
    usual_way: str
    code: str
    birim: str
    uses: int
    active: bool
    version: int


@dataclass(frozen=True, slots=True)
class PartyChoice:
    """One line of the picker; the key of a name that is not in the list yet starts with ``NEW_PARTY``."""

    id: int | str
    title: str
    subtitle: str


def party_window(
    look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None = None
) -> Window[PartyRow]:
    """Senders and recipients in Turkish order, or the most used first.

    Views: empty for those in use, ``kurum`` and ``kisi`` of them, ``pasif`` for those switched off.
    """
    look.actor.require(AREA, Verb.VIEW)
    statement: Any = select(Muhatap).where(col(Muhatap.active).is_(query.view != "pasif"))
    if query.view == "kurum":
        statement = statement.where(col(Muhatap.kind) != PartyKind.KISI.value)
    elif query.view == "kisi":
        statement = statement.where(col(Muhatap.kind) == PartyKind.KISI.value)
    typed = filters.parse(query.text, _FIELDS)
    for name, value in (*typed.pairs, *((name, fold(value)) for name, value in query.fields)):
        if name == "detsis":
            statement = statement.where(col(Muhatap.detsis).startswith(value, autoescape=True))
        else:
            kinds = [kind.value for kind in PartyKind if value in fold(kind.label)]
            statement = statement.where(col(Muhatap.kind).in_(kinds))
    if words := engines.word_query(typed.words):
        statement = statement.where(text(engines.word_match("muhatap")).bindparams(words=words))
    by_use = query.sort == "uses"
    order = (col(Muhatap.uses), col(Muhatap.id)) if by_use else (col(Muhatap.sira), col(Muhatap.id))
    return window(
        look,
        statement,
        order,
        lambda found: _row(look, found[0]),
        start=start,
        limit=limit,
        anchor=anchor,
        descending=query.descending != by_use,
    )


def _row(look: Look, row: Muhatap) -> PartyRow:
    code = look.session.get(SdpKod, row.usual_sdp_id) if row.usual_sdp_id else None
    unit = look.session.get(Birim, row.usual_birim_id) if row.usual_birim_id else None
    return PartyRow(
        id=row.id or 0,
        name=row.name,
        kind=PartyKind(row.kind),
        relation=Relation(row.relation),
        detsis=row.detsis,
        unit=row.unit,
        address=row.address,
        kep=row.kep,
        usual_kind=row.usual_kind,
        usual_sdp_id=row.usual_sdp_id,
        usual_birim_id=row.usual_birim_id,
        usual_purpose=row.usual_purpose,
        usual_basis=row.usual_basis,
        usual_way=row.usual_way,
        code=f"{code.code} {code.title}" if code else "",
        birim=unit.name if unit else "",
        uses=row.uses,
        active=row.active,
        version=row.version,
    )


def find_parties(look: Look, typed: str, limit: int) -> tuple[PartyChoice, ...]:
    """Choices of the picker by first letters, most used first; typed text can become a new one."""
    statement: Any = select(Muhatap).where(col(Muhatap.active))
    if words := engines.word_query(fold(typed)):
        statement = statement.where(text(engines.word_match("muhatap")).bindparams(words=words))
    rows = look.session.execute(statement.order_by(col(Muhatap.uses).desc(), col(Muhatap.id)).limit(limit))
    found = [_choice(row) for row in rows.scalars()]
    name = clean_line(typed)
    if len(name) >= 3 and all(fold(one.title) != fold(name) for one in found):
        found.append(PartyChoice(f"{NEW_PARTY}{name}", name, "yeni muhatap olarak yazılır"))
    return tuple(found)


def party_choice(look: Look, key: int | str) -> PartyChoice | None:
    """The picker's line of one sender or recipient."""
    if isinstance(key, str) and key.startswith(NEW_PARTY):
        return PartyChoice(key, key.removeprefix(NEW_PARTY), "yeni muhatap olarak yazılır")
    row = look.session.get(Muhatap, int(key))
    return _choice(row) if row else None


def _choice(row: Muhatap) -> PartyChoice:
    more = " · ".join(part for part in (row.unit, PartyKind(row.kind).label, row.detsis) if part)
    return PartyChoice(row.id or 0, row.name, more)


def usual_values(look: Look, key: object) -> dict[str, object]:
    """What a new document from a sender starts with, by field of the draft; empty for one without a template.

    A person without one writes a dilekçe: as a plain letter it would run without the term of 3071 m.7.
    """
    row = look.session.get(Muhatap, key) if isinstance(key, int) else None
    if row is None:
        return {}
    values: dict[str, object] = {
        "doc_kind": row.usual_kind or (DocKind.DILEKCE.value if row.kind == PartyKind.KISI.value else ""),
        "sdp_id": row.usual_sdp_id,
        "birim_id": row.usual_birim_id,
        "purpose": row.usual_purpose,
        "basis": row.usual_basis,
        "way": row.usual_way,
    }
    if row.usual_sdp_id and unusable(look, row.usual_sdp_id, look.today):
        values["sdp_id"] = None  # its plan has ended; the clerk chooses from the new one
    return {name: value for name, value in values.items() if value}


def usual_values_of_letter(look: Look, key: object) -> dict[str, object]:
    """What a letter of ours to a party starts with: code and unit; the rest says how letters *from* it come."""
    return {name: value for name, value in usual_values(look, key).items() if name in ("sdp_id", "birim_id")}
