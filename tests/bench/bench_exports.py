"""Speed and memory of the exports beside the simplest loop with the same library that makes the same cells.

Prints one row a case: our CPU seconds, the floor's CPU seconds, their ratio (target ≤ 1,3) and our peak memory.
Run: ``python tests/bench/bench_exports.py [--quick] [case …]``. Each measurement runs in its own process.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from copy import copy
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from data.core.paper import PaperColumn

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "exports")]

SHEETS = (50, 500, 5_000)
LISTS = (1_000, 10_000, 100_000)
TARGET = 1.3
LABELS = {
    "sheet": "timesheet xlsx", "list": "listing pdf", "paper": "paper pdf", "tutanak": "sayım tutanağı pdf",
    "cetvel": "yönetim cetveli pdf", "tuketim": "tüketim defteri pdf", "dayanikli": "dayanıklı defteri pdf",
    "envanter": "arşiv envanteri pdf", "imha": "imha listesi pdf",
}  # fmt: skip
PRINTED = datetime(2026, 11, 3, 9, 5)  # noqa: DTZ001 - the wall clock of the office
HEADS = (
    "Sıra", "Sicil no", "Taşınır kodu", "Taşınırın adı", "Marka / model", "Bulunduğu yer", "Giriş", "Tutar",
    "Zimmetli",
)  # fmt: skip
LETTERS = (6, 12, 20, 34, 22, 20, 10, 13, 22)


def inventory(count: int) -> Iterator[tuple[object, ...]]:
    """Rows of a count table, nine columns."""
    from data.core.money import Money

    for number in range(1, count + 1):
        yield (
            number,
            f"255.{number % 99:02d}.{number:06d}",
            "255.02.01.01.01.01",
            f"Dizüstü bilgisayar {number % 50} inç",
            "Örnek marka ÜŞ-1200",
            f"Bilgi İşlem {number % 12}. oda",
            date(2026, 1 + number % 12, 1 + number % 28),
            Money(1_234_567 + number),
            "Ayşe Yılmaz Öztürk",
        )


def ours_sheet(count: int, path: Path) -> None:
    """The puantaj cetveli of the program."""
    from sheets import sheet

    from exports.puantaj import puantaj_xlsx

    puantaj_xlsx(sheet(count), path)


def floor_sheet(count: int, path: Path) -> None:
    """The same cells with openpyxl in the plainest way that shares styles."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    from sheets import TITLES, sheet

    base = sheet(count)
    workbook = Workbook()
    page = workbook.active
    assert page is not None
    side = Side(style="thin")
    samples = []
    for fill in (PatternFill(), PatternFill("solid", fgColor="FFDDDDDD")):
        cell = page.cell(1, 1)
        cell.font, cell.fill = Font(name="Arial", size=8), fill
        cell.border = Border(left=side, right=side, top=side, bottom=side)
        cell.alignment = Alignment(horizontal="center", vertical="center")
        samples.append(copy(cell._style))
    plain, shaded = samples
    for number, line in enumerate(base.office_lines, 1):
        page.cell(number, 1, line)._style = copy(plain)
        page.merge_cells(start_row=number, end_row=number, start_column=1, end_column=55)
    for place in range(1, 56):
        for number in (8, 9, 10):
            page.cell(number, place, "Başlık")._style = copy(shaded)
    for number, signature in enumerate(base.signatures, 1):
        for line, text in enumerate((signature.role, signature.name, signature.title, "Tarih", "İmza:")):
            page.cell(len(base.rows) + 14 + line, number * 12, text)._style = copy(plain)
    page.print_title_rows = "8:10"
    for row in base.rows:
        values = (row.number, row.sicil, row.tckn, row.name, row.duty, *row.cells, *row.totals, row.remark)
        assert len(values) == 6 + 31 + len(TITLES)
        for place, value in enumerate(values, 1):
            cell = page.cell(row.number + 10, place, value)
            cell._style = copy(plain if place % 7 else shaded)
    workbook.save(path)


def ours_list(count: int, path: Path) -> None:
    """The ledger of the program as PDF."""
    from exports.listing import ColumnKind, Listing, ListingColumn
    from exports.listing_pdf import listing_pdf

    kinds = dict.fromkeys(HEADS, ColumnKind.TEXT) | {
        "Sıra": ColumnKind.INT, "Giriş": ColumnKind.DATE, "Tutar": ColumnKind.MONEY
    }  # fmt: skip
    columns = tuple(ListingColumn(head, kinds[head], width) for head, width in zip(HEADS, LETTERS, strict=True))
    listing_pdf(
        Listing("SAYIM TUTANAĞI", ("T.C.",), "", columns, inventory(count), "", PRINTED, "A. Yılmaz"), path
    )


def ours_paper(count: int, path: Path) -> None:
    """The same table as a block of a paper."""
    from data.core.paper import CellKind, Paper, PaperColumn, Table
    from exports.document import document_pdf

    kinds = {"Sıra": CellKind.INT, "Giriş": CellKind.DATE, "Tutar": CellKind.INT}
    columns = tuple(
        PaperColumn(head, kinds.get(head, CellKind.TEXT), width)
        for head, width in zip(HEADS, LETTERS, strict=True)
    )
    rows = tuple(inventory(count))
    document_pdf(Paper("sayım", ("T.C.",), "SAYIM TUTANAĞI", (Table(columns, rows),), PRINTED), path)


def floor_list(count: int, path: Path) -> None:
    """The same texts with the PDF library's canvas: drawString in a loop, rules by hand, no measuring."""
    from exports.listing import value_text

    rows = (tuple(value_text(value) for value in row) for row in inventory(count))
    _floor_canvas(HEADS, LETTERS, [place in (0, 7) for place in range(len(HEADS))], rows, count, path)


def _floor_canvas(
    heads: Sequence[str],
    letters: Sequence[int],
    right: Sequence[bool],
    rows: Iterator[tuple[str, ...]],
    count: int,
    path: Path,
) -> None:
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    face = "LiberationSans-Regular"
    pdfmetrics.registerFont(TTFont(face, str(ROOT / "exports" / "fonts" / f"{face}.ttf"), shapable=False))
    width, height = landscape(A4)
    canvas = Canvas(str(path), pagesize=(width, height))
    scale = (width - 56) / sum(letters)
    edges = [28 + scale * sum(letters[:place]) for place in range(len(letters) + 1)]
    per_page, step = 38, 13.0
    pages = -(-count // per_page)
    for page in range(1, pages + 1):
        canvas.setFont(face, 7)
        canvas.setLineWidth(0.35)
        y = height - 40
        for place, head in enumerate(heads):
            canvas.drawString(edges[place] + 3, y + 4, head)
        canvas.line(edges[0], y, edges[-1], y)
        for _, row in zip(range(per_page), rows, strict=False):
            y -= step
            for place, text in enumerate(row):
                if right[place]:
                    canvas.drawRightString(edges[place + 1] - 3, y + 4, text)
                else:
                    canvas.drawString(edges[place] + 3, y + 4, text)
            canvas.line(edges[0], y, edges[-1], y)
        for x in edges:
            canvas.line(x, height - 27, x, y)
        canvas.drawCentredString(width / 2, 18, f"Sayfa {page} / {pages}")
        canvas.showPage()
    canvas.save()


# ---------------------------------------------------------------- papers of movable property and of the archive


def form_of(name: str, count: int) -> tuple[Sequence[PaperColumn], Callable[[], Iterator[tuple[object, ...]]]]:
    """Columns of a form as the program has them, and rows as full as those of a real office."""
    from data.arsiv import papers_disposal, papers_places
    from data.tasinir import papers_books, papers_count, papers_year

    columns = {
        "tutanak": papers_count._COUNTED,
        "cetvel": papers_year._UNIT_SHEET,
        "tuketim": papers_books._GOODS,
        "dayanikli": papers_books._ITEMS,
        "envanter": papers_places.INVENTORY.columns,
        "imha": papers_disposal.LISTED.columns,
    }[name]
    return columns, lambda: (_filled(columns, number) for number in range(1, count + 1))


def _filled(columns: Sequence[PaperColumn], number: int) -> tuple[object, ...]:
    """One value a column, of its kind."""
    from data.core.paper import CellKind

    words = "255.02.01.01.02 Dizüstü bilgisayar ÜŞ"
    values: dict[CellKind, object] = {
        CellKind.INT: number,
        CellKind.DATE: date(2026, 1 + number % 12, 1 + number % 28),
        CellKind.MONEY: 123_456 + number,
        CellKind.QUANTITY: 1_000 * (number % 900),
        CellKind.DECIMAL: "1.234,5678",
    }
    return tuple(values.get(column.kind, words[: column.width - 2]) for column in columns)


def ours_form(name: str, count: int, path: Path) -> None:
    """A form as the program writes it: fields, table, words, signatures."""
    from data.core.paper import Fields, Paper, Signature, Signatures, Table, Text
    from exports.document import document_pdf

    columns, rows = form_of(name, count)
    head = Fields((("Harcama biriminin adı", "Yazılım Şube Müdürlüğü"), ("Kodu", "46.34.12.05")))
    signers = Signatures((Signature("Taşınır Kayıt Yetkilisi", "Kadriye Kayıt", "Ambar Memuru"),))
    blocks = (head, Table(tuple(columns), tuple(rows())), Text("Yukarıda gösterilenler sayılmıştır."), signers)
    document_pdf(Paper(name, ("T.C.",), LABELS[name].upper(), blocks, PRINTED, landscape=True), path)


def floor_form(name: str, count: int, path: Path) -> None:
    """The same texts of that form on the canvas: drawString in a loop, rules by hand, no measuring."""
    from exports.document_form import cell_text, is_number

    columns, rows = form_of(name, count)
    texts = (
        tuple(cell_text(value, column.kind) for value, column in zip(row, columns, strict=True)) for row in rows()
    )
    _floor_canvas(
        [column.title for column in columns], [column.width for column in columns],
        [is_number(column.kind) for column in columns], texts, count, path,
    )  # fmt: skip


FORMS = ("tutanak", "cetvel", "tuketim", "dayanikli", "envanter", "imha")
CASES: dict[str, Callable[[int, Path], None]] = {
    "ours_sheet": ours_sheet,
    "floor_sheet": floor_sheet,
    "ours_list": ours_list,
    "floor_list": floor_list,
    "ours_paper": ours_paper,
    "floor_paper": floor_list,
    **{f"ours_{name}": partial(ours_form, name) for name in FORMS},
    **{f"floor_{name}": partial(floor_form, name) for name in FORMS},
}


def once(case: str, count: int) -> None:
    """Runs one case after a small one that loads libraries and fonts; prints CPU seconds and peak megabytes."""
    with tempfile.TemporaryDirectory() as folder:
        CASES[case](5, Path(folder) / "warm")
        start = time.process_time()
        CASES[case](count, Path(folder) / "file")
        seconds = time.process_time() - start
    print(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)  # noqa: T201


def measure(name: str, count: int) -> tuple[tuple[float, float], tuple[float, float]]:
    """Best of a few runs of floor and ours in turn, each in a fresh process."""
    runs: dict[str, list[tuple[float, float]]] = {"floor": [], "ours": []}
    for _ in range(3 if count <= 10_000 else 2):
        for who, found in runs.items():
            command = [sys.executable, __file__, f"{who}_{name}", str(count)]
            done = subprocess.run(command, check=True, capture_output=True, text=True)
            seconds, memory = map(float, done.stdout.split())
            found.append((seconds, memory))
    return min(runs["floor"]), min(runs["ours"])


def main() -> None:
    """All rows of the table."""
    quick, only = "--quick" in sys.argv, [one for one in sys.argv[1:] if not one.startswith("-")]
    print(f"{'':28}{'ours s':>9}{'floor s':>9}{'ratio':>7}{'MB':>7}{'floor MB':>10}")  # noqa: T201
    for name, counts in (("sheet", SHEETS), ("list", LISTS), ("paper", LISTS), *((one, LISTS) for one in FORMS)):
        if only and name not in only:
            continue
        for count in counts[:2] if quick else counts:
            (floor, floor_memory), (ours, memory) = measure(name, count)
            label = f"{LABELS[name]} {count}"
            mark = "" if ours / floor <= TARGET else "  over target"
            print(  # noqa: T201
                f"{label:28}{ours:9.3f}{floor:9.3f}{ours / floor:7.2f}{memory:7.0f}{floor_memory:10.0f}{mark}"
            )


if __name__ == "__main__":
    if len(sys.argv) == 3 and sys.argv[1] in CASES:
        once(sys.argv[1], int(sys.argv[2]))
    else:
        main()
