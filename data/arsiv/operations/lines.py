"""Lines of an içerik listesi as rows: written, taken out again, counted; parts of other operations."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from data.arsiv.folder_texts import LineTexts, line_texts_of, put_line_texts
from data.arsiv.models import Klasor, KlasorBelge
from data.arsiv.operations.events import name_of
from data.arsiv.operations.secrecy import raise_to
from data.arsiv.rules.values import FolderStage, law
from data.core.errors import RuleBroken
from data.core.secrecy import Secrecy
from data.core.store import Work
from data.core.text import clean_line, lower
from data.evrak.models import Evrak
from data.evrak.sight import Texts


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A document as a folder lists it.

    Attributes:
        evrak_id: Of the register; nothing for one that is on paper only.
    """

    day: date
    texts: LineTexts
    pages: int = 0
    enclosures: int = 0
    secrecy: Secrecy = Secrecy.YOK
    evrak_id: int | None = None


def line_of(row: Evrak, texts: Texts, note: str = "") -> Line:
    """The line of a document of the register: its own date and number, else those of its registration."""
    own = texts.letter_date or row.registered_on
    return Line(
        day=row.registered_on if row.secrecy else own,
        texts=LineTexts(
            texts.letter_no or row.kayit_no,
            texts.subject or ("Kişiye özel" if row.personal else ""),
            texts.muhatap,
            note,
            dated=own.isoformat() if row.secrecy else "",
        ),
        pages=row.pages,
        enclosures=sum(bool(one.strip()) for one in texts.enclosures.splitlines()),
        secrecy=Secrecy(row.secrecy),
        evrak_id=row.id,
    )


def put_line(work: Work, folder: Klasor, line: Line) -> KlasorBelge:
    """Writes a line into a folder, which takes over its level.

    Raises:
        RuleBroken: the folder is closed.
        NotAllowed: one of them is secret and the vault is closed.
    """
    require_open(folder)
    raise_to(work, folder, line.secrecy)
    row = KlasorBelge(
        klasor_id=folder.id or 0,
        evrak_id=line.evrak_id,
        day=line.day,
        pages=line.pages,
        enclosures=line.enclosures,
        secrecy=int(line.secrecy),
        made_by=work.actor.user_id,
        made_at=work.now,
    )
    if folder.secrecy:
        work.session.add(row)
        work.session.flush()
    put_line_texts(work, row, line.texts, secret=bool(folder.secrecy))
    work.session.add(row)
    folder.pages += line.pages
    return row


def take_out(work: Work, folder: Klasor, line: KlasorBelge, reason: str) -> None:
    """Marks a line as taken out; it stays and says why. The folder's level stays until paper lowers it."""
    texts = replace(line_texts_of(work, line), reason=clean_line(reason))
    line.withdrawn_at = work.now
    put_line_texts(work, line, texts, secret=line.sealed is not None)
    folder.pages = max(0, folder.pages - line.pages)
    work.session.flush()


def require_open(folder: Klasor) -> None:
    """Lets only an open folder pass.

    Raises:
        RuleBroken: it is closed, or gone.
    """
    stage = FolderStage(folder.stage)
    if stage.closed:
        raise RuleBroken(
            f"{name_of(folder)} “{lower(stage.label)}”; içine belge konmaz.",
            "Açık bir klasör seçin ya da klasörü gerekçesiyle yeniden açın.",
            law=law("11/1"),
        )
