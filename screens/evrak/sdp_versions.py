"""Dosya planı sürümleri: which plan records are filed by, from which day to which."""

from __future__ import annotations

from textual import work

from data.core.calendar import format_date
from data.core.money import format_int
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.store import Look
from data.sdp import operations, version_views
from data.sdp.drafts import EndDraft, VersionDraft
from data.sdp.lookup import AREA, VERSION_KIND
from data.sdp.version_views import VersionRow
from data.sdp.versions import keeps_plan
from screens.actions import keys
from screens.evrak.sdp_importing import import_plan
from screens.evrak.sections import SECTIONS
from screens.forms import open_form
from screens.history import show_history
from screens.sections import SectionView
from screens.widgets.detail import Detail
from screens.widgets.ledger_columns import Column

_KEEPERS = frozenset({"new", "edit", "import_file"})
"""Actions of those who keep the plan."""


def _day(row: VersionRow) -> str:
    return format_date(row.last_day) if row.last_day else ""


class SdpVersionView(SectionView[VersionRow]):
    """The versions of the filing plan."""

    KEY = "sdp_surum"
    SECTIONS = SECTIONS
    HELP = (
        "Dosya planının sürümleri. A bir planı dosyadan yeni sürüm olarak alır ve yerine geçtiği sürümü bir gün "
        "önce bitirir. N, belediyenin kendi kodları (100-599) için boş bir sürüm açar; ulusal planla yan yana "
        "kullanılır. F2 sürümün son gününü yazar: eski kayıtlar kodlarını korur, yeni kayıt o kodları seçemez. "
        "Aynı kod aynı gün iki sürümde kullanılamaz."
    )
    EMPTY = "Bu görünümde plan sürümü yok. A ile planın dosyasını alın."
    VIEWS = (("", "Tümü"), ("kullanimda", "Kullanımda"), ("biten", "Sona eren"))
    COLUMNS = (
        Column("name", "Sürüm", 30, lambda row: row.name, grows=True),
        Column("first", "İlk gün", 10, lambda row: format_date(row.first_day)),
        Column("last", "Son gün", 10, _day),
        Column("state", "Durum", 12, lambda row: row.state),
        Column("codes", "Kod", 6, lambda row: format_int(row.codes), align="right"),
        Column("uses", "Kayıt", 8, lambda row: format_int(row.uses), align="right", min_screen=90),
        Column("by", "Yazan", 20, lambda row: row.made_by, min_screen=110),
    )
    BINDINGS = keys("import_file", "new", "edit", "history", "section")

    def title(self) -> str:
        """For the frame."""
        return "Dosya planı sürümleri"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Writing only by those who keep the plan."""
        if action in _KEEPERS:
            return keeps_plan(self.desk.actor)
        if action == "export":
            return self.desk.actor.can(AREA, Verb.EXPORT)
        return super().check_action(action, parameters)

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[VersionRow]:
        """From the store."""
        return version_views.versions_window(look, query, start, limit, anchor)

    def detail(self, look: Look, row: VersionRow) -> Detail:
        """All of it."""
        return Detail(
            row.name,
            (
                ("İlk kullanım günü", format_date(row.first_day)),
                ("Son kullanım günü", _day(row) or "sürüyor"),
                ("Durum", row.state),
                ("Dayanağı", row.source),
                ("Kod", format_int(row.codes)),
                ("Bizdeki kayıt", format_int(row.uses)),
                ("Yazan", row.made_by),
            ),
        )

    @work
    async def action_new(self) -> None:
        """N: an empty version for the municipality's own codes."""
        await open_form(
            self,
            "Yeni plan sürümü",
            VersionDraft,
            operations.add_version,
            "Plan sürümü eklendi; kodlarını Dosya planı bölümünde N ile yazın",
            key="sdp.surum",
            values={"first_day": self.desk.today},
        )
        self.reload()

    @work
    async def action_edit(self) -> None:
        """F2: its last day."""
        row = self.current
        if row is None:
            return
        await open_form(
            self,
            f"Sürümün sonu: {row.name}",
            EndDraft,
            lambda job, draft: operations.end_version(job, row.id, draft, row.version),
            f"{row.name}: son gün yazıldı",
            key=f"sdp.son:{row.id}",
            values={"last_day": row.last_day},
        )
        self.reload()

    @work
    async def action_import_file(self) -> None:
        """A: a plan as a new version."""
        await import_plan(self)
        self.reload()

    def action_history(self) -> None:
        """H."""
        if self.current is not None:
            show_history(self, VERSION_KIND, self.current.id, self.current.name)
