"""What a vehicle's month adds up to, and what is asked about it."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.arac.rules.checks import CheckKind, Drivers, Past, VehicleFinding, check_vehicle
from data.arac.rules.totals import totals, usage_of, usage_text
from data.arac.rules.values import (
    DayEntry,
    DayState,
    Measure,
    Ownership,
    VehicleFacts,
    hours_text,
    litres_text,
    normal_plate,
    parse_hours,
    parse_litres,
    parse_state,
)
from data.core.errors import BadInput
from data.puantaj.rules.period import Period
from data.puantaj.rules.values import Severity
from tests.puantaj.rules_office import DEFAULTS, calendar

OCTOBER = Period.of_month(2026, 10)
NEXT_MONTH = date(2026, 11, 3)
CAR = VehicleFacts("34 ABC 123", Measure.KM, Ownership.BELEDIYE, date(2020, 1, 1), None)
MACHINE = replace(CAR, plate="34 AB 1234", measure=Measure.SAAT)
DRIVER = 7
Ç, Y, A, B, T, G = DayState


def drive(day: int, start: int | None = None, end: int | None = None, **more: object) -> DayEntry:
    values: dict[str, object] = {"state": Ç, "driver_id": DRIVER} | more
    return DayEntry(id=day, day=date(2026, 10, day), start_km=start, end_km=end, **values)  # type: ignore[arg-type]


def check(
    *entries: DayEntry, vehicle: VehicleFacts = CAR, past: Past | None = None, drivers: Drivers | None = None
) -> tuple[VehicleFinding, ...]:
    sums = totals(vehicle, OCTOBER, entries, calendar(), NEXT_MONTH).value
    found = check_vehicle(
        vehicle, OCTOBER, entries, sums, past or Past(), drivers or Drivers(), calendar(), DEFAULTS, NEXT_MONTH
    )
    return tuple(one for one in found if one.kind is not CheckKind.MISSING)


def kinds(*entries: DayEntry, **more: object) -> set[CheckKind]:
    return {one.kind for one in check(*entries, **more)}  # type: ignore[arg-type]


def test_a_plain_month_is_added_up_and_asks_nothing() -> None:
    entries = (drive(1, 100, 180, fuel_ml=40_500, trips=3), drive(2, 180, 260), drive(5, 260, 340, state=G))
    found = totals(CAR, OCTOBER, entries, calendar(), NEXT_MONTH)
    value = found.value
    assert (value.worked, value.away, value.km, value.fuel_ml, value.trips) == (3, 1, 240, 40_500, 3)
    assert value.usage == Decimal("16.9")
    assert usage_text(Measure.KM, value.usage) == "16,9 L/100 km"
    assert value.resting == 10, "nine days of weekend and 29 Ekim"
    assert date(2026, 10, 28) in value.missing, "a half holiday is a work day"
    assert check(*entries) == ()
    assert any("Tüketim: 40,5 L, 240 km" in reason.text for reason in found.reasons)


def test_the_odometer_runs_on_also_from_the_month_before() -> None:
    september = replace(drive(1, 900, 1000), id=99, day=date(2026, 9, 30))
    assert check(drive(1, 1000, 1010), past=Past(september)) == ()
    (gap,) = check(drive(1, 1100, 1120), past=Past(september))
    assert (gap.kind, gap.severity) == (CheckKind.CHAIN, Severity.AMBER)
    assert "yazılmamış 100 km" in gap.text
    assert gap.reasons[0].text == "Önceki kayıt 30.09.2026: bitiş 1.000 km."
    (back,) = check(drive(1, 950, 1000), past=Past(september))
    assert (back.severity, back.day) == (Severity.RED, date(2026, 10, 1))
    (told,) = check(drive(1, 0, 40, note="Sayaç değişti, servis 12"), past=Past(september))
    assert told.severity is Severity.AMBER, "a note tells why the odometer went back"


def test_a_day_without_odometer_does_not_break_the_chain() -> None:
    assert check(drive(1, 100, 150), drive(2, state=Y, driver_id=None), drive(5, 150, 170)) == ()
    assert kinds(drive(1, 100, 150), drive(2, state=Y, driver_id=None), drive(5, 160, 170)) == {CheckKind.CHAIN}


def test_an_end_before_the_start_is_a_fault_and_adds_no_kilometres() -> None:
    (found,) = (one for one in check(drive(1, 200, 150)) if one.kind is CheckKind.BACKWARDS)
    assert found.severity is Severity.RED
    assert totals(CAR, OCTOBER, [drive(1, 200, 150)], calendar(), NEXT_MONTH).value.km == 0


def test_a_car_that_stood_has_no_kilometres_and_fuel_has() -> None:
    assert kinds(drive(1, 100, 140, state=Y)) == {CheckKind.IDLE_KM}
    assert kinds(drive(1, 100, 140, state=A)) == {CheckKind.IDLE_KM}
    assert kinds(drive(1, 100, 140, state=B)) == set(), "the service station is driven to"
    assert kinds(drive(1, 100, 100, state=Y, fuel_ml=5000)) == {CheckKind.FUEL_ONLY}
    assert kinds(drive(1, 100, 100)) == {CheckKind.NO_WORK}


def test_a_driver_must_be_there() -> None:
    names = {DRIVER: "Ali ÇINAR"}
    day = date(2026, 10, 1)
    (away,) = check(drive(1, 1, 9), drivers=Drivers(names, {(DRIVER, day): "Yıllık ücretli izin"}))
    assert (away.kind, away.severity) == (CheckKind.DRIVER_AWAY, Severity.AMBER)
    assert "Ali ÇINAR" in away.text and "Yıllık ücretli izin" in away.text
    (gone,) = check(drive(1, 1, 9), drivers=Drivers(names, gone=frozenset({(DRIVER, day)})))
    assert (gone.kind, gone.severity) == (CheckKind.DRIVER_GONE, Severity.RED)
    (nobody,) = check(drive(1, 1, 9, driver_id=None))
    assert (nobody.kind, nobody.severity) == (CheckKind.NO_DRIVER, Severity.RED)
    rented = replace(CAR, ownership=Ownership.KIRALIK)
    assert check(drive(1, 1, 9, driver_id=None, driver_name="Firma şoförü"), vehicle=rented) == ()
    (asked,) = check(drive(1, 1, 9, driver_id=None), vehicle=rented)
    assert asked.severity is Severity.AMBER
    idle = drive(1, state=Y)
    assert check(idle, drivers=Drivers(names, {(DRIVER, day): "Raporlu"})) == ()


def test_work_on_a_holiday_or_sunday_needs_its_order() -> None:
    assert kinds(drive(29, 1, 9)) == {CheckKind.FREE_DAY}
    assert kinds(drive(4, 1, 9)) == {CheckKind.FREE_DAY}
    assert kinds(drive(3, 1, 9)) == set(), "Saturday is no holiday (2429 s. K. m.3)"
    assert kinds(drive(28, 1, 9)) == set()
    assert kinds(drive(29, 1, 9, order_no="GE-12")) == set()


def test_work_days_that_nothing_is_written_of_are_missing_only_once_they_passed() -> None:
    half = totals(CAR, OCTOBER, [], calendar(), date(2026, 10, 9)).value
    assert half.missing == tuple(date(2026, 10, day) for day in (1, 2, 5, 6, 7, 8, 9))
    found = check_vehicle(CAR, OCTOBER, [], half, Past(), Drivers(), calendar(), DEFAULTS, date(2026, 10, 9))
    assert {one.kind for one in found} == {CheckKind.MISSING, CheckKind.NOT_OVER}
    assert all(one.severity is Severity.RED for one in found)
    short = replace(CAR, first_day=date(2026, 10, 30), last_day=date(2026, 10, 30))
    value = totals(short, OCTOBER, [], calendar(), NEXT_MONTH).value
    assert (value.missing, value.days) == ((date(2026, 10, 30),), 1)
    assert kinds(drive(29, 1, 2, order_no="G"), vehicle=short) == {CheckKind.OUTSIDE}


def test_use_of_fuel_is_held_against_the_vehicles_own_average() -> None:
    entries = (drive(1, 0, 100, fuel_ml=13_000),)
    assert kinds(*entries, past=Past(average=Decimal("10.4"))) == set(), "exactly 25 per cent"
    (found,) = check(*entries, past=Past(average=Decimal("10.0")))
    assert (found.kind, found.day) == (CheckKind.USAGE, None)
    assert "13 L/100 km" in found.text and "%30" in found.text
    assert any("Önceki 365 günün ortalaması" in reason.text for reason in found.reasons)
    work = drive(1, minutes=450, fuel_ml=60_000)
    assert totals(MACHINE, OCTOBER, [work], calendar(), NEXT_MONTH).value.usage == 8
    assert kinds(work, vehicle=MACHINE, past=Past(average=Decimal(20))) == {CheckKind.USAGE}
    assert usage_of(Measure.SAAT, 500, 0, 60_000) is None


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("34abc123", "34 ABC 123"), (" 06 - bel . 06 ", "06 BEL 06"), ("34 şç 1234", "34 SC 1234")],
)
def test_plates_are_kept_in_one_form(typed: str, kept: str) -> None:
    assert normal_plate(typed, Measure.KM) == kept
    assert normal_plate(kept, Measure.KM) == kept


@pytest.mark.parametrize("typed", ["", "82 ABC 123", "00 A 1234", "ABC 34", "34 ABCD 12", "=1+1", "34 A 1"])
def test_what_is_no_plate_is_refused(typed: str) -> None:
    with pytest.raises(BadInput, match="plaka"):
        normal_plate(typed, Measure.KM)


def test_a_machine_may_have_a_registration_number() -> None:
    assert normal_plate("34-00-05-0012", Measure.SAAT) == "3400050012"
    assert normal_plate("34 abc 123", Measure.SAAT) == "34 ABC 123"


@pytest.mark.parametrize(
    ("typed", "value"), [("", 0), ("45", 45_000), ("45,5", 45_500), ("1.045,25 L", 1_045_250)]
)
def test_litres_are_read_exactly(typed: str, value: int) -> None:
    assert parse_litres(typed) == value
    assert parse_litres(litres_text(value)) == value


@pytest.mark.parametrize("typed", ["45.5", "-3", "45,1234", "çok", "1.04"])
def test_litres_that_cannot_be_read_are_refused(typed: str) -> None:
    with pytest.raises(BadInput, match="litre"):
        parse_litres(typed)


@pytest.mark.parametrize(("typed", "minutes"), [("", 0), ("7:30", 450), ("7,5", 450), ("8", 480), ("24:00", 1440)])
def test_hours_are_read_exactly(typed: str, minutes: int) -> None:
    assert parse_hours(typed) == minutes
    assert parse_hours(hours_text(minutes)) == minutes


@pytest.mark.parametrize("typed", ["25", "7:60", "7.5", "-1", "24:01"])
def test_hours_that_cannot_be_read_are_refused(typed: str) -> None:
    with pytest.raises(BadInput):
        parse_hours(typed)


def test_states_are_read_by_letter_and_word() -> None:
    assert [parse_state(one) for one in ("ç", "Y", "arızalı", "BAKIMDA", "t", "Şehir dışı", "g")] == [
        Ç, Y, A, B, T, G, G,
    ]  # fmt: skip
    with pytest.raises(BadInput, match="araç durumu"):
        parse_state("x")


@st.composite
def months(draw: st.DrawFn) -> list[DayEntry]:
    days = draw(st.lists(st.integers(1, 31), unique=True, max_size=31))
    entries = []
    for day in sorted(days):
        ends = draw(st.none() | st.tuples(st.integers(0, 500), st.integers(0, 500)))
        entries.append(
            DayEntry(
                id=day,
                day=date(2026, 10, day),
                state=draw(st.sampled_from(DayState)),
                start_km=ends[0] if ends else None,
                end_km=ends[1] if ends else None,
                minutes=draw(st.integers(0, 1440)),
                fuel_ml=draw(st.integers(0, 90_000)),
                driver_id=draw(st.none() | st.just(DRIVER)),
            )
        )
    return entries


@settings(max_examples=150)
@given(
    months(),
    st.dates(date(2026, 9, 1), date(2026, 12, 1)),
    st.dates(date(2026, 9, 20), date(2026, 11, 10)),
    st.randoms(use_true_random=False),
)
def test_every_day_is_in_one_sum_and_the_order_of_entries_does_not_matter(
    entries: list[DayEntry], today: date, first: date, order: random.Random
) -> None:
    vehicle = replace(CAR, first_day=min([first, *(entry.day for entry in entries)]))
    sums = totals(vehicle, OCTOBER, entries, calendar(), today)
    assert sums.value.days == sum(vehicle.here(day) for day in OCTOBER.days)
    found = check_vehicle(vehicle, OCTOBER, entries, sums.value, Past(), Drivers(), calendar(), DEFAULTS, today)
    shuffled = list(entries)
    order.shuffle(shuffled)
    assert totals(vehicle, OCTOBER, shuffled, calendar(), today) == sums
    assert found == check_vehicle(
        vehicle, OCTOBER, shuffled, sums.value, Past(), Drivers(), calendar(), DEFAULTS, today
    )


@given(st.lists(st.integers(0, 400), min_size=1, max_size=31), st.integers(0, 300_000))
def test_an_unbroken_chain_adds_up_to_its_two_ends(kilometres: list[int], first: int) -> None:
    entries, at = [], first
    for place, km in enumerate(kilometres):
        day = date(2026, 10, 1) + timedelta(days=place)
        entries.append(DayEntry(place, day, Ç, at, at + km, driver_id=DRIVER, order_no="G"))
        at += km
    sums = totals(CAR, OCTOBER, entries, calendar(), NEXT_MONTH).value
    assert sums.km == at - first
    assert not {CheckKind.CHAIN, CheckKind.BACKWARDS} & kinds(*entries)
    if len(entries) > 1 and kilometres[0]:
        broken = [replace(entries[0], end_km=entries[0].end_km - 1), *entries[1:]]  # type: ignore[operator]
        assert CheckKind.CHAIN in kinds(*broken)
