"""The blocks of a paper cut into pieces of measured height, ready to be placed on PDF pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from data.core.paper import Block, Fields, Heading, Paper, Plot, Signatures, Table, Text
from exports.document_form import KEEP, Watch, carries, paragraphs
from exports.document_table import Strip, TableBlock
from exports.pdf import Font, Pen, font, wrap
from exports.plots import HEIGHT, draw_plot
from exports.values import literal, signature_lines

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

_GAP = 8.0
_INDENT = 35.4
"""1,25 cm."""
_FULL = 0.72
"""A line of which words fill less than this share is not stretched to the margin."""
_MOST_LINES = 3000
_FIELD_SIZE, _FIELD_PAD, _FIELD_LINES = 9.0, 4.0, 24
_LABEL_SHARE = 0.45
_EMPTY_HEIGHT = 17.0
_SIGN_SIZE, _SIGN_LINE, _SIGN_ROOM = 9.0, 12.0, 26.0
_SIGN_LINES = 4
_NOTE_SIZE, _NOTE_LINES, _NOTES_TOGETHER = 7.5, 6, 8


@dataclass(slots=True)
class Piece:
    """Something that is drawn whole on one page.

    Attributes:
        draw: Called with the y of its upper end.
        keep: Shares its page with the next piece.
        before: Room above it, left out at the top of a page.
        table: The table it is a row of.
    """

    height: float
    draw: Callable[[float], None]
    keep: bool = False
    before: float = 0.0
    table: TableBlock | None = None


class Blocks:
    """Cuts one paper."""

    def __init__(
        self, canvas: Canvas, pen: Pen, paper: Paper, strip: Strip, *, upright: bool, watch: Watch
    ) -> None:
        self._canvas, self._pen, self._paper, self._strip = canvas, pen, paper, strip
        self._watch = watch
        self._text_size = 12.0 if upright else 10.0
        self._across = 4 if upright else 6
        self._plain, self._bold = font(), font(bold=True)

    def pieces(self) -> Iterator[Piece]:
        """All of them from top to bottom; table rows are measured only when their turn comes."""
        blocks = _in_rows(self._paper.blocks, self._across)
        for block, carry in zip(blocks, carries(blocks), strict=True):
            self._watch.ask()
            if isinstance(block, Text):
                yield from self._text(block, carry)
            elif isinstance(block, Fields):
                yield from self._fields(block, carry)
            elif isinstance(block, Table):
                yield from self._table(block, carry)
            elif isinstance(block, Plot):
                yield from self._plot(block, carry)
            else:
                yield from self._signatures(block, carry or (block is blocks[-1] and self._few_notes()))
        yield from self._notes()

    def _text(self, block: Text, carry: bool) -> Iterator[Piece]:
        face = font("LiberationSerif", bold=block.heading)
        size, parts = self._text_size, paragraphs(block.text)
        for place, text in enumerate(parts):
            indent = _INDENT if block.indent and text else 0.0
            lines = self._wrapped(text, face, size, indent)
            last = len(lines) - 1
            ends = place == len(parts) - 1
            for number, line in enumerate(lines):
                # Neither the first nor the last line of a paragraph stands alone on a page.
                keep = block.heading or (number in (0, last - 1) and number < last)
                keep = keep or (carry and ends and number > last - KEEP)
                first_in = indent if number == 0 else 0.0
                draw = partial(self._line, block, line, face, first_in, number < last)
                before = _GAP if place == number == 0 else (size * 0.35 if number == 0 else 0.0)
                yield Piece(size * 1.25, draw, keep, before)

    def _wrapped(self, text: str, face: Font, size: float, indent: float) -> tuple[str, ...]:
        room = self._strip.width
        if not indent:
            return wrap(text, face, size, room, _MOST_LINES) or ("",)
        first = wrap(text, face, size, room - indent, 2)
        if len(first) < 2:
            return first
        rest = text[len(first[0]) :].lstrip()
        return (first[0], *wrap(rest, face, size, room, _MOST_LINES))

    def _line(self, block: Text, line: str, face: Font, indent: float, full: bool, y: float) -> None:
        size, strip = self._text_size, self._strip
        base, x, room = y - size, strip.left + indent, strip.width - indent
        if block.centred:
            self._pen.centre(strip.left + strip.width / 2, base, line, face, size)
            return
        words, wide = line.split(" "), face.width(line, size)
        if not full or len(words) < 2 or wide < room * _FULL or block.heading:
            self._pen.write(x, base, line, face, size)
            return
        spread = (room - wide) / (len(words) - 1)
        for word in words:
            # The blank goes along, so that copied text keeps its words apart.
            self._pen.write(x, base, f"{word} ", face, size)
            x += face.width(f"{word} ", size) + spread

    def _fields(self, block: Fields, carry: bool) -> Iterator[Piece]:
        yield from self._block_title(block.title)
        count = max(1, block.columns)
        rows = [block.rows[start : start + count] for start in range(0, len(block.rows), count)]
        pair = self._strip.width / count
        labels = [[label for label, _ in block.rows[place::count]] for place in range(count)]
        widths = [
            min(
                _LABEL_SHARE * pair,
                max((self._bold.width(literal(text), _FIELD_SIZE) for text in column), default=0)
                + 2 * _FIELD_PAD
                + 0.01,
            )
            for column in labels
        ]
        for place, row in enumerate(rows):
            boxes, left = [], self._strip.left
            for column, (label, value) in enumerate(row):
                # The last one of an uneven number runs to the margin.
                end = self._strip.left + (self._strip.width if column == len(row) - 1 else pair * (column + 1))
                middle = left + widths[column]
                boxes.append(self._box(left, middle, end, label, value))
                left = end
            height = max(box.height for box in boxes)
            keep = carry and place > len(rows) - KEEP
            before = _GAP if place == 0 and not block.title else 0.0
            yield Piece(height, partial(self._boxes, tuple(boxes), height), keep, before)

    def _box(self, left: float, middle: float, right: float, label: str, value: str) -> _Box:
        pad, size = 2 * _FIELD_PAD - 0.01, _FIELD_SIZE
        names = wrap(literal(label), self._bold, size, middle - left - pad, _FIELD_LINES)
        values = wrap(literal(value), self._plain, size, right - middle - pad, _FIELD_LINES)
        lines = max(len(names), len(values), 1)
        height = max(lines * size * 1.2 + 5.0, 0.0 if values else _EMPTY_HEIGHT)
        return _Box(left, middle, right, names, values, height)

    def _boxes(self, boxes: tuple[_Box, ...], height: float, y: float) -> None:
        canvas, size = self._canvas, _FIELD_SIZE
        canvas.setLineWidth(0.5)
        canvas.setStrokeGray(0.35)
        for box in boxes:
            canvas.setFillGray(0.95)
            canvas.rect(box.left, y - height, box.middle - box.left, height, stroke=0, fill=1)
            canvas.setFillGray(0)
            canvas.rect(box.left, y - height, box.right - box.left, height, stroke=1, fill=0)
            canvas.line(box.middle, y, box.middle, y - height)
            for x, lines, face in ((box.left, box.names, self._bold), (box.middle, box.values, self._plain)):
                base = y - 2.5 - size * 0.92
                for line in lines:
                    self._pen.write(x + _FIELD_PAD, base, line, face, size)
                    base -= size * 1.2
        canvas.setStrokeGray(0)

    def _table(self, block: Table, carry: bool) -> Iterator[Piece]:
        yield from self._block_title(block.title)
        table = TableBlock(self._canvas, self._pen, block, self._strip)
        count = len(block.rows)
        kept = count - KEEP if carry else (count - 1 if block.total else count)
        before = 0.0 if block.title else _GAP
        place = -1
        for place, row in enumerate(self._watch.rows(block.rows)):
            cells = table.cells(row)
            keep = place >= kept or (isinstance(row, Heading) and place < count - 1)
            yield Piece(table.height(cells), partial(table.row, cells, row), keep, before, table)
            before = 0.0
        if block.total:
            yield Piece(table.total_height, partial(table.total, block.total), carry, before, table)
        elif place < 0:
            yield Piece(0.0, _nothing, carry, before, table)

    def _plot(self, block: Plot, carry: bool) -> Iterator[Piece]:
        yield from self._block_title(block.title)
        strip = self._strip
        draw = partial(draw_plot, self._canvas, block, strip.left, width=strip.width)
        yield Piece(HEIGHT, draw, carry, 0.0 if block.title else _GAP)

    def _block_title(self, title: str) -> Iterator[Piece]:
        if title:
            lines = wrap(literal(title), self._bold, 9.5, self._strip.width, 3)
            for number, line in enumerate(lines):
                draw = partial(self._plain_line, line, self._bold, 9.5)
                yield Piece(14.0, draw, True, _GAP if number == 0 else 0.0)

    def _plain_line(self, line: str, face: Font, size: float, y: float) -> None:
        self._pen.write(self._strip.left, y - size, line, face, size)

    def _signatures(self, block: Signatures, carry: bool) -> Iterator[Piece]:
        signs = [tuple(map(literal, signature_lines(one))) for one in block.blocks]
        rows = [signs[start : start + self._across] for start in range(0, len(signs), self._across)]
        for place, row in enumerate(rows):
            lines = self._sign_lines(row)
            height = (sum(deep for deep, _ in lines) + 1) * _SIGN_LINE + _SIGN_ROOM
            last = place == len(rows) - 1
            yield Piece(height, partial(self._signs, lines), not last or carry, 1.5 * _GAP)

    def _sign_lines(self, row: list[tuple[str, ...]]) -> list[tuple[int, list[tuple[str, ...]]]]:
        """Role, name, title and day of sign blocks side by side, each with its most lines."""
        room = self._strip.width / len(row) - 8
        found = []
        for line, texts in enumerate(zip(*row, strict=True)):
            face = self._plain if line else self._bold
            parts = [wrap(text, face, _SIGN_SIZE, room, _SIGN_LINES) for text in texts]
            found.append((max(map(len, parts)), parts))
        return found

    def _signs(self, lines: list[tuple[int, list[tuple[str, ...]]]], y: float) -> None:
        count = len(lines[0][1])
        width, base = self._strip.width / count, y - _SIGN_SIZE
        ink: list[tuple[str, ...]] = [("İmza:",)] * count
        for number, (deep, texts) in enumerate([*lines, (1, ink)]):
            face = self._bold if number == 0 else self._plain
            for place, parts in enumerate(texts):
                x = self._strip.left + (place + 0.5) * width
                for line, text in enumerate(parts):
                    self._pen.centre(x, base - line * _SIGN_LINE, text, face, _SIGN_SIZE)
            base -= deep * _SIGN_LINE

    def _notes(self) -> Iterator[Piece]:
        before = _GAP
        lines = self._note_lines()
        together = len(lines) <= _NOTES_TOGETHER
        for number, line in enumerate(lines):
            draw = partial(self._plain_line, line, self._plain, _NOTE_SIZE)
            yield Piece(_NOTE_SIZE * 1.3, draw, together and number < len(lines) - 1, before)
            before = 0.0

    def _note_lines(self) -> list[str]:
        return [
            line
            for note in self._paper.notes
            for line in wrap(f"• {literal(note)}", self._plain, _NOTE_SIZE, self._strip.width, _NOTE_LINES)
        ]

    def _few_notes(self) -> bool:
        return 0 < len(self._note_lines()) <= _NOTES_TOGETHER


def _in_rows(blocks: Sequence[Block], across: int) -> list[Block]:
    """The blocks, with sign blocks that may stand beside those before them in one row with them."""
    found: list[Block] = []
    for block in blocks:
        before = found[-1] if found else None
        if isinstance(block, Signatures) and block.beside and isinstance(before, Signatures):
            together = (*before.blocks, *block.blocks)
            if len(together) <= across:
                found[-1] = replace(before, blocks=together)
                continue
        found.append(block)
    return found


@dataclass(frozen=True, slots=True)
class _Box:
    """One labelled value, measured."""

    left: float
    middle: float
    right: float
    names: tuple[str, ...]
    values: tuple[str, ...]
    height: float


def _nothing(_y: float) -> None:
    """A table without a row shows its headings only."""
