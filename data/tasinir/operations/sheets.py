"""Filled-in count sheets are taken whole or not at all, after a rehearsal that says what would be refused."""

from __future__ import annotations

from dataclasses import dataclass

from data.core.errors import BadInput
from data.core.money import format_int
from data.core.store import Work
from data.tasinir.count_sheets import SheetReading
from data.tasinir.operations.counting import SheetTaken, from_sheet


@dataclass(frozen=True, slots=True)
class SheetsTaken:
    """What came of the sheets of a file; ``refused`` names worksheet, row and what is wrong."""

    parts: tuple[SheetTaken, ...]
    refused: tuple[tuple[str, int, str], ...]

    @property
    def words(self) -> str:
        """The quiet line afterwards."""
        items, quantities = (sum(getattr(one, name) for one in self.parts) for name in ("items", "quantities"))
        replaced = sum(one.replaced for one in self.parts)
        return (
            f"{items} taşınır, {quantities} miktar alındı"
            + (f" ({replaced} eski miktarın yerine)" if replaced else "")
            + (f"; {format_int(len(self.refused))} satır alınmadı" if self.refused else "")
        )


class Rehearsed(Exception):
    """What taking the sheets would come to; nothing of it was written."""

    def __init__(self, taken: SheetsTaken) -> None:
        super().__init__()
        self.taken = taken


def take_sheets(work: Work, sayim_id: int, reading: SheetReading, *, skip_refused: bool = False) -> SheetsTaken:
    """Takes all the sheets of a file in one transaction (m.32/4).

    Args:
        skip_refused: Somebody saw what is refused and takes the rest.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: rows are refused, or no row says anything.
        RuleBroken: nothing is being counted.
    """
    refused = list(reading.refused)
    taken = []
    for part in reading.parts:
        if not part.rows:
            continue
        made = from_sheet(work, sayim_id, part.where, part.rows)
        refused += [(part.sheet, row, why) for row, why in made.refused]
        taken.append(made)
    if not taken:
        raise BadInput("Sayfalarda doldurulmuş satır yok.", "“Sayılan” sütununu doldurup yeniden alın.")
    if refused and not skip_refused:
        sheet, row, why = refused[0]
        raise BadInput(f"{format_int(len(refused))} satır alınamıyor; ilki: {sheet}, {row}. satır: {why}")
    return SheetsTaken(tuple(taken), tuple(refused))


def rehearse(work: Work, sayim_id: int, reading: SheetReading) -> None:
    """Takes the sheets, and undoes it.

    Raises:
        Rehearsed: always, with what came of it, so that the transaction is rolled back.
    """
    raise Rehearsed(take_sheets(work, sayim_id, reading, skip_refused=True))
