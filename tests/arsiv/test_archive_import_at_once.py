"""Two desks take over lists at once, the store changes between reading and writing, a desk dies in the middle."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlmodel import col

from data.arsiv.archive_drafts import ArchiveReading
from data.arsiv.models import ArsivYer, Klasor, KlasorOlay
from data.arsiv.operations.archive_import import import_archive
from data.core import trail
from data.core.errors import BadInput
from data.core.models import Counter, SearchEntry, TakenFile
from data.core.permissions import PROGRAM
from data.sdp.models import SdpKod
from tests.arsiv.archive_office import Desk, place_id
from tests.arsiv.import_office import folders, read, row, took, written
from tests.core.office_people import ROOT


def rows(count: int, name: str = "Konu") -> list[tuple[str, ...]]:
    return [row(Konusu=f"{name} {place}") for place in range(count)]


def child(desk: Desk, path: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.arsiv.import_child", str(desk.store.path), str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


def heard(one: subprocess.Popen[str]) -> str:
    assert one.stdout is not None
    return one.stdout.readline().strip()


def tell(one: subprocess.Popen[str]) -> None:
    assert one.stdin is not None
    one.stdin.write("\n")
    one.stdin.flush()


def taking(desk: Desk, reading: ArchiveReading) -> None:
    with desk.work("fatih") as work:
        import_archive(work, reading)


def test_two_desks_at_once_give_no_number_twice_and_leave_no_gap(desk: Desk) -> None:
    files = [written(desk.folder, rows(150, name), name=f"{name}.csv") for name in ("Bir", "İki")]
    children = [child(desk, path) for path in files]
    assert [heard(one) for one in children] == ["hazır", "hazır"]
    for one in children:
        tell(one)
        tell(one)
    for one in children:
        out, _ = one.communicate(timeout=120)
        assert out.splitlines()[-1] == "alındı 150"
    found = folders(desk)
    assert [(one.number, one.part) for one in found] == [(place, place) for place in range(1, 301)]
    with desk.store.look(PROGRAM) as look:
        assert trail.walk(look).broken_id is None


def test_a_desk_that_dies_in_the_middle_leaves_nothing(desk: Desk) -> None:
    path = written(desk.folder, rows(4_100))
    one = child(desk, path)
    assert heard(one) == "hazır"
    tell(one)
    assert [heard(one), heard(one)] == ["yazıldı 2000", "yazıldı 4000"]
    one.kill()
    one.communicate()
    with desk.store.look(PROGRAM) as look:
        for table in (Klasor, KlasorOlay, TakenFile):
            assert look.session.execute(select(func.count()).select_from(table)).scalar_one() == 0
        indexed = select(func.count()).select_from(SearchEntry).where(col(SearchEntry.kind) == "klasor")
        assert look.session.execute(indexed).scalar_one() == 0
        books = select(col(Counter.last)).where(col(Counter.book).startswith("klasor"))
        assert look.session.execute(books).scalars().all() == []
        assert trail.walk(look).broken_id is None
    assert [one.number for one in took(desk, path)] == list(range(1, 4_101))


def test_a_person_who_stops_it_leaves_nothing(desk: Desk) -> None:
    reading = read(desk, written(desk.folder, rows(2_001)))
    told: list[int] = []

    def stop(done: int) -> None:
        told.append(done)
        raise BadInput("Dosya alınmadı: durduruldu.")

    with pytest.raises(BadInput, match="durduruldu"), desk.work() as work:
        import_archive(work, reading, None, stop)
    assert told == [2_000] and folders(desk) == []
    assert len(took(desk, desk.folder / "arsiv.csv")) == 2_001


def test_what_another_desk_took_in_the_meantime_is_refused_by_its_row(desk: Desk) -> None:
    reading = read(desk, written(desk.folder, [row(Konusu="Yalnız burada"), row()], name="bir.csv"))
    same = read(desk, written(desk.folder, [row(Konusu="Yalnız burada"), row()], name="bir.csv"))
    took(desk, written(desk.folder, [row()], name="iki.csv"))
    with pytest.raises(BadInput, match=r"Kayıtlarda var: 622\.01 / 2015-1") as refused:
        taking(desk, reading)
    assert refused.value.place == "bir.csv, 3. satır, 3. sütun"
    assert len(folders(desk)) == 1
    with desk.work() as work:
        work.session.execute(Klasor.__table__.update().values(title="Başka"))  # type: ignore[attr-defined]
        trail.record(work, "arsiv.test", "Ad değişti")
    taking(desk, reading)
    with pytest.raises(BadInput, match="tarafından alınmış"):
        taking(desk, same)


def test_what_became_of_places_and_codes_in_the_meantime_is_asked_again(desk: Desk) -> None:
    reading = read(desk, written(desk.folder, [row(Yeri="B1-01"), row(Konusu="İki", Yeri="B1-01")]))
    changes = (
        (ArsivYer, place_id(desk, "B1-01"), {"active": False}, {"active": True}, "B1-01 kapalı", 12),
        (ArsivYer, place_id(desk, "B1-01"), {"capacity": 1}, {"capacity": 40}, "B1-01 en çok 1 klasör alır", 12),
        (SdpKod, reading.folders[0].kod_id, {"active": False}, {"active": True}, "artık bu yılın kodu değil", 2),
    )  # fmt: skip
    for table, key, then, back, said, column in changes:
        set_to(desk, table, key, then)
        with pytest.raises(BadInput, match=said) as refused:
            taking(desk, reading)
        assert (refused.value.row, refused.value.column) == (2, column)
        set_to(desk, table, key, back)
    taking(desk, reading)
    assert len(folders(desk)) == 2


def set_to(desk: Desk, table: Any, key: int, values: Any) -> None:
    with desk.work("mehmet") as work:
        found = work.session.get_one(table, key)
        for name, value in values.items():
            setattr(found, name, value)
        trail.record(work, "arsiv.test", "Değişti")
