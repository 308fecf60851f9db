"""Duties: what muhasebe and the other idare have to get, by when, and that it was given."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from data.core import trail
from data.core.errors import BadFields, BadInput, NotAllowed, RuleBroken
from data.core.lights import Light
from data.tasinir.duty_views import duties, month_list
from data.tasinir.ending_drafts import SentDraft
from data.tasinir.models_counts import TasinirYil
from data.tasinir.models_vouchers import Vif
from data.tasinir.operations.reversing import reverse
from data.tasinir.operations.sending import mark_answered, mark_list_given, mark_sent
from data.tasinir.rules.duties import DutyKind
from data.tasinir.waiting import reminders
from tests.tasinir import tasinir_office as office
from tests.tasinir.ending_office import PAPER, PEN, TODAY, stock
from tests.tasinir.tasinir_office import Desk
from tests.tasinir.voucher_office import approved, drafted, head, line, used

GIVEN = date(2026, 11, 10)
"""A Tuesday, ten days before today."""


def _said(desk: Desk) -> list[tuple[DutyKind, str, date, Light]]:
    with desk.look("kayit") as look:
        return [(one.kind, one.subject, one.last_day, one.light) for one in duties(look)]


def _given_away(desk: Desk, day: date = GIVEN) -> int:
    draft = head(desk, "devir_idare", day, other_text="Örnek İlçe Belediyesi")
    return approved(desk, draft, line(desk, PAPER, 1, 0)).id


def test_an_exit_is_due_in_ten_days_and_the_receivers_copy_in_seven(desk: Desk) -> None:
    stock(desk)
    _given_away(desk)
    assert _said(desk) == [
        (DutyKind.ALANDAN, "2026/6 Başka idareye devir (10.11.2026)", date(2026, 11, 17), Light.GECIKTI),
        (DutyKind.MUHASEBE, "2026/6 Başka idareye devir (10.11.2026)", date(2026, 11, 20), Light.KIRMIZI),
    ]
    with desk.look("kayit") as look:
        found = duties(look, office.unit(desk))
        assert (found[0].left, found[1].left) == ("3 gün gecikti", "bugün son gün")
        assert found[1].reasons[0].law == "Taşınır Mal Y. m.30/1"
        assert found[1].reasons[-1].refs[0].id == found[1].vif_id


def test_bugün_tells_who_writes_them_of_what_is_late_or_near(desk: Desk) -> None:
    stock(desk)
    _given_away(desk)
    with desk.look("kayit") as look:
        assert [(one.title, one.step, one.sign, one.who) for one in reminders(look)] == [
            ("2026/6 Başka idareye devir (10.11.2026)", "Karşı fiş", "!", "Örnek İlçe Belediyesi"),
            ("2026/6 Başka idareye devir (10.11.2026)", "Gönderme", "●", "Muhasebe birimi"),
        ]
    for who in ("harcama", "kadir"):
        with desk.look(who) as look:
            assert reminders(look) == ()


def test_no_list_of_a_closed_year_is_owed(desk: Desk) -> None:
    stock(desk, date(2025, 11, 3))
    used(desk, PAPER, 1, date(2025, 11, 4))
    used(desk, PAPER, 1, date(2026, 10, 5))
    assert [subject for _, subject, *_ in _said(desk)] == [
        "Kasım 2025 tüketim listesi",
        "Ekim 2026 tüketim listesi",
    ]
    with desk.work("kayit") as work:
        work.session.add(TasinirYil(harcama_birimi_id=office.unit(desk), year=2025, closed_at=work.now))
        trail.record(work, "deneme", "2025 yılı kapandı")
    assert [subject for _, subject, *_ in _said(desk)] == ["Ekim 2026 tüketim listesi"]
    with desk.look("kayit") as look:
        assert month_list(look, office.unit(desk), 2025, 11).total == 9_000
        assert month_list(look, office.unit(desk), 2025, 12).total == 0


def test_a_duty_ends_when_it_is_written_down(desk: Desk) -> None:
    stock(desk)
    key = _given_away(desk)
    with desk.work("kayit") as work:
        mark_sent(work, key, SentDraft(day=TODAY, paper="E-77"))
    assert [kind for kind, *_ in _said(desk)] == [DutyKind.ALANDAN]
    with desk.work("kayit") as work:
        mark_answered(work, key, SentDraft(day=TODAY, paper="Fiş 12"))
    assert _said(desk) == []
    row = office.row(desk, Vif, key)
    assert (row.sent_on, row.sent_no, row.answered_on, row.answered_no) == (TODAY, "E-77", TODAY, "Fiş 12")


def test_a_day_that_stands_is_changed_only_with_a_reason(desk: Desk) -> None:
    stock(desk)
    key = _given_away(desk)
    for draft, refused in ((SentDraft(day=TODAY), False), (SentDraft(day=GIVEN), True)):
        if not refused:
            with desk.work("kayit") as work:
                mark_sent(work, key, draft)
            continue
        with pytest.raises(BadInput, match=r"20\.11\.2026 günü yazılmış"), desk.work("kayit") as work:
            mark_sent(work, key, draft)
    with desk.work("kayit") as work:
        mark_sent(work, key, SentDraft(day=GIVEN, reason="Evrak defterine göre"))
    assert office.row(desk, Vif, key).sent_on == GIVEN


@pytest.mark.parametrize("day", [date(2026, 11, 9), date(2026, 11, 21)])
def test_nothing_is_given_before_its_voucher_nor_tomorrow(desk: Desk, day: date) -> None:
    stock(desk)
    key = _given_away(desk)
    with pytest.raises(BadFields), desk.work("kayit") as work:
        mark_sent(work, key, SentDraft(day=day))


def test_drafts_and_vouchers_that_nobody_waits_for_are_refused(desk: Desk) -> None:
    stock(desk)
    draft = drafted(desk, head(desk, "devir_idare", TODAY, other_text="X"), line(desk, PAPER, 1, 0))
    with pytest.raises(RuleBroken, match="Onaylanmamış"), desk.work("kayit") as work:
        mark_sent(work, draft, SentDraft(day=TODAY))
    consumed = used(desk, PAPER, 1, TODAY).id
    with pytest.raises(RuleBroken, match="aylık listeyi"), desk.work("kayit") as work:
        mark_sent(work, consumed, SentDraft(day=TODAY))
    with pytest.raises(RuleBroken, match="karşı fiş beklenmez"), desk.work("kayit") as work:
        mark_answered(work, consumed, SentDraft(day=TODAY))
    with pytest.raises(NotAllowed), desk.work("denetci") as work:
        mark_sent(work, consumed, SentDraft(day=TODAY))


def test_a_purchase_goes_with_its_odeme_emri_but_its_reversal_is_due_like_any_other(desk: Desk) -> None:
    stock(desk)
    assert _said(desk) == []
    key = office.key(desk, Vif, number=4, year=2026)
    with desk.work("kayit") as work:
        reverse(work, key, TODAY, "Yanlış fatura", "Olur 2026/12")
    assert [(kind, last) for kind, _, last, _ in _said(desk)] == [(DutyKind.MUHASEBE, date(2026, 11, 30))]


# ---------------------------------------------------------------- monthly lists


def test_a_month_of_consumption_is_listed_by_second_level_and_due_in_the_next_one(desk: Desk) -> None:
    stock(desk)
    used(desk, PAPER, 10, date(2026, 10, 5))
    used(desk, PEN, 4, date(2026, 10, 6))
    used(desk, PAPER, 1, date(2026, 11, 5))
    with desk.look("kayit") as look:
        found = month_list(look, office.unit(desk), 2026, 10)
        assert [(row.code, row.kurus) for row in found.rows.value] == [("150.01.01", 2_000), ("150.01.03", 90_000)]
    assert [(kind, subject) for kind, subject, *_ in _said(desk)] == [
        (DutyKind.AYLIK_LISTE, "Ekim 2026 tüketim listesi")
    ]


def _list_given(desk: Desk, **more: Any) -> None:
    with desk.work("kayit") as work:
        mark_list_given(work, office.unit(desk), 2026, 10, SentDraft(**({"day": TODAY} | more)))


def test_a_list_that_changed_after_it_was_given_is_given_again(desk: Desk) -> None:
    stock(desk)
    used(desk, PAPER, 10, date(2026, 10, 5))
    with pytest.raises(BadFields, match=r"01\.11\.2026 ile bugün"):
        _list_given(desk, day=date(2026, 10, 31))
    _list_given(desk)
    assert _said(desk) == []
    with pytest.raises(RuleBroken, match="bu hâliyle verilmiş"):
        _list_given(desk)
    used(desk, PAPER, 1, date(2026, 10, 7))
    with desk.look("kayit") as look:
        assert month_list(look, office.unit(desk), 2026, 10).changed
    assert [subject for _, subject, *_ in _said(desk)] == ["Ekim 2026 tüketim listesi; verilen liste değişti"]
    _list_given(desk)
    assert _said(desk) == []


def test_consumption_that_was_taken_back_leaves_its_month_and_its_list(desk: Desk) -> None:
    stock(desk)
    pens = used(desk, PEN, 4, date(2026, 10, 6))
    used(desk, PAPER, 10, date(2026, 9, 5))
    paper = used(desk, PAPER, 10, date(2026, 8, 5))
    with desk.work("kayit") as work:
        reverse(work, pens.id, date(2026, 10, 7), "Yanlış birim", "Olur 2026/12")
        reverse(work, paper.id, date(2026, 9, 7), "Yanlış birim", "Olur 2026/13")
    # What September used it got back from August: its list holds nothing, and October's neither.
    assert [subject for _, subject, *_ in _said(desk)] == ["Ağustos 2026 tüketim listesi"]
    used(desk, PEN, 1, date(2026, 9, 8))
    with desk.look("kayit") as look:
        assert month_list(look, office.unit(desk), 2026, 9).total == 500
    assert [subject for _, subject, *_ in _said(desk)] == [
        "Ağustos 2026 tüketim listesi",
        "Eylül 2026 tüketim listesi",
    ]


def test_the_list_of_december_is_due_within_the_year(desk: Desk) -> None:
    stock(desk)
    desk.store.clock = lambda: datetime(2026, 12, 29, 9, tzinfo=UTC)
    used(desk, PAPER, 10, date(2026, 12, 28))
    assert [(subject, last) for _, subject, last, _ in _said(desk)] == [
        ("Aralık 2026 tüketim listesi", date(2026, 12, 31))
    ]
    with desk.work("kayit") as work:
        mark_list_given(work, office.unit(desk), 2026, 12, SentDraft(day=date(2026, 12, 29)))
    assert _said(desk) == []


def test_whoever_sits_in_another_unit_has_no_duty_here(desk: Desk) -> None:
    stock(desk)
    _given_away(desk)
    with desk.look("kadir") as look:
        assert duties(look) == ()
        with pytest.raises(NotAllowed):
            month_list(look, office.unit(desk), 2026, 10)
