"""The backups of the database."""

from __future__ import annotations

from typing import Any

from textual import work

from data.core import backup
from data.core.backup import BackupRow
from data.core.errors import MasaError
from data.core.money import format_int
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.store import Look
from screens.actions import keys
from screens.problems import show_problem
from screens.sections import SectionView
from screens.widgets.detail import Detail
from screens.widgets.ledger_columns import Column
from screens.widgets.read_dialogs import ProgressDialog
from screens.yonetim.sections import SECTIONS
from screens.yonetim.small_lists import small_window


def _size(row: BackupRow) -> str:
    return f"{format_int(max(row.bytes // 1024, 1))} KB"


class BackupLedger(SectionView[BackupRow]):
    """Daily backups, the newest first."""

    KEY = "yedek"
    SECTIONS = SECTIONS
    HELP = (
        "Her gün ilk açılışta alınan yedekler; son otuzu saklanır. N şimdi yedek alır. Geri yüklemek için bütün "
        "masalar kapatılır ve komut satırında masa geri-yukle DOSYA yazılır; önceki dosya saklanır."
    )
    EMPTY = "Henüz yedek yok. N ile şimdi yedek alın."
    COLUMNS = (
        Column("name", "Dosya", 40, lambda row: row.path.name, grows=True),
        Column("at", "Alındı", 16, lambda row: f"{row.at:%d.%m.%Y %H:%M}"),
        Column("size", "Boyut", 12, _size, align="right"),
    )
    BINDINGS = keys("new", "section")

    def title(self) -> str:
        """For the frame."""
        return "Yedekler"

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[BackupRow]:
        """The files beside the database."""
        path = self.desk.store.path
        rows = backup.backups(path) if path is not None else ()
        return small_window(rows, query, start, limit, lambda row: row.path.name)

    def detail(self, look: Look, row: BackupRow) -> Detail:
        """Where it lies."""
        return Detail(
            row.path.name,
            (("Klasör", str(row.path.parent)), ("Alındı", f"{row.at:%d.%m.%Y %H:%M}"), ("Boyut", _size(row))),
        )

    @work(exclusive=True, group="backup")
    async def action_new(self) -> None:
        """N: now."""
        progress = _Waiting("Yedek alınıyor")
        self.app.push_screen(progress)
        progress.advance(0, 0, "Veritabanı kopyalanıyor ve sınanıyor…")
        desk = self.desk
        try:
            result = await desk.thread(lambda: backup.back_up(desk.store, actor=desk.actor))
        except MasaError as problem:
            progress.dismiss(None)
            await show_problem(self.app, problem)
            return
        progress.dismiss(None)
        self.reload()
        self.say(f"✓ Yedek alındı: {result.path.name}")


class _Waiting(ProgressDialog):
    """A copy that is half made is worth nothing, so it is not offered to stop it."""

    def check_action(self, action: str, parameters: tuple[Any, ...]) -> bool | None:
        """Esc waits."""
        return action != "leave"
