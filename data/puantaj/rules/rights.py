"""The rights to leave as they stand on a day: the laws' values under what the office set over them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Final

from data.core.errors import BadInput
from data.personel.rules import StaffKind
from data.puantaj.rules.entitlement_table import ENTITLEMENTS
from data.puantaj.rules.entitlements import PREFIX, Entitlement

_BY_NAME: Final = {one.name: one for one in ENTITLEMENTS}
_BRACKETS: Final = defaultdict(list)
for _one in ENTITLEMENTS:
    if _one.from_years is not None and _one.from_age is None and _one.to_age is None and _one.stands_alone:
        _BRACKETS[_one.kind, _one.code].append(_one)


def bracket(kind: StaffKind, code: str, kidem: date, on: date) -> Entitlement:
    """The row of annual leave that the service from ``kidem`` to ``on`` falls into."""
    return next(one for one in _BRACKETS[kind, code] if one.holds_for(kidem, on))


def entitlement(name: str) -> Entitlement:
    """The right with that parameter name.

    Raises:
        BadInput: there is none.
    """
    found = _BY_NAME.get(name)
    if found is None:
        raise BadInput("Böyle bir izin hakkı yok.", "Listeden seçin.", field="name")
    return found


def read_amount(text: str) -> Decimal:
    """A typed or stored amount: whole or with one half, ``20`` or ``2,5``.

    Raises:
        BadInput: not such a number, or beyond any law.
    """
    try:
        value = Decimal(text.strip().replace(",", "."))
    except InvalidOperation:
        value = Decimal(-1)
    if not value.is_finite() or not 0 <= value <= 2000 or value * 2 != int(value * 2):
        raise BadInput(f"“{text[:20]}” uygun bir süre değil.", "20 ya da 2,5 gibi yazın.", field="value")
    return value


class Rights:
    """Every right as it stands from day to day: the law's values and what the office set over them."""

    def __init__(self, dated: Iterable[tuple[str, date, Decimal]] = ()) -> None:
        """Args:
        dated: Parameter name, first valid day and amount; of two for one day the later one holds.
        """
        self._dated: dict[str, list[tuple[date, Decimal]]] = defaultdict(list)
        for name, day, amount in dated:
            self._dated[name].append((day, amount))
        for values in self._dated.values():
            values.sort(key=lambda one: one[0])

    def amount(self, right: Entitlement, day: date) -> Decimal:
        """What a right is on a day."""
        found = right.amount
        for first, amount in self._dated.get(right.name, ()):
            if first > day:
                break
            found = amount
        return found

    def of(self, kind: StaffKind, slot: str, day: date) -> tuple[Decimal, Entitlement] | None:
        """The amount and the row of one right of a staff kind; ``None`` where the kind has no such right."""
        right = _BY_NAME.get(f"{PREFIX}{kind.value}.{slot}")
        return None if right is None else (self.amount(right, day), right)
