"""How a letter ends: the formula that fits those who get it, and how it joins the text (RY m.16/12, KLV 13.1)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from data.core.reasons import Explained, Reason
from data.core.text import lower
from data.evrak.rules.values import Relation

LAW: Final = "RY m.16/12"
ARZ: Final = "arz ederim"
RICA: Final = "rica ederim"
ARZ_VE_RICA: Final = "arz ve rica ederim"
ARZ_RICA: Final = "arz/rica ederim"
TO_PERSONS: Final = ("Saygılarımla.", "İyi dileklerimle.", "Bilgilerinize sunulur.")
CLOSINGS: Final = (ARZ, RICA, ARZ_VE_RICA, ARZ_RICA, *TO_PERSONS)
"""All formulas that a letter may end with."""
_OBJECT = "Bilgilerinizi ve gereğini"
_VERBS = re.compile(r"(?:\barz ve rica|\barz/rica|\barz|\brica) ederim(?=\.?$)")
_GREETINGS = {lower(one).rstrip("."): one for one in TO_PERSONS}


def closing(relations: Iterable[Relation]) -> Explained[tuple[str, ...]]:
    """The formulas that fit, the usual one first; none where nobody is written to (tutanak, bilgi notu).

    Args:
        relations: How each recipient stands to the office. For a letter signed with delegated authority to the
            office that delegated it (RY m.16/12-d); for a unit in brackets that of the office above it (16/12-c).
    """
    given = set(relations)
    up = bool(given & {Relation.UST, Relation.AYNI})
    down = bool(given & {Relation.ALT, Relation.OZEL})
    if up and down:
        why = Reason("Üst veya aynı düzeydeki makamlarla alt makamlara birlikte yazılıyor.", f"{LAW}-b")
        return Explained((ARZ_VE_RICA, ARZ_RICA), (why,))
    if up:
        return Explained((ARZ,), (Reason("Üst veya aynı düzeydeki makama yazılıyor.", f"{LAW}-a"),))
    if Relation.ALT in given:
        return Explained((RICA,), (Reason("Alt makama yazılıyor.", f"{LAW}-a"),))
    if down:
        return Explained((RICA,), (Reason("Özel kuruluşa yazılıyor.", "KLV 13.1"),))
    if given:
        return Explained(TO_PERSONS, (Reason("Gerçek kişiye yazılıyor.", f"{LAW}-e"),))
    return Explained((), (Reason("Yazının muhatabı yok; kapanış gerekmez."),))


def closing_of(body: Iterable[str]) -> str:
    """The formula that a text ends with, as it stands in :data:`CLOSINGS`; empty if it ends otherwise."""
    last = _last(body)
    if verb := _VERBS.search(lower(last)):
        return verb[0]
    ends = lower(last).rstrip(".")
    return next((known for plain, known in _GREETINGS.items() if ends.endswith(plain)), "")


def with_closing(body: tuple[str, ...], formula: str) -> tuple[str, ...]:
    """The text with its formula: behind an unfinished sentence, or as a sentence of its own.

    ``… hususunda gereğini`` + ``arz ederim`` gives ``… hususunda gereğini arz ederim.``; behind a full stop it
    becomes ``Bilgilerinizi ve gereğini arz ederim.``; formulas for persons are a paragraph. A text that ends with
    a formula already is left as it is, and so is every text where ``formula`` is empty.
    """
    if not formula or closing_of(body):
        return body
    formula = formula.rstrip(".")
    kept = list(body)
    while kept and not kept[-1].strip():
        kept.pop()
    if f"{formula}." in TO_PERSONS:
        return (*kept, f"{formula}.")
    if not kept:
        return (f"{_OBJECT} {formula}.",)
    last = kept[-1].rstrip()
    joined = f"{last} {formula}." if last[-1] not in ".!?:;…" else f"{last} {_OBJECT} {formula}."
    return (*kept[:-1], joined)


def _last(body: Iterable[str]) -> str:
    return next((text.rstrip() for text in reversed(tuple(body)) if text.strip()), "")
