"""Requests and provisional receipts of the test office in one line each, and the stock that they are met from."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from sqlmodel import col, select

from data.core.permissions import PROGRAM
from data.core.store import Store
from data.tasinir.hand_drafts import GoodsLineDraft, ReceiptDraft, RequestDraft
from data.tasinir.models_items import TasinirIstek, TasinirIstekSatir
from data.tasinir.models_vouchers import GeciciAlindi, GeciciAlindiSatir, Vif, VifSatir
from data.tasinir.operations import receipts, requests
from tests.tasinir.tasinir_office import Desk, ambar, asking, goods
from tests.tasinir.voucher_office import bought

PAPER, TONER, FOLDER, LAPTOP = "A4 kâğıt", "Siyah toner", "Klasör", "Dizüstü bilgisayar"


def stock(desk: Desk, day: date) -> None:
    """50 packets of paper, of which 20 are the least; 2 toners; 3 laptops; no folder."""
    bought(desk, PAPER, 50, 100, day)
    bought(desk, TONER, 2, 900, day)
    bought(desk, LAPTOP, 3, 30_000, day, brand="Örnek", model="X1")


def _lines(desk: Desk, lines: tuple[tuple[str, str], ...]) -> list[GoodsLineDraft]:
    return [GoodsLineDraft(tasinir_id=goods(desk, name), quantity=quantity) for name, quantity in lines]


def asked(desk: Desk, day: date, *lines: tuple[str, str], unit: str = "İdari İşler Servisi", **more: Any) -> int:
    """A request by the clerk; lines are (name, quantity as it is typed)."""
    with desk.work("clerk") as work:
        head = RequestDraft(
            istek_birimi_id=asking(desk, unit), ambar_id=ambar(desk), day=day, asked_by="Mehmet Kaya", **more
        )
        return requests.open_request(work, head, _lines(desk, lines)).id


def came(desk: Desk, day: date, *lines: tuple[str, str], **more: Any) -> int:
    """A provisional receipt by the clerk; lines are (name, quantity as it is typed)."""
    values: dict[str, Any] = {"ambar_id": ambar(desk), "from_name": "Örnek Kırtasiye", "dayanak_day": day}
    with desk.work("clerk") as work:
        head = ReceiptDraft(day=day, **(values | {"dayanak_no": "İRS-12"} | more))
        return receipts.open_receipt(work, head, _lines(desk, lines)).id


# ---------------------------------------------------------------- what the tables hold


def rows(path: Path, model: Any) -> list[Any]:
    """All rows of a table, the oldest first."""
    with Store.open(path) as store, store.look(PROGRAM) as look:
        found = list(look.session.exec(select(model).order_by(col(model.id))).all())
        for one in found:
            look.session.expunge(one)
        return found


def request_states(path: Path) -> list[tuple[int, str, str]]:
    """Number, state and reason of every request."""
    return [(one.number, one.state, one.reason) for one in rows(path, TasinirIstek)]


def request_lines(path: Path) -> list[tuple[int, int]]:
    """Wanted and given of every line, in thousandths."""
    return [(one.wanted, one.met) for one in rows(path, TasinirIstekSatir)]


def receipt_states(path: Path) -> list[tuple[int, str, int | None]]:
    """Number, state and voucher of every receipt."""
    return [(one.number, one.state, one.vif_id) for one in rows(path, GeciciAlindi)]


def receipt_lines(path: Path) -> list[int]:
    """Quantity of every line, in thousandths."""
    return [one.quantity for one in rows(path, GeciciAlindiSatir)]


def voucher_states(path: Path) -> list[tuple[str, str, int | None]]:
    """Kind, state and number of every voucher."""
    return [(one.kind, one.state, one.number) for one in rows(path, Vif)]


def voucher_lines(path: Path, vif_id: int) -> list[tuple[int, int, int | None]]:
    """Quantity, value and chosen lot of the lines of a voucher."""
    found = [one for one in rows(path, VifSatir) if one.vif_id == vif_id]
    return [(one.quantity, one.total_kurus, one.lot_id) for one in found]
