"""Opening the database: new, known, older, newer, foreign, damaged, unreachable, full."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from desk_child import register
from office_people import admin, desk, line
from sqlalchemy import event
from sqlmodel import SQLModel, select

import data.arac.models
import data.arsiv.models
import data.arsiv.models_papers
import data.arsiv.models_shelf
import data.arsiv.models_tally
import data.avans.models
import data.butce.models
import data.butce.models_levels
import data.core.models
import data.evrak.models
import data.personel.models
import data.puantaj.models
import data.sdp.models
import data.staj.models
import data.tasinir.models
import data.tasinir.models_counts
import data.tasinir.models_items
import data.tasinir.models_vouchers  # noqa: F401
from data.core import backup, numbers, trail
from data.core import engine as engines
from data.core import store as stores
from data.core.errors import Conflict, StoreProblem
from data.core.models import Counter, Parameter, User, UserSetting
from data.core.permissions import PROGRAM
from data.core.store import Store

NOW = stores.revisions()[-1]
NEXT = f"{int(NOW) + 1:04}"
SECOND = """
from alembic import op

revision = "{revision}"
down_revision = "{before}"


def upgrade() -> None:
    op.execute("CREATE TABLE extra (id INTEGER PRIMARY KEY) STRICT")
    {more}
"""


@pytest.fixture(autouse=True)
def _by_its_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each new file of these tests is made by the schema's steps, not copied."""
    monkeypatch.setattr(stores, "_migrate", stores._migrate.__wrapped__)


def newer_release(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, more: str = "pass") -> None:
    """As if this were the next release, with one more schema step."""
    steps = tmp_path / "migrations"
    shutil.copytree(stores.MIGRATIONS, steps, ignore=shutil.ignore_patterns("__pycache__"))
    step = SECOND.format(more=more, revision=NEXT, before=NOW)
    (steps / "versions" / f"{NEXT}_extra.py").write_text(step, encoding="utf-8")
    monkeypatch.setattr(stores, "MIGRATIONS", steps)


def schema_revision(store: Store) -> str:
    with store.look(PROGRAM) as look:
        return str(look.connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one())


def test_a_new_file_is_made_with_our_mark_in_a_folder_that_was_not_there(tmp_path: Path) -> None:
    path = tmp_path / "yeni klasör" / "Masa #1 %50 ?.db"
    with Store.open(path) as store:
        assert schema_revision(store) == stores.revisions()[-1]
        assert store.notices == ()
    assert engines.inspect_file(path) == (engines.APPLICATION_ID, stores.revisions()[-1])
    with Store.open(path) as again:
        assert again.notices == ()


def test_a_known_file_opens_without_the_migration_library(store: Store) -> None:
    assert store.path is not None
    child = desk("fast", store.path)
    assert line(child) == "False"
    assert child.wait() == 0


def test_desks_that_start_together_on_a_new_file_all_get_in(tmp_path: Path) -> None:
    children = [desk("open", tmp_path / "masa.db") for _ in range(3)]
    for child in children:
        assert child.stdin is not None
        child.stdin.write("go\n")
        child.stdin.flush()
    assert [line(child) for child in children] == ["opened"] * 3
    assert [child.wait() for child in children] == [0] * 3


def test_a_first_start_that_was_cut_off_begins_anew(tmp_path: Path) -> None:
    path = tmp_path / "masa.db"
    with closing(sqlite3.connect(path)) as plain:
        plain.execute("PRAGMA journal_mode=WAL")
    assert path.stat().st_size > 0
    with Store.open(path) as store:
        assert schema_revision(store) == stores.revisions()[-1]


def test_an_empty_file_becomes_a_store(tmp_path: Path) -> None:
    path = tmp_path / "masa.db"
    path.touch()
    with Store.open(path) as store:
        assert schema_revision(store) == stores.revisions()[-1]


def test_an_older_file_is_kept_aside_then_raised_and_says_so(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    register(store)
    store.close()
    path = tmp_path / "masa.db"
    newer_release(tmp_path, monkeypatch)
    with Store.open(path) as raised:
        assert schema_revision(raised) == NEXT
        (notice,) = raised.notices
        with raised.look(PROGRAM) as look:
            assert backup.audit(look).clean
            assert look.session.get(Counter, ("deneme", 2026)) is not None
    (aside,) = tmp_path.glob(f"masa.surum-{NOW}.*.db")
    assert aside.name in notice
    assert engines.inspect_file(aside) == (engines.APPLICATION_ID, NOW)
    with closing(sqlite3.connect(aside)) as plain:
        assert plain.execute("SELECT last FROM counter WHERE book = 'deneme'").fetchall() == [(1,)]
    with Store.open(path) as again:
        assert again.notices == ()


def test_a_schema_step_that_fails_leaves_the_old_file_as_it_was(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.close()
    path = tmp_path / "masa.db"
    newer_release(tmp_path, monkeypatch, more="raise ValueError('yarıda')")
    with pytest.raises(ValueError, match="yarıda"):
        Store.open(path)
    assert engines.inspect_file(path) == (engines.APPLICATION_ID, NOW)
    with closing(sqlite3.connect(path)) as plain:
        assert plain.execute("SELECT count(*) FROM sqlite_master WHERE name = 'extra'").fetchone() == (0,)
    engines.claim_alone(path).close()  # nothing holds it any more


def test_an_older_file_that_another_desk_uses_is_not_raised_under_it(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.close()
    path = tmp_path / "masa.db"
    child = desk("hold", path)
    assert line(child) == "held"
    newer_release(tmp_path, monkeypatch)
    with pytest.raises(StoreProblem, match="başka bir masada açık"):
        Store.open(path)
    child.communicate("go\n")
    assert engines.inspect_file(path)[1] == NOW


def test_a_newer_file_is_refused_untouched(store: Store, tmp_path: Path) -> None:
    store.close()
    path = tmp_path / "masa.db"
    with closing(sqlite3.connect(path)) as plain:
        plain.execute("UPDATE alembic_version SET version_num = '9999'")
        plain.commit()
    before = path.read_bytes()
    with pytest.raises(StoreProblem, match="daha yeni bir sürümüyle"):
        Store.open(path)
    assert path.read_bytes() == before


def foreign(path: Path) -> None:
    with closing(sqlite3.connect(path)) as plain:
        plain.execute("CREATE TABLE muzik (id INTEGER)")
        plain.commit()


def foreign_with_steps(path: Path) -> None:
    with closing(sqlite3.connect(path)) as plain:
        plain.execute("CREATE TABLE alembic_version (version_num TEXT)")
        plain.execute("INSERT INTO alembic_version VALUES ('0001')")
        plain.commit()


def marked_by_another_program(path: Path) -> None:
    with closing(sqlite3.connect(path)) as plain:
        plain.execute("PRAGMA application_id=42")
        plain.execute("VACUUM")


def letter(path: Path) -> None:
    path.write_text("Sayın Müdürüm, " * 100, encoding="utf-8")


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (foreign, "bir İdari Masa veritabanı değil"),
        (foreign_with_steps, "bir İdari Masa veritabanı değil"),
        (marked_by_another_program, "bir İdari Masa veritabanı değil"),
        (letter, "bir veritabanı değil veya bozulmuş"),
    ],
)
def test_a_file_of_another_program_is_refused_untouched(tmp_path: Path, make, words: str) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "belge.db"
    make(path)
    before = path.read_bytes()
    with pytest.raises(StoreProblem, match=words) as refused:
        Store.open(path)
    assert refused.value.remedy
    assert path.read_bytes() == before


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "dosya").write_text("klasör değil")
    with pytest.raises(StoreProblem, match="klasörü açılamadı"):
        Store.open(tmp_path / "dosya" / "içinde" / "masa.db")
    with pytest.raises(StoreProblem):
        Store.open(tmp_path / "dosya" / "masa.db")
    with pytest.raises(StoreProblem):
        Store.open(tmp_path)


def test_a_place_where_no_file_can_be_made_is_said_in_words() -> None:
    place = Path("/proc/self")
    if not place.is_dir():
        pytest.skip("this platform has no folder that refuses everybody, the administrator too")
    with pytest.raises(StoreProblem, match="okunamıyor veya yazılamıyor"):
        Store.open(place / "masa.db")


def test_a_full_disk_saves_nothing_by_halves(store: Store) -> None:
    first = register(store)

    def no_room(connection: sqlite3.Connection, _record: object) -> None:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count={pages}")

    store._engine.dispose()
    event.listen(store._engine, "connect", no_room)
    with pytest.raises(StoreProblem, match="Diskte yer kalmadı"), store.work(admin(store)) as work:
        numbers.next_number(work, "deneme", 2026)
        work.session.add(UserSetting(user_id=1, key="büyük", value="x" * 1_000_000))
        trail.record(work, "deneme", "sığmayan kayıt")
    event.remove(store._engine, "connect", no_room)
    store._engine.dispose()
    with store.look(PROGRAM) as look:
        assert backup.audit(look).clean
        assert look.session.get(UserSetting, (1, "büyük")) is None
    assert register(store) == first + 1


@pytest.mark.filterwarnings("ignore:Skipped unsupported reflection of expression-based index")
def test_the_tables_are_those_that_the_schema_steps_made(store: Store) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    with store.raw() as connection:
        context = MigrationContext.configure(
            connection,
            opts={"include_name": lambda name, kind, _: kind != "table" or "_words" not in (name or "")},
        )
        assert compare_metadata(context, SQLModel.metadata) == []
        strict = connection.exec_driver_sql(
            "SELECT name FROM pragma_table_list WHERE strict = 0 AND type = 'table'"
        )
        loose = {row[0] for row in strict} - {"alembic_version", "sqlite_schema", "sqlite_temp_schema"}
        assert {name for name in loose if "_words" not in name and not name.startswith("sqlite_")} == set()


def test_the_engine_itself_refuses_text_in_a_number_column(store: Store) -> None:
    assert store.path is not None
    with closing(sqlite3.connect(store.path)) as plain, pytest.raises(sqlite3.IntegrityError, match="INTEGER"):
        plain.execute("INSERT INTO counter (book, year, last) VALUES ('a', 2026, 'on iki')")


def test_an_operation_without_an_entry_in_the_trail_is_a_defect(store: Store) -> None:
    with pytest.raises(AssertionError, match="trail"), store.work(PROGRAM) as work:
        work.session.add(UserSetting(user_id=1, key="a", value="b"))
    with pytest.raises(AssertionError, match="trail"), store.work(PROGRAM) as work:
        numbers.next_number(work, "deneme", 2026)
    with store.work(PROGRAM) as work:
        work.session.exec(select(User)).all()
    with store.look(PROGRAM) as look:
        assert look.session.get(UserSetting, (1, "a")) is None
        assert look.session.get(Counter, ("deneme", 2026)) is None


def test_a_reading_never_changes_anything(store: Store) -> None:
    with store.look(PROGRAM) as look:
        look.session.add(UserSetting(user_id=1, key="a", value="b"))
        look.session.flush()
    with store.look(PROGRAM) as look:
        assert look.session.get(UserSetting, (1, "a")) is None


def test_the_same_value_twice_is_told_as_a_conflict(store: Store) -> None:
    with pytest.raises(Conflict, match="zaten var"), store.work(PROGRAM) as work:
        work.session.add(User(username="yonetici", full_name="x", password_hash="-"))
        trail.record(work, "user.add", "x")


def test_what_may_not_change_is_refused_in_words(store: Store) -> None:
    from data.core.parameters import seed

    with store.work(PROGRAM) as work:
        seed(work, [("a", "1", "4857 s. K.")])
    with pytest.raises(StoreProblem, match="değiştirilemez"), store.work(PROGRAM) as work:
        row = work.session.exec(select(Parameter)).one()
        row.value = "2"
        trail.record(work, "parameter.set", "x")


def test_a_writing_desk_has_the_pen_from_its_first_question_on(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "BUSY_MILLISECONDS", 0)
    store._engine.dispose()
    with store.work(PROGRAM) as first:
        assert first.session.get(Counter, ("deneme", 2026)) is None
        with pytest.raises(StoreProblem, match="meşgul"), store.work(PROGRAM):
            pytest.fail("two desks would both have read the same last number")
        with store.look(PROGRAM) as look:
            assert look.session.get(Counter, ("deneme", 2026)) is None, "reading never waits"
        numbers.next_number(first, "deneme", 2026)
        trail.record(first, "deneme", "numara")
    assert register(store) == 2


def test_every_commit_reaches_the_disk_before_it_is_acknowledged(store: Store) -> None:
    with store.raw() as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


def test_questions_one_after_another_go_over_one_connection_however_many_were_open(store: Store) -> None:
    def ask() -> tuple[int, int]:
        with store.look(PROGRAM) as look:
            kept = look.connection.exec_driver_sql("PRAGMA cache_size").scalar_one()
            return id(look.connection.connection.dbapi_connection), int(kept)

    with store.look(PROGRAM) as one, store.look(PROGRAM) as other:
        _ = one.connection, other.connection
    asked = {ask() for _ in range(4)}
    assert len(asked) == 1
    assert asked.pop()[1] == -engines.CACHE_KIB
