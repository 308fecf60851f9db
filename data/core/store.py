"""The store: opening it, and the two ways of using it.

``store.work(actor)`` is one writing transaction, ``store.look(actor)`` one consistent reading. Both carry who
acts and what time it is, so that no rule ever asks a global for them.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import DatabaseError, IntegrityError, OperationalError
from sqlmodel import Session

from data.core import engine as engines
from data.core import engine_sealing
from data.core.errors import Conflict, StoreProblem
from data.core.permissions import Actor

if TYPE_CHECKING:
    from sqlalchemy.orm import ORMExecuteState

    from data.core.vault import Vault

MIGRATIONS = Path(__file__).parents[1] / "migrations"
Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """The present instant."""
    return datetime.now(UTC)


@dataclass(slots=True)
class Look:
    """One consistent reading: session, actor and time, and the vault if the desk has opened it."""

    session: Session
    actor: Actor
    now: datetime
    vault: Vault | None = field(default=None, kw_only=True)

    @property
    def today(self) -> date:
        """The office's date at that instant."""
        return self.now.astimezone().date()

    @property
    def connection(self) -> Connection:
        """The connection of this transaction, for what an engine must do itself."""
        return self.session.connection()


@dataclass(slots=True)
class Work(Look):
    """One writing transaction. It must leave an entry in the trail if it changes anything."""

    recorded: int = field(default=0)
    touched: bool = field(default=False)
    empties_journal: bool = field(default=False)
    """Set by an operation that seals what lay open: the journal is not to keep it for another while."""


class Store:
    """An open store. Safe to use from several threads; every transaction has its own connection."""

    def __init__(self, engine: Engine, *, path: Path | None = None, clock: Clock = utc_now) -> None:
        self._engine = engine
        self._reader = engine.execution_options(**{engines.READ_ONLY: True})
        self.path = path
        self.clock = clock
        self.vault: Vault | None = None
        """The key of the secret records while this desk has it open."""
        self.notices: tuple[str, ...] = ()
        """What opening it had to do, in words for the person."""

    @classmethod
    def open(cls, target: Path | str, *, clock: Clock = utc_now) -> Store:
        """Opens a store, making it if it is new and bringing it to this release's schema if it is older.

        Raises:
            StoreProblem: not ours, made by a newer release, damaged, or not reachable.
        """
        if isinstance(target, str) and "://" in target:
            return cls(engines.make_engine(target), clock=clock)._migrated()
        path = Path(target)
        notice = _prepare_file(path, clock)
        store = cls(engines.make_engine(path), path=path, clock=clock)
        if notice is None:
            return store
        store.notices = (notice,) if notice else ()
        return store._migrated()

    def _migrated(self) -> Store:
        try:
            _migrate(self)
        except BaseException:
            self.close()
            raise
        return self

    def close(self) -> None:
        """Lets go of the file and of the key."""
        self.vault = None
        self._engine.dispose()

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def work(self, actor: Actor) -> Iterator[Work]:
        """One writing transaction: commits at the end, rolls back on any error.

        Raises:
            Conflict: another desk wrote the same record first.
            StoreProblem: the disk is full, or another desk holds the store for too long.
        """
        with _plain_errors(), Session(self._engine, expire_on_commit=False, autoflush=False) as session:
            work = Work(session, actor, self.clock(), vault=self.vault)
            _notice_writes(session, work)
            session.connection()  # takes the write lock before the first question is asked
            yield work
            session.flush()
            if work.touched and not work.recorded:
                raise AssertionError("an operation changed records without an entry in the trail")
            session.commit()
        if work.empties_journal:
            with self.raw() as connection:
                engine_sealing.empty_journal(connection)

    @contextmanager
    def look(self, actor: Actor) -> Iterator[Look]:
        """One consistent reading; whatever it changed by mistake is thrown away."""
        with _plain_errors(), Session(self._reader, autoflush=False) as session:
            yield Look(session, actor, self.clock(), vault=self.vault)
            session.rollback()

    @contextmanager
    def raw(self) -> Iterator[Connection]:
        """A connection outside any transaction, for copying the whole store."""
        engine = self._engine.execution_options(**{engines.NO_TRANSACTION: True})
        with _plain_errors(), engine.connect() as connection:
            yield connection


def _notice_writes(session: Session, work: Work) -> None:
    def on_flush(_session: Session, _context: object) -> None:
        work.touched = True

    def on_execute(state: ORMExecuteState) -> None:
        if state.is_insert or state.is_update or state.is_delete:
            work.touched = True

    event.listen(session, "after_flush", on_flush)
    event.listen(session, "do_orm_execute", on_execute)


_UNREADABLE = ("malformed", "not a database", "disk I/O", "readonly", "unable to open")


@contextmanager
def _plain_errors() -> Iterator[None]:
    """Turns what the engine says into words; its own texts may carry personal data."""
    try:
        yield
    except IntegrityError as error:
        cause = str(error.orig)
        if "UNIQUE" in cause:
            raise Conflict(
                "Aynı değerle bir kayıt zaten var.", "Listeyi yenileyip var olan kaydı açın."
            ) from error
        if "kesinleşmiş" in cause or "değiştirilemez" in cause or "silinemez" in cause:
            raise StoreProblem(
                "Kesinleşmiş veya değiştirilemez bir kayıt değiştirilmek istendi.",
                "Düzeltme kaydı açın; eski kayıt olduğu gibi kalır.",
            ) from error
        raise
    except (OperationalError, DatabaseError) as error:
        cause = str(error.orig)
        if "locked" in cause or "busy" in cause:
            raise StoreProblem(
                "Veritabanı başka bir masanın uzun süren işiyle meşgul.", "Biraz bekleyip yeniden deneyin."
            ) from error
        if "full" in cause:
            raise StoreProblem(
                "Diskte yer kalmadı; kayıt yapılmadı.", "Yer açıp yeniden deneyin; yazdıklarınız duruyor."
            ) from error
        if any(sign in cause for sign in _UNREADABLE):
            raise StoreProblem(
                "Veritabanı dosyası okunamıyor veya yazılamıyor.",
                "Diski ve dosya iznini kontrol edin; gerekirse son yedeği geri yükleyin.",
            ) from error
        raise


# ---------------------------------------------------------------- schema


def revisions() -> tuple[str, ...]:
    """The schema revisions that this release knows, oldest first."""
    return tuple(sorted(step.stem.split("_")[0] for step in (MIGRATIONS / "versions").glob("[0-9]*.py")))


def _prepare_file(path: Path, clock: Clock) -> str | None:
    """Looks at a database file before it is opened.

    Returns:
        ``None`` if it is up to date, else the notice to show after bringing it up to date (empty for a new file).
    """
    if not path.parent.is_dir():
        try:
            path.parent.mkdir(parents=True)
        except OSError as error:
            raise StoreProblem(
                f"{path.parent} klasörü açılamadı.", "Klasör iznini kontrol edin veya --db ile başka yer gösterin."
            ) from error
    if not path.exists() or path.stat().st_size == 0:
        return ""
    mark, revision = engines.inspect_file(path)
    known = revisions()
    if revision is None and mark in (0, engines.APPLICATION_ID):
        return ""  # another desk is making it this moment, or the first start was cut off
    if revision == known[-1] and mark == engines.APPLICATION_ID:
        return None
    if mark != engines.APPLICATION_ID or not revision:
        raise StoreProblem(f"{path.name} bir İdari Masa veritabanı değil.", "--db ile doğru dosyayı gösterin.")
    if revision not in known:
        raise StoreProblem(
            f"{path.name} programın daha yeni bir sürümüyle açılmış.",
            "Bu bilgisayardaki İdari Masa'yı yeni sürüme yükseltin; dosyaya dokunulmadı.",
        )
    aside = path.with_name(f"{path.stem}.surum-{revision}.{clock().astimezone():%Y%m%d-%H%M%S}.db")
    _copy_aside(path, aside)
    return f"Veritabanı yeni sürüme taşındı. Önceki hâli: {aside.name}"


def _copy_aside(path: Path, aside: Path) -> None:
    plain = engines.claim_alone(path)
    try:
        shutil.copy2(path, aside)
    except OSError as error:
        aside.unlink(missing_ok=True)
        raise StoreProblem(
            "Eski sürümün yedeği alınamadı; dosyaya dokunulmadı.", "Diskte yer açıp yeniden deneyin."
        ) from error
    finally:
        plain.close()


def _migrate(store: Store) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with _plain_errors(), store._engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        engines.mark_as_ours(connection)
