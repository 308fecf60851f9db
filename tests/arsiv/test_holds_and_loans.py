"""Folders that are held stay, folders that are lent are known to be out, and both leave their trace."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select
from sqlmodel import col

from data.arsiv import lookup
from data.arsiv.models import ArsivBloke, KlasorOlay, Odunc
from data.arsiv.operations import holds, loans
from data.arsiv.use_drafts import BringBackDraft, HoldDraft, LiftDraft, LoanDraft, ProlongDraft
from data.core.errors import BadFields, Conflict, NotAllowed, RuleBroken
from data.personel.models import Personel
from tests.arsiv.archive_office import Desk, unit_id
from tests.arsiv.test_folders import opened, row

ASKED, GIVEN = date(2026, 5, 4), date(2026, 5, 5)


def lent(desk: Desk, key: int, kind: str = "asil", **more: object) -> int:
    with desk.look() as look:
        person = (
            look.session.execute(select(col(Personel.id)).order_by(col(Personel.id)).limit(1)).scalar_one() or 0
        )
    values = {
        "kind": kind, "personel_id": person, "birim_id": unit_id(desk), "purpose": "Dava savunması",
        "allowed_by": "Mehmet Kaya", "asked_on": ASKED, "given_on": GIVEN, **more,
    }  # fmt: skip
    with desk.work() as work:
        return loans.lend(work, key, LoanDraft(**values))  # type: ignore[arg-type]


def loan(desk: Desk, key: int) -> Odunc:
    with desk.look() as look:
        found = lookup.loan_row(look, key)
        look.session.expunge(found)
        return found


def held(desk: Desk, key: int, reason: str, day: date = date(2026, 5, 4)) -> int:
    draft = HoldDraft(kind="dava", reason=reason, paper="03.05.2026 tarih ve E-12", day=day)
    with desk.work() as work:
        return holds.hold(work, key, draft)


def test_several_holds_are_lifted_one_by_one_each_by_its_paper(desk: Desk) -> None:
    key = opened(desk)
    first, second = held(desk, key, "2025/17 E."), held(desk, key, "2025/18 E.")
    draft = LiftDraft(day=date(2026, 6, 1), paper="Kesinleşme şerhi 30.05.2026")
    with desk.work("mehmet") as work:
        holds.lift(work, first, draft, 1)
    with desk.look() as look:
        facts = lookup.facts_of(look, lookup.folder_row(look, key))
        assert facts.holds == ((second, "Dava, 2025/18 E."),)
        assert look.session.get_one(ArsivBloke, first).lifted_on == date(2026, 6, 1)
    with desk.work("mehmet") as work, pytest.raises(RuleBroken, match="kalkmış"):
        holds.lift(work, first, draft, 2)
    with desk.work("ayse") as work, pytest.raises(NotAllowed):
        holds.lift(work, second, draft, 1)


def test_a_loan_runs_for_the_period_of_the_settings_and_is_prolonged_twice_at_most(desk: Desk) -> None:
    key = lent(desk, opened(desk))
    assert loan(desk, key).due_on == date(2026, 5, 20)
    for number, day in enumerate((date(2026, 6, 1), date(2026, 6, 15)), 1):
        with desk.work() as work:
            loans.prolong(work, key, ProlongDraft(due_on=day, reason="Duruşma ertelendi"), number)
    with desk.work() as work, pytest.raises(RuleBroken, match="en çok 2 kez"):
        loans.prolong(work, key, ProlongDraft(due_on=date(2026, 7, 1), reason="Yine"), 3)
    with desk.work() as work, pytest.raises(Conflict):
        loans.bring_back(work, key, BringBackDraft(day=date(2026, 6, 20), condition="Eksiksiz"), 1)
    with desk.work() as work:
        loans.bring_back(work, key, BringBackDraft(day=date(2026, 6, 20), condition="Eksiksiz"), 3)
    assert row(desk, loan(desk, key).klasor_id).loan_id is None


def test_what_is_out_is_not_given_to_another_but_a_copy_is(desk: Desk) -> None:
    folder = opened(desk)
    lent(desk, folder)
    with pytest.raises(RuleBroken, match="başka birinde"):
        lent(desk, folder)
    copy = loan(desk, lent(desk, folder, "kopya"))
    assert (copy.returned_on, copy.number) == (GIVEN, 2)
    assert row(desk, folder).loan_id == 1
    with desk.look() as look:
        kinds = look.session.execute(
            select(col(KlasorOlay.kind))
            .where(col(KlasorOlay.klasor_id) == folder)
            .order_by(col(KlasorOlay.number))
        ).scalars()
        assert list(kinds) == ["acildi", "odunc", "odunc"]


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"given_on": date(2026, 5, 3)}, "given_on"),
        ({"due_on": date(2026, 5, 4)}, "due_on"),
        ({"personel_id": 9_999}, "personel_id"),
        ({"purpose": " "}, "purpose"),
    ],
)
def test_a_loan_that_cannot_be_names_its_field(desk: Desk, more: dict[str, object], field: str) -> None:
    folder = opened(desk)
    with pytest.raises(BadFields) as refused:
        lent(desk, folder, **more)
    assert field in refused.value.problems
