"""One search over the records of all areas, limited to what the actor may see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import text
from sqlmodel import SQLModel, col, select

from data.core import engine as engines
from data.core import engine_sealing
from data.core.models import Birim, SearchEntry
from data.core.permissions import Verb
from data.core.store import Look, Work
from data.core.text import fold

_TABLE = SQLModel.metadata.tables[str(SearchEntry.__tablename__)]
_KEPT = ("kind", "record_id", "area", "birim_id", "title", "subtitle")


@dataclass(frozen=True, slots=True)
class Found:
    """A record that the search found."""

    kind: str
    record_id: int
    area: str
    title: str
    subtitle: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Indexed:
    """What the search is to know of a record; see :func:`index`."""

    kind: str
    record_id: int
    area: str
    birim_id: int | None
    title: str
    subtitle: str
    words: str = ""


def index_new(work: Work, records: Sequence[Indexed]) -> None:
    """As :func:`index`, for any number of records that the search cannot know yet."""
    rows = [
        (*(getattr(one, name) for name in _KEPT), fold(f"{one.title} {one.subtitle} {one.words}"))
        for one in records
    ]
    work.session.flush()
    if rows:
        engines.insert_many(work.connection, _TABLE, rows, (*_KEPT, "arama"))
        work.touched = True


def index(
    work: Work,
    *,
    kind: str,
    record_id: int,
    area: str,
    birim_id: int | None,
    title: str,
    subtitle: str,
    words: str,
) -> None:
    """Writes or renews what the search knows of a record. No masked number and no secret text goes in here."""
    same = select(SearchEntry).where(SearchEntry.kind == kind, SearchEntry.record_id == record_id)
    row = work.session.exec(same).first()
    if row is None:
        row = SearchEntry(
            kind=kind, record_id=record_id, area=area, birim_id=birim_id, title=title, subtitle=subtitle, arama=""
        )
        work.session.add(row)
    row.birim_id, row.title, row.subtitle = birim_id, title, subtitle
    row.arama = fold(f"{title} {subtitle} {words}")
    work.session.flush()


def forget(work: Work, kind: str, record_id: int) -> None:
    """Takes a record out of the search: it became secret, and what the search knew of it lies open."""
    work.session.flush()
    same = select(SearchEntry).where(SearchEntry.kind == kind, SearchEntry.record_id == record_id)
    row = work.session.exec(same).first()
    if row is not None:
        work.session.delete(row)
        work.session.flush()
        engine_sealing.drop_removed_words(work.connection, "search_entry")


def words_of(look: Look, kind: str, record_id: int) -> str:
    """The folded words by which a record is found; empty for one that the search does not know."""
    statement = select(SearchEntry.arama).where(SearchEntry.kind == kind, SearchEntry.record_id == record_id)
    return look.session.exec(statement).first() or ""


def find(look: Look, typed: str, limit: int = 50) -> tuple[Found, ...]:
    """Records that have every typed word as a prefix of one of theirs, newest first."""
    words = engines.word_query(fold(typed))
    if not words:
        return ()
    statement = (
        select(SearchEntry, Birim.path)
        .join(Birim, col(Birim.id) == col(SearchEntry.birim_id), isouter=True)
        .where(text(engines.word_match("search_entry")).bindparams(words=words))
        .order_by(col(SearchEntry.id).desc())
    )
    found: list[Found] = []
    for row, path in look.session.exec(statement.execution_options(yield_per=200)):
        if look.actor.can(row.area, Verb.VIEW) and (path is None or look.actor.sees(path)):
            found.append(Found(row.kind, row.record_id, row.area, row.title, row.subtitle))
            if len(found) == limit:
                break
    return tuple(found)
