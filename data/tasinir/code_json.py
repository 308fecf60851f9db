"""A code list that is kept as JSON, as a table: one row for each object, whatever stands around them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any, Final

from data.core.errors import BadInput
from data.core.intake.cells import MAX_CELL_TEXT, MAX_COLUMNS, MAX_ROWS
from data.core.intake.encoding import decode
from data.core.intake.tables import Sheet, TabularFile
from data.core.text import clean_line

_MARKS: Final = (b"{", b"[")
_BLANKS: Final = b"\xef\xbb\xbf \t\r\n"
_FEWEST: Final = 2
"""Values that an object needs before it is taken for a row: a code and a name."""
_INNER: Final = "fields"
"""Under this name programs keep a record's own values inside the record."""
_HEADINGS: Final = ("kod", "ad")
_NOTE: Final = "JSON dosyasında satır numarası kayıt sırasıdır; başlık 1. satır sayılır."


def is_json(data: bytes) -> bool:
    """Whether a file's content begins as JSON does."""
    return data.lstrip(_BLANKS).startswith(_MARKS)


def json_table(data: bytes, name: str) -> TabularFile:
    """The objects of a JSON text as rows, their names as headings; numbers stay as they are written.

    Raises:
        BadInput: it is no JSON, is nested too deeply, or holds no objects or too many.
    """
    text, codec, _ = decode(data)
    try:
        # As texts: 150.10 would lose its last zero as a number.
        content = json.loads(text.lstrip("\ufeff"), parse_int=str, parse_float=str, parse_constant=str)
    except (ValueError, RecursionError) as error:
        raise BadInput("JSON dosyası bozuk ya da çok iç içe.", "Kaynağından yeniden alın.", file=name) from error
    rows = [_HEADINGS, *content.items()] if _is_plain_map(content) else _table(content, name)
    if len(rows) <= 1:
        raise BadInput("JSON dosyasında kod listesi yok.", "Doğru dosyayı seçtiğinizi denetleyin.", file=name)
    sheet = Sheet(name, tuple(tuple(_cell(value) for value in row) for row in rows))
    digest = hashlib.sha256(data).hexdigest()
    return TabularFile(name, digest, len(data), "json", codec, "", (sheet,), (_NOTE,))


def _is_plain_map(content: Any) -> bool:
    """``{"150.01": "Kırtasiye …"}``: codes with their names."""
    return (
        isinstance(content, dict)
        and all(isinstance(value, str) for value in content.values())
        and all(key[:3].isdigit() for key in content)
    )


def _table(content: Any, name: str) -> list[tuple[Any, ...]]:
    headings: dict[str, int] = {}
    records = []
    for record in _records(content):
        for key in record:
            headings.setdefault(key, len(headings))
        records.append(record)
        if len(records) > MAX_ROWS or len(headings) > MAX_COLUMNS:
            raise BadInput("JSON dosyası bir kod listesi için çok büyük.", "Doğru dosyayı seçin.", file=name)
    return [tuple(headings), *(tuple(record.get(key, "") for key in headings) for record in records)]


def _records(content: Any) -> Iterator[dict[str, Any]]:
    """The objects that hold values of their own, in the order of the file, those above before those inside."""
    waiting = [content]
    while waiting:
        one = waiting.pop()
        if isinstance(one, list):
            waiting.extend(reversed(one))
        elif isinstance(one, dict):
            inner = one.get(_INNER)
            whole = one | inner if isinstance(inner, dict) else one
            plain = {key: value for key, value in whole.items() if not isinstance(value, (dict, list))}
            if len(plain) >= _FEWEST:
                yield plain
            waiting.extend(value for value in reversed(list(whole.values())) if value is not inner)


def _cell(value: Any) -> str:
    return clean_line(value[:MAX_CELL_TEXT]) if isinstance(value, str) else ""
