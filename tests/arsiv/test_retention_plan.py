"""The institution's saklama planı comes in by hand and by file, and says where it and the filing plan disagree."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from data.arsiv import filing_intake, retention_intake, retention_views
from data.arsiv.keeping import retention_for
from data.arsiv.operations import filing
from data.arsiv.operations.retention import add_retention, import_retention, withdraw_retention
from data.arsiv.retention_drafts import RetentionDraft, RetentionFileDraft
from data.arsiv.retention_views import DisagreementKind
from data.core import taken
from data.core.errors import BadFields, BadInput, NotAllowed, RuleBroken
from data.core.intake.tables import read_table
from data.core.pages import LedgerQuery
from tests.arsiv.archive_office import OTHER_UNIT, Desk, code_id, unit_id
from tests.arsiv.filing_office import folder, opened
from tests.evrak.evrak_office import unit

NEW_YEAR = date(2026, 1, 1)
WHOLE = RetentionFileDraft(first_day=NEW_YEAR, source="Saklama planı, 05.12.2025/412")


def draft(code: str = "622.01", period: str = "10", outcome: str = "D", **more: Any) -> RetentionDraft:
    values = {"first_day": NEW_YEAR, "source": "Saklama planı 2026", **more}
    return RetentionDraft(code=code, period=period, outcome=outcome, **values)


def added(desk: Desk, *args: str, who: str = "mehmet", **more: Any) -> int:
    with desk.work(who) as work:
        return add_retention(work, draft(*args, **more))


def holds(desk: Desk, code: str = "622.01", day: date = date(2026, 6, 1)) -> tuple[str, str]:
    with desk.look() as look:
        found = retention_for(look, code_id(desk, code), unit_id(desk), day)
        return f"{found.value.period}/{found.value.outcome}", found.reasons[0].text


def test_the_units_own_plan_comes_before_the_institutions_and_that_before_the_filing_plan(desk: Desk) -> None:
    other = unit(desk, OTHER_UNIT)
    assert holds(desk)[0] == "10/D"
    added(desk, "622", "12", "C", birim_id=other)
    added(desk, "622", "30", "C", birim_id=unit(desk, "Bilgi İşlem Dairesi Başkanlığı"))
    assert holds(desk) == ("30/C", "En uzun saklayan birimin planı: 622 için “30/C”, Saklama planı 2026")
    common = added(desk, "622", "15", "C", birim_yil=5, kurum_yil=10)
    assert holds(desk)[0] == "15/C" and "(birim 5, kurum 10 yıl)" in holds(desk)[1]
    added(desk, "622.01", "20", "A3")
    assert holds(desk)[0] == "20/A3"
    added(desk, "622", "7", "D", birim_id=unit_id(desk), first_day=date(2026, 5, 1))
    assert (holds(desk)[0], holds(desk, day=date(2026, 4, 30))[0]) == ("7/D", "20/A3")
    with desk.work("mehmet") as work:
        withdraw_retention(work, common, "Yanlış bölüm")
    with desk.work("mehmet") as work, pytest.raises(RuleBroken, match="geri alınmış"):
        withdraw_retention(work, common, "İkinci kez")


def test_only_a_chief_keeps_the_plan_and_nobody_writes_the_same_day_twice(desk: Desk) -> None:
    with pytest.raises(NotAllowed):
        added(desk, who="ayse")
    added(desk)
    with pytest.raises(BadFields, match="geçerli bir süre var"):
        added(desk, "622.01", "15")
    for code, period, said in (("62", "10", "dosya kodu değil"), ("622.02", "0", "saklama süresi değil")):
        with pytest.raises(BadFields, match=said):
            added(desk, code, period)
    with pytest.raises(BadFields, match="listeden bir değer"):
        added(desk, "622.02", "10", "Z")


def test_the_two_plans_are_compared_code_by_code_with_reasons(desk: Desk) -> None:
    with desk.look() as look:
        assert retention_views.disagreements(look) == ()
    added(desk, "622.01", "10", "D", birim_yil=5, kurum_yil=10)
    added(desk, "804.01", "15", "D")
    added(desk, "105.01", "10", "C")
    added(desk, "903", "B", "D")
    with desk.look() as look:
        found = [(one.code, one.kind) for one in retention_views.disagreements(look)]
        reasons = {one.kind: one.reason for one in retention_views.disagreements(look)}
        rows = retention_views.retention_window(look, LedgerQuery(text="kod:622"), 0, 9).rows
    kinds = DisagreementKind
    assert found == [
        ("040", kinds.SURESIZ_KOD), ("044", kinds.SURESIZ_KOD), ("050.04", kinds.SURESIZ_KOD),
        ("105.01", kinds.PLANDA_YOK), ("622.01", kinds.BOLUM), ("804.01", kinds.SONUC), ("804.01", kinds.SURE),
        ("903", kinds.PLANDA_YOK), ("934.01", kinds.SURESIZ_KOD),
    ]  # fmt: skip
    assert "Birim 5 + kurum 10 = 15 yıl, toplam 10 yıl." in reasons[kinds.BOLUM].text
    assert all(reason.law and reason.refs for reason in reasons.values())
    assert [one.kept for one in rows] == ["10 yıl, sonra imha"]


# ---------------------------------------------------------------- files


def csv(folder_: Path, text: str, name: str = "plan.csv") -> Path:
    path = folder_ / name
    path.write_bytes(text.encode("cp1254"))
    return path


def read(desk: Desk, path: Path) -> retention_intake.RetentionReading:
    table = read_table(path)
    with desk.look("mehmet") as look:
        mapping = taken.mapping_for(look, "saklama_suresi", table.sheets[0], retention_intake.HEADINGS)
        return retention_intake.read_retention(look, table, table.sheets[0], mapping, WHOLE)


def test_the_institutions_own_plan_is_taken_from_a_spreadsheet_with_its_split(desk: Desk, tmp_path: Path) -> None:
    book = Workbook()
    assert book.active is not None
    for row in (
        ("SAKLAMA PLANI",), ("Dosya Kodu", "Konu", "Birim Arşivi", "Kurum Arşivi", "Toplam Süre", "Sonuç"),
        ("622.01", "Bilgi edinme", 5, 5, 10, "d"), ("804.01", "Posta", None, None, "B", "C"),
        ("934.01", "Alım", 1, 2, "10 yıl", "C"),
    ):  # fmt: skip
        book.active.append(row)
    book.save(tmp_path / "plan.xlsx")
    reading = read(desk, tmp_path / "plan.xlsx")
    assert reading.errors == ()
    assert reading.lines[:2] == (
        "3 kod", "! 5. satır, 934.01: Birim 1 + kurum 2 = 3 yıl, toplam 10 yıl. Yine de alınır"
    )  # fmt: skip
    with desk.work("mehmet") as work:
        assert import_retention(work, WHOLE, reading.plan) == 3
    assert holds(desk)[0] == "10/D" and "05.12.2025/412" in holds(desk)[1]
    with pytest.raises(BadInput, match="tarihinde Mehmet Kaya tarafından alınmış"):
        read(desk, tmp_path / "plan.xlsx")


def test_a_wrong_row_is_named_and_nothing_of_its_file_is_written(desk: Desk, tmp_path: Path) -> None:
    text = (
        "Kod;Süre;Sonuç;Birim yıl\n622.01;10;D;beş\n622.01;0;D;\n804.01;10;Ğ;\n40;10;C;\n804.01;5;D;\n=1+1;5;D;\n"
    )
    reading = read(desk, csv(tmp_path, text))
    assert [(one.row, one.column) for one in reading.errors] == [(2, 4), (3, 2), (4, 3), (5, 1), (6, 1), (7, 1)]
    with pytest.raises(BadInput, match="saklama süresi değil"), desk.work("mehmet") as work:
        import_retention(work, WHOLE, reading.plan)
    with desk.look() as look:
        assert retention_views.retention_window(look, LedgerQuery(view="tumu"), 0, 9).total == 0


@pytest.mark.parametrize(
    "content",
    [
        b"\x89PNG\r\n\x1a\n" + bytes(200), b"PK\x03\x04" + bytes(50), b"", b"Kod;S\xfcre\n\"622.01;10\n",
        b"<html><table><tr><td>622.01</td></tr></table></html>",
    ],
)  # fmt: skip
def test_what_is_no_table_is_refused_in_words(desk: Desk, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(content)
    with pytest.raises(BadInput) as told:
        read(desk, path)
    assert told.value.remedy


def lines(desk: Desk, path: Path, key: int) -> filing_intake.LinesReading:
    table = read_table(path)
    with desk.look() as look:
        mapping = taken.mapping_for(look, filing.LINES_TARGET, table.sheets[0], filing_intake.HEADINGS)
        return filing_intake.read_lines(look, table, table.sheets[0], mapping, key)


def test_an_old_content_list_is_taken_into_a_folder_and_only_once(desk: Desk, tmp_path: Path) -> None:
    key = opened(desk)
    text = "Sıra;Tarih;Sayı;Konu;Gönderen;Sayfa;Ek\n1;02.03.2026;17;Şikâyet;Ali KURT;2;1\n2;5.3.2026;;Cevap;;1;-\n"
    reading = lines(desk, csv(tmp_path, text), key)
    assert (reading.errors, reading.lines[0]) == ((), "2 belge, 3 sayfa")
    with desk.work() as work:
        assert filing.import_lines(work, key, reading.drafts, (reading.name, reading.sha256)) == 2
    assert folder(desk, key).pages == 3
    with pytest.raises(BadInput, match="alınmış"):
        lines(desk, tmp_path / "plan.csv", key)
    assert lines(desk, tmp_path / "plan.csv", opened(desk)).errors == ()


def test_a_content_list_with_wrong_cells_names_them(desk: Desk, tmp_path: Path) -> None:
    key = opened(desk)
    text = (
        "Tarih;Sayı;Konu;Sayfa;Gizlilik\n31.02.2026;1;Konu;1;\n01.03.2026;2;;1;\n01.01.2027;3;Konu;1;\n"
        "01.03.2026;4;Konu;çok;\n01.03.2026;5;Konu;1;Gizli\n01.03.2026;6;Konu;1;Kozmik\n"
    )
    reading = lines(desk, csv(tmp_path, text), key)
    assert [(one.row, one.column) for one in reading.errors] == [(2, 1), (3, 3), (4, 1), (5, 4), (6, 5), (7, 5)]
    with pytest.raises(BadFields), desk.work() as work:
        filing.import_lines(work, key, reading.drafts, (reading.name, reading.sha256))
    with pytest.raises(BadInput, match="iki türlü"):
        lines(desk, csv(tmp_path, "Tarih;Konu\n03/04/2026;Bir\n05/06/2026;İki\n", "b.csv"), key)
