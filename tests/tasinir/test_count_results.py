"""What a count comes to: the second round, surplus and shortage as papers, its end and its cancellation."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlmodel import col

from data.core import trail
from data.core.errors import BadFields, BadInput, Conflict, NotAllowed, RuleBroken
from data.core.models import HarcamaBirimi, TrailEntry
from data.core.pages import LedgerQuery
from data.tasinir.count_drafts import UnknownDraft
from data.tasinir.count_papers import differences
from data.tasinir.count_views import count_card, count_window, progress, sheet
from data.tasinir.last_entries import last_entry
from data.tasinir.models import Ambar
from data.tasinir.models_counts import KayittanDusme, Sayim, SayimGiris
from data.tasinir.models_vouchers import Vif, VifSatir
from data.tasinir.operations.approving import approve
from data.tasinir.operations.concluding import cancel_count, conclude, finish
from data.tasinir.operations.count_unknown import say_what
from data.tasinir.operations.counting import take_back
from data.tasinir.operations.counts import begin_second, start_count
from data.tasinir.operations.vouchers import lines_of
from data.tasinir.rules.values import CountState
from data.tasinir.unknown_paper import unknown_scans
from tests.tasinir import tasinir_office as office
from tests.tasinir.ending_office import (
    LAPTOP,
    PAPER,
    PEN,
    TODAY,
    everything,
    in_ambar,
    in_room,
    items,
    opened,
    scanned,
    started,
    stock,
    typed,
    version,
)
from tests.tasinir.tasinir_office import SECOND, Desk
from tests.tasinir.voucher_office import used


def _second(desk: Desk, key: int) -> int:
    with desk.work("kayit") as work:
        return begin_second(work, key, version(desk, key))


def test_differences_are_counted_once_more_before_anything_comes_of_them(desk: Desk) -> None:
    stock(desk)
    missing = items(desk)[3]
    key = started(desk)
    everything(desk, key, but=[missing.sicil_no, PAPER, PEN])
    typed(desk, key, PAPER, "97")
    typed(desk, key, PEN, "52")
    typed(desk, key, PEN, "30", in_ambar(desk, SECOND))
    with pytest.raises(RuleBroken, match="bir kez daha sayılır"), desk.work("kayit") as work:
        conclude(work, key, version(desk, key))
    assert _second(desk, key) == 3
    with pytest.raises(BadFields, match="farksızdı"):
        typed(desk, key, PEN, "30", in_ambar(desk, SECOND))
    with pytest.raises(RuleBroken, match="İkinci kez sayılmadı"), desk.work("kayit") as work:
        conclude(work, key, version(desk, key))
    with desk.look() as look:
        again = [one.number or one.name for one in sheet(look, key, in_ambar(desk), with_recorded=True)]
        assert set(again) == {missing.sicil_no, PAPER, PEN}
    typed(desk, key, PAPER, "100")
    typed(desk, key, PEN, "51")
    with desk.work("kayit") as work:
        made = conclude(work, key, version(desk, key))
    assert (len(made.dusme_ids), len(made.vif_ids)) == (1, 1)
    with desk.look() as look:
        assert [(row.name, row.result.surplus, row.result.shortage) for row in differences(look, key)] == [
            (PEN, 1_000, 0),
            (LAPTOP, 0, 1_000),
        ]


def test_an_unknown_scan_of_the_first_round_is_noted_in_the_second_but_counted_anew(desk: Desk) -> None:
    stock(desk)
    key = started(desk)
    unknown = scanned(desk, key, "ETİKET-7", in_room(desk))
    everything(desk, key, but=[PAPER])
    typed(desk, key, PAPER, "97")
    _second(desk, key)
    with pytest.raises(BadFields, match="ikinci sayımda yeniden sayın"), desk.work("kayit") as work:
        say_what(work, unknown.id, UnknownDraft(note="Kâğıt", tasinir_id=office.goods(desk, PAPER)))
    with desk.work("kayit") as work:
        assert say_what(work, unknown.id, UnknownDraft(note="Etiketi sökük dolap")) is None
    with desk.look() as look:
        (left,) = unknown_scans(look, key)
        (there,) = [one for one in progress(look, key) if one.place == in_room(desk)]
    assert (left.note, there.unknown) == ("Etiketi sökük dolap", 1)


def test_pieces_without_a_number_are_told_apart_from_missing_items_first(desk: Desk) -> None:
    stock(desk)
    first, second, *_ = items(desk)
    key = started(desk)
    everything(desk, key, but=[first.sicil_no, second.sicil_no])
    typed(desk, key, LAPTOP, "1", in_room(desk))
    _second(desk, key)
    loose = typed(desk, key, LAPTOP, "1", in_room(desk))
    with pytest.raises(RuleBroken, match="eşleştirilmedi"), desk.work("kayit") as work:
        conclude(work, key, version(desk, key))
    with desk.work("clerk") as work:
        take_back(work, loose.id, "Altındaki eski etiketten okundu")
    scanned(desk, key, first.sicil_no, in_room(desk))
    typed(desk, key, LAPTOP, "0", in_room(desk))
    with desk.work("kayit") as work:
        assert len(conclude(work, key, version(desk, key)).dusme_ids) == 1
    with desk.look() as look:
        assert differences(look, key)[0].missing == (second.sicil_no,)


def test_goods_that_the_books_do_not_have_become_a_surplus_to_be_valued(desk: Desk) -> None:
    stock(desk)
    key = started(desk)
    everything(desk, key)
    typed(desk, key, "Sıvı sabun", "2,5")
    _second(desk, key)
    typed(desk, key, "Sıvı sabun", "2,5")
    with desk.work("kayit") as work:
        made = conclude(work, key, version(desk, key))
    row = office.row(desk, Sayim, key)
    assert (CountState(row.state), made.dusme_ids, len(made.vif_ids)) == (CountState.SONUCLANDI, (), 1)
    with desk.look() as look:
        only = lines_of(look, made.vif_ids[0])[0]
        assert (only.quantity, only.unit_price) == (2_500, 0)
        assert "komisyonu" in only.note


def _entered_elsewhere(desk: Desk, name: str, lira: int) -> None:
    """Another harcama birimi bought one piece a week ago."""
    own = office.row(desk, HarcamaBirimi, office.unit(desk))
    with desk.work("yonetici") as work:
        other = HarcamaBirimi(birim_id=own.birim_id, code="99.01", name="Park ve Bahçeler Şube Müdürlüğü")
        work.session.add(other)
        work.session.flush()
        ambar = Ambar(harcama_birimi_id=other.id or 0, code="01", name="Park ambarı", kind="fiziksel")
        work.session.add(ambar)
        work.session.flush()
        vif = Vif(
            harcama_birimi_id=other.id or 0, ambar_id=ambar.id or 0, direction="giris", kind="satin_alma",
            state="onayli", year=2026, number=1, day=TODAY - timedelta(days=7), made_by=work.actor.user_id,
            made_at=work.now,
        )  # fmt: skip
        work.session.add(vif)
        work.session.flush()
        goods = office.goods(desk, name)
        work.session.add(
            VifSatir(vif_id=vif.id or 0, line_no=1, tasinir_id=goods, quantity=1_000, total_kurus=lira * 100)
        )
        trail.record(work, "tasinir.test", "Başka birimin girişi")


def test_a_surplus_is_worth_what_its_own_harcama_birimi_paid_and_only_else_what_another_did(desk: Desk) -> None:
    stock(desk)
    _entered_elsewhere(desk, PAPER, 70)
    unit = office.unit(desk)
    with desk.look() as look:
        own = last_entry(look, office.goods(desk, PAPER), unit, TODAY)
        assert own is not None
        assert (own.own, own.quantity, own.kurus) == (True, 100_000, 900_000)
        assert last_entry(look, office.goods(desk, "Klasör"), unit, TODAY) is None
        # More than a year later only the other one's entry is young enough.
        later = last_entry(look, office.goods(desk, PAPER), unit, TODAY + timedelta(days=300))
    assert later is not None
    assert (later.own, later.unit_price) == (False, 70_000_000)
    assert "başka bir harcama biriminin 13.11.2026" in later.words


def test_a_count_ends_only_when_the_books_are_what_was_found(desk: Desk) -> None:
    stock(desk)
    key = started(desk)
    everything(desk, key, but=[PAPER])
    typed(desk, key, PAPER, "101")
    _second(desk, key)
    typed(desk, key, PAPER, "101")
    with desk.work("kayit") as work:
        made = conclude(work, key, version(desk, key))
    with pytest.raises(RuleBroken, match="1 fiş taslağı"), desk.work("kayit") as work:
        finish(work, key, version(desk, key))
    with desk.work("kayit") as work:
        approve(work, made.vif_ids[0], 1)
    used(desk, PEN, 1, TODAY)
    with pytest.raises(RuleBroken, match="Tükenmez kalem: kayıt 49, sayım 50"), desk.work("kayit") as work:
        finish(work, key, version(desk, key))


def test_a_count_without_a_difference_ends_at_once_and_is_kept(desk: Desk) -> None:
    stock(desk)
    key = started(desk, freeze=True)
    everything(desk, key)
    with desk.work("kayit") as work:
        assert conclude(work, key, version(desk, key)).words == "Sayım sonuçlandı; fark yok"
    with desk.work("kayit") as work:
        finish(work, key, version(desk, key))
    with desk.look() as look:
        row, board = count_card(look, key)
        assert (row.state, row.frozen, len(board)) == (CountState.BITTI, False, 3)
        assert count_window(look, LedgerQuery(), 0, 10).total == 0
        assert count_window(look, LedgerQuery(view="tumu"), 0, 10).rows[0].no == "2026/1"


def test_a_cancelled_count_takes_its_drafts_along_and_keeps_its_rows(desk: Desk) -> None:
    stock(desk)
    key = started(desk)
    everything(desk, key, but=[PAPER])
    _second(desk, key)
    typed(desk, key, PAPER, "0")
    with desk.work("kayit") as work:
        made = conclude(work, key, version(desk, key))
    with pytest.raises(BadInput, match="gerekçesi"), desk.work("kayit") as work:
        cancel_count(work, key, "", version(desk, key))
    with desk.work("kayit") as work:
        cancel_count(work, key, "Yanlış ambar sayıldı", version(desk, key))
    assert office.row(desk, KayittanDusme, made.dusme_ids[0]).state == "iptal"
    assert office.row(desk, Sayim, key).state == "iptal"
    started(desk)


def test_two_desks_that_decide_on_the_same_count_do_not_both_win(desk: Desk) -> None:
    key = opened(desk)
    with desk.work("kayit") as work:
        start_count(work, key, 1, freeze=False)
    with pytest.raises(Conflict), desk.work("kayit") as work:
        conclude(work, key, 1)


def test_each_entry_leaves_one_entry_in_the_trail(desk: Desk) -> None:
    stock(desk)
    key = started(desk)
    with desk.look("denetci") as look:
        before = look.session.execute(select(func.count()).select_from(TrailEntry)).scalar_one()
    everything(desk, key)
    with desk.look("denetci") as look:
        made = look.session.execute(
            select(func.count()).select_from(SayimGiris).where(col(SayimGiris.sayim_id) == key)
        ).scalar_one()
        after = look.session.execute(select(func.count()).select_from(TrailEntry)).scalar_one()
    assert (made, after - before) == (9, 9)


def test_whoever_sits_in_another_unit_sees_no_count(desk: Desk) -> None:
    key = started(desk)
    with desk.look("kadir") as look:
        assert count_window(look, LedgerQuery(view="tumu"), 0, 10).total == 0
        with pytest.raises(NotAllowed):
            progress(look, key)
