"""One thing that the checks of a letter found."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """An error that stops the letter, or a warning that may be passed over with a reason.

    Attributes:
        field: The attribute of the letter that is meant, for showing it beside its field.
        law: Article or guide section; empty for a rule of the desk itself.
    """

    field: str
    text: str
    error: bool
    law: str = ""

    @property
    def label(self) -> str:
        """As shown before the text."""
        return "Hata" if self.error else "Uyarı"

    def __str__(self) -> str:
        return f"{self.text} ({self.law})" if self.law else self.text


def fault(field: str, text: str, law: str = "") -> Finding:
    """An error."""
    return Finding(field, text, True, law)


def hint(field: str, text: str, law: str = "") -> Finding:
    """A warning."""
    return Finding(field, text, False, law)
