"""Arazi tazminatı: points of the days that technical staff work in the open (657 s. K. m.152)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from enum import IntEnum

from data.core.errors import BadInput
from data.core.reasons import Explained, Reason
from data.puantaj.rules.settings import PuantajSettings

_LAW = "657 s. K. m.152"
_LONGEST = 92
"""Days of the longest three months."""


class FieldGroup(IntEnum):
    """The title group that decides the points of a day: 1 mühendis, 2 tekniker, 3 teknisyen and others."""

    FIRST = 1
    SECOND = 2
    THIRD = 3


@dataclass(frozen=True, slots=True)
class FieldPoints:
    """Points of a three-month period.

    Attributes:
        raw: What the days add up to.
        paid: What the limit leaves of it.
    """

    raw: Decimal
    paid: Decimal


def field_points(group: FieldGroup, days: int, settings: PuantajSettings) -> Explained[FieldPoints]:
    """The points of a three-month period, paid at its end (657 s. K. m.152; 160 seri no.lu tebliğ).

    Args:
        days: Days worked in the open within the three months.
        settings: As they stand on the period's last day.

    Raises:
        BadInput: fewer than no days, or more than three months have.
    """
    if not 0 <= days <= _LONGEST:
        raise BadInput(
            f"Arazi gün sayısı 0 ile {_LONGEST} arasında olmalıdır.",
            "Üç aylık dönemin günlerini sayın.",
            field="gun",
        )
    daily = {
        FieldGroup.FIRST: settings.arazi_puan_1,
        FieldGroup.SECOND: settings.arazi_puan_2,
        FieldGroup.THIRD: settings.arazi_puan_3,
    }[group]
    raw, limit = daily * days, settings.arazi_ust_sinir
    reasons = [Reason(f"{days} gün × {_text(daily)} puan = {_text(raw)} puan ({group.value}. unvan grubu).", _LAW)]
    if raw > limit:
        reached = int((limit / daily).to_integral_value(ROUND_CEILING))
        reasons.append(
            Reason(
                f"Üç aylık dönemde en çok {_text(limit)} puan ödenir; sınıra {reached}. günde ulaşıldı, "
                f"{_text(raw - limit)} puan ödenmez.",
                _LAW,
            )
        )
    return Explained(FieldPoints(raw, min(raw, limit)), tuple(reasons))


def _text(points: Decimal) -> str:
    return f"{points.normalize():f}".replace(".", ",")
