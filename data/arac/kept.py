"""How vehicles and drivers of a closed month lie in the store: as they were signed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date

from data.arac.rules.values import Measure, Ownership, VehicleFacts


@dataclass(frozen=True, slots=True)
class Shown:
    """A vehicle as screen and paper name it."""

    id: int
    facts: VehicleFacts
    kind: str
    model: str
    firm: str
    driver_id: int | None


@dataclass(frozen=True, slots=True)
class Kept:
    """The vehicles of a month by plate, and the names of everybody who drove."""

    vehicles: tuple[Shown, ...]
    names: Mapping[int, str]


def kept_text(vehicles: Iterable[Shown], names: Mapping[int, str]) -> str:
    """As text for the store."""
    rows = []
    for one in vehicles:
        row = asdict(one)
        facts = row.pop("facts")
        facts["first_day"] = one.facts.first_day.isoformat()
        facts["last_day"] = one.facts.last_day.isoformat() if one.facts.last_day else None
        rows.append([row, facts])
    return json.dumps({"vehicles": rows, "names": list(names.items())}, ensure_ascii=False)


def kept_of(text: str) -> Kept:
    """From the store."""
    stored = json.loads(text)
    vehicles = []
    for row, facts in stored["vehicles"]:
        last = facts["last_day"]
        vehicles.append(
            Shown(
                facts=VehicleFacts(
                    facts["plate"],
                    Measure(facts["measure"]),
                    Ownership(facts["ownership"]),
                    date.fromisoformat(facts["first_day"]),
                    date.fromisoformat(last) if last else None,
                ),
                **row,
            )
        )
    return Kept(tuple(vehicles), {int(key): str(name) for key, name in stored["names"]})
