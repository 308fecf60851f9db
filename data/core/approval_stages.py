"""The stages of the approval path and the steps between them: taslak → sunuldu → kontrol edildi → onaylandı → …"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from data.core.permissions import Verb


class Stage(StrEnum):
    """Where a record stands."""

    TASLAK = "taslak"
    SUNULDU = "sunuldu"
    KONTROL_EDILDI = "kontrol_edildi"
    ONAYLANDI = "onaylandi"
    KESINLESTI = "kesinlesti"

    @property
    def label(self) -> str:
        """As shown on screen."""
        return _LABELS[self]

    @property
    def sign(self) -> str:
        """One sign that repeats the word."""
        return "✓" if self is Stage.KESINLESTI else "○" if self is Stage.TASLAK else "●"


_LABELS = {
    Stage.TASLAK: "Taslak",
    Stage.SUNULDU: "Sunuldu",
    Stage.KONTROL_EDILDI: "Kontrol edildi",
    Stage.ONAYLANDI: "Onaylandı",
    Stage.KESINLESTI: "Kesinleşti",
}


@dataclass(frozen=True, slots=True)
class Step:
    """A step: where it leads, what it takes, what it is called."""

    to: Stage
    verb: Verb
    name: str


NEXT = {
    Stage.TASLAK: Step(Stage.SUNULDU, Verb.PREPARE, "Onaya sun"),
    Stage.SUNULDU: Step(Stage.KONTROL_EDILDI, Verb.CHECK, "Kontrol et"),
    Stage.KONTROL_EDILDI: Step(Stage.ONAYLANDI, Verb.APPROVE, "Onayla"),
    Stage.ONAYLANDI: Step(Stage.KESINLESTI, Verb.CLOSE, "Kesinleştir"),
}
"""What is done at a stage to reach the next one."""
