"""Ambar devri: the ledger of Ambar Devir ve Teslim Tutanakları, and one of them with its lines."""

from __future__ import annotations

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from data.core.calendar import format_date
from data.core.money import format_kurus
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.store import Look
from data.core.text import fold
from data.tasinir.ending_views import HandOverCard, HandOverLine, HandOverRow, hand_over_card, hand_over_window
from data.tasinir.lookup import AREA, HAND_OVER_KIND
from data.tasinir.rules.amounts import format_quantity
from screens.actions import keys, quiet_keys
from screens.frame import Frame
from screens.history import show_history
from screens.ledger_view import LedgerView
from screens.sections import SectionView
from screens.tasinir.ending_paper import export_hand_over
from screens.tasinir.hand_over_sheet import RULES, begin_hand_over
from screens.tasinir.sections import SECTIONS
from screens.view import View
from screens.widgets.detail import Detail
from screens.widgets.ledger import Ledger
from screens.widgets.ledger_columns import Column
from screens.widgets.literal import facts_line
from screens.widgets.read_dialogs import WhyDialog
from screens.widgets.tones import Tone


def open_hand_over(frame: Frame, record_id: int) -> View:
    """The view of one tutanak, for the registry."""
    return HandOverView(frame, record_id)


def differences(line: HandOverLine) -> str:
    """``+2`` or ``−3``; nothing where the ambar held what the records say."""
    if line.surplus:
        return f"+{format_quantity(line.surplus)}"
    return f"−{format_quantity(line.shortage)}" if line.shortage else ""


def tone_of(line: HandOverLine) -> Tone:
    """A difference is seen."""
    return Tone.WARN if line.surplus or line.shortage else Tone.NORMAL


class HandOverLedger(SectionView[HandOverRow]):
    """The tutanaks."""

    KEY = "ambar_devir"
    SECTIONS = SECTIONS
    HELP = (
        "Ambar devir ve teslim tutanakları (m.10/1-f, 33), son yazılan üstte. Kayıt yetkilisi ambarı devretmeden "
        "görevinden ayrılamaz. N ambarı, devredeni ve devralanı sorar, sonra ambarda kayda göre ne olduğunu "
        "gösterir: bulunan miktarlar yazılır, F7 tutanağı düzenler; yarım kalan devri N sürdürür. "
        "Devredemeyenin yerine kurul devreder. Enter tutanağı kalemleriyle açar, F6 yazdırır."
    )
    EMPTY = "Devir tutanağı yok. N ile başlayın."
    COLUMNS = (
        Column("no", "No", 9, lambda row: row.no),
        Column("day", "Devir tarihi", 12, lambda row: format_date(row.day)),
        Column("ambar", "Ambar", 18, lambda row: row.ambar, grows=True),
        Column("from", "Devreden", 15, lambda row: row.from_name, grows=True),
        Column("to", "Devralan", 15, lambda row: row.to_name, grows=True),
        Column("board", "Kurul", 6, lambda row: "kurul" if row.by_board else "", min_screen=88),
    )
    BINDINGS: ClassVar[list[BindingType]] = [*keys("new", "why", "section"), *quiet_keys("history")]

    def title(self) -> str:
        """For the frame."""
        return "Ambar devri"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what this user may do."""
        can = self.desk.actor.can
        if action == "new":
            return can(AREA, Verb.PREPARE) or can(AREA, Verb.APPROVE)
        if action == "export":
            return can(AREA, Verb.EXPORT)
        return super().check_action(action, parameters)

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[HandOverRow]:
        """From the store."""
        return hand_over_window(look, query, start, limit, anchor)

    def detail(self, look: Look, row: HandOverRow) -> Detail:
        """Who, what, and what differed."""
        card = hand_over_card(look, row.id)
        differing = [one for one in card.lines if one.surplus or one.shortage]
        return Detail(
            f"Ambar devri {row.no}",
            (
                *_facts(card),
                ("Kalem", str(len(card.lines))),
                ("", "Farklar" if differing else "Fark yok"),
                *((differences(one), one.name) for one in differing[:20]),
            ),
        )

    async def opened(self, row: HandOverRow) -> None:
        """The tutanak with its lines."""
        await self.frame.push(HandOverView(self.frame, row.id))

    @work
    async def action_new(self) -> None:
        """N: who hands over to whom, then what is found."""
        await begin_hand_over(self)

    @work
    async def action_why(self) -> None:
        """F4: what the Yönetmelik says of hand-overs."""
        await self.app.push_screen_wait(WhyDialog("Ambar devri", "Kurallar", RULES))

    @work
    async def action_export(self) -> None:
        """F6: the tutanak, or the list."""
        await export_hand_over(self, self.current)

    def action_history(self) -> None:
        """H."""
        if (row := self.current) is not None:
            show_history(self, HAND_OVER_KIND, row.id, f"Ambar devri {row.no}")


class HandOverView(LedgerView[HandOverLine]):
    """One tutanak; it is written once and stays."""

    KEY = "ambar_devir_kalem"
    HELP = (
        "Bir Ambar Devir ve Teslim Tutanağı: kayıttaki ve bulunan miktarlar, fazla ve noksan. Yazıldıktan sonra "
        "değişmez; yanlışsa yenisi düzenlenir. F6 üç nüsha için yazdırır, F4 kuralları söyler."
    )
    EMPTY = "Ambarda taşınır yokmuş."
    COLUMNS = (
        Column("code", "Kod", 16, lambda row: row.code),
        Column("name", "Taşınır", 18, lambda row: row.name, grows=True),
        Column("recorded", "Kayıtta", 10, lambda row: format_quantity(row.recorded), align="right"),
        Column("handed", "Bulunan", 10, lambda row: format_quantity(row.handed), align="right", tone=tone_of),
        Column("difference", "Fark", 8, differences, align="right", tone=tone_of),
        Column("unit", "Birim", 6, lambda row: row.unit),
        Column("kurus", "Kayıtlı değer", 15, lambda row: format_kurus(row.kurus), align="right", min_screen=96),
    )
    DEFAULT_CSS = """
    HandOverView > .hand-over--head { height: auto; max-height: 6; padding: 0 1; background: $surface; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [*keys("why", "history"), *quiet_keys("refresh")]

    def __init__(self, frame: Frame, devir_id: int) -> None:
        super().__init__(frame)
        self.devir_id = devir_id
        self._card: HandOverCard | None = None
        self._head = Static("", markup=False, classes="hand-over--head")

    def compose(self) -> ComposeResult:
        """The head above the lines."""
        yield self._head
        yield from super().compose()

    def title(self) -> str:
        """Its number."""
        return f"Ambar devri {self._card.row.no}" if self._card else "Ambar devri"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Exporting only by those who may."""
        if action == "export":
            return self.desk.actor.can(AREA, Verb.EXPORT)
        return super().check_action(action, parameters)

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[HandOverLine]:
        """From the store: the lines of one tutanak."""
        self._card = card = hand_over_card(look, self.devir_id)
        words = fold(query.text).split()
        rows = [row for row in card.lines if all(word in fold(f"{row.code} {row.name}") for word in words)]
        part = tuple(rows[start : start + limit])
        differing = sum(1 for row in card.lines if row.surplus or row.shortage)
        summary = f"{differing} kalemde fark" if differing else "fark yok"
        return Window(start, part, tuple((row.id,) for row in part), len(rows), summary)

    @on(Ledger.Loaded)
    def _card_read(self, event: Ledger.Loaded) -> None:
        if self._card is not None:
            self._head.update(facts_line(_facts(self._card)))
            self.frame.refresh_bindings()

    def detail(self, look: Look, row: HandOverLine) -> Detail:
        """All of a line."""
        return Detail(
            row.name,
            (
                ("Taşınır kodu", row.code),
                ("Kayıtlara göre", f"{format_quantity(row.recorded)} {row.unit}"),
                ("Bulunan", f"{format_quantity(row.handed)} {row.unit}"),
                ("Fark", differences(row) or "yok"),
                ("Kayıtlı değeri", format_kurus(row.kurus)),
            ),
        )

    @work
    async def action_why(self) -> None:
        """F4: what the Yönetmelik says of hand-overs."""
        await self.app.push_screen_wait(WhyDialog(self.title(), "Kurallar", RULES))

    @work
    async def action_export(self) -> None:
        """F6: the tutanak, or its lines as a list."""
        await export_hand_over(self, self._card.row if self._card is not None else None)

    def action_history(self) -> None:
        """H."""
        show_history(self, HAND_OVER_KIND, self.devir_id, self.title())


def _facts(card: HandOverCard) -> tuple[tuple[str, str], ...]:
    row = card.row
    facts = (
        ("Ambar", row.ambar),
        ("Devir tarihi", format_date(row.day)),
        ("Devreden", " ".join(part for part in (row.from_name, card.from_title) if part)),
        ("Devralan", " ".join(part for part in (row.to_name, card.to_title) if part)),
        ("Kurul", ", ".join(one.name for one in card.board)),
        ("Açıklama", card.note),
    )
    return tuple(fact for fact in facts if fact[1])
