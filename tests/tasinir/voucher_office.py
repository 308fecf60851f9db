"""Vouchers of the test office in one line each."""

from __future__ import annotations

from datetime import date
from typing import Any

from data.tasinir.operations.approving import Approved, approve
from data.tasinir.operations.vouchers import Links, save_draft
from data.tasinir.voucher_drafts import Line, VoucherDraft
from tests.tasinir.tasinir_office import FIRST, Desk, ambar, goods

LIRA = 1_000_000


def line(desk: Desk, name: str = "A4 kâğıt", quantity: int = 1, price: int = 100, **more: Any) -> Line:
    """A line of whole pieces at whole lira."""
    return Line(tasinir_id=goods(desk, name), quantity=quantity * 1000, unit_price=price * LIRA, **more)


def head(desk: Desk, kind: str, day: date, where: str = FIRST, **more: Any) -> VoucherDraft:
    """A head with every paper that its kind asks for."""
    values: dict[str, Any] = {
        "dayanak_day": day,
        "dayanak_no": "F-1",
        "from_text": "Örnek Kırtasiye Ltd. Şti.",
        "to_person": "Ayşe Yılmaz",
        "to_place": "İdari İşler Servisi",
    }
    if kind == "satin_alma":
        values |= {"muayene_day": day, "muayene_no": "MK-1"}
    return VoucherDraft(ambar_id=ambar(desk, where), kind=kind, day=day, **(values | more))


def drafted(desk: Desk, draft: VoucherDraft, *lines: Line, links: Links | None = None) -> int:
    """A draft by the clerk."""
    with desk.work("clerk") as work:
        return save_draft(work, draft, lines, links)


def approved(desk: Desk, draft: VoucherDraft, *lines: Line, links: Links | None = None) -> Approved:
    """A voucher written by the clerk and approved by the kayıt yetkilisi."""
    key = drafted(desk, draft, *lines, links=links)
    with desk.work("kayit") as work:
        return approve(work, key, 1)


def bought(
    desk: Desk, name: str, quantity: int, price: int, day: date, where: str = FIRST, **more: Any
) -> Approved:
    """A purchase of one kind of goods, without KDV."""
    return approved(desk, head(desk, "satin_alma", day, where), line(desk, name, quantity, price, **more))


def used(desk: Desk, name: str, quantity: int, day: date, where: str = FIRST) -> Approved:
    """A consumption of one kind of goods."""
    return approved(desk, head(desk, "tuketim", day, where), line(desk, name, quantity, 0))
