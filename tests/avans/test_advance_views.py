"""What a desk is told of advances: the ledger, reminders, audit findings, Neden?, and what a reviewer reads."""

from __future__ import annotations

from datetime import date

import pytest

from data.avans.card import avans_card, sum_up, why
from data.avans.drafts import JourneyDraft, ReportDraft
from data.avans.due_views import count_waiting, due, findings, reminders
from data.avans.operations import giving, requests, year_end
from data.avans.pick_views import find_renewable
from data.avans.rules.values import AvansState, StepKind
from data.avans.settings import set_setting
from data.avans.views import avans_window, mutemets, open_rows
from data.core import search
from data.core.errors import BadInput, NotAllowed
from data.core.lights import Light
from data.core.pages import LedgerQuery
from data.core.switches import SettingDraft
from tests.avans.avans_office import (
    Desk,
    approved,
    charged,
    given,
    handed,
    paid,
    refunded,
    row,
    set_day,
    settled,
    travelling,
    wanted,
)


def listed(desk: Desk, text: str = "", view: str = "tumu", sort: str = "", who: str = "ayse") -> list[str]:
    with desk.look(who) as look:
        return [one.no for one in avans_window(look, LedgerQuery(text, view, sort), 0, 50).rows]


def test_the_ledger_shows_what_is_open_late_carried_or_owed(desk: Desk) -> None:
    late = given(desk, 2_000_00, date(2026, 3, 3), subject="Şerit değişimi")
    handed(desk, late, 500_00, date(2026, 3, 4))
    settled(desk, late, date(2026, 3, 5))
    debt = given(desk, 1_000_00, date(2026, 3, 6), subject="Ağ kablosu")
    charged(desk, debt, date(2026, 4, 7))
    done = given(desk, 900_00, date(2026, 4, 8), subject="Toner")
    refunded(desk, done, 900_00, date(2026, 4, 9))
    with desk.work() as work:
        requests.request(work, wanted(desk, 300_00, date(2026, 4, 9), subject="Yeni istek"))
    assert listed(desk) == ["2026/4", "2026/3", "2026/2", "2026/1"]
    assert listed(desk, view="") == ["2026/2", "2026/1"]
    assert listed(desk, view="geciken") == ["2026/1"]
    assert listed(desk, view="alacak") == ["2026/2"]
    assert listed(desk, view="istek") == ["2026/4"]
    assert listed(desk, view="kapanan") == ["2026/3"]
    assert listed(desk, view="yaklasan") == []
    assert listed(desk, "serit") == listed(desk, "no:1") == listed(desk, "no:2026/1") == ["2026/1"]
    assert listed(desk, "kişi:ünal tarih:2026-04 durum:kapandı") == ["2026/3"]
    assert listed(desk, "tertip:03.2.1.01 tür:iş birim:yazılım", sort="given") == [
        "2026/4",
        "2026/3",
        "2026/2",
        "2026/1",
    ]
    assert listed(desk, who="kadir") == []
    with desk.look() as look:
        window = avans_window(look, LedgerQuery(), 0, 50)
        assert window.summary == "açık toplam 1.500,00 TL · 1 geciken"
        first = window.rows[-1]
        assert (first.holder, first.light, first.left) == ("Zehra ÜNAL", Light.GECIKTI, "6 gün gecikti")
        assert (first.held.acik, first.held.mahsup, first.state) == (1_500_00, 500_00, AvansState.KISMI)
        assert [one.no for one in open_rows(look)] == ["2026/1", "2026/2"]
        assert [one.title for one in find_renewable(look, "", 9)] == ["2026/3 Toner"]
        assert search.find(look, "toner")[0].title == "2026/3 İş avansı"
        with pytest.raises(BadInput, match="bir tarih değil"):
            avans_window(look, LedgerQuery("tarih:yarın"), 0, 5)


@pytest.mark.parametrize(
    ("today", "mark", "sign", "left"),
    [
        (date(2026, 4, 1), None, "", ""),
        (date(2026, 4, 3), 7, "○", "9 gün kaldı"),
        (date(2026, 4, 7), 3, "○", "5 gün kaldı"),
        (date(2026, 4, 9), 1, "●", "3 gün kaldı"),
        (date(2026, 4, 10), 0, "●", "2 gün kaldı"),
        (date(2026, 4, 12), 0, "●", "bugün son gün"),
        (date(2026, 4, 14), -2, "!", "2 gün gecikti"),
    ],
)
def test_reminders_come_before_the_working_day_and_stay_until_it_is_closed(
    desk: Desk, today: date, mark: int | None, sign: str, left: str
) -> None:
    key = given(desk, 1_000_00, date(2026, 3, 12))
    assert row(desk, key).deadline == date(2026, 4, 12), "a Sunday"
    set_day(desk, today)
    with desk.look() as look:
        found = due(look)
        assert count_waiting(look) == len(found) == len(reminders(look)) == (mark is not None)
        if mark is not None:
            assert (found[0].mark, found[0].sign, found[0].left) == (mark, sign, left)
            assert found[0].safe == date(2026, 4, 10)
            assert "Pazar" in " ".join(reason.text for reason in found[0].reasons)
            assert reminders(look)[0].title == "2026/1 avansı, Kırtasiye alımı 12.03: 1.000,00 TL"
    assert listed(desk, view="yaklasan") == (
        ["2026/1"] if left and 0 <= (date(2026, 4, 12) - today).days <= 7 else []
    )
    with desk.look("denetci") as look:
        assert count_waiting(look) == len(reminders(look)) == 0
    if mark is None:
        handed(desk, key, 400_00, date(2026, 3, 20))
        with desk.look("gercek") as look:
            assert count_waiting(look) == 1, "its document waits for the mahsup"


def test_who_did_not_leave_in_fifteen_days_is_reminded_to_give_it_back(desk: Desk) -> None:
    key = paid(
        desk, approved(desk, travelling(desk, 2_000_00, date(2026, 3, 2), date(2026, 4, 1))), date(2026, 3, 2)
    )
    set_day(desk, date(2026, 3, 14))
    with desk.look() as look:
        (one,) = due(look)
        assert (one.what, one.last_day, one.mark) == ("Yola çıkış", date(2026, 3, 17), 3)
        card = avans_card(look, key)
        assert "Bu güne kadar yola çıkılmazsa" in " ".join(reason.text for reason in why(look, card))
    with desk.work() as work:
        journey = JourneyDraft(departure_day=date(2026, 3, 14), return_day=date(2026, 3, 20))
        giving.note_journey(work, key, journey, row(desk, key).version)
    with desk.look() as look:
        assert due(look) == ()


def test_what_an_audit_would_fault_is_found_with_its_law(desk: Desk) -> None:
    late = given(desk, 1_000_00, date(2026, 10, 12), subject="Bir")
    given(desk, 1_000_00, date(2026, 11, 12), subject="İki")
    set_day(desk, date(2026, 12, 3))
    travel = SettingDraft(
        name="avans.yolluk_kodlari", value="03.3,03.02", valid_from=date(2026, 12, 1), source="Deneme"
    )
    with desk.work("yonetici") as work:
        set_setting(work, travel)
    with desk.look() as look:
        told = [one.reason for one in findings(look)]
        words = " / ".join(f"{one.text} [{one.law}]" for one in told)
    for part in (
        "2026/1: Süresi 21 gün önce doldu; 1.000,00 TL kapanmadı, gecikme zammı işliyor, 140 hesabına alınmadı.",
        "6183",
        "2026/2: Zehra ÜNAL üzerinde birden çok açık avans: 2026/1, 2026/2.",
        "2026/2: Yolluk avansı 160 hesabına yazılmış. [MİBMY m.124, m.127]",
        "2026/2: Yıl bitiyor: 31.12.2026 gününe kadar kapatın ya da yazıyla bildirin.",
    ):
        assert part in words
    with desk.work() as work:
        year_end.report(
            work, late, ReportDraft(report_day=date(2026, 12, 3), report_no="7"), row(desk, late).version
        )
    set_day(desk, date(2027, 1, 4))
    with desk.look() as look:
        assert sum("mahsup dönemine devredilmedi" in one.text for one in findings(look)) == 2
    with desk.look("kadir") as look:
        assert findings(look) == ()


def test_neden_says_where_each_lira_is_and_leads_to_the_movements(desk: Desk) -> None:
    key = given(desk, 10_000_00, date(2026, 3, 10))
    handed(desk, key, 6_400_00, date(2026, 4, 9), seller_tax_no="10000000146")
    settled(desk, key, date(2026, 4, 9))
    set_day(desk, date(2026, 4, 25))
    with desk.look("gercek") as look:
        card = avans_card(look, key)
        reasons = why(look, card)
    words = " / ".join(reason.text for reason in reasons)
    for part in (
        "160 İş avans ve kredileri",
        "Sınır 20.000,00 TL: İl merkezi",
        "süre 1 ay: son gün 10.04.2026",
        "09.04.2026 Mahsup: 6.400,00 TL",
        "Verilen 10.000,00 TL − mahsup 6.400,00 TL = açık 3.600,00 TL",
        "gecikme zammı 66,60 TL",
    ):
        assert part in words
    assert {ref.kind for reason in reasons for ref in reason.refs} == {"tertip", "odenek_hareket"}
    assert [one.seller_tax_no for one in card.documents] == ["100******46"]
    assert card.zam is not None
    assert (card.zam.value.zam, card.tckn, card.reversible) == (66_60, "", card.steps[-1].id)
    assert [step.kind for step in card.steps] == [StepKind.VERME, StepKind.MAHSUP]


def test_a_reviewer_reads_what_is_asked_for_and_what_speaks_against_it(desk: Desk) -> None:
    given(desk, 1_000_00, date(2026, 3, 2), subject="Birinci")
    with desk.work() as work:
        key = requests.request(work, wanted(desk, 500_00, date(2026, 3, 2), subject="<b>İkinci</b>")).id
    with desk.look("gercek") as look:
        told = dict(sum_up(look, key))
    assert told["Konu"] == "<b>İkinci</b>"
    assert told["İvedilik gerekçesi"] == "Baskı durdu, stok yok"
    assert "2026/1 avansından 1.000,00 TL açık" in told["!"]
    with pytest.raises(NotAllowed), desk.look("kadir") as look:
        sum_up(look, key)


def test_mutemets_are_listed_with_their_letters(desk: Desk) -> None:
    with desk.look() as look:
        (one,) = mutemets(look)
        assert (one.name, one.letter_no, one.first_day) == ("Zehra ÜNAL", "2026/7", date(2026, 1, 2))
    with desk.look("kadir") as look:
        assert mutemets(look) == ()
