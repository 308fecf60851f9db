"""Registering all documents of a list at once: all or none, each with its own number and trail entry."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlmodel import col

from data.core import taken, trail
from data.core.drafts import problems
from data.core.errors import BadInput
from data.core.intake.mapping import ColumnMapping
from data.core.money import format_int
from data.core.permissions import Verb
from data.core.store import Look, Work
from data.evrak.drafts import NEW_PARTY, IncomingDraft
from data.evrak.models import Evrak
from data.evrak.operations.parties import named_party
from data.evrak.operations.register import Registered, register_incoming
from data.evrak.rules.values import Book, DocKind, State
from data.evrak.sight import AREA

TARGET = "evrak_gelen"
"""Under which EBYS lists are known among the imported files."""
_REASON = "EBYS listesiyle alındı"
_FROM_PERSONS = frozenset({DocKind.DILEKCE.value, DocKind.BILGI_EDINME.value, DocKind.SIKAYET.value})


@dataclass(frozen=True, slots=True)
class DocumentsFile:
    """A list read from a file, ready to be registered: its identity, and (row, draft) of each document."""

    name: str
    sha256: str
    drafts: tuple[tuple[int, IncomingDraft], ...]


def already(look: Look, key: str) -> str:
    """Under which number a document with this sender, sayı and date stands in the incoming book; else empty."""
    if not key:
        return ""
    statement = select(col(Evrak.kayit_no)).where(
        col(Evrak.same_key) == key, col(Evrak.book) == Book.GELEN.value, col(Evrak.state) != State.IPTAL.value
    )
    return look.session.execute(statement.limit(1)).scalar() or ""


def register_list(
    work: Work,
    found: DocumentsFile,
    mapping: ColumnMapping | None = None,
    progress: Callable[[int], None] | None = None,
) -> tuple[Registered, ...]:
    """Registers all documents of a list or none, in the order of its rows.

    Args:
        mapping: How the columns were mapped, to be remembered for the next list with these headings.
        progress: Told how many are written; stops everything by raising.

    Raises:
        NotAllowed: no permission, or the unit is out of sight.
        BadInput: the file was taken before, it holds nothing new, or a row is refused; names the row.
    """
    work.actor.require(AREA, Verb.IMPORT)
    if not found.drafts:
        raise BadInput("Listede yeni evrak yok.", "Hepsi zaten kayıtlı.", file=found.name)
    file_id = taken.note_taken(work, TARGET, found.sha256, found.name, len(found.drafts))
    done: list[Registered] = []
    for number, draft in found.drafts:
        if wrong := problems(draft):
            raise BadInput(
                " ".join(wrong.values()), "Dosyayı düzeltip yeniden alın; hiçbir kayıt yazılmadı.",
                file=found.name, row=number,
            )  # fmt: skip
        party = named_party(
            work, str(draft.muhatap).removeprefix(NEW_PARTY), person=draft.doc_kind in _FROM_PERSONS
        )
        done.append(register_incoming(work, replace(draft, muhatap=party.id or 0), _REASON))
        if progress is not None:
            progress(len(done))
    if mapping is not None:
        taken.save_mapping(work, TARGET, mapping.source, mapping.to_json())
    span = f"{done[0].kayit_no} – {done[-1].kayit_no}"
    words = f"{found.name} listesinden {format_int(len(done))} evrak kaydedildi: {span}"
    trail.record(work, "evrak.import", words, kind="taken_file", record_id=file_id)
    return tuple(done)
