"""Reading a filing plan: any table with mapped columns, as codes, errors with their row and column."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from data.core import taken
from data.core.calendar import format_date
from data.core.intake.mapping import ColumnMapping, RowError, take
from data.core.intake.tables import Sheet, TabularFile
from data.core.money import format_int
from data.core.store import Look
from data.core.text import clean_line
from data.sdp import rules
from data.sdp.drafts import PlanDraft
from data.sdp.plan_file import TARGET, PlanFile, as_errors, refuse_size
from data.sdp.rules import CodeValues, Use
from data.sdp.versions import clashes

HEADINGS: Mapping[str, tuple[str, ...]] = {
    "code": ("kod", "kodu", "dosya kodu", "dosya no", "dosya numarasi", "sdp kodu", "sdp", "konu kodu"),
    "title": ("ad", "adi", "konu adi", "konu", "dosya adi", "kod adi", "baslik", "tanim"),
    "period": ("toplam sure yil", "saklama suresi", "saklama suresi yil", "sure", "toplam sure"),
    "outcome": (
        "sonuc", "tasfiye kodu", "saklama tasfiye kodu", "saklama kodu", "saklama sonucu", "islem", "tasfiye",
    ),
    "use": ("kullanim", "kullanimi", "kullanim sekli"),
    "note": ("aciklama", "not", "dusunceler"),
}  # fmt: skip
_LABELS = {
    "code": "Dosya kodu", "title": "Konu adı", "period": "Saklama süresi", "outcome": "Saklama/tasfiye kodu",
    "use": "Kullanımı", "note": "Açıklama",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class PlanReading:
    """Codes ready to be written, and every row that is not; nothing is written while there is one.

    Attributes:
        lines: What a person reads before taking the file: counts, warnings, then each code.
    """

    plan: PlanFile
    lines: tuple[str, ...]
    errors: tuple[RowError, ...]


def missing_columns(fields: frozenset[str]) -> str:
    """What a mapping still lacks before a plan can be read, in words; empty if nothing."""
    if "code" not in fields:
        return "Dosya kodu sütununu seçin."
    return "" if "title" in fields else "Konu adı sütununu seçin."


def column_labels() -> tuple[tuple[str, str], ...]:
    """(field, label) of everything that a column can be mapped to."""
    return tuple((name, _LABELS[name]) for name in HEADINGS)


def read_plan(look: Look, table: TabularFile, sheet: Sheet, mapping: ColumnMapping) -> PlanReading:
    """Reads a plan and checks every row by itself and against the others; writes nothing.

    Raises:
        ColumnsNotFound: the table has none of the mapped columns.
        BadInput: the file was imported before, or holds no code or too many.
    """
    taken.refuse_second_time(look, TARGET, table.sha256, table.name)
    found = take(sheet, mapping, _values, file=table.name)
    plan = PlanFile(table.name, table.sha256, _with_use(found.items))
    refuse_size(plan)
    errors = as_errors(plan, {name: column + 1 for name, column in mapping.columns})
    errors.sort(key=lambda error: (error.row, error.column))
    return PlanReading(plan, tuple(_lines(plan)), tuple(errors))


def held_against(look: Look, reading: PlanReading, draft: PlanDraft, columns: Mapping[str, int]) -> PlanReading:
    """A reading with the codes that the versions in use on the same days have already, as errors.

    Args:
        columns: Field to 0-based column.
    """
    apart = (draft.replaces_id,) if draft.replaces_id else ()
    codes = [values.code for _, values in reading.plan.rows]
    day = format_date(draft.first_day)
    twice = clashes(look, codes, draft.first_day, None, apart_from=apart)
    errors = [
        RowError(
            number,
            columns.get("code", -1) + 1,
            f"{values.code}, {day} gününde “{twice[values.code]}” sürümünde de kullanımda; yeni sürümü onun "
            "yerine geçirin ya da kodu çıkarın.",
        )
        for number, values in reading.plan.rows
        if values.code in twice
    ]
    return replace(
        reading, errors=tuple(sorted([*reading.errors, *errors], key=lambda one: (one.row, one.column)))
    )


def _values(texts: Mapping[str, str]) -> CodeValues:
    """One code from the cells of a row, as far as they can be read; what it cannot have is found later."""
    return CodeValues(
        code=clean_line(texts.get("code", "")),
        title=clean_line(texts.get("title", "")),
        use=rules.use_of(texts.get("use", "")),
        period=rules.plain_period(texts.get("period", "")),
        outcome=rules.plain_outcome(texts.get("outcome", "")),
        note=clean_line(texts.get("note", "")),
    )


def _with_use(items: tuple[tuple[int, CodeValues], ...]) -> tuple[tuple[int, CodeValues], ...]:
    """Codes without a word on their use get the usual one."""
    heads = {rules.parent(values.code) for _, values in items}
    return tuple(
        (number, values if values.use else replace(values, use=_usual(values, heads))) for number, values in items
    )


def _usual(values: CodeValues, heads: set[str]) -> str:
    return rules.usual_use(values, has_children=values.code in heads).value


def _lines(plan: PlanFile) -> list[str]:
    uses = [values.use for _, values in plan.rows]
    counts = [f"{use.label}: {format_int(uses.count(use.value))}" for use in Use if use.value in uses]
    codes = {values.code for _, values in plan.rows}
    warned, rest = [], []
    for number, values in plan.rows:
        above = rules.parent(values.code)
        if above and above not in codes:
            warned.append(f"! {number}. satır, {values.code}: üst kodu {above} dosyada yok; yine de alınır")
        elif values.use in (Use.ASIL, Use.YALNIZ_IKINCIL) and not values.period:
            warned.append(f"! {number}. satır, {values.code}: saklama süresi yazılmamış; yine de alınır")
        kept = rules.kept_for(values.period, values.outcome).value if values.period else "başlık"
        rest.append(f"+ {values.code} {values.title} · {kept}")
    return [" · ".join(counts), *warned, *rest]
