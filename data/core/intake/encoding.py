"""Which character set a Turkish text file is written in.

UTF-8 and UTF-16 prove themselves. The old pages do not: each byte means something in every one of them, so they
are weighed by how Turkish the result looks. Windows-1254 and ISO-8859-9 differ only in bytes 0x80-0x9F, which
are control codes in the latter; where none occurs the two are the same text.
"""

from __future__ import annotations

import codecs
import re

from data.core.errors import BadInput

LABELS = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "cp1254": "Windows-1254",
    "iso-8859-9": "ISO-8859-9",
    "cp857": "DOS-857",
}
_LEGACY = ("cp1254", "iso-8859-9", "cp857")
_TURKISH = frozenset("çğıöşüÇĞİÖŞÜ")
_HATTED = frozenset("âîûÂÎÛ")
_TYPOGRAPHY = frozenset("“”‘’–—…€•«»°§´\u00a0")
_LETTER = re.compile("[A-Za-zçğıöşüÇĞİÖŞÜâîûÂÎÛ]")
_HIGH = re.compile(rb"[\x80-\xff]")
_HITS = 5_000
_CONTROL = bytes(sign for sign in range(32) if sign not in b"\t\n\r\f\x1a") + b"\x7f"
_SAMPLE = 64 * 1024


def decode(data: bytes) -> tuple[str, str, str]:
    """Text, codec name and a Turkish remark (empty when the encoding is certain).

    Raises:
        BadInput: the bytes are no text.
    """
    for mark, codec in ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16-le"),
                        (codecs.BOM_UTF16_BE, "utf-16-be")):  # fmt: skip
        if data.startswith(mark):
            text, broken = _forgiving(data, codec)
            return text.removeprefix("\ufeff"), codec, _broken_note(broken)
    wide = _wide(data)
    if wide:
        text, broken = _forgiving(data, wide)
        return text, wide, _broken_note(broken) or "Karakter kodlaması UTF-16 sayıldı."
    _refuse_binary(data)
    try:
        return data.decode("utf-8"), "utf-8", ""
    except UnicodeDecodeError:
        return _legacy(data)


def _forgiving(data: bytes, codec: str) -> tuple[str, int]:
    text = data.decode(codec, "replace")
    return text, text.count("\ufffd")


def _broken_note(broken: int) -> str:
    return f"{broken} karakter çözülemedi, yerlerine � kondu." if broken else ""


def _wide(data: bytes) -> str:
    """UTF-16 without a mark: blanks, digits, delimiters and most letters have an empty high byte."""
    sample = data[: _SAMPLE // 16]
    pairs = len(sample) // 2
    if not pairs or b"\0" not in sample:
        return ""
    even, odd = sample[: pairs * 2 : 2].count(0), sample[1 : pairs * 2 : 2].count(0)
    if odd * 2 > pairs and even * 20 < pairs:
        return "utf-16-le"
    if even * 2 > pairs and odd * 20 < pairs:
        return "utf-16-be"
    return ""


def _refuse_binary(data: bytes) -> None:
    sample = data[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROL))
    if b"\0" in sample or controls * 20 > len(sample):
        raise BadInput(
            "Dosyanın içi okunur bir tablo ya da metin değil.",
            "Cihazın ya da programın metin, CSV veya Excel çıktısını alın.",
        )


def _legacy(data: bytes) -> tuple[str, str, str]:
    kept = data.decode("utf-8", "replace")
    broken = kept.count("\ufffd")
    # Real UTF-8 with a few damaged places keeps many whole letters; an old page hardly ever forms one.
    if sum(1 for sign in kept if sign > "\x7f") - broken > broken * 3:
        return kept, "utf-8", _broken_note(broken)
    best = max(_LEGACY, key=lambda codec: plausibility(data, codec))
    text, broken = _forgiving(data, best)
    return text, best, _broken_note(broken) or f"Karakter kodlaması {LABELS[best]} sayıldı."


def plausibility(data: bytes, codec: str) -> int:
    """How Turkish the bytes look in an old code page; only comparable between pages on the same bytes."""
    table = _meanings(codec)
    score = 0
    for count, hit in enumerate(_HIGH.finditer(data)):
        if count == _HITS:
            break
        place = hit.start()
        sign = table[data[place]]
        before = bool(place) and _is_letter(table[data[place - 1]])
        after = place + 1 < len(data) and _is_letter(table[data[place + 1]])
        score += _worth(sign, before, after)
    return score


def _worth(sign: str, before: bool, after: bool) -> int:
    if sign in _TURKISH:
        return 3 if before or after else 1
    if sign in _HATTED:
        return 1 if before and after else -1
    if sign in _TYPOGRAPHY:
        return -1 if before and after else 2
    return -2 if sign.isalpha() else -3


def _is_letter(sign: str) -> bool:
    return _LETTER.match(sign) is not None


def _meanings(codec: str) -> list[str]:
    return [bytes((byte,)).decode(codec, "replace") for byte in range(256)]
