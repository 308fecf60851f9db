"""The archive that an office has becomes folders of this desk: all of a list at once, or nothing of it.

What is known of a folder's past is what the list says: an event for a day that it names, and one for today, on
which the folder came to this desk as the list has it. Its number is of the unit's own series; the old one stays.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import func, select
from sqlmodel import SQLModel, col

from data.arsiv.archive_checks import collisions, misfits, parts_of
from data.arsiv.archive_drafts import TARGET, ArchiveFolder, ArchiveReading
from data.arsiv.archive_facts import Facts, facts_for
from data.arsiv.folder_texts import FolderTexts, put_texts
from data.arsiv.lookup import AREA, FOLDER_KIND
from data.arsiv.models import Klasor, KlasorOlay
from data.arsiv.notes import kept
from data.arsiv.operations.folders import book_of
from data.arsiv.rules.taken import TAKEN, ClosingKnown
from data.arsiv.rules.values import EventKind, FolderStage
from data.core import engine as engines
from data.core import numbers, search, taken, trail
from data.core.bulk import many_values
from data.core.drafts import check
from data.core.errors import BadInput
from data.core.intake.mapping import ColumnMapping
from data.core.money import format_int
from data.core.permissions import Verb
from data.core.secrecy import Secrecy
from data.core.store import Work
from data.core.text import clean_line, fold
from data.sdp.models import SdpKod

_CHUNK: Final = 2_000
_FOLDER: Final = (
    "birim_id", "opened_year", "series", "number", "kod_id", "code", "part", "case", "case_no", "title", "special",
    "old_no", "opened_on", "closed_on", "closed_year", "stage", "secrecy", "period", "outcome", "birim_yil",
    "kurum_yil", "kept_by", "due_on", "yer_id", "ordering", "pages", "arama", "version",
)  # fmt: skip
_EVENT: Final = (
    "klasor_id", "number", "kind", "day", "from_stage", "to_stage", "from_yer_id", "to_yer_id", "paper_kind",
    "paper_id", "text", "made_by", "made_at",
)  # fmt: skip
_LISTED: Final = "alınan listeden"


@dataclass(frozen=True, slots=True)
class _New:
    """A folder with what this desk gives it."""

    of: ArchiveFolder
    number: int
    part: int
    ordering: int
    texts: FolderTexts

    @property
    def key(self) -> tuple[int, str, int, int]:
        """By which its row is found."""
        return self.of.birim_id, self.of.secrecy.series, self.of.opened_on.year, self.number


def import_archive(
    work: Work,
    reading: ArchiveReading,
    mapping: ColumnMapping | None = None,
    progress: Callable[[int], None] | None = None,
) -> int:
    """Writes all folders of a list, or none, and returns how many there are.

    Args:
        mapping: How the columns were mapped, to be remembered for the next file with these headings.
        progress: Told how many are written; stops everything by raising.

    Raises:
        NotAllowed: no permission, or a row is secret and the vault is closed.
        BadInput: a row is refused, also by what became of the store since the list was read; or this very file
            was taken before.
    """
    work.actor.require(AREA, Verb.PREPARE)
    check(reading.draft)
    if reading.errors or not reading.folders:
        raise BadInput("Dosyada alınabilecek klasör yok.", "Önce hataları düzeltin.", file=reading.name)
    plain = [one for one in reading.folders if not one.secrecy]
    told = plain or reading.folders
    name = reading.name if plain else "—"  # That of a list of secret folders may say what they are about.
    file_id = taken.note_taken(work, TARGET, reading.sha256, name, len(told))
    if mapping is not None:
        taken.save_mapping(work, TARGET, mapping.source, mapping.to_json())
    with many_values():
        facts = facts_for(work)
        _require_still(work, facts, reading)
        done = 0
        for some in _chunks(_given(work, reading.folders)):
            _write(work, facts, reading.name, some)
            done += len(some)
            if progress is not None:
                progress(done)
    for kod_id, count in Counter(one.kod_id for one in plain).items():
        work.session.get_one(SdpKod, kod_id).uses += count
    _tell(work, facts, reading, told, file_id)
    return len(reading.folders)


# ---------------------------------------------------------------- once more against the store


def _require_still(work: Work, facts: Facts, reading: ArchiveReading) -> None:
    """What was true when the list was read may not be any more: another desk went on writing.

    Raises:
        BadInput: names the first row that cannot be taken now.
    """
    faults: list[tuple[int, str, str]] = []
    for one in reading.folders:
        wrong = misfits(facts, one) | _untimely(facts, one)
        faults += [(one.row, field, said) for field, said in wrong.items()]
    faults += collisions(work, facts, reading.folders, over=reading.draft.over)
    if faults:
        row, field, said = min(faults)
        raise BadInput(
            said, "Dosyayı yeniden alın; hiçbir klasör yazılmadı.", file=reading.name, row=row,
            column=reading.columns.get(field, 0),
        )  # fmt: skip


def _untimely(facts: Facts, one: ArchiveFolder) -> dict[str, str]:
    """Field to message, for days and states that no list can give."""
    try:
        filed = facts.codes.of_day(one.code, one.opened_on) == one.kod_id
    except (BadInput, KeyError):
        filed = False
    if not filed:
        return {"code": f"{one.code} artık bu yılın kodu değil."}
    closed = one.stage is not FolderStage.ACIK
    day = one.closing.day if one.closing else None
    fits = closed == (day is not None) and (day is None or one.opened_on <= day <= facts.today)
    if one.stage not in TAKEN or one.opened_on > facts.today or not fits:
        return {"closed": "Durumu ile tarihleri birbirini tutmuyor."}
    return {}


# ---------------------------------------------------------------- what this desk gives


def _given(work: Work, folders: Sequence[ArchiveFolder]) -> Iterator[_New]:
    """Numbers, parts and places on the shelf, in the order of the list."""
    books = Counter((one.birim_id, one.secrecy, one.opened_on.year) for one in folders)
    free = {
        key: iter(numbers.next_numbers(work, book_of(key[0], key[1]), key[2], count))
        for key, count in books.items()
    }
    parts, moved = parts_of(work, folders)
    last = _last_orders(work, {one.yer_id for one in folders if one.yer_id is not None})
    for one, part in zip(folders, parts, strict=True):
        special = one.special
        if one.row in moved:
            special = f"{special}{' · ' if special else ''}{one.part}. cilt"
        if one.yer_id is not None:
            last[one.yer_id] += 1
        yield _New(
            one, next(free[one.birim_id, one.secrecy, one.opened_on.year]), part,
            last[one.yer_id] if one.yer_id is not None else 0,
            FolderTexts(one.title, special, one.case_no, one.old_no),
        )  # fmt: skip


def _last_orders(work: Work, places: Iterable[int]) -> dict[int, int]:
    found: dict[int, int] = defaultdict(int)
    keys = sorted(places)
    for start in range(0, len(keys), _CHUNK):
        some = keys[start : start + _CHUNK]
        statement = (
            select(col(Klasor.yer_id), func.max(col(Klasor.ordering)))
            .where(col(Klasor.yer_id).in_(some))
            .group_by(col(Klasor.yer_id))
        )
        for key, last in work.session.execute(statement):
            found[key or 0] = int(last)
    return found


def _chunks(rows: Iterable[_New]) -> Iterator[list[_New]]:
    some: list[_New] = []
    for one in rows:
        some.append(one)
        if len(some) == _CHUNK:
            yield some
            some = []
    if some:
        yield some


# ---------------------------------------------------------------- rows


def _write(work: Work, facts: Facts, name: str, some: Sequence[_New]) -> None:
    work.session.flush()
    last = work.session.execute(select(func.coalesce(func.max(col(Klasor.id)), 0))).scalar_one()
    _insert(work, Klasor, _FOLDER, [_folder(facts, one) for one in some])
    columns = (col(Klasor.birim_id), col(Klasor.series), col(Klasor.opened_year), col(Klasor.number))
    statement = select(col(Klasor.id), *columns).where(col(Klasor.id) > last)
    keys = {tuple(key): found or 0 for found, *key in work.session.execute(statement)}
    keyed = [(keys[one.key], one) for one in some]
    sealed = {key: _seal(work, key, one) for key, one in keyed if one.of.secrecy}
    _insert(
        work, KlasorOlay, _EVENT,
        [event for key, one in keyed for event in _events(work, name, key, one, sealed.get(key))],
    )  # fmt: skip
    search.index_new(work, [_indexed(facts, key, one) for key, one in keyed if not one.of.secrecy])
    work.session.flush()
    for row in sealed.values():
        work.session.expunge(row)


def _insert(work: Work, model: type[SQLModel], columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    engines.insert_many(work.connection, SQLModel.metadata.tables[str(model.__tablename__)], rows, columns)
    work.touched = True


def _folder(facts: Facts, new: _New) -> tuple[Any, ...]:
    """Its row; what a secret one says is sealed once it has its key."""
    one, secret = new.of, bool(new.of.secrecy)
    texts = FolderTexts() if secret else new.texts
    day = one.closing.day if one.closing else None
    kept_by = facts.keeping.of(one.kod_id, one.birim_id, day) if day else None
    year = one.opened_on.year
    words = "" if secret else fold(f"{one.code} {year} {new.number} {texts.words}")
    return (
        one.birim_id, year, one.secrecy.series, new.number, one.kod_id, one.code, new.part, one.case,
        texts.case_no, texts.title, texts.special, texts.old_no, one.opened_on, day, day.year if day else None,
        one.stage.value, int(one.secrecy), kept_by.period if kept_by else "", kept_by.outcome if kept_by else "",
        kept_by.birim_yil if kept_by else None, kept_by.kurum_yil if kept_by else None,
        kept_by.source if kept_by else "", facts.keeping.due(kept_by, day.year) if kept_by and day else None,
        one.yer_id, new.ordering, one.pages, words, 1,
    )  # fmt: skip


def _seal(work: Work, key: int, new: _New) -> Klasor:
    row = work.session.get_one(Klasor, key)
    put_texts(work, row, new.texts)
    return row


def _events(
    work: Work, name: str, key: int, new: _New, secret: Klasor | None
) -> Iterator[tuple[Any, ...]]:  # fmt: skip
    """What the list says of its past, then its coming to this desk."""
    one, text = new.of, _text(name, new.of)
    happened: list[tuple[EventKind, date, FolderStage, int | None, str]] = []
    if one.day_known:
        happened.append((EventKind.ACILDI, one.opened_on, FolderStage.ACIK, None, _LISTED))
    if one.closing is not None and one.closing.known is ClosingKnown.GUN:
        happened.append((EventKind.KAPANDI, one.closing.day, FolderStage.KAPALI, None, _LISTED))
    happened.append((EventKind.ALINDI, work.today, one.stage, one.yer_id, text))
    before = ""
    for number, (kind, day, stage, yer_id, said) in enumerate(happened, 1):
        said = kept(work, secret, said) if secret is not None else said
        yield (
            key, number, kind.value, day, before, stage.value, None, yer_id, "", None, said, work.actor.user_id,
            work.now,
        )  # fmt: skip
        before = stage.value


def _text(name: str, one: ArchiveFolder) -> str:
    """Where it comes from and what the list says that a folder has no field for."""
    parts = (
        f"{clean_line(name)}, {one.row}. satır",
        "" if one.day_known else "açılış günü listede yok",
        one.closing.known.label if one.closing else "",
        f"{format_int(one.documents)} belge" if one.documents else "",
        one.note,
    )
    return " · ".join(part for part in parts if part)


def _indexed(facts: Facts, key: int, new: _New) -> search.Indexed:
    one, texts = new.of, new.texts
    return search.Indexed(
        kind=FOLDER_KIND,
        record_id=key,
        area=AREA,
        birim_id=one.birim_id,
        title=f"{one.code} {texts.title}",
        subtitle=f"{one.opened_on.year}-{new.number} klasörü · {facts.units.by_id[one.birim_id].name}",
        words=f"{texts.special} {texts.case_no} {texts.old_no}",
    )


def _tell(
    work: Work, facts: Facts, reading: ArchiveReading, told: Sequence[ArchiveFolder], file_id: int
) -> None:  # fmt: skip
    """One entry for the file: of its ordinary folders, so that it counts no secret one; of those if all are."""
    names = facts.units.by_id
    changes = [trail.Change("Dosya", "—", f"{clean_line(reading.name)} ({reading.sha256[:12]})")]
    for key, count in sorted(Counter(one.birim_id for one in told).items()):
        changes.append(trail.Change(names[key].name, "—", f"{format_int(count)} klasör"))
    level = Secrecy(min(one.secrecy for one in told))
    words = f"Var olan arşiv alındı: {clean_line(reading.name)}, {format_int(len(told))} klasör"
    if level:
        level = Secrecy(max(one.secrecy for one in told))
        words = f"Var olan arşiv alındı: {format_int(len(told))} gizlilik dereceli klasör"
    trail.record(
        work, "arsiv.import", words, kind="taken_file", record_id=file_id, changes=changes, secrecy=level
    )  # fmt: skip
