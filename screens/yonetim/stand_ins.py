"""Vekâletler: who stands in for whom, from when to when, on which document."""

from __future__ import annotations

from typing import Any, ClassVar

from textual import work

from data.core import stand_ins, trail
from data.core.calendar import format_date
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.stand_ins import StandInDraft, StandInRow
from data.core.store import Look
from screens.actions import keys
from screens.forms import open_form
from screens.history import show_history
from screens.sections import Section, SectionView
from screens.widgets.detail import Detail
from screens.widgets.ledger_columns import Column
from screens.widgets.tones import Tone
from screens.yonetim.sections import SECTIONS


def _person(name: str, title: str) -> str:
    return f"{name}, {title}" if title else name


class StandInLedger(SectionView[StandInRow]):
    """Stand-ins of the office."""

    KEY = "vekalet"
    SECTIONS: ClassVar[tuple[Section, ...]] = SECTIONS
    HELP = (
        "Kim, hangi günler, kimin yerine bakıyor. Vekil asılın görevlerini kendi adıyla ve “V.” ile yapar, "
        "asılın birimlerini görür; gizlilik yetkisi ve sistem yöneticiliği vekile geçmez. Vekil, kendisinin "
        "hazırladığını ya da asılın kontrol ettiğini onaylayamaz. N yeni vekâlet yazar, Del gerekçesiyle iptal "
        "eder; o güne kadar yapılanlar geçerli kalır."
    )
    EMPTY = "Bu görünümde vekâlet yok. N ile yazın."
    VIEWS = (("", "Süren"), ("gelecek", "Gelecek"), ("biten", "Biten"), ("tumu", "Tümü"))
    COLUMNS = (
        Column("principal", "Asıl", 20, lambda row: row.principal, grows=True),
        Column("deputy", "Vekil", 20, lambda row: row.deputy, grows=True),
        Column("first", "İlk gün", 10, lambda row: format_date(row.first_day)),
        Column("last", "Son gün", 10, lambda row: format_date(row.last_day)),
        Column(
            "state",
            "Durum",
            8,
            lambda row: row.state,
            tone=lambda row: Tone.NORMAL if row.state == "Sürüyor" else Tone.DIM,
        ),
        Column("document", "Dayanak", 24, lambda row: row.document, min_screen=110),
    )
    BINDINGS = keys("new", "cancel_record", "history", "section")

    def title(self) -> str:
        """For the frame."""
        return "Vekâletler"

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[StandInRow]:
        """From the store, by key."""
        return stand_ins.stand_ins_window(look, query, start, limit, anchor)

    def detail(self, look: Look, row: StandInRow) -> Detail:
        """The stand-in with both persons, its document and what was done with it."""
        entries = trail.history(look, stand_ins.KIND, row.id, limit=4)
        return Detail(
            f"{row.principal} yerine {row.deputy}",
            (
                ("Asıl", _person(row.principal, row.principal_title)),
                ("Vekil", _person(row.deputy, row.deputy_title)),
                ("Süre", f"{format_date(row.first_day)} – {format_date(row.last_day)}"),
                ("Durum", row.state),
                ("Dayanak", row.document),
                ("Yazan", f"{row.made_by}, {row.made_at.astimezone():%d.%m.%Y %H:%M}"),
                *((("İptal gerekçesi", row.cancelled_reason),) if row.cancelled_reason else ()),
                ("", "Son işlemler"),
                *((f"{entry.at.astimezone():%d.%m %H:%M}", entry.summary) for entry in entries),
            ),
        )

    @work
    async def action_new(self) -> None:
        """N: the one who sits here is the principal unless another is picked."""
        await open_form(
            self,
            "Yeni vekâlet",
            StandInDraft,
            stand_ins.appoint,
            "Vekâlet yazıldı",
            key="vekalet",
            values={"principal_id": self.desk.actor.user_id, "first_day": self.desk.today},
        )
        self.reload()

    @work
    async def action_cancel_record(self) -> None:
        """Del: with a reason; the row stays."""
        row = self.current
        if row is None:
            return
        await self.withdraw_asked(
            "Vekâleti iptal et",
            f"{row.principal} yerine {row.deputy}: neden iptal ediliyor?",
            lambda work, reason: stand_ins.cancel(work, row.id, reason),
            "Vekâlet iptal edildi",
        )

    def action_history(self) -> None:
        """H."""
        if self.current is not None:
            show_history(self, stand_ins.KIND, self.current.id, f"{self.current.principal} vekâleti")


class OwnStandIns(StandInLedger):
    """The same for everybody who does not run the office: the stand-ins that he or she takes part in."""

    KEY = "vekaletim"
    SECTIONS: ClassVar[tuple[Section, ...]] = ()

    def check_action(self, action: str, parameters: tuple[Any, ...]) -> bool | None:
        """There are no other ledgers to go to."""
        return action != "section" and super().check_action(action, parameters)
