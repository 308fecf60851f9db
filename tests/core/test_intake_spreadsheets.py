"""Excel files from other hands: a preview or one plain sentence, whatever is in them."""

from __future__ import annotations

import csv
import io
import time
import zipfile
from datetime import datetime
from datetime import time as clock
from pathlib import Path

import pytest
from openpyxl import Workbook

from data.core.errors import BadInput
from data.core.intake import spreadsheets
from data.core.intake.cells import filled
from data.core.intake.formats import MAX_BYTES
from data.core.intake.tables import preview, read_table
from data.core.intake.workbook_reader import NO_RESULT_NOTE

_FOLDER = Path(__file__).resolve().parents[3] / "shared" / "samples" / "spreadsheets"
_FILES = sorted(path.name for path in _FOLDER.iterdir()) if _FOLDER.is_dir() else []
_READERS = {"openpyxl", "xlrd"}
_FEWER_CELLS = {
    "errors.xlsx": 0,  # error values are read as empty
    "picture_richdata.xlsx": 0,  # a picture in a cell is the error #VALUE!
    "pictures_in_cell_and_over_cell.xlsx": 0,
    "empty_shared_string.xlsx": 1,  # the other count takes an empty text for a filled cell
    "issue446.xlsx": 42,
}


def _outcomes(folder: Path) -> dict[str, tuple[str, str]]:
    with (folder / "outcomes.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(lines, delimiter=";"))
    return {row[0]: (row[3], row[5]) for row in rows if row[2] in _READERS}


@pytest.mark.skipif(bool(_FILES), reason="the files are here and each is read below")
def test_the_hostile_files_are_beside_this_clone(samples: Path) -> None:
    assert (samples / "spreadsheets").is_dir()


@pytest.mark.parametrize("name", _FILES)
def test_every_odd_file_gives_a_preview_or_one_sentence(samples: Path, name: str) -> None:
    expected, cells = _outcomes(samples / "spreadsheets").get(name, ("", ""))
    begun = time.monotonic()
    try:
        table = read_table(samples / "spreadsheets" / name)
    except BadInput as error:
        # The only file that openpyxl opens and we do not has no sheet that it can see.
        assert expected != "OK" or name == "strict_iso_paths.xlsx"
        assert error.file == name
        assert error.remedy
        assert "Traceback" not in str(error)
    else:
        assert preview(table).name
        assert len(preview(table).rows) <= 20
        if expected == "OK":
            assert sum(filled(sheet.rows) for sheet in table.sheets) == _FEWER_CELLS.get(name, int(cells))
    # The promise is five seconds on an idle machine; a guard that never fires would take for ever.
    assert time.monotonic() - begun < 30


def test_reading_leaves_no_file_behind(samples: Path, tmp_path: Path) -> None:
    copy = tmp_path / "date.xlsx"
    copy.write_bytes((samples / "spreadsheets" / "date.xlsx").read_bytes())
    read_table(copy)
    assert [path.name for path in tmp_path.iterdir()] == ["date.xlsx"]


@pytest.mark.parametrize("name", ["date.xlsx", "date.xls", "date_1904.xlsx", "date_1904.xls"])
def test_dates_are_read_alike_from_old_and_new_files(samples: Path, name: str) -> None:
    texts = [cell for row in read_table(samples / "spreadsheets" / name).sheets[0].rows for cell in row]
    assert texts[0].removesuffix(" 00:00:00") == "2021-01-01"


@pytest.mark.parametrize("name", ["date.xlsx", "date_1904.xlsx"])
def test_hours_beyond_a_day_stay_hours(samples: Path, name: str) -> None:
    assert "255:10:10" in [
        cell for row in read_table(samples / "spreadsheets" / name).sheets[0].rows for cell in row
    ]


def _saved(tmp_path: Path, *rows: tuple[object, ...], title: str = "Liste") -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(row)
    path = tmp_path / "liste.xlsx"
    book.save(path)
    return path


def test_cells_are_the_text_that_a_person_sees(tmp_path: Path) -> None:
    path = _saved(
        tmp_path,
        ("Şükrü", 12, 12.0, 0.1 + 0.2, True, datetime.fromisoformat("2026-10-05 08:01:00"), "#N/A"),
        (None, 6.37702e15, 1e-7, False, None, None, "#Ağaç"),
    )
    assert read_table(path).sheets[0].rows == (
        ("Şükrü", "12", "12", "0.3", "EVET", "2026-10-05 08:01:00"),
        ("", "6377020000000000", "0.0000001", "HAYIR", "", "", "#Ağaç"),
    )


def test_midnight_keeps_its_clock_time_only_among_clock_times(tmp_path: Path) -> None:
    midnight = datetime.fromisoformat("2026-10-05 00:00:00")
    path = _saved(tmp_path, (midnight, midnight), (midnight, datetime.fromisoformat("2026-10-05 23:59:00")))
    assert read_table(path).sheets[0].rows == (
        ("2026-10-05", "2026-10-05 00:00:00"),
        ("2026-10-05", "2026-10-05 23:59:00"),
    )


def test_a_clock_time_that_a_day_part_cannot_hold_is_rounded_to_its_second(tmp_path: Path) -> None:
    path = _saved(tmp_path, (clock(8, 0, 59, 900_000), clock(8, 1), clock(23, 59, 59, 900_000)))
    assert read_table(path).sheets[0].rows == (("08:01:00", "08:01:00", "23:59:59"),)


def test_direction_and_control_marks_do_not_come_in(tmp_path: Path) -> None:
    path = _saved(tmp_path, ("Ali\u202eVeli\u200b", "üst_x000D_\nalt"))
    assert read_table(path).sheets[0].rows == (("AliVeli", "üst\nalt"),)


def test_a_formula_without_a_stored_result_is_empty_and_said(tmp_path: Path) -> None:
    table = read_table(_saved(tmp_path, ("Toplam", "=1+1", '=HYPERLINK("http://a","b")', "son")))
    assert table.sheets[0].rows == (("Toplam", "", "", "son"),)
    assert table.notes == (NO_RESULT_NOTE,)


def test_a_sheet_is_asked_for_by_name(tmp_path: Path) -> None:
    path = _saved(tmp_path, ("a",), title="Ocak")
    assert read_table(path, sheet="Ocak").sheets[0].name == "Ocak"
    with pytest.raises(BadInput, match=r"Şubat.*Ocak"):
        read_table(path, sheet="Şubat")


def test_more_rows_than_allowed_are_refused_and_not_cut_off(tmp_path: Path) -> None:
    path = _saved(tmp_path, *[(n,) for n in range(6)])
    assert len(read_table(path, max_rows=6).sheets[0].rows) == 6
    with pytest.raises(BadInput, match="satırdan fazlası"):
        read_table(path, max_rows=5)


def test_a_cell_in_the_far_corner_is_refused_without_filling_the_memory(tmp_path: Path) -> None:
    book = Workbook()
    assert book.active is not None
    book.active["XFD1048576"] = "köşe"
    book.save(tmp_path / "kose.xlsx")
    with pytest.raises(BadInput, match="satırdan fazlası"):
        read_table(tmp_path / "kose.xlsx")


def test_too_many_columns_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="sütundan fazlası"):
        read_table(_saved(tmp_path, tuple(range(513))))


def _package(path: Path, *, sheet: bytes = b"<worksheet/>") -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", b"<Types/>")
        package.writestr("xl/worksheets/sheet1.xml", sheet)
    return path


@pytest.mark.parametrize("megabytes", [30, 201])
def test_a_packed_bomb_is_not_unpacked(tmp_path: Path, megabytes: int) -> None:
    path = _package(tmp_path / "bomba.xlsx", sheet=b" " * (megabytes * 1024 * 1024))
    with pytest.raises(BadInput, match="aşırı büyüyor"):
        read_table(path)


@pytest.mark.parametrize("codec", ["utf-8", "utf-16"])
def test_declared_entities_are_refused(tmp_path: Path, codec: str) -> None:
    text = '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;">]><worksheet>&c;</worksheet>'
    path = _package(tmp_path / "varlik.xlsx", sheet=text.encode(codec))
    with pytest.raises(BadInput, match="XML bildirimi"):
        read_table(path)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"<html><body><table><tr><td>1</td></tr></table></body></html>", "HTML"),
        (b"\xef\xbb\xbf\r\n  <TABLE border=1>", "HTML"),
        ('<html xmlns:o="urn">'.encode("utf-16"), "HTML"),
        (b'<?xml version="1.0"?><Workbook/>', "XML"),
        (b"%PDF-1.7", "PDF"),
        (b"PK\x03\x04 yarim", "bozuk"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "bozuk"),
        (b"", "boş"),
    ],
)
def test_a_false_excel_file_says_what_it_is_and_what_to_do(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "rapor.xls"
    path.write_bytes(content)
    with pytest.raises(BadInput, match=said) as caught:
        read_table(path)
    assert caught.value.file == "rapor.xls"
    assert caught.value.remedy


def test_a_zip_that_is_no_workbook_says_so(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as package:
        package.writestr("liste.csv", "a;b")
    with pytest.raises(BadInput, match="arşiv"):
        read_table(tmp_path / "a.xlsx")


def test_a_missing_or_huge_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="bulunamadı"):
        read_table(tmp_path / "yok.csv")
    with pytest.raises(BadInput, match="bulunamadı"):
        read_table(tmp_path)
    with (tmp_path / "dev.csv").open("wb") as big:
        big.truncate(MAX_BYTES + 1)
    with pytest.raises(BadInput, match="çok büyük"):
        read_table(tmp_path / "dev.csv")


def test_a_reader_that_hangs_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreadsheets, "_LEAST_SECONDS", 0.01)
    with pytest.raises(BadInput, match="süresinde"):
        read_table(_saved(tmp_path, ("a",)))


def test_a_reader_that_crashes_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreadsheets, "_READER", "data.core.intake.no_such_reader")
    with pytest.raises(BadInput, match="okuyucu durdu"):
        read_table(_saved(tmp_path, ("a",)))


def test_the_tab_text_that_devices_name_xls_is_read_as_text(tmp_path: Path) -> None:
    path = tmp_path / "att.xls"
    path.write_bytes("Sicil\tAd\r\n7\tŞükrü\r\n".encode("cp1254"))
    table = read_table(path)
    assert (table.format, table.sheets[0].rows) == ("metin", (("Sicil", "Ad"), ("7", "Şükrü")))


def test_a_stored_dimension_that_lies_hides_no_row(tmp_path: Path) -> None:
    path = _saved(tmp_path, *[(n, n) for n in range(50)])
    changed = io.BytesIO()
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(changed, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(b'ref="A1:B50"', b'ref="A1"'))
    path.write_bytes(changed.getvalue())
    assert len(read_table(path).sheets[0].rows) == 50
