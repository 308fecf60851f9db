"""Limits, rates and switches that law or the office changes from a day on: rows, never constants."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Date, bindparam, func
from sqlmodel import col, select

from data.core import trail
from data.core.calendar import format_date
from data.core.errors import BadInput
from data.core.models import Parameter
from data.core.permissions import Verb
from data.core.store import Look, Work

BEGINNING = date(1900, 1, 1)
"""First day of a default value that no law dates."""

_HOLDING = (
    select(Parameter.name, Parameter.value)
    .where(
        Parameter.valid_from <= bindparam("day", type_=Date),
        func.substr(Parameter.name, 1, bindparam("letters")) == bindparam("prefix"),
    )
    .order_by(col(Parameter.valid_from), col(Parameter.id))
)


@dataclass(frozen=True, slots=True)
class ParameterRow:
    """One value of a parameter: what holds from which day, and on whose word."""

    id: int
    name: str
    valid_from: date
    value: str
    source: str
    set_at: datetime


def seed(work: Work, defaults: Iterable[tuple[str, str, str]]) -> int:
    """Writes default values (name, value, source) for parameters that have none yet; returns how many."""
    present = set(work.session.exec(select(Parameter.name).distinct()))
    missing = [row for row in defaults if row[0] not in present]
    for name, value, source in missing:
        work.session.add(
            Parameter(
                name=name,
                valid_from=BEGINNING,
                value=value,
                source=source,
                set_at=work.now,
                set_by=work.actor.user_id,
            )
        )
    if missing:
        trail.record(work, "parameter.seed", f"{len(missing)} ayarın varsayılan değeri yazıldı")
    return len(missing)


def set_parameter(
    work: Work,
    name: str,
    valid_from: date,
    value: str,
    source: str,
    *,
    default: str | None = None,
    told: tuple[str, str, Sequence[trail.Change]] | None = None,
) -> None:
    """Sets what a parameter is from a day on; earlier values stay as they were.

    Args:
        default: What holds where no row says otherwise; a parameter of a newer release has no row in an older
            file. Without it only names that have a row are known.
        told: What it is, its name and what changes, for a stored text that is not made to be read.

    Raises:
        NotAllowed: not an administrator.
        BadInput: no source is named, or the parameter does not exist.
    """
    work.actor.require("yonetim", Verb.ADMIN)
    if not source.strip():
        raise BadInput(
            "Dayanak yazılmalıdır.", "Kanun, karar veya yazının tarih ve sayısını yazın.", field="source"
        )
    old = values_on(work, valid_from).get(name, default)
    if old is None:
        raise BadInput(f"“{name}” adlı bir ayar yok.", "Ayarı listeden seçin.", field="name")
    row = Parameter(
        name=name,
        valid_from=valid_from,
        value=value,
        source=source,
        set_at=work.now,
        set_by=work.actor.user_id,
    )
    work.session.add(row)
    work.session.flush()
    what, called, changes = told or ("Ayar", name, (trail.Change(name, old, value),))
    trail.record(
        work,
        "parameter.set",
        f"{what} {format_date(valid_from)} tarihinden geçerli olarak değişti: {called} ({source})",
        kind="parameter",
        record_id=row.id or 0,
        changes=changes,
    )


def values_on(look: Look, day: date, prefix: str = "") -> dict[str, str]:
    """What every parameter is on a day. Of two rows with the same first day the later written one holds.

    Args:
        prefix: Only those whose names begin so.
    """
    rows = look.connection.execute(_HOLDING, {"day": day, "prefix": prefix, "letters": len(prefix)})
    return dict(rows.all())


def rows(look: Look) -> tuple[ParameterRow, ...]:
    """Every value of every parameter, by name, newest first."""
    found = look.session.exec(
        select(Parameter).order_by(col(Parameter.name), col(Parameter.valid_from).desc(), col(Parameter.id).desc())
    )
    return tuple(
        ParameterRow(row.id or 0, row.name, row.valid_from, row.value, row.source, row.set_at) for row in found
    )
