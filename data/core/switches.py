"""Switches: what an area's parameters are called, how their text is read, and how a new value is typed.

Their values are dated rows (:mod:`data.core.parameters`); each area lists its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from data.core.drafts import FieldKind, FieldSpec, entry


class ParameterType(StrEnum):
    """How a parameter's stored text is read."""

    YES_NO = "evet_hayir"
    MINUTES = "dakika"
    HOURS = "saat"
    CLOCK = "saat_dakika"
    DAY_SHARE = "gun_payi"
    KINDS = "statuler"
    DATE = "tarih"
    BREAKS = "ara_dinlenme"
    DAYS = "gun"
    NUMBER = "sayi"
    TEXT = "metin"

    @property
    def hint(self) -> str:
        """What a person types."""
        return {
            "evet_hayir": "E ya da H",
            "dakika": "dakika",
            "saat": "saat",
            "saat_dakika": "13:00 gibi",
            "gun_payi": "1 ya da 0,5",
            "tarih": "01.01.2026 gibi",
            "statuler": "virgülle statüler: memur, zabita, sozlesmeli, kismi, isci, gecici, sirket, stajyer",
            "ara_dinlenme": "süre:dinlenme dakikaları, kısadan uzuna: 240:15, 450:30, 660:60, 1440:90",
            "gun": "gün",
            "sayi": "sayı: 25 ya da 1,5 gibi",
            "metin": "metin",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Parameter:
    """One switch as a parameter table shows it; ``default`` is in stored text form."""

    name: str
    type: ParameterType
    default: str
    label: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingDraft:
    """A new value of one switch; ``name`` is the parameter's."""

    name: str
    value: str = entry(FieldSpec("Yeni değer", length=200))
    valid_from: date = entry(FieldSpec("Geçerlilik başlangıcı", FieldKind.DATE))
    source: str = entry(FieldSpec("Dayanak", length=160, help="Kanun, karar veya yazının tarihi ve sayısı"))
