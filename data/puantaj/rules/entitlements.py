"""Rights to leave by staff kind, seniority, age and date: what the law grants, as rows the office may raise.

Every row is a dated value: its default is the law's, a TİS or a new law sets another one from a day on. The 2026
bill on maternity and paternity stands beside the present value and holds only once the office puts it in force.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

from dateutil.relativedelta import relativedelta

from data.personel.rules import StaffKind
from data.puantaj.rules.codes import DEFAULT_CODES

PREFIX: Final = "izin_hakki."
"""Before the parameter name of every right."""
ANNUAL: Final = frozenset({"YILLIK_ISCI", "YILLIK_MEMUR"})


class Unit(StrEnum):
    """What a right is measured in."""

    WORK_DAYS = "isgunu"
    CALENDAR_DAYS = "takvim"
    WEEKS = "hafta"
    MONTHS = "ay"
    MINUTES = "dakika"

    @property
    def label(self) -> str:
        """As shown on screen."""
        return {
            "isgunu": "iş günü", "takvim": "gün", "hafta": "hafta", "ay": "ay", "dakika": "dakika",
        }[self.value]  # fmt: skip


class Per(StrEnum):
    """What a right is for."""

    SERVICE_YEAR = "yil"
    CALENDAR_YEAR = "takvim_yili"
    EVENT = "olay"
    REPORT = "rapor"
    DAY = "gun"

    @property
    def label(self) -> str:
        """As shown on screen."""
        return {
            "yil": "yıllık hak", "takvim_yili": "yılda en çok", "olay": "her olayda", "rapor": "bir raporda",
            "gun": "günde",
        }[self.value]  # fmt: skip


class Carry(StrEnum):
    """What becomes of an unused right."""

    NONE = "yok"
    NEXT_YEAR = "gelecek_yil"
    KEPT = "dusmez"

    @property
    def label(self) -> str:
        """As shown on screen."""
        return {
            "yok": "Devretmez", "gelecek_yil": "İzleyen yılın sonuna kadar", "dusmez": "Çalışırken düşmez",
        }[self.value]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entitlement:
    """One right of one staff kind.

    Attributes:
        slot: Its name within the kind; the code's key and what tells several rows of one code apart.
        amount: The law's own value, in ``unit``.
        paid: Whether it is paid: ``E``, ``H``, or ``P`` where somebody else pays or it depends.
        from_years, to_years: Completed service it holds for; ``to_included`` tells whether exactly that much does.
        from_age, to_age: Completed years of age, both included.
        bill: What the 2026 bill makes of it; not in force until the office says so.
    """

    kind: StaffKind
    slot: str
    code: str
    condition: str
    per: Per
    unit: Unit
    amount: Decimal
    paid: str
    carry: Carry
    law: str
    from_years: int | None = None
    to_years: int | None = None
    to_included: bool = False
    from_age: int | None = None
    to_age: int | None = None
    bill: Decimal | None = None

    @property
    def code_name(self) -> str:
        """What the leave is called."""
        return _NAMES[self.code]

    @property
    def name(self) -> str:
        """The name of the dated parameter that may change it."""
        return f"{PREFIX}{self.kind.value}.{self.slot}"

    def holds_for(self, kidem: date, on: date) -> bool:
        """Whether the service from ``kidem`` to ``on`` lies in this row's bracket (657 m.102, 4857 m.53).

        Brackets are met from above: ``1–5 yıl (5 dahil)`` holds on the fifth anniversary, ``5 yıldan fazla``
        from the day after it.
        """
        if self.from_years is not None:
            reached = kidem + relativedelta(years=self.from_years)
            if on < reached or (not self._from_included and on == reached):
                return False
        if self.to_years is None:
            return True
        limit = kidem + relativedelta(years=self.to_years)
        return on <= limit if self.to_included else on < limit

    @property
    def stands_alone(self) -> bool:
        """Whether the row is a whole right by itself and not added to another one."""
        return self.slot not in _ADDED

    @property
    def _from_included(self) -> bool:
        return self.slot not in _AFTER


_NAMES: Final = {code.key: code.name for code in DEFAULT_CODES}
_ADDED: Final = frozenset({"YILLIK_ISCI.yeralti"})
_AFTER: Final = frozenset({"YILLIK_MEMUR.10+", "YILLIK_ISCI.5+"})
"""Rows that begin after their limit, because the row before includes it."""
