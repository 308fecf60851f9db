"""What screens ask at a year's end: what is still open, and what would be cancelled of which tertip."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import func, select
from sqlmodel import col

from data.butce import lookup
from data.butce.lookup import AREA, TRANSFER_KIND, WORK_KIND
from data.butce.models import HarcamaIsi, OdenekHareket, Tertip
from data.butce.operations.transfers import OPEN
from data.butce.refusal import AVANS_KIND
from data.butce.rules.closing import LAW_CANCEL, LAW_MAHSUP, cancellation, mahsup_end, year_end
from data.butce.rules.states import NOTHING, Amounts
from data.butce.rules.values import LAW_TRANSFER, YearState
from data.butce.settings import settings_on
from data.butce.transfer_views import transfer_rows
from data.butce.views import sums
from data.core.calendar import format_date
from data.core.labelled import Labelled
from data.core.money import format_kurus
from data.core.permissions import Verb
from data.core.reasons import Reason, Ref
from data.core.store import Look

_RESERVED: Final[Any] = func.sum(col(OdenekHareket.bloke) + col(OdenekHareket.taahhut))
_ADVANCED: Final[Any] = func.sum(col(OdenekHareket.avans))


class OpenKind(Labelled):
    """What a year cannot end with."""

    IS = "is", "Bloke ve taahhüt"
    AVANS = "avans", "Açık avans"
    AKTARMA = "aktarma", "İşlenmemiş aktarma"


@dataclass(frozen=True, slots=True)
class OpenItem:
    """Something that must be ended before the rest is cancelled; ``ref`` is its record, if it has one."""

    kind: OpenKind
    ref: Ref | None
    words: str
    amount: int
    remedy: str
    law: str

    @property
    def reason(self) -> Reason:
        """As a step of an argument."""
        text = f"{self.words}, {format_kurus(self.amount)}. {self.remedy}"
        return Reason(text, self.law, refs=(self.ref,) if self.ref else ())


@dataclass(frozen=True, slots=True)
class CancelRow:
    """A tertip at the year's end; ``short`` is its economic code, ``amount`` what is cancelled of it, kuruş."""

    id: int
    kod: str
    short: str
    kontrol: str
    name: str
    held: Amounts
    amount: int


@dataclass(frozen=True, slots=True)
class ClosingCard:
    """A year before its end, or in its mahsup dönemi.

    Attributes:
        last: Day as of which the rest is cancelled.
        mahsup_until: Last day of the mahsup dönemi.
        kept: Held for advances that went over into it, kuruş.
    """

    yil_id: int
    year: int
    unit: str
    state: YearState
    version: int
    last: date
    mahsup_until: date
    open_items: tuple[OpenItem, ...]
    rows: tuple[CancelRow, ...]
    kept: int

    @property
    def total(self) -> int:
        """All that would be cancelled."""
        return sum(row.amount for row in self.rows)


def closing_card(look: Look, yil_id: int) -> ClosingCard:
    """A year at its end.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such year.
    """
    look.actor.require(AREA, Verb.VIEW)
    year = lookup.year_row(look, yil_id)
    rows = cancel_rows(look, yil_id)
    return ClosingCard(
        yil_id=yil_id,
        year=year.year,
        unit=lookup.unit_row(look, year.harcama_birimi_id).name,
        state=YearState(year.state),
        version=year.version,
        last=year_end(year.year),
        mahsup_until=mahsup_end(year.year, settings_on(look, year_end(year.year)).mahsup_ay),
        open_items=open_items(look, yil_id),
        rows=rows,
        kept=sum(row.held.devir for row in rows),
    )


def cancel_rows(look: Look, yil_id: int) -> tuple[CancelRow, ...]:
    """Every tertip of a year with what is cancelled of it, by code.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such year.
    """
    look.actor.require(AREA, Verb.VIEW)
    lookup.year_row(look, yil_id)
    held = sums(look, yil_id, date.max)
    statement = select(Tertip).where(col(Tertip.yil_id) == yil_id).order_by(col(Tertip.anahtar))
    tertips = list(look.session.execute(statement).scalars())
    levels: dict[str, dict[int, int]] = {}
    for row in tertips:
        own = held.get(row.id or 0, NOTHING)
        levels.setdefault(row.kontrol, {})[row.id or 0] = own.odenek - own.used
    amounts = {key: amount for level in levels.values() for key, amount in cancellation(level).items()}
    return tuple(
        CancelRow(
            row.id or 0,
            row.kod,
            row.ekonomik,
            row.kontrol,
            row.name,
            held.get(row.id or 0, NOTHING),
            amounts.get(row.id or 0, 0),
        )
        for row in tertips
    )


def open_items(look: Look, yil_id: int) -> tuple[OpenItem, ...]:
    """What must be ended before a year is closed, the largest of each kind first.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such year.
    """
    look.actor.require(AREA, Verb.VIEW)
    lookup.year_row(look, yil_id)
    return (*_works(look, yil_id), *_advances(look, yil_id), *_transfers(look, yil_id))


def _works(look: Look, yil_id: int) -> list[OpenItem]:
    statement = (
        select(col(OdenekHareket.is_id), _RESERVED)
        .where(col(OdenekHareket.yil_id) == yil_id)
        .group_by(col(OdenekHareket.is_id))
        .having(_RESERVED > 0)
        .order_by(_RESERVED.desc())
    )
    found = []
    for key, amount in look.session.execute(statement):
        work = look.session.get(HarcamaIsi, key) if key else None
        words = f"{work.number} no.lu iş: {work.subject}" if work else "İşi yazılmamış bloke ve taahhüt"
        ref = Ref(WORK_KIND, key) if key else None
        remedy = "Harcamasını yazın ya da işi bitirip kalanı çözün."
        found.append(OpenItem(OpenKind.IS, ref, words, int(amount), remedy, LAW_CANCEL))
    return found


def _advances(look: Look, yil_id: int) -> list[OpenItem]:
    statement = (
        select(col(OdenekHareket.avans_id), func.min(col(OdenekHareket.day)), _ADVANCED)
        .where(col(OdenekHareket.yil_id) == yil_id, col(OdenekHareket.avans) != 0)
        .group_by(col(OdenekHareket.avans_id))
        .having(_ADVANCED > 0)
        .order_by(_ADVANCED.desc())
    )
    remedy = "Mahsup edin, iade alın ya da yıl bitmeden yazıyla bildirip mahsup dönemine devredin."
    return [
        OpenItem(
            OpenKind.AVANS,
            Ref(AVANS_KIND, key) if key else None,
            f"{format_date(first)} tarihli avans",
            int(amount),
            remedy,
            LAW_MAHSUP,
        )
        for key, first, amount in look.session.execute(statement)
    ]


def _transfers(look: Look, yil_id: int) -> list[OpenItem]:
    remedy = "Kararıyla işleyin ya da vazgeçin."
    return [
        OpenItem(
            OpenKind.AKTARMA,
            Ref(TRANSFER_KIND, row.id),
            f"{row.number} aktarması ({row.state.label})",
            row.amount,
            remedy,
            LAW_TRANSFER,
        )
        for row in transfer_rows(look, yil_id, *OPEN)
    ]
