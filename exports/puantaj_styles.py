"""The looks of the cells of a puantaj cetveli in Excel."""

from __future__ import annotations

from typing import Any

from data.puantaj.sheet import Shade
from exports.excel import FACE, Style


class Styles:
    """All looks of one workbook."""

    def __init__(self, page: Any) -> None:
        from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

        cell = page.cell(1, 1)
        plain, bold = Font(name=FACE, size=8), Font(name=FACE, size=8, bold=True)
        thin = Side(style="thin", color="FF595959")
        box = Border(left=thin, right=thin, top=thin, bottom=thin)
        middle = Alignment(horizontal="center", vertical="center", shrink_to_fit=True)
        wrapped = Alignment(horizontal="center", vertical="center", wrap_text=True)
        left = Alignment(vertical="center", wrap_text=True)
        head = PatternFill("solid", fgColor="FFF2F2F2")
        fills = {
            Shade.NONE: PatternFill(),
            Shade.REST: PatternFill("solid", fgColor="FFE4E4E4"),
            Shade.HOLIDAY: PatternFill("solid", fgColor="FFC6C6C6"),
            Shade.HALF: PatternFill("lightUp", fgColor="FF8C8C8C", bgColor="FFFFFFFF"),
        }
        heading = Font(name=FACE, size=10, bold=True)
        self.office = Style(cell, font=heading, alignment=middle)
        self.title = Style(cell, font=Font(name=FACE, size=13, bold=True), alignment=middle)
        self.fact = Style(cell, font=Font(name=FACE, size=9, bold=True), alignment=middle)
        self.head = Style(cell, font=bold, border=box, fill=head, alignment=wrapped)
        upright = Alignment(horizontal="center", vertical="bottom", text_rotation=90, wrap_text=True)
        self.upright = Style(cell, font=bold, border=box, fill=head, alignment=upright)
        self.left = Style(cell, font=plain, border=box, alignment=left)
        from_top = Alignment(vertical="top", wrap_text=True)
        self.from_top = Style(cell, font=plain, border=box, alignment=from_top)
        self.middle = Style(cell, font=plain, border=box, alignment=middle)
        self.sum = Style(cell, font=bold, border=box, alignment=middle)
        self.sum_label = Style(cell, font=bold, border=box, alignment=Alignment("right", "center"))
        self.small = Style(cell, font=plain, alignment=left)
        self.sign = Style(cell, font=Font(name=FACE, size=9), alignment=middle)
        self.sign_role = Style(cell, font=heading, alignment=middle)
        self.day = {
            shade: Style(cell, font=plain, border=box, fill=fill, alignment=middle)
            for shade, fill in fills.items()
        }
        self.day_head = {
            shade: Style(cell, font=bold, border=box, fill=fill, alignment=middle) for shade, fill in fills.items()
        }
