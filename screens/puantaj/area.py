"""Puantaj: the months, the leave records, the clock files."""

from __future__ import annotations

from textual import work

from data.core import trail
from data.core.calendar import format_date
from data.core.money import format_int
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.store import Look
from data.puantaj import leave_views, views
from data.puantaj.drafts import LeaveDraft
from data.puantaj.leave_views import LeaveRow, PunchFileRow
from data.puantaj.operations import leaves, months
from data.puantaj.rules.period import Period
from data.puantaj.views import MonthRow
from screens.actions import keys
from screens.forms import open_form
from screens.frame import Frame
from screens.history import show_history
from screens.puantaj.importing import import_clock_file
from screens.puantaj.month_view import PuantajMonth
from screens.sections import Section, SectionView
from screens.view import View
from screens.widgets.ask_dialogs import ChooseDialog, ReasonDialog
from screens.widgets.detail import Detail
from screens.widgets.ledger_columns import Column
from screens.widgets.tones import Tone

SECTIONS = (
    Section("Puantajlar", "screens.puantaj.area:PuantajArea"),
    Section("İzin ve raporlar", "screens.puantaj.area:LeaveLedger"),
    Section("PDKS dosyaları", "screens.puantaj.area:PunchFiles"),
)


def count_questions(look: Look) -> int:
    """Open questions of the months that this person prepares."""
    return leave_views.open_questions(look) if look.actor.can("puantaj", Verb.PREPARE) else 0


def open_leave(frame: Frame, record_id: int) -> View:
    """The leave ledger, filtered to one record, for the registry."""
    return LeaveLedger(frame, only=record_id)


class PuantajArea(SectionView[MonthRow]):
    """The months."""

    KEY = "puantaj"
    SECTIONS = SECTIONS
    HELP = (
        "Bir puantaj, bir grubun bir dönemidir. N yeni dönem açar ve hesaplar; Enter açar. A kapı saati dosyası "
        "alır. Dönem kapanınca F7 ile onaya sunulur: şef kontrol eder, müdür onaylar, sonra kesinleşir."
    )
    EMPTY = "Henüz puantaj yok. N ile bir grubun dönemini açın; A ile kapı saati dosyası alın."
    VIEWS = (("", "Tümü"), ("acik", "Açık"), ("bekleyen", "Onayda"), ("kesin", "Kesinleşen"))
    COLUMNS = (
        Column("group", "Grup", 22, lambda row: row.group, grows=True),
        Column("period", "Dönem", 22, lambda row: row.period.label),
        Column("stage", "Aşama", 17, lambda row: f"{row.stage.sign} {row.stage.label}"),
        Column("people", "Kişi", 6, lambda row: format_int(row.people), align="right"),
        Column(
            "questions",
            "Soru",
            6,
            lambda row: f"{format_int(row.questions)} ?" if row.questions else "",
            align="right",
            tone=lambda row: Tone.WARN if row.questions else Tone.NORMAL,
        ),
        Column("revision", "Sürüm", 6, lambda row: str(row.revision), align="right", min_screen=90),
        Column("number", "Belge no", 10, lambda row: row.number, min_screen=100),
    )
    BINDINGS = keys("new", "import_file", "history", "section")

    def title(self) -> str:
        """For the frame."""
        return "Puantajlar"

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[MonthRow]:
        """From the store."""
        return views.month_window(look, query, start, limit, anchor)

    def detail(self, look: Look, row: MonthRow) -> Detail:
        """Where it stands."""
        entries = trail.history(look, "puantaj", row.id, limit=8)
        return Detail(
            row.title,
            (
                ("Dönem", f"{format_date(row.period.start)}–{format_date(row.period.end)}"),
                ("Aşama", row.stage.label),
                ("Kişi", format_int(row.people)),
                ("Açık soru", format_int(row.questions)),
                ("Belge no", row.number or "—"),
                ("", "Son işlemler"),
                *((f"{entry.at.astimezone():%d.%m %H:%M}", f"{entry.who}: {entry.summary}") for entry in entries),
            ),
        )

    async def opened(self, row: MonthRow) -> None:
        """The month itself."""
        await self.frame.push(PuantajMonth(self.frame, row.id))

    @work
    async def action_new(self) -> None:
        """N: a group, then a period."""
        groups = await self.ask(views.groups)
        if not groups:
            self.say("Önce Yönetim alanında bir puantaj grubu tanımlanmalı.")
            return
        chosen = await self.app.push_screen_wait(
            ChooseDialog("Yeni puantaj: grup", tuple((str(group.id), group.name) for group in groups))
        )
        if not chosen:
            return
        group = next(group for group in groups if str(group.id) == chosen[0])
        periods = _periods(self.desk.today.year, self.desk.today.month, group.first_day)
        picked = await self.app.push_screen_wait(
            ChooseDialog(
                f"{group.name}: dönem", tuple((period.start.isoformat(), period.label) for period in periods)
            )
        )
        if not picked:
            return
        period = next(period for period in periods if period.start.isoformat() == picked[0])
        self.say("Puantaj açılıyor ve hesaplanıyor…")
        opened = await self.do(lambda work: months.open_month(work, group.id, period))
        if opened is not None:
            self.reload()
            await self.frame.push(PuantajMonth(self.frame, opened))

    @work
    async def action_import_file(self) -> None:
        """A: a clock file."""
        await import_clock_file(self)
        self.reload()

    def action_history(self) -> None:
        """H."""
        if self.current is not None:
            show_history(self, "puantaj", self.current.id, self.current.title)


def _periods(year: int, month: int, first_day: int) -> tuple[Period, ...]:
    """The present period and the five before it, newest first."""
    found = []
    for back in range(6):
        place = year * 12 + month - 1 - back
        found.append(Period.of_month(place // 12, place % 12 + 1, first_day))
    return tuple(found)


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


class PunchFiles(SectionView[PunchFileRow]):
    """The clock files that were taken."""

    KEY = "pdks"
    SECTIONS = SECTIONS
    HELP = "Alınan kapı saati dosyaları. A yeni dosya alır: önce önizlenir; aynı içerik ikinci kez alınmaz."
    EMPTY = "Henüz kapı saati dosyası alınmadı. A ile alın."
    COLUMNS = (
        Column("name", "Dosya", 30, lambda row: row.name, grows=True),
        Column("rows", "Hareket", 9, lambda row: format_int(row.rows), align="right"),
        Column("span", "Kapsam", 23, lambda row: row.span),
        Column("at", "Alındı", 16, lambda row: f"{row.taken_at.astimezone():%d.%m.%Y %H:%M}", min_screen=90),
        Column("by", "Alan", 18, lambda row: row.taken_by, min_screen=110),
    )
    BINDINGS = keys("import_file", "section", "history")

    def title(self) -> str:
        """For the frame."""
        return "PDKS dosyaları"

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[PunchFileRow]:
        """From the store."""
        return leave_views.punch_files(look, query, start, limit, anchor)

    @work
    async def action_import_file(self) -> None:
        """A."""
        await import_clock_file(self)
        self.reload()

    def action_history(self) -> None:
        """H."""
        if self.current is not None:
            show_history(self, "taken_file", self.current.id, self.current.name)
