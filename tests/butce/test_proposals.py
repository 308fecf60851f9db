"""Next year's budget is proposed from this year's course, held to its ceilings, approved, voted and opened."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.butce.continuing_views import continuing_rows
from data.butce.operations import ceilings, proposal_lines, proposals
from data.butce.operations.accepting import Accepted, accept
from data.butce.operations.posting import Posting
from data.butce.proposal_drafts import (
    AcceptDraft,
    CeilingDraft,
    FillDraft,
    NoteDraft,
    ProposalDraft,
    ProposalLineDraft,
)
from data.butce.proposal_views import (
    ProposalCard,
    ProposalLine,
    proposal_card,
    proposal_window,
    sum_up,
    why_line,
)
from data.butce.proposal_views import ceilings as ceiling_rows
from data.butce.rules.proposals import Asked, Ceiling, Years, against_ceilings, needs_reason, started
from data.butce.rules.values import MovementKind, ProposalState
from data.butce.settings import set_setting
from data.core.approvals import Stage
from data.core.errors import BadFields, BadInput, Conflict, NotAllowed, RuleBroken
from data.core.pages import LedgerQuery
from data.core.switches import SettingDraft
from tests.butce.butce_office import HEAD, Desk, posted, tertip_id
from tests.butce.cetvel_files import csv, take, unit_id

PAPER, FUEL = HEAD + "03.2.1.01", HEAD + "03.2.3.02"
VOTED = AcceptDraft(karar_day=date(2026, 11, 19), karar_no="2026/511")


def begun(desk: Desk, **more: Any) -> int:
    posted(
        desk,
        Posting(tertip_id=tertip_id(desk, "03.2.1.01"), kind=MovementKind.HARCAMA, amount=300_000_00,
                day=date(2026, 3, 2)),
    )  # fmt: skip
    values = {"harcama_birimi_id": unit_id(desk), "year": 2027, "day": date(2026, 7, 20), "basis": "bos"}
    with desk.work("ayse") as work:
        return proposals.start_proposal(work, ProposalDraft(**(values | more)))


def card(desk: Desk, key: int) -> ProposalCard:
    with desk.look() as look:
        return proposal_card(look, key)


def line(desk: Desk, key: int, kod: str) -> ProposalLine:
    return next(one for one in card(desk, key).lines if one.kod == kod)


def write(desk: Desk, key: int, kod: str, first: int, reason: str | None = None, **more: Any) -> None:
    one = line(desk, key, kod)
    draft = ProposalLineDraft(kod=kod, name=one.name, first=first, reason=reason, **more)
    with desk.work("ayse") as work:
        proposal_lines.amend_line(work, one.id, draft, card(desk, key).row.version)


def ceiling(desk: Desk, first: int, ekonomik: str | None = None, **more: Any) -> int:
    draft = CeilingDraft(
        harcama_birimi_id=unit_id(desk), year=2027, ekonomik=ekonomik, first=first, source="Bütçe çağrısı", **more
    )
    with desk.work("ayse") as work:
        return ceilings.set_ceiling(work, draft)


def step(desk: Desk, key: int, who: str, expected: Stage) -> Stage:
    with desk.work(who) as work:
        return proposals.advance(work, key, expected=expected)


def approved(desk: Desk, key: int) -> None:
    for who, stage in (("ayse", Stage.TASLAK), ("gercek", Stage.SUNULDU), ("harcama", Stage.KONTROL_EDILDI)):
        step(desk, key, who, stage)


def voted(desk: Desk, key: int, decided: dict[int, int] | None = None) -> Accepted:
    with desk.work("ayse") as work:
        return accept(work, key, VOTED, card(desk, key).row.version, decided)


# ---------------------------------------------------------------- rules


def test_years_grow_one_from_the_other_and_are_rounded() -> None:
    assert started(300_000_00, (10, 10, 5), 1000) == Years(330_000_00, 363_000_00, 381_000_00)
    assert started(123_456_78, (0, 0, 0), 1) == Years(123_457_00, 123_457_00, 123_457_00)
    assert started(500_00, (-100, 0, 0), 1) == Years()


def test_ceilings_hold_what_begins_with_their_code_in_either_digit_style() -> None:
    lines = [
        Asked("03.2.1.01", Years(60_00, 1_00)),
        Asked("03.02.30.02", Years(50_00)),
        Asked("03.7.1.02", Years(5_00)),
    ]
    limits = [Ceiling("03.2", (100_00, 0, None), "Çağrı"), Ceiling("", (200_00, None, None), "Çağrı")]
    whole, second = against_ceilings(lines, limits)
    assert (whole.ceiling.label, whole.asked.first, whole.passed) == ("Genel tavan", 115_00, False)
    assert second.over == Years(10_00, 1_00, 0)
    assert second.sentence(2027) == "03.2 tavanı 2027 yılında 10,00 TL, 2028 yılında 1,00 TL aşılıyor"


@given(st.lists(st.tuples(st.sampled_from(["03.2.1.01", "03.02.10.05", "06.1.2.01"]), st.integers(0, 10**9))))
def test_no_line_escapes_a_ceiling_in_all(found: list[tuple[str, int]]) -> None:
    lines = [Asked(code, Years(value, value, value)) for code, value in found]
    (stand,) = against_ceilings(lines, [Ceiling("", (0, None, 0), "")])
    total = sum(value for _, value in found)
    assert stand.over == Years(total, 0, total) and stand.passed == bool(total)


@pytest.mark.parametrize(
    ("first", "odenek", "percent", "needed"),
    [(0, 0, 0, False), (1, None, 50, True), (1, 0, 50, True), (100, 100, 0, False), (101, 100, 0, True),
     (120, 100, 20, False)],
)  # fmt: skip
def test_growth_and_new_tertips_need_a_reason(first: int, odenek: int | None, percent: int, needed: bool) -> None:
    assert needs_reason(first, odenek, percent).value is needed


# ---------------------------------------------------------------- a proposal and its way


def test_a_proposal_begins_with_this_year_s_tertips_and_their_course(desk: Desk) -> None:
    key = begun(desk, basis="odenek", growth=20, second_growth=10, third_growth=0)
    found = card(desk, key)
    paper = line(desk, key, PAPER)
    assert (found.row.no, found.row.lines, found.this_year) == ("2027/1", 11, True)
    assert (paper.odenek, paper.spent, paper.years) == (
        500_000_00,
        300_000_00,
        Years(600_000_00, 660_000_00, 660_000_00),
    )
    assert paper.projected and 335_000_00 < paper.projected < 345_000_00 and str(paper.change) == "20.0"
    assert "11 satırın gerekçesi yazılmamış" in found.problems
    with desk.work("ayse") as work:
        fill = FillDraft(basis="tahmin", growth=0, second_growth=0, third_growth=0)
        assert proposal_lines.fill_lines(work, key, fill, found.row.version) == 11
    assert line(desk, key, PAPER).years.first == round(paper.projected, -5)
    with desk.work("ayse") as work, pytest.raises(RuleBroken, match="1 sayılı teklifi sürüyor"):
        draft = ProposalDraft(harcama_birimi_id=unit_id(desk), year=2027, day=date(2026, 7, 21))
        proposals.start_proposal(work, draft)


def test_it_goes_to_its_approval_once_lines_have_reasons_and_ceilings_are_kept(desk: Desk) -> None:
    key = begun(desk)
    with pytest.raises(RuleBroken, match="ödenek istenen satır yok"):
        step(desk, key, "ayse", Stage.TASLAK)
    write(desk, key, PAPER, 600_000_00)
    with pytest.raises(RuleBroken, match=r"Gerekçesi yazılmamış satırlar var: .*03\.2\.1\.01 \(600\.000,00 TL\)"):
        step(desk, key, "ayse", Stage.TASLAK)
    write(desk, key, PAPER, 600_000_00, "Kâğıt fiyatı arttı", second=10_00)
    tavan = ceiling(desk, 550_000_00, "03.02")
    with pytest.raises(RuleBroken, match=r"03\.02 tavanı 2027 yılında 50\.000,00 TL aşılıyor"):
        step(desk, key, "ayse", Stage.TASLAK)
    with desk.work("ayse") as work:
        proposals.amend_note(
            work, key, NoteDraft(day=date(2026, 7, 20), note="Yeni bina açıldı"), card(desk, key).row.version
        )
    with desk.work("yonetici") as work:
        set_setting(
            work,
            SettingDraft(name="butce.tavan_asimi", valid_from=date(2027, 1, 1), value="engelle", source="Çağrı"),
        )
    with pytest.raises(RuleBroken, match="Satırları tavana indirin"):
        step(desk, key, "ayse", Stage.TASLAK)
    assert ceiling(desk, 600_000_00, "03.2") == tavan
    with desk.look() as look:
        assert [(one.ekonomik, one.first, one.version) for one in ceiling_rows(look, unit_id(desk), 2027)] == [
            ("03.02", 600_000_00, 2)
        ]
    assert step(desk, key, "ayse", Stage.TASLAK) is Stage.SUNULDU
    with desk.work("ayse") as work, pytest.raises(RuleBroken, match="satırları değişmez"):
        proposal_lines.remove_line(work, line(desk, key, FUEL).id, card(desk, key).row.version)
    with desk.work("ayse") as work, pytest.raises(NotAllowed):
        proposals.advance(work, key, expected=Stage.SUNULDU)
    with desk.work("gercek") as work:
        proposals.send_back(work, key, expected=Stage.SUNULDU, reason="Yakıt unutulmuş")
    write(desk, key, FUEL, 0, None)
    with desk.work("ayse") as work:
        ceilings.remove_ceiling(work, tavan, "Çağrı değişti", 2)
    approved(desk, key)
    assert card(desk, key).row.state is ProposalState.ONAYLI
    with desk.look() as look:
        words = dict(sum_up(look, key))
    assert words["2027 teklifi"] == "600.000,00 TL" and words["Genel gerekçe"] == "Yeni bina açıldı"


def test_why_a_line_asks_what_it_asks(desk: Desk) -> None:
    key = begun(desk)
    write(desk, key, PAPER, 600_000_00, "Kâğıt fiyatı arttı")
    ceiling(desk, 550_000_00)
    with desk.look() as look:
        words = " / ".join(reason.text for reason in why_line(look, line(desk, key, PAPER).id, key).reasons)
    for part in ("istenen 600.000,00 TL", "ödeneği 500.000,00 TL, harcanan 300.000,00 TL", "Yıl sonu tahmini",
                 "gerekçe eşiği yüzde 0 artış", "Gerekçesi: Kâğıt fiyatı arttı",
                 "Genel tavan 2027 yılında 50.000,00 TL aşılıyor"):  # fmt: skip
        assert part in words


def test_what_the_meclis_votes_opens_the_year_and_what_it_changed_is_kept(desk: Desk) -> None:
    key = begun(desk)
    write(desk, key, PAPER, 600_000_00, "Kâğıt fiyatı arttı")
    write(desk, key, FUEL, 200_000_00)
    with desk.work("ayse") as work:
        new = ProposalLineDraft(kod=HEAD + "03.5.9.90", name="Yeni hizmet", first=50_000_00, reason="Yeni görev")
        proposal_lines.add_line(work, key, new, card(desk, key).row.version)
    with pytest.raises(RuleBroken, match="“Taslak” durumunda"):
        voted(desk, key)
    approved(desk, key)
    paper = line(desk, key, PAPER).id
    with desk.work("ayse") as work, pytest.raises(Conflict):
        accept(work, key, VOTED, 1)
    done = voted(desk, key, {paper: 550_000_00})
    assert done.words == "2027 bütçesi açıldı · 3 tertip · 800.000,00 TL · 1 satır farklı kabul edildi"
    assert (line(desk, key, PAPER).decided, line(desk, key, FUEL).decided) == (550_000_00, 200_000_00)
    assert card(desk, key).row.state is ProposalState.BUTCE
    with desk.look() as look:
        linked = {row.kod: row.linked and row.linked.kod for row in continuing_rows(look, done.yil_id)}
        assert linked == {PAPER: PAPER, FUEL: FUEL, HEAD + "03.5.9.90": None}
        assert proposal_window(look, LedgerQuery(), 0, 10).total == 0
        assert proposal_window(look, LedgerQuery(view="butce", text="yil:2027 yazılım"), 0, 10).rows[0].lines == 12
    with desk.work("ayse") as work, pytest.raises(RuleBroken, match="“Bütçe oldu” durumunda"):
        proposals.give_up(work, key, "Vazgeçildi")


def test_a_year_whose_cetvel_was_taken_is_compared_and_not_opened_twice(desk: Desk) -> None:
    key = begun(desk)
    write(desk, key, PAPER, 400_000_00)
    approved(desk, key)
    take(desk, csv([("Tertip", "Açıklama", "Ödenek"), (HEAD + "03.02.10.01", "Kırtasiye", "390.000,00")]))
    assert line(desk, key, PAPER).decided == 390_000_00
    with pytest.raises(RuleBroken, match="başlangıç ödeneği yazılmış"):
        voted(desk, key)


def test_lines_are_refused_in_words_and_two_desks_do_not_overwrite_each_other(desk: Desk) -> None:
    key = begun(desk)
    version = card(desk, key).row.version
    with desk.work("ayse") as work, pytest.raises(BadFields, match="teklifte var"):
        same = ProposalLineDraft(kod=HEAD + "03.02.10.01", name="Kırtasiye", first=1)
        proposal_lines.add_line(work, key, same, version)
    with pytest.raises(BadFields, match="eksi olamaz"):
        write(desk, key, PAPER, -1)
    write(desk, key, PAPER, 5_00)
    one = line(desk, key, FUEL)
    with desk.work("fatih") as work, pytest.raises(Conflict, match="bütçe teklifi"):
        draft = ProposalLineDraft(kod=FUEL, name=one.name, first=1_00)
        proposal_lines.amend_line(work, one.id, draft, version)
    with desk.work("ayse") as work, pytest.raises(BadFields, match="-100 ile 999 arasında"):
        proposal_lines.fill_lines(work, key, FillDraft(growth=-101), version + 1)
    with desk.work("ayse") as work:
        proposal_lines.remove_line(work, one.id, version + 1)
    assert card(desk, key).row.lines == 10
    with desk.work("ayse") as work:
        proposal_lines.add_line(work, key, ProposalLineDraft(kod=FUEL, name=one.name), version + 2)
    assert line(desk, key, FUEL).odenek == 300_000_00
    with desk.work("ayse") as work:
        proposals.give_up(work, key, "Yeniden yazılacak")
    for who in ("kadir", "denetci"):
        with desk.work(who) as work, pytest.raises(NotAllowed):
            proposals.start_proposal(
                work, ProposalDraft(harcama_birimi_id=unit_id(desk), year=2027, day=date(2026, 7, 1))
            )
    with desk.work("ayse") as work, pytest.raises(BadInput, match="arasında olmalıdır"):
        proposals.start_proposal(
            work, ProposalDraft(harcama_birimi_id=unit_id(desk), year=2029, day=date(2026, 7, 1))
        )
