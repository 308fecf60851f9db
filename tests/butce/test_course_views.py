"""The course of an ödenek, why it stands so, and what pickers find."""

from __future__ import annotations

from datetime import date

from data.butce import course_views, pick_views, running_views, views
from data.butce.operations.posting import Posting
from data.butce.rules.forecast import Pace
from data.butce.rules.values import MovementKind
from data.core.pages import LedgerQuery
from tests.butce.butce_office import Desk, posted, tertip_id, yil_id

PAPER, FUEL, SALARY = "03.2.1.01", "03.2.3.02", "01.1.1.01"


def spent(desk: Desk, kod: str, amount: int, day: date) -> None:
    posted(desk, Posting(tertip_id=tertip_id(desk, kod), kind=MovementKind.HARCAMA, amount=amount, day=day))


def test_each_month_shows_what_was_spent_beside_what_should_be(desk: Desk) -> None:
    spent(desk, SALARY, 1_950_000_00, date(2026, 5, 4))
    with desk.look() as look:
        course = course_views.course(look, yil_id(desk), (tertip_id(desk, SALARY),))
        whole = course_views.course(look, yil_id(desk))
    assert [month.spent for month in course.months[3:6]] == [0, 1_950_000_00, 1_950_000_00]
    assert course.months[11].spent is None
    assert course.months[11].expected == 2_000_000_00
    assert course.months[5].expected == 991_780_82  # 181 of 365 days
    assert (course.projected, course.pace) == (2_196_759_26, Pace.YOLUNDA)
    assert (len(whole.rows), whole.held.odenek, whole.pace) == (11, 5_780_000_00, Pace.GERIDE)


def test_neden_tells_where_the_course_goes_and_a_level_names_its_tertips(desk: Desk) -> None:
    spent(desk, PAPER, 100_000_00, date(2026, 6, 1))
    with desk.look() as look:
        rows = {row.short: row for row in views.odenek_rows(look, yil_id(desk))}
        one = course_views.why_odenek(look, rows[PAPER])
        second = next(
            row for row in views.odenek_rows(look, yil_id(desk), level="ekonomik2") if row.kod == "03.02"
        )
        several = course_views.why_odenek(look, second)
        inside = views.odenek_window(look, LedgerQuery(), 0, 9, yil_id=yil_id(desk), only=second.tertip_ids)
    words = " / ".join(reason.text for reason in one.reasons)
    assert "Yalnız bu tertibin ödeneği 500.000,00 TL, kalanı 400.000,00 TL" in words
    assert "Bugün olması gereken: Yılın yüzde 88,8’i geçti" in words and "Yıl sonu tahmini 112.654,32 TL" in words
    assert [reason.refs[0].id for reason in several.reasons[1:]] == [row.id for row in inside.rows]
    assert len(inside.rows) == 3


def test_a_tertip_is_found_by_code_in_either_style_and_shows_what_is_left(desk: Desk) -> None:
    with desk.look() as look:
        found = pick_views.find_tertips(look, "03.02.30", 9)
        by_name = pick_views.find_tertips(look, "kirtasiye", 9)
        same = pick_views.tertip_choice(look, found[0].id)
        units = pick_views.find_units(look, "yazılım", 9)
    assert [choice.title for choice in found] == ["03.2.3.02 Akaryakıt ve yağ alımları"]
    assert found[0].subtitle == "2026 · kalan 900.000,00 TL"
    assert (same, len(by_name), len(units)) == (found[0], 1, 1)
    with desk.look("kadir") as look:
        assert pick_views.find_tertips(look, "", 9) == ()


def test_each_movement_shows_what_was_left_behind_it_also_in_a_filtered_page(desk: Desk) -> None:
    for month in (5, 3, 4):
        spent(desk, PAPER, month * 1_000_00, date(2026, month, 1))
    spent(desk, FUEL, 9_000_00, date(2026, 4, 1))
    key, year = tertip_id(desk, PAPER), yil_id(desk)
    with desk.look() as look:
        whole = running_views.running_window(look, LedgerQuery(), 0, 9, yil_id=year, tertip_ids=(key,))
        part = running_views.running_window(
            look, LedgerQuery(view="harcama"), 1, 1, yil_id=year, tertip_ids=(key,)
        )
        every = running_views.running_window(look, LedgerQuery(), 0, 2, yil_id=year)
    assert [row.left for row in whole.rows] == [488_000_00, 493_000_00, 497_000_00, 500_000_00]
    assert [row.left for row in part.rows] == [493_000_00]
    assert [row.left for row in every.rows] == [5_759_000_00, 5_764_000_00]
