"""Files attached to records: kept once by content, inside the store, so that one backup holds everything."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select

from data.core import trail
from data.core.errors import BadInput
from data.core.models import Attachment, AttachmentLink
from data.core.secrecy import Secrecy
from data.core.store import Look, Work
from data.core.text import clean_line
from data.core.vault import opened

LARGEST = 50 * 1024 * 1024
"""Bytes; larger files belong on a file server."""
_COLUMN = "attachment"
_BETWEEN = b"\n"
"""Between name and content of a sealed file; no name holds it."""


@dataclass(frozen=True, slots=True)
class AttachmentRow:
    """A file attached to a record."""

    id: int
    name: str
    size: int
    sha256: str
    added_at: datetime


def attach(
    work: Work, kind: str, record_id: int, name: str, content: bytes, *, secrecy: Secrecy = Secrecy.YOK
) -> int:
    """Attaches a file to a record and returns the link's key; known content is not stored again.

    Args:
        secrecy: Level of the record; above none the file and its name are sealed.

    Raises:
        BadInput: empty, or larger than :data:`LARGEST`.
        NotAllowed: it is to be sealed and the desk's vault is closed.
    """
    link_id = keep(work, kind, record_id, name, content, secrecy=secrecy)
    words = "Dosya eklendi" if secrecy else f"Dosya eklendi: {clean_line(name)}"
    trail.record(work, "attachment.add", words, kind=kind, record_id=record_id, secrecy=secrecy)
    return link_id


def keep(
    work: Work, kind: str, record_id: int, name: str, content: bytes, *, secrecy: Secrecy = Secrecy.YOK
) -> int:
    """As :func:`attach`, as part of an operation that writes its own entry in the trail.

    Raises:
        BadInput: empty, or larger than :data:`LARGEST`.
        NotAllowed: it is to be sealed and the desk's vault is closed.
    """
    label = clean_line(name)[:200]
    if not content:
        raise BadInput("Dosya boş.", "İçinde veri olan bir dosya seçin.", file=label)
    if len(content) > LARGEST:
        raise BadInput("Dosya 50 MB'tan büyük.", "Dosyayı küçültün veya ortak klasörde tutun.", file=label)
    if secrecy:
        content, label = _sealed(work, kind, record_id, label, content), ""
    link = AttachmentLink(
        kind=kind,
        record_id=record_id,
        attachment_id=_stored(work, content),
        name=label,
        added_by=work.actor.user_id,
        added_at=work.now,
        sealed=bool(secrecy),
    )
    work.session.add(link)
    work.session.flush()
    return link.id or 0


def _stored(work: Work, content: bytes) -> int:
    digest = hashlib.sha256(content).hexdigest()
    known = work.session.exec(select(Attachment.id).where(Attachment.sha256 == digest)).first()
    if known is not None:
        return known
    row = Attachment(sha256=digest, size=len(content), content=content)
    work.session.add(row)
    work.session.flush()
    return row.id or 0


def _sealed(look: Look, kind: str, record_id: int, name: str, content: bytes) -> bytes:
    """Name and content as one sealed whole: even the name of a secret file says something."""
    return opened(look).seal_bytes(kind, record_id, _COLUMN, name.encode() + _BETWEEN + content)


def _unsealed(look: Look, link: AttachmentLink, content: bytes) -> tuple[str, bytes]:
    plain = opened(look).unseal_bytes(link.kind, link.record_id, _COLUMN, content)
    name, _, rest = plain.partition(_BETWEEN)
    return name.decode(), rest


def remove(work: Work, link_id: int, reason: str, *, secrecy: Secrecy = Secrecy.YOK) -> None:
    """Takes a file off a record with a reason; its content stays in the store.

    Args:
        secrecy: Level of the record; above none the reason is kept nowhere, for it may say what the file was.

    Raises:
        BadInput: no reason, or no such file.
    """
    link = _present(work, link_id)
    if not reason.strip():
        raise BadInput("Gerekçe yazılmalıdır.", "Kısa bir gerekçe yazın.", field="reason")
    take_off(work, link_id, "" if secrecy else reason)
    words = "Dosya kayıttan çıkarıldı" + ("" if secrecy else f": {link.name}. Gerekçe: {reason}")
    trail.record(work, "attachment.remove", words, kind=link.kind, record_id=link.record_id, secrecy=secrecy)


def take_off(work: Work, link_id: int, reason: str) -> None:
    """As :func:`remove`, as part of an operation that asked for the reason and writes its own entry in the trail.

    Raises:
        BadInput: no such file.
    """
    link = _present(work, link_id)
    link.removed_at, link.removed_reason = work.now, reason
    work.session.flush()


def _present(work: Work, link_id: int) -> AttachmentLink:
    link = work.session.get(AttachmentLink, link_id)
    if link is None or link.removed_at is not None:
        raise BadInput("Dosya bu kayda bağlı değil.", "Listeyi yenileyin.")
    return link


def attached(look: Look, kind: str, record_id: int) -> tuple[AttachmentRow, ...]:
    """The files of a record, oldest first; sealed ones only while the desk's vault is open."""
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
    found = []
    for link, size, digest in rows:
        name = link.name
        if link.sealed:
            if look.vault is None:
                continue
            name, plain = _unsealed(look, link, look.session.get_one(Attachment, link.attachment_id).content)
            size = len(plain)
        found.append(AttachmentRow(link.id or 0, name, size, digest, link.added_at))
    return tuple(found)


def content(look: Look, link_id: int) -> bytes:
    """The bytes of an attached file.

    Raises:
        BadInput: no such file, or its content is not what was attached.
        NotAllowed: it is sealed and the desk's vault is closed.
    """
    link = look.session.get(AttachmentLink, link_id)
    stored = look.session.get(Attachment, link.attachment_id) if link else None
    if link is None or stored is None:
        raise BadInput("Dosya bulunamadı.", "Listeyi yenileyin.")
    if hashlib.sha256(stored.content).hexdigest() != stored.sha256:
        raise BadInput(
            "Dosyanın içeriği bozulmuş.", "Yedekten geri alın ve masa denetle ile bakın.", file=link.name
        )
    return _unsealed(look, link, stored.content)[1] if link.sealed else stored.content
