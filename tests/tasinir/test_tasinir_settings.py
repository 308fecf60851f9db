"""Settings of movable property: what holds where nothing was set, and what may be set."""

from __future__ import annotations

from datetime import date

import pytest

from data.core.errors import BadInput, NotAllowed
from data.core.switches import SettingDraft
from data.tasinir.rules.codes import SicilScope
from data.tasinir.settings import (
    PARAMETERS,
    PREFIX,
    STANDARD,
    Form,
    VoucherName,
    set_setting,
    settings_from,
    settings_on,
)
from tests.tasinir.tasinir_office import Desk


def _draft(name: str, value: str, day: date = date(2026, 1, 1)) -> SettingDraft:
    return SettingDraft(name=f"{PREFIX}{name}", value=value, valid_from=day, source="Bakanlık duyurusu")


def test_every_default_is_what_its_stored_text_reads_as() -> None:
    assert settings_from({one.name: one.default for one in PARAMETERS}) == STANDARD


def test_without_any_value_the_yonetmelik_holds(desk: Desk) -> None:
    with desk.look() as look:
        found = settings_on(look, look.today)
    assert found == STANDARD
    assert (found.fis_adi.heading, found.kdv_dahil, found.kdv_permille) == ("Varlık İşlem Fişi", True, 200)
    assert (found.limits.accounts_days, found.limits.giver_days, found.kurul_uye) == (10, 7, 3)
    assert (found.sicil_sirasi, found.ornek_no(Form.SAYIM)) == (SicilScope.KOD_YIL, "Örnek No: 12")


def test_a_setting_holds_from_its_day_on(desk: Desk) -> None:
    with desk.work("yonetici") as work:
        set_setting(work, _draft("fis_adi", "TİF"))
        set_setting(work, _draft("ornek_teslim_tasit", "yok"))
        set_setting(work, _draft("kdv_permille", "0,5", date(2026, 6, 1)))
    with desk.look() as look:
        before, after, summer = (
            settings_on(look, day) for day in (date(2025, 12, 31), date(2026, 1, 1), date(2026, 6, 1))
        )
    assert before == STANDARD
    assert after.fis_adi is VoucherName.TIF
    assert (after.ornek_no(Form.TESLIM_TASIT), after.ornek_no(Form.TESLIM)) == ("", "Örnek No: 6")
    assert (after.kdv_permille, summer.kdv_permille) == (200, 5)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("fis_adi", "Fiş"), ("kdv_dahil", "evet"), ("kdv_permille", "100"), ("kdv_permille", "20,55"),
        ("kdv_permille", "-1"), ("sicil_sirasi", "yil"), ("sicil_genislik", "0"), ("sicil_genislik", "10"),
        ("sicil_ayraci", "--"), ("sicil_ayraci", "a"), ("muhasebe_gun", "0"), ("devreden_gun", "٣"),
        ("kurul_uye", "2"), ("ornek_sayim", "x" * 31), ("muhasebe_gun", "9" * 10_000),
    ],
)  # fmt: skip
def test_a_value_that_does_not_fit_is_refused_at_its_field(desk: Desk, name: str, value: str) -> None:
    with pytest.raises(BadInput) as refused, desk.work("yonetici") as work:
        set_setting(work, _draft(name, value))
    assert refused.value.field in ("value", "")
    with desk.look() as look:
        assert settings_on(look, look.today) == STANDARD


def test_only_an_administrator_sets_them(desk: Desk) -> None:
    with pytest.raises(NotAllowed), desk.work("kayit") as work:
        set_setting(work, _draft("kdv_dahil", "H"))


def test_the_administrators_screen_has_them_all() -> None:
    from screens.yonetim.settings import GROUPS

    assert (PARAMETERS, set_setting) in GROUPS
