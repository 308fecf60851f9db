"""The account of a year: its way and its equalities above, the rows of the cetvel below (m.34)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from data.core.calendar import format_date
from data.core.money import format_kurus
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.store import Look
from data.core.text import fold, visible
from data.tasinir import year_checking, year_ledger, year_moves
from data.tasinir.lookup import AREA, YEAR_KIND
from data.tasinir.muhasebe_views import comparison
from data.tasinir.rules.amounts import format_quantity
from data.tasinir.rules.values import OfficeRole
from data.tasinir.rules.year_checks import Amount, CheckResult
from data.tasinir.year_ledger import SignStep, YearCard
from data.tasinir.year_views import AccountRow, account, rows_of
from screens.actions import keys, quiet_keys
from screens.frame import Frame
from screens.history import show_history
from screens.ledger_view import LedgerView
from screens.tasinir import year_steps
from screens.tasinir.year_accounts import AccountsView
from screens.tasinir.year_inside import YearChecksView, YearMovesView, ref_name
from screens.tasinir.year_paper import export_year
from screens.widgets.detail import Detail
from screens.widgets.ledger_columns import Column
from screens.widgets.read_dialogs import WhyDialog
from screens.widgets.tones import Tone

_WIDE = 120
_DECEMBER, _LAST = 12, 31
_SHORT = {
    OfficeRole.KAYIT_YETKILISI.label: "Kayıt",
    OfficeRole.KONTROL_YETKILISI.label: "Kontrol",
    OfficeRole.MUHASEBE_YETKILISI.label: "Muhasebe",
    OfficeRole.HARCAMA_YETKILISI.label: "Harcama",
}


@dataclass(frozen=True, slots=True)
class AccountLine:
    """A row of the account in the ledger; ``by_quantity`` shows thousandths in place of kuruş."""

    id: int
    row: AccountRow
    by_quantity: bool

    def shown(self, amount: Amount) -> str:
        """A figure as the open view shows it."""
        if self.by_quantity:
            return format_quantity(amount.quantity)
        return format_kurus(amount.kurus).removesuffix(" TL")

    @property
    def differs(self) -> str:
        """Surplus and shortage of the count in words."""
        parts = []
        if self.row.surplus.quantity:
            parts.append(f"+{format_quantity(self.row.surplus.quantity)}")
        if self.row.shortage.quantity:
            parts.append(f"−{format_quantity(self.row.shortage.quantity)}")
        return " ".join(parts)


def _sign(line: AccountLine) -> str:
    return "±" if line.differs else ""


def _tone(line: AccountLine) -> Tone:
    return Tone.ACCENT if line.differs else Tone.NORMAL


@dataclass(frozen=True, slots=True)
class _Kept:
    """What was read of the account at one moment; filtering does not reckon it anew."""

    card: YearCard
    rows: tuple[AccountRow, ...]
    checks: tuple[CheckResult, ...]
    muhasebe: str


class YearView(LedgerView[AccountLine]):
    """A year of a harcama birimi."""

    KEY = "tasinir_yil_hesabi"
    HELP = (
        "Bir yılın taşınır mal yönetim hesabı (m.34). Üstte imza sırası ve denetimler, altta II. düzey satırları: "
        "devir + giren − çıkan = kalan. V tutar, miktar ve fazla/noksan arasında geçer. Enter satırın bütün "
        "fişlerini, F4 her rakamın nedenini açar. K denetimleri, T muhasebe ile farkları gösterir. "
        "F7 sıradaki adımdır: hazırla, sun, kontrol et, muhasebe onayını yaz, onayla, yılı kapat. F8 gerekçesiyle "
        "iade eder; F12 kapanmış yılı yeniden açar (m.39). F6 hesabın belgelerini tek tek ya da bir arada yazar."
    )
    EMPTY = "Bu yılda kayıtlı taşınır yok."
    VIEWS = (("", "Tutar"), ("miktar", "Miktar"), ("fark", "Fazla/noksan"))
    COLUMNS = (
        Column("sign", "", 1, _sign, tone=_tone),
        Column("code", "Kod", 10, lambda line: line.row.code),
        Column("name", "Adı", 8, lambda line: line.row.name, grows=True),
        Column("opening", "Devir", 12, lambda line: line.shown(line.row.opening), align="right"),
        Column("entered", "Giren", 12, lambda line: line.shown(line.row.entered), align="right"),
        Column("left", "Çıkan", 12, lambda line: line.shown(line.row.left), align="right"),
        Column("closing", "Kalan", 12, lambda line: line.shown(line.row.closing), align="right"),
        Column("unit", "Birim", 9, lambda line: line.row.unit, min_screen=100),
        Column("differs", "Fazla/noksan", 12, lambda line: line.differs, align="right", min_screen=104,
               tone=_tone),
    )  # fmt: skip
    DEFAULT_CSS = """
    YearView > .year--head { height: auto; max-height: 9; padding: 0 1; background: $surface; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *keys("hand_on", "send_back", "year_checks", "why", "accounts", "reopen"),
        *quiet_keys("history"),
    ]

    class Read(Message):
        """The account was reckoned anew."""

    def __init__(self, frame: Frame, *, unit_id: int = 0, year: int = 0, yil_id: int = 0) -> None:
        super().__init__(frame)
        self._unit_id, self._year, self._yil_id = unit_id, year, yil_id
        self._kept: _Kept | None = None
        self._asked = self._answered = 0
        self._head = Static("", markup=False, classes="year--head")

    def compose(self) -> ComposeResult:
        """The head above the rows."""
        yield self._head
        yield from super().compose()

    def title(self) -> str:
        """The year."""
        return f"Yönetim hesabı {self._kept.card.line.year}" if self._kept else "Yönetim hesabı"

    @property
    def card(self) -> YearCard | None:
        """The year as it was read last."""
        return self._kept.card if self._kept else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only the step whose turn it is, and only by who may take it."""
        actor, card = self.desk.actor, self.card
        if action in ("hand_on", "send_back", "reopen"):
            if card is None:
                return False
            allowed = {
                "hand_on": year_steps.next_verb, "send_back": year_steps.return_verb,
                "reopen": year_steps.reopen_verb,
            }[action](card, self.desk.today)  # fmt: skip
            return allowed is not None and actor.can(AREA, allowed)
        if action == "export":
            return actor.can(AREA, Verb.EXPORT)
        return super().check_action(action, parameters)

    # ------------------------------------------------------------ rows

    def reload(self) -> None:
        """Reckons the account anew."""
        self._asked += 1
        super().reload()

    def _read(self, look: Look) -> _Kept:
        asked = self._asked
        if self._kept is not None and self._answered == asked:
            return self._kept
        if self._yil_id:
            card = year_ledger.card_of(look, self._yil_id)
        else:
            card = year_ledger.year_card(look, self._unit_id, self._year)
        line = card.line
        self._unit_id, self._year = line.unit_id, line.year
        rows = rows_of(account(look, line.unit_id, line.year))
        beside = comparison(look, line.unit_id, date(line.year, _DECEMBER, _LAST)).words
        kept = _Kept(card, rows, year_checking.checks(look, line.unit_id, line.year), beside)
        # An answer that was asked for before the last change must not stand in the place of a later one.
        if asked == self._asked:
            self._kept, self._answered = kept, asked
            self.post_message(self.Read())
        return kept

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[AccountLine]:
        """From the store: the rows of the cetvel."""
        kept = self._read(look)
        words = fold(query.text).split()
        lines = [
            AccountLine(place, row, query.view == "miktar" or (query.view == "fark"))
            for place, row in enumerate(kept.rows, 1)
            if all(word in fold(f"{row.code} {row.name}") for word in words)
        ]
        if query.view == "fark":
            lines = [line for line in lines if line.differs]
        part = tuple(lines[start : start + limit])
        return Window(start, part, tuple((line.id,) for line in part), len(lines), _sum_words(lines))

    def on_year_view_read(self, event: Read) -> None:
        """The head says what the rows say."""
        event.stop()
        self._draw_head()
        self.frame.refresh_bindings()

    def on_resize(self) -> None:
        """The head has more words where there is room."""
        super().on_resize()
        self._draw_head()

    def _draw_head(self) -> None:
        if self._kept is not None:
            self._head.update(_head(self._kept, wide=self.app.size.width >= _WIDE))

    def detail(self, look: Look, row: AccountLine) -> Detail:
        """All figures of a row."""
        one = row.row
        return Detail(
            f"{one.code} {one.name}",
            (
                ("Ölçü birimi", one.unit),
                ("Önceki yıldan devir", str(one.opening)),
                ("Giren", str(one.entered)),
                ("Toplam", str(one.total)),
                ("Çıkan", str(one.left)),
                ("Gelecek yıla devir", str(one.closing)),
                ("", "Sayım"),
                ("Fazla", str(one.surplus)),
                ("Noksan", str(one.shortage)),
                ("", "Enter bütün fişlerini, F4 nedenini açar"),
            ),
        )

    async def opened(self, row: AccountLine) -> None:
        """Enter: everything that makes the row."""
        await self.frame.push(YearMovesView(self.frame, self._unit_id, self._year, row.row))

    @work
    async def action_why(self) -> None:
        """F4: why each figure of the row is what it is."""
        line = self.current
        if line is None:
            return
        row = line.row
        found = await self.ask(lambda look: year_moves.why_row(look, self._unit_id, self._year, row.code))
        if found is None:
            return
        dialog = WhyDialog(f"{row.code} {row.name}", f"Kalan {row.closing}", (*row.reasons, *found), ref_name)
        if (chosen := await self.app.push_screen_wait(dialog)) is not None:
            self.frame.go_to_record(chosen.kind, chosen.id)

    @work
    async def action_year_checks(self) -> None:
        """K: the equalities, each with its numbers."""
        if self._kept is not None:
            await self.frame.push(YearChecksView(self.frame, self._unit_id, self._year))

    @work
    async def action_accounts(self) -> None:
        """T: beside the figures of muhasebe."""
        if (card := self.card) is not None:
            day = min(date(card.line.year, _DECEMBER, _LAST), self.desk.today)
            await self.frame.push(AccountsView(self.frame, card.line.unit_id, day))

    # ------------------------------------------------------------ its way

    @work
    async def action_hand_on(self) -> None:
        """F7: the step whose turn it is."""
        if (card := self.card) is not None:
            await year_steps.hand_on(self, card, self._kept.rows if self._kept else ())
            self.reload()

    @work
    async def action_send_back(self) -> None:
        """F8: back to the kayıt yetkilisi, with a reason."""
        if (card := self.card) is not None:
            await year_steps.give_back(self, card)

    @work
    async def action_reopen(self) -> None:
        """F12: a closed year is opened again, with a reason."""
        if (card := self.card) is not None:
            await year_steps.open_again(self, card)
            self._yil_id = 0
            self.reload()

    @work
    async def action_export(self) -> None:
        """F6: one of the papers, the whole account, or the list."""
        if (card := self.card) is not None:
            await export_year(self, card)

    def action_history(self) -> None:
        """H."""
        if (card := self.card) is None:
            return
        if card.line.yil_id is None:
            self.say("Hesap hazırlanmadı; geçmişi yok.")
        else:
            show_history(self, YEAR_KIND, card.line.yil_id, card.line.title)


def _sum_words(lines: Sequence[AccountLine]) -> str:
    rows = [line.row for line in lines]
    sums = [
        format_kurus(sum(one.kurus for one in column)).removesuffix(" TL")
        for column in (
            [row.opening for row in rows], [row.entered for row in rows], [row.left for row in rows],
            [row.closing for row in rows],
        )
    ]  # fmt: skip
    return f"{sums[0]} + {sums[1]} − {sums[2]} = {sums[3]} TL" if rows else ""


# ---------------------------------------------------------------- the head


def _head(kept: _Kept, *, wide: bool) -> Content:
    card = kept.card
    line = card.line
    first = [f"{line.title}", line.state]
    if line.waits:
        first.append(f"sırada: {line.waits}")
    parts = [Content.styled(visible(" · ".join(first)), "bold")]
    parts.append(Content.assemble(("İmza sırası: ", "$text-muted"), visible(_way(card.steps, wide=wide))))
    parts.append(_checked(kept.checks, going=card.stage is None and not line.waits))
    last = f"{line.year}/{line.last}" if line.last else "yok"
    on_day = f" ({format_date(card.last.day)})" if card.last.day else ""
    facts = f"Son fiş: {last}{on_day} · Yıl sonu sayımı: {line.count or 'bitirilmedi'}"
    parts.append(Content.assemble(("Muhasebe (T): ", "$text-muted"), visible(kept.muhasebe)))
    parts.append(Content(visible(facts)))
    if not card.same:
        said = "! Rakamlar sunulduktan sonra değişti; imzalanmaz, F8 ile iade edilip yeniden sunulur."
        parts.append(Content.styled(said, "bold $text-warning"))
    return Content("\n").join(parts)


def _way(steps: Sequence[SignStep], *, wide: bool) -> str:
    said = []
    for place, step in enumerate(steps):
        closing = place == len(steps) - 1
        sign = "✓" if step.who else "●" if step.turn else "○"
        name = "Kapanış" if closing else step.role if wide else _SHORT[step.role]
        if step.on is not None:
            name += f" {step.who} {format_date(step.on)}" if wide else f" {step.on:%d.%m}"
        said.append(f"{sign} {name}")
    return " → ".join(said)


def _checked(checks: Sequence[CheckResult], *, going: bool) -> Content:
    """In a year that goes on nothing is late yet."""
    failed = [one for one in checks if not one.holds]
    held = len(checks) - len(failed)
    if not failed:
        words = Content.styled(f"✓ {held} eşitliğin hepsi tutuyor", "$text-success")
    else:
        named = ", ".join(one.kind.label for one in failed)
        said = f"yıl sonunda tutması gereken {len(failed)}" if going else f"! tutmayan {len(failed)}"
        words = Content.styled(f"{said}: {named}", "$text-muted" if going else "bold $text-warning")
    return Content.assemble(("Denetimler (K): ", "$text-muted")) + words
