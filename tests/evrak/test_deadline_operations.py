"""Deadlines on records: begun, given, extended, explained, and what a changed holiday table would move."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlmodel import col, select

from data.core import holidays, trail
from data.core.errors import BadFields, BadInput, NotAllowed, RuleBroken
from data.core.holidays import HolidayDraft
from data.core.permissions import PROGRAM
from data.evrak import deadline_views
from data.evrak.deadline_drafts import DeadlineDraft, ExtensionDraft, FeeDraft
from data.evrak.models import EvrakSure
from data.evrak.operations import closing, deadlines
from data.evrak.rules.values import Basis
from tests.evrak.evrak_office import Desk, incoming, outgoing, row


def running(desk: Desk, evrak_id: int) -> list[tuple[str, date]]:
    with desk.store.look(PROGRAM) as look:
        return [(one.basis, one.last_day) for one in deadlines.running_all(look, evrak_id)]


def test_a_request_for_information_runs_fifteen_working_days_from_its_registration(desk: Desk) -> None:
    made = incoming(desk, doc_kind="talep", subject="Yazılım Envanteri Bilgi Talebi")
    assert running(desk, made.id) == [(Basis.RY33_BILGI.value, date(2026, 12, 11))]
    assert made.due_on == row(desk, made.id).due_on == date(2026, 12, 11)


def test_a_citizens_application_that_an_office_sends_on_has_two_clocks_and_shows_the_earlier(desk: Desk) -> None:
    made = incoming(desk, doc_kind="dilekce", muhatap="yeni:Örnek Valiliği", letter_no="V-1")
    by_office = running(desk, made.id)
    assert [basis for basis, _ in by_office] == [Basis.RY33_BILGI.value, Basis.DILEKCE.value]
    assert row(desk, made.id).due_on == by_office[0][1]
    assert "vatandaşın süresi" in made.words


def test_a_letter_of_days_keeps_the_day_that_it_names(desk: Desk) -> None:
    made = incoming(desk, urgency="gunlu", given="05.12.2026", letter_no="2")
    assert running(desk, made.id) == [(Basis.GUNLU.value, date(2026, 12, 5))]
    by_period = incoming(desk, urgency="gunlu", given="10 iş günü", letter_no="3")
    assert running(desk, by_period.id) == [(Basis.GUNLU.value, date(2026, 12, 4))]


def extension(desk: Desk, evrak_id: int, on: date, who: str = "ayse") -> date:
    draft = ExtensionDraft(notice_on=on, notice_no="E-12345678-622.01-5", reason="Başka birimin görüşü beklenecek")
    with desk.work(who) as work:
        return deadlines.extend(work, evrak_id, draft)


def test_bilgi_edinme_is_extended_only_with_a_notice_in_time(desk: Desk) -> None:
    made = incoming(
        desk, doc_kind="bilgi_edinme", muhatap="yeni:Ali KURT", letter_no=None, letter_date=None, way="elden"
    )
    with pytest.raises(BadFields) as refused:
        extension(desk, made.id, date(2026, 12, 25))
    assert "notice_on" in refused.value.problems
    last = extension(desk, made.id, date(2026, 11, 20))
    assert running(desk, made.id) == [(Basis.BE30.value, last)]
    with desk.store.look(PROGRAM) as look:
        old = look.session.exec(select(EvrakSure).where(col(EvrakSure.ended_at).is_not(None))).one()
        assert old.basis == Basis.BE15.value and "uzatıldı" in old.ended_reason
    with pytest.raises(RuleBroken):
        extension(desk, made.id, date(2026, 11, 20))


def fee(desk: Desk, evrak_id: int, on: date, paid: date | None = None) -> date:
    with desk.work() as work:
        return deadlines.note_fee(work, evrak_id, FeeDraft(notice_on=on, notice_no="E-1-622.01-9", paid_on=paid))


def test_a_fee_notice_stops_the_clock_until_it_is_paid(desk: Desk) -> None:
    made = incoming(
        desk, doc_kind="bilgi_edinme", muhatap="yeni:Ali KURT", letter_no=None, letter_date=None, way="elden"
    )
    before = row(desk, made.id).due_on
    assert before is not None and made.due_on == before
    today = row(desk, made.id).registered_on
    unpaid = fee(desk, made.id, today)
    assert unpaid > before
    with desk.look() as look:
        assert deadline_views.unpaid_fee(look, made.id) == today
        told = deadline_views.why(look, made.id)
        assert told is not None and any("Ücret bildirimi" in reason.text for reason in told.reasons)
    assert fee(desk, made.id, today, paid=today) == before
    with desk.look() as look:
        assert deadline_views.unpaid_fee(look, made.id) is None
        told = deadline_views.why(look, made.id)
        assert told is not None and told.value == before
    with pytest.raises(BadFields) as refused:
        fee(desk, made.id, today, paid=today + timedelta(days=1))
    assert "paid_on" in refused.value.problems
    with desk.store.look(PROGRAM) as look:
        ended = look.session.exec(select(EvrakSure).where(col(EvrakSure.ended_at).is_not(None))).all()
        assert [one.pauses for one in ended] == ["", f"{today.isoformat()}/"]


def test_only_a_bilgi_edinme_application_has_a_fee_notice(desk: Desk) -> None:
    made = incoming(desk, doc_kind="talep")
    with pytest.raises(RuleBroken):
        fee(desk, made.id, row(desk, made.id).registered_on)


def test_a_deadline_by_hand_needs_its_reason_and_leaves_the_old_one_in_the_history(desk: Desk) -> None:
    made = incoming(desk, doc_kind="talep")
    before = row(desk, made.id).due_on
    with pytest.raises(BadFields), desk.work() as work:
        deadlines.set_deadline(work, made.id, DeadlineDraft(basis="serbest", given="01.12.2026", reason=" "))
    with desk.work() as work:
        deadlines.set_deadline(
            work, made.id, DeadlineDraft(basis="serbest", given="01.12.2026", reason="Telefonla istendi")
        )
    assert row(desk, made.id).due_on == date(2026, 12, 1)
    with desk.look() as look:
        (change,) = trail.history(look, "evrak", made.id)[0].changes
    assert before is not None and f"{before:%d.%m.%Y}" in change.old and "01.12.2026" in change.new


def test_why_names_every_day_that_was_passed_over(desk: Desk) -> None:
    made = incoming(desk, doc_kind="talep")
    with desk.look() as look:
        found = deadline_views.why(look, made.id)
    assert found is not None and found.value == row(desk, made.id).due_on
    said = " ".join(reason.text for reason in found.reasons)
    assert "21.11.2026 Cumartesi" in said and "22.11.2026 Pazar" in said
    assert any("m.33" in reason.law for reason in found.reasons)


def new_free_day(desk: Desk, day: date) -> None:
    with desk.work("yonetici") as work:
        holidays.add_holiday(work, HolidayDraft(day=day, name="İdari izin", kind="idari", source="CB Genelgesi"))


def test_a_changed_holiday_table_moves_nothing_until_somebody_says_so(desk: Desk) -> None:
    made = incoming(desk, doc_kind="talep")
    before = row(desk, made.id).due_on
    with desk.look() as look:
        assert deadline_views.moved(look) == ()
    new_free_day(desk, date(2026, 11, 24))
    assert row(desk, made.id).due_on == before
    with desk.look() as look:
        (found,) = deadline_views.moved(look)
        said = deadline_views.why(look, made.id)
    assert (found.last_day, found.would_be) == (before, date(2026, 11, 30))
    assert said is not None and any("süre oynamadı" in reason.text for reason in said.reasons)
    with pytest.raises(NotAllowed), desk.work() as work:
        deadlines.recount(work, (found.id,), "İdari izin eklendi")
    with pytest.raises(BadInput), desk.work("mehmet") as work:
        deadlines.recount(work, (found.id,), "")
    with desk.work("mehmet") as work:
        assert deadlines.recount(work, (found.id,), "24 Kasım idari izin oldu") == 1
    assert row(desk, made.id).due_on == date(2026, 11, 30)
    with desk.look() as look:
        assert deadline_views.moved(look) == ()


def test_a_day_that_changes_outside_the_span_asks_nothing(desk: Desk) -> None:
    incoming(desk, doc_kind="talep")
    new_free_day(desk, date(2027, 3, 1))
    with desk.look() as look:
        assert deadline_views.moved(look) == ()


def test_what_has_ended_has_no_deadline_to_move_or_set(desk: Desk) -> None:
    made = incoming(desk, doc_kind="talep")
    with desk.work() as work:
        closing.close_without_answer(work, made.id, "Sehven gönderilmiş")
    assert running(desk, made.id) == []
    new_free_day(desk, date(2026, 11, 24))
    with desk.look() as look:
        assert deadline_views.moved(look) == ()
        assert deadline_views.why(look, made.id) is None
    with pytest.raises(RuleBroken), desk.work() as work:
        deadlines.set_deadline(work, made.id, DeadlineDraft(basis="serbest", given="01.12.2026", reason="Gerekçe"))


def test_an_own_letter_that_waits_for_an_answer_has_a_deadline_too(desk: Desk) -> None:
    made = outgoing(desk, reply_needed=True, subject="Bilgi Talebi")
    assert [basis for basis, _ in running(desk, made.id)] == [Basis.RY33_BILGI.value]
