"""Years of the harcama birimleri as a ledger, how far each account is, and the movements behind a row of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import func, select
from sqlmodel import col

from data.core.approvals import Stage
from data.core.calendar import format_date
from data.core.money import format_kurus
from data.core.pages import LedgerQuery, Window
from data.core.permissions import Verb
from data.core.store import Look
from data.core.text import fold
from data.tasinir.ending_lookup import paper_no, year_row
from data.tasinir.lookup import AREA, unit_row, units_in_sight
from data.tasinir.models_vouchers import Vif
from data.tasinir.officer_views import holds_both, office_on
from data.tasinir.rules.values import OfficeRole
from data.tasinir.year_checking import checks, year_end_count
from data.tasinir.year_views import (
    LastNumber,
    YearAccount,
    account,
    last_number,
    stamp_of,
    year_accounts,
)

_DECEMBER: Final = 12
_YEARS: Final = 10_000
"""Beyond any year: unit and year make one key of a row."""


# ---------------------------------------------------------------- the ledger


@dataclass(frozen=True, slots=True)
class YearLine:
    """A year of a harcama birimi.

    Attributes:
        yil_id: Key of its account; ``None`` as long as none was prepared, or it was reopened.
        state: Where it stands, in words.
        waits: What comes next and whose turn it is; empty when nothing does.
        count: Its finished year-end count, ``2026/3``.
        last: The last voucher number.
    """

    id: int
    unit_id: int
    unit: str
    year: int
    yil_id: int | None
    state: str
    waits: str
    count: str
    last: int
    closed_at: datetime | None

    @property
    def title(self) -> str:
        """The year with its unit."""
        return f"{self.year} · {self.unit}"


def line_key(harcama_birimi_id: int, year: int) -> int:
    """Key of a year in the ledger."""
    return harcama_birimi_id * _YEARS + year


def year_window(look: Look, query: LedgerQuery, start: int, limit: int) -> Window[YearLine]:
    """Years of the units in sight, the last one first; views: empty for all, ``acik`` for those not closed.

    Raises:
        NotAllowed: no permission.
    """
    look.actor.require(AREA, Verb.VIEW)
    words = fold(query.text).split()
    found = [line for unit in units_in_sight(look) for line in _lines(look, unit.id or 0, unit.name)]
    kept = [
        one
        for one in sorted(found, key=lambda one: (-one.year, one.unit_id))
        if all(word in fold(f"{one.year} {one.unit} {one.state} {one.waits}") for word in words)
        and (query.view != "acik" or one.closed_at is None)
    ]
    part = tuple(kept[start : start + limit])
    return Window(start, part, tuple((row.id,) for row in part), len(kept))


def _lines(look: Look, unit_id: int, name: str) -> Iterable[YearLine]:
    """From the unit's first movement to this year."""
    first = look.session.execute(
        select(func.min(col(Vif.year))).where(col(Vif.harcama_birimi_id) == unit_id)
    ).scalar()
    accounts: dict[int, YearAccount] = {}
    for one in year_accounts(look, unit_id):
        accounts.setdefault(one.year, one)
    years = [*accounts, *([int(first)] if first else [])]
    for year in range(min(years, default=look.today.year), max([look.today.year, *accounts]) + 1):
        yield _line(look, unit_id, name, year, accounts.get(year))


def _line(look: Look, unit_id: int, name: str, year: int, found: YearAccount | None) -> YearLine:
    count = year_end_count(look, unit_id, year)
    standing = found if found is not None and found.reopened_at is None else None
    state, waits = _standing(look, unit_id, year, standing, counted=count is not None)
    if found is not None and standing is None:
        state = found.state
    return YearLine(
        id=line_key(unit_id, year),
        unit_id=unit_id,
        unit=name,
        year=year,
        yil_id=standing.id if standing else None,
        state=state,
        waits=waits,
        count=paper_no(count) if count else "",
        last=last_number(look, unit_id, year).number,
        closed_at=standing.closed_at if standing else None,
    )


def _standing(look: Look, unit_id: int, year: int, found: YearAccount | None, *, counted: bool) -> tuple[str, str]:
    """State and what comes next, in words."""
    if found is None:
        if look.today < date(year, _DECEMBER, 31):
            return "Yıl sürüyor", ""
        return "Hazırlanmadı", "Hesap hazırlanacak" if counted else "Yıl sonu sayımı bitirilecek"
    if found.closed_at is not None:
        return found.state, ""
    role = next_signer(found)
    holder = office_on(look, unit_id, role, look.today) if role else None
    return found.state, (role.label if role else "") + (f": {holder.name}" if holder else "")


def next_signer(found: YearAccount) -> OfficeRole | None:
    """Whose turn it is in the order of m.34/3; nobody's once it is closed."""
    match found.approval.stage:
        case Stage.TASLAK | Stage.ONAYLANDI:
            return OfficeRole.KAYIT_YETKILISI
        case Stage.SUNULDU:
            return OfficeRole.KONTROL_YETKILISI
        case Stage.KONTROL_EDILDI:
            return OfficeRole.HARCAMA_YETKILISI if found.muhasebe else OfficeRole.MUHASEBE_YETKILISI
        case _:
            return None


def latest_account(look: Look, harcama_birimi_id: int, year: int) -> YearAccount | None:
    """The account of a year that stands; one that was reopened does not.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such harcama birimi.
    """
    return next(
        (
            one
            for one in year_accounts(look, harcama_birimi_id)
            if one.year == year and one.reopened_at is None
        ),
        None,
    )  # fmt: skip


def presented(look: Look, found: YearAccount, harcama_birimi_id: int) -> bool:
    """Whether the figures are still those that were presented."""
    row, _ = year_row(look, found.id)
    last = last_number(look, harcama_birimi_id, found.year)
    return row.stamp == stamp_of(account(look, harcama_birimi_id, found.year), last, row.sayim_id or 0)


# ---------------------------------------------------------------- one account


@dataclass(frozen=True, slots=True)
class SignStep:
    """A step of the account's way: who takes it, who took it when."""

    role: str
    what: str
    who: str = ""
    on: date | None = None
    turn: bool = False


@dataclass(frozen=True, slots=True)
class YearCard:
    """A year with the steps of its account.

    Attributes:
        same: The figures are those that were presented; true as long as nothing was.
        sayim_id: Its finished year-end count.
        stage: Of the approval path; ``None`` without an account.
        muhasebe_done: The muhasebe yetkilisi's approval is written down.
        both_offices: The actor both checks and approves in this unit (m.6/2).
    """

    line: YearLine
    steps: tuple[SignStep, ...]
    last: LastNumber
    same: bool
    sayim_id: int | None
    stage: Stage | None
    muhasebe_done: bool
    both_offices: bool


def year_card(look: Look, harcama_birimi_id: int, year: int) -> YearCard:
    """A year of a harcama birimi and how far its account is.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such harcama birimi.
    """
    look.actor.require(AREA, Verb.VIEW)
    unit = unit_row(look, harcama_birimi_id)
    listed = [one for one in year_accounts(look, harcama_birimi_id) if one.year == year]
    found = latest_account(look, harcama_birimi_id, year)
    line = _line(look, harcama_birimi_id, unit.name, year, found or next(iter(listed), None))
    count = year_end_count(look, harcama_birimi_id, year)
    stage = found.approval.stage if found else None
    return YearCard(
        line=line,
        steps=tuple(_steps(look, found)),
        last=last_number(look, harcama_birimi_id, year),
        same=found is None or stage is Stage.TASLAK or presented(look, found, harcama_birimi_id),
        sayim_id=count.id if count else None,
        stage=stage,
        muhasebe_done=bool(found and found.muhasebe),
        both_offices=holds_both(look, harcama_birimi_id),
    )


def card_of(look: Look, yil_id: int) -> YearCard:
    """The year of an account.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such account.
    """
    row, unit = year_row(look, yil_id)
    return year_card(look, unit.id or 0, row.year)


_WAY: Final = (
    (Stage.SUNULDU, OfficeRole.KAYIT_YETKILISI, "düzenler, sunar"),
    (Stage.KONTROL_EDILDI, OfficeRole.KONTROL_YETKILISI, "imzalar"),
    (None, OfficeRole.MUHASEBE_YETKILISI, "uygunluğunu onaylar"),
    (Stage.ONAYLANDI, OfficeRole.HARCAMA_YETKILISI, "onaylar"),
    (Stage.KESINLESTI, OfficeRole.KAYIT_YETKILISI, "yılı kapatır"),
)


def _steps(look: Look, found: YearAccount | None) -> Iterable[SignStep]:
    """The order of m.34/3 with what was done of it; a return takes all signatures away."""
    done: dict[Stage, tuple[str, date]] = {}
    for step in found.approval.steps if found else ():
        if step.to_stage is Stage.TASLAK:
            done.clear()
        else:
            done[step.to_stage] = (step.who, step.at.astimezone().date())
    turn = next_signer(found) if found else None
    for stage, role, what in _WAY:
        who, on = done.get(stage, ("", None)) if stage else ("", None)
        if stage is None and found is not None and found.muhasebe:
            row, _ = year_row(look, found.id)
            who, on = row.muhasebe_name, row.muhasebe_on
        mine = turn is role and not who
        yield SignStep(role.label, what, who, on, mine)
        if mine:
            turn = None


def sum_up(look: Look, yil_id: int) -> tuple[tuple[str, str], ...]:
    """What a reviewer reads of an account before opening it.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such account.
    """
    row, unit = year_row(look, yil_id)
    sheets = account(look, unit.id or 0, row.year)
    totals = [sum(part) for part in zip(*(sheet.totals for sheet in sheets), strict=True)] or [0, 0, 0, 0]
    failed = [one.kind.label for one in checks(look, unit.id or 0, row.year) if not one.holds]
    names = ("Devreden", "Giren", "Çıkan", "Gelecek yıla devir")
    return (
        ("Harcama birimi", unit.name),
        ("Yıl", str(row.year)),
        *((name, format_kurus(kurus)) for name, kurus in zip(names, totals, strict=True)),
        ("Son fiş numarası", str(row.last_number)),
        ("Denetimler", f"! tutmayan: {', '.join(failed)}" if failed else "✓ hepsi tutuyor"),
        ("Muhasebe onayı", f"{row.muhasebe_name}, {format_date(row.muhasebe_on)}" if row.muhasebe_on else "yok"),
    )
