"""The area's books, lists and statistics: what each asks for, how it is made, and its one way to a file.

The label has a form of its own (:mod:`data.evrak.papers_label`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from sqlalchemy import func, select
from sqlmodel import col

from data.core import trail
from data.core.errors import BadInput
from data.core.models import TrailEntry
from data.core.pages import LedgerQuery, Window
from data.core.paper import Paper, Table
from data.core.permissions import Verb
from data.core.secrecy import Secrecy
from data.core.store import Look, Work
from data.core.text import fold
from data.evrak.papers_book import Ask, BookDraft, book_paper, range_words
from data.evrak.papers_lists import LATE, WAITING, WaitingDraft, waiting_paper
from data.evrak.papers_statistics import StatisticsDraft, span_of, statistics_paper
from data.evrak.rules.values import Book
from data.evrak.sight import AREA, top_level

_EVENT = "evrak.rapor."


@dataclass(frozen=True, slots=True)
class Printout:
    """A paper for a file.

    Attributes:
        parts: Words for the file's name behind the paper's own, without personal data.
        words: What the trail says of it.
        level: The strictest secrecy level of the records on it.
    """

    paper: Paper
    parts: tuple[str, ...]
    words: str
    level: Secrecy = Secrecy.YOK

    @property
    def rows(self) -> int:
        """Table rows, for showing progress."""
        return sum(len(block.rows) for block in self.paper.blocks if isinstance(block, Table))


@dataclass(frozen=True, slots=True)
class Report:
    """One of the papers.

    Attributes:
        asks: Draft type that a small form fills.
        needs: What is asked, in words.
    """

    number: int
    key: str
    title: str
    asks: type[Any]
    needs: str
    build: Callable[[Look, Any, Ask], Printout]


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A paper in the ledger of reports, with its last export."""

    id: int
    key: str
    title: str
    needs: str
    last: str
    by: str


def report_of(key: str) -> Report:
    """The paper with that key.

    Raises:
        BadInput: no such paper; lists the known ones.
    """
    for report in REPORTS:
        if report.key == key:
            return report
    raise BadInput(f"“{key[:30]}” adlı form yok.", f"Formlar: {', '.join(report.key for report in REPORTS)}.")


def paper_for_export(work: Work, key: str, asked: Any, ask: Ask) -> Printout:
    """A paper for a file; the export is written to the trail.

    Args:
        ask: Puts a question to the store while the file is written, for books that are read on the way.

    Raises:
        NotAllowed: no permission to export.
        BadFields, BadInput: the draft is incomplete, or there is nothing to print.
    """
    work.actor.require(AREA, Verb.EXPORT)
    report = report_of(key)
    printout = report.build(work, asked, ask)
    words = f"{report.title} dışa aktarıldı: {printout.words}"
    trail.record(work, f"{_EVENT}{key}", words, kind="rapor", secrecy=printout.level)
    return printout


def report_window(look: Look, query: LedgerQuery, start: int, limit: int) -> Window[ReportRow]:
    """The papers with their last export, filtered by words of the title.

    Raises:
        NotAllowed: no permission.
    """
    look.actor.require(AREA, Verb.VIEW)
    words = fold(query.text).split()
    last = _last_exports(look)
    found = []
    for report in REPORTS:
        if all(word in fold(report.title) for word in words):
            at, by = last.get(report.key, ("", ""))
            found.append(ReportRow(report.number, report.key, report.title, report.needs, at, by))
    part = tuple(found[start : start + limit])
    return Window(start, part, tuple((row.id,) for row in part), len(found))


def _last_exports(look: Look) -> dict[str, tuple[str, str]]:
    """Day, time and name by key; of exports with secret records only for those who may read the entry."""
    newest = (
        select(func.max(col(TrailEntry.id)))
        .where(
            col(TrailEntry.action).in_([f"{_EVENT}{report.key}" for report in REPORTS]),
            col(TrailEntry.kind) == "rapor",
            trail.readable(look),
        )
        .group_by(col(TrailEntry.action))
    )
    rows = look.session.execute(select(TrailEntry).where(col(TrailEntry.id).in_(newest))).scalars()
    return {
        row.action.removeprefix(_EVENT): (f"{row.at.astimezone():%d.%m.%Y %H:%M}", row.actor_name) for row in rows
    }


# ---------------------------------------------------------------- the papers


def _book(look: Look, asked: BookDraft, ask: Ask) -> Printout:
    paper, level = book_paper(look, asked, ask)
    words = f"{Book(asked.book).label}, {range_words(asked)}"
    if asked.start is not None and asked.end is not None:
        return Printout(paper, (f"{asked.start:%Y-%m-%d}", f"{asked.end:%Y-%m-%d}"), words, level)
    return Printout(paper, (str(asked.year), str(asked.first or 1), str(asked.last or "son")), words, level)


def _waiting(which: str, look: Look, asked: WaitingDraft, _ask: Ask) -> Printout:
    paper, level = waiting_paper(look, asked, which)
    return Printout(paper, (f"{look.today:%Y-%m-%d}",), paper.subtitle, level)


def _statistics(look: Look, asked: StatisticsDraft, _ask: Ask) -> Printout:
    paper = statistics_paper(look, asked)
    # Whatever the numbers are, the secret records among them are known to the cleared alone.
    level = top_level(look) if asked.secret else Secrecy.YOK
    return Printout(paper, (span_of(asked).filter,), paper.subtitle, level)


REPORTS: Final[tuple[Report, ...]] = (
    Report(1, "defter", "Evrak defteri", BookDraft, "Defter, tarih ya da numara aralığı", _book),
    Report(2, WAITING, "Bekleyen evrak listesi", WaitingDraft, "Sorumlu, birim", partial(_waiting, WAITING)),
    Report(3, LATE, "Geciken evrak listesi", WaitingDraft, "Sorumlu, birim", partial(_waiting, LATE)),
    Report(4, "istatistik", "Evrak hareket istatistikleri", StatisticsDraft, "Yıl, ay, tablo", _statistics),
)
"""Every paper in the order in which it is offered."""
