"""Senders and recipients: added, corrected, switched off; a new one also in passing, at a registration."""

from __future__ import annotations

from typing import Any

from sqlalchemy import bindparam, select, update
from sqlmodel import col

from data.core import trail
from data.core.drafts import check, require_reason
from data.core.errors import BadFields, BadInput, RuleBroken
from data.core.permissions import Verb
from data.core.store import Work
from data.core.text import clean_line, fold, sort_key
from data.evrak.drafts import NEW_PARTY, MuhatapDraft
from data.evrak.models import Muhatap
from data.evrak.rules.values import DocKind, PartyKind, Relation
from data.evrak.sight import AREA

KIND = "muhatap"
_LONGEST = 200
_ONE_USE_MORE = update(Muhatap).where(col(Muhatap.id) == bindparam("key")).values(uses=Muhatap.uses + 1)
_FROM_PERSONS = frozenset({DocKind.DILEKCE, DocKind.BILGI_EDINME, DocKind.SIKAYET, DocKind.CIMER})
_LABELS = {
    "name": "Adı", "kind": "Türü", "relation": "Bize göre yeri", "detsis": "DETSİS no", "unit": "Birimi",
    "address": "Adresi", "kep": "KEP adresi", "usual_kind": "Alışılmış belge türü", "usual_sdp_id": "Dosya kodu",
    "usual_birim_id": "Alışılmış birim", "usual_purpose": "Gereği/bilgi", "usual_basis": "Süre dayanağı",
    "usual_way": "Geliş şekli",
}  # fmt: skip


def party_row(work: Work, muhatap_id: int | None) -> Muhatap:
    """A sender or recipient.

    Raises:
        BadInput: there is none.
    """
    row = work.session.get(Muhatap, muhatap_id) if muhatap_id else None
    if row is None:
        raise BadInput("Muhatap bulunamadı.", "Listeyi yenileyip yeniden seçin.", field="muhatap")
    return row


def add_party(work: Work, draft: MuhatapDraft) -> int:
    """Adds a sender or recipient and returns its key.

    Raises:
        NotAllowed: no permission.
        BadFields: something is missing or wrong, or the same name and unit stand in the list.
    """
    work.actor.require(AREA, Verb.PREPARE)
    check(draft, _wrong(work, draft, 0))
    row = Muhatap(**_values(draft))
    work.session.add(row)
    work.session.flush()
    trail.record(work, "muhatap.add", f"Muhatap eklendi: {row.name}", kind=KIND, record_id=row.id or 0)
    return row.id or 0


def amend_party(work: Work, muhatap_id: int, draft: MuhatapDraft, version: int) -> None:
    """Corrects a sender or recipient; documents keep the name that they were registered with.

    Raises:
        NotAllowed, BadFields: as for adding.
        Conflict: another desk changed it after it was seen.
    """
    work.actor.require(AREA, Verb.PREPARE)
    row = party_row(work, muhatap_id)
    check(draft, _wrong(work, draft, muhatap_id))
    new = _values(draft)
    changes = [
        trail.Change(_LABELS[name], str(getattr(row, name) or "—"), str(value or "—"))
        for name, value in new.items()
        if name in _LABELS and getattr(row, name) != value
    ]
    if not changes:
        return
    if row.version != version:
        raise trail.changed_elsewhere(f"{row.name} kaydı", changes)
    for name, value in new.items():
        setattr(row, name, value)
    row.version += 1
    words = f"Muhatap düzeltildi: {row.name}"
    trail.record(work, "muhatap.amend", words, kind=KIND, record_id=muhatap_id, changes=changes)


def switch_party(work: Work, muhatap_id: int, active: bool, reason: str) -> None:
    """Takes a name off the pickers, or puts it back; its documents stay.

    Raises:
        NotAllowed: no permission.
        BadInput: no reason.
        RuleBroken: it is so already.
    """
    work.actor.require(AREA, Verb.PREPARE)
    row = party_row(work, muhatap_id)
    require_reason(reason, "Gerekçe yazılmalıdır.")
    if row.active == active:
        raise RuleBroken(f"{row.name} zaten {'kullanımda' if active else 'pasif'}.", "Listeyi yenileyin.")
    row.active = active
    row.version += 1
    words = f"Muhatap {'kullanıma açıldı' if active else 'pasife alındı'}: {row.name}. Gerekçe: {reason.strip()}"
    trail.record(work, "muhatap.switch", words, kind=KIND, record_id=muhatap_id)


def picked_party(work: Work, picked: int | str, doc_kind: DocKind) -> Muhatap:
    """The sender or recipient that was picked; one that was typed anew is added, or found by its name.

    Part of a registration, which writes the entry in the trail.

    Raises:
        BadFields: nothing usable was picked.
    """
    if isinstance(picked, int):
        return party_row(work, picked)
    name = clean_line(picked.removeprefix(NEW_PARTY))
    if not picked.startswith(NEW_PARTY) or not name or len(name) > _LONGEST:
        raise BadFields({"muhatap": f"Ad listeden seçilmeli ya da en çok {_LONGEST} harfle yazılmalıdır."})
    return named_party(work, name, person=doc_kind in _FROM_PERSONS)


def named_party(work: Work, name: str, *, person: bool = False, detsis: str = "", firm: bool = False) -> Muhatap:
    """The active one with that DETSİS number or name, else a new one; part of another operation."""
    if detsis and (known := _same(work, col(Muhatap.detsis) == detsis)):
        return known
    if known := _same(work, col(Muhatap.sira) == sort_key(name)):
        return known
    kind = PartyKind.KISI if person else PartyKind.OZEL if firm else PartyKind.KURUM
    relation = {PartyKind.KISI: Relation.KISI, PartyKind.OZEL: Relation.OZEL}.get(kind, Relation.AYNI)
    row = Muhatap(
        name=name,
        kind=kind.value,
        relation=relation.value,
        detsis=detsis,
        arama=fold(f"{name} {detsis}"),
        sira=sort_key(name),
    )
    work.session.add(row)
    work.session.flush()
    return row


def note_use(work: Work, muhatap_id: int) -> None:
    """Counts a use, so that the picker offers the most used first."""
    work.connection.execute(_ONE_USE_MORE, {"key": muhatap_id})
    work.touched = True


def _same(work: Work, condition: Any) -> Muhatap | None:
    statement = select(Muhatap).where(condition, col(Muhatap.active)).order_by(col(Muhatap.uses).desc()).limit(1)
    return work.session.execute(statement).scalar_one_or_none()


def _wrong(work: Work, draft: MuhatapDraft, muhatap_id: int) -> dict[str, str]:
    wrong: dict[str, str] = {}
    if draft.name and fold(draft.name).startswith("t.c."):
        wrong["name"] = "Muhatap adına T.C. yazılmaz (RY m.14)."
    elif draft.name:
        twin = work.session.execute(
            select(col(Muhatap.id)).where(
                col(Muhatap.sira) == sort_key(draft.name),
                col(Muhatap.unit) == (draft.unit or ""),
                col(Muhatap.id) != muhatap_id,
            )
        ).scalar()
        if twin is not None:
            wrong["name"] = "Bu ad ve birimle bir muhatap zaten var; listeden onu kullanın."
    if draft.detsis and not (draft.detsis.isascii() and draft.detsis.isdigit() and 6 <= len(draft.detsis) <= 10):
        wrong["detsis"] = "DETSİS no 6-10 rakamdır."
    if draft.kind and draft.relation and draft.kind != PartyKind.KURUM.value:
        fitting = {"kisi": Relation.KISI, "ozel": Relation.OZEL}[draft.kind]
        if draft.relation != fitting.value:
            wrong["relation"] = f"{PartyKind(draft.kind).label} için yeri “{fitting.label}” olmalıdır."
    return wrong


def _values(draft: MuhatapDraft) -> dict[str, Any]:
    return {
        "name": draft.name,
        "kind": draft.kind,
        "relation": draft.relation,
        "detsis": draft.detsis or "",
        "unit": draft.unit or "",
        "address": draft.address or "",
        "kep": draft.kep or "",
        "usual_kind": draft.usual_kind or "",
        "usual_sdp_id": draft.usual_sdp_id,
        "usual_birim_id": draft.usual_birim_id,
        "usual_purpose": draft.usual_purpose or "",
        "usual_basis": draft.usual_basis or "",
        "usual_way": draft.usual_way or "",
        "arama": fold(f"{draft.name} {draft.unit or ''} {draft.detsis or ''}"),
        "sira": sort_key(draft.name),
    }
