"""Puantaj: the months."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from textual import work

from data.core import trail
from data.core.calendar import format_date
from data.core.money import format_int
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.store import Look, Work
from data.puantaj import views
from data.puantaj.rules.period import Period
from data.puantaj.views import MonthRow
from screens.actions import keys
from screens.areas import load
from screens.frame import Frame
from screens.listing import export_ledger
from screens.puantaj.sections import SECTIONS
from screens.sections import SectionView
from screens.view import View
from screens.widgets.ask_dialogs import ChooseDialog
from screens.widgets.detail import Detail
from screens.widgets.ledger_columns import Column
from screens.widgets.tones import Tone

_LIST, _MONTH = "liste", "ay"
_Opener = Callable[[Frame, int], View]


class PuantajArea(SectionView[MonthRow]):
    """The months."""

    KEY = "puantaj"
    SECTIONS = SECTIONS
    HELP = (
        "Bir puantaj, bir grubun bir dönemidir. N yeni dönem açar ve hesaplar; Enter açar. A kapı saati dosyası "
        "ya da başka birimin doldurduğu cetveli alır. Dönem kapanınca F7 ile onaya sunulur: şef kontrol eder, "
        "müdür onaylar, sonra kesinleşir."
    )
    EMPTY = "Henüz puantaj yok. N ile bir grubun dönemini açın; A ile kapı saati dosyası ya da cetvel alın."
    VIEWS = (("", "Tümü"), ("acik", "Açık"), ("bekleyen", "Onayda"), ("kesin", "Kesinleşen"))
    COLUMNS = (
        Column("group", "Grup", 22, lambda row: row.group, grows=True),
        Column("period", "Dönem", 22, lambda row: row.period.label),
        Column("stage", "Aşama", 17, lambda row: f"{row.stage.sign} {row.stage.label}"),
        Column("people", "Kişi", 6, lambda row: format_int(row.people), align="right"),
        Column(
            "questions",
            "Soru",
            6,
            lambda row: f"{format_int(row.questions)} ?" if row.questions else "",
            align="right",
            tone=lambda row: Tone.WARN if row.questions else Tone.NORMAL,
        ),
        Column("revision", "Sürüm", 6, lambda row: str(row.revision), align="right", min_screen=90),
        Column("number", "Belge no", 10, lambda row: row.number, min_screen=100),
    )
    BINDINGS = keys("new", "import_file", "history", "section")

    def title(self) -> str:
        """For the frame."""
        return "Puantajlar"

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[MonthRow]:
        """From the store."""
        return views.month_window(look, query, start, limit, anchor)

    def detail(self, look: Look, row: MonthRow) -> Detail:
        """Where it stands."""
        entries = trail.history(look, "puantaj", row.id, limit=8)
        return Detail(
            row.title,
            (
                ("Dönem", f"{format_date(row.period.start)}–{format_date(row.period.end)}"),
                ("Aşama", row.stage.label),
                ("Kişi", format_int(row.people)),
                ("Açık soru", format_int(row.questions)),
                ("Belge no", row.number or "—"),
                ("", "Son işlemler"),
                *((f"{entry.at.astimezone():%d.%m %H:%M}", f"{entry.who}: {entry.summary}") for entry in entries),
            ),
        )

    async def opened(self, row: MonthRow) -> None:
        """The month itself."""
        await self._show_month(row.id)

    async def _show_month(self, puantaj_id: int) -> None:
        make = cast(_Opener, await self.desk.thread(lambda: load("screens.puantaj.month_view:open_month_view")))
        await self.frame.push(make(self.frame, puantaj_id))

    @work
    async def action_new(self) -> None:
        """N: a group, then a period."""
        groups = await self.ask(views.groups)
        if not groups:
            self.say("Önce Yönetim alanında bir puantaj grubu tanımlanmalı.")
            return
        chosen = await self.app.push_screen_wait(
            ChooseDialog("Yeni puantaj: grup", tuple((str(group.id), group.name) for group in groups))
        )
        if not chosen:
            return
        group = next(group for group in groups if str(group.id) == chosen[0])
        periods = _periods(self.desk.today.year, self.desk.today.month, group.first_day)
        picked = await self.app.push_screen_wait(
            ChooseDialog(
                f"{group.name}: dönem", tuple((period.start.isoformat(), period.label) for period in periods)
            )
        )
        if not picked:
            return
        period = next(period for period in periods if period.start.isoformat() == picked[0])
        self.say("Puantaj açılıyor ve hesaplanıyor…")
        opened = await self.do(lambda work: _open_month(work, group.id, period))
        if opened is not None:
            self.reload()
            await self._show_month(opened)

    @work
    async def action_import_file(self) -> None:
        """A: a clock file or a filled sheet."""
        from screens.puantaj.importing import import_file

        await import_file(self)

    @work
    async def action_export(self) -> None:
        """F6: this list, the forms of the month under the cursor, or any report."""
        from data.puantaj.reports import REPORTS
        from screens.puantaj.exporting import export_month, export_report

        row, actor = self.current, self.desk.actor
        options = [(_LIST, "Bu liste")]
        if actor.can("puantaj", Verb.EXPORT):
            if row is not None:
                options.append((_MONTH, f"{row.title}: cetvel ve formlar"))
            options += [(report.key, report.title) for report in REPORTS if not report.of_month]
        chosen = await self.app.push_screen_wait(ChooseDialog("Dışa aktar", options))
        if not chosen:
            return
        if chosen[0] == _LIST:
            await export_ledger(self, self.title())
        elif chosen[0] == _MONTH and row is not None:
            await export_month(self, row.id)
        else:
            await export_report(self, chosen[0])

    def action_history(self) -> None:
        """H."""
        from screens.history import show_history

        if self.current is not None:
            show_history(self, "puantaj", self.current.id, self.current.title)


def _open_month(work: Work, group_id: int, period: Period) -> int:
    from data.puantaj.operations.months import open_month

    return open_month(work, group_id, period)


def _periods(year: int, month: int, first_day: int) -> tuple[Period, ...]:
    """The present period and the five before it, newest first."""
    found = []
    for back in range(6):
        place = year * 12 + month - 1 - back
        found.append(Period.of_month(place // 12, place % 12 + 1, first_day))
    return tuple(found)
