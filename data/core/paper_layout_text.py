"""A layout as text: kept in the store, and as a small file that one office gives to another."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from data.core.errors import BadInput
from data.core.paper_layout import STANDARD, Change, Layout

_KIND: Final = "İdari Masa form biçimi"
_VERSION: Final = 1
LARGEST: Final = 200_000
"""Letters of a file that is still read."""
_MOST_PARTS: Final = 500


@dataclass(frozen=True, slots=True)
class LayoutFile:
    """A layout from a file, and of which form it says it is."""

    form: str
    layout: Layout


def written(layout: Layout) -> str:
    """The layout as one line; empty for the standard."""
    if layout == STANDARD:
        return ""
    return json.dumps(_plain(layout), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def read(text: str) -> Layout:
    """The layout that :func:`written` wrote.

    Raises:
        BadInput: it is none.
    """
    return _layout(_parsed(text)) if text else STANDARD


def file_text(form: str, layout: Layout) -> str:
    """The layout as the text of a file."""
    whole = {"tur": _KIND, "surum": _VERSION, "form": form, **_plain(layout)}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def read_file(text: str) -> LayoutFile:
    """A layout from the text of a file; nothing in it is trusted.

    Raises:
        BadInput: it is no such file, or one of a newer release.
    """
    whole = _parsed(text) if len(text) <= LARGEST else None
    if not isinstance(whole, dict) or whole.get("tur") != _KIND or not isinstance(whole.get("form"), str):
        raise BadInput("Dosya bir form biçimi değil.", "Form biçimleri bölümünden yazılmış bir dosya seçin.")
    if whole.get("surum") != _VERSION:
        raise BadInput("Form biçimi başka bir sürümün.", "Dosyayı yazan masayı ve bu masayı aynı sürüme getirin.")
    return LayoutFile(whole["form"], _layout(whole))


def _plain(layout: Layout) -> dict[str, object]:
    return {
        "parcalar": {
            path: {
                name: value
                for name, value in (("yazi", one.words), ("genislik", one.width), ("gizli", one.hidden or None))
                if value is not None
            }
            for path, one in layout.changes.items()
        },
        "sira": {block: list(keys) for block, keys in layout.order.items()},
    }


def _parsed(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        raise _broken() from None


def _broken() -> BadInput:
    return BadInput("Form biçimi okunamadı.", "Dosyayı yazan masadan yeniden alın.")


def _layout(whole: object) -> Layout:
    if not isinstance(whole, dict):
        raise _broken()
    parts, order = whole.get("parcalar", {}), whole.get("sira", {})
    if not isinstance(parts, dict) or not isinstance(order, dict) or len(parts) + len(order) > _MOST_PARTS:
        raise _broken()
    return Layout(
        {path: _change(one) for path, one in sorted(parts.items())},
        {block: _keys(keys) for block, keys in sorted(order.items())},
    )


def _change(one: object) -> Change:
    if not isinstance(one, Mapping):
        raise _broken()
    words, width, hidden = one.get("yazi"), one.get("genislik"), one.get("gizli", False)
    if not isinstance(words, str | None) or not isinstance(hidden, bool):
        raise _broken()
    if width is not None and (not isinstance(width, int) or isinstance(width, bool)):
        raise _broken()
    return Change(words, width, hidden)


def _keys(keys: object) -> tuple[str, ...]:
    if not isinstance(keys, list) or len(keys) > _MOST_PARTS or not all(isinstance(key, str) for key in keys):
        raise _broken()
    return tuple(keys)
