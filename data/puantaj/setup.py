"""The office's own day codes and settings as the plain values that rules take."""

from __future__ import annotations

import dataclasses
from datetime import date

from sqlmodel import col, select

from data.core import parameters
from data.core.store import Look
from data.puantaj.models import DayCodeRow, Puantaj
from data.puantaj.rules.codes import DEFAULT_CODES, Codes
from data.puantaj.rules.settings import PuantajSettings
from data.puantaj.stored import letters_of


def codes_in_use(look: Look) -> Codes:
    """The default codes under the office's own letters and names, in its order."""
    own = {row.key: row for row in look.session.exec(select(DayCodeRow).order_by(col(DayCodeRow.position)))}
    return Codes(
        dataclasses.replace(code, letter=own[code.key].letter, name=own[code.key].name)
        if code.key in own
        else code
        for code in DEFAULT_CODES
    )


def codes_of(look: Look, month: Puantaj) -> Codes:
    """The codes a month is shown and printed with: those of its closing, or today's while it is open."""
    if not month.closed:
        return codes_in_use(look)
    kept = letters_of(month.letters)
    return Codes(
        dataclasses.replace(code, letter=kept[code.key].letter, name=kept[code.key].name)
        if code.key in kept
        else code
        for code in DEFAULT_CODES
    )


def settings_on(look: Look, day: date) -> PuantajSettings:
    """The switches of the month as they stand on a day.

    Raises:
        BadInput: a stored value does not fit; names the setting.
    """
    return PuantajSettings.from_values(parameters.values_on(look, day))
