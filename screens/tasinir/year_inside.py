"""Inside the account of a year: its equalities one by one, and the vouchers behind a row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import work
from textual.binding import BindingType

from data.core.calendar import format_date
from data.core.money import format_kurus
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.reasons import Ref
from data.core.store import Look
from data.core.text import fold
from data.tasinir import year_checking, year_moves
from data.tasinir.lookup import AREA, VIF_KIND
from data.tasinir.rules.amounts import format_quantity
from data.tasinir.rules.year_checks import CheckResult
from data.tasinir.year_moves import YearMove
from data.tasinir.year_views import AccountRow, Side
from screens.actions import keys
from screens.frame import Frame
from screens.ledger_view import LedgerView
from screens.widgets.detail import Detail
from screens.widgets.ledger_columns import Column
from screens.widgets.read_dialogs import WhyDialog
from screens.widgets.tones import Tone

_REFS = {"vif": "fişi aç", "sayim": "sayımı aç", "tasinir_yil": "hesabı aç"}


def ref_name(ref: Ref) -> str:
    """What Neden? calls a record of the account."""
    return _REFS.get(ref.kind, "kaydı aç")


@dataclass(frozen=True, slots=True)
class CheckLine:
    """An equality in the ledger."""

    id: int
    check: CheckResult


def _check_tone(line: CheckLine) -> Tone:
    return Tone.GOOD if line.check.holds else Tone.WARN


class YearChecksView(LedgerView[CheckLine]):
    """The equalities of a year."""

    KEY = "tasinir_denetim"
    HELP = (
        "Yıl hesabının eşitlikleri: ✓ tutan, ! tutmayan. Hesap ancak hepsi tutunca sunulur ve kapanır. Enter ya "
        "da F4 rakamlarını ve tutmayanı açar; kayda oradan gidilir."
    )
    EMPTY = "Bu ada uyan denetim yok. Esc süzgeci temizler."
    COLUMNS = (
        Column("sign", "", 1, lambda line: "✓" if line.check.holds else "!", tone=_check_tone),
        Column("kind", "Denetim", 44, lambda line: line.check.kind.label, tone=_check_tone),
        Column("said", "Sonuç", 24, lambda line: line.check.reasons[0].text, grows=True),
        Column("count", "Fark", 4,
               lambda line: "" if line.check.holds else str(len(line.check.reasons)), align="right"),
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = keys("why")

    def __init__(self, frame: Frame, unit_id: int, year: int) -> None:
        super().__init__(frame)
        self._unit_id, self._year = unit_id, year

    def title(self) -> str:
        """With the year."""
        return f"Yıl sonu denetimleri {self._year}"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Files only for those who may export."""
        if action == "export":
            return self.desk.actor.can(AREA, Verb.EXPORT)
        return super().check_action(action, parameters)

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[CheckLine]:
        """From the store."""
        words = fold(query.text).split()
        found = [
            CheckLine(place, one)
            for place, one in enumerate(year_checking.checks(look, self._unit_id, self._year), 1)
            if all(word in fold(one.kind.label) for word in words)
        ]
        failed = sum(1 for line in found if not line.check.holds)
        part = tuple(found[start : start + limit])
        said = f"{failed} tutmayan" if failed else "hepsi tutuyor"
        return Window(start, part, tuple((line.id,) for line in part), len(found), said)

    def detail(self, look: Look, row: CheckLine) -> Detail:
        """All its reasons."""
        return Detail(
            row.check.kind.label,
            (("Sonuç", "tutuyor" if row.check.holds else "tutmuyor"),
             *((reason.law, reason.text) for reason in row.check.reasons)),
        )  # fmt: skip

    async def opened(self, row: CheckLine) -> None:
        """Enter: as F4."""
        dialog = WhyDialog(
            row.check.kind.label, "✓ tutuyor" if row.check.holds else "! tutmuyor", row.check.reasons, ref_name
        )
        if (chosen := await self.app.push_screen_wait(dialog)) is not None:
            self.frame.go_to_record(chosen.kind, chosen.id)

    @work
    async def action_why(self) -> None:
        """F4: the numbers, and a jump to what does not fit."""
        if self.current is not None:
            await self.opened(self.current)


# ---------------------------------------------------------------- vouchers of a row


def _in_out(move: YearMove, side: Side) -> str:
    if move.side is not side:
        return ""
    quantity = move.moved.quantity if side is Side.GIREN else -move.moved.quantity
    return format_quantity(quantity)


class YearMovesView(LedgerView[YearMove]):
    """Everything that makes a row of the account, in order of days."""

    KEY = "tasinir_yil_fisleri"
    HELP = (
        "Yıl hesabının bir satırını yapan her şey: önceki yıldan devir, sonra gün sırasıyla fişler ve her "
        "birinden sonra kalan. Ambarlar arası devirler ne girendir ne çıkan. Enter fişi açar. Aramada fiş no, "
        "taşınır ya da işlem yazılır."
    )
    EMPTY = "Bu yılda hareket yok."
    COLUMNS = (
        Column("day", "Tarih", 10, lambda move: format_date(move.day)),
        Column("voucher", "Fiş no", 9, lambda move: move.voucher),
        Column("kind", "İşlem", 12, lambda move: move.kind, grows=True),
        Column("in", "Giren", 8, lambda move: _in_out(move, Side.GIREN), align="right"),
        Column("out", "Çıkan", 8, lambda move: _in_out(move, Side.CIKAN), align="right"),
        Column("kurus", "Tutar", 13, lambda move: format_kurus(move.moved.kurus).removesuffix(" TL"),
               align="right"),
        Column("left", "Kalan", 9, lambda move: format_quantity(move.balance.quantity), align="right"),
        Column("goods", "Taşınır", 20, lambda move: move.goods, grows=True, min_screen=104),
        Column("ambar", "Ambar", 5, lambda move: move.ambar, min_screen=112),
        Column("left_kurus", "Kalan tutar", 14,
               lambda move: format_kurus(move.balance.kurus).removesuffix(" TL"), align="right", min_screen=124),
    )  # fmt: skip

    def __init__(self, frame: Frame, unit_id: int, year: int, row: AccountRow) -> None:
        super().__init__(frame)
        self._unit_id, self._year, self._row = unit_id, year, row

    def title(self) -> str:
        """With the code and the year."""
        return f"{self._row.code} {self._row.name} · {self._year}"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Files only for those who may export."""
        if action == "export":
            return self.desk.actor.can(AREA, Verb.EXPORT)
        return super().check_action(action, parameters)

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[YearMove]:
        """From the store."""
        words = fold(query.text).split()
        found = [
            one
            for one in year_moves.year_moves(look, self._unit_id, self._year, self._row.code)
            if all(word in fold(f"{one.voucher} {one.kind} {one.goods}") for word in words)
        ]
        part = tuple(found[start : start + limit])
        said = f"kalan {self._row.closing}"
        return Window(start, part, tuple((one.id,) for one in part), len(found), said)

    def detail(self, look: Look, row: YearMove) -> Detail:
        """All of a movement."""
        return Detail(
            f"{row.voucher} {row.kind}".strip(),
            (
                ("Tarih", format_date(row.day)),
                ("Taşınır", row.goods),
                ("Ambar", row.ambar),
                ("Hesapta", row.side.value),
                ("Miktar / tutar", str(row.moved)),
                ("Sonrasında kalan", str(row.balance)),
            ),
        )

    async def opened(self, row: YearMove) -> None:
        """Enter: the voucher."""
        if row.vif_id:
            self.frame.go_to_record(VIF_KIND, row.vif_id)
        else:
            self.say("Önceki yıllardan devir; fişleri o yılların hesabındadır.")
