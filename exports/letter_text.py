"""A letter as plain text, for pasting into the EBYS: its words in their order, without anything of the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from data.core.calendar import format_date
from data.evrak.letter import Letter
from data.evrak.rules.letters import (
    groups,
    ilgi_letter,
    recipient_line,
    signer_lines,
    with_closing,
    without_note,
)
from data.evrak.rules.values import Purpose
from exports.letter_blocks import enclosure_text
from exports.values import literal


def plain_text(letter: Letter) -> str:
    """Sayı, konu, muhatap, ilgi, metin, imza, ek and dağıtım; parts that the letter lacks are left out."""
    parts = (
        _top(letter), _addressees(letter), _references(letter), with_closing(letter.body, letter.closing),
        _signatures(letter), _enclosures(letter), _distribution(letter),
    )  # fmt: skip
    shown = ([literal(line).strip() for text in part for line in text.splitlines()] for part in parts)
    return "\n\n".join("\n".join(filter(None, lines)) for lines in shown if any(lines)) + "\n"


def _top(letter: Letter) -> Iterator[str]:
    if letter.number:
        yield f"Sayı: {letter.number}"
    if letter.on:
        yield f"Tarih: {format_date(letter.on)}"
    if letter.subject:
        yield f"Konu: {letter.subject}"


def _addressees(letter: Letter) -> Iterator[str]:
    for one in letter.addressees:
        yield one.line
        if one.unit:
            yield f"({one.unit})"
        yield one.place


def _references(letter: Letter) -> Iterator[str]:
    if len(letter.references) == 1:
        yield f"İlgi: {letter.references[0].text}"
        return
    for place, one in enumerate(letter.references):
        yield f"{'' if place else 'İlgi: '}{ilgi_letter(place)}) {one.text}"


def _signatures(letter: Letter) -> Iterator[str]:
    for one in letter.signers:
        yield from signer_lines(one)
    for one in letter.opinions:
        yield "Uygun görüşle arz ederim."
        yield from signer_lines(one)
    if letter.approver:
        yield "OLUR"
        yield from signer_lines(letter.approver)


def _enclosures(letter: Letter) -> Iterator[str]:
    if len(letter.enclosures) == 1:
        yield f"Ek: {enclosure_text(letter.enclosures[0])}"
    elif letter.enclosures:
        yield "Ek:"
        for number, one in enumerate(letter.enclosures, 1):
            yield f"{number}- {enclosure_text(one, number)}"


def _distribution(letter: Letter) -> Iterable[str]:
    if len(letter.recipients) < 2:
        return
    yield "Dağıtım:"
    count = len(letter.enclosures)
    both = all(groups(letter.recipients))
    for purpose, some in zip(Purpose, groups(letter.recipients), strict=True):
        if some and (both or purpose is Purpose.BILGI):
            yield f"{purpose.label}:"
        for one in some:
            yield f"{recipient_line(one.name, one.kind)} {without_note(one, count)}"
