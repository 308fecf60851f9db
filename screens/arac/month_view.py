"""A unit's month of vehicles: its vehicles with their sums, what is asked, and its way to the closed sheet."""

from __future__ import annotations

from typing import ClassVar

from textual import on, work
from textual.binding import BindingType

from data.arac import papers, views
from data.arac.lookup import AREA, MONTH_KIND
from data.arac.operations import months
from data.arac.rules.checks import VehicleFinding
from data.arac.rules.totals import usage_text
from data.arac.rules.values import hours_text, litres_text
from data.arac.views import SheetRow, VehicleMonthHead, month_questions
from data.core.approvals import Stage, next_step_name
from data.core.money import format_int
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.store import Look
from data.core.text import fold
from data.puantaj.rules.values import Severity
from screens.actions import keys, quiet_keys
from screens.approval_steps import open_correction, send_back, step_confirmed
from screens.arac.days import VehicleDaysPage
from screens.arac.importing import import_days
from screens.frame import Frame
from screens.history import show_history
from screens.ledger_view import LedgerView
from screens.paper_export import export_paper
from screens.puantaj.checks_dialog import ChecksDialog, GoOn
from screens.view import View
from screens.widgets.ask_dialogs import ChooseDialog
from screens.widgets.detail import Detail
from screens.widgets.ledger import Ledger
from screens.widgets.ledger_columns import Column
from screens.widgets.read_dialogs import WhyDialog
from screens.widgets.tones import Tone

_TONES = {Severity.RED: Tone.BAD, Severity.AMBER: Tone.WARN, Severity.GREY: Tone.DIM}


def open_vehicle_month(frame: Frame, record_id: int) -> View:
    """The view of a unit's month, for the registry."""
    return VehicleMonthPage(frame, record_id)


def sum_up(look: Look, record_id: int) -> tuple[tuple[str, str], ...]:
    """What a reviewer reads of a month before opening it."""
    found = views.month(look, record_id)
    asked = month_questions(found)
    counts = [
        f"{severity.label} {count}"
        for severity in Severity
        if (count := sum(1 for line in asked if line.severity is severity))
    ]
    return (
        ("Araç", str(len(found.rows))),
        ("Kontroller", ", ".join(counts) or "✓ uyarı yok"),
        ("Kilometre", format_int(sum(row.totals.km for row in found.rows))),
        ("Çalışma saati", hours_text(sum(row.totals.minutes for row in found.rows)) or "0"),
        ("Yakıt (L)", litres_text(sum(row.totals.fuel_ml for row in found.rows)) or "0"),
        *((("Düzeltme gerekçesi", found.head.reason),) if found.head.reason else ()),
        *((line.name, line.text) for line in asked[:10]),
    )


def sign(row: SheetRow) -> str:
    """How many findings, with the sign of the weightiest."""
    if row.severity is None:
        return ""
    return f"{'!!' if row.severity is Severity.RED else '!'} {len(row.findings)}"


def _tone(row: SheetRow) -> Tone:
    return _TONES[row.severity] if row.severity is not None else Tone.NORMAL


def _finding_line(one: VehicleFinding) -> tuple[str, str]:
    day = f"{one.day:%d.%m} " if one.day else ""
    return "!!" if one.severity is Severity.RED else "!", day + one.text


class VehicleMonthPage(LedgerView[SheetRow]):
    """One unit's month."""

    KEY = "arac_puantaj"
    HELP = (
        "Birimin bu aydaki araçları. Enter aracın günlerini açar, A günleri dosyadan alır. F10 soruları ve "
        "uyarıları listeler; kırmızısı olan ay sunulmaz. F4 aracın toplamlarını açıklar, F6 cetveli ya da aylık "
        "listeyi yazar. F7 onaya sunar; sunulan ay iade edilmeden, kesinleşen ay düzeltme sürümü açılmadan "
        "değişmez."
    )
    EMPTY = "Bu birimin bu ayda aracı yok. Araçlar bölümünde N ile ekleyin."
    COLUMNS = (
        Column("plate", "Plaka", 12, lambda row: row.plate),
        Column("kind", "Cinsi", 10, lambda row: row.kind, grows=True),
        Column("worked", "Çalıştı", 7, lambda row: str(row.totals.worked), align="right"),
        Column("missing", "Eksik", 5, lambda row: str(len(row.totals.missing) or ""), align="right"),
        Column("km", "Km", 7, lambda row: format_int(row.totals.km) if row.totals.km else "", align="right"),
        Column("hours", "Saat", 6, lambda row: hours_text(row.totals.minutes), align="right"),
        Column("fuel", "Yakıt L", 8, lambda row: litres_text(row.totals.fuel_ml), align="right"),
        Column("findings", "Uyarı", 5, sign, tone=_tone),
        Column("usage", "Tüketim", 13, lambda row: usage_text(row.measure, row.totals.usage), min_screen=90),
        Column("driver", "Asıl sürücü", 18, lambda row: row.driver, min_screen=110, grows=True),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        *keys("import_file", "findings", "why", "hand_on", "send_back", "history", "correct"),
        *quiet_keys("refresh"),
    ]

    def __init__(self, frame: Frame, month_id: int) -> None:
        super().__init__(frame)
        self.month_id = month_id
        self.month: VehicleMonthHead | None = None

    def title(self) -> str:
        """Unit, month and stage."""
        return f"{self.month.title} · {self.month.stage.label}" if self.month else "Araç puantajı"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only the keys that can do something at this stage."""
        month, actor = self.month, self.desk.actor
        if action == "import_file":
            return month is not None and month.open and actor.can(AREA, Verb.IMPORT)
        if action == "hand_on":
            return month is not None and month.stage is not Stage.KESINLESTI
        if action == "send_back":
            return month is not None and month.stage not in (Stage.TASLAK, Stage.KESINLESTI)
        if action == "correct":
            return month is not None and month.closed and actor.can(AREA, Verb.PREPARE)
        if action == "export":
            return actor.can(AREA, Verb.EXPORT)
        return super().check_action(action, parameters)

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[SheetRow]:
        """From the store; a unit has a few dozen vehicles, so the whole month is judged at once."""
        found = views.month(look, self.month_id)
        self.month = found.head
        words = fold(query.text).split()
        rows = [row for row in found.rows if all(word in fold(f"{row.plate} {row.kind}") for word in words)]
        part = tuple(rows[start : start + limit])
        red = f"{found.red} kırmızı uyarı" if found.red else ""
        return Window(start, part, tuple((row.plate, row.id) for row in part), len(rows), red)

    @on(Ledger.Loaded)
    def _month_read(self, event: Ledger.Loaded) -> None:
        self.frame.refresh_bindings()

    def detail(self, look: Look, row: SheetRow) -> Detail:
        """Sums and findings."""
        sums = row.totals
        return Detail(
            f"{row.plate} · {row.kind}",
            (
                ("Asıl sürücü", row.driver),
                ("Çalıştı, şehir dışı", f"{sums.worked}, {sums.away}"),
                ("Yattı, arızalı, bakımda", f"{sums.idle}, {sums.broken}, {sums.in_service}"),
                ("Tatil", str(sums.holiday + sums.resting)),
                ("Kilometre", format_int(sums.km)),
                ("Çalışma saati", hours_text(sums.minutes)),
                ("Yakıt (L)", litres_text(sums.fuel_ml)),
                ("Tüketim", usage_text(row.measure, sums.usage)),
                *((("", "Bakılacaklar"),) if row.findings else ()),
                *(_finding_line(one) for one in row.findings),
            ),
        )

    async def opened(self, row: SheetRow) -> None:
        """The days of a vehicle."""
        await self.frame.push(VehicleDaysPage(self.frame, self.month_id, row.id))

    # ------------------------------------------------------------ reading

    @work
    async def action_why(self) -> None:
        """F4: what a vehicle's sums rest on."""
        row = self.current
        if row is None:
            return
        found = await self.ask(lambda look: views.vehicle_days(look, self.month_id, row.id))
        if found is not None:
            value = f"{row.totals.worked} gün, {format_int(row.totals.km)} km"
            await self.app.push_screen_wait(WhyDialog(row.plate, value, found.totals.reasons))

    @work
    async def action_findings(self) -> None:
        """F10: what is asked; Enter opens the vehicle at that day."""
        found = await self.ask(lambda look: views.month(look, self.month_id))
        if found is None:
            return
        dialog = ChecksDialog("Araç uyarıları", month_questions(found), goes_on=False)
        chosen = await self.app.push_screen_wait(dialog)
        if chosen is not None and not isinstance(chosen, GoOn):
            day = chosen.day.day if chosen.day else 0
            await self.frame.push(VehicleDaysPage(self.frame, self.month_id, chosen.id, day))

    @work
    async def action_export(self) -> None:
        """F6: what is seen, the cetvel of a vehicle, or the list of all."""
        row = self.current
        options = [("liste", "Görünen liste"), ("aylik", "Aylık araç puantaj listesi")]
        if row is not None:
            options.insert(0, ("cetvel", f"Araç puantaj cetveli: {row.plate}"))
        chosen = await self.app.push_screen_wait(ChooseDialog("Ne aktarılsın?", options))
        if not chosen:
            return
        start = f"{self.month.period.start:%Y-%m}" if self.month else ""
        if chosen[0] == "liste":
            await self.export_list()
        elif chosen[0] == "aylik":
            await export_paper(
                self, "Aylık araç puantaj listesi", lambda work: papers.list_for_export(work, self.month_id), start
            )
        elif row is not None:
            await export_paper(
                self,
                "Araç puantaj cetveli",
                lambda work: papers.sheet_for_export(work, self.month_id, row.id),
                start,
                row.plate,
            )

    def action_history(self) -> None:
        """H."""
        show_history(self, MONTH_KIND, self.month_id, self.title())

    @work
    async def action_import_file(self) -> None:
        """A: days from a file."""
        if self.month is not None:
            await import_days(self, self.month_id, self.month.title)
            self.reload()

    # ------------------------------------------------------------ its way

    @work
    async def action_hand_on(self) -> None:
        """F7: the next step, after the warnings were seen."""
        month = await self.ask(lambda look: views.month(look, self.month_id))
        if month is None:
            return
        head = month.head
        step, lines = next_step_name(head.stage), month_questions(month)
        if lines:
            chosen = await self.app.push_screen_wait(ChecksDialog(step, lines))
            if not isinstance(chosen, GoOn):
                if chosen is not None:
                    day = chosen.day.day if chosen.day else 0
                    await self.frame.push(VehicleDaysPage(self.frame, self.month_id, chosen.id, day))
                return
        if await step_confirmed(self, step, f"{head.title}\n{len(month.rows)} araç"):
            await self.do(
                lambda work: months.advance(work, self.month_id, expected=head.stage),
                lambda stage: f"{head.title}: {stage.label}",
            )
            self.reload()

    @work
    async def action_send_back(self) -> None:
        """F8: back to the preparer."""
        month = self.month
        if month is not None:
            await send_back(
                self,
                month.title,
                lambda work, why: months.send_back(work, self.month_id, expected=month.stage, reason=why),
            )

    @work
    async def action_correct(self) -> None:
        """F12: a new revision of the closed month."""
        month = self.month
        if month is not None:
            await open_correction(
                self, MONTH_KIND, month.title, lambda work, why: months.open_correction(work, self.month_id, why)
            )
