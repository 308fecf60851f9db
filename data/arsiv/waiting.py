"""What waits in the area for the person at the desk: counted beside its name, told by Bugün."""

from __future__ import annotations

from itertools import groupby
from typing import Final

from data.arsiv.duty_views import DUTY_KIND, UNIT_KIND, ArchiveDutyRow, duties
from data.arsiv.lookup import AREA
from data.core.lights import Light
from data.core.permissions import Verb
from data.core.reminders import Reminder
from data.core.store import Look

_SIGNS: Final = {Light.GECIKTI: "!", Light.KIRMIZI: "●"}
_FEW: Final = 3
"""So many units are told one by one of the same duty; more of them in one line."""


def waiting(look: Look) -> tuple[ArchiveDutyRow, ...]:
    """Duties of units in sight that this person may do, the earliest last day first."""
    if not any(look.actor.can(AREA, verb) for verb in (Verb.PREPARE, Verb.CHECK)):
        return ()
    return tuple(row for row in duties(look) if look.actor.can(AREA, row.verb))


def count_waiting(look: Look) -> int:
    """How many there are."""
    return len(waiting(look))


def reminders(look: Look) -> tuple[Reminder, ...]:
    """Each with what is missing or ready; what many units have to do alike is told once."""
    rows = sorted(waiting(look), key=_same)
    told = []
    for _, group in groupby(rows, key=_same):
        alike = tuple(group)
        told += [_reminder(row) for row in alike] if len(alike) <= _FEW else [_of_many(alike)]
    return tuple(told)


def sum_up(look: Look, duty_id: int) -> tuple[tuple[str, str], ...]:
    """What is ready and what is missing for a duty, for each unit that has it, and what it rests on."""
    rows = waiting(look)
    chosen = next((row for row in rows if row.id == duty_id), None)
    if chosen is None:
        return ()
    alike = [row for row in rows if _same(row) == _same(chosen)]
    if len(alike) > _FEW:
        return tuple((row.birim, "; ".join(word for word in (row.ready, row.missing) if word)) for row in alike)
    # What is missing is said already as what is to be done.
    lines = (("Hazır", chosen.ready if chosen.missing else ""), ("Dayanağı", chosen.reasons[0].law))
    return tuple(line for line in lines if line[1])


def _same(row: ArchiveDutyRow) -> tuple[str, str]:
    """Alike are the same steps for the same period, as far as no record of their own stands behind them."""
    if row.ref.kind != UNIT_KIND:
        return row.title, f"{row.ref.kind} {row.ref.id}"
    return row.title, row.about if row.kind is not None else ""


def _title(row: ArchiveDutyRow) -> str:
    return row.title if _same(row)[1] == "" else f"{row.title}: {row.about}"


def _reminder(row: ArchiveDutyRow) -> Reminder:
    of_unit = row.ref.kind == UNIT_KIND
    return Reminder(
        kind=DUTY_KIND if of_unit else row.ref.kind,
        id=row.id if of_unit else row.ref.id,
        title=_title(row),
        step=row.missing or row.ready,
        last_day=row.last_day,
        sign=_SIGNS.get(row.light, "○"),
        left=row.left,
        who="",
        unit=row.birim,
    )


def _of_many(rows: tuple[ArchiveDutyRow, ...]) -> Reminder:
    first = rows[0]
    return Reminder(
        kind=DUTY_KIND,
        id=first.id,
        title=_title(first),
        step="Arşivin yılı",
        last_day=first.last_day,
        sign=_SIGNS.get(first.light, "○"),
        left=first.left,
        who="",
        unit=f"{len(rows)} birim",
    )
