"""What a draft, an approval and a reversal are refused for, each by its own sentence; then nothing is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlmodel import col, select

from data.core import trail
from data.core.errors import BadFields, BadInput, Conflict, MasaError, NotAllowed, RuleBroken
from data.core.models import HarcamaBirimi
from data.core.permissions import PROGRAM
from data.tasinir import voucher_views
from data.tasinir.models import Ambar, Tasinir
from data.tasinir.models_counts import KayittanDusme, Sayim, TasinirYil
from data.tasinir.models_items import Demirbas
from data.tasinir.models_vouchers import TasinirLot, Vif
from data.tasinir.operations.approving import approve
from data.tasinir.operations.reversing import correct, reverse
from data.tasinir.operations.vouchers import MOST_LINES, Links, amend_draft, put_lines, save_draft
from data.tasinir.voucher_drafts import Line, VoucherDraft
from tests.puantaj.puantaj_office import NOW
from tests.tasinir.tasinir_office import FIRST, SECOND, Desk, ambar, goods, row, unit
from tests.tasinir.voucher_office import approved, bought, drafted, head, line, used

DAY = date(2026, 11, 2)
PRINTER, CHAIR = "Lazer yazıcı", "Çalışma koltuğu"


def other_unit(desk: Desk) -> int:
    """An ambar of another harcama birimi in sight."""
    with desk.work("yonetici") as work:
        own = work.session.get_one(HarcamaBirimi, unit(desk))
        second = HarcamaBirimi(birim_id=own.birim_id, code="46.34.12.06", name="Donanım Şube Müdürlüğü")
        work.session.add(second)
        work.session.flush()
        place = Ambar(harcama_birimi_id=second.id or 0, code="01", name="Donanım Ambarı", kind="fiziksel")
        work.session.add(place)
        work.session.flush()
        trail.record(work, "deneme", "İkinci harcama birimi")
        return place.id or 0


def item_of(desk: Desk, name: str = PRINTER, where: str = FIRST) -> int:
    bought(desk, name, 1, 100, DAY, where)
    with desk.store.look(PROGRAM) as look:
        return look.session.exec(select(Demirbas.id).order_by(col(Demirbas.id).desc())).first() or 0


def sale(desk: Desk, *lines: Line, where: str = FIRST) -> None:
    drafted(desk, head(desk, "satis", DAY, where), *lines)


def _left(desk: Desk) -> None:
    item = item_of(desk)
    approved(desk, head(desk, "satis", DAY), line(desk, PRINTER, 1, 0, demirbas_id=item))
    sale(desk, line(desk, PRINTER, 1, 0, demirbas_id=item))


def _lot(desk: Desk, name: str, where: str) -> None:
    bought(desk, "A4 kâğıt", 5, 100, DAY)
    with desk.store.look(PROGRAM) as look:
        lot = look.session.exec(select(TasinirLot.id)).one()
    drafted(desk, head(desk, "tuketim", DAY, where), line(desk, name, 1, 0, lot_id=lot))


REFUSED: dict[str, tuple[Callable[[Desk], object], str]] = {
    "no quantity": (lambda desk: drafted(desk, head(desk, "satin_alma", DAY), line(desk, quantity=0)),
                    "sıfırdan büyük olmalıdır"),
    "half a printer": (lambda desk: drafted(desk, head(desk, "satin_alma", DAY),
                                            replace(line(desk, PRINTER), quantity=1_500)), "tam sayı olmalıdır"),
    "an old item as new": (lambda desk: drafted(desk, head(desk, "satin_alma", DAY),
                                                line(desk, PRINTER, demirbas_id=item_of(desk))), "seçilmez"),
    "no item": (lambda desk: sale(desk, line(desk, PRINTER, 1, 0)), "hangi demirbaş olduğu"),
    "two of one item": (lambda desk: sale(desk, line(desk, PRINTER, 2, 0, demirbas_id=item_of(desk))),
                        "miktarı 1'dir"),
    "an item of other goods": (lambda desk: sale(desk, line(desk, CHAIR, 1, 0, demirbas_id=item_of(desk))),
                               "taşınırı değil"),
    "an item of another ambar": (lambda desk: sale(desk, line(desk, PRINTER, 1, 0, demirbas_id=item_of(
        desk, PRINTER, SECOND))), "taşınırı değil"),
    "an item that left": (_left, "kayıttan düşmüş"),
    "a lot of other goods": (lambda desk: _lot(desk, "Klasör", FIRST), "lot bu ambarda değil"),
    "a lot of another ambar": (lambda desk: _lot(desk, "A4 kâğıt", SECOND), "lot bu ambarda değil"),
    "too many lines": (lambda desk: drafted(desk, head(desk, "satin_alma", DAY),
                                            *[line(desk)] * (MOST_LINES + 1)), "en çok 2.000 kalem"),
    "a move to itself": (lambda desk: drafted(desk, head(desk, "ambar_cikis", DAY, other_ambar_id=ambar(desk))),
                         "başka olmalıdır"),
    "a move to another unit": (lambda desk: drafted(desk, head(desk, "ambar_cikis", DAY,
                                                               other_ambar_id=other_unit(desk))),
                               "aynı harcama biriminin"),
    "a negative joint cost": (lambda desk: drafted(desk, head(desk, "satin_alma", DAY, joint_kurus=-1)),
                              "eksi olamaz"),
    "a correction begun by hand": (lambda desk: drafted(desk, head(desk, "duzeltme_giris", DAY)), ""),
    "a write-off begun by hand": (lambda desk: drafted(desk, head(desk, "hurda", DAY)),
                                  "Kayıttan düşme bölümünde N ile teklif yazın"),
    "the second side alone": (lambda desk: drafted(desk, head(desk, "ambar_giris", DAY)), ""),
}  # fmt: skip


@pytest.mark.parametrize("what", REFUSED)
def test_a_draft_that_cannot_be_is_refused(desk: Desk, what: str) -> None:
    attempt, said = REFUSED[what]
    with pytest.raises((BadInput, BadFields)) as refused:
        attempt(desk)
    assert said in str(refused.value) + str(getattr(refused.value, "problems", ""))


def test_only_who_prepares_writes_drafts(desk: Desk) -> None:
    key = drafted(desk, head(desk, "satin_alma", DAY), line(desk))
    with pytest.raises(NotAllowed), desk.work("denetci") as work:
        save_draft(work, head(desk, "satin_alma", DAY))
    with pytest.raises(NotAllowed), desk.work("denetci") as work:
        put_lines(work, key, [], 1)
    with pytest.raises(NotAllowed), desk.work("denetci") as work:
        amend_draft(work, key, head(desk, "satin_alma", DAY), 1)


def test_a_draft_that_was_changed_meanwhile_is_not_approved_nor_changed(desk: Desk) -> None:
    key = drafted(desk, head(desk, "satin_alma", DAY), line(desk))
    with desk.work("clerk") as work:
        put_lines(work, key, [line(desk, quantity=2)], 1)
    for username, act in (
        ("kayit", lambda work: approve(work, key, 1)),
        ("clerk", lambda work: put_lines(work, key, [], 1)),
        ("clerk", lambda work: amend_draft(work, key, head(desk, "satin_alma", DAY), 1)),
    ):
        with pytest.raises(Conflict), desk.work(username) as work:
            act(work)
    with desk.work("kayit") as work:
        assert approve(work, key, 2).total_kurus == 20_000
    assert row(desk, Vif, key).version == 3


def test_a_draft_stays_in_its_harcama_birimi(desk: Desk) -> None:
    key, place = drafted(desk, head(desk, "satin_alma", DAY), line(desk)), other_unit(desk)
    with pytest.raises(RuleBroken, match="harcama birimi değişmez"), desk.work("clerk") as work:
        amend_draft(work, key, replace(head(desk, "satin_alma", DAY), ambar_id=place), 1)


def test_a_voucher_counts_for_the_year_of_its_day(desk: Desk) -> None:
    made = bought(desk, "A4 kâğıt", 5, 100, date(2025, 12, 31))
    assert made.number == "2025/1"
    assert bought(desk, "A4 kâğıt", 5, 100, DAY).number == "2026/1"
    assert row(desk, Tasinir, goods(desk)).uses == 2


def test_a_write_off_that_was_not_approved_carries_no_exit(desk: Desk) -> None:
    bought(desk, "A4 kâğıt", 5, 100, DAY)
    with desk.work("kayit") as work:
        paper = KayittanDusme(
            harcama_birimi_id=unit(desk), ambar_id=ambar(desk), year=2026, number=1, day=DAY, reason_kind="fire",
            reason="Fire", state="onayda", made_by=work.actor.user_id, made_at=NOW,
        )  # fmt: skip
        work.session.add(paper)
        work.session.flush()
        dusme_id = paper.id
        trail.record(work, "deneme", "Onayda bekleyen tutanak")
    links = Links(dusme_id=dusme_id)
    key = drafted(desk, head(desk, "dusme", DAY), line(desk, price=0), links=links)
    with pytest.raises(BadFields) as refused, desk.work("kayit") as work:
        approve(work, key, 1)
    assert set(refused.value.problems) == {"dusme_id"}


def test_a_frozen_count_lets_only_its_own_vouchers_pass(desk: Desk) -> None:
    with desk.work("kayit") as work:
        count = Sayim(
            harcama_birimi_id=unit(desk), year=2026, number=3, kind="ara", day=DAY, frozen=True,
            state="sayiliyor", made_by=work.actor.user_id, made_at=NOW,
        )  # fmt: skip
        work.session.add(count)
        work.session.flush()
        sayim_id = count.id
        trail.record(work, "deneme", "Sayım")
    with pytest.raises(RuleBroken, match="giriş ve çıkışı durduruldu"):
        bought(desk, "A4 kâğıt", 1, 100, DAY)
    surplus = approved(desk, head(desk, "sayim_fazlasi", DAY), line(desk), links=Links(sayim_id=sayim_id))
    with pytest.raises(RuleBroken, match="giriş ve çıkışı durduruldu"), desk.work("kayit") as work:
        reverse(work, surplus.id, DAY, "Yanlış kayıt", "Olur 2026/12")


# ---------------------------------------------------------------- reversals and corrections


def test_a_voucher_is_taken_back_between_its_day_and_today(desk: Desk) -> None:
    made = bought(desk, "A4 kâğıt", 5, 100, DAY)
    for day in (DAY - timedelta(days=1), NOW.date() + timedelta(days=1)):
        with pytest.raises(BadFields) as refused, desk.work("kayit") as work:
            reverse(work, made.id, day, "Yanlış kayıt", "Olur 2026/12")
        assert set(refused.value.problems) == {"day"}
    with pytest.raises(BadInput, match="gerekçesi yazılmalıdır"), desk.work("kayit") as work:
        reverse(work, made.id, DAY, " ", "Olur 2026/12")
    with pytest.raises(NotAllowed), desk.work("clerk") as work:
        reverse(work, made.id, DAY, "Yanlış kayıt", "Olur 2026/12")


def test_a_record_error_is_put_right_on_the_approval_of_the_harcama_yetkilisi(desk: Desk) -> None:
    made = bought(desk, "A4 kâğıt", 5, 100, DAY)
    for typed in ("", "  "):
        with pytest.raises(BadFields, match=r"m\.39/1") as refused, desk.work("kayit") as work:
            reverse(work, made.id, DAY, "Yanlış kayıt", typed)
        assert set(refused.value.problems) == {"approval"}
    with desk.work("kayit") as work:
        counter = reverse(work, made.id, DAY, "Yanlış kayıt", "01.07.2026 tarihli ve 41 sayılı olur")
    with desk.look("kayit") as look:
        card = voucher_views.voucher_card(look, counter.id)
    assert ("Açıklama", "Harcama yetkilisinin onayı: 01.07.2026 tarihli ve 41 sayılı olur") in card.head


def test_a_counter_voucher_is_not_taken_back_itself(desk: Desk) -> None:
    made = bought(desk, "A4 kâğıt", 5, 100, DAY)
    with desk.work("kayit") as work:
        counter = reverse(work, made.id, DAY, "Yanlış kayıt", "Olur 2026/12")
    with pytest.raises(RuleBroken, match="ters kaydedilmez"), desk.work("kayit") as work:
        reverse(work, counter.id, DAY, "Yanlış kayıt", "Olur 2026/12")


def test_nothing_is_taken_back_into_a_closed_year(desk: Desk) -> None:
    made = bought(desk, "A4 kâğıt", 5, 100, date(2025, 6, 2))
    with desk.work("kayit") as work:
        work.session.add(TasinirYil(harcama_birimi_id=unit(desk), year=2025, closed_at=NOW))
        trail.record(work, "deneme", "2025 kapandı")
    with pytest.raises(RuleBroken, match="2025 yılının taşınır hesabı kapatıldı"), desk.work("kayit") as work:
        reverse(work, made.id, date(2025, 12, 31), "Yanlış kayıt", "Olur 2026/12")
    with desk.work("kayit") as work:
        assert reverse(work, made.id, DAY, "Yanlış kayıt", "Olur 2026/12").number == "2026/1"


@pytest.mark.parametrize("side", ["exit", "entry"])
def test_a_move_is_taken_back_from_either_side_and_its_counters_are_a_pair(desk: Desk, side: str) -> None:
    bought(desk, "A4 kâğıt", 5, 100, DAY)
    draft = head(desk, "ambar_cikis", DAY, other_ambar_id=ambar(desk, SECOND))
    made = approved(desk, draft, line(desk, quantity=2, price=0))
    pair = row(desk, Vif, made.id).pair_id
    assert (row(desk, Vif, pair).day, row(desk, Vif, pair).total_kurus) == (DAY, 20_000)
    with desk.work("kayit") as work:
        counter = reverse(
            work, made.id if side == "exit" else pair, DAY + timedelta(days=1), "Yanlış kayıt", "Olur 2026/12"
        )
    assert {row(desk, Vif, made.id).state, row(desk, Vif, pair).state} == {"ters"}
    back = row(desk, Vif, counter.id)
    other = row(desk, Vif, back.pair_id)
    assert (other.pair_id, {back.reverses_id, other.reverses_id}) == (counter.id, {made.id, pair})
    assert {back.ambar_id, other.ambar_id} == {ambar(desk), ambar(desk, SECOND)}


def test_a_correction_stands_on_the_day_on_which_it_is_made(desk: Desk) -> None:
    wrong = bought(desk, "A4 kâğıt", 5, 100, DAY)
    right: VoucherDraft = head(desk, "satin_alma", DAY)
    with desk.work("harcama") as work:
        made = correct(work, wrong.id, right, [line(desk, quantity=4)], DAY + timedelta(days=3), "Miktar yanlış")
    assert row(desk, Vif, made.id).day == DAY + timedelta(days=3)


def test_a_correction_that_cannot_be_leaves_the_wrong_voucher_as_it_was(desk: Desk) -> None:
    wrong = used_up(desk)
    with pytest.raises(MasaError), desk.work("harcama") as work:
        correct(work, wrong, head(desk, "tuketim", DAY), [line(desk, quantity=6, price=0)], DAY, "Miktar yanlış")
    assert row(desk, Vif, wrong).state == "onayli"
    assert used(desk, "Klasör", 1, DAY).number == "2026/4"


def used_up(desk: Desk) -> int:
    bought(desk, "A4 kâğıt", 5, 100, DAY)
    bought(desk, "Klasör", 5, 100, DAY)
    return used(desk, "A4 kâğıt", 5, DAY).id
