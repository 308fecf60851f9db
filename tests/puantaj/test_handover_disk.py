"""A package on a disk that is full, taken, or lost in the middle."""

from __future__ import annotations

import csv
import io
import os
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import select

from data.core.errors import BadInput
from data.puantaj import handover_views as views
from data.puantaj.handover import KeptPackage, Order, Package
from data.puantaj.models import Handover
from exports.handover import faults, read_claim
from tests.puantaj.handover_office import (
    closed,
    files,
    hand,
)
from tests.puantaj.puantaj_office import NOW, Desk

_SUNDAY, _MONDAY = date(2026, 10, 4), date(2026, 10, 5)


def _rows(folder: Path, stem: str) -> list[dict[str, str]]:
    text = (folder / f"{stem}.csv").read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def _package(desk: Desk, order: Order, who: str = "ayse") -> Package:
    with desk.look(who) as look:
        found = views.package_of(look, order)
    assert isinstance(found, Package)
    return found


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


def test_a_kill_while_building_leaves_no_folder_and_its_remains_are_swept(desk: Desk, tmp_path: Path) -> None:
    closed(desk)
    desk.store.close()
    place = tmp_path / "t"
    place.mkdir()
    child = Path(__file__).with_name("handover_child.py")
    done = subprocess.run(
        [sys.executable, str(child), str(desk.folder / "masa.db"), "ayse", str(place), NOW.isoformat(), "kill"],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        check=False,
    )
    assert done.returncode == -signal.SIGKILL
    (left,) = place.iterdir()
    assert left.name.startswith(".teslim_2026-10_0001.") and (left / "puantaj_sirket-personeli.pdf").exists()
    os.utime(left, (0, 0))
    assert [one.number for one in hand(desk, place)] == ["2026/1"]
    assert [path.name for path in place.iterdir()] == ["teslim_2026-10_0001"]


def test_damaged_kept_bytes_are_told(desk: Desk, tmp_path: Path) -> None:
    from exports.handover import unpack

    with pytest.raises(BadInput, match="bozulmuş"):
        unpack(KeptPackage(1, "2026/1", "teslim_x", "İK", 1, 1, b"PK damaged"), tmp_path)
    assert list(tmp_path.glob("teslim*")) == []
