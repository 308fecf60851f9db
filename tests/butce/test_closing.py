"""The year's end: what is open, what is cancelled, the mahsup dönemi, what goes over, a process that dies."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import col

from data.butce import course, lookup
from data.butce.closing_views import OpenKind, closing_card
from data.butce.drafts import MovementDraft, ReverseDraft, TertipDraft, YearDraft
from data.butce.models import OdenekHareket, Tertip
from data.butce.operations.closing import close_year, finish_year, reopen_year
from data.butce.operations.movements import record_movement, reverse
from data.butce.operations.posting import Posting
from data.butce.operations.tertips import add_tertip
from data.butce.operations.years import open_year
from data.butce.rules.closing import cancellation, mahsup_end
from data.butce.rules.states import Amounts
from data.butce.rules.values import MovementKind, YearState
from data.core import trail
from data.core.errors import BadInput, Conflict, NotAllowed, RuleBroken
from data.core.permissions import PROGRAM
from tests.butce.butce_office import HEAD, Desk, posted, tertip_id, yil_id
from tests.butce.closing_child import in_january
from tests.butce.transfer_office import FUEL, PAPER, PHONE, form, lines

ROOT = Path(__file__).resolve().parents[2]
LAST = date(2026, 12, 31)


@given(st.dictionaries(st.integers(1, 9), st.integers(-500, 500), max_size=6))
def test_a_level_gives_back_exactly_what_it_did_not_use(unused: dict[int, int]) -> None:
    found = cancellation(unused)
    assert sum(found.values()) == max(sum(unused.values()), 0)
    assert all(0 < amount <= unused[key] for key, amount in found.items())


def test_the_mahsup_period_is_counted_in_months() -> None:
    assert mahsup_end(2026, 1) == date(2027, 1, 31)
    assert mahsup_end(2027, 2) == date(2028, 2, 29)


def spent(desk: Desk, kod: str, amount: int, kind: MovementKind = MovementKind.HARCAMA) -> None:
    posted(desk, Posting(tertip_id=tertip_id(desk, kod), kind=kind, amount=amount, day=date(2026, 3, 2)))


def seen(desk: Desk) -> int:
    with desk.look() as look:
        return lookup.year_row(look, yil_id(desk)).version


def held(desk: Desk) -> Amounts:
    with desk.look() as look:
        return course.held(look, col(OdenekHareket.yil_id) == yil_id(desk))


@pytest.fixture
def over(desk: Desk) -> Desk:
    """The same office on 4 January 2027."""
    spent(desk, PAPER, 120_450_75)
    spent(desk, FUEL, 310_000_00)
    desk.store.clock = in_january
    return desk


def closed(desk: Desk) -> None:
    year, version = yil_id(desk), seen(desk)
    with desk.work("mehmet") as work:
        close_year(work, year, version)


def test_what_is_open_is_listed_and_keeps_the_year_open(over: Desk) -> None:
    spent(over, PHONE, 5_000_00, MovementKind.BLOKE)
    posted(
        over,
        Posting(
            tertip_id=tertip_id(over, "03.3.1.01"), kind=MovementKind.AVANS, amount=2_000_00,
            day=date(2026, 11, 2), avans_id=7,
        ),
    )  # fmt: skip
    form(over, *lines(over, [(PAPER, 500)], [(PHONE, 500)]))
    with over.look() as look:
        card = closing_card(look, yil_id(over))
    assert [(one.kind, one.amount) for one in card.open_items] == [
        (OpenKind.IS, 5_000_00), (OpenKind.AVANS, 2_000_00), (OpenKind.AKTARMA, 500)
    ]  # fmt: skip
    assert card.open_items[1].ref is not None
    assert card.open_items[1].ref.id == 7
    assert "yazıyla bildirip" in card.open_items[1].reason.text
    with pytest.raises(RuleBroken, match=r"2026 yılında açık: .*5\.000,00 TL; 02\.11\.2026 tarihli avans"):
        closed(over)
    assert held(over).odenek == 5_780_000_00


def test_all_that_is_unused_is_cancelled_at_once_and_the_year_takes_nothing_more(over: Desk) -> None:
    with over.look() as look:
        card = closing_card(look, yil_id(over))
    assert card.total == 5_780_000_00 - 430_450_75
    closed(over)
    now = held(over)
    assert now.odenek == now.harcanan == 430_450_75
    with over.look() as look:
        after = closing_card(look, yil_id(over))
        entry = trail.history(look, lookup.YEAR_KIND, yil_id(over))[0]
    assert (after.state, after.total, after.mahsup_until) == (YearState.MAHSUP, 0, date(2027, 1, 31))
    assert entry.action == "butce.year_close"
    assert "5.349.549,25 TL" in entry.summary
    with pytest.raises(RuleBroken, match="mahsup dönemi işlemleri"):
        spent(over, PAPER, 100)
    with pytest.raises(RuleBroken, match="Mahsup dönemi"):
        closed(over)


def test_who_may_close_and_when(desk: Desk) -> None:
    with pytest.raises(RuleBroken, match=r"31\.12\.2026"):
        closed(desk)
    year = yil_id(desk)
    with pytest.raises(NotAllowed), desk.work("ayse") as work:
        close_year(work, year, 1)
    desk.store.clock = in_january
    with pytest.raises(Conflict), desk.work("mehmet") as work:
        close_year(work, year, 9)


def test_a_year_closed_too_early_is_opened_again_with_its_reason(over: Desk) -> None:
    by_hand = Posting(tertip_id=tertip_id(over, PHONE), kind=MovementKind.IPTAL, amount=5_00, day=date(2026, 9, 1))
    posted(over, by_hand)
    closed(over)
    year, version = yil_id(over), seen(over)
    with pytest.raises(NotAllowed), over.work("ayse") as work:
        reopen_year(work, year, "Ödeme emri unutulmuş", version)
    with pytest.raises(BadInput, match="gerekçesi"), over.work("harcama") as work:
        reopen_year(work, year, "", version)
    with over.work("harcama") as work:
        assert reopen_year(work, year, "Ödeme emri unutulmuş", version) == 10
    assert held(over).odenek == 5_780_000_00 - 5_00, "what was cancelled by hand stays cancelled"
    posted(over, Posting(tertip_id=tertip_id(over, PHONE), kind=MovementKind.HARCAMA, amount=100, day=LAST))
    closed(over)
    assert held(over).odenek == 430_451_75


def test_the_mahsup_period_ends_when_nothing_is_kept_for_it(over: Desk) -> None:
    phone = tertip_id(over, PHONE)
    advance = Posting(tertip_id=phone, kind=MovementKind.AVANS, amount=3_000_00, day=date(2026, 12, 7), avans_id=9)
    posted(over, advance)
    posted(
        over,
        Posting(tertip_id=phone, kind=MovementKind.MAHSUP_DEVRI, amount=3_000_00, day=LAST, avans_id=9),
    )
    closed(over)
    assert held(over).odenek == 433_450_75
    year = yil_id(over)
    with pytest.raises(RuleBroken, match=r"31\.01\.2027 gününe kadar"), over.work("mehmet") as work:
        finish_year(work, year, seen(over))
    over.store.clock = lambda: datetime(2027, 2, 1, 9, tzinfo=UTC)
    with pytest.raises(RuleBroken, match=r"3\.000,00 TL kapanmadı"), over.work("mehmet") as work:
        finish_year(work, year, seen(over))
    posted(
        over,
        Posting(
            tertip_id=phone, kind=MovementKind.DEVIR_MAHSUP, amount=3_000_00, day=date(2027, 1, 20), avans_id=9
        ),
    )
    version = seen(over)
    with over.work("mehmet") as work:
        finish_year(work, year, version)
    with over.look() as look:
        assert lookup.year_row(look, year).state == YearState.KAPALI.value


def carried(desk: Desk, tertip: int, amount: int) -> int:
    draft = MovementDraft(
        tertip_id=tertip, kind=MovementKind.DEVREDEN.value, amount=amount, day=date(2027, 1, 4),
        belge="Mali hizmetler yazısı", belge_day=date(2027, 1, 4), belge_no="E-12",
    )  # fmt: skip
    with desk.work("ayse") as work:
        return record_movement(work, draft).ids[0]


def test_only_what_was_cancelled_goes_over_into_the_mapped_tertip_of_the_next_year(over: Desk) -> None:
    with over.look() as look:
        unit = lookup.year_row(look, yil_id(over)).harcama_birimi_id
    with over.work("ayse") as work:
        next_year = open_year(work, YearDraft(harcama_birimi_id=unit, year=2027))
        new = add_tertip(work, next_year, TertipDraft(kod=HEAD + "03.02.10.01", name="Şartlı bağış, kırtasiye"))
    with pytest.raises(RuleBroken, match="2026 bütçe yılı kapanmadı"):
        carried(over, new, 100)
    old, year, version = tertip_id(over, PAPER), yil_id(over), seen(over)
    with over.work("mehmet") as work:
        close_year(work, year, version)
    with pytest.raises(RuleBroken, match="karşılığı yazılmamış"):
        carried(over, new, 100)
    with over.work("ayse") as work:
        work.session.get_one(Tertip, new).onceki_id = old
        trail.record(work, "butce.test", "Eşleşme")
    key = carried(over, new, 300_000_00)
    with pytest.raises(RuleBroken, match=r"devredebilecek 79\.549,25 TL"):
        carried(over, new, 79_549_26)
    with pytest.raises(RuleBroken, match="sonraki yıla devredilmiş"), over.work("harcama") as work:
        reopen_year(work, year, "Yanlış kapatıldı", version + 1)
    with over.work("ayse") as work:
        reverse(work, key, ReverseDraft(day=date(2027, 1, 5), reason="Belgesi iptal edildi"))
    carried(over, new, 379_549_25)


def test_a_process_that_dies_while_closing_leaves_the_year_as_it_was(over: Desk) -> None:
    year, before = yil_id(over), held(over)
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.butce.closing_child", str(over.store.path), str(year), str(seen(over))],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert child.stdout is not None
    assert child.stdout.readline() == "yazıldı\n"
    child.kill()
    child.wait(timeout=60)
    assert held(over) == before
    with over.look() as look:
        assert lookup.year_row(look, year).state == YearState.ACIK.value
    closed(over)
    assert held(over).odenek == 430_450_75
    with over.store.look(PROGRAM) as look:
        assert trail.walk(look).broken_id is None
