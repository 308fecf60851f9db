"""What a colour may say, once for all widgets.

A tone only ever repeats what a word or sign on the same line already says, so terminals of 16 colours and
people who do not tell colours apart lose nothing.
"""

from __future__ import annotations

from enum import StrEnum

from rich.style import Style
from textual.widget import Widget


class Tone(StrEnum):
    """How a value is meant; the theme decides how that looks."""

    NORMAL = "normal"
    DIM = "dim"
    GOOD = "good"
    WARN = "warn"
    BAD = "bad"
    ACCENT = "accent"
    REST = "rest"
    HOLIDAY = "holiday"
    LEAVE = "leave"

    @property
    def css_class(self) -> str:
        """The component class that carries this tone."""
        return f"tone--{self.value}"


TONE_CLASSES = frozenset(tone.css_class for tone in Tone)
"""For a widget's ``COMPONENT_CLASSES``."""

_RULES = {
    Tone.NORMAL: "color: $foreground;",
    Tone.DIM: "color: $foreground 60%;",
    Tone.GOOD: "color: $text-success;",
    Tone.WARN: "color: $text-warning; text-style: bold;",
    Tone.BAD: "color: $text-error; text-style: bold;",
    Tone.ACCENT: "color: $text-accent; text-style: bold;",
    Tone.REST: "color: $foreground 70%;",
    Tone.HOLIDAY: "color: $text-accent;",
    Tone.LEAVE: "color: $text-primary;",
}


def tone_css(widget: str) -> str:
    """Default rules of all tones for a widget type, to be put inside its ``DEFAULT_CSS``."""
    return "\n".join(f"{widget} > .{tone.css_class} {{ {rule} }}" for tone, rule in _RULES.items())


def tone_styles(widget: Widget) -> dict[Tone, Style]:
    """What each tone looks like on this widget under the present theme, background left open."""
    return {
        tone: widget.get_component_rich_style(tone.css_class).without_color + _ink(widget, tone) for tone in Tone
    }


def _ink(widget: Widget, tone: Tone) -> Style:
    return Style(color=widget.get_component_rich_style(tone.css_class).color)
