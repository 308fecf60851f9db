"""Files attached to records: kept once by content, inside the store, so that one backup holds everything."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select

from data.core import trail
from data.core.errors import BadInput
from data.core.models import Attachment, AttachmentLink
from data.core.store import Look, Work
from data.core.text import clean_line

LARGEST = 50 * 1024 * 1024
"""Bytes; larger files belong on a file server."""


@dataclass(frozen=True, slots=True)
class AttachmentRow:
    """A file attached to a record."""

    id: int
    name: str
    size: int
    sha256: str
    added_at: datetime


def attach(work: Work, kind: str, record_id: int, name: str, content: bytes) -> int:
    """Attaches a file to a record and returns the link's key; known content is not stored again.

    Raises:
        BadInput: empty, or larger than :data:`LARGEST`.
    """
    link_id = keep(work, kind, record_id, name, content)
    trail.record(work, "attachment.add", f"Dosya eklendi: {clean_line(name)}", kind=kind, record_id=record_id)
    return link_id


def keep(work: Work, kind: str, record_id: int, name: str, content: bytes) -> int:
    """As :func:`attach`, as part of an operation that writes its own entry in the trail.

    Raises:
        BadInput: empty, or larger than :data:`LARGEST`.
    """
    label = clean_line(name)[:200]
    if not content:
        raise BadInput("Dosya boş.", "İçinde veri olan bir dosya seçin.", file=label)
    if len(content) > LARGEST:
        raise BadInput("Dosya 50 MB'tan büyük.", "Dosyayı küçültün veya ortak klasörde tutun.", file=label)
    digest = hashlib.sha256(content).hexdigest()
    stored = work.session.exec(select(Attachment.id).where(Attachment.sha256 == digest)).first()
    if stored is None:
        row = Attachment(sha256=digest, size=len(content), content=content)
        work.session.add(row)
        work.session.flush()
        stored = row.id
    link = AttachmentLink(
        kind=kind,
        record_id=record_id,
        attachment_id=stored or 0,
        name=label,
        added_by=work.actor.user_id,
        added_at=work.now,
    )
    work.session.add(link)
    work.session.flush()
    return link.id or 0


def remove(work: Work, link_id: int, reason: str) -> None:
    """Takes a file off a record with a reason; its content stays in the store.

    Raises:
        BadInput: no reason, or no such file.
    """
    link = work.session.get(AttachmentLink, link_id)
    if link is None or link.removed_at is not None:
        raise BadInput("Dosya bu kayda bağlı değil.", "Listeyi yenileyin.")
    if not reason.strip():
        raise BadInput("Gerekçe yazılmalıdır.", "Kısa bir gerekçe yazın.", field="reason")
    link.removed_at, link.removed_reason = work.now, reason
    summary = f"Dosya kayıttan çıkarıldı: {link.name}. Gerekçe: {reason}"
    trail.record(work, "attachment.remove", summary, kind=link.kind, record_id=link.record_id)


def attached(look: Look, kind: str, record_id: int) -> tuple[AttachmentRow, ...]:
    """The files of a record, oldest first."""
    rows = look.session.exec(
        select(AttachmentLink, Attachment.size, Attachment.sha256)
        .join(Attachment, col(Attachment.id) == col(AttachmentLink.attachment_id))
        .where(
            AttachmentLink.kind == kind,
            AttachmentLink.record_id == record_id,
            col(AttachmentLink.removed_at).is_(None),
        )
        .order_by(col(AttachmentLink.id))
    )
    return tuple(
        AttachmentRow(link.id or 0, link.name, size, digest, link.added_at) for link, size, digest in rows
    )


def content(look: Look, link_id: int) -> bytes:
    """The bytes of an attached file.

    Raises:
        BadInput: no such file, or its content is not what was attached.
    """
    link = look.session.get(AttachmentLink, link_id)
    stored = look.session.get(Attachment, link.attachment_id) if link else None
    if link is None or stored is None:
        raise BadInput("Dosya bulunamadı.", "Listeyi yenileyin.")
    if hashlib.sha256(stored.content).hexdigest() != stored.sha256:
        raise BadInput(
            "Dosyanın içeriği bozulmuş.", "Yedekten geri alın ve masa denetle ile bakın.", file=link.name
        )
    return stored.content
