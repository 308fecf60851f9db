"""The harcama programı by quarters: what is planned, released, changed later, and what it holds back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlmodel import col

from data.butce.models import ButceYil, OdenekHareket
from data.butce.operations.posting import Posting
from data.butce.operations.releases import follow_odenek, plan_equally, plan_tertip, release_quarter
from data.butce.release_drafts import PlanDraft, ReleasePaperDraft
from data.butce.release_views import ReleaseRow, release_rows, release_window, released_quarters, why_released
from data.butce.rules.release import Quarters, adjusted, equal_quarters, first_day, quarter_of, to_release, unequal
from data.butce.rules.values import MovementKind, ReleaseControl
from data.core import trail
from data.core.errors import BadFields, Conflict, NotAllowed, RuleBroken
from data.core.pages import LedgerQuery
from tests.butce.butce_office import Desk, posted, tertip_id, yil_id
from tests.butce.transfer_office import PHONE, UPKEEP, approve, decide, form, lines

DAY = date(2026, 1, 5)
PAPERS = ReleasePaperDraft(day=DAY, belge="Meclis kararı", belge_day=date(2025, 11, 20), belge_no="2025/413")


@given(st.integers(0, 10**12))
def test_four_equal_quarters_are_the_odenek_to_the_kuruş(odenek: int) -> None:
    plan = equal_quarters(odenek).value
    assert plan.total == odenek
    assert 0 <= plan.fourth - plan.first < 4
    assert not unequal(plan, odenek)


@given(st.tuples(*[st.integers(0, 1000)] * 4), st.integers(0, 5000), st.integers(1, 4))
def test_a_changed_odenek_changes_its_plan_by_the_difference_and_never_below_nothing(
    parts: tuple[int, int, int, int], odenek: int, quarter: int
) -> None:
    plan = adjusted(Quarters(*parts), odenek, quarter).value
    assert plan.total == odenek
    assert min(plan.parts) >= 0
    if odenek >= sum(parts):
        assert plan.of(quarter) - parts[quarter - 1] == odenek - sum(parts)


def test_quarters_begin_on_their_day_and_release_what_is_still_missing() -> None:
    assert [first_day(2026, one) for one in (1, 2, 3, 4)] == [
        date(2026, 1, 1), date(2026, 4, 1), date(2026, 7, 1), date(2026, 10, 1)
    ]  # fmt: skip
    assert [quarter_of(date(2026, month, 28)) for month in (1, 3, 4, 9, 12)] == [1, 1, 2, 3, 4]
    assert to_release(Quarters(100, 50, 0, 0), 2, 120) == 30
    assert "10,00 TL eksik" in unequal(Quarters(100, 200, 300, 400), 2_000)
    assert "sıfırdan küçük" in unequal(Quarters(-1, 1, 0, 0), 0)


def row(desk: Desk, kod: str) -> ReleaseRow:
    year, key = yil_id(desk), tertip_id(desk, kod)
    with desk.look() as look:
        return next(one for one in release_rows(look, year) if one.id == key)


def release(desk: Desk, *quarters: int) -> tuple[str, ...]:
    year = yil_id(desk)
    told: tuple[str, ...] = ()
    for quarter in quarters:
        with desk.work() as work:
            told = release_quarter(work, year, quarter, PAPERS).warnings
    return told


def planned(desk: Desk) -> None:
    year = yil_id(desk)
    with desk.work() as work:
        assert plan_equally(work, year, PAPERS)[0] == 11


def plan(desk: Desk, kod: str, parts: tuple[int, int, int, int], seen: int, day: date = DAY) -> None:
    key = tertip_id(desk, kod)
    draft = PlanDraft(
        first=parts[0], second=parts[1], third=parts[2], fourth=parts[3], day=day, belge="Revizyon", belge_no="9"
    )
    with desk.work() as work:
        plan_tertip(work, key, draft, seen)


def test_one_key_plans_every_tertip_and_each_quarter_is_released_on_its_first_day(desk: Desk) -> None:
    planned(desk)
    assert row(desk, PHONE).plan == Quarters(30_000_00, 30_000_00, 30_000_00, 30_000_00)
    assert row(desk, PHONE).released.total == 0
    release(desk, 1, 2)
    assert row(desk, PHONE).released == Quarters(30_000_00, 30_000_00, 0, 0)
    key = tertip_id(desk, PHONE)
    with desk.look() as look:
        rows = look.session.execute(
            select(OdenekHareket)
            .where(col(OdenekHareket.tertip_id) == key, col(OdenekHareket.serbest) != 0)
            .order_by(col(OdenekHareket.id))
        ).scalars()
        assert [(one.day, one.amount, one.belge_no) for one in rows] == [
            (date(2026, 1, 1), 30_000_00, "2025/413"), (date(2026, 4, 1), 30_000_00, "2025/413")
        ]  # fmt: skip
        assert [one.label for one in released_quarters(look, yil_id(desk))] == ["I. dönem", "II. dönem"]
        assert [one.action for one in trail.history(look, "butce_yil", yil_id(desk))][:3] == [
            "butce.ahp_release", "butce.ahp_release", "butce.ahp_plan"
        ]  # fmt: skip
    with pytest.raises(RuleBroken, match="zaten"):
        release(desk, 2)
    with pytest.raises(RuleBroken, match="Önce III"):
        release(desk, 4)


def test_a_plan_that_is_not_the_odenek_is_refused_and_an_unseen_one_is_not_overwritten(desk: Desk) -> None:
    with pytest.raises(BadFields, match=r"120\.000,00 TL: 20\.000,00 TL eksik"):
        plan(desk, PHONE, (100_000_00, 0, 0, 0), 0)
    plan(desk, PHONE, (100_000_00, 0, 0, 20_000_00), 0)
    with pytest.raises(Conflict):
        plan(desk, PHONE, (120_000_00, 0, 0, 0), 0)
    with pytest.raises(NotAllowed), desk.work("kadir") as work:
        plan_equally(work, yil_id(desk), PAPERS)


def test_a_later_change_of_plan_only_adds_movements(desk: Desk) -> None:
    planned(desk)
    release(desk, 1, 2)
    plan(desk, PHONE, (40_000_00, 30_000_00, 30_000_00, 20_000_00), 1, date(2026, 5, 15))
    found = row(desk, PHONE)
    assert found.released == Quarters(30_000_00, 40_000_00, 0, 0)
    plan(desk, PHONE, (10_000_00, 10_000_00, 50_000_00, 50_000_00), 2, date(2026, 6, 1))
    assert row(desk, PHONE).released.total == 20_000_00
    release(desk, 3, 4)
    assert row(desk, PHONE).released.total == 120_000_00
    with desk.look() as look:
        words = " / ".join(one.text for one in why_released(look, tertip_id(desk, PHONE)).reasons)
    for part in ("1. plan", "3. plan, 01.06.2026: Revizyon 9", "IV. dönem 01.10.2026 günüyle"):
        assert part in words


def test_a_changed_odenek_shows_as_a_difference_until_its_plan_follows(desk: Desk) -> None:
    planned(desk)
    release(desk, 1)
    more = Posting(tertip_id=tertip_id(desk, PHONE), kind=MovementKind.EK, amount=10_00, day=date(2026, 2, 2))
    posted(desk, more)
    year = yil_id(desk)
    with desk.look() as look:
        found = release_window(look, LedgerQuery(view="fark"), 0, 10, yil_id=year).rows
    assert [(one.kod[-9:], one.difference, one.state) for one in found] == [
        (PHONE, 10_00, "Plan ödenekle denk değil")
    ]
    assert any("1 tertibin planı" in one for one in release(desk, 2))
    with desk.work() as work:
        count, _ = follow_odenek(work, year, ReleasePaperDraft(day=date(2026, 5, 5), belge="Revizyon"))
    assert count == 1
    assert row(desk, PHONE).plan == Quarters(30_000_00, 30_010_00, 30_000_00, 30_000_00)
    assert row(desk, PHONE).released.total == 60_010_00


def test_a_transfer_tells_whose_plan_no_longer_is_its_odenek(desk: Desk) -> None:
    planned(desk)
    key = form(desk, *lines(desk, [(UPKEEP, 10_000_00)], [(PHONE, 10_000_00)]))
    approve(desk, key)
    assert any("Harcama programı yeni ödeneğe" in one and PHONE in one for one in decide(desk, key).warnings)


@pytest.fixture
def bound(desk: Desk) -> Iterator[Desk]:
    """The same office in a year in which releases bind."""
    with desk.work("yonetici") as work:
        work.session.get_one(ButceYil, 1).release = ReleaseControl.ENGELLE.value
        trail.record(work, "butce.test", "Serbest bırakma bağlayıcı")
    yield desk


def test_what_is_not_released_cannot_be_spent_nor_what_is_spent_be_taken_back(bound: Desk) -> None:
    planned(bound)
    release(bound, 1)
    key = tertip_id(bound, PHONE)

    def spend(amount: int) -> None:
        posted(bound, Posting(tertip_id=key, kind=MovementKind.HARCAMA, amount=amount, day=date(2026, 3, 2)))

    spend(25_000_00)
    with pytest.raises(RuleBroken, match="serbest bırakılan"):
        spend(5_000_01)
    with pytest.raises(RuleBroken, match="eksik"):
        plan(bound, PHONE, (20_000_00, 40_000_00, 30_000_00, 30_000_00), 1, date(2026, 3, 9))
    assert row(bound, PHONE).revision == 1, "what is refused leaves no plan behind"
    assert row(bound, PHONE).left == 5_000_00


def test_a_quarter_is_not_released_before_it_begins(desk: Desk) -> None:
    planned(desk)
    release(desk, 1)
    desk.store.clock = lambda: datetime(2026, 3, 31, 9, tzinfo=UTC)
    with pytest.raises(RuleBroken, match=r"II\. dönem 01\.04\.2026 gününde başlar"):
        release(desk, 2)
