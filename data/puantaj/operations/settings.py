"""The switches of the month: a new value from a day on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from data.core import parameters
from data.core.drafts import FieldKind, FieldSpec, check, entry
from data.core.errors import BadInput
from data.core.store import Work
from data.puantaj.rules.settings import PARAMETERS, PuantajSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingDraft:
    """A new value of one switch; ``name`` is the parameter's."""

    name: str
    value: str = entry(FieldSpec("Yeni değer", length=200))
    valid_from: date = entry(FieldSpec("Geçerlilik başlangıcı", FieldKind.DATE))
    source: str = entry(FieldSpec("Dayanak", length=160, help="Kanun, karar veya yazının tarihi ve sayısı"))


def set_setting(work: Work, draft: SettingDraft) -> None:
    """Sets a switch from a day on; earlier values stay for earlier periods.

    Raises:
        NotAllowed: not an administrator.
        BadInput: the value does not fit the switch, or something is missing.
    """
    check(draft)
    try:
        PuantajSettings.from_values({draft.name: draft.value})
    except BadInput as problem:
        raise BadInput(problem.message, problem.remedy, field="value") from None
    default = next((one.default for one in PARAMETERS if one.name == draft.name), None)
    parameters.set_parameter(work, draft.name, draft.valid_from, draft.value, draft.source, default=default)
