"""The rights to leave: what the law grants and what the office or its TİS sets over it."""

from __future__ import annotations

from decimal import Decimal

from textual import work

from data.core.calendar import format_date
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.store import Look
from data.puantaj import balance_views
from data.puantaj.balance_views import RightRow
from data.puantaj.operations.balances import EntitlementDraft, set_entitlement
from screens.actions import keys
from screens.forms import open_form
from screens.sections import SectionView
from screens.widgets.detail import Detail
from screens.widgets.ledger_columns import Column
from screens.yonetim.sections import SECTIONS
from screens.yonetim.small_lists import small_window

_LAWS = {
    "": "",
    "memur": "memur zabita",
    "sozlesmeli": "sozlesmeli kismi",
    "isci": "isci sirket gecici",
    "tasari": "",
}


def _plain(amount: Decimal) -> str:
    return f"{amount.normalize():f}".replace(".", ",")


def _amount(row: RightRow) -> str:
    return f"{_plain(row.amount)} {row.right.unit.label}"


def _bill(row: RightRow) -> str:
    bill = row.right.bill
    return f"{_plain(bill)} {row.right.unit.label}" if bill is not None and bill != row.amount else ""


class RightLedger(SectionView[RightRow]):
    """Every right of every staff kind."""

    KEY = "izin_hakki"
    SECTIONS = SECTIONS
    HELP = (
        "Statüye, kıdeme ve yaşa göre izin hakları ile sınırlar. F2 bir tarihten geçerli yeni süre yazar ve "
        "dayanağını sorar: TİS artışı, yeni kanun. Önceki haklar olduğu gibi kalır. Tasarıdaki süre, kanun "
        "yürürlüğe girince F2 ile yürürlük tarihi yazılarak geçerli kılınır."
    )
    EMPTY = "Bu süzgece uyan izin hakkı yok."
    VIEWS = (
        ("", "Tümü"),
        ("memur", "Memur"),
        ("sozlesmeli", "Sözleşmeli"),
        ("isci", "İşçi"),
        ("tasari", "Tasarı"),
    )
    COLUMNS = (
        Column("kind", "Statü", 12, lambda row: row.right.kind.label),
        Column("code", "İzin", 15, lambda row: row.right.code_name, grows=True),
        Column("condition", "Koşul", 17, lambda row: row.right.condition, grows=True),
        Column("amount", "Bugün", 10, _amount, align="right"),
        Column("bill", "Tasarı", 8, _bill, align="right"),
        Column("per", "Ölçü", 13, lambda row: row.right.per.label, min_screen=100),
        Column("law", "Dayanak", 22, lambda row: row.source, min_screen=120),
    )
    BINDINGS = keys("edit", "section")

    def title(self) -> str:
        """For the frame."""
        return "İzin hakları"

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[RightRow]:
        """All rights, of one law, or those that the bill changes."""
        rows = balance_views.right_rows(look)
        if query.view == "tasari":
            rows = tuple(row for row in rows if _bill(row))
        elif query.view:
            rows = tuple(row for row in rows if row.right.kind.value in _LAWS[query.view].split())
        return small_window(
            rows,
            query,
            start,
            limit,
            lambda row: f"{row.right.kind.label} {row.right.code_name} {row.right.condition} {row.source}",
        )

    def detail(self, look: Look, row: RightRow) -> Detail:
        """The law's value and every one that was set over it."""
        right = row.right
        values = [(format_date(one.valid_from), f"{one.value} ({one.source})") for one in row.past]
        values.append(("kanun", f"{_plain(right.amount)} ({right.law})"))
        return Detail(
            f"{right.kind.label} · {right.code_name}",
            (
                ("Koşul", right.condition),
                ("Bugünkü süre", _amount(row)),
                ("Ölçü", right.per.label),
                ("Ücret", {"E": "Ücretli", "H": "Ücretsiz"}.get(right.paid, "SGK ya da ayara göre")),
                ("Devir", right.carry.label),
                *((("Tasarı", _bill(row)),) if _bill(row) else ()),
                ("", "Değerler"),
                *values,
            ),
        )

    @work
    async def action_edit(self) -> None:
        """F2: an amount from a day on; where a bill waits, its amount stands in the form."""
        row = self.current
        if row is None:
            return
        right = row.right
        await open_form(
            self,
            f"{right.kind.label}: {right.code_name}, {right.condition} ({right.unit.label})",
            EntitlementDraft,
            set_entitlement,
            "İzin hakkı değişti",
            key=f"hak-{right.name}",
            values={"name": right.name, "value": _plain(right.bill if _bill(row) and right.bill else row.amount)},
        )
        self.reload()
