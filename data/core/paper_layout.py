"""How an office wants a form to look: words, order, widths, what is shown; laid over a paper that is built.

A layout names the parts of a form by their keys and says only what differs from the standard; what it does not
name, or what it names and a paper does not have, stays as the paper has it. So a form that grows by a column in a
newer release prints under an older layout, and an office's layout never loses a value that it does not hide.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from data.core.paper import Block, Fields, Heading, Paper, PaperColumn, Plot, Signature, Signatures, Table, Text
from data.core.text import fold

TITLE: Final = "baslik"
SUBTITLE: Final = "alt_baslik"
PAGE: Final = "sayfa"
NOTE: Final = "dipnot"
EXTRA_NOTE: Final = "ek_dipnot"
UNSEEN: Final = "resmi_ornek"
"""The note that the official layout was not seen; off once the office says that its layout matches."""
UNSEEN_WORDS: Final = (
    "Biçimi mevzuattaki bilgilerden kurulmuştur; resmî örneğe göre ayarlanır (Yönetim, Form biçimleri)."
)
UPRIGHT, LYING = "dikey", "yatay"
EXTRA_TEXT: Final = "ek_metin"
"""A paragraph above the first signatures."""
EXTRAS: Final = ("ek_1", "ek_2")
"""What an office may add to each block: columns and labels for the pen, signatures. Printed once worded."""
EXTRA_WIDTH: Final = 14
"""Of an added column, in letters."""
_SLOT: Final = re.compile(r"<([^<>]{1,40})>")


@dataclass(frozen=True, slots=True)
class Change:
    """What an office wants otherwise of one part.

    Attributes:
        words: In place of the standard wording; ``<name>`` stands for a value of the paper.
        width: Of a column, in letters.
        hidden: It is not printed.
    """

    words: str | None = None
    width: int | None = None
    hidden: bool = False


STANDARD_PART: Final = Change()


@dataclass(frozen=True, slots=True)
class Layout:
    """What an office wants otherwise of one form; empty is the standard.

    Attributes:
        changes: By path: the block's key, or ``block.part``.
        order: By block: keys of its parts from first to last.
    """

    changes: Mapping[str, Change] = field(default_factory=dict)
    order: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def of(self, path: str) -> Change:
        """What is wanted otherwise of one part."""
        return self.changes.get(path, STANDARD_PART)

    def hides(self, path: str) -> bool:
        """Whether a part is not printed."""
        return self.of(path).hidden


STANDARD: Final = Layout()


def path_of(block: str, part: str = "") -> str:
    """How a layout names a part."""
    return f"{block}.{part}" if part else block


def filled(words: str, slots: Iterable[tuple[str, str]]) -> str:
    """Words with the values that they name; a name that the paper does not know stays as it is written."""
    known = {fold(name): value for name, value in slots}
    return _SLOT.sub(lambda found: known.get(fold(found[1]), found[0]), words)


def slot_names(words: str) -> tuple[str, ...]:
    """The names of values in a wording."""
    return tuple(_SLOT.findall(words))


def arranged(paper: Paper, layout: Layout) -> Paper:
    """The paper as the office wants it. No cell, sum or name is lost but those that the layout hides."""
    if layout == STANDARD:
        return paper
    page = layout.of(PAGE).words
    return replace(
        paper,
        title=_words(paper, layout, TITLE, paper.title),
        subtitle="" if layout.hides(SUBTITLE) else _words(paper, layout, SUBTITLE, paper.subtitle),
        landscape=paper.landscape if page is None else page == LYING,
        blocks=tuple(_blocks(paper, layout)),
        notes=tuple(_notes(paper, layout)),
    )


def merged(standard: Sequence[str], wanted: Sequence[str]) -> tuple[str, ...]:
    """The keys in the wanted order; one that it does not name follows the one before it in the standard."""
    return joined([key for key in dict.fromkeys(wanted) if key in standard], standard)


def joined(keys: Iterable[str], others: Iterable[str]) -> tuple[str, ...]:
    """The keys with those of ``others`` that are not among them, each behind the one before it in ``others``."""
    found = list(keys)
    place = 0
    for key in others:
        if key not in found:
            found.insert(place, key)
        place = found.index(key) + 1
    return tuple(found)


def _words(paper: Paper, layout: Layout, path: str, standard: str) -> str:
    words = layout.of(path).words
    return standard if words is None else filled(words, paper.slots)


def _notes(paper: Paper, layout: Layout) -> Iterator[str]:
    if paper.notes and not layout.hides(NOTE):
        words = layout.of(NOTE).words
        yield from paper.notes if words is None else (filled(words, paper.slots),)
    if extra := layout.of(EXTRA_NOTE).words:
        yield filled(extra, paper.slots)


def _blocks(paper: Paper, layout: Layout) -> Iterator[Block]:
    extra = layout.of(EXTRA_TEXT).words
    for block in paper.blocks:
        if extra and isinstance(block, Signatures):
            yield Text(filled(extra, paper.slots))
            extra = None
        if (made := _block(paper, layout, block)) is not None:
            yield made


def _block(paper: Paper, layout: Layout, block: Block) -> Block | None:
    """The block as it is wanted; ``None`` if nothing of it is left."""
    if isinstance(block, Plot) or not block.key:
        return block
    if isinstance(block, Text):
        words = _words(paper, layout, block.key, block.text)
        return None if layout.hides(block.key) else replace(block, text=words)
    if isinstance(block, Signatures):
        hands = tuple(_hands(paper, layout, block))
        return replace(block, blocks=hands) if hands else None
    title = _words(paper, layout, block.key, block.title) if block.title else ""
    if isinstance(block, Fields):
        return _fields(paper, layout, replace(block, title="" if layout.hides(block.key) else title))
    return _table(paper, layout, replace(block, title="" if layout.hides(block.key) else title))


def _places(layout: Layout, block: str, keys: Sequence[str]) -> list[int]:
    """Places of the parts of a block that are shown, in the wanted order; parts of one key stay together."""
    order = merged(tuple(dict.fromkeys(keys)), layout.order.get(block, ()))
    rank = {key: place for place, key in enumerate(order)}
    shown = [place for place, key in enumerate(keys) if not layout.hides(path_of(block, key))]
    return sorted(shown, key=lambda place: rank[keys[place]])


def _fields(paper: Paper, layout: Layout, block: Fields) -> Fields | None:
    if not block.keys:
        return block
    added = _added(layout, block.key)
    keys = (*block.keys, *added)
    every = (*block.rows, *(("", "") for _ in added))
    places = _places(layout, block.key, keys)
    rows = tuple(
        (_words(paper, layout, path_of(block.key, keys[place]), label), value)
        for place in places
        for label, value in (every[place],)
    )
    return replace(block, rows=rows, keys=tuple(keys[place] for place in places)) if rows else None


def _added(layout: Layout, block: str) -> tuple[str, ...]:
    """What the office added to a block."""
    return tuple(key for key in EXTRAS if layout.of(path_of(block, key)).words)


def _hands(paper: Paper, layout: Layout, block: Signatures) -> Iterator[Signature]:
    every = (*block.blocks, *(Signature("", key=key) for key in _added(layout, block.key)))
    for place in _places(layout, block.key, [one.key for one in every]):
        one = every[place]
        role = _words(paper, layout, path_of(block.key, one.key), one.role) if one.key else one.role
        yield replace(one, role=role)


def _table(paper: Paper, layout: Layout, block: Table) -> Table:
    # A column without a key stays where it stood and as it is.
    standard = list(range(len(block.columns)))
    added = _added(layout, block.key)
    every = (*block.columns, *(PaperColumn("", width=EXTRA_WIDTH, key=key) for key in added))
    keys = [column.key or f"#{place}" for place, column in enumerate(every)]
    places = _places(layout, block.key, keys) or standard
    columns = tuple(_column(paper, layout, block.key, every[place]) for place in places)
    if places == standard:
        return replace(block, columns=columns)
    total = None if block.total is None else _total((*block.total, *("" for _ in added)), places)
    rows: Collection[tuple[object, ...]] = Moved(block.rows, tuple(places))
    # What is at hand stays at hand: its longest numbers are looked at.
    rows = tuple(rows) if isinstance(block.rows, tuple) else rows
    return replace(block, columns=columns, rows=rows, total=total)


def _column(paper: Paper, layout: Layout, block: str, column: PaperColumn) -> PaperColumn:
    path = path_of(block, column.key)
    title = _words(paper, layout, path, column.title)
    return replace(column, title=title, width=layout.of(path).width or column.width)


def _total(total: tuple[object, ...], places: Sequence[int]) -> tuple[object, ...]:
    """The totals line in the new order; its label stands in the first cell that holds no sum."""
    cells = [total[place] for place in places]
    if not (isinstance(total[0], str) and total[0]):
        return tuple(cells)
    cells = ["" if place == 0 else cell for place, cell in zip(places, cells, strict=True)]
    free = next((place for place, cell in enumerate(cells) if cell in (None, "")), None)
    if free is not None:
        cells[free] = total[0]
    return tuple(cells)


class Moved(Collection[tuple[object, ...]]):
    """Rows of a table with their cells in another order; read as late as the rows themselves.

    Args:
        places: Of the cells in a row; one beyond its end is an empty cell.
    """

    def __init__(self, rows: Collection[tuple[object, ...]], places: tuple[int, ...]) -> None:
        self._rows, self._places = rows, places

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[tuple[object, ...]]:
        places = self._places
        for row in self._rows:
            cells = tuple(row[place] if place < len(row) else "" for place in places)
            yield Heading(cells) if isinstance(row, Heading) else cells

    def __contains__(self, row: object) -> bool:
        return any(one == row for one in self)
