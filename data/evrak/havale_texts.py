"""What is written on a havale: in open columns, or sealed where the document is secret."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from data.core.store import Look
from data.core.vault import opened
from data.evrak.models import Evrak, Havale


@dataclass(frozen=True, slots=True)
class Notes:
    """The talimat of a havale, and why it was returned or withdrawn."""

    instruction: str = ""
    reason: str = ""


def notes_of(look: Look, one: Havale, row: Evrak) -> Notes:
    """What stands on a havale; of a secret document it is opened with the desk's vault.

    Raises:
        NotAllowed: the vault is closed.
    """
    if not row.secrecy:
        return Notes(one.instruction, one.reason)
    if one.sealed is None:
        return Notes()
    return Notes(**json.loads(opened(look).unseal("havale", one.id or 0, "sealed", one.sealed)))


def put_notes(look: Look, one: Havale, row: Evrak, notes: Notes) -> None:
    """Writes what stands on a havale into its row, which must have its key already.

    Raises:
        NotAllowed: the document is secret and the vault is closed.
    """
    if row.secrecy:
        text = json.dumps(asdict(notes), ensure_ascii=False)
        one.sealed = opened(look).seal("havale", one.id or 0, "sealed", text)
        return
    one.instruction, one.reason = notes.instruction, notes.reason
