"""Kinds of goods: added under their code, corrected before use, found by number and first letters."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from data.core import trail
from data.core.errors import BadFields, BadInput, Conflict, NotAllowed, RuleBroken
from data.core.pages import LedgerQuery
from data.core.store import Work
from data.tasinir import goods_views as views
from data.tasinir.models import Tasinir, TasinirKod
from data.tasinir.models_vouchers import TasinirHareket, Vif, VifSatir
from data.tasinir.operations.goods import (
    add_goods,
    amend_goods,
    is_used,
    note_use,
    set_stock,
    switch_goods,
)
from data.tasinir.setup_drafts import GoodsDraft, StockDraft
from tests.tasinir import tasinir_office as office
from tests.tasinir.tasinir_office import Desk

DAY = date(2026, 11, 20)


def _draft(desk: Desk, code: str = "150.01.04.01", **more: Any) -> GoodsDraft:
    values: dict[str, Any] = {"kod_id": office.kod(desk, code), "name": "Mavi toner", "unit": "adet"}
    return GoodsDraft(**(values | more))


def _add(desk: Desk, draft: GoodsDraft) -> int:
    with desk.work("clerk") as work:
        return add_goods(work, draft)


def _use(work: Work, desk: Desk, goods: int, quantity: int = 2500) -> None:
    """A line of an approved entry, with what it brought."""
    ambar = office.ambar(desk)
    vif = Vif(
        harcama_birimi_id=office.unit(desk), ambar_id=ambar, direction="giris", kind="satin_alma", state="onayli",
        year=2026, number=1, day=DAY, made_by=work.actor.user_id, made_at=work.now,
    )  # fmt: skip
    work.session.add(vif)
    work.session.flush()
    line = VifSatir(vif_id=vif.id or 0, line_no=1, tasinir_id=goods, quantity=quantity)
    work.session.add(line)
    work.session.flush()
    work.session.add(
        TasinirHareket(
            tasinir_id=goods, ambar_id=ambar, satir_id=line.id or 0, vif_id=vif.id or 0, day=DAY,
            quantity=quantity, kurus=1,
        )
    )  # fmt: skip
    trail.record(work, "tasinir.test", "Deneme girişi")


def _withdraw(desk: Desk, code: str) -> None:
    with desk.work("kayit") as work:
        work.session.get_one(TasinirKod, office.kod(desk, code)).withdrawn_on = DAY
        trail.record(work, "tasinir.test", "Deneme")


def test_the_code_decides_whether_goods_are_kept_one_by_one_or_in_lots(desk: Desk) -> None:
    lots = office.row(desk, Tasinir, _add(desk, _draft(desk, least="2,5", kdv="%10")))
    pieces = office.row(desk, Tasinir, _add(desk, _draft(desk, "255.02.01", name="Sunucu", unit="Sandık")))
    assert (lots.durable, lots.code, lots.unit) == (False, "150.01.04.01", "Adet")
    assert (lots.min_quantity, lots.kdv_permille) == (2500, 100)
    assert (pieces.durable, pieces.unit, pieces.min_quantity, pieces.kdv_permille) == (True, "Sandık", 0, None)


@pytest.mark.parametrize(
    ("code", "more", "field"),
    [
        ("150.01", {}, "kod_id"), ("150", {}, "kod_id"), ("150.01.04.01", {"kod_id": 9999}, "kod_id"),
        ("150.01.04.01", {"kod_id": None}, "kod_id"), ("150.01.04.01", {"name": "SİYAH  Toner"}, "name"),
        ("150.01.04.01", {"name": "\u200b"}, "name"), ("150.01.04.01", {"name": "x" * 10_000}, "name"),
        ("150.01.04.01", {"unit": ""}, "unit"), ("150.01.04.01", {"least": "az"}, "least"),
        ("150.01.04.01", {"least": "-1"}, "least"), ("255.02.01", {"least": "1,5"}, "least"),
        ("150.01.04.01", {"kdv": "yüz"}, "kdv"), ("150.01.04.01", {"kdv": "100"}, "kdv"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_at_its_field(desk: Desk, code: str, more: dict[str, Any], field: str) -> None:
    with pytest.raises(BadFields) as refused:
        _add(desk, _draft(desk, code, **more))
    assert field in refused.value.problems


def test_no_goods_are_added_under_a_withdrawn_code_and_those_there_stay_amendable(desk: Desk) -> None:
    goods = office.goods(desk, "Siyah toner")
    _withdraw(desk, "150.01.04.01")
    with pytest.raises(BadFields, match="kaldırıldı"):
        _add(desk, _draft(desk))
    with desk.work("clerk") as work:
        amend_goods(work, goods, _draft(desk, name="Siyah toner 2"), 1)
    assert office.row(desk, Tasinir, goods).name == "Siyah toner 2"


def test_before_use_everything_can_be_corrected_and_after_it_only_the_stock(desk: Desk) -> None:
    goods = _add(desk, _draft(desk))
    with desk.work("clerk") as work:
        amend_goods(work, goods, _draft(desk, "255.02.01", name="Sunucu", unit="Takım"), 1)
    row = office.row(desk, Tasinir, goods)
    assert (row.code, row.durable, row.name, row.unit, row.version) == ("255.02.01", True, "Sunucu", "Takım", 2)
    with desk.work("kayit") as work:
        assert not is_used(work, goods)
        _use(work, desk, goods, 1000)
        assert is_used(work, goods)
    for wrong, field in (({"name": "Başka"}, "name"), ({"unit": "Kutu"}, "unit")):
        given = {"name": "Sunucu", "unit": "Takım"} | wrong
        with pytest.raises(BadFields) as refused, desk.work("clerk") as work:
            amend_goods(work, goods, _draft(desk, "255.02.01", **given), 2)
        assert list(refused.value.problems) == [field]
    with desk.work("clerk") as work:
        amend_goods(work, goods, _draft(desk, "255.02.01", name="Sunucu", unit="TAKIM", least="3"), 2)
        set_stock(work, goods, StockDraft(least=None, kdv="1"), 3)
    row = office.row(desk, Tasinir, goods)
    assert (row.min_quantity, row.kdv_permille, row.version) == (0, 10, 4)
    with desk.look("denetci") as look:
        assert trail.Change("En az stok", "3", "—") in trail.history(look, "tasinir", goods)[0].changes


def test_the_later_of_two_desks_gets_a_conflict(desk: Desk) -> None:
    goods = office.goods(desk)
    with desk.work("clerk") as work:
        set_stock(work, goods, StockDraft(least="30"), 1)
    with pytest.raises(Conflict) as refused, desk.work("ayse") as work:
        set_stock(work, goods, StockDraft(least="40"), 1)
    assert (refused.value.mine, refused.value.theirs) == ("En az stok: 40", "En az stok: 30")
    with desk.work("ayse") as work:
        set_stock(work, goods, StockDraft(least="30"), 1)
        assert work.recorded == 0


def test_goods_that_an_ambar_holds_are_not_switched_off(desk: Desk) -> None:
    goods = office.goods(desk)
    with desk.work("kayit") as work:
        _use(work, desk, goods)
    with pytest.raises(RuleBroken, match="Ambarlarda 2,5 Paket A4 kâğıt var"), desk.work("clerk") as work:
        switch_goods(work, goods, False, "Artık alınmıyor", 1)
    other = office.goods(desk, "Klasör")
    with pytest.raises(BadInput), desk.work("clerk") as work:
        switch_goods(work, other, False, "", 1)
    with pytest.raises(Conflict), desk.work("clerk") as work:
        switch_goods(work, other, False, "Artık alınmıyor", 5)
    with desk.work("clerk") as work:
        switch_goods(work, other, False, "Artık alınmıyor", 1)
    with pytest.raises(RuleBroken, match="zaten pasif"), desk.work("clerk") as work:
        switch_goods(work, other, False, "Artık alınmıyor", 2)
    with desk.look("clerk") as look:
        assert "Klasör" not in [one.title for one in views.find_goods(look, "", 50)]
        assert [row.name for row in views.goods_window(look, LedgerQuery(view="pasif"), 0, 9).rows] == ["Klasör"]
        choice = views.goods_choice(look, other)
    assert choice is not None


@pytest.mark.parametrize("username", ["kontrol", "harcama", "denetci"])
def test_who_does_not_prepare_changes_nothing(desk: Desk, username: str) -> None:
    goods = office.goods(desk)
    for act in (
        lambda work: add_goods(work, _draft(desk)),
        lambda work: amend_goods(work, goods, _draft(desk), 1),
        lambda work: set_stock(work, goods, StockDraft(least="1"), 1),
        lambda work: switch_goods(work, goods, False, "Artık alınmıyor", 1),
    ):
        with pytest.raises(NotAllowed), desk.work(username) as work:
            act(work)


# ---------------------------------------------------------------- asking


def test_goods_are_found_by_the_number_of_their_code_and_by_first_letters(desk: Desk) -> None:
    with desk.look("clerk") as look:

        def found(typed: str, durable: bool | None = None) -> list[str]:
            return [one.title for one in views.find_goods(look, typed, 9, durable)]

        assert found("150.01.03") == found("1500103") == ["A4 kâğıt", "Klasör"]
        assert found("150.0 KAĞ") == ["A4 kâğıt"]
        assert found("diz bil") == ["Dizüstü bilgisayar"]
        assert found("üstü") == []
        assert found("25", durable=False) == []
        assert set(found("255")) == {"Dizüstü bilgisayar", "Lazer yazıcı", "Çalışma koltuğu"}
        assert len(found("", durable=True)) == 5
        assert found('"*) OR') == []


def test_what_is_used_most_is_offered_first(desk: Desk) -> None:
    toner = office.goods(desk, "Siyah toner")
    with desk.work("kayit") as work:
        note_use(work, toner)
        trail.record(work, "tasinir.test", "Deneme")
    with desk.look("clerk") as look:
        assert views.find_goods(look, "", 1)[0].title == "Siyah toner"
        assert views.find_codes(look, "150", 1)[0].title == "150.01.04.01 Tonerler"
        assert views.goods_window(look, LedgerQuery(sort="uses"), 0, 1).rows[0].name == "Siyah toner"


def test_the_ledger_sorts_filters_and_shows_goods_whose_code_was_withdrawn(desk: Desk) -> None:
    _withdraw(desk, "150.05.01")
    with desk.look("denetci") as look:

        def names(**query: Any) -> list[str]:
            return [row.name for row in views.goods_window(look, LedgerQuery(**query), 0, 50).rows]

        assert names()[:3] == ["A4 kâğıt", "Çalışma koltuğu", "Dizüstü bilgisayar"]
        assert names(sort="code", descending=True)[0] == "Çalışma koltuğu"
        assert names(view="kalkan") == ["Sıvı sabun"]
        assert len(names(view="tuketim")) + len(names(view="dayanikli")) == len(names()) == 10
        assert names(text="birim:litre") == ["Sıvı sabun"]
        assert names(text="kod:255.02 lazer") == ["Lazer yazıcı"]
        assert names(fields=(("kod", "15001"),), sort="code")[0] == "Tükenmez kalem"


def test_the_code_ledger_and_picker_leave_out_what_was_withdrawn(desk: Desk) -> None:
    _withdraw(desk, "150.05.01")
    with desk.look("yonetici") as look:
        in_use = views.code_window(look, LedgerQuery(), 0, 100)
        gone = views.code_window(look, LedgerQuery(view="kalkan"), 0, 100)
        everything = views.code_window(look, LedgerQuery(view="tumu", text="duzey:2"), 0, 100)
        groups = [one.title for one in views.find_codes(look, "temiz", 9)]
        kept = views.code_choice(look, office.kod(desk, "150.05.01"))
        detail = views.code_detail(look, office.kod(desk, "150.01.03.01"))
        nothing = views.code_choice(look, 99_999)
    assert (in_use.total, gone.total) == (len(office.CODES) - 1, 1)
    assert (gone.rows[0].code, gone.rows[0].goods) == ("150.05.01", 1)
    assert {row.level for row in everything.rows} == {2}
    assert "150.05.01" in {row.code for row in everything.rows}
    assert groups == []
    assert kept is not None
    assert kept.subtitle == "Temizleme Ekipmanları Grubu · 20.11.2026 gününde kaldırıldı"
    assert detail.above == (
        "150 İlk Madde ve Malzemeler",
        "150.01 Kırtasiye Malzemeleri Grubu",
        "150.01.03 Kağıt Ürünler",
    )
    assert nothing is None


@pytest.mark.parametrize(
    ("typed", "prefix"),
    [("150", "150"), ("1500", "150.0"), ("150.01.", "150.01."), ("25502010102", "255.02.01.01.02"), ("15", ""),
     ("80", ""), ("350", ""), ("150a", ""), ("1" * 41, ""), ("١٥٠", "")],
)  # fmt: skip
def test_digits_begin_a_code_only_where_codes_begin_so(typed: str, prefix: str) -> None:
    assert views.code_prefix(typed) == prefix
