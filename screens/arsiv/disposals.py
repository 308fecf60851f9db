"""Ayıklama ve imha: the works of the years, one for the records of a unit at a time."""

from __future__ import annotations

from typing import ClassVar, Final

from textual import work
from textual.binding import BindingType

from data.arsiv import disposal_views
from data.arsiv.disposal_drafts import BackDraft, DisposalDraft
from data.arsiv.disposal_views import DisposalRow
from data.arsiv.lookup import AREA, DISPOSAL_KIND
from data.arsiv.operations import disposal
from data.arsiv.rules.values import DisposalState
from data.core.calendar import format_date
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.store import Look
from screens.actions import keys, quiet_keys
from screens.arsiv.disposal_view import DisposalView
from screens.arsiv.folder_words import day_of
from screens.arsiv.own_unit import own_unit
from screens.arsiv.sections import SECTIONS
from screens.forms import open_form
from screens.history import show_history
from screens.sections import SectionView
from screens.view import View
from screens.widgets.detail import Detail
from screens.widgets.ledger_columns import Column
from screens.widgets.tones import Tone

_SIGNS: Final = {DisposalState.IMHA: "✓", DisposalState.KAPANDI: "✓", DisposalState.IPTAL: "×"}


def _tone(row: DisposalRow) -> Tone:
    return Tone.DIM if row.state.over else Tone.NORMAL


class DisposalLedger(SectionView[DisposalRow]):
    """Works of the units in sight."""

    KEY = "imha"
    SECTIONS = SECTIONS
    HELP = (
        "Ayıklama ve imha çalışmaları (DAH m.17-22): yalnız kurum arşivinde, mart başında başlar. N birimin "
        "çalışmasını başlatır; Enter çalışmayı açar: komisyon, adaylar, kararlar, imha listesi, imzalar, görüş, "
        "onay, imha ve tutanağı orada sırayla yazılır. Hiçbir klasörün satırı silinmez; tutanağı yazılmayan imha "
        "olmuş sayılmaz. Del çalışmadan gerekçesiyle vazgeçer, klasörler kurum arşivine döner."
    )
    EMPTY = "Ayıklama ve imha çalışması yok. N ile birimin çalışmasını başlatın."
    VIEWS = (("suren", "Süren"), ("imha", "İmha edilen"), ("", "Tümü"))
    COLUMNS = (
        Column("sign", "", 1, lambda row: _SIGNS.get(row.state, "○"), tone=_tone),
        Column("no", "No", 8, lambda row: row.no),
        Column("birim", "Belgesi ayıklanan birim", 24, lambda row: row.birim, grows=True, tone=_tone),
        Column("started", "Başladı", 10, lambda row: format_date(row.started_on)),
        Column("state", "Durum", 24, lambda row: row.state.label, tone=_tone),
        Column("tutanak", "Tutanak", 22, lambda row: f"{day_of(row.tutanak_day)} {row.tutanak_no}".strip(),
               min_screen=110),
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = [*keys("new", "cancel_record", "section"), *quiet_keys("history")]

    def title(self) -> str:
        """For the frame."""
        return "Ayıklama ve imha"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what this user may do."""
        needs = {"new": Verb.PREPARE, "cancel_record": Verb.CHECK, "export": Verb.EXPORT}
        if action in needs:
            return self.desk.actor.can(AREA, needs[action])
        return super().check_action(action, parameters)

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[DisposalRow]:
        """From the store."""
        return disposal_views.disposal_window(look, query, start, limit, anchor)

    def detail(self, look: Look, row: DisposalRow) -> Detail:
        """What was decided and with which papers."""
        return Detail(f"Ayıklama ve imha {row.no}", disposal_views.sum_up(look, row.id))

    async def opened(self, row: DisposalRow) -> None:
        """Enter: the work with its folders."""
        await self.frame.push(DisposalView(self.frame, row.id))

    @work
    async def action_new(self) -> None:
        """N: the work of a unit."""
        await begin_work(self)
        self.reload()

    @work
    async def action_cancel_record(self) -> None:
        """Del: given up with a reason."""
        row = self.current
        if row is not None and row.state.over:
            self.say(f"{row.no} sayılı çalışma: {row.state.label}.")
        elif row is not None:
            await open_form(
                self,
                f"Vazgeç: {row.no} sayılı çalışma",
                BackDraft,
                lambda job, draft: disposal.give_up(job, row.id, draft, row.version),
                lambda back: f"{row.no} sayılı çalışmadan vazgeçildi; {back} klasör kurum arşivine döndü",
                key=f"{DISPOSAL_KIND}-vazgec:{row.id}",
            )
            self.reload()

    def action_history(self) -> None:
        """H."""
        if self.current is not None:
            show_history(self, DISPOSAL_KIND, self.current.id, f"Ayıklama ve imha {self.current.no}")


async def begin_work(view: View, birim_id: int | None = None) -> None:
    """A work for the records of a unit, and its own screen."""
    made: list[int] = []
    await open_form(
        view,
        "Ayıklama ve imha çalışması",
        DisposalDraft,
        lambda job, draft: made.append(disposal.start(job, draft)),
        "Çalışma başladı",
        key=DISPOSAL_KIND,
        values={"birim_id": birim_id or await own_unit(view), "started_on": view.desk.today},
    )
    if made:
        await view.frame.push(DisposalView(view.frame, made[-1]))
