"""Where the desk keeps its things and how it behaves: read once at the start, never changed afterwards.

The order is: command line, environment, ``ayarlar.toml`` of the user, the platform's usual places.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from data.core.errors import BadInput

APP_NAME = "idari-masa"
DATABASE_VARIABLE = "MASA_DB"
CONFIG_FILE, KEYMAP_FILE = "ayarlar.toml", "tuslar.toml"
IDLE_MINUTES = 10
_LONGEST_IDLE = 24 * 60
_FIELDS = ("veritabani", "bosta_dakika", "aktarim_klasoru")


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything the desk must know before it opens."""

    database: Path | str
    """The database file, or a database address (``postgresql://…``)."""
    state: Path
    """Folder for what the desk remembers of this computer between two starts."""
    drafts: Path
    """Folder of unfinished forms; each database has its own, so that no office sees another's."""
    logs: Path
    """Folder of the log file."""
    log_file: Path
    """Where a defect of the program is written; it holds no personal data on purpose."""
    keymap: Path
    """The TOML file of changed keys; it need not exist."""
    keys: Mapping[str, str]
    """Changed keys: name of the action to the keys, as ``tuslar.toml`` gives them; empty if nothing is changed."""
    idle_minutes: int
    """Minutes without a key after which the desk is locked; 0 never locks."""
    exports: Path
    """Folder that exported files are offered in."""

    @property
    def database_file(self) -> Path | None:
        """The database as a file, or ``None`` if it lies on a server."""
        return self.database if isinstance(self.database, Path) else None


def load_settings(database: str | None = None, *, environment: Mapping[str, str] | None = None) -> Settings:
    """The settings of this start.

    Args:
        database: What ``--db`` named.
        environment: The environment to read, by default the process's own.

    Raises:
        BadInput: ``ayarlar.toml`` or ``tuslar.toml`` is wrong; names file and line or field.
    """
    # Textual loads it anyway, so it costs the first frame nothing.
    import platformdirs

    environment = os.environ if environment is None else environment
    config = Path(platformdirs.user_config_dir(APP_NAME, appauthor=False))
    kept = _read_toml(config / CONFIG_FILE)
    for name in kept:
        if name not in _FIELDS:
            raise _wrong(CONFIG_FILE, name, f"böyle bir ayar yok; bilinenler: {', '.join(_FIELDS)}")
    named = database or environment.get(DATABASE_VARIABLE) or _text(kept, "veritabani")
    usual = Path(platformdirs.user_data_dir(APP_NAME, appauthor=False)) / "masa.db"
    state = Path(platformdirs.user_state_dir(APP_NAME, appauthor=False))
    exports = _text(kept, "aktarim_klasoru")
    logs = Path(platformdirs.user_log_dir(APP_NAME, appauthor=False))
    keymap = config / KEYMAP_FILE
    found = Settings(
        database=usual,
        state=state,
        drafts=state,
        logs=logs,
        log_file=logs / "masa.log",
        keymap=keymap,
        keys=_keys(keymap),
        idle_minutes=_minutes(kept),
        exports=Path(exports).expanduser() if exports else Path(platformdirs.user_documents_dir()) / "İdari Masa",
    )
    return with_database(found, _target(named) if named else usual)


def with_database(settings: Settings, database: Path | str) -> Settings:
    """The same settings for another database, with the unfinished forms that belong to it."""
    import hashlib

    whole = str(database.resolve()) if isinstance(database, Path) else database
    own = hashlib.sha256(whole.encode("utf-8", "surrogateescape")).hexdigest()[:12]
    return replace(settings, database=database, drafts=settings.state / "taslaklar" / own)


def _target(named: str) -> Path | str:
    return named if "://" in named else Path(named).expanduser()


def _read_toml(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    import tomllib

    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except tomllib.TOMLDecodeError as error:
        raise BadInput(
            "Ayar dosyasının bu satırı okunamıyor.",
            f"Satırı düzeltin ya da dosyayı kaldırın: {path}",
            file=path.name,
            row=_line_of(str(error), path),
        ) from error
    except UnicodeDecodeError as error:
        raise BadInput("Dosya UTF-8 değil.", f"UTF-8 olarak kaydedin: {path}", file=path.name) from error
    except OSError as error:
        raise BadInput("Dosya okunamıyor.", f"Okuma iznini denetleyin: {path}", file=path.name) from error


def _line_of(message: str, path: Path) -> int:
    """The line that the reader complained about; older Pythons give it in the message alone."""
    _, found, rest = message.partition("line ")
    digits = rest.split(",")[0].split(")")[0].strip()
    if found and digits.isdigit():
        return int(digits)
    return len(path.read_text(encoding="utf-8-sig").splitlines()) or 1


def _text(kept: Mapping[str, Any], name: str) -> str:
    value = kept.get(name, "")
    if not isinstance(value, str) or (name in kept and not value.strip()):
        raise _wrong(CONFIG_FILE, name, "tırnak içinde bir yol olmalı")
    return value


def _minutes(kept: Mapping[str, Any]) -> int:
    value = kept.get("bosta_dakika", IDLE_MINUTES)
    if type(value) is not int or not 0 <= value <= _LONGEST_IDLE:
        raise _wrong(CONFIG_FILE, "bosta_dakika", f"0 ile {_LONGEST_IDLE} arasında bir sayı olmalı")
    return value


def _keys(path: Path) -> Mapping[str, str]:
    kept = _read_toml(path)
    for name, value in kept.items():
        if not isinstance(value, str) or not value.strip():
            raise _wrong(KEYMAP_FILE, name, "tırnak içinde bir tuş olmalı, örneğin “f2,e”")
    return kept


def _wrong(file: str, field: str, fault: str) -> BadInput:
    remedy = "Dosyayı düzeltip yeniden başlatın."
    return BadInput(f"“{field}” ayarı yanlış: {fault}.", remedy, field=field, file=file)
