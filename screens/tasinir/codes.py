"""Taşınır kodları: the official list with the idare's own levels below it."""

from __future__ import annotations

from textual import work

from data.core.calendar import format_date
from data.core.money import format_int
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.store import Look
from data.tasinir import goods_views, lookup
from data.tasinir.code_intake import keeps_codes
from data.tasinir.goods_views import CodeRow
from data.tasinir.operations import codes
from data.tasinir.setup_drafts import OwnCodeDraft
from screens.actions import keys
from screens.forms import open_form
from screens.history import show_history
from screens.sections import SectionView
from screens.tasinir.codes_importing import import_list
from screens.tasinir.sections import SECTIONS
from screens.widgets.detail import Detail
from screens.widgets.ledger_columns import Column
from screens.widgets.tones import Tone

_WRITING = frozenset({"new", "cancel_record", "import_file"})


def _tone(row: CodeRow) -> Tone:
    return Tone.DIM if row.withdrawn_on else Tone.NORMAL


class CodeLedger(SectionView[CodeRow]):
    """Codes of the list."""

    KEY = "tasinir_kod"
    SECTIONS = SECTIONS
    HELP = (
        "Taşınır Kod Listesi. A listeyi dosyadan alır (xls, xlsx, csv, json): yeni, adı değişen ve kaldırılan "
        "kodlar önce gösterilir. Kaldırılan kodda yeni kayıt yapılmaz; eski kayıtları kodunda kalır. N, II. düzey "
        "ve altına kurumun kendi kodunu ekler (m.37/1), Del onu gerekçesiyle kaldırır; listenin kodu elle "
        "kaldırılmaz. "
        "Süzgeç: toner kod:150.01 duzey:2 liste:2026."
    )
    EMPTY = "Bu görünümde taşınır kodu yok. A ile listeyi dosyadan alın."
    VIEWS = (("", "Kullanımda"), ("kalkan", "Kaldırılan"), ("tumu", "Tümü"))
    FILTER_FIELDS = (("kod", "Taşınır kodu"), ("duzey", "Düzeyi"), ("liste", "Listesi"))
    COLUMNS = (
        Column("code", "Kod", 18, lambda row: row.code, tone=_tone),
        Column("name", "Adı", 30, lambda row: row.name, tone=_tone, grows=True),
        Column("level", "Düzey", 5, lambda row: str(row.level), align="right"),
        Column("goods", "Kart", 5, lambda row: format_int(row.goods) if row.goods else "", align="right"),
        Column("uses", "Kayıt", 6, lambda row: format_int(row.uses), align="right", sortable=True),
        Column("gone", "Kalkış", 10, lambda row: format_date(row.withdrawn_on) if row.withdrawn_on else "",
               min_screen=90),
        Column("source", "Listesi", 24, lambda row: row.source, grows=True, min_screen=110),
    )  # fmt: skip
    BINDINGS = keys("new", "import_file", "cancel_record", "history", "section")

    def title(self) -> str:
        """For the frame."""
        return "Taşınır kodları"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Writing by those who keep the list, exporting by those who may."""
        if action in _WRITING:
            return keeps_codes(self.desk.actor)
        if action == "export":
            return self.desk.actor.can(lookup.AREA, Verb.EXPORT)
        return super().check_action(action, parameters)

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[CodeRow]:
        """From the store."""
        return goods_views.code_window(look, query, start, limit, anchor)

    def detail(self, look: Look, row: CodeRow) -> Detail:
        """What stands above it, where it is from and what is kept under it."""
        found = goods_views.code_detail(look, row.id)
        code = found.row
        gone = (
            f"{format_date(code.withdrawn_on)} gününde; eski kayıtları kodunda kalır" if code.withdrawn_on else ""
        )
        lines = (
            *(("Üstünde", above) for above in found.above),
            ("Düzeyi", str(code.level) if code.level else "hesap"),
            ("Listesi", code.source),
            ("Kaldırıldı", gone),
            ("Bu koddaki kart", str(code.goods)),
            ("Kayıt", str(code.uses)),
        )
        return Detail(f"{code.code} {code.name}", tuple(line for line in lines if line[1]))

    @work
    async def action_new(self) -> None:
        """N: codes of the idare's own, below the code under the cursor."""
        row = self.current
        await open_form(
            self,
            "Kurumun kodu",
            OwnCodeDraft,
            codes.add_own_code,
            "Kurum kodu eklendi",
            key=lookup.CODE_KIND,
            values={"parent_id": row.id} if row is not None and row.level > 1 and not row.withdrawn_on else None,
            next_record=True,
        )
        self.reload()

    @work
    async def action_cancel_record(self) -> None:
        """Del: a code of the idare's own out of use."""
        row = self.current
        if row is not None:
            await self.withdraw_asked(
                "Taşınır kodu",
                f"{row.code} {row.name} neden kaldırılıyor?",
                lambda job, reason: codes.withdraw_own_code(job, row.id, reason, row.version),
                f"{row.code} kaldırıldı",
            )

    @work
    async def action_import_file(self) -> None:
        """A: the official list."""
        await import_list(self)
        self.reload()

    def action_history(self) -> None:
        """H."""
        if self.current is not None:
            show_history(self, lookup.CODE_KIND, self.current.id, f"{self.current.code} {self.current.name}")
