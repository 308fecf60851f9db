"""The parts of one form: what the paper says by standard, what the office wants instead, and the place of each."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from textual import work
from textual.binding import BindingType

from data.core.errors import MasaError
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.paper_layout import STANDARD, STANDARD_PART, Change, Layout
from data.core.paper_layout_drafts import change_of, draft_of
from data.core.paper_layout_parts import PaperForm, Part, PartKind, changed, checked, in_order, moved, parts_of
from data.core.paper_layout_rows import LayoutDraft, differences, keep_layout
from data.core.stamps import wall_clock
from data.core.store import Look
from screens.actions import keys
from screens.forms import ask_draft, open_form
from screens.frame import Frame
from screens.ledger_view import LedgerView
from screens.listing import written
from screens.problems import show_problem
from screens.unfinished import Unfinished, ask_going_on, ask_leaving
from screens.view import View
from screens.widgets.detail import Detail
from screens.widgets.file_dialogs import ExportChoice, ExportDialog
from screens.widgets.ledger_columns import Column
from screens.widgets.tones import Tone
from screens.yonetim.small_lists import small_window

_PAPERS = (("ikisi", "Excel ve PDF"), ("pdf", "PDF"), ("xlsx", "Excel (.xlsx)"))
_TEXT = (("txt", "Metin (.txt)"),)


@dataclass(frozen=True, slots=True)
class PartRow:
    """A part with what the office wants of it."""

    id: int
    part: Part
    change: Change


def _standard(row: PartRow) -> str:
    if row.part.kind is PartKind.PAGE:
        return row.part.standard or "genişliğe göre"
    return "Örneğe bakılmadığı notu" if row.part.kind is PartKind.UNSEEN else row.part.standard


def _width(row: PartRow) -> str:
    if row.part.kind.added and not row.change.words:
        return ""
    width = row.change.width or row.part.width
    return str(width) if width else ""


def _shown(row: PartRow) -> str:
    if row.change.hidden:
        return "gizli"
    if row.part.kind.added and not row.change.words:
        return ""
    return "§" if row.part.law else "✓"


async def open_parts(view: View, form: PaperForm, layout: Layout) -> None:
    """Shows the parts of a form; what was left unfinished goes on where it was."""
    kept = _box(view, form)
    left = await kept.load()
    begun = layout
    if left is not None and left != layout:
        answer = await ask_going_on(view.app, form.label, "Bu formda saklanmamış değişiklikler var.")
        if not answer:
            return
        begun = left if answer == "surdur" else layout
        if answer != "surdur":
            await kept.drop()
    await view.frame.push(PartLedger(view.frame, form, layout, begun))


def _box(view: View, form: PaperForm) -> Unfinished[Layout]:
    return Unfinished(view.desk, f"bicim-{form.key}", Layout)


class PartLedger(LedgerView[PartRow]):
    """A form's layout while it is worked on; nothing of it is in the store before it is kept.

    Args:
        before: How the form looks now.
        layout: How it shall look.
    """

    KEY = "form_parcasi"
    HELP = (
        "Formun parçaları kâğıttaki sırasıyla. Enter ya da F2 yazısını, genişliğini, basılıp basılmadığını "
        "sorar; Ü bir üste, İ bir alta alır, Del seçilenleri standarda döndürür (Ctrl+A ile hepsini, sırasıyla), "
        "Ctrl+Z geri alır. § işaretli parçayı mevzuat ister: adı değişir, gizlenmez; F4 maddesini söyler. Ek "
        "parçalar, yazısı yazılınca basılır ve elle doldurulur. Yazıda <tarih>, <no> gibi adlar belgenin kendi "
        "bilgisiyle basılır; hangilerinin yazılabildiği F4’tedir. F6 bu biçimle örnek kâğıt yazar. Ctrl+S biçimi "
        "bir günden geçerli olarak dayanağıyla saklar; saklanmayan değişiklikler bir sonraki açılışta sorulur."
    )
    EMPTY = "Bu süzgece uyan parça yok."
    COLUMNS = (
        Column("kind", "Parça", 14, lambda row: row.part.kind.value),
        Column("standard", "Standart yazı", 20, _standard, grows=True),
        Column("words", "Kurumun yazısı", 18, lambda row: row.change.words or "", grows=True,
               tone=lambda row: Tone.WARN),
        Column("width", "Gen.", 4, _width, align="right"),
        Column("shown", "Basılır", 7, _shown),
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = keys(
        "edit", "move_up", "move_down", "to_standard", "undo", "why", "keep_layout"
    )

    def __init__(self, frame: Frame, form: PaperForm, before: Layout, layout: Layout) -> None:
        super().__init__(frame)
        self._form, self._before, self._layout = form, before, layout
        self._ids = {part.path: place for place, part in enumerate(parts_of(form), 1)}
        self._kept = _box(self, form)
        self._undone: list[Layout] = []

    def title(self) -> str:
        """Which form."""
        return f"Form biçimi: {self._form.label}"

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[PartRow]:
        """The parts in the order of the paper."""
        layout = self._layout
        rows = [PartRow(self._ids[part.path], part, layout.of(part.path)) for part in in_order(self._form, layout)]
        found = small_window(
            rows, query, start, limit, lambda row: f"{row.part.kind} {row.part.standard} {row.change.words or ''}"
        )
        count = sum(1 for _ in differences(self._form, self._before, layout))
        return Window(found.start, found.rows, found.keys, found.total, f"{count} değişiklik" if count else "")

    def detail(self, look: Look, row: PartRow) -> Detail:
        """What it is, what wants it, and which values its words may name."""
        return Detail(
            row.part.kind.value,
            (
                ("Standart yazı", _standard(row)),
                ("Kurumun yazısı", row.change.words or "standart"),
                ("Dayanak", f"{row.part.law}: kâğıtta bulunur, gizlenemez" if row.part.law else ""),
                ("", "Yazıda kullanılabilecek adlar"),
                *((f"<{name}>", f"örneğin {value}" if value else "") for name, value in self._form.slots),
            ),
        )

    async def opened(self, row: PartRow) -> None:
        """Enter: what is wanted of it."""
        await self._ask(row)

    @work
    async def action_edit(self) -> None:
        """F2: what is wanted of the part under the cursor."""
        if self.current is not None:
            await self._ask(self.current)

    async def _ask(self, row: PartRow) -> None:
        part = row.part
        kind, values = draft_of(part, row.change)

        async def taken(draft: Any) -> None:
            await self._put(changed(self._form, self._layout, part.path, change_of(draft)))

        title = f"{part.kind}: {_standard(row)}" if _standard(row) else part.kind.value
        await ask_draft(self, title, kind, key=f"bicim-{self._form.key}-{part.path}", values=values, taken=taken)

    async def _put(self, layout: Layout) -> None:
        if layout != self._layout:
            self._undone.append(self._layout)
        await self._show(layout)

    async def _show(self, layout: Layout) -> None:
        self._layout = layout
        await self._kept.keep(layout)
        self.reload()

    @work
    async def action_move_up(self) -> None:
        """Ü: one place earlier."""
        await self._move(-1)

    @work
    async def action_move_down(self) -> None:
        """İ: one place later."""
        await self._move(1)

    async def _move(self, step: int) -> None:
        if (row := self.current) is None:
            return
        if not row.part.kind.moved:
            self.say("Bu parçanın yeri değişmez; sütunlar, bilgiler ve imzalar taşınır.")
            return
        await self._put(moved(self._form, self._layout, row.part.path, step))

    @work
    async def action_to_standard(self) -> None:
        """Del: what is selected as it stands without a layout; places stay unless it is the whole form."""
        rows = self.rows.selected_rows or ([self.current] if self.current is not None else [])
        layout = STANDARD if len(rows) == len(self._ids) else self._layout
        for row in rows:
            layout = changed(self._form, layout, row.part.path, STANDARD_PART)
        self.rows.clear_selection()
        await self._put(layout)

    @work
    async def action_undo(self) -> None:
        """Ctrl+Z: as it was before the last change."""
        if self._undone:
            await self._show(self._undone.pop())
        else:
            self.say("Geri alınacak değişiklik yok.")

    @work
    async def action_why(self) -> None:
        """F4: what wants it on paper, and what its words may name."""
        from screens.detail_dialog import DetailDialog

        if (row := self.current) is not None:
            found = await self.ask(lambda look: self.detail(look, row))
            if found is not None:
                await self.app.push_screen_wait(DetailDialog(found))

    @work
    async def action_export(self) -> None:
        """F6: a specimen in this layout."""
        await write_specimen(self, self._form, self._layout)

    @work
    async def action_keep_layout(self) -> None:
        """Ctrl+S: from a day on, with its source."""
        form, before, layout = self._form, self._before, self._layout
        done = await open_form(
            self,
            f"{form.label}: biçimi sakla",
            LayoutDraft,
            lambda work, draft: keep_layout(work, form, before, layout, draft),
            "Form biçimi saklandı",
            key=f"bicim-sakla-{form.key}",
            values={"valid_from": self.desk.today},
        )
        if done is not None:
            self._before = self._layout = checked(form, layout)
            await self._kept.drop()
            self.reload()

    def action_leave(self) -> None:
        """Esc: first the filter; then asks where changes are not kept."""
        if self._layout == self._before or self.rows.ledger_query.text:
            super().action_leave()
        else:
            self.run_worker(self._leave_asked())

    async def _leave_asked(self) -> None:
        answer = await ask_leaving(
            self.app, self.title(), "Biçimdeki değişiklikler saklanmadı.", kept=self.desk.box is not None
        )
        if answer == "sil":
            await self._kept.drop()
        elif answer:
            await self._kept.keep(self._layout)
        if answer:
            self.frame.go_back()


# ---------------------------------------------------------------- files


async def write_specimen(view: View, form: PaperForm, layout: Layout) -> None:
    """Asks for format and folder; writes the form with made-up values in a thread."""
    choice = await _asked(view, f"Örnek kâğıt: {form.label}", _PAPERS)

    def write(chosen: ExportChoice) -> list[Path]:
        from data.core.paper_layout_specimen import specimen
        from exports.document import papers_pdf, papers_xlsx
        from exports.files import safe_name

        papers = specimen(form, layout, view.desk.office.lines, wall_clock(view.desk.store.clock()))
        return [
            writer(papers, chosen.folder / safe_name(papers[0].name, suffix=f".{ending}"))
            for ending, writer in (("xlsx", papers_xlsx), ("pdf", papers_pdf))
            if chosen.format in (ending, "ikisi")
        ]

    await _write(view, choice, write)


async def write_layout(view: View, form: PaperForm, layout: Layout) -> None:
    """Asks for the folder; writes the layout as a small text for another office."""
    choice = await _asked(view, f"Biçim dosyası: {form.label}", _TEXT)

    def write(chosen: ExportChoice) -> list[Path]:
        from data.core.paper_layout_text import file_text
        from exports.files import safe_name
        from exports.flat import write_lines

        path = chosen.folder / safe_name(f"{form.label} biçimi", suffix=".txt")
        return [write_lines(file_text(form.key, layout).splitlines(), path)]

    await _write(view, choice, write)


async def _asked(view: View, title: str, formats: tuple[tuple[str, str], ...]) -> ExportChoice | None:
    dialog = ExportDialog("Dışa aktar", (("form", title),), formats, await view.desk.export_folder())
    return await view.app.push_screen_wait(dialog)


async def _write(view: View, choice: ExportChoice | None, write: Any) -> None:
    if choice is None:
        return
    view.say("Yazılıyor…")
    try:
        paths = await view.desk.thread(lambda: write(choice))
    except MasaError as problem:
        await show_problem(view.app, problem)
        return
    await written(view, *paths)
