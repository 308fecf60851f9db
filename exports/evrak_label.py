"""The kayıt etiketi and kaşesi: on a sheet of labels, on a page of its own, and as a bordered block in Excel."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from data.evrak.papers_label import Label, Labels
from exports import excel
from exports.files import replacing
from exports.label_sheet import (
    Blocks,
    Box,
    LabelPages,
    draw_karekod,
    karekod,
    karekod_png,
    watched_labels,
    write_pages,
)
from exports.listing import Cancelled, Progress
from exports.pdf import MM, Font, Pen, fit_size, font, wrap
from exports.values import literal

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

_TITLE = "Kayıt etiketi"
_PAD = 2.2 * MM
_LARGEST, _SMALLEST = 8.0, 4.5
"""Type sizes in points between which a label's text is fitted to its room."""
_LEADING = 1.16
_STAMP_HEAD = ("Kayıt Sayısı", "Kayıt Tarihi", "Kayıt Saati")
_TO_ACT, _TO_KNOW = "Gereği", "Bilgi"
_BLANK = "…………………………"
"""For the pen: registered, and not sent on yet."""
_SENT_TO = "Havale Edilecek Birim/Birimler"


# ---------------------------------------------------------------- PDF


def labels_pdf(
    labels: Labels, path: Path, progress: Progress | None = None, cancelled: Cancelled | None = None
) -> Path:
    """Writes the labels as PDF: on A4 sheets from the chosen place on, or each on a page as large as a label.

    Raises:
        BadInput: the file cannot be written; an existing one stays as it was.
        ExportCancelled: the person stopped it; no file is left.
    """
    pages = LabelPages(labels.sheet, labels.place, labels.single, _title(labels), labels.printed_at)

    def draw(canvas: Canvas, label: Label, box: Box) -> None:
        pen = Pen(canvas)
        _Drawn(canvas, pen, label, box).draw(stamp=labels.stamp)
        pen.lift()

    return write_pages(path, pages, labels.labels, draw, progress, cancelled)


def _title(labels: Labels) -> str:
    return "Kayıt kaşesi" if labels.stamp else _TITLE


class _Drawn:
    """One label on a canvas."""

    def __init__(self, canvas: Canvas, pen: Pen, label: Label, box: Box) -> None:
        self._canvas, self._pen, self._label = canvas, pen, label
        self._left, self._top = box.left + _PAD, box.top - _PAD
        self._width, self._height = box.width - 2 * _PAD, box.height - 2 * _PAD
        self._plain, self._bold = font(), font(bold=True)

    def draw(self, *, stamp: bool) -> None:
        """Head, then the fields of RY Örnek 23 in one of its two forms."""
        canvas = self._canvas
        canvas.setLineWidth(0.5)
        canvas.roundRect(
            self._left - _PAD / 2, self._top - self._height - _PAD / 2, self._width + _PAD, self._height + _PAD, 3
        )
        y = self._head()
        if stamp:
            self._stamp(y)
        else:
            self._fields(y)

    def _head(self) -> float:
        size, y = min(_LARGEST, self._height / 13), self._top
        for line in map(literal, self._label.heading):
            y -= size * _LEADING
            fitted = fit_size(line, self._bold, size, self._width)
            self._pen.centre(self._left + self._width / 2, y, line, self._bold, fitted)
        return y - size * 0.5

    def _fields(self, y: float) -> None:
        label = self._label
        room = y - (self._top - self._height)
        side = min(room, self._width * 0.36)
        fields = (
            ("Belgenin Kayıt Sayısı", label.number),
            ("Belgenin Kayıt Tarihi ve Saati", f"{label.day} {label.clock}"),
            ("Havale Edilen Birim/Birimler", label.receivers or _BLANK),
        )
        self._texts(fields, self._left, y, self._width - side - 4, room)
        left = self._left + self._width - side
        draw_karekod(self._canvas, karekod(label.code), left, self._top - self._height, side)

    def _texts(
        self, fields: tuple[tuple[str, str], ...], left: float, y: float, width: float, room: float
    ) -> None:
        size, lines = self._fitted(fields, width, room)
        for text, face in lines:
            y -= size * _LEADING
            self._pen.write(left, y, text, face, size)

    def _fitted(
        self, fields: tuple[tuple[str, str], ...], width: float, room: float
    ) -> tuple[float, list[tuple[str, Font]]]:
        """The largest type in which all lines have room; at the smallest the last ones end in ``…``."""
        size = _LARGEST
        while True:
            fixed = 2 * len(fields) - 1
            most = max(1, int(room / (size * _LEADING)) - fixed)
            lines: list[tuple[str, Font]] = []
            whole = True
            for title, value in fields:
                lines.append((f"{title}:", self._bold))
                value, last = literal(value), title == fields[-1][0]
                wrapped = wrap(value, self._plain, size, width, most if last else 1)
                whole = whole and "".join(wrapped).replace(" ", "") == value.replace(" ", "")
                lines += [(line, self._plain) for line in wrapped]
            wide = max(self._bold.width(f"{title}:", size) for title, _ in fields)
            if size <= _SMALLEST or (whole and wide <= width and len(lines) * size * _LEADING <= room):
                return size, lines
            size -= 0.25

    def _stamp(self, y: float) -> None:
        """A box of three fields, and below it the receivers in two columns."""
        label, canvas, size = self._label, self._canvas, min(7.0, self._height / 14)
        values, third, row = (label.number, label.day, label.clock), self._width / 3, size * 2.5
        for place, (title, value) in enumerate(zip(_STAMP_HEAD, values, strict=True)):
            x = self._left + place * third
            canvas.rect(x, y - row, third, row)
            self._pen.centre(x + third / 2, y - size * 1.05, title, self._bold, size * 0.9)
            fitted = fit_size(value, self._plain, size, third - 4)
            self._pen.centre(x + third / 2, y - size * 2.15, value, self._plain, fitted)
        y -= row
        bar = size * 1.4
        canvas.rect(self._left, y - bar, self._width, bar)
        self._pen.centre(self._left + self._width / 2, y - size, _SENT_TO, self._bold, size * 0.9)
        y -= bar
        rest, half = y - (self._top - self._height), self._width / 2
        for place, (title, names) in enumerate(((_TO_ACT, label.act), (_TO_KNOW, label.know))):
            x = self._left + place * half
            canvas.rect(x, y - rest, half, rest)
            self._pen.write(x + 3, y - size * 1.1, title, self._bold, size * 0.9)
            self._names(names, x + 3, y - size * 1.25, half - 6, rest - size * 1.5, size)

    def _names(
        self, names: tuple[str, ...], left: float, y: float, width: float, room: float, largest: float
    ) -> None:
        text, size = literal(", ".join(names)), largest
        while True:
            most = max(1, int(room / (size * _LEADING)))
            lines = wrap(text, self._plain, size, width, most)
            if size <= _SMALLEST or "".join(lines).replace(" ", "") == text.replace(" ", ""):
                break
            size -= 0.25
        for line in lines:
            y -= size * _LEADING
            self._pen.write(left, y, line, self._plain, size)


# ---------------------------------------------------------------- Excel

_WIDTHS = (30.0, 26.0, 18.0)
_CODE_POINTS = 92.0
_LINES = 8


def labels_xlsx(
    labels: Labels, path: Path, progress: Progress | None = None, cancelled: Cancelled | None = None
) -> Path:
    """Writes the labels as bordered blocks of cells, one below the other.

    Raises:
        BadInput: the file cannot be written; an existing one stays as it was.
        ExportCancelled: the person stopped it; no file is left.
    """
    title = _title(labels)
    workbook = excel.new_workbook(title, labels.printed_at, size=9)
    sheet = workbook.active
    assert sheet is not None
    sheet.title = excel.sheet_title(title)
    block = _Block(Blocks(sheet, _WIDTHS))
    with replacing(path) as fresh:
        for label in watched_labels(labels.labels, progress, cancelled):
            block.write(label, stamp=labels.stamp)
        excel.save(workbook, fresh, labels.printed_at)
    return path


class _Block:
    """Label after label on one worksheet."""

    def __init__(self, blocks: Blocks) -> None:
        self._blocks = blocks

    def write(self, label: Label, *, stamp: bool) -> None:
        """One label, and an empty row behind it."""
        heading = "\n".join(map(literal, label.heading))
        self._blocks.line(((1, 3, heading, True),), len(label.heading))
        if stamp:
            self._stamp(label)
        else:
            self._fields(label)
        self._blocks.row += 1

    def _fields(self, label: Label) -> None:
        first = self._blocks.row
        receivers = literal(label.receivers)
        self._blocks.line(
            ((1, 1, "Belgenin Kayıt Sayısı", True), (2, 2, label.number, False), (3, 3, "", False)), 1
        )
        moment = f"{label.day} {label.clock}"
        self._blocks.line(
            ((1, 1, "Belgenin Kayıt Tarihi ve Saati", True), (2, 2, moment, False), (3, 3, "", False)), 1
        )
        lines = max(excel.lines(receivers, _WIDTHS[1], _LINES), 5)
        self._blocks.line(
            ((1, 1, "Havale Edilen Birim/Birimler", True), (2, 2, receivers, False), (3, 3, "", False)), lines
        )
        self._blocks.merge_down(3, first)
        self._blocks.picture(karekod_png(karekod(label.code)), f"C{first}", _CODE_POINTS, _CODE_POINTS)

    def _stamp(self, label: Label) -> None:
        values = (label.number, label.day, label.clock)
        self._blocks.line(tuple((place, place, title, True) for place, title in enumerate(_STAMP_HEAD, 1)), 1)
        self._blocks.line(tuple((place, place, value, False) for place, value in enumerate(values, 1)), 1)
        self._blocks.line(((1, 3, _SENT_TO, True),), 1)
        self._blocks.line(((1, 1, _TO_ACT, True), (2, 3, _TO_KNOW, True)), 1)
        act, know = literal(", ".join(label.act)), literal(", ".join(label.know))
        lines = max(excel.lines(act, _WIDTHS[0], _LINES), excel.lines(know, sum(_WIDTHS[1:]), _LINES), 2)
        self._blocks.line(((1, 1, act, False), (2, 3, know, False)), lines)
