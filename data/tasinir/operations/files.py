"""Files of movable property: photos and papers of items, signed copies of deliveries, invoices of vouchers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from data.core import attachments, trail
from data.core.attachments import AttachmentRow
from data.core.drafts import require_reason
from data.core.errors import BadInput
from data.core.permissions import Verb
from data.core.store import Look, Work
from data.core.text import clean_line
from data.tasinir import lookup
from data.tasinir.hand_views import delivery_name
from data.tasinir.lookup import AREA, DELIVERY_KIND, ITEM_KIND, VIF_KIND, number_of


def _item(look: Look, record_id: int) -> str:
    return lookup.item_row(look, record_id).sicil_no


def _voucher(look: Look, record_id: int) -> str:
    return f"Fiş {number_of(lookup.vif_row(look, record_id))}"


_NAMES: Final[Mapping[str, Callable[[Look, int], str]]] = {
    ITEM_KIND: _item,
    DELIVERY_KIND: delivery_name,
    VIF_KIND: _voucher,
}
"""What a record of a kind is called; each refuses one that is out of sight."""


def files_of(look: Look, kind: str, record_id: int) -> tuple[AttachmentRow, ...]:
    """The files of an item, a delivery or a voucher, oldest first.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such record.
    """
    look.actor.require(AREA, Verb.VIEW)
    _NAMES[kind](look, record_id)
    return attachments.attached(look, kind, record_id)


def add_file(work: Work, kind: str, record_id: int, name: str, content: bytes) -> None:
    """Attaches a file to an item, a delivery or a voucher.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such record, or the file is empty or too large.
    """
    work.actor.require(AREA, Verb.PREPARE)
    called = _NAMES[kind](work, record_id)
    attachments.keep(work, kind, record_id, name, content)
    words = f"{called}: Dosya eklendi: {clean_line(name)}"
    trail.record(work, "tasinir.file", words, kind=kind, record_id=record_id)


def remove_file(work: Work, kind: str, record_id: int, link_id: int, reason: str) -> None:
    """Takes a file off its record with a reason; its content stays in the store.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such record or file, or no reason.
    """
    work.actor.require(AREA, Verb.PREPARE)
    called = _NAMES[kind](work, record_id)
    name = _own(work, kind, record_id, link_id)
    require_reason(reason, "Dosyayı çıkarma gerekçesi yazılmalıdır.")
    attachments.take_off(work, link_id, reason.strip())
    words = f"{called}: Dosya çıkarıldı: {name}. Gerekçe: {reason.strip()}"
    trail.record(work, "tasinir.file_off", words, kind=kind, record_id=record_id)


def read_file(look: Look, kind: str, record_id: int, link_id: int) -> bytes:
    """The bytes of a record's file.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such record or file.
    """
    look.actor.require(AREA, Verb.VIEW)
    _NAMES[kind](look, record_id)
    _own(look, kind, record_id, link_id)
    return attachments.content(look, link_id)


def _own(look: Look, kind: str, record_id: int, link_id: int) -> str:
    for file in attachments.attached(look, kind, record_id):
        if file.id == link_id:
            return file.name
    raise BadInput("Dosya bu kayda bağlı değil.", "Listeyi yenileyin.")
