"""Ordered overtime, and the agreements that even out a group's weeks."""

from __future__ import annotations

from textual import work

from data.core.calendar import format_date
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.store import Look
from data.puantaj import overtime_views
from data.puantaj.drafts import BalancingDraft, OvertimeDraft
from data.puantaj.operations import overtime
from data.puantaj.overtime_views import BalancingRow, OvertimeRow
from data.puantaj.rules.overtime import hours_text
from screens.actions import keys
from screens.forms import open_form
from screens.frame import Frame
from screens.history import show_history
from screens.puantaj.sections import SECTIONS
from screens.sections import SectionView
from screens.view import View
from screens.widgets.detail import Detail
from screens.widgets.ledger_columns import Column


def open_overtime(frame: Frame, record_id: int) -> View:
    """The overtime ledger, filtered to one record, for the registry."""
    return OvertimeLedger(frame, only=record_id)


def _span(row: OvertimeRow) -> str:
    return f"{row.start:%H:%M}–{row.end:%H:%M}" if row.start and row.end else ""


class OvertimeLedger(SectionView[OvertimeRow]):
    """Ordered overtime."""

    KEY = "fazla_mesai"
    SECTIONS = SECTIONS
    HELP = (
        "Olurla yaptırılan fazla mesai. N yenisini yazar: saatler yazılırsa kapı saatinin gösterdiği sayılır, "
        "yalnız dakika da yazılabilir. Tatil günündeki olur o günü çalışılmış yapar. Haftalık hesap ve günlük "
        "sınırlar puantajda F4 ile okunur. Del gerekçesiyle iptal eder."
    )
    EMPTY = "Kayıtlı fazla mesai yok. N ile yazın."
    VIEWS = (("", "Geçerli"), ("serbest", "Serbest zaman"), ("iptal", "İptal"), ("tumu", "Tümü"))
    COLUMNS = (
        Column("name", "Personel", 20, lambda row: row.name, grows=True),
        Column("day", "Gün", 10, lambda row: format_date(row.day)),
        Column("span", "Saat", 11, _span),
        Column("hours", "Net saat", 8, lambda row: hours_text(row.minutes), align="right"),
        Column("work", "Yapılan iş", 18, lambda row: row.work),
        Column("document", "Olur", 14, lambda row: row.document, min_screen=96),
        Column("state", "Durum", 14, lambda row: _state(row), min_screen=110),
    )
    BINDINGS = keys("new", "cancel_record", "history", "section")

    def __init__(self, frame: Frame, only: int = 0) -> None:
        super().__init__(frame)
        self._only = only

    def title(self) -> str:
        """For the frame."""
        return "Fazla mesai"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Writing only by those who may."""
        if action in ("new", "cancel_record"):
            return self.desk.actor.can(overtime.AREA, Verb.PREPARE)
        return super().check_action(action, parameters)

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[OvertimeRow]:
        """From the store."""
        return overtime_views.overtime_window(look, query, start, limit, anchor, only=self._only)

    def detail(self, look: Look, row: OvertimeRow) -> Detail:
        """All of it."""
        return Detail(
            f"{row.name} · {format_date(row.day)}",
            (
                ("Sicil no", row.sicil),
                ("Saat", _span(row) or "—"),
                ("Ara dinlenme", f"{row.break_minutes} dakika"),
                ("Net süre", f"{hours_text(row.minutes)} saat"),
                ("Yapılan iş", row.work),
                ("Olur", row.document),
                ("Karşılığı", "Serbest zaman" if row.as_time else "Statünün kuralınca"),
                *((("İptal gerekçesi", row.cancelled),) if row.cancelled else ()),
            ),
        )

    @work
    async def action_new(self) -> None:
        """N."""
        await open_form(
            self,
            "Yeni fazla mesai",
            OvertimeDraft,
            overtime.record_overtime,
            "Fazla mesai kaydedildi",
            key="fazla-mesai",
            next_record=True,
        )
        self.reload()

    @work
    async def action_cancel_record(self) -> None:
        """Del: with a reason; the row stays."""
        row = self.current
        if row is None:
            return
        await self.withdraw_asked(
            "Fazla mesai iptali",
            f"{row.name}, {format_date(row.day)}: neden iptal ediliyor?",
            lambda work, reason: overtime.cancel_overtime(work, row.id, reason),
            "Fazla mesai iptal edildi",
        )

    def action_history(self) -> None:
        """H."""
        if self.current is not None:
            show_history(self, "fazla_mesai", self.current.id, self.current.name)


def _state(row: OvertimeRow) -> str:
    if row.cancelled:
        return "İptal"
    return "Serbest zaman" if row.as_time else ""


class BalancingLedger(SectionView[BalancingRow]):
    """Agreements on uneven weeks."""

    KEY = "denklestirme"
    SECTIONS = SECTIONS
    HELP = (
        "Denkleştirme: bir grubun düzensiz haftaları iki ayda (TİS ile dört ayda) ortalama 45 saati aşmazsa fazla "
        "çalışma doğmaz; günlük 11 saat ve gece sınırı yine geçerlidir (4857 s. K. m.63)."
    )
    EMPTY = "Denkleştirme anlaşması yok. N ile yazın."
    COLUMNS = (
        Column("group", "Grup", 24, lambda row: row.group, grows=True),
        Column("start", "Başlangıç", 10, lambda row: format_date(row.start)),
        Column("end", "Bitiş", 10, lambda row: format_date(row.end)),
        Column("document", "Dayanak", 20, lambda row: row.document),
        Column("state", "Durum", 7, lambda row: "İptal" if row.cancelled else ""),
    )
    BINDINGS = keys("new", "cancel_record", "history", "section")

    def title(self) -> str:
        """For the frame."""
        return "Denkleştirme"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Writing only by those who may."""
        if action in ("new", "cancel_record"):
            return self.desk.actor.can(overtime.AREA, Verb.PREPARE)
        return super().check_action(action, parameters)

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[BalancingRow]:
        """From the store."""
        return overtime_views.balancing_window(look, query, start, limit, anchor)

    @work
    async def action_new(self) -> None:
        """N."""
        await open_form(
            self,
            "Yeni denkleştirme",
            BalancingDraft,
            overtime.agree_balancing,
            "Denkleştirme kaydedildi; puantajı F5 ile yeniden hesaplayın",
            key="denklestirme",
        )
        self.reload()

    @work
    async def action_cancel_record(self) -> None:
        """Del: with a reason; the row stays."""
        row = self.current
        if row is None:
            return
        await self.withdraw_asked(
            "Denkleştirme iptali",
            f"{row.group}, {format_date(row.start)}: neden iptal ediliyor?",
            lambda work, reason: overtime.cancel_balancing(work, row.id, reason),
            "Denkleştirme iptal edildi",
        )

    def action_history(self) -> None:
        """H."""
        if self.current is not None:
            show_history(self, "denklestirme", self.current.id, self.current.group)
