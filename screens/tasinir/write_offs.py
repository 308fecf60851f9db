"""Kayıttan düşme: the ledger of proposals, those on their way, and scrap whose outcome is still to be written."""

from __future__ import annotations

from typing import ClassVar

from textual import work
from textual.binding import BindingType

from data.core.calendar import format_date
from data.core.money import format_int, format_kurus
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.store import Look
from data.tasinir.ending_summaries import sum_up
from data.tasinir.ending_views import WriteOffCard, WriteOffRow, write_off_card, write_off_window
from data.tasinir.lookup import AREA, WRITE_OFF_KIND
from data.tasinir.rules.values import WriteOffState
from screens.actions import keys, quiet_keys
from screens.history import show_history
from screens.sections import SectionView
from screens.tasinir import write_off_steps as steps
from screens.tasinir.ending_paper import export_write_off
from screens.tasinir.sections import SECTIONS
from screens.tasinir.write_off_view import WriteOffView
from screens.widgets.detail import Detail
from screens.widgets.ledger_columns import Column
from screens.widgets.tones import Tone

_TONES = {
    WriteOffState.TASLAK: Tone.ACCENT,
    WriteOffState.ONAYDA: Tone.WARN,
    WriteOffState.RED: Tone.DIM,
    WriteOffState.IPTAL: Tone.DIM,
}


def _tone(row: WriteOffRow) -> Tone:
    return _TONES.get(row.state, Tone.NORMAL)


def _state(row: WriteOffRow) -> str:
    return row.outcome.label if row.outcome is not None else row.state.label


class WriteOffLedger(SectionView[WriteOffRow]):
    """The papers."""

    KEY = "dusme"
    SECTIONS = SECTIONS
    HELP = (
        "Kayıttan Düşme Teklif ve Onay Tutanakları (m.10/1-e, 27, 28), son yazılan üstte. N başlığı, ardından "
        "düşülecekleri art arda yazar; Dayanıklı taşınırlar bölümünde Z, seçilenlerle başlatır. 1. gruptaki "
        "kayıp, çalınma, afet, fire, kırılma gibi olaylarda olayı belgeleyen tutanak yoksa, hurdada her zaman "
        "komisyon gerekir: K ile yazılır. F7 sunar, kontrol eder, onaylar; onayla çıkış fişinin taslağı "
        "hazırlanır. F8 iade eder. Hurda görünümü, sonucu yazılmamış hurdalardır: P ile satış, imha ya da MKE'ye "
        "devir yazılır. F6 tutanağı ve yıllık nedenler raporunu verir."
    )
    EMPTY = "Bu görünümde tutanak yok. N ile teklif yazın."
    VIEWS = (("", "Süren"), ("hurda", "Sonucu yazılmamış hurda"), ("tumu", "Tümü"))
    COLUMNS = (
        Column("no", "No", 9, lambda row: row.no, tone=_tone),
        Column("day", "Tarih", 10, lambda row: format_date(row.day)),
        Column("reason", "Neden", 22, lambda row: row.reason_kind.label, grows=True),
        Column("lines", "Kalem", 5, lambda row: format_int(row.lines), align="right"),
        Column("kurus", "Tutar", 14, lambda row: format_kurus(row.kurus), align="right"),
        Column("state", "Durum", 11, _state, tone=_tone),
        Column("ambar", "Ambar", 24, lambda row: row.ambar, grows=True, min_screen=100),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        *keys("new", "edit", "commission", "hand_on", "send_back", "outcome", "parts", "why", "cancel_record"),
        *keys("section"),
        *quiet_keys("history"),
    ]

    def title(self) -> str:
        """For the frame."""
        return "Kayıttan düşme"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what this user may do."""
        can = self.desk.actor.can
        if action in ("new", "edit", "commission", "outcome", "parts", "cancel_record"):
            return can(AREA, Verb.PREPARE)
        if action == "hand_on":
            return any(can(AREA, verb) for verb in (Verb.PREPARE, Verb.CHECK, Verb.APPROVE))
        if action == "send_back":
            return can(AREA, Verb.CHECK) or can(AREA, Verb.APPROVE)
        if action == "export":
            return can(AREA, Verb.EXPORT)
        return super().check_action(action, parameters)

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[WriteOffRow]:
        """From the store."""
        return write_off_window(look, query, start, limit, anchor)

    def detail(self, look: Look, row: WriteOffRow) -> Detail:
        """As the reviewer reads it."""
        return Detail(f"Kayıttan düşme {row.no}", sum_up(look, row.id))

    async def opened(self, row: WriteOffRow) -> None:
        """The paper with its lines."""
        await self.frame.push(WriteOffView(self.frame, row.id))

    async def _card(self) -> WriteOffCard | None:
        row = self.current
        return await self.ask(lambda look: write_off_card(look, row.id)) if row is not None else None

    @work
    async def action_new(self) -> None:
        """N: the head, then the lines."""
        made = await steps.new_paper(self)
        if made is not None:
            self.reload()
            await self.frame.push(WriteOffView(self.frame, made, adding=True))

    @work
    async def action_edit(self) -> None:
        """F2: the head of a draft."""
        if (row := self._draft()) is not None:
            await steps.amend_head(self, row)
            self.reload()

    @work
    async def action_commission(self) -> None:
        """K: the commission of a draft."""
        if (row := self._draft()) is not None:
            await steps.write_commission(self, row)
            self.reload()

    def _draft(self) -> WriteOffRow | None:
        row = self.current
        if row is not None and row.state is not WriteOffState.TASLAK:
            self.say(f"{row.no}: {row.state.label}; yalnız taslak değişir.")
            return None
        return row

    @work
    async def action_hand_on(self) -> None:
        """F7: the next step."""
        if (card := await self._card()) is not None:
            await steps.hand_on(self, card)
            self.reload()

    @work
    async def action_send_back(self) -> None:
        """F8: back, or refused."""
        if (card := await self._card()) is not None:
            await steps.give_back(self, card)
            self.reload()

    @work
    async def action_outcome(self) -> None:
        """P: what became of scrap."""
        if (row := self._scrap()) is not None:
            await steps.write_outcome(self, row)
            self.reload()

    @work
    async def action_parts(self) -> None:
        """T: parts of scrap that are still of use."""
        if (row := self._scrap()) is not None:
            await steps.enter_parts(self, row)

    def _scrap(self) -> WriteOffRow | None:
        row = self.current
        if row is not None and not (steps.is_scrap(row) and row.state is WriteOffState.ONAYLI):
            self.say(f"{steps.name_of(row)}: {row.state.label}; onaylı hurda tutanağı değil.")
            return None
        return row

    @work
    async def action_cancel_record(self) -> None:
        """Del: gives it up."""
        row = self.current
        if row is not None and steps.may_cancel(self, row):
            await steps.cancel(self, row)
            self.reload()

    @work
    async def action_why(self) -> None:
        """F4."""
        if (card := await self._card()) is not None:
            await steps.explain(self, card)

    @work
    async def action_export(self) -> None:
        """F6: the paper, the year's report by reason, or the list."""
        await export_write_off(self, self.current)

    def action_history(self) -> None:
        """H."""
        if (row := self.current) is not None:
            show_history(self, WRITE_OFF_KIND, row.id, steps.name_of(row))
