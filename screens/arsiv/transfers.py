"""Devirler: lists of folders on their way to the kurum arşivi or to Devlet Arşivleri."""

from __future__ import annotations

from typing import ClassVar, Final

from textual import work
from textual.binding import BindingType

from data.arsiv import transfer_views
from data.arsiv.folder_drafts import ReasonDraft
from data.arsiv.lookup import AREA, TRANSFER_KIND
from data.arsiv.operations import transfer_steps, transfers
from data.arsiv.rules.values import TransferKind, TransferState
from data.arsiv.transfer_drafts import TransferDraft
from data.arsiv.transfer_views import TransferRow
from data.core.calendar import format_date
from data.core.money import format_int
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.store import Look
from screens.actions import keys, quiet_keys
from screens.arsiv.own_unit import own_unit
from screens.arsiv.papers_more import export_transfer
from screens.arsiv.sections import SECTIONS
from screens.arsiv.transfer_view import TransferView, transfer_detail
from screens.forms import open_form
from screens.history import show_history
from screens.sections import SectionView
from screens.view import View
from screens.widgets.detail import Detail
from screens.widgets.ledger_columns import Column
from screens.widgets.tones import Tone

_SIGNS: Final = {TransferState.SUNULDU: "●", TransferState.TAMAM: "✓", TransferState.IPTAL: "×"}
_OPEN: Final = (TransferState.TASLAK, TransferState.SUNULDU)


def _tone(row: TransferRow) -> Tone:
    return Tone.NORMAL if row.state in _OPEN else Tone.DIM


class TransferLedger(SectionView[TransferRow]):
    """Hand-overs of the units in sight."""

    KEY = "arsiv_devir"
    SECTIONS = SECTIONS
    HELP = (
        "Devir listeleri (DAH m.14, m.16): uygun bulunan klasörler şubatta kurum arşivine, süresi dolan arşiv "
        "belgeleri Devlet Arşivlerine devredilir. N birimin listesini başlatır, Enter listeyi açar; klasörler "
        "orada alınır, sunulur, yerine konur ya da gerekçesiyle iade edilir. ● arşivin kararını bekleyen, ✓ "
        "teslim alınan, × vazgeçilendir. Del teslimden önce listeden vazgeçer; klasörler yerinde kalır."
    )
    EMPTY = "Süren devir yok. N ile birimin listesini başlatın."
    VIEWS = (("", "Süren"), ("tamam", "Teslim alınan"), ("iptal", "Vazgeçilen"), ("tumu", "Tümü"))
    COLUMNS = (
        Column("sign", "", 1, lambda row: _SIGNS.get(row.state, "○"), tone=_tone),
        Column("no", "No", 8, lambda row: row.no),
        Column("birim", "Devreden birim", 14, lambda row: row.birim, grows=True, tone=_tone),
        Column("day", "Tarih", 10, lambda row: format_date(row.day)),
        Column("folders", "Klasör", 6, lambda row: format_int(row.folders), align="right"),
        Column("taken", "Teslim", 6, lambda row: format_int(row.taken) if row.taken else "", align="right"),
        Column("returned", "İade", 5, lambda row: format_int(row.returned) if row.returned else "", align="right"),
        Column("state", "Durum", 14, lambda row: row.state.label, tone=_tone),
        Column("kind", "Nereye", 26, lambda row: row.kind.label, min_screen=110),
        Column("paper", "Yazısı", 18, lambda row: row.paper, grows=True, min_screen=134),
    )
    BINDINGS: ClassVar[list[BindingType]] = [*keys("new", "cancel_record", "section"), *quiet_keys("history")]

    def title(self) -> str:
        """For the frame."""
        return "Devirler"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what this user may do."""
        needs = {"new": Verb.PREPARE, "cancel_record": Verb.CHECK, "export": Verb.EXPORT}
        if action in needs:
            return self.desk.actor.can(AREA, needs[action])
        return super().check_action(action, parameters)

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[TransferRow]:
        """From the store."""
        return transfer_views.transfer_window(look, query, start, limit, anchor)

    def detail(self, look: Look, row: TransferRow) -> Detail:
        """Who gives, who takes, how far it is."""
        return transfer_detail(row)

    async def opened(self, row: TransferRow) -> None:
        """Enter: the list with its folders."""
        await self.frame.push(TransferView(self.frame, row.id))

    @work
    async def action_new(self) -> None:
        """N: a list of a unit; its folders are taken in on its own screen."""
        await begin_list(self)
        self.reload()

    @work
    async def action_cancel_record(self) -> None:
        """Del: given up with a reason."""
        row = self.current
        if row is not None and row.state not in _OPEN:
            self.say(f"{row.no} sayılı devir: {row.state.label}.")
        elif row is not None:
            await open_form(
                self,
                f"Vazgeç: {row.no} sayılı devir",
                ReasonDraft,
                lambda job, draft: transfer_steps.cancel(job, row.id, draft, row.version),
                f"{row.no} sayılı devirden vazgeçildi",
                key=f"{TRANSFER_KIND}-vazgec:{row.id}",
                values={"day": self.desk.today},
            )
            self.reload()

    @work
    async def action_export(self) -> None:
        """F6: the form of the hand-over (EK-4), or the list that is seen."""
        await export_transfer(self, self.current)

    def action_history(self) -> None:
        """H."""
        if self.current is not None:
            show_history(self, TRANSFER_KIND, self.current.id, f"{self.current.no} sayılı devir")


async def begin_list(view: View, birim_id: int | None = None) -> None:
    """A list of a unit's folders for the kurum arşivi or Devlet Arşivleri, and its own screen."""
    made: list[int] = []
    birim_id = birim_id or await own_unit(view)
    await open_form(
        view,
        "Yeni devir",
        TransferDraft,
        lambda job, draft: made.append(transfers.start(job, draft)),
        "Devir listesi başladı",
        key=TRANSFER_KIND,
        values={"kind": TransferKind.KURUM.value, "birim_id": birim_id, "day": view.desk.today},
    )
    if made:
        await view.frame.push(TransferView(view.frame, made[-1]))
