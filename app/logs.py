"""The log file: defects of the program, for whoever mends it.

Exceptions often quote what was typed or read, so an entry holds where it happened and what kind of error it was,
never the values: no local variables, no bound parameters, and the message only where Python itself words it.
"""

from __future__ import annotations

import logging
import threading
import traceback
from logging.handlers import RotatingFileHandler
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.settings import Settings

_LARGEST, _KEPT = 1_000_000, 3
_QUOTES_NOBODY = (AttributeError, NameError, ImportError, TypeError, RecursionError, MemoryError)
_Triple = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class _Discreet(logging.Formatter):
    """Places and kinds of errors without their values."""

    def formatException(self, ei: _Triple) -> str:  # noqa: N802 - the name of the standard library
        parts: list[str] = []
        error = ei[1]
        seen: set[int] = set()
        while error is not None and id(error) not in seen:
            seen.add(id(error))
            parts.append("".join(traceback.format_tb(error.__traceback__)) + _name(error))
            error = error.__cause__ or error.__context__
        return "\n\nŞu hatadan doğdu:\n".join(parts)


def _name(error: BaseException) -> str:
    kind = type(error)
    name = f"{kind.__module__}.{kind.__qualname__}"
    if isinstance(error, _QUOTES_NOBODY):
        return f"{name}: {error}"
    return f"{name}: {error.strerror}" if isinstance(error, OSError) else name


def start_log(settings: Settings) -> None:
    """Sends everything that is logged to the file of the settings, nothing to the terminal."""
    try:
        settings.logs.mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = RotatingFileHandler(
            settings.log_file, maxBytes=_LARGEST, backupCount=_KEPT, encoding="utf-8", delay=True
        )
    except OSError:
        # A folder that cannot be written must not keep the desk shut.
        handler = logging.NullHandler()
    handler.setFormatter(_Discreet("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    for old in root.handlers:
        if isinstance(old.formatter, _Discreet):
            root.removeHandler(old)
            old.close()
    root.addHandler(handler)
    root.setLevel(logging.WARNING)
    logging.raiseExceptions = False
    threading.excepthook = _of_thread


def _of_thread(args: threading.ExceptHookArgs) -> None:
    if args.exc_value is not None:
        logging.getLogger("masa").error("İş parçacığında beklenmeyen hata", exc_info=args.exc_value)
