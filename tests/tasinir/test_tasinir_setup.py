"""Setting up harcama birimi, ambar, istek birimi and rooms."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from data.core import trail
from data.core.errors import BadFields, BadInput, Conflict, MasaError, NotAllowed, RuleBroken
from data.core.models import HarcamaBirimi
from data.core.store import Work
from data.tasinir.models import Ambar, IstekBirimi, TasinirYer
from data.tasinir.models_items import Demirbas, TasinirIstek
from data.tasinir.models_vouchers import TasinirHareket, Vif, VifSatir
from data.tasinir.operations import setup
from data.tasinir.setup_drafts import AmbarDraft, AskingUnitDraft, RoomDraft, UnitDraft
from tests.tasinir import tasinir_office as office
from tests.tasinir.tasinir_office import Desk

DAY = date(2026, 11, 20)
WHY = "Oda boşaltıldı"


def _unit_draft(**more: Any) -> UnitDraft:
    values: dict[str, Any] = {"birim_id": 2, "code": "46.34.12.06", "name": "Destek Birimi"}
    return UnitDraft(**(values | more))


def _ambar_draft(desk: Desk, **more: Any) -> AmbarDraft:
    values: dict[str, Any] = {"harcama_birimi_id": office.unit(desk), "code": "03", "name": "Yeni ambar"}
    return AmbarDraft(**(values | more))


def _room_draft(desk: Desk, **more: Any) -> RoomDraft:
    values: dict[str, Any] = {"harcama_birimi_id": office.unit(desk), "code": "B-12", "name": "Depo önü"}
    return RoomDraft(**(values | more))


def _asking_draft(desk: Desk, **more: Any) -> AskingUnitDraft:
    values: dict[str, Any] = {"harcama_birimi_id": office.unit(desk), "name": "Arşiv Servisi"}
    return AskingUnitDraft(**(values | more))


def _bring_in(work: Work, ambar: int, goods: int, quantity: int = 1000) -> tuple[int, int]:
    """An approved entry of that quantity, as the books have it; returns the keys of voucher and line."""
    unit = work.session.get_one(Ambar, ambar).harcama_birimi_id
    vif = Vif(
        harcama_birimi_id=unit, ambar_id=ambar, direction="giris", kind="satin_alma", state="onayli", year=2026,
        number=1, day=DAY, made_by=work.actor.user_id, made_at=work.now,
    )  # fmt: skip
    work.session.add(vif)
    work.session.flush()
    line = VifSatir(vif_id=vif.id or 0, line_no=1, tasinir_id=goods, quantity=quantity, total_kurus=100)
    work.session.add(line)
    work.session.flush()
    work.session.add(
        TasinirHareket(
            tasinir_id=goods, ambar_id=ambar, satir_id=line.id or 0, vif_id=vif.id or 0, day=DAY,
            quantity=quantity, kurus=100,
        )
    )  # fmt: skip
    trail.record(work, "tasinir.test", "Deneme girişi")
    return vif.id or 0, line.id or 0


def test_each_place_is_added_corrected_and_switched_off_with_its_trail(desk: Desk) -> None:
    with desk.work("harcama") as work:
        unit = setup.add_unit(work, _unit_draft())
        ambar = setup.add_ambar(work, _ambar_draft(desk, harcama_birimi_id=unit, code="A1"))
    with desk.work("clerk") as work:
        asking = setup.add_asking_unit(work, _asking_draft(desk))
        room = setup.add_room(work, _room_draft(desk, istek_birimi_id=asking))
    with desk.work("harcama") as work:
        setup.amend_unit(work, unit, _unit_draft(name="  Destek\u200b   Hizmetleri "), 1)
        setup.amend_ambar(work, ambar, _ambar_draft(desk, harcama_birimi_id=unit, code="A2", kind="sanal"), 1)
    with desk.work("clerk") as work:
        setup.amend_asking_unit(work, asking, _asking_draft(desk, head_name="Ali Veli"), 1)
        setup.amend_room(work, room, _room_draft(desk, keeper_name="Ayşe Yılmaz"), 1)
        setup.switch_room(work, room, False, WHY, 2)
        setup.switch_asking_unit(work, asking, False, WHY, 2)
    with desk.work("harcama") as work:
        setup.switch_ambar(work, ambar, False, WHY, 2)
        setup.switch_unit(work, unit, False, WHY, 2)
        setup.switch_unit(work, unit, True, WHY, 3)
    assert (office.row(desk, HarcamaBirimi, unit).name, office.row(desk, HarcamaBirimi, unit).active) == (
        "Destek Hizmetleri",
        True,
    )
    assert (office.row(desk, Ambar, ambar).code, office.row(desk, Ambar, ambar).kind) == ("A2", "sanal")
    assert (office.row(desk, IstekBirimi, asking).head_name, office.row(desk, IstekBirimi, asking).active) == (
        "Ali Veli",
        False,
    )
    kept = office.row(desk, TasinirYer, room)
    assert (kept.keeper_name, kept.istek_birimi_id, kept.active, kept.version) == ("Ayşe Yılmaz", None, False, 3)
    with desk.look("denetci") as look:
        said = [one.action for one in trail.history(look, "harcama_birimi", unit)]
        changed = trail.history(look, "tasinir_yer", room)[1].changes
    assert said == ["harcama_birimi.switch", "harcama_birimi.switch", "harcama_birimi.amend", "harcama_birimi.add"]
    assert trail.Change("İstek birimi", "Arşiv Servisi", "—") in changed


@pytest.mark.parametrize(
    ("add", "draft", "field"),
    [
        (setup.add_unit, lambda desk: _unit_draft(code=office.UNIT_CODE), "code"),
        (setup.add_unit, lambda desk: _unit_draft(code="46 34"), "code"),
        (setup.add_unit, lambda desk: _unit_draft(birim_id=9999), "birim_id"),
        (setup.add_unit, lambda desk: _unit_draft(name="\u200b\u202e"), "name"),
        (setup.add_unit, lambda desk: _unit_draft(name="x" * 10_000), "name"),
        (setup.add_ambar, lambda desk: _ambar_draft(desk, code="01"), "code"),
        (setup.add_ambar, lambda desk: _ambar_draft(desk, code="1"), "code"),
        (setup.add_ambar, lambda desk: _ambar_draft(desk, code="Ş1"), "code"),
        (setup.add_ambar, lambda desk: _ambar_draft(desk, kind="hayal"), "kind"),
        (setup.add_ambar, lambda desk: _ambar_draft(desk, harcama_birimi_id=999), "harcama_birimi_id"),
        (setup.add_asking_unit, lambda desk: _asking_draft(desk, name="IDARI İŞLER  SERVİSİ"), "name"),
        (setup.add_room, lambda desk: _room_draft(desk, code="101"), "code"),
        (setup.add_room, lambda desk: _room_draft(desk, istek_birimi_id=999), "istek_birimi_id"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_written(
    desk: Desk, add: Callable[[Work, Any], int], draft: Callable[[Desk], Any], field: str
) -> None:
    with pytest.raises(BadFields) as refused, desk.work("yonetici") as work:
        add(work, draft(desk))
    assert field in refused.value.problems


def test_codes_that_differ_in_letters_case_alone_are_one_room(desk: Desk) -> None:
    with desk.work("clerk") as work:
        setup.add_room(work, _room_draft(desk, code="b-12"))
    with pytest.raises(BadFields), desk.work("clerk") as work:
        setup.add_room(work, _room_draft(desk, code="B-12"))


def test_who_only_prepares_sets_up_rooms_but_neither_units_nor_ambars(desk: Desk) -> None:
    for wrong in (
        lambda work: setup.add_unit(work, _unit_draft()),
        lambda work: setup.add_ambar(work, _ambar_draft(desk)),
        lambda work: setup.switch_ambar(work, office.ambar(desk), False, WHY, 1),
    ):
        for username in ("clerk", "kayit", "denetci"):
            with pytest.raises(NotAllowed), desk.work(username) as work:
                wrong(work)
    with pytest.raises(NotAllowed), desk.work("denetci") as work:
        setup.add_room(work, _room_draft(desk))
    with pytest.raises(NotAllowed), desk.work("kadir") as work:
        setup.add_room(work, _room_draft(desk))
    with desk.work("yonetici") as work:
        setup.add_ambar(work, _ambar_draft(desk))


def test_the_later_of_two_desks_gets_a_conflict_with_both_values(desk: Desk) -> None:
    room = office.room(desk)
    with desk.work("clerk") as work:
        setup.amend_room(work, room, _room_draft(desk, code="101", name="Büyük toplantı odası"), 1)
    with pytest.raises(Conflict) as refused, desk.work("ayse") as work:
        setup.amend_room(work, room, _room_draft(desk, code="101", name="Küçük oda"), 1)
    assert "Küçük oda" in refused.value.mine
    assert "Büyük toplantı odası" in refused.value.theirs
    with pytest.raises(Conflict), desk.work("ayse") as work:
        setup.switch_room(work, room, False, WHY, 1)


def test_saying_again_what_stands_writes_nothing(desk: Desk) -> None:
    room = office.room(desk)
    with desk.work("clerk") as work:
        setup.amend_room(work, room, _room_draft(desk, code="101", name="Yeni ad"), 1)
    with desk.work("clerk") as work:
        setup.amend_room(work, room, _room_draft(desk, code="101", name="Yeni ad"), 1)
        assert work.recorded == 0
    assert office.row(desk, TasinirYer, room).version == 2


def test_an_ambar_that_holds_something_is_not_switched_off_and_keeps_its_code(desk: Desk) -> None:
    ambar = office.ambar(desk)
    with desk.work("kayit") as work:
        _bring_in(work, ambar, office.goods(desk))
    with pytest.raises(RuleBroken, match="1 çeşit taşınır"), desk.work("harcama") as work:
        setup.switch_ambar(work, ambar, False, WHY, 1)
    draft = _ambar_draft(desk, code="01", name="Merkez Ambarı")
    for changed in (replace(draft, code="07"), replace(draft, kind="sanal")):
        with pytest.raises(BadFields, match="fiş düzenlenmiş"), desk.work("harcama") as work:
            setup.amend_ambar(work, ambar, changed, 1)
    with desk.work("harcama") as work:
        setup.amend_ambar(work, ambar, replace(draft, name="Ana ambar"), 1)
    with pytest.raises(RuleBroken, match="3 ambar"), desk.work("harcama") as work:
        setup.switch_unit(work, office.unit(desk), False, WHY, 1)


def test_a_room_with_items_and_a_unit_with_open_requests_stay_in_use(desk: Desk) -> None:
    ambar, goods, room = office.ambar(desk), office.goods(desk, "Dizüstü bilgisayar"), office.room(desk)
    asking = office.asking(desk)
    with desk.work("kayit") as work:
        _, line = _bring_in(work, ambar, goods)
        work.session.add(
            Demirbas(
                tasinir_id=goods,
                sicil_no="255-26-1",
                barcode="1",
                ambar_id=ambar,
                state="yerde",
                yer_id=room,
                since=DAY,
                entered_on=DAY,
                satir_id=line,
                value_kurus=100,
            )
        )
        work.session.add(
            TasinirIstek(
                harcama_birimi_id=office.unit(desk),
                ambar_id=ambar,
                istek_birimi_id=asking,
                year=2026,
                number=1,
                day=DAY,
                asked_by="Ali",
                state="acik",
                made_by=work.actor.user_id,
                made_at=work.now,
            )
        )
        trail.record(work, "tasinir.test", "Deneme")  # fmt: skip
    with pytest.raises(RuleBroken, match="1 taşınır"), desk.work("clerk") as work:
        setup.switch_room(work, room, False, WHY, 1)
    with pytest.raises(RuleBroken, match="1 açık istek"), desk.work("clerk") as work:
        setup.switch_asking_unit(work, asking, False, WHY, 1)


@pytest.mark.parametrize(("active", "reason", "error"), [(False, " ", BadInput), (True, WHY, RuleBroken)])
def test_a_switch_needs_a_reason_and_a_change(
    desk: Desk, active: bool, reason: str, error: type[MasaError]
) -> None:
    with pytest.raises(error), desk.work("clerk") as work:
        setup.switch_room(work, office.room(desk), active, reason, 1)


def test_a_place_never_moves_to_another_unit_nor_into_a_closed_one(desk: Desk) -> None:
    with desk.work("yonetici") as work:
        other = setup.add_unit(work, _unit_draft())
    with pytest.raises(BadFields) as refused, desk.work("clerk") as work:
        setup.amend_room(work, office.room(desk), _room_draft(desk, harcama_birimi_id=other), 1)
    assert "harcama_birimi_id" in refused.value.problems
    with desk.work("yonetici") as work:
        setup.switch_unit(work, other, False, WHY, 1)
    with pytest.raises(BadFields, match="kullanımda değil"), desk.work("yonetici") as work:
        setup.add_ambar(work, _ambar_draft(desk, harcama_birimi_id=other))
