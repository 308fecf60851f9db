"""Handing over to HR: what goes, that it comes out the same byte for byte, and what a correction brings."""

from __future__ import annotations

import csv
import hashlib
import io
import os
import shutil
import subprocess
import sys
from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from zipfile import ZipFile

import pytest
from sqlmodel import col, select

from data.core import parameters, trail
from data.core.errors import BadInput, Conflict, NotAllowed, RuleBroken, StoreProblem
from data.core.models import Counter, TrailEntry
from data.core.pages import LedgerQuery
from data.core.permissions import PROGRAM
from data.core.store import Store
from data.personel.models import Personel
from data.puantaj import handover_layout as layout
from data.puantaj import handover_views as views
from data.puantaj.handover import Contents, KeptPackage, Order, Package, Recipient
from data.puantaj.handover_differences import compare
from data.puantaj.handover_plan import outlook
from data.puantaj.handover_reading import day_lines, differences, people_lines
from data.puantaj.models import Handover, HandoverMonth, PuantajDay, PuantajRow
from data.puantaj.operations.groups import rename_code
from data.puantaj.rules.totals import Totals
from data.puantaj.stored import totals_of
from exports.handing_over import hand_over
from exports.handover import faults, read_claim
from tests.puantaj.handover_office import (
    ISCI,
    MEMUR,
    MONTH,
    TO_OCTOBER,
    Seat,
    close,
    closed,
    corrected,
    files,
    hand,
    leave,
    open_only,
    orders,
    seat,
)
from tests.puantaj.puantaj_office import NOW, Desk, attlog

_SUNDAY, _MONDAY = date(2026, 10, 4), date(2026, 10, 5)


def _rows(folder: Path, stem: str) -> list[dict[str, str]]:
    text = (folder / f"{stem}.csv").read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def _package(desk: Desk, order: Order, who: str = "ayse") -> Package:
    with desk.look(who) as look:
        found = views.package_of(look, order)
    assert isinstance(found, Package)
    return found


# ---------------------------------------------------------------- what is ready and what is missing


def test_closed_months_go_and_the_others_are_named_with_who_must_act(desk: Desk) -> None:
    closed(desk)
    close(desk, open_only(desk, MEMUR), steps=2)
    with desk.look() as look:
        found = outlook(look, MONTH)
    assert [(one.group, one.recipient) for one in found.ready] == [("Şirket personeli", Recipient.SIRKET)]
    assert {one.group: one.why for one in found.missing} == {
        "Memurlar": "kontrol edildi; şube müdürü onaylamalı",
        "Daimi işçiler": "açılmamış; hazırlayan açmalı",
    }
    workers = next(one for one in found.missing if one.group == "Daimi işçiler")
    assert workers.period == TO_OCTOBER


def test_a_period_belongs_to_the_month_in_which_it_ends(desk: Desk) -> None:
    key = closed(desk, ISCI, TO_OCTOBER)
    assert [order.months for order in orders(desk)] == [(key,)]


def test_an_open_correction_keeps_its_month_out(desk: Desk, tmp_path: Path) -> None:
    from data.puantaj.operations.months import open_correction

    key = closed(desk)
    with desk.work() as work:
        open_correction(work, key, "Bir gün yanlış")
    with desk.look() as look:
        found = outlook(look, MONTH)
    assert not found.ready
    assert "2. sürüm taslak; Ayşe Yılmaz onaya sunmalı" in [one.why for one in found.missing]
    with pytest.raises(RuleBroken, match=r"2\. sürüm açılmış"), desk.look() as look:
        views.package_of(look, Order(MONTH, Recipient.SIRKET, (key,)))


def test_an_order_of_open_foreign_or_no_months_is_refused(desk: Desk) -> None:
    key = open_only(desk)
    for order, error, words in (
        (Order(MONTH, Recipient.SIRKET, (key,)), RuleBroken, "kesinleşmemiş"),
        (Order(MONTH, Recipient.KURUM, (key,)), BadInput, "bu teslimin değil"),
        (Order(replace(MONTH, month=9), Recipient.SIRKET, (key,)), BadInput, "bu teslimin değil"),
        (Order(MONTH, Recipient.SIRKET, ()), BadInput, "seçilmedi"),
        (Order(MONTH, Recipient.SIRKET, (999,)), BadInput, "bulunamadı"),
    ):
        with pytest.raises(error, match=words), desk.look() as look:
            views.package_of(look, order)


# ---------------------------------------------------------------- what the files say


def test_every_cell_of_the_files_is_the_stored_one(desk: Desk, tmp_path: Path) -> None:
    leave(desk, "101", "YILLIK_ISCI", _MONDAY, date(2026, 10, 9), "İZ-7")
    desk.take(attlog("102 2026-10-06 08:11", "102 2026-10-06 16:40"))
    key = closed(desk)
    folder = hand(desk, tmp_path / "t")[0].paths[0]
    days = {(row["sicil"], row["gun"]): row for row in _rows(folder, layout.DAYS)}
    with desk.look() as look:
        people = {row.personel_id: row for row in look.session.exec(select(PuantajRow)).all()}
        stored = look.session.exec(select(PuantajDay).where(PuantajDay.puantaj_id == key)).all()
        assert len(stored) == len(days) == 3 * 31
        for day in stored:
            row = days[(people[day.personel_id].sicil, day.day.isoformat())]
            assert row["ad_soyad"] == people[day.personel_id].name
            assert (row["kod"], row["kaynak"], row["belge"]) == (day.code, day.source, day.document)
            assert [int(row[name]) for name in ("calisma_dk", "gec_dk", "erken_dk", "normal_dk", "fm_dk")] == [
                day.worked_minutes, day.late_minutes, day.early_minutes, day.normal_minutes, day.fm_minutes
            ]  # fmt: skip
            assert [int(row[name]) for name in ("fsc_dk", "gece_dk", "gt_dk", "ht_dk", "yemek", "yol")] == [
                day.fsc_minutes, day.night_minutes, day.gt_minutes, day.ht_minutes, day.meal, day.road
            ]  # fmt: skip
    assert days[("101", "2026-10-05")]["belge"] == "İZ-7"
    assert days[("102", "2026-10-06")]["gec_dk"] != "0"
    assert days[("103", "2026-10-01")]["harf"] == "-"


def test_totals_are_those_of_the_store_and_add_up_with_the_days(desk: Desk, tmp_path: Path) -> None:
    leave(desk, "101", "RAPOR", _MONDAY, date(2026, 10, 7))
    closed(desk)
    folder = hand(desk, tmp_path / "t")[0].paths[0]
    rows = _rows(folder, layout.TOTALS)
    days = _rows(folder, layout.DAYS)
    with desk.look() as look:
        found = look.session.exec(select(PuantajRow)).all()
        stored = {row.sicil: row.model_copy() for row in found}
    for row in rows:
        totals = totals_of(stored[row["sicil"]].totals)
        assert Decimal(row["calisilan"].replace(",", ".")) == totals.worked
        assert Decimal(row["ucretli_gun"].replace(",", ".")) == totals.paid_days
        assert row["prim_gunu"] == str(stored[row["sicil"]].prim_days)
        assert row["eksik_gun"] == str(stored[row["sicil"]].missing_days)
        mine = [day for day in days if day["sicil"] == row["sicil"]]
        assert sum(int(day["yemek"]) for day in mine) == Decimal(row["yemek"].replace(",", "."))
        assert sum(int(day["normal_dk"]) for day in mine) == int(row["normal_dk"])
        assert len([day for day in mine if day["kod"] != "YOK"]) == Decimal(row["istihdam"].replace(",", "."))
    assert next(row for row in rows if row["sicil"] == "101")["eksik_neden"] == "01"


def test_no_total_is_left_out_of_the_layout() -> None:
    one = Totals(**{field.name: Decimal(7) for field in fields(Totals) if field.name != "by_code"})
    for field in fields(Totals):
        if field.name == "by_code":
            continue
        changed = replace(one, **{field.name: Decimal(8)})
        lines = [layout.PersonLine(None, None, "", totals) for totals in (one, changed)]  # type: ignore[arg-type]
        days = [spec for spec in layout.TOTAL_SPECS if spec.column.kind is layout.FlatKind.DAYS]
        assert [spec for spec in days if spec.value(lines[0]) != spec.value(lines[1])], field.name


def test_the_layout_names_every_column_of_the_files_and_every_key(desk: Desk, tmp_path: Path) -> None:
    closed(desk)
    folder = hand(desk, tmp_path / "t")[0].paths[0]
    told = (folder / "DUZEN.txt").read_bytes().decode("utf-8-sig")
    for stem in (layout.DAYS, layout.TOTALS):
        assert f"{stem}.csv" in told
        for place, name in enumerate(_rows(folder, stem)[0], 1):
            assert f"{place:>2}  {name} " in told
    for code in {row["kod"] for row in _rows(folder, layout.DAYS)}:
        assert f"  {code} " in told


def test_decimal_sign_and_dates_are_dated_settings(desk: Desk, tmp_path: Path) -> None:
    with desk.work("yonetici") as work:
        for name, value in (("csv_virgul", "H"), ("csv_iso_tarih", "H")):
            parameters.set_parameter(work, f"puantaj.{name}", date(2026, 10, 1), value, "Olur 1")
    closed(desk)
    folder = hand(desk, tmp_path / "t")[0].paths[0]
    assert _rows(folder, layout.DAYS)[0]["gun"] == "01.10.2026"
    assert "20.5" in {row["calisilan"] for row in _rows(folder, layout.TOTALS)}
    assert "Ondalık ayırıcı nokta" in (folder / "DUZEN.txt").read_bytes().decode("utf-8-sig")


def test_a_hostile_name_is_text_in_every_file(desk: Desk, tmp_path: Path) -> None:
    with desk.work("yonetici") as work:
        person = work.session.get_one(Personel, desk.person("101"))
        person.ad, person.soyad = "=HYPERLINK(1);", "X\u202e\n"
        trail.record(work, "deneme", "deneme")
    closed(desk)
    folder = hand(desk, tmp_path / "t")[0].paths[0]
    assert "'=HYPERLINK(1); X" in {row["ad_soyad"] for row in _rows(folder, layout.TOTALS)}


def test_identity_numbers_stand_only_where_they_were_asked_for_by_who_may(desk: Desk, tmp_path: Path) -> None:
    closed(desk)
    plain = hand(desk, tmp_path / "t")[0]
    assert all(b"10000000146" not in content for content in files(plain.paths[0]).values())
    assert "tckn" not in _rows(plain.paths[0], layout.DAYS)[0]
    order = replace(orders(desk)[0], with_tckn=True)
    with pytest.raises(NotAllowed):
        hand_over(seat(desk, "ayse"), order, tmp_path / "t")
    done = hand_over(seat(desk, "mehmet"), order, tmp_path / "t")
    assert (plain.number, done.number) == ("2026/1", "2026/2")
    assert {row["tckn"] for row in _rows(done.paths[0], layout.TOTALS)} == {"10000000146", ""}
    assert all("10000000146" not in name for name in files(done.paths[0]))
    with desk.look("denetci") as look:
        assert "T.C. kimlik no açık" in trail.history(look, "teslim", 2)[0].summary
    with pytest.raises(NotAllowed), desk.look("ayse") as look:
        views.kept_package(look, 2)


# ---------------------------------------------------------------- byte for byte


def test_the_same_months_again_are_the_same_number_and_the_same_bytes(desk: Desk, tmp_path: Path) -> None:
    closed(desk)
    first = hand(desk, tmp_path / "a", with_zip=True)[0]
    with desk.work("yonetici") as work:
        rename_code(work, "CALISTI", "Ç", "Çalışıldı")
        work.connection.exec_driver_sql("UPDATE office SET mudurluk = 'Başka Müdürlük'")
        person = work.session.get_one(Personel, desk.person("101"))
        person.soyad = "YENİSOY"
        parameters.set_parameter(work, "puantaj.teslim_sirket", date(2026, 1, 1), "Öteki Şirket", "Yazı 2")
        parameters.set_parameter(work, "puantaj.tolerance_minutes", date(2026, 1, 1), "9", "Yazı 3")
    later = Store.open(desk.folder / "masa.db", clock=lambda: NOW + timedelta(days=400))
    with later:
        again = hand_over(Seat(later, desk.actor("zeynep")), orders(desk)[0], tmp_path, with_zip=True)
    assert again.again and again.number == first.number == "2026/1"
    assert [path.name for path in again.paths] == [path.name for path in first.paths]
    assert files(again.paths[0]) == files(first.paths[0])
    assert again.paths[1].read_bytes() == first.paths[1].read_bytes()
    with desk.look() as look:
        assert len(look.session.exec(select(Handover)).all()) == 1


def test_two_processes_on_two_days_with_two_users_make_the_same_bytes(desk: Desk, tmp_path: Path) -> None:
    leave(desk, "102", "RAPOR", _MONDAY, date(2026, 10, 6))
    closed(desk)
    closed(desk, MEMUR)
    desk.store.close()
    child = Path(__file__).with_name("handover_child.py")
    made = []
    for who, now, seed in (("ayse", "2026-11-21T08:00+00:00", "1"), ("zeynep", "2026-12-05T13:30+00:00", "2")):
        copy = tmp_path / f"{who}.db"
        shutil.copyfile(desk.folder / "masa.db", copy)
        (tmp_path / who).mkdir()
        subprocess.run(
            [sys.executable, str(child), str(copy), who, str(tmp_path / who), now],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parents[2])},
            check=True,
        )
        made.append({folder.name: files(folder) for folder in sorted((tmp_path / who).iterdir())})
    assert list(made[0]) == ["teslim_2026-10_0001", "teslim_2026-10_0002"]
    assert made[0] == made[1]


def test_the_archive_is_the_folder(desk: Desk, tmp_path: Path) -> None:
    closed(desk)
    folder, archive = hand(desk, tmp_path / "t", with_zip=True)[0].paths
    with ZipFile(archive) as found:
        assert {Path(name).name: found.read(name) for name in found.namelist()} == files(folder)
        assert all(name.startswith(f"{folder.name}/") for name in found.namelist())


def test_each_new_set_of_months_has_the_next_number_without_a_gap(desk: Desk, tmp_path: Path) -> None:
    closed(desk)
    assert [one.number for one in hand(desk, tmp_path / "t")] == ["2026/1"]
    closed(desk, MEMUR)
    closed(desk, ISCI, TO_OCTOBER)
    assert [one.number for one in hand(desk, tmp_path / "t")] == ["2026/2", "2026/1"]
    with desk.look() as look:
        counter = look.session.get_one(Counter, ("teslim", 2026))
        assert counter.last == 2
        assert views.handover_window(look, LedgerQuery(), 0, 10).total == 2


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
    assert all(paper.draft for _, paper in package.papers) and package.papers[0][1].number == "TASLAK"
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
        assert views.overdue(look) == ()
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
            return [f"{line.title} {line.due:%d.%m}" for line in views.overdue(look)]

    key = open_only(desk)
    due = date(2026, 11, 4)  # Sunday 1 November does not count: Monday, Tuesday, Wednesday
    assert late(due) == []
    assert late(due + timedelta(days=1)) == ["Şirket personeli · Ekim 2026 04.11"]
    close(desk, key)
    assert len(late(due + timedelta(days=1))) == 1
    hand(desk, tmp_path / "t")
    assert late(due + timedelta(days=1)) == []
    corrected(desk, key, ("101", _MONDAY, "R"))
    assert late(due + timedelta(days=1)) == ["Şirket personeli · Ekim 2026 · 2. sürüm 04.11"]
    hand(desk, tmp_path / "t")
    assert late(due + timedelta(days=1)) == []


# ---------------------------------------------------------------- the disk


def test_a_folder_of_that_name_with_other_content_is_never_touched(desk: Desk, tmp_path: Path) -> None:
    closed(desk)
    place = tmp_path / "t"
    (place / "teslim_2026-10_0001").mkdir(parents=True)
    (place / "teslim_2026-10_0001" / "not.txt").write_text("benim")
    with pytest.raises(BadInput, match="başka bir klasör var"):
        hand(desk, place)
    assert files(place / "teslim_2026-10_0001") == {"not.txt": b"benim"}
    with desk.look() as look:
        assert look.session.exec(select(Handover)).all() == []
    assert [path.name for path in place.iterdir()] == ["teslim_2026-10_0001"]


def test_the_same_folder_again_is_left_as_it_is(desk: Desk, tmp_path: Path) -> None:
    closed(desk)
    first = hand(desk, tmp_path / "t", with_zip=True)[0]
    before = {path: path.stat().st_mtime_ns for path in first.paths[0].iterdir()}
    again = hand(desk, tmp_path / "t", with_zip=True)[0]
    assert again.again
    assert {path: path.stat().st_mtime_ns for path in first.paths[0].iterdir()} == before


def test_a_full_disk_leaves_no_folder_no_number_and_no_entry(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import errno

    import exports.handover as writing

    closed(desk)
    place = tmp_path / "t"
    place.mkdir()

    def full(*_: object) -> Path:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(writing, "flat_csv", full)
        with pytest.raises(BadInput, match="diskte yer kalmadı"):
            hand(desk, place)
    assert list(place.iterdir()) == []
    with desk.look() as look:
        assert look.session.exec(select(Handover)).all() == []
    assert hand(desk, place)[0].number == "2026/1"


def test_a_kill_between_record_and_folder_is_made_good_by_the_same_command(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed(desk)
    place = tmp_path / "t"
    place.mkdir()

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", killed)
        with pytest.raises(KeyboardInterrupt):
            hand(desk, place)
    assert list(place.iterdir()) == []
    done = hand(desk, place)[0]
    assert (done.number, done.again) == ("2026/1", True)
    assert faults(done.paths[0], read_claim(done.paths[0]).manifest) == ()


def test_damaged_kept_bytes_are_told(desk: Desk, tmp_path: Path) -> None:
    from exports.handover import unpack

    with pytest.raises(BadInput, match="bozulmuş"):
        unpack(KeptPackage(1, "2026/1", "teslim_x", "İK", 1, 1, b"PK damaged"), tmp_path)
    assert list(tmp_path.glob("teslim*")) == []


def test_lines_follow_the_sheet(desk: Desk) -> None:
    closed(desk)
    month = _contents(desk).months[0]
    with desk.look() as look:
        people = people_lines(look, month)
        days = list(day_lines(look, people))
    assert [line.row.sicil for line in people] == ["101", "103", "102"]
    assert [line.person.row.sicil for line in days[::31]] == ["101", "103", "102"]
