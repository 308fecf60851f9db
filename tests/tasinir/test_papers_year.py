"""The four papers of the year's account, read back from their files: their equalities hold there too."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from data.core.approvals import Stage
from data.core.errors import BadInput, NotAllowed
from data.core.paper import Paper, Table
from data.tasinir.models_counts import Sayim
from data.tasinir.operations.years import send_back
from data.tasinir.papers_count import count_papers, count_papers_for_export
from data.tasinir.papers_year import YearPaper, account_for_export, year_papers, year_papers_for_export
from data.tasinir.rules.year_checks import Amount
from data.tasinir.year_checking import checks
from data.tasinir.year_views import account, last_number, rows_of
from exports.document import papers_pdf, papers_xlsx
from tests.tasinir import tasinir_office as office
from tests.tasinir.ending_office import PAPER, in_january, prepared, signed, stock
from tests.tasinir.many_goods import many
from tests.tasinir.tasinir_office import Desk
from tests.tasinir.voucher_office import used

LEVEL = re.compile(r"\d{3}\.\d{2}\.\d{2}")


@dataclass
class Read:
    """The rows of a file under their headings, sheet by sheet."""

    sheets: list[list[dict[str, object]]]
    text: str
    tabs: list[str]

    def rows(self) -> list[dict[str, object]]:
        return [row for sheet in self.sheets for row in sheet]


def written(papers: Sequence[Paper], folder: Path, name: str) -> Read:
    """Both files; cells from the Excel, the running text from the PDF."""
    book = load_workbook(papers_xlsx(papers, folder / f"{name}.xlsx"))
    sheets = []
    for sheet in book.worksheets:
        found = [[cell.value for cell in row] for row in sheet.iter_rows()]
        start = next((place for place, row in enumerate(found) if row[0] in ("Sıra no", "Sıra")), None)
        if start is None:
            sheets.append([])
            continue
        heads = [str(head) for head in found[start]]
        rows = [dict(zip(heads, row, strict=True)) for row in found[start + 1 :]]
        sheets.append([row for row in rows if isinstance(row[heads[1]], str) and row[heads[1]]])
    pdf = PdfReader(papers_pdf(papers, folder / f"{name}.pdf"))
    tabs = [sheet.title for sheet in book.worksheets]
    if len(papers) > 1:
        assert [str(entry["/Title"]) for entry in pdf.outline] == tabs  # type: ignore[call-overload,index]
    return Read(sheets, "\n".join(page.extract_text() for page in pdf.pages), tabs)


def amount(row: dict[str, object], title: str) -> Amount:
    return Amount(thousandths(row[f"{title} miktar"]), round(Decimal(str(row[f"{title} tutar"])) * 100))


def thousandths(value: object) -> int:
    return round(Decimal(str(value)) * 1000)


def of_year(desk: Desk, folder: Path, which: YearPaper, year: int = 2026) -> Read:
    with desk.look("kayit") as look:
        papers = year_papers(look, office.unit(desk), year, which)
    return written(papers, folder, which.value)


def test_the_four_papers_agree_with_each_other_and_with_the_books(ended: Desk, tmp_path: Path) -> None:
    signed(ended, prepared(ended))
    tutanak, dokum = of_year(ended, tmp_path, YearPaper.SAYIM), of_year(ended, tmp_path, YearPaper.DOKUM)
    cetvel, numara = of_year(ended, tmp_path, YearPaper.CETVEL), of_year(ended, tmp_path, YearPaper.NUMARA)
    with ended.look("kayit") as look:
        books = {row.code: row for row in rows_of(account(look, office.unit(ended), 2026))}
        last = last_number(look, office.unit(ended), 2026)

    found: dict[str, int] = {}
    for row in tutanak.rows():
        code = str(row["Taşınır kodu"])
        if row["Sıra no"] is not None:
            upper = ".".join(code.split(".")[:3])
            found[upper] = found.get(upper, 0) + thousandths(row["Sayımda bulunan miktar"])
    sheet, unit = {str(row["II. düzey kodu"]): row for row in dokum.rows()}, {
        str(row["II. düzey kodu"]): row for row in cetvel.rows()
    }  # fmt: skip
    assert set(sheet) == set(unit) == set(books)
    for code, book in books.items():
        mine, theirs = sheet[code], unit[code]
        opening, entered = amount(mine, "Önceki yıldan devir"), amount(mine, "Yılı içinde giren")
        left, closing = amount(mine, "Yılı içinde çıkan"), amount(mine, "Gelecek yıla devir")
        assert (opening, entered, left, closing) == (book.opening, book.entered, book.left, book.closing)
        assert opening + entered == amount(mine, "Toplam")
        assert opening + entered - left == closing
        assert closing.quantity == found.get(code, 0)
        for ours, own in (
            ("Önceki yıldan devreden", opening), ("Yılı içinde giren", entered), ("Yılı içinde çıkan", left),
            ("Ertesi yıla devreden", closing),
        ):  # fmt: skip
            assert amount(theirs, ours) == own
        assert amount(theirs, "Sayım fazlası") == book.surplus
        assert amount(theirs, "Sayım noksanı") == book.shortage
    assert books["255.02.01"].shortage == Amount(1_000, 120_000)
    assert books["150.01.03"].opening == Amount(7_000, 8_400)
    assert f"sıra numarası {last.number} (" in numara.text.replace("\n", " ")


def test_the_papers_are_parted_as_the_law_parts_them_and_signed_by_whom_it_names(
    ended: Desk, tmp_path: Path
) -> None:
    signed(ended, prepared(ended))
    tutanak, dokum = of_year(ended, tmp_path, YearPaper.SAYIM), of_year(ended, tmp_path, YearPaper.DOKUM)
    assert len(tutanak.sheets) == 2  # the two ambars that hold something
    assert [sheet[0]["II. düzey kodu"] for sheet in dokum.sheets] == ["150.01.01", "255.02.01", "255.03.01"]
    for text in (tutanak.text, dokum.text):
        assert "Sayım Kurulu Başkanı" in text and "Taşınır Kayıt Yetkilisi" in text and "Zehra Ünal" in text
    assert dokum.tabs == ["150.01", "255.02", "255.03"]
    assert tutanak.tabs == ["01 Merkez Ambarı", "02 Bilişim Ambarı"]
    assert "Örnek No: 12" in tutanak.text and "Örnek No: 13" in dokum.text
    cetvel = of_year(ended, tmp_path, YearPaper.CETVEL)
    signers = ("Kadriye Kayıt", "Kenan Kontrol", "Mine Muhasebe", "Hasan Harcama")
    places = [cetvel.text.index(name) for name in signers]
    assert places == sorted(places)
    assert cetvel.text.count("05.01.2027") >= 4 and "Örnek No: 14" in cetvel.text


def test_sums_of_a_group_stand_above_its_rows(ended: Desk, tmp_path: Path) -> None:
    tutanak = of_year(ended, tmp_path, YearPaper.SAYIM)
    for sheet in tutanak.sheets:
        group: dict[str, object] = {}
        left = 0
        for row in sheet:
            if row["Sıra no"] is None:
                assert left == 0
                group, left = row, thousandths(row["Sayımda bulunan miktar"])
                assert LEVEL.fullmatch(str(group["Taşınır kodu"]))
            else:
                left -= thousandths(row["Sayımda bulunan miktar"])
        assert left == 0


def test_only_what_differs_goes_with_the_vouchers_to_muhasebe(ended: Desk) -> None:
    with ended.look("kayit") as look:
        papers = count_papers(look, office.key(ended, Sayim, kind="yil_sonu"), differing=True)
        tables = [block for paper in papers for block in paper.blocks if isinstance(block, Table)]
        kept = [row for table in tables for row in table.rows if row[0] is not None]
    assert [(row[1], row[-2], row[-1]) for row in kept] == [
        ("150.01.01.04", 1_000, 0),
        ("255.02.01.01.02", 0, 1_000),
    ]


def test_what_was_not_presented_or_changed_since_is_a_draft(ended: Desk) -> None:
    def drafts() -> set[bool]:
        with ended.look("kayit") as look:
            which = (YearPaper.DOKUM, YearPaper.CETVEL, YearPaper.NUMARA)
            return {paper.draft for one in which for paper in year_papers(look, office.unit(ended), 2026, one)}

    assert drafts() == {True}
    key = prepared(ended)
    signed(ended, key, Stage.SUNULDU)
    assert drafts() == {False}
    used(ended, PAPER, 1, date(2026, 12, 31))
    assert drafts() == {True}
    with ended.work("kontrol") as work:
        send_back(work, key, expected=Stage.SUNULDU, reason="Kayıt eklenmiş")
    assert drafts() == {True}


def test_a_year_without_a_count_has_no_count_papers_and_says_why(desk: Desk) -> None:
    stock(desk)
    with desk.look("kayit") as look:
        for which in (YearPaper.SAYIM, YearPaper.DOKUM):
            with pytest.raises(BadInput, match="yıl sonu sayımı"):
                year_papers(look, office.unit(desk), 2026, which)
        assert year_papers(look, office.unit(desk), 2026, YearPaper.CETVEL)
        with pytest.raises(BadInput, match="kayıtlı taşınır yok"):
            year_papers(look, office.unit(desk), 2020, YearPaper.CETVEL)
        (empty,) = year_papers(look, office.unit(desk), 2020, YearPaper.NUMARA)
        assert "düzenlenmemiştir" in str(empty.blocks[1])


def test_the_account_takes_the_vouchers_of_surplus_and_shortage_along(ended: Desk) -> None:
    with ended.work("kayit") as work:
        parts = account_for_export(work, office.unit(ended), 2026)
    assert [title for title, _ in parts[:4]] == [one.label for one in YearPaper]
    kinds = [dict(block.rows)["İşlem çeşidi"] for paper in parts[4][1] for block in paper.blocks[1:2]]  # type: ignore[union-attr]
    assert sorted(kinds) == ["Kayıttan düşme", "Sayım fazlası"]


def test_an_export_is_in_the_trail_once_and_not_for_everybody(ended: Desk) -> None:
    with ended.work("kayit") as work:
        made = year_papers_for_export(work, office.unit(ended), 2026, tuple(YearPaper))
    assert [which for which, _ in made] == list(YearPaper)
    with pytest.raises(NotAllowed), ended.work("kadir") as work:
        year_papers_for_export(work, office.unit(ended), 2026, (YearPaper.CETVEL,))
    with pytest.raises(NotAllowed), ended.work("kadir") as work:
        count_papers_for_export(work, 1)


@pytest.mark.parametrize("count", [1, 40, 2_000])
def test_papers_of_one_of_forty_and_of_thousands_of_goods_hold_the_same_equalities(
    desk: Desk, tmp_path: Path, count: int
) -> None:
    desk.store.clock = in_january
    many(desk, count, seed=count)
    with desk.look("kayit") as look:
        made = {one: year_papers(look, office.unit(desk), 2026, one) for one in YearPaper}
        books = {row.code: row for row in rows_of(account(look, office.unit(desk), 2026))}
        assert all(one.holds for one in checks(look, office.unit(desk), 2026))
    tutanak = plainly(made[YearPaper.SAYIM], tmp_path / "t.xlsx", "Taşınır kodu")
    found: Counter[str] = Counter()
    for row in tutanak:
        if row["Sıra no"] is not None:
            found[str(row["Taşınır kodu"]).rpartition(".")[0]] += thousandths(row["Sayımda bulunan miktar"])
    assert sum(1 for row in tutanak if row["Sıra no"] is not None) == count
    for which, closing in ((YearPaper.DOKUM, "Gelecek yıla devir"), (YearPaper.CETVEL, "Ertesi yıla devreden")):
        rows = plainly(made[which], tmp_path / f"{which}.xlsx", "II. düzey kodu")
        ending = {str(row["II. düzey kodu"]): amount(row, closing) for row in rows}
        assert ending == {code: row.closing for code, row in books.items()}
        assert {code: held.quantity for code, held in ending.items()} == dict(found)
        assert sum(held.kurus for held in ending.values()) == sum(row.closing.kurus for row in books.values())
    pages = PdfReader(papers_pdf(made[YearPaper.SAYIM], tmp_path / "t.pdf")).pages
    last = " ".join(pages[-1].extract_text().split())
    assert "Sayım Kurulu Başkanı" in last and f"Sayfa {len(pages)} / {len(pages)}" in last
    # The board never signs an empty page.
    assert "150.40." in last or "150.41." in last or "150.42." in last


def plainly(papers: Sequence[Paper], path: Path, second: str) -> list[dict[str, object]]:
    """Rows of all sheets under their headings, read as they come."""
    book = load_workbook(papers_xlsx(papers, path), read_only=True)
    found = []
    for sheet in book.worksheets:
        heads: list[str] = []
        for cells in sheet.iter_rows(values_only=True):
            code = cells[1] if len(cells) > 1 else None
            if heads and isinstance(code, str) and LEVEL.match(code):
                found.append(dict(zip(heads, cells, strict=True)))
            elif code == second:
                heads = [str(cell) for cell in cells]
    return found
