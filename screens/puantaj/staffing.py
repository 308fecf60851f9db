"""Minimum staffing: the fewest people of a unit that must be at work."""

from __future__ import annotations

from textual import work

from data.core.calendar import format_date
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.store import Look
from data.puantaj import presence
from data.puantaj.drafts import MinimumDraft
from data.puantaj.operations import staffing
from data.puantaj.presence import Minimum
from screens.actions import keys
from screens.forms import open_form
from screens.history import show_history
from screens.puantaj.sections import SECTIONS
from screens.sections import SectionView
from screens.widgets.detail import Detail
from screens.widgets.ledger_columns import Column
from screens.yonetim.small_lists import small_window


def _kinds(row: Minimum) -> str:
    return ", ".join(kind.label for kind in row.kinds) or "Bütün statüler"


class MinimumLedger(SectionView[Minimum]):
    """Minimums by unit and day."""

    KEY = "asgari_kadro"
    SECTIONS = SECTIONS
    HELP = (
        "Bir birimde işbaşında kalması gereken en az kişi. Altına düşen gün takvimde ! ile işaretlenir, izin "
        "isteğinde uyarı çıkar. N bir tarihten geçerli yeni sayı yazar (0 sınırı kaldırır), Del gerekçesiyle geri "
        "çeker. Şef, müdür ve sistem yöneticisi yazabilir."
    )
    EMPTY = "Asgari kadro tanımlı değil. N ile yazın."
    COLUMNS = (
        Column("unit", "Birim", 30, lambda row: row.unit, grows=True),
        Column("minimum", "En az", 6, lambda row: str(row.minimum), align="right"),
        Column("kinds", "Statüler", 20, _kinds, grows=True),
        Column("from", "Geçerlilik", 10, lambda row: format_date(row.valid_from)),
        Column("source", "Dayanak", 24, lambda row: row.source, min_screen=110),
    )
    BINDINGS = keys("new", "cancel_record", "history", "section")

    def title(self) -> str:
        """For the frame."""
        return "Asgari kadro"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Writing only by those who may."""
        if action in ("new", "cancel_record"):
            actor = self.desk.actor
            return (
                actor.can("puantaj", Verb.CHECK)
                or actor.can("puantaj", Verb.APPROVE)
                or actor.can("yonetim", Verb.ADMIN)
            )
        return super().check_action(action, parameters)

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[Minimum]:
        """All of the units in sight; an office has a handful."""
        rows = presence.minimums_in_sight(look)
        return small_window(rows, query, start, limit, lambda row: f"{row.unit} {_kinds(row)} {row.source}")

    def detail(self, look: Look, row: Minimum) -> Detail:
        """One of them."""
        return Detail(
            row.unit,
            (
                ("En az", f"{row.minimum} kişi"),
                ("Statüler", _kinds(row)),
                ("Geçerlilik başlangıcı", format_date(row.valid_from)),
                ("Dayanak", row.source),
            ),
        )

    @work
    async def action_new(self) -> None:
        """N."""
        await open_form(
            self,
            "Asgari kadro",
            MinimumDraft,
            staffing.set_minimum,
            "Asgari kadro yazıldı",
            key="asgari-kadro",
            values={"valid_from": self.desk.today},
        )
        self.reload()

    @work
    async def action_cancel_record(self) -> None:
        """Del: with a reason; the one before it holds again."""
        row = self.current
        if row is None:
            return
        await self.withdraw_asked(
            "Asgari kadroyu geri çek",
            f"{row.unit}, en az {row.minimum}: neden geri çekiliyor?",
            lambda work, reason: staffing.withdraw_minimum(work, row.id, reason),
            "Asgari kadro geri çekildi",
        )

    def action_history(self) -> None:
        """H."""
        if self.current is not None:
            show_history(self, staffing.KIND, self.current.id, self.current.unit)
