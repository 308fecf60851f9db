"""Görevliler: who holds which office of movable property, from when to when (m.5-8)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from textual import work

from data.core.calendar import format_date
from data.core.drafts import FieldKind, FieldSpec, entry
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.store import Look
from data.tasinir import lookup, officer_views, setup_views
from data.tasinir.officer_views import OfficerRow
from data.tasinir.operations import officers
from data.tasinir.rules.values import OfficeRole
from data.tasinir.setup_drafts import EndOfficeDraft, OfficerDraft
from screens.actions import keys
from screens.detail_dialog import DetailDialog
from screens.forms import ask_draft, open_form
from screens.history import show_history
from screens.sections import SectionView
from screens.tasinir.sections import SECTIONS
from screens.widgets.detail import Detail
from screens.widgets.ledger_columns import Column
from screens.widgets.tones import Tone

_WRITING = frozenset({"new", "end_office", "cancel_record"})
_CANCELLED = "iptal"


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeDayDraft:
    """The day of which is asked who was in office."""

    day: date = entry(FieldSpec("Tarih", FieldKind.DATE))


def _tone(row: OfficerRow) -> Tone:
    return Tone.NORMAL if row.state == "sürüyor" else Tone.DIM


def _state(row: OfficerRow) -> str:
    """The state in one word; the day from which an office holds has a column of its own."""
    return "başlayacak" if row.state.endswith("başlıyor") else row.state


class OfficerLedger(SectionView[OfficerRow]):
    """Appointments."""

    KEY = "tasinir_gorevli"
    SECTIONS = SECTIONS
    HELP = (
        "Harcama yetkilisi, taşınır kayıt ve kontrol yetkilileri, muhasebe yetkilisi. Belgeleri, belgenin gününde "
        "görevde olanlar imzalar. N görevlendirir; aynı kişide birleşmeyen görevler (m.6) reddedilir ya da "
        "gerekçe ister. P görevin son gününü yazar: ambarında taşınır olan kayıt yetkilisi devir yapmadan "
        "ayrılmaz (m.33/1). Del yanlış yazılanı gerekçesiyle iptal eder. G seçilen bir gün kimin görevde "
        "olduğunu gösterir."
    )
    EMPTY = "Bu görünümde görevli yok. N ile görevlendirin."
    VIEWS = (("", "Görevde"), ("tumu", "Tümü"))
    COLUMNS = (
        Column("name", "Adı soyadı", 16, lambda row: row.name, tone=_tone, grows=True),
        Column("role", "Görevi", 25, lambda row: row.role.label, tone=_tone),
        Column("first", "Başlama", 10, lambda row: format_date(row.first_day)),
        Column("last", "Bitiş", 10, lambda row: format_date(row.last_day) if row.last_day else ""),
        Column("state", "Durumu", 10, _state, tone=_tone),
        Column("ambar", "Ambar", 18, lambda row: row.ambar, grows=True, min_screen=110),
        Column("unit", "Harcama birimi", 22, lambda row: row.unit, grows=True, min_screen=120),
    )
    BINDINGS = keys("new", "end_office", "cancel_record", "office_day", "history", "section")

    def title(self) -> str:
        """For the frame."""
        return "Taşınır görevlileri"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Writing by those who set up what is kept, exporting by those who may."""
        actor = self.desk.actor
        if action in _WRITING:
            return actor.can(lookup.AREA, Verb.APPROVE) or actor.can("yonetim", Verb.ADMIN)
        if action == "export":
            return actor.can(lookup.AREA, Verb.EXPORT)
        return super().check_action(action, parameters)

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[OfficerRow]:
        """From the store."""
        return officer_views.officer_window(look, query, start, limit, anchor)

    def detail(self, look: Look, row: OfficerRow) -> Detail:
        """All of it."""
        until = format_date(row.last_day) if row.last_day else "sürüyor"
        is_keeper = row.role is OfficeRole.KAYIT_YETKILISI
        lines = (
            ("Görevi", row.role.label),
            ("Unvanı", row.title),
            ("Harcama birimi", row.unit),
            ("Ambar", row.ambar or ("bütün ambarlar" if is_keeper else "")),
            ("Süresi", f"{format_date(row.first_day)} – {until}"),
            ("Dayanağı", row.source),
            ("Durumu", row.state),
            ("İptal gerekçesi", row.cancelled_reason),
        )
        return Detail(row.name, tuple(line for line in lines if line[1]))

    @work
    async def action_new(self) -> None:
        """N: appoints."""
        home = await self.ask(lookup.home_unit)
        await open_form(
            self,
            "Görevlendirme",
            OfficerDraft,
            officers.appoint,
            "Görevlendirme yazıldı",
            key=lookup.OFFICER_KIND,
            values={"harcama_birimi_id": home or None, "first_day": self.desk.today},
        )
        self.reload()

    @work
    async def action_end_office(self) -> None:
        """P: the last day of an office."""
        row = self.current
        if row is None:
            return
        await open_form(
            self,
            f"Görevin bitişi: {row.name}, {row.role.label}",
            EndOfficeDraft,
            lambda job, draft: officers.end_office(job, row.id, draft, row.version),
            f"{row.name}: görevin son günü yazıldı",
            key=f"{lookup.OFFICER_KIND}:{row.id}",
            values={"last_day": row.last_day or self.desk.today},
        )
        self.reload()

    @work
    async def action_cancel_record(self) -> None:
        """Del: written by mistake."""
        row = self.current
        if row is not None and row.state != _CANCELLED:
            await self.withdraw_asked(
                "Görevlendirme",
                f"{row.name}, {row.role.label} görevlendirmesi neden iptal ediliyor? Görev bittiyse P ile son "
                "günü yazın.",
                lambda job, reason: officers.cancel_office(job, row.id, reason, row.version),
                f"{row.name} görevlendirmesi iptal edildi",
            )

    @work
    async def action_office_day(self) -> None:
        """G: who was in office on a day."""
        chosen = await ask_draft(
            self, "Hangi gün?", OfficeDayDraft, key="tasinir-gorev-gunu", values={"day": self.desk.today}
        )
        if chosen is not None:
            found = await self.ask(lambda look: _in_office(look, chosen.day))
            if found is not None:
                await self.app.push_screen_wait(DetailDialog(found))

    def action_history(self) -> None:
        """H."""
        if self.current is not None:
            show_history(self, lookup.OFFICER_KIND, self.current.id, self.current.name)


def _in_office(look: Look, day: date) -> Detail:
    """Who held each office of each harcama birimi on a day; an office that nobody held stands there empty."""
    ambars = {one.id: f"{one.code} {one.name}" for one in setup_views.ambar_rows(look)}
    lines: list[tuple[str, str]] = []
    for unit in (one for one in setup_views.unit_rows(look) if one.active):
        lines.append(("", unit.name))
        for role in OfficeRole:
            found = officer_views.officers_on(look, unit.id, role, day)
            said = [
                " · ".join(part for part in (one.name, one.title, ambars.get(one.ambar_id or 0, "")) if part)
                for one in found
            ]
            lines.append((role.label, "\n".join(said) or "görevli yok"))
    return Detail(f"{format_date(day)} günü görevde olanlar", tuple(lines))
