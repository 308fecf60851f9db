"""What is typed about a letter's recipients and ilgi, one a line, as plain values (RY m.15, m.18/5, m.19)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from data.core.calendar import format_date
from data.core.text import clean_line, fold
from data.evrak.letter import Reference
from data.evrak.rules.values import PartyKind, Purpose

_KNOW = "bilgi:"
_ACT = "geregi:"
_SAYIN = "sayin "
_LEFT_OUT = re.compile(r"\s*\(((?:\s*(?:ek[\s.-]*)?\d+\s*,?)+)\s*konulmad[ıi]\s*\)\s*$", re.IGNORECASE)
_DAY = re.compile(r"\b(\d{1,2})[./](\d{1,2})[./](\d{4})\b")
_NUMBER = re.compile(r"(\S+)\s+sayılı\b")


@dataclass(frozen=True, slots=True)
class NamedRecipient:
    """A recipient as typed.

    Attributes:
        without: Numbers of the enclosures that it does not get.
        person: Written with ``Sayın`` before the name.
    """

    name: str
    purpose: Purpose
    without: tuple[int, ...] = ()
    person: bool = False


def recipient_lines(typed: str) -> tuple[NamedRecipient, ...]:
    """Recipients one a line: ``Bilgi:`` before those who are to know, ``(Ek-2 konulmadı)`` behind the name."""
    return tuple(one for line in typed.splitlines() if (one := _recipient(clean_line(line))) is not None)


def _recipient(line: str) -> NamedRecipient | None:
    purpose = Purpose.GEREGI
    for sign, meant in ((_KNOW, Purpose.BILGI), (_ACT, Purpose.GEREGI)):
        if fold(line).startswith(sign):
            line, purpose = line[len(sign) :].strip(), meant
    without: tuple[int, ...] = ()
    if found := _LEFT_OUT.search(line):
        without = tuple(sorted({int(number) for number in re.findall(r"\d+", found[1])}))
        line = line[: found.start()].strip()
    person = fold(line).startswith(_SAYIN)
    name = line[len(_SAYIN) :].strip() if person else line
    return NamedRecipient(name, purpose, without, person) if name else None


def recipient_text(name: str, kind: PartyKind, purpose: Purpose, without: tuple[int, ...]) -> str:
    """A recipient as :func:`recipient_lines` reads it again."""
    head = "Bilgi: " if purpose is Purpose.BILGI else ""
    sayin = "Sayın " if kind is PartyKind.KISI else ""
    left_out = f" ({', '.join(f'Ek-{number}' for number in without)} konulmadı)" if without else ""
    return f"{head}{sayin}{name}{left_out}"


def recipient_problem(lines: tuple[NamedRecipient, ...], first: str = "") -> str:
    """Why the recipients cannot stand so; empty if they can.

    Args:
        first: Name of the recipient that was picked besides them.
    """
    names = [fold(one.name) for one in lines]
    if first:
        names.append(fold(first))
    if len(names) != len(set(names)):
        return "Bir muhatap iki kez yazılmış; her muhatap ya gereği ya bilgi için yazılır (RY m.19)."
    if any(len(one.name) > 200 for one in lines):
        return "Muhatap adı en çok 200 harf olabilir; her satıra bir muhatap yazın."
    return ""


def reference_lines(typed: str) -> tuple[Reference, ...]:
    """Ilgi one a line, in the words of RY m.15/6; date and number are read from them, the full stop is added."""
    lines = (clean_line(line) for line in typed.splitlines())
    return tuple(_reference(line) for line in lines if line)


def _reference(line: str) -> Reference:
    text = line if line.endswith(".") else f"{line}."
    number = _NUMBER.search(line)
    return Reference(text, _day(line), number[1] if number else "")


def _day(line: str) -> date | None:
    found = _DAY.search(line)
    if found is None:
        return None
    try:
        return date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError:
        return None


def signing_day_problem(signed_on: date, handed_on: date, today: date) -> str:
    """Why a letter cannot have been signed on paper that day; empty if it can.

    Args:
        handed_on: The day on which it was handed on to be signed.
    """
    if signed_on > today:
        return "İmza tarihi bugünden sonra olamaz."
    if signed_on < handed_on:
        return f"Yazı {format_date(handed_on)} tarihinde imzaya sunuldu; imza ondan önce olamaz."
    return ""
