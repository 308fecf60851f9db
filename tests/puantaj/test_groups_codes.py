"""Groups and the office's own letters: what is set up once, and what is refused."""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import select

from data.core import trail, units
from data.core.errors import BadFields, BadInput, Conflict, NotAllowed
from data.core.models import Birim
from data.core.switches import SettingDraft
from data.personel.drafts import PartDraft
from data.personel.operations import change_part
from data.personel.rules import StaffKind
from data.puantaj import day_views, views
from data.puantaj.drafts import GroupDraft
from data.puantaj.models import DayCodeRow, Group
from data.puantaj.operations.groups import add_group, rename_code, set_up
from data.puantaj.operations.months import TypedDay, open_month, type_days
from data.puantaj.operations.settings import set_setting
from data.puantaj.rules.codes import DEFAULT_CODES
from data.puantaj.setup import codes_in_use, settings_on
from tests.puantaj.puantaj_office import OCTOBER, OTHER_UNIT, Desk


def _draft(**changes: object) -> GroupDraft:
    values: dict[str, object] = {
        "name": "Stajyerler",
        "title": "STAJYER PUANTAJ CETVELİ",
        "birim_id": 2,
        "kinds": "stajyer",
        "first_day": 1,
    }
    return GroupDraft(**(values | changes))  # type: ignore[arg-type]


def test_setting_up_twice_writes_once(desk: Desk) -> None:
    with desk.look() as look:
        before = len(look.session.exec(select(DayCodeRow)).all())
    with desk.work("yonetici") as work:
        set_up(work)
        trail.record(work, "deneme", "Yeniden kuruldu")
    with desk.look() as look:
        assert len(look.session.exec(select(DayCodeRow)).all()) == before == len(DEFAULT_CODES)


def test_a_new_group_is_in_the_list_with_its_period(desk: Desk) -> None:
    with desk.work() as work:
        key = add_group(work, _draft(kinds="stajyer, kismi, stajyer", first_day=15))
    with desk.look() as look:
        found = next(row for row in views.groups(look) if row.id == key)
        assert (found.kinds, found.first_day) == ((StaffKind.STAJYER, StaffKind.KISMI_SOZLESMELI), 15)
        assert trail.history(look, "group", key)[0].summary == "Puantaj grubu eklendi: Stajyerler"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"kinds": "memur, müdür"}, "kinds"),
        ({"kinds": " , ,"}, "kinds"),
        ({"kinds": ""}, "kinds"),
        ({"first_day": 10}, "first_day"),
        ({"name": " "}, "name"),
        ({"title": "Ç" * 81}, "title"),
        ({"birim_id": 999}, "birim_id"),
        ({"birim_id": None}, "birim_id"),
    ],
)
def test_a_wrong_group_is_refused_by_field(desk: Desk, changes: dict[str, object], field: str) -> None:
    with pytest.raises(BadFields) as refused, desk.work() as work:
        add_group(work, _draft(**changes))
    assert field in refused.value.problems
    with desk.look() as look:
        assert len(look.session.exec(select(Group)).all()) == 3


def test_a_group_is_added_by_those_who_may_where_they_may_and_once(desk: Desk) -> None:
    with pytest.raises(NotAllowed, match="hazırlama"), desk.work("denetci") as work:
        add_group(work, _draft())
    with pytest.raises(NotAllowed, match="biriminizin dışında"), desk.work("kadir") as work:
        add_group(work, _draft())
    with desk.work("yonetici") as work:
        add_group(work, _draft())
    with pytest.raises(Conflict), desk.work() as work:
        add_group(work, _draft(kinds="kismi"))


@pytest.mark.parametrize("unit", ["above", "same", "below"])
def test_nobody_gets_into_two_groups(desk: Desk, unit: str) -> None:
    with desk.work("yonetici") as work:
        same = work.session.get_one(Group, desk.group(StaffKind.SIRKET)).birim_id
        above = work.session.get_one(Birim, same).parent_id
        below = units.add_birim(work, units.BirimDraft(name="Servis", kind="servis", parent_id=same))
    place = {"above": above, "same": same, "below": below}[unit]
    with pytest.raises(BadFields) as refused, desk.work("yonetici") as work:
        add_group(work, _draft(birim_id=place, kinds="stajyer, sirket"))
    assert set(refused.value.problems) == {"kinds"}
    assert "“Şirket personeli” grubunda" in refused.value.problems["kinds"]


def test_groups_of_units_side_by_side_or_no_longer_kept_do_not_overlap(desk: Desk) -> None:
    with desk.look() as look:
        other = next(unit.id for unit in units.tree(look) if unit.name == OTHER_UNIT)
    with desk.work("yonetici") as work:
        add_group(work, _draft(birim_id=other, kinds="sirket"))
    desk.drop_groups(StaffKind.MEMUR)
    with desk.work("yonetici") as work:
        add_group(work, _draft(name="Yeni", kinds="memur"))


def test_the_offices_own_letter_is_typed_and_shown(desk: Desk) -> None:
    with pytest.raises(NotAllowed), desk.work() as work:
        rename_code(work, "UZAKTAN", "EV", "Evden çalışma")
    with pytest.raises(Conflict, match="EV harfi Evlilik"), desk.work("yonetici") as work:
        rename_code(work, "UZAKTAN", "ev", "Evden çalışma")
    with desk.work("yonetici") as work:
        rename_code(work, "UZAKTAN", "evç", "Evden çalışma")
    with desk.work() as work:
        key = open_month(work, desk.group(StaffKind.SIRKET), OCTOBER)
        type_days(work, key, [TypedDay(desk.person("101"), date(2026, 10, 6))], "evc")
    with desk.look() as look:
        found = day_views.day_detail(look, key, desk.person("101"), date(2026, 10, 6))
        assert (found.letter, found.code_name) == ("EVÇ", "Evden çalışma")
        assert "EVÇ" in dict(views.month(look, key).letters)[StaffKind.SIRKET]


@pytest.mark.parametrize(
    ("key", "letter", "name"),
    [("UZAKTAN", "", "Ad"), ("UZAKTAN", "ABCD", "Ad"), ("UZAKTAN", "UZK", "  "), ("YOK_BOYLE", "YB", "Ad")],
)
def test_a_letter_that_cannot_be_is_refused(desk: Desk, key: str, letter: str, name: str) -> None:
    with pytest.raises(BadInput), desk.work("yonetici") as work:
        rename_code(work, key, letter, name)
    with desk.look() as look:
        assert codes_in_use(look).by_key("UZAKTAN").letter == "UZ"


def test_the_same_letter_serves_kinds_that_never_meet(desk: Desk) -> None:
    with desk.work("yonetici") as work:
        rename_code(work, "FM_IZNI", "SZ", "Fazla çalışma karşılığı izin")
    with desk.look() as look:
        codes = codes_in_use(look)
        assert codes.typed("sz", StaffKind.MEMUR).key == "FM_IZNI"
        assert codes.typed("sz", StaffKind.SIRKET).key == "SERBEST"


def test_a_switch_holds_from_its_day_on(desk: Desk) -> None:
    draft = SettingDraft(
        name="puantaj.tolerance_minutes", value="9", valid_from=date(2026, 11, 1), source="Olur 2026/5"
    )
    with desk.work("yonetici") as work:
        set_setting(work, draft)
    with desk.look() as look:
        before, after = settings_on(look, date(2026, 10, 31)), settings_on(look, date(2026, 11, 1))
    assert after.tolerance_minutes == 9 != before.tolerance_minutes


def test_a_part_that_begins_later_does_not_change_this_month(desk: Desk) -> None:
    desk.drop_groups(StaffKind.SIRKET, StaffKind.MEMUR)
    with desk.work() as work:
        unit = work.session.get_one(Group, desk.group(StaffKind.SIRKET)).birim_id
        mixed = add_group(work, _draft(name="Karma", kinds="sirket,memur"))
        change_part(
            work,
            desk.person("101"),
            PartDraft(
                valid_from=date(2026, 12, 1),
                birim_id=unit,
                kind=StaffKind.MEMUR.value,
                pattern_id=desk.pattern("Beş gün"),
            ),
        )
        key = open_month(work, mixed, OCTOBER)
    with desk.look() as look:
        ali = next(row for row in views.month(look, key).rows if row.sicil == "101")
    assert ali.kind is StaffKind.SIRKET
