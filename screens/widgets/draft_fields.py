"""Between a draft type and the fields of its form."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from datetime import date
from typing import Any, TypeVar

from data.core.calendar import WorkCalendar
from data.core.drafts import FieldKind, FieldSpec, cleaned, problems, specs
from data.core.errors import BadFields, BadInput
from data.core.money import Money
from screens.widgets.choice_fields import CheckField, ChoiceField
from screens.widgets.fields import (
    DateField,
    Field,
    IntField,
    MoneyField,
    SecretField,
    TextField,
    TimeField,
)
from screens.widgets.note_field import NoteField
from screens.widgets.picker import Lookup, PickField

DraftT = TypeVar("DraftT")

_PLAIN: dict[FieldKind, type[Field]] = {
    FieldKind.TEXT: TextField,
    FieldKind.NOTE: NoteField,
    FieldKind.TIME: TimeField,
    FieldKind.INT: IntField,
    FieldKind.MONEY: MoneyField,
    FieldKind.CHOICE: ChoiceField,
    FieldKind.CHECK: CheckField,
    FieldKind.SECRET: SecretField,
}


def field_for(
    name: str, spec: FieldSpec, *, lookups: Mapping[str, Lookup], today: date, calendar: WorkCalendar
) -> Field:
    """The widget of one draft field."""
    if spec.kind is FieldKind.DATE:
        return DateField(name, spec, today, calendar)
    if spec.kind is FieldKind.PICK:
        return PickField(name, spec, lookups[spec.lookup])
    return _PLAIN[spec.kind](name, spec)


def start_values(draft_type: type[Any], values: Mapping[str, object]) -> dict[str, object]:
    """What a form starts with: the given values, else the draft's own defaults."""
    start: dict[str, object] = {}
    for field in dataclasses.fields(draft_type):
        if field.name in values:
            start[field.name] = values[field.name]
        elif field.default is not dataclasses.MISSING:
            start[field.name] = field.default
    return start


def _kept_in_kurus(draft_type: type[Any]) -> frozenset[str]:
    """Amounts that a draft keeps as whole kuruş, not as ``Money``."""
    amounts = {name for name, spec in specs(draft_type).items() if spec.kind is FieldKind.MONEY}
    return frozenset(
        field.name
        for field in dataclasses.fields(draft_type)
        if field.name in amounts and str(field.type).startswith("int")
    )


def collect(draft_type: type[DraftT], fields: Mapping[str, Field], start: Mapping[str, object]) -> DraftT:
    """The draft that the fields hold; fields without a spec come from ``start``.

    Raises:
        BadFields: every field that cannot be read, is empty though required, or breaks its spec.
    """
    values = {name: value for name, value in start.items() if name not in fields}
    found: dict[str, str] = {}
    in_kurus = _kept_in_kurus(draft_type)
    for name, field in fields.items():
        try:
            read = field.read()
            values[name] = read.kurus if isinstance(read, Money) and name in in_kurus else read
        except BadInput as problem:
            values[name] = None
            found[name] = str(problem)
    draft = draft_type(**cleaned(draft_type, values))
    all_found = problems(draft) | found
    if all_found:
        raise BadFields({name: all_found[name] for name in specs(draft_type) if name in all_found})
    return draft
