"""Files of a document: added, taken off with a reason, opened. Of a secret one they are sealed, looks recorded."""

from __future__ import annotations

from data.core import attachments, trail
from data.core.drafts import require_reason
from data.core.errors import BadInput, RuleBroken
from data.core.permissions import Verb
from data.core.store import Look, Work
from data.evrak.drafts import Part
from data.evrak.file_text import text_of
from data.evrak.models import Evrak
from data.evrak.operations.rows import find_by_files, keep_parts
from data.evrak.rules.values import Book
from data.evrak.sight import AREA, KIND, evrak_row, level_of


def add_file(work: Work, evrak_id: int, part: Part) -> None:
    """Attaches a file to a document.

    Raises:
        NotAllowed: no permission, or a secret one with a closed vault.
        BadInput: no such document, or the file is empty or too large.
        RuleBroken: it is an envelope that came in and stayed closed.
    """
    work.actor.require(AREA, Verb.PREPARE)
    row = evrak_row(work, evrak_id)
    if row.personal and row.book == Book.GELEN.value:
        raise RuleBroken("Kişiye özel zarf açılmaz; içindekiler kayda eklenmez.", "Zarfı kapalı teslim edin.")
    keep_parts(work, row, (part,))
    _tell(work, row, "evrak.file", "Dosya eklendi", "" if row.secrecy else part.name)


def remove_file(work: Work, evrak_id: int, link_id: int, reason: str) -> None:
    """Takes a file off a document; its content stays in the store.

    Raises:
        NotAllowed: no permission.
        BadInput: no such document or file, or no reason.
    """
    work.actor.require(AREA, Verb.PREPARE)
    row = evrak_row(work, evrak_id)
    name = _own_file(work, evrak_id, link_id)
    require_reason(reason, "Dosyayı çıkarma gerekçesi yazılmalıdır.")
    attachments.take_off(work, link_id, "" if row.secrecy else reason.strip())
    if not row.secrecy:
        left = attachments.attached(work, KIND, evrak_id)
        find_by_files(work, row, " ".join(text_of(file.name, attachments.content(work, file.id)) for file in left))
    _tell(
        work, row, "evrak.file_off", "Dosya çıkarıldı", "" if row.secrecy else f"{name}. Gerekçe: {reason.strip()}"
    )


def read_file(look: Look, evrak_id: int, link_id: int) -> bytes:
    """The bytes of an open document's file.

    Raises:
        NotAllowed: no permission.
        BadInput: no such document or file, or it is secret (:func:`open_file` reads those).
    """
    look.actor.require(AREA, Verb.VIEW)
    row = evrak_row(look, evrak_id)
    _own_file(look, evrak_id, link_id)
    if row.secrecy:
        raise BadInput("Gizlilik dereceli dosya yalnız kaydından açılır.", "Kaydı açıp L ile dosyayı seçin.")
    return attachments.content(look, link_id)


def open_file(work: Work, evrak_id: int, link_id: int) -> bytes:
    """The bytes of a secret document's file; the look is in the trail.

    Raises:
        NotAllowed: no permission, or the desk's vault is closed.
        BadInput: no such document or file.
    """
    work.actor.require(AREA, Verb.VIEW)
    row = evrak_row(work, evrak_id)
    _own_file(work, evrak_id, link_id)
    _tell(work, row, "evrak.look", "Dosyaya bakıldı", "")
    return attachments.content(work, link_id)


def _own_file(look: Look, evrak_id: int, link_id: int) -> str:
    for file in attachments.attached(look, KIND, evrak_id):
        if file.id == link_id:
            return file.name
    raise BadInput("Dosya bu kayda bağlı değil.", "Listeyi yenileyin.")


def _tell(work: Work, row: Evrak, action: str, what: str, more: str) -> None:
    words = f"{what}: {Book(row.book).label} {row.kayit_no}" + (f", {more}" if more else "")
    trail.record(work, action, words, kind=KIND, record_id=row.id or 0, secrecy=level_of(row))
