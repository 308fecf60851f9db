"""Taking over the archive that an office has: any list of folders with mapped columns, held against the store.

Read first (:func:`data.arsiv.archive_scan.scan`), then judged here: what it brings a person compares with the
shelf before anything is written, and nothing is written while a row is refused.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from data.arsiv.archive_checks import collisions, misfits, parts_of
from data.arsiv.archive_drafts import TARGET, ArchiveFileDraft, ArchiveFolder, ArchiveReading
from data.arsiv.archive_facts import Facts, facts_for
from data.arsiv.archive_rows import Faulty, Rows
from data.arsiv.archive_scan import Scan
from data.arsiv.lookup import AREA
from data.arsiv.rules.taken import TAKEN, ClosingKnown
from data.core import taken
from data.core.bulk import many_values
from data.core.calendar import format_date
from data.core.drafts import check
from data.core.intake.column_styles import Styles
from data.core.intake.mapping import RowError
from data.core.money import format_int
from data.core.permissions import Verb
from data.core.store import Look
from data.core.text import sort_key

_TOLD_EVERY: Final = 500
_LINES: Final = 300
"""Folders that are shown one by one before a list is taken."""
_LONG: Final = 20_000
"""Folders whose writing keeps the other desks waiting."""
_DUE, _NEVER, _LATER, _OPEN, _UNKNOWN = "due", "never", "later", "open", "unknown"


class Faults:
    """Refused rows. Those whose cells have the same fault are one: the first row, and in how many it is."""

    def __init__(self, scanned: Scan) -> None:
        self._scanned = scanned
        self._found: dict[tuple[str, str, int], list[int]] = {}

    def add(self, row: int, field: str, said: str, *, alone: bool = False) -> None:
        """One more.

        Args:
            alone: It is told by itself, though others have the same.
        """
        known = self._found.setdefault((field, said, row if alone else 0), [row, 0])
        known[1] += 1

    def errors(self) -> tuple[RowError, ...]:
        """In the order of rows and columns."""
        told = []
        for (field, said, _), (row, count) in self._found.items():
            more = f" ({format_int(count)} satırda)" if count > 1 else ""
            told.append(RowError(row, self._scanned.columns.get(field, 0), said + more))
        return tuple(sorted(told, key=lambda one: (one.row, one.column)))


def read_archive(
    look: Look,
    scanned: Scan,
    draft: ArchiveFileDraft,
    styles: Styles,
    progress: Callable[[int], None] | None = None,
) -> ArchiveReading:
    """Reads a list against the store; writes nothing.

    Args:
        styles: How its days are written, with what a person said of those that may be read in two ways.
        progress: Told how many rows are read; stops everything by raising.

    Raises:
        NotAllowed: no permission.
        BadInput: this very file was taken before.
        BadFields: something of the whole file is missing.
    """
    look.actor.require(AREA, Verb.PREPARE)
    check(draft)
    taken.refuse_second_time(look, TARGET, scanned.sha256, scanned.name)
    facts = facts_for(look)
    rows, faults = Rows(facts, draft, styles), Faults(scanned)
    with many_values():
        folders = list(_folders(scanned, rows, facts, faults, progress))
        for row, field, said in collisions(look, facts, folders, over=draft.over):
            faults.add(row, field, said, alone=True)
        errors = faults.errors()
        lines = _lines(look, facts, scanned, rows.counts, folders)
        shown = (f"{format_int(len(scanned.rows))} satır",) if errors else tuple(lines)
    return ArchiveReading(
        scanned.name, scanned.sha256, draft, tuple(folders), shown, errors, scanned.columns
    )  # fmt: skip


def _folders(
    scanned: Scan, rows: Rows, facts: Facts, faults: Faults, progress: Callable[[int], None] | None
) -> Iterator[ArchiveFolder]:
    """Each row as a folder, also one with something that cannot be taken; one that cannot be read is none."""
    for place, raw in enumerate(scanned.rows, 1):
        try:
            folder = rows.folder(raw)
        except Faulty as problem:
            wrong = problem.problems
        else:
            wrong = misfits(facts, folder)
            yield folder
        for field, said in wrong.items():
            faults.add(raw.row, field, said)
        if progress is not None and place % _TOLD_EVERY == 0:
            progress(place)


# ---------------------------------------------------------------- what a person compares with the shelf


def _lines(
    look: Look, facts: Facts, scanned: Scan, counts: Counter[str], folders: Sequence[ArchiveFolder]
) -> Iterator[str]:
    """The count, then what is to be looked at, sums by state, unit and year, and folders."""
    yield f"{format_int(len(folders))} klasör"
    yield from _remarks(look, counts, folders)
    yield from scanned.notes
    yield from _sums(facts, folders)
    for one in folders[:_LINES]:
        yield _line(facts, one)
    if len(folders) > _LINES:
        yield f"… ve {format_int(len(folders) - _LINES)} klasör daha"


def _remarks(look: Look, counts: Counter[str], folders: Sequence[ArchiveFolder]) -> Iterator[str]:
    _, moved = parts_of(look, folders)
    told = (
        (counts["open"], "! {} konu dosyası açık görünüyor, yılı bitmiş; alındıktan sonra Ö ile kapatın (m.11/1)"),
        (
            counts[ClosingKnown.DOSYA.value],
            "! {} klasörün kapanışı yazılı değil; yılının son günü sayılır (m.11/1)",
        ),
        (counts[ClosingKnown.BU_YIL.value], "! {} klasör bu yılın, kapanış günü yazılı değil; bugün sayılır"),
        (counts[ClosingKnown.DOLUS.value], "! {} klasörün kapanışı, dolduğu günden hesaplandı"),
        (
            counts[ClosingKnown.SURESIZ.value],
            "! {} klasörün kapanışı yazılı değil; süresiz saklandığı ilk gün sayılır",
        ),
        (counts[ClosingKnown.YIL.value], "{} klasörün kapanış yılı yazılı; yılın son günü sayılır"),
        (counts["year"], "{} klasörün açılış günü yazılı değil; nerede olduğu bugünden başlayarak bilinir"),
        (
            len(moved),
            "! {} cilt numarası kodun başka klasöründe var; sıradaki parça olur, cildi özel bilgiye yazılır",
        ),
        (counts["placeless"], "! {} klasörün yeri yazılı değil; sonra T ile yerleştirilir"),
        (counts["code"], "{} dosya kodunun yazımı düzeltildi"),
        (sum(one.case for one in folders), "{} vaka dosyası"),
        (sum(bool(one.secrecy) for one in folders), "{} gizlilik dereceli klasör; konuları şifrelenir"),
    )
    yield from (words.format(format_int(count)) for count, words in told if count)
    if len(folders) > _LONG:
        yield "! Yazılırken öteki masalar kayıt yapamaz; bu kadar klasörü sakin bir saatte alın."


def _sums(facts: Facts, folders: Sequence[ArchiveFolder]) -> Iterator[str]:
    names = facts.units.by_id
    stages = Counter(one.stage for one in folders)
    yield "Durum: " + " · ".join(f"{one.label} {format_int(stages[one])}" for one in TAKEN if stages[one])
    ends = Counter(_end(facts, one) for one in folders)
    words = (
        (_DUE, "dolmuş"), (_LATER, "dolacak"), (_NEVER, "süresiz"), (_OPEN, "açık olduğu için başlamamış"),
        (_UNKNOWN, "planda yok"),
    )  # fmt: skip
    yield "Saklama süresi: " + " · ".join(f"{said} {format_int(ends[key])}" for key, said in words if ends[key])
    units = Counter(one.birim_id for one in folders)
    for key, count in sorted(units.items(), key=lambda found: sort_key(names[found[0]].name)):
        yield f"Birim: {names[key].name} · {format_int(count)} klasör"
    years = Counter(one.opened_on.year for one in folders)
    for year in sorted(years):
        yield f"Yıl: {year} · {format_int(years[year])} klasör"
    pages = sum(one.pages for one in folders)
    if pages:
        yield f"Sayfa: {format_int(pages)}"


def _end(facts: Facts, one: ArchiveFolder) -> str:
    """Whether its period is over."""
    if one.closing is None:
        return _OPEN
    kept = facts.keeping.of(one.kod_id, one.birim_id, one.closing.day)
    due = facts.keeping.due(kept, one.closing.day.year)
    if due is None:
        return _NEVER if kept.lasting else _UNKNOWN
    return _DUE if due <= facts.today else _LATER


def _line(facts: Facts, one: ArchiveFolder) -> str:
    place = facts.places.by_id[one.yer_id].full_code if one.yer_id else ""
    closed = f"kapanış {format_date(one.closing.day)}" if one.closing else ""
    parts = (
        f"{one.code} / {one.opened_on.year}", one.title, one.case_no, f"{one.part}. cilt" if one.part else "",
        one.stage.label, closed, place, one.secrecy.label,
    )  # fmt: skip
    return f"+ {one.row}. satır: {' · '.join(part for part in parts if part)}"
