"""Counts, write-offs and years of the test office in one line each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlmodel import col

from data.core.permissions import PROGRAM
from data.tasinir.boards import SeatDraft
from data.tasinir.count_drafts import CountDraft, CountPlace
from data.tasinir.models_counts import Sayim
from data.tasinir.models_items import Demirbas
from data.tasinir.operations.count_entries import Scanned
from data.tasinir.operations.counting import scan, type_quantity
from data.tasinir.operations.counts import open_count, start_count
from tests.tasinir import tasinir_office as office
from tests.tasinir.tasinir_office import FIRST, Desk
from tests.tasinir.voucher_office import bought

BOUGHT = date(2026, 3, 2)
TODAY = date(2026, 11, 20)
LAPTOP, CHAIR, PAPER, PEN = "Dizüstü bilgisayar", "Çalışma koltuğu", "A4 kâğıt", "Tükenmez kalem"
BOARD = (
    SeatDraft(name="Hasan Harcama", title="Şube Müdürü", seat="baskan"),
    SeatDraft(name="Kadriye Kayıt", title="Ambar Memuru", seat="kayit_yetkilisi"),
    SeatDraft(name="Zehra Ünal", title="Memur", seat="uye"),
)
SCRAP_BOARD = (*BOARD[:2], SeatDraft(name="Ufuk Uzman", title="Mühendis", seat="uzman"))


def stock(desk: Desk) -> None:
    """Four laptops and two chairs at 1.200 TL, a hundred packs of paper at 90 TL in the first ambar, pens in both."""
    bought(desk, LAPTOP, 4, 1200, BOUGHT)
    bought(desk, CHAIR, 2, 1200, BOUGHT)
    bought(desk, PAPER, 100, 90, BOUGHT)
    bought(desk, PEN, 50, 5, BOUGHT)
    bought(desk, PEN, 30, 6, BOUGHT, office.SECOND)


def items(desk: Desk, name: str = LAPTOP) -> list[Demirbas]:
    """The items of a kind as they stand, in order of entry."""
    with desk.store.look(PROGRAM) as look:
        rows = look.session.execute(
            select(Demirbas).where(col(Demirbas.tasinir_id) == office.goods(desk, name)).order_by(col(Demirbas.id))
        ).scalars()
        found = list(rows)
        look.session.expunge_all()
        return found


def opened(desk: Desk, kind: str = "ara", day: date = TODAY, seats: Sequence[SeatDraft] = BOARD) -> int:
    """A count that was ordered."""
    draft = CountDraft(harcama_birimi_id=office.unit(desk), kind=kind, day=day, order_no="01.11.2026 / 412")
    with desk.work("kayit") as work:
        return open_count(work, draft, seats)


def started(desk: Desk, kind: str = "ara", day: date = TODAY, *, freeze: bool = False) -> int:
    """A count that goes on."""
    key = opened(desk, kind, day)
    with desk.work("kayit") as work:
        start_count(work, key, 1, freeze=freeze)
    return key


def version(desk: Desk, key: int, model: Any = Sayim) -> int:
    """The version of a record now."""
    found: int = office.row(desk, model, key).version
    return found


def in_ambar(desk: Desk, code: str = FIRST) -> CountPlace:
    return CountPlace(ambar_id=office.ambar(desk, code))


def in_room(desk: Desk, code: str = "101") -> CountPlace:
    return CountPlace(yer_id=office.room(desk, code))


def scanned(desk: Desk, key: int, typed: str, where: CountPlace | None = None, who: str = "clerk") -> Scanned:
    with desk.work(who) as work:
        return scan(work, key, where or in_ambar(desk), typed)


def typed(desk: Desk, key: int, name: str, quantity: str, where: CountPlace | None = None) -> Scanned:
    with desk.work("clerk") as work:
        return type_quantity(work, key, where or in_ambar(desk), office.goods(desk, name), quantity)


def everything(desk: Desk, key: int, *, but: Sequence[str] = ()) -> None:
    """All of :func:`stock` is found, but items and goods of these sicil numbers and names."""
    for one in (*items(desk), *items(desk, CHAIR)):
        if one.sicil_no not in but and one.state == "ambarda":
            scanned(desk, key, one.barcode)
    for name, quantity, where in ((PAPER, "100", "01"), (PEN, "50", "01"), (PEN, "30", "02")):
        if name not in but:
            typed(desk, key, name, quantity, in_ambar(desk, where))
