"""What was typed about a folder beside its own texts: readable in its column, or sealed there if it is secret."""

from __future__ import annotations

from base64 import b64decode, b64encode
from typing import Any, Final

from sqlalchemy import select
from sqlmodel import SQLModel, col

from data.arsiv.models import ArsivBloke, Klasor, KlasorKontrol, KlasorOlay, Odunc
from data.arsiv.models_papers import ArsivDevirSatir, ImhaSatir
from data.core.engine_sealing import SEALED
from data.core.store import Look
from data.core.vault import opened

REMARKS: Final[tuple[tuple[type[Any], tuple[str, ...]], ...]] = (
    (ArsivBloke, ("reason", "paper", "lifted_paper")),
    (Odunc, ("purpose", "letter", "allowed_by", "condition")),
    (KlasorKontrol, ("note", "manager")),
    (KlasorOlay, ("text",)),
    (ArsivDevirSatir, ("reason",)),
    (ImhaSatir, ("reason",)),
)
"""Tables whose rows name a folder, and their columns that hold words of a person."""
LOCKED: Final = "Klasör açılınca okunur"
_COLUMN: Final = "note"
Remark = tuple[SQLModel, str, str]
"""Row, column and words of a remark."""


def kept(look: Look, row: Klasor, text: str) -> str:
    """A remark as its column keeps it.

    Raises:
        NotAllowed: the folder is secret and the vault is closed.
    """
    if not row.secrecy or not text:
        return text
    return SEALED + b64encode(opened(look).seal("klasor", row.id or 0, _COLUMN, text)).decode("ascii")


def kept_or_left(look: Look, row: Klasor, text: str) -> str:
    """As :func:`kept`, for a step that also moves folders which its actor need not know: with the vault closed
    nothing is kept of them, the paper behind the step says it."""
    return "" if row.secrecy and look.vault is None else kept(look, row, text)


def read(look: Look, row: Klasor, held: str) -> str:
    """A remark as it was written, whatever the folder's level is by now.

    Raises:
        NotAllowed: it is sealed and the vault is closed.
    """
    if not held.startswith(SEALED):
        return held
    return opened(look).unseal("klasor", row.id or 0, _COLUMN, b64decode(held.removeprefix(SEALED)))


def read_if_open(look: Look, row: Klasor, held: str) -> str:
    """As :func:`read`; nothing while it is sealed and the vault closed."""
    return "" if held.startswith(SEALED) and look.vault is None else read(look, row, held)


def in_list(row: Klasor, held: str) -> str:
    """A remark in a list of folders; reading that of a secret one is a step of its own, and in the trail."""
    return LOCKED if row.secrecy and held else held


def remarks_of(look: Look, row: Klasor) -> list[Remark]:
    """All that was ever typed about a folder, to be kept anew under another level.

    Raises:
        NotAllowed: one is sealed and the vault is closed.
    """
    look.session.flush()
    return [
        (one, column, read(look, row, getattr(one, column)))
        for table, columns in REMARKS
        for one in look.session.execute(select(table).where(col(table.klasor_id) == row.id)).scalars()
        for column in columns
    ]


def seal_what_lies_open(look: Look, row: Klasor) -> None:
    """Seals what was typed about a secret folder before such words were sealed.

    Raises:
        NotAllowed: the vault is closed.
    """
    keep_again(look, row, [one for one in remarks_of(look, row) if not getattr(one[0], one[1]).startswith(SEALED)])


def keep_again(look: Look, row: Klasor, remarks: list[Remark]) -> None:
    """Writes remarks as the folder's level has them by now.

    Raises:
        NotAllowed: it is secret and the vault is closed.
    """
    for one, column, words in remarks:
        setattr(one, column, kept(look, row, words))
    look.session.flush()
