"""``masa pdks al``: door clock files into the store, one transaction and one line of result a file."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from app.commands.access import acting, present_store
from app.outcome import OK, REFUSED, complain, say
from app.settings import Settings
from data.core import taken
from data.core.calendar import format_date
from data.core.errors import BadInput, MasaError, StoreProblem
from data.core.intake.formats import load
from data.core.intake.mapping import ColumnMapping, ColumnsNotFound
from data.core.intake.tables import table_of
from data.core.permissions import Actor
from data.core.store import Store
from data.puantaj.intake import PunchReading, read_punches
from data.puantaj.operations.punches import TARGET, import_punches

_SHOWN = 20
"""Refused lines that are named; a wrong file has thousands."""


def take(settings: Settings, arguments: Namespace) -> int:
    """Takes the files in their order; one that is refused does not keep the others out."""
    code = OK
    with present_store(settings) as store:
        actor = acting(store)
        for name in arguments.dosya:
            try:
                _take_one(store, actor, Path(name).expanduser(), arguments.hatali_satirlari_atla)
            except StoreProblem:
                raise
            except MasaError as problem:
                complain(_with_name(problem, name))
                code = REFUSED
    return code


def _with_name(problem: MasaError, name: str) -> str:
    words = str(problem)
    plain = Path(name).name
    return words if words.startswith(plain) else f"{plain}: {words}"


def _take_one(store: Store, actor: Actor, path: Path, skip: bool) -> None:
    reading, mapping = _read(store, actor, path)
    content = load(path)
    for fault in reading.errors[:_SHOWN]:
        complain(f"{path.name}, {fault.row}. satır: {fault.message}")
    if len(reading.errors) > _SHOWN:
        complain(f"{path.name}: okunamayan {len(reading.errors) - _SHOWN} satır daha var")
    with store.work(actor) as work:
        done = import_punches(work, reading, content, skip_refused=skip, mapping=mapping)
    span = ""
    if reading.first and reading.last:
        span = f", {format_date(reading.first.date())}–{format_date(reading.last.date())}"
    left = f", {done.refused} satır alınmadı" if done.refused else ""
    say(f"{path.name}: {done.written} hareket alındı{span}{left}")


def _read(store: Store, actor: Actor, path: Path) -> tuple[PunchReading, ColumnMapping | None]:
    """The file's content, by the kept column mapping where the headings alone do not tell the columns."""
    today = store.clock().astimezone().date()
    try:
        return read_punches(path, today=today), None
    except ColumnsNotFound as problem:
        sheets = table_of(load(path), path.name).sheets
        with store.look(actor) as look:
            mapping = taken.saved_mapping(look, TARGET, sheets[0])
        if mapping is None:
            # Columns are mapped by hand only at the desk; from then on this command knows them.
            raise BadInput(problem.message, "Dosyayı bir kez masadan alın.", file=path.name) from problem
    return read_punches(path, mapping=mapping, today=today), mapping
