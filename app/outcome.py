"""How a command ends: its exit codes, and one plain line on stderr for everything that went wrong."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.settings import Settings

OK, REFUSED, USAGE, STORE, DEFECT = 0, 1, 2, 3, 70
_PLAIN = str.maketrans("çğıöşüâîûÇĞİÖŞÜÂÎÛ“”‘’…–—·→", "cgiosuaiuCGIOSUAIU\"\"''.--->")


def say(words: str) -> None:
    """One line of result on stdout."""
    print(_printable(words, sys.stdout.encoding), flush=True)  # noqa: T201 - this is the command line


def complain(words: str) -> None:
    """One line on stderr."""
    print(_printable(words, sys.stderr.encoding), file=sys.stderr, flush=True)  # noqa: T201 - as above


def _printable(words: str, encoding: str | None) -> str:
    """One line that the other end can show: an old code page gets plain letters instead of an error."""
    line = " ".join(words.split())
    try:
        line.encode(encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return line.translate(_PLAIN).encode("ascii", "replace").decode("ascii")
    return line


def defect(error: BaseException, settings: Settings | None) -> int:
    """Writes a fault of the program to the log file and tells the person where it is."""
    words = "Beklenmeyen bir hata oldu; kayıtlarınız olduğu gibi duruyor."
    if settings is not None:
        import logging

        from app.logs import start_log

        start_log(settings)
        logging.getLogger("masa").error("Komut tamamlanamadı", exc_info=error)
        words += f" Ayrıntısı: {settings.log_file}"
    complain(words)
    return DEFECT
