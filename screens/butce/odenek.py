"""Ödenek: one line a tertip, or several taken together; what of it is used, and what is left."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, ClassVar, cast

from textual import work
from textual.binding import BindingType

from data.butce import course_views, movement_views, views
from data.butce.lookup import TERTIP_KIND
from data.butce.rules.forecast import Pace
from data.butce.views import LEVELS, OdenekRow, YearRow
from data.core.calendar import format_date
from data.core.drafts import FieldKind, FieldSpec, entry
from data.core.money import format_kurus
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.store import Look
from screens.actions import keys, quiet_keys
from screens.areas import load
from screens.butce.year import BudgetLedger, new_year, or_blank, plain
from screens.frame import Frame
from screens.view import View
from screens.widgets.ask_dialogs import ChooseDialog
from screens.widgets.detail import Detail
from screens.widgets.ledger_columns import Column
from screens.widgets.tones import Tone

if TYPE_CHECKING:
    from screens.butce.tertip_view import TertipView

_SHOWN_MOVES = 12
_PACE = {Pace.ILERIDE: "▲", Pace.GERIDE: "▼", Pace.YOLUNDA: " "}


@dataclass(frozen=True, slots=True, kw_only=True)
class OdenekDayDraft:
    """The day whose end is shown."""

    day: date | None = entry(FieldSpec("Tarih", FieldKind.DATE, required=False, help="Boşsa bugün"))


def _tone(row: OdenekRow) -> Tone:
    return Tone.WARN if row.warned else Tone.NORMAL if row.active else Tone.DIM


def _last_year(row: OdenekRow) -> str:
    """What was spent until the same day of last year."""
    return plain(row.before.by_then) if row.before else ""


def _percent(row: OdenekRow) -> str:
    share = "" if row.percent is None else f"{row.percent:.1f}".replace(".", ",")
    return f"{share} {_PACE[row.pace]}"


class OdenekLedger(BudgetLedger[OdenekRow]):
    """The lines of a budget."""

    KEY = "butce_odenek"
    NAME = "Ödenek"
    HELP = (
        "Bütçenin tertipleri: ödeneği, harcananı ve daha ne kadarının kullanılabileceği. Kullanılabilir tutar, "
        "tertibin birlikte denetlendiği düzeyindir. ! ödeneği uyarı eşiğini geçen, ▲ bugün olması gerekenden "
        "çok, ▼ az harcanan tertiptir. Enter tertibin hareketlerini ve gidişini açar. T tertipleri ekonomik, "
        "fonksiyonel, kurumsal düzeyde ya da programa göre toplar; toplamda Enter tertiplerini açar. G bütçeyi "
        "geçmiş bir günün sonundaki haliyle gösterir. K başka yılın ya da birimin bütçesine geçer, Ğ bütün yılın "
        "gidişini çizer. F4 kullanılabilir tutarın nedenini, ödeneği tutan işlere giderek söyler. N hareket, "
        "tertip ya da bütçe yılı yazar, A kurumun ödenek cetvelini ya da yıl içinde yapılanları dosyadan alır. "
        "Süzgeç: kağıt ekonomik:03.2."
    )
    EMPTY = (
        "Burada tertip yok. A kurumun ödenek cetvelini dosyadan alır; elle başlamak için N önce bütçe yılını, "
        "sonra tertipleri ve ödeneklerini yazar."
    )
    VIEWS = (
        ("", "Tümü"),
        ("uyari", "Uyarı"),
        ("bloke", "Blokeli"),
        ("avans", "Avanslı"),
        ("hareketsiz", "Hareketsiz"),
    )
    FILTER_FIELDS = (("kod", "Tertip"), ("ekonomik", "Ekonomik kod"), ("ad", "Adı"))
    COLUMNS = (
        Column("sign", "", 1, lambda row: "!" if row.warned else "", tone=_tone),
        Column("short", "Kod", 11, lambda row: row.short or "—", tone=_tone),
        Column("name", "Adı", 16, lambda row: row.name, grows=True, tone=_tone),
        Column("odenek", "Ödenek", 14, lambda row: plain(row.held.odenek), align="right", sortable=True),
        Column("serbest", "Serbest", 14, lambda row: or_blank(row.held.serbest), align="right", min_screen=132),
        Column("harcanan", "Harcanan", 14, lambda row: or_blank(row.held.harcanan), align="right", sortable=True,
               min_screen=92),
        Column("avans", "Avans", 12, lambda row: or_blank(row.held.avans + row.held.devir), align="right",
               min_screen=120),
        Column("bloke", "Bloke, taahhüt", 14, lambda row: or_blank(row.held.reserved), align="right",
               min_screen=106),
        Column("kullanilabilir", "Kullanılabilir", 14, lambda row: plain(row.control), align="right",
               sortable=True, tone=_tone),
        Column("before", "Geçen yıl", 14, _last_year, align="right", optional=True),
        Column("left", "Yalnız bunda", 14, lambda row: plain(row.free), align="right", optional=True),
        Column("oran", "%", 7, _percent, align="right", sortable=True),
        Column("kod", "Tertip", 24, lambda row: row.kod, align="tail", min_screen=160),
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = [
        *keys("new", "import_file", "why", "edit", "level", "as_of", "budget_year", "year_course", "section"),
        *quiet_keys("switch", "history"),
    ]

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.day: date | None = None
        self.level = ""

    def title(self) -> str:
        """With the level and the day, where they are not the usual ones."""
        parts = [super().title()]
        parts += [dict(LEVELS)[self.level]] if self.level else []
        parts += [format_date(self.day)] if self.day else []
        return " · ".join(parts)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What needs a tertip is not offered for several taken together."""
        if action in ("edit", "switch", "history") and self.level:
            return False
        if action in ("level", "as_of", "year_course") and self.year is None:
            return False
        return super().check_action(action, parameters)

    def fetch_of(
        self, look: Look, yil_id: int, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[OdenekRow]:
        """From the store."""
        found = views.odenek_window(
            look, query, start, limit, anchor, yil_id=yil_id, day=self.day, level=self.level, only=self.only
        )
        shown = f"{format_date(self.day)} sonu · " if self.day else ""
        return replace(found, summary=f"{shown}{found.summary}")

    @property
    def only(self) -> tuple[int, ...]:
        """Keys of the tertips that are shown; all if none."""
        return ()

    def detail(self, look: Look, row: OdenekRow) -> Detail:
        """The parts of the formula, where it should be and comes to, and the last movements."""
        year = self.year
        if year is None:
            return Detail(row.name, ())
        query = LedgerQuery()
        moves = movement_views.movement_window(
            look, query, 0, _SHOWN_MOVES, yil_id=year.id, tertip_ids=row.tertip_ids
        )
        return Detail(
            f"{row.kod} {row.name}",
            (
                *odenek_lines(row),
                ("", "Son hareketler"),
                *(
                    (f"{format_date(one.day)}", f"{one.kind.label} {format_kurus(one.amount)}")
                    for one in moves.rows
                ),
            ),
        )

    async def opened(self, row: OdenekRow) -> None:
        """Enter: the tertips of a level, or the movements and the course of a tertip."""
        if self.year is None:
            return
        if self.level:
            await self.frame.push(LevelTertips(self.frame, self.year, row, self.day))
        else:
            make = await self._tertip_view()
            await self.frame.push(make(self.frame, tertip_id=row.tertip_ids[0]))

    async def _tertip_view(self) -> type[TertipView]:
        """Loaded when it is first wanted."""
        loaded = await self.desk.thread(lambda: load("screens.butce.tertip_view:TertipView"))
        return cast("type[TertipView]", loaded)

    @work
    async def action_new(self) -> None:
        """N: what may be begun here; without any budget, its year."""
        from screens.butce import asking

        if self.year is None:
            await new_year(self)
        else:
            row = self.current if not self.level else None
            more = (("tertip", "Yeni tertip"), ("yil", "Yeni bütçe yılı"))
            match await asking.ask_new(self, row.tertip_ids[0] if row else None, more):
                case "tertip":
                    await asking.new_tertip(self, self.year.id, row.kod.removesuffix(row.short) if row else "")
                case "yil":
                    await new_year(self)
        self.reload()

    @work
    async def action_import_file(self) -> None:
        """A: the office's cetvel, or what it did before it began here."""
        from screens.butce.importing import import_file

        await import_file(self)
        self.reload()

    @work
    async def action_edit(self) -> None:
        """F2: the tertip under the cursor."""
        from screens.butce.asking import amend_tertip

        if self.current is not None:
            await amend_tertip(self, self.current.tertip_ids[0])
            self.reload()

    @work
    async def action_switch(self) -> None:
        """P: out of use, or back."""
        from screens.butce.asking import switch_tertip

        if self.current is not None:
            await switch_tertip(self, self.current.tertip_ids[0])
            self.reload()

    @work
    async def action_why(self) -> None:
        """F4: what may still be used and what holds the rest."""
        from screens.butce.why import show_why

        row, day = self.current, self.day
        if row is not None:
            await show_why(self, f"{row.kod} {row.name}", lambda look: course_views.why_odenek(look, row, day))

    @work
    async def action_level(self) -> None:
        """T: by what tertips are taken together."""
        chosen = await self.app.push_screen_wait(
            ChooseDialog("Hangi düzeyde toplansın?", LEVELS, chosen=(self.level,))
        )
        if chosen:
            self.level = chosen[0]
            self.reload()

    @work
    async def action_as_of(self) -> None:
        """G: the budget at the end of a day."""
        from screens.forms import ask_draft

        chosen = await ask_draft(
            self, "Hangi günün sonu?", OdenekDayDraft, key="butce-gun", values={"day": self.day or self.desk.today}
        )
        if chosen is not None:
            self.day = chosen.day if chosen.day != self.desk.today else None
            self.reload()

    @work
    async def action_year_course(self) -> None:
        """Ğ: the course and the movements of all tertips."""
        if self.year is not None:
            make = await self._tertip_view()
            await self.frame.push(make(self.frame, yil_id=self.year.id, tertip_ids=self.only))

    @work
    async def action_export(self) -> None:
        """F6: the list that is seen, or a paper of the budget."""
        from screens.butce.papers import export_odenek

        row = self.current if not self.level else None
        await export_odenek(
            self, self.year, day=self.day, level=self.level, tertip_id=row.tertip_ids[0] if row else 0
        )

    def action_history(self) -> None:
        """H."""
        from screens.history import show_history

        if self.current is not None:
            show_history(self, TERTIP_KIND, self.current.tertip_ids[0], f"{self.current.kod} {self.current.name}")


def open_year(frame: Frame, record_id: int) -> View:
    """The view of one budget year, for the registry."""
    return YearLines(frame, record_id)


class YearLines(OdenekLedger):
    """The lines of a certain budget, whichever one is looked at otherwise."""

    KEY = "butce_odenek_yil"

    def __init__(self, frame: Frame, yil_id: int) -> None:
        super().__init__(frame)
        self._yil_id = yil_id

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """It stays with its year."""
        elsewhere = ("budget_year", "section", "import_file")
        return action not in elsewhere and super().check_action(action, parameters)

    def year_to_show(self, look: Look) -> YearRow | None:
        """The one that was asked for."""
        return next((row for row in views.years(look) if row.id == self._yil_id), None)


class LevelTertips(OdenekLedger):
    """The tertips that a line of a level stands for; Esc goes back to the levels."""

    KEY = "butce_odenek_duzey"

    def __init__(self, frame: Frame, year: YearRow, row: OdenekRow, day: date | None) -> None:
        super().__init__(frame)
        self.year = self._of = year
        self.day = day
        self._row = row

    @property
    def only(self) -> tuple[int, ...]:
        """Those of the line."""
        return self._row.tertip_ids

    def title(self) -> str:
        """What they have in common."""
        return f"{self._row.kod} {self._row.name}".strip()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """It stays with its line."""
        return action not in ("level", "budget_year", "section", "import_file") and super().check_action(
            action, parameters
        )

    def year_to_show(self, look: Look) -> YearRow | None:
        """That of the level."""
        return self._of


def odenek_lines(row: OdenekRow) -> tuple[tuple[str, str], ...]:
    """The parts of the formula in words, what is nothing left out."""
    held = row.held
    over = "" if row.projected is None or row.projected <= held.odenek else " · ! ödeneği aşar"
    parts = (
        ("Serbest bırakılan", held.serbest),
        ("Harcanan", held.harcanan),
        ("Açık avans", held.avans),
        ("Bloke", held.bloke),
        ("Taahhüt", held.taahhut),
        ("Mahsup dönemi için saklı", held.devir),
    )
    return (
        ("Ödenek", format_kurus(held.odenek)),
        *((label, format_kurus(amount)) for label, amount in parts if amount),
        ("Kullanılabilir", format_kurus(row.control)),
        ("Yalnız burada kalan", format_kurus(row.free)),
        ("Bugün olması gereken", f"{format_kurus(row.expected)} · {row.pace.label}"),
        ("Yıl sonu tahmini", "—" if row.projected is None else f"{format_kurus(row.projected)}{over}"),
        *((("Durumu", "kapalı"),) if not row.active else ()),
        *_year_before(row),
    )


def _year_before(row: OdenekRow) -> tuple[tuple[str, str], ...]:
    """What the same came to last year, where it is linked."""
    if row.before is None:
        return ()
    return (
        ("", "Geçen yıl"),
        ("Ödenek", format_kurus(row.before.odenek)),
        ("Aynı güne kadar harcanan", format_kurus(row.before.by_then)),
        ("Yıl boyunca harcanan", format_kurus(row.before.spent)),
    )
