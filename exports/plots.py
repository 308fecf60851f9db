"""The plots of a paper: drawn for PDF, and as native charts over their own cells in Excel."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from data.core.paper import Plot
from exports.pdf import elide, font
from exports.values import literal, number_text

if TYPE_CHECKING:
    from reportlab.graphics.shapes import Drawing
    from reportlab.pdfgen.canvas import Canvas

HEIGHT = 150.0
"""Height of a plot on a PDF page, in points."""
EXCEL_ROWS, EXCEL_ROW_HEIGHT = 15, 15.0
"""Rows that a chart covers at least, and the height of each in points."""
_COLOURS = ("1F3F66", "B9C4D0", "C06A1B", "5E8C6A")
"""Dark, light, middle, green: told apart on a grey print too by how dark they are."""
_LABEL, _SIZE = 7.0, 7.0
_LEFT, _TOP = 42.0, 8.0
_FLAT, _SLANTED = 18.0, 44.0
"""Room under the axis for labels that stand level, or slanted where they are too long for that."""
_PLACE = 110.0
"""Most room of one label: a few bars stay bars."""
_LEGEND = 14.0
_POINTS_A_CM = 72 / 2.54


def draw_plot(canvas: Canvas, plot: Plot, left: float, top: float, width: float) -> None:
    """Draws a plot on a PDF page, its upper left corner at ``left`` and ``top``."""
    from reportlab.graphics import renderPDF

    renderPDF.draw(_drawing(plot, width), canvas, left, top - HEIGHT)


def _drawing(plot: Plot, width: float) -> Drawing:
    from reportlab.graphics.charts.barcharts import VerticalBarChart
    from reportlab.graphics.charts.linecharts import HorizontalLineChart
    from reportlab.graphics.shapes import Drawing
    from reportlab.lib.colors import HexColor

    drawing = Drawing(width, HEIGHT)
    chart: Any = HorizontalLineChart() if plot.lines else VerticalBarChart()
    chart.data = [tuple(None if one is None else float(one) for one in values) for _, values in plot.series]
    face, count = font(), max(len(plot.labels), 1)
    place = min(_PLACE, (width - _LEFT - 6) / count)
    slanted = any(face.width(literal(label), _LABEL) > place - 2 for label in plot.labels)
    chart.x, chart.y = _LEFT, _SLANTED if slanted else _FLAT
    chart.width, chart.height = place * count, HEIGHT - chart.y - _TOP - _LEGEND
    room = 70.0 if slanted else place
    chart.categoryAxis.categoryNames = [elide(literal(label), face, _LABEL, room) for label in plot.labels]
    _axes(chart, face.name, slanted=slanted)
    highest = max((one for values in chart.data for one in values if one is not None), default=0.0)
    lowest = min((one for values in chart.data for one in values if one is not None), default=0.0)
    chart.valueAxis.valueMin, chart.valueAxis.valueMax = min(lowest, 0.0), max(highest * 1.05, 1.0)
    for number in range(len(plot.series)):
        colour = HexColor(f"#{_COLOURS[number % len(_COLOURS)]}")
        if plot.lines:
            chart.lines[number].strokeColor, chart.lines[number].strokeWidth = colour, 1.4
        else:
            chart.bars[number].fillColor, chart.bars[number].strokeColor = colour, None
    drawing.add(chart)
    _legend(drawing, plot, width)
    return drawing


def _axes(chart: Any, face: str, *, slanted: bool) -> None:
    from reportlab.lib.colors import HexColor

    for axis in (chart.categoryAxis, chart.valueAxis):
        axis.labels.fontName, axis.labels.fontSize = face, _LABEL
        axis.strokeColor, axis.strokeWidth = HexColor("#595959"), 0.5
    if slanted:
        chart.categoryAxis.labels.angle, chart.categoryAxis.labels.boxAnchor = 28, "ne"
        chart.categoryAxis.labels.dx, chart.categoryAxis.labels.dy = 4, -2
    chart.valueAxis.visibleGrid = 1
    chart.valueAxis.gridStrokeColor, chart.valueAxis.gridStrokeWidth = HexColor("#D9D9D9"), 0.4
    chart.valueAxis.labelTextFormat = lambda value: number_text(round(value)) if value == round(value) else ""


def _legend(drawing: Drawing, plot: Plot, width: float) -> None:
    from reportlab.graphics.shapes import Rect, String
    from reportlab.lib.colors import HexColor

    face, x, y = font(), _LEFT, HEIGHT - _LEGEND + 3
    share = (width - _LEFT) / max(len(plot.series), 1)
    for number, (name, _) in enumerate(plot.series):
        text = elide(literal(name), face, _SIZE, share - 18)
        colour = HexColor(f"#{_COLOURS[number % len(_COLOURS)]}")
        drawing.add(Rect(x, y, 7, 7, fillColor=colour, strokeColor=None))
        drawing.add(String(x + 10, y + 0.5, text, fontName=face.name, fontSize=_SIZE))
        x += face.width(text, _SIZE) + 26


# ---------------------------------------------------------------- Excel


def plot_cells(plot: Plot) -> list[list[object]]:
    """What a chart in Excel is drawn from: the names of its series, then a label with its numbers a row."""
    rows: list[list[object]] = [["", *(literal(name) for name, _ in plot.series)]]
    for place, label in enumerate(plot.labels):
        rows.append([literal(label), *(values[place] for _, values in plot.series)])
    return rows


def excel_chart(sheet: Any, plot: Plot, row: int, column: int, width: float) -> Any:
    """A native chart over the cells that :func:`plot_cells` gave.

    Args:
        row: Of the first of those cells, from 1.
        column: Of the first of those cells, from 1.
        width: Of the page in points.
    """
    from openpyxl.chart import BarChart, LineChart, Reference

    chart: Any = LineChart() if plot.lines else BarChart()
    last = row + len(plot.labels)
    numbers = Reference(sheet, min_col=column + 1, max_col=column + len(plot.series), min_row=row, max_row=last)
    chart.add_data(numbers, titles_from_data=True)
    chart.set_categories(Reference(sheet, min_col=column, max_col=column, min_row=row + 1, max_row=last))
    chart.title = literal(plot.title)
    chart.legend.position = "b"
    # Left to themselves the axes are written as deleted, and newer programs then show none.
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.y_axis.number_format = "#,##0"
    for number, series in enumerate(chart.series):
        colour = _COLOURS[number % len(_COLOURS)]
        if plot.lines:
            series.graphicalProperties.line.solidFill = colour
            series.smooth = False
        else:
            series.graphicalProperties.solidFill = colour
    rows = max(EXCEL_ROWS, len(plot.labels) + 1)
    chart.width, chart.height = width / _POINTS_A_CM, rows * EXCEL_ROW_HEIGHT / _POINTS_A_CM
    return chart
