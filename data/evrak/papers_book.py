"""The books on paper: gelen, giden, kurum içi and olur evrak defteri for any range of days or numbers.

A book may have a hundred thousand rows, so they are read a thousand at a time while the file is written. What a
row says is gathered in :mod:`data.evrak.papers_book_lines`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import case, func, select, tuple_
from sqlmodel import col

from data.core.calendar import format_date
from data.core.drafts import FieldKind, FieldSpec, check, entry
from data.core.errors import BadInput
from data.core.money import format_int
from data.core.paper import Block, CellKind, Fields, Paper, PaperColumn, Signature, Signatures, Table
from data.core.secrecy import Secrecy
from data.core.stamps import office_lines, wall_clock
from data.core.store import Look
from data.core.text import upper
from data.evrak.models import Evrak
from data.evrak.papers_book_lines import COLUMNS, Names, lines_of
from data.evrak.rules.values import Book, State
from data.evrak.sight import in_sight

Ask = Callable[[Callable[[Look], Any]], Any]
"""Puts a question to the store, each in a reading of its own."""
CHUNK: Final = 1_000
_MOST_GAPS = 20
"""So many gaps are named one by one; a book with more needs another remedy than a list."""
_MOST_SECRET = 5_000
_TITLES = {book: f"{upper(book.label)} EVRAK DEFTERİ" for book in Book} | {Book.OLUR: "OLUR DEFTERİ"}


@dataclass(frozen=True, slots=True, kw_only=True)
class BookDraft:
    """Which book, and which part of it: from day to day, or from number to number."""

    book: str = entry(
        FieldSpec("Defter", FieldKind.CHOICE, choices=tuple((one.value, one.label) for one in Book)),
        default=Book.GELEN.value,
    )
    start: date | None = entry(FieldSpec("İlk gün", FieldKind.DATE, required=False))
    end: date | None = entry(FieldSpec("Son gün", FieldKind.DATE, required=False))
    year: int | None = entry(
        FieldSpec("Yıl", FieldKind.INT, required=False, length=4, help="Numara aralığı için; tarih boş bırakılır")
    )
    first: int | None = entry(FieldSpec("İlk kayıt no", FieldKind.INT, required=False, length=9))
    last: int | None = entry(FieldSpec("Son kayıt no", FieldKind.INT, required=False, length=9))
    secret: bool = entry(
        FieldSpec(
            "Gizlilik dereceli kayıtlar bölümü",
            FieldKind.CHECK,
            required=False,
            help="Yalnız yetkiniz olanlar; konu ve gönderen yazılmaz",
        ),
        default=False,
    )


def book_problems(draft: BookDraft) -> dict[str, str]:
    """Field name to message: a range is whole, the right way round, and of one kind."""
    days, numbers = (draft.start, draft.end), (draft.year, draft.first, draft.last)
    by_day, by_number = any(one is not None for one in days), any(one is not None for one in numbers)
    if by_day and by_number:
        return {"year": "Tarih ya da numara aralığından yalnız birini yazın."}
    if by_number:
        return _number_problems(draft)
    if draft.start is None or draft.end is None:
        missing = "start" if draft.start is None else "end"
        return {missing: "İlk ve son gün ya da yıl ve numara aralığı yazılmalıdır."}
    if draft.end < draft.start:
        return {"end": "Son gün ilk günden önce olamaz."}
    return {}


def _number_problems(draft: BookDraft) -> dict[str, str]:
    if draft.year is None:
        return {"year": "Numaralar her yıl baştan verilir; yılı yazın."}
    if draft.first is not None and draft.first < 1:
        return {"first": "Kayıt no 1 ya da daha büyüktür."}
    if draft.last is not None and draft.last < (draft.first or 1):
        return {"last": "Son kayıt no ilkinden küçük olamaz."}
    if draft.secret:
        return {"secret": "Gizlilik dereceli kayıtların numara serisi ayrıdır; tarih aralığı yazın."}
    return {}


def book_paper(look: Look, draft: BookDraft, ask: Ask) -> tuple[Paper, Secrecy]:
    """A part of a book, cancelled rows with their reason among the others, and whether a number is missing.

    Args:
        ask: How its rows are read later, while the file is written.

    Returns:
        The paper, and the strictest level of the records on it.

    Raises:
        BadFields: the range is none.
        BadInput: nothing was registered there.
    """
    check(draft, book_problems(draft))
    book = Book(draft.book)
    rows = _rows(look, draft, ask)
    secret, level = _secret_rows(look, draft)
    if not len(rows) and not secret:
        raise BadInput("Bu aralıkta kayıt yok.", "Başka bir tarih ya da numara aralığı yazın.", field="start")
    blocks: list[Block] = [Table(COLUMNS[book], rows)]
    if secret:
        title = "GİZLİLİK DERECELİ KAYITLAR (numara serileri ayrıdır)"
        blocks.append(Table(_SECRET_COLUMNS, secret, title=title))
    facts = _facts(look, draft)
    blocks += [
        Fields(statement(facts), columns=1, title="NUMARA DÖKÜMÜ"),
        Signatures((Signature("Düzenleyen"), Signature("Kontrol eden"))),
    ]
    paper = Paper(
        name=f"{book.value} evrak defteri" if book is not Book.OLUR else "olur defteri",
        office_lines=office_lines(look),
        title=_TITLES[book],
        subtitle=range_words(draft),
        blocks=tuple(blocks),
        printed_at=wall_clock(look.now),
        landscape=True,
        notes=_notes(len(rows), facts),
    )
    return paper, level


def _notes(shown: int, facts: tuple[Facts, ...]) -> tuple[str, ...]:
    notes = ["İptal edilen kaydın satırı ve numarası kalır; durum sütununda gerekçesi yazılıdır."]
    held = sum(one.count for one in facts)
    if shown < held:
        notes.append(
            f"Defterde bu aralıkta {format_int(held)} kayıt vardır; dökümde biriminizin gördüğü "
            f"{format_int(shown)} kayıt yer alır."
        )
    return tuple(notes)


def range_words(draft: BookDraft) -> str:
    """``01.11.2026 – 30.11.2026`` or ``2026/1 – 2026/250``."""
    if draft.start is not None and draft.end is not None:
        return f"{format_date(draft.start)} – {format_date(draft.end)}"
    last = f"{draft.year}/{draft.last}" if draft.last else "son kayıt"
    return f"{draft.year}/{draft.first or 1} – {last}"


# ---------------------------------------------------------------- rows


def _range(draft: BookDraft) -> list[Any]:
    """Conditions on ``Evrak``; the year bounds let the index of numbers serve a range of days."""
    found: list[Any] = [col(Evrak.book) == draft.book]
    if draft.start is not None and draft.end is not None:
        found += [
            col(Evrak.year) >= draft.start.year,
            col(Evrak.year) <= draft.end.year,
            col(Evrak.registered_on) >= draft.start,
            col(Evrak.registered_on) <= draft.end,
        ]
        return found
    found += [col(Evrak.year) == draft.year, col(Evrak.number) >= (draft.first or 1)]
    if draft.last is not None:
        found.append(col(Evrak.number) <= draft.last)
    return found


class BookRows(Collection[tuple[object, ...]]):
    """The rows of a book in the order of their numbers, read anew for each file that is written.

    How many there are was counted once; what is registered later does not slip in between.
    """

    def __init__(self, ask: Ask, draft: BookDraft, count: int, last_id: int) -> None:
        self._ask, self._draft, self._count, self._last_id = ask, draft, count, last_id

    def __len__(self) -> int:
        return self._count

    def __contains__(self, row: object) -> bool:
        return any(row == one for one in self)

    def __iter__(self) -> Iterator[tuple[object, ...]]:
        after = (0, 0)
        while True:
            lines, after = self._ask(lambda look: self._read(look, after))  # noqa: B023 - asked at once
            yield from lines
            if len(lines) < CHUNK:
                return

    def _read(self, look: Look, after: tuple[int, int]) -> tuple[list[tuple[object, ...]], tuple[int, int]]:
        rows = list(
            look.session.execute(
                select(Evrak)
                .where(
                    *_range(self._draft),
                    col(Evrak.series) == "",
                    col(Evrak.secrecy) == 0,
                    col(Evrak.id) <= self._last_id,
                    tuple_(col(Evrak.year), col(Evrak.number)) > after,
                    in_sight(look),
                )
                .order_by(col(Evrak.year), col(Evrak.number))
                .limit(CHUNK)
            ).scalars()
        )
        last = (rows[-1].year, rows[-1].number) if rows else after
        return lines_of(look, Book(self._draft.book), rows), last


def _rows(look: Look, draft: BookDraft, ask: Ask) -> BookRows:
    count, last_id = look.session.execute(
        select(func.count(), func.max(col(Evrak.id))).where(
            *_range(draft), col(Evrak.series) == "", col(Evrak.secrecy) == 0, in_sight(look)
        )
    ).one()
    return BookRows(ask, draft, int(count), int(last_id or 0))


_SECRET_COLUMNS = (
    PaperColumn("Kayıt no", width=14),
    PaperColumn("Kayıt tarihi, saati", width=16),
    PaperColumn("Gizlilik derecesi", width=14),
    PaperColumn("Birim", width=30),
    PaperColumn("Sorumlu", width=24),
    PaperColumn("Son gün", CellKind.DATE, 10),
    PaperColumn("Durum", width=16),
)


def _secret_rows(look: Look, draft: BookDraft) -> tuple[tuple[tuple[object, ...], ...], Secrecy]:
    """Records of a secrecy level that the actor may see: what tells them apart, and no word of what they say."""
    if not draft.secret:
        return (), Secrecy.YOK
    rows = look.session.execute(
        select(Evrak)
        .where(*_range(draft), col(Evrak.secrecy) > 0, in_sight(look))
        .order_by(col(Evrak.secrecy), col(Evrak.year), col(Evrak.number))
        .limit(_MOST_SECRET + 1)
    ).scalars()
    found = tuple(rows)
    if len(found) > _MOST_SECRET:
        raise BadInput("Bu aralıkta çok gizlilik dereceli kayıt var.", "Daha kısa bir aralık yazın.", field="end")
    names = Names.of(look)
    lines = tuple(
        (
            row.kayit_no,
            f"{wall_clock(row.registered_at):%d.%m.%Y %H:%M}",
            Secrecy(row.secrecy).label,
            *names.whose(row),
            row.due_on,
            State(row.state).label,
        )
        for row in found
    )
    return lines, max((Secrecy(row.secrecy) for row in found), default=Secrecy.YOK)


# ---------------------------------------------------------------- whether a number is missing


@dataclass(frozen=True, slots=True)
class Facts:
    """What stands in one year of a book between two numbers, whoever may read it.

    Attributes:
        missing: (first, last) of each gap, as many as are named.
    """

    year: int
    first: int
    last: int
    count: int
    cancelled: int
    missing: tuple[tuple[int, int], ...] = ()


def _facts(look: Look, draft: BookDraft) -> tuple[Facts, ...]:
    """Of the numbers themselves, which are no secret: also of rows that other units have."""
    within = (*_range(draft), col(Evrak.series) == "")
    cancelled = func.sum(case((col(Evrak.state) == State.IPTAL.value, 1), else_=0))
    rows = look.session.execute(
        select(col(Evrak.year), func.min(col(Evrak.number)), func.max(col(Evrak.number)), func.count(), cancelled)
        .where(*within)
        .group_by(col(Evrak.year))
        .order_by(col(Evrak.year))
    ).all()
    return tuple(
        Facts(
            year, first, last, count, gone, _gaps(look, within, year) if last - first + 1 != count else ()
        )
        for year, first, last, count, gone in rows
    )  # fmt: skip


def _gaps(look: Look, within: tuple[Any, ...], year: int) -> tuple[tuple[int, int], ...]:
    before = func.lag(col(Evrak.number)).over(order_by=col(Evrak.number)).label("before")
    numbers = select(col(Evrak.number).label("number"), before).where(*within, col(Evrak.year) == year).subquery()
    rows = look.session.execute(
        select(numbers.c.before, numbers.c.number)
        .where(numbers.c.number > numbers.c.before + 1)
        .order_by(numbers.c.number)
        .limit(_MOST_GAPS)
    )
    return tuple((before + 1, number - 1) for before, number in rows)


def statement(facts: tuple[Facts, ...]) -> tuple[tuple[str, str], ...]:
    """The words at the end of a book: first and last number, how many, how many cancelled, any missing."""
    lines = []
    for one in facts:
        if one.last - one.first + 1 == one.count:
            gaps = "boşluk yok"
        else:
            named = ", ".join(str(a) if a == b else f"{a}–{b}" for a, b in one.missing)
            gaps = f"BOŞLUK VAR: {named}{' ve ötesi' if len(one.missing) == _MOST_GAPS else ''}"
        words = (
            f"{one.year}/{one.first} – {one.year}/{one.last} arasında {format_int(one.count)} kayıt, "
            f"{format_int(one.cancelled)} iptal, {gaps}."
        )
        lines.append((f"{one.year} yılı", words))
    return tuple(lines)
