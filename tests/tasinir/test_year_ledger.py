"""The years as a ledger, the way of an account, and the movements behind each figure of it."""

from __future__ import annotations

from datetime import date

import pytest

from data.core.approvals import Stage
from data.core.errors import NotAllowed
from data.core.pages import LedgerQuery
from data.tasinir.ending_drafts import ConformityDraft
from data.tasinir.operations.years import record_conformity, reopen, send_back
from data.tasinir.rules.values import OfficeRole
from data.tasinir.rules.year_checks import Amount
from data.tasinir.year_ledger import YearCard, YearLine, sum_up, year_card, year_window
from data.tasinir.year_moves import why_row, year_moves
from data.tasinir.year_views import Side, account, rows_of
from tests.tasinir import tasinir_office as office
from tests.tasinir.ending_office import PAPER, prepared, signed, stock
from tests.tasinir.tasinir_office import Desk
from tests.tasinir.voucher_office import used


def lines(desk: Desk, view: str = "", who: str = "kayit", text: str = "") -> list[YearLine]:
    with desk.look(who) as look:
        return list(year_window(look, LedgerQuery(view=view, text=text), 0, 50).rows)


def card(desk: Desk) -> YearCard:
    with desk.look("kayit") as look:
        return year_card(look, office.unit(desk), 2026)


def test_movements_of_a_row_add_up_to_each_of_its_figures(ended: Desk) -> None:
    with ended.look("kayit") as look:
        rows = rows_of(account(look, office.unit(ended), 2026))
        for row in rows:
            moves = year_moves(look, office.unit(ended), 2026, row.code)
            sums = {side: Amount() for side in Side}
            for one in moves:
                sums[one.side] += one.moved
            assert sums[Side.DEVIR] == row.opening
            assert sums[Side.GIREN] == row.entered
            assert Amount() - sums[Side.CIKAN] == row.left
            assert sums[Side.IC] == Amount()
            assert moves[-1].balance == row.closing
            assert [one.day for one in moves] == sorted(one.day for one in moves)
        pens = year_moves(look, office.unit(ended), 2026, "150.01.01")
        assert sum(1 for one in pens if one.side is Side.IC) == 4
        assert len(rows) == 4


def test_the_next_year_begins_with_what_was_carried_into_it(ended: Desk) -> None:
    with ended.look("kayit") as look:
        (first,) = year_moves(look, office.unit(ended), 2027, "150.01.03")
    assert (first.side, first.vif_id, first.moved) == (Side.DEVIR, 0, Amount(100_000, 920_000))


def test_why_names_the_vouchers_the_count_and_the_year_before(ended: Desk) -> None:
    signed(ended, prepared(ended))
    with ended.look("kayit") as look:
        found = why_row(look, office.unit(ended), 2026, "150.01.03")
        later = why_row(look, office.unit(ended), 2027, "150.01.03")
    assert [len(reason.refs) for reason in found] == [1, 2, 2, 1]
    assert {ref.kind for reason in found for ref in reason.refs} == {"vif", "sayim"}
    assert later[-1].refs[0].kind == "tasinir_yil" and "2026 yılı hesabının" in later[-1].text


def test_the_ledger_says_where_each_year_stands_and_whose_turn_it_is(ended: Desk) -> None:
    assert [(one.year, one.state, one.waits) for one in lines(ended)] == [
        (2027, "Yıl sürüyor", ""),
        (2026, "Hazırlanmadı", "Hesap hazırlanacak"),
    ]
    key = prepared(ended)
    expected = {
        Stage.TASLAK: "Taşınır Kayıt Yetkilisi: Kadriye Kayıt",
        Stage.SUNULDU: "Taşınır Kontrol Yetkilisi: Kenan Kontrol",
        Stage.KONTROL_EDILDI: "Muhasebe Yetkilisi",
    }
    for stage, waits in expected.items():
        signed(ended, key, stage) if stage is Stage.TASLAK else _one(ended, key, stage)
        assert lines(ended)[1].waits == waits
    with ended.work("kayit") as work:
        record_conformity(work, key, ConformityDraft(name="Mine Muhasebe", day=date(2027, 1, 5)))
    assert lines(ended)[1].waits == "Harcama Yetkilisi: Hasan Harcama"
    with ended.work("harcama") as work:
        send_back(work, key, expected=Stage.KONTROL_EDILDI, reason="Eksik")
    assert [step.who for step in card(ended).steps] == ["", "", "", "", ""]
    signed(ended, key)
    assert lines(ended)[1].closed_at is not None and lines(ended)[1].waits == ""
    assert [one.year for one in lines(ended, "acik")] == [2027]
    with ended.work("harcama") as work:
        reopen(work, key, "Fatura unutulmuş")
    again = lines(ended, text="yeniden")
    assert [(one.state, one.yil_id, one.waits) for one in again] == [
        ("Yeniden açıldı", None, "Hesap hazırlanacak")
    ]  # fmt: skip


def _one(desk: Desk, key: int, reached: Stage) -> None:
    from data.tasinir.operations.years import advance

    who, stage = {Stage.SUNULDU: ("kayit", Stage.TASLAK), Stage.KONTROL_EDILDI: ("kontrol", Stage.SUNULDU)}[
        reached
    ]
    with desk.work(who) as work:
        advance(work, key, expected=stage)


def test_a_card_tells_that_the_figures_changed_after_they_were_presented(ended: Desk) -> None:
    key = prepared(ended)
    signed(ended, key, Stage.SUNULDU)
    assert card(ended).same
    assert [step.role for step in card(ended).steps if step.turn] == [OfficeRole.KONTROL_YETKILISI.label]
    used(ended, PAPER, 1, date(2026, 12, 31))
    assert not card(ended).same


def test_a_reviewer_reads_the_sums_and_what_does_not_hold(ended: Desk) -> None:
    key = prepared(ended)
    with ended.look("harcama") as look:
        said = dict(sum_up(look, key))
    assert said["Gelecek yıla devir"] == "15.636,00 TL" and said["Denetimler"] == "✓ hepsi tutuyor"
    used(ended, PAPER, 1, date(2026, 12, 31))
    with ended.look("harcama") as look:
        assert "Sayımda bulunan" in dict(sum_up(look, key))["Denetimler"]


def test_a_unit_that_holds_nothing_has_this_year_and_others_see_none(desk: Desk) -> None:
    assert [one.year for one in lines(desk)] == [2026]
    stock(desk)
    assert lines(desk, who="kadir") == []
    with desk.look("kadir") as look, pytest.raises(NotAllowed):
        year_card(look, office.unit(desk), 2026)
