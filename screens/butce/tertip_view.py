"""The course of a tertip, or of a whole year: how it goes on above, its movements with what was left below."""

from __future__ import annotations

from typing import ClassVar, Final

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from data.butce import course_views, running_views, tertip_views
from data.butce.course_views import Course
from data.butce.lookup import AREA, TERTIP_KIND
from data.butce.running_views import RunningRow
from data.core.calendar import MONTHS, format_date
from data.core.money import format_kurus
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.store import Look
from screens.actions import keys, quiet_keys
from screens.butce import asking
from screens.butce.movements import MOVEMENT_VIEWS, movement_detail, sign_of, tone_of
from screens.butce.papers import export_tertip
from screens.butce.why import show_why, why_tertip
from screens.butce.year import plain
from screens.frame import Frame
from screens.history import show_history
from screens.ledger_view import LedgerView
from screens.view import View
from screens.widgets.course_plot import AHEAD, FULL, KEPT, LINE, TOP, CoursePlot, Plot, PlotMonth
from screens.widgets.detail import Detail
from screens.widgets.ledger import Ledger
from screens.widgets.ledger_columns import Column
from screens.widgets.literal import facts_line

_LEGEND: Final = (
    (FULL, "harcanan"),
    (KEPT, "bloke, taahhüt, avans"),
    (LINE, "olması gereken"),
    (TOP, "ödenek"),
    (AHEAD, "tahmin"),
)


def open_tertip(frame: Frame, record_id: int) -> View:
    """The view of one tertip, for the registry."""
    return TertipView(frame, tertip_id=record_id)


class TertipView(LedgerView[RunningRow]):
    """A tertip, several, or a whole year.

    Args:
        tertip_id: The one that it is of; else those of ``tertip_ids`` in the year ``yil_id``, all if none.
    """

    KEY = "tertip_hareket"
    HELP = (
        "Tertibin yıl içindeki gidişi ve hareketleri. Çubuklar her ay sonuna kadar harcananı, çizgi olması "
        "gerekeni (AHP tutuluyorsa serbest bırakılanı) gösterir; ○ bu hızla yıl sonunda gelinecek yerdir. Kalan "
        "sütunu, hareketten hemen sonra tertipte kullanılabilecek tutardır. N hareket yazar, Del imleçteki "
        "hareketi gerekçesiyle ters kayıtla geri alır, G hareketin işine, aktarmasına ya da avansına gider. F4 "
        "kullanılabilir tutarın nedenini söyler. F2 tertibi düzeltir, P kullanımdan kaldırır. F6 tertip dökümünü "
        "yazar."
    )
    EMPTY = "Bu tertibe hareket yazılmamış. N ile başlangıç ödeneğini yazın."
    VIEWS = MOVEMENT_VIEWS
    FILTER_FIELDS = (("no", "Sıra no"), ("tur", "Türü"), ("tarih", "Tarih"))
    COLUMNS = (
        Column("sign", "", 1, lambda row: sign_of(row.move), tone=lambda row: tone_of(row.move)),
        Column("number", "No", 5, lambda row: str(row.move.number), align="right"),
        Column("tarih", "Tarih", 10, lambda row: format_date(row.move.day), sortable=True),
        Column("kind", "Hareket", 20, lambda row: row.move.kind.label, grows=True,
               tone=lambda row: tone_of(row.move)),
        Column("tutar", "Tutar", 14, lambda row: plain(row.move.amount), align="right", sortable=True),
        Column("left", "Kalan", 14, lambda row: plain(row.left), align="right"),
        Column("belge", "Belge", 16, lambda row: " ".join((row.move.belge, row.move.belge_no)).strip(), grows=True,
               min_screen=96),
        Column("tertip", "Tertip", 16, lambda row: row.move.name, grows=True, min_screen=104),
        Column("text", "Açıklama", 16, lambda row: row.move.text, grows=True, min_screen=130),
    )  # fmt: skip
    DEFAULT_CSS = """
    TertipView .ledger-view--filter { width: 1fr; }
    TertipView .ledger-view--tabs { width: 60; }
    TertipView > .tertip--head { height: auto; max-height: 4; padding: 0 1; background: $surface; }
    TertipView > CoursePlot { height: 8; }
    TertipView.-tall > CoursePlot { height: 13; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *keys("new", "why", "edit", "cancel_record", "go_source"),
        *quiet_keys("switch", "history", "refresh"),
    ]

    def __init__(
        self, frame: Frame, *, tertip_id: int = 0, yil_id: int = 0, tertip_ids: tuple[int, ...] = ()
    ) -> None:
        super().__init__(frame)
        self.tertip_id = tertip_id
        self._yil_id = yil_id
        self._tertip_ids = (tertip_id,) if tertip_id else tertip_ids
        self.course: Course | None = None
        """What was read of its course; nothing until then."""
        self._head = Static("", markup=False, classes="tertip--head")
        self._plot = CoursePlot()

    def compose(self) -> ComposeResult:
        """Head and plot above the movements."""
        yield self._head
        yield self._plot
        yield from super().compose()

    def on_resize(self) -> None:
        """The plot takes more where there is room."""
        super().on_resize()
        self.set_class(self.app.size.height >= 36, "-tall")

    def title(self) -> str:
        """Code and name."""
        if self.course is None:
            return "Tertip"
        return f"{self._heading} · {self.course.year}"

    @property
    def _heading(self) -> str:
        course = self.course
        if course is None:
            return ""
        if self.tertip_id:
            return f"{course.rows[0].short} {course.rows[0].name}"
        return f"{len(course.rows)} tertip"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what this user may do; what is of one tertip only where it is one."""
        if action in ("edit", "switch", "history") and not self.tertip_id:
            return False
        if action in ("new", "edit", "switch", "cancel_record"):
            return self.desk.actor.can(AREA, Verb.PREPARE)
        if action == "export":
            return self.desk.actor.can(AREA, Verb.EXPORT)
        return super().check_action(action, parameters)

    # ------------------------------------------------------------ rows

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[RunningRow]:
        """From the store."""
        if not self._yil_id:
            self._yil_id = tertip_views.tertip_card(look, self.tertip_id).yil_id
        return running_views.running_window(
            look, query, start, limit, anchor, yil_id=self._yil_id, tertip_ids=self._tertip_ids
        )

    @on(Ledger.Loaded)
    def _read_again(self, event: Ledger.Loaded) -> None:
        self._read_course()

    @work(exclusive=True, group="gidis")
    async def _read_course(self) -> None:
        found = await self.ask(lambda look: course_views.course(look, self._yil_id, self._tertip_ids))
        if found is None:
            return
        self.course = found
        self._head.update(_head_text(found))
        self._plot.show(plot_of(found))
        self.post_message(View.Status(self, self.frame.said))
        self.frame.refresh_bindings()

    def detail(self, look: Look, row: RunningRow) -> Detail:
        """What a movement changed and what it rests on."""
        return movement_detail(row.move)

    # ------------------------------------------------------------ actions

    @work
    async def action_new(self) -> None:
        """N: a movement on the tertip."""
        await asking.ask_new(self, self.tertip_id or None)
        self.reload()

    @work
    async def action_edit(self) -> None:
        """F2: the tertip itself."""
        await asking.amend_tertip(self, self.tertip_id)
        self.reload()

    @work
    async def action_switch(self) -> None:
        """P: out of use, or back."""
        await asking.switch_tertip(self, self.tertip_id)
        self.reload()

    @work
    async def action_cancel_record(self) -> None:
        """Del: a counter-row with a reason."""
        if self.current is not None:
            await asking.reverse_movement(self, self.current.move)
            self.reload()

    def action_go_source(self) -> None:
        """G: to the work, transfer or advance of the movement."""
        if self.current is not None:
            asking.go_to_source(self, self.current.move)

    @work
    async def action_why(self) -> None:
        """F4: what may still be used and what holds the rest."""
        if self.course is not None and self.tertip_id:
            row = self.course.rows[0]
            await show_why(self, f"{row.kod} {row.name}", lambda look: course_views.why_odenek(look, row))
        elif self.current is not None:
            await why_tertip(self, self.current.move)

    @work
    async def action_export(self) -> None:
        """F6: the movements on paper, or as a list."""
        await export_tertip(self, self.tertip_id)

    def action_history(self) -> None:
        """H."""
        show_history(self, TERTIP_KIND, self.tertip_id, self.title())


def plot_of(course: Course) -> Plot:
    """A course as it is drawn."""
    months = tuple(
        PlotMonth(MONTHS[month.month - 1][:3], month.spent, month.reserved, month.expected)
        for month in course.months
    )
    return Plot(months, course.held.odenek, course.projected, _LEGEND)


def _head_text(course: Course) -> Content:
    """What is held, in a few lines: labels muted, values plain."""
    held = course.held
    code = course.rows[0].kod if len(course.rows) == 1 else ""
    usable = format_kurus(course.rows[0].control) if len(course.rows) == 1 else ""
    over = " ! ödeneği aşar" if course.projected is not None and course.projected > held.odenek else ""
    facts = (
        ("", code),
        ("Ödenek", format_kurus(held.odenek)),
        ("Kullanılabilir", usable),
        ("Harcanan", format_kurus(held.harcanan)),
        ("Bloke, taahhüt", format_kurus(held.reserved) if held.reserved else ""),
        ("Avans", format_kurus(held.avans + held.devir) if held.avans + held.devir else ""),
        ("Olması gereken", f"{format_kurus(course.expected)}, {course.pace.label}"),
        ("Yıl sonu tahmini", "" if course.projected is None else f"{format_kurus(course.projected)}{over}"),
    )
    return facts_line(facts)
