"""Görevliler: belge yöneticileri and archivists, with their days (m.6)."""

from __future__ import annotations

from typing import ClassVar, Final

from textual import work
from textual.binding import BindingType

from data.arsiv import officer_views
from data.arsiv.lookup import AREA
from data.arsiv.officer_drafts import ArchiveOfficerDraft, EndArchiveOfficeDraft
from data.arsiv.officer_views import ArchiveOfficerRow
from data.arsiv.operations import officers
from data.core.calendar import format_date
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.store import Look
from screens.actions import keys
from screens.arsiv.sections import SECTIONS
from screens.forms import open_form
from screens.sections import SectionView
from screens.widgets.detail import Detail
from screens.widgets.ledger_columns import Column
from screens.widgets.tones import Tone

_WRITING: Final = frozenset({"new", "end_office"})


def _tone(row: ArchiveOfficerRow) -> Tone:
    return Tone.NORMAL if row.going_on else Tone.DIM


def _last(row: ArchiveOfficerRow) -> str:
    return format_date(row.last_day) if row.last_day else ""


class OfficerLedger(SectionView[ArchiveOfficerRow]):
    """Who holds which office."""

    KEY = "arsiv_gorevli"
    SECTIONS = SECTIONS
    HELP = (
        "Birim ve kurum belge yöneticileri ile arşiv görevlileri, görevlendirme yazıları ve günleriyle (m.6). "
        "Uygunluk kontrolünde ve devirde o gün görevli olanın adı kendiliğinden gelir. N görev yazar, P görevin "
        "son gününü yazar; satır kalır."
    )
    EMPTY = "Bu görünümde görevli yok. N ile birim belge yöneticisini yazın."
    VIEWS = (("", "Görevde"), ("tumu", "Tümü"))
    COLUMNS = (
        Column("role", "Görev", 24, lambda row: row.role.label, tone=_tone),
        Column("name", "Adı soyadı", 20, lambda row: row.name, grows=True, tone=_tone),
        Column("first", "Başlangıç", 10, lambda row: format_date(row.first_day)),
        Column("last", "Son gün", 10, _last),
        Column("title", "Unvanı", 18, lambda row: row.title, grows=True, min_screen=96),
        Column("unit", "Birimi", 24, lambda row: row.unit, grows=True, min_screen=110),
    )
    BINDINGS: ClassVar[list[BindingType]] = keys("new", "end_office", "section")

    def title(self) -> str:
        """For the frame."""
        return "Arşiv görevlileri"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what this user may do."""
        if action in _WRITING:
            return self.desk.actor.can(AREA, Verb.CHECK)
        if action == "export":
            return self.desk.actor.can(AREA, Verb.EXPORT)
        return super().check_action(action, parameters)

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[ArchiveOfficerRow]:
        """From the store."""
        return officer_views.officer_window(look, query, start, limit, anchor)

    def detail(self, look: Look, row: ArchiveOfficerRow) -> Detail:
        """All of it."""
        facts = (
            ("Görev", row.role.label),
            ("Unvanı", row.title),
            ("Birimi", row.unit or "bütün birimler"),
            ("Başlangıcı", format_date(row.first_day)),
            ("Son günü", _last(row)),
            ("Görevlendirme yazısı", row.source),
        )
        return Detail(row.name, tuple((label, value) for label, value in facts if value))

    @work
    async def action_new(self) -> None:
        """N."""
        await open_form(
            self,
            "Arşiv görevlisi",
            ArchiveOfficerDraft,
            officers.appoint,
            "Görev yazıldı",
            key="arsiv_gorevli",
            values={"first_day": self.desk.today},
        )
        self.reload()

    @work
    async def action_end_office(self) -> None:
        """P: the last day, with a reason."""
        row = self.current
        if row is not None:
            await open_form(
                self,
                f"Görev sonu: {row.name}",
                EndArchiveOfficeDraft,
                lambda job, draft: officers.end_office(job, row.id, draft, row.version),
                "Görevin son günü yazıldı",
                key=f"arsiv_gorevli:{row.id}",
                values={"last_day": self.desk.today},
            )
            self.reload()
