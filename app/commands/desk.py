"""``masa``: the desk itself."""

from __future__ import annotations

import codecs
import os
import sys
from collections.abc import Sequence

from app.outcome import REFUSED, complain
from app.settings import Settings


def open_desk(settings: Settings, *, notice: str = "", demo_users: Sequence[tuple[str, str, str]] = ()) -> int:
    """Opens the desk if the terminal can carry it."""
    fault = terminal_fault()
    if fault:
        complain(fault)
        return REFUSED
    from app.desk_app import run_desk
    from app.logs import start_log

    start_log(settings)

    return run_desk(settings, notice=notice, demo_users=demo_users)


def terminal_fault() -> str:
    """Why the desk cannot be opened here; empty if it can."""
    for stream in (sys.stdout, sys.stderr):
        if not _is_utf8(stream.encoding):
            return (
                "Masa açılamadı: bu uçbirim UTF-8 değil, Türkçe harfler bozulur. "
                "LANG=tr_TR.UTF-8 (Windows'ta PYTHONUTF8=1) ile yeniden açın."
            )
    if not all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)):
        return "Masa açılamadı: bir uçbirimde çalıştırın; çıktı dosyaya ya da başka bir programa yönlendirilemez."
    if os.environ.get("TERM") == "dumb":
        return "Masa açılamadı: bu uçbirim ekran çizemiyor (TERM=dumb). Başka bir uçbirim kullanın."
    return ""


def _is_utf8(encoding: str | None) -> bool:
    try:
        return codecs.lookup(encoding or "ascii").name == "utf-8"
    except LookupError:
        return False
