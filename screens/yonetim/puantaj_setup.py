"""What the months stand on: groups of people, and the letters of the day codes."""

from __future__ import annotations

from dataclasses import dataclass

from textual import work

from data.core.drafts import FieldSpec, entry
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.store import Look, Work
from data.puantaj import views
from data.puantaj.drafts import GroupDraft
from data.puantaj.operations import groups
from data.puantaj.rules.codes import DayCode
from data.puantaj.setup import codes_in_use
from data.puantaj.views import GroupRow
from screens.actions import keys
from screens.forms import open_form
from screens.history import show_history
from screens.sections import SectionView
from screens.widgets.detail import Detail
from screens.widgets.ledger_columns import Column
from screens.yonetim.sections import SECTIONS
from screens.yonetim.small_lists import small_window


def _kinds(row: GroupRow) -> str:
    return ", ".join(kind.label for kind in row.kinds)


class GroupLedger(SectionView[GroupRow]):
    """Groups whose months are kept on one sheet."""

    KEY = "grup"
    SECTIONS = SECTIONS
    HELP = (
        "Bir puantaj cetvelinde birlikte tutulan kişiler: bir birimin ve alt birimlerinin seçilen statüleri. N "
        "yeni grup ekler. Dönem ayın 1'inde ya da 15'inde başlar."
    )
    EMPTY = "Henüz puantaj grubu yok. N ile ilk grubu tanımlayın."
    COLUMNS = (
        Column("name", "Grup", 26, lambda row: row.name, grows=True),
        Column("kinds", "Statüler", 30, _kinds, grows=True),
        Column("first", "Dönem", 8, lambda row: f"{row.first_day}'i" if row.first_day == 1 else "15'i"),
    )
    BINDINGS = keys("new", "history", "section")

    def title(self) -> str:
        """For the frame."""
        return "Puantaj grupları"

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[GroupRow]:
        """All groups in sight."""
        return small_window(views.groups(look), query, start, limit, lambda row: f"{row.name} {_kinds(row)}")

    def detail(self, look: Look, row: GroupRow) -> Detail:
        """Whom it holds."""
        return Detail(row.name, (("Statüler", _kinds(row)), ("Dönemin ilk günü", str(row.first_day))))

    @work
    async def action_new(self) -> None:
        """N."""
        await open_form(self, "Yeni puantaj grubu", GroupDraft, groups.add_group, "Grup eklendi", key="grup")
        self.reload()

    def action_history(self) -> None:
        """H."""
        if self.current is not None:
            show_history(self, "group", self.current.id, self.current.name)


@dataclass(frozen=True, slots=True)
class CodeRow:
    """A day code; ``id`` is its place in the list."""

    id: int
    code: DayCode


@dataclass(frozen=True, slots=True, kw_only=True)
class _CodeDraft:
    """The office's own letters and name of a code."""

    key: str
    letter: str = entry(FieldSpec("Harf", length=3, help="Bir ile üç harf"))
    name: str = entry(FieldSpec("Adı", length=60))


def _rename(work: Work, draft: _CodeDraft) -> None:
    groups.rename_code(work, draft.key, draft.letter, draft.name)


class CodeLedger(SectionView[CodeRow]):
    """Day codes."""

    KEY = "gun_kodu"
    SECTIONS = SECTIONS
    HELP = (
        "Cetvelde bir günün ne olduğunu söyleyen harfler. F2 kurumun kendi harfini ve adını yazar; kodun anlamı "
        "ve ücrete etkisi değişmez. Kesinleşmiş cetveller basıldıkları harflerle kalır."
    )
    EMPTY = "Bu süzgece uyan gün kodu yok."
    COLUMNS = (
        Column("letter", "Harf", 5, lambda row: row.code.letter),
        Column("name", "Adı", 34, lambda row: row.code.name, grows=True),
        Column("group", "Grubu", 22, lambda row: row.code.group.label),
    )
    BINDINGS = keys("edit", "section")

    def title(self) -> str:
        """For the frame."""
        return "Gün kodları"

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[CodeRow]:
        """All codes in the office's order."""
        rows = [CodeRow(place, code) for place, code in enumerate(codes_in_use(look), 1)]
        return small_window(
            rows, query, start, limit, lambda row: f"{row.code.letter} {row.code.name} {row.code.group.label}"
        )

    def detail(self, look: Look, row: CodeRow) -> Detail:
        """Whom it may be written for."""
        kinds = ", ".join(sorted(kind.label for kind in row.code.kinds))
        return Detail(
            f"{row.code.letter} · {row.code.name}", (("Grubu", row.code.group.label), ("Statüler", kinds))
        )

    @work
    async def action_edit(self) -> None:
        """F2."""
        row = self.current
        if row is None:
            return
        await open_form(
            self,
            f"Gün kodu: {row.code.name}",
            _CodeDraft,
            _rename,
            "Gün kodu değişti",
            key=f"gun-kodu-{row.code.key}",
            values={"key": row.code.key, "letter": row.code.letter, "name": row.code.name},
        )
        self.reload()
