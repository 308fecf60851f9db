"""The parts of a form that an office may arrange, and the one way to change them: each change is checked here.

An area says what its forms consist of by blank papers: the blocks with their keys and standard wording, without
rows. Where a form looks different from case to case (entry or exit) it has a blank paper for each.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Final

from data.core.errors import BadInput, RuleBroken
from data.core.paper import Block, Fields, Paper, Plot, Signatures, Table, Text
from data.core.paper_layout import (
    EXTRA_NOTE,
    EXTRA_TEXT,
    EXTRA_WIDTH,
    EXTRAS,
    LYING,
    NOTE,
    PAGE,
    STANDARD_PART,
    SUBTITLE,
    TITLE,
    UNSEEN,
    UPRIGHT,
    Change,
    Layout,
    joined,
    merged,
    path_of,
    slot_names,
)
from data.core.text import clean_line, fold

NARROWEST, WIDEST = 3, 90
"""Of a column, in letters."""
LONGEST: Final = 400
"""Letters of a wording."""
_NO_DAY: Final = datetime(1900, 1, 1)  # noqa: DTZ001 - a clock on the wall


class PartKind(StrEnum):
    """What a part is; decides what of it can be changed."""

    TITLE = "Başlık"
    SUBTITLE = "Alt başlık"
    PAGE = "Kâğıt yönü"
    HEADING = "Bölüm başlığı"
    COLUMN = "Sütun"
    FIELD = "Bilgi"
    TEXT = "Metin"
    SIGNATURE = "İmza"
    EXTRA_COLUMN = "Ek sütun"
    EXTRA_FIELD = "Ek bilgi"
    EXTRA_TEXT = "Ek metin"
    EXTRA_HAND = "Ek imza"
    NOTE = "Dipnot"
    EXTRA_NOTE = "Ek dipnot"
    UNSEEN = "Örnek notu"

    @property
    def worded(self) -> bool:
        """Its words can be changed."""
        return self not in (PartKind.PAGE, PartKind.UNSEEN)

    @property
    def added(self) -> bool:
        """It is printed only once the office has written something."""
        return self.value.startswith("Ek ")

    @property
    def moved(self) -> bool:
        """It has a place among others."""
        return self in (*_MOVED, PartKind.EXTRA_COLUMN, PartKind.EXTRA_FIELD, PartKind.EXTRA_HAND)

    @property
    def wide(self) -> bool:
        """It has a width."""
        return self in (PartKind.COLUMN, PartKind.EXTRA_COLUMN)

    @property
    def hideable(self) -> bool:
        """It can be left out, unless a law wants it."""
        return self not in (PartKind.TITLE, PartKind.PAGE) and not self.added


_MOVED: Final = (PartKind.COLUMN, PartKind.FIELD, PartKind.SIGNATURE)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a form.

    Attributes:
        path: How a layout names it.
        standard: Its wording without a layout; names of values stand as ``<name>``.
        law: The article that wants it on paper; empty for one that may be hidden.
    """

    path: str
    kind: PartKind
    standard: str
    width: int = 0
    law: str = ""

    @property
    def block(self) -> str:
        """The block it belongs to."""
        return self.path.partition(".")[0]

    @property
    def key(self) -> str:
        """Its key in the block; empty for the block itself."""
        return self.path.partition(".")[2]


@dataclass(frozen=True, slots=True)
class PaperForm:
    """A form whose layout an office may change.

    Attributes:
        key: Its name in the store, the area's name before the point.
        blanks: One paper for each case in which it looks different, the fullest first.
        slots: Names of the values that a wording may use, each with an example.
        required: Path to the article that wants this part on paper.
        samples: An example for the specimen by the path of a column or label, or by its key in any block.
        seen: The official layout was seen.
        plain: Rows under headings alone, without texts, signatures or notes of its own.
        number: The official number of the form, as it is called in the office's settings; may be empty.
    """

    key: str
    label: str
    blanks: tuple[Paper, ...]
    slots: tuple[tuple[str, str], ...] = ()
    required: Mapping[str, str] = field(default_factory=dict)
    samples: Mapping[str, str] = field(default_factory=dict)
    seen: bool = False
    plain: bool = False
    number: str = ""


def blank(
    title: str, subtitle: str, *blocks: Block, notes: tuple[str, ...] = (), landscape: bool | None = None
) -> Paper:
    """A paper of a form without rows."""
    return Paper("", (), title, blocks, _NO_DAY, subtitle=subtitle, landscape=landscape, notes=notes)


def parts_of(form: PaperForm) -> tuple[Part, ...]:
    """All parts of a form from top to bottom; a block of several cases stands once with the parts of all."""
    known: dict[str, Part] = {}
    order: tuple[str, ...] = ()
    for paper in form.blanks:
        own = [part for block in paper.blocks if not isinstance(block, Plot) for part in _block_parts(form, block)]
        known = {**{part.path: part for part in own}, **known}
        order = joined(order, [part.path for part in own])
    first = form.blanks[0]
    heads = (Part(TITLE, PartKind.TITLE, first.title), Part(SUBTITLE, PartKind.SUBTITLE, first.subtitle))
    if form.plain:
        return (*heads, *(known[path] for path in order))
    found = [
        *heads,
        Part(PAGE, PartKind.PAGE, "" if first.landscape is None else LYING if first.landscape else UPRIGHT),
        *(known[path] for path in order),
        Part(EXTRA_TEXT, PartKind.EXTRA_TEXT, ""),
    ]
    if first.notes:
        found.append(Part(NOTE, PartKind.NOTE, " ".join(first.notes), law=form.required.get(NOTE, "")))
    found.append(Part(EXTRA_NOTE, PartKind.EXTRA_NOTE, ""))
    if not form.seen:
        found.append(Part(UNSEEN, PartKind.UNSEEN, ""))
    return tuple(found)


def _block_parts(form: PaperForm, block: Text | Fields | Table | Signatures) -> Iterator[Part]:
    def part(kind: PartKind, key: str, standard: str, width: int = 0) -> Part:
        path = path_of(block.key, key)
        return Part(path, kind, standard, width, form.required.get(path, ""))

    if isinstance(block, Text):
        yield part(PartKind.TEXT, "", block.text)
    elif isinstance(block, Signatures):
        yield from (part(PartKind.SIGNATURE, one.key, one.role) for one in block.blocks)
        yield from (part(PartKind.EXTRA_HAND, key, "") for key in EXTRAS)
    else:
        if block.title:
            yield part(PartKind.HEADING, "", block.title)
        if isinstance(block, Fields):
            labels = zip(block.keys, block.rows, strict=True)
            yield from (part(PartKind.FIELD, key, label) for key, (label, _) in labels)
            yield from (part(PartKind.EXTRA_FIELD, key, "") for key in EXTRAS)
        else:
            yield from (part(PartKind.COLUMN, one.key, one.title, one.width) for one in block.columns)
            yield from (part(PartKind.EXTRA_COLUMN, key, "", EXTRA_WIDTH) for key in EXTRAS)


def in_order(form: PaperForm, layout: Layout) -> tuple[Part, ...]:
    """All parts as the layout arranges them."""
    found: list[Part] = []
    parts = parts_of(form)
    for block in dict.fromkeys(part.block for part in parts):
        own = [part for part in parts if part.block == block]
        found += [part for part in own if not part.key]
        by_key = {part.key: part for part in own if part.key}
        found += [by_key[key] for key in merged(tuple(by_key), layout.order.get(block, ()))]
    return tuple(found)


def strays(form: PaperForm, layout: Layout) -> tuple[str, ...]:
    """Paths that the layout names and the form no longer has; they change nothing on paper."""
    known = {part.path for part in parts_of(form)}
    blocks = {part.block for part in parts_of(form)}
    named = {path for path in layout.changes if path not in known}
    for block, keys in layout.order.items():
        named |= {path_of(block, key) for key in keys if block not in blocks or path_of(block, key) not in known}
    return tuple(sorted(named))


# ---------------------------------------------------------------- changing


def changed(form: PaperForm, layout: Layout, path: str, change: Change) -> Layout:
    """The layout with one part changed; the standard takes the part's change away.

    Raises:
        BadInput: no such part, or words or width that it cannot have; the field is named.
        RuleBroken: the part would be hidden and a law wants it on paper.
    """
    part = next((one for one in parts_of(form) if one.path == path), None)
    if part is None:
        raise BadInput(f"Formda “{path}” adlı bir parça yok.", "Parçayı listeden seçin.")
    wanted = _checked(form, part, change)
    others = {name: one for name, one in layout.changes.items() if name != path}
    if wanted != STANDARD_PART:
        others[path] = wanted
    made = Layout(dict(sorted(others.items())), layout.order)
    if wanted.hidden and part.kind is PartKind.COLUMN and not _shows_a_column(form, made, part.block):
        raise BadInput("Çizelgede en az bir sütun kalmalı.", "Başka bir sütunu gösterin.", field="shown")
    return made


def _checked(form: PaperForm, part: Part, change: Change) -> Change:
    if change.hidden and part.law:
        raise RuleBroken(
            f"“{part.standard}” gizlenemez: bu bilginin kâğıtta bulunması gerekir.",
            "Adını, yerini ve genişliğini değiştirebilirsiniz.",
            law=part.law,
        )
    if change.hidden and not part.kind.hideable:
        raise BadInput("Bu parça gizlenemez.", "Yazısını değiştirin.", field="shown")
    words = _checked_words(form, part, change.words)
    width = None if change.width == part.width else change.width
    if width is not None and (not part.kind.wide or not NARROWEST <= width <= WIDEST):
        raise BadInput(
            "Bu genişlik olmaz.", f"Sütunlar {NARROWEST} ile {WIDEST} harf arası genişlikte olur.", field="width"
        )
    return Change(words, width, change.hidden)


def _checked_words(form: PaperForm, part: Part, words: str | None) -> str | None:
    kept = clean_line(words or "")
    if not kept or kept == part.standard:
        return None
    if part.kind is PartKind.PAGE and kept not in (UPRIGHT, LYING):
        raise BadInput("Kâğıt yönü okunamadı.", f"{UPRIGHT} ya da {LYING} yazın.", field="words")
    if part.kind is PartKind.UNSEEN:
        raise BadInput("Bu notun yazısı değiştirilemez.", "Notu gizleyin ya da gösterin.", field="words")
    if len(kept) > LONGEST:
        raise BadInput("Yazı çok uzun.", f"En çok {LONGEST} karakter yazın.", field="words")
    known = {fold(name) for name, _ in form.slots}
    if unknown := [name for name in slot_names(kept) if fold(name) not in known]:
        offered = ", ".join(f"<{name}>" for name, _ in form.slots) or "yok"
        raise BadInput(f"“<{unknown[0]}>” bilinmiyor.", f"Bu formda yazılabilenler: {offered}.", field="words")
    return kept


def _shows_a_column(form: PaperForm, layout: Layout, block: str) -> bool:
    columns = (one for one in parts_of(form) if one.block == block and one.kind is PartKind.COLUMN)
    return any(not layout.hides(one.path) for one in columns)


def moved(form: PaperForm, layout: Layout, path: str, step: int) -> Layout:
    """The layout with a part one place earlier (-1) or later (1) in its block; at the end nothing changes."""
    parts = in_order(form, layout)
    part = next(one for one in parts if one.path == path)
    own = [one.key for one in parts if one.block == part.block and one.key]
    if not part.key or not part.kind.moved:
        return layout
    place = own.index(part.key)
    to = place + step
    if not 0 <= to < len(own):
        return layout
    own[place], own[to] = own[to], own[place]
    standard = tuple(one.key for one in parts_of(form) if one.block == part.block and one.key)
    order = {block: keys for block, keys in layout.order.items() if block != part.block}
    if tuple(own) != standard:
        order[part.block] = tuple(own)
    return replace(layout, order=dict(sorted(order.items())))


def checked(form: PaperForm, layout: Layout) -> Layout:
    """A layout from outside as this form can have it; what the form does not have is left out.

    Raises:
        BadInput: words or widths that a part cannot have.
        RuleBroken: a part would be hidden that a law wants on paper.
    """
    known = {part.path for part in parts_of(form)}
    made = Layout()
    for path, change in layout.changes.items():
        if path in known:
            made = changed(form, made, path, change)
    order = {}
    for block, keys in sorted(layout.order.items()):
        standard = tuple(part.key for part in parts_of(form) if part.block == block and part.key)
        if standard and (wanted := merged(standard, keys)) != standard:
            order[block] = wanted
    return replace(made, order=order)
