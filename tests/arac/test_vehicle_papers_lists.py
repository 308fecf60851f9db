"""Papers of vehicles reopened with other libraries, and lists of days taken from files."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest
from openpyxl import Workbook
from pypdf import PdfReader
from python_calamine import CalamineWorkbook
from sqlmodel import select

from data.arac import intake, papers, views
from data.arac.intake import DaysReading
from data.arac.models import VehicleDay
from data.arac.operations.days import import_days
from data.core import taken, trail
from data.core.errors import BadInput, NotAllowed, RuleBroken
from data.core.intake.mapping import ColumnMapping
from data.core.intake.tables import read_table
from exports.document import document_pdf, document_xlsx
from tests.arac.vehicle_office import add, close, fill, open_month, write
from tests.puantaj.puantaj_office import Desk

# ---------------------------------------------------------------- papers


def test_the_cetvel_reopened_says_what_the_store_says(desk: Desk) -> None:
    key, month = add(desk), open_month(desk)
    last = fill(desk, month, key)
    write(desk, month, key, date(2026, 10, 31), last, last + 25, order_no="GE-7", note="=1+1 <b>kar</b>")
    close(desk, month)
    with desk.work() as work:
        paper = papers.sheet_for_export(work, month, key)
    assert (paper.draft, paper.number, paper.landscape) == (False, "2026/1", True)
    book = CalamineWorkbook.from_path(str(document_xlsx(paper, desk.folder / "a.xlsx"))).get_sheet_by_index(0)
    rows = book.to_python()
    days = [row for row in rows if str(row[0])[:3] in {f"{number:02d}." for number in range(1, 32)}]
    assert len(days) == 31
    assert [value for value in days[0] if value != ""][:5] == ["01.10.2026 Pe", "Ç", 1000, 1050, 50]
    assert [value for value in days[2] if value != ""] == ["03.10.2026 Ct", "T"]
    assert "GE-7" in days[30] and "=1+1 <b>kar</b>" in days[30]
    total = next(row for row in rows if "Çalışılan gün 22" in row)
    with desk.look() as look:
        sums = views.month(look, month).rows[0].totals
        assert trail.history(look, "arac_ay", month)[0].action == "arac.export"
    assert {sums.km, sums.fuel_ml / 1000} <= set(total) == set(total)
    assert (sums.km, sums.fuel_ml) == (21 * 50 + 25, 105_000)
    pages = PdfReader(document_pdf(paper, desk.folder / "a.pdf")).pages
    text = "".join(page.extract_text() for page in pages)
    assert pages[0].mediabox.width > pages[0].mediabox.height
    assert all(words in text for words in ("ARAÇ PUANTAJ CETVELİ", "34 ABC 123", "Sürücü", "Araç sorumlusu"))
    assert all(words in text for words in ("Birim amiri", "Zeynep Demir", "Ayşe Yılmaz", "L/100 km"))


def test_the_list_of_a_month_has_every_vehicle_and_their_sum(desk: Desk) -> None:
    first, month = add(desk), open_month(desk)
    second = add(desk, "06 ZZ 9999", kind="Kepçe", measure="saat", ownership="kiralik", firm="Örnek Filo")
    write(desk, month, first, date(2026, 10, 1), 100, 300, fuel="20")
    write(desk, month, second, date(2026, 10, 1), hours="7:30", fuel="60", driver_id=None, driver_name="Şoför")
    with desk.look() as look:
        paper = papers.vehicle_list(look, month)
    assert paper.draft
    book = CalamineWorkbook.from_path(str(document_xlsx(paper, desk.folder / "b.xlsx"))).get_sheet_by_index(0)
    cells = [[value for value in row if value != ""] for row in book.to_python()]
    rows = [row for row in cells if "34 ABC 123" in row or "06 ZZ 9999" in row or "Toplam" in row]
    assert rows[0][1] == "06 ZZ 9999" and "8 L/saat" in rows[0] and "Örnek Filo" in rows[0]
    assert "10 L/100 km" in rows[1] and 200 in rows[1]
    assert rows[2][0] == "Toplam" and 80 in rows[2]
    with pytest.raises(NotAllowed), desk.work("yonetici") as work:
        papers.list_for_export(work, month)


# ---------------------------------------------------------------- lists


def read(desk: Desk, month: int, path: Path) -> tuple[DaysReading, ColumnMapping]:
    table = read_table(path)
    sheet = max(table.sheets, key=lambda one: len(one.rows))
    with desk.look() as look:
        from data.arac.operations.days import TARGET

        mapping = taken.mapping_for(look, TARGET, sheet, intake.DAY_HEADINGS)
        return intake.read_days(look, table, sheet, mapping, month), mapping


def text_file(desk: Desk, *lines: str, name: str = "günler.csv") -> Path:
    path = desk.folder / name
    head = "Plaka;Tarih;Durum;Çıkış km;Dönüş km;Saat;Yakıt;Sürücü;Görev Emri No"
    path.write_text("\n".join((head, *lines)), encoding="utf-8")
    return path


def test_a_list_of_days_is_taken_whole_and_its_columns_are_remembered(desk: Desk) -> None:
    key, month = add(desk), open_month(desk)
    path = text_file(
        desk,
        "34ABC123;01.10.2026;Ç;1000;1.050;;40,5;101;",
        "34 abc 123;02.10.2026;;1050;1080;;;Fatma Şahin;GE-1",
        "34 ABC 123;03.10.2026;Yattı;;;;;;",
    )
    reading, mapping = read(desk, month, path)
    assert reading.errors == ()
    assert reading.lines[0] == "34 ABC 123 · 01.10.2026 · 1000–1050 km · 40,5 L"
    with desk.work() as work:
        assert import_days(work, month, reading.days, mapping) == 3
    with desk.look() as look:
        rows = look.session.exec(select(VehicleDay).order_by(VehicleDay.id)).all()  # type: ignore[arg-type]
        found = [(row.state, row.start_km, row.end_km, row.fuel_ml, row.driver_id, row.order_no) for row in rows]
        ali, fatma = desk.person("101"), desk.person("102")
        assert found == [
            ("calisti", 1000, 1050, 40_500, ali, ""),
            ("calisti", 1050, 1080, 0, fatma, "GE-1"),
            ("yatti", None, None, 0, ali, ""),
        ]
        assert {row.vehicle_id for row in rows} == {key}
        assert trail.history(look, "arac_ay", month)[0].action == "arac.import"
    with pytest.raises(BadInput, match="alınmış"):
        read(desk, month, path)
    again = text_file(desk, "34ABC123;05.10.2026;Ç;1080;1090;;;101;", name="devamı.csv")
    assert read(desk, month, again)[1].columns == mapping.columns


def test_refused_rows_are_named_with_row_and_column_and_nothing_is_written(desk: Desk) -> None:
    add(desk)
    add(desk, "06 ZZ 99", ownership="firma", firm="Örnek Filo")
    month = open_month(desk)
    reading, _ = read(
        desk,
        month,
        text_file(
            desk,
            "34 ABC 123;01.10.2026;Ç;100;90;;;101;",
            "34 XX 999;01.10.2026;Ç;1;2;;;101;",
            "34 ABC 123;32.10.2026;Ç;1;2;;;101;",
            "34 ABC 123;02.11.2026;Ç;1;2;;;101;",
            "34 ABC 123;05.10.2026;Q;1;2;;;101;",
            "34 ABC 123;06.10.2026;Ç;1;2;99;çok;Olmayan Kişi;",
            "34 ABC 123;07.10.2026;Ç;1;2;;;101;",
            "34 ABC 123;07.10.2026;Ç;2;3;;;101;",
            "06 ZZ 99;07.10.2026;Ç;2;3;;;Firma Şoförü;",
            "34 ABC 123;08.10.2026;Ç;bir;2;;;101;",
        ),
    )
    told = {(error.row, error.column): error.message for error in reading.errors}
    assert "küçük olamaz" in told[2, 5]
    assert "bu birimin bu ayında yok" in told[3, 1]
    assert (4, 2) in told and "içinde olmalıdır" in told[5, 2]
    assert "araç durumu" in told[6, 3]
    assert "24 saat" in told[7, 6] and "litre" in told[7, 7] and "personel arasında yok" in told[7, 8]
    assert "8. satırda da var" in told[9, 2]
    assert not any(row == 10 for row, _ in told), "a firm's driver is no person of the office"
    assert "tam sayı değil" in told[11, 4]
    with pytest.raises(BadInput, match=r"2\. satır"), desk.work() as work:
        import_days(work, month, reading.days)
    with desk.look() as look:
        assert look.session.exec(select(VehicleDay)).all() == []


def test_written_days_are_not_replaced_by_a_file_and_a_locked_month_takes_none(desk: Desk) -> None:
    key, month = add(desk), open_month(desk)
    write(desk, month, key, date(2026, 10, 1), 100, 150)
    path = text_file(desk, "34ABC123;01.10.2026;Ç;1;2;;;101;")
    (error,) = read(desk, month, path)[0].errors
    assert "zaten yazılmış" in error.message
    last = fill_rest(desk, month, key)
    assert last
    close(desk, month)
    with pytest.raises(RuleBroken, match="kesinleşmiş"):
        read(desk, month, path)


def fill_rest(desk: Desk, month: int, key: int) -> bool:
    at = 150
    with desk.look() as look:
        missing = views.month(look, month).rows[0].totals.missing
    for day in missing:
        write(desk, month, key, day, at, at + 10)
        at += 10
    return bool(missing)


def test_an_excel_list_with_real_dates_numbers_and_hostile_text_is_read(desk: Desk) -> None:
    add(desk, "34 AB 1234", measure="saat", kind="Kepçe")
    month = open_month(desk)
    book = Workbook()
    page = book.active
    page.append(["EKİM 2026 İŞ MAKİNESİ"])
    page.append(["Plaka", "Tarih", "Çalışma saati", "Yakıt (L)", "Açıklama", "Sürücü"])
    page.append(["34 AB 1234", date(2026, 10, 1), time(7, 30), 45.5, "=cmd|x <b>\u202ekar", "101"])
    page.append(["34 AB 1234", date(2026, 10, 2), 8, 40, "a" * 10_000, "101"])
    page["E3"].data_type = "s"
    path = desk.folder / "makine.xlsx"
    book.save(path)
    reading, mapping = read(desk, month, path)
    assert [(error.row, error.column) for error in reading.errors] == [(4, 5)], "ten thousand letters are too many"
    page["E4"] = "kısa"
    book.save(path)
    reading, mapping = read(desk, month, path)
    with desk.work() as work:
        import_days(work, month, reading.days, mapping)
    with desk.look() as look:
        rows = look.session.exec(select(VehicleDay).order_by(VehicleDay.id)).all()  # type: ignore[arg-type]
        assert [(row.minutes, row.fuel_ml, row.note) for row in rows] == [
            (450, 45_500, "=cmd|x <b>kar"),
            (480, 40_000, "kısa"),
        ]
