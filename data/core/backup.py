"""Backup while desks go on writing, restore that keeps what it replaces, and the proof that all is whole."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy.exc import DatabaseError
from sqlmodel import col, func, select

from data.core import engine as engines
from data.core import trail
from data.core.errors import StoreInUse, StoreProblem
from data.core.models import TrailEntry
from data.core.permissions import PROGRAM, Actor
from data.core.store import Look, Store, revisions

KEPT = 30
"""How many daily backups stay; the oldest makes room for the newest."""

_DAILY = re.compile(r"(.+)\.(\d{8})-\d{6}\.yedek\.db")


@dataclass(frozen=True, slots=True)
class BackupResult:
    """A finished backup."""

    path: Path
    bytes: int
    removed: int


@dataclass(frozen=True, slots=True)
class RestoreResult:
    """What a restore replaced: the file put aside and how far both reach."""

    aside: Path | None
    old_entries: int
    new_entries: int
    old_last: datetime | None
    new_last: datetime | None


@dataclass(frozen=True, slots=True)
class Audit:
    """What ``masa denetle`` found."""

    damage: tuple[str, ...]
    chain: trail.ChainState

    @property
    def clean(self) -> bool:
        """Whether nothing is wrong."""
        return not self.damage and self.chain.broken_id is None


def backup_folder(path: Path) -> Path:
    """Where the daily backups of a store lie."""
    return path.with_name(f"{path.stem}-yedek")


def back_up(store: Store, target: Path | None = None, *, actor: Actor = PROGRAM) -> BackupResult:
    """Copies the store while it is in use, checks the copy, and only then gives it its name.

    Args:
        target: The file to write; without it a dated file in the backup folder, the last thirty of which stay.

    Raises:
        StoreProblem: no room, no right to write, the copy is not whole, or the target is a file that is no backup.
    """
    if store.path is None:
        raise StoreProblem("Bu veritabanı bir dosya değil.", "Yedeği veritabanı sunucusunda alın.")
    if target is not None:
        _refuse_other_file(store.path, target)
    now = store.clock().astimezone()
    final = target or backup_folder(store.path) / f"{store.path.stem}.{now:%Y%m%d-%H%M%S}.yedek.db"
    unfinished = final.with_name(final.name + ".eksik")
    try:
        final.parent.mkdir(parents=True, exist_ok=True)
        unfinished.unlink(missing_ok=True)
        with store.raw() as connection:
            engines.copy_into(connection, unfinished)
        if faults := engines.quick_damage(unfinished):
            raise StoreProblem(f"Alınan yedek sağlam değil: {faults[0]}", "Diski kontrol edip yeniden deneyin.")
        _sync(unfinished)
        unfinished.replace(final)
    except OSError as error:
        raise StoreProblem(
            f"Yedek yazılamadı: {final.name}", "Diskte yer ve klasörde yazma izni olduğunu kontrol edin."
        ) from error
    finally:
        _remove(unfinished)
    removed = _prune(final.parent, store.path.stem) if target is None else 0
    with store.work(actor) as work:
        trail.record(work, "backup", f"Yedek alındı: {final.name}")
    return BackupResult(final, final.stat().st_size, removed)


def _refuse_other_file(present: Path, target: Path) -> None:
    if not target.exists():
        return
    if target.samefile(present):
        raise StoreProblem("Yedek, veritabanının üzerine yazılamaz.", "Yedek için başka bir dosya adı verin.")
    if not target.is_file() or (target.stat().st_size and not _is_ours(target)):
        raise StoreProblem(
            f"{target.name} bir İdari Masa yedeği değil; üzerine yazılmadı.", "Başka bir dosya adı verin."
        )


def _is_ours(path: Path) -> bool:
    try:
        return engines.inspect_file(path)[0] == engines.APPLICATION_ID
    except StoreProblem:
        return False


def _sync(path: Path) -> None:
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())


def _prune(folder: Path, stem: str) -> int:
    ours = sorted(entry for entry, _ in _daily(folder, stem))
    for old in ours[:-KEPT]:
        old.unlink()
    return max(0, len(ours) - KEPT)


def _daily(folder: Path, stem: str) -> list[tuple[Path, str]]:
    """The daily backups of a store with their day."""
    named = ((entry, _DAILY.fullmatch(entry.name)) for entry in folder.iterdir())
    return [(entry, match[2]) for entry, match in named if match and match[1] == stem]


def daily_backup_due(store: Store) -> bool:
    """Whether today's backup is still missing."""
    if store.path is None:
        return False
    today = f"{store.clock().astimezone():%Y%m%d}"
    folder = backup_folder(store.path)
    return not folder.is_dir() or not any(day == today for _, day in _daily(folder, store.path.stem))


def _reach(path: Path) -> tuple[int, datetime | None]:
    with Store(engines.make_engine(path), path=path) as store, store.look(PROGRAM) as look:
        count, last = look.session.exec(
            select(func.count(), func.max(col(TrailEntry.at))).select_from(TrailEntry)
        ).one()
        return count, last


def _refuse_unusable(backup: Path) -> None:
    mark, revision = engines.inspect_file(backup)
    if mark != engines.APPLICATION_ID or not revision:
        raise StoreProblem(f"{backup.name} bir İdari Masa yedeği değil.", "Doğru dosyayı gösterin.")
    if revision not in revisions():
        raise StoreProblem(f"{backup.name} daha yeni bir sürümle alınmış.", "Programı yükseltip yeniden deneyin.")
    if faults := engines.quick_damage(backup):
        raise StoreProblem(
            f"{backup.name} bozuk: {faults[0]}", "Daha eski bir yedek deneyin; dosyaya dokunulmadı."
        )


def restore(path: Path, backup: Path, *, clock: Callable[[], datetime]) -> RestoreResult:
    """Puts a backup in the place of a store; the present file is kept under another name.

    Raises:
        StoreInUse: a desk has the store open.
        StoreProblem: the backup is not ours, damaged or newer.
    """
    if not backup.is_file():
        raise StoreProblem(f"{backup.name} bulunamadı.", "Yedek dosyasının yolunu kontrol edin.")
    if path.exists() and backup.samefile(path):
        raise StoreProblem("Yedek ile veritabanı aynı dosya.", "Yedek klasöründeki bir dosyayı gösterin.")
    _refuse_unusable(backup)
    fresh = path.with_name(path.name + ".yeni")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _remove(fresh)
        engines.copy_file(backup, fresh)
        _sync(fresh)
        new_entries, new_last = _reach(fresh)
        with Store(engines.make_engine(fresh), path=fresh) as copy, copy.look(PROGRAM) as look:
            if (chain := trail.walk(look)).broken_id is not None:
                raise StoreProblem(f"Yedeğin denetim izi bozuk: {chain.fault}.", "Daha eski bir yedek deneyin.")
        engines.claim_alone(fresh).close()
        aside, old_entries, old_last = _put_aside(path, clock())
        _put_in_place(fresh, path, aside)
    except OSError as error:
        raise StoreProblem("Yedek geri yüklenemedi.", "Diskte yer ve yazma izni olduğunu kontrol edin.") from error
    finally:
        _remove(fresh)
    with Store.open(path, clock=clock) as store, store.work(PROGRAM) as work:
        kept = f"; önceki dosya: {aside.name}" if aside else ""
        trail.record(work, "restore", f"Yedek geri yüklendi: {backup.name}{kept}")
    return RestoreResult(aside, old_entries, new_entries, old_last, new_last)


def _remove(path: Path) -> None:
    for rest in (path, *_companions(path)):
        with suppress(OSError):  # what cannot be removed must not hide why it is being removed
            rest.unlink(missing_ok=True)


def _companions(path: Path) -> tuple[Path, Path]:
    return path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")


def _put_aside(path: Path, now: datetime) -> tuple[Path | None, int, datetime | None]:
    if not path.exists():
        return None, 0, None
    aside = _unused(path.with_name(f"{path.stem}.onceki.{now.astimezone():%Y%m%d-%H%M%S}.db"))
    entries, last = 0, None
    try:
        engines.claim_alone(path).close()
        entries, last = _reach(path)
        engines.claim_alone(path).close()
    except StoreInUse:
        raise
    except (StoreProblem, DatabaseError):
        # A damaged or foreign file is put aside as it is: that is why a backup is being restored.
        entries, last = 0, None
    path.replace(aside)
    for rest in _companions(path):
        if rest.exists():
            rest.replace(aside.with_name(aside.name + rest.name.removeprefix(path.name)))
    return aside, entries, last


def _put_in_place(fresh: Path, path: Path, aside: Path | None) -> None:
    try:
        fresh.replace(path)
    except OSError:
        if aside is not None:
            aside.replace(path)
        raise


def _unused(path: Path) -> Path:
    """The path itself, or with a number behind it: two restores in one second keep both files."""
    found, number = path, 1
    while found.exists():
        number += 1
        found = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return found


def audit(look: Look, told: Callable[[int], None] | None = None) -> Audit:
    """Proves database integrity, foreign keys and the whole trail.

    Args:
        told: As for :func:`data.core.trail.walk`.
    """
    return Audit(tuple(engines.damage(look.connection)), trail.walk(look, told))


@dataclass(frozen=True, slots=True)
class BackupRow:
    """A backup file as the list shows it; ``id`` is its place in the list."""

    id: int
    path: Path
    bytes: int
    at: datetime


def backups(path: Path) -> tuple[BackupRow, ...]:
    """The daily backups of a store, the newest first."""
    folder = backup_folder(path)
    files = sorted((entry for entry, _ in _daily(folder, path.stem)), reverse=True) if folder.is_dir() else []
    return tuple(
        BackupRow(place, entry, entry.stat().st_size, datetime.fromtimestamp(entry.stat().st_mtime).astimezone())
        for place, entry in enumerate(files, 1)
    )
