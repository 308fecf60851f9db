"""Keeping the collector of cycles away from what is no cycle: many small values, and the program itself."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache


@cache
def keep_what_is_loaded() -> None:
    """Everything that lives now stays until the end: the collector does not walk over it again. Once a process.

    Its walk over all libraries and their compiled questions stops every thread for a tenth of a second, and all
    other desks with it if it comes while this one holds the write lock, measured.
    """
    gc.freeze()


@contextmanager
def many_values() -> Iterator[None]:
    """Keeps the collector of cycles away meanwhile.

    It walks over all living objects again and again while a month's values pile up, none of which is a cycle:
    a third of the time of computing two thousand people, measured. Several threads may be in it at once.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
