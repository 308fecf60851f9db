"""The office's logo: one picture that labels of folders bear (DAH EK-3), kept clean of all but its points."""

from __future__ import annotations

from io import BytesIO
from typing import Final

from data.core import attachments, trail
from data.core.attachments import AttachmentRow
from data.core.drafts import require_reason
from data.core.errors import BadInput
from data.core.permissions import Verb
from data.core.store import Look, Work
from data.core.text import clean_line

KIND: Final = "kurum_logosu"
LARGEST: Final = 2 * 1024 * 1024
"""Bytes of a file that is taken."""
_NARROWEST, _WIDEST, _KEPT = 48, 6_000, 1_200
"""Points of a side: fewer look coarse on paper, more are no logo, and as many are kept."""
_FORMATS: Final = ("PNG", "JPEG")
_REMEDY: Final = "PNG ya da JPEG olarak kaydedilmiş bir logo seçin."


def logo(look: Look) -> bytes:
    """The picture as PNG; empty where the office gave none."""
    row = kept(look)
    return attachments.content(look, row.id) if row else b""


def kept(look: Look) -> AttachmentRow | None:
    """Name and size of the logo in use."""
    found = attachments.attached(look, KIND, 1)
    return found[-1] if found else None


def set_logo(work: Work, name: str, content: bytes) -> None:
    """Takes a picture as the office's logo, in place of the one before.

    It is drawn anew as PNG, so that nothing else that a file may hold (place and time of a photograph, thumbnails,
    appended data) is kept.

    Raises:
        NotAllowed: not an administrator.
        BadInput: no PNG or JPEG, too large, or too small to be printed.
    """
    work.actor.require("yonetim", Verb.ADMIN)
    label = clean_line(name)
    picture = _clean(content, label)
    _take_off(work, "Yerine yeni logo kondu")
    attachments.keep(work, KIND, 1, f"{label.rpartition('.')[0] or label}.png", picture)
    trail.record(work, "logo.set", f"Kurum logosu kondu: {label}", kind=KIND, record_id=1)


def remove_logo(work: Work, reason: str) -> None:
    """Papers bear no logo from now on.

    Raises:
        NotAllowed: not an administrator.
        BadInput: no reason, or there is no logo.
    """
    work.actor.require("yonetim", Verb.ADMIN)
    require_reason(reason, "Logonun neden kaldırıldığı yazılmalıdır.")
    if not _take_off(work, reason):
        raise BadInput("Kurumun logosu yok.", "Önce logo ekleyin.")
    trail.record(
        work, "logo.remove", f"Kurum logosu kaldırıldı. Gerekçe: {clean_line(reason)}", kind=KIND, record_id=1
    )


def _take_off(work: Work, reason: str) -> bool:
    found = attachments.attached(work, KIND, 1)
    for row in found:
        attachments.take_off(work, row.id, reason)
    return bool(found)


def _clean(content: bytes, label: str) -> bytes:
    """The picture without anything else.

    Raises:
        BadInput: it is none, or not of a size that can be printed.
    """
    from PIL import Image, ImageOps

    if len(content) > LARGEST:
        raise BadInput("Logo dosyası 2 MB’tan büyük.", "Daha küçük kaydedip yeniden seçin.", file=label)
    try:
        with Image.open(BytesIO(content), formats=_FORMATS) as found:
            # The size stands in front; what would fill the memory is refused before it is unpacked.
            if not all(_NARROWEST <= side <= _WIDEST for side in found.size):
                raise BadInput(
                    f"Logonun kenarları {_NARROWEST} ile {_WIDEST} nokta arasında olmalıdır.",
                    f"Bu dosya {found.size[0]} × {found.size[1]} nokta; uygun boyda kaydedin.",
                    file=label,
                )
            picture = ImageOps.exif_transpose(found).convert("RGBA")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        raise BadInput("Dosya bir resim olarak okunamadı.", _REMEDY, file=label) from None
    picture.thumbnail((_KEPT, _KEPT))
    held = BytesIO()
    picture.save(held, "PNG", optimize=True)
    return held.getvalue()
