"""Kontrol: whether the clock files cover a month, and who or what stands out in them."""

from __future__ import annotations

from textual import work

from data.core.calendar import format_date
from data.core.money import format_int
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.store import Look, Work
from data.puantaj import control_views
from data.puantaj.control_views import ControlRow, MonthChoice
from data.puantaj.operations import passes
from data.puantaj.rules.values import Severity
from screens.actions import keys
from screens.frame import Frame
from screens.puantaj.importing import import_clock_file
from screens.puantaj.sections import SECTIONS
from screens.sections import SectionView
from screens.widgets.ask_dialogs import ChooseDialog, ReasonDialog
from screens.widgets.detail import Detail
from screens.widgets.ledger_columns import Column
from screens.widgets.tones import Tone

_SIGNS = {Severity.RED: "!!", Severity.AMBER: "!", Severity.GREY: ""}
_TONES = {Severity.RED: Tone.BAD, Severity.AMBER: Tone.WARN, Severity.GREY: Tone.NORMAL}


def _tone(row: ControlRow) -> Tone:
    return _TONES[row.severity]


class ControlLedger(SectionView[ControlRow]):
    """The controls of one month; F3 takes another."""

    KEY = "kontrol"
    SECTIONS = SECTIONS
    HELP = (
        "Kapı saati dosyaları dönemin tamamını kapsıyor mu? Yarıda biten dosya olağan görünür; ilk satır bunun "
        "için dosyaların ilk ve son gününü söyler. Her dosyanın günleri birer rakamdır: 9 en kalabalık gün, nokta "
        "hareketsiz gün. V ile hiç geçmeyenlere, tanımsız kartlara, eksik basmalara, geç ve erkenlere, hiçbir "
        "cetvelde olmayanlara geçin. F3 başka bir puantaj seçer, F6 listeyi aktarır, A dosya alır; Del sayılmayan "
        "kartı yeniden saydırır."
    )
    EMPTY = "Bu listede kimse yok. V ile diğer kontrollere geçin, F3 ile başka bir puantaj seçin."
    VIEWS = (
        ("", "Kapsam"),
        ("gecissiz", "Geçişsiz"),
        ("kart", "Kart"),
        ("eksik", "Eksik"),
        ("gec", "Geç"),
        ("cetvelsiz", "Cetvelsiz"),
    )
    COLUMNS = (
        Column("sign", "", 2, lambda row: _SIGNS[row.severity], tone=_tone),
        Column("name", "Kim, ne", 16, lambda row: row.name, grows=True),
        Column("sicil", "Sicil", 8, lambda row: row.sicil, min_screen=100),
        Column("when", "Günler", 16, lambda row: row.when),
        Column("count", "Sayı", 6, lambda row: format_int(row.count) if row.count else "", align="right"),
        Column("text", "Açıklama", 31, lambda row: row.text, grows=True, tone=_tone),
    )
    BINDINGS = keys("import_file", "cancel_record", "section")
    DEFAULT_CSS = """
    ControlLedger .ledger-view--filter { width: 20; }
    ControlLedger .ledger-view--tabs { width: 1fr; }
    """

    def __init__(self, frame: Frame, puantaj_id: int = 0) -> None:
        super().__init__(frame)
        self._month = puantaj_id
        self._name = ""

    def title(self) -> str:
        """The month."""
        return f"Kontrol · {self._name}" if self._name else "Kontrol"

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[ControlRow]:
        """From the store; without a month the latest one that is open."""
        if not self._name:
            choices = control_views.months_in_sight(look)
            wanted = next((one for one in choices if one.id == self._month), None)
            if wanted is None and not self._month and choices:
                wanted = choices[0]
            if wanted is not None:
                self._month, self._name = wanted.id, wanted.title
                self.app.call_from_thread(self.frame.on_resize)
        if not self._month:
            return Window(0, (), (), 0)
        return control_views.control_window(look, self._month, query, start, limit)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what this user may do."""
        if action == "cancel_record":
            return self.rows.ledger_query.view == "kart" and self.desk.actor.can("puantaj", Verb.PREPARE)
        if action == "import_file":
            return self.desk.actor.can("puantaj", Verb.IMPORT)
        return super().check_action(action, parameters)

    def show_tab(self, key: str) -> None:
        """The keys follow the list."""
        super().show_tab(key)
        self.frame.refresh_bindings()

    def detail(self, look: Look, row: ControlRow) -> Detail:
        """What is said, whole, with the days."""
        lines = [("Sicil no", row.sicil)] if row.sicil else []
        lines += [("Günler", row.when)] if row.when else []
        lines += [("Sayı", format_int(row.count))] if row.count else []
        return Detail(row.name, (*lines, ("Açıklama", row.text), *row.more))

    @work
    async def action_filter_fields(self) -> None:
        """F3: another month."""
        choices = await self.ask(control_views.months_in_sight)
        if not choices:
            self.say("Görebileceğiniz bir puantaj yok.")
            return
        options = [(str(one.id), _choice(one)) for one in choices]
        chosen = await self.app.push_screen_wait(ChooseDialog("Kontrol: hangi puantaj?", options))
        if chosen:
            self._month, self._name = int(chosen[0]), ""
            self.reload()

    @work
    async def action_import_file(self) -> None:
        """A: a clock file that is missing."""
        await import_clock_file(self)
        self.reload()

    @work
    async def action_cancel_record(self) -> None:
        """Del: an ignored card is asked about again."""
        row = self.current
        if row is None or not row.record_id:
            self.say("Yalnız sayılmayan bir kart yeniden saydırılır.")
            return
        reason = await self.app.push_screen_wait(ReasonDialog("Kartı yeniden say", f"{row.name}: neden?", 3))
        if reason is None:
            return

        def heed(work: Work) -> bool:
            passes.heed_card(work, row.record_id, reason)
            return True

        if await self.do(heed, f"{row.name} yeniden sayılıyor"):
            self.reload()


def _choice(one: MonthChoice) -> str:
    return f"{one.title} ({format_date(one.period.start)}–{format_date(one.period.end)})"
