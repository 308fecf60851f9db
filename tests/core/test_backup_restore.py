"""Backup while desks write, restore that keeps what it replaces, refusals that touch nothing."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from desk_child import register
from office_people import admin, desk, line
from sqlmodel import func, select

from data.core import backup, trail
from data.core import engine as engines
from data.core.errors import StoreInUse, StoreProblem
from data.core.models import Counter, TrailEntry
from data.core.permissions import PROGRAM
from data.core.store import Store, utc_now

NOON = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


def entries(path: Path) -> int:
    with Store.open(path) as store, store.look(PROGRAM) as look:
        assert backup.audit(look).clean
        return look.session.exec(select(func.count()).select_from(TrailEntry)).one()


def test_a_backup_taken_while_another_desk_writes_is_whole(store: Store, tmp_path: Path) -> None:
    assert store.path is not None
    child = desk("forever", store.path)
    seen = int(line(child))
    results = [backup.back_up(store, tmp_path / f"{n}.yedek.db") for n in range(3)]
    later = int(line(child))
    child.kill()
    child.communicate()
    last = 0
    for result in results:
        assert result.bytes == result.path.stat().st_size > 0
        with Store.open(result.path) as copy, copy.look(PROGRAM) as look:
            assert backup.audit(look).clean
            counter = look.session.get(Counter, ("deneme", 2026))
            assert counter is not None and counter.last >= max(seen, last)
            last = counter.last
    assert later >= seen
    with store.look(PROGRAM) as look:
        assert [e.action for e in trail.history(look, "", 0)].count("backup") == 3


def test_thirty_daily_backups_stay_and_other_files_too(store: Store) -> None:
    assert store.path is not None
    folder = backup.backup_folder(store.path)
    folder.mkdir()
    for day in range(35):
        (folder / f"masa.{NOON - timedelta(days=day + 1):%Y%m%d-%H%M%S}.yedek.db").write_bytes(b"eski")
    others = [folder / "el ile.yedek.db", folder / "baska.20200101-000000.yedek.db", folder / "not.txt"]
    for other in others:
        other.write_bytes(b"baska")
    store.clock = lambda: NOON
    assert backup.daily_backup_due(store)
    result = backup.back_up(store, actor=admin(store))
    assert not backup.daily_backup_due(store)
    assert result.removed == 6
    ours = sorted(folder.glob("masa.*.yedek.db"))
    assert len(ours) == backup.KEPT and ours[-1] == result.path
    assert all(other.exists() for other in others)
    store.clock = lambda: NOON + timedelta(days=1)
    assert backup.daily_backup_due(store)


def test_brackets_in_the_name_do_not_make_every_start_a_backup(tmp_path: Path) -> None:
    with Store.open(tmp_path / "masa [eski].db") as store:
        backup.back_up(store)
        assert not backup.daily_backup_due(store)


@pytest.mark.parametrize("fault", ["copy", "check", "sync"])
def test_an_unfinished_backup_never_has_the_final_name(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    target = tmp_path / "son.yedek.db"

    def cut_off(*_: object) -> None:
        (tmp_path / "son.yedek.db.eksik").write_bytes(b"yarim")
        raise OSError(28, "No space left on device")

    if fault == "copy":
        monkeypatch.setattr(engines, "copy_into", cut_off)
    elif fault == "check":
        monkeypatch.setattr(engines, "quick_damage", lambda _path: ("bozuk sayfa",))
    else:
        monkeypatch.setattr(backup, "_sync", cut_off)
    with pytest.raises(StoreProblem, match="sağlam değil" if fault == "check" else "Yedek yazılamadı"):
        backup.back_up(store, target)
    assert not list(tmp_path.glob("son*"))
    with store.look(PROGRAM) as look:
        assert "backup" not in [entry.action for entry in trail.history(look, "", 0)]


def test_a_place_that_cannot_be_written_is_said_in_words(store: Store, tmp_path: Path) -> None:
    (tmp_path / "dosya").write_text("klasör değil")
    with pytest.raises(StoreProblem, match="Yedek yazılamadı"):
        backup.back_up(store, tmp_path / "dosya" / "x" / "a.db")
    if Path("/proc/self").is_dir():
        with pytest.raises(StoreProblem):
            backup.back_up(store, Path("/proc/self/a.db"))


def test_a_backup_never_replaces_the_database_or_another_document(store: Store, tmp_path: Path) -> None:
    assert store.path is not None
    letter = tmp_path / "yazi.docx"
    letter.write_bytes(b"onemli")
    for target in (store.path, letter, tmp_path):
        with pytest.raises(StoreProblem):
            backup.back_up(store, target)
    assert letter.read_bytes() == b"onemli"
    usual = tmp_path / "usb.yedek.db"
    backup.back_up(store, usual)
    first = entries(usual)
    backup.back_up(store, usual)
    assert entries(usual) == first + 1, "yesterday's backup under the same name is renewed"


def test_what_a_restore_replaces_is_kept_and_reported(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "masa.db"
    register(store)
    good = backup.back_up(store, tmp_path / "iyi.db").path
    for _ in range(3):
        register(store)
    store.close()
    before, kept = entries(good), entries(path)
    result = backup.restore(path, good, clock=utc_now)
    assert result.aside is not None and result.aside.parent == tmp_path
    assert (result.old_entries, result.new_entries) == (kept, before)
    assert result.old_last is not None and result.new_last is not None and result.old_last > result.new_last
    assert entries(result.aside) == kept
    assert entries(path) == before + 1, "the restore itself is in the trail"
    assert entries(good) == before
    assert not list(tmp_path.glob("*.yeni*"))
    with Store.open(path) as again:
        assert register(again) == 2, "the number after the last one that the backup knows"


def test_two_restores_in_one_second_keep_both_files(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "masa.db"
    good = backup.back_up(store, tmp_path / "iyi.db").path
    register(store)
    store.close()
    first = backup.restore(path, good, clock=lambda: NOON)
    second = backup.restore(path, good, clock=lambda: NOON)
    assert first.aside is not None and second.aside is not None and first.aside != second.aside
    assert entries(first.aside) == first.old_entries
    assert entries(second.aside) == second.old_entries


def test_a_restore_onto_a_new_computer_has_nothing_to_put_aside(store: Store, tmp_path: Path) -> None:
    good = backup.back_up(store, tmp_path / "iyi.db").path
    path = tmp_path / "yeni" / "masa.db"
    result = backup.restore(path, good, clock=utc_now)
    assert (result.aside, result.old_entries, result.old_last) == (None, 0, None)
    assert entries(path) == result.new_entries + 1


def test_what_the_log_of_a_copied_file_still_holds_is_restored_too(store: Store, tmp_path: Path) -> None:
    assert store.path is not None
    register(store)
    usb = tmp_path / "usb.db"
    shutil.copyfile(store.path, usb)
    shutil.copyfile(f"{store.path}-wal", f"{usb}-wal")
    result = backup.restore(tmp_path / "yeni.db", usb, clock=utc_now)
    with store.look(PROGRAM) as look:
        assert result.new_entries == trail.walk(look).entries


@pytest.mark.parametrize("content", [b"", b"bozuk" * 5_000, b"SQLite format 3\x00" + b"\xff" * 8_000])
def test_a_damaged_database_can_be_replaced_and_is_kept(store: Store, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "masa.db"
    good = backup.back_up(store, tmp_path / "iyi.db").path
    store.close()
    for rest in tmp_path.glob("masa.db-*"):
        rest.unlink()
    path.write_bytes(content)
    result = backup.restore(path, good, clock=utc_now)
    assert result.aside is not None
    assert not content or result.aside.read_bytes() == content
    assert result.old_entries == 0
    assert entries(path) == result.new_entries + 1


def foreign(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as plain:
        plain.execute("CREATE TABLE muzik (id INTEGER)")
        plain.commit()


def newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as plain:
        plain.execute("UPDATE alembic_version SET version_num = '9999'")
        plain.commit()


def tampered(path: Path) -> None:
    with closing(sqlite3.connect(path)) as plain:
        plain.execute("DROP TRIGGER guard_trail_entry_update")
        plain.execute("UPDATE trail_entry SET summary = 'başka' WHERE id = 1")
        plain.commit()


def damaged(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096 * 3 : 4096 * 30] = b"\x55" * (4096 * 27)
    path.write_bytes(content)


@pytest.mark.parametrize(
    "spoil", [foreign, newer, tampered, damaged, lambda path: path.write_bytes(b"x" * 9_000), Path.unlink]
)
def test_an_unusable_backup_is_refused_and_nothing_is_touched(
    store: Store, tmp_path: Path, spoil: Callable[[Path], object]
) -> None:
    path = tmp_path / "masa.db"
    bad = backup.back_up(store, tmp_path / "kotu.db").path
    store.close()
    spoil(bad)
    before = path.read_bytes()
    with pytest.raises(StoreProblem):
        backup.restore(path, bad, clock=utc_now)
    assert path.read_bytes() == before
    assert not list(tmp_path.glob("*.onceki.*")) and not list(tmp_path.glob("*.yeni*"))
    entries(path)


def test_the_database_is_not_its_own_backup(store: Store) -> None:
    assert store.path is not None
    with pytest.raises(StoreProblem, match="aynı dosya"):
        backup.restore(store.path, store.path, clock=utc_now)


def test_no_restore_while_another_desk_has_the_database_open(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "masa.db"
    good = backup.back_up(store, tmp_path / "iyi.db").path
    store.close()
    before = entries(path)
    child = desk("hold", path)
    assert line(child) == "held"
    with pytest.raises(StoreInUse, match="başka bir masada açık"):
        backup.restore(path, good, clock=utc_now)
    child.communicate("go\n")
    assert entries(path) == before
    assert backup.restore(path, good, clock=utc_now).old_entries == before


def test_a_restore_that_fails_at_the_last_moment_leaves_the_old_file_in_place(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "masa.db"
    good = backup.back_up(store, tmp_path / "iyi.db").path
    store.close()
    before = entries(path)
    usual = Path.replace

    def refuse(self: Path, target: Path) -> Path:
        if self.name.endswith(".yeni"):
            raise PermissionError(13, "in use")
        return usual(self, target)

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(StoreProblem, match="geri yüklenemedi"):
        backup.restore(path, good, clock=utc_now)
    monkeypatch.undo()
    assert entries(path) == before


def test_the_audit_names_a_record_whose_parent_is_gone(store: Store) -> None:
    assert store.path is not None
    with closing(sqlite3.connect(store.path)) as plain:
        plain.execute("INSERT INTO user_role (user_id, role) VALUES (99, 'sef')")
        plain.commit()
    with store.look(PROGRAM) as look:
        found = backup.audit(look)
    assert not found.clean
    assert "user_role" in found.damage[0] and "app_user" in found.damage[0]
