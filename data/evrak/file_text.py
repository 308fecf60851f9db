"""The text of an attached file, for searching only; whatever the file is, the answer is a text or nothing."""

from __future__ import annotations

import io
import logging
import time
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from xml.etree.ElementTree import Element

from data.core.intake.encoding import decode
from data.core.text import clean_block, fold
from data.evrak.eyazisma.parts import open_parts
from data.evrak.eyazisma.xml_reading import local_name, parse_xml

LIMIT = 200_000
"""Letters that are kept of a file."""
MOST_PAGES = 300
LONGEST_SECONDS = 10.0
"""No further page of a PDF is begun after it."""

_LARGEST = 50 * 1024 * 1024
_STREAM = 20_000_000
_STEPS = 400_000
_BREAKS = frozenset({"p", "h", "br", "tab", "line-break", "s"})

# Its remarks quote the file, and a secret word has no place in the log.
logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)


def text_of(name: str, content: bytes, limit: int = LIMIT) -> str:
    """Searchable text of a ``.pdf``, ``.txt``, ``.csv``, ``.docx`` or ``.odt``, at most ``limit`` letters.

    Returns:
        Cleaned lines; empty for other kinds, for a scan without text, and for a file that cannot be read. Never
        raises: a file that is only kept must not fail because it is not understood.
    """
    reader = _READERS.get(fold(PurePosixPath(name.replace("\\", "/")).suffix))
    if reader is None or not content or len(content) > _LARGEST:
        return ""
    try:
        return clean_block(reader(content, limit)[:limit]).strip()
    except Exception:
        return ""


def _of_pdf(content: bytes, limit: int) -> str:
    from pypdf import PdfReader, apply_configuration

    begun = time.monotonic()
    kept: list[str] = []
    room = limit
    # Smaller ceilings than the library's own: a letter is read while a clerk waits.
    with apply_configuration(
        zlib_maximum_output_length=_STREAM,
        lzw_maximum_output_length=_STREAM,
        run_length_maximum_output_length=_STREAM,
        array_based_stream_maximum_output_length=_STREAM,
        stream_parsing_work_maximum_count=_STEPS,
    ):
        for page in PdfReader(io.BytesIO(content)).pages[:MOST_PAGES]:
            if room <= 0 or time.monotonic() - begun > LONGEST_SECONDS:
                break
            text = _of_page(page.extract_text)
            kept.append(text)
            room -= len(text)
    return "\n".join(kept)


def _of_page(extract: Callable[[], str]) -> str:
    """Text of one page; a damaged page does not cost the others."""
    try:
        return extract()
    except Exception:
        return ""


def _of_text(content: bytes, limit: int) -> str:
    return decode(content[: limit * 4])[0]  # a letter has at most four bytes


def _of_docx(content: bytes, _limit: int) -> str:
    return _of_xml(content, "word/document.xml")


def _of_odt(content: bytes, _limit: int) -> str:
    return _of_xml(content, "content.xml")


def _of_xml(content: bytes, part: str) -> str:
    return "".join(_runs(parse_xml(open_parts(content).contents[part], part)))


def _runs(root: Element) -> Iterator[str]:
    """The text between the tags in its order; a paragraph, a break and a tab part words."""
    # A list of open elements and not a call within a call: the depth is the file's.
    waiting: list[tuple[Element, bool]] = [(root, False)]
    while waiting:
        element, done = waiting.pop()
        if done:
            if local_name(element) in _BREAKS:
                yield "\n"
            yield element.tail or ""
            continue
        yield element.text or ""
        waiting.append((element, True))
        waiting.extend((item, False) for item in reversed(element))


_READERS: dict[str, Callable[[bytes, int], str]] = {
    ".pdf": _of_pdf,
    ".txt": _of_text,
    ".csv": _of_text,
    ".docx": _of_docx,
    ".odt": _of_odt,
}
