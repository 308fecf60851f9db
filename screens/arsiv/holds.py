"""Blokeler: what keeps folders from leaving and from being destroyed, each lifted by its own paper (m.18)."""

from __future__ import annotations

from typing import ClassVar

from textual import work
from textual.binding import BindingType

from data.arsiv import use_views
from data.arsiv.lookup import AREA, FOLDER_KIND, HOLD_KIND
from data.arsiv.operations import holds
from data.arsiv.use_drafts import LiftDraft
from data.arsiv.use_views import HoldRow
from data.core.calendar import format_date
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.store import Look
from screens.actions import keys
from screens.arsiv.folder_words import day_of, record_word
from screens.arsiv.sections import SECTIONS
from screens.forms import open_form
from screens.frame import Frame
from screens.sections import SectionView
from screens.view import View
from screens.widgets.detail import Detail
from screens.widgets.ledger_columns import Column
from screens.widgets.read_dialogs import WhyDialog
from screens.widgets.tones import Tone


def open_hold(frame: Frame, record_id: int) -> View:
    """The ledger with one of them, for the registry: it says on which folder and why."""
    return HoldLedger(frame, only=record_id)


def _tone(row: HoldRow) -> Tone:
    return Tone.DIM if row.lifted_on else Tone.WARN


class HoldLedger(SectionView[HoldRow]):
    """Holds on folders."""

    KEY = "arsiv_bloke"
    SECTIONS = SECTIONS
    HELP = (
        "Dava, denetim ve soruşturma blokeleri: biri dururken klasör imha edilmez ve kurumdan çıkmaz (m.18). Bir "
        "klasörde birkaç bloke olabilir; her biri kendi yazısıyla kalkar. Bloke, klasörün kendisinde Z ile "
        "konur; P burada dayanak yazısıyla kaldırır, bunu şef yapar. Enter klasörü açar, F4 dayanağını söyler."
    )
    EMPTY = "Blokeli klasör yok. Bloke, Klasörler bölümünde Z ile konur."
    VIEWS = (("", "Süren"), ("tumu", "Tümü"))
    COLUMNS = (
        Column("sign", "", 1, lambda row: "" if row.lifted_on else "■", tone=_tone),
        Column("folder", "Klasör", 18, lambda row: row.folder, grows=True, tone=_tone),
        Column("kind", "Neden", 12, lambda row: row.kind.label),
        Column("reason", "Açıklama", 18, lambda row: row.reason, grows=True),
        Column("first", "Başladı", 10, lambda row: format_date(row.first_day)),
        Column("lifted", "Kalktı", 10, lambda row: day_of(row.lifted_on)),
        Column("paper", "Dayanak yazı", 20, lambda row: row.paper, grows=True, min_screen=110),
    )
    BINDINGS: ClassVar[list[BindingType]] = keys("lift_hold", "why", "section")

    def __init__(self, frame: Frame, only: int = 0, of_folder: int = 0) -> None:
        super().__init__(frame)
        self._only = only
        self._of_folder = of_folder

    def title(self) -> str:
        """For the frame."""
        return "Blokeler"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what this user may do."""
        if action == "section" and (self._only or self._of_folder):
            return False
        if action == "next_tab" and self._only:
            return False
        if action == "lift_hold":
            return self.desk.actor.can(AREA, Verb.CHECK)
        if action == "export":
            return self.desk.actor.can(AREA, Verb.EXPORT)
        return super().check_action(action, parameters)

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[HoldRow]:
        """From the store; one that was gone to stands alone."""
        if self._only:
            row = use_views.hold_card(look, self._only)
            return Window(0, (row,), ((row.id,),), 1)
        of_folder = self._of_folder or None
        return use_views.hold_window(look, query, start, limit, anchor, klasor_id=of_folder)

    def detail(self, look: Look, row: HoldRow) -> Detail:
        """All of a hold."""
        facts = (
            ("Klasör", row.folder),
            ("Gizlilik derecesi", row.secrecy.label),
            ("Neden", row.kind.label),
            ("Açıklama", row.reason),
            ("Dayanak yazı", row.paper),
            ("Başladı", format_date(row.first_day)),
            ("Kalktı", day_of(row.lifted_on)),
            ("Kaldıran yazı", row.lifted_paper),
        )
        return Detail("Bloke", tuple((label, value) for label, value in facts if value))

    async def opened(self, row: HoldRow) -> None:
        """Enter: the folder."""
        self.frame.go_to_record(FOLDER_KIND, row.klasor_id)

    @work
    async def action_lift_hold(self) -> None:
        """P: by the paper that lifts it."""
        row = self.current
        if row is not None and row.lifted_on:
            self.say(f"Bu bloke {format_date(row.lifted_on)} günü kalkmış.")
        elif row is not None:
            await open_form(
                self,
                f"Blokeyi kaldır: {row.folder}, {row.kind.label}",
                LiftDraft,
                lambda job, draft: holds.lift(job, row.id, draft, row.version),
                f"{row.folder}: bloke kalktı",
                key=f"{HOLD_KIND}:{row.id}",
                values={"day": self.desk.today},
                kept=not row.secrecy,
            )
            self.reload()

    @work
    async def action_why(self) -> None:
        """F4: what it rests on, and what it bars."""
        row = self.current
        if row is not None:
            reasons = use_views.hold_why(row)
            dialog = WhyDialog(row.folder, row.kind.label, reasons, record_word)
            if (chosen := await self.app.push_screen_wait(dialog)) is not None:
                self.frame.go_to_record(chosen.kind, chosen.id)
