"""What stands behind a transfer: its lines with their tertips, their past, what is wrong with it as it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from sqlalchemy import or_, select
from sqlmodel import col

from data.butce import course, lookup
from data.butce.models import Aktarma, AktarmaSatir, ButceYil, OdenekHareket, Tertip
from data.butce.rules.balance import Change, shortfall
from data.butce.rules.codes import Segments, economic_level, read_code, tertip_key
from data.butce.rules.states import Amounts
from data.butce.rules.transfers import RESERVE_HEAD, History, Leg, Verdict, judge, overdrawn_since
from data.butce.rules.values import (
    LAW_OVERSPENT,
    LAW_TRANSFER,
    Decider,
    MovementKind,
    ReleaseControl,
    TransferSide,
    TransferState,
)
from data.butce.settings import settings_on
from data.core.calendar import format_date
from data.core.money import format_kurus
from data.core.problem import Problem
from data.core.store import Look

_PAST: Final = {
    MovementKind.AKTARMA_GIREN: "received",
    MovementKind.YEDEK_GIREN: "from_reserve",
    MovementKind.AKTARMA_CIKAN: "gave",
}
"""Movements that decide what a tertip may still give, with the part of its history."""


@dataclass(frozen=True, slots=True)
class LineFacts:
    """A line with its tertip: one of the books, or the code and name that stand as text."""

    row: AktarmaSatir
    tertip: Tertip | None
    segments: Segments
    kod: str
    name: str

    @property
    def gives(self) -> bool:
        """On the side that ödenek is taken from."""
        return self.row.side == TransferSide.DUSULEN.value

    @property
    def reserve(self) -> bool:
        """A yedek ödenek tertip."""
        return economic_level(self.segments.ekonomik, 1) == RESERVE_HEAD


def line_facts(look: Look, row: Aktarma) -> tuple[LineFacts, ...]:
    """The lines of a transfer in their order; whether the actor may see the tertips is not asked."""
    year = look.session.get_one(ButceYil, row.yil_id)
    statement = (
        select(AktarmaSatir, Tertip)
        .join(Tertip, col(Tertip.id) == col(AktarmaSatir.tertip_id), isouter=True)
        .where(col(AktarmaSatir.aktarma_id) == row.id)
        .order_by(col(AktarmaSatir.line_no))
    )
    return tuple(_facts(line, tertip, year) for line, tertip in look.session.execute(statement))


def _facts(line: AktarmaSatir, tertip: Tertip | None, year: ButceYil) -> LineFacts:
    if tertip is None:
        return LineFacts(line, None, read_code(line.dis_kod, year.pattern), line.dis_kod, line.dis_ad)
    return LineFacts(line, tertip, lookup.segments_of(tertip), tertip.kod, tertip.name)


def verdict_of(look: Look, row: Aktarma) -> Verdict:
    """Who decides on a transfer that is not carried out yet, and what is wrong with it today."""
    lines = line_facts(look, row)
    found = judged(look, row, lines)
    day = look.today if row.day < look.today and look.today.year == row.day.year else row.day
    more = (*_uncovered(look, lines, day), *late(look, lines, day), *_beside(look, row, lines))
    return replace(found, problems=(*found.problems, *more))


def judged(look: Look, row: Aktarma, lines: Sequence[LineFacts]) -> Verdict:
    """The same without asking whether the ödenek is there: that is asked once more when it is moved."""
    settings = settings_on(look, row.day)
    sources = [_leg(one, history(look, one.tertip, row.id or 0)) for one in lines if one.gives]
    targets = [_leg(one, History()) for one in lines if not one.gives]
    found = judge(
        sources,
        targets,
        settings.aktarma_yetki,
        personnel=settings.aktarma_personel,
        warn_giving=settings.aktarma_veren_uyar,
    )
    if lines and not any(one.tertip or one.row.yeni for one in lines):
        words = "Formdaki bütün tertipler başka birimlerin; bu defterde işlenecek satır yok."
        mine = Problem("lines", words, "Birimin tertibini ekleyin.", LAW_TRANSFER)
        return replace(found, problems=(*found.problems, mine))
    return found


def _leg(one: LineFacts, past: History) -> Leg:
    return Leg(kod=one.kod, segments=one.segments, amount=one.row.amount, history=past)


def history(look: Look, tertip: Tertip | None, but: int) -> History:
    """What the budget tertip of a source went through; re-labelling below that level does not count.

    Args:
        but: A transfer that is left out: the one that is looked at.
    """
    if tertip is None:
        return History()
    undone = select(col(OdenekHareket.reverses_id)).where(col(OdenekHareket.reverses_id).is_not(None))
    statement = (
        select(OdenekHareket.kind, OdenekHareket.number, OdenekHareket.day)  # type: ignore[call-overload]
        .join(Aktarma, col(Aktarma.id) == col(OdenekHareket.aktarma_id), isouter=True)
        .where(
            course.of_control(tertip.yil_id, tertip.kontrol),
            col(OdenekHareket.kind).in_([kind.value for kind in _PAST]),
            col(OdenekHareket.id).not_in(undone),
            or_(col(Aktarma.id).is_(None), (col(Aktarma.id) != but) & (col(Aktarma.decider) != Decider.YOK.value)),
        )
        .order_by(col(OdenekHareket.id))
    )
    past = {
        _PAST[MovementKind(kind)]: f"{number} sıra no.lu hareket, {format_date(day)}"
        for kind, number, day in look.session.execute(statement)
    }
    return History(project=tertip.proje, project_done=tertip.proje_bitti, banned=tertip.yasak, **past)


def _uncovered(look: Look, lines: Sequence[LineFacts], day: date) -> Iterator[Problem]:
    levels: dict[tuple[int, str], list[LineFacts]] = {}
    for one in lines:
        if one.tertip is not None:
            levels.setdefault((one.tertip.yil_id, one.tertip.kontrol), []).append(one)
    for (yil_id, kontrol), group in levels.items():
        year = look.session.get_one(ButceYil, yil_id)
        new: list[Change] = [
            (day, Amounts(odenek=-one.row.amount if one.gives else one.row.amount)) for one in group
        ]
        before = course.changes(look, course.of_control(yil_id, kontrol))
        missing = shortfall(before, new, ReleaseControl(year.release))
        if missing is not None:
            names = ", ".join(one.kod for one in group if one.gives)
            yield Problem("lines", missing.sentence(names), "Düşülen tutarı azaltın.", LAW_OVERSPENT)
    for one in lines:
        if one.tertip is not None and one.gives:
            yield from _alone(look, one)


def _alone(look: Look, one: LineFacts) -> Iterator[Problem]:
    """The single tertip: its level gives the money, but on paper nothing may come out below zero."""
    held = course.held(look, col(OdenekHareket.tertip_id) == one.row.tertip_id)
    if one.row.amount > held.odenek:
        words = (
            f"{one.kod} tertibinin ödeneği {format_kurus(held.odenek)}; {format_kurus(one.row.amount)} düşülemez."
        )
        yield Problem("lines", words, "Tutarı azaltın ya da ödeneği olan tertibi seçin.", LAW_TRANSFER)
    elif one.row.amount > held.odenek - held.used:
        left = format_kurus(held.odenek - held.used)
        words = f"{one.kod} tertibinde kullanılmayan {left}; düşülen {format_kurus(one.row.amount)}."
        remedy = "Kalanı aynı düzeydeki öteki tertiplerden karşılanır; tertibi denetleyin."
        yield Problem("lines", words, remedy, LAW_TRANSFER, blocking=False)


def _beside(look: Look, row: Aktarma, lines: Sequence[LineFacts]) -> Iterator[Problem]:
    """Other forms on their way that touch the level of a source: whichever comes first leaves the rest."""
    levels = {one.tertip.kontrol for one in lines if one.gives and one.tertip is not None}
    statement = (
        select(Aktarma.number, AktarmaSatir.side, AktarmaSatir.amount, Tertip.kod)  # type: ignore[call-overload]
        .join(AktarmaSatir, col(AktarmaSatir.aktarma_id) == col(Aktarma.id))
        .join(Tertip, col(Tertip.id) == col(AktarmaSatir.tertip_id))
        .where(
            col(Aktarma.yil_id) == row.yil_id,
            col(Aktarma.id) != row.id,
            col(Aktarma.state).in_((TransferState.ONAYDA.value, TransferState.ONAYLI.value)),
            col(Tertip.kontrol).in_(levels),
        )
        .order_by(col(Aktarma.number), col(AktarmaSatir.line_no))
    )
    for number, side, amount, kod in look.session.execute(statement):
        does = "düşüyor" if side == TransferSide.DUSULEN.value else "ekliyor"
        words = f"Bekleyen {number} no.lu aktarma {kod} tertibine dokunuyor: {format_kurus(amount)} {does}."
        remedy = "Hangisi önce işlenirse öteki ona göre kalır."
        yield Problem("lines", words, remedy, f"{LAW_TRANSFER}/4", blocking=False)


def late(look: Look, lines: Sequence[LineFacts], day: date) -> Iterator[Problem]:
    """Targets whose ödenek was passed before the transfer: it is to come before the spending."""
    for one in lines:
        if one.tertip is None or one.gives:
            continue
        since = overdrawn_since(course.changes(look, col(OdenekHareket.tertip_id) == one.tertip.id), day)
        if since is not None:
            words = f"Aktarma geç yapılıyor: {one.kod} ödeneği {format_date(since)} gününden beri aşılmış."
            yield Problem("lines", words, "Aktarma harcamadan önce yapılır.", LAW_TRANSFER, blocking=False)


@dataclass(frozen=True, slots=True)
class MovedTertip:
    """A tertip over all transfers of a year that stand, kuruş; as text where its books are elsewhere."""

    kod: str
    name: str
    into: int
    out: int


def moved_by_tertip(look: Look, yil_id: int) -> tuple[MovedTertip, ...]:
    """What the transfers of a year that stand added to and took from each tertip, by code."""
    statement = (
        select(AktarmaSatir, Tertip)
        .join(Aktarma, col(Aktarma.id) == col(AktarmaSatir.aktarma_id))
        .join(Tertip, col(Tertip.id) == col(AktarmaSatir.tertip_id), isouter=True)
        .where(col(Aktarma.yil_id) == yil_id, col(Aktarma.state) == TransferState.ISLENDI.value)
    )
    year = look.session.get_one(ButceYil, yil_id)
    found: dict[str, MovedTertip] = {}
    for line, tertip in look.session.execute(statement):
        one = _facts(line, tertip, year)
        key = tertip_key(one.segments)
        past = found.get(key, MovedTertip(one.kod, one.name, 0, 0))
        into, out = (0, line.amount) if one.gives else (line.amount, 0)
        found[key] = replace(past, into=past.into + into, out=past.out + out)
    return tuple(found[key] for key in sorted(found))
