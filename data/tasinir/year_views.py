"""The year's account: its rows by II. düzey within I. düzey, and its last voucher number (m.10, m.34)."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import func, literal, select
from sqlalchemy.orm import aliased
from sqlmodel import col

from data.core import approvals
from data.core.approvals import ApprovalState
from data.core.calendar import format_date
from data.core.permissions import Verb
from data.core.reasons import Reason
from data.core.store import Look
from data.tasinir.books import ambar_ids
from data.tasinir.count_papers import code_names
from data.tasinir.lookup import AREA, YEAR_KIND, unit_row
from data.tasinir.models import Tasinir
from data.tasinir.models_counts import KayittanDusme, TasinirYil
from data.tasinir.models_vouchers import TasinirHareket, Vif
from data.tasinir.rules.codes import first_level, second_level
from data.tasinir.rules.values import Direction, VoucherKind, WriteOffReason, law
from data.tasinir.rules.year_checks import Amount, YearRow

MIXED: Final = "Muhtelif"
"""Ölçü birimi of a II. düzey code whose goods are measured in several."""
_INNER: Final = frozenset({VoucherKind.AMBAR_GIRIS.value, VoucherKind.AMBAR_CIKIS.value})
"""A move between ambars of the unit is neither an entry nor an exit of the unit (m.19/6, m.24/3)."""


@dataclass(frozen=True, slots=True)
class AccountRow:
    """A row of the Sayım ve Döküm Cetveli and of the Harcama Birimi cetveli (m.10/1-ğ, h; m.34/1).

    Attributes:
        opening: Devreden.
        entered, left: Giren and çıkan, surplus and shortage of the count among them.
        closing: Gelecek yıla devir.
        surplus, shortage: What the count found too many and too few.
    """

    code: str
    name: str
    unit: str
    opening: Amount
    entered: Amount
    left: Amount
    closing: Amount
    surplus: Amount
    shortage: Amount

    @property
    def year_row(self) -> YearRow:
        """As the rules check it."""
        return YearRow(self.code, self.opening, self.entered, self.left, self.closing)

    @property
    def total(self) -> Amount:
        """Devreden and giren together."""
        return self.opening + self.entered

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Why the row closes with what it does, for ``Neden?``."""
        cited = law("34/1")
        found = [
            Reason(f"Devreden {self.opening} + giren {self.entered} − çıkan {self.left} = {self.closing}.", cited)
        ]
        if self.surplus.quantity:
            found.append(Reason(f"Girenin {self.surplus} tutarı sayım fazlası.", law("17")))
        if self.shortage.quantity:
            found.append(Reason(f"Çıkanın {self.shortage} tutarı sayım noksanı.", law("27")))
        return tuple(found)


@dataclass(frozen=True, slots=True)
class AccountSheet:
    """The rows of one I. düzey code: a sheet of the yearly papers, with its sums of kuruş."""

    code: str
    name: str
    rows: tuple[AccountRow, ...]

    @property
    def totals(self) -> tuple[int, int, int, int]:
        """Kuruş of devreden, giren, çıkan and gelecek yıla devir."""
        return (
            sum(row.opening.kurus for row in self.rows),
            sum(row.entered.kurus for row in self.rows),
            sum(row.left.kurus for row in self.rows),
            sum(row.closing.kurus for row in self.rows),
        )


@dataclass(slots=True)
class _Sum:
    """What adds up in a row."""

    units: set[str]
    opening: Amount = Amount()
    entered: Amount = Amount()
    left: Amount = Amount()
    closing: Amount = Amount()
    surplus: Amount = Amount()
    shortage: Amount = Amount()


def account(look: Look, harcama_birimi_id: int, year: int) -> tuple[AccountSheet, ...]:
    """The account of a harcama birimi's year: a sheet of each I. düzey code, rows by II. düzey.

    Carried in is what the books held at the end of the year before, and what an opening voucher of this year
    brought. A counter-voucher counts on its own side, as an entry or exit of its day. Moves between ambars of the
    unit count on neither side.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such harcama birimi, or goods under a code above II. düzey.
    """
    look.actor.require(AREA, Verb.VIEW)
    unit_row(look, harcama_birimi_id)
    sums: dict[str, _Sum] = {}
    for one in _groups(look, harcama_birimi_id, year):
        row = sums.setdefault(second_level(one.code), _Sum(set()))
        row.units.add(one.unit)
        _add(row, one)
    nothing = Amount()
    kept = {
        code: row
        for code, row in sums.items()
        if any(part != nothing for part in (row.opening, row.entered, row.left, row.closing))
    }
    return _sheets(look, kept)


class Side(StrEnum):
    """Where a movement stands in the account of a year."""

    DEVIR = "Devir"
    GIREN = "Giren"
    CIKAN = "Çıkan"
    IC = "Ambarlar arası"


def side_of(kind: str, direction: str, *, before: bool) -> Side:
    """The side of a movement.

    Args:
        kind: Of its voucher, for a counter-voucher that of the one it reverses.
        before: It is of an earlier year.
    """
    if before or kind == VoucherKind.ACILIS.value:
        return Side.DEVIR
    if kind in _INNER:
        return Side.IC
    return Side.GIREN if direction == Direction.GIRIS.value else Side.CIKAN


def _add(row: _Sum, one: Any) -> None:
    amount = Amount(int(one.quantity), int(one.kurus))
    row.closing += amount
    side = side_of(one.kind, one.direction, before=bool(one.before))
    if side is Side.DEVIR:
        row.opening += amount
    elif side is Side.GIREN:
        row.entered += amount
    elif side is Side.CIKAN:
        row.left -= amount
    if one.before or side is Side.IC:
        return
    if one.kind == VoucherKind.SAYIM_FAZLASI.value:
        row.surplus += amount
    if one.reason == WriteOffReason.SAYIM_NOKSANI.value:
        row.shortage -= amount


def _groups(look: Look, harcama_birimi_id: int, year: int) -> Iterator[Any]:
    """Sums of all movements up to the year's end by goods, side, and the kind of what moved or was reversed.

    Of earlier years only what they left is asked, from an index alone; the year's own come with their vouchers.
    """
    mine = col(TasinirHareket.ambar_id).in_(ambar_ids(look, harcama_birimi_id))
    yield from look.session.execute(_left_before(mine, date(year, 1, 1)))
    yield from look.session.execute(_moved_within(mine, date(year, 1, 1), date(year, 12, 31)))


def _left_before(mine: Any, day: date) -> Any:
    moved = TasinirHareket
    sums = func.sum(col(moved.quantity)).label("quantity"), func.sum(col(moved.kurus)).label("kurus")
    goods = col(moved.tasinir_id)
    held = select(goods, *sums).where(mine, col(moved.day) < day).group_by(goods).subquery()
    none = literal("")
    return select(
        col(Tasinir.code), col(Tasinir.unit), literal(1).label("before"), none.label("kind"),
        none.label("direction"), none.label("reason"), held.c.quantity, held.c.kurus,
    ).join(held, held.c.tasinir_id == col(Tasinir.id))  # fmt: skip


def _moved_within(mine: Any, first: date, last: date) -> Any:
    moved, old = TasinirHareket, aliased(Vif)
    kind = func.coalesce(col(old.kind), col(Vif.kind))
    reason = func.coalesce(col(KayittanDusme.reason_kind), "")
    paper = func.coalesce(col(old.dusme_id), col(Vif.dusme_id))
    return (
        select(
            col(Tasinir.code), col(Tasinir.unit), literal(0).label("before"), kind.label("kind"),
            col(Vif.direction), reason.label("reason"), func.sum(col(moved.quantity)).label("quantity"),
            func.sum(col(moved.kurus)).label("kurus"),
        )
        .join(Tasinir, col(Tasinir.id) == col(moved.tasinir_id))
        .join(Vif, col(Vif.id) == col(moved.vif_id))
        .join(old, col(old.id) == col(Vif.reverses_id), isouter=True)
        .join(KayittanDusme, col(KayittanDusme.id) == paper, isouter=True)
        .where(mine, col(moved.day) >= first, col(moved.day) <= last)
        .group_by(col(Tasinir.code), col(Tasinir.unit), kind, col(Vif.direction), reason)
    )  # fmt: skip


def _sheets(look: Look, sums: Mapping[str, _Sum]) -> tuple[AccountSheet, ...]:
    grouped: dict[str, list[str]] = defaultdict(list)
    for code in sorted(sums):
        grouped[first_level(code)].append(code)
    names = code_names(look, {*sums, *grouped})
    return tuple(
        AccountSheet(
            first, names.get(first, ""), tuple(_row(code, names.get(code, ""), sums[code]) for code in codes)
        )
        for first, codes in sorted(grouped.items())
    )


def _row(code: str, name: str, one: _Sum) -> AccountRow:
    unit = next(iter(one.units)) if len(one.units) == 1 else MIXED
    return AccountRow(
        code, name, unit, one.opening, one.entered, one.left, one.closing, one.surplus, one.shortage
    )  # fmt: skip


def rows_of(sheets: Iterable[AccountSheet]) -> tuple[AccountRow, ...]:
    """All rows of an account, by code."""
    return tuple(row for sheet in sheets for row in sheet.rows)


# ---------------------------------------------------------------- accounts on their way


@dataclass(frozen=True, slots=True)
class YearAccount:
    """A year's account with the signatures that it has; ``id`` is its key.

    Attributes:
        sayim_id: The count that it rests on.
        muhasebe: Who of muhasebe approved it, with the day; empty as long as nobody did.
    """

    id: int
    year: int
    last_number: int
    sayim_id: int | None
    approval: ApprovalState
    muhasebe: str
    closed_at: datetime | None
    reopened_at: datetime | None
    reopened_reason: str

    @property
    def state(self) -> str:
        """Where it stands, in words."""
        if self.reopened_at is not None:
            return "Yeniden açıldı"
        return "Kapandı" if self.closed_at is not None else self.approval.stage.label


def year_accounts(look: Look, harcama_birimi_id: int) -> tuple[YearAccount, ...]:
    """The accounts of a harcama birimi, the last one first.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such harcama birimi.
    """
    look.actor.require(AREA, Verb.VIEW)
    unit_row(look, harcama_birimi_id)
    statement = (
        select(TasinirYil)
        .where(col(TasinirYil.harcama_birimi_id) == harcama_birimi_id)
        .order_by(col(TasinirYil.year).desc(), col(TasinirYil.id).desc())
    )
    return tuple(_account(look, row) for row in look.session.execute(statement).scalars().all())


def _account(look: Look, row: TasinirYil) -> YearAccount:
    by = f"{row.muhasebe_name}, {format_date(row.muhasebe_on)}" if row.muhasebe_on else ""
    return YearAccount(
        id=row.id or 0,
        year=row.year,
        last_number=row.last_number,
        sayim_id=row.sayim_id,
        approval=approvals.state(look, YEAR_KIND, row.id or 0),
        muhasebe=by,
        closed_at=row.closed_at,
        reopened_at=row.reopened_at,
        reopened_reason=row.reopened_reason,
    )


# ---------------------------------------------------------------- last number


@dataclass(frozen=True, slots=True)
class LastNumber:
    """The tutanak of the year's last voucher (m.34/2-ç); ``day`` is ``None`` in a year without vouchers."""

    year: int
    number: int
    day: date | None
    name: str


def last_number(look: Look, harcama_birimi_id: int, year: int) -> LastNumber:
    """The last voucher number that was given in a year.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such harcama birimi.
    """
    look.actor.require(AREA, Verb.VIEW)
    unit_row(look, harcama_birimi_id)
    statement = (
        select(Vif)
        .where(col(Vif.harcama_birimi_id) == harcama_birimi_id, col(Vif.year) == year)
        .order_by(col(Vif.number).desc())
        .limit(1)
    )
    row = look.session.execute(statement).scalar()
    if row is None:
        return LastNumber(year, 0, None, "")
    return LastNumber(year, row.number or 0, row.day, VoucherKind(row.kind).label)


def stamp_of(sheets: Iterable[AccountSheet], last: LastNumber, sayim_id: int) -> str:
    """Fingerprint of an account: two with the same one say the same."""
    parts = [
        f"{row.code}|{amount.quantity}|{amount.kurus}"
        for row in rows_of(sheets)
        for amount in (row.opening, row.entered, row.left, row.closing, row.surplus, row.shortage)
    ]
    content = "\n".join((*parts, f"{last.year}/{last.number}", str(sayim_id)))
    return hashlib.sha256(content.encode()).hexdigest()
