"""A plan from a file: the official list whole, everything that is refused with its place, all or nothing."""

from __future__ import annotations

import csv
from datetime import timedelta
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import select

from data.core import taken
from data.core.errors import BadInput
from data.core.intake.mapping import guess_mapping
from data.core.intake.tables import Sheet, TabularFile, read_table
from data.core.pages import LedgerQuery
from data.sdp import intake, operations, views
from data.sdp.first_codes import FIRST_CODES
from data.sdp.intake import PlanReading
from data.sdp.models import SdpKod
from data.sdp.plan_file import MOST_CODES, TARGET, PlanFile
from data.sdp.rules import CodeValues, Use
from tests.puantaj.puantaj_office import Desk, dump
from tests.sdp.plans import TODAY, code, count, key, plan, plan_draft, plan_file, read, values, written

HEAD = "Dosya kodu;Konu adı;Saklama süresi;Saklama/tasfiye kodu;Kullanımı"


@pytest.fixture
def official(reference: Path) -> Path:
    """The national list as the reference has it."""
    path = reference / "codes" / "sdp_kodlari.csv"
    if not path.is_file():
        pytest.skip("reference/codes/sdp_kodlari.csv is absent: the official list cannot be imported")
    return path


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as text:
        return list(csv.DictReader(text))


def errors_of(reading: PlanReading) -> list[tuple[int, int]]:
    return [(error.row, error.column) for error in reading.errors]


# ---------------------------------------------------------------- the official list


def test_the_official_list_comes_in_whole(desk: Desk, official: Path) -> None:
    reading = read(desk, official)
    assert reading.errors == ()
    with desk.work("mehmet") as work:
        surum_id = operations.import_codes(work, plan_draft("SSDP 2024 V.4", replaces=plan(desk).id), reading.plan)
    expected = rows_of(official)
    assert count(desk, surum_id) == len(expected) == 513
    assert plan(desk).last_day == TODAY - timedelta(days=1)
    with desk.look() as look:
        rows = views.codes_window(look, LedgerQuery(), 0, 1000).rows
    stored = {row.code: (row.title, row.period, row.outcome, row.use.value) for row in rows}
    assert stored == {
        row["kod"]: (row["ad"], row["toplam_sure_yil"], row["sonuc"], row["kullanim"]) for row in expected
    }


def test_the_official_list_tells_of_codes_whose_head_is_missing_and_counts_its_kinds(
    desk: Desk, official: Path
) -> None:
    lines = read(desk, official).lines
    assert lines[0] == "Dosyalanır: 420 · Yalnız ikinci kod: 6 · Üst başlık: 70 · Bölüm başlığı: 17"
    warned = [line for line in lines if line.startswith("!")]
    assert len(warned) == 9
    assert "953.03: üst kodu 953 dosyada yok" in "".join(warned)


def test_without_its_column_of_use_the_official_list_is_understood_the_same(desk: Desk, official: Path) -> None:
    table = read_table(official)
    mapping = guess_mapping(table.sheets[0], intake.HEADINGS)
    plain = mapping.__class__(
        mapping.source, mapping.header_row, tuple(pair for pair in mapping.columns if pair[0] != "use")
    )
    with desk.look("mehmet") as look:
        reading = intake.read_plan(look, table, table.sheets[0], plain)
    uses = {one.code: one.use for _, one in reading.plan.rows}
    assert uses == {row["kod"]: row["kullanim"] for row in rows_of(official)}


def test_the_first_selection_says_what_the_official_list_says(official: Path) -> None:
    known = {
        row["kod"]: (row["ad"], row["toplam_sure_yil"], row["sonuc"], row["kullanim"]) for row in rows_of(official)
    }
    for one in FIRST_CODES:
        assert (one.title, one.period, one.outcome, one.use) == known[one.code]


# ---------------------------------------------------------------- other files


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1254"])
@pytest.mark.parametrize("sign", [";", ","])
def test_turkish_text_files_are_read_in_their_usual_encodings(
    desk: Desk, tmp_path: Path, encoding: str, sign: str
) -> None:
    lines = [HEAD, "115;Yeşil Alan İşleri;;;", "115.02;Ağaç Bakımı ve Şikâyetler;10 yıl;d;", "020;Olurlar;15;c;"]
    path = written(tmp_path, *(line.replace(";", sign) for line in lines), encoding=encoding)
    reading = read(desk, path)
    assert reading.errors == ()
    assert [one for _, one in reading.plan.rows] == [
        CodeValues(code="115", title="Yeşil Alan İşleri", use=Use.UST_BASLIK.value),
        CodeValues(code="115.02", title="Ağaç Bakımı ve Şikâyetler", use=Use.ASIL.value, period="10", outcome="D"),
        CodeValues(code="020", title="Olurlar", use=Use.YALNIZ_IKINCIL.value, period="15", outcome="C"),
    ]


def test_a_spreadsheet_s_number_cells_that_lost_a_zero_are_refused_and_explained(
    desk: Desk, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    book.active.append(HEAD.split(";"))
    for cell in ("903.05", 903.10, 10.03, 903):
        book.active.append([cell, "Deneme", 15, "C", ""])
    book.save(tmp_path / "plan.xlsx")
    reading = read(desk, tmp_path / "plan.xlsx")
    assert errors_of(reading) == [(3, 1), (4, 1)]
    assert "hücreyi metin yapın" in reading.errors[0].message
    assert [one.period for _, one in reading.plan.rows] == ["15"] * 4


def test_every_refused_cell_is_named_with_row_and_column(desk: Desk, tmp_path: Path) -> None:
    path = written(
        tmp_path, "Belediye dosya planı", HEAD,
        "115.02;Park Bakımı;10;D;", "115.2;Yanlış Kod;10;D;", "115.03;;10;D;", "115.04;Süre;sonsuz;D;",
        "115.05;Sonuç;10;E;", "115.06;Kullanım;10;D;bazen", "115.02;Yineleme;10;D;", ";Kodsuz;10;D;",
    )  # fmt: skip
    reading = read(desk, path)
    assert errors_of(reading) == [(4, 1), (5, 2), (6, 3), (7, 4), (8, 5), (9, 1), (10, 1)]
    assert "115.02 3. satırda da var" in reading.errors[5].message


def test_an_empty_file_and_one_of_too_many_codes_are_refused(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="dosya kodu yok"):
        read(desk, written(tmp_path, HEAD))
    many = (f"{main:03d}.{sub:02d};Deneme;10;D;" for main in range(100, 155) for sub in range(100))
    with pytest.raises(BadInput, match=r"en çok 5\.000"):
        read(desk, written(tmp_path, HEAD, *many))
    assert MOST_CODES == 5_000


def test_codes_that_other_versions_have_are_refused_at_their_rows(desk: Desk, tmp_path: Path) -> None:
    reading = read(desk, written(tmp_path, HEAD, "115.02;Park Bakımı;10;D;", "903.05;İzin;B;D;"))
    columns = {"code": 0}
    with desk.look("mehmet") as look:
        beside = intake.held_against(look, reading, plan_draft(), columns)
        instead = intake.held_against(look, reading, plan_draft(replaces=plan(desk).id), columns)
    assert errors_of(beside) == [(3, 1)]
    assert "“Başlangıç seçimi (SSDP 2024 V.4)” sürümünde de kullanımda" in beside.errors[0].message
    assert instead.errors == ()


# ---------------------------------------------------------------- all or nothing


TABLES = ("sdp_surum", "sdp_kod", "taken_file", "saved_mapping", "trail_entry")


def test_a_row_that_slipped_through_stops_everything(desk: Desk) -> None:
    before = dump(desk.store, *TABLES)
    plan_of = plan_file(values("115.02"), values("115.03", period="sonsuz"))
    with pytest.raises(BadInput) as refused, desk.work("mehmet") as work:
        operations.import_codes(work, plan_draft(), plan_of)
    assert (refused.value.file, refused.value.row) == ("plan.csv", 3)
    assert dump(desk.store, *TABLES) == before


def test_an_import_that_is_stopped_midway_leaves_nothing(desk: Desk) -> None:
    before = dump(desk.store, *TABLES)
    told: list[int] = []

    def stop(done: int) -> None:
        told.append(done)
        raise BadInput("Durduruldu.")

    codes = [values(f"115.{one:02d}") for one in range(100)] + [values("116")]
    with pytest.raises(BadInput, match="Durduruldu"), desk.work("mehmet") as work:
        operations.import_codes(work, plan_draft(), plan_file(*codes), progress=stop)
    assert told == [100]
    assert dump(desk.store, *TABLES) == before


def test_the_same_file_is_not_taken_twice_and_its_columns_are_remembered(desk: Desk, tmp_path: Path) -> None:
    path = written(tmp_path, "No;Bilmem ne;Kaç yıl", "115.02;Park Bakımı;10")
    table = read_table(path)
    sheet = table.sheets[0]
    with desk.look("mehmet") as look:
        guess = taken.mapping_for(look, TARGET, sheet, intake.HEADINGS)
        chosen = guess.__class__(guess.source, 0, (("code", 0), ("title", 1), ("period", 2)))
        reading = intake.read_plan(look, table, sheet, chosen)
    with desk.work("mehmet") as work:
        operations.import_codes(work, plan_draft(), reading.plan, chosen)
    with desk.look("mehmet") as look:
        assert taken.mapping_for(look, TARGET, sheet, intake.HEADINGS).columns == chosen.columns
        with pytest.raises(BadInput, match="alınmış"):
            intake.read_plan(look, table, sheet, chosen)
    with pytest.raises(BadInput, match="alınmış"), desk.work("mehmet") as work:
        operations.import_codes(work, plan_draft("Yine", TODAY, plan(desk, "Yeni plan").id), reading.plan)


def test_the_import_leaves_one_entry_with_file_count_and_the_version_that_ended(desk: Desk) -> None:
    from data.core import trail
    from data.sdp.lookup import VERSION_KIND

    with desk.work("mehmet") as work:
        surum_id = operations.import_codes(
            work, plan_draft("SSDP", replaces=plan(desk).id), plan_file(values("903.05"), values("903.07"))
        )
    with desk.look("denetci") as look:
        (entry,) = trail.history(look, VERSION_KIND, surum_id)
    assert entry.summary == "SSDP: plan.csv dosyasından 2 kod alındı"
    assert [change.new for change in entry.changes][1:] == ["19.11.2026"]


# ---------------------------------------------------------------- whatever a file holds

CELL = st.one_of(st.sampled_from(["903", "903.05", "115.02", "B", "15", "A3", "asil", ""]), st.text(max_size=30))


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(CELL, CELL, CELL, CELL, CELL), min_size=1, max_size=12))
def test_a_file_is_refused_or_comes_in_as_it_stands(desk: Desk, rows: list[tuple[str, ...]]) -> None:
    heading = ("Dosya kodu", "Konu adı", "Saklama süresi", "Tasfiye kodu", "Kullanım")
    sheet = Sheet("plan", (heading, *rows))
    table = TabularFile("plan.csv", repr(rows), 1, "metin", "utf-8", ";", (sheet,), ())
    mapping = guess_mapping(sheet, intake.HEADINGS)
    with desk.look("mehmet") as look:
        try:
            reading = intake.read_plan(look, table, sheet, mapping)
        except BadInput:
            assert not any(cell.strip() for row in rows for cell in row)
            return
    filled = [place for place, row in enumerate(rows, 2) if any(cell.strip() for cell in row)]
    assert [number for number, _ in reading.plan.rows] == filled
    with pytest.raises(BadInput if reading.errors else _Undo), desk.work("mehmet") as work:
        surum_id = operations.import_codes(work, plan_draft(replaces=plan(desk).id), reading.plan)
        written_codes = work.session.exec(select(SdpKod.code).where(SdpKod.surum_id == surum_id)).all()
        assert sorted(written_codes) == sorted(one.code for _, one in reading.plan.rows)
        raise _Undo


class _Undo(Exception):
    """Takes the transaction back, so that the next example finds the office as it was."""


def test_hostile_text_is_kept_as_text(desk: Desk, tmp_path: Path) -> None:
    path = written(tmp_path, HEAD, '115.02;=HYPERLINK(\u202e"x") [bold]İş[/bold];10;D;')
    reading = read(desk, path)
    with desk.work("mehmet") as work:
        operations.import_codes(work, plan_draft(), reading.plan)
    assert code(desk, "115.02", "Yeni plan").title == '=HYPERLINK("x") [bold]İş[/bold]'
    assert key(desk, "115.02", "Yeni plan")
    long = read(desk, written(tmp_path, HEAD, f"115.03;{'ş' * 10_000};10;D;", name="uzun.csv"))
    assert errors_of(long) == [(2, 2)]
    assert isinstance(long.plan, PlanFile)
