"""Who may sign: added, corrected and ended by şef or administrator, found by the pickers in its time."""

from __future__ import annotations

from datetime import date

import pytest

from data.core import trail
from data.core.errors import BadFields, BadInput, Conflict, NotAllowed
from data.core.pages import LedgerQuery
from data.evrak import authority_views
from data.evrak.operations.authorities import KIND, add_authority, amend_authority
from data.evrak.yazi_drafts import AuthorityDraft
from tests.evrak.evrak_office import Desk, user
from tests.evrak.letter_office import authority, director, head_of_department


def draft(desk: Desk, **more: object) -> AuthorityDraft:
    values: dict[str, object] = {
        "full_name": "zeynep demir",
        "title": "Yazılım Şube Müdürü",
        "user_id": user(desk, "zeynep"),
        "first_day": date(2026, 1, 1),
        "source": "İmza yetkileri yönergesi",
    }
    return AuthorityDraft(**(values | more))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("who", "may"), [("mehmet", True), ("yonetici", True), ("ayse", False), ("zeynep", False)]
)
def test_chief_and_administrator_keep_the_list(desk: Desk, who: str, may: bool) -> None:
    with desk.work(who) as work:
        if may:
            assert add_authority(work, draft(desk))
        else:
            with pytest.raises(NotAllowed):
                add_authority(work, draft(desk))


def test_name_and_delegating_office_are_written_as_the_letter_needs_them(desk: Desk) -> None:
    with desk.work("mehmet") as work:
        add_authority(work, draft(desk, on_behalf="Belediye Başkanı"))
    with desk.look() as look:
        (found,) = authority_views.authority_window(look, LedgerQuery(), 0, 5).rows
    assert (found.full_name, found.on_behalf, found.user) == (
        "Zeynep DEMİR",
        "Belediye Başkanı a.",
        "Zeynep Demir",
    )


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"last_day": date(2025, 12, 31)}, "last_day"),
        ({"user_id": 999_999}, "user_id"),
        ({"source": ""}, "source"),
        ({"title": None}, "title"),
    ],
)
def test_what_is_wrong_is_told_at_its_field(desk: Desk, values: dict[str, object], field: str) -> None:
    with desk.work("mehmet") as work, pytest.raises(BadFields) as caught:
        add_authority(work, draft(desk, **values))
    assert field in caught.value.problems


def test_the_same_duty_is_not_held_twice_at_a_time(desk: Desk) -> None:
    director(desk, last_day=date(2026, 6, 30))
    with pytest.raises(BadFields) as caught:
        director(desk, first_day=date(2026, 6, 1))
    assert "zaten yetkili" in caught.value.problems["first_day"]
    assert director(desk, first_day=date(2026, 7, 1))


def test_an_authority_is_ended_with_its_change_in_the_trail(desk: Desk) -> None:
    key = director(desk)
    with desk.work("mehmet") as work:
        amend_authority(work, key, draft(desk, last_day=date(2026, 11, 30)), 1)
    with desk.look() as look:
        assert [(one.field, one.new) for one in trail.history(look, KIND, key)[0].changes] == [
            ("Son gün", "30.11.2026")
        ]
    with desk.work("mehmet") as work, pytest.raises(Conflict):
        amend_authority(work, key, draft(desk, title="Başka Unvan"), 1)
    with desk.work("mehmet") as work, pytest.raises(BadInput):
        amend_authority(work, 999_999, draft(desk), 1)


def test_pickers_offer_those_who_may_sign_today_and_for_an_olur_those_who_give_it(desk: Desk) -> None:
    director(desk)
    head = head_of_department(desk)
    authority(desk, "Eski MÜDÜR", "Şube Müdürü", last_day=date(2026, 11, 19))
    authority(desk, "Yeni MÜDÜR", "Şube Müdürü", first_day=date(2026, 11, 21))
    with desk.look() as look:
        assert [one.title for one in authority_views.find_authorities(look, "", 9)] == [
            "Zeynep DEMİR",
            "Kemal ARSLAN",
        ]
        assert [one.title for one in authority_views.find_authorities(look, "kemal daire", 9)] == ["Kemal ARSLAN"]
        assert [one.id for one in authority_views.find_olur_givers(look, "", 9)] == [head]
        ended = authority_views.authority_window(look, LedgerQuery(view="biten"), 0, 9).rows
        assert [one.full_name for one in ended] == ["Eski MÜDÜR"]
        assert authority_views.authority_window(look, LedgerQuery(view="tumu"), 0, 9).total == 4
        choice = authority_views.authority_choice(look, ended[0].id)
    assert choice is not None and "19.11.2026" in choice.subtitle and not ended[0].valid_on(date(2026, 11, 20))
