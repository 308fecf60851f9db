"""What a folder and its lines say: open in their columns, or sealed beside them when the folder is secret."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from data.arsiv.models import Klasor, KlasorBelge
from data.core.store import Look
from data.core.vault import opened


@dataclass(frozen=True, slots=True)
class FolderTexts:
    """The words of a folder: subject, own information for the label, numbers of its case and of records before."""

    title: str = ""
    special: str = ""
    case_no: str = ""
    old_no: str = ""

    @property
    def words(self) -> str:
        """All by which it is looked for."""
        return f"{self.title} {self.special} {self.case_no} {self.old_no}"


def texts_of(look: Look, row: Klasor) -> FolderTexts:
    """What a folder says; a secret one is opened with the desk's vault.

    Raises:
        NotAllowed: the vault is closed.
    """
    if not row.secrecy:
        return FolderTexts(row.title, row.special, row.case_no, row.old_no)
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
        row.title = row.special = row.case_no = row.old_no = ""
        return
    row.sealed = None
    row.title, row.special, row.case_no, row.old_no = texts.title, texts.special, texts.case_no, texts.old_no


@dataclass(frozen=True, slots=True)
class LineTexts:
    """The words of a line of the içerik listesi: number, subject, sender or receiver, remark, why it went.

    Attributes:
        dated: Day of a secret letter, ISO, which its register seals too; its row has that of its registration.
    """

    no: str = ""
    subject: str = ""
    party: str = ""
    note: str = ""
    reason: str = ""
    dated: str = ""


def line_texts_of(look: Look, line: KlasorBelge) -> LineTexts:
    """What a line says; a sealed one is opened with the desk's vault.

    Raises:
        NotAllowed: the vault is closed.
    """
    if line.sealed is None:
        return LineTexts(line.no, line.subject, line.party, line.note, line.withdrawn_reason)
    return LineTexts(**json.loads(opened(look).unseal("klasor_belge", line.id or 0, "sealed", line.sealed)))


def put_line_texts(look: Look, line: KlasorBelge, texts: LineTexts, *, secret: bool) -> None:
    """Writes what a line says into its row, which must have its key already.

    Args:
        secret: Its folder has a secrecy level: then nothing in it is readable, whatever the line's own level is.

    Raises:
        NotAllowed: it is secret and the vault is closed.
    """
    if secret:
        held = json.dumps(asdict(texts), ensure_ascii=False)
        line.sealed = opened(look).seal("klasor_belge", line.id or 0, "sealed", held)
        line.no = line.subject = line.party = line.note = line.withdrawn_reason = ""
        return
    line.sealed = None
    line.no, line.subject, line.party, line.note = texts.no, texts.subject, texts.party, texts.note
    line.withdrawn_reason = texts.reason
