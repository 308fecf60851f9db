"""Stajyerler: the ledger of stajs."""

from __future__ import annotations

from textual import work

from data.core.calendar import format_date
from data.core.money import format_int
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.reasons import Ref
from data.core.store import Look
from data.puantaj.columns import days_text
from data.puantaj.rules.values import Severity
from data.staj import operations, views
from data.staj.drafts import StajAmendDraft, StajDraft, StajEndDraft
from data.staj.rules import Ending, weekdays_text
from data.staj.views import StajRow, StajView
from screens.actions import keys
from screens.forms import open_form
from screens.frame import Frame
from screens.history import show_history
from screens.puantaj.checks_dialog import ChecksDialog, GoOn
from screens.puantaj.sections import SECTIONS
from screens.sections import SectionView
from screens.staj.exporting import export_staj
from screens.view import View
from screens.widgets.detail import Detail
from screens.widgets.ledger_columns import Column
from screens.widgets.read_dialogs import WhyDialog
from screens.widgets.tones import Tone

_NEEDS = {"new": Verb.PREPARE, "edit": Verb.PREPARE, "finish": Verb.PREPARE, "cancel_record": Verb.PREPARE}
_TONES = {Severity.RED: Tone.BAD, Severity.AMBER: Tone.WARN, Severity.GREY: Tone.DIM}


def open_staj(frame: Frame, record_id: int) -> View:
    """The ledger with one staj alone, for the registry."""
    return StajLedger(frame, only=record_id)


def _sign(row: StajRow) -> str:
    if row.severity is None:
        return ""
    return f"{'!!' if row.severity is Severity.RED else '!'} {row.warnings}"


def _tone(row: StajRow) -> Tone:
    return _TONES[row.severity] if row.severity is not None else Tone.NORMAL


class StajLedger(SectionView[StajRow]):
    """The stajs."""

    KEY = "staj"
    SECTIONS = SECTIONS
    HELP = (
        "Stajyerlerin zorunlu stajı: katıldığı ve kalan gün Stajyerler puantajından gelir, yalnız katılınan iş "
        "günleri sayılır, katılınmayan günler telafi edilir. N staj yazar; bitiş boşsa takvimden bulunur. F2 "
        "düzeltir ya da bitişi uzatır, P stajı bitirir, Del gerekçesiyle iptal eder. F4 kalan günü ve bitişi "
        "açıklar, F10 bakılacakları listeler, F6 okula giden çizelgeyi yazar. Süzgeç: okul:meslek birim:yazılım."
    )
    EMPTY = "Bu görünümde staj yok. N ile bir stajyerin okulunu ve zorunlu gününü yazın."
    VIEWS = (("", "Süren"), ("biten", "Biten"), ("iptal", "İptal"), ("tumu", "Tümü"))
    FILTER_FIELDS = (("okul", "Okul ya da bölüm"), ("birim", "Birim"), ("sicil", "Sicil no"))
    COLUMNS = (
        Column("name", "Stajyer", 16, lambda row: row.name, sortable=True, grows=True),
        Column("school", "Okul", 16, lambda row: row.school, sortable=True, grows=True),
        Column("required", "Zor.", 4, lambda row: format_int(row.required), align="right"),
        Column("attended", "Kat.", 5, lambda row: days_text(row.attended) or "0", align="right"),
        Column("remaining", "Kalan", 5, lambda row: days_text(row.remaining) or "0", align="right"),
        Column("end", "Bitiş", 10, lambda row: format_date(row.end), sortable=True),
        Column("warnings", "Uyarı", 5, _sign, tone=_tone),
        Column("state", "Durum", 10, lambda row: row.state, min_screen=84),
        Column("absent", "Devamsız", 8, lambda row: days_text(row.absent), align="right", min_screen=94),
        Column("start", "Başlangıç", 10, lambda row: format_date(row.start), sortable=True, min_screen=110),
        Column("program", "Bölüm", 18, lambda row: row.program, min_screen=130),
    )
    BINDINGS = keys("new", "edit", "why", "finish", "cancel_record", "findings", "history", "section")

    def __init__(self, frame: Frame, only: int = 0) -> None:
        super().__init__(frame)
        self._only = only

    def title(self) -> str:
        """For the frame."""
        return "Stajyerler"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what this user may do stands in the footer."""
        verb = _NEEDS.get(action)
        if verb is not None and not self.desk.actor.can(operations.AREA, verb):
            return False
        return super().check_action(action, parameters)

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[StajRow]:
        """From the store."""
        return views.staj_window(look, query, start, limit, anchor, only=self._only)

    def detail(self, look: Look, row: StajRow) -> Detail:
        """All of it."""
        return _detail(views.staj(look, row.id))

    # ------------------------------------------------------------ writing

    @work
    async def action_new(self) -> None:
        """N: one after the other; most come together from one school."""
        await open_form(
            self, "Yeni staj", StajDraft, operations.record_staj, "Staj kaydedildi", key="staj", next_record=True
        )
        self.reload()

    @work
    async def action_edit(self) -> None:
        """F2: what was agreed, as it stands at this moment."""
        found = await self._view()
        if found is None:
            return
        row = found.row
        await open_form(
            self,
            f"Staj: {row.name}",
            StajAmendDraft,
            lambda work, draft: operations.amend_staj(work, row.id, draft, row.version),
            "Staj kaydı düzeltildi",
            key=f"staj:{row.id}",
            values={
                "school": row.school,
                "school_kind": found.school_kind.value,
                "program": row.program,
                "class_name": found.class_name,
                "student_no": found.student_no,
                "required_days": row.required,
                "start": row.start,
                "end": row.planned_end,
                "weekdays": found.weekdays,
                "supervisor_id": found.supervisor_id,
                "teacher": found.teacher,
                "document": found.document,
            },
        )
        self.reload()

    @work
    async def action_finish(self) -> None:
        """P: completed, or broken off."""
        row = self.current
        if row is None:
            return
        if not row.running:
            self.say("Bu staj kapanmış.")
            return
        full = not row.remaining
        await open_form(
            self,
            f"Staj bitişi: {row.name}",
            StajEndDraft,
            lambda work, draft: operations.end_staj(work, row.id, draft, row.version),
            "Staj bitirildi",
            key=f"staj-bitis:{row.id}",
            values={
                "ended_as": (Ending.TAMAMLANDI if full else Ending.SONLANDI).value,
                "ended_on": min(row.planned_end, self.desk.today),
            },
        )
        self.reload()

    @work
    async def action_cancel_record(self) -> None:
        """Del: with a reason; the row stays."""
        row = self.current
        if row is None:
            return
        await self.withdraw_asked(
            "Staj iptali",
            f"{row.name}, {row.school}: neden iptal ediliyor?",
            lambda work, reason: operations.cancel_staj(work, row.id, reason),
            "Staj iptal edildi",
        )

    # ------------------------------------------------------------ reading

    @work
    async def action_why(self) -> None:
        """F4: what counted, what is left, when it ends, what is asked."""
        found = await self._view()
        if found is None:
            return
        row = found.row
        left = days_text(row.remaining) or "0"
        value = f"Zorunlu {row.required} gün, katıldığı {days_text(row.attended) or '0'}, kalan {left}"
        value += f"\nÖngörülen bitiş: {format_date(found.expected_end.value)}"
        ref = await self.app.push_screen_wait(
            WhyDialog(row.name, value, found.reasons, lambda one: _name_of(one, row))
        )
        if ref is not None:
            self.frame.go_to_record(ref.kind, ref.id)

    @work
    async def action_findings(self) -> None:
        """F10: what is asked about all stajs in sight; Enter shows the one."""
        lines = await self.ask(views.staj_questions)
        if lines is None:
            return
        chosen = await self.app.push_screen_wait(ChecksDialog("Staj uyarıları", lines, goes_on=False))
        if chosen is None or isinstance(chosen, GoOn):
            return
        if chosen.id:
            self.frame.go_to_record("staj", chosen.id)
        elif chosen.personel_id is not None:
            self.frame.go_to_record("personel", chosen.personel_id)

    @work
    async def action_export(self) -> None:
        """F6: the list, or a sheet or letter for the school."""
        await export_staj(self, self.current)

    def action_history(self) -> None:
        """H."""
        if self.current is not None:
            show_history(self, operations.KIND, self.current.id, self.current.name)

    async def _view(self) -> StajView | None:
        row = self.current
        return await self.ask(lambda look: views.staj(look, row.id)) if row is not None else None


def _name_of(ref: Ref, row: StajRow) -> str:
    return f"{row.name} personel kaydı" if ref.kind == "personel" else f"{ref.kind} {ref.id}"


def _detail(found: StajView) -> Detail:
    row, days = found.row, found.attendance.value
    sheets = ", ".join(f"{day:%m.%Y}" for day in found.sheets)
    return Detail(
        f"{row.name} · {row.state}",
        (
            ("Okul", f"{row.school} ({found.school_kind.label})"),
            ("Bölüm / program", row.program),
            ("Sınıf, öğrenci no", ", ".join(part for part in (found.class_name, found.student_no) if part)),
            ("Süre", f"{format_date(row.start)}–{format_date(row.planned_end)}"),
            ("Öngörülen bitiş", format_date(found.expected_end.value)),
            ("Staj günleri", weekdays_text(found.weekdays)),
            ("Birim", row.birim),
            ("Staj sorumlusu", found.supervisor),
            ("Okuldaki ilgili", found.teacher),
            ("Sözleşme / kabul no", found.document),
            ("", "Günler"),
            ("Zorunlu", format_int(row.required)),
            ("Katıldığı", days_text(days.attended) or "0"),
            ("Mazeretli, mazeretsiz", f"{days_text(days.excused) or '0'}, {days_text(days.unexcused) or '0'}"),
            ("Kalan", days_text(row.remaining) or "0"),
            ("Çizelgesi yazılan aylar", sheets),
            *((("Bitiş gerekçesi", found.ended_reason),) if found.ended_reason else ()),
            *((("İptal gerekçesi", found.cancelled),) if found.cancelled else ()),
            *((("", "Bakılacaklar"),) if found.findings else ()),
            *(("!!" if one.severity is Severity.RED else "!", one.text) for one in found.findings),
        ),
    )
