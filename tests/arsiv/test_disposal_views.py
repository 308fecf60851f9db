"""The ledgers of ayıklama ve imha: candidates with their why, lines, duties; what is secret is not there."""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import col, select

from data.arsiv import disposal_duties, disposal_lines, disposal_views
from data.arsiv.disposal_drafts import DecisionDraft
from data.arsiv.disposal_duties import DisposalDuty
from data.arsiv.models import Klasor
from data.arsiv.models_papers import Imha
from data.arsiv.operations import disposal_final, disposal_judging
from data.arsiv.rules.values import Decision
from data.core import approvals, trail
from data.core.approvals import Stage
from data.core.errors import BadInput, NotAllowed
from data.core.pages import LedgerQuery
from data.core.secrecy import Secrecy
from tests.arsiv.archive_office import Desk, unit_id
from tests.arsiv.disposal_office import (
    MEETING,
    aged,
    before_commission,
    destroyed,
    handed_in,
    imha,
    judged,
    lines,
    listed,
    opinion,
    ready_to_destroy,
    signed,
    started,
)
from tests.arsiv.test_disposal import held
from tests.arsiv.test_holds_and_loans import lent


def ids(desk: Desk, view: str = "", who: str = "ayse") -> list[int]:
    with desk.look(who) as look:
        asked = LedgerQuery(view=view)
        found = disposal_views.candidate_window(look, asked, 0, 50, birim_id=unit_id(desk))
        assert found.total == len(found.rows)
        return [row.id for row in found.rows]


def made_secret(desk: Desk, key: int) -> None:
    with desk.work() as work:
        work.session.get_one(Klasor, key).secrecy = int(Secrecy.GIZLI)
        trail.record(work, "arsiv.test", "Derece")


def test_candidates_are_those_that_the_rule_lets_the_older_first(desk: Desk) -> None:
    late, old, young = aged(desk, year=2012), aged(desk, year=2008), aged(desk, year=2019)
    out, blocked, hidden = aged(desk), aged(desk), aged(desk)
    lent(desk, out)
    held(desk, blocked)
    made_secret(desk, hidden)
    assert ids(desk) == [old, late]
    assert ids(desk, disposal_views.BARRED) == [out, blocked]
    with desk.look() as look:
        assert disposal_views.judgeable_ids(look, unit_id(desk), 1) == (old,)
        for key, may, why in ((old, True, "01.01.2019"), (young, False, "dolmadı"), (out, False, "Ödünçte")):
            found = disposal_views.why_candidate(look, key, look.today)
            assert found.value is may
            assert why in " ".join(one.text for one in found.reasons)
        with pytest.raises(BadInput, match="bulunamadı"):
            disposal_views.why_candidate(look, hidden, look.today)
    with desk.look("kadir") as look, pytest.raises(NotAllowed):
        disposal_views.candidate_window(look, LedgerQuery(), 0, 50, birim_id=unit_id(desk))


def test_the_lines_of_a_work_tell_their_decision_and_why(desk: Desk) -> None:
    first, second = aged(desk, year=2012), aged(desk, "804.01", year=2008)
    key = started(desk)
    before_commission(desk, key, first, second)
    judged(desk, key, second, votes_for=4, votes_against=1)
    with desk.look() as look:
        found = disposal_lines.line_window(look, LedgerQuery(), 0, 10, imha_id=key)
        assert [(one.folder.code, one.decision, one.outcome) for one in found.rows] == [
            ("804.01", Decision.IMHA, "değerlendirme"), ("622.01", Decision.BEKLIYOR, "imha"),
        ]  # fmt: skip
        waiting = disposal_lines.line_window(look, LedgerQuery(view="bekliyor"), 0, 10, imha_id=key)
        coded = disposal_lines.line_window(look, LedgerQuery(text="kod:804 yıl:2008"), 0, 10, imha_id=key)
        worded = disposal_lines.line_window(look, LedgerQuery(text="başvuru"), 0, 10, imha_id=key)
        assert (waiting.total, coded.total, worded.total) == (1, 1, 2)
        why = disposal_lines.why_line(look, key, lines(desk, key)[second].id or 0)
        assert [one.text for one in why.reasons[1:3]] == [
            "Komisyon 16.03.2026: İmha", "Oylama: 4 kabul, 1 ret"
        ]  # fmt: skip
        card = disposal_views.disposal_card(look, key)
        assert (card.counts, card.problems, len(card.sitting)) == (
            {Decision.IMHA: 1, Decision.BEKLIYOR: 1}, (), 5,
        )  # fmt: skip
    made_secret(desk, first)
    with desk.look() as look:
        assert disposal_lines.line_window(look, LedgerQuery(), 0, 10, imha_id=key).total == 1
        assert disposal_views.disposal_card(look, key).counts == {Decision.IMHA: 1}


def test_works_are_listed_in_sight_and_summed_up_for_who_approves(desk: Desk) -> None:
    old = aged(desk)
    key = started(desk)
    before_commission(desk, key, old)
    judged(desk, key, old)
    listed(desk, key)
    signed(desk, key)
    handed_in(desk, key)
    opinion(desk, key)
    with desk.work() as work:
        disposal_final.advance(work, key, expected=Stage.TASLAK)
    with desk.look("mehmet") as look:
        assert [row.title for row in approvals.waiting(look)] == ["İmha listesi 2026/1"]
        told = dict(disposal_views.sum_up(look, key))
        assert (told["İmha listesi"], told["İmzalar"], told["Görüş"]) == (
            "1 klasör", "2 sayfa, 5/5 üye imzaladı", "04.05.2026 E-4471",
        )  # fmt: skip
        found = disposal_views.disposal_window(look, LedgerQuery(view="suren", text="yazılım 2026"), 0, 10)
        assert [row.no for row in found.rows] == ["2026/1"]
    with desk.look("kadir") as look:
        assert disposal_views.disposal_window(look, LedgerQuery(), 0, 10).total == 0
        with pytest.raises(NotAllowed):
            disposal_views.disposal_card(look, key)


def test_the_desk_is_told_of_march_of_every_step_and_of_the_ten_years_of_proof(desk: Desk) -> None:
    def told() -> list[tuple[DisposalDuty, str]]:
        with desk.look() as look:
            return [(one.kind, one.what) for one in disposal_duties.disposal_duties(look)]

    old = aged(desk)
    assert told() == [(DisposalDuty.BASLA, "süresi dolmuş 1 klasör")]
    key = ready_to_destroy(desk, old)
    assert told() == [(DisposalDuty.IMHA, "2026/1")]
    destroyed(desk, key)
    assert told() == []
    with desk.work() as work:
        work.session.exec(select(Imha).where(col(Imha.id) == key)).one().tutanak_day = date(2015, 5, 4)
        trail.record(work, "arsiv.test", "Eski çalışma")
    assert told() == [(DisposalDuty.KANIT, "2026/1, 31.12.2025 gününe kadar saklandı")]
    assert imha(desk, key).state == "imha"


def test_samples_are_picked_together_and_what_is_left_is_seen_apart(desk: Desk) -> None:
    first, second, third = (aged(desk, "040", year) for year in (2005, 2006, 2007))
    other = aged(desk)
    key = started(desk)
    before_commission(desk, key, first, second, third, other)

    def seen(view: str, text: str = "") -> list[int]:
        with desk.look() as look:
            query = LedgerQuery(view=view, text=text)
            return [one.folder.id for one in disposal_lines.line_window(look, query, 0, 9, imha_id=key).rows]

    assert (seen("secilecek"), seen("", "sonuç:a3"), seen("", "sonuç:D")) == (
        [first, second, third], [first, second, third], [other],
    )  # fmt: skip
    held_lines = lines(desk, key)
    some = {held_lines[one].id or 0: held_lines[one].version for one in (first, third)}
    draft = DecisionDraft(day=MEETING, decision="devlet", votes_for=5, reason="Yıllara göre örnek")
    with desk.work() as work, pytest.raises(BadInput, match="seçilmedi"):
        disposal_judging.pick(work, key, draft, {})
    with desk.work() as work:
        assert disposal_judging.pick(work, key, draft, some) is Decision.DEVLET
    assert (seen("secilecek"), seen("ornek")) == ([second], [first, third])
    line = lines(desk, key)[third]
    with desk.work() as work:
        disposal_judging.unpick(work, key, line.id or 0, line.version)
    with desk.look() as look:
        back = disposal_lines.line_window(look, LedgerQuery(view="secilecek"), 0, 9, imha_id=key).rows[1]
        assert (back.code, back.decision, back.decided_on, back.votes_for) == ("A3", Decision.BEKLIYOR, None, 0)
    judged(desk, key, second, third, other, reason="Örneği alındı")
    made = listed(desk, key)
    assert (made.destroy, made.handed) == (3, 1)
