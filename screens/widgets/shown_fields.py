"""Fields of a form that are asked for only with some values of another, as a voucher's papers with its kind."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from data.core.errors import BadInput
from screens.widgets.fields import Field


@dataclass(frozen=True, slots=True)
class AskedBy:
    """Which fields a form asks for.

    Attributes:
        field: Name of the field whose value decides.
        names: From that value, ``None`` while there is none, the names of the fields that are asked for.
    """

    field: str
    names: Callable[[object], Collection[str]]


class ShownFields:
    """Shows what is asked for and whatever something stands in, so that nothing is saved that is not seen."""

    def __init__(self, fields: Mapping[str, Field], asked: AskedBy | None) -> None:
        self._fields = fields
        self._asked = asked
        self._blank: dict[str, str] = {}
        self._named: set[str] = set()

    def start(self, defaults: Mapping[str, object]) -> None:
        """Notes how each field looks with nothing typed in it.

        Args:
            defaults: Of the draft, by field.
        """
        if self._asked is not None:
            for name, field in self._fields.items():
                field.show(defaults.get(name))
                self._blank[name] = field.keep()

    def follow(self, changed: str | None = None) -> None:
        """After a field changed, or all of them: shows and hides the others."""
        if self._asked is None or changed not in (None, self._asked.field):
            return
        names = self._asked.names(self._deciding())
        for name, field in self._fields.items():
            field.display = (
                name == self._asked.field
                or name in names
                or name in self._named
                or field.keep() != self._blank[name]
            )

    def name(self, names: Iterable[str]) -> None:
        """Shows fields that a refusal speaks of, whatever else is asked for."""
        self._named.update(names)
        self.follow()

    def after(self, field: Field) -> Field | None:
        """The next field that is shown; none after the last."""
        fields = list(self._fields.values())
        return next((one for one in fields[fields.index(field) + 1 :] if one.display), None)

    def _deciding(self) -> object:
        field = self._fields[self._asked.field] if self._asked is not None else None
        try:
            return field.read() if field is not None else None
        except BadInput:
            return None
