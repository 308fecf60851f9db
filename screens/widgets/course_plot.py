"""A year's course drawn with signs: a bar a month, the line where it should be, the top, and where it comes to.

Every sign is told in the line below; colours only repeat it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.strip import Strip

from screens.widgets.cells import fit
from screens.widgets.line_view import LineView
from screens.widgets.tones import TONE_CLASSES, Tone, tone_css, tone_styles

_AXIS = 9
_FEWEST, _MOST = 3, 9
"""Cells of a month."""
_LEGEND_AND_LABELS = 2
_LONG = 1000
"""Tenths from which on none is told."""
_UNITS = ((1_000_000_000_00, "mr"), (1_000_000_00, "mn"), (1_000_00, "bin"))
FULL, HALF, KEPT, LINE, TOP, AHEAD = "█", "▄", "▒", "─", "┄", "○"
_TONES = {
    FULL: Tone.ACCENT, HALF: Tone.ACCENT, KEPT: Tone.DIM, LINE: Tone.GOOD, TOP: Tone.DIM, AHEAD: Tone.WARN,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class PlotMonth:
    """A month: its label, kuruş done and kept by its end (``None`` for one to come), and where the line is."""

    label: str
    done: int | None
    kept: int | None
    line: int


@dataclass(frozen=True, slots=True)
class Plot:
    """What is drawn; ``ahead`` stands in the last month, ``None`` for nothing. Amounts in kuruş."""

    months: tuple[PlotMonth, ...]
    top: int
    ahead: int | None
    legend: tuple[tuple[str, str], ...]
    """(sign, what it means)."""


def short_amount(kurus: int) -> str:
    """``5,8 mn``: an amount for an axis, rounded."""
    for unit, name in _UNITS:
        if kurus >= unit:
            tenths = (kurus * 20 // unit + 1) // 2
            return f"{tenths // 10} {name}" if tenths >= _LONG else f"{tenths // 10},{tenths % 10} {name}"
    return str(kurus // 100)


@dataclass(frozen=True, slots=True)
class _Scale:
    """Which line a height falls into: the lowest is 1; nothing at all lies on it too."""

    most: int
    height: int

    def line(self, value: int) -> int:
        return min(max(-(-value * self.height // self.most), 1), self.height)

    def quarters(self, value: int) -> int:
        """Quarters of a line."""
        return value * self.height * 4 // self.most


def plot_rows(plot: Plot, width: int, height: int) -> list[str]:
    """The plot as lines of text, the highest first, with the labels of the months under them.

    Args:
        width: Cells in all.
        height: Lines of the bars.
    """
    most = max(plot.top, plot.ahead or 0, *(_used(month) for month in plot.months), 1)
    scale = _Scale(most, height)
    cells = min(max((width - _AXIS) // max(len(plot.months), 1), _FEWEST), _MOST)
    middle = (height + 1) // 2
    rows = []
    for row in range(height, 0, -1):
        told = most if row == height else most * middle // height if row == middle else 0
        axis = short_amount(told) if told > 1 else ""
        line = "".join(_month_cells(plot, month, scale, row, cells) for month in plot.months)
        if plot.ahead is not None and scale.line(plot.ahead) == row:
            line = line[:-1] + AHEAD
        rows.append(fit(f"{axis:>{_AXIS - 2}} │{line}", width))
    labels = "".join(fit(month.label[: cells - 1], cells) for month in plot.months)
    rows.append(fit(f"{'0':>{_AXIS - 2}} └{labels}", width))
    return rows


def _used(month: PlotMonth) -> int:
    return (month.done or 0) + (month.kept or 0)


def _month_cells(plot: Plot, month: PlotMonth, scale: _Scale, row: int, cells: int) -> str:
    """One line of a month: its bar, and what lies beside and above it."""
    beside = LINE if scale.line(month.line) == row else TOP if scale.line(plot.top) == row else " "
    bar = _bar(month, scale, row)
    return (beside if bar == " " else bar) * (cells - 2) + beside * 2


def _bar(month: PlotMonth, scale: _Scale, row: int) -> str:
    """What a line of a bar shows: done fills it from below, what is kept stands on that."""
    below = (row - 1) * 4
    done, used = scale.quarters(month.done or 0) - below, scale.quarters(_used(month)) - below
    if done >= 3:
        return FULL
    if used >= 3 or (used >= 1 and done < 1):
        return KEPT
    return HALF if done >= 1 else " "


class CoursePlot(LineView):
    """Shows a :class:`Plot`, as large as it is."""

    COMPONENT_CLASSES: ClassVar[set[str]] = set(TONE_CLASSES)
    DEFAULT_CSS = """
    CoursePlot { height: 10; width: 100%; background: $surface; overflow: hidden; }
    """ + tone_css("CoursePlot")
    can_focus = False

    def __init__(self) -> None:
        super().__init__()
        self._plot: Plot | None = None
        self._lines: list[str] = []
        self._drawn_for = Size(0, 0)

    def show(self, plot: Plot | None) -> None:
        """Draws another one, or nothing."""
        self._plot = plot
        self._drawn_for = Size(0, 0)
        self._finished.clear()
        self.refresh()

    def notify_style_update(self) -> None:
        """Another theme has other colours."""
        super().notify_style_update()
        self._finished.clear()

    def render_line(self, y: int) -> Strip:
        """One line of the plot."""
        if self._drawn_for != self.size:
            self._drawn_for, self._lines = self.size, self._draw()
        width = self.size.width
        if y >= len(self._lines):
            return Strip.blank(width, self.rich_style)
        return Strip(_coloured(self._lines[y], tone_styles(self), self.rich_style), width)

    def _draw(self) -> list[str]:
        if self._plot is None or self.size.height <= _LEGEND_AND_LABELS:
            return []
        rows = plot_rows(self._plot, self.size.width, self.size.height - _LEGEND_AND_LABELS)
        legend = "   ".join(f"{sign} {words}" for sign, words in self._plot.legend)
        return [*rows, fit(f" {legend}", self.size.width)]


def _coloured(line: str, styles: dict[Tone, Style], base: Style) -> Sequence[Segment]:
    """The line in runs of one colour each."""
    runs: list[tuple[Tone, str]] = []
    for sign in line:
        tone = _TONES.get(sign, Tone.NORMAL)
        if runs and (runs[-1][0] is tone or sign == " "):
            runs[-1] = (runs[-1][0], runs[-1][1] + sign)
        else:
            runs.append((tone, sign))
    return [Segment(text, base + styles[tone]) for tone, text in runs]
