"""Reading a Taşınır Kod Listesi: xls, xlsx, csv or JSON, codes mended, and what is refused with its row.

Lists come with stray blanks and dots, and with zeros that a spreadsheet dropped. What can be mended without
guessing is mended and told; the rest is refused with its row, and the other rows can still be taken.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from data.core.errors import BadFields, BadInput, NotAllowed
from data.core.intake.formats import load
from data.core.intake.mapping import ColumnMapping, RowError, take
from data.core.intake.tables import Sheet, TabularFile, table_of
from data.core.money import format_int
from data.core.permissions import Actor, Verb
from data.core.store import Look
from data.core.text import clean_line, fold
from data.tasinir.code_json import is_json, json_table
from data.tasinir.lookup import AREA
from data.tasinir.rules import codes

TARGET: Final = "tasinir_kod"
"""Under which column mappings of code lists are remembered."""
MOST_CODES: Final = 20_000
_LONGEST: Final = 400
_GROUPS: Final = ("g1", "g2", "g3", "g4", "g5")
_UNNAMED: Final = "(adı kaynakta boş)"
_GONE: Final = "kaldirilmistir"
_ONE_DIGIT: Final = re.compile(r"(\d{3})[.,](\d)", re.ASCII)
HEADINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "code": ("tasinir kodu", "tasinir kod", "kod", "kodu", "kod no", "detay kodu", "tasinir ii duzey detay kodu"),
    "name": ("tasinir adi", "ad", "adi", "kod adi", "aciklama", "aciklamalar", "tanim", "tasinirin adi"),
    "account": ("hesap kodu", "tasinir hesap kodu", "hesap", "ana hesap"),
    "g1": ("i duzey", "1 duzey", "i duzey kodu", "i duzey detay kodu"),
    "g2": ("ii duzey", "2 duzey", "ii duzey kodu", "ii duzey detay kodu"),
    "g3": ("iii duzey", "3 duzey", "iii duzey kodu"),
    "g4": ("iv duzey", "4 duzey", "iv duzey kodu"),
    "g5": ("v duzey", "5 duzey", "v duzey kodu"),
}
_LABELS: Final = {
    "code": "Taşınır kodu", "name": "Adı", "account": "Hesap kodu (ayrı sütundaysa)",
    "g1": "I. düzey (ayrı sütundaysa)", "g2": "II. düzey", "g3": "III. düzey", "g4": "IV. düzey", "g5": "V. düzey",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class CodeLine:
    """A code of a list, right and ready to be written.

    Attributes:
        row: 1-based, in its file.
        gone: The list itself says that the code was withdrawn.
    """

    row: int
    code: str
    name: str
    gone: bool = False


@dataclass(frozen=True, slots=True)
class CodesReading:
    """A list that was read.

    Attributes:
        errors: Rows that cannot be taken.
        spared: Codes of refused rows as far as they are known: nobody takes them for missing.
        lines: What a person reads before taking it: counts, what was mended, what to look at.
    """

    name: str
    sha256: str
    codes: tuple[CodeLine, ...]
    errors: tuple[RowError, ...]
    spared: frozenset[str]
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Typed:
    code: str
    name: str


def keeps_codes(actor: Actor) -> bool:
    """Whether the actor may take a list: a kayıt yetkilisi or whoever closes and imports, or an administrator."""
    return (actor.can(AREA, Verb.IMPORT) and actor.can(AREA, Verb.CLOSE)) or actor.can("yonetim", Verb.ADMIN)


def require_keeper(look: Look) -> None:
    """Lets only those pass who may change the list.

    Raises:
        NotAllowed: others.
    """
    if not keeps_codes(look.actor):
        raise NotAllowed(
            "Taşınır kod listesini değiştirme yetkiniz yok.",
            "Listeyi taşınır kayıt yetkilisi ya da sistem yöneticisi değiştirir.",
        )


def read_list(path: Path) -> TabularFile:
    """A list as text cells, whatever program wrote it; writes nothing.

    Raises:
        BadInput: what is wrong with the file and what to do.
    """
    data = load(path)
    try:
        return json_table(data, path.name) if is_json(data) else table_of(data, path.name)
    except BadInput as error:
        error.file = path.name
        raise


def missing_columns(fields: frozenset[str]) -> str:
    """What a mapping still lacks before a list can be read, in words; empty if nothing."""
    if not fields & {"code", "account"}:
        return "Taşınır kodu sütununu seçin."
    return "" if "name" in fields else "Kodun adının sütununu seçin."


def column_labels() -> tuple[tuple[str, str], ...]:
    """(field, label) of everything that a column can be mapped to."""
    return tuple((name, _LABELS[name]) for name in HEADINGS)


def read_codes(look: Look, table: TabularFile, sheet: Sheet, mapping: ColumnMapping) -> CodesReading:
    """Reads a list: mends what can be mended, refuses the rest row by row; writes nothing.

    Raises:
        NotAllowed: no permission.
        ColumnsNotFound: the table has none of the mapped columns.
        BadInput: it holds no code or too many.
    """
    require_keeper(look)
    found = take(sheet, mapping, _typed, file=table.name)
    reading = _Reading({name: column + 1 for name, column in mapping.columns})
    reading.errors += found.errors
    reading.read(found.items)
    if not reading.kept:
        raise BadInput("Dosyada taşınır kodu yok.", "Başlık satırını ve sütunları denetleyin.", file=table.name)
    if len(reading.kept) > MOST_CODES:
        said = f"Dosyada {format_int(len(reading.kept))} kod var; en çok {format_int(MOST_CODES)} alınır."
        raise BadInput(said, "Doğru dosyayı seçtiğinizi denetleyin.", file=table.name)
    return CodesReading(
        name=table.name,
        sha256=table.sha256,
        codes=tuple(reading.kept.values()),
        errors=tuple(sorted(reading.errors, key=lambda one: (one.row, one.column))),
        spared=frozenset(reading.spared),
        lines=tuple(reading.lines()),
    )


def _typed(texts: Mapping[str, str]) -> _Typed:
    """Code and name of a row; a code that stands in several columns is put together."""
    code, account = (clean_line(texts.get(name, "")) for name in ("code", "account"))
    groups = [clean_line(texts.get(name, "")) for name in _GROUPS]
    below = ".".join([code, *groups] if code else groups).strip(".")
    while ".." in below:
        below = below.replace("..", ".")
    if account and not fold(below).startswith(account):
        below = f"{account}.{below}" if below else account
    if not below:
        raise BadInput("Satırda taşınır kodu yok.", "Başlık ya da açıklama satırıysa önemli değil.", field="code")
    name = clean_line(texts.get("name", ""))
    if len(name) > _LONGEST:
        raise BadFields({"name": f"Kodun adı {format_int(len(name))} harf; en çok {_LONGEST} olabilir."})
    return _Typed(below, name)


class _Reading:
    """The rows of a list while they are held against each other.

    Args:
        columns: Field to 1-based column, for errors.
    """

    def __init__(self, columns: Mapping[str, int]) -> None:
        self.columns = columns
        self.kept: dict[str, CodeLine] = {}
        self.errors: list[RowError] = []
        self.spared: set[str] = set()
        self._mended: list[str] = []
        self._warned: list[str] = []
        self._twice = 0

    def read(self, items: Iterable[tuple[int, _Typed]]) -> None:
        """Takes the rows in their order: those first whose code is beyond doubt."""
        sure: list[tuple[int, str, str]] = []
        doubtful: list[tuple[int, _Typed, str, str]] = []
        for row, typed in items:
            if found := _ONE_DIGIT.fullmatch(typed.code):
                doubtful.append((row, typed, f"{found[1]}.0{found[2]}", f"{found[1]}.{found[2]}0"))
            elif code := self._right(row, typed.code):
                sure.append((row, code, typed.name))
        sure += self._decided(doubtful, [code for _, code, _ in sure])
        heads = {codes.parent(code) for _, code, _ in sure}
        for row, code, name in sorted(sure):
            self._keep(row, code, name, code in heads)
        for one in self.kept.values():
            above = codes.parent(one.code)
            if above and above not in self.kept:
                self._warned.append(
                    f"! {one.row}. satır, {one.code}: üst kodu {above} dosyada yok; yine de alınır"
                )

    def lines(self) -> list[str]:
        """Counts by account, what to look at, what was mended."""
        accounts = Counter(codes.account(code) for code in self.kept)
        counts = " · ".join(f"{account}: {format_int(count)}" for account, count in sorted(accounts.items()))
        more = [f"{format_int(self._twice)} yinelenen satır bir kez alınır"] if self._twice else []
        return [counts, *more, *self._warned, *self._mended]

    def _right(self, row: int, typed: str) -> str:
        try:
            found = codes.repair(typed)
        except BadInput as error:
            self._refuse(row, f"{error.message} {error.remedy}")
            return ""
        self._mended += [f"~ {row}. satır, {found.value}: {reason.text}" for reason in found.reasons]
        return found.value

    def _decided(
        self, doubtful: list[tuple[int, _Typed, str, str]], known: list[str]
    ) -> Iterable[tuple[int, str, str]]:
        """Codes like ``150.1``: a text that lost a zero in front or a number that lost one behind; both happen."""
        stand = set(known)
        heads = {codes.parent(code) for code in known}
        times = Counter(front for _, _, front, _ in doubtful)
        for row, typed, front, back in doubtful:
            wanted = [one for one, other in ((front, back), (back, front)) if other in stand and one not in stand]
            wanted = wanted or [one for one in (front, back) if one in heads and one not in stand]
            if len(wanted) == 1 and times[front] == 1:
                side = "başta" if wanted[0] == front else "sonda"
                self._mended.append(
                    f"~ {row}. satır, {wanted[0]}: {typed.code} kodunda {side} düşen sıfır tamamlandı"
                )
                yield row, wanted[0], typed.name
                continue
            self.spared |= {front, back}
            self._refuse(row, f"“{typed.code}” {front} mi {back} mı belli değil. Dosyada kodu tam yazın.")

    def _keep(self, row: int, code: str, name: str, is_head: bool) -> None:
        if before := self.kept.get(code):
            if fold(before.name) == fold(name) or not name:
                self._twice += 1
            else:
                self._refuse(row, f"{code} {before.row}. satırda da var, adı başka: “{before.name[:60]}”.")
            return
        if not name and not is_head:
            self.spared.add(code)
            self._refuse(row, f"{code} kodunun adı boş. Adını yazın.", "name")
            return
        if not name:
            self._warned.append(f"! {row}. satır, {code}: adı boş; “{_UNNAMED}” yazılır")
        self.kept[code] = CodeLine(row, code, name or _UNNAMED, gone=_GONE in fold(name))

    def _refuse(self, row: int, said: str, field: str = "code") -> None:
        self.errors.append(RowError(row, self.columns.get(field, 0), said))
