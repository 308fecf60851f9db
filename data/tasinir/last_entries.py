"""What goods last entered at: the value of a surplus and of a return that has no price of its own (m.17, m.18)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlmodel import col

from data.core.calendar import format_date
from data.core.store import Look
from data.tasinir.models_vouchers import Vif, VifSatir
from data.tasinir.rules.amounts import unit_price_of
from data.tasinir.rules.values import Direction, VoucherKind, VoucherState
from data.tasinir.rules.vouchers import last_of_year

_INNER = (VoucherKind.AMBAR_GIRIS.value, VoucherKind.DEGER_ARTISI.value)
"""Entries that brought nothing from outside."""


@dataclass(frozen=True, slots=True)
class LastEntry:
    """An entry line: its day, thousandths, kuruş.

    Attributes:
        own: Of the same harcama birimi.
    """

    day: date
    quantity: int
    kurus: int
    own: bool

    @property
    def unit_price(self) -> int:
        """Millionths of a lira."""
        return unit_price_of(self.kurus, self.quantity)

    @property
    def words(self) -> str:
        """Where the price is from, for the line's note."""
        whose = "" if self.own else "başka bir harcama biriminin "
        return f"Son bir yıl içinde {whose}{format_date(self.day)} günlü girişinin birim değeri"


def last_entry(look: Look, tasinir_id: int, harcama_birimi_id: int, day: date) -> LastEntry | None:
    """The last entry of a kind of goods of the year before a day: of the own harcama birimi, else of any other.

    Law: m.17, m.18/1-2. ``None``: a commission says the value.
    """
    for own in (True, False):
        found = last_of_year(_entries(look, tasinir_id, harcama_birimi_id, own=own), day)
        if found is not None:
            return LastEntry(*found, own)
    return None


def _entries(look: Look, tasinir_id: int, harcama_birimi_id: int, *, own: bool) -> list[tuple[date, int, int]]:
    """Entries that brought goods from outside, oldest first: day, thousandths, kuruş."""
    unit = col(Vif.harcama_birimi_id)
    statement = (
        select(col(Vif.day), col(VifSatir.quantity), col(VifSatir.total_kurus))
        .join(Vif, col(Vif.id) == col(VifSatir.vif_id))
        .where(
            col(VifSatir.tasinir_id) == tasinir_id,
            unit == harcama_birimi_id if own else unit != harcama_birimi_id,
            col(Vif.direction) == Direction.GIRIS.value,
            col(Vif.state) == VoucherState.ONAYLI.value,
            col(Vif.reverses_id).is_(None),
            col(Vif.kind).not_in(_INNER),
        )
        .order_by(col(Vif.day), col(VifSatir.id))
    )
    return [(day, quantity, kurus) for day, quantity, kurus in look.session.execute(statement)]
