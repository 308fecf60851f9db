"""Vouchers on the books: numbers, lots, items, moves, reversals; what holds for any history of them."""

from __future__ import annotations

import shutil
from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import col, select

from data.core import search, trail
from data.core.errors import BadFields, BadInput, MasaError, NotAllowed, RuleBroken
from data.core.permissions import PROGRAM
from data.core.store import Store
from data.tasinir.models import Ambar, Tasinir
from data.tasinir.models_items import Demirbas, DemirbasHareket
from data.tasinir.models_vouchers import LotHareket, TasinirHareket, TasinirLot, Vif, VifSatir
from data.tasinir.operations.approving import approve
from data.tasinir.operations.reversing import correct, reverse
from data.tasinir.operations.vouchers import drop_draft, put_lines
from data.tasinir.voucher_views import voucher_card
from data.tasinir.voucher_why import why_line
from tests.puantaj.puantaj_office import NOW
from tests.tasinir.tasinir_office import FIRST, SECOND, Desk, ambar, goods, row
from tests.tasinir.voucher_office import approved, bought, drafted, head, line, used

DAY = date(2026, 11, 2)


def balance(desk: Desk, name: str, where: str = FIRST) -> tuple[int, int]:
    """Thousandths and kuruş of an ambar's books."""
    with desk.store.look(PROGRAM) as look:
        rows = look.session.exec(
            select(TasinirHareket).where(
                TasinirHareket.tasinir_id == goods(desk, name), TasinirHareket.ambar_id == ambar(desk, where)
            )
        ).all()
        return sum(one.quantity for one in rows), sum(one.kurus for one in rows)


def lots(desk: Desk, name: str, where: str = FIRST) -> list[tuple[int, int]]:
    with desk.store.look(PROGRAM) as look:
        rows = look.session.exec(
            select(TasinirLot)
            .where(TasinirLot.tasinir_id == goods(desk, name), TasinirLot.ambar_id == ambar(desk, where))
            .order_by(col(TasinirLot.day), col(TasinirLot.id))
        ).all()
        return [(one.left_quantity, one.left_kurus) for one in rows]


def items(desk: Desk) -> list[Demirbas]:
    with desk.store.look(PROGRAM) as look:
        found = list(look.session.exec(select(Demirbas).order_by(col(Demirbas.id))).all())
        look.session.expunge_all()
        return found


def test_a_draft_has_no_number_and_moves_nothing_until_the_kayit_yetkilisi_approves(desk: Desk) -> None:
    key = drafted(desk, head(desk, "satin_alma", DAY), line(desk, quantity=10))
    assert row(desk, Vif, key).number is None
    assert balance(desk, "A4 kâğıt") == (0, 0)
    with pytest.raises(NotAllowed), desk.work("clerk") as work:
        approve(work, key, 1)
    with desk.work("kayit") as work:
        made = approve(work, key, 1)
    assert (made.number, made.total_kurus) == ("2026/1", 100_000)
    assert balance(desk, "A4 kâğıt") == (10_000, 100_000)
    with desk.store.look(PROGRAM) as look:
        assert trail.walk(look).broken_id is None


def test_numbers_have_no_gap_where_an_approval_was_refused(desk: Desk) -> None:
    bought(desk, "Klasör", 1, 10, DAY)
    with pytest.raises(RuleBroken):
        used(desk, "Klasör", 2, DAY)
    assert used(desk, "Klasör", 1, DAY).number == "2026/2"


def test_what_the_yonetmelik_asks_for_is_named_with_its_field(desk: Desk) -> None:
    key = drafted(desk, head(desk, "satin_alma", DAY, muayene_day=None, muayene_no=None), line(desk))
    with pytest.raises(BadFields) as refused, desk.work("kayit") as work:
        approve(work, key, 1)
    assert "muayene_no" in refused.value.problems
    early = drafted(desk, head(desk, "satin_alma", DAY, dayanak_day=DAY + timedelta(days=1)), line(desk))
    with pytest.raises(BadFields) as refused, desk.work("kayit") as work:
        approve(work, early, 1)
    assert "day" in refused.value.problems


def test_joint_costs_and_kdv_make_the_cost(desk: Desk) -> None:
    made = approved(
        desk,
        head(desk, "satin_alma", DAY, joint_kurus=300),
        line(desk, "A4 kâğıt", 2, 100, kdv_permille=200),
        line(desk, "Klasör", 1, 100, kdv_permille=200),
    )
    with desk.store.look(PROGRAM) as look:
        rows = look.session.exec(select(VifSatir).where(VifSatir.vif_id == made.id).order_by("line_no")).all()
        assert [(one.price_kurus, one.kdv_kurus, one.share_kurus, one.total_kurus) for one in rows] == [
            (20_000, 4_000, 200, 24_200),
            (10_000, 2_000, 100, 12_100),
        ]


@pytest.mark.parametrize(
    "kind", ["devir_alma_idare", "devir_alma_birim", "acilis", "sayim_fazlasi", "birlesme_giris"]
)
def test_to_a_recorded_value_neither_kdv_nor_transport_is_added(desk: Desk, kind: str) -> None:
    draft = head(desk, kind, DAY, other_text="Başka birim")
    made = approved(desk, draft, line(desk, "A4 kâğıt", 2, 100, kdv_permille=200))
    assert made.total_kurus == 20_000
    with desk.look("clerk") as look:
        why = why_line(look, made.id, 1)
        (shown,) = voucher_card(look, made.id).lines
    assert shown.kdv_kurus == 0
    assert why is not None and "KDV ve gider eklenmedi" in why.reasons[-1].text
    with pytest.raises(BadFields) as refused:
        drafted(desk, replace(draft, joint_kurus=300), line(desk))
    assert "m.19/4" in refused.value.problems["joint_kurus"]


def test_nothing_enters_without_a_value(desk: Desk) -> None:
    with pytest.raises(BadInput, match=r"2\. kalemin \(Klasör\) değeri yok"):
        approved(desk, head(desk, "bagis_giris", DAY), line(desk), line(desk, "Klasör", price=0))
    assert balance(desk, "A4 kâğıt") == (0, 0)


def closed(desk: Desk, where: str, *, active: bool = False) -> None:
    with desk.work("yonetici") as work:
        work.session.get_one(Ambar, ambar(desk, where)).active = active
        trail.record(work, "deneme", "Ambar kapatıldı")


def test_nothing_goes_into_a_closed_ambar(desk: Desk) -> None:
    bought(desk, "A4 kâğıt", 5, 100, DAY)
    bought(desk, "Klasör", 5, 100, DAY, SECOND)
    out = used(desk, "Klasör", 5, DAY, SECOND)
    closed(desk, SECOND)
    with pytest.raises(RuleBroken, match="02 Bilişim Ambarı kullanımda değil"):
        bought(desk, "A4 kâğıt", 5, 100, DAY, SECOND)
    with pytest.raises(RuleBroken, match="02 Bilişim Ambarı kullanımda değil"):
        draft = head(desk, "ambar_cikis", DAY, other_ambar_id=ambar(desk, SECOND))
        approved(desk, draft, line(desk, quantity=1, price=0))
    with pytest.raises(RuleBroken, match="02 Bilişim Ambarı kullanımda değil"), desk.work("kayit") as work:
        reverse(work, out.id, DAY, "Yanlış kayıt", "Olur 2026/12")
    closed(desk, SECOND, active=True)
    with desk.work("kayit") as work:
        reverse(work, out.id, DAY, "Yanlış kayıt", "Olur 2026/12")


def test_goods_out_of_use_do_not_enter(desk: Desk) -> None:
    with desk.work("yonetici") as work:
        work.session.get_one(Tasinir, goods(desk, "Klasör")).active = False
        trail.record(work, "deneme", "Pasife alındı")
    with pytest.raises(RuleBroken, match="Klasör pasif"):
        bought(desk, "Klasör", 1, 10, DAY)


def test_a_counter_voucher_is_found_by_its_number(desk: Desk) -> None:
    entry = bought(desk, "A4 kâğıt", 5, 100, DAY)
    with desk.work("kayit") as work:
        made = reverse(work, entry.id, DAY, "Yanlış kayıt", "Olur 2026/12")
    with desk.look("clerk") as look:
        assert made.id in [one.record_id for one in search.find(look, made.number)]


def test_lots_leave_first_in_first_out_at_their_own_price(desk: Desk) -> None:
    bought(desk, "A4 kâğıt", 10, 100, DAY)
    bought(desk, "A4 kâğıt", 10, 130, DAY + timedelta(days=1))
    made = used(desk, "A4 kâğıt", 12, DAY + timedelta(days=2))
    assert made.total_kurus == 10 * 10_000 + 2 * 13_000
    assert lots(desk, "A4 kâğıt") == [(0, 0), (8_000, 104_000)]


def test_a_lot_out_of_its_order_needs_a_reason(desk: Desk) -> None:
    bought(desk, "Siyah toner", 2, 100, DAY)
    second = bought(desk, "Siyah toner", 2, 200, DAY)
    with desk.store.look(PROGRAM) as look:
        lot = look.session.exec(
            select(TasinirLot)
            .join(VifSatir, col(VifSatir.id) == TasinirLot.satir_id)
            .where(VifSatir.vif_id == second.id)
        ).one()
        look.session.expunge_all()
    chosen = line(desk, "Siyah toner", 1, 0, lot_id=lot.id)
    with pytest.raises(RuleBroken, match="gerekçesi"):
        approved(desk, head(desk, "tuketim", DAY), chosen)
    assert (
        approved(desk, head(desk, "tuketim", DAY, note="Son kullanma tarihi yakın"), chosen).total_kurus == 20_000
    )


def test_an_exit_that_would_leave_a_later_day_below_zero_is_refused_with_that_day(desk: Desk) -> None:
    bought(desk, "A4 kâğıt", 10, 100, DAY)
    used(desk, "A4 kâğıt", 8, DAY + timedelta(days=5))
    with pytest.raises(RuleBroken, match=r"07\.11\.2026"):
        used(desk, "A4 kâğıt", 3, DAY + timedelta(days=1))
    assert used(desk, "A4 kâğıt", 2, DAY + timedelta(days=1)).total_kurus == 20_000


def test_a_back_dated_exit_of_lots_that_later_vouchers_used_names_them(desk: Desk) -> None:
    bought(desk, "A4 kâğıt", 10, 100, DAY)
    bought(desk, "A4 kâğıt", 10, 130, DAY + timedelta(days=4))
    later = used(desk, "A4 kâğıt", 10, DAY + timedelta(days=5))
    with pytest.raises(RuleBroken, match=later.number):
        used(desk, "A4 kâğıt", 5, DAY + timedelta(days=2))


def test_durables_enter_one_by_one_with_numbers_of_their_own(desk: Desk) -> None:
    bought(desk, "Dizüstü bilgisayar", 3, 100, DAY, serials="S1\nS2\nS3", brand="Örnek", model="X1")
    found = items(desk)
    assert [one.serial for one in found] == ["S1", "S2", "S3"]
    assert len({one.sicil_no for one in found} | {one.barcode for one in found}) == 6
    assert sum(one.value_kurus for one in found) == 30_000
    assert balance(desk, "Dizüstü bilgisayar") == (3_000, 30_000)
    out = approved(desk, head(desk, "satis", DAY), line(desk, "Dizüstü bilgisayar", 1, 0, demirbas_id=found[1].id))
    assert out.total_kurus == 10_000
    assert [one.state for one in items(desk)] == ["ambarda", "dustu", "ambarda"]


def test_a_durable_is_no_consumption_and_an_item_with_a_person_does_not_leave(desk: Desk) -> None:
    bought(desk, "Lazer yazıcı", 1, 100, DAY)
    (item,) = items(desk)
    with pytest.raises(BadInput, match="Dayanıklı"):
        drafted(desk, head(desk, "tuketim", DAY), line(desk, "Lazer yazıcı", 1, 0, demirbas_id=item.id))
    key = drafted(desk, head(desk, "satis", DAY), line(desk, "Lazer yazıcı", 1, 0, demirbas_id=item.id))
    with desk.work("kayit") as work:
        held = work.session.get_one(Demirbas, item.id)
        held.state = "kiside"
        trail.record(work, "deneme", "Teslim edildi")
    with pytest.raises(RuleBroken, match="kişide"), desk.work("kayit") as work:
        approve(work, key, 1)


def test_a_gain_in_value_adds_to_the_item_and_keeps_its_history(desk: Desk) -> None:
    bought(desk, "Hizmet otomobili", 1, 1000, DAY)
    (item,) = items(desk)
    gain = line(desk, "Hizmet otomobili", 1, 50, demirbas_id=item.id)
    made = approved(desk, head(desk, "deger_artisi", DAY), gain)
    assert items(desk)[0].value_kurus == 105_000
    assert balance(desk, "Hizmet otomobili") == (1_000, 105_000)
    with desk.work("kayit") as work:
        reverse(work, made.id, DAY, "Yanlış taşıta yazılmış", "Olur 2026/12")
    assert items(desk)[0].value_kurus == 100_000


def test_a_move_between_ambars_writes_both_sides_at_once_and_comes_back_as_a_whole(desk: Desk) -> None:
    bought(desk, "A4 kâğıt", 10, 100, DAY)
    bought(desk, "Çalışma koltuğu", 1, 200, DAY)
    (item,) = items(desk)
    out = approved(
        desk,
        head(desk, "ambar_cikis", DAY, other_ambar_id=ambar(desk, SECOND)),
        line(desk, "A4 kâğıt", 4, 0),
        line(desk, "Çalışma koltuğu", 1, 0, demirbas_id=item.id),
    )
    assert (out.number, out.pair) == ("2026/3", "2026/4")
    assert balance(desk, "A4 kâğıt") == (6_000, 60_000)
    assert balance(desk, "A4 kâğıt", SECOND) == (4_000, 40_000)
    assert items(desk)[0].ambar_id == ambar(desk, SECOND)
    with desk.work("kayit") as work:
        reverse(work, out.id, DAY, "Yanlış ambara yazılmış", "Olur 2026/12")
    assert balance(desk, "A4 kâğıt") == (10_000, 100_000)
    assert balance(desk, "A4 kâğıt", SECOND) == (0, 0)
    assert balance(desk, "Çalışma koltuğu") == (1_000, 20_000)
    assert items(desk)[0].ambar_id == ambar(desk)
    assert lots(desk, "A4 kâğıt") == [(10_000, 100_000)]


def test_reversing_an_entry_is_refused_while_something_of_it_is_used(desk: Desk) -> None:
    entry = bought(desk, "A4 kâğıt", 10, 100, DAY)
    out = used(desk, "A4 kâğıt", 1, DAY)
    with pytest.raises(RuleBroken, match=rf"bu girişten 1 çıkılmış \({out.number}"), desk.work("kayit") as work:
        reverse(work, entry.id, DAY, "Fatura iptal edildi", "Olur 2026/12")
    with desk.work("kayit") as work:
        reverse(work, out.id, DAY, "Yanlış miktar", "Olur 2026/12")
        reverse(work, entry.id, DAY, "Fatura iptal edildi", "Olur 2026/12")
    assert balance(desk, "A4 kâğıt") == (0, 0)
    assert row(desk, Vif, entry.id).state == "ters"
    with pytest.raises(RuleBroken), desk.work("kayit") as work:
        reverse(work, entry.id, DAY, "İkinci kez", "Olur 2026/12")


def test_a_correction_takes_the_wrong_record_back_and_books_the_right_one_with_the_approver(desk: Desk) -> None:
    wrong = bought(desk, "A4 kâğıt", 10, 100, DAY)
    right = head(desk, "satin_alma", DAY)
    with pytest.raises(NotAllowed), desk.work("kayit") as work:
        correct(work, wrong.id, right, [line(desk, quantity=8)], DAY, "Miktar yanlış yazılmış")
    with desk.work("harcama") as work:
        made = correct(work, wrong.id, right, [line(desk, quantity=8)], DAY, "Miktar yanlış yazılmış")
    assert balance(desk, "A4 kâğıt") == (8_000, 80_000)
    booked = row(desk, Vif, made.id)
    assert (booked.kind, booked.pair_id, booked.reason) == ("duzeltme_giris", wrong.id, "Miktar yanlış yazılmış")


def test_lines_and_drafts_change_only_while_they_are_drafts(desk: Desk) -> None:
    key = drafted(desk, head(desk, "satin_alma", DAY), line(desk))
    with desk.work("clerk") as work:
        put_lines(work, key, [line(desk, quantity=3), line(desk, "Klasör")], 1)
    assert row(desk, Vif, key).total_kurus == 40_000
    with desk.work("clerk") as work:
        drop_draft(work, key, "Fatura gelmedi")
    assert row(desk, Vif, key).state == "iptal"
    with pytest.raises(RuleBroken), desk.work("kayit") as work:
        approve(work, key, 3)


# ---------------------------------------------------------------- any history

STEPS = st.lists(
    st.tuples(
        st.sampled_from(["in", "out", "back"]),
        st.integers(0, 18),
        st.integers(1, 9),
        st.integers(1, 333),
        st.integers(0, 9),
    ),
    min_size=1,
    max_size=12,
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_no_history_makes_a_balance_negative_and_what_is_left_is_what_came_less_what_went(
    tasinir_file: Path, steps: list[tuple[str, int, int, int, int]]
) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "masa.db"
        shutil.copyfile(tasinir_file, path)
        with Store.open(path, clock=lambda: NOW) as store:
            desk = Desk(store, path.parent)
            made = []
            for what, after, quantity, price, place in steps:
                day = DAY + timedelta(days=after)
                try:
                    if what == "in":
                        made.append(bought(desk, "A4 kâğıt", quantity, price, day))
                    elif what == "out":
                        made.append(used(desk, "A4 kâğıt", quantity, day))
                    elif made:
                        with desk.work("kayit") as work:
                            reverse(work, made[place % len(made)].id, day, "Deneme ters kaydı", "Olur 2026/12")
                except MasaError:
                    continue
            _holds(desk)


def _holds(desk: Desk) -> None:
    with desk.store.look(PROGRAM) as look:
        moves = look.session.exec(select(TasinirHareket).order_by(col(TasinirHareket.day), "id")).all()
        held = look.session.exec(select(TasinirLot)).all()
        parts = look.session.exec(select(LotHareket)).all()
        vouchers = look.session.exec(select(Vif).where(col(Vif.number).is_not(None)).order_by("number")).all()
        look.session.expunge_all()
    by_day: dict[date, int] = defaultdict(int)
    for one in moves:
        by_day[one.day] += one.quantity
    running = 0
    for day in sorted(by_day):
        running += by_day[day]
        assert running >= 0
    assert sum(one.quantity for one in moves) == sum(one.left_quantity for one in held) == running
    assert sum(one.kurus for one in moves) == sum(one.left_kurus for one in held)
    assert sum(one.quantity for one in parts) == running
    assert all(one.left_quantity >= 0 and (one.left_quantity > 0) >= (one.left_kurus > 0) for one in held)
    assert [one.number for one in vouchers] == list(range(1, len(vouchers) + 1))


def test_an_items_life_is_written_as_it_went(desk: Desk) -> None:
    entry = bought(desk, "Lazer yazıcı", 1, 100, DAY)
    (item,) = items(desk)
    out = approved(desk, head(desk, "satis", DAY), line(desk, "Lazer yazıcı", 1, 0, demirbas_id=item.id))
    with desk.work("kayit") as work:
        reverse(work, out.id, DAY, "Satış bozuldu", "Olur 2026/12")
        reverse(work, entry.id, DAY, "Fatura iptal", "Olur 2026/12")
    with desk.store.look(PROGRAM) as look:
        events = look.session.exec(select(DemirbasHareket).order_by(col(DemirbasHareket.id))).all()
        assert [one.what for one in events] == ["giris", "cikis", "ters", "ters"]
    assert balance(desk, "Lazer yazıcı") == (0, 0)
