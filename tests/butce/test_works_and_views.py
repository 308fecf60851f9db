"""A work from its block to its end, movements by hand, and what screens are told about them."""

from __future__ import annotations

from datetime import date

import pytest

from data.butce import movement_views, views
from data.butce.drafts import MovementDraft, ReverseDraft, UseDraft, WorkDraft
from data.butce.operations import movements, works
from data.butce.rules.values import MovementKind, WorkState
from data.core.errors import BadFields, BadInput, NotAllowed, RuleBroken
from data.core.pages import LedgerQuery
from tests.butce.butce_office import Desk, tertip_id, yil_id

PAPER, FUEL, TYRES = "03.2.1.01", "03.2.3.02", "03.7.3.03"
MARCH = date(2026, 3, 2)


def opened(desk: Desk, subject: str = "Fotokopi kâğıdı alımı") -> int:
    with desk.work() as work:
        return works.open_work(work, yil_id(desk), WorkDraft(kind="mal", subject=subject, firm="Örnek Ltd. Şti."))


def used(desk: Desk, is_id: int, kind: MovementKind, amount: int, kod: str = PAPER, day: date = MARCH) -> None:
    draft = UseDraft(tertip_id=tertip_id(desk, kod), amount=amount, day=day, belge_no="12")
    with desk.work() as work:
        works.use(work, is_id, kind, draft)


def line(desk: Desk, kod: str = PAPER, day: date | None = None) -> views.OdenekRow:
    key, year = tertip_id(desk, kod), yil_id(desk)
    with desk.look() as look:
        return next(row for row in views.odenek_rows(look, year, day) if row.id == key)


def test_each_lira_of_a_work_is_in_one_state_until_its_rest_is_let_go(desk: Desk) -> None:
    work_id = opened(desk)
    used(desk, work_id, MovementKind.BLOKE, 100_000_00)
    used(desk, work_id, MovementKind.TAAHHUT, 90_000_00, day=date(2026, 3, 10))
    used(desk, work_id, MovementKind.HARCAMA, 60_000_00, day=date(2026, 4, 1))
    row = line(desk)
    assert (row.held.bloke, row.held.taahhut, row.held.harcanan) == (10_000_00, 30_000_00, 60_000_00)
    assert row.control == 800_000_00
    with desk.work() as work:
        assert works.finish(work, work_id, date(2026, 4, 2), 1) == 40_000_00
    row = line(desk)
    assert (row.held.reserved, row.control) == (0, 840_000_00)
    assert line(desk, day=date(2026, 3, 31)).held.taahhut == 90_000_00
    with desk.look() as look:
        card = movement_views.work_card(look, work_id)
    assert card.row.state is WorkState.BITTI
    assert [one.kind for one in card.movements][-2:] == [MovementKind.TAAHHUT_COZME, MovementKind.BLOKE_COZME]
    with pytest.raises(RuleBroken, match="iş bitti"):
        used(desk, work_id, MovementKind.BLOKE, 1)


def test_neden_names_the_works_that_hold_the_money(desk: Desk) -> None:
    work_id = opened(desk)
    used(desk, work_id, MovementKind.BLOKE, 890_000_00)
    with desk.look() as look:
        why = views.why_available(look, tertip_id(desk, FUEL))
    words = " / ".join(reason.text for reason in why.reasons)
    assert why.value == 10_000_00
    assert "ile 2 tertip birlikte denetlenir" in words
    assert "Fotokopi kâğıdı alımı 890.000,00 TL" in words
    assert why.reasons[-1].refs[0].id == work_id
    with pytest.raises(RuleBroken, match=r"1 no\.lu iş, Fotokopi kâğıdı alımı 890"):
        used(desk, opened(desk, "Yakıt"), MovementKind.BLOKE, 10_000_01, FUEL)


def test_what_is_written_by_hand_has_its_document_and_is_reversed_with_a_reason(desk: Desk) -> None:
    draft = MovementDraft(
        tertip_id=tertip_id(desk, TYRES), kind="ek", amount=50_000_00, day=date(2026, 6, 1),
        belge="Meclis kararı", belge_day=date(2026, 5, 28), belge_no="2026/88", decider="Meclis",
    )  # fmt: skip
    with desk.work() as work:
        key = movements.record_movement(work, draft).ids[0]
    assert line(desk, TYRES).held.odenek == 200_000_00
    with desk.work() as work, pytest.raises(BadFields):
        movements.reverse(work, key, ReverseDraft(day=date(2026, 6, 2), reason=" "))
    with desk.work() as work:
        movements.reverse(work, key, ReverseDraft(day=date(2026, 6, 2), reason="Karar iptal edildi"))
    assert line(desk, TYRES).held.odenek == 150_000_00
    with desk.look() as look:
        found = movement_views.movement_window(look, LedgerQuery(text="88"), 0, 9, yil_id=yil_id(desk))
    assert [(row.kind, row.reversed_by > 0) for row in found.rows] == [
        (MovementKind.TERS, False), (MovementKind.EK, True)
    ]  # fmt: skip


def test_a_document_younger_than_its_movement_and_a_foreign_hand_are_refused(desk: Desk) -> None:
    draft = UseDraft(tertip_id=tertip_id(desk, PAPER), amount=100, day=MARCH, belge_day=date(2026, 3, 3))
    with desk.work() as work, pytest.raises(BadFields, match="sonra olamaz"):
        movements.spend(work, draft)
    with desk.work("denetci") as work, pytest.raises(NotAllowed):
        movements.spend(work, draft)
    with desk.work() as work, pytest.raises(RuleBroken, match="harcaması 0,00 TL"):
        movements.refund(work, UseDraft(tertip_id=tertip_id(desk, PAPER), amount=100, day=MARCH))


def test_levels_take_their_tertips_together_and_keep_every_kurus(desk: Desk) -> None:
    year = yil_id(desk)
    with desk.look() as look:
        rows = views.odenek_rows(look, year)
        total = sum(row.held.odenek for row in rows)
        for level, _ in views.LEVELS:
            assert sum(row.held.odenek for row in views.odenek_rows(look, year, level=level)) == total
        second = {row.kod: row for row in views.odenek_rows(look, year, level="ekonomik2")}
    assert second["03.02"].held.odenek == 900_000_00
    assert second["03.02"].name == "Tüketime yönelik mal ve malzeme alımları"


def test_an_unknown_year_and_an_unknown_kind_are_said_in_words(desk: Desk) -> None:
    with desk.look() as look, pytest.raises(BadInput, match="Bütçe yılı bulunamadı"):
        views.odenek_rows(look, 99)
    with desk.work() as work, pytest.raises(BadInput, match="harcama işine yazılmaz"):
        works.use(work, 1, MovementKind.EK, UseDraft(tertip_id=1, amount=1, day=MARCH))


def test_the_course_of_a_year_ends_with_what_is_held(desk: Desk) -> None:
    work_id = opened(desk)
    used(desk, work_id, MovementKind.HARCAMA, 12_000_00, day=date(2026, 5, 4))
    with desk.look() as look:
        points = movement_views.month_course(look, yil_id(desk))
    assert [point.held.harcanan if point.held else None for point in points[:6]] == [
        0,
        0,
        0,
        0,
        12_000_00,
        12_000_00,
    ]
    assert points[11].held is None
