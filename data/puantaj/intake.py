"""Reading clock files: ZKTeco ``attlog`` text and any mapped table. Nothing is invented or folded here."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from data.core.bulk import many_values
from data.core.errors import BadInput
from data.core.intake.encoding import decode
from data.core.intake.formats import Format, load, sniff
from data.core.intake.mapping import (
    ColumnMapping,
    ColumnsNotFound,
    RowError,
    guess_mapping,
    parse_date,
    parse_datetime,
    take,
)
from data.core.intake.tables import Sheet, table_of
from data.core.text import clean_block, fold

IN, OUT, UNKNOWN = "G", "C", "?"

PUNCH_HEADINGS: Mapping[str, tuple[str, ...]] = {
    "card": ("kart no", "kart numarasi", "kartno", "kart", "kart id", "card no", "cardno", "card"),
    "sicil": ("sicil no", "sicil", "sicilno", "sicil numarasi", "personel no", "personel kodu", "kullanici no",
              "ac no", "user id", "userid", "enroll no", "pin", "id", "no"),
    "at": ("tarih saat", "tarih ve saat", "hareket zamani", "gecis zamani", "okutma zamani", "zaman", "date time",
           "datetime", "checktime", "timestamp"),
    "date": ("tarih", "gun", "hareket tarihi", "gecis tarihi", "date"),
    "in": ("giris saati", "giris", "ilk giris", "giris zamani", "giris tarihi"),
    "out": ("cikis saati", "cikis", "son cikis", "cikis zamani", "cikis tarihi"),
    "time": ("saat", "hareket saati", "gecis saati", "okutma saati", "time"),
    "direction": ("giris cikis", "yon", "gecis yonu", "hareket yonu", "g c", "hareket tipi", "hareket", "islem",
                  "durum", "checktype", "state", "direction"),
    "device": ("cihaz", "terminal", "kapi", "okuyucu", "turnike", "cihaz no", "cihaz adi", "sensorid", "device"),
}  # fmt: skip

PUNCH_COLUMNS = (
    ("card", "Kart no"),
    ("sicil", "Sicil no"),
    ("at", "Tarih ve saat birlikte"),
    ("date", "Tarih"),
    ("time", "Saat"),
    ("in", "Giriş saati"),
    ("out", "Çıkış saati"),
    ("direction", "Yön (giriş / çıkış)"),
    ("device", "Cihaz"),
)
"""(field, label) of everything that a column of a clock's table can be mapped to."""

_BIOMETRIC = ("parmak izi", "sablon", "template", "biyometri", "fingerprint", "minutiae", "avuc ici", "yuz verisi",
              "damar izi", "fingertmp", "facetmp", "iris verisi", "retina")  # fmt: skip
_TEMPLATE_LENGTH = 120
_TEMPLATE = re.compile(rf"[A-Za-z0-9+/=_-]{{{_TEMPLATE_LENGTH},}}")
"""Coded bytes of this length are no name, no number and no remark."""
_SNIFFED_LINES = 50
_DEVICE_LINE = re.compile(r"\s*\S{1,24}\s+\d{4}-\d{2}-\d{2}\s+\d{2}:\d{2}:\d{2}(?:\s+\S+){3,4}\s*", re.ASCII)
_LONGEST_SHIFT = timedelta(hours=16)
_NO_TIME = frozenset(("", "-", "--", "0", "00:00", "00:00:00", "0:00"))
_IN_WORDS = frozenset(("g", "giris", "in", "i", "0", "c in", "c/in", "check in", "checkin", "entry"))
_OUT_WORDS = frozenset(("c", "cikis", "out", "o", "1", "c out", "c/out", "check out", "checkout", "exit"))


class RawPunch(NamedTuple):
    """One in or out as the file has it; a tuple, because a file has a hundred thousand of them.

    Attributes:
        row: 1-based row or line in the file.
        card: Card number, or the sicil where the file has no card number.
        at: Office local time.
        direction: ``G``, ``C`` or ``?``.
        device: The clock's name if the file gives one.
        raw: The line or the row's cells, for showing beside a question.
    """

    row: int
    card: str
    at: datetime
    direction: str
    device: str
    raw: str


@dataclass(frozen=True, slots=True)
class PunchReading:
    """What a clock file holds; ``layout`` is ``attlog-5``, ``attlog-6`` or ``tablo``."""

    file: str
    sha256: str
    punches: tuple[RawPunch, ...]
    errors: tuple[RowError, ...]
    first: datetime | None
    last: datetime | None
    layout: str


@dataclass(frozen=True, slots=True)
class _Days:
    """The span in which a punch may lie, ends included."""

    earliest: date | None
    today: date

    def refuse(self, at: datetime) -> str:
        """Why the moment is out of the span; empty if it is in it."""
        if at.date() > self.today:
            return f"{at:%d.%m.%Y} bugünden sonra; cihazın saatini denetleyin."
        if self.earliest is not None and at.date() < self.earliest:
            return f"{at:%d.%m.%Y} alınabilecek ilk günden ({self.earliest:%d.%m.%Y}) önce."
        return ""


def read_punches(
    path: Path, *, mapping: ColumnMapping | None = None, today: date, earliest: date | None = None
) -> PunchReading:
    """Reads a clock file of any known shape.

    Args:
        mapping: The kept mapping of this source; without it the headings decide.
        today: Later punches are refused by line.
        earliest: Earlier punches are refused by line.

    Raises:
        ColumnsNotFound: a table whose columns must be mapped by hand.
        BadInput: no clock file, or it carries biometric data (KVKK 6698 m.6, Kurul kararı 2020/915).
    """
    data = load(path)
    days = _Days(earliest, today)
    try:
        if mapping is None and sniff(data) is Format.TEXT:
            lines = _lines(decode(data)[0])
            columns = _device_columns(lines)
            if columns:
                with many_values():
                    punches, errors = _read_lines(lines, columns, days)
                return _reading(path.name, data, punches, errors, f"attlog-{columns}")
        table = table_of(data, path.name)
        sheet, mapping = _mapped(table.sheets, mapping, path.name)
        punches, errors = _read_rows(sheet, mapping, days, path.name)
        return _reading(path.name, data, punches, errors, "tablo")
    except BadInput as error:
        error.file = path.name
        raise


def _reading(name: str, data: bytes, punches: list[RawPunch], errors: list[RowError], layout: str) -> PunchReading:
    moments = [punch.at for punch in punches]
    return PunchReading(
        file=name,
        sha256=hashlib.sha256(data).hexdigest(),
        punches=tuple(punches),
        errors=tuple(errors),
        first=min(moments, default=None),
        last=max(moments, default=None),
        layout=layout,
    )


def _device_columns(lines: list[str]) -> int:
    """5 or 6 if the text is an ``attlog``, else 0; date and clock time are one of its columns."""
    widths: Counter[int] = Counter()
    for line in lines[: _SNIFFED_LINES * 2]:
        if line.strip():
            widths[len(line.split()) - 1 if _DEVICE_LINE.fullmatch(line) else 0] += 1
        if widths.total() == _SNIFFED_LINES:
            break
    columns, count = max(widths.items(), key=lambda pair: pair[1], default=(0, 0))
    return columns if columns and count * 5 >= widths.total() * 4 else 0


def _lines(text: str) -> list[str]:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    # What a clock writes is clean; looking at each sign would double the time of reading it.
    clean = text.isascii() and text.replace("\n", "").replace("\t", "").isprintable()
    return (text if clean else clean_block(text)).split("\n")


def _read_lines(lines: list[str], columns: int, days: _Days) -> tuple[list[RawPunch], list[RowError]]:
    punches: list[RawPunch] = []
    states: list[str] = []
    errors: list[RowError] = []
    after = datetime.combine(days.today, time()) + timedelta(days=1)
    before = datetime.combine(days.earliest or date.min, time())
    read = datetime.fromisoformat
    for row, line in enumerate(lines, 1):
        parts = line.split()
        if not parts:
            continue
        try:
            card, day, clock, state = parts[:4]
            if len(parts) != columns + 1 or len(line) > _TEMPLATE_LENGTH:
                raise ValueError
            # fromisoformat also takes week numbers and zones, which no clock writes
            if len(day) != 10 or len(clock) != 8 or day[7] != "-" or clock[5] != ":":
                raise ValueError
            at = read(day + " " + clock)
        except ValueError:
            errors.append(_bad_line(row, line, parts, columns))
            continue
        if before <= at < after:
            punches.append(RawPunch(row, card, at, UNKNOWN, "", line))
            states.append(state)
        else:
            errors.append(RowError(row, 2, days.refuse(at)))
    directions = _trusted(set(states))
    if directions:
        punches = [
            punch._replace(direction=directions.get(state, UNKNOWN))
            for punch, state in zip(punches, states, strict=True)
        ]
    return punches, errors


def _bad_line(row: int, line: str, parts: list[str], columns: int) -> RowError:
    if _TEMPLATE.search(line):
        raise _biometric(row, 0)
    if len(parts) != columns + 1:
        return RowError(row, 0, f"Satırda {columns} sütun olmalı; satır yarım ya da bozuk.")
    try:
        parse_datetime(f"{parts[1]} {parts[2]}")
    except BadInput as error:
        return RowError(row, 2, f"{error.message} {error.remedy}")
    return RowError(row, 2, "Tarih ve saat cihazın biçiminde değil (yyyy-aa-gg ss:dd:nn).")


def _trusted(states: set[str]) -> dict[str, str]:
    """What a state means; nothing where it never changes, as on clocks whose direction key nobody presses."""
    return {"0": IN, "1": OUT} if states >= {"0", "1"} else {}


def _mapped(sheets: tuple[Sheet, ...], mapping: ColumnMapping | None, file: str) -> tuple[Sheet, ColumnMapping]:
    """The sheet that has the punches, and its columns; refuses biometric data wherever it stands."""
    for sheet in sheets:
        _refuse_templates(sheet)
    if mapping is not None:
        sheet = next((sheet for sheet in sheets if sheet.rows), sheets[0])
    else:
        guesses = [(sheet, guess_mapping(sheet, PUNCH_HEADINGS)) for sheet in sheets]
        sheet, mapping = max(guesses, key=lambda pair: len(pair[1].columns))
    _refuse_biometric_headings(sheet.rows[: mapping.header_row + 1])
    if missing_columns(frozenset(field for field, _ in mapping.columns)):
        raise ColumnsNotFound(
            "Kart veya sicil sütunu ile tarih ve saat sütunları başlıklardan bulunamadı.",
            "Sütunları elle eşleyin.",
            file=file,
        )
    return sheet, mapping


def missing_columns(fields: frozenset[str]) -> str:
    """What a mapping still lacks before a table of passes can be read, in words; empty if nothing."""
    if not fields & {"card", "sicil"}:
        return "Kart no ya da Sicil no sütununu seçin."
    if not fields & {"at", "date", "in", "out"}:
        return "Tarih ve saat sütunlarını seçin."
    return ""


def _refuse_biometric_headings(rows: tuple[tuple[str, ...], ...]) -> None:
    for row, cells in enumerate(rows, 1):
        for column, cell in enumerate(cells, 1):
            folded = fold(cell[:200])
            if any(word in folded for word in _BIOMETRIC):
                raise _biometric(row, column)


def _refuse_templates(sheet: Sheet) -> None:
    for row, cells in enumerate(sheet.rows, 1):
        for column, cell in enumerate(cells, 1):
            if len(cell) >= _TEMPLATE_LENGTH and _TEMPLATE.search(cell):
                raise _biometric(row, column)


def _biometric(row: int, column: int) -> BadInput:
    return BadInput(
        "Dosyada parmak izi, yüz gibi biyometrik veri sütunu var; alınamaz "
        "(6698 s. K. m.6, KVKK Kurulunun 01.12.2020 tarihli 2020/915 sayılı kararı).",
        "Dosyayı bu sütun olmadan alın.",
        row=row,
        column=column,
    )


def _read_rows(
    sheet: Sheet, mapping: ColumnMapping, days: _Days, file: str
) -> tuple[list[RawPunch], list[RowError]]:
    intake = take(sheet, mapping, lambda values: _row_punches(values, days), file=file)
    said = {punch.direction for _, found in intake.items for punch in found.punches if not found.paired}
    trusted = {IN, OUT} <= said
    punches = [
        RawPunch(
            row=row,
            card=found.card,
            at=punch.at,
            direction=punch.direction if found.paired or trusted else UNKNOWN,
            device=found.device,
            raw=" | ".join(sheet.rows[row - 1]).replace("\n", " "),
        )
        for row, found in intake.items
        for punch in found.punches
    ]
    return punches, list(intake.errors)


@dataclass(frozen=True, slots=True)
class _Punch:
    at: datetime
    direction: str


@dataclass(frozen=True, slots=True)
class _Row:
    """What one table row says; ``paired`` if entry and exit have a column each."""

    card: str
    device: str
    punches: tuple[_Punch, ...]
    paired: bool


def _row_punches(values: Mapping[str, str], days: _Days) -> _Row:
    card = (values.get("card") or values.get("sicil") or "").lstrip("'")
    if not card:
        raise BadInput("Kart ya da sicil numarası boş.", "Numarayı yazın.", field="card")
    paired = "in" in values or "out" in values
    punches = _pair(values, days) if paired else (_single(values, days),)
    return _Row(card, values.get("device", ""), punches, paired)


def _single(values: Mapping[str, str], days: _Days) -> _Punch:
    if values.get("at"):
        at = _moment(values["at"], "at", days)
    elif values.get("time"):
        at = _moment(f"{_date_text(values)} {values['time']}", "time", days)
    else:
        at = _moment(values.get("date", ""), "date", days)
    return _Punch(at, _direction(values.get("direction", "")))


def _pair(values: Mapping[str, str], days: _Days) -> tuple[_Punch, ...]:
    """Entry and exit of one row; an empty one, or ``00:00`` as programs fill it, is a missing punch."""
    came, left = _side(values, "in", days), _side(values, "out", days)
    if came and left:
        if left == came:
            return (_Punch(came, UNKNOWN),)  # one touch that the program wrote into both columns
        if left < came:
            left += timedelta(days=1)
            if left - came > _LONGEST_SHIFT or days.refuse(left):
                raise BadInput("Çıkış girişten önce.", "Satırdaki saatleri denetleyin.", field="out")
    sides = ((came, IN), (left, OUT))
    return tuple(_Punch(at, direction) for at, direction in sides if at is not None)


def _side(values: Mapping[str, str], field: str, days: _Days) -> datetime | None:
    text = values.get(field, "")
    if text in _NO_TIME:
        return None
    return _moment(text if len(text) > len("08:01:00") else f"{_date_text(values)} {text}", field, days)


def _date_text(values: Mapping[str, str]) -> str:
    try:
        return parse_date(values.get("date", "")).isoformat()
    except BadInput as error:
        error.field = "date"
        raise


def _moment(text: str, field: str, days: _Days) -> datetime:
    try:
        at = parse_datetime(text)
    except BadInput as error:
        error.field = field
        raise
    refusal = days.refuse(at)
    if refusal:
        raise BadInput(refusal, field=field)
    return at


@lru_cache(maxsize=256)
def _direction(text: str) -> str:
    word = fold(text)
    return IN if word in _IN_WORDS else OUT if word in _OUT_WORDS else UNKNOWN
