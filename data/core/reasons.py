"""Values that can say why.

A rule that decides something a person may ask about returns an :class:`Explained` value. The desk shows the
reasons on one key (Neden?), forms may print them as notes, tests assert them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Ref:
    """A record behind a reason, for jumping to it.

    ``kind`` is the registry name of the record (``personel``, ``izin``, ``punch_file`` …), ``id`` its key.
    """

    kind: str
    id: int


@dataclass(frozen=True, slots=True)
class Reason:
    """One step of the argument: a Turkish sentence, the law it rests on, the records it used."""

    text: str
    law: str = ""
    refs: tuple[Ref, ...] = ()


@dataclass(frozen=True, slots=True)
class Explained(Generic[T]):
    """A value with the reasons that led to it, first cause first."""

    value: T
    reasons: tuple[Reason, ...]

    def because(self, *more: Reason) -> Explained[T]:
        """The same value with further reasons behind the present ones."""
        return Explained(self.value, self.reasons + more)
