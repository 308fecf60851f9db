"""The demo's trainees with their schools, and two vehicles with the days of the newest month."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

from app.demo.calendar import StoryDates
from app.demo.people import DemoPerson
from data.arac.drafts import VehicleDayDraft, VehicleDraft
from data.arac.operations.days import write_day
from data.arac.operations.months import open_month
from data.arac.operations.vehicles import add_vehicle
from data.arac.rules.values import DayState, Measure, Ownership
from data.core.calendar import WorkCalendar
from data.core.store import Work
from data.personel.rules import StaffKind
from data.staj.drafts import StajDraft
from data.staj.operations import record_staj
from data.staj.rules import SchoolKind

_SCHOOLS = (
    ("Örnek Teknik Üniversitesi", SchoolKind.UNIVERSITE, "Bilgisayar Mühendisliği", 30),
    ("Örnek Meslek Yüksekokulu", SchoolKind.UNIVERSITE, "Bilgisayar Programcılığı", 40),
    ("Örnek Mesleki ve Teknik Anadolu Lisesi", SchoolKind.LISE, "Bilişim Teknolojileri", 72),
)
_DAYS = "--XXX--"
"""As the weekly pattern of the demo's trainees has it."""
_PLATES = ("06 DNM 101", "06 DNM 102")
_A_DAY = (18, 74)
"""Fewest and most kilometres of a working day."""
_FULL_EVERY = 6

Act = Callable[[Work], object]


def stajs(people: list[DemoPerson], ids: dict[str, int], dates: StoryDates) -> Act:
    """A staj for every trainee, from the founding on."""
    trainees = [person for person in people if person.kind is StaffKind.STAJYER]

    def act(work: Work) -> None:
        for place, person in enumerate(trainees):
            school, kind, program, required = _SCHOOLS[place % len(_SCHOOLS)]
            record_staj(
                work,
                StajDraft(
                    personel_id=ids[person.sicil],
                    school=school,
                    school_kind=kind.value,
                    program=program,
                    class_name="3",
                    student_no=f"{20260100 + place}",
                    required_days=required,
                    start=dates.months[0].start,
                    weekdays=_DAYS,
                    teacher="Staj koordinatörlüğü",
                    document=f"Kabul 2026/{place + 1}",
                ),
            )

    return act


def vehicles(
    random: Random, people: list[DemoPerson], ids: dict[str, int], birim_id: int, dates: StoryDates,
    calendar: WorkCalendar,
) -> Act:  # fmt: skip
    """An own and a rented vehicle, whose newest month is written but for its last days."""
    drivers = [person for person in people if person.kind is StaffKind.ISCI and not person.exit][-2:]
    month = dates.months[-1]

    def act(work: Work) -> None:
        keys = [
            _vehicle(work, place, ids[driver.sicil], birim_id, dates.founding)
            for place, driver in enumerate(drivers)
        ]
        opened = open_month(work, birim_id, month)
        for key, driver, km in zip(keys, drivers, (48_210, 12_905), strict=True):
            for number, day in enumerate(month.days[:-3]):
                off = day.weekday() > 4 or calendar.holiday(day) is not None or driver.is_away(day)
                run = 0 if off else random.randint(*_A_DAY)
                state = DayState.TATIL if day.weekday() > 4 else DayState.YATTI if off else DayState.CALISTI
                write_day(
                    work,
                    opened,
                    key,
                    VehicleDayDraft(
                        state=state.value,
                        day=day,
                        start_km=km if run else None,
                        end_km=km + run if run else None,
                        fuel="42" if run and number % _FULL_EVERY == 1 else None,
                        trips=2 if run else None,
                        driver_id=ids[driver.sicil] if run else None,
                    ),
                )
                km += run

    return act


def _vehicle(work: Work, place: int, driver_id: int, birim_id: int, first_day: date) -> int:
    rented = place == 1
    return add_vehicle(
        work,
        VehicleDraft(
            plate=_PLATES[place],
            kind="Kamyonet" if rented else "Binek",
            model="2022 model",
            ownership=(Ownership.KIRALIK if rented else Ownership.BELEDIYE).value,
            firm="Örnek Filo Kiralama A.Ş." if rented else None,
            birim_id=birim_id,
            driver_id=driver_id,
            measure=Measure.KM.value,
            first_day=first_day - timedelta(days=90),
        ),
    )
