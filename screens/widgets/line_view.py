"""A scrolling widget that keeps its own finished lines."""

from __future__ import annotations

from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip


class LineView(ScrollView):
    """Base of widgets whose ``render_line`` gives the same strip object again for an unchanged line.

    Textual wraps every line anew on each repaint, which loses what a strip remembers of its colours, cuts and
    escape codes; scrolling by one row then costs as much as drawing all of them. Here the strips are handed on as
    they are, and drawn again only where Textual marked the line as changed. With a border, padding or opacity
    Textual's own way is taken.
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  (Textual's own name for it)
        super().__init__(id=id)
        self._finished: dict[int, Strip] = {}
        self._finished_for = Size(0, 0)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Lines of a region of the screen.

        One that was taken off has no colours any more, and may be asked before the screen is laid out without it.
        """
        if not self.is_attached:
            return [Strip.blank(crop.width)] * crop.height
        if self.styles.gutter or self.opacity != 1.0 or self.styles.tint.a:
            return super().render_lines(crop)
        if self._finished_for != self.size:
            self._finished_for = self.size
            self._finished.clear()
        background, filters = self.background_colors[1], self.get_line_filters()
        is_dirty, dirty = self._styles_cache.is_dirty, self._styles_cache._dirty_lines
        for y in crop.line_range:
            if is_dirty(y) or y not in self._finished:
                strip = self.render_line(y)
                for line_filter in filters:
                    strip = strip.apply_filter(line_filter, background)
                self._finished[y] = strip
        dirty.difference_update(crop.line_range)
        strips = [self._finished[y] for y in crop.line_range]
        if crop.column_span != (0, self.size.width):
            left, right = crop.column_span
            strips = [strip.crop(left, right) for strip in strips]
        return strips
