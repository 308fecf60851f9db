"""Drafts: what a person types before it becomes a record.

A draft is a frozen dataclass whose fields carry a :class:`FieldSpec`. The record form is built from it, an import
maps columns to it, and every operation calls :func:`check` on it, so a rule of form is written once.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import MISSING, dataclass
from enum import StrEnum
from typing import Any

from data.core.errors import BadFields, BadInput
from data.core.text import clean_block, clean_line

_FEWEST_LETTERS = 3
"""A shorter text is no reason."""


class FieldKind(StrEnum):
    """What is typed into a field; decides the widget, the parsing and the generic checks."""

    TEXT = "text"
    NOTE = "note"
    DATE = "date"
    TIME = "time"
    INT = "int"
    MONEY = "money"
    CHOICE = "choice"
    PICK = "pick"
    CHECK = "check"
    SECRET = "secret"


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field of a draft as a person sees it.

    Attributes:
        label: Turkish label.
        kind: What is typed.
        required: Marked and refused when empty.
        help: One line under the field.
        length: Most characters for text, most digits for whole numbers.
        choices: (stored value, label) pairs of a CHOICE.
        lookup: Name of the picker source of a PICK.
        repeats: A new record starts with the last record's value.
        leads: Stands before all others, also before those that its draft takes over from another.
    """

    label: str
    kind: FieldKind = FieldKind.TEXT
    required: bool = True
    help: str = ""
    length: int = 120
    choices: tuple[tuple[str, str], ...] = ()
    lookup: str = ""
    repeats: bool = False
    leads: bool = False


def entry(spec: FieldSpec, *, default: Any = MISSING) -> Any:
    """A dataclass field that carries its spec; an optional field without a default becomes ``None``."""
    if default is MISSING and not spec.required:
        default = None
    if default is MISSING:
        return dataclasses.field(metadata={"spec": spec})
    return dataclasses.field(default=default, metadata={"spec": spec})


def specs(draft_type: type[Any]) -> dict[str, FieldSpec]:
    """The fields of a draft type in the order of typing."""
    typed = [(f.name, f.metadata["spec"]) for f in dataclasses.fields(draft_type) if "spec" in f.metadata]
    return dict(sorted(typed, key=lambda named: not named[1].leads))


def cleaned(draft_type: type[Any], values: Mapping[str, Any]) -> dict[str, Any]:
    """Values with their text made storable: one line, or several for a note; blank text becomes ``None``."""
    result = dict(values)
    for name, spec in specs(draft_type).items():
        value = result.get(name)
        if isinstance(value, str) and spec.kind is not FieldKind.SECRET:
            result[name] = (clean_block(value) if spec.kind is FieldKind.NOTE else clean_line(value)) or None
    return result


def problems(draft: Any) -> dict[str, str]:
    """Field name to message, for every field that is empty though required, too long or not in its choices."""
    found: dict[str, str] = {}
    for name, spec in specs(type(draft)).items():
        value = getattr(draft, name)
        if value is None or (isinstance(value, str) and not value.strip()):
            if spec.required:
                found[name] = f"{spec.label} boş bırakılamaz."
        elif isinstance(value, str) and len(value) > spec.length:
            found[name] = f"{spec.label} en çok {spec.length} karakter olabilir; {len(value)} karakter yazıldı."
        elif spec.kind is FieldKind.CHOICE and value not in {key for key, _ in spec.choices}:
            found[name] = f"{spec.label} için listeden bir değer seçin."
        elif spec.kind is FieldKind.INT and len(str(abs(value))) > spec.length:
            found[name] = f"{spec.label} çok büyük."
    return found


def check(draft: Any, more: Mapping[str, str] | None = None) -> None:
    """Refuses a draft with any problem.

    Args:
        more: Problems that the area itself found, by field name.

    Raises:
        BadFields: with all problems at once.
    """
    found = problems(draft) | dict(more or {})
    if found:
        raise BadFields(found)


def is_reason(text: str) -> bool:
    """Whether a text says enough to stand as the reason of a step."""
    return len(text.strip()) >= _FEWEST_LETTERS


def require_reason(text: str, message: str, remedy: str = "Kısa bir gerekçe yazın.") -> None:
    """Lets only a step pass that has a reason.

    Raises:
        BadInput: ``message``, with what to write.
    """
    if not is_reason(text):
        raise BadInput(message, remedy, field="reason")
