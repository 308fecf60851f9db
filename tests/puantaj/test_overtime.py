"""Orders and agreements in the store: written, refused, cancelled, counted over the end of a period."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from typing import Any

import pytest
from puantaj_office import OCTOBER, Desk, attlog
from sqlmodel import select

from data.core.approvals import Stage
from data.core.errors import BadFields, BadInput, NotAllowed, RuleBroken
from data.core.pages import LedgerQuery
from data.personel.rules import StaffKind
from data.puantaj import day_views, overtime_views, views
from data.puantaj.drafts import BalancingDraft, OvertimeDraft
from data.puantaj.models import PuantajDay, PuantajRow, PuantajWeek, QuestionRow
from data.puantaj.operations import months, overtime
from data.puantaj.rules.period import Period

SATURDAY, SUNDAY = date(2026, 10, 17), date(2026, 10, 18)


def order(desk: Desk, sicil: str, day: date, **fields: Any) -> int:
    values = {
        "start": time(9),
        "end": time(15),
        "work": "Sunucu bakımı",
        "document": "Olur 12.10.2026/45",
    } | fields
    with desk.work() as work:
        return overtime.record_overtime(work, OvertimeDraft(personel_id=desk.person(sicil), day=day, **values))


def opened(desk: Desk, kind: StaffKind = StaffKind.SIRKET, period: Period = OCTOBER) -> int:
    with desk.work() as work:
        return months.open_month(work, desk.group(kind), period)


def day_row(desk: Desk, key: int, sicil: str, day: date) -> PuantajDay:
    with desk.look() as look:
        found = look.session.get_one(PuantajDay, (key, desk.person(sicil), day))
        look.session.expunge(found)
    return found


def month_row(desk: Desk, key: int, sicil: str) -> PuantajRow:
    with desk.look() as look:
        found = look.session.exec(
            select(PuantajRow).where(PuantajRow.puantaj_id == key, PuantajRow.personel_id == desk.person(sicil))
        ).one()
        look.session.expunge(found)
    return found


def test_an_order_makes_sunday_worked_and_reaches_row_week_and_reasons(desk: Desk) -> None:
    order(desk, "101", SUNDAY)
    key = opened(desk)
    day = day_row(desk, key, "101", SUNDAY)
    assert (day.code, day.ht_minutes, day.source, day.document) == (
        "HT_CALISMA",
        360,
        "olur",
        "Olur 12.10.2026/45",
    )
    assert month_row(desk, key, "101").ht_minutes == 360
    with desk.look() as look:
        week = overtime_views.week_detail(look, key, desk.person("101"), SUNDAY)
        assert week is not None and week.value.start == date(2026, 10, 12)
        assert any("hafta tatili çalışması 6 saat" in reason.text for reason in week.reasons)
        detail = day_views.day_detail(look, key, desk.person("101"), SUNDAY)
        assert (detail.ht_minutes, detail.meal) == (360, True)
        (line,) = overtime_views.overtime_window(look, LedgerQuery(), 0, 10).rows
        assert (line.minutes, line.name) == (360, "Ali ÇINAR")
        heads = dict(zip(views.month(look, key).total_titles, views.month(look, key).rows[0].totals, strict=True))
        assert heads["HTÇ"] == "1"


def test_a_worked_saturday_fills_the_week_and_is_paid_by_its_headings(desk: Desk) -> None:
    order(desk, "101", SATURDAY)
    key = opened(desk)
    row = month_row(desk, key, "101")
    assert (row.fsc_minutes, row.fm_minutes) == (300, 60)
    day = day_row(desk, key, "101", SATURDAY)
    assert (day.fsc_minutes, day.fm_minutes, day.normal_minutes) == (300, 60, 0)


def test_the_clock_proves_what_counts_of_an_order(desk: Desk) -> None:
    desk.take(attlog("00101 2026-10-14 08:00", "00101 2026-10-14 19:00"))
    order(desk, "101", date(2026, 10, 14), start=time(17), end=time(20))
    key = opened(desk)
    day = day_row(desk, key, "101", date(2026, 10, 14))
    assert day.worked_minutes == 480 + 120
    with desk.look() as look:
        kinds = [row.kind for row in look.session.exec(select(QuestionRow).where(QuestionRow.day == day.day))]
    assert kinds == ["fm_eksik"]


def test_a_week_over_the_end_of_a_month_is_counted_in_the_next_with_its_passes(desk: Desk) -> None:
    desk.take(
        attlog(
            *(
                f"00201 2026-{day} {clock}"
                for day in ("11-09", "11-10", "11-11", "11-12", "11-13", "11-14")
                for clock in ("08:00", "19:00")
            )
        )
    )
    for number in range(9, 15):
        order(desk, "201", date(2026, 11, number), start=time(16, 30), end=time(19))
    first = opened(desk, StaffKind.ISCI, Period(date(2026, 10, 15), date(2026, 11, 14)))
    assert month_row(desk, first, "201").fm_minutes == 0
    second = opened(desk, StaffKind.ISCI, Period(date(2026, 11, 15), date(2026, 12, 14)))
    row = month_row(desk, second, "201")
    # six days of 7,5 + 2,5 hours are 60; the contract's week is 45
    assert (row.fm_minutes, row.fsc_minutes) == (15 * 60, 0)
    with desk.look() as look:
        (week,) = look.session.exec(select(PuantajWeek).where(PuantajWeek.counted > 0))
        look.session.expunge(week)
    assert (week.start, week.end, week.minutes) == (date(2026, 11, 9), date(2026, 11, 15), 3600)


def test_the_year_goes_on_from_month_to_month(desk: Desk) -> None:
    order(desk, "101", SATURDAY, start=None, end=None, minutes=16 * 60)
    opened(desk)
    order(desk, "101", date(2026, 11, 7), start=None, end=None, minutes=960)
    second = opened(desk, period=Period.of_month(2026, 11))
    with desk.look() as look:
        from data.puantaj.overtime_inputs import year_minutes

        person = desk.person("101")
        assert year_minutes(look, [person], Period.of_month(2026, 11)) == {person: ((2026, 11 * 60),)}
        assert look.session.exec(select(PuantajWeek.counted).where(PuantajWeek.puantaj_id == second)).all()


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"end": None}, "end"),
        ({"start": None, "end": None}, "minutes"),
        ({"start": None, "end": None, "minutes": 0}, "minutes"),
        ({"start": time(9), "end": time(9)}, "end"),
        ({"break_minutes": -5}, "break_minutes"),
        ({"work": " "}, "work"),
        ({"document": None}, "document"),
        ({"day": date(2019, 1, 1)}, "day"),
    ],
)
def test_an_order_that_is_not_whole_is_refused_by_field(desk: Desk, fields: dict[str, Any], field: str) -> None:
    values = {"day": SATURDAY} | fields
    with pytest.raises(BadFields) as caught:
        order(desk, "101", **values)
    assert field in caught.value.problems


def test_two_orders_of_one_hour_are_refused_and_a_cancelled_one_makes_room(desk: Desk) -> None:
    first = order(desk, "101", SATURDAY)
    with pytest.raises(RuleBroken, match="için fazla mesai kaydı var"):
        order(desk, "101", SATURDAY, start=time(14), end=time(16))
    order(desk, "101", SATURDAY, start=time(15), end=time(16))
    with desk.work() as work, pytest.raises(BadInput, match="gerekçesi"):
        overtime.cancel_overtime(work, first, " ")
    with desk.work() as work:
        overtime.cancel_overtime(work, first, "Olur geri alındı")
    order(desk, "101", SATURDAY, start=time(14), end=time(15))
    with desk.look() as look:
        rows = overtime_views.overtime_window(look, LedgerQuery(view="iptal"), 0, 10).rows
    assert [row.cancelled for row in rows] == ["Olur geri alındı"]


def test_a_month_that_is_handed_on_takes_no_order_and_gives_none_back(desk: Desk) -> None:
    kept = order(desk, "101", SATURDAY)
    key = opened(desk)
    with desk.work() as work:
        months.advance(work, key, expected=Stage.TASLAK)
    with pytest.raises(RuleBroken, match="onaya sunulmuş"):
        order(desk, "101", SUNDAY)
    with desk.work() as work, pytest.raises(RuleBroken, match="onaya sunulmuş"):
        overtime.cancel_overtime(work, kept, "Yanlış yazılmış")


def test_orders_for_selected_days_are_written_all_or_none(desk: Desk) -> None:
    key = opened(desk)
    drafts = [
        OvertimeDraft(personel_id=desk.person(sicil), day=SATURDAY, minutes=120, work="Taşınma", document="Olur 9")
        for sicil in ("101", "102")
    ]
    with desk.work() as work:
        months.order_days(work, key, drafts)
    assert [month_row(desk, key, sicil).fsc_minutes for sicil in ("101", "102")] == [120, 120]
    late = [*drafts[:1], OvertimeDraft(personel_id=desk.person("102"), day=SUNDAY, work="x", document="Olur 9")]
    with pytest.raises(RuleBroken), desk.work() as work:
        months.order_days(work, key, late)
    with desk.look() as look:
        assert overtime_views.overtime_window(look, LedgerQuery(), 0, 10).total == 2


@pytest.mark.parametrize(
    "act",
    [
        lambda work, key: overtime.record_overtime(
            work, OvertimeDraft(personel_id=key, day=SATURDAY, minutes=60, work="x", document="y")
        ),
        lambda work, _key: overtime.cancel_overtime(work, 1, "Yanlış yazılmış"),
    ],
)
def test_another_units_clerk_cannot_order(desk: Desk, act: Callable[[Any, int], object]) -> None:
    order(desk, "101", SUNDAY)
    with desk.work("kadir") as work, pytest.raises(NotAllowed):
        act(work, desk.person("101"))
    with desk.look("kadir") as look:
        assert overtime_views.overtime_window(look, LedgerQuery(), 0, 10).total == 0


def test_an_agreement_evens_out_the_weeks_of_its_group(desk: Desk) -> None:
    group = desk.group(StaffKind.SIRKET)
    with desk.work() as work:
        draft = BalancingDraft(group_id=group, start=date(2026, 10, 5), weeks=2, document="Anlaşma 3")
        key = overtime.agree_balancing(work, draft)
    order(desk, "101", date(2026, 10, 10), start=None, end=None, minutes=600)  # a Saturday of the first week
    month = opened(desk)
    assert month_row(desk, month, "101").fm_minutes == 0  # 50 + 40 hours are 45 on average
    with desk.work() as work:
        overtime.cancel_balancing(work, key, "Anlaşma feshedildi")
        months.compute(work, month)
    assert (month_row(desk, month, "101").fm_minutes, month_row(desk, month, "101").fsc_minutes) == (300, 300)


def test_an_agreement_begins_on_a_monday_is_not_too_long_and_stands_alone(desk: Desk) -> None:
    group = desk.group(StaffKind.SIRKET)

    def agree(start: date, weeks: int) -> None:
        with desk.work() as work:
            overtime.agree_balancing(
                work, BalancingDraft(group_id=group, start=start, weeks=weeks, document="Anlaşma 3")
            )

    for start, weeks in ((date(2026, 10, 6), 4), (date(2026, 10, 5), 18), (date(2026, 10, 5), 1)):
        with pytest.raises(BadFields):
            agree(start, weeks)
    agree(date(2026, 10, 5), 4)
    with pytest.raises(BadFields):
        agree(date(2026, 10, 26), 4)
