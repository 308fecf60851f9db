"""A handover later: its proof, its correction, who may see it and what is late."""

from __future__ import annotations

import csv
import hashlib
import io
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader
from python_calamine import CalamineWorkbook
from sqlmodel import col, select

from data.core import trail
from data.core.errors import BadInput, Conflict, NotAllowed, StoreProblem
from data.core.models import Counter, TrailEntry
from data.core.pages import LedgerQuery
from data.core.permissions import PROGRAM
from data.core.store import Store
from data.personel.models import Personel
from data.puantaj import handover_layout as layout
from data.puantaj import handover_views as views
from data.puantaj.handover import Contents, Order, Package, Recipient
from data.puantaj.handover_differences import compare
from data.puantaj.handover_plan import outlook
from data.puantaj.handover_reading import day_lines, differences, people_lines
from data.puantaj.models import Handover, HandoverMonth
from data.puantaj.overdue_views import overdue
from data.puantaj.waiting import reminders
from exports.handing_over import hand_over
from exports.handover import faults, read_claim
from tests.puantaj.handover_office import (
    MEMUR,
    MONTH,
    Seat,
    close,
    closed,
    corrected,
    files,
    hand,
    open_only,
    orders,
    seat,
)
from tests.puantaj.puantaj_office import Desk

_SUNDAY, _MONDAY = date(2026, 10, 4), date(2026, 10, 5)


def _rows(folder: Path, stem: str) -> list[dict[str, str]]:
    text = (folder / f"{stem}.csv").read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def _package(desk: Desk, order: Order, who: str = "ayse") -> Package:
    with desk.look(who) as look:
        found = views.package_of(look, order)
    assert isinstance(found, Package)
    return found


# ---------------------------------------------------------------- proof


def test_a_manifest_proves_every_file_and_hangs_on_the_trail(desk: Desk, tmp_path: Path) -> None:
    key = closed(desk)
    folder = hand(desk, tmp_path / "t")[0].paths[0]
    claim = read_claim(folder)
    assert claim.number == "2026/1"
    assert faults(folder, claim.manifest) == ()
    for name, content in files(folder).items():
        if name != "MANIFEST.txt":
            assert f"{hashlib.sha256(content).hexdigest()}  {len(content)}  {name}" in claim.manifest
    with desk.look("denetci") as look:
        kept = views.handover(look, 1)
        entry = trail.history(look, "teslim", 1)[0]
        closing = look.session.exec(
            select(TrailEntry).where(TrailEntry.record_id == key, col(TrailEntry.action) == "puantaj.kesinlesti")
        ).one()
        anchor = f"denetim izi {closing.id}: {closing.hash}"
    assert kept.manifest == claim.manifest
    assert kept.manifest_hash == hashlib.sha256(claim.manifest.encode()).hexdigest()
    assert entry.action == "puantaj.handover" and entry.changes[-1].new == kept.manifest_hash
    assert anchor in claim.manifest
    with desk.look() as look:
        assert trail.walk(look).broken_id is None


def test_what_was_touched_missing_or_added_is_named(desk: Desk, tmp_path: Path) -> None:
    closed(desk)
    folder = hand(desk, tmp_path / "t")[0].paths[0]
    manifest = read_claim(folder).manifest
    path = folder / "puantaj_toplam.csv"
    path.write_bytes(path.read_bytes().replace(b";30;", b";29;"))
    (folder / "DUZEN.txt").unlink()
    (folder / "ek.txt").write_text("x")
    assert faults(folder, manifest) == (
        "DUZEN.txt: dosya yok",
        "ek.txt: pakette olmayan dosya",
        "puantaj_toplam.csv: içeriği değişmiş",
    )
    (folder / "MANIFEST.txt").unlink()
    with pytest.raises(BadInput, match=r"MANIFEST\.txt okunamadı"):
        read_claim(folder)


def test_a_handover_cannot_be_changed_or_deleted(desk: Desk, tmp_path: Path) -> None:
    closed(desk)
    hand(desk, tmp_path / "t")
    for sql in (
        "UPDATE teslim SET number = '2026/9'",
        "DELETE FROM teslim",
        "UPDATE teslim_ay SET corrects_id = 1",
        "DELETE FROM teslim_ay",
    ):
        with pytest.raises(StoreProblem), desk.work() as work:
            work.connection.exec_driver_sql(sql)


# ---------------------------------------------------------------- corrections


def _contents(desk: Desk) -> Contents:
    return _package(desk, orders(desk)[0]).contents


def test_a_correction_is_a_new_handover_with_its_difference_list(desk: Desk, tmp_path: Path) -> None:
    key = closed(desk)
    hand(desk, tmp_path / "t")
    corrected(desk, key, ("101", _MONDAY, "R"), ("102", date(2026, 10, 6), "D"))
    done = hand(desk, tmp_path / "t")[0]
    assert (done.number, done.months) == ("2026/2", 1)
    folder = done.paths[0]
    rows = _rows(folder, layout.DIFFERENCES)
    assert {"fark_listesi.pdf", "fark_listesi.xlsx"} <= files(folder).keys()
    ali = [(row["gun"], row["alan"], row["eski"], row["yeni"]) for row in rows if row["sicil"] == "101"]
    assert ("2026-10-05", "kod", "CALISTI", "RAPOR") in ali
    assert ("2026-10-05", "yemek", "1", "0") in ali
    assert ("", "rapor", "0", "1") in ali
    assert ("", "eksik_gun", "0", "1") in ali and ("", "eksik_neden", "", "01") in ali
    assert {row["gun"] for row in rows if row["sicil"] == "102" and row["alan"] == "kod"} >= {"2026-10-06"}
    assert not [row for row in rows if row["sicil"] == "103"]
    with desk.look() as look:
        assert [line.corrects for line in views.handover(look, 2).months] == ["2026/1"]
        assert views.handover_window(look, LedgerQuery(view="duzeltme"), 0, 10).total == 1
    assert "düzelttiği: teslim 2026/1, 1. sürüm" in read_claim(folder).manifest
    again = {one.number: files(one.paths[0]) for one in hand(desk, tmp_path / "u")}
    assert again == {"2026/2": files(folder)}


def test_the_papers_of_a_correction_say_what_the_files_say(desk: Desk, tmp_path: Path) -> None:
    key = closed(desk)
    hand(desk, tmp_path / "t")
    corrected(desk, key, ("101", _MONDAY, "R"))
    folder = hand(desk, tmp_path / "t")[0].paths[0]
    letter = " ".join(PdfReader(folder / "ust_yazi.pdf").pages[0].extract_text().split())
    for words in (
        "Teslim no 2026/2",
        "BELEDİYE ŞİRKETİ İNSAN KAYNAKLARI BİRİMİNE",
        "2026/1 sayılı teslimde 1. sürümü gönderilen Şirket personeli Ekim 2026 puantajı düzeltilmiştir",
        "Zeynep Demir",
        "2- Eksik gün dökümü (Excel ve PDF)",
        "3- Fark listesi (Excel ve PDF)",
    ):
        assert words in letter
    sheet = CalamineWorkbook.from_path(folder / "fark_listesi.xlsx").get_sheet_by_index(0).to_python()
    printed = [row for row in sheet if row[0] == "101"]
    stored = [row for row in _rows(folder, layout.DIFFERENCES) if row["eski"] != "0" or row["yeni"] != "0"]
    assert len(printed) == len(stored)
    assert ["Gün kodu", "X", "R"] in [list(row[3:6]) for row in printed]
    assert ["Normal çalışma", "8:00", "0:00"] in [list(row[3:6]) for row in printed]
    assert ["Yemek verilir", "var", "yok"] in [list(row[3:6]) for row in printed]


def test_old_cells_with_the_differences_written_over_them_are_the_correction(desk: Desk, tmp_path: Path) -> None:
    from data.puantaj.handover_reading import _before, _figures

    key = closed(desk)
    hand(desk, tmp_path / "t")
    corrected(desk, key, ("101", _MONDAY, "Üİ"), ("101", date(2026, 10, 12), "GR"), ("103", _SUNDAY, ""))
    contents = _contents(desk)
    month = contents.months[0]
    with desk.look() as look:
        old, new = _before(look, month), _figures(look, month)
        found = differences(look, contents)[0].differences
    cells = dict(old.cells)
    for one in found:
        assert cells.get(one.place) == one.old != one.new
        cells[one.place] = one.new
    assert cells == dict(new.cells)
    assert compare(new, new) == () and {one.place for one in compare(new, old)} == {one.place for one in found}


def test_who_came_or_went_by_a_correction_stands_with_one_side_empty(desk: Desk, tmp_path: Path) -> None:
    key = closed(desk)
    hand(desk, tmp_path / "t")
    with desk.work("yonetici") as work:
        person = work.session.get_one(Personel, desk.person("103"))
        person.hire = date(2026, 11, 1)
        trail.record(work, "deneme", "deneme")
    corrected(desk, key, ("101", _MONDAY, "R"))
    folder = hand(desk, tmp_path / "t")[0].paths[0]
    gone = [row for row in _rows(folder, layout.DIFFERENCES) if row["sicil"] == "103"]
    assert len([row for row in gone if row["alan"] == "kod"]) == 31
    assert {row["yeni"] for row in gone} == {""}


def test_a_correction_is_compared_with_what_hr_has_and_not_with_what_it_never_got(
    desk: Desk, tmp_path: Path
) -> None:
    key = closed(desk)
    hand(desk, tmp_path / "t")
    second = corrected(desk, key, ("101", _MONDAY, "R"))
    corrected(desk, second, ("101", _MONDAY, ""), ("102", _MONDAY, "R"))
    rows = _rows(hand(desk, tmp_path / "t")[0].paths[0], layout.DIFFERENCES)
    assert {row["sicil"] for row in rows} == {"102"}
    assert {(row["eski_surum"], row["surum"]) for row in rows} == {("1", "3")}


# ---------------------------------------------------------------- drafts


def test_a_draft_has_no_number_and_says_so_everywhere(desk: Desk, tmp_path: Path) -> None:
    closed(desk)
    open_only(desk, MEMUR)
    done = hand(desk, tmp_path / "t", draft=True)
    assert [one.number for one in done] == ["TASLAK", "TASLAK"]
    for one in done:
        assert "taslak" in one.paths[0].name
        assert "durum: taslak" in read_claim(one.paths[0]).manifest and read_claim(one.paths[0]).number == ""
    package = _package(desk, orders(desk, draft=True)[0])
    assert all(sheet.draft for _, sheet in package.sheets)
    assert [table.stem for table in package.tables] == ["taslak_puantaj_gunler", "taslak_puantaj_toplam"]
    assert all(paper.draft for _, paper in package.papers) and package.contents.number == "TASLAK"
    with desk.look("denetci") as look:
        assert look.session.exec(select(Handover)).all() == []
        assert look.session.get(Counter, ("teslim", 2026)) is None
        found = look.session.exec(
            select(TrailEntry).where(col(TrailEntry.action) == "puantaj.handover_draft")
        ).all()
    assert len(found) == 2


# ---------------------------------------------------------------- who may, what they see


def test_a_reader_may_not_hand_over_and_an_auditor_may_look_but_not_write(desk: Desk, tmp_path: Path) -> None:
    closed(desk)
    order = orders(desk)[0]
    with pytest.raises(NotAllowed):
        hand_over(seat(desk, "denetci"), order, tmp_path)
    hand(desk, tmp_path / "t")
    with desk.look("denetci") as look:
        assert views.handover(look, 1).row.number == "2026/1"
    with pytest.raises(NotAllowed), desk.look("denetci") as look:
        views.kept_package(look, 1)


def test_months_of_another_unit_are_neither_seen_nor_handed_over(desk: Desk, tmp_path: Path) -> None:
    key = closed(desk)
    hand(desk, tmp_path / "t")
    with desk.look("kadir") as look:
        found = outlook(look, MONTH)
        assert found.ready == () and found.missing == ()
        assert views.handover_window(look, LedgerQuery(), 0, 10).total == 0
        assert overdue(look) == ()
        for ask in (
            lambda: views.handover(look, 1),
            lambda: views.kept_package(look, 1),
            lambda: views.manifest_of(look, "2026/1"),
            lambda: views.package_of(look, Order(MONTH, Recipient.SIRKET, (key,))),
        ):
            with pytest.raises(NotAllowed):
                ask()


def test_another_desk_that_hands_over_meanwhile_gets_the_number_first(desk: Desk, tmp_path: Path) -> None:
    closed(desk)
    closed(desk, MEMUR)
    mine, theirs = orders(desk)
    other = seat(desk, "zeynep")

    class Late(Seat):
        """Looks before the other desk's handover, works after it."""

        looked = 0

        def look_here(self, ask):  # type: ignore[no-untyped-def]
            found = super().look_here(ask)
            Late.looked += 1
            if Late.looked == 1:
                hand_over(other, theirs, tmp_path)
            return found

    done = hand_over(Late(desk.store, desk.actor("ayse")), mine, tmp_path)
    assert (done.number, Late.looked) == ("2026/2", 3)  # once more to see why it was refused
    assert "teslim no: 2026/2" in read_claim(done.paths[0]).manifest
    with desk.look() as look:
        rows = look.session.exec(select(Handover.number).order_by(col(Handover.id))).all()
    assert rows == ["2026/1", "2026/2"]


def test_the_same_handover_at_two_desks_is_recorded_once(desk: Desk, tmp_path: Path) -> None:
    from data.puantaj.handover import HandoverDraft
    from data.puantaj.operations.handover import record_handover

    closed(desk)
    package = _package(desk, orders(desk)[0])
    hand(desk, tmp_path / "t")
    with pytest.raises(Conflict), desk.work() as work:
        record_handover(work, HandoverDraft(contents=package.contents, manifest="m", archive=b"a"))
    with desk.look() as look:
        assert len(look.session.exec(select(HandoverMonth)).all()) == 1


# ---------------------------------------------------------------- late


def test_what_should_have_gone_is_told_until_it_went(desk: Desk, tmp_path: Path) -> None:
    def late(day: date) -> list[str]:
        moment = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
        with Store.open(desk.folder / "masa.db", clock=lambda: moment) as store, store.look(PROGRAM) as look:
            return [f"{line.title} {line.due:%d.%m}" for line in overdue(look)]

    key = open_only(desk)
    due = date(2026, 11, 4)  # Sunday 1 November does not count: Monday, Tuesday, Wednesday
    assert late(due) == []
    assert late(due + timedelta(days=1)) == ["Şirket personeli · Ekim 2026 04.11"]
    now, desk.store.clock = desk.store.clock, lambda: datetime(2026, 11, 6, 9, tzinfo=UTC)
    with desk.look("ayse") as look:
        (told,) = reminders(look)
        assert (told.title, told.left) == ("Şirket personeli · Ekim 2026", "2 gün gecikti")
        assert told.unit == "Yazılım Şube Müdürlüğü"
    with desk.look("kadir") as look:
        assert reminders(look) == ()
    desk.store.clock = now
    close(desk, key)
    assert len(late(due + timedelta(days=1))) == 1
    assert late(date(2027, 2, 1)) == []  # whatever ended long ago went before handovers were kept here
    hand(desk, tmp_path / "t")
    assert late(due + timedelta(days=1)) == []
    corrected(desk, key, ("101", _MONDAY, "R"))
    assert late(due + timedelta(days=1)) == ["Şirket personeli · Ekim 2026 · 2. sürüm 04.11"]
    assert len(late(date(2027, 2, 1))) == 1
    hand(desk, tmp_path / "t")
    assert late(due + timedelta(days=1)) == []


def test_lines_follow_the_sheet(desk: Desk) -> None:
    closed(desk)
    month = _contents(desk).months[0]
    with desk.look() as look:
        people = people_lines(look, month)
        days = list(day_lines(look, people))
    assert [line.row.sicil for line in people] == ["101", "103", "102"]
    assert [line.person.row.sicil for line in days[::31]] == ["101", "103", "102"]
