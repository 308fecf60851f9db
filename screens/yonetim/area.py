"""Yönetim: running the office. Its first ledger is the users."""

from __future__ import annotations

from dataclasses import dataclass

from textual import work

from data.core import actors, trail
from data.core.actors import UserDraft, UserRow
from data.core.drafts import FieldKind, FieldSpec, check, entry
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.secrecy import Secrecy
from data.core.store import Look, Work
from screens.actions import keys
from screens.forms import open_form
from screens.history import show_history
from screens.sections import SectionView
from screens.widgets.ask_dialogs import ReasonDialog
from screens.widgets.detail import Detail
from screens.widgets.ledger_columns import Column
from screens.widgets.tones import Tone
from screens.yonetim.sections import SECTIONS
from screens.yonetim.small_lists import small_window
from screens.yonetim.vault import keep_vault


def _roles(row: UserRow) -> str:
    return ", ".join(role.label for role in row.roles)


def _last_login(row: UserRow) -> str:
    return f"{row.last_login_at.astimezone():%d.%m.%Y %H:%M}" if row.last_login_at else "Hiç girmedi"


@dataclass(frozen=True, slots=True, kw_only=True)
class _ClearanceDraft:
    """What a user may read, and on what that rests."""

    level: str = entry(
        FieldSpec(
            "Gizlilik yetkisi",
            FieldKind.CHOICE,
            choices=tuple((str(int(level)), level.label or "Yok") for level in Secrecy),
            help="Bu dereceye kadar görür; verilen yetki sonraki girişte, geri alınan hemen geçerlidir",
        )
    )
    document: str = entry(FieldSpec("Dayanak belge", help="Tarihi ve sayısı"))
    reason: str = entry(FieldSpec("Gerekçe", length=200))


class YonetimArea(SectionView[UserRow]):
    """Users."""

    KEY = "kullanici"
    SECTIONS = SECTIONS
    HELP = (
        "Masaya girebilen kişiler. N yeni kullanıcı açar; P görevden ayrılanı gerekçesiyle kapatır veya yeniden "
        "açar. Kullanıcı silinmez: yaptığı işler adıyla kalır. Herkes kendi parolasını U ile değiştirir. G onun "
        "gizlilik yetkisini belgesiyle yazar; K gizlilik dereceli kayıtların kasasını kurar ve yönetir. B ile "
        "birimlere, takvime, ayarlara, denetim izine ve yedeklere geçilir."
    )
    EMPTY = "Bu görünümde kullanıcı yok. N ile ekleyin."
    VIEWS = (("", "Açık"), ("kapali", "Kapalı"), ("tumu", "Tümü"))
    COLUMNS = (
        Column("name", "Adı soyadı", 20, lambda row: row.full_name, grows=True),
        Column("username", "Kullanıcı adı", 14, lambda row: row.username),
        Column("roles", "Görevi", 22, _roles),
        Column(
            "state",
            "Durum",
            8,
            lambda row: "Açık" if row.active else "Kapalı",
            tone=lambda row: Tone.NORMAL if row.active else Tone.DIM,
        ),
        Column("login", "Son giriş", 16, _last_login, min_screen=96),
        Column("title", "Unvanı", 20, lambda row: row.job_title, min_screen=120),
    )
    BINDINGS = keys("new", "switch", "clearance", "vault", "history", "section")

    def title(self) -> str:
        """For the frame."""
        return "Kullanıcılar"

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[UserRow]:
        """All users; an office has a few dozen."""
        rows = [
            row for row in actors.users(look) if query.view == "tumu" or row.active == (query.view != "kapali")
        ]
        return small_window(
            rows, query, start, limit, lambda row: f"{row.full_name} {row.username} {_roles(row)} {row.job_title}"
        )

    def detail(self, look: Look, row: UserRow) -> Detail:
        """Who it is, and what was changed lately."""
        entries = trail.history(look, "user", row.id, limit=8)
        return Detail(
            row.full_name,
            (
                ("Kullanıcı adı", row.username),
                ("Unvanı", row.job_title),
                ("Görevi", _roles(row)),
                ("Gizlilik yetkisi", row.clearance.label or "Yok"),
                ("Durum", "Açık" if row.active else "Kapalı"),
                ("Son giriş", _last_login(row)),
                ("", "Son işlemler"),
                *((f"{entry.at.astimezone():%d.%m %H:%M}", entry.summary) for entry in entries),
            ),
        )

    @work
    async def action_new(self) -> None:
        """N."""
        await open_form(self, "Yeni kullanıcı", UserDraft, actors.add_user, "Kullanıcı eklendi", key="kullanici")
        self.reload()

    @work
    async def action_switch(self) -> None:
        """P: with a reason."""
        row = self.current
        if row is None:
            return
        verb = "kapatılıyor" if row.active else "yeniden açılıyor"
        reason = await self.app.push_screen_wait(
            ReasonDialog("Kullanıcıyı aç/kapat", f"{row.full_name}: neden {verb}?", 3)
        )
        if reason is not None:
            await self.do(
                lambda work: actors.set_user_active(work, row.id, not row.active, reason),
                f"{row.full_name} {'kapatıldı' if row.active else 'açıldı'}",
            )
            self.reload()

    @work
    async def action_clearance(self) -> None:
        """G: with the document it rests on."""
        row = self.current
        if row is None:
            return

        def write(work: Work, draft: _ClearanceDraft) -> None:
            check(draft)
            actors.set_clearance(work, row.id, Secrecy(int(draft.level)), draft.document, draft.reason)

        await open_form(
            self,
            f"Gizlilik yetkisi: {row.full_name}",
            _ClearanceDraft,
            write,
            "Gizlilik yetkisi değişti",
            key=f"yetki-{row.id}",
            values={"level": str(int(row.clearance))},
        )
        self.reload()

    @work
    async def action_vault(self) -> None:
        """K: the vault of secret records."""
        await keep_vault(self)

    def action_history(self) -> None:
        """H."""
        if self.current is not None:
            show_history(self, "user", self.current.id, self.current.full_name)
