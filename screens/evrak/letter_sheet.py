"""A letter on a terminal: every part where it stands on the paper, in lines of a fixed width (RY m.10 to m.27)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import zip_longest
from textwrap import wrap

from rich.cells import cell_len, set_cell_size

from data.core.calendar import format_date
from data.core.text import upper, visible
from data.evrak.letter import Enclosure, Letter, Recipient, Signer
from data.evrak.rules.letters import (
    groups,
    ilgi_letter,
    recipient_line,
    side_by_side,
    signer_lines,
    with_closing,
    without_note,
)
from data.evrak.rules.values import LetterKind, Purpose, Urgency
from screens.widgets.literal import wrapped

WIDTH = 76
"""Cells of the sheet: all of an 80-column screen but its margins."""
_INDENT = 6
_LABEL = 6
_BLOCK = 34
_UNNAMED = (LetterKind.TUTANAK, LetterKind.BILGI_NOTU)


def sheet_lines(letter: Letter, width: int = WIDTH) -> tuple[str, ...]:
    """The lines of a letter from the first mark to the contact block."""
    parts: tuple[Iterable[str], ...] = (
        _top(letter, width), _numbered(letter, width), _addressed(letter, width), _references(letter, width),
        _body(letter, width), _signatures(letter.signers, width), _approval(letter, width),
        _enclosures(letter.enclosures, width), _distribution(letter, width), _initials(letter, width),
        _foot(letter, width),
    )  # fmt: skip
    lines: list[str] = []
    for part in parts:
        found = [line.rstrip() for line in part]
        if found:
            lines += ["", *found] if lines else found
    return tuple(lines)


def _centred(text: str, width: int) -> list[str]:
    return [line.center(width) for line in wrapped(text, width)] if text.strip() else []


def _right(text: str, width: int) -> str:
    return " " * max(width - cell_len(text), 0) + text


def _beside(left: Sequence[str], right: Sequence[str], width: int) -> list[str]:
    half = width // 2
    return [set_cell_size(one, half) + other for one, other in zip_longest(left, right, fillvalue="")]


def _hanging(head: str, text: str, width: int) -> list[str]:
    step = cell_len(head)
    lines = wrapped(text, max(width - step, 10))
    return [(head if not place else " " * step) + line for place, line in enumerate(lines)]


def _top(letter: Letter, width: int) -> Iterable[str]:
    if letter.draft:
        yield from _centred("TASLAK", width)
    yield from _centred(letter.secrecy.mark, width)
    if letter.personal:
        yield _right("KİŞİYE ÖZEL", width)
    if letter.urgency is not Urgency.YOK:
        yield _right(letter.urgency.label, width)
    for line in letter.heading:
        yield from _centred(line, width)


def _numbered(letter: Letter, width: int) -> Iterable[str]:
    loose = letter.kind in _UNNAMED and not letter.number
    if not loose:
        day = format_date(letter.on) if letter.on else ""
        number = f"{'Sayı':<{_LABEL - 1}}: {letter.number}"
        yield set_cell_size(number, width - cell_len(day)) + day if day else number
    if letter.subject.strip() or not loose:
        yield from _hanging(f"{'Konu':<{_LABEL - 1}}: ", letter.subject, width * 2 // 3)


def _addressed(letter: Letter, width: int) -> Iterable[str]:
    if not letter.addressees and letter.kind in _UNNAMED:
        yield from _centred(upper(letter.kind.label), width)
    for one in letter.addressees:
        yield from _centred(one.line, width)
        yield from _centred(f"({one.unit})" if one.unit.strip() else "", width)
        for line in one.place.splitlines():
            yield from _centred(line, width)


def _references(letter: Letter, width: int) -> Iterable[str]:
    single = len(letter.references) == 1
    for place, one in enumerate(letter.references):
        head = f"{'İlgi':<{_LABEL - 1}}: " if not place else " " * (_LABEL + 1)
        yield from _hanging(head if single else f"{head}{ilgi_letter(place)}) ", one.text, width)


def _body(letter: Letter, width: int) -> Iterable[str]:
    for paragraph in with_closing(letter.body, letter.closing):
        for line in filter(str.strip, paragraph.splitlines()):
            yield from wrap(visible(line.strip()), width, initial_indent=" " * _INDENT)


def _block(one: Signer, above: Sequence[str] = ()) -> list[str]:
    return [line for text in (*above, *signer_lines(one)) for line in _centred(text, _BLOCK)]


def _signatures(signers: Sequence[Signer], width: int) -> Iterable[str]:
    if len(signers) == 1:
        yield from ("", *(" " * (width - _BLOCK) + line for line in _block(signers[0])))
        return
    for start in range(0, len(signers), 2):
        pair = [_block(one) for one in side_by_side(signers)[start : start + 2]]
        yield from ("", *_beside(pair[0], pair[1] if len(pair) > 1 else (), width))


def _approval(letter: Letter, width: int) -> Iterable[str]:
    for one in letter.opinions:
        yield from (*_block(one, ("Uygun görüşle arz ederim.",)), "")
    if letter.approver is not None:
        yield from _centred("OLUR", width)
        for line in signer_lines(letter.approver):
            yield from _centred(line, width)


def _enclosures(enclosures: Sequence[Enclosure], width: int) -> Iterable[str]:
    if len(enclosures) == 1:
        yield from _hanging("Ek: ", _enclosure(enclosures[0], 0), width)
    elif enclosures:
        yield "Ek:"
        for number, one in enumerate(enclosures, 1):
            yield from _hanging(f"{number}- ", _enclosure(one, number), width)


def _enclosure(one: Enclosure, number: int) -> str:
    amount = f" ({one.amount})" if one.amount.strip() else ""
    return f"{one.name}{amount}" + (f" (Ek{f'-{number}' if number else ''} konulmadı)" if one.left_out else "")


def _distribution(letter: Letter, width: int) -> Iterable[str]:
    if len(letter.recipients) < 2:
        return
    yield "Dağıtım:"
    act, know = groups(letter.recipients)
    if not know:
        yield from _names(act, len(letter.enclosures), width)
        return
    half = width // 2 - 1
    left = [f"{Purpose.GEREGI.label}:", *_names(act, len(letter.enclosures), half)] if act else []
    yield from _beside(left, [f"{Purpose.BILGI.label}:", *_names(know, len(letter.enclosures), half)], width)


def _names(recipients: Iterable[Recipient], enclosures: int, width: int) -> list[str]:
    lines = (f"{recipient_line(one.name, one.kind)} {without_note(one, enclosures)}" for one in recipients)
    return [line for text in lines for line in _hanging("", text, width)]


def _initials(letter: Letter, width: int) -> Iterable[str]:
    for one in letter.paraf:
        day = format_date(one.on) if one.on else ""
        yield from _hanging(f"{day} ", f"{one.title}: {one.name} (Paraf)", width)


def _foot(letter: Letter, width: int) -> Iterable[str]:
    yield "─" * width
    half = width // 2 - 1
    left = [line for text in letter.contact.left for line in wrapped(text, half)]
    asked = [line for text in letter.contact.asked for line in wrapped(visible(text), half - 12)]
    heads = ["Bilgi için: ", *[" " * 12] * max(len(asked) - 1, 0)] if asked else []
    yield from _beside(left, [head + line for head, line in zip(heads, asked, strict=True)], width)
    yield from _centred(letter.secrecy.mark, width)
