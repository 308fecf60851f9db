"""AHP: the quarters of each tertip's ödenek beside what was released and used (Örnek-27)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Final

from textual import work
from textual.binding import BindingType

from data.butce import release_views
from data.butce.lookup import TERTIP_KIND
from data.butce.operations import releases
from data.butce.operations.posting import Posted
from data.butce.release_drafts import PlanDraft, ReleasePaperDraft
from data.butce.release_views import ReleasedQuarter, ReleaseRow
from data.butce.rules.release import LABELS, MONTHS, QUARTERS, equal_quarters
from data.core.calendar import format_date
from data.core.drafts import FieldKind, FieldSpec, entry
from data.core.money import format_kurus
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.store import Look, Work
from screens.actions import keys, quiet_keys
from screens.butce.asking import show_warnings
from screens.butce.papers import export_releases
from screens.butce.tertip_view import TertipView
from screens.butce.why import show_why
from screens.butce.year import BudgetLedger, new_year, or_blank, plain
from screens.forms import open_form
from screens.history import show_history
from screens.view import View
from screens.widgets.ask_dialogs import ChooseDialog
from screens.widgets.detail import Detail
from screens.widgets.ledger_columns import Column
from screens.widgets.tones import Tone

_NAMES: Final = ("first", "second", "third", "fourth")


@dataclass(frozen=True, slots=True, kw_only=True)
class QuarterDraft:
    """What the release of a quarter rests on; its day is the quarter's first."""

    belge: str = entry(FieldSpec("Belge", length=80), default="Ayrıntılı harcama programı")
    belge_day: date | None = entry(FieldSpec("Belge tarihi", FieldKind.DATE, required=False))
    belge_no: str | None = entry(FieldSpec("Belge no", required=False, length=40))


@dataclass(frozen=True, slots=True)
class _Way:
    """A way to plan many tertips: what it is called, and its operation."""

    title: str
    run: Callable[[Work, int, ReleasePaperDraft], tuple[int, Posted]]


def _sign(row: ReleaseRow) -> str:
    return "!" if row.state or row.left < 0 else ""


def _tone(row: ReleaseRow) -> Tone:
    return Tone.WARN if _sign(row) else Tone.NORMAL


def _quarter(place: int) -> Callable[[ReleaseRow], str]:
    return lambda row: plain(row.plan.of(place)) if row.plan else ""


class ReleaseLedger(BudgetLedger[ReleaseRow]):
    """The quarters of a budget."""

    KEY = "ahp"
    NAME = "Ayrıntılı harcama programı"
    HELP = (
        "Tertiplerin üç aylık dönemlere bölünmüş ödeneği (Örnek-27), ne kadarının serbest bırakıldığı ve "
        "kullanıldığı. F2 tertibin dönemlerini yazar; toplamları ödeneğe eşit olmalıdır. N planı olmayanları "
        "eşit böler ya da planları değişen ödeneğe uydurur; seçili tertipler varsa yalnız onları böler. P "
        "sıradaki dönemi ilk günüyle serbest bırakır. Plan değişmez, üstüne yenisi yazılır. F4 serbest kalanın "
        "nedenini, yazılmış bütün planlarla söyler. ! planı olmayan, ödeneğe denk olmayan ya da serbesti aşan "
        "tertiptir."
    )
    EMPTY = "Bu görünümde tertip yok; tertipler Ödenek bölümünde açılır (B)."
    VIEWS = (("", "Tümü"), ("plansiz", "Plansız"), ("fark", "Denk olmayan"), ("asan", "Serbesti aşan"))
    FILTER_FIELDS = (("kod", "Tertip"), ("ad", "Adı"))
    COLUMNS = (
        Column("sign", "", 1, _sign, tone=_tone),
        Column("short", "Kod", 11, lambda row: row.short),
        Column("name", "Adı", 12, lambda row: row.name, grows=True),
        Column("odenek", "Ödenek", 13, lambda row: plain(row.held.odenek), align="right"),
        *(
            Column(name, LABELS[place], 13, _quarter(place), align="right", min_screen=124)
            for place, name in enumerate(_NAMES, 1)
        ),
        Column("plan", "Plan", 13, lambda row: plain(row.plan.total) if row.plan else "yok", align="right",
               tone=_tone),
        Column("released", "Serbest", 13, lambda row: or_blank(row.released.total), align="right"),
        Column("left", "Serbest kalan", 13, lambda row: plain(row.left), align="right", min_screen=92, tone=_tone),
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = [
        *keys("new", "edit", "release", "why", "budget_year", "section"),
        *quiet_keys("history"),
    ]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Releasing needs what planning needs."""
        return super().check_action("edit" if action == "release" else action, parameters)

    def fetch_of(
        self, look: Look, yil_id: int, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[ReleaseRow]:
        """From the store."""
        return release_views.release_window(look, query, start, limit, anchor, yil_id=yil_id)

    def detail(self, look: Look, row: ReleaseRow) -> Detail:
        """Quarter by quarter, and what was released."""
        year = self.year
        done = release_views.released_quarters(look, year.id) if year else ()
        return Detail(
            f"{row.kod} {row.name}",
            (
                ("Ödenek", format_kurus(row.held.odenek)),
                ("Plan", f"{row.revision}. plan, {format_kurus(row.plan.total)}" if row.plan else "yok"),
                *((("Durumu", row.state),) if row.state else ()),
                ("", "Dönemler: plan · serbest bırakılan"),
                *(
                    (
                        f"{LABELS[place]} ({MONTHS[place]})",
                        f"{format_kurus(row.plan.of(place)) if row.plan else '—'} · "
                        f"{format_kurus(row.released.of(place))}",
                    )
                    for place in QUARTERS
                ),
                ("Serbest kalan", format_kurus(row.left)),
                ("", "Serbest bırakılan dönemler"),
                *((one.label, f"{format_date(one.day)} {_paper(one)}") for one in done),
            ),
        )

    async def opened(self, row: ReleaseRow) -> None:
        """Enter: the course of the tertip."""
        await self.frame.push(TertipView(self.frame, tertip_id=row.id))

    @work
    async def action_new(self) -> None:
        """N: many plans at once; without any budget, its year."""
        if self.year is None:
            await new_year(self)
        else:
            chosen = self.rows.selected_ids
            await _plan_many(self, self.year.id, tuple(chosen))
            self.rows.clear_selection()
        self.reload()

    @work
    async def action_edit(self) -> None:
        """F2: the quarters of the tertip under the cursor."""
        if self.current is not None:
            await _plan(self, self.current)
            self.reload()

    @work
    async def action_release(self) -> None:
        """P: the next quarter of all tertips."""
        if self.year is not None:
            await _release(self, self.year.id)
            self.reload()

    @work
    async def action_why(self) -> None:
        """F4: what may still be used of what is released."""
        row = self.current
        if row is not None:
            await show_why(
                self,
                f"{row.kod} {row.name}",
                lambda look: release_views.why_released(look, row.id),
                "Serbest bırakılandan kalan",
            )

    @work
    async def action_export(self) -> None:
        """F6: Örnek-27, what came of it, or the list."""
        await export_releases(self, self.year)

    def action_history(self) -> None:
        """H."""
        if self.current is not None:
            show_history(self, TERTIP_KIND, self.current.id, f"{self.current.short} {self.current.name}")


def _paper(one: ReleasedQuarter) -> str:
    return release_views.paper_words(one.belge, one.belge_day, one.belge_no)


def _on_paper(look: Look, draft: QuarterDraft) -> ReleasePaperDraft:
    return ReleasePaperDraft(day=look.today, belge=draft.belge, belge_day=draft.belge_day, belge_no=draft.belge_no)


async def _plan(view: View, row: ReleaseRow) -> None:
    """The quarters of a tertip; without a plan, equal ones stand there."""
    parts = row.plan or equal_quarters(row.held.odenek).value
    written: list[Posted] = []
    await open_form(
        view,
        f"Dönemler: {row.short} {row.name}, ödenek {format_kurus(row.held.odenek)}",
        PlanDraft,
        lambda job, draft: written.append(releases.plan_tertip(job, row.id, draft, row.revision)),
        "Dönemler yazıldı",
        key=f"ahp:{row.id}",
        values={"day": view.desk.today} | dict(zip(_NAMES, parts.parts, strict=True)),
    )
    if written:
        await show_warnings(view, written[-1].warnings)


async def _plan_many(view: View, yil_id: int, tertip_ids: tuple[int, ...]) -> None:
    ways = {
        "bol": _Way("Planı olmayanları dört eşit döneme böl", releases.plan_equally),
        "uydur": _Way("Planları değişen ödeneğe uydur", releases.follow_odenek),
    }
    if tertip_ids:
        ways = {
            "secilen": _Way(
                f"Seçilen {len(tertip_ids)} tertibi dört eşit döneme böl",
                lambda job, yil, draft: releases.plan_equally(job, yil, draft, tertip_ids),
            ),
            **ways,
        }
    options = tuple((key, way.title) for key, way in ways.items())
    chosen = await view.app.push_screen_wait(ChooseDialog("Harcama programı", options))
    if not chosen:
        return
    way = ways[chosen[0]]
    done: list[tuple[int, Posted]] = []
    await open_form(
        view,
        way.title,
        ReleasePaperDraft,
        lambda job, draft: done.append(way.run(job, yil_id, draft)),
        lambda _: f"{done[-1][0]} tertibin dönemleri yazıldı",
        key="ahp.toplu",
        values={"day": view.desk.today},
    )
    if done:
        await show_warnings(view, done[-1][1].warnings)


async def _release(view: View, yil_id: int) -> None:
    """The next quarter; its first day is the day of the movements."""
    found = await view.ask(lambda look: release_views.released_quarters(look, yil_id))
    if found is None:
        return
    quarter = found[-1].quarter + 1 if found else QUARTERS[0]
    if quarter not in QUARTERS:
        view.say("Bu yılın dört dönemi de serbest bırakılmış.")
        return
    written: list[Posted] = []
    await open_form(
        view,
        f"{LABELS[quarter]} ({MONTHS[quarter]}) serbest bırakılacak",
        QuarterDraft,
        lambda job, draft: written.append(releases.release_quarter(job, yil_id, quarter, _on_paper(job, draft))),
        f"{LABELS[quarter]} serbest bırakıldı",
        key="ahp.donem",
    )
    if written:
        await show_warnings(view, written[-1].warnings)
