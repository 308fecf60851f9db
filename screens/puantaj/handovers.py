"""Teslimler: what was handed over to HR, and handing over."""

from __future__ import annotations

from textual import work

from data.core.calendar import format_date
from data.core.money import format_int
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.store import Look
from data.puantaj import handover_views
from data.puantaj.handover import EndMonth
from data.puantaj.handover_views import HandoverRow
from data.puantaj.overdue_views import OverdueLine, overdue
from screens.actions import keys
from screens.frame import Frame
from screens.history import show_history
from screens.puantaj.handing import hand_over_month, write_again
from screens.puantaj.sections import SECTIONS
from screens.sections import SectionView
from screens.view import View
from screens.widgets.ask_dialogs import ChooseDialog
from screens.widgets.detail import Detail
from screens.widgets.ledger_columns import Column

_MONTHS = 12


def open_handover(frame: Frame, record_id: int) -> View:
    """The ledger of handovers, filtered to one record, for the registry."""
    return HandoverLedger(frame, only=record_id)


class HandoverLedger(SectionView[HandoverRow]):
    """The handovers."""

    KEY = "teslim"
    SECTIONS = SECTIONS
    HELP = (
        "İnsan Kaynakları'na teslim edilen aylık paketler. N bir ayın kesinleşmiş puantajlarını teslim eder: "
        "cetveller, üst yazı, CSV dosyaları ve beyan bir klasöre yazılır. F6 paketi bir daha, aynen yazar. "
        "Kesinleşen bir düzeltme ayrı bir teslimdir ve fark listesiyle gider."
    )
    EMPTY = "Henüz teslim yok. N ile bir ayın kesinleşmiş puantajlarını teslim edin."
    VIEWS = (("", "Tümü"), ("kurum", "Kurum İK"), ("sirket", "Şirket İK"), ("duzeltme", "Düzeltme"))
    COLUMNS = (
        Column("number", "Teslim no", 9, lambda row: row.number),
        Column("period", "Ay", 13, lambda row: EndMonth.parse(row.period).label),
        Column("recipient", "Alıcı", 11, lambda row: row.recipient.label),
        Column("months", "Puantaj", 7, lambda row: format_int(row.months), align="right"),
        Column("people", "Kişi", 5, lambda row: format_int(row.people), align="right"),
        Column("corrects", "Düzeltme", 8, lambda row: "düzeltme" if row.corrections else ""),
        Column("made_at", "Tarih", 10, lambda row: format_date(row.made_at.astimezone().date())),
        Column("made_by", "Teslim eden", 16, lambda row: row.made_by, min_screen=96, grows=True),
        Column("to", "Kime", 34, lambda row: row.recipient_name, min_screen=140, grows=True),
    )
    BINDINGS = keys("new", "history", "section")

    def __init__(self, frame: Frame, only: int = 0) -> None:
        super().__init__(frame)
        self._only = only

    def title(self) -> str:
        """For the frame."""
        return "Teslimler"

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[HandoverRow]:
        """From the store; the status line tells what is late."""
        found = handover_views.handover_window(look, query, start, limit, anchor, only=self._only)
        if not look.actor.can("puantaj", Verb.PREPARE):
            return found
        return Window(found.start, found.rows, found.keys, found.total, _late(overdue(look)))

    def detail(self, look: Look, row: HandoverRow) -> Detail:
        """What went, and the manifest."""
        found = handover_views.handover(look, row.id)
        return Detail(
            f"Teslim {row.number}",
            (
                ("Ay", EndMonth.parse(row.period).label),
                ("Kime", row.recipient_name),
                ("Tarih", f"{row.made_at.astimezone():%d.%m.%Y %H:%M}"),
                ("Teslim eden", row.made_by),
                ("Klasör", row.name),
                ("T.C. kimlik no", "CSV dosyalarında açık" if row.with_tckn else "yok"),
                ("", "Puantajlar"),
                *(
                    (
                        one.title,
                        f"belge no {one.number}, {format_int(one.people)} kişi"
                        + (f"; {one.corrects} sayılı teslimi düzeltir" if one.corrects else ""),
                    )
                    for one in found.months
                ),
                ("", "Beyan"),
                ("sha256", found.manifest_hash),
                ("MANIFEST.txt", f"\n{found.manifest}"),
            ),
        )

    @work
    async def action_new(self) -> None:
        """N: a month, then what of it."""
        today = EndMonth.of(self.desk.today)
        months = [_back(today, count) for count in range(_MONTHS)]
        chosen = await self.app.push_screen_wait(
            ChooseDialog(
                "Yeni teslim: ay",
                tuple((str(month), month.label) for month in months),
                text="Dönemi bu ayda biten puantajlar",
                chosen=(str(months[1]),),
            )
        )
        if chosen:
            await hand_over_month(self, EndMonth.parse(chosen[0]))
            self.reload()

    @work
    async def action_export(self) -> None:
        """F6: the package under the cursor, byte for byte as it went."""
        row = self.current
        if row is not None:
            await write_again(self, row.id, row.number)

    def action_history(self) -> None:
        """H."""
        if self.current is not None:
            show_history(self, "teslim", self.current.id, f"Teslim {self.current.number}")


def _back(month: EndMonth, count: int) -> EndMonth:
    place = month.year * 12 + month.month - 1 - count
    return EndMonth(place // 12, place % 12 + 1)


def _late(lines: tuple[OverdueLine, ...]) -> str:
    if not lines:
        return ""
    return f"teslimi geciken {format_int(len(lines))} puantaj, ilki {lines[0].title}"
