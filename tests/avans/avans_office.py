"""The budget's office with a mutemet and a clock of its own: what is done with an advance, in short verbs.

Zehra Ünal (301) is the mutemet from 02.01.2026 on; the İ cetveli of 2026 allows 20.000,00. ``ayse`` prepares,
``gercek`` checks and settles, ``harcama`` approves.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final

from data.avans import books
from data.avans.drafts import (
    ChargeDraft,
    DocumentDraft,
    GiveDraft,
    MoneyBackDraft,
    MutemetDraft,
    RequestDraft,
    RequestLineDraft,
    SettleDraft,
)
from data.avans.models import Avans
from data.avans.operations import documents, giving, mutemets, refunds, requests, settling
from data.avans.operations.steps import Written
from data.avans.rules.balances import Balances
from data.avans.rules.values import AvansState
from data.avans.settings import set_setting
from data.butce import course
from data.butce.models import ButceYil, Tertip
from data.butce.rules.balance import available
from data.butce.rules.states import Amounts
from data.core.approvals import Stage
from data.core.store import Store
from data.core.switches import SettingDraft
from tests.butce import butce_office
from tests.butce.butce_office import tertip_id
from tests.puantaj.puantaj_office import Desk

PAPER, PRINT, REPAIR, TRAVEL = "03.2.1.01", "03.2.1.05", "03.7.3.03", "03.3.1.01"
MUTEMET, OTHER = "301", "101"
WAY: Final = (("ayse", Stage.TASLAK), ("gercek", Stage.SUNULDU), ("harcama", Stage.KONTROL_EDILDI))


class Clock:
    """The office's clock, set by tests; nine in the morning in UTC."""

    def __init__(self) -> None:
        self.day = date(2026, 3, 2)

    def __call__(self) -> datetime:
        return datetime(self.day.year, self.day.month, self.day.day, 9, tzinfo=UTC)


def build(path: Path) -> None:
    """Adds the mutemet and the limit to an office with a budget; its file is written in place."""
    clock = Clock()
    clock.day = date(2026, 1, 2)
    with Store.open(path, clock=clock) as store:
        desk = Desk(store, path.parent)
        setting = SettingDraft(
            name="avans.limit_il", value="20.000,00", valid_from=date(2026, 1, 1), source="2026 (İ) cetveli"
        )
        with desk.work("yonetici") as work:
            set_setting(work, setting)
        draft = MutemetDraft(
            harcama_birimi_id=unit_id(desk), personel_id=desk.person(MUTEMET), scope="surekli",
            first_day=date(2026, 1, 2), letter_day=date(2026, 1, 2), letter_no="2026/7",
        )  # fmt: skip
        with desk.work("ayse") as work:
            mutemets.appoint(work, draft)


def unit_id(desk: Desk) -> int:
    with desk.look() as look:
        return look.session.get_one(ButceYil, butce_office.yil_id(desk)).harcama_birimi_id


def wanted(desk: Desk, amount: int, day: date, kod: str = PAPER, **more: Any) -> RequestDraft:
    """A request as it is typed."""
    plain: dict[str, Any] = {
        "kind": "is", "harcama_birimi_id": unit_id(desk), "request_day": day, "tertip_id": tertip_id(desk, kod),
        "subject": f"Kırtasiye alımı {day:%d.%m}", "urgency": "Baskı durdu, stok yok", "requested": amount,
    }  # fmt: skip
    return RequestDraft(**(plain | more))


def travelling(desk: Desk, amount: int, day: date, departure: date, back: date | None = None) -> RequestDraft:
    """A request for a travel advance."""
    return wanted(
        desk, amount, day, TRAVEL, kind="gecici_yolluk", personel_id=desk.person(OTHER), departure_day=departure,
        return_day=back, urgency=None, subject="Ankara eğitimi",
    )  # fmt: skip


def approved(desk: Desk, draft: RequestDraft, lines: tuple[RequestLineDraft, ...] = ()) -> int:
    """A request on its whole way, at the clock's day."""
    with desk.work("ayse") as work:
        key = requests.request(work, draft, lines).id
    for who, stage in WAY:
        with desk.work(who) as work:
            requests.advance(work, key, expected=stage)
    return key


def given(desk: Desk, amount: int, day: date, kod: str = PAPER, **more: Any) -> int:
    """An advance that was asked for, approved and given on a day; the clock goes there."""
    set_day(desk, day)
    return paid(desk, approved(desk, wanted(desk, amount, day, kod, **more)), day)


def paid(desk: Desk, key: int, day: date) -> int:
    """An approved advance, given."""
    set_day(desk, day)
    with desk.work("ayse") as work:
        giving.give(work, key, GiveDraft(day=day, mif_no=f"MİF {key}"), row(desk, key).version)
    return key


def set_day(desk: Desk, day: date) -> None:
    """Puts the office's clock on a day, never back."""
    clock = clock_of(desk)
    clock.day = max(clock.day, day)


def clock_of(desk: Desk) -> Clock:
    """The office's clock."""
    clock = desk.store.clock
    assert isinstance(clock, Clock)
    return clock


def bill(desk: Desk, total: int, day: date, kod: str = PAPER, **more: Any) -> DocumentDraft:
    """An invoice without KDV, so that its total is plain; handed in on its own day."""
    plain: dict[str, Any] = {
        "kind": "fatura", "day": day, "no": f"F-{total}-{day:%d%m}", "seller": "Örnek Kırtasiye A.Ş.",
        "subject": "Kâğıt", "tertip_id": tertip_id(desk, kod), "matrah": total, "kdv_percent": 0,
        "handed_day": day,
    }  # fmt: skip
    return DocumentDraft(**(plain | more))


def handed(desk: Desk, key: int, total: int, day: date, kod: str = PAPER, **more: Any) -> int:
    """A document, handed in."""
    set_day(desk, more.get("handed_day", day))
    with desk.work("ayse") as work:
        return documents.hand_in(work, key, bill(desk, total, day, kod, **more))


def settled(desk: Desk, key: int, day: date, *ids: int) -> Written:
    """Documents settled; all that wait where none is named."""
    set_day(desk, day)
    with desk.work("gercek") as work:
        return settling.settle_documents(
            work, key, ids, SettleDraft(day=day, belge_no=f"ÖEB {day:%d%m}"), row(desk, key).version
        )


def refunded(desk: Desk, key: int, amount: int, day: date) -> Written:
    """Money given back."""
    set_day(desk, day)
    with desk.work("ayse") as work:
        return refunds.refund(work, key, money(amount, day), row(desk, key).version)


def money(amount: int, day: date) -> MoneyBackDraft:
    """Money that comes back, as it is typed."""
    return MoneyBackDraft(day=day, amount=amount, belge="Banka dekontu", belge_no=f"D-{day:%d%m}")


def charged(desk: Desk, key: int, day: date) -> Written:
    """The open rest taken to 140."""
    set_day(desk, day)
    with desk.work("gercek") as work:
        return refunds.charge(work, key, ChargeDraft(day=day, belge_no="MİF 900"), row(desk, key).version)


def held(desk: Desk, key: int) -> Balances:
    with desk.look() as look:
        return books.balances_of(look, key)


def step_ids(desk: Desk, key: int) -> list[int]:
    """Keys of the standing steps in order."""
    with desk.look() as look:
        return [step.id or 0 for step in books.steps_of(look, key)]


def state(desk: Desk, key: int) -> AvansState:
    return AvansState(row(desk, key).state)


def row(desk: Desk, key: int) -> Avans:
    with desk.look() as look:
        found = look.session.get_one(Avans, key)
        look.session.expunge(found)
        return found


def odenek(desk: Desk, kod: str = PAPER) -> Amounts:
    """What the control level of a tertip holds, all that was ever written."""
    with desk.look() as look:
        tertip = look.session.get_one(Tertip, tertip_id(desk, kod))
        return course.held(look, course.of_control(tertip.yil_id, tertip.kontrol))


def left(desk: Desk, kod: str = PAPER) -> int:
    return available(odenek(desk, kod))
