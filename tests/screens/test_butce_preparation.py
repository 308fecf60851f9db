"""Next year's budget by keys: its proposal, what the meclis voted, the link of both years, the calendar."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from data.butce import continuing_views, proposal_views, views
from data.butce.drafts import TertipDraft, YearDraft
from data.butce.operations import proposals
from data.butce.operations.tertips import add_tertip
from data.butce.operations.years import open_year
from data.butce.rules.values import ProposalState
from data.core.approvals import Stage
from screens.butce.ceilings import CeilingView
from screens.butce.proposal_view import ProposalView
from tests.butce.butce_office import HEAD, PASSWORD
from tests.screens.butce_desk import SMALL, budget, in_store
from tests.screens.conftest import OpenDesk, top_view
from tests.screens.pilot import press_only, until, until_shown
from tests.screens.typist import type_in


async def test_a_proposal_is_filled_reasoned_approved_voted_and_becomes_the_budget(
    budget_file: Path, open_desk: OpenDesk
) -> None:
    async with open_desk(budget_file, "ayse", PASSWORD, SMALL) as (app, pilot):
        await budget(pilot, app, "Bütçe teklifleri")
        await until_shown(pilot, "Bu görünümde bütçe teklifi yok")
        await press_only(pilot, "n")
        await until_shown(pilot, "Yeni bütçe teklifi", "46.34.12.05", "2027")
        await press_only(pilot, "ctrl+s")
        await until(pilot, lambda: isinstance(top_view(app), ProposalView))
        await until_shown(pilot, "Bütçe teklifi 2027/1 · Taslak", "Temel maaşlar", "5.780.000,00", "0,0")
        await press_only(pilot, "t")
        await until(pilot, lambda: isinstance(top_view(app), CeilingView))
        await until_shown(pilot, "tavanı yok")
        await press_only(pilot, "escape")
        await until(pilot, lambda: isinstance(top_view(app), ProposalView))
        await press_only(pilot, "home", "f2")
        await until_shown(pilot, "01.1.1.01 Temel maaşlar", "İkinci izleyen yıl")
        await type_in(pilot, kod="", name="", first=["ctrl+a", *"2500000"])
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "1 satırın gerekçesi", "2.500.000,00", "+25,0")
        await press_only(pilot, "f7")
        await until_shown(pilot, "Onaya sun", "gerekçesi yazılmamış")
        await press_only(pilot, "enter")
        await until_shown(pilot, "Yapılamadı", "Gerekçesi yazılmamış satırlar var")
        await press_only(pilot, "enter", "f2")
        await until_shown(pilot, "01.1.1.01 Temel maaşlar", "İkinci izleyen yıl")
        await type_in(pilot, kod="", name="", first="", second="", third="")
        await press_only(pilot, *"Zam", "ctrl+s")
        await until(pilot, lambda: not _card(budget_file).problems)
        await press_only(pilot, "f7")
        await until_shown(pilot, "Onaya sun", "Vazgeç")
        await press_only(pilot, "enter")
        await until_shown(pilot, "Bütçe teklifi 2027/1 · Onayda")
        _approve(budget_file)
        await press_only(pilot, "f5")
        await until_shown(pilot, "Onaylandı")
        await press_only(pilot, "home", "f2")
        await until_shown(pilot, "Kabul edilen: 01.1.1.01")
        await type_in(pilot, amount=["ctrl+a", *"2400000"])
        await press_only(pilot, "f7")
        await until_shown(pilot, "2027 bütçesi kabul edildi, 1 satır değişti")
        await type_in(pilot, belge="", karar_day="18.11.2026", karar_no="412")
        await until_shown(pilot, "Bütçe oldu")
    assert _card(budget_file).row.state is ProposalState.BUTCE
    desk = in_store(budget_file)
    with desk.store, desk.look() as look:
        new = next(row for row in views.years(look) if row.year == 2027)
        voted = {row.short: row.held.odenek for row in views.odenek_rows(look, new.id)}
        linked = [row for row in continuing_views.continuing_rows(look, new.id) if row.linked]
    assert (voted["01.1.1.01"], voted["03.2.1.01"], len(linked)) == (2_400_000_00, 500_000_00, 11)


def _card(path: Path) -> proposal_views.ProposalCard:
    desk = in_store(path)
    with desk.store, desk.look() as look:
        return proposal_views.proposal_card(look, 1)


def _approve(path: Path) -> None:
    desk = in_store(path)
    with desk.store:
        for who, stage in (("gercek", Stage.SUNULDU), ("harcama", Stage.KONTROL_EDILDI)):
            with desk.work(who) as work:
                proposals.advance(work, 1, expected=stage)


async def test_links_of_two_years_are_taken_away_and_confirmed_and_the_calendar_leads_to_its_work(
    budget_file: Path, open_desk: OpenDesk
) -> None:
    _second_year(budget_file)
    async with open_desk(budget_file, "ayse", PASSWORD, SMALL) as (app, pilot):
        view = await budget(pilot, app, "Yıllar arası karşılıklar")
        await until_shown(pilot, "2025 bütçe yılı bu birim için açılmamış")
        await press_only(pilot, "k")
        await until_shown(pilot, "Hangi bütçe?")
        await press_only(pilot, "home", "enter")
        await until_shown(pilot, "karşılıklar · 2027", "Temel maaşlar", "? ", "2 bağlanmayan")
        await press_only(pilot, "t")
        await until_shown(pilot, "1 karşılık değişti", "1 bağlanmayan")
        await press_only(pilot, "home", "enter")
        await until_shown(pilot, "karşılığı", "03.2.1.01 Kırtasiye alımları")
        await press_only(pilot, "down", "enter")
        await until_shown(pilot, "0 bağlanmayan")
        assert view.year.year == 2027
        await budget(pilot, app, "Yapılacaklar")
        assert app._store is not None
        app._store.clock = lambda: datetime(2026, 12, 15, 9, tzinfo=UTC)
        await press_only(pilot, "f5")
        await until_shown(pilot, "Bütçe takvimi", "31.12.2026", "Açık avansların")
        await press_only(pilot, "f4")
        await until_shown(pilot, "Son gün: 31.12.2026")


def _second_year(path: Path) -> None:
    desk = in_store(path)
    with desk.store:
        with desk.look() as look:
            unit = views.years(look)[0].harcama_birimi_id
        with desk.work() as work:
            new = open_year(work, YearDraft(harcama_birimi_id=unit, year=2027))
            add_tertip(work, new, TertipDraft(kod=f"{HEAD}01.1.1.01", name="Temel maaşlar"))
            add_tertip(work, new, TertipDraft(kod=f"{HEAD}03.2.9.01", name="Diğer tüketim"))
