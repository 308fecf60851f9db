"""A closed set whose members carry their Turkish label: how every area keeps its fixed lists."""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Labelled(StrEnum):
    """A closed set: each member is what the table keeps, with the word that screen and paper show for it."""

    _label: str

    def __new__(cls, value: str, label: str = "") -> Self:  # a member is also looked up by its value alone
        member = str.__new__(cls, value)
        member._value_ = value
        member._label = label
        return member

    @property
    def label(self) -> str:
        """As shown on screen and paper."""
        return self._label
