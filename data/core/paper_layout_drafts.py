"""What is typed about one part of a form, by its kind, and the change that comes of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from data.core.drafts import FieldKind, FieldSpec, check, entry
from data.core.paper_layout import LYING, UPRIGHT, Change
from data.core.paper_layout_parts import LONGEST, NARROWEST, WIDEST, Part, PartKind

_STANDARD: Final = "standart"
_WORDS: Final = FieldSpec(
    "Kâğıtta yazan", required=False, length=LONGEST, help="Boş bırakılırsa standart yazı basılır"
)
_ADDED: Final = FieldSpec(
    "Kâğıtta yazan", required=False, length=LONGEST, help="Boşsa basılmaz; içi elle doldurulur"
)
_WIDTH: Final = FieldSpec(
    "Genişlik (harf)",
    FieldKind.INT,
    length=2,
    help=f"{NARROWEST} ile {WIDEST} arası; artan yer metin sütunlarına dağıtılır",
)
_SHOWN: Final = FieldSpec("Kâğıtta basılır", FieldKind.CHECK)


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsDraft:
    """Of what only the words can change."""

    words: str | None = entry(_WORDS)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownDraft:
    """Of what can be left out too."""

    words: str | None = entry(_WORDS)
    shown: bool = entry(_SHOWN, default=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedDraft:
    """Of what the office adds."""

    words: str | None = entry(_ADDED)


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedColumnDraft:
    """A column that the office adds, to be filled in with the pen."""

    words: str | None = entry(_ADDED)
    width: int = entry(_WIDTH)


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnDraft:
    """A column of a table."""

    words: str | None = entry(_WORDS)
    width: int = entry(_WIDTH)
    shown: bool = entry(_SHOWN, default=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageDraft:
    """How the sheet lies."""

    words: str = entry(
        FieldSpec(
            "Kâğıt yönü",
            FieldKind.CHOICE,
            choices=((_STANDARD, "Standart"), (UPRIGHT, "Dikey"), (LYING, "Yatay")),
        )
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteDraft:
    """Whether the note stands that the official layout was not seen."""

    shown: bool = entry(
        FieldSpec("Not basılır", FieldKind.CHECK, help="Biçim resmî örneğe uyuyorsa kaldırın"), default=True
    )


_TYPES: Final[dict[PartKind, type[Any]]] = {
    PartKind.COLUMN: ColumnDraft,
    PartKind.EXTRA_COLUMN: AddedColumnDraft,
    PartKind.EXTRA_FIELD: AddedDraft,
    PartKind.EXTRA_TEXT: AddedDraft,
    PartKind.EXTRA_HAND: AddedDraft,
    PartKind.EXTRA_NOTE: AddedDraft,
    PartKind.PAGE: PageDraft,
    PartKind.UNSEEN: NoteDraft,
}


def draft_of(part: Part, change: Change) -> tuple[type[Any], dict[str, object]]:
    """The form that asks about a part, and what stands in it at first."""
    kind = _TYPES.get(part.kind, ShownDraft if part.kind.hideable else WordsDraft)
    if kind is PageDraft:
        return kind, {"words": change.words or _STANDARD}
    values: dict[str, object] = {"shown": not change.hidden, "words": change.words or part.standard or None}
    values["width"] = change.width or part.width
    return kind, {name: value for name, value in values.items() if name in kind.__dataclass_fields__}


def change_of(draft: Any) -> Change:
    """What was typed, as a change of the part.

    Raises:
        BadFields: something is missing or too long.
    """
    check(draft)
    words = getattr(draft, "words", None)
    return Change(
        None if isinstance(draft, PageDraft) and words == _STANDARD else words,
        getattr(draft, "width", None),
        not getattr(draft, "shown", True),
    )
