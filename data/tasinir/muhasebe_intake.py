"""Reading a mizan of muhasebe: II. düzey codes and their amounts from xlsx, xls or csv; writes nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Final

from data.core.errors import BadInput
from data.core.intake.mapping import ColumnMapping, RowError, take
from data.core.intake.notation import Notation, numbers_in, read_number
from data.core.intake.tables import Sheet, TabularFile, read_table
from data.core.money import format_int, format_kurus
from data.core.text import clean_line
from data.tasinir.rules import codes

TARGET: Final = "tasinir_muhasebe"
"""Under which column mappings of such files are remembered."""
_SECOND: Final = 2
HEADINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "code": ("hesap kodu", "kod", "kodu", "tasinir kodu", "hesap no", "detay hesap kodu", "hesap"),
    "amount": ("bakiye", "borc bakiyesi", "borc bakiye", "kalan", "tutar", "tutari", "borc kalani"),
}
_LABELS: Final = {"code": "Hesap / taşınır kodu", "amount": "Tutar (borç bakiyesi)"}


@dataclass(frozen=True, slots=True)
class FiguresReading:
    """A file that was read.

    Attributes:
        figures: II. düzey code to kuruş.
        errors: Rows that cannot be read.
        passed: Rows of other accounts or levels, which are not needed.
    """

    name: str
    figures: Mapping[str, int]
    errors: tuple[RowError, ...]
    passed: int

    @property
    def words(self) -> str:
        """What was found."""
        more = f"; {format_int(self.passed)} satır başka hesap ya da düzeyden" if self.passed else ""
        total = format_kurus(sum(self.figures.values()))
        return f"{format_int(len(self.figures))} II. düzey kodu, toplam {total}{more}"

    @property
    def lines(self) -> tuple[str, ...]:
        """One line a code."""
        return tuple(f"{code}  {format_kurus(kurus)}" for code, kurus in sorted(self.figures.items()))


@dataclass(frozen=True, slots=True)
class _Typed:
    code: str
    amount: str


def read_file(path: Path) -> TabularFile:
    """The file as text cells.

    Raises:
        BadInput: what is wrong with it and what to do.
    """
    return read_table(path)


def column_labels() -> tuple[tuple[str, str], ...]:
    """(field, label) of everything that a column can be mapped to."""
    return tuple(_LABELS.items())


def missing_columns(fields: frozenset[str]) -> str:
    """What a mapping still lacks, in words; empty if nothing."""
    if "code" not in fields:
        return "Kod sütununu seçin."
    return "" if "amount" in fields else "Tutar sütununu seçin."


def read_figures(table: TabularFile, sheet: Sheet, mapping: ColumnMapping) -> FiguresReading:
    """Rows of II. düzey as they stand; a II. düzey code that has none is the sum of the deepest rows below it.

    Raises:
        ColumnsNotFound: the table has none of the mapped columns.
        BadInput: it holds no figure, or its amounts may be read in two ways.
    """
    found = take(sheet, mapping, _typed, file=table.name)
    notation = _notation([typed.amount for _, typed in found.items], table.name)
    columns = {name: column + 1 for name, column in mapping.columns}
    errors, passed = list(found.errors), 0
    exact: dict[str, int] = defaultdict(int)
    below: dict[str, int] = {}
    for row, typed in found.items:
        code = _code(typed.code)
        if code is None or codes.level(code) < _SECOND or not typed.amount:
            passed += 1
            continue
        try:
            kurus = _kurus(typed.amount, notation)
        except BadInput as problem:
            errors.append(RowError(row, columns.get("amount", 0), f"{problem.message} {problem.remedy}"))
            continue
        if codes.level(code) == _SECOND:
            exact[code] += kurus
        else:
            passed += 1
            below[code] = below.get(code, 0) + kurus
    figures = {**_summed(below), **exact}
    if not figures and not errors:
        raise BadInput("Dosyada II. düzey tutarı yok.", "Sütunları denetleyin.", file=table.name)
    return FiguresReading(table.name, figures, tuple(errors), passed)


def _typed(texts: Mapping[str, str]) -> _Typed:
    return _Typed(clean_line(texts.get("code", "")), clean_line(texts.get("amount", "")))


def _notation(amounts: list[str], name: str) -> Notation | None:
    shown = numbers_in(amounts)
    if shown.notation is None and shown.unsure:
        said = f"Tutarlar iki türlü okunabilir: “{shown.unsure[0][:20]}”."
        raise BadInput(said, "Dosyada tutarları kuruşuyla yazın, örneğin 1.234,50.", file=name)
    return shown.notation


def _kurus(text: str, notation: Notation | None) -> int:
    kurus = read_number(text, notation, field="amount") * 100
    if kurus != kurus.to_integral_value():
        raise BadInput(f"“{text[:20]}” kuruştan küçük.", "Tutarı iki haneyle yazın.", field="amount")
    return int(Decimal(kurus))


def _code(typed: str) -> str | None:
    try:
        return codes.repair(typed).value
    except BadInput:
        return None


def _summed(below: Mapping[str, int]) -> dict[str, int]:
    """Only the deepest rows: those above them say the same amounts again."""
    found: dict[str, int] = defaultdict(int)
    heads = {above for code in below for above in codes.path(code)[:-1]}
    for code, kurus in below.items():
        if code not in heads:
            found[codes.second_level(code)] += kurus
    return found
