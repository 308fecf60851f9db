"""An area's dated settings, each described once: default, label, source, how its text is read, what is typed.

Values are rows of the parameter table (:mod:`data.core.parameters`); here they become typed values.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from data.core import parameters
from data.core.drafts import check
from data.core.errors import BadInput
from data.core.money import Money
from data.core.store import Work
from data.core.switches import Parameter, ParameterType, SettingDraft
from data.core.text import clean_line

NOTHING: Final = "yok"
"""What a person types where a value shall be empty."""


@dataclass(frozen=True, slots=True)
class Described:
    """One setting of an area; ``read`` gives its typed value or raises ``ValueError`` or ``KeyError``."""

    name: str
    type: ParameterType
    default: str
    label: str
    source: str
    read: Callable[[str], Any]
    hint: str = ""


def as_parameters(prefix: str, described: Sequence[Described]) -> tuple[Parameter, ...]:
    """The settings as rows of the parameter table."""
    return tuple(
        Parameter(f"{prefix}{one.name}", one.type, one.default, one.label, one.source) for one in described
    )


def read_settings(prefix: str, described: Sequence[Described], values: Mapping[str, str]) -> dict[str, Any]:
    """Typed values by name from stored texts by parameter name; what is absent has its default.

    Raises:
        BadInput: a value that does not fit; the field is the parameter's name.
    """
    found = {}
    for one in described:
        text = values.get(f"{prefix}{one.name}", one.default)
        try:
            found[one.name] = one.read(text.strip())
        except (KeyError, ValueError):
            raise BadInput(
                f"“{clean_line(text[:40])}”, “{one.label}” için geçerli bir değer değil.",
                f"Şöyle yazın: {one.hint or one.type.hint}.",
                field=f"{prefix}{one.name}",
            ) from None
    return found


def set_described(work: Work, prefix: str, described: Sequence[Described], draft: SettingDraft) -> None:
    """Sets one of them from a day on.

    Raises:
        NotAllowed: not an administrator.
        BadInput: the value does not fit, or something is missing.
    """
    check(draft)
    mine = [one for one in described if f"{prefix}{one.name}" == draft.name]
    try:
        read_settings(prefix, mine, {draft.name: draft.value})
    except BadInput as problem:
        raise BadInput(problem.message, problem.remedy, field="value") from None
    default = mine[0].default if mine else None
    parameters.set_parameter(work, draft.name, draft.valid_from, draft.value, draft.source, default=default)


def yes_no(text: str) -> bool:
    """``E`` or ``H``."""
    return {"E": True, "H": False}[text]


def whole(least: int, most: int) -> Callable[[str], int]:
    """A reader of whole numbers within limits."""

    def read(text: str) -> int:
        if not (text.isascii() and text.isdigit() and len(text) <= len(str(most)) and least <= int(text) <= most):
            raise ValueError(text)
        return int(text)

    return read


def amount_or_nothing(text: str) -> int | None:
    """Kuruş from an amount in TL; ``yok`` says that there is none."""
    if text == NOTHING:
        return None
    try:
        kurus = Money.parse(text).kurus
    except BadInput:
        raise ValueError(text) from None
    if kurus <= 0:
        raise ValueError(text)
    return kurus
