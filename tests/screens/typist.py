"""Keys for tests in which dialogs stay open: each is let through to the widget that it opens or moves to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from textual.pilot import Pilot

from tests.screens.pilot import press_only

_STEPS = frozenset({"enter", "escape", "ctrl+s", "ctrl+p", "ctrl+k", "f1", "f2", "tab", "shift+tab", "slash", "/"})


async def press(pilot: Pilot[Any], *keys: str) -> None:
    """Presses keys as a person does, who sees where the last one led before going on."""
    for key in keys:
        await press_only(pilot, key)
        if key in _STEPS:
            await still(pilot)
    await still(pilot)


async def still(pilot: Pilot[Any]) -> None:
    """Waits until the workers that can end have ended; those of open dialogs cannot."""
    before = ""
    for _ in range(200):
        await pilot.pause(0.01)
        now = _picture(pilot)
        if now == before:
            return
        before = now


async def type_in(pilot: Pilot[Any], **fields: Sequence[str]) -> None:
    """Types into the fields of a form, by their names in its order; Enter leaves each once the focus is in it."""
    from screens.widgets.fields import Field
    from tests.screens.pilot import until

    def there(name: str) -> bool:
        focused = pilot.app.focused
        return focused is not None and any(isinstance(one, Field) and one.key == name for one in focused.ancestors)

    for name, text in fields.items():
        await until(pilot, lambda: there(name))  # noqa: B023 - awaited before the next turn
        await press_only(pilot, *text, "enter")


def _picture(pilot: Pilot[Any]) -> str:
    from tests.screens.pilot import screen_text

    waiting = sorted(
        worker.group for worker in pilot.app.workers if worker.group in ("ledger", "detail", "palette")
    )
    return f"{screen_text(pilot.app)}{waiting}"
