"""Checks of a letter's text: closing, mention of the ilgi, deadline in words, numbers (RY m.16, m.26)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise

from data.core.calendar import format_date
from data.core.text import fold, lower
from data.evrak.letter import Letter
from data.evrak.rules.letter_closing import closing, closing_of, with_closing
from data.evrak.rules.letter_finding import Finding, fault, hint
from data.evrak.rules.letter_lines import ilgi_letter
from data.evrak.rules.values import LetterKind, Relation, Urgency

_MONTHS = (
    "Ocak", "Şubat", "Mart", "Nisan", "Mayıs", "Haziran", "Temmuz", "Ağustos", "Eylül", "Ekim", "Kasım", "Aralık",
)  # fmt: skip
_ILGI = re.compile(r"\bilgi(?:de|nin|deki)?\b")
_ILGI_LETTER = re.compile(r"\bilgi \(?([a-zçğıöşü]{1,2})\)")
_PERIOD = re.compile(
    r"\b(?:\d+|bir|iki|üç|dört|beş|altı|yedi|sekiz|dokuz|on|yirmi|otuz) ?(?:\([^)]*\) ?)?(?:iş )?gün(?!ü?dür)"
)
_UNTIL = re.compile(r"(?:tarihine|gününe|mesai (?:saati )?bitimine) kadar|günü? (?:içinde|içerisinde)")
_LONG_NUMBER = re.compile(r"\d{4,}(?:,\d+)?")
_YEARS = range(1900, 2101)
_NAMED = re.compile(r"(?:no|nolu|numarasi|numarali|kodu|sicil|sayi)[:.]?$")
_COUNTED = re.compile(r"^(?:sayili|numarali|nolu|no['’.]?lu|tarih)")
_GAP = "…"


def body_findings(letter: Letter, relations: Iterable[Relation]) -> Iterator[Finding]:
    """What is wrong in the text.

    Args:
        relations: Of those it goes to; without them the closing is only asked for, not compared.
    """
    if not any(text.strip() for text in letter.body):
        yield fault("body", "Metin boş bırakılamaz.", "RY m.16")
        return
    yield from _closing(letter, tuple(relations))
    yield from _ilgi(letter)
    yield from _deadline(letter)
    if any(_GAP in text for text in letter.body):
        yield hint("body", "Metinde doldurulmamış yer var (…).")
    for number in dict.fromkeys(_ungrouped(letter.body)):
        yield hint("body", f"Dört ve daha çok basamaklı sayı noktayla ayrılır: {_grouped(number)}", "RY m.16/7")


def _closing(letter: Letter, relations: tuple[Relation, ...]) -> Iterator[Finding]:
    if letter.kind in (LetterKind.TUTANAK, LetterKind.BILGI_NOTU):
        return
    used = closing_of(with_closing(letter.body, letter.closing))
    if letter.kind is LetterKind.OLUR:
        if used != "arz ederim":
            yield fault("body", "Olur yazısı “olurlarınıza arz ederim” ile biter.", "RY m.20, m.16/12")
        return
    if not used:
        yield fault("closing", "Metnin sonunda kapanış (arz ederim, rica ederim …) yok.", "RY m.16/12")
        return
    if relations:
        fitting = closing(relations)
        if used not in fitting.value:
            wanted = " ya da ".join(f"“{one}”" for one in fitting.value)
            reason = fitting.reasons[0]
            yield fault("closing", f"“{used}” bu muhataba uymuyor. {reason.text} Uygun olan: {wanted}", reason.law)


def _ilgi(letter: Letter) -> Iterator[Finding]:
    first = next(text for text in letter.body if text.strip())
    if letter.references and not _ILGI.search(lower(first)):
        yield hint("body", "İlk paragrafta ilgiye değinilmemiş.", "RY m.15")
    known = [ilgi_letter(index) for index in range(len(letter.references))] if len(letter.references) > 1 else []
    for text in letter.body:
        for sign in _ILGI_LETTER.findall(lower(text)):
            if sign not in known:
                yield fault("body", f"Metinde ilgi ({sign}) geçiyor, ilgiler arasında yok.", "RY m.15")


def _deadline(letter: Letter) -> Iterator[Finding]:
    text = " ".join(letter.body)
    if letter.urgency is Urgency.GUNLU and letter.due_on is not None and not _names_day(text, letter.due_on):
        day = format_date(letter.due_on)
        yield fault("body", f"GÜNLÜDÜR yazıda süre ya da tarih ({day}) metinde de yazılır.", "RY m.26/1")
    if letter.urgency is Urgency.ACELE and _UNTIL.search(lower(text)):
        yield fault("body", "ACELE yazının metninde süre verilmez; GÜNLÜDÜR seçin.", "KLV 23")


def _names_day(text: str, day: date) -> bool:
    in_words = f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
    return format_date(day) in text or lower(in_words) in lower(text) or bool(_PERIOD.search(lower(text)))


def _ungrouped(body: Iterable[str]) -> Iterator[str]:
    """Numbers written without dots; years, law numbers, telephone and identity numbers are none."""
    for text in body:
        words = ["", *text.split(), ""]
        for (before, word), (_, after) in zip(pairwise(words), pairwise(words[1:]), strict=False):
            bare = word.strip("().,;:!?“”\"'")
            bare = re.split("['’]", bare)[0]
            if not _LONG_NUMBER.fullmatch(bare) or len(bare.partition(",")[0]) >= 10:
                continue
            amount = fold(after).startswith(("tl", "lira", "kurus", "adet", "kisi", "metre", "kg", "litre"))
            year = "," not in bare and int(bare) in _YEARS
            if amount or not (year or _NAMED.search(fold(before)) or _COUNTED.match(fold(after))):
                yield bare


def _grouped(number: str) -> str:
    whole, comma, rest = number.partition(",")
    return f"{int(whole):,}".replace(",", ".") + comma + rest
