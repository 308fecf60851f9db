"""An item's card is put right, its files kept; who holds what is summed up; what needs approval gets it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlmodel import select

from data.core import search, trail
from data.core.errors import BadFields, BadInput, Conflict, NotAllowed, RuleBroken
from data.core.models import HarcamaBirimi
from data.core.pages import LedgerQuery
from data.core.switches import SettingDraft
from data.personel.models import Personel
from data.tasinir import holder_views, holding_views, item_scan, item_views, papers_hands, papers_holding, waiting
from data.tasinir.hand_drafts import GoodsLineDraft, RequestDraft
from data.tasinir.item_drafts import ItemDraft
from data.tasinir.lookup import DELIVERY_KIND, ITEM_KIND, VIF_KIND
from data.tasinir.models import Tasinir, TasinirKod
from data.tasinir.models_items import Demirbas, TasinirTeslim
from data.tasinir.models_vouchers import Vif
from data.tasinir.operations import deliveries, files, item_cards, requests
from data.tasinir.settings import set_setting
from tests.puantaj.puantaj_office import Desk
from tests.tasinir import hand_office as office
from tests.tasinir.hand_office import CHAIR, MEMUR, OTHER, TODAY, WORKER, give, items, place, row, seen


def _turned_into(hand: Desk, name: str, code: str) -> None:
    """The kind of goods stands under another code, as if it had always been so."""
    with hand.work() as work:
        goods = work.session.exec(select(Tasinir).where(Tasinir.name == name)).one()
        kod = TasinirKod(code=code, name=name, level=code.count("."), source="Deneme", arama=name, sira=code)
        work.session.add(kod)
        work.session.flush()
        goods.code, goods.kod_id = code, kod.id or 0
        trail.record(work, "tasinir.test", "Kod değişti")


# ---------------------------------------------------------------- card


def test_a_card_is_put_right_and_found_by_its_new_words(hand: Desk) -> None:
    one = items(hand)[0]
    draft = ItemDraft(brand="Yeni", model="Z9", serial="AB-1", features="Kırmızı\nkasa")

    with hand.work() as work:
        item_cards.amend_item(work, one, draft, row(hand, one).version)

    now = row(hand, one)
    assert (now.brand, now.model, now.serial, now.features) == ("Yeni", "Z9", "AB-1", "Kırmızı\nkasa")
    with hand.look() as look:
        assert [found.record_id for found in search.find(look, "ab-1")] == [one]
        shown = item_views.item_window(look, LedgerQuery(text="kırmızı z9"), 0, 5).rows
        assert [item.id for item in shown] == [one]
        assert item_scan.item_by_number(look, "AB-1").id == one
        entry = trail.history(look, ITEM_KIND, one)[0]
        assert [(change.field, change.new) for change in entry.changes][:3] == [
            ("Marka", "Yeni"), ("Model", "Z9"), ("Seri no", "AB-1"),
        ]  # fmt: skip


def test_a_card_keeps_what_nobody_may_or_need_change(hand: Desk) -> None:
    one, other = items(hand)[:2]
    same = {"brand": row(hand, one).brand, "model": row(hand, one).model, "serial": row(hand, one).serial}
    version = row(hand, one).version
    with pytest.raises(BadInput, match="değişen bir şey yok"), hand.work() as work:
        item_cards.amend_item(work, one, ItemDraft(**same), version)
    twice = ItemDraft(**(same | {"serial": row(hand, other).serial}))
    with pytest.raises(BadFields, match=row(hand, other).sicil_no), hand.work() as work:
        item_cards.amend_item(work, one, twice, version)
    with pytest.raises(Conflict, match="başka bir masada"), hand.work() as work:
        item_cards.amend_item(work, one, ItemDraft(brand="Yeni"), version + 1)
    for who in ("denetci", "kadir"):
        with pytest.raises(NotAllowed), hand.work(who) as work:
            item_cards.amend_item(work, one, ItemDraft(brand="Yeni"), version)
    assert row(hand, one).version == version


def test_files_of_items_and_deliveries_are_kept_read_and_taken_off_with_a_reason(hand: Desk) -> None:
    one, other = items(hand)[:2]
    with hand.work() as work:
        made = deliveries.give_to_person(work, seen(hand, one), give(hand)).id
    bought_with = office.key(hand, Vif, harcama_birimi_id=office.key(hand, HarcamaBirimi, code=office.OTHER))
    for kind, key, called in (
        (ITEM_KIND, one, row(hand, one).sicil_no),
        (DELIVERY_KIND, made, "Taşınır Teslim Belgesi 2026/1"),
        (VIF_KIND, bought_with, "Fiş 2026/1"),
    ):
        with hand.work() as work:
            files.add_file(work, kind, key, "imzali.pdf", b"resim")
        with hand.look() as look:
            (file,) = files.files_of(look, kind, key)
            assert files.read_file(look, kind, key, file.id) == b"resim"
            with pytest.raises(BadInput, match="bağlı değil"):
                files.read_file(look, ITEM_KIND, other, file.id)
        with pytest.raises(BadInput, match="gerekçesi"), hand.work() as work:
            files.remove_file(work, kind, key, file.id, " ")
        for who in ("denetci",) if kind == VIF_KIND else ("kadir", "denetci"):
            with pytest.raises(NotAllowed), hand.work(who) as work:
                files.add_file(work, kind, key, "imzali.pdf", b"resim")
        with hand.work() as work:
            files.remove_file(work, kind, key, file.id, "Başka kaydın belgesi")
        with hand.look() as look:
            assert files.files_of(look, kind, key) == ()
            said = trail.history(look, kind, key)[0].summary
            assert said.startswith(called) and "Başka kaydın belgesi" in said


def test_a_number_is_of_one_item_or_of_none(hand: Desk) -> None:
    one, other = items(hand)[:2]
    for number in (row(hand, one).sicil_no, row(hand, one).barcode, row(hand, one).serial):
        with hand.look() as look:
            assert item_scan.item_by_number(look, f" {number} ").id == one
    with hand.work() as work:
        for key in (one, other):
            work.session.get_one(Demirbas, key).serial = "AYNI"
        trail.record(work, "tasinir.test", "Seri no iki kez")
    with hand.look() as look, pytest.raises(BadInput, match="birden çok"):
        item_scan.item_by_number(look, "AYNI")
    with hand.look("kadir") as look, pytest.raises(BadInput, match="kayıtlarda yok"):
        item_scan.item_by_number(look, row(hand, one).sicil_no)
    with hand.look() as look, pytest.raises(BadInput, match="kayıtlarda yok"):
        item_scan.item_by_number(look, "")


# ---------------------------------------------------------------- holders


def _holders(
    hand: Desk, view: str = "", text: str = "", who: str = "ayse", **query: object
) -> list[tuple[str, int]]:
    with hand.look(who) as look:
        found = holder_views.holder_window(look, LedgerQuery(view=view, text=text, **query), 0, 50)  # type: ignore[arg-type]
    return [(one.name, one.items) for one in found.rows]


def test_everybody_and_every_room_is_listed_with_how_much_there_is(hand: Desk) -> None:
    laptops, chairs = items(hand), items(hand, CHAIR)
    with hand.work() as work:
        deliveries.give_to_person(work, seen(hand, *laptops[:2], chairs[0]), give(hand))
    with hand.work() as work:
        deliveries.give_to_person(work, seen(hand, laptops[2]), give(hand, WORKER))
    with hand.work() as work:
        deliveries.give_to_place(work, seen(hand, *chairs[1:]), place(hand))

    assert _holders(hand) == [("Hasan GÜNEŞ", 1), ("Zehra ÜNAL", 3), ("Toplantı odası", 2)]
    assert _holders(hand, "kisi", sort="adet", descending=True) == [("Zehra ÜNAL", 3), ("Hasan GÜNEŞ", 1)]
    assert _holders(hand, "oda") == [("Toplantı odası", 2)]
    assert _holders(hand, text="gunes") == _holders(hand, text="sicil:201") == [("Hasan GÜNEŞ", 1)]
    assert _holders(hand, text="birim:yazılım") == _holders(hand)
    with hand.look() as look:
        summary = holder_views.holder_window(look, LedgerQuery(), 0, 50).summary
    assert summary == "6 taşınır · 7.200,00 TL"
    assert _holders(hand, who="kadir") == []


def test_leavers_stand_first_and_are_counted_once_gone(hand: Desk) -> None:
    laptops = items(hand)
    for sicil, item in ((MEMUR, laptops[0]), (WORKER, laptops[1]), ("202", laptops[2])):
        with hand.work() as work:
            deliveries.give_to_person(work, seen(hand, item), give(hand, sicil))
    ends = ((MEMUR, TODAY - timedelta(days=1)), (WORKER, TODAY + timedelta(days=20)), ("202", date(2027, 12, 31)))
    with hand.work() as work:
        for sicil, day in ends:
            work.session.exec(select(Personel).where(Personel.sicil == sicil)).one().exit = day
        trail.record(work, "tasinir.test", "Ayrılanlar")

    assert [name for name, _ in _holders(hand)][-1] == "Kemal İNCE"
    assert {name for name, _ in _holders(hand, "ayrilan")} == {"Zehra ÜNAL", "Hasan GÜNEŞ"}
    with hand.look() as look:
        assert waiting.count_leavers(look) == 1


def test_who_went_to_another_unit_is_seen_until_the_items_are_back(hand: Desk) -> None:
    (ours,), theirs = items(hand, unit=OTHER)[:1], items(hand)[0]
    person = hand.person("901")
    for who, item in (("ayse", theirs), ("kadir", ours)):
        with hand.work(who) as work:
            deliveries.give_to_person(work, seen(hand, item), give(hand, "901", reason="Birlikte çalışıyor"))
    with hand.work() as work:
        row_of = work.session.get_one(Personel, person)
        row_of.birim_id = work.session.get_one(Personel, hand.person(MEMUR)).birim_id
        trail.record(work, "tasinir.test", "Birim değişti")

    assert _holders(hand, who="kadir") == [("Cem BAŞKA", 1)]
    with hand.look("kadir") as look:
        found = holding_views.person_holds(look, person)
        assert ([one.id for one in found.rows], found.hidden) == ([ours], 1)
    with hand.work("kadir") as work:
        deliveries.take_back(work, seen(hand, ours), office.back())
    with pytest.raises(NotAllowed), hand.look("kadir") as look:
        holding_views.person_holds(look, person)


# ---------------------------------------------------------------- papers


def test_a_persons_page_and_a_rooms_list_show_what_is_there_on_the_day(hand: Desk) -> None:
    laptops = items(hand)
    earlier = TODAY - timedelta(days=10)
    with hand.work() as work:
        deliveries.give_to_person(work, seen(hand, laptops[0]), give(hand, day=earlier))
    with hand.work() as work:
        deliveries.give_to_person(work, seen(hand, laptops[1]), give(hand))
    person = hand.person(MEMUR)
    with hand.work() as work:
        now = papers_holding.person_for_export(work, person)
        then = papers_holding.person_for_export(work, person, earlier)
        empty = papers_holding.room_for_export(work, office.room(hand))
    tables = [next(block for block in paper.blocks if hasattr(block, "columns") and hasattr(block, "total"))
              for paper in (now, then, empty)]  # fmt: skip
    assert [[one[1] for one in table.rows] for table in tables] == [
        [row(hand, key).sicil_no for key in laptops[:2]], [row(hand, laptops[0]).sicil_no], [],
    ]  # fmt: skip
    assert [table.total and table.total[-1] for table in tables] == [240_000, 120_000, None]
    with pytest.raises(NotAllowed), hand.work("kadir") as work:
        papers_holding.person_for_export(work, person)


# ---------------------------------------------------------------- approval


def test_vehicles_are_given_on_approval_on_a_paper_of_their_own(hand: Desk) -> None:
    _turned_into(hand, CHAIR, "254.01.01")
    chair, laptop = items(hand, CHAIR)[0], items(hand)[0]
    with hand.work() as work:
        assert deliveries.handing.needs_approval(work, seen(hand, chair))
        assert not deliveries.handing.needs_approval(work, seen(hand, laptop))
    with pytest.raises(BadFields, match=r"m\.23/2"), hand.work() as work:
        deliveries.give_to_person(work, seen(hand, chair), give(hand))
    with pytest.raises(BadFields, match=r"m\.23/2"), hand.work() as work:
        deliveries.give_to_place(work, seen(hand, chair), place(hand))
    with pytest.raises(RuleBroken, match="aynı belgede"), hand.work() as work:
        deliveries.give_to_person(work, seen(hand, chair, laptop), give(hand, approval="1 sayılı olur"))
    with hand.work() as work:
        done = deliveries.give_to_person(
            work, seen(hand, chair), give(hand, approval="1 sayılı olur", note="Plaka")
        )
    with hand.look() as look:
        assert look.session.get_one(TasinirTeslim, done.id).note == "Yetkili makam onayı: 1 sayılı olur\nPlaka"
        paper = papers_hands.delivery_paper(look, done.id)
    assert any("Örnek No: 6/A" in note for note in paper.notes)
    assert ("Açıklama", "Yetkili makam onayı: 1 sayılı olur · Plaka") in paper.blocks[0].rows


def test_tesis_vehicles_and_machines_are_not_asked_for_with_a_request(hand: Desk) -> None:
    _turned_into(hand, CHAIR, "253.02.04.01")
    line = GoodsLineDraft(tasinir_id=office.goods(hand, CHAIR), quantity="1")
    draft = RequestDraft(
        istek_birimi_id=office.key(hand, office.IstekBirimi, name="İdari İşler Servisi"),
        ambar_id=office.ambar(hand), day=TODAY, asked_by="Mehmet Kaya",
    )  # fmt: skip
    with pytest.raises(RuleBroken, match=r"istek belgesiyle istenmez.*m\.23/1"), hand.work() as work:
        requests.open_request(work, draft, [line])
    with hand.work("yonetici") as work:
        set_setting(
            work,
            SettingDraft(name="tasinir.onayli_kodlar", value="254", valid_from=date(2026, 1, 1), source="Duyuru"),
        )
    with hand.work() as work:
        assert requests.open_request(work, draft, [line]).lines == 1
