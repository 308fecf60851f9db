"""Last days of what is sent to muhasebe and to the giver, and the monthly list."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.core.calendar import Holiday, WorkCalendar
from data.core.errors import BadInput
from data.tasinir.rules.duties import (
    DutyKind,
    Limits,
    ListRow,
    Use,
    last_working_day,
    list_duty,
    monthly_list,
    sending_of,
    voucher_duties,
)
from data.tasinir.rules.values import VoucherKind
from data.tasinir.rules.voucher_kinds import Sending

CALENDAR = WorkCalendar(
    [
        Holiday(date(2026, 10, 29), "Cumhuriyet Bayramı"),
        Holiday(date(2026, 10, 28), "Cumhuriyet Bayramı arifesi", half=True),
        Holiday(date(2027, 1, 1), "Yılbaşı"),
    ]
)
days = st.dates(date(2026, 1, 1), date(2026, 12, 31))


def test_a_donation_is_sent_within_ten_days_of_its_voucher() -> None:
    (duty,) = voucher_duties(VoucherKind.BAGIS_GIRIS, date(2026, 11, 2), CALENDAR)
    assert (duty.kind, duty.last_day, duty.skipped) == (DutyKind.MUHASEBE, date(2026, 11, 12), ())
    assert [reason.text for reason in duty.explained.reasons] == ["Fiş tarihi 02.11.2026 + 10 gün = 12.11.2026."]
    assert duty.reasons[0].law == "Taşınır Mal Y. m.30/1"


def test_a_last_day_on_a_holiday_moves_on_and_says_which_days_were_passed_over() -> None:
    (duty,) = voucher_duties(VoucherKind.HURDA, date(2026, 10, 19), CALENDAR)
    assert duty.last_day == date(2026, 10, 30)
    assert duty.skipped == ((date(2026, 10, 29), "Cumhuriyet Bayramı"),)
    assert "29.10.2026 Cumhuriyet Bayramı: sayılmadı." in [reason.text for reason in duty.reasons]


def test_what_moves_between_two_idares_has_two_duties() -> None:
    taken = voucher_duties(VoucherKind.DEVIR_ALMA_IDARE, date(2026, 11, 2), CALENDAR)
    assert [(duty.kind, duty.last_day) for duty in taken] == [
        (DutyKind.MUHASEBE, date(2026, 11, 12)),
        (DutyKind.DEVREDENE, date(2026, 11, 9)),
    ]
    given_away = voucher_duties(VoucherKind.DEVIR_IDARE, date(2026, 11, 2), CALENDAR)
    assert given_away[1].kind is DutyKind.ALANDAN
    assert given_away[1].reasons[0].law == "Taşınır Mal Y. m.19/3"


def test_the_days_are_the_offices_settings() -> None:
    duties = voucher_duties(VoucherKind.DEVIR_IDARE, date(2026, 11, 2), CALENDAR, Limits(15, 4))
    assert [duty.last_day for duty in duties] == [date(2026, 11, 17), date(2026, 11, 6)]


@pytest.mark.parametrize(
    "kind", [VoucherKind.SATIN_ALMA, VoucherKind.TUKETIM, VoucherKind.AMBAR_CIKIS, VoucherKind.ACILIS]
)
def test_what_goes_another_way_has_no_day_of_its_own(kind: VoucherKind) -> None:
    assert voucher_duties(kind, date(2026, 11, 2), CALENDAR) == ()


def test_a_counter_voucher_goes_the_way_of_what_it_reverses() -> None:
    assert sending_of(VoucherKind.DUZELTME_CIKIS, VoucherKind.AMBAR_GIRIS) is Sending.YOK
    assert sending_of(VoucherKind.DUZELTME_GIRIS, VoucherKind.TUKETIM) is Sending.AYLIK
    assert sending_of(VoucherKind.DUZELTME_CIKIS, VoucherKind.SATIN_ALMA) is Sending.ON_GUN
    assert sending_of(VoucherKind.SATIN_ALMA) is Sending.ODEME_EMRI
    reversed_move = voucher_duties(
        VoucherKind.DUZELTME_GIRIS, date(2026, 11, 2), CALENDAR, reverses=VoucherKind.DEVIR_IDARE
    )
    assert [duty.kind for duty in reversed_move] == [DutyKind.MUHASEBE]


def test_at_the_years_end_it_is_sent_before_the_year_is_over() -> None:
    (late,) = voucher_duties(VoucherKind.BAGIS_GIRIS, date(2026, 12, 28), CALENDAR)
    assert late.last_day == date(2026, 12, 31)
    assert "Mali yıl bitmeden" in late.reasons[1].text
    (closed,) = voucher_duties(VoucherKind.BAGIS_GIRIS, date(2022, 12, 31), CALENDAR)
    assert closed.last_day == date(2022, 12, 31)


@given(days, st.integers(1, 30))
def test_the_last_day_is_in_the_year_after_the_voucher_and_a_working_day(day: date, length: int) -> None:
    (duty,) = voucher_duties(VoucherKind.BAGIS_GIRIS, day, CALENDAR, Limits(accounts_days=length))
    assert day <= duty.last_day <= date(2026, 12, 31)
    assert duty.last_day == day or CALENDAR.is_working_day(duty.last_day)
    full = day + timedelta(days=length)
    assert duty.last_day >= min(full, last_working_day(2026, CALENDAR))
    assert all(not CALENDAR.is_working_day(on) for on, _ in duty.skipped)


@pytest.mark.parametrize(
    ("month", "last"),
    [(1, date(2026, 2, 27)), (9, date(2026, 10, 30)), (11, date(2026, 12, 31)), (12, date(2026, 12, 31))],
)
def test_the_monthly_list_is_given_in_the_next_month_and_the_last_one_in_the_year(month: int, last: date) -> None:
    duty = list_duty(2026, month, CALENDAR)
    assert (duty.kind, duty.last_day) == (DutyKind.AYLIK_LISTE, last)
    assert duty.reasons[0].law == "Taşınır Mal Y. m.30/3"


def test_the_last_list_of_a_year_that_ends_on_a_sunday() -> None:
    duty = list_duty(2028, 12, CALENDAR)
    assert duty.last_day == date(2028, 12, 29)
    assert [name for _, name in duty.skipped] == ["Cumartesi", "Pazar"]


def test_the_list_sums_a_months_use_by_second_level_code() -> None:
    uses = [
        Use(date(2026, 11, 3), "150.01.04.01.01", 5_000),
        Use(date(2026, 11, 30), "150.01.04.02", 2_000),
        Use(date(2026, 11, 4), "150.01.03.01", 900),
        Use(date(2026, 11, 5), "150.01.03.01", -900),
        Use(date(2026, 12, 1), "150.01.04.01", 7),
        Use(date(2025, 11, 3), "150.01.04.01", 7),
    ]
    found = monthly_list(uses, 2026, 11)
    assert found.value == (ListRow("150.01.04", 7_000),)
    text = "Kasım 2026: 4 tüketim hareketi, 1 II. düzey kod, toplam 70,00 TL."
    assert [reason.text for reason in found.reasons] == [text]
    with pytest.raises(BadInput):
        monthly_list([Use(date(2026, 11, 3), "150.01", 1)], 2026, 11)


@given(
    st.lists(
        st.builds(Use, days, st.sampled_from(["150.01.03", "150.01.04.01", "150.05.01"]), st.integers(-99, 99))
    )
)
def test_the_twelve_lists_come_to_what_left_in_the_year(uses: list[Use]) -> None:
    listed = sum(row.kurus for month in range(1, 13) for row in monthly_list(uses, 2026, month).value)
    assert listed == sum(use.kurus for use in uses)
