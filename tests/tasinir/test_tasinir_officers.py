"""Appointments: the separations of the Yönetmelik, who signs on a day, how an office ends."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from data.core import trail
from data.core.errors import BadFields, BadInput, Conflict, NotAllowed, RuleBroken
from data.core.pages import LedgerQuery
from data.core.store import Work
from data.core.switches import SettingDraft
from data.tasinir.models import TasinirGorevli
from data.tasinir.models_counts import AmbarDevir
from data.tasinir.models_vouchers import TasinirHareket, Vif, VifSatir
from data.tasinir.officer_views import office_on, officer_window, officers_on
from data.tasinir.operations.officers import appoint, cancel_office, end_office
from data.tasinir.rules.values import OfficeRole
from data.tasinir.settings import set_setting
from data.tasinir.setup_drafts import EndOfficeDraft, OfficerDraft
from tests.tasinir import tasinir_office as office
from tests.tasinir.tasinir_office import Desk

KAYIT, KONTROL = OfficeRole.KAYIT_YETKILISI, OfficeRole.KONTROL_YETKILISI
HARCAMA, MUHASEBE = OfficeRole.HARCAMA_YETKILISI, OfficeRole.MUHASEBE_YETKILISI
DAY = date(2026, 11, 20)


def _draft(desk: Desk, role: OfficeRole = KAYIT, **more: Any) -> OfficerDraft:
    values: dict[str, Any] = {
        "harcama_birimi_id": office.unit(desk), "role": role.value, "name": "Yeni Görevli", "title": "Memur",
        "first_day": date(2026, 10, 1), "source": "01.10.2026 tarih ve 5 sayılı olur",
    }  # fmt: skip
    return OfficerDraft(**(values | more))


def _key(desk: Desk, name: str) -> int:
    return office.key(desk, TasinirGorevli, name=name)


def _end(day: date = DAY) -> EndOfficeDraft:
    return EndOfficeDraft(last_day=day, reason="Görev değişikliği")


def _appoint(desk: Desk, draft: OfficerDraft) -> int:
    with desk.work("harcama") as work:
        return appoint(work, draft)


def _problems(desk: Desk, draft: OfficerDraft) -> dict[str, str]:
    with pytest.raises(BadFields) as refused, desk.work("harcama") as work:
        appoint(work, draft)
    return dict(refused.value.problems)


def _bring_in(work: Work, desk: Desk, ambar: int) -> None:
    vif = Vif(
        harcama_birimi_id=office.unit(desk), ambar_id=ambar, direction="giris", kind="satin_alma", state="onayli",
        year=2026, number=1, day=DAY, made_by=work.actor.user_id, made_at=work.now,
    )  # fmt: skip
    work.session.add(vif)
    work.session.flush()
    goods = office.goods(desk)
    line = VifSatir(vif_id=vif.id or 0, line_no=1, tasinir_id=goods, quantity=1000)
    work.session.add(line)
    work.session.flush()
    work.session.add(
        TasinirHareket(
            tasinir_id=goods, ambar_id=ambar, satir_id=line.id or 0, vif_id=vif.id or 0, day=DAY, quantity=1000,
            kurus=100,
        )
    )  # fmt: skip
    trail.record(work, "tasinir.test", "Deneme girişi")


def test_a_second_kayit_yetkilisi_is_appointed_with_the_name_and_title_that_are_known(desk: Desk) -> None:
    key = _appoint(desk, _draft(desk, name=None, title=None, personel_id=desk.person("301")))
    row = office.row(desk, TasinirGorevli, key)
    assert (row.name, row.title, row.personel_id) == ("Zehra ÜNAL", "Büro görevlisi", desk.person("301"))
    with desk.look("kayit") as look:
        names = [one.name for one in officers_on(look, office.unit(desk), KAYIT, DAY)]
    assert names == ["Kadriye Kayıt", "Zehra ÜNAL"]


def test_kayit_and_kontrol_yetkilisi_are_never_the_same_person(desk: Desk) -> None:
    said = _problems(desk, _draft(desk, KONTROL, name=None, user_id=office.user(desk, "kayit"), reason="Yeter"))
    assert "kayıt ve kontrol yetkilisi aynı kişi olamaz" in said["name"]
    assert "m.6/3" in said["name"]
    by_name = _problems(desk, _draft(desk, KONTROL, name="KADRİYE  KAYIT", reason="Yeter"))
    assert "aynı kişi" in by_name["name"]


def test_they_may_be_the_same_person_on_days_that_do_not_meet(desk: Desk) -> None:
    with desk.work("harcama") as work:
        end_office(work, _key(desk, "Kenan Kontrol"), _end(date(2026, 9, 30)), 1)
    key = _appoint(
        desk, _draft(desk, KONTROL, name="Kadriye Kayıt", first_day=date(2019, 1, 1), last_day=date(2019, 12, 31))
    )
    assert office.row(desk, TasinirGorevli, key).last_day == date(2019, 12, 31)


def test_the_harcama_yetkilisi_checks_only_where_there_is_no_other_manager(desk: Desk) -> None:
    with desk.work("harcama") as work:
        end_office(work, _key(desk, "Kenan Kontrol"), _end(date(2026, 9, 30)), 1)
    draft = {"name": None, "user_id": office.user(desk, "harcama")}
    said = _problems(desk, _draft(desk, KONTROL, **draft))
    assert "birimde başka yönetici varken" in said["name"]
    key = _appoint(desk, _draft(desk, KONTROL, other_managers=False, **draft))
    with desk.look("harcama") as look:
        found = office_on(look, office.unit(desk), KONTROL, DAY)
    assert found is not None
    assert (found.id, found.name) == (key, "Hasan Harcama")


def test_harcama_and_muhasebe_yetkilisi_are_apart_as_long_as_the_setting_says(desk: Desk) -> None:
    draft = _draft(desk, MUHASEBE, name="Hasan Harcama")
    assert "muhasebe yetkilisi aynı kişi olamaz" in _problems(desk, draft)["name"]
    with desk.work("yonetici") as work:
        given = SettingDraft(
            name="tasinir.muhasebe_ayri", value="H", valid_from=date(2026, 1, 1), source="Görüş yazısı"
        )
        set_setting(work, given)
    assert _appoint(desk, draft)


def test_a_unit_has_one_harcama_yetkilisi_and_a_second_kontrol_needs_a_reason(desk: Desk) -> None:
    assert "ikinci bir Harcama Yetkilisi" in _problems(desk, _draft(desk, HARCAMA, reason="Vekâlet"))["first_day"]
    said = _problems(desk, _draft(desk, KONTROL))
    assert "gerekçesini yazın" in said["reason"]
    assert _appoint(desk, _draft(desk, KONTROL, reason="Eski görevli izinli"))


def test_nobody_is_appointed_twice_to_the_same_office(desk: Desk) -> None:
    said = _problems(desk, _draft(desk, name=None, user_id=office.user(desk, "kayit")))
    assert "zaten Taşınır Kayıt Yetkilisi" in said["first_day"]


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"name": None}, "name"),
        ({"name": "\u200b \u202e"}, "name"),
        ({"user_id": 9999}, "user_id"),
        ({"personel_id": 9999}, "personel_id"),
        ({"harcama_birimi_id": 9999}, "harcama_birimi_id"),
        ({"ambar_id": 9999}, "ambar_id"),
        ({"last_day": date(2026, 9, 1)}, "last_day"),
        ({"source": None}, "source"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(desk: Desk, more: dict[str, Any], field: str) -> None:
    assert field in _problems(desk, _draft(desk, **more))


def test_an_ambar_is_chosen_only_for_a_kayit_yetkilisi_and_only_of_the_same_unit(desk: Desk) -> None:
    said = _problems(desk, _draft(desk, KONTROL, ambar_id=office.ambar(desk), reason="Eski görevli izinli"))
    assert "ambar_id" in said


def test_the_signer_of_an_ambar_is_its_own_officer_before_the_units(desk: Desk) -> None:
    _appoint(desk, _draft(desk, name="Bilişim Ambarcısı", ambar_id=office.ambar(desk, "02")))
    unit = office.unit(desk)
    with desk.look("kayit") as look:
        signer = {
            code: getattr(office_on(look, unit, KAYIT, DAY, office.ambar(desk, code)), "name", "")
            for code in ("01", "02")
        }
        before = office_on(look, unit, KAYIT, date(2026, 9, 30), office.ambar(desk, "02"))
        assert office_on(look, unit, KAYIT, date(2019, 12, 31)) is None
        others = [one.name for one in officers_on(look, unit, KAYIT, DAY, office.ambar(desk, "01"))]
    assert signer == {"01": "Kadriye Kayıt", "02": "Bilişim Ambarcısı"}
    assert others == ["Kadriye Kayıt"]
    assert before is not None
    assert before.name == "Kadriye Kayıt"


def test_a_kayit_yetkilisi_leaves_only_after_handing_the_ambar_over(desk: Desk) -> None:
    key, ambar = _key(desk, "Kadriye Kayıt"), office.ambar(desk)
    with desk.work("kayit") as work:
        _bring_in(work, desk, ambar)
    with (
        pytest.raises(RuleBroken, match="01 Merkez Ambarı ambarını devretmedi") as refused,
        desk.work("harcama") as work,
    ):
        end_office(work, key, _end(), 1)
    assert refused.value.law == "Taşınır Mal Y. m.33/1"
    with desk.work("harcama") as work:
        end_office(work, key, _end(date(2026, 11, 19)), 1)
    with desk.work("harcama") as work:
        work.session.add(
            AmbarDevir(
                harcama_birimi_id=office.unit(desk), ambar_id=ambar, year=2026, number=1, day=DAY,
                from_name="Kadriye KAYIT", to_name="Yeni Görevli", made_by=work.actor.user_id, made_at=work.now,
            )
        )  # fmt: skip
        work.session.flush()
        end_office(work, key, _end(), 2)
    row = office.row(desk, TasinirGorevli, key)
    assert (row.last_day, row.version) == (DAY, 3)


def test_an_office_is_not_lengthened_over_its_successors(desk: Desk) -> None:
    key = _key(desk, "Hasan Harcama")
    with desk.work("yonetici") as work:
        end_office(work, key, _end(date(2026, 9, 30)), 1)
    _appoint(desk, _draft(desk, HARCAMA, name="Yeni Müdür"))
    with pytest.raises(BadFields, match="ikinci bir Harcama Yetkilisi"), desk.work("yonetici") as work:
        end_office(work, key, _end(date(2026, 10, 1)), 2)


def test_who_ended_or_was_cancelled_signs_no_later_day(desk: Desk) -> None:
    unit = office.unit(desk)
    with desk.work("harcama") as work:
        end_office(work, _key(desk, "Kenan Kontrol"), _end(DAY), 1)
    mistaken = _appoint(desk, _draft(desk, name="Yanlış Yazılan"))
    with desk.work("harcama") as work:
        cancel_office(work, mistaken, "Adı yanlış yazıldı", 1)
    with desk.look("kontrol") as look:
        assert office_on(look, unit, KONTROL, DAY) is not None
        assert office_on(look, unit, KONTROL, date(2026, 11, 21)) is None
        assert [one.name for one in officers_on(look, unit, KAYIT, DAY)] == ["Kadriye Kayıt"]
    with pytest.raises(RuleBroken, match="iptal edilmiş"), desk.work("harcama") as work:
        end_office(work, mistaken, _end(), 2)


def test_ending_is_refused_before_the_beginning_without_reason_and_after_another_desk(desk: Desk) -> None:
    key = _key(desk, "Kenan Kontrol")
    with pytest.raises(BadFields), desk.work("harcama") as work:
        end_office(work, key, _end(date(2019, 12, 31)), 1)
    with pytest.raises(BadInput), desk.work("harcama") as work:
        end_office(work, key, EndOfficeDraft(last_day=DAY, reason="x"), 1)
    with pytest.raises(Conflict), desk.work("harcama") as work:
        end_office(work, key, _end(), 7)
    with pytest.raises(BadInput), desk.work("harcama") as work:
        cancel_office(work, key, "", 1)
    with pytest.raises(Conflict), desk.work("harcama") as work:
        cancel_office(work, key, "Yanlış yazıldı", 7)


@pytest.mark.parametrize("username", ["kayit", "kontrol", "clerk", "denetci"])
def test_only_who_approves_or_runs_the_program_appoints(desk: Desk, username: str) -> None:
    key = _key(desk, "Kenan Kontrol")
    for act in (
        lambda work: appoint(work, _draft(desk)),
        lambda work: end_office(work, key, _end(), 1),
        lambda work: cancel_office(work, key, "Yanlış yazıldı", 1),
    ):
        with pytest.raises(NotAllowed), desk.work(username) as work:
            act(work)
    with desk.work("yonetici") as work:
        appoint(work, _draft(desk))


def test_the_ledger_shows_what_holds_and_on_demand_everything(desk: Desk) -> None:
    with desk.work("harcama") as work:
        end_office(work, _key(desk, "Kenan Kontrol"), _end(date(2026, 9, 30)), 1)
    mistaken = _appoint(desk, _draft(desk, name="Yanlış Yazılan", first_day=date(2026, 12, 1)))
    with desk.look("denetci") as look:
        coming = [(row.name, row.state) for row in officer_window(look, LedgerQuery(), 0, 10).rows]
    with desk.work("harcama") as work:
        cancel_office(work, mistaken, "Adı yanlış yazıldı", 1)
    with desk.look("denetci") as look:
        shown = {row.name for row in officer_window(look, LedgerQuery(), 0, 10).rows}
        states = {row.name: row.state for row in officer_window(look, LedgerQuery(view="tumu"), 0, 10).rows}
        found = officer_window(look, LedgerQuery(text="kayıt yetkilisi KADRİYE", view="tumu"), 0, 10)
    assert coming[0] == ("Yanlış Yazılan", "01.12.2026 başlıyor")
    assert shown == {"Kadriye Kayıt", "Hasan Harcama"}
    assert (states["Kenan Kontrol"], states["Yanlış Yazılan"], states["Kadriye Kayıt"]) == (
        "bitti",
        "iptal",
        "sürüyor",
    )
    assert [row.name for row in found.rows] == ["Kadriye Kayıt"]
    with desk.look("kadir") as look:
        assert officer_window(look, LedgerQuery(view="tumu"), 0, 10).total == 0
