"""A filing plan as it comes out of a file, and what holds for its rows among each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from data.core.errors import BadInput
from data.core.intake.mapping import RowError
from data.core.money import format_int
from data.sdp.rules import CodeValues, value_faults

TARGET: Final = "sdp_kod"
"""Under which plans are known among the imported files."""
MOST_CODES: Final = 5_000


@dataclass(frozen=True, slots=True)
class PlanFile:
    """A plan read from a file, ready to be written: its identity, and (1-based row, code) of each."""

    name: str
    sha256: str
    rows: tuple[tuple[int, CodeValues], ...]


def row_faults(plan: PlanFile) -> list[tuple[int, str, str]]:
    """(row, field, message) of everything that keeps a row of the file from being written."""
    found: list[tuple[int, str, str]] = []
    first: dict[str, int] = {}
    for number, values in plan.rows:
        found += [(number, field, said) for field, said in value_faults(values).items()]
        if (before := first.setdefault(values.code, number)) != number and values.code:
            found.append(
                (number, "code", f"{values.code} {before}. satırda da var; bir sürümde kod bir kez bulunur.")
            )
    return found


def as_errors(plan: PlanFile, columns: dict[str, int]) -> list[RowError]:
    """The faults of :func:`row_faults` at their places in the file.

    Args:
        columns: Field to 1-based column; a field without one stands for the whole row.
    """
    return [RowError(number, columns.get(field, 0), said) for number, field, said in row_faults(plan)]


def refuse_size(plan: PlanFile) -> None:
    """Lets only a plan of a likely size pass.

    Raises:
        BadInput: it has no code, or more than :data:`MOST_CODES`.
    """
    if not plan.rows:
        raise BadInput("Dosyada dosya kodu yok.", "Başlık satırını ve sütunları kontrol edin.", file=plan.name)
    if len(plan.rows) > MOST_CODES:
        raise BadInput(
            f"Dosyada {format_int(len(plan.rows))} kod var; bir planda en çok {format_int(MOST_CODES)} olur.",
            "Doğru dosyayı seçtiğinizi kontrol edin.",
            file=plan.name,
        )


def refuse_rows(plan: PlanFile) -> None:
    """Lets only a plan pass whose rows can all be written.

    Raises:
        BadInput: it has no code or too many, or names the first row that is refused.
    """
    refuse_size(plan)
    for number, _, said in row_faults(plan):
        raise BadInput(said, "Dosyayı düzeltip yeniden alın; hiçbir kayıt yazılmadı.", file=plan.name, row=number)
