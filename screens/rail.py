"""The second line of every screen: the areas with their keys and with what waits in them."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from screens.areas import Area

_NARROW = 100
"""Below this width the rail shows numbers only, and the name of the open area."""


class Rail(Static):
    """The areas with their keys and with what waits in them."""

    DEFAULT_CSS = """
    Rail { height: 1; background: $panel; color: $foreground; padding: 0 1; text-wrap: nowrap; link-style: none; }
    """

    def __init__(self) -> None:
        super().__init__("", markup=False)
        self._areas: tuple[Area, ...] = ()
        self._waiting: dict[str, int] = {}
        self._open = ""

    def show(self, areas: tuple[Area, ...], open_name: str, waiting: dict[str, int]) -> None:
        """Draws the rail anew."""
        self._areas, self._open, self._waiting = areas, open_name, waiting
        self.on_resize()

    def on_resize(self) -> None:
        """Numbers alone where the line is short."""
        narrow = self.app.size.width < _NARROW
        parts = []
        for area in self._areas:
            count = self._waiting.get(area.name, 0)
            is_open = area.name == self._open
            name = "" if narrow and not is_open else f" {area.title}"
            text = f"{area.number}{name}" + (f" ●{count}" if count else "")
            parts.append(
                Content.styled(f" {text} ", "reverse bold" if is_open else "").stylize(
                    f"@click=screen.area('{area.name}')"
                )
            )
        self.update(Content(" ").join(parts), layout=False)
