"""How single values stand on paper: Turkish number signs, dates, and outside text taken literally."""

from __future__ import annotations

import unicodedata
from datetime import date, datetime
from decimal import Decimal

from data.core.calendar import format_date
from data.core.paper import Signature
from data.core.text import clean_line

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def guarded(text: str) -> str:
    """Text for a CSV cell: what a spreadsheet would take for a formula gets an apostrophe in front."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def literal(text: str) -> str:
    """One line of text without control or direction marks; everything else stays as it was typed."""
    # Nearly all text needs no cleaning, and a hundred thousand rows are cleaned in one go.
    if text.isprintable() and unicodedata.is_normalized("NFC", text):
        return text
    return clean_line(text)


def number_text(value: Decimal | int) -> str:
    """``18.50`` → ``18,5``; ``12345`` → ``12.345``."""
    if isinstance(value, int):
        return f"{value:,}".replace(",", ".")
    whole, _, rest = f"{value:,f}".partition(".")
    rest = rest.rstrip("0")
    return whole.replace(",", ".") + (f",{rest}" if rest else "")


def moment_text(moment: datetime) -> str:
    """``21.11.2026 14:05``."""
    return f"{format_date(moment)} {moment:%H:%M}"


def local_moment(moment: datetime) -> datetime:
    """The clock time on the office's wall, without a zone: Excel knows no zones."""
    return moment.astimezone().replace(tzinfo=None) if moment.tzinfo else moment


def day_text(day: date | None) -> str:
    """``21.11.2026``, or dots to write a date by hand."""
    return format_date(day) if day else "…./…./20…."


def signature_lines(signature: Signature) -> tuple[str, str, str, str]:
    """Role, name, title and date of one sign block; what is unknown is left to the pen."""
    blank = "…………………………"
    return signature.role, signature.name or blank, signature.title or blank, f"Tarih: {day_text(signature.on)}"
