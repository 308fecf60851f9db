"""The set phrases of a letter: muhatap and dağıtım lines, ilgi lines, sign blocks (RY m.14, m.15, m.17, m.19)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Final

from data.core.calendar import format_date
from data.core.text import clean_line, lower, title, upper
from data.evrak.letter import Recipient, Reference, Signer
from data.evrak.rules.suffixes import dative, genitive
from data.evrak.rules.values import PartyKind, Purpose

DISTRIBUTED: Final = "DAĞITIM YERLERİNE"
"""Stands as muhatap of a letter to several (RY m.14/6)."""
_REPUBLIC = re.compile(r"^(?:T\.?\s?C\.?\s+)+", re.IGNORECASE)
_SAYIN = re.compile(r"^sayın\s+", re.IGNORECASE)
_ALPHABET = "abcçdefgğhıijklmnoöprsştuüvyz"
_SMALL_WORDS = frozenset({"ve", "ile", "veya", "için", "de", "da", "ki", "ya"})


class Whose(StrEnum):
    """Whose letter an ilgi is, seen from the muhatap (RY m.15/6)."""

    OURS = "yazımız"
    YOURS = "yazınız"
    THEIRS = "yazısı"


# ---------------------------------------------------------------- muhatap and dağıtım


def addressee_line(name: str, kind: PartyKind = PartyKind.KURUM) -> str:
    """First line of the muhatap: capitals and dative, or ``Sayın Adı SOYADI`` for a person (RY m.14/2, 14/3).

    ``T.C.`` is never written before a name. A name that bears the ending already keeps it.
    """
    plain = _without_republic(name)
    if kind is PartyKind.KISI or _SAYIN.match(plain):
        return f"Sayın {person_name(plain)}"
    return _with_capitals(dative(plain))


def recipient_line(name: str, kind: PartyKind = PartyKind.KURUM) -> str:
    """A line under ``Gereği:`` or ``Bilgi:``: first letters in capitals, dative (RY Örnek 14, 15)."""
    plain = _without_republic(name)
    if kind is PartyKind.KISI or _SAYIN.match(plain):
        return f"Sayın {person_name(plain)}"
    return dative(initial_capitals(plain))


def person_name(name: str) -> str:
    """``ayşe nur yılmaz`` → ``Ayşe Nur YILMAZ``; surnames already in capitals stay as many as they are."""
    words = _SAYIN.sub("", clean_line(name)).split()
    if not words:
        return ""
    surnames = 0
    while (
        surnames < len(words)
        and len(words[-1 - surnames]) > 1
        and words[-1 - surnames] == upper(words[-1 - surnames])
    ):
        surnames += 1
    if surnames in (0, len(words)):
        surnames = 1
    given, family = words[: len(words) - surnames], words[len(words) - surnames :]
    return " ".join([*(_given(word) for word in given), *(upper(word) for word in family)])


def initial_capitals(name: str) -> str:
    """A name of an office in small letters with capitals at the front; ``ve`` stays small (RY m.10/2).

    Only names that stand wholly in capitals are changed: the others were written as they are wanted.
    """
    if name != upper(name) or " " not in name:
        return name
    words = [lower(word) if lower(word) in _SMALL_WORDS else title(word) for word in name.split(" ")]
    return " ".join(words)


def without_note(recipient: Recipient, enclosures: int) -> str:
    """``(Ek-2 konulmadı)`` behind a recipient that does not get everything (RY m.18/5); empty otherwise."""
    missing = sorted({number for number in recipient.without if 1 <= number <= enclosures})
    if not missing:
        return ""
    if enclosures == 1:
        return "(Ek konulmadı)"
    if len(missing) == enclosures:
        return "(Ekler konulmadı)"
    return f"({', '.join(f'Ek-{number}' for number in missing)} konulmadı)"


def groups(recipients: Iterable[Recipient]) -> tuple[tuple[Recipient, ...], tuple[Recipient, ...]]:
    """Those who act and those who are to know, each in the order given (RY m.19/2)."""
    every = tuple(recipients)
    return (
        tuple(one for one in every if one.purpose is Purpose.GEREGI),
        tuple(one for one in every if one.purpose is Purpose.BILGI),
    )


# ---------------------------------------------------------------- ilgi


def reference_text(
    on: date, number: str, whose: Whose = Whose.YOURS, *, sender: str = "", sender_unit: str = ""
) -> str:
    """``12.09.2026 tarihli ve E-41515602-902.02-1014 sayılı yazımız.`` (RY m.15/6, 15/7).

    Args:
        sender: Named only for a third office's letter, ``Whose.THEIRS``.
        sender_unit: Its unit, in brackets behind it (RY Örnek 7).
    """
    head = ""
    if whose is Whose.THEIRS and sender:
        head = genitive(initial_capitals(_without_republic(sender)))
        head += f" ({clean_line(sender_unit)}) " if sender_unit else " "
    return f"{head}{format_date(on)} tarihli ve {clean_line(number)} sayılı {whose.value}."


def petition_text(on: date | None, name: str = "", *, to_the_writer: bool = False, what: str = "dilekçe") -> str:
    """An ilgi to a person's petition: ``Ayşe YILMAZ'ın 10.08.2026 tarihli dilekçesi.`` (RY m.15/9, 15/10).

    Args:
        on: Its date; ``None`` for one without, which only a petition may be (KLV 12.2).
        name: Who wrote it; left out when the answer goes to the writer.
        what: ``dilekçe`` or ``başvuru``.
    """
    day = f"{format_date(on)} tarihli" if on else "tarihsiz"
    if to_the_writer:
        return f"{day} {what}{'niz' if what == 'dilekçe' else 'nuz'}."
    if not name.strip():
        return f"İsimsiz ve {day} {what}."
    return f"{genitive(person_name(name), person=True)} {day} {what}{'si' if what == 'dilekçe' else 'su'}."


def references_in_order(references: Iterable[Reference]) -> tuple[Reference, ...]:
    """Oldest first (RY m.15/5); undated petitions come last, in the order given."""
    return tuple(sorted(references, key=lambda one: (one.on is None, one.on or date.min)))


def ilgi_letter(index: int) -> str:
    """Letter of the ilgi at a place counted from 0, all letters of the Turkish alphabet (RY m.15/5): a, b, c, ç …

    Behind z come two letters: aa, ab.
    """
    before, place = divmod(index, len(_ALPHABET))
    return (_ALPHABET[before - 1] if before else "") + _ALPHABET[place]


# ---------------------------------------------------------------- imza


def on_behalf_line(office: str) -> str:
    """Whose delegated authority is used (RY m.17/9): ``Belediye Başkanı`` → ``Belediye Başkanı a.``.

    Letters between units of one institution do not carry it.
    """
    plain = clean_line(office)
    return plain if plain.endswith(" a.") else f"{plain} a."


def signer_lines(signer: Signer) -> tuple[str, ...]:
    """A sign block from top to bottom: name, delegating office if any, title (RY m.17/1, 17/9)."""
    return tuple(line for line in (signer.name, signer.on_behalf, signer.title) if line.strip())


def side_by_side(signers: Iterable[Signer]) -> tuple[Signer, ...]:
    """Signers from left to right, given highest first: of two the higher is right, of more left (RY m.17/11)."""
    every = tuple(signers)
    return every[::-1] if len(every) == 2 else every


def _without_republic(name: str) -> str:
    return _REPUBLIC.sub("", clean_line(name))


def _with_capitals(line: str) -> str:
    """Capitals, but the small ending of an abbreviation stays small (``A.Ş.ye``, ``TÜİK'e``)."""
    ending = re.search(r"(?<=[.'’])[yn]?[ae]$", line)
    return upper(line) if ending is None else upper(line[: ending.start()]) + ending[0]


def _given(word: str) -> str:
    return word if word.endswith(".") else title(word)
