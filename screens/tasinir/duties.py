"""Yapılacaklar: what muhasebe and other idareler still get, or owe, by which day."""

from __future__ import annotations

from typing import ClassVar

from textual import work
from textual.binding import BindingType

from data.core.calendar import format_date
from data.core.lights import Light
from data.core.money import format_int
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.paper import Paper
from data.core.permissions import Verb
from data.core.reasons import Ref
from data.core.store import Look, Work
from data.tasinir import duty_views, papers_vouchers
from data.tasinir.duty_views import DutyRow
from data.tasinir.ending_drafts import SentDraft
from data.tasinir.lookup import AREA, VIF_KIND
from data.tasinir.operations import sending
from data.tasinir.rules.duties import DutyKind
from screens.actions import keys, quiet_keys
from screens.forms import open_form
from screens.frame import Frame
from screens.history import show_history
from screens.paper_export import export_paper
from screens.sections import SectionView
from screens.tasinir.sections import SECTIONS
from screens.view import View
from screens.widgets.ask_dialogs import ChooseDialog
from screens.widgets.detail import Detail
from screens.widgets.ledger_columns import Column
from screens.widgets.read_dialogs import WhyDialog
from screens.widgets.tones import Tone

_TONES = {Light.GECIKTI: Tone.BAD, Light.KIRMIZI: Tone.WARN, Light.SARI: Tone.ACCENT}
_SHORT = {
    DutyKind.MUHASEBE: "Fiş muhasebeye",
    DutyKind.DEVREDENE: "Fiş devredene",
    DutyKind.ALANDAN: "Karşı fiş gelecek",
    DutyKind.AYLIK_LISTE: "Liste muhasebeye",
}


def open_duties(frame: Frame, record_id: int) -> View:
    """The list in which a duty that was reminded of stands, for the registry."""
    return DutyLedger(frame)


def _tone(row: DutyRow) -> Tone:
    return _TONES.get(row.light, Tone.NORMAL)


class DutyLedger(SectionView[DutyRow]):
    """Duties, the earliest last day first."""

    KEY = "tasinir_gorev"
    SECTIONS = SECTIONS
    HELP = (
        "Muhasebe birimine ve başka idarelere verilecekler ile onlardan beklenenler; son günü en yakın olan "
        "üstte. ! geciken, ● son iki iş gününe giren, ○ süresinin yarısı geçendir. Ş verildiği ya da geldiği günü "
        "ve yazının sayısını yazar; Boşluk ile seçilenlerin hepsine birden. Enter fişi açar, F4 son günün nasıl "
        "bulunduğunu maddesiyle söyler, F6 verilecek fişi ya da listeyi yazdırır."
    )
    EMPTY = "Verilmeyi bekleyen fiş ya da liste yok."
    VIEWS = (("", "Tümü"), ("geciken", "Geciken"), ("muhasebe", "Muhasebeye"), ("idare", "Başka idare"))
    COLUMNS = (
        Column(
            "last", "Son gün", 12, lambda row: f"{row.light.sign or ' '} {format_date(row.last_day)}", tone=_tone
        ),
        Column("left", "Kalan", 15, lambda row: row.left, tone=_tone),
        Column("what", "Yapılacak", 17, lambda row: _SHORT[row.kind]),
        Column("subject", "Fiş ya da liste", 26, lambda row: row.subject, grows=True),
        Column("other", "Kime, kimden", 24, lambda row: row.other, grows=True, min_screen=96),
        Column("unit", "Harcama birimi", 26, lambda row: row.unit, grows=True, min_screen=130),
    )
    BINDINGS: ClassVar[list[BindingType]] = [*keys("mark_sent", "why", "section"), *quiet_keys("history")]

    def title(self) -> str:
        """For the frame."""
        return "Yapılacaklar"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Writing and exporting only by those who may."""
        if action == "mark_sent":
            return self.desk.actor.can(AREA, Verb.PREPARE)
        if action == "export":
            return self.desk.actor.can(AREA, Verb.EXPORT)
        return super().check_action(action, parameters)

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[DutyRow]:
        """From the store."""
        return duty_views.duty_window(look, query, start, limit, anchor)

    def detail(self, look: Look, row: DutyRow) -> Detail:
        """What is to be done, by when and why then."""
        return Detail(
            row.subject,
            (
                ("Yapılacak", row.kind.label),
                ("Kime, kimden", row.other),
                ("Harcama birimi", row.unit),
                ("Son gün", f"{format_date(row.last_day)} · {row.left} · {row.light.label}"),
                ("", "Nasıl bulundu"),
                *((one.law, one.text) for one in row.reasons),
            ),
        )

    async def opened(self, row: DutyRow) -> None:
        """The voucher; a list, which has no screen, is shown as it stands."""
        if row.vif_id:
            self.frame.go_to_record(VIF_KIND, row.vif_id)
        else:
            await super().opened(row)

    @work
    async def action_mark_sent(self) -> None:
        """Ş: the selected ones, or that under the cursor, were given or came."""
        rows = tuple(self.rows.selected_rows) or tuple(filter(None, [self.current]))
        if not rows:
            return
        what = rows[0].subject if len(rows) == 1 else f"{format_int(len(rows))} kayıt"
        came = all(row.kind is DutyKind.ALANDAN for row in rows)
        await open_form(
            self,
            f"{'Karşı fiş geldi' if came else 'Verildi'}: {what}",
            SentDraft,
            lambda job, draft: sending.mark_duties(job, rows, draft),
            f"{what}: {'geldiği' if came else 'verildiği'} yazıldı",
            key="tasinir.verildi",
            values={"day": self.desk.today},
        )
        self.rows.clear_selection()
        self.reload()

    @work
    async def action_why(self) -> None:
        """F4: how the last day was found."""
        row = self.current
        if row is None:
            return
        value = f"Son gün: {format_date(row.last_day)} · {row.left}"
        dialog = WhyDialog(row.kind.label, value, row.reasons, _voucher_name)
        if (chosen := await self.app.push_screen_wait(dialog)) is not None:
            self.frame.go_to_record(chosen.kind, chosen.id)

    @work
    async def action_export(self) -> None:
        """F6: what is to be given, on paper, or the list of duties."""
        row = self.current
        options = [("liste", "Görünen liste")]
        if row is not None:
            options.insert(0, ("kagit", row.subject))
        chosen = await self.app.push_screen_wait(ChooseDialog("Ne aktarılsın?", options))
        if not chosen:
            return
        if chosen[0] == "liste":
            await self.export_list()
        elif row is not None:
            await export_paper(self, row.subject, lambda job: _paper(job, row))

    def action_history(self) -> None:
        """H."""
        if self.current is not None and self.current.vif_id:
            show_history(self, VIF_KIND, self.current.vif_id, self.current.subject)


def _voucher_name(_ref: Ref) -> str:
    return "fiş"


def _paper(job: Work, row: DutyRow) -> Paper:
    if row.month is not None:
        return papers_vouchers.consumption_for_export(job, row.unit_id, row.month.year, row.month.month)
    return papers_vouchers.voucher_for_export(job, row.vif_id)
