"""The office's calendar of free days."""

from __future__ import annotations

from textual import work

from data.core import filters, holidays
from data.core.calendar import WEEKDAYS, HolidayKind, format_date
from data.core.holidays import HolidayDraft, HolidayLine
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.store import Look
from screens.actions import keys
from screens.forms import open_form
from screens.history import show_history
from screens.sections import SectionView
from screens.widgets.detail import Detail
from screens.widgets.ledger_columns import Column
from screens.yonetim.sections import SECTIONS
from screens.yonetim.small_lists import small_window

_YEARS = {"": 0, "gelecek": 1, "gecen": -1}


def _length(row: HolidayLine) -> str:
    return "½ 13.00'ten sonra" if row.half else "Tam gün"


class HolidayLedger(SectionView[HolidayLine]):
    """Free days of a year."""

    KEY = "tatil"
    SECTIONS = SECTIONS
    HELP = (
        "Resmî tatiller, idari izinler ve yerel günler; puantaj bu takvime göre hesaplanır. N idari izin veya "
        "yerel gün ekler, Del gerekçesiyle geri çeker, T gelecek yılın resmî tatillerini yazar. Dinî bayramların "
        "günlerini yıl başında resmî duyuruyla karşılaştırın. Başka bir yıl için süzgece yıl:2024 gibi yazın."
    )
    EMPTY = "Bu yılın takvimi boş. T gelecek yılı doldurur, N tek gün ekler."
    VIEWS = (("", "Bu yıl"), ("gelecek", "Gelecek yıl"), ("gecen", "Geçen yıl"))
    COLUMNS = (
        Column("day", "Tarih", 10, lambda row: format_date(row.day)),
        Column("weekday", "Gün", 9, lambda row: WEEKDAYS[row.day.weekday()]),
        Column("name", "Adı", 26, lambda row: row.name, grows=True),
        Column("half", "Süre", 17, _length),
        Column("kind", "Türü", 11, lambda row: row.kind.label),
        Column("source", "Dayanak", 24, lambda row: row.source, min_screen=110),
    )
    BINDINGS = keys("new", "cancel_record", "fill_calendar", "history", "section")

    def title(self) -> str:
        """For the frame."""
        return "Tatil takvimi"

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[HolidayLine]:
        """A year of the calendar."""
        typed = filters.parse(query.text, frozenset({"yil"}))
        year = look.today.year + _YEARS[query.view]
        for _, value in typed.pairs:
            if len(value) == 4 and value.isdigit():
                year = int(value)
        return small_window(
            holidays.holiday_lines(look, year),
            LedgerQuery(text=typed.words),
            start,
            limit,
            lambda row: f"{format_date(row.day)} {row.name} {row.kind.label} {row.source}",
        )

    def detail(self, look: Look, row: HolidayLine) -> Detail:
        """The day."""
        return Detail(
            row.name,
            (
                ("Tarih", f"{format_date(row.day)} {WEEKDAYS[row.day.weekday()]}"),
                ("Süre", _length(row)),
                ("Türü", row.kind.label),
                ("Dayanak", row.source),
            ),
        )

    @work
    async def action_new(self) -> None:
        """N: an administrative leave unless another kind is chosen."""
        await open_form(
            self,
            "Takvime gün ekle",
            HolidayDraft,
            holidays.add_holiday,
            "Takvime eklendi",
            key="tatil",
            values={"kind": HolidayKind.IDARI.value, "half": False},
        )
        self.reload()

    @work
    async def action_cancel_record(self) -> None:
        """Del: withdrawn with a reason; the row stays."""
        row = self.current
        if row is None:
            return
        await self.withdraw_asked(
            "Takvimden geri çek",
            f"{format_date(row.day)} {row.name}: neden geri çekiliyor?",
            lambda work, reason: holidays.withdraw_holiday(work, row.id, reason),
            "Takvimden çekildi",
        )

    @work
    async def action_fill_calendar(self) -> None:
        """T: the official days of next year."""
        year = self.desk.today.year + 1
        self.show_tab("gelecek")
        await self.do(
            lambda work: holidays.fill_years(work, year, year),
            lambda added: f"{year} takvimine {added} gün yazıldı" if added else f"{year} takvimi zaten dolu",
        )
        self.reload()

    def action_history(self) -> None:
        """H."""
        if self.current is not None:
            show_history(self, "holiday", self.current.id, self.current.name)
