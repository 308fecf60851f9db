"""Hareketler: every movement of a budget, and one movement with what it changed."""

from __future__ import annotations

from typing import ClassVar, Final

from textual import work
from textual.binding import BindingType

from data.butce import movement_views, views
from data.butce.lookup import MOVEMENT_KIND
from data.butce.movement_views import MovementRow
from data.butce.rules.values import MovementKind
from data.butce.views import YearRow
from data.core.calendar import format_date
from data.core.money import format_kurus
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.store import Look
from screens.actions import keys, quiet_keys
from screens.butce import asking
from screens.butce.why import why_tertip
from screens.butce.year import BudgetLedger, new_year, plain
from screens.frame import Frame
from screens.history import show_history
from screens.view import View
from screens.widgets.detail import Detail
from screens.widgets.ledger_columns import Column
from screens.widgets.tones import Tone

PART_LABELS: Final = {
    "odenek": "Ödenek",
    "serbest": "Serbest bırakılan",
    "bloke": "Bloke",
    "taahhut": "Taahhüt",
    "avans": "Açık avans",
    "harcanan": "Harcanan",
    "devir": "Mahsup dönemi için saklı",
}
"""The parts of a tertip in words."""
MOVEMENT_VIEWS: Final = (
    ("", "Tümü"),
    ("odenek", "Ödenek"),
    ("serbest", "Serbest"),
    ("bloke", "Bloke"),
    ("harcama", "Harcama"),
    ("avans", "Avans"),
    ("ters", "Ters"),
)


def open_movement(frame: Frame, record_id: int) -> View:
    """The view of one movement, for the registry."""
    return OneMovement(frame, record_id)


def sign_of(row: MovementRow) -> str:
    """``↶`` for a counter-row, ``×`` for one that was reversed."""
    return "↶" if row.kind is MovementKind.TERS else "×" if row.reversed_by else ""


def tone_of(row: MovementRow) -> Tone:
    """What is reversed, and what reverses it, stands back."""
    return Tone.DIM if sign_of(row) else Tone.NORMAL


def movement_detail(row: MovementRow) -> Detail:
    """A movement in lines: what it changed, what it rests on, who wrote it."""
    belge = " · ".join(part for part in (row.belge, row.belge_no, _day(row.belge_day)) if part)
    effects = (
        (
            PART_LABELS[part],
            f"{'+' if row.changed.part(part) > 0 else '−'}{format_kurus(abs(row.changed.part(part)))}",
        )
        for part in PART_LABELS
        if row.changed.part(part)
    )
    facts = (
        ("Tarih", format_date(row.day)),
        ("Tertip", f"{row.kod} {row.name}"),
        ("Tutar", format_kurus(row.amount)),
        ("Belge", belge),
        ("Karar veren", row.decider),
        ("Açıklama", row.text),
        ("Yazan", row.who),
        ("Geri alan", f"{row.reversed_by} sıra no.lu ters kayıt" if row.reversed_by else ""),
    )
    return Detail(
        f"{row.number} · {row.kind.label}",
        (*((label, value) for label, value in facts if value), ("", "Neyi değiştirdi"), *effects),
    )


def _day(day: object) -> str:
    return f"{day:%d.%m.%Y}" if day else ""


class MovementLedger(BudgetLedger[MovementRow]):
    """The movements of a budget."""

    KEY = "odenek_hareket"
    NAME = "Ödenek hareketleri"
    HELP = (
        "Bütçenin bütün hareketleri, yenisi üstte. Hiçbiri silinmez ya da değişmez: Del hareketi gerekçesiyle "
        "ters kayıtla geri alır (× geri alınan, ↶ ters kayıt). N yeni hareket yazar. G hareketin işini, "
        "aktarmasını ya da avansını açar; aktarmanın ve avansın hareketi oradan geri alınır. F4 tertibinde daha "
        "ne kadarının kullanılabileceğini nedeniyle söyler. Enter ayrıntısını gösterir. Süzgeç: kağıt tur:bloke "
        "tertip:03.2 tarih:2026-10 no:12."
    )
    EMPTY = "Bu görünümde hareket yok. N ile yazın; bütçe yılı Ödenek bölümünde açılır (B)."
    VIEWS: ClassVar[tuple[tuple[str, str], ...]] = MOVEMENT_VIEWS
    FILTER_FIELDS = (("no", "Sıra no"), ("tur", "Türü"), ("tertip", "Tertip"), ("tarih", "Tarih"))
    COLUMNS = (
        Column("sign", "", 1, sign_of, tone=tone_of),
        Column("number", "No", 5, lambda row: str(row.number), align="right"),
        Column("tarih", "Tarih", 10, lambda row: format_date(row.day), sortable=True),
        Column("kind", "Hareket", 18, lambda row: row.kind.label, grows=True, tone=tone_of),
        Column("tertip", "Tertip", 14, lambda row: row.name, grows=True),
        Column("tutar", "Tutar", 13, lambda row: plain(row.amount), align="right", sortable=True, tone=tone_of),
        Column("belge", "Belge", 16, lambda row: " ".join(part for part in (row.belge, row.belge_no) if part),
               grows=True, min_screen=100),
        Column("kod", "Kod", 14, lambda row: row.kod, align="tail", min_screen=128),
        Column("text", "Açıklama", 16, lambda row: row.text, grows=True, min_screen=140),
    )  # fmt: skip
    DEFAULT_CSS = """
    MovementLedger .ledger-view--filter { width: 1fr; }
    MovementLedger .ledger-view--tabs { width: 60; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *keys("new", "why", "cancel_record", "go_source", "budget_year", "section"),
        *quiet_keys("history"),
    ]

    def fetch_of(
        self, look: Look, yil_id: int, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[MovementRow]:
        """From the store."""
        return movement_views.movement_window(look, query, start, limit, anchor, yil_id=yil_id)

    def detail(self, look: Look, row: MovementRow) -> Detail:
        """What it changed and what it rests on."""
        return movement_detail(row)

    @work
    async def action_new(self) -> None:
        """N: a movement, for the tertip under the cursor first; without any budget, its year."""
        if self.year is None:
            await new_year(self)
        else:
            await asking.ask_new(self, self.current.tertip_id if self.current else None)
        self.reload()

    @work
    async def action_cancel_record(self) -> None:
        """Del: a counter-row with a reason."""
        if self.current is not None:
            await asking.reverse_movement(self, self.current)
            self.reload()

    @work
    async def action_why(self) -> None:
        """F4: what may still be used of its tertip."""
        if self.current is not None:
            await why_tertip(self, self.current)

    def action_go_source(self) -> None:
        """G: to its work, transfer or advance."""
        if self.current is not None:
            asking.go_to_source(self, self.current)

    def action_history(self) -> None:
        """H."""
        if self.current is not None:
            show_history(self, MOVEMENT_KIND, self.current.id, f"{self.current.number} sıra no.lu hareket")


class OneMovement(MovementLedger):
    """One movement, and the one that it reverses or that reverses it."""

    KEY = "odenek_hareket_tek"
    NAME = "Ödenek hareketi"
    VIEWS = (("", "Hareket"),)
    EMPTY = "Bu hareket bulunamadı."

    def __init__(self, frame: Frame, hareket_id: int) -> None:
        super().__init__(frame)
        self.hareket_id = hareket_id

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """It stays with its movement."""
        return action not in ("new", "budget_year", "section") and super().check_action(action, parameters)

    def year_to_show(self, look: Look) -> YearRow | None:
        """The year that the movement is of."""
        yil_id = movement_views.movement(look, self.hareket_id).yil_id
        return next((row for row in views.years(look) if row.id == yil_id), None)

    def fetch_of(
        self, look: Look, yil_id: int, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[MovementRow]:
        """The movement and its counterpart."""
        rows = movement_views.movement_pair(look, self.hareket_id)
        part = rows[start : start + limit]
        return Window(start, part, tuple((row.id,) for row in part), len(rows))
