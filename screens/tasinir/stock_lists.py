"""F6 on the stock: what is seen, or what was held on any day, as a list or a paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from data.core.drafts import FieldKind, FieldSpec, entry
from data.core.errors import MasaError
from data.core.money import Money
from data.core.paper import CellKind, PaperColumn
from data.core.stamps import wall_clock
from data.core.store import Look
from data.tasinir import lookup, papers_lists, papers_vouchers
from data.tasinir.opening_intake import TEMPLATE_HINT, OpeningKind, column_labels
from data.tasinir.papers_lists import ListKind, ListOrder, StockList
from screens.forms import ask_draft
from screens.ledger_view import LedgerView
from screens.listing import write_files, write_listing, written
from screens.paper_export import export_paper
from screens.problems import show_problem
from screens.tasinir.rights import may_import
from screens.view import View
from screens.widgets.ask_dialogs import ChooseDialog
from screens.widgets.file_dialogs import ExportDialog
from screens.widgets.read_dialogs import ProgressDialog

if TYPE_CHECKING:
    from exports.listing import Listing

_SEEN, _LEVELS, _EMPTY = "liste", "duzey", "bos."
_SHEETS = (("xlsx", "Excel (.xlsx)"), ("csv", "CSV (.csv)"))
_FORMATS = (("xlsx", "Excel (.xlsx)"), ("pdf", "PDF"), ("csv", "CSV (.csv)"))
_UNIT = FieldSpec("Harcama birimi", FieldKind.PICK, lookup="harcama_birimi")
_AMBAR = FieldSpec("Ambar", FieldKind.PICK, required=False, lookup="ambar", help="Boşsa birimin bütün ambarları")


@dataclass(frozen=True, slots=True, kw_only=True)
class DayListDraft:
    """What is listed, at the end of which day."""

    harcama_birimi_id: int = entry(_UNIT)
    ambar_id: int | None = entry(_AMBAR)
    day: date = entry(FieldSpec("Gün sonu", FieldKind.DATE, help="Bu günün sonundaki durum"))


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelDraft:
    """Whose II. düzey totals, at the end of which day."""

    harcama_birimi_id: int = entry(_UNIT)
    day: date = entry(FieldSpec("Gün sonu", FieldKind.DATE, help="Bu günün sonundaki durum"))


@dataclass(frozen=True, slots=True, kw_only=True)
class MovesDraft:
    """From when to when movements are listed."""

    tasinir_id: int = entry(FieldSpec("Taşınır", FieldKind.PICK, lookup="tasinir"))
    harcama_birimi_id: int = entry(_UNIT)
    ambar_id: int | None = entry(_AMBAR)
    first: date = entry(FieldSpec("İlk gün", FieldKind.DATE))
    day: date = entry(FieldSpec("Son gün", FieldKind.DATE))


async def export_lists(
    view: LedgerView[Any], *, day: date | None = None, tasinir_id: int = 0, ambar_id: int = 0
) -> None:
    """Asks what to write of the movable property: the rows that are seen, or one of the lists of a day.

    Args:
        day: Offered first; today if none is given.
        tasinir_id: Whose movements are offered first.
        ambar_id: Offered first.
    """
    options = [
        (_SEEN, "Görünen liste"),
        *((kind.value, kind.label) for kind in ListKind),
        (_LEVELS, "II. düzey taşınır mevcudu"),
    ]
    if may_import(view):
        options += [(f"{_EMPTY}{kind.value}", f"Boş açılış dosyası: {kind.label}") for kind in OpeningKind]
    chosen = await view.app.push_screen_wait(ChooseDialog("Ne aktarılsın?", options))
    if not chosen:
        return
    if chosen[0] == _SEEN:
        await view.export_list()
        return
    if chosen[0].startswith(_EMPTY):
        await _empty_file(view, OpeningKind(chosen[0].removeprefix(_EMPTY)))
        return
    on = day or view.desk.today
    home = await view.desk.look(lambda look: _home(look, ambar_id))
    known: dict[str, object] = {"harcama_birimi_id": home or None, "day": on}
    if chosen[0] == _LEVELS:
        await _levels(view, known)
        return
    order = await _order(view, ListKind(chosen[0]), known, tasinir_id, ambar_id)
    if order is not None:
        await _write(view, order)


async def export_day(view: View, kind: ListKind) -> None:
    """Asks for the day of one list, and writes it."""
    home = await view.desk.look(lookup.home_unit)
    order = await _order(view, kind, {"harcama_birimi_id": home or None, "day": view.desk.today}, 0, 0)
    if order is not None:
        await _write(view, order)


def _home(look: Look, ambar_id: int) -> int:
    return lookup.ambar_row(look, ambar_id).harcama_birimi_id if ambar_id else lookup.home_unit(look)


async def _levels(view: View, known: dict[str, object]) -> None:
    asked = await ask_draft(view, "II. düzey mevcudu", LevelDraft, key="tasinir.duzey", values=known)
    if asked is not None:
        await export_paper(
            view,
            "II. düzey taşınır mevcudu",
            lambda work: papers_vouchers.holdings_for_export(work, asked.harcama_birimi_id, asked.day),
        )


async def _order(
    view: View, kind: ListKind, known: dict[str, object], tasinir_id: int, ambar_id: int
) -> ListOrder | None:
    if kind is not ListKind.HAREKET:
        asked = await ask_draft(view, kind.label, DayListDraft, key=f"tasinir.liste.{kind.value}", values=known)
        if asked is None:
            return None
        return ListOrder(
            kind=kind, harcama_birimi_id=asked.harcama_birimi_id, day=asked.day, ambar_id=asked.ambar_id or 0
        )
    today = view.desk.today
    values = known | {"tasinir_id": tasinir_id or None, "ambar_id": ambar_id or None,
                      "first": date(today.year, 1, 1)}  # fmt: skip
    moves = await ask_draft(view, kind.label, MovesDraft, key="tasinir.liste.hareket", values=values)
    if moves is None:
        return None
    return ListOrder(
        kind=kind, harcama_birimi_id=moves.harcama_birimi_id, day=moves.day, ambar_id=moves.ambar_id or 0,
        first=moves.first, tasinir_id=moves.tasinir_id,
    )  # fmt: skip


async def _empty_file(view: View, kind: OpeningKind) -> None:
    """A file with the headings of an opening and nothing under them, to be filled in and taken."""
    title = f"Açılış: {kind.label}"
    choice = await view.app.push_screen_wait(
        ExportDialog("Dışa aktar", (("bos", title),), _SHEETS, await view.desk.export_folder())
    )
    if choice is None:
        return

    def write() -> Path:
        from exports.files import safe_name
        from exports.listing import Listing, ListingColumn, listing_csv, listing_xlsx

        columns = tuple(ListingColumn(label, width=18) for _, label in column_labels(kind))
        now = wall_clock(view.desk.store.clock())
        made = Listing(title, (), TEMPLATE_HINT, columns, (), "", now, view.desk.actor.name)
        path = choice.folder / safe_name(f"açılış dosyası {kind.value}", suffix=f".{choice.format}")
        return (listing_csv if choice.format == "csv" else listing_xlsx)(made, path)

    try:
        path = await view.desk.thread(write)
    except MasaError as problem:
        await show_problem(view.app, problem)
        return
    await written(view, path)


# ---------------------------------------------------------------- the file


async def _write(view: View, order: ListOrder) -> None:
    """Asks for format and folder, writes the list in a thread while it is read, says where it went."""
    desk = view.desk
    choice = await view.app.push_screen_wait(
        ExportDialog("Dışa aktar", (("liste", order.kind.label),), _FORMATS, await desk.export_folder())
    )
    if choice is None:
        return

    def write(look: Look, progress: ProgressDialog) -> Path:
        from exports.files import safe_name

        made = papers_lists.list_for(look, order)
        if choice.format != "csv":
            made = papers_lists.as_arranged(look, order, made)
        path = choice.folder / safe_name(made.name, suffix=f".{choice.format}")
        return write_listing(_listing(view, look, made), path, choice.format, made.total, progress)

    def write_and_note(progress: ProgressDialog) -> list[Path]:
        path = desk.look_here(lambda look: write(look, progress))
        desk.work_here(lambda work: papers_lists.note_list(work, order, order.kind.label))
        return [path]

    await write_files(view, write_and_note)


def _listing(view: View, look: Look, made: StockList) -> Listing:
    from exports.listing import Listing

    return Listing(
        title=made.title,
        office_lines=view.desk.office.lines,
        subtitle=made.subtitle,
        columns=tuple(_column(one) for one in made.columns),
        rows=_rows(made),
        summary=made.summary,
        printed_at=wall_clock(look.now),
        printed_by=view.desk.actor.name,
    )


def _column(one: PaperColumn) -> Any:
    from exports.listing import ColumnKind, ListingColumn

    kinds = {
        CellKind.MONEY: ColumnKind.MONEY,
        CellKind.QUANTITY: ColumnKind.QUANTITY,
        CellKind.DATE: ColumnKind.DATE,
    }
    return ListingColumn(one.title, kinds.get(one.kind, ColumnKind.TEXT), one.width)


def _rows(made: StockList) -> Iterator[tuple[object, ...]]:
    kinds = [one.kind for one in made.columns]
    for row in made.rows:
        yield tuple(_value(kind, value) for kind, value in zip(kinds, row, strict=True))


def _value(kind: CellKind, value: object) -> object:
    if isinstance(value, int) and kind is CellKind.MONEY:
        return Money(value)
    if isinstance(value, int) and kind is CellKind.QUANTITY:
        return Decimal(value) / 1000
    return value
