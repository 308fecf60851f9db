"""Dated settings of advances: each January's limit, a new rate of gecikme zammı, what an office does its way."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from data.avans.books import steps_of
from data.avans.operations import requests
from data.avans.papers_request import request_paper
from data.avans.rules.values import LimitRow
from data.avans.settings import PARAMETERS, limit_on, set_setting, settings_on, zam_rates
from data.core.errors import BadInput, NotAllowed, RuleBroken
from data.core.paper import Fields
from data.core.switches import SettingDraft
from tests.avans.avans_office import REPAIR, Desk, approved, given, refunded, row, wanted


def put(desk: Desk, name: str, value: str, since: date = date(2026, 1, 1), who: str = "yonetici") -> None:
    draft = SettingDraft(name=f"avans.{name}", value=value, valid_from=since, source="Deneme kararı")
    with desk.work(who) as work:
        set_setting(work, draft)


def test_every_setting_has_a_default_that_can_be_read_and_a_source(desk: Desk) -> None:
    with desk.look() as look:
        settings_on(look, date(2026, 3, 2))
    assert len({one.name for one in PARAMETERS}) == len(PARAMETERS)
    assert all(one.source and one.label for one in PARAMETERS)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("limit_il", "bin"), ("limit_il", "-5"), ("gecikme_zammi", "yüksek"), ("gecikme_zammi", "101"),
        ("is_ay", "0"),
        ("zam_baslangic", "bugün"), ("yasak_kodlar", "03,7,x"), ("limit_satiri", "köy"), ("yazi_lira", ""),
    ],
)  # fmt: skip
def test_what_no_setting_can_be_is_refused(desk: Desk, name: str, value: str) -> None:
    with pytest.raises(BadInput, match=r"geçerli bir değer değil|boş bırakılamaz"):
        put(desk, name, value)
    with pytest.raises(NotAllowed):
        put(desk, "is_ay", "2", who="ayse")


def test_a_limit_holds_for_its_year_and_a_rate_from_its_day_on(desk: Desk) -> None:
    put(desk, "gecikme_zammi", "4,2", date(2026, 4, 16))
    with desk.look() as look:
        assert limit_on(look, LimitRow.IL, date(2026, 12, 31)).of_year(2026)
        assert not limit_on(look, LimitRow.IL, date(2027, 1, 2)).of_year(2027)
        assert limit_on(look, LimitRow.MAHKEME, date(2026, 5, 1)).amount is None
        assert [rate.percent for rate in zam_rates(look)][-2:] == [Decimal("3.7"), Decimal("4.2")]
    key = given(desk, 1_000_00, date(2026, 3, 10))
    refunded(desk, key, 1_000_00, date(2026, 4, 25))
    with desk.look() as look:
        # Five days at 3,7 and ten at 4,2 of thirty.
        assert steps_of(look, key)[-1].zam == 20_17


def test_an_office_counts_and_words_its_own_way(desk: Desk) -> None:
    put(desk, "is_ay", "2")
    put(desk, "zam_baslangic", "verilis")
    put(desk, "yazi_ayrik", "E")
    put(desk, "yazi_lira", "Türk lirası")
    put(desk, "yazi_sifir_kurus", "E")
    put(desk, "yasak_kodlar", "03.7.3,06.1")
    key = given(desk, 1_500_00, date(2026, 3, 10))
    assert row(desk, key).deadline == date(2026, 5, 10)
    with desk.look() as look:
        box = next(block for block in request_paper(look, key).blocks if isinstance(block, Fields))
        assert dict(box.rows)["Yazıyla"] == "Yalnız; bin beş yüz Türk lirası sıfır kr."
    refunded(desk, key, 1_500_00, date(2026, 5, 15))
    with desk.look() as look:
        last = steps_of(look, key)[-1]
        assert (last.late_days, last.zam) == (66, 1_500_00 * 37 * 2 // 1000 + 9_25), "two months and five days"
    repair = wanted(desk, 100_00, date(2026, 5, 15), REPAIR, subject="Araç onarımı")
    with pytest.raises(RuleBroken, match="kurumda avansla yapılmaz"):
        approved(desk, repair)
    with desk.work() as work:
        requests.request(work, replace(repair, kind="is", subject="Kâğıt", tertip_id=row(desk, key).tertip_id))
