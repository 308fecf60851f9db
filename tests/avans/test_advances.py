"""Advances from request to their end, by the worked examples; the ödenek agrees after every test (conftest)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlmodel import select

from data.avans.books import steps_of
from data.avans.card import avans_card
from data.avans.drafts import (
    CarryDraft,
    ChargeDraft,
    EndMutemetDraft,
    GiveDraft,
    JourneyDraft,
    MutemetDraft,
    ReportDraft,
    RequestLineDraft,
)
from data.avans.models import AvansBelge, AvansIslem, Mutemet
from data.avans.operations import documents, giving, mutemets, refunds, requests, reversing, settling, year_end
from data.avans.rules.values import AvansState
from data.butce.drafts import ReverseDraft
from data.butce.operations import closing
from data.core import actors, trail, units
from data.core.approvals import Stage
from data.core.errors import BadFields, BadInput, Conflict, NotAllowed, RuleBroken
from tests.avans.avans_office import (
    OTHER,
    PRINT,
    REPAIR,
    TRAVEL,
    Desk,
    approved,
    charged,
    clock_of,
    given,
    handed,
    held,
    left,
    money,
    odenek,
    paid,
    refunded,
    row,
    set_day,
    settled,
    state,
    step_ids,
    travelling,
    unit_id,
    wanted,
)
from tests.butce import butce_office
from tests.butce.butce_office import PASSWORD


def entries(desk: Desk, key: int) -> int:
    with desk.look("denetci") as look:
        return len(trail.history(look, "avans", key))


# ---------------------------------------------------------------- worked examples


def test_the_plain_example_keeps_spends_and_gives_back_its_ödenek(desk: Desk) -> None:
    before = left(desk)
    key = given(desk, 12_000_00, date(2026, 3, 3))
    assert row(desk, key).deadline == date(2026, 4, 3)
    assert (odenek(desk).avans, left(desk)) == (12_000_00, before - 12_000_00)
    handed(desk, key, 4_720_00, date(2026, 3, 11), matrah=3_933_33, kdv_percent=20)
    handed(desk, key, 5_310_50, date(2026, 3, 20))
    known = entries(desk, key)
    done = settled(desk, key, date(2026, 3, 27))
    assert done.warnings == ("Kalan 1.969,50 TL süresi içinde iade edilir.",)
    assert entries(desk, key) == known + 1
    assert state(desk, key) is AvansState.KISMI
    assert (odenek(desk).harcanan, odenek(desk).avans) == (10_030_50, 1_969_50)
    refunded(desk, key, 1_969_50, date(2026, 3, 27))
    assert state(desk, key) is AvansState.KAPANDI
    assert (odenek(desk).avans, left(desk)) == (0, before - 10_030_50)


def test_documents_may_be_renewed_within_the_time_while_the_old_rest_stays_open(desk: Desk) -> None:
    clock_of(desk).day = date(2026, 1, 30)
    old = given(desk, 9_000_00, date(2026, 1, 30), subject="Baskı")
    with desk.look() as look:
        shown = avans_card(look, old).row
        assert (shown.deadline, shown.safe) == (date(2026, 2, 28), date(2026, 2, 27)), "a Saturday"
    again = wanted(desk, 6_000_00, date(2026, 2, 16), subject="Baskı")
    set_day(desk, date(2026, 2, 16))
    with pytest.raises(RuleBroken, match=r"Aynı iş için 2026/1 avansından 9\.000,00 TL açık"), desk.work() as work:
        requests.request(work, again)
    handed(desk, old, 6_000_00, date(2026, 2, 16))
    with pytest.raises(RuleBroken, match=r"yenisi en çok 6\.000,00 TL"), desk.work() as work:
        requests.request(work, replace(again, renews_id=old, requested=6_000_01))
    settled(desk, old, date(2026, 2, 16))
    new = paid(desk, approved(desk, replace(again, renews_id=old)), date(2026, 2, 16))
    assert row(desk, new).deadline == date(2026, 3, 16)
    assert (row(desk, old).deadline, held(desk, old).acik) == (date(2026, 2, 28), 3_000_00)
    with pytest.raises(RuleBroken, match=r"bunun 6\.000,00 TL tutarı yenilenmiş"), desk.work() as work:
        requests.request(work, replace(again, renews_id=old, requested=1_00))
    assert odenek(desk).avans == 9_000_00


def test_what_comes_back_late_costs_zam_and_what_does_not_becomes_a_debt(desk: Desk) -> None:
    clock_of(desk).day = date(2026, 2, 10)
    late, never = (
        given(desk, 10_000_00, date(2026, 2, 10)),
        given(desk, 5_000_00, date(2026, 2, 10), subject="Başka"),
    )
    handed(desk, late, 6_400_00, date(2026, 3, 9))
    settled(desk, late, date(2026, 3, 9))
    with pytest.raises(RuleBroken, match=r"süresi 10\.03\.2026 gününde doluyor"):
        charged(desk, never, date(2026, 3, 10))
    refunded(desk, late, 3_600_00, date(2026, 3, 25))
    with desk.look() as look:
        last = steps_of(look, late)[-1]
        assert (last.late_days, last.zam) == (15, 66_60)
    assert state(desk, late) is AvansState.KAPANDI
    free = left(desk)
    charged(desk, never, date(2026, 3, 27))
    assert state(desk, never) is AvansState.ALACAK
    assert left(desk) == free + 5_000_00
    set_day(desk, date(2026, 4, 10))
    with desk.work() as work:
        refunds.collect(work, never, money(2_000_00, date(2026, 4, 10)), row(desk, never).version)
    with pytest.raises(BadFields, match=r"140'taki tutarı 3\.000,00 TL"), desk.work() as work:
        refunds.collect(work, never, money(3_000_01, date(2026, 4, 10)), row(desk, never).version)
    with desk.work() as work:
        refunds.collect(work, never, money(3_000_00, date(2026, 4, 10)), row(desk, never).version)
    with desk.look() as look:
        assert [step.zam for step in steps_of(look, never)] == [0, 0, 74_00, 111_00]
    assert state(desk, never) is AvansState.TAHSIL


def test_the_year_end_splits_an_advance_and_its_documents_follow_in_the_mahsup_dönemi(desk: Desk) -> None:
    key = given(desk, 15_000_00, date(2026, 12, 15))
    assert row(desk, key).deadline == date(2026, 12, 31)
    refunded(desk, key, 3_750_00, date(2026, 12, 28))
    set_day(desk, date(2026, 12, 30))
    with pytest.raises(RuleBroken, match="yazıyla da bildirilmemiş"), desk.work("gercek") as work:
        year_end.carry(work, key, CarryDraft(day=date(2026, 12, 30), belge_no="MİF 1"), row(desk, key).version)
    with desk.work() as work:
        year_end.report(
            work, key, ReportDraft(report_day=date(2026, 12, 30), report_no="2026/99"), row(desk, key).version
        )
    set_day(desk, date(2027, 1, 5))
    with pytest.raises(RuleBroken, match=r"31\.12\.2026 tarihiyle mahsup dönemine devredin"), desk.work() as work:
        refunds.refund(work, key, money(1_00, date(2027, 1, 5)), row(desk, key).version)
    with desk.work("gercek") as work:
        year_end.carry(work, key, CarryDraft(day=date(2026, 12, 31), belge_no="MİF 2"), row(desk, key).version)
    assert state(desk, key) is AvansState.DEVIR
    assert (odenek(desk).avans, odenek(desk).devir) == (0, 11_250_00)
    with pytest.raises(RuleBroken, match=r"en geç 31\.12\.2026 tarihli"):
        handed(desk, key, 11_250_00, date(2027, 1, 4))
    handed(desk, key, 10_000_00, date(2026, 12, 24), PRINT, handed_day=date(2027, 1, 8))
    settled(desk, key, date(2027, 1, 14))
    assert (odenek(desk).devir, odenek(desk).harcanan) == (1_250_00, 10_000_00)
    with pytest.raises(RuleBroken, match=r"süresi 31\.01\.2027 gününde doluyor"):
        charged(desk, key, date(2027, 1, 20))
    refunded(desk, key, 250_00, date(2027, 1, 21))
    ödenek = odenek(desk).odenek
    charged(desk, key, date(2027, 2, 1))
    assert state(desk, key) is AvansState.ALACAK
    assert (odenek(desk).devir, odenek(desk).odenek) == (0, ödenek - 1_000_00)
    set_day(desk, date(2027, 2, 10))
    with desk.work() as work:
        refunds.collect(work, key, money(1_000_00, date(2027, 2, 10)), row(desk, key).version)
    with desk.look() as look:
        assert steps_of(look, key)[-1].late_days == 10
    assert held(desk, key).whole


def test_what_was_spent_beyond_the_advance_needs_a_payment_of_its_own(desk: Desk) -> None:
    key = given(desk, 5_000_00, date(2026, 3, 3))
    handed(desk, key, 5_240_00, date(2026, 3, 5))
    with desk.look() as look:
        found = settling.preview(look, key, ())
        assert (found.settlement.closes, found.settlement.over, found.zam) == (5_000_00, 240_00, 0)
    (told,) = settled(desk, key, date(2026, 3, 6)).warnings
    assert "240,00 TL avanstan kapanmaz; ayrı harcama talimatı ve ödenek ister" in told
    assert (state(desk, key), odenek(desk).harcanan) == (AvansState.KAPANDI, 5_000_00)


def test_a_document_of_another_control_level_is_refused_one_of_another_tertip_below_it_is_not(desk: Desk) -> None:
    key = given(desk, 5_000_00, date(2026, 3, 3))
    with pytest.raises(RuleBroken, match="Üst yönetici") as refused:
        handed(desk, key, 1_000_00, date(2026, 3, 5), REPAIR)
    assert "ayrı avans isteyin" in str(refused.value)
    handed(desk, key, 2_000_00, date(2026, 3, 5), PRINT)
    handed(desk, key, 1_000_00, date(2026, 3, 5))
    settled(desk, key, date(2026, 3, 6))
    assert (odenek(desk).avans, odenek(desk).harcanan) == (2_000_00, 3_000_00)
    with desk.work("gercek") as work:
        reversing.reverse(
            work, step_ids(desk, key)[-1], ReverseDraft(day=date(2026, 3, 6), reason="Yanlış belge no")
        )
    assert (odenek(desk).avans, odenek(desk).harcanan) == (5_000_00, 0)
    settled(desk, key, date(2026, 3, 6))
    assert odenek(desk).harcanan == 3_000_00


# ---------------------------------------------------------------- before the giving


def test_a_request_goes_its_way_and_the_law_keeps_its_hands_apart(desk: Desk) -> None:
    draft = wanted(desk, 1_500_00, date(2026, 3, 2))
    lines = (
        RequestLineDraft(name="A4 kâğıt", quantity="10 koli", amount=1_000_00),
        RequestLineDraft(name="Kalem", amount=500_00),
    )
    with desk.work() as work:
        written = requests.request(work, draft, lines)
    assert written.warnings == ()
    with pytest.raises(BadFields, match=r"Kalemlerin toplamı 1\.500,00"), desk.work() as work:
        requests.request(work, replace(draft, requested=1_400_00), lines)
    with pytest.raises(Conflict, match="başka bir masada"), desk.work() as work:
        requests.amend(work, written.id, replace(draft, subject="Başka"), 7)
    with desk.work() as work:
        requests.amend(work, written.id, replace(draft, subject="Toner"), 1, lines[:1])
    with pytest.raises(RuleBroken, match=r"toplamı 1\.000,00 TL, istenen tutar 1\.500,00"), desk.work() as work:
        requests.advance(work, written.id, expected=Stage.TASLAK)
    with desk.work() as work:
        requests.amend(work, written.id, replace(draft, subject="Toner"), 2, lines)
    with desk.work() as work:
        requests.advance(work, written.id, expected=Stage.TASLAK)
    with pytest.raises(NotAllowed), desk.work() as work:
        requests.advance(work, written.id, expected=Stage.SUNULDU)
    with desk.work("gercek") as work:
        requests.send_back(work, written.id, expected=Stage.SUNULDU, reason="Gerekçe yetersiz")
    assert state(desk, written.id) is AvansState.TASLAK
    with desk.look() as look:
        assert requests.lines_of(look, written.id) == list(lines)
        assert requests.draft_of(look, written.id).subject == "Toner"
    with pytest.raises(RuleBroken, match="Taslak"), desk.work() as work:
        giving.give(work, written.id, GiveDraft(day=date(2026, 3, 2), mif_no="1"), 9)
    with desk.work() as work:
        requests.cancel(work, written.id, "Vazgeçildi")
    assert state(desk, written.id) is AvansState.IPTAL
    with pytest.raises(NotAllowed), desk.work("kadir") as work:
        requests.request(work, draft)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"requested": 20_000_01}, "avans sınırı 20.000,00 TL"),
        ({"urgency": None}, "ivedi ya da zorunlu"),
        ({"request_day": date(2026, 3, 3)}, "bugünden sonra olamaz"),
        ({"request_day": date(2026, 1, 1)}, "mutemedi yok"),
        ({"kind": "gecici_yolluk"}, "Avansı alacak kişi seçilmelidir"),
        ({"requested": 0}, "sıfırdan büyük"),
        ({"kind": "maas"}, "maaş günü yazılmalıdır"),
    ],
)
def test_what_forbids_a_request_is_said_before_it_is_written(
    desk: Desk, change: dict[str, object], said: str
) -> None:
    draft = replace(wanted(desk, 1_500_00, date(2026, 3, 2)), **change)  # type: ignore[arg-type]
    with pytest.raises((RuleBroken, BadFields), match=said), desk.work() as work:
        requests.request(work, draft)


def test_a_missing_limit_and_another_open_advance_are_told_but_do_not_block(desk: Desk) -> None:
    given(desk, 1_000_00, date(2026, 3, 2), subject="Birinci")
    draft = wanted(desk, 1_000_00, date(2026, 3, 2), kind="kredi", subject="İkinci")
    with desk.work() as work:
        told = requests.request(work, draft).warnings
    assert [
        part
        for part in ("2026 yılı avans sınırı girilmemiş (Kredi)", "Aynı kişide 2026/1 avansından")
        if not any(part in one for one in told)
    ] == []


def test_ödenek_is_asked_at_the_request_and_again_at_the_giving(desk: Desk) -> None:
    with pytest.raises(RuleBroken, match=r"kullanılabilir ödenek 60\.000,00 TL"), desk.work() as work:
        requests.request(work, replace(travelling(desk, 60_000_01, date(2026, 3, 2), date(2026, 3, 5))))
    draft = travelling(desk, 40_000_00, date(2026, 3, 2), date(2026, 3, 5))
    one, other = (approved(desk, replace(draft, subject=place)) for place in ("Ankara", "İzmir"))
    paid(desk, one, date(2026, 3, 2))
    with pytest.raises(RuleBroken, match=r"Ödeneği tutanlar: 02\.03\.2026 tarihli avans 40\.000,00 TL"):
        paid(desk, other, date(2026, 3, 2))
    assert state(desk, other) is AvansState.ONAYLI


def test_who_sits_in_another_unit_is_chosen_by_nobody_who_does_not_see_it(desk: Desk) -> None:
    with desk.work("yonetici") as work:
        unit = next(one.id for one in units.tree(work) if one.name == "Yazılım Şube Müdürlüğü")
        user = actors.UserDraft(
            full_name="Yavuz Yakın", job_title="Memur", username="yavuz", role="hazirlayan", scope_id=unit,
            password=PASSWORD,
        )  # fmt: skip
        actors.add_user(work, user)
    draft = travelling(desk, 100_00, date(2026, 3, 2), date(2026, 3, 5))
    with pytest.raises(NotAllowed), desk.work("yavuz") as work:
        requests.request(work, replace(draft, personel_id=desk.person("901")))
    with desk.work("yavuz") as work:
        requests.request(work, draft)


def test_there_is_one_mutemet_and_he_does_not_leave_with_an_open_advance(desk: Desk) -> None:
    with desk.look() as look:
        first = look.session.exec(select(Mutemet.id)).one() or 0
    draft = MutemetDraft(
        harcama_birimi_id=unit_id(desk), personel_id=desk.person(OTHER), scope="surekli",
        first_day=date(2026, 3, 2), letter_day=date(2026, 3, 2), letter_no="2026/8",
    )  # fmt: skip
    with (
        desk.work() as work,
        pytest.raises(BadFields, match="Zehra ÜNAL hâlen mutemet; her harcama biriminde bir"),
    ):
        mutemets.appoint(work, draft)
    waiting = approved(desk, wanted(desk, 700_00, date(2026, 3, 2), subject="Bekleyen"))
    key = given(desk, 1_000_00, date(2026, 3, 2))
    end = EndMutemetDraft(last_day=date(2026, 3, 3), end_letter="03.03.2026 2026/9")
    with pytest.raises(RuleBroken, match="2026/2 avansı kapanmamış"), desk.work() as work:
        mutemets.end_office(work, first, end, 1)
    refunded(desk, key, 1_000_00, date(2026, 3, 3))
    with desk.work() as work:
        mutemets.end_office(work, first, end, 1)
    set_day(desk, date(2026, 3, 4))
    with desk.work() as work:
        mutemets.appoint(work, replace(draft, first_day=date(2026, 3, 4), letter_day=date(2026, 3, 4)))
    with pytest.raises(RuleBroken, match="mutemedi değil; avans ona verilemez"):
        paid(desk, waiting, date(2026, 3, 4))
    with desk.work() as work:
        requests.cancel(work, waiting, "Mutemet değişti")


# ---------------------------------------------------------------- documents, journeys, reversals


def test_the_second_of_two_desks_that_saw_the_same_advance_is_told(desk: Desk) -> None:
    key = given(desk, 5_000_00, date(2026, 3, 3))
    seen = row(desk, key).version
    for who in ("ayse", "fatih"):
        with desk.work(who) as work:
            if who == "ayse":
                refunds.refund(work, key, money(500_00, date(2026, 3, 3)), seen)
            else:
                with pytest.raises(Conflict, match="2026/1 avansı bu sırada başka bir masada değiştirildi"):
                    refunds.refund(work, key, money(500_00, date(2026, 3, 3)), seen)
    assert held(desk, key).iade == 500_00


def test_an_invoice_pays_one_advance_only_and_a_refused_one_stays_with_its_reason(desk: Desk) -> None:
    key = given(desk, 5_000_00, date(2026, 3, 3))
    document = handed(desk, key, 1_000_00, date(2026, 3, 5))
    for more, said in (
        ({"seller_tax_no": "12345678901"}, "rakamları kontrol edin"),
        ({"seller_tax_no": "12345"}, "Vergi no on rakamdır"),
        ({"kdv_percent": -1}, "sıfırdan az olamaz"),
        ({"handed_day": date(2026, 3, 1)}, "verildiği gün ile bugün arasında"),
    ):
        with pytest.raises(BadFields, match=said):
            handed(desk, key, 50_00, date(2026, 3, 5), no="B-9", **more)
    with pytest.raises(BadFields, match="Bu belge 2026/1 avansına verilmiş"):
        handed(desk, key, 1_000_00, date(2026, 3, 5), seller="ÖRNEK KIRTASİYE A.Ş.")
    with pytest.raises(RuleBroken, match="Avans alınmadan harcama yapılamaz"):
        handed(desk, key, 1_000_00, date(2026, 3, 2), handed_day=date(2026, 3, 6))
    with desk.look() as look:
        typed = documents.draft_of_document(look, document)
    with pytest.raises(RuleBroken, match="Avans alınmadan"), desk.work() as work:
        documents.amend_document(work, document, replace(typed, day=date(2026, 3, 2)), 1)
    with pytest.raises(Conflict, match="başka bir masada"), desk.work() as work:
        documents.amend_document(work, document, replace(typed, no="F-2"), 2)
    known = entries(desk, key)
    with desk.work() as work:
        documents.amend_document(work, document, replace(typed, matrah=1_100_00, kdv=None), 1)
    assert entries(desk, key) == known + 1
    with pytest.raises(NotAllowed), desk.work() as work:
        documents.refuse_document(work, document, "Kaşesi yok", 2)
    with desk.work("gercek") as work:
        documents.refuse_document(work, document, "Kaşesi yok", 2)
    with pytest.raises(RuleBroken, match="Reddedildi”; düzeltilemez"), desk.work() as work:
        documents.amend_document(work, document, typed, 3)
    with desk.look() as look:
        refused = look.session.get_one(AvansBelge, document)
        assert (refused.reason, refused.total) == ("Kaşesi yok", 1_100_00)
    with pytest.raises(BadInput, match="mahsup edilecek belgesi yok"):
        settled(desk, key, date(2026, 3, 6))
    handed(desk, key, 1_000_00, date(2026, 3, 5))


def test_tax_kept_back_from_a_seller_is_a_spending_beside_the_advance(desk: Desk) -> None:
    key = given(desk, 900_00, date(2026, 3, 3))
    handed(desk, key, 1_000_00, date(2026, 3, 5), kind="gider_pusulasi", deduction=100_00)
    settled(desk, key, date(2026, 3, 6))
    assert (odenek(desk).harcanan, odenek(desk).avans) == (1_000_00, 0)
    assert state(desk, key) is AvansState.KAPANDI


def test_a_document_that_comes_after_the_last_day_costs_zam(desk: Desk) -> None:
    key = given(desk, 3_600_00, date(2026, 3, 10))
    handed(desk, key, 3_600_00, date(2026, 4, 1), handed_day=date(2026, 4, 25))
    (told,) = settled(desk, key, date(2026, 4, 27)).warnings
    assert told == "Geç verilen belge için 66,60 TL gecikme zammı tahsil edilir."


def test_the_time_of_a_travel_advance_runs_from_the_return_and_the_traveller_gets_what_was_over(
    desk: Desk,
) -> None:
    key = paid(
        desk, approved(desk, travelling(desk, 5_000_00, date(2026, 3, 2), date(2026, 3, 9))), date(2026, 3, 4)
    )
    assert row(desk, key).deadline is None
    with desk.work() as work:
        giving.note_journey(
            work,
            key,
            JourneyDraft(departure_day=date(2026, 3, 9), return_day=date(2026, 3, 13)),
            row(desk, key).version,
        )
    assert row(desk, key).deadline == date(2026, 4, 13)
    handed(desk, key, 5_240_00, date(2026, 3, 16), TRAVEL, kind="yolluk_bildirimi", seller="Ali Çınar")
    told = settled(desk, key, date(2026, 3, 18)).warnings
    assert told[0] == "Avansı aşan 240,00 TL yolcuya ayrıca ödenir."
    assert (odenek(desk, TRAVEL).harcanan, odenek(desk, TRAVEL).avans) == (5_240_00, 0)
    with desk.work("gercek") as work:
        reversing.reverse(
            work, step_ids(desk, key)[-1], ReverseDraft(day=date(2026, 3, 18), reason="Gün sayısı yanlış")
        )
    assert (odenek(desk, TRAVEL).harcanan, odenek(desk, TRAVEL).avans) == (0, 5_000_00)


def test_steps_are_taken_back_the_last_one_first(desk: Desk) -> None:
    key = given(desk, 5_000_00, date(2026, 3, 3))
    handed(desk, key, 2_000_00, date(2026, 3, 5))
    settled(desk, key, date(2026, 3, 6))
    refunded(desk, key, 3_000_00, date(2026, 3, 9))
    ids = step_ids(desk, key)
    why = ReverseDraft(day=date(2026, 3, 9), reason="Dekont başkasının")
    with pytest.raises(RuleBroken, match="sonra İade işlemi"), desk.work("gercek") as work:
        reversing.reverse(work, ids[1], why)
    for place in (2, 1):
        with desk.work("gercek") as work:
            reversing.reverse(work, ids[place], why)
    with pytest.raises(RuleBroken, match="Bu işlem geri alınmış"), desk.work("gercek") as work:
        reversing.reverse(work, ids[1], why)
    with pytest.raises(RuleBroken, match="belge verilmiş"), desk.work("gercek") as work:
        reversing.reverse(work, ids[0], why)
    with desk.look() as look:
        document = look.session.exec(select(AvansBelge.id, AvansBelge.version)).one()
        assert len(look.session.exec(select(AvansIslem)).all()) == 5
    with desk.work("gercek") as work:
        documents.refuse_document(work, document[0] or 0, "Avans geri alınıyor", document[1])
    with desk.work("gercek") as work:
        reversing.reverse(work, ids[0], why)
    assert (state(desk, key), odenek(desk).avans, row(desk, key).deadline) == (AvansState.ONAYLI, 0, None)
    paid(desk, key, date(2026, 3, 10))


def test_a_refund_whose_ödenek_was_used_since_is_not_taken_back(desk: Desk) -> None:
    key = paid(
        desk, approved(desk, travelling(desk, 50_000_00, date(2026, 3, 2), date(2026, 3, 5))), date(2026, 3, 2)
    )
    refunded(desk, key, 50_000_00, date(2026, 3, 9))
    paid(desk, approved(desk, travelling(desk, 60_000_00, date(2026, 3, 9), date(2026, 3, 12))), date(2026, 3, 9))
    with pytest.raises(RuleBroken, match="kullanılabilir ödenek"), desk.work("gercek") as work:
        reversing.reverse(work, step_ids(desk, key)[-1], ReverseDraft(day=date(2026, 3, 9), reason="Yanlış kayıt"))
    with pytest.raises(RuleBroken), desk.work("gercek") as work:
        refunds.charge(work, key, ChargeDraft(day=date(2026, 3, 9), belge_no="1"), row(desk, key).version)


def test_the_closed_year_takes_what_is_left_of_its_advances_and_nothing_else(desk: Desk) -> None:
    key, other = given(desk, 4_000_00, date(2026, 12, 7)), given(desk, 900_00, date(2026, 12, 8), subject="Başka")
    handed(desk, key, 3_000_00, date(2026, 12, 21), PRINT)
    set_day(desk, date(2027, 1, 4))
    yil_id = butce_office.yil_id(desk)
    with pytest.raises(RuleBroken, match=r"07\.12\.2026 tarihli avans"), desk.work("mehmet") as work:
        closing.close_year(work, yil_id, 1)
    with desk.work("gercek") as work:
        carry = CarryDraft(day=date(2026, 12, 31), belge_no="MİF 1")
        year_end.carry(work, key, carry, row(desk, key).version)
    assert (held(desk, key).devir, held(desk, key).acik) == (3_000_00, 1_000_00)
    charged(desk, key, date(2026, 12, 31))
    charged(desk, other, date(2026, 12, 31))
    with desk.work("mehmet") as work:
        closing.close_year(work, yil_id, 1)
    settled(desk, key, date(2027, 1, 14))
    assert (odenek(desk).devir, odenek(desk).harcanan, left(desk)) == (0, 3_000_00, 0)
    with pytest.raises(RuleBroken, match="yalnız mahsup dönemi işlemleri"), desk.work("gercek") as work:
        why = ReverseDraft(day=date(2027, 1, 14), reason="Yanlış kişi")
        reversing.reverse(work, step_ids(desk, other)[-1], why)
    set_day(desk, date(2027, 2, 2))
    with desk.work("mehmet") as work:
        closing.finish_year(work, yil_id, 2)
    with desk.work() as work:
        refunds.collect(work, other, money(900_00, date(2027, 2, 2)), row(desk, other).version)
    assert state(desk, other) is AvansState.TAHSIL
