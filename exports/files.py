"""Where exported files go: safe names, and writing that either finishes or leaves everything as it was."""

from __future__ import annotations

import errno
import os
import re
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from data.core.errors import BadInput, MasaError
from data.core.text import fold

_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.ASCII)
_LONGEST = 120
_UNFINISHED, _ABANDONED = ".yarim", 3600
"""Ending of a folder that is being filled, and the seconds after which nobody fills it any more."""
# What Windows says while another program holds the file, beside the plain PermissionError.
_HELD = {errno.EACCES, errno.EPERM, errno.EBUSY, errno.ETXTBSY}
_FULL = {errno.ENOSPC, errno.EDQUOT} if hasattr(errno, "EDQUOT") else {errno.ENOSPC}


class ExportCancelled(MasaError):
    """The person stopped a long export; nothing was written."""

    def __init__(self) -> None:
        super().__init__("Aktarım durduruldu; dosya yazılmadı.")


def safe_name(*parts: str, suffix: str) -> str:
    """A file name that every system accepts: ``puantaj_2026-10_sirket-personeli.xlsx``.

    Args:
        parts: Joined by ``_``; Turkish letters become plain ones, other signs become ``-``; empty ones are left
            out. The caller passes no personal data: a file's name is seen by more people than its content.
        suffix: With its dot.
    """
    plain = (re.sub(r"[^a-z0-9]+", "-", fold(part)).strip("-") for part in parts)
    stem = "_".join(part for part in plain if part)[:_LONGEST].rstrip("-_") or "dosya"
    if _RESERVED.fullmatch(stem):
        stem = f"{stem}_"
    return stem + suffix


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Gives a new file beside ``path`` to write into, and puts it in place of ``path`` only when all went well.

    On any error or a cancel the new file is removed and an existing ``path`` stays untouched.

    Raises:
        BadInput: the folder is missing, the file is open in another program, or the disk is full.
    """
    # The random name is short, so that a long target name cannot push it over the system's limit.
    fresh = path.with_name(f".{secrets.token_hex(6)}.tmp")
    try:
        # Created here and not by the writing library, so that two desks can never share one fresh file.
        os.close(os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
        yield fresh
        _flush(fresh)
        fresh.replace(path)
        _flush_folder(path.parent)
    except OSError as error:
        raise _in_words(error, path) from error
    finally:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)


@contextmanager
def appearing(folder: Path) -> Iterator[Path]:
    """Gives a hidden new folder beside ``folder`` to fill, and lets it appear only when all went well.

    A folder of that name with the same files is left as it is; one with other content is never touched.

    Raises:
        BadInput: the place is missing or not ours to write in, the disk is full, or the name is taken.
    """
    fresh = folder.with_name(f".{folder.name}.{secrets.token_hex(6)}{_UNFINISHED}")
    try:
        _sweep(folder)
        fresh.mkdir()
        yield fresh
        if not is_copy(fresh, folder):
            _flush_folder(fresh)
            fresh.rename(folder)
            _flush_folder(folder.parent)
    except OSError as error:
        raise _in_words(error, folder) from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _sweep(folder: Path) -> None:
    """Takes away what a killed program left of this folder; what is younger may be another desk's."""
    for left in folder.parent.glob(f".{folder.name}.*{_UNFINISHED}"):
        if time.time() - left.stat().st_mtime > _ABANDONED:
            shutil.rmtree(left, ignore_errors=True)


def is_copy(fresh: Path, folder: Path) -> bool:
    """Whether ``folder`` is there with the same files; ``False`` if the name is free.

    Raises:
        BadInput: something else has that name.
    """
    if not folder.exists():
        return False
    names = sorted(path.name for path in fresh.iterdir())
    same = folder.is_dir() and names == sorted(path.name for path in folder.iterdir())
    if not same or any((fresh / name).read_bytes() != (folder / name).read_bytes() for name in names):
        raise BadInput(
            "Bu adda başka bir klasör var; üzerine yazılmadı.",
            "Başka bir klasör seçin ya da eskisini kaldırın.",
            file=folder.name,
        )
    return True


def _flush(path: Path) -> None:
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def _flush_folder(folder: Path) -> None:
    """Makes the rename itself survive a power cut; Windows has no handle for a folder and needs none."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        # Some network shares refuse to flush a folder; the file itself is already safe by then.
        with suppress(OSError):
            os.fsync(handle)
    finally:
        os.close(handle)


def _in_words(error: OSError, path: Path) -> BadInput:
    if error.errno in _FULL:
        return BadInput(
            "Dosya yazılamadı: diskte yer kalmadı.",
            "Yer açın ya da başka bir klasör seçin.",
            file=path.name,
        )
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return BadInput(f"“{path.parent}” klasörü bulunamadı.", "Var olan bir klasör seçin.", file=path.name)
    if isinstance(error, IsADirectoryError) or path.is_dir():
        return BadInput("Bu adda bir klasör var.", "Başka bir dosya adı yazın.", file=path.name)
    if isinstance(error, PermissionError) or error.errno in _HELD:
        return BadInput(
            "Dosya yazılamadı: başka bir programda açık olabilir ya da klasöre yazma izniniz yok.",
            "Dosyayı (örneğin Excel’de) kapatıp yeniden deneyin ya da başka bir klasör seçin.",
            file=path.name,
        )
    return BadInput(
        f"Dosya yazılamadı ({error.strerror or type(error).__name__}).",
        "Başka bir klasör seçip yeniden deneyin.",
        file=path.name,
    )
