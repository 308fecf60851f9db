"""A line of a count that holds a taşınır kodu with its quantity."""

from __future__ import annotations

from typing import Final

from data.core.errors import BadInput
from data.core.text import clean_line
from data.tasinir.rules.amounts import parse_quantity
from data.tasinir.rules.codes import repair

NOTHING: Final = "0"
"""What is typed where goods were looked for and none were there."""


def code_and_quantity(typed: str) -> tuple[str, str] | None:
    """Taşınır kodu and quantity that stand in one line, as ``150.01.03.01 12,5``; ``None`` if it is not that."""
    code, blank, quantity = clean_line(typed).rpartition(" ")
    if not blank or "." not in code:
        return None
    try:
        found = repair(code).value
        if quantity != NOTHING:
            parse_quantity(quantity)
    except BadInput:
        return None
    return found, quantity
