"""Remarks on a folder, written once: readable in their column, or sealed there when the folder is secret."""

from __future__ import annotations

from base64 import b64decode, b64encode
from typing import Final

from data.arsiv.models import Klasor
from data.core.store import Look
from data.core.vault import opened

_SEALED: Final = "\x1f"
"""Before a sealed remark; nothing that a person types holds it."""
_COLUMN: Final = "note"


def kept(look: Look, row: Klasor, text: str) -> str:
    """A remark as its column keeps it.

    Raises:
        NotAllowed: the folder is secret and the vault is closed.
    """
    if not row.secrecy or not text:
        return text
    return _SEALED + b64encode(opened(look).seal("klasor", row.id or 0, _COLUMN, text)).decode("ascii")


def read(look: Look, row: Klasor, held: str) -> str:
    """A remark as it was written, whatever the folder's level is by now.

    Raises:
        NotAllowed: it is sealed and the vault is closed.
    """
    if not held.startswith(_SEALED):
        return held
    return opened(look).unseal("klasor", row.id or 0, _COLUMN, b64decode(held.removeprefix(_SEALED)))
