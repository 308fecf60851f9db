"""Answers a ledger's question for rows ``start … start+limit-1`` without reading the rows before them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Select, func, literal, select, text, tuple_

from data.core import engine as engines
from data.core.pages import Anchor, RowT, Window
from data.core.store import Look

_CUT = "eşleşme bundan çok, süzgeci daraltın"
_TOTALS, _KEPT_TOTALS = "masa_totals", 50
"""Under what a connection remembers how many rows its last questions had, and how many of these it keeps."""


def window(
    look: Look,
    statement: Select[Any],
    order: Sequence[Any],
    build: Callable[[Any], RowT],
    *,
    start: int,
    limit: int,
    anchor: Anchor | None = None,
    descending: bool = False,
    most: int = 0,
    total: int | None = None,
) -> Window[RowT]:
    """One window of an ordered answer.

    From the nearest of three places, the beginning, the end and the anchor, the store steps over the rows in
    between; with an anchor at the edge of what the ledger shows nothing is stepped over.

    Args:
        statement: Selects the columns that ``build`` needs, with its conditions and without an order.
        order: Sort columns, none of them null, the unique key last; all are needed as keys of later anchors.
        build: Makes a row from one result row (the order columns follow the selected ones).
        most: Counts no further than this, for an answer that half the table may be; the summary says so. 0 counts
            all.
        total: How many rows there are, where it is known without counting.
    """
    if total is None:
        total = _count(look, statement, most)
    else:
        most = 0
    cut = bool(most) and total > most
    total = most if cut else total
    start = max(0, min(start, total))
    limit = max(0, min(limit, total - start))
    end = None if cut else total
    found = _read(look, statement, order, descending, start, limit, end, anchor) if limit else []
    width = len(order)
    return Window(
        start=start,
        rows=tuple(build(row) for row in found),
        keys=tuple(tuple(row[-width:]) for row in found),
        total=total,
        summary=_CUT if cut else "",
    )


def by_words(statement: Select[Any], key: Any, words: str, *, joined: bool) -> tuple[Select[Any], Any]:
    """A question narrowed to rows with words, and the column that is their key in it.

    Args:
        statement: Selects from the table that ``key`` belongs to.
        words: Of :func:`engine.word_query`.
        joined: The word index is joined, where rows come by key alone: a flood of matches is read in order and no
            further than needed. For any other order the matches are gathered first.
    """
    table = key.class_.__tablename__
    if not joined:
        return statement.where(text(engines.word_match(table)).bindparams(words=words)), key
    index = engines.words_of(table)
    found = statement.select_from(index).join(key.class_, key == index.c.rowid)
    return found.where(text(engines.word_matching(table)).bindparams(words=words)), index.c.rowid


def _count(look: Look, statement: Select[Any], most: int) -> int:
    if not most:
        counted = statement.with_only_columns(func.count(), maintain_column_froms=True)
    else:
        ones = statement.with_only_columns(literal(1), maintain_column_froms=True).limit(most + 1)
        counted = select(func.count()).select_from(ones.subquery())
    return _known(look, counted)


def _known(look: Look, counted: Select[Any]) -> int:
    """A number of rows; counted once as long as nobody writes, for turning pages changes nothing in it."""

    def count() -> int:
        return int(look.session.execute(counted).scalar_one())

    connection = look.connection
    mark, key = engines.unchanged_mark(connection), counted._generate_cache_key()
    if mark is None or key is None:
        return count()
    asked = key.key, repr([one.effective_value for one in key.bindparams])
    known, totals = connection.info.get(_TOTALS, (None, {}))
    if known != mark:
        totals = {}
        connection.info[_TOTALS] = mark, totals
    if asked not in totals:
        for oldest in list(totals)[:-_KEPT_TOTALS]:
            del totals[oldest]
        totals[asked] = count()
    return int(totals[asked])


def _read(
    look: Look,
    statement: Select[Any],
    order: Sequence[Any],
    descending: bool,
    start: int,
    limit: int,
    end: int | None,
    anchor: Anchor | None,
) -> list[Any]:
    keyed = statement.add_columns(*order)
    from_end = start + 1 if end is None else end - start - limit
    if anchor is not None and abs(start - anchor.index) < min(start, from_end):
        return _from_anchor(look, keyed, order, descending, start, limit, anchor)
    if from_end < start:
        backwards = _sorted(keyed, order, not descending).offset(from_end).limit(limit)
        return list(look.session.execute(backwards).all())[::-1]
    return list(look.session.execute(_sorted(keyed, order, descending).offset(start).limit(limit)).all())


def _from_anchor(
    look: Look,
    keyed: Select[Any],
    order: Sequence[Any],
    descending: bool,
    start: int,
    limit: int,
    anchor: Anchor,
) -> list[Any]:
    columns, key = tuple_(*order), tuple_(*anchor.key)
    before = max(0, min(limit, anchor.index - start))
    rows: list[Any] = []
    if before:
        earlier = keyed.where(columns > key if descending else columns < key)
        gap = max(0, anchor.index - start - limit)
        found = look.session.execute(_sorted(earlier, order, not descending).offset(gap).limit(before)).all()
        rows.extend(reversed(found))
    if before < limit:
        later = keyed.where(columns <= key if descending else columns >= key)
        gap = max(0, start - anchor.index)
        rows.extend(look.session.execute(_sorted(later, order, descending).offset(gap).limit(limit - before)))
    return rows


def _sorted(statement: Select[Any], order: Sequence[Any], descending: bool) -> Select[Any]:
    return statement.order_by(*(column.desc() if descending else column.asc() for column in order))
