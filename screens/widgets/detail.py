"""What a detail pane says of a row, and how it is drawn."""

from __future__ import annotations

from dataclasses import dataclass

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from data.core.text import visible


@dataclass(frozen=True, slots=True)
class Detail:
    """What the detail pane says of a row: a heading, then labels and values; a blank label is a heading."""

    heading: str
    lines: tuple[tuple[str, str], ...]


class DetailPane(VerticalScroll, can_focus=False):
    """The detail of the row under the cursor."""

    DEFAULT_CSS = """
    DetailPane { width: 46; height: 1fr; border-left: solid $border; padding: 0 1; background: $surface; }
    DetailPane > Static { height: auto; }
    """

    def __init__(self) -> None:
        # Held, not looked for: the first row's detail may come before the pane is put together.
        self._text = Static("", markup=False)
        super().__init__(self._text)

    def show(self, detail: Detail | None) -> None:
        """Shows a detail, or nothing."""
        self._text.update(as_content(detail) if detail else "")


def as_content(detail: Detail) -> Content:
    """A detail as it is drawn: labels muted, values plain, nothing read as markup."""
    parts: list[Content] = [Content.styled(visible(detail.heading), "bold"), Content("")]
    for label, value in detail.lines:
        text = "\n".join(visible(line) for line in value.splitlines()) or "—"
        if label:
            parts.append(Content.assemble((f"{label}: ", "$text-muted"), text))
        else:
            parts.extend((Content(""), Content.styled(text, "bold")))
    return Content("\n").join(parts)
