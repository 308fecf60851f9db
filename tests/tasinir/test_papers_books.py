"""The two defterler, read back from their files and held against the books."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from sqlalchemy import select

from data.core.errors import BadFields, BadInput, NotAllowed
from data.core.paper import Paper, Table
from data.core.permissions import PROGRAM
from data.core.switches import SettingDraft
from data.tasinir.books import held_on
from data.tasinir.hand_drafts import PlaceDraft, Seen
from data.tasinir.models import Tasinir
from data.tasinir.operations.deliveries import give_to_place
from data.tasinir.operations.reversing import reverse
from data.tasinir.papers_books import BookKind, BookOrder, book_for_export, book_papers, books_of
from data.tasinir.settings import set_setting
from exports.document import papers_pdf, papers_xlsx
from tests.tasinir import tasinir_office as office
from tests.tasinir.ending_office import BOUGHT, CHAIR, LAPTOP, PAPER, PEN, items, stock
from tests.tasinir.tasinir_office import FIRST, SECOND, Desk
from tests.tasinir.voucher_office import approved, bought, head, line, used

JULY = date(2026, 7, 1)
YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def papers_of(desk: Desk, kind: BookKind, start: date = YEAR[0], end: date = YEAR[1]) -> tuple[Paper, ...]:
    order = BookOrder(harcama_birimi_id=office.unit(desk), start=start, end=end)
    with desk.look("kayit") as look:
        return book_papers(look, kind, order, desk_ask(desk))


def desk_ask(desk: Desk):  # type: ignore[no-untyped-def]
    def ask(question):  # type: ignore[no-untyped-def]
        with desk.store.look(PROGRAM) as look:
            return question(look)

    return ask


def table(paper: Paper) -> Table:
    return next(block for block in paper.blocks if isinstance(block, Table))


def moved(desk: Desk) -> None:
    """Stock, a consumption over two lots, a reversal, a move to the other ambar."""
    stock(desk)
    bought(desk, PAPER, 50, 95, date(2026, 5, 1))
    used(desk, PAPER, 120, JULY)
    wrong = used(desk, PAPER, 10, date(2026, 7, 2))
    with desk.work("kayit") as work:
        reverse(work, wrong.id, date(2026, 7, 3), "Yanlış birim", "Olur 2026/12")
    move = head(desk, "ambar_cikis", date(2026, 8, 3), FIRST, other_ambar_id=office.ambar(desk, SECOND))
    approved(desk, move, line(desk, PEN, 5, 0))


def test_the_book_of_consumables_closes_with_what_the_ambars_hold_lot_by_lot(desk: Desk, tmp_path: Path) -> None:
    moved(desk)
    papers = papers_of(desk, BookKind.TUKETIM)
    with desk.look("kayit") as look:
        held = held_on(look, office.unit(desk), YEAR[1])
        durable = {one.id for one in look.session.execute(select(Tasinir)).scalars() if one.durable}
    book = load_workbook(papers_xlsx(papers, tmp_path / "d.xlsx"))
    for paper, sheet, code in zip(papers, book.worksheets, (FIRST, SECOND), strict=True):
        ambar = office.ambar(desk, code)
        own = sum(one.kurus for (where, key), one in held.items() if where == ambar and key not in durable)
        found = [[cell.value for cell in row] for row in sheet.iter_rows()]
        (total,) = [row for row in found if row[0] == "TOPLAM"]
        assert round(Decimal(str(total[-1])) * 100) == own
        assert len(table(paper).rows) == len(tuple(table(paper).rows))
        _running(found)


def _running(found: list[list[object]]) -> None:
    """Every remainder is the one before it, with what entered and without what left."""
    start = next(place for place, row in enumerate(found) if row[0] == "Sıra no") + 1
    left = worth = Decimal(0)
    seen = 0
    for row in found[start:]:
        if row[0] == "TOPLAM":
            break
        if row[0] is None:
            left, worth = Decimal(str(row[10] or 0)), Decimal(str(row[11] or 0))
            continue
        seen += 1
        assert row[0] == seen
        left += Decimal(str(row[4] or 0)) - Decimal(str(row[7] or 0))
        worth += Decimal(str(row[6] or 0)) - Decimal(str(row[9] or 0))
        assert (left, worth) == (Decimal(str(row[10])), Decimal(str(row[11])))
    assert seen


def test_an_exit_stands_with_each_lot_it_took_and_a_reversal_on_its_own_side(desk: Desk) -> None:
    moved(desk)
    rows = [row for row in table(papers_of(desk, BookKind.TUKETIM)[0]).rows if row[1] == JULY]
    assert [(row[7], row[8], row[9]) for row in rows] == [
        (100_000, 90_000_000, 900_000),
        (20_000, 95_000_000, 190_000),
    ]
    (back,) = [row for row in table(papers_of(desk, BookKind.TUKETIM)[0]).rows if row[1] == date(2026, 7, 3)]
    assert back[4] == 10_000 and back[7] is None and "ters kayıt" in str(back[3])


def test_a_period_begins_with_what_was_carried_into_it(desk: Desk) -> None:
    moved(desk)
    rows = list(table(papers_of(desk, BookKind.TUKETIM, date(2026, 7, 2), date(2026, 7, 31))[0]).rows)
    (carried,) = [row for row in rows if row[3] == "Devir" and row[10] == 30_000]
    assert carried[11] == 285_000
    assert table(papers_of(desk, BookKind.TUKETIM, date(2026, 7, 2), date(2026, 7, 31))[0]).total is not None
    with pytest.raises(BadFields):
        papers_of(desk, BookKind.TUKETIM, JULY, BOUGHT)
    with pytest.raises(BadInput, match="kayıt yok"):
        papers_of(desk, BookKind.TUKETIM, date(2020, 1, 1), date(2020, 12, 31))


def test_the_book_of_durables_has_every_item_with_where_it_went_and_why_it_left(
    desk: Desk, tmp_path: Path
) -> None:
    stock(desk)
    given = items(desk)[0]
    with desk.work("clerk") as work:
        give_to_place(work, [Seen(given.id, given.version)], PlaceDraft(yer_id=office.room(desk), day=JULY))
    approved(
        desk,
        head(desk, "satis", date(2026, 9, 1)),
        line(desk, LAPTOP, 1, 0, demirbas_id=items(desk)[1].id),
    )
    (paper,) = papers_of(desk, BookKind.DAYANIKLI)
    rows = list(table(paper).rows)
    assert len(rows) == len(table(paper).rows) == 6
    (at,) = [row for row in rows if row[1] == given.sicil_no]
    assert at[8] == JULY and "101" in str(at[9]) and at[10] and at[12] is None
    (gone,) = [row for row in rows if row[12] == date(2026, 9, 1)]
    assert gone[7] == 120_000 and "Satış" in str(gone[13])
    text = "".join(page.extract_text() for page in PdfReader(papers_pdf((paper,), tmp_path / "d.pdf")).pages)
    assert "5 adet, 6.000,00 TL" in text and "Örnek No: 2" in text
    (before,) = papers_of(desk, BookKind.DAYANIKLI, YEAR[0], date(2026, 6, 30))
    assert all(row[8] is None and row[12] is None for row in table(before).rows)
    assert {str(row[2]).split()[-1] for row in rows} == {LAPTOP.split()[-1], CHAIR.split()[-1]}


def test_a_book_is_exported_with_a_trace_and_not_by_everybody(desk: Desk) -> None:
    stock(desk)
    order = BookOrder(harcama_birimi_id=office.unit(desk), start=YEAR[0], end=YEAR[1])

    def ask(question: object) -> object:
        raise AssertionError("nothing is read before the file is written")

    with desk.work("kayit") as work:
        assert len(book_for_export(work, BookKind.TUKETIM, order, ask)) == 2  # type: ignore[arg-type]
    with pytest.raises(NotAllowed), desk.work("kadir") as work:
        book_for_export(work, BookKind.DAYANIKLI, order, ask)  # type: ignore[arg-type]


def test_a_library_has_a_book_of_its_own_items_alone(desk: Desk, tmp_path: Path) -> None:
    stock(desk)
    unit = office.unit(desk)
    with desk.look("kayit") as look:
        assert books_of(look, unit) == (BookKind.TUKETIM, BookKind.DAYANIKLI)
    with pytest.raises(BadInput, match="kayıt yok"):
        papers_of(desk, BookKind.KUTUPHANE)
    draft = SettingDraft(
        name="tasinir.kutuphane_kodlari", value="255.03.01", valid_from=YEAR[0], source="Kütüphane yönergesi"
    )
    with desk.work("yonetici") as work:
        set_setting(work, draft)
    with desk.look("kayit") as look:
        assert books_of(look, unit) == (BookKind.TUKETIM, BookKind.DAYANIKLI, BookKind.KUTUPHANE)
    (paper,) = papers_of(desk, BookKind.KUTUPHANE)
    rows = list(table(paper).rows)
    assert len(rows) == len(table(paper).rows) == 2 and all(str(row[2]).endswith(CHAIR) for row in rows)
    text = "".join(page.extract_text() for page in PdfReader(papers_pdf((paper,), tmp_path / "k.pdf")).pages)
    assert "KÜTÜPHANE DEFTERİ" in text and "2 adet, 2.400,00 TL" in text and "Örnek No: 4" in text
    assert len(table(papers_of(desk, BookKind.DAYANIKLI)[0]).rows) == 6
