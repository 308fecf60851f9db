"""Counts, write-offs and years of the test office in one line each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import select
from sqlmodel import col

from data.core.approvals import Stage
from data.core.permissions import PROGRAM
from data.tasinir.boards import SeatDraft
from data.tasinir.count_drafts import CountDraft, CountPlace
from data.tasinir.duty_views import open_vouchers
from data.tasinir.ending_drafts import ConformityDraft, SentDraft
from data.tasinir.models_counts import Sayim
from data.tasinir.models_items import Demirbas
from data.tasinir.operations import write_offs
from data.tasinir.operations.approving import approve
from data.tasinir.operations.concluding import conclude, finish
from data.tasinir.operations.count_entries import Scanned
from data.tasinir.operations.counting import scan, type_quantity
from data.tasinir.operations.counts import begin_second, open_count, start_count
from data.tasinir.operations.sending import mark_sent
from data.tasinir.operations.years import advance as advance_year
from data.tasinir.operations.years import prepare_account, record_conformity
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


def stock(desk: Desk, day: date = BOUGHT) -> None:
    """Four laptops and two chairs at 1.200 TL, a hundred packs of paper at 90 TL, pens in both ambars."""
    bought(desk, LAPTOP, 4, 1200, day)
    bought(desk, CHAIR, 2, 1200, day)
    bought(desk, PAPER, 100, 90, day)
    bought(desk, PEN, 50, 5, day)
    bought(desk, PEN, 30, 6, day, office.SECOND)


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


# ---------------------------------------------------------------- years


def in_january() -> datetime:
    """The desk's clock on 5 January 2027, when the year's account is made."""
    return datetime(2027, 1, 5, 9, 0, tzinfo=UTC)


def through(desk: Desk, dusme_id: int, *, until: int = 3) -> int:
    """A write-off goes its way, or its first steps; the key of its exit voucher."""
    way = (("clerk", Stage.TASLAK), ("kontrol", Stage.SUNULDU), ("harcama", Stage.KONTROL_EDILDI))
    for who, stage in way[:until]:
        with desk.work(who) as work:
            made = write_offs.advance(work, dusme_id, expected=stage)
    return made.vif_id


def counted_at_year_end(desk: Desk, *, missing: bool = False) -> int:
    """The year-end count of :func:`stock` to its end; one laptop too few and a pen too many if so wanted."""
    desk.store.clock = in_january
    key = started(desk, "yil_sonu", date(2026, 12, 31))
    gone = next(one.sicil_no for one in items(desk)[::-1] if one.state == "ambarda")
    everything(desk, key, but=[gone, PEN] if missing else [])
    if missing:
        typed(desk, key, PEN, "51")
        typed(desk, key, PEN, "30", in_ambar(desk, office.SECOND))
        with desk.work("kayit") as work:
            begin_second(work, key, version(desk, key))
        typed(desk, key, PEN, "51")
    with desk.work("kayit") as work:
        made = conclude(work, key, version(desk, key))
    for vif_id in (*(through(desk, one) for one in made.dusme_ids), *made.vif_ids):
        with desk.work("kayit") as work:
            approve(work, vif_id, 1)
    with desk.work("kayit") as work:
        finish(work, key, version(desk, key))
    return key


def all_sent(desk: Desk, year: int = 2026) -> None:
    """Every voucher of the year that muhasebe gets was given."""
    with desk.look("kayit") as look:
        waiting = [one.id for one in open_vouchers(look, year=year) if one.unsent]
    for key in waiting:
        with desk.work("kayit") as work:
            mark_sent(work, key, SentDraft(day=work.today, paper="E-1"))


def signed(desk: Desk, yil_id: int, until: Stage = Stage.KESINLESTI) -> None:
    """An account is signed by one after the other, up to a stage."""
    for who, stage in (
        ("kayit", Stage.TASLAK),
        ("kontrol", Stage.SUNULDU),
        ("harcama", Stage.KONTROL_EDILDI),
        ("kayit", Stage.ONAYLANDI),
    ):
        if stage is until:
            return
        if stage is Stage.KONTROL_EDILDI:
            with desk.work("kayit") as work:
                draft = ConformityDraft(name="Mine Muhasebe", title="Muhasebe Yetkilisi", day=work.today)
                record_conformity(work, yil_id, draft)
        with desk.work(who) as work:
            advance_year(work, yil_id, expected=stage)


def prepared(desk: Desk, year: int = 2026) -> int:
    """The account of a year that is ready to be presented."""
    all_sent(desk, year)
    with desk.work("kayit") as work:
        return prepare_account(work, office.unit(desk), year)
