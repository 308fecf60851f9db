"""Last days by every basis over weekends, feasts, half days and the year's end, with the days passed over."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.core.calendar import Holiday, HolidayKind, WorkCalendar
from data.core.errors import BadInput
from data.evrak.rules.deadlines import (
    STANDARD,
    Deadline,
    Given,
    Terms,
    Unit,
    compute,
    extension_problem,
    fee_due,
    parse_given,
)
from data.evrak.rules.recounts import Kept, would_move
from data.evrak.rules.values import Basis
from tests.evrak.deadline_office import FRIDAY, calendar, day

ADMIN_LEAVE = Holiday(date(2026, 11, 24), "İdari izin", kind=HolidayKind.IDARI)


def days(found: Deadline) -> str:
    """The days passed over, as ``gg.aa`` with the name behind feasts."""
    return " ".join(f"{one.day:%d.%m}" for one in found.skipped)


def said(found: Deadline) -> str:
    return " ".join(reason.text for reason in found.reasons)


# ---------------------------------------------------------------- every basis

WORKING_DAYS = [
    # an ordinary week
    (Basis.RY33_BELGE, "20.11.2026", "27.11.2026", "21.11 22.11"),
    (Basis.RY33_BILGI, "20.11.2026", "11.12.2026", "21.11 22.11 28.11 29.11 05.12 06.12"),
    (Basis.ACELE, "20.11.2026", "23.11.2026", "21.11 22.11"),
    (Basis.PAKET, "20.11.2026", "24.11.2026", "21.11 22.11"),
    # arrived on a Saturday
    (Basis.PAKET, "21.11.2026", "24.11.2026", "22.11"),
    # one official holiday in the week
    (Basis.RY33_BELGE, "22.04.2026", "30.04.2026", "23.04 25.04 26.04"),
    (Basis.RY33_BELGE, "15.05.2026", "25.05.2026", "16.05 17.05 19.05 23.05 24.05"),
    # Ramazan Bayramı 2026: arife on Thursday 19.03 counts, the feast lies on Friday to Sunday
    (Basis.RY33_BELGE, "16.03.2026", "24.03.2026", "20.03 21.03 22.03"),
    # Kurban Bayramı 2026: arife on Tuesday 26.05 counts, the feast is Wednesday to Saturday
    (
        Basis.RY33_BILGI, "15.05.2026", "11.06.2026",
        "16.05 17.05 19.05 23.05 24.05 27.05 28.05 29.05 30.05 31.05 06.06 07.06",
    ),
    # a feast and 19 Mayıs on one date (2027): arife is a Saturday, feast from Sunday to Wednesday
    (Basis.RY33_BELGE, "14.05.2027", "26.05.2027", "15.05 16.05 17.05 18.05 19.05 22.05 23.05"),
    # 28 Ekim is a half day, 29 Ekim a holiday
    (Basis.PAKET, "27.10.2026", "30.10.2026", "29.10"),
    (Basis.ACELE, "28.10.2026", "30.10.2026", "29.10"),
    # over the year's end
    (Basis.BE15, "18.12.2026", "11.01.2027", "19.12 20.12 26.12 27.12 01.01 02.01 03.01 09.01 10.01"),
]  # fmt: skip


@pytest.mark.parametrize(("basis", "start", "last", "skipped"), WORKING_DAYS)
def test_working_days_pass_over_weekends_and_holidays(basis: Basis, start: str, last: str, skipped: str) -> None:
    found = compute(basis, day(start), calendar())
    assert found.last_day == day(last)
    assert days(found) == skipped
    assert found.unit is Unit.IS_GUNU
    assert all(str(one) in said(found) for one in found.skipped)


CALENDAR_DAYS = [
    (Basis.DILEKCE, "20.11.2026", "20.12.2026", 30),
    (Basis.CIMER, "01.12.2026", "31.12.2026", 30),
    (Basis.IYUK10, "15.05.2026", "14.06.2026", 30),
    (Basis.IYUK11, "15.12.2026", "14.01.2027", 30),
    (Basis.IYUK10, "14.07.2021", "13.08.2021", 30),
    # applications before the change keep the old period
    (Basis.IYUK10, "13.07.2021", "11.09.2021", 60),
    (Basis.IYUK11, "13.07.2021", "11.09.2021", 60),
]


@pytest.mark.parametrize(("basis", "start", "last", "length"), CALENDAR_DAYS)
def test_calendar_days_count_weekends_and_feasts_too(basis: Basis, start: str, last: str, length: int) -> None:
    found = compute(basis, day(start), calendar())
    assert (found.last_day, found.length, found.unit) == (day(last), length, Unit.GUN)
    assert found.skipped == ()
    assert "Takvim günüyle sayılır" in said(found)


def test_every_basis_says_its_law_and_its_first_day() -> None:
    laws = {
        Basis.RY33_BELGE: "RY m.33", Basis.RY33_BILGI: "RY m.33", Basis.ACELE: "RY m.26", Basis.PAKET: "RY m.30",
        Basis.BE15: "4982 s. K. m.11", Basis.BE30: "4982 s. K. m.11", Basis.DILEKCE: "3071 s. K. m.7",
        Basis.CIMER: "3071 s. K. m.7", Basis.IYUK10: "2577 s. K. m.10", Basis.IYUK11: "2577 s. K. m.11",
    }  # fmt: skip
    for basis, law in laws.items():
        found = compute(basis, FRIDAY, calendar(), notice=FRIDAY if basis is Basis.BE30 else None)
        assert found.reasons[0].law == law
        assert "Gün 0: 20.11.2026" in said(found)
        assert f"Son gün: {found.last_day:%d.%m.%Y}" in said(found)
        assert found.explained.value == found.last_day
    assert set(laws) | {Basis.GUNLU, Basis.SERBEST} == set(Basis)


def test_a_half_day_counts_unless_the_office_says_otherwise() -> None:
    counted = compute(Basis.PAKET, date(2026, 10, 27), calendar())
    assert [str(one) for one in counted.half_days] == ["28.10.2026 Cumhuriyet Bayramı arifesi"]
    assert "yarım gün, iş günü sayıldı" in said(counted)
    strict = compute(Basis.PAKET, date(2026, 10, 27), calendar(), replace(STANDARD, yarim_gun_sayilir=False))
    assert strict.last_day == date(2026, 11, 2)
    assert (days(strict), strict.half_days) == ("28.10 29.10 31.10 01.11", ())
    assert "28.10.2026 Cumhuriyet Bayramı arifesi (yarım gün)" in said(strict)


def test_a_last_day_that_is_a_half_day_says_when_the_office_closes() -> None:
    found = compute(Basis.ACELE, date(2026, 10, 27), calendar())
    assert found.last_day == date(2026, 10, 28)
    assert "mesai 13.00'te biter" in said(found)


def test_a_petition_whose_last_day_is_a_sunday_is_not_stretched_unless_set() -> None:
    plain = compute(Basis.DILEKCE, FRIDAY, calendar())
    assert plain.last_day.weekday() == 6
    assert "önceki iş günü 18.12.2026" in said(plain)
    moved = compute(Basis.DILEKCE, FRIDAY, calendar(), replace(STANDARD, dilekce_kayar=True))
    assert (moved.last_day, days(moved)) == (date(2026, 12, 21), "20.12")
    assert "izleyen iş gününe geçti" in said(moved)
    assert "Sayılmayan" not in said(moved)


@pytest.mark.parametrize("basis", [Basis.CIMER, Basis.IYUK10, Basis.IYUK11])
def test_each_calendar_basis_has_its_own_switch_for_a_closed_last_day(basis: Basis) -> None:
    terms = replace(STANDARD, **{f"{basis.value}_kayar": True})
    assert compute(basis, FRIDAY, calendar(), terms).last_day == date(2026, 12, 21)
    assert compute(Basis.DILEKCE, FRIDAY, calendar(), terms).last_day == date(2026, 12, 20)


def test_a_year_whose_holidays_are_not_in_the_table_is_told() -> None:
    found = compute(Basis.BE15, date(2027, 12, 20), calendar())
    assert "2028 tatilleri takvimde yok" in said(found)
    assert "takvimde yok" not in said(compute(Basis.BE15, FRIDAY, calendar()))


# ---------------------------------------------------------------- given dates and periods


def test_a_gunlu_letter_ends_on_its_day_even_if_the_office_is_closed() -> None:
    found = compute(Basis.GUNLU, FRIDAY, calendar(), given=date(2026, 12, 6))
    assert (found.last_day, found.unit, found.length) == (date(2026, 12, 6), Unit.TARIH, 0)
    assert "(Pazar)" in said(found) and "önceki iş günü 04.12.2026" in said(found)


@pytest.mark.parametrize(
    ("typed", "last"), [("15 gün", "05.12.2026"), ("10 iş günü", "04.12.2026"), ("2 hafta", "04.12.2026")]
)
def test_a_gunlu_period_runs_from_the_registration(typed: str, last: str) -> None:
    assert compute(Basis.GUNLU, FRIDAY, calendar(), given=parse_given(typed)).last_day == day(last)


def test_a_gunlu_letter_that_came_too_late_is_late_from_the_start() -> None:
    found = compute(Basis.GUNLU, FRIDAY, calendar(), given=date(2026, 11, 18))
    assert found.last_day == date(2026, 11, 18)
    assert "kaydedilmeden önce geçmiş" in said(found)


def test_what_a_basis_needs_is_asked_by_field_and_law() -> None:
    def refused(basis: Basis, **more: object) -> BadInput:
        with pytest.raises(BadInput) as problem:
            compute(basis, FRIDAY, calendar(), **more)  # type: ignore[arg-type]
        return problem.value

    assert refused(Basis.GUNLU).field == "given"
    assert "RY m.26" in str(refused(Basis.GUNLU))
    assert "KLV 23" in str(refused(Basis.ACELE, given=date(2026, 12, 1)))
    assert "GÜNLÜDÜR" in str(refused(Basis.RY33_BELGE, given=date(2026, 12, 1)))
    assert refused(Basis.SERBEST, reason="Toplantı").field == "given"
    assert refused(Basis.SERBEST, reason="Toplantı", given=Given(length=5, unit=Unit.GUN)).field == "given"
    assert refused(Basis.SERBEST, given=date(2026, 12, 1)).field == "reason"
    assert refused(Basis.SERBEST, given=date(2026, 11, 1), reason="Toplantı").field == "given"
    assert "on yıldan uzak" in str(refused(Basis.GUNLU, given=date(2062, 12, 1)))
    assert refused(Basis.BE15, notice=FRIDAY).field == "notice_on"
    assert refused(Basis.DILEKCE, pauses=((FRIDAY, None),)).field == "pauses"


def test_a_date_by_hand_keeps_its_reason() -> None:
    found = compute(Basis.SERBEST, FRIDAY, calendar(), given=date(2026, 12, 1), reason="Meclis toplantısı")
    assert found.last_day == date(2026, 12, 1)
    assert "Meclis toplantısı" in found.reasons[0].text


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("05.12.2026", Given(date(2026, 12, 5))),
        ("5/12/2026", Given(date(2026, 12, 5))),
        ("2026-12-05", Given(date(2026, 12, 5))),
        ("5 ARALIK 2026", Given(date(2026, 12, 5))),
        ("05.12.2026 tarihine kadar", Given(date(2026, 12, 5))),
        ("15 gün", Given(length=15, unit=Unit.GUN)),
        ("15 GÜN içinde", Given(length=15, unit=Unit.GUN)),
        ("10 (on) iş günü içerisinde", Given(length=10, unit=Unit.IS_GUNU)),
        ("3 hafta", Given(length=21, unit=Unit.GUN)),
    ],
)
def test_a_given_time_is_read_as_letters_write_it(typed: str, found: Given) -> None:
    assert parse_given(typed) == found


@pytest.mark.parametrize(
    "typed",
    ["", "hemen", "31.02.2026", "0 gün", "1000 gün", "05.12.26", "15", "05.12.0026", "9" * 5000, "bir gün"],
)
def test_what_is_no_time_is_refused_by_field(typed: str) -> None:
    with pytest.raises(BadInput) as refused:
        parse_given(typed, field="miat")
    assert refused.value.field == "miat"
    assert len(str(refused.value)) < 200


# ---------------------------------------------------------------- bilgi edinme: extension and fee


def test_an_extension_stands_on_a_notice_within_the_first_fifteen_days() -> None:
    start, last15 = date(2026, 12, 18), date(2027, 1, 11)
    for notice in (start, last15):
        found = compute(Basis.BE30, start, calendar(), notice=notice)
        assert (found.last_day, found.notice) == (date(2027, 2, 1), notice)
        assert f"başvurana yazıldı: {notice:%d.%m.%Y}" in said(found)


@pytest.mark.parametrize(
    ("notice", "today", "words"),
    [
        (None, None, "en geç 11.01.2027 tarihinde yazılmalıdır"),
        (date(2027, 1, 12), None, "en geç 11.01.2027 tarihinde yazılmalıydı"),
        (date(2026, 12, 17), None, "önceki bir tarihi"),
        (date(2027, 1, 8), date(2027, 1, 12), "11.01.2027 tarihinde doldu"),
        (date(2027, 1, 8), date(2027, 1, 7), "bugünden sonra olamaz"),
    ],
)
def test_an_extension_too_late_or_without_its_notice_is_refused(
    notice: date | None, today: date | None, words: str
) -> None:
    start = date(2026, 12, 18)
    assert words in extension_problem(start, notice, calendar(), today=today)
    with pytest.raises(BadInput) as refused:
        compute(Basis.BE30, start, calendar(), notice=notice, today=today)
    assert (refused.value.field, words in str(refused.value)) == ("notice_on", True)
    assert "4982 s. K. m.11" in str(refused.value)


def test_a_fee_notice_stops_the_clock_until_it_is_paid() -> None:
    plain = compute(Basis.BE15, FRIDAY, calendar())
    stopped = compute(Basis.BE15, FRIDAY, calendar(), pauses=((date(2026, 11, 24), date(2026, 11, 27)),))
    assert plain.last_day == date(2026, 12, 11)
    assert stopped.last_day == date(2026, 12, 16)  # Wednesday to Friday were not counted
    assert [one.day for one in stopped.skipped if "ücret" in one.name] == [date(2026, 11, d) for d in (25, 26, 27)]
    off = compute(
        Basis.BE15, FRIDAY, calendar(), replace(STANDARD, ucret_durdurur=False),
        pauses=((date(2026, 11, 24), date(2026, 11, 27)),),
    )  # fmt: skip
    assert off.last_day == plain.last_day


def test_an_unpaid_fee_is_waited_for_as_long_as_the_applicant_may_pay() -> None:
    notice = date(2026, 11, 24)
    assert fee_due(notice, calendar()) == date(2026, 12, 15)
    waiting = compute(Basis.BE15, FRIDAY, calendar(), pauses=((notice, None),))
    assert (
        waiting.last_day
        == compute(Basis.BE15, FRIDAY, calendar(), pauses=((notice, date(2026, 12, 15)),)).last_day
    )
    assert "15.12.2026" in said(waiting)


@pytest.mark.parametrize(
    "pauses",
    [
        ((date(2026, 11, 19), None),),
        ((date(2026, 12, 14), None),),
        ((date(2026, 11, 24), date(2026, 11, 23)),),
        ((date(2026, 11, 24), date(2026, 11, 30)), (date(2026, 11, 26), None)),
    ],
)
def test_fee_notices_that_do_not_fit_are_refused(pauses: tuple[tuple[date, date | None], ...]) -> None:
    with pytest.raises(BadInput) as refused:
        compute(Basis.BE15, FRIDAY, calendar(), pauses=pauses)
    assert refused.value.field == "pauses"


# ---------------------------------------------------------------- a changed table


def kept(found: Deadline, key: int = 7) -> Kept:
    return Kept(key, found.basis, found.start, found.unit, found.length, found.last_day, found.pauses)


def test_an_added_administrative_leave_would_move_only_what_it_lies_in() -> None:
    old = calendar()
    new = WorkCalendar([*old, ADMIN_LEAVE])
    running = [
        kept(compute(Basis.RY33_BELGE, FRIDAY, old), 1),
        kept(compute(Basis.RY33_BELGE, date(2026, 11, 25), old), 2),
        kept(compute(Basis.DILEKCE, FRIDAY, old), 3),
        kept(compute(Basis.GUNLU, FRIDAY, old, given=date(2026, 11, 24)), 4),
    ]
    (moved,) = would_move(running, old, new)
    assert (moved.key, moved.old, moved.new) == (1, date(2026, 11, 27), date(2026, 11, 30))
    assert [reason.text for reason in moved.reasons] == ["24.11.2026 İdari izin takvime eklendi."]
    assert ADMIN_LEAVE.day in [one.day for one in moved.found.skipped]
    (back,) = would_move([kept(moved.found)], new, old)
    assert (back.new, "takvimden çıkarıldı" in back.reasons[0].text) == (date(2026, 11, 27), True)
    assert would_move(running, None, new)[0].reasons == ()


def test_a_later_change_of_the_length_does_not_reach_a_kept_deadline() -> None:
    one = kept(compute(Basis.RY33_BELGE, FRIDAY, calendar()))
    assert would_move([one], None, calendar(), replace(STANDARD, ry33_belge=9)) == ()


# ---------------------------------------------------------------- properties

STARTS = st.dates(date(2026, 1, 1), date(2026, 12, 31))
FREE = st.lists(
    st.builds(Holiday, st.dates(date(2026, 1, 1), date(2027, 3, 31)), st.just("Tatil"), half=st.booleans()),
    max_size=60,
)
WORKING = st.sampled_from([Basis.RY33_BELGE, Basis.RY33_BILGI, Basis.PAKET, Basis.BE15, Basis.ACELE])
COUNTED = st.sampled_from([one for one in Basis if one not in (Basis.GUNLU, Basis.SERBEST, Basis.BE30)])
TERMS = st.builds(
    Terms,
    yarim_gun_sayilir=st.booleans(),
    dilekce_kayar=st.booleans(),
    cimer_kayar=st.booleans(),
    iyuk10_kayar=st.booleans(),
    iyuk11_kayar=st.booleans(),
)


@settings(max_examples=80, deadline=None)
@given(WORKING, STARTS, FREE, TERMS)
def test_a_working_day_deadline_ends_on_a_working_day(
    basis: Basis, start: date, free: list[Holiday], terms: Terms
) -> None:
    table = WorkCalendar(free)
    last = compute(basis, start, table, terms).last_day
    assert table.is_working_day(last)
    holiday = table.holiday(last)
    assert holiday is None or terms.yarim_gun_sayilir


@settings(max_examples=80, deadline=None)
@given(COUNTED, STARTS, FREE, TERMS)
def test_counted_and_skipped_days_make_the_whole_span(
    basis: Basis, start: date, free: list[Holiday], terms: Terms
) -> None:
    found = compute(basis, start, WorkCalendar(free), terms)
    assert found.length + len(found.skipped) == (found.last_day - start).days
    assert [one.day for one in found.skipped] == sorted({one.day for one in found.skipped})


@settings(max_examples=80, deadline=None)
@given(COUNTED, STARTS, st.integers(0, 40), FREE, TERMS)
def test_who_comes_later_is_never_due_earlier(
    basis: Basis, start: date, later: int, free: list[Holiday], terms: Terms
) -> None:
    table = WorkCalendar(free)
    first = compute(basis, start, table, terms).last_day
    assert compute(basis, start + timedelta(days=later), table, terms).last_day >= first


@settings(max_examples=80, deadline=None)
@given(COUNTED, STARTS, FREE, FREE, TERMS)
def test_more_holidays_never_bring_a_last_day_nearer(
    basis: Basis, start: date, free: list[Holiday], more: list[Holiday], terms: Terms
) -> None:
    before = compute(basis, start, WorkCalendar(free), terms).last_day
    assert compute(basis, start, WorkCalendar([*free, *more]), terms).last_day >= before


@settings(max_examples=60, deadline=None)
@given(COUNTED, STARTS, FREE, TERMS)
def test_nothing_moves_while_the_table_stays(basis: Basis, start: date, free: list[Holiday], terms: Terms) -> None:
    table = WorkCalendar(free)
    assert would_move([kept(compute(basis, start, table, terms))], table, table, terms) == ()


@given(
    st.one_of(
        st.builds(Given, st.dates(date(1900, 1, 1), date(2199, 12, 31))),
        st.builds(Given, st.none(), st.integers(1, 999), st.sampled_from([Unit.GUN, Unit.IS_GUNU])),
    )
)
def test_a_given_time_is_read_back_from_its_own_words(one: Given) -> None:
    assert parse_given(one.words) == one
