"""Rules of the office's own letters by one door: set phrases, closing, first drafts, checks (RY m.10 to 26)."""

from __future__ import annotations

from data.core.titles import stand_in_title
from data.evrak.rules.letter_checks import Around, blocking, check
from data.evrak.rules.letter_closing import CLOSINGS, closing, closing_of, with_closing
from data.evrak.rules.letter_finding import Finding
from data.evrak.rules.letter_lines import (
    DISTRIBUTED,
    Whose,
    addressee_line,
    groups,
    ilgi_letter,
    initial_capitals,
    on_behalf_line,
    person_name,
    petition_text,
    recipient_line,
    reference_text,
    references_in_order,
    side_by_side,
    signer_lines,
    without_note,
)
from data.evrak.rules.letter_texts import Skeleton, skeleton

__all__ = [
    "CLOSINGS",
    "DISTRIBUTED",
    "Around",
    "Finding",
    "Skeleton",
    "Whose",
    "addressee_line",
    "blocking",
    "check",
    "closing",
    "closing_of",
    "groups",
    "ilgi_letter",
    "initial_capitals",
    "on_behalf_line",
    "person_name",
    "petition_text",
    "recipient_line",
    "reference_text",
    "references_in_order",
    "side_by_side",
    "signer_lines",
    "skeleton",
    "stand_in_title",
    "with_closing",
    "without_note",
]
