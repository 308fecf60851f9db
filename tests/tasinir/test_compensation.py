"""Fault and compensation of a loss: the decision, its paper, who pays, and that the last one stands."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlmodel import col

from data.core.errors import BadFields, Conflict, NotAllowed, RuleBroken
from data.core.models import TrailEntry
from data.core.money import Money
from data.tasinir.boards import SeatDraft
from data.tasinir.ending_drafts import FaultDraft, WriteOffDraft, WriteOffLineDraft
from data.tasinir.ending_summaries import head_lines, why_write_off
from data.tasinir.ending_views import write_off_card
from data.tasinir.models_counts import DusmeKusur, KayittanDusme
from data.tasinir.operations.compensation import record_decision
from data.tasinir.operations.write_offs import propose
from data.tasinir.rules.values import FaultDecision
from tests.tasinir import tasinir_office as office
from tests.tasinir.ending_office import SCRAP_BOARD, TODAY, items, stock, through, version
from tests.tasinir.tasinir_office import Desk


def proposed(desk: Desk, why: str = "kaybolma", seats: tuple[SeatDraft, ...] = (), place: int = 0) -> int:
    """A laptop that is to leave the books."""
    draft = WriteOffDraft(
        ambar_id=office.ambar(desk), day=TODAY, reason_kind=why, reason="Depoda bulunamadı.",
        proof="Tutanak 12", proof_day=date(2026, 11, 19),
    )  # fmt: skip
    with desk.work("clerk") as work:
        return propose(work, draft, [WriteOffLineDraft(demirbas_id=items(desk)[place].id)], seats)


def decided(desk: Desk, key: int, who: str = "kayit", seen: int | None = None, **values: Any) -> None:
    draft: dict[str, Any] = {"decision": "gorevli", "day": TODAY, "paper": "2026/412",
                             "charged": "Zehra Ünal, Memur", "amount": Money(95_050)}  # fmt: skip
    with desk.work(who) as work:
        record_decision(
            work,
            key,
            FaultDraft(**(draft | values)),
            version(desk, key, KayittanDusme) if seen is None else seen,
        )


def test_who_pays_for_a_loss_is_written_with_its_paper_and_the_last_decision_stands(desk: Desk) -> None:
    stock(desk)
    key = proposed(desk)
    with pytest.raises(RuleBroken, match="taslak"):
        decided(desk, key)
    through(desk, key)
    decided(desk, key)
    with desk.look("kontrol") as look:
        fault = write_off_card(look, key).fault
        assert fault is not None and (fault.charged, fault.kurus) == ("Zehra Ünal, Memur", 95_050)
        assert "950,50 TL" in dict(head_lines(write_off_card(look, key)))["Kusur ve tazmin"]
    decided(desk, key, decision="kusur_yok", charged=None, amount=None, paper="2026/501", note="Hırsız bulundu.")
    with desk.look("kontrol") as look:
        card = write_off_card(look, key)
        assert card.fault is not None and (card.fault.decision, card.fault.kurus) == (
            FaultDecision.KUSUR_YOK,
            None,
        )
        assert any("Hırsız bulundu" in one.text for one in why_write_off(card))
        told = [one.summary for one in look.session.execute(
            select(TrailEntry).where(col(TrailEntry.action) == "tasinir.tazmin")).scalars()]  # fmt: skip
        kept = look.session.execute(select(DusmeKusur).order_by(col(DusmeKusur.id))).scalars()
        assert [(one.decision, one.kurus) for one in kept] == [("gorevli", 95_050), ("kusur_yok", None)]
    assert len(told) == 2 and "Zehra Ünal, Memur, 950,50 TL" in told[0]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"charged": None}, "charged"),
        ({"amount": Money(0)}, "amount"),
        ({"decision": "kusur_yok", "amount": None}, "charged"),
        ({"decision": "kusur_yok", "charged": None}, "amount"),
        ({"day": TODAY + timedelta(days=1)}, "day"),
        ({"paper": ""}, "paper"),
    ],
)
def test_a_decision_that_does_not_fit_itself_is_not_written(
    desk: Desk, values: dict[str, Any], field: str
) -> None:
    stock(desk)
    key = proposed(desk)
    through(desk, key)
    with pytest.raises(BadFields) as refused:
        decided(desk, key, **values)
    assert set(refused.value.problems) == {field}


def test_nobody_pays_for_scrap_and_not_everybody_decides(desk: Desk) -> None:
    stock(desk)
    scrap = proposed(desk, "hurda_omur", SCRAP_BOARD)
    lost = proposed(desk, place=1)
    for key in (scrap, lost):
        through(desk, key)
    with pytest.raises(RuleBroken, match="hurdaya ayırmada kusur aranmaz"):
        decided(desk, scrap)
    with pytest.raises(NotAllowed):
        decided(desk, lost, "denetci")
    seen = version(desk, lost, KayittanDusme)
    decided(desk, lost)
    with pytest.raises(Conflict):
        decided(desk, lost, seen=seen, paper="2026/413")
