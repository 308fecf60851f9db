"""Rights to leave: every row of the law's table as a worked example, brackets, ages, kinds that change."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from data.core.errors import BadInput
from data.personel.rules import StaffKind
from data.puantaj.rules.annual import Grant, KindSpan, Service, annual_grants
from data.puantaj.rules.entitlement_table import ENTITLEMENTS
from data.puantaj.rules.entitlements import Carry, Per, Unit
from data.puantaj.rules.rights import Rights, entitlement, read_amount
from data.puantaj.rules.settings import PuantajSettings

LAW = Rights()
DEFAULTS = PuantajSettings()
ON = date(2026, 6, 1)
MEMUR, ISCI, SOZLESMELI = StaffKind.MEMUR, StaffKind.ISCI, StaffKind.SOZLESMELI


def service(
    kind: StaffKind,
    kidem: date,
    *,
    birth: date | None = None,
    underground: bool = False,
    exit_day: date | None = None,
    then: tuple[date, StaffKind] | None = None,
) -> Service:
    if then is None:
        spans = (KindSpan(kidem, None, kind),)
    else:
        spans = (KindSpan(kidem, then[0] - relativedelta(days=1), kind), KindSpan(then[0], None, then[1]))
    return Service(kidem, kidem, exit_day, birth, underground, spans)


def grants(
    one: Service, until: date = date(2026, 12, 31), rights: Rights = LAW, settings: PuantajSettings = DEFAULTS
) -> list[Grant]:
    return [each.value for each in annual_grants(one, rights, settings, until)]


def latest(one: Service, until: date, rights: Rights = LAW) -> Decimal:
    found = grants(one, until, rights)
    return found[-1].days if found else Decimal(0)


@pytest.mark.parametrize(
    ("kind", "years", "days"),
    [
        (MEMUR, 0, 0), (MEMUR, 1, 20), (MEMUR, 5, 20), (MEMUR, 10, 20), (MEMUR, 11, 30), (MEMUR, 25, 30),
        (SOZLESMELI, 0, 0), (SOZLESMELI, 1, 20), (SOZLESMELI, 10, 20), (SOZLESMELI, 11, 30),
        (ISCI, 0, 0), (ISCI, 1, 14), (ISCI, 5, 14), (ISCI, 6, 20), (ISCI, 14, 20), (ISCI, 15, 26), (ISCI, 30, 26),
        (StaffKind.SIRKET, 5, 14), (StaffKind.SIRKET, 15, 26), (StaffKind.GECICI_ISCI, 6, 20),
        (StaffKind.ZABITA, 11, 30), (StaffKind.KISMI_SOZLESMELI, 1, 20), (StaffKind.STAJYER, 5, 0),
    ],
)  # fmt: skip
def test_annual_leave_by_kind_and_completed_years(kind: StaffKind, years: int, days: int) -> None:
    kidem = date(2026, 1, 1) - relativedelta(years=years)
    assert latest(service(kind, kidem), date(2026, 1, 1)) == days


@pytest.mark.parametrize(
    ("kind", "slot", "amount", "unit", "per", "paid"),
    [
        ("memur", "YOL_MEMUR", "4", "takvim", "takvim_yili", "E"),
        ("memur", "MAZERET", "10", "takvim", "takvim_yili", "E"),
        ("memur", "MAZERET.ek", "10", "takvim", "takvim_yili", "E"),
        ("memur", "EVLILIK", "7", "takvim", "olay", "E"),
        ("memur", "OLUM", "7", "takvim", "olay", "E"),
        ("memur", "BABALIK", "10", "takvim", "olay", "E"),
        ("memur", "DOGUM", "16", "hafta", "olay", "E"),
        ("memur", "DOGUM.cogul", "2", "hafta", "olay", "E"),
        ("memur", "EVLAT", "8", "hafta", "olay", "E"),
        ("memur", "ENGELLI_COCUK", "10", "takvim", "takvim_yili", "E"),
        ("memur", "SUT.ilk", "180", "dakika", "gun", "E"),
        ("memur", "SUT", "90", "dakika", "gun", "E"),
        ("memur", "RAPOR.uzun", "18", "ay", "olay", "E"),
        ("memur", "RAPOR", "12", "ay", "olay", "E"),
        ("memur", "RAPOR.tek_hekim", "10", "takvim", "rapor", "E"),
        ("memur", "RAPOR.tek_hekim_yil", "40", "takvim", "takvim_yili", "E"),
        ("memur", "REFAKAT", "3", "ay", "olay", "E"),
        ("memur", "REFAKAT.uzatma", "3", "ay", "olay", "E"),
        ("memur", "FM_IZNI.birlesen", "10", "takvim", "takvim_yili", "E"),
        ("sozlesmeli", "EVLILIK", "7", "takvim", "olay", "E"),
        ("sozlesmeli", "OLUM", "7", "takvim", "olay", "E"),
        ("sozlesmeli", "BABALIK", "10", "takvim", "olay", "E"),
        ("sozlesmeli", "DOGUM", "16", "hafta", "olay", "E"),
        ("sozlesmeli", "SUT", "90", "dakika", "gun", "E"),
        ("sozlesmeli", "RAPOR.ucretli", "30", "takvim", "takvim_yili", "E"),
        ("isci", "YILLIK_ISCI.parca", "10", "isgunu", "yil", "E"),
        ("isci", "YOL_ISCI", "4", "takvim", "takvim_yili", "H"),
        ("isci", "EVLILIK", "3", "takvim", "olay", "E"),
        ("isci", "EVLAT", "3", "takvim", "olay", "E"),
        ("isci", "OLUM", "3", "takvim", "olay", "E"),
        ("isci", "BABALIK", "5", "takvim", "olay", "E"),
        ("isci", "ENGELLI_COCUK", "10", "takvim", "takvim_yili", "E"),
        ("isci", "DOGUM", "16", "hafta", "olay", "P"),
        ("isci", "SUT", "90", "dakika", "gun", "E"),
        ("isci", "RAPOR.isyeri", "2", "takvim", "rapor", "P"),
        ("sirket", "SERBEST.sure", "6", "ay", "olay", "E"),
    ],
)
def test_every_other_right_as_the_law_has_it(
    kind: str, slot: str, amount: str, unit: str, per: str, paid: str
) -> None:
    right = entitlement(f"izin_hakki.{kind}.{slot}")
    assert (right.amount, right.unit, right.per, right.paid) == (Decimal(amount), Unit(unit), Per(per), paid)
    assert right.law


def test_the_bill_of_2026_is_a_value_beside_the_law_until_the_office_switches_it_on() -> None:
    bills = {(one.kind, one.slot): one.bill for one in ENTITLEMENTS if one.bill is not None}
    assert bills[ISCI, "BABALIK"] == 10 and bills[MEMUR, "DOGUM"] == 24
    name = "izin_hakki.isci.BABALIK"
    rights = Rights([(name, date(2026, 7, 1), Decimal(10))])
    assert rights.amount(entitlement(name), date(2026, 6, 30)) == 5
    assert rights.amount(entitlement(name), date(2026, 7, 1)) == 10
    found = rights.of(StaffKind.SIRKET, "BABALIK", date(2026, 8, 1))
    assert found is not None and found[0] == 5, "a company's worker has a TİS of its own"
    later = Rights([(name, date(2026, 7, 1), Decimal(8)), (name, date(2026, 7, 1), Decimal(10))])
    assert later.amount(entitlement(name), date(2026, 7, 1)) == 10, "of two for one day the later one holds"


@pytest.mark.parametrize(
    ("birth", "underground", "days"),
    [
        (date(1976, 6, 1), False, 20), (date(1976, 6, 2), False, 14), (date(2008, 6, 1), False, 20),
        (date(2007, 6, 2), False, 20), (date(2007, 6, 1), False, 14), (None, False, 14), (None, True, 18),
        (date(1970, 1, 1), True, 24),
    ],
)  # fmt: skip
def test_age_is_that_of_the_anniversary_and_underground_adds_four(
    birth: date | None, underground: bool, days: int
) -> None:
    worker = service(ISCI, date(2023, 6, 1), birth=birth, underground=underground)
    assert latest(worker, ON) == days


def test_the_floor_of_age_never_lowers_a_longer_right() -> None:
    assert latest(service(ISCI, date(2006, 6, 1), birth=date(1960, 1, 1)), ON) == 26


def test_a_tis_raises_from_its_day_on() -> None:
    rights = Rights([("izin_hakki.isci.YILLIK_ISCI.1", date(2026, 3, 1), Decimal(18))])
    found = grants(service(ISCI, date(2023, 6, 1)), rights=rights)
    assert [one.days for one in found] == [14, 14, 18]
    assert all(one.days == 14 for one in grants(service(StaffKind.SIRKET, date(2023, 6, 1)), rights=rights))


def test_an_official_has_nothing_before_a_year_is_complete_and_then_every_calendar_year() -> None:
    found = grants(service(MEMUR, date(2024, 5, 15)))
    assert [(one.on, one.days, one.expires) for one in found] == [
        (date(2025, 5, 15), 20, date(2026, 12, 31)),
        (date(2026, 1, 1), 20, date(2027, 12, 31)),
    ]


def test_passing_ten_years_within_the_year_counts_only_where_the_office_says_so() -> None:
    official = service(MEMUR, date(2016, 5, 15))
    assert [one.days for one in grants(official) if one.year == 2026] == [20]
    found = grants(official, settings=PuantajSettings(memur_hak_yil_ici=True))
    assert [(one.on, one.days) for one in found if one.year == 2026] == [
        (date(2026, 1, 1), 20),
        (date(2026, 5, 16), 10),
    ]


def test_a_worker_who_becomes_an_official_has_the_rights_of_each_law_while_under_it() -> None:
    found = grants(service(ISCI, date(2019, 3, 1), then=(date(2025, 7, 1), MEMUR)))
    workers = [one for one in found if one.code == "YILLIK_ISCI"]
    officials = [one for one in found if one.code == "YILLIK_MEMUR"]
    assert [one.year for one in workers] == [2020, 2021, 2022, 2023, 2024, 2025]
    assert {one.expires for one in workers} == {date(2025, 6, 30)}, "what is left is paid at the end (m.59)"
    assert [(one.on, one.days) for one in officials] == [(date(2025, 7, 1), 20), (date(2026, 1, 1), 20)]


def test_no_right_arises_after_the_exit_nor_before_the_offices_records_begin() -> None:
    assert grants(service(ISCI, date(2023, 6, 1), exit_day=date(2025, 5, 31)))[-1].on == date(2024, 6, 1)
    assert grants(service(MEMUR, date(2020, 6, 1), exit_day=date(2025, 12, 31)))[-1].year == 2025
    late = PuantajSettings(izin_baslangic=date(2026, 1, 1))
    assert [one.year for one in grants(service(ISCI, date(2010, 6, 1)), settings=late)] == [2026]


def test_service_that_counts_before_the_hire_lengthens_the_right_and_grants_nothing_of_its_own() -> None:
    one = Service(date(2010, 3, 1), date(2018, 4, 2), None, None, False, (KindSpan(date(2018, 4, 2), None, ISCI),))
    found = grants(one)
    assert (found[0].on, found[0].days, found[-1].days) == (date(2019, 3, 1), 20, 26)


def test_a_seniority_that_began_on_a_leap_day_has_its_anniversary_every_year() -> None:
    assert [one.on for one in grants(service(ISCI, date(2024, 2, 29)))] == [date(2025, 2, 28), date(2026, 2, 28)]


@pytest.mark.parametrize("typed", ["", "on", "-1", "2,25", "9999", "nan", "1e9"])
def test_an_amount_that_is_none_is_refused(typed: str) -> None:
    with pytest.raises(BadInput):
        read_amount(typed)


def test_amounts_are_whole_or_half_and_unknown_rights_are_told() -> None:
    assert (read_amount(" 2,5 "), read_amount("20")) == (Decimal("2.5"), Decimal(20))
    with pytest.raises(BadInput, match="izin hakkı yok"):
        entitlement("izin_hakki.memur.YOK")
    assert Carry.KEPT.label and all(one.condition for one in ENTITLEMENTS)


@given(
    st.dates(date(1990, 1, 1), date(2025, 12, 31)),
    st.sampled_from([ISCI, MEMUR, SOZLESMELI, StaffKind.SIRKET]),
)
def test_a_right_never_gets_shorter_with_service_and_there_is_one_a_year(kidem: date, kind: StaffKind) -> None:
    found = grants(service(kind, kidem))
    assert [one.days for one in found] == sorted(one.days for one in found)
    assert len({one.year for one in found}) == len(found)
    assert all(one.on >= kidem + relativedelta(years=1) for one in found)
