"""What every entry in a book does alike: the number, the row, its files, its readers, what it refers to."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import bindparam, select
from sqlmodel import col

from data.core import attachments, numbers, search
from data.core.calendar import format_date
from data.core.errors import BadFields, BadInput
from data.core.models import Birim
from data.core.secrecy import Secrecy
from data.core.store import Look, Work
from data.core.text import fold
from data.evrak.drafts import Part
from data.evrak.models import Evrak, EvrakIlgi, EvrakOkur
from data.evrak.operations.ending import finish
from data.evrak.rules.values import Book, DocKind, State, Tie
from data.evrak.sight import AREA, EK_KIND, KIND, Texts, in_sight, put_texts
from data.sdp.models import SdpKod

_UNIT = select(col(Birim.name), col(Birim.path)).where(col(Birim.id) == bindparam("key"))


def unit_in_sight(look: Look, birim_id: int | None) -> str:
    """The name of the unit that a document belongs to.

    Raises:
        BadFields: none was chosen.
        NotAllowed: it lies outside the actor's sight.
    """
    unit = look.connection.execute(_UNIT, {"key": birim_id}).first()
    if unit is None:
        raise BadFields({"birim_id": "Birim listeden seçilmelidir."})
    look.actor.require_sight(unit.path)
    return str(unit.name)


def filing_code(look: Look, sdp_id: int | None) -> str:
    """The plain filing code of a key; empty for none."""
    row = look.session.get(SdpKod, sdp_id) if sdp_id else None
    return row.code if row else ""


def new_row(work: Work, book: Book, level: Secrecy, texts: Texts, values: dict[str, Any]) -> Evrak:
    """Gives the next number of a book and writes the row; secret ones have a series of their own."""
    year = work.today.year
    series = level.series
    number = numbers.next_number(work, f"evrak.{book.value}{'.' + series if series else ''}", year)
    row = Evrak(
        book=book.value,
        series=series,
        year=year,
        number=number,
        kayit_no=f"{series + '-' if series else ''}{year}/{number}",
        registered_at=work.now,
        registered_on=work.today,
        registered_by=work.actor.user_id,
        secrecy=int(level),
        **values,
    )
    if level:
        work.session.add(row)
        work.session.flush()
        put_texts(work, row, texts)
        let_read(work, row, work.actor.user_id, "Kaydeden")
    else:
        put_texts(work, row, texts)
        row.arama = words_of(row)
        work.session.add(row)
        work.session.flush()
        search.index_new(work, [indexed(row)])
    return row


def words_of(row: Evrak) -> str:
    """What the ledger's filter finds an open document by."""
    kind = DocKind(row.doc_kind).label
    return fold(f"{row.kayit_no} {row.letter_no} {row.subject} {row.muhatap_name} {kind}")


def indexed(row: Evrak) -> search.Indexed:
    """What the search over all areas knows of an open document."""
    return search.Indexed(
        kind=KIND,
        record_id=row.id or 0,
        area=AREA,
        birim_id=row.birim_id,
        title=f"{Book(row.book).label} {row.kayit_no} {row.subject or 'Kişiye özel'}",
        subtitle=f"{row.muhatap_name} · {format_date(row.registered_on)}",
        words=f"{row.letter_no} evrak",
    )


def let_read(work: Work, row: Evrak, user_id: int, why: str) -> None:
    """Adds a reader to a record of Gizli or Çok Gizli; below that the clearance is enough."""
    if row.secrecy < Secrecy.GIZLI or not user_id:
        return
    known = work.session.get(EvrakOkur, (row.id, user_id))
    if known is None:
        work.session.add(
            EvrakOkur(
                evrak_id=row.id or 0, user_id=user_id, why=why, added_by=work.actor.user_id, added_at=work.now
            )
        )
    elif known.ended_at is not None:
        known.why, known.added_by, known.added_at, known.ended_at = why, work.actor.user_id, work.now, None
    work.session.flush()


def keep_parts(work: Work, row: Evrak, parts: Iterable[Part]) -> None:
    """Attaches files to a document; the words of an open one's files are findable."""
    words = []
    for part in parts:
        attachments.keep(work, KIND, row.id or 0, part.name, part.content, secrecy=Secrecy(row.secrecy))
        if part.text:
            words.append(part.text)
    if words and not row.secrecy:
        held = search.words_of(work, EK_KIND, row.id or 0)
        find_by_files(work, row, " ".join([held, *words]))


def find_by_files(work: Work, row: Evrak, words: str) -> None:
    """Writes by which words of its files an open document is found; no words for none."""
    search.index(
        work,
        kind=EK_KIND,
        record_id=row.id or 0,
        area=AREA,
        birim_id=row.birim_id,
        title=_files_title(row),
        subtitle=row.subject,
        words=words,
    )


def refile_words(work: Work, row: Evrak, old_subject: str) -> None:
    """The words of a corrected document's files go to the unit that it has now, under its present subject."""
    if held := search.words_of(work, EK_KIND, row.id or 0):
        find_by_files(work, row, held.replace(fold(f"{_files_title(row)} {old_subject}"), ""))


def _files_title(row: Evrak) -> str:
    return f"{Book(row.book).label} {row.kayit_no} eki"


def add_tie(work: Work, row: Evrak, tie: Tie, *, other: Evrak | None = None, text: str = "") -> None:
    """Writes that a document names an earlier one: ours by key, another's in words."""
    work.session.add(
        EvrakIlgi(
            evrak_id=row.id or 0,
            other_id=other.id if other else None,
            tie=tie.value,
            text=text,
            added_by=work.actor.user_id,
            added_at=work.now,
        )
    )
    work.session.flush()


def answered(work: Work, row: Evrak, by: Evrak) -> None:
    """A document got its answer: nothing runs any more; part of the operation that registers the answer.

    Raises:
        RuleBroken: it was cancelled.
    """
    named = f"Cevabı: {Book(by.book).label} {by.kayit_no}" if may_name(row, by) else ""
    finish(work, row, State.CEVAPLANDI, named)


def may_name(row: Evrak, other: Evrak) -> bool:
    """Whether what is kept of a document may name another one: whoever reads the first may know of the other.

    An open record says nothing of a secret one, not even that there is one; of a Gizli one nobody is told who only
    needs to know the first.
    """
    return other.secrecy <= row.secrecy and other.secrecy < Secrecy.GIZLI


def tied(look: Look, evrak_id: int, other_id: int) -> bool:
    """Whether a document names the other one already."""
    statement = select(col(EvrakIlgi.id)).where(
        col(EvrakIlgi.evrak_id) == evrak_id,
        col(EvrakIlgi.other_id) == other_id,
        col(EvrakIlgi.removed_at).is_(None),
    )
    return look.session.execute(statement.limit(1)).first() is not None


def tie_row(look: Look, ilgi_id: int) -> tuple[EvrakIlgi, Evrak, Evrak | None]:
    """An ilgi that stands, with the document that names and the named one, which may be another's letter.

    Raises:
        BadInput: there is none, or one of the two is not there for this actor.
    """
    tie = look.session.get(EvrakIlgi, ilgi_id)
    if tie is not None and tie.removed_at is None:
        keys = {key for key in (tie.evrak_id, tie.other_id) if key}
        rows = look.session.execute(select(Evrak).where(col(Evrak.id).in_(keys), in_sight(look))).scalars()
        seen = {row.id: row for row in rows}
        if len(seen) == len(keys):
            return tie, seen[tie.evrak_id], seen.get(tie.other_id)
    raise BadInput("Bu ilgi yok.", "Listeyi yenileyin.")
