"""Every report reopened from its files and compared with what the store holds."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from datetime import date, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from puantaj_office import MID_OCTOBER, NOW, OCTOBER, OTHER_UNIT, Desk, attlog
from pypdf import PdfReader
from python_calamine import CalamineWorkbook
from sqlalchemy import func
from sqlmodel import col, select

from data.core import trail
from data.core.approvals import Stage
from data.core.errors import BadFields, BadInput, NotAllowed
from data.core.models import Birim, TrailEntry
from data.core.pages import LedgerQuery
from data.core.paper import Paper, Table
from data.core.permissions import Verb
from data.personel.rules import StaffKind
from data.puantaj import reports
from data.puantaj.drafts import LeaveDraft, OvertimeDraft
from data.puantaj.models import Izin, Puantaj, PuantajDay, PuantajRow, PuantajWeek
from data.puantaj.operations import months, overtime
from data.puantaj.operations.leaves import record_leave
from data.puantaj.reports import REPORTS, NothingToPrint, Printout
from data.puantaj.rules.sgk import REASON_NAMES
from exports.document import papers_pdf, papers_xlsx

SIRKET, ISCI, MEMUR = StaffKind.SIRKET, StaffKind.ISCI, StaffKind.MEMUR
SUNDAY, SATURDAY, TUESDAY = date(2026, 10, 18), date(2026, 10, 17), date(2026, 10, 6)
HOSTILE = "=2+2 <b>kablo</b> & \u202e@"


def ordered(desk: Desk, sicil: str, day: date, start: int, end: int, **fields: Any) -> None:
    values = {
        "start": time(start),
        "end": time(end),
        "work": "Sunucu bakımı",
        "document": "12.10.2026/45",
    } | fields
    with desk.work() as work:
        overtime.record_overtime(work, OvertimeDraft(personel_id=desk.person(sicil), day=day, **values))


def leave(desk: Desk, sicil: str, code: str, start: date, end: date, document: str = "R-77") -> None:
    with desk.work() as work:
        record_leave(
            work, LeaveDraft(personel_id=desk.person(sicil), code=code, start=start, end=end, document=document)
        )


@pytest.fixture
def month(desk: Desk) -> int:
    """October of the company's people: overtime, a report, absences, late and early days, a missing pass."""
    ordered(desk, "101", SUNDAY, 9, 15)
    ordered(desk, "101", SATURDAY, 9, 15, work=HOSTILE)
    ordered(desk, "102", TUESDAY, 17, 21)
    ordered(desk, "102", TUESDAY, 21, 22)
    leave(desk, "102", "RAPOR", date(2026, 10, 20), date(2026, 10, 22))
    leave(desk, "301", "YILLIK_MEMUR", date(2026, 10, 12), date(2026, 10, 16))
    passes = []
    for day in OCTOBER.days[:27]:
        if day.weekday() < 5 and day.day != 7:
            passes += [f"101 {day} 08:{day.day:02d}", f"101 {day} 17:00"]
        if day.weekday() < 6 and day.day >= 12:
            passes += [f"103 {day} 08:00"] + ([f"103 {day} 16:00"] if day.day != 13 else [])
    desk.take(attlog(*passes))
    with desk.work() as work:
        key = months.open_month(work, desk.group(SIRKET), OCTOBER)
        months.open_month(work, desk.group(ISCI), MID_OCTOBER)
        months.open_month(work, desk.group(MEMUR), OCTOBER)
    with desk.work() as work:
        for sicil, day in (("101", date(2026, 10, 7)), ("102", date(2026, 10, 26))):
            months.type_days(work, key, [months.TypedDay(desk.person(sicil), day)], "D", document="T-1")
    return key


def printed(desk: Desk, key: str, who: str = "ayse", **asked: Any) -> Printout:
    with desk.work(who) as work:
        return reports.papers_for_export(work, key, reports.report_of(key).asks(**asked))


def tables(paper: Paper) -> list[Table]:
    return [block for block in paper.blocks if isinstance(block, Table)]


def files(printout: Printout, folder: Path) -> tuple[str, list[list[object]]]:
    """The PDF's words without blanks, and the cells of the first worksheet."""
    pdf = PdfReader(papers_pdf(printout.papers, folder / "f.pdf"))
    book = CalamineWorkbook.from_path(str(papers_xlsx(printout.papers, folder / "f.xlsx")))
    text = "".join(page.extract_text() for page in pdf.pages)
    return re.sub(r"\s+", "", text), book.get_sheet_by_index(0).to_python(skip_empty_area=False)


def stored_days(desk: Desk, key: int) -> list[PuantajDay]:
    with desk.look() as look:
        found = list(look.session.exec(select(PuantajDay).where(PuantajDay.puantaj_id == key)))
        look.session.expunge_all()
    return found


def in_excel(value: object) -> object:
    """A value of a table as the other library reads it back."""
    if value is None or value == "":
        return ""
    return float(value) if isinstance(value, int | Decimal) else value


# ---------------------------------------------------------------- fazla mesai çizelgesi


def test_the_overtime_sheet_holds_every_order_and_the_minutes_of_the_month(
    desk: Desk, month: int, tmp_path: Path
) -> None:
    printout = printed(desk, "fazla-mesai", puantaj_id=month)
    (paper,) = printout.papers
    days, weeks = tables(paper)
    stored = [day for day in stored_days(desk, month) if day.fm_minutes or day.fsc_minutes or day.ht_minutes]
    at = {column.title: place for place, column in enumerate(days.columns)}
    assert len([row for row in days.rows if row[at["Net saat"]]]) == 4
    for title, of in (("FSÇ %25", "fsc_minutes"), ("FM %50", "fm_minutes"), ("HT", "ht_minutes")):
        assert sum(int(str(row[at[title]])) for row in days.rows) == sum(getattr(day, of) for day in stored) > 0
    assert days.total is not None and days.total[at["Net saat"]] == (6 + 6 + 4 + 1) * 60
    with desk.look() as look:
        sums = look.session.exec(
            select(func.sum(PuantajRow.fm_minutes), func.sum(PuantajRow.fsc_minutes)).where(
                PuantajRow.puantaj_id == month
            )
        ).one()
    week_at = {column.title: place for place, column in enumerate(weeks.columns)}
    assert weeks.total is not None
    assert (weeks.total[week_at["FM %50"]], weeks.total[week_at["FSÇ %25"]]) == sums
    text, cells = files(printout, tmp_path)
    assert "=2+2<b>kablo</b>&@" in text and "TASLAK" in text
    (sunday,) = [row for row in cells if row[3] == SUNDAY]
    assert sunday[:7] == [2.0, "101", "Ali ÇINAR", SUNDAY, "HT", "09:00", "15:00"]
    assert sunday[at["HT"]] == timedelta(hours=6)


def test_the_year_total_on_the_overtime_sheet_is_what_the_weeks_counted(desk: Desk, month: int) -> None:
    (paper,) = printed(desk, "fazla-mesai", puantaj_id=month).papers
    days = tables(paper)[0]
    place = [column.title for column in days.columns].index("2026 toplamı")
    with desk.look() as look:
        counted = look.session.exec(
            select(func.sum(PuantajWeek.counted)).where(PuantajWeek.personel_id == desk.person("102"))
        ).one()
    assert [row[place] for row in days.rows if row[1] == "102"][-1] == counted > 0


def test_a_month_without_overtime_says_that_there_is_nothing(desk: Desk) -> None:
    with desk.work() as work:
        key = months.open_month(work, desk.group(MEMUR), OCTOBER)
    for form in ("fazla-mesai", "eksik-gun", "devamsizlik"):
        with pytest.raises(NothingToPrint):
            printed(desk, form, puantaj_id=key)


# ---------------------------------------------------------------- eksik gün, devamsızlık


def test_missing_days_stand_with_their_code_dates_and_papers(desk: Desk, month: int, tmp_path: Path) -> None:
    printout = printed(desk, "eksik-gun", puantaj_id=month)
    with desk.look() as look:
        rows = look.session.exec(
            select(PuantajRow).where(PuantajRow.puantaj_id == month, PuantajRow.missing_days > 0)
        ).all()
        wanted = {row.sicil: (row.prim_days, row.missing_days, row.missing_code) for row in rows}
    text, cells = files(printout, tmp_path)
    found = {row[1]: row for row in cells if row[1] in wanted}
    assert {sicil: (row[3], row[4], row[5]) for sicil, row in found.items()} == wanted
    assert found["101"][7] == "07.10.2026 D; 11.10.2026 HTK" and found["101"][8] == "T-1"
    assert found["102"][7:9] == ["20.10.2026–22.10.2026 R; 26.10.2026 D", "R-77; T-1"]
    assert found["102"][5:7] == ["12", REASON_NAMES["12"]]
    assert "TOPLAM" in text and "m.86" in text


def test_each_absence_gets_a_tutanak_with_its_witnesses(desk: Desk, month: int, tmp_path: Path) -> None:
    printout = printed(desk, "devamsizlik", puantaj_id=month, first_witness="Mehmet Işık", chief="Zeynep Demir")
    assert len(printout.papers) == 2
    text, _ = files(printout, tmp_path)
    assert "101sicilnumaralıAliÇINAR,07.10.2026Çarşambagünüsaat08:00itibarıyla" in text
    assert text.count("MehmetIşık") == text.count("ZeynepDemir") == 2
    only = printed(desk, "devamsizlik", puantaj_id=month, personel_id=desk.person("102"), hour=time(9, 30))
    assert len(only.papers) == 1 and "saat 09:30" in str(only.papers[0].blocks)


# ---------------------------------------------------------------- özetler


def test_the_month_summary_counts_the_days_of_every_code(desk: Desk, month: int, tmp_path: Path) -> None:
    printout = printed(desk, "aylik-ozet", month="2026-10")
    with desk.look() as look:
        keys = look.session.exec(
            select(col(Puantaj.id)).where(col(Puantaj.end) >= OCTOBER.start, col(Puantaj.end) <= OCTOBER.end)
        ).all()
    codes = Counter(day.code for key in keys for day in stored_days(desk, key or 0) if day.code != "YOK")
    (table,) = tables(printout.papers[0])
    assert table.total is not None
    totals = dict(zip((column.title for column in table.columns), table.total, strict=True))
    assert totals["X"] == codes["CALISTI"] and totals["R"] == codes["RAPOR"] and totals["D"] == 2
    assert totals["Toplam"] == codes.total() and totals["Kişi"] == 5
    _, cells = files(printout, tmp_path)
    assert next(row for row in cells if row[0] == "TOPLAM")[2:] == [in_excel(value) for value in table.total[2:]]
    with pytest.raises(BadInput, match="Ocak 2020 içinde biten puantaj yok"):
        printed(desk, "aylik-ozet", month="2020-01")
    with pytest.raises(BadInput, match="bir dönem değil"):
        printed(desk, "aylik-ozet", month="ekim")


def test_the_year_summary_adds_up_the_stored_totals(desk: Desk, month: int, tmp_path: Path) -> None:
    printout = printed(desk, "yillik-ozet", year=2026)
    worked, leaves, sick, unpaid, extra = tables(printout.papers[0])
    halves: dict[int, Decimal] = defaultdict(Decimal)
    for day in stored_days(desk, month):
        if day.code in ("CALISTI", "HT_CALISMA", "AT_CALISMA"):
            halves[day.personel_id] += 1
        elif day.code == "YARIM_TATIL":
            halves[day.personel_id] += Decimal("0.5")
    for row in worked.rows:
        if row[1] in ("101", "102", "103"):
            assert row[12] == row[15] == halves[desk.person(str(row[1]))]
    of = {row[1]: row for row in worked.rows}
    assert of["201"][12] == 0 and of["201"][13], "the period from 15 October stands in the month in which it ends"
    assert {row[1]: row[15] for row in leaves.rows}["301"] == 5
    assert {row[1]: row[15] for row in sick.rows}["102"] == 3
    assert {row[1]: row[15] for row in unpaid.rows}["101"] == 2
    assert extra.total is not None and extra.total[15] == sum(int(str(row[15])) for row in extra.rows) > 0
    text, cells = files(printout, tmp_path)
    assert all(table.title.replace(" ", "") in text for table in tables(printout.papers[0]))
    assert next(row for row in cells if row[1] == "102")[12] == float(halves[desk.person("102")])


def test_the_year_limit_warns_by_the_settings_and_names_the_excess(desk: Desk, month: int) -> None:
    with desk.work() as work:
        weeks = work.session.exec(
            select(PuantajWeek).where(PuantajWeek.personel_id == desk.person("102")).order_by(PuantajWeek.start)
        ).all()
        weeks[0].counted, weeks[1].counted = 271 * 60, 30
        for week in weeks[2:]:
            week.counted = 0
        trail.record(work, "test", "Haftalar")
    (paper,) = printed(desk, "yillik-fm", year=2026).papers
    (table,) = tables(paper)
    assert table.rows[0][1:] == (
        "102", "Fatma ŞAHİN", "Yazılım Şube Müdürlüğü", 271 * 60 + 30, 0, 90, "Sınır aşıldı",
    )  # fmt: skip
    for minutes, state in ((240 * 60, "240 saati geçti"), (260 * 60, "260 saati geçti"), (239 * 60, "")):
        with desk.work() as work:
            week = work.session.get_one(PuantajWeek, (month, desk.person("102"), weeks[0].start))
            week.counted = minutes - 30
            trail.record(work, "test", "Haftalar")
        (paper,) = printed(desk, "yillik-fm", year=2026).papers
        assert tables(paper)[0].rows[0][4:] == (minutes, 270 * 60 - minutes, 0, state)


# ---------------------------------------------------------------- kişi kartı


def test_a_person_card_holds_the_year_and_never_the_identity_number(
    desk: Desk, month: int, tmp_path: Path
) -> None:
    printout = printed(desk, "kisi-karti", personel_id=desk.person("101"), year=2026)
    text, cells = files(printout, tmp_path)
    assert "10000000146" not in text and "100******46" not in text
    assert "10000000146" not in str(cells)
    with desk.look() as look:
        row = look.session.exec(
            select(PuantajRow).where(PuantajRow.puantaj_id == month, PuantajRow.sicil == "101")
        ).one()
        prim, missing = row.prim_days, row.missing_days
    (found,) = [line for line in cells if line[0] == "Ekim 2026"]
    assert found[-2:] == [prim, missing]
    fields = str(printout.papers[0].blocks[0])
    assert "('Kapı saati kaydı', '36 adet')" in fields and "('Elle yazılan kod', '1 adet')" in fields
    orders = tables(printout.papers[0])[-1]
    assert [line[1] for line in orders.rows] == [SATURDAY, SUNDAY] and orders.total is not None


def test_cards_of_several_people_share_a_file_in_the_order_of_names(desk: Desk, month: int) -> None:
    people = [desk.person(sicil) for sicil in ("102", "101")]
    with desk.work() as work:
        printout = reports.cards_for_export(work, people, 2026)
    names = [str(paper.blocks[0]) for paper in printout.papers]
    assert "Ali ÇINAR" in names[0] and "Fatma ŞAHİN" in names[1]
    with desk.look() as look:
        entry = look.session.exec(select(TrailEntry).order_by(col(TrailEntry.id).desc())).first()
        assert entry is not None and entry.summary == "Kişi kartı dışa aktarıldı: 2026, 2 kişi"
    with pytest.raises(BadInput), desk.work() as work:
        reports.cards_for_export(work, [], 2026)


# ---------------------------------------------------------------- listeler, föy, üst yazı


def test_lists_hold_exactly_the_days_of_the_month(desk: Desk, month: int, tmp_path: Path) -> None:
    span = {"start": OCTOBER.start, "end": OCTOBER.end}
    days = stored_days(desk, month)
    for key, of in (("gec-gelenler", "late_minutes"), ("erken-cikanlar", "early_minutes")):
        printout = printed(desk, key, **span)
        (table,) = tables(printout.papers[0])
        wanted = [getattr(day, of) for day in days if getattr(day, of)]
        assert sorted(int(str(row[6])) for row in table.rows) == sorted(wanted) and wanted
        _, cells = files(printout, tmp_path)
        assert next(row for row in cells if row[0] == "TOPLAM")[6] == timedelta(minutes=sum(wanted))
    (absent,) = tables(printed(desk, "gelmeyenler", **span).papers[0])
    assert [row[1:5] for row in absent.rows if row[5] == "T-1"] == [
        ("101", "Ali ÇINAR", date(2026, 10, 7), "Devamsız (mazeretsiz)"),
        ("102", "Fatma ŞAHİN", date(2026, 10, 26), "Devamsız (mazeretsiz)"),
    ]
    (missing,) = tables(printed(desk, "eksik-basma", **span).papers[0])
    assert [(row[1], row[3]) for row in missing.rows] == [("103", date(2026, 10, 13))]
    (leaves,) = tables(printed(desk, "izin-listesi", **span).papers[0])
    assert [(row[1], row[6]) for row in leaves.rows] == [("102", "3 gün"), ("301", "5 gün")]
    with desk.work() as work:
        row = work.session.exec(select(Izin).where(Izin.personel_id == desk.person("301"))).one()
        row.effective = False
        other = work.session.exec(select(Izin).where(Izin.personel_id == desk.person("102"))).one()
        other.end, other.part = other.start, "once"
        trail.record(work, "test", "İzinler")
    (leaves,) = tables(printed(desk, "izin-listesi", **span).papers[0])
    assert [(row[1], row[6]) for row in leaves.rows] == [("102", "½ gün (öğleden önce)")], "no open request"
    with pytest.raises(BadInput, match="en çok 366 gün"):
        printed(desk, "gec-gelenler", start=date(2025, 1, 1), end=date(2026, 10, 31))
    with pytest.raises(BadInput, match="önce olamaz"):
        printed(desk, "gec-gelenler", start=OCTOBER.end, end=OCTOBER.start)


def test_the_attendance_sheet_says_no_more_than_that_somebody_is_on_leave(
    desk: Desk, month: int, tmp_path: Path
) -> None:
    printout = printed(desk, "imza-foyu", day=date(2026, 10, 21))
    text, cells = files(printout, tmp_path)
    rows = {row[1]: row for row in cells if isinstance(row[0], float)}
    assert set(rows) == {"101", "102", "103", "201", "202", "203", "301", "901"}, "302 has left"
    assert {sicil for sicil, row in rows.items() if row[8]} == {"102"}
    assert "Rapor" not in text and "İzinli" in text
    with desk.look() as look:
        other = look.session.exec(select(Birim.id).where(Birim.name == OTHER_UNIT)).one()
    (table,) = tables(printed(desk, "imza-foyu", day=date(2026, 10, 21), birim_id=other).papers[0])
    assert [row[1] for row in table.rows] == ["901"] and table.pen


def test_the_cover_letter_lists_final_sheets_alone(desk: Desk, month: int, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="hiçbiri kesinleşmedi"):
        printed(desk, "icmal", month="2026-10")
    with desk.look() as look:
        key = look.session.exec(
            select(Puantaj.id).where(Puantaj.group_id == desk.group(MEMUR), Puantaj.start == OCTOBER.start)
        ).one()
    for who, stage in (
        ("ayse", Stage.TASLAK), ("mehmet", Stage.SUNULDU), ("zeynep", Stage.KONTROL_EDILDI),
        ("zeynep", Stage.ONAYLANDI),
    ):  # fmt: skip
        with desk.work(who) as work:
            months.advance(work, key or 0, expected=stage)
    printout = printed(desk, "icmal", month="2026-10", extras="Fazla mesai çizelgesi (1 adet)")
    text, cells = files(printout, tmp_path)
    with desk.look() as look:
        number = look.session.get_one(Puantaj, key).number
    rows = [row for row in cells if isinstance(row[0], float)]
    assert [row[:6] for row in rows] == [[1.0, "Memurlar", "Ekim 2026 / 01.10.2026–31.10.2026", number, 1.0, 2.0]]
    assert "İNSANKAYNAKLARIVEEĞİTİMDAİRESİBAŞKANLIĞINA" in text and "2-Fazlamesaiçizelgesi(1adet)" in text
    assert "TASLAK" not in text


# ---------------------------------------------------------------- who may, what is left behind


def test_a_correction_stands_for_what_it_corrects_and_is_a_draft(desk: Desk, month: int) -> None:
    with desk.look() as look:
        key = look.session.exec(
            select(Puantaj.id).where(Puantaj.group_id == desk.group(MEMUR), Puantaj.start == OCTOBER.start)
        ).one()
    for who, stage in (
        ("ayse", Stage.TASLAK), ("mehmet", Stage.SUNULDU), ("zeynep", Stage.KONTROL_EDILDI),
        ("zeynep", Stage.ONAYLANDI),
    ):  # fmt: skip
        with desk.work(who) as work:
            months.advance(work, key or 0, expected=stage)
    before = {row[1]: row[15] for row in tables(printed(desk, "yillik-ozet", year=2026).papers[0])[0].rows}
    with desk.work() as work:
        again = months.open_correction(work, key or 0, "Geç gelen belge")
        months.type_days(
            work, again, [months.TypedDay(desk.person("301"), date(2026, 10, 5))], "D", document="T-9"
        )
    (paper,) = printed(desk, "yillik-ozet", year=2026).papers
    after = {row[1]: row[15] for row in tables(paper)[0].rows}
    assert Decimal(str(before["301"])) - Decimal(str(after["301"])) == 1
    assert paper.draft and any("Memurlar Ekim 2026" in note for note in paper.notes)


def test_nothing_is_exported_without_permission_or_out_of_sight(desk: Desk, month: int) -> None:
    with desk.work("denetci") as work:
        assert work.actor.can("puantaj", Verb.EXPORT)
    for key, asked in (
        ("fazla-mesai", {"puantaj_id": month}),
        ("kisi-karti", {"personel_id": desk.person("101"), "year": 2026}),
    ):
        with pytest.raises(NotAllowed):
            printed(desk, key, "kadir", **asked)
        with pytest.raises(NotAllowed):
            printed(desk, key, "yonetici", **asked)
    with pytest.raises(BadInput, match="biten puantaj yok"):
        printed(desk, "aylik-ozet", "kadir", month="2026-10")
    (table,) = tables(printed(desk, "imza-foyu", "kadir", day=SUNDAY).papers[0])
    assert [row[1] for row in table.rows] == ["901"]
    with pytest.raises(NothingToPrint):
        printed(desk, "izin-listesi", "kadir", start=OCTOBER.start, end=OCTOBER.end)


def test_leave_for_the_union_is_plain_leave_for_who_only_reads(desk: Desk) -> None:
    with desk.work() as work:
        row = Izin(
            personel_id=desk.person("101"), code="SENDIKA", start=TUESDAY, end=TUESDAY, made_by=1, made_at=NOW
        )
        work.session.add(row)
        trail.record(work, "test", "İzin")
        months.open_month(work, desk.group(SIRKET), OCTOBER)
    span = {"start": OCTOBER.start, "end": OCTOBER.end}
    for who, words in (("ayse", "Sendika izni"), ("denetci", "İzin")):
        (table,) = tables(printed(desk, "izin-listesi", who, **span).papers[0])
        assert table.rows[0][3] == words
        titles = [
            column.title
            for column in tables(printed(desk, "aylik-ozet", who, month="2026-10").papers[0])[0].columns
        ]
        assert ("SN" in titles) == (who == "ayse")
        card = printed(desk, "kisi-karti", who, personel_id=desk.person("101"), year=2026).papers[0]
        assert ("Sendika" in str(card.blocks)) == (who == "ayse")


def test_an_export_leaves_one_entry_and_the_list_of_reports_tells_of_it(desk: Desk, month: int) -> None:
    with desk.look() as look:
        before = len(look.session.exec(select(TrailEntry.id)).all())
    printed(desk, "fazla-mesai", puantaj_id=month)
    with desk.look() as look:
        assert len(look.session.exec(select(TrailEntry.id)).all()) == before + 1
        latest = trail.history(look, "puantaj", month, limit=1)[0]
        assert latest.summary == "Fazla mesai çizelgesi dışa aktarıldı: Şirket personeli · Ekim 2026"
        rows = reports.report_window(look, LedgerQuery(), 0, 50).rows
        assert [row.id for row in rows] == [report.number for report in REPORTS]
        assert [row.key for row in rows if row.last_at] == ["fazla-mesai"] and rows[0].last_by == "Ayşe Yılmaz"
        assert [row.key for row in reports.report_window(look, LedgerQuery(text="ozet yil"), 0, 50).rows] == [
            "yillik-ozet"
        ]


def test_a_report_asks_for_what_it_needs(desk: Desk) -> None:
    with pytest.raises(BadFields):
        printed(desk, "icmal", month="", addressee="")
    with pytest.raises(BadInput, match="adlı form yok"):
        reports.report_of("yok")


def test_the_same_report_gives_the_same_files(desk: Desk, month: int, tmp_path: Path) -> None:
    for writer in (papers_pdf, papers_xlsx):
        one = writer(printed(desk, "yillik-ozet", year=2026).papers, tmp_path / "a").read_bytes()
        assert one == writer(printed(desk, "yillik-ozet", year=2026).papers, tmp_path / "b").read_bytes()
