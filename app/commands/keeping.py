"""``masa denetle``, ``masa yedekle``, ``masa geri-yukle``: keeping the store whole."""

from __future__ import annotations

import sys
from argparse import Namespace
from datetime import datetime
from pathlib import Path

from app.commands.access import present_store
from app.outcome import OK, REFUSED, complain, say
from app.settings import Settings
from data.core import backup
from data.core.errors import BadInput, StoreProblem
from data.core.permissions import PROGRAM
from data.core.store import utc_now


def audit(settings: Settings, _: Namespace) -> int:
    """Proves integrity, foreign keys and the whole chain; 1 if anything is wrong."""
    with present_store(settings) as store, store.look(PROGRAM) as look:
        found = backup.audit(look)
    for fault in found.damage:
        complain(f"Veritabanı hatası: {fault}")
    if found.chain.broken_id is not None:
        complain(f"Denetim izi bozuk: {found.chain.fault}")
    if not found.clean:
        complain("Son sağlam yedeği geri yükleyin: masa geri-yukle DOSYA")
        return REFUSED
    say(f"Sağlam: veritabanı bütün, denetim izinde {found.chain.entries} kayıt, zincir eksiksiz")
    return OK


def back_up(settings: Settings, arguments: Namespace) -> int:
    """Takes a backup."""
    target = Path(arguments.dosya).expanduser() if arguments.dosya else None
    with present_store(settings) as store:
        done = backup.back_up(store, target)
    dropped = f", {done.removed} eski yedek silindi" if done.removed else ""
    say(f"Yedek alındı: {done.path} ({done.bytes // 1024} KB){dropped}")
    return OK


def restore(settings: Settings, arguments: Namespace) -> int:
    """Puts a backup in place and says what it replaced."""
    file = settings.database_file
    if file is None:
        raise StoreProblem("Bu veritabanı bir dosya değil.", "Yedeği veritabanı sunucusunda geri yükleyin.")
    source = Path(arguments.dosya).expanduser()
    if not arguments.evet and not _agreed(file, source):
        complain("Geri yüklenmedi.")
        return REFUSED
    done = backup.restore(file, source, clock=utc_now)
    say(f"Geri yüklendi: {source.name}, {done.new_entries} kayıt, son işlem {_moment(done.new_last)}")
    if done.aside is not None:
        say(f"Önceki dosya: {done.aside} ({done.old_entries} kayıt, son işlem {_moment(done.old_last)})")
    return OK


def _agreed(file: Path, source: Path) -> bool:
    if not sys.stdin.isatty():
        raise BadInput("Geri yükleme onay ister.", "Sorulmadan geri yüklemek için --evet yazın.")
    sys.stderr.write(f"{file} yerine {source.name} konacak; şimdiki dosya kenarda kalır. Sürsün mü (Evet/Hayır)? ")
    sys.stderr.flush()
    from data.core.text import fold

    return fold(sys.stdin.readline().strip()) == "evet"


def _moment(at: datetime | None) -> str:
    return f"{at.astimezone():%d.%m.%Y %H:%M}" if at else "yok"
