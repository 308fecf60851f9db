"""A cetvel held against itself and the store: sums that it prints are checked, its tertips can be opened."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final

from data.butce import lookup
from data.butce.cetvel_codes import Path, segments_of
from data.butce.cetvel_columns import BLOCKS, TARGET, label_of
from data.butce.cetvel_drafts import CetvelDraft, CetvelLine, CetvelReading, LevelName, LevelSum
from data.butce.cetvel_rows import CetvelRow, Scan, kurus_of
from data.butce.lookup import AREA
from data.butce.models import ButceYil
from data.butce.operations.opening import opened_tertips
from data.butce.operations.years import wrong_year
from data.butce.rules.codes import LABELS, NAMES, Segments, economic_level, printed, read_segment, tertip_key
from data.butce.rules.economic_names import name_of
from data.butce.rules.values import YearState
from data.butce.settings import settings_on
from data.core import taken
from data.core.drafts import check
from data.core.errors import BadInput, RuleBroken
from data.core.intake.column_styles import Styles
from data.core.intake.mapping import RowError
from data.core.money import format_int, format_kurus
from data.core.permissions import Verb
from data.core.store import Look

_LEAST_LEVEL: Final = 2
"""Level of the economic code that is voted (MİBMY m.36/2): a tertip has no fewer."""
_WHOLE_LEVEL: Final = 4
_NAME: Final = 160
_TOLD: Final = 3


def target_of(draft: CetvelDraft) -> str:
    """Under which a cetvel is remembered: of one unit and year."""
    return f"{TARGET}.{draft.harcama_birimi_id}.{draft.year}"


def require_keeper(look: Look) -> None:
    """Lets only those pass who may open a year from a file.

    Raises:
        NotAllowed: others.
    """
    look.actor.require(AREA, Verb.PREPARE)
    look.actor.require(AREA, Verb.IMPORT)


def require_possible(look: Look, draft: CetvelDraft) -> ButceYil | None:
    """Lets only a cetvel pass whose year can take it, and returns the year if it is open already.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadFields: something is missing or cannot be.
        RuleBroken: the year is closed.
    """
    require_keeper(look)
    wrong = wrong_year(look, draft.year)
    if draft.karar_day and draft.karar_day > look.today:
        wrong["karar_day"] = "Karar tarihi bugünden sonra olamaz."
    for name in ("kurumsal", "fonksiyonel", "finansman"):
        try:
            read_segment(name, getattr(draft, name) or "")
        except BadInput as problem:
            wrong[name] = problem.message
    check(draft, wrong)
    lookup.unit_row(look, draft.harcama_birimi_id)
    year = lookup.year_of(look, draft.harcama_birimi_id, draft.year)
    if year is not None and year.state != YearState.ACIK.value:
        raise RuleBroken(f"{draft.year} bütçe yılı kapandı.", "Doğru yılı seçin.", law="5018 s. K.")
    return year


def read_cetvel(look: Look, scanned: Scan, draft: CetvelDraft, styles: Styles) -> CetvelReading:
    """Holds a cetvel against the store; writes nothing.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: the same content was taken before, or something typed is missing.
        RuleBroken: the year is closed.
    """
    year = require_possible(look, draft)
    taken.refuse_second_time(look, target_of(draft), scanned.sha256, scanned.name)
    reading = _Reading(scanned, draft, styles)
    reading.sort_out()
    reading.against(look, year)
    return reading.finished(year is None)


class _Reading:
    """The rows of a cetvel while they are held against each other."""

    def __init__(self, scanned: Scan, draft: CetvelDraft, styles: Styles) -> None:
        self._scan = scanned
        self._draft = draft
        self._styles = styles
        self._filled = Segments(
            kurumsal=read_segment("kurumsal", draft.kurumsal or ""),
            fonksiyonel=read_segment("fonksiyonel", draft.fonksiyonel or ""),
            finansman=read_segment("finansman", draft.finansman or ""),
            ekonomik="",
        )
        self._errors: list[RowError] = list(scanned.errors)
        self._lines: list[CetvelLine] = []
        self._names: dict[tuple[str, str], str] = {}
        self._notes: list[str] = []
        self._checked = 0
        self._aside = [0, 0]

    # ------------------------------------------------------------ the file alone

    def sort_out(self) -> None:
        """Tells heads from tertips, checks what heads and totals add up, and keeps the unit's own tertips."""
        amounts = self._amounts()
        over = _heads(self._scan.rows)
        values = [(one, amounts.get(one.row, 0)) for one in self._scan.rows if one.row not in over]
        under: dict[Path, int] = defaultdict(int)
        for one, kurus in values:
            for beginning in _beginnings(one.path):
                under[beginning] += kurus
        for one in self._scan.rows:
            if one.row in over:
                self._head(one, amounts.get(one.row), under[one.path])
        self._totals(values)
        seen: dict[Path, int] = {}
        refused = {error.row for error in self._errors}
        for one, kurus in values:
            self._leaf(one, kurus, seen, one.row in refused)

    def _amounts(self) -> dict[int, int]:
        found = {}
        for one in self._scan.rows:
            try:
                found[one.row] = kurus_of(one, self._styles)
            except BadInput as problem:
                self._refuse(one.row, problem.field, f"{problem.message} {problem.remedy}")
        return found

    def _head(self, one: CetvelRow, said: int | None, total: int) -> None:
        block = next(name for name in reversed(NAMES) if one.levels.get(name))
        code = ".".join(one.path[NAMES.index(block)])
        if one.name:
            self._names.setdefault((block, code), one.name[:_NAME])
        if not one.amount or said is None:
            return
        if said == total:
            self._checked += 1
            return
        words = f"{one.name or code}: satırda {format_kurus(said)}, altındakilerin toplamı {format_kurus(total)}."
        self._refuse(one.row, "amount", f"{words} Hangisi yanlışsa düzeltin.")

    def _totals(self, values: Sequence[tuple[CetvelRow, int]]) -> None:
        """Totals without a code add up all above them, or what came since the last one."""
        since = 0
        for total in self._scan.totals:
            try:
                said = kurus_of(total, self._styles)
            except BadInput as problem:
                self._refuse(total.row, problem.field, f"{problem.message} {problem.remedy}")
                continue
            above = [(one.row, kurus) for one, kurus in values if one.row < total.row]
            sums = (sum(kurus for _, kurus in above), sum(kurus for row, kurus in above if row > since))
            if said in sums:
                self._notes.append(f"✓ {total.row}. satırdaki toplam satırlarla aynı: {format_kurus(said)}")
            else:
                text = f"Toplam satırı {format_kurus(said)}, satırların toplamı {format_kurus(sums[0])}."
                self._refuse(total.row, "amount", f"{text} Dosyayı denetleyin.")
            since = total.row

    def _leaf(self, one: CetvelRow, kurus: int, seen: dict[Path, int], refused: bool) -> None:
        segments = segments_of(one.levels, self._filled)
        office = self._filled.kurumsal
        if office and not f"{segments.kurumsal}.".startswith(f"{office}."):
            self._aside[0] += 1
            self._aside[1] += kurus
            return
        levels = len(one.levels.get("ekonomik", ()))
        if not one.amount and levels < _WHOLE_LEVEL:
            if one.name and levels:
                self._names.setdefault(("ekonomik", ".".join(one.path[-1])), one.name[:_NAME])
            return
        wrong = self._wrong(one, segments, levels)
        before = seen.setdefault(one.path, one.row)
        if before != one.row:
            wrong = ("ekonomik", f"Bu tertip {before}. satırda da var. Yinelenen satırı silin.")
        if wrong:
            self._refuse(one.row, *wrong)
        elif not refused:
            self._lines.append(CetvelLine(one.row, segments, "", one.name, kurus))

    def _wrong(self, one: CetvelRow, segments: Segments, levels: int) -> tuple[str, str] | None:
        if levels < _LEAST_LEVEL:
            return "ekonomik", "Ekonomik kodun en az II. düzeyi yazılmalıdır."
        if not one.name:
            return "name", "Açıklama boş. Tertibin adını yazın."
        if len(one.name) > _NAME:
            return "name", f"Ad en çok {_NAME} harf olabilir."
        for name in ("kurumsal", "fonksiyonel", "finansman"):
            if not segments.part(name) and self._scan.columns.keys() & set(BLOCKS[name]):
                return name, f"{LABELS[name]} kod boş; üstündeki başlıktan da anlaşılmıyor."
        return None

    # ------------------------------------------------------------ the store

    def against(self, look: Look, year: ButceYil | None) -> None:
        """Tertips that the year has already: taken over if they have no opening ödenek, else refused."""
        first = date(self._draft.year, 1, 1)
        pattern = year.pattern if year else settings_on(look, first).tertip_deseni
        known = opened_tertips(look, year)
        ready = []
        for one in self._lines:
            key, kod = tertip_key(one.segments), printed(one.segments, pattern)
            tertip_id, opened = known.get(key, (0, 0))
            if opened:
                said = f"{kod} {self._draft.year} yılında var; başlangıç ödeneği {format_kurus(opened)}."
                self._refuse(one.row, "ekonomik", f"{said} Cetvel alınmış olabilir.")
            ready.append(CetvelLine(one.row, one.segments, kod, one.name, one.kurus, tertip_id))
        self._lines = ready

    def _refuse(self, row: int, field: str, said: str) -> None:
        columns = self._scan.columns
        place = columns.get(field, 0) or (columns.get("kod", 0) if field in BLOCKS else 0)
        self._errors.append(RowError(row, place, said))

    # ------------------------------------------------------------ what came of it

    def finished(self, opens_year: bool) -> CetvelReading:
        """What was read."""
        total = sum(one.kurus for one in self._lines)
        agreed = self._draft.agreed
        if agreed is not None and agreed != total and not self._errors:
            said = f"Karardaki toplam {format_kurus(agreed)}, alınacak satırların toplamı {format_kurus(total)}."
            self._errors.append(
                RowError(0, self._scan.columns["amount"], f"{said} Dosyayı ya da kararı denetleyin.")
            )
        if not self._lines and not self._errors:
            self._errors.append(RowError(0, 0, self._nothing()))
        return CetvelReading(
            name=self._scan.name,
            sha256=self._scan.sha256,
            draft=self._draft,
            lines=tuple(self._lines),
            names=tuple(LevelName(*key, name) for key, name in sorted(self._names.items())),
            errors=tuple(sorted(self._errors, key=lambda one: (one.row, one.column))),
            sums=sums_of(self._lines, dict(self._names)),
            notes=(*self._notes, *self._said(), *self._scan.notes),
            columns=tuple(self._scan.columns.items()),
            opens_year=opens_year,
        )

    def _nothing(self) -> str:
        if self._aside[0]:
            return f"Dosyada {self._filled.kurumsal} ile başlayan tertip yok. Kurumsal kodu denetleyin."
        return "Dosyada alınacak tertip yok. Başlık satırını ve sütunları denetleyin."

    def _said(self) -> list[str]:
        said = [f"✓ {format_int(self._checked)} ara toplam satırı altındakilerle aynı"] if self._checked else []
        aside, kurus = self._aside
        if aside:
            words = f"{format_int(aside)} satır başka birimlerin ({format_kurus(kurus)}); alınmaz"
            said.append(words)
        elif not self._filled.kurumsal:
            offices = sorted({one.segments.kurumsal for one in self._lines if one.segments.kurumsal})
            if len(offices) > 1:
                some = ", ".join(offices[:_TOLD])
                said.append(f"! Dosyada {len(offices)} kurumsal kod var ({some} …); hepsi bu birime alınır")
        empty = sum(1 for one in self._lines if not one.kurus)
        if empty:
            said.append(f"{format_int(empty)} tertip ödeneksiz açılır")
        adopted = sum(1 for one in self._lines if one.tertip_id)
        if adopted:
            said.append(f"{format_int(adopted)} tertip yılda açılmış; yalnız ödeneği yazılır")
        missing = [name for name in ("kurumsal", "fonksiyonel", "finansman") if self._lines
                   and not self._lines[0].segments.part(name)]  # fmt: skip
        if missing:
            said.append(
                f"! Tertiplerde {', '.join(label_of(name).split(' ')[0].lower() for name in missing)} kod yok"
            )
        return said


def _heads(rows: Iterable[CetvelRow]) -> set[int]:
    """Rows whose code is the beginning of another row's."""
    beginnings = {beginning for one in rows for beginning in _beginnings(one.path)}
    return {one.row for one in rows if one.path in beginnings}


def _beginnings(path: Path) -> Iterable[Path]:
    """Every code that stands over a code: the same blocks, the last of them cut off at each of its levels."""
    for place, block in enumerate(path):
        for depth in range(1, len(block) + 1):
            beginning = (*path[:place], block[:depth], *((),) * (len(path) - place - 1))
            if beginning != path:
                yield beginning


def sums_of(lines: Iterable[CetvelLine], names: Mapping[tuple[str, str], str]) -> tuple[LevelSum, ...]:
    """Totals by economic I and II, each I before its II; names of the cetvel before those of the starter list."""
    sums: dict[tuple[str, int], list[int]] = defaultdict(lambda: [0, 0])
    for one in lines:
        for level in (1, 2):
            row = sums[economic_level(one.segments.ekonomik, level), level]
            row[0] += 1
            row[1] += one.kurus
    return tuple(
        LevelSum(kod, level, names.get(("ekonomik", kod), "") or name_of(kod), *sums[kod, level])
        for kod, level in sorted(sums)
    )
