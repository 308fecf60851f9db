"""Excel files, opened in a guarded child process.

A hostile file can make any of the libraries hang, crash or fill the memory. In a child each of these is one plain
message, and the screens keep their processor time while a large file is read.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from data.core.errors import BadInput
from data.core.intake.formats import SAVE_AS_XLSX, Format

_READER = "data.core.intake.workbook_reader"
_LEAST_SECONDS = 4.0
_SECONDS_PER_MB = 20.0
"""Beyond the first; a hundred thousand punches are 3 MB, 3 s on a quick machine and 15 s on a slow, busy one."""
_MB = 1024 * 1024
_ENVIRONMENT = {
    "PYTHONDONTWRITEBYTECODE": "1",
    # The hardened parser is pure Python and three times slower; the reader itself refuses entity declarations.
    "OPENPYXL_DEFUSEDXML": "False",
}


def read_spreadsheet(
    data: bytes, kind: Format, *, sheet: str | None, max_rows: int
) -> tuple[list[tuple[str, tuple[tuple[str, ...], ...]]], list[str]]:
    """Named sheets with their rows, and remarks.

    Raises:
        BadInput: damaged, locked, too large, or the reader crashed or took too long.
    """
    answer = _ask(data, [kind.value, str(max_rows), *([sheet] if sheet is not None else [])], _seconds(data))
    if "problem" in answer:
        raise BadInput(
            answer["problem"], answer["remedy"], row=answer.get("row", 0), column=answer.get("column", 0)
        )
    sheets = [(name, tuple(tuple(row) for row in rows)) for name, rows in answer["sheets"]]
    if not sheets:
        raise BadInput("Dosyada okunabilir sayfa yok.", SAVE_AS_XLSX)
    return sheets, answer["notes"]


def _seconds(data: bytes) -> float:
    return _LEAST_SECONDS + max(len(data) - _MB, 0) / _MB * _SECONDS_PER_MB


def _ask(data: bytes, arguments: list[str], seconds: float) -> dict[str, Any]:
    top = str(Path(__file__).resolve().parents[3])
    paths = [top, *filter(None, [os.environ.get("PYTHONPATH")])]
    try:
        done = subprocess.run(
            [sys.executable, "-m", _READER, *arguments],
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=seconds,
            env=os.environ | _ENVIRONMENT | {"PYTHONPATH": os.pathsep.join(paths)},
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            check=True,
        )
        answer: dict[str, Any] = json.loads(done.stdout)
    except subprocess.TimeoutExpired as error:
        raise BadInput("Excel dosyası süresinde okunamadı.", SAVE_AS_XLSX) from error
    except (subprocess.CalledProcessError, OSError, ValueError) as error:
        raise BadInput("Excel dosyası okunurken okuyucu durdu; dosya bozuk olabilir.", SAVE_AS_XLSX) from error
    return answer
