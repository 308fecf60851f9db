"""The figures of one row of an opening file: quantity, value, days, each as its column writes them."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal
from typing import Final

from data.core.calendar import format_date
from data.core.errors import BadInput
from data.core.intake.column_styles import Styles
from data.core.intake.notation import is_year_alone, read_day, read_number
from data.core.money import format_kurus
from data.tasinir.opening_intake import OpeningKind, RawRow, Scan, kurus_of
from data.tasinir.rules.amounts import (
    LIRA,
    MAX_PRICE,
    MAX_QUANTITY,
    ONE,
    format_quantity,
    price_kurus,
    unit_price_of,
)

_FEWEST_PLACES: Final = 2
"""Places after the comma that a price is taken to have been rounded to, at the least."""
_MOST_ITEMS: Final = 10_000 * ONE
"""Items of one row; more are a slip of the hand."""
_EXPIRES_WITHIN: Final = 50
"""Years from the opening in which a year of two digits is looked for."""


class Figures:
    """Reads the figures of rows; what it rounds or fills in is counted.

    Args:
        day: Of the opening; nothing came in after it.
        counts: ``price``, ``amount`` (rounded) and ``year`` (a year alone) are added to.
    """

    def __init__(self, scanned: Scan, day: date, styles: Styles, counts: Counter[str]) -> None:
        self._durable = scanned.kind is OpeningKind.DAYANIKLI
        self._columns = scanned.columns
        self._day = day
        self._styles = styles
        self._counts = counts

    def _number(self, raw: RawRow, field: str) -> Decimal:
        return read_number(raw.text(field), self._styles.numbers.get(field), field=field)

    def quantity(self, raw: RawRow) -> int:
        """Thousandths; one item where a row of durables says none.

        Raises:
            BadInput: no quantity, none that is, or parts of an item.
        """
        if not raw.text("quantity"):
            if self._durable:
                return ONE
            raise BadInput("Miktar boş.", "Miktarı yazın.", field="quantity")
        exact = self._number(raw, "quantity") * ONE
        if exact <= 0:
            raise BadInput("Miktar sıfırdan büyük olmalıdır.", "Elde olmayanın satırını silin.", field="quantity")
        quantity = int(exact)
        if quantity != exact or (self._durable and quantity % ONE):
            most = "tam sayı olmalıdır" if self._durable else "en çok üç ondalık basamaklı olabilir"
            raise BadInput(f"Miktar {most}.", "Miktarı düzeltin.", field="quantity")
        if quantity > (_MOST_ITEMS if self._durable else MAX_QUANTITY):
            raise BadInput(f"{format_quantity(quantity)} çok büyük.", "Miktarı denetleyin.", field="quantity")
        return quantity

    def value(self, raw: RawRow, quantity: int) -> tuple[int, int]:
        """Kuruş of the row and millionths of a lira for one; the amount counts where the file has both.

        Raises:
            BadInput: neither, or they do not fit each other.
        """
        price = self._number(raw, "price") if raw.text("price") else None
        amount = self._number(raw, "amount") if raw.text("amount") else None
        if price is None and amount is None:
            field = "amount" if "amount" in self._columns else "price"
            raise BadInput("Değer boş.", "Tutarı ya da birim fiyatı yazın.", field=field)
        if price is not None and not 0 <= price <= MAX_PRICE // LIRA:
            raise BadInput("Birim fiyat eksi ya da çok büyük.", "Fiyatı denetleyin.", field="price")
        micro = int((price * LIRA).to_integral_value("ROUND_HALF_UP")) if price is not None else 0
        if amount is None:
            self._counts["price"] += price is not None and price * LIRA != micro
            return kurus_of(Decimal(price_kurus(quantity, micro)) / 100, field="price")[0], micro
        kurus, rounded = kurus_of(amount, field="amount")
        self._counts["amount"] += rounded
        if price is None:
            return kurus, unit_price_of(kurus, quantity)
        self._require_like(quantity, price, kurus)
        return kurus, micro

    def _require_like(self, quantity: int, price: Decimal, kurus: int) -> None:
        """Quantity times price is the amount, but for what rounding the price may have taken off it."""
        exponent = price.as_tuple().exponent
        places = max(_FEWEST_PLACES, -exponent if isinstance(exponent, int) else 0)
        exact = price * quantity / ONE * 100
        most = Decimal(quantity) / ONE * Decimal(50).scaleb(-places) + 1
        if abs(exact - kurus) > most:
            times = format_kurus(int(exact.to_integral_value("ROUND_HALF_UP")))
            said = f"Miktar × birim fiyat {times} eder, tutar {format_kurus(kurus)} yazılı."
            raise BadInput(said, "Hangisi yanlışsa düzeltin.", field="amount")

    def entered(self, raw: RawRow) -> date:
        """When it first came in; the opening day where the row does not say.

        Raises:
            BadInput: no day, or one after the opening.
        """
        if not raw.text("entered"):
            return self._day
        day = read_day(raw.text("entered"), self._styles.days.get("entered"), self._day, field="entered")
        if day > self._day:
            said = f"Giriş tarihi {format_date(day)}, açılış gününden sonra."
            raise BadInput(said, "Sonraki girişi kendi fişiyle yazın.", field="entered")
        self._counts["year"] += is_year_alone(raw.text("entered"))
        return day

    def expires(self, raw: RawRow) -> date | None:
        """Until when it may be used.

        Raises:
            BadInput: no day.
        """
        if not raw.text("expires"):
            return None
        latest = self._day.replace(year=self._day.year + _EXPIRES_WITHIN, day=1)
        return read_day(raw.text("expires"), self._styles.days.get("expires"), latest, field="expires")
