"""What a folder says of itself: open in its columns, or sealed beside them when it has a secrecy level."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from data.arsiv.models import Klasor
from data.core.store import Look
from data.core.vault import opened


@dataclass(frozen=True, slots=True)
class FolderTexts:
    """The words of a folder: its subject, its own information for the label, the number of a case."""

    title: str = ""
    special: str = ""
    case_no: str = ""


def texts_of(look: Look, row: Klasor) -> FolderTexts:
    """What a folder says; a secret one is opened with the desk's vault.

    Raises:
        NotAllowed: the vault is closed.
    """
    if not row.secrecy:
        return FolderTexts(row.title, row.special, row.case_no)
    if row.sealed is None:
        return FolderTexts()
    return FolderTexts(**json.loads(opened(look).unseal("klasor", row.id or 0, "sealed", row.sealed)))


def put_texts(look: Look, row: Klasor, texts: FolderTexts) -> None:
    """Writes what a folder says into its row; the row must have its key and its level already.

    Raises:
        NotAllowed: it is secret and the vault is closed.
    """
    if row.secrecy:
        held = json.dumps(asdict(texts), ensure_ascii=False)
        row.sealed = opened(look).seal("klasor", row.id or 0, "sealed", held)
        row.title = row.special = row.case_no = ""
        return
    row.sealed = None
    row.title, row.special, row.case_no = texts.title, texts.special, texts.case_no
