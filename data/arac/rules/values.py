"""What a vehicle and its days are, as plain values; plates and amounts as they are typed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

from data.core.errors import BadInput
from data.core.text import fold

LAW: Final = "237 s. K."
_ROAD_PLATE = re.compile(r"(\d{2})([A-Z]{1,3})(\d{2,5})")
_MACHINE_PLATE = re.compile(r"[A-Z0-9]{4,16}")
_LAST_PROVINCE = 81
_LITRES = re.compile(r"(\d{1,3}(?:\.\d{3})+|\d{1,6})(?:,(\d{1,3}))?", re.ASCII)
_CLOCK = re.compile(r"(\d{1,3}):([0-5]\d)", re.ASCII)
_HOURS = re.compile(r"(\d{1,3})(?:,(\d{1,2}))?", re.ASCII)


class Ownership(StrEnum):
    """Whose the vehicle is."""

    BELEDIYE = "belediye"
    KIRALIK = "kiralik"
    FIRMA = "firma"

    @property
    def label(self) -> str:
        """As shown on screen and paper."""
        return {"belediye": "Belediye", "kiralik": "Kiralık", "firma": "Firma (hizmet alımı)"}[self.value]


class Measure(StrEnum):
    """By what a vehicle's work is measured: the odometer, or hours of an iş makinesi."""

    KM = "km"
    SAAT = "saat"

    @property
    def label(self) -> str:
        """As shown on screen and paper."""
        return {"km": "Kilometre", "saat": "Çalışma saati"}[self.value]


class DayState(StrEnum):
    """What a vehicle did on a day."""

    CALISTI = "calisti"
    YATTI = "yatti"
    ARIZALI = "arizali"
    BAKIMDA = "bakimda"
    TATIL = "tatil"
    SEHIR_DISI = "sehir_disi"

    @property
    def letter(self) -> str:
        """As printed in a cell."""
        return _LETTERS[self]

    @property
    def label(self) -> str:
        """As shown on screen."""
        return _LABELS[self]

    @property
    def worked(self) -> bool:
        """Whether the vehicle was on the road or at work."""
        return self in (DayState.CALISTI, DayState.SEHIR_DISI)


_LETTERS = {
    DayState.CALISTI: "Ç",
    DayState.YATTI: "Y",
    DayState.ARIZALI: "A",
    DayState.BAKIMDA: "B",
    DayState.TATIL: "T",
    DayState.SEHIR_DISI: "G",
}
_LABELS = {
    DayState.CALISTI: "Çalıştı",
    DayState.YATTI: "Yattı",
    DayState.ARIZALI: "Arızalı",
    DayState.BAKIMDA: "Bakımda",
    DayState.TATIL: "Tatil",
    DayState.SEHIR_DISI: "Şehir dışı görev",
}


@dataclass(frozen=True, slots=True)
class VehicleFacts:
    """What the rules know of a vehicle; an open end is ``None``."""

    plate: str
    measure: Measure
    ownership: Ownership
    first_day: date
    last_day: date | None

    def here(self, day: date) -> bool:
        """Whether it was in the office's use that day."""
        return self.first_day <= day and (self.last_day is None or day <= self.last_day)


@dataclass(frozen=True, slots=True)
class DayEntry:
    """What was written for a day: kilometres of the odometer, minutes of work, millilitres of fuel."""

    id: int
    day: date
    state: DayState
    start_km: int | None = None
    end_km: int | None = None
    minutes: int = 0
    fuel_ml: int = 0
    trips: int = 0
    driver_id: int | None = None
    driver_name: str = ""
    order_no: str = ""
    note: str = ""

    @property
    def km(self) -> int:
        """Kilometres of the day; 0 where one end is not known or they run backwards."""
        if self.start_km is None or self.end_km is None:
            return 0
        return max(0, self.end_km - self.start_km)

    @property
    def last_km(self) -> int | None:
        """The latest reading of the odometer that the entry has."""
        return self.end_km if self.end_km is not None else self.start_km


def in_order(entries: Iterable[DayEntry]) -> tuple[DayEntry, ...]:
    """Entries by day, whatever order they were written in."""
    return tuple(sorted(entries, key=lambda entry: (entry.day, entry.id)))


def normal_plate(typed: str, measure: Measure) -> str:
    """A plate as it is kept: ``34 abc-123`` → ``34 ABC 123``; a machine may have a registration number instead.

    Raises:
        BadInput: no plate of a Turkish province, and no number of a machine.
    """
    plain = "".join(sign for sign in fold(typed).upper() if sign.isascii() and sign.isalnum())
    found = _ROAD_PLATE.fullmatch(plain)
    if found is not None and 0 < int(found[1]) <= _LAST_PROVINCE:
        return " ".join(found.groups())
    if measure is Measure.SAAT and _MACHINE_PLATE.fullmatch(plain):
        return plain
    raise BadInput(
        f"“{typed.strip()[:20]}” bir plaka değil.",
        "34 ABC 123 gibi yazın; iş makinesinde tescil numarası da olur.",
        field="plate",
    )


def parse_litres(typed: str) -> int:
    """Millilitres from litres as they are typed: ``45``, ``45,5``, ``1.045,25``; nothing for an empty text.

    Raises:
        BadInput: not an amount, or more than three places after the comma.
    """
    text = typed.strip().removesuffix("L").removesuffix("lt").strip()
    if not text:
        return 0
    found = _LITRES.fullmatch(text)
    if found is None:
        raise BadInput(
            f"“{typed.strip()[:20]}” litre olarak okunamadı.", "45 ya da 45,5 gibi yazın.", field="fuel"
        )
    return int(found[1].replace(".", "")) * 1000 + int((found[2] or "0").ljust(3, "0"))


def parse_hours(typed: str) -> int:
    """Minutes from hours as they are typed: ``7:30``, ``7,5``, ``8``; nothing for an empty text.

    Raises:
        BadInput: not a length of time, or more than a day.
    """
    text = typed.strip()
    if not text:
        return 0
    clock, hours = _CLOCK.fullmatch(text), _HOURS.fullmatch(text)
    if clock is not None:
        minutes = int(clock[1]) * 60 + int(clock[2])
    elif hours is not None:
        minutes = round(Decimal(f"{hours[1]}.{hours[2] or 0}") * 60)
    else:
        raise BadInput(f"“{text[:20]}” saat olarak okunamadı.", "7:30 ya da 7,5 gibi yazın.", field="hours")
    if minutes > 24 * 60:
        raise BadInput("Bir gün en çok 24 saattir.", "Saati düzeltin.", field="hours")
    return minutes


def parse_state(typed: str) -> DayState:
    """A day's state from its letter or its word.

    Raises:
        BadInput: neither.
    """
    wanted = " ".join(fold(typed).split())
    for state in DayState:
        if wanted in (fold(state.letter), fold(state.label), state.value):
            return state
    if wanted in ("sehir disi", "s"):
        return DayState.SEHIR_DISI
    raise BadInput(
        f"“{typed.strip()[:20]}” bir araç durumu değil.",
        "Ç çalıştı, Y yattı, A arızalı, B bakımda, T tatil, G şehir dışı yazın.",
        field="state",
    )


def litres_text(millilitres: int) -> str:
    """``45500`` → ``45,5``; nothing for zero."""
    return decimal_text(Decimal(millilitres) / 1000) if millilitres else ""


def hours_text(minutes: int) -> str:
    """``450`` → ``7:30``; nothing for zero."""
    return f"{minutes // 60}:{minutes % 60:02d}" if minutes else ""


def decimal_text(value: Decimal) -> str:
    """``Decimal("12.50")`` → ``12,5``; ``1234`` → ``1.234``."""
    whole, _, rest = f"{value:,f}".partition(".")
    rest = rest.rstrip("0")
    return whole.replace(",", ".") + (f",{rest}" if rest else "")
