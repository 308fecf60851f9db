"""XML of a package as elements found by their local name; refused where it declares, nests or repeats too much.

Also the two kinds of value that need reading: instants and periods.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import XMLParser

from data.core.calendar import format_date
from data.core.errors import BadInput
from data.core.text import clean_line, visible

Warn = Callable[[str], None]

LARGEST_XML = 8 * 1024 * 1024
DEEPEST = 64
MOST_ELEMENTS = 200_000
LONGEST_TEXT = 20_000

_AGAIN = "Paketi gönderenden ya da EBYS'den yeniden alın."
_DURATION = re.compile(
    r"P(?:([0-9]{1,4})Y)?(?:([0-9]{1,4})M)?(?:([0-9]{1,4})D)?"
    r"(?:T(?:([0-9]{1,5})H)?(?:([0-9]{1,5})M)?(?:([0-9]{1,5})(?:\.[0-9]{1,9})?S)?)?"
)
_UNITS = ("yıl", "ay", "gün", "saat", "dakika", "saniye")
_TICKS = re.compile(r"[0-9]{1,18}")
_TICKS_OF_DAY = 864_000_000_000
"""Some programs write a period as .NET counts it, in tenths of a microsecond."""
_FIRST_YEAR, _LAST_YEAR = 1900, 2199


class _Bounded(TreeBuilder):
    """Builds the tree and stops at :data:`DEEPEST` and :data:`MOST_ELEMENTS`."""

    def __init__(self) -> None:
        super().__init__()
        self._depth = 0
        self._count = 0

    def start(self, tag: str, attrs: dict[str, str], /) -> Element:
        self._depth += 1
        self._count += 1
        if self._depth > DEEPEST or self._count > MOST_ELEMENTS:
            raise BadInput("XML çok derin ya da çok uzun.", _AGAIN)
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> Element:
        self._depth -= 1
        return super().end(tag)


def parse_xml(content: bytes, part: str) -> Element:
    """The root of a part.

    Raises:
        BadInput: too large, not well-formed, too deep, or with a document type or entities; names ``part``.
    """
    name = shown(part)
    if len(content) > LARGEST_XML:
        raise BadInput(f"{name}: {LARGEST_XML // 1024 // 1024} MB'tan büyük XML.", _AGAIN)
    parser = XMLParser(target=_Bounded(), forbid_dtd=True)
    try:
        parser.feed(content)
        root: Element = parser.close()
    except DefusedXmlException as error:
        raise BadInput(
            f"{name}: güvenli olmayan XML bildirimi (DTD) var.", "Paketi almayın; gönderene bildirin (RY m.30)."
        ) from error
    except (ParseError, ValueError, LookupError, AssertionError) as error:
        raise BadInput(f"{name}: XML okunamadı.", _AGAIN) from error
    except BadInput as error:
        raise BadInput(f"{name}: {error.message}", error.remedy) from error
    return root


def shown(text: str, most: int = 120, nothing: str = "(adsız)") -> str:
    """Outside text as it may stand in a sentence: one line, cut, its marks visible; ``nothing`` if empty."""
    return visible(clean_line(text[: most * 4])[:most]).strip() or nothing


def local_name(element: Element) -> str:
    """Name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def namespace(element: Element) -> str:
    """Namespace of an element; empty if it has none."""
    return str(element.tag).rpartition("}")[0].removeprefix("{")


def children(parent: Element | None, name: str) -> list[Element]:
    """Children with this local name; none of no parent."""
    return [] if parent is None else [item for item in parent if local_name(item) == name]


def child(parent: Element | None, *path: str) -> Element | None:
    """The first child with this local name, or the one at the end of a path of names."""
    found = parent
    for name in path:
        if found is None:
            return None
        found = next((item for item in found if local_name(item) == name), None)
    return found


def said(parent: Element | None, *path: str) -> str:
    """Text at the end of a path as one cleaned line; empty if it is not there.

    Raises:
        BadInput: longer than :data:`LONGEST_TEXT`.
    """
    found = child(parent, *path)
    text = (found.text or "") if found is not None else ""
    if len(text) > LONGEST_TEXT:
        raise BadInput(f"{path[-1]} alanı {LONGEST_TEXT} karakterden uzun.", _AGAIN)
    return text if text.isascii() and text.isalnum() else clean_line(text)


def moment(text: str, what: str, warn: Warn) -> datetime | None:
    """An instant in UTC; ``None`` if nothing is written, and with a warning if it is not readable.

    A time without zone is the office's own clock. .NET writes year 1 for what was never set.
    """
    read = _read(text, what, warn)
    return read.astimezone(UTC) if read else None


def day(text: str, what: str, warn: Warn) -> date | None:
    """The day of an instant, as :func:`moment`: as its writer saw it, or by the office's clock if it is in UTC."""
    read = _read(text, what, warn)
    if read is None:
        return None
    return read.date() if read.utcoffset() else read.astimezone().date()


def _read(text: str, what: str, warn: Warn) -> datetime | None:
    if not text or text.startswith("0001-"):
        return None
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        pass
    else:
        if _FIRST_YEAR <= read.year <= _LAST_YEAR:
            return read
    warn(f"{what} okunamadı: {shown(text, 40)}")
    return None


def period(text: str, what: str, warn: Warn) -> tuple[str, date | None]:
    """A miat in words and, where it is written as a day, that day; empty for none and for zero.

    ``P15D`` → ``15 gün``. What is none of the known shapes stays as it is written, with a warning.
    """
    if not text:
        return "", None
    if (found := _DURATION.fullmatch(text)) and text != "P":
        counts = [(int(count or 0), unit) for count, unit in zip(found.groups(), _UNITS, strict=True)]
        return " ".join(f"{count} {unit}" for count, unit in counts if count), None
    if _TICKS.fullmatch(text):
        days, rest = divmod(int(text), _TICKS_OF_DAY)
        if not rest and not days:
            return "", None
        if not rest:
            warn(f"{what} şemaya uygun yazılmamış ({text}); {days} gün okundu, üst yazıdan bakın.")
            return f"{days} gün", None
    else:
        on = day(text, what, lambda _: None)
        if on is not None:
            return format_date(on), on
    warn(f"{what} okunamadı: {shown(text, 40)}")
    return text, None
