"""Yıl: what the archive's calendar asks of each unit, what is ready for it and what is missing."""

from __future__ import annotations

from typing import ClassVar, Final

from textual import work
from textual.binding import BindingType

from data.arsiv import duty_views
from data.arsiv.duty_drafts import DoneDraft
from data.arsiv.duty_views import ArchiveDutyRow
from data.arsiv.lookup import AREA, DISPOSAL_KIND, TRANSFER_KIND
from data.arsiv.operations.duties import mark_done
from data.arsiv.plan_use_views import PlanUseRow, plan_use
from data.arsiv.rules.duties import ArchiveDuty
from data.core.calendar import format_date
from data.core.lights import Light
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.store import Look
from screens.actions import keys
from screens.areas import load
from screens.arsiv.disposals import begin_work
from screens.arsiv.folder_steps import close_year
from screens.arsiv.papers_more import export_year
from screens.arsiv.sections import SECTIONS
from screens.arsiv.transfers import begin_list
from screens.forms import open_form
from screens.frame import Frame
from screens.sections import SectionView
from screens.view import View
from screens.widgets.detail import Detail
from screens.widgets.ledger_columns import Column
from screens.widgets.read_dialogs import WhyDialog
from screens.widgets.tones import Tone

_TONES: Final = {Light.GECIKTI: Tone.BAD, Light.KIRMIZI: Tone.WARN, Light.SARI: Tone.ACCENT}
_FOLDERS: Final = "screens.arsiv.folders:FolderLedger"
_WHERE: Final = {
    ArchiveDuty.KONTROL: (_FOLDERS, "bekleyen"),
    ArchiveDuty.ODUNC: ("screens.arsiv.loans:LoanLedger", ""),
    ArchiveDuty.BLOKE: ("screens.arsiv.holds:HoldLedger", ""),
}


def open_duties(frame: Frame, _record_id: int) -> View:
    """The calendar, in which a duty that was reminded of stands, for the registry."""
    return DutyLedger(frame)


def _plan_use(look: Look, row: ArchiveDutyRow) -> tuple[PlanUseRow, ...]:
    """What the check of the plan's use has to look at."""
    if row.kind not in (ArchiveDuty.PLAN_AY, ArchiveDuty.PLAN_YIL):
        return ()
    return plan_use(look, row.birim_id, row.year, row.month)


def _tone(row: ArchiveDutyRow) -> Tone:
    return _TONES.get(row.light, Tone.NORMAL)


class DutyLedger(SectionView[ArchiveDutyRow]):
    """Duties, the earliest last day first."""

    KEY = "arsiv_gorev"
    SECTIONS = SECTIONS
    HELP = (
        "Arşivin yılı (DAH): ocakta uygunluk kontrolü, faaliyet bilgileri ve eski yıllardan süren blokeler, "
        "şubatta devir, martta ayıklama ve imha, ay ve yıl sonlarında planın kullanımı; süresi dolan "
        "ödünçler, teslim alınmayı bekleyen devirler. Yapıldığı kayıtlardan belli olan görünmez; belli "
        "olmayanı P tarihi ve yazısıyla işler. ! geciken, ● günü yaklaşan, ○ süresinin yarısı geçendir. Enter "
        "işin yapılacağı bölümü açar, F4 dayanağını söyler. Aylar Yönetim'de ayarlanır."
    )
    EMPTY = "Bugün arşiv takviminin istediği bir iş yok."
    VIEWS = (("", "Tümü"), ("geciken", "Geciken"))
    COLUMNS = (
        Column(
            "last", "Son gün", 12, lambda row: f"{row.light.sign or ' '} {format_date(row.last_day)}", tone=_tone
        ),
        Column("what", "Yapılacak", 26, lambda row: row.title, grows=True, tone=_tone),
        Column("about", "Dönem", 12, lambda row: row.about),
        Column("ready", "Hazır / eksik", 22, lambda row: row.missing or row.ready, grows=True),
        Column("left", "Kalan", 15, lambda row: row.left, min_screen=100, tone=_tone),
        Column("unit", "Birim", 24, lambda row: row.birim, grows=True, min_screen=126),
    )
    BINDINGS: ClassVar[list[BindingType]] = keys("mark_done", "why", "section")

    def title(self) -> str:
        """For the frame."""
        return "Arşivin yılı"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what this user may do."""
        if action == "mark_done":
            return self.desk.actor.can(AREA, Verb.PREPARE)
        if action == "export":
            return self.desk.actor.can(AREA, Verb.EXPORT)
        return super().check_action(action, parameters)

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[ArchiveDutyRow]:
        """From the store."""
        return duty_views.duty_window(look, query, start, limit, anchor)

    def detail(self, look: Look, row: ArchiveDutyRow) -> Detail:
        """What is to be done, by when and why then."""
        found = _plan_use(look, row)
        facts = (
            ("Dönem", row.about),
            ("Birim", row.birim),
            ("Son gün", f"{format_date(row.last_day)} · {row.left} · {row.light.label}"),
            ("Hazır", row.ready),
            ("Eksik", row.missing),
            *((one.fault.label, f"{one.code} · {one.folders} klasör") for one in found),
            ("", "Dayanağı"),
            *((one.law or "Kural", one.text) for one in row.reasons),
        )
        return Detail(row.title, tuple((label, value) for label, value in facts if value))

    async def opened(self, row: ArchiveDutyRow) -> None:
        """Enter: where it is done."""
        if row.ref.kind in (DISPOSAL_KIND, TRANSFER_KIND):
            self.frame.go_to_record(row.ref.kind, row.ref.id)
        elif row.marked and row.kind not in _WHERE:
            self.action_mark_done()
        elif row.kind is ArchiveDuty.KAPANIS:
            await close_year(self, row.birim_id, row.year)
            self.reload()
        elif row.kind is ArchiveDuty.DEVIR:
            await begin_list(self, row.birim_id)
        elif row.kind is None:
            await begin_work(self, row.birim_id)
        else:
            # Of holds P then writes here that they were looked at.
            where, tab = _WHERE[row.kind]
            view = load(where)(self.frame)
            self.frame.swap(view)
            view.call_after_refresh(view.show_tab, tab)

    @work
    async def action_mark_done(self) -> None:
        """P: done, with its day and paper."""
        row = self.current
        if row is not None and (row.kind is None or not row.marked):
            self.say("Bu işin yapıldığı kayıtlardan anlaşılır; Enter yapılacağı yeri açar.")
        elif row is not None and row.kind is not None:
            kind = row.kind
            await open_form(
                self,
                f"{row.title}: {row.about}",
                DoneDraft,
                lambda job, draft: mark_done(job, kind, row.birim_id, row.year, row.month, draft),
                f"{row.title}: yapıldı",
                key=f"arsiv_gorev:{row.id}",
                values={"done_on": self.desk.today},
            )
            self.reload()

    @work
    async def action_why(self) -> None:
        """F4: what the last day rests on."""
        row = self.current
        if row is not None:
            value = f"Son gün: {format_date(row.last_day)} · {row.left}"
            found = await self.ask(lambda look: _plan_use(look, row)) or ()
            reasons = [*row.reasons, *(why for one in found for why in one.reasons)]
            dialog = WhyDialog(row.title, value, reasons, lambda _: "kayıt")
            if (chosen := await self.app.push_screen_wait(dialog)) is not None:
                self.frame.go_to_record(chosen.kind, chosen.id)

    @work
    async def action_export(self) -> None:
        """F6: the year's table of what the archive did (m.26), or the list that is seen."""
        await export_year(self)
