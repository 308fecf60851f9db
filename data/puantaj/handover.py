"""Handing over to HR as plain values: which months are ready, what goes to whom, what a package holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from data.core.calendar import MONTHS
from data.core.flat import FlatList, FlatTable
from data.core.paper import Paper
from data.personel.rules import StaffKind
from data.puantaj.rules.period import Period
from data.puantaj.rules.settings import PuantajSettings
from data.puantaj.sheet import PuantajSheet

DRAFT = "TASLAK"


class Recipient(StrEnum):
    """Who accrues the wages: the institution's HR, or the company that its staff belongs to."""

    KURUM = "kurum"
    SIRKET = "sirket"

    @property
    def label(self) -> str:
        """As lists show it."""
        return {"kurum": "Kurum İK", "sirket": "Şirket İK"}[self.value]

    @classmethod
    def of(cls, kinds: Iterable[StaffKind]) -> Recipient:
        """The company pays its own staff; every other sheet, also a mixed one, goes to the institution's HR."""
        return cls.SIRKET if set(kinds) == {StaffKind.SIRKET} else cls.KURUM

    def address(self, settings: PuantajSettings) -> tuple[str, str]:
        """Name and address in force."""
        if self is Recipient.SIRKET:
            return settings.teslim_sirket, settings.teslim_sirket_adres
        return settings.teslim_kurum, settings.teslim_kurum_adres


@dataclass(frozen=True, slots=True, order=True)
class EndMonth:
    """The calendar month in which the periods of a handover end; 15–14 and 1–end meet in it."""

    year: int
    month: int

    @classmethod
    def parse(cls, text: str) -> EndMonth:
        """Reads ``2026-10``.

        Raises:
            BadInput: not a year and a month.
        """
        start = Period.parse(text).start
        return cls(start.year, start.month)

    @classmethod
    def of(cls, day: date) -> EndMonth:
        """The month of a day."""
        return cls(day.year, day.month)

    def __str__(self) -> str:
        return f"{self.year}-{self.month:02}"

    @property
    def label(self) -> str:
        """``Ekim 2026``."""
        return f"{MONTHS[self.month - 1]} {self.year}"

    def period(self, first_day: int) -> Period:
        """The period that ends in this month."""
        if first_day == 1:
            return Period.of_month(self.year, self.month)
        year, month = (self.year, self.month - 1) if self.month > 1 else (self.year - 1, 12)
        return Period.of_month(year, month, first_day)


@dataclass(frozen=True, slots=True)
class HandedBefore:
    """An earlier revision of a month and the handover in which it went."""

    teslim_id: int
    number: str
    puantaj_id: int
    revision: int


@dataclass(frozen=True, slots=True)
class ReadyMonth:
    """A month that can go: closed, or for a draft as it stands.

    Attributes:
        closed_at: Local clock time of closing; of the last computation while it is open.
        trail_id: The entry of the trail that closed it, with its hash: by this a package hangs on the chain.
        corrects: What of this period went before, if this is a correction of it.
        handed: Handovers that hold this very revision, as (id, with T.C. kimlik no).
    """

    puantaj_id: int
    group: str
    recipient: Recipient
    period: Period
    revision: int
    number: str
    people: int
    closed_at: datetime
    trail_id: int
    trail_hash: str
    corrects: HandedBefore | None
    handed: tuple[tuple[int, bool], ...]

    @property
    def title(self) -> str:
        """``Şirket personeli · Ekim 2026 · 2. sürüm``."""
        again = f" · {self.revision}. sürüm" if self.revision > 1 else ""
        return f"{self.group} · {self.period.label}{again}"


@dataclass(frozen=True, slots=True)
class MissingMonth:
    """A month that cannot go yet, and who must act; ``puantaj_id`` is 0 where it was not even opened."""

    puantaj_id: int
    group: str
    recipient: Recipient
    period: Period
    why: str


@dataclass(frozen=True, slots=True)
class Outlook:
    """What of a month can be handed over and what cannot."""

    month: EndMonth
    ready: tuple[ReadyMonth, ...]
    missing: tuple[MissingMonth, ...]


@dataclass(frozen=True, slots=True)
class Order:
    """One package that is wanted.

    Attributes:
        months: Keys of the months, ascending.
        with_tckn: T.C. kimlik no stands in its files for other programs; needs a permission of its own.
        draft: With what is open; has no number and is not kept.
    """

    month: EndMonth
    recipient: Recipient
    months: tuple[int, ...]
    with_tckn: bool = False
    draft: bool = False


@dataclass(frozen=True, slots=True)
class Contents:
    """What the forms of a package are made from.

    Attributes:
        number: ``2026/1``; of a draft ``TASLAK``.
        name: Of folder and archive.
        moment: Local clock time that all files carry: the last closing, so that it does not matter who makes
            the package when.
    """

    order: Order
    number: str
    name: str
    recipient_name: str
    address: str
    months: tuple[ReadyMonth, ...]
    missing: tuple[MissingMonth, ...]
    moment: datetime

    @property
    def people(self) -> int:
        """Rows of all sheets."""
        return sum(month.people for month in self.months)


@dataclass(frozen=True, slots=True)
class Package:
    """Everything that goes into the folder; sheets and papers by the stems of their files."""

    contents: Contents
    sheets: tuple[tuple[str, PuantajSheet], ...]
    papers: tuple[tuple[str, Paper], ...]
    tables: tuple[FlatTable, ...]
    lists: tuple[FlatList, ...]


@dataclass(frozen=True, slots=True)
class KeptPackage:
    """A package that was handed over: the bytes that went."""

    teslim_id: int
    number: str
    name: str
    recipient: str
    months: int
    people: int
    archive: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverDraft:
    """A package that was built and is to be recorded."""

    contents: Contents
    manifest: str
    archive: bytes
