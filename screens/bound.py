"""What can be done from where the focus stands: the bindings of this moment with their Turkish names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from textual.binding import Binding
from textual.dom import DOMNode
from textual.screen import Screen

from screens.actions import ACTIONS

_UNNAMED = frozenset(
    {"scroll_up", "scroll_down", "scroll_left", "scroll_right", "scroll_home", "scroll_end"}
    | {"page_up", "page_down", "page_left", "page_right"}
)
"""Scrolling that every scrolling widget brings along under English names; the keys are told as moving anyway."""
_TEXTUALS = {
    "app.focus_next": "Sonraki yere geç",
    "app.focus_previous": "Önceki yere geç",
    "screen.copy_text": "Fareyle seçileni kopyala",
    "screen.minimize": "Küçült",
}
"""The library's own actions that a screen keeps, in Turkish."""
_PLACES = {name: place for place, name in enumerate(ACTIONS)}


@dataclass(frozen=True, slots=True)
class Bound:
    """One action that is bound and enabled now.

    Attributes:
        node: Where the action runs.
        action: The action with its parameters.
        key: The key as it is shown.
        label: A word or two.
        help: One sentence; empty for keys that only move.
    """

    node: DOMNode
    action: str
    key: str
    label: str
    help: str


def bound_actions(screen: Screen[Any]) -> tuple[Bound, ...]:
    """Every action between the focus and the screen, the nearest first, each once."""
    found: dict[str, Bound] = {}
    for node, bindings in screen._binding_chain:
        if node is screen.app:
            continue
        for _, binding in bindings:
            known = binding.action in found or binding.action in _UNNAMED
            if not known and binding.description and _enabled(node, binding):
                action = ACTIONS.get(binding.action)
                found[binding.action] = Bound(
                    node,
                    binding.action,
                    screen.app.get_key_display(binding),
                    action.label if action else _TEXTUALS.get(binding.action, binding.description),
                    action.help if action else "",
                )
    return tuple(sorted(found.values(), key=lambda one: (one.node is screen, place_of(one.action))))


def place_of(action: str) -> int:
    """Where an action stands in every list of keys; those without a name of their own come last."""
    return _PLACES.get(action, len(_PLACES))


def _enabled(node: DOMNode, binding: Binding) -> bool:
    name = binding.action.partition("(")[0]
    return name != "area" and bool(node.check_action(name, ()))
