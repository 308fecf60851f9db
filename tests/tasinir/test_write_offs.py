"""Write-offs: proposal, commission, the way to the harcama yetkilisi, the exit voucher, what came of scrap."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from data.core import trail
from data.core.approvals import Stage, waiting
from data.core.errors import BadFields, BadInput, Conflict, NotAllowed, RuleBroken
from data.core.pages import LedgerQuery
from data.core.permissions import PROGRAM
from data.tasinir.boards import SeatDraft
from data.tasinir.ending_drafts import CommissionDraft, OutcomeDraft, WriteOffDraft, WriteOffLineDraft
from data.tasinir.ending_lookup import ambar_of_items
from data.tasinir.ending_views import write_off_card, write_off_window, yearly_totals
from data.tasinir.hand_drafts import GiveDraft, Seen
from data.tasinir.models import TasinirGorevli
from data.tasinir.models_counts import KayittanDusme
from data.tasinir.models_vouchers import Vif
from data.tasinir.operations.approving import approve
from data.tasinir.operations.commissions import set_commission, usual_commission
from data.tasinir.operations.deliveries import give_to_person
from data.tasinir.operations.reversing import reverse
from data.tasinir.operations.scrap import record_outcome
from data.tasinir.operations.write_offs import (
    Advanced,
    advance,
    amend,
    cancel,
    propose,
    refuse,
    send_back,
)
from data.tasinir.rules.values import ScrapOutcome, WriteOffReason, WriteOffState
from data.tasinir.rules.year_checks import Amount
from screens.areas import turn_of
from tests.tasinir import tasinir_office as office
from tests.tasinir.ending_office import LAPTOP, PAPER, SCRAP_BOARD, TODAY, items, stock, version
from tests.tasinir.tasinir_office import Desk
from tests.tasinir.voucher_office import approved, head, line

WAY = (("clerk", Stage.TASLAK), ("kontrol", Stage.SUNULDU), ("harcama", Stage.KONTROL_EDILDI))


def _draft(desk: Desk, why: str = "kaybolma", **more: Any) -> WriteOffDraft:
    values: dict[str, Any] = {
        "ambar_id": office.ambar(desk), "day": TODAY, "reason_kind": why, "reason": "Depoda bulunamadı.",
        "proof": "Tutanak 12", "proof_day": date(2026, 11, 19),
    }  # fmt: skip
    return WriteOffDraft(**(values | more))


def _item(desk: Desk, place: int = 0) -> WriteOffLineDraft:
    return WriteOffLineDraft(tasinir_id=office.goods(desk, LAPTOP), demirbas_id=items(desk)[place].id)


def _goods(desk: Desk, quantity: str = "2,5") -> WriteOffLineDraft:
    return WriteOffLineDraft(tasinir_id=office.goods(desk, PAPER), quantity=quantity)


def _proposed(
    desk: Desk, draft: WriteOffDraft, *lines: WriteOffLineDraft, seats: tuple[SeatDraft, ...] = ()
) -> int:
    with desk.work("clerk") as work:
        return propose(work, draft, lines, seats)


def _through(desk: Desk, key: int) -> Advanced:
    for who, stage in WAY:
        with desk.work(who) as work:
            made = advance(work, key, expected=stage)
    return made


def test_the_approval_of_the_harcama_yetkilisi_prepares_the_exit_and_the_kayit_yetkilisi_books_it(
    desk: Desk,
) -> None:
    stock(desk)
    key = _proposed(desk, _draft(desk), _item(desk), _goods(desk))
    with desk.look("clerk") as look:
        card = write_off_card(look, key)
        assert [(one.quantity, one.unit_value, one.kurus) for one in card.lines] == [
            (1_000, 1_200_000_000, 120_000),
            (2_500, 90_000_000, 22_500),
        ]
        assert (card.row.no, card.row.kurus, card.vif_id) == ("2026/1", 142_500, 0)
    made = _through(desk, key)
    voucher = office.row(desk, Vif, made.vif_id)
    assert (voucher.state, voucher.kind, voucher.dusme_id, voucher.dayanak_day) == ("taslak", "dusme", key, TODAY)
    assert voucher.made_by == office.user(desk, "clerk")
    with desk.work("kayit") as work:
        assert approve(work, made.vif_id, 1).total_kurus == 142_500
    assert items(desk)[0].state == "dustu"
    with desk.look("kayit") as look:
        assert [(one.reason, one.papers, one.amount) for one in yearly_totals(look, office.unit(desk), 2026)] == [
            (WriteOffReason.KAYBOLMA, 1, Amount(3_500, 142_500))
        ]


def test_a_voucher_cannot_be_approved_before_the_paper_is(desk: Desk) -> None:
    stock(desk)
    key = _proposed(desk, _draft(desk), _item(desk))
    with desk.look("harcama") as look:
        assert write_off_card(look, key).vif_id == 0
    with desk.work("clerk") as work:
        advance(work, key, expected=Stage.TASLAK)
    with desk.look("kontrol") as look:
        assert [row.title for row in waiting(look)] == ["Kayıttan düşme 2026/1: Kaybolma, Yazılım Şube Müdürlüğü"]


def test_chosen_items_go_on_one_paper_only_from_one_ambar_and_while_they_are_in_the_books(desk: Desk) -> None:
    stock(desk)
    keys = [one.id or 0 for one in items(desk)]
    with desk.look("clerk") as look:
        assert ambar_of_items(look, keys) == office.ambar(desk)
    move = head(desk, "ambar_cikis", TODAY, office.FIRST, other_ambar_id=office.ambar(desk, office.SECOND))
    approved(desk, move, line(desk, LAPTOP, 1, 0, demirbas_id=keys[0]))
    with desk.look("clerk") as look, pytest.raises(BadInput, match=r"birkaç ambarın .*: 3, .*: 1"):
        ambar_of_items(look, keys)
    key = _proposed(desk, _draft(desk), WriteOffLineDraft(demirbas_id=keys[1]))
    through = _through(desk, key)
    with desk.work("kayit") as work:
        approve(work, through.vif_id, 1)
    with desk.look("clerk") as look, pytest.raises(BadInput, match="kayıttan düşmüş"):
        ambar_of_items(look, keys[1:])


@pytest.mark.parametrize("who", ["clerk", "kayit", "kontrol", "denetci"])
def test_nobody_but_the_harcama_yetkilisi_approves(desk: Desk, who: str) -> None:
    stock(desk)
    key = _proposed(desk, _draft(desk), _item(desk))
    for name, stage in WAY[:2]:
        with desk.work(name) as work:
            advance(work, key, expected=stage)
    with desk.work(who) as work, pytest.raises(NotAllowed):
        advance(work, key, expected=Stage.KONTROL_EDILDI)


def test_where_no_other_manager_is_the_harcama_yetkilisi_checks_the_paper_too(desk: Desk) -> None:
    stock(desk)
    key = _proposed(desk, _draft(desk), _item(desk))
    _presented(desk, key)
    with desk.work("yonetici") as work:
        old = office.key(desk, TasinirGorevli, role="kontrol_yetkilisi")
        work.session.get_one(TasinirGorevli, old).user_id = office.user(desk, "harcama")
        trail.record(work, "tasinir.test", "Kontrol yetkilisi harcama yetkilisi oldu")
    for step, stage in (("Kontrol et", Stage.SUNULDU), ("Onayla", Stage.KONTROL_EDILDI)):
        with desk.look("harcama") as look:
            assert [one.step for one in waiting(look, turn_of)] == [step]
        with desk.work("harcama") as work:
            made = advance(work, key, expected=stage)
    assert made.vif_id


def _presented(desk: Desk, key: int) -> None:
    with desk.work("clerk") as work:
        advance(work, key, expected=Stage.TASLAK)


def test_without_a_proof_there_is_a_commission_and_scrap_has_an_expert_in_it(desk: Desk) -> None:
    stock(desk)
    bare = _draft(desk, proof=None, proof_day=None)
    alone = _proposed(desk, bare, _item(desk))
    with pytest.raises(RuleBroken, match="komisyonu yok"):
        _presented(desk, alone)
    with pytest.raises(RuleBroken, match="en az 3"), desk.work("clerk") as work:
        amend(work, alone, bare, 1, seats=SCRAP_BOARD[:2])
        advance(work, alone, expected=Stage.TASLAK)
    with desk.work("clerk") as work:
        amend(work, alone, bare, 1, seats=(*SCRAP_BOARD[:2], SeatDraft(name="Ali Veli")))
    _presented(desk, alone)
    scrap = _draft(desk, "hurda_omur")
    other = _proposed(desk, scrap, _item(desk, 1), seats=(*SCRAP_BOARD[:2], SeatDraft(name="Ali Veli")))
    with pytest.raises(RuleBroken, match="uzman yok"):
        _presented(desk, other)
    with desk.work("clerk") as work:
        amend(work, other, scrap, 1, seats=SCRAP_BOARD)
    _presented(desk, other)


def test_a_paper_without_lines_is_not_presented(desk: Desk) -> None:
    stock(desk)
    key = _proposed(desk, _draft(desk))
    with pytest.raises(RuleBroken, match="Düşülecek"):
        _presented(desk, key)


def test_the_commission_is_typed_in_one_form_and_offered_to_the_next_paper(desk: Desk) -> None:
    stock(desk)
    scrap = _draft(desk, "hurda_omur")
    first, second = _proposed(desk, scrap, _item(desk)), _proposed(desk, scrap, _item(desk, 1))
    typed = CommissionDraft(
        baskan="Hasan Harcama, Şube Müdürü", uye_1="Zehra Ünal", uye_2="Ali Veli, Memur", uzman="Ufuk Uzman"
    )
    with desk.work("clerk") as work:
        assert set_commission(work, first, typed, 1) == 4
    with desk.look("clerk") as look:
        board = write_off_card(look, first).board
        assert [(one.seat.value, one.name, one.title) for one in board] == [
            ("baskan", "Hasan Harcama", "Şube Müdürü"), ("uye", "Zehra Ünal", ""), ("uye", "Ali Veli", "Memur"),
            ("uzman", "Ufuk Uzman", ""),
        ]  # fmt: skip
        assert usual_commission(look, second) == {
            name: value for name in ("baskan", "uye_1", "uye_2", "uzman") if (value := getattr(typed, name))
        }
        assert len(write_off_card(look, first).lines) == 1
    _presented(desk, first)


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"day": date(2026, 11, 21)}, "day"),
        ({"proof_day": date(2026, 11, 21)}, "proof_day"),
        ({"proof_day": None}, "proof"),
        ({"reason": "  "}, "reason"),
        ({"reason_kind": "canim_istedi"}, "reason_kind"),
    ],
)
def test_what_cannot_be_is_refused_by_its_field(desk: Desk, more: dict[str, Any], field: str) -> None:
    stock(desk)
    with pytest.raises(BadFields) as refused:
        _proposed(desk, _draft(desk, **more), _item(desk))
    assert field in refused.value.problems


def test_lines_that_the_ambar_does_not_hold_are_named(desk: Desk) -> None:
    stock(desk)
    with pytest.raises(BadInput, match=r"2\. kalem \(A4 kâğıt\).*40 isteniyor"):
        _proposed(desk, _draft(desk), _goods(desk, "70"), _goods(desk, "40"))
    with pytest.raises(BadInput, match="iki kez"):
        _proposed(desk, _draft(desk), _item(desk), _item(desk))
    with pytest.raises(BadInput, match="kayıtlarında değil"):
        _proposed(desk, _draft(desk, ambar_id=office.ambar(desk, office.SECOND)), _item(desk))
    with pytest.raises(BadFields, match="Dayanıklı taşınırı ya da"):
        _proposed(desk, _draft(desk), WriteOffLineDraft(quantity="1"))
    with pytest.raises(BadInput, match="hangi demirbaş"):
        _proposed(desk, _draft(desk), WriteOffLineDraft(tasinir_id=office.goods(desk, LAPTOP)))
    _proposed(desk, _draft(desk), _item(desk))
    with pytest.raises(BadInput, match="2026/1 tutanağında"):
        _proposed(desk, _draft(desk), _item(desk))


def test_an_item_that_somebody_has_is_taken_back_on_paper_when_it_is_written_off(desk: Desk) -> None:
    stock(desk)
    first = items(desk)[0]
    with desk.work("kayit") as work:
        give_to_person(work, [Seen(first.id or 0, 1)], GiveDraft(personel_id=desk.person("301"), day=TODAY))
    key = _proposed(desk, _draft(desk, "calinma"), _item(desk))
    assert items(desk)[0].state == "kiside"
    made = _through(desk, key)
    assert items(desk)[0].state == "ambarda"
    with desk.work("kayit") as work:
        approve(work, made.vif_id, 1)
    assert items(desk)[0].state == "dustu"


def test_a_returned_paper_is_mended_and_goes_its_way_again(desk: Desk) -> None:
    stock(desk)
    key = _proposed(desk, _draft(desk), _item(desk))
    with desk.work("clerk") as work:
        advance(work, key, expected=Stage.TASLAK)
    with pytest.raises(RuleBroken, match="Onayda"), desk.work("clerk") as work:
        amend(work, key, _draft(desk), version(desk, key, KayittanDusme), lines=[_item(desk, 1)])
    with desk.work("kontrol") as work:
        send_back(work, key, expected=Stage.SUNULDU, reason="Yanlış bilgisayar yazılmış")
    with pytest.raises(Conflict), desk.work("clerk") as work:
        amend(work, key, _draft(desk), 1, lines=[_item(desk, 1)])
    with desk.work("clerk") as work:
        amend(work, key, _draft(desk, "yipranma"), version(desk, key, KayittanDusme), lines=[_item(desk, 1)])
    _through(desk, key)
    with desk.look("clerk") as look:
        assert write_off_card(look, key).lines[0].sicil_no == items(desk)[1].sicil_no


def test_what_is_refused_stays_in_the_books_and_its_number_stays_taken(desk: Desk) -> None:
    stock(desk)
    key = _proposed(desk, _draft(desk), _item(desk))
    for name, stage in WAY[:2]:
        with desk.work(name) as work:
            advance(work, key, expected=stage)
    with pytest.raises(NotAllowed), desk.work("clerk") as work:
        refuse(work, key, "Kusur araştırılacak")
    with desk.work("harcama") as work:
        refuse(work, key, "Kusur araştırılacak")
    assert office.row(desk, KayittanDusme, key).state == WriteOffState.RED.value
    with desk.store.look(PROGRAM) as look:
        assert waiting(look) == ()
    with pytest.raises(RuleBroken, match="Reddedildi"), desk.work("clerk") as work:
        advance(work, key, expected=Stage.TASLAK)
    again = _proposed(desk, _draft(desk), _item(desk))
    assert office.row(desk, KayittanDusme, again).number == 2


def test_an_approved_paper_is_cancelled_only_when_no_voucher_of_it_stands(desk: Desk) -> None:
    stock(desk)
    key = _proposed(desk, _draft(desk), _item(desk))
    made = _through(desk, key)
    with desk.work("kayit") as work:
        approve(work, made.vif_id, 1)
    with pytest.raises(RuleBroken, match="çıkış fişi duruyor"), desk.work("clerk") as work:
        cancel(work, key, "Bulundu")
    with desk.work("kayit") as work:
        reverse(work, made.vif_id, TODAY, "Bilgisayar bulundu", "Olur 2026/12")
    with desk.work("clerk") as work:
        cancel(work, key, "Bulundu")
    assert office.row(desk, KayittanDusme, key).state == WriteOffState.IPTAL.value
    with desk.look("kayit") as look:
        assert yearly_totals(look, office.unit(desk), 2026) == ()


def test_the_outcome_of_scrap_is_written_once_after_its_exit_was_booked(desk: Desk) -> None:
    stock(desk)
    key = _proposed(desk, _draft(desk, "hurda_teknik"), _item(desk), seats=SCRAP_BOARD)
    made = _through(desk, key)
    assert office.row(desk, Vif, made.vif_id).kind == "hurda"
    outcome = OutcomeDraft(outcome="imha", outcome_on=TODAY, paper="İmha tutanağı 4")
    with pytest.raises(RuleBroken, match="onaylanmadı"), desk.work("clerk") as work:
        record_outcome(work, key, outcome, version(desk, key, KayittanDusme))
    with desk.work("kayit") as work:
        approve(work, made.vif_id, 1)
    with desk.look("clerk") as look:
        assert [row.id for row in write_off_window(look, LedgerQuery(view="hurda"), 0, 10).rows] == [key]
    early = OutcomeDraft(outcome="imha", outcome_on=date(2026, 11, 1), paper="İmha tutanağı 4")
    with pytest.raises(BadFields, match="ile bugün arasında"), desk.work("clerk") as work:
        record_outcome(work, key, early, version(desk, key, KayittanDusme))
    with desk.work("clerk") as work:
        record_outcome(work, key, outcome, version(desk, key, KayittanDusme))
    with pytest.raises(RuleBroken, match="sonucu yazılmış"), desk.work("clerk") as work:
        record_outcome(work, key, outcome, version(desk, key, KayittanDusme))
    with desk.look("clerk") as look:
        row = write_off_window(look, LedgerQuery(view="tumu"), 0, 10).rows[0]
        assert row.outcome is ScrapOutcome.IMHA
        assert write_off_window(look, LedgerQuery(view="hurda"), 0, 10).total == 0


def test_what_was_not_scrap_has_no_outcome(desk: Desk) -> None:
    stock(desk)
    key = _proposed(desk, _draft(desk), _item(desk))
    _through(desk, key)
    draft = OutcomeDraft(outcome="satis", outcome_on=TODAY, paper="Karar 1")
    with pytest.raises(RuleBroken, match="Hurdaya ayrılmayan"), desk.work("clerk") as work:
        record_outcome(work, key, draft, version(desk, key, KayittanDusme))


def test_whoever_sits_in_another_unit_neither_sees_nor_writes_one(desk: Desk) -> None:
    stock(desk)
    key = _proposed(desk, _draft(desk), _item(desk))
    with desk.look("kadir") as look:
        assert write_off_window(look, LedgerQuery(view="tumu"), 0, 10).total == 0
        with pytest.raises(NotAllowed):
            write_off_card(look, key)
    with pytest.raises(NotAllowed), desk.work("kadir") as work:
        propose(work, _draft(desk), [_item(desk, 1)])
