"""The konu of a document: how it is written, and what must not stand in it (RY m.13, KLV 10)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from data.core.text import clean_line, fold, lower, mask_tckn, title, upper
from data.evrak.rules.letter_finding import Finding, fault, hint

_SMALL_WORDS = frozenset({"ve", "ile", "veya", "ya", "da", "de", "için", "ki", "hk"})
_STOPS = ".,;:!?…"
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_FINAL_BRACKETS = re.compile(r"\([^()]*\)$")
_VOWELS = frozenset("aeıioöuüâîû")
_TCKN = re.compile(r"(?<![0-9])[1-9][0-9]{10}(?![0-9])")
_PHONE = re.compile(r"(?<![0-9])(?:\+?90|0)[ -]?\(?5[0-9]{2}\)?(?:[ -]?[0-9]){7}(?![0-9])")
_IBAN = re.compile(r"\bTR[0-9]{2}(?: ?[0-9]){22}\b")
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+\.\w+")


def subject_findings(subject: str, sdp_title: str = "") -> tuple[Finding, ...]:
    """What is wrong with a konu; errors first.

    Names of persons outside the final brackets cannot be told from other names and are not looked for.

    Args:
        sdp_title: Title of its filing code; a konu says more than that (KLV 10). Empty if not known.
    """
    plain = clean_line(subject)
    if not plain:
        return (fault("subject", "Konu boş bırakılamaz.", "RY m.13"),)
    return tuple(_style(plain, sdp_title)) + personal_findings(plain)


def personal_findings(subject: str) -> tuple[Finding, ...]:
    """Personal data outside brackets at the end of a konu: lists and envelopes show it to everybody (KLV 10)."""
    open_part = _FINAL_BRACKETS.sub("", clean_line(subject))
    found = []
    if tckn := _TCKN.search(open_part):
        found.append(f"T.C. kimlik no’ya benzeyen {mask_tckn(tckn[0])}")
    elif _PHONE.search(open_part):
        found.append("telefon numarası")
    if _IBAN.search(open_part):
        found.append("IBAN")
    if _MAIL.search(open_part):
        found.append("e-posta adresi")
    law = "RY m.13, KLV 10"
    return tuple(
        hint("subject", f"Konuda {what} var; kişisel veri yalnız sondaki ayraç içinde yazılır.", law)
        for what in found
    )


def title_case(text: str) -> str:
    """A konu as RY m.13 wants it: first letters in capitals, ``ve``, ``ile``, ``için`` … small, no final stop.

    Words that have a capital already stay as they are, unless all words stand in capitals and are more than one.
    """
    plain = clean_line(text).rstrip(_STOPS + " ")
    long_words = [word for word in _WORD.findall(plain) if len(word) > 1]
    shouted = len(long_words) > 1 and all(word == upper(word) != lower(word) for word in long_words)
    first = True

    def cased(found: re.Match[str]) -> str:
        nonlocal first
        word, leads = found[0], first
        first = False
        small = lower(word)
        if small in _SMALL_WORDS and not leads:
            return small
        if not shouted and word != small:
            return word
        if re.match(r"[^\W\d_]-", word):  # e-Devlet keeps its small letter
            return small[:2] + title(small[2:])
        if word != small and not _VOWELS & set(small):  # PDKS, KVKK
            return word
        return title(word)

    return _WORD.sub(cased, plain)


def _style(plain: str, sdp_title: str) -> Iterator[Finding]:
    if plain[-1] in _STOPS:
        yield hint("subject", "Konunun sonuna noktalama işareti konmaz.", "RY m.13")
    better = title_case(plain)
    if better != plain.rstrip(_STOPS + " "):
        yield hint("subject", f"Konuda sözcükler büyük harfle başlar: {better}", "RY m.13")
    if sdp_title and fold(plain) == fold(clean_line(sdp_title)):
        yield hint("subject", "Konu dosya planındaki başlığın aynısı; yazının içeriğini söyleyin.", "KLV 10")
