"""Transfers against a real file: their way and decision, what they move, what forbids them, taking them back."""

from __future__ import annotations

import random
from datetime import date

import pytest
from sqlalchemy import func, select
from sqlmodel import col

from data.butce import course
from data.butce.drafts import ReverseDraft
from data.butce.lookup import TRANSFER_KIND, transfer_row
from data.butce.models import OdenekHareket, Tertip
from data.butce.operations.posting import Posting
from data.butce.operations.transfer_posting import record_slip, take_back
from data.butce.operations.transfers import advance, amend, give_up, lines_of, prepare, send_back
from data.butce.rules.values import Decider, MovementKind, TransferState
from data.butce.settings import set_setting
from data.butce.transfer_drafts import SlipDraft, TransferDraft, TransferLineDraft
from data.butce.transfer_facts import verdict_of
from data.core import trail
from data.core.approvals import Stage, waiting
from data.core.errors import BadFields, BadInput, Conflict, NotAllowed, RuleBroken
from data.core.switches import SettingDraft
from tests.butce.butce_office import HEAD, Desk, posted, tertip_id, yil_id
from tests.butce.transfer_office import (
    FORM_DAY,
    FUEL,
    MACHINES,
    PAPER,
    PHONE,
    RESERVE,
    UPKEEP,
    approve,
    decide,
    form,
    line,
    lines,
    moved,
    version,
)


def odenek(desk: Desk, kod: str) -> int:
    key = tertip_id(desk, kod)
    with desk.look() as look:
        return course.held(look, col(OdenekHareket.tertip_id) == key).odenek


def whole(desk: Desk) -> int:
    with desk.look() as look:
        return int(look.session.execute(select(func.sum(col(OdenekHareket.odenek)))).scalar_one())


def state(desk: Desk, key: int) -> tuple[str, str]:
    with desk.look() as look:
        row = transfer_row(look, key)
        return row.state, row.decider


def test_a_transfer_goes_from_its_form_to_its_decision_and_moves_nothing_before(desk: Desk) -> None:
    before = whole(desk)
    key = form(desk, *lines(desk, [(PAPER, 30_000_00), (UPKEEP, 5_000_00)], [(PHONE, 35_000_00)]))
    assert state(desk, key) == ("taslak", "ust_yonetici")
    approve(desk, key)
    assert state(desk, key)[0] == TransferState.ONAYLI.value
    assert odenek(desk, PHONE) == 120_000_00
    with pytest.raises(BadFields, match="sayısı boş"):
        decide(desk, key, day=None)
    done = decide(desk, key, mif=date(2026, 5, 15))
    assert len(done.ids) == 3
    assert (odenek(desk, PAPER), odenek(desk, UPKEEP), odenek(desk, PHONE)) == (470_000_00, 145_000_00, 155_000_00)
    assert whole(desk) == before, "a transfer is neutral in total"
    with desk.look() as look:
        rows = [look.session.get_one(OdenekHareket, one) for one in done.ids]
        assert {row.day for row in rows} == {date(2026, 5, 15)}
        assert {(row.belge, row.belge_no, row.aktarma_id) for row in rows} == {
            ("Üst yönetici onayı", "2026/118", key)
        }
        entries = trail.history(look, TRANSFER_KIND, key)
    assert [one.action for one in entries] == [
        "butce.transfer_post", "butce.onaylandi", "butce.kontrol_edildi", "butce.sunuldu", "butce.transfer"
    ]  # fmt: skip


def test_who_prepared_it_neither_checks_nor_approves_it(desk: Desk) -> None:
    year = yil_id(desk)
    drafts = lines(desk, [(PAPER, 100)], [(PHONE, 100)])
    with desk.work("mehmet") as work:
        key = prepare(work, year, TransferDraft(day=FORM_DAY, reason="Gerek var"), drafts)
    with desk.work("ayse") as work:
        advance(work, key, expected=Stage.TASLAK)
    with pytest.raises(NotAllowed, match="hazırlayan"), desk.work("mehmet") as work:
        advance(work, key, expected=Stage.SUNULDU)


def test_what_only_re_labels_is_carried_out_without_any_approval(desk: Desk) -> None:
    key = form(desk, *lines(desk, [(PAPER, 10_000_00)], [(FUEL, 10_000_00)]))
    assert state(desk, key)[1] == Decider.YOK.value
    with desk.look("ayse") as look:
        assert not [one for one in waiting(look) if one.kind == TRANSFER_KIND]
    with pytest.raises(RuleBroken, match="onay gerektirmez"), desk.work("ayse") as work:
        advance(work, key, expected=Stage.TASLAK)
    decide(desk, key, day=None)
    assert odenek(desk, FUEL) == 310_000_00
    again = moved(desk, [(FUEL, 5_000_00)], [(PHONE, 5_000_00)])
    assert state(desk, again)[0] == "islendi", "re-labelling is no transfer that was received"


def test_a_tertip_that_received_gives_nothing_and_the_refusal_names_the_movement(desk: Desk) -> None:
    moved(desk, [(UPKEEP, 5_000_00)], [(PAPER, 5_000_00)])
    key = form(desk, *lines(desk, [(FUEL, 1_000_00)], [(PHONE, 1_000_00)]))
    with pytest.raises(RuleBroken) as refused, desk.work("ayse") as work:
        advance(work, key, expected=Stage.TASLAK)
    for words in (f"{HEAD}{FUEL} aktarma almış", "sıra no.lu hareket, 11.05.2026", "MİBMY m.36/4"):
        assert words in str(refused.value)
    gives_again = form(desk, *lines(desk, [(UPKEEP, 1_000_00)], [(PHONE, 1_000_00)]))
    with desk.look() as look:
        verdict = verdict_of(look, transfer_row(look, gives_again))
    assert not verdict.blocking
    assert "daha önce aktarma vermiş" in verdict.problems[0].message


def test_the_reserve_gives_by_the_encumen_and_may_open_a_tertip(desk: Desk) -> None:
    opened = TransferLineDraft(
        side="eklenen", amount=40_000_00, dis_kod=f"{HEAD}03.9.2.01", dis_ad="Cenaze giderleri", yeni=True
    )
    key = form(desk, line(desk, "dusulen", RESERVE, 40_000_00), opened)
    assert state(desk, key)[1] == Decider.ENCUMEN.value
    approve(desk, key)
    with desk.look() as look:
        assert look.session.execute(select(Tertip).where(col(Tertip.name) == "Cenaze giderleri")).scalar() is None
    decide(desk, key)
    assert odenek(desk, "03.9.2.01") == 40_000_00
    with desk.look() as look:
        kinds = set(
            look.session.execute(
                select(col(OdenekHareket.kind)).where(col(OdenekHareket.aktarma_id) == key)
            ).scalars()
        )
    assert kinds == {MovementKind.YEDEK_CIKAN.value, MovementKind.YEDEK_GIREN.value}
    out = form(desk, *lines(desk, [("03.9.2.01", 100)], [(PHONE, 100)]))
    with pytest.raises(RuleBroken, match="yedek ödenekten aktarma almış"), desk.work("ayse") as work:
        advance(work, out, expected=Stage.TASLAK)


def test_a_line_of_another_directorate_stands_as_text_and_is_booked_there(desk: Desk) -> None:
    theirs = "46.34.12.09-01.3.9.00-5-03.2.1.01"
    other = TransferLineDraft(side="dusulen", amount=7_000_00, dis_kod=theirs, dis_ad="Kırtasiye, Donanım Şb.")
    key = form(desk, other, line(desk, "eklenen", PHONE, 7_000_00))
    assert state(desk, key)[1] == Decider.MECLIS.value
    approve(desk, key)
    assert len(decide(desk, key).ids) == 1
    assert odenek(desk, PHONE) == 127_000_00
    with pytest.raises(BadInput, match="bu birimin tertibi"):
        form(desk, TransferLineDraft(side="eklenen", amount=1, dis_kod=HEAD + "03.02.10.01", dis_ad="Kırtasiye"))
    with pytest.raises(BadInput, match="tam kod değil"):
        form(desk, TransferLineDraft(side="eklenen", amount=1, dis_kod="5-03.2.1.02", dis_ad="Kırtasiye"))


def test_money_that_was_spent_while_the_decision_was_awaited_is_not_moved(desk: Desk) -> None:
    key = form(desk, *lines(desk, [(UPKEEP, 100_000_00)], [(PHONE, 100_000_00)]))
    approve(desk, key)
    posted(
        desk,
        Posting(tertip_id=tertip_id(desk, UPKEEP), kind=MovementKind.HARCAMA, amount=350_000_00, day=FORM_DAY),
    )
    with pytest.raises(RuleBroken, match="Ödeneği tutanlar"):
        decide(desk, key)
    assert state(desk, key)[0] == "onayli"
    late = form(desk, *lines(desk, [(UPKEEP, 100_000_00)], [(PHONE, 100_000_00)]))
    with pytest.raises(RuleBroken, match=r"50\.000,00 TL eksik"), desk.work("ayse") as work:
        advance(work, late, expected=Stage.TASLAK)


def test_another_form_on_its_way_over_the_same_money_is_told(desk: Desk) -> None:
    first = form(desk, *lines(desk, [(UPKEEP, 100_000_00)], [(PHONE, 100_000_00)]))
    with desk.work("ayse") as work:
        advance(work, first, expected=Stage.TASLAK)
    second = form(desk, *lines(desk, [(UPKEEP, 60_000_00), (PHONE, 1_00)], [(MACHINES, 60_001_00)]))
    with desk.look() as look:
        told = [one.message for one in verdict_of(look, transfer_row(look, second)).problems if not one.blocking]
    assert [one.partition(": ")[2] for one in told] == ["100.000,00 TL düşüyor.", "100.000,00 TL ekliyor."]


def test_an_office_changes_the_table_of_authorities_from_a_day_on(desk: Desk) -> None:
    table = "kurumsal meclis, ekonomik2 encumen, diger encumen, yedek encumen"
    with desk.work("yonetici") as work:
        set_setting(
            work,
            SettingDraft(
                name="butce.aktarma_yetki", value=table, valid_from=date(2026, 6, 1), source="Meclis kararı 12"
            ),
        )
    drafts = lines(desk, [(UPKEEP, 100)], [(PHONE, 100)])
    assert state(desk, form(desk, *drafts))[1] == "ust_yonetici"
    assert state(desk, form(desk, *drafts, day=date(2026, 6, 1)))[1] == "encumen"
    with pytest.raises(BadInput, match="Aktarma yetki tablosu"), desk.work("yonetici") as work:
        set_setting(
            work, SettingDraft(name="butce.aktarma_yetki", value="il vali", valid_from=FORM_DAY, source="Yazı")
        )


def test_a_transfer_after_the_spending_is_warned_about(desk: Desk) -> None:
    posted(
        desk,
        Posting(
            tertip_id=tertip_id(desk, FUEL), kind=MovementKind.HARCAMA, amount=310_000_00, day=date(2026, 4, 1)
        ),
    )
    key = form(desk, *lines(desk, [(MACHINES, 10_000_00)], [(FUEL, 10_000_00)]))
    approve(desk, key)
    assert any("geç yapılıyor" in one and "01.04.2026" in one for one in decide(desk, key).warnings)


def test_taking_a_transfer_back_restores_both_sides_unless_it_was_used(desk: Desk) -> None:
    key = moved(desk, [(UPKEEP, 30_000_00)], [(PHONE, 30_000_00)])
    seen = version(desk, key)
    day = date(2026, 6, 1)
    used = Posting(tertip_id=tertip_id(desk, PHONE), kind=MovementKind.HARCAMA, amount=125_000_00, day=day)
    posted(desk, used)
    with pytest.raises(RuleBroken, match="eksik"), desk.work("ayse") as work:
        take_back(work, key, ReverseDraft(day=day, reason="Yanlış tertip"), seen)
    posted(
        desk,
        Posting(tertip_id=tertip_id(desk, PHONE), kind=MovementKind.HARCAMA_IADE, amount=125_000_00, day=day),
    )
    with pytest.raises(Conflict), desk.work("ayse") as work:
        take_back(work, key, ReverseDraft(day=day, reason="Yanlış tertip"), seen - 1)
    with desk.work("ayse") as work:
        assert len(take_back(work, key, ReverseDraft(day=day, reason="Yanlış tertip"), seen)) == 2
    assert (odenek(desk, UPKEEP), odenek(desk, PHONE)) == (150_000_00, 120_000_00)
    assert state(desk, key)[0] == "ters"
    free = form(desk, *lines(desk, [(PHONE, 100)], [(PAPER, 100)]))
    with desk.look() as look:
        assert not verdict_of(look, transfer_row(look, free)).problems, "what was taken back was not received"


def test_a_form_is_corrected_returned_given_up_and_never_overwritten_unseen(desk: Desk) -> None:
    key = form(desk, *lines(desk, [(PAPER, 500)], [(PHONE, 400)]))
    with pytest.raises(RuleBroken, match="Fark 1,00 TL"), desk.work("ayse") as work:
        advance(work, key, expected=Stage.TASLAK)
    head = TransferDraft(day=FORM_DAY, reason="Telefon giderleri arttı")
    with desk.look() as look:
        assert [one.amount for one in lines_of(look, key)] == [500, 400]
    mended = lines(desk, [(PAPER, 400)], [(PHONE, 400)])
    with desk.work("fatih") as work:
        amend(work, key, head, 1, mended)
    with desk.look() as look:
        (change,) = trail.history(look, TRANSFER_KIND, key)[0].changes
    assert (change.field, change.new.count("4,00 TL")) == ("Satırlar", 2)
    assert f"−{HEAD}{PAPER} Kırtasiye alımları 5,00 TL" in change.old
    with pytest.raises(Conflict, match="başka bir masada"), desk.work("ayse") as work:
        amend(work, key, TransferDraft(day=FORM_DAY, reason="Başka"), 1)
    with desk.look() as look:
        assert transfer_row(look, key).reason == head.reason
    with desk.work("ayse") as work:
        advance(work, key, expected=Stage.TASLAK)
    with desk.work("gercek") as work:
        send_back(work, key, expected=Stage.SUNULDU, reason="Gerekçe yetersiz")
    with desk.work("ayse") as work:
        amend(work, key, head, transfer_row(work, key).version, lines(desk, [(PAPER, 400)], [(FUEL, 400)]))
    assert state(desk, key) == ("taslak", "yok")
    with desk.look("ayse") as look:
        assert not [one for one in waiting(look) if one.kind == TRANSFER_KIND]
    with desk.work("ayse") as work:
        give_up(work, key, "Gerek kalmadı")
    assert state(desk, key)[0] == "iptal"
    other = form(desk, *lines(desk, [(PAPER, 400)], [(PHONE, 400)]))
    with desk.work("ayse") as work:
        give_up(work, other, "Gerek kalmadı")
        number = transfer_row(work, other).number
    assert number == 2
    with pytest.raises(RuleBroken, match="Vazgeçildi"), desk.work("ayse") as work:
        amend(work, other, head, 2)


def test_the_slip_of_muhasebe_may_come_after_and_is_in_the_history(desk: Desk) -> None:
    key = moved(desk, [(PAPER, 500)], [(PHONE, 500)])
    with pytest.raises(BadFields, match=r"11\.05\.2026 ile bugün"), desk.work("ayse") as work:
        record_slip(work, key, SlipDraft(mif_day=FORM_DAY, mif_no="7"), version(desk, key))
    with desk.work("ayse") as work:
        record_slip(
            work, key, SlipDraft(mif_day=date(2026, 5, 12), mif_no="4412"), transfer_row(work, key).version
        )
    with desk.look() as look:
        change = trail.history(look, TRANSFER_KIND, key)[0].changes
    assert [(one.field, one.new) for one in change] == [("MİF tarihi", "12.05.2026"), ("MİF no", "4412")]


@pytest.mark.parametrize(
    ("draft", "words"),
    [
        ({"side": "eklenen", "amount": 0, "tertip_id": 1}, "sıfırdan büyük"),
        ({"side": "eklenen", "amount": 5}, "Tertibi seçin"),
        ({"side": "eklenen", "amount": 5, "dis_kod": HEAD + "03.9.2.01"}, "adı boş"),
        (
            {"side": "dusulen", "amount": 5, "dis_kod": "1-03.9.2.01", "dis_ad": "Ad", "yeni": True},
            "Yalnız eklenen",
        ),
    ],
)
def test_a_line_that_is_not_whole_is_refused(desk: Desk, draft: dict[str, object], words: str) -> None:
    with pytest.raises(BadFields, match=words):
        form(desk, TransferLineDraft(**draft))  # type: ignore[arg-type]


def test_another_unit_neither_sees_nor_writes_a_transfer(desk: Desk) -> None:
    key = form(desk, *lines(desk, [(PAPER, 500)], [(PHONE, 500)]))
    with pytest.raises(NotAllowed), desk.work("kadir") as work:
        give_up(work, key, "Gerek kalmadı")
    with pytest.raises(NotAllowed), desk.work("denetci") as work:
        prepare(work, yil_id(desk), TransferDraft(day=FORM_DAY, reason="Gerek var"))


@pytest.mark.parametrize("seed", [1, 2])
def test_whatever_is_moved_the_sum_stays_and_who_received_never_gives(desk: Desk, seed: int) -> None:
    dice, before = random.Random(seed), whole(desk)
    received: set[str] = set()
    kods = [PAPER, FUEL, PHONE, UPKEEP, MACHINES, RESERVE, "01.1.1.01", "03.2.1.05"]
    done = 0
    for _ in range(14):
        out, into = dice.sample(kods, 2)
        key = form(desk, *lines(desk, [(out, amount := dice.randint(1, 200_000_00))], [(into, amount)]))
        try:
            if state(desk, key)[1] == Decider.YOK.value:
                decide(desk, key, day=None)
                done += 1
                continue
            approve(desk, key)
            decide(desk, key)
        except RuleBroken:
            continue
        done += 1
        assert out[:4] not in received
        assert not out.startswith("01")
        received.add(into[:4])
    assert done > 2
    assert whole(desk) == before
    with desk.look() as look:
        sums = select(func.sum(col(OdenekHareket.odenek))).group_by(col(OdenekHareket.tertip_id))
        assert min(look.session.execute(sums).scalars()) >= 0
