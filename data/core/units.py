"""The tree of units: daire → müdürlük → servis."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, or_, true
from sqlmodel import col, select

from data.core import trail
from data.core.drafts import FieldKind, FieldSpec, check, entry
from data.core.errors import BadInput, Conflict
from data.core.models import Birim, HarcamaBirimi
from data.core.permissions import Verb
from data.core.store import Look, Work
from data.core.text import fold, sort_key


class BirimKind(StrEnum):
    """The level of a unit."""

    DAIRE = "daire"
    MUDURLUK = "mudurluk"
    SERVIS = "servis"

    @property
    def label(self) -> str:
        """As shown on screen."""
        return {"daire": "Daire başkanlığı", "mudurluk": "Şube müdürlüğü", "servis": "Servis"}[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class BirimDraft:
    """A unit as it is typed."""

    name: str = entry(FieldSpec("Birim adı", length=120))
    kind: str = entry(FieldSpec("Türü", FieldKind.CHOICE, choices=tuple((k.value, k.label) for k in BirimKind)))
    parent_id: int | None = entry(FieldSpec("Bağlı olduğu birim", FieldKind.PICK, required=False, lookup="birim"))


@dataclass(frozen=True, slots=True)
class BirimRow:
    """A unit as lists and pickers show it; ``depth`` counts from the top unit."""

    id: int
    name: str
    kind: BirimKind
    parent_id: int | None
    path: str
    depth: int
    active: bool
    version: int


def add_birim(work: Work, draft: BirimDraft) -> int:
    """Adds a unit under its parent and returns its key.

    Raises:
        NotAllowed: not an administrator.
        BadFields: the draft is incomplete.
    """
    work.actor.require("yonetim", Verb.ADMIN)
    parent = work.session.get(Birim, draft.parent_id) if draft.parent_id else None
    lost = draft.parent_id is not None and parent is None
    check(draft, {"parent_id": "Bağlı olduğu birim bulunamadı; listeden seçin."} if lost else None)
    row = Birim(
        name=draft.name,
        kind=draft.kind,
        parent_id=parent.id if parent else None,
        arama=fold(draft.name),
        sira=sort_key(draft.name),
    )
    work.session.add(row)
    work.session.flush()
    row.path = f"{parent.path if parent else '/'}{row.id}/"
    trail.record(work, "birim.add", f"Birim eklendi: {row.name}", kind="birim", record_id=row.id or 0)
    return row.id or 0


def rename_birim(work: Work, birim_id: int, name: str, version: int) -> None:
    """Gives a unit its new name; papers printed earlier keep the old one.

    Raises:
        NotAllowed: not an administrator.
        BadFields: the name is empty or too long.
        Conflict: somebody changed it in the meantime.
    """
    work.actor.require("yonetim", Verb.ADMIN)
    row = work.session.get(Birim, birim_id)
    if row is None:
        raise BadInput("Birim bulunamadı.", "Listeyi yenileyin.")
    if row.version != version:
        raise Conflict("Birim bu sırada değiştirildi.", "Listeyi yenileyin.", mine=name, theirs=row.name)
    check(BirimDraft(name=name, kind=row.kind, parent_id=row.parent_id))
    change = trail.Change("Birim adı", row.name, name)
    row.name, row.arama, row.sira = name, fold(name), sort_key(name)
    row.version += 1
    trail.record(
        work, "birim.rename", f"Birim adı değişti: {name}", kind="birim", record_id=birim_id, changes=[change]
    )


def in_scope(look: Look) -> ColumnElement[bool]:
    """Condition on ``Birim``: units that the actor may see today, those of who is stood in for among them."""
    if look.actor.sees_all:
        return true()
    return or_(*(col(Birim.path).startswith(one, autoescape=True) for one in look.actor.scopes))


def unit_row(look: Look, harcama_birimi_id: int | None) -> HarcamaBirimi:
    """A harcama birimi, if the actor may see it.

    Raises:
        BadInput: there is none.
        NotAllowed: out of sight.
    """
    row = look.session.get(HarcamaBirimi, harcama_birimi_id) if harcama_birimi_id else None
    if row is None:
        raise BadInput("Harcama birimi bulunamadı.", "Listeyi yenileyip yeniden seçin.", field="harcama_birimi_id")
    look.actor.require_sight(look.session.get_one(Birim, row.birim_id).path)
    return row


def of_units_in_sight(look: Look, harcama_birimi_id: Any) -> list[ColumnElement[bool]]:
    """Conditions on a column that holds a harcama birimi's key: it is in the actor's sight; none for all."""
    if look.actor.sees_all:
        return []
    seen = (
        select(col(HarcamaBirimi.id))
        .join(Birim, col(Birim.id) == col(HarcamaBirimi.birim_id))
        .where(in_scope(look))
    )
    return [harcama_birimi_id.in_(seen)]


def tree(look: Look) -> tuple[BirimRow, ...]:
    """All units in sight, parents before their children, siblings in Turkish order."""
    rows = look.session.exec(select(Birim).where(in_scope(look))).all()
    by_id = {row.id: row for row in rows}

    def place(row: Birim) -> tuple[str, ...]:
        above = by_id.get(row.parent_id)
        return (*(place(above) if above else ()), row.sira)

    return tuple(
        BirimRow(
            id=row.id or 0,
            name=row.name,
            kind=BirimKind(row.kind),
            parent_id=row.parent_id,
            path=row.path,
            depth=len(place(row)) - 1,
            active=row.active,
            version=row.version,
        )
        for row in sorted(rows, key=place)
    )


def home_unit(look: Look) -> int:
    """The unit that the actor sits in: the top one of his or her sight, else the office's müdürlük; 0 for none."""
    statement = select(Birim.id)
    if look.actor.scope:
        statement = statement.where(Birim.path == look.actor.scope)
    else:
        statement = statement.where(Birim.kind == BirimKind.MUDURLUK.value).order_by(col(Birim.id))
    return look.session.exec(statement.limit(1)).first() or 0
