"""Denetim izi: every change and every look at guarded data, and the proof that nothing was changed in it."""

from __future__ import annotations

from typing import Any, ClassVar

from textual import work

from data.core import backup, trail_views
from data.core.errors import MasaError
from data.core.money import format_int
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.store import Look
from data.core.trail import Entry
from screens.actions import keys
from screens.problems import show_problem
from screens.sections import Section, SectionView
from screens.widgets.ask_dialogs import MessageDialog
from screens.widgets.detail import Detail
from screens.widgets.ledger_columns import Column
from screens.widgets.read_dialogs import ProgressDialog
from screens.yonetim.sections import SECTIONS


def _at(row: Entry) -> str:
    return f"{row.at.astimezone():%d.%m.%Y %H:%M}"


class TrailLedger(SectionView[Entry]):
    """The trail, newest first; nothing in it can be changed."""

    KEY = "denetim"
    SECTIONS: ClassVar[tuple[Section, ...]] = SECTIONS
    HELP = (
        "Kimin, ne zaman, neyi, neden neye değiştirdiği; girişler, maskesi açılan veriler, aktarmalar, "
        "yedekler. Kayıtlar değiştirilemez ve silinemez. "
        "Süzgece sözcük ya da kim:ayşe, işlem:puantaj, tarih:2026-10 yazın. "
        "L veritabanının ve bütün zincirin sağlam olduğunu sınar."
    )
    EMPTY = "Bu süzgece uyan iz kaydı yok."
    VIEWS = (
        ("", "Tümü"),
        ("bugun", "Bugün"),
        ("giris", "Girişler"),
        ("bakma", "Açılan veriler"),
        ("aktarim", "Aktarmalar"),
    )
    FILTER_FIELDS = (("kim", "Kim"), ("islem", "İşlem"), ("tarih", "Tarih"))
    COLUMNS = (
        Column("at", "Zaman", 16, _at),
        Column("who", "Kim", 16, lambda row: row.who),
        Column("summary", "Ne yaptı", 38, lambda row: row.summary, grows=True),
        Column("action", "İşlem", 18, lambda row: row.action, min_screen=110),
    )
    BINDINGS = keys("audit", "section")

    def title(self) -> str:
        """For the frame."""
        return "Denetim izi"

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[Entry]:
        """From the store, by key."""
        return trail_views.trail_window(look, query, start, limit, anchor)

    def detail(self, look: Look, row: Entry) -> Detail:
        """The whole entry with its changes."""
        changes = tuple(
            (change.field, f"{change.old or '(boş)'} → {change.new or '(boş)'}") for change in row.changes
        )
        return Detail(
            row.summary,
            (
                ("Kayıt no", format_int(row.id)),
                ("Zaman", f"{row.at.astimezone():%d.%m.%Y %H:%M:%S}"),
                ("Kim", row.who),
                ("İşlem", row.action),
                *((("", "Değişiklikler"), *changes) if changes else ()),
            ),
        )

    @work(exclusive=True, group="audit")
    async def action_audit(self) -> None:
        """L: proves the database and the whole chain."""
        progress = ProgressDialog("Denetleniyor")
        self.app.push_screen(progress)
        total = self.rows.total

        def told(done: int) -> None:
            if progress.cancelled:
                raise _Stopped("Denetleme durduruldu.")
            progress.advance(done, total, "Denetim izi okunuyor")

        progress.advance(0, 0, "Veritabanı okunuyor")
        try:
            found = await self.desk.look(lambda look: backup.audit(look, told))
        except _Stopped as stopped:
            progress.dismiss(None)
            self.say(str(stopped))
            return
        except MasaError as problem:
            progress.dismiss(None)
            await show_problem(self.app, problem)
            return
        progress.dismiss(None)
        if found.clean:
            self.say(f"✓ Veritabanı ve {format_int(found.chain.entries)} iz kaydı sağlam.")
            return
        faults = [*found.damage, *((found.chain.fault,) if found.chain.fault else ())]
        await self.app.push_screen_wait(
            MessageDialog(
                "Denetleme: sorun bulundu",
                "\n".join(f"! {fault}" for fault in faults)
                + "\n\nMasayı kullanmayı bırakın, veritabanı dosyasını saklayın, sistem yöneticisine bildirin.",
            )
        )


class _Stopped(MasaError):
    """The person stopped the audit."""


class AuditArea(TrailLedger):
    """The trail as an area of its own, for auditors, who run nothing else of the office."""

    SECTIONS: ClassVar[tuple[Section, ...]] = ()

    def check_action(self, action: str, parameters: tuple[Any, ...]) -> bool | None:
        """There are no other ledgers to go to."""
        return action != "section" and super().check_action(action, parameters)
