"""What a scanner typed, however its keyboard layout and the desk's differ.

A scanner is a keyboard. One that is set to the American layout on a desk with a Turkish one types ``ç`` for a full
stop and ``*`` for a hyphen; digits come through alike on all of them. What was typed is kept as it came; here are
the ways in which it may be meant, the plain one first.
"""

from __future__ import annotations

import re
from string import ascii_lowercase, ascii_uppercase
from typing import Final

from data.core.text import clean_line, upper

LONGEST: Final = 100
"""Most signs of a barcode."""
_AIM: Final = re.compile(r"^\][A-Za-z]\d")
"""What some scanners put before the text to say which kind of barcode it was."""
_KEYS: Final = "qwertyuiop[]asdfghjkl;'zxcvbnm,./-="
_Q: Final = "qwertyuıopğüasdfghjklşizxcvbnmöç.*-"
_F: Final = "fgğıodrnhpqwuieaütkmlyşjövcçzsb.,/-"


def _back(typed: str) -> dict[int, str]:
    """Sign as it came to the sign that the key bears on the American layout, capitals too."""
    found = {}
    for sign, meant in zip(typed, _KEYS, strict=True):
        found[ord(sign)] = meant
        if meant.isalpha():
            found[ord(upper(sign))] = ascii_uppercase[ascii_lowercase.index(meant)]
        elif sign.isalpha():
            # Caps Lock is no reason to mistake a full stop for a letter.
            found[ord(upper(sign))] = meant
    return found


_LAYOUTS: Final = (_back(_Q), _back(_F))


def readings(typed: str) -> tuple[str, ...]:
    """What a typed text may be, the likeliest first: as it stands, or from a scanner of the American layout.

    Signs that say the kind of a barcode (``]C1``) are left out; the others are of a Turkish Q and F desk.
    """
    text = clean_line(typed)[:LONGEST]
    meant = [text, *(text.translate(layout) for layout in _LAYOUTS)]
    return tuple(dict.fromkeys(_AIM.sub("", one) for one in meant))
