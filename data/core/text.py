"""Turkish letters: folding, sorting, casing, cleaning. Nothing else lowers or uppers what people typed.

Python's own casing is wrong for Turkish (``"İ".lower()`` has two characters, ``"i".upper()`` is ``I``) and no
SQLite collation or tokenizer joins ``ı`` with ``I``; so every searchable row stores a fold and a sort key.
"""

from __future__ import annotations

import re
import unicodedata

FOLD_VERSION = 1
"""Stamped into the store; a change of the tables below must raise it so that stored folds are made anew."""

_FOLD = str.maketrans(
    {
        "I": "i", "İ": "i", "ı": "i", "Ç": "c", "ç": "c", "Ğ": "g", "ğ": "g", "Ö": "o", "ö": "o",
        "Ş": "s", "ş": "s", "Ü": "u", "ü": "u", "Â": "a", "â": "a", "Î": "i", "î": "i", "Û": "u", "û": "u",
    }
)  # fmt: skip
_LOWER = str.maketrans({"I": "ı", "İ": "i"})
_UPPER = str.maketrans({"i": "İ", "ı": "I"})
_ORDER = {letter: chr(0x40 + place) for place, letter in enumerate("abcçdefgğhıijklmnoöpqrsştuüvwxyz", 1)}
_CIRCUMFLEX = str.maketrans({"â": "a", "î": "i", "û": "u"})
_INVISIBLE = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_SPACES = re.compile(r"\s+")
_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def fold(text: str) -> str:
    """Text reduced to plain small ASCII letters, for searching: ``Şube`` → ``sube``, ``ISPARTA`` → ``isparta``."""
    folded = text.translate(_FOLD)
    # The dot between the parts of a line that the search shows is no letter, and in nearly every such line.
    if folded.replace("·", "").isascii():
        return folded.lower()
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFC", folded).translate(_FOLD))
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign)).translate(_FOLD).lower()


def lower(text: str) -> str:
    """Small letters by Turkish rules: ``IĞDIR`` → ``ığdır``, ``İZMİR`` → ``izmir``."""
    return unicodedata.normalize("NFC", text).translate(_LOWER).lower()


def upper(text: str) -> str:
    """Capital letters by Turkish rules: ``izmir`` → ``İZMİR``, ``ığdır`` → ``IĞDIR``."""
    return unicodedata.normalize("NFC", text).translate(_UPPER).upper()


def title(text: str) -> str:
    """Each word with a capital first letter: ``ayşe IŞIK`` → ``Ayşe Işık``, ``ANKARA'DA`` → ``Ankara'da``."""
    composed = unicodedata.normalize("NFC", text)
    return _WORD.sub(lambda word: upper(word[0][0]) + lower(word[0][1:]), composed)


def sort_key(text: str) -> str:
    """A string whose plain byte order is the Turkish alphabetical order (ç after c, ı before i …)."""
    letters = []
    for sign in lower(text).translate(_CIRCUMFLEX):
        known = _ORDER.get(sign)
        if known is None and sign.isalpha():
            plain = unicodedata.normalize("NFKD", sign)[0]
            known = _ORDER.get(plain, sign)
        letters.append(known or sign)
    return "".join(letters)


def clean_line(text: str) -> str:
    """One line of outside text made storable: NFC, no control or direction marks, single blanks, trimmed."""
    return _SPACES.sub(" ", clean_block(text)).strip()


def clean_block(text: str) -> str:
    """Several lines of outside text made storable: as :func:`clean_line`, but line breaks stay."""
    text = _INVISIBLE.sub("", _LINE_ENDS.sub("\n", text))
    kept = (sign for sign in text if sign in "\n\t" or unicodedata.category(sign) not in ("Cc", "Cs", "Co", "Cn"))
    # Composed last: a mark that only an invisible sign kept from its letter joins it now.
    return unicodedata.normalize("NFC", "".join(kept))


def visible(text: str) -> str:
    """Text for showing on one line of a screen: control and direction marks become a visible ``·``."""
    return "".join(
        "·" if unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp") else sign for sign in text
    )


def mask_tckn(tckn: str) -> str:
    """A T.C. kimlik no as it is shown by default: ``12345678901`` → ``123******01`` (KVKK 6698 m.4)."""
    return f"{tckn[:3]}{'*' * 6}{tckn[-2:]}" if len(tckn) == 11 else "*" * len(tckn)
