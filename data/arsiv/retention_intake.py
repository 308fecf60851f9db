"""Reading a saklama planı: any table with mapped columns, as retentions, errors with their row and column."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from data.arsiv.operations.retention import KIND, faults
from data.arsiv.retention_drafts import RetentionDraft, RetentionFile, RetentionFileDraft, kept_by
from data.arsiv.rules.retention import outcome_words, split_problem
from data.core import taken
from data.core.drafts import problems
from data.core.errors import BadFields, BadInput
from data.core.intake.mapping import ColumnMapping, RowError, take
from data.core.intake.tables import Sheet, TabularFile
from data.core.money import format_int
from data.core.store import Look
from data.core.text import clean_line, visible
from data.sdp.rules import plain_outcome, plain_period

HEADINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "code": ("kod", "kodu", "dosya kodu", "dosya no", "sdp kodu", "konu kodu", "sdp"),
    "period": ("toplam sure", "toplam", "saklama suresi", "saklama suresi yil", "toplam saklama suresi", "sure"),
    "outcome": (
        "sonuc", "tasfiye kodu", "saklama tasfiye kodu", "saklama kodu", "saklama sonucu", "tasfiye", "islem",
    ),
    "birim_yil": ("birim arsivi", "birim arsivinde", "birim yil", "birim arsivi yil", "birim suresi", "birim"),
    "kurum_yil": ("kurum arsivi", "kurum arsivinde", "kurum yil", "kurum arsivi yil", "kurum suresi", "kurum"),
}  # fmt: skip
_LABELS: Final = {
    "code": "Dosya kodu", "period": "Toplam süre", "outcome": "Saklama/tasfiye kodu",
    "birim_yil": "Birim arşivinde (yıl)", "kurum_yil": "Kurum arşivinde (yıl)",
}  # fmt: skip
MOST: Final = 5_000
"""Codes of one plan."""


@dataclass(frozen=True, slots=True)
class RetentionReading:
    """A saklama planı ready to be written, and every row that is not; nothing is written while there is one.

    Attributes:
        lines: What a person reads before taking the file: the count, warnings, then each code.
    """

    plan: RetentionFile
    lines: tuple[str, ...]
    errors: tuple[RowError, ...]


def missing_columns(fields: frozenset[str]) -> str:
    """What a mapping still lacks before a plan can be read, in words; empty if nothing."""
    for name in ("code", "period", "outcome"):
        if name not in fields:
            return f"{_LABELS[name]} sütununu seçin."
    return ""


def column_labels() -> tuple[tuple[str, str], ...]:
    """(field, label) of everything that a column can be mapped to."""
    return tuple(_LABELS.items())


def read_retention(
    look: Look, table: TabularFile, sheet: Sheet, mapping: ColumnMapping, draft: RetentionFileDraft
) -> RetentionReading:
    """Reads a plan and checks every row by itself, against the others and the store; writes nothing.

    Raises:
        ColumnsNotFound: the table has none of the mapped columns.
        BadInput: the file was imported before, or holds no code or too many.
    """
    taken.refuse_second_time(look, KIND, table.sha256, table.name)
    found = take(sheet, mapping, lambda texts: _draft(texts, draft), file=table.name)
    if not found.items and not found.errors:
        raise BadInput("Dosyada dosya kodu yok.", "Başlık satırını ve sütunları kontrol edin.", file=table.name)
    if len(found.items) > MOST:
        raise BadInput(
            f"Dosyada {format_int(len(found.items))} kod var; bir planda en çok {format_int(MOST)} olur.",
            "Doğru dosyayı seçtiğinizi kontrol edin.",
            file=table.name,
        )
    places = {name: column + 1 for name, column in mapping.columns}
    errors = list(found.errors)
    first: dict[str, int] = {}
    for number, one in found.items:
        wrong = faults(look, one) | problems(one)
        if (before := first.setdefault(one.code, number)) != number:
            wrong["code"] = f"{visible(one.code[:20])} {before}. satırda da var; bir planda kod bir kez bulunur."
        errors += [RowError(number, places.get(field, 0), said) for field, said in wrong.items()]
    errors.sort(key=lambda one: (one.row, one.column))
    plan = RetentionFile(table.name, table.sha256, found.items)
    return RetentionReading(plan, tuple(_lines(plan)), tuple(errors))


def _draft(texts: Mapping[str, str], whole: RetentionFileDraft) -> RetentionDraft:
    wrong: dict[str, str] = {}
    years: dict[str, int | None] = {}
    for name in ("birim_yil", "kurum_yil"):
        typed = plain_period(texts.get(name, ""))
        if typed in ("", "-", "—"):
            years[name] = None
        elif typed.isascii() and typed.isdigit() and len(typed) <= 3:
            years[name] = int(typed)
        else:
            wrong[name] = f"“{visible(typed[:20])}” yıl değil; sayı yazın ya da boş bırakın."
    if wrong:
        raise BadFields(wrong)
    return RetentionDraft(
        code=clean_line(texts.get("code", "")),
        birim_id=whole.birim_id,
        period=plain_period(texts.get("period", "")),
        outcome=plain_outcome(texts.get("outcome", "")),
        birim_yil=years["birim_yil"],
        kurum_yil=years["kurum_yil"],
        first_day=whole.first_day,
        source=whole.source,
    )


def _lines(plan: RetentionFile) -> list[str]:
    warned, rest = [], []
    for number, one in plan.rows:
        kept = kept_by(one)
        if problem := split_problem(kept):
            warned.append(f"! {number}. satır, {one.code}: {problem} Yine de alınır")
        years = f"{kept.period} yıl" if kept.years else "süresiz"
        split = "" if kept.birim_yil is None else f" (birim {kept.birim_yil}, kurum {kept.kurum_yil or 0})"
        rest.append(f"+ {one.code} · {years}{split}, {outcome_words(kept.outcome)}")
    return [f"{format_int(len(plan.rows))} kod", *warned, *rest]
