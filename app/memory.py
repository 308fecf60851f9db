"""Less memory for many desks on one machine: what the C library keeps for each thread and never gives back."""

from __future__ import annotations

import sys
from typing import Any, Final

_ARENA_MAX: Final = -8
"""``M_ARENA_MAX`` of ``mallopt``."""


def share_one_heap() -> None:
    """All threads take memory from one place; called before the first thread starts.

    Each thread would else get a heap of its own whose gaps no other thread fills: 5 to 10 MB, measured. Python
    lets one thread run at a time, so they do not wait for each other there. Nothing on other systems.
    """
    if (library := _c_library()) is not None:
        library.mallopt(_ARENA_MAX, 1)


def give_back() -> None:
    """What was freed goes back to the system, after work that needed much for a moment."""
    if (library := _c_library()) is not None:
        library.malloc_trim(0)


def _c_library() -> Any:
    """The GNU C library; ``None`` elsewhere."""
    if sys.platform != "linux":
        return None
    import ctypes

    library = ctypes.CDLL(None)
    return library if hasattr(library, "mallopt") and hasattr(library, "malloc_trim") else None
