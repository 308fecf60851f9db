"""Our account beside the books of muhasebe: figures typed one after the other or taken from a mizan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import ClassVar

from textual import work
from textual.binding import BindingType

from data.core import taken
from data.core.calendar import format_date
from data.core.drafts import FieldKind, FieldSpec, entry
from data.core.errors import MasaError
from data.core.intake.mapping import ColumnMapping
from data.core.intake.tables import Sheet, TabularFile
from data.core.money import Money, format_kurus
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.store import Look, Work
from data.core.text import fold
from data.tasinir import muhasebe_intake
from data.tasinir.lookup import AREA
from data.tasinir.muhasebe_intake import TARGET, FiguresReading
from data.tasinir.muhasebe_views import Compared, Comparison, FigureDraft, comparison
from data.tasinir.operations import muhasebe
from data.tasinir.papers_muhasebe import comparison_for_export
from screens.actions import keys
from screens.forms import ask_draft, open_form
from screens.frame import Frame
from screens.ledger_view import LedgerView
from screens.listing import write_files
from screens.paper_export import FORMATS, write_papers
from screens.problems import show_problem
from screens.widgets.detail import Detail
from screens.widgets.file_dialogs import ExportDialog
from screens.widgets.intake_dialog import IntakeDialog
from screens.widgets.ledger_columns import Column
from screens.widgets.mapping_dialog import MappingDialog
from screens.widgets.read_dialogs import WhyDialog
from screens.widgets.tones import Tone

_TITLE = "Muhasebe tutarları"
_UNTAKEN = "Dosya alınmadı."
_ENDINGS = (".csv", ".tsv", ".txt", ".xls", ".xlsx", ".xlsm")
_WHOLE, _DIFFERING, _SEEN = "tamami", "farklar", "liste"


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountsDayDraft:
    """The day whose books are held against each other."""

    day: date = entry(FieldSpec("Gün sonu", FieldKind.DATE))


@dataclass(frozen=True, slots=True, kw_only=True)
class AmountDraft:
    """The figure of the row under the cursor."""

    amount: Money | None = entry(
        FieldSpec("Muhasebe tutarı", FieldKind.MONEY, required=False, help="Boşsa yazılan tutar geri alınır")
    )


def _money(kurus: int | None) -> str:
    return "" if kurus is None else format_kurus(kurus).removesuffix(" TL")


def _sign(row: Compared) -> str:
    return "" if row.theirs is None else "✓" if row.agrees else "!"


def _tone(row: Compared) -> Tone:
    return Tone.DIM if row.theirs is None else Tone.GOOD if row.agrees else Tone.WARN


class AccountsView(LedgerView[Compared]):
    """II. düzey codes in both books."""

    KEY = "tasinir_muhasebe"
    HELP = (
        "Taşınır kayıtları ile muhasebe kayıtlarının II. düzey karşılaştırması (m.8/2, m.30/4): ✓ aynı, ! farklı. "
        "F2 imleçten başlayıp tutarları art arda sorar (Esc bırakır), N bizde olmayan bir kodun tutarını yazar, A "
        "muhasebenin mizanını dosyadan alır. G başka bir günün sonuna geçer, F4 farkı açıklar. F6 karşılaştırma "
        "ya da kuruş farkları cetvelini yazar."
    )
    EMPTY = "Bu günde kayıtlı taşınır ve muhasebe tutarı yok."
    VIEWS = (("", "Tümü"), ("fark", "Farklı"), ("yok", "Tutarı yok"))
    COLUMNS = (
        Column("sign", "", 1, _sign, tone=_tone),
        Column("code", "Kod", 10, lambda row: row.code),
        Column("name", "Adı", 14, lambda row: row.name, grows=True),
        Column("ours", "Taşınır", 14, lambda row: _money(row.ours), align="right"),
        Column("theirs", "Muhasebe", 14, lambda row: _money(row.theirs), align="right"),
        Column("difference", "Fark", 13, lambda row: _money(row.difference), align="right", tone=_tone),
        Column("source", "Kaynak", 22, lambda row: row.source, min_screen=110),
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = keys("new", "edit", "import_file", "why", "as_of")

    def __init__(self, frame: Frame, unit_id: int, day: date) -> None:
        super().__init__(frame)
        self._unit_id, self._day = unit_id, day

    def title(self) -> str:
        """With the day."""
        return f"Muhasebe ile karşılaştırma · {format_date(self._day)}"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Writing and exporting only by those who may."""
        if action in ("new", "edit", "import_file"):
            return self.desk.actor.can(AREA, Verb.PREPARE)
        if action == "export":
            return self.desk.actor.can(AREA, Verb.EXPORT)
        return super().check_action(action, parameters)

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[Compared]:
        """From the store."""
        found = comparison(look, self._unit_id, self._day)
        words = fold(query.text).split()
        rows = [row for row in self._of_view(found, query.view) if _holds(row, words)]
        part = tuple(rows[start : start + limit])
        return Window(start, part, tuple((row.id,) for row in part), len(rows), found.words)

    def _of_view(self, found: Comparison, view: str) -> tuple[Compared, ...]:
        if view == "fark":
            return found.differing
        return tuple(row for row in found.rows if view != "yok" or row.theirs is None)

    def detail(self, look: Look, row: Compared) -> Detail:
        """Both figures and what may lie behind."""
        return Detail(
            f"{row.code} {row.name}",
            (
                ("Taşınır kayıtları", format_kurus(row.ours)),
                ("Muhasebe kayıtları", format_kurus(row.theirs) if row.theirs is not None else "yazılmadı"),
                ("Fark", format_kurus(row.difference) if row.difference is not None else "—"),
                *((("Kaynak", row.source),) if row.source else ()),
                *(("", reason.text) for reason in row.reasons[1:]),
            ),
        )

    # ------------------------------------------------------------ typing

    @work
    async def action_edit(self) -> None:
        """F2: the figure of this row, then of the next, until Esc."""
        current = self.current
        found = await self.ask(lambda look: comparison(look, self._unit_id, self._day))
        if current is None or found is None:
            return
        for row in (one for one in found.rows if one.code >= current.code):
            if not await self._amount(row):
                break
        self.reload()

    async def _amount(self, row: Compared) -> bool:
        """Asks for one figure; ``False`` after Esc."""

        def write(job: Work, draft: AmountDraft) -> str:
            figure = FigureDraft(code=row.code, amount=draft.amount)
            return muhasebe.write_figure(job, self._unit_id, self._day, figure)

        title = f"{row.code} {row.name} · bizde {format_kurus(row.ours)}"
        values = {"amount": Money(row.theirs)} if row.theirs is not None else {}
        key = f"{TARGET}:{self._unit_id}:{self._day:%Y%m%d}:{row.code}"
        made = await open_form(self, title, AmountDraft, write, f"{row.code} yazıldı", key=key, values=values)
        return made is not None

    @work
    async def action_new(self) -> None:
        """N: a code that our books do not have."""
        await open_form(
            self,
            f"Muhasebe tutarı · {format_date(self._day)}",
            FigureDraft,
            lambda job, draft: muhasebe.write_figure(job, self._unit_id, self._day, draft),
            lambda code: f"{code} yazıldı",
            key=TARGET,
            next_record=True,
        )
        self.reload()

    @work
    async def action_as_of(self) -> None:
        """G: both books at the end of another day."""
        chosen = await ask_draft(
            self, "Hangi günün sonu?", AccountsDayDraft, key="tasinir.muhasebe.gun", values={"day": self._day}
        )
        if chosen is not None:
            self._day = chosen.day
            self.reload()

    @work
    async def action_why(self) -> None:
        """F4: what the difference is."""
        if (row := self.current) is not None:
            value = _money(row.difference) or "tutar yok"
            await self.app.push_screen_wait(WhyDialog(f"{row.code} {row.name}", value, row.reasons))

    # ------------------------------------------------------------ files

    @work
    async def action_import_file(self) -> None:
        """A: a mizan of muhasebe, seen before it is taken."""
        path = await self.choose_file(_TITLE, _ENDINGS)
        if path is None:
            return
        try:
            await self._take(path)
        except MasaError as problem:
            self.say(_UNTAKEN)
            await show_problem(self.app, problem)

    async def _take(self, path: Path) -> None:
        table, sheet, start = await self.desk.thread(lambda: self._opened(path))
        mapping = await self.app.push_screen_wait(
            MappingDialog(
                f"Sütunlar: {table.name}",
                sheet,
                muhasebe_intake.column_labels(),
                start,
                muhasebe_intake.missing_columns,
            )
        )
        if mapping is None:
            self.say(_UNTAKEN)
            return
        reading: FiguresReading = await self.desk.thread(
            lambda: muhasebe_intake.read_figures(table, sheet, mapping)
        )
        labels = {column + 1: name for name, column in mapping.columns}
        text = f"{table.name} · {format_date(self._day)} günü sonu\n{reading.words}"
        dialog = IntakeDialog(_TITLE, text, reading.lines, reading.errors, labels)
        if not await self.app.push_screen_wait(dialog):
            self.say(_UNTAKEN)
            return

        def write(job: Work) -> int:
            taken.save_mapping(job, TARGET, mapping.source, mapping.to_json())
            return muhasebe.take_figures(job, self._unit_id, self._day, reading.figures, table.name)

        await self.do(write, lambda count: f"{table.name}: {count} kodun tutarı alındı")
        self.reload()

    def _opened(self, path: Path) -> tuple[TabularFile, Sheet, ColumnMapping]:
        table = muhasebe_intake.read_file(path)
        sheet = max(table.sheets, key=lambda one: len(one.rows))
        start = self.desk.look_here(lambda look: taken.mapping_for(look, TARGET, sheet, muhasebe_intake.HEADINGS))
        return table, sheet, start

    @work
    async def action_export(self) -> None:
        """F6: the whole comparison, the differences, or the list."""
        forms = (
            (_WHOLE, "Karşılaştırma cetveli"), (_DIFFERING, "Kuruş farkları cetveli"), (_SEEN, "Görünen liste"),
        )  # fmt: skip
        dialog = ExportDialog("Dışa aktar", forms, FORMATS, await self.desk.export_folder())
        choice = await self.app.push_screen_wait(dialog)
        if choice is None:
            return
        if choice.form == _SEEN:
            await self.export_list()
            return
        differing = choice.form == _DIFFERING
        name = f"{'kuruş farkları' if differing else 'muhasebe karşılaştırma'} {self._day:%Y-%m-%d}"
        await write_files(
            self,
            lambda progress: write_papers(
                self,
                lambda job: comparison_for_export(job, self._unit_id, self._day, differing=differing),
                name,
                choice,
                progress,
            ),
        )


def _holds(row: Compared, words: list[str]) -> bool:
    return all(word in fold(f"{row.code} {row.name}") for word in words)
