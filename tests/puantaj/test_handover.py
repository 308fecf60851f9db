"""Handing over to HR: what goes, what the files say, and that they come out the same byte for byte."""

from __future__ import annotations

import csv
import io
import os
import shutil
import subprocess
import sys
from dataclasses import fields, replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from zipfile import ZipFile

import pytest
from sqlmodel import select

from data.core import parameters, trail
from data.core.errors import BadInput, NotAllowed, RuleBroken
from data.core.models import Counter
from data.core.pages import LedgerQuery
from data.core.store import Store
from data.personel.models import Personel
from data.puantaj import handover_layout as layout
from data.puantaj import handover_views as views
from data.puantaj.handover import Order, Package, Recipient
from data.puantaj.handover_plan import outlook
from data.puantaj.models import Handover, PuantajDay, PuantajRow
from data.puantaj.operations.groups import rename_code
from data.puantaj.rules.totals import Totals
from data.puantaj.stored import totals_of
from exports.handing_over import hand_over
from tests.puantaj.handover_office import (
    ISCI,
    MEMUR,
    MONTH,
    TO_OCTOBER,
    Seat,
    close,
    closed,
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
