"""Where unfinished forms wait: one small file for each form, readable by its owner only."""

from __future__ import annotations

import json
import logging
import os
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Protocol

_log = logging.getLogger(__name__)
_MODE_FILE = 0o600
_MODE_FOLDER = 0o700
_LARGEST = 4_000_000


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """What stood in the fields of a form that was not finished: field name to typed text.

    Attributes:
        at: When it was kept, with its zone.
    """

    at: datetime
    typed: Mapping[str, str]


class DraftBox(Protocol):
    """Keeps unfinished forms. All three may be slow and are called in worker threads only."""

    def load(self, key: str) -> KeptDraft | None:
        """What was kept for this form; nothing if there is none or it cannot be read."""

    def store(self, key: str, typed: Mapping[str, str]) -> None:
        """Keeps the typed texts in place of what was kept before."""

    def drop(self, key: str) -> None:
        """Forgets what was kept for this form."""


def _now() -> datetime:
    return datetime.now().astimezone()


class FileDraftBox:
    """A folder of JSON files. A full disk or a damaged file costs the kept draft, never the running form."""

    def __init__(self, folder: Path, now: Callable[[], datetime] = _now) -> None:
        self._folder = folder
        self._now = now

    def _path(self, key: str) -> Path:
        # The key may name anything (a user, a record); the hash keeps it out of the file system's rules.
        return self._folder / f"{sha256(key.encode()).hexdigest()[:32]}.json"

    def load(self, key: str) -> KeptDraft | None:
        """See :class:`DraftBox`."""
        path = self._path(key)
        try:
            if path.stat().st_size > _LARGEST:
                return None
            kept = json.loads(path.read_text("utf-8"))
            at, typed = datetime.fromisoformat(kept["at"]), kept["typed"]
        except FileNotFoundError:
            return None
        except (OSError, ValueError, TypeError, KeyError, RecursionError):
            _log.warning("an unfinished form could not be read and is passed over")
            return None
        if not isinstance(typed, dict):
            return None
        return KeptDraft(at, {name: text for name, text in typed.items() if isinstance(text, str)})

    def store(self, key: str, typed: Mapping[str, str]) -> None:
        """See :class:`DraftBox`."""
        try:
            self._folder.mkdir(mode=_MODE_FOLDER, parents=True, exist_ok=True)
            self._write(self._path(key), {"at": self._now().isoformat(), "typed": dict(typed)})
        except OSError:
            _log.warning("an unfinished form could not be kept", exc_info=True)

    def _write(self, path: Path, kept: dict[str, object]) -> None:
        handle, name = tempfile.mkstemp(dir=self._folder, prefix=".yarim-", suffix=".tmp")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(kept, file, ensure_ascii=False)
                file.flush()
                os.fsync(file.fileno())
            Path(name).chmod(_MODE_FILE)
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise

    def drop(self, key: str) -> None:
        """See :class:`DraftBox`."""
        try:
            self._path(key).unlink(missing_ok=True)
        except OSError:
            _log.warning("an unfinished form could not be dropped", exc_info=True)
