"""The year's account: its rows and equalities, the order of signatures, closing, carrying on, reopening."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlmodel import col

from data.core import approvals, trail
from data.core.approvals import Stage
from data.core.errors import BadFields, BadInput, NotAllowed, RuleBroken
from data.core.permissions import PROGRAM
from data.tasinir.books import held_on
from data.tasinir.ending_drafts import ConformityDraft
from data.tasinir.guards import closed_year
from data.tasinir.lookup import YEAR_KIND
from data.tasinir.models import TasinirGorevli
from data.tasinir.models_counts import TasinirDevir, TasinirYil
from data.tasinir.models_vouchers import TasinirHareket, Vif
from data.tasinir.operations.approving import approve
from data.tasinir.operations.reversing import reverse
from data.tasinir.operations.years import advance, prepare_account, record_conformity, reopen, send_back
from data.tasinir.rules.year_checks import Amount, CheckKind
from data.tasinir.year_checking import checks
from data.tasinir.year_views import AccountRow, account, last_number, rows_of, year_accounts
from screens.areas import turn_of
from tests.core.office_people import ROOT
from tests.tasinir import tasinir_office as office
from tests.tasinir.ending_office import (
    BOUGHT,
    PAPER,
    PEN,
    counted_at_year_end,
    in_january,
    prepared,
    signed,
    stock,
)
from tests.tasinir.tasinir_office import FIRST, SECOND, Desk
from tests.tasinir.voucher_office import approved, bought, drafted, head, line, used

JULY = date(2026, 7, 1)


def _rows(desk: Desk, year: int = 2026) -> dict[str, AccountRow]:
    with desk.look("kayit") as look:
        return {row.code: row for row in rows_of(account(look, office.unit(desk), year))}


def _failed(desk: Desk, year: int = 2026) -> set[CheckKind]:
    with desk.look("kayit") as look:
        return {one.kind for one in checks(look, office.unit(desk), year) if not one.holds}


# ---------------------------------------------------------------- rows


def test_a_row_says_what_was_carried_entered_left_and_remains_and_what_the_count_changed(desk: Desk) -> None:
    stock(desk)
    used(desk, PAPER, 40, JULY)
    desk_moves = head(desk, "ambar_cikis", JULY, FIRST, other_ambar_id=office.ambar(desk, SECOND))
    approved(desk, desk_moves, line(desk, PEN, 5, 0))
    rows = _rows(desk)
    paper, pen = rows["150.01.03"], rows["150.01.01"]
    assert (paper.entered, paper.left, paper.closing) == (
        Amount(100_000, 900_000),
        Amount(40_000, 360_000),
        Amount(60_000, 540_000),
    )
    # A move between ambars of the unit is neither an entry nor an exit of it.
    assert (pen.entered, pen.left, pen.closing) == (Amount(80_000, 43_000), Amount(), Amount(80_000, 43_000))
    assert rows["255.02.01"].name == "Bilgisayarlar ve Sunucular"
    with desk.look("kayit") as look:
        sheets = account(look, office.unit(desk), 2026)
        assert [sheet.code for sheet in sheets] == ["150.01", "255.02", "255.03"]
        assert sheets[0].totals == (0, 943_000, 360_000, 583_000)


def test_the_surplus_and_shortage_of_the_count_stand_within_what_entered_and_left(desk: Desk) -> None:
    stock(desk)
    counted_at_year_end(desk, missing=True)
    rows = _rows(desk)
    assert rows["255.02.01"].shortage == rows["255.02.01"].left == Amount(1_000, 120_000)
    assert rows["150.01.01"].surplus == Amount(1_000, 600)
    assert "sayım noksanı" in rows["255.02.01"].reasons[1].text


def test_an_opening_voucher_is_what_was_carried_and_a_reversal_counts_on_its_own_side(desk: Desk) -> None:
    approved(desk, head(desk, "acilis", date(2026, 1, 1)), line(desk, PAPER, 10, 80))
    wrong = bought(desk, PAPER, 3, 80, JULY)
    with desk.work("kayit") as work:
        reverse(work, wrong.id, JULY, "Yanlış fatura", "Olur 2026/12")
    paper = _rows(desk)["150.01.03"]
    assert (paper.opening, paper.entered, paper.left, paper.closing) == (
        Amount(10_000, 80_000),
        Amount(3_000, 24_000),
        Amount(3_000, 24_000),
        Amount(10_000, 80_000),
    )


# ---------------------------------------------------------------- equalities


def test_every_equality_is_shown_and_a_year_without_a_count_or_with_unsent_vouchers_fails_two(desk: Desk) -> None:
    stock(desk)
    approved(desk, head(desk, "bagis_giris", JULY), line(desk, "Klasör", 5, 10))
    assert _failed(desk) == {CheckKind.SAYIM, CheckKind.GONDERME}
    with desk.look("kayit") as look:
        found = {one.kind: one for one in checks(look, office.unit(desk), 2026)}
        assert set(found) == set(CheckKind)
        assert found[CheckKind.GONDERME].reasons[0].text.startswith("2026/6 Bağış ve yardım alma")
        assert found[CheckKind.NUMARA].reasons[0].text == "Son fiş numarası 6."


def test_what_moves_after_the_count_is_added_to_what_was_found(desk: Desk) -> None:
    stock(desk)
    counted_at_year_end(desk)
    bought(desk, PAPER, 5, 90, date(2027, 1, 4))
    assert CheckKind.SAYIM not in _failed(desk)
    used(desk, PAPER, 5, date(2026, 12, 31))
    assert CheckKind.SAYIM in _failed(desk)


def _moved_by_others(desk: Desk, *moves: tuple[date, int]) -> None:
    """Movements of paper that no operation of the desk would write."""
    with desk.work("kayit") as work:
        paper = col(TasinirHareket.tasinir_id) == office.goods(desk, PAPER)
        first = work.session.execute(select(TasinirHareket).where(paper)).scalars().first()
        for day, quantity in moves:
            moved = {"day": day, "quantity": quantity, "kurus": 0}
            work.session.add(TasinirHareket(**{**first.model_dump(exclude={"id"}), **moved}))
        trail.record(work, "tasinir.test", "Başka bir programın yazdığı hareket")


def _below_zero(desk: Desk, year: int) -> list[str]:
    with desk.look("kayit") as look:
        (found,) = (one for one in checks(look, office.unit(desk), year) if one.kind is CheckKind.EKSI)
    return [one.text for one in found.reasons] if not found.holds else []


def test_a_day_below_zero_that_the_next_day_mends_is_named_with_goods_and_ambar(desk: Desk) -> None:
    stock(desk)
    _moved_by_others(desk, (JULY, -120_000), (JULY + timedelta(days=1), 120_000))
    named = ["01 ambarı, 150.01.03.01 A4 kâğıt: 01.07.2026 günü -20."]
    assert _below_zero(desk, 2026) == _below_zero(desk, 2027) == named, "2026 is not closed: 2027 stands on it"


def test_days_after_a_closed_year_are_looked_at_from_what_it_carried(desk: Desk) -> None:
    stock(desk)
    counted_at_year_end(desk)
    signed(desk, prepared(desk))
    day = date(2027, 1, 4)
    _moved_by_others(desk, (day, -99_000), (day + timedelta(days=1), 99_000))
    assert _below_zero(desk, 2027) == []
    _moved_by_others(desk, (day, -2_000), (day + timedelta(days=1), 2_000))
    assert _below_zero(desk, 2027) == ["01 ambarı, 150.01.03.01 A4 kâğıt: 04.01.2027 günü -1."]


def test_the_second_year_opens_with_what_the_first_one_carried(desk: Desk) -> None:
    stock(desk)
    counted_at_year_end(desk)
    assert CheckKind.ACILIS in _failed(desk, 2027)
    signed(desk, prepared(desk))
    assert CheckKind.ACILIS not in _failed(desk, 2027)
    assert _rows(desk, 2027)["150.01.03"].opening == Amount(100_000, 900_000)


# ---------------------------------------------------------------- signatures


def test_an_account_that_does_not_hold_is_not_presented(desk: Desk) -> None:
    stock(desk)
    with pytest.raises(RuleBroken, match="2026 yılı bitmedi"), desk.work("kayit") as work:
        prepare_account(work, office.unit(desk), 2026)
    desk.store.clock = in_january
    with pytest.raises(RuleBroken, match="Sayımda bulunan"), desk.work("kayit") as work:
        prepare_account(work, office.unit(desk), 2026)
    counted_at_year_end(desk)
    draft = drafted(desk, head(desk, "tuketim", date(2026, 12, 30)), line(desk, PAPER, 1, 0))
    with pytest.raises(RuleBroken, match="1 fiş taslağı"), desk.work("kayit") as work:
        prepare_account(work, office.unit(desk), 2026)
    assert draft


def test_the_order_of_signatures_is_tky_tkoy_my_hy(desk: Desk) -> None:
    stock(desk)
    counted_at_year_end(desk)
    key = prepared(desk)
    conformity = ConformityDraft(name="Mine Muhasebe", day=date(2027, 1, 5))
    with pytest.raises(RuleBroken, match="kontrol yetkilisinin imzasından sonra"), desk.work("kayit") as work:
        record_conformity(work, key, conformity)
    signed(desk, key, Stage.SUNULDU)
    with pytest.raises(NotAllowed), desk.work("kayit") as work:
        advance(work, key, expected=Stage.SUNULDU)
    with desk.work("kontrol") as work:
        advance(work, key, expected=Stage.SUNULDU)
    with pytest.raises(RuleBroken, match="Muhasebe yetkilisi"), desk.work("harcama") as work:
        advance(work, key, expected=Stage.KONTROL_EDILDI)
    with pytest.raises(BadFields, match="ile bugün arasında"), desk.work("kayit") as work:
        record_conformity(work, key, ConformityDraft(name="Mine Muhasebe", day=date(2027, 1, 6)))
    with desk.work("kayit") as work:
        record_conformity(work, key, conformity)
    for who in ("kayit", "kontrol"):
        with pytest.raises(NotAllowed), desk.work(who) as work:
            advance(work, key, expected=Stage.KONTROL_EDILDI)
    with desk.work("harcama") as work:
        advance(work, key, expected=Stage.KONTROL_EDILDI)
    with desk.work("kayit") as work:
        assert advance(work, key, expected=Stage.ONAYLANDI) is Stage.KESINLESTI
    with desk.look("kayit") as look:
        steps = approvals.state(look, YEAR_KIND, key).steps
        assert [step.who for step in steps] == [
            "Kadriye Kayıt",
            "Kenan Kontrol",
            "Hasan Harcama",
            "Kadriye Kayıt",
        ]


def _waits(desk: Desk, who: str) -> list[str]:
    with desk.look(who) as look:
        return [one.step for one in approvals.waiting(look, turn_of)]


def test_where_no_other_manager_is_the_harcama_yetkilisi_checks_and_approves_but_never_prepares(
    desk: Desk,
) -> None:
    stock(desk)
    counted_at_year_end(desk)
    key = prepared(desk)
    signed(desk, key, Stage.SUNULDU)
    with pytest.raises(NotAllowed), desk.work("harcama") as work:
        advance(work, key, expected=Stage.SUNULDU)
    assert _waits(desk, "harcama") == []
    with desk.work("yonetici") as work:
        old = office.key(desk, TasinirGorevli, role="kontrol_yetkilisi")
        work.session.get_one(TasinirGorevli, old).user_id = office.user(desk, "harcama")
        trail.record(work, "tasinir.test", "Kontrol yetkilisi harcama yetkilisi oldu")
    with pytest.raises(NotAllowed), desk.work("clerk") as work:
        advance(work, key, expected=Stage.SUNULDU)
    with desk.work("harcama") as work:
        send_back(work, key, expected=Stage.SUNULDU, reason="Eksik")
    signed(desk, key, Stage.SUNULDU)
    assert _waits(desk, "harcama") == ["Kontrol et"]
    with desk.work("harcama") as work:
        advance(work, key, expected=Stage.SUNULDU)
    # The muhasebe yetkilisi comes first: it is written down by whoever prepares, also by who prepared this one.
    assert (_waits(desk, "harcama"), _waits(desk, "kayit")) == ([], ["Muhasebe onayını yaz"])
    with desk.work("kayit") as work:
        record_conformity(work, key, ConformityDraft(name="Mine Muhasebe", day=date(2027, 1, 5)))
    assert (_waits(desk, "harcama"), _waits(desk, "kayit")) == (["Onayla"], [])
    with desk.work("harcama") as work:
        assert advance(work, key, expected=Stage.KONTROL_EDILDI) is Stage.ONAYLANDI
    with pytest.raises(NotAllowed), desk.work("harcama") as work:
        advance(work, key, expected=Stage.ONAYLANDI)


def test_what_changed_after_it_was_presented_is_not_signed_but_sent_back(desk: Desk) -> None:
    stock(desk)
    counted_at_year_end(desk)
    key = prepared(desk)
    signed(desk, key, Stage.KONTROL_EDILDI)
    used(desk, PAPER, 1, date(2026, 12, 31))
    with pytest.raises(RuleBroken, match="sunulduktan sonra değişti"), desk.work("harcama") as work:
        advance(work, key, expected=Stage.KONTROL_EDILDI)
    with desk.work("harcama") as work:
        send_back(work, key, expected=Stage.KONTROL_EDILDI, reason="Kayıt eklenmiş")
    row = office.row(desk, TasinirYil, key)
    assert (row.muhasebe_on, row.closed_at) == (None, None)


# ---------------------------------------------------------------- closing


def _carried(desk: Desk, yil_id: int) -> dict[tuple[int, int], Amount]:
    with desk.store.look(PROGRAM) as look:
        rows = look.session.execute(select(TasinirDevir).where(col(TasinirDevir.yil_id) == yil_id)).scalars()
        return {(row.ambar_id, row.tasinir_id): Amount(row.quantity, row.kurus) for row in rows}


def test_a_closed_year_carries_every_balance_on_and_takes_no_voucher_any_more(desk: Desk) -> None:
    stock(desk)
    counted_at_year_end(desk, missing=True)
    key = prepared(desk)
    signed(desk, key)
    with desk.look("kayit") as look:
        assert _carried(desk, key) == dict(held_on(look, office.unit(desk), date(2026, 12, 31)))
        assert (
            last_number(look, office.unit(desk), 2026).number == office.row(desk, TasinirYil, key).last_number == 7
        )
    late = drafted(desk, head(desk, "tuketim", date(2026, 12, 31)), line(desk, PAPER, 1, 0))
    with pytest.raises(RuleBroken, match="2026 yılının taşınır hesabı kapatıldı"), desk.work("kayit") as work:
        approve(work, late, 1)
    used(desk, PAPER, 1, date(2027, 1, 4))
    with pytest.raises(RuleBroken, match="kapatılmış"), desk.work("kayit") as work:
        prepare_account(work, office.unit(desk), 2026)


def test_the_harcama_yetkilisi_reopens_a_year_with_a_reason_and_another_account_closes_it(
    desk: Desk,
) -> None:
    stock(desk)
    counted_at_year_end(desk)
    key = prepared(desk)
    signed(desk, key)
    with pytest.raises(NotAllowed), desk.work("kayit") as work:
        reopen(work, key, "Fatura unutulmuş")
    with pytest.raises(BadInput), desk.work("harcama") as work:
        reopen(work, key, " ")
    with desk.work("harcama") as work:
        reopen(work, key, "Fatura unutulmuş")
    with pytest.raises(RuleBroken, match="kapalı değil"), desk.work("harcama") as work:
        reopen(work, key, "Yine")
    bought(desk, "Klasör", 2, 10, BOUGHT)
    assert _failed(desk) == {CheckKind.SAYIM}
    with desk.work("kayit") as work:
        wrong = last_number(work, office.unit(desk), 2026)
        reverse(work, _voucher(desk, wrong.number), date(2026, 12, 31), "Yanlış yıl", "Olur 2026/12")
    again = prepared(desk)
    signed(desk, again)
    assert again != key
    with desk.look("kayit") as look:
        listed = [(one.id, one.state, one.muhasebe) for one in year_accounts(look, office.unit(desk))]
        by = "Mine Muhasebe, 05.01.2027"
        assert listed == [(again, "Kapandı", by), (key, "Yeniden açıldı", by)]
    assert _carried(desk, key) == _carried(desk, again)
    with desk.look("kayit") as look:
        assert closed_year(look, office.unit(desk), date(2026, 5, 1)) == 2026


def _voucher(desk: Desk, number: int) -> int:
    return office.key(desk, Vif, number=number, year=2026)


def test_a_desk_that_is_killed_while_it_closes_leaves_the_year_open_and_whole(desk: Desk) -> None:
    stock(desk)
    counted_at_year_end(desk)
    key = prepared(desk)
    signed(desk, key, Stage.ONAYLANDI)
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.tasinir.year_child", str(desk.store.path), str(key)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert child.stdout is not None
    assert child.stdout.readline() == "yazıldı\n"
    child.kill()
    child.wait(timeout=60)
    assert _carried(desk, key) == {}
    assert office.row(desk, TasinirYil, key).closed_at is None
    with desk.look("kayit") as look:
        assert approvals.state(look, YEAR_KIND, key).stage is Stage.ONAYLANDI
        assert closed_year(look, office.unit(desk), date(2026, 12, 31)) == 0
    with desk.work("kayit") as work:
        advance(work, key, expected=Stage.ONAYLANDI)
    with desk.store.look(PROGRAM) as look:
        assert trail.walk(look).broken_id is None
        assert len(_carried(desk, key)) == 5


def test_whoever_sits_in_another_unit_sees_and_signs_no_account(desk: Desk) -> None:
    stock(desk)
    with desk.look("kadir") as look, pytest.raises(NotAllowed):
        account(look, office.unit(desk), 2026)
    with pytest.raises(NotAllowed), desk.work("kadir") as work:
        prepare_account(work, office.unit(desk), 2026)
