"""Free days: counted right around the feasts, filled once, edited only by the administrator with a reason."""

from __future__ import annotations

from datetime import date

import pytest
from office_people import admin, person

from data.core import holidays, trail
from data.core.calendar import Holiday, HolidayKind, WorkCalendar, format_date
from data.core.errors import BadFields, BadInput, Conflict, NotAllowed
from data.core.holidays import HolidayDraft
from data.core.models import TrailEntry
from data.core.permissions import Role
from data.core.store import Store

KURBAN_2026 = WorkCalendar(holidays.package_holidays(2026))


def test_working_days_step_over_the_feast_and_count_the_arife() -> None:
    # 26.05.2026 Salı arife (half, a working day), 27-30.05 Kurban Bayramı, 30-31.05 weekend.
    assert KURBAN_2026.add_working_days(date(2026, 5, 25), 1) == date(2026, 5, 26)
    assert KURBAN_2026.add_working_days(date(2026, 5, 25), 2) == date(2026, 6, 1)
    assert KURBAN_2026.add_working_days(date(2026, 5, 25), 0) == date(2026, 5, 25)
    assert KURBAN_2026.next_working_day(date(2026, 5, 27)) == date(2026, 6, 1)
    assert KURBAN_2026.is_working_day(date(2026, 5, 26))


def test_every_skipped_day_says_why() -> None:
    assert KURBAN_2026.skipped_days(date(2026, 5, 25), date(2026, 6, 1)) == (
        (date(2026, 5, 27), "Kurban Bayramı"),
        (date(2026, 5, 28), "Kurban Bayramı"),
        (date(2026, 5, 29), "Kurban Bayramı"),
        (date(2026, 5, 30), "Kurban Bayramı"),
        (date(2026, 5, 31), "Pazar"),
    )


def test_a_half_day_on_a_weekend_is_called_by_its_weekday() -> None:
    calendar = WorkCalendar([Holiday(date(2027, 5, 15), "Kurban Bayramı arifesi", half=True)])
    assert calendar.skipped_days(date(2027, 5, 14), date(2027, 5, 15)) == ((date(2027, 5, 15), "Cumartesi"),)


@pytest.mark.parametrize("full_first", [True, False])
def test_of_two_feasts_on_one_day_the_full_one_holds(full_first: bool) -> None:
    both = [Holiday(date(2033, 1, 1), "Yılbaşı"), Holiday(date(2033, 1, 1), "Ramazan Bayramı arifesi", half=True)]
    calendar = WorkCalendar(both if full_first else reversed(both))
    feast = calendar.holiday(date(2033, 1, 1))
    assert feast is not None and not feast.half
    assert len(list(calendar)) == 1


def test_official_days_have_turkish_names_and_halves() -> None:
    days = {day.day: day for day in holidays.package_holidays(2026)}
    assert days[date(2026, 10, 28)] == Holiday(date(2026, 10, 28), "Cumhuriyet Bayramı arifesi", half=True)
    assert days[date(2026, 10, 29)] == Holiday(date(2026, 10, 29), "Cumhuriyet Bayramı")
    assert days[date(2026, 3, 19)].name == "Ramazan Bayramı arifesi" and days[date(2026, 3, 19)].half
    assert days[date(2026, 7, 15)].name == "Demokrasi ve Millî Birlik Günü"
    twice = {day.day: day.name for day in holidays.package_holidays(2027)}[date(2027, 5, 19)]
    assert "Gençlik ve Spor Bayramı" in twice and "Kurban Bayramı" in twice and ";" not in twice


def test_an_october_arife_keeps_the_name_of_its_own_feast() -> None:
    days = {day.day: day.name for day in holidays.package_holidays(2006) if day.half}
    assert days[date(2006, 10, 22)] == "Ramazan Bayramı arifesi"


def test_filling_twice_adds_nothing(store: Store) -> None:
    boss = admin(store)
    with store.work(boss) as work:
        assert holidays.fill_years(work, 2026, 2027) == 33
    with store.work(boss) as work:
        assert holidays.fill_years(work, 2026, 2027) == 0
    with store.look(boss) as look:
        assert len(holidays.holiday_lines(look, 2026)) == 17
        assert holidays.calendar(look).add_working_days(date(2026, 5, 25), 2) == date(2026, 6, 1)


def idari(day: date = date(2026, 5, 25)) -> HolidayDraft:
    return HolidayDraft(
        day=day, name="İdari izin", kind=HolidayKind.IDARI.value, source="CB 2026/7 sayılı Genelge"
    )


def test_an_administrative_leave_is_added_and_taken_back_with_a_reason(store: Store) -> None:
    boss = admin(store)
    with store.work(boss) as work:
        holiday_id = holidays.add_holiday(work, idari())
    with store.look(boss) as look:
        assert not holidays.calendar(look).is_working_day(date(2026, 5, 25))
    with pytest.raises(Conflict), store.work(boss) as work:
        holidays.add_holiday(work, idari())
    with pytest.raises(BadInput, match="Gerekçe"), store.work(boss) as work:
        holidays.withdraw_holiday(work, holiday_id, "  ")
    with store.work(boss) as work:
        holidays.withdraw_holiday(work, holiday_id, "Genelge değişti")
    with pytest.raises(BadInput), store.work(boss) as work:
        holidays.withdraw_holiday(work, holiday_id, "yine")
    with store.look(boss) as look:
        assert holidays.calendar(look).is_working_day(date(2026, 5, 25))
        assert holidays.holiday_lines(look, 2026) == ()
        words = [entry.summary for entry in trail.history(look, "holiday", holiday_id)]
        assert len(words) == 2 and "Genelge değişti" in words[0] and "2026/7" in words[1]
        assert look.session.get(TrailEntry, 1) is not None
    with store.work(boss) as work:
        assert holidays.add_holiday(work, idari()) != holiday_id


def test_nobody_but_the_administrator_touches_the_calendar(store: Store) -> None:
    clerk = person(store, "katip", Role.HAZIRLAYAN, Role.SEF, Role.SUBE_MUDURU)
    with store.work(admin(store)) as work:
        holiday_id = holidays.add_holiday(work, idari())
    with pytest.raises(NotAllowed), store.work(clerk) as work:
        holidays.add_holiday(work, idari(date(2026, 6, 1)))
    with pytest.raises(NotAllowed), store.work(clerk) as work:
        holidays.withdraw_holiday(work, holiday_id, "yanlış")
    with pytest.raises(NotAllowed), store.work(clerk) as work:
        holidays.fill_years(work, 2026, 2026)


def test_a_free_day_without_a_source_is_refused(store: Store) -> None:
    draft = HolidayDraft(day=date(2026, 5, 25), name=" ", kind="bayram", source="")
    with pytest.raises(BadFields) as refused, store.work(admin(store)) as work:
        holidays.add_holiday(work, draft)
    assert set(refused.value.problems) == {"name", "kind", "source"}


def test_dates_are_shown_in_the_turkish_way() -> None:
    assert format_date(date(2026, 1, 5)) == "05.01.2026"
