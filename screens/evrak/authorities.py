"""İmza yetkilileri: who may sign letters, from when to when."""

from __future__ import annotations

from textual import work

from data.core.calendar import format_date
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.store import Look
from data.evrak import authority_views
from data.evrak.authority_views import AuthorityRow
from data.evrak.operations import authorities
from data.evrak.sight import AREA
from data.evrak.yazi_drafts import AuthorityDraft
from screens.actions import keys
from screens.evrak.sections import SECTIONS
from screens.forms import open_form
from screens.history import show_history
from screens.sections import SectionView
from screens.widgets.detail import Detail
from screens.widgets.ledger_columns import Column

_FIELDS = ("full_name", "title", "on_behalf", "user_id", "gives_olur", "first_day", "last_day", "source")


class AuthorityLedger(SectionView[AuthorityRow]):
    """Those who may sign."""

    KEY = "imza_yetkilisi"
    SECTIONS = SECTIONS
    HELP = (
        "Yazıları imzalamaya ve olur vermeye yetkili olanlar; imza yetkileri yönergesine dayanır. Masada "
        "kullanıcısı olanın yazısını yalnız o ya da vekili imzalar; olmayanınki kâğıtta imzalanır, imza masaya "
        "yazılır. Görev bitince F2 ile son gün yazılır; imzalanmış yazılar değişmez."
    )
    EMPTY = "Bu görünümde imza yetkilisi yok. N ile ekleyin."
    VIEWS = (("", "Bugün yetkili"), ("biten", "Görevi biten"), ("tumu", "Tümü"))
    COLUMNS = (
        Column("name", "Adı soyadı", 22, lambda row: row.full_name, grows=True),
        Column("title", "Unvanı", 26, lambda row: row.title, grows=True),
        Column("olur", "Olur", 4, lambda row: "✓" if row.gives_olur else ""),
        Column("user", "Kullanıcısı", 16, lambda row: row.user or "kâğıtta", min_screen=100),
        Column("first", "İlk gün", 10, lambda row: format_date(row.first_day), min_screen=90),
        Column("last", "Son gün", 10, lambda row: format_date(row.last_day) if row.last_day else ""),
    )
    BINDINGS = keys("new", "edit", "history", "section")

    def title(self) -> str:
        """For the frame."""
        return "İmza yetkilileri"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Writing only by those who may."""
        actor = self.desk.actor
        if action in ("new", "edit") and not (actor.can(AREA, Verb.CHECK) or actor.can("yonetim", Verb.ADMIN)):
            return False
        return super().check_action(action, parameters)

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[AuthorityRow]:
        """From the store."""
        return authority_views.authority_window(look, query, start, limit, anchor)

    def detail(self, look: Look, row: AuthorityRow) -> Detail:
        """All of it."""
        until = format_date(row.last_day) if row.last_day else "sürüyor"
        lines = (
            ("Unvanı", row.title),
            ("Yetki devreden", row.on_behalf),
            ("Kullanıcısı", row.user or "yok; kâğıtta imzalar"),
            ("Olur verir", "Evet" if row.gives_olur else "Hayır"),
            ("Süresi", f"{format_date(row.first_day)} – {until}"),
            ("Dayanak", row.source),
        )
        return Detail(row.full_name, tuple(line for line in lines if line[1]))

    @work
    async def action_new(self) -> None:
        """N: somebody who may sign."""
        await open_form(
            self, "Yeni imza yetkilisi", AuthorityDraft, authorities.add_authority, "İmza yetkilisi eklendi",
            key="imza_yetkilisi",
        )  # fmt: skip
        self.reload()

    @work
    async def action_edit(self) -> None:
        """F2: as it stands at this moment."""
        row = self.current
        if row is None:
            return
        await open_form(
            self,
            f"İmza yetkilisi: {row.full_name}",
            AuthorityDraft,
            lambda job, draft: authorities.amend_authority(job, row.id, draft, row.version),
            "İmza yetkilisi düzeltildi",
            key=f"imza_yetkilisi:{row.id}",
            values={name: getattr(row, name) for name in _FIELDS},
        )
        self.reload()

    def action_history(self) -> None:
        """H."""
        if self.current is not None:
            show_history(self, authorities.KIND, self.current.id, self.current.full_name)
