"""The days of a vehicle in its unit's month: written one after the other, corrected with a reason."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from textual import on, work
from textual.binding import BindingType

from data.arac import papers, views
from data.arac.drafts import VehicleDayDraft
from data.arac.lookup import AREA, MONTH_KIND
from data.arac.operations import days
from data.arac.rules.totals import usage_text
from data.arac.rules.values import DayState, Measure, hours_text, litres_text
from data.arac.views import VehicleDayRow, VehicleDaysView, VehicleMonthHead
from data.core.calendar import format_date
from data.core.money import format_int
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.reasons import Ref
from data.core.store import Look
from data.core.text import fold
from data.puantaj.rules.values import Severity
from screens.actions import keys, quiet_keys
from screens.forms import open_form
from screens.frame import Frame
from screens.history import show_history
from screens.ledger_view import LedgerView
from screens.paper_export import export_paper
from screens.widgets.ask_dialogs import ChooseDialog, ReasonDialog
from screens.widgets.detail import Detail
from screens.widgets.ledger import Ledger
from screens.widgets.ledger_columns import Column
from screens.widgets.read_dialogs import WhyDialog
from screens.widgets.tones import Tone


def _km(value: int | None) -> str:
    return "" if value is None else format_int(value)


def _state(row: VehicleDayRow) -> str:
    if row.entry is not None:
        return f"{row.entry.state.letter} {row.entry.state.label}"
    return "T" if row.free else ""


def _trips(row: VehicleDayRow) -> str:
    return str(row.entry.trips or "") if row.entry is not None else ""


def _note(row: VehicleDayRow) -> str:
    return row.entry.note if row.entry is not None else row.free


def _sign(row: VehicleDayRow) -> str:
    if not row.findings:
        return ""
    return f"{'!!' if row.findings[0].severity is Severity.RED else '!'} {len(row.findings)}"


def _tone(row: VehicleDayRow) -> Tone:
    if not row.findings:
        return Tone.NORMAL
    return Tone.BAD if row.findings[0].severity is Severity.RED else Tone.WARN


def _rest(row: VehicleDayRow) -> Tone:
    return Tone.REST if row.free else Tone.NORMAL


class VehicleDaysPage(LedgerView[VehicleDayRow]):
    """One vehicle's days."""

    KEY = "arac_gun"
    HELP = (
        "Aracın günleri. N yazılmamış ilk günden başlar ve her kayıttan sonra bir sonraki günü açar: başlangıç km "
        "önceki bitişten, sürücü asıl sürücüden gelir; Ctrl+S yazar, Esc bırakır. Enter ya da F2 imleçteki günü "
        "yazar; yazılmış gün gerekçesiyle değişir, eski kayıt kalır. Del günü gerekçesiyle geri alır. F4 günün "
        "uyarılarını açıklar, F6 cetveli yazar."
    )
    EMPTY = "Araç bu ayda kullanımda değil."
    COLUMNS = (
        Column("day", "Gün", 5, lambda row: f"{row.day.day:02d} {row.weekday}", tone=_rest),
        Column("state", "Durum", 11, _state, tone=_rest),
        Column("start", "Başl. km", 8, lambda row: _km(row.entry.start_km) if row.entry else "", align="right"),
        Column("end", "Bitiş km", 8, lambda row: _km(row.entry.end_km) if row.entry else "", align="right"),
        Column("km", "Fark", 5, lambda row: str(row.entry.km or "") if row.entry else "", align="right"),
        Column("hours", "Saat", 5, lambda row: hours_text(row.entry.minutes) if row.entry else "", align="right"),
        Column("fuel", "Yakıt", 6, lambda row: litres_text(row.entry.fuel_ml) if row.entry else "", align="right"),
        Column("driver", "Sürücü", 13, lambda row: row.driver, grows=True),
        Column("findings", "Uyarı", 5, _sign, tone=_tone),
        Column("trips", "Sefer", 5, _trips, align="right", min_screen=92),
        Column("order", "Görev emri", 12, lambda row: row.entry.order_no if row.entry else "", min_screen=104),
        Column("note", "Not", 16, _note, min_screen=118, grows=True),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        *keys("new", "edit", "why", "cancel_record", "history"),
        *quiet_keys("refresh"),
    ]

    def __init__(self, frame: Frame, month_id: int, vehicle_id: int, day: int = 0) -> None:
        super().__init__(frame)
        self.month_id = month_id
        self.vehicle_id = vehicle_id
        self._at = day
        self._found: VehicleDaysView | None = None
        self._month: VehicleMonthHead | None = None

    def title(self) -> str:
        """Plate and month."""
        if self._found is None or self._month is None:
            return "Araç günleri"
        return f"{self._found.sheet.plate} · {self._month.period.label} · {self._month.stage.label}"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Writing only while the month is open, by those who may."""
        if action in ("new", "edit", "cancel_record"):
            return self._month is not None and self._month.open and self.desk.actor.can(AREA, Verb.PREPARE)
        if action == "export":
            return self.desk.actor.can(AREA, Verb.EXPORT)
        return super().check_action(action, parameters)

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[VehicleDayRow]:
        """From the store: at most thirty-one days."""
        found = views.vehicle_days(look, self.month_id, self.vehicle_id)
        head = views.month_head(look, self.month_id)
        self._found, self._month = found, head
        words = fold(query.text).split()
        rows = [row for row in found.days if all(word in fold(_searched(row)) for word in words)]
        part = tuple(rows[start : start + limit])
        return Window(start, part, tuple((row.id,) for row in part), len(rows), _summary(found))

    @on(Ledger.Loaded)
    def _days_read(self, event: Ledger.Loaded) -> None:
        self.frame.refresh_bindings()
        if self._at and self._found is not None:
            place = next((at for at, row in enumerate(self._found.days) if row.id == self._at), None)
            self._at = 0
            if place is not None:
                self.rows.move_to(place)

    def detail(self, look: Look, row: VehicleDayRow) -> Detail:
        """All of a day."""
        entry = row.entry
        written = (
            ()
            if entry is None
            else (
                ("Kilometre", f"{_km(entry.start_km) or '…'}–{_km(entry.end_km) or '…'}, fark {entry.km}"),
                ("Çalışma saati", hours_text(entry.minutes)),
                ("Yakıt (L)", litres_text(entry.fuel_ml)),
                ("Sefer", str(entry.trips or "")),
                ("Sürücü", row.driver),
                ("Görev emri no", entry.order_no),
                ("Not", entry.note),
            )
        )
        return Detail(
            f"{format_date(row.day)} {row.weekday} · {_state(row) or 'yazılmadı'}",
            (
                *((("Takvim", row.free),) if row.free else ()),
                *written,
                *((("", "Bakılacaklar"),) if row.findings else ()),
                *(("!!" if one.severity is Severity.RED else "!", one.text) for one in row.findings),
            ),
        )

    async def opened(self, row: VehicleDayRow) -> None:
        """The day's form while the month is open, else all of the day."""
        if self.check_action("edit", ()):
            await self._write(row.day)
        else:
            await super().opened(row)

    # ------------------------------------------------------------ writing

    @work
    async def action_new(self) -> None:
        """N: from the first unwritten work day on, one after the other until Esc."""
        after = date.min
        while (day := await self._next_day(after)) is not None:
            if await self._write(day) is None:
                return
            after = day
        self.say("Geçmiş iş günlerinin hepsi yazıldı.")

    async def _next_day(self, after: date) -> date | None:
        found = await self.ask(lambda look: views.vehicle_days(look, self.month_id, self.vehicle_id))
        missing = found.sheet.totals.missing if found is not None else ()
        return next((day for day in missing if day > after), None)

    @work
    async def action_edit(self) -> None:
        """F2: the day under the cursor."""
        if self.current is not None:
            await self._write(self.current.day)

    async def _write(self, day: date) -> VehicleDayDraft | None:
        """Asks for one day, filled with what is known of it or of the day before."""
        found = await self.ask(lambda look: views.vehicle_days(look, self.month_id, self.vehicle_id))
        if found is None:
            return None
        row = next(one for one in found.days if one.day == day)
        written = await open_form(
            self,
            f"{found.sheet.plate} · {format_date(day)} {row.weekday}" + (f" · {row.free}" if row.free else ""),
            VehicleDayDraft,
            lambda work, draft: days.write_day(work, self.month_id, self.vehicle_id, draft),
            f"{format_date(day)} yazıldı",
            key=f"arac-gun:{self.month_id}:{self.vehicle_id}:{day.day}",
            values=_start_values(found, row),
        )
        self.reload()
        return written

    @work
    async def action_cancel_record(self) -> None:
        """Del: takes the entry under the cursor back, with a reason."""
        row = self.current
        if row is None or row.entry is None:
            self.say("Bu gün yazılmamış.")
            return
        entry = row.entry
        reason = await self.app.push_screen_wait(
            ReasonDialog("Günü geri al", f"{format_date(row.day)}: neden geri alınıyor?", 3)
        )
        if reason is not None:
            await self.do(
                lambda work: days.withdraw_day(work, self.month_id, self.vehicle_id, entry.id, reason),
                f"{format_date(row.day)} geri alındı",
            )
            self.reload()

    # ------------------------------------------------------------ reading

    @work
    async def action_why(self) -> None:
        """F4: the day under the cursor, with what is asked about it."""
        row = self.current
        if row is None:
            return
        title = f"{format_date(row.day)} {row.weekday}"
        ref = await self.app.push_screen_wait(
            WhyDialog(title, _state(row) or "Yazılmadı", views.day_reasons(row), _name_of)
        )
        if ref is not None:
            self.frame.go_to_record(ref.kind, ref.id)

    @work
    async def action_export(self) -> None:
        """F6: the cetvel, or the list as it is seen."""
        options = (("cetvel", "Araç puantaj cetveli"), ("liste", "Görünen liste"))
        chosen = await self.app.push_screen_wait(ChooseDialog("Ne aktarılsın?", options))
        if chosen and chosen[0] == "liste":
            await self.export_list()
        elif chosen and self._found is not None and self._month is not None:
            await export_paper(
                self,
                "Araç puantaj cetveli",
                lambda work: papers.sheet_for_export(work, self.month_id, self.vehicle_id),
                f"{self._month.period.start:%Y-%m}",
                self._found.sheet.plate,
            )

    def action_history(self) -> None:
        """H: of the whole month; every entry names plate and day."""
        show_history(self, MONTH_KIND, self.month_id, self.title())


def _name_of(ref: Ref) -> str:
    return "Personel kaydı" if ref.kind == "personel" else ref.kind


def _searched(row: VehicleDayRow) -> str:
    entry = row.entry
    written = f"{entry.state.label} {entry.order_no} {entry.note}" if entry is not None else ""
    return f"{row.day:%d.%m} {row.driver} {row.free} {written}"


def _summary(found: VehicleDaysView) -> str:
    sums, measure = found.totals.value, found.sheet.measure
    parts = [f"çalıştı {sums.worked}"]
    parts += [f"{format_int(sums.km)} km"] if sums.km else []
    parts += [f"{hours_text(sums.minutes)} saat"] if sums.minutes else []
    parts += [f"{litres_text(sums.fuel_ml)} L"] if sums.fuel_ml else []
    parts += [usage_text(measure, sums.usage)] if sums.usage is not None else []
    return " · ".join(parts)


def _start_values(found: VehicleDaysView, row: VehicleDayRow) -> dict[str, object]:
    """What the form starts with: the entry that stands, else the day before carried on."""
    entry = row.entry
    if entry is not None:
        return {
            "day": entry.day,
            "state": entry.state.value,
            "start_km": entry.start_km,
            "end_km": entry.end_km,
            "hours": hours_text(entry.minutes),
            "fuel": litres_text(entry.fuel_ml),
            "trips": entry.trips or None,
            "driver_id": entry.driver_id,
            "driver_name": entry.driver_name,
            "order_no": entry.order_no,
            "note": entry.note,
            "replaces": entry.id,
        }
    before = [one.entry for one in found.days if one.day < row.day and one.entry is not None]
    reading = next((one.last_km for one in reversed(before) if one.last_km is not None), found.last_km)
    last = next((one for one in reversed(before) if one.driver_id or one.driver_name), None)
    return {
        "day": row.day,
        "state": (DayState.TATIL if row.free else DayState.CALISTI).value,
        "start_km": reading if found.sheet.measure is Measure.KM else None,
        "driver_id": last.driver_id if last is not None else found.driver_id,
        "driver_name": last.driver_name if last is not None else "",
    }
