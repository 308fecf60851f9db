"""The looks of the cells of a paper in Excel."""

from __future__ import annotations

from typing import Any

from data.core.paper import CellKind
from exports.excel import FACE, Style

SIZE = 9
_SERIF = "Times New Roman"
_FORMATS = {
    CellKind.TEXT: "@",
    CellKind.CENTRED: "@",
    CellKind.INT: "#,##0",
    CellKind.DAYS: "General",
    CellKind.DECIMAL: "General",
    CellKind.MINUTES: "[h]:mm",
    CellKind.MONEY: "#,##0.00",
    CellKind.QUANTITY: "#,##0.###",
    CellKind.PRICE: "#,##0.00####",
    CellKind.DATE: "dd.mm.yyyy",
}


class Styles:
    """All looks of one workbook."""

    def __init__(self, cell: Any) -> None:
        from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

        plain, bold = Font(name=FACE, size=SIZE), Font(name=FACE, size=SIZE, bold=True)
        thin = Side(style="thin", color="FF595959")
        box = Border(left=thin, right=thin, top=thin, bottom=thin)
        middle = Alignment(horizontal="center", vertical="center", wrap_text=True)
        left = Alignment(vertical="center", wrap_text=True)
        top = Alignment(vertical="top", wrap_text=True)
        head = PatternFill("solid", fgColor="FFEDEDED")
        shade = PatternFill("solid", fgColor="FFE0E0E0")
        aligned = {
            CellKind.TEXT: top,
            CellKind.CENTRED: Alignment(horizontal="center", vertical="top", shrink_to_fit=True),
            CellKind.DATE: Alignment(horizontal="center", vertical="top", shrink_to_fit=True),
        }
        right = Alignment(horizontal="right", vertical="top", shrink_to_fit=True)
        self.office = Style(cell, font=Font(name=_SERIF, size=11, bold=True), alignment=middle)
        self.title = Style(cell, font=Font(name=_SERIF, size=13, bold=True), alignment=middle)
        self.fact = Style(cell, font=plain, alignment=middle)
        self.number = Style(cell, font=bold, alignment=Alignment("right", "center"))
        self.block_title = Style(cell, font=bold, alignment=left)
        serif, serif_bold = Font(name=_SERIF, size=12), Font(name=_SERIF, size=12, bold=True)
        self.text = Style(cell, font=serif, alignment=top)
        self.centred = Style(cell, font=serif, alignment=middle)
        self.heading = Style(cell, font=serif_bold, alignment=top)
        self.centred_heading = Style(cell, font=serif_bold, alignment=middle)
        self.label = Style(cell, font=bold, border=box, fill=head, alignment=left)
        self.value = Style(cell, font=plain, border=box, alignment=left)
        self.head = Style(cell, font=bold, border=box, fill=head, alignment=middle)
        self.sum_label = Style(cell, font=bold, border=box, alignment=Alignment("right", "center"))
        self.sign = Style(cell, font=plain, alignment=middle)
        self.sign_role = Style(cell, font=bold, alignment=middle)
        self.note = Style(cell, font=Font(name=FACE, size=8), alignment=left)
        self.cells: dict[tuple[CellKind, bool], Style] = {}
        self.texts: dict[tuple[CellKind, bool], Style] = {}
        self.sums: dict[CellKind, Style] = {}
        for kind, pattern in _FORMATS.items():
            align = aligned.get(kind, right)
            for shaded in (False, True):
                fill = shade if shaded else PatternFill()
                looks = {"font": plain, "border": box, "fill": fill, "alignment": align}
                self.cells[kind, shaded] = Style(cell, number_format=pattern, **looks)
                self.texts[kind, shaded] = Style(cell, number_format="@", **looks)
            self.sums[kind] = Style(cell, font=bold, border=box, alignment=align, number_format=pattern)
