"""How long each basis lets the office take, in which unit, from when, and by which law."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from data.evrak.rules.values import Basis


class Unit(StrEnum):
    """What a deadline is counted in."""

    GUN = "gun"
    IS_GUNU = "is_gunu"
    TARIH = "tarih"

    @property
    def label(self) -> str:
        """As written behind a number."""
        return {"gun": "gün", "is_gunu": "iş günü", "tarih": "tarih"}[self.value]


@dataclass(frozen=True, slots=True)
class Term:
    """The term of one basis.

    Attributes:
        length: How many units; 0 where a date is given instead.
        begins: The day that is not counted, in words; counting begins on the day after it.
        moves: A last day on which offices are closed becomes the next working day.
    """

    basis: Basis
    length: int
    unit: Unit
    begins: str
    law: str
    moves: bool = False

    @property
    def words(self) -> str:
        """``5 iş günü``; empty where a date is given instead."""
        return f"{self.length} {self.unit.label}" if self.length else ""


@dataclass(frozen=True, slots=True)
class Terms:
    """Lengths and customs of counting as they hold on a day; stored as dated settings."""

    ry33_belge: int = 5
    """Working days to send a document that another office asks for (RY m.33)."""
    ry33_bilgi: int = 15
    """Working days to answer a request for information or an opinion (RY m.33)."""
    paket: int = 2
    """Working days to reject an e-Yazışma package (RY m.30)."""
    be15: int = 15
    """Working days to answer a bilgi edinme application (4982 s. K. m.11)."""
    be30: int = 30
    """Working days after an extension, counted from the application too (4982 s. K. m.11)."""
    dilekce: int = 30
    """Calendar days to answer a petition (3071 s. K. m.7)."""
    cimer: int = 30
    """Calendar days to answer a CİMER application (3071 s. K. m.7)."""
    iyuk10: int = 30
    """Calendar days after which silence is a refusal (2577 s. K. m.10)."""
    iyuk11: int = 30
    """Calendar days after which silence on an objection is a refusal (2577 s. K. m.11)."""
    iyuk_once: int = 60
    """Calendar days of both for applications made before :attr:`iyuk_degisim` (7331 s. K.)."""
    iyuk_degisim: date = date(2021, 7, 14)
    """From this day on applications have the shorter periods (7331 s. K., RG 14.07.2021/31541)."""
    acele: int = 1
    """Working days within which the desk asks for a letter marked ACELE; the mark itself says at once."""
    yarim_gun_sayilir: bool = True
    """A half holiday (arife, 28 Ekim) counts as a working day (custom of the office)."""
    dilekce_kayar: bool = False
    """Last day of a petition that falls on a closed day moves to the next working day (not in 3071 s. K.)."""
    cimer_kayar: bool = False
    """As above, for CİMER."""
    iyuk10_kayar: bool = False
    """As above; the silence of m.10 is not taken to be stretched by a holiday (2577 s. K. m.8, m.10)."""
    iyuk11_kayar: bool = False
    """As above, for the objection of m.11."""
    ucret_durdurur: bool = True
    """A fee notice stops the clock of a bilgi edinme application until it is paid (4982 s. K.; unconfirmed)."""
    ucret_gun: int = 15
    """Working days that the applicant has to pay (4982 s. K.; unconfirmed)."""

    def term(self, basis: Basis, start: date) -> Term:
        """What holds for a basis whose clock starts on a day; a date given by hand has no length."""
        old = start < self.iyuk_degisim
        match basis:
            case Basis.RY33_BELGE:
                return Term(basis, self.ry33_belge, Unit.IS_GUNU, "kayıt günü", "RY m.33")
            case Basis.RY33_BILGI:
                return Term(basis, self.ry33_bilgi, Unit.IS_GUNU, "kayıt günü", "RY m.33")
            case Basis.PAKET:
                return Term(basis, self.paket, Unit.IS_GUNU, "paketin geldiği gün", "RY m.30")
            case Basis.BE15:
                return Term(basis, self.be15, Unit.IS_GUNU, "başvurunun alındığı gün", "4982 s. K. m.11")
            case Basis.BE30:
                return Term(basis, self.be30, Unit.IS_GUNU, "başvurunun alındığı gün", "4982 s. K. m.11")
            case Basis.DILEKCE:
                law = "3071 s. K. m.7"
                return Term(basis, self.dilekce, Unit.GUN, "dilekçenin alındığı gün", law, self.dilekce_kayar)
            case Basis.CIMER:
                law = "3071 s. K. m.7"
                return Term(basis, self.cimer, Unit.GUN, "başvurunun kuruma ulaştığı gün", law, self.cimer_kayar)
            case Basis.IYUK10:
                length = self.iyuk_once if old else self.iyuk10
                return Term(basis, length, Unit.GUN, "başvuru günü", "2577 s. K. m.10", self.iyuk10_kayar)
            case Basis.IYUK11:
                length = self.iyuk_once if old else self.iyuk11
                return Term(basis, length, Unit.GUN, "başvuru günü", "2577 s. K. m.11", self.iyuk11_kayar)
            case Basis.ACELE:
                return Term(basis, self.acele, Unit.IS_GUNU, "kayıt günü", "RY m.26")
            case Basis.GUNLU:
                return Term(basis, 0, Unit.TARIH, "kayıt günü", "RY m.26/1")
            case Basis.SERBEST:
                return Term(basis, 0, Unit.TARIH, "", "")


STANDARD: Final = Terms()
"""What holds where the office has set nothing."""
