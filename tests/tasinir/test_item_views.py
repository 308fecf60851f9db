"""Where items are: their ledger, one item's life, what a person or a room had on a day, a leaver's check."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlmodel import col

from data.core import trail
from data.core.errors import BadInput, NotAllowed
from data.core.models import HarcamaBirimi
from data.core.pages import LedgerQuery
from data.core.permissions import PROGRAM
from data.personel.models import Personel
from data.tasinir.hand_views import delivery_card, delivery_window
from data.tasinir.holding_views import leaver_check, person_holds, place_holds
from data.tasinir.item_life import held_on, item_card
from data.tasinir.item_views import ItemRow, find_items, item_choice, item_row, item_window
from data.tasinir.models import TasinirGorevli
from data.tasinir.models_counts import AmbarDevir
from data.tasinir.models_items import Demirbas
from data.tasinir.operations import deliveries
from data.tasinir.operations.approving import approve
from data.tasinir.operations.vouchers import save_draft
from data.tasinir.rules.values import ItemEvent, ItemState
from data.tasinir.voucher_drafts import Line, VoucherDraft
from tests.puantaj.puantaj_office import Desk
from tests.tasinir.hand_office import (
    CHAIR,
    COMPANY,
    ENTERED,
    MEMUR,
    OTHER,
    OWN,
    TODAY,
    WORKER,
    ambar,
    back,
    give,
    goods,
    items,
    key,
    place,
    room,
    row,
    seen,
)

MARCH, MAY, JULY = date(2026, 3, 2), date(2026, 5, 4), date(2026, 7, 6)


def _moved_about(hand: Desk) -> int:
    """A laptop: to Zehra in March, to Hasan in May, into the meeting room in July, back today."""
    laptop = items(hand)[0]
    for step in (
        lambda work: deliveries.give_to_person(work, seen(hand, laptop), give(hand, MEMUR, MARCH)),
        lambda work: deliveries.hand_over(work, seen(hand, laptop), give(hand, WORKER, MAY)),
        lambda work: deliveries.move_place(work, seen(hand, laptop), place(hand, day=JULY)),
        lambda work: deliveries.take_back(work, seen(hand, laptop), back()),
    ):
        with hand.work() as work:
            step(work)
    return laptop


def _shown(hand: Desk, who: str = "ayse", **query: Any) -> list[ItemRow]:
    with hand.look(who) as look:
        return list(item_window(look, LedgerQuery(**query), 0, 50).rows)


def _ids(hand: Desk, who: str = "ayse", **query: Any) -> list[int]:
    return sorted(one.id for one in _shown(hand, who, **query))


def _voucher(hand: Desk, kind: str, item: int, price: int = 0) -> None:
    head = VoucherDraft(
        ambar_id=ambar(hand), kind=kind, day=TODAY, dayanak_day=TODAY, dayanak_no="O-1", to_person="Alıcı",
        to_place="Başka idare", from_text="Firma", other_text="Örnek Valiliği",
        muayene_day=TODAY, muayene_no="M-1",
    )  # fmt: skip
    line = Line(tasinir_id=goods(hand), quantity=1_000, unit_price=price * 1_000_000, demirbas_id=item)
    with hand.work() as work:
        key = save_draft(work, head, [line])
    with hand.work("mehmet") as work:
        approve(work, key, 1)


# ---------------------------------------------------------------- ledger


def test_views_split_the_items_by_where_they_are(hand: Desk) -> None:
    first, second, third, fourth = items(hand)
    chairs, others = items(hand, CHAIR), items(hand, unit=OTHER)
    with hand.work() as work:
        deliveries.give_to_person(work, seen(hand, first), give(hand))
        deliveries.give_to_place(work, seen(hand, second), place(hand))
    _voucher(hand, "devir_idare", third)

    assert _ids(hand, view="kiside") == [first]
    assert _ids(hand, view="yerde") == [second]
    assert _ids(hand, view="dusen") == [third]
    assert _ids(hand, view="ambarda") == sorted([fourth, *chairs, *others])
    assert _ids(hand) == sorted([first, second, fourth, *chairs, *others])
    assert _ids(hand, view="tumu") == sorted([*_ids(hand), third])


def test_every_filter_finds_its_item_and_only_that(hand: Desk) -> None:
    laptop, chair = items(hand)[0], items(hand, CHAIR)[0]
    with hand.work() as work:
        deliveries.give_to_person(work, seen(hand, laptop), give(hand))
        deliveries.give_to_place(work, seen(hand, chair), place(hand))
    one = row(hand, laptop)

    for text in (f"sicil:{one.sicil_no}", f"barkod:{one.barcode}", f"seri:{one.serial}", "kişi:ünal", "kişi:301"):
        assert _ids(hand, text=text) == [laptop], text
    assert (
        _ids(hand, text="yer:toplantı") == _ids(hand, text="yer:204") == _ids(hand, text="durum:ortak") == [chair]
    )
    assert _ids(hand, text="kod:255.03") == _ids(hand, text="ad:koltuğu") == items(hand, CHAIR)
    assert _ids(hand, text="marka:ornek model:k2") == items(hand, CHAIR)
    assert _ids(hand, text="calisma koltugu ambar:02") == items(hand, CHAIR)
    assert _ids(hand, text="durum:yok") == _ids(hand, text="marka:acer") == _ids(hand, text="kişi:çınar") == []
    assert _ids(hand, fields=(("kisi", "Zehra"),)) == [laptop]


def test_the_ledger_answers_any_window_in_its_order_both_ways(hand: Desk) -> None:
    for sort in ("", "sicil", "deger", "tarih"):
        for descending in (False, True):
            query = LedgerQuery(view="tumu", sort=sort, descending=descending)
            with hand.look() as look:
                whole = item_window(look, query, 0, 50)
                pieces = [one for at in range(0, whole.total, 2) for one in item_window(look, query, at, 2).rows]
            assert [one.id for one in pieces] == [one.id for one in whole.rows]
    by_number = [one.sicil_no for one in _shown(hand, view="tumu", sort="sicil")]
    assert by_number == sorted(by_number)


def test_who_sees_another_unit_alone_sees_its_items_alone(hand: Desk) -> None:
    laptop = items(hand)[0]
    assert _ids(hand, "kadir", view="tumu") == items(hand, unit=OTHER)
    with hand.look("kadir") as look:
        for ask in (item_card, item_row):
            with pytest.raises((NotAllowed, BadInput)):
                ask(look, laptop)
        with pytest.raises(NotAllowed):
            held_on(look, laptop, TODAY)
        assert find_items(look, row(hand, laptop).sicil_no, 5) == ()


def test_the_picker_puts_a_scanned_barcode_first_and_finds_by_number_and_name(hand: Desk) -> None:
    laptop = items(hand)[2]
    one = row(hand, laptop)
    with hand.look() as look:
        assert find_items(look, one.barcode, 5)[0].id == laptop
        assert find_items(look, f" {one.sicil_no} ", 5)[0].id == laptop
        assert {found.id for found in find_items(look, "dizustu x1", 50)} >= set(items(hand))
        assert len(find_items(look, "", 3)) == 3
        assert find_items(look, "dizustu", 50, state=ItemState.KISIDE) == ()
        choice = item_choice(look, laptop)
    assert choice is not None
    assert choice.title == "…26101003 Dizüstü bilgisayar Örnek X1"
    assert one.sicil_no.endswith("26101003")


# ---------------------------------------------------------------- life


def test_a_card_tells_the_whole_life_from_entry_to_exit(hand: Desk) -> None:
    laptop = _moved_about(hand)
    _voucher(hand, "deger_artisi", laptop, price=500)
    _voucher(hand, "devir_idare", laptop)

    with hand.look() as look:
        card = item_card(look, laptop)
    assert [(one.day, one.what) for one in card.life] == [
        (ENTERED, ItemEvent.GIRIS),
        (MARCH, ItemEvent.TESLIM),
        (MAY, ItemEvent.IADE),
        (MAY, ItemEvent.TESLIM),
        (JULY, ItemEvent.IADE),
        (JULY, ItemEvent.TESLIM),
        (TODAY, ItemEvent.IADE),
        (TODAY, ItemEvent.DEGER),
        (TODAY, ItemEvent.CIKIS),
    ]
    assert [one.where for one in card.life] == [
        "Yazılım Harcama Birimi ambarı 01",
        "Zehra ÜNAL (301)",
        "Yazılım Harcama Birimi ambarı 01",
        "Hasan GÜNEŞ (201)",
        "Yazılım Harcama Birimi ambarı 01",
        "204 Toplantı odası",
        "Yazılım Harcama Birimi ambarı 01",
        "",
        "Kayıttan düştü",
    ]
    assert card.life[1].paper == "Taşınır Teslim Belgesi 2026/1"
    assert card.life[-1].ref is not None
    assert card.life[-1].ref.kind == "vif"
    assert card.row.state is ItemState.DUSTU


def test_why_an_item_is_worth_what_it_is(hand: Desk) -> None:
    laptop = items(hand)[0]
    _voucher(hand, "deger_artisi", laptop, price=500)

    with hand.look() as look:
        value = item_card(look, laptop).value

    assert value.value == 170_000 == row(hand, laptop).value_kurus
    cost, added, total = value.reasons
    assert "4 adet, kayda alınan 4.800,00 TL (bedel 4.000,00 TL, KDV 800,00 TL); bu taşınıra 1.200,00" in cost.text
    assert "500,00 TL eklendi" in added.text
    assert (cost.law, added.law) == ("Taşınır Mal Y. m.13/2", "Taşınır Mal Y. m.14")
    assert "1.700,00 TL" in total.text
    assert cost.refs[0].kind == "vif"


def test_who_had_an_item_on_any_day(hand: Desk) -> None:
    laptop = _moved_about(hand)
    expected = {
        date(2026, 1, 4): (None, "Henüz kayıtlarda değildi"),
        ENTERED: (ItemState.AMBARDA, "Yazılım Harcama Birimi ambarı 01"),
        date(2026, 3, 1): (ItemState.AMBARDA, "Yazılım Harcama Birimi ambarı 01"),
        MARCH: (ItemState.KISIDE, "Zehra ÜNAL (301)"),
        date(2026, 5, 3): (ItemState.KISIDE, "Zehra ÜNAL (301)"),
        MAY: (ItemState.KISIDE, "Hasan GÜNEŞ (201)"),
        JULY: (ItemState.YERDE, "204 Toplantı odası"),
        TODAY: (ItemState.AMBARDA, "Yazılım Harcama Birimi ambarı 01"),
    }
    with hand.look() as look:
        found = {day: held_on(look, laptop, day) for day in expected}
    assert {day: (one.state, one.where) for day, one in found.items()} == expected
    assert found[MAY].paper == "Taşınır Teslim Belgesi 2026/2"


# ---------------------------------------------------------------- in one hand


def test_everything_a_person_or_a_room_has_now_and_as_of_a_day(hand: Desk) -> None:
    laptop = _moved_about(hand)
    chair = items(hand, CHAIR)[0]
    with hand.work() as work:
        deliveries.give_to_person(work, seen(hand, chair), give(hand, WORKER, JULY))

    with hand.look() as look:
        now = person_holds(look, hand.person(WORKER))
        then = person_holds(look, hand.person(WORKER), MAY)
        both = person_holds(look, hand.person(WORKER), date(2026, 7, 5))
        in_room = place_holds(look, room(hand), date(2026, 8, 1))
        room_now = place_holds(look, room(hand))
    assert [one.id for one in now.rows] == [chair]
    assert [one.id for one in then.rows] == [one.id for one in both.rows] == [laptop]
    assert [one.id for one in in_room.rows] == [laptop]
    assert room_now.rows == ()
    assert now.total_kurus == 120_000
    assert (in_room.name, in_room.detail) == ("204 Toplantı odası", "Zehra Ünal")


def test_the_identity_number_of_a_holder_is_masked(hand: Desk) -> None:
    laptop = items(hand)[0]
    with hand.work() as work:
        given = deliveries.give_to_person(
            work, seen(hand, laptop), give(hand, COMPANY, reason="Koordinatör onayı")
        )
    with hand.look() as look:
        holding = person_holds(look, hand.person(COMPANY))
        card = delivery_card(look, given.id)
    assert holding.detail == card.detail == "101 · 100******46"


def test_a_value_gained_later_is_not_shown_on_an_earlier_day(hand: Desk) -> None:
    laptop = items(hand)[0]
    with hand.work() as work:
        deliveries.give_to_person(work, seen(hand, laptop), give(hand, MEMUR, MARCH))
    _voucher(hand, "deger_artisi", laptop, price=500)
    with hand.look() as look:
        assert person_holds(look, hand.person(MEMUR), MAY).total_kurus == 120_000
        assert person_holds(look, hand.person(MEMUR)).total_kurus == 170_000


# ---------------------------------------------------------------- leavers


def test_a_leaver_owes_what_he_or_she_has_and_is_clear_after_the_return(hand: Desk) -> None:
    laptop = items(hand)[0]
    person = hand.person(MEMUR)
    with hand.work() as work:
        deliveries.give_to_person(work, seen(hand, laptop), give(hand))
    with hand.look() as look:
        check = leaver_check(look, person)
    assert not check.clear
    assert [one.id for one in check.holding.rows] == [laptop]
    assert (check.reasons[0].law, check.reasons[0].refs[0].id) == ("Taşınır Mal Y. m.5/4", laptop)

    with hand.work() as work:
        deliveries.take_back(work, seen(hand, laptop), back())
    with hand.look() as look:
        check = leaver_check(look, person)
    assert check.clear
    assert len(check.reasons) == 1


def test_items_out_of_sight_are_counted_but_not_shown_so_that_nobody_is_cleared_by_half(hand: Desk) -> None:
    person = hand.person("901")
    laptop = items(hand)[0]
    with hand.work() as work:
        draft = give(hand, "901", reason="Koordinatör onayı")
        deliveries.give_to_person(work, seen(hand, laptop), draft)
    with hand.look("kadir") as look:
        check = leaver_check(look, person)
    assert (check.holding.rows, check.holding.hidden, check.clear) == ((), 1, False)
    with pytest.raises(NotAllowed), hand.look("kadir") as look:
        leaver_check(look, hand.person(MEMUR))


@pytest.mark.parametrize("linked", [True, False])
def test_a_registrar_does_not_leave_before_each_ambar_is_handed_over(hand: Desk, linked: bool) -> None:
    person, unit = hand.person(MEMUR), key(hand, HarcamaBirimi, code=OWN)
    office: dict[str, Any] = {"harcama_birimi_id": unit, "name": "Zehra Ünal", "source": "Olur"}
    with hand.work() as work:
        work.session.add(
            TasinirGorevli(
                role="kayit_yetkilisi", first_day=MARCH, personel_id=person if linked else None,
                made_by=work.actor.user_id, made_at=work.now, **office,
            )
        )  # fmt: skip
        trail.record(work, "tasinir.test", "Görevlendirildi")
    with hand.look() as look:
        duties = leaver_check(look, person).duties
        others = leaver_check(look, hand.person(WORKER))
    assert [one.law for one in duties] == ["Taşınır Mal Y. m.33/1"] * 2
    assert "01 Yazılım Harcama Birimi ambarı 01" in duties[0].text
    assert others.clear

    for number, code in enumerate(("01", "02"), 1):
        with hand.work() as work:
            work.session.add(
                AmbarDevir(
                    harcama_birimi_id=unit, ambar_id=ambar(hand, code), year=2026, number=number, day=TODAY,
                    from_name="ZEHRA ÜNAL", to_name="Başkası", made_by=work.actor.user_id, made_at=work.now,
                )
            )  # fmt: skip
            trail.record(work, "tasinir.test", "Devredildi")
        with hand.look() as look:
            assert len(leaver_check(look, person).duties) == 2 - number


# ---------------------------------------------------------------- deliveries


def test_the_ledger_of_deliveries_and_one_card_say_what_came_back(hand: Desk) -> None:
    first, second = items(hand)[:2]
    chair = items(hand, CHAIR)[0]
    with hand.work() as work:
        one = deliveries.give_to_person(work, seen(hand, first, second), give(hand, MEMUR, MARCH))
        two = deliveries.give_to_place(work, seen(hand, chair), place(hand, day=MARCH))
    with hand.work() as work:
        three = deliveries.hand_over(work, seen(hand, first), give(hand, WORKER))
        deliveries.take_back(work, seen(hand, chair), back(note="Ayağı kırık"))

    def shown(who: str = "ayse", **query: Any) -> dict[int, str]:
        with hand.look(who) as look:
            return {row.id: row.state for row in delivery_window(look, LedgerQuery(**query), 0, 10).rows}

    assert shown() == {three.id: "Açık", one.id: "Kısmen iade"}
    assert shown(view="iade") == shown(view="liste") == {two.id: "İade alındı"}
    assert set(shown(view="tumu")) == {one.id, two.id, three.id}
    assert set(shown(view="tumu", text=f"sicil:{row(hand, first).sicil_no}")) == {one.id, three.id}
    assert set(shown(view="tumu", text="kişi:güneş")) == set(shown(text="hasan no:2026/2")) == {three.id}
    assert set(shown(view="tumu", text="yer:204 tarih:2026-03")) == {two.id}
    assert shown("kadir", view="tumu") == {}

    with hand.look() as look:
        card = delivery_card(look, one.id)
        listed = delivery_card(look, two.id)
    assert [(line.item_id, line.returned_on, line.next_no) for line in card.lines] == [
        (first, TODAY, "2026/2"),
        (second, None, ""),
    ]
    assert [line.seen is None for line in card.lines] == [True, False]
    assert (listed.lines[0].return_note, listed.row.holder) == ("Ayağı kırık", "204 Toplantı odası")
    with pytest.raises(NotAllowed), hand.look("kadir") as look:
        delivery_card(look, one.id)


def test_names_with_markup_formulas_and_direction_marks_stay_plain_data(hand: Desk) -> None:
    laptop = items(hand)[0]
    hostile = "[red]=1+1\u202e'); DROP TABLE demirbas; --" + "Ş" * 5_000
    with hand.store.work(PROGRAM) as work:
        work.session.get_one(Personel, hand.person(MEMUR)).ad = hostile
        work.session.get_one(Demirbas, laptop).serial = hostile
        trail.record(work, "tasinir.test", "Adı değişti")
    with hand.work() as work:
        given = deliveries.give_to_person(
            work, seen(hand, laptop), give(hand, note="=cmd|' /C calc'!A0\x00\u202e")
        )
    with hand.look() as look:
        card = delivery_card(look, given.id)
        assert hostile in card.row.receiver
        assert card.note == "=cmd|' /C calc'!A0"
        assert [one.id for one in item_window(look, LedgerQuery(text="kişi:'); --"), 0, 5).rows] == []
        assert (
            item_window(look, LedgerQuery(text='"*) OR ('), 0, 5, wanted=(col(Demirbas.id) == laptop,)).total <= 1
        )
