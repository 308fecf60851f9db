"""The office with closed months that are handed over; October's three groups end in two ways."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from data.core.approvals import Stage
from data.core.permissions import Actor
from data.core.store import Look, Store, Work
from data.personel.rules import StaffKind
from data.puantaj.drafts import LeaveDraft
from data.puantaj.handover import EndMonth, Order
from data.puantaj.handover_plan import outlook
from data.puantaj.handover_views import orders_of
from data.puantaj.operations.leaves import record_leave
from data.puantaj.operations.months import TypedDay, advance, open_correction, open_month, type_days
from data.puantaj.rules.period import Period
from exports.handing_over import Handed, hand_over
from tests.puantaj.puantaj_office import OCTOBER, Desk

T = TypeVar("T")
SIRKET, ISCI, MEMUR = StaffKind.SIRKET, StaffKind.ISCI, StaffKind.MEMUR
TO_OCTOBER = Period.of_month(2026, 9, 15)
"""The workers' period that ends in October."""
MONTH = EndMonth(2026, 10)
_STEPS = (
    ("ayse", Stage.TASLAK),
    ("mehmet", Stage.SUNULDU),
    ("zeynep", Stage.KONTROL_EDILDI),
    ("mehmet", Stage.ONAYLANDI),
)


@dataclass
class Seat:
    """Somebody at the desk, as the flow of a package wants to know it."""

    store: Store
    actor: Actor

    def look_here(self, ask: Callable[[Look], T]) -> T:
        with self.store.look(self.actor) as look:
            return ask(look)

    def work_here(self, do: Callable[[Work], T]) -> T:
        with self.store.work(self.actor) as work:
            return do(work)


def seat(desk: Desk, who: str = "ayse") -> Seat:
    return Seat(desk.store, desk.actor(who))


def open_only(desk: Desk, kind: StaffKind = SIRKET, period: Period = OCTOBER) -> int:
    with desk.work() as work:
        return open_month(work, desk.group(kind), period)


def close(desk: Desk, key: int, steps: int = 4) -> int:
    for who, seen in _STEPS[:steps]:
        with desk.work(who) as work:
            advance(work, key, expected=seen)
    return key


def closed(desk: Desk, kind: StaffKind = SIRKET, period: Period = OCTOBER) -> int:
    return close(desk, open_only(desk, kind, period))


def corrected(desk: Desk, key: int, *cells: tuple[str, date, str]) -> int:
    """A closed correction in which some days have another code."""
    with desk.work() as work:
        again = open_correction(work, key, "Günler yanlış işlenmiş")
        for sicil, day, letter in cells:
            type_days(work, again, [TypedDay(desk.person(sicil), day)], letter, document="B-9")
    return close(desk, again)


def leave(desk: Desk, sicil: str, code: str, start: date, end: date, document: str = "R-1") -> None:
    with desk.work() as work:
        record_leave(
            work,
            LeaveDraft(personel_id=desk.person(sicil), code=code, start=start, end=end, document=document),
        )


def orders(desk: Desk, who: str = "ayse", *, with_tckn: bool = False, draft: bool = False) -> tuple[Order, ...]:
    with desk.look(who) as look:
        return orders_of(look, outlook(look, MONTH), with_tckn=with_tckn, draft=draft)


def hand(
    desk: Desk, place: Path, who: str = "ayse", *, with_zip: bool = False, draft: bool = False
) -> list[Handed]:
    """Everything of October that did not go yet, or else what went."""
    place.mkdir(exist_ok=True)
    return [
        hand_over(seat(desk, who), order, place, with_zip=with_zip) for order in orders(desk, who, draft=draft)
    ]


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}
