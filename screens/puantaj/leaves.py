"""Leave and reports: the ledger of their records."""

from __future__ import annotations

from textual import work

from data.core.calendar import format_date
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.store import Look
from data.puantaj import leave_views
from data.puantaj.drafts import LeaveDraft
from data.puantaj.leave_views import LeaveRow
from data.puantaj.operations import leaves
from screens.actions import keys
from screens.forms import open_form
from screens.frame import Frame
from screens.history import show_history
from screens.puantaj.sections import SECTIONS
from screens.sections import SectionView
from screens.view import View
from screens.widgets.ask_dialogs import ReasonDialog
from screens.widgets.detail import Detail
from screens.widgets.ledger_columns import Column


def open_leave(frame: Frame, record_id: int) -> View:
    """The leave ledger, filtered to one record, for the registry."""
    return LeaveLedger(frame, only=record_id)


class LeaveLedger(SectionView[LeaveRow]):
    """Leave and reports."""

    KEY = "izin"
    SECTIONS = SECTIONS
    HELP = (
        "Tarihli izinler ve raporlar. N yenisini yazar: bitiş tarihi yerine gün sayısı yazarsanız bitiş, türün "
        "sayma kuralıyla bulunur. Del gerekçesiyle iptal eder; kayıt silinmez. Teşhis yazılmaz."
    )
    EMPTY = "Kayıtlı izin yok. N ile yazın."
    VIEWS = (("", "Yürüyen ve gelecek"), ("gecmis", "Geçmiş"), ("iptal", "İptal"), ("tumu", "Tümü"))
    COLUMNS = (
        Column("name", "Personel", 22, lambda row: row.name, grows=True),
        Column("code", "Tür", 26, lambda row: f"{row.letter} {row.code_name}"),
        Column("start", "Başlangıç", 10, lambda row: format_date(row.start), sortable=True),
        Column("end", "Bitiş", 10, lambda row: format_date(row.end), sortable=True),
        Column("document", "Belge no", 14, lambda row: row.document, min_screen=96),
        Column("state", "Durum", 8, lambda row: "İptal" if row.cancelled else "", min_screen=110),
    )
    BINDINGS = keys("new", "cancel_record", "history", "section")

    def __init__(self, frame: Frame, only: int = 0) -> None:
        super().__init__(frame)
        self._only = only

    def title(self) -> str:
        """For the frame."""
        return "İzin ve raporlar"

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[LeaveRow]:
        """From the store."""
        return leave_views.leave_window(look, query, start, limit, anchor, only=self._only)

    def detail(self, look: Look, row: LeaveRow) -> Detail:
        """All of it."""
        return Detail(
            f"{row.name} · {row.code_name}",
            (
                ("Başlangıç", format_date(row.start)),
                ("Bitiş", format_date(row.end)),
                ("Takvim günü", str((row.end - row.start).days + 1)),
                ("Belge no", row.document),
                ("Açıklama", row.note),
                *((("İptal gerekçesi", row.cancelled),) if row.cancelled else ()),
            ),
        )

    @work
    async def action_new(self) -> None:
        """N."""
        await open_form(
            self,
            "Yeni izin veya rapor",
            LeaveDraft,
            leaves.record_leave,
            "İzin kaydedildi",
            key="izin",
            next_record=True,
        )
        self.reload()

    @work
    async def action_cancel_record(self) -> None:
        """Del: with a reason; the row stays."""
        row = self.current
        if row is None:
            return
        reason = await self.app.push_screen_wait(
            ReasonDialog("İzin iptali", f"{row.name}, {row.code_name}: neden iptal ediliyor?", 3)
        )
        if reason is not None:
            await self.do(lambda work: leaves.cancel_leave(work, row.id, reason), "İzin iptal edildi")
            self.reload()

    def action_history(self) -> None:
        """H."""
        if self.current is not None:
            show_history(self, "izin", self.current.id, self.current.name)
