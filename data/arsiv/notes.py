"""Remarks on a folder, written once: readable in their column, or sealed there when the folder is secret."""

from __future__ import annotations

from base64 import b64decode, b64encode
from typing import Final

from sqlalchemy import select
from sqlmodel import col

from data.arsiv.models import ArsivBloke, Klasor, Odunc
from data.core.store import Look
from data.core.vault import opened

_SEALED: Final = "\x1f"
"""Before a sealed remark; nothing that a person types holds it."""
_COLUMN: Final = "note"
Remark = tuple[ArsivBloke | Odunc, str, str]
"""Row, column and words of a remark."""


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


def remarks_of(look: Look, row: Klasor) -> list[Remark]:
    """Why a folder is held and what it was lent for, to be kept anew under another level.

    Raises:
        NotAllowed: one is sealed and the vault is closed.
    """
    found: list[Remark] = []
    for hold in look.session.execute(select(ArsivBloke).where(col(ArsivBloke.klasor_id) == row.id)).scalars():
        found.append((hold, "reason", read(look, row, hold.reason)))
    for loan in look.session.execute(select(Odunc).where(col(Odunc.klasor_id) == row.id)).scalars():
        found.append((loan, "purpose", read(look, row, loan.purpose)))
    return found


def keep_again(look: Look, row: Klasor, remarks: list[Remark]) -> None:
    """Writes remarks as the folder's level has them by now.

    Raises:
        NotAllowed: it is secret and the vault is closed.
    """
    for one, column, words in remarks:
        setattr(one, column, kept(look, row, words))
