"""Form biçimleri: the papers that the office may arrange its own way, from a day on and without a programmer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from textual import work

from data.arsiv import paper_forms as arsiv_forms
from data.avans import paper_forms as avans_forms
from data.butce import paper_forms as butce_forms
from data.core import logo
from data.core.calendar import format_date
from data.core.errors import BadInput, MasaError
from data.core.intake.encoding import decode
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.paper_layout import STANDARD, UNSEEN, Layout
from data.core.paper_layout_parts import PaperForm, checked
from data.core.paper_layout_rows import FormRow, differences, form_rows
from data.core.paper_layout_text import LARGEST, read_file
from data.core.store import Look
from data.tasinir import paper_forms as tasinir_forms
from screens.actions import keys
from screens.problems import show_problem
from screens.sections import SectionView
from screens.widgets.detail import Detail
from screens.widgets.ledger_columns import Column
from screens.yonetim.logo import remove_logo, take_logo
from screens.yonetim.paper_parts import PartLedger, open_parts, write_layout, write_specimen
from screens.yonetim.sections import SECTIONS
from screens.yonetim.small_lists import small_window

AREAS: Final[tuple[Callable[[Look], tuple[PaperForm, ...]], ...]] = (
    tasinir_forms.forms_today,
    butce_forms.forms_today,
    avans_forms.forms_today,
    arsiv_forms.forms_today,
)
"""What each area lets be arranged; a new area adds its line."""
_SPECIMEN, _FILE, _SEEN = "ornek", "dosya", "liste"
_LAYOUT, _LOGO, _NO_LOGO = "bicim", "logo", "logosuz"


def all_forms(look: Look) -> tuple[FormRow, ...]:
    """The forms of every area."""
    return form_rows(look, [form for of_area in AREAS for form in of_area(look)])


def _state(row: FormRow) -> str:
    if row.layout == STANDARD:
        return "Standart"
    count = sum(1 for _ in differences(row.form, STANDARD, row.layout))
    return f"Değiştirildi ({count})" + (" !" if row.strays else "")


def _official(row: FormRow) -> str:
    if row.form.seen:
        return "—"
    return "✓" if row.layout.hides(UNSEEN) else "bakılmadı"


class FormLedger(SectionView[FormRow]):
    """Every form that can be arranged."""

    KEY = "form_bicimi"
    SECTIONS = SECTIONS
    HELP = (
        "Basılan formların biçimi: başlıklar, sütunların adı, sırası ve genişliği, metinler, imzalar. Enter bir "
        "formun parçalarını açar. Değişiklik, yazılan günden sonraki belgelerde geçerli olur; eski belgeler eski "
        "biçimiyle basılır. Yönetmelik’in kâğıtta istediği bilgi gizlenemez. F6 örnek kâğıt ya da başka bir "
        "kuruma verilecek biçim dosyasını yazar; A böyle bir dosyayı ya da dosya etiketlerine basılacak kurum "
        "logosunu alır. Sayım sayfaları, açılış dosyaları ve "
        "CSV listeleri programlarca sütun adlarıyla okunduğundan burada değiştirilmez."
    )
    EMPTY = "Bu süzgece uyan form yok."
    VIEWS = (("", "Tümü"), ("degisen", "Değiştirilen"), ("bakilmayan", "Örneğe bakılmayan"))
    COLUMNS = (
        Column("number", "Örnek", 6, lambda row: row.form.number),
        Column("label", "Form", 30, lambda row: row.form.label, grows=True),
        Column("state", "Biçim", 18, _state),
        Column("since", "Geçerlilik", 11, lambda row: format_date(row.since) if row.since else ""),
        Column("official", "Resmî örnek", 11, _official, min_screen=90),
        Column("source", "Dayanak", 24, lambda row: row.source, min_screen=120),
    )
    BINDINGS = keys("edit", "import_file", "section")

    def title(self) -> str:
        """For the frame."""
        return "Form biçimleri"

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[FormRow]:
        """All forms, or those that were changed or not yet held beside the official sample."""
        rows = all_forms(look)
        if query.view == "degisen":
            rows = tuple(row for row in rows if row.layout != STANDARD)
        elif query.view == "bakilmayan":
            rows = tuple(row for row in rows if _official(row) == "bakılmadı")
        return small_window(
            rows, query, start, limit, lambda row: f"{row.form.number} {row.form.label} {row.source}"
        )

    def detail(self, look: Look, row: FormRow) -> Detail:
        """What is otherwise than the standard, and every layout that was kept."""
        changes = [(one.field, one.new) for one in differences(row.form, STANDARD, row.layout)]
        gone = [("! Formda artık yok", path) for path in row.strays]
        return Detail(
            row.form.label,
            (
                ("Örnek no", row.form.number or "yok"),
                ("Biçim", _state(row)),
                *gone,
                *((("", "Standarttan farkları"),) if changes else ()),
                *changes,
                *((("", "Saklanan biçimler"),) if row.past else ()),
                *((format_date(one.valid_from), one.source) for one in row.past),
            ),
        )

    async def opened(self, row: FormRow) -> None:
        """Enter: its parts."""
        await open_parts(self, row.form, row.layout)

    @work
    async def action_edit(self) -> None:
        """F2: its parts."""
        if self.current is not None:
            await open_parts(self, self.current.form, self.current.layout)

    @work
    async def action_export(self) -> None:
        """F6: a specimen, the layout for another office, or the list."""
        from screens.widgets.ask_dialogs import ChooseDialog

        if (row := self.current) is None:
            return
        options = (
            (_SPECIMEN, "Örnek kâğıt (Excel, PDF)"),
            (_FILE, "Biçim dosyası: başka bir kuruma verilir"),
            (_SEEN, "Görünen liste"),
        )
        chosen = await self.app.push_screen_wait(ChooseDialog("Ne aktarılsın?", options))
        if not chosen:
            return
        if chosen[0] == _SPECIMEN:
            await write_specimen(self, row.form, row.layout)
        elif chosen[0] == _FILE:
            await write_layout(self, row.form, row.layout)
        else:
            await self.export_list()

    @work
    async def action_import_file(self) -> None:
        """A: a layout that another office made, or the office's logo."""
        from screens.widgets.ask_dialogs import ChooseDialog

        kept = await self.ask(logo.kept)
        options = [
            (_LAYOUT, "Form biçimi dosyası"),
            (_LOGO, "Kurumun logosunu değiştir" if kept else "Kurumun logosu (PNG, JPEG)"),
        ]
        if kept:
            options.append((_NO_LOGO, f"Logoyu kaldır: {kept.name}"))
        chosen = await self.app.push_screen_wait(ChooseDialog("Hangi dosya?", options))
        if chosen == (_LAYOUT,):
            await self._take_layout()
        elif chosen:
            await (take_logo if chosen == (_LOGO,) else remove_logo)(self)

    async def _take_layout(self) -> None:
        """Nothing is kept before it was looked at."""
        path = await self.choose_file("Form biçimi dosyası", (".txt",))
        if path is None:
            return
        try:
            row, layout = await self.desk.look(lambda look: _read(look, path))
        except MasaError as problem:
            await show_problem(self.app, problem)
            return
        await self.frame.push(PartLedger(self.frame, row.form, row.layout, layout))
        if (view := self.frame.view) is not None:
            view.say("Dosyadaki biçim; Ctrl+S ile saklanır")


def _read(look: Look, path: Path) -> tuple[FormRow, Layout]:
    """The form that a file is of, and its layout as the form can have it."""
    try:
        with path.open("rb") as file:
            text, _, _ = decode(file.read(LARGEST))
    except OSError:
        raise BadInput("Dosya okunamadı.", "Dosyanın yerini ve izinlerini denetleyin.", file=path.name) from None
    found = read_file(text.lstrip("\ufeff"))
    row = next((one for one in all_forms(look) if one.form.key == found.form), None)
    if row is None:
        raise BadInput(
            "Dosyadaki form bu masada yok.", "Dosyayı yazan masayla aynı sürümü kullanın.", file=path.name
        )
    return row, checked(row.form, found.layout)
