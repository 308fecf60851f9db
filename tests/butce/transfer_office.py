"""Transfers of the office with a budget: a form in one line, its way, and the decision that carries it out."""

from __future__ import annotations

from datetime import date

from data.butce.lookup import transfer_row
from data.butce.operations.posting import Posted
from data.butce.operations.transfer_posting import carry_out
from data.butce.operations.transfers import advance, prepare
from data.butce.transfer_drafts import DecisionDraft, TransferDraft, TransferLineDraft
from data.core.approvals import Stage
from tests.butce.butce_office import Desk, tertip_id, yil_id

FORM_DAY = date(2026, 5, 4)
DECIDED = date(2026, 5, 11)
PAPER, FUEL, PHONE, UPKEEP, MACHINES, RESERVE = (
    "03.2.1.01", "03.2.3.02", "03.5.2.02", "03.7.3.03", "06.1.2.01", "09.6.1.01"
)  # fmt: skip
WAY = (("ayse", Stage.TASLAK), ("gercek", Stage.SUNULDU), ("harcama", Stage.KONTROL_EDILDI))
Side = tuple[str, int]


def line(desk: Desk, side: str, kod: str, amount: int) -> TransferLineDraft:
    return TransferLineDraft(side=side, tertip_id=tertip_id(desk, kod), amount=amount)


def lines(desk: Desk, out: list[Side], into: list[Side]) -> list[TransferLineDraft]:
    return [
        *(line(desk, "dusulen", kod, amount) for kod, amount in out),
        *(line(desk, "eklenen", kod, amount) for kod, amount in into),
    ]


def form(desk: Desk, *drafts: TransferLineDraft, day: date = FORM_DAY) -> int:
    """A form that ``ayse`` prepared."""
    year = yil_id(desk)
    with desk.work("ayse") as work:
        return prepare(work, year, TransferDraft(day=day, reason="Telefon giderleri arttı"), drafts)


def moved(desk: Desk, out: list[Side], into: list[Side]) -> int:
    """A form from its writing until its decision was carried out."""
    key = form(desk, *lines(desk, out, into))
    approve(desk, key)
    decide(desk, key)
    return key


def approve(desk: Desk, key: int) -> None:
    for who, stage in WAY:
        with desk.work(who) as work:
            advance(work, key, expected=stage)


def version(desk: Desk, key: int) -> int:
    with desk.look() as look:
        return transfer_row(look, key).version


def decide(desk: Desk, key: int, *, day: date | None = DECIDED, mif: date | None = None) -> Posted:
    draft = DecisionDraft(
        karar_day=day, karar_no="2026/118" if day else None, mif_day=mif, mif_no="4411" if mif else None
    )
    seen = version(desk, key)
    with desk.work("ayse") as work:
        return carry_out(work, key, draft, seen)
