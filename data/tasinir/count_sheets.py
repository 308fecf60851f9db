"""Count sheets (m.32/4): filled in by hand or in a spreadsheet, read back row by row.

A sheet and each of its rows carry what they are of, so that a sheet of another count, round or place, and a row
whose number or code was changed, are told apart. Nothing is guessed: what cannot be read for certain is refused
with its row, and the office decides whether the others are taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from zlib import crc32

from data.core import trail
from data.core.calendar import format_date
from data.core.errors import BadInput
from data.core.intake.tables import Sheet, TabularFile
from data.core.money import format_int
from data.core.paper import CellKind, Fields, Paper, PaperColumn, Signature, Signatures, Table
from data.core.permissions import Verb
from data.core.stamps import office_lines, wall_clock
from data.core.store import Look, Work
from data.core.text import clean_line, fold
from data.tasinir.count_drafts import CountPlace, SheetRow
from data.tasinir.count_stand import Stand, Stands, stands
from data.tasinir.count_views import SheetLine, sheet
from data.tasinir.ending_lookup import count_name, count_row, count_with, paper_no
from data.tasinir.lookup import AREA, COUNT_KIND
from data.tasinir.models_counts import Sayim
from data.tasinir.rules.scans import NOTHING
from data.tasinir.rules.values import CountState, law

_ID: Final = re.compile(r"SAYIM-(\d{1,9})-([12])-([AY])(\d{1,9})")
_KEY: Final = re.compile(r"([DT]\d{1,9})-([0-9A-F]{4})")
_TWO_WAYS: Final = re.compile(r"\d{1,3}(\.\d{3})+")
_POINT: Final = re.compile(r"(\d+)\.(\d{1,3})")
_FOUND: Final = frozenset({"x", "+", "✓", "var", "evet", "bulundu"})
_NOT_FOUND: Final = frozenset({"-", "yok", "hayir", "bulunamadi"})
_HEADINGS: Final = {"satir": "key", "tasinir kodu": "code", "sicil no": "number", "tasinirin adi": "name",
                    "sayilan": "counted"}  # fmt: skip
_HEADING_ROWS: Final = 60
_LEVEL = "Bütün II. düzeyler"


# ---------------------------------------------------------------- to be filled in


def sheets_for_export(
    work: Work, sayim_id: int, where: CountPlace | None = None, *, level: str = "", with_recorded: bool = False
) -> tuple[Paper, ...]:
    """The sheets of one place or of all, of one II. düzey code or of all; the export is written to the trail.

    In the second round a sheet holds what is counted once more (m.32/6).

    Args:
        with_recorded: With the quantities of the records; without them nobody counts what is expected.

    Raises:
        NotAllowed: no permission to export, or out of sight.
        BadInput: no such count, or nothing is to be counted there.
        RuleBroken: counting has not begun, or is over.
    """
    work.actor.require(AREA, Verb.EXPORT)
    row, unit = count_row(work, sayim_id)
    if not CountState(row.state).counting:
        raise BadInput("Sayım sürmüyor; sayım sayfası yok.", "Sayımı F7 ile başlatın.")
    places = stands(work, sayim_id).all
    wanted = [one for one in places if where in (None, one.where)]
    papers = []
    for one in wanted:
        lines = sheet(work, sayim_id, one.where, with_recorded=with_recorded)
        kept = [line for line in lines if level in ("", line.second_level)]
        if kept:
            papers.append(_paper(work, row, unit.name, one, kept, level, with_recorded))
    if not papers:
        raise BadInput("Seçilen yerde sayılacak taşınır yok.", "Başka bir yer ya da II. düzey seçin.")
    named = wanted[0].title if where else f"{format_int(len(papers))} yer"
    words = f"Sayım sayfaları dışa aktarıldı: {count_name(row)}, {named}" + (f", {level}" if level else "")
    trail.record(work, "tasinir.export", words, kind=COUNT_KIND, record_id=sayim_id)
    return tuple(papers)


def levels_to_count(look: Look, sayim_id: int) -> tuple[str, ...]:
    """II. düzey codes of what is to be counted.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such count.
    """
    found = set()
    for one in stands(look, sayim_id).all:
        found |= {line.second_level for line in sheet(look, sayim_id, one.where, with_recorded=False)}
    return tuple(sorted(found))


def _paper(
    look: Look, row: Sayim, unit: str, stand: Stand, lines: Sequence[SheetLine], level: str, with_recorded: bool
) -> Paper:
    mark = sheet_mark(row.id or 0, row.round, stand.where)
    columns = [
        PaperColumn("Satır", width=11),
        PaperColumn("Taşınır kodu", width=18),
        PaperColumn("Sicil no", width=25),
        PaperColumn("Taşınırın adı", width=28),
        PaperColumn("Özelliği", width=20),
        PaperColumn("Ölçü birimi", width=9),
        *((PaperColumn("Kayıtlı miktar", CellKind.QUANTITY, 10),) if with_recorded else ()),
        PaperColumn("Sayılan", width=10),
    ]
    rows = tuple(
        (row_key(mark, one), one.code, one.number, one.name, one.features, one.unit,
         *((one.recorded,) if with_recorded else ()), None)
        for one in lines
    )  # fmt: skip
    return Paper(
        name=f"sayım sayfası {row.year}-{row.number} {stand.code}" + (f" {level}" if level else ""),
        office_lines=office_lines(look),
        title="SAYIM SAYFASI",
        subtitle=f"{unit} · {format_date(row.day)} · {'ikinci' if row.round > 1 else 'birinci'} sayım",
        number=paper_no(row),
        blocks=(
            Fields(
                (
                    ("Sayılan yer", stand.title), ("Sayfa", mark), ("Kapsamı", level or _LEVEL),
                    ("Satır sayısı", format_int(len(rows))),
                )
            ),
            Table(tuple(columns), rows, pen=True),
            Signatures((Signature("Sayan"), Signature("Sayan"))),
        ),
        printed_at=wall_clock(look.now),
        landscape=True,
        notes=(
            f"{law('32/4')}: sicil numaralı taşınır bulunduysa 1, değilse 0; ötekilerde sayılan miktar yazılır.",
            "Programa geri alınacak dosyada Satır, Taşınır kodu ve Sicil no sütunları değiştirilmez. Sayfada "
            "olmayan taşınır, satırların altına kodu ya da sicil numarasıyla eklenir.",
        ),
    )  # fmt: skip


def sheet_mark(sayim_id: int, in_round: int, where: CountPlace) -> str:
    """What says of which count, round and place a sheet is: ``SAYIM-3-1-A2``."""
    place = f"Y{where.yer_id}" if where.yer_id else f"A{where.ambar_id}"
    return f"SAYIM-{sayim_id}-{in_round}-{place}"


def row_key(mark: str, line: SheetLine) -> str:
    """What says of which record a row is, with a check of what stands beside it: ``D12-4F2A``."""
    return f"{line.key}-{_check(mark, line.key, line.number, line.code)}"


def _check(mark: str, key: str, number: str, code: str) -> str:
    return f"{crc32('|'.join((mark, key, number, code)).encode()) & 0xFFFF:04X}"


# ---------------------------------------------------------------- read back


@dataclass(frozen=True, slots=True)
class SheetPart:
    """The rows of one place.

    Attributes:
        sheet: Name of the worksheet.
        rows: Those that say something.
        blank: Rows without a quantity.
        absent: Rows that the printed sheet had and the file does not.
    """

    sheet: str
    where: CountPlace
    title: str
    rows: tuple[SheetRow, ...]
    blank: int
    absent: int


@dataclass(frozen=True, slots=True)
class SheetReading:
    """A file of filled-in sheets; ``refused`` names worksheet, row and what is wrong."""

    name: str
    parts: tuple[SheetPart, ...]
    refused: tuple[tuple[str, int, str], ...]


def read_sheets(look: Look, sayim_id: int, table: TabularFile) -> SheetReading:
    """Reads the filled-in sheets of a count; writes nothing.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such count, no sheet in the file, or one of another count, round or unit.
    """
    look.actor.require(AREA, Verb.PREPARE)
    row, _ = count_row(look, sayim_id)
    places = stands(look, sayim_id)
    parts: list[SheetPart] = []
    refused: list[tuple[str, int, str]] = []
    for one in table.sheets:
        mark = _mark_of(one)
        if mark is None:
            continue
        stand = _stand_of(row, places, mark, table.name)
        part, wrong = _part(one, stand, mark[0])
        parts.append(part)
        refused += [(one.name, *said) for said in wrong]
    if not parts:
        raise BadInput(
            "Dosyada sayım sayfası yok.",
            "F6 ile yazılan sayım sayfasını doldurup, “Sayfa” satırını silmeden seçin.",
            file=table.name,
        )
    _require_each_once(parts, table.name)
    return SheetReading(table.name, tuple(parts), tuple(refused))


def _require_each_once(parts: Sequence[SheetPart], file: str) -> None:
    seen: dict[tuple[CountPlace, str], str] = {}
    for part in parts:
        for row in part.rows:
            key = (part.where, row.number or f"{row.code} {row.name}")
            if seen.setdefault(key, part.sheet) != part.sheet:
                said = f"{part.title} için iki sayfa aynı taşınırı sayıyor: {key[1]}."
                raise BadInput(said, "Sayfalardan birini silip yeniden alın.", file=file)


def _mark_of(one: Sheet) -> tuple[str, int, int, str, int] | None:
    """The mark of a worksheet: whole, count, round, kind of place, its key."""
    for row in one.rows[:_HEADING_ROWS]:
        for cell in row:
            if found := _ID.search(cell):
                return found[0], int(found[1]), int(found[2]), found[3], int(found[4])
    return None


def _stand_of(row: Sayim, places: Stands, mark: tuple[str, int, int, str, int], file: str) -> Stand:
    _, sayim_id, in_round, kind, key = mark
    if sayim_id != row.id:
        raise BadInput(
            f"Bu sayfa {count_with(row, 'ın')} değil.",
            "O sayımı açıp oradan alın; ya da doğru dosyayı seçin.",
            file=file,
        )
    if in_round != row.round:
        said = "birinci" if in_round == 1 else "ikinci"
        raise BadInput(
            f"Bu sayfa {said} sayımın; o tur bitti." if in_round < row.round else "Bu sayfa ikinci sayımın.",
            "Süren turun sayfasını F6 ile yazın.",
            file=file,
        )
    stand = places.at(CountPlace(yer_id=key) if kind == "Y" else CountPlace(ambar_id=key))
    if stand is None:
        raise BadInput("Sayfanın yeri bu sayımda sayılmıyor.", "Doğru dosyayı seçtiğinizi denetleyin.", file=file)
    return stand


def _part(one: Sheet, stand: Stand, mark: str) -> tuple[SheetPart, list[tuple[int, str]]]:
    at, columns = _columns(one)
    rows: list[SheetRow] = []
    wrong: list[tuple[int, str]] = []
    keys: set[str] = set()
    blank = 0
    for number, cells in _filled(one, at, columns):
        key = cells["key"]
        if key in keys:
            wrong.append((number, "Bu satır sayfada iki kez var."))
            continue
        if key:
            keys.add(key)
        said = _fault(mark, cells)
        quantity = "" if said else _quantity(cells["counted"], item=bool(cells["number"]))
        if said or quantity is None:
            wrong.append(
                (number, said or f"“{cells['counted'][:20]}” iki türlü okunur; 1250 ya da 1,25 gibi yazın.")
            )
        elif not quantity:
            blank += 1
        else:
            rows.append(SheetRow(number, cells["number"], cells["code"], cells["name"], quantity))
    absent = max(_promised(one) - len(keys), 0)
    return SheetPart(one.name, stand.where, stand.title, tuple(rows), blank, absent), wrong


def _columns(one: Sheet) -> tuple[int, Mapping[str, int]]:
    """Where the rows begin, and which column is which."""
    for at, row in enumerate(one.rows[:_HEADING_ROWS]):
        found = {_HEADINGS[name]: place for place, cell in enumerate(row) if (name := fold(cell)) in _HEADINGS}
        if len(found) == len(_HEADINGS):
            return at + 1, found
    raise BadInput(
        f"“{one.name}” sayfasında sütun başlıkları değiştirilmiş.",
        "Satır, Taşınır kodu, Sicil no, Taşınırın adı ve Sayılan başlıklarını geri yazın.",
    )


def _filled(one: Sheet, at: int, columns: Mapping[str, int]) -> Iterator[tuple[int, dict[str, str]]]:
    """Rows of the table and rows that were added: those with a key, or with a quantity beside a code or number."""
    for number, row in enumerate(one.rows[at:], at + 1):
        cells = {name: clean_line(row[place]) if place < len(row) else "" for name, place in columns.items()}
        told = cells["counted"] and (cells["code"] or cells["number"])
        if _KEY.fullmatch(cells["key"]) or told:
            yield number, cells


def _fault(mark: str, cells: Mapping[str, str]) -> str:
    if not cells["key"]:
        return ""
    found = _KEY.fullmatch(cells["key"])
    if found is None:
        return f"“{cells['key'][:20]}” bu sayfanın bir satırı değil."
    if found[2] != _check(mark, found[1], cells["number"], cells["code"]):
        return "Satırın kodu ya da sicil numarası değiştirilmiş; eski haline getirin."
    return ""


def _quantity(typed: str, *, item: bool) -> str | None:
    """A quantity as it is typed at the desk; ``None`` where it can be read in two ways."""
    word = fold(typed)
    if word in _NOT_FOUND:
        return NOTHING
    if item and word in _FOUND:
        return "1"
    if _TWO_WAYS.fullmatch(typed):
        return None
    if found := _POINT.fullmatch(typed):
        return f"{found[1]},{found[2]}"
    return typed


def _promised(one: Sheet) -> int:
    for row in one.rows[:_HEADING_ROWS]:
        cells = [fold(cell) for cell in row if cell]
        if "satir sayisi" in cells[:-1]:
            said = cells[cells.index("satir sayisi") + 1]
            return int(said) if said.isascii() and said.isdigit() and len(said) < 7 else 0
    return 0


def parts_words(parts: Iterable[SheetPart]) -> tuple[str, ...]:
    """One line a place: how many rows say something, how many are blank or absent."""
    return tuple(
        f"{one.title}: {format_int(len(one.rows))} satır dolu, {one.blank} boş"
        + (f"; {one.absent} satır dosyadan silinmiş" if one.absent else "")
        for one in parts
    )
