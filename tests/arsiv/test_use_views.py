"""Loans, holds, controls and hand-overs as ledgers: what is out, what is late, why, and who had a folder."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select
from sqlmodel import col

from data.arsiv import lookup
from data.arsiv.control_views import controls_of, doubts_about
from data.arsiv.models import ArsivBloke, Klasor, Odunc
from data.arsiv.notes import LOCKED
from data.arsiv.operations import holds, loans, transfers
from data.arsiv.operations.secrecy import raise_to
from data.arsiv.transfer_views import (
    ready_window,
    transfer_card,
    transfer_lines,
    transfer_window,
    why_not,
)
from data.arsiv.use_drafts import BringBackDraft, LiftDraft
from data.arsiv.use_views import count_overdue, hold_why, hold_window, loan_card, loan_why, loan_window
from data.core import trail
from data.core.errors import BadInput, NotAllowed
from data.core.pages import LedgerQuery
from data.core.secrecy import Secrecy
from tests.arsiv.archive_office import Desk
from tests.arsiv.filing_office import cleared
from tests.arsiv.test_controls import appointed, closed, looked
from tests.arsiv.test_devir import decided, handed, listed, ready_folder, received
from tests.arsiv.test_folders import opened
from tests.arsiv.test_holds_and_loans import held, lent


def test_what_is_out_is_listed_by_its_last_day_and_the_late_are_counted(desk: Desk) -> None:
    late, soon, copied = opened(desk), opened(desk, "040"), opened(desk, "934.01")
    first = lent(desk, late)
    second = lent(desk, soon, given_on=date(2026, 11, 18), due_on=date(2026, 11, 30))
    lent(desk, copied, "kopya")
    with desk.look() as look:
        out = loan_window(look, LedgerQuery(), 0, 10)
        assert [(one.id, one.late) for one in out.rows] == [(first, 184), (second, 0)]
        assert (out.summary, count_overdue(look)) == ("1 geciken", 1)
        assert [one.id for one in loan_window(look, LedgerQuery(view="geciken"), 0, 10).rows] == [first]
        assert loan_window(look, LedgerQuery(view="yerinde"), 0, 10).total == 1
        assert loan_window(look, LedgerQuery(view="tumu", text="934"), 0, 10).total == 1
        why = [reason.text for reason in loan_why(look, first)]
        assert why[1].startswith("O gün arşivin ödünç süresi 15 gündü")
        assert why[2:] == ["Son iade günü 20.05.2026", "184 gün gecikti"]
    with desk.work() as work:
        loans.bring_back(work, first, BringBackDraft(day=date(2026, 5, 25), condition="Eksiksiz"), 1)
    with desk.look() as look:
        log = loan_window(look, LedgerQuery(view="tumu"), 0, 10, klasor_id=late)
        assert [(one.no, one.late, one.condition) for one in log.rows] == [("2026/1", 5, "Eksiksiz")]
    with desk.look("kadir") as look:
        assert (loan_window(look, LedgerQuery(view="tumu"), 0, 10).total, count_overdue(look)) == (0, 0)
        with pytest.raises(BadInput):
            loan_card(look, first)


def test_a_secret_folders_loans_and_holds_are_not_there_for_those_not_cleared(desk: Desk) -> None:
    key = opened(desk)
    held(desk, key, "2025/17 E.")
    lent(desk, key)
    with desk.work("yonetici") as work:
        work.session.get_one(Klasor, key).secrecy = 2
        trail.record(work, "arsiv.test", "Gizli")
    with desk.look() as look:
        assert loan_window(look, LedgerQuery(view="tumu"), 0, 10).total == 0
        assert hold_window(look, LedgerQuery(view="tumu"), 0, 10).total == 0
        with pytest.raises(BadInput):
            controls_of(look, key)


def test_why_a_secret_folder_is_held_and_lent_lies_sealed_before_and_after(desk: Desk) -> None:
    with cleared(desk):
        early, late = opened(desk), opened(desk)
        held(desk, early, "2025/17 E.")
        lent(desk, early)
        with desk.work() as work:
            for key in (early, late):
                raise_to(work, work.session.get_one(Klasor, key), Secrecy.GIZLI)
            trail.record(work, "arsiv.test", "Gizli")
        held(desk, late, "2025/18 E.", date(2026, 11, 20))
        with desk.look() as look:
            rows = [*look.session.execute(select(col(ArsivBloke.reason))).scalars(),
                    *look.session.execute(select(col(Odunc.purpose))).scalars()]  # fmt: skip
            assert len(rows) == 3
            assert not any("2025" in one or "Dava" in one for one in rows)
            assert {one.reason for one in hold_window(look, LedgerQuery(), 0, 10).rows} == {LOCKED}
            told = [hold_window(look, LedgerQuery(), 0, 10, klasor_id=key).rows for key in (late, early)]
            assert [one.reason for rows in told for one in rows] == ["2025/18 E.", "2025/17 E."]
            assert [one.purpose for one in loan_window(look, LedgerQuery(), 0, 10).rows] == [LOCKED]
            log = loan_window(look, LedgerQuery(), 0, 10, klasor_id=early)
            assert [one.purpose for one in log.rows] == ["Dava savunması"]
            facts = lookup.facts_of(look, lookup.folder_row(look, early))
            assert [words for _, words in facts.holds] == [f"Dava, {LOCKED}"]
        with desk.look("zeynep") as look:
            assert hold_window(look, LedgerQuery(view="tumu"), 0, 10).total == 0


def test_holds_are_listed_until_the_last_is_lifted(desk: Desk) -> None:
    key = opened(desk)
    first, second = held(desk, key, "2025/17 E."), held(desk, key, "2025/18 E.")
    with desk.work("mehmet") as work:
        holds.lift(work, first, LiftDraft(day=date(2026, 6, 1), paper="Kesinleşme şerhi"), 1)
    with desk.look() as look:
        assert [one.id for one in hold_window(look, LedgerQuery(), 0, 10).rows] == [second]
        rows = hold_window(look, LedgerQuery(view="tumu", text="622.01"), 0, 10, klasor_id=key).rows
        assert [one.lifted_paper for one in rows] == ["", "Kesinleşme şerhi"]
        assert hold_why(rows[1])[-1].text == "01.06.2026 günü kalktı: Kesinleşme şerhi"


def test_a_folders_controls_are_told_with_what_was_wrong(desk: Desk) -> None:
    appointed(desk)
    key = closed(desk, lines=0)
    looked(desk, key, etiket="H", note="Etikette yıl yanlış")
    with desk.look() as look:
        (one,) = controls_of(look, key)
        assert (one.fit, one.note, one.manager, one.who) == (
            False, "Etikette yıl yanlış", "Zeynep Demir", "Ayşe Yılmaz"
        )  # fmt: skip
        assert one.reasons[0].text == "Uygun değil: Etiketi doğru"
        assert doubts_about(look, key) == ("içerik listesi boş", "son kontrolde uygun bulunmadı")


def test_a_hand_over_shows_what_is_ready_what_goes_and_what_came_of_it(desk: Desk) -> None:
    appointed(desk)
    first, second = ready_folder(desk, "040"), ready_folder(desk)
    unfit = closed(desk)
    key = listed(desk)
    with desk.look() as look:
        assert [one.id for one in ready_window(look, key, LedgerQuery(), 0, 10).rows] == [first, second]
        told = why_not(look, key, unfit)
        assert told[0].text == "Klasör “kapalı”; kapanmış ve uygun bulunmuş olmalı"
    with desk.work() as work:
        transfers.fill(work, key, 1)
    handed(desk, key)
    decided(desk, key, [first])
    with desk.look() as look:
        assert ready_window(look, key, LedgerQuery(), 0, 10).total == 0
        waiting = transfer_lines(look, key, LedgerQuery(view="bekleyen"), 0, 10)
        assert [(one.line_no, one.folder.code) for one in waiting.rows] == [(2, "622.01")]
        card = transfer_card(look, key)
        assert (card.folders, card.taken, card.returned, card.giver) == (2, 1, 0, "Ayşe Yılmaz, Memur")
    decided(desk, key, [second], answer="iade", reason="Etiketi eksik")
    received(desk, key)
    with desk.look() as look:
        assert transfer_window(look, LedgerQuery(), 0, 10).total == 0
        (done,) = transfer_window(look, LedgerQuery(view="tamam", text="2026/1"), 0, 10).rows
        assert (done.taken, done.returned, done.taker) == (1, 1, "Mehmet Kaya, Arşiv sorumlusu")
        (taken,) = transfer_lines(look, key, LedgerQuery(view="teslim"), 0, 10).rows
        assert (taken.new_place, taken.folder.stage.value) == ("K1-01", "kurum_arsivi")
    with desk.look("kadir") as look:
        assert transfer_window(look, LedgerQuery(view="tumu"), 0, 10).total == 0
        with pytest.raises(NotAllowed):
            transfer_card(look, key)
