"""``masa demo``: a fictional office to try things on, thrown away at the end."""

from __future__ import annotations

import sys
from argparse import Namespace
from dataclasses import replace
from pathlib import Path

from app.commands.desk import open_desk, terminal_fault
from app.demo.users import PASSPHRASE, demo_users
from app.outcome import OK, REFUSED, complain, say
from app.settings import Settings, with_database
from data.core.errors import BadInput


def run(settings: Settings, arguments: Namespace) -> int:
    """Opens the desk on a demo office, or writes one to a file."""
    if arguments.olustur:
        return _write(Path(arguments.olustur).expanduser(), arguments)
    fault = terminal_fault()
    if fault:
        complain(fault)
        return REFUSED
    import tempfile

    _leave_in_order()
    with tempfile.TemporaryDirectory(prefix="masa-demo-", ignore_cleanup_errors=True) as folder:
        database = Path(folder) / "deneme.db"
        _build(database, arguments)
        own = with_database(replace(settings, state=Path(folder)), database)
        notice = f"Her şey kurgudur, çıkınca silinir. Kasa sözü: {PASSPHRASE}"
        return open_desk(own, notice=notice, demo_users=demo_users())


def _leave_in_order() -> None:
    """A closed window or a stopped job must not leave the demo's folder behind."""
    import signal

    def leave(number: int, _frame: object) -> None:
        raise SystemExit(128 + number)

    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):  # Windows knows only the first
            signal.signal(getattr(signal, name), leave)


def _write(target: Path, arguments: Namespace) -> int:
    if target.exists():
        raise BadInput("Bu adda bir dosya var; üzerine yazılmadı.", "Başka bir ad verin.", file=target.name)
    if not target.parent.is_dir():
        raise BadInput(f"{target.parent} klasörü yok.", "Var olan bir klasör gösterin.", file=target.name)
    unfinished = target.with_name(f"{target.name}.eksik")
    try:
        _build(unfinished, arguments)
        unfinished.replace(target)
    finally:
        for rest in ("", "-wal", "-shm"):
            unfinished.with_name(unfinished.name + rest).unlink(missing_ok=True)
    say(f"{target.name}: {arguments.personel} kişilik deneme kurumu yazıldı")
    return OK


def _build(path: Path, arguments: Namespace) -> None:
    from app.demo.story import build_demo

    shown = sys.stderr.isatty()

    def tell(words: str) -> None:
        if shown:
            sys.stderr.write(f"\r\x1b[KDeneme kurumu hazırlanıyor: {words}")
            sys.stderr.flush()

    try:
        build_demo(path, people=arguments.personel, seed=arguments.tohum, tell=tell)
    finally:
        if shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
